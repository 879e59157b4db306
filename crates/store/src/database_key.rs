use std::fmt;

use zeroize::Zeroizing;

/// The key of a database file: 256 random bits. Wiped from memory when dropped, never in `Debug`.
#[derive(Clone)]
pub struct DbKey(Zeroizing<[u8; 32]>);

impl DbKey {
    /// Takes random bytes as a key.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, to be wrapped.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The form that SQLCipher takes without deriving anything, `x'…'`: whoever has the key can open the
    /// file with any tool of SQLCipher's.
    pub fn literal(&self) -> Zeroizing<String> {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).expect("a nibble");
        // Reserved at once: a string that grows leaves copies of itself behind.
        let mut literal = Zeroizing::new(String::with_capacity(67));
        literal.push_str("x'");
        for byte in self.0.iter() {
            literal.push(digit(byte >> 4));
            literal.push(digit(byte & 15));
        }
        literal.push('\'');
        literal
    }
}

impl fmt::Debug for DbKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DbKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::DbKey;

    #[test]
    fn the_literal_is_lower_case_hexadecimal() {
        let mut bytes = [0; 32];
        bytes[0] = 0xab;
        bytes[31] = 0x0f;
        let literal = DbKey::new(bytes).literal();
        assert_eq!(*literal, format!("x'ab{}0f'", "00".repeat(30)));
    }

    #[test]
    fn debug_does_not_show_the_key() {
        assert_eq!(format!("{:?}", DbKey::new([7; 32])), "DbKey(…)");
    }
}
