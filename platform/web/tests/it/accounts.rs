use axum::http::{Method, StatusCode};
use pc_access::Role;
use pc_store::{Store as _, Subject};
use serde_json::json;

use crate::house::{House, PASSWORD};

#[tokio::test]
async fn accounts_are_made_listed_changed_and_locked_out() {
    let house = House::new();
    let ada = house.signed_in("ada", &[Role::Administrator]).await;
    let body = json!({ "name": "Mara", "display": "Mara L.", "roles": ["analyst"], "password": PASSWORD });
    let made = ada.post("/accounts", body.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert!(!made.body.to_string().contains("argon2"));
    let taken = ada.post("/accounts", body).await;
    assert!(taken.is_problem(409, "taken"), "{}", taken.body);
    assert_eq!(taken.body["errors"], json!([{ "field": "name", "detail": "an account mara exists" }]));

    let first = ada.get("/accounts?limit=1").await;
    assert_eq!(first.body["items"][0]["name"], "ada");
    let next = first.body["next"].as_str().unwrap();
    let second = ada.get(&format!("/accounts?limit=1&cursor={next}")).await;
    assert_eq!(second.body["items"][0]["name"], "mara");
    assert!(ada.get("/accounts?limit=0").await.is_problem(400, "bad-request"));
    assert!(ada.get("/accounts?cursor=nonsense").await.is_problem(400, "bad-request"));

    let mut mara = house.browser();
    assert_eq!(mara.sign_in("mara", PASSWORD).await.status, StatusCode::OK);
    let path = format!("/accounts/{}", made.body["id"].as_str().unwrap());
    let change = async |body| ada.json(Method::PATCH, &path, body).await;
    assert_eq!(
        change(json!({ "roles": ["officer", "auditor"] })).await.body["roles"],
        json!(["officer", "auditor"])
    );
    let permissions = mara.get("/session").await.body["permissions"].clone();
    assert!(!permissions.as_array().unwrap().contains(&json!("hit:decide")), "at once");
    assert!(change(json!({ "password": "mara-is-my-name" })).await.is_problem(422, "unprocessable"));
    assert!(change(json!({ "roles": ["emperor"] })).await.is_problem(422, "unprocessable"));
    assert!(change(json!({ "name": "x" })).await.is_problem(422, "unprocessable"), "names stay");
    assert_eq!(change(json!({ "disabled": true })).await.body["disabled"], true);
    assert!(mara.get("/session").await.is_problem(401, "signed-out"), "at once");
    assert!(mara.sign_in("mara", PASSWORD).await.is_problem(401, "signed-out"));

    let own = ada.get("/session").await.body["account"]["id"].clone();
    let path = format!("/accounts/{}", own.as_str().unwrap());
    let last = ada.json(Method::PATCH, &path, json!({ "disabled": true })).await;
    assert!(last.is_problem(409, "conflict"));
}

#[tokio::test]
async fn the_journal_says_who_did_what_and_nothing_secret() {
    let house = House::new();
    let ada = house.signed_in("ada", &[Role::Administrator]).await;
    let body = json!({ "name": "aud", "display": "Aud", "roles": ["auditor"], "password": PASSWORD });
    let made = ada.post("/accounts", body).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let path = format!("/accounts/{}", made.body["id"].as_str().unwrap());
    let change = json!({ "roles": ["auditor", "officer"], "password": "another long sentence" });
    assert_eq!(ada.json(Method::PATCH, &path, change).await.status, StatusCode::OK);
    let change = json!({ "roles": ["auditor"], "display": "Audrey" });
    assert_eq!(ada.json(Method::PATCH, &path, change).await.status, StatusCode::OK);
    assert!(ada.get("/journal").await.is_problem(403, "forbidden"));
    let mut aud = house.browser();
    aud.sign_in("aud", "another long sentence").await;
    let mut after = 0;
    let mut lines = Vec::new();
    loop {
        let page = aud.get(&format!("/journal?after={after}&limit=2")).await;
        assert!(!page.body.to_string().contains("argon2") && !page.body.to_string().contains(PASSWORD));
        lines.extend(page.body["items"].as_array().unwrap().clone());
        match page.body["next"].as_u64() {
            Some(next) => after = next,
            None => break,
        }
    }
    let made = lines.iter().find(|l| l["cause"] == "POST /api/v1/accounts").unwrap();
    assert_eq!(made["actor"]["name"], "ada");
    assert_eq!(made["writes"][0]["kind"], "account");
    assert_eq!((&made["account"]["made"], &made["account"]["given"]), (&json!(true), &json!(["auditor"])));
    let cause = format!("PATCH /api/v1{path}");
    let changed: Vec<_> = lines.iter().filter(|l| l["cause"] == cause).map(|l| &l["account"]).collect();
    assert_eq!((&changed[0]["given"], &changed[0]["password"]), (&json!(["officer"]), &json!(true)));
    assert_eq!((&changed[1]["name"], &changed[1]["taken"]), (&json!("aud"), &json!(["officer"])));
    assert_eq!(changed[1]["display"], json!({ "before": "Aud", "after": "Audrey" }));
    let signed_in = lines.iter().find(|l| l["cause"] == "POST /api/v1/session").unwrap();
    assert!(signed_in["account"].is_null(), "{signed_in}");
    let sequences: Vec<_> = lines.iter().filter_map(|l| l["sequence"].as_u64()).collect();
    assert_eq!(sequences, (1..=lines.len() as u64).collect::<Vec<_>>());
    assert!(aud.get("/journal?limit=501").await.is_problem(400, "bad-request"));
}

#[tokio::test]
async fn an_erased_account_is_gone_with_its_sessions_and_what_the_journal_tells_of_it() {
    let house = House::new();
    let ada = house.signed_in("ada", &[Role::Administrator, Role::Auditor]).await;
    let body = json!({ "name": "mara", "display": "Mara L.", "roles": ["analyst"], "password": PASSWORD });
    let made = ada.post("/accounts", body).await;
    let path = format!("/accounts/{}", made.body["id"].as_str().unwrap());
    ada.json(Method::PATCH, &path, json!({ "display": "Mara M." })).await;
    let mut mara = house.browser();
    mara.sign_in("mara", PASSWORD).await;
    let told = async || {
        let journal = ada.get("/journal").await.body;
        journal["items"].as_array().unwrap().iter().filter(|line| !line["account"].is_null()).count()
    };
    let before = told().await;
    assert!(ada.get("/journal").await.body.to_string().contains("Mara L."));

    let subject = Subject::new("account", made.body["id"].as_str().unwrap().parse().unwrap());
    house.store.destroy(&subject, house.audit()).await.unwrap();
    assert_eq!(told().await, before - 2, "made and changed");
    assert!(!ada.get("/journal").await.body.to_string().contains("Mara L."));
    assert_eq!(ada.get("/accounts").await.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(mara.get("/session").await.status, StatusCode::UNAUTHORIZED);
    assert_ne!(mara.sign_in("mara", PASSWORD).await.status, StatusCode::OK);
}
