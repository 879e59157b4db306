//! One talk by codes: what the next code says, and what becomes of one that was read.

use std::collections::VecDeque;

use app::workspace::{Colleague, SeenEnd};
use app::{Failure, Now, Workspace};
use facts::Records;
use ledger::evidence::NO_BOOT;
use ledger::{BootId, EnrolmentId, RawRecord, Record};
use protocol::circle::Circle;
use protocol::code::{NO_NONCE, Page, Unread};
use protocol::vouch::{End, Nonce};

use crate::clock::random;
use crate::ends;

/// How often a number is drawn, milliseconds.
const DRAW_EVERY_MS: u64 = 20_000;
/// Up to this age of its number an end says what the other laptop's clock shows now, milliseconds; it is
/// what a measurement may be wrong by, and half of what clocks may differ by (`CLOCK_TOLERANCE_MS`).
const CLOCK_MS: u64 = 60_000;
/// How long a number is known again, milliseconds: photos of screens take their time.
const NUMBER_MS: u64 = 600_000;
/// How many receipts are given in one talk: a card may be signed meanwhile.
const RECEIPTS_MAX: u32 = 8;

/// How a code was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// By the camera: the other laptop is here and will show its answer in a moment.
    Camera,
    /// From a picture that somebody took: the fewer, the better.
    Photo,
}

/// Whoever shows the codes that were read here.
struct Other {
    who: EnrolmentId,
    /// His newest number.
    nonce: Nonce,
    /// The receipt for him.
    given: Option<Record>,
    /// Whether he has said that he has it.
    has: bool,
    /// Whether he asked for one at all.
    asks: bool,
    /// Whether he is not known here, or was not when his last code was read.
    strange: bool,
    /// Whether he does not know this laptop.
    wonders: bool,
}

/// What came of reading a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Came {
    /// A word about the own chain, or what one is worth.
    pub(super) word: bool,
    /// A receipt was signed here.
    pub(super) receipt: bool,
}

/// A talk.
pub(super) struct Talk {
    boot: BootId,
    /// The own numbers with when they were drawn, the newest last.
    numbers: VecDeque<(Nonce, u64)>,
    other: Option<Other>,
    receipts: u32,
}

/// Where a talk stands.
pub(super) struct Stand {
    /// Whose codes were read.
    pub(super) other: Option<EnrolmentId>,
    /// Whether anything is signed here that somebody could vouch for.
    pub(super) signed: bool,
    /// Whether the other vouches for all of it.
    pub(super) got: bool,
    /// Whether this laptop vouches for the other.
    pub(super) gave: bool,
    /// Whether the other has that.
    pub(super) has: bool,
    /// Whether the other wants anything.
    pub(super) asks: bool,
    /// Whether the other is not known here.
    pub(super) strange: bool,
}

impl Talk {
    /// Nobody has been read yet.
    pub(super) fn begin(now: &Now) -> Self {
        Self { boot: now.stamp.boot, numbers: VecDeque::new(), other: None, receipts: 0 }
    }

    /// Where it stands.
    pub(super) fn stand(&self, workspace: &Workspace) -> Result<Stand, Failure> {
        let end = workspace.own_end()?;
        let other = self.other.as_ref();
        let got =
            end.as_ref().zip(other).is_some_and(|(end, other)| end.seen_by.contains(&other.who));
        Ok(Stand {
            other: other.map(|other| other.who),
            signed: end.is_some(),
            got,
            gave: other.is_some_and(|other| other.given.is_some()),
            has: other.is_some_and(|other| other.has),
            asks: other.is_some_and(|other| other.asks),
            strange: other.is_some_and(|other| other.strange),
        })
    }

    /// The text of the code to show now.
    pub(super) fn text(&mut self, workspace: &Workspace, now: &Now) -> Result<String, Failure> {
        let stand = self.stand(workspace)?;
        let nonce = self.number(now);
        let other = self.other.as_ref();
        let theirs = other.map_or(NO_NONCE, |other| other.nonce);
        let end = match stand.got {
            true => None,
            false => ends::own(workspace, now, theirs).map(|(shown, _)| shown),
        };
        let given = other.and_then(|other| other.given.as_ref());
        let introduces = other.is_some_and(|other| other.wonders);
        let certificate = if introduces { workspace.certificate()? } else { None };
        let (given, proof) = match given {
            // He could not check it yet.
            _ if introduces => (None, None),
            Some(given) if stand.has => (None, workspace.worth_of(given)?),
            given => (given.cloned(), None),
        };
        let page = Page {
            nonce,
            end,
            given: given.map(|given| given.encode().into()),
            proof: proof.map(|proof| proof.without_content().encode().into()),
            has: stand.got,
            strange: stand.strange,
            certificate: certificate.map(|certificate| certificate.encode().into()),
        };
        let drawn = random();
        let drawn = drawn.first_chunk().expect("thirty-two bytes are more");
        Ok(page.text(&circle(workspace), workspace.identity().enrolment, drawn))
    }

    /// Takes what a code says.
    ///
    /// # Errors
    /// `vouch_code.*` in words for people; `store` when the disk fails.
    pub(super) fn read(
        &mut self,
        workspace: &mut Workspace,
        text: &str,
        way: Way,
        now: &Now,
    ) -> Result<Came, Failure> {
        let (who, page) = Page::read(&circle(workspace), text).map_err(|why| {
            Failure::new(match why {
                Unread::Foreign => "vouch_code.foreign",
                Unread::Damaged => "vouch_code.damaged",
                Unread::Closed => "vouch_code.company",
            })
        })?;
        let mut came = Came::default();
        if let Some(certificate) = &page.certificate
            && let Ok(raw) = RawRecord::decode(certificate)
        {
            // Whoever is known already is not met again.
            workspace.meet(raw, now)?;
        }
        let key = match workspace.colleague(&who) {
            _ if who == workspace.identity().enrolment => {
                return Err(Failure::new("vouch_code.own"));
            }
            Colleague::Known(key) => key,
            Colleague::Unknown => {
                self.hear_of(who, &page, true);
                return Ok(came);
            }
            Colleague::Never => return Err(Failure::new(never(workspace, &who))),
        };
        let again = self.hear_of(who, &page, false);
        if let Some(given) = &page.given {
            came.word = take_given(workspace, who, given, now)?;
        }
        if let Some(proof) = page.proof.as_ref().and_then(|proof| RawRecord::decode(proof).ok()) {
            came.word |= workspace.take_proof(who, proof, now)?;
        }
        if let Some(shown) = &page.end {
            let end = shown.verify(&key).map_err(|_| Failure::new("vouch_code.damaged"))?;
            if end.company != workspace.book().id || end.log.enrolment != who {
                return Err(Failure::new("vouch_code.damaged"));
            }
            match self.seen(&end, way, now) {
                Ok(Some(seen)) => came.receipt = self.give(workspace, &seen, now)?,
                // A camera sees a better one in a moment, unless the other laptop does not see this one's.
                Ok(None) => {}
                Err(stale) if way == Way::Photo || again && !came.word => return Err(stale),
                Err(_) => {}
            }
        }
        Ok(came)
    }

    /// Remembers whose code this is; whether it is the same as before.
    fn hear_of(&mut self, who: EnrolmentId, page: &Page, strange: bool) -> bool {
        let (asks, wonders) = (page.end.is_some(), page.strange);
        match &mut self.other {
            Some(other) if other.who == who => {
                let again = other.nonce == page.nonce;
                other.nonce = page.nonce;
                other.has = page.has;
                other.asks |= asks;
                (other.strange, other.wonders) = (strange, wonders);
                again
            }
            other => {
                let (nonce, has) = (page.nonce, page.has);
                *other = Some(Other { who, nonce, given: None, has, asks, strange, wonders });
                false
            }
        }
    }

    /// What of a shown end may be witnessed: with its clock if it was shown a moment ago, without if it may
    /// have lain somewhere; and by a camera not yet, if it was shown before the own number was read.
    fn seen(&self, end: &End, way: Way, now: &Now) -> Result<Option<SeenEnd>, Failure> {
        let seen = ends::seen(end);
        let without_clock = SeenEnd { boot: NO_BOOT, mono_ms: 0, ..seen };
        let age_ms = |drawn: u64| now.stamp.mono_ms.saturating_sub(drawn);
        let known = self.numbers.iter().find(|(nonce, _)| *nonce == end.nonce);
        match known.filter(|_| now.stamp.boot == self.boot).map(|(_, drawn)| age_ms(*drawn)) {
            Some(age_ms) if age_ms <= CLOCK_MS => Ok(Some(seen)),
            Some(age_ms) if age_ms <= NUMBER_MS => Ok(Some(without_clock)),
            None if end.nonce == NO_NONCE => Ok(Some(without_clock).filter(|_| way == Way::Photo)),
            _ => Err(Failure::new("vouch_code.old")),
        }
    }

    /// The receipt for a colleague: the one that was given already, or a new one.
    fn give(
        &mut self,
        workspace: &mut Workspace,
        seen: &SeenEnd,
        now: &Now,
    ) -> Result<bool, Failure> {
        let Some(other) = &mut self.other else { return Ok(false) };
        if let Some(given) = workspace.vouched_for(seen)? {
            other.given = Some(given);
            return Ok(false);
        }
        if self.receipts >= RECEIPTS_MAX {
            return Err(Failure::new("vouch_code.enough"));
        }
        self.receipts += 1;
        other.given = workspace.vouch(&[*seen], now)?.pop();
        Ok(true)
    }

    /// The number to show: good for a while, and known again for longer.
    fn number(&mut self, now: &Now) -> Nonce {
        let now_ms = now.stamp.mono_ms;
        if now.stamp.boot != self.boot {
            self.boot = now.stamp.boot;
            self.numbers.clear();
        }
        self.numbers.retain(|(_, drawn)| now_ms.saturating_sub(*drawn) <= NUMBER_MS);
        match self.numbers.back() {
            Some((nonce, drawn)) if now_ms.saturating_sub(*drawn) < DRAW_EVERY_MS => *nonce,
            _ => {
                let nonce = Nonce(*random().first_chunk().expect("thirty-two bytes are more"));
                self.numbers.push_back((nonce, now_ms));
                nonce
            }
        }
    }
}

/// A colleague's receipt about the own chain; whether it is new.
fn take_given(
    workspace: &mut Workspace,
    who: EnrolmentId,
    given: &[u8],
    now: &Now,
) -> Result<bool, Failure> {
    let raw = RawRecord::decode(given).map_err(|_| Failure::new("vouch_code.damaged"))?;
    let his = raw.envelope().is_ok_and(|envelope| envelope.log.enrolment == who);
    let id = raw.id();
    if !his {
        return Err(Failure::new("vouch_code.damaged"));
    }
    let taken = workspace.take_word(raw, None, now)?;
    let there = taken || workspace.store().record(&id)?.is_some();
    let seen = || workspace.own_end().map(|end| end.is_some_and(|end| end.seen_by.contains(&who)));
    // What was given for another end than any of ours was given to somebody else.
    if there || seen()? { Ok(taken) } else { Err(Failure::new("vouch_code.not_yours")) }
}

fn never(workspace: &Workspace, who: &EnrolmentId) -> &'static str {
    let known = workspace.book().enrolments.get(who);
    match known.is_some_and(|known| known.revoked.is_none() && known.person == *workspace.me()) {
        true => "vouch_code.same_person",
        false => "vouch_code.revoked",
    }
}

fn circle(workspace: &Workspace) -> Circle {
    Circle::of(&workspace.identity().identity_key.0)
}
