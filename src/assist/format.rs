//! The text of a file in order: keys as they stand on the form, two spaces a level, no needless
//! quotes, no spaces in amounts, one blank line at most. Comments stay with what they stand
//! above or beside.
//!
//! The new text is read again: one that says anything else, or has lost a comment, is not given.
//! A file that names values with `&` stays as it is.

use std::ops::Range;
use std::sync::Arc;

use super::Edit;
use super::find::{column, field};
use super::lines::{Is, lines};
use crate::fields::{Step, place};
use crate::source::edit::{Changes, Document, Ending, is_flow, line_end, line_start, with_lines};
use crate::source::set::{dash, lines_of};
use crate::source::write::{in_braces, key};
use crate::source::{Entry, Node, Source, Value, parse};
use crate::template::{Kind, Template};
use crate::value::{Money, without_spaces};

/// The changes that make one text of another, by lines.
pub(crate) fn edits(old: &str, new: &str) -> Vec<Edit> {
    let diff = similar::TextDiff::from_lines(old, new);
    let (before, after) = (starts(old), starts(new));
    let changed = diff.ops().iter().filter(|op| op.tag() != similar::DiffTag::Equal);
    let edit = |op: &similar::DiffOp| {
        let (from, to) = (op.old_range(), op.new_range());
        Edit { range: before[from.start]..before[from.end], text: new[after[to.start]..after[to.end]].to_owned() }
    };
    changed.map(edit).collect()
}

/// Where each line starts, and where the last one ends.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    }));
    starts
}

/// The text of a file in order; none where it cannot be put in order without changing more.
/// `form` gives the form of a document.
pub(crate) fn format<'t>(source: &Arc<Source>, form: &dyn Fn(&Document) -> Option<&'t Template>) -> Option<String> {
    let plain = Source::new(source.file.clone(), &Ending::plain(&source.text));
    // A return by itself ends a line too, of which nothing below knows.
    (!plain.text.contains('\r')).then_some(())?;
    parse(&plain).ok()?;
    let documents = Document::all(&plain);
    let mut changes = Changes::default();
    for document in &documents {
        tokens(&document.node, form(document), &mut Vec::new(), false, &mut changes)?;
    }
    let spelled = Source::new(plain.file.clone(), &changes.apply(&plain.text));
    let again = Document::all(&spelled);
    let mut changes = Changes::default();
    for (document, before) in again.iter().zip(&documents) {
        let formatting = Formatting { text: &spelled.text, template: form(before) };
        let region = document.region.clone();
        if let Some(text) = formatting.mapping(&document.node, region.clone(), 0, &mut Vec::new()) {
            changes.replace(region, text);
        }
    }
    let text = tidy(&changes.apply(&spelled.text));
    is_same(&plain, &documents, &text).then(|| Ending::of(&source.text).restored(text))
}

/// Whether a text says the same as documents, with the same comments.
fn is_same(before: &Arc<Source>, documents: &[Document], text: &str) -> bool {
    let after = Document::all(&Source::new(before.file.clone(), text));
    let same = documents.iter().zip(&after).all(|(before, after)| said(&before.node) == said(&after.node));
    after.len() == documents.len() && same && comments(&before.text) == comments(text)
}

/// What a node says, wherever its keys stand. Spaces in amounts say nothing, and no space is
/// ever taken out of a text, as the lines of one would show.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Nothing,
    Text(String),
    List(Vec<Said>),
    Keys(Vec<(String, Said)>),
}

fn said(node: &Node) -> Said {
    match &node.value {
        Value::Null => Said::Nothing,
        Value::Scalar { text, .. } if Money::parse(text).is_ok() => Said::Text(without_spaces(text)),
        Value::Scalar { text, .. } => Said::Text(text.clone()),
        Value::Sequence(items) => Said::List(items.iter().map(said).collect()),
        Value::Mapping(entries) => {
            let mut keys: Vec<_> =
                entries.iter().map(|entry| (entry.written().to_owned(), said(&entry.value))).collect();
            keys.sort();
            Said::Keys(keys)
        }
    }
}

/// The comments of a text, in the order of their words.
fn comments(text: &str) -> Vec<&str> {
    let of = |line: &super::lines::Line| {
        let content = &text[line.range.clone()];
        match line.is {
            Is::Comment => Some(content.trim()),
            Is::Written => content.find(" #").map(|at| content[at..].trim()),
            Is::Blank | Is::Text | Is::Mark => None,
        }
    };
    let mut found: Vec<&str> = lines(text).iter().filter_map(of).collect();
    found.sort_unstable();
    found
}

/// Without needless quotes, and spaces in amounts; none where a value stands elsewhere, because
/// it is named, or a key repeats, so that nobody knows which counts.
fn tokens(
    node: &Node,
    template: Option<&Template>,
    keys: &mut Vec<String>,
    in_braces_above: bool,
    changes: &mut Changes,
) -> Option<()> {
    let flow = in_braces_above || is_flow(node);
    let spelled = |text: &str| if flow { in_braces(text) } else { key(text) };
    let unquoted = |range: &Range<usize>, text: &str, written: &str, changes: &mut Changes| {
        let is_quoted = written.starts_with(['"', '\'']) && !written.contains('\n') && !text.contains(['＃', '\n']);
        if is_quoted && spelled(text) != written {
            changes.replace(range.clone(), spelled(text));
        }
    };
    match &node.value {
        Value::Null => {}
        Value::Scalar { text, quoted: true } => unquoted(&node.span.range, text, node.span.text(), changes),
        Value::Scalar { text, .. } => {
            let close = without_spaces(text);
            let is_amount = || {
                let kind = template.and_then(|template| kind(template, keys));
                matches!(kind, Some(Kind::Money(format))
                    if Money::parse_in(text, format.unit).is_ok_and(|money| Money::parse_in(&close, format.unit).is_ok_and(|other| other == money)))
            };
            if close != *text && !node.span.text().contains('\n') && is_amount() {
                changes.replace(node.span.range.clone(), close);
            }
        }
        Value::Sequence(items) => {
            for item in items {
                tokens(item, template, keys, flow, changes)?;
            }
        }
        Value::Mapping(entries) => {
            let mut names: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
            names.sort_unstable();
            if names.windows(2).any(|two| two[0] == two[1]) {
                return None;
            }
            for entry in entries {
                let key_range = &entry.key_span.range;
                if !matches!(entry.value.value, Value::Null) && entry.value.span.range.start < key_range.end {
                    return None;
                }
                unquoted(key_range, entry.written(), entry.key_span.text(), changes);
                keys.push(entry.key.clone());
                tokens(&entry.value, template, keys, flow, changes)?;
                keys.pop();
            }
        }
    }
    Some(())
}

/// What stands at keys of a form.
fn kind<'t>(template: &'t Template, keys: &[String]) -> Option<&'t Kind> {
    let (_, field, length) = field(template, keys)?;
    match &keys[length..] {
        [] => Some(&field.kind),
        below => column(&field.kind, below.last()?).map(|column| &column.kind),
    }
}

struct Formatting<'a> {
    text: &'a str,
    template: Option<&'a Template>,
}

impl Formatting<'_> {
    /// The lines of keys and values, indented so far and in the order of the form; none where
    /// they are no such lines.
    fn mapping(&self, node: &Node, region: Range<usize>, indent: usize, above: &mut Vec<Step>) -> Option<String> {
        let entries = with_lines(self.text, node, region.clone());
        let (_, first) = entries.first()?;
        let mut text = self.between(region.start..first.lead, indent);
        let mut pieces: Vec<(usize, String)> = Vec::new();
        let (mut end, mut last_place) = (first.lead, 0);
        for (entry, lines) in &entries {
            let own = place(self.template, above, &entry.key);
            // What the form does not know stays behind what it stood behind.
            let own = if own == usize::MAX { last_place } else { own };
            last_place = own;
            let gap = self.between(end..lines.start, indent);
            above.push(Step::Key(entry.written().to_owned()));
            let lines_of_it = self.entry(entry, lines.start..lines.end, indent, above);
            above.pop();
            pieces.push((own, gap + &lines_of_it?));
            end = lines.end;
        }
        pieces.sort_by_key(|(place, _)| *place);
        text.extend(pieces.into_iter().map(|(_, piece)| piece));
        Some(text + &self.between(end..region.end, indent))
    }

    /// Comments and blank lines, indented so far.
    fn between(&self, range: Range<usize>, indent: usize) -> String {
        let line = |line: &str| match line.trim() {
            // Blank, the mark of a document, or what belongs to no entry.
            comment if !comment.starts_with('#') => line.to_owned(),
            comment => format!("{}{comment}\n", " ".repeat(indent)),
        };
        self.text[range].split_inclusive('\n').map(line).collect()
    }

    /// A key with its value, without the comments above it.
    fn entry(&self, entry: &Entry, lines: Range<usize>, indent: usize, above: &mut Vec<Step>) -> Option<String> {
        let key_end = entry.key_span.range.end;
        let blank = self.text[key_end..].len() - self.text[key_end..].trim_start_matches(' ').len();
        let colon = key_end + blank;
        self.text[colon..].starts_with(':').then_some(())?;
        let end = line_end(self.text, colon);
        let rest = self.text[colon + 1..end].trim();
        let head = format!("{}{}:", " ".repeat(indent), entry.key_span.text());
        // Comments behind keys that hold nothing may stand below each other.
        let comment = match rest.starts_with('#') {
            true => self.text[colon + 1..end].trim_end().to_owned(),
            false if rest.is_empty() => String::new(),
            false => format!(" {rest}"),
        };
        let below = end..lines.end;
        match &entry.value.value {
            Value::Mapping(_) if !is_flow(&entry.value) => {
                (rest.is_empty() || rest.starts_with('#')).then_some(())?;
                Some(format!("{head}{comment}\n{}", self.mapping(&entry.value, below, indent + 2, above)?))
            }
            Value::Sequence(_) if !is_flow(&entry.value) => {
                (rest.is_empty() || rest.starts_with('#')).then_some(())?;
                Some(format!("{head}{comment}\n{}", self.sequence(&entry.value, below, indent + 2, above)?))
            }
            _ => {
                let start = line_start(self.text, entry.key_span.range.start);
                let before = entry.key_span.range.start - start;
                Some(format!("{head}{comment}\n{}", self.shifted(below, before, indent)))
            }
        }
    }

    /// Lines that belong to what was indented one way and is another.
    fn shifted(&self, range: Range<usize>, before: usize, indent: usize) -> String {
        let shift = |line: &str| {
            let own = line.len() - line.trim_start_matches(' ').len();
            match line.trim().is_empty() {
                // A blank line of a text keeps its spaces only where they are more than its indent.
                true => line.to_owned(),
                false => format!("{}{}", " ".repeat((own + indent).saturating_sub(before)), &line[own..]),
            }
        };
        self.text[range].split_inclusive('\n').map(shift).collect()
    }

    /// The items of a list, their dashes indented so far.
    fn sequence(&self, node: &Node, region: Range<usize>, indent: usize, above: &mut Vec<Step>) -> Option<String> {
        let Value::Sequence(items) = &node.value else { return None };
        let all = lines_of(self.text, node, &region)?;
        let mut text = String::new();
        let mut end = region.start;
        for (number, (item, lines)) in items.iter().zip(&all).enumerate() {
            let dash = dash(self.text, item)?;
            let start = line_start(self.text, dash);
            self.text[start..dash].trim().is_empty().then_some(())?;
            text += &self.between(end..start, indent);
            let rest = self.text[dash + 1..].trim_start_matches(' ');
            let content = self.text.len() - rest.len();
            above.push(Step::Item(number));
            let lines_of_it = match &item.value {
                Value::Mapping(_) if !is_flow(item) => {
                    // What begins below its dash is left alone.
                    (content == item.span.range.start).then_some(())?;
                    let own = self.mapping(item, start..lines.end, indent + 2, above)?;
                    own.strip_prefix(&" ".repeat(indent + 2)).map(|own| format!("{}- {own}", " ".repeat(indent)))
                }
                Value::Sequence(_) if !is_flow(item) => None,
                _ => {
                    let first = line_end(self.text, dash);
                    let head = format!("{}- {}\n", " ".repeat(indent), self.text[dash + 1..first].trim());
                    Some(head + &self.shifted(first..lines.end.max(first), dash - start, indent))
                }
            };
            above.pop();
            text += &lines_of_it?;
            end = lines.end;
        }
        Some(text + &self.between(end..region.end.max(end), indent))
    }
}

/// One blank line at most outside of texts, none at the beginning and at the end, and no spaces
/// at the ends of lines of which the text is not an author's.
fn tidy(text: &str) -> String {
    let mut tidy = String::new();
    let mut blanks = 0;
    for line in lines(text) {
        let content = &text[line.range.clone()];
        let is_of_text = line.is == Is::Text || line.text_of.is_some();
        if content.trim().is_empty() && !is_of_text {
            blanks += 1;
            continue;
        }
        if blanks > 0 && !tidy.is_empty() {
            tidy.push('\n');
        }
        blanks = 0;
        tidy += if is_of_text { content } else { content.trim_end() };
        tidy.push('\n');
    }
    let end = tidy.trim_end_matches('\n').len();
    tidy.truncate(end);
    if tidy.is_empty() { tidy } else { tidy + "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Templates;

    fn formatted(text: &str) -> String {
        let templates = Templates::built_in();
        let template = templates.for_year(2026).map(|template| &**template);
        format(&Source::new("t.yaml", text), &|_| template).unwrap_or_else(|| "left".to_owned())
    }

    #[test]
    fn keys_come_in_the_order_of_the_form_with_their_comments() {
        assert_eq!(
            formatted(
                "# 头\n\n# 项目的\n项目名称: 甲 # 一\n年度:   2026\n\n\n# 资金\n年度资金:\n    其他资金: 1   # 注\n    # 拨款\n    当年财政拨款: 2\n"
            ),
            "# 头\n\n年度: 2026\n# 项目的\n项目名称: 甲 # 一\n\n# 资金\n年度资金:\n  # 拨款\n  当年财政拨款: 2\n  其他资金: 1   # 注\n"
        );
    }

    #[test]
    fn texts_stay_and_lists_are_indented() {
        let text = "年度: 2026\n年度总体目标: |-\n    1. 一  \n\n      二\n绩效指标:\n 产出指标:\n    数量指标:\n    - {名称: 甲, 指标值: ≥1场}\n    # 乙的\n    -  名称: 乙\n       指标值: ≥2场\n";
        assert_eq!(
            formatted(text),
            "年度: 2026\n年度总体目标: |-\n    1. 一  \n\n      二\n绩效指标:\n  产出指标:\n    数量指标:\n      - {名称: 甲, 指标值: ≥1场}\n      # 乙的\n      - 名称: 乙\n        指标值: ≥2场\n"
        );
    }

    #[test]
    fn quotes_and_spaces_that_say_nothing_go() {
        assert_eq!(
            formatted("\"年度\": '2026'\n项目名称: \"甲: 乙\"\n年度资金: {当年财政拨款: 45 万元, 其他资金: \"1\"}\n"),
            "年度: 2026\n项目名称: \"甲: 乙\"\n年度资金: {当年财政拨款: 45万元, 其他资金: 1}\n"
        );
        assert_eq!(formatted("年度: 2026\n项目名称: \"\"\n备: \"~\"\n"), "年度: 2026\n项目名称: \"\"\n备: \"~\"\n");
    }

    #[test]
    fn ends_of_lines_stay_and_what_is_no_yaml_is_left() {
        assert_eq!(formatted("项目名称:  甲\r\n年度: 2026"), "年度: 2026\r\n项目名称: 甲\r\n");
        assert_eq!(formatted("年度: [2026\n"), "left");
        assert_eq!(formatted("甲: &a 一\n乙: *a\n"), "left");
        assert_eq!(formatted(""), "");
        assert_eq!(formatted("# 注\n"), "# 注\n");
    }

    #[test]
    fn several_projects() {
        assert_eq!(
            formatted("项目名称: 甲\n年度: 2026\n---\n# 二\n\n项目名称: 乙\n年度: 2026\n"),
            "年度: 2026\n项目名称: 甲\n---\n# 二\n\n年度: 2026\n项目名称: 乙\n"
        );
    }

    #[test]
    fn changes_by_lines() {
        let (old, new) = ("甲\n乙\n丙\n", "甲\n丁\n丙\n戊");
        let all = edits(old, new);
        let applied = Changes::from_iter(all.into_iter().map(|edit| (edit.range, edit.text)));
        assert_eq!(applied.apply(old), new);
        assert_eq!(edits("", ""), []);
        assert_eq!(edits("甲", "甲\n"), [Edit { range: 0..3, text: "甲\n".into() }]);
    }
}
