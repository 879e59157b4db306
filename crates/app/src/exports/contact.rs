//! A card as an address book or another system takes it, and as people read it in a table.

use std::collections::BTreeMap;

use domain::identity::normal;
use domain::places::resolve;
use facts::payload::CardContent;
use store::LeadRow;
use tables::write::Contact;

use crate::capture::usage_text;
use crate::workspace::Workspace;

/// The columns of a table, by the names under which the reader's headings come.
pub(super) const COLUMNS: [&str; 15] = [
    "company",
    "person",
    "phone",
    "email",
    "creditCode",
    "site",
    "matter",
    "usage",
    "signer",
    "signed",
    "owner",
    "fair",
    "register",
    "number",
    "more",
];

/// A card's text with its row.
pub(super) struct Card<'a> {
    pub(super) row: &'a LeadRow,
    pub(super) text: CardContent,
}

impl Card<'_> {
    /// A line of a table, in the order of [`COLUMNS`].
    pub(super) fn line(&self, workspace: &Workspace) -> Vec<String> {
        let (row, text) = (self.row, &self.text);
        let number = |number: u64| if number == 0 { String::new() } else { number.to_string() };
        COLUMNS
            .iter()
            .map(|column| match *column {
                "company" => text.company.clone(),
                "person" => text.person.clone(),
                "phone" => text.phone.clone(),
                "email" => text.email.clone(),
                "creditCode" => text.credit_code.clone(),
                "site" => text.site.clone(),
                "matter" => text.matter.clone(),
                "usage" => usage_text(text.usage_hundredths),
                "signer" => workspace.name(&domain::PersonId::new(&row.signer)),
                "signed" => minute(workspace, row.signed_ms),
                "owner" => owner(workspace, &row.owner),
                "fair" => row.fair.clone().unwrap_or_default(),
                "register" => number(row.register.into()),
                "number" => number(row.number.unwrap_or_default()),
                _ => beside(&text.more).join("\n"),
            })
            .collect()
    }

    pub(super) fn contact(&self) -> Contact {
        let text = &self.text;
        let phone = normal::phone(&text.phone).unwrap_or_default();
        let title = ["TITLE", "title", "职位", "职务"].iter().find_map(|name| text.more.get(*name));
        let site = resolve(&text.site);
        Contact {
            id: self.row.card.to_string(),
            company: text.company.clone(),
            person: text.person.clone(),
            title: title.cloned().unwrap_or_default(),
            phone: text.phone.clone(),
            mobile: phone.len() == 14 && phone.starts_with("+861"),
            email: text.email.clone(),
            address: text.site.clone(),
            city: site.map(|site| site.name().to_owned()).unwrap_or_default(),
            matter: text.matter.clone(),
            notes: beside(&text.more),
        }
    }
}

/// What was typed beside the fields.
fn beside(more: &BTreeMap<String, String>) -> Vec<String> {
    more.iter().map(|(name, text)| format!("{name}: {text}")).collect()
}

fn owner(workspace: &Workspace, owner: &str) -> String {
    match owner {
        "" | "COMPANY" | "NONE" => String::new(),
        pool if pool.starts_with("POOL:") => String::new(),
        person => workspace.name(&domain::PersonId::new(person)),
    }
}

/// A moment as the company's clocks show it, to the minute.
pub(crate) fn minute(workspace: &Workspace, at_ms: i64) -> String {
    let at = domain::time::Instant(at_ms);
    let zone = &workspace.book().company.zone;
    zone.wall_clock(at).chars().take(16).collect()
}
