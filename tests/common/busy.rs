//! How long a thread has worked.

use std::fs;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How long this thread has been on a processor, so that a busy machine counts for nothing;
/// where the system does not say, how long ago it was first asked.
pub fn busy() -> Duration {
    static FIRST: OnceLock<Instant> = OnceLock::new();
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = said.and_then(|said| said.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| FIRST.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}
