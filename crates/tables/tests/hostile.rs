//! Files that mean harm are refused with a reason, and cost no more than their limits.

use std::io::{Cursor, Write};

use tables::limits::{COLUMNS_MAX, ROWS_MAX};
use tables::{Unfit, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook with these rows, and with other parts beside.
fn workbook(rows: &str, beside: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", SHEETS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    let replaced = |name: &str| beside.iter().any(|(other, _)| *other == name);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts.iter().filter(|(name, _)| !replaced(name)).chain(beside) {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Why a file is refused; not the table, which would fill the screen.
fn why(bytes: &[u8]) -> Option<Unfit> {
    read(bytes).err()
}

fn row(number: u32, cells: &[(&str, &str)]) -> String {
    let cell = |(at, text): &(&str, &str)| {
        format!(r#"<c r="{at}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    format!(r#"<row r="{number}">{}</row>"#, cells.iter().map(cell).collect::<String>())
}

fn two_rows() -> String {
    row(1, &[("A", "公司"), ("B", "电话")]) + &row(2, &[("A", "华晟"), ("B", "13800138001")])
}

#[test]
fn the_workbook_that_the_others_are_made_of_is_read() {
    let sheet = read(&workbook(&two_rows(), &[])).unwrap();
    assert_eq!(sheet.headings, ["公司", "电话"]);
    assert_eq!(sheet.rows, [(2, vec!["华晟".to_owned(), "13800138001".to_owned()])]);
}

#[test]
fn what_unpacks_to_half_a_gigabyte_is_refused() {
    // Half a megabyte of it is on the disk.
    let much = vec![b' '; 512 * 1024 * 1024];
    let bomb = workbook(&two_rows(), &[("xl/sharedStrings.xml", &much)]);
    assert!(bomb.len() < 1024 * 1024, "{} bytes", bomb.len());
    assert_eq!(why(&bomb), Some(Unfit::Bomb));
}

#[test]
fn a_cell_far_out_costs_nothing() {
    let far = row(1, &[("A", "公司")]) + &row(1_048_576, &[("XFD", "x")]);
    assert_eq!(why(&workbook(&far, &[])), Some(Unfit::TooManyColumns));
    let deep = row(1, &[("A", "公司")]) + &row(1_048_576, &[("A", "x")]);
    assert_eq!(why(&workbook(&deep, &[])), Some(Unfit::TooManyRows));
}

#[test]
fn what_refers_to_other_files_or_programs_is_refused() {
    let link = workbook(&two_rows(), &[("xl/externalLinks/externalLink1.xml", b"<externalLink/>")]);
    assert_eq!(why(&link), Some(Unfit::LinksOutside));
    let relation = |kind: &str| {
        format!(
            r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="http://evil.example/x" TargetMode="External"/></Relationships>"#
        )
    };
    let part = "xl/worksheets/_rels/sheet1.xml.rels";
    let ole = workbook(&two_rows(), &[(part, relation("oleObject").as_bytes())]);
    assert_eq!(why(&ole), Some(Unfit::LinksOutside));
    // An address that somebody typed into a cell is one that a person may click, and nothing else.
    let typed = workbook(&two_rows(), &[(part, relation("hyperlink").as_bytes())]);
    assert!(read(&typed).is_ok());
}

#[test]
fn what_declares_entities_is_refused() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><sst><si><t>&lol2;</t></si></sst>"#;
    let bytes = workbook(&two_rows(), &[("xl/sharedStrings.xml", laughs.as_bytes())]);
    assert_eq!(why(&bytes), Some(Unfit::Entities));
    // Behind so much white space that no first look finds it, and across the borders of what is read at once.
    for before in [40_000, 32 * 1024 - 3, 32 * 1024 - 30] {
        let hidden = format!("{}{laughs}", " ".repeat(before));
        let bytes = workbook(&two_rows(), &[("xl/sharedStrings.xml", hidden.as_bytes())]);
        assert_eq!(why(&bytes), Some(Unfit::Entities), "{before}");
    }
    // In an encoding in which the words are not found.
    let wide: Vec<u8> = laughs.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = workbook(&two_rows(), &[("xl/sharedStrings.xml", &wide)]);
    assert_eq!(why(&bytes), Some(Unfit::Damaged));
}

#[test]
fn what_has_archives_or_paths_packed_in_it_is_refused() {
    let inner = workbook(&two_rows(), &[]);
    let nested = workbook(&two_rows(), &[("xl/media/inner.bin", &inner)]);
    assert_eq!(why(&nested), Some(Unfit::Nested));
    for name in ["../../etc/passwd", "/etc/passwd", "xl\\..\\x", "c:/x"] {
        let slip = workbook(&two_rows(), &[(name, b"x")]);
        assert_eq!(why(&slip), Some(Unfit::Nested), "{name}");
    }
    let names: Vec<String> = (0..1_000).map(|n| format!("xl/media/{n}.bin")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert_eq!(why(&workbook(&two_rows(), &many)), Some(Unfit::Bomb));
}

#[test]
fn formulas_are_texts_and_are_never_calculated() {
    let rows = row(1, &[("A", "公司"), ("B", "备注")])
        + r#"<row r="2"><c r="A2" t="str"><f>cmd|'/C calc'!A0</f><v>华晟</v></c><c r="B2" t="inlineStr"><is><t>=1+1</t></is></c></row>"#;
    let sheet = read(&workbook(&rows, &[])).unwrap();
    assert_eq!(sheet.rows[0].1, ["华晟", "=1+1"]);
}

#[test]
fn old_and_protected_workbooks_and_other_files_are_told_apart() {
    assert_eq!(why(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"), Some(Unfit::OldOrProtected));
    assert_eq!(why(b"%PDF-1.7"), Some(Unfit::UnknownKind));
    assert_eq!(why(b"PK\x03\x04 and then nothing"), Some(Unfit::Damaged));
    assert_eq!(why(b""), Some(Unfit::Empty));
    assert_eq!(why(b"\n\n  \n"), Some(Unfit::Empty));
}

#[test]
fn lines_of_a_million_columns_and_quotations_without_end_are_refused() {
    assert_eq!(why("x,".repeat(1_000_000).as_bytes()), Some(Unfit::TooManyColumns));
    // Nothing but commas is as wide, and says nothing.
    assert_eq!(why(",".repeat(1_000_000).as_bytes()), Some(Unfit::Empty));
    let open = format!("公司,电话\n\"{}", "x".repeat(1_000_000));
    assert_eq!(why(open.as_bytes()), Some(Unfit::CellTooLong));
    assert_eq!(why(&vec![b'x'; 21 * 1024 * 1024]), Some(Unfit::TooLarge));
    let rows = format!("公司\n{}", "x\n".repeat(ROWS_MAX + 1));
    assert_eq!(why(rows.as_bytes()), Some(Unfit::TooManyRows));
    let row = format!("{}\n", vec!["x"; COLUMNS_MAX].join(","));
    assert_eq!(why(row.repeat(11_000).as_bytes()), Some(Unfit::TooMuch));
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(why(b"name,phone\n\0\0\0,1"), Some(Unfit::NotText));
    // Half in one encoding, half in another.
    let mut mixed = "公司,电话\n东莞华晟电子有限公司,13800138001\n".as_bytes().to_vec();
    mixed.extend(encoding_rs::GB18030.encode("深圳市创新电子有限公司,13800138002\n").0.iter());
    mixed.extend([0xFF, 0xFF, 0x20]);
    assert_eq!(why(&mixed), Some(Unfit::NotText));
}

#[test]
fn address_cards_without_end_are_refused() {
    let many = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:x\r\nEND:VCARD\r\n".repeat(ROWS_MAX + 1);
    assert_eq!(why(many.as_bytes()), Some(Unfit::TooManyRows));
    let long = format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{}\r\nEND:VCARD\r\n", "x".repeat(100_000));
    assert_eq!(why(long.as_bytes()), Some(Unfit::CellTooLong));
    let deep = "BEGIN:VCARD\r\n".repeat(200_000);
    assert!(read(deep.as_bytes()).is_err());
}
