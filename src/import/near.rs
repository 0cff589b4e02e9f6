//! Takes a sheet with its labels found, and which cells are somebody's already; gives the
//! cells beside and below a label.

use super::account::Account;
use super::grid::{Area, Holds};
use super::layout::Label;
use super::matches::Match;
use crate::template::{FieldId, Kind};

/// The cells that are nobody's yet.
pub(super) struct Near<'a> {
    pub form: &'a Match<'a>,
    pub account: &'a Account,
}

impl Near<'_> {
    /// The cells to the right of a label, up to the next label. The first begins
    /// where the form has it, or where the label ends here.
    pub(super) fn beside(&self, label: &Label, area: Area) -> Vec<usize> {
        let edge = self.form.edge();
        let next = self.label_right_of(area).unwrap_or(u32::MAX);
        let end = next.min(edge.map_or(u32::MAX, |edge| edge + 1));
        let inside = |other: &Area| other.is_beside(area) && other.left > area.right && other.left < end;
        let furthest = area.left.saturating_add(label.columns.max(area.right - area.left + 1));
        let cells: Vec<usize> = self.free(inside);
        // A blank in the row of the first cell is what stands beside the label.
        let blank_before = |cell: Area| {
            let blanks = self.form.sheet.blanks.iter().filter(|blank| inside(blank) && blank.is_beside(cell));
            blanks.map(|blank| blank.left).min().is_some_and(|blank| blank <= cell.left)
        };
        match cells.first().map(|cell| self.form.area(*cell)) {
            Some(first) if (first.left <= furthest || edge.is_some()) && !blank_before(first) => cells,
            _ => Vec::new(),
        }
    }

    /// The places to the right of a label, up to the next label: the cells that are
    /// nobody's yet, and the blank ones.
    pub(super) fn slots(&self, area: Area) -> Vec<Option<usize>> {
        let end = self.label_right_of(area);
        let inside =
            |other: &Area| other.top == area.top && other.left > area.right && end.is_none_or(|end| other.left < end);
        let cells = self.free(inside).into_iter().map(|cell| (self.form.area(cell).left, Some(cell)));
        let blanks = self.form.sheet.blanks.iter().filter(|blank| inside(blank)).map(|blank| (blank.left, None));
        let mut slots: Vec<(u32, Option<usize>)> = cells.chain(blanks).collect();
        slots.sort_unstable();
        slots.into_iter().map(|(_, cell)| cell).collect()
    }

    /// The cells right below a label, up to the next label.
    pub(super) fn below(&self, area: Area) -> Vec<usize> {
        let next = self.label_below(area).unwrap_or(u32::MAX);
        let within = |rows: u32| {
            let end = next.min(area.bottom.saturating_add(rows + 1));
            self.free(|other| other.is_in_line(area) && other.top > area.bottom && other.top < end)
        };
        // A row may have been left blank.
        let below = within(1);
        if below.is_empty() { within(2) } else { below }
    }

    /// The cell below a label of a text, with those of further paragraphs below it, up to
    /// the next label; other cells as they are.
    pub(super) fn paragraphs(&self, label: &Label, area: Area, mut cells: Vec<usize>) -> Vec<usize> {
        let is_text = |id: &FieldId| matches!(self.form.template.field(*id).kind, Kind::Text);
        let ([_], true) = (cells.as_slice(), matches!(label.below.as_slice(), [id] if is_text(id))) else {
            return cells;
        };
        let next = self.label_below(area);
        while let (Some(last), Some(next)) = (cells.last(), next) {
            let last = self.form.area(*last);
            let below =
                self.free(|other| other.left == last.left && other.top == last.bottom + 1 && other.bottom < next);
            let [only] = below.as_slice() else { break };
            cells.push(*only);
        }
        cells
    }

    /// The column of the next label to the right.
    fn label_right_of(&self, area: Area) -> Option<u32> {
        let labels = self.form.areas().filter(|other| other.left > area.right && other.is_beside(area));
        labels.map(|other| other.left).min()
    }

    /// The row of the next label below.
    fn label_below(&self, area: Area) -> Option<u32> {
        let labels = self.form.areas().filter(|other| other.top > area.bottom && other.is_in_line(area));
        labels.map(|other| other.top).min()
    }

    fn free(&self, inside: impl Fn(&Area) -> bool) -> Vec<usize> {
        let cells = self.form.sheet.cells.iter().enumerate();
        let free = cells.filter(|(index, cell)| {
            !self.account.is_taken(*index)
                && matches!(cell.holds, Holds::Text | Holds::Number { .. })
                && inside(&cell.area)
        });
        free.map(|(index, _)| index).collect()
    }
}
