//! The first databases of a process, opened at the same moment. A file of its own: the other tests of a
//! process would have opened one before.

use std::sync::Barrier;
use std::thread;

use store::{DbKey, Store};

/// SQLite calls itself ready before SQLCipher is, so whoever comes second could find no cipher to key.
#[test]
fn several_first_stores_are_made_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let start = Barrier::new(8);
    thread::scope(|scope| {
        for number in 0..8u8 {
            let (folder, start) = (folder.path(), &start);
            scope.spawn(move || {
                start.wait();
                let path = folder.join(format!("{number}.db"));
                Store::create(path, &DbKey::new([number; 32])).expect("a new store");
            });
        }
    });
}
