//! The person, and what he is in the company.

use super::labels::Label;
use super::piece::Piece;
use super::vocabulary::{
    ADDRESS_LATIN, COMPANY_LATIN, NOT_NAMES, SURNAMES, SURNAMES_LATIN, SURNAMES_TWO, TITLE_HEADS,
    TITLE_MODIFIERS, TITLE_STARTS, TITLES_HAN, is_han,
};

/// A name that may be the person's.
#[derive(Clone, Debug)]
struct Candidate {
    name: String,
    /// What stands on the same line beside it, if that is a title.
    title: String,
    row: usize,
    score: f32,
}

/// The person and the title; what no line says is empty. Rows that are `taken` say something else.
pub(crate) fn person(
    pieces: &[Piece],
    taken: &[usize],
    emails: &[String],
    company: &str,
) -> (String, String) {
    let called = |label: Label| pieces.iter().find(|piece| piece.is(label));
    let free: Vec<&Piece> = pieces
        .iter()
        .filter(|piece| piece.unlabelled() || piece.is(Label::Person) || piece.is(Label::Title))
        .filter(|piece| {
            !taken.contains(&piece.row) && !piece.plain.contains(['@', '0', '1', '2', '9'])
        })
        .collect();
    let tallest = free.iter().map(|piece| piece.height).fold(1.0, f32::max);
    let titles: Vec<&Piece> = free.iter().filter(|piece| is_title(&piece.text)).copied().collect();
    let mut candidates: Vec<Candidate> = Vec::new();
    for piece in &free {
        let mut found = han(piece);
        found.extend(latin(piece, emails));
        for mut candidate in found {
            candidate.score += piece.height / tallest;
            let near = titles.iter().any(|title| title.row.abs_diff(piece.row) <= 1);
            candidate.score += if near || !candidate.title.is_empty() { 1.0 } else { 0.0 };
            candidate.score += if piece.is(Label::Person) { 3.0 } else { 0.0 };
            // A part of the company's name is its mark.
            candidate.score -= if company.contains(&candidate.name) { 3.0 } else { 0.0 };
            candidates.push(candidate);
        }
    }
    // Of equals the upper one.
    candidates
        .sort_by(|one, other| other.score.total_cmp(&one.score).then(one.row.cmp(&other.row)));
    let best = candidates.first();
    let name = best.filter(|best| best.score > 0.0).map(|best| best.name.clone());
    // A rare name, but it is called one; or it stands where names stand.
    let name = name.or_else(|| called(Label::Person).map(|piece| clean(&piece.text)));
    let rare = unlisted(&free, &titles, company).filter(|_| name.is_none());
    let name = name.or_else(|| rare.as_ref().map(|rare| rare.name.clone())).unwrap_or_default();
    let best = rare.as_ref().or(best);
    let chinese = name.chars().any(is_han);
    let own = best.map(|best| best.title.clone()).unwrap_or_default();
    let row = best.map_or(0, |best| best.row);
    // A card in two languages has the title in each; the name's is wanted.
    let fits = |text: &str| text.chars().any(is_han) == chinese;
    let nearest = |same: bool| {
        let wanted = titles.iter().filter(|title| !same || fits(&title.text));
        wanted.min_by_key(|title| title.row.abs_diff(row)).map(|title| clean(&title.text))
    };
    let title = match called(Label::Title) {
        Some(title) => clean(&title.text),
        None if !own.is_empty() && fits(&own) => own,
        None => nearest(true)
            .or_else(|| (!own.is_empty()).then_some(own))
            .or_else(|| nearest(false))
            .unwrap_or_default(),
    };
    let title = in_one_tongue(&without(&title, &name));
    (name, title)
}

/// So much larger than a title is a name that stands below it.
const LARGER: f32 = 1.2;

/// A name whose family is not listed: two or three characters by themselves, beside a title, above one, or in larger
/// letters below; of several the largest.
fn unlisted(free: &[&Piece], titles: &[&Piece], company: &str) -> Option<Candidate> {
    let mut found = Vec::new();
    for piece in free {
        let parts = runs(&piece.text);
        let title = parts.iter().find(|part| is_title(part));
        let near = titles.iter().any(|title| {
            title.row == piece.row + 1
                || piece.row == title.row + 1 && piece.height > title.height * LARGER
        });
        if parts.len() > 2 || title.is_none() && !near {
            continue;
        }
        let may_be = |part: &&String| {
            (2..=3).contains(&part.chars().count())
                && !is_title(part)
                && !company.contains(part.as_str())
                && !NOT_NAMES.iter().chain(TITLES_HAN).any(|word| part.contains(word))
        };
        let title = title.cloned().unwrap_or_default();
        found.extend(parts.iter().filter(may_be).map(|name| Candidate {
            name: name.clone(),
            title: title.clone(),
            row: piece.row,
            score: piece.height,
        }));
    }
    // Of equals the upper one.
    found.into_iter().rev().max_by(|one, other| one.score.total_cmp(&other.score))
}

/// A title without the name that stands on its line.
fn without(title: &str, name: &str) -> String {
    match title.split_once(name) {
        Some((before, after)) if !name.is_empty() => clean(&format!("{before} {after}")),
        _ => title.to_owned(),
    }
}

/// 总经理 / General Manager says it twice.
fn in_one_tongue(title: &str) -> String {
    let Some(end) = title.char_indices().find(|(_, c)| c.is_ascii_alphabetic()) else {
        return title.to_owned();
    };
    let (before, rest) = title.split_at(end.0);
    let doubled = before.chars().any(is_han) && !rest.chars().any(is_han) && is_title(rest);
    if doubled { clean(before) } else { title.to_owned() }
}

fn clean(text: &str) -> String {
    let edge = |c: char| c.is_whitespace() || "|/,，、·•:：;-—_（）()【】[]".contains(c);
    // A bracket that both opens and closes within belongs to the title.
    let trimmed = text.trim_matches(|c: char| edge(c) && !"()（）".contains(c));
    if trimmed.starts_with(['(', '（']) {
        trimmed.trim_matches(edge).to_owned()
    } else {
        trimmed.to_owned()
    }
}

/// Whether a text is somebody's title.
fn is_title(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let han = compact.chars().filter(|c| is_han(*c)).count();
    if (2..=14).contains(&han) && TITLES_HAN.iter().any(|title| ends_part(&compact, title)) {
        return true;
    }
    let words = words(text);
    han == 0
        && (1..=8).contains(&words.len())
        && words.iter().any(|word| TITLE_HEADS.contains(&word.as_str()))
        && !words.iter().any(|word| is_company_word(word))
}

/// Whether a title ends the text, or a part of it.
fn ends_part(text: &str, title: &str) -> bool {
    let after = |at: usize| text[at + title.len()..].chars().next();
    text.match_indices(title).any(|(at, _)| after(at).is_none_or(|c| !is_han(c)))
}

fn is_company_word(word: &str) -> bool {
    COMPANY_LATIN.contains(&word) && word != "international"
}

fn words(text: &str) -> Vec<String> {
    let part = |c: char| c.is_whitespace() || ",，/|&·()（）".contains(c);
    let word = |word: &str| word.trim_matches('.').to_lowercase();
    text.split(part).map(word).filter(|word| !word.is_empty()).collect()
}

/// Chinese names of a line: by themselves, beside a title, or grown together with one.
fn han(piece: &Piece) -> Vec<Candidate> {
    let mut found = Vec::new();
    let parts = runs(&piece.text);
    for (nth, part) in parts.iter().enumerate() {
        let Some((name, rest)) = name_and_title(part) else { continue };
        let beside = parts.iter().enumerate().filter(|(other, _)| *other != nth);
        let beside: Vec<&str> = beside.map(|(_, part)| part.as_str()).collect();
        let others = beside.iter().find(|part| is_title(part)).map(|part| (*part).to_owned());
        let title = if rest.is_empty() { others.unwrap_or_default() } else { rest };
        // One word in a long line of words is rather a word.
        let alone = if beside.len() <= 1 { 2.0 } else { 0.5 };
        found.push(Candidate { name, title, row: piece.row, score: alone });
    }
    found
}

/// The runs of Chinese characters of a line. Characters that stand one by one are one run: 吴 国 栋.
fn runs(text: &str) -> Vec<String> {
    let edge = |c: char| !is_han(c);
    let parts: Vec<&str> = text.split(edge).filter(|part| !part.is_empty()).collect();
    let single = |part: &&str| part.chars().count() == 1;
    let mut runs: Vec<String> = Vec::new();
    let mut open = false;
    for part in parts {
        match runs.last_mut() {
            Some(last) if open && single(&part) => last.push_str(part),
            _ => runs.push(part.to_owned()),
        }
        open = single(&part);
    }
    runs
}

/// 吴国栋厂长 is 吴国栋 and 厂长; 王芳总经理 is 王芳 and 总经理, not 王芳总 and 经理.
fn name_and_title(run: &str) -> Option<(String, String)> {
    if NOT_NAMES.iter().any(|word| run.starts_with(word)) {
        return None;
    }
    let run = ["先生", "女士", "小姐"].iter().find_map(|end| run.strip_suffix(end)).unwrap_or(run);
    let signs: Vec<char> = run.chars().collect();
    let first = *signs.first()?;
    let family = match SURNAMES_TWO.iter().any(|family| run.starts_with(family)) {
        true => 2,
        false if SURNAMES.contains(first) => 1,
        false => return None,
    };
    for given in 1..=2 {
        let Some((name, rest)) = signs.split_at_checked(family + given) else { continue };
        let (name, rest): (String, String) = (name.iter().collect(), rest.iter().collect());
        if TITLES_HAN.iter().any(|title| name.ends_with(title)) {
            return None;
        }
        let begins = TITLE_STARTS.iter().chain(TITLES_HAN).any(|word| rest.starts_with(word));
        if rest.is_empty() || begins && is_title(&rest) {
            return Some((name, rest));
        }
    }
    None
}

/// Names in Latin letters: two to four words that begin with capitals, and are words of nothing else.
fn latin(piece: &Piece, emails: &[String]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for part in piece.text.split(['|', '/', ',', '，', '(', ')', '（', '）', '•', '·']) {
        let part: String = part.chars().map(|c| if is_han(c) { ' ' } else { c }).collect();
        let all: Vec<&str> = part.split_whitespace().collect();
        let courtesy = ["mr", "ms", "mrs", "miss", "dr", "prof"];
        let bare = |word: &str| word.trim_matches('.').to_lowercase();
        let from =
            usize::from(all.first().is_some_and(|word| courtesy.contains(&bare(word).as_str())));
        let all = &all[from..];
        // David Wang Sales Manager: the name ends where the title begins.
        let end = all.iter().position(|word| is_of_titles(&bare(word)));
        let (name, title) = all.split_at(end.unwrap_or(all.len()));
        if !(2..=4).contains(&name.len()) || !name.iter().all(|word| is_name_word(word)) {
            continue;
        }
        let low: Vec<String> = name.iter().map(|word| bare(word)).collect();
        let family = low.iter().any(|word| SURNAMES_LATIN.contains(&word.as_str()));
        let known = |email: &String| {
            let local = email.split('@').next().unwrap_or_default().to_lowercase();
            low.iter().any(|word| word.len() > 2 && local.contains(word.as_str()))
        };
        let mut score = 0.0;
        score += if family { 0.7 } else { 0.0 };
        score += if emails.iter().any(known) { 1.0 } else { 0.0 };
        score += if name.len() <= 3 { 0.3 } else { 0.0 };
        let title = title.join(" ");
        let title = if is_title(&title) { title } else { beside(&piece.text, &name.join(" ")) };
        found.push(Candidate { name: name.join(" "), title, row: piece.row, score });
    }
    found
}

/// Whether a word in small letters is a title, or stands before one.
fn is_of_titles(word: &str) -> bool {
    TITLE_HEADS.contains(&word) || TITLE_MODIFIERS.contains(&word)
}

/// The title that stands behind a name and a comma.
fn beside(line: &str, name: &str) -> String {
    let rest = line.split_once(name).map_or("", |(_, rest)| rest);
    let rest = clean(rest);
    if is_title(&rest) { rest } else { String::new() }
}

fn is_name_word(word: &str) -> bool {
    let low = word.trim_matches('.').to_lowercase();
    let of_names = |c: char| c.is_alphabetic() || "-.'’".contains(c);
    let listed = |list: &[&str]| list.contains(&low.as_str());
    word.chars().all(of_names)
        && word.starts_with(char::is_uppercase)
        && !is_of_titles(&low)
        && !listed(COMPANY_LATIN)
        && !(listed(ADDRESS_LATIN) && low != "kong")
}
