//! What commands write: files whose names are listed on standard output, or standard
//! output itself.

use std::path::Path;

use jixiao::engine::{Disk, Error, Files};

use super::terminal;

/// Writes a file, and names it on standard output.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    Disk.write(path, bytes).map_err(|error| Error::write(path, error))?;
    name(path)
}

/// Names a file that was written.
pub(super) fn name(path: &Path) -> Result<(), Error> {
    terminal::print(format!("{}\n", path.display()))
}
