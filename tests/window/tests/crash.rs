//! "Saved" means on disk: the window is killed, not closed, and opened again.

#![cfg(target_os = "linux")]

use anyhow::Result;
use serde_json::{Value, json};
use window_tests::{Stage, Window};

#[test]
fn what_was_saved_and_what_was_half_typed_survive_a_kill() -> Result<()> {
    let mut stage = Stage::set("crash")?;
    let window = stage.open("wangfang")?;
    window.unlock("王芳", "登记客户信息卡")?;
    window.sees_in("同步状态", "还没有要送总部的内容 · 上次同步 09:…")?;

    // Nobody but the disk can have the card.
    stage.network_goes();
    for (field, text) in [("客户名称", "深圳市海风科技有限公司"), ("联系人", "陈海")]
    {
        window.stands_on("textbox", field)?;
        window.write(text)?;
        window.press("Tab")?;
    }
    window.tab_to("textbox", "咨询事项")?;
    window.write("询价 EL-300")?;
    window.press("Enter")?;
    window.sees("已保存 ✓ 登记号 1：深圳市海风科技有限公司")?;
    window.kill()?;

    stage.network_comes()?;
    let window = stage.open("wangfang")?;
    window.unlock("王芳", "登记客户信息卡")?;
    window.sees_in("今天的名片和草稿", "1 深圳市海风科技有限公司 陈海")?;
    window.sees("下一个登记号 2")?;
    window.picture("31-after-a-kill-saved")?;

    window.stands_on("textbox", "客户名称")?;
    window.write("广州珠江仪表厂")?;
    window.press("Tab")?;
    window.write("黄工")?;
    is_kept(&window, "黄工")?;
    window.kill()?;

    let window = stage.open("wangfang")?;
    window.unlock("王芳", "登记客户信息卡")?;
    window.stands_on("textbox", "电话")?;
    window.picture("32-after-a-kill-half-typed")?;
    for (field, text) in [("联系人", "黄工"), ("客户名称", "广州珠江仪表厂")] {
        let focus = window.tab_back_to("textbox", field)?;
        window.insist(focus.value == text, &format!("{text} stands in {field} again"))?;
    }
    window.sees_in("今天的名片和草稿", "已签字 1 张卡 · 0 份草稿")
}

/// Nothing on the screen says that a half-typed card has reached the disk; the backend does.
fn is_kept(window: &Window, person: &str) -> Result<()> {
    window.wait("the half-typed card on disk", || {
        let view = window.invoke("call", json!({ "name": "capture_view", "args": Value::Null }))?;
        Ok(view.is_ok_and(|view| view["unfinished"]["person"] == person))
    })
}
