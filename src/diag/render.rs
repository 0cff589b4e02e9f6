//! Findings for a person at a terminal.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level as ShownLevel, Renderer, Snippet};

use super::{Diagnostic, Label, Level, Source, Span};
use crate::messages::{Language, Message, clauses, diag as words};

/// Whether to colour what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// For a terminal.
    Always,
    /// For a file or a pipe.
    Never,
}

/// Findings as text, each with its line and the place marked.
pub fn render(diagnostics: &[Diagnostic], colour: Colour, language: Language) -> String {
    let renderer = match colour {
        Colour::Always => Renderer::styled(),
        Colour::Never => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    // Of each file, how many have been shown and how many not.
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for diagnostic in diagnostics {
        let file = diagnostic.labels.first().map_or("", |label| label.span.source.name.as_str());
        let (shown, left) = counts.entry(file).or_default();
        if *shown == MOST_SHOWN {
            *left += 1;
            continue;
        }
        *shown += 1;
        text.push_str(&renderer.render(&[group(diagnostic, language)]));
        text.push_str("\n\n");
    }
    for (file, (shown, left)) in counts {
        if left > 0 {
            text += words::more_findings(file, left, shown).say(language);
            text += "\n\n";
        }
    }
    text
}

/// So many findings of a file are shown: nobody reads more before mending those.
const MOST_SHOWN: usize = 100;

/// `错误 2 处，警告 1 处，提示 3 处`, or nothing where there is nothing to say.
pub fn summary(findings: &[Diagnostic]) -> Message {
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings, notes) = (count(Level::Error), count(Level::Warning), count(Level::Note));
    let counts = [(errors, words::errors(errors)), (warnings, words::warnings(warnings)), (notes, words::notes(notes))];
    clauses(counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words))
}

fn group(diagnostic: &Diagnostic, language: Language) -> Group<'_> {
    let level = match diagnostic.level {
        Level::Error => ShownLevel::ERROR,
        Level::Warning => ShownLevel::WARNING,
        Level::Note => ShownLevel::INFO,
    };
    let level = level.with_name(diagnostic.level.name().say(language).to_owned());
    let title = level.primary_title(diagnostic.message.say(language)).id(diagnostic.code);
    let mut group = title.elements(snippets(&diagnostic.labels, language));
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

/// One excerpt a file, with all its marks; the first label of all is the
/// primary one.
fn snippets(labels: &[Label], language: Language) -> Vec<Snippet<'_, Annotation<'_>>> {
    let mut sources: Vec<&Arc<Source>> = Vec::new();
    for label in labels {
        if !sources.iter().any(|source| Arc::ptr_eq(source, &label.span.source)) {
            sources.push(&label.span.source);
        }
    }
    sources
        .into_iter()
        .map(|source| {
            let marks = labels.iter().enumerate().filter(|(_, label)| Arc::ptr_eq(source, &label.span.source));
            Snippet::source(source.text.as_str()).path(source.name.as_str()).annotations(marks.map(|(index, label)| {
                let kind = match index {
                    0 => AnnotationKind::Primary,
                    _ => AnnotationKind::Context,
                };
                kind.span(first_line(&label.span)).label(label.text.say(language))
            }))
        })
        .collect()
}

/// How many characters are marked at most: a paragraph is marked where it starts.
const MARKED: usize = 40;

/// The part of a span on its first line, at most [`MARKED`] characters of it.
fn first_line(span: &Span) -> Range<usize> {
    let line = span.text().lines().next().unwrap_or_default();
    let length = line.char_indices().nth(MARKED).map_or(line.len(), |(index, _)| index);
    span.range.start..span.range.start + length
}
