//! How much may be unpacked while something is done: of an archive, of the files in it, and of
//! what those are made of, together.
//!
//! It is kept for each thread, so that no reader in between has to hand it on.

use std::cell::Cell;
use std::io::{self, Read};

thread_local! {
    /// The most bytes that may be unpacked, and how many were.
    static COUNTED: Cell<(u64, u64)> = const { Cell::new((u64::MAX, 0)) };
}

/// Does something, while all that this thread reads through [`Counted`] may have so many bytes;
/// gives how many there were: more, where something was not read for that reason.
pub fn within<T>(most: u64, act: impl FnOnce() -> T) -> (T, u64) {
    let before = COUNTED.replace((most, 0));
    let done = act();
    let (_, counted) = COUNTED.replace(before);
    (done, counted)
}

/// Whether something was not read because it would have been too much.
pub fn is_used_up() -> bool {
    let (most, counted) = COUNTED.get();
    counted > most
}

/// Counts bytes that were unpacked; whether there may be so many.
pub(super) fn count(bytes: usize) -> bool {
    let (most, counted) = COUNTED.get();
    let counted = counted.saturating_add(bytes as u64);
    COUNTED.set((most, counted));
    counted <= most
}

/// Counts what is read; beyond what may be unpacked it fails.
pub struct Counted<R>(pub R);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.0.read(buffer)?;
        if count(length) { Ok(length) } else { Err(io::ErrorKind::FileTooLarge.into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_readers_have_so_much_together() {
        let read = |length: u64| Counted(io::repeat(0).take(length)).read_to_end(&mut Vec::new()).is_ok();
        let (done, counted) = within(1_000, || (read(600), read(400), is_used_up(), read(1), is_used_up(), read(0)));
        assert_eq!(done, (true, true, false, false, true, false));
        assert_eq!(counted, 1_001);
        assert!(read(2_000) && !is_used_up());
    }
}
