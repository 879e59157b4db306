//! The six words that two people compare.

use bip39::Language;
use ledger::PublicKey;

/// How many words.
const WORDS: usize = 6;

/// Six words for two keys and the session between them, in Chinese and in English: the same on both
/// screens unless somebody sits in between. Sixty-six bits, eleven a word.
pub(super) fn six(a: &PublicKey, b: &PublicKey, session: &[u8; 32]) -> (Vec<String>, Vec<String>) {
    // Whoever called comes first on one screen and second on the other.
    let mut keys = [a.to_bytes(), b.to_bytes()];
    keys.sort_unstable();
    let material = [keys[0].as_slice(), &keys[1], session].concat();
    let hash = blake3::derive_key("fairlead 2026 six words v1", &material);
    let number = |i: usize| -> usize {
        let bits = (0..11).map(|j| i * 11 + j);
        bits.fold(0, |n, bit| n << 1 | usize::from(hash[bit / 8] >> (7 - bit % 8) & 1))
    };
    let words = |language: Language| {
        (0..WORDS).map(|i| language.word_list()[number(i)].to_owned()).collect()
    };
    (words(Language::SimplifiedChinese), words(Language::English))
}

#[cfg(test)]
mod tests {
    use ledger::{CompanyId, Signer};

    use super::*;

    #[test]
    fn both_screens_show_the_same_words_and_another_session_others() {
        let key = |n: u8| Signer::new(&[n; 32], CompanyId::new([0; 16])).public();
        let (a, b) = (key(1), key(2));
        assert_eq!(six(&a, &b, &[3; 32]), six(&b, &a, &[3; 32]));
        assert_ne!(six(&a, &b, &[3; 32]), six(&a, &b, &[4; 32]));
        assert_ne!(six(&a, &b, &[3; 32]), six(&a, &key(5), &[3; 32]));
        assert_eq!(six(&a, &b, &[3; 32]).0.len(), WORDS);
    }
}
