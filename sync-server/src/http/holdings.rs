use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use protocol::holdings::{Answer, Ask};

use super::problem::Problem;
use super::{App, auth, body, recovery};

/// `POST /v1/holdings`: headquarters asks which laptops have not said that they let go of what they may no
/// longer hold.
pub(super) async fn holdings(State(app): State<Arc<App>>, request: Request) -> Response {
    auth::signed(app, request, |ledger, enrolment, body| {
        Ask::decode(body).map_err(|_| Problem::malformed("body.malformed"))?;
        let open = ledger.outstanding_for(enrolment).map_err(recovery::problem)?;
        Ok(body::cbor(Answer { open }.encode()))
    })
    .await
}
