//! The engine as WebAssembly, for the worker of the page that is one HTML file
//! (`packaging/html`).
//!
//! The worker has room made for a message ([`room`]), writes it there, has it answered
//! ([`answer`]), and reads as many bytes as [`length`] says from where that is. A message is the
//! length of its head in four bytes, the head as JSON, and the bytes that belong to it.
//!
//! A crate of its own, since a function that WebAssembly exports has a name that no other may
//! have, which Rust counts as unsafe; there is nothing else of that kind.

mod archive;
mod door;

use std::sync::{Mutex, MutexGuard, PoisonError};

use door::Door;

static ROOM: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static DOOR: Mutex<Option<Door>> = Mutex::new(None);

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes room for a message of so many bytes; gives where.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    let mut room = lock(&ROOM);
    *room = vec![0; length];
    room.as_mut_ptr()
}

/// Answers the message; gives where the answer is.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    let message = std::mem::take(&mut *lock(&ROOM));
    let answer = lock(&DOOR).get_or_insert_with(Door::default).answer(&message);
    let mut room = lock(&ROOM);
    *room = answer;
    room.as_ptr()
}

/// How many bytes the answer has.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    lock(&ROOM).len()
}
