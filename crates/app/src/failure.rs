//! What crosses the door when something does not work: a code that the UI turns into a sentence which
//! says what happened, what is safe, and what to do.

use std::collections::BTreeMap;

use domain::Rule;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A failure for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// A stable code, a key under `failure.` in the language files.
    pub code: String,
    /// The rule that refuses, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rule: Option<String>,
    /// The field that is wrong, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub field: Option<String>,
    /// Arguments of the sentence.
    #[serde(default)]
    pub args: BTreeMap<String, String>,
}

impl Failure {
    /// A failure with nothing but its code.
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), rule: None, field: None, args: BTreeMap::new() }
    }

    /// A refusal on the spot, naming the rule.
    pub fn refused(rule: Rule) -> Self {
        Self { rule: Some(rule.id().to_owned()), ..Self::new("refused") }
    }

    /// A field that cannot be taken.
    pub fn field(code: &str, field: &str) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(code) }
    }

    /// Adds an argument.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.code)?;
        self.rule.iter().try_for_each(|rule| write!(f, " ({rule})"))?;
        self.field.iter().try_for_each(|field| write!(f, " [{field}]"))?;
        self.args.iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

impl std::error::Error for Failure {}
