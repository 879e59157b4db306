//! Ports of our own.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result};

/// Below the ports from which connections go out, so that nobody takes one while its server is down.
const PORTS: std::ops::Range<u32> = 20_000..32_000;

/// How many ports this process has looked at.
static LOOKED: AtomicU32 = AtomicU32::new(0);

/// A port that is free now and that this process is not given again; other processes begin elsewhere.
pub(crate) fn free() -> Result<u16> {
    let count = PORTS.end - PORTS.start;
    let mut ports = (0..count).map(|_| {
        let step = LOOKED.fetch_add(1, Ordering::Relaxed);
        PORTS.start + (std::process::id().wrapping_mul(97).wrapping_add(step)) % count
    });
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    ports.find_map(|port| u16::try_from(port).ok().filter(free)).context("finding a free port")
}
