//! Fonts, from bytes that the caller has found.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The families that are looked for, in this order, with what stands at the end of their names.
const FAMILIES: [&str; 3] = ["Noto Sans CJK", "Noto Sans", "Source Han Sans"];

/// What pages are set in.
pub struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

impl Fonts {
    /// From font files, each with one font or many. `None` when none of them has Chinese characters.
    pub fn read(files: Vec<Vec<u8>>) -> Option<Self> {
        let fonts: Vec<Font> =
            files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        let chinese = |font: &Font| font.info().coverage.contains(u32::from('展'));
        fonts
            .iter()
            .any(chinese)
            .then(|| Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts })
    }

    /// The families whose forms of characters are a region's (`SC`, `TC`), then any other that is here: a page in
    /// somebody else's forms is better than none.
    pub(crate) fn families(&self, region: &str) -> Vec<String> {
        let own = FAMILIES.iter().map(|family| format!("{family} {region}"));
        let mut families: Vec<String> =
            own.filter(|family| self.book.contains_family(&family.to_lowercase())).collect();
        for font in &self.fonts {
            if !families.contains(&font.info().family) && !font.info().family.contains("Mono") {
                families.push(font.info().family.clone());
            }
        }
        families
    }
}
