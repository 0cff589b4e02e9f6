//! From the template's grid and the project's values to the form table.

use super::print;
use super::table::{Cell, CellId, Entry, FormTable, Metadata, Number, Row};
use crate::project::{FieldValue, Given, Indicator, Project};
use crate::source::Span;
use crate::template::{
    Cell as CellRule, Column, Content, Framework, ItemPart, Kind, Repeat, Role, Row as RowRule, Rows, Rowspan, Style,
};
use crate::value::{Length, is_invisible};

/// Fills the form.
pub fn build(project: &Project) -> FormTable {
    let template = &project.template;
    let mut rows = Vec::new();
    expand(project, &template.grid.rows, &mut rows);
    let (rows, entries, cells) = place(rows, template.grid.columns.len());
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
        metadata: Metadata {
            title: Some(print::pattern(project, &template.metadata.title))
                .filter(|title| !title.trim().is_empty())
                .unwrap_or_else(|| template.title.clone()),
            author: print::pattern(project, &template.metadata.author),
            subject: print::pattern(project, &template.metadata.subject),
            year: project.year,
            sheet: print::pattern(project, &template.metadata.sheet),
        },
    }
}

/// A row whose cells are filled but not yet placed.
struct Draft {
    cells: Vec<DraftCell>,
    height: Length,
    header: bool,
    heads_until: Option<usize>,
}

struct DraftCell {
    rule: Rule,
    rowspan: Rowspan,
    text: String,
    number: Option<Number>,
    paired: bool,
    field: Option<String>,
    span: Option<Span>,
}

/// What a cell takes over from its template.
#[derive(Clone, Copy)]
struct Rule {
    role: Role,
    colspan: usize,
    style: Style,
    merge: bool,
}

/// What the cells of a repeated row show.
struct Item<'a> {
    path: String,
    parts: Vec<(ItemPart, Shown<'a>)>,
}

/// What one cell of a repeated row shows.
#[derive(Default)]
struct Shown<'a> {
    text: String,
    given: Option<&'a Given>,
    /// Whether it is one of several paragraphs for several indicators.
    paired: bool,
    span: Option<Span>,
}

fn expand(project: &Project, rows: &[Rows], drafts: &mut Vec<Draft>) {
    for rows in rows {
        match rows {
            Rows::One(row) => {
                if row.when.is_none_or(|condition| project.holds(condition)) {
                    drafts.push(draft(project, row, None));
                }
            }
            Rows::Repeat(_, row) if row.when.is_some_and(|condition| !project.holds(condition)) => {}
            Rows::Repeat(repeat, row) => {
                let first = drafts.len();
                drafts.extend(items(project, *repeat).iter().map(|item| draft(project, row, Some(item))));
                merge_equal(&mut drafts[first..]);
            }
            Rows::Block(rows) => {
                let first = drafts.len();
                expand(project, rows, drafts);
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

fn draft(project: &Project, row: &RowRule, item: Option<&Item<'_>>) -> Draft {
    Draft {
        cells: row.cells.iter().map(|cell| fill(project, cell, item)).collect(),
        height: row.height,
        header: row.header,
        heads_until: None,
    }
}

fn fill(project: &Project, cell: &CellRule, item: Option<&Item<'_>>) -> DraftCell {
    let rule = Rule { role: cell.role, colspan: cell.colspan, style: cell.style, merge: cell.merge };
    let mut filled = DraftCell {
        rule,
        rowspan: cell.rowspan,
        text: String::new(),
        number: None,
        paired: false,
        field: None,
        span: None,
    };
    match &cell.content {
        Content::Text(text) => filled.text = print::text(project, text),
        Content::Field(id, prefix) => {
            let given = project.get(*id);
            filled.text = format!("{prefix}{}", print::field(project, *id));
            filled.number = given.filter(|_| prefix.is_empty()).and_then(|given| print::number(project, given));
            filled.field = Some(project.template.field(*id).path.clone());
            filled.span = given.and_then(|given| given.span.clone());
        }
        Content::Options(id, shown) => {
            filled.text = print::options(project, *id, shown);
            filled.field = Some(project.template.field(*id).path.clone());
            filled.span = project.get(*id).and_then(|given| given.span.clone());
        }
        Content::Item(part) => {
            let shown = item.and_then(|item| {
                let (_, shown) = item.parts.iter().find(|(known, _)| known == part)?;
                Some((item, shown))
            });
            if let Some((item, shown)) = shown {
                filled.text = shown.text.clone();
                filled.number = shown.given.and_then(|given| print::number(project, given));
                filled.field = Some(format!("{}.{}", item.path, part_name(*part)));
                filled.span = shown.span.clone();
                filled.paired = shown.paired;
            }
        }
    }
    filled
}

fn part_name(part: ItemPart) -> String {
    match part {
        ItemPart::Category => "category".into(),
        ItemPart::Subcategory => "subcategory".into(),
        ItemPart::Name => "name".into(),
        ItemPart::Target => "target".into(),
        ItemPart::Column(index) => index.to_string(),
    }
}

fn items(project: &Project, repeat: Repeat) -> Vec<Item<'_>> {
    let field = project.template.field(repeat.field());
    let given = project.get(repeat.field()).map(|given| &given.value);
    match (repeat, &field.kind, given) {
        (Repeat::Records(_), Kind::Table(columns), Some(FieldValue::Records(records))) => {
            let items = records.iter().enumerate().map(|(index, record)| Item {
                path: format!("{}[{index}]", field.path),
                parts: column_parts(project, columns, &record.values),
            });
            items.collect()
        }
        (Repeat::Indicators(_), Kind::Indicators(framework), Some(FieldValue::Indicators(indicators))) => indicators
            .iter()
            .enumerate()
            .map(|(index, indicator)| Item {
                path: format!("{}[{index}]", field.path),
                parts: indicator_parts(project, framework, &[indicator], indicator.category, indicator.subcategory),
            })
            .collect(),
        (Repeat::Subcategories(_), Kind::Indicators(framework), given) => {
            let indicators = match given {
                Some(FieldValue::Indicators(indicators)) => indicators.as_slice(),
                _ => &[],
            };
            let places = framework.categories.iter().enumerate().flat_map(|(category, rule)| {
                (0..rule.subcategories.len()).map(move |subcategory| (category, subcategory))
            });
            places
                .map(|(category, subcategory)| {
                    let here =
                        |indicator: &&Indicator| (indicator.category, indicator.subcategory) == (category, subcategory);
                    let indicators: Vec<&Indicator> = indicators.iter().filter(here).collect();
                    let rule = &framework.categories[category];
                    Item {
                        path: format!("{}.{}.{}", field.path, rule.name, rule.subcategories[subcategory]),
                        parts: indicator_parts(project, framework, &indicators, category, subcategory),
                    }
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

fn column_parts<'a>(project: &Project, columns: &[Column], values: &'a [Option<Given>]) -> Vec<(ItemPart, Shown<'a>)> {
    let shown = |(index, (column, given)): (usize, (&Column, &'a Option<Given>))| {
        let shown = given.as_ref().map_or_else(Shown::default, |given| Shown {
            text: print::value(project, &column.kind, given),
            given: Some(given),
            paired: false,
            span: given.span.clone(),
        });
        (ItemPart::Column(index), shown)
    };
    columns.iter().zip(values).enumerate().map(shown).collect()
}

/// The parts of a row for some indicators of one subcategory; several stand
/// below each other as lines.
fn indicator_parts<'a>(
    project: &Project,
    framework: &Framework,
    indicators: &[&'a Indicator],
    category: usize,
    subcategory: usize,
) -> Vec<(ItemPart, Shown<'a>)> {
    let lines = |line: &dyn Fn(&Indicator) -> String| -> String {
        indicators.iter().map(|indicator| line(indicator)).collect::<Vec<_>>().join("\n")
    };
    let first = indicators.first();
    let rule = &framework.categories[category];
    let format = project.template.formats.target;
    let plain = |text: String, span: Option<Span>| Shown { text, given: None, paired: false, span };
    let paired = |text: String, span: Option<Span>| Shown { paired: indicators.len() > 1, ..plain(text, span) };
    let category = first.map_or(&rule.name, |indicator| &indicator.category_name).clone();
    let subcategory_name = &rule.subcategories[subcategory];
    let subcategory = first.map_or(subcategory_name, |indicator| &indicator.subcategory_name).clone();
    let span = first.map(|indicator| indicator.span.clone());
    let mut parts = vec![
        (ItemPart::Category, plain(category, span.clone())),
        (ItemPart::Subcategory, plain(subcategory, span.clone())),
        (ItemPart::Name, paired(lines(&|indicator| indicator.name.clone()), span)),
        (
            ItemPart::Target,
            paired(
                lines(&|indicator| indicator.target.print(format)),
                first.map(|indicator| indicator.target_span.clone()),
            ),
        ),
    ];
    match indicators {
        [indicator] => parts.extend(column_parts(project, &framework.columns, &indicator.columns)),
        _ => {
            for (index, column) in framework.columns.iter().enumerate() {
                let text = lines(&|indicator| match &indicator.columns[index] {
                    Some(given) => print::value(project, &column.kind, given),
                    None => String::new(),
                });
                parts.push((ItemPart::Column(index), paired(text, None)));
            }
        }
    }
    parts
}

/// Joins cells that say the same as the one above and that may be merged with
/// it, as long as all such cells to their left are joined too.
fn merge_equal(drafts: &mut [Draft]) {
    let merging = |draft: &Draft| -> Vec<usize> {
        let cells = draft.cells.iter().enumerate();
        cells.filter(|(_, cell)| cell.rule.merge).map(|(index, _)| index).collect()
    };
    let columns = drafts.first().map(merging).unwrap_or_default();
    // The row in which the current cell of each merging column starts.
    let mut starts = vec![0; columns.len()];
    let mut dropped: Vec<Vec<usize>> = vec![Vec::new(); drafts.len()];
    for row in 1..drafts.len() {
        let mut joined = true;
        for (start, &column) in starts.iter_mut().zip(&columns) {
            joined &= drafts[row].cells[column].text == drafts[*start].cells[column].text;
            if joined {
                drafts[*start].cells[column].rowspan = Rowspan::Rows(row - *start + 1);
                dropped[row].push(column);
            } else {
                *start = row;
            }
        }
    }
    for (draft, dropped) in drafts.iter_mut().zip(dropped) {
        let mut index = 0;
        draft.cells.retain(|_| {
            index += 1;
            !dropped.contains(&(index - 1))
        });
    }
}

/// Gives each cell its place: the next free one of its row.
fn place(drafts: Vec<Draft>, columns: usize) -> (Vec<Row>, Vec<Entry>, Vec<Cell>) {
    let height = drafts.len();
    let mut grid: Vec<Option<Entry>> = vec![None; height * columns];
    let mut cells: Vec<Cell> = Vec::new();
    let mut rows = Vec::new();
    for (row, draft) in drafts.into_iter().enumerate() {
        rows.push(Row { height: draft.height, heads_until: draft.heads_until });
        for draft in draft.cells {
            let Some(column) = (0..columns).find(|column| grid[row * columns + column].is_none()) else {
                break;
            };
            let rowspan = match draft.rowspan {
                Rowspan::Rows(rows) => rows.min(height - row),
                Rowspan::Block => 1,
            };
            let colspan = draft.rule.colspan.min(columns - column);
            let id = CellId(cells.len());
            for place in (row..row + rowspan)
                .flat_map(|row| (column..column + colspan).map(move |column| row * columns + column))
            {
                grid[place] = Some(Entry::Merged { parent: id });
            }
            grid[row * columns + column] = Some(Entry::Cell(id));
            cells.push(cell(draft, row, column, rowspan, colspan));
        }
    }
    // The template's check leaves no gap, but for rows that a condition took
    // away from under a span; such a place is a blank cell, never a hole.
    let entries = grid.into_iter().enumerate().map(|(place, entry)| {
        entry.unwrap_or_else(|| {
            let id = CellId(cells.len());
            cells.push(blank(place / columns, place % columns));
            Entry::Cell(id)
        })
    });
    let entries = entries.collect();
    (rows, entries, cells)
}

/// A text without the invisible characters that copying leaves behind; the
/// checks say where they were.
fn visible(text: String) -> String {
    match text.contains(is_invisible) {
        true => text.replace(is_invisible, ""),
        false => text,
    }
}

fn cell(draft: DraftCell, row: usize, column: usize, rowspan: usize, colspan: usize) -> Cell {
    Cell {
        row,
        column,
        rowspan,
        colspan,
        role: draft.rule.role,
        repeats: draft.rule.role != Role::Value || draft.rule.merge,
        style: draft.rule.style,
        text: visible(draft.text),
        number: draft.number,
        paired: draft.paired,
        field: draft.field,
        span: draft.span,
    }
}

fn blank(row: usize, column: usize) -> Cell {
    Cell {
        row,
        column,
        rowspan: 1,
        colspan: 1,
        role: Role::Value,
        repeats: false,
        style: Style::default(),
        text: String::new(),
        number: None,
        paired: false,
        field: None,
        span: None,
    }
}
