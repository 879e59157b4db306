//! What everybody does in a window all day: unlock it, fill in a card, walk along tabs and rows.

use anyhow::Result;

use crate::window::Window;

/// The passphrase of everybody in the demo.
pub const DEMO_PASSPHRASE: &str = "fairlead-demo";

/// More tabs, or people in a list, than any screen has.
const STEPS_MAX: usize = 40;

impl Window {
    /// Unlocks the demo's window with its passphrase and Enter; the cursor stands ready for it. `first` is
    /// in sight where the window begins.
    ///
    /// # Errors
    /// When it is not this person's, or does not open.
    pub fn unlock(&self, name: &str, first: &str) -> Result<()> {
        self.unlock_with(DEMO_PASSPHRASE, name, first)
    }

    /// The same with a passphrase of one's own.
    ///
    /// # Errors
    /// As [`Window::unlock`].
    pub fn unlock_with(&self, passphrase: &str, name: &str, first: &str) -> Result<()> {
        self.stands_on("textbox", "口令")?;
        self.sees(name)?;
        self.write(passphrase)?;
        self.press("Enter")?;
        self.sees(first)
    }

    /// Fills in a card: company, contact, phone, site, past the source, matter, with Tab between them.
    ///
    /// # Errors
    /// When the form is not there, empty.
    pub fn fill(&self, card: &[&str; 5]) -> Result<()> {
        let [company, person, phone, site, matter] = card;
        self.stands_on("textbox", "客户名称")?;
        self.write(company)?;
        for (field, text) in [("联系人", person), ("电话", phone), ("所在地", site)] {
            self.press("Tab")?;
            self.stands_on("textbox", field)?;
            self.write(text)?;
        }
        self.press("Tab")?;
        self.stands_on("radio", "交谈记录")?;
        self.press("Tab")?;
        self.stands_on("textbox", "咨询事项")?;
        self.write(matter)
    }

    /// Fills in a card and signs it; `register` is the number that it gets.
    ///
    /// # Errors
    /// When it is not saved.
    pub fn sign(&self, card: &[&str; 5], register: u32) -> Result<()> {
        self.fill(card)?;
        self.press("Enter")?;
        self.sees(&format!("已保存 ✓ 登记号 {register}：{}", card[0]))
    }

    /// Moves the demo's clock, for everybody.
    ///
    /// # Errors
    /// When it cannot be moved there.
    pub fn move_clock(&self, to: &str) -> Result<()> {
        self.tab_back_to("button", to)?;
        self.press("Enter")?;
        self.sees(&format!("3月12日周四 {to}"))
    }

    /// Back to the row of tabs, and along it with the arrow.
    ///
    /// # Errors
    /// When there is no such tab.
    pub fn choose_tab(&self, name: &str) -> Result<()> {
        let mut at = self.tab_back_to("tab", "")?;
        for _ in 0..STEPS_MAX {
            if at.name.starts_with(name) {
                return Ok(());
            }
            self.press("Right")?;
            at = self.focus()?;
        }
        self.insist(false, &format!("there is a tab {name}"))
    }

    /// Opens the list that has the focus and chooses the entry whose name begins with `name`.
    ///
    /// # Errors
    /// When there is no such entry.
    pub fn pick(&self, name: &str) -> Result<()> {
        self.press("Enter")?;
        self.stands_on("option", "")?;
        self.press("Home")?;
        for _ in 0..STEPS_MAX {
            if self.focus()?.name.starts_with(name) {
                self.press("Enter")?;
                return self.stands_on("button", name);
            }
            self.press("Down")?;
        }
        self.insist(false, &format!("{name} is in the list"))
    }

    /// Up and down the list to the row in which a text stands.
    ///
    /// # Errors
    /// When it never gets there.
    pub fn go_to_row(&self, text: &str) -> Result<()> {
        let mut keys = ["Home", "End"].into_iter().cycle();
        self.stands_on("row", "")?;
        self.wait(&format!("the row with {text}"), || {
            let there = self.focus()?.text.contains(text);
            if let (false, Some(key)) = (there, keys.next()) {
                self.press(key)?;
            }
            Ok(there)
        })
    }

    /// Syncs at once, and sees that everything went.
    ///
    /// # Errors
    /// When something stays unsent.
    pub fn sync(&self) -> Result<()> {
        self.press("Alt+R")?;
        self.has_nothing_unsent()
    }

    /// Waits until the line says that nothing is left to send: because it went, or because nothing was done.
    ///
    /// # Errors
    /// When something stays unsent.
    pub fn has_nothing_unsent(&self) -> Result<()> {
        self.wait("nothing left to send", || {
            let line = self.text("同步状态")?.unwrap_or_default();
            Ok(["全部已送到总部 · 上次同步", "还没有要送总部的内容 · 上次同步"]
                .iter()
                .any(|said| line.contains(said)))
        })
    }
}
