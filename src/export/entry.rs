//! The sheet of a blank form: what is to be filled in can be, with a list of
//! options or a check of its kind; the rest is locked, and totals are formulas.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula, ProtectionOptions,
    Workbook, Worksheet, XlsxError,
};

use crate::form::{FormTable, Input};
use crate::value::{DateFormat, LIKELY_YEARS, column_name};

/// The longest list of options that a validation holds itself, in characters.
const LONGEST_LIST: usize = 255;

/// The sheet that holds longer lists.
const LISTS: &str = "选项";

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

/// Lets the sheet be filled in. Lists that are too long for a validation go to a
/// hidden sheet.
pub(super) fn open_for_entry(
    workbook: &mut Workbook,
    table: &FormTable,
    rows: &[std::ops::Range<u32>],
) -> Result<(), XlsxError> {
    let mut lists: Vec<&Vec<String>> = Vec::new();
    let sheet = workbook.worksheet_from_index(0)?;
    for cell in &table.cells {
        let validation = match &cell.input {
            Some(Input::Option(options)) => Some(one_of(options, &mut lists)?),
            Some(Input::Date(_)) => Some(date()?),
            Some(Input::Number(_)) => Some(number()?),
            _ => None,
        };
        if let Some(validation) = validation {
            let (row, column) = (rows[cell.row].start, cell.column as u16);
            sheet.add_data_validation(row, column, row, column, &validation)?;
        }
    }
    let free = ProtectionOptions { format_rows: true, format_columns: true, ..ProtectionOptions::default() };
    sheet.protect_with_options(&free);
    if !lists.is_empty() {
        let sheet = workbook.add_worksheet().set_name(LISTS)?.set_hidden(true);
        for (column, options) in lists.into_iter().enumerate() {
            write_list(sheet, column as u16, options)?;
        }
    }
    Ok(())
}

fn write_list(sheet: &mut Worksheet, column: u16, options: &[String]) -> Result<(), XlsxError> {
    for (row, option) in options.iter().enumerate() {
        sheet.write_string(row as u32, column, option)?;
    }
    Ok(())
}

fn one_of<'t>(options: &'t Vec<String>, lists: &mut Vec<&'t Vec<String>>) -> Result<DataValidation, XlsxError> {
    let length: usize = options.iter().map(|option| option.chars().count() + 1).sum();
    // A comma ends an option in a list that the validation holds.
    let validation = match length > LONGEST_LIST || options.iter().any(|option| option.contains(',')) {
        true => {
            lists.push(options);
            let column = column_name(lists.len() as u32 - 1);
            let list = format!("={LISTS}!${column}$1:${column}${}", options.len());
            DataValidation::new().allow_list_formula(Formula::new(list))
        }
        false => DataValidation::new().allow_list_strings(options)?,
    };
    validation.set_error_title("没有这个选项")?.set_error_message("请从列表里选一项。")
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
