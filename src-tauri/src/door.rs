//! The one command.

use std::sync::Arc;

use app::Failure;
use desktop::Desktop;
use serde_json::Value;
use tauri::State;

/// Answers a call of the UI. The work is done on a thread that may block.
#[tauri::command]
pub async fn call(
    desk: State<'_, Arc<Desktop>>,
    name: String,
    args: Value,
) -> Result<Value, Failure> {
    let desk = Arc::clone(&desk);
    let answer = tauri::async_runtime::spawn_blocking(move || desk.call(&name, args)).await;
    answer.unwrap_or_else(|_| Err(Failure::new("call.panicked")))
}
