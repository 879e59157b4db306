//! What a visitor reads, in his language. The sentences live in `words/*.json`, beside the code that shows
//! them: they are no part of the window, and the consent's text is a document with a version of its own.

use std::sync::LazyLock;

use app::visitor::Booth;
use facts::payload::Consent;
use serde::Deserialize;

use super::fields::{Field, Problem};

/// A language in which the form is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Language {
    /// 简体中文.
    Simplified,
    /// 繁體中文.
    Traditional,
    /// English.
    English,
}

impl Language {
    pub(super) const ALL: [Self; 3] = [Self::Simplified, Self::Traditional, Self::English];

    /// Its tag, as HTML and the records name it.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Simplified => "zh-CN",
            Self::Traditional => "zh-Hant",
            Self::English => "en",
        }
    }

    pub(super) fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// What a phone asks for first, of what there is. Whoever asks for neither reads English: at a fair in
    /// China it is foreigners who do.
    pub(super) fn wanted(accept_language: &str) -> Self {
        let mut best: Option<(u32, Self)> = None;
        for part in accept_language.split(',').take(20) {
            let (tag, rest) = part.split_once(';').unwrap_or((part, ""));
            let tag = tag.trim().to_ascii_lowercase();
            let (primary, region) = tag.split_once('-').unwrap_or((&tag, ""));
            // `hant`, `hant-hk`; a region alone says how people write there.
            let traditional =
                || matches!(region.get(..4).unwrap_or(region), "hant" | "tw" | "hk" | "mo");
            let language = match primary {
                "zh" if traditional() => Self::Traditional,
                "zh" => Self::Simplified,
                "en" => Self::English,
                _ => continue,
            };
            let weight = weight(rest);
            if weight > 0 && best.is_none_or(|(known, _)| weight > known) {
                best = Some((weight, language));
            }
        }
        best.map_or(Self::English, |(_, language)| language)
    }

    pub(super) fn words(self) -> &'static Words {
        static SIMPLIFIED: LazyLock<Words> =
            LazyLock::new(|| read(include_str!("words/zh-CN.json")));
        static TRADITIONAL: LazyLock<Words> =
            LazyLock::new(|| read(include_str!("words/zh-Hant.json")));
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| read(include_str!("words/en.json")));
        match self {
            Self::Simplified => &SIMPLIFIED,
            Self::Traditional => &TRADITIONAL,
            Self::English => &ENGLISH,
        }
    }
}

/// `;q=0.8` in thousandths.
fn weight(rest: &str) -> u32 {
    let quality = rest.trim().strip_prefix("q=").and_then(|text| text.trim().parse::<f32>().ok());
    (quality.unwrap_or(1.0).clamp(0.0, 1.0) * 1000.0) as u32
}

fn read(json: &str) -> Words {
    serde_json::from_str(json)
        .expect("the language files are part of the program and are read by a test")
}

/// Every sentence of the form. `{company}`, `{fair}`, `{months}` and `{max}` are filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) own_name: String,
    pub(super) title: String,
    pub(super) intro: String,
    pub(super) lead: String,
    company: String,
    person: String,
    phone: String,
    email: String,
    pub(super) reach_hint: String,
    site: String,
    matter: String,
    spoke_with: String,
    pub(super) required: String,
    pub(super) optional: String,
    pub(super) send: String,
    pub(super) errors: String,
    missing: String,
    reach_missing: String,
    phone_wrong: String,
    email_wrong: String,
    too_long: String,
    consent_missing: String,
    pub(super) busy: String,
    pub(super) not_kept: String,
    pub(super) full: String,
    pub(super) expired_title: String,
    pub(super) expired: String,
    pub(super) expired_kept: String,
    pub(super) closed_title: String,
    pub(super) closed: String,
    pub(super) thanks_title: String,
    pub(super) thanks: String,
    pub(super) consent_title: String,
    pub(super) consent_tick: String,
    consent: ConsentText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsentText {
    id: String,
    version: u32,
    text: Vec<String>,
}

impl Words {
    pub(super) fn label(&self, field: Field) -> &str {
        match field {
            Field::Company => &self.company,
            Field::Person => &self.person,
            Field::Phone => &self.phone,
            Field::Email => &self.email,
            Field::Site => &self.site,
            Field::Matter => &self.matter,
            Field::SpokeWith => &self.spoke_with,
            Field::Consent => &self.consent_title,
        }
    }

    pub(super) fn problem(&self, problem: Problem) -> String {
        match problem {
            Problem::Missing => self.missing.clone(),
            Problem::NoReach => self.reach_missing.clone(),
            Problem::NoPhone => self.phone_wrong.clone(),
            Problem::NoEmail => self.email_wrong.clone(),
            Problem::NotAgreed => self.consent_missing.clone(),
            Problem::TooLong { max } => self.too_long.replace("{max}", &max.to_string()),
        }
    }

    /// The notice, paragraph by paragraph, as it stands before a visitor of this booth.
    pub(super) fn notice(&self, booth: &Booth) -> Vec<String> {
        self.consent.text.iter().map(|text| filled(text, booth)).collect()
    }

    /// What a visitor of this booth agrees to with his tick (SEC-14). When, is filled in where it is kept.
    pub(super) fn agreed(&self, language: Language, booth: &Booth) -> Consent {
        let mut text = self.notice(booth);
        text.push(self.consent_tick.clone());
        Consent {
            text_id: self.consent.id.clone(),
            version: self.consent.version,
            language: language.tag().to_owned(),
            text: text.join("\n"),
            given_ms: 0,
        }
    }
}

/// A sentence with this booth's names in it.
pub(super) fn filled(text: &str, booth: &Booth) -> String {
    let months = booth.retention_months.to_string();
    // Names last: one that contains braces is not filled in again.
    let text = text.replace("{months}", &months).replace("{fair}", "\u{1}");
    text.replace("{company}", &booth.company).replace('\u{1}', &booth.fair_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever changes a word of the consent raises its version and writes the new sums here: a record says
    /// which version somebody agreed to, and that must stay true (SEC-14).
    #[test]
    fn the_consent_text_of_a_version_never_changes() {
        let sums = [
            (Language::Simplified, "e7539f022dc64b73"),
            (Language::Traditional, "a0135584d45ef356"),
            (Language::English, "78d5b6a61456b523"),
        ];
        for (language, sum) in sums {
            let words = language.words();
            let text = format!("{}\n{}", words.consent.text.join("\n"), words.consent_tick);
            assert_eq!((words.consent.id.as_str(), words.consent.version), ("visitor-form", 1));
            assert_eq!(blake3::hash(text.as_bytes()).to_hex()[..16], *sum, "{}", language.tag());
        }
    }

    #[test]
    fn a_phone_is_answered_in_the_language_that_it_asks_for_first() {
        for (asked, language) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Simplified),
            ("zh-TW", Language::Traditional),
            ("zh-Hant-HK,zh-HK;q=0.9,en;q=0.8", Language::Traditional),
            ("zh-Hans-SG", Language::Simplified),
            ("en-US,en;q=0.5", Language::English),
            ("de-DE,de;q=0.9,en;q=0.8,zh;q=0.9", Language::Simplified),
            ("ja", Language::English),
            ("zh;q=0, en", Language::English),
            ("", Language::English),
            (";;;q=,,,=", Language::English),
        ] {
            assert_eq!(Language::wanted(asked), language, "{asked}");
        }
    }
}
