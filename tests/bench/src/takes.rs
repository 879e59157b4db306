//! The two that take a day's records: through the doors that the exchange uses.

use std::collections::BTreeMap;

use app::workspace::Source;
use desktop::clock::{Clock, now};
use exchange_tests::{Company, Laptop};
use ledger::Seq;
use protocol::sync::{Contact, Past, Session};

use crate::cost::Cost;
use crate::day::Day;

/// The server takes the day, frame by frame, as its signer pushes it.
pub fn server(company: &Company, from: &Laptop, day: &Day) -> Cost {
    let ledger = company.ledger();
    let stamp = from.clock.stamp();
    let contact = Contact { boot: stamp.boot, mono_ms: stamp.mono_ms };
    let (enrolment, past) = {
        let opened = from.desk.opened().expect("an open workspace");
        let workspace = opened.workspace();
        let token = workspace.store().meta("token").expect("a database").unwrap_or_default();
        (workspace.identity().enrolment, Past { token, ..Past::default() })
    };
    let mut reached = day.began;
    let mut token = past.token;
    Cost::of(day.records.len(), || {
        for frame in &day.frames {
            let through = Seq(reached.0 + frame.len() as u64);
            let offer = BTreeMap::from([(day.log, through)]);
            let mut session = Session::new(offer, &BTreeMap::from([(day.log, reached)]));
            let own = BTreeMap::from([(day.log, through.0)]);
            session.remember(Past { token, own, ..Past::default() });
            let request = session.request(contact, frame.clone(), Vec::new().into(), 0);
            let reply = ledger.exchange(enrolment, &request).expect("a frame that is taken");
            assert_eq!(reply.has.get(&day.log), Some(&through), "{:?}", reply.refused);
            token = reply.token;
            reached = through;
        }
    })
}

/// A supervisor's laptop takes the day as the server's feed brings it.
pub fn laptop(to: &Laptop, day: &Day) -> Cost {
    let opened = to.desk.opened().expect("an open workspace");
    let mut workspace = opened.workspace();
    Cost::of(day.records.len(), || {
        for frame in &day.frames {
            let raws: Vec<_> = frame.decode().collect();
            let taken = workspace
                .ingest(raws, &Source::Server, &now(&*to.clock), |_| Ok(()))
                .expect("a frame that is taken");
            assert_eq!(taken.refused, [], "nothing is set aside");
        }
    })
}
