//! A forgotten passphrase: how headquarters opens a laptop without seeing it, and without its recovery
//! key ever coming near one.
//!
//! From its first day a laptop keeps its database's key wrapped for headquarters. It sends that wrap with a
//! key of its own, made for this once; whoever holds the recovery key opens the one and seals for the
//! other. Both ways are texts that any messenger carries. Whoever reads them along learns nothing; whoever
//! exchanges them is found out by a number that two people compare.

use ledger::Hash;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::sync::message;
use crate::wire::Malformed;

const REQUEST_PREFIX: &str = "fairlead-request:";
const ANSWER_PREFIX: &str = "fairlead-answer:";
const CHECK_CONTEXT: &str = "fairlead 2026 recovery check number v1";
const SUM_CONTEXT: &str = "fairlead 2026 recovery text sum v1";

/// Longer texts are neither: both are well under one kilobyte.
const TEXT_CHARS_MAX: usize = 16 * 1024;

/// How many groups of four digits are compared: sixty-six bits, as much as the six words on the LAN.
const CHECK_GROUPS: usize = 5;

/// What the laptop asks.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Request {
    /// The database's key, wrapped for headquarters' recovery recipient (an age file).
    #[n(0)]
    pub wrap: ByteVec,
    /// The age recipient to whom the answer is sealed.
    #[n(1)]
    pub answer_to: String,
}

/// What headquarters answers.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Answer {
    /// The database's key, sealed for the laptop that asked (an age file).
    #[n(0)]
    pub sealed: ByteVec,
}

message!(Request);
message!(Answer);

impl Request {
    /// The text to send.
    pub fn to_text(&self) -> String {
        to_text(REQUEST_PREFIX, &self.encode())
    }

    /// Reads a text; white space around and inside it is ignored.
    ///
    /// # Errors
    /// [`Malformed`] for anything else, a text that lost some of its characters included.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        Self::decode(&from_text(REQUEST_PREFIX, text)?)
    }

    /// The number that the person at the laptop and the one at headquarters compare, five groups of four
    /// digits: another request has another one.
    pub fn check_number(&self) -> String {
        let hash = blake3::derive_key(CHECK_CONTEXT, &self.encode());
        let groups = hash.chunks_exact(4).take(CHECK_GROUPS).map(|bytes| {
            let number = bytes.iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte));
            format!("{:04}", number % 10_000)
        });
        groups.collect::<Vec<_>>().join(" ")
    }
}

impl Answer {
    /// The text to send back.
    pub fn to_text(&self) -> String {
        to_text(ANSWER_PREFIX, &self.encode())
    }

    /// Reads a text; white space around and inside it is ignored.
    ///
    /// # Errors
    /// [`Malformed`] for anything else, a text that lost some of its characters included.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        Self::decode(&from_text(ANSWER_PREFIX, text)?)
    }
}

fn to_text(prefix: &str, bytes: &[u8]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{prefix}{hex}#{}", sum(bytes))
}

fn from_text(prefix: &str, text: &str) -> Result<Vec<u8>, Malformed> {
    if text.len() > TEXT_CHARS_MAX {
        return Err(Malformed);
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (hex, stated) =
        text.strip_prefix(prefix).and_then(|rest| rest.split_once('#')).ok_or(Malformed)?;
    if !hex.is_ascii() || hex.len() % 2 != 0 {
        return Err(Malformed);
    }
    let pairs = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16));
    let bytes = pairs.collect::<Result<Vec<u8>, _>>().map_err(|_| Malformed)?;
    if sum(&bytes) == stated { Ok(bytes) } else { Err(Malformed) }
}

/// Tells a text that was cut or mistyped from a whole one; it proves nothing else.
fn sum(bytes: &[u8]) -> String {
    let hash = Hash::new(blake3::derive_key(SUM_CONTEXT, bytes));
    hash.to_string()[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request { wrap: vec![1, 2, 255].into(), answer_to: "age1example".to_owned() }
    }

    #[test]
    fn a_text_survives_a_messenger_that_breaks_lines() {
        let text = request().to_text();
        let broken: String = text
            .chars()
            .enumerate()
            .flat_map(|(at, c)| (at % 20 == 0).then_some('\n').into_iter().chain([c]))
            .collect();
        assert_eq!(Request::parse(&format!("  {broken}\n")), Ok(request()));
        let answer = Answer { sealed: vec![9; 40].into() };
        assert_eq!(Answer::parse(&answer.to_text()), Ok(answer));
    }

    #[test]
    fn a_text_that_was_cut_mistyped_or_mistaken_is_none() {
        let text = request().to_text();
        for cut in 0..text.len() {
            assert_eq!(Request::parse(&text[..cut]), Err(Malformed), "cut at {cut}");
        }
        for at in REQUEST_PREFIX.len()..text.len() {
            let mut typo = text.clone().into_bytes();
            typo[at] = if typo[at] == b'0' { b'1' } else { b'0' };
            assert_eq!(Request::parse(&String::from_utf8(typo).unwrap()), Err(Malformed));
        }
        assert_eq!(Answer::parse(&text), Err(Malformed));
        assert_eq!(Request::parse("fairlead-request:é0#00000000"), Err(Malformed));
    }

    #[test]
    fn another_request_has_another_number() {
        let other = Request { answer_to: "age1another".to_owned(), ..request() };
        assert_ne!(request().check_number(), other.check_number());
        let number = request().check_number();
        assert_eq!(number.split(' ').map(str::len).collect::<Vec<_>>(), [4; CHECK_GROUPS]);
    }
}
