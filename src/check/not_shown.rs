//! 填了，表上却没有打印。
//!
//! 那一行、那一块或那一格要某个条件成立才有，这里不成立，填的就没有地方印；或者表上没有印这个选项。
//!
//! 例：填了“采购预算”，没有填“采购方式”，而采购的两行只在填了采购方式时才有。
//! 改：把条件用到的一项也填上；本来不该填的，删去这一行。
//!
//! ---
//!
//! Something is filled in that the form does not show.
//!
//! Its row, block or cell is there only under a condition, and that does not hold; or
//! the form does not print this option.
//!
//! Example: “采购预算” is given and “采购方式” is not, and the rows about the purchase are
//! there only where the latter is given.
//! Instead: fill in what the condition goes by, or delete the line.

use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::form::FormTable;
use crate::messages::Message;
use crate::project::{FieldValue, Project};
use crate::template::{FieldId, Kind, cell_fields, hides_option};

pub(super) fn check(project: &Project, table: &FormTable) -> Vec<Diagnostic> {
    let template = &project.template;
    let has_place = cell_fields(template);
    let is_shown = |path: &str| {
        let mut fields = table.cells.iter().filter_map(|cell| cell.field.as_deref());
        fields.any(|field| field.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.'])))
    };
    let hidden = template.fields.iter().enumerate().filter_map(|(index, field)| {
        let given = project.get(FieldId(index)).filter(|given| !given.value.is_blank())?;
        let span = given.span.clone()?;
        (has_place[index] && !is_shown(&field.path)).then(|| {
            let what = words::not_shown(field.key());
            Diagnostic::new(Code::NotShown, what).at(span, Message::default()).help(words::see_the_condition())
        })
    });
    let options = template.fields.iter().enumerate().flat_map(|(index, field)| {
        let (Kind::Choice(options) | Kind::Choices(options)) = &field.kind else { return Vec::new() };
        let Some(given) = project.get(FieldId(index)) else { return Vec::new() };
        let chosen = match &given.value {
            FieldValue::Choice(chosen) => vec![*chosen],
            FieldValue::Choices(chosen) => chosen.clone(),
            _ => Vec::new(),
        };
        let hidden = chosen.into_iter().filter(|chosen| hides_option(template, FieldId(index), *chosen));
        let found = hidden.filter_map(|chosen| {
            let what = words::option_not_shown(&options[chosen], field.key());
            let finding = Diagnostic::new(Code::NotShown, what).at(given.span.clone()?, Message::default());
            Some(finding.help(words::see_the_options()))
        });
        found.collect()
    });
    hidden.chain(options).collect()
}
