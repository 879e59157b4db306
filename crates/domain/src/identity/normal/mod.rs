//! What a card says, made comparable (DUP-02): names, phones, mail domains, credit codes.
//!
//! Everything here is total and depends on its argument alone: the same text gives the same result
//! on every laptop and on the server, and what is blank, implausible or hostile gives `None`. The
//! tables behind it (divisions, free-mail hosts, variant characters, legal forms) are versioned with
//! the rules as [`TABLES_VERSION`].

mod brackets;
mod company;
mod credit;
mod fold;
mod legal;
mod looks;
mod mail;
mod numbering;
mod phone;

pub use company::{CompanyName, company_name};
pub use credit::credit_code;
pub use fold::fold;
pub use looks::looks;
pub use mail::own_domain;
pub use phone::phone;

/// Raised whenever a table, a rule of this module or the version of a crate under it (fast2s,
/// unicode-normalization, unicode-security) changes a result (DUP-02: tables are versioned with the rules).
pub const TABLES_VERSION: u16 = 3;
