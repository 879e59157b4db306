//! Headquarters asks the server what is left of a laptop that is gone.

use std::sync::Arc;

use app::view::{LaptopRef, RemainsView};
use app::{Failure, Now, laptops};
use ledger::EnrolmentId;
use protocol::remains::{PATH, Reply, Request};

use crate::desk::Desktop;
use crate::link::{Link, LinkError};
use crate::sync::failure;

/// What the server holds of a laptop.
pub(crate) fn remains(
    desk: &mut Arc<Desktop>,
    now: &Now,
    input: LaptopRef,
) -> Result<RemainsView, Failure> {
    let unknown = || Failure::new("enrolment.unknown");
    let opened = desk.opened()?;
    let of = EnrolmentId::from_hex(&input.enrolment).ok_or_else(unknown)?;
    let asked = opened.link.exchange(PATH, Request { enrolment: of }.encode());
    let reply = desk.setup.runtime.block_on(asked).map_err(|error| match error {
        LinkError::Refused => Failure::refused(domain::Rule::Syn04),
        other => failure(other),
    })?;
    let reply = Reply::decode(&reply).map_err(|_| failure(LinkError::NotOurs))?;
    let remains = reply.remains.ok_or_else(unknown)?;
    Ok(laptops::view(&opened.workspace(), now, of, remains))
}
