//! Counting tests over runners that each report in their own way.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

/// Tests that passed and failed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Passed.
    pub passed: u32,
    /// Failed, suites that did not even end well included.
    pub failed: u32,
    /// Those that failed, as far as their runner names them.
    names: BTreeSet<String>,
}

impl Tally {
    /// Runs a suite, shows what it prints, and counts. A suite that fails without naming a failed test
    /// counts as one.
    pub fn run(&mut self, name: &str, mut command: Command) -> Result<()> {
        println!("\n== {name}");
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {command:?}"))?;
        let mut found = Self::default();
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).split(b'\n') {
                let line = String::from_utf8_lossy(&line?).into_owned();
                println!("{line}");
                found.count(&line);
            }
        }
        if !child.wait()?.success() && found.failed == 0 {
            println!("{name} did not end well");
            found.failed = 1;
        }
        self.passed += found.passed;
        self.failed += found.failed;
        self.names.append(&mut found.names);
        Ok(())
    }

    /// As [`Tally::run`], for suites that drive real windows: a loaded machine can cost a window its turn,
    /// so a run that fails is done once more, in the open. What fails in both has failed.
    pub fn run_twice_if_needed(&mut self, name: &str, suite: impl Fn() -> Command) -> Result<()> {
        let mut found = Self::default();
        found.run(name, suite())?;
        if found.failed > 0 {
            println!("{name}: {} failed; once more", found.failed);
            let first = std::mem::take(&mut found.names);
            found = Self::default();
            found.run(name, suite())?;
            found.forgive(&first);
        }
        self.passed += found.passed;
        self.failed += found.failed;
        Ok(())
    }

    /// Counts what passed the first time, and is not among `before`, as passed.
    fn forgive(&mut self, before: &BTreeSet<String>) {
        for name in self.names.iter().filter(|name| !before.contains(*name)) {
            println!("{name}: failed once, passed once");
            let one = self.failed.min(1);
            self.failed -= one;
            self.passed += one;
        }
    }

    /// Adds what a line of cargo test, vitest or the scenario runner reports.
    fn count(&mut self, line: &str) {
        let plain: String = strip_colours(line);
        let words: Vec<&str> =
            plain.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
        let before = |what: &str| {
            let at = words.iter().position(|word| *word == what)?;
            words.get(at.checked_sub(1)?)?.parse::<u32>().ok()
        };
        let by_cargo =
            plain.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED"));
        let by_node = plain.strip_prefix("not ok ").and_then(|rest| rest.split_once(" - "));
        self.names.extend(by_cargo.or(by_node.map(|(_, name)| name)).map(str::to_owned));
        let cargo = plain.starts_with("test result:");
        let vitest = words.first() == Some(&"Tests");
        // Node's own runner: "ℹ pass 12" or "# pass 12".
        if let [_, what @ ("pass" | "fail"), count] = words[..]
            && let Ok(count) = count.parse::<u32>()
        {
            let side = if what == "pass" { &mut self.passed } else { &mut self.failed };
            *side += count;
        }
        let stories = words.len() == 4 && words[1] == "passed" && words[3] == "failed";
        if cargo || vitest || stories {
            self.passed += before("passed").unwrap_or(0);
            self.failed += before("failed").unwrap_or(0);
        }
    }
}

fn strip_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut escaped = false;
    for c in line.chars() {
        match c {
            '\u{1b}' => escaped = true,
            'm' if escaped => escaped = false,
            _ if escaped => {}
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_runner_is_counted() {
        let check = |line: &str, passed: u32, failed: u32| {
            let mut tally = Tally::default();
            tally.count(line);
            assert_eq!((tally.passed, tally.failed), (passed, failed), "{line}");
        };
        check("test result: ok. 49 passed; 0 failed; 0 ignored; 0 measured", 49, 0);
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored", 3, 2);
        check(
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m12 passed\u{1b}[39m\u{1b}[22m (12)",
            12,
            0,
        );
        check("      Tests  1 failed | 11 passed (12)", 11, 1);
        check("7 passed, 1 failed", 7, 1);
        check("ℹ pass 12", 12, 0);
        check("# fail 2", 0, 2);
        check("ok S01 the order of syncing", 0, 0);
    }

    /// What a suite says of three tests, of which these fail.
    fn saying(failed: &[&str]) -> Command {
        let mut said: String = failed.iter().map(|name| format!("not ok 1 - {name}\n")).collect();
        said += &format!("# pass {}\n# fail {}\n", 3 - failed.len(), failed.len());
        let mut command = Command::new("sh");
        let end = format!("printf '%s' \"$0\"; exit {}", u8::from(!failed.is_empty()));
        command.arg("-c").arg(end).arg(said);
        command
    }

    fn twice(first: &[&str], second: &[&str]) -> Result<(u32, u32)> {
        let runs = std::cell::Cell::new(0);
        let mut tally = Tally::default();
        tally.run_twice_if_needed("windows", || {
            runs.set(runs.get() + 1);
            saying(if runs.get() == 1 { first } else { second })
        })?;
        Ok((tally.passed, tally.failed))
    }

    #[test]
    fn what_fails_in_both_runs_has_failed() -> Result<()> {
        assert_eq!(twice(&[], &["never asked"])?, (3, 0));
        assert_eq!(twice(&["a", "b"], &[])?, (3, 0));
        assert_eq!(twice(&["a"], &["b"])?, (3, 0));
        assert_eq!(twice(&["a", "b"], &["b", "c"])?, (2, 1));
        Ok(())
    }

    #[test]
    fn a_suite_that_names_nobody_is_not_forgiven() {
        let mut silent = Tally { failed: 1, ..Tally::default() };
        silent.forgive(&BTreeSet::from(["a".to_owned()]));
        assert_eq!(silent.failed, 1);
    }
}
