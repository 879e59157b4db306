//! S01, "the order of syncing is not the order of signing", in three people's windows, by keyboard
//! alone, in Chinese. 李强 signs first, without a network; 王芳 signs eight hours later and syncs first.

#![cfg(target_os = "linux")]

use anyhow::Result;
use window_tests::{Stage, Window};

const FIRST_SIGNATURE: &str = "DUP-01 公司制度原文「重卡以第一次签字时间为准」";
const LIS_CARD: [&str; 5] =
    ["东莞华晟电子有限公司", "张伟", "13800138001", "广东东莞", "询价 EL-200"];
const WANGS_CARD: [&str; 5] =
    ["东莞市华晟电子有限公司", "刘洁", "13800138002", "广东东莞", "询价 EL-200"];

#[test]
fn the_first_signature_has_the_customer_whoever_syncs_first() -> Result<()> {
    let mut stage = Stage::set("story")?;
    let [li, wang, lin] = stage.open_all(["liqiang", "wangfang", "linguodong"])?;

    morning(&li, &wang)?;
    stage.network_goes();
    li_signs_without_a_network(&li)?;
    stage.network_comes()?;
    wang_signs_in_the_afternoon_and_syncs(&wang)?;

    stage.network_goes();
    li.unlock("李强", "还没有送到总部的")?;
    lin.unlock("林国栋", "夕会")?;
    let stick = stage.stick().display().to_string();
    hand_in(&wang, &lin, "王芳", &stick)?;
    li.press("Alt+3")?;
    li.sees("未上交 1")?;
    hand_in(&li, &lin, "李强", &stick)?;
    li.sees("未上交 0")?;
    li.sees_in("今天签字的卡（1）", "主管已收")?;
    stage.network_comes()?;
    wang_learns_that_she_was_second(&li, &wang)?;

    evening(&lin)?;
    everybody_knows(&li, &wang, &lin)
}

/// Both salespeople open their laptops and have a network once.
fn morning(li: &Window, wang: &Window) -> Result<()> {
    li.sees("演示口令：fairlead-demo")?;
    li.picture("01-lock")?;
    for (window, name) in [(li, "李强"), (wang, "王芳")] {
        window.unlock(name, "登记客户信息卡")?;
        window.sees_in("同步状态", "还没有要送总部的内容 · 上次同步 09:…")?;
    }
    li.picture("02-capture-empty")
}

fn li_signs_without_a_network(li: &Window) -> Result<()> {
    li.fill(&LIS_CARD)?;
    li.picture("03-capture-typed")?;
    li.press("Enter")?;
    li.sees("已保存 ✓ 登记号 1：东莞华晟电子有限公司")?;
    li.stands_on("textbox", "客户名称")?;
    li.insist(li.focus()?.value.is_empty(), "the next empty card is ready")?;
    li.sees_in("今天的名片和草稿", "东莞华晟电子有限公司 张伟")?;
    li.press("Alt+R")?;
    li.sees_in("同步状态", "连不上公司服务器，照常工作")?;
    li.sees_in("同步状态", "尚未送到总部")?;
    li.picture("04-capture-saved-offline")?;
    li.press("Alt+6")?;
    li.sees("现在连不上公司服务器。连上后会自动送出。")?;
    li.picture("05-sync-offline")?;
    li.press("Ctrl+L")?;
    li.sees("解锁")
}

fn wang_signs_in_the_afternoon_and_syncs(wang: &Window) -> Result<()> {
    wang.move_clock("17:30")?;
    wang.press("Alt+2")?;
    wang.press("Alt+1")?;
    wang.fill(&WANGS_CARD)?;
    wang.press("Enter")?;
    wang.sees("已保存 ✓ 登记号 1：东莞市华晟电子有限公司")?;
    wang.press("Alt+R")?;
    wang.sees_in("今天的名片和草稿", "总部已收")?;
    wang.sees_in("同步状态", "全部已送到总部 · 上次同步 17:…")?;

    // For all that anybody knows by now, hers is the only card.
    wang.press("Alt+2")?;
    wang.press("]")?;
    wang.sees_in("我登记的", "东莞市华晟电子有限公司")?;
    wang.stands_on("row", "")?;
    wang.press("Enter")?;
    wang.sees_in("裁定", "暂归华南待分配：王芳 17:…签字，没有其他算数的卡")?;
    wang.picture("06-lead-before-the-other-card")?;
    wang.press("Escape")?;
    wang.sees_in("我登记的", "东莞市华晟电子有限公司")
}

/// 李强 syncs last, and yet his card counts.
fn wang_learns_that_she_was_second(li: &Window, wang: &Window) -> Result<()> {
    li.press("Alt+R")?;
    li.sees_in("同步状态", "全部已送到总部 · 上次同步 17:…")?;
    wang.press("Alt+R")?;
    wang.sees_in("上次看过之后的变化（1）", "协助 东莞市华晟电子有限公司")?;
    wang.picture("10-day-helper-wang")
}

/// By a stick, without any network: the file there, the acknowledgement back.
fn hand_in(from: &Window, lin: &Window, name: &str, stick: &str) -> Result<()> {
    let heading = "上交给林国栋";
    from.press("Alt+3")?;
    from.sees_in(heading, "1 张卡、0 份草稿")?;
    from.press("h")?;
    from.stands_on("textbox", "主管屏幕上的地址")?;
    from.tab_back_to("tab", "局域网")?;
    from.press("Right")?;
    from.stands_on("tab", "U 盘文件")?;
    from.tab_to("textbox", "写到哪个文件夹")?;
    from.write(stick)?;
    from.press("Enter")?;
    from.sees_in(heading, "已写好给林国栋的文件：1 张卡")?;
    let file = from.reads_path_in(heading)?;
    from.picture(&format!("07-day-hand-in-{}", from.person()))?;

    lin.press("Alt+4")?;
    lin.choose_tab("清点")?;
    lin.tab_to("textbox", "文件路径")?;
    lin.write(&file)?;
    lin.press("Enter")?;
    lin.sees_in("接收文件", &format!("已收到{name}交来的 1 张卡"))?;
    lin.sees_in("接收文件", &format!("请把回执带回给{name}"))?;
    lin.sees_in("清点", &format!("{name} 1 0 …"))?;
    let answer = lin.reads_path_in("接收文件")?;
    lin.picture(&format!("08-evening-took-{}", from.person()))?;

    from.tab_to("textbox", "文件路径")?;
    from.write(&answer)?;
    from.press("Enter")?;
    from.sees_in("接收文件", "林国栋已收到您交出的内容")?;
    from.sees("已声明上交完毕")?;
    from.picture(&format!("09-day-acknowledged-{}", from.person()))
}

/// The duplicates side by side with the proposal; then countersign, evaluate, assign, seal.
fn evening(lin: &Window) -> Result<()> {
    lin.move_clock("20:00")?;
    lin.choose_tab("重卡")?;
    let case = "东莞华晟电子有限公司";
    lin.sees_in(case, "李强 09:…签字 有效卡")?;
    lin.sees_in(case, "王芳 17:…签字")?;
    lin.sees_in(case, FIRST_SIGNATURE)?;
    lin.sees_in(case, "等林国栋分配")?;
    lin.tab_to("button", "全部理由")?;
    lin.press("Enter")?;
    lin.sees_in(case, "建议分配给有效卡持有者李强")?;
    lin.sees_in(case, "王芳有义务协助李强")?;
    lin.picture("11-evening-duplicates")?;

    lin.choose_tab("疑似重卡")?;
    lin.sees("没有待判断的疑似重卡。")?;
    lin.choose_tab("评价")?;
    lin.tab_to("row", "")?;
    lin.picture("12-evening-cards")?;
    lin.press("Space")?;
    lin.sees("已勾选 1 张")?;
    lin.press("Down")?;
    lin.press("Space")?;
    lin.sees("已勾选 2 张")?;
    lin.press("c")?;
    lin.sees("签字确认 辖区")?;
    // The ticks stand; each card is judged for itself.
    lin.sees("已勾选 2 张")?;
    lin.press("Escape")?;
    lin.sees("空格勾选")?;
    lin.go_to_row("张伟")?;
    lin.press("1")?;
    lin.sees("评价 1 签字确认")?;
    lin.go_to_row("刘洁")?;
    lin.press("2")?;
    lin.sees("评价 签字确认")?;

    lin.go_to_row("张伟")?;
    lin.sees_in("当前名片", "东莞华晟电子有限公司")?;
    lin.press("a")?;
    lin.stands_on("button", "李强")?;
    lin.picture("13-evening-evaluated")?;
    lin.tab_to("button", "分配")?;
    lin.press("Enter")?;
    lin.sees_in("当前名片", "归李强：李强 09:…签字")?;
    lin.sees_in("当前名片", "林国栋 20:…分配给李强")?;
    lin.picture("14-evening-assigned")?;

    lin.stands_on("row", "")?;
    lin.press("s")?;
    lin.sees_in("封存当天资料", "把当天收到的 2 张卡连同评价封存，交总部。")?;
    lin.sees_in("封存当天资料", "还有 6 人没有声明上交完毕。")?;
    lin.stands_on("button", "封存")?;
    lin.picture("15-evening-seal")?;
    lin.press("Enter")?;
    lin.sees("20:…已封存")?;
    lin.picture("16-evening-sealed")?;
    lin.choose_tab("清点")?;
    lin.sees_in("清点", "王芳 1 0 … 17:…全部上交")?;
    lin.picture("17-evening-hand-ins")
}

/// Everybody syncs; both salespeople see the same ruling, each from his side.
fn everybody_knows(li: &Window, wang: &Window, lin: &Window) -> Result<()> {
    for window in [lin, wang, li] {
        window.press("Alt+R")?;
        window.sees_in("同步状态", "全部已送到总部 · 上次同步 20:…")?;
    }
    wang.press("Alt+3")?;
    wang.sees_in("上次看过之后的变化（2）", "归属 东莞市华晟电子有限公司 林国栋 20:…分配给李强")?;
    wang.picture("18-day-changes-wang")?;
    li.press("Alt+3")?;
    li.sees_in("上次看过之后的变化（1）", "归属 东莞华晟电子有限公司 林国栋 20:…分配给李强")?;
    li.picture("19-day-changes-li")?;

    // 李强 finds the customer among his own.
    li.press("Alt+2")?;
    li.sees_in("归我的", "东莞华晟电子有限公司")?;
    li.sees_in("归我的", "李强（我）")?;
    li.sees("共 1 条")?;
    li.picture("20-leads-li")?;
    li.stands_on("row", "")?;
    li.press("Enter")?;
    ruling_is_the_same(li)?;
    li.picture("21-lead-li")?;

    // 王芳 finds it among those with which she helps.
    wang.press("Alt+2")?;
    wang.sees("还没有归您的客户。")?;
    wang.press("]")?;
    wang.sees_in("我登记的", "东莞市华晟电子有限公司")?;
    wang.sees_in("我登记的", "李强")?;
    wang.picture("22-leads-captured-wang")?;
    wang.press("]")?;
    wang.sees_in("我协助的", "东莞市华晟电子有限公司")?;
    wang.picture("23-leads-helping-wang")?;
    wang.stands_on("row", "")?;
    wang.press("Enter")?;
    ruling_is_the_same(wang)?;
    wang.picture("24-lead-wang")?;
    keys_and_english(wang)
}

/// The list of keys gives the focus back; the languages change at once, in place.
fn keys_and_english(wang: &Window) -> Result<()> {
    let before = wang.focus()?;
    wang.press("F1")?;
    wang.sees_in("按键一览", "任何地方")?;
    wang.picture("25-keys")?;
    wang.press("Escape")?;
    wang.wait("the focus where it was", || Ok(wang.focus()? == before))?;
    wang.press("Alt+L")?;
    wang.sees_in("裁定", "李强 09:…簽字，比王芳早")?;
    wang.picture("26-lead-in-traditional")?;
    wang.press("Alt+L")?;
    wang.sees_in(
        "Ruling",
        "李强 signed at 09:…before 王芳 (DUP-01, the company’s rules: 「重卡以第一次签字时间为准」)",
    )?;
    wang.picture("27-lead-in-english")
}

fn ruling_is_the_same(window: &Window) -> Result<()> {
    window.sees_in("裁定", "归李强：李强 09:…签字，比王芳早")?;
    window.sees_in("裁定", FIRST_SIGNATURE)?;
    window.sees_in("裁定", "林国栋 20:…分配给李强")?;
    window.sees_in("归属与责任", "归属 李强")?;
    window.sees_in("归属与责任", "协助人 王芳")?;
    window.sees_in("归属与责任", "采集业绩 李强")?;
    window.sees_in("理由", "重卡者有义务协助有效卡持有者达成销售")
}
