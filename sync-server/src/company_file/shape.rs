//! The shape of the file, section by section and entry by entry, so that an error names its entry.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::ordered::Ordered;
use super::problem::{CompanyFileError, Problem, Wrong};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sections {
    #[serde(default = "company")]
    name: String,
    #[serde(default = "shanghai")]
    timezone: String,
    #[serde(default)]
    territories: Ordered,
    #[serde(default)]
    divisions: Ordered,
    #[serde(default)]
    people: Ordered,
    #[serde(default)]
    fairs: Ordered,
    #[serde(default)]
    events: Ordered,
    #[serde(default)]
    holidays: Vec<String>,
    #[serde(default)]
    parameters: Ordered,
}

fn company() -> String {
    "公司".to_owned()
}

fn shanghai() -> String {
    "Asia/Shanghai".to_owned()
}

#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) timezone: String,
    pub(super) territories: Vec<(String, Territory)>,
    pub(super) divisions: Vec<(String, Division)>,
    pub(super) people: Vec<(String, Person)>,
    pub(super) fairs: Vec<(String, Fair)>,
    pub(super) events: Vec<(String, Event)>,
    pub(super) holidays: Vec<String>,
    pub(super) parameters: Vec<(String, String)>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Territory {
    pub(super) name: String,
    pub(super) regions: Vec<String>,
    pub(super) head: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Division {
    pub(super) name: String,
    pub(super) head: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) roles: Vec<String>,
    pub(super) territory: Option<String>,
    pub(super) division: Option<String>,
    pub(super) mentor: Option<String>,
    #[serde(default)]
    pub(super) capabilities: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fair {
    pub(super) name: String,
    #[serde(default)]
    pub(super) place: String,
    pub(super) territory: String,
    pub(super) supervisor: String,
    pub(super) days: Vec<String>,
    pub(super) closes: String,
    #[serde(default)]
    pub(super) team: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Event {
    pub(super) name: String,
    pub(super) date: String,
}

impl Shape {
    pub(super) fn read(sections: Sections) -> Result<Self, CompanyFileError> {
        let mut problems = Vec::new();
        let shape = Self {
            name: sections.name,
            timezone: sections.timezone,
            territories: entries("territories", sections.territories, &mut problems),
            divisions: entries("divisions", sections.divisions, &mut problems),
            people: entries("people", sections.people, &mut problems),
            fairs: entries("fairs", sections.fairs, &mut problems),
            events: entries("events", sections.events, &mut problems),
            holidays: sections.holidays,
            parameters: entries("parameters", sections.parameters, &mut problems)
                .into_iter()
                .map(|(name, value): (String, Scalar)| (name, value.0))
                .collect(),
        };
        CompanyFileError::unless_empty(problems)?;
        Ok(shape)
    }
}

fn entries<T: DeserializeOwned>(
    section: &str,
    entries: Ordered,
    problems: &mut Vec<Problem>,
) -> Vec<(String, T)> {
    let mut read: Vec<(String, T)> = Vec::new();
    for (id, value) in entries.0 {
        let entry = format!("{section}.{id}");
        if read.iter().any(|(known, _)| *known == id) {
            problems.push(Problem::new(entry, Wrong::Twice));
            continue;
        }
        match serde_json::from_value(value) {
            Ok(value) => read.push((id, value)),
            Err(error) => problems.push(Problem::new(entry, Wrong::Shape(error.to_string()))),
        }
    }
    read
}

/// A parameter's value: `3` and `"close+2h"` are both how the rulebook writes them.
struct Scalar(String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self(text)),
            Value::Number(number) => Ok(Self(number.to_string())),
            Value::Bool(flag) => Ok(Self(flag.to_string())),
            _ => Err(serde::de::Error::custom("a value is a number or a text")),
        }
    }
}
