//! The product's own reader on cards with known truth: a fixed share in the gate, all of them in the long form
//! (`cargo xtask test --long`). docs/capture.md says what the long form counted.

use cardreader::{DETECTOR, RECOGNISER, Reader, fields};
use cards::{Tally, card, models};
use picture::Colour;

/// Cards of the gate: each tongue in each light once.
const SHORT: u64 = 16;
/// Cards of the long form.
const LONG: u64 = 128;

fn reader() -> Reader {
    let model = |name: &str| {
        let path = models().join(name);
        std::fs::read(&path).unwrap_or_else(|_| {
            panic!("{} is missing; `cargo xtask test` fetches it", path.display())
        })
    };
    Reader::new(model(DETECTOR), model(RECOGNISER)).expect("the models that were fetched are known")
}

fn count(numbers: impl Iterator<Item = u64>) -> Tally {
    let reader = reader();
    let mut tally = Tally::default();
    for number in numbers {
        let card = card(number).expect("the fonts are installed");
        // As it arrives: a file.
        let photo = Colour::of_photo(&card.photo.jpeg()).expect("a photo is a photo");
        let lines = reader.read(&photo, &mut |_| {}).expect("the models do not change");
        tally.count(&card, &lines, &fields(&lines, &[]));
    }
    let Tally { characters, fields, wrong } = &tally;
    println!("{characters:?} {fields:?}\n{}", wrong.join("\n"));
    tally
}

#[test]
fn cards_in_every_tongue_and_light_are_read() {
    let long = std::env::var_os("FAIRLEAD_CASES").is_some();
    let tally = count(0..if long { LONG } else { SHORT });
    assert!(tally.characters_right() >= 9_800, "{}", tally.characters_right());
    assert!(tally.fields_right() >= 9_500, "{}", tally.fields_right());
    let numbers = tally.fields["mobiles"];
    assert!(numbers.1 * 100 >= numbers.0 * 95, "mobiles: {numbers:?}");
}
