//! Lists come as diffs.

use pc_access::Role;
use serde_json::json;

use crate::{api::Api, paxlst::WATCHLIST};

#[tokio::test]
async fn importing_twice_changes_nothing_and_a_new_edition_says_what_it_changed() {
    let api = Api::new();
    let user = api.user("lists", &[Role::ListManager]).await;
    user.import("a.jsonl", WATCHLIST).await;
    let (_, again) = user.import("a.jsonl", WATCHLIST).await;
    assert_eq!(
        again["counts"],
        json!({"added": 0, "changed": 0, "removed": 0, "unchanged": 2, "warnings": 0})
    );
    let lists = user.get("/lists").await;
    assert_eq!((&lists["items"][0]["version"], &lists["items"][0]["entries"]), (&json!(1), &json!(2)));

    // S-1 gets another birth date, S-2 goes, S-3 comes, and one line is broken.
    let first = WATCHLIST.lines().next().unwrap();
    let edition = format!(
        "{}\n{}\nnot json\n",
        first.replace("1961-02-28", "1961-03-28"),
        first.replace("S-1", "S-3").replace("TESTANOV", "NOVELLO")
    );
    let (status, import) = user.import("b.jsonl", &edition).await;
    assert_eq!(status, 201);
    assert_eq!(
        import["counts"],
        json!({"added": 1, "changed": 1, "removed": 1, "unchanged": 0, "warnings": 1})
    );
    let id = import["id"].as_str().unwrap();
    let changes = user.get(&format!("/imports/{id}/changes")).await;
    let changes = changes["items"].as_array().unwrap();
    assert_eq!(changes.len(), 3);
    let changed = changes.iter().find(|c| c["change"] == "changed").unwrap();
    assert_eq!(
        changed["fields"],
        json!([{"field": "births", "before": ["1961-02-28"], "after": ["1961-03-28"]}])
    );
    let entry = user.get(&format!("/entries/{}", changed["entry_id"].as_str().unwrap())).await;
    assert_eq!((&entry["version"], &entry["last_import"]), (&json!(2), &json!(id)));

    // The removed one stays, marked, and comes back as added.
    let list = lists["items"][0]["id"].as_str().unwrap();
    let entries = user.get(&format!("/lists/{list}/entries?q=probel")).await;
    assert_eq!(entries["items"][0]["state"], "removed");
    let (_, back) = user.import("a.jsonl", WATCHLIST).await;
    assert_eq!(back["counts"]["added"], 1);
}

#[tokio::test]
async fn a_file_that_is_no_list_is_refused_with_what_was_expected() {
    let api = Api::new();
    let user = api.user("lists", &[Role::ListManager]).await;
    let (status, problem) = user.import("picture.png", "\u{89}PNG").await;
    assert_eq!(status, 422);
    assert!(problem.to_string().contains("sdn.csv"), "{problem}");
    let (status, problem) = user.import("empty.jsonl", "{broken\n").await;
    assert_eq!(status, 422);
    assert!(problem.to_string().contains("line 1"), "{problem}");
}

#[tokio::test]
async fn a_preview_writes_an_audit_row_and_nothing_else() {
    let api = Api::new();
    let user = api.user("lists", &[Role::ListManager]).await;
    let before = api.journal(0).await.len() as u64;
    let (status, preview) = user.upload("/imports/preview", "a.jsonl", WATCHLIST).await;
    assert_eq!(status, 200, "{preview}");
    assert_eq!((&preview["known"], &preview["counts"]["added"]), (&json!(null), &json!(2)));
    assert_eq!(
        (&preview["format"], preview["changes"].as_array().unwrap().len()),
        (&json!("watchlist-jsonl"), 2)
    );
    let entries = api.journal(before).await;
    assert_eq!((entries.len(), entries[0].writes.len()), (1, 0), "that it was asked for, and no record");
    assert_eq!(entries[0].purpose, "list-maintenance");
    assert_eq!(user.get("/imports").await["items"], json!([]));
    let (status, problem) = user.upload("/imports/preview", "picture.png", "\u{89}PNG").await;
    assert_eq!(status, 422);
    assert!(problem.to_string().contains("sdn.csv"), "{problem}");
}

#[tokio::test]
async fn an_import_of_a_preview_that_is_out_of_date_is_refused() {
    let api = Api::new();
    let early = api.user("early", &[Role::ListManager]).await;
    let late = api.user("late", &[Role::ListManager]).await;
    early.import("a.jsonl", WATCHLIST).await;
    let changed = WATCHLIST.replace("1961-02-28", "1961-03-28");
    let (_, seen) = early.upload("/imports/preview", "b.jsonl", &changed).await;
    assert_eq!((&seen["counts"]["changed"], &seen["counts"]["removed"]), (&json!(1), &json!(0)));
    // Meanwhile somebody else brings a newer file with one more entry.
    let urgent = WATCHLIST.lines().next().unwrap().replace("S-1", "S-9");
    late.import("c.jsonl", &format!("{WATCHLIST}\n{urgent}\n")).await;

    let version = [("version", seen["version"].to_string())];
    let before = api.journal(0).await.len() as u64;
    let (status, problem) = early.upload_with("/imports", ("b.jsonl", &changed), &version).await;
    assert_eq!((status, &problem["type"]), (409, &json!("/problems/conflict")), "{problem}");
    assert!(
        problem["detail"].as_str().unwrap().contains("changed since the preview, by late at"),
        "{problem}"
    );
    assert!(api.journal(before).await.is_empty(), "nothing was written");
    let list = early.get("/lists").await["items"][0].clone();
    assert_eq!(list["entries"], 3);

    // Looked at again, what would go is seen; then it is one's own decision.
    let (_, seen) = early.upload("/imports/preview", "b.jsonl", &changed).await;
    assert_eq!((&seen["counts"]["removed"], &seen["version"]), (&json!(1), &list["version"]));
    let version = [("version", seen["version"].to_string())];
    let (status, done) = early.upload_with("/imports", ("b.jsonl", &changed), &version).await;
    assert_eq!((status, &done["counts"]["removed"]), (201, &json!(1)), "{done}");
    let (status, problem) =
        early.upload_with("/imports", ("b.jsonl", &changed), &[("version", "new".to_owned())]).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("version")), "{problem}");
}

#[tokio::test]
async fn a_list_is_searched_by_surname_identifier_and_alias() {
    let api = Api::new();
    let user = api.user("lists", &[Role::ListManager]).await;
    let entries = (0..150).map(|n| {
        format!(
            "{{\"id\":\"XYi.{n}\",\"list\":\"T\",\"names\":[{{\"v\":\"Given{n} Sur\u{f1}ame\"}},{{\"v\":\"Surly Alias{n}\",\"k\":\"aka\"}}]}}\n"
        )
    });
    let entries = entries.collect::<Vec<_>>().concat();
    user.import("t.jsonl", &entries).await;
    let list = user.get("/lists").await["items"][0]["id"].as_str().unwrap().to_owned();
    let found = async |query: &str| user.get(&format!("/lists/{list}/entries?{query}")).await;
    assert_eq!(found("q=surname%20given149").await["items"][0]["external_id"], "XYi.149");
    assert_eq!(found("q=XYi.149").await["items"].as_array().unwrap().len(), 1);
    assert_eq!(found("q=alias149%20sur").await["items"].as_array().unwrap().len(), 1);
    assert_eq!(found("q=urname").await["items"], json!([]));
    // Each once, though two of its words begin so, on as many pages as it takes.
    let (mut seen, mut next) = (Vec::new(), String::new());
    loop {
        let page = found(&format!("q=sur&limit=40{next}")).await;
        seen.extend(page["items"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 150);
}

#[tokio::test]
async fn an_undone_import_is_an_import_that_names_what_it_undoes() {
    let api = Api::new();
    let user = api.user("lists", &[Role::ListManager]).await;
    user.import("a.jsonl", WATCHLIST).await;
    let (_, import) = user.import("b.jsonl", WATCHLIST.lines().next().unwrap()).await;
    let id = import["id"].as_str().unwrap();
    let path = format!("/imports/{id}/undo");
    let before = api.journal(0).await.len() as u64;
    let response = user.send("POST", &path, "application/json", Vec::new()).await;
    assert_eq!(response.status(), 201);
    let undone = crate::api::json(response).await;
    assert_eq!((&undone["undo_of"], &undone["format"]), (&json!(id), &json!("undo")));
    assert_eq!(undone["counts"]["added"], 1);
    let entry = &api.journal(before).await[0];
    assert!(
        entry.cause.as_deref().unwrap().contains(&path) && format!("{:?}", entry.actor).contains("lists")
    );
    assert!(!entry.events.is_empty(), "screening hears of it as of any import");
    let again = user.get(&format!("/imports/{id}")).await;
    assert_eq!(again["undone_by"], undone["id"]);
    let lists = user.get("/lists").await;
    assert_eq!((&lists["items"][0]["entries"], &lists["items"][0]["version"]), (&json!(2), &json!(3)));

    let response = user.send("POST", &path, "application/json", Vec::new()).await;
    assert_eq!(response.status(), 409);
    let problem = crate::api::json(response).await;
    assert!(problem.to_string().contains("undone already"), "{problem}");
    let officer = api.user("officer", &[Role::Officer]).await;
    assert_eq!(officer.send("POST", &path, "application/json", Vec::new()).await.status(), 403);
}
