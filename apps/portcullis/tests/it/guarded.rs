//! Every route needs a permission, and every read of personal data leaves an audit entry: derived from the API's own
//! description, so that a new route cannot be forgotten.

use axum::{body::Body, http::Request};
use pc_access::Role;
use serde_json::Value;
use tower::ServiceExt;

use crate::{
    api::Api,
    paxlst::{WATCHLIST, list},
};

struct Operation {
    method: String,
    path: String,
    about: Value,
}

fn operations(document: &Value) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, about) in methods.as_object().unwrap() {
            if ["get", "post", "put", "patch", "delete"].contains(&method.as_str()) {
                all.push(Operation {
                    method: method.to_uppercase(),
                    path: path.clone(),
                    about: about.clone(),
                });
            }
        }
    }
    all
}

impl Operation {
    fn permission(&self) -> Option<&str> {
        self.about["x-permission"].as_str()
    }

    /// The path with identifiers that nothing has, below the API's root.
    fn concrete(&self) -> String {
        let path = self.path.replace("{id}", "01900000-0000-7000-8000-000000000000");
        assert!(!path.contains('{'), "{path} has a parameter that this test does not know");
        path.strip_prefix("/api/v1").unwrap().to_owned()
    }
}

#[tokio::test]
async fn every_route_names_its_permission_and_what_it_reads() {
    let api = Api::new();
    let all = operations(&api.document);
    assert!(all.len() > 25, "the description has {} operations", all.len());
    for op in &all {
        let name = format!("{} {}", op.method, op.path);
        assert!(op.permission().is_some(), "{name} names no permission");
        let personal = op.about["x-personal-data"].as_bool();
        assert!(personal.is_some(), "{name} does not say whether it reads personal data");
        if personal == Some(true) {
            assert!(op.about["x-purpose"].is_string(), "{name} reads personal data without a purpose");
        }
    }
}

#[tokio::test]
async fn nobody_passes_without_a_session_or_without_the_role() {
    let api = Api::new();
    let mut users = Vec::new();
    for (index, role) in Role::ALL.iter().enumerate() {
        users.push((*role, api.user(&format!("user{index}"), &[*role]).await));
    }
    for op in operations(&api.document) {
        let permission = op.permission().unwrap().to_owned();
        // Ending one's own session would end the test's.
        if permission == "public" || op.path.ends_with("/session") || op.path.ends_with("/events") {
            continue;
        }
        let name = format!("{} {}", op.method, op.path);
        let path = op.concrete();
        let request = Request::builder().method(op.method.as_str()).uri(format!("/api/v1{path}"));
        let response = api.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), 401, "{name} without a session");
        for (role, user) in &users {
            let response = user.send(&op.method, &path, "application/json", b"{}".to_vec()).await;
            let allowed = api.node.web.access.permits(&[*role], permission.parse().unwrap());
            assert_eq!(
                response.status() != 403,
                allowed,
                "{name} as {role:?} answered {}",
                response.status()
            );
        }
    }
}

#[tokio::test]
async fn every_read_of_personal_data_leaves_an_audit_entry_with_its_purpose() {
    let api = Api::new();
    let user = api.user("everything", &Role::ALL).await;
    // Something to read behind every route: what is not there is no read of anybody's data.
    let (_, import) = user.import("list.jsonl", WATCHLIST).await;
    api.node.refresh().await.unwrap();
    let ivo = ("TESTANOV", "IVO", "610228", "M", "BGR", "TST12345");
    let message = user.submit(list("745", &[ivo])).await;
    let hit = user.get("/hits").await["items"][0].clone();
    let (_, proposal) = user.post("/entries", grave()).await;
    let entity = |path: &str| {
        let id = match path.split('/').nth(3).unwrap() {
            "flights" => &hit["flight"]["id"],
            "travelers" => &hit["traveler"]["id"],
            "entries" => &hit["entry"]["id"],
            "hits" => &hit["id"],
            "messages" => &message["id"],
            "lists" => &import["list_id"],
            "imports" => &import["id"],
            "proposals" => &proposal["proposal_id"],
            other => panic!("nothing stands behind {other}: add it to this test"),
        };
        id.as_str().unwrap().to_owned()
    };
    let mut seen = 0;
    for op in operations(&api.document) {
        if op.about["x-personal-data"] != true || op.method != "GET" {
            continue;
        }
        seen += 1;
        let name = format!("{} {}", op.method, op.path);
        let before = api.journal(0).await.len() as u64;
        let path = op.path.strip_prefix("/api/v1").unwrap();
        let path = if path.contains('{') { path.replace("{id}", &entity(&op.path)) } else { path.to_owned() };
        user.get(&path).await;
        let entries = api.journal(before).await;
        let purpose = op.about["x-purpose"].as_str().unwrap();
        let audited = entries.iter().any(|e| {
            e.purpose == purpose
                && e.cause.as_deref().is_some_and(|c| c.contains(&path))
                && format!("{:?}", e.actor).contains("everything")
        });
        assert!(audited, "{name} left no audit entry: {entries:?}");
    }
    assert!(seen >= 8, "only {seen} operations read personal data");
}

/// A new entry that needs a second person.
fn grave() -> Value {
    serde_json::json!({"list": "OWN", "entry": {
        "schema": "Person", "names": [{"value": "GUARDED, Petra", "kind": "primary"}], "births": [],
        "nationalities": [], "documents": [], "category": "detain", "reason": "a test",
    }})
}
