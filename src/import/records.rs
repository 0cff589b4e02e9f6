//! Takes a sheet with its labels found; gives the records of a table, row by row.

use super::boxes;
use super::grid::{Cell, Sheet};
use super::indicators::{self, IndicatorRow};
use super::layout::{Column, Depth, Head, Repeated};
use super::matches::Match;
use super::region::{Region, region};
use crate::template::{FieldId, ItemPart, Kind};

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
pub(super) fn rows(form: &Match<'_>, repeated: &Repeated) -> Records {
    let Some(region) = region(form, repeated) else {
        return Records::default();
    };
    let found = Records { computed: region.heads_again(), ..Records::default() };
    let mut reader = RecordReader { sheet: form.sheet, repeated, region: &region, found, group: None };
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
                record.indicators =
                    indicators::in_region(form, framework, &region, &rows, Depth::Inner, repeated.is_lined);
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
