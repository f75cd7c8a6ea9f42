//! Dates of birth as somebody types them into the form of an entry.

use axum::extract::State;
use jiff::tz::TimeZone;
use pc_kernel::PartialDate;
use pc_web::{ApiResult, Json, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Lookout;

/// Most dates of one request.
const MOST: usize = 50;

/// Dates of birth as they were typed.
#[derive(Debug, Deserialize, ToSchema)]
pub struct BirthTexts {
    /// Each a date in any form that the desk's box reads: `05.07.1963`, `5 July 1963`, `05/07/1963` (the day first), or as
    /// entries carry it.
    texts: Vec<String>,
}

/// A date of birth as it was read.
#[derive(Debug, Serialize, ToSchema)]
pub struct BirthRead {
    /// As typed.
    text: String,
    /// As entries carry it: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `cYYYY` or `YYYY/YYYY`; `null` where it is no date.
    /// Which years an entry may say is told when it is made.
    value: Option<String>,
}

/// What the dates were read as, in their order.
#[derive(Debug, Serialize, ToSchema)]
pub struct BirthsRead {
    births: Vec<BirthRead>,
}

/// Reads dates of birth as the desk's box does, for the form of an entry: entries themselves are made with the dates that
/// this answers. Nothing is written.
#[utoipa::path(
    post, path = "/entries/births", tag = "lookout", operation_id = "entry_births",
    request_body = BirthTexts,
    responses((status = 200, body = BirthsRead), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("entry:write")), ("x-personal-data" = json!(false))),
)]
pub async fn entry_births(
    State(state): State<Lookout>,
    Json(BirthTexts { texts }): Json<BirthTexts>,
) -> ApiResult<Json<BirthsRead>> {
    if texts.len() > MOST {
        return Err(Problem::unprocessable("texts", format!("at most {MOST} dates")));
    }
    let today = state.web.now().to_zoned(TimeZone::UTC).date();
    let read = |text: &str| text.parse::<PartialDate>().ok().or_else(|| (state.read_birth)(text, today));
    let births = texts
        .into_iter()
        .map(|text| BirthRead { value: read(text.trim()).map(|birth| birth.to_string()), text })
        .collect();
    Ok(Json(BirthsRead { births }))
}
