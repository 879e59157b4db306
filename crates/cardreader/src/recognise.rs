//! What a line says.

use picture::Colour;
use rten::Model;
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use crate::geometry::{Point, Slanted};
use crate::model::Broken;

/// The height of a line as the model takes it, in pixels.
const HEIGHT: usize = 48;
/// Widths that it takes are multiples of this.
const STEP: usize = 32;
/// Lines that are longer for their height are pressed: no line of a card is.
const WIDTH_MAX: usize = 2_400;
/// Places between pixels that are looked at for each pixel of a line, in each direction, at most.
const FINENESS_MAX: f32 = 4.0;

/// What was read of a line.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Words {
    pub(crate) text: String,
    /// From 0 to 1: the mean over its characters.
    pub(crate) mean: f32,
    /// From 0 to 1: of its least sure character.
    pub(crate) least: f32,
}

/// Reads a line of a photo in the direction that it has.
pub(crate) fn line(
    model: &Model,
    characters: &[String],
    photo: &Colour,
    line: &Slanted,
) -> Result<Words, Broken> {
    let input = tensor(photo, line);
    let output = model.run_one(input.view().into(), None)?;
    let output: NdTensor<f32, 3> = output.try_into().map_err(|_| Broken)?;
    if output.shape()[2] != characters.len() + 1 {
        return Err(Broken);
    }
    Ok(words(output.slice(0), characters))
}

/// Each step says one character or nothing, and says a character as long as it is there.
fn words(steps: NdTensorView<f32, 2>, characters: &[String]) -> Words {
    let mut read = Words { least: 1.0, ..Words::default() };
    let (mut last, mut count) = (0, 0.0);
    for step in 0..steps.shape()[0] {
        let (mut best, mut sure) = (0, f32::MIN);
        for (class, value) in steps.slice(step).iter().enumerate() {
            if *value > sure {
                (best, sure) = (class, *value);
            }
        }
        if best != 0 && best != last {
            read.text += &characters[best - 1];
            read.mean += sure;
            read.least = read.least.min(sure);
            count += 1.0;
        }
        last = best;
    }
    if count == 0.0 {
        return Words::default();
    }
    read.mean /= count;
    read
}

fn tensor(photo: &Colour, line: &Slanted) -> NdTensor<f32, 4> {
    let natural = (HEIGHT as f32 * line.width / line.height.max(1.0)).ceil() as usize;
    let drawn = natural.clamp(1, WIDTH_MAX);
    let width = drawn.next_multiple_of(STEP);
    let plane = HEIGHT * width;
    // What lies beside the line is neither dark nor light.
    let mut values = vec![0.0; 3 * plane];
    let fine = (line.height / HEIGHT as f32).ceil().clamp(1.0, FINENESS_MAX) as usize;
    let part = 1.0 / fine as f32;
    for y in 0..HEIGHT {
        for x in 0..drawn {
            let mut sum = [0.0; 3];
            for below in 0..fine {
                for across in 0..fine {
                    let place = |at: usize, nth: usize, of: usize| {
                        (at as f32 + (nth as f32 + 0.5) * part) / of as f32 - 0.5
                    };
                    let at = line.at(place(x, across, drawn), place(y, below, HEIGHT));
                    let seen = between(photo, at);
                    sum = [sum[0] + seen[0], sum[1] + seen[1], sum[2] + seen[2]];
                }
            }
            for (channel, value) in sum.iter().rev().enumerate() {
                values[channel * plane + y * width + x] = value * part * part / 127.5 - 1.0;
            }
        }
    }
    NdTensor::from_data([1, 3, HEIGHT, width], values)
}

/// The colour at a place between four pixels.
fn between(photo: &Colour, at: Point) -> [f32; 3] {
    let (width, height) = (photo.width() as usize, photo.height() as usize);
    let x = (at.x - 0.5).clamp(0.0, (width - 1) as f32);
    let y = (at.y - 0.5).clamp(0.0, (height - 1) as f32);
    let (left, top) = (x as usize, y as usize);
    let (right, bottom) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
    let (across, below) = (x - left as f32, y - top as f32);
    let rgb = photo.rgb();
    let mut seen = [0.0; 3];
    for (channel, value) in seen.iter_mut().enumerate() {
        let pixel = |x: usize, y: usize| f32::from(rgb[(y * width + x) * 3 + channel]);
        let upper = pixel(left, top) * (1.0 - across) + pixel(right, top) * across;
        let lower = pixel(left, bottom) * (1.0 - across) + pixel(right, bottom) * across;
        *value = upper * (1.0 - below) + lower * below;
    }
    seen
}
