//! What the rows of repeated parts of a form show: records, groups and indicators.

use super::blank::BlankRows;
use super::print;
use super::table::{Formula, Input, PartPath};
use super::totals::{computed, parts, unit};
use crate::project::{FieldValue, Given, Indicator, Project};
use crate::source::Span;
use crate::template::{Addend, Block, Field, FieldId, Framework, Group, ItemPart, Kind, Repeat, Rows};

/// What a form is filled with.
pub(super) struct Filling<'p> {
    pub(super) project: &'p Project,
    /// How many rows there are to fill in by hand, on a blank form.
    pub(super) blank: Option<&'p BlankRows>,
}

/// What the cells of a repeated row show.
#[derive(Default)]
pub(super) struct Item<'a> {
    pub(super) path: String,
    pub(super) parts: Vec<(ItemPart, Shown<'a>)>,
    /// The same of a record inside.
    pub(super) inner: Option<Box<Item<'a>>>,
    /// The number of the record, where it has several rows.
    pub(super) record: Option<usize>,
    /// The number of the project of a book.
    pub(super) project: Option<usize>,
    /// The category and subcategory of a row that two lists of indicators share.
    pub(super) shared: Option<(usize, usize)>,
    /// For how many lines there is to be room on a blank form; one where it is 0.
    pub(super) lines: usize,
}

impl Item<'_> {
    /// What it belongs to: its record, and the categories of what it shows.
    pub(super) fn place(&self) -> (Option<usize>, Vec<&str>) {
        let parts = self.parts.iter().chain(self.inner.iter().flat_map(|inner| &inner.parts));
        let names = parts.filter(|(part, _)| matches!(part, ItemPart::Category | ItemPart::Subcategory));
        (self.record, names.map(|(_, shown)| shown.text.as_str()).collect())
    }
}

/// What the rows inside a repeated block are about.
pub(super) struct Scope<'s, 'p> {
    pub(super) item: &'s Item<'p>,
    /// What is in the group, where it is one.
    pub(super) members: Option<Members>,
}

/// The records of a group.
pub(super) struct Members {
    /// The table that is grouped.
    pub(super) table: FieldId,
    /// The number of the group.
    pub(super) group: usize,
    /// The numbers of its records.
    pub(super) records: Vec<usize>,
    /// How many records earlier groups have.
    pub(super) before: usize,
}

/// What one cell of a repeated row shows.
#[derive(Clone, Default)]
pub(super) struct Shown<'a> {
    pub(super) text: String,
    pub(super) kind: Option<&'a Kind>,
    pub(super) given: Option<&'a Given>,
    /// Whether it is one of several paragraphs for several indicators.
    pub(super) paired: bool,
    pub(super) span: Option<Span>,
    /// How it is computed, where it is.
    pub(super) input: Option<Input>,
}

impl<'p> Filling<'p> {
    /// The numbers of the records in the group that an item is.
    pub(super) fn members(&self, group: &Group, item: &Item<'_>) -> Vec<usize> {
        let Some(FieldValue::Records(records)) = self.project.get(group.table).map(|given| &given.value) else {
            return Vec::new();
        };
        let named = item.parts.iter().find(|(part, _)| *part == ItemPart::Column(0));
        let Some((_, Shown { text: name, .. })) = named else { return Vec::new() };
        (0..records.len()).filter(|index| records[*index].group(group) == name).collect()
    }

    /// Has a spreadsheet compute the figures of a group, from the records that are in
    /// it.
    fn compute(&self, group: &Group, columns: &[Field], number: usize, record: &mut Item<'_>) {
        let table = self.project.template.field(group.table);
        let members = match self.blank {
            Some(asked) => {
                let rows = blank_rows(&self.project.template.grid.rows, group.table, false).unwrap_or_default();
                let rows = asked.of_table(table, rows);
                (number * rows..(number + 1) * rows).collect()
            }
            None => self.members(group, record),
        };
        let cells = |column: usize| -> Vec<PartPath> {
            members.iter().map(|index| PartPath::Field(format!("{}[{index}].{column}", table.path))).collect()
        };
        for (part, shown) in &mut record.parts {
            let ItemPart::Column(index) = *part else { continue };
            let column = &columns[index];
            let parts = column.sum.iter().map(|part| match *part {
                Addend::Column(_, index) if unit(&table.kind.columns()[index].kind) == unit(&column.kind) => {
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

    /// What is in repeated rows; on a blank form so many blank ones, else, of indicators,
    /// one for each subcategory that has none where all are wanted.
    pub(super) fn items(
        &self,
        repeat: Repeat,
        (blank, all): (usize, bool),
        scope: Option<&Scope<'_, 'p>>,
    ) -> Vec<Item<'p>> {
        let project = self.project;
        let field = project.template.field(repeat.field());
        let given = project.get(repeat.field()).map(|given| &given.value);
        let members = scope.and_then(|scope| scope.members.as_ref()).filter(|members| members.table == repeat.field());
        match (repeat, &field.kind, given) {
            (Repeat::Inside(_, column), Kind::Table(columns), _) => match scope {
                Some(scope) => self.inner(scope.item, columns, column, blank),
                None => Vec::new(),
            },
            (Repeat::Beside(first, second), ..) => self.beside(first, second, (blank, all)),
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
                    let number = members.and_then(|members| members.records.get(index).copied()).unwrap_or(index);
                    record.project = field.is_of_projects().then_some(number);
                    if let Some(group) = &field.by {
                        self.compute(group, columns, index, record);
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
                    let mut parts = self.indicator_parts(framework, &indicators, place, &path);
                    if indicators.is_empty() {
                        // There is place for several, line by line.
                        for (_, shown) in parts.iter_mut().filter(|(part, _)| matches!(part, ItemPart::Column(_))) {
                            *shown = Shown { kind: Some(&Kind::Text), ..Shown::default() };
                        }
                    }
                    let lines = self.blank.map_or(0, |rows| rows.of_subcategory(framework, place, 1));
                    Item { parts, path, lines, ..Item::default() }
                };
                places(framework, &[indicators(given)]).map(subcategory).collect()
            }
            (_, Kind::Indicators(framework), given) => {
                let rows = self.indicators(framework, given, &field.path, blank);
                if all && self.blank.is_none() { self.with_blanks(framework, given, rows) } else { rows }
            }
            _ => Vec::new(),
        }
    }

    /// The rows of indicators, with a blank one for each subcategory that has none.
    fn with_blanks(
        &self,
        framework: &'p Framework,
        given: Option<&'p FieldValue>,
        rows: Vec<Item<'p>>,
    ) -> Vec<Item<'p>> {
        let known = indicators(given).iter().map(|indicator| (indicator.category, indicator.subcategory));
        let mut rows = known.zip(rows).peekable();
        let mut all = Vec::new();
        for place in places(framework, &[indicators(given)]) {
            let before = all.len();
            all.extend(std::iter::from_fn(|| rows.next_if(|(known, _)| *known == place)).map(|(_, row)| row));
            if all.len() == before {
                all.push(Item { parts: self.indicator_parts(framework, &[], place, ""), ..Item::default() });
            }
        }
        all
    }

    /// The rows of two lists of indicators: those of each subcategory side by side.
    fn beside(&self, first: FieldId, second: FieldId, (blank, all): (usize, bool)) -> Vec<Item<'p>> {
        let template = &self.project.template;
        let (Kind::Indicators(framework), Kind::Indicators(other)) =
            (&template.field(first).kind, &template.field(second).kind)
        else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        let list = |id: FieldId| indicators(self.project.get(id).map(|given| &given.value));
        for place in places(framework, &[list(first), list(second)]) {
            let here = |id: FieldId| -> Vec<(usize, &'p Indicator)> {
                let all = list(id).iter().enumerate();
                all.filter(|(_, indicator)| (indicator.category, indicator.subcategory) == place).collect()
            };
            let (left, right) = (here(first), here(second));
            let least = self.blank.map_or(usize::from(all), |rows| rows.of_subcategory(framework, place, blank));
            for row in 0..left.len().max(right.len()).max(least) {
                let number = rows.len();
                let side = |id: FieldId, framework: &'p Framework, list: &[(usize, &'p Indicator)]| {
                    let path = &template.field(id).path;
                    match list.get(row) {
                        Some((index, indicator)) => self.indicator(framework, &[indicator], place, path, *index),
                        None if self.blank.is_some() => self.indicator(framework, &[], place, path, number),
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
        let is_blank = self.blank.is_some();
        let blank = self.blank.map_or(0, |rows| rows.of_table(table, blank));
        match members {
            Some(members) if is_blank => {
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
        let asked = |place| self.blank.map_or(0, |rows| rows.of_subcategory(framework, place, blank));
        let blanks = places(framework, &[]).flat_map(|place| std::iter::repeat_n((Vec::new(), place), asked(place)));
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

/// How many rows a group of a table's records has on a blank form; none where the form
/// shows no records by their groups.
fn blank_rows(rows: &[Rows], table: FieldId, is_inside: bool) -> Option<usize> {
    rows.iter().find_map(|rows| match rows {
        Rows::Block(Block { repeat: Some(repeat), blank, .. }) if is_inside && repeat.field() == table => Some(*blank),
        Rows::Block(Block { rows, repeat, .. }) => blank_rows(rows, table, is_inside || repeat.is_some()),
        Rows::Repeat(repeat, row) if is_inside && repeat.field() == table => Some(row.blank),
        _ => None,
    })
}

/// A list of indicators.
fn indicators(given: Option<&FieldValue>) -> &[Indicator] {
    match given {
        Some(FieldValue::Indicators(indicators)) => indicators,
        _ => &[],
    }
}

/// The numbers of all categories with their subcategories; those that take the place of
/// others only where there are indicators of them.
fn places<'f>(framework: &'f Framework, given: &[&[Indicator]]) -> impl Iterator<Item = (usize, usize)> + use<'f> {
    let has = |number: usize| given.iter().any(|list| list.iter().any(|indicator| indicator.category == number));
    let all = framework.categories.iter().enumerate();
    let shown: Vec<_> = all.filter(|(number, category)| category.instead_of.is_none() || has(*number)).collect();
    shown
        .into_iter()
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
