//! fairlead.
