//! Hand-in over the booth's LAN, laptop to laptop.
//!
//! TLS 1.3 with both enrolment keys. A key counts when the company certified it; the certificates of a
//! device that we have not met come in its greeting. The first time two devices meet, six words — the
//! hash of both keys and of this very session — are compared on both screens, so that nobody sits in
//! between. Then a bundle goes over and its answer comes back, the same as on a USB stick.
//!
//! ```text
//! caller                         listener
//!   ── TLS 1.3 ──────────────────────
//!   greeting (name, certificates) ──▶
//!   ◀── greeting
//!        six words, once per pair, on both screens
//!   yes ──▶              ◀── yes
//!   bundle ──▶
//!   ◀── answer
//!   ◀── photos, one by one ──▶
//! ```

mod door;
mod greeting;
mod hint;
mod nearby;
mod peer;
mod photos;
mod tls;
mod vouch;
mod words;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use app::calls::Topic;
use app::view::HandInStatement;
use app::{Failure, Now};
use domain::PersonId;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;

use crate::clock::now;
use crate::desk::{Desktop, Opened};
use crate::view::{
    HandInLanInput, LanConfirmInput, LanListenInput, LanPeerView, LanView, NearbyRow, NearbyView,
    TakenView,
};

pub(crate) use hint::neighbours;
pub use vouch::keep_vouching;
pub(crate) use vouch::{add as add_witness, view as vouching};

pub(crate) use door::{Badge, Guests};
use nearby::{Announced, Search};
use peer::{Conversation, Role};
use tls::Tls;

/// The name of our kind of door on a LAN.
const SERVICE: &str = "_fairlead._tcp.local.";
/// The port that a listening laptop tries first.
const PORT: u16 = 7411;
/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(8);
/// The same where he may be at several addresses, and how many of them are tried.
const TRY_TIMEOUT: Duration = Duration::from_secs(4);
const TRIED_MAX: usize = 8;
/// How long two people may take to compare six words.
const CONFIRM_TIMEOUT: Duration = Duration::from_secs(180);
/// How many arrivals the desk remembers.
const RECENT_MAX: usize = 20;
/// How many strangers may stand at the door at once.
const WAITING_MAX: usize = 16;
/// How long the door rests when the system lets nobody in (too many open files).
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// The state of the LAN desk.
#[derive(Default)]
pub(crate) struct Lan {
    state: Mutex<State>,
    /// Told when another customer is being typed, for those who ask the neighbours.
    typed: Notify,
}

#[derive(Default)]
struct State {
    addresses: Vec<String>,
    listening: Option<JoinHandle<()>>,
    /// The open door, while colleagues are told of it.
    announced: Option<Announced>,
    /// Whoever looks for colleagues' doors.
    search: Option<Search>,
    waiting: BTreeMap<String, Waiting>,
    recent: Vec<TakenView>,
    /// How many photos are still on their way, by conversation.
    photos_left: BTreeMap<String, usize>,
    /// What is known of laptops that vouch for each other.
    vouching: vouch::Shared,
    /// What neighbours are asked, and answer.
    hints: hint::Shared,
}

/// Somebody whose words are not confirmed here yet.
struct Waiting {
    view: LanPeerView,
    said: oneshot::Sender<bool>,
    done: Option<oneshot::Receiver<Result<TakenView, Failure>>>,
    /// Called by us; the listener's desk shows only callers.
    called: bool,
}

impl Lan {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes the door. It is closed when what comes back has ended.
    pub(crate) fn stop(&self) -> Option<JoinHandle<()>> {
        let mut state = self.state();
        state.addresses.clear();
        state.waiting.clear();
        state.announced = None;
        let listening = state.listening.take()?;
        listening.abort();
        Some(listening)
    }

    /// Closes the door and forgets who came.
    pub(crate) fn forget(&self) {
        drop(self.stop());
        let mut state = self.state();
        state.search = None;
        state.recent.clear();
        state.photos_left.clear();
        state.vouching.forget();
        state.hints.forget();
    }
}

/// What the desk shows.
pub(crate) fn view(desk: &mut Arc<Desktop>, _: &Now, (): ()) -> Result<LanView, Failure> {
    let state = desk.lan.state();
    let waiting = state.waiting.values().filter(|waiting| !waiting.called);
    Ok(LanView {
        addresses: state.addresses.clone(),
        waiting: waiting.map(|waiting| waiting.view.clone()).collect(),
        recent: state.recent.clone(),
        photos_left: u32::try_from(state.photos_left.values().sum::<usize>()).unwrap_or(u32::MAX),
    })
}

/// Opens or closes the door.
pub(crate) fn listen(
    desk: &mut Arc<Desktop>,
    _: &Now,
    input: LanListenInput,
) -> Result<(), Failure> {
    if let Some(closing) = desk.lan.stop() {
        // Whoever calls from now on shall hear that nobody listens.
        let _ = desk.setup.runtime.block_on(closing);
    }
    if !input.on {
        return Ok(());
    }
    let opened = desk.opened()?;
    let tls = Arc::new(tls_of(&opened)?);
    let listener = desk.setup.runtime.block_on(async {
        match TcpListener::bind((Ipv4Addr::UNSPECIFIED, PORT)).await {
            Ok(listener) => Ok(listener),
            Err(_) => TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).await,
        }
    });
    let no_network = |error: std::io::Error| crate::system::refused("lan.listen", &error);
    let listener = listener.map_err(no_network)?;
    let port = listener.local_addr().map_err(no_network)?.port();
    let task = desk.setup.runtime.spawn(accept(Arc::clone(desk), listener, tls));
    let announced = {
        let workspace = opened.workspace();
        Announced::at(SERVICE, port, workspace.me(), &workspace.identity().identity_key)
    };
    let mut state = desk.lan.state();
    if !desk.shows(&opened) {
        task.abort();
        return Err(Failure::new("locked"));
    }
    state.listening = Some(task);
    state.announced = announced;
    state.addresses = own_addresses().iter().map(|ip| format!("{ip}:{port}")).collect();
    Ok(())
}

/// Colleagues whose door is open on this LAN. The first time it begins to look; it goes on as long as
/// somebody asks.
pub(crate) fn nearby(desk: &mut Arc<Desktop>, _: &Now, (): ()) -> Result<NearbyView, Failure> {
    let opened = desk.opened()?;
    let workspace = opened.workspace();
    let mut state = desk.lan.state();
    if !desk.shows(&opened) {
        return Err(Failure::new("locked"));
    }
    if state.search.as_ref().is_none_or(Search::is_idle) {
        state.search = Search::begin(SERVICE);
    }
    let Some(search) = &mut state.search else { return Ok(NearbyView::default()) };
    let colleagues = workspace.book().company.people.keys().filter(|id| *id != workspace.me());
    let doors = search.of(colleagues, &workspace.identity().identity_key);
    let row = |(person, address): (PersonId, std::net::SocketAddrV4)| NearbyRow {
        name: workspace.name(&person),
        person: person.to_string(),
        address: address.to_string(),
    };
    let searched_ms = u32::try_from(search.elapsed().as_millis()).unwrap_or(u32::MAX);
    Ok(NearbyView { possible: true, searched_ms, doors: doors.into_iter().map(row).collect() })
}

fn tls_of(opened: &Opened) -> Result<Tls, Failure> {
    let secret = opened.workspace().identity().signing_secret;
    Tls::of(&secret)
}

/// Addresses under which colleagues may find this laptop: those of the interfaces that lead to the
/// usual private networks, and this machine itself when there is none.
pub(crate) fn own_addresses() -> Vec<IpAddr> {
    let towards = ["192.168.0.1:9", "10.0.0.1:9", "172.16.0.1:9"];
    let mut found: Vec<IpAddr> = Vec::new();
    for target in towards {
        // Connecting a UDP socket sends nothing; it only asks which interface would be used.
        let local = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))
            .and_then(|socket| socket.connect(target).and_then(|()| socket.local_addr()));
        if let Ok(local) = local
            && !local.ip().is_unspecified()
            && !found.contains(&local.ip())
        {
            found.push(local.ip());
        }
    }
    if found.is_empty() {
        found.push(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    found
}

/// One of them, with a port.
fn own_address(port: u16) -> String {
    own_addresses().first().map(|ip| format!("{ip}:{port}")).unwrap_or_default()
}

/// Lets people in until the door is closed, which ends every conversation that goes on at it.
async fn accept(desk: Arc<Desktop>, listener: TcpListener, tls: Arc<Tls>) {
    let mut door = Guests::default();
    loop {
        let Ok((stream, from)) = listener.accept().await else {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let (desk, tls) = (Arc::clone(&desk), Arc::clone(&tls));
        door.admit(from.ip(), |badge| async move {
            if let Err(failure) = answer(&desk, stream, &tls, &badge).await {
                tracing::info!(%from, %failure, "an exchange on the LAN did not end well");
            }
        });
    }
}

/// The listener's side of a conversation.
async fn answer(
    desk: &Arc<Desktop>,
    stream: TcpStream,
    tls: &Tls,
    badge: &Badge,
) -> Result<(), Failure> {
    let opened = desk.opened()?;
    let mut conversation = Conversation::begin(&opened, stream, tls, Role::Listener).await?;
    badge.give();
    if !conversation.known() {
        let (id, heard, done) = wait(desk, &opened, &conversation, false)?;
        (desk.setup.stale)(&[Topic::Sync]);
        let same = tokio::time::timeout(CONFIRM_TIMEOUT, heard).await;
        desk.lan.state().waiting.remove(&id);
        let same = matches!(same, Ok(Ok(true)));
        conversation.say(same).await?;
        let outcome = finish(desk, &opened, &mut conversation, same, None).await;
        let _ = done.send(outcome.clone());
        outcome?;
    } else {
        conversation.say(true).await?;
        finish(desk, &opened, &mut conversation, true, None).await?;
    }
    afterwards(desk, &opened, &mut conversation).await;
    Ok(())
}

/// What comes after a hand-in that is over and answered for: photos, and goodbye.
async fn afterwards(desk: &Arc<Desktop>, opened: &Opened, conversation: &mut Conversation) {
    let carrying = Carrying { desk, id: conversation.id.clone() };
    let left = |count| carrying.says(count);
    match conversation.photos(opened, &*desk.setup.clock, &left).await {
        Ok(came) => tracing::debug!(came, "photos on the LAN"),
        Err(failure) => tracing::info!(%failure, "photos wait for the next exchange"),
    }
    drop(carrying);
    (desk.setup.stale)(&[Topic::Leads, Topic::Day]);
    conversation.close().await;
}

/// How many photos of a conversation are still on their way, for the screen: none once it is over, however it ends.
struct Carrying<'d> {
    desk: &'d Arc<Desktop>,
    id: String,
}

impl Carrying<'_> {
    fn says(&self, count: usize) {
        self.desk.lan.state().photos_left.insert(self.id.clone(), count);
        (self.desk.setup.stale)(&[Topic::Sync]);
    }
}

impl Drop for Carrying<'_> {
    fn drop(&mut self) {
        self.desk.lan.state().photos_left.remove(&self.id);
        (self.desk.setup.stale)(&[Topic::Sync]);
    }
}

async fn finish(
    desk: &Arc<Desktop>,
    opened: &Arc<Opened>,
    conversation: &mut Conversation,
    same: bool,
    says: Option<&HandInStatement>,
) -> Result<TakenView, Failure> {
    if !same || !conversation.hear(CONFIRM_TIMEOUT).await? {
        return Err(Failure::new("lan.words_differ"));
    }
    conversation.remember(opened)?;
    if let Some(statement) = says {
        let moment = now(&*desk.setup.clock);
        app::day::state_hand_in(&mut opened.workspace(), &moment, statement)?;
    }
    let taken = conversation.exchange(opened, &*desk.setup.clock).await?;
    {
        let mut state = desk.lan.state();
        if desk.shows(opened) {
            state.recent.insert(0, taken.clone());
            state.recent.truncate(RECENT_MAX);
        }
    }
    let all = [Topic::Leads, Topic::Day, Topic::Desks, Topic::People, Topic::Sync];
    (desk.setup.stale)(&all);
    desk.wake.notify_one();
    Ok(taken)
}

/// Calls on a supervisor's laptop. Comes back with the six words; the exchange goes on when they are
/// confirmed, at once when the two have met before (then there are no words). "This is all" is signed
/// just before it is told, to a colleague whose key has proven itself: a call that reached nobody, or
/// somebody who only bears his name, has said nothing.
pub(crate) fn call_on(
    desk: &mut Arc<Desktop>,
    _: &Now,
    input: HandInLanInput,
) -> Result<LanPeerView, Failure> {
    let opened = desk.opened()?;
    let statement = HandInStatement { fair: input.fair, day: input.day, paper: input.paper };
    let address: SocketAddr =
        input.address.trim().parse().map_err(|_| {
            Failure::field("lan.address", "address").with("address", &input.address)
        })?;
    let tls = tls_of(&opened)?;
    let runtime = desk.setup.runtime.clone();
    let conversation = match input.person.as_str() {
        "" => runtime.block_on(reach(&opened, address, &tls, CONNECT_TIMEOUT))?,
        person => {
            let person = PersonId::new(person);
            let addresses = announced_as(desk, &opened, &person, address);
            runtime.block_on(reach_him(&opened, &person, addresses, &tls))?
        }
    };
    let (id, heard, done) = wait(desk, &opened, &conversation, true)?;
    let view = desk.lan.state().waiting.get(&id).map(|waiting| waiting.view.clone());
    let desk = Arc::clone(desk);
    runtime.spawn(async move {
        let mut conversation = conversation;
        let same = tokio::time::timeout(CONFIRM_TIMEOUT, heard).await;
        let same = matches!(same, Ok(Ok(true)));
        let outcome = match conversation.say(same).await {
            Ok(()) => finish(&desk, &opened, &mut conversation, same, Some(&statement)).await,
            Err(failure) => Err(failure),
        };
        let handed_in = outcome.is_ok();
        let _ = done.send(outcome);
        if handed_in {
            afterwards(&desk, &opened, &mut conversation).await;
        }
    });
    view.ok_or_else(|| Failure::new("lan.unreachable"))
}

/// Calls on whoever answers at an address.
async fn reach(
    opened: &Arc<Opened>,
    address: SocketAddr,
    tls: &Tls,
    patience: Duration,
) -> Result<Conversation, Failure> {
    let unreachable = || Failure::new("lan.unreachable").with("address", address);
    let stream = tokio::time::timeout(patience, TcpStream::connect(address)).await;
    let stream = stream.map_err(|_| unreachable())?.map_err(|_| unreachable())?;
    Conversation::begin(opened, stream, tls, Role::Caller).await
}

/// Every address that is announced as somebody's, the chosen one first.
fn announced_as(
    desk: &Desktop,
    opened: &Opened,
    person: &PersonId,
    chosen: SocketAddr,
) -> Vec<SocketAddr> {
    let key = opened.workspace().identity().identity_key.clone();
    let mut addresses = vec![chosen];
    if let Some(search) = &mut desk.lan.state().search {
        let announced = search.addresses_of(std::iter::once(person), &key).into_iter();
        let others = announced.flat_map(|(_, addresses)| addresses).map(SocketAddr::V4);
        addresses.extend(others.filter(|address| *address != chosen));
    }
    addresses.truncate(TRIED_MAX);
    addresses
}

/// Calls on one person, wherever he really is: an announcement can be repeated, and a colleague with whom the
/// words were once compared could take what was meant for the supervisor. Only his key tells who he is.
async fn reach_him(
    opened: &Arc<Opened>,
    person: &PersonId,
    addresses: Vec<SocketAddr>,
    tls: &Tls,
) -> Result<Conversation, Failure> {
    let mut failed = Failure::new("lan.not_him");
    for address in addresses {
        match reach(opened, address, tls, TRY_TIMEOUT).await {
            Ok(conversation) if conversation.is_with(person) => return Ok(conversation),
            Ok(_) => failed = Failure::new("lan.not_him"),
            Err(failure) => failed = failure,
        }
    }
    Err(failed)
}

type Pending = (String, oneshot::Receiver<bool>, oneshot::Sender<Result<TakenView, Failure>>);

/// Puts a conversation at the door until somebody has compared the words.
fn wait(
    desk: &Desktop,
    opened: &Opened,
    conversation: &Conversation,
    called: bool,
) -> Result<Pending, Failure> {
    let (said, heard) = oneshot::channel();
    let (done, outcome) = oneshot::channel();
    let view = conversation.view();
    let id = view.id.clone();
    let mut state = desk.lan.state();
    if !desk.shows(opened) {
        return Err(Failure::new("lan.gone"));
    }
    if state.waiting.len() >= WAITING_MAX {
        return Err(Failure::new("lan.busy"));
    }
    state.waiting.insert(id.clone(), Waiting { view, said, done: Some(outcome), called });
    Ok((id, heard, done))
}

/// The words are the same, or they are not. Comes back when the exchange is over.
pub(crate) fn confirm(
    desk: &mut Arc<Desktop>,
    _: &Now,
    input: LanConfirmInput,
) -> Result<Option<TakenView>, Failure> {
    let waiting = desk.lan.state().waiting.remove(&input.id);
    let mut waiting = waiting.ok_or_else(|| Failure::new("lan.gone"))?;
    let gone = || Failure::new("lan.gone");
    waiting.said.send(input.same).map_err(|_| gone())?;
    if !input.same {
        return Ok(None);
    }
    let outcome = waiting.done.take().ok_or_else(gone)?;
    desk.setup.runtime.block_on(outcome).map_err(|_| gone())?.map(Some)
}
