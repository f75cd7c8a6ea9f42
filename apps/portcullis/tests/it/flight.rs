//! A flight is screened, over the real routes.

use pc_access::Role;
use serde_json::json;

use crate::{
    api::{Api, User},
    paxlst::{Passenger, WATCHLIST, list},
};

const IVO: Passenger<'_> = ("TESTANOV", "IVO", "610228", "M", "BGR", "TST12345");
const ANNA: Passenger<'_> = ("CLEANSEN", "ANNA", "900101", "F", "NOR", "NOR77777");
const OLE: Passenger<'_> = ("CLEANSEN", "OLE", "880505", "M", "NOR", "NOR88888");

async fn screened() -> (Api, User) {
    let api = Api::new();
    let user = api.user("shift", &[Role::Analyst, Role::Supervisor, Role::ListManager]).await;
    let (status, import) = user.import("list.jsonl", WATCHLIST).await;
    assert_eq!((status, &import["counts"]["added"]), (201, &json!(2)), "{import}");
    api.node.refresh().await.unwrap();
    (api, user)
}

#[tokio::test]
async fn a_listed_person_is_a_hit_with_reasons_and_bytes() {
    let (_api, user) = screened().await;
    let bytes = list("745", &[ANNA, IVO]);
    let message = user.submit(bytes.clone()).await;
    assert_eq!((&message["persons"], &message["added"]), (&json!(2), &json!(2)), "{message}");

    let flight = &user.get("/flights").await["items"][0];
    assert_eq!(flight["carrier"], "Z9");
    assert_eq!(flight["hits"]["new"], 1);
    assert_eq!(flight["people"]["passengers"], 2);
    assert_eq!(flight["arrival"]["zone"], "Europe/Vilnius");
    assert_eq!(flight["arrival"]["utc"], "2026-03-01T11:00:00Z");

    let id = flight["id"].as_str().unwrap();
    let travelers = user.get(&format!("/flights/{id}/travelers")).await;
    let first = &travelers["items"][0];
    assert_eq!(first["surname"], "TESTANOV", "the person with the hit comes first");
    let source = first["sources"].as_array().unwrap().iter().find(|s| s["field"] == "surname").unwrap();
    let start = source["offset"].as_u64().unwrap() as usize;
    assert_eq!(&bytes[start..start + source["len"].as_u64().unwrap() as usize], b"TESTANOV");

    let hits = user.get("/hits").await;
    let hit = user.get(&format!("/hits/{}", hits["items"][0]["id"].as_str().unwrap())).await;
    assert!(hit["score"].as_f64().unwrap() > 0.9, "{hit}");
    assert!(hit["parts"].as_array().unwrap().iter().all(|p| !p["text"].as_str().unwrap().is_empty()));
    assert_eq!(hit["entry"]["external_id"], "S-1");
}

#[tokio::test]
async fn a_repeated_manifest_changes_nothing_and_an_amended_one_only_what_changed() {
    let (_api, user) = screened().await;
    user.submit(list("745", &[ANNA, IVO, OLE])).await;
    let again = user.submit(list("745", &[OLE, ANNA, IVO])).await;
    assert_eq!((&again["repeated"], &again["unchanged"]), (&json!(true), &json!(3)), "{again}");

    let mut moved = OLE;
    moved.2 = "880506";
    let amended = user.submit(list("745", &[IVO, moved])).await;
    assert_eq!(
        (&amended["added"], &amended["changed"], &amended["dropped"], &amended["unchanged"]),
        (&json!(0), &json!(1), &json!(1), &json!(1)),
        "{amended}"
    );
    let flight = user.get("/flights").await["items"][0].clone();
    assert_eq!(flight["people"], json!({"passengers": 2, "crew": 0, "dropped": 1}));
    let people = user.get(&format!("/flights/{}/travelers", flight["id"].as_str().unwrap())).await;
    let last = people["items"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["given"], &last["state"]), (&json!("ANNA"), &json!("dropped")));

    // Back to the first form: the return is applied too.
    let back = user.submit(list("745", &[ANNA, IVO, OLE])).await;
    assert_eq!(back["dropped"], 0);
    assert_eq!(user.get("/flights").await["items"][0]["people"]["passengers"], 3);
}

#[tokio::test]
async fn a_change_message_drops_nobody_and_a_dropped_persons_hit_goes_stale() {
    let (_api, user) = screened().await;
    user.submit(list("745", &[ANNA, IVO])).await;
    let change = user.submit(list("745+CP", &[OLE])).await;
    assert_eq!((&change["added"], &change["dropped"]), (&json!(1), &json!(0)), "{change}");
    user.submit(list("745", &[ANNA, OLE])).await;
    assert_eq!(user.get("/hits").await["items"], json!([]));
    let all = user.get("/hits?state=all").await;
    assert_eq!(all["items"][0]["stale"], true);
    assert_eq!(user.get("/flights").await["items"][0]["hits"]["new"], 0);
}

#[tokio::test]
async fn not_a_match_holds_until_the_person_or_the_entry_changes() {
    let (api, user) = screened().await;
    user.submit(list("745", &[IVO])).await;
    let hit = user.get("/hits").await["items"][0].clone();
    let path = format!("/hits/{}", hit["id"].as_str().unwrap());
    let decision = json!({"version": hit["version"], "state": "not_a_match", "reason": "different_name"});
    let (status, decided) = user.post(&format!("{path}/decision"), decision.clone()).await;
    assert_eq!((status, &decided["state"]), (200, &json!("not_a_match")), "{decided}");
    let (status, problem) = user.post(&format!("{path}/decision"), decision).await;
    assert_eq!(status, 409, "an old version is refused: {problem}");

    // The same person again: the decision holds, here and on another day's flight.
    user.submit(list("745", &[IVO, ANNA])).await;
    assert_eq!(user.get("/hits").await["items"], json!([]));
    let other = String::from_utf8(list("745", &[IVO]))
        .unwrap()
        .replace(":26030110", ":26030210")
        .replace(":26030113", ":26030213");
    user.submit(other.into_bytes()).await;
    assert_eq!(user.get("/hits").await["items"], json!([]));
    let carried: Vec<_> = user.get("/hits?state=not_a_match").await["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|h| h["carried"].as_bool().unwrap())
        .collect();
    assert_eq!(carried.iter().filter(|c| **c).count(), 1);

    // The person changes: look again.
    let mut born = IVO;
    born.2 = "610227";
    user.submit(list("745", &[born])).await;
    assert_eq!(user.get("/hits").await["items"].as_array().unwrap().len(), 1);

    // The entry changes: look again at the other one too.
    user.import("list.jsonl", &WATCHLIST.replace("\"BG\"]", "\"BG\",\"RS\"]")).await;
    api.node.refresh().await.unwrap();
    // The flights of these tests are long past, so nobody on them is looked at again by an import.
    assert_eq!(user.get("/hits").await["items"].as_array().unwrap().len(), 1);
    user.submit(list("745", &[born, ANNA])).await;
    let history = user.get(&path).await["history"].as_array().unwrap().len();
    assert!(history >= 3, "every step is in the history");
}

#[tokio::test]
async fn a_message_without_people_is_refused_and_kept() {
    let (_api, user) = screened().await;
    let message = user.submit(list("745", &[])).await;
    assert!(message["refused"].as_str().is_some_and(|r| !r.is_empty()), "{message}");
    let kept = user.get(&format!("/messages/{}/content", message["id"].as_str().unwrap())).await;
    assert_eq!(kept["bytes"], list("745", &[]).len());
    let refused = user.get("/messages?refused=true").await;
    assert_eq!(refused["items"].as_array().unwrap().len(), 1);
    let garbage = user.submit(b"\x00\x01 not a message at all".to_vec()).await;
    assert!(garbage["refused"].is_string());
}

#[tokio::test]
async fn a_transmission_sent_twice_with_one_key_is_taken_once() {
    let (api, user) = screened().await;
    let take = |key: Option<&str>| {
        let key = key.map(str::to_owned);
        let audit = api.audit();
        let intake = api.node.intake.clone();
        async move { intake.take(list("745", &[ANNA]), "a.edi", "test", key, audit).await.unwrap() }
    };
    let first = take(Some("k")).await;
    let second = take(Some("k")).await;
    assert_eq!(first.messages[0].message, second.messages[0].message);
    assert_eq!(user.get("/messages").await["items"].as_array().unwrap().len(), 1);
    let third = take(None).await;
    assert!(third.messages[0].message.repeated, "without a key, each is kept");
    assert_eq!(user.get("/messages").await["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_changed_list_is_matched_against_everybody_still_expected() {
    let (api, user) = screened().await;
    let today = api.node.clock.now().to_zoned(jiff::tz::TimeZone::UTC).strftime("%y%m%d").to_string();
    let late = ("NEWLISTED", "PETRA", "850505", "F", "CZE", "CZE55555");
    let message = String::from_utf8(list("745", &[late, IVO])).unwrap();
    user.submit(message.replace(":260301", &format!(":{today}")).into_bytes()).await;
    assert_eq!(user.get("/hits").await["items"].as_array().unwrap().len(), 1);

    // A new entry meets somebody who was clean; a removed one makes its hit stale.
    let entry = r#"{"id":"S-9","list":"TEST","schema":"Person","names":[{"v":"NEWLISTED, Petra","k":"primary"}],"gender":"F","dob":["1985-05-05"],"nat":["CZ"],"docs":[]}"#;
    user.import("list.jsonl", entry).await;
    api.node.refresh().await.unwrap();
    let hits = user.get("/hits").await["items"].clone();
    assert_eq!(hits.as_array().unwrap().len(), 1, "{hits}");
    assert_eq!(hits[0]["entry"]["external_id"], "S-9");
    let stale = user.get("/hits?state=all").await;
    assert!(stale["items"].as_array().unwrap().iter().any(|h| h["stale"] == true), "{stale}");
}

#[tokio::test]
async fn a_corrected_name_is_the_same_listing_and_a_cut_off_list_drops_nobody() {
    let (_api, user) = screened().await;
    user.submit(list("745", &[ANNA, OLE])).await;
    let mut named = ANNA;
    named.1 = "ANNA MARIE";
    let change = user.submit(list("745+CP", &[named])).await;
    assert_eq!((&change["added"], &change["changed"]), (&json!(0), &json!(1)), "{change}");
    let mut short = OLE;
    short.1 = "O";
    let left = user.submit(list("745+XR", &[short])).await;
    assert_eq!(left["dropped"], 1, "{left}");

    user.submit(list("745", &[named, OLE, IVO])).await;
    let whole = String::from_utf8(list("745", &[named])).unwrap();
    let cut = &whole[..whole.find("CNT+").unwrap()];
    let message = user.submit(cut.as_bytes().to_vec()).await;
    assert_eq!((&message["refused"], &message["dropped"]), (&json!(null), &json!(0)), "{message}");
    assert_eq!(user.get("/flights").await["items"][0]["people"]["passengers"], 3);
}

#[tokio::test]
async fn a_later_confirmation_ends_what_was_cleared_before() {
    let (_api, user) = screened().await;
    let on = |day: &str| {
        let text = String::from_utf8(list("745", &[IVO])).unwrap();
        text.replace(":260301", &format!(":2603{day}")).into_bytes()
    };
    let decide = |hit: serde_json::Value, state: &'static str, reason: &'static str| {
        let user = &user;
        async move {
            let path = format!("/hits/{}/decision", hit["id"].as_str().unwrap());
            let body = json!({"version": hit["version"], "state": state, "reason": reason});
            let (status, answer) = user.post(&path, body).await;
            assert_eq!(status, 200, "{answer}");
        }
    };
    user.submit(on("02")).await;
    user.submit(on("03")).await;
    let hits = user.get("/hits").await["items"].clone();
    decide(hits[0].clone(), "not_a_match", "different_name").await;
    decide(hits[1].clone(), "confirmed", "same_person").await;
    user.submit(on("04")).await;
    assert_eq!(user.get("/hits").await["items"].as_array().unwrap().len(), 1, "nothing is carried over");

    // A claim never takes a decision back by itself.
    let (status, _) = user.post(&format!("/hits/{}/claim", hits[1]["id"].as_str().unwrap()), json!({})).await;
    assert_eq!(status, 409);
}
