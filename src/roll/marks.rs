//! Places that are found again when their lines have been moved about: each is
//! marked with a character of its own, which is taken out in the end.

use super::report::LineRecord;
use crate::source::edit::{Changes, line, line_start};

/// Where the characters of a plane for private use begin.
const FIRST: u32 = 0x10_0000;
const LAST: u32 = 0x10_FFFD;

/// Why a place is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Something was changed.
    Changed,
    /// It was left as it is, and somebody should look.
    Left,
    /// The name of an indicator: with its year moved, it would be that of another one.
    Clash,
}

/// The marks in a text.
pub(super) struct Marks {
    /// The first character that the text does not have.
    first: u32,
    /// Each with the line as it was.
    marks: Vec<(Why, String)>,
}

impl Marks {
    /// For a text that is to be marked.
    pub(super) fn new(text: &str) -> Self {
        let taken = text.chars().map(u32::from).filter(|c| (FIRST..=LAST).contains(c)).max();
        Self { first: taken.map_or(FIRST, |taken| taken + 1), marks: Vec::new() }
    }

    /// Marks a place.
    pub(super) fn add(&mut self, text: &str, at: usize, why: Why, changes: &mut Changes) {
        let next = self.first + u32::try_from(self.marks.len()).unwrap_or(LAST);
        if let Some(mark) = char::from_u32(next).filter(|_| next <= LAST) {
            self.marks.push((why, line(text, line_start(text, at)).trim().to_owned()));
            changes.insert(at, mark);
        }
    }

    /// The text without the marks.
    pub(super) fn removed(&self, text: &str) -> String {
        text.chars().filter(|c| self.number(*c).is_none()).collect()
    }

    /// The lines that are marked so, in their order.
    pub(super) fn lines(&self, text: &str, why: &Why) -> Vec<LineRecord> {
        let marked = |line: &str| {
            let mut marks = line.chars().filter_map(|c| self.number(c)).map(|number| &self.marks[number]);
            marks.find(|(known, _)| known == why).map(|(_, old)| old.clone())
        };
        let numbered = (1..).zip(text.lines());
        let lines = numbered.filter_map(|(number, line)| {
            Some(LineRecord { number, old: marked(line)?, new: self.removed(line.trim()) })
        });
        lines.collect()
    }

    fn number(&self, c: char) -> Option<usize> {
        let number = u32::from(c).checked_sub(self.first)?;
        usize::try_from(number).ok().filter(|number| *number < self.marks.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_lines_are_found_again() {
        let text = "甲\u{100005}\n乙\n";
        let (mut marks, mut changes) = (Marks::new(text), Changes::default());
        marks.add(text, text.len() - 1, Why::Left, &mut changes);
        marks.add(text, 3, Why::Changed, &mut changes);
        let marked = changes.apply(text);
        assert_eq!(marks.removed(&marked), text, "the author's own characters stay");
        let moved = format!("丙\n  - {marked}");
        let found = |why| marks.lines(&moved, &why).into_iter().map(|line| (line.number, line.old, line.new)).collect();
        let lines: Vec<(usize, String, String)> = found(Why::Left);
        assert_eq!(lines, [(3, "乙".to_owned(), "乙".to_owned())]);
        let lines: Vec<(usize, String, String)> = found(Why::Changed);
        assert_eq!(lines, [(2, "甲\u{100005}".to_owned(), "- 甲\u{100005}".to_owned())]);
    }
}
