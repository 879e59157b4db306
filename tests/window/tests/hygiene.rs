//! What the window must never do, whatever a colleague typed or a page tried: run it, fetch it, go
//! there, or ask the system for anything but our one command and the choice
//! of a file.

#![cfg(target_os = "linux")]

use std::net::{Ipv4Addr, TcpListener};

use anyhow::Result;
use serde_json::{Value, json};
use window_tests::{Stage, Window};

/// Markup that would run, and a mark that turns the rest of the line around.
const COMPANY: &str = "<img src=x onerror=\"document.title='taken'\">\u{202e}司公限有";
const COMPANY_SHOWN: &str = "<img src=x onerror=\"document.title='taken'\">[U+202E]司公限有";
const PERSON: &str = "<b onclick=alert(1)>伟</b>\u{200f}";
const PERSON_SHOWN: &str = "<b onclick=alert(1)>伟</b>[U+200F]";
const MATTER: &str = "</textarea><script>document.title='taken'</script>";

/// What a page could try, and the directive that forbids it.
const ATTEMPTS: [(&str, &str); 9] = [
    (
        "script-src-elem",
        "add('script', (it) => { it.textContent = 'document.title = \"taken\"'; })",
    ),
    ("script-src-elem", "add('script', (it) => { it.src = there; })"),
    (
        "script-src-attr",
        "add('div', (it) => it.setAttribute('onclick', 'document.title = \"taken\"'), 'click')",
    ),
    ("style-src-elem", "add('style', (it) => { it.textContent = 'body { display: none }'; })"),
    (
        "connect-src",
        "fetch(there, { method: 'POST', mode: 'no-cors', body: 'secret' }).catch(() => 0)",
    ),
    ("img-src", "add('img', (it) => { it.src = there; })"),
    ("frame-src", "add('iframe', (it) => { it.src = there; })"),
    ("object-src", "add('object', (it) => { it.data = there; })"),
    ("form-action", "add('form', (it) => { it.action = there; it.method = 'post'; }, 'submit')"),
];

/// Commands of plugins that are there, of plugins that are not, and calls that are no commands.
const COMMANDS: [&str; 18] = [
    "plugin:fs|read_text_file",
    "plugin:fs|write_text_file",
    "plugin:dialog|save",
    "plugin:dialog|message",
    "plugin:dialog|ask",
    "plugin:shell|execute",
    "plugin:http|fetch",
    "plugin:app|version",
    "plugin:event|emit",
    "plugin:path|resolve_directory",
    "plugin:resources|close",
    "plugin:webview|create_webview_window",
    "plugin:webview|internal_toggle_devtools",
    "plugin:window|create",
    "plugin:window|set_title",
    "status",
    "unlock",
    "card_sign",
];

#[test]
fn the_window_runs_fetches_and_opens_nothing_but_its_own() -> Result<()> {
    let stage = Stage::set("hygiene")?;
    let window = stage.open("wangfang")?;
    a_locked_window_tells_nothing(&window)?;
    window.unlock("王芳", "登记客户信息卡")?;
    what_a_colleague_typed_is_text(&window)?;
    there_is_one_command(&window)?;

    let elsewhere = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    elsewhere.set_nonblocking(true)?;
    let there = format!("http://{}/", elsewhere.local_addr()?);
    nothing_runs_and_nothing_leaves(&window, &there)?;
    the_window_goes_nowhere(&window, &there)?;
    window.insist(elsewhere.accept().is_err(), "nobody ever knocked elsewhere")?;
    window.insist(title(&window)? == "Fairlead", "no script ran")
}

fn call(window: &Window, name: &str, args: Value) -> Result<std::result::Result<Value, Value>> {
    window.invoke("call", json!({ "name": name, "args": args }))
}

fn title(window: &Window) -> Result<String> {
    Ok(window.run("return document.title", &[])?.as_str().unwrap_or_default().to_owned())
}

fn a_locked_window_tells_nothing(window: &Window) -> Result<()> {
    window.sees("解锁")?;
    let list = json!({ "view": "all", "text": "", "sort": "signed", "fair": null, "offset": 0, "limit": 9 });
    for (name, args) in
        [("session", Value::Null), ("capture_view", Value::Null), ("lead_list", list)]
    {
        let answer = call(window, name, args)?;
        let refused = answer.as_ref().is_err_and(|failure| failure["code"] == "locked");
        window.insist(refused, &format!("{name} is locked away, not {answer:?}"))?;
    }
    Ok(())
}

/// Typed by keyboard, as a colleague would; looked at wherever a card shows.
fn what_a_colleague_typed_is_text(window: &Window) -> Result<()> {
    for (field, text) in [("客户名称", COMPANY), ("联系人", PERSON)] {
        window.stands_on("textbox", field)?;
        window.write(text)?;
        window.press("Tab")?;
    }
    window.tab_to("textbox", "咨询事项")?;
    window.write(MATTER)?;
    window.press("Enter")?;
    window.sees("已保存 ✓ 登记号 1")?;
    // Typed again, it meets itself as a possible duplicate.
    window.stands_on("textbox", "客户名称")?;
    window.write(COMPANY)?;
    window.sees_in("可能的重卡", COMPANY_SHOWN)?;
    window.picture("41-hostile-capture")?;
    window.press("Ctrl+a")?;
    window.press("Backspace")?;
    window.sees_in("今天的名片和草稿", COMPANY_SHOWN)?;
    window.press("Alt+3")?;
    window.sees_in("今天签字的卡（1）", COMPANY_SHOWN)?;
    window.picture("42-hostile-day")?;
    window.press("Alt+2")?;
    window.press("]")?;
    window.sees_in("我登记的", COMPANY_SHOWN)?;
    window.picture("43-hostile-leads")?;
    window.stands_on("row", "")?;
    window.press("Enter")?;
    window.sees_in("客户信息卡", COMPANY_SHOWN)?;
    window.sees_in("客户信息卡", PERSON_SHOWN)?;
    window.sees_in("客户信息卡", MATTER)?;
    window.picture("44-hostile-lead")?;
    let made =
        window.run("return document.body.querySelectorAll('img, b, #root script').length", &[])?;
    window.insist(made == 0, "no markup came of it")
}

fn there_is_one_command(window: &Window) -> Result<()> {
    for command in COMMANDS {
        let answer = window
            .invoke(command, json!({ "path": "/etc/hostname", "options": {}, "args": null }))?;
        let refused = answer.as_ref().is_err_and(|why| why.to_string().contains("not allowed"));
        window.insist(refused, &format!("{command} is refused, not {answer:?}"))?;
    }
    let unknown = call(window, "read_file", json!({ "path": "/etc/hostname" }))?;
    let refused = unknown.as_ref().is_err_and(|failure| failure["code"] == "call.unknown");
    window
        .insist(refused, &format!("a call that is not in the table is refused, not {unknown:?}"))?;
    let global = window.run("return typeof window.__TAURI__", &[])?;
    window.insist(global == "undefined", "the page has no global Tauri")
}

/// Every attempt is made, and every one is reported by the browser as forbidden.
fn nothing_runs_and_nothing_leaves(window: &Window, there: &str) -> Result<()> {
    for (directive, attempt) in ATTEMPTS {
        let script = format!(
            "const [there, done] = arguments;
             const add = (tag, prepare, then) => {{
               const it = document.createElement(tag);
               prepare(it);
               document.body.append(it);
               if (then) it[then]();
             }};
             document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), {{ once: true }});
             {attempt};"
        );
        let forbidden_by = window.run_async(&script, &[json!(there)])?;
        window.insist(
            forbidden_by == directive,
            &format!("{directive} forbids {attempt}, not {forbidden_by}"),
        )?;
    }
    let evaluated = "try { return (0, eval)('1') } catch (error) { return error.name }";
    window.insist(window.run(evaluated, &[])? == "EvalError", "eval is forbidden")?;
    let made = "try { return new Function('return 1')() } catch (error) { return error.name }";
    window.insist(window.run(made, &[])? == "EvalError", "functions are not made from text")?;
    let socket = "try { new WebSocket(arguments[0].replace('http', 'ws')); return '' } catch (error) { return error.name }";
    window.insist(window.run(socket, &[json!(there)])? == "SecurityError", "there are no sockets")
}

/// Other places are refused; what comes after them in line still works, so the page is where it was.
fn the_window_goes_nowhere(window: &Window, there: &str) -> Result<()> {
    let elsewhere = there.replace("127.0.0.1", "localhost");
    for place in
        [there, &elsewhere, "file:///etc/passwd", "https://example.org/", "data:text/html,taken"]
    {
        window.run("location.href = arguments[0]", &[json!(place)])?;
        let opened = window.run("return window.open(arguments[0]) !== null", &[json!(place)])?;
        window.insist(opened == false, &format!("no window opens for {place}"))?;
    }
    window.press("Alt+6")?;
    window.sees("与服务器的联系")?;
    let at = window.run("return location.href", &[])?;
    window.insist(
        at == "tauri://localhost#/sync",
        &format!("the window is where it was, not at {at}"),
    )
}
