use std::collections::{BTreeSet, HashMap};

use serde_json::json;

use super::graph::{Graph, Kind, Package};
use super::rules::{Room, allowed, arrows, program, purity, room};

/// A graph from `name folder: need, need(dev), …` lines; a folder of `-` is a crate from outside.
fn graph(lines: &[&str]) -> Graph {
    let mut packages = HashMap::new();
    for line in lines {
        let (head, needs) = line.split_once(':').unwrap();
        let (name, folder) = head.split_once(' ').unwrap();
        let needs = needs.split(',').map(str::trim).filter(|n| !n.is_empty());
        let needs = needs.map(|need| match need.split_once('(') {
            Some((need, "dev)")) => (need.to_owned(), Kind::Dev),
            Some((need, _)) => (need.to_owned(), Kind::Build),
            None => (need.to_owned(), Kind::Normal),
        });
        let folder = (folder != "-").then(|| folder.to_owned());
        packages.insert(name.to_owned(), Package { name: name.to_owned(), folder, needs: needs.collect() });
    }
    Graph { packages }
}

const HOUSE: [&str; 12] = [
    "kernel platform/kernel:",
    "store platform/store: kernel, memory(dev)",
    "web platform/web: kernel, store, axum",
    "edifact formats/edifact: kernel",
    "match engines/name-match: kernel",
    "movement domains/movement/core: kernel, store, edifact, match, memory(dev)",
    "lookout domains/lookout/core: kernel, store",
    "movement-http domains/movement/http: movement, web",
    "memory adapters/store-memory: store",
    "axum -: tokio",
    "tokio -:",
    "app apps/app: movement-http, lookout, memory",
];

#[test]
fn the_house_as_drawn_is_fine() {
    let graph = graph(&HOUSE);
    assert_eq!(arrows(&graph), Vec::<String>::new());
    assert_eq!(purity(&graph), Vec::<String>::new());
}

#[test]
fn a_forbidden_arrow_is_named() {
    for (line, arrow) in [
        ("lookout domains/lookout/core: movement", "domains/lookout/core → domains/movement/core"),
        (
            "lookout domains/lookout/core: movement(dev)",
            "domains/lookout/core → domains/movement/core (in tests)",
        ),
        ("lookout domains/lookout/core: memory", "domains/lookout/core → adapters/store-memory"),
        ("lookout domains/lookout/core: web", "domains/lookout/core → platform/web"),
        ("edifact formats/edifact: store", "formats/edifact → platform/store"),
        ("match engines/name-match: edifact", "engines/name-match → formats/edifact"),
        ("kernel platform/kernel: store", "platform/kernel → platform/store"),
        ("memory adapters/store-memory: movement", "adapters/store-memory → domains/movement/core"),
        ("movement-http domains/movement/http: lookout", "domains/movement/http → domains/lookout/core"),
        ("web platform/web: movement(build)", "platform/web → domains/movement/core"),
    ] {
        let mut lines = HOUSE.to_vec();
        lines.push(line);
        let wrong = arrows(&graph(&lines));
        assert_eq!(wrong.len(), 1, "{line}: {wrong:?}");
        assert!(wrong[0].starts_with(&format!("{arrow}: ")), "{wrong:?}");
    }
}

#[test]
fn an_unknown_room_or_rung_is_named() {
    let mut lines = HOUSE.to_vec();
    lines.push("odd libs/odd: kernel");
    lines.push("late platform/late: kernel");
    let wrong = arrows(&graph(&lines)).join("\n");
    assert!(wrong.contains("libs/odd: the house has no such room"), "{wrong}");
    assert!(wrong.contains("platform/late has no place on the ladder"), "{wrong}");
}

#[test]
fn impurity_is_found_through_others_and_the_way_is_shown() {
    let mut lines = HOUSE.to_vec();
    lines.extend([
        "helper -: runtime-glue",
        "runtime-glue -: tokio",
        "edifact formats/edifact: kernel, helper",
    ]);
    let wrong = purity(&graph(&lines));
    assert_eq!(wrong.len(), 2, "the format, and the domain that uses it: {wrong:?}");
    assert!(wrong[0].contains("edifact → helper → runtime-glue → tokio"), "{wrong:?}");
}

#[test]
fn tests_may_use_what_the_program_may_not() {
    let mut lines = HOUSE.to_vec();
    lines.push("edifact formats/edifact: kernel, tokio(dev)");
    assert_eq!(purity(&graph(&lines)), Vec::<String>::new());
}

#[test]
fn the_graph_has_a_limit_and_a_list_of_banned_crates() {
    let mut lines = HOUSE.to_vec();
    lines.extend(["axum -: tokio, ring", "ring -:"]);
    let graph = graph(&lines);
    let built = |names: &[&str]| names.iter().map(|n| format!("{n} v1.0.0")).collect::<BTreeSet<_>>();
    assert_eq!(program(&graph, "app", &built(&["app", "axum", "tokio"]), 3), Vec::<String>::new());
    let wrong = program(&graph, "app", &built(&["app", "aws-sdk-s3", "axum", "ring"]), 3);
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert!(wrong[0].contains("needs 4 crates"), "{wrong:?}");
    assert!(wrong[1].contains("aws-sdk-s3 is banned from app"), "{wrong:?}");
    assert!(wrong[2].contains("ring is banned from app") && wrong[2].contains("axum → ring"), "{wrong:?}");
}

#[test]
fn rooms_are_told_by_folder() {
    assert_eq!(room("domains/movement/core"), Some(Room::Core("movement")));
    assert_eq!(room("platform/web"), Some(Room::Platform("web")));
    assert_eq!(room("ui"), None);
    assert!(!allowed(Room::Platform("store"), Room::Platform("places")), "same rung");
}

#[test]
fn metadata_is_read() {
    let metadata = json!({
        "workspace_root": "/w",
        "packages": [
            { "id": "a", "name": "pc-a", "source": null, "manifest_path": "/w/formats/a/Cargo.toml" },
            { "id": "b", "name": "b", "source": "registry", "manifest_path": "/r/b/Cargo.toml" },
        ],
        "resolve": { "nodes": [
            { "id": "a", "deps": [{ "pkg": "b", "dep_kinds": [{ "kind": null }, { "kind": "dev" }] }] },
            { "id": "b", "deps": [] },
        ] },
    });
    let graph = Graph::read(&metadata).unwrap();
    assert_eq!(graph.packages["a"].folder.as_deref(), Some("formats/a"));
    assert_eq!(graph.packages["a"].needs, [("b".to_owned(), Kind::Normal), ("b".to_owned(), Kind::Dev)]);
    assert_eq!(graph.path("pc-a", "b"), Some(vec!["pc-a", "b"]));
}
