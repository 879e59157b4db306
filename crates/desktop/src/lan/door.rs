//! Who stands at the door: so many at once, and few from one address. Whoever has not said yet who he
//! is makes room for the next; so nobody keeps a colleague out by standing there.

use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::task::{AbortHandle, JoinSet};

/// How many conversations are held at once.
const GUESTS_MAX: usize = 256;
/// How many of them with one address. A laptop calls once at a time.
const GUESTS_FROM_ONE_MAX: usize = 8;

/// Whether a guest is known to be a colleague.
#[derive(Clone, Default)]
pub(crate) struct Badge(Arc<AtomicBool>);

impl Badge {
    /// He is.
    pub(crate) fn give(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn given(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

struct Guest {
    from: IpAddr,
    badge: Badge,
    conversation: AbortHandle,
}

/// The conversations at the door, which end with it.
pub(crate) struct Guests {
    max: usize,
    from_one_max: usize,
    /// In the order in which they came.
    guests: Vec<Guest>,
    conversations: JoinSet<()>,
}

impl Default for Guests {
    fn default() -> Self {
        Self::of(GUESTS_MAX, GUESTS_FROM_ONE_MAX)
    }
}

impl Guests {
    /// Nobody yet; so many at once, and so many of them with one address.
    pub(crate) fn of(max: usize, from_one_max: usize) -> Self {
        Self { max, from_one_max, guests: Vec::new(), conversations: JoinSet::new() }
    }

    /// Lets somebody in, unless nobody can make room for him.
    pub(crate) fn admit<F>(&mut self, from: IpAddr, talk: impl FnOnce(Badge) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.see_off();
        let of_his = |guest: &Guest| guest.from == from;
        if self.has_room(self.from_one_max, of_his) && self.has_room(self.max, |_| true) {
            let badge = Badge::default();
            let conversation = self.conversations.spawn(talk(badge.clone()));
            self.guests.push(Guest { from, badge, conversation });
        }
    }

    /// Forgets whoever has gone.
    fn see_off(&mut self) {
        while self.conversations.try_join_next().is_some() {}
        self.guests.retain(|guest| !guest.conversation.is_finished());
    }

    /// Whether one more may come, if need be in the place of the stranger who has stood there longest.
    fn has_room(&mut self, max: usize, counts: impl Fn(&Guest) -> bool) -> bool {
        if self.guests.iter().filter(|guest| counts(guest)).count() < max {
            return true;
        }
        let longest = self.guests.iter().position(|guest| counts(guest) && !guest.badge.given());
        if let Some(longest) = longest {
            self.guests.remove(longest).conversation.abort();
        }
        longest.is_some()
    }
}
