//! Reading cards in a process of its own: a photo is a file that anybody may have made, and what reading it
//! takes is given back when the process ends.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use cardreader::{Fields, Line, fields};

use thiserror::Error;

use crate::frame::{read_frame, write_frame};

/// The hidden argument; the folder of the models follows it.
pub(crate) const ARGUMENT: &str = "--read-cards-apart";
/// How long the process may say nothing: the laptop may be slow, and busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a card was not read to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum Failed {
    /// The bytes are no photo that is opened here.
    #[error("the bytes are no photo that is read here")]
    Unreadable,
    /// More bytes or pixels than are opened.
    #[error("the photo is too large")]
    TooLarge,
    /// The photo is one, but the process ended, or took too long.
    #[error("reading the card has ended before its time")]
    Halfway,
    /// Whoever listened has heard enough.
    #[error("reading the card was stopped")]
    Stopped,
    /// This program came without its models, or could not start itself.
    #[error("this program cannot read cards here")]
    Unavailable,
}

impl Failed {
    /// A stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "picture.unreadable",
            Self::TooLarge => "picture.too_large",
            Self::Halfway => "card_photo.halfway",
            Self::Stopped => "card_photo.stopped",
            Self::Unavailable => "card_photo.unavailable",
        }
    }
}

/// What the process says.
#[derive(minicbor::Encode, minicbor::Decode)]
pub(crate) enum Said {
    /// It has begun, with its limits in force.
    #[n(0)]
    Ready,
    /// The photo was opened: its columns and rows, upright.
    #[n(1)]
    Opened(#[n(0)] u32, #[n(1)] u32),
    /// The texts of the codes on it.
    #[n(2)]
    Codes(#[n(0)] Vec<String>),
    /// A line: its text, its corners, and how sure it is.
    #[n(3)]
    Line(#[n(0)] String, #[n(1)] [f32; 8], #[n(2)] f32),
    /// That was all: milliseconds of a processor, and the most bytes of memory.
    #[n(4)]
    Done(#[n(0)] u64, #[n(1)] u64),
    /// The bytes are no photo, for this reason.
    #[n(5)]
    Unfit(#[n(0)] String),
    /// The models are missing, or others.
    #[n(6)]
    NoModels,
}

/// What is known of a card so far.
#[derive(Clone, Default, Debug)]
pub struct Reading {
    /// Columns of the photo that the lines are on, upright. Nothing until it was opened.
    pub width: u32,
    /// Its rows.
    pub height: u32,
    /// The texts of the codes on it.
    pub codes: Vec<String>,
    /// Its lines from above to below.
    pub lines: Vec<Line>,
    /// What both say.
    pub fields: Fields,
    /// What reading it took of a processor, in milliseconds. Known at the end.
    pub cpu_ms: u64,
    /// The most memory that it took, in bytes. Known at the end.
    pub peak_bytes: u64,
    /// Why it was not read to its end.
    pub failed: Option<Failed>,
}

/// Reads cards, each in a process of its own.
pub struct CardReader {
    program: PathBuf,
    models: PathBuf,
}

impl CardReader {
    /// One that starts `program`, which calls [`crate::read_card_if_asked`], with the models of a folder.
    pub fn new(program: PathBuf, models: PathBuf) -> Self {
        Self { program, models }
    }

    /// Reads the card on a photo, JPEG or PNG. `told` hears what is known whenever that is more, and may end it.
    /// What failed stands in the answer beside everything that was read until then.
    pub fn read(&self, photo: &[u8], told: &mut dyn FnMut(&Reading) -> ControlFlow<()>) -> Reading {
        let mut reading = Reading::default();
        reading.failed = self.try_read(photo, &mut reading, told).err();
        reading
    }

    fn try_read(
        &self,
        photo: &[u8],
        reading: &mut Reading,
        told: &mut dyn FnMut(&Reading) -> ControlFlow<()>,
    ) -> Result<(), Failed> {
        let mut child = Command::new(&self.program)
            .arg(ARGUMENT)
            .arg(&self.models)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .inspect_err(|error| tracing::warn!("starting the process that reads cards: {error}"))
            .map_err(|_| Failed::Unavailable)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        // Whatever happens below, it does not stay.
        let _ended = Ended(child);
        let (Some(mut stdin), Some(mut stdout)) = (stdin, stdout) else {
            return Err(Failed::Unavailable);
        };
        let (tell, said) = channel();
        std::thread::spawn(move || {
            while let Some(said) = read_frame::<Said>(&mut stdout) {
                if tell.send(said).is_err() {
                    return;
                }
            }
        });
        match said.recv_timeout(PATIENCE) {
            Ok(Said::Ready) => {}
            _ => return Err(Failed::Unavailable),
        }
        let job = minicbor::bytes::ByteVec::from(photo.to_vec());
        write_frame(&mut stdin, &job).map_err(|_| Failed::Unavailable)?;
        loop {
            match said.recv_timeout(PATIENCE) {
                Ok(Said::Ready) => {}
                Ok(Said::Opened(width, height)) => {
                    (reading.width, reading.height) = (width, height);
                }
                Ok(Said::Codes(codes)) => reading.codes = codes,
                Ok(Said::Line(text, corners, sure)) => {
                    reading.lines.push(line(text, corners, sure))
                }
                Ok(Said::Done(cpu_ms, peak_bytes)) => {
                    (reading.cpu_ms, reading.peak_bytes) = (cpu_ms, peak_bytes);
                    return Ok(());
                }
                Ok(Said::Unfit(why)) if why == picture::Unfit::TooLarge.code() => {
                    return Err(Failed::TooLarge);
                }
                Ok(Said::Unfit(_)) => return Err(Failed::Unreadable),
                Ok(Said::NoModels) => return Err(Failed::Unavailable),
                // It ended, or our patience did.
                Err(_) => return Err(Failed::Halfway),
            }
            reading.fields = fields(&reading.lines, &reading.codes);
            if told(reading).is_break() {
                return Err(Failed::Stopped);
            }
        }
    }
}

fn line(text: String, corners: [f32; 8], sure: f32) -> Line {
    let corner = |at: usize| cardreader::Point::new(corners[2 * at], corners[2 * at + 1]);
    Line { text, corners: [corner(0), corner(1), corner(2), corner(3)], sure }
}

struct Ended(std::process::Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
