//! Somebody on the LAN who speaks as laptops do when they vouch for each other, and says what he likes.

use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;

use app::workspace::SeenEnd;
use ledger::{EnrolmentId, Seq, Signer};
use protocol::circle::Circle;
use protocol::code::Page;
use protocol::hint::{self, table::TableId};
use protocol::limits::VOUCH_BYTES_MAX;
use protocol::vouch::{End, Message, Nonce, Shown};

use crate::camera::Camera;
use crate::laptop::Laptop;

/// How long he waits for an answer.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// A socket with what a laptop knows.
pub struct Insider {
    socket: UdpSocket,
    circle: Circle,
    /// Whose laptop he says that it is.
    pub me: EnrolmentId,
    signer: Signer,
}

impl Insider {
    /// With everything that a laptop of the company knows, its key included.
    ///
    /// # Panics
    /// When there is no loopback.
    pub fn of(laptop: &Laptop) -> Self {
        Self::at(laptop, "127.0.0.1:0")
    }

    /// The same from this address.
    ///
    /// # Panics
    /// When there is no loopback.
    pub fn at(laptop: &Laptop, address: &str) -> Self {
        let opened = laptop.desk.opened().expect("an open workspace");
        let workspace = opened.workspace();
        let identity = workspace.identity();
        let socket = UdpSocket::bind(address).expect("a loopback");
        socket.set_read_timeout(Some(PATIENCE)).expect("a socket");
        let circle = Circle::of(&identity.identity_key.0);
        Self {
            socket,
            circle,
            me: identity.enrolment,
            signer: identity.signer(workspace.book().id),
        }
    }

    /// Bytes as they are.
    ///
    /// # Panics
    /// When the system refuses.
    pub fn throw(&self, to: &str, bytes: &[u8]) {
        self.socket.send_to(bytes, to).expect("sent");
    }

    /// Where he hears.
    ///
    /// # Panics
    /// When there is no loopback.
    pub fn address(&self) -> String {
        self.socket.local_addr().expect("a bound socket").to_string()
    }

    /// A message as from a laptop, closed.
    pub fn seal(&self, message: &Message) -> Vec<u8> {
        let drawn = desktop::clock::random();
        let drawn = drawn.first_chunk().expect("thirty-two bytes are more");
        self.circle.close(self.me, message, drawn)
    }

    /// A message as from a laptop.
    pub fn say(&self, to: &str, message: &Message) {
        self.throw(to, &self.seal(message));
    }

    /// Somebody else's datagram from this one's address.
    ///
    /// # Panics
    /// When the system refuses.
    pub fn pass_on(&self, to: SocketAddr, datagram: &[u8]) {
        self.socket.send_to(datagram, to).expect("sent");
    }

    /// A message about customers, as from a laptop.
    pub fn says_of_customers(&self, to: &str, message: &hint::Message) {
        let drawn = desktop::clock::random();
        let drawn = drawn.first_chunk().expect("thirty-two bytes are more");
        self.throw(to, &hint::close(&self.circle, self.me, message, drawn));
    }

    /// The next message about customers and where it came from, if one comes.
    pub fn hears_of_customers(&self) -> Option<(SocketAddr, hint::Message)> {
        let mut bytes = [0; VOUCH_BYTES_MAX + 1];
        loop {
            let (length, from) = self.socket.recv_from(&mut bytes).ok()?;
            let datagram = &bytes[..length];
            if hint::is_one(datagram) {
                return hint::open(&self.circle, datagram).ok().map(|(_, said)| (from, said));
            }
        }
    }

    /// The number under which he may ask for customers, and how long the table is.
    ///
    /// # Panics
    /// When he gets none.
    pub fn knocks(&self, to: &str) -> (Nonce, TableId, u32) {
        self.says_of_customers(to, &hint::Message::Knock { nonce: Nonce([1; 16]) });
        loop {
            match self.hears_of_customers() {
                Some((_, hint::Message::Open { nonce, table, entries, .. })) => {
                    return (nonce, table, entries);
                }
                // Late answers to what he asked before.
                Some(_) => {}
                None => panic!("nobody opens"),
            }
        }
    }

    /// A question for some mark, signed with his key.
    pub fn question(&self, laptop: &Laptop, nonce: Nonce, mark: &str) -> hint::Asked {
        let opened = laptop.desk.opened().expect("an open workspace");
        let company = opened.workspace().book().id;
        let marks = vec![mark.as_bytes().to_vec()];
        let blinded = hint::blind::Blinded::of(marks, desktop::clock::random());
        let points = hint::packed(&blinded.points());
        hint::Question { company, by: self.me, nonce, points }.sign(&self.signer)
    }

    /// The next message and where it came from, if one comes.
    pub fn hear_from(&self) -> Option<(SocketAddr, Message)> {
        let mut bytes = [0; VOUCH_BYTES_MAX + 1];
        let (length, from) = self.socket.recv_from(&mut bytes).ok()?;
        self.circle.open(&bytes[..length]).ok().map(|(_, message)| (from, message))
    }

    /// Answers what it is asked next as an honest laptop does, with a receipt in the end.
    ///
    /// # Panics
    /// When the laptop cannot sign.
    pub fn witness(&self, laptop: &Laptop, asker: SocketAddr) {
        let answer = match self.hear_from() {
            Some((_, Message::Ask { nonce: asked })) => {
                Message::Challenge { asked, nonce: Nonce([2; 16]) }
            }
            Some((_, Message::Shown(shown))) => {
                let end = shown.claims().expect("an end");
                let seen = SeenEnd {
                    log: end.log,
                    through: end.through,
                    head: end.head,
                    news: end.news,
                    boot: end.boot,
                    mono_ms: end.mono_ms,
                };
                let now = desktop::clock::now(&*laptop.clock);
                let opened = laptop.desk.opened().expect("an open workspace");
                let given = opened.workspace().vouch(&[seen], &now).expect("a store");
                let [record] = &given[..] else { return };
                Message::Given { record: record.encode().into(), proof: None, shown: end.nonce }
            }
            _ => return,
        };
        self.pass_on(asker, &self.seal(&answer));
    }

    /// The next message, if one comes.
    pub fn hear(&self) -> Option<Message> {
        self.hear_from().map(|(_, message)| message)
    }

    /// The number that a witness gives him.
    ///
    /// # Panics
    /// When he gives none.
    pub fn challenge(&self, to: &str) -> Nonce {
        self.say(to, &Message::Ask { nonce: Nonce([1; 16]) });
        match self.hear() {
            Some(Message::Challenge { nonce, .. }) => nonce,
            other => panic!("no challenge but {other:?}"),
        }
    }

    /// The end of a laptop's chain as it is, but for a change.
    ///
    /// # Panics
    /// When it has signed nothing yet.
    pub fn end_of(laptop: &Laptop, nonce: Nonce, change: impl FnOnce(&mut End)) -> End {
        let stamp = desktop::clock::Clock::stamp(&*laptop.clock);
        let opened = laptop.desk.opened().expect("an open workspace");
        let workspace = opened.workspace();
        let own = workspace.own_end().expect("a store").expect("something signed");
        let mut end = End {
            company: workspace.book().id,
            log: own.head.log,
            through: own.head.seq,
            head: own.head.last.expect("a record"),
            news: own.news,
            boot: stamp.boot,
            mono_ms: stamp.mono_ms,
            nonce,
        };
        change(&mut end);
        end
    }

    /// Shows an end with his signature; what he hears.
    pub fn show(&self, to: &str, end: &End) -> Option<Message> {
        self.say(to, &Message::Shown(end.show(&self.signer)));
        self.hear()
    }

    /// What the code on a laptop's screen says.
    ///
    /// # Panics
    /// When it is none of his company's.
    pub fn reads(&self, laptop: &Laptop) -> Page {
        Page::read(&self.circle, &Camera::on(laptop).text()).expect("a code").1
    }

    /// A code of his own.
    pub fn draws(&self, page: &Page) -> Camera {
        let drawn = desktop::clock::random();
        let drawn = drawn.first_chunk().expect("thirty-two bytes are more");
        Camera::of_text(&page.text(&self.circle, self.me, drawn))
    }

    /// An end with his signature.
    pub fn signs(&self, end: &End) -> Shown {
        end.show(&self.signer)
    }

    /// Shows ends that rise for ever.
    pub fn flood(&self, to: &str, laptop: &Laptop, count: u64) {
        for n in 0..count {
            let end = Self::end_of(laptop, self.challenge(to), |end| {
                end.through = Seq(end.through.0 + n);
                end.news = end.through;
            });
            self.say(to, &Message::Shown(end.show(&self.signer)));
            while let Some(Message::Challenge { .. }) = self.hear() {}
        }
    }
}
