//! Text as it is searched: folded and cut into tokens, the same way for what is indexed and for what
//! is typed. Pure.
//!
//! FTS5's own tokenizers find nothing inside a run of ideographs. So each ideograph becomes a token of
//! its own before SQLite sees the text, separated by spaces, and a query for 海风 is a phrase of two
//! tokens. What was decided against: a tokenizer in C through `sqlite3_bind_pointer`, which does the
//! same with unsafe code.

mod fold;
mod matching;
mod phone;
mod sound;
mod terms;
mod tokens;

pub(crate) use phone::phone_tokens;
pub(crate) use sound::sound_tokens;
pub(crate) use terms::Terms;
pub(crate) use tokens::tokens;

/// Raised whenever a text folds to other tokens than before.
pub(crate) const VERSION: u16 = 2;
