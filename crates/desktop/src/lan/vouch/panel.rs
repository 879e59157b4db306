//! What the screen is told of laptops that vouch for each other, and what it says.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{SocketAddr, SocketAddrV4};
use std::sync::Arc;

use app::{Failure, Now};
use domain::PersonId;
use ledger::EnrolmentId;

use super::PORT;
use crate::desk::Desktop;
use crate::lan::own_address;
use crate::view::{VouchedRow, VouchingView, WitnessInput};

/// How many addresses may be typed.
const TYPED_MAX: usize = 32;

/// What the screen is told, and what it says.
#[derive(Default)]
pub(in crate::lan) struct Shared {
    /// Where this laptop hears; `None` while it does not.
    pub(super) port: Option<u16>,
    /// Whether laptops can be looked for here.
    pub(super) looks: bool,
    /// Colleagues on this LAN, by address.
    pub(super) found: BTreeMap<SocketAddr, Option<PersonId>>,
    /// Addresses that somebody typed.
    pub(super) typed: Vec<SocketAddrV4>,
}

impl Shared {
    /// Where colleagues are.
    pub(in crate::lan) fn addresses(&self) -> impl Iterator<Item = SocketAddr> {
        self.found.keys().copied()
    }

    /// Forgets everything: another workspace may be opened next.
    pub(in crate::lan) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Who vouches with whom here.
pub(crate) fn view(desk: &mut Arc<Desktop>, _: &Now, (): ()) -> Result<VouchingView, Failure> {
    let opened = desk.opened()?;
    let workspace = opened.workspace();
    let end = workspace.own_end()?;
    let signed = end.is_some();
    let seen_by = end.map(|end| end.seen_by).unwrap_or_default();
    let state = desk.lan.state();
    let shared = &state.vouching;
    // Somebody may be said to be at several addresses; the one that was typed is the one to show.
    let typed = |address: &SocketAddr| shared.typed.iter().any(|t| SocketAddr::V4(*t) == *address);
    let at_typed = shared.found.iter().filter(|(address, _)| typed(address));
    let mut told: BTreeSet<&Option<PersonId>> = at_typed.map(|(_, who)| who).collect();
    let found = shared
        .found
        .iter()
        .filter(|(address, who)| who.is_none() || typed(address) || told.insert(*who));
    let row = |(address, person): (&SocketAddr, &Option<PersonId>)| VouchedRow {
        name: person.as_ref().map(|person| workspace.name(person)).unwrap_or_default(),
        address: address.to_string(),
    };
    let person = |enrolment: &EnrolmentId| {
        Some(workspace.name(&workspace.book().enrolments.get(enrolment)?.person))
    };
    Ok(VouchingView {
        looks: shared.looks,
        address: shared.port.map(own_address).unwrap_or_default(),
        colleagues: found.map(row).collect(),
        signed,
        seen_by: seen_by.iter().filter_map(person).collect(),
        fishing: state.hints.fishing().map(|person| workspace.name(person)).collect(),
    })
}

/// Adds the address of a colleague's laptop that cannot be found.
pub(crate) fn add(desk: &mut Arc<Desktop>, _: &Now, input: WitnessInput) -> Result<(), Failure> {
    desk.opened()?;
    let typed = input.address.trim();
    let with_port = typed.parse().or_else(|_| format!("{typed}:{PORT}").parse());
    let address: SocketAddrV4 = with_port
        .map_err(|_| Failure::field("lan.address", "address").with("address", &input.address))?;
    let mut state = desk.lan.state();
    let typed = &mut state.vouching.typed;
    typed.retain(|known| *known != address);
    typed.insert(0, address);
    typed.truncate(TYPED_MAX);
    Ok(())
}
