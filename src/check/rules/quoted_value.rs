//! 整个内容两头有引号。
//!
//! 从别处复制来的指标值、目标，两头的引号会一起打印出来，指标值也不再当作数字。可以用
//! --fix 改正。项目名称可以是一个活动的名字，不看。
//!
//! 例：参会人员满意度: “≥90%”
//! 改：≥90%
//!
//! ---
//!
//! A whole value stands in quotation marks.
//!
//! The marks at both ends of a target or a text that was copied from elsewhere are
//! printed with it, and a target is no number with them. They can be deleted
//! with --fix. Names of projects are left alone, which may be those of a campaign.
//!
//! Example: `参会人员满意度: “≥90%”`
//! Instead: `参会人员满意度: ≥90%`

use crate::check::reading::{begins_plainly, indicators, part, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;

/// Marks of both ends, right and wrong way round.
const MARKS: [char; 12] = ['“', '”', '‘', '’', '"', '＂', '\'', '＇', '「', '」', '『', '』'];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let name = project.template.roles.name;
    let texts = texts(project).into_iter().filter(|(id, ..)| Some(*id) != name).map(|(_, text, span)| (text, span));
    let targets = indicators(project).map(|indicator| (indicator.target.written.as_str(), &indicator.target_span));
    texts.chain(targets).filter_map(|(text, span)| finding(text, span)).collect()
}

fn finding(text: &str, span: &Span) -> Option<Diagnostic> {
    let whole = text.trim();
    let inside = whole.strip_prefix(MARKS)?.strip_suffix(MARKS)?;
    // Of two pairs one would be left: “一网通办”和“一窗受理”.
    if inside.trim().is_empty() || inside.contains(MARKS) {
        return None;
    }
    let finding = Diagnostic::new(Code::QuotedValue, words::is_quoted()).at(span.clone(), Message::default());
    if span.text() != whole {
        // In a block or in plain quotes the marks are deleted where they stand.
        let start = text.len() - text.trim_start().len();
        let end = start + whole.len();
        let from = start + whole.chars().next().map_or(0, char::len_utf8);
        let to = end - whole.chars().next_back().map_or(0, char::len_utf8);
        let places = [part(span, text, start..from), part(span, text, to..end)];
        let finding = finding.help(words::delete_quotes());
        return Some(match places {
            [Some(opening), Some(closing)] => finding.fix(opening, "").fix(closing, ""),
            _ => finding,
        });
    }
    // What YAML would take for something else stays in plain quotes.
    let inside = inside.trim();
    if begins_plainly(inside) && ![": ", " #"].iter().any(|mark| inside.contains(mark)) && !inside.ends_with(':') {
        return Some(finding.help(words::delete_quotes()).fix(span.clone(), inside));
    }
    match inside.contains('\\') {
        true => Some(finding.help(words::plain_quotes(inside))),
        false => Some(finding.help(words::plain_quotes(inside)).fix(span.clone(), format!("\"{inside}\""))),
    }
}
