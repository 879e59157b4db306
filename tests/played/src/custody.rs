//! Exhibits of the fair: lent on the first morning, counted every evening, given back on the last one (FAIR-05).

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::fair::{DAYS, FAIR, HQ, SUPERVISOR, rows};
use crate::stage::Stage;

/// Who demonstrates the motors.
const DEMONSTRATES: &str = "wangfang";

/// The supervisor lends her all motors that came, and she signs for them.
pub(crate) fn lend(stage: &Stage) -> Result<()> {
    let motor =
        held(stage, SUPERVISOR, SUPERVISOR)?.into_iter().find(|item| item.0.contains("伺服"));
    let motor = motor.context("motors")?;
    pass(stage, SUPERVISOR, DEMONSTRATES, &motor.1, motor.2, motor.2)
}

/// How many catalogues visitors take along in a day.
const CATALOGUES_A_DAY: i64 = 140;

/// Everybody counts what he has, of an evening or at `tear_down`. From the second evening on one motor is not there.
pub(crate) fn count(stage: &Stage, number: usize, on: &str) -> Result<()> {
    for person in [DEMONSTRATES, SUPERVISOR] {
        let lost = i64::from(person == DEMONSTRATES && number > 0);
        let days = i64::try_from(number + 1).unwrap_or(1).min(3);
        let items: Vec<Value> = held(stage, person, person)?
            .into_iter()
            .map(|(name, item, pieces)| {
                let given_out = i64::from(name.contains("目录")) * days * CATALOGUES_A_DAY;
                line(&item, pieces - lost - given_out)
            })
            .collect();
        let count = json!({ "fair": FAIR, "of": person, "on": on, "items": items });
        stage.call(person, "custody_count", count)?;
    }
    Ok(())
}

/// She gives back what she has, and what is there is counted when the booth comes down; the supervisor says what happened, and headquarters closes the matter.
pub(crate) fn settle(stage: &Stage) -> Result<()> {
    let (_, motor, pieces) =
        held(stage, DEMONSTRATES, DEMONSTRATES)?.into_iter().next().context("what she has")?;
    pass(stage, DEMONSTRATES, SUPERVISOR, &motor, pieces, pieces - 1)?;
    count(stage, DAYS.len(), "tear_down")?;
    for (person, words, outcome) in [
        (SUPERVISOR, "13 日下午演示后清点少一台，现场和监控都查过，没有找到。", ""),
        (HQ, "按折旧价由区域承担，补发一台。", "replaced"),
    ] {
        let matters = custody(stage, person)?;
        let incident = rows(&matters, "incidents").next().context("the loss")?["id"].clone();
        let said =
            json!({ "fair": FAIR, "incident": incident, "words": words, "outcome": outcome });
        stage.call(person, "incident_say", said)?;
        stage.sync(person)?;
        stage.sync(HQ)?;
    }
    Ok(())
}

fn custody(stage: &Stage, person: &str) -> Result<Value> {
    stage.call(person, "custody", json!({ "fair": FAIR, "on": DAYS[0] }))
}

/// What somebody has, by another's laptop: names, ids, pieces.
fn held(stage: &Stage, of: &str, seen_by: &str) -> Result<Vec<(String, String, i64)>> {
    let view = custody(stage, seen_by)?;
    let holder = rows(&view, "holders").find(|holder| holder["person"] == of);
    let items = rows(holder.context("somebody who has something")?, "items").map(|item| {
        let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        (text("name"), text("item"), item["held"].as_i64().unwrap_or(0))
    });
    Ok(items.collect())
}

fn line(item: &str, quantity: i64) -> Value {
    json!({ "item": item, "quantity": quantity, "condition": "good" })
}

fn pass(stage: &Stage, from: &str, to: &str, item: &str, given: i64, taken: i64) -> Result<()> {
    let give = json!({ "fair": FAIR, "to": to, "items": [line(item, given)], "remarks": "" });
    let giving = stage.call(from, "custody_give", give)?["id"].clone();
    stage.sync(from)?;
    stage.sync(to)?;
    let take =
        json!({ "fair": FAIR, "giving": giving, "items": [line(item, taken)], "remarks": "" });
    stage.call(to, "custody_take", take)?;
    stage.sync(to)?;
    stage.sync(from)
}
