//! What fits where: reckoned from the number of characters, before anything is set.

/// The sheet's short and long side without its margins, in thousandths of a millimetre.
const UPRIGHT_UM: u32 = 182_000;
const ACROSS_UM: u32 = 269_000;
/// A Chinese character at the table's size of 7.5 points.
const EM_UM: u32 = 2_646;
/// What a cell keeps free at its sides.
const SIDES_UM: u32 = 2_200;
/// Tables with more parts of the page than this are set on a sheet that lies across.
const UPRIGHT_WIDTH_MAX: u32 = 26;
/// A row of more lines than this may be cut in two: it might be longer than a page.
const LINES_WHOLE_MAX: u32 = 16;

/// Where words may be cut that fit on no line.
const CUT: char = '\u{200b}';

/// Whether a sheet has to lie across for a table of such width.
pub(crate) fn across(width: u32) -> bool {
    width > UPRIGHT_WIDTH_MAX
}

/// How much of a line a column has, in thousandths of a millimetre.
pub(crate) fn room(width: u32, of: u32, across: bool) -> u32 {
    let sheet = if across { ACROSS_UM } else { UPRIGHT_UM };
    (sheet / of.max(1) * width).saturating_sub(SIDES_UM).max(EM_UM)
}

/// A word of so many letters is one that patterns of hyphenation know; what is longer is rather a number or a name.
const HYPHENATED_LETTERS_MAX: usize = 20;

/// A text in which a word that is wider than `room` may be cut anywhere, and no other word is touched. Where words are
/// hyphenated, those of a language are left to that.
pub(crate) fn cuttable(text: &str, room: u32, hyphenated: bool) -> String {
    let mut set = String::with_capacity(text.len());
    for word in text.split_inclusive(|char: char| char.is_whitespace() || is_wide(char)) {
        if wide(word) <= room || (hyphenated && is_word(word)) {
            set.push_str(word);
            continue;
        }
        for (nth, char) in word.chars().enumerate() {
            if nth > 0 && !char.is_whitespace() && !is_wide(char) {
                set.push(CUT);
            }
            set.push(char);
        }
    }
    set
}

fn is_word(word: &str) -> bool {
    let letters = word.trim_matches(|char: char| !char.is_ascii_alphabetic());
    letters.len() <= HYPHENATED_LETTERS_MAX
        && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a row with this text may be cut in two.
pub(crate) fn is_tall(text: &str, room: u32) -> bool {
    lines(text, room) > LINES_WHOLE_MAX
}

/// About how many lines a text takes.
pub(crate) fn lines(text: &str, room: u32) -> u32 {
    text.split('\n').map(|line| 1 + wide(line) / room).sum()
}

/// About how wide a text is, rather too much than too little.
fn wide(text: &str) -> u32 {
    text.chars().map(|char| if is_wide(char) { EM_UM } else { EM_UM * 3 / 5 }).sum()
}

/// Chinese characters and whatever is as wide: a line may end after each.
fn is_wide(char: char) -> bool {
    char >= '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use super::{CUT, cuttable, is_tall, room};

    #[test]
    fn only_words_that_fit_nowhere_may_be_cut() {
        let room = room(4, 40, true);
        assert_eq!(cuttable("Dongguan Ltd 东莞华晟", room, false), "Dongguan Ltd 东莞华晟");
        for hyphenated in [false, true] {
            let long = cuttable("Donaudampfschifffahrtsgesellschaft GmbH", room, hyphenated);
            assert_eq!(long.matches(CUT).count(), "Donaudampfschifffahrtsgesellschaft".len() - 1);
        }
    }

    #[test]
    fn words_of_a_language_are_left_to_their_hyphens() {
        let room = room(2, 40, true);
        assert_eq!(cuttable("Countersigned (headquarters)", room, true).matches(CUT).count(), 0);
        assert!(cuttable("Countersigned", room, false).contains(CUT));
        assert!(cuttable("zhang.wei@huasheng-electronics.example", room, true).contains(CUT));
    }

    #[test]
    fn a_row_longer_than_a_page_is_known() {
        let room = room(8, 40, true);
        assert!(!is_tall("深圳市前海海风智能科技控股集团有限公司华南大区第一分公司", room));
        assert!(is_tall(&"长".repeat(5_000), room));
    }
}
