//! A company without anything of the demo, from its first code to a salesperson's working laptop:
//! headquarters sets up its own window, makes a code in it, and 王芳 types that code into a window that
//! has just been installed.

#![cfg(target_os = "linux")]

use anyhow::Result;
use window_tests::{Stage, Window};

const CARD: [&str; 5] = ["东莞华晟电子有限公司", "张伟", "13800138001", "广东东莞", "询价 EL-200"];
const PASSPHRASE: &str = "一只船三支桨 41";
const CODE: &str = "启用码";
const DEVICE: &str = "电脑名称";
const AGAIN: &str = "再输一次口令";

#[test]
fn a_code_from_headquarters_makes_a_laptop_somebodys() -> Result<()> {
    let (mut stage, first_code) = Stage::found("enrolment")?;
    let [zheng, wang] = stage.open_all(["zhenghua", "wangfang"])?;

    headquarters_comes_first(&zheng, &first_code)?;
    let code = zheng_makes_a_code(&zheng, "王芳")?;
    wang_mistypes(&wang, &code, &first_code)?;
    stage.network_goes();
    the_server_is_away(&wang, &code)?;
    stage.network_comes()?;
    the_same_once_more(&wang)?;

    wang.sign(&CARD, 1)?;
    wang.sync()?;
    wang.sees_in("今天的名片和草稿", "总部已收")?;
    wang.picture("66-first-card")?;
    lock_and_unlock(&wang)?;
    wang.kill()?;
    let wang = stage.open("wangfang")?;
    wang.unlock_with(PASSPHRASE, "王芳", "登记客户信息卡")?;
    wang.sees_in("今天的名片和草稿", "1 东莞华晟电子有限公司 张伟")?;
    zheng_sees_her_laptop(&zheng)?;
    li_uses_her_laptop_too(&zheng, &wang)?;
    she_forgets_her_passphrase(&stage, &wang)
}

/// Code, name of the laptop, passphrase twice. The form is empty and the cursor stands in its first field.
fn set_up(window: &Window, code: &str, device: &str, passphrase: &str) -> Result<()> {
    window.sees("启用这台电脑")?;
    window.stands_on("textbox", CODE)?;
    window.write(code)?;
    for (field, text) in [(DEVICE, device), ("口令", passphrase), (AGAIN, passphrase)] {
        window.press("Tab")?;
        window.stands_on("textbox", field)?;
        window.write(text)?;
    }
    window.press("Enter")
}

fn headquarters_comes_first(zheng: &Window, code: &str) -> Result<()> {
    zheng.sees("启用码只能用一次，十分钟内有效")?;
    zheng.picture("61-first-start")?;
    set_up(zheng, code, "郑华的台式机", "headquarters 2026")?;
    zheng.sees("没有等待总部分配的客户。")?;
    zheng.has_nothing_unsent()
}

fn zheng_makes_a_code(zheng: &Window, name: &str) -> Result<String> {
    let (button, title) = (format!("生成启用码：{name}"), format!("{name}的启用码"));
    zheng.choose_tab("人员与电脑")?;
    zheng.sees(&format!("{name} 业务员 华南 尚未启用"))?;
    zheng.tab_to("button", &button)?;
    zheng.press("Enter")?;
    zheng.sees_in(&title, "前有效（还剩")?;
    zheng.picture("62-code")?;
    let code = zheng.reads_word_in(&title, |word| word.starts_with("fairlead:"))?;
    zheng.press("Escape")?;
    zheng.stands_on("button", &button)?;
    Ok(code)
}

/// Every mistake says what it was, and costs nothing that was typed.
fn wang_mistypes(wang: &Window, code: &str, used: &str) -> Result<()> {
    let cut = &code[..code.len() - 5];
    set_up(wang, cut, "王芳的笔记本", "short")?;
    wang.sees("启用码不完整或有误。什么都没有改动")?;
    stands_there(wang, cut, "short")?;
    wang.picture("63-code-cut-short")?;

    change(wang, CODE, used)?;
    wang.press("Tab")?;
    wang.tab_to("textbox", AGAIN)?;
    wang.press("Enter")?;
    wang.sees("口令太短，至少 8 个字符。")?;
    stands_there(wang, used, "short")?;

    change(wang, "口令", PASSPHRASE)?;
    wang.sees("两次输入的口令不一样。")?;
    wang.picture("64-passphrases-differ")?;
    wang.press("Tab")?;
    change_here(wang, PASSPHRASE)?;
    wang.press("Enter")?;
    wang.sees("服务器没有接受这个启用码：可能用过了，或已过十分钟。")?;
    stands_there(wang, used, PASSPHRASE)
}

fn the_server_is_away(wang: &Window, code: &str) -> Result<()> {
    change(wang, CODE, code)?;
    wang.tab_to("textbox", AGAIN)?;
    wang.press("Enter")?;
    wang.sees("连不上公司服务器，还没有启用。填写的内容都在")?;
    stands_there(wang, code, PASSPHRASE)?;
    wang.picture("65-server-away")
}

/// Nothing needs to be typed again when the network is back.
fn the_same_once_more(wang: &Window) -> Result<()> {
    wang.tab_to("textbox", AGAIN)?;
    wang.press("Enter")?;
    wang.sees("登记客户信息卡")?;
    wang.sees("王芳 南海元件（演示公司）")?;
    wang.sees_in("同步状态", "还没有要送总部的内容")
}

/// Writes something else into a field, wherever the focus is.
fn change(window: &Window, field: &str, text: &str) -> Result<()> {
    window.tab_back_to("textbox", field)?;
    change_here(window, text)
}

fn change_here(window: &Window, text: &str) -> Result<()> {
    window.press("Ctrl+a")?;
    window.write(text)
}

/// Whether the form is as it was typed. The focus ends on its first field.
fn stands_there(window: &Window, code: &str, passphrase: &str) -> Result<()> {
    window.tab_to("textbox", CODE)?;
    let expected = [(CODE, code), (DEVICE, "王芳的笔记本"), ("口令", passphrase)];
    for (field, text) in expected.into_iter().chain([(AGAIN, passphrase)]) {
        window.stands_on("textbox", field)?;
        let value = window.focus()?.value;
        window.insist(value == text, &format!("{text:?} stands in {field}, not {value:?}"))?;
        window.press("Tab")?;
    }
    window.tab_back_to("textbox", CODE).map(drop)
}

fn lock_and_unlock(wang: &Window) -> Result<()> {
    wang.press("Ctrl+L")?;
    wang.stands_on("textbox", "口令")?;
    let seen = wang.text("")?.unwrap_or_default();
    wang.insist(!seen.contains(CARD[0]), "a locked window shows nobody's customer")?;
    wang.write("一只船两支桨 41")?;
    wang.press("Enter")?;
    wang.sees("口令不对。资料完好")?;
    wang.picture("67-wrong-passphrase")?;
    wang.wait("another try to be allowed", || {
        Ok(!wang.text("")?.unwrap_or_default().contains("秒后再试"))
    })?;
    wang.unlock_with(PASSPHRASE, "王芳", "登记客户信息卡")?;
    wang.sees_in("今天的名片和草稿", "1 东莞华晟电子有限公司 张伟")
}

fn zheng_sees_her_laptop(zheng: &Window) -> Result<()> {
    zheng.sync()?;
    zheng.sees("王芳 业务员 华南 王芳的笔记本")?;
    zheng.sees("郑华的台式机 … 本机")?;
    zheng.picture("68-people")
}

/// A colleague whose own laptop broke: a workspace of his own beside hers, and neither sees the other's.
fn li_uses_her_laptop_too(zheng: &Window, shared: &Window) -> Result<()> {
    const HIS: &str = "李强自己的口令 7";
    let code = zheng_makes_a_code(zheng, "李强")?;
    shared.press("Ctrl+L")?;
    shared.stands_on("textbox", "口令")?;
    shared.tab_to("button", "换一个人使用这台电脑……")?;
    shared.picture("69-lock-screen")?;
    shared.press("Enter")?;
    set_up(shared, &code, "摊位的电脑", HIS)?;
    shared.sees("李强 南海元件（演示公司）")?;
    shared.sees("今天还没有登记")?;
    let seen = shared.text("")?.unwrap_or_default();
    shared.insist(!seen.contains(CARD[0]), "what she captured is not his to see")?;
    shared.press("Ctrl+L")?;
    shared.stands_on("textbox", "口令")?;
    shared.tab_to("button", "王芳")?;
    shared.press("Enter")?;
    shared.unlock_with(PASSPHRASE, "王芳", "登记客户信息卡")?;
    shared.sees_in("今天的名片和草稿", "1 东莞华晟电子有限公司 张伟")
}

/// Headquarters opens the laptop with a text there and a text back; the cards are as they were.
fn she_forgets_her_passphrase(stage: &Stage, wang: &Window) -> Result<()> {
    const NEW: &str = "记得住的口令 88";
    wang.press("Ctrl+L")?;
    wang.stands_on("textbox", "口令")?;
    wang.tab_to("button", "忘记口令？")?;
    wang.press("Enter")?;
    wang.sees("资料都在这台电脑上，不会丢")?;
    wang.tab_to("textbox", "1. 把这段文字发给总部（微信、邮件都可以）")?;
    let request = wang.focus()?.value;
    let seen = wang.text("")?.unwrap_or_default();
    let check = seen.split("念给对方核对：").nth(1).unwrap_or_default();
    let check = check.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
    wang.picture("69a-forgotten")?;
    let answer = stage.headquarters_answers(&request, &check)?;
    let set = |answer: &str| -> Result<()> {
        wang.tab_to("textbox", "3. 把总部发回的文字粘贴到这里")?;
        change_here(wang, answer)?;
        for field in ["新口令", AGAIN] {
            wang.press("Tab")?;
            wang.stands_on("textbox", field)?;
            change_here(wang, NEW)?;
        }
        wang.press("Enter")
    };
    set(&answer[..answer.len() - 9])?;
    wang.sees("不是总部对这次请求的答复，或者没有粘贴完整。资料完好")?;
    set(&answer)?;
    wang.sees("登记客户信息卡")?;
    wang.sees_in("今天的名片和草稿", "1 东莞华晟电子有限公司 张伟")?;
    wang.press("Ctrl+L")?;
    wang.unlock_with(NEW, "王芳", "登记客户信息卡")
}
