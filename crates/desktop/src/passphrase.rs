//! The passphrase: changing it, and getting in again without it.
//!
//! Who forgot it asks headquarters ([`protocol::passphrase`]). The key to which the answer is sealed is made
//! for this once and kept beside the vault until it has served, so that a request that was sent in the
//! morning is answered in the evening, whatever was switched off in between.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519::Identity;
use app::{Failure, Now};
use protocol::passphrase::{Answer, Request};
use store::{DbKey, KdfCost, Vault, VaultError};
use zeroize::Zeroizing;

use crate::clock::random;
use crate::desk::unlock_failure;
use crate::enrol::VAULT_FILE;
use crate::view::RecoveryRequestView;

/// The shortest passphrase that is taken, in characters.
pub const PASSPHRASE_CHARS_MIN: usize = 8;

/// The secret to which headquarters' answer will be sealed.
const ASKED_FILE: &str = "workspace.recovery";

/// Whether a passphrase is long enough.
///
/// # Errors
/// `enrol.passphrase` with `min`.
pub(crate) fn fit(passphrase: &str) -> Result<(), Failure> {
    if passphrase.chars().count() >= PASSPHRASE_CHARS_MIN {
        return Ok(());
    }
    let failure = Failure::field("enrol.passphrase", "passphrase");
    Err(failure.with("min", PASSPHRASE_CHARS_MIN))
}

/// Puts another passphrase in the place of the one that is known.
///
/// # Errors
/// `unlock.wrong`, `unlock.wait`, `unlock.damaged`, `enrol.passphrase`.
pub(crate) fn change(
    folder: &Path,
    old: &str,
    new: &str,
    cost: KdfCost,
    now: &Now,
) -> Result<(), Failure> {
    fit(new)?;
    let now_ms = now.stamp.claimed_ms;
    Vault::change_passphrase(&folder.join(VAULT_FILE), old, new, cost, now_ms, &random())
        .map_err(unlock_failure)
}

/// What to send to headquarters: the same text until it was answered.
///
/// # Errors
/// `unlock.damaged`, or `store` when the disk refuses.
pub(crate) fn request(folder: &Path) -> Result<RecoveryRequestView, Failure> {
    let wrap = Vault::recovery_wrap(&folder.join(VAULT_FILE)).map_err(unlock_failure)?;
    let identity = asked(folder)?;
    let request = Request { wrap: wrap.into(), answer_to: identity.to_public().to_string() };
    Ok(RecoveryRequestView { text: request.to_text(), check: request.check_number() })
}

/// Takes headquarters' answer and sets a new passphrase. The old one, should it come to mind, is over.
///
/// # Errors
/// `recovery.answer` for a text that is no answer, or one to another request; `enrol.passphrase`;
/// `unlock.damaged`; `store`. The vault is then as it was.
pub(crate) fn take_answer(
    folder: &Path,
    answer: &str,
    passphrase: &str,
    cost: KdfCost,
) -> Result<(), Failure> {
    fit(passphrase)?;
    let wrong = || Failure::field("recovery.answer", "answer");
    let answer = Answer::parse(answer).map_err(|_| wrong())?;
    let opened = age::decrypt(&asked(folder)?, &answer.sealed).map_err(|_| wrong())?;
    let opened = Zeroizing::new(opened);
    let key = DbKey::new(opened.as_slice().try_into().map_err(|_| wrong())?);
    Vault::set_passphrase(&folder.join(VAULT_FILE), &key, passphrase, cost, &random()).map_err(
        |error| match error {
            VaultError::OtherKey => wrong(),
            other => unlock_failure(other),
        },
    )?;
    // It has served. One that stays opens nothing but an answer that nobody gives twice.
    let _ = fs::remove_file(folder.join(ASKED_FILE));
    Ok(())
}

/// The secret of the request that is open, or of a new one.
fn asked(folder: &Path) -> Result<Identity, Failure> {
    let file = folder.join(ASKED_FILE);
    let known =
        fs::read_to_string(&file).ok().and_then(|text| Identity::from_str(text.trim()).ok());
    known.map_or_else(|| new_secret(&file).map_err(not_kept), Ok)
}

fn new_secret(file: &Path) -> io::Result<Identity> {
    let identity = Identity::generate();
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut written = options.open(file)?;
    written.write_all(identity.to_string().expose_secret().as_bytes())?;
    written.sync_all()?;
    Ok(identity)
}

fn not_kept(error: io::Error) -> Failure {
    crate::system::refused("store", &error)
}
