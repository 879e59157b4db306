//! WebDriver, as much of it as a keyboard and a pair of eyes need. One driver a window.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use reqwest::Method;
use reqwest::blocking::Client;
use serde_json::{Value, json};

use crate::group::Group;
use crate::{ports, programs};

/// How long one answer of the driver may take; the first brings the whole window.
const ANSWER_MAX: Duration = Duration::from_secs(90);
/// How long the driver may take to listen.
const START_MAX: Duration = Duration::from_secs(60);
/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A window under WebDriver, with everything that belongs to it.
pub(crate) struct Driver {
    group: Group,
    client: Client,
    session: String,
}

/// What has the focus, as a screen reader names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Focus {
    /// `textbox`, `button`, `row`…
    pub role: String,
    /// Its label.
    pub name: String,
    /// What stands in it, if it is a field.
    pub value: String,
    /// The text in sight on it.
    pub text: String,
}

impl Driver {
    /// Starts a driver and, through it, the program.
    pub(crate) fn open(
        app: &Path,
        args: &[String],
        env: &[(&str, String)],
        log: &Path,
    ) -> Result<Self> {
        let program = programs::system("WebKitWebDriver", "webkit2gtk-driver")?;
        let port = ports::free()?;
        let mut command = Command::new(program);
        command.arg(format!("--port={port}")).arg("--host=127.0.0.1").envs(env.iter().cloned());
        // With either of these, pictures never come.
        for hanging in ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_COMPOSITING_MODE"] {
            command.env_remove(hanging);
        }
        let mut group = Group::start(&mut command, log)?;
        let client = Client::builder().timeout(ANSWER_MAX).no_proxy().build()?;
        let base = format!("http://127.0.0.1:{port}");
        wait_until_listening(&client, &base, &mut group)?;
        let options = json!({ "binary": app, "args": args });
        let wanted =
            json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let made = ask(&client, Method::POST, &format!("{base}/session"), &wanted);
        let made = made.with_context(|| format!("opening the window; see {}", log.display()))?;
        let id = made["sessionId"].as_str().context("the driver gave no session")?;
        Ok(Self { group, client, session: format!("{base}/session/{id}") })
    }

    /// The program's own process, below the driver.
    pub(crate) fn program(&self) -> Result<rustix::process::Pid> {
        let head = self.group.head().as_raw_nonzero();
        let children = std::fs::read_to_string(format!("/proc/{head}/task/{head}/children"))?;
        let child = children.split_whitespace().next().context("the driver has no window")?;
        rustix::process::Pid::from_raw(child.parse()?).context("a process has a number")
    }

    /// Presses keys down and lets them go in the opposite order, each group of keys after the other.
    pub(crate) fn strike(&self, chords: &[Vec<char>]) -> Result<()> {
        let key = |kind: &str, key: char| json!({ "type": kind, "value": key.to_string() });
        let mut actions = Vec::new();
        for chord in chords {
            actions.extend(chord.iter().map(|it| key("keyDown", *it)));
            actions.extend(chord.iter().rev().map(|it| key("keyUp", *it)));
        }
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.post("actions", &json!({ "actions": [keyboard] })).map(drop)
    }

    /// What has the focus.
    pub(crate) fn focus(&self) -> Result<Focus> {
        let active = self.get("element/active")?;
        let id = active[ELEMENT].as_str().context("nothing has the focus")?;
        let text = |what: &str| -> Result<String> {
            Ok(self.get(&format!("element/{id}/{what}"))?.as_str().unwrap_or_default().to_owned())
        };
        let (role, name) = (text("computedrole")?, text("computedlabel")?);
        Ok(Focus { role, name, value: text("property/value")?, text: text("text")? })
    }

    /// Runs a function's body in the page.
    pub(crate) fn run(&self, script: &str, args: &[Value]) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": args }))
    }

    /// The same for one that answers later, by calling its last argument.
    pub(crate) fn run_async(&self, script: &str, args: &[Value]) -> Result<Value> {
        self.post("execute/async", &json!({ "script": script, "args": args }))
    }

    /// A picture of what is on the screen now, as PNG.
    pub(crate) fn picture(&self) -> Result<Vec<u8>> {
        // Two frames: the first may still show what was before.
        self.run_async(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));",
            &[],
        )?;
        let picture = self.get("screenshot")?;
        let picture = picture.as_str().context("the driver gave no picture")?;
        base64::engine::general_purpose::STANDARD.decode(picture).context("reading the picture")
    }

    fn get(&self, path: &str) -> Result<Value> {
        ask(&self.client, Method::GET, &format!("{}/{path}", self.session), &Value::Null)
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        ask(&self.client, Method::POST, &format!("{}/{path}", self.session), body)
    }
}

fn wait_until_listening(client: &Client, base: &str, group: &mut Group) -> Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < START_MAX && !group.has_ended() {
        if client.get(format!("{base}/status")).send().is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("WebKitWebDriver does not listen")
}

fn ask(client: &Client, method: Method, url: &str, body: &Value) -> Result<Value> {
    let mut request = client.request(method, url);
    if !body.is_null() {
        request = request.json(body);
    }
    let reply = request.send().context("asking WebKitWebDriver")?;
    let good = reply.status().is_success();
    let mut reply: Value = reply.json().context("reading WebKitWebDriver's answer")?;
    let value = reply["value"].take();
    if good { Ok(value) } else { Err(anyhow!("{}: {}", value["error"], value["message"])) }
}
