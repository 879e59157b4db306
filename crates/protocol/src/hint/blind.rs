//! An oblivious pseudorandom function (2HashDH, as in RFC 9497): what a secret makes of a mark, found out
//! together. Whoever has the mark learns the result and nothing of the secret; whoever has the secret learns
//! nothing of the mark, however good he is at guessing: a blinded point is a random one.

use curve25519_dalek::{RistrettoPoint, Scalar, ristretto::CompressedRistretto};

use crate::wire::Malformed;

/// How many points a question has, whatever is asked.
pub const POINTS: usize = 10;

/// A point as it travels.
pub type Point = [u8; 32];

/// What a secret makes of a mark. Nobody can tell it from chance who was not told it.
pub type Output = [u8; 32];

const POINT_CONTEXT: &str = "fairlead 2026 hint: a mark as a point v1";
const OUTPUT_CONTEXT: &str = "fairlead 2026 hint: what a secret makes of a mark v1";
const BLIND_CONTEXT: &str = "fairlead 2026 hint: blinding v1";
const SECRET_CONTEXT: &str = "fairlead 2026 hint: secret v1";

/// The secret of one run of the program.
pub struct Secret(Scalar);

impl Secret {
    /// From fresh chance.
    pub fn of(drawn: &[u8; 32]) -> Self {
        Self(scalar(SECRET_CONTEXT, drawn, 0))
    }

    /// What it makes of an own mark.
    pub fn output(&self, mark: &[u8]) -> Output {
        output(mark, &(point(mark) * self.0))
    }

    /// What it makes of somebody's points.
    ///
    /// # Errors
    /// [`Malformed`] when one of them is no point.
    pub fn evaluate(&self, points: &[Point; POINTS]) -> Result<[Point; POINTS], Malformed> {
        let mut made = [[0; 32]; POINTS];
        for (made, point) in made.iter_mut().zip(points) {
            *made = (decompress(point)? * self.0).compress().to_bytes();
        }
        Ok(made)
    }
}

/// Marks that are asked for, blinded.
pub struct Blinded {
    marks: Vec<Vec<u8>>,
    drawn: [u8; 32],
}

impl Blinded {
    /// Marks under fresh chance, which is never used again. What is beyond [`POINTS`] is not asked.
    pub fn of(mut marks: Vec<Vec<u8>>, drawn: [u8; 32]) -> Self {
        marks.truncate(POINTS);
        Self { marks, drawn }
    }

    /// The points to be asked; where there are fewer marks, points of nothing.
    pub fn points(&self) -> [Point; POINTS] {
        std::array::from_fn(|n| {
            let by = self.by(n);
            let asked = self.marks.get(n).map(|mark| point(mark) * by);
            asked.unwrap_or_else(|| RistrettoPoint::mul_base(&by)).compress().to_bytes()
        })
    }

    /// What the asked's secret makes of each mark, in order.
    ///
    /// # Errors
    /// [`Malformed`] when one of the answers is no point.
    pub fn unblind(&self, answered: &[Point; POINTS]) -> Result<Vec<Output>, Malformed> {
        let pairs = self.marks.iter().zip(answered).enumerate();
        let outputs = pairs.map(|(n, (mark, point))| {
            Ok(output(mark, &(decompress(point)? * self.by(n).invert())))
        });
        outputs.collect()
    }

    fn by(&self, n: usize) -> Scalar {
        scalar(BLIND_CONTEXT, &self.drawn, n)
    }
}

fn decompress(point: &Point) -> Result<RistrettoPoint, Malformed> {
    CompressedRistretto(*point).decompress().ok_or(Malformed)
}

fn point(mark: &[u8]) -> RistrettoPoint {
    let mut hasher = blake3::Hasher::new_derive_key(POINT_CONTEXT);
    RistrettoPoint::from_uniform_bytes(&wide(hasher.update(mark)))
}

fn scalar(context: &str, drawn: &[u8; 32], n: usize) -> Scalar {
    let mut hasher = blake3::Hasher::new_derive_key(context);
    hasher.update(drawn).update(&n.to_be_bytes());
    let scalar = Scalar::from_bytes_mod_order_wide(&wide(&hasher));
    // Once in 2^252; a blinding by nothing would give the mark away.
    if scalar == Scalar::ZERO { Scalar::ONE } else { scalar }
}

fn output(mark: &[u8], made: &RistrettoPoint) -> Output {
    let mut hasher = blake3::Hasher::new_derive_key(OUTPUT_CONTEXT);
    hasher.update(made.compress().as_bytes()).update(mark);
    *hasher.finalize().as_bytes()
}

fn wide(hasher: &blake3::Hasher) -> [u8; 64] {
    let mut bytes = [0; 64];
    hasher.finalize_xof().fill(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_find_out_the_same_and_another_mark_or_secret_gives_something_else() {
        let secret = Secret::of(&[1; 32]);
        let marks = vec![b"one".to_vec(), b"two".to_vec()];
        let blinded = Blinded::of(marks.clone(), [2; 32]);
        let outputs = blinded.unblind(&secret.evaluate(&blinded.points()).expect("points"));
        let own: Vec<Output> = marks.iter().map(|mark| secret.output(mark)).collect();
        assert_eq!(outputs.expect("points"), own);
        assert_ne!(own[0], own[1]);
        assert_ne!(own[0], Secret::of(&[3; 32]).output(b"one"));
    }

    #[test]
    fn the_same_marks_are_other_points_each_time_and_always_as_many() {
        let points = |marks: &[&str], drawn| {
            let marks = marks.iter().map(|mark| mark.as_bytes().to_vec()).collect();
            Blinded::of(marks, [drawn; 32]).points()
        };
        let (one, other) = (points(&["one"], 1), points(&["one"], 2));
        assert!(one.iter().zip(&other).all(|(one, other)| one != other));
        let different: std::collections::BTreeSet<Point> = one.into_iter().collect();
        assert_eq!(different.len(), POINTS, "what is asked does not show among what is not");
    }

    #[test]
    fn what_is_no_point_is_refused() {
        let secret = Secret::of(&[1; 32]);
        assert_eq!(secret.evaluate(&[[255; 32]; POINTS]), Err(Malformed));
        let blinded = Blinded::of(vec![b"one".to_vec()], [2; 32]);
        assert_eq!(blinded.unblind(&[[255; 32]; POINTS]), Err(Malformed));
    }
}
