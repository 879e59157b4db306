//! The wrap for headquarters. `age` draws its own ephemeral keys from the operating system: the one
//! place in this crate where chance does not come in as an argument.

use age::DecryptError;
use age::x25519::{Identity, Recipient};
use minicbor::bytes::ByteVec;
use zeroize::Zeroizing;

use super::VaultError;
use crate::database_key::DbKey;

/// The key as an age file that `recipient` opens.
pub(super) fn wrap(key: &DbKey, recipient: &str) -> Result<ByteVec, VaultError> {
    let recipient: Recipient = recipient.trim().parse().map_err(|_| VaultError::BadRecipient)?;
    let wrapped = age::encrypt(&recipient, key.bytes()).map_err(|_| VaultError::BadRecipient)?;
    Ok(wrapped.into())
}

/// The key from an age file.
pub(super) fn unwrap(wrapped: &[u8], identity: &str) -> Result<DbKey, VaultError> {
    let identity: Identity = identity.trim().parse().map_err(|_| VaultError::BadIdentity)?;
    let opened = age::decrypt(&identity, wrapped).map_err(|error| match error {
        DecryptError::NoMatchingKeys => VaultError::OtherIdentity,
        _ => VaultError::Damaged,
    });
    let opened = Zeroizing::new(opened?);
    opened.as_slice().try_into().map(DbKey::new).map_err(|_| VaultError::Damaged)
}
