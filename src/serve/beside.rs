//! An editor beside the page: what its cursor is in, the page marks, and what is chosen on the
//! page, the editor shows.
//!
//! At the other end of standard input and output is the language server. A line of JSON is
//! said at a time: where the cursor is, on standard input, with `open` where the page is wanted
//! too; where somebody clicked, and the address of the page where it is not open yet, on
//! standard output.

use std::io::{self, BufRead, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

#[derive(Default)]
struct State {
    /// Where the cursor was last, and how often it has moved.
    cursor: Value,
    moves: u64,
    /// Whether the editor is gone.
    is_gone: bool,
}

/// The editor beside the page.
#[derive(Default)]
pub(super) struct Beside {
    state: Mutex<State>,
    moved: Condvar,
}

impl Beside {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what the editor says until it is gone; `open` is for when it wants the page.
    pub(super) fn listen(&self, open: impl Fn()) {
        for line in io::stdin().lock().lines().map_while(Result::ok) {
            let Ok(said) = serde_json::from_str::<Value>(&line) else { continue };
            if said["open"] == true {
                open();
            }
            let mut state = self.lock();
            state.cursor = said["cursor"].clone();
            state.moves += 1;
            self.moved.notify_all();
        }
        self.lock().is_gone = true;
        self.moved.notify_all();
    }

    /// Tells the editor something.
    pub(super) fn say(said: &Value) {
        // An editor that is gone is noticed by what it says no more.
        let _ = writeln!(io::stdout(), "{said}").and_then(|()| io::stdout().flush());
    }

    /// Where the cursor is, when it has moved since, or after so long.
    pub(super) fn wait(&self, since: u64, longest: Duration) -> Value {
        let state = self.lock();
        let waits = |state: &mut State| state.moves <= since && !state.is_gone;
        let waited = self.moved.wait_timeout_while(state, longest, waits).unwrap_or_else(PoisonError::into_inner);
        json!({"moves": waited.0.moves, "cursor": waited.0.cursor})
    }

    /// Whether the editor is gone.
    pub(super) fn is_gone(&self) -> bool {
        self.lock().is_gone
    }
}
