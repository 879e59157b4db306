//! Ending an enrolment (SYN-04, OWN-14).

use domain::Rule;
use domain::company::Role;
use facts::{kind, payload};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::session::enrolment_id;
use crate::text::fits;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Which enrolment, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Revoke {
    /// Enrolment id, hexadecimal.
    pub enrolment: String,
    /// Why.
    pub reason: String,
}

/// Revokes an enrolment from now on. What it signed before stands.
///
/// # Errors
/// SYN-04 for anybody but headquarters, `enrolment.unknown`, `field.too_long`; `revoke.last` for the last laptop
/// of headquarters: nobody could make a code for another one, or revoke a stolen one.
pub fn revoke(workspace: &mut Workspace, now: &Now, input: Revoke) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    if !workspace.book().company.holds(workspace.me(), Role::Hq, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let enrolment = enrolment_id(&input.enrolment)?;
    let known = workspace.book().enrolments.contains_key(&enrolment);
    if !known || workspace.book().is_server(&enrolment) {
        return Err(Failure::new("enrolment.unknown"));
    }
    let book = workspace.book();
    let is_left = book.enrolments.iter().any(|(id, other)| {
        let at_work = *id != enrolment && other.revoked.is_none();
        at_work && book.company.holds(&other.person, Role::Hq, as_of)
    });
    if !is_left {
        return Err(Failure::new("revoke.last"));
    }
    fits("reason", &input.reason)?;
    let payload =
        payload::Revocation { enrolment: (*enrolment.as_bytes()).into(), reason: input.reason };
    workspace.sign(vec![Fresh::open(kind::REVOCATION, payload.encode())], now)?;
    Ok(())
}
