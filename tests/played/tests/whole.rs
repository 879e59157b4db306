//! Eight people, three days, from an empty booth to reports: what must have come of it.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context;
use domain::time::Instant;
use played::{Stage, fair};
use serde_json::{Value, json};
use sync_server::{Running, demo};

#[test]
fn eight_people_play_a_fair_of_three_days_from_empty_to_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let server = runtime.block_on(server(&folder.path().join("server")));
    let program = Path::new(env!("CARGO_BIN_EXE_played"));
    let windows = folder.path().join("windows");
    let stage = Stage::set(&fair::PEOPLE, server.address(), &windows, program)
        .expect("eight people at their laptops");
    assert_eq!(stage.people().count(), 8);
    fair::play(&stage, |what| println!("{what}")).expect("nobody is refused");

    let hq = stage.call("zhenghua", "hq", Value::Null).expect("headquarters' desk");
    let packages = hq["packages"].as_array().expect("packages").iter();
    let packages: Vec<(&str, &str)> = packages
        .filter(|package| package["fair"] == fair::FAIR)
        .map(|package| (package["day"].as_str().unwrap(), package["status"].as_str().unwrap()))
        .collect();
    let [first, second, third] = fair::DAYS;
    assert_eq!(
        packages,
        [(first, "in_time"), (second, "sealed_in_time_sent_late"), (third, "in_time")]
    );
    assert_eq!(hq["toAssign"], json!([]), "nobody out of territory waits");

    let of_fair = json!({ "fair": fair::FAIR });
    let pool = stage.call("wangfang", "pool", of_fair.clone()).expect("what was dealt is open");
    let dealt = pool["dealt"].as_array().expect("deals").iter();
    let gets = |deal: &Value| -> Vec<u64> {
        let seats = deal["seats"].as_array().expect("seats").iter();
        seats.map(|seat| seat["gets"].as_u64().expect("a number")).collect()
    };
    let shares: Vec<Vec<u64>> = dealt.map(gets).collect();
    assert!(!shares.is_empty(), "forms nobody attended to were dealt");
    for shares in shares {
        let (most, least) = (shares.iter().max(), shares.iter().min());
        assert!(most.zip(least).is_some_and(|(most, least)| most - least <= 1), "{shares:?}");
    }
    let plan = stage.call("gaofeng", "fair_plan", of_fair.clone()).expect("marketing's plan");
    assert_eq!(plan["daysLate"], 7);
    assert_eq!(plan["offers"][0]["items"].as_array().map(Vec::len), Some(5));
    let asked = json!({ "fair": fair::FAIR, "on": "" });
    let exhibits = stage.call("zhenghua", "custody", asked).expect("who has what");
    let loss = &exhibits["incidents"][0];
    assert_eq!(
        (&loss["missing"], &loss["liable"], &loss["holder"], &loss["outcome"]),
        (&json!(1), &json!("林国栋"), &json!("王芳"), &json!("replaced"))
    );
    assert_eq!((&exhibits["on"], &exhibits["uncounted"]), (&json!("tear_down"), &json!(0)));
    let roadshows = stage.call("zhenghua", "roadshows", json!({ "month": "2026-03" }));
    let roadshows = roadshows.expect("marketing's month")["people"][0]["shows"].clone();
    let states = [&roadshows[0]["state"], &roadshows[1]["state"]];
    assert_eq!(states, [&json!("planned"), &json!("waits")], "one of the two has agreed");
    let review = stage.call("zhenghua", "fair_review", of_fair).expect("headquarters looks");
    let affairs = review["affairs"].as_array().into_iter().flatten();
    let called: Vec<String> = affairs
        .filter(|affair| affair["calledFor"] == true)
        .map(|affair| affair["matter"].to_string())
        .collect();
    assert_eq!(called, [""; 0], "honest people, and what came late is excused");
    let state = stage.call("zhenghua", "fair_reports", Value::Null).expect("reports");
    assert!(state.to_string().contains("in_time"), "{state}");
}

async fn server(data: &Path) -> Running {
    let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("listening on loopback");
    let machine = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    };
    // Keys of a company that ends with the test.
    let chance = |bytes: &mut [u8]| bytes.copy_from_slice(&desktop_random(bytes.len()));
    let started = demo::start(data.to_owned(), listen, Box::new(machine), Arc::new(chance)).await;
    started.expect("the demo's server").0
}

fn desktop_random(length: usize) -> Vec<u8> {
    let blocks = std::iter::repeat_with(desktop::clock::random);
    blocks.take(length.div_ceil(32)).flatten().take(length).collect()
}
