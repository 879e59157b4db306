//! Carrying it out: everything about it goes to the server first, then it is taken out.

use std::collections::{BTreeMap, BTreeSet};

use domain::CardId;
use facts::{Key, Records, kind, payload};
use ledger::document::{Class, DocumentId};
use ledger::{EnrolmentId, LogId, Record, Seq};
use store::Tx;

use super::told::Told;
use super::{Pending, Scope};
use crate::capture::{forget_unfinished, hand_over_form, unfinished_form};
use crate::leads::{unfinished, unfinished_key, unfinished_keys};
use crate::text::TEXT_CHARS_MAX;
use crate::workspace::sign::Fresh;
use crate::workspace::{Workspace, lists};
use crate::{Failure, Now};

/// What the server has, as far as this laptop has seen its word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kept {
    /// Through which arrival.
    pub position: u64,
    /// Through which arrival it is inside a verified backup; 0 where none was ever made.
    pub backed_up: u64,
}

impl Workspace {
    /// Lets go of what may go: of what it says about each card everything is at the server. Says whether
    /// something was signed, which has to go to the server first.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn let_go(&mut self, now: &Now, kept: Kept) -> Result<bool, Failure> {
        let scope = self.store.read(Scope::read)?;
        if scope.pending.is_empty() && scope.said >= scope.heard {
            return Ok(false);
        }
        let held_back = self.question_of(&scope, self.as_of(now))?.map(|asked| asked.cards);
        let held_back = held_back.unwrap_or_default();
        let cards = scope.pending.iter().filter(|pending| !pending.few).map(Pending::card);
        let cards: BTreeSet<CardId> = cards.filter(|card| !held_back.contains_key(card)).collect();
        let form = self.hand_over_form(&scope, &cards, now)?;
        if self.hand_over_unfinished(cards.into_iter(), now)? || form {
            return Ok(true);
        }
        let (heads, has) = (self.store.heads_contiguous()?, self.store.acknowledged()?);
        let mut going = Vec::new();
        for pending in &scope.pending {
            let wanted = pending.own_until.is_none_or(|until| until <= kept.backed_up);
            if wanted
                && !held_back.contains_key(&pending.card())
                && self.is_at_the_server(pending.card(), &heads, &has)?
            {
                going.push(pending.clone());
            }
        }
        self.carry_out(scope, going, kept, now)
    }

    /// Signs the half-typed form as a draft, if it goes on with one of these cards. Whoever has left hands
    /// over every form: what it makes is let go of with the rest. Says whether there was one.
    fn hand_over_form(
        &mut self,
        scope: &Scope,
        cards: &BTreeSet<CardId>,
        now: &Now,
    ) -> Result<bool, Failure> {
        let Some((input, card)) = unfinished_form(self)? else { return Ok(false) };
        let erased = card.is_some_and(|card| self.book.erasure(card).is_some());
        let goes = card.is_some_and(|card| cards.contains(&card)) || self.has_gone(now);
        if erased || !goes {
            return Ok(false);
        }
        let (mut scope, number) = (scope.clone(), scope.heard);
        hand_over_form(self, now, input, |tx, card| {
            if !scope.waits_for(card) {
                scope.pending.push(Pending::of(card, number));
            }
            scope.keep(tx)
        })?;
        Ok(true)
    }

    /// Whether this person, or this laptop, is no longer of the company.
    fn has_gone(&self, now: &Now) -> bool {
        let company = &self.book.company;
        let here = company.person(self.me(), self.as_of(now)).is_some_and(|me| me.active);
        !here || self.revoked().is_some()
    }

    /// Signs what was typed beside a card and never saved. Says whether there was anything.
    fn hand_over_unfinished(
        &mut self,
        cards: impl Iterator<Item = CardId>,
        now: &Now,
    ) -> Result<bool, Failure> {
        let mut any = false;
        let sheets = cards.flat_map(|card| Class::ALL.map(|class| (card, class)));
        for (card, class) in sheets {
            let typed = unfinished(self, card, class)?;
            if typed.is_empty() {
                continue;
            }
            let id = DocumentId::of(card.0, class, self.me().as_str());
            for (field, text) in typed {
                let chars: Vec<char> = text.chars().collect();
                for (nth, piece) in chars.chunks(TEXT_CHARS_MAX).enumerate() {
                    let piece: String = piece.iter().collect();
                    let field =
                        if nth == 0 { field.clone() } else { format!("{field} {}", nth + 1) };
                    self.write_beside(id, &field, &piece, now)?;
                    any = true;
                }
            }
            self.keep(&unfinished_key(card, class), None)?;
        }
        Ok(any)
    }

    /// Whether the server has everything that is here about a card, one's own and what was handed in.
    fn is_at_the_server(
        &self,
        card: CardId,
        heads: &BTreeMap<LogId, Seq>,
        has: &BTreeMap<LogId, Seq>,
    ) -> Result<bool, Failure> {
        let at = |logs: &BTreeMap<LogId, Seq>, log| logs.get(&log).copied().unwrap_or(Seq::ZERO);
        let safe = |record: &Record| {
            let envelope = record.envelope();
            let own = envelope.log.enrolment == self.identity.enrolment;
            // What came by itself, out of its chain, came from somebody who has it.
            let carried = own || envelope.seq <= at(heads, envelope.log);
            self.book.is_server(&envelope.log.enrolment)
                || !carried
                || envelope.seq <= at(has, envelope.log)
        };
        Ok(!self.store.photo_waits(card)?
            && self.store.under(&Key::Card(card), 0)?.iter().all(safe))
    }

    /// Takes it out and signs that it is gone, in one transaction.
    fn carry_out(
        &mut self,
        mut scope: Scope,
        going: Vec<Pending>,
        kept: Kept,
        now: &Now,
    ) -> Result<bool, Failure> {
        let (as_of, own) = (self.as_of(now), self.identity.enrolment);
        let (asked, mut count) = (scope.agreed, payload::Purged::default());
        let (mut lost, mut told) = (0, Told::default());
        let ended = self.has_gone(now);
        let first =
            |pending: &&Pending| pending.own_until.is_none() && !pending.few && !pending.again;
        for pending in going.iter().filter(first) {
            *if pending.ranking { &mut count.thinned } else { &mut count.gone } += 1;
            let own = self.own_about(pending.card())?;
            count.handed_over = count.handed_over.saturating_add(own);
            if self.loses(pending)? {
                lost += u64::from(pending.number > asked && !self.is_ordered(pending, as_of)?);
                told.add(self, pending, own, as_of)?;
            }
        }
        scope.window.add(lost, as_of);
        // Where backups are made, one's own words stay until they are inside one.
        let backed = kept.backed_up == 0 || kept.backed_up >= kept.position;
        for pending in &going {
            scope.forget(pending.card());
            let whole = pending.own_until.is_none() && !pending.few;
            if whole && !backed && self.own_about(pending.card())? > 0 {
                let own_until = Some(kept.position);
                scope.pending.push(Pending { own_until, ..pending.clone() });
            }
        }
        let through = scope.done_through();
        let news = through > scope.said;
        if going.is_empty() && !news {
            return Ok(false);
        }
        scope.said = scope.said.max(through);
        let epoch: [u8; 16] = scope.epoch.clone().try_into().unwrap_or_default();
        let later: BTreeSet<CardId> = scope.pending.iter().map(Pending::card).collect();
        let (book, me) = (self.book.clone(), self.identity.person.clone());
        let (few, going): (Vec<Pending>, Vec<Pending>) =
            going.into_iter().partition(|pending| pending.few);
        let mut misplaced = Vec::new();
        for pending in few {
            misplaced.push((pending.card(), self.misplaced(pending.card(), now)?));
        }
        let clear = move |tx: &mut Tx<'_>| -> Result<(), store::Error> {
            let mut shown = take_out(tx, &going, &later, own)?;
            for (card, records) in &misplaced {
                tx.withhold(*card, records, own)?;
                shown.insert(*card);
            }
            for card in shown {
                lists::refresh_card(tx, &book, &me, card, as_of)?;
            }
            told.note(tx, as_of, ended)?;
            scope.keep(tx)
        };
        if !news {
            self.store.write(clear)?;
            return Ok(false);
        }
        let purged = payload::Purged { epoch: epoch.into(), through, ..count };
        self.sign_with(vec![Fresh::open(kind::PURGED, purged.encode())], now, clear)?;
        Ok(true)
    }

    /// How many records of one's own there are about a card.
    fn own_about(&self, card: CardId) -> Result<u32, Failure> {
        let about = self.store.under(&Key::Card(card), 0)?;
        let own = about
            .iter()
            .filter(|record| record.envelope().log.enrolment == self.identity.enrolment);
        Ok(u32::try_from(own.count()).unwrap_or(u32::MAX))
    }
}

/// Takes out what is to go, with every trace of it. Gives the cards whose rows are to be made again.
fn take_out(
    tx: &mut Tx<'_>,
    going: &[Pending],
    later: &BTreeSet<CardId>,
    own: EnrolmentId,
) -> Result<BTreeSet<CardId>, store::Error> {
    let mut touched = BTreeSet::new();
    for pending in going {
        let card = pending.card();
        if let Some(row) = tx.lead(card)? {
            touched.extend(tx.leads_of_customer(row.customer)?.into_iter().map(|row| row.card));
        }
        touched.insert(card);
        tx.withdraw(card, pending.depth(), own)?;
        if !later.contains(&card) {
            tx.let_go_of_own(card, own)?;
        }
        unfinished_keys(card).iter().try_for_each(|key| tx.remove_autosave(key))?;
        forget_unfinished(tx, card)?;
    }
    lists::forget_changes(tx, &going.iter().map(Pending::card).collect())?;
    Ok(touched)
}
