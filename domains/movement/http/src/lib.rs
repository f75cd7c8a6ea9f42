//! The face of movement: routes, requests and responses. An endpoint a file.

mod content;
mod flight_list;
mod flight_read;
mod message_list;
mod message_read;
mod message_submit;
mod schedule;
mod shapes;
mod travelers;

use std::sync::Arc;

use pc_movement::Intake;
use pc_web::Web;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What the routes need.
#[derive(Clone)]
pub struct Movement {
    /// Store, clock, chance.
    pub web: Web,
    /// Where messages go in.
    pub intake: Arc<Intake>,
}

/// The routes of movement.
pub fn router(state: Movement) -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(flight_list::flight_list))
        .routes(routes!(flight_read::flight_read))
        .routes(routes!(travelers::traveler_list))
        .routes(routes!(travelers::traveler_read))
        .routes(routes!(schedule::schedule))
        .routes(routes!(message_list::message_list, message_submit::message_submit))
        .routes(routes!(message_read::message_read))
        .routes(routes!(content::message_content))
        .with_state(state)
}
