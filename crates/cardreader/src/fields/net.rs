//! E-mail addresses, sites, and the name by which WeChat finds somebody.

use std::sync::LazyLock;

use regex::Regex;

use super::labels::Label;
use super::piece::Piece;

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9][A-Za-z0-9._%+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
        .expect("the pattern is constant")
});
static SITE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:https?://)?(?:[a-z0-9][a-z0-9\-]*\.)+[a-z]{2,8}(?:/[\w\-./?=&%#]*)?")
        .expect("the pattern is constant")
});
static WECHAT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9][A-Za-z0-9_\-]{4,19}").expect("the pattern is constant")
});

/// Where many people have their post.
const POST: &[&str] = &[
    "163.com",
    "126.com",
    "qq.com",
    "gmail.com",
    "hotmail.com",
    "outlook.com",
    "sina.com",
    "sohu.com",
    "foxmail.com",
    "139.com",
    "aliyun.com",
    "yahoo.com",
    "yeah.net",
    "icloud.com",
    "189.cn",
];
/// Ends of names of sites; others are words with a dot in them.
const ENDS: &[&str] = &[
    "com", "cn", "net", "org", "hk", "tw", "mo", "sg", "my", "jp", "kr", "de", "uk", "eu", "us",
    "in", "th", "vn", "ru", "fr", "it", "es", "nl", "au", "ca", "br", "ae", "tr", "pl", "io", "co",
    "cc", "biz", "info", "top", "vip", "shop", "tech", "ltd", "group", "asia", "xyz", "site",
    "online", "store", "ch", "at", "be", "se", "dk", "mx", "id", "ph", "za", "nz", "pt", "cz",
];
/// What `@` was read as.
const LIKE_AT: &[char] = &['e', 'E', 'a', 'Q', 'G', '©', '®', '0', 'O'];

/// Without the spaces that letters far apart seem to have; a comma or a raised dot in such a name is a dot.
fn tight(piece: &Piece) -> String {
    let signs: Vec<char> = piece.plain.chars().collect();
    let mut text = String::new();
    for (at, c) in signs.iter().enumerate() {
        let by = |c: Option<&char>| c.is_some_and(|c| ".@:/".contains(*c));
        let beside = by(signs.get(at + 1)) || at > 0 && by(signs.get(at - 1));
        match c {
            ' ' if beside => {}
            '·' | '•' | '．' => text.push('.'),
            ',' if signs.get(at + 1).is_some_and(|c| c.is_ascii_lowercase()) => text.push('.'),
            c => text.push(*c),
        }
    }
    text
}

/// Its domain ends as one does.
fn is_domain(domain: &str) -> bool {
    let end = domain.rsplit('.').next().unwrap_or_default().to_lowercase();
    domain.contains('.') && ENDS.contains(&end.as_str())
}

/// The site of the card: one that is called so, then one that begins with www, then any.
pub(crate) fn website(pieces: &[Piece]) -> String {
    let mut best: Option<(u8, String)> = None;
    for piece in pieces {
        let text = tight(piece);
        if piece.is(Label::Mail) || text.contains('@') {
            continue;
        }
        let text = with_dot(&text);
        for found in SITE.find_iter(&text) {
            let site = found.as_str().trim_end_matches('/');
            if !is_domain(host(site)) {
                continue;
            }
            let rank = match () {
                () if piece.is(Label::Web) => 3,
                () if host(site).starts_with("www.") || site.contains("://") => 2,
                () if piece.unlabelled() => 1,
                () => continue,
            };
            if best.as_ref().is_none_or(|(other, _)| rank > *other) {
                best = Some((rank, cased(site)));
            }
        }
    }
    best.map(|(_, site)| site).unwrap_or_default()
}

/// `wwwhs.com` and `www hs.com` have lost a dot, `http:/` a stroke.
fn with_dot(text: &str) -> String {
    let low = text.to_ascii_lowercase();
    let Some(at) = low.find("www") else { return text.to_owned() };
    let (before, after) = (&text[..at], text[at + 3..].trim_start_matches([' ', ',', '.', '-']));
    format!("{before}www.{after}")
}

/// A site's name is the same in small letters, what follows it is not.
fn cased(site: &str) -> String {
    let start = site.find("://").map_or(0, |at| at + 3);
    let end = site[start..].find('/').map_or(site.len(), |at| start + at);
    format!("{}{}", site[..end].to_lowercase(), &site[end..])
}

fn host(site: &str) -> &str {
    let site = site.split_once("://").map_or(site, |(_, rest)| rest);
    site.split('/').next().unwrap_or_default()
}

/// The e-mail addresses. Where `@` was lost, the card's own domain says where it was.
pub(crate) fn emails(pieces: &[Piece], website: &str) -> Vec<String> {
    let own = host(website);
    let own = own.strip_prefix("www.").unwrap_or(own);
    let mut emails: Vec<String> = Vec::new();
    for piece in pieces {
        let mut text = tight(piece);
        if piece.is(Label::Mail) && text.matches('@').count() <= 1 {
            text.retain(|c| c != ' ');
        }
        let mut found: Vec<String> =
            EMAIL.find_iter(&text).map(|email| email.as_str().to_owned()).collect();
        if found.is_empty() && !text.contains('@') {
            found.extend(mended(&text, own, piece.is(Label::Mail)));
        }
        for email in found {
            let email = nearest(&email, own);
            if !emails.iter().any(|other| other.eq_ignore_ascii_case(&email)) {
                emails.push(email);
            }
        }
    }
    emails
}

/// An address that has lost its `@`, by a domain that it ends with.
fn mended(text: &str, own: &str, named: bool) -> Option<String> {
    let low = text.to_ascii_lowercase();
    let mut known: Vec<&str> = POST.to_vec();
    if !own.is_empty() {
        known.insert(0, own);
    }
    for domain in known {
        let Some(at) = low.find(domain) else { continue };
        let before = &text[..at];
        let start = before.rfind([' ', ':', '/']).map_or(0, |at| at + 1);
        let name = &before[start..];
        // A site is no address; neither is a mere domain.
        let site = name.ends_with('.') || name.to_ascii_lowercase().starts_with("www");
        if site || name.is_empty() || !named && name.len() < 3 {
            continue;
        }
        let name = match name.strip_suffix(LIKE_AT) {
            Some(shorter) if shorter.len() >= 2 => shorter,
            _ => name,
        };
        return Some(format!("{name}@{domain}"));
    }
    None
}

/// A domain that is the card's own but for one letter was read wrong once.
fn nearest(email: &str, own: &str) -> String {
    let Some((name, domain)) = email.split_once('@') else { return email.to_owned() };
    let one_off = domain.len() == own.len()
        && domain.chars().zip(own.chars()).filter(|(one, other)| one != other).count() == 1
        && !POST.contains(&domain);
    // Which of the two is right nobody knows: only what cannot be one is replaced.
    match one_off && !is_domain(domain) {
        true => format!("{name}@{own}"),
        false => email.to_owned(),
    }
}

/// The name by which WeChat finds the person, if the card says it in words.
pub(crate) fn wechat(pieces: &[Piece], mobiles: &[String]) -> String {
    for piece in pieces.iter().filter(|piece| piece.is(Label::Wechat)) {
        let tight: String = piece.plain.chars().filter(|c| *c != ' ').collect();
        if let Some(found) = WECHAT.find(&tight) {
            return found.as_str().to_owned();
        }
    }
    let same = ["微信同号", "微信同號", "同微信", "wechat same", "same wechat"];
    let says = |piece: &Piece| {
        let low = piece.plain.to_lowercase();
        same.iter().any(|words| low.contains(words))
    };
    match pieces.iter().any(says) {
        true => mobiles.first().cloned().unwrap_or_default(),
        false => String::new(),
    }
}
