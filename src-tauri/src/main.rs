//! The window. One command, one event, the choice of a file, and nothing of the product.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod door;
mod window;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Parser;
use desktop::apart::{self, Apart, CardReader};
use desktop::clock::{Clock, SystemClock};
use desktop::demo::{self, Demo};
use desktop::keychain::{Keychain, SystemKeychain};
use desktop::{Desktop, Setup, exchange};
use store::KdfCost;
use tauri::Emitter;

#[derive(Parser)]
#[command(name = "fairlead", about = "Leads from trade fairs, offline first.")]
struct Arguments {
    /// The folder of the workspace; by default the application's own. In the demo, the folder of all
    /// its workspaces.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Joins the demo of a server on this machine.
    #[arg(long)]
    demo: Option<String>,
    /// Whose window of the demo it is; without it, a chooser.
    #[arg(long = "as", requires = "demo")]
    as_person: Option<String>,
}

fn main() -> Result<()> {
    // Before anything else: the process in which changes are applied is this program, started again.
    apart::serve_if_asked();
    tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).init();
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("starting the network's threads")?;
    tauri::async_runtime::set(runtime.handle().clone());

    let person = arguments.as_person.as_deref();
    let demo = match &arguments.demo {
        Some(address) => {
            Some(runtime.block_on(Demo::join(address, person)).context("joining the demo")?)
        }
        None => None,
    };
    let handle = runtime.handle().clone();
    let own = demo.as_ref().map(|_| person.unwrap_or("chooser"));
    let data = arguments.data.map(|data| own.map_or(data.clone(), |own| data.join(own)));
    tauri::Builder::default()
        // The system's own choice of a file or a folder; what is chosen is a path, which our command gets.
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![door::call])
        .setup(move |app| {
            let desk = desk(app, data, demo, handle)?;
            tauri::Manager::manage(app, Arc::clone(&desk));
            window::open(app, &desk)?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .context("running the window")
}

/// Where the models that read cards lie: with the installed program, or in the checkout that it was built in.
fn models(app: &tauri::App) -> PathBuf {
    let installed =
        tauri::Manager::path(app).resource_dir().map(|folder| folder.join("cardreader"));
    match installed {
        Ok(folder) if folder.join("LICENSE").exists() || cfg!(not(debug_assertions)) => folder,
        _ => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crates/cardreader/models"),
    }
}

/// Where fonts lie that were installed with the program; a bundle may have none and ask the system for them.
fn fonts(app: &tauri::App) -> PathBuf {
    let installed = tauri::Manager::path(app).resource_dir();
    installed.map(|folder| folder.join("fonts")).unwrap_or_default()
}

/// The backend of this window, with its loops running.
fn desk(
    app: &tauri::App,
    data: Option<PathBuf>,
    demo: Option<(Demo, Arc<demo::DemoClock>)>,
    runtime: tokio::runtime::Handle,
) -> Result<Arc<Desktop>> {
    let folder = match data {
        Some(folder) => folder,
        None => tauri::Manager::path(app).app_data_dir().context("finding the data folder")?,
    };
    let (demo, clock): (Option<Demo>, Arc<dyn Clock>) = match demo {
        Some((demo, clock)) => (Some(demo), clock),
        None => (None, Arc::new(SystemClock::new())),
    };
    let window = app.handle().clone();
    let stale = move |topics: &[app::calls::Topic]| {
        // A window that is closing hears nothing any more.
        let _ = window.emit("stale", serde_json::json!({ "topics": topics }));
    };
    let cost = if demo.is_some() { KdfCost::FLOOR } else { KdfCost::default() };
    let keychain = demo.is_none().then_some(SystemKeychain);
    let setup = Setup {
        folder,
        clock,
        stale: Box::new(stale),
        runtime: runtime.clone(),
        demo,
        cost,
        // Whoever shows the demo is logged in as himself, not as its people.
        keychain: keychain.map(|keychain| Arc::new(keychain) as Arc<dyn Keychain>),
        examiner: Arc::new(Apart::this_program().context("finding this program")?),
        photos: Arc::new(Apart::this_program().context("finding this program")?),
        tables: Arc::new(Apart::this_program().context("finding this program")?),
        cards: CardReader::new(
            std::env::current_exe().context("finding this program")?,
            models(app),
        ),
        fonts: fonts(app),
    };
    let desk = Desktop::new(setup);
    runtime.block_on(desk.enrol_for_demo())?;
    runtime.spawn(exchange::keep_exchanging(Arc::clone(&desk)));
    runtime.spawn(exchange::follow_demo(Arc::clone(&desk)));
    runtime.spawn(desktop::keep_vouching(Arc::clone(&desk)));
    Ok(desk)
}
