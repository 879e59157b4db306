//! What holds for every request: an end, a nonce in the reply, and a server that survives it.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use protocol::auth::NONCE_HEADER;

use super::App;
use super::auth::claimed;
use super::problem::Problem;

/// How long a request may take in all.
const REQUEST_TIME: Duration = Duration::from_secs(120);

/// Runs a request as a task of its own: a panic in it becomes a 500, and a caller who hangs up does
/// not stop what has begun. Every reply carries a nonce, errors included, so that an ordinary exchange
/// costs one request and a laptop can tell our server from a captive portal.
pub(super) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let holder = claimed(request.headers());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut task = tokio::spawn(next.run(request));
    let mut response = match tokio::time::timeout(REQUEST_TIME, &mut task).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Problem::ours().into_response(),
        Err(_) => {
            task.abort();
            Problem::new(StatusCode::REQUEST_TIMEOUT, "request.slow").into_response()
        }
    };
    let status = response.status().as_u16();
    tracing::debug!(%method, path, status, "answered");
    if let Ok(nonce) = HeaderValue::from_str(&app.nonces.fresh(holder)) {
        response.headers_mut().insert(NONCE_HEADER, nonce);
    }
    response
}

/// Lets the ledger work on a thread that may wait for disks. Panics there become a 500 too.
pub(super) async fn work<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&App) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let _permit = app.workers.acquire().await.map_err(|_| Problem::busy())?;
    let app = Arc::clone(app);
    let worked = tokio::task::spawn_blocking(move || work(&app)).await;
    worked.unwrap_or_else(|_| Err(Problem::ours()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use domain::time::Instant;

    use super::*;
    use crate::http::listen;
    use crate::{Clock, CompanyFile, Folder, Ledger, Random, found};

    /// An app on a small company of its own.
    fn app(folder: &std::path::Path) -> Arc<App> {
        let clock: Arc<dyn Clock> = Arc::new(|| Instant(0));
        let random: Arc<dyn Random> = Arc::new(|bytes: &mut [u8]| bytes.fill(1));
        let company = r#"{"people": {"a": {"name": "a", "roles": ["hq"]}}}"#;
        let file = CompanyFile::parse(company).unwrap();
        let storage = Folder::new(folder).create(&*random).unwrap();
        found(&storage, &file, &*clock, &*random).unwrap();
        let ledger = Ledger::open(Box::new(storage), clock.clone(), random.clone()).unwrap();
        Arc::new(App::new(Arc::new(ledger), clock, random))
    }

    async fn broken_handler() -> StatusCode {
        panic!("a bug in a handler")
    }

    async fn broken_worker(State(app): State<Arc<App>>) -> Result<StatusCode, Problem> {
        work(&app, |_| panic!("a bug in the ledger")).await
    }

    #[tokio::test]
    async fn a_panic_is_an_answer_and_the_server_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        let routes = Router::new()
            .route("/handler", get(broken_handler))
            .route("/worker", get(broken_worker))
            .route("/good", get(|| async { "ok" }))
            .layer(from_fn_with_state(Arc::clone(&app), guard))
            .with_state(app);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let running = listen(listener, None, routes);
        for (path, status) in [("handler", 500), ("worker", 500), ("good", 200)] {
            let answer = reqwest::get(format!("http://{address}/{path}")).await.unwrap();
            assert_eq!(answer.status(), status, "{path}");
        }
        running.stop().await;
        assert!(reqwest::get(format!("http://{address}/good")).await.is_err());
    }
}
