use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use protocol::limits::FRAME_RECORDS_MAX;
use protocol::recovery::{self, Reply, Return, Returned};

use super::problem::Problem;
use super::{App, auth, body, guard};
use crate::ledger::ConfirmRefusal;

/// `GET /v1/checkpoint`: whose server this is. How far its store has come is nobody's business.
pub(super) async fn card(State(app): State<Arc<App>>) -> Response {
    match guard::work(&app, |app| Ok(app.ledger.card()?)).await {
        Ok(card) => body::cbor(card.encode()),
        Err(problem) => problem.into_response(),
    }
}

/// `POST /v1/recovery`: headquarters asks what a recovery has brought, and may end it.
pub(super) async fn recovery(State(app): State<Arc<App>>, request: Request) -> Response {
    auth::signed(app, request, |ledger, enrolment, body| {
        let request =
            recovery::Request::decode(body).map_err(|_| Problem::malformed("body.malformed"))?;
        let report = ledger.recovery_for(enrolment, request.confirm).map_err(problem)?;
        Ok(body::cbor(Reply { report }.encode()))
    })
    .await
}

/// `POST /v1/return`: a laptop that the server may have forgotten brings back what the server itself
/// once signed, its own certificate among it. Nobody signs the request; the records are the proof.
pub(super) async fn take_back(
    State(app): State<Arc<App>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let answer = async {
        if !app.idle_returns.allows(from.ip()) {
            return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "return.too_often"));
        }
        let body = body::of(request).await?;
        let brought = Return::decode(&body).map_err(|_| Problem::malformed("body.malformed"))?;
        if brought.records.len() > FRAME_RECORDS_MAX {
            return Err(Problem::malformed("body.too_many"));
        }
        let taken = guard::work(&app, move |app| {
            Ok(app.ledger.take_back(brought.witness.as_ref(), &brought.records)?)
        })
        .await?;
        if taken == 0 {
            // Checking signatures costs; who brings nothing new is not listened to for long.
            app.idle_returns.note(from.ip());
        }
        Ok(body::cbor(Returned { taken }.encode()))
    };
    answer.await.unwrap_or_else(Problem::into_response)
}

pub(super) fn problem(refusal: ConfirmRefusal) -> Problem {
    match refusal {
        ConfirmRefusal::NotHeadquarters => Problem::new(StatusCode::FORBIDDEN, "role.hq"),
        ConfirmRefusal::Trouble(trouble) => trouble.into(),
    }
}
