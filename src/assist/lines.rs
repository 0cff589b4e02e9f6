//! The lines of a text that may be no YAML: where keys and dashes stand in them.

use std::ops::Range;

/// A line.
#[derive(Debug)]
pub(super) struct Line {
    /// Its bytes, without its end.
    pub range: Range<usize>,
    /// How far its first character is indented.
    pub indent: usize,
    /// How far its last dash is, of a list's item.
    pub dash: Option<usize>,
    /// How far what stands behind dashes is.
    pub column: usize,
    /// Its key, with where it stands in the text.
    pub key: Option<(String, Range<usize>)>,
    pub is: Is,
    /// As a blank line: how far the key is indented whose text it may be a part of.
    pub text_of: Option<usize>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    /// A key, an item, or the rest of a value.
    Written,
    Blank,
    Comment,
    /// A line of a text that is a block.
    Text,
    /// `---` or `...`.
    Mark,
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    // How far the key is indented whose text is a block.
    let mut block: Option<usize> = None;
    let mut start = 0;
    for whole in text.split_inclusive('\n').chain(if text.is_empty() || text.ends_with('\n') { Some("") } else { None })
    {
        let line = whole.trim_end_matches(['\n', '\r']);
        let indent = line.len() - line.trim_start_matches(' ').len();
        let range = start..start + line.len();
        start += whole.len();
        let content = &line[indent..];
        let is = match content {
            _ if line.trim().is_empty() => Is::Blank,
            _ if block.is_some_and(|key| indent > key) => Is::Text,
            _ if content.starts_with('#') => Is::Comment,
            _ if indent == 0 && (line.starts_with("---") || line.starts_with("...")) => Is::Mark,
            _ => Is::Written,
        };
        if is == Is::Written {
            block = None;
        }
        let (mut column, mut dash) = (indent, None);
        while is == Is::Written && (line[column..].starts_with("- ") || &line[column..] == "-") {
            dash = Some(column);
            let rest = &line[(column + 2).min(line.len())..];
            column = line.len() - rest.trim_start_matches(' ').len();
        }
        let key = key(&line[column..]).filter(|_| is == Is::Written);
        if let Some(value) = key.as_ref().map(|(_, end)| line[column + end..].trim_start_matches([' ', ':']))
            && value.starts_with(['|', '>'])
        {
            block = Some(column);
        } else if is == Is::Written && key.is_none() && line[column..].starts_with(['|', '>']) {
            block = dash;
        }
        let key = key.map(|(name, end)| (name, range.start + column..range.start + column + end));
        let text_of = block.filter(|_| is == Is::Blank);
        found.push(Line { range, indent, dash, column, key, is, text_of });
    }
    found
}

/// The key with which a text begins, and where it ends.
fn key(text: &str) -> Option<(String, usize)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote {
        let end = text[1..].find(quote)? + 2;
        let is_key = text[end..].trim_start().starts_with(':');
        return is_key.then(|| (text[1..end - 1].to_owned(), end));
    }
    if text.starts_with(['{', '[', '#', '&', '*', '|', '>']) {
        return None;
    }
    let end = text.match_indices(':').map(|(at, _)| at).find(|at| {
        let after = &text[at + 1..];
        after.is_empty() || after.starts_with(' ')
    })?;
    let name = text[..end].trim_end();
    (!name.is_empty() && !name.contains(" #")).then(|| (name.to_owned(), name.len()))
}
