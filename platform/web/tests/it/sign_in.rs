use axum::http::{Method, StatusCode, header};
use jiff::SignedDuration;
use pc_access::Role;
use pc_web::Options;
use serde_json::json;

use crate::house::{House, PASSWORD};

#[tokio::test]
async fn the_first_start_is_set_up_with_the_printed_secret() {
    let house = House::new();
    let secret = house.web.identity.prepare_setup().await.unwrap().unwrap();
    let mut browser = house.browser();
    assert_eq!(browser.get("/setup").await.body, json!({ "needed": true }));
    let body =
        |secret: &str, password: &str| json!({ "secret": secret, "name": "ada", "password": password });
    assert!(browser.post("/setup", body("guess", PASSWORD)).await.is_problem(401, "signed-out"));
    let short = browser.post("/setup", body(secret.reveal(), "short")).await;
    assert!(short.is_problem(422, "unprocessable") && short.body["errors"][0]["field"] == "password");
    let done = browser.post("/setup", body(secret.reveal(), PASSWORD)).await;
    assert_eq!(done.status, StatusCode::CREATED);
    assert_eq!(done.body["account"]["roles"], json!(["administrator"]));
    browser.keep(&done);
    assert_eq!(browser.get("/session").await.body["account"]["name"], "ada");
    assert_eq!(browser.get("/setup").await.body, json!({ "needed": false }));
    assert!(browser.post("/setup", body(secret.reveal(), PASSWORD)).await.is_problem(401, "signed-out"));
}

#[tokio::test]
async fn a_session_is_opened_shown_and_ended() {
    let house = House::new();
    let browser = house.signed_in("mara", &[Role::Analyst]).await;
    let session = browser.get("/session").await;
    assert_eq!(session.body["expires"], "2026-05-04T08:30:00Z");
    assert_eq!(session.body["csrf"].as_str(), browser.csrf.as_deref());
    let permissions = session.body["permissions"].as_array().unwrap();
    assert!(permissions.contains(&json!("hit:decide")) && !permissions.contains(&json!("account:manage")));
    let out = browser.json(Method::DELETE, "/session", json!(null)).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(out.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert!(browser.get("/session").await.is_problem(401, "signed-out"), "the cookie alone is worth nothing");
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    for (tls, secure) in [(false, false), (true, true)] {
        let house = House::with(Options { tls, ui: None });
        house.signed_in("mara", &[Role::Analyst]).await;
        let answer = house.browser().sign_in("mara", PASSWORD).await;
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("portcullis_session=") && cookie.contains("; HttpOnly; SameSite=Strict"));
        assert_eq!(cookie.contains("; Secure"), secure);
        assert_eq!(answer.headers.contains_key(header::STRICT_TRANSPORT_SECURITY), secure);
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    }
}

#[tokio::test]
async fn wrong_passwords_and_unknown_names_are_refused_in_the_same_words_then_slowed_down() {
    let house = House::new();
    house.signed_in("mara", &[Role::Analyst]).await;
    let mut browser = house.browser();
    let wrong = browser.sign_in("mara", "not the phrase").await;
    let unknown = browser.sign_in("nobody", "not the phrase").await;
    assert!(wrong.is_problem(401, "signed-out") && !wrong.headers.contains_key(header::SET_COOKIE));
    assert_eq!(wrong.body, unknown.body);
    for _ in 0..4 {
        browser.sign_in("mara", "not the phrase").await;
    }
    let slowed = browser.sign_in("mara", PASSWORD).await;
    assert!(slowed.is_problem(429, "too-many-requests"));
    assert_eq!(slowed.headers[header::RETRY_AFTER], "2");
    house.clock.advance(SignedDuration::from_secs(2));
    assert_eq!(browser.sign_in("mara", PASSWORD).await.status, StatusCode::OK);
    let refused = house.journal().await.iter().filter(|l| l.events == ["identity.sign-in-refused"]).count();
    assert_eq!(refused, 6);
}

#[tokio::test]
async fn a_session_expires() {
    let house = House::new();
    let browser = house.signed_in("mara", &[Role::Analyst]).await;
    house.clock.advance(SignedDuration::from_mins(29));
    assert_eq!(browser.get("/session").await.body["expires"], "2026-05-04T08:59:00Z");
    house.clock.advance(SignedDuration::from_mins(30));
    assert!(browser.get("/session").await.is_problem(401, "signed-out"));
}

#[tokio::test]
async fn a_form_of_another_site_cannot_sign_in() {
    let house = House::new();
    let browser = house.browser();
    let request = browser.request(Method::POST, "/session").header(header::CONTENT_TYPE, "text/plain");
    let answer = browser.send(request.body(r#"{"name":"mara","password":"x"}"#.into()).unwrap()).await;
    assert!(answer.is_problem(415, "unsupported-media-type"));
    let request = browser.request(Method::POST, "/session").header("sec-fetch-site", "cross-site");
    assert!(browser.send(request.body("{}".into()).unwrap()).await.is_problem(403, "forbidden"));
}
