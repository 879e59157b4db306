//! Text that somebody typed, made harmless to look at, by the same rules as on the screen (`ui/src/text/safe.ts`):
//! characters that would turn a line around, hide in it or stack up over it are shown as what they are.

/// The most characters of a text that are set.
const SHOWN_MAX: usize = 5_000;
/// The most marks that one letter bears.
const MARKS_MAX: usize = 4;

/// A text as it is set. Lines stay lines.
pub(crate) fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut marks = 0;
    for (nth, char) in text.chars().enumerate() {
        if nth == SHOWN_MAX {
            shown.push('…');
            break;
        }
        marks = if is_mark(char) { marks + 1 } else { 0 };
        match char {
            '\n' => shown.push(char),
            '\t' => shown.push(' '),
            '\0'..='\x1f' => shown.push(picture(char)),
            '\x7f' => shown.push('␡'),
            _ if is_hidden(char) => shown.push_str(&format!("[U+{:04X}]", u32::from(char))),
            _ if marks > MARKS_MAX => {
                if marks == MARKS_MAX + 1 {
                    shown.push('…');
                }
            }
            _ => shown.push(char),
        }
    }
    shown
}

/// The symbol for a control character.
fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or('�')
}

/// Overrides, embeddings, isolates and marks of direction; what is zero wide or invisible.
fn is_hidden(char: char) -> bool {
    matches!(char,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Marks that stand over or under the letter before them.
fn is_mark(char: char) -> bool {
    matches!(char,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::plain;

    fn check(text: &str, shown: &str) {
        assert_eq!(plain(text), shown);
    }

    #[test]
    fn what_hides_or_turns_the_line_is_shown() {
        check("东莞\u{202e}公司", "东莞[U+202E]公司");
        check("a\u{200b}b", "a[U+200B]b");
        check("a\0b\tc\nd", "a␀b c\nd");
    }

    #[test]
    fn marks_do_not_stack_up() {
        check(&format!("e{}x", "\u{301}".repeat(50)), "e\u{301}\u{301}\u{301}\u{301}…x");
    }

    #[test]
    fn what_is_endless_ends() {
        assert_eq!(plain(&"长".repeat(6_000)).chars().count(), 5_001);
    }
}
