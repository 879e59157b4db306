//! The road between laptops and their server: a TCP proxy that counts what passes, and on which the
//! weather may turn.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

/// How long a client is given to let go of an idle connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// What happens to those who travel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weather {
    /// Everything passes.
    Fair,
    /// A captive portal answers everything with a page and this status.
    Portal(u16),
    /// Connections are closed as soon as they are made.
    Closed,
    /// Connections are made, and nothing ever comes.
    Silent,
    /// Of every reply only so many bytes pass.
    Truncated(usize),
    /// The nth request from now is delivered; its reply is lost.
    ReplyLost(usize),
    /// Before the nth request from now the connection breaks.
    Broken(usize),
}

/// What has passed since it was last asked.
#[derive(Clone, Debug, Default)]
pub struct Toll {
    /// The requests that passed whole: path and body. Only of plain HTTP.
    pub requests: Vec<(String, Vec<u8>)>,
    /// Bytes towards the server, heads included.
    pub up: usize,
    /// Bytes back.
    pub down: usize,
    /// Connections that were made.
    pub connections: usize,
}

#[derive(Default)]
struct State {
    upstream: Option<SocketAddr>,
    weather: Option<Weather>,
    toll: Toll,
    /// Requests since the weather changed.
    passed: usize,
    open: Vec<TcpStream>,
    /// Connections whose client may still send something.
    travelling: usize,
}

/// The proxy.
pub struct Road {
    state: Arc<Mutex<State>>,
    address: SocketAddr,
    closed: Arc<AtomicBool>,
}

impl Road {
    /// A road that leads nowhere yet.
    pub fn build() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("a bound port");
        let (state, closed) = (Arc::<Mutex<State>>::default(), Arc::new(AtomicBool::new(false)));
        let (at_door, is_closed) = (Arc::clone(&state), Arc::clone(&closed));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if is_closed.load(Ordering::SeqCst) {
                    return;
                }
                let state = Arc::clone(&at_door);
                if let Ok(stream) = stream {
                    thread::spawn(move || travel(&state, stream));
                }
            }
        });
        Self { state, address, closed }
    }

    /// Where it begins.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it leads from now on.
    pub fn lead_to(&self, upstream: SocketAddr) {
        held(&self.state).upstream = Some(upstream);
        self.turn(Weather::Fair);
    }

    /// The weather turns. Connections that stand are closed.
    pub fn turn(&self, weather: Weather) {
        let open = {
            let mut state = held(&self.state);
            state.weather = Some(weather);
            state.passed = 0;
            std::mem::take(&mut state.open)
        };
        // A client that sees the end of an idle connection lets go of it. Were it only closed under him, he
        // might still begin his next request on it, and lose it there.
        for stream in &open {
            let _ = stream.shutdown(Shutdown::Write);
        }
        let patience = Instant::now() + PATIENCE;
        while held(&self.state).travelling > 0 && Instant::now() < patience {
            thread::sleep(Duration::from_millis(1));
        }
        open.iter().for_each(close);
    }

    /// What has passed since it was last asked.
    pub fn toll(&self) -> Toll {
        std::mem::take(&mut held(&self.state).toll)
    }
}

impl Drop for Road {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::SeqCst);
        held(&self.state).open.iter().for_each(close);
        // Wakes the one who waits at the door.
        let _ = TcpStream::connect(self.address);
    }
}

fn held(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn close(stream: &TcpStream) {
    let _ = stream.shutdown(Shutdown::Both);
}

fn travel(state: &Arc<Mutex<State>>, client: TcpStream) {
    let (weather, upstream) = {
        let mut state = held(state);
        state.toll.connections += 1;
        state.open.extend(client.try_clone());
        (state.weather.unwrap_or(Weather::Fair), state.upstream)
    };
    match weather {
        Weather::Closed => return close(&client),
        Weather::Portal(status) => return portal(client, status),
        Weather::Silent => return silence(client),
        _ => {}
    }
    let Some(server) = upstream.and_then(|to| TcpStream::connect(to).ok()) else {
        return close(&client);
    };
    let (Ok(client_up), Ok(server_up)) = (client.try_clone(), server.try_clone()) else { return };
    let lost = Arc::new(AtomicBool::new(false));
    let (states, losing) = (Arc::clone(state), Arc::clone(&lost));
    held(state).travelling += 1;
    thread::spawn(move || {
        upwards(&states, client_up, server_up, &losing);
        held(&states).travelling -= 1;
    });
    downwards(state, server, client, &lost);
}

fn upwards(state: &Mutex<State>, mut client: TcpStream, mut server: TcpStream, lost: &AtomicBool) {
    let mut requests = Requests::default();
    while let Some(chunk) = read(&mut client) {
        let weather = held(state).weather;
        let broken = weather == Some(Weather::Broken(held(state).passed + 1));
        if broken && requests.is_between() {
            break;
        }
        for request in requests.feed(&chunk) {
            let mut state = held(state);
            state.passed += 1;
            state.toll.requests.push(request);
            if weather == Some(Weather::ReplyLost(state.passed)) {
                lost.store(true, Ordering::SeqCst);
            }
        }
        held(state).toll.up += chunk.len();
        if server.write_all(&chunk).is_err() {
            break;
        }
    }
    close(&client);
    close(&server);
}

fn downwards(
    state: &Mutex<State>,
    mut server: TcpStream,
    mut client: TcpStream,
    lost: &AtomicBool,
) {
    let mut passed = 0;
    while let Some(mut chunk) = read(&mut server) {
        let weather = held(state).weather;
        if lost.load(Ordering::SeqCst) {
            break;
        }
        let cut = match weather {
            Some(Weather::Truncated(bytes)) => passed + chunk.len() > bytes,
            _ => false,
        };
        if let (true, Some(Weather::Truncated(bytes))) = (cut, weather) {
            chunk.truncate(bytes.saturating_sub(passed));
        }
        passed += chunk.len();
        held(state).toll.down += chunk.len();
        if client.write_all(&chunk).is_err() || cut {
            break;
        }
    }
    close(&client);
    close(&server);
}

fn read(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match stream.read(&mut buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Ok(0) | Err(_) => return None,
            Ok(length) => {
                buffer.truncate(length);
                return Some(buffer);
            }
        }
    }
}

fn portal(mut client: TcpStream, status: u16) {
    let page = "<html><title>Free Hall Wi-Fi</title><p>Please accept our terms.</p></html>";
    // To TLS it talks as portals do: in plain HTTP.
    if read(&mut client).is_some() {
        let length = page.len();
        let _ = write!(
            client,
            "HTTP/1.1 {status} Portal\r\ncontent-type: text/html\r\nlocation: http://portal.invalid/\r\n\
             content-length: {length}\r\nconnection: close\r\n\r\n{page}"
        );
    }
    let _ = client.shutdown(Shutdown::Write);
    while read(&mut client).is_some() {}
}

fn silence(mut client: TcpStream) {
    while read(&mut client).is_some() {}
}

/// Cuts a stream of HTTP/1.1 requests into requests.
#[derive(Default)]
struct Requests {
    seen: Vec<u8>,
}

impl Requests {
    fn is_between(&self) -> bool {
        self.seen.is_empty()
    }

    fn feed(&mut self, chunk: &[u8]) -> Vec<(String, Vec<u8>)> {
        self.seen.extend_from_slice(chunk);
        let mut whole = Vec::new();
        while let Some((length, request)) = first_request(&self.seen) {
            self.seen.drain(..length);
            whole.push(request);
        }
        whole
    }
}

fn first_request(seen: &[u8]) -> Option<(usize, (String, Vec<u8>))> {
    let head_length = seen.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&seen[..head_length]).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let announced = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    let length = head_length + announced.unwrap_or(0);
    let body = seen.get(head_length..length)?;
    Some((length, (path, body.to_vec())))
}
