//! The watched folder.

use std::{path::Path, time::Duration};

use pc_access::Role;

use crate::{
    api::Api,
    paxlst::{WATCHLIST, list},
};

async fn until(path: &Path) {
    for _ in 0..200 {
        if path.exists() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{} did not appear within ten seconds", path.display());
}

#[tokio::test]
async fn files_are_taken_in_once_they_are_whole_and_moved_beside() {
    let api = Api::new();
    let user = api.user("shift", &[Role::Analyst, Role::ListManager]).await;
    user.import("list.jsonl", WATCHLIST).await;
    api.node.refresh().await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let inbox = dir.path();
    // One file is there before the watch begins, others come while it runs.
    let ivo = ("TESTANOV", "IVO", "610228", "M", "BGR", "TST12345");
    std::fs::write(inbox.join("first.edi"), list("745", &[ivo])).unwrap();
    portcullis::node::watch(api.node.clone(), inbox.to_owned()).unwrap();
    until(&inbox.join("taken/first.edi")).await;
    assert_eq!(user.get("/hits").await["items"].as_array().unwrap().len(), 1);

    std::fs::write(inbox.join("noise.txt"), "not a message").unwrap();
    std::fs::write(inbox.join("half.edi.part"), "UNB+UNOA").unwrap();
    until(&inbox.join("refused/noise.txt")).await;
    assert!(inbox.join("half.edi.part").exists(), "a file that is still being written is left alone");
    let messages = user.get("/messages").await;
    assert_eq!(messages["items"].as_array().unwrap().len(), 2);
    assert_eq!(messages["items"][0]["source"], "folder");

    // The same name again with other content is another file.
    std::fs::write(inbox.join("first.edi"), list("745", &[])).unwrap();
    until(&inbox.join("refused/first.edi")).await;
}
