//! Reading a PDF back with poppler, which knows nothing of how it was made.

use std::process::Command;

/// Debian's place of the fonts that `cargo xtask` installs.
const FONTS: [&str; 2] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
];

pub fn fonts() -> typeset::Fonts {
    let read = |path| std::fs::read(path).expect("fonts-noto-cjk is installed");
    typeset::Fonts::read(FONTS.map(read).to_vec()).expect("fonts with Chinese characters")
}

pub struct Read {
    pub text: String,
    pub info: String,
    pub fonts: String,
    pub pages: Vec<String>,
}

impl Read {
    /// All of the text with neither spaces nor line ends, nor the places where long words may be cut.
    pub fn run_on(&self) -> String {
        self.text.chars().filter(|char| !char.is_whitespace() && *char != '\u{200b}').collect()
    }
}

pub fn read(bytes: &[u8]) -> Read {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("it.pdf");
    std::fs::write(&path, bytes).expect("the file");
    if let Ok(keep) = std::env::var("FAIRLEAD_KEEP_PDF") {
        let name = std::thread::current().name().unwrap_or("it").replace("::", "-");
        std::fs::write(format!("{keep}/{name}.pdf"), bytes).expect("the file that is kept");
    }
    let poppler = |program: &str, args: &[&str]| {
        let output = Command::new(program)
            .args(&args[..args.len().min(1)])
            .arg(&path)
            .args(args.get(1..).unwrap_or_default())
            .output();
        let output = output.expect("poppler-utils is installed");
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let text = poppler("pdftotext", &["-layout", "-"]);
    let pages = text.split('\u{c}').filter(|page| !page.is_empty()).map(str::to_owned).collect();
    Read { info: poppler("pdfinfo", &[]), fonts: poppler("pdffonts", &[]), text, pages }
}
