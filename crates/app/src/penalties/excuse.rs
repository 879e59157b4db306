//! Whether a package that was sealed in time and came late is excused (FAIR-08, J5).

use domain::deadline::PackageStatus;
use domain::fair::package::packages;
use domain::time::Day;
use domain::{FairId, Rule};
use facts::{kind, payload};

use super::matter::{is_hq, known_until};
use crate::text::says_why;
use crate::view::ExcuseInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Excuses the delay, or does not. Said again it counts anew.
///
/// # Errors
/// SYN-04 for anybody but headquarters; FAIR-08 for a package that did not come late after having been sealed in
/// time: not sealed is not excused by the network; `field.day`; `field.missing` without a reason,
/// `field.too_long`.
pub fn excuse(workspace: &mut Workspace, now: &Now, input: ExcuseInput) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    if !is_hq(workspace, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let fair = FairId::new(&input.fair);
    let day = Day::parse(&input.day).ok_or_else(|| Failure::field("field.day", "day"))?;
    let known = known_until(workspace, now);
    let diary = workspace.gather().packages_only(&fair)?;
    let packages = packages(&diary, &workspace.book().company, known);
    let late = packages
        .iter()
        .any(|package| package.day == day && package.status == PackageStatus::SealedInTimeSentLate);
    if !late {
        return Err(Failure::refused(Rule::Fair08));
    }
    says_why(&input.reason)?;
    let payload =
        payload::PackageExcused { fair: input.fair, day: input.day, excused: input.excused };
    let word = Fresh {
        kind: kind::PACKAGE_EXCUSED,
        ranking: payload.encode(),
        content: Some(payload::Remark { text: input.reason }.encode()),
    };
    workspace.sign(vec![word], now)?;
    Ok(())
}
