//! The sync server: accepts what laptops bring, puts it in order, registers, and hands it on to those
//! who may hold it.
//!
//! [`ledger`] is the heart, plain functions over [`storage`]; `http` is the skin around it; [`Server`]
//! runs both in any process, with the clock and the chance that it is given. [`found()`] makes a company
//! out of a [`CompanyFile`]. Nothing here reads a clock or draws a random number by itself: `main` does,
//! and hands them in.

#![forbid(unsafe_code)]

pub mod audit;
pub mod command;
pub mod company_file;
pub mod demo;
pub mod folder;
mod found;
mod http;
pub mod ledger;
mod server;
pub mod storage;
mod tls;
mod world;

pub use company_file::CompanyFile;
pub use folder::Folder;
pub use found::{Founded, found};
pub use ledger::{Ledger, Trouble};
pub use server::{Config, Running, Server};
pub use tls::{CertificateFiles, Tls};
pub use world::{Clock, Random};
