//! Which way a card lies on its photo, and in which order its lines are read.

use crate::geometry::{Point, Slanted};
use crate::model::Broken;
use crate::recognise::Words;

/// A box says which way it lies only if it is longer than high.
const LONG: f32 = 2.0;
/// As many lines are tried in both directions.
const TRIED: usize = 3;
/// Whoever reads this surely is not holding the card upside down.
const SURE: f32 = 0.9;
/// Whoever reads so much of one line, and this surely, has read it the right way.
const PLAIN: f32 = 0.95;
/// See [`PLAIN`]: fewer characters may look like others from below.
const PLAIN_CHARACTERS: usize = 5;

/// The lines as they are read, from above to below and each row from the left. `words` tries to read one.
pub(crate) fn in_order(
    lines: &[Slanted],
    words: impl Fn(&Slanted) -> Result<Words, Broken>,
) -> Result<Vec<Slanted>, Broken> {
    let Some(along) = common(lines) else { return Ok(Vec::new()) };
    let along = forward(lines, along, words)?;
    let read = lines.iter().map(|line| line.read_along(along)).collect();
    Ok(rows(read, along))
}

/// The direction in which most of what is written lies, forward or backward; upright where nothing says.
fn common(lines: &[Slanted]) -> Option<Point> {
    let mut long: Vec<&Slanted> =
        lines.iter().filter(|line| line.width >= LONG * line.height).collect();
    if long.is_empty() {
        return (!lines.is_empty()).then_some(Point { x: 1.0, y: 0.0 });
    }
    // The one with the least difference to all others: a stamp or a slogan aslant turns no card.
    let strangeness = |line: &Slanted| {
        let others = long.iter().map(|other| {
            let across = other.along.dot(line.down()).abs();
            across * other.width
        });
        others.sum::<f32>()
    };
    let strange: Vec<f32> = long.iter().map(|line| strangeness(line)).collect();
    let least = strange.iter().enumerate().min_by(|one, other| one.1.total_cmp(other.1));
    let (at, _) = least?;
    let along = long.swap_remove(at).along;
    // Of forward and backward the one that goes right, or down: a card is held rather so.
    let right = if along.x.abs() > along.y.abs() { along.x > 0.0 } else { along.y > 0.0 };
    Some(if right { along } else { back(along) })
}

fn back(along: Point) -> Point {
    Point { x: -along.x, y: -along.y }
}

/// Forward is where the words are surer. A card that is read well the first way is not tried the other.
fn forward(
    lines: &[Slanted],
    along: Point,
    words: impl Fn(&Slanted) -> Result<Words, Broken>,
) -> Result<Point, Broken> {
    let mut long: Vec<&Slanted> = lines.iter().collect();
    // Neither a speck nor the longest, which takes the longest.
    long.sort_by(|one, other| other.height.total_cmp(&one.height));
    long.truncate(TRIED);
    // So sure of so much is nobody who reads from below: the others need not be tried.
    let plain =
        |words: &Words| words.mean >= PLAIN && words.text.chars().count() >= PLAIN_CHARACTERS;
    let mut first = 0.0;
    for line in &long {
        let words = words(&line.read_along(along))?;
        if plain(&words) {
            return Ok(along);
        }
        first += words.mean;
    }
    let count = long.len().max(1) as f32;
    if first / count >= SURE {
        return Ok(along);
    }
    let mut second = 0.0;
    for line in &long {
        let words = words(&line.read_along(back(along)))?;
        if plain(&words) {
            return Ok(back(along));
        }
        second += words.mean;
    }
    if second <= first { Ok(along) } else { Ok(back(along)) }
}

/// Lines that share a row stand beside each other.
fn rows(mut lines: Vec<Slanted>, along: Point) -> Vec<Slanted> {
    let down = Point { x: -along.y, y: along.x };
    lines.sort_by(|one, other| one.centre.dot(down).total_cmp(&other.centre.dot(down)));
    let mut rows: Vec<Vec<Slanted>> = Vec::new();
    for line in lines {
        let place = line.centre.dot(down);
        match rows.last_mut() {
            Some(row) if row.iter().all(|other| beside(other, &line, place, along, down)) => {
                row.push(line);
            }
            _ => rows.push(vec![line]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.centre.dot(along).total_cmp(&other.centre.dot(along)));
    }
    rows.into_iter().flatten().collect()
}

/// Whether two lines are of one row: as high as each other, and neither above the other.
fn beside(one: &Slanted, line: &Slanted, place: f32, along: Point, down: Point) -> bool {
    let apart = (one.centre.dot(along) - line.centre.dot(along)).abs();
    let low = one.height.min(line.height);
    (one.centre.dot(down) - place).abs() < 0.5 * low && apart > 0.4 * (one.width + line.width)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn line(x: f32, y: f32, width: f32) -> Slanted {
        let along = Point { x: 1.0, y: 0.0 };
        Slanted { centre: Point { x, y }, along, width, height: 20.0 }
    }

    fn turned(degrees: f32, line: Slanted) -> Slanted {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let turn = |p: Point| Point { x: p.x * cosine - p.y * sine, y: p.x * sine + p.y * cosine };
        Slanted { centre: turn(line.centre), along: turn(line.along), ..line }.lengthwise()
    }

    /// A card of three lines, of which two stand beside each other, held in some way.
    fn check(degrees: f32) {
        let card = [line(300.0, 20.0, 200.0), line(60.0, 22.0, 100.0), line(150.0, 80.0, 290.0)];
        let upright = turned(degrees, line(0.0, 0.0, 100.0)).along;
        let forward = Point { x: degrees.to_radians().cos(), y: degrees.to_radians().sin() };
        assert!(upright.dot(forward).abs() > 0.99);
        let held: Vec<Slanted> = card.iter().map(|line| turned(degrees, *line)).collect();
        let words = |line: &Slanted| {
            let mean = if line.along.dot(forward) > 0.9 { 0.95 } else { 0.4 };
            Ok(Words { text: "x".to_owned(), mean, least: mean })
        };
        let read = in_order(&held, words).unwrap();
        let widths: Vec<u32> = read.iter().map(|line| line.width.round() as u32).collect();
        assert_eq!(widths, [100, 200, 290], "{degrees}");
        assert!(read.iter().all(|line| line.along.dot(forward) > 0.99), "{degrees}");
    }

    #[test]
    fn lines_are_read_in_order_whichever_way_the_card_is_held() {
        for degrees in [0.0, 5.0, -12.0, 90.0, 97.0, 180.0, 173.0, 270.0, 250.0] {
            check(degrees);
        }
    }

    #[test]
    fn a_line_that_is_read_plainly_is_enough_and_a_short_one_is_not() {
        let card = [line(150.0, 20.0, 200.0), line(150.0, 60.0, 200.0), line(150.0, 90.0, 200.0)];
        let tries = |text: &str| {
            let tried = Cell::new(0);
            let words = |_: &Slanted| {
                tried.set(tried.get() + 1);
                Ok(Words { text: text.to_owned(), mean: 0.97, least: 0.9 })
            };
            in_order(&card, words).unwrap();
            tried.get()
        };
        assert_eq!((tries("东莞华晟电子有限公司"), tries("8069")), (1, TRIED));
    }

    #[test]
    fn a_photo_without_lines_has_none() {
        let never = |_: &Slanted| Err(Broken);
        assert_eq!(in_order(&[], never).unwrap(), []);
    }
}
