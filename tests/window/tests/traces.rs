//! What a laptop's disk shows to whoever takes it out: nothing that was typed into the window, neither in
//! what the web view keeps, nor in logs and settings, nor anywhere else (SEC-04, SEC-14).

#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use window_tests::Stage;

const CARD: [&str; 5] =
    ["塔里木行星齿轮有限公司", "欧阳青冥", "13512340987", "广东佛山", "三吨绿漆齿轮"];
const NOTE: &str = "他的合伙人姓司徒";
const HALF_TYPED: &str = "乞力马扎罗传动";
const REASON: &str = "客户书面要求清除";

#[test]
fn nothing_that_was_typed_is_on_the_disk_in_clear() -> Result<()> {
    let stage = Stage::set("traces")?;
    let [wang, zheng] = stage.open_all(["wangfang", "zhenghua"])?;
    wang.unlock("王芳", "登记客户信息卡")?;
    zheng.unlock("郑华", "总部")?;
    wang.sign(&CARD, 1)?;
    // What is searched for and what is half typed is kept as carefully.
    wang.stands_on("textbox", "客户名称")?;
    wang.write(HALF_TYPED)?;
    wang.press("Alt+2")?;
    wang.press("]")?;
    wang.sees_in("我登记的", CARD[0])?;
    wang.stands_on("row", "")?;
    wang.press("Enter")?;
    wang.sees_in("客户信息卡", CARD[4])?;
    wang.press("n")?;
    wang.stands_on("button", "填写「需求」")?;
    wang.press("Enter")?;
    wang.stands_on("textbox", "需求")?;
    wang.write(NOTE)?;
    wang.press("Ctrl+Enter")?;
    wang.stands_on("button", "修改「需求」")?;
    wang.sync()?;
    let typed = [CARD[0], CARD[1], CARD[2], CARD[4], NOTE, HALF_TYPED, "fairlead-demo"];
    is_nowhere(&stage, &typed)?;

    zheng.sync()?;
    zheng.press("Alt+2")?;
    zheng.sees("归我的")?;
    for _ in ["我登记的", "我协助的", "待分配", "全部"] {
        zheng.press("]")?;
    }
    zheng.go_to_row(CARD[0])?;
    zheng.press("Enter")?;
    zheng.sees_in("客户信息卡", CARD[1])?;
    zheng.press("x")?;
    zheng.stands_on("textbox", "理由")?;
    zheng.write(REASON)?;
    zheng.tab_to("button", "清除")?;
    zheng.press("Enter")?;
    zheng.sync()?;
    zheng.sees("按总部的决定清除")?;
    wang.sync()?;
    wang.sees("按总部的决定清除")?;
    wang.picture("81-traces-erased")?;
    let [left, right] = [wang, zheng].map(window_tests::Window::kill);
    left.and(right)?;
    is_nowhere(&stage, &[&typed[..], &[REASON]].concat())
}

fn is_nowhere(stage: &Stage, texts: &[&str]) -> Result<()> {
    let mut looked_at = 0;
    for folder in stage.laptops() {
        looked_at += search(&folder, texts)?;
    }
    // The web view's own and the workspace's: a search that finds no files would find nothing.
    ensure!(looked_at > 10, "only {looked_at} files were there to look at");
    // And one that cannot find anything neither.
    let planted = stage.laptops().first().context("a folder")?.join("planted");
    std::fs::write(
        &planted,
        texts[0].encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
    )?;
    let found = search(&planted, texts);
    std::fs::remove_file(&planted)?;
    ensure!(found.is_err(), "what was planted is found");
    Ok(())
}

/// How many files a folder has, if none of them holds any of the texts in any of the ways in which programs
/// write text.
fn search(at: &Path, texts: &[&str]) -> Result<usize> {
    if at.is_dir() {
        let entries: Vec<PathBuf> = std::fs::read_dir(at)?
            .map(|entry| Ok(entry?.path()))
            .collect::<std::io::Result<_>>()?;
        return entries.iter().map(|path| search(path, texts)).sum();
    }
    if !at.is_file() {
        return Ok(0); // A socket.
    }
    let bytes = std::fs::read(at).with_context(|| format!("reading {}", at.display()))?;
    for text in texts {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for written in [text.as_bytes(), &wide] {
            let found = bytes.windows(written.len()).any(|window| window == written);
            ensure!(!found, "{text} stands in {}", at.display());
        }
    }
    Ok(1)
}
