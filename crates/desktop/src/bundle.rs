//! Hand-in bundles: packing, sealing for one person, opening, taking.
//!
//! The bytes are the same on a USB stick and over the LAN: a signed [`protocol::bundle::Bundle`],
//! compressed, encrypted with age to every device of its recipient.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::iter;
use std::str::FromStr;

use app::exchange::outgoing;
use app::workspace::{Ingested, Met, Source};
use app::{Failure, Now, Workspace};
use domain::PersonId;
use facts::Fact;
use ledger::{EnrolmentId, LogId, PublicKey, RawRecord, Seq};
use protocol::RawRecords;
use protocol::bundle::Bundle;
use protocol::limits::{BUNDLE_BYTES_MAX, BUNDLE_PHOTOS_BYTES_MAX, BUNDLE_RECORDS_MAX};
use protocol::photos::Named;
use protocol::sync::Contact;

use crate::photos::hand;

/// First bytes of a bundle file, so that a person and a program can tell what it is. A checksum of the
/// rest follows: without it, a file whose head is damaged looks like one that is for somebody else.
const MAGIC: &[u8] = b"FAIRLEAD HAND-IN 1\n";

/// How many certificates of its sender a bundle's book may show; one would do.
const CERTIFICATES_MAX: usize = 4;

/// Room in a bundle for what is neither a record nor a photo, in bytes.
const BUNDLE_REST_BYTES: usize = 1024 * 1024;

const CHECKSUM_CONTEXT: &str = "fairlead 2026 bundle file v1";

/// A packed bundle.
#[derive(Clone, Debug)]
pub struct Packed {
    /// The file.
    pub bytes: Vec<u8>,
    /// Signed cards in it.
    pub cards: u32,
    /// Records in it.
    pub records: u32,
    /// Photos in it.
    pub photos: u32,
    /// Photos that found no room in it.
    pub photos_left: u32,
}

/// How a bundle gets there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// As a file, photos and all.
    File,
    /// Over the LAN, where photos come afterwards.
    Lan,
}

/// What a bundle is: a hand-in, or the answer to one, with what its sender has and lacks.
enum Sort<'b> {
    HandIn(Way),
    Answer { id: [u8; 16], has: &'b BTreeMap<LogId, Seq>, lacks: &'b [Named] },
}

/// What a bundle brought.
#[derive(Clone, Debug)]
pub struct Taken {
    /// From whom.
    pub from: PersonId,
    /// What was new.
    pub ingested: Ingested,
    /// How many photos came with it.
    pub photos: u32,
    /// The answer to carry back, unless the bundle was itself an answer.
    pub answer: Option<Packed>,
    /// Whether it was one: the acknowledgement of what was handed in here.
    pub acknowledges: bool,
}

/// Packs everything that `to` may hold and is not known to have (FAIR-07).
///
/// # Errors
/// `bundle.nobody` when the person has no device, `bundle.too_large` for more than anybody takes,
/// `store` when the disk fails.
pub fn pack(workspace: &Workspace, to: &PersonId, way: Way, now: &Now) -> Result<Packed, Failure> {
    let packed = pack_as(workspace, to, &Sort::HandIn(way), now)?;
    let too_large =
        packed.records as usize > BUNDLE_RECORDS_MAX || packed.bytes.len() > BUNDLE_BYTES_MAX;
    if too_large { Err(Failure::new("bundle.too_large")) } else { Ok(packed) }
}

/// Every device of somebody, as an address to seal for.
///
/// # Errors
/// `bundle.nobody` when the person has none.
pub(crate) fn recipients(
    workspace: &Workspace,
    to: &PersonId,
) -> Result<Vec<age::x25519::Recipient>, Failure> {
    let devices = workspace.book().devices_of(to);
    let recipients: Vec<_> = devices
        .filter_map(|(_, device)| age::x25519::Recipient::from_str(&device.recipient).ok())
        .collect();
    match recipients.is_empty() {
        true => Err(Failure::new("bundle.nobody").with("person", workspace.name(to))),
        false => Ok(recipients),
    }
}

fn pack_as(
    workspace: &Workspace,
    to: &PersonId,
    sort: &Sort<'_>,
    now: &Now,
) -> Result<Packed, Failure> {
    let recipients = recipients(workspace, to)?;
    let (has, answers) = match sort {
        Sort::HandIn(_) => (&BTreeMap::new(), None),
        Sort::Answer { id, has, .. } => (*has, Some(*id)),
    };
    let outgoing = outgoing(workspace, to, has, now)?;
    let head = workspace.store().head(workspace.log())?;
    let (book, raws) = (RawRecords::all(&outgoing.company), RawRecords::all(&outgoing.records));
    let taken = book.bytes() + raws.bytes() + BUNDLE_REST_BYTES;
    let room = BUNDLE_BYTES_MAX.saturating_sub(taken).min(BUNDLE_PHOTOS_BYTES_MAX);
    let photos = match sort {
        Sort::HandIn(Way::File) => hand::unsent(workspace, to, now, room)?,
        Sort::HandIn(Way::Lan) => hand::Packed::default(),
        Sort::Answer { lacks, .. } => {
            hand::Packed { photos: hand::lacked(workspace, to, now, lacks, room)?, left: 0 }
        }
    };
    let lacks = match sort {
        Sort::HandIn(Way::File) => hand::wanted(workspace, None)?,
        _ => Vec::new(),
    };
    let in_it = u32::try_from(photos.photos.len()).unwrap_or(u32::MAX);
    let bundle = Bundle {
        company: workspace.book().id,
        id: now.random("bundle"),
        from: workspace.identity().enrolment,
        to: to.to_string(),
        contact: Contact { boot: now.stamp.boot, mono_ms: now.stamp.mono_ms },
        log: workspace.log(),
        through: head.seq,
        head: head.last,
        book,
        records: raws,
        has: workspace.store().heads_contiguous()?,
        answers: answers.map(|id| id.to_vec().into()),
        photos: photos.photos,
        lacks,
    };
    let bytes = seal(&bundle.seal(workspace.signer()), &recipients)
        .map_err(|error| Failure::new("bundle.write").with("detail", error))?;
    let records = u32::try_from(outgoing.records.len()).unwrap_or(u32::MAX);
    let (cards, photos_left) = (outgoing.cards, photos.left);
    Ok(Packed { bytes, cards, records, photos: in_it, photos_left })
}

/// Takes a bundle that came as a file: verifies all of it, then commits all of it, and packs the answer.
/// Twice is harmless.
///
/// # Errors
/// `bundle.damaged` for a file that is cut, foreign or tampered with, `bundle.not_for_you` for one that
/// is encrypted to somebody else, `bundle.company` for another company's, `bundle.sender` for a sender
/// whom nobody certified. Nothing has been taken then, and the file is as it was.
pub fn take(workspace: &mut Workspace, bytes: &[u8], now: &Now) -> Result<Taken, Failure> {
    take_by(workspace, bytes, None, now)
}

/// Takes a bundle from the hands of its sender, whose clock it shows.
///
/// `sender` is the enrolment whose key has just proven itself in this very TLS session, and the bundle
/// must be signed by the same one: that is all that binds the bundle to the session. A stick that was
/// lost is worth nothing to whoever found it. What the sender's own device says of its clock is its own
/// word in any case, fresh or not, and is weighed as such.
///
/// # Errors
/// As [`take`]; `bundle.sender` for one that is somebody else's.
pub fn take_from(
    workspace: &mut Workspace,
    sender: EnrolmentId,
    bytes: &[u8],
    now: &Now,
) -> Result<Taken, Failure> {
    take_by(workspace, bytes, Some(sender), now)
}

fn take_by(
    workspace: &mut Workspace,
    bytes: &[u8],
    present: Option<EnrolmentId>,
    now: &Now,
) -> Result<Taken, Failure> {
    let damaged = || Failure::new("bundle.damaged");
    let plain = open(bytes, &workspace.identity().exchange_identity)?;
    let unverified = Bundle::open(&plain).map_err(|_| damaged())?;
    if unverified.claims().company != workspace.book().id {
        return Err(Failure::new("bundle.company"));
    }
    let key = sender_key(workspace, unverified.claims())?;
    let bundle = unverified.verify(&key).map_err(|_| damaged())?;
    if bundle.to != workspace.me().as_str() {
        return Err(Failure::new("bundle.not_for_you"));
    }
    if present.is_some_and(|sender| sender != bundle.from) {
        return Err(Failure::new("bundle.sender"));
    }
    if bundle.log.enrolment != bundle.from {
        return Err(damaged());
    }
    if bundle.book.len() + bundle.records.len() > BUNDLE_RECORDS_MAX {
        return Err(Failure::new("bundle.too_large"));
    }
    let raws: Vec<_> = bundle.book.decode().chain(bundle.records.decode()).collect();
    if raws.iter().any(Result::is_err) {
        return Err(damaged());
    }
    let clock = present.map(|_| (bundle.contact.boot, bundle.contact.mono_ms));
    let source =
        Source::Colleague(Met { log: bundle.log, clock, hands_in: bundle.answers.is_none() });
    let ingested = workspace.ingest(raws, &source, now, |_| Ok(()))?;
    // The records are taken whatever becomes of the photos.
    let photos = hand::take(workspace, bundle.photos).unwrap_or_else(|failure| {
        tracing::warn!(%failure, "photos of a bundle were not kept");
        0
    });
    let from = workspace
        .book()
        .enrolments
        .get(&bundle.from)
        .map(|enrolled| enrolled.person.clone())
        .ok_or_else(|| Failure::new("bundle.sender"))?;
    // Whoever has no device any more can read no answer.
    let asks = bundle.answers.is_none() && workspace.book().devices_of(&from).next().is_some();
    let answer = match asks {
        true => {
            let (id, has, lacks) = (bundle.id, &bundle.has, &bundle.lacks[..]);
            Some(pack_as(workspace, &from, &Sort::Answer { id, has, lacks }, now)?)
        }
        false => None,
    };
    Ok(Taken { from, ingested, photos, answer, acknowledges: bundle.answers.is_some() })
}

/// The sender's key: known, or certified by the server in the bundle's own book.
fn sender_key(workspace: &Workspace, bundle: &Bundle) -> Result<PublicKey, Failure> {
    let book = workspace.book();
    if let Some(enrolled) = book.enrolments.get(&bundle.from) {
        return Ok(enrolled.key);
    }
    let key = book.enrolments.get(&book.server).map(|server| server.key);
    let certified = key.and_then(|server| {
        let certificates = bundle.book.decode().filter_map(|raw| certificate(raw.ok()?, bundle));
        // Nobody who took the bundle's signature for good has checked these yet: a few, not thousands.
        certificates.take(CERTIFICATES_MAX).find_map(|(raw, key)| raw.verify(&server).ok().and(key))
    });
    certified.ok_or_else(|| Failure::new("bundle.sender"))
}

/// What says that it certifies the sender's key, and which.
fn certificate(raw: RawRecord, bundle: &Bundle) -> Option<(RawRecord, Option<PublicKey>)> {
    let Ok(Fact::Enrolment(enrolled)) = Fact::read(&raw.clone().already_verified().ok()?) else {
        return None;
    };
    let is_his = *enrolled.id == *bundle.from.as_bytes();
    is_his.then(|| (raw, PublicKey::from_bytes(&enrolled.signing_key)))
}

fn seal(plain: &[u8], recipients: &[age::x25519::Recipient]) -> Result<Vec<u8>, std::io::Error> {
    let other = std::io::Error::other;
    let compressed = zstd::encode_all(plain, 3)?;
    let recipients = recipients.iter().map(|recipient| recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(other)?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(&compressed)?;
    writer.finish()?;
    Ok([MAGIC, &checksum(&sealed), &sealed].concat())
}

fn checksum(sealed: &[u8]) -> [u8; 32] {
    blake3::derive_key(CHECKSUM_CONTEXT, sealed)
}

fn open(bytes: &[u8], identity: &str) -> Result<Vec<u8>, Failure> {
    let damaged = || Failure::new("bundle.damaged");
    if bytes.len() > BUNDLE_BYTES_MAX {
        return Err(Failure::new("bundle.too_large"));
    }
    let (sum, sealed) =
        bytes.strip_prefix(MAGIC).and_then(<[u8]>::split_first_chunk).ok_or_else(damaged)?;
    if checksum(sealed) != *sum {
        return Err(damaged());
    }
    let identity = age::x25519::Identity::from_str(identity).map_err(|_| damaged())?;
    let decryptor = age::Decryptor::new(sealed).map_err(|_| damaged())?;
    let reader = decryptor.decrypt(iter::once(&identity as &dyn age::Identity)).map_err(
        |error| match error {
            age::DecryptError::NoMatchingKeys => Failure::new("bundle.not_for_you"),
            _ => damaged(),
        },
    )?;
    // A cap on what is unpacked, whatever the file claims.
    let limit = BUNDLE_BYTES_MAX as u64 + 1;
    let mut plain = Vec::new();
    let mut decoder = zstd::Decoder::new(reader).map_err(|_| damaged())?.take(limit);
    decoder.read_to_end(&mut plain).map_err(|_| damaged())?;
    if plain.len() as u64 == limit { Err(Failure::new("bundle.too_large")) } else { Ok(plain) }
}
