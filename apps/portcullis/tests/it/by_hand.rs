//! Entries made by hand, with a second person where it is grave.

use jiff::SignedDuration;
use pc_access::Role;
use pc_screening::Lookouts as _;
use pc_store::Audit;
use serde_json::{Value, json};

use crate::{
    api::{Api, User},
    paxlst::{WATCHLIST, list},
};

fn draft(category: &str) -> Value {
    json!({
        "schema": "Person",
        "names": [{"value": "HANDMADE, Vera", "kind": "primary"}, {"value": "Vera H", "kind": "weak"}],
        "gender": "F", "births": ["1979-03-14"], "nationalities": ["CZ"],
        "documents": [{"kind": "passport", "number": "HM 445566", "issuer": "CZE"}],
        "remarks": "Travels with a dog.", "category": category, "reason": "Sought by the district court",
    })
}

fn with(mut draft: Value, field: &str, value: Value) -> Value {
    draft[field] = value;
    draft
}

/// A flight of today with the subject on it, and nobody listed yet.
async fn scene() -> (Api, User) {
    let api = Api::new();
    let user = api.user("first", &[Role::ListManager, Role::Supervisor]).await;
    api.node.refresh().await.unwrap();
    let today = api.node.clock.now().to_zoned(jiff::tz::TimeZone::UTC).strftime("%y%m%d").to_string();
    let vera = ("HANDMADE", "VERA", "790314", "F", "CZE", "HM445566");
    let message = String::from_utf8(list("745", &[vera])).unwrap();
    user.submit(message.replace(":260301", &format!(":{today}")).into_bytes()).await;
    (api, user)
}

async fn open_hits(api: &Api, user: &User) -> usize {
    api.node.refresh().await.unwrap();
    user.get("/hits").await["items"].as_array().unwrap().len()
}

async fn create(user: &User, entry: Value) -> (u16, Value) {
    user.post("/entries", json!({"list": "OWN", "entry": entry})).await
}

#[tokio::test]
async fn an_entry_is_made_changed_and_ended_and_everybody_is_looked_at_again() {
    let (api, user) = scene().await;
    let (status, made) = create(&user, draft("refer")).await;
    assert_eq!(status, 201, "{made}");
    let path = format!("/entries/{}", made["entry_id"].as_str().unwrap());
    assert_eq!(open_hits(&api, &user).await, 1);
    let entry = user.get(&path).await;
    assert_eq!((&entry["state"], &entry["hand"]["category"]), (&json!("active"), &json!("refer")));
    let lists = user.get("/lists").await;
    let own = &lists["items"][0];
    assert_eq!(
        (&own["name"], &own["format"], &own["entries"]),
        (&json!("OWN"), &json!("by-hand"), &json!(1))
    );

    // Another person altogether: the hit no longer applies.
    let other = with(draft("inform"), "names", json!([{"value": "QUITEOTHER, Otto", "kind": "primary"}]));
    let other = with(with(other, "births", json!(["1950"])), "documents", json!([]));
    let (status, changed) = user.post(&format!("{path}/change"), json!({"version": 1, "entry": other})).await;
    assert_eq!(status, 201, "{changed}");
    assert_eq!(open_hits(&api, &user).await, 0);
    let (status, _) =
        user.post(&format!("{path}/change"), json!({"version": 1, "entry": draft("refer")})).await;
    assert_eq!(status, 409, "an old version is refused");

    user.post(&format!("{path}/change"), json!({"version": 2, "entry": draft("refer")})).await;
    assert_eq!(open_hits(&api, &user).await, 1);
    let (status, ended) = user.post(&format!("{path}/end"), json!({"version": 3, "reason": "found"})).await;
    assert_eq!(status, 201, "{ended}");
    assert_eq!(open_hits(&api, &user).await, 0);
    let versions = user.get(&format!("{path}/versions")).await;
    let what: Vec<&str> =
        versions["items"].as_array().unwrap().iter().map(|v| v["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["ended", "changed", "changed", "created"]);
    let fields = versions["items"][2]["fields"].as_array().unwrap();
    assert!(fields.iter().any(|f| f["field"] == "category") && fields.iter().any(|f| f["field"] == "names"));
    assert_eq!(user.get("/lists").await["items"][0]["entries"], 0);
    // The list's imports tell the same.
    assert_eq!(user.get("/imports").await["items"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn a_grave_entry_waits_for_another_person() {
    let (api, first) = scene().await;
    let (status, asked) = create(&first, draft("detain")).await;
    assert_eq!((status, &asked["entry_id"]), (202, &json!(null)), "{asked}");
    assert_eq!(open_hits(&api, &first).await, 0, "a proposal is no entry");
    let path = format!("/proposals/{}", asked["proposal_id"].as_str().unwrap());
    let (status, own) = first.post(&format!("{path}/decision"), json!({"approve": true})).await;
    assert_eq!(status, 403, "{own}");
    let analyst = api.user("analyst", &[Role::Analyst]).await;
    assert_eq!(analyst.post(&format!("{path}/decision"), json!({"approve": true})).await.0, 403);

    let second = api.user("second", &[Role::ListManager]).await;
    let waiting = second.get("/proposals").await;
    assert_eq!(waiting["items"][0]["name"], "HANDMADE, Vera");
    let (status, done) = second.post(&format!("{path}/decision"), json!({"approve": true})).await;
    assert_eq!((status, &done["state"]), (200, &json!("approved")), "{done}");
    assert_eq!(open_hits(&api, &first).await, 1);
    let entry = format!("/entries/{}", done["entry_id"].as_str().unwrap());
    let hand = first.get(&entry).await["hand"].clone();
    assert_eq!((&hand["by"], &hand["approved_by"]), (&json!("first"), &json!("second")));
    assert_eq!(second.post(&format!("{path}/decision"), json!({"approve": true})).await.0, 409, "once only");

    // Nobody weakens or ends it alone either.
    let weaker = json!({"version": 1, "entry": draft("inform")});
    let (status, weaker) = first.post(&format!("{entry}/change"), weaker).await;
    assert_eq!(status, 202, "{weaker}");
    let (status, ending) =
        first.post(&format!("{entry}/end"), json!({"version": 1, "reason": "found"})).await;
    assert_eq!(status, 202, "{ending}");
    let rejected = format!("/proposals/{}/decision", ending["proposal_id"].as_str().unwrap());
    for note in [json!({"approve": false}), json!({"approve": false, "note": " \n"})] {
        let (status, problem) = second.post(&rejected, note).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("note")), "{problem}");
    }
    let (_, rejected) = second.post(&rejected, json!({"approve": false, "note": "not found at all"})).await;
    assert_eq!((&rejected["state"], &rejected["note"]), (&json!("rejected"), &json!("not found at all")));
    assert_eq!(open_hits(&api, &first).await, 1);
    let taken = format!("/proposals/{}/decision", weaker["proposal_id"].as_str().unwrap());
    assert_eq!(first.post(&taken, json!({"approve": false})).await.1["state"], "withdrawn");
}

#[tokio::test]
async fn an_approval_of_what_has_changed_since_is_refused() {
    let (api, first) = scene().await;
    let second = api.user("second", &[Role::Supervisor]).await;
    let (_, made) = create(&first, draft("refer")).await;
    let entry = format!("/entries/{}", made["entry_id"].as_str().unwrap());
    let (status, graver) =
        first.post(&format!("{entry}/change"), json!({"version": 1, "entry": draft("detain")})).await;
    assert_eq!(status, 202);
    let remark = with(draft("refer"), "remarks", json!("Now with a cat."));
    second.post(&format!("{entry}/change"), json!({"version": 1, "entry": remark})).await;
    let decision = format!("/proposals/{}/decision", graver["proposal_id"].as_str().unwrap());
    assert_eq!(second.post(&decision, json!({"approve": true})).await.0, 409);
}

#[tokio::test]
async fn an_entry_counts_only_while_it_is_valid() {
    let (api, user) = scene().await;
    let now = api.node.clock.now();
    let hours = |n: i64| json!((now + SignedDuration::from_hours(n)).to_string());
    let over = with(draft("refer"), "valid_until", hours(-1));
    let (status, problem) = create(&user, over.clone()).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("valid_until")), "{problem}");
    assert_eq!(create(&user, with(over, "category", json!("detain"))).await.0, 422, "no proposal either");
    let (_, later) = create(&user, with(draft("refer"), "valid_from", hours(1))).await;
    assert_eq!(open_hits(&api, &user).await, 0, "not yet");
    let (_, short) = create(&user, with(draft("refer"), "valid_until", hours(2))).await;
    assert_eq!(open_hits(&api, &user).await, 1);
    let change = format!("/entries/{}/change", short["entry_id"].as_str().unwrap());
    let shorter = json!({"version": 1, "entry": with(draft("refer"), "valid_until", hours(-2))});
    let (status, problem) = user.post(&change, shorter).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("valid_until")), "{problem}");
    assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("end it"), "{problem}");

    // The hours go by.
    let last = async |made: &Value| {
        let path = format!("/entries/{}/versions", made["entry_id"].as_str().unwrap());
        user.get(&path).await["items"][0].clone()
    };
    for (hour, hits) in [(1, 2), (3, 1)] {
        let audit = Audit { at: now + SignedDuration::from_hours(hour), ..api.audit() };
        let view = api.node.store.snapshot().await.unwrap();
        let due = pc_lookout::by_hand::due(view.as_ref(), &api.node.web.ids(), audit.clone()).await.unwrap();
        api.node.store.commit(due.unwrap()).await.unwrap();
        let view = api.node.store.snapshot().await.unwrap();
        let again = pc_lookout::by_hand::due(view.as_ref(), &api.node.web.ids(), audit).await.unwrap();
        assert!(again.is_none(), "what was due is done");
        assert_eq!(open_hits(&api, &user).await, hits, "after {hour} h");
    }
    assert_eq!(
        (&last(&short).await["what"], &last(&later).await["what"]),
        (&json!("expired"), &json!("begun"))
    );
    assert_eq!(last(&short).await["by"], json!(null), "time alone did it");
}

#[tokio::test]
async fn what_cannot_be_an_entry_is_refused_with_the_field() {
    let (api, user) = scene().await;
    for (field, value) in [
        ("reason", json!(" ")),
        ("births", json!(["soon"])),
        ("nationalities", json!(["Atlantis"])),
        ("names", json!([{"value": "X", "kind": "aka"}])),
        ("documents", json!([{"kind": "passport", "number": "--", "issuer": null}])),
    ] {
        let (status, problem) = create(&user, with(draft("refer"), field, value)).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{problem}");
    }
    user.import("list.jsonl", WATCHLIST).await;
    let (status, problem) = user.post("/entries", json!({"list": "TEST", "entry": draft("refer")})).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("list")), "{problem}");
    // And the other way round: no file sweeps away what was written by hand.
    create(&user, draft("refer")).await;
    let (status, problem) = user.import("list.jsonl", &WATCHLIST.replace("TEST", "OWN")).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("file")), "{problem}");
    let officer = api.user("officer", &[Role::Officer]).await;
    assert_eq!(create(&officer, draft("refer")).await.0, 403);
}

#[tokio::test]
async fn entries_made_while_all_is_built_anew_stay() {
    let (api, user) = scene().await;
    user.import("list.jsonl", WATCHLIST).await;
    api.node.refresh().await.unwrap();
    let count = || api.node.lookouts.current().len();
    let before = count();
    api.node.start_background();
    for number in 1..=20 {
        let names = json!([{"value": format!("HANDMADE, Vera {number}"), "kind": "primary"}]);
        let made = async {
            assert_eq!(create(&user, with(draft("refer"), "names", names)).await.0, 201);
            let mut waits = 0..500;
            while count() < before + number && waits.next().is_some() {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        };
        let (rebuilt, ()) = tokio::join!(api.node.lookouts.rebuild(), made);
        rebuilt.unwrap();
        assert_eq!(count(), before + number);
    }
}
