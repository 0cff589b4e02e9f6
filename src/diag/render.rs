//! Findings for a person at a terminal.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level as ShownLevel, Renderer, Snippet};

use super::{Diagnostic, Fetched, FileId, Label, Level, Place, Source, Texts};
use crate::diag::words;
use crate::messages::{Language, Message, clauses};

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
    let renderer = match colour {
        Colour::Always => Renderer::styled(),
        Colour::Never => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    // Of each file, how many have been shown and how many not.
    let mut counts: BTreeMap<Option<&FileId>, (usize, usize)> = BTreeMap::new();
    let texts = &Fetched::new(texts);
    for diagnostic in diagnostics {
        let file = diagnostic.labels.first().map(|label| &label.place.file);
        let (shown, left) = counts.entry(file).or_default();
        if *shown == MOST_SHOWN {
            *left += 1;
            continue;
        }
        *shown += 1;
        text.push_str(&renderer.render(&[group(diagnostic, &excerpts(&diagnostic.labels, texts), language)]));
        text.push_str("\n\n");
    }
    for (file, (shown, left)) in counts {
        if left > 0 {
            let file = file.map(FileId::name).unwrap_or_default();
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

fn group<'a>(diagnostic: &'a Diagnostic, excerpts: &'a [Excerpt<'a>], language: Language) -> Group<'a> {
    let level = match diagnostic.level {
        Level::Error => ShownLevel::ERROR,
        Level::Warning => ShownLevel::WARNING,
        Level::Note => ShownLevel::INFO,
    };
    let level = level.with_name(diagnostic.level.name().say(language).to_owned());
    let title = level.primary_title(diagnostic.message.say(language)).id(diagnostic.code.name());
    let mut group = title.elements(excerpts.iter().map(|excerpt| excerpt.snippet(language)));
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
    /// The first label of all is the primary one.
    fn snippet(&self, language: Language) -> Snippet<'_, Annotation<'_>> {
        let name = self.source.file.name().say(language).to_owned();
        let marks = self.labels.iter().map(|(index, label)| {
            let kind = match index {
                0 => AnnotationKind::Primary,
                _ => AnnotationKind::Context,
            };
            kind.span(first_line(&self.source.text, &label.place)).label(label.text.say(language))
        });
        Snippet::source(self.source.text.as_str()).path(name).annotations(marks)
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
