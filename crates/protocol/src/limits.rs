//! Everything that can grow has a limit with a name.

/// The largest frame of records in one message, in bytes. A single record may exceed what is left of
/// the budget only when it is the first.
pub const FRAME_BYTES_MAX: usize = 512 * 1024;

/// How many records one frame carries at most.
pub const FRAME_RECORDS_MAX: usize = 2_000;

/// The largest request or reply body, in bytes.
pub const BODY_BYTES_MAX: usize = 2 * 1024 * 1024;

/// The longest photo of a card, in bytes: it goes in one body.
pub const PHOTO_BYTES_MAX: usize = 768 * 1024;

/// The most photos that are asked for at once.
pub const PHOTOS_WANTED_MAX: usize = 500;

/// How many logs a device may offer at once. A supervisor carries his whole team's.
pub const OFFER_LOGS_MAX: usize = 1_000;

/// How long a token is that tells a copied laptop, in bytes.
pub const TOKEN_BYTES: usize = 16;

/// How many places of lost records a device names at once.
pub const LOST_PLACES_MAX: usize = 100;

/// How many cards one holdings manifest names at most.
pub const HOLDINGS_MAX: usize = 1_000;

/// About how many cards one request asks at most whether they may be held.
pub const BROUGHT_MAX: usize = 500;

/// The largest hand-in bundle, in bytes, before and after compression.
pub const BUNDLE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// How much of a bundle photos may be, in bytes: those that find no room go to the server by themselves.
pub const BUNDLE_PHOTOS_BYTES_MAX: usize = 32 * 1024 * 1024;

/// How many photos one laptop asks another for on the LAN, at most: for each named one somebody's rights are looked
/// up.
pub const PHOTOS_ASKED_MAX: usize = 5_000;

/// The longest name of a device, in characters.
pub const DEVICE_CHARS_MAX: usize = 80;

/// How many records one bundle carries at most: what honest records of ordinary length make of
/// [`BUNDLE_BYTES_MAX`]. Records that are all alike compress to nothing, but each has a signature to
/// be checked.
pub const BUNDLE_RECORDS_MAX: usize = 100_000;

/// The largest datagram with which laptops vouch for each other, in bytes: what goes through every LAN in
/// one piece.
pub const VOUCH_BYTES_MAX: usize = 1_400;

/// How long an enrolment code is good for, in milliseconds.
pub const CODE_LIFETIME_MS: i64 = 10 * 60 * 1000;

/// How long a nonce is good for, in milliseconds of the server's clock.
pub const NONCE_LIFETIME_MS: i64 = 5 * 60 * 1000;

/// The version of the protocol. A server that has outgrown a device says so with 426.
pub const PROTOCOL_VERSION: u16 = 1;
