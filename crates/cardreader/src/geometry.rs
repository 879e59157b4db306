//! Boxes that lie as the lines on a photo lie.

/// A place on a photo, in pixels from its upper left corner.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Point {
    /// A place.
    pub fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    fn minus(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }

    pub(crate) fn plus(self, other: Self, times: f32) -> Self {
        Self::new(self.x + other.x * times, self.y + other.y * times)
    }

    pub(crate) fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }

    fn cross(self, other: Self) -> f32 {
        self.x * other.y - self.y * other.x
    }
}

/// A rectangle in any direction. `along` has length one and points where its text is read.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Slanted {
    pub(crate) centre: Point,
    pub(crate) along: Point,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Slanted {
    /// The smallest rectangle around points; `None` for fewer than three that are not on one line.
    pub(crate) fn around(points: &mut Vec<Point>) -> Option<Self> {
        let hull = hull(points);
        if hull.len() < 3 {
            return None;
        }
        let around = |(from, to): (&Point, &Point)| {
            let side = to.minus(*from);
            let length = side.dot(side).sqrt();
            let along = Point::new(side.x / length, side.y / length);
            let down = Point::new(-along.y, along.x);
            let (left, right) = extent(&hull, along);
            let (top, bottom) = extent(&hull, down);
            let (across, below) = ((left + right) / 2.0, (top + bottom) / 2.0);
            let centre = Point::default().plus(along, across).plus(down, below);
            Self { centre, along, width: right - left, height: bottom - top }
        };
        let sides = hull.iter().zip(hull.iter().cycle().skip(1));
        sides.map(around).min_by(|one, other| one.area().total_cmp(&other.area()))
    }

    fn area(&self) -> f32 {
        self.width * self.height
    }

    /// Its direction down the page.
    pub(crate) fn down(&self) -> Point {
        Point::new(-self.along.y, self.along.x)
    }

    /// The same with the longer side along.
    pub(crate) fn lengthwise(self) -> Self {
        if self.width >= self.height { self } else { self.turned() }
    }

    /// The same rectangle, read a quarter turn on.
    pub(crate) fn turned(self) -> Self {
        Self { along: self.down(), width: self.height, height: self.width, ..self }
    }

    /// Of the four ways to read it, the one nearest to a direction.
    pub(crate) fn read_along(self, direction: Point) -> Self {
        let mut ways = [self; 4];
        for at in 1..4 {
            ways[at] = ways[at - 1].turned();
        }
        let nearest = |one: &&Self, other: &&Self| {
            one.along.dot(direction).total_cmp(&other.along.dot(direction))
        };
        *ways.iter().max_by(nearest).unwrap_or(&self)
    }

    /// Grown by so much on every side.
    pub(crate) fn grown(self, by: f32) -> Self {
        Self { width: self.width + 2.0 * by, height: self.height + 2.0 * by, ..self }
    }

    /// The same on a photo that is so many times larger.
    pub(crate) fn scaled(self, x: f32, y: f32) -> Self {
        // Both sides are scaled alike but for rounding.
        let by = (x + y) / 2.0;
        let centre = Point::new(self.centre.x * x, self.centre.y * y);
        Self { centre, width: self.width * by, height: self.height * by, ..self }
    }

    /// A place in it: `across` and `below` go from -0.5 to 0.5.
    pub(crate) fn at(&self, across: f32, below: f32) -> Point {
        self.centre.plus(self.along, across * self.width).plus(self.down(), below * self.height)
    }

    /// Its corners, from the upper left in reading direction, clockwise.
    pub(crate) fn corners(&self) -> [Point; 4] {
        [self.at(-0.5, -0.5), self.at(0.5, -0.5), self.at(0.5, 0.5), self.at(-0.5, 0.5)]
    }
}

fn extent(points: &[Point], direction: Point) -> (f32, f32) {
    let reach = points.iter().map(|point| point.dot(direction));
    reach.fold((f32::MAX, f32::MIN), |(least, most), at| (least.min(at), most.max(at)))
}

/// The corners of the tightest string around points.
fn hull(points: &mut Vec<Point>) -> Vec<Point> {
    points.sort_by(|one, other| one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y)));
    points.dedup();
    if points.len() < 3 {
        return points.clone();
    }
    let mut corners = half(points.iter());
    let mut back = half(points.iter().rev());
    corners.pop();
    back.pop();
    corners.extend(back);
    corners
}

fn half<'a>(points: impl Iterator<Item = &'a Point>) -> Vec<Point> {
    let mut corners: Vec<Point> = Vec::new();
    for point in points {
        while let [.., before, last] = corners[..]
            && last.minus(before).cross(point.minus(before)) <= 0.0
        {
            corners.pop();
        }
        corners.push(*point);
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_rectangle_lies_as_the_points_lie() {
        for degrees in [-80.0f32, -30.0, 0.0, 7.0, 45.0, 89.0] {
            let along = Point::new(degrees.to_radians().cos(), degrees.to_radians().sin());
            let centre = Point::new(100.0, 50.0);
            let drawn = Slanted { centre, along, width: 60.0, height: 10.0 };
            let mut points = drawn.corners().to_vec();
            points.push(centre);
            points.push(drawn.at(0.3, -0.2));
            let found = Slanted::around(&mut points).unwrap().lengthwise();
            assert!((found.width - 60.0).abs() < 0.01 && (found.height - 10.0).abs() < 0.01);
            assert!(found.along.dot(along).abs() > 0.9999, "{degrees}: {found:?}");
            assert!(found.centre.minus(centre).dot(Point::new(1.0, 1.0)).abs() < 0.01);
        }
    }

    #[test]
    fn points_on_one_line_have_no_rectangle() {
        let mut line: Vec<Point> = (0..5).map(|at| Point::new(at as f32, at as f32)).collect();
        assert_eq!(Slanted::around(&mut line), None);
        assert_eq!(Slanted::around(&mut Vec::new()), None);
    }

    #[test]
    fn of_four_ways_to_read_a_box_the_nearest_is_taken() {
        let centre = Point::new(0.0, 0.0);
        let upright = Slanted { centre, along: Point::new(1.0, 0.0), width: 3.0, height: 1.0 };
        let down = upright.read_along(Point::new(0.1, 0.9));
        assert_eq!((down.width, down.height), (1.0, 3.0));
        assert_eq!(down.along, Point::new(0.0, 1.0));
        let back = upright.read_along(Point::new(-0.9, 0.1));
        assert_eq!((back.width, back.height), (3.0, 1.0));
    }
}
