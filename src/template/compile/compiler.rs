//! What the names in a template mean, as far as it is compiled.

use super::super::Formats;
use super::super::field::{Condition, ConditionId, Field, FieldId, Kind};
use super::super::mistakes::mistake;
use super::super::named::Named;
use super::super::pattern::{LineRule, LineSpec, Pattern, Piece, Text, TextSpec, Wrong};
use super::super::spec::PageSpec;
use super::super::style::{Orientation, Page, StyleSpec};
use crate::diag::{Diagnostic, nearest};
use crate::messages::list;
use crate::source::{Source, Span, Spanned, Spans};
use crate::style::Style;
use crate::template::words;
use crate::value::Length;

/// A template whose names are being resolved.
pub(super) struct Compiler<'a> {
    pub(super) spans: &'a Spans,
    /// The template's own file, and not those that it extends.
    pub(super) own: &'a Source,
    /// How many columns the grid has.
    pub(super) columns: usize,
    pub(super) styles: &'a Named<StyleSpec>,
    pub(super) formats: &'a Formats,
    pub(super) fields: Vec<Field>,
    pub(super) conditions: Vec<(String, Condition)>,
    /// Whether it is a part of a book.
    pub(super) is_part: bool,
    /// The room between the upper and lower margins.
    pub(super) room: Length,
}

impl Compiler<'_> {
    pub(super) fn find(&self, path: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.path == path).map(FieldId)
    }

    /// The field that a word of the template names.
    pub(super) fn named(&self, path: &Spanned<String>) -> Result<FieldId, Diagnostic> {
        self.find(&path.value).ok_or_else(|| self.unknown_field(self.spans.of(path), &path.value))
    }

    pub(super) fn unknown_field(&self, span: Span, path: &str) -> Diagnostic {
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

    pub(super) fn condition(&self, name: &str, span: impl Fn() -> Span) -> Result<ConditionId, Diagnostic> {
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

    pub(super) fn optional_condition(&self, name: &Option<Spanned<String>>) -> Result<Option<ConditionId>, Diagnostic> {
        name.as_ref().map(|name| self.condition(&name.value, || self.spans.of(name))).transpose()
    }

    pub(super) fn pattern(&self, text: &Spanned<String>) -> Result<Pattern, Diagnostic> {
        self.unpaged(&text.value).map_err(|wrong| mistaken(self.spans.of(text), wrong))
    }

    /// A pattern that stands in one place, where pages have no number yet.
    pub(super) fn unpaged(&self, text: &str) -> Result<Pattern, Wrong> {
        let pattern = Pattern::parse(text, &self.fields)?;
        match pattern.0.iter().any(|piece| matches!(piece, Piece::Page | Piece::Pages)) {
            true => Err((words::pages_only_in_footer(), None)),
            false => Ok(pattern),
        }
    }

    pub(super) fn text(&self, spec: &TextSpec, span: &Span) -> Result<Text, Diagnostic> {
        let line = |line: &LineSpec| {
            let pattern = self.unpaged(&line.text);
            Ok(LineRule {
                pattern: pattern.map_err(|wrong| mistaken(span.clone(), wrong))?,
                when: match &line.when {
                    Some(name) => Some(self.condition(name, || span.clone())?),
                    None => None,
                },
            })
        };
        spec.0.iter().map(line).collect::<Result<_, _>>().map(Text)
    }

    pub(super) fn page(&self, spec: &PageSpec) -> Result<Page, Diagnostic> {
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
    pub(super) fn running(
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
    pub(super) fn sound(&self, style: Style, span: &Span) -> Result<Style, Diagnostic> {
        if !(4.0..=72.0).contains(&style.size.to_pt()) {
            return Err(mistake(span.clone(), words::size_out_of_range(style.size)));
        }
        match (1.0..=3.0).contains(&style.leading) {
            true => Ok(style),
            false => Err(mistake(span.clone(), words::leading_out_of_range(style.leading))),
        }
    }

    pub(super) fn named_style(&self, name: &str) -> Option<&StyleSpec> {
        self.styles.0.iter().find(|(known, _)| known == name).map(|(_, spec)| spec)
    }

    /// The look of a cell to which these styles apply, each over the one before.
    pub(super) fn layered(&self, names: &[&str]) -> Style {
        let specs = names.iter().filter_map(|name| self.named_style(name));
        specs.fold(Style::default(), |below, spec| spec.over(below))
    }

    /// The columns of the records or indicators in a field.
    pub(super) fn columns_of(&self, field: FieldId) -> &[Field] {
        self.fields[field.0].kind.columns()
    }

    pub(super) fn is_indicators(&self, field: FieldId) -> bool {
        matches!(self.fields[field.0].kind, Kind::Indicators(_))
    }
}

/// A mistake in a pattern.
pub(super) fn mistaken(span: Span, (what, mend): Wrong) -> Diagnostic {
    mend.into_iter().fold(mistake(span, what), Diagnostic::help)
}

/// A length as people who make forms read it.
pub(super) struct Millimetres(pub(super) Length);

impl std::fmt::Display for Millimetres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1}mm", self.0.to_pt() / Length::mm(1.0).to_pt())
    }
}
