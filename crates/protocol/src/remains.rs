//! What is left of a laptop that is gone, as the server knows it: headquarters asks.

use ledger::{EnrolmentId, Remains};
use minicbor::{Decode, Encode};

use crate::sync::message;
use crate::wire::Malformed;

/// Path at which headquarters asks, signed.
pub const PATH: &str = "/v1/remains";

/// Asks about one enrolment.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Request {
    /// Which.
    #[n(0)]
    pub enrolment: EnrolmentId,
}

/// The answer.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Reply {
    /// Nothing for an enrolment that the company does not have.
    #[n(0)]
    pub remains: Option<Remains>,
}

message!(Request);
message!(Reply);
