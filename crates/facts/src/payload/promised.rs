//! The bytes that are promised to every version already installed: of each payload a sample in which every
//! field has a value of its own, as it stands in `promised.txt`. A line there is never changed but where a
//! payload gets a field more.

use std::collections::BTreeMap;

use super::IdBytes;

/// A payload's name and the bytes of its sample.
pub(crate) type Named = (&'static str, fn() -> Vec<u8>);

/// A value that shows which field it stands in.
pub(super) trait Sample {
    fn sample(number: u8, field: &str) -> Self;
}

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
        Self([number; N])
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
    let mut lines: Vec<String> = super::SAMPLES.iter().map(line).collect();
    lines.sort();
    let promised: Vec<&str> = include_str!("promised.txt").lines().collect();
    for line in lines.iter().filter(|line| !promised.contains(&line.as_str())) {
        println!("not promised: {line}");
    }
    assert_eq!(lines, promised);
}
