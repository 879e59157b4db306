use super::fold::fold;
use crate::places::{DivisionCode, whole};

/// The text without brackets that hold a place, and the places. Other brackets, as in
/// 华晟(集团)有限公司, are punctuation.
pub(super) fn without_places(text: &str) -> (String, Vec<DivisionCode>) {
    let mut kept = String::new();
    let mut places = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(is_opening) {
        let (held, after) = after.split_once(is_bracket).unwrap_or((after, ""));
        let held = fold(held);
        kept += before;
        match whole(&held) {
            Some(place) => places.push(place),
            None => kept += &held,
        }
        rest = after;
    }
    (kept + rest, places)
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '【' | '〔' | '〈' | '《' | '「' | '『')
}

fn is_bracket(c: char) -> bool {
    is_opening(c) || matches!(c, ')' | ']' | '}' | '>' | '】' | '〕' | '〉' | '》' | '」' | '』')
}
