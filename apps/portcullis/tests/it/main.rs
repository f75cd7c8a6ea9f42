//! What crosses rooms: routes guarded, a flight screened, the command line, the API's description.

mod api;
mod by_hand;
mod command_line;
mod description;
mod desk;
mod flight;
mod folder;
mod guarded;
mod lists;
mod offline;
mod paxlst;
