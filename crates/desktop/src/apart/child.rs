//! The process in which changes are applied, and photos and tables are looked at.

use std::io::{Write, stdin, stdout};
use std::sync::mpsc::channel;
use std::time::Duration;

use apart::{limit, read_frame, write_frame};
use ledger::document::{Change, Refused, merge};
use minicbor::bytes::ByteVec;
use picture::{Colour, Grey};

use super::frame::{Job, Said};

/// How much memory it may have, in bytes.
const MEMORY_BYTES_MAX: u64 = 192 * 1024 * 1024;
/// It ends when nothing has been asked of it for so long: nobody pays for what he seldom needs.
const IDLE: Duration = Duration::from_secs(30);

/// Answers until nobody asks any more.
pub(super) fn serve() {
    limit(MEMORY_BYTES_MAX);
    let (tell, jobs) = channel();
    std::thread::spawn(move || {
        let mut stdin = stdin().lock();
        while let Some(job) = read_frame::<Job>(&mut stdin) {
            if tell.send(job).is_err() {
                return;
            }
        }
    });
    let mut out = stdout().lock();
    if write_frame(&mut out, &Said::Ready).is_err() {
        return;
    }
    while let Ok(job) = jobs.recv_timeout(IDLE) {
        let said = match job {
            Job::Apply(changes) => apply(&changes, &mut out),
            Job::Look(photo) => look(&photo, &mut out),
            Job::Read(file) => read(&file, &mut out),
            Job::Keep(photo) => keep(&photo, &mut out),
        };
        if write_frame(&mut out, &said).is_err() {
            return;
        }
    }
}

/// Everything is read again here: what comes over a pipe is as strange as what comes over a network.
fn apply(raws: &[ByteVec], out: &mut impl Write) -> Said {
    let mut changes = Vec::new();
    for (nth, raw) in raws.iter().enumerate() {
        match Change::read(raw) {
            Ok(change) => changes.push(change),
            Err(why) => return refused(nth, why.code()),
        }
    }
    let trying = |nth: usize| {
        let nth = u32::try_from(nth).unwrap_or(u32::MAX);
        // Whoever no longer listens will not hear the answer either.
        let _ = write_frame(out, &Said::Trying(nth));
    };
    match merge(&changes, trying) {
        Ok(merged) => Said::Merged(merged.into()),
        Err(Refused { nth, why }) => refused(nth, why.code()),
    }
}

fn look(photo: &[u8], out: &mut impl Write) -> Said {
    let _ = write_frame(out, &Said::Trying(0));
    match Grey::of_photo(photo) {
        Ok(grey) => Said::Codes(grey.codes()),
        Err(why) => Said::Unfit(why.code().to_owned()),
    }
}

fn keep(photo: &[u8], out: &mut impl Write) -> Said {
    let _ = write_frame(out, &Said::Trying(0));
    match Colour::of_photo(photo) {
        Ok(photo) => {
            let kept = photo.kept();
            Said::Kept(kept.width, kept.height, kept.jpeg.into(), kept.small.into())
        }
        Err(why) => Said::Unfit(why.code().to_owned()),
    }
}

fn read(file: &[u8], out: &mut impl Write) -> Said {
    let _ = write_frame(out, &Said::Trying(0));
    match tables::read(file) {
        Ok(sheet) => Said::Table(sheet.into()),
        Err(why) => Said::Unfit(why.code().to_owned()),
    }
}

fn refused(nth: usize, code: &str) -> Said {
    Said::Refused(u32::try_from(nth).unwrap_or(u32::MAX), code.to_owned())
}
