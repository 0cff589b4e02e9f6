//! What a file held before each change on the page, so that changes can be taken back.

/// The texts of a file that can be had back.
#[derive(Debug, Default)]
pub(super) struct History {
    before: Vec<String>,
    undone: Vec<String>,
}

/// So many changes of a file can be taken back.
const MOST: usize = 500;

impl History {
    /// A text is about to be replaced.
    pub(super) fn keep(&mut self, text: String) {
        self.undone.clear();
        if self.before.len() == MOST {
            self.before.remove(0);
        }
        self.before.push(text);
    }

    /// The text before the last change, in place of `now`.
    pub(super) fn undo(&mut self, now: String) -> Option<String> {
        let text = self.before.pop()?;
        self.undone.push(now);
        Some(text)
    }

    /// The text that was last taken back, in place of `now`.
    pub(super) fn redo(&mut self, now: String) -> Option<String> {
        let text = self.undone.pop()?;
        self.before.push(now);
        Some(text)
    }

    /// Whether something can be taken back, and whether something was.
    pub(super) fn has(&self) -> (bool, bool) {
        (!self.before.is_empty(), !self.undone.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_taken_back_and_made_again_until_another_is_made() {
        let mut history = History::default();
        history.keep("一".into());
        history.keep("二".into());
        assert_eq!(history.undo("三".into()).as_deref(), Some("二"));
        assert_eq!(history.undo("二".into()).as_deref(), Some("一"));
        assert_eq!(history.undo("一".into()), None);
        assert_eq!(history.redo("一".into()).as_deref(), Some("二"));
        assert_eq!(history.has(), (true, true));
        history.keep("二".into());
        assert_eq!(history.redo("四".into()), None);
        assert_eq!(history.has(), (true, false));
    }
}
