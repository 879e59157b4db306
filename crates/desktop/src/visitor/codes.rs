//! The codes on the screen and the tickets in the forms. Neither is kept: each is a sum under a key that was
//! drawn when the door was opened and is forgotten when it closes, so that no flood of questions fills
//! anything, and nothing from yesterday's door opens today's.

use ledger::BootId;

/// After so long the screen shows another code.
pub(super) const RENEW_MS: u64 = 5 * 60_000;
/// With so many codes a form is opened: the newest, and the one before it for whoever just read that.
const OPENING: u64 = 2;
/// With so many it is sent: for at least half an hour after it was opened.
const SENDING: u64 = 8;
/// So many are still known again, to tell a visitor that his has expired: a day's.
const KNOWN: u64 = 288;
/// Letters of a code: those that nobody takes for another, for whoever types them.
const ALPHABET: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";
/// Letters in one: thirty-nine bits, of which a stranger may try a few before he is refused
/// ([`super::flood`]), and which open an empty form.
pub(super) const CODE_CHARS: usize = 8;
/// Hexadecimal digits of a ticket: its number and its sum.
const TICKET_CHARS: usize = 64;

/// What is left of a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Age {
    /// Opens a form and sends it.
    Opens,
    /// Sends a form that was opened with it.
    Sends,
    /// Was one of this door's.
    Expired,
    /// Never was.
    Unknown,
}

/// The codes of one open door.
pub(super) struct Codes {
    key: [u8; 32],
    boot: BootId,
    opened_ms: u64,
}

impl Codes {
    pub(super) fn new(key: [u8; 32], stamp: &ledger::Stamp) -> Self {
        Self { key, boot: stamp.boot, opened_ms: stamp.mono_ms }
    }

    /// The code to show.
    pub(super) fn code(&self, stamp: &ledger::Stamp) -> String {
        self.numbered(self.turn(stamp).unwrap_or_default())
    }

    /// What a code is worth now.
    pub(super) fn age(&self, code: &str, stamp: &ledger::Stamp) -> Age {
        let Some(turn) = self.turn(stamp) else { return Age::Unknown };
        let mut turns = (turn.saturating_sub(KNOWN)..=turn).rev();
        match turns.find(|turn| same(&self.numbered(*turn), code)).map(|of| turn - of) {
            Some(ago) if ago < OPENING => Age::Opens,
            Some(ago) if ago < SENDING => Age::Sends,
            Some(_) => Age::Expired,
            None => Age::Unknown,
        }
    }

    /// A ticket for one form that was opened with a code.
    pub(super) fn ticket(&self, code: &str, number: [u8; 16]) -> String {
        let sum = self.sum("ticket", &[code.as_bytes(), &number].concat());
        crate::system::hex(&number) + &crate::system::hex(&sum.as_bytes()[..16])
    }

    /// Whether a ticket was given with this code.
    pub(super) fn gave(&self, ticket: &str, code: &str) -> bool {
        if ticket.len() != TICKET_CHARS || !ticket.bytes().all(|b| b.is_ascii_hexdigit()) {
            return false;
        }
        let digit = |at: usize| u8::from_str_radix(&ticket[2 * at..2 * at + 2], 16).unwrap_or(0);
        same(&self.ticket(code, std::array::from_fn(digit)), ticket)
    }

    /// How many codes were shown before; none after the laptop was started anew, which ended this door.
    fn turn(&self, stamp: &ledger::Stamp) -> Option<u64> {
        (stamp.boot == self.boot).then(|| stamp.mono_ms.saturating_sub(self.opened_ms) / RENEW_MS)
    }

    fn numbered(&self, turn: u64) -> String {
        let sum = self.sum("code", &turn.to_be_bytes());
        let letter = |byte: &u8| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]);
        sum.as_bytes()[..CODE_CHARS].iter().map(letter).collect()
    }

    fn sum(&self, purpose: &str, of: &[u8]) -> blake3::Hash {
        let key = blake3::derive_key(&format!("fairlead 2026 visitor's {purpose}"), &self.key);
        blake3::keyed_hash(&key, of)
    }
}

/// Compares without telling by its time how far two texts agree.
fn same(a: &str, b: &str) -> bool {
    blake3::hash(a.as_bytes()) == blake3::hash(b.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: u64) -> ledger::Stamp {
        ledger::Stamp { claimed_ms: 0, boot: BootId::new([1; 16]), mono_ms: minutes * 60_000 }
    }

    #[test]
    fn a_code_opens_for_minutes_sends_for_half_an_hour_and_is_known_for_a_day() {
        let codes = Codes::new([7; 32], &at(100));
        let code = codes.code(&at(100));
        for (minutes, age) in [
            (104, Age::Opens),
            (109, Age::Opens),
            (110, Age::Sends),
            (139, Age::Sends),
            (140, Age::Expired),
            (100 + 24 * 60, Age::Expired),
            (100 + 25 * 60, Age::Unknown),
        ] {
            assert_eq!(codes.age(&code, &at(minutes)), age, "{minutes}");
        }
        assert_ne!(codes.code(&at(105)), code);
        assert_eq!(Codes::new([8; 32], &at(100)).age(&code, &at(100)), Age::Unknown);
        let rebooted = ledger::Stamp { boot: BootId::new([2; 16]), ..at(101) };
        assert_eq!(codes.age(&code, &rebooted), Age::Unknown);
    }

    #[test]
    fn a_ticket_is_good_with_the_code_that_it_was_given_with() {
        let codes = Codes::new([7; 32], &at(0));
        let (code, next) = (codes.code(&at(0)), codes.code(&at(5)));
        let ticket = codes.ticket(&code, [9; 16]);
        assert!(codes.gave(&ticket, &code));
        assert!(!codes.gave(&ticket, &next));
        assert!(!codes.gave(&ticket.replace("09", "0a"), &code));
        for odd in ["", "é", &"é".repeat(32), &"0".repeat(64), &"g".repeat(64)] {
            assert!(!codes.gave(odd, &code), "{odd}");
        }
    }
}
