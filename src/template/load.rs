//! Reading templates: those compiled in, and those of a folder.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::compile::{Mistakes, compile};
use super::extends::merge;
use super::from::{self, FromSpec, Older};
use super::named::Named;
use super::spec::TemplateSpec;
use super::{BookPart, Template};
use crate::diag::{Diagnostic, Diagnostics, Level, nearest};
use crate::messages::{Message, list, roll, template as words};
use crate::source::{self, Node, Source, Span, Spanned, Spans, Value, from_node};

/// The templates that are part of the program.
const BUILT_IN: &[(&str, &str)] = &[
    ("templates/2019.yaml", include_str!("../../templates/2019.yaml")),
    ("templates/2020.yaml", include_str!("../../templates/2020.yaml")),
    ("templates/2023.yaml", include_str!("../../templates/2023.yaml")),
    ("templates/2026.yaml", include_str!("../../templates/2026.yaml")),
    ("templates/封面.yaml", include_str!("../../templates/封面.yaml")),
    ("templates/目录.yaml", include_str!("../../templates/目录.yaml")),
    ("templates/汇总表.yaml", include_str!("../../templates/汇总表.yaml")),
];

/// The templates of a run.
#[derive(Debug)]
pub struct Templates(Vec<Loaded>);

/// A template with what it was made from.
#[derive(Debug)]
pub struct Loaded {
    /// The template.
    pub template: Arc<Template>,
    /// Its file.
    pub source: Arc<Source>,
    /// Whether it is part of the program.
    pub is_built_in: bool,
    /// The name of the template that it extends.
    pub extends: Option<String>,
    /// All that it says, with what it extends.
    pub whole: Node,
}

/// A template's file, before what it extends is known.
struct Draft {
    name: String,
    node: Node,
    source: Arc<Source>,
    is_built_in: bool,
}

impl Templates {
    /// The built-in templates.
    ///
    /// # Errors
    ///
    /// Mistakes in them, which a test of the program rules out.
    pub fn built_in() -> Result<Self, Vec<Diagnostic>> {
        Self::with([])
    }

    /// The built-in templates, with those of these sources added. A template of
    /// a name that is known replaces it, and may extend it; see
    /// [`Self::for_year`] for a year that two are for.
    ///
    /// # Errors
    ///
    /// The mistakes in the templates, with their places.
    pub fn with(sources: impl IntoIterator<Item = Arc<Source>>) -> Result<Self, Vec<Diagnostic>> {
        let built_in = BUILT_IN.iter().map(|(name, text)| Source::new(*name, text));
        let mut mistakes = Vec::new();
        let mut drafts = Vec::new();
        let added = sources.into_iter().map(|source| (source, false));
        for (source, is_built_in) in built_in.map(|source| (source, true)).chain(added) {
            match draft(source, is_built_in) {
                Ok(draft) => drafts.push(draft),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        let mut compiled = Vec::new();
        for (index, draft) in drafts.iter().enumerate() {
            // A later one of the same name replaces it.
            if drafts[index + 1..].iter().any(|later| later.name == draft.name) {
                continue;
            }
            match load(&drafts, index) {
                Ok(one) => compiled.push(one),
                Err(error) => mistakes.extend(error.0.into_iter().map(|mistake| blame(mistake, draft))),
            }
        }
        let older: Vec<_> = compiled.iter().map(|one| one.older(&compiled)).collect();
        for (one, older) in compiled.iter_mut().zip(older) {
            match older {
                Ok(older) => one.template.older = older,
                Err(mistake) => mistakes.push(mistake),
            }
        }
        match mistakes.is_empty() {
            true => Ok(Self(compiled.into_iter().map(Compiled::loaded).collect())),
            false => Err(mistakes),
        }
    }

    /// The template for a year. Of several, one that was added goes before those that
    /// are built in, then one that begins later, then the one added last.
    pub fn for_year(&self, year: u16) -> Option<&Arc<Template>> {
        self.index_for_year(year, None).map(|index| &self.0[index].template)
    }

    /// The template of a part of a year's book, chosen in the same way.
    pub fn part(&self, part: BookPart, year: u16) -> Option<&Arc<Template>> {
        self.index_for_year(year, Some(part)).map(|index| &self.0[index].template)
    }

    fn index_for_year(&self, year: u16, part: Option<BookPart>) -> Option<usize> {
        let covers = |loaded: &Loaded| loaded.template.part == part && loaded.template.covers(year);
        let covering = self.0.iter().enumerate().filter(|(_, loaded)| covers(loaded));
        let best = covering.max_by_key(|(index, loaded)| (!loaded.is_built_in, loaded.template.first_year, *index));
        best.map(|(index, _)| index)
    }

    /// The templates of projects' forms, in the order of their files.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Template>> {
        self.0.iter().map(|loaded| &loaded.template).filter(|template| template.part.is_none())
    }

    /// All templates, those of a book's parts too, each with what it was made from.
    pub fn loaded(&self) -> &[Loaded] {
        &self.0
    }

    /// Which of [`Self::loaded`] has a name, or else is for the year that the name
    /// is.
    pub fn find(&self, name: &str) -> Option<usize> {
        let named = self.0.iter().position(|loaded| loaded.template.name == name);
        named.or_else(|| self.index_for_year(name.parse().ok()?, None))
    }
}

fn draft(source: Arc<Source>, is_built_in: bool) -> Result<Draft, Diagnostic> {
    let mut documents = source::parse(&source)?;
    let (Some(node), true) = (documents.pop(), documents.is_empty()) else {
        let place = Span::whole(&source);
        return Err(Diagnostic::error("template", words::one_template_a_file()).at(place, Message::default()));
    };
    refuse_duplicates(&node)?;
    let mut cut = Diagnostics::new();
    source::check_comments(&node, &mut cut);
    if let Some(mistake) = cut.sorted().into_iter().next() {
        return Err(Diagnostic { level: Level::Error, code: "template", ..mistake });
    }
    let name = text_of(&node, "name").map_or_else(|| file_stem(&source.name), |(name, _)| name);
    Ok(Draft { name, node, source, is_built_in })
}

/// A template that does not know yet what became of older forms.
struct Compiled<'d> {
    template: Template,
    from: Named<Spanned<FromSpec>>,
    spans: Spans,
    draft: &'d Draft,
    extends: Option<String>,
    whole: Node,
}

impl Compiled<'_> {
    /// What became of older forms' fields and indicators in this one.
    fn older(&self, all: &[Self]) -> Result<Vec<Older>, Diagnostic> {
        let mut older = Vec::new();
        for (name, spec) in &self.from.0 {
            let Some(old) = all.iter().find(|old| old.template.name == *name) else {
                let place = self.spans.of(spec);
                return Err(Diagnostic::error("template", roll::no_such_form(name)).at(place, Message::default()));
            };
            let replaced = !old.draft.is_built_in && self.draft.is_built_in;
            older.push(from::resolve(&spec.value, &old.template, &self.template, &self.spans, replaced)?);
        }
        // What a form extends is older than it, even where nothing changed its name.
        let base = self.extends.iter().filter(|base| **base != self.template.name);
        let base = base.filter(|base| !older.iter().any(|known: &Older| known.form == **base));
        let base: Vec<Older> = base.map(|base| Older { form: base.clone(), ..Older::default() }).collect();
        older.extend(base);
        Ok(older)
    }

    fn loaded(self) -> Loaded {
        let Draft { source, is_built_in, .. } = self.draft;
        Loaded {
            template: Arc::new(self.template),
            source: Arc::clone(source),
            is_built_in: *is_built_in,
            extends: self.extends,
            whole: self.whole,
        }
    }
}

fn load(drafts: &[Draft], index: usize) -> Result<Compiled<'_>, Mistakes> {
    let draft = &drafts[index];
    let mut path = vec![index];
    let node = resolve(drafts, index, &mut path)?;
    let (mut spec, spans) = from_node::<TemplateSpec>(&node).map_err(|error| {
        let span = error.span.unwrap_or_else(|| node.span.clone());
        Diagnostic::error("template", error.message).at(span, Message::default())
    })?;
    spec.name.clone_from(&draft.name);
    let (from, extends) = (std::mem::take(&mut spec.from), spec.extends.clone());
    let mut template = compile(spec, &spans)?;
    template.digest = digest(path.iter().map(|index| drafts[*index].source.text.as_str()));
    Ok(Compiled { template, from, spans, draft, extends, whole: node })
}

/// A mistake that shows in what a template extends comes from the template itself.
fn blame(mistake: Diagnostic, draft: &Draft) -> Diagnostic {
    let elsewhere = mistake.labels.first().filter(|label| label.span.source.name != draft.source.name);
    match elsewhere.map(|label| label.span.source.name.clone()) {
        Some(base) => mistake.note(words::shows_in_the_base(base, &draft.source.name)),
        None => mistake,
    }
}

/// SHA-256 of texts, in hexadecimal.
fn digest<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut hash = Sha256::new();
    texts.for_each(|text| hash.update(text));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A template with what it extends: another one, wherever it stands, or of its own
/// name the one that it replaces.
fn resolve(drafts: &[Draft], index: usize, path: &mut Vec<usize>) -> Result<Node, Diagnostic> {
    let Draft { name, node, .. } = &drafts[index];
    let Some((base, span)) = text_of(node, "extends") else {
        return Ok(node.clone());
    };
    let replaced = |known: &usize| *known < index || base != *name;
    let found = (0..drafts.len()).filter(replaced).rfind(|known| drafts[*known].name == base);
    let error = |what| Diagnostic::error("template", what).at(span.clone(), Message::default());
    let Some(found) = found else {
        let known = drafts.iter().map(|draft| draft.name.as_str());
        let error = error(words::no_such_template(&base));
        return Err(match nearest(&base, known.clone()) {
            Some(near) => error.help(words::did_you_mean(near)),
            None => error.help(words::these_templates(list(known))),
        });
    };
    if path.contains(&found) {
        let names: Vec<&str> = path.iter().map(|index| drafts[*index].name.as_str()).collect();
        return Err(error(words::templates_in_a_circle(names.join(" → "), &base)));
    }
    path.push(found);
    let mut base = resolve(drafts, found, path)?;
    // What became of older forms' fields is said about the base's own names.
    if let Value::Mapping(entries) = &mut base.value {
        entries.retain(|entry| entry.key != "from");
    }
    merge(base, node.clone())
}

/// Two keys of one name would hide each other when templates are merged.
fn refuse_duplicates(node: &Node) -> Result<(), Diagnostic> {
    match &node.value {
        Value::Null | Value::Scalar { .. } => Ok(()),
        Value::Sequence(items) => items.iter().try_for_each(refuse_duplicates),
        Value::Mapping(entries) => entries.iter().enumerate().try_for_each(|(index, entry)| {
            match entries[..index].iter().find(|earlier| earlier.key == entry.key) {
                None => refuse_duplicates(&entry.value),
                Some(first) => Err(Diagnostic::error("template", words::written_twice(&entry.key))
                    .at(entry.key_span.clone(), words::once_more())
                    .at(first.key_span.clone(), words::first_time())),
            }
        }),
    }
}

fn text_of(node: &Node, key: &str) -> Option<(String, Span)> {
    let Value::Mapping(entries) = &node.value else {
        return None;
    };
    let entry = entries.iter().find(|entry| entry.key == key)?;
    match &entry.value.value {
        Value::Scalar { text, .. } => Some((text.clone(), entry.value.span.clone())),
        _ => None,
    }
}

fn file_stem(name: &str) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}
