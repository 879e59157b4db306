//! Enrolling a laptop: it makes its keys, shows its code, and is certified.

use std::path::Path;

use age::secrecy::ExposeSecret;
use app::workspace::Identity;
use app::{Failure, Workspace};
use domain::PersonId;
use domain::identity::IdentityKey;
use ledger::{CompanyId, Incarnation, RawRecord, Signer};
use protocol::enrol::{Code, PATH, Reply, Request, proof_domain, proof_message};
use store::{KdfCost, Store, Vault};

use crate::clock::random;
use crate::link::{LinkError, Origin, post_unsigned};

/// File of the encrypted database in a workspace's folder.
pub const DATABASE_FILE: &str = "workspace.db";
/// File of the wrapped database key.
pub const VAULT_FILE: &str = "workspace.vault";

/// The shortest passphrase that is taken, in characters.
pub const PASSPHRASE_CHARS_MIN: usize = 8;

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

/// Enrols and makes the workspace in `folder`. Nothing is left behind when it fails.
///
/// # Errors
/// `enrol.code` for something that is no code, `enrol.refused` for a used or expired one,
/// `enrol.passphrase` for one that is too short; `enrol.unreachable`, `enrol.busy`, `enrol.failed` or
/// `sync.not_ours` when the server did not do its part.
pub async fn enrol(
    folder: &Path,
    code: &str,
    passphrase: &str,
    device: &str,
    cost: KdfCost,
) -> Result<Workspace, Failure> {
    enrol_with(&Keys::again_or_new(None, code), folder, passphrase, device, cost).await
}

/// The same with keys that were made before.
pub(crate) async fn enrol_with(
    keys: &Keys,
    folder: &Path,
    passphrase: &str,
    device: &str,
    cost: KdfCost,
) -> Result<Workspace, Failure> {
    let code = Code::parse(&keys.code).map_err(|_| Failure::field("enrol.code", "code"))?;
    if passphrase.chars().count() < PASSPHRASE_CHARS_MIN {
        let failure = Failure::field("enrol.passphrase", "passphrase");
        return Err(failure.with("min", PASSPHRASE_CHARS_MIN));
    }
    if folder.join(DATABASE_FILE).exists() {
        return Err(Failure::new("enrol.exists"));
    }
    let origin = Origin { address: code.server.clone(), certificate: code.certificate };
    let recipient = keys.exchange.to_public().to_string();
    // The company is not known yet; the proof is bound to the code instead.
    let signer = Signer::new(&keys.signing, CompanyId::new([0; 16]));
    let signing_key = signer.public().to_bytes();
    let proof =
        signer.sign_in(proof_domain(), &proof_message(&code.secret, &signing_key, &recipient));
    let request = Request {
        secret: code.secret.clone(),
        signing_key,
        recipient,
        device: device.trim().to_owned(),
        proof,
    };
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
    let made = found(folder, identity, &company, passphrase, &reply.recovery, cost);
    if made.is_err() {
        for file in [DATABASE_FILE, VAULT_FILE] {
            let _ = std::fs::remove_file(folder.join(file));
        }
    }
    made
}

/// A link error for somebody who has no workspace yet. Nothing of his is "on this laptop" and nothing
/// "syncs by itself", as it would in an exchange.
fn failure(error: LinkError) -> Failure {
    match error {
        LinkError::Refused => Failure::new("enrol.refused"),
        LinkError::Unreachable => Failure::new("enrol.unreachable"),
        LinkError::Busy => Failure::new("enrol.busy"),
        LinkError::Failed(status) => Failure::new("enrol.failed").with("status", status),
        LinkError::NotOurs => crate::sync::failure(error),
    }
}

fn found(
    folder: &Path,
    identity: Identity,
    company: &[RawRecord],
    passphrase: &str,
    recovery: &str,
    cost: KdfCost,
) -> Result<Workspace, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::new("store").with("detail", error))?;
    let key = Vault::create(&folder.join(VAULT_FILE), passphrase, recovery, cost, &random())
        .map_err(|error| Failure::new("store").with("detail", error))?;
    let store = Store::create(folder.join(DATABASE_FILE), &key)
        .map_err(|error| Failure::new("store").with("detail", error))?;
    Workspace::found(store, identity, company)
}
