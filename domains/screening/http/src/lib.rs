//! The face of screening: routes, requests and responses. An endpoint a file.

mod comparison;
mod hit_assign;
mod hit_claim;
mod hit_decide;
mod hit_list;
mod hit_read;
mod shapes;

use pc_web::Web;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of screening.
pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(hit_list::hit_list))
        .routes(routes!(hit_read::hit_read))
        .routes(routes!(hit_claim::hit_claim))
        .routes(routes!(hit_decide::hit_decide))
        .routes(routes!(hit_assign::hit_assign))
}
