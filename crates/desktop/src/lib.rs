//! desktop.
