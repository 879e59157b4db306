//! Laptops that find each other on the booth's LAN (mDNS), beside the typed address.
//!
//! A stranger on the hall's Wi-Fi learns that some laptop has its door open, and where. Whose it is only
//! colleagues can tell: the announcement carries a tag that is made with the company's secret for identity
//! tokens and a number drawn at every opening. Whoever repeats one elsewhere gains nothing: who really
//! answers at an address the keys tell, as with one that was typed.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::{Duration, Instant};

use domain::PersonId;
use domain::identity::IdentityKey;
use mdns_sd::{IfKind, Receiver, ResolvedService, ServiceDaemon, ServiceEvent, ServiceInfo};

use crate::clock::random;
use crate::system::hex;

const NONCE: &str = "n";
const TAG: &str = "t";
const TAG_CONTEXT: &str = "fairlead 2026 lan tag v1";

/// After so long without being asked, nobody is looked for any more.
const IDLE: Duration = Duration::from_secs(30);
/// How many doors are kept in mind; a hall has strangers who announce anything.
const DOORS_MAX: usize = 512;
/// How many addresses of one announcement are kept in mind.
const ADDRESSES_MAX: usize = 4;

/// Something that is announced until this is dropped: an open door, or that somebody vouches here.
pub(super) struct Announced(ServiceDaemon);

impl Announced {
    /// Announces a port under the name of a service. A system without mDNS is no failure: the address can be typed.
    pub(super) fn at(
        service: &str,
        port: u16,
        person: &PersonId,
        key: &IdentityKey,
    ) -> Option<Self> {
        let daemon = daemon()?;
        let drawn = random();
        let (nonce, name) = drawn.split_at(16);
        let own = hex(name);
        let texts = [(NONCE, hex(nonce)), (TAG, hex(&tag(key, nonce, person)))];
        let info = ServiceInfo::new(service, &own, &format!("{own}.local."), "", port, &texts[..]);
        let announced = info.and_then(|info| daemon.register(info.enable_addr_auto()));
        let own = Self(daemon);
        announced.inspect_err(|error| tracing::info!(%error, "the door is not announced")).ok()?;
        Some(own)
    }
}

impl Drop for Announced {
    fn drop(&mut self) {
        // Says goodbye to whoever has heard of it.
        let _ = self.0.shutdown();
    }
}

/// A search that goes on while somebody asks.
pub(super) struct Search {
    daemon: ServiceDaemon,
    events: Receiver<ServiceEvent>,
    doors: BTreeMap<String, Found>,
    /// How many have been heard of.
    heard: u64,
    begun: Instant,
    asked: Instant,
}

/// A door as it was announced.
struct Found {
    /// Every address under which it was, the first one first: a later answer, which anybody may give, takes
    /// no earlier one's place.
    addresses: Vec<SocketAddrV4>,
    /// How many had been heard of before.
    before: u64,
    nonce: Vec<u8>,
    tag: Vec<u8>,
}

impl Search {
    /// Begins to look; `None` on a system without mDNS.
    pub(super) fn begin(service: &str) -> Option<Self> {
        let daemon = daemon()?;
        let events = daemon.browse(service);
        let events = events.inspect_err(|error| tracing::info!(%error, "nobody is looked for"));
        let now = Instant::now();
        let doors = BTreeMap::new();
        Some(Self { daemon, events: events.ok()?, doors, heard: 0, begun: now, asked: now })
    }

    /// Whether nobody has asked for long.
    pub(super) fn is_idle(&self) -> bool {
        self.asked.elapsed() > IDLE
    }

    /// For how long it has been going on.
    pub(super) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    /// The doors of these people, by person: of each the address that was announced first.
    pub(super) fn of<'a>(
        &mut self,
        people: impl Iterator<Item = &'a PersonId>,
        key: &IdentityKey,
    ) -> BTreeMap<PersonId, SocketAddrV4> {
        let mut first = BTreeMap::new();
        for (person, address) in self.all_of(people, key) {
            first.entry(person).or_insert(address);
        }
        first
    }

    /// Every door that is said to be one of theirs, the first that was announced first: whoever has heard an
    /// announcement can repeat it under another address.
    pub(super) fn all_of<'a>(
        &mut self,
        people: impl Iterator<Item = &'a PersonId>,
        key: &IdentityKey,
    ) -> Vec<(PersonId, SocketAddrV4)> {
        let doors = self.addresses_of(people, key).into_iter();
        doors.filter_map(|(person, addresses)| Some((person, *addresses.first()?))).collect()
    }

    /// The addresses of every door that is said to be one of theirs.
    pub(super) fn addresses_of<'a>(
        &mut self,
        people: impl Iterator<Item = &'a PersonId>,
        key: &IdentityKey,
    ) -> Vec<(PersonId, Vec<SocketAddrV4>)> {
        self.asked = Instant::now();
        while let Ok(event) = self.events.try_recv() {
            self.hear(event);
        }
        let mut found = Vec::new();
        for person in people {
            let theirs = |door: &&Found| tag(key, &door.nonce, person) == door.tag[..];
            let mut doors: Vec<&Found> = self.doors.values().filter(theirs).collect();
            doors.sort_by_key(|door| door.before);
            found.extend(doors.into_iter().map(|door| (person.clone(), door.addresses.clone())));
        }
        found
    }

    fn hear(&mut self, event: ServiceEvent) {
        match event {
            ServiceEvent::ServiceResolved(service) => {
                let Some(found) = read(&service, self.heard) else { return };
                let has_room = self.doors.len() < DOORS_MAX;
                match self.doors.get_mut(service.get_fullname()) {
                    Some(known) => known.also(found),
                    None if has_room => {
                        self.heard += 1;
                        self.doors.insert(service.get_fullname().to_owned(), found);
                    }
                    None => {}
                }
            }
            ServiceEvent::ServiceRemoved(_, name) => {
                self.doors.remove(&name);
            }
            _ => {}
        }
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        let _ = self.daemon.shutdown();
    }
}

impl Found {
    /// What was announced under the same name since. Whose it is was said at first.
    fn also(&mut self, later: Self) {
        for address in later.addresses {
            if !self.addresses.contains(&address) && self.addresses.len() < ADDRESSES_MAX {
                self.addresses.push(address);
            }
        }
    }
}

fn read(service: &ResolvedService, before: u64) -> Option<Found> {
    let text = |name: &str| unhex(service.get_property_val_str(name)?);
    let mut addresses: Vec<Ipv4Addr> = service.get_addresses_v4().into_iter().collect();
    // The loopback leads there from the same machine only.
    addresses.sort_by_key(|address| (address.is_loopback(), *address));
    addresses.truncate(ADDRESSES_MAX);
    let port = service.get_port();
    let addresses: Vec<SocketAddrV4> =
        addresses.into_iter().map(|ip| SocketAddrV4::new(ip, port)).collect();
    let found = Found { addresses, before, nonce: text(NONCE)?, tag: text(TAG)? };
    (!found.addresses.is_empty()).then_some(found)
}

fn daemon() -> Option<ServiceDaemon> {
    let daemon = ServiceDaemon::new()
        .inspect_err(|error| tracing::info!(%error, "this system has no mDNS"))
        .ok()?;
    // The door listens on IPv4; windows of one machine find each other by its loopback.
    let _ = daemon.disable_interface(IfKind::IPv6);
    let _ = daemon.enable_interface(IfKind::LoopbackV4);
    Some(daemon)
}

/// Whose door it is, for whoever has the company's secret.
fn tag(key: &IdentityKey, nonce: &[u8], person: &PersonId) -> [u8; 16] {
    let own = blake3::derive_key(TAG_CONTEXT, &key.0);
    let mut hasher = blake3::Hasher::new_keyed(&own);
    hasher.update(nonce).update(person.as_str().as_bytes());
    *hasher.finalize().as_bytes().first_chunk().expect("a hash is longer")
}

/// Sixteen bytes from the form that [`hex`] writes.
fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 32 || !text.is_ascii() {
        return None;
    }
    (0..32).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}
