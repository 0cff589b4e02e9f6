//! 用了全角数字或字母。
//!
//! 金额、日期和指标值读得懂，打印时也会换成半角；文字里的照样打印成两倍宽。在文件里查找、
//! 比较时都会漏掉。可以用 --fix 改正。
//!
//! 例：当年财政拨款: ４５０，０００
//! 改：450,000
//!
//! ---
//!
//! Full-width digits or letters.
//!
//! In an amount, a date or a target they are understood, and printed half-width; in a
//! text they are printed twice as wide. Whoever searches or compares the files misses
//! them. They can be changed with --fix.
//!
//! Example: `当年财政拨款: ４５０，０００`
//! Instead: `当年财政拨款: 450,000`

use crate::check::reading::{all_words, begins_plainly, indicators, part};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::{FieldValue, Project};
use crate::template::FieldId;
use crate::value::fold_width;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let fields = (0..project.template.fields.len()).filter_map(|index| project.get(FieldId(index)));
    let values = fields.filter_map(|given| match given.value {
        FieldValue::Money(_) | FieldValue::Number(_) | FieldValue::Date(_) => given.span.as_ref(),
        _ => None,
    });
    let (quantities, others): (Vec<_>, Vec<_>) =
        indicators(project).partition(|indicator| indicator.target.quantity.is_some());
    let values = values.chain(quantities.into_iter().map(|indicator| &indicator.target_span));
    let others = others.into_iter().map(|indicator| (indicator.target.written.as_str(), &indicator.target_span));
    let texts = all_words(project).chain(others);
    values.filter_map(in_value).chain(texts.filter_map(|(text, span)| in_text(text, span))).collect()
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％')
}

/// A value is folded as a whole: its marks belong to it.
fn in_value(span: &Span) -> Option<Diagnostic> {
    let text = span.text();
    if !text.contains(is_wide) || text.contains('\n') {
        return None;
    }
    let folded = fold_width(text);
    let finding = Diagnostic::new(Code::FullWidth, words::is_full_width(text)).at(span.clone(), Message::default());
    let finding = finding.help(words::write_half_width(&folded));
    Some(if begins_plainly(&folded) { finding.fix(span.clone(), folded) } else { finding })
}

/// The most places that are shown.
const MOST_SHOWN: usize = 6;

/// The most places of a text that are mended at once.
const MOST_MENDED: usize = 300;

/// Of a text only the digits and letters, with a point between digits.
fn in_text(text: &str, span: &Span) -> Option<Diagnostic> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let digit_follows = || text[end..].starts_with(|c: char| ('０'..='９').contains(&c));
        let is_point = c == '．' && runs.last().is_some_and(|run| run.end == at) && digit_follows();
        match runs.last_mut() {
            _ if !is_wide(c) && !is_point => {}
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    let first = runs.first()?;
    let (wide, folded) = (&text[first.clone()], fold_width(&text[first.clone()]));
    let finding = Diagnostic::new(Code::FullWidth, words::is_full_width(wide));
    let finding = finding.help(words::write_half_width(&folded));
    let mut places: Vec<(Span, String)> = Vec::new();
    for run in runs.into_iter().take(MOST_MENDED) {
        let folded = fold_width(&text[run.clone()]);
        places.extend(part(span, text, run).map(|place| (place, folded)));
    }
    if places.is_empty() {
        return Some(finding.at(span.clone(), Message::default()));
    }
    let finding = places
        .iter()
        .take(MOST_SHOWN)
        .fold(finding, |finding, (place, _)| finding.at(place.clone(), Message::default()));
    // A sign of percent at the very start would be one of YAML's own marks.
    let fixes = places.into_iter().filter(|(place, text)| place.range.start > span.range.start || begins_plainly(text));
    Some(fixes.fold(finding, |finding, (place, text)| finding.fix(place, text)))
}
