//! A laptop without its window: a workspace whose moments and whose link are given from outside.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

use app::workspace::SeenEnd;
use app::{Failure, Now, Workspace};
use desktop::clock::Clock;
use desktop::enrol::{DATABASE_FILE, VAULT_FILE};
use desktop::link::{HttpLink, Link, LinkError, Origin};
use desktop::{bundle, sync};
use domain::PersonId;
use ledger::{EnrolmentId, Record};
use serde_json::Value;
use store::{KdfCost, Store, Vault};

use crate::clock::LaptopClock;
use crate::company::Company;
use crate::laptop::{PASSPHRASE, examiner};

/// What goes wrong with one request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Nothing.
    None,
    /// It never arrives.
    Lost,
    /// It arrives; its reply does not.
    ReplyLost,
    /// It arrives twice; the second reply counts.
    Twice,
    /// It arrives twice; the late first reply counts.
    Late,
}

/// A workspace on a laptop.
pub struct Replica {
    /// Whose.
    pub person: String,
    /// Its clock.
    pub clock: LaptopClock,
    folder: PathBuf,
    /// Closed only for a moment, while the program is started again.
    workspace: Option<Mutex<Workspace>>,
    link: FaultyLink,
}

impl Replica {
    /// A new laptop, enrolled.
    pub fn enrol(company: &Company, person: &str) -> Self {
        let folder = company.new_folder(person);
        let clock = LaptopClock::new(&company.time);
        let code = company.code(person);
        let enrolling =
            desktop::enrol::enrol(&folder, &code, PASSPHRASE, person, KdfCost::FLOOR, examiner());
        let workspace = company.runtime().block_on(enrolling).expect("an enrolment");
        let link = FaultyLink { link: link(&workspace), faults: Mutex::default() };
        let person = person.to_owned();
        Self { person, clock, folder, workspace: Some(Mutex::new(workspace)), link }
    }

    /// The workspace.
    pub fn workspace(&self) -> MutexGuard<'_, Workspace> {
        self.slot().lock().expect("one thread")
    }

    fn slot(&self) -> &Mutex<Workspace> {
        self.workspace.as_ref().expect("a program that runs")
    }

    /// A moment.
    pub fn now(&self, seed: [u8; 32]) -> Now {
        Now { stamp: self.clock.stamp(), seed }
    }

    /// A call of the workspace's table.
    ///
    /// # Errors
    /// What the call fails with.
    pub fn call(&self, name: &str, args: Value, seed: [u8; 32]) -> Result<Value, Failure> {
        let now = self.now(seed);
        let reply = app::table::dispatch(&mut self.workspace(), &now, name, args);
        reply.unwrap_or_else(|| panic!("there is no call {name}"))
    }

    /// Exchanges with the server; the first requests meet these faults.
    ///
    /// # Errors
    /// As [`sync::sync`].
    pub fn sync(&self, company: &Company, faults: &[Fault]) -> Result<sync::Exchanged, Failure> {
        *self.link.faults.lock().expect("one thread") = faults.iter().rev().copied().collect();
        let syncing = sync::sync(self.slot(), &self.link, &self.clock, &|_| ());
        company.runtime().block_on(syncing)
    }

    /// Packs what somebody may hold.
    ///
    /// # Errors
    /// As [`bundle::pack`].
    pub fn pack(&self, to: &str, seed: [u8; 32]) -> Result<Vec<u8>, Failure> {
        let packed = bundle::pack(
            &self.workspace(),
            &PersonId::new(to),
            bundle::Way::File,
            &self.now(seed),
        )?;
        Ok(packed.bytes)
    }

    /// Takes a bundle: from its sender's hands if he is named, else as a file. The answer, if any.
    ///
    /// # Errors
    /// As [`bundle::take`].
    pub fn take(
        &self,
        bytes: &[u8],
        from: Option<EnrolmentId>,
        seed: [u8; 32],
    ) -> Result<Option<Vec<u8>>, Failure> {
        let (now, mut workspace) = (self.now(seed), self.workspace());
        let taken = match from {
            Some(sender) => bundle::take_from(&mut workspace, sender, bytes, &now)?,
            None => bundle::take(&mut workspace, bytes, &now)?,
        };
        Ok(taken.answer.map(|packed| packed.bytes))
    }

    /// Shows the end of its chain to somebody, who vouches for it as he does on the LAN; his receipt, unless
    /// nothing is new.
    ///
    /// # Errors
    /// As [`Workspace::vouch`].
    pub fn show_to(&self, witness: &Self, seed: [u8; 32]) -> Result<Option<Record>, Failure> {
        let Some(end) = self.workspace().own_end()? else { return Ok(None) };
        let Some(head) = end.head.last else { return Ok(None) };
        let stamp = self.clock.stamp();
        let (boot, mono_ms) = (stamp.boot, stamp.mono_ms);
        let (log, through) = (end.head.log, end.head.seq);
        let seen = SeenEnd { log, through, head, news: end.news, boot, mono_ms };
        let given = witness.workspace().vouch(&[seen], &witness.now(seed))?;
        Ok(given.into_iter().next())
    }

    /// Takes a witness's receipt about its own chain. Whether it says anything.
    ///
    /// # Errors
    /// As [`Workspace::take_word`].
    pub fn take_word(&self, given: &Record, seed: [u8; 32]) -> Result<bool, Failure> {
        self.workspace().take_word(given.raw().clone(), None, &self.now(seed))
    }

    /// Its enrolment.
    pub fn enrolment(&self) -> EnrolmentId {
        self.workspace().identity().enrolment
    }

    /// The program dies and is started again.
    pub fn restart(&mut self) {
        self.workspace = None;
        let vault = self.folder.join(VAULT_FILE);
        let key = Vault::unlock(&vault, PASSPHRASE, self.clock.stamp().claimed_ms).expect("a key");
        let store = Store::open(self.folder.join(DATABASE_FILE), &key).expect("a database");
        let workspace = Workspace::open(store, examiner()).expect("a workspace");
        self.link.link = link(&workspace);
        self.workspace = Some(Mutex::new(workspace));
    }
}

fn link(workspace: &Workspace) -> HttpLink {
    let identity = workspace.identity();
    let origin = Origin { address: identity.server.clone(), certificate: identity.certificate };
    let signer = identity.signer(workspace.book().id);
    HttpLink::new(origin, identity.enrolment, Arc::new(signer)).expect("loopback")
}

/// The real link, on which requests meet their faults in turn.
struct FaultyLink {
    link: HttpLink,
    /// The next one last.
    faults: Mutex<Vec<Fault>>,
}

impl Link for FaultyLink {
    async fn exchange(&self, path: &str, body: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        let fault = self.faults.lock().expect("one thread").pop().unwrap_or(Fault::None);
        match fault {
            Fault::None => self.link.exchange(path, body).await,
            Fault::Lost => Err(LinkError::Unreachable),
            Fault::ReplyLost => {
                self.link.exchange(path, body).await?;
                Err(LinkError::Unreachable)
            }
            Fault::Twice => {
                self.link.exchange(path, body.clone()).await?;
                self.link.exchange(path, body).await
            }
            Fault::Late => {
                let first = self.link.exchange(path, body.clone()).await?;
                self.link.exchange(path, body).await?;
                Ok(first)
            }
        }
    }
    async fn unsigned(&self, path: &str, body: Option<Vec<u8>>) -> Result<Vec<u8>, LinkError> {
        self.link.unsigned(path, body).await
    }
}
