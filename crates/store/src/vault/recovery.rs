//! The wrap for headquarters. `age` draws its own ephemeral keys from the operating system: the one
//! place in this crate where chance does not come in as an argument.

use age::x25519::Recipient;
use minicbor::bytes::ByteVec;

use super::VaultError;
use crate::database_key::DbKey;

/// The key as an age file that `recipient` opens.
pub(super) fn wrap(key: &DbKey, recipient: &str) -> Result<ByteVec, VaultError> {
    let recipient: Recipient = recipient.trim().parse().map_err(|_| VaultError::BadRecipient)?;
    let wrapped = age::encrypt(&recipient, key.bytes()).map_err(|_| VaultError::BadRecipient)?;
    Ok(wrapped.into())
}
