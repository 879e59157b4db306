//! What is written beside a customer's cards, as the page shows it: first what everybody reads who reads the
//! card, then what the person at the desk wrote for himself, then what is said in confidence.

use std::collections::BTreeSet;

use domain::audience::Depth;
use domain::ruling::Authority;
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::{Confided, Customer, Fact, Key, Records};
use ledger::RecordId;
use ledger::document::{Class, DocumentId};

use super::notes::{depths, unfinished};
use crate::Failure;
use crate::view::{NoteAsideView, NoteFieldView, NoteTextView, NotesView};
use crate::workspace::{Shown, Workspace};

/// One document that the page may show.
struct Sheet<'a> {
    card: CardId,
    class: Class,
    author: &'a PersonId,
}

/// What is written beside a customer's cards, the named one's first.
pub(super) fn notes(
    workspace: &Workspace,
    customer: &Customer,
    first: CardId,
    as_of: Instant,
) -> Result<Vec<NotesView>, Failure> {
    let (depths, me) = (depths(workspace, first, as_of)?, workspace.me());
    let readable = |card: &CardId| depths.get(card) == Some(&Depth::Content);
    let mut cards: Vec<CardId> = customer.cluster.cards.keys().copied().collect();
    cards.sort_by_key(|card| (*card != first, *card));
    let confided = workspace.gather().confided(customer)?;
    let mut views = Vec::new();
    for card in cards.iter().copied().filter(readable) {
        let sheet = Sheet { card, class: Class::Shared, author: me };
        views.push(view(workspace, customer, &confided, &sheet, true)?);
    }
    for class in [Class::Owner, Class::Confidential] {
        for card in cards.iter().copied() {
            // His own stay his, also when the customer is another's now.
            let own = view(
                workspace,
                customer,
                &confided,
                &Sheet { card, class, author: me },
                readable(&card),
            )?;
            if readable(&card) && card == first || !own.is_blank() {
                views.push(own);
            }
            for author in others(workspace, card, class)? {
                let sheet = Sheet { card, class, author: &author };
                views.push(view(workspace, customer, &confided, &sheet, false)?);
            }
        }
    }
    Ok(views)
}

/// The others whose words for few about a card are here: they let this person read them.
fn others(
    workspace: &Workspace,
    card: CardId,
    class: Class,
) -> Result<BTreeSet<PersonId>, Failure> {
    let of_class =
        |fact: Fact| matches!(fact, Fact::Note { class: Some(found), .. } if found == class);
    let about = workspace.store().under(&Key::Card(card), 0)?;
    let written = about.iter().filter(|record| Fact::read(record).is_ok_and(of_class));
    let authors: BTreeSet<PersonId> =
        written.map(|record| PersonId::new(&record.envelope().author)).collect();
    Ok(authors.into_iter().filter(|author| author != workspace.me()).collect())
}

fn view(
    workspace: &Workspace,
    customer: &Customer,
    confided: &Confided,
    &Sheet { card, class, author }: &Sheet<'_>,
    may_write: bool,
) -> Result<NotesView, Failure> {
    let shown = workspace.shown(DocumentId::of(card.0, class, author.as_str()))?;
    let (fields, set_aside) = (fields(workspace, &shown)?, set_aside(workspace, &shown)?);
    let named = confided.readers(card, author);
    let authority = match &customer.ruling.authority {
        Authority::Person(person) if class == Class::Confidential && person != author => {
            workspace.name(person)
        }
        _ => String::new(),
    };
    Ok(NotesView {
        card: card.to_string(),
        class: class.name().to_owned(),
        signer: workspace.name(customer.cluster.cards[&card].signer()),
        author: if class == Class::Shared { String::new() } else { workspace.name(author) },
        authority,
        readers: named.iter().map(|person| workspace.name(person)).collect(),
        fields,
        may_write: may_write && workspace.book().erasure(card).is_none(),
        unfinished: match author == workspace.me() {
            true => unfinished(workspace, card, class)?,
            false => Default::default(),
        },
        set_aside,
        waiting: shown.waiting,
    })
}

fn fields(workspace: &Workspace, shown: &Shown) -> Result<Vec<NoteFieldView>, Failure> {
    let mut fields = Vec::new();
    for (name, texts) in &shown.fields {
        let mut views: Vec<NoteTextView> = Vec::new();
        for text in texts {
            let (by, at_ms) = signed(workspace, &text.record)?;
            let seen = vec![text.record.to_string()];
            match views.iter_mut().find(|view| view.text == text.text) {
                // Two who wrote the same agree.
                Some(same) => same.seen.extend(seen),
                None => views.push(NoteTextView { text: text.text.clone(), by, at_ms, seen }),
            }
        }
        views.sort_by(|a, b| (b.at_ms, &b.text).cmp(&(a.at_ms, &a.text)));
        fields.push(NoteFieldView { name: name.clone(), texts: views });
    }
    Ok(fields)
}

fn set_aside(workspace: &Workspace, shown: &Shown) -> Result<Vec<NoteAsideView>, Failure> {
    let aside = shown.unfit.iter().map(|(record, code)| {
        let (by, at_ms) = signed(workspace, record)?;
        Ok(NoteAsideView { by, at_ms, code: code.clone() })
    });
    aside.collect()
}

/// Who signed a record, by name, and when.
fn signed(workspace: &Workspace, record: &RecordId) -> Result<(String, i64), Failure> {
    let Some(record) = workspace.store().record(record)? else { return Ok(Default::default()) };
    let act = workspace.gather().act(&record, ())?;
    Ok((workspace.name(&act.by), act.time.at.0))
}

impl NotesView {
    /// Whether nothing was ever written here.
    fn is_blank(&self) -> bool {
        self.fields.is_empty()
            && self.unfinished.is_empty()
            && self.set_aside.is_empty()
            && self.waiting == 0
    }
}
