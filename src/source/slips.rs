//! Slips of people who do not know YAML: what stands near the place where the
//! scanner gave up, and what was most likely meant.

use crate::messages::{Message, excerpt};
use crate::source::words;
use crate::value::{is_bullet, is_invisible, list_number};

/// Where a slip is, what is wrong, and how to mend it.
pub(super) type Slip = (usize, Message, Message);

/// A line that says something: neither blank nor a comment.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn content(self) -> &'t str {
        self.text.trim()
    }

    fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    fn at(self) -> usize {
        self.start + self.indent()
    }

    /// Where the colon after its key stands in its content.
    fn colon(self) -> Option<usize> {
        let content = self.content();
        content.find(": ").or_else(|| content.strip_suffix(':').map(str::len))
    }

    fn is_group(self) -> bool {
        self.content().ends_with(':')
    }
}

/// The lines of a text that say something.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(move |line| {
            let this = Line { start, text: line.trim_end() };
            start += line.len();
            this
        })
        .filter(|line| !line.content().is_empty() && !line.content().starts_with('#'))
}

/// How many lines above are looked at.
const LINES_ABOVE: usize = 40;

/// What is wrong with the keys and colons at the place where the scanner gave up,
/// or with the lines above it.
pub(super) fn structure_slip(text: &str, at: usize) -> Option<Slip> {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let above: Vec<Line<'_>> = lines(&text[..end]).collect();
    let (here, above) = above.split_last()?;
    let above = &above[above.len().saturating_sub(LINES_ABOVE)..];
    if let Some(first) = below_block(text, *here, above) {
        return Some((first.start, words::text_not_indented(), words::indent_below_mark()));
    }
    if let Some(slip) = commented_key(text, here.start).or_else(|| wrong_start(*here)) {
        return Some(slip);
    }
    match here.colon() {
        None => Some(without_colon(text, *here, above)),
        Some(colon) if at > here.at() + colon => {
            // 键：{a: 1}, where only the colons in the braces are YAML's.
            let wide = ["：{", "：[", "： {", "： ["].iter().find_map(|wide| here.content()[..colon].find(wide));
            Some(match wide {
                Some(wide) => (here.at() + wide, words::wide_colon(), words::colon_and_space_after_key()),
                None => (at, words::two_colons(), words::one_value_a_line()),
            })
        }
        Some(_) => match above.iter().rposition(|line| line.colon().is_some() || is_in_block(text, line.start)) {
            Some(last) if last + 1 == above.len() => below_a_value(text, *here, above),
            last => {
                let first = last.map_or(0, |last| last + 1);
                above.get(first).map(|line| without_colon(text, *line, &above[..first]))
            }
        },
    }
}

/// The first line of a text that is not indented below its `|-`.
fn below_block<'t>(text: &str, here: Line<'t>, above: &[Line<'t>]) -> Option<Line<'t>> {
    let last = above.iter().rposition(|line| line.colon().is_some() || is_in_block(text, line.start))?;
    let first = above.get(last + 1).copied().or_else(|| here.colon().is_none().then_some(here))?;
    let is_header = is_block_header(above[last].text);
    (is_header || is_in_block(text, above[last].start) && is_prose(first.content())).then_some(first)
}

/// What is wrong with the indentation of the line where the scanner gave up.
pub(super) fn indentation_slip(text: &str, at: usize) -> Option<Slip> {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let above: Vec<Line<'_>> = lines(&text[..end]).collect();
    let (here, above) = above.split_last()?;
    let above = &above[above.len().saturating_sub(LINES_ABOVE)..];
    let last = above.last()?;
    if here.content().starts_with('{') && last.content().starts_with('{') && here.indent() == last.indent() {
        return Some((last.at(), words::item_without_dash(), words::dash_and_space()));
    }
    commented_key(text, here.start).or_else(|| wrong_start(*here)).or_else(|| text_sticks_out(text, *here, above))
}

/// A comment that was to be a key: `## 年度资金:`.
pub(super) fn commented_key(text: &str, below: usize) -> Option<Slip> {
    let before = text[..below].trim_end();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let comment = before[start..].trim_start();
    (comment.starts_with('#') && comment.ends_with(':'))
        .then(|| (before.len() - comment.len(), words::key_is_a_comment(excerpt(comment)), words::delete_hash()))
}

/// Marks at the start of a line that look like those of YAML.
fn wrong_start(line: Line<'_>) -> Option<Slip> {
    let content = line.content();
    let first = content.chars().next()?;
    let rest = &content[first.len_utf8()..];
    let is_rule = content.chars().count() >= 3 && content.chars().all(|c| "-—－–=＝_＿─━*~".contains(c));
    let is_numbered = list_number(content).is_some_and(|number| content[number.length..].trim_start().starts_with('{'));
    let (what, mend) = match first {
        '＃' => (words::wide_hash(), words::plain_hash()),
        _ if is_rule => (words::rule_of_dashes(excerpt(content)), words::three_dashes()),
        '*' => (words::asterisk_is_an_alias(), words::delete_asterisk()),
        _ if is_bullet(first) => (words::not_a_dash(first), words::dash_and_space()),
        '-' if !rest.starts_with([' ', '-']) => (words::no_space_after_dash(), words::dash_and_space()),
        _ if is_numbered => (words::item_without_dash(), words::dash_and_space()),
        _ => {
            let item = content.strip_prefix("- ").unwrap_or(content);
            let has_brackets = item.starts_with(['【', '（', '〔']) && item.contains(": ");
            return has_brackets.then(|| {
                (line.at() + content.len() - item.len(), words::wide_brackets(), words::use_plain_brackets())
            });
        }
    };
    Some((line.at(), what, mend))
}

/// Marks that are taken for a colon.
const NO_COLONS: [char; 10] = ['∶', '︰', '﹕', '︓', '；', ';', '=', '＝', '→', '|'];

/// What is wrong with a line that has no key.
fn without_colon(text: &str, line: Line<'_>, above: &[Line<'_>]) -> Slip {
    if let Some(slip) = wrong_start(line) {
        return slip;
    }
    let content = line.content();
    let mark = content.char_indices().find(|(_, c)| NO_COLONS.contains(c));
    let parts = |(offset, mark): &(usize, char)| {
        *offset > 0 && is_short(&content[..*offset]) && offset + mark.len_utf8() < content.len()
    };
    if let Some((offset, mark)) = mark.filter(parts) {
        return (line.at() + offset, words::not_a_colon(mark), words::colon_and_space_after_key());
    }
    if let Some(slip) = text_sticks_out(text, line, above) {
        return slip;
    }
    let header = above.last().filter(|header| header.indent() < line.indent() && is_prose(content));
    match header {
        Some(header) => (header.at(), words::text_without_block_mark(), words::write_block_mark()),
        None => (line.at(), words::no_colon(), words::add_colon()),
    }
}

/// A line of a text that is not indented as the text is.
fn text_sticks_out(text: &str, line: Line<'_>, above: &[Line<'_>]) -> Option<Slip> {
    let last = above.last()?;
    let in_block = is_in_block(text, last.start);
    let is_text = line.colon().is_none() && is_prose(line.content()) && line.indent() <= last.indent();
    let header = above.iter().rev().find(|header| header.indent() < line.indent());
    match header.filter(|header| header.is_group() && !in_block) {
        _ if !is_text => None,
        Some(header) => Some((header.at(), words::text_without_block_mark(), words::write_block_mark())),
        None if in_block || last.colon().is_some() => {
            Some((line.at(), words::text_not_indented(), words::indent_text()))
        }
        None => None,
    }
}

/// A key with a value above keys that are indented further.
fn below_a_value(text: &str, here: Line<'_>, above: &[Line<'_>]) -> Option<Slip> {
    let (last, before) = above.split_last()?;
    let key = &last.content()[..last.colon().filter(|_| !last.is_group() && here.indent() > last.indent())?];
    let siblings = [sibling(*last, before.iter().rev().copied()), sibling(*last, lines(&text[here.start..]))];
    let sticks_out = before.last().is_some_and(|line| line.indent() > last.indent());
    let is_above = sticks_out || siblings.into_iter().flatten().any(Line::is_group);
    let place = if is_above { last.at() } else { here.at() };
    Some((place, words::value_and_keys_below(excerpt(key)), words::value_or_keys_below(excerpt(key))))
}

/// The first of these lines that is on the level of a line, if none above it
/// comes before.
fn sibling<'t>(of: Line<'_>, mut lines: impl Iterator<Item = Line<'t>>) -> Option<Line<'t>> {
    lines.find(|line| line.indent() <= of.indent()).filter(|line| line.indent() == of.indent())
}

/// Whether words may be a key.
fn is_short(words: &str) -> bool {
    words.chars().count() <= LONGEST_KEY
}

/// Whether words are a text and no key.
fn is_prose(words: &str) -> bool {
    !is_short(words)
        || words.contains(['。', '；', '，', '！', '？'])
        || words.starts_with(|c: char| c.is_ascii_digit())
}

/// More characters than the keys of forms have.
pub(super) const LONGEST_KEY: usize = 24;

/// Whether a value is `|-` in other characters, as `丨-` and `|－` are.
pub(super) fn looks_like_block_mark(value: &str) -> bool {
    let mut marks = value.trim().chars();
    let (first, second) = (marks.next(), marks.next());
    let is_bar = matches!(first, Some('|' | '丨' | '｜' | '∣' | '│' | '︱'));
    let is_dash = matches!(second, None | Some('-' | '+' | '－' | '—' | '–' | '−' | '＋'));
    let is_right = first == Some('|') && matches!(second, None | Some('-' | '+'));
    is_bar && is_dash && !is_right && marks.next().is_none()
}

/// How many lines above the one where the scanner gave up a slip is looked for:
/// it notices some only on the next line.
const LINES_BACK: usize = 3;

/// Whether a line is part of a text in a block (`键: |-`), where nothing is
/// wrong whatever it says.
fn is_in_block(text: &str, line_start: usize) -> bool {
    let mut block: Option<usize> = None;
    for line in text[..line_start].lines() {
        let indent = line.len() - line.trim_start().len();
        if line.trim().is_empty() || block.is_some_and(|header| indent > header) {
            continue;
        }
        block = is_block_header(line).then_some(indent);
    }
    let line = text[line_start..].lines().next().unwrap_or_default();
    block.is_some_and(|header| line.trim().is_empty() || line.len() - line.trim_start().len() > header)
}

/// Whether the text of a block follows a line.
pub(super) fn is_block_header(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or_default();
    let last = line.split_whitespace().last().unwrap_or_default();
    matches!(last, "|" | "|-" | "|+" | ">" | ">-" | ">+")
}

/// A slip of people who do not know YAML, near the line that starts at `at`.
pub(super) fn usual_slip(text: &str, at: usize) -> Option<Slip> {
    let next = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let mut end = next;
    for _ in 0..=LINES_BACK {
        let start = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
        let line = text[start..end].trim_end_matches('\r');
        let slip = if is_in_block(text, start) { None } else { slip_of_line(line, &text[at..next]) };
        if let Some((place, what, mend)) = slip {
            return Some((start + place, what, mend));
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// The slip of a line, at its place there; `rest` is what the scanner gave up on.
fn slip_of_line(line: &str, rest: &str) -> Option<Slip> {
    let value = line.find(": ").map_or(0, |colon| colon + 2);
    let content = line[value..].trim_start_matches(['-', ' ']);
    let first = line.trim_start_matches([' ', '-']);
    let place = line.len() - content.len();
    let invisible = || Some((line.find(is_invisible)?, words::invisible_character(), words::retype_the_line()));
    let at_content = |(at, what, mend): Slip| (place + at, what, mend);
    let beside_key = if value > 0 { dash_slip(&line[value..]).map(|(what, mend)| (value, what, mend)) } else { None };
    let block = looks_like_block_mark(content)
        .then(|| (place, words::not_a_block_mark(excerpt(content.trim())), words::type_block_mark()));
    block
        .or(beside_key)
        .or_else(|| text_after_brackets(content).map(at_content))
        .or_else(invisible)
        .or_else(|| brackets_slip(content, first).map(at_content))
        .or_else(|| quotes_slip(line, content, first))
        .or_else(|| mark_slip(content, value > 0).map(at_content))
        .or_else(|| colon_slip(line, first, rest))
}

/// A dash after a key.
fn dash_slip(value: &str) -> Option<(Message, Message)> {
    match value {
        _ if value.trim() == "-" => Some((words::only_a_dash(), words::zero_or_nothing())),
        _ if value.starts_with("- ") => Some((words::dash_after_colon(), words::list_on_new_lines())),
        _ => None,
    }
}

/// A text that begins with brackets: `[2026]第3号`.
fn text_after_brackets(content: &str) -> Option<Slip> {
    let end = content.strip_prefix(['[', '{']).and_then(|_| content.rfind([']', '}']))?;
    let rest = content[end + 1..].trim_start();
    let is_text = !(rest.is_empty() || rest.starts_with(['#', ',', ']', '}']));
    is_text.then(|| (0, words::text_cannot_begin_with(&content[..1]), words::quote_brackets()))
}

/// Brackets that are no YAML's, or what is wrong in them.
fn brackets_slip(content: &str, first: &str) -> Option<Slip> {
    if content.starts_with(['｛', '［']) || first.starts_with(['｛', '［']) {
        return Some((0, words::wide_brackets(), words::use_plain_brackets()));
    }
    if !content.starts_with(['[', '{']) {
        return None;
    }
    if let Some(comma) = comma_before_key(content) {
        return Some((comma, words::wide_comma_in_brackets(), words::use_plain_commas()));
    }
    let count = |marks: [char; 2]| content.matches(marks).count();
    if let Some(sharp) = content.find(" #") {
        let before = |marks: [char; 2]| content[..sharp].matches(marks).count();
        if before(['[', '{']) > before([']', '}']) && before([']', '}']) < count([']', '}']) {
            return Some((sharp + 1, words::comment_in_brackets(), words::quote_what_is_no_comment()));
        }
    }
    let is_open = count(['[', '{']) > count([']', '}']);
    is_open.then(|| (0, words::brackets_do_not_match(), words::complete_brackets()))
}

/// Quotes that do not hold all of a text, or are not closed.
fn quotes_slip(line: &str, content: &str, first: &str) -> Option<Slip> {
    if let Some(after) = after_quote(content) {
        return Some((line.len() - after.len(), words::text_after_quote(), words::quote_all()));
    }
    if first.starts_with('"') && first.matches('"').count() == 1 {
        return Some((line.len() - first.len(), words::quote_not_closed(), words::close_key_quote()));
    }
    let quote = content.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let is_open = content.matches(quote).count() == 1;
    is_open.then(|| (line.len() - content.len(), words::quote_not_closed(), words::close_the_quote()))
}

/// A text that begins with `>` or `|`, as `>95%` does.
fn mark_slip(content: &str, has_key: bool) -> Option<Slip> {
    let block = content.trim_end().trim_start_matches(['>', '|']);
    let is_mark = block.chars().all(|c| matches!(c, '+' | '-' | '0'..='9')) || block.starts_with(" #");
    if !content.starts_with(['>', '|']) || is_mark {
        return None;
    }
    match has_key && block.trim_start_matches(['+', '-']).starts_with(' ') {
        true => Some((0, words::text_after_block_mark(&content[..1]), words::text_on_next_line())),
        false => Some((0, words::text_cannot_begin_with(&content[..1]), words::quote_comparison())),
    }
}

/// A colon that is none of YAML's, or has no space behind it.
fn colon_slip(line: &str, first: &str, rest: &str) -> Option<Slip> {
    if let Some(colon) = line.find('：').filter(|_| !line.contains(": ") && !line.trim_end().ends_with(':')) {
        let indent = |line: &str| line.len() - line.trim_start().len();
        let is_key = !line.trim_start().starts_with('#') && line[..colon].chars().count() <= LONGEST_KEY;
        if is_key && indent(line) <= indent(rest) {
            return Some((colon, words::wide_colon(), words::colon_and_space_after_key()));
        }
    }
    let colon = first.find(':').filter(|colon| is_key_without_space(first, *colon))?;
    Some((line.len() - first.len() + colon, words::no_space_after_colon(), words::space_after_colon()))
}

/// Whether a line is `键:值`, with words before the colon and no space after it.
fn is_key_without_space(line: &str, colon: usize) -> bool {
    let (key, value) = (&line[..colon], &line[colon + 1..]);
    let is_key = !key.is_empty()
        && key.chars().count() <= LONGEST_KEY
        && key.chars().all(|c| c.is_alphanumeric() || "（）、".contains(c));
    let value = value.trim_end();
    is_key && !value.is_empty() && !value.starts_with([' ', '/', ':']) && !line.contains(": ")
}

/// A full-width comma where a key follows, as in `{甲: 1，乙: 2}`: others stand in texts.
fn comma_before_key(content: &str) -> Option<usize> {
    let is_before_key = |(at, comma): &(usize, &str)| {
        let rest = &content[at + comma.len()..];
        let key = &rest[..rest.find([',', '，', '{', '}', '[', ']']).unwrap_or(rest.len())];
        key.find(": ").is_some_and(|colon| is_short(&key[..colon]))
    };
    content.match_indices(['，', '、']).find(is_before_key).map(|(at, _)| at)
}

/// What follows the text in quotes with which a value begins, where something
/// does.
fn after_quote(content: &str) -> Option<&str> {
    let quote = content.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inside = &content[1..];
    let end = inside.find(quote).filter(|end| !inside[..*end].ends_with('\\'))?;
    let after = inside[end + 1..].trim_start();
    (!after.is_empty() && !after.starts_with(['#', ':', ']', '}', quote]) && !after.starts_with(", ")).then_some(after)
}
