//! What the codes on a card say: whoever made one typed it once, and no letter of it is read wrong.

use calcard::vcard::{VCard, VCardEntry, VCardProperty};
use calcard::{Entry, Parser};

use crate::fields::{Fields, Kind, Region, tidy};

/// Sites that stand for a messenger's account, not for a company.
const MESSENGERS: &[&str] =
    &["weixin", "wechat", "qq.com", "wa.me", "whatsapp", "line.me", "dingtalk", "work.weixin"];

/// Puts what a code says in the place of what was read.
pub(crate) fn prefer(read: &mut Fields, code: &str) {
    let said = match () {
        () if starts(code, "BEGIN:VCARD") => vcard(code),
        () if starts(code, "MECARD:") => mecard(&code["MECARD:".len()..]),
        () => return plain(read, code.trim()),
    };
    let put = |to: &mut String, said: String| {
        if !said.trim().is_empty() {
            *to = said.trim().to_owned();
        }
    };
    put(&mut read.company, said.company);
    put(&mut read.person, said.person);
    put(&mut read.title, said.title);
    put(&mut read.address, said.address);
    put(&mut read.website, said.website);
    put(&mut read.wechat, said.wechat);
    first(&mut read.mobiles, said.mobiles);
    first(&mut read.phones, said.phones);
    first(&mut read.emails, said.emails);
}

fn starts(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

/// What the code says stands first; what the card says beside it stays if it is something else.
fn first(read: &mut Vec<String>, said: Vec<String>) {
    let key = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        match text.contains('@') {
            true => text.to_lowercase(),
            false => {
                digits.strip_prefix("86").unwrap_or(&digits).trim_start_matches('0').to_owned()
            }
        }
    };
    let known: Vec<String> = said.iter().map(|text| key(text)).collect();
    read.retain(|text| !known.contains(&key(text)));
    read.splice(0..0, said);
}

/// A link: a site, unless it is a messenger's, which says nothing that can be read.
fn plain(read: &mut Fields, code: &str) {
    let low = code.to_lowercase();
    if let Some(address) = low.strip_prefix("mailto:") {
        let address = address.split('?').next().unwrap_or_default().to_owned();
        return first(&mut read.emails, vec![address]);
    }
    if let Some(number) = low.strip_prefix("tel:") {
        return add_number(read, number, false, false);
    }
    let link = low.starts_with("http://") || low.starts_with("https://");
    if link && read.website.is_empty() && !MESSENGERS.iter().any(|name| low.contains(name)) {
        read.website = code.to_owned();
    }
}

fn add_number(to: &mut Fields, number: &str, mobile: bool, fax: bool) {
    let Some((kind, text)) = tidy(number, Region::mainland(), true) else { return };
    let list = match kind {
        _ if fax => return,
        Kind::Mobile => &mut to.mobiles,
        Kind::Either if mobile => &mut to.mobiles,
        Kind::Either | Kind::Phone => &mut to.phones,
    };
    if !list.contains(&text) {
        list.push(text);
    }
}

/// Versions 2.1, 3.0 and 4.0.
fn vcard(code: &str) -> Fields {
    let mut said = Fields::default();
    let Entry::VCard(card) = Parser::new(code).entry() else { return said };
    said.person = person(&card);
    for entry in &card.entries {
        match entry.name {
            VCardProperty::Org => {
                let parts = texts(entry);
                said.company = parts.into_iter().next().unwrap_or_default();
            }
            VCardProperty::Title | VCardProperty::Role if said.title.is_empty() => {
                said.title = texts(entry).join(" ");
            }
            VCardProperty::Tel => {
                let kinds = kinds(entry);
                let is = |kind: &str| kinds.iter().any(|one| one.contains(kind));
                let number = texts(entry).join("");
                let number = number.trim_start_matches("tel:");
                add_number(&mut said, number, is("cell") || is("mobile"), is("fax"));
            }
            VCardProperty::Email => said.emails.extend(texts(entry)),
            VCardProperty::Url if said.website.is_empty() => {
                said.website = texts(entry).join("");
            }
            VCardProperty::Adr if said.address.is_empty() => said.address = address(&texts(entry)),
            VCardProperty::Impp | VCardProperty::Other(_) => {
                said.wechat = wechat(entry).unwrap_or(said.wechat);
            }
            _ => {}
        }
    }
    said
}

fn person(card: &VCard) -> String {
    let written = card.property(&VCardProperty::Fn).map(|entry| texts(entry).join(" "));
    if let Some(written) = written.filter(|name| !name.trim().is_empty()) {
        return written;
    }
    let parts = card.property(&VCardProperty::N).map(texts).unwrap_or_default();
    let part = |at: usize| parts.get(at).map_or("", |part| part.trim());
    let han = parts.iter().any(|part| !part.is_ascii());
    match han {
        true => format!("{}{}{}", part(0), part(2), part(1)),
        false => format!("{} {}", part(1), part(0)).trim().to_owned(),
    }
}

/// Box, rest, street, town, region, code, country: a Chinese address goes from large to small.
fn address(parts: &[String]) -> String {
    let part = |at: usize| parts.get(at).map(|part| part.trim()).filter(|part| !part.is_empty());
    let han = parts.iter().any(|part| !part.is_ascii());
    let order: &[usize] = if han { &[4, 3, 2, 1] } else { &[1, 2, 3, 4, 5, 6] };
    let found: Vec<&str> = order.iter().filter_map(|at| part(*at)).collect();
    found.join(if han { "" } else { ", " })
}

fn texts(entry: &VCardEntry) -> Vec<String> {
    let mut texts = Vec::new();
    for value in &entry.values {
        match value {
            calcard::vcard::VCardValue::Component(parts) => texts.extend(parts.iter().cloned()),
            value => texts.extend(value.as_text().map(str::to_owned)),
        }
    }
    texts
}

/// What a number or an account is for, in small letters; 2.1 wrote the kinds without their name.
fn kinds(entry: &VCardEntry) -> Vec<String> {
    let written = entry.params.iter().map(|param| format!("{:?} {:?}", param.name, param.value));
    written.map(|text| text.to_lowercase()).collect()
}

fn wechat(entry: &VCardEntry) -> Option<String> {
    let text = texts(entry).join("");
    let low = text.to_lowercase();
    let known = ["wechat:", "weixin:"].iter().find_map(|start| low.strip_prefix(start));
    if let Some(known) = known {
        return Some(text[text.len() - known.len()..].to_owned());
    }
    let name = format!("{:?}", entry.name).to_lowercase();
    let named = name.contains("wechat") || kinds(entry).iter().any(|kind| kind.contains("wechat"));
    (named && !text.is_empty()).then_some(text)
}

/// `MECARD:N:张伟;ORG:…;TEL:…;;`, where a backslash takes a sign's meaning from it.
fn mecard(code: &str) -> Fields {
    let mut said = Fields::default();
    for (name, value) in mecard_parts(code) {
        match name.to_uppercase().as_str() {
            // Family name, comma, given name.
            "N" => {
                let (family, given) = value.split_once(',').unwrap_or((&value, ""));
                let han = !value.is_ascii();
                said.person = match han {
                    true => format!("{}{}", family.trim(), given.trim()),
                    false => format!("{} {}", given.trim(), family.trim()).trim().to_owned(),
                };
            }
            "ORG" => said.company = value,
            "TITLE" | "TIL" => said.title = value,
            "TEL" => add_number(&mut said, &value, false, false),
            "EMAIL" => said.emails.push(value),
            "ADR" => said.address = value.replace(',', ""),
            "URL" => said.website = value,
            _ => {}
        }
    }
    said
}

fn mecard_parts(code: &str) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut signs = code.chars();
    while let Some(c) = signs.next() {
        match c {
            '\\' => part.extend(signs.next()),
            ';' => parts.push(std::mem::take(&mut part)),
            c => part.push(c),
        }
    }
    parts.push(part);
    let named =
        |part: String| part.split_once(':').map(|(n, v)| (n.trim().to_owned(), v.to_owned()));
    parts.into_iter().filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: &str) -> Fields {
        let mut read = Fields::default();
        prefer(&mut read, code);
        read
    }

    #[test]
    fn a_vcard_says_everything() {
        for version in ["3.0", "4.0"] {
            let read = said(&format!(
                "BEGIN:VCARD\r\nVERSION:{version}\r\nN:吴;国栋;;;\r\nFN:吴国栋\r\nORG:东莞市华晟电子有限公司;销售部\r\n\
                 TITLE:厂长\r\nTEL;TYPE=CELL:13800138001\r\nTEL;TYPE=WORK,VOICE:0769-22886677\r\n\
                 TEL;TYPE=FAX:0769-22886678\r\nEMAIL:wu@huasheng.com\r\nURL:www.huasheng.com\r\n\
                 ADR;TYPE=WORK:;;南城路8号;东莞市;广东省;523000;中国\r\nEND:VCARD\r\n"
            ));
            assert_eq!(read.person, "吴国栋");
            assert_eq!(read.company, "东莞市华晟电子有限公司");
            assert_eq!(read.title, "厂长");
            assert_eq!(read.mobiles, ["13800138001"]);
            assert_eq!(read.phones, ["0769-22886677"]);
            assert_eq!(read.emails, ["wu@huasheng.com"]);
            assert_eq!(read.website, "www.huasheng.com");
            assert_eq!(read.address, "广东省东莞市南城路8号");
        }
    }

    #[test]
    fn the_oldest_vcards_are_read_too() {
        let read = said(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=9F\r\n\
             FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=E4=BC=9F\r\nTEL;CELL:13900139002\r\n\
             TEL;WORK;FAX:0769-22886678\r\nEND:VCARD\r\n",
        );
        assert_eq!(
            (read.person.as_str(), &read.mobiles[..]),
            ("张伟", &["13900139002".to_owned()][..])
        );
        assert!(read.phones.is_empty(), "{read:?}");
    }

    #[test]
    fn a_mecard_says_everything() {
        let read = said(
            "MECARD:N:Wu,Guodong;ORG:Huasheng\\; Ltd;TEL:+8613800138001;EMAIL:a@b.com;URL:http://b.com;;",
        );
        assert_eq!(read.person, "Guodong Wu");
        assert_eq!(read.company, "Huasheng; Ltd");
        assert_eq!(read.mobiles, ["+8613800138001"]);
        assert_eq!((read.emails[0].as_str(), read.website.as_str()), ("a@b.com", "http://b.com"));
    }

    #[test]
    fn a_messengers_link_says_nothing_and_a_companys_its_site() {
        assert_eq!(said("https://u.wechat.com/MCs4x0gq"), Fields::default());
        assert_eq!(said("https://www.huasheng.com/cn").website, "https://www.huasheng.com/cn");
        assert_eq!(said("ordinary text"), Fields::default());
    }

    #[test]
    fn a_code_is_preferred_and_loses_nothing() {
        let mut read = Fields {
            person: "吴国株".to_owned(),
            title: "厂长".to_owned(),
            mobiles: vec!["138 0013 8001".to_owned(), "13900139002".to_owned()],
            ..Fields::default()
        };
        prefer(&mut read, "MECARD:N:吴国栋;TEL:+8613800138001;;");
        assert_eq!((read.person.as_str(), read.title.as_str()), ("吴国栋", "厂长"));
        assert_eq!(read.mobiles, ["+8613800138001", "13900139002"]);
    }
}
