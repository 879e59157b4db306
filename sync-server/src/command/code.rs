use std::sync::Arc;

use anyhow::{Context, Result};
use domain::PersonId;
use protocol::enrol::Code;

use crate::folder::Folder;
use crate::ledger::Ledger;
use crate::world::{Clock, Random};

/// Makes an enrolment code for a person. A server may run on the folder meanwhile.
///
/// # Errors
/// When there is no company or no such person.
pub fn code(
    folder: &Folder,
    person: &PersonId,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> Result<Code> {
    let ledger = Ledger::open(Box::new(folder.open()?), clock, random)?;
    ledger.issue_code(person).with_context(|| format!("making a code for {person}"))
}
