//! What there is to know about a field, whatever stands in it.

use super::words;
use crate::authoring;
use crate::messages::{Language, Message, list};
use crate::template::{Addend, Field, Kind, Template};

/// What there is to know about a field: its kind, what goes into it, its limit, and when it is
/// asked for.
pub(crate) fn about_field(template: &Template, field: &Field, year: u16) -> Message {
    let kind = match &field.kind {
        Kind::Text => words::a_text(),
        Kind::Choice(_) => words::a_choice(),
        Kind::Choices(_) => words::choices(),
        Kind::Date(_) => words::a_date(),
        Kind::Money(format) => words::an_amount(format.unit.name()),
        Kind::Number(_) => words::a_number(),
        Kind::Table(_) => words::records(),
        Kind::Indicators(_) => words::indicators(),
    };
    let mut said = Said::new(words::field_with_kind(&field.path, kind));
    let hint = authoring::hint(template, field, year);
    said.push(Some(hint.trim_start_matches([' ', '#'])).filter(|hint| !hint.is_empty()).map(Message::verbatim));
    said.push(field.required.then(words::is_required));
    said.push((!field.required && field.expected).then(words::is_expected));
    said.push(field.default.map(words::is_otherwise));
    if !field.sum.is_empty() {
        let name = |part: &Addend| match *part {
            Addend::Field(id) => template.field(id).key().to_owned(),
            Addend::Column(id, column) => {
                let table = template.field(id);
                format!("{}.{}", table.key(), table.kind.columns()[column].path)
            }
        };
        said.push(Some(words::is_sum_of(list(field.sum.iter().map(name)))));
    }
    said.push((!field.also.is_empty()).then(|| words::also_written_at(list(&field.also))));
    said.0
}

/// Paragraphs.
pub(super) struct Said(pub Message);

impl Said {
    pub(super) fn new(first: Message) -> Self {
        Self(first)
    }

    pub(super) fn push(&mut self, more: Option<Message>) {
        if let Some(more) = more {
            let put = |language| format!("{}\n\n{}", self.0.say(language), more.say(language));
            self.0 = Message::new(put(Language::Chinese), put(Language::English));
        }
    }
}
