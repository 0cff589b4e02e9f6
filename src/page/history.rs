//! What a file held before each change on the page, so that changes can be taken back.

use sha2::{Digest, Sha256};

/// The texts of a file that can be had back.
#[derive(Debug, Default)]
pub(super) struct History {
    before: Vec<Past>,
    undone: Vec<Past>,
}

/// A text that can be had back while the file holds the one by which it was replaced.
#[derive(Debug)]
struct Past {
    text: String,
    /// The digest of the text in its place.
    now: String,
    /// The run of typing that replaced it.
    run: Option<u64>,
}

/// Somebody else has changed the file since.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ChangedSince;

/// So many changes of a file can be taken back.
const MOST: usize = 500;

impl History {
    /// A text has been replaced by another, in a run of typing or by itself.
    pub(super) fn keep(&mut self, text: String, now: &str, run: Option<u64>) {
        self.undone.clear();
        if let Some(last) = self.before.last_mut()
            && run.is_some()
            && last.run == run
            && last.now == digest(&text)
        {
            last.now = digest(now);
            return;
        }
        if self.before.len() == MOST {
            self.before.remove(0);
        }
        self.before.push(Past { text, now: digest(now), run });
    }

    /// The text before the last change, in place of `now`; none where there is none.
    pub(super) fn undo(&mut self, now: String) -> Result<Option<String>, ChangedSince> {
        take(&mut self.before, &mut self.undone, now)
    }

    /// The text that was last taken back, in place of `now`.
    pub(super) fn redo(&mut self, now: String) -> Result<Option<String>, ChangedSince> {
        take(&mut self.undone, &mut self.before, now)
    }

    /// Whether something can be taken back, and whether something was.
    pub(super) fn has(&self) -> (bool, bool) {
        (!self.before.is_empty(), !self.undone.is_empty())
    }
}

fn take(from: &mut Vec<Past>, to: &mut Vec<Past>, now: String) -> Result<Option<String>, ChangedSince> {
    match from.pop() {
        None => Ok(None),
        Some(past) if past.now == digest(&now) => {
            to.push(Past { text: now, now: digest(&past.text), run: None });
            Ok(Some(past.text))
        }
        Some(past) => {
            from.push(past);
            Err(ChangedSince)
        }
    }
}

/// A text, or all of it that matters: what the page has of it is known by this.
pub(super) fn digest(text: &str) -> String {
    Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_taken_back_and_made_again_until_another_is_made() {
        let mut history = History::default();
        history.keep("一".into(), "二", None);
        history.keep("二".into(), "三", None);
        let text = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(history.undo("三".into()), text("二"));
        assert_eq!(history.undo("二".into()), text("一"));
        assert_eq!(history.undo("一".into()), Ok(None));
        assert_eq!(history.redo("一".into()), text("二"));
        assert_eq!(history.has(), (true, true));
        history.keep("二".into(), "四", None);
        assert_eq!(history.redo("四".into()), Ok(None));
        assert_eq!(history.has(), (true, false));
    }

    #[test]
    fn what_is_typed_in_one_go_is_taken_back_together() {
        let mut history = History::default();
        history.keep("".into(), "青", Some(1));
        history.keep("青".into(), "青年", Some(1));
        history.keep("青年".into(), "青年！", Some(2));
        assert_eq!(history.undo("青年！".into()), Ok(Some("青年".into())));
        assert_eq!(history.undo("青年".into()), Ok(Some("".into())));
        assert_eq!(history.has(), (false, true));
        // Somebody else has written in between.
        history.keep("一".into(), "二", Some(3));
        history.keep("别人的".into(), "三", Some(3));
        assert_eq!(history.undo("三".into()), Ok(Some("别人的".into())));
    }

    #[test]
    fn what_somebody_else_has_written_is_not_taken_back() {
        let mut history = History::default();
        history.keep("一".into(), "二", None);
        assert_eq!(history.undo("别人的".into()), Err(ChangedSince));
        assert_eq!(history.undo("二".into()), Ok(Some("一".into())));
        assert_eq!(history.redo("别人的".into()), Err(ChangedSince));
    }
}
