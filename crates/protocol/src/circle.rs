//! Who may read what laptops of one company say to each other without keys of their own: datagrams
//! ([`crate::vouch`]) and codes on screens ([`crate::code`]).

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ledger::EnrolmentId;
use minicbor::{Decode, Encode};

use crate::limits::VOUCH_BYTES_MAX;
use crate::vouch::Message;
use crate::wire::Malformed;

const KEY_CONTEXT: &str = "fairlead 2026 lan vouching v1";
/// First bytes of a datagram: what is not ours is not even tried.
const MAGIC: &[u8; 4] = b"FLV1";
/// Bytes of the number that is drawn for each datagram and each code.
pub const DRAWN_BYTES: usize = 24;

/// Who may read what laptops of one company say to each other.
pub struct Circle {
    cipher: XChaCha20Poly1305,
}

impl Circle {
    /// The laptops that share a secret.
    pub fn of(secret: &[u8; 32]) -> Self {
        let key = blake3::derive_key(KEY_CONTEXT, secret);
        Self { cipher: XChaCha20Poly1305::new(&key.into()) }
    }

    /// A datagram, under a number that is never drawn again.
    pub fn close(
        &self,
        from: EnrolmentId,
        message: &Message,
        drawn: &[u8; DRAWN_BYTES],
    ) -> Vec<u8> {
        self.seal(MAGIC, from, message, drawn)
    }

    /// Who says that he sent a datagram, and what.
    ///
    /// # Errors
    /// [`Malformed`] for everything that none of the company's laptops has closed.
    pub fn open(&self, datagram: &[u8]) -> Result<(EnrolmentId, Message), Malformed> {
        if datagram.len() > VOUCH_BYTES_MAX {
            return Err(Malformed);
        }
        self.unseal(MAGIC, datagram)
    }

    /// Something that one laptop says to another, for whoever looks for these first bytes.
    pub(crate) fn seal<T: Encode<()>>(
        &self,
        magic: &[u8; 4],
        from: EnrolmentId,
        said: &T,
        drawn: &[u8; DRAWN_BYTES],
    ) -> Vec<u8> {
        let plain = minicbor::to_vec((from, said)).expect("encoding into a Vec cannot fail");
        let payload = Payload { msg: &plain, aad: magic };
        let nonce = XNonce::from_slice(drawn);
        let closed = self.cipher.encrypt(nonce, payload).expect("a short text is never too long");
        [magic.as_slice(), drawn, &closed].concat()
    }

    /// The reverse of [`Circle::seal`].
    pub(crate) fn unseal<T: for<'b> Decode<'b, ()>>(
        &self,
        magic: &[u8; 4],
        sealed: &[u8],
    ) -> Result<(EnrolmentId, T), Malformed> {
        let rest = sealed.strip_prefix(magic).ok_or(Malformed)?;
        let (drawn, closed) = rest.split_at_checked(DRAWN_BYTES).ok_or(Malformed)?;
        let payload = Payload { msg: closed, aad: magic };
        let plain = self.cipher.decrypt(XNonce::from_slice(drawn), payload);
        minicbor::decode(&plain.map_err(|_| Malformed)?).map_err(|_| Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vouch::Nonce;

    const ME: EnrolmentId = EnrolmentId::new([1; 16]);

    #[test]
    fn only_the_companys_laptops_read_and_write_datagrams() {
        let (ours, theirs) = (Circle::of(&[1; 32]), Circle::of(&[2; 32]));
        let message = Message::Ask { nonce: Nonce([3; 16]) };
        let datagram = ours.close(ME, &message, &[4; 24]);
        assert_eq!(ours.open(&datagram), Ok((ME, message)));
        assert_eq!(theirs.open(&datagram), Err(Malformed));
        for at in 0..datagram.len() {
            let mut bent = datagram.clone();
            bent[at] ^= 1;
            assert_eq!(ours.open(&bent), Err(Malformed), "byte {at}");
            assert_eq!(ours.open(&datagram[..at]), Err(Malformed), "{at} bytes");
        }
        assert_eq!(ours.open(&vec![0; 100_000]), Err(Malformed));
    }
}
