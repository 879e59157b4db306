//! Applying changes of documents, and looking at photos and tables, in a process of its own, where a hostile one can
//! harm nobody.
//!
//! The program starts itself again with one hidden argument ([`serve_if_asked`]). That process has little
//! memory and no other business; it says what it is about to try, so that whatever ends it (a panic, its
//! memory, our patience) is known by name. On systems without resource limits patience is the only bound;
//! what reaches the process has been read within small bounds before ([`ledger::document::Change`]).

mod child;
mod frame;

use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

pub use apart::CardReader;
use apart::{read_frame, write_frame};
use app::Failure;
use app::workspace::{Examiner, Unavailable};
use ledger::document::{Change, Merged, Refused, Unfit};
use picture::Kept;
use tables::Sheet;
use tables::limits::FILE_BYTES_MAX;

use frame::{Job, Said};

/// The hidden argument.
const ARGUMENT: &str = "--apply-changes-apart";
/// How long a process may take to begin, or to try one change.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long it may take to look at a photo: a phone's has twelve million pixels, and the laptop may be busy.
const PHOTO_PATIENCE: Duration = Duration::from_secs(20);
/// How long it may take to read a table: fifty thousand rows, on a laptop that is busy.
const TABLE_PATIENCE: Duration = Duration::from_secs(20);

/// Becomes the process in which changes are applied, or a card is read, if this program was started as that; returns at once
/// otherwise. To be called by every host before it does anything else.
pub fn serve_if_asked() {
    apart::read_card_if_asked();
    if std::env::args_os().nth(1).is_some_and(|argument| argument == ARGUMENT) {
        child::serve();
        std::process::exit(0);
    }
}

/// An examiner that starts a program again for it, when there is something to examine.
pub struct Apart {
    program: PathBuf,
    patience: Duration,
    running: Mutex<Option<Process>>,
}

impl Apart {
    /// One that starts `program`, which calls [`serve_if_asked`].
    pub fn new(program: PathBuf) -> Self {
        Self { program, patience: PATIENCE, running: Mutex::new(None) }
    }

    /// The same with other patience: how long the process may take for one change.
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// One that starts this very program again.
    ///
    /// # Errors
    /// When the operating system does not say where it lies.
    pub fn this_program() -> std::io::Result<Self> {
        Ok(Self::new(std::env::current_exe()?))
    }

    /// The process that runs now, for whoever looks at its limits.
    pub fn process_id(&self) -> Option<u32> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.as_ref().map(|process| process.child.id())
    }

    /// Has a job tried by the process that runs, or by a new one. `Err` names what it could not survive.
    fn tried<T>(
        &self,
        job: &Job,
        patience: Duration,
        done: impl Fn(Said) -> Option<T>,
    ) -> Result<Result<T, usize>, Unavailable> {
        // A process that has been idle may have gone meanwhile, and a laptop may be too busy for a moment:
        // neither is anything's fault. Whatever happens twice is.
        for last in [false, true] {
            match self.try_once(job, patience, &done) {
                Outcome::Done(done) => return Ok(Ok(done)),
                Outcome::Died { nth } => return Ok(Err(nth)),
                Outcome::TooSlow { nth } if last => return Ok(Err(nth)),
                Outcome::TooSlow { .. } | Outcome::NotTried => {}
            }
        }
        Err(Unavailable)
    }

    fn try_once<T>(
        &self,
        job: &Job,
        patience: Duration,
        done: &impl Fn(Said) -> Option<T>,
    ) -> Outcome<T> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let mut process = match running.take() {
            Some(process) => process,
            None => match Process::start(&self.program, self.patience) {
                Some(process) => process,
                None => return Outcome::NotTried,
            },
        };
        let outcome = process.ask(job, patience, done);
        if let Outcome::Done(_) = outcome {
            *running = Some(process);
        }
        outcome
    }
}

impl Examiner for Apart {
    fn examine(&self, changes: &[Change]) -> Result<Result<Merged, Refused>, Unavailable> {
        let tried = self.tried(&Job::of(changes), self.patience, |said| match said {
            Said::Merged(merged) => Some(Ok(merged.into())),
            Said::Refused(nth, code) => {
                let why = Unfit::from_code(&code).unwrap_or(Unfit::Refused);
                Some(Err(Refused { nth: nth as usize, why }))
            }
            _ => None,
        })?;
        Ok(tried.unwrap_or_else(|nth| Err(Refused { nth, why: Unfit::Fatal })))
    }
}

/// Looks at photos that anybody may have made.
pub trait Photos: Send + Sync {
    /// The texts of the QR codes on a photo, JPEG or PNG.
    ///
    /// # Errors
    /// `picture.unreadable`, `picture.heif` and `picture.too_large`; `picture.unavailable` when it could not be tried.
    fn codes(&self, photo: &[u8]) -> Result<Vec<String>, Failure>;

    /// A photo, JPEG or PNG, made anew from its pixels and nothing else: upright, no larger than a card needs,
    /// without a word about where it was taken.
    ///
    /// # Errors
    /// As [`Photos::codes`].
    fn keep(&self, photo: &[u8]) -> Result<Kept, Failure>;
}

impl Photos for Apart {
    fn codes(&self, photo: &[u8]) -> Result<Vec<String>, Failure> {
        self.looked(&Job::Look(photo.to_vec().into()), |said| match said {
            Said::Codes(codes) => Some(codes),
            _ => None,
        })
    }

    fn keep(&self, photo: &[u8]) -> Result<Kept, Failure> {
        // A longer one is not even handed over.
        if photo.len() > picture::PHOTO_BYTES_MAX {
            return Err(Failure::new("picture.too_large"));
        }
        self.looked(&Job::Keep(photo.to_vec().into()), |said| match said {
            Said::Kept(width, height, jpeg, small) => {
                Some(Kept { width, height, jpeg: jpeg.into(), small: small.into() })
            }
            _ => None,
        })
    }
}

impl Apart {
    /// What it says of a photo.
    fn looked<T>(&self, job: &Job, done: impl Fn(Said) -> Option<T>) -> Result<T, Failure> {
        let tried = self.tried(job, self.patience.max(PHOTO_PATIENCE), |said| match said {
            Said::Unfit(why) => Some(Err(why)),
            said => done(said).map(Ok),
        });
        let tried = tried.map_err(|Unavailable| Failure::new("picture.unavailable"))?;
        let why = match tried {
            Ok(Ok(seen)) => return Ok(seen),
            Ok(Err(why)) => picture::Unfit::from_code(&why),
            Err(_) => None,
        };
        Err(Failure::new(match why {
            Some(picture::Unfit::TooLarge) => "picture.too_large",
            Some(picture::Unfit::Heif) => "picture.heif",
            _ => "picture.unreadable",
        }))
    }
}

/// Reads tables that anybody may have made.
pub trait Tables: Send + Sync {
    /// The table in a file.
    ///
    /// # Errors
    /// `table.` and what [`tables::Unfit::code`] says; `table.fatal` for one that the process did not survive;
    /// `table.unavailable` when it could not be tried.
    fn read(&self, file: &[u8]) -> Result<Sheet, Failure>;
}

impl Tables for Apart {
    fn read(&self, file: &[u8]) -> Result<Sheet, Failure> {
        if file.len() > FILE_BYTES_MAX {
            return Err(unfit(tables::Unfit::TooLarge));
        }
        let job = Job::Read(file.to_vec().into());
        let tried = self.tried(&job, self.patience.max(TABLE_PATIENCE), |said| match said {
            Said::Table(table) => Some(table.sheet().ok_or(tables::Unfit::Damaged)),
            Said::Unfit(why) => {
                Some(Err(tables::Unfit::from_code(&why).unwrap_or(tables::Unfit::Damaged)))
            }
            _ => None,
        });
        match tried {
            Err(Unavailable) => Err(Failure::new("table.unavailable")),
            Ok(Err(_)) => Err(Failure::new("table.fatal")),
            Ok(Ok(read)) => read.map_err(unfit),
        }
    }
}

fn unfit(why: tables::Unfit) -> Failure {
    let failure = Failure::new(&format!("table.{}", why.code()));
    match why.limit() {
        Some(max) => failure.with("max", max),
        None => failure,
    }
}

/// What became of one try.
enum Outcome<T> {
    Done(T),
    /// The process ended while it tried this one.
    Died {
        nth: usize,
    },
    /// Our patience did.
    TooSlow {
        nth: usize,
    },
    /// It ended, or never began, before it tried anything.
    NotTried,
}

struct Process {
    child: Child,
    stdin: ChildStdin,
    said: Receiver<Said>,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Process {
    /// Starts the program and waits for its greeting: one that does not know the argument gives none, and
    /// is ended.
    fn start(program: &PathBuf, patience: Duration) -> Option<Self> {
        let mut child = Command::new(program)
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .inspect_err(|error| {
                tracing::warn!("starting the process that applies changes: {error}")
            })
            .ok()?;
        let (stdin, mut stdout) = (child.stdin.take()?, child.stdout.take()?);
        let (tell, said) = channel();
        std::thread::spawn(move || {
            while let Some(said) = read_frame(&mut stdout) {
                if tell.send(said).is_err() {
                    return;
                }
            }
        });
        let process = Self { child, stdin, said };
        match process.said.recv_timeout(patience) {
            Ok(Said::Ready) => Some(process),
            _ => None,
        }
    }

    fn ask<T>(
        &mut self,
        job: &Job,
        patience: Duration,
        done: &impl Fn(Said) -> Option<T>,
    ) -> Outcome<T> {
        if write_frame(&mut self.stdin, job).is_err() {
            return Outcome::NotTried;
        }
        let mut trying = None;
        loop {
            match self.said.recv_timeout(patience) {
                Ok(Said::Trying(nth)) => trying = Some(nth as usize),
                Ok(said) => {
                    if let Some(done) = done(said) {
                        return Outcome::Done(done);
                    }
                }
                Err(end) => {
                    return match (trying, end) {
                        (Some(nth), RecvTimeoutError::Disconnected) => Outcome::Died { nth },
                        (Some(nth), RecvTimeoutError::Timeout) => Outcome::TooSlow { nth },
                        (None, _) => Outcome::NotTried,
                    };
                }
            }
        }
    }
}
