//! What people's own programs write is read as it was meant.

use tables::mapping::{Field, guess};
use tables::{Kind, Sheet, read};

const ROWS: &str = "公司名称,联系人,手机,城市\n东莞华晟电子有限公司,张伟,13800138001,东莞\n\
                    深圳市创新电子有限公司,刘洁,13800138002,深圳\n";

fn check(bytes: &[u8], encoding: &str) -> Sheet {
    let sheet = read(bytes).unwrap();
    assert_eq!((sheet.kind, sheet.encoding.as_str()), (Kind::Csv, encoding));
    assert_eq!(sheet.headings, ["公司名称", "联系人", "手机", "城市"]);
    let first = ["东莞华晟电子有限公司", "张伟", "13800138001", "东莞"].map(str::to_owned);
    assert_eq!(sheet.rows[0], (2, first.to_vec()));
    assert_eq!(sheet.rows.len(), 2);
    sheet
}

#[test]
fn a_table_is_read_in_every_encoding_that_excel_writes() {
    check(ROWS.as_bytes(), "UTF-8");
    check(&[b"\xEF\xBB\xBF", ROWS.as_bytes()].concat(), "UTF-8");
    check(&encoding_rs::GB18030.encode(ROWS).0, "gb18030");
    let wide =
        |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { ROWS.encode_utf16().flat_map(bytes).collect() };
    check(&[&b"\xFF\xFE"[..], &wide(u16::to_le_bytes)].concat(), "UTF-16LE");
    check(&[&b"\xFE\xFF"[..], &wide(u16::to_be_bytes)].concat(), "UTF-16BE");
    check(&wide(u16::to_le_bytes), "UTF-16LE");
    check(&wide(u16::to_be_bytes), "UTF-16BE");
}

#[test]
fn rare_characters_of_gb18030_are_read() {
    // 𬭎 takes four bytes there, and is in names.
    let rows = ROWS.replace("张伟", "张𬭎");
    let sheet = read(&encoding_rs::GB18030.encode(&rows).0).unwrap();
    assert_eq!(sheet.rows[0].1[1], "张𬭎");
}

#[test]
fn what_stands_between_the_cells_is_found() {
    for between in [";", "\t", "|"] {
        check(ROWS.replace(',', between).as_bytes(), "UTF-8");
    }
    check(format!("sep=;\r\n{}", ROWS.replace(',', ";")).as_bytes(), "UTF-8");
    let quoted = "company;note\n\"a;b\";\"one, two, three, four\"\n\"c\";\"five, six, seven\"\n";
    let sheet = read(quoted.as_bytes()).unwrap();
    assert_eq!(sheet.rows[0].1, ["a;b", "one, two, three, four"]);
}

#[test]
fn titles_above_the_headings_are_passed_over_and_missing_headings_get_letters() {
    let titled = format!("2026深圳展客户名单,,,\n制表：王芳,,,\n{ROWS}");
    let sheet = read(titled.as_bytes()).unwrap();
    assert_eq!(sheet.headings, ["公司名称", "联系人", "手机", "城市"]);
    assert_eq!(sheet.rows[0].0, 4, "numbered as in the file");
    let bare = "东莞华晟电子有限公司,张伟,13800138001\n深圳创新,刘洁,13800138002\n";
    let sheet = read(bare.as_bytes()).unwrap();
    assert_eq!(sheet.headings, ["A", "B", "C"]);
    assert_eq!(sheet.rows.len(), 2);
    let twice = "备注,备注,\n一,二,三\n";
    assert_eq!(read(twice.as_bytes()).unwrap().headings, ["备注", "备注 2", "C"]);
}

#[test]
fn address_cards_of_every_version_are_read() {
    let cards = "BEGIN:VCARD\r\nVERSION:2.1\r\n\
        N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=BC=9F;;;\r\n\
        FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=E4=BC=9F\r\n\
        ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=8D=8E=E6=99=9F=E7=94=B5=E5=AD=\r\n=90\r\n\
        TEL;CELL:13800138001\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:3.0\r\nN:刘;洁;;;\r\nORG:深圳创新;销售部\r\nTITLE:经理\r\n\
        TEL;TYPE=CELL:138 0013 8002\r\nTEL;TYPE=WORK:0755-12345678\r\nEMAIL:liu@chuangxin.cn\r\n\
        ADR;TYPE=WORK:;;科技路1号;深圳;广东;518000;中国\r\nNOTE:一行\\n二行\\, 完\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nFN:John Smith\r\nORG:Acme\\, Inc.\r\nTEL;VALUE=uri:tel:+49-30-1234567\r\n\
        EMAIL:john@acme.example\r\nPHOTO:data:image/png;base64,AAAA\r\nEND:VCARD\r\n";
    let sheet = read(cards.as_bytes()).unwrap();
    assert_eq!(sheet.kind, Kind::VCard);
    let cell = |row: usize, heading: &str| {
        let column = sheet.headings.iter().position(|h| h == heading).unwrap();
        sheet.rows[row].1[column].as_str()
    };
    assert_eq!(
        (cell(0, "FN"), cell(0, "ORG"), cell(0, "TEL")),
        ("张伟", "华晟电子", "13800138001")
    );
    assert_eq!((cell(1, "FN"), cell(1, "ORG"), cell(1, "TITLE")), ("刘洁", "深圳创新", "经理"));
    assert_eq!((cell(1, "TEL"), cell(1, "TEL 2")), ("138 0013 8002", "0755-12345678"));
    assert_eq!((cell(1, "ADR"), cell(1, "NOTE")), ("广东深圳科技路1号", "一行\n二行, 完"));
    assert_eq!((cell(2, "FN"), cell(2, "ORG")), ("John Smith", "Acme, Inc."));
    assert_eq!((cell(2, "TEL"), cell(2, "EMAIL")), ("+49-30-1234567", "john@acme.example"));
}

#[test]
fn old_phones_cards_without_a_charset_are_utf_8_and_whole_files_may_be_gb18030() {
    let silent = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=E4=BC=9F\r\nEND:VCARD\r\n";
    assert_eq!(read(silent.as_bytes()).unwrap().rows[0].1[0], "张伟");
    let plain =
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:张伟\r\nORG:东莞华晟电子有限公司\r\nEND:VCARD\r\n";
    let sheet = read(&encoding_rs::GB18030.encode(plain).0).unwrap();
    assert_eq!(sheet.rows[0].1[..2], ["张伟".to_owned(), "东莞华晟电子有限公司".to_owned()]);
}

#[test]
fn headings_are_understood_in_both_languages_and_as_other_systems_write_them() {
    let check = |headings: &[&str], expected: &[Field]| {
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        assert_eq!(guess(&headings), expected, "{headings:?}");
    };
    use Field::*;
    check(&["公司名称（全称）", "联系人", "手机号码", "邮箱"], &[Company, Person, Phone, Email]);
    check(&["统一社会信用代码", "省份", "城市", "备注"], &[CreditCode, Site, Site, Beside]);
    check(&["Company Name", "Contact Person", "E-mail", "Tel."], &[Company, Person, Email, Phone]);
    check(
        &["First Name", "Last Name", "Company", "Mobile Phone"],
        &[GivenName, FamilyName, Company, Phone],
    );
    check(
        &["lastName", "accountName", "emailAddress", "phoneNumberMobile"],
        &[FamilyName, Company, Email, Phone],
    );
    check(
        &["contact_name", "partner_name", "email_from", "phone"],
        &[Person, Company, Email, Phone],
    );
    // Two columns of one name: the first is it.
    check(&["公司", "客户名称", "导出标记"], &[Company, Beside, Skip]);
}
