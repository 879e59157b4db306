//! A month's roadshows (FAIR-19).

use domain::card::Act;
use domain::fair::entry::Written;
use domain::fair::penalty::hearing::{Affair, affairs};
use domain::fair::roadshow::{self, Month, Show, Stood};
use domain::time::Instant;
use ledger::{Record, WhichPart};

use super::Gather;
use crate::fact::Fact;
use crate::index::Records;
use crate::kind;
use crate::payload::RoadshowContent;

impl<R: Records> Gather<'_, R> {
    /// A month's roadshows as they stand.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn roadshows(&self, month: &Month, as_of: Instant) -> Result<Vec<Stood>, R::Error> {
        let show = |record: &Record, fact| match fact {
            Fact::Roadshow(show) => {
                let content = record.part(WhichPart::Content).and_then(RoadshowContent::decode);
                Some(with_words(show, content.unwrap_or_default()))
            }
            _ => None,
        };
        let word = |_: &Record, fact| match fact {
            Fact::RoadshowWord(word) => Some(word),
            _ => None,
        };
        let shows: Vec<Act<Written<Show>>> = self.acts_of_fair(month.id(), kind::ROADSHOW, show)?;
        let words = self.acts_of_fair(month.id(), kind::ROADSHOW_WORD, word)?;
        Ok(roadshow::month(month, &shows, &words, &self.book.company, as_of))
    }

    /// What a month calls for as of `known_until`, and what has become of it as of `as_of`, as
    /// [`Gather::affairs`] of a fair.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn roadshow_affairs(
        &self,
        month: &Month,
        known_until: Instant,
        as_of: Instant,
    ) -> Result<Vec<Affair>, R::Error> {
        let (acts, company) = (self.penalty_acts(month.id())?, &self.book.company);
        let stood = self.roadshows(month, known_until)?;
        let called = roadshow::proposals(month, &stood, company, known_until);
        Ok(affairs(called, &acts, company, as_of))
    }
}

fn with_words(show: Written<Show>, content: RoadshowContent) -> Written<Show> {
    let RoadshowContent { place, remarks, photo } = content;
    let what = Show { place, remarks, photo: photo.map(|hash| *hash), ..show.what };
    Written { what, ..show }
}
