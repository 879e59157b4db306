//! The company, and where it is.

use super::labels::Label;
use super::piece::Piece;
use super::vocabulary::{
    ADDRESS_HAN, ADDRESS_LATIN, COMPANY_HAN, COMPANY_LATIN, TITLE_HEADS, TITLES_HAN, is_han,
};

/// A text, and the rows that it was made of.
#[derive(Clone, Default, Debug)]
pub(crate) struct Found {
    pub(crate) text: String,
    pub(crate) taken: Vec<usize>,
}

/// The company's name: in Chinese if the card has it, by the surest end, then the largest. Every line that is
/// some company's is taken: none of them is a person.
pub(crate) fn company(pieces: &[Piece], website: &str, emails: &[String]) -> Found {
    if let Some(named) = pieces.iter().find(|piece| piece.is(Label::Company)) {
        return Found { text: named.text.clone(), taken: vec![named.row] };
    }
    let free: Vec<&Piece> = pieces.iter().filter(|piece| piece.unlabelled()).collect();
    let mut found: Vec<(u32, f32, Found)> = Vec::new();
    for (nth, piece) in free.iter().enumerate() {
        let Some(rank) = company_rank(piece) else { continue };
        let mut one = Found { text: piece.text.clone(), taken: vec![piece.row] };
        if is_end_only(piece) && nth > 0 && below(free[nth - 1], piece) {
            let before = free[nth - 1];
            let space = if piece.has_han() { "" } else { " " };
            one.text = format!("{}{space}{}", before.text, one.text);
            one.taken.push(before.row);
        }
        found.push((rank, piece.height, one));
    }
    let taken: Vec<usize> = found.iter().flat_map(|(.., one)| one.taken.clone()).collect();
    let best =
        found.into_iter().min_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
    match best {
        Some((.., best)) => Found { text: trimmed(&best.text), taken },
        None => by_domain(&free, website, emails).unwrap_or_default(),
    }
}

/// A name without any end, which the company's own domain is made of: SIEMENS at siemens.com.
fn by_domain(free: &[&Piece], website: &str, emails: &[String]) -> Option<Found> {
    let host = website.trim_start_matches("www.").split('.').next().unwrap_or_default();
    let of_mail = emails.first().and_then(|email| email.split('@').nth(1));
    let of_mail = of_mail.and_then(|domain| domain.split('.').next()).unwrap_or_default();
    let stem = if host.is_empty() { of_mail } else { host }.replace('-', "");
    let named = |piece: &&&Piece| {
        let low = piece.plain.to_lowercase();
        let letters: String = low.chars().filter(|c| c.is_alphanumeric()).collect();
        let mark = low.split_whitespace().next().unwrap_or_default();
        let alike = stem.len() >= 3 && letters == stem || mark.len() >= 4 && stem.starts_with(mark);
        alike && !piece.plain.contains(['@', '.'])
    };
    let found = free.iter().find(named)?;
    Some(Found { text: trimmed(&found.text), taken: vec![found.row] })
}

/// Lower is surer; `None` for what is no company.
fn company_rank(piece: &Piece) -> Option<u32> {
    let text: String = piece.plain.chars().filter(|c| !c.is_whitespace()).collect();
    if text.contains(['@']) || text.contains("www.") {
        return None;
    }
    let count = text.chars().filter(|c| is_han(*c)).count();
    if count >= 4 {
        let core = text.split('(').next().unwrap_or(&text);
        let place = COMPANY_HAN.iter().position(|end| {
            // A department or a branch may follow the surest ends, nothing the others.
            text.ends_with(end) || core.ends_with(end) || *end == "有限公司" && text.contains(end)
        })?;
        let titled = TITLES_HAN.iter().any(|title| text.ends_with(title));
        let address = text.chars().any(|c| c.is_ascii_digit()) && place > 2;
        return (!titled && !address).then_some(place as u32);
    }
    let words = latin_words(&piece.plain);
    if count > 0 || words.len() > 10 {
        return None;
    }
    let place = COMPANY_LATIN.iter().position(|end| words.iter().any(|word| word == end))?;
    let titled = words.iter().any(|word| TITLE_HEADS.contains(&word.as_str()));
    let address = piece.plain.chars().any(|c| c.is_ascii_digit()) && place > 4;
    // Two words of an address beside "industrial" make it one.
    let street = words.iter().filter(|word| ADDRESS_LATIN.contains(&word.as_str())).count() >= 2;
    let sure = place <= 6;
    ((sure || !titled && !street && words.len() >= 2) && !address).then_some(100 + place as u32)
}

/// Only the end of a name, whose beginning stands in the line above.
fn is_end_only(piece: &Piece) -> bool {
    let text = piece.plain.trim();
    if piece.has_han() {
        return text.starts_with("有限") || text.starts_with("股份") || text.chars().count() <= 5;
    }
    let ends = |word: &String| COMPANY_LATIN[..12].contains(&word.as_str());
    latin_words(text).iter().all(ends)
}

/// Whether a line goes on with the one above it: as high, and not far below.
fn below(above: &Piece, piece: &Piece) -> bool {
    let high = above.height.max(piece.height);
    above.height.min(piece.height) > 0.7 * high
        && (piece.top - above.top).abs() < 2.2 * high
        && above.has_han() == piece.has_han()
        && above.unlabelled()
        && !above.plain.chars().any(|c| c.is_ascii_digit() || c == '@')
}

fn latin_words(text: &str) -> Vec<String> {
    let part = |c: char| c.is_whitespace() || ",/|&()".contains(c);
    let word = |word: &str| word.trim_matches('.').to_lowercase();
    // Co.,Ltd. and Co.Ltd are two words.
    let text = text.replace("o.L", "o. L").replace("O.L", "O. L").replace(".,", " ");
    text.split(part).map(word).filter(|word| !word.is_empty()).collect()
}

/// Letters far apart are one word in Chinese.
fn trimmed(text: &str) -> String {
    let text = text.trim();
    let signs: Vec<char> = text.chars().collect();
    let han = |at: usize| signs.get(at).is_some_and(|c| is_han(*c) || "（）()".contains(*c));
    let keep = |at: usize| !(signs[at].is_whitespace() && at > 0 && han(at - 1) && han(at + 1));
    (0..signs.len()).filter(|at| keep(*at)).map(|at| signs[at]).collect()
}

/// The address, with the lines that go on with it; in Chinese if the card has one.
pub(crate) fn address(pieces: &[Piece], taken: &[usize]) -> Found {
    let mut best: Option<(u32, Found)> = None;
    for (nth, piece) in pieces.iter().enumerate() {
        let named = piece.is(Label::Address);
        let says = named || piece.unlabelled() && is_address(piece);
        if taken.contains(&piece.row) || !says {
            continue;
        }
        let mut one = Found { text: trimmed(&piece.text), taken: vec![piece.row] };
        let mut last = piece;
        for next in &pieces[nth + 1..] {
            if taken.contains(&next.row) || !goes_on(last, next) {
                break;
            }
            let space = if last.has_han() && next.has_han() { "" } else { " " };
            one.text = format!("{}{space}{}", one.text, trimmed(&next.text));
            one.taken.push(next.row);
            last = next;
        }
        let rank = 2 * u32::from(piece.has_han()) + u32::from(named);
        if best.as_ref().is_none_or(|(other, _)| rank > *other) {
            best = Some((rank, one));
        }
    }
    best.map(|(_, one)| one).unwrap_or_default()
}

fn is_address(piece: &Piece) -> bool {
    if piece.plain.contains('@') || piece.plain.contains("www.") {
        return false;
    }
    let digits = piece.plain.chars().any(|c| c.is_ascii_digit());
    if piece.has_han() {
        let parts = ADDRESS_HAN.iter().filter(|part| piece.plain.contains(**part)).count();
        let long = piece.plain.chars().count() >= 6;
        return long && (parts >= 3 || parts >= 2 && digits);
    }
    let words = latin_words(&piece.plain);
    let parts = words.iter().filter(|word| ADDRESS_LATIN.contains(&word.as_str())).count();
    parts >= 3 || parts >= 2 && (digits || piece.plain.contains(','))
}

/// Whether an address goes on in the next line: as high, right below, in the same script, and called nothing
/// else.
fn goes_on(last: &Piece, next: &Piece) -> bool {
    let high = last.height.max(next.height);
    let near = (next.top - last.top).abs() < 2.2 * high && (next.top - last.top).abs() > 0.5 * high;
    let alike = last.height.min(next.height) > 0.7 * high;
    let words = next.plain.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let titled = TITLES_HAN.iter().any(|title| next.plain.ends_with(title));
    let site = next.plain.contains(['@']) || next.plain.contains("www");
    next.unlabelled()
        && near
        && alike
        && words
        && !titled
        && !site
        && last.has_han() == next.has_han()
        && (next.left - last.left).abs() < 12.0 * high
}
