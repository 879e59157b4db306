//! What is written can be opened without harm, and reads back as it was.

use proptest::prelude::*;
use tables::write::{Contact, Mark, System, address_cards, for_system, table};
use tables::{Kind, Sheet, read};

const MARK: Mark<'_> =
    Mark { words: "Fairlead 3f9a · 王芳 · 2026-03-12 20:30", day: (2026, 3, 12) };

fn headings() -> Vec<String> {
    ["公司", "联系人", "电话", "备注"].map(str::to_owned).to_vec()
}

fn written(kind: Kind, row: &[&str]) -> Vec<u8> {
    let rows = [row.iter().map(|cell| (*cell).to_owned()).collect()];
    table(kind, &headings(), &rows, "导出标记", MARK)
}

/// What harm begins with, half and full width, and behind what a spreadsheet passes over.
const FORMULAS: [&str; 10] = [
    "=cmd|'/C calc'!A0",
    "+86 138 0013 8001",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "'=1+1",
    "''+1",
];

#[test]
fn no_cell_of_a_csv_begins_as_a_formula_does() {
    for formula in FORMULAS {
        let bytes = written(Kind::Csv, &["华晟", formula, "1", formula]);
        let text = String::from_utf8(bytes.clone()).unwrap();
        let mut reader =
            csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        for cell in reader.records().next().unwrap().unwrap().iter() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{cell:?}");
        }
        assert_eq!(read(&bytes).unwrap().rows[0].1[1], formula.trim(), "and it reads back");
    }
}

#[test]
fn every_cell_of_a_workbook_is_a_text() {
    for formula in FORMULAS {
        let bytes = written(Kind::Xlsx, &["华晟", formula, "13800138001", "0086"]);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let mut sheet = String::new();
        let part = &mut zip.by_name("xl/worksheets/sheet1.xml").unwrap();
        std::io::Read::read_to_string(part, &mut sheet).unwrap();
        assert!(!sheet.contains("<f>") && sheet.contains("t=\"s\""), "{sheet}");
        let row = &read(&bytes).unwrap().rows[0].1;
        assert_eq!(
            row[1..4],
            [formula.trim().replace('\r', ""), "13800138001".into(), "0086".into()]
        );
    }
}

#[test]
fn who_took_a_table_out_stands_on_every_row_and_is_not_read_back_as_a_field() {
    for kind in [Kind::Csv, Kind::Xlsx] {
        let sheet = read(&written(kind, &["华晟", "张伟", "13800138001", ""])).unwrap();
        assert_eq!(sheet.rows[0].1.last().map(String::as_str), Some(MARK.words));
        assert_eq!(
            tables::mapping::guess(&sheet.headings).last(),
            Some(&tables::mapping::Field::Skip)
        );
    }
    assert_eq!(
        written(Kind::Xlsx, &["a", "b", "c", "d"]),
        written(Kind::Xlsx, &["a", "b", "c", "d"])
    );
}

fn contact() -> Contact {
    Contact {
        id: "0123abcd".to_owned(),
        company: "东莞华晟电子有限公司".to_owned(),
        person: "张伟".to_owned(),
        title: "采购经理".to_owned(),
        phone: "+86 138 0013 8001".to_owned(),
        mobile: true,
        email: "zhang@huasheng.cn".to_owned(),
        address: "广东省东莞市长安镇1号".to_owned(),
        city: "东莞".to_owned(),
        matter: "询价, 样品; 下周".to_owned(),
        notes: vec!["年用量 20 万元".to_owned()],
    }
}

fn cell<'a>(sheet: &'a Sheet, row: usize, heading: &str) -> &'a str {
    let column = sheet.headings.iter().position(|h| h == heading);
    &sheet.rows[row].1[column.unwrap_or_else(|| panic!("{heading} in {:?}", sheet.headings))]
}

#[test]
fn address_cards_read_back() {
    let other =
        Contact { person: "John Smith".to_owned(), company: "Acme; Inc.".to_owned(), ..contact() };
    let bytes = address_cards(&[contact(), other], MARK);
    for line in bytes.split(|byte| *byte == b'\n') {
        assert!(line.len() <= 76, "{}", String::from_utf8_lossy(line));
    }
    let sheet = read(&bytes).unwrap();
    assert_eq!((cell(&sheet, 0, "FN"), cell(&sheet, 0, "ORG")), ("张伟", "东莞华晟电子有限公司"));
    assert_eq!(
        cell(&sheet, 0, "NOTE"),
        format!("询价, 样品; 下周\n年用量 20 万元\n{}", MARK.words)
    );
    assert_eq!((cell(&sheet, 1, "FN"), cell(&sheet, 1, "ORG")), ("John Smith", "Acme; Inc."));
    assert!(String::from_utf8(bytes).unwrap().contains("N:Smith;John;;;"));
}

/// The names by which each system matches a lead's columns by itself; the sources are in decision 0030.
const KNOWN_THERE: [(System, &[&str], &[&str]); 3] = [
    (
        System::Odoo,
        &[
            "id",
            "name",
            "partner_name",
            "contact_name",
            "function",
            "email_from",
            "phone",
            "mobile",
            "website",
            "street",
            "street2",
            "city",
            "zip",
            "description",
        ],
        &["name"],
    ),
    (
        System::EspoCrm,
        &[
            "salutationName",
            "firstName",
            "lastName",
            "title",
            "status",
            "source",
            "website",
            "addressStreet",
            "addressCity",
            "addressState",
            "addressCountry",
            "addressPostalCode",
            "emailAddress",
            "phoneNumberMobile",
            "phoneNumberOffice",
            "phoneNumberHome",
            "phoneNumberFax",
            "phoneNumberOther",
            "doNotCall",
            "description",
            "accountName",
        ],
        &["lastName"],
    ),
    (
        System::Salesforce,
        &[
            "Annual Revenue",
            "City",
            "Company",
            "Country",
            "Description",
            "Email",
            "Email Opt Out",
            "Fax",
            "First Name",
            "Last Name",
            "Industry",
            "Lead Source",
            "Lead Status",
            "Mobile Phone",
            "Phone",
            "Postal Code",
            "Rating",
            "Salutation",
            "State",
            "Street",
            "Title",
            "Website",
        ],
        &["Last Name", "Company"],
    ),
];

#[test]
fn other_systems_know_every_column_and_find_what_they_ask_for() {
    for (system, known, demanded) in KNOWN_THERE {
        let empty = Contact { id: "1".to_owned(), company: "甲".to_owned(), ..Contact::default() };
        let (kind, bytes) = for_system(system, &[contact(), empty], MARK);
        assert!(
            kind != Kind::Csv || !bytes.starts_with(b"\xEF\xBB\xBF"),
            "the first name would not match"
        );
        let sheet = read(&bytes).unwrap();
        for heading in &sheet.headings {
            assert!(known.contains(&heading.as_str()), "{system:?} does not know {heading}");
        }
        for heading in demanded {
            assert!(
                (0..2).all(|row| !cell(&sheet, row, heading).is_empty()),
                "{system:?} asks for {heading}"
            );
        }
        let all = String::from_utf8_lossy(&bytes).into_owned() + &format!("{:?}", sheet.rows);
        assert!(all.contains(MARK.words), "{system:?}");
        assert!(
            all.contains("询价, 样品; 下周") && all.contains("年用量 20 万元"),
            "nothing is lost"
        );
    }
}

#[test]
fn what_a_system_would_refuse_stands_in_the_description() {
    let long = "长".repeat(300);
    let odd = Contact { email: "张伟＠华晟".to_owned(), company: long.clone(), ..contact() };
    for (system, company, email, description) in [
        (System::EspoCrm, "accountName", "emailAddress", "description"),
        (System::Salesforce, "Company", "Email", "Description"),
    ] {
        let sheet = read(&for_system(system, std::slice::from_ref(&odd), MARK).1).unwrap();
        assert_eq!((cell(&sheet, 0, company).chars().count(), cell(&sheet, 0, email)), (255, ""));
        assert!(cell(&sheet, 0, description).contains(&long));
        assert!(cell(&sheet, 0, description).contains("张伟＠华晟"));
    }
    // A plus would need a mark in front of it, which then stood there for ever.
    let sheet = read(&for_system(System::Salesforce, &[contact()], MARK).1).unwrap();
    assert_eq!(cell(&sheet, 0, "Mobile Phone"), "0086 138 0013 8001");
}

fn cell_text() -> impl Strategy<Value = String> {
    // Everything that quoting, folding and marks are about, and much else.
    let hard = proptest::sample::select(vec![
        "=", "+", "-", "@", "'", "\"", ",", ";", "\n", "\\", " ", "公", "司", "é", "𬭎", "1", "a",
        "\\n", "＝",
    ]);
    let some = proptest::collection::vec(
        prop_oneof![4 => hard.prop_map(str::to_owned), 1 => "\\PC"],
        0..40,
    );
    some.prop_map(|texts| texts.concat().trim().to_owned())
}

proptest! {
    #[test]
    fn any_table_reads_back(rows in proptest::collection::vec(proptest::collection::vec(cell_text(), 4), 1..8)) {
        for kind in [Kind::Csv, Kind::Xlsx] {
            let sheet = read(&table(kind, &headings(), &rows, "导出标记", MARK)).unwrap();
            let read: Vec<&[String]> = sheet.rows.iter().map(|(_, row)| &row[..4]).collect();
            prop_assert_eq!(read, rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        }
    }

    #[test]
    fn any_contact_reads_back(company in cell_text(), person in cell_text(), matter in cell_text()) {
        let contact = Contact { company, person, matter, notes: Vec::new(), ..contact() };
        let sheet = read(&address_cards(std::slice::from_ref(&contact), MARK)).unwrap();
        prop_assert_eq!(cell(&sheet, 0, "ORG"), contact.company.as_str());
        let name = if contact.person.is_empty() { &contact.company } else { &contact.person };
        prop_assert_eq!(cell(&sheet, 0, "FN"), name.as_str());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0..4) {
        let head: &[u8] = [&b""[..], b"PK\x03\x04", b"BEGIN:VCARD\r\n", b"a,b\n"][kind as usize];
        let _ = read(&[head, &bytes].concat());
    }
}
