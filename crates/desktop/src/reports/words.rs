//! The words of reports: those of the screens, from the same files.

use std::sync::LazyLock;

use app::view::{ReportCell, RivalPhotoRef};
use domain::time::{Instant, Zone};
use serde_json::Value;
use typeset::Language;

const FILES: [(&str, &str); 3] = [
    ("zh-CN", include_str!("../../../../ui/src/i18n/zh-CN.json")),
    ("zh-Hant", include_str!("../../../../ui/src/i18n/zh-Hant.json")),
    ("en", include_str!("../../../../ui/src/i18n/en.json")),
];

static LANGUAGES: LazyLock<Vec<(&str, Value)>> = LazyLock::new(|| {
    let read = |text| serde_json::from_str(text).expect("the language files are JSON");
    FILES.into_iter().map(|(name, text)| (name, read(text))).collect()
});

/// A language, and the zone of every moment.
pub(super) struct Words {
    language: &'static str,
    zone: Zone,
}

impl Words {
    /// In a language, Chinese where it is not known.
    pub(super) fn new(language: &str, zone: Zone) -> Self {
        let known = FILES.iter().find(|(name, _)| *name == language);
        Self { language: known.map_or("zh-CN", |(name, _)| name), zone }
    }

    /// In the reader's language.
    pub(super) fn say(&self, key: &str) -> String {
        look_up(self.language, key)
    }

    /// Whose forms of characters its pages have.
    pub(super) fn language(&self) -> Language {
        match self.language {
            "en" => Language::English,
            "zh-Hant" => Language::Traditional,
            _ => Language::Simplified,
        }
    }

    /// A heading, which is Chinese for everybody: it is the form's name in the company.
    pub(super) fn title(&self, key: &str) -> String {
        look_up(if self.language == "en" { "zh-CN" } else { self.language }, key)
    }

    /// The same in English, beside it.
    pub(super) fn english(&self, key: &str) -> String {
        look_up("en", key)
    }

    /// A cell as text.
    pub(super) fn cell(&self, cell: &ReportCell) -> String {
        match cell {
            ReportCell::Nothing => String::new(),
            ReportCell::Text(text) => text.clone(),
            ReportCell::Word(key) => self.say(key),
            ReportCell::Count(count) => count.to_string(),
            ReportCell::At(at) => self.moment(*at),
            ReportCell::Due(at) => self.deadline(*at),
            ReportCell::Photo(photo) => self.photo(photo),
        }
    }

    /// A photo where none can be shown: by the beginning of its hash, which the notebook's records have whole.
    pub(super) fn photo(&self, photo: &RivalPhotoRef) -> String {
        let hash: String = photo.hash.chars().take(10).collect();
        format!("{} {hash}", self.say("reports.photo"))
    }

    /// A deadline to the minute: the first instant of a day is 24:00 of the day that people mean.
    fn deadline(&self, at_ms: i64) -> String {
        let moment = self.moment(at_ms);
        match moment.ends_with("00:00") {
            true => self.moment(at_ms - 1).replace("23:59", "24:00"),
            false => moment,
        }
    }

    /// A moment to the minute, `2026-03-12 10:42`.
    pub(super) fn moment(&self, at_ms: i64) -> String {
        self.zone.wall_clock(Instant(at_ms)).chars().take(16).collect()
    }
}

/// A key that no file has is shown as it is: it may be a newer program's.
fn look_up(language: &str, key: &str) -> String {
    let words = LANGUAGES.iter().find(|(name, _)| *name == language).map(|(_, words)| words);
    let found = words.and_then(|words| key.split('.').try_fold(words, |at, part| at.get(part)));
    found.and_then(Value::as_str).unwrap_or(key).to_owned()
}
