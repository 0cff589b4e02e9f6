//! The form as a sheet.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read, Write};
use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Formula as XlsxFormula, Url, Workbook, Worksheet, XlsxError,
};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::entry::Entry;
use super::host::unix;
use super::look::{FONT, styled};
use super::{Created, ExportError, entry, formulas, grow};
use crate::data::{self, Made, Mark};
use crate::form::{Cell, CellsByField, FooterPiece, FormTable, Input};
use crate::layout::{Layout, RowSlice};
use crate::style::{Role, Style};
use crate::value::Length;

/// The height of an empty row and the width of an empty column of a sheet whose
/// default font is 宋体 11, in pixels.
const DEFAULT_CELL: (u32, u32) = (18, 72);

/// The highest row that a spreadsheet program takes.
const HIGHEST_ROW: Length = Length::pt(409.0);

/// The height of a pixel.
const ROW_STEP: Length = Length::pt(0.75);

/// The longest name of a sheet, in UTF-16 units.
const LONGEST_NAME: usize = 31;

/// The most page breaks that a sheet holds; pages after them end where they are
/// full.
const MOST_BREAKS: usize = 1_023;

/// Paper sizes with their numbers in Excel: upright, in millimetres.
const PAPERS: [(u8, f64, f64); 5] =
    [(8, 297.0, 420.0), (9, 210.0, 297.0), (11, 148.0, 210.0), (42, 250.0, 353.0), (34, 176.0, 250.0)];

/// Writes a form with the row heights of `heights`, broken into these pages.
///
/// # Errors
///
/// Only if the form is beyond what a sheet can hold; the checks rule that out.
pub fn write(
    table: &FormTable,
    pages: &[&[RowSlice]],
    heights: &[Length],
    created: Option<Created>,
) -> Result<Vec<u8>, ExportError> {
    let mut workbook = workbook(table, if table.is_blank { Made::Blank } else { Made::Form }, created)?;
    let tracks = Tracks::new(pages, heights);
    let growing = grow::rows(table, &tracks.rows);
    let mut entry = Entry::default();
    for number in 1..=table.copies {
        let name = if table.copies > 1 { entry::name(number) } else { sheet_name(&table.metadata.sheet) };
        let sheet = workbook.add_worksheet().set_name(name)?;
        fill(sheet, table, &tracks, None)?;
        if table.is_blank {
            entry.open(sheet, table, &tracks.rows)?;
            let width = |cell: &Cell| pixels(table.width(cell) * tracks.widening(table));
            grow::write(sheet, table, (&growing, &tracks.rows, &tracks.heights), width)?;
        }
    }
    if table.is_blank {
        entry.finish(&mut workbook, table)?;
    }
    let bytes = workbook.save_to_buffer()?;
    let packed = match &table.data {
        Some(data) => with_data(&bytes, data),
        None if growing.is_empty() => Ok(bytes),
        None => {
            let lines = || growing.iter().map(|row| tracks.rows[*row].start);
            changed(&bytes, SHEETS, |part| grow::loosened(part, lines()), &[])
        }
    };
    packed.map(unix).map_err(|error| ExportError::Xlsx(error.to_string()))
}

/// The book of a submission as a workbook: its summary, then a sheet a project.
pub struct XlsxBook {
    workbook: Workbook,
    /// The names of all sheets as spreadsheet programs compare them.
    names: HashSet<String>,
    sheets: Vec<Sheet>,
}

/// A project's sheet.
struct Sheet {
    name: String,
    /// Where each number of its form stands, by its field.
    numbers: HashMap<String, (String, Decimal)>,
}

impl XlsxBook {
    /// A workbook that begins with the sheet of this summary.
    ///
    /// # Errors
    ///
    /// None that a sound summary could have.
    pub fn new(summary: &FormTable, created: Option<Created>) -> Result<Self, ExportError> {
        let mut book =
            Self { workbook: workbook(summary, Made::Book, created)?, names: HashSet::new(), sheets: Vec::new() };
        let name = book.name(&summary.metadata.sheet);
        book.workbook.add_worksheet().set_name(name)?;
        Ok(book)
    }

    /// Adds the sheet of the next project.
    ///
    /// # Errors
    ///
    /// Only if the form is beyond what a sheet can hold; the checks rule that out.
    pub fn add(&mut self, table: &FormTable, layout: &Layout, heights: &[Length]) -> Result<(), ExportError> {
        let tracks = Tracks::new(&layout.rows(), heights);
        let name = self.name(&table.metadata.sheet);
        fill(self.workbook.add_worksheet().set_name(&name)?, table, &tracks, Some(&[]))?;
        let number = |cell: &Cell| {
            let (field, number) = (cell.field.clone()?, cell.number.as_ref()?);
            exact(number.value).map(|_| (field, (formulas::place(cell, &tracks.rows), number.value)))
        };
        self.sheets.push(Sheet { name, numbers: table.cells.iter().filter_map(number).collect() });
        Ok(())
    }

    /// Fills in the summary, whose numbers are those of the projects' sheets.
    ///
    /// # Errors
    ///
    /// None that a sound summary could have.
    pub fn finish(mut self, summary: &FormTable, layout: &Layout, heights: &[Length]) -> Result<Vec<u8>, ExportError> {
        let tracks = Tracks::new(&layout.rows(), heights);
        fill(self.workbook.worksheet_from_index(0)?, summary, &tracks, Some(&self.sheets))?;
        Ok(unix(self.workbook.save_to_buffer()?))
    }

    /// A name that no other sheet has.
    fn name(&mut self, wanted: &str) -> String {
        let numbered = |number: usize| {
            let end = if number == 1 { String::new() } else { format!("（{number}）") };
            let room = LONGEST_NAME - end.encode_utf16().count();
            sheet_name_within(wanted, room) + &end
        };
        let is_new = |name: &String| self.names.insert(name.to_lowercase());
        (1..).map(numbered).find(is_new).unwrap_or_default()
    }
}

fn workbook(table: &FormTable, made: Made, created: Option<Created>) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let default = Format::new().set_font_name(FONT).set_font_size(11);
    workbook.set_default_format(&default, DEFAULT_CELL.0, DEFAULT_CELL.1)?;
    workbook.set_properties(&properties(table, made, created)?);
    Ok(workbook)
}

/// Fills a sheet with a form. In a book, totals are computed, and a summary's cells lead
/// to the sheets of its projects.
fn fill(sheet: &mut Worksheet, table: &FormTable, tracks: &Tracks, book: Option<&[Sheet]>) -> Result<(), XlsxError> {
    // The totals of a blank form are blank.
    sheet.set_formula_result_default("");
    let widening = tracks.widening(table);
    for (column, width) in table.columns.iter().enumerate() {
        sheet.set_column_width_pixels(column as u16, pixels(*width * widening))?;
    }
    for (row, height) in tracks.heights.iter().enumerate() {
        sheet.set_row_height(row as u32, height.to_pt())?;
    }
    // A form by itself says what it says; blank ones and those of books compute.
    let fields = (table.is_blank || book.is_some()).then(|| CellsByField::new(&table.cells));
    let projects = book.unwrap_or_default();
    let mut writer = CellWriter { tracks, formats: Formats::default(), is_blank: table.is_blank, fields, projects };
    for cell in &table.cells {
        writer.write(sheet, cell)?;
    }
    set_up_page(sheet, table, tracks)
}

/// The workbook with the form's data as a part of its own, which spreadsheet programs
/// keep.
fn with_data(workbook: &[u8], data: &str) -> ZipResult<Vec<u8>> {
    let relation =
        format!("<Relationship Id=\"rIdForm\" Type=\"{RELATION}\" Target=\"../{}\"/></Relationships>", data::PART);
    let change = |part: &str| part.replace("</Relationships>", &relation);
    changed(workbook, RELATIONS, change, &[(data::PART, data::part(data))])
}

/// A workbook with the parts changed whose names start so, and with others added.
fn changed(
    workbook: &[u8],
    start: &str,
    change: impl Fn(&str) -> String,
    added: &[(&str, String)],
) -> ZipResult<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(workbook))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(workbook.len())));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..old.len() {
        let mut part = old.by_index(index)?;
        let name = part.name()?.into_owned();
        if !name.starts_with(start) {
            drop(part);
            new.raw_copy_file(old.by_index_raw(index)?)?;
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        new.start_file(name, options)?;
        new.write_all(change(&text).as_bytes())?;
    }
    for (name, text) in added {
        new.start_file(*name, options)?;
        new.write_all(text.as_bytes())?;
    }
    Ok(new.finish()?.into_inner())
}

/// Where the sheets of a workbook are.
const SHEETS: &str = "xl/worksheets/sheet";

/// The part of a workbook that says which parts belong to it.
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// The kind of relation that custom data have (ECMA-376-1 §22.5).
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml";

/// The row and column, from 0, in which each cell of a form starts on its sheet.
pub fn places(table: &FormTable, layout: &Layout, heights: &[Length]) -> Vec<(u32, u32)> {
    let rows = Tracks::new(&layout.rows(), heights).rows;
    table.cells.iter().map(|cell| (rows[cell.row].start, cell.column as u32)).collect()
}

/// The rows of the sheet. A row of the form is several of them where it is
/// higher than a spreadsheet row can be, or where a page ends inside it.
struct Tracks {
    /// The height of each row of the sheet.
    heights: Vec<Length>,
    /// For each row of the form, its rows of the sheet.
    rows: Vec<Range<u32>>,
    /// The rows of the sheet with which a page starts.
    breaks: Vec<u32>,
}

impl Tracks {
    fn new(pages: &[&[RowSlice]], form_heights: &[Length]) -> Self {
        let mut laid_out = vec![Length::ZERO; form_heights.len()];
        for slice in pages.iter().copied().flatten().filter(|slice| !slice.repeated) {
            laid_out[slice.row] += slice.height;
        }
        let mut heights = Vec::new();
        let mut rows: Vec<Range<u32>> = Vec::new();
        let mut breaks = Vec::new();
        for page in pages {
            if !heights.is_empty() {
                breaks.push(heights.len() as u32);
            }
            for slice in page.iter().filter(|slice| !slice.repeated) {
                let height = form_heights[slice.row] * (slice.height / laid_out[slice.row]);
                let parts = (height / HIGHEST_ROW).ceil().max(1.0);
                let start = heights.len() as u32;
                // A row is a whole number of pixels high.
                let part = ROW_STEP * (height / parts / ROW_STEP).ceil();
                heights.extend(vec![part.min(HIGHEST_ROW); parts as usize]);
                let end = heights.len() as u32;
                match rows.get_mut(slice.row) {
                    Some(row) => row.end = end,
                    None => rows.push(start..end),
                }
            }
        }
        Self { heights, rows, breaks }
    }

    /// How many rows of the sheet the form's title takes, and the headers right below
    /// it; they stand on every printed page.
    fn titles(&self, table: &FormTable) -> u32 {
        let all = |row: usize, is: &dyn Fn(&Cell) -> bool| table.cells.iter().filter(|cell| cell.row == row).all(is);
        let is_title = |row: &usize| table.cells.iter().any(|cell| cell.row == *row && cell.role == Role::Title);
        let titles = (0..table.rows.len()).take_while(is_title).count();
        let above = (titles..table.rows.len()).take_while(|row| all(*row, &|cell| !cell.style.border.any())).count();
        let heads = |row: &usize| table.rows[*row].heads_until.is_some();
        let headers = (titles + above..table.rows.len()).take_while(heads).count();
        match if headers > 0 { titles + above + headers } else { titles } {
            0 => 0,
            rows => self.rows[rows - 1].end,
        }
    }

    /// How much wider the columns are made, so that a print that is fit to the
    /// page's width shrinks until the rows of each page of the PDF have room on
    /// one page of the sheet.
    fn widening(&self, table: &FormTable) -> f64 {
        let room = table.paper.1 - table.margins.top - table.margins.bottom;
        let height =
            |rows: Range<u32>| -> Length { self.heights[rows.start as usize..rows.end as usize].iter().copied().sum() };
        let titles = height(0..self.titles(table));
        let ends = self.breaks.iter().copied().chain([self.heights.len() as u32]);
        let mut start = 0;
        let mut widening: f64 = 1.0;
        for end in ends {
            let repeated = if start == 0 { Length::ZERO } else { titles };
            widening = widening.max((height(start..end) + repeated) / room);
            start = end;
        }
        // Programs round the scale to whole percents.
        if widening > 1.0 { widening * 1.01 } else { widening }
    }
}

/// Writes the cells of a form onto a sheet.
struct CellWriter<'t, 's> {
    tracks: &'s Tracks,
    formats: Formats<'t>,
    is_blank: bool,
    /// The form's cells by their fields, where totals are computed.
    fields: Option<CellsByField<'t>>,
    /// The sheets of the projects of a summary.
    projects: &'s [Sheet],
}

impl<'t> CellWriter<'t, '_> {
    fn write(&mut self, sheet: &mut Worksheet, cell: &'t Cell) -> Result<(), XlsxError> {
        let formula = self.computed(cell);
        let number = cell.number.as_ref().and_then(|number| Some((exact(number.value)?, &*number.format)));
        let input = cell.input.as_ref().filter(|_| self.is_blank);
        let format = self.formats.of((cell.style, number.map(|(_, format)| format), input));
        let rows = &self.tracks.rows;
        let (first, last) = (rows[cell.row].start, rows[cell.row + cell.rowspan - 1].end - 1);
        let (left, right) = (cell.column as u16, (cell.column + cell.colspan - 1) as u16);
        if (first, left) != (last, right) {
            sheet.merge_range(first, left, last, right, "", format)?;
        }
        if let Some(formula) = formula {
            let formula = XlsxFormula::new(formula);
            let formula = match number {
                Some((number, _)) => formula.set_result(number.to_string()),
                None => formula,
            };
            sheet.write_formula_with_format(first, left, formula, format)?;
            return Ok(());
        }
        if let Some(project) = cell.leads_to.and_then(|project| self.projects.get(project)) {
            let place = format!("{}!A1", project.quoted());
            match formulas::link(&place, &cell.text) {
                Some(link) => {
                    let link = XlsxFormula::new(link).set_result(&cell.text);
                    sheet.write_formula_with_format(first, left, link, format)?;
                }
                None => {
                    let link = Url::new(format!("internal:{place}")).set_text(&cell.text);
                    sheet.write_url_with_format(first, left, link, format)?;
                }
            }
            return Ok(());
        }
        match number {
            Some((number, _)) => sheet.write_number_with_format(first, left, number, format)?,
            None if cell.text.is_empty() => sheet.write_blank(first, left, format)?,
            // Always as text: what begins with `=` or `@` is no formula.
            None => sheet.write_string_with_format(first, left, &cell.text, format)?,
        };
        Ok(())
    }

    /// The formula of a cell: over others of its sheet, or the place on a project's sheet
    /// that says the same.
    fn computed(&self, cell: &Cell) -> Option<String> {
        let fields = self.fields.as_ref()?;
        if let Some(Input::Computed(formula, _)) = &cell.input {
            return formulas::formula(formula, cell, fields, &self.tracks.rows);
        }
        let taken = cell.taken.as_ref()?;
        let project = self.projects.get(taken.project)?;
        let (place, number) = project.numbers.get(&taken.field)?;
        let is_same = cell.number.as_ref().is_some_and(|shown| shown.value == *number);
        is_same.then(|| format!("={}!{place}", project.quoted()))
    }
}

/// What a cell's format depends on: its style, its number format, and what may be
/// written into it.
type Look<'t> = (Style, Option<&'t str>, Option<&'t Input>);

/// The formats of a sheet, each made once: there are few of them, and each is made
/// of many parts.
#[derive(Default)]
struct Formats<'t>(Vec<(Look<'t>, Format)>);

impl<'t> Formats<'t> {
    fn of(&mut self, look: Look<'t>) -> &Format {
        let known = self.0.iter().position(|(known, _)| *known == look);
        let index = known.unwrap_or_else(|| {
            self.0.push((look, looking(look)));
            self.0.len() - 1
        });
        &self.0[index].1
    }
}

fn looking((style, number_format, input): Look<'_>) -> Format {
    let mut format = styled(style);
    if let Some(number_format) = number_format {
        format = format.set_num_format(number_format);
    }
    match input {
        Some(input) => entry::format(input, format),
        None => format,
    }
}

impl Sheet {
    /// Its name, as formulas name it.
    fn quoted(&self) -> String {
        format!("'{}'", self.name.replace('\'', "''"))
    }
}

/// The number as a spreadsheet holds it; none where its 15 digits are too few.
fn exact(number: Decimal) -> Option<f64> {
    let float = number.to_f64()?;
    let back: Decimal = float.to_string().parse().ok()?;
    (back == number).then_some(float)
}

fn set_up_page(sheet: &mut Worksheet, table: &FormTable, tracks: &Tracks) -> Result<(), XlsxError> {
    let (width, height) = table.paper;
    let upright = (width.min(height), width.max(height));
    let is = |a: Length, mm: f64| (a - Length::mm(mm)).to_pt().abs() < 1.0;
    if let Some((paper, ..)) = PAPERS.iter().find(|(_, short, long)| is(upright.0, *short) && is(upright.1, *long)) {
        sheet.set_paper_size(*paper);
    }
    if width > height {
        sheet.set_landscape();
    }
    let margins = table.margins;
    // Header and footer stand in the middle of their margins.
    sheet.set_margins(
        margins.left.to_inches(),
        margins.right.to_inches(),
        margins.top.to_inches(),
        margins.bottom.to_inches(),
        margins.top.to_inches() / 2.0,
        margins.bottom.to_inches() / 2.0,
    );
    sheet.set_print_center_horizontally(true);
    sheet.set_print_fit_to_pages(1, 0);
    let titles = tracks.titles(table);
    if titles > 0 {
        sheet.set_repeat_rows(0, titles - 1)?;
    }
    let last = (tracks.heights.len().saturating_sub(1)) as u32;
    sheet.set_print_area(0, 0, last, table.columns.len().saturating_sub(1) as u16)?;
    sheet.set_page_breaks(&tracks.breaks[..tracks.breaks.len().min(MOST_BREAKS)])?;
    if let Some((footer, style)) = &table.footer {
        let text: String = footer.iter().map(footer_code).collect();
        sheet.set_footer(format!("&C&\"{FONT},Regular\"&{}{text}", style.size.to_pt().round()));
    }
    Ok(())
}

/// A part of the footer in Excel's own codes.
fn footer_code(piece: &FooterPiece) -> String {
    match piece {
        FooterPiece::Text(text) => text.replace('&', "&&"),
        FooterPiece::Page => "&P".into(),
        FooterPiece::Pages => "&N".into(),
    }
}

/// A length on the screen, of which an inch has 96 pixels.
fn pixels(length: Length) -> u32 {
    (length.to_inches() * 96.0).round() as u32
}

/// A name that a sheet may have: at most 31 characters, none of them `[]:*?/\`,
/// no apostrophe at its ends, not empty and not the reserved word `History`.
fn sheet_name(wanted: &str) -> String {
    sheet_name_within(wanted, LONGEST_NAME)
}

/// Such a name of at most so many UTF-16 units.
fn sheet_name_within(wanted: &str, longest: usize) -> String {
    let mut name = String::new();
    for character in wanted.chars() {
        let character = match character {
            '[' => '［',
            ']' => '］',
            ':' => '：',
            '*' => '＊',
            '?' => '？',
            '/' => '／',
            '\\' => '＼',
            c if c.is_control() => ' ',
            c => c,
        };
        if name.encode_utf16().count() + character.len_utf16() > longest {
            break;
        }
        name.push(character);
    }
    let name = name.trim_matches(['\'', ' ']);
    match name.is_empty() || name.eq_ignore_ascii_case("history") {
        true => "绩效目标".to_owned(),
        false => name.to_owned(),
    }
}

fn properties(table: &FormTable, made: Made, created: Option<Created>) -> Result<DocProperties, XlsxError> {
    let at = created.unwrap_or(Created::new_year(table.metadata.year));
    let created = ExcelDateTime::from_ymd(at.year, at.month, at.day)?.and_hms(
        u16::from(at.hour()),
        at.minute(),
        (at.second % 60) as u8,
    )?;
    let mark = Mark { made, form: table.metadata.form.clone() };
    Ok(DocProperties::new()
        .set_title(&table.metadata.title)
        .set_subject(&table.metadata.subject)
        .set_author(&table.metadata.author)
        .set_custom_property(data::PROPERTY, mark.value())
        .set_creation_datetime(&created))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn sheet_names_are_what_excel_takes() {
        assert_eq!(sheet_name("青年服务（2026/2027）"), "青年服务（2026／2027）");
        assert_eq!(sheet_name("'引号'"), "引号");
        assert_eq!(sheet_name(""), "绩效目标");
        assert_eq!(sheet_name("History"), "绩效目标");
        assert_eq!(sheet_name(&"长".repeat(40)).chars().count(), 31);
    }

    #[test]
    fn a_sheet_of_many_pages_keeps_the_breaks_that_it_can_hold() {
        let templates = crate::template::Templates::built_in();
        let table = crate::form::blank(templates.for_year(2026).unwrap(), 2026);
        let rows = table.rows.iter().map(|_| 0..1).collect();
        let heights = vec![Length::pt(20.0); 3_000];
        let tracks = Tracks { heights, rows, breaks: (1..3_000).collect() };
        let mut sheet = Worksheet::new();
        set_up_page(&mut sheet, &table, &tracks).unwrap();
    }

    #[test]
    fn a_print_has_room_for_a_page_though_its_scale_is_a_whole_percentage() {
        let templates = crate::template::Templates::built_in();
        let table = crate::form::blank(templates.for_year(2026).unwrap(), 2026);
        let room = table.paper.1 - table.margins.top - table.margins.bottom;
        let widening = |height: Length| {
            let rows = table.rows.iter().map(|_| 0..1).collect();
            Tracks { heights: vec![height], rows, breaks: Vec::new() }.widening(&table)
        };
        assert_eq!(widening(room), 1.0);
        for percent in 101..190 {
            let height = room * (f64::from(percent) / 100.0);
            let scale = (100.0 / widening(height)).round() / 100.0;
            assert!((height * scale).fits(room), "{percent}");
        }
    }

    #[test]
    fn numbers_are_exact_or_text() {
        assert_eq!(exact(dec!(450000.01)), Some(450000.01));
        assert_eq!(exact(dec!(12345678901234567.89)), None);
    }
}
