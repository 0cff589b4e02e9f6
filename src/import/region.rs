//! Takes a sheet with its labels found; gives the cells of rows that are repeated, up to
//! where the form goes on.

use super::grid::{Area, Cell, Holds};
use super::layout::{Column, Depth, Repeated};
use super::letters::compact;
use super::matches::Match;
use super::targets::{head_unit, split_targets};
use crate::style::Role;
use crate::template::ItemPart;
use crate::value::{Date, is_operator_sign};

/// The cells of repeated rows.
pub(super) struct Region<'s> {
    pub columns: Vec<(Column, Area)>,
    /// Each with its number, in reading order.
    pub cells: Vec<(usize, &'s Cell)>,
    /// The letters of the heads.
    heads: Vec<String>,
    /// The columns beside that of the targets that have parts of them, where the form has
    /// none for those.
    pub split: Vec<(ItemPart, usize, Area)>,
    /// The unit that the head of the targets tells.
    pub unit: Option<String>,
    /// The last row of the heads, where nothing of the form stands below the rows.
    above: Option<u32>,
    /// The merged places in the rows that hold nothing.
    blanks: Vec<Area>,
}

pub(super) fn region<'s>(form: &Match<'s>, repeated: &Repeated) -> Option<Region<'s>> {
    let sheet = form.sheet;
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
    let split = split_targets(form, &columns);
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
    pub(super) fn rows(&self) -> Vec<u32> {
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
            text.contains(|c: char| c.is_ascii_digit() || is_operator_sign(c) || c == '%')
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
    pub(super) fn heads_again(&self) -> Vec<usize> {
        let is_head = |(_, cell): &&(usize, &Cell)| self.is_head(cell.area.top) || self.is_page(cell.area.top);
        self.cells.iter().filter(is_head).map(|(index, _)| *index).collect()
    }

    /// The cells that start in a row.
    pub(super) fn row(&self, row: u32) -> impl Iterator<Item = (usize, &'s Cell)> {
        let start = self.cells.partition_point(|(_, cell)| cell.area.top < row);
        self.cells[start..].iter().take_while(move |(_, cell)| cell.area.top == row).copied()
    }

    /// The cells of a row in the columns that have parts of its target.
    ///
    /// One that goes over several rows is part of each of them; one over several columns
    /// stands for the first.
    pub(super) fn apart(&self, row: u32) -> Vec<(ItemPart, usize, &'s Cell)> {
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
    pub(super) fn covering(&self, row: u32, head: Area) -> Option<(usize, &'s Cell)> {
        let goes_on =
            |(_, cell): &&(usize, &Cell)| cell.area.is_in_line(head) && cell.area.top < row && row <= cell.area.bottom;
        self.starting(row, head).or_else(|| self.cells.iter().rfind(goes_on).copied())
    }

    /// The category and subcategory of the next row that has its own.
    pub(super) fn next_place(&self, row: u32) -> Option<(Option<&'s Cell>, &'s Cell)> {
        let cell = |row: u32, part| {
            let (_, head) = self.columns.iter().find(|(column, _)| column.part == part)?;
            self.starting(row, *head).map(|(_, cell)| cell)
        };
        let below = self.cells.iter().map(|(_, cell)| cell.area.top).filter(|below| *below > row);
        let mut places =
            below.filter_map(|row| Some((cell(row, ItemPart::Category), cell(row, ItemPart::Subcategory)?)));
        places.next()
    }

    /// The cell below a head that starts in a row.
    fn starting(&self, row: u32, head: Area) -> Option<(usize, &'s Cell)> {
        self.row(row).find(|(_, cell)| cell.area.is_in_line(head))
    }

    /// The cells of a row that stand in the columns of a depth, in the rows of a head or
    /// below.
    pub(super) fn of_depth(
        &self,
        row: u32,
        depth: Depth,
        is_row: impl Fn(&Column) -> bool,
    ) -> Vec<(Column, usize, &'s Cell)> {
        let columns = self.columns.iter().filter(|(column, _)| column.depth == depth && is_row(column));
        let found = columns.filter_map(|(column, head)| {
            let (index, cell) = self.starting(row, *head)?;
            Some((*column, index, cell))
        });
        found.collect()
    }

    /// The cells of a row in the columns of a depth below heads; none where the row has
    /// the shape of another depth's, under the same labels.
    pub(super) fn of_rows(
        &self,
        row: u32,
        depth: Depth,
        is_row: impl Fn(&Column) -> bool,
    ) -> Vec<(Column, usize, &'s Cell)> {
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
