//! The company file: who works where, at which fairs, under which numbers.
//!
//! JSON in the shape of the scenarios' casts. Whatever is read here has been checked; every problem
//! names the entry that it is in, and all of them are reported at once.

mod check;
mod ordered;
mod payloads;
mod problem;
mod shape;

use domain::PersonId;
use domain::time::Zone;
use serde_json::Value;

pub use payloads::Payload;
pub use problem::{CompanyFileError, Problem, Wrong};

use shape::Shape;

/// A company as it is founded. Holds nothing that does not fit together.
#[derive(Clone, Debug)]
pub struct CompanyFile {
    shape: Shape,
}

impl CompanyFile {
    /// Reads the text of a company file. People keep the order in which they stand there.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, CompanyFileError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self::checked(serde_json::from_str(text))
    }

    /// Reads a company file that somebody has put together already: the scenario runner merges casts.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn from_value(value: Value) -> Result<Self, CompanyFileError> {
        Self::checked(serde_json::from_value(value))
    }

    fn checked(
        sections: Result<shape::Sections, serde_json::Error>,
    ) -> Result<Self, CompanyFileError> {
        let sections =
            sections.map_err(|error| Problem::new("the file", Wrong::Shape(error.to_string())))?;
        let shape = Shape::read(sections)?;
        check::check(&shape)?;
        Ok(Self { shape })
    }

    /// What people call the company.
    pub fn name(&self) -> &str {
        &self.shape.name
    }

    /// The IANA name of its time zone, which decides every "day".
    pub fn timezone(&self) -> &str {
        &self.shape.timezone
    }

    /// Its time zone.
    pub fn zone(&self) -> Zone {
        Zone::named(&self.shape.timezone).expect("the file was checked")
    }

    /// The first person at headquarters: whoever enrols the others.
    pub fn headquarters(&self) -> PersonId {
        let mut people = self.shape.people.iter();
        let first = people.find(|(_, person)| person.roles.iter().any(|role| role == "hq"));
        PersonId::new(&first.expect("the file was checked").0)
    }

    /// Everybody, in the order of the file.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        self.shape.people.iter().map(|(id, _)| PersonId::new(id))
    }

    /// What the founding writes into the ledger after the founding record itself.
    pub fn payloads(&self) -> Vec<Payload> {
        payloads::of(&self.shape)
    }
}
