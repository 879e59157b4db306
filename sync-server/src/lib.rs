//! sync-server.
