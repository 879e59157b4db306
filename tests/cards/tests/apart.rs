//! Reading cards through the door that the product uses: a process of its own for each.

use std::ops::ControlFlow;

use apart::{CardReader, Failed, Reading};
use cards::{card, models};
use picture::{Code, Colour};

fn reader() -> CardReader {
    CardReader::new(env!("CARGO_BIN_EXE_read-card").into(), models())
}

/// A photo with a code in its upper left corner.
fn with_code(photo: &Colour, text: &str) -> Colour {
    let code = Code::of(text).expect("a short text");
    let (width, height) = (photo.width() as usize, photo.height() as usize);
    let mut rgb = photo.rgb().to_vec();
    let rows: Vec<Vec<bool>> = code.rows().map(<[bool]>::to_vec).collect();
    let (module, quiet) = (6, 4);
    let side = (code.size() + 2 * quiet) * module;
    assert!(side < width && side < height);
    for y in 0..side {
        for x in 0..side {
            let at = |place: usize| (place / module).checked_sub(quiet);
            let dark = at(y).and_then(|y| rows.get(y)).zip(at(x)).and_then(|(row, x)| row.get(x));
            let ink = if dark.copied().unwrap_or(false) { 10 } else { 245 };
            rgb[(y * width + x) * 3..][..3].fill(ink);
        }
    }
    Colour::new(photo.width(), photo.height(), rgb).expect("as many as before")
}

#[test]
fn what_is_known_is_told_line_by_line_and_memory_stays_small() {
    let card = card(0).expect("the fonts are installed");
    let mut told: Vec<Reading> = Vec::new();
    let read = reader().read(&card.photo.jpeg(), &mut |now| {
        told.push(now.clone());
        ControlFlow::Continue(())
    });
    assert_eq!(read.failed, None);
    assert_eq!(read.fields.company, card.person.company);
    assert_eq!(read.fields.person, card.person.name);
    let counts: Vec<usize> = told.iter().map(|now| now.lines.len()).collect();
    assert!(counts.is_sorted() && counts.contains(&1), "one after the other: {counts:?}");
    let first = told.iter().find(|now| now.fields != Default::default()).expect("some field");
    assert!(first.lines.len() < read.lines.len(), "a field is known before the last line");
    assert!(read.peak_bytes > 0 && read.peak_bytes < 400 << 20, "{}", read.peak_bytes);
    for line in &read.lines {
        for corner in line.corners {
            let on = |at: f32, side: u32| (-20.0..side as f32 + 20.0).contains(&at);
            assert!(on(corner.x, read.width) && on(corner.y, read.height), "{line:?}");
        }
    }
}

#[test]
fn a_code_on_the_card_is_read_first_and_preferred() {
    let card = card(4).expect("the fonts are installed");
    let code =
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:欧阳国栋\r\nTEL;TYPE=CELL:13712345678\r\nEND:VCARD";
    let photo = with_code(&card.photo, code);
    let mut first = None;
    let read = reader().read(&photo.jpeg(), &mut |now| {
        if now.fields != Default::default() && first.is_none() {
            first = Some((now.lines.len(), now.fields.person.clone()));
        }
        ControlFlow::Continue(())
    });
    assert_eq!(read.failed, None);
    assert_eq!(first, Some((0, "欧阳国栋".to_owned())));
    assert_eq!(read.fields.person, "欧阳国栋");
    assert_eq!(read.fields.mobiles[0], "13712345678");
    assert_eq!(read.codes.len(), 1);
    assert_eq!(read.fields.company, card.person.company, "what the code does not say is read");
}

#[test]
fn bytes_that_are_no_photo_are_refused_with_a_reason() {
    let check = |bytes: &[u8], failed: Failed| {
        let reading = reader().read(bytes, &mut |_| ControlFlow::Continue(()));
        assert_eq!((reading.failed, reading.lines.len()), (Some(failed), 0));
    };
    check(b"GIF89a", Failed::Unreadable);
    check(b"", Failed::Unreadable);
    check(&vec![0; picture::PHOTO_BYTES_MAX + 1], Failed::TooLarge);
}

#[test]
fn without_its_models_or_its_program_a_photo_is_still_a_photo() {
    let photo = card(0).expect("the fonts are installed").photo.jpeg();
    let nowhere = CardReader::new(env!("CARGO_BIN_EXE_read-card").into(), "/nowhere".into());
    let reading = nowhere.read(&photo, &mut |_| ControlFlow::Continue(()));
    assert_eq!(reading.failed, Some(Failed::Unavailable));
    assert!(reading.width > 0 && reading.height > 0, "it was opened");
    let nobody = CardReader::new("/nowhere/at/all".into(), models());
    let reading = nobody.read(&photo, &mut |_| ControlFlow::Continue(()));
    assert_eq!(reading.failed, Some(Failed::Unavailable));
}

#[test]
fn whoever_has_heard_enough_ends_it_and_keeps_what_was_read() {
    let card = card(0).expect("the fonts are installed");
    let read = reader().read(&card.photo.jpeg(), &mut |now| match now.lines.is_empty() {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    });
    assert_eq!((read.failed, read.lines.len()), (Some(Failed::Stopped), 1));
}
