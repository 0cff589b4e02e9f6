//! From what a template's file says to a template whose names are resolved.

mod compiler;
mod fields;
mod occupancy;
mod rows;

use std::sync::Arc;

use super::mistakes::{Mistakes, every, mistake};
use super::spec::{FormatsSpec, TemplateSpec};
use super::style::FontNames;
use super::{Formats, Grid, Metadata, Template};
use crate::source::{Source, Spans};
use crate::template::words;
use crate::value::{Length, NumberFormat, Operator, TargetFormat};
use compiler::{Compiler, Millimetres};
use occupancy::Occupancy;

/// Resolves every name of a template and checks that its grid closes. `own` is the file of
/// the template itself, without what it extends.
///
/// # Errors
///
/// The mistakes, with their places. Those in the fields hide those in what goes
/// by the fields.
pub(super) fn compile(spec: TemplateSpec, spans: &Spans, own: &Arc<Source>) -> Result<Template, Mistakes> {
    let formats = formats(&spec.formats, spans)?;
    let mut compiler = Compiler {
        spans,
        own,
        columns: spec.grid.columns.value.len(),
        styles: &spec.styles,
        formats: &formats,
        fields: Vec::new(),
        conditions: Vec::new(),
        is_part: spec.part.is_some(),
        room: Length::default(),
    };
    compiler.add_fields("", &spec.fields)?;
    compiler.add_conditions(&spec.conditions)?;
    compiler.link_fields("", &spec.fields)?;
    let metadata = Metadata {
        title: compiler.pattern(&spec.metadata.title)?,
        author: compiler.pattern(&spec.metadata.author)?,
        subject: compiler.pattern(&spec.metadata.subject)?,
        sheet: compiler.pattern(&spec.metadata.sheet)?,
    };
    let page = compiler.page(&spec.page)?;
    compiler.room = page.content_height();
    let roles = compiler.roles(&spec.roles, own)?;
    let relations = every(spec.relations.iter().map(|relation| compiler.relation(relation)))?;
    let columns = spec.grid.columns.value.clone();
    let width: Length = columns.iter().copied().sum();
    if columns.iter().any(|column| column.to_pt() <= 0.0) {
        return Err(mistake(spans.of(&spec.grid.columns), words::column_without_width()).into());
    }
    if columns.is_empty() || !width.fits(page.content_width()) {
        let what = words::columns_too_wide(Millimetres(width), Millimetres(page.content_width()));
        let error = mistake(spans.of(&spec.grid.columns), what).help(words::make_room_for_columns());
        return Err(error.into());
    }
    let rows = compiler.rows(&spec.grid.rows, None)?;
    let mut occupancy = Occupancy::new(columns.len());
    occupancy.rows(&rows, &spec.grid.rows, spans)?;
    if occupancy.is_open() {
        return Err(mistake(spans.of(&spec.grid.columns), words::rowspan_beyond_the_end()).into());
    }
    if spec.years.value.to.is_some_and(|to| to < spec.years.value.from) {
        return Err(mistake(spans.of(&spec.years), words::years_reversed()).into());
    }
    let (fields, conditions) = (compiler.fields, compiler.conditions);
    Ok(Template {
        name: spec.name,
        digest: String::new(),
        title: spec.title,
        stage: spec.stage,
        part: spec.part,
        first_year: spec.years.value.from,
        last_year: spec.years.value.to,
        units: spec.units,
        fonts: match &spec.fonts {
            Some(fonts) => fonts.value.clone().beside(spans.of(fonts).source.file.path()),
            None => FontNames::default(),
        },
        roles,
        relations,
        fields,
        conditions,
        formats,
        page,
        grid: Grid { columns, rows },
        metadata,
    })
}

fn formats(spec: &FormatsSpec, spans: &Spans) -> Result<Formats, Mistakes> {
    let (texts, operators): (Vec<_>, Vec<_>) = spec.operators.0.iter().partition(|(symbol, _)| symbol == TEXT);
    let operators = every(operators.into_iter().map(|(symbol, word)| match Operator::parse(symbol) {
        Ok(operator) => Ok((operator, word.value.clone())),
        Err(error) => Err(mistake(spans.of(word), error.what).help(error.mend)),
    }))?;
    Ok(Formats {
        money: spec.money,
        number: spec.number.unwrap_or(NumberFormat::PLAIN),
        date: spec.date,
        target: spec.target.map_or(TargetFormat::AsWritten, TargetFormat::Composed),
        operators,
        no_quantity: texts.first().map(|(_, word)| word.value.clone()).unwrap_or_default(),
    })
}

/// Stands among the operators for targets that are texts.
const TEXT: &str = "text";
