//! From the template's grid and the project's values to the form table.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::place::{Draft, DraftCell, Rule, merge_equal, place};
use super::print;
use super::table::{Cell, FormTable, Formula, Input, Metadata, PartPath};
use crate::project::{FieldValue, Given, Indicator, Project};
use crate::source::Span;
use crate::template::{
    Cell as CellRule, Condition, ConditionId, Content, Field, FieldId, Framework, Group, ItemPart, Kind, Part, Repeat,
    Row as RowRule, Rows, Rowspan, Template,
};

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
        self.expand(&template.grid.rows, &mut rows);
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

    fn expand(&self, rows: &'p [Rows], drafts: &mut Vec<Draft>) {
        for rows in rows {
            match rows {
                Rows::One(row) => {
                    if row.when.is_none_or(|condition| self.shows(condition)) {
                        drafts.push(self.draft(row, None));
                    }
                }
                Rows::Repeat(_, row) if row.when.is_some_and(|condition| !self.shows(condition)) => {}
                Rows::Repeat(repeat, row) => {
                    let first = drafts.len();
                    let mut items = self.items(*repeat, row.blank);
                    let wanted = row.at_least.max(items.len());
                    items.resize_with(wanted, Item::default);
                    drafts.extend(items.iter().map(|item| self.draft(row, Some(item))));
                    merge_equal(&mut drafts[first..]);
                }
                Rows::Block(rows) => {
                    let first = drafts.len();
                    self.expand(rows, drafts);
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
            }
        }
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
            Content::Options(id, shown) => {
                filled.text = print::options(project, *id, shown);
                filled.field = Some(project.template.field(*id).path.clone());
                filled.span = project.get(*id).and_then(|given| given.span.clone());
                filled.input = Some(Input::Text);
            }
            Content::Item(part) => filled.show(item, *part),
            Content::Inner(part) => filled.show(item.and_then(|item| item.inner.as_deref()), *part),
        }
        filled
    }

    /// What a spreadsheet computes in the cell of a total; none where it could not,
    /// because the parts are given in other units.
    fn computed(&self, total: &Field) -> Option<Input> {
        let formula = match total.count {
            Some(table) => {
                let path = &self.project.template.field(table).path;
                Formula::Count(vec![PartPath::Column(format!("{path}["), "].0".to_owned())])
            }
            None => {
                let parts = total.sum.iter().map(|part| self.part_path(&total.kind, part));
                Formula::Sum(parts.collect::<Option<_>>().filter(|parts: &Vec<_>| !parts.is_empty())?)
            }
        };
        Some(Input::Computed(formula, total.kind.number_format()?.spreadsheet_format(Decimal::ZERO)))
    }

    /// The cells that show a part of a total of this kind; none where they show it in
    /// another unit.
    fn part_path(&self, total: &Kind, part: &Part) -> Option<PartPath> {
        let fields = &self.project.template.fields;
        let unit = |kind: &Kind| match kind {
            Kind::Money(format) => Some(format.unit),
            _ => None,
        };
        match *part {
            Part::Field(FieldId(index)) => {
                let field = &fields[index];
                (unit(&field.kind) == unit(total)).then(|| PartPath::Field(field.path.clone()))
            }
            Part::Column(FieldId(index), column) => {
                let (field, path) = (&fields[index].kind.columns()[column], &fields[index].path);
                let ends = (format!("{path}["), format!("].{column}"));
                (unit(&field.kind) == unit(total)).then_some(PartPath::Column(ends.0, ends.1))
            }
        }
    }

    /// Has a spreadsheet compute the figures of a group, from the records that are in
    /// it.
    fn compute(&self, group: &Group, columns: &[Field], record: &mut Item<'_>) {
        let Some(FieldValue::Records(records)) = self.project.get(group.table).map(|given| &given.value) else {
            return;
        };
        let named = record.parts.iter().find(|(part, _)| *part == ItemPart::Column(0));
        let Some(name) = named.map(|(_, shown)| shown.text.clone()) else { return };
        let table = self.project.template.field(group.table);
        let members: Vec<usize> = (0..records.len()).filter(|index| records[*index].group(group) == name).collect();
        let cells = |column: usize| -> Vec<PartPath> {
            members.iter().map(|index| PartPath::Field(format!("{}[{index}].{column}", table.path))).collect()
        };
        for (part, shown) in &mut record.parts {
            let ItemPart::Column(index) = *part else { continue };
            let column = &columns[index];
            let parts = column.sum.iter().map(|part| match *part {
                Part::Column(_, index) if self.part_path(&column.kind, part).is_some() => Some(cells(index)),
                _ => None,
            });
            let formula = match (column.count, parts.collect::<Option<Vec<_>>>()) {
                (Some(_), _) => Formula::Count(cells(0)),
                (None, Some(parts)) if !parts.is_empty() => Formula::Sum(parts.concat()),
                _ => continue,
            };
            let Some(format) = column.kind.number_format() else { continue };
            shown.input = Some(Input::Computed(formula, format.spreadsheet_format(Decimal::ZERO)));
        }
    }

    fn items(&self, repeat: Repeat, blank: usize) -> Vec<Item<'p>> {
        let project = self.project;
        let field = project.template.field(repeat.field());
        let given = project.get(repeat.field()).map(|given| &given.value);
        match (repeat, &field.kind, given) {
            (Repeat::Nested(_, FieldId(column)), Kind::Table(columns), given) => {
                let records = self.records(columns, given, &field.path, blank);
                records
                    .into_iter()
                    .enumerate()
                    .flat_map(|(number, record)| self.nested(record, number, columns, column))
                    .collect()
            }
            (_, Kind::Table(columns), given) => {
                let mut records = self.records(columns, given, &field.path, blank);
                for (index, record) in records.iter_mut().enumerate() {
                    record.project = field.is_of_projects().then_some(index);
                    if let Some(group) = &field.by {
                        self.compute(group, columns, record);
                    }
                }
                records
            }
            (Repeat::Subcategories(_), Kind::Indicators(framework), given) => {
                let indicators = match given {
                    Some(FieldValue::Indicators(indicators)) => indicators.as_slice(),
                    _ => &[],
                };
                let subcategory = |(category, subcategory): (usize, usize)| {
                    let here =
                        |indicator: &&Indicator| (indicator.category, indicator.subcategory) == (category, subcategory);
                    let indicators: Vec<&Indicator> = indicators.iter().filter(here).collect();
                    let rule = &framework.categories[category];
                    Item {
                        path: format!("{}.{}.{}", field.path, rule.name, rule.subcategories[subcategory]),
                        parts: self.indicator_parts(framework, &indicators, (category, subcategory)),
                        ..Item::default()
                    }
                };
                places(framework).map(subcategory).collect()
            }
            (_, Kind::Indicators(framework), given) => self.indicators(framework, given, &field.path, blank),
            _ => Vec::new(),
        }
    }

    /// The rows of one record: one for each record or indicator in a column.
    fn nested(&self, record: Item<'p>, number: usize, columns: &'p [Field], column: usize) -> Vec<Item<'p>> {
        let inside = record.parts.iter().find(|(part, _)| *part == ItemPart::Column(column));
        let given = inside.and_then(|(_, shown)| shown.given).map(|given| &given.value);
        let path = format!("{}.{}", record.path, columns[column].path);
        let inner = match &columns[column].kind {
            Kind::Table(columns) => self.records(columns, given, &path, 1),
            Kind::Indicators(framework) => self.indicators(framework, given, &path, 1),
            _ => Vec::new(),
        };
        let rows = inner.len().max(1);
        let mut inner = inner.into_iter();
        let row = |_| Item {
            path: record.path.clone(),
            parts: record.parts.iter().map(|(part, shown)| (*part, shown.clone())).collect(),
            inner: inner.next().map(Box::new),
            record: Some(number),
            project: None,
        };
        (0..rows).map(row).collect()
    }

    fn records(&self, columns: &'p [Field], given: Option<&'p FieldValue>, path: &str, blank: usize) -> Vec<Item<'p>> {
        let records = match given {
            Some(FieldValue::Records(records)) => records.as_slice(),
            _ => &[],
        };
        let values = records.iter().map(|record| record.values.as_slice());
        let blanks = std::iter::repeat_n(&[] as &[Option<Given>], if self.blank { blank } else { 0 });
        let item = |(index, values): (usize, &'p [Option<Given>])| {
            let mut parts = column_parts(columns, values);
            parts.push(numbered(index));
            Item { path: format!("{path}[{index}]"), parts, ..Item::default() }
        };
        values.chain(blanks).enumerate().map(item).collect()
    }

    fn indicators(
        &self,
        framework: &'p Framework,
        given: Option<&'p FieldValue>,
        path: &str,
        blank: usize,
    ) -> Vec<Item<'p>> {
        let item = |(index, (indicators, place)): (usize, (Vec<&'p Indicator>, (usize, usize)))| {
            let mut parts = self.indicator_parts(framework, &indicators, place);
            parts.push(numbered(index));
            Item { path: format!("{path}[{index}]"), parts, ..Item::default() }
        };
        let given = match given {
            Some(FieldValue::Indicators(indicators)) => indicators.as_slice(),
            _ => &[],
        };
        let filled = given.iter().map(|indicator| (vec![indicator], (indicator.category, indicator.subcategory)));
        let blanks = places(framework).flat_map(|place| std::iter::repeat_n((Vec::new(), place), blank));
        let blanks = blanks.take(if self.blank { usize::MAX } else { 0 });
        filled.chain(blanks).enumerate().map(item).collect()
    }

    /// The parts of a row for some indicators of one subcategory; several stand
    /// below each other as lines.
    fn indicator_parts(
        &self,
        framework: &'p Framework,
        indicators: &[&'p Indicator],
        (category, subcategory): (usize, usize),
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
            [] => parts.extend(column_parts(columns, &[])),
            [indicator] => parts.extend(column_parts(columns, &indicator.columns)),
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

/// The columns of a record; blank where it has no values.
fn column_parts<'a>(columns: &'a [Field], values: &'a [Option<Given>]) -> Vec<(ItemPart, Shown<'a>)> {
    let part = |(index, column): (usize, &'a Field)| {
        let given = values.get(index).and_then(Option::as_ref);
        let shown = Shown {
            text: given.map_or_else(String::new, |given| print::value(&column.kind, given)),
            kind: Some(&column.kind),
            given,
            paired: false,
            span: given.and_then(|given| given.span.clone()),
            input: None,
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
        self.field = Some(format!("{}.{}", item.path, part_name(part)));
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
