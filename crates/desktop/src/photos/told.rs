//! What the reader tells, as the window shows it: which field each line fills.

use apart::Reading;
use app::view::{ReadField, ReadLine, ReadingView};

/// A line whose least sure character is below this is shown as one to be looked at.
const SURE: f32 = 0.8;
/// Fewer characters in common say nothing about a line.
const SAME_CHARS_MIN: usize = 2;

/// What is known so far.
pub(super) fn view(reading: &Reading, state: &str) -> ReadingView {
    let lines = reading.lines.iter().map(|line| ReadLine {
        text: line.text.clone(),
        corners: line.corners.iter().flat_map(|corner| [corner.x, corner.y]).collect(),
        sure: line.sure >= SURE,
    });
    let lines: Vec<ReadLine> = lines.collect();
    let said = &reading.fields;
    let first = |texts: &[String]| texts.first().cloned().unwrap_or_default();
    let rest = |texts: &[String]| texts.get(1..).unwrap_or_default().join("、");
    // A mobile belongs to the person, a telephone to everybody in his house.
    let numbers = [&said.mobiles[..], &said.phones[..]].concat();
    let fields = [
        ("company", said.company.clone()),
        ("person", said.person.clone()),
        ("phone", first(&numbers)),
        ("email", first(&said.emails)),
        ("site", said.address.clone()),
        ("title", said.title.clone()),
        ("wechat", said.wechat.clone()),
        ("website", said.website.clone()),
        ("otherPhones", rest(&numbers)),
        ("otherEmails", rest(&said.emails)),
    ];
    let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
    ReadingView {
        state: state.to_owned(),
        failed: String::new(),
        width: reading.width,
        height: reading.height,
        fields: fields.map(|(name, text)| field(name, text, &lines)).collect(),
        lines,
        codes: u32::try_from(reading.codes.len()).unwrap_or(u32::MAX),
    }
}

fn field(name: &str, text: String, lines: &[ReadLine]) -> ReadField {
    let wanted = bare(&text);
    let stands = |line: &ReadLine| {
        let there = bare(&line.text);
        let (long, short) =
            if there.len() > wanted.len() { (&there, &wanted) } else { (&wanted, &there) };
        short.chars().count() >= SAME_CHARS_MIN && long.contains(short.as_str())
    };
    let on: Vec<usize> = (0..lines.len()).filter(|nth| stands(&lines[*nth])).collect();
    ReadField {
        name: name.to_owned(),
        text,
        sure: on.iter().all(|nth| lines[*nth].sure),
        lines: on.into_iter().map(|nth| u32::try_from(nth).unwrap_or(u32::MAX)).collect(),
    }
}

/// Letters and digits only: a reader's field is tidier than the line that it stands on.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> ReadLine {
        ReadLine { text: text.to_owned(), corners: Vec::new(), sure: true }
    }

    #[test]
    fn a_field_is_found_on_the_lines_that_it_was_read_from() {
        let lines = ["张伟 销售经理", "手机：138-0013-8001", "东莞市长安镇", "振安路8号", "TEL"];
        let lines: Vec<ReadLine> = lines.map(line).into();
        let check = |text: &str, expected: &[u32]| {
            assert_eq!(field("x", text.to_owned(), &lines).lines, expected, "{text}");
        };
        check("张伟", &[0]);
        check("13800138001", &[1]);
        check("东莞市长安镇振安路8号", &[2, 3]);
        check("李强", &[]);
    }
}
