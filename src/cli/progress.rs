//! What a run does while it goes on: a bar on a terminal, the names of written files where
//! somebody reads them, and where the time goes.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use jixiao::engine::{Events, Work};
use jixiao::messages::Message;

use super::terminal::Terminal;
use super::words;

/// Shorter runs are over before anybody could read the bar.
const FEW: usize = 30;

/// What is measured, in the order of the work.
const ALL: [Work; 9] =
    [Work::Read, Work::Check, Work::Compare, Work::Layout, Work::Pdf, Work::Xlsx, Work::Ofd, Work::Write, Work::Book];

/// What is shown while a run goes on.
pub(super) struct Progress {
    terminal: Terminal,
    quiet: bool,
    bar: Mutex<Option<ProgressBar>>,
    /// When the run began, where the time is measured.
    started: Option<Instant>,
    threads: AtomicUsize,
    /// The time that each kind of work took on all threads together, in nanoseconds.
    times: [AtomicU64; ALL.len()],
}

impl Progress {
    /// `quiet` where nothing is to be shown; `measures` where the time is.
    pub(super) fn new(quiet: bool, measures: bool, terminal: Terminal) -> Self {
        let started = measures.then(Instant::now);
        let (bar, threads, times) = Default::default();
        Self { terminal, quiet, bar, started, threads, times }
    }

    /// Says where the time went, where it was measured.
    pub(super) fn tell_times(&self, projects: usize) {
        let Some(started) = self.started else { return };
        let threads = self.threads.load(Ordering::Relaxed);
        let (terminal, passed) = (self.terminal, started.elapsed().as_secs_f64());
        let rate = if passed > 0.0 { projects as f64 / passed } else { 0.0 };
        terminal.say(&words::took(format!("{passed:.3}"), threads, format!("{rate:.0}")));
        let seconds = |work: Work| self.times[work as usize].load(Ordering::Relaxed) as f64 / 1e9;
        let total: f64 = ALL.into_iter().map(seconds).sum();
        for work in ALL.into_iter().filter(|work| seconds(*work) > 0.0) {
            let share = if total > 0.0 { 100.0 * seconds(work) / total } else { 0.0 };
            terminal.say(&words::stage_took(format!("{:8.3}", seconds(work)), format!("{share:3.0}"), name(work)));
        }
    }

    fn with_bar(&self, act: impl FnOnce(&mut Option<ProgressBar>)) {
        if let Ok(mut bar) = self.bar.lock() {
            act(&mut bar);
        }
    }
}

fn name(work: Work) -> Message {
    match work {
        Work::Read => words::stage_read(),
        Work::Check => words::stage_check(),
        Work::Compare => words::stage_compare(),
        Work::Layout => words::stage_layout(),
        Work::Pdf => Message::verbatim("PDF"),
        Work::Xlsx => Message::verbatim("XLSX"),
        Work::Ofd => Message::verbatim("OFD"),
        Work::Write => words::stage_write(),
        Work::Book => words::stage_book(),
    }
}

impl Events for Progress {
    fn begin(&self, files: usize, threads: usize) {
        self.threads.store(threads, Ordering::Relaxed);
        let wanted = !self.quiet && files >= FEW && io::stderr().is_terminal();
        let style = ProgressStyle::with_template(words::progress().say(self.terminal.language)).ok();
        let bar = style.filter(|_| wanted).map(|style| {
            let style = style.with_key("rate", |state: &ProgressState, text: &mut dyn fmt::Write| {
                // What is written here is shown, and cannot fail.
                let _ = write!(text, "{:.0}", state.per_sec());
            });
            ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr()).with_style(style)
        });
        self.with_bar(|known| *known = bar);
    }

    fn bound(&self, written: &[PathBuf]) {
        self.done(written);
    }

    fn done(&self, written: &[PathBuf]) {
        self.with_bar(|bar| {
            let lists = !self.quiet && (bar.is_none() || !io::stdout().is_terminal());
            if lists && !written.is_empty() {
                let mut out = io::stdout().lock();
                for path in written {
                    // A pipe that is closed early has read what it wanted.
                    let _ = writeln!(out, "{}", path.display());
                }
            }
            bar.iter().for_each(|bar| bar.inc(1));
        });
    }

    fn end(&self) {
        self.with_bar(|bar| bar.take().iter().for_each(ProgressBar::finish_and_clear));
    }

    fn measures(&self) -> bool {
        self.started.is_some()
    }

    fn took(&self, work: Work, time: Duration) {
        let nanoseconds = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.times[work as usize].fetch_add(nanoseconds, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use jixiao::messages::Language;

    use super::*;

    #[test]
    fn the_bar_can_be_drawn_in_both_languages() {
        for language in Language::ALL {
            let words = words::progress();
            let style = ProgressStyle::with_template(words.say(language));
            assert!(style.is_ok(), "{:?}", style.err());
            assert!(words.say(language).contains("{rate}/s"));
        }
    }
}
