//! What `docs/failures.md` names as shown is there: a test that was renamed or left out takes its promise along.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below a folder that ends so, build folders aside.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder of the project");
    for entry in entries.map(|entry| entry.expect("a readable entry")) {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if path.is_dir() {
            if name != "target" && name != "node_modules" && !name.starts_with('.') {
                files(&path, ending, found);
            }
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

fn below(folders: &[&str], ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    folders.iter().for_each(|folder| files(&root().join(folder), ending, &mut found));
    found
}

/// The names after a word of the language, wherever it stands in a source.
fn named(source: &str, word: &str) -> Vec<String> {
    let of = |rest: &str| {
        let name = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        rest.chars().take_while(name).collect::<String>()
    };
    source.split(word).skip(1).map(of).collect()
}

/// What stands in backticks and looks like a test or a module of tests: `module::test`, `module::*`, `a_test`.
fn promised(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    let last = quoted.filter_map(|quoted| quoted.split(' ').next_back());
    let name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_:*".contains(c);
    last.filter(|quoted| quoted.chars().all(name))
        .filter(|quoted| quoted.contains("::") || quoted.contains('_'))
        .collect()
}

#[test]
fn every_test_that_is_named_beside_a_promise_exists() {
    let (mut tests, mut modules) = (BTreeSet::new(), BTreeSet::new());
    for path in below(&["crates", "sync-server", "src-tauri", "tests", "xtask"], ".rs") {
        let source = fs::read_to_string(&path).expect("a source file");
        tests.extend(named(&source, "fn "));
        modules.extend(named(&source, "mod "));
        modules.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    let text = fs::read_to_string(root().join("docs/failures.md")).expect("what it withstands");
    let promised = promised(&text);
    assert!(promised.len() > 100, "only {} names were found", promised.len());
    let missing = promised.iter().filter(|name| {
        let (path, test) = name.rsplit_once("::").unwrap_or(("", name));
        let there = test == "*" || tests.contains(test);
        !there || path.split("::").any(|module| !module.is_empty() && !modules.contains(module))
    });
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn every_story_of_ours_that_is_named_beside_a_promise_exists() {
    let stories = below(&["tests/scenarios/own"], ".json");
    let known: BTreeSet<String> = stories
        .iter()
        .filter_map(|path| path.file_name())
        .map(|name| name.to_string_lossy().chars().take(3).collect())
        .collect();
    let text = fs::read_to_string(root().join("docs/failures.md")).expect("what it withstands");
    // Stories S and X are the public ones, which lie elsewhere; C3 is a rule, C03 a story.
    let named = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| {
        let (letter, number) = word.split_at(word.len().min(1));
        "BCEPQT".contains(letter) && number.len() == 2 && number.bytes().all(|c| c.is_ascii_digit())
    });
    let rules = ["C10", "P35"];
    let missing = named.filter(|word| !rules.contains(word));
    let missing: BTreeSet<&str> =
        missing.filter(|word| !known.contains(&word.to_lowercase())).collect();
    assert_eq!(missing, BTreeSet::new());
}
