//! What a visitor typed, and what is wrong with it.

use app::visitor::Arrival;
use facts::payload::Consent;

/// A field of the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Company,
    Person,
    Phone,
    Email,
    Site,
    Matter,
    SpokeWith,
    Consent,
}

impl Field {
    /// Those that are typed into, in the order of the form.
    pub(super) const TYPED: [Self; 7] = [
        Self::Person,
        Self::Company,
        Self::Phone,
        Self::Email,
        Self::Site,
        Self::Matter,
        Self::SpokeWith,
    ];

    /// Its name in the posted form.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Person => "person",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Site => "site",
            Self::Matter => "matter",
            Self::SpokeWith => "spokeWith",
            Self::Consent => "consent",
        }
    }

    /// How long what is typed there may be, in characters.
    pub(super) fn chars_max(self) -> usize {
        match self {
            Self::Matter => 500,
            Self::Phone => 40,
            _ => 120,
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        Self::TYPED.into_iter().chain([Self::Consent]).find(|field| field.name() == name)
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Problem {
    Missing,
    /// Neither phone nor mail.
    NoReach,
    NoPhone,
    NoEmail,
    NotAgreed,
    TooLong {
        max: usize,
    },
}

/// A form as it was posted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Filled {
    typed: [String; Field::TYPED.len()],
    pub(super) agreed: bool,
    /// The ticket that the form was given with.
    pub(super) ticket: String,
    /// In which language it was shown.
    pub(super) language: String,
    /// Into which language its reader wants it shown instead.
    pub(super) switch: String,
}

impl Filled {
    /// An empty form.
    pub(super) fn with(ticket: String) -> Self {
        Self { ticket, ..Self::default() }
    }

    /// Reads what a browser posts; what it does not know, it leaves alone.
    pub(super) fn read(body: &[u8]) -> Self {
        let mut filled = Self::default();
        for (name, text) in form_urlencoded::parse(body) {
            match name.as_ref() {
                "ticket" => filled.ticket = text.into_owned(),
                "language" => filled.language = text.into_owned(),
                "switch" => filled.switch = text.into_owned(),
                name => match Field::of_name(name) {
                    Some(Field::Consent) => filled.agreed = true,
                    Some(field) => *filled.slot(field) = clean(&text),
                    None => {}
                },
            }
        }
        filled
    }

    fn slot(&mut self, field: Field) -> &mut String {
        let at = Field::TYPED.iter().position(|one| *one == field);
        &mut self.typed[at.expect("only fields that are typed into have a text")]
    }

    /// What was typed into a field.
    pub(super) fn text(&self, field: Field) -> &str {
        let at = Field::TYPED.iter().position(|one| *one == field);
        at.map_or("", |at| self.typed[at].as_str())
    }

    /// Everything that is wrong, in the order of the form. Little is demanded: a name, a way to answer, and
    /// consent. Whether a phone number identifies anybody is seen when the card is signed.
    pub(super) fn problems(&self) -> Vec<(Field, Problem)> {
        let mut found = Vec::new();
        for field in Field::TYPED {
            let (text, max) = (self.text(field), field.chars_max());
            let problem = match field {
                _ if text.chars().nth(max).is_some() => Some(Problem::TooLong { max }),
                Field::Person if text.is_empty() => Some(Problem::Missing),
                Field::Phone if text.is_empty() && self.text(Field::Email).is_empty() => {
                    Some(Problem::NoReach)
                }
                Field::Phone if !text.is_empty() && !is_phone(text) => Some(Problem::NoPhone),
                Field::Email if !text.is_empty() && !is_email(text) => Some(Problem::NoEmail),
                _ => None,
            };
            found.extend(problem.map(|problem| (field, problem)));
        }
        if !self.agreed {
            found.push((Field::Consent, Problem::NotAgreed));
        }
        found
    }

    /// As it arrives.
    pub(super) fn arrival(&self, consent: Consent) -> Arrival {
        let text = |field| self.text(field).to_owned();
        Arrival {
            company: text(Field::Company),
            person: text(Field::Person),
            phone: text(Field::Phone),
            email: text(Field::Email),
            site: text(Field::Site),
            matter: text(Field::Matter),
            spoke_with: text(Field::SpokeWith),
            consent,
        }
    }
}

/// Without the spaces around it, with one space for each run of line ends and control characters: a card's
/// fields are lines.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for piece in text.split(|c: char| c.is_control()).filter(|piece| !piece.is_empty()) {
        if !clean.is_empty() {
            clean.push(' ');
        }
        clean.push_str(piece);
    }
    clean.trim().to_owned()
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    digits >= 5 && !text.chars().any(|c| c == '@')
}

fn is_email(text: &str) -> bool {
    let host = |host: &str| host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    let whole = |(name, at): (&str, &str)| !name.is_empty() && host(at);
    text.split_once('@').is_some_and(whole) && !text.chars().any(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(body: &str) -> Vec<(Field, Problem)> {
        Filled::read(body.as_bytes()).problems()
    }

    #[test]
    fn a_name_a_way_to_answer_and_consent_are_all_that_is_demanded() {
        assert_eq!(problems("person=Li&phone=13800138001&consent=yes"), []);
        assert_eq!(problems("person=%E6%9D%8E&email=a%40b.cn&consent=yes"), []);
        assert_eq!(
            problems(""),
            [
                (Field::Person, Problem::Missing),
                (Field::Phone, Problem::NoReach),
                (Field::Consent, Problem::NotAgreed)
            ]
        );
        assert_eq!(
            problems("person=L&phone=call+me&consent=1"),
            [(Field::Phone, Problem::NoPhone)]
        );
        assert_eq!(problems("person=L&email=me&consent=1"), [(Field::Email, Problem::NoEmail)]);
        let long = format!("person={}&phone=138001&consent=1", "x".repeat(121));
        assert_eq!(problems(&long), [(Field::Person, Problem::TooLong { max: 120 })]);
    }

    #[test]
    fn line_ends_and_control_characters_become_spaces() {
        let filled = Filled::read(b"matter=a%0D%0Ab%00c%09&person=%20x%20");
        assert_eq!((filled.text(Field::Matter), filled.text(Field::Person)), ("a b c", "x"));
    }
}
