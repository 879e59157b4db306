//! Lines cut at their labels.

use super::labels::{self, Label};
use super::vocabulary::is_han;
use crate::Line;

/// A part of a line: what stands after a label, or before the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    /// As it is printed.
    pub(crate) text: String,
    /// The same, character by character, with plain signs for wide ones.
    pub(crate) plain: String,
    /// What it is called; empty for what has no label.
    pub(crate) labels: Vec<Label>,
    /// Which line it is of, counted from above.
    pub(crate) row: usize,
    /// The height of its letters, in pixels.
    pub(crate) height: f32,
    /// Where its line begins, along its direction.
    pub(crate) left: f32,
    /// Where its line is, across its direction.
    pub(crate) top: f32,
}

impl Piece {
    pub(crate) fn is(&self, label: Label) -> bool {
        self.labels.contains(&label)
    }

    pub(crate) fn unlabelled(&self) -> bool {
        self.labels.is_empty()
    }

    pub(crate) fn has_han(&self) -> bool {
        self.text.chars().any(is_han)
    }
}

/// Plain signs for wide ones, one for one.
pub(crate) fn plain(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        '\u{2010}'..='\u{2015}' | '−' | '﹣' => '-',
        '∶' | '︰' => ':',
        '。' => '.',
        '丨' | '︱' => '|',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// All pieces of a card, in order.
pub(crate) fn pieces(lines: &[Line]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (row, line) in joined(lines).into_iter().enumerate() {
        let [corner, end, ..] = line.corners;
        let length = (end.x - corner.x).hypot(end.y - corner.y).max(1.0);
        let (x, y) = ((end.x - corner.x) / length, (end.y - corner.y) / length);
        let whole = Piece {
            row,
            height: line.height(),
            left: corner.x * x + corner.y * y,
            top: corner.y * x - corner.x * y,
            ..Piece::default()
        };
        let cut = labels::cut(&line.text);
        // A label alone in its box belongs to the next.
        let waiting = match pieces.last_mut() {
            Some(last) if last.text.is_empty() && cut[0].labels.is_empty() => {
                std::mem::take(&mut last.labels)
            }
            _ => Vec::new(),
        };
        let first = pieces.len();
        pieces.extend(cut.into_iter().map(|cut| Piece {
            plain: plain(&cut.text),
            text: cut.text,
            labels: cut.labels,
            ..whole.clone()
        }));
        if !waiting.is_empty() {
            pieces[first].labels = waiting;
        }
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Letters that stand so far apart that each was found by itself make a word again: 吴　国　栋.
fn joined(lines: &[Line]) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last) if continues(last, line) => {
                last.text += &line.text;
                last.corners[1] = line.corners[1];
                last.corners[2] = line.corners[2];
                last.sure = last.sure.min(line.sure);
            }
            _ => joined.push(line.clone()),
        }
    }
    joined
}

fn continues(last: &Line, line: &Line) -> bool {
    let han = |line: &Line| line.text.chars().all(is_han);
    let single = |line: &Line| line.text.chars().count() == 1;
    let height = last.height().min(line.height()).max(1.0);
    let alike = last.height().max(line.height()) < 1.5 * height;
    let (from, to) = (last.corners[1], line.corners[0]);
    let gap = (to.x - from.x).hypot(to.y - from.y);
    han(last) && han(line) && alike && gap < 3.0 * height && (single(last) || single(line))
}
