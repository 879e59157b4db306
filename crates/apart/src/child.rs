//! The process in which cards are read.

use std::io::{Write, stdin, stdout};
use std::path::Path;

use cardreader::{DETECTOR, Line, RECOGNISER, Reader};
use minicbor::bytes::ByteVec;
use picture::Colour;

use crate::card::Said;
use crate::frame::{read_frame, write_frame};
use crate::limit::limit;

/// How much memory it may have, in bytes: the largest photo that is opened, or what reading takes, which is
/// a third of this.
const MEMORY_BYTES_MAX: u64 = 640 * 1024 * 1024;

/// Reads one card. Whoever no longer listens ends it.
pub(crate) fn serve(models: &Path) {
    limit(MEMORY_BYTES_MAX);
    let mut out = stdout().lock();
    if write_frame(&mut out, &Said::Ready).is_err() {
        return;
    }
    let Some(photo) = read_frame::<ByteVec>(&mut stdin().lock()) else { return };
    let last = read(&photo, models, &mut out);
    let _ = write_frame(&mut out, &last);
}

fn read(photo: &[u8], models: &Path, out: &mut impl Write) -> Said {
    let photo = match Colour::of_photo(photo) {
        Ok(photo) => photo,
        Err(why) => return Said::Unfit(why.code().to_owned()),
    };
    let opened = Said::Opened(photo.width(), photo.height());
    let _ = write_frame(out, &opened);
    // A code is read in a moment, and says everything.
    let _ = write_frame(out, &Said::Codes(photo.grey().codes()));
    let bytes = |name: &str| std::fs::read(models.join(name));
    let (Ok(detector), Ok(recogniser)) = (bytes(DETECTOR), bytes(RECOGNISER)) else {
        return Said::NoModels;
    };
    let Ok(reader) = Reader::new(detector, recogniser) else { return Said::NoModels };
    let mut tell = |line: &Line| {
        let [a, b, c, d] = line.corners;
        let corners = [a.x, a.y, b.x, b.y, c.x, c.y, d.x, d.y];
        let _ = write_frame(out, &Said::Line(line.text.clone(), corners, line.sure));
    };
    match reader.read(&photo, &mut tell) {
        Ok(_) => Said::Done(cpu_ms(), peak_bytes()),
        Err(_) => Said::NoModels,
    }
}

#[cfg(unix)]
fn cpu_ms() -> u64 {
    use rustix::time::{ClockId, clock_gettime};
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    let ms = spent.tv_sec * 1_000 + spent.tv_nsec / 1_000_000;
    u64::try_from(ms).unwrap_or(0)
}

#[cfg(not(unix))]
fn cpu_ms() -> u64 {
    0
}

/// As Linux tells it; nobody else does without unsafe code of ours.
fn peak_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB"));
    kilobytes.and_then(|count| count.trim().parse::<u64>().ok()).unwrap_or(0) * 1024
}
