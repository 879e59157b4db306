use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use protocol::limits::{
    FRAME_RECORDS_MAX, LOST_PLACES_MAX, OFFER_LOGS_MAX, PROTOCOL_VERSION, TOKEN_BYTES,
};
use protocol::sync;

use super::problem::Problem;
use super::{App, auth, body};

/// `POST /v1/sync`: one exchange.
pub(super) async fn sync(State(app): State<Arc<App>>, request: Request) -> Response {
    auth::signed(app, request, |ledger, enrolment, body| {
        let request = read(body)?;
        let reply = ledger.exchange(enrolment, &request)?;
        Ok(body::cbor(reply.encode()))
    })
    .await
}

fn read(body: &[u8]) -> Result<sync::Request, Problem> {
    let request = sync::Request::decode(body).map_err(|_| Problem::malformed("body.malformed"))?;
    if request.version != PROTOCOL_VERSION {
        return Err(Problem::new(StatusCode::UPGRADE_REQUIRED, "protocol.version"));
    }
    let past = &request.past;
    let too_much = past.own.len() > OFFER_LOGS_MAX
        || past.returned.len() > OFFER_LOGS_MAX
        || past.lost.len() > LOST_PLACES_MAX
        || past.token.len() > TOKEN_BYTES;
    if too_much {
        return Err(Problem::malformed("body.too_many"));
    }
    if request.offer.len() > OFFER_LOGS_MAX || request.records.len() > FRAME_RECORDS_MAX {
        return Err(Problem::malformed("body.too_many"));
    }
    Ok(request)
}
