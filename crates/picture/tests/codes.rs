//! What is drawn is read again, as a camera sees it.

use picture::{Code, Grey, PIXELS_MAX, Unfit};

/// As long as the longest text that two laptops show each other, in its alphabet.
fn long() -> String {
    let letters = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    (0..1_100usize).map(|at| char::from(letters[(at * at + 7 * at) % letters.len()])).collect()
}

/// How a camera looks at a screen.
#[derive(Clone, Copy)]
struct View {
    /// Turned by so many degrees.
    turned: f64,
    /// How much of the picture's side the code takes.
    takes: f64,
    /// How much narrower the far side is, as a part.
    tilted: f64,
    /// Blurred over so many pixels to each side.
    blurred: i64,
    /// The darkest and the lightest grey.
    greys: (f64, f64),
    /// How much noise there is.
    noise: u32,
    /// Light modules on dark ground.
    inverted: bool,
}

const STRAIGHT: View = View {
    turned: 0.0,
    takes: 0.8,
    tilted: 0.0,
    blurred: 0,
    greys: (0.0, 255.0),
    noise: 0,
    inverted: false,
};

/// The picture that a camera takes, with a side of so many pixels.
fn seen(code: &Code, side: u32, view: View) -> Grey {
    let rows: Vec<&[bool]> = code.rows().collect();
    let (sine, cosine) = view.turned.to_radians().sin_cos();
    let module = |x: f64, y: f64| {
        // From -1 to 1 on both axes; the quiet zone is four modules wide.
        let far = 1.0 - view.tilted * (y + 1.0) / 2.0;
        let reach = code.size() as f64 / 2.0;
        let (x, y) = (x / far * reach + reach, y * reach + reach);
        let inside = |at: f64| at >= 0.0 && at < code.size() as f64;
        inside(x) && inside(y) && rows[y as usize][x as usize]
    };
    let half = f64::from(side) / 2.0;
    let mut random = 12_345u32;
    let mut pixels = Vec::new();
    for row in 0..side {
        for column in 0..side {
            let (mut dark, mut all) = (0.0, 0.0);
            for down in -view.blurred..=view.blurred {
                for right in -view.blurred..=view.blurred {
                    let x = (f64::from(column) + right as f64 + 0.5 - half) / (half * view.takes);
                    let y = (f64::from(row) + down as f64 + 0.5 - half) / (half * view.takes);
                    let (x, y) = (x * cosine + y * sine, y * cosine - x * sine);
                    dark += f64::from(u8::from(module(x, y) != view.inverted));
                    all += 1.0;
                }
            }
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = f64::from(random >> 16 & 0xff) / 255.0 - 0.5;
            let (from, to) = view.greys;
            let grey = to - (to - from) * dark / all + noise * f64::from(view.noise);
            pixels.push(grey.clamp(0.0, 255.0) as u8);
        }
    }
    Grey::new(side, side, pixels).expect("a picture")
}

fn is_read(text: &str, side: u32, view: View) -> bool {
    let code = Code::of(text).expect("it fits");
    seen(&code, side, view).codes() == [text]
}

#[test]
fn what_two_laptops_show_each_other_is_read_as_a_camera_sees_it() {
    let text = long();
    let code = Code::of(&text).expect("it fits");
    assert!(code.size() <= 93, "{} modules are too small for a poor camera", code.size());
    let dim = View { greys: (90.0, 170.0), noise: 30, ..STRAIGHT };
    let views = [
        ("straight", STRAIGHT),
        ("turned a little", View { turned: 7.0, ..STRAIGHT }),
        ("turned far", View { turned: 33.0, takes: 0.65, ..STRAIGHT }),
        ("upside down", View { turned: 180.0, ..STRAIGHT }),
        ("tilted", View { tilted: 0.12, ..STRAIGHT }),
        ("blurred", View { blurred: 2, ..STRAIGHT }),
        ("dim and noisy", dim),
        ("all of it", View { turned: 4.0, tilted: 0.05, blurred: 1, ..dim }),
        ("inverted", View { inverted: true, ..STRAIGHT }),
    ];
    for (name, view) in views {
        assert!(is_read(&text, 720, view), "{name}");
    }
}

#[test]
fn a_short_text_is_read_from_a_small_picture() {
    assert!(is_read("https://example.com/会", 160, STRAIGHT));
}

#[test]
fn where_there_is_no_code_none_is_read() {
    let nothing = Grey::new(640, 480, vec![200; 640 * 480]).expect("a picture");
    assert_eq!(nothing.codes(), Vec::<String>::new());
    let code = Code::of(&long()).expect("it fits");
    let far_away = View { takes: 0.1, ..STRAIGHT };
    assert_eq!(seen(&code, 720, far_away).codes(), Vec::<String>::new());
}

#[test]
fn a_frame_has_the_bytes_that_its_size_says_and_not_too_many() {
    assert_eq!(Grey::new(3, 2, vec![0; 5]), Err(Unfit::Size));
    assert_eq!(Grey::new(0, 0, Vec::new()), Err(Unfit::Size));
    assert_eq!(Grey::new(u32::MAX, u32::MAX, Vec::new()), Err(Unfit::Size));
    assert_eq!(Grey::new(1_601, 1_600, vec![0; PIXELS_MAX + 1_600]), Err(Unfit::Size));
    assert!(Grey::new(1_600, 1_600, vec![0; PIXELS_MAX]).is_ok());
}

#[test]
fn a_text_that_no_code_holds_is_refused() {
    assert!(Code::of(&"A".repeat(5_000)).is_err());
}
