//! The accept loop: so many connections, so much time for a head, and TLS before anything is read.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::{Next, from_fn};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use super::places::{Begun, Places, Requests};

/// How long a TLS handshake, or the head of a request, may take. Idle connections end after it too.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// How long a reply may go on after the server was asked to stop.
const STOP_TIME: Duration = Duration::from_secs(5);

/// How many headers a request may have, and how long its head may be.
const HEADERS_MAX: usize = 64;
const HEAD_BYTES_MAX: usize = 32 * 1024;

/// How long to wait after the operating system refused a connection: it is out of something.
const BREATH: Duration = Duration::from_millis(100);

/// A running accept loop.
pub(crate) struct Listening {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Listening {
    /// Stops accepting, lets requests that have begun finish, and waits for them.
    pub(crate) async fn stop(mut self) {
        let _ = self.stop.send(true);
        let _ = (&mut self.task).await;
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves connections until it is stopped.
pub(crate) fn listen(listener: TcpListener, tls: Option<TlsAcceptor>, routes: Router) -> Listening {
    let (stop, stopped) = watch::channel(false);
    let task = tokio::spawn(accept(listener, tls, routes, stopped));
    Listening { stop, task }
}

async fn accept(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    routes: Router,
    mut stopped: watch::Receiver<bool>,
) {
    let mut places = Places::default();
    loop {
        let accepted = tokio::select! {
            _ = stopped.wait_for(|stopped| *stopped) => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "no connection could be accepted");
                tokio::time::sleep(BREATH).await;
                continue;
            }
        };
        let (tls, routes, stopped) = (tls.clone(), routes.clone(), stopped.clone());
        places
            .give(peer.ip(), |requests| serve(stream, tls, told(routes, peer, requests), stopped));
    }
    drop(listener);
    let _ = tokio::time::timeout(STOP_TIME, places.empty()).await;
    places.shut().await;
}

/// The routes of one connection: they know its peer, and it is known which requests they answer.
fn told(routes: Router, peer: SocketAddr, requests: Requests) -> Router {
    let count = move |request: Request, next: Next| {
        let begun = requests.begin();
        async move {
            // It is answered when the last of the reply has gone, or the connection breaks off.
            let reply = next.run(request).await;
            reply.map(|body| Body::new(body.map_err(move |error| broken_off(&begun, error))))
        }
    };
    routes.layer(axum::Extension(ConnectInfo(peer))).layer(from_fn(count))
}

fn broken_off(_: &Begun, error: axum::Error) -> axum::Error {
    error
}

async fn serve(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    routes: Router,
    stopped: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    match tls {
        None => speak(stream, routes, stopped).await,
        Some(tls) => match tokio::time::timeout(HEAD_TIME, tls.accept(stream)).await {
            Ok(Ok(stream)) => speak(stream, routes, stopped).await,
            Ok(Err(error)) => tracing::debug!(%error, "a handshake failed"),
            Err(_) => tracing::debug!("a handshake took too long"),
        },
    }
}

async fn speak(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    routes: Router,
    mut stopped: watch::Receiver<bool>,
) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(HEADERS_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(
            TokioIo::new(stream),
            TowerToHyperService::new(routes.into_service::<Incoming>()),
        );
    tokio::pin!(connection);
    let ended = tokio::select! {
        result = connection.as_mut() => Some(result),
        _ = stopped.wait_for(|stopped| *stopped) => None,
    };
    let result = match ended {
        Some(result) => result,
        None => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = result {
        tracing::debug!(%error, "a connection broke off");
    }
}
