//! One conversation on the LAN, from handshake to the last bundle; photos come after it ([`super::photos`]).

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use app::Failure;
use domain::PersonId;
use facts::{Book, Key, Records};
use ledger::{EnrolmentId, PublicKey, Record};
use protocol::limits::BUNDLE_BYTES_MAX;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::{TlsAcceptor, TlsConnector, TlsStream};

use super::greeting::{GREETING_BYTES_MAX, Greeting, certificates, recognise};
use super::tls::{Tls, key_of};
use super::words;
use crate::bundle::{self, Taken, Way};
use crate::calls::taken_view;
use crate::clock::{Clock, now, random};
use crate::desk::Opened;
use crate::view::{LanPeerView, TakenView};

/// How long handshake and greeting may take.
const GREETING_TIMEOUT: Duration = Duration::from_secs(20);
/// How long somebody at the door may say nothing of what comes next.
const SILENCE_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a bundle may take to come.
const BUNDLE_TIMEOUT: Duration = Duration::from_secs(300);

/// Who called whom.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Caller,
    Listener,
}

/// A conversation whose peer is a recognised colleague.
pub(super) struct Conversation {
    pub(super) stream: TlsStream<TcpStream>,
    pub(super) role: Role,
    pub(super) person: PersonId,
    name: String,
    enrolment: EnrolmentId,
    key: PublicKey,
    /// Whether both sides have compared words before.
    known: bool,
    words: (Vec<String>, Vec<String>),
    pub(super) id: String,
}

pub(super) fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::new("lan.broken").with("detail", error)
}

impl Conversation {
    /// Shakes hands and greets.
    pub(super) async fn begin(
        opened: &Arc<Opened>,
        stream: TcpStream,
        tls: &Tls,
        role: Role,
    ) -> Result<Self, Failure> {
        let begun = Self::greet(opened, stream, tls, role);
        tokio::time::timeout(GREETING_TIMEOUT, begun).await.map_err(|_| broken("timeout"))?
    }

    async fn greet(
        opened: &Arc<Opened>,
        stream: TcpStream,
        tls: &Tls,
        role: Role,
    ) -> Result<Self, Failure> {
        let mut stream = soon(shake(stream, tls, role)).await?;
        let (key, session) = proven(&stream)?;
        let met = match role {
            Role::Caller => call(opened, &mut stream, key).await?,
            Role::Listener => answer(opened, &mut stream, key).await?,
        };
        let id: String = random()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self {
            stream,
            role,
            person: met.person,
            name: met.name,
            enrolment: met.enrolment,
            key,
            known: met.known,
            words: words::six(&met.own, &key, &session),
            id,
        })
    }

    /// Whether the words were compared before, on both sides.
    pub(super) fn known(&self) -> bool {
        self.known
    }

    /// Whether its peer is this person.
    pub(super) fn is_with(&self, person: &PersonId) -> bool {
        self.person == *person
    }

    /// For the screen. No words when they were compared before.
    pub(super) fn view(&self) -> LanPeerView {
        let (words, words_english) =
            if self.known { (Vec::new(), Vec::new()) } else { self.words.clone() };
        LanPeerView { id: self.id.clone(), name: self.name.clone(), words, words_english }
    }

    /// Says whether the words are the same here.
    pub(super) async fn say(&mut self, same: bool) -> Result<(), Failure> {
        self.stream.write_all(&[u8::from(same)]).await.map_err(broken)?;
        self.stream.flush().await.map_err(broken)
    }

    /// Hears whether they are the same over there.
    pub(super) async fn hear(&mut self, patience: Duration) -> Result<bool, Failure> {
        let mut said = [0u8];
        let heard = tokio::time::timeout(patience, self.stream.read_exact(&mut said)).await;
        heard.map_err(|_| broken("timeout"))?.map_err(broken)?;
        Ok(said[0] == 1)
    }

    /// The words need not be compared again.
    pub(super) fn remember(&self, opened: &Opened) -> Result<(), Failure> {
        opened.workspace().remember_peer(&self.key.to_bytes(), &self.enrolment)
    }

    /// A bundle over, its answer back.
    pub(super) async fn exchange(
        &mut self,
        opened: &Opened,
        clock: &dyn Clock,
    ) -> Result<TakenView, Failure> {
        match self.role {
            Role::Caller => {
                let packed =
                    bundle::pack(&opened.workspace(), &self.person, Way::Lan, &now(clock))?;
                send(&mut self.stream, &packed.bytes).await?;
                let answer = self.bundle().await?;
                let taken = self.take(opened, &answer, clock)?;
                Ok(taken_view(&taken, self.name.clone(), None))
            }
            Role::Listener => {
                let bytes = self.bundle().await?;
                let mut taken = self.take(opened, &bytes, clock)?;
                if let Some(answer) = taken.answer.take() {
                    send(&mut self.stream, &answer.bytes).await?;
                }
                Ok(taken_view(&taken, self.name.clone(), None))
            }
        }
    }

    /// The end: whoever called has the last word, so that neither side closes before the other has read.
    pub(super) async fn close(&mut self) {
        match self.role {
            Role::Caller => drop(self.stream.shutdown().await),
            Role::Listener => {
                let mut end = [0; 1];
                let ending = self.stream.read(&mut end);
                drop(tokio::time::timeout(GREETING_TIMEOUT, ending).await);
            }
        }
    }

    fn take(&self, opened: &Opened, bytes: &[u8], clock: &dyn Clock) -> Result<Taken, Failure> {
        bundle::take_from(&mut opened.workspace(), self.enrolment, bytes, &now(clock))
    }

    async fn bundle(&mut self) -> Result<Vec<u8>, Failure> {
        let coming = receive(&mut self.stream, BUNDLE_BYTES_MAX);
        tokio::time::timeout(BUNDLE_TIMEOUT, coming).await.map_err(|_| broken("timeout"))?
    }
}

/// Waits a few seconds for somebody who has shown nothing of himself yet.
async fn soon<T>(coming: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::time::timeout(SILENCE_TIMEOUT, coming).await.map_err(|_| broken("timeout"))?
}

async fn shake(stream: TcpStream, tls: &Tls, role: Role) -> Result<TlsStream<TcpStream>, Failure> {
    Ok(match role {
        Role::Caller => {
            let name = ServerName::try_from("fairlead").map_err(broken)?;
            let connector = TlsConnector::from(Arc::clone(&tls.client));
            connector.connect(name, stream).await.map_err(broken)?.into()
        }
        Role::Listener => {
            let acceptor = TlsAcceptor::from(Arc::clone(&tls.server));
            acceptor.accept(stream).await.map_err(broken)?.into()
        }
    })
}

/// The key that the peer has proven to hold, and what is this session's alone.
fn proven(stream: &TlsStream<TcpStream>) -> Result<(PublicKey, [u8; 32]), Failure> {
    let (key, session) = match stream {
        TlsStream::Client(inner) => {
            let connection = inner.get_ref().1;
            (key_of(connection.peer_certificates()), export(connection)?)
        }
        TlsStream::Server(inner) => {
            let connection = inner.get_ref().1;
            (key_of(connection.peer_certificates()), export(connection)?)
        }
    };
    Ok((key.ok_or_else(|| Failure::new("lan.stranger"))?, session))
}

/// Whoever calls has typed the other's address and says first who he is.
async fn call(
    opened: &Arc<Opened>,
    stream: &mut TlsStream<TcpStream>,
    key: PublicKey,
) -> Result<Met, Failure> {
    let mine = aside(opened, move |opened| Ok(Introduction::to(&key, opened)?.bytes)).await?;
    send(stream, &mine).await?;
    let theirs = receive(stream, GREETING_BYTES_MAX).await?;
    let met =
        aside(
            opened,
            move |opened| Ok(Introduction::to(&key, opened)?.meet(&theirs, &key, opened)),
        );
    met.await?.ok_or_else(|| Failure::new("lan.stranger"))
}

/// A stranger at the door is told nothing but that he is one.
async fn answer(
    opened: &Arc<Opened>,
    stream: &mut TlsStream<TcpStream>,
    key: PublicKey,
) -> Result<Met, Failure> {
    let theirs = soon(receive(stream, GREETING_BYTES_MAX)).await?;
    let met = aside(opened, move |opened| {
        let introduction = Introduction::to(&key, opened)?;
        let met = introduction.meet(&theirs, &key, opened);
        Ok(met.map(|met| (met, introduction.bytes)))
    });
    let met = met.await?;
    send(stream, met.as_ref().map_or(&[][..], |(_, mine)| mine)).await?;
    met.map(|(met, _)| met).ok_or_else(|| Failure::new("lan.stranger"))
}

/// Reads and checks on a thread that may wait, one greeting at a time: strangers may cost one core.
async fn aside<T: Send + 'static>(
    opened: &Arc<Opened>,
    work: impl FnOnce(&Opened) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let turn = Arc::clone(&opened.greeting).lock_owned().await;
    let opened = Arc::clone(opened);
    let working = tokio::task::spawn_blocking(move || {
        // Goes on when the caller has given up; the next one waits for its end.
        let _turn = turn;
        work(&opened)
    });
    working.await.map_err(broken)?
}

/// What we say of ourselves to somebody, and what we know of the company.
struct Introduction {
    bytes: Vec<u8>,
    known: bool,
    book: Book,
    held: Vec<Record>,
    own: PublicKey,
}

/// A colleague.
struct Met {
    person: PersonId,
    name: String,
    enrolment: EnrolmentId,
    known: bool,
    own: PublicKey,
}

impl Introduction {
    fn to(key: &PublicKey, opened: &Opened) -> Result<Self, Failure> {
        let workspace = opened.workspace();
        let (book, held) = (workspace.book().clone(), workspace.store().under(&Key::Company, 0)?);
        let enrolment = workspace.identity().enrolment;
        let known = workspace.knows_peer(&key.to_bytes())?;
        let certificates = certificates(&held, enrolment, &book);
        let mine = Greeting { company: book.id, enrolment, certificates, known };
        let bytes = minicbor::to_vec(&mine).map_err(broken)?;
        Ok(Self { bytes, known, book, held, own: workspace.signer().public() })
    }

    /// The colleague who holds a key, if his greeting shows that he is one.
    fn meet(&self, greeting: &[u8], key: &PublicKey, opened: &Opened) -> Option<Met> {
        let theirs: Greeting = minicbor::decode(greeting).ok()?;
        let person = recognise(&theirs, key, &self.book, &self.held)?;
        let name = opened.workspace().name(&person);
        let known = self.known && theirs.known;
        Some(Met { person, name, enrolment: theirs.enrolment, known, own: self.own })
    }
}

/// Thirty-two bytes that only the two ends of this session know.
fn export<Data>(connection: &rustls::ConnectionCommon<Data>) -> Result<[u8; 32], Failure> {
    let material = connection.export_keying_material([0; 32], b"EXPORTER-fairlead-words", None);
    material.map_err(broken)
}

pub(super) async fn send(stream: &mut TlsStream<TcpStream>, bytes: &[u8]) -> Result<(), Failure> {
    let length = u32::try_from(bytes.len()).map_err(broken)?;
    stream.write_all(&length.to_be_bytes()).await.map_err(broken)?;
    stream.write_all(bytes).await.map_err(broken)?;
    stream.flush().await.map_err(broken)
}

pub(super) async fn receive(
    stream: &mut TlsStream<TcpStream>,
    bytes_max: usize,
) -> Result<Vec<u8>, Failure> {
    let mut length = [0u8; 4];
    stream.read_exact(&mut length).await.map_err(broken)?;
    let length = u32::from_be_bytes(length) as usize;
    if length > bytes_max {
        return Err(Failure::new("bundle.too_large"));
    }
    // Grows with what really comes, not with what was announced.
    let mut bytes = Vec::new();
    let read = stream.take(length as u64).read_to_end(&mut bytes).await.map_err(broken)?;
    if read == length { Ok(bytes) } else { Err(broken("the connection ended early")) }
}
