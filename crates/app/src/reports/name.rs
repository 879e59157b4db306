//! What a report's file is called: its form, whose or which fair's, and its day.

use crate::view::ReportInput;
use crate::workspace::Workspace;
use domain::{FairId, PersonId};

/// How long a part of it may be: a long name of a fair leaves room for the rest.
const PART_CHARS_MAX: usize = 40;

/// The beginning of the name, for people: `E5-上海工业展-2026-03-13`. A report of a whole fair has the day on which
/// it was taken out.
pub(super) fn name(workspace: &Workspace, input: &ReportInput, today: &str) -> String {
    let as_of = domain::time::Instant(i64::MAX);
    let fair = workspace.book().company.fair(&FairId::new(&input.fair), as_of);
    let fair = fair.map(|fair| fair.name.as_str()).unwrap_or_default();
    let person = match input.person.as_str() {
        "" => String::new(),
        person => workspace.name(&PersonId::new(person)),
    };
    let day = if input.day.is_empty() { today } else { &input.day };
    joined(&[&input.form.to_uppercase(), fair, &person, day])
}

/// The parts that say something, with nothing in them that a file's name may not have anywhere.
fn joined(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| safe(part)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

fn safe(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").chars().take(PART_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_name_says_what_it_is_of_and_nothing_that_a_folder_would_read() {
        let check = |parts: &[&str], name: &str| assert_eq!(joined(parts), name);
        check(&["E5", "上海工业展", "", "2026-03-13"], "E5-上海工业展-2026-03-13");
        check(
            &["E3", "../广州: 2026/春 \u{202e}", "王芳", "2026-03-13"],
            "E3-广州-2026-春-王芳-2026-03-13",
        );
        check(&["E2", "", "", "2026-03-13"], "E2-2026-03-13");
        check(&["E1", &"长".repeat(300), "", ""], &format!("E1-{}", "长".repeat(40)));
    }
}
