use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::PersonId;
use protocol::enrol::CodeRequest;

use super::problem::Problem;
use super::{App, auth};
use crate::ledger::CodeRefusal;

/// `POST /v1/codes`: headquarters asks for an enrolment code, and gets its text.
pub(super) async fn codes(State(app): State<Arc<App>>, request: Request) -> Response {
    auth::signed(app, request, |ledger, enrolment, body| {
        let request =
            CodeRequest::decode(body).map_err(|_| Problem::malformed("body.malformed"))?;
        let code = ledger.code_for(enrolment, &PersonId::new(request.person)).map_err(problem)?;
        Ok(code.to_string().into_response())
    })
    .await
}

fn problem(refusal: CodeRefusal) -> Problem {
    match refusal {
        CodeRefusal::NotHeadquarters => Problem::new(StatusCode::FORBIDDEN, "role.hq"),
        CodeRefusal::Nobody => Problem::new(StatusCode::NOT_FOUND, "person.unknown"),
        CodeRefusal::NoAddress => Problem::ours(),
        CodeRefusal::Trouble(trouble) => trouble.into(),
    }
}
