//! Where lines of text are on a photo.

use picture::Colour;
use rten::Model;
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use crate::geometry::{Point, Slanted};
use crate::model::Broken;

/// The longest side of what is looked at, in pixels: with more the lines are no better and the time is worse.
const SIDE_MAX: u16 = 768;
/// The model halves its picture five times.
const STEP: u32 = 32;
/// From this probability on a pixel belongs to a line.
const PIXEL_LEAST: f32 = 0.3;
/// What a line's pixels have at least on average.
const LINE_LEAST: f32 = 0.5;
/// The model marks the inner part of each line; this much of its area over its outline is missing around.
const OUTER: f32 = 1.6;
/// Lines of fewer pixels are specks.
const HEIGHT_LEAST: f32 = 3.0;
/// Lines as high as this as the model sees them are found well, with what is around them.
const HEIGHT_WANTED: f32 = 16.0;
/// A second look is worth its time if it is so many times closer.
const CLOSER: f32 = 1.25;
/// What is left around the lines in a second look, of their longer side.
const AROUND: f32 = 0.05;
/// The most lines of one photo: a card has twenty, a page of a book would take a minute.
const LINES_MAX: usize = 60;

/// The lines of a photo, each with its longer side along, in the photo's own pixels. A card that is small on
/// its photo is looked at once more, by itself.
pub(crate) fn lines(model: &Model, photo: &Colour) -> Result<Vec<Slanted>, Broken> {
    let whole = Part { left: 0, top: 0, width: photo.width(), height: photo.height() };
    let mut found = within(model, photo, whole)?;
    let part = Part::around(&found, whole);
    let scale = f32::from(SIDE_MAX) / whole.long();
    let mut heights: Vec<f32> = found.iter().map(|line| line.height * scale).collect();
    heights.sort_by(f32::total_cmp);
    let small = heights.get(heights.len() / 2).is_some_and(|height| *height < HEIGHT_WANTED);
    if small && whole.long() > CLOSER * part.long() {
        found = within(model, photo, part)?;
    }
    // The longest are the surest.
    found.sort_by(|one, other| other.width.total_cmp(&one.width));
    found.truncate(LINES_MAX);
    Ok(found)
}

/// A part of a photo, in pixels.
#[derive(Clone, Copy)]
struct Part {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

impl Part {
    fn long(self) -> f32 {
        self.width.max(self.height) as f32
    }

    /// Everything that is written, and a little around.
    fn around(lines: &[Slanted], whole: Self) -> Self {
        let corners = || lines.iter().flat_map(Slanted::corners);
        let least = |of: fn(Point) -> f32| corners().map(of).fold(f32::MAX, f32::min);
        let most = |of: fn(Point) -> f32| corners().map(of).fold(0.0, f32::max);
        let (left, right) = (least(|at| at.x), most(|at| at.x));
        let (top, bottom) = (least(|at| at.y), most(|at| at.y));
        if lines.is_empty() || right <= left || bottom <= top {
            return whole;
        }
        let around = AROUND * (right - left).max(bottom - top);
        let low = |at: f32| (at - around).max(0.0) as u32;
        let (left, top) = (low(left).min(whole.width - 1), low(top).min(whole.height - 1));
        let width = ((right + around) as u32).min(whole.width).saturating_sub(left).max(1);
        let height = ((bottom + around) as u32).min(whole.height).saturating_sub(top).max(1);
        Self { left, top, width, height }
    }
}

fn within(model: &Model, photo: &Colour, part: Part) -> Result<Vec<Slanted>, Broken> {
    let (width, height) = fitting(part.width, part.height);
    let small = photo.part(part.left, part.top, part.width, part.height).resized(width, height);
    let input = tensor(&small);
    let output = model.run_one(input.view().into(), None)?;
    let output: NdTensor<f32, 4> = output.try_into().map_err(|_| Broken)?;
    let shown = output.slice((0, 0));
    let (x, y) = (part.width as f32 / width as f32, part.height as f32 / height as f32);
    let corner = Point::new(part.left as f32, part.top as f32);
    let spots = Mask::of(shown).spots().into_iter();
    let boxes = spots.filter_map(|mut outline| Slanted::around(&mut outline));
    let sure = boxes.filter(|line| {
        line.width.min(line.height) >= HEIGHT_LEAST && mean(shown, line) >= LINE_LEAST
    });
    let placed = sure.map(|line| {
        let missing = line.width * line.height * OUTER / (2.0 * (line.width + line.height));
        let line = line.grown(missing).lengthwise().scaled(x, y);
        Slanted { centre: line.centre.plus(corner, 1.0), ..line }
    });
    Ok(placed.collect())
}

/// A size that the model takes.
fn fitting(width: u32, height: u32) -> (u32, u32) {
    let scale = f64::from(SIDE_MAX) / f64::from(width.max(height));
    let side = |side: u32| {
        let steps = (f64::from(side) * scale / f64::from(STEP)).round() as u32;
        steps.max(1) * STEP
    };
    (side(width), side(height))
}

/// Blue, green, red, each from -1 to 1.
fn tensor(photo: &Colour) -> NdTensor<f32, 4> {
    let (width, height) = (photo.width() as usize, photo.height() as usize);
    let plane = width * height;
    let mut values = vec![0.0; 3 * plane];
    for (at, pixel) in photo.rgb().as_chunks::<3>().0.iter().enumerate() {
        for (channel, value) in pixel.iter().rev().enumerate() {
            values[channel * plane + at] = f32::from(*value) / 127.5 - 1.0;
        }
    }
    NdTensor::from_data([1, 3, height, width], values)
}

/// The pixels that belong to some line.
struct Mask {
    width: usize,
    height: usize,
    set: Vec<bool>,
}

impl Mask {
    fn of(shown: NdTensorView<f32, 2>) -> Self {
        let [height, width] = shown.shape();
        let mut set = vec![false; width * height];
        for y in 0..height {
            for x in 0..width {
                if shown[[y, x]] > PIXEL_LEAST {
                    // Two by two, so that a hair's breadth parts no line.
                    for (y, x) in [(y, x), (y + 1, x), (y, x + 1), (y + 1, x + 1)] {
                        if y < height && x < width {
                            set[y * width + x] = true;
                        }
                    }
                }
            }
        }
        Self { width, height, set }
    }

    /// For each spot of pixels that touch, its outermost pixels in each row: enough for a rectangle around.
    fn spots(mut self) -> Vec<Vec<Point>> {
        let mut spots = Vec::new();
        let mut waiting = Vec::new();
        for start in 0..self.set.len() {
            if !std::mem::take(&mut self.set[start]) {
                continue;
            }
            let top = start / self.width;
            let mut rows: Vec<(usize, usize)> = Vec::new();
            waiting.push(start);
            while let Some(at) = waiting.pop() {
                let (x, y) = (at % self.width, at / self.width);
                // The first pixel that was met is in the uppermost row.
                if rows.len() <= y - top {
                    rows.resize(y - top + 1, (usize::MAX, 0));
                }
                let (left, right) = rows[y - top];
                rows[y - top] = (left.min(x), right.max(x));
                for y in y.saturating_sub(1)..(y + 2).min(self.height) {
                    for x in x.saturating_sub(1)..(x + 2).min(self.width) {
                        let near = y * self.width + x;
                        if std::mem::take(&mut self.set[near]) {
                            waiting.push(near);
                        }
                    }
                }
            }
            spots.push(outline(&rows, top));
        }
        spots
    }
}

/// The corners of the outermost pixels.
fn outline(rows: &[(usize, usize)], top: usize) -> Vec<Point> {
    let corners = |(row, &(left, right)): (usize, &(usize, usize))| {
        let (left, right) = (left as f32, (right + 1) as f32);
        let (upper, lower) = ((top + row) as f32, (top + row + 1) as f32);
        [(left, upper), (left, lower), (right, upper), (right, lower)].map(|(x, y)| Point { x, y })
    };
    rows.iter().enumerate().flat_map(corners).collect()
}

/// The mean probability within a line.
fn mean(shown: NdTensorView<f32, 2>, line: &Slanted) -> f32 {
    let [height, width] = shown.shape();
    let (across, below) = (line.width.ceil().max(1.0), line.height.ceil().max(1.0));
    let mut sum = 0.0;
    for row in 0..below as usize {
        for column in 0..across as usize {
            let at =
                line.at((column as f32 + 0.5) / across - 0.5, (row as f32 + 0.5) / below - 0.5);
            if at.x >= 0.0 && at.y >= 0.0 && at.x < width as f32 && at.y < height as f32 {
                sum += shown[[at.y as usize, at.x as usize]];
            }
        }
    }
    sum / (across * below)
}
