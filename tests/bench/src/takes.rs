//! The two that take a booth's records: through the doors that the exchange uses.

use std::collections::BTreeMap;

use app::workspace::Source;
use desktop::clock::{Clock, now};
use exchange_tests::{Company, Laptop};
use facts::Fact;
use ledger::{RawRecord, Seq};
use protocol::RawRecords;
use protocol::sync::{Contact, Past, Reply, Session};

use crate::booth::{Booth, Chain, Last};
use crate::cost::Cost;

/// The server takes everything, laptop by laptop and frame by frame, as their exchanges push it.
pub fn server(company: &Company, booth: &mut Booth<'_>) -> Cost {
    let mut cost = Cost::NOTHING;
    for chain in &mut booth.chains {
        let frames = chain.frames();
        let mut replies = Vec::new();
        let mut reached = chain.taken;
        cost = cost.beside(Cost::of(chain.records.len(), || {
            for frame in &frames {
                let through = Seq(reached.0 + frame.len() as u64);
                replies.push(exchange(company, chain, frame, reached, through));
                reached = through;
            }
        }));
        replies.iter().for_each(|reply| chain.learn(reply));
    }
    cost
}

/// An exchange in which there is nothing to bring: a laptop hears from the server.
pub fn contact(company: &Company, chain: &mut Chain) {
    let end = chain.taken;
    let reply = exchange(company, chain, &RawRecords::default(), end, end);
    chain.learn(&reply);
}

fn exchange(
    company: &Company,
    chain: &mut Chain,
    frame: &RawRecords,
    reached: Seq,
    through: Seq,
) -> Reply {
    let stamp = chain.laptop.clock.stamp();
    let contact = Contact { boot: stamp.boot, mono_ms: stamp.mono_ms };
    let log = chain.log();
    let offer = BTreeMap::from([(log, through)]);
    let mut session = Session::new(offer, &BTreeMap::from([(log, reached)]));
    let own = BTreeMap::from([(log, through.0)]);
    let Last { token, epoch, cursor } = chain.last.clone();
    session.remember(Past { token, own, ..Past::default() });
    let request = session.request(contact, frame.clone(), epoch.into(), cursor);
    let reply = company.ledger().exchange(log.enrolment, &request).expect("a frame that is taken");
    assert_eq!(reply.has.get(&log), Some(&through), "{:?}", reply.refused);
    let (token, epoch, cursor) = (reply.token.clone(), reply.epoch.to_vec(), reply.cursor);
    chain.last = Last { token, epoch, cursor };
    reply
}

impl Chain {
    /// Finds the server's newest receipt about it, to cite it.
    fn learn(&mut self, reply: &Reply) {
        let read = |raw: RawRecord| raw.already_verified().ok();
        let fed = reply.feed.decode().filter_map(|raw| raw.ok().and_then(read));
        let about = fed.filter(|record| {
            matches!(Fact::read(record), Ok(Fact::Receipt(receipt)) if receipt.of == self.log())
                && record.envelope().author == "server"
        });
        let newest = about.max_by_key(|record| (record.envelope().log, record.envelope().seq));
        if let Some(newest) = newest {
            self.cites[0] = Some(newest.id());
        }
    }
}

/// A supervisor's laptop takes everything as the server's feed brings it.
pub fn laptop(to: &Laptop, booth: &Booth<'_>) -> Cost {
    let opened = to.desk.opened().expect("an open workspace");
    let mut workspace = opened.workspace();
    let mut cost = Cost::NOTHING;
    for chain in &booth.chains {
        let frames = chain.frames();
        cost = cost.beside(Cost::of(chain.records.len(), || {
            for frame in &frames {
                let raws: Vec<_> = frame.decode().collect();
                let taken = workspace
                    .ingest(raws, &Source::Server, &now(&*to.clock), |_| Ok(()))
                    .expect("a frame that is taken");
                assert_eq!(taken.refused, [], "nothing is set aside");
            }
        }));
    }
    cost
}
