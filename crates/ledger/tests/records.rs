//! Records: what a signature covers, what may be withheld, what is refused.

use ledger::{
    BootId, CompanyId, Damage, EnrolmentId, Head, Incarnation, LogId, Part, RECORD_BYTES_MAX,
    RawRecord, Record, Signer, Stamp, Unsigned, WhichPart,
};

fn signer(n: u8) -> Signer {
    Signer::new(&[n; 32], CompanyId::new([9; 16]))
}

fn log(n: u8) -> LogId {
    LogId { enrolment: EnrolmentId::new([n; 16]), incarnation: Incarnation(1) }
}

fn part(text: &str) -> Part {
    Part { salt: [3; 16], bytes: text.as_bytes().to_vec().into() }
}

fn unsigned(kind: &str) -> Unsigned {
    Unsigned {
        author: "wangfang".to_owned(),
        kind: kind.to_owned(),
        stamp: Stamp { claimed_ms: 1_773_283_320_000, boot: BootId::new([1; 16]), mono_ms: 5 },
        anchors: Vec::new(),
        policy: None,
        ranking: Some(part("ranking")),
        content: Some(part("content")),
    }
}

fn record() -> Record {
    signer(1).sign(&Head::start(log(1)), unsigned("card.signed"))
}

#[test]
fn a_record_reads_back_and_verifies() {
    let record = record();
    let raw = RawRecord::decode(&record.encode()).unwrap();
    assert_eq!(raw.verify(&signer(1).public()).unwrap(), record);
}

#[test]
fn another_key_does_not_verify() {
    let raw = RawRecord::decode(&record().encode()).unwrap();
    assert_eq!(raw.verify(&signer(2).public()), Err(Damage::BadSignature));
}

#[test]
fn no_bit_can_be_flipped() {
    let bytes = record().encode();
    let original = record();
    for at in 0..bytes.len() {
        for bit in [0, 3, 7] {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            let read = RawRecord::decode(&flipped).and_then(|raw| raw.verify(&signer(1).public()));
            // A flip in the frame may at most lose a part, which anyone may withhold anyway.
            let kept = read.map_or(true, |read| {
                read.id() == original.id() && read.with_parts_of(&original) == original
            });
            assert!(kept, "byte {at} bit {bit}");
        }
    }
}

#[test]
fn parts_can_be_withheld_and_brought_back_without_touching_the_signature() {
    let whole = record();
    let thin = whole.without_content();
    let bare = whole.envelope_only();
    for (cut, ranking, content) in [(&thin, true, false), (&bare, false, false)] {
        let raw = RawRecord::decode(&cut.encode()).unwrap();
        let read = raw.verify(&signer(1).public()).unwrap();
        assert_eq!(read.id(), whole.id());
        assert_eq!(read.part(WhichPart::Ranking).is_some(), ranking);
        assert_eq!(read.part(WhichPart::Content).is_some(), content);
        assert!(read.lacks(WhichPart::Content));
    }
    assert_eq!(bare.with_parts_of(&whole), whole);
    assert_eq!(thin.with_parts_of(&bare), thin);
}

#[test]
fn a_part_that_was_changed_does_not_fit() {
    let mut bytes = record().encode();
    let at = bytes.windows(7).position(|window| window == b"content").unwrap();
    bytes[at] = b'k';
    let forged = RawRecord::decode(&bytes).unwrap();
    assert_eq!(forged.verify(&signer(1).public()), Err(Damage::PartMismatch));
}

#[test]
fn a_chain_continues_only_from_its_end() {
    let signer = signer(1);
    let first = record();
    let head = Head::after(&first);
    let second = signer.sign(&head, unsigned("card.signed"));
    assert!(head.continues_with(second.envelope()));
    assert!(!Head::start(log(1)).continues_with(second.envelope()));
    assert!(!Head::after(&second).continues_with(second.envelope()));
    let elsewhere = signer.sign(&Head::start(log(2)), unsigned("card.signed"));
    assert!(!Head::start(log(1)).continues_with(elsewhere.envelope()));
}

#[test]
fn kinds_of_the_future_survive_byte_for_byte() {
    let record = signer(1).sign(&Head::start(log(1)), unsigned("quantum.entangled"));
    let bytes = record.encode();
    let again = RawRecord::decode(&bytes).unwrap().verify(&signer(1).public()).unwrap();
    assert_eq!(again.encode(), bytes);
    assert_eq!(again.kind(), "quantum.entangled");
}

#[test]
fn garbage_is_refused_without_a_panic() {
    assert_eq!(RawRecord::decode(&vec![0; RECORD_BYTES_MAX + 1]), Err(Damage::TooLarge));
    for bytes in [&b""[..], b"<html>", &[0xff; 64], &[0x9f; 1_000], &[0x5b; 9]] {
        assert!(RawRecord::decode(bytes).is_err());
    }
    let bytes = record().encode();
    for cut in 0..bytes.len() {
        assert!(RawRecord::decode(&bytes[..cut]).is_err(), "cut at {cut}");
    }
}

#[test]
fn a_signature_for_one_domain_is_none_for_another() {
    let signer = signer(1);
    let signature = signer.sign_in(b"fairlead request v1\0", b"message");
    assert!(signer.public().verifies_in(b"fairlead request v1\0", b"message", &signature));
    assert!(!signer.public().verifies_in(b"fairlead bundle v1\0", b"message", &signature));
}
