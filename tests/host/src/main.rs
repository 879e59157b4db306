//! The same backend as the window's, behind HTTP on loopback: for tests in a browser and for work on the
//! screens. Never shipped: whoever reaches the port has the open workspace.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use app::Failure;
use app::calls::Topic;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use clap::Parser;
use desktop::apart::{self, Apart, CardReader};
use desktop::clock::{Clock, SystemClock};
use desktop::demo::Demo;
use desktop::keychain::{Keychain, SystemKeychain};
use desktop::{Desktop, Setup, exchange};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::KdfCost;
use tower_http::services::ServeDir;

/// A photo in base64, with room to be told that it is too large.
const BODY_BYTES_MAX: usize = 64 * 1024 * 1024;

#[derive(Parser)]
#[command(about = "The window's backend over HTTP on loopback, for tests and development.")]
struct Arguments {
    /// The folder of the workspace.
    #[arg(long)]
    data: PathBuf,
    /// Joins the demo of a server on this machine.
    #[arg(long)]
    demo: Option<String>,
    /// Whose workspace of the demo it is.
    #[arg(long = "as")]
    as_person: Option<String>,
    /// Asks the keychain of the session that it runs in.
    #[arg(long)]
    keychain: bool,
    /// Hears and finds nobody on the network, as in a hall that isolates its clients.
    #[arg(long)]
    alone: bool,
    /// The built screens.
    #[arg(long, default_value = "ui/dist")]
    screens: PathBuf,
    /// Port on loopback; 0 picks one. The chosen address is printed.
    #[arg(long, default_value_t = 0)]
    port: u16,
}

/// What went stale, counted, so that a poller misses nothing.
#[derive(Default)]
struct Events(Mutex<Vec<Topic>>);

#[derive(Clone)]
struct Host {
    desk: Arc<Desktop>,
    events: Arc<Events>,
}

#[derive(Deserialize)]
struct Since {
    since: usize,
}

#[derive(Serialize)]
struct News {
    since: usize,
    topics: Vec<Topic>,
}

#[tokio::main]
async fn main() -> Result<()> {
    apart::serve_if_asked();
    tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::WARN).init();
    let arguments = Arguments::parse();
    let events = Arc::new(Events::default());
    let (demo, clock): (Option<Demo>, Arc<dyn Clock>) = match &arguments.demo {
        Some(address) => {
            let person = arguments.as_person.as_deref();
            let (demo, clock) = Demo::join(address, person).await.context("joining the demo")?;
            (Some(demo), clock)
        }
        None => (None, Arc::new(SystemClock::new())),
    };
    let heard = Arc::clone(&events);
    let desk = Desktop::new(Setup {
        folder: arguments.data,
        clock,
        stale: Box::new(move |topics| {
            if let Ok(mut all) = heard.0.lock() {
                all.extend(topics);
            }
        }),
        runtime: tokio::runtime::Handle::current(),
        demo,
        cost: KdfCost::FLOOR,
        keychain: arguments.keychain.then(|| Arc::new(SystemKeychain) as Arc<dyn Keychain>),
        examiner: Arc::new(Apart::this_program().context("finding this program")?),
        photos: Arc::new(Apart::this_program().context("finding this program")?),
        tables: Arc::new(Apart::this_program().context("finding this program")?),
        cards: CardReader::new(std::env::current_exe().context("finding this program")?, models()),
        fonts: PathBuf::new(),
    });
    desk.enrol_for_demo().await?;
    tokio::spawn(exchange::keep_exchanging(Arc::clone(&desk)));
    tokio::spawn(exchange::follow_demo(Arc::clone(&desk)));
    if !arguments.alone {
        tokio::spawn(desktop::keep_vouching(Arc::clone(&desk)));
    }

    let router = Router::new()
        .route("/call/{name}", post(call))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .route("/events", get(news))
        .fallback_service(ServeDir::new(&arguments.screens))
        .with_state(Host { desk, events });
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    let listener = tokio::net::TcpListener::bind(address).await.context("binding to loopback")?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, router).await.context("serving")
}

/// Where `cargo xtask` puts the models that read cards.
fn models() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../crates/cardreader/models")
}

async fn call(
    State(host): State<Host>,
    Path(name): Path<String>,
    Json(args): Json<Value>,
) -> Result<Json<Value>, (StatusCode, Json<Failure>)> {
    let answer = tokio::task::spawn_blocking(move || host.desk.call(&name, args)).await;
    let answer = answer.unwrap_or_else(|_| Err(Failure::new("call.panicked")));
    answer.map(Json).map_err(|failure| (StatusCode::UNPROCESSABLE_ENTITY, Json(failure)))
}

async fn news(State(host): State<Host>, Query(Since { since }): Query<Since>) -> Json<News> {
    let all = host.events.0.lock().map(|all| all.clone()).unwrap_or_default();
    let mut topics = all.get(since..).unwrap_or_default().to_vec();
    topics.sort();
    topics.dedup();
    Json(News { since: all.len(), topics })
}
