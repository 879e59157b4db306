//! Documents: what several people write together comes to the same everywhere, and nobody's bytes harm
//! anybody.

mod corpus;
mod hostile;
mod merging;
mod people;
