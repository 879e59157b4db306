//! Exchange with the server: one kind of request, repeated until both sides have everything.
//!
//! The device pushes frames of the logs it carries (its own, and those handed in to it) and pulls the
//! feed that the server keeps for its enrolment. A version vector says what the server lacks; a cursor
//! says how far the device has come in the feed. Every frame commits on its own, with its cursor in the
//! same transaction; a lost, doubled or late reply changes nothing. Nothing to say costs one request.

use std::collections::{BTreeMap, BTreeSet};

use ledger::{BootId, EnrolmentId, LogId, RecordId, Seq};
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};

use crate::checkpoint::{Checkpoint, Mark, Seen};
use crate::holdings::{Brought, Manifest};
use crate::limits::{OFFER_LOGS_MAX, PROTOCOL_VERSION};
use crate::wire::{Malformed, RawRecords};

/// Path of the exchange.
pub const PATH: &str = "/v1/sync";

/// The device's monotonic clock at the moment it speaks, from which the server measures its offset.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Contact {
    /// Which run of its operating system.
    #[n(0)]
    pub boot: BootId,
    /// Milliseconds since that began.
    #[n(1)]
    pub mono_ms: u64,
}

/// Which store a cursor belongs to. A server that was set up anew or restored has another one.
pub type Epoch = ByteVec;

/// What a device says.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Request {
    /// [`PROTOCOL_VERSION`] of the device.
    #[n(0)]
    pub version: u16,
    /// Its clock.
    #[n(1)]
    pub contact: Contact,
    /// The logs it can bring, and how far it has each without a gap.
    #[n(2)]
    pub offer: BTreeMap<LogId, Seq>,
    /// A frame of records above what the server was last known to have, each log in order.
    #[n(3)]
    pub records: RawRecords,
    /// The store that `cursor` belongs to; empty before the first reply.
    #[n(4)]
    pub epoch: Epoch,
    /// How far the device has committed its feed.
    #[n(5)]
    pub cursor: u64,
    /// What it remembers of itself.
    #[n(6)]
    pub past: Past,
    /// The newest checkpoint that the device has seen, in `epoch`.
    #[n(7)]
    pub seen: Option<Seen>,
    /// The same with its proof, once the server has said that it does not know it.
    #[n(8)]
    pub witness: Option<Checkpoint>,
    /// After the server came back with another store: how far the one before had each log, by its own
    /// word. Only for saying what is lost.
    #[n(9)]
    pub had: Option<BTreeMap<LogId, Seq>>,
    /// Through which number of the server's words on its holdings it has heard, in `epoch`.
    #[n(10)]
    #[cbor(default)]
    pub heard: u64,
    /// Cards that colleagues brought, on which the server has not judged yet; at most
    /// [`BROUGHT_MAX`](crate::limits::BROUGHT_MAX). What does not stay comes in the reply's `holdings`.
    #[n(11)]
    #[cbor(default)]
    pub brought: Vec<Brought>,
}

/// What a device remembers of itself. A restored backup remembers too little, and a copied disk the same
/// as another laptop; the server tells both by it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub struct Past {
    /// How many records it holds of each chain of its own enrolment.
    #[n(0)]
    pub own: BTreeMap<LogId, u64>,
    /// Through which place of them the server has returned records in this exchange.
    #[n(1)]
    pub returned: BTreeMap<LogId, Seq>,
    /// Places in them whose record no longer read, and was set aside.
    #[n(2)]
    pub lost: Vec<(LogId, Seq)>,
    /// The token of the last reply; empty at first.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub token: Vec<u8>,
}

/// What the server answers.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Reply {
    /// The server's clock, milliseconds since 1970 UTC.
    #[n(0)]
    pub now_ms: i64,
    /// Which store this is.
    #[n(1)]
    pub epoch: Epoch,
    /// How far the server now has each offered log.
    #[n(2)]
    pub has: BTreeMap<LogId, Seq>,
    /// Records that the server holds without parts that the device may have.
    #[n(3)]
    pub wants_parts: Vec<RecordId>,
    /// Records that it will not count, each with a reason its author can read.
    #[n(4)]
    pub refused: Vec<Refused>,
    /// A frame of the feed.
    #[n(5)]
    pub feed: RawRecords,
    /// The cursor after it.
    #[n(6)]
    pub cursor: u64,
    /// Whether the feed goes on.
    #[n(7)]
    pub more: bool,
    /// Records of the device's own enrolment that it does not hold: it was put back to an older state, or
    /// another laptop with the same disk signed them.
    #[n(8)]
    pub returned: RawRecords,
    /// What the next request is to show. Good for one use; the one before it stays good until then, so that
    /// a lost reply costs nothing.
    #[cbor(n(9), with = "minicbor::bytes")]
    pub token: Vec<u8>,
    /// Two laptops have shown tokens of this enrolment: one disk is a copy of the other.
    #[n(10)]
    pub copied: bool,
    /// How far the store has come, signed: with `epoch` and `now_ms` a [`Checkpoint`].
    #[n(11)]
    pub mark: Option<Mark>,
    /// Told to a device that comes from another epoch: the server's own chains, and above which
    /// positions it may have lost what it wrote there. Whoever holds some of that brings it back.
    #[n(12)]
    pub lost: Option<BTreeMap<LogId, Seq>>,
    /// What the device may no longer hold, as far as it has not heard that.
    #[n(13)]
    pub holdings: Option<Manifest>,
    /// On which of the request's `brought` cards it has judged. Of the others it knows nothing yet.
    #[n(14)]
    #[cbor(default)]
    pub judged: Vec<ByteArray<16>>,
}

/// A record that was not taken.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Refused {
    /// Its id, as far as it could be read.
    #[n(0)]
    pub id: Option<RecordId>,
    /// A stable code: `record.unreadable`, `record.signature`, `record.company`, `record.gap`,
    /// `record.unknown_enrolment`.
    #[n(1)]
    pub code: String,
}

macro_rules! message {
    ($name:ident) => {
        impl $name {
            /// The body.
            pub fn encode(&self) -> Vec<u8> {
                minicbor::to_vec(self).expect("encoding into a Vec cannot fail")
            }

            /// Reads a body.
            ///
            /// # Errors
            /// [`Malformed`] for anything else, bytes after the message included.
            pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
                let mut decoder = minicbor::Decoder::new(bytes);
                let message: Self = decoder.decode().map_err(|_| Malformed)?;
                if decoder.position() == bytes.len() { Ok(message) } else { Err(Malformed) }
            }
        }
    };
}
pub(crate) use message;

message!(Request);
message!(Reply);

/// What the device must look up before it can go on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Build the next request: records of these logs above these positions, then these records again
    /// with all their parts.
    Push {
        /// Log to the position that the server has.
        above: BTreeMap<LogId, Seq>,
        /// Whose parts the server asked for.
        parts: Vec<RecordId>,
    },
    /// Nothing to push, but the feed goes on: ask again.
    Pull,
    /// Both sides have everything.
    Done,
}

/// The device's side of one exchange, as arithmetic.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose logs are offered in every request; everybody's, if nobody is named.
    own: Option<EnrolmentId>,
    /// The server: its own logs go back to it only if it asks, with gaps.
    server: Option<EnrolmentId>,
    /// How far the last request brought the server's own logs back.
    returned: BTreeMap<LogId, Seq>,
    /// How far the store before this one had each log, to be told once.
    had: Option<BTreeMap<LogId, Seq>>,
    offer: BTreeMap<LogId, Seq>,
    has: BTreeMap<LogId, Seq>,
    /// Store and cursor of the last request.
    sent: (Epoch, u64),
    /// Whose parts were pushed last, and nothing else.
    given: Vec<RecordId>,
    past: Past,
    rounds: u32,
    /// Whether the last request only asked how far the server has everything.
    asked: bool,
}

/// After so many rounds without an end something is wrong; the next sync starts afresh.
const ROUNDS_MAX: u32 = 10_000;

impl Session {
    /// Begins. `offer` is what the device can bring; `acknowledged` what the server was last known to
    /// have.
    pub fn new(offer: BTreeMap<LogId, Seq>, acknowledged: &BTreeMap<LogId, Seq>) -> Self {
        let known = |log: &LogId| acknowledged.get(log).copied().unwrap_or(Seq::ZERO);
        let has = offer.keys().map(|log| (*log, known(log))).collect();
        let sent = (Vec::new().into(), 0);
        let (returned, given) = Default::default();
        Self {
            own: None,
            server: None,
            returned,
            had: None,
            offer,
            has,
            sent,
            given,
            past: Past::default(),
            rounds: 0,
            asked: false,
        }
    }

    /// Knows the server's own logs among those that are offered. They are brought back only from where
    /// the server has once said that it may have lost them; `acknowledged` remembers that.
    pub fn returning_to(
        mut self,
        server: EnrolmentId,
        acknowledged: &BTreeMap<LogId, Seq>,
    ) -> Self {
        self.server = Some(server);
        self.has.retain(|log, _| log.enrolment != server || acknowledged.contains_key(log));
        self
    }

    fn is_servers(&self, log: &LogId) -> bool {
        self.server == Some(log.enrolment)
    }

    /// Offers the logs of others only while the server may lack something of them: whoever holds his
    /// whole company's has no more to say than anybody when there is nothing to say.
    pub fn sparing(self, own: EnrolmentId) -> Self {
        Self { own: Some(own), ..self }
    }

    /// What the device remembers of itself when it asks next.
    pub fn remember(&mut self, past: Past) {
        let returned = std::mem::take(&mut self.past.returned);
        self.past = Past { returned, ..past };
    }

    /// Positions above which the next request should carry records. What the server wrote itself goes
    /// first: it may have to learn again whose the other logs are.
    pub fn missing(&self) -> BTreeMap<LogId, Seq> {
        let behind = self.has.iter().filter(|(log, has)| self.offer.get(log) > Some(has));
        let (servers, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
            behind.map(|(log, has)| (*log, *has)).partition(|(log, _)| self.is_servers(log));
        if servers.is_empty() { others } else { servers }
    }

    /// The next request, around a frame that the device has filled.
    pub fn request(
        &mut self,
        contact: Contact,
        records: RawRecords,
        epoch: Epoch,
        cursor: u64,
    ) -> Request {
        let is_own = |log: &LogId| self.own.is_none_or(|own| log.enrolment == own);
        let carried = self.offer.iter().filter(|(log, _)| !self.is_servers(log));
        let (own, others): (Vec<_>, Vec<_>) = carried.partition(|(log, _)| is_own(log));
        let news = others.into_iter().filter(|(log, offered)| self.has.get(log) < Some(offered));
        // One's own first: the server tells a device by them.
        let offer = own.into_iter().chain(news).take(OFFER_LOGS_MAX);
        let offer = offer.map(|(log, offered)| (*log, *offered)).collect();
        self.sent = (epoch.clone(), cursor);
        self.returned =
            if self.server.is_some() { self.servers_in(&records) } else { BTreeMap::new() };
        let had = self.had.take();
        let version = PROTOCOL_VERSION;
        let (past, seen, witness) = (self.past.clone(), None, None);
        let (heard, brought) = Default::default();
        Request {
            version,
            contact,
            offer,
            records,
            epoch,
            cursor,
            past,
            seen,
            witness,
            had,
            heard,
            brought,
        }
    }

    /// How far a frame reaches in the server's own logs.
    fn servers_in(&self, records: &RawRecords) -> BTreeMap<LogId, Seq> {
        let envelopes = records.decode().filter_map(|raw| raw.ok()?.envelope().ok());
        let own = envelopes.filter(|envelope| self.is_servers(&envelope.log));
        let mut reached = BTreeMap::new();
        for envelope in own {
            let seq = reached.entry(envelope.log).or_insert(envelope.seq);
            *seq = envelope.seq.max(*seq);
        }
        reached
    }

    /// Takes a reply, and says what to do next. `offer` is what the device can bring *now*: taking the
    /// feed may have made it write (a delivery, OWN-19).
    pub fn take(&mut self, reply: &Reply, offer: BTreeMap<LogId, Seq>) -> Step {
        let before = (self.missing(), self.offer.clone());
        self.offer = offer;
        let set_back = self.is_set_back(reply);
        if set_back {
            // It may lack what it once had: everybody's logs are offered again.
            self.own = None;
            self.had = Some(std::mem::take(&mut self.has));
            self.returned.clear();
        }
        // Each brought back is told by what was sent: there the server may have gaps for ever.
        self.has.extend(std::mem::take(&mut self.returned));
        self.has.extend(reply.lost.iter().flatten().map(|(log, seq)| (*log, *seq)));
        let server = self.server;
        for log in self.offer.keys().filter(|log| server != Some(log.enrolment)) {
            let has = reply.has.get(log).copied().or(self.has.get(log).copied());
            let unsaid = if set_back { None } else { Some(Seq::ZERO) };
            self.has.extend(has.or(unsaid).map(|has| (*log, has)));
        }
        // Of the logs that were not offered it has not said how far it still has them.
        let unsaid = self
            .offer
            .keys()
            .any(|log| server != Some(log.enrolment) && !self.has.contains_key(log));
        self.note_fed(reply);
        let returned = self.note_returned(reply);
        self.rounds += 1;
        let missing = self.missing();
        // Whoever was only asked how far it has everything was given nothing that it could have taken.
        let asked = std::mem::replace(&mut self.asked, unsaid);
        let unmoved = (missing.clone(), self.offer.clone()) == before;
        let stuck = !missing.is_empty() && unmoved && !asked;
        let push = !missing.is_empty() && !stuck;
        // What is wanted again although it was just given is not here.
        let given = std::mem::take(&mut self.given);
        let parts = Some(reply.wants_parts.clone()).filter(|wanted| *wanted != given);
        let parts = parts.unwrap_or_default();
        match () {
            () if self.rounds >= ROUNDS_MAX => Step::Done,
            () if unsaid => Step::Pull,
            () if push => Step::Push { above: missing, parts },
            () if !parts.is_empty() && !stuck => {
                self.given.clone_from(&parts);
                Step::Push { above: BTreeMap::new(), parts }
            }
            () if reply.more || returned => Step::Pull,
            () => Step::Done,
        }
    }

    /// Whether the server has come back from an older backup, or is another one.
    fn is_set_back(&self, reply: &Reply) -> bool {
        let (epoch, cursor) = &self.sent;
        !epoch.is_empty() && (reply.epoch != *epoch || reply.cursor < *cursor)
    }

    /// What the server has just told, it need not be told.
    fn note_fed(&mut self, reply: &Reply) {
        let mut fed: BTreeSet<(LogId, Seq)> = BTreeSet::new();
        let envelopes = reply.feed.decode().filter_map(|raw| raw.ok()?.envelope().ok());
        fed.extend(envelopes.map(|envelope| (envelope.log, envelope.seq)));
        for (log, seq) in fed {
            if let Some(has) = self.has.get_mut(&log).filter(|has| has.next() == seq) {
                *has = seq;
            }
        }
    }

    /// How far it has been given back what it had lost. Says whether that may go on.
    fn note_returned(&mut self, reply: &Reply) -> bool {
        for envelope in reply.returned.decode().filter_map(|raw| raw.ok()?.envelope().ok()) {
            let through = self.past.returned.entry(envelope.log).or_default();
            *through = envelope.seq.max(*through);
        }
        !reply.returned.is_empty()
    }

    /// How far the server has each log, to be remembered.
    pub fn acknowledged(&self) -> &BTreeMap<LogId, Seq> {
        &self.has
    }
}

#[cfg(test)]
mod tests {
    use ledger::Incarnation;

    use super::*;

    const ME: EnrolmentId = EnrolmentId::new([1; 16]);

    fn log(n: u8) -> LogId {
        LogId { enrolment: EnrolmentId::new([n; 16]), incarnation: Incarnation(1) }
    }

    fn logs(positions: &[(u8, u64)]) -> BTreeMap<LogId, Seq> {
        positions.iter().map(|(n, seq)| (log(*n), Seq(*seq))).collect()
    }

    fn ask(session: &mut Session, cursor: u64) -> Request {
        let contact = Contact { boot: BootId::new([0; 16]), mono_ms: 0 };
        session.request(contact, RawRecords::default(), vec![7].into(), cursor)
    }

    fn reply(has: &[(u8, u64)], cursor: u64) -> Reply {
        Reply {
            now_ms: 0,
            epoch: vec![7].into(),
            has: logs(has),
            wants_parts: Vec::new(),
            refused: Vec::new(),
            feed: RawRecords::default(),
            cursor,
            more: false,
            returned: RawRecords::default(),
            token: Vec::new(),
            copied: false,
            mark: None,
            lost: None,
            holdings: None,
            judged: Vec::new(),
        }
    }

    #[test]
    fn with_nothing_to_say_only_ones_own_log_is_offered() {
        let held = logs(&[(1, 5), (2, 9), (3, 4)]);
        let mut session = Session::new(held.clone(), &logs(&[(1, 5), (2, 9), (3, 2)])).sparing(ME);
        assert_eq!(session.missing(), logs(&[(3, 2)]));
        assert_eq!(ask(&mut session, 0).offer, logs(&[(1, 5), (3, 4)]));
        assert_eq!(session.take(&reply(&[(1, 5), (3, 4)], 0), held), Step::Done);
        assert_eq!(ask(&mut session, 0).offer, logs(&[(1, 5)]));
        assert_eq!(session.acknowledged(), &logs(&[(1, 5), (2, 9), (3, 4)]));
    }

    #[test]
    fn ones_own_log_is_offered_whatever_else_is_carried() {
        let mut held = logs(&[(200, 1)]);
        for n in 0..2_000u16 {
            let mut id = [9; 16];
            id[..2].copy_from_slice(&n.to_be_bytes());
            let log = LogId { enrolment: EnrolmentId::new(id), incarnation: Incarnation(1) };
            held.insert(log, Seq(1));
        }
        let own = EnrolmentId::new([200; 16]);
        let mut session = Session::new(held, &BTreeMap::new()).sparing(own);
        let offer = ask(&mut session, 0).offer;
        assert!(offer.len() == OFFER_LOGS_MAX && offer.contains_key(&log(200)));
    }

    #[test]
    fn a_server_that_was_set_back_is_brought_everybodys_logs_again() {
        let held = logs(&[(1, 5), (2, 9)]);
        let mut session = Session::new(held.clone(), &held).sparing(ME);
        ask(&mut session, 40);
        let step = session.take(&reply(&[(1, 3)], 12), held.clone());
        assert_eq!(step, Step::Pull, "first it says how far it still has the others");
        assert_eq!(ask(&mut session, 12).offer, held);
        let step = session.take(&reply(&[(1, 3), (2, 4)], 12), held.clone());
        assert_eq!(step, Step::Push { above: logs(&[(1, 3), (2, 4)]), parts: Vec::new() });
        ask(&mut session, 12);
        let step = session.take(&reply(&[(1, 5), (2, 6)], 12), held.clone());
        assert_eq!(step, Step::Push { above: logs(&[(2, 6)]), parts: Vec::new() });
        ask(&mut session, 12);
        assert_eq!(session.take(&reply(&[(1, 5), (2, 9)], 12), held), Step::Done);
    }

    #[test]
    fn having_asked_how_far_a_server_was_set_back_what_it_lacks_is_brought() {
        let held = logs(&[(1, 5), (2, 9)]);
        let mut session = Session::new(held.clone(), &held).sparing(ME);
        ask(&mut session, 40);
        assert_eq!(session.take(&reply(&[(1, 3)], 12), held.clone()), Step::Pull);
        ask(&mut session, 12);
        let step = session.take(&reply(&[(1, 3), (2, 9)], 12), held);
        assert_eq!(step, Step::Push { above: logs(&[(1, 3)]), parts: Vec::new() });
    }

    #[test]
    fn parts_that_are_not_here_are_not_asked_for_for_ever() {
        let held = logs(&[(1, 5)]);
        let mut session = Session::new(held.clone(), &held).sparing(ME);
        let (a, b) = (RecordId::new([1; 32]), RecordId::new([2; 32]));
        let wanting =
            |wanted: &[RecordId]| Reply { wants_parts: wanted.to_vec(), ..reply(&[(1, 5)], 0) };
        ask(&mut session, 0);
        let step = session.take(&wanting(&[a, b]), held.clone());
        assert_eq!(step, Step::Push { above: BTreeMap::new(), parts: vec![a, b] });
        let step = session.take(&wanting(&[b]), held.clone());
        assert_eq!(step, Step::Push { above: BTreeMap::new(), parts: vec![b] }, "it goes on");
        assert_eq!(session.take(&wanting(&[b]), held), Step::Done, "and ends");
    }

    #[test]
    fn a_server_that_takes_nothing_is_not_asked_for_ever() {
        let held = logs(&[(1, 5)]);
        let mut session = Session::new(held.clone(), &BTreeMap::new()).sparing(ME);
        ask(&mut session, 0);
        assert_eq!(session.take(&reply(&[(1, 0)], 0), held), Step::Done);
    }
}
