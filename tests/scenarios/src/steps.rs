//! What people and misfortune do, verb by verb.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use app::Failure;
use domain::correction::Field;
use domain::time::Instant;
use serde_json::{Map, Value, json};

use crate::device::{Fault, Order};
use crate::stage::{Edit, Stage};
use crate::story::{self, Keys};
use crate::tamper::Forgery;

/// What the product said.
pub type Done = Result<Value, Failure>;

/// Performs a step. The outer error is the story's or the runner's; the inner one the product's.
pub fn perform(
    stage: &mut Stage,
    at: Instant,
    by: &str,
    verb: &str,
    mut keys: Keys,
) -> Result<Done> {
    let done = match verb {
        "capture" => capture(stage, at, by, &mut keys)?,
        "sign" => sign(stage, at, by, &mut keys)?,
        "sync" => sync(stage, at, by)?,
        "hand_in" => hand_in(stage, at, by, &mut keys)?,
        "meet" => meet(stage, at, by, &keys.need("with")?)?,
        "countersign" => {
            let cards =
                stage.cards(&keys.texts("cards")?.context("the key `cards` is missing")?)?;
            stage.laptop(by, at)?.call(at, "countersign", json!({ "cards": cards }))?
        }
        "evaluate" => evaluate(stage, at, by, &mut keys)?,
        "assign" => assign(stage, at, by, &mut keys)?,
        "deal_pool" => {
            let cards = keys.texts("cards")?.unwrap_or_default();
            let args = json!({
                "fair": keys.need("fair")?,
                "cards": stage.cards(&cards)?,
                "among": keys.texts("among")?,
                "reason": keys.text("reason")?.unwrap_or_default(),
            });
            stage.laptop(by, at)?.call(at, "deal_pool", args)?
        }
        "certify_late" => {
            let cards = keys.texts("cards")?.context("the key `cards` is missing")?;
            let args = json!({
                "person": keys.need("person")?,
                "cards": stage.cards(&cards)?,
                "reason": keys.text("reason")?.unwrap_or_default(),
            });
            stage.laptop(by, at)?.call(at, "excuse_late", args)?
        }
        "leave" => stage.leave(by, &keys.need("person")?, at)?,
        "seal" => {
            let (fair, day) = (keys.need("fair")?, keys.need("day")?);
            let reason = keys.text("reason")?.unwrap_or_default();
            let people = keys.texts("discussion")?;
            let args = json!({ "fair": fair, "day": day, "reason": reason });
            match discussed(stage, at, by, (&fair, &day), people)? {
                Ok(_) => stage.laptop(by, at)?.call(at, "seal", args)?,
                Err(failure) => Err(failure),
            }
        }
        "same" | "different" => {
            let cards =
                stage.cards(&keys.texts("cards")?.context("the key `cards` is missing")?)?;
            let args = json!({ "same": verb == "same", "cards": cards });
            stage.laptop(by, at)?.call(at, "decide_identity", args)?
        }
        "follow_up" => {
            let args = json!({
                "card": stage.card(&keys.need("card")?)?,
                "channel": keys.need("channel")?,
                "connected": keys.flag("connected")?,
                "text": keys.text("text")?.unwrap_or_default(),
            });
            stage.laptop(by, at)?.call(at, "follow_up", args)?
        }
        "classify" => {
            let args = json!({
                "card": stage.card(&keys.need("card")?)?,
                "usage": number(keys.take("usage"))?,
                "stable": keys.flag("stable")?,
                "special": keys.flag("special")?,
                "evidence": keys.text("evidence")?.unwrap_or_default(),
            });
            stage.laptop(by, at)?.call(at, "classify", args)?
        }
        "excuse_package" => {
            let args = json!({
                "fair": keys.need("fair")?,
                "day": keys.need("day")?,
                "excused": keys.flag("excused")?,
                "reason": keys.text("reason")?.unwrap_or_default(),
            });
            stage.laptop(by, at)?.call(at, "package_excuse", args)?
        }
        "tell" => penalty(stage, at, by, &mut keys, "penalty_tell", &["text", "spoken"])?,
        "state" => penalty(stage, at, by, &mut keys, "penalty_hear", &["text", "declines"])?,
        "decide_proposal" => {
            let parts = ["verdict", "amount", "reason"];
            penalty(stage, at, by, &mut keys, "penalty_decide", &parts)?
        }
        "edit" => edit(stage, at, by, &mut keys)?,
        "approve" | "reject" => decide_edit(stage, at, by, &mut keys, verb == "approve")?,
        "help_note" => {
            let args = json!({
                "card": stage.card(&keys.need("card")?)?,
                "text": keys.text("text")?.unwrap_or_default(),
            });
            stage.laptop(by, at)?.call(at, "help_note", args)?
        }
        "territory" => territory(stage, at, by, &mut keys)?,
        "parameter" => {
            let set = keys.take("set").context("the key `set` is missing")?;
            let set: BTreeMap<String, Value> = serde_json::from_value(set)?;
            let text = |value: Value| match value {
                Value::String(text) => text,
                other => other.to_string(),
            };
            let set: BTreeMap<_, _> = set.into_iter().map(|(k, v)| (k, text(v))).collect();
            from_now_on(stage, at, by, "book_parameters", json!({ "set": set }))?
        }
        "supervisor" => supervisor(stage, at, by, &mut keys)?,
        "set_clock" => {
            let shift = story::shift(&keys.need("shift")?)?;
            stage.laptop(by, at)?.shift_ms = shift;
            Ok(Value::Null)
        }
        "clone_from" => {
            stage.clone_laptop(by, &keys.need("device")?, at)?;
            Ok(Value::Null)
        }
        "kill" => {
            stage.laptop(by, at)?.kill();
            Ok(Value::Null)
        }
        "kill_next" => {
            let fault = match keys.need("after")?.as_str() {
                "write" => Fault::KillAfterWrite,
                "send" => Fault::KillAfterSend,
                "receive" => Fault::KillAfterReceive,
                other => bail!("kill_next: `after` {other} is not known"),
            };
            stage.laptop(by, at)?.fault = Some(fault);
            Ok(Value::Null)
        }
        "duplicate_next" | "drop_next" | "reorder_next" => {
            let fault = match verb {
                "drop_next" => Fault::Drop,
                "reorder_next" => Fault::Reorder,
                _ => Fault::Duplicate,
            };
            stage.laptop(by, at)?.fault = Some(fault);
            Ok(Value::Null)
        }
        "snapshot" if by != "server" => {
            stage.snapshot(by, &keys.need("name")?, at)?;
            Ok(Value::Null)
        }
        "restore" if by != "server" => {
            stage.restore(by, &keys.need("name")?, at)?;
            Ok(Value::Null)
        }
        "lose" => stage.lose(by, at)?,
        "tamper" => forge(stage, at, by, &mut keys)?,
        "stop_server" => {
            stage.stop_server()?;
            Ok(Value::Null)
        }
        "start_server" => {
            if let Some(image) = keys.text("restore")? {
                stage.put_server_back(&image)?;
            }
            stage.start_server()?;
            Ok(Value::Null)
        }
        "snapshot" if by == "server" => {
            stage.image_server(&keys.need("name")?)?;
            Ok(Value::Null)
        }
        "confirm_recovery" => {
            stage.confirm_recovery()?;
            Ok(Value::Null)
        }
        other => bail!("the verb `{other}` is not built yet"),
    };
    keys.done(verb)?;
    Ok(done)
}

/// The owner of a laptop edits his own database. How, and which time is forged, stand in `raw` and
/// `set`, as words or as `{"backdate": "2026-03-12 09:00"}`; without a time it is two hours.
fn forge(stage: &mut Stage, at: Instant, by: &str, keys: &mut Keys) -> Result<Done> {
    const TWO_HOURS_MS: i64 = 2 * 60 * 60 * 1000;
    let name = keys.need("card")?;
    let mut words = Vec::new();
    for value in [keys.take("raw"), keys.take("set")].into_iter().flatten() {
        words_in(&value, &mut words);
    }
    let forgery = words.iter().find_map(|word| Forgery::from_name(word));
    let forgery = forgery.context("tamper: neither `raw` nor `set` says how")?;
    let mut shift_ms = -TWO_HOURS_MS;
    for word in words.iter().filter(|word| word.starts_with(|c: char| !c.is_alphabetic())) {
        shift_ms = match stage.instant(word) {
            Ok(claimed) => claimed.ms_since(stage.signed_at(&name)?),
            Err(_) => story::shift(word)?,
        };
    }
    let card = stage.card(&name)?;
    stage.tamper(by, &card, forgery, shift_ms, at)
}

fn words_in(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::String(word) => words.push(word.clone()),
        Value::Array(values) => values.iter().for_each(|value| words_in(value, words)),
        Value::Object(values) => {
            for (key, value) in values {
                words.push(key.clone());
                words_in(value, words);
            }
        }
        _ => {}
    }
}

/// Holds what the product said against what the story expects.
pub fn check_refusal(done: Done, refused: Option<&str>) -> Result<()> {
    match (done, refused) {
        (Ok(_), None) => Ok(()),
        (Ok(_), Some(rule)) => bail!("expected a refusal by {rule}, but it was done"),
        (Err(failure), None) => bail!("expected it to be done, but: {failure}"),
        (Err(failure), Some(rule)) => {
            let named = failure.rule.as_deref();
            ensure!(named == Some(rule), "expected a refusal by {rule}, but: {failure}");
            Ok(())
        }
    }
}

fn capture(stage: &mut Stage, at: Instant, by: &str, keys: &mut Keys) -> Result<Done> {
    let name = keys.need("card")?;
    let draft = keys.flag("draft")?;
    let mut form = Map::new();
    let mut put = |key: &str, value: Value| {
        form.insert(key.to_owned(), value);
    };
    for (key, field) in [
        ("fair", "fair"),
        ("company", "company"),
        ("person", "person"),
        ("phone", "phone"),
        ("email", "email"),
        ("credit_code", "creditCode"),
        ("site", "site"),
        ("matter", "matter"),
    ] {
        if let Some(text) = keys.text(key)? {
            put(field, json!(text));
        }
    }
    put("source", json!(keys.need("source")?));
    put("usage", number(keys.take("usage"))?);
    put("stable", keys.take("stable").unwrap_or(Value::Null));
    put("unattended", json!(keys.flag("unattended")?));
    if let Some(ended) = keys.text("talk_ended")? {
        put("talkEndedMs", json!(stage.instant(&ended)?.0));
    }
    // A story may leave a mandatory field out: then its author knew nothing of it (FAIR-18).
    let blank = ["company", "person", "matter"]
        .into_iter()
        .filter(|field| !form.contains_key(*field))
        .collect::<Vec<_>>();
    form.insert("unknown".to_owned(), json!(blank));
    let call = if draft { "card_draft" } else { "card_sign" };
    let done = stage.laptop(by, at)?.call(at, call, Value::Object(form))?;
    if let Ok(signed) = &done {
        stage.name_card(&name, at, signed["card"].as_str().unwrap_or_default());
    }
    Ok(done)
}

/// Nobody has signed a draft: its author writes on it as he likes. Signed fields wait for an approval (ORD-15); free fields are edited as in the window: what stands there has
/// been seen.
fn edit(stage: &mut Stage, at: Instant, by: &str, keys: &mut Keys) -> Result<Done> {
    let card = stage.card(&keys.need("card")?)?;
    let name = keys.text("as")?;
    let set = keys.take("set").context("the key `set` is missing")?;
    let set: BTreeMap<String, Value> =
        serde_json::from_value(set).context("set: values by field")?;
    let typed = set.into_iter().map(|(field, value)| match value {
        Value::Null => Ok((field, String::new())),
        Value::String(text) => Ok((field, text)),
        Value::Number(number) => Ok((field, number.to_string())),
        Value::Bool(flag) => Ok((field, flag.to_string())),
        other => bail!("edit: {field} cannot be {other}"),
    });
    let typed = typed.collect::<Result<BTreeMap<_, _>>>()?;
    if let Some(draft) = open_draft(stage, at, by, &card)? {
        let form = written_on(draft, typed);
        return stage.laptop(by, at)?.call(at, "card_draft", form);
    }
    let (signed, set): (BTreeMap<_, _>, BTreeMap<_, _>) =
        typed.into_iter().partition(|(field, _)| Field::from_name(field).is_some());
    if !signed.is_empty() {
        let args = json!({ "card": card, "set": signed, "reason": "" });
        let asked = match stage.laptop(by, at)?.call(at, "card_correct", args)? {
            Ok(asked) => asked,
            Err(failure) => return Ok(Err(failure)),
        };
        let correction = asked["correction"].as_str().unwrap_or_default().to_owned();
        stage.name_edit(name, Edit { card: card.clone(), correction });
        if set.is_empty() {
            return Ok(Ok(asked));
        }
    }
    let laptop = stage.laptop(by, at)?;
    let view = match laptop.call(at, "lead", json!({ "card": card }))? {
        Ok(view) => view,
        Err(failure) => return Ok(Err(failure)),
    };
    let mut seen: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for field in view["notes"][0]["fields"].as_array().into_iter().flatten() {
        let texts = field["texts"].as_array().into_iter().flatten();
        let marks = texts.flat_map(|text| text["seen"].as_array().into_iter().flatten());
        seen.insert(field["name"].as_str().unwrap_or_default(), marks.collect());
    }
    laptop.call(at, "note_edit", json!({ "card": card, "fields": set, "seen": seen }))
}

/// Something about a proposal, which is named by its fair, day, offence and person, and whose cards it is about.
fn penalty(
    stage: &mut Stage,
    at: Instant,
    by: &str,
    keys: &mut Keys,
    call: &str,
    parts: &[&str],
) -> Result<Done> {
    let mut args = Map::new();
    let matter = json!({
        "fair": keys.need("fair")?,
        "day": keys.need("day")?,
        "offence": keys.need("offence")?,
        "person": keys.need("person")?,
        "about": keys.text("about")?,
    });
    args.insert("matter".to_owned(), matter);
    for part in parts {
        if let Some(value) = keys.take(part) {
            args.insert((*part).to_owned(), value);
        }
    }
    stage.laptop(by, at)?.call(at, call, Value::Object(args))
}

/// A leader's word on a correction.
fn decide_edit(
    stage: &mut Stage,
    at: Instant,
    by: &str,
    keys: &mut Keys,
    yes: bool,
) -> Result<Done> {
    let Edit { card, correction } = stage.edit(&keys.need("edit")?)?;
    let reason = keys.text("reason")?.unwrap_or_else(|| if yes { "" } else { "no" }.to_owned());
    let args = json!({ "card": card, "correction": correction, "approve": yes, "reason": reason });
    stage.laptop(by, at)?.call(at, "correction_decide", args)
}

fn sign(stage: &mut Stage, at: Instant, by: &str, keys: &mut Keys) -> Result<Done> {
    let card = stage.card(&keys.need("card")?)?;
    let draft = open_draft(stage, at, by, &card)?;
    let draft = draft.with_context(|| format!("{by} has no open draft of that card"))?;
    stage.laptop(by, at)?.call(at, "card_sign", draft)
}

/// A card as somebody has drafted it and not signed it, if so.
fn open_draft(stage: &mut Stage, at: Instant, by: &str, card: &str) -> Result<Option<Value>> {
    let Ok(view) = stage.laptop(by, at)?.call(at, "capture_view", Value::Null)? else {
        return Ok(None);
    };
    let drafts = view["drafts"].as_array().cloned().unwrap_or_default();
    Ok(drafts.into_iter().find(|draft| draft["card"] == *card))
}

/// A draft with other texts in some of its fields.
fn written_on(mut draft: Value, fields: BTreeMap<String, String>) -> Value {
    for (name, text) in fields {
        match (name.as_str(), Field::from_name(&name)) {
            ("stable", _) => draft["stable"] = json!(text.parse::<bool>().ok()),
            ("credit_code", _) => draft["creditCode"] = json!(text),
            (name, Some(_)) => draft[name] = json!(text),
            (name, None) => draft["more"][name] = json!(text),
        }
    }
    draft
}

/// 万元 as the form takes them.
fn number(value: Option<Value>) -> Result<Value> {
    match value {
        None | Some(Value::Null) => Ok(json!("")),
        Some(Value::Number(number)) => Ok(json!(number.to_string())),
        Some(other) => bail!("usage must be a number, not {other}"),
    }
}

/// Headquarters changes the book, and its laptop tells the server: from then on it counts.
fn from_now_on(stage: &mut Stage, at: Instant, by: &str, call: &str, args: Value) -> Result<Done> {
    let done = stage.in_the_book(by, at, call, args)?;
    if done.is_err() {
        return Ok(done);
    }
    sync(stage, at, by)
}

/// Places go from territory to territory, as headquarters gives them in the window.
fn territory(stage: &mut Stage, at: Instant, by: &str, keys: &mut Keys) -> Result<Done> {
    let regions = keys.take("regions").context("the key `regions` is missing")?;
    let regions: BTreeMap<String, String> = serde_json::from_value(regions)?;
    for (place, to) in regions {
        let book = match stage.in_the_book(by, at, "book", Value::Null)? {
            Ok(book) => book,
            Err(failure) => return Ok(Err(failure)),
        };
        let laptop = stage.laptop(by, at)?;
        let found = match laptop.call(at, "book_places", json!({ "text": place }))? {
            Ok(found) => found,
            Err(failure) => return Ok(Err(failure)),
        };
        let code = found[0]["code"].as_u64().with_context(|| format!("{place} is no place"))?;
        let mut rows = book["territories"].as_array().into_iter().flatten();
        let row = rows.find(|row| row["entry"]["id"] == json!(to));
        let mut entry =
            row.with_context(|| format!("there is no territory {to}"))?["entry"].clone();
        let held = entry["regions"].as_array_mut().context("regions")?;
        if !held.contains(&json!(code)) {
            held.push(json!(code));
        }
        let done = laptop.call(at, "book_territory", json!({ "entry": entry, "sure": true }))?;
        if done.is_err() {
            return Ok(done);
        }
    }
    sync(stage, at, by)
}

/// A fair gets another supervisor.
fn supervisor(stage: &mut Stage, at: Instant, by: &str, keys: &mut Keys) -> Result<Done> {
    let (fair, to) = (keys.need("fair")?, keys.need("to")?);
    let book = match stage.in_the_book(by, at, "book", Value::Null)? {
        Ok(book) => book,
        Err(failure) => return Ok(Err(failure)),
    };
    let mut rows = book["fairs"].as_array().into_iter().flatten();
    let row = rows.find(|row| row["entry"]["id"] == json!(fair));
    let mut entry = row.with_context(|| format!("there is no fair {fair}"))?["entry"].clone();
    entry["supervisor"] = json!(to);
    from_now_on(stage, at, by, "book_fair", json!({ "entry": entry, "sure": true }))
}

/// An exchange with the server. Dying and lost replies are what the story asked for; being turned down
/// is no failure of the story.
fn sync(stage: &mut Stage, at: Instant, by: &str) -> Result<Done> {
    let laptop = stage.laptop(by, at)?;
    let fault = laptop.fault.take();
    let done = laptop.order(at, Order::Sync { fault })?;
    if let Ok(value) = &done {
        laptop.synced = Some(at);
        return Ok(Ok(value.clone()));
    }
    let code = done.as_ref().err().map(|failure| failure.code.clone()).unwrap_or_default();
    let meant = match fault {
        Some(Fault::Drop) => code == "sync.unreachable",
        Some(Fault::KillAfterWrite | Fault::KillAfterSend | Fault::KillAfterReceive) => {
            code == "died"
        }
        _ => code == "sync.refused" || (stage.server_is_down() && code == "sync.unreachable"),
    };
    if meant { Ok(Ok(Value::Null)) } else { Ok(done) }
}

fn hand_in(stage: &mut Stage, at: Instant, by: &str, keys: &mut Keys) -> Result<Done> {
    let (to, via) = (keys.need("to")?, keys.need("via")?);
    for fair in stage.fairs_of(by, at) {
        let day = stage.day(at);
        let stated = stage.laptop(by, at)?.order(at, Order::State { fair, day })?;
        if stated.is_err() {
            return Ok(stated);
        }
    }
    match via.as_str() {
        "server" => sync(stage, at, by),
        "lan" => carry(stage, at, by, &to, Way::Lan),
        "usb" => carry(stage, at, by, &to, Way::Usb),
        other => bail!("hand_in: `via` {other} is not known"),
    }
}

/// Each takes what the other has for him.
fn meet(stage: &mut Stage, at: Instant, by: &str, with: &str) -> Result<Done> {
    carry(stage, at, by, with, Way::Lan)
}

/// How a bundle goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// From hand to hand: each knows who stands before him.
    Lan,
    /// As a file.
    Usb,
}

/// A bundle goes over, its answer comes back.
fn carry(stage: &mut Stage, at: Instant, from: &str, to: &str, way: Way) -> Result<Done> {
    let sender = present(stage, at, from, way)?;
    let answerer = present(stage, at, to, way)?;
    let (bundle, answer) = stage.parcel();
    let person = stage.laptop(to, at)?.person.clone();
    let packed =
        stage.laptop(from, at)?.order(at, Order::Pack { to: person, file: bundle.clone() })?;
    if packed.is_err() {
        return Ok(packed);
    }
    let taken = stage
        .laptop(to, at)?
        .order(at, Order::Take { file: bundle, answer: answer.clone(), present: sender })?;
    if taken.is_err() {
        return Ok(taken);
    }
    let nowhere = answer.with_extension("none");
    let take = Order::Take { file: answer, answer: nowhere, present: answerer };
    stage.laptop(from, at)?.order(at, take)
}

fn present(stage: &mut Stage, at: Instant, who: &str, way: Way) -> Result<Option<String>> {
    if way == Way::Usb {
        return Ok(None);
    }
    let enrolment = stage.laptop(who, at)?.order(at, Order::Enrolment)?;
    Ok(enrolment.ok().and_then(|id| id.as_str().map(str::to_owned)))
}

/// The record of the evening's discussion, where the story names who took part.
fn discussed(
    stage: &mut Stage,
    at: Instant,
    by: &str,
    (fair, day): (&str, &str),
    people: Option<Vec<String>>,
) -> Result<Done> {
    let Some(people) = people else { return Ok(Ok(Value::Null)) };
    let args = json!({ "fair": fair, "day": day, "people": people, "text": "" });
    stage.laptop(by, at)?.call(at, "discuss", args)
}

fn evaluate(stage: &mut Stage, at: Instant, by: &str, keys: &mut Keys) -> Result<Done> {
    let named = keys.take("cards").context("the key `cards` is missing")?;
    let named: BTreeMap<String, String> = serde_json::from_value(named)?;
    let mut cards = BTreeMap::new();
    for (card, judgement) in named {
        cards.insert(stage.card(&card)?, judgement);
    }
    stage.laptop(by, at)?.call(at, "evaluate", json!({ "cards": cards }))
}

/// One customer; or a whole pool, which is dealt to one person and falls under the same rule as any deal (OWN-07).
fn assign(stage: &mut Stage, at: Instant, by: &str, keys: &mut Keys) -> Result<Done> {
    let (card, pool) = (keys.text("card")?, keys.text("pool")?);
    let (to, reason) = (keys.need("to")?, keys.text("reason")?.unwrap_or_default());
    let (overriding, people) = (keys.flag("override")?, keys.texts("discussion")?);
    match (card, pool) {
        (Some(card), None) => {
            let args = json!({
                "card": stage.card(&card)?,
                "to": to,
                "reason": reason,
                "override": overriding,
                "discussion": people,
            });
            stage.laptop(by, at)?.call(at, "assign", args)
        }
        (None, Some(pool)) => {
            let fair = stage.fair_of_pool(&pool, by, at)?;
            let day = stage.day(at);
            let recorded = discussed(stage, at, by, (&fair, &day), people)?;
            if recorded.is_err() {
                return Ok(recorded);
            }
            let args = json!({ "fair": fair, "cards": [], "among": [to], "reason": reason });
            stage.laptop(by, at)?.call(at, "deal_pool", args)
        }
        _ => bail!("assign: either `card` or `pool`"),
    }
}
