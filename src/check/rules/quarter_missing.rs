//! 实施计划写了三个季度，漏了一个。
//!
//! 写了第一、第二、第四季度，没有第三季度的，多半是漏了。写“二、三季度”“下半年”或几月的，算写了。
//!
//! 例：第一季度……；第二季度……；第四季度……
//! 改：补上第三季度的安排。
//!
//! ---
//!
//! The plan has three of the quarters, and not the other.
//!
//! Where it speaks of the first, the second and the fourth, the third was most likely forgotten.
//! “二、三季度”, “下半年” and months count as well.
//!
//! Example: “第一季度……；第二季度……；第四季度……”
//! Instead: say what is done in the third.

use crate::check::reading::text_of;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

const QUARTERS: [char; 4] = ['一', '二', '三', '四'];

/// What else speaks of the second and third.
const OTHERWISE: [&str; 3] = ["半年", "各季度", "每季度"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let plans = project.template.roles.plans.iter().filter_map(|id| text_of(project, *id));
    let found = plans.filter_map(|(text, span)| {
        let finding = Diagnostic::new(Code::QuarterMissing, words::quarter_missing(missing(text)?));
        Some(finding.at(span.clone(), Message::default()).help(words::add_the_quarter()))
    });
    found.collect()
}

/// The only quarter, from 1, of which a plan by quarters says nothing.
pub(super) fn missing(text: &str) -> Option<usize> {
    let named = named(text);
    let missing: Vec<usize> = (0..QUARTERS.len()).filter(|quarter| !named[*quarter]).collect();
    let [missing] = missing.as_slice() else { return None };
    let months = 3 * missing + 1..=3 * missing + 3;
    let has_month = months.into_iter().any(|month| {
        let month = format!("{month}月");
        text.match_indices(&month).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_digit()))
    });
    let is_said = has_month || OTHERWISE.iter().any(|word| text.contains(word));
    (!is_said).then_some(missing + 1)
}

/// Which quarters a text names: `第一季度`, `二、三季度`, `一至三季度`.
fn named(text: &str) -> [bool; 4] {
    let mut named = [false; 4];
    for (at, _) in text.match_indices("季度") {
        let mut is_range = false;
        let mut last = None;
        for c in text[..at].chars().rev() {
            match (QUARTERS.iter().position(|quarter| *quarter == c), c) {
                (Some(quarter), _) => {
                    named[quarter] = true;
                    if let Some(last) = last.filter(|_| is_range) {
                        (quarter..last).for_each(|between| named[between] = true);
                    }
                    (last, is_range) = (Some(quarter), false);
                }
                (None, '至' | '到' | '—' | '-') => is_range = true,
                (None, '第' | '、' | '和' | '及' | '季' | '度') => {}
                _ => break,
            }
        }
    }
    named
}
