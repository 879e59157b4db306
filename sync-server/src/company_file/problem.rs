use std::fmt;

use domain::parameter::BadParameter;
use thiserror::Error;

/// Everything that is wrong with a company file; at least one problem.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{}", listed(.0))]
pub struct CompanyFileError(pub Vec<Problem>);

fn listed(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}

impl CompanyFileError {
    pub(super) fn unless_empty(problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self(problems)) }
    }
}

impl From<Problem> for CompanyFileError {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The entry, as `people.wangfang`.
    pub entry: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

impl Problem {
    pub(super) fn new(entry: impl Into<String>, wrong: Wrong) -> Self {
        Self { entry: entry.into(), wrong }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.entry, self.wrong)
    }
}

/// What may be wrong with an entry.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[allow(missing_docs)] // The messages say what each is.
pub enum Wrong {
    #[error("{0}")]
    Shape(String),
    #[error("stands there twice")]
    Twice,
    #[error("an id is 1 to 64 characters without spaces, and not `server`")]
    Id,
    #[error("the name is empty")]
    Nameless,
    #[error("there is no time zone {0:?}")]
    Zone(String),
    #[error("there is no role {0:?}")]
    Role(String),
    #[error("{0:?} is no place in China that can be resolved")]
    Region(String),
    #[error("the {field} {id:?} is nobody in this file")]
    Person { field: &'static str, id: String },
    #[error("there is no territory {0:?}")]
    Territory(String),
    #[error("there is no division {0:?}")]
    Division(String),
    #[error("its supervisor {supervisor:?} is no regional manager of {territory:?} (FAIR-01)")]
    Supervisor { supervisor: String, territory: String },
    #[error("a fair has at least one day")]
    NoDays,
    #[error("{0:?} is no day; write 2026-03-12")]
    Day(String),
    #[error("{0:?} is no time of day; write 17:00")]
    Time(String),
    #[error(transparent)]
    Parameter(#[from] BadParameter),
    #[error("nobody has the role hq; somebody must enrol the others")]
    NoHeadquarters,
}
