//! What a run tells while it goes on.

use std::path::PathBuf;
use std::time::Duration;

use super::clock::Moment;

/// What takes time, in the order of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Files are read, and projects out of them.
    Read,
    /// Projects are checked, and their forms filled.
    Check,
    /// What was written before is compared with what it was made of.
    Compare,
    /// Texts are broken into lines, and rows dealt out to pages.
    Layout,
    /// PDFs are made.
    Pdf,
    /// Workbooks are made.
    Xlsx,
    /// OFDs are made.
    Ofd,
    /// Files are written.
    Write,
    /// Forms are bound as a book.
    Book,
}

/// Who wants to know what a run does. All of it may be said on any thread.
#[allow(unused_variables, reason = "names say more in the documentation")]
pub trait Events: Sync {
    /// A run over so many files of projects begins, on so many threads.
    fn begin(&self, files: usize, threads: usize) {}

    /// A file of projects is done, in the order of the files, and these were written.
    fn done(&self, written: &[PathBuf]) {}

    /// All files are done.
    fn end(&self) {}

    /// Books were bound, after all files, and these were written.
    fn bound(&self, written: &[PathBuf]) {}

    /// Whether the time is to be measured.
    fn measures(&self) -> bool {
        false
    }

    /// A piece of work took so long.
    fn took(&self, work: Work, time: Duration) {}
}

/// Nobody wants to know.
impl Events for () {}

/// Does a piece of work, and tells how long it took.
pub(crate) fn measure<T>(events: &dyn Events, work: Work, act: impl FnOnce() -> T) -> T {
    if !events.measures() {
        return act();
    }
    let start = Moment::now();
    let result = act();
    events.took(work, start.elapsed());
    result
}
