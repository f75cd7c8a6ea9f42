//! Entries made by hand, with a second person where it is grave.

use std::sync::Arc;

use jiff::SignedDuration;
use pc_access::Role;
use pc_kernel::{Clock as _, FixedClock, SystemClock};
use pc_screening::{Hit, Lookouts as _};
use pc_store::{SnapshotExt, WriteSet};
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
    scene_of(Api::new()).await
}

async fn scene_of(api: Api) -> (Api, User) {
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

/// The one hit that there is, in full.
async fn hit(user: &User) -> Value {
    let hits = user.get("/hits?state=all").await;
    let hit = user.get(&format!("/hits/{}", hits["items"][0]["id"].as_str().unwrap())).await;
    assert_eq!(hit["entry"], hits["items"][0]["entry"], "the board and the detail say the same");
    hit
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
    let met = hit(&user).await["entry"].clone();
    assert_eq!((&met["category"], &met["grave"]), (&json!("refer"), &json!(false)), "{met}");
    assert_eq!((&met["state"], &met["state_at"]), (&json!("active"), &json!(null)), "{met}");
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
    let stale = hit(&user).await;
    assert_eq!((&stale["stale"], &stale["entry"]["state"]), (&json!(true), &json!("ended")), "{stale}");
    assert_eq!(stale["stale_reason"], "the entry was ended");
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
    let rows = api.journal(0).await.len() as u64;
    assert_eq!(second.get("/proposals/count").await, json!({"waiting": 1}));
    assert!(api.journal(rows).await.is_empty(), "a count is no look at anybody");
    let refused = analyst.send("GET", "/proposals/count", "application/json", Vec::new()).await;
    assert_eq!(refused.status(), 403);
    let waiting = second.get("/proposals").await;
    assert_eq!(waiting["items"][0]["name"], "HANDMADE, Vera");
    assert_eq!(api.journal(rows).await.len(), 1, "their list is");
    let (status, done) = second.post(&format!("{path}/decision"), json!({"approve": true})).await;
    assert_eq!((status, &done["state"]), (200, &json!("approved")), "{done}");
    assert_eq!(open_hits(&api, &first).await, 1);
    let entry = format!("/entries/{}", done["entry_id"].as_str().unwrap());
    let hand = first.get(&entry).await["hand"].clone();
    assert_eq!((&hand["by"], &hand["approved_by"]), (&json!("first"), &json!("second")));
    assert_eq!(second.post(&format!("{path}/decision"), json!({"approve": true})).await.0, 409, "once only");
    assert_eq!(second.get("/proposals/count").await, json!({"waiting": 0}));

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
async fn a_hit_and_a_candidate_say_what_an_officer_does_now() {
    let (api, first) = scene().await;
    let second = api.user("second", &[Role::Supervisor, Role::Officer]).await;
    let (_, made) = create(&first, draft("refer")).await;
    let entry = format!("/entries/{}", made["entry_id"].as_str().unwrap());
    assert_eq!(open_hits(&api, &first).await, 1);
    let (_, graver) =
        first.post(&format!("{entry}/change"), json!({"version": 1, "entry": draft("detain")})).await;
    let decision = format!("/proposals/{}/decision", graver["proposal_id"].as_str().unwrap());
    assert_eq!(second.post(&decision, json!({"approve": true})).await.0, 200);
    assert_eq!(open_hits(&api, &first).await, 1);
    let hit = hit(&first).await;
    assert_eq!(
        (&hit["entry"]["category"], &hit["entry"]["grave"]),
        (&json!("detain"), &json!(true)),
        "{hit}"
    );
    let note = hit["history"].as_array().unwrap().last().unwrap()["note"].as_str().unwrap();
    assert!(note.ends_with("category was “Refer to a second line” and is “Detain” now"), "{note}");

    api.node.people.refresh().await.unwrap();
    let stretch = "0190b6f2-8e7a-7cc3-98c4-dc0c0c07398f";
    for text in ["handmade vera 14.03.1979", "14.03.1979", "handm"] {
        let (_, answer) = second.post("/subjects/query", json!({"text": text, "stretch": stretch})).await;
        let found = answer["candidates"].as_array().unwrap();
        let of = |kind: &str| found.iter().find(|c| c["kind"] == kind).unwrap();
        for told in [&of("entry")["listing"], &of("traveler")["journey"]["hits"][0]] {
            assert_eq!(
                (&told["category"], &told["grave"]),
                (&json!("detain"), &json!(true)),
                "{text}: {told}"
            );
        }
    }

    // A hit stored before categories were noted, and one that no longer applies.
    let view = api.node.store.snapshot().await.unwrap();
    let id = hit["id"].as_str().unwrap().parse().unwrap();
    let stored = view.load::<Hit>(id).await.unwrap().unwrap();
    let mut set = WriteSet::new(api.audit());
    set.update(&stored, &Hit { category: None, ..stored.record.clone() }).unwrap();
    drop(view);
    api.node.store.commit(set).await.unwrap();
    let journeys = format!("/travelers/{}/journeys", hit["traveler"]["id"].as_str().unwrap());
    let journey = async || first.get(&journeys).await["items"][0]["journey"]["hits"][0].clone();
    let is = |told: &Value| (told["category"].clone(), told["grave"].clone());
    let grave = (json!("detain"), json!(true));
    assert_eq!(is(&self::hit(&first).await["entry"]), grave);
    let told = journey().await;
    assert_eq!((is(&told), &told["stale"]), (grave, &json!(false)), "{told}");
    let version = first.get(&entry).await["version"].clone();
    let end = json!({"version": version, "reason": "found"});
    let (_, ending) = first.post(&format!("{entry}/end"), end).await;
    let decision = format!("/proposals/{}/decision", ending["proposal_id"].as_str().unwrap());
    assert_eq!(second.post(&decision, json!({"approve": true})).await.0, 200);
    assert_eq!(open_hits(&api, &first).await, 0);
    assert_eq!(self::hit(&first).await["entry"]["category"], "detain");
    let told = journey().await;
    assert_eq!((&told["grave"], &told["stale"]), (&json!(false), &json!(true)), "{told}");
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
    let clock = Arc::new(FixedClock::new(SystemClock.now()));
    let (api, user) = scene_of(Api::at(clock.clone())).await;
    let now = clock.now();
    let minutes = |n: i64| json!((now + SignedDuration::from_mins(n)).to_string());
    let over = with(draft("refer"), "valid_until", minutes(-1));
    let (status, problem) = create(&user, over.clone()).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("valid_until")), "{problem}");
    assert_eq!(create(&user, with(over, "category", json!("detain"))).await.0, 422, "no proposal either");
    let (_, later) = create(&user, with(draft("refer"), "valid_from", minutes(1))).await;
    assert_eq!(open_hits(&api, &user).await, 0, "not yet");
    let (_, short) = create(&user, with(draft("refer"), "valid_until", minutes(2))).await;
    assert_eq!(open_hits(&api, &user).await, 1);
    let change = format!("/entries/{}/change", short["entry_id"].as_str().unwrap());
    let shorter = json!({"version": 1, "entry": with(draft("refer"), "valid_until", minutes(-2))});
    let (status, problem) = user.post(&change, shorter).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("valid_until")), "{problem}");
    assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("end it"), "{problem}");

    // The minutes go by.
    let last = async |made: &Value| {
        let path = format!("/entries/{}/versions", made["entry_id"].as_str().unwrap());
        user.get(&path).await["items"][0].clone()
    };
    for (by, hits) in [(1, 2), (2, 1)] {
        clock.advance(SignedDuration::from_mins(by));
        let audit = api.audit();
        let view = api.node.store.snapshot().await.unwrap();
        let due = pc_lookout::by_hand::due(view.as_ref(), &api.node.web.ids(), audit.clone()).await.unwrap();
        api.node.store.commit(due.unwrap()).await.unwrap();
        let view = api.node.store.snapshot().await.unwrap();
        let again = pc_lookout::by_hand::due(view.as_ref(), &api.node.web.ids(), audit).await.unwrap();
        assert!(again.is_none(), "what was due is done");
        assert_eq!(open_hits(&api, &user).await, hits, "at {}", clock.now());
    }
    assert_eq!(
        (&last(&short).await["what"], &last(&later).await["what"]),
        (&json!("expired"), &json!("begun"))
    );
    assert_eq!(last(&short).await["by"], json!(null), "time alone did it");
    let hits = user.get("/hits?state=all").await;
    let stale = hits["items"].as_array().unwrap().iter().find(|hit| hit["stale"] == true).unwrap();
    let until = minutes(2);
    assert_eq!(
        (&stale["entry"]["state"], &stale["entry"]["state_at"]),
        (&json!("expired"), &until),
        "{stale}"
    );
    assert_eq!(stale["stale_reason"], "the entry expired");

    // What became of the entry since is told too, on the board and in full.
    let path = format!("/entries/{}", short["entry_id"].as_str().unwrap());
    let version = user.get(&path).await["version"].clone();
    let end = json!({"version": version, "reason": "found"});
    assert_eq!(user.post(&format!("{path}/end"), end).await.0, 201);
    let one = format!("/hits/{}", stale["id"].as_str().unwrap());
    let hits = user.get("/hits?state=all").await;
    let listed = hits["items"].as_array().unwrap().iter().find(|hit| hit["id"] == stale["id"]).unwrap();
    for told in [listed, &user.get(&one).await] {
        let said = (&told["stale_reason"], &told["entry"]["state"], &told["entry"]["state_at"]);
        assert_eq!(said, (&json!("the entry was ended"), &json!("ended"), &json!(null)), "{told}");
    }
}

#[tokio::test]
async fn what_cannot_be_an_entry_is_refused_with_the_field() {
    let (api, user) = scene().await;
    for (field, value) in [
        ("reason", json!(" ")),
        ("births", json!(["soon"])),
        ("births", json!(["1963-07-05", "2999"])),
        ("births", json!(["1849-12-31"])),
        ("names", json!([{"value": "!!!", "kind": "primary"}])),
        ("names", json!([{"value": "HANDMADE, Vera", "kind": "primary"}, {"value": "123", "kind": "aka"}])),
        ("nationalities", json!(["Atlantis"])),
        ("names", json!([{"value": "X", "kind": "aka"}])),
        ("documents", json!([{"kind": "passport", "number": "--", "issuer": null}])),
    ] {
        let (status, problem) = create(&user, with(draft("refer"), field, value)).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{problem}");
    }
    // A ship may be called by a number.
    let ship = json!([{"value": "365", "kind": "primary"}]);
    let ship = with(with(draft("refer"), "names", ship), "schema", json!("Vessel"));
    assert_eq!(create(&user, ship).await.0, 201);
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
async fn the_form_reads_dates_as_the_desk_does() {
    let (api, user) = scene().await;
    let texts = json!(["05.07.1963", "05/07/1963", "02/28/1961", "5 July 1963", "1978/1980", "2999", "soon"]);
    let (status, read) = user.post("/entries/births", json!({"texts": texts})).await;
    assert_eq!(status, 200, "{read}");
    let values: Vec<&Value> =
        read["births"].as_array().unwrap().iter().map(|birth| &birth["value"]).collect();
    let day = json!("1963-07-05");
    let (other, range, none) = (json!("1961-02-28"), json!("1978/1980"), Value::Null);
    assert_eq!(values[..5], [&day, &day, &other, &day, &range]);
    assert_eq!(read["births"][1]["text"], "05/07/1963");
    assert_eq!(values[6], &none);
    // Which years can be is one rule, however they are written.
    let texts = json!(["05.07.1861", "05071861", "18610705", "1861-07-05"]);
    let (_, read) = user.post("/entries/births", json!({"texts": texts})).await;
    let values: Vec<&Value> =
        read["births"].as_array().unwrap().iter().map(|birth| &birth["value"]).collect();
    assert_eq!(values, vec![&json!("1861-07-05"); 4]);
    let old = with(draft("refer"), "births", json!(["1861-07-05"]));
    assert_eq!(create(&user, old).await.0, 201);
    let officer = api.user("officer", &[Role::Officer]).await;
    assert_eq!(officer.post("/entries/births", json!({"texts": []})).await.0, 403);
}

#[tokio::test]
async fn the_same_is_proposed_once() {
    let (api, first) = scene().await;
    let (status, asked) = create(&first, draft("detain")).await;
    assert_eq!(status, 202, "{asked}");
    let second = api.user("second", &[Role::ListManager]).await;
    let again = with(draft("detain"), "names", json!([{"value": "Handmade  VERA", "kind": "primary"}]));
    let (status, problem) = create(&second, again.clone()).await;
    assert_eq!(status, 409, "{problem}");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.starts_with("the same is proposed already, by first on 20"), "{detail}");
    assert!(detail.ends_with(": it waits in Approvals"), "{detail}");
    // Another subject, another category, or another list is no twin.
    for other in [with(draft("detain"), "births", json!(["1980"])), draft("refuse_entry"), draft("refer")] {
        assert!(create(&second, other).await.0 < 300);
    }
    assert_eq!(second.post("/entries", json!({"list": "OTHER", "entry": draft("detain")})).await.0, 202);
    // Two of one moment.
    let twins = with(draft("detain"), "births", json!(["1981"]));
    let (one, other) = tokio::join!(create(&first, twins.clone()), create(&second, twins));
    assert_eq!([one.0, other.0].iter().filter(|status| **status == 409).count(), 1, "{one:?} {other:?}");

    // Once it is decided it may be proposed again; and of an entry, one change waits at a time.
    let decision = format!("/proposals/{}/decision", asked["proposal_id"].as_str().unwrap());
    assert_eq!(second.post(&decision, json!({"approve": false, "note": "not yet"})).await.0, 200);
    let (status, asked) = create(&second, again).await;
    assert_eq!(status, 202, "{asked}");
    let decision = format!("/proposals/{}/decision", asked["proposal_id"].as_str().unwrap());
    let (_, done) = first.post(&decision, json!({"approve": true})).await;
    let entry = format!("/entries/{}", done["entry_id"].as_str().unwrap());
    let change = json!({"version": 1, "entry": draft("refer")});
    assert_eq!(first.post(&format!("{entry}/change"), change.clone()).await.0, 202);
    let (status, problem) = second.post(&format!("{entry}/change"), change).await;
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        status == 409 && detail.starts_with("a change of this entry waits already, by first"),
        "{problem}"
    );
    let end = json!({"version": 1, "reason": "found"});
    assert_eq!(second.post(&format!("{entry}/end"), end.clone()).await.0, 202, "the end is another matter");
    let (status, problem) = first.post(&format!("{entry}/end"), end).await;
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        status == 409 && detail.starts_with("an end of this entry waits already, by second"),
        "{problem}"
    );
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
