//! What no honest laptop sends.
