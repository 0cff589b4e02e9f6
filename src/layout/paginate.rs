//! Which rows, and which lines of them, stand on which page.
//!
//! A row stays whole where it fits on a page; a taller one is split between
//! lines, two at least on either side. A label that spans rows stands again on
//! every page that it reaches, and has its room there. Headers are repeated;
//! headings and headers stay with what follows them, and so do rows with no rule
//! below them; a value that spans rows keeps its rows together, or two at least
//! where it may stand again.

use std::collections::BTreeSet;
use std::ops::Range;

use super::measure::{Measures, lines_in, text_height};
use super::page::RowSlice;
use crate::form::{Cell, CellId, FormTable};
use crate::style::Role;
use crate::value::Length;

/// What stands on a page.
#[derive(Debug)]
pub(super) struct PagePlan {
    /// The rows, from above.
    pub slices: Vec<RowSlice>,
    /// The cells, in reading order.
    pub shares: Vec<Share>,
}

/// A cell's part on a page.
#[derive(Debug)]
pub(super) struct Share {
    pub cell: CellId,
    /// Which of the page's slices it spans.
    pub slices: Range<usize>,
    /// Which of its lines stand there.
    pub lines: Range<usize>,
    /// Whether all its lines stood on an earlier page.
    pub repeated: bool,
}

/// The fewest lines of a split text on either side of the split.
const FEWEST: usize = 2;

/// The height of the line that says that a form goes on, where it has one.
pub(super) fn continued_height(table: &FormTable) -> Length {
    table.continued.as_ref().map_or(Length::ZERO, |(_, style)| text_height(*style, 1))
}

/// Divides the rows of a form among pages.
pub(super) fn paginate(table: &FormTable, measures: &Measures) -> Vec<PagePlan> {
    let mut paginator = Paginator::new(table, measures);
    let mut plans = Vec::new();
    while paginator.row < table.rows.len() {
        let plan = paginator.page(plans.is_empty());
        plans.push(plan);
    }
    plans
}

struct Paginator<'a> {
    table: &'a FormTable,
    measures: &'a Measures,
    /// Height of a page without its margins.
    room: Length,
    /// The cells that start in each row.
    starting: Vec<Vec<CellId>>,
    /// The cells that span several rows and end in each row.
    ending: Vec<Vec<CellId>>,
    /// The cells that go on below each row.
    crossing: Vec<Vec<CellId>>,
    /// The height of all rows before each.
    before: Vec<Length>,
    /// How many lines of each cell stand on earlier pages.
    shown: Vec<usize>,
    /// The first row of the next page.
    row: usize,
    /// Whether a part of that row stands on the page before.
    begun: bool,
}

/// How far a page goes.
struct Reach {
    /// The heights of the whole rows on it.
    heights: Vec<Length>,
    /// The height of the part of the next row that is on it too.
    part: Option<Length>,
    /// How that row is split.
    split: Split,
}

impl<'a> Paginator<'a> {
    fn new(table: &'a FormTable, measures: &'a Measures) -> Self {
        let rows = table.rows.len();
        let mut paginator = Self {
            table,
            measures,
            room: table.paper.1 - table.margins.top - table.margins.bottom,
            starting: vec![Vec::new(); rows],
            ending: vec![Vec::new(); rows],
            crossing: vec![Vec::new(); rows],
            before: vec![Length::ZERO; rows + 1],
            shown: vec![0; table.cells.len()],
            row: 0,
            begun: false,
        };
        for (row, height) in measures.heights.iter().enumerate() {
            paginator.before[row + 1] = paginator.before[row] + *height;
        }
        for (index, cell) in table.cells.iter().enumerate() {
            let last = cell.row + cell.rowspan - 1;
            paginator.starting[cell.row].push(CellId(index));
            if cell.rowspan > 1 {
                paginator.ending[last].push(CellId(index));
            }
            (cell.row..last).for_each(|row| paginator.crossing[row].push(CellId(index)));
        }
        paginator
    }

    fn cell(&self, id: CellId) -> &'a Cell {
        self.table.cell(id)
    }

    fn line_count(&self, id: CellId) -> usize {
        self.measures.lines[id.0].count()
    }

    /// Whether a cell's text stands on every page that it reaches. A label of
    /// half a page or more flows on instead.
    fn repeats(&self, id: CellId) -> bool {
        let cell = self.cell(id);
        cell.repeats && text_height(cell.style, self.line_count(id)) < self.room * 0.5
    }

    /// The height that what is left of a cell takes.
    fn need(&self, id: CellId) -> Length {
        let lines = match self.repeats(id) {
            true => self.line_count(id),
            false => self.line_count(id) - self.shown[id.0],
        };
        text_height(self.cell(id).style, lines)
    }

    /// Whether a page must not end inside this cell: it holds a text that does
    /// not stand again, and its rows fit on a page.
    fn is_kept_whole(&self, id: CellId) -> bool {
        let cell = self.cell(id);
        let height = self.before[cell.row + cell.rowspan] - self.before[cell.row];
        !self.repeats(id) && !cell.text.is_empty() && height.fits(self.room)
    }

    /// The headers that head a row, from above.
    fn headers(&self, row: usize) -> Vec<usize> {
        let heads = |header: &usize| self.table.rows[*header].heads_until.is_some_and(|until| row < until);
        let headers: Vec<usize> = (0..row).filter(heads).collect();
        let height: Length = headers.iter().map(|header| self.measures.heights[*header]).sum();
        if height.fits(self.room * 0.5) { headers } else { Vec::new() }
    }

    /// Whether a row must not be the last of a page.
    fn stays_with_next(&self, row: usize) -> bool {
        let leads = |id: &CellId| matches!(self.cell(*id).role, Role::Title | Role::Heading);
        self.table.rows[row].heads_until.is_some() || self.starting[row].iter().any(leads) || self.is_open_below(row)
    }

    /// Whether the rules at the sides of a row go on into the next one with none
    /// between, as those around an opinion and its seal.
    fn is_open_below(&self, row: usize) -> bool {
        let Some(below) = self.starting.get(row + 1) else { return false };
        let ends_here = |id: &&CellId| self.cell(**id).rowspan == 1;
        let above: Vec<&Cell> =
            self.starting[row].iter().filter(ends_here).chain(&self.ending[row]).map(|id| self.cell(*id)).collect();
        let has_side = |cell: &&Cell| cell.style.border.left || cell.style.border.right;
        let rule =
            above.iter().any(|cell| cell.style.border.bottom) || below.iter().any(|id| self.cell(*id).style.border.top);
        !rule && above.iter().any(has_side)
    }

    /// Whether a page that ends after a row leaves a single row of a cell that may
    /// stand again, on either side.
    fn leaves_one(&self, row: usize) -> bool {
        let is_parted = |cell: &Cell| row == cell.row || row + 2 == cell.row + cell.rowspan;
        let mut cells = self.crossing[row].iter().map(|id| self.cell(*id));
        cells.any(|cell| cell.role == Role::Value && is_parted(cell))
    }

    /// The next page.
    fn page(&mut self, is_first: bool) -> PagePlan {
        let headers = self.headers(self.row);
        let mut slices: Vec<RowSlice> = headers
            .into_iter()
            .map(|row| RowSlice { row, height: self.measures.heights[row], repeated: true })
            .collect();
        let mut room = self.room - slices.iter().map(|slice| slice.height).sum();
        if !is_first {
            room -= continued_height(self.table);
        }
        let first = self.row;
        let reach = self.reach(&slices, room);
        let part_row = first + reach.heights.len();
        let whole = reach.heights.into_iter().enumerate().map(|(index, height)| (first + index, height));
        slices.extend(whole.chain(reach.part.map(|height| (part_row, height))).map(|(row, height)| RowSlice {
            row,
            height,
            repeated: false,
        }));
        let shares = self.share(&slices, reach.part.map(|_| reach.split));
        let is_split = reach.part.is_some() && self.has_left(part_row);
        self.row = if reach.part.is_some() && !is_split { part_row + 1 } else { part_row };
        self.begun = is_split;
        PagePlan { slices, shares }
    }

    /// How far the page goes that starts with these headers.
    fn reach(&self, headers: &[RowSlice], room: Length) -> Reach {
        let mut heights: Vec<Length> = Vec::new();
        let mut used = Length::ZERO;
        // The rows after which the page may well end; the last two are enough. And the
        // last after which it may end, if it has to.
        let mut ends: [Option<usize>; 2] = [None, None];
        let mut possible = None;
        let count = self.table.rows.len();
        let overflow = loop {
            let row = self.row + heights.len();
            if row == count {
                return Reach { heights, part: None, split: Split::AsItShould };
            }
            let height = self.height(row, headers, &heights);
            if !(used + height).fits(room) {
                break row;
            }
            used += height;
            heights.push(height);
            if self.may_end_after(row, headers, &heights) {
                possible = Some(heights.len());
                if !self.leaves_one(row) {
                    ends = [ends[1], possible];
                }
            }
        };
        let left = room - used;
        let height = self.height(overflow, headers, &heights);
        // Rather two rows on the last page than a single line alone.
        let last = count - 1;
        let is_lonely = |end: &usize| {
            let lines = self.starting[last].iter().map(|id| self.line_count(*id)).max();
            self.row + end == last && lines.is_some_and(|lines| lines < FEWEST)
        };
        let end = match ends {
            [Some(earlier), Some(end)] if is_lonely(&end) => Some(earlier),
            [_, end] => end,
        };
        let is_filled = |end: &usize| heights[..*end].iter().copied().sum::<Length>() > room * 0.5;
        let end = end.filter(is_filled).or(possible);
        // A row that no page holds is split, and so is one that must not be
        // parted from the heading before it.
        let above: Length = self.headers(overflow).iter().map(|header| self.measures.heights[*header]).sum();
        if end.is_none() || !height.fits(self.room - continued_height(self.table) - above) {
            let part = self.part(overflow, headers, &heights, left, Split::AsItShould);
            if part.is_some() {
                return Reach { heights, part, split: Split::AsItShould };
            }
        }
        if let Some(end) = end {
            heights.truncate(end);
            return Reach { heights, part: None, split: Split::AsItShould };
        }
        if !heights.is_empty() {
            return Reach { heights, part: None, split: Split::AsItShould };
        }
        let part = self.part(overflow, headers, &heights, left, Split::AsItMay);
        Reach { heights, part, split: Split::AsItMay }
    }

    /// The height on this page of those rows of a cell that stand on it already.
    fn on_page(&self, cell: &Cell, headers: &[RowSlice], heights: &[Length]) -> Length {
        let rows = cell.row..cell.row + cell.rowspan;
        let repeated = headers.iter().filter(|slice| rows.contains(&slice.row)).map(|slice| slice.height).sum();
        let first = rows.start.max(self.row) - self.row;
        let last = rows.end.saturating_sub(self.row).min(heights.len());
        heights.get(first..last).map_or(repeated, |own| repeated + own.iter().copied().sum())
    }

    fn is_from_before(&self, cell: &Cell) -> bool {
        cell.row < self.row || (cell.row == self.row && self.begun)
    }

    /// The height of what is left of a row, grown where a cell from an earlier
    /// page ends in it and needs more.
    fn height(&self, row: usize, headers: &[RowSlice], heights: &[Length]) -> Length {
        let mut height = match row == self.row && self.begun {
            true => {
                let single = self.starting[row].iter().filter(|id| self.cell(**id).rowspan == 1);
                single.map(|id| self.need(*id)).fold(Length::ZERO, Length::max)
            }
            false => self.measures.heights[row],
        };
        for id in &self.ending[row] {
            let cell = self.cell(*id);
            if self.is_from_before(cell) {
                height = height.max(self.need(*id) - self.on_page(cell, headers, heights));
            }
        }
        height
    }

    fn may_end_after(&self, row: usize, headers: &[RowSlice], heights: &[Length]) -> bool {
        let has_room = |id: &CellId| {
            !self.is_kept_whole(*id)
                && (!self.repeats(*id) || self.need(*id).fits(self.on_page(self.cell(*id), headers, heights)))
        };
        !self.stays_with_next(row) && self.crossing[row].iter().all(has_room)
    }

    /// The height of the part of a row that fits into what is left of a page.
    fn part(&self, row: usize, headers: &[RowSlice], heights: &[Length], left: Length, split: Split) -> Option<Length> {
        let mut height = Length::ZERO;
        for id in &self.starting[row] {
            let cell = self.cell(*id);
            if cell.rowspan > 1 || (cell.text.is_empty() && split == Split::AsItShould) {
                continue;
            }
            if self.repeats(*id) {
                height = height.max(self.need(*id));
                continue;
            }
            let lines = self.take(*id, left, split)?;
            height = height.max(text_height(cell.style, lines));
        }
        for id in self.ending[row].iter().chain(&self.crossing[row]) {
            let cell = self.cell(*id);
            let missing = self.need(*id) - self.on_page(cell, headers, heights);
            height = height.max(missing.min(left));
        }
        let fits = height.fits(left) && height > Length::ZERO;
        match split {
            Split::AsItShould => fits.then_some(height),
            Split::AsItMay => Some(height.max(left.min(self.measures.heights[row]))),
        }
    }

    /// How many of a cell's lines go into this height.
    fn take(&self, id: CellId, height: Length, split: Split) -> Option<usize> {
        let left = self.line_count(id) - self.shown[id.0];
        let fitting = lines_in(self.cell(id), height);
        if fitting >= left {
            return Some(left);
        }
        let kept = fitting.min(left.saturating_sub(FEWEST));
        match (kept >= FEWEST, split) {
            (true, _) => Some(kept),
            (false, Split::AsItShould) => None,
            (false, Split::AsItMay) => Some(fitting.max(1).min(left)),
        }
    }

    /// Whether lines of a row are still to be shown.
    fn has_left(&self, row: usize) -> bool {
        let cells = self.starting[row].iter().filter(|id| self.cell(**id).rowspan == 1);
        let mut cells = cells.chain(&self.ending[row]);
        cells.any(|id| !self.repeats(*id) && self.shown[id.0] < self.line_count(*id))
    }

    /// The cells' parts on a page; their lines count as shown from here on.
    fn share(&mut self, slices: &[RowSlice], part: Option<Split>) -> Vec<Share> {
        let mut ids = BTreeSet::new();
        if let Some(above) = self.row.checked_sub(1) {
            ids.extend(&self.crossing[above]);
        }
        slices.iter().for_each(|slice| ids.extend(&self.starting[slice.row]));
        let last = slices.last().map_or(0, |slice| slice.row);
        let mut shares = Vec::new();
        for id in ids {
            let cell = self.cell(id);
            let rows = cell.row..cell.row + cell.rowspan;
            let Some(start) = slices.iter().position(|slice| rows.contains(&slice.row)) else {
                continue;
            };
            let spanned = slices[start..].iter().take_while(|slice| rows.contains(&slice.row)).count();
            let area = &slices[start..start + spanned];
            let count = self.line_count(id);
            let shown = self.shown[id.0];
            let is_repeated_header = area.iter().all(|slice| slice.repeated);
            let goes_on = rows.end > last + 1 || (rows.end == last + 1 && part.is_some());
            let lines = if self.repeats(id) || is_repeated_header {
                0..count
            } else if goes_on {
                let height = area.iter().map(|slice| slice.height).sum();
                // Lines that do not go with two others wait for the next page, unless
                // there is no better page.
                shown..shown + self.take(id, height, part.unwrap_or(Split::AsItShould)).unwrap_or(0)
            } else {
                shown..count
            };
            self.shown[id.0] = if is_repeated_header { shown } else { lines.end };
            shares.push(Share {
                cell: id,
                slices: start..start + spanned,
                lines,
                repeated: shown == count && count > 0,
            });
        }
        shares
    }
}

/// How strictly a text is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Split {
    /// With two lines at least on either side.
    AsItShould,
    /// Anywhere: the paper is too small for better.
    AsItMay,
}

#[cfg(test)]
mod tests {
    use super::super::measure::{Medium, measure};
    use super::*;
    use crate::form;
    use crate::style::Style;
    use crate::template::Templates;
    use crate::text::SheetMetrics;

    /// A form of as many rows as texts, nine of which have room on a page.
    fn rows(texts: &[&str]) -> FormTable {
        let templates = Templates::built_in();
        let blank = form::blank(templates.for_year(2026).unwrap(), 2026);
        let room = blank.paper.1 - blank.margins.top - blank.margins.bottom;
        let row = form::Row { height: room / 9.0, heads_until: None };
        let cell = |(row, text): (usize, &&str)| Cell {
            row,
            column: 0,
            rowspan: 1,
            colspan: blank.columns.len(),
            role: Role::Value,
            text: (*text).to_owned(),
            style: Style::default(),
            ..blank.cells[0].clone()
        };
        let cells = texts.iter().enumerate().map(cell).collect();
        let mut table = blank.clone();
        (table.rows, table.cells, table.continued) = (vec![row; texts.len()], cells, None);
        table
    }

    /// How many rows stand on each page.
    fn on_pages(texts: &[&str]) -> Vec<usize> {
        let table = rows(texts);
        let measures = measure(&table, &SheetMetrics, Medium::PAGE);
        paginate(&table, &measures).iter().map(|plan| plan.slices.len()).collect()
    }

    #[test]
    fn a_single_line_is_not_alone_on_the_last_page() {
        assert_eq!(on_pages(&["甲"; 9]), [9]);
        assert_eq!(on_pages(&["甲"; 10]), [8, 2]);
        assert_eq!(on_pages(&["甲"; 11]), [9, 2]);
        let two_lines = [["甲"; 9].as_slice(), &["乙\n丙"]].concat();
        assert_eq!(on_pages(&two_lines), [9, 1]);
    }
    /// Rows of which some have no rule above or below; the one after the page's end is
    /// drawn on the next page with those that it belongs to.
    #[test]
    fn a_page_ends_at_a_rule() {
        let pages = |top: &[usize], bottom: &[usize]| -> Vec<usize> {
            let mut table = rows(&["甲"; 11]);
            for cell in &mut table.cells {
                let (row, border) = (cell.row, &mut cell.style.border);
                (border.left, border.right) = (true, true);
                (border.top, border.bottom) = (top.contains(&row), bottom.contains(&row));
            }
            let measures = measure(&table, &SheetMetrics, Medium::PAGE);
            paginate(&table, &measures).iter().map(|plan| plan.slices.len()).collect()
        };
        let all: Vec<usize> = (0..11).collect();
        assert_eq!(pages(&all, &all), [9, 2]);
        assert_eq!(pages(&all, &[]), [9, 2], "the rule of the row below");
        assert_eq!(pages(&[], &all), [9, 2], "the rule of the row above");
        let but = |row: usize| all.iter().copied().filter(|other| *other != row).collect::<Vec<_>>();
        assert_eq!(pages(&but(9), &but(8)), [8, 3], "none between the ninth row and the tenth");
        assert_eq!(pages(&but(9), &all), [9, 2]);
    }

    /// A row that no page holds: a text of 150 lines beside a label that spans it and the
    /// next one.
    #[test]
    fn a_row_that_is_shown_to_its_end_is_not_begun_again() {
        let mut table = rows(&["文", "尾"]);
        let long = vec!["甲"; 100].join("\n");
        let label = Cell { rowspan: 2, colspan: 1, repeats: true, text: "标签".to_owned(), ..table.cells[0].clone() };
        let wide = table.columns.len() - 1;
        for (cell, text) in table.cells.iter_mut().zip([long.as_str(), "尾"]) {
            (cell.column, cell.colspan) = (1, wide);
            cell.text = text.to_owned();
        }
        table.cells.insert(0, label);
        let measures = measure(&table, &SheetMetrics, Medium::PAGE);
        let plans = paginate(&table, &measures);
        let texts = |plan: &PagePlan| plan.shares.iter().map(|share| share.lines.len()).collect::<Vec<_>>();
        let shown: Vec<Vec<usize>> = plans.iter().map(texts).collect();
        let of_text: usize = shown.iter().filter_map(|lines| lines.get(1)).sum();
        assert!(shown.len() > 1 && shown.iter().all(|lines| lines[0] == 1), "the label stands on each page: {shown:?}");
        assert_eq!(of_text - usize::from(shown.last().unwrap().len() == 2), 100, "{shown:?}");
        let slices: Vec<Vec<usize>> =
            plans.iter().map(|plan| plan.slices.iter().map(|slice| slice.row).collect()).collect();
        assert_eq!(slices.iter().flatten().filter(|row| **row == 1).count(), 1, "{slices:?}");
    }
}
