use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::Request,
    middleware::from_fn_with_state,
    response::{IntoResponse as _, Response},
};
use tower::ServiceExt as _;
use tower_http::compression::CompressionLayer;
use utoipa::openapi::{InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    Problem, Web,
    cookie::Tls,
    guard::{Guard, guard},
    layers,
    operations::Table,
    routes,
};

/// How the program wants its face.
#[derive(Default)]
pub struct Options {
    /// Whether connections are TLS: cookies are `Secure` and HSTS is sent.
    pub tls: bool,
    /// The console's files: answers every path outside `/api`.
    pub ui: Option<Router>,
}

/// Mounts `api` (the routers of all domains, merged, with paths like `/flights/{id}`) and the routes of this crate
/// under `/api/v1`, behind the guard.
///
/// Serve the router with `into_make_service_with_connect_info::<SocketAddr>()`: sign-ins are slowed down per address.
pub fn app(api: OpenApiRouter<Web>, web: Web, options: Options) -> (Router, OpenApi) {
    let info = InfoBuilder::new()
        .title("Portcullis")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Border operations: movements, lookouts, screening. See docs/api-design.md."))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build()))
        .build();
    let document = OpenApiBuilder::new().info(info).build();
    let (router, document) =
        OpenApiRouter::with_openapi(document).nest("/api/v1", routes::router().merge(api)).split_for_parts();
    let table = Arc::new(Table::new(&document));
    let ui = options.ui;
    // Layers added later are further out.
    let router = router
        .fallback(move |request: Request| outside(ui.clone(), request))
        .layer(from_fn_with_state(Guard { web: web.clone(), table }, guard))
        .layer(Extension(Tls(options.tls)))
        .layer(from_fn_with_state(web.clone(), layers::trace))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(options.tls, layers::headers))
        .with_state(web);
    (router, document)
}

/// What no route of the API answers.
async fn outside(ui: Option<Router>, request: Request) -> Response {
    match ui {
        Some(ui) if !layers::is_api(request.uri().path()) => {
            ui.oneshot(request).await.unwrap_or_else(|never| match never {})
        }
        _ => Problem::not_found("resource").into_response(),
    }
}
