//! Reading bodies: only what we speak, only so much, only so long.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use protocol::limits::BODY_BYTES_MAX;

use super::problem::Problem;

/// How long a body may take to come.
const BODY_TIME: Duration = Duration::from_secs(30);

const CBOR: &str = "application/cbor";

/// Whether the headers announce a body that is worth reading.
pub(super) fn check(headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let media = text(header::CONTENT_TYPE).and_then(|media| media.split(';').next());
    if !media.is_some_and(|media| media.trim().eq_ignore_ascii_case(CBOR)) {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "body.type"));
    }
    if headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "body.encoding"));
    }
    let announced: Option<u64> = text(header::CONTENT_LENGTH).and_then(|n| n.parse().ok());
    if announced.is_some_and(|bytes| bytes > BODY_BYTES_MAX as u64) {
        return Err(too_large());
    }
    Ok(())
}

/// The body of a request that nobody has signed.
pub(super) async fn of(request: Request) -> Result<Bytes, Problem> {
    let (parts, body) = request.into_parts();
    check(&parts.headers)?;
    read(body).await
}

/// Reads a body that [`check`] has let pass.
pub(super) async fn read(body: Body) -> Result<Bytes, Problem> {
    let collecting = Limited::new(body, BODY_BYTES_MAX).collect();
    match tokio::time::timeout(BODY_TIME, collecting).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a body broke off");
            Err(Problem::malformed("body.incomplete"))
        }
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "body.slow")),
    }
}

fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body.too_large")
}

/// A reply of ours.
pub(super) fn cbor(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, CBOR)], bytes).into_response()
}
