//! The accept loop: few connections, little time, one request for each.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};

use super::Door;
use super::addresses::is_near;
use super::answer::answer;
use crate::lan::{Badge, Guests};

/// How many phones are answered at once, and how many connections of one of them.
const GUESTS_MAX: usize = 64;
const GUESTS_FROM_ONE_MAX: usize = 8;
/// How long the head of a request may take.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long everything may take.
const WHOLE_TIME: Duration = Duration::from_secs(25);
/// How long a head may be, and of how many lines.
const HEAD_BYTES_MAX: usize = 16 * 1024;
const HEADERS_MAX: usize = 40;
/// How long the door rests when the system lets nobody in (too many open files).
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);
/// How often it is looked whether the day is over.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Lets phones in until the door is closed, which ends every connection at it, or the day is over.
pub(super) async fn accept(door: Arc<Door>, listener: TcpListener) {
    let mut guests = Guests::of(GUESTS_MAX, GUESTS_FROM_ONE_MAX);
    let mut look = tokio::time::interval(LOOK_EVERY);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = look.tick() => match door.booth(&door.clock.stamp()) {
                Some(_) => continue,
                None => return,
            },
        };
        let Ok((stream, from)) = accepted else {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let from = from.ip();
        if is_near(from) {
            guests.admit(from, |badge| speak(Arc::clone(&door), stream, from, badge));
        }
    }
}

async fn speak(door: Arc<Door>, stream: TcpStream, from: IpAddr, badge: Badge) {
    let _ = stream.set_nodelay(true);
    let answered = service_fn(move |request| {
        let (door, badge) = (Arc::clone(&door), badge.clone());
        async move { Ok::<_, Infallible>(answer(door, from, badge, request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(HEADERS_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .keep_alive(false)
        .auto_date_header(false)
        .serve_connection(TokioIo::new(stream), answered);
    match tokio::time::timeout(WHOLE_TIME, connection).await {
        Ok(Err(error)) => tracing::debug!(%error, "a visitor's connection broke off"),
        Err(_) => tracing::debug!("a visitor's connection took too long"),
        Ok(Ok(())) => {}
    }
}
