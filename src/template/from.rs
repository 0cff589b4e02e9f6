//! How an older form's fields and indicators are found in a newer one.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{FieldId, Kind};
use super::mistakes::mistake;
use super::named::Named;
use super::{Field, Template};
use crate::diag::{Diagnostic, nearest};
use crate::source::{Span, Spanned, Spans};
use crate::template::words;

/// 旧表的内容在新表的哪里；没写的，名称相同的就是同一项。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "from")]
pub(super) struct FromSpec {
    /// `旧字段: 新字段`（组里的写路径），`旧表.旧列: 新表.新列`
    #[serde(default)]
    fields: Named<Spanned<String>>,
    /// `新字段: {旧选项: 新选项}`
    #[serde(default)]
    options: Named<Named<Spanned<String>>>,
    /// `旧一级指标.旧二级指标: 新一级指标.新二级指标`
    #[serde(default)]
    categories: Named<Spanned<String>>,
}

/// What became of an older form's fields and indicators. What is not named here
/// keeps its name.
#[derive(Debug, Default)]
pub struct Older {
    /// The name of the older form.
    pub form: String,
    /// A field there, and the field here that takes its value.
    pub fields: Vec<(FieldId, FieldId)>,
    /// A column of a table there, and its name here.
    pub columns: Vec<((FieldId, String), String)>,
    /// A field here, with the options there and here.
    pub options: Vec<(FieldId, Vec<(String, String)>)>,
    /// A 一级指标 with its 二级指标 there, and those here that take its indicators.
    pub categories: Vec<([String; 2], [String; 2])>,
}

/// Resolves the entry of `from` about a form. Where `lenient`, names that the
/// older form does not have are left out: a folder may replace a built-in form.
///
/// # Errors
///
/// The first name that one of the forms does not have, with its place.
pub(super) fn resolve(
    spec: &FromSpec,
    older: &Template,
    newer: &Template,
    spans: &Spans,
    lenient: bool,
) -> Result<Older, Diagnostic> {
    let mut resolved = Older { form: older.name.clone(), ..Older::default() };
    for (old, new) in &spec.fields.0 {
        if let (Some((from, there)), Some((_, here))) = (column(older, old), column(newer, &new.value)) {
            let is_taken = |((known, _), name): &((FieldId, String), String)| *known == from && *name == here.path;
            if resolved.columns.iter().any(is_taken) {
                return Err(mistake(spans.of(new), words::two_fields_become_one(&new.value)));
            }
            resolved.columns.push(((from, there.path.clone()), here.path.clone()));
            continue;
        }
        let to = field(newer, &new.value, || spans.of(new))?;
        if resolved.fields.iter().any(|(_, taken)| *taken == to) {
            return Err(mistake(spans.of(new), words::two_fields_become_one(&new.value)));
        }
        match field(older, old, || spans.of(new)) {
            Ok(from) => resolved.fields.push((from, to)),
            Err(error) if !lenient => return Err(error),
            Err(_) => {}
        }
    }
    for (path, named) in &spec.options.0 {
        let Some((_, first)) = named.0.first() else { continue };
        let id = field(newer, path, || spans.of(first))?;
        let (Kind::Choice(options) | Kind::Choices(options)) = &newer.field(id).kind else {
            return Err(mistake(spans.of(first), words::has_no_options(path)));
        };
        for (_, new) in &named.0 {
            if !options.contains(&new.value) {
                return Err(unknown(spans.of(new), &newer.name, &new.value, options.iter().map(String::as_str)));
            }
        }
        let pairs = named.0.iter().map(|(old, new)| (old.clone(), new.value.clone()));
        resolved.options.push((id, pairs.collect()));
    }
    for (old, new) in &spec.categories.0 {
        let to = category(newer, &new.value, || spans.of(new))?;
        match category(older, old, || spans.of(new)) {
            Ok(from) => resolved.categories.push((from, to)),
            Err(error) if !lenient => return Err(error),
            Err(_) => {}
        }
    }
    Ok(resolved)
}

/// `表.列`
fn column<'t>(form: &'t Template, path: &str) -> Option<(FieldId, &'t Field)> {
    let (table, name) = path.rsplit_once('.')?;
    let id = form.find(table)?;
    Some((id, form.field(id).kind.columns().iter().find(|column| column.path == name)?))
}

fn field(form: &Template, path: &str, place: impl Fn() -> Span) -> Result<FieldId, Diagnostic> {
    let paths = form.fields.iter().map(|field: &Field| field.path.as_str());
    form.find(path).ok_or_else(|| unknown(place(), &form.name, path, paths))
}

/// `一级指标.二级指标`
fn category(form: &Template, path: &str, place: impl Fn() -> Span) -> Result<[String; 2], Diagnostic> {
    let known = categories(form);
    let found = known.iter().find(|pair| pair.join(".") == path);
    found.cloned().ok_or_else(|| {
        let paths: Vec<String> = known.iter().map(|pair| pair.join(".")).collect();
        unknown(place(), &form.name, path, paths.iter().map(String::as_str))
    })
}

/// All 二级指标 of a form, each after its 一级指标.
fn categories(form: &Template) -> Vec<[String; 2]> {
    let frameworks = form.fields.iter().filter_map(|field| match &field.kind {
        Kind::Indicators(framework) => Some(framework),
        _ => None,
    });
    frameworks.flat_map(|framework| &framework.categories).flat_map(pairs).collect()
}

fn pairs(category: &super::Category) -> impl Iterator<Item = [String; 2]> {
    category.subcategories.iter().map(|below| [category.name.clone(), below.clone()])
}

fn unknown<'a>(place: Span, form: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let error = mistake(place, words::form_lacks_name(form, name));
    match nearest(name, known) {
        Some(near) => error.help(words::did_you_mean(near)),
        None => error,
    }
}
