//! Colleagues who say what a laptop's clock showed, and do not agree (DUP-06). Times are minutes of one day.
//!
//! Her laptop was switched off and on at 590 without a network, and the server saw it again in another boot:
//! only colleagues can have measured the clock in between. She signed at 642, when it showed 52.

mod seen;

use ledger::RecordId;
use ledger::evidence::{Evidence, Grade, Says, Witness, Word, weigh_words};
use seen::{BOUNDED_MS, MINUTE, colleague, envelope, id, witness};

/// Her record with these words about it, when her own clock claimed `claimed`.
fn heard(claimed: i64, words: &[Witness]) -> (Evidence, Vec<Word>) {
    let server = [witness(1, 600, 4, 1, 10), witness(2, 1080, 9, 3, 1)];
    weigh_words(&envelope(claimed, 2, 52, &[1]), &[&server, words].concat(), None, BOUNDED_MS)
}

/// Somebody saw her chain with the record at `at`, and says that her clock showed `mono`.
fn saw(n: u8, at: i64, mono: u64) -> Witness {
    said(n, at, mono, false)
}

fn said(n: u8, at: i64, mono: u64, office: bool) -> Witness {
    let seen = witness(n, at, 5, 2, mono);
    colleague(seen, Grade::Anchored, None, None, office).given_by(&format!("person {n}"))
}

fn honest() -> [Witness; 3] {
    [saw(11, 645, 55), saw(12, 646, 56), saw(13, 650, 60)]
}

/// He makes up that her clock had only just passed it, an hour later.
fn rival() -> Witness {
    saw(20, 700, 53)
}

/// He makes up that her clock had long passed it, when he saw it soon after.
fn friend() -> Witness {
    saw(21, 660, 100)
}

fn signed_at(n: u8, minute: i64) -> (RecordId, Says) {
    (id(n), Says::SignedAt(minute * MINUTE))
}

fn named(words: &[Word]) -> Vec<(RecordId, Says)> {
    words.iter().map(|word| (word.by, word.says)).collect()
}

#[test]
fn one_who_lies_moves_nothing_against_those_who_agree() {
    let (found, words) = heard(642, &[&honest()[..], &[friend()]].concat());
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Anchored));
    assert_eq!(named(&words), [signed_at(21, 612)], "and he is named");
    // Later than when others had seen it already nobody makes it.
    let (found, words) = heard(642, &[saw(11, 645, 55), rival()]);
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Anchored));
    assert_eq!(words, []);
}

#[test]
fn one_word_against_the_signers_own_is_for_a_person_to_judge() {
    let (found, words) = heard(642, &[rival()]);
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Bounded));
    assert_eq!(named(&words), [signed_at(20, 699)]);
    // Who says what she says measures it.
    let (found, words) = heard(642, &[saw(11, 645, 55)]);
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Anchored));
    assert_eq!(words, []);
}

#[test]
fn two_who_disagree_measure_nothing_and_both_are_named() {
    let (found, words) = heard(612, &[saw(11, 645, 55), friend()]);
    assert_eq!((found.corrected_ms, found.grade), (612 * MINUTE, Grade::Bounded));
    assert_eq!(named(&words), [signed_at(11, 642), signed_at(21, 612)]);
}

#[test]
fn a_clock_that_was_turned_back_is_measured_by_two_who_agree() {
    let (found, words) = heard(610, &honest()[..2]);
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Anchored));
    assert_eq!(words, []);
    // A friend who says what her clock says does not help her.
    let (found, words) = heard(610, &[&honest()[..], &[friend()]].concat());
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Anchored));
    assert_eq!(named(&words), [signed_at(21, 612)]);
}

#[test]
fn a_clock_that_shows_what_cannot_be_is_no_word_against_anybody() {
    let (found, words) = heard(0, &[saw(11, 645, 55)]);
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Anchored));
    assert_eq!(words, []);
}

#[test]
fn whoever_has_two_laptops_has_one_voice() {
    let twice = [friend(), saw(22, 661, 101).given_by("person 21")];
    let (found, _) = heard(612, &[&twice[..], &[saw(11, 645, 55)]].concat());
    assert_eq!(found.grade, Grade::Bounded, "one against one");
    let two = [friend(), saw(22, 661, 101)];
    let (found, _) = heard(612, &[&two[..], &[saw(11, 645, 55)]].concat());
    assert_eq!((found.corrected_ms, found.grade), (612 * MINUTE, Grade::Anchored));
}

#[test]
fn whoever_spoils_a_measured_time_is_named() {
    // The server measured her clock at 600, and goes on in that boot.
    let server = [witness(1, 600, 4, 1, 10)];
    let signed = envelope(642, 1, 52, &[1]);
    let heard = |word: Witness| {
        weigh_words(&signed, &[&server[..], &[word.given_by("lin")]].concat(), None, BOUNDED_MS)
    };
    let office = |seen| colleague(seen, Grade::Anchored, None, None, true);
    // By a clock that would have stood still.
    let (found, words) = heard(office(witness(30, 720, 5, 1, 60)));
    assert_eq!(found.grade, Grade::Bounded);
    assert_eq!(named(&words), [signed_at(1, 642), signed_at(30, 712)]);
    // By an older end, with a later clock.
    let (found, words) = heard(office(witness(31, 660, 4, 1, 70)));
    assert_eq!((found.grade, found.contradicted), (Grade::Wide, true));
    assert_eq!(found.corrected_ms, 642 * MINUTE, "a person decides; until then he moves nothing");
    assert_eq!(named(&words), [(id(31), Says::NotBefore(660 * MINUTE))]);
    // Or in a boot that he made up.
    let (found, words) = heard(office(witness(31, 660, 4, 7, 5)));
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Wide));
    assert_eq!(named(&words), [(id(31), Says::NotBefore(660 * MINUTE))]);
    // By having seen it before it can have been there.
    let (found, words) = heard(office(witness(32, 560, 5, 3, 1)));
    assert_eq!(found.grade, Grade::Anchored, "not heard against the company's clock");
    assert_eq!(words, []);
}
