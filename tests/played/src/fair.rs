//! Three days of a fair, the evenings between them, and what comes after.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::stage::{Stage, when};
use crate::visitors::{VISITS, Visit};

/// The fair that is played.
pub const FAIR: &str = "F1";
/// Its days.
pub const DAYS: [&str; 3] = ["2026-03-12", "2026-03-13", "2026-03-14"];

const SUPERVISOR: &str = "linguodong";
const LEADER: &str = "sunwei";
const HQ: &str = "zhenghua";
/// Who writes cards.
const SELLERS: [&str; 4] = ["chenjing", "liqiang", "sunwei", "wangfang"];

/// Plays it, and tells what happens.
///
/// # Errors
/// When somebody is refused what the story has him do.
pub fn play(stage: &Stage, mut tell: impl FnMut(&str)) -> Result<()> {
    for (number, day) in DAYS.iter().enumerate() {
        tell(&format!("{day}: the booth is open"));
        booth(stage, number, day)?;
        tell(&format!("{day}: the evening"));
        evening(stage, number, day)?;
    }
    tell("2026-03-15: headquarters and the owners");
    afterwards(stage)
}

/// What visitors bring, offline: nobody exchanges before the evening.
fn booth(stage: &Stage, number: usize, day: &str) -> Result<()> {
    for visit in VISITS.iter().filter(|visit| visit.day == number) {
        stage.move_to(&when(day, visit.time))?;
        stage.call(visit.by, "card_sign", card(visit))?;
    }
    Ok(())
}

fn card(visit: &Visit) -> Value {
    let unknown: Vec<&str> = match visit.matter {
        "" => vec!["matter"],
        _ => Vec::new(),
    };
    let stable = match visit.usage {
        "" => Value::Null,
        usage => Value::Bool(!usage.ends_with('8')),
    };
    json!({
        "fair": FAIR,
        "source": visit.source,
        "company": visit.company,
        "person": visit.person,
        "phone": visit.phone,
        "site": visit.site,
        "matter": visit.matter,
        "usage": visit.usage,
        "stable": stable,
        "unknown": unknown,
        "unattended": visit.unattended,
    })
}

/// Hand-in, countersigning, judging, assigning, sealing. On the second evening the hall has no network: the
/// package is sealed in time and sent the next morning.
fn evening(stage: &Stage, number: usize, day: &str) -> Result<()> {
    let connected = number != 1;
    stage.move_to(&when(day, "17:20"))?;
    for person in SELLERS {
        let statement = json!({ "fair": FAIR, "day": day, "paper": paper(person, number) });
        let file = stage.call(person, "hand_in_file", statement)?;
        let answer = stage.call(SUPERVISOR, "take_file", json!({ "path": file["path"] }))?;
        if let Some(answer) = answer["answer"].as_str().filter(|path| !path.is_empty()) {
            stage.call(person, "take_file", json!({ "path": answer }))?;
        }
    }
    stage.move_to(&when(day, "19:30"))?;
    countersign(stage, day)?;
    stage.move_to(&when(day, "20:10"))?;
    let desk = stage.call(SUPERVISOR, "evening", json!({ "fair": FAIR, "day": day }))?;
    judge(stage, &desk)?;
    assign(stage, &desk)?;
    stage.move_to(&when(day, "21:45"))?;
    stage.call(SUPERVISOR, "seal", json!({ "fair": FAIR, "day": day }))?;
    if connected {
        everybody_exchanges(stage)?;
        headquarters_assigns(stage)?;
    }
    Ok(())
}

/// Paper pieces handed over with a day's cards.
fn paper(person: &str, day: usize) -> usize {
    let written =
        |visit: &&Visit| visit.day == day && visit.by == person && visit.source == "business_card";
    VISITS.iter().filter(written).count()
}

/// The group leader countersigns what is not his own; the supervisor his (FAIR-10).
fn countersign(stage: &Stage, day: &str) -> Result<()> {
    for leader in [SUPERVISOR, LEADER] {
        let desk = stage.call(leader, "evening", json!({ "fair": FAIR, "day": day }))?;
        let own = |card: &&Value| leader == LEADER || card["row"]["signer"] == "孙伟";
        let open = |card: &&Value| card["countersigned"] == false && card["mayCountersign"] == true;
        let cards: Vec<&Value> = rows(&desk, "cards").filter(open).filter(own).collect();
        let cards: Vec<&Value> = cards.iter().map(|card| &card["row"]["card"]).collect();
        if !cards.is_empty() {
            stage.call(leader, "countersign", json!({ "cards": cards }))?;
        }
    }
    Ok(())
}

fn judge(stage: &Stage, desk: &Value) -> Result<()> {
    let judgement = |card: &Value| match card["row"]["class"].as_str() {
        Some("a" | "b" | "c" | "special") => "valuable",
        _ if card["matter"] == "" => "worthless",
        _ => "ordinary",
    };
    let judged: BTreeMap<String, &str> = rows(desk, "cards")
        .map(|card| Ok((text(&card["row"]["card"])?, judgement(card))))
        .collect::<Result<_>>()?;
    stage.call(SUPERVISOR, "evaluate", json!({ "cards": judged })).map(drop)
}

/// What the rules propose, customer by customer (OWN-06).
fn assign(stage: &Stage, desk: &Value) -> Result<()> {
    let mut done = BTreeSet::new();
    for card in rows(desk, "cards") {
        let ruling = &card["ruling"];
        let waits = card["assignRefused"] == "" && ruling["owner"] == "POOL:south";
        let Some(proposed) = ruling["proposal"].as_str().filter(|_| waits) else { continue };
        if done.insert(text(&ruling["customer"])?) {
            let args = json!({ "card": card["row"]["card"], "to": proposed });
            stage.call(SUPERVISOR, "assign", args)?;
        }
    }
    Ok(())
}

fn everybody_exchanges(stage: &Stage) -> Result<()> {
    // Twice: what the last ones bring is for the first ones too.
    for person in stage.people().chain(stage.people()) {
        stage.sync(person)?;
    }
    Ok(())
}

/// Out-of-territory customers go to whoever met them where he belongs there, else to the department (OWN-04).
fn headquarters_assigns(stage: &Stage) -> Result<()> {
    let desk = stage.call(HQ, "hq", Value::Null)?;
    for card in rows(&desk, "toAssign").filter(|card| card["assignRefused"] == "") {
        let site = card["row"]["site"].as_str().unwrap_or_default();
        let east = ["江苏", "上海", "浙江", "安徽"].iter().any(|place| site.starts_with(place));
        let (to, reason) = match east {
            true => ("chenjing", "她在展会上接待，客户在她的辖区"),
            false => ("POOL:north", "由华北按参展情况分配"),
        };
        let args = json!({ "card": card["row"]["card"], "to": to, "reason": reason });
        stage.call(HQ, "assign", args)?;
    }
    Ok(())
}

/// The morning after: what was sealed without a network arrives, owners call and classify.
fn afterwards(stage: &Stage) -> Result<()> {
    stage.move_to("2026-03-15 09:00")?;
    everybody_exchanges(stage)?;
    headquarters_assigns(stage)?;
    everybody_exchanges(stage)?;
    for (person, hours) in SELLERS.iter().zip(["10:00", "11:00", "14:00", "15:00"]) {
        stage.move_to(&when("2026-03-16", hours))?;
        let mine = stage.call(person, "lead_list", json!({ "view": "mine", "limit": 50 }))?;
        // The last one is left for the reminders.
        for lead in rows(&mine, "rows").skip(1) {
            let card = &lead["card"];
            let call = json!({
                "card": card, "channel": "phone", "connected": true,
                "text": "已电话联系，确认需求和年用量，下周寄样品。",
            });
            stage.call(person, "follow_up", call)?;
            let usage = VISITS.iter().find(|visit| lead["company"] == visit.company);
            let usage = usage.map_or("", |visit| visit.usage);
            let class = json!({
                "card": card, "usage": usage, "stable": true, "evidence": "phone",
            });
            stage.call(person, "classify", class)?;
        }
        stage.sync(person)?;
    }
    stage.move_to("2026-03-17 09:00")?;
    everybody_exchanges(stage)
}

fn rows<'a>(view: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    view[name].as_array().into_iter().flatten()
}

fn text(value: &Value) -> Result<String> {
    value.as_str().map(str::to_owned).context("a text")
}
