//! Checking many signatures at once says of each what checking it alone says.

use curve25519_dalek::constants::{ED25519_BASEPOINT_TABLE, EIGHT_TORSION};
use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::{Scalar, clamp_integer};
use ledger::{
    BootId, CompanyId, Damage, EnrolmentId, Head, Incarnation, LogId, Part, PublicKey, RawRecord,
    Record, Signer, Stamp, Unsigned, verify_all,
};
use sha2::{Digest, Sha512};

/// More than stand or fall together.
const RECORDS: usize = 600;

fn signer(n: u8) -> Signer {
    Signer::new(&[n; 32], CompanyId::new([9; 16]))
}

/// A chain by each of three signers, in turns.
fn records() -> Vec<(RawRecord, PublicKey)> {
    let mut heads = [1, 2, 3].map(|n| {
        let enrolment = EnrolmentId::new([n; 16]);
        (n, Head::start(LogId { enrolment, incarnation: Incarnation(1) }))
    });
    let record = |at: usize| {
        let (n, head) = &mut heads[at % 3];
        let bytes = format!("record {at}").into_bytes();
        let unsigned = Unsigned {
            author: "wangfang".to_owned(),
            kind: "card.signed".to_owned(),
            stamp: Stamp { claimed_ms: 0, boot: BootId::new([1; 16]), mono_ms: 5 },
            anchors: Vec::new(),
            policy: None,
            ranking: Some(Part { salt: [3; 16], bytes: bytes.into() }),
            content: None,
        };
        let record = signer(*n).sign(head, unsigned);
        *head = Head::after(&record);
        (record.raw().clone(), signer(*n).public())
    };
    (0..RECORDS).map(record).collect()
}

/// The same record with something else in the place of its signature.
fn with_signature(raw: &RawRecord, signature: impl FnOnce([u8; 64]) -> [u8; 64]) -> RawRecord {
    let mut bytes = raw.encode();
    // Behind the envelope: the key 1, and a byte string of 64.
    let envelope = minicbor::to_vec(raw.envelope().unwrap()).unwrap();
    let begins = bytes.windows(envelope.len()).position(|window| window == envelope).unwrap();
    let at = begins + envelope.len() + 3;
    let old: [u8; 64] = bytes[at..at + 64].try_into().unwrap();
    bytes[at..at + 64].copy_from_slice(&signature(old));
    RawRecord::decode(&bytes).unwrap()
}

/// A signature that its own signer has put a point of small order into: checkers that do not take the same
/// care part over it.
fn with_torsion(raw: &RawRecord, secret: [u8; 32], torsion: EdwardsPoint) -> RawRecord {
    let hash: [u8; 64] = Sha512::digest(secret).into();
    let key = Scalar::from_bytes_mod_order(clamp_integer(hash[..32].try_into().unwrap()));
    let public = (&key * ED25519_BASEPOINT_TABLE).compress();
    let nonce = Scalar::from(7_u8);
    let commitment = (&nonce * ED25519_BASEPOINT_TABLE + torsion).compress();
    let envelope = minicbor::to_vec(raw.envelope().unwrap()).unwrap();
    let challenge: [u8; 64] = Sha512::new()
        .chain_update(commitment.as_bytes())
        .chain_update(public.as_bytes())
        .chain_update(b"fairlead record v1\0")
        .chain_update(&envelope)
        .finalize()
        .into();
    let answer = nonce + Scalar::from_bytes_mod_order_wide(&challenge) * key;
    with_signature(raw, |_| {
        [*commitment.as_bytes(), answer.to_bytes()].concat().try_into().unwrap()
    })
}

fn alone((raw, key): &(RawRecord, PublicKey)) -> Result<Record, Damage> {
    raw.clone().verify(key)
}

fn check(records: &[(RawRecord, PublicKey)]) {
    let together = verify_all(records.iter().cloned());
    assert_eq!(together.len(), records.len());
    for (at, (one, together)) in records.iter().zip(together).enumerate() {
        assert_eq!(together.map_err(|bad| bad.1), alone(one), "record {at}");
    }
}

#[test]
fn what_is_sound_verifies_in_its_order() {
    let records = records();
    let together: Vec<Record> =
        verify_all(records.clone()).into_iter().map(|verified| verified.unwrap()).collect();
    assert!(together.iter().zip(&records).all(|(verified, (raw, _))| verified.raw() == raw));
    check(&records[..1]);
    check(&[]);
}

#[test]
fn a_bad_one_spoils_no_other() {
    let mut records = records();
    records[5].0 = with_signature(&records[5].0, |mut signature| {
        signature[40] ^= 1;
        signature
    });
    records[255].0 = with_signature(&records[255].0, |_| [0xff; 64]);
    records[256].1 = signer(9).public();
    let bad = verify_all(records.clone()).iter().filter(|verified| verified.is_err()).count();
    assert_eq!(bad, 3);
    check(&records);
}

#[test]
fn whoever_checks_alone_and_whoever_checks_many_agree_on_crooked_signatures() {
    let sound = records();
    for (of, torsion) in EIGHT_TORSION.into_iter().enumerate() {
        let crooked = (with_torsion(&sound[0].0, [1; 32], torsion), sound[0].1);
        for size in [1, 3, 4, 5, 64, 300] {
            let mut records = sound[..size].to_vec();
            records[size / 2] = crooked.clone();
            let verified = verify_all(records.clone());
            let taken = verified[size / 2].is_ok();
            assert_eq!(taken, alone(&crooked).is_ok(), "point {of} among {size}");
            assert_eq!(verified.iter().filter(|verified| verified.is_err()).count(), 0);
        }
    }
}
