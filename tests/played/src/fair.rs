//! Three days of a fair, the evenings between them, and what comes after.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::custody;
use crate::stage::{Stage, when};
use crate::visitors::{VISITS, Visit};

/// The fair that is played.
pub const FAIR: &str = "F1";
/// Its days.
pub const DAYS: [&str; 3] = ["2026-03-12", "2026-03-13", "2026-03-14"];

pub(crate) const SUPERVISOR: &str = "linguodong";
const LEADER: &str = "sunwei";
pub(crate) const HQ: &str = "zhenghua";
const MARKETING: &str = "gaofeng";
/// Who takes part, from preparing to assigning.
pub const PEOPLE: [&str; 8] =
    ["wangfang", "liqiang", "chenjing", LEADER, SUPERVISOR, "jiangwen", MARKETING, HQ];
/// Who writes cards.
const SELLERS: [&str; 4] = ["chenjing", "liqiang", "wangfang", "sunwei"];

/// Who notes what about a rival, a day each (FAIR-12): by, about what, how known, which, what.
const RIVALS: [(&str, &str, &str, &str, &str); 3] = [
    ("liqiang", "price", "heard", "海风智能", "同规格板对板连接器报价低一成，账期六十天"),
    ("chenjing", "product", "seen", "海风智能", "展出防护等级 IP69K 的新系列，样品三周交货"),
    ("wangfang", "strategy", "inferred", "力通电子", "只接整机厂，代理商由区域总监直接谈"),
];

/// Plays it, and tells what happens.
///
/// # Errors
/// When somebody is refused what the story has him do.
pub fn play(stage: &Stage, mut tell: impl FnMut(&str)) -> Result<()> {
    tell("2026-03-12: marketing hands over");
    hand_over(stage)?;
    for (number, day) in DAYS.iter().enumerate() {
        tell(&format!("{day}: the booth is open"));
        booth(stage, number, day)?;
        tell(&format!("{day}: the evening"));
        evening(stage, number, day)?;
    }
    tell("2026-03-15: headquarters and the owners");
    afterwards(stage)
}

/// Late, as the demo begins on the first day: goods and plans change hands, and one motor is missing (FAIR-03).
fn hand_over(stage: &Stage) -> Result<()> {
    for (list, name, kind, quantity) in [
        ("organiser", "主办方联系人：会展中心二号馆 周经理", "联系", 1),
        ("exhibits", "伺服电机样机（含减速器与全套接插件）", "展品", 4),
        ("exhibits", "连接器样品箱", "展品", 12),
        ("exhibits", "产品目录（中英文）", "资料", 600),
        ("layout", "展位布置图（三面开口，36 平方米）", "图纸", 1),
    ] {
        let item = json!({
            "fair": FAIR, "item": null, "list": list, "name": name, "kind": kind,
            "quantity": quantity, "owner": null, "due": "2026-03-05", "done": "2026-03-11",
            "giveaway": kind == "资料",
        });
        stage.call(MARKETING, "fair_item_save", item)?;
    }
    let plan = stage.call(MARKETING, "fair_plan", json!({ "fair": FAIR }))?;
    let line = |item: &Value, missing: i64| {
        let quantity = item["quantity"].as_i64().unwrap_or(0) - missing;
        json!({ "item": item["item"], "quantity": quantity, "condition": "good" })
    };
    let all: Vec<Value> = rows(&plan, "items")
        .map(|item| line(&json!({ "item": item["item"], "quantity": item["now"]["quantity"] }), 0))
        .collect();
    stage.call(MARKETING, "fair_offer", json!({ "fair": FAIR, "items": all, "remarks": "" }))?;
    stage.sync(MARKETING)?;
    stage.sync(SUPERVISOR)?;
    let plan = stage.call(SUPERVISOR, "fair_plan", json!({ "fair": FAIR }))?;
    let offer = rows(&plan, "offers").next().context("marketing's offer")?;
    let short = |item: &&Value| item["quantity"] == 4;
    let got: Vec<Value> =
        rows(offer, "items").map(|item| line(item, i64::from(short(&item)))).collect();
    let receipt = json!({
        "fair": FAIR, "offer": offer["id"], "items": got, "remarks": "电机少一台，广告部说下午补送",
    });
    stage.call(SUPERVISOR, "fair_receive", receipt)?;
    stage.sync(SUPERVISOR)?;
    custody::lend(stage)
}

/// What visitors bring, offline: nobody exchanges before the evening. Rivals are looked at between visits.
fn booth(stage: &Stage, number: usize, day: &str) -> Result<()> {
    for visit in VISITS.iter().filter(|visit| visit.day == number) {
        stage.move_to(&when(day, visit.time))?;
        stage.call(visit.by, "card_sign", card(visit))?;
    }
    let (by, topic, basis, rival, what) = RIVALS[number];
    let noted = json!({
        "fair": FAIR, "entry": null, "topic": topic, "basis": basis, "rival": rival, "what": what,
        "evidence": "现场所见，资料已留", "withdrawn": false,
    });
    stage.call(by, "rival_note", noted)?;
    let received = json!({
        "fair": FAIR, "entry": null, "channel": if number == 1 { "call" } else { "visit" },
        "cameMs": null, "name": "冯先生", "company": "广州某学院", "phone": "", "matter": "问路与参观",
        "opinions": "", "needs": "", "keyPoints": "", "answer": "", "firstContact": "",
        "routedTo": "", "withdrawn": false,
    });
    stage.call("wangfang", "visitor_receive", received).map(drop)
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
    custody::count(stage, number, day)?;
    for person in SELLERS {
        let statement = json!({ "fair": FAIR, "day": day, "paper": paper(person, number) });
        let file = stage.call(person, "hand_in_file", statement)?;
        let answer = stage.call(SUPERVISOR, "take_file", json!({ "path": file["path"] }))?;
        // The last one, the leader, takes back what all the others brought.
        if let Some(path) = answer["answer"]["path"].as_str() {
            stage.call(person, "take_file", json!({ "path": path }))?;
        }
    }
    stage.move_to(&when(day, "19:30"))?;
    countersign(stage, day)?;
    stage.move_to(&when(day, "20:10"))?;
    let desk = stage.call(SUPERVISOR, "evening", json!({ "fair": FAIR, "day": day }))?;
    judge(stage, &desk)?;
    assign(stage, &desk)?;
    let pool = stage.call(SUPERVISOR, "pool", json!({ "fair": FAIR }))?;
    if !pool["proposed"].is_null() {
        stage.call(SUPERVISOR, "deal_pool", json!({ "fair": FAIR }))?;
    }
    let discussed = json!({
        "fair": FAIR, "day": day, "people": SELLERS, "text": "重卡当场核对，区外客户报总部；明天加一人守前台。",
    });
    stage.call(SUPERVISOR, "discuss", discussed)?;
    stage.call(SUPERVISOR, "visitor_register_sign", json!({ "fair": FAIR, "day": day }))?;
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

/// The leaders countersign in turn, as the supervisor's meeting says whose turn it is (FAIR-10).
fn countersign(stage: &Stage, day: &str) -> Result<()> {
    let asked = json!({ "fair": FAIR, "day": day, "present": null });
    let meeting = stage.call(SUPERVISOR, "meeting", asked)?;
    for leader in [SUPERVISOR, LEADER] {
        let his = rows(&meeting, "turns").filter(|turn| turn["leader"] == leader);
        let cards: Vec<&Value> = his.flat_map(|turn| rows(turn, "open")).collect();
        if !cards.is_empty() {
            stage.call(leader, "countersign", json!({ "cards": cards }))?;
        }
    }
    // What the leader signed goes to the supervisor before he seals.
    let file = stage.call(LEADER, "hand_in_file", json!({ "fair": FAIR, "day": day }))?;
    stage.call(SUPERVISOR, "take_file", json!({ "path": file["path"] })).map(drop)
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
    custody::settle(stage)?;
    headquarters_assigns(stage)?;
    everybody_exchanges(stage)?;
    for (person, hours) in SELLERS.iter().zip(["10:00", "11:00", "14:00", "15:00"]) {
        stage.move_to(&when("2026-03-16", hours))?;
        let mine = stage.call(person, "lead_list", json!({ "view": "mine", "limit": 50 }))?;
        // The first of the list is left for the reminders.
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
    plan_roadshows(stage)?;
    let excuse = json!({
        "fair": FAIR, "day": DAYS[1], "excused": true, "reason": "场馆断网，次日早上即送达",
    });
    stage.call(HQ, "package_excuse", excuse)?;
    let report = json!({
        "fair": FAIR, "conclusions": {}, "overall": "两家对手都在压价和缩短交期，我们以样品速度应对。",
        "strength": "样机演示每天四场，观众停留时间长。", "information": "三天登记三十余家，区外客户已报总部。",
        "rivals": "价格与新品均有记录。",
    });
    stage.call(SUPERVISOR, "fair_report_sign", report)?;
    everybody_exchanges(stage)
}

/// Marketing plans two roadshows; what the second costs waits for the general manager (FAIR-19).
fn plan_roadshows(stage: &Stage) -> Result<()> {
    let plans = [
        ("2026-03-21", "深圳龙华天虹商场一楼中庭", 0, ""),
        ("2026-03-28", "东莞会展国际大酒店大堂", 800, "签字笔 200 支"),
    ];
    for (day, place, yuan, gifts) in plans {
        let show = json!({
            "month": "2026-03", "day": day, "place": place, "yuan": yuan, "gifts": gifts,
            "remarks": "样机一台，展板两块",
        });
        stage.call(MARKETING, "roadshow_save", show)?;
    }
    stage.sync(MARKETING)?;
    stage.sync(HQ)?;
    let month = stage.call(HQ, "roadshows", json!({ "month": "2026-03" }))?;
    let asked = &month["people"][0]["shows"][1]["version"];
    let word = json!({ "month": "2026-03", "version": asked, "agrees": true });
    stage.call(HQ, "roadshow_word", word)?;
    stage.sync(HQ)
}

pub(crate) fn rows<'a>(view: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    view[name].as_array().into_iter().flatten()
}

fn text(value: &Value) -> Result<String> {
    value.as_str().map(str::to_owned).context("a text")
}
