//! Who is on a card.

use rand::Rng;
use rand::rngs::StdRng;

/// What a card is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tongue {
    /// Simplified characters.
    Simplified,
    /// Traditional characters, from Taiwan or Hong Kong.
    Traditional,
    /// English.
    English,
    /// Simplified characters, and everything again in English.
    Bilingual,
}

impl Tongue {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Simplified, Self::Traditional, Self::English, Self::Bilingual];
}

/// What a card says. Empty is not on it.
#[derive(Clone, Debug)]
pub struct Person {
    /// What the card is written in.
    pub tongue: Tongue,
    /// As a ruling knows it.
    pub company: String,
    /// The same in English, on a card in both.
    pub company_en: String,
    /// The name.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// What he is there.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// As it is printed, with its spaces.
    pub mobile: String,
    /// As it is printed, with its dashes.
    pub phone: String,
    /// A fax, which nobody calls.
    pub fax: String,
    /// E-mail.
    pub email: String,
    /// Where it is.
    pub address: String,
    /// The site.
    pub website: String,
    /// WeChat's name.
    pub wechat: String,
}

fn one<'a>(chance: &mut StdRng, of: &[&'a str]) -> &'a str {
    of[chance.random_range(0..of.len())]
}

fn digits(chance: &mut StdRng, count: usize) -> String {
    (0..count).map(|_| char::from(b'0' + chance.random_range(0..10u8))).collect()
}

const FAMILY: &[(&str, &str, &str)] = &[
    ("王", "王", "Wang"),
    ("李", "李", "Li"),
    ("张", "張", "Zhang"),
    ("刘", "劉", "Liu"),
    ("陈", "陳", "Chen"),
    ("杨", "楊", "Yang"),
    ("赵", "趙", "Zhao"),
    ("黄", "黃", "Huang"),
    ("周", "周", "Zhou"),
    ("吴", "吳", "Wu"),
    ("徐", "徐", "Xu"),
    ("孙", "孫", "Sun"),
    ("郑", "鄭", "Zheng"),
    ("欧阳", "歐陽", "Ouyang"),
    ("许", "許", "Xu"),
    ("邓", "鄧", "Deng"),
    ("谢", "謝", "Xie"),
    ("林", "林", "Lin"),
    ("罗", "羅", "Luo"),
    ("叶", "葉", "Ye"),
];
const GIVEN: &[(&str, &str, &str)] = &[
    ("国栋", "國棟", "Guodong"),
    ("芳", "芳", "Fang"),
    ("伟", "偉", "Wei"),
    ("建华", "建華", "Jianhua"),
    ("丽娟", "麗娟", "Lijuan"),
    ("志强", "志強", "Zhiqiang"),
    ("晓明", "曉明", "Xiaoming"),
    ("敏", "敏", "Min"),
    ("海燕", "海燕", "Haiyan"),
    ("嘉豪", "嘉豪", "Jiahao"),
    ("淑芬", "淑芬", "Shufen"),
    ("文杰", "文傑", "Wenjie"),
    ("俊", "俊", "Jun"),
    ("雪梅", "雪梅", "Xuemei"),
    ("德胜", "德勝", "Desheng"),
    ("永康", "永康", "Yongkang"),
];
const NAMES_EN: &[&str] = &[
    "David Miller",
    "Sarah Johnson",
    "Michael Brown",
    "Anna Kowalska",
    "Thomas Becker",
    "Priya Sharma",
    "James O'Connor",
    "Maria Garcia",
    "Kevin Tan",
    "Emily Clark",
    "Hans-Peter Vogel",
    "Lucas Martin",
];
const STEM: &[(&str, &str, &str)] = &[
    ("华晟", "華晟", "Huasheng"),
    ("鸿运", "鴻運", "Hongyun"),
    ("鑫达", "鑫達", "Xinda"),
    ("博远", "博遠", "Boyuan"),
    ("金利", "金利", "Jinli"),
    ("东升", "東昇", "Dongsheng"),
    ("宏泰", "宏泰", "Hongtai"),
    ("嘉诚", "嘉誠", "Jiacheng"),
    ("瑞丰", "瑞豐", "Ruifeng"),
    ("天工", "天工", "Tiangong"),
    ("恒信", "恆信", "Hengxin"),
    ("凯旋", "凱旋", "Kaixuan"),
];
const TRADE: &[(&str, &str, &str)] = &[
    ("电子", "電子", "Electronics"),
    ("五金制品", "五金製品", "Hardware"),
    ("精密机械", "精密機械", "Precision Machinery"),
    ("塑胶", "塑膠", "Plastics"),
    ("照明科技", "照明科技", "Lighting Technology"),
    ("家具", "傢俱", "Furniture"),
    ("包装材料", "包裝材料", "Packaging"),
    ("自动化设备", "自動化設備", "Automation Equipment"),
];
const TITLE: &[(&str, &str, &str)] = &[
    ("总经理", "總經理", "General Manager"),
    ("销售总监", "銷售總監", "Sales Director"),
    ("厂长", "廠長", "Factory Director"),
    ("采购经理", "採購經理", "Purchasing Manager"),
    ("业务经理", "業務經理", "Sales Manager"),
    ("董事长", "董事長", "Chairman"),
    ("副总经理", "副總經理", "Vice President"),
    ("高级工程师", "高級工程師", "Senior Engineer"),
    ("外贸主管", "外貿主管", "Export Supervisor"),
    ("技术部经理", "技術部經理", "Technical Manager"),
];
const CITY: &[(&str, &str, &str, &str)] = &[
    ("广东省东莞市", "东莞市", "Dongguan", "0769"),
    ("广东省深圳市", "深圳市", "Shenzhen", "0755"),
    ("浙江省宁波市", "宁波", "Ningbo", "0574"),
    ("江苏省苏州市", "苏州", "Suzhou", "0512"),
    ("福建省厦门市", "厦门", "Xiamen", "0592"),
    ("上海市", "上海", "Shanghai", "021"),
    ("山东省青岛市", "青岛市", "Qingdao", "0532"),
    ("广东省佛山市", "佛山市", "Foshan", "0757"),
];
const STREET: &[(&str, &str)] = &[
    ("南城区宏图路", "Hongtu Road"),
    ("高新区科技路", "Keji Road"),
    ("长安镇振安路", "Zhenan Road"),
    ("工业园区星湖街", "Xinghu Street"),
    ("开发区长江路", "Changjiang Road"),
];
const TOWN: &[(&str, &str)] = &[
    ("台北市中山區南京東路三段", "02"),
    ("新北市板橋區文化路一段", "02"),
    ("台中市西屯區台灣大道四段", "04"),
    ("高雄市前鎮區中山二路", "07"),
];

/// Somebody of a company that does not exist, all of it drawn by chance.
pub fn invent(tongue: Tongue, chance: &mut StdRng) -> Person {
    match tongue {
        Tongue::Traditional => traditional(chance),
        Tongue::English => english(chance),
        Tongue::Simplified | Tongue::Bilingual => mainland(tongue, chance),
    }
}

fn mobile(chance: &mut StdRng) -> String {
    let start = one(chance, &["138", "139", "159", "186", "177", "133", "150", "188"]);
    let (middle, end) = (digits(chance, 4), digits(chance, 4));
    match chance.random_range(0..4) {
        0 => format!("{start}{middle}{end}"),
        1 => format!("{start}-{middle}-{end}"),
        2 => format!("+86 {start} {middle} {end}"),
        _ => format!("{start} {middle} {end}"),
    }
}

fn mainland(tongue: Tongue, chance: &mut StdRng) -> Person {
    let family = FAMILY[chance.random_range(0..FAMILY.len())];
    let given = GIVEN[chance.random_range(0..GIVEN.len())];
    let stem = STEM[chance.random_range(0..STEM.len())];
    let trade = TRADE[chance.random_range(0..TRADE.len())];
    let title = TITLE[chance.random_range(0..TITLE.len())];
    let (province, city, city_en, code) = CITY[chance.random_range(0..CITY.len())];
    let (street, _) = STREET[chance.random_range(0..STREET.len())];
    let domain = format!("{}{}.com", stem.2.to_lowercase(), one(chance, &["", "-tech", "cn"]));
    let local = match chance.random_range(0..3) {
        0 => format!("{}{}", given.2.to_lowercase(), digits(chance, 2)),
        1 => format!("{}.{}", given.2.to_lowercase(), family.2.to_lowercase()),
        _ => "sales".to_owned(),
    };
    let host = if chance.random_range(0..4) == 0 { "163.com" } else { &domain };
    let number = |chance: &mut StdRng| {
        format!("{code}-{}{}", one(chance, &["2", "8", "6"]), digits(chance, 7))
    };
    Person {
        tongue,
        company: format!("{city}{}{}有限公司", stem.0, trade.0),
        company_en: format!("{city_en} {} {} Co., Ltd.", stem.2, trade.2),
        name: format!("{}{}", family.0, given.0),
        name_en: format!("{} {}", given.2, family.2),
        title: title.0.to_owned(),
        title_en: title.2.to_owned(),
        mobile: mobile(chance),
        phone: number(chance),
        fax: number(chance),
        email: format!("{local}@{host}"),
        address: format!("{province}{street}{}号", chance.random_range(1..999)),
        website: format!("www.{domain}"),
        wechat: match chance.random_range(0..3) {
            0 => format!("{}_{}", given.2.to_lowercase(), digits(chance, 3)),
            _ => String::new(),
        },
    }
}

fn traditional(chance: &mut StdRng) -> Person {
    let family = FAMILY[chance.random_range(0..FAMILY.len())];
    let given = GIVEN[chance.random_range(0..GIVEN.len())];
    let stem = STEM[chance.random_range(0..STEM.len())];
    let trade = TRADE[chance.random_range(0..TRADE.len())];
    let title = TITLE[chance.random_range(0..TITLE.len())];
    let (street, code) = TOWN[chance.random_range(0..TOWN.len())];
    let domain = format!("{}.com.tw", stem.2.to_lowercase());
    let number =
        |chance: &mut StdRng| format!("({code}) 2{}-{}", digits(chance, 3), digits(chance, 4));
    Person {
        tongue: Tongue::Traditional,
        company: format!("{}{}股份有限公司", stem.1, trade.1),
        company_en: String::new(),
        name: format!("{}{}", family.1, given.1),
        name_en: String::new(),
        title: title.1.to_owned(),
        title_en: String::new(),
        mobile: format!("09{}-{}-{}", digits(chance, 2), digits(chance, 3), digits(chance, 3)),
        phone: number(chance),
        fax: number(chance),
        email: format!("{}.{}@{domain}", given.2.to_lowercase(), family.2.to_lowercase()),
        address: format!(
            "{street}{}號{}樓",
            chance.random_range(1..400),
            chance.random_range(2..20)
        ),
        website: format!("www.{domain}"),
        wechat: String::new(),
    }
}

fn english(chance: &mut StdRng) -> Person {
    let name = one(chance, NAMES_EN);
    let stem = one(
        chance,
        &["Northwind", "Baltica", "Silverline", "Oakfield", "Meridian", "Kestrel", "Vantage"],
    );
    let trade = TRADE[chance.random_range(0..TRADE.len())].2;
    let (end, country, place) = [
        ("Ltd.", "+44 20 7946 0", "12 Station Road, London, UK"),
        ("GmbH", "+49 89 636 ", "Lindenstr. 8, 80331 Munich, Germany"),
        ("Inc.", "+1 415 555 2", "500 Howard Street, San Francisco, CA 94105, USA"),
        ("Pte. Ltd.", "+65 6123 4", "10 Anson Road, Singapore 079903"),
    ][chance.random_range(0..4)];
    let domain = format!("{}.com", stem.to_lowercase());
    let last = name.split(' ').next_back().unwrap_or(name).to_lowercase().replace('\'', "");
    let mobile = match country {
        "+44 20 7946 0" => format!("+44 7700 900{}", digits(chance, 3)),
        "+49 89 636 " => format!("+49 171 {} {}", digits(chance, 3), digits(chance, 4)),
        "+65 6123 4" => format!("+65 9{} {}", digits(chance, 3), digits(chance, 4)),
        _ => format!("+1 415 555 3{}", digits(chance, 3)),
    };
    Person {
        tongue: Tongue::English,
        company: format!("{stem} {trade} {end}"),
        company_en: String::new(),
        name: name.to_owned(),
        name_en: String::new(),
        title: TITLE[chance.random_range(0..TITLE.len())].2.to_owned(),
        title_en: String::new(),
        mobile,
        phone: format!("{country}{}", digits(chance, 3)),
        fax: format!("{country}{}", digits(chance, 3)),
        email: format!("{}.{last}@{domain}", &name[..1].to_lowercase()),
        address: place.to_owned(),
        website: format!("www.{domain}"),
        wechat: String::new(),
    }
}
