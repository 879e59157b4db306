//! A visitor's phone: a browser that knows nothing but an address.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;
use tokio::net::TcpSocket;
use tokio::runtime::Builder;

use crate::Laptop;

/// How long an answer may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A phone at an address of its own, in front of a laptop that shows its form.
#[derive(Clone, Debug)]
pub struct Phone {
    /// Its own address.
    pub from: Ipv4Addr,
    /// The laptop's port.
    pub port: u16,
    /// The code that was read from its screen.
    pub code: String,
    /// What it asks for as language.
    pub language: &'static str,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its status; 0 where the connection ended without one.
    pub status: u16,
    /// Its head, line by line, in lower case.
    pub head: Vec<String>,
    /// The page.
    pub page: String,
}

impl Answer {
    /// A header's value; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let named = |line: &&String| line.starts_with(&format!("{name}: "));
        self.head.iter().find(named).map_or("", |line| &line[name.len() + 2..])
    }

    /// What a field of the form holds, as it stands in the page.
    pub fn value(&self, field: &str) -> &str {
        let (_, rest) = self.page.split_once(&format!("name=\"{field}\"")).expect("the field");
        let (_, rest) = rest.split_once("value=\"").expect("its value");
        rest.split_once('"').expect("an end").0
    }
}

impl Phone {
    /// Opens a laptop's form and holds the `n`th phone to its screen.
    pub fn at(laptop: &Laptop, n: u8) -> Self {
        laptop.done("visitor_form_open", Value::Null);
        Self::reading(laptop, n)
    }

    /// Holds the `n`th phone to the screen of a laptop that shows its form.
    pub fn reading(laptop: &Laptop, n: u8) -> Self {
        let view = laptop.done("visitor_form", Value::Null);
        let shown = view["addresses"][0]["text"].as_str().expect("an address");
        let (address, code) = shown.rsplit_once('/').expect("a code");
        let port = address.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        let from = Ipv4Addr::new(127, 0, 1, n);
        Self { from, port, code: code.to_owned(), language: "zh-CN,zh;q=0.9" }
    }

    /// As the code on the screen names it.
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// A connection from this phone's address; none where nobody listens.
    pub fn connect(&self) -> Option<TcpStream> {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let stream = runtime.block_on(async {
            let socket = TcpSocket::new_v4().expect("a socket");
            socket.bind(SocketAddr::new(IpAddr::V4(self.from), 0)).expect("an address");
            let to = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
            socket.connect(to).await.ok()?.into_std().ok()
        })?;
        stream.set_nonblocking(false).expect("a socket");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
        Some(stream)
    }

    /// Says something byte for byte, and hears the answer to its end.
    pub fn say(&self, bytes: &[u8]) -> Answer {
        let Some(mut stream) = self.connect() else {
            return Answer { status: 0, head: Vec::new(), page: String::new() };
        };
        // Whoever is refused early may be cut off while he still talks.
        let _ = stream.write_all(bytes);
        hear(stream)
    }

    /// Opens the form.
    pub fn open(&self) -> Answer {
        self.get(&format!("/{}", self.code))
    }

    /// Asks for a page.
    pub fn get(&self, path: &str) -> Answer {
        let (host, language) = (self.host(), self.language);
        let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Language: {language}");
        self.say(format!("{head}\r\n\r\n").as_bytes())
    }

    /// Sends a form that was opened, with what was typed and ticked.
    pub fn send(&self, form: &Answer, typed: &[(&str, &str)]) -> Answer {
        let ticket = form.value("ticket").to_owned();
        let language = form.value("language").to_owned();
        let own = [("ticket", ticket.as_str()), ("language", language.as_str())];
        self.post(&format!("/{}", self.code), &encoded(&[own.as_slice(), typed].concat()))
    }

    /// Posts a body.
    pub fn post(&self, path: &str, body: &str) -> Answer {
        let (host, language, length) = (self.host(), self.language, body.len());
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Accept-Language: {language}\r\nContent-Length: {length}\r\n\
             Content-Type: application/x-www-form-urlencoded"
        );
        self.say(format!("{head}\r\n\r\n{body}").as_bytes())
    }
}

/// Reads an answer until the other side ends it.
pub fn hear(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    // A reset after the answer takes nothing of it away.
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8(bytes).expect("an answer in UTF-8");
    let (head, page) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
    let head = lines.map(|line| match line.split_once(':') {
        Some((name, value)) => format!("{}:{value}", name.to_ascii_lowercase()),
        None => line.to_owned(),
    });
    Answer { status, head: head.collect(), page: page.to_owned() }
}

/// Names and values as a browser posts them.
pub fn encoded(pairs: &[(&str, &str)]) -> String {
    let escape = |text: &str| {
        let byte = |b: u8| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(b).to_string(),
            b' ' => "+".to_owned(),
            b => format!("%{b:02X}"),
        };
        text.bytes().map(byte).collect::<String>()
    };
    let pair = |(name, value): &(&str, &str)| format!("{}={}", escape(name), escape(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}
