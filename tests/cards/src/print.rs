//! Prints a card.

use ab_glyph::{Font, FontVec, PxScale, ScaleFont, point};
use anyhow::Context;
use rand::Rng;
use rand::rngs::StdRng;

use crate::people::{Person, Tongue};

/// Where Debian's package fonts-noto-cjk puts its fonts.
const FONTS: &str = "/usr/share/fonts/opentype/noto";
/// A card of 90 by 54 millimetres, in pixels.
pub const WIDTH: usize = 1_440;
/// See [`WIDTH`].
pub const HEIGHT: usize = 864;

/// A picture of three colours.
#[derive(Clone)]
pub struct Picture {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Red, green, blue, from 0 to 1.
    pub pixels: Vec<[f32; 3]>,
}

/// A printed card.
pub struct Printed {
    /// What it looks like.
    pub picture: Picture,
    /// What is printed, line by line.
    pub lines: Vec<String>,
}

/// Paper and ink.
const COLOURS: &[([f32; 3], [f32; 3])] = &[
    ([1.0, 1.0, 1.0], [0.08, 0.08, 0.1]),
    ([0.97, 0.95, 0.89], [0.25, 0.17, 0.1]),
    ([0.1, 0.2, 0.4], [0.95, 0.95, 0.97]),
    ([0.95, 0.97, 1.0], [0.05, 0.2, 0.5]),
    ([0.14, 0.14, 0.15], [0.88, 0.75, 0.45]),
];

struct Press {
    font: FontVec,
    bold: FontVec,
    ink: [f32; 3],
    printed: Printed,
}

impl Press {
    fn line(&mut self, x: f32, y: f32, size: f32, bold: bool, text: &str) -> f32 {
        if text.is_empty() {
            return x;
        }
        self.printed.lines.push(text.to_owned());
        self.ink(x, y, size, bold, text)
    }

    /// Prints, and says where it ended.
    fn ink(&mut self, x: f32, y: f32, size: f32, bold: bool, text: &str) -> f32 {
        let font = if bold { &self.bold } else { &self.font };
        let scaled = font.as_scaled(PxScale::from(size * 1.45));
        let mut at = x;
        for c in text.chars() {
            let id = font.glyph_id(c);
            let mut glyph = scaled.scaled_glyph(c);
            glyph.position = point(at, y + scaled.ascent() * 0.75);
            at += scaled.h_advance(id);
            let Some(drawn) = font.outline_glyph(glyph) else { continue };
            let corner = drawn.px_bounds().min;
            let (picture, ink) = (&mut self.printed.picture, self.ink);
            drawn.draw(|dx, dy, cover| {
                let (x, y) = (corner.x as i64 + i64::from(dx), corner.y as i64 + i64::from(dy));
                let within = (0..WIDTH as i64).contains(&x) && (0..HEIGHT as i64).contains(&y);
                if within {
                    let pixel = &mut picture.pixels[y as usize * WIDTH + x as usize];
                    for (value, ink) in pixel.iter_mut().zip(ink) {
                        *value += (ink - *value) * cover.clamp(0.0, 1.0);
                    }
                }
            });
        }
        at
    }
}

fn font(name: &str, tongue: Tongue) -> anyhow::Result<FontVec> {
    let path = format!("{FONTS}/{name}");
    let bytes = std::fs::read(&path).with_context(|| format!("reading {path}"))?;
    // The collection's order: Japanese, Korean, simplified, traditional.
    let index = if tongue == Tongue::Traditional { 3 } else { 2 };
    FontVec::try_from_vec_and_index(bytes, index).with_context(|| format!("{path} is no font"))
}

/// Prints somebody's card in the layout of a number.
///
/// # Errors
/// When the fonts are missing.
pub fn print(person: &Person, number: u64, chance: &mut StdRng) -> anyhow::Result<Printed> {
    let serif = chance.random_range(0..4) == 0;
    let (plain, bold) = match serif {
        true => ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
        false => ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    };
    let (paper, ink) = COLOURS[chance.random_range(0..COLOURS.len())];
    let pixels = vec![paper; WIDTH * HEIGHT];
    let picture = Picture { width: WIDTH, height: HEIGHT, pixels };
    let mut press = Press {
        font: font(plain, person.tongue)?,
        bold: font(bold, person.tongue)?,
        ink,
        printed: Printed { picture, lines: Vec::new() },
    };
    match number / 4 % 3 {
        0 => company_above(&mut press, person, chance),
        1 => name_above(&mut press, person, chance),
        _ => title_grown_together(&mut press, person, chance),
    }
    Ok(press.printed)
}

fn company_above(press: &mut Press, person: &Person, chance: &mut StdRng) {
    let mut y = 60.0;
    press.line(80.0, y, 52.0, true, &person.company);
    if person.tongue == Tongue::Bilingual {
        y += 74.0;
        press.line(80.0, y, 30.0, false, &person.company_en);
    }
    let end = press.line(80.0, 250.0, 68.0, true, &person.name);
    press.line(end + 50.0, 278.0, 34.0, false, &person.title);
    if person.tongue == Tongue::Bilingual {
        let both = format!("{}  {}", person.name_en, person.title_en);
        press.line(80.0, 345.0, 30.0, false, &both);
    }
    contacts(press, person, 80.0, 440.0, chance);
}

fn name_above(press: &mut Press, person: &Person, chance: &mut StdRng) {
    press.line(100.0, 60.0, 70.0, true, &person.name);
    press.line(100.0, 160.0, 34.0, false, &person.title);
    let mut y = 230.0;
    if person.tongue == Tongue::Bilingual {
        press.line(100.0, y, 32.0, false, &person.name_en);
        press.line(100.0, y + 46.0, 30.0, false, &person.title_en);
        y += 92.0;
    }
    press.line(100.0, y + 30.0, 46.0, true, &person.company);
    if person.tongue == Tongue::Bilingual {
        press.line(100.0, y + 96.0, 30.0, false, &person.company_en);
    }
    contacts(press, person, 100.0, 470.0, chance);
}

fn title_grown_together(press: &mut Press, person: &Person, chance: &mut StdRng) {
    let gap = if person.tongue == Tongue::English { ", " } else { "" };
    let both = format!("{}{gap}{}", person.name, person.title);
    press.line(560.0, 90.0, 54.0, true, &both);
    press.line(120.0, 230.0, 46.0, true, &person.company);
    if person.tongue == Tongue::Bilingual {
        press.line(120.0, 300.0, 30.0, false, &person.company_en);
        press.line(560.0, 170.0, 28.0, false, &format!("{} / {}", person.name_en, person.title_en));
    }
    contacts(press, person, 120.0, 420.0, chance);
}

/// The lower half: each line with its label, in one of the ways in which people write them.
fn contacts(press: &mut Press, person: &Person, x: f32, y: f32, chance: &mut StdRng) {
    let latin = person.tongue == Tongue::English
        || person.tongue == Tongue::Bilingual && chance.random_range(0..2) == 0;
    let labels: [&str; 7] = match (latin, chance.random_range(0..2), person.tongue) {
        (true, 0, _) => ["Mobile: ", "Tel: ", "Fax: ", "E-mail: ", "Web: ", "Add: ", "WeChat: "],
        (true, _, _) => ["M: ", "T: ", "F: ", "E: ", "W: ", "A: ", "WeChat: "],
        (_, _, Tongue::Traditional) => {
            ["手機：", "電話：", "傳真：", "E-mail：", "網址：", "地址：", "微信："]
        }
        (_, 0, _) => ["手机：", "电话：", "传真：", "邮箱：", "网址：", "地址：", "微信："],
        _ => ["手 机：", "电 话：", "传 真：", "E-mail：", "网 址：", "地 址：", "微信号："],
    };
    let said = [
        &person.mobile,
        &person.phone,
        &person.fax,
        &person.email,
        &person.website,
        &person.address,
        &person.wechat,
    ];
    let mut y = y;
    let beside = chance.random_range(0..3) == 0;
    for (nth, (label, said)) in labels.iter().zip(said).enumerate() {
        if said.is_empty() {
            continue;
        }
        // The fax stands beside the telephone on some cards.
        let here = if nth == 2 && beside { (x + 640.0, y - 56.0) } else { (x, y) };
        press.line(here.0, here.1, 34.0, false, &format!("{label}{said}"));
        y += if here.0 > x { 0.0 } else { 56.0 };
    }
}
