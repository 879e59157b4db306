//! The heart of the server: takes what devices bring, proves when it came, numbers and registers, and
//! works out who may hold what. No HTTP here, and no rule of the product: those are [`domain`]'s.
//!
//! Start at [`Ledger::exchange`]. What comes in goes through `accept` (with `check`, `chain`,
//! `receipts`, `number`, `register` and `roster`, in one transaction); what goes out through `feed`
//! (with `touched`, `entitle` and `shelf`) and `pull`, what is not to be held any more through `release` and
//! `brought`; `returned` and `ratchet` tell a device that was put
//! back or copied.

mod accept;
mod beside;
mod books;
mod brought;
mod chain;
mod check;
mod codes;
mod confirm;
mod desk;
mod door;
mod ended;
mod enrol;
mod entitle;
mod exchange;
mod feed;
mod memo;
mod number;
mod outstanding;
mod pen;
mod photos;
mod pull;
mod ratchet;
mod receipts;
mod recovery;
mod register;
mod release;
mod remains;
mod report;
mod returned;
mod roster;
mod secrets;
mod shelf;
mod standing;
mod touched;
mod view;
mod witnesses;

use std::sync::{Arc, Mutex};

use facts::Book;
use ledger::{EnrolmentId, Head, PublicKey};
use protocol::checkpoint::Checkpoint;
use thiserror::Error;

use crate::storage::{Storage, StorageError};
use crate::world::{Clock, Random};
use books::Books;
use roster::OpenFairs;
use standing::Standing;
use witnesses::Witnesses;

pub(crate) use books::BOOK_POSITION;
pub use codes::CodeRefusal;
pub use confirm::ConfirmRefusal;
pub(crate) use door::Door;
pub use enrol::EnrolRefusal;
pub use memo::Memo;
pub(crate) use number::numbered;
pub(crate) use pen::{Pen, Run};
pub(crate) use recovery::{Hand, begin as begin_recovery};
pub use remains::RemainsRefusal;
pub(crate) use secrets::Secrets;
pub(crate) use standing::{EPOCH, backed_up, checkpoint, place_in_history, set_backed_up};

/// Why the ledger could not do its work. Nothing of the transaction has happened.
#[derive(Debug, Error)]
pub enum Trouble {
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A device has seen more of this store than it holds, and is asked for the proof.
    #[error("a device has seen a checkpoint that this store does not know")]
    Behind,
    /// What was shown as a checkpoint of this server is none.
    #[error("what was shown is no checkpoint of this server")]
    NoWitness,
    /// There is no company in this database.
    #[error("no company has been founded here")]
    NotFounded,
}

/// The company's ledger at its server.
pub struct Ledger {
    storage: Box<dyn Storage>,
    secrets: Secrets,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    run: Run,
    /// Where the server's chain ended when this run began.
    began: Head,
    books: Books,
    open_fairs: OpenFairs,
    witnesses: Witnesses,
    /// Held while the feeds are worked out: what two pulls need is computed once.
    feeding: Mutex<()>,
}

impl Ledger {
    /// Opens the ledger of a founded company.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn open(
        storage: Box<dyn Storage>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Result<Self, Trouble> {
        let read = storage.read()?;
        let secrets = Secrets::load(&*read)?;
        let books = Books::default();
        let open_fairs = OpenFairs::find(&*read, &*books.of(&*read)?)?;
        let began = read.head(Standing::of(&*read, &secrets)?.log)?;
        drop(read);
        let run = Run::begin(clock.now(), &*random);
        let (witnesses, feeding) = Default::default();
        Ok(Self {
            storage,
            secrets,
            clock,
            random,
            run,
            began,
            books,
            open_fairs,
            witnesses,
            feeding,
        })
    }

    /// The company as it is known now.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn book(&self) -> Result<Arc<Book>, Trouble> {
        self.books.of(&*self.storage.read()?)
    }

    /// How far the store has come, signed by the server.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn checkpoint(&self) -> Result<Checkpoint, Trouble> {
        standing::checkpoint(&*self.storage.read()?, &self.secrets, self.clock.now())
    }

    /// Whose server this is, signed by it, for anybody who asks.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn card(&self) -> Result<Checkpoint, Trouble> {
        standing::card(&*self.storage.read()?, &self.secrets, self.clock.now())
    }

    /// The key that signs for an enrolment.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn key_of(&self, enrolment: EnrolmentId) -> Result<Option<PublicKey>, Trouble> {
        Ok(self.book()?.enrolments.get(&enrolment).map(|enrolled| enrolled.key))
    }

    /// The server's own key, which vouches for the company's id.
    pub fn server_key(&self) -> PublicKey {
        self.secrets.public()
    }
}
