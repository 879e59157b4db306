use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

/// How a folded name looks to somebody who reads it in a hurry: `Müller`, `Mueller`, `Muller` and one with
/// letters of another script in it are alike. For a proposal only; nothing is joined by its looks (DUP-02).
///
/// `None` when the name has no letters with two cases: Chinese characters are compared as they are.
pub fn looks(base: &str) -> Option<String> {
    base.chars().any(|c| c.is_lowercase() || c.is_uppercase()).then(|| {
        // As capitals, because more letters of two scripts share their capital than their small form.
        let capitals: String =
            base.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_uppercase).collect();
        let spelled: String = skeleton(&capitals).filter(|c| !is_combining_mark(*c)).collect();
        // Umlauts are spelled with an E where there is no key for them.
        spelled.replace("AE", "A").replace("OE", "O").replace("UE", "U")
    })
}

#[cfg(test)]
mod tests {
    use super::looks;
    use crate::identity::normal::company_name;

    fn of(name: &str) -> Option<String> {
        looks(&company_name(name).expect("a name").base)
    }

    #[test]
    fn what_a_hurried_reader_takes_for_one_name_looks_alike() {
        for (one, other) in [
            ("Müller GmbH", "Mueller Gmbh"),
            ("Müller GmbH", "MULLER"),
            ("Siemens AG", "Siem\u{435}ns AG"),
            ("SIEMENS", "\u{405}I\u{415}\u{41c}\u{415}NS"),
            ("Øresund", "Oresund"),
            ("华晟 Ηuasheng", "华晟 Huasheng"),
            ("Bosch", "B0sch"),
        ] {
            assert_eq!(of(one), of(other), "{one} / {other}");
        }
    }

    #[test]
    fn other_names_look_otherwise() {
        for (one, other) in [("Siemens", "Simens"), ("Bosch", "Basch"), ("华晟 A", "华盛 A")] {
            assert_ne!(of(one), of(other), "{one} / {other}");
        }
    }

    #[test]
    fn chinese_names_are_what_they_are() {
        assert_eq!(of("东莞华晟电子有限公司"), None);
        assert_eq!(of("360"), None);
    }
}
