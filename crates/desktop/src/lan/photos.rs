//! Photos on the LAN, after what was handed in is safe on both sides: each asks the other for what it lacks and may
//! see, one in a piece. A conversation that ends in the middle has lost nothing: the next one goes on, and the
//! server does.

use std::time::Duration;

use app::Failure;
use protocol::limits::{BODY_BYTES_MAX, PHOTOS_ASKED_MAX};
use protocol::photos::{Reply, Request};

use super::peer::{Conversation, Role, broken, receive, send};
use crate::clock::{Clock, now};
use crate::desk::Opened;
use crate::photos::hand;

/// How long one photo may take.
const PHOTO_TIMEOUT: Duration = Duration::from_secs(60);

impl Conversation {
    /// Photos both ways, the listener's questions first: he gathers his team's laptops. `left` hears how many are
    /// still to come or to go; gives how many came.
    pub(super) async fn photos(
        &mut self,
        opened: &Opened,
        clock: &dyn Clock,
        left: &(dyn Fn(usize) + Sync),
    ) -> Result<u32, Failure> {
        match self.role {
            Role::Listener => {
                let came = self.ask(opened, left).await?;
                self.answer(opened, clock, left).await?;
                Ok(came)
            }
            Role::Caller => {
                self.answer(opened, clock, left).await?;
                self.ask(opened, left).await
            }
        }
    }

    /// Asks until there is nothing more to be had, and says so.
    async fn ask(
        &mut self,
        opened: &Opened,
        left: &(dyn Fn(usize) + Sync),
    ) -> Result<u32, Failure> {
        let (mut came, mut last) = (0, None);
        for _ in 0..PHOTOS_ASKED_MAX {
            let want = hand::wanted(&opened.workspace(), last)?;
            left(want.len());
            let end = want.is_empty();
            let request = Request { bring: None, want: want.clone() };
            send(&mut self.stream, &request.encode()).await?;
            if end {
                break;
            }
            let reply = self.piece().await?;
            let reply = Reply::decode(&reply).map_err(broken)?;
            // What was named before it is not to be had there; what was no such photo is not asked for again.
            last = match reply.photo.filter(|photo| want.contains(&photo.named)) {
                Some(photo) => {
                    let hash = photo.named.hash;
                    came += hand::take(&opened.workspace(), vec![photo])?;
                    Some(hash)
                }
                None => want.last().map(|named| named.hash),
            };
        }
        Ok(came)
    }

    /// Answers until the other side has what it wants.
    async fn answer(
        &mut self,
        opened: &Opened,
        clock: &dyn Clock,
        left: &(dyn Fn(usize) + Sync),
    ) -> Result<(), Failure> {
        let mut looks = PHOTOS_ASKED_MAX;
        for _ in 0..PHOTOS_ASKED_MAX {
            let request = self.piece().await?;
            let request = Request::decode(&request).map_err(broken)?;
            left(request.want.len());
            if request.want.is_empty() {
                break;
            }
            let (to, moment) = (&self.person, now(clock));
            let reply = hand::answer(&opened.workspace(), to, &moment, &request, &mut looks)?;
            send(&mut self.stream, &reply.encode()).await?;
        }
        Ok(())
    }

    async fn piece(&mut self) -> Result<Vec<u8>, Failure> {
        let coming = receive(&mut self.stream, BODY_BYTES_MAX);
        tokio::time::timeout(PHOTO_TIMEOUT, coming).await.map_err(|_| broken("timeout"))?
    }
}
