//! Changes to the text of YAML files in place: comments, the order of keys and what
//! nobody asked to change stay as they are.
//!
//! Takes a text that was read into nodes; gives the lines that belong to each document
//! and entry, and the text with changes.

use std::ops::Range;
use std::sync::Arc;

use super::{Entry, Node, Source, Value, parse};
use crate::diag::{Place, replaced};

/// Changes to a text, which do not overlap.
#[derive(Debug, Default)]
pub struct Changes(Vec<(Range<usize>, String)>);

impl Changes {
    /// Puts a text in the place of another.
    pub fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Adds a text; what is added first in one place stands first there.
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// The text with the changes.
    pub fn apply(&self, text: &str) -> String {
        replaced(text, self.0.iter().map(|(range, new)| (range.clone(), new.as_str())))
    }
}

impl FromIterator<(Range<usize>, String)> for Changes {
    fn from_iter<I: IntoIterator<Item = (Range<usize>, String)>>(changes: I) -> Self {
        Self(changes.into_iter().collect())
    }
}

/// How the lines of a text end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With `\n`.
    Unix,
    /// With `\r\n`.
    Windows,
}

impl Ending {
    /// How the lines of a text end, or most likely were meant to.
    pub fn of(text: &str) -> Self {
        if text.contains("\r\n") { Self::Windows } else { Self::Unix }
    }

    /// A text all of whose lines end with `\n`, the last one too.
    pub fn plain(text: &str) -> String {
        let text = text.replace("\r\n", "\n");
        if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" }
    }

    /// A plain text with these ends of lines.
    pub fn restored(self, text: String) -> String {
        match self {
            Self::Unix => text,
            Self::Windows => text.replace('\n', "\r\n"),
        }
    }
}

/// A document of a file, and the part of the text that is its own.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub source: Arc<Source>,
    /// What the document holds.
    pub node: Node,
    /// From the line after the mark before it to where the next document or the file's end is.
    pub region: Range<usize>,
}

impl Document {
    /// The documents of a file that hold something; none where it is no YAML.
    pub fn all(source: &Arc<Source>) -> Vec<Self> {
        let mut nodes = parse(source).unwrap_or_default();
        nodes.retain(|node| !matches!(node.value, Value::Null));
        let text = &source.text;
        let mut before = 0;
        let documents = nodes.into_iter().map(|node| {
            let first = line_start(text, node.span.range.start);
            let is_mark = |at: &usize| ["---", "..."].iter().any(|mark| text[*at..].starts_with(mark));
            // The comments above a document are its own.
            let mark = starts_of_lines(text, before).take_while(|at| *at < first).filter(is_mark).last();
            let start = mark.map_or(before, |mark| line_end(text, mark));
            let end = starts_of_lines(text, first).skip(1).find(is_mark).unwrap_or(text.len());
            before = end;
            Self { region: start..end, source: Arc::clone(source), node }
        });
        documents.collect()
    }

    /// The first document of a file that holds something.
    pub fn first(source: &Arc<Source>) -> Option<Self> {
        Self::all(source).into_iter().next()
    }

    /// Whether a place is in its part of the text.
    pub fn holds(&self, place: &Place) -> bool {
        place.file == self.source.file && self.region.contains(&place.start())
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// Its entries, each with its lines.
    pub fn entries(&self) -> Vec<(&Entry, Lines)> {
        with_lines(self.text(), &self.node, self.region.clone())
    }
}

/// The lines of an entry in block style.
#[derive(Clone, Debug)]
pub struct Lines {
    /// Where the comment lines directly above its key start.
    pub lead: usize,
    /// Where the line of its key starts.
    pub start: usize,
    /// Where the line after its last one starts.
    pub end: usize,
    /// How far its key is indented.
    pub indent: usize,
}

/// The entries of a mapping in block style with their lines; blank lines and
/// comments between that stand apart belong to none.
pub fn with_lines<'n>(text: &str, mapping: &'n Node, region: Range<usize>) -> Vec<(&'n Entry, Lines)> {
    let entries = match &mapping.value {
        Value::Mapping(entries) if !is_flow(mapping) => entries.as_slice(),
        _ => &[],
    };
    let mut found: Vec<(&Entry, Lines)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let start = line_start(text, entry.key_span.range.start);
        let indent = entry.key_span.range.start - start;
        let limit = entries.get(index + 1).map_or(region.end, |next| line_start(text, next.key_span.range.start));
        let mut end = start;
        for at in starts_of_lines(text, start).take_while(|at| *at < limit) {
            if !is_between(text, at, indent) {
                end = line_end(text, at);
            }
        }
        let floor = found.last().map_or(region.start, |(_, lines)| lines.end);
        found.push((entry, Lines { lead: lead(text, start, floor), start, end, indent }));
    }
    found
}

/// Where the comment lines directly above a line start, not above `floor`.
fn lead(text: &str, start: usize, floor: usize) -> usize {
    let mut lead = start;
    while lead > floor {
        let above = line_start(text, lead - 1);
        if above < floor || !line(text, above).trim_start().starts_with('#') {
            break;
        }
        lead = above;
    }
    lead
}

/// Whether a line is blank, or a comment that is not indented below a key.
fn is_between(text: &str, at: usize, indent: usize) -> bool {
    let line = line(text, at);
    let content = line.trim_start();
    content.is_empty() || content.starts_with('#') && line.len() - content.len() <= indent
}

/// What a scalar says, without the header of a block and without the comments
/// that follow it.
pub fn content(text: &str, range: &Range<usize>) -> Range<usize> {
    let mut content = range.clone();
    if text[range.clone()].starts_with(['|', '>']) {
        content.start = line_end(text, range.start).min(range.end);
    }
    let own = line_start(text, range.start);
    let indent = line(text, own).len() - line(text, own).trim_start().len();
    let starts_line = own + indent == range.start;
    while content.end > content.start {
        let before = text[..content.end].strip_suffix('\n').map_or(content.end, str::len);
        let last = line_start(text, before);
        let is_comment = match (starts_line, indent) {
            // A line of a block that begins as comments do is the text's own.
            (true, 0) => line(text, last).trim().is_empty(),
            (true, indent) => is_between(text, last, indent - 1),
            (false, indent) => is_between(text, last, indent),
        };
        if last <= own || last < content.start || !is_comment {
            break;
        }
        content.end = last;
    }
    content
}

/// Where the line after an entry starts.
pub fn after(text: &str, entry: &Entry) -> usize {
    let end = match &entry.value.value {
        Value::Null => entry.key_span.range.end,
        Value::Mapping(entries) if !is_flow(&entry.value) => {
            return entries.last().map_or(entry.value.span.range.end, |last| after(text, last));
        }
        _ => content(text, &entry.value.span.range).end,
    };
    if text[..end].ends_with('\n') { end } else { line_end(text, end) }
}

/// Where an entry ends that stands in braces.
fn end_in_flow(entry: &Entry) -> usize {
    entry.value.span.range.end.max(entry.key_span.range.end)
}

/// What follows a key in braces, as a line of its own would have it.
pub fn in_flow(entry: &Entry) -> String {
    match &entry.value.value {
        Value::Null => ":\n".to_owned(),
        _ => {
            let mut lines = entry.value.span.text().lines();
            let first = lines.next().unwrap_or_default();
            let others = lines.map(|line| format!("    {}\n", line.trim()));
            format!(": {first}\n{}", others.collect::<String>())
        }
    }
}

/// Whether a list or mapping is written with brackets.
pub fn is_flow(node: &Node) -> bool {
    let text = node.span.text();
    match &node.value {
        // A list whose dashes stand below their key begins where its first item does.
        Value::Sequence(items) => {
            text.starts_with('[') && items.first().is_none_or(|item| item.span.range.start > node.span.range.start)
        }
        _ => text.starts_with('{'),
    }
}

/// Where the line of a place starts.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the next line starts.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// The line that starts here, without its break.
pub fn line(text: &str, start: usize) -> &str {
    text[start..].lines().next().unwrap_or_default()
}

/// The number, from 1, of the line of a place.
pub fn line_number(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

fn starts_of_lines(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let following = text[from..].match_indices('\n').map(move |(at, _)| from + at + 1);
    std::iter::once(from).chain(following).filter(|at| *at < text.len())
}

/// Lines moved to the right or left.
pub fn indented(lines: &str, from: usize, to: usize) -> String {
    let moved = |line: &str| {
        let blank = line.len() - line.trim_start_matches(' ').len();
        match line.trim() {
            "" => "\n".to_owned(),
            _ => format!("{}{}\n", " ".repeat((blank + to).saturating_sub(from)), &line[blank..]),
        }
    };
    lines.lines().map(moved).collect()
}

/// Lines as comments.
pub fn commented(lines: &str) -> String {
    let comment = |line: &str| if line.trim().is_empty() { "#\n".to_owned() } else { format!("# {line}\n") };
    lines.lines().map(comment).collect()
}

/// The comments in a text that is otherwise punctuation and plain words.
pub fn comments(text: &str, indent: usize) -> String {
    let comment = |line: &str| {
        let at = match line.trim_start().starts_with('#') {
            true => line.find('#'),
            false => line.find(" #").map(|at| at + 1),
        };
        at.map(|at| format!("{}{}\n", " ".repeat(indent), line[at..].trim_end()))
    };
    text.lines().filter_map(comment).collect()
}

/// Takes some entries of a mapping out and leaves them as comments: in their places, or
/// above a mapping in braces. `taken` are numbers of entries.
pub fn comment_out(text: &str, mapping: &Node, taken: &[usize], changes: &mut Changes) {
    let entries = match &mapping.value {
        Value::Mapping(entries) if !taken.is_empty() => entries.as_slice(),
        _ => return,
    };
    match is_flow(mapping) {
        true => comment_out_of_braces(text, mapping, entries, taken, changes),
        false => taken.iter().for_each(|number| as_comment(text, &entries[*number], changes)),
    }
}

fn comment_out_of_braces(text: &str, mapping: &Node, entries: &[Entry], taken: &[usize], changes: &mut Changes) {
    let written = |entry: &Entry| text[entry.key_span.range.start..end_in_flow(entry)].replace('\n', " ");
    let texts: Vec<String> = taken.iter().map(|number| written(&entries[*number])).collect();
    let start = line_start(text, mapping.span.range.start);
    let first = line(text, start);
    let indent = &first[..first.len() - first.trim_start().len()];
    changes.insert(start, format!("{indent}# {}\n", texts.join(", ")));
    let open = mapping.span.range.start + 1;
    // Where the last entry that stays ends, and where the first ones that go do.
    let (mut before, mut gone) = (open, open);
    for (number, entry) in entries.iter().enumerate() {
        let (start, end) = (entry.key_span.range.start, end_in_flow(entry));
        if !taken.contains(&number) {
            before = end;
            continue;
        }
        let behind = text[end..].trim_start();
        match behind.strip_prefix(',').filter(|_| before == open) {
            // The first ones go with the comma behind them, others with the one before.
            Some(rest) => {
                gone = text.len() - rest.trim_start_matches(' ').len();
                changes.replace(start..gone, "");
            }
            None => {
                changes.replace(before.max(gone)..end, "");
                before = end;
            }
        }
    }
}

/// An entry with lines of its own.
fn as_comment(text: &str, entry: &Entry, changes: &mut Changes) {
    let key = entry.key_span.range.start;
    let end = after(text, entry);
    let first = line_end(text, key).min(end);
    let indent = " ".repeat(text[line_start(text, key)..key].chars().count());
    let rest = commented(&text[first..end]);
    let rest: String = rest.lines().map(|line| format!("{indent}{line}\n")).collect();
    changes.replace(key..end, format!("# {}{rest}", &text[key..first]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(text: &str) -> Vec<Document> {
        Document::all(&Source::new("t.yaml", text))
    }

    /// Each entry's key with its lines, those of the comments above it included.
    fn lines(document: &Document) -> Vec<(&str, &str)> {
        let entries = document.entries();
        let text = |lines: &Lines| &document.text()[lines.lead..lines.end];
        entries.iter().map(|(entry, lines)| (entry.key.as_str(), text(lines))).collect()
    }

    /// The first document with entries of its mapping as comments.
    fn without(text: &str, taken: &[usize]) -> String {
        let (document, mut changes) = (documents(text).remove(0), Changes::default());
        comment_out(text, &document.node, taken, &mut changes);
        changes.apply(text)
    }

    #[test]
    fn comments_belong_to_the_entry_below_them() {
        let text = "# 全文\n\n# 甲的\n甲: 1 # 后\n  # 甲里\n\n# 两行\n# 乙的\n乙: |\n  一\n\n  二\n# 末尾\n";
        let document = documents(text).remove(0);
        let wanted = [("甲", "# 甲的\n甲: 1 # 后\n  # 甲里\n"), ("乙", "# 两行\n# 乙的\n乙: |\n  一\n\n  二\n")];
        assert_eq!(lines(&document), wanted);
        let Value::Mapping(entries) = &document.node.value else { panic!("a mapping") };
        let block = &entries[1].value.span.range;
        assert_eq!(text[content(text, block)].trim(), "一\n\n  二");
        assert_eq!(&text[after(text, &entries[1])..], "# 末尾\n");
        assert_eq!(comments("甲, # 一\n  # 二\n乙", 2), "  # 一\n  # 二\n");
    }

    #[test]
    fn a_line_of_a_block_may_begin_as_comments_do() {
        let text = "甲:\n  乙: |-\n    一\n    # 二\n  # 注\n丙: 1\n";
        let document = documents(text).remove(0);
        let Value::Mapping(entries) = &document.node.value else { panic!("a mapping") };
        assert_eq!(&text[after(text, &entries[0])..], "  # 注\n丙: 1\n");
    }

    #[test]
    fn changes_stand_in_the_order_of_the_text() {
        let mut changes = Changes::default();
        changes.replace("甲: 1\n乙: ".len().."甲: 1\n乙: 2".len(), "3");
        changes.insert(0, "# 一\n");
        changes.insert(0, "# 二\n");
        assert_eq!(changes.apply("甲: 1\n乙: 2\n"), "# 一\n# 二\n甲: 1\n乙: 3\n");
    }

    #[test]
    fn entries_become_comments_where_they_stand() {
        let text = "甲: 1\n乙:\n  丙: 2\n  丁: 3\n戊: 4\n";
        assert_eq!(without(text, &[1]), "甲: 1\n# 乙:\n#   丙: 2\n#   丁: 3\n戊: 4\n");
        let text = "{甲: 1, 乙: 2, 丙: 3} # 注\n";
        assert_eq!(without(text, &[0]), "# 甲: 1\n{乙: 2, 丙: 3} # 注\n");
        assert_eq!(without(text, &[1, 2]), "# 乙: 2, 丙: 3\n{甲: 1} # 注\n");
        assert_eq!(without(text, &[0, 1, 2]), "# 甲: 1, 乙: 2, 丙: 3\n{} # 注\n");
        assert_eq!(without(text, &[]), text);
    }

    #[test]
    fn lines_are_moved_and_commented() {
        assert_eq!(indented("甲:\n  乙: 1\n\n", 0, 2), "  甲:\n    乙: 1\n\n");
        assert_eq!(indented("    甲: 1\n  乙: 2\n", 2, 0), "  甲: 1\n乙: 2\n");
        assert_eq!(commented("甲: 1\n\n  乙\n"), "# 甲: 1\n#\n#   乙\n");
    }

    #[test]
    fn documents_have_the_comments_above_them() {
        let text = "# 一\n甲: 1\n---\n# 二\n甲: 2\n...\n---\n---\n甲: 3";
        let documents = documents(text);
        let regions: Vec<&str> = documents.iter().map(|document| &text[document.region.clone()]).collect();
        assert_eq!(regions, ["# 一\n甲: 1\n", "# 二\n甲: 2\n", "甲: 3"]);
        assert_eq!(line_number(text, documents[1].region.start), 4);
        let [first, second] = [0, 1].map(|number| Place::from(&documents[number].node.span));
        assert!(documents[0].holds(&first) && !documents[0].holds(&second) && documents[1].holds(&second));
    }

    #[test]
    fn windows_ends_of_lines_stay() {
        let written = "# 注\r\n甲: 1\r\n---\r\n甲: 2\r\n乙: 3";
        let (ending, text) = (Ending::of(written), Ending::plain(written));
        assert_eq!((ending, text.as_str()), (Ending::Windows, "# 注\n甲: 1\n---\n甲: 2\n乙: 3\n"));
        assert_eq!(ending.restored(text), format!("{written}\r\n"));
        assert_eq!(Ending::of("甲: 1\n").restored(Ending::plain("甲: 1\n")), "甲: 1\n");
        // A text can be changed as it is, too.
        let documents = documents(written);
        assert_eq!(lines(&documents[0]), [("甲", "# 注\r\n甲: 1\r\n")]);
        assert_eq!(lines(&documents[1]), [("甲", "甲: 2\r\n"), ("乙", "乙: 3")]);
        let mut changes = Changes::default();
        let Value::Mapping(entries) = &documents[0].node.value else { panic!("a mapping") };
        changes.replace(entries[0].value.span.range.clone(), "9");
        assert_eq!(changes.apply(written), written.replace("1\r\n---", "9\r\n---"));
    }

    #[test]
    fn a_byte_order_mark_stays() {
        for written in ["\u{FEFF}甲: 1\n乙: 2\n", "\u{FEFF}甲: 1\r乙: 2\r", "\u{FEFF}甲: 1\r\n乙: 2\r\n"] {
            let source = Source::new("t.yaml", written);
            let document = Document::first(&source).expect("a document");
            assert_eq!(document.region.start, 0);
            let Value::Mapping(entries) = &document.node.value else { panic!("a mapping") };
            let mut changes = Changes::default();
            changes.replace(entries[0].value.span.range.clone(), "9");
            assert_eq!(source.written(&changes.apply(&source.text)), written.replace('1', "9"));
        }
    }
}
