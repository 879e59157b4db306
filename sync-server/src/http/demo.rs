//! Routes that only a demo has.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use domain::PersonId;

use super::App;
use crate::demo::{DemoClock, PEOPLE, people};

/// Everything that a demo answers beside the ordinary.
pub(super) fn routes(clock: Arc<DemoClock>) -> Router<Arc<App>> {
    Router::new()
        .route("/demo/people", post(|| async { Json(people()) }))
        .route("/demo/clock", post(announced))
        .route("/demo/move", post(move_on))
        .route("/demo/code", post(code))
        .layer(Extension(clock))
}

async fn announced(Extension(clock): Extension<Arc<DemoClock>>) -> String {
    clock.announced()
}

async fn move_on(Extension(clock): Extension<Arc<DemoClock>>, stop: String) -> StatusCode {
    match clock.move_to(&stop) {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::BAD_REQUEST,
    }
}

/// A code for one of the demo's people.
async fn code(State(app): State<Arc<App>>, person: Bytes) -> Response {
    let person = String::from_utf8_lossy(&person).into_owned();
    if !PEOPLE.iter().any(|(id, ..)| *id == person) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let ledger = Arc::clone(&app.ledger);
    let issued = tokio::task::spawn_blocking(move || ledger.issue_code(&PersonId::new(person)));
    match issued.await {
        Ok(Ok(code)) => code.to_string().into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
