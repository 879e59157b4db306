//! What the lines of a card are taken for, line by line as the reader gives them.

use cardreader::{Fields, Line, Point, fields};

/// Lines below each other, as high as their first character says: `#` for a large one.
fn read(lines: &[&str]) -> Fields {
    let line = |(row, text): (usize, &&str)| {
        let large = text.starts_with('#');
        let text = text.trim_start_matches('#').to_owned();
        let height = if large { 50.0 } else { 25.0 };
        let (top, width) = (row as f32 * 40.0, text.chars().count() as f32 * height * 0.6);
        let at = |x: f32, y: f32| Point::new(100.0 + x, top + y);
        let corners = [at(0.0, 0.0), at(width, 0.0), at(width, height), at(0.0, height)];
        Line { text, corners, sure: 0.9 }
    };
    let lines: Vec<Line> = lines.iter().enumerate().map(line).collect();
    fields(&lines, &[])
}

#[test]
fn a_chinese_card_is_understood() {
    let read = read(&[
        "东莞市华晟电子有限公司",
        "#吴国栋厂长",
        "手 机：138 0013 8001（微信同号）",
        "电话：0769-22886677  传真：0769-22886678",
        "邮箱：wu.gd@huasheng.com",
        "网址：www.huasheng.com",
        "地址：广东省东莞市南城区宏图路88号",
        "高盛科技园3栋201室",
    ]);
    assert_eq!(read.company, "东莞市华晟电子有限公司");
    assert_eq!((read.person.as_str(), read.title.as_str()), ("吴国栋", "厂长"));
    assert_eq!(read.mobiles, ["13800138001"]);
    assert_eq!(read.phones, ["0769-22886677"]);
    assert_eq!(read.emails, ["wu.gd@huasheng.com"]);
    assert_eq!(read.website, "www.huasheng.com");
    assert_eq!(read.address, "广东省东莞市南城区宏图路88号高盛科技园3栋201室");
    assert_eq!(read.wechat, "13800138001");
}

#[test]
fn a_card_in_two_tongues_is_taken_in_chinese() {
    let read = read(&[
        "#欧阳建华  Jianhua Ouyang",
        "副总经理 / Vice President",
        "深圳市鑫达五金制品有限公司",
        "Shenzhen Xinda Hardware Co., Ltd.",
        "M: +86 139 0013 9002  T/F: 0755-88886666",
        "E: jh.ouyang@xinda-tech.com  W: www.xinda-tech.com",
        "Add: No. 8 Keji Road, Nanshan District, Shenzhen, China",
        "地址：广东省深圳市南山区科技路8号",
    ]);
    assert_eq!(read.company, "深圳市鑫达五金制品有限公司");
    assert_eq!((read.person.as_str(), read.title.as_str()), ("欧阳建华", "副总经理"));
    assert_eq!(read.mobiles, ["+8613900139002"]);
    assert_eq!(read.phones, ["0755-88886666"]);
    assert_eq!(read.emails, ["jh.ouyang@xinda-tech.com"]);
    assert_eq!(read.website, "www.xinda-tech.com");
    assert_eq!(read.address, "广东省深圳市南山区科技路8号");
}

#[test]
fn a_traditional_card_is_understood() {
    let read = read(&[
        "嘉誠精密機械股份有限公司",
        "業務經理",
        "#陳 淑 芬",
        "電話：(02) 2345-6789 分機 12",
        "傳真：(02) 2345-6780",
        "行動電話：0912-345-678",
        "E-mail：sf.chen@jiacheng.com.tw",
        "台北市中山區南京東路三段100號8樓",
        "統一編號：12345678",
    ]);
    assert_eq!(read.company, "嘉誠精密機械股份有限公司");
    assert_eq!((read.person.as_str(), read.title.as_str()), ("陳淑芬", "業務經理"));
    assert_eq!(read.mobiles, ["0912345678"]);
    assert_eq!(read.phones, ["02-2345-6789-12"]);
    assert_eq!(read.address, "台北市中山區南京東路三段100號8樓");
}

#[test]
fn an_english_card_is_understood() {
    let read = read(&[
        "SIEMENS",
        "#Dr. Thomas Becker",
        "Head of Procurement, Drives",
        "Tel.: +49 89 636 48018",
        "Mobile +49 171 304 6414",
        "Fax: +49 89 636 48019",
        "thomas.becker@siemens.com",
        "Werner-von-Siemens-Str. 1",
        "80333 Munich, Germany",
    ]);
    assert_eq!(read.company, "SIEMENS");
    assert_eq!(
        (read.person.as_str(), read.title.as_str()),
        ("Thomas Becker", "Head of Procurement, Drives")
    );
    assert_eq!(read.mobiles, ["+491713046414"]);
    assert_eq!(read.phones, ["+498963648018"]);
    assert_eq!(read.emails, ["thomas.becker@siemens.com"]);
}

#[test]
fn a_name_and_a_title_on_one_line_are_parted_where_the_name_ends() {
    let check = |line: &str, person: &str, title: &str| {
        let read = read(&["宏泰照明科技有限公司", line]);
        assert_eq!((read.person.as_str(), read.title.as_str()), (person, title), "{line}");
    };
    check("#吴国栋厂长", "吴国栋", "厂长");
    check("#王芳总经理", "王芳", "总经理");
    check("#王芳 总经理", "王芳", "总经理");
    check("#总经理 王芳", "王芳", "总经理");
    check("#总经理：王芳", "王芳", "总经理");
    check("#李强销售总监", "李强", "销售总监");
    check("#欧阳敏技术部经理", "欧阳敏", "技术部经理");
    check("#张伟（David）/ 采购经理", "张伟", "采购经理");
    check("#王芳 女士", "王芳", "");
    check("#David Wang, Sales Director", "David Wang", "Sales Director");
    check("#David Wang Sales Manager", "David Wang", "Sales Manager");
}

#[test]
fn an_address_that_lost_its_at_is_mended_by_the_cards_own_domain() {
    let check = |line: &str, email: &str| {
        let read = read(&["华晟电子有限公司", line, "www.huasheng.com"]);
        assert_eq!(read.emails, [email], "{line}");
    };
    check("邮箱：wangfangehuasheng.com", "wangfang@huasheng.com");
    check("E: infoQhuasheng.com", "info@huasheng.com");
    check("邮箱：wangfang@ huasheng.com", "wangfang@huasheng.com");
    check("邮箱：wangfang88e163.com", "wangfang88@163.com");
    check("E-mail: sales@huasheng,com", "sales@huasheng.com");
}

#[test]
fn what_nobody_calls_is_no_number() {
    let read = read(&[
        "华晟电子有限公司",
        "传真：0769-22886678",
        "邮编：523000",
        "QQ：12345678",
        "税号：91441900123456789",
        "ISO9001:2015",
        "Since 1998",
    ]);
    assert!(read.phones.is_empty() && read.mobiles.is_empty(), "{read:?}");
}

#[test]
fn two_numbers_on_a_line_are_two() {
    let read = read(&[
        "手机：13800138001 / 13900139002",
        "电话：0769-22886677 0769-22886688",
        "电话：13700137003",
        "Mobile: 07700 900123",
    ]);
    assert_eq!(read.mobiles, ["13800138001", "13900139002", "13700137003", "07700900123"]);
    assert_eq!(read.phones, ["0769-22886677", "0769-22886688"]);
}

#[test]
fn a_rare_name_is_one_where_names_stand() {
    let card = |name: &str| {
        read(&[
            "温州鼎立紧固件有限公司",
            &format!("#{name}"),
            "总经理",
            "手机：138 5555 0123",
            "地址：浙江省温州市龙湾区滨海路18号",
        ])
    };
    for name in ["仇志强", "闫伟", "尚小云", "区志豪", "墨志强", "应晓东"] {
        let read = card(name);
        assert_eq!((read.person.as_str(), read.title.as_str()), (name, "总经理"));
    }
    let beside = read(&["温州鼎立紧固件有限公司", "#应晓东 总经理", "手机：138 5555 0123"]);
    assert_eq!((beside.person.as_str(), beside.title.as_str()), ("应晓东", "总经理"));
    // What stands alone and beside no title, or is a word of the card, is no name.
    let none = read(&["温州鼎立紧固件有限公司", "#紧固件", "总经理", "精工", "地址：浙江省温州市"]);
    assert_eq!(none.person, "");
}

#[test]
fn a_character_that_was_read_in_the_other_script_is_written_as_the_card_writes() {
    let simplified = read(&["东莞市华晟电子有限公司", "#翟志強", "总经理"]);
    assert_eq!(simplified.person, "翟志强");
    let traditional = read(&["東莞市華晟電子有限公司", "#翟志強", "總經理"]);
    assert_eq!(traditional.person, "翟志強");
}

#[test]
fn an_empty_photo_says_nothing() {
    assert_eq!(read(&[]), Fields::default());
    assert_eq!(read(&["", "·", "    "]), Fields::default());
}
