//! A fair as a whole: what is prepared for it, and who has it (FAIR-02 to FAIR-05).

pub mod handover;
pub mod preparation;
