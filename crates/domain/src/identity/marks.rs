//! What two cards have in common, put so that it can be found out without either of them being shown.
//!
//! [`compare`](super::compare) reads two cards side by side. Two laptops that may not read each other's cards
//! compare *marks* instead: each is one condition of DUP-02 with everything that must be equal in it, and two
//! cards meet in a mark or they do not. What must not differ goes beside it. The answer is the same.

use super::{IdentityTokens, Likeness, Mark as Strength, Token};
use crate::card::Card;
use crate::places::DivisionCode;

/// How many marks a card has at most, whether it asks or is asked about.
pub const MARKS_MAX: usize = 10;

/// One condition of DUP-02, with what must be equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mark {
    /// What makes the pair sure, if this does.
    pub sure: Option<Strength>,
    /// What must be equal.
    pub bytes: Vec<u8>,
}

/// What of a card must not differ for a pair to be sure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Beside {
    /// Valid unified credit code.
    pub credit_code: Option<Token>,
    /// The place in front of the name.
    pub place: Option<DivisionCode>,
}

/// What a card has to be found by.
pub fn found_by(card: &Card) -> Vec<Mark> {
    let mut marks = common(card);
    // For whoever names no place, though this card does.
    if card.identity.place.is_some() {
        marks.extend(names(&card.identity).map(|(kind, name)| somewhere(kind, name)));
    }
    marks
}

/// What a card asks for.
pub fn asks_for(card: &Card) -> Vec<Mark> {
    let mut marks = common(card);
    for (kind, name) in names(&card.identity) {
        marks.push(match card.identity.place {
            // Those that name no place, though this one does.
            Some(_) => probable(kind, &[&name.0, &place(None)]),
            None => somewhere(kind, name),
        });
    }
    marks
}

/// How an asking card compares with one that it met in these marks. `differs`: what is beside them.
pub fn likeness<'a>(met: impl Iterator<Item = &'a Mark>, differs: bool) -> Likeness {
    let (mut sure, mut probable): (Option<Strength>, bool) = (None, false);
    for mark in met {
        match mark.sure {
            Some(one) => sure = Some(sure.map_or(one, |other| other.min(one))),
            None => probable = true,
        }
    }
    match sure {
        Some(mark) if !differs => Likeness::Sure(mark),
        _ if probable => Likeness::Probable,
        _ => Likeness::Unlike,
    }
}

impl Beside {
    /// Of a card.
    pub fn of(card: &Card) -> Self {
        Self { credit_code: card.identity.credit_code, place: card.identity.place }
    }

    /// Its two parts as bytes, where they are there.
    pub fn parts(&self) -> [Option<Vec<u8>>; 2] {
        let code = self.credit_code.map(|code| code.0.to_vec());
        [code, self.place.map(|place| place.get().to_be_bytes().to_vec())]
    }
}

fn common(card: &Card) -> Vec<Mark> {
    let of = &card.identity;
    let site = card.site.filter(|site| site.is_prefecture());
    let mut marks = Vec::new();
    let mut sure = |strength, kind, parts: &[&[u8]]| {
        marks.push(Mark { sure: Some(strength), bytes: bytes(kind, parts) });
    };
    if let Some(code) = of.credit_code {
        sure(Strength::CreditCode, b'c', &[&code.0]);
    }
    if let Some(name) = of.name {
        let name = [name.0.as_slice(), &place(of.place)].concat();
        if let Some(phone) = of.phone {
            sure(Strength::Phone, b'P', &[&name, &phone.0]);
        }
        if let Some(domain) = of.domain {
            sure(Strength::Domain, b'D', &[&name, &domain.0]);
        }
        if site.is_some() {
            sure(Strength::Prefecture, b'S', &[&name, &place(site)]);
        }
    }
    marks.extend(of.phone.map(|phone| probable(b'p', &[&phone.0])));
    marks.extend(of.domain.map(|domain| probable(b'd', &[&domain.0])));
    marks.extend(names(of).map(|(kind, name)| probable(kind, &[&name.0, &place(of.place)])));
    marks
}

fn names(of: &IdentityTokens) -> impl Iterator<Item = (u8, Token)> {
    [of.name.map(|name| (b'n', name)), of.looks.map(|looks| (b'l', looks))].into_iter().flatten()
}

/// A name with whatever place.
fn somewhere(kind: u8, name: Token) -> Mark {
    probable(kind, &[&name.0, b"anywhere"])
}

fn probable(kind: u8, parts: &[&[u8]]) -> Mark {
    Mark { sure: None, bytes: bytes(kind, parts) }
}

/// Parts of fixed length, by kind: no two marks of different parts are the same bytes.
fn bytes(kind: u8, parts: &[&[u8]]) -> Vec<u8> {
    [&[kind], parts.concat().as_slice()].concat()
}

fn place(place: Option<DivisionCode>) -> [u8; 4] {
    place.map_or([0; 4], |place| place.get().to_be_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::{IdentityFields, IdentityKey, compare, tokens};
    use super::*;
    use crate::card::Source;
    use crate::ids::{CardId, PersonId};
    use crate::places;
    use crate::time::Instant;

    const COMPANIES: [&str; 9] = [
        "",
        "华晟电子有限公司",
        "东莞华晟电子有限公司",
        "深圳华晟电子有限公司",
        "惠州鼎立模具有限公司",
        "Siemens AG",
        "Siem\u{435}ns AG",
        "东莞Siemens",
        "Müller GmbH",
    ];
    const PHONES: [&str; 3] = ["", "13800138001", "13900139002"];
    const MAILS: [&str; 3] = ["", "a@huasheng.example", "b@dingli.example"];
    const CODES: [&str; 3] = ["", "91440300708461136T", "91350100M000100Y43"];
    const SITES: [&str; 4] = ["", "广东东莞", "深圳福田", "广东"];

    fn cards() -> Vec<Card> {
        let mut cards = Vec::new();
        for company in COMPANIES {
            for phone in PHONES {
                for email in MAILS {
                    for credit_code in CODES {
                        for site in SITES {
                            let fields = IdentityFields { company, phone, email, credit_code };
                            cards.push(Card {
                                id: CardId::mint(&PersonId::new("a"), Instant(0), [0; 5]),
                                fair: None,
                                source: Source::Conversation,
                                site: places::resolve(site),
                                identity: tokens(fields, &IdentityKey([7; 32])),
                                register: 1,
                                unattended: false,
                                talk_ended: None,
                                documented: 0,
                            });
                        }
                    }
                }
            }
        }
        cards
    }

    #[test]
    fn marks_say_what_comparing_the_cards_says() {
        let cards = cards();
        let found: Vec<(Beside, Vec<Mark>)> =
            cards.iter().map(|card| (Beside::of(card), found_by(card))).collect();
        assert!(found.iter().all(|(_, marks)| marks.len() <= MARKS_MAX));
        let mut seen = std::collections::BTreeMap::new();
        // Every seventh asks: all kinds of them, in a moment.
        for asking in cards.iter().step_by(7) {
            let asked = asks_for(asking);
            assert!(asked.len() <= MARKS_MAX);
            for (other, (beside, marks)) in cards.iter().zip(&found) {
                let met = asked.iter().filter(|mark| marks.contains(mark));
                let own = Beside::of(asking).parts();
                let mut parts = own.iter().zip(beside.parts());
                let differs = parts.any(|(a, b)| matches!((a, b), (Some(a), Some(b)) if *a != b));
                let by_marks = likeness(met, differs);
                let by_cards = compare(asking, other);
                assert_eq!(by_marks, by_cards, "{asking:?}\n{other:?}");
                *seen.entry(by_cards).or_insert(0) += 1;
            }
        }
        assert_eq!(seen.len(), 6, "every answer was given: {seen:?}");
    }
}
