//! The fonts that pages are set in: those of the installed program first, then the system's.

use std::path::{Path, PathBuf};

use app::Failure;
use typeset::Fonts;

/// Where systems keep fonts with Chinese characters that may stand in a file: Debian and Ubuntu, Fedora, Arch,
/// openSUSE, and whatever somebody put there himself.
const FOLDERS: [&str; 6] = [
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/google-noto-sans-cjk-fonts",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/truetype",
    "/usr/local/share/fonts",
];
/// A regular font, and its bold one: of one maker, so that they fit.
const FILES: [[&str; 2]; 4] = [
    ["NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"],
    ["NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"],
    ["NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"],
    ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"],
];
/// The longest font file that is read, in bytes.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The fonts of this computer, from the program's own folder if some are there.
///
/// # Errors
/// `report.fonts` when there are none with Chinese characters.
pub(super) fn fonts(own: &Path) -> Result<Fonts, Failure> {
    let folders = std::iter::once(own.to_owned()).chain(FOLDERS.map(PathBuf::from));
    find(folders).ok_or_else(|| Failure::new("report.fonts").with("folder", own.display()))
}

fn find(mut folders: impl Iterator<Item = PathBuf>) -> Option<Fonts> {
    folders.find_map(|folder| FILES.iter().find_map(|files| read(&folder, files)))
}

/// A regular font without its bold one will do.
fn read(folder: &Path, files: &[&str]) -> Option<Fonts> {
    let file = |name: &&str| {
        let path = folder.join(name);
        let size = std::fs::metadata(&path).ok()?.len();
        (size <= FILE_BYTES_MAX).then(|| std::fs::read(&path).ok())?
    };
    Fonts::read(files.iter().filter_map(file).collect())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{FOLDERS, find, fonts};

    #[test]
    fn what_is_no_font_is_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("NotoSansSC-Regular.otf"), b"no font").expect("a file");
        assert!(find([folder.path().to_owned()].into_iter()).is_none());
        let then = [folder.path().to_owned()].into_iter().chain(FOLDERS.map(PathBuf::from));
        assert!(find(then).is_some(), "the system's");
    }

    #[test]
    fn a_program_without_fonts_of_its_own_takes_the_systems() {
        assert!(fonts(Path::new("/nowhere")).is_ok());
    }
}
