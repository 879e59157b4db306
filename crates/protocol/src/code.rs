//! What two laptops of one company say to each other by codes on their screens (decision 0021).
//!
//! Each shows one code and reads the other's, in whatever order. A code says everything that the other
//! side can use now, and reading one again changes nothing. It is closed as a datagram is ([`Circle`]):
//! whoever takes a picture of a screen in a hall learns that somebody uses the program.

use ledger::EnrolmentId;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::circle::{Circle, DRAWN_BYTES};
use crate::vouch::{Nonce, Shown};
use crate::wire::Malformed;

/// What the text of every code of ours begins with.
const PREFIX: &str = "FAIRLEAD:";
/// First bytes of what is inside.
const MAGIC: &[u8; 4] = b"FLC1";
/// The longest text that is looked at.
const TEXT_CHARS_MAX: usize = 4_296;
/// Bytes of the sum that tells a damaged text from another company's.
const SUM_BYTES: usize = 4;
/// The digits of base 45 (RFC 9285): what a code holds in five and a half bits each.
const DIGITS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// The number with which a laptop shows its end before it has read one of the other's.
pub const NO_NONCE: Nonce = Nonce([0; 16]);

/// What one code says.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Page {
    /// A number of whoever shows it, drawn a moment ago: with it the other shows a fresh end.
    #[n(0)]
    pub nonce: Nonce,
    /// Where his chain ends, with the other's number or with [`NO_NONCE`]; `None` once he has what he
    /// wants, or has signed nothing.
    #[n(1)]
    pub end: Option<Shown>,
    /// His receipt about the other's chain, encoded.
    #[n(2)]
    pub given: Option<ByteVec>,
    /// The server's receipt that this one cites, once the other has it: what his clock is worth.
    #[n(3)]
    pub proof: Option<ByteVec>,
    /// Whether he has read the other's receipt.
    #[n(4)]
    pub has: bool,
    /// Whether he does not know the other's enrolment.
    #[n(5)]
    pub strange: bool,
    /// The server's certificate of his own, for whoever does not know it: before any receipt of his.
    #[n(6)]
    pub certificate: Option<ByteVec>,
}

/// Why a text says nothing here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unread {
    /// Not a code of this program.
    Foreign,
    /// One that is damaged or cut off.
    Damaged,
    /// One of another company.
    Closed,
}

impl Page {
    /// The text of its code, closed under a number that is never drawn again.
    pub fn text(&self, circle: &Circle, from: EnrolmentId, drawn: &[u8; DRAWN_BYTES]) -> String {
        let closed = circle.seal(MAGIC, from, self, drawn);
        let whole = [sum(&closed).as_slice(), &closed].concat();
        format!("{PREFIX}{}", in_digits(&whole))
    }

    /// Who says that he shows it, and what.
    ///
    /// # Errors
    /// [`Unread`].
    pub fn read(circle: &Circle, text: &str) -> Result<(EnrolmentId, Self), Unread> {
        let digits = text.strip_prefix(PREFIX).ok_or(Unread::Foreign)?;
        if text.len() > TEXT_CHARS_MAX {
            return Err(Unread::Foreign);
        }
        let whole = from_digits(digits).map_err(|_| Unread::Damaged)?;
        let (told, closed) = whole.split_at_checked(SUM_BYTES).ok_or(Unread::Damaged)?;
        if told != sum(closed) {
            return Err(Unread::Damaged);
        }
        circle.unseal(MAGIC, closed).map_err(|_| Unread::Closed)
    }
}

fn sum(bytes: &[u8]) -> [u8; SUM_BYTES] {
    *blake3::hash(bytes).as_bytes().first_chunk().expect("a hash is longer")
}

/// Two bytes make three digits, and a last one two.
fn in_digits(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2 + 1);
    for pair in bytes.chunks(2) {
        let (mut value, digits) = match *pair {
            [high, low] => (usize::from(high) * 256 + usize::from(low), 3),
            [only] => (usize::from(only), 2),
            _ => unreachable!("chunks of two"),
        };
        for _ in 0..digits {
            text.push(char::from(DIGITS[value % 45]));
            value /= 45;
        }
    }
    text
}

fn from_digits(text: &str) -> Result<Vec<u8>, Malformed> {
    let mut bytes = Vec::with_capacity(text.len() * 2 / 3 + 1);
    for digits in text.as_bytes().chunks(3) {
        let mut value = 0;
        for digit in digits.iter().rev() {
            let digit = DIGITS.iter().position(|known| known == digit).ok_or(Malformed)?;
            value = value * 45 + digit;
        }
        match digits.len() {
            3 => bytes.extend(u16::try_from(value).map_err(|_| Malformed)?.to_be_bytes()),
            2 => bytes.push(u8::try_from(value).map_err(|_| Malformed)?),
            _ => return Err(Malformed),
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: EnrolmentId = EnrolmentId::new([1; 16]);

    fn page() -> Page {
        let given = Some(vec![7; 440].into());
        let (nonce, has, strange) = (Nonce([3; 16]), true, false);
        Page { nonce, end: None, given, proof: None, has, strange, certificate: None }
    }

    #[test]
    fn base_45_is_that_of_the_standard() {
        // The examples of RFC 9285.
        for (bytes, text) in [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581")]
        {
            assert_eq!(in_digits(bytes.as_bytes()), text);
            assert_eq!(from_digits(text), Ok(bytes.as_bytes().to_vec()));
        }
        assert_eq!(from_digits("QED8WEX0"), Ok(b"ietf!".to_vec()));
        for bad in ["A", "GGW", ":::", "ab", "::", "AB世"] {
            assert_eq!(from_digits(bad), Err(Malformed), "{bad}");
        }
    }

    #[test]
    fn a_code_is_read_by_its_company_only_and_damage_is_told_apart() {
        let (ours, theirs) = (Circle::of(&[1; 32]), Circle::of(&[2; 32]));
        let text = page().text(&ours, ME, &[4; 24]);
        assert_eq!(Page::read(&ours, &text), Ok((ME, page())));
        assert_eq!(Page::read(&theirs, &text), Err(Unread::Closed));
        assert_eq!(Page::read(&ours, "https://u.wechat.com/abc"), Err(Unread::Foreign));
        assert_eq!(Page::read(&ours, &"A".repeat(100_000)), Err(Unread::Foreign));
        for at in PREFIX.len()..text.len() {
            let bent = if &text[at..=at] == "0" { "1" } else { "0" };
            let bent = [&text[..at], bent, &text[at + 1..]].concat();
            assert_eq!(Page::read(&ours, &bent), Err(Unread::Damaged), "character {at}");
            assert_eq!(Page::read(&ours, &text[..at]), Err(Unread::Damaged), "{at} characters");
        }
    }

    #[test]
    fn a_datagram_is_no_code_and_a_code_no_datagram() {
        let circle = Circle::of(&[1; 32]);
        let datagram = circle.seal(b"FLV1", ME, &page(), &[4; 24]);
        assert_eq!(circle.unseal::<Page>(MAGIC, &datagram), Err(Malformed));
        let inside = circle.seal(MAGIC, ME, &page(), &[4; 24]);
        assert_eq!(circle.open(&inside), Err(Malformed));
    }
}
