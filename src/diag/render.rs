//! Findings for a person at a terminal.

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level as ShownLevel, Snippet};

use super::{Diagnostic, Fetched, Label, Level, Place, Source, Texts};
use crate::diag::words;
use crate::messages::Language;

/// Whether to colour what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// For a terminal.
    Always,
    /// For a file or a pipe.
    Never,
}

/// Findings as text, each with its line and the place marked.
pub fn render(diagnostics: &[Diagnostic], texts: &(impl Texts + ?Sized), colour: Colour, language: Language) -> String {
    let renderer = Renderer::new(colour, language);
    let texts = &Fetched::new(texts);
    diagnostics.iter().map(|diagnostic| renderer.finding(diagnostic, texts)).collect()
}

/// Shows findings.
pub(super) struct Renderer {
    renderer: annotate_snippets::Renderer,
    language: Language,
}

impl Renderer {
    pub(super) fn new(colour: Colour, language: Language) -> Self {
        let renderer = match colour {
            Colour::Always => annotate_snippets::Renderer::styled(),
            Colour::Never => annotate_snippets::Renderer::plain(),
        };
        Self { renderer: renderer.decor_style(DecorStyle::Ascii), language }
    }

    /// A finding with its line and the place marked.
    pub(super) fn finding(&self, finding: &Diagnostic, texts: &impl Texts) -> String {
        let excerpts = excerpts(&finding.labels, texts);
        self.renderer.render(&[group(finding, &excerpts, self.language)]) + "\n\n"
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, excerpts: &'a [Excerpt<'a>], language: Language) -> Group<'a> {
    let level = match diagnostic.level {
        Level::Error => ShownLevel::ERROR,
        Level::Warning => ShownLevel::WARNING,
        Level::Note => ShownLevel::INFO,
    };
    let level = level.with_name(diagnostic.level.name().say(language).to_owned());
    let title = level.primary_title(diagnostic.message.say(language)).id(diagnostic.code.name());
    let mut group =
        title.elements(excerpts.iter().map(|excerpt| excerpt.snippet(diagnostic.message.say(language), language)));
    if let Some(note) = &diagnostic.note {
        let name = words::fact().say(language).to_owned();
        group = group.element(ShownLevel::NOTE.with_name(name).message(note.say(language)));
    }
    if let Some(help) = &diagnostic.help {
        let name = words::remedy().say(language).to_owned();
        group = group.element(ShownLevel::HELP.with_name(name).message(help.say(language)));
    }
    group
}

/// The text of a file with what is marked in it.
struct Excerpt<'a> {
    source: Arc<Source>,
    /// Each with its number among all labels.
    labels: Vec<(usize, &'a Label)>,
}

/// One excerpt a file, with all its marks.
fn excerpts<'a>(labels: &'a [Label], texts: &impl Texts) -> Vec<Excerpt<'a>> {
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        match excerpts.iter_mut().find(|excerpt| excerpt.source.file == label.place.file) {
            Some(excerpt) => excerpt.labels.push((index, label)),
            None => {
                let file = &label.place.file;
                let is_shown = labels.iter().any(|label| label.place.file == *file && label.place.range.is_some());
                let source = if is_shown { texts.source(file) } else { None };
                let source = source.unwrap_or_else(|| Source::new(file.clone(), ""));
                excerpts.push(Excerpt { source, labels: vec![(index, label)] });
            }
        }
    }
    excerpts
}

impl Excerpt<'_> {
    /// The first label of all is the primary one. Cells are named where the finding, which
    /// says this, has not named them.
    fn snippet(&self, said: &str, language: Language) -> Snippet<'_, Annotation<'_>> {
        let name = self.source.file.name().say(language).to_owned();
        let lines = self.lines();
        let first_number = self.source.line_column(lines.start).0;
        let marks = self.labels.iter().map(|(index, label)| {
            let kind = match index {
                0 => AnnotationKind::Primary,
                _ => AnnotationKind::Context,
            };
            let Range { start, end } = first_line(&self.source.text, &label.place);
            let mark = kind.span(start - lines.start..end - lines.start);
            match self.source.cell(&label.place).filter(|cell| !said.contains(*cell)) {
                Some(cell) if label.text.is_empty() => mark.label(cell),
                Some(cell) => mark.label(words::text_at_cell(cell, &label.text).say(language).to_owned()),
                None => mark.label(label.text.say(language)),
            }
        });
        Snippet::source(&self.source.text[lines.clone()]).line_start(first_number).path(name).annotations(marks)
    }

    /// The lines with what is marked, and one before and after them: the renderer goes
    /// through all that it is given.
    fn lines(&self) -> Range<usize> {
        let text = self.source.text.as_str();
        let marked = || self.labels.iter().map(|(_, label)| first_line(text, &label.place));
        let start = marked().map(|marked| marked.start).min().unwrap_or_default();
        let end = marked().map(|marked| marked.end).max().unwrap_or_default();
        let above = text[..start].rmatch_indices('\n').nth(1).map_or(0, |(at, _)| at + 1);
        let below = text[end..].match_indices('\n').nth(1).map_or(text.len(), |(at, _)| end + at + 1);
        above..below
    }
}

/// How many characters are marked at most: a paragraph is marked where it starts.
const MARKED: usize = 40;

/// The part of a place on its first line, at most [`MARKED`] characters of it. A text
/// that has changed since may be shorter.
fn first_line(text: &str, place: &Place) -> Range<usize> {
    let range = place.range.clone().unwrap_or(0..0);
    let Some(marked) = text.get(range.clone()) else { return 0..0 };
    let line = marked.lines().next().unwrap_or_default();
    let length = line.char_indices().nth(MARKED).map_or(line.len(), |(index, _)| index);
    range.start..range.start + length
}
