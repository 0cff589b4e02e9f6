//! 金额、日期和指标值里用了全角数字或字母。
//!
//! 读得懂，打印时也会换成半角；但在文件里查找、比较时会漏掉。可以用 --fix 改正。
//!
//! 例：当年财政拨款: ４５０，０００
//! 改：450,000
//!
//! ---
//!
//! An amount, a date or a target has full-width digits or letters.
//!
//! They are understood, and printed half-width; but whoever searches or compares
//! the files misses them. They can be changed with --fix.
//!
//! Example: `当年财政拨款: ４５０，０００`
//! Instead: `当年财政拨款: 450,000`

use crate::check::reading::indicators;
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
    let targets = indicators(project).filter(|indicator| indicator.target.quantity.is_some());
    values.chain(targets.map(|indicator| &indicator.target_span)).filter_map(finding).collect()
}

fn finding(span: &Span) -> Option<Diagnostic> {
    let wide =
        |c: char| ('０'..='９').contains(&c) || ('Ａ'..='Ｚ').contains(&c) || ('ａ'..='ｚ').contains(&c) || c == '％';
    let text = span.text();
    if !text.contains(wide) || text.contains('\n') {
        return None;
    }
    let folded = fold_width(text);
    let finding = Diagnostic::new(Code::FullWidth, words::is_full_width(text)).at(span.clone(), Message::default());
    let finding = finding.help(words::write_half_width(&folded));
    // What would begin with one of YAML's own marks stays as it is.
    let is_plain = !folded.starts_with([
        '>', '<', '|', '&', '*', '!', '%', '@', '`', '#', '-', '[', ']', '{', '}', '"', '\'', ',', '?', ':',
    ]);
    Some(if is_plain { finding.fix(span.clone(), folded) } else { finding })
}
