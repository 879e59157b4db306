//! A story as it is written: `shared/scenarios/README.md` is the language.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use domain::time::{Day, Instant, TimeOfDay, Zone};
use serde::Deserialize;
use serde_json::{Map, Value};

/// One file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Its name; the first word is its number.
    pub name: String,
    /// Rules that it is about, for people.
    #[serde(default)]
    #[allow(dead_code)]
    pub rules: Vec<String>,
    /// For people.
    #[serde(default)]
    #[allow(dead_code)]
    pub why: String,
    /// File in `casts/`, without its ending.
    pub cast: String,
    /// Merged into the cast, key by key.
    #[serde(default)]
    pub cast_extra: Value,
    /// Parameters for this story.
    #[serde(default)]
    pub parameters: BTreeMap<String, Value>,
    /// What happens and what is expected.
    pub steps: Vec<Step>,
}

/// A step: `do` or `expect`.
#[derive(Clone, Debug)]
pub struct Step {
    /// When, as written.
    pub at: String,
    /// What happens.
    pub what: What,
}

/// What a step is.
#[derive(Clone, Debug)]
pub enum What {
    /// Somebody does something.
    Do {
        /// The device.
        by: String,
        /// The verb.
        verb: String,
        /// Must be refused on the spot, naming this rule.
        refused: Option<String>,
        /// Must turn out void once the facts meet, naming this rule.
        void: Option<String>,
        /// The verb's own keys.
        keys: Keys,
    },
    /// Something must hold.
    Expect(Keys),
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let mut map = Map::<String, Value>::deserialize(deserializer)?;
        let mut text = |key: &str| match map.remove(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(Error::custom(format!("{key} must be text, not {other}"))),
        };
        let at = text("at")?.ok_or_else(|| Error::missing_field("at"))?;
        let (by, verb) = (text("by")?, text("do")?);
        let (refused, void, _why) = (text("refused")?, text("void")?, text("why")?);
        let what = match (verb, map.remove("expect")) {
            (Some(verb), None) => {
                let by = by.ok_or_else(|| Error::missing_field("by"))?;
                What::Do { by, verb, refused, void, keys: Keys::new(map) }
            }
            (None, Some(Value::Object(expect))) if map.is_empty() => {
                What::Expect(Keys::new(expect))
            }
            _ => return Err(Error::custom("a step has either `do` or `expect`")),
        };
        Ok(Self { at, what })
    }
}

/// The keys of a step. Each must be taken; what is left over is a failure that names it.
#[derive(Clone, Debug)]
pub struct Keys(Map<String, Value>);

impl Keys {
    fn new(map: Map<String, Value>) -> Self {
        Self(map)
    }

    /// Takes a key, if it is there.
    pub fn take(&mut self, key: &str) -> Option<Value> {
        self.0.remove(key)
    }

    /// Takes text.
    pub fn text(&mut self, key: &str) -> Result<Option<String>> {
        match self.take(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => bail!("{key} must be text, not {other}"),
        }
    }

    /// Takes text that must be there.
    pub fn need(&mut self, key: &str) -> Result<String> {
        self.text(key)?.with_context(|| format!("the key `{key}` is missing"))
    }

    /// Takes a truth value, false if absent.
    pub fn flag(&mut self, key: &str) -> Result<bool> {
        match self.take(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(other) => bail!("{key} must be true or false, not {other}"),
        }
    }

    /// Takes a list of texts.
    pub fn texts(&mut self, key: &str) -> Result<Option<Vec<String>>> {
        match self.take(key) {
            None => Ok(None),
            Some(value) => Ok(Some(
                serde_json::from_value(value)
                    .with_context(|| format!("{key} must be a list of texts"))?,
            )),
        }
    }

    /// Fails if something was not taken.
    pub fn done(&self, of: &str) -> Result<()> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(key) => bail!("{of}: the key `{key}` is not known"),
        }
    }

    /// What is left, in the order of the alphabet.
    pub fn rest(self) -> Map<String, Value> {
        self.0
    }
}

/// Reads a story and the cast it names, merged.
pub fn read(file: &Path, casts: Option<&Path>) -> Result<(Story, Value)> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let story: Story =
        serde_json::from_str(&text).with_context(|| format!("reading {}", file.display()))?;
    let beside = || file.parent().and_then(Path::parent).map(|parent| parent.join("casts"));
    let folder: PathBuf =
        casts.map(Path::to_owned).or_else(beside).context("a story needs a folder of casts")?;
    let cast = folder.join(format!("{}.json", story.cast));
    let text =
        std::fs::read_to_string(&cast).with_context(|| format!("reading {}", cast.display()))?;
    let mut cast: Value = serde_json::from_str(&text)?;
    merge(&mut cast, &story.cast_extra);
    for (name, value) in &story.parameters {
        cast["parameters"][name] = value.clone();
    }
    Ok((story, cast))
}

fn merge(into: &mut Value, extra: &Value) {
    match (into, extra) {
        (Value::Object(into), Value::Object(extra)) => {
            for (key, value) in extra {
                merge(into.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (_, Value::Null) => {}
        (into, extra) => *into = extra.clone(),
    }
}

/// Reads `2026-03-12 10:42[:30]`; 24:00 is the end of the day.
pub fn instant(zone: &Zone, text: &str) -> Result<Instant> {
    let wrong = || format!("{text:?} is no time like 2026-03-12 10:42");
    let (day, time) = text.split_once(' ').with_context(wrong)?;
    let day = Day::parse(day).with_context(wrong)?;
    if time == "24:00" {
        return Ok(zone.end(day));
    }
    let mut parts = time.splitn(3, ':');
    let hour_minute = [parts.next(), parts.next()].map(|part| part.unwrap_or_default()).join(":");
    let seconds: i64 = parts.next().map_or(Ok(0), str::parse).with_context(wrong)?;
    let time = TimeOfDay::parse(&hour_minute).with_context(wrong)?;
    Ok(zone.at(day, time).plus_ms(seconds * 1000))
}

/// Reads `-2h50m` as milliseconds.
pub fn shift(text: &str) -> Result<i64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.trim_start_matches('+')),
    };
    let mut total = 0i64;
    let mut digits = String::new();
    for c in rest.chars() {
        match c {
            '0'..='9' => digits.push(c),
            unit => {
                let count: i64 = digits.parse().with_context(|| format!("{text:?} is no shift"))?;
                digits.clear();
                total += count
                    * match unit {
                        'd' => 86_400_000,
                        'h' => 3_600_000,
                        'm' => 60_000,
                        's' => 1_000,
                        _ => bail!("{text:?} is no shift like -2h50m"),
                    };
            }
        }
    }
    if digits.is_empty() { Ok(sign * total) } else { bail!("{text:?} is no shift like -2h50m") }
}
