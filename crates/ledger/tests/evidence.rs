//! What a signing time is worth (DUP-06), case by case. Times are minutes of one day; the laptop's
//! monotonic clock shows minutes since it was switched on.

mod seen;

use ledger::evidence::{Grade, Says, Witness, Word, weigh, weigh_words};
use ledger::{Beside, Incarnation, LogId, Receipt};
use seen::{BOUNDED_MS, MINUTE, colleague, envelope, id, log, weighed, witness};

#[test]
fn the_monotonic_clock_carries_a_contact_forward() {
    // Contact at 600; 42 minutes later in the same boot; the wall clock is three hours behind.
    let found = weighed(&envelope(462, 1, 52, &[1]), &[witness(1, 600, 4, 1, 10)], &[]);
    assert_eq!(found.corrected_ms, 642 * MINUTE);
    assert_eq!(found.grade, Grade::Anchored);
    assert!(found.contradicted, "it claims a time before the contact that it cites");
}

#[test]
fn a_clock_set_back_cannot_go_before_what_it_cites() {
    // Another boot: nothing to measure by, so the claim is clamped into what is proven.
    let later = [witness(2, 1080, 9, 3, 1)];
    let found = weighed(&envelope(300, 2, 1, &[1]), &[witness(1, 710, 4, 1, 10)], &later);
    assert_eq!(found.corrected_ms, 710 * MINUTE);
    assert_eq!(found.not_before_ms, Some(710 * MINUTE));
    assert_eq!(found.not_after_ms, Some(1080 * MINUTE));
    assert_eq!(found.grade, Grade::Bounded);
    assert!(found.contradicted);
}

#[test]
fn a_clock_three_years_ahead_is_pulled_back_to_the_hand_in() {
    let far = 3 * 365 * 24 * 60;
    let later = [witness(2, 1080, 9, 3, 1)];
    let found = weighed(&envelope(far, 2, 1, &[1]), &[witness(1, 600, 4, 1, 10)], &later);
    assert_eq!(found.corrected_ms, 1080 * MINUTE);
    assert!(found.contradicted);
}

#[test]
fn a_later_contact_of_the_same_boot_measures_backwards() {
    // Rebooted in the morning, no contact since; the hand-in at 1080 measures the offset.
    let later = [witness(2, 1080, 9, 2, 500)];
    let found = weighed(&envelope(1, 2, 62, &[1]), &[witness(1, 600, 4, 1, 10)], &later);
    assert_eq!(found.corrected_ms, 642 * MINUTE);
    assert_eq!(found.grade, Grade::Anchored, "measured is measured");
}

#[test]
fn after_a_boot_without_contact_a_claim_inside_the_interval_is_no_measurement() {
    let later = [witness(2, 1080, 9, 3, 1)];
    let found = weighed(&envelope(620, 2, 1, &[1]), &[witness(1, 600, 4, 1, 10)], &later);
    assert_eq!((found.corrected_ms, found.grade), (620 * MINUTE, Grade::Bounded));
    assert!(!found.contradicted);
}

#[test]
fn a_machine_that_was_paused_has_no_measured_time() {
    // Paused from 601 to 1060: forwards it is 601, backwards 1061.
    let later = [witness(2, 1080, 9, 1, 30)];
    let found = weighed(&envelope(601, 1, 11, &[1]), &[witness(1, 600, 4, 1, 10)], &later);
    assert_eq!(found.grade, Grade::Bounded);
    // Its wall clock went on: that is the better guess then, and no proof.
    let found = weighed(&envelope(1061, 1, 11, &[1]), &[witness(1, 600, 4, 1, 10)], &later);
    assert_eq!((found.corrected_ms, found.grade), (1061 * MINUTE, Grade::Bounded));
}

#[test]
fn a_contact_of_long_ago_measures_only_together_with_a_later_one() {
    let days = 40 * 60;
    let alone = weighed(
        &envelope(600 + days, 1, 10 + days as u64, &[1]),
        &[witness(1, 600, 4, 1, 10)],
        &[],
    );
    assert_eq!(alone.grade, Grade::Wide);
    let later = [witness(2, 700 + days, 9, 1, 110 + days as u64)];
    let both =
        weighed(&envelope(9, 1, 10 + days as u64, &[1]), &[witness(1, 600, 4, 1, 10)], &later);
    assert_eq!((both.corrected_ms, both.grade), ((600 + days) * MINUTE, Grade::Anchored));
}

#[test]
fn a_colleague_with_a_fast_clock_makes_nobody_later() {
    // He claims 900; all that is proven of him is 590 to 1080.
    let fast = colleague(witness(3, 900, 4, 7, 1), Grade::Bounded, Some(590), Some(1080), false);
    let cited = [witness(1, 600, 4, 1, 10), fast];
    let later = [witness(2, 1080, 9, 3, 1)];
    let found = weighed(&envelope(642, 2, 52, &[1, 3]), &cited, &later);
    assert_eq!(found.corrected_ms, 642 * MINUTE);
    assert!(!found.contradicted);
}

#[test]
fn a_colleague_is_not_heard_against_the_companys_clock() {
    let lie = colleague(witness(3, 900, 4, 1, 40), Grade::Anchored, None, None, false);
    let found = weighed(&envelope(642, 1, 52, &[1, 3]), &[witness(1, 600, 4, 1, 10), lie], &[]);
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Anchored));
    assert!(!found.contradicted);
    // Nor when he says that he had it before it can have been written.
    let lie = colleague(witness(3, 590, 9, 7, 1), Grade::Anchored, None, None, false);
    let found = weighed(&envelope(642, 1, 52, &[1]), &[witness(1, 600, 4, 1, 10)], &[lie]);
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Anchored));
}

#[test]
fn a_colleague_whose_own_time_is_unproven_proves_none() {
    let vague = colleague(witness(3, 630, 9, 7, 1), Grade::Wide, None, None, false);
    let found = weighed(&envelope(620, 2, 1, &[1]), &[witness(1, 600, 4, 1, 10)], &[vague]);
    assert_eq!((found.not_after_ms, found.grade), (None, Grade::Wide));
}

#[test]
fn whoever_signs_anew_cannot_forget_what_he_has_shown() {
    // The supervisor saw the chain end before the record when the laptop's clock showed 120; now it says 40.
    let saw = colleague(witness(3, 710, 4, 1, 120), Grade::Anchored, None, None, true);
    let found =
        weighed(&envelope(630, 1, 40, &[1]), &[witness(1, 600, 4, 1, 10), saw.clone()], &[]);
    // It beats nothing that is better proven, and a person decides: the supervisor might lie as well.
    assert_eq!((found.corrected_ms, found.grade), (630 * MINUTE, Grade::Wide));
    assert!(found.contradicted);
    // In another boot, what he saw is the earliest possible time.
    let found = weighed(&envelope(630, 2, 40, &[]), &[saw], &[]);
    assert_eq!(found.not_before_ms, Some(710 * MINUTE));
    // A rival's word is not enough for that.
    let rival = colleague(witness(3, 710, 4, 1, 120), Grade::Anchored, None, None, false);
    let found = weighed(&envelope(630, 1, 40, &[1]), &[witness(1, 600, 4, 1, 10), rival], &[]);
    assert_eq!((found.corrected_ms, found.grade), (630 * MINUTE, Grade::Anchored));
}

#[test]
fn a_new_chain_goes_on_from_what_proves_the_old_one() {
    let mut old = witness(1, 600, 400, 1, 10);
    old.receipt.of = LogId { incarnation: Incarnation(0), ..log() };
    let found = weighed(&envelope(1, 1, 52, &[1]), &[old], &[]);
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Anchored));
}

#[test]
fn honest_drift_raises_no_alert() {
    let found = weighed(&envelope(601, 1, 13, &[1]), &[witness(1, 602, 4, 1, 12)], &[]);
    assert!(!found.contradicted);
}

#[test]
fn without_any_contact_the_claim_is_all_there_is_and_wide() {
    let found = weighed(&envelope(642, 1, 5, &[]), &[], &[]);
    assert_eq!(found.corrected_ms, 642 * MINUTE);
    assert_eq!(found.grade, Grade::Wide);
    assert!(!found.contradicted);
}

#[test]
fn ten_days_without_a_witness_are_wide() {
    let later = [witness(2, 600 + 10 * 24 * 60, 9, 3, 1)];
    let found = weighed(&envelope(642, 2, 5, &[1]), &[witness(1, 600, 4, 1, 10)], &later);
    assert_eq!(found.grade, Grade::Wide);
}

#[test]
fn proofs_that_contradict_each_other_help_nobody() {
    let later = [witness(2, 500, 9, 3, 1)];
    let found = weighed(&envelope(550, 2, 5, &[1]), &[witness(1, 600, 4, 1, 10)], &later);
    assert_eq!(found.grade, Grade::Wide);
    assert_eq!(found.corrected_ms, 600 * MINUTE);
    assert!(found.contradicted);
}

#[test]
fn receipts_that_are_not_cited_or_do_not_reach_prove_nothing() {
    let uncited = weighed(&envelope(642, 1, 52, &[]), &[witness(1, 700, 4, 1, 10)], &[]);
    assert_eq!(uncited.not_before_ms, None);
    // A receipt that ends before the record says nothing about when it was there.
    let short = weighed(&envelope(642, 1, 52, &[]), &[], &[witness(2, 610, 4, 1, 10)]);
    assert_eq!(short.not_after_ms, None);
    // One cannot cite a receipt about one's own future.
    let future = weighed(&envelope(642, 1, 52, &[1]), &[witness(1, 700, 5, 1, 10)], &[]);
    assert_eq!(future.not_before_ms, None);
}

#[test]
fn absurd_numbers_do_not_overflow() {
    for claimed in [i64::MIN / MINUTE, i64::MAX / MINUTE] {
        let wild = envelope(claimed, 1, u64::MAX / MINUTE as u64, &[1]);
        weighed(&wild, &[witness(1, 600, 4, 1, 0)], &[witness(2, -600, 9, 1, 0)]);
    }
}

#[test]
fn each_end_is_the_word_of_the_nearest_witness() {
    // Two saw the chain before, two after: of the earlier and the later ones nothing depends.
    let cited = [witness(1, 600, 3, 1, 10), witness(2, 620, 4, 1, 30)];
    let later = [witness(3, 700, 9, 3, 1), witness(4, 660, 7, 3, 1)];
    let found = weighed(&envelope(640, 2, 1, &[1, 2]), &cited, &later);
    assert_eq!((found.not_before_ms, found.not_before_by), (Some(620 * MINUTE), Some(id(2))));
    assert_eq!((found.not_after_ms, found.not_after_by), (Some(660 * MINUTE), Some(id(4))));
    let alone = weighed(&envelope(640, 2, 1, &[]), &[], &[]);
    assert_eq!((alone.not_before_by, alone.not_after_by), (None, None));
}

/// The server saw the device go on in another chain, first and last, before this receipt.
fn beside(by: Witness, first: i64, last: i64) -> Witness {
    let (first_ms, last_ms) = (Some(first * MINUTE), Some(last * MINUTE));
    let seen = Beside { current: Incarnation(1), first_ms, last_ms };
    Witness { receipt: Receipt { beside: Some(seen), ..by.receipt.clone() }, ..by }
}

#[test]
fn a_chain_that_was_kept_back_while_another_went_on_proves_no_time() {
    let signed = envelope(630, 1, 40, &[1]);
    let cited = [witness(1, 600, 4, 1, 10)];
    // A friend says that he saw it at once; the server was shown another chain at 660 and 900.
    let friend = colleague(witness(3, 635, 5, 1, 45), Grade::Anchored, None, None, false);
    let shown = beside(witness(2, 1080, 5, 1, 490), 660, 900);
    let found = weighed(&signed, &cited, &[friend, shown.clone()]);
    assert_eq!((found.grade, found.contradicted), (Grade::Wide, true));
    assert_eq!(found.not_after_ms, Some(1080 * MINUTE), "the friend proves nothing");
    // What the other chain showed before it was signed says nothing against it.
    let before = beside(witness(2, 1080, 5, 1, 490), 500, 600);
    let found = weighed(&signed, &cited, &[before]);
    assert_eq!((found.grade, found.contradicted), (Grade::Anchored, false));
    // Handed in to the supervisor in time; then the laptop was restored, and goes on in a new chain.
    let office = colleague(witness(4, 650, 5, 1, 60), Grade::Anchored, None, None, true);
    let found = weighed(&signed, &cited, &[office, shown.clone()]);
    assert_eq!((found.corrected_ms, found.grade), (630 * MINUTE, Grade::Anchored));
    // Seen by him only after that, it is no better.
    let late = colleague(witness(4, 700, 5, 1, 110), Grade::Anchored, None, None, true);
    assert_eq!(weighed(&signed, &cited, &[late, shown]).grade, Grade::Wide);
    // No colleague says such a thing.
    let lie = |office| {
        colleague(
            beside(witness(3, 1000, 5, 1, 410), 661, 900),
            Grade::Anchored,
            None,
            None,
            office,
        )
    };
    assert_eq!(weighed(&signed, &cited, &[lie(false)]).grade, Grade::Anchored);
    // Somebody in office does, and is named; not about a device that has but one chain, as the server knows.
    let (found, words) =
        weigh_words(&signed, &[&cited[..], &[lie(true)]].concat(), None, BOUNDED_MS);
    assert_eq!((found.grade, found.contradicted), (Grade::Wide, true));
    assert_eq!(words, [Word { by: id(3), says: Says::Elsewhere(900 * MINUTE) }]);
    let one_chain = witness(2, 1080, 5, 1, 490);
    let found = weighed(&signed, &cited, &[lie(true), one_chain]);
    assert_eq!((found.corrected_ms, found.grade), (630 * MINUTE, Grade::Anchored));
}

#[test]
fn nothing_is_older_than_the_certificate_of_its_key() {
    // Certified at 700; its program counts as if it had been switched on before that.
    let later = [witness(2, 710, 9, 1, 110)];
    let found = weigh(&envelope(630, 1, 30, &[]), &later, Some((700 * MINUTE, id(99))), BOUNDED_MS);
    assert_eq!((found.corrected_ms, found.not_before_ms), (700 * MINUTE, Some(700 * MINUTE)));
    assert!(found.contradicted);
    let found =
        weigh(&envelope(705, 1, 105, &[]), &later, Some((700 * MINUTE, id(99))), BOUNDED_MS);
    assert_eq!((found.corrected_ms, found.grade), (705 * MINUTE, Grade::Anchored));
    assert!(!found.contradicted);
}

#[test]
fn a_measurement_that_cannot_be_is_none() {
    // Both ends are proven in other boots. A rival had her record from elsewhere, and makes up that her clock
    // had only just passed it when he looked.
    let (cited, later) = ([witness(1, 600, 4, 1, 10)], witness(2, 1080, 9, 3, 1));
    let lie = colleague(witness(3, 1140, 5, 2, 53), Grade::Anchored, None, None, false);
    let found = weighed(&envelope(642, 2, 52, &[1]), &cited, &[later, lie]);
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Bounded));
    assert!(!found.contradicted);
}

#[test]
fn an_office_is_not_heard_about_a_clock_that_the_server_measured_before_and_after() {
    let cited = [witness(1, 600, 4, 1, 10)];
    let later = witness(2, 720, 9, 1, 130);
    let lie = colleague(witness(3, 620, 4, 1, 900), Grade::Anchored, None, None, true);
    let found = weighed(&envelope(642, 1, 52, &[1]), &cited, &[later.clone(), lie]);
    assert_eq!((found.corrected_ms, found.grade), (642 * MINUTE, Grade::Anchored));
    assert!(!found.contradicted);
    // But he is, where it fits: the record was signed at 710, by a clock that claims 642.
    let saw = colleague(witness(3, 700, 4, 1, 110), Grade::Anchored, None, None, true);
    let found = weighed(&envelope(642, 1, 52, &[1]), &cited, &[later, saw]);
    assert_eq!((found.grade, found.contradicted), (Grade::Wide, true));
}
