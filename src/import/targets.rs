//! Takes the parts of targets that stand in columns of their own, or in the heads; gives
//! the targets.

use super::grid::{Area, Cell};
use super::layout::Column;
use super::letters::{compact, letters};
use super::matches::Match;
use crate::template::{Formats, ItemPart};
use crate::value::{Operator, fold_width, is_operator_sign};

/// The unit in brackets behind a head: `指标值（%）`, `指标值（单位：万元）`.
pub(super) fn head_unit(head: &str) -> Option<String> {
    let head = compact(head);
    let (_, unit) = head.strip_suffix(')')?.rsplit_once('(')?;
    let unit = unit.trim_start_matches("单位").trim_start_matches(':');
    crate::value::is_unit(unit).then(|| unit.to_owned())
}

/// Heads of columns for the parts of targets, beside the heads that the form has.
pub(super) fn split_targets(form: &Match<'_>, columns: &[(Column, Area)]) -> Vec<(ItemPart, usize, Area)> {
    let has_whole = columns.iter().any(|(column, _)| column.part == ItemPart::Target);
    let (Some(top), Some(bottom), true) =
        (columns.iter().map(|(_, area)| area.top).min(), columns.iter().map(|(_, area)| area.bottom).max(), has_whole)
    else {
        return Vec::new();
    };
    let heads = form
        .sheet
        .cells
        .iter()
        .enumerate()
        .filter(|(index, cell)| (top..=bottom).contains(&cell.area.top) && !form.places.contains(&Some(*index)));
    let part = |cell: &Cell| match cell.letters.as_str() {
        "符号" | "比较符号" | "指标符号" | "方向" | "指标方向" => Some(ItemPart::Operator),
        "数值" | "指标数值" => Some(ItemPart::Number),
        "单位" | "计量单位" | "指标单位" | "度量单位" => Some(ItemPart::Unit),
        _ => None,
    };
    heads.filter_map(|(index, cell)| Some((part(cell)?, index, cell.area))).collect()
}

/// A target, with what the columns beside it have of it.
pub(super) fn whole_target(
    formats: &Formats,
    whole: String,
    apart: &[(ItemPart, usize, &Cell)],
    head_unit: Option<&str>,
) -> String {
    let split = |part| {
        let cell = apart.iter().find(|(known, ..)| *known == part);
        cell.map(|(.., cell)| cell.as_shown(&cell.text)).unwrap_or_default()
    };
    let number = split(ItemPart::Number);
    let unit = Some(split(ItemPart::Unit)).filter(|unit| is_unit(unit));
    let unit = unit.or_else(|| head_unit.map(str::to_owned)).unwrap_or_default();
    let operator = direction(&split(ItemPart::Operator));
    let (whole, operator) = match direction(&whole) {
        _ if number.trim().is_empty() => (whole, operator),
        _ if whole.trim().is_empty() => (number, operator),
        // The sign alone, with its number beside it.
        sign if !sign.is_empty() && !whole.contains(char::is_numeric) => (number, sign),
        _ => (whole, operator),
    };
    // What is whole already stays so.
    let is_bare = |c: Option<char>| c.is_some_and(char::is_numeric);
    let unit = if is_bare(whole.trim_end().chars().next_back()) { unit } else { String::new() };
    let operator = if is_bare(whole.trim_start().chars().next()) { operator } else { String::new() };
    composed(formats, &[operator, whole, unit])
}

/// Whether a text may be the units of numbers, line by line.
fn is_unit(text: &str) -> bool {
    let text = &fold_width(text);
    let is_figure = |c: char| c.is_numeric() || is_operator_sign(c);
    !text.contains(is_figure) && text.contains(|c: char| c.is_alphabetic() || matches!(c, '%' | '‰')) && !is_none(text)
}

/// Whether a text says that there is nothing.
fn is_none(text: &str) -> bool {
    matches!(compact(text).as_str(), "/" | "-" | "—" | "——" | "--" | "无" | "\\")
}

/// Whether a line of a column beside a target is part of the target.
pub(super) fn is_part(part: ItemPart, line: &str, target: &str) -> bool {
    let says = compact(&if part == ItemPart::Operator { direction(line) } else { line.to_owned() });
    let target = compact(target);
    if part == ItemPart::Unit {
        let unit = target
            .trim_start_matches(|c: char| !c.is_numeric())
            .trim_start_matches(|c: char| !c.is_alphabetic() && !matches!(c, '%' | '‰'));
        return is_none(line) || unit.trim_end_matches(')') == says.trim_matches(['(', ')']);
    }
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    // 9 is no part of 90.
    let figure = says.trim_matches(|c: char| !is_digit(c));
    let is_there = part != ItemPart::Number || target.split(|c: char| !is_digit(c)).any(|other| other == figure);
    !says.is_empty() && is_there && target.contains(&says)
}

/// The operators that directions mean, line by line.
fn direction(text: &str) -> String {
    let one = |line: &str| match compact(line).as_str() {
        "正向" => "≥",
        "反向" | "负向" | "逆向" => "≤",
        other => Operator::parse(other).map_or("", Operator::symbol),
    };
    text.split('\n').map(one).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// A target out of its operator, number and unit, line by line.
pub(super) fn composed(formats: &Formats, [operators, numbers, units]: &[String; 3]) -> String {
    let operator = |text: &str| {
        if !formats.no_quantity.is_empty() && letters(text) == letters(&formats.no_quantity) {
            return String::new();
        }
        let named = formats.operators.iter().find(|(_, name)| letters(name) == letters(text));
        named.map_or_else(|| text.trim().to_owned(), |(operator, _)| operator.symbol().to_owned())
    };
    let (mut operators, mut units) = (operators.split('\n'), units.split('\n'));
    let lines = numbers.split('\n').map(|number| {
        let (before, unit) = (operators.next().unwrap_or_default(), units.next().unwrap_or_default());
        // Some write the sign before the number, too.
        let has_sign = fold_width(number).starts_with(is_operator_sign);
        let before = if has_sign { String::new() } else { operator(before) };
        format!("{before}{number}{}", unit.trim())
    });
    lines.collect::<Vec<String>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::Templates;

    #[test]
    fn any_sign_of_an_operator_is_one() {
        for text in ["≥人", "≧人", "＞人", "3人"] {
            assert!(!is_unit(text), "{text}");
        }
        assert!(is_unit("人次"));
        let templates = Templates::built_in();
        let formats = &templates.for_year(2023).unwrap().formats;
        for number in ["≥5", "≧5", " ＞5", "<=5"] {
            assert_eq!(composed(formats, &["≤".into(), number.into(), "场".into()]), format!("{number}场"));
        }
        assert_eq!(composed(formats, &["≤".into(), "5".into(), "场".into()]), "≤5场");
    }
}
