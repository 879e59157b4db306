//! The vault: what opens it, what does not, and that nothing is ever lost in it.

use std::fs;
use std::path::PathBuf;
use std::thread;

use age::x25519::Identity;
use store::{DbKey, KdfCost, Store, Vault, VaultError};
use tempfile::TempDir;

const PASSPHRASE: &str = "钱塘江 tide 1840";
const COST: KdfCost = KdfCost::FLOOR;

struct Kept {
    folder: TempDir,
    recovery: Identity,
    key: DbKey,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let recovery = Identity::generate();
        let recipient = recovery.to_public().to_string();
        let path = folder.path().join("workspace.vault");
        let key = Vault::create(&path, PASSPHRASE, &recipient, COST, &[1; 32]).expect("a vault");
        Self { folder, recovery, key }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("workspace.vault")
    }

    fn unlock(&self, passphrase: &str, now_ms: i64) -> Result<DbKey, VaultError> {
        Vault::unlock(&self.path(), passphrase, now_ms)
    }

    /// A key is the right one when it opens the database.
    fn is_key(&self, key: &DbKey) -> bool {
        let path = self.folder.path().join("workspace.db");
        if !path.exists() {
            Store::create(&path, &self.key).expect("a store");
        }
        Store::open(&path, key).is_ok()
    }

    /// What headquarters does with the wrap.
    fn opened_by(&self, identity: &Identity) -> Option<DbKey> {
        let wrap = Vault::recovery_wrap(&self.path()).expect("a wrap");
        let key = age::decrypt(identity, &wrap).ok()?;
        Some(DbKey::new(key.try_into().expect("32 bytes")))
    }

    fn wrong(&self, now_ms: i64) -> i64 {
        match self.unlock("wrong", now_ms) {
            Err(VaultError::WrongPassphrase { retry_after_ms }) => retry_after_ms,
            other => panic!("{other:?}"),
        }
    }

    fn waits(&self, now_ms: i64) -> i64 {
        match self.unlock(PASSPHRASE, now_ms) {
            Err(VaultError::Wait { retry_after_ms }) => retry_after_ms,
            other => panic!("{other:?}"),
        }
    }

    fn edit(&self, change: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = fs::read(self.path()).expect("the vault");
        change(&mut bytes);
        fs::write(self.path(), bytes).expect("the vault");
    }
}

#[test]
fn the_passphrase_opens_it() {
    let kept = Kept::new();
    assert!(kept.is_key(&kept.unlock(PASSPHRASE, 0).expect("the passphrase")));
}

#[test]
fn full_width_and_composed_letters_are_the_same_passphrase() {
    let kept = Kept::new();
    assert!(kept.unlock("钱塘江　ｔｉｄｅ　１８４０", 0).is_ok());
}

#[test]
fn headquarters_opens_the_wrap_that_was_made_for_it_and_nobody_else_does() {
    let kept = Kept::new();
    let key = kept.opened_by(&kept.recovery).expect("headquarters");
    assert!(kept.is_key(&key));
    assert!(kept.unlock(PASSPHRASE, 0).is_ok(), "the passphrase is as good as before");
    assert!(kept.opened_by(&Identity::generate()).is_none());
}

#[test]
fn after_recovery_a_new_passphrase_replaces_the_forgotten_one() {
    let kept = Kept::new();
    let waiting = (0..8).map(|_| kept.unlock("guess", 0)).filter(Result::is_err).count();
    assert_eq!(waiting, 8);
    let key = kept.opened_by(&kept.recovery).expect("headquarters");
    Vault::set_passphrase(&kept.path(), &key, "new", COST, &[2; 32]).expect("a new passphrase");
    assert!(kept.is_key(&kept.unlock("new", 0).expect("at once")));
    assert!(matches!(kept.unlock(PASSPHRASE, 0), Err(VaultError::WrongPassphrase { .. })));
    assert!(kept.opened_by(&kept.recovery).is_some());
}

#[test]
fn a_changed_passphrase_keeps_key_and_recovery() {
    let kept = Kept::new();
    Vault::change_passphrase(&kept.path(), PASSPHRASE, "new", COST, 0, &[2; 32]).expect("changed");
    assert!(kept.is_key(&kept.unlock("new", 0).expect("the new passphrase")));
    assert!(kept.is_key(&kept.opened_by(&kept.recovery).expect("headquarters")));
    let refused = Vault::change_passphrase(&kept.path(), PASSPHRASE, "x", COST, 0, &[3; 32]);
    assert!(matches!(refused, Err(VaultError::WrongPassphrase { .. })));
}

#[test]
fn another_key_cannot_take_the_place_of_the_vaults() {
    let kept = Kept::new();
    let other = DbKey::new([5; 32]);
    let refused = Vault::set_passphrase(&kept.path(), &other, "new", COST, &[2; 32]);
    assert!(matches!(refused, Err(VaultError::OtherKey)), "{refused:?}");
    assert!(kept.unlock(PASSPHRASE, 0).is_ok());
}

#[test]
fn the_wait_grows_with_every_wrong_passphrase_and_ends_with_the_right_one() {
    let kept = Kept::new();
    let mut now_ms = 1_000_000;
    let mut waits = Vec::new();
    for _ in 0..6 {
        let wait_ms = kept.wrong(now_ms);
        waits.push(wait_ms);
        now_ms += wait_ms;
    }
    assert_eq!(waits, [0, 0, 0, 2_000, 4_000, 8_000]);
    assert_eq!(kept.waits(now_ms - 1), 1, "not even the right passphrase is looked at before");
    assert!(kept.unlock(PASSPHRASE, now_ms).is_ok());
    assert_eq!(kept.wrong(now_ms), 0, "the right passphrase forgot the failures");
}

#[test]
fn a_clock_that_is_set_back_prolongs_no_wait() {
    let kept = Kept::new();
    for _ in 0..4 {
        kept.wrong(1_000_000_000_000);
    }
    assert_eq!(kept.waits(5_000), 2_000);
    assert_eq!(kept.waits(6_000), 1_000, "the wait runs by the clock as it is now");
    assert!(kept.unlock(PASSPHRASE, 7_000).is_ok());
}

#[test]
fn failures_that_cannot_be_counted_keep_nobody_out() {
    let kept = Kept::new();
    fs::create_dir(kept.folder.path().join("workspace.vault-attempts"))
        .expect("a folder in the way");
    for _ in 0..6 {
        kept.unlock("wrong", 0).expect_err("wrong");
    }
    assert!(kept.unlock(PASSPHRASE, 0).is_ok());
}

#[test]
fn damage_is_told_from_a_wrong_passphrase() {
    let len = fs::read(Kept::new().path()).expect("the vault").len();
    for at in [0, 20, len / 2, len - 1] {
        let kept = Kept::new();
        // The recovery wrap is padded by chance, so lengths differ a little.
        kept.edit(|bytes| {
            let at = at.min(bytes.len() - 1);
            bytes[at] ^= 1;
        });
        let refused = kept.unlock(PASSPHRASE, 0);
        assert!(matches!(refused, Err(VaultError::Damaged)), "byte {at}: {refused:?}");
    }
    let kept = Kept::new();
    kept.edit(|bytes| bytes.truncate(len / 2));
    assert!(matches!(kept.unlock(PASSPHRASE, 0), Err(VaultError::Damaged)));
    kept.edit(Vec::clear);
    assert!(matches!(kept.unlock(PASSPHRASE, 0), Err(VaultError::Damaged)));
}

/// Rewrites a number in the vault and makes the checksum right again, as a thief would.
fn forge(kept: &Kept, from: &[u8], to: &[u8]) {
    kept.edit(|bytes| {
        bytes.truncate(bytes.len() - 32);
        let at = bytes.windows(from.len()).position(|window| window == from).expect("the number");
        bytes.splice(at..at + from.len(), to.iter().copied());
        let sum = blake3::hash(bytes);
        bytes.extend_from_slice(sum.as_bytes());
    });
}

#[test]
fn a_cost_below_the_floor_is_refused() {
    let kept = Kept::new();
    // 19,456 KiB becomes 4,096 KiB.
    forge(&kept, &[0x19, 0x4c, 0x00], &[0x19, 0x10, 0x00]);
    let refused = kept.unlock(PASSPHRASE, 0);
    assert!(matches!(refused, Err(VaultError::CostOutOfRange(_))), "{refused:?}");

    let weak = KdfCost { memory_kib: 8 * 1024, ..COST };
    let path = kept.folder.path().join("weak.vault");
    let recipient = kept.recovery.to_public().to_string();
    let refused = Vault::create(&path, PASSPHRASE, &recipient, weak, &[1; 32]);
    assert!(matches!(refused, Err(VaultError::CostOutOfRange(_))), "{refused:?}");
    assert!(!path.exists());
}

#[test]
fn a_forged_header_does_not_open() {
    let kept = Kept::new();
    // 19,456 KiB becomes 19,712 KiB: acceptable, but not what the passphrase vouches for.
    forge(&kept, &[0x19, 0x4c, 0x00], &[0x19, 0x4d, 0x00]);
    assert!(matches!(kept.unlock(PASSPHRASE, 0), Err(VaultError::WrongPassphrase { .. })));
}

#[test]
fn a_newer_format_says_so() {
    let kept = Kept::new();
    // The first field of the header, after the mark and the two map heads.
    forge(&kept, &[0xa3, 0x00, 0xa6, 0x00, 0x01], &[0xa3, 0x00, 0xa6, 0x00, 0x02]);
    let refused = kept.unlock(PASSPHRASE, 0);
    assert!(matches!(refused, Err(VaultError::NewerFormat)), "{refused:?}");
}

#[test]
fn creating_overwrites_nothing_and_wants_a_real_recipient() {
    let kept = Kept::new();
    let recipient = kept.recovery.to_public().to_string();
    let refused = Vault::create(&kept.path(), "x", &recipient, COST, &[2; 32]);
    assert!(matches!(refused, Err(VaultError::AlreadyThere)));
    let path = kept.folder.path().join("other.vault");
    let refused = Vault::create(&path, "x", "age1nobody", COST, &[2; 32]);
    assert!(matches!(refused, Err(VaultError::BadRecipient)));
    assert!(!path.exists());
    assert!(matches!(Vault::unlock(&path, "x", 0), Err(VaultError::Missing)));
}

#[test]
fn of_two_that_create_at_once_one_does_and_its_key_is_in_the_vault() {
    for round in 0..8 {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("workspace.vault");
        let recipient = Identity::generate().to_public().to_string();
        let create = |which: u8| Vault::create(&path, PASSPHRASE, &recipient, COST, &[which; 32]);
        let made = thread::scope(|scope| {
            let made = [1, 2].map(|which| scope.spawn(move || create(which)));
            made.map(|made| made.join().expect("an answer"))
        });
        let refused = made.iter().filter(|made| matches!(made, Err(VaultError::AlreadyThere)));
        assert_eq!(refused.count(), 1, "round {round}: {made:?}");
        let key = made.into_iter().find_map(Result::ok).expect("a key");
        Vault::set_passphrase(&path, &key, "another passphrase", COST, &[3; 32]).expect("its key");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }
}

#[test]
fn a_vault_that_is_set_aside_is_kept_beside_the_ones_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("workspace.vault");
    Vault::set_aside(&path).expect("nothing is no error");
    for number in 1..=3 {
        fs::write(&path, format!("vault {number}")).expect("a file");
        Vault::set_aside(&path).expect("set aside");
        assert!(!path.exists());
    }
    for number in 1..=3 {
        let kept = folder.path().join(format!("workspace.vault.old-{number}"));
        assert_eq!(fs::read_to_string(kept).expect("kept"), format!("vault {number}"));
    }
}

#[test]
fn different_randomness_makes_different_keys() {
    let kept = Kept::new();
    let path = kept.folder.path().join("other.vault");
    let recipient = kept.recovery.to_public().to_string();
    let other = Vault::create(&path, PASSPHRASE, &recipient, COST, &[2; 32]).expect("a vault");
    assert!(!kept.is_key(&other));
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(Kept::new().path()).expect("the vault").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

const SECRET: [u8; 32] = [9; 32];

#[test]
fn a_secret_kept_elsewhere_opens_it_beside_the_others_whatever_becomes_of_the_passphrase() {
    let kept = Kept::new();
    assert_eq!(Vault::keychain(&kept.path()).expect("a vault"), None);
    Vault::add_keychain(&kept.path(), &kept.key, "account-1", &SECRET).expect("wrapped");
    assert_eq!(Vault::keychain(&kept.path()).expect("a vault").as_deref(), Some("account-1"));
    let opens =
        || Vault::open_by_keychain(&kept.path(), &SECRET).is_ok_and(|key| kept.is_key(&key));
    assert!(opens());
    assert!(kept.unlock(PASSPHRASE, 0).is_ok_and(|key| kept.is_key(&key)));
    assert!(kept.opened_by(&kept.recovery).is_some_and(|key| kept.is_key(&key)));
    let changed =
        Vault::change_passphrase(&kept.path(), PASSPHRASE, "another one", COST, 0, &[2; 32]);
    changed.expect("changed");
    assert!(opens(), "a change of passphrase leaves it valid");
    Vault::drop_keychain(&kept.path()).expect("dropped");
    assert!(matches!(Vault::open_by_keychain(&kept.path(), &SECRET), Err(VaultError::OtherKey)));
    assert!(
        kept.unlock("another one", 0).is_ok_and(|key| kept.is_key(&key)),
        "and nothing is lost"
    );
}

#[test]
fn a_foreign_secret_or_a_wrap_of_another_vault_opens_nothing() {
    let (kept, other) = (Kept::new(), Kept::new());
    let foreign = DbKey::new([7; 32]);
    let refused = Vault::add_keychain(&kept.path(), &foreign, "account", &SECRET);
    assert!(matches!(refused, Err(VaultError::OtherKey)));
    Vault::add_keychain(&kept.path(), &kept.key, "account", &SECRET).expect("wrapped");
    let opened = |secret: &[u8; 32]| Vault::open_by_keychain(&kept.path(), secret);
    assert!(matches!(opened(&[8; 32]), Err(VaultError::OtherKey)));
    assert!(matches!(Vault::open_by_keychain(&other.path(), &SECRET), Err(VaultError::OtherKey)));
    assert!(kept.unlock(PASSPHRASE, 0).is_ok(), "the passphrase works on");
}
