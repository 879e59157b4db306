//! China's numbering plan, as far as it tells a number from a slip of the pen.

/// ITU E.164.
const FOREIGN_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// Digits that begin with a country's code; other countries' plans are not checked.
pub(super) fn international(digits: &str) -> Option<String> {
    match digits.strip_prefix("86") {
        // +86 755 … is right and +86 0755 … is what people write.
        Some(national) => {
            let area = Some(national).filter(|area| is_landline(area));
            area.map(with_country).or_else(|| within_china(national))
        }
        None => {
            let is_plausible = FOREIGN_DIGITS.contains(&digits.len()) && !digits.starts_with('0');
            is_plausible.then(|| format!("+{digits}"))
        }
    }
}

/// Digits as they are dialled within China. The zero tells an area from a subscriber; old cards have
/// it before a mobile number too.
pub(super) fn within_china(digits: &str) -> Option<String> {
    let after_zero = digits.strip_prefix('0');
    let long_distance = after_zero.filter(|number| is_landline(number) || is_mobile(number));
    let local = Some(digits).filter(|number| is_mobile(number) || is_service(number));
    long_distance.or(local).map(with_country)
}

fn with_country(national: &str) -> String {
    format!("+86{national}")
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && matches!(digits.as_bytes()[1], b'3'..=b'9')
}

/// 400 and 800 belong to one company like any other number.
fn is_service(digits: &str) -> bool {
    digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"))
}

/// Area and subscriber: 10 and 2x are followed by eight digits, the others (755) by seven or eight.
fn is_landline(digits: &str) -> bool {
    let area_digits = match digits.as_bytes() {
        [b'1', b'0', ..] | [b'2', b'0'..=b'5' | b'7'..=b'9', ..] => 2,
        [b'3'..=b'9', _, _, ..] => 3,
        _ => return false,
    };
    let subscriber = &digits[area_digits..];
    let is_whole = subscriber.len() == 8 || (subscriber.len() == 7 && area_digits == 3);
    is_whole && !subscriber.starts_with('0')
}
