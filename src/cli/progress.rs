//! How far a run is: a bar on a terminal, and the names of written files where
//! somebody reads them.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use jixiao::messages::cli as words;

use super::terminal::Terminal;

/// Shorter runs are over before anybody could read the bar.
const FEW: usize = 30;

/// What is shown while a run goes on.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    /// Whether the names of written files are listed.
    lists: bool,
}

impl Progress {
    /// For so many files; `quiet` where nothing is to be shown.
    pub(super) fn new(files: usize, quiet: bool, terminal: Terminal) -> Self {
        let wanted = !quiet && files >= FEW && io::stderr().is_terminal();
        let style = ProgressStyle::with_template(words::progress().say(terminal.language)).ok();
        let bar = style.filter(|_| wanted).map(|style| {
            let style = style.with_key("rate", |state: &ProgressState, text: &mut dyn fmt::Write| {
                // What is written here is shown, and cannot fail.
                let _ = write!(text, "{:.0}", state.per_sec());
            });
            ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr()).with_style(style)
        });
        let lists = !quiet && (bar.is_none() || !io::stdout().is_terminal());
        Self { bar, lists }
    }

    /// A file of projects is done, and these files were written.
    pub(super) fn step(&self, written: &[PathBuf]) {
        if self.lists && !written.is_empty() {
            let mut out = io::stdout().lock();
            for path in written {
                // A pipe that is closed early has read what it wanted.
                let _ = writeln!(out, "{}", path.display());
            }
        }
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// All is done.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
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
