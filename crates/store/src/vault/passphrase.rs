use argon2::{Algorithm, Argon2, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use minicbor::bytes::ByteVec;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::VaultError;
use super::file::Header;
use crate::database_key::DbKey;

/// The key, wrapped.
pub(super) fn wrap(key: &DbKey, passphrase: &str, header: &Header) -> Result<ByteVec, VaultError> {
    let aad = header.encode();
    let payload = Payload { msg: key.bytes(), aad: &aad };
    let wrapped = cipher(passphrase, header)?.encrypt(XNonce::from_slice(&header.nonce), payload);
    Ok(wrapped.expect("32 bytes are not too many to encrypt").into())
}

/// The key, or `None` when the passphrase is another one.
pub(super) fn unwrap(
    wrapped: &[u8],
    passphrase: &str,
    header: &Header,
) -> Result<Option<DbKey>, VaultError> {
    let aad = header.encode();
    let payload = Payload { msg: wrapped, aad: &aad };
    let opened = cipher(passphrase, header)?.decrypt(XNonce::from_slice(&header.nonce), payload);
    let opened = opened.ok().map(Zeroizing::new);
    Ok(opened.and_then(|bytes| bytes.as_slice().try_into().ok().map(DbKey::new)))
}

fn cipher(passphrase: &str, header: &Header) -> Result<XChaCha20Poly1305, VaultError> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, header.cost.params()?);
    // An input method may give full-width digits or composed letters another time: one passphrase.
    let typed: Zeroizing<String> = Zeroizing::new(passphrase.nfkc().collect());
    let mut key = Zeroizing::new([0; 32]);
    argon
        .hash_password_into(typed.as_bytes(), &header.salt, &mut *key)
        .map_err(|_| VaultError::CostOutOfRange(header.cost))?;
    Ok(XChaCha20Poly1305::new((&*key).into()))
}
