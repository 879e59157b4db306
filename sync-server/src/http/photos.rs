use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;

use super::problem::Problem;
use super::{App, auth, body};

/// `POST /v1/photos`: a device brings a photo that a card names, and asks for those that it lacks.
pub(super) async fn photos(State(app): State<Arc<App>>, request: Request) -> Response {
    auth::signed(app, request, |ledger, enrolment, body| {
        let request = protocol::photos::Request::decode(body)
            .map_err(|_| Problem::malformed("body.malformed"))?;
        let reply = ledger.photos(enrolment, &request).map_err(Problem::from)?;
        Ok(body::cbor(reply.encode()))
    })
    .await
}
