//! Opening by this computer's login, with a real keychain: a secret service in a session of its own, which
//! these tests start. Where none can be started they fail.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use desktop::enrol::VAULT_FILE;
use desktop::keychain::{Keychain, SystemKeychain, Unkept};
use exchange_tests::{Company, Laptop, Lead, PASSPHRASE, wait_for};
use serde_json::{Value, json};
use store::Vault;

/// Set inside the session.
const INSIDE: &str = "FAIRLEAD_KEYCHAIN_SESSION";

/// What a computer's session has.
#[derive(Clone, Copy)]
enum Session {
    /// A keychain that a login's password has unlocked.
    Unlocked,
    /// None.
    Without,
}

/// Runs one of the tests below inside a session of its own.
fn inside(test: &str, session: Session) {
    const UNLOCK: &str = "printf secret | gnome-keyring-daemon --unlock --components=secrets \
        --daemonize > /dev/null;";
    let home = tempfile::tempdir().expect("a home");
    let program = std::env::current_exe().expect("this program");
    let run = |first: &str| format!("{first} exec \"$0\" --exact {test} --ignored --nocapture");
    let (bus, run) = match session {
        Session::Unlocked => (&["dbus-run-session", "--", "sh"][..], run(UNLOCK)),
        Session::Without => (&["env", "DBUS_SESSION_BUS_ADDRESS=disabled:", "sh"][..], run("")),
    };
    let output = Command::new(bus[0])
        .args(&bus[1..])
        .args(["-ec", &run])
        .arg(program)
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env(INSIDE, "1")
        .output()
        .expect("dbus-run-session, of the package dbus");
    let said = format!(
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

fn computer(company: &Company, folder: &Path) -> Laptop {
    let runtime = company.runtime().handle().clone();
    let keychain: Arc<dyn Keychain> = Arc::new(SystemKeychain);
    Laptop::with_keychain("wangfang", folder, &company.time, runtime, Some(keychain))
}

/// A laptop inside the session, with a card.
struct Begun {
    company: Company,
    folder: PathBuf,
    laptop: Laptop,
    card: String,
}

fn begun() -> Begun {
    assert!(std::env::var_os(INSIDE).is_some(), "only inside the session");
    let (company, []) = Company::at_the_fair([]);
    let folder = company.new_folder("wangfang");
    let laptop = computer(&company, &folder);
    laptop.enrol(&company.code("wangfang"));
    let card = laptop.capture(Lead::HUASHENG);
    Begun { company, folder, laptop, card }
}

fn switch(laptop: &Laptop, on: bool) {
    laptop.done("set_by_login", json!({ "on": on, "passphrase": PASSPHRASE }));
}

fn is_offered(laptop: &Laptop) -> bool {
    laptop.done("status", Value::Null)["byLogin"] == true
}

fn account(folder: &Path) -> Option<String> {
    Vault::keychain(&folder.join(VAULT_FILE)).expect("a vault")
}

#[test]
fn the_login_opens_it_at_the_start_and_the_passphrase_after_locking() {
    inside("opens_at_the_start_and_not_after_locking", Session::Unlocked);
}

#[test]
#[ignore = "runs inside a session of its own"]
fn opens_at_the_start_and_not_after_locking() {
    let Begun { company, folder, laptop, card } = begun();
    assert!(!is_offered(&laptop), "nobody has asked for it");
    let wrong = json!({ "on": true, "passphrase": "not hers" });
    assert_eq!(laptop.fails("set_by_login", wrong).code, "unlock.wrong");
    switch(&laptop, true);
    assert_eq!(laptop.done("by_login", Value::Null), json!({ "possible": true, "on": true }));

    // The program is started anew, in the same session.
    drop(laptop);
    let laptop = computer(&company, &folder);
    assert!(is_offered(&laptop));
    laptop.done("unlock_by_login", Value::Null);
    assert_eq!(laptop.holds(&card), Some(true));

    // Locked, it asks for the passphrase, also when the program is started once more.
    let known = account(&folder).expect("a secret");
    laptop.done("lock", Value::Null);
    assert!(!is_offered(&laptop));
    assert_eq!(laptop.fails("unlock_by_login", Value::Null).code, "keychain.off");
    drop(laptop);
    let laptop = computer(&company, &folder);
    assert!(!is_offered(&laptop));
    wait_for(|| (SystemKeychain.give(&known) == Err(Unkept::Missing)).then_some(()));
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
    // From then on its login opens it again, by another secret.
    wait_for(|| account(&folder).filter(|account| *account != known));
    laptop.done("change_passphrase", json!({ "old": PASSPHRASE, "new": "quite another one" }));
    drop(laptop);
    let laptop = computer(&company, &folder);
    laptop.done("unlock_by_login", Value::Null);
    assert_eq!(laptop.holds(&card), Some(true), "a change of passphrase leaves it as it is");
    let off = json!({ "on": false, "passphrase": "quite another one" });
    laptop.done("set_by_login", off);
    assert_eq!(account(&folder), None);
    laptop.done("lock", Value::Null);
    laptop.done("unlock", json!({ "passphrase": "quite another one" }));
    assert_eq!(account(&folder), None, "it stays off");
}

#[test]
fn a_keychain_that_lost_the_secret_or_has_another_loses_nothing() {
    inside("loses_nothing_with_its_secret", Session::Unlocked);
}

#[test]
#[ignore = "runs inside a session of its own"]
fn loses_nothing_with_its_secret() {
    let Begun { company, folder, laptop, card } = begun();
    switch(&laptop, true);
    drop(laptop);
    let name = account(&folder).expect("a secret");
    // Somebody put another secret under its name; then took it away.
    SystemKeychain.keep(&name, &[3; 32]).expect("kept");
    let laptop = computer(&company, &folder);
    assert_eq!(laptop.fails("unlock_by_login", Value::Null).code, "keychain.missing");
    SystemKeychain.forget(&name).expect("forgotten");
    assert_eq!(laptop.fails("unlock_by_login", Value::Null).code, "keychain.missing");
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(laptop.holds(&card), Some(true));
    wait_for(|| account(&folder).filter(|account| *account != name));
}

#[test]
fn without_a_keychain_the_passphrase_goes_on_to_work() {
    inside("works_without_a_keychain", Session::Without);
}

#[test]
fn with_a_locked_keychain_the_passphrase_goes_on_to_work() {
    inside("works_with_a_locked_keychain", Session::Unlocked);
}

#[test]
#[ignore = "runs inside a session of its own"]
fn works_without_a_keychain() {
    let Begun { company, folder, laptop, card } = begun();
    let on = json!({ "on": true, "passphrase": PASSPHRASE });
    assert_eq!(laptop.fails("set_by_login", on).code, "keychain.absent");
    assert_eq!(account(&folder), None);
    assert_eq!(laptop.done("by_login", Value::Null)["on"], false);
    // A disk that was moved from a computer with a keychain to one without.
    let key = Vault::unlock(&folder.join(VAULT_FILE), PASSPHRASE, 0).expect("the key");
    Vault::add_keychain(&folder.join(VAULT_FILE), &key, "elsewhere", &[5; 32]).expect("wrapped");
    drop(laptop);
    the_passphrase_works_after(&company, &folder, &card, "keychain.absent");
}

#[test]
#[ignore = "runs inside a session of its own"]
fn works_with_a_locked_keychain() {
    let Begun { company, folder, laptop, card } = begun();
    switch(&laptop, true);
    drop(laptop);
    let locked = Command::new("dbus-send")
        .args(["--session", "--print-reply", "--dest=org.freedesktop.secrets"])
        .args(["/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock"])
        .arg("array:objpath:/org/freedesktop/secrets/collection/login")
        .output()
        .expect("dbus-send, of the package dbus");
    assert!(locked.status.success(), "{}", String::from_utf8_lossy(&locked.stderr));
    the_passphrase_works_after(&company, &folder, &card, "keychain.locked");
}

/// The keychain says why it gives nothing; the passphrase opens everything.
fn the_passphrase_works_after(company: &Company, folder: &Path, card: &str, code: &str) {
    let laptop = computer(company, folder);
    assert!(is_offered(&laptop));
    assert_eq!(laptop.fails("unlock_by_login", Value::Null).code, code);
    laptop.done("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(laptop.holds(card), Some(true));
}
