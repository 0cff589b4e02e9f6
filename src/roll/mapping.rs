//! What becomes of the fields of one form in another, over one generation or
//! several.

use std::mem::discriminant;
use std::sync::Arc;

use crate::template::{Field, FieldId, Kind, Older, Template, Templates};

/// The way from a form to a newer one.
pub(super) struct Mapping {
    pub old: Arc<Template>,
    pub new: Arc<Template>,
    /// The forms after the old one, up to the new one, each with what became in it of
    /// the one before.
    steps: Vec<(Arc<Template>, Option<Older>)>,
}

impl Mapping {
    /// The shortest way that the templates tell, else from name to name.
    pub(super) fn find(old: &Arc<Template>, new: &Arc<Template>, templates: &Templates) -> Self {
        let mut ways = vec![vec![Arc::clone(new)]];
        let mut next = 0;
        let told = loop {
            let Some(way) = ways.get(next).cloned() else { break None };
            next += 1;
            if way[0].name == old.name {
                break Some(way);
            }
            for older in templates.older(&way[0]) {
                let form = templates.iter().find(|form| form.name == older.form);
                let is_new = |form: &&Arc<Template>| !ways.iter().any(|known| known[0].name == form.name);
                if let Some(form) = form.filter(is_new) {
                    ways.push([vec![Arc::clone(form)], way.clone()].concat());
                }
            }
        };
        let way = told.unwrap_or_else(|| vec![Arc::clone(old), Arc::clone(new)]);
        let step = |pair: &[Arc<Template>]| {
            let older = templates.older(&pair[1]).into_iter().find(|older| older.form == pair[0].name);
            (Arc::clone(&pair[1]), older)
        };
        let steps = way.windows(2).map(step).collect();
        Self { old: Arc::clone(old), new: Arc::clone(new), steps }
    }

    /// Whether the form stays the same.
    pub(super) fn is_same_form(&self) -> bool {
        self.old.name == self.new.name
    }

    /// Each form on the way with the one before it and what became of that.
    fn each(&self) -> impl Iterator<Item = (&Template, &Template, Option<&Older>)> {
        let forms = self.steps.iter().map(|(form, _)| form);
        let before = std::iter::once(&self.old).chain(forms);
        before.zip(&self.steps).map(|(old, (new, older))| (old.as_ref(), new.as_ref(), older.as_ref()))
    }

    /// The new form's field that takes the value of one of the old form.
    pub(super) fn field(&self, field: FieldId) -> Option<FieldId> {
        self.each().try_fold(field, |field, (old, new, older)| step(old, new, older, field))
    }

    /// The new form's name for a column of a table.
    pub(super) fn column(&self, table: FieldId, column: &str) -> String {
        let (mut table, mut column) = (table, column.to_owned());
        for (old, new, older) in self.each() {
            let named =
                older.and_then(|older| older.columns.iter().find(|((id, name), _)| *id == table && *name == column));
            column = named.map_or(column, |(_, here)| here.clone());
            let Some(next) = step(old, new, older, table) else { break };
            table = next;
        }
        column
    }

    /// The new form's word for an option of a field.
    pub(super) fn option(&self, field: FieldId, word: &str) -> String {
        let (mut field, mut word) = (field, word.to_owned());
        for (old, new, older) in self.each() {
            let Some(next) = step(old, new, older, field) else { break };
            field = next;
            let named = older.and_then(|older| older.options.iter().find(|(id, _)| *id == field));
            let here = named.and_then(|(_, words)| words.iter().find(|(there, _)| *there == word));
            word = here.map_or(word, |(_, here)| here.clone());
        }
        word
    }

    /// Where the new form has the indicators of a 二级指标.
    pub(super) fn category(&self, category: [String; 2]) -> Option<[String; 2]> {
        self.each().try_fold(category, |category, (_, new, older)| {
            let named = older.and_then(|older| older.categories.iter().find(|(there, _)| *there == category));
            match named {
                Some((_, here)) => Some(here.clone()),
                None => has_category(new, &category).then_some(category),
            }
        })
    }
}

/// The column of the new form that takes the values of an old one, by its name there.
pub(super) fn successor<'f>(column: &Field, name: &str, here: &'f [Field]) -> Option<&'f Field> {
    here.iter().find(|new| new.path == name && discriminant(&new.kind) == discriminant(&column.kind))
}

fn step(old: &Template, new: &Template, older: Option<&Older>, field: FieldId) -> Option<FieldId> {
    let named = older.map_or(&[][..], |older| older.fields.as_slice());
    if let Some((_, here)) = named.iter().find(|(there, _)| *there == field) {
        return Some(*here);
    }
    let here = new.find(&old.field(field).path)?;
    (!named.iter().any(|(_, taken)| *taken == here)).then_some(here)
}

fn has_category(form: &Template, [category, below]: &[String; 2]) -> bool {
    form.fields.iter().any(|field| match &field.kind {
        Kind::Indicators(framework) => {
            let known = framework.categories.iter().find(|known| known.name == *category);
            known.is_some_and(|known| known.subcategories.contains(below))
        }
        _ => false,
    })
}
