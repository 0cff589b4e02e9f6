//! `comment-cut`: a text that ends where YAML saw a comment, as in
//! `举办 #1 交流活动`: what follows the `#` is not printed.
//!
//! A comment that is meant as one has a space after its `#`, and none follows a
//! text in quotes.

use crate::diag::Diagnostic;
use crate::project::{FieldValue, Given, Project};
use crate::source::Span;
use crate::template::FieldId;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut texts = Vec::new();
    for index in 0..project.template.fields.len() {
        if let Some(given) = project.get(FieldId(index)) {
            collect(given, &mut texts);
        }
    }
    texts.into_iter().filter_map(finding).collect()
}

/// The places of the texts in a value.
fn collect<'p>(given: &'p Given, texts: &mut Vec<&'p Span>) {
    match &given.value {
        FieldValue::Text(_) => texts.extend(&given.span),
        FieldValue::Records(records) => {
            records.iter().flat_map(|record| record.values.iter().flatten()).for_each(|given| collect(given, texts));
        }
        FieldValue::Indicators(indicators) => {
            for indicator in indicators {
                texts.push(&indicator.target_span);
                indicator.columns.iter().flatten().for_each(|given| collect(given, texts));
            }
        }
        _ => {}
    }
}

fn finding(span: &Span) -> Option<Diagnostic> {
    let after = span.source.text.get(span.range.end..)?.lines().next()?;
    let comment = after.trim_start().strip_prefix('#')?;
    let is_text = comment.starts_with(|c: char| !c.is_whitespace());
    let is_quoted = span.text().ends_with(['"', '\'']);
    if !is_text || is_quoted || span.text().contains('\n') {
        return None;
    }
    let start = span.range.end + after.len() - after.trim_start().len();
    let place = Span { range: start..span.range.end + after.trim_end().len(), ..span.clone() };
    let warning = Diagnostic::warning("comment-cut", "「#」后面的内容被当作注释，没有打印").at(place, "");
    Some(warning.help("如果是正文，请给整段文字加引号；如果是注释，请在 # 后面空一格"))
}
