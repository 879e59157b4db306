//! A disk, read by somebody who has its key: every page of every database, in use or not, every frame of a
//! write-ahead log, overwritten or not, and every other file as it is.

use std::path::Path;

use aes::Aes256;
use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockDecrypt, KeyInit};

const PAGE_BYTES: usize = 4096;
/// At the end of each page: the initialisation vector, then what authenticates it.
const RESERVED_BYTES: usize = 80;
const VECTOR_BYTES: usize = 16;
/// The first page begins with a salt, in the clear.
const SALT_BYTES: usize = 16;
const LOG_HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;

/// A folder's bytes, decrypted.
pub struct Disk(Vec<(String, Vec<u8>)>);

impl Disk {
    /// Everything in a folder. What ends in `.db` is encrypted with the key, and so is its log.
    pub fn read(folder: &Path, key: &[u8; 32]) -> Self {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let files = entries.map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).expect("a file");
            let plain = match name.as_str() {
                name if name.ends_with(".db") => database(&bytes, key),
                name if name.ends_with(".db-wal") => log(&bytes, key),
                _ => bytes,
            };
            (name, plain)
        });
        Self(files.collect())
    }

    /// The files in which some bytes stand.
    pub fn holding(&self, sought: &[u8]) -> Vec<&str> {
        let holds = |bytes: &[u8]| bytes.windows(sought.len()).any(|seen| seen == sought);
        self.0.iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name.as_str()).collect()
    }
}

fn database(bytes: &[u8], key: &[u8; 32]) -> Vec<u8> {
    let pages = bytes.chunks_exact(PAGE_BYTES).enumerate();
    pages.flat_map(|(n, page)| decrypt(page, n == 0, key)).collect()
}

fn log(bytes: &[u8], key: &[u8; 32]) -> Vec<u8> {
    let frames = bytes.get(LOG_HEADER_BYTES..).unwrap_or_default();
    let frames = frames.chunks_exact(FRAME_HEADER_BYTES + PAGE_BYTES);
    let pages = frames.map(|frame| {
        let number = u32::from_be_bytes([frame[0], frame[1], frame[2], frame[3]]);
        decrypt(&frame[FRAME_HEADER_BYTES..], number == 1, key)
    });
    pages.flatten().collect()
}

/// One page of SQLCipher's: AES-256 in CBC mode.
fn decrypt(page: &[u8], first: bool, key: &[u8; 32]) -> Vec<u8> {
    let (body, reserved) = page.split_at(PAGE_BYTES - RESERVED_BYTES);
    let body = if first { &body[SALT_BYTES..] } else { body };
    let cipher = Aes256::new(GenericArray::from_slice(key));
    let mut before = &reserved[..VECTOR_BYTES];
    let mut plain = Vec::with_capacity(body.len());
    for block in body.chunks_exact(VECTOR_BYTES) {
        let mut opened = *GenericArray::from_slice(block);
        cipher.decrypt_block(&mut opened);
        plain.extend(opened.iter().zip(before).map(|(byte, before)| byte ^ before));
        before = block;
    }
    plain
}

/// A key from the digits in which it is written.
pub fn database_key(digits: &str) -> [u8; 32] {
    let digits = digits.trim().trim_start_matches("x'").trim_end_matches('\'');
    let byte = |n: usize| u8::from_str_radix(&digits[2 * n..2 * n + 2], 16).expect("digits");
    std::array::from_fn(byte)
}
