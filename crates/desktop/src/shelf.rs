//! The workspaces of one laptop. A person and a device make an enrolment, so two people who share a laptop
//! have two workspaces, each with its own keys and passphrase (SYN-02).
//!
//! The first is the folder that the host gives, the others are below it. What they are called is in each
//! one's plain settings: it must be shown before anybody unlocks.

use std::path::{Path, PathBuf};

use crate::enrol::DATABASE_FILE;
use crate::settings::Settings;
use crate::view::WorkspaceRow;

/// Where the workspaces after the first are.
const OTHERS: &str = "others";

/// Whether somebody has enrolled in a folder.
pub(crate) fn is_workspace(folder: &Path) -> bool {
    folder.join(DATABASE_FILE).exists()
}

/// Everybody who uses this laptop, in the order in which they came.
pub(crate) fn rows(root: &Path) -> Vec<WorkspaceRow> {
    let row =
        |(id, folder): (String, PathBuf)| WorkspaceRow { id, name: Settings::read(&folder).name };
    all(root).into_iter().map(row).collect()
}

/// The folder of a workspace; `None` when there is no such one here.
pub(crate) fn find(root: &Path, id: &str) -> Option<PathBuf> {
    all(root).into_iter().find(|(known, _)| known == id).map(|(_, folder)| folder)
}

/// The id of the workspace in a folder.
pub(crate) fn id_of(root: &Path, folder: &Path) -> String {
    let name = folder.strip_prefix(root.join(OTHERS)).ok().and_then(Path::to_str);
    name.unwrap_or_default().to_owned()
}

/// The folder for whoever enrols next.
pub(crate) fn vacant(root: &Path) -> PathBuf {
    if !is_workspace(root) {
        return root.to_owned();
    }
    let numbered = (2u32..).map(|number| root.join(OTHERS).join(number.to_string()));
    let mut free = numbered.filter(|folder| !is_workspace(folder));
    free.next().unwrap_or_else(|| root.to_owned())
}

/// The workspace that was used last, else the first.
pub(crate) fn last_used(root: &Path) -> PathBuf {
    let last = Settings::read(root).last;
    find(root, &last).unwrap_or_else(|| root.to_owned())
}

/// Remembers who used the laptop last.
pub(crate) fn remember(root: &Path, folder: &Path) {
    let id = id_of(root, folder);
    if Settings::read(root).last != id {
        Settings::change(root, |settings| settings.last = id);
    }
}

/// Every workspace by its id: empty for the first, a number for the others.
fn all(root: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(root.join(OTHERS)).into_iter().flatten().flatten();
    let mut others: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .collect();
    others.sort();
    let others = others.into_iter().map(|(number, folder)| (number.to_string(), folder));
    let first = (String::new(), root.to_owned());
    std::iter::once(first).chain(others).filter(|(_, folder)| is_workspace(folder)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(folder: &Path, name: &str) {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(folder.join(DATABASE_FILE), "").unwrap();
        Settings::change(folder, |settings| settings.name = name.to_owned());
    }

    #[test]
    fn everybody_is_listed_in_order_and_the_last_one_is_remembered() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        assert!(rows(root).is_empty());
        assert_eq!(vacant(root), root);
        make(root, "王芳");
        for n in 2..=11 {
            assert_eq!(id_of(root, &vacant(root)), n.to_string());
            make(&vacant(root), &format!("同事{n}"));
        }
        std::fs::create_dir_all(root.join(OTHERS).join("99")).unwrap();
        let names: Vec<String> = rows(root).into_iter().map(|row| row.name).collect();
        assert_eq!(names[..3], ["王芳", "同事2", "同事3"]);
        assert_eq!(names.len(), 11);
        assert_eq!(last_used(root), root);
        remember(root, &find(root, "10").unwrap());
        assert_eq!(last_used(root), root.join(OTHERS).join("10"));
        std::fs::remove_dir_all(root.join(OTHERS).join("10")).unwrap();
        assert_eq!(last_used(root), root, "a folder that is gone is nobody's");
        assert!(find(root, "../..").is_none());
    }
}
