use std::sync::Arc;

use axum::extract::State;

use super::problem::Problem;
use super::{App, guard};

/// `GET /health`: whether the server can read its database.
pub(super) async fn health(State(app): State<Arc<App>>) -> Result<&'static str, Problem> {
    guard::work(&app, |app| Ok(app.ledger.book().map(drop)?)).await?;
    Ok("ok\n")
}
