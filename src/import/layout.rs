//! Takes a template; gives what its grid says about a filled form: its labels, in
//! reading order, and where the values stand from them.

use super::grid::Area;
use super::letters::{compact, letters, letters_after_colon};
use crate::style::Role;
use crate::template::{
    CellRule, Content, FieldId, ItemPart, LineRule, Merge, Pattern, Piece, Repeat, Rows, Rowspan, Template, Text,
};

/// The labels of a form.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// In reading order.
    pub labels: Vec<Label>,
    /// The rows that are repeated.
    pub repeats: Vec<Repeated>,
    /// The places to fill in inside options.
    pub fill_ins: Vec<FillIn>,
    /// What a blank form has in its cells to begin with.
    pub hints: Vec<String>,
}

/// A place to fill in inside an option, such as `其他（…）`.
#[derive(Debug)]
pub(super) struct FillIn {
    /// The choice, and the number of the option.
    pub choice: FieldId,
    pub option: usize,
    /// What stands before and after the place.
    pub before: String,
    pub after: String,
    /// Whose value it is.
    pub field: FieldId,
}

impl FillIn {
    fn of(choice: FieldId, option: usize, Pattern(pieces): &Pattern) -> Option<Self> {
        let text = |pieces: &[Piece]| match pieces {
            [] => Some(String::new()),
            [Piece::Literal(text)] => Some(text.clone()),
            _ => None,
        };
        let place = pieces.iter().position(|piece| matches!(piece, Piece::Field(_)))?;
        let Piece::Field(field) = pieces[place] else { return None };
        let (before, after) = (text(&pieces[..place])?, text(&pieces[place + 1..])?);
        Some(Self { choice, option, before, after, field })
    }
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
    /// How many columns right of its own each of them stands.
    pub offsets: Vec<u32>,
    /// The values below it.
    pub below: Vec<FieldId>,
    /// Whether its value stands in the same cell.
    pub is_prefix: bool,
    /// Its row in the template.
    pub row: u32,
    /// Whether it names the form's own year.
    pub has_year: bool,
}

/// Rows for the records of a table, or for indicators.
#[derive(Debug)]
pub(super) struct Repeated {
    /// The table or the indicators.
    pub field: FieldId,
    /// The column of the table in which each record has records or indicators of its
    /// own.
    pub inner: Option<FieldId>,
    /// What stands in each column.
    pub columns: Vec<Column>,
    /// The rows that stand once for each record or group, by the letters of their
    /// labels.
    pub heads: Vec<Head>,
    /// How many labels of the form stand above.
    pub above: usize,
    /// Whether the form itself has several indicators in a cell, as lines.
    pub is_lined: bool,
}

/// What stands in a column of repeated rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub depth: Depth,
    pub part: ItemPart,
    /// The number of the label above it.
    pub label: usize,
    /// The number of the head in whose row it stands; none for the rows below heads.
    pub head: Option<usize>,
    /// Whether one cell may stand for several records.
    pub merges: bool,
    /// How many columns of the grid it takes.
    pub width: u32,
}

/// How deep in repeated rows something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Of the group in which records are.
    Group,
    /// Of a record, or of an indicator.
    Item,
    /// Of a record or an indicator inside a record.
    Inner,
}

/// A row that stands once for each record or group.
#[derive(Debug)]
pub(super) struct Head {
    /// Its row in the template.
    row: u32,
    pub depth: Depth,
    /// The letters of its labels; none where it has no label.
    pub labels: Vec<String>,
}

struct Placed<'t> {
    cell: &'t CellRule,
    area: Area,
    row: FlatRow<'t>,
}

/// The labels of a template's form.
pub(super) fn form(template: &Template) -> Form {
    let placed = place(template);
    let mut form = Form::default();
    // The number of the label in each placed cell.
    let mut numbers = vec![None; placed.len()];
    for (index, Placed { cell, area, row }) in placed.iter().enumerate() {
        // Labels inside repeated blocks come again and again.
        if row.around.is_some() {
            continue;
        }
        let label = match (&cell.content, with_value(&cell.content)) {
            (_, Some((before, id))) => {
                let letters = vec![letters(before)];
                let columns = area.right - area.left + 1;
                let role = if cell.role == Role::Title { Role::Title } else { Role::Label };
                Label {
                    letters,
                    short: None,
                    role,
                    columns,
                    beside: vec![id],
                    offsets: vec![0],
                    below: Vec::new(),
                    is_prefix: true,
                    row: area.top,
                    has_year: false,
                }
            }
            (Content::Text(text), None) => label(text, cell.role, *area),
            _ => continue,
        };
        if !label.letters.is_empty() {
            numbers[index] = Some(form.labels.len());
            form.labels.push(label);
        }
    }
    for (index, placed_cell) in placed.iter().enumerate() {
        match &placed_cell.cell.content {
            Content::Field(id, prefix) if prefix.is_empty() => {
                own(&mut form, &placed, &numbers, placed_cell.area, *id);
                let options = placed_cell.cell.options.iter().flat_map(|options| &options.shown);
                form.fill_ins.extend(options.filter_map(|(option, text)| FillIn::of(*id, *option, text.as_ref()?)));
            }
            Content::Item(_) | Content::Inner(_) => column(&mut form, template, &placed, &numbers, index),
            _ => {}
        }
    }
    let hints = placed.iter().flat_map(|placed| &placed.cell.hint);
    form.hints = hints.flat_map(|hint| hint.split('\n')).map(compact).collect();
    for placed_cell in &placed {
        if let Some(Repeat::Beside(first, second)) = placed_cell.row.repeat {
            share(&mut form.repeats, first, second);
            share(&mut form.repeats, second, first);
        }
    }
    form
}

/// The words before a value in the same cell, and the value's field.
fn with_value(content: &Content) -> Option<(&str, FieldId)> {
    match content {
        Content::Field(id, prefix) if !prefix.is_empty() => Some((prefix, *id)),
        Content::Text(Text(lines)) => match lines.as_slice() {
            [LineRule { pattern: Pattern(pieces), when: None }] => match pieces.as_slice() {
                [Piece::Literal(before), Piece::Field(id)] => Some((before, *id)),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// Of two lists of indicators side by side, one may name the categories for both.
fn share(repeats: &mut [Repeated], from: FieldId, to: FieldId) {
    for part in [ItemPart::Category, ItemPart::Subcategory] {
        let column = |field| {
            let repeated = repeats.iter().find(|repeated: &&Repeated| repeated.field == field);
            repeated.and_then(|repeated| repeated.columns.iter().find(|column| column.part == part)).copied()
        };
        if let (Some(column), None) = (column(from), column(to)) {
            let repeated = repeats.iter_mut().find(|repeated| repeated.field == to);
            repeated.into_iter().for_each(|repeated| repeated.columns.push(column));
        }
    }
}

/// The cells at their places, each repeated row once.
fn place(template: &Template) -> Vec<Placed<'_>> {
    let mut rows = Vec::new();
    flatten(&template.grid.rows, None, &mut rows);
    let mut taken: Vec<Area> = Vec::new();
    let mut placed = Vec::new();
    for (top, row) in rows.iter().enumerate() {
        let top = top as u32;
        let mut left = 0;
        for cell in row.cells {
            while let Some(area) =
                taken.iter().find(|area| area.bottom >= top && (area.left..=area.right).contains(&left))
            {
                left = area.right + 1;
            }
            let rows = match cell.rowspan {
                Rowspan::Rows(rows) => rows as u32,
                Rowspan::Block => row.ends - top,
            };
            let area = Area { top, left, bottom: top + rows.max(1) - 1, right: left + cell.colspan as u32 - 1 };
            taken.push(area);
            placed.push(Placed { cell, area, row: *row });
        }
    }
    placed
}

/// A row of a template's grid.
#[derive(Clone, Copy)]
struct FlatRow<'t> {
    /// Its number.
    number: u32,
    cells: &'t [CellRule],
    /// What it is repeated for.
    repeat: Option<Repeat>,
    /// What the block around it is repeated for.
    around: Option<Repeat>,
    /// One past the last row of its block.
    ends: u32,
}

fn flatten<'t>(rows: &'t [Rows], around: Option<Repeat>, flat: &mut Vec<FlatRow<'t>>) {
    for rows in rows {
        let start = flat.len();
        let number = start as u32;
        let (row, repeat) = match rows {
            Rows::One(row) => (row, None),
            Rows::Repeat(repeat, row) => (row, Some(*repeat)),
            Rows::Block(block) => {
                flatten(&block.rows, block.repeat.or(around), flat);
                let end = flat.len() as u32;
                flat[start..].iter_mut().for_each(|row| row.ends = end);
                continue;
            }
        };
        flat.push(FlatRow { number, cells: &row.cells, repeat, around, ends: number + 1 });
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
    Label {
        letters: known,
        short,
        role,
        columns,
        beside: Vec::new(),
        offsets: Vec::new(),
        below: Vec::new(),
        is_prefix: false,
        row: area.top,
        has_year: text.0.iter().flat_map(|line| &line.pattern.0).any(|piece| *piece == Piece::Year(0)),
    }
}

/// What a pattern says on every form; some year where it has one.
fn fixed(pattern: &Pattern) -> String {
    fn piece(piece: &Piece) -> &str {
        match piece {
            Piece::Literal(text) => text,
            Piece::Year(_) | Piece::YearOf(_) => "2000",
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
            Some(label) if after(placed[index].area) => {
                let offset = area.left - placed[index].area.left;
                let label = &mut form.labels[label];
                label.beside.push(field);
                label.offsets.push(offset);
                return;
            }
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
fn column(form: &mut Form, template: &Template, placed: &[Placed<'_>], numbers: &[Option<usize>], index: usize) {
    let cell = &placed[index];
    let Some((field, inner, depth, part)) = shown(template, cell) else { return };
    let is_above =
        |head: &&(usize, &Placed<'_>)| head.1.area.bottom < cell.area.top && head.1.area.is_in_line(cell.area);
    let heads = placed.iter().enumerate().filter(|(_, head)| head.cell.role == Role::ColumnHeader);
    let nearest = heads.filter(|head| is_above(&head)).max_by_key(|(_, head)| head.area.bottom).map(|(index, _)| index);
    let touching =
        || placed.iter().position(|head| head.area.bottom + 1 == cell.area.top && head.area.is_in_line(cell.area));
    let above = nearest.or_else(touching);
    let Some(label) = above.and_then(|index| numbers[index]) else { return };
    let known = form.repeats.iter().position(|known| known.field == field).unwrap_or_else(|| {
        let above = numbers[..index].iter().flatten().count();
        form.repeats.push(Repeated {
            field,
            inner: None,
            columns: Vec::new(),
            heads: Vec::new(),
            above,
            is_lined: false,
        });
        form.repeats.len() - 1
    });
    let repeated = &mut form.repeats[known];
    repeated.is_lined |= matches!(cell.row.repeat, Some(Repeat::Subcategories(_)));
    repeated.inner = repeated.inner.or(inner);
    let head = cell.row.repeat.is_none().then(|| repeated.head(placed, cell, depth));
    let merges = cell.cell.merge == Merge::Equal;
    let width = cell.area.right - cell.area.left + 1;
    repeated.columns.push(Column { depth, part, label, head, merges, width });
}

/// What a cell of repeated rows shows: of which table or indicators, with the column
/// of records inside records; none where it is computed.
fn shown(template: &Template, cell: &Placed<'_>) -> Option<(FieldId, Option<FieldId>, Depth, ItemPart)> {
    let (part, is_inner) = match cell.cell.content {
        Content::Item(part) => (part, false),
        Content::Inner(part) => (part, true),
        _ => return None,
    };
    let grouped = |id: FieldId| template.field(id).by.as_ref();
    match (cell.row.repeat, cell.row.around) {
        (Some(Repeat::Beside(_, second)), _) if is_inner => Some((second, None, Depth::Item, part)),
        (Some(Repeat::Nested(table, column)), _) if is_inner => Some((table, Some(column), Depth::Inner, part)),
        (Some(Repeat::Inside(table, column)), _) => Some((table, Some(column), Depth::Inner, part)),
        (Some(repeat), _) if grouped(repeat.field()).is_none() => Some((repeat.field(), None, Depth::Item, part)),
        (None, Some(around)) => match (grouped(around.field()), part) {
            // The name of a group is what its records say in a column.
            (Some(group), ItemPart::Column(0)) => {
                Some((group.table, None, Depth::Group, ItemPart::Column(group.column)))
            }
            (Some(group), _) => Some((group.table, None, Depth::Group, ItemPart::Index)),
            (None, part) => Some((around.field(), None, Depth::Item, part)),
        },
        _ => None,
    }
}

impl Repeated {
    /// The number of the head that is the row of a cell.
    fn head(&mut self, placed: &[Placed<'_>], cell: &Placed<'_>, depth: Depth) -> usize {
        let row = cell.row.number;
        if let Some(known) = self.heads.iter().position(|head| head.row == row) {
            return known;
        }
        let labels = placed.iter().filter(|other| other.row.number == row).filter_map(|other| {
            let Content::Text(text) = &other.cell.content else { return None };
            label(text, other.cell.role, other.area).letters.into_iter().next()
        });
        self.heads.push(Head { row, depth, labels: labels.collect() });
        self.heads.len() - 1
    }
}
