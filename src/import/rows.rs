//! Repeated rows: the records of tables, and the indicators.

use super::boxes;
use super::layout::{Column, Depth, Head, Repeated};
use super::letters::{compact, letters};
use super::recognise::Recognised;
use super::sheet::{Area, Cell, Holds, Sheet};
use super::targets::{composed, head_unit, is_part, split_targets, whole_target};
use crate::import::words;
use crate::messages::Message;
use crate::template::{FieldId, Framework, ItemPart, Kind, Role};
use crate::value::{Date, fold_width};

/// An indicator as it stands on the sheet.
pub(super) struct IndicatorRow {
    /// Its category and subcategory as the form knows them, or why there are none.
    pub place: Result<(String, String), Message>,
    /// Empty where the form has a row for indicators that it does not have.
    pub name: String,
    pub target: String,
    /// Its other columns, by number.
    pub columns: Vec<(usize, String)>,
    /// The cells that it was read from, by number.
    pub cells: Vec<usize>,
    /// What of its cells is left out, and why.
    pub doubts: Vec<(usize, Message)>,
    /// Whether its cells have several lines that do not go together one by one.
    pub is_torn: bool,
}

impl IndicatorRow {
    /// Cells that are no indicator of any category, and why.
    fn without_place(why: Message, cells: Vec<usize>) -> Self {
        Self {
            place: Err(why),
            name: String::new(),
            target: String::new(),
            columns: Vec::new(),
            cells,
            doubts: Vec::new(),
            is_torn: false,
        }
    }
}

/// A record as it stands on the sheet.
#[derive(Default)]
pub(super) struct RecordRow {
    /// Its columns, each with its cell.
    pub columns: Vec<(usize, usize)>,
    /// The indicators in it.
    pub indicators: Vec<IndicatorRow>,
    /// The records in it: their columns, each with its cell.
    pub records: Vec<Vec<(usize, usize)>>,
}

/// The records of a table as they stand on the sheet.
#[derive(Default)]
pub(super) struct Records {
    pub records: Vec<RecordRow>,
    /// The cells that the form itself has or computes: numbers, subtotals, their labels.
    pub computed: Vec<usize>,
}

/// The cells of repeated rows.
struct Region<'s> {
    columns: Vec<(Column, Area)>,
    /// Each with its number, in reading order.
    cells: Vec<(usize, &'s Cell)>,
    /// The letters of the heads.
    heads: Vec<String>,
    /// The columns beside that of the targets that have parts of them, where the form has
    /// none for those.
    split: Vec<(ItemPart, usize, Area)>,
    /// The unit that the head of the targets tells.
    unit: Option<String>,
    /// The last row of the heads, where nothing of the form stands below the rows.
    above: Option<u32>,
    /// The merged places in the rows that hold nothing.
    blanks: Vec<Area>,
}

fn region<'s>(form: &Recognised<'_>, sheet: &'s Sheet, repeated: &Repeated) -> Option<Region<'s>> {
    let head = |column: &Column| Some((*column, sheet.cells[form.places[column.label]?].area));
    let columns: Vec<(Column, Area)> = repeated.columns.iter().filter_map(head).collect();
    let heads = columns.iter().map(|(_, area)| area.bottom + 1).max()?;
    let last = columns.iter().map(|(column, _)| column.label).max()?;
    // Rows such as one for a grand total may stand below the heads; the rows end where
    // the form goes on.
    let tops = |labels: &'_ [Option<usize>]| -> Vec<u32> {
        labels.iter().flatten().map(|cell| sheet.cells[*cell].area.top).filter(|row| *row >= heads).collect()
    };
    let (before, after) = form.places.split_at(repeated.above);
    let between = tops(before.get(last + 1..).unwrap_or_default()).into_iter().max();
    let top = between.map_or(heads, |row| row + 1);
    let bottom = tops(after).into_iter().filter(|row| *row >= top).min().unwrap_or(u32::MAX);
    let inside = |(_, cell): &(usize, &Cell)| {
        (top..bottom).contains(&cell.area.top)
            && matches!(cell.holds, Holds::Text | Holds::Number { .. })
            && !cell.text.is_empty()
    };
    let heads = repeated.columns.iter().filter_map(|column| form.places[column.label]);
    let titles = form.form.labels.iter().zip(&form.places).filter(|(label, _)| label.role == Role::Title);
    let heads = heads.chain(titles.filter_map(|(_, place)| *place));
    let heads = heads.map(|cell| sheet.cells[cell].letters.clone()).collect();
    let split = split_targets(form, sheet, &columns);
    let targets = columns.iter().filter(|(column, _)| column.part == ItemPart::Target);
    let mut units = targets.filter_map(|(column, _)| head_unit(&sheet.cells[form.places[column.label]?].text));
    let unit = units.next();
    let above = (bottom == u32::MAX).then(|| top.saturating_sub(1));
    let blanks = sheet.blanks.iter().copied().filter(|blank| (top..bottom).contains(&blank.top)).collect();
    Some(Region {
        columns,
        cells: sheet.cells.iter().enumerate().filter(inside).collect(),
        heads,
        split,
        unit,
        above,
        blanks,
    })
}

impl<'s> Region<'s> {
    fn rows(&self) -> Vec<u32> {
        let in_column = |cell: &Cell| self.columns.iter().any(|(_, head)| head.is_in_line(cell.area));
        let mut rows: Vec<u32> =
            self.cells.iter().filter(|(_, cell)| in_column(cell)).map(|(_, cell)| cell.area.top).collect();
        rows.dedup();
        // A row of another shape, such as one for an approval, is below the table.
        let has_heads = self.columns.iter().any(|(column, _)| column.head.is_some());
        let first = self.columns.first().map(|(_, head)| *head).filter(|_| !has_heads);
        let is_wider = |cell: &Cell| {
            first.is_some_and(|head| {
                head.is_in_line(cell.area) && (cell.area.left < head.left || cell.area.right > head.right)
            })
        };
        let is_between = |row: u32| self.is_head(row) || self.is_page(row);
        let mut wider = self.cells.iter().filter(|(_, cell)| is_wider(cell)).map(|(_, cell)| cell.area.top);
        let end = wider.find(|row| !is_between(*row));
        rows.retain(|row| end.is_none_or(|end| *row < end) && !is_between(*row));
        if let Some(below) = self.above.and_then(|above| self.below(above, &rows)) {
            rows.truncate(below);
        }
        rows
    }

    /// The number of the first row that no longer belongs to the table: signatures and
    /// remarks, which stand apart from it.
    fn below(&self, above: u32, rows: &[u32]) -> Option<usize> {
        let is_place = |part| matches!(part, ItemPart::Category | ItemPart::Subcategory);
        let has = |row: u32, wanted: &dyn Fn(ItemPart) -> bool| {
            let mut columns = self.columns.iter().filter(|(column, _)| wanted(column.part));
            columns.any(|(_, head)| self.starting(row, *head).is_some())
        };
        let has_places = self.columns.iter().any(|(column, _)| is_place(column.part));
        let belongs = |row: u32| match has_places {
            true => has(row, &is_place),
            false => {
                let cells: Vec<&Cell> = self.row(row).map(|(_, cell)| cell).collect();
                cells.len() > 1 && !cells.iter().any(|cell| cell.text.contains([':', '：']))
            }
        };
        let last = rows.iter().rposition(|row| belongs(*row))?;
        let mut bottom = above;
        for (index, row) in rows.iter().enumerate() {
            if index > last && (*row > bottom + 1 || self.is_signed(*row)) {
                return Some(index);
            }
            let blanks = self.blanks.iter().filter(|blank| blank.top <= *row + 1).map(|blank| blank.bottom);
            let bottoms = self.row(*row).map(|(_, cell)| cell.area.bottom).chain(blanks);
            bottom = bottoms.fold(bottom, u32::max);
        }
        None
    }

    /// Whether a row is for signatures; one that begins like one may be an indicator, with
    /// a figure for its target.
    fn is_signed(&self, row: u32) -> bool {
        const WORDS: [&str; 5] = ["联系电话", "填报日期", "填表日期", "填报单位", "填报时间"];
        const PEOPLE: [&str; 8] = ["填报人", "填表人", "制表人", "经办人", "审核人", "审批人", "复核", "负责人"];
        let texts: Vec<String> = self.row(row).map(|(_, cell)| compact(&cell.text)).collect();
        let Some((first, others)) = texts.split_first() else { return false };
        let is_date = |text: &str| (text.contains('年') && text.contains('月')) || Date::parse(text).is_ok();
        let is_figure = |text: &String| {
            text.contains(|c: char| c.is_ascii_digit() || matches!(c, '≥' | '≤' | '%'))
                && !text.contains(':')
                && !is_date(text)
        };
        // 联系电话 may begin the name of an indicator, 联系电话接通率.
        let is_whole =
            |rest: &str| rest.is_empty() || rest.starts_with(|c: char| matches!(c, ':' | '(') || c.is_ascii_digit());
        let is_named = ["签字", "签章", "盖章"].iter().any(|word| first.contains(word))
            || PEOPLE.iter().any(|word| first.starts_with(word))
            || first.trim_end_matches(':').ends_with("意见");
        WORDS.iter().any(|word| first.strip_prefix(word).is_some_and(is_whole))
            || is_named && !others.iter().any(is_figure)
    }

    /// Whether a row is only what stands above the heads of a new page: that the table
    /// goes on, or the number of the page.
    fn is_page(&self, row: u32) -> bool {
        let mut cells = self.row(row);
        let is_page = |cell: &Cell| {
            let text = compact(&cell.text);
            text.contains("续表") || (text.starts_with('第') && text.ends_with('页'))
        };
        cells.next().is_some_and(|(_, cell)| is_page(cell)) && cells.next().is_none()
    }

    /// Whether a row is that of the heads once more, as on a new page.
    fn is_head(&self, row: u32) -> bool {
        let mut cells = self.row(row).peekable();
        cells.peek().is_some() && cells.all(|(_, cell)| self.heads.contains(&cell.letters))
    }

    /// The cells of the rows that are heads once more.
    fn heads_again(&self) -> Vec<usize> {
        let is_head = |(_, cell): &&(usize, &Cell)| self.is_head(cell.area.top) || self.is_page(cell.area.top);
        self.cells.iter().filter(is_head).map(|(index, _)| *index).collect()
    }

    /// The cells that start in a row.
    fn row(&self, row: u32) -> impl Iterator<Item = (usize, &'s Cell)> {
        let start = self.cells.partition_point(|(_, cell)| cell.area.top < row);
        self.cells[start..].iter().take_while(move |(_, cell)| cell.area.top == row).copied()
    }

    /// The cells of a row in the columns that have parts of its target.
    ///
    /// One that goes over several rows is part of each of them; one over several columns
    /// stands for the first.
    fn apart(&self, row: u32) -> Vec<(ItemPart, usize, &'s Cell)> {
        let targets = self.columns.iter().filter(|(column, _)| column.part == ItemPart::Target);
        let mut seen: Vec<usize> = targets.filter_map(|(_, head)| Some(self.covering(row, *head)?.0)).collect();
        let mut cells = Vec::new();
        for (part, _, area) in &self.split {
            let cell = self.covering(row, *area).filter(|(index, _)| !seen.contains(index));
            seen.extend(cell.map(|(index, _)| index));
            cells.extend(cell.map(|(index, cell)| (*part, index, cell)));
        }
        cells
    }

    /// The cell below a head that starts in a row, or goes on in it.
    fn covering(&self, row: u32, head: Area) -> Option<(usize, &'s Cell)> {
        let goes_on =
            |(_, cell): &&(usize, &Cell)| cell.area.is_in_line(head) && cell.area.top < row && row <= cell.area.bottom;
        self.starting(row, head).or_else(|| self.cells.iter().rfind(goes_on).copied())
    }

    /// The cell below a head that starts in a row.
    fn starting(&self, row: u32, head: Area) -> Option<(usize, &'s Cell)> {
        self.row(row).find(|(_, cell)| cell.area.is_in_line(head))
    }

    /// The cells of a row that stand in the columns of a depth, in the rows of a head or
    /// below.
    fn of_depth(&self, row: u32, depth: Depth, is_row: impl Fn(&Column) -> bool) -> Vec<(Column, usize, &'s Cell)> {
        let columns = self.columns.iter().filter(|(column, _)| column.depth == depth && is_row(column));
        let found = columns.filter_map(|(column, head)| {
            let (index, cell) = self.starting(row, *head)?;
            Some((*column, index, cell))
        });
        found.collect()
    }

    /// The cells of a row in the columns of a depth below heads; none where the row has
    /// the shape of another depth's, under the same labels.
    fn of_rows(&self, row: u32, depth: Depth, is_row: impl Fn(&Column) -> bool) -> Vec<(Column, usize, &'s Cell)> {
        let found = self.of_depth(row, depth, is_row);
        let other = if depth == Depth::Item { Depth::Inner } else { Depth::Item };
        let others = self.of_depth(row, other, |_| true);
        let fits = |cells: &[(Column, usize, &Cell)]| {
            cells.iter().all(|(column, _, cell)| column.width == cell.area.right - cell.area.left + 1)
        };
        let share = found.iter().any(|(column, ..)| others.iter().any(|(other, ..)| other.label == column.label));
        if share && !fits(&found) && fits(&others) { Vec::new() } else { found }
    }
}

/// The numbers of columns with those of their cells; without what is counted or
/// computed.
fn of_columns(cells: &[(Column, usize, &Cell)]) -> Vec<(usize, usize)> {
    let numbered = cells.iter().filter_map(|(column, cell, _)| match column.part {
        ItemPart::Column(index) => Some((index, *cell)),
        _ => None,
    });
    numbered.collect()
}

/// The records of a table.
pub(super) fn records(form: &Recognised<'_>, sheet: &Sheet, repeated: &Repeated) -> Records {
    let Some(region) = region(form, sheet, repeated) else {
        return Records::default();
    };
    let found = Records { computed: region.heads_again(), ..Records::default() };
    let mut reader = RecordReader { sheet, repeated, region: &region, found, group: None };
    let mut inner: Vec<Vec<u32>> = Vec::new();
    for row in region.rows() {
        if !reader.head(row) {
            reader.row(row);
            inner.resize_with(reader.found.records.len(), Vec::new);
            if let (Some(rows), true) = (inner.last_mut(), reader.has_inner(row)) {
                rows.push(row);
            }
        }
    }
    let Records { mut records, computed } = reader.found;
    inner.resize_with(records.len(), Vec::new);
    let kind = repeated.inner.map(|FieldId(column)| &form.template.field(repeated.field).kind.columns()[column].kind);
    for (record, rows) in records.iter_mut().zip(inner) {
        match kind {
            Some(Kind::Indicators(framework)) => {
                record.indicators = indicator_rows(form, framework, &region, &rows, Depth::Inner);
            }
            _ => {
                let rows = rows.iter().map(|row| of_columns(&region.of_depth(*row, Depth::Inner, |_| true)));
                record.records = rows.collect();
            }
        }
    }
    records.retain(|record| {
        !(record.columns.is_empty() && record.indicators.is_empty() && record.records.iter().all(Vec::is_empty))
    });
    Records { records, computed }
}

struct RecordReader<'a, 's> {
    sheet: &'s Sheet,
    repeated: &'a Repeated,
    region: &'a Region<'s>,
    found: Records,
    /// The column and the cell that name the group of the records further down.
    group: Option<(usize, usize)>,
}

impl RecordReader<'_, '_> {
    /// Reads a row that stands once for each record or group; whether it is one.
    fn head(&mut self, row: u32) -> bool {
        let has = |label: &String| self.region.row(row).any(|(_, cell)| cell.letters == *label);
        let is_head = |head: &Head| !head.labels.is_empty() && head.labels.iter().all(has);
        let Some(head) = self.repeated.heads.iter().position(is_head) else {
            return false;
        };
        let Head { depth, .. } = self.repeated.heads[head];
        let columns = of_columns(&self.region.of_depth(row, depth, |column| column.head == Some(head)));
        let others = self.region.row(row).map(|(index, _)| index);
        let others = others.filter(|index| columns.iter().all(|(_, cell)| cell != index));
        self.found.computed.extend(others);
        match (depth, self.found.records.last_mut()) {
            (Depth::Group, _) => self.group = columns.first().copied(),
            (_, Some(record)) if head > 0 && self.repeated.heads[head - 1].depth == depth => {
                record.columns.extend(columns);
            }
            _ => self.begin(columns),
        }
        true
    }

    fn begin(&mut self, columns: Vec<(usize, usize)>) {
        let columns = columns.into_iter().chain(self.group).collect();
        self.found.records.push(RecordRow { columns, ..RecordRow::default() });
    }

    /// Reads a row below the heads: one of a record, or one inside a record.
    fn row(&mut self, row: u32) {
        let heads = &self.repeated.heads;
        let has_label = |column: &Column| column.head.is_some_and(|head| !heads[head].labels.is_empty());
        let own = self.region.of_rows(row, Depth::Item, |column| !has_label(column));
        // Boxes that nobody ticked say nothing.
        let (blank, own): (Vec<_>, Vec<_>) = own.into_iter().partition(|(.., cell)| boxes::is_blank(&cell.text));
        self.found.computed.extend(blank.iter().map(|(_, cell, _)| *cell));
        let columns = of_columns(&own);
        let is_number = |(column, ..): &&(Column, usize, &Cell)| !matches!(column.part, ItemPart::Column(_));
        self.found.computed.extend(own.iter().filter(is_number).map(|(_, cell, _)| *cell));
        let has_inner = self.has_inner(row);
        let text = |cell: usize| self.sheet.cells[cell].text.trim();
        // Some write a record's values again in each of its rows.
        let is_same = |last: &RecordRow| {
            has_inner
                && columns.iter().all(|(column, cell)| {
                    last.columns.iter().any(|(known, other)| known == column && text(*other) == text(*cell))
                })
        };
        match self.found.records.last() {
            None if columns.is_empty() && !has_inner => return,
            Some(_) if columns.is_empty() => return,
            Some(last) if is_same(last) => {
                self.found.computed.extend(columns.iter().map(|(_, cell)| *cell));
                return;
            }
            _ => {}
        }
        // A cell may stand for the records further down, too.
        let merges = |column: usize| {
            let mut known = self.region.columns.iter().map(|(column, _)| column);
            known.any(|known| known.part == ItemPart::Column(column) && known.merges)
        };
        let is_carried = |(column, cell): &&(usize, usize)| {
            merges(*column)
                && self.sheet.cells[*cell].area.bottom >= row
                && columns.iter().all(|(known, _)| known != column)
        };
        let above = self.found.records.last().map_or(&[][..], |last| last.columns.as_slice());
        let carried: Vec<(usize, usize)> = above.iter().filter(is_carried).copied().collect();
        self.begin(columns.into_iter().chain(carried).collect());
    }

    fn has_inner(&self, row: u32) -> bool {
        !self.region.of_rows(row, Depth::Inner, |_| true).is_empty()
    }
}

/// The indicators, with the rows that have none.
pub(super) fn indicators(form: &Recognised<'_>, sheet: &Sheet, repeated: &Repeated) -> Vec<IndicatorRow> {
    match (&form.template.field(repeated.field).kind, region(form, sheet, repeated)) {
        (Kind::Indicators(framework), Some(region)) => {
            let mut rows = indicator_rows(form, framework, &region, &region.rows(), Depth::Item);
            if let Some(first) = rows.first_mut() {
                first.cells.extend(region.heads_again());
                first.cells.extend(region.split.iter().map(|(_, head, _)| *head));
            }
            rows
        }
        _ => Vec::new(),
    }
}

fn indicator_rows(
    form: &Recognised<'_>,
    framework: &Framework,
    region: &Region<'_>,
    rows: &[u32],
    depth: Depth,
) -> Vec<IndicatorRow> {
    let formats = &form.template.formats;
    let mut found = Vec::new();
    // What the rows further down are about, until another says so.
    let (mut category, mut subcategory): (Option<&Cell>, Option<&Cell>) = (None, None);
    for row in rows {
        let of_row = region.of_depth(*row, depth, |_| true);
        let (mut used, mut remarks) = (Vec::new(), Vec::new());
        let mut doubts: Vec<(usize, Message)> = Vec::new();
        used.extend(of_row.iter().filter(|(column, ..)| column.part == ItemPart::Index).map(|(_, cell, _)| *cell));
        let mut take = |part| {
            let (_, index, cell) = *of_row.iter().find(|(column, ..)| column.part == part)?;
            used.push(index);
            let is_place = matches!(part, ItemPart::Category | ItemPart::Subcategory);
            remarks.extend((is_place && fold_width(&cell.text).contains('(')).then_some(index));
            Some(cell)
        };
        let own = (take(ItemPart::Category), take(ItemPart::Subcategory));
        // A merged place ends where it ends.
        let is_below = |cell: &Cell| cell.area.top < cell.area.bottom && cell.area.bottom < *row;
        if own.0.or(own.1).is_none() && subcategory.or(category).is_some_and(is_below) {
            let cells = of_row.iter().map(|(_, cell, _)| *cell).collect();
            found.push(IndicatorRow::without_place(words::category_ended(), cells));
            continue;
        }
        if own.0.is_some() {
            (category, subcategory) = (own.0, None);
        }
        subcategory = own.1.or(subcategory);
        let text = |cell: Option<&Cell>| cell.map_or_else(String::new, |cell| cell.as_shown(&cell.text));
        let name = text(take(ItemPart::Name));
        let whole = take(ItemPart::Target).or_else(|| {
            let (_, head) =
                region.columns.iter().find(|(column, _)| column.part == ItemPart::Target && column.depth == depth)?;
            // A target of several indicators.
            region.covering(*row, *head).filter(|_| !name.is_empty()).map(|(_, cell)| cell)
        });
        let parts = [ItemPart::Operator, ItemPart::Number, ItemPart::Unit].map(|part| text(take(part)));
        let apart = region.apart(*row);
        let target = match (apart.is_empty() && region.unit.is_none(), whole) {
            (true, Some(whole)) => text(Some(whole)),
            (true, None) => composed(formats, &parts),
            (false, whole) => whole_target(formats, text(whole), &apart, region.unit.as_deref()),
        };
        let columns: Vec<(usize, String)> = of_row
            .iter()
            .filter_map(|(column, ..)| match column.part {
                ItemPart::Column(index) => Some((index, text(take(column.part)))),
                _ => None,
            })
            .collect();
        for (part, index, cell) in &apart {
            match cell.as_shown(&cell.text).trim().split('\n').all(|line| is_part(*part, line, &target)) {
                true => used.push(*index),
                false => doubts.push((*index, words::part_not_used(target.trim()))),
            }
        }
        let place = place(framework, category, subcategory);
        // Brackets that belong to the name leave nothing out.
        if let Ok((category, subcategory)) = &place {
            let is_whole = |cell: usize| {
                let text = region.cells.iter().find(|(index, _)| *index == cell).map(|(_, cell)| compact(&cell.text));
                text.is_some_and(|text| text == compact(category) || text == compact(subcategory))
            };
            remarks.retain(|cell| !is_whole(*cell));
        }
        doubts.extend(remarks.into_iter().map(|cell| (cell, words::brackets_left_out())));
        found.extend(lines(IndicatorRow { place, name, target, columns, cells: used, doubts, is_torn: false }));
    }
    found
}

/// One row for each line of the name, where the targets have as many lines.
fn lines(row: IndicatorRow) -> Vec<IndicatorRow> {
    let names: Vec<String> = without_numbers(row.name.trim_end().split('\n').map(str::to_owned).collect());
    let split = |text: &str| -> Option<Vec<String>> {
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let trimmed: Vec<String> = text.trim_end().split('\n').map(str::to_owned).collect();
        [lines, trimmed].into_iter().find(|lines| lines.len() == names.len()).map(without_numbers)
    };
    let columns: Option<Vec<(usize, Vec<String>)>> =
        row.columns.iter().map(|(index, text)| Some((*index, split(text)?))).collect();
    let (Some(targets), Some(columns)) = (split(&row.target), columns) else {
        // A name that was broken by hand to fit its cell.
        let is_torn = names.len() > 1 && row.target.trim_end().contains('\n');
        return vec![IndicatorRow { name: names.concat(), is_torn, ..row }];
    };
    let one = |(line, (name, target)): (usize, (&String, String))| IndicatorRow {
        place: row.place.clone(),
        name: name.clone(),
        target,
        columns: columns
            .iter()
            .map(|(index, lines)| (*index, lines[line].clone()))
            .filter(|(_, text)| !text.is_empty())
            .collect(),
        cells: row.cells.clone(),
        doubts: row.doubts.clone(),
        is_torn: false,
    };
    names.iter().zip(targets).enumerate().map(one).collect()
}

/// Several lines without the numbers that they have in order: `1.甲`, `2.乙`.
fn without_numbers(lines: Vec<String>) -> Vec<String> {
    let after = |(number, line): (usize, &String)| {
        let folded = fold_width(line);
        let rest = folded.trim_start().strip_prefix(&number.to_string())?.strip_prefix(['.', '、'])?;
        (!rest.starts_with(|c: char| c.is_ascii_digit())).then(|| rest.chars().count())
    };
    let counts: Option<Vec<usize>> = (1..).zip(&lines).map(after).collect();
    match counts.filter(|counts| counts.len() > 1) {
        Some(counts) => {
            let rest = |(line, count): (&String, usize)| {
                let skipped = line.chars().count() - count;
                line.chars().skip(skipped).collect::<String>().trim_start().to_owned()
            };
            lines.iter().zip(counts).map(rest).collect()
        }
        None => lines,
    }
}

/// The category and subcategory that two cells name.
fn place(
    framework: &Framework,
    category: Option<&Cell>,
    subcategory: Option<&Cell>,
) -> Result<(String, String), Message> {
    let category_text = category.map_or("", |cell| cell.text.as_str());
    let categories = || framework.categories.iter().map(|category| category.name.as_str());
    let all = |names: Vec<&str>| crate::messages::list(names);
    let known = named(framework, categories(), category_text);
    let below = |name: &str| {
        let found = framework.categories.iter().find(|category| category.name == framework.canonical(name));
        found.map_or(&[][..], |category| category.subcategories.as_slice())
    };
    let Some(text) = subcategory.map(|cell| cell.text.as_str()) else {
        let known = known.ok_or_else(|| words::category_unknown(category_text.trim(), all(categories().collect())))?;
        return match below(&known) {
            [only] => Ok((known, only.clone())),
            names => Err(words::subcategory_missing(&known, all(names.iter().map(String::as_str).collect()))),
        };
    };
    if let Some(known) = known {
        let names = below(&known);
        return match named(framework, names.iter().map(String::as_str), text) {
            Some(name) => Ok((known, name)),
            None => {
                Err(words::subcategory_unknown(text.trim(), &known, all(names.iter().map(String::as_str).collect())))
            }
        };
    }
    // A subcategory that stands in one category only says which it is.
    let mut places = framework.categories.iter().filter_map(|category| {
        let name = named(framework, category.subcategories.iter().map(String::as_str), text)?;
        Some((category.name.clone(), name))
    });
    match (category_text.trim().is_empty(), places.next(), places.next()) {
        (true, Some(place), None) => Ok(place),
        _ => Err(words::category_unknown(category_text.trim(), all(categories().collect()))),
    }
}

/// The name among `names` that a text is: the same, a synonym (which stays as it is
/// written), or the only one that is part of it or of which it is part.
fn named<'a>(framework: &Framework, names: impl Iterator<Item = &'a str>, text: &str) -> Option<String> {
    let names: Vec<&str> = names.collect();
    let written = letters(text);
    if let Some(name) = names.iter().find(|name| letters(name) == written) {
        return Some((*name).to_owned());
    }
    let synonym =
        framework.synonyms.iter().find(|(synonym, name)| letters(synonym) == written && names.contains(&name.as_str()));
    if let Some((synonym, _)) = synonym {
        return Some(synonym.clone());
    }
    // 产出指标 and 产出目标 are the same in forms of different years.
    let bare = |name: &str| name.trim_end_matches("指标").trim_end_matches("目标").to_owned();
    let mut alike = names.iter().filter(|name| !bare(name).is_empty() && bare(&letters(name)) == bare(&written));
    if let (Some(name), None) = (alike.next(), alike.next()) {
        return Some((*name).to_owned());
    }
    let is_word = written.chars().count() > 1;
    let mut alike = names.iter().filter(|name| is_word && (written.contains(*name) || name.contains(&written)));
    match (alike.next(), alike.next()) {
        (Some(name), None) => Some((*name).to_owned()),
        _ => None,
    }
}
