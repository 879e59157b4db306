//! The one window.

use std::sync::Arc;

use desktop::Desktop;
use tauri::webview::{PermissionKind, PermissionResponse};
use tauri::{App, WebviewUrl, WebviewWindowBuilder};

/// From this width on, in points as the system counts them, everything is shown larger (`ui/src/design/size.ts`),
/// and so is the window.
const HUGE_WIDTH: f64 = 3_200.0;

/// How much larger.
const HUGE_TIMES: f64 = 1.5;

/// Opens it. It shows our own screens and goes nowhere else. They may use the camera, for codes on other
/// screens, and nothing else that a system asks about.
pub fn open(app: &App, desk: &Arc<Desktop>) -> tauri::Result<()> {
    let title = match desk.demo_person() {
        Some(person) => format!("Fairlead · {person}"),
        None => "Fairlead".to_owned(),
    };
    let times = if is_huge(app) { HUGE_TIMES } else { 1.0 };
    WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title(title)
        .inner_size(1366.0 * times, 768.0 * times)
        .min_inner_size(960.0, 600.0)
        .on_navigation(|url| {
            let own = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
            // A window that does not carry its screens gets them from the development server.
            let development = cfg!(not(feature = "custom-protocol"));
            own || development && url.host_str() == Some("127.0.0.1")
        })
        .on_permission_request(|_, kind| match kind {
            PermissionKind::Camera => PermissionResponse::Allow,
            _ => PermissionResponse::Deny,
        })
        // Photos are dropped on the screen itself.
        .disable_drag_drop_handler()
        .build()?;
    Ok(())
}

/// Whether the screen is one of 4K whose system enlarges nothing.
fn is_huge(app: &App) -> bool {
    let screen = app.primary_monitor().ok().flatten();
    screen
        .is_some_and(|screen| f64::from(screen.size().width) / screen.scale_factor() >= HUGE_WIDTH)
}
