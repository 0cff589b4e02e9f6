//! The sheet of a blank form: what is to be filled in can be, with a list of
//! options or a check of its kind; the rest is locked, and totals are formulas. Rows can be
//! inserted and deleted all the same.

use std::ops::Range;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, FormatAlign, Formula,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::look::{FONT, styled};
use crate::data;
use crate::form::{Cell, FormTable, Input};
use crate::value::{DateFormat, LIKELY_YEARS, column_name};

/// The longest list of options that a validation holds itself, in characters.
const LONGEST_LIST: usize = 255;

/// The amounts that a form takes.
const MOST: f64 = 1e14;

/// The look of a cell that is to be filled in: its value keeps its kind.
pub(super) fn format(input: &Input, format: Format) -> Format {
    let format = match input {
        Input::Text | Input::Option(_) => format.set_num_format("@"),
        Input::Date(DateFormat::Iso) => format.set_num_format("yyyy\\-mm\\-dd"),
        Input::Date(DateFormat::Chinese) => format.set_num_format("yyyy\"年\"m\"月\"d\"日\""),
        Input::Date(DateFormat::Slashed) => format.set_num_format("yyyy/m/d"),
        Input::Number(number) | Input::Computed(_, number) => format.set_num_format(number),
    };
    match input {
        Input::Computed(..) => format,
        _ => format.set_unlocked(),
    }
}

/// Opens the sheets of a workbook for entry.
#[derive(Default)]
pub(super) struct Entry<'t> {
    /// The lists of options that are too long for a validation.
    lists: Vec<&'t Vec<String>>,
}

impl<'t> Entry<'t> {
    /// Lets a sheet be filled in.
    pub(super) fn open(
        &mut self,
        sheet: &mut Worksheet,
        table: &'t FormTable,
        rows: &[Range<u32>],
    ) -> Result<(), XlsxError> {
        for cell in &table.cells {
            let validation = match &cell.input {
                Some(Input::Option(options)) => Some(self.one_of(options)?),
                Some(Input::Date(_)) => Some(date()?),
                Some(Input::Number(_)) => Some(number()?),
                _ => None,
            };
            if let Some(validation) = validation {
                let (row, column) = (rows[cell.row].start, cell.column as u16);
                sheet.add_data_validation(row, column, row, column, &validation)?;
            }
        }
        free_rows(sheet, table, rows)?;
        let free = ProtectionOptions {
            format_rows: true,
            format_columns: true,
            insert_rows: true,
            delete_rows: true,
            ..ProtectionOptions::default()
        };
        sheet.protect_with_options(&free);
        Ok(())
    }

    /// Adds the sheet that says how to fill in the others, and a hidden one for the long
    /// lists.
    pub(super) fn finish(self, workbook: &mut Workbook, table: &FormTable) -> Result<(), XlsxError> {
        let sheet = workbook.add_worksheet().set_name(data::HELP_SHEET)?;
        let format = Format::new().set_font_name(FONT).set_font_size(11).set_text_wrap().set_align(FormatAlign::Top);
        sheet.set_column_width(0, HELP_WIDTH)?.set_column_format(0, &format)?;
        for (row, line) in help(table).into_iter().enumerate() {
            sheet.write_string_with_format(row as u32, 0, line, &format)?;
        }
        if !self.lists.is_empty() {
            let sheet = workbook.add_worksheet().set_name(data::LISTS_SHEET)?.set_hidden(true);
            for (column, options) in self.lists.into_iter().enumerate() {
                write_list(sheet, column as u16, options)?;
            }
        }
        Ok(())
    }

    fn one_of(&mut self, options: &'t Vec<String>) -> Result<DataValidation, XlsxError> {
        let length: usize = options.iter().map(|option| option.chars().count() + 1).sum();
        // A comma ends an option in a list that the validation holds.
        let validation = match length > LONGEST_LIST || options.iter().any(|option| option.contains(',')) {
            true => {
                let known = self.lists.iter().position(|known| *known == options);
                let index = known.unwrap_or_else(|| {
                    self.lists.push(options);
                    self.lists.len() - 1
                });
                let (column, sheet) = (column_name(index as u32), data::LISTS_SHEET);
                let list = format!("={sheet}!${column}$1:${column}${}", options.len());
                DataValidation::new().allow_list_formula(Formula::new(list))
            }
            false => DataValidation::new().allow_list_strings(options)?,
        };
        validation.set_error_title("没有这个选项")?.set_error_message("请从列表里选一项。")
    }
}

/// The name of the sheet of one of several projects.
pub(super) fn name(number: usize) -> String {
    format!("项目{number}")
}

/// Unlocks what a spreadsheet program asks for before it deletes a row: every cell of it.
/// The first row of a merged label has the label, which stays locked.
fn free_rows(sheet: &mut Worksheet, table: &FormTable, rows: &[Range<u32>]) -> Result<(), XlsxError> {
    let mut is_any_free = false;
    for (row, lines) in rows.iter().enumerate() {
        let mut own = table.cells.iter().filter(|cell| cell.row == row).peekable();
        let is_record = |cell: &Cell| cell.field.as_ref().is_some_and(|field| field.contains('['));
        let is_open = |cell: &Cell| cell.input.as_ref().is_some_and(|input| !matches!(input, Input::Computed(..)));
        if own.peek().is_none() || lines.len() != 1 || !own.all(|cell| is_record(cell) && is_open(cell)) {
            continue;
        }
        is_any_free = true;
        for column in 0..table.columns.len() {
            let cell = table.cell(table.slot(row, column).cell());
            if cell.row < row {
                let format = styled(cell.style).set_unlocked();
                sheet.set_cell_format(lines.start, column as u16, &format)?;
            }
        }
    }
    if is_any_free {
        let format = Format::new().set_font_name(FONT).set_font_size(11).set_unlocked();
        sheet.set_column_range_format(table.columns.len() as u16, LAST_COLUMN, &format)?;
    }
    Ok(())
}

/// The last column of a sheet.
const LAST_COLUMN: u16 = 16_383;

/// How wide the sheet is that says how to fill in the others, in characters.
const HELP_WIDTH: f64 = 90.0;

/// How to fill in a blank form.
fn help(table: &FormTable) -> Vec<&'static str> {
    let is_record = |cell: &&Cell| cell.field.as_ref().is_some_and(|field| field.contains('['));
    let has_rows = table.cells.iter().any(|cell| is_record(&cell));
    let mut lines = vec![
        "填表说明（这一张不用填，导入时跳过）",
        "只有空白的格子可以填；栏目名称是锁定的，没有密码，要改，在“审阅”里撤销工作表保护。",
        "一格里要换行，按 Alt+Enter。行高随文字增加；没有增加的，拖动左边两个行号之间的线。",
    ];
    if has_rows {
        lines.extend([
            "行不够：在同一类的最后一行的行号上点右键，选“插入”，新的一行在它上面；新行的左边几格不用填。",
            "每一类只留一行时，几个指标可以写在一格里，一行一个，前面写 1.、2.，指标值也照样写。",
            "多余的行空着就行；也可以在行号上点右键，选“删除”。有栏目名称的行不能删。",
        ]);
    }
    if table.copies > 1 {
        lines.push("每个项目填一张表；多余的表空着就行。");
    }
    lines.push("填好保存，用 jixiao import 读进来，就是项目文件。");
    lines
}

fn write_list(sheet: &mut Worksheet, column: u16, options: &[String]) -> Result<(), XlsxError> {
    for (row, option) in options.iter().enumerate() {
        sheet.write_string(row as u32, column, option)?;
    }
    Ok(())
}

fn date() -> Result<DataValidation, XlsxError> {
    let (first, last) = (*LIKELY_YEARS.start(), *LIKELY_YEARS.end());
    let (first, last) = (ExcelDateTime::from_ymd(first, 1, 1)?, ExcelDateTime::from_ymd(last, 12, 31)?);
    DataValidation::new()
        .allow_date(DataValidationRule::Between(first, last))
        .set_error_title("不是日期")?
        .set_error_message("请写成 2026-01-01 这样的日期。")
}

fn number() -> Result<DataValidation, XlsxError> {
    let validation = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, MOST));
    let validation = validation.set_error_style(DataValidationErrorStyle::Stop);
    validation.set_error_title("不是数字")?.set_error_message("请写不小于 0 的数字，不写单位和文字。")
}
