//! Automerge's columns, read within bounds: how many rows there may be is said before the first is read,
//! so that three bytes that claim a million rows cost three bytes.

use super::change::Unfit;

/// Bytes that are read from front to back.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], Unfit> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Unfit::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Unfit> {
        Ok(self.take(1)?[0])
    }

    /// An unsigned LEB128 number.
    pub(super) fn unsigned(&mut self) -> Result<u64, Unfit> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(Unfit::Malformed);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Unfit::Malformed)
    }

    /// A signed LEB128 number.
    pub(super) fn signed(&mut self) -> Result<i64, Unfit> {
        let mut value = 0i64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            if shift == 63 && !matches!(byte, 0 | 0x7f) {
                return Err(Unfit::Malformed);
            }
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let unfilled = 64u32.saturating_sub(shift + 7);
                return Ok(value << unfilled >> unfilled);
            }
        }
        Err(Unfit::Malformed)
    }

    /// A number of things, of which there may be at most `max`.
    pub(super) fn count(&mut self, max: usize) -> Result<usize, Unfit> {
        let count = usize::try_from(self.unsigned()?).map_err(|_| Unfit::TooLarge)?;
        if count > max { Err(Unfit::TooLarge) } else { Ok(count) }
    }

    /// Bytes with their length in front, at most `max` of them.
    pub(super) fn prefixed(&mut self, max: usize) -> Result<&'a [u8], Unfit> {
        let length = self.count(max)?;
        self.take(length)
    }
}

/// A run-length encoded column of at most `rows_max` rows; `None` is a row without a value.
pub(super) fn rows<'a, T: Clone>(
    column: &'a [u8],
    rows_max: usize,
    value: impl Fn(&mut Reader<'a>) -> Result<T, Unfit>,
) -> Result<Vec<Option<T>>, Unfit> {
    let mut reader = Reader::new(column);
    let mut rows = Vec::new();
    while !reader.is_empty() {
        let run = reader.signed()?;
        let length = match run {
            0 => reader.unsigned()?,
            run => run.unsigned_abs(),
        };
        let length = usize::try_from(length).map_err(|_| Unfit::TooLarge)?;
        if length == 0 {
            return Err(Unfit::Malformed);
        }
        if length > rows_max - rows.len() {
            return Err(Unfit::TooLarge);
        }
        match run {
            0 => rows.resize(rows.len() + length, None),
            1.. => rows.resize(rows.len() + length, Some(value(&mut reader)?)),
            _ => {
                for _ in 0..length {
                    rows.push(Some(value(&mut reader)?));
                }
            }
        }
    }
    Ok(rows)
}

/// The same column where every row must have a value.
pub(super) fn values<'a, T: Clone>(
    column: &'a [u8],
    rows_max: usize,
    value: impl Fn(&mut Reader<'a>) -> Result<T, Unfit>,
) -> Result<Vec<T>, Unfit> {
    rows(column, rows_max, value)?.into_iter().collect::<Option<Vec<T>>>().ok_or(Unfit::Shape)
}

/// How many rows a column of truth values has, if all of them are false.
pub(super) fn all_false(column: &[u8], rows_max: usize) -> Result<usize, Unfit> {
    let mut reader = Reader::new(column);
    let rows = reader.count(rows_max)?;
    if reader.is_empty() { Ok(rows) } else { Err(Unfit::Shape) }
}
