//! One box at the desk: lists, travelers, and who asked.

use std::time::Duration;

use pc_access::Role;
use pc_store::{Scan, SnapshotExt};
use pc_subject::Inquiry;
use serde_json::{Value, json};

use crate::{
    api::{Api, User},
    paxlst::{Passenger, WATCHLIST, list},
};

const STRETCH: &str = "01900000-0000-7000-8000-0000000000aa";
const IVO: Passenger<'_> = ("TESTANOV", "IVO", "610228", "M", "BGR", "TST12345");
const ANNA: Passenger<'_> = ("CLEANSEN", "ANNA", "900101", "F", "NOR", "NOR77777");

/// A list in service, and a flight of today.
async fn desk() -> (Api, User) {
    let api = Api::new();
    let lists = api.user("lists", &[Role::ListManager, Role::Supervisor]).await;
    lists.import("list.jsonl", WATCHLIST).await;
    api.node.refresh().await.unwrap();
    let today = api.node.clock.now().to_zoned(jiff::tz::TimeZone::UTC).strftime("%y%m%d").to_string();
    let message = String::from_utf8(list("745", &[ANNA, IVO])).unwrap();
    lists.submit(message.replace(":260301", &format!(":{today}")).into_bytes()).await;
    api.node.people.refresh().await.unwrap();
    let officer = api.user("officer", &[Role::Officer]).await;
    (api, officer)
}

async fn ask(user: &User, text: &str) -> Value {
    let (status, answer) = user.post("/subjects/query", json!({"text": text, "stretch": STRETCH})).await;
    assert_eq!(status, 200, "{answer}");
    answer
}

/// `kind name group` of each candidate.
fn brief(answer: &Value) -> Vec<String> {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let all = answer["candidates"].as_array().unwrap();
    all.iter().map(|c| format!("{} {} {}", text(&c["kind"]), text(&c["name"]), text(&c["group"]))).collect()
}

async fn inquiries(api: &Api) -> Vec<Inquiry> {
    let view = api.node.store.snapshot().await.unwrap();
    let all = view.load_all::<Inquiry>(Scan::all::<Inquiry>("by_account")).await.unwrap();
    all.into_iter().map(|v| v.record).collect()
}

#[tokio::test]
async fn a_name_and_a_date_find_the_entry_and_the_traveler_with_reasons() {
    let (_api, officer) = desk().await;
    for text in ["Testanov Ivo 28.02.1961", "ivo testanov 1961-02-28", "ТЕСТАНОВ Иво 1961-02-28"] {
        let answer = ask(&officer, text).await;
        assert_eq!(
            brief(&answer),
            ["entry TESTANOV, Ivo alert", "traveler TESTANOV, IVO alert"],
            "{text}: {answer:#}"
        );
        assert_eq!(answer["reading"]["birth"], "1961-02-28");
        let entry = &answer["candidates"][0];
        assert!(entry["parts"].as_array().unwrap().iter().any(|p| p["feature"] == "birth"), "{entry:#}");
        let traveler = &answer["candidates"][1];
        assert_eq!(traveler["journey"]["carrier"], "Z9");
        assert_eq!(traveler["journey"]["hits"][0]["state"], "new");
        let states: Vec<_> =
            answer["sources"].as_array().unwrap().iter().map(|s| s["state"].clone()).collect();
        assert_eq!(states, ["current", "current"], "{answer:#}");
    }
}

#[tokio::test]
async fn it_answers_while_somebody_types() {
    let (_api, officer) = desk().await;
    assert_eq!(ask(&officer, "t").await["asked"], false);
    for text in ["te", "testa", "testanov iv", "ivo tes"] {
        let found = brief(&ask(&officer, text).await);
        assert!(found.iter().any(|c| c.starts_with("entry TESTANOV, Ivo")), "{text}: {found:?}");
        assert!(found.iter().any(|c| c.starts_with("traveler TESTANOV, IVO")), "{text}: {found:?}");
    }
    assert!(brief(&ask(&officer, "zzyzx").await).is_empty());
}

#[tokio::test]
async fn a_number_finds_whoever_holds_it() {
    let (_api, officer) = desk().await;
    assert_eq!(brief(&ask(&officer, "tst12345").await).len(), 2);
    let anna = ask(&officer, "doc:NOR77777").await;
    assert_eq!(brief(&anna), ["traveler CLEANSEN, ANNA alert"], "{anna:#}");
}

#[tokio::test]
async fn a_day_alone_finds_whoever_was_born_on_it() {
    let (_api, officer) = desk().await;
    let answer = ask(&officer, "28.02.1961").await;
    assert_eq!(brief(&answer), ["entry TESTANOV, Ivo born", "traveler TESTANOV, IVO born"], "{answer:#}");
    assert_eq!((&answer["asked"], &answer["candidates"][1]["score"]), (&true.into(), &Value::Null));
    assert!(brief(&ask(&officer, "28.02.1962").await).is_empty());
    assert_eq!(ask(&officer, "1961").await["asked"], false, "a year would name thousands");
}

#[tokio::test]
async fn a_person_listed_a_moment_ago_is_found_and_a_dropped_one_says_so() {
    let (api, officer) = desk().await;
    let shift = api.user("shift", &[Role::Supervisor]).await;
    let today = api.node.clock.now().to_zoned(jiff::tz::TimeZone::UTC).strftime("%y%m%d").to_string();
    let of = |people: &[Passenger<'_>]| {
        let text = String::from_utf8(list("745", people)).unwrap();
        text.replace(":260301", &format!(":{today}")).into_bytes()
    };
    let late = ("NEWCOMER", "PETRA", "850505", "F", "CZE", "CZE55555");
    shift.submit(of(&[late])).await;
    let second = api.user("second", &[Role::ListManager]).await;
    second.import("more.jsonl", &WATCHLIST.replace("TEST", "MORE")).await;
    let behind = ask(&officer, "newcomer petra").await;
    assert_eq!(behind["sources"][0]["detail"], "MORE changed since");
    assert_eq!(behind["sources"][1]["state"], "behind", "{behind:#}");
    api.node.people.refresh().await.unwrap();
    let found = ask(&officer, "newcomer petra 1985").await;
    assert_eq!(brief(&found)[0], "traveler NEWCOMER, PETRA alert", "{found:#}");
    let ivo = ask(&officer, "testanov ivo 1961-02-28").await;
    let ivo = ivo["candidates"].as_array().unwrap().iter().find(|c| c["kind"] == "traveler").unwrap();
    assert_eq!((&ivo["journey"]["listed"], &ivo["journey"]["hits"]), (&json!(false), &json!([])));
}

#[tokio::test]
async fn typing_leaves_two_rows_with_everybody_whom_it_showed() {
    let (api, officer) = desk().await;
    let before = api.journal(0).await.len() as u64;
    for text in ["t", "te", "tes", "test", "testanov", "testanov ivo", "testanov ivo 1961"] {
        ask(&officer, text).await;
    }
    // The first answer is on disk before it leaves.
    let first = inquiries(&api).await;
    assert_eq!((first.len(), first[0].text.as_str(), first[0].shown.len()), (1, "te", 2));
    api.node.inquiries.close().await;
    let settled = inquiries(&api).await;
    assert_eq!((settled.len(), settled[0].text.as_str()), (1, "testanov ivo 1961"));
    assert_eq!(settled[0].by_name, "officer");
    let rows = api.journal(before).await;
    let rows: Vec<_> = rows.iter().filter(|r| r.purpose == "subject-query").collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows.iter().all(|r| r.cause.as_deref() == Some("POST /api/v1/subjects/query")));

    // Whoever goes on typing after that begins a new stretch, which is on disk before its first answer leaves.
    ask(&officer, "probelli").await;
    assert_eq!(inquiries(&api).await.len(), 2);
}

#[tokio::test]
async fn a_stretch_settles_by_itself() {
    let (api, officer) = desk().await;
    ask(&officer, "testa").await;
    ask(&officer, "testanov").await;
    for _ in 0..100 {
        if inquiries(&api).await[0].text == "testanov" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the end of the stretch was never written");
}

#[tokio::test]
async fn a_source_that_is_not_ready_is_said_to_be_and_the_rest_is_refused_or_read() {
    let api = Api::new();
    let officer = api.user("officer", &[Role::Officer]).await;
    let answer = ask(&officer, "testanov").await;
    assert_eq!(answer["sources"][0]["state"], "building");
    assert_eq!(answer["candidates"], json!([]));
    assert!(inquiries(&api).await.is_empty(), "nobody was shown");
    let long = json!({"text": "x".repeat(301), "stretch": STRETCH});
    assert_eq!(officer.post("/subjects/query", long).await.0, 422);
    let bad = json!({"text": "testanov", "stretch": STRETCH, "birth": "soon"});
    assert_eq!(officer.post("/subjects/query", bad).await.1["errors"][0]["field"], "birth");
    let manager = api.user("manager", &[Role::ListManager]).await;
    assert_eq!(manager.post("/subjects/query", json!({"text": "te", "stretch": STRETCH})).await.0, 403);
}

#[tokio::test]
async fn everything_known_of_a_person_is_linked_and_never_merged() {
    let (api, officer) = desk().await;
    let shift = api.user("shift", &[Role::Supervisor]).await;
    // The same document on another day under another name, and the same name and birth with another document.
    let today = api.node.clock.now().to_zoned(jiff::tz::TimeZone::UTC);
    let on = |days: i64, who: Passenger<'_>| {
        let day = (&today + jiff::Span::new().days(days)).strftime("%y%m%d").to_string();
        String::from_utf8(list("745", &[who])).unwrap().replace(":260301", &format!(":{day}")).into_bytes()
    };
    shift.submit(on(-2, ("OTHERNAME", "JAN", "700101", "M", "BGR", "TST12345"))).await;
    shift.submit(on(-3, ("TESTANOV", "IVO", "610228", "M", "BGR", "NEW99999"))).await;
    shift.submit(on(-4, ("TESTANOV", "IVO", "610227", "M", "BGR", "NEW88888"))).await;

    let found = ask(&officer, "testanov ivo 1961-02-28 tst12345").await;
    let candidates = found["candidates"].as_array().unwrap();
    let id = candidates.iter().find(|c| c["kind"] == "traveler").unwrap()["id"].as_str().unwrap().to_owned();
    let journeys = shift.get(&format!("/travelers/{id}/journeys")).await;
    let reasons: Vec<String> = journeys["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|j| format!("{}: {}", j["name"].as_str().unwrap(), j["reasons"]))
        .collect();
    assert_eq!(
        reasons,
        [
            "TESTANOV, IVO: []",
            "OTHERNAME, JAN: [\"same document number (TST12345)\"]",
            "TESTANOV, IVO: [\"same name and date of birth (1961-02-28)\"]",
        ]
    );

    officer.get(&format!("/travelers/{id}")).await;
    let hit = shift.get("/hits?state=all").await["items"][0].clone();
    let body = json!({"version": hit["version"], "state": "possible", "reason": "insufficient_data"});
    shift.post(&format!("/hits/{}/decision", hit["id"].as_str().unwrap()), body).await;
    let path = format!("/travelers/{id}/history");
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = shift.get(&format!("{path}?limit=3{cursor}")).await;
        all.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    let kinds = |kind: &str| all.iter().filter(|s| s["kind"] == kind).count();
    assert_eq!((kinds("journey"), kinds("message")), (3, 3), "{all:#?}");
    assert!(kinds("hit") >= 1 && kinds("decision") == 1, "{all:#?}");
    let look = all.iter().find(|s| s["kind"] == "look" && s["by"] == "officer").unwrap();
    assert_eq!((&look["why"], &look["opens"]), (&json!("screening"), &json!(id)));
    let times: Vec<&str> = all.iter().map(|s| s["at"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "newest first: {times:?}");

    // Who looked is for those who may read the journal; officers see their own flight only.
    let analyst = api.user("analyst", &[Role::Analyst]).await;
    let seen = analyst.get(&path).await;
    assert!(seen["items"].as_array().unwrap().iter().all(|s| s["kind"] != "look"));
    assert_eq!(officer.send("GET", &path, "application/json", Vec::new()).await.status(), 403);
    let nobody = "/travelers/01900000-0000-7000-8000-000000000000/journeys";
    assert_eq!(shift.send("GET", nobody, "application/json", Vec::new()).await.status(), 404);
}

#[tokio::test]
async fn a_saved_subject_tells_what_is_new_since_its_owner_looked() {
    let (api, officer) = desk().await;
    let until = (api.node.clock.now() + jiff::SignedDuration::from_hours(24)).to_string();
    let new =
        json!({"text": "newcomer petra 1985-05-05", "reason": "asked for by the court", "until": until});
    let (status, saved) = officer.post("/saved-subjects", new.clone()).await;
    assert_eq!((status, &saved["found"], &saved["fresh"]), (201, &json!(0), &json!(0)), "{saved}");
    api.node.ask_saved().await.unwrap();
    assert_eq!(officer.get("/saved-subjects").await["items"][0]["fresh"], 0);

    let shift = api.user("shift", &[Role::Supervisor]).await;
    shift.submit(list("745", &[("NEWCOMER", "PETRA", "850505", "F", "CZE", "CZE55555")])).await;
    let today = api.node.clock.now().to_zoned(jiff::tz::TimeZone::UTC).strftime("%y%m%d").to_string();
    let message =
        String::from_utf8(list("745", &[("NEWCOMER", "PETRA", "850505", "F", "CZE", "CZE55555")])).unwrap();
    shift.submit(message.replace(":260301", &format!(":{today}")).into_bytes()).await;
    api.node.people.refresh().await.unwrap();
    api.node.ask_saved().await.unwrap();
    let told = officer.get("/saved-subjects").await["items"][0].clone();
    assert!(told["fresh"].as_u64() >= Some(1), "{told}");
    let path = format!("/saved-subjects/{}", told["id"].as_str().unwrap());
    assert_eq!(officer.post(&format!("{path}/seen"), json!({})).await.1["fresh"], 0);

    // Nobody else's, not for ever, and not without a reason.
    assert_eq!(shift.get("/saved-subjects").await["items"], json!([]));
    assert_eq!(shift.post(&format!("{path}/seen"), json!({})).await.0, 404);
    for (field, value) in
        [("reason", json!(" ")), ("until", json!("2020-01-01T00:00:00Z")), ("text", json!("p"))]
    {
        let mut bad = new.clone();
        bad[field] = value;
        let (status, problem) = officer.post("/saved-subjects", bad).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!(field)), "{problem}");
    }
    assert_eq!(officer.post(&format!("{path}/end"), json!({})).await.0, 204);
    assert_eq!(officer.get("/saved-subjects").await["items"], json!([]));
}

const THINGS: &str = concat!(
    r#"{"id":"T-1","list":"TEST2","schema":"Organization","names":[{"v":"EXEMPLAR CARGO TRADING CO., LTD.","k":"primary"},{"v":"ООО Экземплар Карго","k":"orig"}]}"#,
    "\n",
    r#"{"id":"T-2","list":"TEST2","schema":"Vessel","names":[{"v":"OCEAN SAMPLER","k":"primary"}],"docs":[{"t":"IMO number","n":"9074729"},{"t":"Call sign","n":"UBCD7"}]}"#,
    "\n",
    r#"{"id":"T-3","list":"TEST2","schema":"Aircraft","names":[{"v":"RA-76999","k":"primary"}]}"#,
    "\n",
    r#"{"id":"T-4","list":"TEST2","schema":"Vehicle","names":[{"v":"Grey van","k":"primary"}],"docs":[{"t":"Plate","n":"А 123 ВС 77"}]}"#,
    "\n",
);

#[tokio::test]
async fn the_box_meets_organisations_vessels_aircraft_and_vehicles_by_name_and_code() {
    let (api, officer) = desk().await;
    let lists = api.user("more", &[Role::ListManager]).await;
    lists.import("things.jsonl", THINGS).await;
    api.node.refresh().await.unwrap();
    for (text, name, reason) in [
        ("exemplar cargo", "EXEMPLAR CARGO TRADING CO., LTD.", "word equal: EXEMPLAR"),
        ("экземплар карго трейдинг", "EXEMPLAR CARGO TRADING CO., LTD.", "word equal"),
        ("mv ocean sampler", "OCEAN SAMPLER", "word equal: OCEAN"),
        ("sampler ocean", "OCEAN SAMPLER", "word equal: SAMPLER"),
        ("IMO 9074729", "OCEAN SAMPLER", "number equal: 9074729"),
        ("reg:ubcd7", "OCEAN SAMPLER", "number equal: UBCD7"),
        ("RA-76999", "RA-76999", "number equal: RA76999"),
        ("plate:A123BC77", "Grey van", "number equal: A123BC77"),
        ("A 123 BC 77", "Grey van", "number equal: A123BC77"),
        ("А 123 ВС 77", "Grey van", "number equal: A123BC77"),
    ] {
        let answer = ask(&officer, text).await;
        let first = &answer["candidates"][0];
        assert_eq!((&first["kind"], &first["name"]), (&json!("entry"), &json!(name)), "{text}: {answer:#}");
        assert_eq!(first["group"], "alert", "{text}: {answer:#}");
        let parts = first["parts"].as_array().unwrap();
        assert!(parts.iter().any(|p| p["text"].as_str().unwrap().starts_with(reason)), "{text}: {parts:#?}");
    }
    // Who was born is a person, and a person's number is told as a person's.
    let born = brief(&ask(&officer, "ocean sampler 1961-02-28").await);
    assert!(!born.iter().any(|c| c.ends_with("alert")), "{born:?}");
    let number = ask(&officer, "tst12345").await;
    assert!(brief(&number)[0].starts_with("entry TESTANOV, Ivo"), "{number:#}");
    assert!(!number.to_string().contains("of another kind"), "{number:#}");
}
