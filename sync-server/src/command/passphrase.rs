use std::path::Path;
use std::str::FromStr;

use age::x25519::{Identity, Recipient};
use anyhow::{Context, Result, bail, ensure};
use protocol::passphrase::{Answer, Request};

/// Answers a laptop whose passphrase was forgotten, at headquarters and without a network: opens the key that
/// the laptop wrapped for the recovery key, and seals it for that laptop alone. `check` is the number that the
/// person at the laptop read out: whoever put another request in its place has another number.
///
/// # Errors
/// When the file is no recovery key, the text no request, the number another one, or the laptop another
/// company's.
pub fn passphrase(key_file: &Path, request: &str, check: &str) -> Result<String> {
    let request = Request::parse(request)
        .context("this is not the whole text that the laptop shows; ask for it once more")?;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    ensure!(
        digits(check) == digits(&request.check_number()),
        "the number does not belong to this text: somebody may have exchanged it; answer nothing"
    );
    let recipient = Recipient::from_str(&request.answer_to)
        .map_err(|_| anyhow::anyhow!("the text names nobody to answer to"))?;
    let key = match age::decrypt(&recovery_key(key_file)?, &request.wrap) {
        Ok(key) => key,
        Err(age::DecryptError::NoMatchingKeys) => {
            bail!("this laptop was enrolled with another company's recovery key")
        }
        Err(_) => bail!("what the laptop kept for headquarters is damaged"),
    };
    let sealed = age::encrypt(&recipient, &key).context("sealing the answer")?;
    Ok(Answer { sealed: sealed.into() }.to_text())
}

/// The key in the file that `init` wrote; lines of explanation begin with `#`.
fn recovery_key(file: &Path) -> Result<Identity> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let key = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    let key = key.and_then(|key| Identity::from_str(key).ok());
    key.with_context(|| format!("{} holds no recovery key", file.display()))
}
