use unicode_normalization::UnicodeNormalization;

/// In bytes, as the standards of mail and names have them.
const ADDRESS_BYTES_MAX: usize = 254;
const LABEL_BYTES_MAX: usize = 63;
const LOCAL_BYTES_MAX: usize = 64;

const FREE_HOSTS: &str = include_str!("../../../data/freemail.txt");

/// Second labels under which a country sells names: huasheng.com.cn is three labels long.
const SECOND: &str = "com net org gov edu ac co or ne go mil gob biz info idv";
/// Under .cn each province is one too (huasheng.gd.cn).
const CN_PROVINCES: &str = "bj sh tj cq he sx nm ln jl hl js zj ah fj jx sd ha hb hn gd gx hi sc gz yn xz sn gs \
    qh nx xj tw hk mo";

/// The domain of a company's own mail address, without what it puts in front (DUP-02):
/// `Liu@Mail.Huasheng.com.cn` gives `huasheng.com.cn`.
///
/// `None` when the text is not plausibly an address, or the host is free for everybody
/// (`data/freemail.txt`). The suffix rule knows country suffixes of the common shape, not the whole
/// public suffix list: a company under a rarer one keeps one label too few, and shares its mark with
/// its neighbours at worst as *probable* unless the names agree as well.
pub fn own_domain(email: &str) -> Option<String> {
    if email.len() > 4 * ADDRESS_BYTES_MAX {
        return None;
    }
    let address: String = super::fold::simplify(email.trim()).nfc().collect();
    let address = address.trim();
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let (local, host) = address.split_once('@')?;
    let is_local = !local.is_empty() && local.len() <= LOCAL_BYTES_MAX;
    let is_plain = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let is_plausible =
        is_local && local.chars().all(is_plain) && address.len() <= ADDRESS_BYTES_MAX;
    let domain = registrable(host).filter(|_| is_plausible)?;
    (!is_free(&domain)).then_some(domain)
}

fn registrable(host: &str) -> Option<String> {
    let labels: Vec<&str> = host.split('.').collect();
    let [.., second, top] = labels[..] else {
        return None;
    };
    let is_name = top.len() >= 2 && !top.starts_with(|c: char| c.is_ascii_digit());
    if !is_name || !labels.iter().all(|label| is_label(label)) {
        return None;
    }
    let is_country = top.len() == 2;
    let is_suffix = is_country && SECOND.split(' ').any(|label| label == second)
        || top == "cn" && CN_PROVINCES.split(' ').any(|label| label == second);
    let count = if is_suffix { 3 } else { 2 };
    let start = labels.len().checked_sub(count)?;
    Some(labels[start..].join("."))
}

fn is_label(label: &str) -> bool {
    let is_shaped = !label.is_empty() && label.len() <= LABEL_BYTES_MAX;
    let is_allowed = |c: char| c.is_alphanumeric() || c == '-';
    is_shaped && label.chars().all(is_allowed) && !label.starts_with('-') && !label.ends_with('-')
}

fn is_free(domain: &str) -> bool {
    let (name, _) = domain.split_once('.').expect("a registrable domain has two labels");
    let hosts = FREE_HOSTS.lines().filter(|line| !line.starts_with('#'));
    let matches = |host: &str| match host.strip_suffix(".*") {
        Some(free) => free == name,
        None => host == domain,
    };
    hosts.into_iter().any(matches)
}

#[cfg(test)]
mod tests {
    use super::{FREE_HOSTS, own_domain};

    #[test]
    fn an_own_domain_is_cut_to_what_is_registered() {
        for (email, domain) in [
            ("liujie@huasheng.example", "huasheng.example"),
            ("Liu.Jie@Mail.HuaSheng.com.cn", "huasheng.com.cn"),
            ("a+b@huasheng.com", "huasheng.com"),
            ("a@x.y.huasheng.gd.cn", "huasheng.gd.cn"),
            ("a@huasheng.co.uk", "huasheng.co.uk"),
            ("ａ＠ｈｕａｓｈｅｎｇ．ｃｏｍ", "huasheng.com"),
            (" mailto:a@huasheng.com ", "huasheng.com"),
            ("a@hua-sheng.com", "hua-sheng.com"),
            ("a@华晟.公司", "华晟.公司"),
            ("a@huasheng\u{200b}.com", "huasheng.com"),
        ] {
            assert_eq!(own_domain(email).as_deref(), Some(domain), "{email}");
        }
    }

    #[test]
    fn a_free_host_says_nothing() {
        for email in [
            "1@qq.com",
            "1@vip.qq.com",
            "1@163.com",
            "1@vip.163.com",
            "1@126.com",
            "1@gmail.com",
            "1@outlook.com",
            "1@hotmail.co.uk",
            "1@sina.com",
            "1@sina.com.cn",
            "1@sohu.com",
            "1@foxmail.com",
            "1@yeah.net",
            "1@139.com",
            "1@189.cn",
            "1@aliyun.com",
            "1@icloud.com",
            "1@yahoo.com",
            "1@yahoo.com.hk",
            "1@YAHOO.co.jp",
            "1@live.cn",
        ] {
            assert_eq!(own_domain(email), None, "{email}");
        }
        assert!(own_domain("1@notqq.com").is_some());
    }

    #[test]
    fn what_is_no_address_is_none() {
        for email in [
            "",
            "@",
            "a@",
            "@huasheng.com",
            "a@b",
            "a@@huasheng.com",
            "a b@huasheng.com",
            "a@-x.com",
            "a@x-.com",
            "a@.com",
            "a@x..com",
            "a@com.cn",
            "a@gd.cn",
            "a@192.168.0.1",
            "a@x.c",
            "a@x.com;b@y.com",
            "a@x.com\u{0}.y z",
            "<a@x.com>",
            "🏭@🏭.🏭",
            "\u{202e}",
        ] {
            assert_eq!(own_domain(email), None, "{email:?}");
        }
        for text in ["a", "@", ".", "a@b.", "\u{301}"] {
            assert_eq!(own_domain(&text.repeat(10_000)), None, "{text:?}");
        }
    }

    #[test]
    fn every_listed_host_is_one() {
        for host in FREE_HOSTS.lines().filter(|line| !line.starts_with('#')) {
            let address = format!("a@{}", host.replace(".*", ".com"));
            assert_eq!(own_domain(&address), None, "{host}");
            assert_eq!(host.trim(), host);
        }
    }
}
