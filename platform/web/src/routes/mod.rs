//! Session, administration, journal and live updates. An operation a file.

mod account;
mod account_change;
mod account_create;
mod account_list;
mod events;
mod health;
mod journal;
mod session;
mod setup;
mod setup_state;
mod sign_in;
mod sign_out;

use utoipa_axum::{router::OpenApiRouter, routes};

use crate::Web;

/// The routes of this crate.
pub(crate) fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(health::read))
        .routes(routes!(setup_state::read, setup::complete))
        .routes(routes!(session::read, sign_in::sign_in, sign_out::sign_out))
        .routes(routes!(account_list::list, account_create::create))
        .routes(routes!(account_change::change))
        .routes(routes!(journal::list))
        .routes(routes!(events::stream))
}
