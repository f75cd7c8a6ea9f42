//! The committed description of the API is the one that the program gives.

use crate::api::Api;

#[test]
fn the_committed_description_is_the_programs() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas/openapi.json");
    let committed: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(committed).unwrap()).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let given = runtime.block_on(async { Api::new().document });
    assert!(given["openapi"].as_str().unwrap().starts_with("3.1"));
    assert!(committed == given, "schemas/openapi.json is out of date: run `cargo xtask openapi`");
}
