//! Makes `crates/domain/data/divisions.tsv`, China's divisions with short names.
//!
//! The table is checked in: a build needs neither npm nor a network. Running this again is a
//! deliberate act, because another table can mean another ruling (raise `TABLES_VERSION` in
//! `identity::normal` when the result differs).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

const PACKAGE: &str = "china-division";
const VERSION: &str = "2.7.0";
const FILES: [&str; 4] = ["provinces", "cities", "areas", "HK-MO-TW"];

/// Not in the statistics office's list, hence by hand.
const BY_HAND: [(u32, &str); 3] =
    [(710000, "台湾省"), (810000, "香港特别行政区"), (820000, "澳门特别行政区")];

/// Longest first. A suffix stays where dropping it would leave a single character (忠县, 城区).
const SUFFIXES: &str = "特别行政区 行政委员会 自治区 自治州 自治县 自治旗 地区 新区 林区 矿区 特区 省 市 盟 \
    县 区 旗";

/// The peoples that stand in names of autonomous divisions, without 族.
const PEOPLES: &str = "柯尔克孜 维吾尔 哈萨克 达斡尔 鄂温克 鄂伦春 塔吉克 土家 布依 朝鲜 哈尼 傈僳 拉祜 \
    纳西 景颇 独龙 布朗 普米 毛南 仫佬 仡佬 撒拉 保安 东乡 裕固 锡伯 蒙古 藏 羌 彝 苗 侗 \
    壮 瑶 回 满 黎 傣 怒 白 佤 畲 水 土 京 各";
/// These are written without 族 too (博尔塔拉蒙古自治州).
const PEOPLES_BARE: &str = "柯尔克孜 维吾尔 哈萨克 塔吉克 锡伯 蒙古 达斡尔";

struct Row {
    parent: u32,
    full: String,
}

type Rows = BTreeMap<u32, Row>;

/// Fetches the package and writes the table.
///
/// # Errors
/// When `npm` or `tar` is missing or fails, or the package is not shaped as expected.
pub fn run(root: &Path) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("divisions-{}", std::process::id()));
    fs::create_dir_all(&folder).context("making a temporary folder")?;
    let rows = unpack(&folder).and_then(|()| read(&folder.join("package/dist")));
    fs::remove_dir_all(&folder).context("removing the temporary folder")?;
    let path = root.join("crates/domain/data/divisions.tsv");
    fs::write(&path, text(&rows?)).with_context(|| format!("writing {}", path.display()))
}

fn unpack(folder: &Path) -> Result<()> {
    let spec = format!("{PACKAGE}@{VERSION}");
    call(folder, Command::new("npm").args(["pack", "--silent", &spec]))?;
    // The rest of the package is 190 MB of villages.
    let wanted = FILES.map(|file| format!("package/dist/{file}.json"));
    let archive = format!("{PACKAGE}-{VERSION}.tgz");
    call(folder, Command::new("tar").args(["xzf", &archive]).args(wanted))
}

fn call(folder: &Path, command: &mut Command) -> Result<()> {
    let status = command.current_dir(folder).status().with_context(|| format!("{command:?}"))?;
    ensure!(status.success(), "{command:?}: {status}");
    Ok(())
}

fn read(folder: &Path) -> Result<Rows> {
    let mut rows = Rows::new();
    for (code, full) in entries(folder, "provinces")? {
        rows.insert(code * 10_000, Row { parent: 0, full });
    }
    for (code, full) in entries(folder, "cities")? {
        // 市辖区, 县 and 省直辖县级行政区划 are headings of the list, not places.
        if !is_municipal(code / 100) && code % 100 != 90 {
            rows.insert(code * 100, Row { parent: code / 100 * 10_000, full });
        }
    }
    for (code, full) in entries(folder, "areas")? {
        // 71 to 80 are the list's own zones (高新技术产业开发区), which no address begins with.
        if (71..=80).contains(&(code % 100)) || rows.contains_key(&code) {
            continue;
        }
        let under_province = is_municipal(code / 10_000) || code / 100 % 100 == 90;
        let parent = if under_province { code / 10_000 * 10_000 } else { code / 100 * 100 };
        rows.insert(code, Row { parent, full });
    }
    add_by_hand(folder, &mut rows)?;
    match rows.iter().find(|(_, row)| row.parent != 0 && !rows.contains_key(&row.parent)) {
        Some((code, row)) => bail!("{code} {} has no parent", row.full),
        None => Ok(rows),
    }
}

/// Their parts get running numbers: the standard gives them none, and none leaves the table.
fn add_by_hand(folder: &Path, rows: &mut Rows) -> Result<()> {
    let file = json(folder, "HK-MO-TW")?;
    for (parent, full) in BY_HAND {
        rows.insert(parent, Row { parent: 0, full: full.to_owned() });
        let parts = file[full].as_object().with_context(|| format!("{full} is missing"))?;
        for (part, code) in parts.keys().zip(parent + 1..) {
            rows.insert(code, Row { parent, full: part.clone() });
        }
    }
    Ok(())
}

fn is_municipal(province: u32) -> bool {
    matches!(province, 11 | 12 | 31 | 50)
}

fn json(folder: &Path, name: &str) -> Result<Value> {
    let path = folder.join(format!("{name}.json"));
    let text = fs::read_to_string(&path).with_context(|| format!("reading {name}.json"))?;
    serde_json::from_str(&text).with_context(|| format!("parsing {name}.json"))
}

fn entries(folder: &Path, name: &str) -> Result<Vec<(u32, String)>> {
    let file = json(folder, name)?;
    let list = file.as_array().with_context(|| format!("{name}.json is not a list"))?;
    let entry = |item: &Value| {
        Some((item["code"].as_str()?.parse().ok()?, item["name"].as_str()?.to_owned()))
    };
    let entries: Option<Vec<_>> = list.iter().map(entry).collect();
    entries.with_context(|| format!("{name}.json has an entry without code and name"))
}

/// 恩施土家族苗族自治州 is 恩施; 忠县 stays.
fn short(full: &str) -> &str {
    let mut suffixes = SUFFIXES.split(' ');
    let Some(stem) = suffixes.find_map(|suffix| stem(full, suffix)) else {
        return full;
    };
    let may_name_people = full.contains("自治") || stem.ends_with('族');
    if may_name_people { without_peoples(stem) } else { stem }
}

fn stem<'a>(name: &'a str, suffix: &str) -> Option<&'a str> {
    name.strip_suffix(suffix).filter(|stem| stem.chars().count() >= 2)
}

fn without_peoples(name: &str) -> &str {
    let with_kin =
        name.strip_suffix('族').and_then(|kin| PEOPLES.split(' ').find_map(|p| stem(kin, p)));
    let bare = || PEOPLES_BARE.split(' ').find_map(|people| stem(name, people));
    match with_kin.or_else(bare) {
        Some(rest) => without_peoples(rest),
        // 东乡族自治县: the people is the place.
        None => stem(name, "族").unwrap_or(name),
    }
}

fn text(rows: &Rows) -> String {
    let mut text = format!(
        "# China's divisions down to the county. Made by `cargo xtask divisions`; do not edit.\n\
         # Source: npm package {PACKAGE} {VERSION} (statistics office's codes as of 2023-06-30).\n\
         # Licence: MIT by its package.json, WTFPL 2 by its LICENSE file.\n\
         # Municipalities are one prefecture each; counties directly under a province (middle pair\n\
         # 90) are divisions of their own; development zones (71 to 80) are left out; 71, 81 and 82\n\
         # are added by hand, and codes of their parts are running numbers without meaning.\n\
         # code\tparent\tfull name\tshort name\n"
    );
    for (code, row) in rows {
        let parent = if row.parent == 0 { String::new() } else { row.parent.to_string() };
        text += &format!("{code}\t{parent}\t{}\t{}\n", row.full, short(&row.full));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn suffixes_and_peoples_are_dropped_by_rule() {
        for (full, expected) in [
            ("广东省", "广东"),
            ("内蒙古自治区", "内蒙古"),
            ("新疆维吾尔自治区", "新疆"),
            ("广西壮族自治区", "广西"),
            ("香港特别行政区", "香港"),
            ("恩施土家族苗族自治州", "恩施"),
            ("博尔塔拉蒙古自治州", "博尔塔拉"),
            ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
            ("大兴安岭地区", "大兴安岭"),
            ("锡林郭勒盟", "锡林郭勒"),
            ("浦东新区", "浦东"),
            ("清新区", "清新"),
            ("神农架林区", "神农架"),
            ("瀍河回族区", "瀍河"),
            ("积石山保安族东乡族撒拉族自治县", "积石山"),
            ("东乡族自治县", "东乡"),
            ("鄂温克族自治旗", "鄂温克"),
            ("忠县", "忠县"),
            ("城区", "城区"),
            ("津市市", "津市"),
        ] {
            assert_eq!(short(full), expected, "{full}");
        }
    }
}
