//! The face of screening: routes, requests and responses. An endpoint a file.

mod comparison;
mod hit_assign;
mod hit_claim;
mod hit_decide;
mod hit_list;
mod hit_read;
mod shapes;

use std::sync::Arc;

use pc_screening::Lookouts;
use pc_web::Web;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What the routes need.
#[derive(Clone)]
pub struct Screening {
    /// Store, clock, chance.
    pub web: Web,
    /// What the entries of hits are now.
    pub lookouts: Arc<dyn Lookouts>,
}

/// The routes of screening.
pub fn router(state: Screening) -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(hit_list::hit_list))
        .routes(routes!(hit_read::hit_read))
        .routes(routes!(hit_claim::hit_claim))
        .routes(routes!(hit_decide::hit_decide))
        .routes(routes!(hit_assign::hit_assign))
        .with_state(state)
}
