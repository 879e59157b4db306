//! Step 2: the effective card (DUP-01, DUP-06, DUP-07).

use crate::card::{CardFile, Proof};
use crate::cluster::Cluster;
use crate::company::Company;
use crate::ids::{CardId, FactId};
use crate::time::Instant;

use super::reason::TieStep;
use super::standing::Standing;

/// The outcome of ranking the live cards.
#[derive(Default)]
pub(super) struct Rank {
    /// The card whose signature counts.
    pub(super) effective: Option<CardId>,
    /// The next one, that would count without it.
    pub(super) runner_up: Option<CardId>,
    /// The step that picked inside the tie set, when there was one.
    pub(super) tie: Option<TieStep>,
    /// The others of the tie set.
    pub(super) tied: Vec<CardId>,
    /// Open to a human ruling.
    pub(super) undecided: bool,
    /// Cards that look earlier but are not proven well enough to win by themselves.
    pub(super) unproven: Vec<CardId>,
}

pub(super) fn rank(standing: &Standing, cluster: &Cluster, company: &Company) -> Rank {
    let live: Vec<&CardFile> = standing.live().map(|id| &cluster.cards[&id]).collect();
    let mut rank = pick(&live, company);
    if let Some(effective) = rank.effective {
        let others: Vec<&CardFile> =
            live.into_iter().filter(|file| file.id() != effective).collect();
        rank.runner_up = pick(&others, company).effective;
    }
    rank
}

/// Picks the effective one among live cards that are in order of signing.
fn pick(live: &[&CardFile], company: &Company) -> Rank {
    let (contenders, unproven): (Vec<&CardFile>, Vec<&CardFile>) =
        live.iter().copied().partition(|file| may_win(file, live));
    let Some(earliest) = contenders.first() else { return Rank::default() };
    let window = company.parameters(earliest.at()).tie_minutes;
    let limit = earliest.at().plus_minutes(window);
    // The tie set is measured from the earliest card, not pairwise, so that it stays well defined.
    let set: Vec<&CardFile> =
        contenders.iter().copied().filter(|file| file.at() <= limit).collect();
    let (winner, tie) = break_tie(&set, company);
    let earlier = |file: &&CardFile| file.at() < winner.at();
    let unproven: Vec<CardId> = unproven.into_iter().filter(earlier).map(CardFile::id).collect();
    Rank {
        effective: Some(winner.id()),
        runner_up: None,
        undecided: tie == Some(TieStep::Lot) || !unproven.is_empty(),
        tied: set.iter().map(|file| file.id()).filter(|id| *id != winner.id()).collect(),
        tie,
        unproven,
    }
}

/// A time never beats a better-proven one by itself where their intervals overlap (DUP-06): nor does one
/// that only a wall clock claims beat one that was measured (decision 0011).
fn may_win(file: &CardFile, live: &[&CardFile]) -> bool {
    // A doubled place in a chain is the worst proof of all.
    let standing = |file: &CardFile| (file.forked, file.signed.time.proof);
    !live.iter().any(|other| {
        standing(other) < standing(file)
            && other.at() >= file.at()
            && other.signed.time.proof != Proof::Wide
            && (file.forked || file.signed.time.overlaps(&other.signed.time))
    })
}

/// DUP-07 inside the tie set. The steps narrow the set; the first that leaves one card names the rule.
fn break_tie<'a>(set: &[&'a CardFile], company: &Company) -> (&'a CardFile, Option<TieStep>) {
    if let [only] = set {
        return (only, None);
    }
    let hand = |file: &CardFile| i64::from(file.signed.what.source.tie_rank());
    let documented = |file: &CardFile| -i64::from(file.signed.what.documented);
    let department = |file: &CardFile| i64::from(!serves_department(file, company));
    type Key<'k> = &'k dyn Fn(&CardFile) -> i64;
    let steps: [(TieStep, Key<'_>); 3] = [
        (TieStep::CustomersHand, &hand),
        (TieStep::Documented, &documented),
        (TieStep::Department, &department),
    ];
    let mut left: Vec<&CardFile> = set.to_vec();
    for (step, key) in steps {
        let best = left.iter().map(|file| key(file)).min();
        left.retain(|file| Some(key(file)) == best);
        if let [only] = left[..] {
            return (only, Some(step));
        }
    }
    let winner = draw(&left).unwrap_or(set[0]);
    (winner, Some(TieStep::Lot))
}

/// Whether the signer already works in the department responsible for the customer's site.
fn serves_department(file: &CardFile, company: &Company) -> bool {
    let at = file.at();
    let home = file.signed.what.site.and_then(|site| company.territory_of(site, at));
    let person = company.person(file.signer(), at);
    match (home, person) {
        (Some(home), Some(person)) => person.territory.as_ref() == Some(&home.id),
        _ => false,
    }
}

/// The lot (DUP-07 (4)). What the server has given for each card, nobody else knows before, so signing again until
/// it suits helps nobody; until it has all of them, for the meantime, the records alone are drawn from.
fn draw<'a>(cards: &[&'a CardFile]) -> Option<&'a CardFile> {
    let all = cards.iter().all(|file| file.drawn.is_some());
    cards.iter().copied().min_by_key(|file| lot(file, all))
}

fn lot(file: &CardFile, drawn: bool) -> ([u8; 32], FactId) {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&file.signed.id.0);
    if let Some(receipt) = file.drawn.filter(|_| drawn) {
        hasher.update(&receipt.0);
    }
    (*hasher.finalize().as_bytes(), file.signed.id)
}

/// Minutes from `earlier` to `later`, for people.
pub(super) fn minutes_between(earlier: Instant, later: Instant) -> i64 {
    later.ms_since(earlier) / 60_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PersonId;
    use crate::card::{Act, Card, SigningTime, Source};
    use crate::identity::IdentityTokens;

    fn hash(n: u32) -> FactId {
        FactId(*blake3::hash(&n.to_be_bytes()).as_bytes())
    }

    fn card(id: FactId, drawn: Option<FactId>) -> CardFile {
        let what = Card {
            id: CardId([0; 16]),
            fair: None,
            source: Source::BusinessCard,
            site: None,
            identity: IdentityTokens::default(),
            register: 1,
            unattended: false,
            talk_ended: None,
            documented: 0,
        };
        let (by, time) = (PersonId::new("wangfang"), SigningTime::exact(Instant(0)));
        CardFile {
            corrected: Vec::new(),
            signed: Act::new(id, by, time, what),
            withdrawn: false,
            opened: false,
            possession: None,
            excused: None,
            forked: false,
            countersigned_by: Vec::new(),
            disputed: Vec::new(),
            drawn,
        }
    }

    #[test]
    fn whoever_signs_until_his_lot_is_good_has_no_better_one_once_the_server_has_the_cards() {
        // Of a thousand signatures of one card he keeps the one with the smallest hash.
        let good = |id: &FactId| lot(&card(*id, None), true);
        let ground = (0..1_000).map(hash).min_by_key(good).expect("a thousand");
        let wins = |drawn: &dyn Fn(u32) -> (Option<FactId>, Option<FactId>)| {
            let beaten = |rival: &u32| {
                let (his, theirs) = drawn(*rival);
                let (his, rival) = (card(ground, his), card(hash(*rival), theirs));
                draw(&[&his, &rival]).is_some_and(|won| won.signed.id == ground)
            };
            (1_000..1_200).filter(beaten).count()
        };
        assert!(wins(&|_| (None, None)) > 190, "before that, only for the meantime");
        let given = |n: u32| Some(hash(n + 5_000));
        assert!(wins(&|rival| (given(rival), None)) > 190, "one alone is no draw");
        let drawn: usize =
            (1..50).map(|n| wins(&|rival| (given(n * 1_000), given(n * 1_000 + rival)))).sum();
        assert!((3_500..6_500).contains(&drawn), "{drawn} of 9,800 lots: about one in two");
    }
}
