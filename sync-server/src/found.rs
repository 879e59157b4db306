//! The founding of a company: its server's key, its first records, its secrets.

use anyhow::{Context, Result, bail};
use bech32::{Bech32, Hrp};
use domain::PersonId;
use facts::{kind, payload};
use ledger::CompanyId;

use crate::company_file::CompanyFile;
use crate::ledger::{BOOK_POSITION, EPOCH, Pen, Run, Secrets};
use crate::storage::{Storage, Write};
use crate::world::{Clock, Random, draw};

/// What the founder must be told. Not to be printed as a whole: it holds a secret.
pub struct Founded {
    /// The new company.
    pub company: CompanyId,
    /// The first person at headquarters, who gets the first enrolment code.
    pub headquarters: PersonId,
    /// Headquarters' recovery key, an age identity. It is kept nowhere: whoever loses it loses every
    /// laptop whose passphrase is forgotten; whoever finds it reads every laptop he can lay hands on.
    pub recovery_key: String,
}

/// Founds a company in a database that holds none; [`crate::Folder::create`] makes one.
///
/// # Errors
/// When there is one already, or the disk refuses.
pub fn found(
    storage: &dyn Storage,
    file: &CompanyFile,
    clock: &dyn Clock,
    random: &dyn Random,
) -> Result<Founded> {
    if Secrets::load(&*storage.read()?).is_ok() {
        bail!("a company has been founded here already");
    }
    let recovery = Recovery::draw(random)?;
    let secrets = Secrets::draw(random, recovery.recipient);
    let mut write = storage.write()?;
    secrets.keep(&mut *write)?;
    write.set_value(EPOCH, &draw::<16>(random))?;
    write_company(&mut *write, file, &secrets, clock, random)?;
    write.commit().context("committing the founding")?;
    Ok(Founded {
        company: secrets.signer.company(),
        headquarters: file.headquarters(),
        recovery_key: recovery.identity,
    })
}

fn write_company(
    write: &mut dyn Write,
    file: &CompanyFile,
    secrets: &Secrets,
    clock: &dyn Clock,
    random: &dyn Random,
) -> Result<()> {
    let now = clock.now();
    let mut pen = Pen::take_up(secrets, random, Run::begin(now, random), now, write)?;
    let founding = payload::Company {
        name: file.name().to_owned(),
        zone: file.timezone().to_owned(),
        server_key: secrets.public().to_bytes().into(),
        server: (*secrets.enrolment().as_bytes()).into(),
    };
    pen.write(write, kind::COMPANY, founding.encode())?;
    for payload in file.payloads() {
        pen.write(write, payload.kind, payload.bytes)?;
    }
    let newest = write.newest()?;
    write.set_value(BOOK_POSITION, &newest.to_be_bytes())?;
    Ok(())
}

/// Headquarters' age key pair.
struct Recovery {
    identity: String,
    recipient: String,
}

impl Recovery {
    /// age draws its own randomness; ours is handed in, so the key is written as age writes it and
    /// read by age, which makes the public half.
    fn draw(random: &dyn Random) -> Result<Self> {
        let prefix = Hrp::parse("age-secret-key-").expect("a valid prefix");
        let secret =
            bech32::encode::<Bech32>(prefix, &draw::<32>(random)).context("encoding a key")?;
        let identity = secret.to_uppercase();
        let parsed: age::x25519::Identity =
            identity.parse().map_err(|problem: &str| anyhow::anyhow!(problem))?;
        Ok(Self { recipient: parsed.to_public().to_string(), identity })
    }
}
