//! Takes a photo of a card as people do.

use picture::Colour;
use rand::Rng;
use rand::rngs::StdRng;

use crate::print::Picture;

/// The photo's longer side, in pixels.
const LONG: usize = 1_800;
/// Its shorter side.
const SHORT: usize = 1_350;

/// How the light is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Light {
    /// As in an office.
    Good,
    /// A hall in the evening: dark, and the picture full of grain.
    Dim,
    /// A lamp above: a bright spot on the card.
    Glare,
    /// From one side.
    Aslant,
}

impl Light {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Good, Self::Dim, Self::Glare, Self::Aslant];
}

/// The photo, and how it was taken.
pub fn photograph(card: &Picture, light: Light, chance: &mut StdRng) -> (Colour, String) {
    let quarter = [0, 0, 0, 0, 0, 1, 2, 3][chance.random_range(0..8)];
    let skew: f32 = chance.random_range(-9.0..9.0);
    let size: f32 = chance.random_range(0.72..0.9);
    let lean: f32 = chance.random_range(-0.06..0.06);
    let tip: f32 = chance.random_range(-0.06..0.06);
    let (width, height) = if quarter % 2 == 0 { (LONG, SHORT) } else { (SHORT, LONG) };
    let angle = (skew + 90.0 * quarter as f32).to_radians();
    let (sine, cosine) = angle.sin_cos();
    let scale = size * LONG as f32 / card.width as f32;
    let lamp = (chance.random_range(0.2..0.8f32), chance.random_range(0.2..0.8f32));
    let side = chance.random_range(0.0..std::f32::consts::TAU);
    let table = [0.45, 0.33, 0.22].map(|c: f32| c + chance.random_range(-0.15..0.25));
    let mut pixels = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            let (dx, dy) = (x as f32 - width as f32 / 2.0, y as f32 - height as f32 / 2.0);
            // Turned back, and the far side is smaller.
            let (u, v) = (dx * cosine + dy * sine, dy * cosine - dx * sine);
            let far = 1.0 + lean * u / (LONG as f32 / 2.0) + tip * v / (SHORT as f32 / 2.0);
            let (u, v) = (u / scale * far, v / scale * far);
            let (u, v) = (u + card.width as f32 / 2.0, v + card.height as f32 / 2.0);
            let grain = chance.random_range(-1.0..1.0f32);
            let seen = seen(card, u, v).unwrap_or_else(|| {
                let wood = ((x as f32 * 0.013).sin() + (y as f32 * 0.21).sin()) * 0.02;
                table.map(|c| c + wood + grain * 0.02)
            });
            let (across, below) = (u / card.width as f32, v / card.height as f32);
            let (bright, shine, noise) = lit(light, (across, below), lamp, side);
            for value in seen {
                let value = value * bright + (1.0 - value * bright) * shine;
                let value = value + chance.random_range(-noise..noise);
                pixels.push((value.clamp(0.0, 1.0) * 255.0) as u8);
            }
        }
    }
    let photo = Colour::new(width as u32, height as u32, pixels).expect("as many as its size");
    let taken = format!("{light:?}, turned {} degrees", 90 * quarter + skew.round() as i32);
    (photo, taken)
}

/// Brightness, shine and noise at a place of the card.
fn lit(light: Light, at: (f32, f32), lamp: (f32, f32), side: f32) -> (f32, f32, f32) {
    match light {
        Light::Good => (0.95, 0.0, 0.02),
        Light::Dim => (0.28, 0.0, 0.05),
        Light::Glare => {
            let (dx, dy) = ((at.0 - lamp.0) / 0.16, (at.1 - lamp.1) / 0.2);
            (0.85, 0.7 * (-(dx * dx + dy * dy)).exp(), 0.02)
        }
        Light::Aslant => {
            let far = (at.0 - 0.5) * side.cos() + (at.1 - 0.5) * side.sin();
            ((0.65 + 0.6 * far).clamp(0.2, 1.0), 0.0, 0.03)
        }
    }
}

/// The card at a place between its pixels; `None` beside it.
fn seen(card: &Picture, x: f32, y: f32) -> Option<[f32; 3]> {
    if x < 0.0 || y < 0.0 || x >= (card.width - 1) as f32 || y >= (card.height - 1) as f32 {
        return None;
    }
    let (left, top) = (x as usize, y as usize);
    let (across, below) = (x - left as f32, y - top as f32);
    let pixel = |x: usize, y: usize| card.pixels[y * card.width + x];
    let mut seen = [0.0; 3];
    for (channel, value) in seen.iter_mut().enumerate() {
        let upper =
            pixel(left, top)[channel] * (1.0 - across) + pixel(left + 1, top)[channel] * across;
        let (lower, right) = (pixel(left, top + 1)[channel], pixel(left + 1, top + 1)[channel]);
        let lower = lower * (1.0 - across) + right * across;
        *value = upper * (1.0 - below) + lower * below;
    }
    Some(seen)
}
