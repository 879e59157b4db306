//! The wrap for a secret that the operating system's keychain holds. The secret is random, so there is no
//! cost that somebody could lower; the wrap vouches for the vault's key and for the secret's name.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

use super::file::Header;
use crate::database_key::DbKey;

const NONCE_CONTEXT: &str = "fairlead 2026 vault keychain nonce v1";

/// The key, wrapped by a secret that is kept elsewhere under a name.
#[derive(Clone, Encode, Decode)]
#[cbor(map)]
pub(super) struct KeychainWrap {
    /// Under which name the secret is kept.
    #[n(0)]
    pub(super) account: String,
    #[cbor(n(1), with = "minicbor::bytes")]
    nonce: [u8; 24],
    #[n(2)]
    wrapped: ByteVec,
}

impl KeychainWrap {
    pub(super) fn wrap(key: &DbKey, header: &Header, account: &str, secret: &[u8; 32]) -> Self {
        // The secret is drawn for one wrap alone, and so is what is derived from it.
        let nonce: [u8; 24] = super::file::drawn(NONCE_CONTEXT, secret);
        let aad = vouched(header, account);
        let payload = Payload { msg: key.bytes(), aad: &aad };
        let wrapped = XChaCha20Poly1305::new(secret.into())
            .encrypt(XNonce::from_slice(&nonce), payload)
            .expect("32 bytes are not too many to encrypt");
        Self { account: account.to_owned(), nonce, wrapped: wrapped.into() }
    }

    /// The key, or `None` when the secret is another one, or the wrap another vault's.
    pub(super) fn unwrap(&self, header: &Header, secret: &[u8; 32]) -> Option<DbKey> {
        let aad = vouched(header, &self.account);
        let payload = Payload { msg: &self.wrapped, aad: &aad };
        let opened = XChaCha20Poly1305::new(secret.into())
            .decrypt(XNonce::from_slice(&self.nonce), payload)
            .ok()
            .map(Zeroizing::new)?;
        let key = DbKey::new(opened.as_slice().try_into().ok()?);
        Some(key).filter(|key| header.is_of(key))
    }
}

/// What stays as it is when the passphrase is changed.
fn vouched(header: &Header, account: &str) -> Vec<u8> {
    [header.key_mark(), account.as_bytes()].concat()
}
