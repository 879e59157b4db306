//! A window's backend: one workspace that is closed, locked or open, and everything that may be asked
//! of it. Hosts own one and pass every call through [`Desktop::call`].

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::Duration;

use app::calls::Topic;
use app::workspace::Examiner;
use app::{Failure, Now, Workspace};
use ledger::Signer;
use serde_json::Value;
use store::{DbKey, KdfCost, OpenError, Store, Vault, VaultError};
use tokio::runtime::Handle;
use tokio::sync::Notify;

use crate::apart::{CardReader, Photos, Tables};
use crate::clock::{Clock, now};
use crate::demo::Demo;
use crate::enrol::{DATABASE_FILE, Keys, VAULT_FILE};
use crate::keychain::{self, Keychain, Unkept};
use crate::link::{HttpLink, Origin};
use crate::reports::press::Press;
use crate::settings::Settings;
use crate::sync::{failure, open};
use crate::view::SyncLineView;
use crate::{by_code, calls, lan, photos, shelf, visitor};

/// How often, and after which pause, a database is tried again that seems to be in use.
const CLOSING_TRIES: u32 = 10;
const CLOSING_PAUSE: Duration = Duration::from_millis(20);

/// Told whenever something went stale that a screen may show.
pub type Stale = Box<dyn Fn(&[Topic]) + Send + Sync>;

/// What a host gives.
pub struct Setup {
    /// The folder of the laptop's first workspace, with the others below; made when somebody enrols.
    pub folder: PathBuf,
    /// Where moments come from.
    pub clock: Arc<dyn Clock>,
    /// Told what went stale.
    pub stale: Stale,
    /// Where the network runs.
    pub runtime: Handle,
    /// Only in the demo.
    pub demo: Option<Demo>,
    /// What one guess at the passphrase costs.
    pub cost: KdfCost,
    /// The system's keychain, where the host has one.
    pub keychain: Option<Arc<dyn Keychain>>,
    /// Where what others write into documents is applied.
    pub examiner: Arc<dyn Examiner>,
    /// Where photos that anybody may have made are looked at.
    pub photos: Arc<dyn Photos>,
    /// Where tables that anybody may have made are read.
    pub tables: Arc<dyn Tables>,
    /// What reads business cards.
    pub cards: CardReader,
    /// Where the program's own fonts lie, if it came with some; the system's are looked for after them.
    pub fonts: PathBuf,
}

/// The backend.
pub struct Desktop {
    pub(crate) setup: Setup,
    /// The folder of the workspace that this window shows.
    folder: Mutex<PathBuf>,
    opened: Mutex<Option<Arc<Opened>>>,
    /// With which keys somebody last asked to be let in.
    asked: Mutex<Option<Keys>>,
    /// What was locked last: somebody may still be at work in it, and only one can hold the database.
    left: Mutex<Weak<Opened>>,
    line: Mutex<SyncLineView>,
    /// Whether nothing has been opened or turned to since the program started.
    fresh: AtomicBool,
    /// Held by whoever writes the vault of an open workspace.
    arming: Mutex<()>,
    pub(crate) wake: Notify,
    pub(crate) lan: lan::Lan,
    pub(crate) by_code: by_code::ByCode,
    pub(crate) visitors: visitor::Visitors,
    pub(crate) reading: photos::Queue,
    pub(crate) press: Press,
    /// For work that goes on after a call.
    this: Weak<Desktop>,
}

/// An open workspace with its link to the server.
pub struct Opened {
    pub(crate) folder: PathBuf,
    pub(crate) workspace: Mutex<Workspace>,
    pub(crate) link: HttpLink,
    /// One exchange at a time. True once everything that was signed here has been looked through.
    pub(crate) exchanging: tokio::sync::Mutex<bool>,
    /// One greeting on the LAN is checked at a time.
    pub(crate) greeting: Arc<tokio::sync::Mutex<()>>,
}

impl Opened {
    /// The workspace, for one reader or writer at a time.
    pub fn workspace(&self) -> MutexGuard<'_, Workspace> {
        open(&self.workspace)
    }
}

impl Desktop {
    /// A backend for a folder. Nothing is opened yet.
    pub fn new(setup: Setup) -> Arc<Self> {
        Arc::new_cyclic(|this| Self {
            folder: Mutex::new(shelf::last_used(&setup.folder)),
            setup,
            opened: Mutex::new(None),
            asked: Mutex::new(None),
            left: Mutex::new(Weak::new()),
            line: Mutex::new(SyncLineView::default()),
            fresh: AtomicBool::new(true),
            arming: Mutex::default(),
            wake: Notify::new(),
            lan: lan::Lan::default(),
            by_code: by_code::ByCode::default(),
            visitors: visitor::Visitors::default(),
            reading: photos::Queue::default(),
            press: Press::default(),
            this: Weak::clone(this),
        })
    }

    /// The same, for a thread of its own; none while it is given up.
    pub(crate) fn me(&self) -> Option<Arc<Self>> {
        self.this.upgrade()
    }

    /// Answers a call of the UI. Blocks; hosts call it from a thread of their own.
    ///
    /// # Errors
    /// What the call fails with, `locked` when it needs an open workspace, `call.unknown`.
    pub fn call(self: &Arc<Self>, name: &str, args: Value) -> Result<Value, Failure> {
        let moment = now(&*self.setup.clock);
        let mut this = Arc::clone(self);
        if let Some(reply) = calls::dispatch(&mut this, &moment, name, args.clone()) {
            return reply.inspect(|_| self.announce(&calls::table(), name));
        }
        let opened = self.opened()?;
        let reply = app::table::dispatch(&mut opened.workspace(), &moment, name, args);
        let reply =
            reply.unwrap_or_else(|| Err(Failure::new("call.unknown").with("name", name)))?;
        self.announce(&app::table::table(), name);
        Ok(reply)
    }

    /// Tells the window what a command made stale, and the exchange that there may be something to send.
    fn announce(&self, table: &[app::calls::CallInfo], name: &str) {
        if let Some(call) = table.iter().find(|call| call.name == name && call.command) {
            (self.setup.stale)(call.topics);
            if call.topics.contains(&Topic::Sync) {
                self.wake.notify_one();
            }
        }
    }

    /// The open workspace.
    ///
    /// # Errors
    /// `locked`.
    pub fn opened(&self) -> Result<Arc<Opened>, Failure> {
        self.slot().clone().ok_or_else(|| Failure::new("locked"))
    }

    /// Whether somebody has enrolled here.
    pub fn is_enrolled(&self) -> bool {
        shelf::is_workspace(&self.folder())
    }

    /// Unlocks the workspace.
    ///
    /// # Errors
    /// `unlock.wrong` and `unlock.wait` with `retryAfterMs`, `unlock.in_use` when another window has
    /// it open, `unlock.foreign`, `unlock.other_file`, `unlock.newer`, `unlock.full`, `unlock.damaged`.
    pub fn unlock(self: &Arc<Self>, passphrase: &str) -> Result<(), Failure> {
        if self.slot().is_some() {
            return Ok(());
        }
        let folder = self.folder();
        let moment = now(&*self.setup.clock);
        let key = Vault::unlock(&folder.join(VAULT_FILE), passphrase, moment.stamp.claimed_ms)
            .map_err(unlock_failure)?;
        self.open_with(&key, &folder, &moment)?;
        self.arm_again(&folder, key);
        Ok(())
    }

    /// Opens the workspace by this computer's login, when the program starts and until it is locked.
    ///
    /// # Errors
    /// `keychain.off`, `keychain.absent`, `keychain.locked`, `keychain.missing`; then the passphrase opens it.
    pub(crate) fn unlock_by_login(&self) -> Result<(), Failure> {
        if self.slot().is_some() {
            return Ok(());
        }
        let keychain = self.setup.keychain.as_ref().ok_or_else(|| Unkept::Absent.failure())?;
        let folder = self.folder();
        if !self.is_fresh() {
            return Err(Failure::new("keychain.off"));
        }
        let key = keychain::open(&**keychain, &folder)?;
        self.open_with(&key, &folder, &now(&*self.setup.clock))
    }

    /// Whether the program has just started: nobody has opened anything, or turned to somebody else's.
    pub(crate) fn is_fresh(&self) -> bool {
        self.fresh.load(Ordering::SeqCst)
    }

    fn open_with(&self, key: &DbKey, folder: &Path, moment: &Now) -> Result<(), Failure> {
        if let Some(still_open) = self.left().upgrade() {
            *self.slot() = Some(still_open);
            self.wake.notify_one();
            photos::go_on(self);
            return Ok(());
        }
        let store = open_store(&folder.join(DATABASE_FILE), key).map_err(open_failure)?;
        let mut workspace = Workspace::open(store, Arc::clone(&self.setup.examiner))?;
        workspace.catch_up(moment)?;
        self.admit(workspace, folder)
    }

    /// The keys with which this laptop asks to be let in with a code: the same ones every time.
    pub(crate) fn keys_for(&self, code: &str) -> Keys {
        let mut asked = self.asked();
        let keys = Keys::again_or_new(asked.take(), code.trim());
        asked.insert(keys).clone()
    }

    /// Forgets them: who is let in has them in his workspace, and there only.
    pub(crate) fn let_in(&self) {
        *self.asked() = None;
    }

    fn asked(&self) -> MutexGuard<'_, Option<Keys>> {
        self.asked.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// In the demo everybody is enrolled already: makes the workspace of the window's person, locked.
    ///
    /// # Errors
    /// When the demo's server cannot be reached.
    pub async fn enrol_for_demo(&self) -> Result<(), Failure> {
        let Some(demo) = self.setup.demo.as_ref().filter(|_| !self.is_enrolled()) else {
            return Ok(());
        };
        let Some(person) = demo.person() else { return Ok(()) };
        let code = demo.code(person).await?;
        let (folder, cost) = (self.folder(), self.setup.cost);
        let examiner = Arc::clone(&self.setup.examiner);
        let passphrase = crate::demo::PASSPHRASE;
        let device = demo.laptop_of(person);
        let workspace =
            crate::enrol::enrol(&folder, &code, passphrase, &device, cost, examiner).await?;
        let name = workspace.name(workspace.me());
        Settings::change(&folder, |settings| settings.name = name);
        Ok(())
    }

    /// Shows another workspace of this laptop, locked; without an id, the place for somebody who has none
    /// here yet. What is open is locked first.
    ///
    /// # Errors
    /// `workspace.unknown`.
    pub fn turn_to(&self, id: Option<&str>) -> Result<(), Failure> {
        let root = &self.setup.folder;
        let folder = match id {
            Some(id) => shelf::find(root, id).ok_or_else(|| Failure::new("workspace.unknown"))?,
            None => shelf::vacant(root),
        };
        if folder != self.folder() {
            self.fresh.store(false, Ordering::SeqCst);
            // First the place: what is being opened for the old one is not let in any more.
            *self.place() = folder;
            self.lock();
            *self.left() = Weak::new();
        }
        Ok(())
    }

    /// Whose window of the demo this is, by name.
    pub fn demo_person(&self) -> Option<&str> {
        self.setup.demo.as_ref().and_then(|demo| demo.person_name())
    }

    /// Puts an open workspace in its place, unless the window has turned to another one meanwhile: opening
    /// takes a while.
    ///
    /// # Errors
    /// `locked` when it has.
    pub(crate) fn admit(&self, workspace: Workspace, folder: &Path) -> Result<(), Failure> {
        let identity = workspace.identity();
        let origin = Origin { address: identity.server.clone(), certificate: identity.certificate };
        let signer = Signer::new(&identity.signing_secret, workspace.book().id);
        let link = HttpLink::new(origin, identity.enrolment, Arc::new(signer)).map_err(failure)?;
        let name = workspace.name(workspace.me());
        Settings::change(folder, |settings| settings.name = name);
        let place = self.place();
        if *place != *folder {
            return Err(Failure::new("locked"));
        }
        shelf::remember(&self.setup.folder, folder);
        let exchanging = tokio::sync::Mutex::new(false);
        let opened = Opened {
            folder: folder.to_owned(),
            workspace: Mutex::new(workspace),
            link,
            exchanging,
            greeting: Arc::default(),
        };
        *self.slot() = Some(Arc::new(opened));
        self.fresh.store(false, Ordering::SeqCst);
        self.wake.notify_one();
        drop(place);
        photos::go_on(self);
        Ok(())
    }

    /// Locks: the workspace is closed and its key forgotten, as soon as an exchange that is under way
    /// lets go of it. What the window was told of it is forgotten at once: the next person at this laptop
    /// may be somebody else.
    pub fn lock(&self) {
        let opened = self.slot().take();
        if let Some(opened) = opened {
            *self.left() = Arc::downgrade(&opened);
            // From now on the passphrase is asked, also of whoever starts the program anew.
            let _arming = self.arming();
            if let Err(failure) = keychain::disarm(self.setup.keychain.as_ref(), &opened.folder) {
                tracing::warn!(%failure, "the keychain's wrap is still there");
            }
        }
        // After the slot is empty: whoever is still at work finds that he is no longer shown.
        self.lan.forget();
        self.by_code.forget();
        self.visitors.close();
        self.reading.forget();
        *self.line() = SyncLineView::default();
        (self.setup.stale)(&[Topic::Session, Topic::Sync]);
    }

    /// Whether this is the workspace that the window shows. Whoever works on one that was locked meanwhile
    /// tells this window nothing.
    pub(crate) fn shows(&self, opened: &Opened) -> bool {
        self.slot().as_deref().is_some_and(|shown| std::ptr::eq(shown, opened))
    }

    /// The line about the exchange.
    pub(crate) fn line(&self) -> MutexGuard<'_, SyncLineView> {
        self.line.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The folder of the workspace that this window shows.
    pub fn folder(&self) -> PathBuf {
        self.place().clone()
    }

    fn place(&self) -> MutexGuard<'_, PathBuf> {
        self.folder.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn arming(&self) -> MutexGuard<'_, ()> {
        self.arming.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn left(&self) -> MutexGuard<'_, Weak<Opened>> {
        self.left.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn slot(&self) -> MutexGuard<'_, Option<Arc<Opened>>> {
        self.opened.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Opens the database. Whoever was still at work in it when it was locked may just be closing it.
fn open_store(path: &Path, key: &store::DbKey) -> Result<Store, OpenError> {
    for _ in 0..CLOSING_TRIES {
        match Store::open(path, key) {
            Err(OpenError::InUse) => std::thread::sleep(CLOSING_PAUSE),
            opened => return opened,
        }
    }
    Store::open(path, key)
}

pub(crate) fn unlock_failure(error: VaultError) -> Failure {
    match error {
        VaultError::WrongPassphrase { retry_after_ms } => {
            Failure::new("unlock.wrong").with("retryAfterMs", retry_after_ms)
        }
        VaultError::Wait { retry_after_ms } => {
            Failure::new("unlock.wait").with("retryAfterMs", retry_after_ms)
        }
        other => Failure::new("unlock.damaged").with("detail", other),
    }
}

fn open_failure(error: OpenError) -> Failure {
    match error {
        OpenError::InUse => Failure::new("unlock.in_use"),
        OpenError::NotOurs => Failure::new("unlock.foreign"),
        // Damage to the very first page looks the same.
        OpenError::WrongKey => Failure::new("unlock.other_file"),
        OpenError::NewerSchema { .. } => Failure::new("unlock.newer"),
        OpenError::Database(store::Error::DiskFull) => Failure::new("unlock.full"),
        OpenError::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => {
            Failure::new("unlock.full")
        }
        other => Failure::new("unlock.damaged").with("detail", other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_a_newer_file_and_a_damaged_one_are_told_apart() {
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        for (error, code) in [
            (OpenError::Io(full), "unlock.full"),
            (OpenError::Database(store::Error::DiskFull), "unlock.full"),
            (OpenError::NewerSchema { found: 9, known: 8 }, "unlock.newer"),
            (OpenError::Database(store::Error::Damaged), "unlock.damaged"),
        ] {
            assert_eq!(open_failure(error).code, code);
        }
        assert_eq!(Failure::from(store::Error::DiskFull).code, "store.full");
        assert_eq!(Failure::from(store::Error::Damaged).code, "store.damaged");
    }
}
