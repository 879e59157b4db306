//! Under which addresses phones may reach this laptop, and which phones may.

use std::net::{IpAddr, Ipv4Addr};

use if_addrs::{IfAddr, Ifv4Addr};

/// So many are shown: a laptop with more has networks that no phone is in.
const SHOWN_MAX: usize = 6;

/// The laptop's own IPv4 networks, its hotspot's among them, without itself.
fn networks() -> Vec<Ifv4Addr> {
    let found = if_addrs::get_if_addrs().unwrap_or_default();
    let of_v4 = found.into_iter().filter_map(|interface| match interface.addr {
        IfAddr::V4(address) if !address.ip.is_loopback() => Some(address),
        _ => None,
    });
    of_v4.collect()
}

/// The addresses to show, first the likeliest: that of the network which leads somewhere, then the others, a
/// hotspot's among them; last what no router gave.
pub(super) fn shown() -> Vec<Ipv4Addr> {
    let leading = crate::lan::own_addresses();
    let mut addresses: Vec<Ipv4Addr> = networks().into_iter().map(|network| network.ip).collect();
    addresses.sort_by_key(|ip| (ip.is_link_local(), !leading.contains(&IpAddr::V4(*ip)), *ip));
    addresses.dedup();
    addresses.truncate(SHOWN_MAX);
    addresses
}

/// Whether somebody calls from nearby: a private network, or one that this laptop is in. A laptop with an
/// address of its own on the internet opens no door to that.
pub(super) fn is_near(from: IpAddr) -> bool {
    let IpAddr::V4(from) = from else { return false };
    let same = |network: Ifv4Addr| {
        let mask = network.netmask.to_bits();
        mask != 0 && network.ip.to_bits() & mask == from.to_bits() & mask
    };
    from.is_loopback()
        || from.is_private()
        || from.is_link_local()
        || networks().into_iter().any(same)
}
