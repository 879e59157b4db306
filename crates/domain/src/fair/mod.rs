//! What belongs to a fair as a whole, and to no single customer.

pub mod pool;
