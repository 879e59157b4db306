//! What Odoo, EspoCRM and Salesforce import as leads, each by the names that it matches by itself
//! (decision 0030): nobody has to say which column is what.

use super::{Contact, Mark};
use crate::mapping::split_name;

/// Where a lead without a name has to have one.
const NAMELESS: &str = "不详";

/// Another system.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum System {
    /// Odoo, *CRM → Import records*.
    Odoo,
    /// EspoCRM, *Administration → Import → Lead*.
    EspoCrm,
    /// Salesforce, *Data Import Wizard → Leads*.
    Salesforce,
}

impl System {
    /// A stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Odoo => "odoo",
            Self::EspoCrm => "espocrm",
            Self::Salesforce => "salesforce",
        }
    }

    /// Reads [`System::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Odoo, Self::EspoCrm, Self::Salesforce]
            .into_iter()
            .find(|system| system.name() == name)
    }
}

/// One column: its name there, how many characters it takes, and what stands in it.
struct Column {
    name: &'static str,
    chars_max: usize,
    text: fn(&Contact) -> String,
}

/// Odoo matches the technical names of `crm.lead` whatever language its user reads.
const ODOO: &[Column] = &[
    Column { name: "id", chars_max: 255, text: |c| format!("fairlead_card_{}", c.id) },
    Column { name: "name", chars_max: 255, text: subject },
    Column { name: "partner_name", chars_max: 255, text: |c| c.company.clone() },
    Column { name: "contact_name", chars_max: 255, text: |c| c.person.clone() },
    Column { name: "function", chars_max: 255, text: |c| c.title.clone() },
    Column { name: "email_from", chars_max: 255, text: |c| c.email.clone() },
    Column { name: "phone", chars_max: 255, text: |c| c.phone.clone() },
    Column { name: "street", chars_max: 255, text: |c| c.address.clone() },
    Column { name: "city", chars_max: 255, text: |c| c.city.clone() },
];

/// EspoCRM matches the names of the attributes of `Lead`.
const ESPOCRM: &[Column] = &[
    Column { name: "lastName", chars_max: 100, text: family },
    Column { name: "firstName", chars_max: 100, text: |c| split_name(&c.person).1 },
    Column { name: "accountName", chars_max: 255, text: |c| c.company.clone() },
    Column { name: "title", chars_max: 100, text: |c| c.title.clone() },
    Column { name: "emailAddress", chars_max: 255, text: mail },
    Column { name: "phoneNumberMobile", chars_max: 36, text: |c| phone(c, true) },
    Column { name: "phoneNumberOffice", chars_max: 36, text: |c| phone(c, false) },
    Column { name: "addressStreet", chars_max: 255, text: |c| c.address.clone() },
    Column { name: "addressCity", chars_max: 100, text: |c| c.city.clone() },
];

/// Salesforce matches the labels of the wizard's own list of lead fields.
const SALESFORCE: &[Column] = &[
    Column { name: "Last Name", chars_max: 80, text: family },
    Column { name: "First Name", chars_max: 40, text: |c| split_name(&c.person).1 },
    Column { name: "Company", chars_max: 255, text: company },
    Column { name: "Title", chars_max: 128, text: |c| c.title.clone() },
    Column { name: "Email", chars_max: 80, text: mail },
    Column { name: "Phone", chars_max: 40, text: |c| phone(c, false) },
    Column { name: "Mobile Phone", chars_max: 40, text: |c| phone(c, true) },
    Column { name: "City", chars_max: 40, text: |c| c.city.clone() },
];

/// The headings and a line for each contact. What a column does not take stands in the description, which is
/// long enough everywhere; so does who took it out.
pub(super) fn lines(system: System, contacts: &[Contact], mark: Mark<'_>) -> Vec<Vec<String>> {
    let (columns, description) = match system {
        System::Odoo => (ODOO, "description"),
        System::EspoCrm => (ESPOCRM, "description"),
        System::Salesforce => (SALESFORCE, "Description"),
    };
    let headings = columns.iter().map(|column| column.name).chain([description]);
    let mut lines = vec![headings.map(str::to_owned).collect::<Vec<String>>()];
    for contact in contacts {
        let mut notes: Vec<String> = Vec::new();
        let mut line: Vec<String> = Vec::new();
        for column in columns {
            let text = (column.text)(contact).replace(['\r', '\n'], " ");
            let taken: String = text.chars().take(column.chars_max).collect();
            if taken.len() < text.len() {
                notes.push(text);
            }
            line.push(taken);
        }
        notes.extend(left_over(system, contact));
        notes.extend(contact.notes.iter().cloned());
        notes.push(mark.words.to_owned());
        line.push(notes.join("\n"));
        lines.push(line);
    }
    lines
}

/// What has no column there, or not as it is.
fn left_over(system: System, contact: &Contact) -> Vec<String> {
    let mut left = Vec::new();
    if system != System::Odoo {
        left.push(contact.matter.clone());
        if mail(contact).is_empty() {
            left.push(contact.email.clone());
        }
    }
    if system == System::Salesforce {
        left.push(contact.address.clone());
    }
    left.retain(|text| !text.is_empty());
    left
}

/// What an opportunity is called: Odoo asks for it.
fn subject(contact: &Contact) -> String {
    let who = if contact.company.is_empty() { &contact.person } else { &contact.company };
    match contact.matter.is_empty() {
        true => who.clone(),
        false => format!("{who} · {}", contact.matter),
    }
}

/// Both other systems ask for it.
fn family(contact: &Contact) -> String {
    Some(split_name(&contact.person).0)
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| NAMELESS.to_owned())
}

fn company(contact: &Contact) -> String {
    match contact.company.is_empty() {
        true => NAMELESS.to_owned(),
        false => contact.company.clone(),
    }
}

/// An address that is refused would keep the whole lead out.
fn mail(contact: &Contact) -> String {
    let good = contact.email.split_once('@').is_some_and(|(who, host)| {
        let plain = |text: &str| {
            !text.is_empty()
                && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_+".contains(c))
        };
        plain(who)
            && plain(host)
            && host.contains('.')
            && !host.ends_with('.')
            && !host.starts_with('.')
    });
    match good {
        true => contact.email.clone(),
        false => String::new(),
    }
}

fn phone(contact: &Contact, mobile: bool) -> String {
    match contact.mobile == mobile {
        true => contact.phone.clone(),
        false => String::new(),
    }
}
