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
    begun: Instant,
    asked: Instant,
}

/// A door as it was announced.
struct Found {
    address: SocketAddrV4,
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
        Some(Self { daemon, events: events.ok()?, doors, begun: now, asked: now })
    }

    /// Whether nobody has asked for long.
    pub(super) fn is_idle(&self) -> bool {
        self.asked.elapsed() > IDLE
    }

    /// For how long it has been going on.
    pub(super) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    /// The doors of these people, by person. Whoever has several open is found at the last.
    pub(super) fn of<'a>(
        &mut self,
        people: impl Iterator<Item = &'a PersonId>,
        key: &IdentityKey,
    ) -> BTreeMap<PersonId, SocketAddrV4> {
        self.all_of(people, key).into_iter().collect()
    }

    /// Every door that is said to be one of theirs: whoever has heard an announcement can repeat it under
    /// another address.
    pub(super) fn all_of<'a>(
        &mut self,
        people: impl Iterator<Item = &'a PersonId>,
        key: &IdentityKey,
    ) -> Vec<(PersonId, SocketAddrV4)> {
        self.asked = Instant::now();
        while let Ok(event) = self.events.try_recv() {
            self.hear(event);
        }
        let mut found = Vec::new();
        for person in people {
            let theirs = |door: &&Found| tag(key, &door.nonce, person) == door.tag[..];
            let doors = self.doors.values().filter(theirs);
            found.extend(doors.map(|door| (person.clone(), door.address)));
        }
        found
    }

    fn hear(&mut self, event: ServiceEvent) {
        match event {
            ServiceEvent::ServiceResolved(service) => {
                let known = self.doors.contains_key(service.get_fullname());
                if let Some(found) =
                    read(&service).filter(|_| known || self.doors.len() < DOORS_MAX)
                {
                    self.doors.insert(service.get_fullname().to_owned(), found);
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

fn read(service: &ResolvedService) -> Option<Found> {
    let text = |name: &str| unhex(service.get_property_val_str(name)?);
    let mut addresses: Vec<Ipv4Addr> = service.get_addresses_v4().into_iter().collect();
    // The loopback leads there from the same machine only.
    addresses.sort_by_key(|address| (address.is_loopback(), *address));
    let address = SocketAddrV4::new(*addresses.first()?, service.get_port());
    Some(Found { address, nonce: text(NONCE)?, tag: text(TAG)? })
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
