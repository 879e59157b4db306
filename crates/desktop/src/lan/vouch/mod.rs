//! Laptops of one company that vouch for each other's chains, by themselves, while their windows are open
//! and unlocked ([`protocol::vouch`] has the messages, [`app::workspace`] decides what is worth a receipt).
//!
//! After the first witness nothing can be slipped into what he has seen. So nobody is asked anything, and
//! nothing of this may ever be in a card's way: one task reads one datagram at a time, what a stranger
//! sends is dropped unread, and what colleagues send has limits with names. What is lost is asked again.

mod answering;
mod asking;
pub(super) mod budget;
mod panel;

use std::collections::BTreeMap;
use std::future::pending;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Weak};
use std::time::Duration;

use app::Now;
use app::calls::Topic;
use domain::PersonId;
use domain::identity::IdentityKey;
use ledger::{EnrolmentId, RawRecord};
use minicbor::bytes::ByteVec;
use protocol::circle::{Circle, DRAWN_BYTES};
use protocol::hint;
use protocol::limits::VOUCH_BYTES_MAX;
use protocol::vouch::{Declined, Message, Nonce};
use tokio::net::UdpSocket;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, sleep_until};

use super::hint::Hinting;
use super::nearby::{Announced, Search};
use crate::clock::{now, random};
use crate::desk::{Desktop, Opened};
use crate::ends;
use answering::Answering;
use asking::{Asking, WITNESSES_ENOUGH};

pub(super) use panel::Shared;
pub(crate) use panel::{add, view};

/// The port that is tried first, so that an address can be typed.
const PORT: u16 = 7412;
/// How our laptops call this on a LAN.
const SERVICE: &str = "_fairlead-v._udp.local.";
/// How often a laptop looks whether its chain has moved.
const EVERY: Duration = Duration::from_secs(3);
/// How long what is shown waits for more, so that one transaction takes a whole booth.
const GATHER: Duration = Duration::from_millis(200);

/// Vouches and asks for it for ever. A locked workspace and a missing network are ordinary; both are tried
/// again.
pub async fn keep_vouching(desk: Arc<Desktop>) {
    loop {
        if let Ok(opened) = desk.opened() {
            match Vouching::begin(&opened).await {
                Ok(mut vouching) => {
                    drop(opened);
                    vouching.go_on(&desk).await;
                    desk.lan.state().vouching.forget();
                }
                Err(error) => tracing::info!(%error, "nobody is heard on this network"),
            }
        }
        sleep(EVERY).await;
    }
}

/// One open workspace on one socket.
struct Vouching {
    opened: Weak<Opened>,
    socket: UdpSocket,
    circle: Circle,
    me: EnrolmentId,
    person: PersonId,
    key: IdentityKey,
    asking: Asking,
    answering: Answering,
    hints: Hinting,
    search: Option<Search>,
    /// Told for as long as this lives.
    _announced: Option<Announced>,
    /// When what has been shown is put down.
    due: Option<Instant>,
}

impl Vouching {
    async fn begin(opened: &Arc<Opened>) -> Result<Self, std::io::Error> {
        let socket = match UdpSocket::bind((Ipv4Addr::UNSPECIFIED, PORT)).await {
            Ok(socket) => socket,
            Err(_) => UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).await?,
        };
        let port = socket.local_addr()?.port();
        let (me, person, key) = {
            let workspace = opened.workspace();
            let identity = workspace.identity();
            (identity.enrolment, identity.person.clone(), identity.identity_key.clone())
        };
        Ok(Self {
            opened: Arc::downgrade(opened),
            socket,
            circle: Circle::of(&key.0),
            me,
            asking: Asking::default(),
            answering: Answering::new(random()),
            hints: Hinting::new(),
            search: Search::begin(SERVICE),
            _announced: Announced::at(SERVICE, port, &person, &key),
            person,
            key,
            due: None,
        })
    }

    /// Until the workspace is locked, or another one is shown.
    async fn go_on(&mut self, desk: &Arc<Desktop>) {
        // One byte more than anybody of ours sends: what is longer is seen to be.
        let mut datagram = vec![0; VOUCH_BYTES_MAX + 1];
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let due = self.due;
            let gathered = async move {
                match due {
                    Some(due) => sleep_until(due).await,
                    None => pending().await,
                }
            };
            let mut typed = false;
            let heard = tokio::select! {
                heard = self.socket.recv_from(&mut datagram) => Some(heard),
                () = gathered => None,
                () = desk.lan.typed.notified() => { typed = true; None }
                _ = ticks.tick() => None,
            };
            let Some(opened) = self.opened.upgrade().filter(|opened| desk.shows(opened)) else {
                return;
            };
            if let Some(demo) =
                desk.setup.demo.as_ref().filter(|_| heard.is_some() || due.is_some())
            {
                // Moved a moment ago: a receipt against the old time would be hours off.
                let _ = demo.ask().await;
            }
            let sent = match heard {
                Some(Ok((length, from))) if hint::is_one(&datagram[..length]) => {
                    self.hear_hint(desk, &opened, from, &datagram[..length])
                }
                Some(Ok((length, from))) => {
                    let opening = self.circle.open(&datagram[..length]);
                    match opening {
                        Ok((sender, message)) if sender != self.me => {
                            let said = self.hear(desk, &opened, from, sender, message);
                            self.close(said)
                        }
                        _ => Vec::new(),
                    }
                }
                // A datagram that nobody took: the system tells whoever sends the next one.
                Some(Err(_)) => Vec::new(),
                None if typed => self.ask(desk),
                None if self.due.is_some_and(|due| due <= Instant::now()) => {
                    self.due = None;
                    let given = self.vouch(desk, &opened);
                    self.close(given)
                }
                None => {
                    let asked = self.look(desk, &opened);
                    self.hints.keep_up(&opened);
                    [self.close(asked), self.ask(desk)].concat()
                }
            };
            drop(opened);
            for (to, closed) in sent {
                // Whoever has gone is asked again, and then no more.
                let _ = self.socket.send_to(&closed, to).await;
            }
        }
    }

    /// Datagrams, each under a number of its own.
    fn close(&self, said: Vec<(SocketAddr, Message)>) -> Vec<(SocketAddr, Vec<u8>)> {
        let close = |(to, message)| (to, self.circle.close(self.me, &message, &drawn()));
        said.into_iter().map(close).collect()
    }

    /// Whom to ask about the customer that is being typed.
    fn ask(&mut self, desk: &Desktop) -> Vec<(SocketAddr, Vec<u8>)> {
        let asked = self.hints.ask(desk);
        let close = |(to, said)| (to, hint::close(&self.circle, self.me, &said, &drawn()));
        asked.into_iter().map(close).collect()
    }

    /// A datagram about customers.
    fn hear_hint(
        &mut self,
        desk: &Desktop,
        opened: &Opened,
        from: SocketAddr,
        datagram: &[u8],
    ) -> Vec<(SocketAddr, Vec<u8>)> {
        let said = match hint::open(&self.circle, datagram) {
            Ok((sender, said)) if sender != self.me => {
                self.hints.hear(desk, opened, from, sender, said)
            }
            _ => None,
        };
        let close = |(to, said)| (to, hint::close(&self.circle, self.me, &said, &drawn()));
        said.into_iter().map(close).collect()
    }

    /// Whom to ask now.
    fn look(&mut self, desk: &Desktop, opened: &Opened) -> Vec<(SocketAddr, Message)> {
        let workspace = opened.workspace();
        let people = workspace.book().company.people.keys().filter(|id| **id != self.person);
        let doors = match &mut self.search {
            Some(search) => search.all_of(people, &self.key),
            None => Vec::new(),
        };
        let end = workspace.own_end();
        drop(workspace);
        let found: BTreeMap<SocketAddr, Option<PersonId>> = {
            let mut state = desk.lan.state();
            let shared = &mut state.vouching;
            shared.port = self.socket.local_addr().ok().map(|address| address.port());
            shared.looks = self.search.is_some();
            let typed = shared.typed.iter().map(|address| (SocketAddr::V4(*address), None));
            let found = doors.into_iter().map(|(who, door)| (SocketAddr::V4(door), Some(who)));
            shared.found = typed.chain(found).collect();
            shared.found.clone()
        };
        self.asking.know(found.into_keys());
        let Ok(Some(end)) = end else { return Vec::new() };
        let wanted = WITNESSES_ENOUGH.saturating_sub(end.seen_by.len());
        let asked = self.asking.next(end.news, wanted, Instant::now());
        asked.into_iter().map(|(to, nonce)| (to, Message::Ask { nonce })).collect()
    }

    /// One datagram of a laptop of the company, or of somebody who has its secret.
    fn hear(
        &mut self,
        desk: &Desktop,
        opened: &Opened,
        from: SocketAddr,
        sender: EnrolmentId,
        message: Message,
    ) -> Vec<(SocketAddr, Message)> {
        let moment = now(&*desk.setup.clock);
        let reply = match message {
            Message::Ask { nonce: asked } => {
                Some(Message::Challenge { asked, nonce: self.answering.challenge(from, sender) })
            }
            Message::Challenge { asked, nonce } => match self.asking.is_open(from, asked) {
                true => ends::own(&opened.workspace(), &moment, nonce).map(|(shown, news)| {
                    self.asking.shows(from, nonce, news);
                    Message::Shown(shown)
                }),
                false => None,
            },
            Message::Shown(shown) => {
                let heard = self.answering.hear(opened, from, sender, &shown, &moment);
                if self.answering.has_any() && self.due.is_none() {
                    self.due = Some(Instant::now() + GATHER);
                }
                heard
            }
            Message::Given { record, proof, shown } => match self.asking.has_shown(from, shown) {
                true => self.take(desk, opened, (from, shown), (&record, proof.as_ref()), &moment),
                false => None,
            },
            Message::Declined { why, shown } => {
                // He does not vouch; or he was vouched for here, and does not know by whom.
                let ours = self.asking.declined(from, shown, why, Instant::now())
                    || self.answering.gave(shown, from, sender);
                introduction(opened, why, shown).filter(|_| ours)
            }
            Message::Introduced { certificate, shown } => {
                let ours =
                    self.asking.has_shown(from, shown) || self.answering.gave(shown, from, sender);
                if ours
                    && self.answering.may_meet(from.ip())
                    && let Ok(raw) = RawRecord::decode(&certificate)
                {
                    let _ = opened.workspace().meet(raw, &moment);
                }
                None
            }
        };
        reply.into_iter().map(|reply| (from, reply)).collect()
    }

    /// A receipt about the own chain. Whose certificate is not known here is asked to show it. He has given
    /// it once it is there, whatever he says.
    fn take(
        &mut self,
        desk: &Desktop,
        opened: &Opened,
        (from, shown): (SocketAddr, Nonce),
        (record, proof): (&ByteVec, Option<&ByteVec>),
        moment: &Now,
    ) -> Option<Message> {
        let raw = RawRecord::decode(record).ok()?;
        let giver = raw.envelope().ok()?.log.enrolment;
        let mut workspace = opened.workspace();
        if workspace.colleague(&giver) == app::workspace::Colleague::Unknown {
            return Some(Message::Declined { why: Declined::Unknown, shown });
        }
        let proof = proof.and_then(|proof| RawRecord::decode(proof).ok());
        let taken = workspace.take_word(raw, proof, moment).unwrap_or(false);
        let end = workspace.own_end().ok()?;
        drop(workspace);
        let there = taken || end.is_some_and(|end| end.seen_by.contains(&giver));
        self.asking.given(from, shown, there);
        if taken {
            (desk.setup.stale)(&[Topic::Leads, Topic::Sync]);
        }
        None
    }

    /// Puts down what colleagues have shown, and hands each his receipt.
    fn vouch(&mut self, desk: &Desktop, opened: &Opened) -> Vec<(SocketAddr, Message)> {
        let moment = now(&*desk.setup.clock);
        let given = self.answering.vouch(&mut opened.workspace(), &moment);
        if !given.is_empty() {
            (desk.setup.stale)(&[Topic::Sync]);
        }
        given
    }
}

/// The number of a datagram.
fn drawn() -> [u8; DRAWN_BYTES] {
    *random().first_chunk().expect("thirty-two bytes are more")
}

/// The own certificate, for whoever declined because he does not know it.
fn introduction(opened: &Opened, why: Declined, shown: Nonce) -> Option<Message> {
    if why != Declined::Unknown {
        return None;
    }
    let certificate = opened.workspace().certificate().ok()??;
    Some(Message::Introduced { certificate: certificate.encode().into(), shown })
}
