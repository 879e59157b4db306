//! Handing in without any server, from one real window to another: over the LAN, by the address that
//! stands on the supervisor's screen, and by files on a stick.

#![cfg(target_os = "linux")]

use std::path::Path;

use anyhow::Result;
use window_tests::{Stage, Window};

const CARD: [&str; 5] =
    ["佛山市顺德精工电器有限公司", "何敏", "13500135001", "广东佛山", "询价 EL-200"];
const SECOND_CARD: [&str; 5] =
    ["中山古镇明辉灯饰有限公司", "梁栋", "13500135002", "广东中山", "要样品"];
const TO_LIN: &str = "上交给林国栋";
const TAKE: &str = "接收文件";
const LAN: &str = "局域网交接";
const WORDS: &str = "六个汉字";

#[test]
fn cards_go_over_the_lan_once_both_have_compared_six_words() -> Result<()> {
    let mut stage = Stage::set("handin-lan")?;
    let [wang, lin] = open_at_the_booth(&mut stage, "wangfang", "王芳")?;

    wang.sign(&CARD, 1)?;
    wang.sees_in("今天的名片和草稿", "在本机")?;
    let address = lin_opens_his_door(&lin)?;
    wang_calls_in_vain(&wang)?;
    one_screen_says_no(&wang, &lin, &address)?;
    both_say_yes(&wang, &lin)?;
    lin_has_the_card(&lin, &CARD)?;

    // They have met: the second time nobody compares anything.
    wang.press("Alt+1")?;
    wang.sign(&SECOND_CARD, 2)?;
    call(&wang, &address)?;
    wang.sees_in(TO_LIN, "已上交 ✓")?;
    wang.sees("未上交 0")?;
    wang.insist(wang.text(WORDS)?.is_none(), "there are no words to compare any more")?;
    lin_has_the_card(&lin, &SECOND_CARD)?;

    lin_closes_his_door(&lin)?;
    call(&wang, &address)?;
    wang.sees_in(TO_LIN, "连不上这个地址。内容都在本机")?;
    the_server_hears_of_it_from_lin(&mut stage, &wang, &lin)
}

#[test]
fn a_stick_carries_a_whole_teams_files_and_the_answers_back() -> Result<()> {
    let mut stage = Stage::set("handin-file")?;
    let [wang, lin] = open_at_the_booth(&mut stage, "wangfang", "王芳")?;
    let stick = stage.stick();
    wang.sign(&CARD, 1)?;
    wang_writes_in_vain(&wang, &stick)?;
    let hers = writes_a_file(&wang, &stick, 1)?;
    // A stick that was pulled out early, as another program left it.
    let bytes = std::fs::read(&hers)?;
    std::fs::write(stick.join("2026-03-12-half.fairlead"), &bytes[..bytes.len() / 2])?;
    lin_takes_the_stick(&lin, &stick)?;
    wang_takes_the_stick(&wang, &stick)?;
    lin_has_the_card(&lin, &CARD)
}

/// Both are enrolled and have synced in the morning; then there is no network for the rest of the day.
fn open_at_the_booth(stage: &mut Stage, person: &str, name: &str) -> Result<[Window; 2]> {
    let [seller, lin] = stage.open_all([person, "linguodong"])?;
    for (window, name) in [(&seller, name), (&lin, "林国栋")] {
        window.unlock(name, "登记客户信息卡")?;
        window.sees_in("同步状态", "还没有要送总部的内容 · 上次同步 09:…")?;
    }
    stage.network_goes();
    for window in [&seller, &lin] {
        window.press("Alt+R")?;
        window.sees_in("同步状态", "连不上公司服务器，照常工作")?;
        window.press("Alt+1")?;
    }
    Ok([seller, lin])
}

fn lin_opens_his_door(lin: &Window) -> Result<String> {
    lin.press("Alt+4")?;
    lin.choose_tab("清点")?;
    lin.sees_in("清点", "王芳 0 0 0")?;
    lin.tab_to("checkbox", "允许同事的电脑向本机上交")?;
    lin.press("Space")?;
    lin.sees_in(LAN, "请同事在「今日 → 上交 → 局域网」里输入")?;
    let is_address = |word: &str| word.parse::<std::net::SocketAddr>().is_ok();
    let address = lin.reads_word_in(LAN, is_address)?;
    lin.picture("51-lan-door")?;
    Ok(address)
}

/// Types an address on the day's screen and presses Enter.
fn call(window: &Window, address: &str) -> Result<()> {
    window.press("Alt+2")?;
    window.press("Alt+3")?;
    window.sees_in(TO_LIN, "局域网")?;
    window.press("h")?;
    window.stands_on("textbox", "主管屏幕上的地址")?;
    window.write(address)?;
    window.press("Enter")
}

/// What she typed stays, and she is told what happened.
fn wang_calls_in_vain(wang: &Window) -> Result<()> {
    call(wang, "192.168.1")?;
    wang.sees_in(TO_LIN, "地址写得不对，应像 192.168.1.20:7411。")?;
    wang.stands_on("textbox", "主管屏幕上的地址")?;
    wang.insist(wang.focus()?.value == "192.168.1", "what she typed stands there")?;
    wang.picture("52-lan-wrong-address")?;
    // The discard port: nobody listens there.
    call(wang, "127.0.0.1:9")?;
    wang.sees_in(TO_LIN, "连不上这个地址。内容都在本机")?;
    nothing_went(wang)
}

/// What nobody received is neither handed in nor declared to be all.
fn nothing_went(wang: &Window) -> Result<()> {
    wang.sees("未上交 1")?;
    wang.sees("尚未声明上交完毕")
}

/// 王芳 says that the words are the same, 林国栋 says that they are not: nothing goes over.
fn one_screen_says_no(wang: &Window, lin: &Window, address: &str) -> Result<()> {
    call(wang, address)?;
    compare(wang, lin)?;
    press_button(wang, "完全一样")?;
    wang.sees_in(LAN, "等对方也确认")?;
    press_button(lin, "不一样，拒绝")?;
    wang.sees_in(TO_LIN, "六个汉字没有在两边都确认一样，没有交出任何内容")?;
    for window in [wang, lin] {
        window.wait("the words to go", || Ok(window.text(WORDS)?.is_none()))?;
    }
    wang.stands_on("textbox", "主管屏幕上的地址")?;
    wang.picture("54-lan-refused")?;
    lin.sees_in("清点", "王芳 0 0 0")?;
    nothing_went(wang)
}

/// She need not type: the laptops have found each other.
fn both_say_yes(wang: &Window, lin: &Window) -> Result<()> {
    wang.sees_in(TO_LIN, "交给林国栋")?;
    wang.tab_to("button", "交给林国栋")?;
    wang.picture("54a-lan-found")?;
    wang.press("Enter")?;
    compare(wang, lin)?;
    press_button(lin, "完全一样")?;
    press_button(wang, "完全一样")?;
    wang.sees_in(TO_LIN, "已上交 ✓")?;
    wang.sees("未上交 0")?;
    wang.sees("已声明上交完毕")?;
    wang.sees_in("今天签字的卡（1）", "主管已收")?;
    wang.sees_in("同步状态", "连不上公司服务器，照常工作")?;
    wang.picture("55-lan-handed-in")?;
    lin.sees_in(LAN, "已收到王芳交来的 1 张卡")?;
    lin.sees_in("清点", "王芳 1 0 …")?;
    lin.picture("56-lan-received")
}

/// The same six words stand on both screens.
fn compare(wang: &Window, lin: &Window) -> Result<()> {
    wang.sees_in(LAN, "对方是林国栋吗？请核对两边屏幕上的六个汉字")?;
    lin.sees_in(LAN, "对方是王芳吗？请核对两边屏幕上的六个汉字")?;
    let (hers, his) = (wang.text(WORDS)?, lin.text(WORDS)?);
    wang.insist(hers == his, &format!("{hers:?} here and {his:?} there are the same words"))?;
    let count = hers.unwrap_or_default().split(' ').count();
    wang.insist(count == 6, &format!("six words, not {count}"))?;
    wang.picture("53-lan-six-words-wang")?;
    lin.picture("53-lan-six-words-lin")
}

fn press_button(window: &Window, name: &str) -> Result<()> {
    window.tab_to("button", name)?;
    window.press("Enter")
}

/// On the evening's desk, with what is on it and who has it for now.
fn lin_has_the_card(lin: &Window, card: &[&str; 5]) -> Result<()> {
    lin.choose_tab("评价")?;
    let [company, person, phone, site, matter] = card;
    lin.sees_in("评价", company)?;
    lin.tab_to("row", "")?;
    lin.go_to_row(person)?;
    for text in [company, person, phone, site, matter] {
        lin.sees_in("当前名片", text)?;
    }
    lin.sees_in("当前名片", "暂归华南待分配：王芳 09:…签字")?;
    lin.picture("57-lan-evening-card")?;
    lin.choose_tab("清点")
}

fn lin_closes_his_door(lin: &Window) -> Result<()> {
    lin.tab_to("checkbox", "允许同事的电脑向本机上交")?;
    lin.press("Space")?;
    lin.wait("no address", || Ok(!lin.text(LAN)?.unwrap_or_default().contains("请同事在")))
}

/// 林国栋 reaches the server first, and brings her cards with him.
fn the_server_hears_of_it_from_lin(stage: &mut Stage, wang: &Window, lin: &Window) -> Result<()> {
    stage.network_comes()?;
    lin.sync()?;
    wang.sync()?;
    wang.sees_in("今天签字的卡（2）", "总部已收")?;
    wang.picture("58-lan-at-headquarters")
}

/// To the files' way of handing in; the cursor stands where the folder is typed.
fn choose_files(window: &Window) -> Result<()> {
    window.press("Alt+2")?;
    window.press("Alt+3")?;
    window.sees_in(TO_LIN, "局域网")?;
    window.press("h")?;
    window.wait("a field of the hand-in", || Ok(window.focus()?.role == "textbox"))?;
    // The way that was taken last stands there again.
    if window.focus()?.name.starts_with("写到哪个文件夹") {
        return Ok(());
    }
    window.stands_on("textbox", "主管屏幕上的地址")?;
    window.tab_back_to("tab", "局域网")?;
    window.press("Right")?;
    window.tab_to("textbox", "写到哪个文件夹").map(drop)
}

/// Where no file can be written, nothing is declared either.
fn wang_writes_in_vain(wang: &Window, stick: &Path) -> Result<()> {
    let no_folder = stick.join("read-me.txt");
    std::fs::write(&no_folder, "a file is no folder")?;
    choose_files(wang)?;
    wang.write(&no_folder.display().to_string())?;
    wang.press("Enter")?;
    wang.sees_in(TO_LIN, "文件没有写成")?;
    wang.sees_in(TO_LIN, "记录都还在本机；请换一个文件夹或 U 盘再试。")?;
    wang.picture("59-file-not-written")?;
    nothing_went(wang)
}

fn writes_a_file(window: &Window, stick: &Path, cards: u32) -> Result<String> {
    choose_files(window)?;
    window.write(&stick.display().to_string())?;
    window.press("Enter")?;
    window.sees_in(TO_LIN, &format!("已写好给林国栋的文件：{cards} 张卡"))?;
    window.reads_path_in(TO_LIN)
}

fn take(window: &Window, path: &Path) -> Result<()> {
    window.tab_to("textbox", "文件路径")?;
    window.press("Ctrl+a")?;
    window.write(&path.display().to_string())?;
    window.press("Enter")
}

/// He types where the stick is, not the names of the files. One that is damaged stops no other.
fn lin_takes_the_stick(lin: &Window, stick: &Path) -> Result<()> {
    lin.press("Alt+4")?;
    lin.choose_tab("清点")?;
    take(lin, &stick.join("nothing.fairlead"))?;
    lin.sees_in(TAKE, "文件读不出来")?;
    take(lin, stick)?;
    lin.sees_in(TAKE, "已收到王芳交来的 1 张卡")?;
    lin.sees_in(TAKE, "2026-03-12-half.fairlead：文件不完整或已损坏，整份没有接收")?;
    lin.sees_in(TAKE, "请把回执带回给王芳")?;
    lin.sees_in("清点", "王芳 1 0 …")?;
    lin.picture("60-stick-taken")?;
    // Once more is harmless, and writes no second answer.
    take(lin, stick)?;
    lin.sees_in(TAKE, "王芳的这份内容以前已经收下，没有新的。")?;
    lin.insist(files_in(stick)? == 4, "her file, the half one, his answer and a text are there")
}

/// Only the answer is for her.
fn wang_takes_the_stick(wang: &Window, stick: &Path) -> Result<()> {
    take(wang, stick)?;
    wang.sees_in(TAKE, "林国栋已收到您交出的内容（回执）。")?;
    wang.sees("未上交 0")?;
    wang.sees("已声明上交完毕")?;
    wang.sees_in("今天签字的卡（1）", "主管已收")?;
    wang.picture("60-stick-answer")
}

fn files_in(folder: &Path) -> Result<usize> {
    Ok(std::fs::read_dir(folder)?.count())
}
