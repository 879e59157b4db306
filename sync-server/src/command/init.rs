use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use domain::PersonId;
use protocol::enrol::Code;

use crate::company_file::CompanyFile;
use crate::folder::{Folder, write_private};
use crate::found::found;
use crate::ledger::{Door, Ledger};
use crate::tls::{Tls, certificate};
use crate::world::{Clock, Random};

/// The file with headquarters' recovery key.
const RECOVERY_FILE: &str = "recovery-key.txt";

/// What a company is made of.
#[derive(Clone, Debug)]
pub struct Init<'a> {
    /// The company file.
    pub company: &'a Path,
    /// Where the server keeps the company.
    pub folder: &'a Folder,
    /// Where laptops will find it; on this machine, if nothing is said.
    pub address: Option<&'a str>,
    /// The certificate that it will show.
    pub tls: &'a Tls,
}

/// What the administrator must be told.
pub struct Initialised {
    /// The first person at headquarters.
    pub headquarters: PersonId,
    /// His enrolment code.
    pub code: Code,
    /// The file with the recovery key, which must not stay where it is.
    pub recovery_file: PathBuf,
}

/// Founds the company and lets headquarters in.
///
/// # Errors
/// When the company file has problems, the folder holds a company already, or the disk refuses.
pub fn init(
    init: &Init<'_>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> Result<Initialised> {
    let text = std::fs::read_to_string(init.company)
        .with_context(|| format!("reading {}", init.company.display()))?;
    let file = CompanyFile::parse(&text)
        .with_context(|| format!("{} has problems", init.company.display()))?;
    let address = init.address.unwrap_or(match init.tls {
        Tls::Off => "http://127.0.0.1:7443",
        Tls::SelfSigned | Tls::Files(_) => "https://127.0.0.1:7443",
    });
    let storage = init.folder.create(&*random)?;
    let certificate = certificate(init.tls, init.folder)?.map(|found| found.fingerprint);
    let door = Door::at(address, certificate)?;
    let founded = found(&storage, &file, &*clock, &*random)?;
    let recovery_file = init.folder.file(RECOVERY_FILE);
    write_private(&recovery_file, recovery_text(&founded.recovery_key).as_bytes())
        .context("writing the recovery key")?;

    let ledger = Ledger::open(Box::new(storage), clock, random)?;
    ledger.open_door(&door)?;
    let code = ledger.issue_code(&founded.headquarters).context("making the first code")?;
    Ok(Initialised { headquarters: founded.headquarters, code, recovery_file })
}

fn recovery_text(key: &str) -> String {
    format!(
        "# Fairlead: the recovery key of headquarters.\n\
         # It opens every laptop whose passphrase was forgotten, and is kept nowhere else.\n\
         # Print it or move it to a stick, lock that away, and delete this file.\n\
         {key}\n"
    )
}
