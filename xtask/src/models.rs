//! The models that read cards: fetched once, checked, never committed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::shell::{command, must};

/// The package that they come in, as pip asks for it.
const WHEEL: &str = "rapidocr==3.10.0 \
    --hash=sha256:2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050";
/// What is taken of it: where it lies there, what it is called here, and its SHA-256.
const FILES: [(&str, &str, &str); 4] = [
    (
        "rapidocr/models/PP-OCRv6_det_small.onnx",
        "PP-OCRv6_det_small.onnx",
        "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    ),
    (
        "rapidocr/models/PP-OCRv6_rec_small.onnx",
        "PP-OCRv6_rec_small.onnx",
        "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
    ),
    (
        "rapidocr-3.10.0.dist-info/licenses/LICENSE",
        "LICENSE",
        "3e0af25fdd06aa9586ae97adb00ea927ebe5a3805ac77d2d3a81ce5f55693333",
    ),
    (
        "rapidocr-3.10.0.dist-info/licenses/MODEL_LICENSES.md",
        "MODEL_LICENSES.md",
        "c5fd0e8603d3df743355b546121e6fe0f4ef8ff455c5a85c1681fd3ae520e153",
    ),
];

/// Makes sure that the models lie where the programs look for them: from this user's cache if they are
/// there, by pip otherwise, from wherever this machine's pip fetches.
pub fn ensure(root: &Path) -> Result<()> {
    let folder = root.join("crates/cardreader/models");
    if sound(&folder) {
        return Ok(());
    }
    let cache = cache();
    match &cache {
        Some(cache) if sound(cache) => copy(cache, &folder)?,
        _ => fetch(&folder)?,
    }
    ensure!(sound(&folder), "the models that read cards are not those that were expected");
    if let Some(cache) = cache
        && !sound(&cache)
        && let Err(error) = copy(&folder, &cache)
    {
        eprintln!("the models that read cards could not be kept for the next time: {error:#}");
    }
    Ok(())
}

fn cache() -> Option<PathBuf> {
    let own = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    own.or(home).map(|folder| folder.join("fairlead/cardreader"))
}

fn sound(folder: &Path) -> bool {
    FILES.iter().all(|(_, name, sum)| {
        fs::read(folder.join(name)).is_ok_and(|bytes| hex(&Sha256::digest(bytes)) == *sum)
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("making {}", to.display()))?;
    for (_, name, _) in FILES {
        let bytes = fs::read(from.join(name)).with_context(|| format!("reading {name}"))?;
        // Beside first: whoever is interrupted leaves no half a model.
        let beside = to.join(format!("{name}.new"));
        fs::write(&beside, bytes).with_context(|| format!("writing {name}"))?;
        fs::rename(&beside, to.join(name)).with_context(|| format!("writing {name}"))?;
    }
    Ok(())
}

fn fetch(folder: &Path) -> Result<()> {
    let work = std::env::temp_dir().join(format!("fairlead-models-{}", std::process::id()));
    fs::create_dir_all(&work).context("making a temporary folder")?;
    let done = unpack(&work).and_then(|()| copy(&work.join("out"), folder));
    fs::remove_dir_all(&work).context("removing the temporary folder")?;
    done
}

fn unpack(work: &Path) -> Result<()> {
    fs::write(work.join("wanted.txt"), WHEEL).context("writing what pip is to fetch")?;
    let pip = ["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"];
    let mut pip = command(work, "python3", pip);
    pip.args(["--require-hashes", "--disable-pip-version-check", "-r", "wanted.txt", "-d", "."]);
    must(pip).context("fetching the models that read cards")?;
    let found = fs::read_dir(work)?.flatten().map(|entry| entry.path());
    let wheel = found
        .into_iter()
        .find(|path| path.extension().is_some_and(|end| end == "whl"))
        .context("pip has fetched nothing")?;
    let unzip = [Path::new("-m"), Path::new("zipfile"), Path::new("-e"), &wheel, Path::new("all")];
    must(command(work, "python3", unzip))?;
    fs::create_dir_all(work.join("out"))?;
    for (place, name, _) in FILES {
        fs::rename(work.join("all").join(place), work.join("out").join(name))
            .with_context(|| format!("{place} is not in the package"))?;
    }
    Ok(())
}
