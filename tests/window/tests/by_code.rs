//! Vouching by codes in the real window: what it does about a camera, and codes from screen to screen as
//! photos.

#![cfg(target_os = "linux")]

use anyhow::{Context, Result};
use serde_json::{Value, json};
use window_tests::{Stage, Window};

const CARD: [&str; 5] =
    ["佛山市顺德精工电器有限公司", "何敏", "13500135001", "广东佛山", "询价 EL-200"];
const DIALOG: &str = "用二维码互相作证";

/// Draws the code that is on the screen as a photo, and answers with its bytes.
const PHOTOGRAPH: &str = "
    const code = document.querySelector('svg[aria-label=\"我的码，给对方看\"]');
    const side = code.viewBox.baseVal.width, scale = 5;
    const canvas = Object.assign(document.createElement('canvas'), { width: side * scale, height: side * scale });
    const paper = canvas.getContext('2d');
    paper.fillStyle = '#e8e8e8';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.scale(scale, scale);
    paper.fillStyle = '#202020';
    paper.fill(new Path2D(code.querySelector('path').getAttribute('d')));
    return canvas.toDataURL('image/png').split(',')[1];";

/// Chooses a photo as its person would in the system's dialog, which no test can reach.
const CHOOSE: &str = "
    const bytes = Uint8Array.from(atob(arguments[0]), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], 'IMG_0001.png', { type: 'image/png' }));
    const chooser = document.querySelector('[role=dialog] input[type=file]');
    chooser.files = data.files;
    chooser.dispatchEvent(new Event('change', { bubbles: true }));";

#[test]
fn codes_go_from_screen_to_screen_as_photos() -> Result<()> {
    let mut stage = Stage::set("by-code")?;
    let [wang, li] = stage.open_all(["wangfang", "liqiang"])?;
    for (window, name) in [(&wang, "王芳"), (&li, "李强")] {
        window.unlock(name, "登记客户信息卡")?;
        window.sees_in("同步状态", "还没有要送总部的内容 · 上次同步 09:…")?;
    }
    stage.network_goes();
    wang.sign(&CARD, 1)?;
    for window in [&wang, &li] {
        window.press("Alt+3")?;
        window.tab_to("button", "用二维码作证")?;
        window.press("Enter")?;
        window.sees_in(DIALOG, "还没有读到对方的码。")?;
        // No camera is plugged into a machine that runs tests.
        window.sees_in(DIALOG, "这台电脑没有可用的摄像头。请用手机拍下对方的码")?;
    }
    choose(&wang, &photograph(&wang)?)?;
    wang.sees_in(DIALOG, "这是您自己的码。请读对方屏幕上的码。")?;
    choose(&li, &photograph(&wang)?)?;
    li.sees_in(DIALOG, "王芳")?;
    choose(&wang, &photograph(&li)?)?;
    wang.sees_in(DIALOG, "李强现在可以证明，您到此刻为止签的客户都已经签好。")?;
    wang.picture("61-by-code")?;
    wang.press("Escape")?;
    wang.stands_on("button", "用二维码作证")
}

fn photograph(window: &Window) -> Result<Value> {
    let photo = window.run(PHOTOGRAPH, &[])?;
    photo.as_str().context("a photo of the code")?;
    Ok(photo)
}

fn choose(window: &Window, photo: &Value) -> Result<()> {
    window.run(CHOOSE, &[json!(photo)]).map(drop)
}
