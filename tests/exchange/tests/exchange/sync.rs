//! The exchange with the server.

use exchange_tests::{Company, Lead, Road, Weather, on};

#[test]
fn idle_sync_is_one_request_and_under_a_kilobyte() {
    let road = Road::build();
    let company = Company::start_behind(&road, sync_server::Tls::Off);
    let wang = company.laptop("wangfang");
    company.time.set(on("10:00"));
    wang.capture(Lead::HUASHENG);
    wang.sync();
    wang.sync();
    road.toll();
    wang.sync();
    let toll = road.toll();
    println!("idle: {} requests, {} up, {} down", toll.requests.len(), toll.up, toll.down);
    assert_eq!(toll.requests.len(), 1);
    assert!(toll.up + toll.down < 1024, "{} up, {} down", toll.up, toll.down);
    let _ = Weather::Fair;
}
