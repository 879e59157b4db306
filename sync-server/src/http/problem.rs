//! Refusals, as a stable code that a program can read. No internals, no names.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::ledger::Trouble;
use crate::storage::StorageError;

/// How long a device should wait when the server is busy, in seconds.
const RETRY_AFTER_S: &str = "5";

/// Why a request was not answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    pub(super) code: &'static str,
}

#[derive(Serialize)]
struct Body {
    code: &'static str,
}

impl Problem {
    pub(super) const fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code }
    }

    /// One answer to everything that is wrong with an authentication.
    pub(super) const fn unauthorized(code: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code)
    }

    pub(super) const fn malformed(code: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code)
    }

    pub(super) const fn busy() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "server.busy")
    }

    /// A panic or its like. What happened is in the log.
    pub(super) const fn ours() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server.failed")
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        match &trouble {
            Trouble::Storage(StorageError::Busy) => Self::busy(),
            Trouble::Storage(StorageError::Full) => {
                tracing::error!("the disk is full");
                Self::new(StatusCode::INSUFFICIENT_STORAGE, "server.full")
            }
            Trouble::Behind => Self::new(StatusCode::CONFLICT, "server.behind"),
            Trouble::NoWitness => Self::malformed("witness.forged"),
            _ => {
                tracing::error!(error = ?trouble, "the ledger failed");
                Self::ours()
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(Body { code: self.code })).into_response();
        let headers = response.headers_mut();
        let json = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, json);
        let wait = [
            StatusCode::SERVICE_UNAVAILABLE,
            StatusCode::INSUFFICIENT_STORAGE,
            StatusCode::TOO_MANY_REQUESTS,
        ];
        if wait.contains(&self.status) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER_S));
        }
        if self.status == StatusCode::PAYLOAD_TOO_LARGE {
            // What is left of the body is not worth reading.
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

/// Any other path.
pub(super) async fn unknown_path() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "path.unknown")
}

/// A known path with another method.
pub(super) async fn wrong_method() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method.not_allowed")
}
