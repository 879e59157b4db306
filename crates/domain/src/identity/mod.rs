//! Which cards are one customer (DUP-02).
//!
//! *Sure* pairs join by themselves, *probable* ones wait for a person, and there are no scores. Cards
//! are compared by keyed tokens, never by their text, so that a colleague's laptop can rule on a card
//! whose name and phone it may not read.

mod bridge;
mod customers;
pub mod marks;
pub mod normal;

use crate::card::Card;
use crate::places::DivisionCode;

pub use bridge::Signed;
pub use customers::{Decided, Neighbours, Word};

/// The company's secret for tokens. Every enrolled device has it; nobody else can test a guess.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityKey(pub [u8; 32]);

impl std::fmt::Debug for IdentityKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdentityKey(…)")
    }
}

/// A keyed hash of one normalised mark of identity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Token(pub [u8; 16]);

/// What identifies a customer on a card, as tokens.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct IdentityTokens {
    /// Version of the normalisation tables that made them.
    pub tables: u16,
    /// Name without legal suffix and place.
    pub name: Option<Token>,
    /// The place in front of the name or in brackets.
    pub place: Option<DivisionCode>,
    /// Phone.
    pub phone: Option<Token>,
    /// Own mail domain.
    pub domain: Option<Token>,
    /// Valid unified credit code.
    pub credit_code: Option<Token>,
    /// How the name looks, where letters of another script or spelling could be mistaken for it.
    pub looks: Option<Token>,
}

/// The fields of a card that identify its customer, as typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdentityFields<'a> {
    /// Company.
    pub company: &'a str,
    /// Phone.
    pub phone: &'a str,
    /// E-mail.
    pub email: &'a str,
    /// Unified credit code.
    pub credit_code: &'a str,
}

/// Makes the tokens of a card.
pub fn tokens(fields: IdentityFields<'_>, key: &IdentityKey) -> IdentityTokens {
    let name = normal::company_name(fields.company);
    let token = |context: &str, text: &str| {
        let mut hasher = blake3::Hasher::new_keyed(&key.0);
        hasher.update(context.as_bytes()).update(&[0]).update(text.as_bytes());
        let mut token = [0; 16];
        token.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Token(token)
    };
    IdentityTokens {
        tables: normal::TABLES_VERSION,
        name: name.as_ref().map(|name| token("name", &name.base)),
        looks: name
            .as_ref()
            .and_then(|name| normal::looks(&name.base))
            .map(|looks| token("looks", &looks)),
        place: name.and_then(|name| name.place),
        phone: normal::phone(fields.phone).map(|phone| token("phone", &phone)),
        domain: normal::own_domain(fields.email).map(|domain| token("domain", &domain)),
        credit_code: normal::credit_code(fields.credit_code).map(|code| token("credit", &code)),
    }
}

impl IdentityTokens {
    /// The tokens under which a card is looked up: two cards that share none are never one customer.
    pub fn all(&self) -> impl Iterator<Item = Token> {
        [self.name, self.phone, self.domain, self.credit_code, self.looks].into_iter().flatten()
    }
}

/// How two cards compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Likeness {
    /// One customer, by this mark.
    Sure(Mark),
    /// A person decides; meanwhile two customers, shown as possible duplicates.
    Probable,
    /// Two customers.
    Unlike,
}

/// What makes a pair sure, strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Mark {
    /// The same valid unified credit code.
    CreditCode,
    /// The same name and the same phone.
    Phone,
    /// The same name and the same own mail domain.
    Domain,
    /// The same name and the same prefecture of the site.
    Prefecture,
}

/// Compares two cards by DUP-02. Symmetric.
pub fn compare(a: &Card, b: &Card) -> Likeness {
    let same = |x: Option<Token>, y: Option<Token>| x.is_some() && x == y;
    let (ia, ib) = (&a.identity, &b.identity);
    let base = same(ia.name, ib.name);
    let name = base && ia.place == ib.place;
    let phone = same(ia.phone, ib.phone);
    let domain = same(ia.domain, ib.domain);
    let prefecture = a.site.is_some_and(DivisionCode::is_prefecture) && a.site == b.site;
    let sure = if same(ia.credit_code, ib.credit_code) {
        Some(Mark::CreditCode)
    } else if name && phone {
        Some(Mark::Phone)
    } else if name && domain {
        Some(Mark::Domain)
    } else if name && prefecture {
        Some(Mark::Prefecture)
    } else {
        None
    };
    // A name that only looks the same is proposed like the same name, and never more.
    let alike = base || same(ia.looks, ib.looks);
    let one_lacks_place = alike && ia.place.is_some() != ib.place.is_some();
    match sure {
        Some(mark) if !never_sure(a, b) => Likeness::Sure(mark),
        _ if phone || domain || (alike && ia.place == ib.place) || one_lacks_place => {
            Likeness::Probable
        }
        _ => Likeness::Unlike,
    }
}

/// Different valid credit codes, or two different leading places, are never sure.
fn never_sure(a: &Card, b: &Card) -> bool {
    fn differ<T: PartialEq>(x: Option<T>, y: Option<T>) -> bool {
        matches!((x, y), (Some(x), Some(y)) if x != y)
    }
    let (a, b) = (&a.identity, &b.identity);
    differ(a.credit_code, b.credit_code) || differ(a.place, b.place)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{IdentityFields, IdentityKey, Likeness, Neighbours, compare, tokens};
    use crate::card::{Card, Source};
    use crate::ids::{CardId, PersonId};
    use crate::places;
    use crate::time::Instant;

    fn card(company: &str, phone: &str, site: &str) -> Card {
        let fields = IdentityFields { company, phone, ..IdentityFields::default() };
        Card {
            id: CardId::mint(&PersonId::new("wangfang"), Instant(0), [0; 5]),
            fair: None,
            source: Source::Conversation,
            site: places::resolve(site),
            identity: tokens(fields, &IdentityKey([7; 32])),
            register: 1,
            unattended: false,
            talk_ended: None,
            documented: 0,
        }
    }

    #[test]
    fn hundreds_of_cards_of_one_customer_are_one_before_anybody_notices() {
        let cards = (0..400u16).map(|n| {
            let [high, low] = n.to_be_bytes();
            let id = CardId::mint(&PersonId::new("wangfang"), Instant(0), [0, 0, 0, high, low]);
            (
                id,
                Card {
                    id, ..card("东莞华晟电子有限公司", "13800138001", "广东东莞")
                },
            )
        });
        let neighbours = Neighbours { cards: cards.collect(), ..Neighbours::default() };
        let customers = neighbours.customers();
        assert_eq!(customers.iter().map(BTreeSet::len).collect::<Vec<_>>(), [400]);
    }

    #[test]
    fn a_name_that_only_looks_the_same_is_proposed_and_joins_nothing() {
        let (phone, site) = ("13800138001", "广东东莞");
        let siemens = card("Siemens AG", phone, site);
        assert!(matches!(compare(&siemens, &card("SIEMENS", phone, site)), Likeness::Sure(_)));
        for (name, phone) in [
            ("Siem\u{435}ns AG", "13800138002"),
            // Not even beside the same phone and the same place.
            ("Siem\u{435}ns AG", phone),
        ] {
            assert_eq!(compare(&siemens, &card(name, phone, site)), Likeness::Probable, "{name}");
        }
        let (one, other) = (card("Müller GmbH", "", ""), card("Mueller Gmbh", "", ""));
        assert_eq!(compare(&one, &other), Likeness::Probable);
        assert_eq!(compare(&one, &card("Möller GmbH", "", "")), Likeness::Unlike);
    }
}
