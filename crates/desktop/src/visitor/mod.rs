//! The visitor's own form: the laptop shows a code, a phone opens a form that this laptop serves, without
//! internet, and what is sent is a draft in the list at once (FAIR-06, OWN-07, SEC-14; decision 0028).
//!
//! A door of its own, which knows nothing but this form. [`listen`] lets connections in, [`answer`] says what
//! each gets, [`codes`] and [`flood`] say who gets it, [`page`] is what he reads. It is open while its person
//! is at the desk and wants it: locking closes it, and so does the end of the fair's day.

mod addresses;
mod answer;
mod codes;
mod fields;
mod flood;
mod listen;
mod page;
mod view;
mod words;

use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use app::calls::Topic;
use app::visitor::{Arrived, Booth, booth};
use app::{Failure, Now, Workspace};
use ledger::Stamp;
use picture::Code;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::clock::{Clock, random};
use crate::desk::{Desktop, Opened};
use codes::Codes;
use flood::Flood;

pub use view::{VisitorAddressView, VisitorFormView};

/// The port that is tried first: beside those of the exchange and of vouching.
const PORT: u16 = 7413;
/// So many phones are counted; what comes after is more than a screen says.
const PHONES_MAX: usize = 10_000;
/// For so long the screen says that somebody was refused.
const FLOODED_MS: u64 = 2 * 60_000;

/// The form's door, if it is open.
#[derive(Default)]
pub(crate) struct Visitors(Mutex<Option<Standing>>);

/// A door with whoever listens at it, which ends when this goes.
struct Standing {
    door: Arc<Door>,
    listening: JoinHandle<()>,
}

impl Drop for Standing {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Visitors {
    fn standing(&self) -> MutexGuard<'_, Option<Standing>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes the door: its codes are worth nothing from now on, and whoever stands at it is sent away.
    pub(crate) fn close(&self) {
        drop(self.standing().take());
    }
}

/// An open door.
struct Door {
    desk: Weak<Desktop>,
    clock: Arc<dyn Clock>,
    /// The workspace for which it was opened. The door keeps no workspace open that was locked.
    opened: Weak<Opened>,
    booth: Booth,
    /// When its day is over, by the monotonic clock: a question from outside never waits for the workspace.
    until_mono_ms: u64,
    port: u16,
    codes: Codes,
    flood: Mutex<Flood>,
    /// Tickets of forms that have arrived.
    sent: Mutex<HashSet<String>>,
    phones: Mutex<HashSet<IpAddr>>,
    arrived: AtomicU32,
    /// Until when the screen says that somebody was refused.
    flooded: Mutex<Option<u64>>,
}

/// What became of a form that was sent.
enum Sent {
    Kept,
    Closed,
    Full,
    NotKept,
}

impl Door {
    fn flood(&self) -> MutexGuard<'_, Flood> {
        self.flood.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sent(&self) -> MutexGuard<'_, HashSet<String>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn phones(&self) -> MutexGuard<'_, HashSet<IpAddr>> {
        self.phones.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn flooded(&self) -> MutexGuard<'_, Option<u64>> {
        self.flooded.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The workspace, while the window shows it.
    fn workspace(&self) -> Result<Arc<Opened>, Failure> {
        let locked = || Failure::new("locked");
        let desk = self.desk.upgrade().ok_or_else(locked)?;
        self.opened.upgrade().filter(|opened| desk.shows(opened)).ok_or_else(locked)
    }

    /// Tells the window what is stale.
    fn tell(&self, topics: &[Topic]) {
        if let Some(desk) = self.desk.upgrade() {
            (desk.setup.stale)(topics);
            if topics.contains(&Topic::Sync) {
                desk.wake.notify_one();
            }
        }
    }

    /// Whose booth it is, while it takes forms.
    fn booth(&self, stamp: &Stamp) -> Option<&Booth> {
        let open = stamp.mono_ms <= self.until_mono_ms && self.workspace().is_ok();
        open.then_some(&self.booth)
    }

    /// A phone has opened the form.
    fn opened(&self, from: IpAddr) {
        let mut phones = self.phones();
        if phones.len() < PHONES_MAX && phones.insert(from) {
            drop(phones);
            self.tell(&[Topic::Day]);
        }
    }

    /// Somebody was refused.
    fn refuse(&self, now_ms: u64) {
        let said = self.flooded().replace(now_ms + FLOODED_MS);
        if said.is_none_or(|until| until <= now_ms) {
            self.tell(&[Topic::Day]);
        }
    }

    /// Whether the form with this ticket has arrived.
    fn has(&self, ticket: &str) -> bool {
        self.sent().contains(ticket)
    }

    /// Keeps a form, once for each ticket: whoever presses twice has sent once.
    fn keep(
        &self,
        ticket: &str,
        arrive: impl FnOnce(&mut Workspace) -> Result<Arrived, Failure>,
    ) -> Result<Arrived, Failure> {
        let opened = self.workspace()?;
        let arrived = {
            let mut workspace = opened.workspace();
            // Looked at again while nobody else can write.
            if self.has(ticket) {
                return Ok(Arrived::Again);
            }
            let arrived = arrive(&mut workspace)?;
            self.sent().insert(ticket.to_owned());
            arrived
        };
        if arrived == Arrived::New {
            self.arrived.fetch_add(1, Ordering::Relaxed);
            self.tell(&[Topic::Leads, Topic::Day, Topic::Sync]);
        }
        Ok(arrived)
    }
}

/// What the screen shows.
pub(crate) fn view(desk: &mut Arc<Desktop>, now: &Now, (): ()) -> Result<VisitorFormView, Failure> {
    let opened = desk.opened()?;
    let booth = booth(&opened.workspace(), now);
    let mut view = VisitorFormView {
        state: "closed".to_owned(),
        fair: booth.as_ref().map(|booth| booth.fair_name.clone()).unwrap_or_default(),
        until_ms: booth.as_ref().map_or(0, |booth| booth.until.0),
        addresses: Vec::new(),
        opened: 0,
        arrived: 0,
        flooded: false,
    };
    if booth.is_none() {
        view.state = "noFair".to_owned();
        desk.visitors.close();
        return Ok(view);
    }
    let standing = desk.visitors.standing();
    let Some(Standing { door, .. }) = &*standing else { return Ok(view) };
    let code = door.codes.code(&now.stamp);
    let networks = addresses::shown();
    view.state = if networks.is_empty() { "noNetwork" } else { "open" }.to_owned();
    for network in if networks.is_empty() { vec![Ipv4Addr::LOCALHOST] } else { networks } {
        view.addresses.push(address(network, door.port, &code)?);
    }
    view.opened = u32::try_from(door.phones().len()).unwrap_or(u32::MAX);
    view.arrived = door.arrived.load(Ordering::Relaxed);
    view.flooded = door.flooded().is_some_and(|until| now.stamp.mono_ms < until);
    Ok(view)
}

fn address(network: Ipv4Addr, port: u16, code: &str) -> Result<VisitorAddressView, Failure> {
    let text = format!("http://{network}:{port}/{code}");
    let drawn = Code::of(&text).map_err(|_| Failure::new("visitor.code"))?;
    let row = |row: &[bool]| row.iter().map(|dark| if *dark { '#' } else { ' ' }).collect();
    Ok(VisitorAddressView {
        network: network.to_string(),
        rows: drawn.rows().map(row).collect(),
        text,
    })
}

/// Opens the door for the fair that runs today. An open one stays as it is, with its codes.
pub(crate) fn open(desk: &mut Arc<Desktop>, now: &Now, (): ()) -> Result<(), Failure> {
    let opened = desk.opened()?;
    let (booth, left_ms) = {
        let workspace = opened.workspace();
        let booth = booth(&workspace, now).ok_or_else(|| Failure::new("visitor.closed"))?;
        let left_ms = booth.until.ms_since(workspace.as_of(now));
        (booth, u64::try_from(left_ms).unwrap_or(0))
    };
    if desk.visitors.standing().is_some() {
        return Ok(());
    }
    let listener = desk.setup.runtime.block_on(async {
        match TcpListener::bind((Ipv4Addr::UNSPECIFIED, PORT)).await {
            Ok(listener) => Ok(listener),
            Err(_) => TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).await,
        }
    });
    let no_network = |error: std::io::Error| crate::system::refused("visitor.listen", &error);
    let listener = listener.map_err(no_network)?;
    let door = Arc::new(Door {
        desk: Arc::downgrade(desk),
        clock: Arc::clone(&desk.setup.clock),
        opened: Arc::downgrade(&opened),
        booth,
        until_mono_ms: now.stamp.mono_ms.saturating_add(left_ms),
        port: listener.local_addr().map_err(no_network)?.port(),
        codes: Codes::new(random(), &now.stamp),
        flood: Mutex::default(),
        sent: Mutex::default(),
        phones: Mutex::default(),
        arrived: AtomicU32::new(0),
        flooded: Mutex::new(None),
    });
    let listening = desk.setup.runtime.spawn(listen::accept(Arc::clone(&door), listener));
    let mut standing = desk.visitors.standing();
    if standing.is_some() || !desk.shows(&opened) {
        listening.abort();
        return match standing.is_some() {
            true => Ok(()),
            false => Err(Failure::new("locked")),
        };
    }
    *standing = Some(Standing { door, listening });
    Ok(())
}

/// Closes it. Whoever comes from now on hears that nobody listens.
pub(crate) fn close(desk: &mut Arc<Desktop>, _: &Now, (): ()) -> Result<(), Failure> {
    let standing = desk.visitors.standing().take();
    if let Some(mut standing) = standing {
        standing.listening.abort();
        let _ = desk.setup.runtime.block_on(&mut standing.listening);
    }
    Ok(())
}
