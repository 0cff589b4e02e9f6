//! Values as the form prints them.

use super::table::{FooterPiece, Number};
use crate::project::{FieldValue, Given, Project};
use crate::template::{FieldId, Kind, Pattern, Piece, Text};

/// A ticked and an empty box.
const BOXES: [char; 2] = ['☐', '☑'];

/// A text of the form, its conditions decided and its places filled.
pub(super) fn text(project: &Project, text: &Text) -> String {
    let lines: Vec<String> = text
        .0
        .iter()
        .filter(|line| line.when.is_none_or(|condition| project.holds(condition)))
        .map(|line| pattern(project, &line.pattern))
        .collect();
    lines.join("\n")
}

/// A pattern with its places filled.
pub(super) fn pattern(project: &Project, pattern: &Pattern) -> String {
    pattern.0.iter().map(|part| piece(project, part)).collect()
}

/// The line under the table; its page numbers are known only when the form is
/// laid out.
pub(super) fn footer(project: &Project, pattern: &Pattern) -> Vec<FooterPiece> {
    let piece = |part: &Piece| match part {
        Piece::Page => FooterPiece::Page,
        Piece::Pages => FooterPiece::Pages,
        other => FooterPiece::Text(piece(project, other)),
    };
    pattern.0.iter().map(piece).collect()
}

fn piece(project: &Project, piece: &Piece) -> String {
    match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Year => project.year.to_string(),
        Piece::YearOf(id) => project.date(*id).map_or_else(String::new, |date| date.year.to_string()),
        Piece::Field(id) => field(project, *id),
        Piece::Page | Piece::Pages => String::new(),
    }
}

/// A field as the form prints it; blank where there is nothing to print.
pub(super) fn field(project: &Project, id: FieldId) -> String {
    let kind = &project.template.field(id).kind;
    project.get(id).map_or_else(String::new, |given| value(project, kind, given))
}

/// A value as the form prints it.
pub(super) fn value(project: &Project, kind: &Kind, given: &Given) -> String {
    let formats = &project.template.formats;
    let option = |index: &usize| match kind {
        Kind::Choice(options) | Kind::Choices(options) => options[*index].clone(),
        _ => String::new(),
    };
    match &given.value {
        FieldValue::Text(text) => text.clone(),
        FieldValue::Choice(index) => option(index),
        FieldValue::Choices(chosen) => chosen.iter().map(option).collect::<Vec<_>>().join("、"),
        FieldValue::Date(date) => date.print(formats.date),
        FieldValue::Money(money) => money.print(formats.money),
        FieldValue::Number(number) => formats.number.print(*number),
        FieldValue::Records(_) | FieldValue::Indicators(_) => String::new(),
    }
}

/// The number that a value is, with its spreadsheet format.
pub(super) fn number(project: &Project, given: &Given) -> Option<Number> {
    let formats = &project.template.formats;
    let (value, format) = match given.value {
        FieldValue::Money(money) => (money.to_decimal(), formats.money),
        FieldValue::Number(number) => (number, formats.number),
        _ => return None,
    };
    Some(Number { value, format: format.spreadsheet_format(value) })
}

/// Options, each followed by its box.
pub(super) fn options(project: &Project, id: FieldId, shown: &[usize]) -> String {
    let (Kind::Choice(options) | Kind::Choices(options)) = &project.template.field(id).kind else {
        return String::new();
    };
    let ticked = |index: usize| match project.get(id).map(|given| &given.value) {
        Some(FieldValue::Choice(chosen)) => *chosen == index,
        Some(FieldValue::Choices(chosen)) => chosen.contains(&index),
        _ => false,
    };
    let boxed = |index: &usize| format!("{} {}", options[*index], BOXES[usize::from(ticked(*index))]);
    shown.iter().map(boxed).collect::<Vec<_>>().join(" ")
}
