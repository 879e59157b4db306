//! Step 4, first half: in or out of territory, and whose fair decides (OWN-01, P5).

use crate::card::CardFile;
use crate::cluster::Cluster;
use crate::company::Company;
use crate::ids::{CardId, FairId, TerritoryId};
use crate::places::DivisionCode;
use crate::rule::Rule;

use super::standing::Standing;

/// Two kinds of leads (FAIR-11), and those whose site nobody can tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Territory {
    /// The site lies in the territory of a supervisor at whose fair the customer was met.
    In,
    /// It lies elsewhere.
    Out,
    /// The site could not be determined; handled as out.
    Unknown,
}

/// Where a customer belongs, and who is competent because of it.
pub(super) struct Venue {
    pub(super) territory: Territory,
    /// The site that decided.
    pub(super) site: Option<DivisionCode>,
    /// The territory that the site belongs to.
    pub(super) home: Option<TerritoryId>,
    /// The fair whose supervisor is competent.
    pub(super) fair: Option<FairId>,
    /// Live cards name sites that would change in/out: the assignment waits for headquarters.
    pub(super) contested: bool,
}

impl Venue {
    /// The rule by which an assignment of this customer is made, or fails to be.
    pub(super) fn allots(&self) -> Rule {
        if self.territory == Territory::In { Rule::Own05 } else { Rule::Own04 }
    }
}

pub(super) fn find(
    standing: &Standing,
    effective: Option<CardId>,
    cluster: &Cluster,
    company: &Company,
) -> Venue {
    // Late cards upset nothing (OWN-08); they speak only when there is no live one.
    let live: Vec<&CardFile> = standing.live().map(|id| &cluster.cards[&id]).collect();
    let files: Vec<&CardFile> = if live.is_empty() {
        standing.left().map(|id| &cluster.cards[&id]).collect()
    } else {
        live
    };
    let speaker = effective.map(|id| &cluster.cards[&id]).or(files.first().copied());
    let Some(speaker) = speaker else {
        return Venue {
            territory: Territory::Unknown,
            site: None,
            home: None,
            fair: None,
            contested: false,
        };
    };
    let (territory, home, fair) = locate(speaker.signed.what.site, speaker, &files, company);
    let contested = files.iter().any(|file| {
        let site = file.signed.what.site;
        site.is_some() && site != speaker.signed.what.site && {
            let (other, ..) = locate(site, file, &files, company);
            (other == Territory::In) != (territory == Territory::In)
        }
    });
    Venue { territory, site: speaker.signed.what.site, home, fair, contested }
}

/// In if the territory of any of the supervisors contains the site; the effective card's fair first.
fn locate(
    site: Option<DivisionCode>,
    speaker: &CardFile,
    files: &[&CardFile],
    company: &Company,
) -> (Territory, Option<TerritoryId>, Option<FairId>) {
    let Some(site) = site else { return (Territory::Unknown, None, None) };
    let Some(home) = company.territory_of(site, speaker.at()).map(|t| t.id.clone()) else {
        return (Territory::Out, None, None);
    };
    let speaker_first = std::iter::once(speaker).chain(files.iter().copied());
    for file in speaker_first {
        match &file.signed.what.fair {
            Some(fair) if host_is(fair, &home, file, company) => {
                return (Territory::In, Some(home), Some(fair.clone()));
            }
            // Outside fairs the signer's own territory takes the supervisor's place.
            None if territory_of_signer(file, company).as_ref() == Some(&home) => {
                return (Territory::In, Some(home), None);
            }
            _ => {}
        }
    }
    (Territory::Out, Some(home), None)
}

fn host_is(fair: &FairId, home: &TerritoryId, file: &CardFile, company: &Company) -> bool {
    let supervisor =
        company.fair(fair, file.at()).and_then(|fair| company.person(&fair.supervisor, file.at()));
    supervisor.is_some_and(|person| person.territory.as_ref() == Some(home))
}

fn territory_of_signer(file: &CardFile, company: &Company) -> Option<TerritoryId> {
    company.person(file.signer(), file.at())?.territory.clone()
}
