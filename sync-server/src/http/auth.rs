//! Who is asking: requests that are signed by an enrolment's key (see [`protocol::auth`]).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use ledger::EnrolmentId;
use protocol::auth::{ENROLMENT_HEADER, NONCE_HEADER, SIGNATURE_HEADER};

use super::nonce::{Nonce, Stale};
use super::problem::Problem;
use super::{App, body, guard};
use crate::ledger::Ledger;

/// `GET /v1/nonce`: the guard puts one in every reply, so there is nothing left to say.
pub(super) async fn nonce(State(_): State<Arc<App>>) -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Reads and authenticates a request, then lets `work` answer it on a thread that may wait for disks.
pub(super) async fn signed<W>(app: Arc<App>, request: Request, work: W) -> Response
where
    W: FnOnce(&Ledger, EnrolmentId, &[u8]) -> Result<Response, Problem> + Send + 'static,
{
    let answer = async {
        let (parts, body) = request.into_parts();
        let claim = Claim::read(&app, &parts.headers)?;
        body::check(&parts.headers)?;
        let body = body::read(body).await?;
        let enrolment = claim.enrolment;
        guard::work(&app, move |app| {
            claim.prove(app, &parts, &body)?;
            work(&app.ledger, enrolment, &body)
        })
        .await
    };
    answer.await.unwrap_or_else(Problem::into_response)
}

/// The enrolment that a request names, in its headers.
pub(super) fn claimed(headers: &HeaderMap) -> Option<EnrolmentId> {
    headers.get(ENROLMENT_HEADER).and_then(|id| EnrolmentId::from_hex(id.to_str().ok()?))
}

/// What a request says about its sender. Cheap to check before its body is read.
struct Claim {
    enrolment: EnrolmentId,
    nonce: Nonce,
    nonce_text: String,
    signature: String,
}

impl Claim {
    fn read(app: &App, headers: &HeaderMap) -> Result<Self, Problem> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let (Some(_), Some(nonce), Some(signature)) =
            (text(ENROLMENT_HEADER), text(NONCE_HEADER), text(SIGNATURE_HEADER))
        else {
            return Err(Problem::unauthorized("auth.missing"));
        };
        let enrolment = claimed(headers).ok_or(Problem::unauthorized("auth.malformed"))?;
        let checked = app.nonces.check(nonce, enrolment).map_err(stale)?;
        let (nonce_text, signature) = (nonce.to_owned(), signature.to_owned());
        Ok(Self { enrolment, nonce: checked, nonce_text, signature })
    }

    /// Checks the signature, and only then uses the nonce up.
    fn prove(self, app: &App, parts: &Parts, body: &Bytes) -> Result<(), Problem> {
        let known = app.ledger.key_of(self.enrolment)?;
        // An enrolment that does not exist takes as long to refuse as a wrong signature.
        let key = known.unwrap_or_else(|| app.ledger.server_key());
        let (method, path) = (parts.method.as_str(), parts.uri.path());
        let (nonce, signature) = (&self.nonce_text, &self.signature);
        let good =
            protocol::auth::verify(&key, self.enrolment, method, path, nonce, body, signature);
        if !good || known.is_none() {
            return Err(Problem::unauthorized("auth.signature"));
        }
        app.nonces.spend(self.nonce).map_err(stale)
    }
}

fn stale(stale: Stale) -> Problem {
    match stale {
        Stale::Bad => Problem::unauthorized("auth.nonce"),
        Stale::Full => Problem::busy(),
    }
}
