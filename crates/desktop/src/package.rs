//! A day package's hash as a code for paper: headquarters holds a scanner to the page that was printed in the
//! evening, and sees whether it is the package that came (FAIR-08).

use std::sync::Arc;

use app::{Failure, Now};
use picture::Code;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::desk::Desktop;

/// Characters of a hash in hexadecimal.
const HASH_CHARS: usize = 64;

/// Which package.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PackageCodeInput {
    /// Its hash, hexadecimal.
    pub package: String,
}

/// The code of a hash, row by row, `#` for dark. It holds the hash in capitals: digits and capitals make
/// the smallest code, and a scanner types them as they are.
pub(crate) fn code(
    _: &mut Arc<Desktop>,
    _: &Now,
    input: PackageCodeInput,
) -> Result<Vec<String>, Failure> {
    let is_hash = input.package.len() == HASH_CHARS
        && input.package.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        return Err(Failure::field("field.package", "package"));
    }
    let code = Code::of(&input.package.to_ascii_uppercase());
    let code = code.map_err(|_| Failure::field("field.package", "package"))?;
    let row = |row: &[bool]| row.iter().map(|dark| if *dark { '#' } else { ' ' }).collect();
    Ok(code.rows().map(row).collect())
}
