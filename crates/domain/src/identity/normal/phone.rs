//! Hand rules rather than libphonenumber: nearly every number here is Chinese, the plan fits on a
//! page, and a table of the whole world would be megabytes that change with every release, and with
//! them what is a duplicate.

use super::fold::simplify;
use super::numbering;

/// In characters; a longer text is not a phone number.
const PHONE_CHARS_MAX: usize = 80;
/// What people write in front, longest first.
const LABELS: &str = "联系电话 联系方式 mobile phone 电话 手机 座机 固话 微信 mob tel m p t";
const EXTENSIONS: &str = "转 分机 内线 ext x #";

/// A phone number as E.164 (DUP-02); without a country it is China's: `138 0013 8001` gives
/// `+8613800138001`, `(0769)2233-4455转801` gives `+8676922334455`.
///
/// Of several numbers in one field the first good one counts. An extension is dropped. China: mobile,
/// landline with area code, 400 and 800. Elsewhere: `+` or `00` and 8 to 15 digits, unchecked. `None`
/// for everything else, a landline without its area code and short numbers among it.
pub fn phone(text: &str) -> Option<String> {
    if text.chars().nth(PHONE_CHARS_MAX).is_some() {
        return None;
    }
    let plain = simplify(text);
    let separators = ['/', ',', ';', '、', '|', '\n', '或'];
    plain.split(separators).find_map(|field| {
        // A space may stand within a number (138 0013 8001) or between two.
        let joined: String = field.split_whitespace().collect();
        labelled(&joined).or_else(|| field.split_whitespace().find_map(labelled))
    })
}

fn labelled(text: &str) -> Option<String> {
    let label = LABELS.split(' ').find_map(|label| text.strip_prefix(label));
    let text = label.unwrap_or(text).trim_start_matches([':', '.']);
    let ends = EXTENSIONS.split(' ').filter_map(|mark| text.find(mark));
    let text = &text[..ends.min().unwrap_or(text.len())];
    // 0755-12345678-801 is a landline and an extension.
    let shorter = || text.rsplit_once(is_dash).filter(|(_, last)| last.len() <= 5);
    number(text).or_else(|| number(shorter()?.0))
}

fn number(text: &str) -> Option<String> {
    let digits = digits(text)?;
    let abroad = digits.strip_prefix('+').or_else(|| digits.strip_prefix("00"));
    match abroad {
        Some(abroad) => numbering::international(abroad),
        // 86-755-… is written without its plus too, and no number within China is that long.
        None if digits.starts_with("86") && digits.len() >= 12 => numbering::international(&digits),
        None => numbering::within_china(&digits),
    }
}

/// Digits, after a plus perhaps. In `+49 (0)30` the zero is dialled at home only.
fn digits(text: &str) -> Option<String> {
    let is_abroad = text.starts_with(['+', '(']) || text.starts_with("00");
    let text = if is_abroad { text.replacen("(0)", "", 1) } else { text.to_owned() };
    let (plus, body) = match text.strip_prefix("(+").or_else(|| text.strip_prefix('+')) {
        Some(body) => ("+", body),
        None => ("", text.as_str()),
    };
    let is_mark = |c: char| is_dash(c) || matches!(c, '(' | ')' | '.' | '·');
    let is_expected = body.chars().all(|c| c.is_ascii_digit() || is_mark(c));
    let digits = || body.chars().filter(char::is_ascii_digit);
    is_expected.then(|| plus.chars().chain(digits()).collect())
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' | '_' | 'ー' | '一')
}

#[cfg(test)]
mod tests {
    use super::phone;

    fn check(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(phone(text).as_deref(), Some(*expected), "{text}");
        }
    }

    #[test]
    fn a_chinese_mobile_is_read_however_it_is_written() {
        for text in [
            "13800138001",
            "138 0013 8001",
            "138-0013-8001",
            "+8613800138001",
            "+86-138-0013-8001",
            "+86 138 0013 8001",
            "(+86)13800138001",
            "(86)13800138001",
            "8613800138001",
            "008613800138001",
            "0086-138 0013 8001",
            "１３８００１３８００１",
            "＋８６　１３８００１３８００１",
            "\u{202d}13800138001\u{202c}",
            "手机：13800138001",
            "Tel: 138.0013.8001",
            "13800138001/0755-12345678",
            "13800138001、13900139001",
            "13800138001 13900139001",
            "手机13800138001 电话0755-12345678",
            "013800138001",
            "17951 13800138001",
        ] {
            check(&[(text, "+8613800138001")]);
        }
    }

    #[test]
    fn a_landline_needs_its_area_and_loses_its_extension() {
        check(&[
            ("0755-12345678", "+8675512345678"),
            ("(0769)22334455", "+8676922334455"),
            ("（0769）2233 4455", "+8676922334455"),
            ("0769-22334455转801", "+8676922334455"),
            ("0769-22334455 轉 801", "+8676922334455"),
            ("0769-22334455 ext. 801", "+8676922334455"),
            ("0769-22334455x801", "+8676922334455"),
            ("0769-22334455#801", "+8676922334455"),
            ("0755-12345678-801", "+8675512345678"),
            ("+86 755 1234 5678", "+8675512345678"),
            ("+86 (0)755 1234 5678", "+8675512345678"),
            ("+86-0755-12345678", "+8675512345678"),
            ("86-755-12345678", "+8675512345678"),
            ("010-88888888", "+861088888888"),
            ("021 6123 4567", "+862161234567"),
            ("0512-5712345", "+865125712345"),
            ("400-123-4567", "+864001234567"),
        ]);
    }

    #[test]
    fn a_foreign_number_is_kept_if_plausible() {
        check(&[
            ("+49 30 1234567", "+49301234567"),
            ("+49 (0)30 1234567", "+49301234567"),
            ("0049 30 1234567", "+49301234567"),
            ("+852 2123 4567", "+85221234567"),
            ("+1 (415) 555-0100", "+14155550100"),
        ]);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            " ",
            "-",
            "无",
            "12345",
            "10086",
            "22334455",
            "1380013800",
            "138001380011",
            "12800138001",
            "+",
            "+49",
            "+4912",
            "+1234567890123456",
            "+0123456789",
            "+86 123",
            "0755",
            "0755-0123456",
            "026-12345678",
            "abc13800138001",
            "13800138001abc",
            "一三八",
            "١٣٨٠٠١٣٨٠٠١",
            "☎",
            "🏭",
            "+86+8613800138001",
            "(((",
            "…",
        ] {
            assert_eq!(phone(text), None, "{text:?}");
        }
        for text in ["1", "+", "-", "转", "/", "13800138001", "ﷺ", "\u{301}"] {
            assert_eq!(phone(&text.repeat(10_000)), None, "{text:?}");
        }
    }
}
