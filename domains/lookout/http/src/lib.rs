//! The face of lookout: routes, requests and responses. An endpoint a file.

mod entries;
mod entry_births;
mod entry_write;
mod import_changes;
mod import_list;
mod import_preview;
mod import_submit;
mod import_undo;
mod lists;
mod proposals;
mod shapes;
mod upload;

use std::{path::PathBuf, sync::Arc};

use jiff::civil::Date;
use pc_kernel::PartialDate;
use pc_lookout::Importer;
use pc_web::Web;
use tokio::sync::Mutex;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What the routes need.
#[derive(Clone)]
pub struct Lookout {
    /// Store, clock, chance.
    pub web: Web,
    /// Where list files go in.
    pub importer: Arc<Importer>,
    /// Where list files are kept while they are read.
    pub scratch: PathBuf,
    /// How a date of birth is read that somebody typed, on a day: as the desk reads it.
    pub read_birth: fn(&str, Date) -> Option<PartialDate>,
    /// One step by hand after another: two of one moment would not see each other's proposal.
    pub turn: Arc<Mutex<()>>,
}

/// The routes of lookout.
pub fn router(state: Lookout) -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(lists::list_list))
        .routes(routes!(lists::list_read))
        .routes(routes!(entries::entry_list))
        .routes(routes!(entries::entry_read))
        .routes(routes!(entry_births::entry_births))
        .routes(routes!(entry_write::entry_create))
        .routes(routes!(entry_write::entry_change))
        .routes(routes!(entry_write::entry_end))
        .routes(routes!(proposals::entry_versions))
        .routes(routes!(proposals::proposal_list))
        .routes(routes!(proposals::proposal_count))
        .routes(routes!(proposals::proposal_read))
        .routes(routes!(proposals::proposal_decide))
        .routes(routes!(import_list::import_list, import_submit::import_submit))
        .routes(routes!(import_preview::import_preview))
        .routes(routes!(import_list::import_read))
        .routes(routes!(import_undo::import_undo))
        .routes(routes!(import_changes::import_changes))
        .with_state(state)
}
