//! Who has a connection: so many in all, and not all of them from one address. A connection that waits
//! for its next request makes room for a new one, so nobody keeps others out by saying nothing.

use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::task::{AbortHandle, JoinSet};

/// How many connections are open at once.
const CONNECTIONS_MAX: usize = 512;

/// How many of them from one address: at a fair two hundred people share one.
const CONNECTIONS_FROM_ONE_MAX: usize = 384;

/// The requests of one connection that are being answered.
#[derive(Clone, Default)]
pub(super) struct Requests(Arc<AtomicUsize>);

impl Requests {
    /// Another one has begun; it is over when what comes back is dropped.
    pub(super) fn begin(&self) -> Begun {
        self.0.fetch_add(1, Ordering::Relaxed);
        Begun(self.clone())
    }

    fn none(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

/// A request that is being answered.
pub(super) struct Begun(Requests);

impl Drop for Begun {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

struct Place {
    from: IpAddr,
    requests: Requests,
    connection: AbortHandle,
}

/// The open connections, which end with it.
#[derive(Default)]
pub(super) struct Places {
    /// In the order in which they came.
    taken: Vec<Place>,
    connections: JoinSet<()>,
}

impl Places {
    /// Serves a connection, unless no other can make room for it.
    pub(super) fn give<F>(&mut self, from: IpAddr, serve: impl FnOnce(Requests) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.clear();
        let same = |place: &Place| place.from == from;
        if self.has_room(CONNECTIONS_FROM_ONE_MAX, same) && self.has_room(CONNECTIONS_MAX, |_| true)
        {
            let requests = Requests::default();
            let connection = self.connections.spawn(serve(requests.clone()));
            self.taken.push(Place { from, requests, connection });
        }
    }

    /// Waits until every connection has ended.
    pub(super) async fn empty(&mut self) {
        while self.connections.join_next().await.is_some() {}
    }

    /// Ends those that are left.
    pub(super) async fn shut(mut self) {
        self.connections.shutdown().await;
    }

    fn clear(&mut self) {
        while self.connections.try_join_next().is_some() {}
        self.taken.retain(|place| !place.connection.is_finished());
    }

    /// Whether one more may come, if need be in the place of the oldest that has nothing to do.
    fn has_room(&mut self, max: usize, counts: impl Fn(&Place) -> bool) -> bool {
        if self.taken.iter().filter(|place| counts(place)).count() < max {
            return true;
        }
        let idle = self.taken.iter().position(|place| counts(place) && place.requests.none());
        if let Some(idle) = idle {
            self.taken.remove(idle).connection.abort();
        }
        idle.is_some()
    }
}
