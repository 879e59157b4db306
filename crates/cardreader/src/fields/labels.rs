//! What stands before a number or an address, and says what it is.

use super::piece::plain;
use super::vocabulary::is_han;

/// What a label says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Label {
    Mobile,
    Phone,
    Fax,
    Mail,
    Web,
    Address,
    Wechat,
    Person,
    Title,
    Company,
    /// A number that nobody calls: a postcode, a tax number, another messenger's.
    Other,
}

/// Longest first within each beginning: the first that fits is taken.
const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Mobile,
        &[
            "移动电话",
            "移動電話",
            "行动电话",
            "行動電話",
            "流動電話",
            "手提电话",
            "手提電話",
            "手机号码",
            "手機號碼",
            "手机号",
            "手机",
            "手機",
            "手提",
            "mobilephone",
            "cellphone",
            "mobile",
            "whatsapp",
            "cell",
            "mob",
            "m/p",
            "mp",
            "hp",
        ],
    ),
    (
        Label::Fax,
        &["图文传真", "傳真號碼", "传真号码", "传真", "傳真", "facsimile", "telefax", "fax"],
    ),
    (
        Label::Phone,
        &[
            "联系电话",
            "聯繫電話",
            "聯絡電話",
            "公司电话",
            "公司電話",
            "办公电话",
            "辦公電話",
            "服务热线",
            "服務熱線",
            "固定电话",
            "电话号码",
            "電話號碼",
            "总机",
            "總機",
            "座机",
            "座機",
            "直线",
            "直線",
            "热线",
            "熱線",
            "固话",
            "固話",
            "电话",
            "電話",
            "telephone",
            "hotline",
            "office",
            "direct",
            "phone",
            "tel",
            "ph",
        ],
    ),
    (
        Label::Mail,
        &[
            "电子邮箱",
            "電子郵箱",
            "电子邮件",
            "電子郵件",
            "電子信箱",
            "电子信箱",
            "邮箱",
            "郵箱",
            "邮件",
            "郵件",
            "信箱",
            "电邮",
            "電郵",
            "e-mail",
            "email",
            "mail",
        ],
    ),
    (
        Label::Web,
        &[
            "公司网址",
            "公司網址",
            "官方网站",
            "官方網站",
            "网址",
            "網址",
            "网站",
            "網站",
            "官网",
            "官網",
            "主页",
            "主頁",
            "homepage",
            "website",
            "web",
            "url",
            "http",
        ],
    ),
    (
        Label::Address,
        &[
            "公司地址",
            "工厂地址",
            "工廠地址",
            "办公地址",
            "辦公地址",
            "厂址",
            "廠址",
            "地址",
            "住址",
            "address",
            "addr",
            "add",
        ],
    ),
    (
        Label::Wechat,
        &["微信号码", "微信号", "微信號", "微信", "wechatid", "wechat", "weixin", "wx"],
    ),
    (Label::Person, &["联系人", "聯繫人", "聯絡人", "姓名", "name"]),
    (Label::Title, &["职务", "職務", "职位", "職位", "职称", "職稱", "position", "title"]),
    (Label::Company, &["公司名称", "公司名稱", "单位", "company"]),
    (
        Label::Other,
        &[
            "统一社会信用代码",
            "统一编号",
            "統一編號",
            "邮政编码",
            "郵政編碼",
            "郵遞區號",
            "邮编",
            "郵編",
            "税号",
            "稅號",
            "统编",
            "統編",
            "账号",
            "帳號",
            "开户行",
            "postcode",
            "zipcode",
            "zip",
            "p.c.",
            "qq",
            "skype",
            "line",
            "fb",
        ],
    ),
];

/// Letters alone, which need a colon, or a number right behind.
const LETTERS: &[(char, Label)] = &[
    ('t', Label::Phone),
    ('p', Label::Phone),
    ('o', Label::Phone),
    ('d', Label::Phone),
    ('m', Label::Mobile),
    ('c', Label::Mobile),
    ('f', Label::Fax),
    ('e', Label::Mail),
    ('w', Label::Web),
    ('a', Label::Address),
];

/// A part of a line with its labels.
pub(crate) struct Cut {
    pub(crate) text: String,
    pub(crate) labels: Vec<Label>,
}

/// Cuts a line before each label. There is always a first part, with or without a label.
pub(crate) fn cut(line: &str) -> Vec<Cut> {
    let signs: Vec<char> = line.chars().collect();
    let low: Vec<char> = plain(line).to_lowercase().chars().collect();
    // A sign whose small form is two: nothing to be found by place.
    if low.len() != signs.len() {
        return vec![Cut { text: line.trim().to_owned(), labels: Vec::new() }];
    }
    let mut cuts: Vec<Cut> = Vec::new();
    let (mut from, mut at, mut labels) = (0, 0, Vec::new());
    let mut keep = |from: usize, to: usize, labels: Vec<Label>| {
        let text: String = signs[from..to].iter().collect();
        let edge = |c: char| c.is_whitespace() || ":：,，;；|｜/.、".contains(c);
        let text = text.trim_start_matches(edge).trim_end_matches(|c: char| edge(c) && c != '.');
        if !text.is_empty() || !labels.is_empty() {
            cuts.push(Cut { text: text.to_owned(), labels });
        }
    };
    while at < low.len() {
        match label_at(&low, at) {
            Some((found, end)) => {
                keep(from, at, std::mem::take(&mut labels));
                (labels, from, at) = (found, end, end);
            }
            None => at += 1,
        }
    }
    keep(from, low.len(), labels);
    if cuts.is_empty() {
        cuts.push(Cut { text: String::new(), labels: Vec::new() });
    }
    cuts
}

/// The labels that begin here (电话/传真 are two) and where they end.
fn label_at(low: &[char], at: usize) -> Option<(Vec<Label>, usize)> {
    let before = at.checked_sub(1).map(|before| low[before]);
    let mut labels = Vec::new();
    let mut end = at;
    loop {
        let (label, word_end) = word_at(low, end, before)?;
        labels.push(label);
        end = spaces(low, word_end);
        match low.get(end) {
            Some('/' | '&' | '、' | '|') if word_at(low, spaces(low, end + 1), None).is_some() => {
                end = spaces(low, end + 1);
            }
            _ => break,
        }
    }
    // A remark in brackets: 电话(办):
    if low.get(end) == Some(&'(')
        && let Some(close) = low[end..].iter().take(7).position(|c| *c == ')')
        && low[end + 1..end + close].iter().all(|c| !c.is_ascii_digit())
    {
        end = spaces(low, end + close + 1);
    }
    let colon = matches!(low.get(end), Some(':' | '|' | '/'))
        || (low.get(end) == Some(&'.') && !low.get(end + 1).is_some_and(|c| c.is_alphabetic()));
    if colon {
        let more = low[end..].iter().take_while(|c| ":|/. ".contains(**c)).count();
        return Some((labels, end + more));
    }
    let follows = low.get(end).copied();
    let fits = match labels[0] {
        Label::Mobile | Label::Phone | Label::Fax | Label::Other => {
            let alone = at == 0 || is_han(low[at]);
            // Office 501 is a place.
            let place = matches!(low[at], 'o' | 'd' | 'l');
            !place && follows.map_or(alone, |c| c.is_ascii_digit() || "+(".contains(c))
        }
        Label::Mail | Label::Wechat => {
            is_han(low[at]) && follows.is_none_or(|c| c.is_ascii_alphanumeric())
                || low[end..].contains(&'@') && at == 0
        }
        Label::Web => is_han(low[at]) && follows.is_none_or(|c| c.is_ascii_alphanumeric()),
        Label::Address => at == 0 && low.len() > end && (is_han(low[at]) || end > at + 3),
        Label::Person | Label::Title | Label::Company => false,
    };
    fits.then_some((labels, end))
}

/// One label's word here, and where it ends.
fn word_at(low: &[char], at: usize, before: Option<char>) -> Option<(Label, usize)> {
    let free = before.is_none_or(|c| !c.is_ascii_alphanumeric() && !"@.-_".contains(c));
    for (label, words) in LABELS {
        for word in *words {
            let Some(end) = spelled(low, at, word) else { continue };
            let latin = word.starts_with(|c: char| c.is_ascii());
            let goes_on = low.get(end).is_some_and(|c| c.is_ascii_alphabetic());
            if !latin || free && !goes_on {
                return Some((*label, end));
            }
        }
    }
    letter_at(low, at, free)
}

fn letter_at(low: &[char], at: usize, free: bool) -> Option<(Label, usize)> {
    let first = *low.get(at)?;
    let (_, label) = LETTERS.iter().find(|(letter, _)| *letter == first)?;
    let next = *low.get(at + 1)?;
    let after = spaces(low, at + 1);
    let follows = low.get(after).copied().unwrap_or(' ');
    let number = matches!(label, Label::Phone | Label::Mobile | Label::Fax)
        && (follows.is_ascii_digit() || "+(".contains(follows))
        && at == 0;
    let colon =
        next == ':' || follows == ':' || "./|".contains(next) && after_is_value(low, at + 2);
    // T/F: is two letters.
    let other = |at: usize| low.get(at).is_some_and(|c| LETTERS.iter().any(|(l, _)| l == c));
    let pair = next == '/' && other(at + 2) && matches!(low.get(at + 3), Some(':' | '.' | ' '));
    let colon = colon || pair;
    (free && (colon || number)).then_some((*label, at + 1))
}

/// Whether a number or a word of several letters follows: A. Smith is no address.
fn after_is_value(low: &[char], at: usize) -> bool {
    let at = spaces(low, at);
    low.get(at).is_some_and(|c| c.is_ascii_digit() || *c == '+')
}

/// The end of a word spelled here, whatever spaces are between its letters.
fn spelled(low: &[char], at: usize, word: &str) -> Option<usize> {
    let mut at = at;
    for (nth, letter) in word.chars().enumerate() {
        if nth > 0 {
            at = spaces(low, at);
        }
        if low.get(at) != Some(&letter) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

fn spaces(low: &[char], at: usize) -> usize {
    at + low.iter().skip(at).take_while(|c| **c == ' ').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[(&[Label], &str)]) {
        let found: Vec<(Vec<Label>, String)> =
            cut(line).into_iter().map(|cut| (cut.labels, cut.text)).collect();
        let expected: Vec<(Vec<Label>, String)> =
            expected.iter().map(|(labels, text)| (labels.to_vec(), (*text).to_owned())).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn lines_are_cut_at_their_labels() {
        use Label::*;
        check("手机：138 0013 8001", &[(&[Mobile], "138 0013 8001")]);
        check("手 机：13800138001", &[(&[Mobile], "13800138001")]);
        check("电话/传真：0769-22886677", &[(&[Phone, Fax], "0769-22886677")]);
        check(
            "Tel: 0769-22886677  Fax: 0769-22886678",
            &[(&[Phone], "0769-22886677"), (&[Fax], "0769-22886678")],
        );
        check("T +86 769 2288 6677", &[(&[Phone], "+86 769 2288 6677")]);
        check("M. 13800138001", &[(&[Mobile], "13800138001")]);
        check("E: wu@hs.com", &[(&[Mail], "wu@hs.com")]);
        check("E-mail wu@hs.com", &[(&[Mail], "wu@hs.com")]);
        check("地址：广东省东莞市", &[(&[Address], "广东省东莞市")]);
        check("地址广东省东莞市", &[(&[Address], "广东省东莞市")]);
        check("电话(办)：22886677", &[(&[Phone], "22886677")]);
        check("T/F: 0769-22886677", &[(&[Phone, Fax], "0769-22886677")]);
        check("Tel.: 0769-22886677", &[(&[Phone], "0769-22886677")]);
        check("微信号 wu_gd88", &[(&[Wechat], "wu_gd88")]);
        check("手机/微信：13800138001", &[(&[Mobile, Wechat], "13800138001")]);
        check("邮编：523000 传真：0769-1", &[(&[Other], "523000"), (&[Fax], "0769-1")]);
    }

    #[test]
    fn words_that_look_like_labels_are_none() {
        for line in [
            "东莞市手机配件有限公司",
            "Telford Mobile Parts Ltd.",
            "A. Smith",
            "Tom Fax",
            "Office 501, Tower B",
            "Mailand Address Trading",
            "www.tel-fax.com",
            "吴国栋厂长",
            "Online Marketing Manager",
        ] {
            check(line, &[(&[], line)]);
        }
    }
}
