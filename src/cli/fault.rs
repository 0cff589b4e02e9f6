//! Says in plain words that the program broke down, before what developers need of it, or that
//! it has no memory left.

use std::panic::{self, PanicHookInfo};

use jixiao::engine::Error;

use super::terminal::Terminal;
use super::words;

/// Has that said from now on, wherever it happens.
pub(super) fn explain(terminal: Terminal) {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        if is_of_memory(info.payload_as_str().unwrap_or_default()) {
            terminal.fail(&Error::new(words::out_of_memory()).help(words::free_memory()));
        } else {
            terminal.fail(&Error::new(words::broke_down()).help(words::send_what_follows()));
            usual(info);
        }
    }));
}

/// Whether what was said is that there is no more memory: packing (`Z_MEM_ERROR`) and threads
/// say so.
fn is_of_memory(said: &str) -> bool {
    ["MemError", "failed to spawn thread"].iter().any(|part| said.contains(part))
}

#[cfg(test)]
mod tests {
    use super::is_of_memory;

    #[test]
    fn a_lack_of_memory_is_told_from_other_faults() {
        assert!(is_of_memory("assertion `left == right` failed\n  left: MemError\n right: Ok"));
        assert!(!is_of_memory("index out of bounds: the len is 3 but the index is 3"));
    }
}
