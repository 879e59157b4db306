//! What the columns of a table are, guessed from their headings: Chinese and English, and the names that other
//! systems' own exports have.

/// What a column is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Field {
    /// Customer.
    Company,
    /// Contact, whole name.
    Person,
    /// The contact's family name; joined with the given name.
    FamilyName,
    /// The contact's given name.
    GivenName,
    /// Phone; of several columns the first that is filled counts.
    Phone,
    /// Mail; of several columns the first that is filled counts.
    Email,
    /// Unified credit code.
    CreditCode,
    /// Buying site; several columns are joined in their order.
    Site,
    /// Matter asked.
    Matter,
    /// Estimated annual use, 万元.
    Usage,
    /// Kept beside the fields, under its heading.
    Beside,
    /// Not taken.
    Skip,
}

impl Field {
    /// All of them, in the order in which people choose.
    pub const ALL: [Self; 12] = [
        Self::Company,
        Self::Person,
        Self::FamilyName,
        Self::GivenName,
        Self::Phone,
        Self::Email,
        Self::CreditCode,
        Self::Site,
        Self::Matter,
        Self::Usage,
        Self::Beside,
        Self::Skip,
    ];

    /// A stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Person => "person",
            Self::FamilyName => "familyName",
            Self::GivenName => "givenName",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::CreditCode => "creditCode",
            Self::Site => "site",
            Self::Matter => "matter",
            Self::Usage => "usage",
            Self::Beside => "beside",
            Self::Skip => "skip",
        }
    }

    /// Reads [`Field::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// Headings by what they mean, folded as [`fold`] does. Whole headings only: 公司电话 is no company.
const HEADINGS: &[(Field, &str)] = &[
    (
        Field::Company,
        "公司 公司名称 公司名 单位 单位名称 企业 企业名称 客户 客户名称 客户公司 客户单位 展商 展商名称 参展商 \
         company companyname organization organisation org account accountname customer customername \
         partnername exhibitor exhibitorname 工作单位 公司全称 企业全称",
    ),
    (
        Field::Person,
        "姓名 联系人 联系人姓名 客户姓名 名字 负责人 contact contactname contactperson name fullname fn person \
         联络人 displayname",
    ),
    (Field::FamilyName, "姓 姓氏 lastname familyname surname"),
    (Field::GivenName, "名 firstname givenname forename"),
    (
        Field::Phone,
        "电话 手机 手机号 手机号码 联系电话 电话号码 联系方式 移动电话 座机 固话 固定电话 公司电话 办公电话 \
         phone phonenumber mobile mobilephone mobilenumber tel telephone cell cellphone tel2 tel3 \
         phonenumbermobile phonenumberoffice phonenumberhome phonenumberother businessphone homephone \
         primaryphone workphone phone1value phone2value",
    ),
    (
        Field::Email,
        "邮箱 电子邮箱 电子邮件 邮件 邮箱地址 email emailaddress mail emailfrom email2 email1value email2value \
         emailaddress1 primaryemail",
    ),
    (
        Field::CreditCode,
        "统一社会信用代码 社会信用代码 信用代码 统一信用代码 税号 纳税人识别号 creditcode taxid vat \
         unifiedcreditcode unifiedsocialcreditcode",
    ),
    (
        Field::Site,
        "地址 省 省份 城市 市 省市 所在地 所在地区 所在城市 地区 采购地 采购地点 公司地址 详细地址 通讯地址 区县 \
         address city state province street region location site adr addressstate addresscity addressstreet \
         stateprovince mailingcity mailingstate mailingstreet buyingsite",
    ),
    (
        Field::Matter,
        "事项 咨询事项 谘询事项 询问事项 需求 意向 产品 感兴趣的产品 咨询内容 matter subject interest inquiry enquiry \
         need request opportunity matterasked",
    ),
    (
        Field::Usage,
        "年用量 预计年用量 年采购额 年用量万元 预计年用量万元 usage annualuse annualusage estimatedannualuse",
    ),
    (Field::Skip, "导出 export 导出标记 汇出标记 exportmark id externalid 序号 no number"),
];

/// A heading without what people write differently: case, spaces, signs, what stands in brackets,
/// Traditional characters.
fn fold(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut folded = String::new();
    for c in heading.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => {}
        }
    }
    fast2s::convert(&folded)
}

fn meaning(heading: &str) -> Option<Field> {
    let folded = fold(heading);
    let means = |(_, names): &&(Field, &str)| names.split_whitespace().any(|name| name == folded);
    HEADINGS.iter().find(means).map(|(field, _)| *field)
}

/// What each column is taken for. One that nobody knows is kept beside the fields.
pub fn guess(headings: &[String]) -> Vec<Field> {
    let mut guessed: Vec<Field> =
        headings.iter().map(|heading| meaning(heading).unwrap_or(Field::Beside)).collect();
    // Of these one column is enough; a second says something else by the same name.
    for once in [Field::Company, Field::Person, Field::CreditCode, Field::Matter, Field::Usage] {
        let again = guessed.iter_mut().filter(|field| **field == once).skip(1);
        again.for_each(|field| *field = Field::Beside);
    }
    guessed
}

/// How many of a row's cells are headings.
pub(crate) fn known(row: &[String]) -> usize {
    row.iter().filter(|cell| meaning(cell).is_some()).count()
}

/// Whether a row is about somebody, and so no headings: it has a phone number or an address for mail in it.
pub(crate) fn is_about_somebody(row: &[String]) -> bool {
    let digits = |cell: &str| cell.chars().filter(char::is_ascii_digit).count();
    row.iter().any(|cell| cell.contains('@') || digits(cell) >= 7)
}

/// A whole name of its parts: Chinese without a space and with the family name first.
pub fn full_name(family: &str, given: &str) -> String {
    let (family, given) = (family.trim(), given.trim());
    match (family, given) {
        ("", only) | (only, "") => only.to_owned(),
        _ if is_han(family) && is_han(given) => format!("{family}{given}"),
        _ => format!("{given} {family}"),
    }
}

/// A family name and a given name of a whole name, for systems that ask for both. A Chinese name is not cut:
/// nobody can tell 欧阳 from 欧 by letters alone.
pub fn split_name(name: &str) -> (String, String) {
    match name.trim().rsplit_once(' ') {
        Some((given, family)) if !is_han(name) => (family.to_owned(), given.trim().to_owned()),
        _ => (name.trim().to_owned(), String::new()),
    }
}

/// Parts of an address, joined as they are written.
pub fn together<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut whole = String::new();
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        // An address that begins with its city has the city in it already.
        if !whole.is_empty() && part.starts_with(whole.as_str()) {
            whole.clear();
        }
        if !(whole.is_empty() || is_han(&whole) && is_han(part)) {
            whole.push(' ');
        }
        whole.push_str(part);
    }
    whole
}

fn is_han(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'))
}
