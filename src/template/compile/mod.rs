//! From what a template's file says to a template whose names are resolved.

mod fields;
mod occupancy;
mod rows;

use std::sync::Arc;

use super::field::{Condition, ConditionId, Field, FieldId, Kind};
use super::mistakes::{Mistakes, every, mistake};
use super::named::Named;
use super::pattern::{Line, Pattern, Piece, Text, TextSpec, Wrong};
use super::spec::{FormatsSpec, PageSpec, TemplateSpec};
use super::style::{FontNames, Orientation, Page, StyleSpec};
use super::{Formats, Grid, Metadata, Template};
use crate::diag::{Diagnostic, nearest};
use crate::messages::list;
use crate::source::{Source, Span, Spanned, Spans};
use crate::style::Style;
use crate::template::words;
use crate::value::{Length, NumberFormat, Operator, TargetFormat};
use occupancy::Occupancy;

/// A mistake in a pattern.
fn mistaken(span: Span, (what, mend): Wrong) -> Diagnostic {
    mend.into_iter().fold(mistake(span, what), Diagnostic::help)
}

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
        part: spec.part,
        first_year: spec.years.value.from,
        last_year: spec.years.value.to,
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

/// A length as people who make forms read it.
struct Millimetres(Length);

impl std::fmt::Display for Millimetres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1}mm", self.0.to_pt() / Length::mm(1.0).to_pt())
    }
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

struct Compiler<'a> {
    spans: &'a Spans,
    /// How many columns the grid has.
    columns: usize,
    styles: &'a Named<StyleSpec>,
    formats: &'a Formats,
    fields: Vec<Field>,
    conditions: Vec<(String, Condition)>,
    /// Whether it is a part of a book.
    is_part: bool,
    /// The room between the upper and lower margins.
    room: Length,
}

impl Compiler<'_> {
    fn find(&self, path: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.path == path).map(FieldId)
    }

    /// The field that a word of the template names.
    fn named(&self, path: &Spanned<String>) -> Result<FieldId, Diagnostic> {
        self.find(&path.value).ok_or_else(|| self.unknown_field(self.spans.of(path), &path.value))
    }

    fn unknown_field(&self, span: Span, path: &str) -> Diagnostic {
        let known = self.fields.iter().map(|field| field.path.as_str());
        let group = format!("{path}.");
        let mut members = known.clone().filter(|known| known.starts_with(&group)).peekable();
        if members.peek().is_some() {
            return mistake(span, words::field_is_a_group(path)).help(words::name_one_of_the_group(list(members)));
        }
        let error = mistake(span, words::no_such_field(path));
        match nearest(path, known) {
            Some(near) => error.help(words::did_you_mean(near)),
            None => error.help(words::add_the_field()),
        }
    }

    fn condition(&self, name: &str, span: impl Fn() -> Span) -> Result<ConditionId, Diagnostic> {
        let known = self.conditions.iter().position(|(known, _)| known == name);
        known.map(ConditionId).ok_or_else(|| {
            let names = self.conditions.iter().map(|(name, _)| name.as_str());
            let error = mistake(span(), words::no_such_condition(name));
            match nearest(name, names) {
                Some(near) => error.help(words::did_you_mean(near)),
                None => error.help(words::add_the_condition()),
            }
        })
    }

    fn optional_condition(&self, name: &Option<Spanned<String>>) -> Result<Option<ConditionId>, Diagnostic> {
        name.as_ref().map(|name| self.condition(&name.value, || self.spans.of(name))).transpose()
    }

    fn pattern(&self, text: &Spanned<String>) -> Result<Pattern, Diagnostic> {
        self.unpaged(&text.value).map_err(|wrong| mistaken(self.spans.of(text), wrong))
    }

    /// A pattern that stands in one place, where pages have no number yet.
    fn unpaged(&self, text: &str) -> Result<Pattern, Wrong> {
        let pattern = Pattern::parse(text, &self.fields)?;
        match pattern.0.iter().any(|piece| matches!(piece, Piece::Page | Piece::Pages)) {
            true => Err((words::pages_only_in_footer(), None)),
            false => Ok(pattern),
        }
    }

    fn text(&self, spec: &TextSpec, span: &Span) -> Result<Text, Diagnostic> {
        let line = |line: &super::pattern::LineSpec| {
            let pattern = self.unpaged(&line.text);
            Ok(Line {
                pattern: pattern.map_err(|wrong| mistaken(span.clone(), wrong))?,
                when: match &line.when {
                    Some(name) => Some(self.condition(name, || span.clone())?),
                    None => None,
                },
            })
        };
        spec.0.iter().map(line).collect::<Result<_, _>>().map(Text)
    }

    fn page(&self, spec: &PageSpec) -> Result<Page, Diagnostic> {
        let (one, other) = (spec.size.value.width, spec.size.value.height);
        let (width, height) = match spec.orientation {
            Orientation::Portrait => (one, other),
            Orientation::Landscape => (other, one),
        };
        let room =
            (width - spec.margins.left - spec.margins.right).min(height - spec.margins.top - spec.margins.bottom);
        if room.to_pt() < Length::mm(50.0).to_pt() {
            return Err(mistake(self.spans.of(&spec.size), words::margins_too_wide()));
        }
        Ok(Page {
            width,
            height,
            margins: spec.margins,
            fit: spec.fit,
            rule: spec.rule.unwrap_or(Length::pt(0.5)),
            footer: self.running(&spec.footer, &["base", "footer"], |text| Pattern::parse(text, &self.fields))?,
            continued: self.running(&spec.continued, &["base", "title", "continued"], |text| self.unpaged(text))?,
        })
    }

    /// A line that stands on several pages, with its style.
    fn running(
        &self,
        text: &Option<Spanned<String>>,
        styles: &[&str],
        parse: impl Fn(&str) -> Result<Pattern, Wrong>,
    ) -> Result<Option<(Pattern, Style)>, Diagnostic> {
        let Some(text) = text else {
            return Ok(None);
        };
        let span = self.spans.of(text);
        let pattern = parse(&text.value).map_err(|wrong| mistaken(span.clone(), wrong))?;
        Ok(Some((pattern, self.sound(self.layered(styles), &span)?)))
    }

    /// A style that can be read and printed.
    fn sound(&self, style: Style, span: &Span) -> Result<Style, Diagnostic> {
        if !(4.0..=72.0).contains(&style.size.to_pt()) {
            return Err(mistake(span.clone(), words::size_out_of_range(style.size)));
        }
        match (1.0..=3.0).contains(&style.leading) {
            true => Ok(style),
            false => Err(mistake(span.clone(), words::leading_out_of_range(style.leading))),
        }
    }

    fn named_style(&self, name: &str) -> Option<&StyleSpec> {
        self.styles.0.iter().find(|(known, _)| known == name).map(|(_, spec)| spec)
    }

    /// The look of a cell to which these styles apply, each over the one before.
    fn layered(&self, names: &[&str]) -> Style {
        let specs = names.iter().filter_map(|name| self.named_style(name));
        specs.fold(Style::default(), |below, spec| spec.over(below))
    }

    /// The columns of the records or indicators in a field.
    fn columns_of(&self, field: FieldId) -> &[Field] {
        self.fields[field.0].kind.columns()
    }

    fn is_indicators(&self, field: FieldId) -> bool {
        matches!(self.fields[field.0].kind, Kind::Indicators(_))
    }
}
