//! Generates the window's permissions and, on Linux, keeps our SQLCipher to ourselves.

fn main() {
    // WebKit lives in the same process and would otherwise bind to our sqlite3 symbols.
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    let manifest = tauri_build::AppManifest::new().commands(&["call"]);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).expect("the window's configuration is checked in");
}
