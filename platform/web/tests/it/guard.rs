use std::sync::atomic::Ordering;

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
    routing::get,
};
use pc_access::Role;
use pc_store::{Actor, Store as _, Versioned};
use pc_web::{MAX_BODY, Options, Permission, operations};
use serde_json::json;
use tower::ServiceExt as _;

use crate::house::House;

const PERSON: &str = "/persons/0190b6f2-8e7a-7cc3-98c4-dc0c0c07398f";

#[tokio::test]
async fn nothing_is_open_that_does_not_say_so() {
    let house = House::new();
    let nobody = house.browser();
    assert_eq!(nobody.get("/health").await.body["status"], "ok");
    for path in [PERSON, "/session", "/accounts", "/journal", "/events", "/broken"] {
        assert!(nobody.get(path).await.is_problem(401, "signed-out"), "{path}");
    }
    let everything = house.signed_in("all", &Role::ALL).await;
    for path in ["/undeclared", "/misspelt", "/silent", "/undescribed"] {
        assert!(everything.get(path).await.is_problem(403, "forbidden"), "{path}");
    }
}

#[tokio::test]
async fn a_role_that_no_policy_permits_is_refused() {
    let house = House::new();
    let manager = house.signed_in("lena", &[Role::ListManager]).await;
    let refused = manager.get(PERSON).await;
    assert!(refused.is_problem(403, "forbidden"));
    assert!(refused.body["detail"].as_str().unwrap().contains("traveler:read"));
    assert!(manager.get("/accounts").await.is_problem(403, "forbidden"));
}

#[tokio::test]
async fn a_write_needs_the_csrf_token_of_its_own_session() {
    let house = House::new();
    let mut mara = house.signed_in("mara", &[Role::Analyst]).await;
    let jon = house.signed_in("jon", &[Role::Analyst]).await;
    assert_eq!(mara.post("/booths", json!({})).await.status, StatusCode::NO_CONTENT);
    for csrf in [None, Some("00".repeat(32)), jon.csrf.clone()] {
        mara.csrf = csrf;
        assert!(mara.post("/booths", json!({})).await.is_problem(403, "forbidden"));
        assert!(mara.json(Method::DELETE, "/session", json!({})).await.is_problem(403, "forbidden"));
    }
    let opened = house.journal().await.iter().filter(|l| l.writes.iter().any(|w| w.kind == "booth")).count();
    assert_eq!(opened, 1);
}

#[tokio::test]
async fn a_read_of_personal_data_is_in_the_journal_before_the_answer() {
    let house = House::new();
    let mara = house.signed_in("mara", &[Role::Analyst]).await;
    let before = house.journal().await.len();
    assert_eq!(mara.get(PERSON).await.body, "Lindqvist");
    let request = mara.request(Method::GET, PERSON).header("x-purpose", "case-review");
    assert_eq!(mara.send(request.body(Body::empty()).unwrap()).await.status, StatusCode::OK);
    let journal = house.journal().await;
    let [default, stated] = &journal[before..] else { panic!("two entries expected") };
    assert_eq!((default.purpose.as_str(), stated.purpose.as_str()), ("screening", "case-review"));
    assert_eq!(default.cause.as_deref(), Some(format!("GET /api/v1{PERSON}").as_str()));
    assert!(matches!(&default.actor, Actor::Account { name, .. } if name == "mara"));

    let nil = "/persons/00000000-0000-0000-0000-000000000000";
    assert!(mara.get(nil).await.is_problem(404, "not-found"));
    let request = mara.request(Method::GET, PERSON).header("x-purpose", "Looking for a friend");
    assert!(mara.send(request.body(Body::empty()).unwrap()).await.is_problem(400, "bad-request"));
    assert_eq!(house.journal().await.len(), journal.len(), "nothing was shown, nothing is to be audited");
}

#[tokio::test]
async fn who_looked_is_found_by_what_was_looked_at() {
    let house = House::new();
    let mara = house.signed_in("mara", &[Role::Analyst]).await;
    mara.get(PERSON).await;
    mara.get("/persons/00000000-0000-0000-0000-000000000000").await;
    let record = PERSON.rsplit('/').next().unwrap().parse().unwrap();
    let view = house.store.snapshot().await.unwrap();
    let looks = view.scan(&pc_web::Look::at(record, 10)).await.unwrap().records;
    assert_eq!(looks.len(), 1);
    let look = Versioned::<pc_web::Look>::read(&looks[0]).unwrap().record;
    assert_eq!((look.name.as_str(), look.purpose.as_str()), ("mara", "screening"));
    let nobody = view.scan(&pc_web::Look::at(uuid::Uuid::nil(), 10)).await.unwrap().records;
    assert!(nobody.is_empty(), "what was not found was not looked at");
}

#[tokio::test]
async fn what_cannot_be_audited_is_not_shown() {
    let house = House::new();
    let mara = house.signed_in("mara", &[Role::Analyst]).await;
    house.store.broken.store(true, Ordering::SeqCst);
    let answer = mara.get(PERSON).await;
    assert!(answer.is_problem(500, "internal"));
    assert!(!answer.body.to_string().contains("Lindqvist") && !answer.body.to_string().contains("disk"));
    house.store.broken.store(false, Ordering::SeqCst);
    assert_eq!(mara.get(PERSON).await.body, "Lindqvist");
}

#[tokio::test]
async fn a_head_is_guarded_and_audited_like_its_get() {
    let house = House::new();
    let head = |b: &crate::house::Browser| b.request(Method::HEAD, PERSON).body(Body::empty()).unwrap();
    let nobody = house.browser();
    assert_eq!(nobody.send(head(&nobody)).await.status, StatusCode::UNAUTHORIZED);
    let mara = house.signed_in("mara", &[Role::Analyst]).await;
    let before = house.journal().await.len();
    assert_eq!(mara.send(head(&mara)).await.status, StatusCode::OK);
    assert_eq!(house.journal().await.len(), before + 1);
}

#[tokio::test]
async fn unknown_paths_methods_and_ids_are_problems() {
    let house = House::new();
    let mara = house.signed_in("mara", &[Role::Analyst]).await;
    assert!(mara.get("/nowhere").await.is_problem(404, "not-found"));
    assert!(mara.get("/persons/not-an-id").await.is_problem(404, "not-found"));
    let put = mara.json(Method::PUT, "/session", json!({})).await;
    assert!(put.is_problem(405, "method-not-allowed"));
    assert_eq!(put.headers[header::ALLOW], "GET, POST, DELETE");
    assert!(mara.get("/broken").await.is_problem(500, "internal"));
    assert!(mara.get("/health").await.headers.contains_key("x-request-id"));
}

#[tokio::test]
async fn bodies_are_bounded_by_what_the_operation_takes() {
    let house = House::new();
    let all = house.signed_in("all", &Role::ALL).await;
    let send = async |path: &str, bytes: usize, length: bool| {
        let mut request = all.request(Method::POST, path);
        if length {
            request = request.header(header::CONTENT_LENGTH, bytes);
        }
        all.send(request.body(Body::from(vec![b'a'; bytes])).unwrap()).await
    };
    assert_eq!(send("/booths", MAX_BODY, false).await.status, StatusCode::NO_CONTENT);
    assert_eq!(send("/booths", MAX_BODY + 1, false).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(send("/booths", MAX_BODY + 1, true).await.is_problem(413, "too-large"));
    assert_eq!(send("/files", 5_000_000, true).await.status, StatusCode::NO_CONTENT);
    assert_eq!(send("/files", pc_web::MAX_UPLOAD + 1, true).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn the_console_is_served_with_headers_that_keep_it_to_itself() {
    let ui = Router::new().route("/", get(async || "console")).fallback(async || "console");
    let house = House::with(Options { tls: false, ui: Some(ui) });
    for path in ["/", "/flights/1"] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = house.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'self'; connect-src 'self'") && !policy.contains("unsafe"));
        assert!(policy.contains("frame-ancestors 'none'"));
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers()["referrer-policy"], "no-referrer");
    }
    let request = Request::get("/api/nothing").body(Body::empty()).unwrap();
    assert_eq!(house.router.clone().oneshot(request).await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_description_of_this_crate_is_complete() {
    let house = House::new();
    let bad = ["/api/v1/undeclared", "/api/v1/misspelt", "/api/v1/silent"];
    let operations = operations(&house.document);
    for operation in &operations {
        assert_eq!(operation.missing().is_some(), bad.contains(&operation.path.as_str()), "{operation:?}");
        assert!(operation.path.starts_with("/api/v1/"));
    }
    let public: Vec<_> = operations
        .iter()
        .filter(|o| o.permission == Permission::Public)
        .filter_map(|o| o.id.as_deref())
        .collect();
    assert_eq!(public, ["health_read", "session_open", "setup_read", "setup_complete"]);
    let document = serde_json::to_value(&house.document).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["paths"]["/api/v1/persons/{id}"]["get"]["x-purpose"], "screening");
    assert!(document["components"]["schemas"]["Problem"].is_object());
}
