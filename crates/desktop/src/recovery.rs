//! Headquarters looks at a server whose store was set back, and lets it go on.

use std::sync::Arc;

use app::workspace::Workspace;
use app::{Failure, Now};
use domain::PersonId;
use protocol::recovery::{Chain, PATH, Range, Reply, Report, Request};

use crate::desk::{Desktop, Opened};
use crate::link::{Link, LinkError};
use crate::sync::failure;
use crate::view::{RecoveredView, RecoveryView, SilentView};

/// What the last recovery has brought; nothing, if the store was never set back.
pub(crate) fn view(
    desk: &mut Arc<Desktop>,
    _: &Now,
    (): (),
) -> Result<Option<RecoveryView>, Failure> {
    let opened = desk.opened()?;
    desk.setup.runtime.block_on(ask(&opened, false))
}

/// Ends it: what has not come back is given up.
pub(crate) fn confirm(
    desk: &mut Arc<Desktop>,
    _: &Now,
    (): (),
) -> Result<Option<RecoveryView>, Failure> {
    let opened = desk.opened()?;
    desk.setup.runtime.block_on(ask(&opened, true))
}

async fn ask(opened: &Opened, confirm: bool) -> Result<Option<RecoveryView>, Failure> {
    let reply = opened.link.exchange(PATH, Request { confirm }.encode()).await;
    let reply = reply.map_err(|error| match error {
        LinkError::Refused => Failure::refused(domain::Rule::Syn04),
        other => failure(other),
    })?;
    let reply = Reply::decode(&reply).map_err(|_| failure(LinkError::NotOurs))?;
    let workspace = opened.workspace();
    Ok(reply.report.map(|report| shown(&workspace, &report)))
}

fn shown(workspace: &Workspace, report: &Report) -> RecoveryView {
    let name = |person: &str| workspace.name(&PersonId::new(person));
    let chain = |chain: &Chain| {
        let server = workspace.book().is_server(&chain.log.enrolment);
        let missing: Vec<String> = chain.missing.iter().map(ToString::to_string).collect();
        RecoveredView {
            name: if server { String::new() } else { name(&chain.person) },
            device: chain.device.clone(),
            back: chain.back.iter().map(length).sum(),
            missing: missing.join(", "),
        }
    };
    let silent = report
        .silent
        .iter()
        .map(|silent| SilentView { name: name(&silent.person), device: silent.device.clone() });
    RecoveryView {
        since_ms: report.since_ms,
        over: report.ended_ms.is_some(),
        chains: report.chains.iter().map(chain).collect(),
        silent: silent.collect(),
    }
}

fn length(range: &Range) -> u64 {
    range.through.0 - range.from.0 + 1
}
