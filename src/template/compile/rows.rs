//! Rows and cells.

use super::super::field::{Field, FieldId, Kind};
use super::super::grid::{Block, CellRule, Content, ItemPart, Merge, Options, Repeat, RowRule, Rows};
use super::super::mistakes::{Mistakes, every, mistake};
use super::super::named::Named;
use super::super::spec::{CellSpec, Each, OneOrMore, RowSpec};
use super::compiler::{Compiler, Millimetres, mistaken};
use crate::diag::{Diagnostic, nearest};
use crate::messages::{Message, list};
use crate::source::{Span, Spanned};
use crate::style::{Align, Role, Style};
use crate::template::words;

/// How many blank rows a blank form has for a table, where the template does not
/// say.
const BLANK_RECORDS: usize = 3;

/// The most blank rows that a template may ask for.
const MOST_BLANK: usize = 1_000;

impl Compiler<'_> {
    /// The rows of these specs; inside a repeated block, with what it is repeated for.
    pub(super) fn rows(&self, specs: &Named<Spanned<RowSpec>>, around: Option<Repeat>) -> Result<Vec<Rows>, Mistakes> {
        every(specs.0.iter().map(|(_, spec)| self.row(spec, around)))
    }

    fn row(&self, spanned: &Spanned<RowSpec>, around: Option<Repeat>) -> Result<Rows, Mistakes> {
        let keys = &spanned.value.0;
        let span = self.spans.of(spanned);
        let repeat = keys.repeat.as_ref().map(|spec| self.repeat(spec, keys.each, around)).transpose()?;
        if repeat.is_none() && (keys.at_least.is_some() || keys.blank.is_some()) {
            return Err(mistake(span, words::only_for_repeated_rows()).into());
        }
        if keys.at_least.max(keys.blank) > Some(MOST_BLANK) {
            return Err(mistake(span, words::too_many_blank_rows(MOST_BLANK)).into());
        }
        if keys.height.is_some_and(|height| !height.fits(self.room)) {
            return Err(mistake(span, words::row_too_high(Millimetres(self.room))).into());
        }
        let when = self.optional_condition(&keys.when)?;
        if let Some(specs) = &keys.block {
            let has_others =
                !keys.cells.0.is_empty() || keys.height.is_some() || keys.at_least.is_some() || keys.header;
            if has_others || keys.each != Each::Entry {
                return Err(mistake(span, words::block_with_other_keys()).into());
            }
            if let (Some(spec), Some(Repeat::Nested(..) | Repeat::Beside(..))) = (&keys.repeat, repeat) {
                let error = mistake(self.spans.of(spec), words::cannot_be_repeated(list(&spec.value.0)));
                return Err(error.help(words::rows_of_the_block()).into());
            }
            let rows = self.rows(specs, repeat.or(around))?;
            return Ok(Rows::Block(Block { rows, repeat, when, blank: keys.blank.unwrap_or(1) }));
        }
        let lists = matches!(repeat, Some(Repeat::Indicators(_) | Repeat::Subcategories(_) | Repeat::Beside(..)));
        if keys.each != Each::Entry && !lists {
            return Err(mistake(span, words::each_of_no_indicators()).into());
        }
        if keys.each == Each::Subcategory && matches!(repeat, Some(Repeat::Beside(..))) {
            return Err(mistake(span, words::subcategories_side_by_side()).into());
        }
        let is_of_indicators = repeat.is_some_and(|repeat| matches!(self.item_kinds(repeat).0, Kind::Indicators(_)));
        let row = RowRule {
            cells: every(keys.cells.0.iter().map(|cell| self.cell(cell, repeat.or(around))))?,
            height: keys.height.unwrap_or_default(),
            header: keys.header,
            when,
            all: keys.each == Each::All,
            at_least: keys.at_least.unwrap_or_default(),
            blank: keys.blank.unwrap_or(if is_of_indicators { 1 } else { BLANK_RECORDS }),
        };
        Ok(match repeat {
            Some(repeat) => Rows::Repeat(repeat, row),
            None => Rows::One(row),
        })
    }

    /// What rows are repeated for: a table, indicators, `table.column`, two lists of
    /// indicators, or, in a block for records, `.column`.
    fn repeat(&self, spec: &Spanned<OneOrMore>, each: Each, around: Option<Repeat>) -> Result<Repeat, Diagnostic> {
        let span = self.spans.of(spec);
        let repeat = match spec.value.0.as_slice() {
            [path] => match path.strip_prefix('.') {
                Some(column) => return self.inside(column, around, span),
                None => self.over(path, each, &span)?,
            },
            [first, second] => self.beside(first, second, &span)?,
            _ => return Err(mistake(span, words::not_side_by_side())),
        };
        let Some(around) = around.map(|around| &self.fields[around.field().0]) else {
            return Ok(repeat);
        };
        // Anything else would come again as a whole in every block.
        let is_of_group = matches!(repeat, Repeat::Records(_) | Repeat::Nested(..))
            && around.by.as_ref().is_some_and(|group| group.table == repeat.field());
        match is_of_group {
            true => Ok(repeat),
            false => {
                let what = words::not_of_the_block(list(&spec.value.0), &around.path);
                Err(mistake(span, what).help(words::rows_of_the_block()))
            }
        }
    }

    /// Rows for a field, or for a column of a table.
    fn over(&self, path: &str, each: Each, span: &Span) -> Result<Repeat, Diagnostic> {
        let cannot = || mistake(span.clone(), words::cannot_be_repeated(path));
        if let Some(id) = self.find(path) {
            return Ok(match (&self.fields[id.0].kind, each) {
                (Kind::Table(_), _) => Repeat::Records(id),
                (Kind::Indicators(_), Each::Entry | Each::All) => Repeat::Indicators(id),
                (Kind::Indicators(_), Each::Subcategory) => Repeat::Subcategories(id),
                _ => return Err(cannot()),
            });
        }
        let nested = path.rsplit_once('.').and_then(|(table, column)| {
            let id = self.find(table)?;
            let index = self.columns_of(id).iter().position(|known| known.path == column)?;
            Some((id, FieldId(index)))
        });
        let Some((table, column)) = nested else {
            return Err(self.unknown_field(span.clone(), path));
        };
        match &self.columns_of(table)[column.0].kind {
            Kind::Table(_) | Kind::Indicators(_) if !self.is_indicators(table) => Ok(Repeat::Nested(table, column)),
            _ => Err(cannot()),
        }
    }

    /// Rows for a column of the record that the block around is for.
    fn inside(&self, column: &str, around: Option<Repeat>, span: Span) -> Result<Repeat, Diagnostic> {
        let Some(Repeat::Records(table)) = around else {
            return Err(mistake(span, words::only_in_repeated_blocks(format!(".{column}"))));
        };
        let columns = self.columns_of(table);
        let Some(index) = columns.iter().position(|known| known.path == column) else {
            return Err(no_such_column(column, columns, span));
        };
        match &columns[index].kind {
            Kind::Table(_) | Kind::Indicators(_) => Ok(Repeat::Inside(table, FieldId(index))),
            _ => Err(mistake(span, words::cannot_be_repeated(format!(".{column}")))),
        }
    }

    /// Rows for the indicators of two lists.
    fn beside(&self, first: &str, second: &str, span: &Span) -> Result<Repeat, Diagnostic> {
        let find = |path: &str| self.find(path).ok_or_else(|| self.unknown_field(span.clone(), path));
        let (first, second) = (find(first)?, find(second)?);
        match (&self.fields[first.0].kind, &self.fields[second.0].kind) {
            (Kind::Indicators(one), Kind::Indicators(other))
                if first != second && one.categories == other.categories =>
            {
                Ok(Repeat::Beside(first, second))
            }
            _ => Err(mistake(span.clone(), words::not_side_by_side())),
        }
    }

    /// What the items of repeated rows are, and what those inside or beside them are.
    fn item_kinds(&self, repeat: Repeat) -> (&Kind, Option<&Kind>) {
        let column = |table: FieldId, column: FieldId| &self.columns_of(table)[column.0].kind;
        match repeat {
            Repeat::Records(id) | Repeat::Indicators(id) | Repeat::Subcategories(id) => (&self.fields[id.0].kind, None),
            Repeat::Inside(table, id) => (column(table, id), None),
            Repeat::Nested(table, id) => (&self.fields[table.0].kind, Some(column(table, id))),
            Repeat::Beside(first, second) => (&self.fields[first.0].kind, Some(&self.fields[second.0].kind)),
        }
    }

    /// How cells name the items of repeated rows, before the name of a part, and those
    /// inside or beside them.
    fn names(&self, repeat: Repeat) -> [Option<&str>; 2] {
        match repeat {
            Repeat::Nested(table, column) => [None, Some(&self.columns_of(table)[column.0].path)],
            Repeat::Beside(first, second) => [first, second].map(|id| Some(self.fields[id.0].path.as_str())),
            _ => [None, None],
        }
    }

    fn cell(&self, spanned: &Spanned<CellSpec>, repeat: Option<Repeat>) -> Result<CellRule, Diagnostic> {
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
            contents.push((Role::Value, self.value(path, "", repeat, &span)?));
        }
        let count = contents.len();
        let (Some((role, content)), 1) = (contents.pop(), count) else {
            return Err(mistake(span, words::one_content_a_cell()).help(words::split_the_cell()));
        };
        self.sound_in_rows(spec, &content, repeat).map_err(|what| mistake(span.clone(), what))?;
        if spec.colspan == 0 || spec.colspan > self.columns {
            return Err(mistake(span, words::colspan_out_of_range(self.columns)));
        }
        let kind = self.kind_of(&content, repeat);
        let options = match &spec.options {
            Some(path) => Some(self.boxes(path, kind, spec, &span)?),
            None => None,
        };
        // Amounts stand at the right rule on all these forms.
        let align = matches!(kind, Some(Kind::Money(_))).then_some(Align::Right);
        let is_of_project =
            repeat.is_some_and(|repeat| matches!(repeat, Repeat::Records(id) if self.fields[id.0].is_of_projects()));
        if spec.link && !is_of_project {
            return Err(mistake(span, words::link_without_project()));
        }
        Ok(CellRule {
            role,
            content,
            options,
            hint: spec.hint.0.clone(),
            colspan: spec.colspan,
            rowspan: spec.rowspan.0,
            style: self.style(role, spec.style.as_ref(), align, &span)?,
            merge: spec.merge,
            when: self.optional_condition(&spec.when)?,
            link: spec.link,
        })
    }

    /// Sees that a cell has no keys that would say nothing, or something false.
    fn sound_in_rows(&self, spec: &CellSpec, content: &Content, repeat: Option<Repeat>) -> Result<(), Message> {
        let is_outer = matches!((content, repeat), (Content::Item(_) | Content::Text(_), Some(Repeat::Nested(..))));
        if spec.merge == Merge::Record && !is_outer {
            return Err(words::merge_of_no_record());
        }
        if !spec.prefix.is_empty() && (spec.options.is_some() || !matches!(content, Content::Field(..))) {
            return Err(words::prefix_of_no_field());
        }
        if !spec.hint.0.is_empty() && (spec.value.is_none() || !spec.prefix.is_empty()) {
            return Err(words::hint_of_no_value());
        }
        if spec.hint.0.len() > 1 && repeat.is_none() {
            return Err(words::one_hint());
        }
        if spec.hint.0.iter().any(|hint| hint.contains('{')) {
            return Err(words::hint_with_a_place());
        }
        match spec.prefix.contains('{') {
            true => Err(words::prefix_with_a_place()),
            false => Ok(()),
        }
    }

    /// What kind of value stands in a cell; none for a text of the form.
    fn kind_of(&self, content: &Content, repeat: Option<Repeat>) -> Option<&Kind> {
        let (kind, part) = match (content, repeat.map(|repeat| self.item_kinds(repeat))) {
            (Content::Field(id, _), _) => return Some(&self.fields[id.0].kind),
            (Content::Item(part), Some((kind, _))) | (Content::Inner(part), Some((_, Some(kind)))) => (kind, part),
            _ => return None,
        };
        match part {
            ItemPart::Column(index) => Some(&kind.columns()[*index].kind),
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
            let is_column = || repeat.is_some_and(|repeat| item_part(path, self.item_kinds(repeat).0, span).is_ok());
            let id = self.find(path).ok_or_else(|| match is_column() {
                true => mistake(span.clone(), words::no_such_field(path)).help(words::column_with_a_dot(path)),
                false => self.unknown_field(span.clone(), path),
            })?;
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
        let (kind, inner) = self.item_kinds(repeat);
        let [name, inner_name] = self.names(repeat);
        let after = |name: &str| part.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
        if let (Some(kind), Some(part)) = (inner, inner_name.and_then(after)) {
            return item_part(part, kind, span).map(Content::Inner);
        }
        match name.map(after) {
            Some(Some(part)) => item_part(part, kind, span).map(Content::Item),
            Some(None) => {
                let names = [name, inner_name].into_iter().flatten().map(|name| format!(".{name}.name"));
                Err(mistake(span.clone(), words::no_such_column(part)).help(words::these_are_the_columns(list(names))))
            }
            None => item_part(part, kind, span).map(Content::Item),
        }
    }

    /// Options with their boxes.
    fn boxes(&self, path: &str, kind: Option<&Kind>, spec: &CellSpec, span: &Span) -> Result<Options, Diagnostic> {
        let names: Vec<String> = spec.show.iter().map(|shown| shown.option.clone()).collect();
        let numbers = numbers(path, kind, &names, span)?;
        let text = |index: usize| {
            let text = spec.show.get(index).and_then(|shown| shown.text.as_ref());
            text.map(|text| self.unpaged(text).map_err(|wrong| mistaken(span.clone(), wrong))).transpose()
        };
        let shown = numbers.into_iter().enumerate().map(|(index, number)| Ok((number, text(index)?)));
        Ok(Options { shown: shown.collect::<Result<_, _>>()?, boxes: spec.boxes })
    }

    /// A choice and the numbers of some of its options; of all, where none is named.
    pub(super) fn options(
        &self,
        path: &str,
        show: &[String],
        span: &Span,
    ) -> Result<(FieldId, Vec<usize>), Diagnostic> {
        let id = self.find(path).ok_or_else(|| self.unknown_field(span.clone(), path))?;
        Ok((id, numbers(path, Some(&self.fields[id.0].kind), show, span)?))
    }

    /// A choice and the names of some of its options; of all, where none is named.
    pub(super) fn option_names(
        &self,
        path: &str,
        show: &[String],
        span: &Span,
    ) -> Result<(FieldId, Vec<String>), Diagnostic> {
        let (id, chosen) = self.options(path, show, span)?;
        let names = match &self.fields[id.0].kind {
            Kind::Choice(names) | Kind::Choices(names) => chosen.iter().map(|index| names[*index].clone()).collect(),
            _ => Vec::new(),
        };
        Ok((id, names))
    }
}

/// The numbers of some options of a choice; of all, where none is named.
fn numbers(path: &str, kind: Option<&Kind>, show: &[String], span: &Span) -> Result<Vec<usize>, Diagnostic> {
    let Some(Kind::Choice(options) | Kind::Choices(options)) = kind else {
        return Err(mistake(span.clone(), words::field_without_options(path)));
    };
    let index = |name: &String| {
        let known = options.iter().position(|option| option == name);
        let help = words::these_are_the_options(list(options));
        known.ok_or_else(|| mistake(span.clone(), words::no_such_option(path, name)).help(help))
    };
    match show {
        [] => Ok((0..options.len()).collect()),
        names => names.iter().map(index).collect(),
    }
}

/// The parts of indicators that no template declares.
const INDICATOR_PARTS: [(&str, ItemPart); 7] = [
    ("category", ItemPart::Category),
    ("subcategory", ItemPart::Subcategory),
    ("name", ItemPart::Name),
    ("target", ItemPart::Target),
    ("operator", ItemPart::Operator),
    ("number", ItemPart::Number),
    ("unit", ItemPart::Unit),
];

/// A part of a record or indicator by its name in the template.
fn item_part(name: &str, kind: &Kind, span: &Span) -> Result<ItemPart, Diagnostic> {
    let own = match kind {
        Kind::Indicators(_) => INDICATOR_PARTS.as_slice(),
        _ => &[],
    };
    let own = own.iter().copied().chain([("index", ItemPart::Index)]);
    let columns = kind.columns().iter().enumerate();
    let columns = columns.map(|(index, column)| (column.path.as_str(), ItemPart::Column(index)));
    let mut parts = own.clone().chain(columns);
    parts.clone().find(|(known, _)| *known == name).map(|(_, part)| part).ok_or_else(|| {
        let error = mistake(span.clone(), words::no_such_column(name));
        let names = list(parts.clone().map(|(name, _)| format!(".{name}")));
        match nearest(name, parts.by_ref().map(|(name, _)| name)) {
            Some(near) => error.help(words::did_you_mean(format!(".{near}"))),
            None => error.help(words::these_are_the_columns(names)),
        }
    })
}

pub(super) fn no_such_column(name: &str, columns: &[Field], span: Span) -> Diagnostic {
    let names = columns.iter().map(|column| column.path.as_str());
    mistake(span, words::no_such_column(name)).help(words::these_are_the_columns(list(names)))
}
