//! A person's window: hands on the keyboard, eyes on the screen.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Signal, kill_process};
use serde_json::{Value, json};

use crate::display::Display;
use crate::driver::{Driver, Focus};

/// How long something may take to be seen. Generous: a busy machine is no failure.
const PATIENCE: Duration = Duration::from_secs(90);
/// How often to look.
const LOOK_EVERY: Duration = Duration::from_millis(40);
/// More places than any screen has for Tab to stop at.
const STOPS_MAX: usize = 80;
/// How often in a row what has the focus may be drawn anew while it is looked at.
const REDRAWS_MAX: usize = 10;
/// In front of every script.
const EYES: &str = include_str!("eyes.js");

/// A window.
pub struct Window {
    person: String,
    driver: Driver,
    /// Goes after the window that is on it.
    _display: Display,
    album: Album,
}

/// Where pictures are kept, and of which stage they are.
pub(crate) struct Album {
    pub(crate) folder: PathBuf,
    pub(crate) stage: String,
}

impl Window {
    pub(crate) fn new(person: &str, driver: Driver, display: Display, album: Album) -> Self {
        Self { person: person.to_owned(), driver, _display: display, album }
    }

    /// Whose window it is, by id.
    pub fn person(&self) -> &str {
        &self.person
    }

    /// Presses one key, with others held: `Enter`, `Alt+3`, `]`.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn press(&self, keys: &str) -> Result<()> {
        let chord = keys.split('+').map(key).collect::<Result<Vec<char>>>()?;
        self.driver.strike(&[chord]).with_context(|| self.at(format!("pressing {keys}")))
    }

    /// Types a text, one key after the other.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn write(&self, text: &str) -> Result<()> {
        let keys: Vec<Vec<char>> = text.chars().map(|key| vec![key]).collect();
        self.driver.strike(&keys).with_context(|| self.at(format!("writing {text}")))
    }

    /// Presses Tab until something has the focus that is a `role` and whose name begins with `name`.
    ///
    /// # Errors
    /// When Tab never gets there; the error lists where it went.
    pub fn tab_to(&self, role: &str, name: &str) -> Result<Focus> {
        self.walk("Tab", role, name)
    }

    /// The same backwards.
    ///
    /// # Errors
    /// As [`Window::tab_to`].
    pub fn tab_back_to(&self, role: &str, name: &str) -> Result<Focus> {
        self.walk("Shift+Tab", role, name)
    }

    fn walk(&self, keys: &str, role: &str, name: &str) -> Result<Focus> {
        let mut passed = Vec::new();
        for _ in 0..STOPS_MAX {
            self.press(keys)?;
            let focus = self.focus()?;
            if focus.role == role && focus.name.starts_with(name) {
                return Ok(focus);
            }
            passed.push(format!("{} {:?}", focus.role, focus.name));
        }
        self.fail(&format!(
            "{keys} does not reach the {role} {name:?}; it stops at:\n{}",
            passed.join("\n")
        ))
    }

    /// What has the focus now.
    ///
    /// # Errors
    /// When nothing has.
    pub fn focus(&self) -> Result<Focus> {
        let mut focus = self.driver.focus();
        for _ in 0..REDRAWS_MAX {
            if focus.is_ok() {
                break;
            }
            // It was drawn anew between two questions about it.
            std::thread::sleep(LOOK_EVERY);
            focus = self.driver.focus();
        }
        focus.with_context(|| self.at("looking for the focus"))
    }

    /// Whether anything has the focus but the page as a whole: what had it may be gone.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn has_focus(&self) -> Result<bool> {
        Ok(self.run("return document.activeElement !== document.body", &[])? == true)
    }

    /// Waits until what has the focus is a `role` whose name begins with `name`.
    ///
    /// # Errors
    /// When it does not get there.
    pub fn stands_on(&self, role: &str, name: &str) -> Result<()> {
        self.wait(&format!("the focus on the {role} {name:?}"), || {
            let focus = self.focus()?;
            Ok(focus.role == role && focus.name.starts_with(name))
        })
    }

    /// Waits until a text is in sight anywhere.
    ///
    /// # Errors
    /// When it does not appear.
    pub fn sees(&self, text: &str) -> Result<()> {
        self.sees_in("", text)
    }

    /// Waits until a text is in sight in the part of the screen that has this name or this heading. A
    /// `…` in it stands for anything: `20:…签字` is true in a slow minute too.
    ///
    /// # Errors
    /// When it does not appear.
    pub fn sees_in(&self, part: &str, text: &str) -> Result<()> {
        self.wait(&format!("{text:?} in {part:?}"), || {
            Ok(self.text(part)?.is_some_and(|seen| is_like(&seen, text)))
        })
    }

    /// The text in sight in a part of the screen; the whole screen has the empty name.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn text(&self, part: &str) -> Result<Option<String>> {
        let text = self.run("return textOf(arguments[0])", &[json!(part)])?;
        Ok(text.as_str().map(str::to_owned))
    }

    /// Waits until the last file path that stands in a part of the screen is there, and reads it off.
    ///
    /// # Errors
    /// When none appears.
    pub fn reads_path_in(&self, part: &str) -> Result<String> {
        let script =
            "return [...(part(arguments[0])?.querySelectorAll('code') ?? [])].at(-1)?.innerText";
        let mut path = None;
        self.wait(&format!("a path in {part:?}"), || {
            path = self.run(script, &[json!(part)])?.as_str().map(str::to_owned);
            Ok(path.is_some())
        })?;
        path.context("it was just seen")
    }

    /// Waits until a word that `is_it` stands in a part of the screen, and reads it off: an address, a
    /// code.
    ///
    /// # Errors
    /// When none appears.
    pub fn reads_word_in(&self, part: &str, is_it: impl Fn(&str) -> bool) -> Result<String> {
        let mut word = None;
        self.wait(&format!("such a word in {part:?}"), || {
            let text = self.text(part)?.unwrap_or_default();
            word = text.split(' ').find(|word| is_it(word)).map(str::to_owned);
            Ok(word.is_some())
        })?;
        word.context("it was just seen")
    }

    /// Waits until something is true.
    ///
    /// # Errors
    /// When it does not come true, with what stood on the screen; a picture of it is kept.
    pub fn wait(&self, what: &str, mut is_true: impl FnMut() -> Result<bool>) -> Result<()> {
        let begun = Instant::now();
        loop {
            if is_true().with_context(|| self.at(format!("waiting for {what}")))? {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return self.fail(&format!("never came: {what}"));
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }

    /// Asserts something, with what stands on the screen when it is not so.
    ///
    /// # Errors
    /// When it is not so.
    pub fn insist(&self, so: bool, what: &str) -> Result<()> {
        if so { Ok(()) } else { self.fail(what) }
    }

    fn fail<T>(&self, what: &str) -> Result<T> {
        // The picture helps whoever reads the failure; without one, the text must do.
        let _ = self.picture(&format!("failed-{}-{}", self.album.stage, self.person));
        let seen = self.run("return document.body.innerText", &[]).unwrap_or_default();
        let focus = self.focus().ok();
        bail!(
            "{}: {what}\n--- focus: {focus:?}\n--- on the screen:\n{}",
            self.person,
            seen.as_str().unwrap_or("(nothing)")
        )
    }

    /// Keeps a picture of the window in `artefacts/window`.
    ///
    /// # Errors
    /// When it cannot be taken or kept.
    pub fn picture(&self, name: &str) -> Result<()> {
        let picture =
            self.driver.picture().with_context(|| self.at(format!("the picture {name}")))?;
        std::fs::write(self.album.folder.join(format!("{name}.png")), picture)
            .context("keeping the picture")
    }

    /// Runs a function's body behind the screen. For hygiene, and to wait for what no screen shows.
    ///
    /// # Errors
    /// What it throws.
    pub fn run(&self, script: &str, args: &[Value]) -> Result<Value> {
        self.driver.run(&format!("{EYES}{script}"), args)
    }

    /// The same for one that answers later, by calling its last argument.
    ///
    /// # Errors
    /// What it throws, or when it never answers.
    pub fn run_async(&self, script: &str, args: &[Value]) -> Result<Value> {
        self.driver.run_async(script, args)
    }

    /// Calls the window's backend, past the screen: `Ok` is what it answers, `Err` what it throws.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn invoke(&self, command: &str, args: Value) -> Result<std::result::Result<Value, Value>> {
        let script = "const [command, args, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, args).then(
              (good) => done({ good: good ?? null }),
              (bad) => done({ bad: bad?.message ?? bad ?? null }));";
        let mut reply = self.run_async(script, &[json!(command), args])?;
        match reply.get("bad") {
            Some(_) => Ok(Err(reply["bad"].take())),
            None => Ok(Ok(reply["good"].take())),
        }
    }

    /// Kills the program as a power cut would, and waits until it is gone.
    ///
    /// # Errors
    /// When it cannot be found.
    pub fn kill(self) -> Result<()> {
        kill_process(self.driver.program()?, Signal::KILL).context("killing the window")
    }

    fn at(&self, what: impl std::fmt::Display) -> String {
        format!("{}: {what}", self.person)
    }
}

/// Whether the pieces between `…` follow each other in a text.
fn is_like(seen: &str, wanted: &str) -> bool {
    let mut rest = Some(seen);
    for piece in wanted.split('…') {
        rest = rest.and_then(|rest| rest.split_once(piece)).map(|(_, after)| after);
    }
    rest.is_some()
}

/// A key by its name on the keyboard.
fn key(name: &str) -> Result<char> {
    let mut only = name.chars();
    Ok(match (name, only.next(), only.next()) {
        ("Backspace", ..) => '\u{e003}',
        ("Tab", ..) => '\u{e004}',
        ("Enter", ..) => '\u{e007}',
        ("Shift", ..) => '\u{e008}',
        ("Ctrl", ..) => '\u{e009}',
        ("Alt", ..) => '\u{e00a}',
        ("Escape", ..) => '\u{e00c}',
        ("Space", ..) => ' ',
        ("End", ..) => '\u{e010}',
        ("Home", ..) => '\u{e011}',
        ("Left", ..) => '\u{e012}',
        ("Up", ..) => '\u{e013}',
        ("Right", ..) => '\u{e014}',
        ("Down", ..) => '\u{e015}',
        ("F1", ..) => '\u{e031}',
        (_, Some(key), None) => key,
        _ => bail!("there is no key {name:?}"),
    })
}
