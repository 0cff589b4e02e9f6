//! From a document to a project.

use std::sync::Arc;

use super::model::{FieldValue, Given, Project};
use super::settings::Settings;
use super::values::{YEAR, missing, read_value, unique_entries, unknown_key};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{self, Entry, Node, Source, Span, Value};
use crate::template::{Template, Templates};
use crate::value::fold_width;

/// Reads the projects of a file, each with its number in the file, from 1.
///
/// Those with mistakes are left out; what is wrong with them is in
/// `diagnostics`.
pub fn read_file(
    source: &Arc<Source>,
    settings: &Settings,
    templates: &Templates,
    diagnostics: &mut Diagnostics,
) -> ProjectFile {
    let mut documents = match source::parse(source) {
        Ok(documents) => documents,
        Err(error) => {
            diagnostics.push(error);
            return ProjectFile::default();
        }
    };
    // A `---` at the end of a file opens a document that holds nothing.
    documents.retain(|document| !matches!(document.value, Value::Null));
    if documents.is_empty() {
        let help = "请写入项目内容，第一行如「年度: 2026」；samples 文件夹里有可以照抄的例子";
        let error = Diagnostic::error("empty-file", "文件里没有项目").at(Span::whole(source), "");
        diagnostics.push(error.help(help));
    }
    documents.iter().for_each(|document| source::check_comments(document, diagnostics));
    let projects = documents.iter().enumerate().filter_map(|(index, document)| {
        read(document, settings, templates, diagnostics).map(|project| (index + 1, project))
    });
    ProjectFile { projects: projects.collect(), documents: documents.len() }
}

/// The projects of a file.
#[derive(Debug, Default)]
pub struct ProjectFile {
    /// Those without mistakes, each with its number in the file, from 1.
    pub projects: Vec<(usize, Project)>,
    /// How many projects the file holds, right or wrong.
    pub documents: usize,
}

/// Reads a project, with what the folder's settings give where it is silent.
///
/// Nothing is returned for a document that has mistakes of error level; they
/// are all in `diagnostics` then.
pub fn read(
    document: &Node,
    settings: &Settings,
    templates: &Templates,
    diagnostics: &mut Diagnostics,
) -> Option<Project> {
    let Value::Mapping(entries) = &document.value else {
        let what = format!("一个项目应是一组「键: 值」，这里是{}", document.value.kind());
        let help = "每行写「键: 值」，冒号用英文冒号，后面空一格，如「年度: 2026」";
        diagnostics.push(Diagnostic::error("wrong-type", what).at(document.span.clone(), "").help(help));
        return None;
    };
    let mut found = Diagnostics::new();
    let entries = unique_entries(entries, &mut found, "请删去其中一个，或合并到一处");
    let defaults: Vec<&Entry> = settings.defaults.iter().collect();
    let year = year(document, &entries, &defaults, &mut found);
    let template = year.and_then(|(year, entry)| {
        let template = templates.for_year(year);
        if template.is_none() {
            let error = Diagnostic::error("unknown-year", format!("没有 {year} 年度的表式"));
            found.push(error.at(entry.value.span.clone(), "").help(years(templates)));
        }
        Some((year, Arc::clone(template?)))
    });
    let project = template.map(|(year, template)| {
        let mut reader = Reader {
            values: vec![None; template.fields.len()],
            given: vec![None; template.fields.len()],
            template: &template,
            templates,
            diagnostics: &mut found,
        };
        reader.mapping("", &entries, Strict::Yes);
        reader.mapping("", &defaults, Strict::No);
        reader.require(document);
        let values = reader.values;
        Project { template, year, span: document.span.clone(), values }
    });
    let sound = !found.has_errors();
    diagnostics.append(found);
    let mut project = project.filter(|_| sound)?;
    project.complete();
    Some(project)
}

/// Whether unknown keys are mistakes: a folder's settings may hold fields of
/// other forms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strict {
    Yes,
    No,
}

fn year<'e>(
    document: &Node,
    entries: &[&'e Entry],
    defaults: &[&'e Entry],
    diagnostics: &mut Diagnostics,
) -> Option<(u16, &'e Entry)> {
    let Some(entry) = entries
        .iter()
        .filter(|entry| !matches!(entry.value.value, Value::Null))
        .chain(defaults)
        .chain(entries)
        .find(|entry| entry.key == YEAR)
    else {
        diagnostics
            .push(missing(YEAR, &document.span).help("请补上一行「年度: 2026」，或写在同一文件夹的 jixiao.yaml 里"));
        return None;
    };
    let text = match &entry.value.value {
        Value::Scalar { text, .. } => fold_width(text),
        Value::Null => {
            diagnostics.push(missing(YEAR, &entry.key_span).help("请写成「年度: 2026」"));
            return None;
        }
        other => other.kind().to_owned(),
    };
    let digits = text.strip_suffix('度').unwrap_or(&text);
    let digits = digits.strip_suffix('年').unwrap_or(digits).trim_end();
    match digits.parse::<u16>() {
        Ok(year) if digits.len() == 4 => Some((year, entry)),
        _ => {
            let error = Diagnostic::error("bad-year", format!("年度「{text}」不是四位年份"));
            diagnostics.push(error.at(entry.value.span.clone(), "").help("请写成「年度: 2026」"));
            None
        }
    }
}

fn years(templates: &Templates) -> String {
    let ranges = templates.iter().map(|template| match template.last_year {
        Some(last) => format!("{}—{last}", template.first_year),
        None => format!("{} 起", template.first_year),
    });
    format!("现有的表式：{}", ranges.collect::<Vec<_>>().join("、"))
}

struct Reader<'a> {
    template: &'a Template,
    templates: &'a Templates,
    values: Vec<Option<Given>>,
    /// The entry that gave each field, right or wrong.
    given: Vec<Option<&'a Entry>>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    fn mapping(&mut self, parent: &str, entries: &[&'a Entry], strict: Strict) {
        for entry in entries {
            let path = match parent {
                "" => entry.key.clone(),
                parent => format!("{parent}.{}", entry.key),
            };
            let template = self.template;
            let field = template.fields.iter().position(|field| field.path == path || field.also.contains(&path));
            let is_group = template.fields.iter().any(|field| is_below(&field.path, &path));
            match field {
                Some(index) => self.field(index, entry, strict),
                None if is_group => self.group(&path, entry, strict),
                None if parent.is_empty() && entry.key == YEAR => {}
                None if strict == Strict::Yes => self.unknown(parent, entry),
                None => {}
            }
        }
    }

    fn field(&mut self, index: usize, entry: &'a Entry, strict: Strict) {
        match self.given[index] {
            Some(first) if strict == Strict::Yes => self.diagnostics.push(
                Diagnostic::error("duplicate-key", format!("「{}」写了两处", entry.key))
                    .at(entry.key_span.clone(), "又一处")
                    .at(first.key_span.clone(), "第一处")
                    .help("请只留一处"),
            ),
            // The project's own value wins over its folder's; a key left blank is
            // no value.
            Some(first) if !matches!(first.value.value, Value::Null) => {}
            _ => {
                self.given[index] = Some(entry);
                let kind = &self.template.fields[index].kind;
                self.values[index] = read_value(kind, &entry.value, &entry.key, self.diagnostics);
            }
        }
    }

    fn group(&mut self, path: &str, entry: &'a Entry, strict: Strict) {
        match &entry.value.value {
            Value::Mapping(entries) => {
                let entries = unique_entries(entries, self.diagnostics, "请删去其中一个");
                self.mapping(path, &entries, strict);
            }
            Value::Null => {}
            other => {
                let keys = self.keys_below(path).join("、");
                let what = format!("「{}」下面应分项填写，这里是{}", entry.key, other.kind());
                self.diagnostics.push(
                    Diagnostic::error("wrong-type", what)
                        .at(entry.value.span.clone(), "")
                        .help(format!("请换行缩进，分别填写：{keys}")),
                );
            }
        }
    }

    fn keys_below(&self, parent: &str) -> Vec<&'a str> {
        let mut keys = Vec::new();
        for field in &self.template.fields {
            let below = match parent {
                "" => Some(field.path.as_str()),
                parent => field.path.strip_prefix(parent).and_then(|rest| rest.strip_prefix('.')),
            };
            let key = below.and_then(|below| below.split('.').next());
            keys.extend(key.filter(|key| !keys.contains(key)));
        }
        keys
    }

    fn unknown(&mut self, parent: &str, entry: &Entry) {
        let mut known = self.keys_below(parent);
        if parent.is_empty() {
            known.insert(0, YEAR);
        }
        let mut error = unknown_key(entry, &known);
        let elsewhere: Vec<&str> = self
            .templates
            .iter()
            .filter(|template| parent.is_empty() && template.find(&entry.key).is_some())
            .map(|template| template.name.as_str())
            .collect();
        if !elsewhere.is_empty() {
            let forms = elsewhere.join("、");
            error = error
                .note(format!("「{}」是 {forms} 表式的字段，{} 表式没有", entry.key, self.template.name))
                .help("请删去这一行；如果是年度写错了，请改年度");
        }
        self.diagnostics.push(error);
    }

    fn require(&mut self, document: &Node) {
        for (field, (value, given)) in self.template.fields.iter().zip(self.values.iter().zip(&self.given)) {
            // A value that is there but wrong has been reported already.
            let blank = match value {
                Some(value) => matches!(&value.value, FieldValue::Text(text) if text.trim().is_empty()),
                None => given.is_none_or(|entry| matches!(entry.value.value, Value::Null)),
            };
            if field.required && blank {
                let place = given.map_or(&document.span, |entry| &entry.key_span);
                self.diagnostics.push(missing(field.key(), place));
            }
        }
    }
}

fn is_below(path: &str, parent: &str) -> bool {
    path.strip_prefix(parent).is_some_and(|rest| rest.starts_with('.'))
}
