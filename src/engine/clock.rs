//! How long something has taken.

use std::time::Duration;
#[cfg(not(target_family = "wasm"))]
use std::time::Instant;

/// A moment that is past. WebAssembly has no clock: no time passes there.
pub(crate) struct Moment {
    #[cfg(not(target_family = "wasm"))]
    at: Instant,
}

impl Moment {
    pub(crate) fn now() -> Self {
        Self {
            #[cfg(not(target_family = "wasm"))]
            at: Instant::now(),
        }
    }

    /// How long ago it was.
    pub(crate) fn elapsed(&self) -> Duration {
        #[cfg(not(target_family = "wasm"))]
        return self.at.elapsed();
        #[cfg(target_family = "wasm")]
        return Duration::ZERO;
    }
}
