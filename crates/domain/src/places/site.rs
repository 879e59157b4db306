use super::DivisionCode;
use super::abbreviation;
use super::latin;
use super::walk::{Stop, walk, walk_within};
use crate::identity::normal::fold;

/// In characters; a longer text is not an address.
const SITE_CHARS_MAX: usize = 200;

/// The finest certain prefecture or province of a site (OWN-01): 广东东莞, 粤, 深圳南山 or a whole
/// address that begins with a place. Width, spaces, punctuation and 繁/简 do not matter.
///
/// `None` when the text does not begin with a place, when the place is ambiguous (南山区 without its
/// city, 朝阳 without anything) or when the text is longer than an address. 吉林 and 海南 are the
/// provinces; 吉林市 and 海南州 are the prefectures. In Latin letters a place may stand anywhere: `Nanshan,
/// Shenzhen`.
pub fn resolve(site: &str) -> Option<DivisionCode> {
    if site.chars().nth(SITE_CHARS_MAX).is_some() {
        return None;
    }
    let text = fold(site);
    let text = without_preface(&text);
    let finest = walk(text, is_no_street).last().map(|stop| stop.home);
    finest.or_else(|| abbreviated(text)).or_else(|| latin::resolve(site))
}

/// 地址：523000 广东东莞
fn without_preface(text: &str) -> &str {
    let text = text.strip_prefix("地址").unwrap_or(text);
    text.trim_start_matches(|c: char| c.is_ascii_digit())
}

/// An abbreviation counts alone or before a place within it: 粤, 粤东莞, but not 京东大厦.
fn abbreviated(text: &str) -> Option<DivisionCode> {
    let (province, rest) = abbreviation::at_start(text)?;
    match walk_within(rest, Some(province), is_no_street).last() {
        Some(stop) => Some(stop.home),
        None => DivisionCode::new(province).filter(|_| rest.is_empty()),
    }
}

/// 南京东路, 中山大道 and 平湖街道 are named after a place and lie in others; 台州路桥 is a district.
fn is_no_street(stop: &Stop) -> bool {
    const BETWEEN: &str = "东西南北中一二三四五六七八九十";
    const STREETS: &str = "路 街 巷 弄 大道 胡同 大厦 镇 乡 村";
    let name = stop.rest.trim_start_matches(|c| BETWEEN.contains(c));
    let is_street = STREETS.split(' ').any(|street| name.starts_with(street));
    let is_place = || !walk_within(stop.rest, Some(stop.code), |_| true).is_empty();
    !stop.is_bare || !is_street || is_place()
}

#[cfg(test)]
mod tests {
    use super::{SITE_CHARS_MAX, resolve};
    use crate::places::DivisionCode;

    fn check(cases: &[(&str, u32)]) {
        for (site, expected) in cases {
            let found = resolve(site).map(DivisionCode::get);
            assert_eq!(found, Some(*expected).filter(|code| *code != 0), "{site}");
        }
    }

    #[test]
    fn a_place_resolves_however_it_is_written() {
        check(&[
            ("广东东莞", 441900),
            ("东莞市", 441900),
            ("东莞", 441900),
            ("广东省东莞市", 441900),
            ("广东 东莞", 441900),
            ("广东-东莞", 441900),
            ("广东・东莞", 441900),
            ("中国广东东莞", 441900),
            ("中华人民共和国广东省东莞市", 441900),
            ("廣東東莞", 441900),
            ("廣東省東莞市長安鎮", 441900),
            ("　广　东　东　莞　", 441900),
            ("瀋陽", 210100),
            ("臺灣", 710000),
            ("台湾台北市", 710000),
            ("广东", 440000),
            ("广东省", 440000),
            ("内蒙古呼和浩特", 150100),
            ("内蒙古自治区", 150000),
            ("内蒙包头", 150200),
            ("广西壮族自治区南宁市", 450100),
            ("广西自治区", 450000),
            ("恩施", 422800),
            ("恩施州", 422800),
            ("湖北恩施土家族苗族自治州", 422800),
            ("大兴安岭地区", 232700),
            ("乾县", 610400),
            ("地址：广东东莞", 441900),
            ("523000 广东东莞", 441900),
            ("河北雄安新区", 130600),
        ]);
    }

    #[test]
    fn a_county_resolves_to_its_prefecture() {
        check(&[
            ("深圳南山", 440300),
            ("深圳市南山区科技园1号", 440300),
            ("昆山", 320500),
            ("江苏昆山市花桥镇", 320500),
            ("义乌", 330700),
            ("顺德", 440600),
            ("广东顺德市", 440600),
            ("宝安区", 440300),
            ("和县", 340500),
        ]);
    }

    #[test]
    fn municipalities_and_special_regions_are_one_division() {
        check(&[
            ("上海", 310000),
            ("上海市", 310000),
            ("上海浦东", 310000),
            ("上海市浦东新区张江路1号", 310000),
            ("浦东", 310000),
            ("北京朝阳", 110000),
            ("重庆忠县", 500000),
            ("香港", 810000),
            ("香港特别行政区", 810000),
            ("香港特区九龙", 810000),
            ("澳门", 820000),
            ("台北", 710000),
        ]);
    }

    #[test]
    fn a_county_directly_under_its_province_is_itself() {
        check(&[
            ("湖北仙桃", 429004),
            ("仙桃市", 429004),
            ("济源", 419001),
            ("新疆石河子", 659001),
            ("神农架", 429021),
            ("海南陵水", 469028),
        ]);
    }

    #[test]
    fn an_abbreviation_counts_alone_or_before_its_own_place() {
        check(&[
            ("粤", 440000),
            ("粤东莞", 441900),
            ("粵東莞", 441900),
            ("沪", 310000),
            ("京朝阳", 110000),
            ("京东大厦", 0),
            ("新东方", 0),
            ("沪宁", 0),
        ]);
    }

    #[test]
    fn a_name_of_several_places_needs_what_it_lies_in() {
        check(&[
            ("南山", 0),
            ("南山区", 0),
            ("黑龙江南山区", 230400),
            ("鼓楼区", 0),
            ("江苏鼓楼区", 320000),
            ("福建鼓楼区", 350100),
            ("新华区", 0),
            ("长安镇", 0),
            ("朝阳", 0),
            ("朝阳区", 0),
            ("朝阳市", 211300),
            ("辽宁朝阳", 211300),
            ("长春朝阳", 220100),
            ("吉林", 220000),
            ("吉林省", 220000),
            ("吉林市", 220200),
            ("吉林吉林", 220200),
            ("海南", 460000),
            ("海南省", 460000),
            ("海南州", 632500),
            ("青海海南", 632500),
            ("海南海口", 460100),
            ("河北", 130000),
            ("河北区", 120000),
            ("西安", 610100),
            ("辽源西安区", 220400),
        ]);
    }

    #[test]
    fn a_street_named_after_a_place_is_not_there() {
        check(&[
            ("南京东路100号", 0),
            ("中山大道", 0),
            ("中山二路", 0),
            ("平湖街道", 0),
            ("广东中山路1号", 440000),
            ("上海南京东路100号", 310000),
            ("深圳北环大道1号", 440300),
            ("成都一环路", 510100),
            ("浙江台州路桥", 331000),
            ("台州路桥区", 331000),
            ("宁波镇海", 330200),
        ]);
    }

    #[test]
    fn what_is_no_place_resolves_to_none() {
        for site in
            ["", " ", "无", "N/A", "Berlin", "🏭", "\u{0}", "\u{202e}\u{200b}", "省市县区", "市"]
        {
            assert_eq!(resolve(site), None, "{site:?}");
        }
        assert_eq!(resolve("\u{202e}东\u{200b}莞\u{0}").map(DivisionCode::get), Some(441900));
    }

    #[test]
    fn a_text_longer_than_an_address_is_none() {
        for text in ["东莞", "新", "中国", "🏭", "ﷺ", "e\u{301}"] {
            assert_eq!(resolve(&text.repeat(10_000)), None, "{text}");
        }
        let longest = "东".to_owned() + &"莞".repeat(SITE_CHARS_MAX - 1);
        assert_eq!(resolve(&longest).map(DivisionCode::get), Some(441900));
        assert_eq!(resolve(&(longest + "莞")), None);
    }
}
