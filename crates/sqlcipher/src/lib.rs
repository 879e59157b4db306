//! Makes sure that SQLCipher is there before anybody gives it a key.
//!
//! SQLite tells every other thread that it is initialised *before* it initialises SQLCipher, so the second of
//! two threads that open the first databases of a process finds no cipher for its key, and fails. Laptop and
//! server both open encrypted databases, in tests often in one process; both ask here first.

use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// How long another thread may take to get SQLCipher ready. It is a matter of milliseconds.
const READY_TIMEOUT: Duration = Duration::from_secs(10);

/// Returns once SQLCipher takes keys. Cheap after the first time.
///
/// # Errors
/// What SQLCipher says when it takes no key within ten seconds.
pub fn ready() -> rusqlite::Result<()> {
    static READY: OnceLock<()> = OnceLock::new();
    if READY.get().is_some() {
        return Ok(());
    }
    wait(&Connection::open_in_memory()?)?;
    READY.get_or_init(|| ());
    Ok(())
}

fn wait(memory: &Connection) -> rusqlite::Result<()> {
    let deadline = Instant::now() + READY_TIMEOUT;
    loop {
        // Before each attempt: SQLCipher sets its own level while it starts.
        memory.execute_batch("pragma cipher_log_level = none")?;
        match memory.execute_batch("pragma key = 'is there a cipher?'") {
            Ok(()) => return Ok(()),
            Err(error) if Instant::now() >= deadline => return Err(error),
            Err(_) => thread::sleep(Duration::from_millis(1)),
        }
    }
}
