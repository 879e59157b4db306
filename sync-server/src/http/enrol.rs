use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use protocol::enrol;

use super::problem::Problem;
use super::{App, body, guard};
use crate::ledger::EnrolRefusal;

/// `POST /v1/enrol`: the only request that nobody signs; the code is the proof.
pub(super) async fn enrol(
    State(app): State<Arc<App>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let answer = async {
        if !app.wrong_codes.allows(from.ip()) {
            return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "enrol.too_often"));
        }
        let body = body::of(request).await?;
        let request =
            enrol::Request::decode(&body).map_err(|_| Problem::malformed("body.malformed"))?;
        let reply = guard::work(&app, move |app| {
            app.ledger.enrol(&request).map_err(|refusal| {
                if !matches!(refusal, EnrolRefusal::Trouble(_)) {
                    app.wrong_codes.note(from.ip());
                }
                problem(refusal)
            })
        })
        .await?;
        Ok(body::cbor(reply.encode()))
    };
    answer.await.unwrap_or_else(Problem::into_response)
}

fn problem(refusal: EnrolRefusal) -> Problem {
    match refusal {
        EnrolRefusal::Unproven => Problem::malformed("enrol.unproven"),
        EnrolRefusal::Code => Problem::new(StatusCode::FORBIDDEN, "enrol.code"),
        EnrolRefusal::Trouble(trouble) => trouble.into(),
    }
}
