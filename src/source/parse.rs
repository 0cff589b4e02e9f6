//! From YAML events to nodes.

use std::collections::BTreeMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as EventSpan};

use super::joined::without_joints;
use super::slips::{commented_key, indentation_slip, looks_like_block_mark, structure_slip, usual_slip};
use super::spaces::odd_spaces;
use super::{Entry, Node, Source, Span, Value};
use crate::diag::{Code, Diagnostic};
use crate::messages::{Message, excerpt};
use crate::source::words;
use crate::value::{fold_look_alikes, is_invisible, look_alike};

/// The most nodes that one file may hold once its aliases are written out: far
/// above any form (a 300-row form has 3,000), far below what an alias bomb
/// needs to hurt.
const MOST_NODES: usize = 500_000;

/// The deepest nesting taken; a project needs six levels.
const DEEPEST: usize = 64;

/// The documents of a YAML file.
///
/// # Errors
///
/// The first place where the text is no YAML, with what to do about it.
pub fn parse(source: &Arc<Source>) -> Result<Vec<Node>, Diagnostic> {
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if let Some((at, character)) = source.text.char_indices().find(|(_, c)| control(*c)) {
        if character == '\0' && source.text.matches('\0').count() > source.text.len() / 8 {
            let error = Diagnostic::new(Code::Encoding, words::utf_16()).at(Span::whole(source), Message::default());
            return Err(error.help(words::save_as_utf_8()));
        }
        // Word's are the vertical tab and the next-line character.
        if matches!(character, '\u{B}' | '\u{85}') {
            let what = words::line_break_of_word(format!("U+{:04X}", character as u32));
            return Err(error_at(source, at, what, words::type_a_line_break()));
        }
        let what = words::control_character(format!("U+{:04X}", character as u32));
        return Err(error_at(source, at, what, words::delete_control_character()));
    }
    let documents = compose(source);
    odd_spaces(source, documents.as_deref().ok()).map_or(documents, Err)
}

fn compose(source: &Arc<Source>) -> Result<Vec<Node>, Diagnostic> {
    let mut options = granit_parser::Options::default();
    options.set_emit_comments(false);
    let mut composer = Composer {
        source,
        events: Parser::new_from_str_with_options(&source.text, options),
        anchors: BTreeMap::new(),
        nodes: 0,
    };
    let mut documents = Vec::new();
    while let Some((event, span)) = composer.next()? {
        match event {
            Event::StreamStart | Event::DocumentStart(..) => {}
            Event::DocumentEnd => composer.end_document()?,
            Event::StreamEnd => break,
            event => {
                let node = composer.node(event, span, 0)?;
                documents.push(node);
            }
        }
    }
    Ok(documents)
}

struct Composer<'s, P> {
    source: &'s Arc<Source>,
    events: P,
    /// By number, with whether an alias has used it.
    anchors: BTreeMap<usize, (Node, bool)>,
    nodes: usize,
}

impl<'s, P> Composer<'s, P>
where
    P: Iterator<Item = Result<(Event<'s>, EventSpan), ScanError>>,
{
    fn next(&mut self) -> Result<Option<(Event<'s>, EventSpan)>, Diagnostic> {
        self.events.next().transpose().map_err(|error| syntax_error(self.source, &error))
    }

    /// A text that is named with `&` must be used with `*` somewhere: one that begins
    /// with `&` would lose its first word otherwise.
    fn end_document(&mut self) -> Result<(), Diagnostic> {
        let unused = std::mem::take(&mut self.anchors)
            .into_values()
            .find(|(node, used)| !used && matches!(node.value, Value::Null | Value::Scalar { .. }));
        unused.map_or(Ok(()), |(node, _)| {
            let what = words::name_not_printed();
            let at = self.source.text[..node.span.range.start].rfind('&').unwrap_or(node.span.range.start);
            Err(error_at(self.source, at, what, words::quote_ampersand()))
        })
    }

    /// The `|` or `>` with what belongs to it, of the block text that starts here.
    fn block_header(&self, start: usize) -> (usize, &'s str) {
        let (before, after) = self.source.text.split_at(start);
        let before = before.trim_end();
        let last = before.rsplit([' ', '\n']).next().unwrap_or_default();
        let first = after.split_whitespace().next().unwrap_or_default();
        let words = [(before.len() - last.len(), last), (start, first)];
        words.into_iter().find(|(_, word)| word.starts_with(['|', '>'])).unwrap_or_default()
    }

    fn expect_next(&mut self) -> Result<(Event<'s>, EventSpan), Diagnostic> {
        let end = self.source.text.len();
        self.next()?.ok_or_else(|| error_at(self.source, end, words::file_breaks_off(), words::complete_the_file()))
    }

    fn span(&self, span: EventSpan) -> Span {
        let mut range = span.byte_range().unwrap_or(0..0);
        // The span of a block scalar ends where the next node starts.
        let text = self.source.text.get(range.clone()).unwrap_or_default();
        range.end = range.start + text.trim_end().len();
        Span { source: Arc::clone(self.source), range }
    }

    fn node(&mut self, event: Event<'s>, at: EventSpan, depth: usize) -> Result<Node, Diagnostic> {
        let start = at.byte_range().map_or(0, |range| range.start);
        self.count(1, start)?;
        if depth > DEEPEST {
            let what = words::nested_too_deep(DEEPEST);
            return Err(error_at(self.source, start, what, words::check_brackets_and_indentation()));
        }
        let span = self.span(at);
        let (value, anchor, span) = match event {
            Event::Scalar(_, _, _, Some(_)) => {
                return Err(error_at(self.source, start, words::exclamation_is_a_type(), words::quote_exclamation()));
            }
            Event::Scalar(text, ScalarStyle::Literal | ScalarStyle::Folded, ..)
                if text.is_empty() && self.block_header(start).1.contains(|c: char| c.is_ascii_digit()) =>
            {
                let (at, header) = self.block_header(start);
                let what = words::text_cannot_begin_with(&header[..1]);
                return Err(error_at(self.source, at, what, words::quote_greater()));
            }
            Event::Scalar(_, ScalarStyle::Plain, ..)
                if looks_like_block_mark(span.text().lines().next().unwrap_or_default()) =>
            {
                let what = words::not_a_block_mark(span.text().lines().next().unwrap_or_default());
                return Err(error_at(self.source, start, what, words::type_block_mark()));
            }
            Event::Scalar(text, style, anchor, _) => {
                let quoted = style != ScalarStyle::Plain;
                let null = !quoted && matches!(&*text, "" | "~" | "null");
                let has_joints = style != ScalarStyle::Literal && span.text().contains('\n');
                let joined = if has_joints { without_joints(span.text(), &text) } else { None };
                let value = match null {
                    true => Value::Null,
                    false => Value::Scalar { text: joined.unwrap_or_else(|| text.into_owned()), quoted },
                };
                (value, anchor, span)
            }
            Event::Alias(anchor) => {
                let Some((node, used)) = self.anchors.get_mut(&anchor) else {
                    let what = words::refers_to_itself(excerpt(span.text()));
                    return Err(error_at(self.source, start, what, words::write_it_out()));
                };
                *used = true;
                let node = node.clone();
                self.count(size(&node), start)?;
                return Ok(node);
            }
            Event::SequenceStart(_, anchor, _) => {
                let mut items = Vec::new();
                let end = loop {
                    match self.expect_next()? {
                        (Event::SequenceEnd, end) => break end,
                        (event, at) => items.push(self.node(event, at, depth + 1)?),
                    }
                };
                (Value::Sequence(items), anchor, self.cover(span, end))
            }
            Event::MappingStart(_, anchor, _) => {
                let mut entries = Vec::new();
                let end = loop {
                    match self.expect_next()? {
                        (Event::MappingEnd, end) => break end,
                        (event, at) => entries.push(self.entry(event, at, depth + 1)?),
                    }
                };
                (Value::Mapping(entries), anchor, self.cover(span, end))
            }
            _ => {
                return Err(error_at(
                    self.source,
                    start,
                    words::not_understood_here(),
                    words::check_indentation_and_marks(),
                ));
            }
        };
        let node = Node { value, span };
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), false));
        }
        Ok(node)
    }

    fn entry(&mut self, event: Event<'s>, at: EventSpan, depth: usize) -> Result<Entry, Diagnostic> {
        let key = self.node(event, at, depth)?;
        let text = match key.value {
            Value::Scalar { text, .. } => text,
            Value::Null => key.span.text().to_owned(),
            Value::Sequence(_) | Value::Mapping(_) => {
                let start = key.span.range.start;
                return Err(error_at(self.source, start, words::key_is_no_text(), words::quote_if_text()));
            }
        };
        let (event, at) = self.expect_next()?;
        let value = self.node(event, at, depth)?;
        // 键：{a: 1}, of which only the colon in the braces is YAML's.
        let closing = |wide: &str| if wide.ends_with('{') { '}' } else { ']' };
        let is_closed = |wide: &&str| !text.contains(closing(wide)) && value.span.text().ends_with(closing(wide));
        let is_scalar = matches!(value.value, Value::Scalar { quoted: false, .. });
        if let Some(wide) = ["：{", "：["].into_iter().filter(is_closed).find_map(|wide| text.find(wide))
            && is_scalar
        {
            let at = key.span.range.start + wide;
            return Err(error_at(self.source, at, words::wide_colon(), words::colon_and_space_after_key()));
        }
        let is_known = !text.contains(|c| is_invisible(c) || look_alike(c).is_some());
        let (text, written) = match is_known {
            true => (text, None),
            false => (fold_look_alikes(&text.replace(is_invisible, "")), Some(text)),
        };
        Ok(Entry { key: text, written, key_span: key.span, value })
    }

    /// From the start of `span` to that of the event which ends it.
    fn cover(&self, mut span: Span, end: EventSpan) -> Span {
        let end = end.byte_range().map_or(span.range.end, |range| range.end);
        let text = self.source.text.get(span.range.start..end).unwrap_or_default();
        span.range.end = span.range.start + text.trim_end().len();
        span
    }

    fn count(&mut self, nodes: usize, at: usize) -> Result<(), Diagnostic> {
        self.nodes += nodes;
        if self.nodes > MOST_NODES {
            return Err(error_at(self.source, at, words::too_many_items(MOST_NODES), words::split_the_file()));
        }
        Ok(())
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Null => 0,
        // A long text weighs as much as the words in it.
        Value::Scalar { text, .. } => text.len() / 64,
        Value::Sequence(items) => items.iter().map(size).sum(),
        Value::Mapping(entries) => entries.iter().map(|entry| 1 + size(&entry.value)).sum(),
    }
}

fn error_at(source: &Arc<Source>, at: usize, what: Message, mend: Message) -> Diagnostic {
    let span = Span { source: Arc::clone(source), range: at..at };
    Diagnostic::new(Code::YamlSyntax, what).at(span, Message::default()).help(mend)
}

/// Says a scanner's error in the words of someone who never heard of YAML's
/// grammar.
fn syntax_error(source: &Arc<Source>, error: &ScanError) -> Diagnostic {
    let text = &source.text;
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let indent = &line[..line.len() - line.trim_start().len()];
    // The scanner may stop at the end of the line before.
    let next_start = text[at..].find('\n').map_or(line_start, |newline| at + newline + 1);
    for (start, line) in [(line_start, indent), (next_start, &text[next_start..])] {
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if let Some(tab) = indent.find('\t') {
            return error_at(source, start + tab, words::tab_in_indentation(), words::indent_with_spaces());
        }
    }
    if let Some((at, what, mend)) = usual_slip(text, line_start) {
        return error_at(source, at, what, mend);
    }
    let info = error.info();
    let has = |words: &[&str]| words.iter().any(|word| info.contains(word));
    if has(&["comment intercepting"]) {
        // What goes on below a comment is the next line, which should not.
        let after = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let blank = text[after..].len() - text[after..].trim_start().len();
        if let Some((at, what, mend)) = commented_key(text, after) {
            return error_at(source, at, what, mend);
        }
        return error_at(source, after + blank, words::not_aligned(), words::align_keys());
    }
    // Of these the scanner complains only where it meets the next key.
    let strays = [("document start", &["---", "..."][..]), ("directive", &["%"][..])];
    for (word, marks) in strays {
        let line = text[..at].match_indices('\n').map(|(offset, _)| offset + 1).chain([0]);
        let starts: Vec<usize> =
            line.filter(|start| marks.iter().any(|mark| text[*start..].starts_with(mark))).collect();
        if let (true, Some(place)) = (info.contains(word), starts.into_iter().max()) {
            let what = words::cannot_stand_here(excerpt(text[place..].lines().next().unwrap_or_default()));
            return error_at(source, place, what, words::dashes_part_projects());
        }
    }
    let (what, mend) = if has(&["recursion", "nesting", "depth"]) {
        (words::brackets_too_deep(), words::check_brackets_and_indentation())
    } else if has(&["escape", "hexadecimal", "hex digit"]) {
        (words::bad_backslash(), words::double_the_backslash())
    } else if has(&["tab"]) {
        (words::tab_not_allowed(), words::use_a_space())
    } else if has(&["quoted scalar", "unclosed quote", "unterminated"]) {
        (words::quote_not_closed(), words::close_the_quote())
    } else if has(&["unknown anchor", "undefined alias", "undeclared"]) {
        (words::asterisk_is_an_alias(), words::quote_asterisk())
    } else if has(&["mapping values are not allowed", "simple key", "could not find expected ':'", "':'"]) {
        match structure_slip(text, at) {
            Some((at, what, mend)) => return error_at(source, at, what, mend),
            None => (words::colon_or_indentation(), words::check_colon_and_indentation()),
        }
    } else if has(&["indent", "block mapping", "block collection", "block sequence"]) {
        match indentation_slip(text, at) {
            Some((at, what, mend)) => return error_at(source, at, what, mend),
            None => (words::not_aligned(), words::align_keys()),
        }
    } else if has(&["flow", "']'", "'}'", "bracket"]) {
        flow_slip(&text[..at], &text[at..])
    } else if has(&["cannot start any token", "reserved", "character"]) {
        (words::bad_first_character(), words::quote_the_text())
    } else {
        (words::not_yaml(), words::check_everything())
    };
    error_at(source, at, what, mend)
}

/// What is wrong inside brackets, by what stands before and after the place where the
/// parser gave up.
fn flow_slip(before: &str, after: &str) -> (Message, Message) {
    let last = before.trim_end().chars().last();
    let is_apart = before.ends_with(char::is_whitespace);
    match (last, after.chars().next()) {
        (Some('}' | ']'), Some('{' | '[')) => (words::comma_missing(), words::add_comma()),
        (Some(last), Some('{' | '[')) if !is_apart && !matches!(last, ',' | '{' | '[' | ':') => {
            (words::bracket_in_text(), words::quote_the_text())
        }
        (_, Some(':')) => (words::comma_missing(), words::add_comma()),
        _ => (words::brackets_do_not_match(), words::complete_brackets()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    fn parse_text(text: &str) -> Result<Vec<Node>, Diagnostic> {
        parse(&Source::new("t.yaml", text))
    }

    fn mapping(node: &Node) -> &[Entry] {
        match &node.value {
            Value::Mapping(entries) => entries,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn scalars_stay_text() {
        let documents = parse_text("a: 01\nb: 否\nc: 1e3\nd: =100%\ne: 2026-01-01\nf: ~\ng: \"~\"\n").unwrap();
        let texts: Vec<_> = mapping(&documents[0])
            .iter()
            .map(|entry| match &entry.value.value {
                Value::Scalar { text, .. } => text.as_str(),
                _ => "null",
            })
            .collect();
        assert_eq!(texts, ["01", "否", "1e3", "=100%", "2026-01-01", "null", "~"]);
    }

    #[test]
    fn spans_are_the_words() {
        let documents = parse_text("项目名称: 青年服务\n目标: |-\n  第一行\n  第二行\n年度: 2026\n").unwrap();
        let spans: Vec<_> = mapping(&documents[0])
            .iter()
            .map(|entry| (entry.key_span.text().to_owned(), entry.value.span.clone()))
            .collect();
        assert_eq!(spans[0].0, "项目名称");
        assert_eq!(spans[0].1.text(), "青年服务");
        assert_eq!(spans[0].1.line_column(), (1, 7));
        assert!(spans[1].1.text().ends_with("第二行"));
        assert_eq!(spans[2].1.line_column(), (5, 5));
    }

    #[test]
    fn documents_and_aliases() {
        let documents = parse_text("a: &x [1, 2]\nb: *x\n---\nc: 3\n").unwrap();
        assert_eq!(documents.len(), 2);
        assert!(matches!(&mapping(&documents[0])[1].value.value, Value::Sequence(items) if items.len() == 2));
    }

    #[test]
    fn a_name_that_nothing_uses_takes_nothing_away() {
        assert!(parse_text("a: &x {b: 1}\nc: &y\n  d: 2\n").is_ok());
    }

    #[test]
    fn an_alias_bomb_is_an_error() {
        let mut text = String::from("a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n");
        for level in 1..12 {
            let list = vec![format!("*a{}", level - 1); 10].join(",");
            text += &format!("a{level}: &a{level} [{list}]\n");
        }
        let error = parse_text(&text).unwrap_err();
        assert!(error.message.say(Language::Chinese).contains("超过"), "{error:?}");
    }

    #[test]
    fn deep_nesting_is_an_error() {
        assert!(parse_text(&"[".repeat(200)).is_err());
        assert!(parse_text(&"- ".repeat(200)).is_err());
        assert!(parse_text(&format!("{}1{}", "[".repeat(100), "]".repeat(100))).is_err());
    }

    #[test]
    fn mistakes_are_told_in_plain_words() {
        for (text, word) in [
            ("a:\n\tb: 1\n", "制表符"),
            ("a: \"开始\nb: 1\n", "引号"),
            ("a: 1\n b: 2\n", "缩进"),
            ("a: 1 # 注\n   b: 2\n", "缩进"),
            ("a:1\nb: 2\n", "冒号后面没有空格"),
            ("a:\r\n  b: 1 # 注\r\n   c: 2\r\n", "缩进"),
            ("a:\n  b: 1\n---\n  c: 2\nd: 3\n", "---"),
            ("% 说明\na: 1\n", "%"),
            ("a: 1\n\u{FEFF}b: 2\n", "看不见"),
            ("a: \"\\q\"\n", "反斜杠"),
            ("a: 甲\u{1b}乙\n", "控制字符"),
            ("a: [1, 2\nb: 3\n", "括号"),
            ("a: *号\n", "引用"),
            ("a: b: c\n", "冒号"),
            ("a: >=95%\n", "开头"),
            ("a: >5\nb: 1\n", "开头"),
            ("a: |5\n", "开头"),
            ("a: !5\n", "类型"),
            ("a: &5\n", "名字"),
            ("a: &甲 5\nb: 1\n", "名字"),
            ("a: [2026]1号文\nb: 1\n", "开头"),
            ("a: {年度}年度\n", "开头"),
            ("a: - 举办\n", "- "),
            ("a:\n  b: 1\n\tc: 2\n", "制表符"),
            ("- |x\n", "开头"),
            ("a：1\nb: 2\n", "全角冒号"),
            ("x: 1\na：1\nb: 2\n", "全角冒号"),
            ("a：{b: 1}\nc: 2\n", "全角冒号"),
            ("a: [{b: 一、二, c: 1 d: 2}]\n", "少了逗号"),
            ("a: [{b: 一、二, c: 1、d: 2}]\n", "顿号"),
            ("a: {b: #,##0.00, c: 1}\nd: 2\n", "注释"),
            ("a: [{b: 一、二, c: 1}\nd: 2\n", "没有配对"),
        ] {
            let error = parse_text(text).unwrap_err();
            assert!(error.message.say(Language::Chinese).contains(word), "{text:?}: {error:?}");
        }
    }

    #[test]
    fn nothing_is_no_document() {
        assert!(parse_text("").unwrap().is_empty());
        assert!(parse_text("# nur\n").unwrap().is_empty());
    }
}
