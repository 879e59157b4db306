//! The vault: where the database's key waits while nobody is signed in.
//!
//! The key is random and never changes. It is wrapped by the person's passphrase (Argon2id, then
//! XChaCha20-Poly1305) and, from the first day, by headquarters' recovery recipient (age), so that a
//! forgotten passphrase loses nothing; and, while its person wants that, by a secret that the operating
//! system's keychain holds. Any one of them opens it. A wrong passphrase costs a growing wait and never more: nothing
//! here locks anybody out or destroys anything.

mod cost;
mod file;
mod keychain;
mod passphrase;
mod recovery;
mod waiting;

use std::io;
use std::path::Path;

use thiserror::Error;

pub use cost::KdfCost;

use crate::database_key::DbKey;
use file::{Body, Header};
use keychain::KeychainWrap;

/// What may go wrong with a vault.
#[derive(Debug, Error)]
pub enum VaultError {
    /// The passphrase does not open it.
    #[error("the passphrase is wrong")]
    WrongPassphrase {
        /// How long until the next attempt is looked at, in milliseconds.
        retry_after_ms: i64,
    },
    /// Too many wrong passphrases before; this one was not looked at.
    #[error("the next attempt is {retry_after_ms} ms away")]
    Wait {
        /// How long until the next attempt is looked at, in milliseconds.
        retry_after_ms: i64,
    },
    /// There is no file.
    #[error("there is no vault at this place")]
    Missing,
    /// There is one already; creating never overwrites.
    #[error("there is a vault at this place already")]
    AlreadyThere,
    /// The file does not read as a vault.
    #[error("the vault is damaged")]
    Damaged,
    /// A newer version of the program has written it.
    #[error("the vault was written by a newer version")]
    NewerFormat,
    /// A cost below the floor (somebody made guessing cheap) or above the ceiling.
    #[error("the vault's cost {0:?} is outside of what is accepted")]
    CostOutOfRange(KdfCost),
    /// Not an `age1…` recipient.
    #[error("the recovery recipient does not read as one")]
    BadRecipient,
    /// The key is not the one in this vault.
    #[error("the key is not this vault's")]
    OtherKey,
    /// The file system refuses.
    #[error("the vault file cannot be used: {0}")]
    Io(#[from] io::Error),
}

const KEY_CONTEXT: &str = "fairlead 2026 database key v1";

/// The operations on a vault file, usually `workspace.vault` beside `workspace.db`.
#[derive(Debug)]
pub struct Vault;

impl Vault {
    /// Makes a key and wraps it by `passphrase` and by `recovery`, an age recipient (`age1…`). Key, salt
    /// and nonce are derived from `randomness`: 32 bytes drawn for this call alone.
    ///
    /// # Errors
    /// [`VaultError::AlreadyThere`], [`VaultError::BadRecipient`], [`VaultError::CostOutOfRange`],
    /// [`VaultError::Io`]; then there is no vault.
    pub fn create(
        path: &Path,
        passphrase: &str,
        recovery: &str,
        cost: KdfCost,
        randomness: &[u8; 32],
    ) -> Result<DbKey, VaultError> {
        if path.try_exists()? {
            return Err(VaultError::AlreadyThere);
        }
        let key = DbKey::new(blake3::derive_key(KEY_CONTEXT, randomness));
        let recovery_wrap = recovery::wrap(&key, recovery)?;
        let header = Header::draw(cost, recovery, &key, randomness);
        let wrapped = passphrase::wrap(&key, passphrase, &header)?;
        let body = Body { header, wrapped, recovery_wrap, keychain: None };
        file::create(path, &body, randomness).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => VaultError::AlreadyThere,
            _ => VaultError::Io(error),
        })?;
        Ok(key)
    }

    /// Gives the place of a vault free whose database was never finished. It is kept beside it
    /// (`….old-1`): nothing here knows whether it is somebody's only key. No vault is no error.
    ///
    /// # Errors
    /// [`VaultError::Io`].
    pub fn set_aside(path: &Path) -> Result<(), VaultError> {
        Ok(file::set_aside(path)?)
    }

    /// Opens the vault. `now_ms` (milliseconds, any clock that usually goes forward) only serves the
    /// wait between attempts: none after the first three, then 2 s, 4 s, … up to five minutes. A
    /// right passphrase forgets all failures.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`], [`VaultError::Wait`], [`VaultError::Missing`],
    /// [`VaultError::Damaged`], [`VaultError::NewerFormat`], [`VaultError::CostOutOfRange`],
    /// [`VaultError::Io`].
    pub fn unlock(path: &Path, passphrase: &str, now_ms: i64) -> Result<DbKey, VaultError> {
        let body = file::read(path)?;
        let retry_after_ms = waiting::remaining_ms(path, now_ms);
        if retry_after_ms > 0 {
            return Err(VaultError::Wait { retry_after_ms });
        }
        match passphrase::unwrap(&body.wrapped, passphrase, &body.header)? {
            Some(key) => {
                waiting::forget(path);
                Ok(key)
            }
            None => {
                let retry_after_ms = waiting::count_failure(path, now_ms);
                Err(VaultError::WrongPassphrase { retry_after_ms })
            }
        }
    }

    /// Wraps an unlocked key by a secret that is kept elsewhere, under `account`: 32 bytes drawn for this call
    /// alone. In the place of another such wrap, and of no other.
    ///
    /// # Errors
    /// [`VaultError::OtherKey`] when `key` is not this vault's, [`VaultError::Missing`],
    /// [`VaultError::Damaged`], [`VaultError::NewerFormat`], [`VaultError::Io`]; then the vault is as it was.
    pub fn add_keychain(
        path: &Path,
        key: &DbKey,
        account: &str,
        secret: &[u8; 32],
    ) -> Result<(), VaultError> {
        let body = file::read_whatever_the_cost(path)?;
        if !body.header.is_of(key) {
            return Err(VaultError::OtherKey);
        }
        let keychain = Some(KeychainWrap::wrap(key, &body.header, account, secret));
        Ok(file::write(path, &Body { keychain, ..body })?)
    }

    /// Under which name the secret is kept that opens the vault, if there is one.
    ///
    /// # Errors
    /// [`VaultError::Missing`], [`VaultError::Damaged`], [`VaultError::NewerFormat`], [`VaultError::Io`].
    pub fn keychain(path: &Path) -> Result<Option<String>, VaultError> {
        Ok(file::read_whatever_the_cost(path)?.keychain.map(|wrap| wrap.account))
    }

    /// Opens the vault by a secret that was kept elsewhere.
    ///
    /// # Errors
    /// [`VaultError::OtherKey`] when there is no such wrap, or the secret does not open it; those of
    /// [`Vault::keychain`].
    pub fn open_by_keychain(path: &Path, secret: &[u8; 32]) -> Result<DbKey, VaultError> {
        let body = file::read_whatever_the_cost(path)?;
        let opened = body.keychain.as_ref().and_then(|wrap| wrap.unwrap(&body.header, secret));
        opened.ok_or(VaultError::OtherKey)
    }

    /// Forgets that wrap; whatever is kept elsewhere opens nothing from now on. The others are as they were.
    ///
    /// # Errors
    /// Those of [`Vault::keychain`].
    pub fn drop_keychain(path: &Path) -> Result<(), VaultError> {
        let body = file::read_whatever_the_cost(path)?;
        match body.keychain {
            None => Ok(()),
            Some(_) => Ok(file::write(path, &Body { keychain: None, ..body })?),
        }
    }

    /// The key as headquarters alone can open it: an age file. Whoever is given the key back puts it under
    /// a new passphrase by [`Vault::set_passphrase`].
    ///
    /// # Errors
    /// [`VaultError::Missing`], [`VaultError::Damaged`], [`VaultError::NewerFormat`], [`VaultError::Io`].
    pub fn recovery_wrap(path: &Path) -> Result<Vec<u8>, VaultError> {
        Ok(file::read_whatever_the_cost(path)?.recovery_wrap.to_vec())
    }

    /// Wraps the key by another passphrase. The old one opens the vault until the new one is on disk. A
    /// keychain's wrap goes on to open it: it is of the same key.
    /// `randomness` as in [`Vault::create`].
    ///
    /// # Errors
    /// Those of [`Vault::unlock`] for the old passphrase and of [`Vault::set_passphrase`] for the new.
    pub fn change_passphrase(
        path: &Path,
        old: &str,
        new: &str,
        cost: KdfCost,
        now_ms: i64,
        randomness: &[u8; 32],
    ) -> Result<(), VaultError> {
        let key = Self::unlock(path, old, now_ms)?;
        Self::set_passphrase(path, &key, new, cost, randomness)
    }

    /// Wraps an unlocked or recovered key by a new passphrase, and forgets failed attempts.
    /// `randomness` as in [`Vault::create`].
    ///
    /// # Errors
    /// [`VaultError::OtherKey`] when `key` is not this vault's, [`VaultError::CostOutOfRange`],
    /// [`VaultError::Missing`], [`VaultError::Damaged`], [`VaultError::Io`]; then the vault is as it
    /// was.
    pub fn set_passphrase(
        path: &Path,
        key: &DbKey,
        new: &str,
        cost: KdfCost,
        randomness: &[u8; 32],
    ) -> Result<(), VaultError> {
        let body = file::read_whatever_the_cost(path)?;
        if !body.header.is_of(key) {
            return Err(VaultError::OtherKey);
        }
        let header = Header::draw(cost, &body.header.recipient, key, randomness);
        let wrapped = passphrase::wrap(key, new, &header)?;
        file::write(path, &Body { header, wrapped, ..body })?;
        waiting::forget(path);
        Ok(())
    }
}
