//! What crosses rooms: routes guarded, a flight screened, the command line, the API's description.

mod api;
mod command_line;
mod description;
mod flight;
mod folder;
mod guarded;
mod lists;
mod offline;
mod paxlst;
