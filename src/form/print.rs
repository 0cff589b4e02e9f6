//! Values as the form prints them.

use super::table::{FooterPiece, Number};
use crate::project::{FieldValue, Given, Project};
use crate::template::{BoxPlace, FieldId, Formats, Kind, Options, Pattern, Piece, Text};
use crate::value::{Target, TargetFormat};

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
        Piece::Year(later) => project.year.saturating_add_signed(*later).to_string(),
        Piece::YearOf(id) => project.date(*id).map_or_else(String::new, |date| date.year.to_string()),
        Piece::Field(id) => field(project, *id),
        Piece::Page | Piece::Pages => String::new(),
    }
}

/// A field as the form prints it; blank where there is nothing to print.
pub(super) fn field(project: &Project, id: FieldId) -> String {
    let kind = &project.template.field(id).kind;
    project.get(id).map_or_else(String::new, |given| value(kind, given))
}

/// A value as the form prints it.
pub(crate) fn value(kind: &Kind, given: &Given) -> String {
    let option = |index: &usize| match kind {
        Kind::Choice(options) | Kind::Choices(options) => options[*index].clone(),
        _ => String::new(),
    };
    match (&given.value, kind) {
        (FieldValue::Text(text), _) => text.clone(),
        (FieldValue::Choice(index), _) => option(index),
        (FieldValue::Choices(chosen), _) => chosen.iter().map(option).collect::<Vec<_>>().join("、"),
        (FieldValue::Date(date), Kind::Date(format)) => date.print(*format),
        (FieldValue::Money(money), Kind::Money(format)) => format.print(*money),
        (FieldValue::Number(number), Kind::Number(format)) => format.print(*number),
        // Lists are printed row by row; and a value is of its field's kind.
        _ => String::new(),
    }
}

/// The number that a value is on the form, with its spreadsheet format.
pub(super) fn number(kind: &Kind, given: &Given) -> Option<Number> {
    let (value, format) = match (&given.value, kind) {
        (FieldValue::Money(money), Kind::Money(format)) => (format.in_unit(*money), format.number),
        (FieldValue::Number(number), Kind::Number(format)) => (*number, *format),
        _ => return None,
    };
    Some(Number { value, format: format.spreadsheet_format(value) })
}

/// The operator of a target alone, as the form calls it; blank where there is
/// none.
pub(super) fn operator(formats: &Formats, target: &Target) -> String {
    let Some(quantity) = &target.quantity else {
        return if target.written.is_empty() { String::new() } else { formats.no_quantity.clone() };
    };
    let Some(operator) = quantity.operator else {
        return String::new();
    };
    let named = formats.operators.iter().find(|(known, _)| *known == operator);
    match (named, formats.target) {
        (Some((_, name)), _) => name.clone(),
        (None, TargetFormat::Composed(format)) => operator.print(format).to_owned(),
        (None, TargetFormat::AsWritten) => operator.symbol().to_owned(),
    }
}

/// Stands where an option has a place that is not filled in.
const TO_FILL_IN: &str = "____";

/// The options of a kind with their boxes, as was chosen.
pub(super) fn options(project: &Project, kind: &Kind, chosen: Option<&Given>, shown: &Options) -> String {
    let chosen = chosen.map(|given| &given.value);
    boxed(project, kind, shown, |index| match chosen {
        Some(FieldValue::Choice(chosen)) => *chosen == index,
        Some(FieldValue::Choices(chosen)) => chosen.contains(&index),
        _ => false,
    })
}

/// What may stand in the cell of a choice of one: for each option, all of them with its
/// box ticked. None where there are texts to fill in, too.
pub(super) fn alternatives(project: &Project, kind: &Kind, shown: &Options) -> Option<Vec<String>> {
    let is_one = matches!(kind, Kind::Choice(_));
    let is_closed = shown.shown.iter().all(|(_, text)| text.is_none());
    let ticked = shown.shown.iter().map(|(ticked, _)| boxed(project, kind, shown, |index| index == *ticked));
    (is_one && is_closed).then(|| ticked.collect())
}

fn boxed(
    project: &Project,
    kind: &Kind,
    Options { shown, boxes }: &Options,
    is_ticked: impl Fn(usize) -> bool,
) -> String {
    let (Kind::Choice(options) | Kind::Choices(options)) = kind else {
        return String::new();
    };
    let filled = |part: &Piece| match piece(project, part) {
        text if text.is_empty() => TO_FILL_IN.to_owned(),
        text => text,
    };
    let boxed = |(index, text): &(usize, Option<Pattern>)| {
        let text = match text {
            Some(Pattern(pieces)) => pieces.iter().map(filled).collect(),
            None => options[*index].clone(),
        };
        let mark = BOXES[usize::from(is_ticked(*index))];
        match boxes {
            BoxPlace::After => format!("{text} {mark}"),
            BoxPlace::Before => format!("{mark}{text}"),
        }
    };
    shown.iter().map(boxed).collect::<Vec<_>>().join(" ")
}
