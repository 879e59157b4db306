//! What is to be looked at, and what is proposed.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use domain::fair::alert::FairAlert;
use domain::fair::penalty::hearing::Affair;
use domain::time::Instant;
use serde_json::{Value, json};

use crate::expect::set;
use crate::stage::Stage;

/// Every fair, looked through.
pub struct Review {
    /// What is to be looked at.
    pub alerts: BTreeSet<FairAlert>,
    /// What is proposed, and what has become of it.
    pub affairs: Vec<Affair>,
}

type Alerts = BTreeMap<String, BTreeSet<String>>;

/// Who is asked, and what he sees: a lead's page, or nothing.
type Views = [(String, Option<Value>)];

/// These must be there, with these people; about a card where one is named.
pub fn check_alerts(
    stage: &mut Stage,
    at: Instant,
    on: &str,
    card: Option<&str>,
    views: &Views,
    expected: &Value,
) -> Result<()> {
    for (who, found) in alerts(stage, at, on, card, views)? {
        for (kind, people) in expected.as_object().context("alerts must be an object")? {
            let (found, wanted) = (found.get(kind).cloned().unwrap_or_default(), set(people));
            ensure!(
                wanted.is_subset(&found),
                "{who}: alerts {kind}: expected {wanted:?}, found {found:?}"
            );
        }
    }
    Ok(())
}

/// None of these kinds may be there.
pub fn check_no_alerts(
    stage: &mut Stage,
    at: Instant,
    on: &str,
    card: Option<&str>,
    views: &Views,
    expected: &Value,
) -> Result<()> {
    for (who, found) in alerts(stage, at, on, card, views)? {
        let there: Vec<_> = set(expected)
            .into_iter()
            .filter_map(|kind| found.get_key_value(&kind))
            .filter(|(_, people)| !people.is_empty())
            .collect();
        ensure!(there.is_empty(), "{who}: no_alerts: found {there:?}");
    }
    Ok(())
}

/// Alerts by kind, of each who is asked: those of the customer's ruling, and those of its fair that name one of
/// its cards. Without a card, those of all fairs.
fn alerts(
    stage: &mut Stage,
    at: Instant,
    on: &str,
    card: Option<&str>,
    views: &Views,
) -> Result<Vec<(String, Alerts)>> {
    ensure!(card.is_none() || !views.is_empty(), "alerts: nobody who is asked sees the card");
    let mut all = Vec::new();
    if card.is_none() {
        let about = fair_alerts(stage, at, on, None)?;
        all.push((on.to_owned(), about));
    }
    for (who, view) in views {
        let view = view.as_ref().with_context(|| format!("{who}: the card is not visible"))?;
        let ruling = &view["ruling"];
        let cards = ruling["cards"].as_array().into_iter().flatten();
        let cards = cards.filter_map(|card| card["card"].as_str().map(str::to_owned)).collect();
        let mut found = fair_alerts(stage, at, who, Some(&cards))?;
        for (kind, people) in ruling["alerts"].as_object().into_iter().flatten() {
            found.entry(kind.clone()).or_default().extend(set(people));
        }
        all.push((who.clone(), found));
    }
    Ok(all)
}

fn fair_alerts(
    stage: &mut Stage,
    at: Instant,
    on: &str,
    cards: Option<&BTreeSet<String>>,
) -> Result<Alerts> {
    let mut found = Alerts::new();
    let concerned = |of: &BTreeSet<String>| cards.is_none_or(|cards| !cards.is_disjoint(of));
    if on == "server" {
        for alert in stage.review(at)?.alerts {
            if concerned(&alert.cards.iter().map(ToString::to_string).collect()) {
                let people = found.entry(alert.kind.name().to_owned()).or_default();
                people.insert(alert.person.to_string());
            }
        }
        return Ok(found);
    }
    for review in stage.device_review(on, at)? {
        for alert in review["alerts"].as_array().into_iter().flatten() {
            let rows = alert["cards"].as_array().into_iter().flatten();
            let named = rows.filter_map(|row| row["card"].as_str().map(str::to_owned)).collect();
            if concerned(&named) {
                let kind = alert["kind"].as_str().unwrap_or_default().to_owned();
                let person = alert["person"].as_str().unwrap_or_default().to_owned();
                found.entry(kind).or_default().insert(person);
            }
        }
    }
    Ok(found)
}

/// Proposals that must exist, or must not. Beside person, rule and amount a story may name the offence, the day,
/// `called` (whether the facts still call for it), `decision` (`uphold`, `waive`, `milder`, or null), `heard`.
/// On a laptop they are those that it shows, its person's own among them.
pub fn check_proposals(
    stage: &mut Stage,
    at: Instant,
    on: &str,
    expected: &Value,
    there: bool,
) -> Result<()> {
    let found = match on {
        "server" => stage.review(at)?.affairs.iter().map(|affair| of_server(affair, at)).collect(),
        device => of_laptop(stage, device, at)?,
    };
    for wanted in expected.as_array().context("proposals must be a list")? {
        let wanted = wanted.as_object().context("a proposal is an object")?;
        let fits = |one: &&Value| {
            let lifted = one["called"] == json!(false) && !wanted.contains_key("called");
            !lifted && wanted.iter().all(|(key, value)| fits(one, key, value))
        };
        let any = found.iter().any(|one| fits(&one));
        ensure!(any == there, "{on}: proposals: {wanted:?} expected {there}; found {found:?}");
    }
    Ok(())
}

fn fits(one: &Value, key: &str, wanted: &Value) -> bool {
    match key {
        // What is kept back forfeits by OWN-08 what OWN-02 forbids: one act, one proposal.
        "rule" => one["rules"].as_array().is_some_and(|rules| rules.contains(wanted)),
        key => one.get(key) == Some(wanted),
    }
}

fn rules(offence: &str, rule: &str) -> Value {
    match offence {
        "kept_back" => json!([rule, "OWN-08"]),
        _ => json!([rule]),
    }
}

fn of_server(affair: &Affair, at: Instant) -> Value {
    let called = affair.proposal.as_ref();
    let matter = &affair.matter;
    json!({
        "person": matter.person.as_str(),
        "rules": rules(matter.offence.name(), matter.offence.rule().id()),
        "amount": called.and_then(|called| called.measure.amount()),
        "offence": matter.offence.name(),
        "day": matter.day.to_string(),
        "called": called.is_some(),
        "heard": affair.is_heard(at),
        "decision": affair.decision.as_ref().map(|act| act.what.verdict.name()),
    })
}

fn of_laptop(stage: &mut Stage, device: &str, at: Instant) -> Result<Vec<Value>> {
    let mut rows: Vec<Value> = Vec::new();
    for review in stage.device_review(device, at)? {
        rows.extend(review["affairs"].as_array().into_iter().flatten().cloned());
    }
    let own = stage.about_me(device, at)?;
    rows.extend(own.as_array().into_iter().flatten().cloned());
    let shown = rows.into_iter().map(|row| {
        let offence = row["matter"]["offence"].as_str().unwrap_or_default();
        json!({
            "person": row["matter"]["person"],
            "rules": rules(offence, row["rule"].as_str().unwrap_or_default()),
            "amount": row["amount"],
            "offence": offence,
            "day": row["matter"]["day"],
            "called": row["calledFor"],
            "heard": row["heard"],
            "decision": row["decision"]["verdict"],
        })
    });
    Ok(shown.collect())
}
