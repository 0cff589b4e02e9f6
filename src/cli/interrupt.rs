//! What is done when somebody ends the program: what it was writing goes, and what it would
//! replace is still there.

use std::io;

use jixiao::engine::abandon;

/// Has Ctrl-C, and whatever else ends a program in order, delete what is being written.
#[cfg(unix)]
pub(super) fn prepare() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let wanted = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal));
    let mut signals = Signals::new(wanted)?;
    let wait = move || {
        if let Some(signal) = signals.forever().next() {
            abandon();
            let _ = emulate_default_handler(signal);
        }
    };
    std::thread::Builder::new().spawn(wait).map(drop)
}

/// Whether the one who started the program wants it to go on in spite of a signal, as
/// `nohup` does. It is known on Linux; elsewhere only a lost terminal is to be survived.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else {
        return signal == signal_hook::consts::SIGHUP;
    };
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    ignored >> (signal - 1) & 1 == 1
}

/// Has Ctrl-C, and the closing of the window, delete what is being written.
#[cfg(windows)]
pub(super) fn prepare() -> io::Result<()> {
    // The code with which Windows itself ends such a program.
    const STATUS_CONTROL_C_EXIT: i32 = 0xC000_013A_u32 as i32;
    let end = || {
        abandon();
        std::process::exit(STATUS_CONTROL_C_EXIT);
    };
    ctrlc::set_handler(end).map_err(io::Error::other)
}
