//! How a request proves which enrolment sent it.
//!
//! Every request is signed with the enrolment's own key over method, path, body hash and a nonce that
//! the server handed out. No client clock takes part: laptops with wrong clocks are a stated condition.
//! Every reply carries the next nonce, so that an ordinary exchange costs one request.

use ledger::{EnrolmentId, Hash, PublicKey, Signer};

/// Header with the enrolment's id, hexadecimal.
pub const ENROLMENT_HEADER: &str = "fairlead-enrolment";
/// Header with the nonce: in requests the one that is used, in replies the next one.
pub const NONCE_HEADER: &str = "fairlead-nonce";
/// Header with the signature, hexadecimal.
pub const SIGNATURE_HEADER: &str = "fairlead-signature";

/// Path at which anybody gets a nonce, with nothing else.
pub const NONCE_PATH: &str = "/v1/nonce";

const DOMAIN: &[u8] = b"fairlead request v1\0";

fn message(enrolment: EnrolmentId, method: &str, path: &str, nonce: &str, body: &[u8]) -> Vec<u8> {
    let body = Hash::new(*blake3::hash(body).as_bytes());
    format!("{enrolment}\n{method}\n{path}\n{nonce}\n{body}").into_bytes()
}

/// Signs a request.
pub fn sign(
    signer: &Signer,
    enrolment: EnrolmentId,
    method: &str,
    path: &str,
    nonce: &str,
    body: &[u8],
) -> String {
    let signature = signer.sign_in(DOMAIN, &message(enrolment, method, path, nonce, body));
    signature.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Checks a request.
pub fn verify(
    key: &PublicKey,
    enrolment: EnrolmentId,
    method: &str,
    path: &str,
    nonce: &str,
    body: &[u8],
    signature: &str,
) -> bool {
    let Some(signature) = from_hex(signature) else { return false };
    key.verifies_in(DOMAIN, &message(enrolment, method, path, nonce, body), &signature)
}

fn from_hex(text: &str) -> Option<[u8; 64]> {
    let mut bytes = [0u8; 64];
    if text.len() != 128 || !text.is_ascii() {
        return None;
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(bytes)
}
