//! Where the time of a run goes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use jixiao::messages::{Message, cli as words};

use super::terminal::Terminal;

/// What is measured, in the order of the work.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stage {
    /// Files are read, and projects out of them.
    Read,
    /// Projects are checked, and their forms filled.
    Check,
    /// What was written before is compared with what it was made of.
    Compare,
    Layout,
    Pdf,
    Xlsx,
    Ofd,
    Write,
    /// Forms are bound as a book.
    Book,
}

impl Stage {
    const ALL: [Self; 9] = [
        Self::Read,
        Self::Check,
        Self::Compare,
        Self::Layout,
        Self::Pdf,
        Self::Xlsx,
        Self::Ofd,
        Self::Write,
        Self::Book,
    ];

    fn name(self) -> Message {
        match self {
            Self::Read => words::stage_read(),
            Self::Check => words::stage_check(),
            Self::Compare => words::stage_compare(),
            Self::Layout => words::stage_layout(),
            Self::Pdf => Message::verbatim("PDF"),
            Self::Xlsx => Message::verbatim("XLSX"),
            Self::Ofd => Message::verbatim("OFD"),
            Self::Write => words::stage_write(),
            Self::Book => words::stage_book(),
        }
    }
}

/// The time that each stage took, on all threads together.
#[derive(Debug)]
pub(super) struct Timings {
    started: Instant,
    /// In nanoseconds.
    stages: [AtomicU64; Stage::ALL.len()],
}

impl Default for Timings {
    fn default() -> Self {
        Self { started: Instant::now(), stages: Default::default() }
    }
}

impl Timings {
    /// Does something, and counts its time.
    pub(super) fn measure<T>(&self, stage: Stage, act: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = act();
        let nanoseconds = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.stages[stage as usize].fetch_add(nanoseconds, Ordering::Relaxed);
        result
    }

    /// Says what was measured.
    pub(super) fn show(&self, terminal: Terminal, threads: usize, projects: usize) {
        let passed = self.started.elapsed().as_secs_f64();
        let rate = if passed > 0.0 { projects as f64 / passed } else { 0.0 };
        terminal.say(&words::took(format!("{passed:.3}"), threads, format!("{rate:.0}")));
        let seconds = |stage: Stage| self.stages[stage as usize].load(Ordering::Relaxed) as f64 / 1e9;
        let total: f64 = Stage::ALL.into_iter().map(seconds).sum();
        for stage in Stage::ALL.into_iter().filter(|stage| seconds(*stage) > 0.0) {
            let share = if total > 0.0 { 100.0 * seconds(stage) / total } else { 0.0 };
            terminal.say(&words::stage_took(format!("{:8.3}", seconds(stage)), format!("{share:3.0}"), stage.name()));
        }
    }
}
