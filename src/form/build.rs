//! From the template's grid and the project's values to the form table.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::place::{Draft, DraftCell, Rule, merge_equal, place};
use super::print;
use super::table::{Cell, FormTable, Formula, Input, Metadata, PartPath};
use crate::project::{FieldValue, Given, Indicator, Project};
use crate::source::Span;
use crate::template::{
    Block, Cell as CellRule, Condition, ConditionId, Content, Field, FieldId, Framework, Group, ItemPart, Kind, Part,
    Repeat, Row as RowRule, Rows, Rowspan, Template,
};
use crate::value::MoneyUnit;

/// Fills the form.
pub fn build(project: &Project) -> FormTable {
    Builder { project, blank: false }.table()
}

/// The empty form of a year, with rows to fill in.
pub fn blank(template: &Arc<Template>, year: u16) -> FormTable {
    Builder { project: &Project::blank(template, year), blank: true }.table()
}

struct Builder<'p> {
    project: &'p Project,
    /// Whether the form is to be filled in by hand.
    blank: bool,
}

/// What the cells of a repeated row show.
#[derive(Default)]
struct Item<'a> {
    path: String,
    parts: Vec<(ItemPart, Shown<'a>)>,
    /// The same of a record inside.
    inner: Option<Box<Item<'a>>>,
    /// The number of the record, where it has several rows.
    record: Option<usize>,
    /// The number of the project of a book.
    project: Option<usize>,
    /// The category and subcategory of a row that two lists of indicators share.
    shared: Option<(usize, usize)>,
}

/// What the rows inside a repeated block are about.
struct Scope<'s, 'p> {
    item: &'s Item<'p>,
    /// What is in the group, where it is one.
    members: Option<Members>,
}

/// The records of a group.
struct Members {
    /// The table that is grouped.
    table: FieldId,
    /// The number of the group.
    group: usize,
    /// The numbers of its records.
    records: Vec<usize>,
    /// How many records earlier groups have.
    before: usize,
}

/// What one cell of a repeated row shows.
#[derive(Clone, Default)]
struct Shown<'a> {
    text: String,
    kind: Option<&'a Kind>,
    given: Option<&'a Given>,
    /// Whether it is one of several paragraphs for several indicators.
    paired: bool,
    span: Option<Span>,
    /// How it is computed, where it is.
    input: Option<Input>,
}

impl<'p> Builder<'p> {
    fn table(&self) -> FormTable {
        let project = self.project;
        let template = &project.template;
        let mut rows = Vec::new();
        self.expand(&template.grid.rows, None, &mut rows);
        let (rows, entries, mut cells) = place(rows, template.grid.columns.len());
        open_totals(&mut cells);
        let page = &template.page;
        FormTable {
            columns: template.grid.columns.clone(),
            rows,
            entries,
            cells,
            paper: (page.width, page.height),
            margins: page.margins,
            rule: page.rule,
            footer: page.footer.as_ref().map(|(footer, style)| (print::footer(project, footer), *style)),
            continued: page.continued.as_ref().map(|(text, style)| (print::pattern(project, text), *style)),
            fit: page.fit,
            is_blank: self.blank,
            metadata: Metadata {
                title: Some(print::pattern(project, &template.metadata.title))
                    .filter(|title| !title.trim().is_empty())
                    .unwrap_or_else(|| template.title.clone()),
                author: print::pattern(project, &template.metadata.author),
                subject: print::pattern(project, &template.metadata.subject),
                year: project.year,
                sheet: print::pattern(project, &template.metadata.sheet),
            },
            data: None,
            attachments: Vec::new(),
        }
    }

    fn expand(&self, rows: &'p [Rows], scope: Option<&Scope<'_, 'p>>, drafts: &mut Vec<Draft>) {
        for rows in rows {
            let (Rows::One(RowRule { when, .. })
            | Rows::Repeat(_, RowRule { when, .. })
            | Rows::Block(Block { when, .. })) = rows;
            if when.is_some_and(|condition| !self.shows(condition)) {
                continue;
            }
            match rows {
                Rows::One(row) => drafts.push(self.draft(row, scope.map(|scope| scope.item))),
                Rows::Repeat(repeat, row) => {
                    let first = drafts.len();
                    let mut items = self.items(*repeat, row.blank, scope);
                    let wanted = row.at_least.max(items.len());
                    items.resize_with(wanted, Item::default);
                    drafts.extend(items.iter().map(|item| self.draft(row, Some(item))));
                    merge_equal(&mut drafts[first..]);
                }
                Rows::Block(Block { rows, repeat: None, .. }) => self.block(rows, scope, drafts),
                Rows::Block(Block { rows, repeat: Some(repeat), blank, .. }) => {
                    let mut before = 0;
                    for (group, item) in self.items(*repeat, *blank, scope).iter().enumerate() {
                        let grouped = self.project.template.field(repeat.field()).by.as_ref();
                        let members = grouped.map(|by| Members {
                            table: by.table,
                            group,
                            records: self.members(by, item),
                            before,
                        });
                        before += members.as_ref().map_or(0, |members| members.records.len());
                        self.block(rows, Some(&Scope { item, members }), drafts);
                    }
                }
            }
        }
    }

    fn block(&self, rows: &'p [Rows], scope: Option<&Scope<'_, 'p>>, drafts: &mut Vec<Draft>) {
        let first = drafts.len();
        self.expand(rows, scope, drafts);
        let end = drafts.len();
        for (index, draft) in drafts.iter_mut().enumerate().skip(first) {
            draft.heads_until = draft.heads_until.or(draft.header.then_some(end));
            for cell in &mut draft.cells {
                if cell.rowspan == Rowspan::Block {
                    cell.rowspan = Rowspan::Rows(end - index);
                }
            }
        }
    }

    /// The numbers of the records in the group that an item is.
    fn members(&self, group: &Group, item: &Item<'_>) -> Vec<usize> {
        let Some(FieldValue::Records(records)) = self.project.get(group.table).map(|given| &given.value) else {
            return Vec::new();
        };
        let named = item.parts.iter().find(|(part, _)| *part == ItemPart::Column(0));
        let Some((_, Shown { text: name, .. })) = named else { return Vec::new() };
        (0..records.len()).filter(|index| records[*index].group(group) == name).collect()
    }

    /// Whether a part of the form that depends on a condition is there: on a blank
    /// form, wherever it may come to hold.
    fn shows(&self, condition: ConditionId) -> bool {
        match self.blank {
            true => self.may_hold(condition) != Some(false),
            false => self.project.holds(condition),
        }
    }

    /// Whether a condition will hold once the form is filled in; unknown where it
    /// goes by what is filled in. A blank form is that of a single-year project.
    fn may_hold(&self, condition: ConditionId) -> Option<bool> {
        match &self.project.template.condition(condition).1 {
            Condition::YearsDiffer(..) => Some(false),
            Condition::Not(other) => self.may_hold(*other).map(|holds| !holds),
            Condition::All(others) if others.iter().any(|other| self.may_hold(*other) == Some(false)) => Some(false),
            _ => None,
        }
    }

    fn draft(&self, row: &RowRule, item: Option<&Item<'_>>) -> Draft {
        Draft {
            cells: row.cells.iter().map(|cell| self.fill(cell, item)).collect(),
            height: row.height,
            header: row.header,
            heads_until: None,
        }
    }

    fn fill(&self, cell: &CellRule, item: Option<&Item<'_>>) -> DraftCell {
        let project = self.project;
        let rule = Rule { role: cell.role, colspan: cell.colspan, style: cell.style, merge: cell.merge };
        let mut filled = DraftCell {
            rule,
            rowspan: cell.rowspan,
            text: String::new(),
            number: None,
            paired: false,
            field: None,
            span: None,
            input: None,
            leads_to: item.and_then(|item| item.project).filter(|_| cell.link),
            record: item.and_then(|item| item.record),
            is_inner: matches!(cell.content, Content::Inner(_)),
            shared: item.and_then(|item| item.shared).map(|(category, subcategory)| match cell.content {
                Content::Item(ItemPart::Category) | Content::Inner(ItemPart::Category) => (category, None),
                _ => (category, Some(subcategory)),
            }),
        };
        if cell.when.is_some_and(|condition| !self.shows(condition)) {
            return filled;
        }
        match &cell.content {
            Content::Text(text) => filled.text = print::text(project, text),
            Content::Field(id, prefix) => {
                let field = project.template.field(*id);
                let given = project.get(*id);
                filled.text = format!("{prefix}{}", print::field(project, *id));
                let number = given.and_then(|given| print::number(&field.kind, given));
                filled.number = number.filter(|_| prefix.is_empty());
                filled.field = Some(field.path.clone());
                filled.span = given.and_then(|given| given.span.clone());
                filled.input = self.computed(field).or_else(|| Input::of(&field.kind, prefix));
            }
            Content::Options(options) => {
                filled.text = print::options(project, options);
                filled.field = Some(project.template.field(options.field).path.clone());
                filled.span = project.get(options.field).and_then(|given| given.span.clone());
                filled.input = Some(print::alternatives(project, options).map_or(Input::Text, Input::Option));
            }
            Content::Item(part) => filled.show(item, *part),
            Content::Inner(part) => filled.show(item.and_then(|item| item.inner.as_deref()), *part),
        }
        filled
    }

    /// What a spreadsheet computes in the cell of a total of the form; none where it
    /// could not, because the parts are given in other units.
    fn computed(&self, total: &Field) -> Option<Input> {
        let fields = &self.project.template.fields;
        match total.count {
            Some(FieldId(table)) => {
                let parts = vec![PartPath::Column(format!("{}[", fields[table].path), "].0".to_owned())];
                computed(total, Formula::Count(parts))
            }
            None => computed(total, Formula::Sum(parts(fields, total, None)?)),
        }
    }

    /// Has a spreadsheet compute the figures of a group, from the records that are in
    /// it.
    fn compute(&self, group: &Group, columns: &[Field], record: &mut Item<'_>) {
        let table = self.project.template.field(group.table);
        let members = self.members(group, record);
        let cells = |column: usize| -> Vec<PartPath> {
            members.iter().map(|index| PartPath::Field(format!("{}[{index}].{column}", table.path))).collect()
        };
        for (part, shown) in &mut record.parts {
            let ItemPart::Column(index) = *part else { continue };
            let column = &columns[index];
            let parts = column.sum.iter().map(|part| match *part {
                Part::Column(_, index) if unit(&table.kind.columns()[index].kind) == unit(&column.kind) => {
                    Some(cells(index))
                }
                _ => None,
            });
            let formula = match (column.count, parts.collect::<Option<Vec<_>>>()) {
                (Some(_), _) => Formula::Count(cells(0)),
                (None, Some(parts)) => Formula::Sum(parts.concat()),
                (None, None) => continue,
            };
            shown.input = computed(column, formula);
        }
    }

    fn items(&self, repeat: Repeat, blank: usize, scope: Option<&Scope<'_, 'p>>) -> Vec<Item<'p>> {
        let project = self.project;
        let field = project.template.field(repeat.field());
        let given = project.get(repeat.field()).map(|given| &given.value);
        let members = scope.and_then(|scope| scope.members.as_ref()).filter(|members| members.table == repeat.field());
        match (repeat, &field.kind, given) {
            (Repeat::Inside(_, column), Kind::Table(columns), _) => match scope {
                Some(scope) => self.inner(scope.item, columns, column, blank),
                None => Vec::new(),
            },
            (Repeat::Beside(first, second), ..) => self.beside(first, second, blank),
            (Repeat::Nested(_, column), Kind::Table(columns), given) => {
                let records = self.records(field, given, &field.path, blank, members);
                records
                    .into_iter()
                    .enumerate()
                    .flat_map(|(number, record)| self.nested(record, number, columns, column))
                    .collect()
            }
            (_, Kind::Table(columns), given) => {
                let mut records = self.records(field, given, &field.path, blank, members);
                for (index, record) in records.iter_mut().enumerate() {
                    record.project = field.is_of_projects().then_some(index);
                    if let Some(group) = &field.by {
                        self.compute(group, columns, record);
                    }
                }
                records
            }
            (Repeat::Subcategories(_), Kind::Indicators(framework), given) => {
                let subcategory = |place: (usize, usize)| {
                    let here = |indicator: &&Indicator| (indicator.category, indicator.subcategory) == place;
                    let indicators: Vec<&Indicator> = indicators(given).iter().filter(here).collect();
                    let rule = &framework.categories[place.0];
                    let path = format!("{}.{}.{}", field.path, rule.name, rule.subcategories[place.1]);
                    Item { parts: self.indicator_parts(framework, &indicators, place, &path), path, ..Item::default() }
                };
                places(framework).map(subcategory).collect()
            }
            (_, Kind::Indicators(framework), given) => self.indicators(framework, given, &field.path, blank),
            _ => Vec::new(),
        }
    }

    /// The rows of two lists of indicators: those of each subcategory side by side.
    fn beside(&self, first: FieldId, second: FieldId, blank: usize) -> Vec<Item<'p>> {
        let template = &self.project.template;
        let (Kind::Indicators(framework), Kind::Indicators(other)) =
            (&template.field(first).kind, &template.field(second).kind)
        else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        for place in places(framework) {
            let here = |id: FieldId| -> Vec<(usize, &'p Indicator)> {
                let all = indicators(self.project.get(id).map(|given| &given.value)).iter().enumerate();
                all.filter(|(_, indicator)| (indicator.category, indicator.subcategory) == place).collect()
            };
            let (left, right) = (here(first), here(second));
            for row in 0..left.len().max(right.len()).max(if self.blank { blank } else { 0 }) {
                let number = rows.len();
                let side = |id: FieldId, framework: &'p Framework, list: &[(usize, &'p Indicator)]| {
                    let path = &template.field(id).path;
                    match list.get(row) {
                        Some((index, indicator)) => self.indicator(framework, &[indicator], place, path, *index),
                        None if self.blank => self.indicator(framework, &[], place, path, number),
                        // The other side has more of this subcategory.
                        None => Item { parts: self.indicator_parts(framework, &[], place, ""), ..Item::default() },
                    }
                };
                let inner = Some(Box::new(side(second, other, &right)));
                rows.push(Item { inner, shared: Some(place), ..side(first, framework, &left) });
            }
        }
        rows
    }

    /// The rows of one record: one for each record or indicator in a column.
    fn nested(&self, record: Item<'p>, number: usize, columns: &'p [Field], column: FieldId) -> Vec<Item<'p>> {
        let inner = self.inner(&record, columns, column, 1);
        let rows = inner.len().max(1);
        let mut inner = inner.into_iter();
        let row = |_| Item {
            path: record.path.clone(),
            parts: record.parts.iter().map(|(part, shown)| (*part, shown.clone())).collect(),
            inner: inner.next().map(Box::new),
            record: Some(number),
            ..Item::default()
        };
        (0..rows).map(row).collect()
    }

    /// The records or indicators in a column of a record.
    fn inner(&self, record: &Item<'p>, columns: &'p [Field], FieldId(column): FieldId, blank: usize) -> Vec<Item<'p>> {
        let inside = record.parts.iter().find(|(part, _)| *part == ItemPart::Column(column));
        let given = inside.and_then(|(_, shown)| shown.given).map(|given| &given.value);
        let path = format!("{}.{}", record.path, columns[column].path);
        match &columns[column].kind {
            Kind::Table(_) => self.records(&columns[column], given, &path, blank, None),
            Kind::Indicators(framework) => self.indicators(framework, given, &path, blank),
            _ => Vec::new(),
        }
    }

    fn records(
        &self,
        table: &'p Field,
        given: Option<&'p FieldValue>,
        path: &str,
        blank: usize,
        members: Option<&Members>,
    ) -> Vec<Item<'p>> {
        let records = match given {
            Some(FieldValue::Records(records)) => records.as_slice(),
            _ => &[],
        };
        let item = |index: usize, number: usize| {
            let values = records.get(index).map_or(&[][..], |record| record.values.as_slice());
            let path = format!("{path}[{index}]");
            // The figures of groups add up other records than their own.
            let mut parts = column_parts(table.kind.columns(), values, Some(&*path).filter(|_| table.by.is_none()));
            parts.push(numbered(number));
            Item { path, parts, ..Item::default() }
        };
        let blank = if self.blank { blank } else { 0 };
        match members {
            Some(members) if self.blank => {
                (0..blank).map(|row| members.group * blank + row).map(|row| item(row, row)).collect()
            }
            Some(Members { records, before, .. }) => {
                records.iter().enumerate().map(|(row, index)| item(*index, before + row)).collect()
            }
            None => (0..records.len() + blank).map(|row| item(row, row)).collect(),
        }
    }

    fn indicators(
        &self,
        framework: &'p Framework,
        given: Option<&'p FieldValue>,
        path: &str,
        blank: usize,
    ) -> Vec<Item<'p>> {
        let filled = indicators(given).iter();
        let filled = filled.map(|indicator| (vec![indicator], (indicator.category, indicator.subcategory)));
        let blanks = places(framework).flat_map(|place| std::iter::repeat_n((Vec::new(), place), blank));
        let blanks = blanks.take(if self.blank { usize::MAX } else { 0 });
        let rows = filled.chain(blanks).enumerate();
        rows.map(|(index, (indicators, place))| self.indicator(framework, &indicators, place, path, index)).collect()
    }

    /// A row for an indicator, or a blank one for one of a subcategory.
    fn indicator(
        &self,
        framework: &'p Framework,
        indicators: &[&'p Indicator],
        place: (usize, usize),
        path: &str,
        index: usize,
    ) -> Item<'p> {
        let path = format!("{path}[{index}]");
        let mut parts = self.indicator_parts(framework, indicators, place, &path);
        parts.push(numbered(index));
        Item { path, parts, ..Item::default() }
    }

    /// The parts of a row for some indicators of one subcategory; several stand
    /// below each other as lines.
    fn indicator_parts(
        &self,
        framework: &'p Framework,
        indicators: &[&'p Indicator],
        (category, subcategory): (usize, usize),
        path: &str,
    ) -> Vec<(ItemPart, Shown<'p>)> {
        let lines = |line: &dyn Fn(&Indicator) -> String| -> String {
            indicators.iter().map(|indicator| line(indicator)).collect::<Vec<_>>().join("\n")
        };
        let first = indicators.first();
        let rule = &framework.categories[category];
        let formats = &self.project.template.formats;
        let plain = |text: String, span: Option<Span>| Shown { text, span, ..Shown::default() };
        let paired = |text: String, span: Option<Span>| Shown {
            paired: indicators.len() > 1,
            kind: Some(&Kind::Text),
            ..plain(text, span)
        };
        let category = first.map_or(&rule.name, |indicator| &indicator.category_name).clone();
        let subcategory_name = &rule.subcategories[subcategory];
        let subcategory = first.map_or(subcategory_name, |indicator| &indicator.subcategory_name).clone();
        let span = first.map(|indicator| indicator.span.clone());
        let target_span = first.map(|indicator| indicator.target_span.clone());
        let target = |part: &dyn Fn(&Indicator) -> String| paired(lines(part), target_span.clone());
        let mut parts = vec![
            (ItemPart::Category, plain(category, span.clone())),
            (ItemPart::Subcategory, plain(subcategory, span.clone())),
            (ItemPart::Name, paired(lines(&|indicator| indicator.name.clone()), span)),
            (ItemPart::Target, target(&|indicator| indicator.target.print(formats.target))),
            (ItemPart::Operator, target(&|indicator| print::operator(formats, &indicator.target))),
            (ItemPart::Number, target(&|indicator| indicator.target.print_number(formats.target))),
            (ItemPart::Unit, target(&|indicator| indicator.target.unit().to_owned())),
        ];
        let columns = &framework.columns;
        match indicators {
            [] => parts.extend(column_parts(columns, &[], Some(path))),
            [indicator] => parts.extend(column_parts(columns, &indicator.columns, Some(path))),
            _ => {
                for (index, column) in columns.iter().enumerate() {
                    let text = lines(&|indicator| match &indicator.columns[index] {
                        Some(given) => print::value(&column.kind, given),
                        None => String::new(),
                    });
                    parts.push((ItemPart::Column(index), paired(text, None)));
                }
            }
        }
        parts
    }
}

/// A list of indicators.
fn indicators(given: Option<&FieldValue>) -> &[Indicator] {
    match given {
        Some(FieldValue::Indicators(indicators)) => indicators,
        _ => &[],
    }
}

/// What a spreadsheet computes in the cell of a total; none where nothing is added up.
fn computed(total: &Field, formula: Formula) -> Option<Input> {
    let (Formula::Sum(parts) | Formula::Count(parts)) = &formula;
    let format = total.kind.number_format().filter(|_| !parts.is_empty())?;
    Some(Input::Computed(formula, format.spreadsheet_format(Decimal::ZERO)))
}

/// The cells that show the parts of a total, of the form or of a record at a path; none
/// where they show them in another unit.
fn parts(fields: &[Field], total: &Field, record: Option<&str>) -> Option<Vec<PartPath>> {
    let part = |part: &Part| match *part {
        Part::Field(FieldId(index)) => {
            let path = match record {
                Some(record) => format!("{record}.{index}"),
                None => fields[index].path.clone(),
            };
            (unit(&fields[index].kind) == unit(&total.kind)).then_some(PartPath::Field(path))
        }
        Part::Column(FieldId(index), column) => {
            let table = &fields[index];
            let path = match record {
                Some(record) => format!("{record}.{}[", table.path),
                None => format!("{}[", table.path),
            };
            let is_same = unit(&table.kind.columns()[column].kind) == unit(&total.kind);
            is_same.then(|| PartPath::Column(path, format!("].{column}")))
        }
    };
    total.sum.iter().map(part).collect()
}

/// In which unit amounts are printed.
fn unit(kind: &Kind) -> Option<MoneyUnit> {
    match kind {
        Kind::Money(format) => Some(format.unit),
        _ => None,
    }
}

/// A total whose parts stand nowhere is filled in like any number.
fn open_totals(cells: &mut [Cell]) {
    let shown: Vec<String> = cells.iter().filter_map(|cell| cell.field.clone()).collect();
    for cell in cells {
        if let Some(Input::Computed(Formula::Sum(parts), format)) = &cell.input
            && !shown.iter().any(|field| parts.iter().any(|part| part.is(field)))
        {
            cell.input = Some(Input::Number(format.clone()));
        }
    }
}

/// The numbers of all categories with their subcategories.
fn places(framework: &Framework) -> impl Iterator<Item = (usize, usize)> + '_ {
    framework
        .categories
        .iter()
        .enumerate()
        .flat_map(|(category, rule)| (0..rule.subcategories.len()).map(move |subcategory| (category, subcategory)))
}

fn numbered<'a>(index: usize) -> (ItemPart, Shown<'a>) {
    (ItemPart::Index, Shown { text: (index + 1).to_string(), ..Shown::default() })
}

/// The columns of a record or indicator; blank where it has no values. With its path,
/// its totals are computed.
fn column_parts<'a>(
    columns: &'a [Field],
    values: &'a [Option<Given>],
    path: Option<&str>,
) -> Vec<(ItemPart, Shown<'a>)> {
    let part = |(index, column): (usize, &'a Field)| {
        let given = values.get(index).and_then(Option::as_ref);
        let shown = Shown {
            text: given.map_or_else(String::new, |given| print::value(&column.kind, given)),
            kind: Some(&column.kind),
            given,
            paired: false,
            span: given.and_then(|given| given.span.clone()),
            input: path.and_then(|path| computed(column, Formula::Sum(parts(columns, column, Some(path))?))),
        };
        (ItemPart::Column(index), shown)
    };
    columns.iter().enumerate().map(part).collect()
}

impl DraftCell {
    /// Shows a part of a record or indicator.
    fn show(&mut self, item: Option<&Item<'_>>, part: ItemPart) {
        let Some((item, shown)) = item.and_then(|item| {
            let (_, shown) = item.parts.iter().find(|(known, _)| *known == part)?;
            Some((item, shown))
        }) else {
            return;
        };
        self.text.clone_from(&shown.text);
        self.number = shown.kind.zip(shown.given).and_then(|(kind, given)| print::number(kind, given));
        // A place that the other side of a row has alone shows no field.
        self.field = (!item.path.is_empty()).then(|| format!("{}.{}", item.path, part_name(part)));
        self.span.clone_from(&shown.span);
        self.paired = shown.paired;
        self.input = shown.input.clone().or_else(|| shown.kind.and_then(|kind| Input::of(kind, "")));
    }
}

fn part_name(part: ItemPart) -> String {
    match part {
        ItemPart::Index => "index".into(),
        ItemPart::Category => "category".into(),
        ItemPart::Subcategory => "subcategory".into(),
        ItemPart::Name => "name".into(),
        ItemPart::Target => "target".into(),
        ItemPart::Operator => "operator".into(),
        ItemPart::Number => "number".into(),
        ItemPart::Unit => "unit".into(),
        ItemPart::Column(index) => index.to_string(),
    }
}
