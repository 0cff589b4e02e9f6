//! Texts in lines and characters, as editors count them.

use std::ops::Range;

use gen_lsp_types::{Position, PositionEncodingKind, TextDocumentContentChangeEvent as Change};

/// What a character of a line counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

impl Encoding {
    /// The one to take of those that an editor knows, by their names; all know UTF-16.
    pub(super) fn choose<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let known = |name: &str| match name {
            "utf-8" => Some(Self::Utf8),
            "utf-32" => Some(Self::Utf32),
            "utf-16" => Some(Self::Utf16),
            _ => None,
        };
        // They stand in the order in which the editor likes them.
        names.filter_map(known).next().unwrap_or(Self::Utf16)
    }

    /// Its name.
    pub(super) fn name(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn length(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A text with its lines. They end with `\n`, `\r\n` or `\r`.
#[derive(Debug)]
pub(super) struct Text {
    text: String,
    starts: Vec<usize>,
}

/// The byte order mark, which is no part of what the library reads.
const MARK: &str = "\u{FEFF}";

impl Text {
    pub(super) fn new(text: String) -> Self {
        let bytes = text.as_bytes();
        let is_end = |at: &usize| match bytes[*at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(is_end).map(|at| at + 1)).collect();
        Self { text, starts }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The place in the library's text: without the byte order mark.
    pub(super) fn place(&self, position: Position, encoding: Encoding) -> usize {
        self.offset(position, encoding).saturating_sub(self.mark())
    }

    /// The range in the library's text.
    pub(super) fn places(&self, range: gen_lsp_types::Range, encoding: Encoding) -> Range<usize> {
        let start = self.place(range.start, encoding);
        start..self.place(range.end, encoding).max(start)
    }

    /// Whether a comment begins at a place of the library's text.
    pub(super) fn starts_with_comment(&self, at: usize) -> bool {
        self.text.get(at + self.mark()..).is_some_and(|rest| rest.trim_start().starts_with('#'))
    }

    /// A range of the library's text as editors write it.
    pub(super) fn range(&self, range: &Range<usize>, encoding: Encoding) -> gen_lsp_types::Range {
        let at = |at: usize| self.position(at + self.mark(), encoding);
        gen_lsp_types::Range::new(at(range.start), at(range.end))
    }

    fn mark(&self) -> usize {
        if self.text.starts_with(MARK) { MARK.len() } else { 0 }
    }

    /// A position that is not there is the nearest before it.
    fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\n', '\r']);
        let mut left = position.character as usize;
        for (at, c) in content.char_indices() {
            let length = encoding.length(c);
            if left < length {
                return start + at;
            }
            left -= length;
        }
        start + content.len()
    }

    fn position(&self, at: usize, encoding: Encoding) -> Position {
        let at = (0..=at.min(self.text.len())).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default();
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        let characters: usize = self.text[self.starts[line]..at].chars().map(|c| encoding.length(c)).sum();
        Position::new(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(characters).unwrap_or(u32::MAX))
    }

    /// The text after changes, one after the other.
    pub(super) fn changed(self, changes: Vec<Change>, encoding: Encoding) -> Self {
        changes.into_iter().fold(self, |text, change| match change {
            Change::TextDocumentContentChangeWholeDocument(whole) => Self::new(whole.text),
            Change::TextDocumentContentChangePartial(part) => {
                let start = text.offset(part.range.start, encoding);
                let end = text.offset(part.range.end, encoding).max(start);
                let mut new = text.text;
                new.replace_range(start..end, &part.text);
                Self::new(new)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_as_the_editor_counts_them() {
        let text = Text::new("甲😀乙\r\n丙\rb\n".to_owned());
        for (encoding, column) in [(Encoding::Utf8, 7), (Encoding::Utf16, 3), (Encoding::Utf32, 2)] {
            assert_eq!(text.position(7, encoding), Position::new(0, column));
            assert_eq!(text.offset(Position::new(0, column), encoding), 7);
            assert_eq!(text.offset(Position::new(0, 99), encoding), 10, "before the end of the line");
        }
        assert_eq!(text.offset(Position::new(0, 2), Encoding::Utf16), 3, "not inside a character");
        assert_eq!(text.position(12, Encoding::Utf16), Position::new(1, 0));
        assert_eq!(text.position(16, Encoding::Utf16), Position::new(2, 0), "after a return alone");
        assert_eq!(text.offset(Position::new(9, 0), Encoding::Utf16), text.text.len());
    }

    #[test]
    fn changes_come_one_after_the_other() {
        let part = |line: u32, from: u32, to: u32, text: &str| {
            let range = gen_lsp_types::Range::new(Position::new(line, from), Position::new(line, to));
            Change::from(gen_lsp_types::TextDocumentContentChangePartial::new(range, None, text.to_owned()))
        };
        let text = Text::new("😀a\nb".to_owned());
        let text = text.changed(vec![part(0, 2, 3, "甲\n"), part(1, 0, 0, "x")], Encoding::Utf16);
        assert_eq!(text.as_str(), "😀甲\nx\nb");
    }

    #[test]
    fn the_mark_at_the_beginning_is_the_editors_alone() {
        let text = Text::new("\u{FEFF}甲: 1".to_owned());
        assert_eq!(text.place(Position::new(0, 1), Encoding::Utf16), 0);
        assert_eq!(text.range(&(0..3), Encoding::Utf16).end, Position::new(0, 2));
    }
}
