use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use protocol::remains::{self, Reply};

use super::problem::Problem;
use super::{App, auth, body};
use crate::ledger::RemainsRefusal;

/// `POST /v1/remains`: headquarters asks what is left of a laptop that is gone.
pub(super) async fn remains(State(app): State<Arc<App>>, request: Request) -> Response {
    auth::signed(app, request, |ledger, enrolment, body| {
        let request =
            remains::Request::decode(body).map_err(|_| Problem::malformed("body.malformed"))?;
        let remains = ledger.remains_for(enrolment, request.enrolment).map_err(problem)?;
        Ok(body::cbor(Reply { remains }.encode()))
    })
    .await
}

fn problem(refusal: RemainsRefusal) -> Problem {
    match refusal {
        RemainsRefusal::NotHeadquarters => Problem::new(StatusCode::FORBIDDEN, "role.hq"),
        RemainsRefusal::Trouble(trouble) => trouble.into(),
    }
}
