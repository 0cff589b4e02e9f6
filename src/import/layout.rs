//! What a template's grid says about a filled form: its labels, in reading order,
//! and where the values stand from them.

use super::sheet::Area;
use super::words::{letters, letters_after_colon};
use crate::template::{Cell, Content, FieldId, ItemPart, Pattern, Piece, Repeat, Role, Rows, Rowspan, Template, Text};

/// The labels of a form.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// In reading order.
    pub labels: Vec<Label>,
    /// The rows that are repeated.
    pub repeats: Vec<Repeated>,
}

/// A text that the form itself has.
#[derive(Debug)]
pub(super) struct Label {
    /// Its letters, with and without what depends on a condition.
    pub letters: Vec<String>,
    /// Its letters after a colon inside.
    pub short: Option<String>,
    pub role: Role,
    /// How many columns it takes.
    pub columns: u32,
    /// The values beside it, in order.
    pub beside: Vec<FieldId>,
    /// The values below it.
    pub below: Vec<FieldId>,
    /// Whether its value stands in the same cell.
    pub is_prefix: bool,
}

/// Rows for records or indicators.
#[derive(Debug)]
pub(super) struct Repeated {
    pub repeat: Repeat,
    /// What stands in each column, with the number of the column's label.
    pub columns: Vec<(ItemPart, usize)>,
}

struct Placed<'t> {
    cell: &'t Cell,
    area: Area,
    repeat: Option<Repeat>,
}

/// The labels of a template's form.
pub(super) fn form(template: &Template) -> Form {
    let placed = place(template);
    let mut form = Form::default();
    // The number of the label in each placed cell.
    let mut numbers = vec![None; placed.len()];
    for (index, Placed { cell, area, .. }) in placed.iter().enumerate() {
        let label = match &cell.content {
            Content::Text(text) => label(text, cell.role, *area),
            Content::Field(id, prefix) if !prefix.is_empty() => {
                let letters = vec![letters(prefix)];
                let columns = area.right - area.left + 1;
                let role = Role::Label;
                Label { letters, short: None, role, columns, beside: vec![*id], below: Vec::new(), is_prefix: true }
            }
            _ => continue,
        };
        if !label.letters.is_empty() {
            numbers[index] = Some(form.labels.len());
            form.labels.push(label);
        }
    }
    for placed_cell in &placed {
        match &placed_cell.cell.content {
            Content::Field(id, prefix) if prefix.is_empty() => own(&mut form, &placed, &numbers, placed_cell.area, *id),
            Content::Options(id, _) => own(&mut form, &placed, &numbers, placed_cell.area, *id),
            Content::Item(part) => column(&mut form, &placed, &numbers, placed_cell, *part),
            _ => {}
        }
    }
    form
}

/// The cells at their places, each repeated row once.
fn place(template: &Template) -> Vec<Placed<'_>> {
    let mut rows = Vec::new();
    flatten(&template.grid.rows, &mut rows);
    let mut taken: Vec<Area> = Vec::new();
    let mut placed = Vec::new();
    for (top, (row, repeat, ends)) in rows.iter().enumerate() {
        let top = top as u32;
        let mut left = 0;
        for cell in *row {
            while let Some(area) =
                taken.iter().find(|area| area.bottom >= top && (area.left..=area.right).contains(&left))
            {
                left = area.right + 1;
            }
            let rows = match cell.rowspan {
                Rowspan::Rows(rows) => rows as u32,
                Rowspan::Block => ends - top,
            };
            let area = Area { top, left, bottom: top + rows.max(1) - 1, right: left + cell.colspan as u32 - 1 };
            taken.push(area);
            placed.push(Placed { cell, area, repeat: *repeat });
        }
    }
    placed
}

/// A row with what it is repeated for and the end of its block.
type FlatRow<'t> = (&'t [Cell], Option<Repeat>, u32);

fn flatten<'t>(rows: &'t [Rows], flat: &mut Vec<FlatRow<'t>>) {
    for rows in rows {
        let start = flat.len();
        match rows {
            Rows::One(row) => flat.push((&row.cells, None, start as u32 + 1)),
            Rows::Repeat(repeat, row) => flat.push((&row.cells, Some(*repeat), start as u32 + 1)),
            Rows::Block(block) => {
                flatten(&block.rows, flat);
                let end = flat.len() as u32;
                flat[start..].iter_mut().for_each(|row| row.2 = end);
            }
        }
    }
}

fn label(text: &Text, role: Role, area: Area) -> Label {
    // With none of the lines that depend on a condition, with one of them, with all.
    let lines = |shown: &dyn Fn(usize) -> bool| -> String {
        let lines = text.0.iter().enumerate().filter(|(index, line)| line.when.is_none() || shown(*index));
        lines.map(|(_, line)| fixed(&line.pattern)).collect()
    };
    let always = lines(&|_| false);
    let mut known: Vec<String> = Vec::new();
    let one = (0..text.0.len()).map(|wanted| lines(&|index| index == wanted));
    for spelling in std::iter::once(always.clone()).chain(one).chain([lines(&|_| true)]) {
        let spelling = letters(&spelling);
        if !spelling.is_empty() && !known.contains(&spelling) {
            known.push(spelling);
        }
    }
    let short = letters_after_colon(&always);
    let columns = area.right - area.left + 1;
    Label { letters: known, short, role, columns, beside: Vec::new(), below: Vec::new(), is_prefix: false }
}

/// What a pattern says on every form; some year where it has one.
fn fixed(pattern: &Pattern) -> String {
    fn piece(piece: &Piece) -> &str {
        match piece {
            Piece::Literal(text) => text,
            Piece::Year | Piece::YearOf(_) => "2000",
            Piece::Field(_) | Piece::Page | Piece::Pages => "",
        }
    }
    pattern.0.iter().map(piece).collect()
}

/// Gives a value to the label that it stands beside or below. A label whose own
/// row goes on with another label is a heading of several rows, and has no values.
fn own(form: &mut Form, placed: &[Placed<'_>], numbers: &[Option<usize>], area: Area, field: FieldId) {
    let is_value = |cell: &Placed<'_>| cell.cell.role == Role::Value;
    let after = |label: Area| {
        let next = |cell: &&Placed<'_>| {
            cell.area.left == label.right + 1 && (cell.area.top..=cell.area.bottom).contains(&label.top)
        };
        placed.iter().find(next).is_some_and(is_value)
    };
    let mut left = area.left;
    while let Some(index) = placed.iter().position(|cell| cell.area.right + 1 == left && cell.area.is_beside(area)) {
        match numbers[index] {
            Some(label) if after(placed[index].area) => return form.labels[label].beside.push(field),
            None if is_value(&placed[index]) => left = placed[index].area.left,
            _ => break,
        }
    }
    let above = placed.iter().position(|cell| cell.area.bottom + 1 == area.top && cell.area.is_in_line(area));
    if let Some(label) = above.and_then(|index| numbers[index]) {
        form.labels[label].below.push(field);
    }
}

/// Gives a column of repeated rows to the label above it.
fn column(form: &mut Form, placed: &[Placed<'_>], numbers: &[Option<usize>], cell: &Placed<'_>, part: ItemPart) {
    let is_above =
        |head: &&(usize, &Placed<'_>)| head.1.area.bottom < cell.area.top && head.1.area.is_in_line(cell.area);
    let heads = placed.iter().enumerate().filter(|(_, head)| head.cell.role == Role::ColumnHeader);
    let nearest = heads.filter(|head| is_above(&head)).max_by_key(|(_, head)| head.area.bottom).map(|(index, _)| index);
    let touching =
        || placed.iter().position(|head| head.area.bottom + 1 == cell.area.top && head.area.is_in_line(cell.area));
    let above = nearest.or_else(touching);
    let (Some(label), Some(repeat)) = (above.and_then(|index| numbers[index]), cell.repeat) else {
        return;
    };
    match form.repeats.iter_mut().find(|known| known.repeat == repeat) {
        Some(known) => known.columns.push((part, label)),
        None => form.repeats.push(Repeated { repeat, columns: vec![(part, label)] }),
    }
}
