//! What every party must see.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use domain::time::Instant;
use serde_json::{Value, json};

use crate::penalties;
use crate::stage::{Edit, Stage, VoidAct};
use crate::story::Keys;

/// Checks an expectation at its true time.
pub fn check(stage: &mut Stage, at: Instant, mut keys: Keys) -> Result<()> {
    let on = keys.text("on")?.unwrap_or_else(|| "server".to_owned());
    let card = keys.text("card")?.map(|name| stage.card(&name)).transpose()?;
    let rest = keys.rest();
    let views = match &card {
        Some(card) => views(stage, at, &on, card)?,
        None => Vec::new(),
    };
    for (key, expected) in &rest {
        match key.as_str() {
            "converged" => check_converged(stage, at, card.as_deref(), expected)?,
            "lost" => check_lost(stage, at, expected)?,
            "recovery" => check_recovery(stage, expected)?,
            "number" => check_number(stage, card.as_deref(), expected)?,
            "package" => check_package(stage, at, expected)?,
            "shares" => check_shares(stage, expected)?,
            "proposals" => penalties::check_proposals(stage, at, &on, expected, true)?,
            "no_proposals" => penalties::check_proposals(stage, at, &on, expected, false)?,
            "alerts" => penalties::check_alerts(stage, at, &on, card.as_deref(), &views, expected)?,
            "no_alerts" => {
                penalties::check_no_alerts(stage, at, &on, card.as_deref(), &views, expected)?;
            }
            "visible" => check_visible(&views, expected)?,
            key => {
                ensure!(!views.is_empty(), "{key}: nobody who is asked sees a card");
                for (who, view) in &views {
                    let Some(view) = view else { bail!("{who}: the card is not visible") };
                    check_view(stage, who, view, key, expected)?;
                }
            }
        }
    }
    Ok(())
}

/// Who is asked, and what he sees: a lead's page, or nothing.
fn views(
    stage: &mut Stage,
    at: Instant,
    on: &str,
    card: &str,
) -> Result<Vec<(String, Option<Value>)>> {
    match on {
        "server" => Ok(vec![("server".to_owned(), stage.server_view(card, at)?)]),
        "all" => {
            let mut views = Vec::new();
            for name in stage.up_to_date(card) {
                let view = stage.device_view(&name, card, at)?;
                views.extend(view.map(|view| (name, Some(view))));
            }
            Ok(views)
        }
        device => Ok(vec![(device.to_owned(), stage.device_view(device, card, at)?)]),
    }
}

fn check_view(stage: &Stage, who: &str, view: &Value, key: &str, expected: &Value) -> Result<()> {
    let ruling = &view["ruling"];
    let equal = |actual: &Value, expected: &Value| -> Result<()> {
        ensure!(
            actual == expected,
            "{who}: {key}: expected {expected}, found {actual}; {}",
            why(ruling)
        );
        Ok(())
    };
    match key {
        "effective" => {
            let expected = match expected.as_str() {
                Some(name) => json!(stage.card(name)?),
                None => Value::Null,
            };
            equal(&ruling["effective"], &expected)
        }
        "owner" | "proposal" | "authority" | "credit" | "territory" | "state" => {
            equal(&ruling[key], expected)
        }
        "class" => equal(&view["class"], expected),
        "helpers" => {
            let found = set(&ruling["helpers"]);
            let wanted = set(expected);
            ensure!(found == wanted, "{who}: helpers: expected {wanted:?}, found {found:?}");
            Ok(())
        }
        "because" => {
            // A correction that nobody approved bears on no ruling: it stands beside it.
            let asked = view["corrections"].as_array().into_iter().flatten();
            let asked = asked.filter_map(|asked| asked["rule"].as_str().map(str::to_owned));
            let found: BTreeSet<String> = set(&ruling["rules"]).into_iter().chain(asked).collect();
            let wanted = set(expected);
            let missing: Vec<_> = wanted.difference(&found).collect();
            ensure!(missing.is_empty(), "{who}: because: {missing:?} missing from {found:?}");
            Ok(())
        }
        "not_because" => {
            let (found, barred) = (set(&ruling["rules"]), set(expected));
            let there: Vec<_> = barred.intersection(&found).collect();
            ensure!(there.is_empty(), "{who}: not_because: {there:?} among {found:?}");
            Ok(())
        }
        "fields" => check_fields(who, view, expected),
        "due" => {
            for (kind, time) in expected.as_object().context("due must be an object")? {
                let wanted = stage.instant(time.as_str().context("a deadline is text")?)?.0;
                let found = view["due"][kind].as_i64();
                ensure!(
                    found == Some(wanted),
                    "{who}: due {kind}: expected {time}, found {}",
                    found.map_or("none".to_owned(), |ms| stage.text(Instant(ms)))
                );
            }
            Ok(())
        }
        other => bail!("the expectation `{other}` is not built yet"),
    }
}

/// What a card comes to: signed fields in their normal form, free fields as they were written. A field in
/// which several wrote without seeing each other is expected as the list of their texts.
fn check_fields(who: &str, view: &Value, expected: &Value) -> Result<()> {
    for (name, wanted) in expected.as_object().context("fields must be an object")? {
        let found = match (name.as_str(), &view["fields"]) {
            (_, Value::Null) => bail!("{who}: fields: the card's text is not held here"),
            ("phone", fields) => {
                let typed = fields["phone"].as_str().unwrap_or_default();
                json!(domain::identity::normal::phone(typed))
            }
            ("credit_code", fields) => fields["creditCode"].clone(),
            ("usage", fields) => {
                let typed = fields["usage"].as_str().unwrap_or_default();
                serde_json::from_str(typed).unwrap_or(Value::Null)
            }
            ("company" | "person" | "email" | "site" | "source" | "stable" | "matter", fields) => {
                fields[name].clone()
            }
            _ => free_field(view, name),
        };
        let wanted = match (name.as_str(), wanted.as_str()) {
            // A number is one number however it is written.
            ("phone", Some(text)) => &json!(domain::identity::normal::phone(text)),
            _ => wanted,
        };
        let same = match wanted {
            Value::Array(texts) => texts.len() > 1 && set(wanted) == set(&found),
            wanted => *wanted == found,
        };
        ensure!(same, "{who}: fields {name}: expected {wanted}, found {found}");
    }
    Ok(())
}

/// The text of a free field, all of them when somebody has still to choose, null when there is none.
fn free_field(view: &Value, name: &str) -> Value {
    let fields = view["notes"][0]["fields"].as_array().into_iter().flatten();
    let Some(field) = fields.into_iter().find(|field| field["name"] == name) else {
        return Value::Null;
    };
    let texts = field["texts"].as_array().into_iter().flatten().map(|text| text["text"].clone());
    match texts.collect::<Vec<_>>().as_slice() {
        [only] => only.clone(),
        several => json!(several),
    }
}

/// The reasons, for whoever must find out why.
fn why(ruling: &Value) -> String {
    let reasons = ruling["reasons"].as_array().cloned().unwrap_or_default();
    let short = reasons.iter().map(|reason| format!("{} {}", reason["rule"], reason["key"]));
    format!("reasons: {}", short.collect::<Vec<_>>().join(", "))
}

pub fn set(value: &Value) -> BTreeSet<String> {
    let items = value.as_array().cloned().unwrap_or_default();
    items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// `true` and `false`: whether the card is there at all; at the server, whether it is counted anywhere. `"flag"`:
/// it is there, and nothing of what is written on it.
fn check_visible(views: &[(String, Option<Value>)], expected: &Value) -> Result<()> {
    let wanted = match expected {
        Value::Bool(wanted) => *wanted,
        Value::String(word) if word == "flag" => true,
        other => bail!("`visible` cannot be {other}"),
    };
    ensure!(!views.is_empty() || !wanted, "visible: nobody who is asked sees the card");
    for (who, view) in views {
        let there = view.as_ref().is_some_and(|view| view["counted"] != json!(false));
        ensure!(there == wanted, "{who}: visible: expected {expected}");
        let hidden = view.as_ref().is_some_and(|view| view["fields"].is_null());
        ensure!(hidden || expected.is_boolean(), "{who}: visible: expected no more than a flag");
    }
    Ok(())
}

/// Every device that may see the same facts shows byte-identical rulings and reasons for them.
fn check_converged(
    stage: &mut Stage,
    at: Instant,
    card: Option<&str>,
    expected: &Value,
) -> Result<()> {
    ensure!(expected == &json!(true), "converged can only be expected to be true");
    let card = card.context("converged needs a card")?;
    let server =
        stage.server_view(card, at)?.context("converged: the server does not hold the card")?;
    let mut compared = 0;
    for name in stage.up_to_date(card) {
        let Some(view) = stage.device_view(&name, card, at)? else { continue };
        compared += 1;
        for part in ["hash", "reasons", "state", "turns"] {
            let (device, server) = (&view["ruling"][part], &server["ruling"][part]);
            ensure!(
                device == server,
                "converged: {name} and the server differ in {part}:\n  {device}\n  {server}"
            );
        }
    }
    ensure!(compared > 0, "converged: no device that has synced sees the card");
    Ok(())
}

fn check_lost(stage: &mut Stage, at: Instant, expected: &Value) -> Result<()> {
    let lost = stage.lost(at)?;
    ensure!(json!(lost.len()) == *expected, "lost: expected {expected}, found {lost:?}");
    Ok(())
}

fn check_recovery(stage: &Stage, expected: &Value) -> Result<()> {
    let found = stage.recovery()?;
    ensure!(found == *expected, "recovery: expected {expected}, found {found}");
    Ok(())
}

fn check_number(stage: &Stage, card: Option<&str>, expected: &Value) -> Result<()> {
    let found = json!(stage.number(card.context("number needs a card")?)?);
    ensure!(found == *expected, "number: expected {expected}, found {found}");
    Ok(())
}

/// Who got how many of the last pool; whoever is not named got none.
fn check_shares(stage: &Stage, expected: &Value) -> Result<()> {
    let shares = stage.shares()?.context("shares: no pool was dealt")?;
    let wanted: BTreeMap<String, u32> =
        serde_json::from_value(expected.clone()).context("shares: numbers by person")?;
    let some = |shares: BTreeMap<String, u32>| -> BTreeMap<String, u32> {
        shares.into_iter().filter(|(_, share)| *share > 0).collect()
    };
    let found = some(shares);
    ensure!(found == some(wanted), "shares: expected {expected}, found {found:?}");
    Ok(())
}

fn check_package(stage: &mut Stage, at: Instant, expected: &Value) -> Result<()> {
    let text = |key: &str| {
        expected[key]
            .as_str()
            .map(str::to_owned)
            .with_context(|| format!("package: `{key}` is missing"))
    };
    let (fair, day, status) = (text("fair")?, text("day")?, text("status")?);
    let found = stage.package(&fair, &day, at)?;
    ensure!(found == status, "package {fair} {day}: expected {status}, found {found}");
    Ok(())
}

/// Acts that were recorded and must have turned out void, once the facts have met.
pub fn check_void_acts(stage: &mut Stage) -> Result<(), (usize, anyhow::Error)> {
    for act in std::mem::take(&mut stage.void_acts) {
        let step = act.step;
        let check = |stage: &mut Stage| -> Result<()> {
            if let Some(edit) = &act.edit {
                return check_void_edit(stage, &act, edit);
            }
            ensure!(!act.cards.is_empty(), "`void` is known for acts about cards only");
            act.cards.iter().try_for_each(|card| check_void_act(stage, &act, card))
        };
        check(stage).map_err(|error| (step, error))?;
    }
    Ok(())
}

fn check_void_act(stage: &mut Stage, act: &VoidAct, card: &str) -> Result<()> {
    let view = stage.server_view(card, stage.now)?.context("the server does not hold the card")?;
    let mut reasons = view["ruling"]["reasons"].as_array().into_iter().flatten();
    let void = reasons.any(|reason| {
        let at = reason["args"]["atMs"].as_i64();
        (reason["key"] == "void_act" || reason["key"] == "outranked")
            && reason["rule"] == act.rule.as_str()
            && reason["args"]["by"] == act.by_name.as_str()
            && at.is_some_and(|ms| (ms - act.at.0).abs() < 60_000)
    });
    let reasons = why(&view["ruling"]);
    ensure!(void, "expected it to turn out void for {}; {reasons}", act.rule);
    Ok(())
}

/// An edit that nobody approved, or a word on one by somebody who has no say.
fn check_void_edit(stage: &mut Stage, act: &VoidAct, edit: &Edit) -> Result<()> {
    let view = stage
        .server_view(&edit.card, stage.now)?
        .context("the server does not hold the corrected card")?;
    let corrections = view["corrections"].as_array().cloned().unwrap_or_default();
    let this = corrections.iter().find(|asked| asked["id"] == edit.correction.as_str());
    let this = this.context("the server does not hold the correction")?;
    let asked = this["by"] == act.by_name.as_str();
    let void = match asked {
        true => this["state"] != "approved" && this["rule"] == act.rule.as_str(),
        false => this["decidedBy"] != act.by_name.as_str(),
    };
    ensure!(void, "expected the edit to turn out void for {}, found {this}", act.rule);
    Ok(())
}
