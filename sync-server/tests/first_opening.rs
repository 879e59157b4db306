//! The first databases of a process, opened at the same moment. A file of its own: the other tests of a
//! process would have opened one before.

use std::sync::Barrier;
use std::thread;

use sync_server::Folder;

#[test]
fn several_first_folders_are_made_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let start = Barrier::new(8);
    thread::scope(|scope| {
        for number in 0..8u8 {
            let (folder, start) = (folder.path(), &start);
            scope.spawn(move || {
                let chance = move |bytes: &mut [u8]| bytes.fill(number);
                start.wait();
                Folder::new(folder.join(number.to_string())).create(&chance).unwrap();
            });
        }
    });
}
