//! Shared HTTP: the guard, problem details, paging, sign-in, live updates.
//!
//! An endpoint is a file with one handler. The guard reads `x-permission` from the API description and denies
//! every route that has none; it audits reads that say `x-personal-data: true`. The pattern to copy:
//!
//! ```
//! use axum::extract::State;
//! use pc_store::Scan;
//! use pc_web::{ApiResult, Caller, Json, PageOf, PageQuery, Path, Problem, Query, Web};
//! use utoipa_axum::{router::OpenApiRouter, routes};
//! use uuid::Uuid;
//!
//! #[derive(serde::Serialize, utoipa::ToSchema)]
//! struct Booth {
//!     id: Uuid,
//!     opened: jiff::Timestamp,
//! }
//!
//! /// The open booths.
//! #[utoipa::path(
//!     get, path = "/booths", tag = "booths", operation_id = "booth_list",
//!     params(PageQuery),
//!     responses((status = 200, body = PageOf<Booth>), (status = "default", body = Problem,
//!         content_type = "application/problem+json")),
//!     extensions(("x-permission" = json!("flight:list")), ("x-personal-data" = json!(false))),
//! )]
//! async fn list(State(web): State<Web>, Query(page): Query<PageQuery>) -> ApiResult<Json<PageOf<Booth>>> {
//!     let _view = web.store.snapshot().await?;
//!     let (_limit, _after) = (page.limit()?, page.cursor()?);
//!     Ok(Json(PageOf::last(Vec::new())))
//! }
//!
//! /// One booth. A read of personal data: the guard commits the audit row before the answer leaves.
//! #[utoipa::path(
//!     get, path = "/booths/{id}", tag = "booths", operation_id = "booth_read",
//!     params(("id" = Uuid, Path)),
//!     responses((status = 200, body = Booth), (status = "default", body = Problem,
//!         content_type = "application/problem+json")),
//!     extensions(
//!         ("x-permission" = json!("flight:read")),
//!         ("x-personal-data" = json!(true)),
//!         ("x-purpose" = json!("screening")),
//!     ),
//! )]
//! async fn read(caller: Caller, State(web): State<Web>, Path(id): Path<Uuid>) -> ApiResult<Json<Booth>> {
//!     let _audit = caller.audit("screening", web.now(), format!("GET /api/v1/booths/{id}"));
//!     Err(Problem::not_found("booth"))
//! }
//!
//! /// The routes of this domain.
//! pub fn router() -> OpenApiRouter<Web> {
//!     OpenApiRouter::new().routes(routes!(list)).routes(routes!(read))
//! }
//! # let _ = router();
//! ```
//!
//! Handlers of one path with several methods go into one `routes!(read, change)`. A domain with a state of its own
//! implements `FromRef<Web>` nowhere: it calls `.with_state(OwnState { web, … })` on its router before merging.

mod app;
mod caller;
mod changes;
mod client;
mod cookie;
mod extract;
mod guard;
mod layers;
mod look;
mod operations;
mod paging;
mod problem;
mod routes;
mod state;

pub use app::{Options, app};
pub use caller::Caller;
pub use cookie::SESSION_COOKIE;
pub use extract::{Json, Path, Query};
pub use guard::{MAX_BODY, MAX_LIST, MAX_UPLOAD};
pub use look::{LOOK, Look};
pub use operations::{Operation, Permission, operations};
pub use paging::{DEFAULT_LIMIT, MAX_LIMIT, PageOf, PageQuery, decode_cursor, encode_cursor};
pub use pc_access::{Access, Action, Role};
pub use problem::{ApiResult, FieldError, Problem};
pub use state::{Shared, Web};

/// The record kinds of this crate, to declare when the store is opened.
pub const KINDS: [&pc_store::KindSchema; 1] = [&LOOK];
