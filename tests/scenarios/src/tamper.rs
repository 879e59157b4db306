//! What the owner of a laptop can do to his own database, past every door of the program: he has its
//! key, and the key that signs.

use std::path::Path;

use anyhow::{Context, Result, bail};
use app::Workspace;
use domain::CardId;
use ledger::{Envelope, Head, LogId, Part, Record, RecordId, Seq, Signer, Stamp, Unsigned};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use store::{DbKey, Store};

/// How a record is forged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forgery {
    /// The claimed time is changed in the stored record; the signature stays.
    Backdate,
    /// Changed and signed anew, with everything after it, citing only older outside things.
    Resign,
    /// One bit of the stored record.
    BitFlip,
    /// The chain is cut before its last acknowledged record, and the card signed anew there.
    TruncateChain,
}

impl Forgery {
    /// Reads the name that stories use.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Backdate, Self::Resign, Self::BitFlip, Self::TruncateChain]
            .into_iter()
            .zip(["backdate", "resign", "bit_flip", "truncate_chain"])
            .find_map(|(forgery, known)| (known == name).then_some(forgery))
    }
}

/// A record's stored bytes, field by field.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Stored {
    #[n(0)]
    envelope: ByteVec,
    #[cbor(n(1), with = "minicbor::bytes")]
    signature: [u8; 64],
    #[n(2)]
    ranking: Option<Part>,
    #[n(3)]
    content: Option<Part>,
}

impl Stored {
    fn of(bytes: &[u8]) -> Result<Self> {
        minicbor::decode(bytes).context("a stored record")
    }
}

/// Forges a card's record. The program is not running meanwhile; it finds what it finds when it opens
/// the file again.
pub fn tamper(
    workspace: Workspace,
    file: &Path,
    key: &DbKey,
    card: &str,
    forgery: Forgery,
    shift_ms: i64,
) -> Result<()> {
    let card = CardId::from_hex(card).context("a card id")?;
    let signed = workspace.card_record(card)?.context("no such card on this laptop")?;
    let log = signed.envelope().log;
    let own = workspace.store().records_above(log, Seq::ZERO, usize::MAX)?;
    if !own.iter().any(|record| record.id() == signed.id()) {
        bail!("somebody else signed that card");
    }
    let acknowledged = workspace.store().acknowledged()?.get(&log).copied();
    let secret = workspace.identity().signing_secret;
    let forger = Forger { signer: Signer::new(&secret, workspace.book().id), own, shift_ms };
    drop(workspace);
    let database = open(file, key)?;
    match forgery {
        Forgery::Backdate => forger.backdate(&database, &signed),
        Forgery::BitFlip => flip_a_bit(&database, &signed),
        Forgery::Resign => {
            let anew = forger.all_anew(&signed);
            replace(database, file, key, &anew)
        }
        Forgery::TruncateChain => {
            let last = acknowledged.filter(|seq| *seq > Seq::ZERO);
            let at = last.map_or(signed.envelope().seq, |seq| seq.min(signed.envelope().seq));
            let anew = forger.anew(&forger.head_before(at, &signed), &signed, at);
            replace(database, file, key, &[anew])
        }
    }
}

struct Forger {
    signer: Signer,
    own: Vec<Record>,
    shift_ms: i64,
}

impl Forger {
    fn backdate(&self, database: &Connection, signed: &Record) -> Result<()> {
        let mut stored = Stored::of(&signed.encode())?;
        let mut envelope: Envelope = minicbor::decode(&stored.envelope)?;
        envelope.stamp = self.earlier(envelope.stamp);
        stored.envelope = minicbor::to_vec(&envelope)?.into();
        overwrite(database, signed.id(), &minicbor::to_vec(&stored)?)
    }

    /// Both clocks tell the same lie.
    fn earlier(&self, stamp: Stamp) -> Stamp {
        Stamp {
            claimed_ms: stamp.claimed_ms + self.shift_ms,
            mono_ms: stamp.mono_ms.saturating_add_signed(self.shift_ms),
            ..stamp
        }
    }

    /// The card, and everything that was signed after it.
    fn all_anew(&self, signed: &Record) -> Vec<Record> {
        let from = signed.envelope().seq;
        let mut head = self.head_before(from, signed);
        let mut anew = Vec::new();
        for record in self.own.iter().filter(|record| record.envelope().seq >= from) {
            let forged = match record.id() == signed.id() {
                true => self.anew(&head, record, from),
                false => sign(&self.signer, &head, record, record.envelope().stamp, &[]),
            };
            head = Head::after(&forged);
            anew.push(forged);
        }
        anew
    }

    fn anew(&self, head: &Head, signed: &Record, cut: Seq) -> Record {
        let cited = &signed.envelope().anchors;
        let older = self.own.iter().rev().filter(|record| record.envelope().seq < cut);
        let older = older.map(|record| &record.envelope().anchors).find(|older| *older != cited);
        let older = older.cloned().unwrap_or_default();
        sign(&self.signer, head, signed, self.earlier(signed.envelope().stamp), &older)
    }

    fn head_before(&self, seq: Seq, signed: &Record) -> Head {
        let before = self.own.iter().rev().find(|record| record.envelope().seq < seq);
        before.map_or(Head::start(signed.envelope().log), Head::after)
    }
}

fn sign(
    signer: &Signer,
    head: &Head,
    record: &Record,
    stamp: Stamp,
    anchors: &[RecordId],
) -> Record {
    let stored = Stored::of(&record.encode()).expect("a record that was read");
    let envelope = record.envelope();
    let unsigned = Unsigned {
        author: envelope.author.clone(),
        kind: envelope.kind.clone(),
        stamp,
        anchors: anchors.to_vec(),
        policy: envelope.policy,
        ranking: stored.ranking,
        content: stored.content,
    };
    signer.sign(head, unsigned)
}

fn flip_a_bit(database: &Connection, signed: &Record) -> Result<()> {
    let mut bytes = signed.encode();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    overwrite(database, signed.id(), &bytes)
}

fn overwrite(database: &Connection, id: RecordId, bytes: &[u8]) -> Result<()> {
    let sql = "update record set raw = ? where id = ?";
    let changed = database.execute(sql, params![bytes, id.as_bytes()])?;
    if changed == 1 { Ok(()) } else { bail!("the record is not in the file") }
}

/// Puts a forged end of a chain in the place of the true one, projections and all.
fn replace(database: Connection, file: &Path, key: &DbKey, anew: &[Record]) -> Result<()> {
    let first = anew.first().context("nothing to forge")?.envelope();
    let LogId { enrolment, incarnation } = first.log;
    let log = "(select log from log where enrolment = ?1 and incarnation = ?2)";
    let chain = params![enrolment.as_bytes(), incarnation.0, first.seq.0.cast_signed()];
    database.execute(&format!("delete from record where log = {log} and seq >= ?3"), chain)?;
    let sql = format!("update acknowledged set seq = min(seq, ?3 - 1) where log = {log}");
    database.execute(&sql, chain)?;
    database.close().map_err(|(_, error)| error)?;
    let store = Store::open(file, key)?;
    store.rebuild()?;
    store.write(|tx| anew.iter().try_for_each(|record| tx.append(record)))?;
    Ok(())
}

/// The file, as any SQLCipher tool opens it.
fn open(file: &Path, key: &DbKey) -> Result<Connection> {
    let database = Connection::open(file)?;
    database.execute_batch(&format!("pragma key = \"{}\"", *key.literal()))?;
    Ok(database)
}
