//! A customer whom nobody at the fair may keep: 王芳 meets a company from Suzhou in Shenzhen. It waits
//! for headquarters, the fair's supervisor is refused, and 郑华 assigns it, in his window, with a reason
//! that everybody reads.

#![cfg(target_os = "linux")]

use anyhow::Result;
use window_tests::{Stage, Window};

const COMPANY: &str = "苏州博瑞精密仪器有限公司";
const CARD: [&str; 5] = [COMPANY, "顾海涛", "13901230001", "江苏苏州", "询价 EL-200"];
const UNIFORMLY: &str = "OWN-04 公司制度原文「統一由公司分配」";
const REASON: &str = "客户在东莞有工厂，由李强就近服务";

#[test]
fn headquarters_assigns_what_belongs_to_nobody_at_the_fair() -> Result<()> {
    let stage = Stage::set("hq")?;
    let [wang, lin, zheng] = stage.open_all(["wangfang", "linguodong", "zhenghua"])?;

    wang_may_not_keep_it(&wang)?;
    the_supervisor_is_refused(&lin)?;
    drop(lin);
    it_waits_at_headquarters(&zheng)?;
    somebody_elsewhere_needs_a_reason(&zheng)?;
    zheng_assigns_with_a_reason(&zheng)?;
    wang_learns_who_has_it(&wang)?;

    let li = stage.open("liqiang")?;
    li_has_it(&li)
}

fn wang_may_not_keep_it(wang: &Window) -> Result<()> {
    wang.unlock("王芳", "登记客户信息卡")?;
    wang.sign(&CARD, 1)?;
    wang.sync()?;
    wang.sees_in("今天的名片和草稿", "总部已收")?;
    open_lead(wang, "我登记的")?;
    wang.sees_in("裁定", "暂归公司")?;
    wang.sees_in("裁定", &format!("等总部统一分配（{UNIFORMLY}）"))?;
    wang.sees_in("理由", "客户所在地苏州属于华东辖区，对本次展会是辖区外客户")?;
    wang.picture("71-waits-for-headquarters")
}

/// From the list of leads into the lead, by keyboard.
fn open_lead(window: &Window, view: &str) -> Result<()> {
    window.press("Alt+2")?;
    if window.text(view)?.is_none() {
        window.press("]")?;
    }
    window.sees_in(view, COMPANY)?;
    window.stands_on("row", "")?;
    window.press("Enter")
}

/// It is on his desk, as every card of his fair is, but not his to give (OWN-04).
fn the_supervisor_is_refused(lin: &Window) -> Result<()> {
    lin.unlock("林国栋", "夕会")?;
    lin.sync()?;
    lin.press("Alt+4")?;
    lin.sees_in("评价", COMPANY)?;
    lin.sees_in("当前名片", "辖区外或所在地不明的客户，由总部统一分配")?;
    lin.sees_in("当前名片", &format!("（{UNIFORMLY}）"))?;
    lin.picture("72-supervisor-refused")
}

fn it_waits_at_headquarters(zheng: &Window) -> Result<()> {
    zheng.unlock("郑华", "每日资料")?;
    zheng.sync()?;
    zheng.sees_in("待分配", COMPANY)?;
    zheng.sees_in("待分配", "华东 江苏苏州 王芳")?;
    zheng.sees_in("当前名片", "等总部统一分配")?;
    zheng.stands_on("row", "")?;
    zheng.picture("73-hq-desk")
}

/// Somebody of the customer's territory needs no reason, somebody else does.
fn somebody_elsewhere_needs_a_reason(zheng: &Window) -> Result<()> {
    zheng.press("a")?;
    zheng.stands_on("button", "—")?;
    zheng.pick("陈静")?;
    let sees = |text: &str| -> Result<bool> {
        Ok(zheng.text("当前名片")?.unwrap_or_default().contains(text))
    };
    zheng.insist(!sees("须写明理由")?, "nobody asks why 陈静 gets a customer of her territory")?;
    zheng.pick("李强")?;
    zheng.sees_in("当前名片", "不是客户所在辖区的人，须写明理由（OWN-04）。")?;
    zheng.press("Tab")?;
    zheng.stands_on("textbox", "理由")?;
    zheng.picture("74-hq-needs-a-reason")?;
    zheng.insist(sees("等总部统一分配")?, "nothing was assigned")
}

fn zheng_assigns_with_a_reason(zheng: &Window) -> Result<()> {
    zheng.write(REASON)?;
    zheng.tab_back_to("button", "分配")?;
    zheng.picture("75-hq-reason")?;
    zheng.press("Enter")?;
    zheng.sees("没有等待总部分配的客户。")?;
    zheng.wait("the focus to be somewhere", || zheng.has_focus())?;
    zheng.sync()?;
    zheng.picture("76-hq-assigned")
}

fn wang_learns_who_has_it(wang: &Window) -> Result<()> {
    wang.sync()?;
    ruling_is_theirs(wang)?;
    wang.sees_in("归属与责任", "协助人 王芳")?;
    wang.picture("77-assigned-wang")?;
    wang.press("Alt+3")?;
    wang.sees_in("上次看过之后的变化（2）", &format!("归属 {COMPANY}"))?;
    wang.sees_in("上次看过之后的变化（2）", "分配给李强")?;
    wang.picture("78-changes-wang")
}

fn li_has_it(li: &Window) -> Result<()> {
    li.unlock("李强", "登记客户信息卡")?;
    li.sync()?;
    open_lead(li, "归我的")?;
    ruling_is_theirs(li)?;
    li.picture("79-assigned-li")
}

/// The same for both: who, by which rule, why; and the credit stays with her who captured it.
fn ruling_is_theirs(window: &Window) -> Result<()> {
    window.sees_in("裁定", "归李强")?;
    window.sees_in("裁定", &format!("分配给李强，理由：{REASON}（{UNIFORMLY}）"))?;
    window.sees_in("归属与责任", "归属 李强")?;
    window.sees_in("归属与责任", "采集业绩 王芳")
}
