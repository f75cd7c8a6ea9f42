//! The face of the desk: routes, requests and responses. An endpoint a file.

mod inquiries;
mod person;
mod query;
mod saved;
mod shapes;

use std::sync::Arc;

use pc_subject::Sources;
use pc_web::Web;
use utoipa_axum::{router::OpenApiRouter, routes};

pub use inquiries::Inquiries;

/// What the routes need.
#[derive(Clone)]
pub struct Desk {
    /// Store, clock, chance.
    pub web: Web,
    /// Where candidates come from.
    pub sources: Arc<dyn Sources>,
    /// What is being asked.
    pub inquiries: Arc<Inquiries>,
    /// The score at which a traveler is a hit.
    pub threshold: f32,
}

/// The routes of the desk.
pub fn router(state: Desk) -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(query::subject_query))
        .routes(routes!(person::person_journeys))
        .routes(routes!(person::person_history))
        .routes(routes!(saved::saved_list, saved::saved_create))
        .routes(routes!(saved::saved_seen))
        .routes(routes!(saved::saved_end))
        .with_state(state)
}
