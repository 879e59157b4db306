//! HTTP: the skin around the ledger. What a request may be is decided here, what it does is not.

mod auth;
mod body;
mod codes;
mod demo;
mod enrol;
mod guard;
mod health;
mod holdings;
mod limiter;
mod listen;
mod nonce;
mod photos;
mod places;
mod problem;
mod recovery;
mod remains;
mod sync;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tokio::sync::Semaphore;

use crate::demo::DemoClock;
use crate::ledger::Ledger;
use crate::world::{Clock, Random};
use limiter::Limiter;
use nonce::Nonces;

pub(crate) use listen::{Listening, listen};

/// How many requests work on the ledger at once; the others wait. One writes at a time anyway.
const WORKERS: usize = 16;

/// What every handler is given.
pub(crate) struct App {
    ledger: Arc<Ledger>,
    nonces: Nonces,
    wrong_codes: Limiter,
    /// Counted apart: a forgotten laptop that tries again takes nobody's place at enrolling.
    idle_returns: Limiter,
    workers: Semaphore,
}

impl App {
    pub(crate) fn new(ledger: Arc<Ledger>, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self {
            ledger,
            nonces: Nonces::new(Arc::clone(&clock), random),
            wrong_codes: Limiter::new(Arc::clone(&clock)),
            idle_returns: Limiter::new(clock),
            workers: Semaphore::new(WORKERS),
        }
    }
}

/// Everything that is answered.
pub(crate) fn routes(app: Arc<App>, demo: Option<Arc<DemoClock>>) -> Router {
    Router::new()
        .route(protocol::sync::PATH, post(sync::sync))
        .route(protocol::enrol::PATH, post(enrol::enrol))
        .route(protocol::enrol::CODES_PATH, post(codes::codes))
        .route(protocol::holdings::PATH, post(holdings::holdings))
        .route(protocol::photos::PATH, post(photos::photos))
        .route(protocol::recovery::PATH, post(recovery::recovery))
        .route(protocol::remains::PATH, post(remains::remains))
        .route(protocol::recovery::RETURN_PATH, post(recovery::take_back))
        .route(protocol::checkpoint::PATH, get(recovery::card))
        .route(protocol::auth::NONCE_PATH, get(auth::nonce))
        .route("/health", get(health::health))
        .merge(demo.map(demo::routes).unwrap_or_default())
        .fallback(problem::unknown_path)
        .method_not_allowed_fallback(problem::wrong_method)
        .layer(from_fn_with_state(Arc::clone(&app), guard::guard))
        .with_state(app)
}
