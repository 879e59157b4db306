//! The operating system's keychain: it holds a secret for whoever has logged in to this computer, and opens
//! the workspace when the program starts.
//!
//! It is asked once, and never after the window was locked: locking forgets the wrap, so that whoever finds
//! the computer unlocked and the window locked gains nothing by starting the program anew. The next
//! passphrase makes another of each. It is asked for no workspace that one turns to: two people may share a
//! login. A keychain that is absent, locked, or somebody else's costs nothing but the
//! passphrase.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use app::Failure;
use store::{DbKey, Vault};
use zeroize::Zeroizing;

use crate::clock::random;
use crate::desk::{Desktop, unlock_failure};
use crate::enrol::VAULT_FILE;
use crate::settings::Settings;
use crate::system::hex;

/// Under which name this program's secrets stand in a keychain, for people who look.
const SERVICE: &str = "Fairlead";

/// How long a keychain may take: it may ask its person for another password.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a keychain gives nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unkept {
    /// There is none, or it does not answer.
    Absent,
    /// It is locked, or its person said no.
    Locked,
    /// It has no such secret: another login, another computer, or somebody took it away.
    Missing,
}

/// Secrets of thirty-two bytes by name, kept for whoever has logged in.
pub trait Keychain: Send + Sync {
    /// Keeps a secret.
    ///
    /// # Errors
    /// [`Unkept`]; it is not kept then.
    fn keep(&self, account: &str, secret: &[u8; 32]) -> Result<(), Unkept>;

    /// Gives it.
    ///
    /// # Errors
    /// [`Unkept`].
    fn give(&self, account: &str) -> Result<Zeroizing<[u8; 32]>, Unkept>;

    /// Forgets it.
    ///
    /// # Errors
    /// [`Unkept`].
    fn forget(&self, account: &str) -> Result<(), Unkept>;
}

/// The one of this system: Secret Service, Keychain or Credential Manager.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemKeychain;

impl Keychain for SystemKeychain {
    fn keep(&self, account: &str, secret: &[u8; 32]) -> Result<(), Unkept> {
        let secret = Zeroizing::new(*secret);
        patiently(account, move |entry| entry.set_secret(&*secret))
    }

    fn give(&self, account: &str) -> Result<Zeroizing<[u8; 32]>, Unkept> {
        let found = patiently(account, |entry| entry.get_secret().map(Zeroizing::new))?;
        let secret: [u8; 32] = found.as_slice().try_into().map_err(|_| Unkept::Missing)?;
        Ok(Zeroizing::new(secret))
    }

    fn forget(&self, account: &str) -> Result<(), Unkept> {
        patiently(account, keyring::Entry::delete_credential)
    }
}

/// Asks the keychain on a thread of its own: one that hangs keeps nobody from his passphrase.
fn patiently<T: Send + 'static>(
    account: &str,
    ask: impl FnOnce(&keyring::Entry) -> keyring::Result<T> + Send + 'static,
) -> Result<T, Unkept> {
    let (answer, answered) = mpsc::channel();
    let account = account.to_owned();
    thread::spawn(move || {
        let asked = keyring::Entry::new(SERVICE, &account).and_then(|entry| ask(&entry));
        // Whoever asked may have lost patience.
        let _ = answer.send(asked);
    });
    let asked = answered.recv_timeout(PATIENCE).map_err(|_| Unkept::Absent)?;
    asked.map_err(|error| match error {
        keyring::Error::NoEntry => Unkept::Missing,
        keyring::Error::NoStorageAccess(_) => Unkept::Locked,
        _ => Unkept::Absent,
    })
}

impl Unkept {
    pub(crate) fn failure(self) -> Failure {
        Failure::new(match self {
            Self::Absent => "keychain.absent",
            Self::Locked => "keychain.locked",
            Self::Missing => "keychain.missing",
        })
    }
}

/// Puts a new secret into the keychain and its wrap into the vault, unless the window was locked meanwhile.
pub(crate) fn arm(
    keychain: &dyn Keychain,
    folder: &Path,
    key: &DbKey,
    still_open: impl FnOnce() -> bool,
) -> Result<(), Failure> {
    let vault = folder.join(VAULT_FILE);
    let before = Vault::keychain(&vault).map_err(unlock_failure)?;
    let (account, secret) = (hex(&random()[..16]), Zeroizing::new(random()));
    keychain.keep(&account, &secret).map_err(Unkept::failure)?;
    if !still_open() {
        let _ = keychain.forget(&account);
        return Ok(());
    }
    Vault::add_keychain(&vault, key, &account, &secret).map_err(unlock_failure)?;
    if let Some(before) = before {
        let _ = keychain.forget(&before);
    }
    Ok(())
}

/// From now on only the passphrase opens it. What the keychain still holds opens nothing, and goes too.
pub(crate) fn disarm(keychain: Option<&Arc<dyn Keychain>>, folder: &Path) -> Result<(), Failure> {
    let vault = folder.join(VAULT_FILE);
    let Some(account) = Vault::keychain(&vault).map_err(unlock_failure)? else { return Ok(()) };
    Vault::drop_keychain(&vault).map_err(unlock_failure)?;
    if let Some(keychain) = keychain.map(Arc::clone) {
        thread::spawn(move || keychain.forget(&account));
    }
    Ok(())
}

/// The key, by the keychain.
pub(crate) fn open(keychain: &dyn Keychain, folder: &Path) -> Result<DbKey, Failure> {
    let vault = folder.join(VAULT_FILE);
    let account = Vault::keychain(&vault).map_err(unlock_failure)?;
    let account = account.ok_or_else(|| Failure::new("keychain.off"))?;
    let secret = keychain.give(&account).map_err(Unkept::failure)?;
    Vault::open_by_keychain(&vault, &secret).map_err(|_| Unkept::Missing.failure())
}

/// Whether a workspace would open by the keychain now.
pub(crate) fn is_armed(folder: &Path) -> bool {
    Vault::keychain(&folder.join(VAULT_FILE)).is_ok_and(|account| account.is_some())
}

impl Desktop {
    /// Switches opening by this computer's login on or off. The passphrase is asked for both: whoever finds
    /// the window open does not make it open for ever.
    ///
    /// # Errors
    /// Those of [`Desktop::unlock`] for the passphrase; `keychain.absent`, `keychain.locked`; then it is off.
    pub(crate) fn set_by_login(
        &self,
        on: bool,
        passphrase: &str,
        now_ms: i64,
    ) -> Result<(), Failure> {
        let folder = self.opened()?.folder.clone();
        let vault = folder.join(VAULT_FILE);
        let key = Vault::unlock(&vault, passphrase, now_ms).map_err(unlock_failure)?;
        Settings::change(&folder, |settings| settings.by_login = false);
        disarm(self.setup.keychain.as_ref(), &folder)?;
        if on {
            let keychain = self.setup.keychain.as_ref().ok_or_else(|| Unkept::Absent.failure())?;
            self.arm_while_open(&**keychain, &folder, &key)?;
            Settings::change(&folder, |settings| settings.by_login = true);
        }
        Ok(())
    }

    /// After a passphrase: the next start needs none, if its person wants that. Nobody waits for it.
    pub(crate) fn arm_again(self: &Arc<Self>, folder: &Path, key: DbKey) {
        let wanted = Settings::read(folder).by_login;
        let Some(keychain) = self.setup.keychain.clone().filter(|_| wanted) else { return };
        let (desk, folder) = (Arc::clone(self), folder.to_owned());
        thread::spawn(move || {
            if let Err(failure) = desk.arm_while_open(&*keychain, &folder, &key) {
                tracing::warn!(%failure, "the keychain keeps nothing; the passphrase goes on to work");
            }
        });
    }

    fn arm_while_open(
        &self,
        keychain: &dyn Keychain,
        folder: &Path,
        key: &DbKey,
    ) -> Result<(), Failure> {
        // Whoever locks waits for this, or this finds that he has.
        let mut arming = None;
        arm(keychain, folder, key, || {
            arming = Some(self.arming());
            self.opened().is_ok_and(|opened| opened.folder == *folder)
        })
    }
}
