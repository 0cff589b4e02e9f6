//! 文字写成了几行，表上连成一段。
//!
//! 冒号后面没有写 |-，换行就不算数，几条内容在表上连成一段。可以用 --fix 改正：以句号、
//! 分号结尾的，下一行有序号的，各成一行。只是一句话太长、折成几行的，读出来是对的，不算。
//!
//! 例：年度总体目标: 1. 举办活动4场；（换行）2. 评选论文10篇。
//! 改：年度总体目标: |-，每一条一行，行首比“年度总体目标”多空两格。
//!
//! ---
//!
//! A text of several lines is printed as one.
//!
//! Without `|-` behind the colon the ends of lines say nothing, so that several items
//! are printed as one paragraph. With --fix they are written with it: a line for each
//! that ends with a full stop or a semicolon or has a number. A long sentence that is
//! only broken into lines is read as it should be, and left alone.
//!
//! Example: `年度总体目标: 1. 举办活动4场；` with `2. 评选论文10篇。` on the next line
//! Instead: `年度总体目标: |-` with a line for each item, indented by two more spaces.

use crate::check::reading::all_words;
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;
use crate::value::{is_bullet, numbering_length};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    all_words(project).filter_map(|(_, span)| finding(span)).collect()
}

fn finding(span: &Span) -> Option<Diagnostic> {
    let written = span.text();
    let before = &span.source.text[..span.range.start];
    // The header of a block, `|-`, may be part of the span or not.
    let is_block = written.starts_with(['|', '>'])
        || before.trim_end().lines().last().is_some_and(|line| {
            let line = line.split(" #").next().unwrap_or_default();
            line.split_whitespace().last().is_some_and(|word| word.starts_with(['|', '>']))
        });
    if is_block || !written.contains('\n') {
        return None;
    }
    let quote = ['"', '\''].into_iter().find(|quote| written.len() > 1 && written.starts_with(*quote));
    let inside = quote.and_then(|quote| written.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(written);
    let (paragraphs, is_lost) = paragraphs(inside);
    if !is_lost {
        return None;
    }
    let finding = Diagnostic::new(Code::JoinedLines, words::lines_are_joined()).at(span.clone(), Message::default());
    let finding = finding.help(words::write_block_mark());
    // With escapes, in braces or before a comment it is left to the author.
    let key = before.trim_end();
    let has_escapes = quote.is_some_and(|quote| inside.contains(['\\', quote]));
    let after = span.source.text[span.range.end..].lines().next().unwrap_or_default();
    let line = &key[key.rfind('\n').map_or(0, |newline| newline + 1)..];
    if has_escapes || !after.trim().is_empty() || !key.ends_with(':') || line.contains(['{', '[']) {
        return Some(finding);
    }
    let indent = line.len() - line.trim_start_matches([' ', '-']).len() + 2;
    let lines = paragraphs.iter().map(|line| format!("\n{}{line}", " ".repeat(indent)));
    let block = format!(" |-{}", lines.collect::<String>());
    Some(finding.fix(Span { range: key.len()..span.range.end, ..span.clone() }, block))
}

/// The lines that were most likely meant, and whether one of their ends is lost: YAML
/// keeps those before a blank line.
fn paragraphs(written: &str) -> (Vec<String>, bool) {
    let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let longest = written.lines().map(|line| width(line.trim())).max().unwrap_or_default();
    let is_word = |c: char| c.is_alphanumeric();
    let (mut paragraphs, mut is_lost): (Vec<String>, bool) = (Vec::new(), false);
    let mut above = "";
    for line in written.trim().lines().map(str::trim) {
        let begins = numbering_length(line) > 0 || line.starts_with(is_bullet);
        // Broken after a comma, or in a clause where the line is full.
        let is_full = width(above) >= LEAST_WIDTH && width(above) * 5 >= longest * 4;
        let goes_on = above.ends_with(['，', '、', ',', '（', '(', '《', '“'])
            || is_full && above.ends_with(is_word) && line.starts_with(is_word);
        match paragraphs.last_mut() {
            _ if line.is_empty() => {}
            Some(last) if goes_on && !begins => {
                let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                if is_letter(last.chars().next_back()) && is_letter(line.chars().next()) {
                    last.push(' ');
                }
                last.push_str(line);
            }
            last => {
                is_lost |= last.is_some() && !above.is_empty();
                paragraphs.push(line.to_owned());
            }
        }
        above = line;
    }
    (paragraphs, is_lost)
}

/// The least width of a line that is broken because it is full, in letters of half the
/// width.
const LEAST_WIDTH: usize = 36;

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn items_have_lines_and_sentences_have_one() {
        for (written, lines, is_lost) in [
            ("1.举办活动；\n  2.评选论文。", &["1.举办活动；", "2.评选论文。"][..], true),
            ("举办活动4场\n  评选论文10篇", &["举办活动4场", "评选论文10篇"], true),
            ("举办活动4场，\n  服务青年。", &["举办活动4场，服务青年。"], false),
            ("一是甲。\n\n  二是乙。", &["一是甲。", "二是乙。"], false),
            (
                "开展面向全市青年科技人才的交流活动和培\n  训服务工作，不断提高各类科技人才服务的\n  水平。",
                &["开展面向全市青年科技人才的交流活动和培训服务工作，不断提高各类科技人才服务的水平。"],
                false,
            ),
        ] {
            let lines = lines.iter().map(|line| (*line).to_owned()).collect();
            assert_eq!(paragraphs(written), (lines, is_lost), "{written}");
        }
    }
}
