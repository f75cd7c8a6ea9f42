use std::time::Duration;

use axum::{
    body::{Body, BodyDataStream},
    http::{Method, StatusCode, header},
};
use futures::StreamExt as _;
use jiff::SignedDuration;
use pc_access::Role;
use pc_store::{Store as _, WriteSet};
use tokio::time::timeout;
use tower::ServiceExt as _;

use crate::house::{Booth, Browser, House};

async fn listen(browser: &Browser, last_seen: Option<&str>) -> BodyDataStream {
    let mut request = browser.request(Method::GET, "/events");
    if let Some(id) = last_seen {
        request = request.header("last-event-id", id);
    }
    let request = request.header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap();
    let response = browser.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert!(!response.headers().contains_key(header::CONTENT_ENCODING), "compression would hold events back");
    response.into_body().into_data_stream()
}

async fn next(stream: &mut BodyDataStream) -> Option<String> {
    let chunk = timeout(Duration::from_secs(20), stream.next()).await.expect("an event in time")?;
    Some(String::from_utf8(chunk.unwrap().to_vec()).unwrap())
}

async fn write(house: &House) -> Booth {
    let booth = Booth { id: house.web.ids().uuid() };
    let mut set = WriteSet::new(house.audit());
    set.insert(&booth).unwrap();
    house.store.commit(set).await.unwrap();
    booth
}

#[tokio::test]
async fn a_change_arrives_without_asking_and_an_audited_read_does_not() {
    let house = House::new();
    let mara = house.signed_in("mara", &[Role::Analyst]).await;
    let mut stream = listen(&mara, None).await;
    mara.get("/persons/0190b6f2-8e7a-7cc3-98c4-dc0c0c07398f").await;
    let (first, second) = (write(&house).await, write(&house).await);
    let event = next(&mut stream).await.unwrap();
    assert!(event.contains("event: change\n"), "{event}");
    assert!(event.contains(&first.id.to_string()) && event.contains(&second.id.to_string()), "told together");
    let data: serde_json::Value =
        serde_json::from_str(event.lines().find_map(|l| l.strip_prefix("data: ")).unwrap()).unwrap();
    assert_eq!(data["records"].as_array().unwrap().len(), 2);
    assert_eq!(data["records"][0]["kind"], "booth");
    assert_eq!(data["sequence"].as_u64().unwrap(), house.journal().await.len() as u64);
}

#[tokio::test]
async fn who_comes_back_or_falls_behind_starts_over() {
    let house = House::new();
    let mara = house.signed_in("mara", &[Role::Analyst]).await;
    let mut again = listen(&mara, Some("1")).await;
    assert!(next(&mut again).await.unwrap().starts_with("event: reset\n"));
    let mut slow = listen(&mara, None).await;
    for _ in 0..1100 {
        write(&house).await;
    }
    assert!(next(&mut slow).await.unwrap().starts_with("event: reset\n"));
    let booth = write(&house).await;
    assert!(next(&mut slow).await.unwrap().contains(&booth.id.to_string()), "and goes on from there");
}

#[tokio::test]
async fn the_stream_ends_with_the_program_and_with_the_session() {
    let house = House::new();
    let mara = house.signed_in("mara", &[Role::Analyst]).await;
    tokio::time::pause();
    let mut stream = listen(&mara, None).await;
    assert_eq!(next(&mut stream).await.as_deref(), Some(": alive\n\n"), "a heartbeat");
    house.clock.advance(SignedDuration::from_mins(31));
    assert_eq!(next(&mut stream).await, None, "the session is over");

    let jon = house.signed_in("jon", &[Role::Analyst]).await;
    let mut stream = listen(&jon, None).await;
    house.web.close();
    assert_eq!(next(&mut stream).await, None, "the program stops");
}
