//! 汉字后面用了半角标点。
//!
//! “根本任务,把拓展服务”里的逗号、分号、冒号、问号、叹号应是全角的。数字、字母之间的和括号不算。
//! 可以用 --fix 改正。
//!
//! 例：根本任务, 把拓展服务作为出发点
//! 改：根本任务，把拓展服务作为出发点
//!
//! ---
//!
//! A half-width mark stands behind a Chinese character.
//!
//! The comma in “根本任务,把拓展服务” should be full-width, and so should semicolons,
//! colons, question and exclamation marks. Marks between digits and letters, and brackets,
//! are left alone. They can be changed with --fix.
//!
//! Example: “根本任务, 把拓展服务作为出发点”
//! Instead: “根本任务，把拓展服务作为出发点”

use crate::check::reading::{is_han, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;

/// Each mark with its full-width form.
const MARKS: [(char, char); 5] = [(',', '，'), (';', '；'), (':', '：'), ('?', '？'), ('!', '！')];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    texts(project).into_iter().filter_map(|(_, text, span)| finding(text, span)).collect()
}

fn finding(text: &str, span: &Span) -> Option<Diagnostic> {
    let places = places(text);
    let (_, first, _) = places.first()?;
    let what = words::half_width_marks(first, places.len());
    let mut finding = Diagnostic::new(Code::HalfWidthMark, what);
    // In the file the marks are the same, but where the text is written in another way.
    let written = self::places(span.text());
    if written.len() != places.len() {
        return Some(finding.at(span.clone(), Message::default()).help(words::write_full_width_marks()));
    }
    for (at, _, length) in &written {
        let range = span.range.start + at..span.range.start + at + length;
        let mark = Span { range, ..span.clone() };
        let wide = MARKS.iter().find(|(narrow, _)| mark.text().starts_with(*narrow)).map(|(_, wide)| wide.to_string());
        finding = finding.at(mark.clone(), Message::default());
        if let Some(wide) = wide {
            finding = finding.fix(mark, wide);
        }
    }
    Some(finding.help(words::write_full_width_marks()))
}

/// The half-width marks behind Chinese characters, each with its place and its length with
/// the spaces after it.
fn places(text: &str) -> Vec<(usize, char, usize)> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let is_mark = MARKS.iter().any(|(narrow, _)| *narrow == c);
        if is_mark && (is_han(before) || matches!(before, '》' | '”' | '）')) {
            let after = &text[at + 1..];
            let spaces = after.len() - after.trim_start_matches(' ').len();
            let next = after.trim_start_matches(' ').chars().next();
            // In a file, `键: 值` is no text.
            let goes_on =
                next.is_some_and(|next| is_han(next) || matches!(next, '《' | '“' | '（') || next.is_ascii_digit());
            if goes_on {
                found.push((at, c, 1 + spaces));
            }
        }
        before = c;
    }
    found
}
