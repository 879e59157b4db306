//! Plays stories one after the other and reports.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

use crate::stage::Stage;
use crate::story::{self, What};
use crate::{expect, steps};

/// How a story ended.
struct Outcome {
    name: String,
    failed: Option<(usize, String)>,
}

/// Plays everything that was named. True when nothing failed.
pub fn all(
    stories: &[PathBuf],
    casts: Option<PathBuf>,
    claimed: Option<PathBuf>,
    report: Option<PathBuf>,
) -> Result<bool> {
    let claimed = claimed.map(std::fs::read_to_string).transpose()?;
    let claimed: Option<Vec<&str>> =
        claimed.as_deref().map(|text| text.split_whitespace().collect());
    let mut outcomes = Vec::new();
    for file in files(stories)? {
        let outcome = match story::read(&file, casts.as_deref()) {
            Ok((story, cast)) => {
                let number = story.name.split_whitespace().next().unwrap_or_default();
                if claimed.as_ref().is_some_and(|claimed| !claimed.contains(&number)) {
                    continue;
                }
                let name = story.name.clone();
                Outcome { name, failed: play(story, cast).err() }
            }
            Err(error) => Outcome {
                name: file.display().to_string(),
                failed: Some((0, format!("{error:#}"))),
            },
        };
        match &outcome.failed {
            None => println!("ok {}", outcome.name),
            Some((0, why)) => println!("FAILED {}: {why}", outcome.name),
            Some((step, why)) => println!("FAILED {} at step {step}: {why}", outcome.name),
        }
        outcomes.push(outcome);
    }
    let failed = outcomes.iter().filter(|outcome| outcome.failed.is_some()).count();
    if let Some(file) = report {
        let rows: Vec<_> = outcomes
            .iter()
            .map(|outcome| {
                let (step, why) = outcome.failed.clone().unzip();
                json!({ "name": outcome.name, "ok": outcome.failed.is_none(), "step": step, "why": why })
            })
            .collect();
        std::fs::write(file, serde_json::to_string_pretty(&rows)?)?;
    }
    println!("{} passed, {failed} failed", outcomes.len() - failed);
    Ok(failed == 0 && !outcomes.is_empty())
}

fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> = std::fs::read_dir(path)
                .with_context(|| format!("reading {}", path.display()))?
                .filter_map(|entry| entry.ok().map(|entry| entry.path()))
                .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
                .collect();
            inside.sort();
            files.extend(inside);
        } else {
            files.push(Path::to_owned(path));
        }
    }
    Ok(files)
}

/// Plays one story; the error carries the number of the step, from 1.
fn play(story: story::Story, cast: serde_json::Value) -> Result<(), (usize, String)> {
    let at = |step: usize| move |error: anyhow::Error| (step, format!("{error:#}"));
    let mut stage = Stage::set(&story, &cast).map_err(at(0))?;
    for (i, step) in story.steps.iter().enumerate() {
        let number = i + 1;
        let now = stage.instant(&step.at).map_err(at(number))?;
        stage.pass_to(now);
        match &step.what {
            What::Do { by, verb, refused, void, keys } => {
                let done = steps::perform(&mut stage, now, by, verb, keys.clone());
                let done = done.map_err(at(number))?;
                steps::check_refusal(done, refused.as_deref()).map_err(at(number))?;
                if let Some(rule) = void {
                    stage.must_be_void(number, (by, verb), now, rule, keys.clone());
                }
                stage.acknowledge(by, now).map_err(at(number))?;
                stage.observe(now).map_err(at(number))?;
            }
            What::Expect(keys) => {
                expect::check(&mut stage, now, keys.clone()).map_err(at(number))?;
            }
        }
    }
    expect::check_void_acts(&mut stage).map_err(|(step, error)| (step, format!("{error:#}")))
}
