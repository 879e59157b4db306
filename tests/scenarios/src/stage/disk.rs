//! The server's disk: imaged, put back, and what the server makes of it.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use domain::CardId;
use serde_json::{Value, json};

use super::Stage;
use crate::laptop::copy;

impl Stage {
    pub(super) fn server_folder(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    fn server_image(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("server-image-{name}"))
    }

    /// Images the server's disk. It is taken while its power is off, for a moment.
    pub fn image_server(&mut self, name: &str) -> Result<()> {
        let runs = self.server.is_some();
        if runs {
            self.stop_server()?;
        }
        copy(&self.server_folder(), &self.server_image(name))?;
        if runs { self.start_server() } else { Ok(()) }
    }

    /// Puts the disk of the stopped server back to an image; the server itself is told nothing.
    pub fn put_server_back(&mut self, name: &str) -> Result<()> {
        let image = self.server_image(name);
        if self.server.is_some() || !image.exists() {
            bail!("start_server: stop the server first, and name an image of it");
        }
        std::fs::remove_dir_all(self.server_folder())?;
        copy(&image, &self.server_folder())
    }

    /// The operator has looked at what came back, and lets the server go on.
    pub fn confirm_recovery(&mut self) -> Result<()> {
        let ended = self.server()?.ledger().confirm()?;
        if ended { Ok(()) } else { bail!("no recovery is under way") }
    }

    /// How the server's last recovery stands, what of it is missing, and how many devices are silent.
    pub fn recovery(&self) -> Result<Value> {
        let Some(report) = self.server()?.ledger().recovery()? else { return Ok(Value::Null) };
        let missing = report.chains.iter().flat_map(|chain| &chain.missing);
        let missing: u64 = missing.map(|range| range.through.0 - range.from.0 + 1).sum();
        Ok(json!({ "over": report.ended_ms.is_some(), "missing": missing }))
    }

    /// A card's official number.
    pub fn number(&self, card: &str) -> Result<Option<u64>> {
        let id = CardId::from_hex(card).context("a card id")?;
        Ok(self.server()?.ledger().official_number(id)?)
    }
}
