//! How much a table may be. A file within them costs a fraction of the memory that its reader has.

/// The longest file, in bytes.
pub const FILE_BYTES_MAX: usize = 20 * 1024 * 1024;
/// What is packed in an XLSX, unpacked, in bytes: of all its parts together.
pub const UNPACKED_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Parts of an XLSX.
pub const PARTS_MAX: usize = 500;
/// Rows below the headings.
pub const ROWS_MAX: usize = 50_000;
/// Columns.
pub const COLUMNS_MAX: usize = 100;
/// Cells with something in them.
pub const CELLS_MAX: usize = 1_000_000;
/// One cell, in bytes.
pub const CELL_BYTES_MAX: usize = 32 * 1024;
/// All texts of a table, in bytes.
pub const TEXT_BYTES_MAX: usize = 32 * 1024 * 1024;
