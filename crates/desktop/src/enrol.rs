//! Enrolling a laptop: it makes its keys, shows its code, and is certified.

use std::path::Path;
use std::sync::Arc;

use age::secrecy::ExposeSecret;
use app::workspace::{Examiner, Founding, Identity};
use app::{Failure, Workspace};
use domain::PersonId;
use domain::identity::IdentityKey;
use ledger::{CompanyId, Incarnation, RawRecord, Signer};
use protocol::enrol::{Code, PATH, Reply, Request, proof_domain, proof_message};
use protocol::limits::DEVICE_CHARS_MAX;
use store::{KdfCost, OpenError, Store, Vacant, Vault};

use crate::clock::random;
use crate::link::{LinkError, Origin, post_unsigned};
use crate::passphrase;

/// File of the encrypted database in a workspace's folder.
pub const DATABASE_FILE: &str = "workspace.db";
/// File of the wrapped database key.
pub const VAULT_FILE: &str = "workspace.vault";

/// The keys with which a laptop asks to be let in, and the code with which it does. Whoever lost the
/// answer asks again with the same ones, and is let in: the code is used up, but by these very keys.
#[derive(Clone)]
pub(crate) struct Keys {
    code: String,
    signing: [u8; 32],
    exchange: age::x25519::Identity,
}

impl Keys {
    /// New ones for a code, unless the last ones were for it.
    pub(crate) fn again_or_new(last: Option<Self>, code: &str) -> Self {
        let new = || Self {
            code: code.to_owned(),
            signing: random(),
            exchange: age::x25519::Identity::generate(),
        };
        last.filter(|keys| keys.code == code).unwrap_or_else(new)
    }
}

/// Enrols and makes the workspace in `folder`. When it fails, or is cut off at any moment, there is a whole
/// workspace or a place where somebody may enrol; nothing that was there before is changed.
///
/// # Errors
/// `enrol.exists` where there is a workspace, `unlock.in_use` while somebody else enrols there, `enrol.code` for something that is no code, `enrol.refused` for a used or expired one,
/// `enrol.passphrase` for one that is too short, `field.too_long` for the laptop's name; `enrol.unreachable`, `enrol.busy`, `enrol.failed` or
/// `sync.not_ours` when the server did not do its part.
pub async fn enrol(
    folder: &Path,
    code: &str,
    passphrase: &str,
    device: &str,
    cost: KdfCost,
    examiner: Arc<dyn Examiner>,
) -> Result<Workspace, Failure> {
    enrol_with(&Keys::again_or_new(None, code), folder, passphrase, device, cost, examiner).await
}

/// The same with keys that were made before.
pub(crate) async fn enrol_with(
    keys: &Keys,
    folder: &Path,
    passphrase: &str,
    device: &str,
    cost: KdfCost,
    examiner: Arc<dyn Examiner>,
) -> Result<Workspace, Failure> {
    let code = Code::parse(&keys.code).map_err(|_| Failure::field("enrol.code", "code"))?;
    passphrase::fit(passphrase)?;
    if device.trim().chars().count() > DEVICE_CHARS_MAX {
        return Err(Failure::field("field.too_long", "device").with("max", DEVICE_CHARS_MAX));
    }
    // Before the server is asked: of two who enrol here at once, the other one's code is not used up.
    let place = reserve(folder)?;
    let admission = ask(keys, code, device).await?;
    found(&place, folder, &admission, passphrase, cost, examiner)
}

/// Takes the place of a workspace for one enrolment at a time.
fn reserve(folder: &Path) -> Result<Vacant, Failure> {
    std::fs::create_dir_all(folder).map_err(not_kept)?;
    Store::reserve(folder.join(DATABASE_FILE)).map_err(|error| match error {
        OpenError::AlreadyThere => Failure::new("enrol.exists"),
        OpenError::InUse => Failure::new("unlock.in_use"),
        other => not_kept(other),
    })
}

/// What the server lets a laptop in with.
struct Admission {
    founding: Founding,
    recovery: String,
}

/// Shows the code and this laptop's keys to the server.
async fn ask(keys: &Keys, code: Code, device: &str) -> Result<Admission, Failure> {
    let origin = Origin { address: code.server, certificate: code.certificate };
    let request = request(keys, code.secret, device);
    let reply = post_unsigned(&origin, PATH, request.encode()).await.map_err(failure)?;
    let reply = Reply::decode(&reply).map_err(|_| Failure::new("sync.not_ours"))?;
    let identity = Identity {
        person: PersonId::new(&reply.person),
        enrolment: reply.enrolment,
        incarnation: Incarnation(1),
        device: request.device,
        signing_secret: keys.signing,
        exchange_identity: keys.exchange.to_string().expose_secret().to_owned(),
        identity_key: IdentityKey(reply.identity_key),
        server: origin.address,
        certificate: origin.certificate,
    };
    let company: Vec<RawRecord> = reply
        .company
        .decode()
        .collect::<Result<_, _>>()
        .map_err(|_| Failure::new("sync.not_ours"))?;
    Ok(Admission { founding: Founding::new(identity, &company)?, recovery: reply.recovery })
}

fn request(keys: &Keys, secret: String, device: &str) -> Request {
    let recipient = keys.exchange.to_public().to_string();
    // The company is not known yet; the proof is bound to the code instead.
    let signer = Signer::new(&keys.signing, CompanyId::new([0; 16]));
    let signing_key = signer.public().to_bytes();
    let proof = signer.sign_in(proof_domain(), &proof_message(&secret, &signing_key, &recipient));
    Request { secret, signing_key, recipient, device: device.trim().to_owned(), proof }
}
/// A link error for somebody who has no workspace yet. Nothing of his is "on this laptop" and nothing
/// "syncs by itself", as it would in an exchange.
fn failure(error: LinkError) -> Failure {
    match error {
        LinkError::Refused => Failure::new("enrol.refused"),
        LinkError::Unreachable => Failure::new("enrol.unreachable"),
        LinkError::Busy => Failure::new("enrol.busy"),
        LinkError::Failed(status) => Failure::new("enrol.failed").with("status", status),
        LinkError::NotOurs | LinkError::Behind => crate::sync::failure(LinkError::NotOurs),
    }
}

/// Makes the workspace in a place that is taken: first the vault, then, last and whole, the database.
/// A folder with a database is a workspace, and anybody may enrol in one without.
fn found(
    place: &Vacant,
    folder: &Path,
    admission: &Admission,
    passphrase: &str,
    cost: KdfCost,
    examiner: Arc<dyn Examiner>,
) -> Result<Workspace, Failure> {
    let vault = folder.join(VAULT_FILE);
    // One that is there has no database: an enrolment was cut off.
    Vault::set_aside(&vault).map_err(not_kept)?;
    let key = Vault::create(&vault, passphrase, &admission.recovery, cost, &random())
        .map_err(not_kept)?;
    let made = place.create(&key, |tx| admission.founding.write(tx));
    if made.is_err() && place.is_vacant().is_ok_and(|vacant| vacant) {
        // Still ours, as the place is: this very call made it, and it is no database's.
        let _ = std::fs::remove_file(&vault);
    }
    Workspace::open(made.map_err(not_kept)?, examiner)
}

fn not_kept(error: impl std::fmt::Display) -> Failure {
    Failure::new("store").with("detail", error)
}
