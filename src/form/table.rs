//! The filled form as a table.

use rust_decimal::Decimal;

use crate::source::Span;
use crate::style::{Fit, Margins, Role, Style};
use crate::template::Kind;
use crate::value::{DateFormat, Length, NumberFormat};

/// A filled form.
#[derive(Clone, Debug)]
pub struct FormTable {
    /// Widths of the columns.
    pub columns: Vec<Length>,
    /// The rows, from above.
    pub rows: Vec<Row>,
    /// Row by row, one slot for each place of the grid.
    pub(super) slots: Vec<Slot>,
    /// The cells, in reading order.
    pub cells: Vec<Cell>,
    /// The paper's width and height.
    pub paper: (Length, Length),
    /// The paper's blank edges.
    pub margins: Margins,
    /// How thick the rules around cells are.
    pub rule: Length,
    /// The line in the lower margin of each page, with its style.
    pub footer: Option<(Vec<FooterPiece>, Style)>,
    /// The line above the table on every page but the first, with its style.
    pub continued: Option<(String, Style)>,
    /// Whether it is to be on a certain number of pages.
    pub fit: Option<Fit>,
    /// Whether it is a blank form, to be filled in by hand.
    pub is_blank: bool,
    /// How many sheets of a workbook it is: a blank form may be there for several projects.
    pub copies: usize,
    /// What the files say about themselves.
    pub metadata: Metadata,
    /// The form's data as JSON, which the files carry with them.
    pub data: Option<String>,
    /// What a PDF or an OFD has attached.
    pub attachments: Vec<Attachment>,
}

/// A file that is attached to a PDF or an OFD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its type, such as `application/json`.
    pub kind: &'static str,
    /// What it is, for readers.
    pub description: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A row of the grid.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its least height.
    pub height: Length,
    /// For a header: one past the last row that it heads. It is repeated on
    /// pages that start before that row.
    pub heads_until: Option<usize>,
}

/// A place of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A cell starts here.
    Cell(CellId),
    /// The place is part of the cell that starts above or to the left.
    Merged {
        /// That cell.
        parent: CellId,
    },
}

impl Slot {
    /// The cell that takes the place.
    pub fn cell(self) -> CellId {
        match self {
            Self::Cell(id) | Self::Merged { parent: id } => id,
        }
    }
}

/// The number of a cell in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub usize);

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The row in which it starts, from 0.
    pub row: usize,
    /// The column in which it starts, from 0.
    pub column: usize,
    /// How many rows it takes.
    pub rowspan: usize,
    /// How many columns it takes.
    pub colspan: usize,
    /// What it is for.
    pub role: Role,
    /// What it says.
    pub text: String,
    /// The number that the text prints, where it is one.
    pub number: Option<Number>,
    /// Whether its text stands again on each page that the cell reaches, as
    /// that of labels does.
    pub repeats: bool,
    /// Whether its paragraphs stand beside those of the row's other paired cells,
    /// one by one, as names beside their targets.
    pub paired: bool,
    /// How it looks.
    pub style: Style,
    /// The path of the field that it shows.
    pub field: Option<String>,
    /// Where the author wrote what it shows.
    pub span: Option<Span>,
    /// What may be written there by hand; none where nothing is asked for.
    pub input: Option<Input>,
    /// The record of the table that its row shows, where the cell leads to the
    /// project of that record.
    pub leads_to: Option<usize>,
    /// The field of a project that it shows, in the summary of several.
    pub taken: Option<TakenFrom>,
}

/// A field of one of several projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenFrom {
    /// The number of the project, from 0.
    pub project: usize,
    /// The path of the field.
    pub field: String,
}

/// What may be written into a cell by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Anything.
    Text,
    /// One of these.
    Option(Vec<String>),
    /// A day.
    Date(DateFormat),
    /// A number, in this spreadsheet format.
    Number(String),
    /// Nothing: it is computed from other cells, in this spreadsheet format.
    Computed(Formula, String),
}

/// How a cell is computed from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// The sum of these.
    Sum(Vec<PartPath>),
    /// How many of these there are, blank or not.
    Count(Vec<PartPath>),
}

/// The field, or the column over all records, that is added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartPath {
    /// What a cell's field is.
    Field(String),
    /// What a cell's field starts and ends with.
    Column(String, String),
}

impl PartPath {
    /// Whether a cell that shows this field shows a part.
    pub fn is(&self, field: &str) -> bool {
        match self {
            Self::Field(path) => path == field,
            // Only the number of the record stands between: what is inside of it has
            // columns of the same numbers.
            Self::Column(start, end) => {
                let number = field.strip_prefix(start.as_str()).and_then(|rest| rest.strip_suffix(end.as_str()));
                number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
            }
        }
    }
}

impl Input {
    /// What a value of this kind is written as; none for lists, which have rows of
    /// their own, and for a value that stands after other words.
    pub(super) fn of(kind: &Kind, prefix: &str) -> Option<Self> {
        if !prefix.is_empty() {
            return Some(Self::Text);
        }
        let number = |format: NumberFormat| Some(Self::Number(format.entry_format()));
        match kind {
            Kind::Text | Kind::Choices(_) => Some(Self::Text),
            Kind::Choice(options) => Some(Self::Option(options.clone())),
            Kind::Date(format) => Some(Self::Date(*format)),
            Kind::Money(format) => number(format.number),
            Kind::Number(format) => number(*format),
            Kind::Table(_) | Kind::Indicators(_) => None,
        }
    }
}

/// A number with its spreadsheet format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub value: Decimal,
    /// Its number format, such as `#,##0.00`.
    pub format: String,
}

/// A part of the line under the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FooterPiece {
    /// Printed as it is.
    Text(String),
    /// The number of the page.
    Page,
    /// The count of pages.
    Pages,
}

/// What the files say about themselves.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The document's title.
    pub title: String,
    /// The institution that files the form.
    pub author: String,
    /// What the document is about.
    pub subject: String,
    /// The form's template.
    pub form: String,
    /// The form's year.
    pub year: u16,
    /// The sheet's name, before it is cut to what a spreadsheet takes.
    pub sheet: String,
}

/// So many characters has a property of a file, or a bookmark, at most: a text in the objects
/// of a PDF/A-2 takes no more than 32,767 bytes (ISO 19005-2, 6.1.13), and nobody reads more.
const LONGEST_PROPERTY: usize = 500;

/// The beginning of a text that is a property of a file, or a bookmark.
pub fn beginning(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST_PROPERTY) {
        text.truncate(end);
        text.push('…');
    }
    text
}

impl FormTable {
    /// The slot at a place of the grid.
    pub fn slot(&self, row: usize, column: usize) -> Slot {
        self.slots[row * self.columns.len() + column]
    }

    /// A cell.
    pub fn cell(&self, id: CellId) -> &Cell {
        &self.cells[id.0]
    }

    /// The width of a cell from rule to rule.
    pub fn width(&self, cell: &Cell) -> Length {
        self.columns[cell.column..cell.column + cell.colspan].iter().copied().sum()
    }
}
