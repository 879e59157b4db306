//! What is answered to whom. One form, its sending, and a word of thanks; whatever else is asked for is not
//! there, and nothing tells it from what never was.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use app::visitor::{Arrived, Booth};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName,
    HeaderValue, LOCATION, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{HeaderMap, Method, Request, Response, StatusCode};

use super::codes::{Age, CODE_CHARS};
use super::fields::Filled;
use super::page::{self, Held};
use super::words::Language;
use super::{Door, Sent};
use crate::clock::{now, random};
use crate::lan::Badge;

/// How long a filled form may be: every field at its longest in the longest encoding is shorter.
const BODY_BYTES_MAX: usize = 16 * 1024;
/// How long it may take.
const BODY_TIME: Duration = Duration::from_secs(10);
const FORM: &str = "application/x-www-form-urlencoded";

pub(super) type Reply = Response<Full<Bytes>>;

/// Answers one request.
pub(super) async fn answer(
    door: Arc<Door>,
    from: IpAddr,
    badge: Badge,
    request: Request<Incoming>,
) -> Reply {
    let stamp = door.clock.stamp();
    if !door.flood().may_ask(from, stamp.mono_ms) {
        door.refuse(stamp.mono_ms);
        return bare(StatusCode::TOO_MANY_REQUESTS);
    }
    let reply = match place(&request, door.port) {
        Some(place) => at(&door, from, &badge, request, place).await,
        None => None,
    };
    reply.unwrap_or_else(|| {
        door.flood().missed(from, stamp.mono_ms);
        bare(StatusCode::NOT_FOUND)
    })
}

/// What is asked for.
struct Place {
    code: String,
    /// The word of thanks; otherwise the form.
    thanks: bool,
    language: Language,
    post: bool,
}

/// Reads where a request goes; none for whatever no page of ours asks.
fn place(request: &Request<Incoming>, port: u16) -> Option<Place> {
    let uri = request.uri();
    if uri.authority().is_some() || !is_ours(request.headers(), port) {
        return None;
    }
    let post = match *request.method() {
        Method::GET => false,
        Method::POST => true,
        _ => return None,
    };
    let path = uri.path().strip_prefix('/')?;
    let (code, thanks) = match path.strip_suffix("/thanks") {
        Some(code) => (code, true),
        None => (path, false),
    };
    let letters = code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if code.len() != CODE_CHARS || !letters || thanks && post {
        return None;
    }
    let asked = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = match uri.query() {
        Some(tag) => Language::of_tag(tag)?,
        None => Language::wanted(asked.unwrap_or_default()),
    };
    Some(Place { code: code.to_owned(), thanks, language, post })
}

/// Whether the request names this laptop by an address, as our codes do. A name would be somebody else's that
/// was made to lead here, whose page then reads what we answer.
fn is_ours(headers: &HeaderMap, port: u16) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    let address = SocketAddr::from_str(host);
    let named = address.is_ok_and(|address| address.is_ipv4() && address.port() == port);
    let mut origins = headers.get_all(ORIGIN).iter();
    let own = |origin: &HeaderValue| {
        origin.to_str().is_ok_and(|origin| origin.strip_prefix("http://") == Some(host))
    };
    named && origins.all(own)
}

/// Answers at a place; none where there is nothing.
async fn at(
    door: &Arc<Door>,
    from: IpAddr,
    badge: &Badge,
    request: Request<Incoming>,
    place: Place,
) -> Option<Reply> {
    let moment = now(&*door.clock);
    let age = door.codes.age(&place.code, &moment.stamp);
    let language = place.language;
    if age == Age::Unknown {
        return None;
    }
    // Whoever has read a code is let finish.
    badge.give();
    let booth = door.booth(&moment.stamp);
    if place.post {
        return Some(post(door, from, request, place, age, booth).await);
    }
    let Some(booth) = booth else {
        return Some(shown(StatusCode::GONE, page::closed(language, None)));
    };
    match (place.thanks, age) {
        (true, Age::Opens | Age::Sends) => {
            Some(shown(StatusCode::OK, page::thanks(language, booth)))
        }
        (false, Age::Opens) => {
            door.opened(from);
            let form = Filled::with(ticket(door, &place.code));
            let mut reply = shown(StatusCode::OK, page::form(language, booth, &form, &[], None));
            // Nobody's words are in it: a phone may keep it, and go back to what was typed.
            reply.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            Some(reply)
        }
        _ => Some(shown(StatusCode::GONE, page::expired(language, None))),
    }
}

fn ticket(door: &Door, code: &str) -> String {
    let number = *random().first_chunk().expect("thirty-two bytes are more");
    door.codes.ticket(code, number)
}

/// A form that is sent, or shown in the other language.
async fn post(
    door: &Arc<Door>,
    from: IpAddr,
    request: Request<Incoming>,
    place: Place,
    age: Age,
    booth: Option<&Booth>,
) -> Reply {
    let content = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if content.is_none_or(|content| !content.to_ascii_lowercase().starts_with(FORM)) {
        return bare(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    if request.body().size_hint().lower() > BODY_BYTES_MAX as u64 {
        return bare(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let body = Limited::new(request.into_body(), BODY_BYTES_MAX).collect();
    let body = match tokio::time::timeout(BODY_TIME, body).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(_)) => return bare(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => return bare(StatusCode::REQUEST_TIMEOUT),
    };
    let mut filled = Filled::read(&body);
    let shown_in = Language::of_tag(&filled.language).unwrap_or(place.language);
    let Some(booth) = booth else {
        return shown(StatusCode::GONE, page::closed(shown_in, Some(&filled)));
    };
    if age == Age::Expired || !door.codes.gave(&filled.ticket, &place.code) {
        filled.ticket.clear();
        return shown(StatusCode::GONE, page::expired(shown_in, Some(&filled)));
    }
    if let Some(wanted) = Language::of_tag(&filled.switch) {
        // He has not read the other text yet.
        filled.agreed = false;
        return shown(StatusCode::OK, page::form(wanted, booth, &filled, &[], None));
    }
    let again = |status, problems: &[_], held| {
        shown(status, page::form(shown_in, booth, &filled, problems, held))
    };
    let problems = filled.problems();
    if !problems.is_empty() {
        return again(StatusCode::UNPROCESSABLE_ENTITY, &problems, None);
    }
    let thanks = || thanked(&place.code, shown_in);
    if door.has(&filled.ticket) {
        return thanks();
    }
    let now_ms = door.clock.stamp().mono_ms;
    if !door.flood().may_send(from, now_ms) {
        door.refuse(now_ms);
        return again(StatusCode::TOO_MANY_REQUESTS, &[], Some(Held::Busy));
    }
    match keep(door, &filled, shown_in, booth).await {
        Sent::Kept => thanks(),
        Sent::Closed => shown(StatusCode::GONE, page::closed(shown_in, Some(&filled))),
        Sent::Full => again(StatusCode::SERVICE_UNAVAILABLE, &[], Some(Held::Full)),
        Sent::NotKept => again(StatusCode::SERVICE_UNAVAILABLE, &[], Some(Held::NotKept)),
    }
}

/// Puts it on the disk, on a thread that may wait for it. What has begun ends, whoever hangs up.
async fn keep(door: &Arc<Door>, filled: &Filled, language: Language, booth: &Booth) -> Sent {
    let arrival = filled.arrival(language.words().agreed(language, booth));
    let (door, ticket) = (Arc::clone(door), filled.ticket.clone());
    let kept = tokio::task::spawn_blocking(move || {
        let moment = now(&*door.clock);
        door.keep(&ticket, |workspace| app::visitor::arrive(workspace, &moment, arrival))
    });
    match kept.await {
        Ok(Ok(Arrived::New | Arrived::Again)) => Sent::Kept,
        Ok(Err(failure)) => {
            tracing::warn!(%failure, "a visitor's form was not kept");
            match failure.code.as_str() {
                "visitor.closed" | "locked" => Sent::Closed,
                "visitor.full" => Sent::Full,
                _ => Sent::NotKept,
            }
        }
        Err(_) => Sent::NotKept,
    }
}

/// To the word of thanks: whoever loads that again sends nothing again.
fn thanked(code: &str, language: Language) -> Reply {
    let mut reply = bare(StatusCode::SEE_OTHER);
    let place = format!("/{code}/thanks?{}", language.tag());
    let place = HeaderValue::from_str(&place).expect("letters and digits are a header");
    reply.headers_mut().insert(LOCATION, place);
    reply
}

/// A page.
fn shown(status: StatusCode, page: String) -> Reply {
    let mut reply = bare(status);
    *reply.body_mut() = Full::new(Bytes::from(page));
    let policy = HeaderValue::from_str(&page::POLICY).expect("our own words are a header");
    reply.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    reply.headers_mut().insert(CONTENT_TYPE, html);
    reply
}

/// A status and nothing else.
fn bare(status: StatusCode) -> Reply {
    let mut reply = Response::new(Full::default());
    *reply.status_mut() = status;
    let headers: [(HeaderName, &'static str); 3] = [
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "same-origin"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in headers {
        reply.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    reply
}
