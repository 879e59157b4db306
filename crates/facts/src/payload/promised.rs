//! The bytes that are promised to every version already installed: of each payload a sample in which every
//! field has a value of its own, as it stands in `promised.txt`. A line there is never changed but where a
//! payload gets a field more.

use std::collections::BTreeMap;

use super::{
    IdBytes, after, card, company, correction, custody, customer, deal, device, evening, handover,
    list, note, penalty, reception, remark, report, rivals, roadshow, ruling,
};

/// A payload's name and the bytes of its sample.
pub(super) type Named = (&'static str, fn() -> Vec<u8>);

/// A value that shows which field it stands in.
pub(super) trait Sample {
    fn sample(number: u8, field: &str) -> Self;
}

/// The payloads of every subject.
const SUBJECTS: &[&[Named]] = &[
    after::SAMPLES,
    card::SAMPLES,
    company::SAMPLES,
    correction::SAMPLES,
    custody::SAMPLES,
    customer::SAMPLES,
    deal::SAMPLES,
    device::SAMPLES,
    evening::SAMPLES,
    handover::SAMPLES,
    list::SAMPLES,
    note::SAMPLES,
    penalty::SAMPLES,
    reception::SAMPLES,
    remark::SAMPLES,
    report::SAMPLES,
    rivals::SAMPLES,
    roadshow::SAMPLES,
    ruling::SAMPLES,
];

/// The bytes of a payload's sample.
pub(super) fn bytes<T: Sample>(encode: fn(&T) -> Vec<u8>) -> Vec<u8> {
    encode(&T::sample(0, ""))
}

impl Sample for String {
    fn sample(_: u8, field: &str) -> Self {
        field.to_owned()
    }
}

impl Sample for bool {
    fn sample(_: u8, _: &str) -> Self {
        true
    }
}

/// From one byte of CBOR to nine, as wide as the type allows.
macro_rules! numbers {
    ($($type:ty: $base:literal,)*) => {
        $(impl Sample for $type {
            fn sample(number: u8, _: &str) -> Self {
                $base + Self::from(number)
            }
        })*
    };
}

numbers! {
    u8: 1,
    u16: 1_000,
    u32: 100_000,
    u64: 10_000_000_000,
    i64: -10_000_000_000,
}

impl<const N: usize> Sample for IdBytes<N> {
    fn sample(number: u8, _: &str) -> Self {
        Self::from([number; N])
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(number: u8, field: &str) -> Self {
        Some(T::sample(number, field))
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(number: u8, field: &str) -> Self {
        vec![T::sample(number, field)]
    }
}

impl<K: Sample + Ord, V: Sample> Sample for BTreeMap<K, V> {
    fn sample(number: u8, field: &str) -> Self {
        Self::from([(K::sample(number, field), V::sample(number, field))])
    }
}

/// The names of fields can be read in it, and each byte is there.
fn line((name, sample): &Named) -> String {
    format!("{name} {}", sample().escape_ascii())
}

#[test]
fn every_payload_has_the_bytes_that_were_promised() {
    let mut lines: Vec<String> = SUBJECTS.iter().copied().flatten().map(line).collect();
    lines.sort();
    let promised: Vec<&str> = include_str!("promised.txt").lines().collect();
    for line in lines.iter().filter(|line| !promised.contains(&line.as_str())) {
        println!("not promised: {line}");
    }
    assert!(lines == promised, "every line of it stands, and no other");
}

#[test]
fn an_order_that_says_nothing_of_usage_is_read_as_one() {
    let bytes = [&b"\xa1\x00P"[..], &[7; 16]].concat();
    let order = super::Erasure { of: [7; 16].into(), ..super::Erasure::default() };
    assert_eq!(super::Erasure::decode(&bytes), Some(order));
}

#[test]
fn an_explanation_that_says_nothing_of_its_way_is_read_as_one() {
    let bytes = b"\xa1\x00\xa5\x00dfair\x01cday\x02goffence\x03fperson\x04eabout";
    let told = super::PenaltyTold::decode(bytes).expect("as it was promised once");
    assert_eq!((told.way, told.matter.person.as_str()), (None, "person"));
}

#[test]
fn no_subject_is_left_out() {
    // A file whose payloads nobody looks at would promise nothing.
    let files = include_str!("mod.rs").lines().filter(|line| line.starts_with("mod "));
    let others = ["mod ids;", "mod promised;"];
    assert_eq!(files.filter(|file| !others.contains(file)).count(), SUBJECTS.len());
}
