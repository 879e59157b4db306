//! The evening's meeting: whose word says who took part (FAIR-08, OWN-05), and whose turn it is to countersign
//! (FAIR-10).

use std::collections::{BTreeMap, BTreeSet};

use crate::card::Act;
use crate::company::Company;
use crate::ids::{FairId, PersonId};
use crate::time::Day;

/// An evening's discussion, as somebody has written it down.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Discussion {
    /// Which fair's.
    pub fair: FairId,
    /// Of which day.
    pub day: Day,
    /// Who took part, beside whoever signed it.
    pub people: BTreeSet<PersonId>,
}

/// The record of a discussion that counts: the newest by whoever supervised the fair when he signed it, on
/// that day or later. Nobody else says who took part.
pub fn discussion<'a>(
    said: &'a [Act<Discussion>],
    company: &Company,
) -> Option<&'a Act<Discussion>> {
    let counts = |act: &&Act<Discussion>| {
        let at = act.time.at;
        !act.after_revocation
            && at >= company.zone.start(act.what.day)
            && company.supervises(&act.by, &act.what.fair, at)
    };
    said.iter().filter(counts).max_by_key(|act| (act.time.at, act.id))
}

/// Who has countersigned somebody's cards of a day.
pub type Signers = BTreeMap<PersonId, BTreeSet<PersonId>>;

/// Whose turn it is to countersign one person's cards.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turn {
    /// Whose cards.
    pub of: PersonId,
    /// Who signs them; `None` where nobody may who is there.
    pub leader: Option<PersonId>,
    /// Whether he signed them the day before, too: there is nobody else to take the turn.
    pub repeats: bool,
    /// Who has signed today although he had signed the day before, and somebody else was there.
    pub out_of_turn: BTreeSet<PersonId>,
}

/// Who of the leaders that are there signs whose cards (FAIR-10): they take turns, so that none signs the same
/// person's on two consecutive days where another could. Who has begun with somebody's cards goes on with
/// them; the others go to whoever has the fewest turns, in a circle that begins after the day before's signer.
///
/// Nobody signs his own.
pub fn turns(
    of: &BTreeSet<PersonId>,
    leaders: &BTreeSet<PersonId>,
    before: &Signers,
    today: &Signers,
) -> Vec<Turn> {
    let none = BTreeSet::new();
    let mut taken: BTreeMap<&PersonId, u32> = BTreeMap::new();
    let mut turns = Vec::new();
    for person in of {
        let yesterday = before.get(person).unwrap_or(&none);
        let begun = today.get(person).unwrap_or(&none);
        let may: Vec<&PersonId> = leaders.iter().filter(|leader| *leader != person).collect();
        let fresh: Vec<&PersonId> =
            may.iter().copied().filter(|leader| !yesterday.contains(*leader)).collect();
        let after = yesterday.last();
        let leader =
            if fresh.is_empty() { &may } else { &fresh }.iter().copied().min_by_key(|leader| {
                let turns = taken.get(leader).copied().unwrap_or(0);
                let past = after.is_some_and(|after| *leader <= after);
                (!begun.contains(*leader), turns, past, *leader)
            });
        if let Some(leader) = leader {
            *taken.entry(leader).or_default() += 1;
        }
        let another = |signer: &PersonId| may.iter().any(|leader| *leader != signer);
        turns.push(Turn {
            of: person.clone(),
            leader: leader.cloned(),
            repeats: leader.is_some_and(|leader| yesterday.contains(leader)),
            out_of_turn: begun
                .intersection(yesterday)
                .filter(|signer| another(signer))
                .cloned()
                .collect(),
        });
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(names: &[&str]) -> BTreeSet<PersonId> {
        names.iter().map(|name| PersonId::new(*name)).collect()
    }

    fn signers(of: &[(&str, &[&str])]) -> Signers {
        of.iter().map(|(of, by)| (PersonId::new(*of), people(by))).collect()
    }

    /// Whose cards go to whom, as `"wang<lin li<sun"`; `!` where it repeats, `-` for nobody.
    fn check(of: &[&str], leaders: &[&str], before: &Signers, today: &Signers, expected: &str) {
        let turns = turns(&people(of), &people(leaders), before, today);
        let said: Vec<String> = turns
            .iter()
            .map(|turn| {
                let leader = turn.leader.as_ref().map_or("-", |leader| leader.as_str());
                format!("{}<{leader}{}", turn.of, if turn.repeats { "!" } else { "" })
            })
            .collect();
        assert_eq!(said.join(" "), expected);
    }

    #[test]
    fn leaders_share_the_first_evening() {
        let none = Signers::new();
        check(&["a", "b", "c", "d"], &["lin", "sun"], &none, &none, "a<lin b<sun c<lin d<sun");
    }

    #[test]
    fn nobody_signs_the_same_persons_cards_on_two_evenings_where_another_could() {
        let none = Signers::new();
        let before = signers(&[("a", &["lin"]), ("b", &["sun"]), ("c", &["lin"])]);
        check(&["a", "b", "c"], &["lin", "sun"], &before, &none, "a<sun b<lin c<sun");
        check(&["a"], &["lin", "pan", "sun"], &signers(&[("a", &["pan"])]), &none, "a<sun");
    }

    #[test]
    fn a_leader_who_is_alone_signs_again_and_never_his_own() {
        let none = Signers::new();
        let before = signers(&[("a", &["lin"])]);
        check(&["a", "lin"], &["lin"], &before, &none, "a<lin! lin<-");
        // Both had a hand in it the day before.
        check(&["a"], &["lin", "sun"], &signers(&[("a", &["lin", "sun"])]), &none, "a<lin!");
    }

    #[test]
    fn who_has_begun_goes_on() {
        let today = signers(&[("a", &["sun"])]);
        check(&["a", "b"], &["lin", "sun"], &Signers::new(), &today, "a<sun b<lin");
    }

    #[test]
    fn a_signature_out_of_turn_is_named_only_where_another_was_there() {
        let before = signers(&[("a", &["lin"])]);
        let today = before.clone();
        let named = |leaders: &[&str]| {
            let turns = turns(&people(&["a"]), &people(leaders), &before, &today);
            turns[0].out_of_turn.clone()
        };
        assert_eq!(named(&["lin", "sun"]), people(&["lin"]));
        assert_eq!(named(&["lin"]), people(&[]));
        assert_eq!(named(&["a", "lin"]), people(&[]), "he could not have signed his own");
    }
}
