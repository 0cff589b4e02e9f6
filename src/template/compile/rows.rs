//! Rows and cells.

use super::super::field::{FieldId, Kind};
use super::super::grid::{Cell, Content, ItemPart, Repeat, Role, Row, Rows};
use super::super::named::Named;
use super::super::spec::{CellSpec, Each, RowSpec};
use super::super::style::{Align, Style};
use super::{Compiler, Mistakes, every, mistake};
use crate::diag::{Diagnostic, nearest};
use crate::messages::{list, template as words};
use crate::source::{Span, Spanned};

/// How many blank rows a blank form has for a table, where the template does not
/// say.
const BLANK_RECORDS: usize = 3;

/// The most blank rows that a template may ask for.
const MOST_BLANK: usize = 1_000;

impl Compiler<'_> {
    pub(super) fn rows(&self, specs: &Named<Spanned<RowSpec>>) -> Result<Vec<Rows>, Mistakes> {
        every(specs.0.iter().map(|(_, spec)| self.row(spec)))
    }

    fn row(&self, spanned: &Spanned<RowSpec>) -> Result<Rows, Mistakes> {
        let keys = &spanned.value.0;
        let span = self.spans.of(spanned);
        if let Some(block) = &keys.block {
            let alone =
                keys.cells.0.is_empty() && keys.repeat.is_none() && keys.when.is_none() && keys.height.is_none();
            if !alone || keys.header {
                return Err(mistake(span, words::block_with_other_keys()).into());
            }
            return self.rows(block).map(Rows::Block);
        }
        let repeat = keys.repeat.as_ref().map(|path| self.repeat(path, keys.each)).transpose()?;
        if repeat.is_none() && (keys.at_least.is_some() || keys.blank.is_some()) {
            return Err(mistake(span, words::only_for_repeated_rows()).into());
        }
        if keys.at_least.max(keys.blank) > Some(MOST_BLANK) {
            return Err(mistake(span, words::too_many_blank_rows(MOST_BLANK)).into());
        }
        let blank = match repeat {
            Some(Repeat::Indicators(_) | Repeat::Subcategories(_)) => 1,
            _ => BLANK_RECORDS,
        };
        let row = Row {
            cells: every(keys.cells.0.iter().map(|cell| self.cell(cell, repeat)))?,
            height: keys.height.unwrap_or_default(),
            header: keys.header,
            when: self.optional_condition(&keys.when)?,
            at_least: keys.at_least.unwrap_or_default(),
            blank: keys.blank.unwrap_or(blank),
        };
        Ok(match repeat {
            Some(repeat) => Rows::Repeat(repeat, row),
            None => Rows::One(row),
        })
    }

    /// What a row is repeated for: a table, indicators, or `table.column`.
    fn repeat(&self, path: &Spanned<String>, each: Each) -> Result<Repeat, Diagnostic> {
        let cannot = || mistake(self.spans.of(path), words::cannot_be_repeated(&path.value));
        if let Some(id) = self.find(&path.value) {
            return Ok(match (&self.fields[id.0].kind, each) {
                (Kind::Table(_), Each::Entry) => Repeat::Records(id),
                (Kind::Indicators(_), Each::Entry) => Repeat::Indicators(id),
                (Kind::Indicators(_), Each::Subcategory) => Repeat::Subcategories(id),
                _ => return Err(cannot()),
            });
        }
        let nested = path.value.rsplit_once('.').and_then(|(table, column)| {
            let id = self.find(table)?;
            let index = self.columns_of(id).iter().position(|known| known.path == column)?;
            Some((id, FieldId(index)))
        });
        let Some((table, column)) = nested else {
            return Err(self.unknown_field(self.spans.of(path), &path.value));
        };
        match (&self.columns_of(table)[column.0].kind, each) {
            (Kind::Table(_) | Kind::Indicators(_), Each::Entry) if !self.is_indicators(table) => {
                Ok(Repeat::Nested(table, column))
            }
            _ => Err(cannot()),
        }
    }

    fn cell(&self, spanned: &Spanned<CellSpec>, repeat: Option<Repeat>) -> Result<Cell, Diagnostic> {
        let spec = &spanned.value;
        let span = self.spans.of(spanned);
        let texts = [
            (Role::Title, &spec.title),
            (Role::Heading, &spec.heading),
            (Role::Label, &spec.label),
            (Role::ColumnHeader, &spec.header),
            (Role::Note, &spec.note),
        ];
        let mut contents = Vec::new();
        for (role, text) in texts {
            if let Some(text) = text {
                contents.push((role, Content::Text(self.text(text, &span)?)));
            }
        }
        if let Some(path) = &spec.value {
            contents.push((Role::Value, self.value(path, &spec.prefix, repeat, &span)?));
        }
        if let Some(path) = &spec.options {
            contents.push((Role::Value, self.options(path, &spec.show, &span)?));
        }
        let count = contents.len();
        let (Some((role, content)), 1) = (contents.pop(), count) else {
            return Err(mistake(span, words::one_content_a_cell()).help(words::split_the_cell()));
        };
        if spec.colspan == 0 || spec.colspan > self.columns {
            return Err(mistake(span, words::colspan_out_of_range(self.columns)));
        }
        // Amounts stand at the right rule on all these forms.
        let kind = self.kind_of(&content, repeat);
        let align = matches!(kind, Some(Kind::Money(_))).then_some(Align::Right);
        let is_of_project =
            repeat.is_some_and(|repeat| matches!(repeat, Repeat::Records(id) if self.fields[id.0].is_of_projects()));
        if spec.link && !is_of_project {
            return Err(mistake(span, words::link_without_project()));
        }
        Ok(Cell {
            role,
            content,
            colspan: spec.colspan,
            rowspan: spec.rowspan.0,
            style: self.style(role, spec.style.as_ref(), align, &span)?,
            merge: spec.merge,
            when: self.optional_condition(&spec.when)?,
            link: spec.link,
        })
    }

    /// What kind of value stands in a cell; none for a text of the form.
    fn kind_of(&self, content: &Content, repeat: Option<Repeat>) -> Option<&Kind> {
        match (content, repeat) {
            (Content::Field(id, _), _) => Some(&self.fields[id.0].kind),
            (Content::Item(ItemPart::Column(index)), Some(repeat)) => {
                Some(&self.columns_of(repeat.field())[*index].kind)
            }
            (Content::Inner(ItemPart::Column(index)), Some(Repeat::Nested(table, column))) => {
                Some(&self.columns_of(table)[column.0].kind.columns()[*index].kind)
            }
            _ => None,
        }
    }

    fn style(&self, role: Role, name: Option<&String>, align: Option<Align>, span: &Span) -> Result<Style, Diagnostic> {
        let mut style = self.layered(&["base", role.name()]);
        style.align = align.unwrap_or(style.align);
        let style = match name {
            Some(name) => match self.named_style(name) {
                Some(spec) => spec.over(style),
                None => {
                    let error = mistake(span.clone(), words::no_such_style(name));
                    let known = self.styles.0.iter().map(|(known, _)| known.as_str());
                    return Err(match nearest(name, known) {
                        Some(near) => error.help(words::did_you_mean(near)),
                        None => error.help(words::add_the_style()),
                    });
                }
            },
            None => style,
        };
        self.sound(style, span)
    }

    fn value(&self, path: &str, prefix: &str, repeat: Option<Repeat>, span: &Span) -> Result<Content, Diagnostic> {
        let Some(part) = path.strip_prefix('.') else {
            let id = self.find(path).ok_or_else(|| self.unknown_field(span.clone(), path))?;
            return match self.fields[id.0].kind {
                Kind::Table(_) | Kind::Indicators(_) => {
                    Err(mistake(span.clone(), words::value_of_several_rows(path)).help(words::repeat_the_row()))
                }
                _ => Ok(Content::Field(id, prefix.to_owned())),
            };
        };
        let Some(repeat) = repeat else {
            return Err(mistake(span.clone(), words::only_in_repeated_rows(path)));
        };
        let columns = self.columns_of(repeat.field());
        if let Repeat::Nested(_, column) = repeat {
            let column = &columns[column.0];
            if let Some(part) = part.strip_prefix(column.path.as_str()).and_then(|rest| rest.strip_prefix('.')) {
                return item_part(part, &column.kind, span).map(Content::Inner);
            }
        }
        item_part(part, &self.fields[repeat.field().0].kind, span).map(Content::Item)
    }

    pub(super) fn options(&self, path: &str, show: &[String], span: &Span) -> Result<Content, Diagnostic> {
        let id = self.find(path).ok_or_else(|| self.unknown_field(span.clone(), path))?;
        let (Kind::Choice(options) | Kind::Choices(options)) = &self.fields[id.0].kind else {
            return Err(mistake(span.clone(), words::field_without_options(path)));
        };
        let index = |name: &String| {
            let known = options.iter().position(|option| option == name);
            let help = words::these_are_the_options(list(options));
            known.ok_or_else(|| mistake(span.clone(), words::no_such_option(path, name)).help(help))
        };
        let shown = match show {
            [] => (0..options.len()).collect(),
            names => names.iter().map(index).collect::<Result<_, _>>()?,
        };
        Ok(Content::Options(id, shown))
    }
}

/// A part of a record or indicator by its name in the template.
fn item_part(name: &str, kind: &Kind, span: &Span) -> Result<ItemPart, Diagnostic> {
    let indicators = matches!(kind, Kind::Indicators(_));
    let own = match name {
        "index" => Some(ItemPart::Index),
        "category" if indicators => Some(ItemPart::Category),
        "subcategory" if indicators => Some(ItemPart::Subcategory),
        "name" if indicators => Some(ItemPart::Name),
        "target" if indicators => Some(ItemPart::Target),
        "operator" if indicators => Some(ItemPart::Operator),
        "number" if indicators => Some(ItemPart::Number),
        "unit" if indicators => Some(ItemPart::Unit),
        _ => None,
    };
    let columns = kind.columns();
    let column = columns.iter().position(|column| column.path == name).map(ItemPart::Column);
    own.or(column).ok_or_else(|| {
        let names = columns.iter().map(|column| column.path.as_str());
        mistake(span.clone(), words::no_such_column(name)).help(words::these_are_the_columns(list(names)))
    })
}
