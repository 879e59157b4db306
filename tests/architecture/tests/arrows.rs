//! Dependency directions (docs/architecture.md). An arrow that is not drawn here does not exist.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Who may know whom. Hosts may know everything; nobody may know a host.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("ledger", &[]),
    ("facts", &["domain", "ledger"]),
    ("protocol", &["ledger"]),
    ("picture", &[]),
    ("cardreader", &["picture"]),
    ("apart", &["cardreader", "picture"]),
    ("tables", &[]),
    ("typeset", &[]),
    ("sqlcipher", &[]),
    ("store", &["sqlcipher", "facts", "domain", "ledger"]),
    ("app", &["store", "facts", "domain", "ledger", "tables"]),
    (
        "desktop",
        &[
            "app", "apart", "picture", "tables", "typeset", "protocol", "store", "facts", "domain",
            "ledger",
        ],
    ),
    ("sync-server", &["sqlcipher", "facts", "domain", "ledger", "protocol"]),
];

/// Programs and tests: they bring the parts together.
const HOSTS: &[&str] = &[
    "fairlead",
    "dev-host",
    "played",
    "scenarios",
    "convergence",
    "cards",
    "exchange-tests",
    "architecture",
    "bench",
    "window-tests",
    "xtask",
];

/// Crates that read clocks, draw random numbers or do IO: not for the pure ones.
const IMPURE: &[&str] =
    &["tokio", "rand", "rusqlite", "reqwest", "axum", "hyper", "tauri", "serde", "serde_json"];

/// The pure crates.
const PURE: &[&str] =
    &["domain", "ledger", "facts", "protocol", "picture", "cardreader", "tables", "typeset"];

fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .output()
        .expect("cargo is there while its tests run");
    serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON")
}

/// Package to the names of what it depends on, development dependencies aside.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages").iter();
    packages
        .map(|package| {
            let all = package["dependencies"].as_array().expect("dependencies").iter();
            let used = all.filter(|dependency| dependency["kind"] != "dev");
            (text(&package["name"]), used.map(|dependency| text(&dependency["name"])).collect())
        })
        .collect()
}

#[test]
fn every_arrow_points_down() {
    let found = dependencies();
    let ours: BTreeSet<&String> = found.keys().collect();
    for (package, uses) in &found {
        if HOSTS.contains(&package.as_str()) {
            continue;
        }
        let drawn = ARROWS.iter().find(|(name, _)| name == package);
        let (_, allowed) = drawn.unwrap_or_else(|| panic!("{package} is not in the drawing"));
        for used in uses.iter().filter(|used| ours.contains(used)) {
            assert!(allowed.contains(&used.as_str()), "{package} must not know {used}");
        }
    }
}

#[test]
fn the_pure_crates_know_no_clock_no_chance_and_no_disk() {
    let found = dependencies();
    for package in PURE {
        for used in &found[*package] {
            assert!(!IMPURE.contains(&used.as_str()), "{package} must not use {used}");
        }
    }
}

#[test]
fn only_the_window_knows_tauri() {
    for (package, uses) in dependencies() {
        let tauri = uses.iter().any(|used| used == "tauri");
        assert!(!tauri || package == "fairlead", "{package} must not know the window");
    }
}
