//! 序号不连续。
//!
//! 1、2、4 之间少了一条，或重了号；一行开头的一、二、四和（一）（二）（四）也是。
//!
//! 例：1. …… 2. …… 4. ……
//! 改：补上或改号。
//!
//! ---
//!
//! Items are not numbered in a row.
//!
//! Between 1, 2 and 4 an item is missing, or a number is used twice; so it is between “一”, “二” and
//! “四”, or “（一）” and “（三）”, at the beginning of lines.
//!
//! Example: “1. …… 2. …… 4. ……”
//! Instead: add the item, or correct the numbers.

use super::quarter_missing;
use crate::check::reading::{mark, numbered_items, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;
use crate::value::{CHINESE_DIGITS, is_chinese_numeral};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let plans = &project.template.roles.plans;
    let found = texts(project).into_iter().filter_map(|(id, text, span)| finding(text, span, plans.contains(&id)));
    found.collect()
}

fn finding(text: &str, span: &Span, is_plan: bool) -> Option<Diagnostic> {
    let items = numbered_items(text);
    let items = items.iter().map(|(at, item)| (u64::from(item.number), &text[*at..at + item.length])).collect();
    let (before, number, written) =
        [items, in_chinese(text, false), in_chinese(text, true)].into_iter().find_map(gap)?;
    // A quarter that was left out with its number is `quarter-missing`'s.
    let lost = usize::try_from(before + 1).ok();
    if is_plan && number == before + 2 && lost == quarter_missing::missing(text) {
        return None;
    }
    let finding = Diagnostic::new(Code::NumberingGap, words::numbering_gap(before, number))
        .at(mark(span, written), Message::default());
    Some(finding.help(words::add_or_renumber()))
}

/// Where the numbers of items are not in a row: the number before, the number, and how that
/// is written.
fn gap(items: Vec<(u64, &str)>) -> Option<(u64, u64, &str)> {
    let mut pairs = items.iter().zip(items.iter().skip(1));
    let found = pairs.find(|((before, _), (number, _))| *number != before + 1 && *number != 1)?;
    Some((found.0.0, found.1.0, found.1.1))
}

/// The items that begin lines with Chinese numerals, in brackets or not: `二、`, `（二）`.
fn in_chinese(text: &str, in_brackets: bool) -> Vec<(u64, &str)> {
    let items = text.lines().filter_map(|line| {
        let line = line.trim();
        let rest = if in_brackets { line.strip_prefix(['（', '('])? } else { line };
        let numeral = &rest[..rest.find(|c| !is_chinese_numeral(c)).unwrap_or(rest.len())];
        let after = &rest[numeral.len()..];
        let is_item = if in_brackets { after.starts_with(['）', ')']) } else { after.starts_with('、') };
        let number = number_of(numeral).filter(|_| is_item)?;
        let length = line.len() - after.len() + after.chars().next().map_or(0, char::len_utf8);
        Some((number, &line[..length]))
    });
    items.collect()
}

/// The number that is written as 三, 十二 or 二十.
fn number_of(numeral: &str) -> Option<u64> {
    let digit = |c: char| CHINESE_DIGITS.iter().position(|digit| *digit == c).and_then(|it| u64::try_from(it).ok());
    match numeral.chars().collect::<Vec<_>>().as_slice() {
        ['十'] => Some(10),
        [one] => digit(*one),
        ['十', ones] => Some(10 + digit(*ones)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', ones] => Some(10 * digit(*tens)? + digit(*ones)?),
        _ => None,
    }
}
