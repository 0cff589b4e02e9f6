//! Reading templates: those compiled in, and those of a folder.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::compile::compile;
use super::extends::merge;
use super::from::{self, FromSpec, Older};
use super::mistakes::Mistakes;
use super::named::Named;
use super::spec::{TemplateSpec, Years};
use super::{BookPart, Stage, Template};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Level, nearest};
use crate::messages::{Message, excerpt, list};
use crate::source::{self, Most, Node, Source, Span, Spanned, Spans, Value, from_node, read_on};
use crate::template::words;
use crate::value::{Mistake, fold_width, year_alone};

/// The templates that are part of the program.
const BUILT_IN: &[(&str, &str)] = &[
    ("templates/2019.yaml", include_str!("../../templates/2019.yaml")),
    ("templates/2020.yaml", include_str!("../../templates/2020.yaml")),
    ("templates/2023.yaml", include_str!("../../templates/2023.yaml")),
    ("templates/2026.yaml", include_str!("../../templates/2026.yaml")),
    ("templates/自评表.yaml", include_str!("../../templates/自评表.yaml")),
    ("templates/监控表.yaml", include_str!("../../templates/监控表.yaml")),
    ("templates/封面.yaml", include_str!("../../templates/封面.yaml")),
    ("templates/目录.yaml", include_str!("../../templates/目录.yaml")),
    ("templates/汇总表.yaml", include_str!("../../templates/汇总表.yaml")),
    ("templates/退回意见.yaml", include_str!("../../templates/退回意见.yaml")),
];

/// The most items of all templates together, each with what it extends.
const MOST_ITEMS: usize = 200_000;

/// The most templates that one extends, each of them extending the next.
const MOST_BASES: usize = 16;

/// The templates of a run. Those that are part of the program are read when they are
/// first asked for: most runs need one or two.
#[derive(Debug)]
pub struct Templates(Vec<File>);

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
    /// What it says of older forms.
    from: Named<Spanned<FromSpec>>,
    spans: Spans,
}

impl Loaded {
    /// Where it names fonts.
    pub fn fonts(&self) -> Option<&Span> {
        self.whole.get("fonts").map(|fonts| &fonts.span)
    }
}

/// A form for a year.
#[derive(Clone, Debug)]
pub struct FormOfYear {
    /// The form.
    pub template: Arc<Template>,
    /// The year.
    pub year: u16,
    /// Whether the year alone would choose another form, so that this one's name has to
    /// stand beside it.
    pub is_named: bool,
}

/// A template's file.
#[derive(Debug)]
struct File {
    /// What it says of itself.
    head: Head,
    source: Arc<Source>,
    is_built_in: bool,
    /// Whether a later one of the same name replaces it.
    is_replaced: bool,
    /// Its own text, before what it extends is known; none where it has mistakes.
    node: OnceLock<Option<Node>>,
    loaded: OnceLock<Option<Arc<Loaded>>>,
}

/// By what a template is chosen.
#[derive(Debug, Default)]
struct Head {
    name: String,
    part: Option<BookPart>,
    /// Whether it is none of an application.
    is_of_stage: bool,
    first_year: u16,
    last_year: Option<u16>,
}

impl Head {
    /// Whether it is the form of a project's application.
    fn is_form(&self) -> bool {
        self.part.is_none() && !self.is_of_stage
    }
}

impl Templates {
    /// The built-in templates. That they have no mistakes is for a test to say.
    pub fn built_in() -> Self {
        Self(BUILT_IN.iter().filter_map(|(name, text)| File::built_in(name, text)).collect())
    }

    /// The built-in templates, with those of these sources added. A template of
    /// a name that is known replaces it, and may extend it; see
    /// [`Self::for_year`] for a year that two are for.
    ///
    /// # Errors
    ///
    /// The mistakes in the templates, with their places.
    pub fn with(sources: impl IntoIterator<Item = Arc<Source>>) -> Result<Self, Vec<Diagnostic>> {
        let mut templates = Self::built_in();
        let mut mistakes = Vec::new();
        let built_in = templates.0.len();
        for source in sources {
            match File::added(Arc::clone(&source)).and_then(|file| templates.unique(file, built_in)) {
                Ok(file) => templates.0.push(file),
                Err(mistake) if mistake.code == Code::YamlSyntax => mistakes.extend(read_on(&source, mistake).0),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        if templates.0.len() == built_in && mistakes.is_empty() {
            return Ok(templates);
        }
        for index in 0..templates.0.len() {
            let (before, after) = templates.0.split_at_mut(index + 1);
            let file = &mut before[index];
            file.is_replaced = after.iter().any(|later| later.head.name == file.head.name);
        }
        let mut items = 0;
        // What is added may be the base of what is built in.
        for index in (0..templates.0.len()).filter(|index| !templates.0[*index].is_replaced) {
            let file = &templates.0[index];
            match load(&templates.0, index) {
                Ok(one) => {
                    items += source::items(&one.whole);
                    if items > MOST_ITEMS {
                        let error = Diagnostic::new(Code::FileTooLarge, words::templates_too_large(MOST_ITEMS));
                        mistakes
                            .push(error.at(Span::whole(&file.source), Message::default()).help(words::keep_fewer()));
                        break;
                    }
                    drop(file.loaded.set(Some(Arc::new(one))));
                }
                Err(error) => mistakes.extend(error.0.into_iter().map(|mistake| blame(mistake, file))),
            }
        }
        for file in &mut templates.0 {
            if let Some(template) = file.loaded.get().and_then(Option::as_ref).map(|loaded| &loaded.template) {
                let (part, is_of_stage) = (template.part, template.stage.is_some());
                let (first_year, last_year) = (template.first_year, template.last_year);
                let name = std::mem::take(&mut file.head.name);
                file.head = Head { name, part, is_of_stage, first_year, last_year };
            }
        }
        if mistakes.is_empty() {
            mistakes.extend(templates.loaded().filter_map(|loaded| templates.resolve_older(loaded).err()));
        }
        if mistakes.is_empty() { Ok(templates) } else { Err(mistakes) }
    }

    /// A file whose name no other one has that was added, unless it extends that one; or a
    /// mistake: one of them would replace the other unseen.
    fn unique(&self, file: File, built_in: usize) -> Result<File, Diagnostic> {
        let extends_own = file.node().ok().and_then(|node| text_of(node, "extends"));
        let extends_own = extends_own.is_some_and(|(base, _)| base == file.head.name);
        match self.0[built_in..].iter().find(|known| known.head.name == file.head.name && !extends_own) {
            None => Ok(file),
            Some(known) => {
                let place = |file: &File| {
                    let named = file.node().ok().and_then(|node| text_of(node, "name"));
                    named.map_or_else(|| Span::whole(&file.source), |(_, span)| span)
                };
                let what = words::name_twice(&file.head.name, known.source.file.name());
                let error = Diagnostic::new(Code::Template, what).at(place(&file), Message::default());
                Err(error.at(place(known), words::first_time()).help(words::name_or_move_away()))
            }
        }
    }

    /// The file of a template.
    pub fn source(&self, file: &FileId) -> Option<Arc<Source>> {
        self.0.iter().rev().map(|known| &known.source).find(|source| source.file == *file).cloned()
    }

    /// The template for a year. Of several, one that was added goes before those that
    /// are built in, then one that begins later, then the one added last.
    pub fn for_year(&self, year: u16) -> Option<&Arc<Template>> {
        self.chosen(year, None).map(|loaded| &loaded.template)
    }

    /// The form of projects that has a name, or else is for the year that the name is.
    ///
    /// # Errors
    ///
    /// There is none; with those that there are.
    pub fn form(&self, wanted: &str) -> Result<&Arc<Template>, Mistake> {
        let wanted = fold_width(wanted);
        let wanted = wanted.trim();
        let forms = || self.0.iter().enumerate().filter(|(_, file)| !file.is_replaced && file.head.is_form());
        let named = forms().find(|(_, file)| file.head.name == wanted);
        let named = named.and_then(|(index, _)| self.load(index)).map(|loaded| &loaded.template);
        named.or_else(|| self.for_year(year_alone(wanted)?)).ok_or_else(|| {
            let near = nearest(wanted, forms().map(|(_, file)| file.head.name.as_str()));
            let mend = match near {
                Some(near) => words::did_you_mean_form(near, self.forms()),
                None => words::forms_there_are(self.forms()),
            };
            Mistake::new(words::no_form_named(excerpt(wanted)), mend)
        })
    }

    /// A form for a year: the one that is named, whatever years it is for, or else that of
    /// the year.
    ///
    /// # Errors
    ///
    /// There is none of this name, or none for the year.
    pub fn form_of_year(&self, year: u16, named: Option<&str>) -> Result<FormOfYear, Mistake> {
        let template = match named {
            Some(name) => self.form(name),
            None => self.for_year(year).ok_or_else(|| self.no_form_for(year)),
        };
        let template = Arc::clone(template?);
        let is_named = self.is_named(&template, year);
        Ok(FormOfYear { template, year, is_named })
    }

    /// Whether a year alone would choose another form, or none.
    pub fn is_named(&self, form: &Template, year: u16) -> bool {
        self.for_year(year).is_none_or(|own| own.name != form.name)
    }

    /// What is said of a year without a form.
    pub fn no_form_for(&self, year: u16) -> Mistake {
        Mistake::new(words::no_form_for_year(year), words::forms_to_name(self.forms()))
    }

    /// The forms of projects with their years.
    fn forms(&self) -> Message {
        list(self.iter().map(|form| match form.last_year {
            Some(last) => words::years_of_form(&form.name, form.first_year, last),
            None => words::years_from(&form.name, form.first_year),
        }))
    }

    /// The other templates for a year that were added.
    pub fn others_for(&self, year: u16, chosen: &Template) -> Vec<&Template> {
        let added = self.0.iter().enumerate().filter(|(_, file)| !file.is_built_in && file.head.name != chosen.name);
        let others = added.filter_map(|(index, _)| self.load(index)).map(|loaded| &loaded.template);
        // One that begins later follows on those before it.
        let others = others.filter(|template| {
            template.part.is_none()
                && template.stage.is_none()
                && template.covers(year)
                && template.first_year >= chosen.first_year
        });
        others.map(|template| &**template).collect()
    }

    /// The template of a part of a year's book, chosen in the same way.
    pub fn part(&self, part: BookPart, year: u16) -> Option<&Arc<Template>> {
        self.chosen(year, Some(part)).map(|loaded| &loaded.template)
    }

    fn chosen(&self, year: u16, part: Option<BookPart>) -> Option<&Arc<Loaded>> {
        let covering = self.0.iter().enumerate().filter(|(_, file)| {
            let Head { part: own, is_of_stage, first_year, last_year, .. } = file.head;
            !file.is_replaced
                && !is_of_stage
                && own == part
                && first_year <= year
                && last_year.is_none_or(|last| year <= last)
        });
        let best = covering.max_by_key(|(index, file)| (!file.is_built_in, file.head.first_year, *index));
        best.and_then(|(index, _)| self.load(index))
    }

    /// The templates of projects' forms, in the order of their files.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Template>> {
        let forms = (0..self.0.len()).filter(|index| self.0[*index].head.is_form());
        forms.filter_map(|index| self.load(index)).map(|loaded| &loaded.template)
    }

    /// The templates of forms that are filled in while a project runs, or after it.
    pub fn stages(&self) -> impl Iterator<Item = &Arc<Template>> {
        let forms = (0..self.0.len()).filter(|index| self.0[*index].head.is_of_stage);
        forms.filter_map(|index| self.load(index)).map(|loaded| &loaded.template)
    }

    /// All templates, those of a book's parts too, each with what it was made from.
    pub fn loaded(&self) -> impl DoubleEndedIterator<Item = &Arc<Loaded>> {
        (0..self.0.len()).filter_map(|index| self.load(index))
    }

    /// The template that has a name, or else is for the year that the name is.
    pub fn find(&self, name: &str) -> Option<&Arc<Loaded>> {
        let named = self.0.iter().position(|file| !file.is_replaced && file.head.name == name);
        match named {
            Some(index) => self.load(index),
            None => self.chosen(name.parse().ok()?, None),
        }
    }

    /// What became of older forms' fields and indicators in a form.
    pub fn older(&self, template: &Template) -> Vec<Older> {
        let loaded = self.loaded().find(|loaded| loaded.template.name == template.name);
        // What is wrong with it was told when it was read.
        loaded.and_then(|loaded| self.resolve_older(loaded).ok()).unwrap_or_default()
    }

    fn resolve_older(&self, one: &Loaded) -> Result<Vec<Older>, Diagnostic> {
        let mut older = Vec::new();
        for (name, spec) in &one.from.0 {
            let Some(old) = self.loaded().find(|loaded| loaded.template.name == *name) else {
                let place = one.spans.of(spec);
                return Err(
                    Diagnostic::new(Code::Template, words::no_such_template(name)).at(place, Message::default())
                );
            };
            let replaced = !old.is_built_in && one.is_built_in;
            older.push(from::resolve(&spec.value, &old.template, &one.template, &one.spans, replaced)?);
        }
        // What a form extends is older than it, even where nothing changed its name.
        let base = one.extends.iter().filter(|base| **base != one.template.name);
        let base = base.filter(|base| !older.iter().any(|known: &Older| known.form == **base));
        let base: Vec<Older> = base.map(|base| Older { form: base.clone(), ..Older::default() }).collect();
        older.extend(base);
        Ok(older)
    }

    /// A template that is in force.
    fn load(&self, index: usize) -> Option<&Arc<Loaded>> {
        let file = &self.0[index];
        if file.is_replaced {
            return None;
        }
        file.loaded.get_or_init(|| load(&self.0, index).ok().map(Arc::new)).as_ref()
    }
}

impl File {
    /// One that is part of the program; none where its head cannot be read.
    fn built_in(path: &str, text: &str) -> Option<Self> {
        // What it is chosen by stands at its beginning, before the first key with
        // something below it.
        let is_short = |line: &&str| line.starts_with('#') || line.is_empty() || !line.ends_with(':');
        let lines: Vec<&str> = text.lines().take_while(is_short).collect();
        let head = Source::new(path, &lines.join("\n"));
        let (head, _) = from_node::<HeadSpec>(source::parse(&head).ok()?.first()?).ok()?;
        let HeadSpec { name, part, stage, years } = head;
        let head = Head { name, part, is_of_stage: stage.is_some(), first_year: years.from, last_year: years.to };
        Some(Self::new(head, Source::new(path, text), true))
    }

    /// One that was added.
    fn added(source: Arc<Source>) -> Result<Self, Diagnostic> {
        let node = read(&source)?;
        let name = text_of(&node, "name").map_or_else(|| file_stem(source.file.path()), |(name, _)| name);
        let file = Self::new(Head { name, ..Head::default() }, source, false);
        // It was made just now, so that nothing is there.
        let _ = file.node.set(Some(node));
        Ok(file)
    }

    fn new(head: Head, source: Arc<Source>, is_built_in: bool) -> Self {
        let (node, loaded) = (OnceLock::new(), OnceLock::new());
        Self { head, source, is_built_in, is_replaced: false, node, loaded }
    }

    fn node(&self) -> Result<&Node, Diagnostic> {
        let node = self.node.get_or_init(|| read(&self.source).ok());
        node.as_ref().ok_or_else(|| Diagnostic::new(Code::Template, words::one_template_a_file()))
    }
}

/// What stands at the beginning of a template.
#[derive(Deserialize)]
struct HeadSpec {
    name: String,
    part: Option<BookPart>,
    stage: Option<Stage>,
    years: Years,
}

/// The node of a file that has one.
fn read(source: &Arc<Source>) -> Result<Node, Diagnostic> {
    let mut documents = source::parse(source)?;
    let (Some(node), true) = (documents.pop(), documents.is_empty()) else {
        let place = Span::whole(source);
        return Err(Diagnostic::new(Code::Template, words::one_template_a_file()).at(place, Message::default()));
    };
    if let Some(error) = source::beyond(&node, Most::OF_A_FORM) {
        return Err(error);
    }
    refuse_duplicates(&node)?;
    let mut cut = Diagnostics::new();
    source::check_comments(&node, &mut cut);
    match cut.sorted().into_iter().next() {
        Some(mistake) => Err(Diagnostic { level: Level::Error, code: Code::Template, ..mistake }),
        None => Ok(node),
    }
}

fn load(files: &[File], index: usize) -> Result<Loaded, Mistakes> {
    let file = &files[index];
    let mut path = vec![index];
    let whole = resolve(files, index, &mut path)?;
    let (mut spec, spans) = from_node::<TemplateSpec>(&whole).map_err(|error| {
        let span = error.span.unwrap_or_else(|| whole.span.clone());
        Diagnostic::new(Code::Template, error.message).at(span, Message::default())
    })?;
    spec.name.clone_from(&file.head.name);
    let (from, extends) = (std::mem::take(&mut spec.from), spec.extends.clone());
    let mut template = compile(spec, &spans, &file.source)?;
    template.digest = digest(path.iter().map(|index| files[*index].source.text.as_str()));
    let (source, is_built_in) = (Arc::clone(&file.source), file.is_built_in);
    Ok(Loaded { template: Arc::new(template), source, is_built_in, extends, whole, from, spans })
}

/// A mistake that shows in what a template extends comes from the template itself.
fn blame(mistake: Diagnostic, file: &File) -> Diagnostic {
    let elsewhere = mistake.labels.first().filter(|label| label.place.file != file.source.file);
    match elsewhere.map(|label| label.place.file.name()) {
        Some(base) => mistake.note(words::shows_in_the_base(base, file.source.file.name())),
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
fn resolve(files: &[File], index: usize, path: &mut Vec<usize>) -> Result<Node, Diagnostic> {
    let (name, node) = (&files[index].head.name, files[index].node()?);
    let Some((base, span)) = text_of(node, "extends") else {
        return Ok(node.clone());
    };
    let replaced = |known: &usize| *known < index || base != *name;
    let found = (0..files.len()).filter(replaced).rfind(|known| files[*known].head.name == base);
    let error = |what| Diagnostic::new(Code::Template, what).at(span.clone(), Message::default());
    let Some(found) = found else {
        let known = files.iter().map(|file| file.head.name.as_str());
        let error = error(words::no_such_template(&base));
        return Err(match nearest(&base, known.clone()) {
            Some(near) => error.help(words::did_you_mean(near)),
            None => error.help(words::these_templates(list(known))),
        });
    };
    if path.contains(&found) {
        let names: Vec<&str> = path.iter().map(|index| files[*index].head.name.as_str()).collect();
        return Err(error(words::templates_in_a_circle(names.join(" → "), &base)));
    }
    if path.len() > MOST_BASES {
        let own = path.first().and_then(|own| text_of(files[*own].node().ok()?, "extends"));
        let error = Diagnostic::new(Code::Template, words::too_many_bases(MOST_BASES));
        let error = error.at(own.map_or_else(|| span.clone(), |(_, span)| span), Message::default());
        return Err(error.help(words::extend_an_earlier_one()));
    }
    path.push(found);
    let mut base = resolve(files, found, path)?;
    // What became of older forms' fields is said about the base's own names.
    if let Value::Mapping(entries) = &mut base.value {
        entries.retain(|entry| entry.key != "from");
    }
    let merged = merge(base, node.clone())?;
    source::beyond(&merged, Most::OF_A_FORM).map_or(Ok(merged), Err)
}

/// Two keys of one name would hide each other when templates are merged.
fn refuse_duplicates(node: &Node) -> Result<(), Diagnostic> {
    match &node.value {
        Value::Null | Value::Scalar { .. } => Ok(()),
        Value::Sequence(items) => items.iter().try_for_each(refuse_duplicates),
        Value::Mapping(entries) => {
            let mut known: HashMap<&str, &Span> = HashMap::new();
            entries.iter().try_for_each(|entry| match known.insert(&entry.key, &entry.key_span) {
                None => refuse_duplicates(&entry.value),
                Some(first) => Err(Diagnostic::new(Code::Template, words::written_twice(&entry.key))
                    .at(entry.key_span.clone(), words::once_more())
                    .at(first.clone(), words::first_time())),
            })
        }
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

fn file_stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}
