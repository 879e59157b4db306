//! A form that a visitor has sent becomes a draft: on the disk before he is thanked.

use std::collections::BTreeMap;

use domain::card::Source;
use domain::time::Instant;
use domain::{FairId, deadline};
use facts::kind;
use facts::payload::{self, Consent};

use crate::capture::{drafts, parse};
use crate::view::CardInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// So many forms wait unsigned at most: more than people could look at, and no way to fill a disk.
pub const OPEN_MAX: usize = 300;

/// Under which name a card keeps whom its visitor says that he talked to.
pub const SPOKE_WITH: &str = "spokeWith";

/// Where visitors stand: whose booth it is, at which fair, and until when it takes forms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Booth {
    /// The company, as people write it.
    pub company: String,
    /// The fair's id.
    pub fair: FairId,
    /// The fair, as people write it.
    pub fair_name: String,
    /// By then the day's cards are handed in (FAIR-07): nobody waits for visitors any more.
    pub until: Instant,
    /// After so many months without a word about a customer it is asked whether to erase it.
    pub retention_months: i64,
}

/// The booth at which this person stands today; none on a day without a fair of his, and none after it.
pub fn booth(workspace: &Workspace, now: &Now) -> Option<Booth> {
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let (today, parameters) = (company.zone.day(as_of), company.parameters(as_of));
    let mut fairs = company.fairs.values().filter_map(|versions| versions.at(as_of));
    let fair = fairs.find(|fair| fair.days.contains(&today) && fair.has(workspace.me()))?;
    let until = deadline::hand_in(fair, today, &parameters, &company.zone);
    (as_of <= until).then(|| Booth {
        company: company.name.clone(),
        fair: fair.id.clone(),
        fair_name: fair.name.clone(),
        until,
        retention_months: parameters.retention_months,
    })
}

/// What a visitor has filled in.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    /// His company.
    pub company: String,
    /// His name.
    pub person: String,
    /// Phone as typed.
    pub phone: String,
    /// Mail as typed.
    pub email: String,
    /// Where he buys, as typed.
    pub site: String,
    /// What he asks about.
    pub matter: String,
    /// Whom he says that he talked to; empty for nobody.
    pub spoke_with: String,
    /// What he agreed to; the time is filled in here.
    pub consent: Consent,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrived {
    /// A draft that somebody will sign.
    New,
    /// The same words wait here already.
    Again,
}

/// Keeps what a visitor sent, as a draft that whoever attends to it completes and signs, or signs as
/// unattended for the pool (OWN-07). Like every draft it ranks nowhere, is listed at the hand-in and read by
/// the supervisor (OWN-02), and is erased with everything else about its card (SEC-14).
///
/// # Errors
/// `visitor.closed` on a day or at an hour without the fair, `visitor.full` while [`OPEN_MAX`] wait, `store`
/// when the disk fails; then nothing was kept.
pub fn arrive(workspace: &mut Workspace, now: &Now, arrival: Arrival) -> Result<Arrived, Failure> {
    let booth = booth(workspace, now).ok_or_else(|| Failure::new("visitor.closed"))?;
    let mut open = drafts(workspace)?;
    open.retain(|draft| draft.source == Source::SelfFilled.name());
    if open.iter().any(|draft| same(draft, &arrival)) {
        return Ok(Arrived::Again);
    }
    if open.len() >= OPEN_MAX {
        return Err(Failure::new("visitor.full"));
    }
    let given_ms = workspace.as_of(now).0;
    let consent = Consent { given_ms, ..arrival.consent.clone() };
    let mut typed = parse(workspace, &form(booth.fair, arrival), now)?;
    typed.content.consent = Some(consent);
    let draft = Fresh {
        kind: kind::DRAFT,
        ranking: payload::CardRanking::of(&typed.card).encode(),
        content: Some(typed.content.encode()),
    };
    workspace.sign(vec![draft], now)?;
    Ok(Arrived::New)
}

fn form(fair: FairId, arrival: Arrival) -> CardInput {
    let spoke_with = Some(arrival.spoke_with).filter(|name| !name.is_empty());
    CardInput {
        fair: Some(fair.to_string()),
        source: Source::SelfFilled.name().to_owned(),
        company: arrival.company,
        person: arrival.person,
        phone: arrival.phone,
        email: arrival.email,
        site: arrival.site,
        matter: arrival.matter,
        more: spoke_with
            .map(|name| (SPOKE_WITH.to_owned(), name))
            .into_iter()
            .collect::<BTreeMap<_, _>>(),
        ..CardInput::default()
    }
}

/// Whether a draft still says word for word what arrives.
fn same(draft: &CardInput, arrival: &Arrival) -> bool {
    let spoke_with = draft.more.get(SPOKE_WITH).map_or("", String::as_str);
    let pairs = [
        (draft.company.as_str(), &arrival.company),
        (&draft.person, &arrival.person),
        (&draft.phone, &arrival.phone),
        (&draft.email, &arrival.email),
        (&draft.site, &arrival.site),
        (&draft.matter, &arrival.matter),
        (spoke_with, &arrival.spoke_with),
    ];
    pairs.into_iter().all(|(kept, sent)| kept == sent)
}
