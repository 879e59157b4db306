//! What a process may take.

/// Little memory from now on, in bytes, and no image of it on the disk when the process dies: it holds what
/// people wrote.
#[cfg(unix)]
pub fn limit(memory_bytes_max: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |bytes: u64| Rlimit { current: Some(bytes), maximum: Some(bytes) };
    // A limit that the system does not take leaves the parent's patience.
    let _ = setrlimit(Resource::Data, at_most(memory_bytes_max));
    let _ = setrlimit(Resource::Core, at_most(0));
}

/// Other systems have no such limits without unsafe code; what is left is the parent's patience.
#[cfg(not(unix))]
pub fn limit(_: u64) {}
