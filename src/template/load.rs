//! Reading templates: those compiled in, and those of a folder.

use std::path::Path;
use std::sync::Arc;

use super::Template;
use super::compile::{compile, mistake};
use super::extends::merge;
use super::from::{self, Older};
use super::spec::TemplateSpec;
use crate::diag::Diagnostic;
use crate::messages::roll as words;
use crate::source::{self, Node, Source, Span, Value, from_node};

/// The templates that are part of the program.
const BUILT_IN: &[(&str, &str)] = &[
    ("templates/2019.yaml", include_str!("../../templates/2019.yaml")),
    ("templates/2020.yaml", include_str!("../../templates/2020.yaml")),
    ("templates/2023.yaml", include_str!("../../templates/2023.yaml")),
    ("templates/2026.yaml", include_str!("../../templates/2026.yaml")),
];

/// The templates of a run.
#[derive(Debug)]
pub struct Templates {
    nodes: Vec<(String, Node)>,
    templates: Vec<Arc<Template>>,
}

impl Templates {
    /// The built-in templates.
    ///
    /// # Errors
    ///
    /// A mistake in one of them, which a test of the program rules out.
    pub fn built_in() -> Result<Self, Diagnostic> {
        Self::load(BUILT_IN.iter().map(|(name, text)| Source::new(*name, text)))
    }

    /// The built-in templates, with those of these sources added. A template of
    /// a name that is known replaces it; for a year that two are for, the one
    /// added last is taken.
    ///
    /// # Errors
    ///
    /// The first mistake in a template, with its place.
    pub fn with(sources: impl IntoIterator<Item = Arc<Source>>) -> Result<Self, Diagnostic> {
        let built_in = BUILT_IN.iter().map(|(name, text)| Source::new(*name, text));
        Self::load(built_in.chain(sources))
    }

    fn load(sources: impl Iterator<Item = Arc<Source>>) -> Result<Self, Diagnostic> {
        let mut templates = Self { nodes: Vec::new(), templates: Vec::new() };
        for source in sources {
            let mut documents = source::parse(&source)?;
            let (Some(node), true) = (documents.pop(), documents.is_empty()) else {
                let what = "一个模板文件应有且只有一个模板";
                return Err(Diagnostic::error("template", what).at(Span::whole(&source), ""));
            };
            refuse_duplicates(&node)?;
            templates.nodes.push((file_stem(&source.name), node));
        }
        // A template may extend one that stands later in the folder.
        let mut names: Vec<(String, usize)> = Vec::new();
        for (index, (stem, node)) in templates.nodes.iter().enumerate() {
            let name = text_of(node, "name").map_or_else(|| stem.clone(), |(name, _)| name);
            match names.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 = index,
                None => names.push((name, index)),
            }
        }
        let (mut forms, mut froms) = (Vec::new(), Vec::new());
        for (name, index) in &names {
            let node = templates.resolve(&names, *index, &mut vec![name.clone()])?;
            let (mut spec, spans) = from_node::<TemplateSpec>(&node).map_err(|error| {
                let span = error.span.unwrap_or_else(|| node.span.clone());
                Diagnostic::error("template", error.message).at(span, "")
            })?;
            spec.name.clone_from(name);
            froms.push((std::mem::take(&mut spec.from), spec.extends.clone()));
            forms.push((compile(spec, &spans)?, spans));
        }
        for (number, (from, base)) in froms.iter().enumerate() {
            let mut all = Vec::new();
            for (name, spec) in &from.0 {
                let Some(older) = names.iter().position(|(known, _)| known == name) else {
                    return Err(mistake(forms[number].1.of(spec), words::no_such_form(name)));
                };
                let replaced = names[older].1 >= BUILT_IN.len() && names[number].1 < BUILT_IN.len();
                all.push(from::resolve(&spec.value, &forms[older].0, &forms[number].0, &forms[number].1, replaced)?);
            }
            // What a form extends is older than it, even where nothing changed its name.
            let base = base.iter().filter(|base| !all.iter().any(|older| older.form == **base));
            let base: Vec<Older> = base.map(|base| Older { form: base.clone(), ..Older::default() }).collect();
            all.extend(base);
            forms[number].0.older = all;
        }
        templates.templates = forms.into_iter().map(|(form, _)| Arc::new(form)).collect();
        Ok(templates)
    }

    fn resolve(&self, names: &[(String, usize)], index: usize, path: &mut Vec<String>) -> Result<Node, Diagnostic> {
        let node = self.nodes[index].1.clone();
        let Some((base, span)) = text_of(&node, "extends") else {
            return Ok(node);
        };
        if path.contains(&base) {
            let what = format!("模板互相继承，成了一个圈：{} → {base}", path.join(" → "));
            return Err(Diagnostic::error("template", what).at(span, ""));
        }
        let Some((_, base_index)) = names.iter().find(|(name, _)| *name == base) else {
            return Err(Diagnostic::error("template", format!("没有名为「{base}」的模板")).at(span, ""));
        };
        path.push(base);
        let mut base = self.resolve(names, *base_index, path)?;
        // What became of older forms' fields is said about the base's own names.
        if let Value::Mapping(entries) = &mut base.value {
            entries.retain(|entry| entry.key != "from");
        }
        Ok(merge(base, node))
    }

    /// The template for a year.
    pub fn for_year(&self, year: u16) -> Option<&Arc<Template>> {
        self.templates.iter().rev().find(|template| template.covers(year))
    }

    /// All templates, in the order of their names' first mention.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Template>> {
        self.templates.iter()
    }
}

/// Two keys of one name would hide each other when templates are merged.
fn refuse_duplicates(node: &Node) -> Result<(), Diagnostic> {
    match &node.value {
        Value::Null | Value::Scalar { .. } => Ok(()),
        Value::Sequence(items) => items.iter().try_for_each(refuse_duplicates),
        Value::Mapping(entries) => entries.iter().enumerate().try_for_each(|(index, entry)| {
            match entries[..index].iter().find(|earlier| earlier.key == entry.key) {
                None => refuse_duplicates(&entry.value),
                Some(first) => Err(Diagnostic::error("template", format!("「{}」写了两次", entry.key))
                    .at(entry.key_span.clone(), "又一次")
                    .at(first.key_span.clone(), "第一次")),
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
