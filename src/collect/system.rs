//! An export for a system, as data says it: a list of columns, or a grid of positions.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use schemars::JsonSchema;
use serde::Deserialize;

use super::words;
use crate::data::{FieldData, FormData, IndicatorData, ValueData};
use crate::diag::{Code, Diagnostic, Source, Span};
use crate::messages::Message;
use crate::source::{self, Node, Spanned, Value, from_node};
use crate::value::cell_place;

/// 给某个系统的导入表：写一列一列的栏目，或写各项填在哪个格子里。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "system")]
struct SystemSpec {
    /// 文件名和工作表名
    名称: Spanned<String>,
    /// 不写就是 xlsx
    格式: Option<FileFormat>,
    /// csv 的编码，不写就是 utf-8
    编码: Option<Encoding>,
    /// 一行是一个项目，还是一条指标；不写就是项目
    行: Option<RowOf>,
    /// 各列，从左到右
    #[serde(default)]
    列: Vec<ColumnSpec>,
    /// 不写列，每个项目一张工作表：各项填在哪个格子，如 `B2: {取: 项目名称}`
    格子: Option<BTreeMap<String, CellSpec>>,
    /// 每个项目一张工作表时，指标从哪一行起，各列是什么
    指标格: Option<GridSpec>,
}

/// 文件的格式。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "format")]
enum FileFormat {
    /// 工作簿
    Xlsx,
    /// 用逗号隔开的文本
    Csv,
}

/// csv 的编码。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "encoding")]
enum Encoding {
    /// 带标记的 UTF-8
    #[serde(rename = "utf-8")]
    Utf8,
    /// GBK，生僻字用 GB 18030
    #[serde(rename = "gbk")]
    Gbk,
}

/// 一行是什么。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "row")]
enum RowOf {
    /// 一个项目
    #[serde(rename = "项目")]
    Project,
    /// 一条指标
    #[serde(rename = "指标")]
    Indicator,
}

/// 一列。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "column")]
struct ColumnSpec {
    /// 第一行写什么
    标题: String,
    /// 取哪个字段，如 `实施单位 | 申报单位名称`（取第一个有的）；`.单位`、`.项目`、`.年度`、`.金额`、`.文件`、`.序号` 是收表时的；
    /// 一行一条指标时还有 `.一级指标`、`.二级指标`、`.名称`、`.指标值`、`.性质`（正向、反向、等于、定性）、`.符号`、`.数值`、`.计量单位`，
    /// 和附加列，如 `.权重`
    取: Option<String>,
    /// 固定填什么
    值: Option<String>,
    /// 换成系统要的写法，如 `{"≥": 大于等于}`；没有写的照原样
    换: Option<BTreeMap<String, String>>,
    /// 数字除以它，如 10000（元变成万元）
    除以: Option<Spanned<String>>,
}

/// 格子里填什么；各键与列相同。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "cell")]
struct CellSpec {
    /// 取哪个字段
    取: Option<String>,
    /// 固定填什么
    值: Option<String>,
    /// 换成系统要的写法
    换: Option<BTreeMap<String, String>>,
    /// 数字除以它
    除以: Option<Spanned<String>>,
}

/// 指标在工作表上的位置。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "indicators")]
struct GridSpec {
    /// 从第几行起
    起行: Spanned<String>,
    /// 各列填什么，如 `A: {取: .一级指标}`
    列: BTreeMap<String, CellSpec>,
}

/// An export for a system.
#[derive(Debug)]
pub struct System {
    /// What it is called, as its file and its sheet are.
    pub name: String,
    /// Where that stands.
    pub name_at: Span,
    is_csv: bool,
    encoding: Encoding,
    rows: RowOf,
    columns: Vec<(String, Take)>,
    /// Cells of a sheet of their own for each project, by row and column.
    cells: Vec<((u32, u16), Take)>,
    /// The row with which indicators begin, and their columns.
    indicators: Option<(u32, Vec<(u16, Take)>)>,
}

/// What stands in a cell.
#[derive(Debug)]
struct Take {
    from: Vec<String>,
    fixed: Option<String>,
    instead: BTreeMap<String, String>,
    divided_by: Option<Decimal>,
}

/// A project that is exported.
pub struct Exported<'e> {
    /// Its number among all of them, from 1.
    pub number: usize,
    /// The unit as the roster calls it.
    pub unit: &'e str,
    /// The file that it came in.
    pub file: &'e str,
    /// What it is called.
    pub name: &'e str,
    /// What it asks for in its year.
    pub amount: Option<Decimal>,
    /// What it says.
    pub data: &'e FormData,
}

/// A value of a cell.
#[derive(Clone, Debug)]
enum Filled {
    Text(String),
    Number(Decimal),
}

impl System {
    /// Reads what a system wants.
    ///
    /// # Errors
    ///
    /// What is wrong with it, with its places.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        let documents = source::parse(source).map_err(|error| source::read_on(source, error).0)?;
        let empty = || {
            let finding = Diagnostic::new(Code::Roster, words::system_is_empty());
            vec![finding.at(source.file.whole(), Message::default()).help(words::see_the_export())]
        };
        let document = documents.iter().find(|one| !matches!(one.value, Value::Null)).ok_or_else(empty)?;
        let (spec, spans) = from_node::<SystemSpec>(document).map_err(|error| {
            let place = error.span.unwrap_or_else(|| document.span.clone());
            let finding = Diagnostic::new(Code::Roster, error.message).at(place, Message::default());
            vec![finding.help(words::see_the_export())]
        })?;
        let mut found = Vec::new();
        let mut wrong = |span, what: Message| {
            found.push(Diagnostic::new(Code::Roster, what).at(span, Message::default()).help(words::see_the_export()));
        };
        let mut take = |from: Option<String>, fixed, instead: Option<BTreeMap<_, _>>, by: Option<Spanned<String>>| {
            let divided_by = by.and_then(|by| {
                let number = by.value.trim().parse::<Decimal>().ok().filter(|number| !number.is_zero());
                if number.is_none() {
                    wrong(spans.of(&by), words::no_number(&by.value));
                }
                number
            });
            let from = from.unwrap_or_default();
            let from = from.split('|').map(|path| path.trim().to_owned()).filter(|path| !path.is_empty()).collect();
            Take { from, fixed, instead: instead.unwrap_or_default(), divided_by }
        };
        let columns: Vec<(String, Take)> =
            spec.列.into_iter().map(|one| (one.标题, take(one.取, one.值, one.换, one.除以))).collect();
        let has_cells = spec.格子.is_some();
        let named: Vec<(String, Take)> = spec
            .格子
            .unwrap_or_default()
            .into_iter()
            .map(|(cell, one)| (cell, take(one.取, one.值, one.换, one.除以)))
            .collect();
        let grid = spec.指标格.map(|grid| {
            let columns: Vec<(String, Take)> =
                grid.列.into_iter().map(|(name, one)| (name, take(one.取, one.值, one.换, one.除以))).collect();
            (grid.起行, columns)
        });
        let mut cells = Vec::new();
        for (cell, take) in named {
            match place_in_sheet(&cell) {
                Some(place) => cells.push((place, take)),
                None => wrong(key_at(document, &["格子", &cell]), words::no_such_cell(&cell)),
            }
        }
        let indicators = grid.and_then(|(first, columns)| {
            let row = first.value.trim().parse::<u32>().ok().and_then(|row| row.checked_sub(1));
            let row = row.filter(|row| *row < MOST_ROWS);
            if row.is_none() {
                wrong(spans.of(&first), words::no_number(&first.value));
            }
            let mut known = Vec::new();
            for (name, take) in columns {
                match place_in_sheet(&format!("{name}1")) {
                    Some((_, column)) => known.push((column, take)),
                    None => wrong(key_at(document, &["指标格", "列", &name]), words::no_such_cell(&name)),
                }
            }
            Some((row?, known))
        });
        let is_csv = spec.格式 == Some(FileFormat::Csv);
        if columns.is_empty() && !has_cells || has_cells && (is_csv || !columns.is_empty()) {
            wrong(spans.of(&spec.名称), words::columns_or_cells());
        }
        if sheet_name(&spec.名称.value, 0).trim().is_empty() {
            wrong(spans.of(&spec.名称), words::system_without_a_name());
        }
        if columns.len() > usize::from(MOST_COLUMNS) {
            wrong(key_at(document, &["列"]), words::too_many_columns(MOST_COLUMNS));
        }
        if !found.is_empty() {
            return Err(found);
        }
        let name_at = spans.of(&spec.名称);
        let encoding = spec.编码.unwrap_or(Encoding::Utf8);
        let rows = spec.行.unwrap_or(RowOf::Project);
        Ok(Self { name: spec.名称.value, name_at, is_csv, encoding, rows, columns, cells, indicators })
    }

    /// The ending of the file's name.
    pub fn extension(&self) -> &'static str {
        if self.is_csv { "csv" } else { "xlsx" }
    }

    /// The bytes of the file with projects, which `each` hands over one after the other.
    ///
    /// # Errors
    ///
    /// More rows or sheets than a workbook has.
    pub fn export(&self, each: impl FnOnce(&mut dyn FnMut(&Exported<'_>))) -> Result<Vec<u8>, XlsxError> {
        if !self.cells.is_empty() || self.indicators.is_some() {
            return self.sheets(each);
        }
        let mut rows: Vec<Vec<Filled>> = Vec::new();
        rows.push(self.columns.iter().map(|(head, _)| Filled::Text(head.clone())).collect());
        each(&mut |project| {
            let row = |indicator| self.columns.iter().map(|(_, take)| take.value(project, indicator)).collect();
            let all = indicators(project.data);
            match self.rows {
                RowOf::Indicator if !all.is_empty() => rows.extend(all.into_iter().map(|one| row(Some(one)))),
                _ => rows.push(row(None)),
            }
        });
        if self.is_csv {
            return Ok(self.csv(&rows));
        }
        let mut book = new_book()?;
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&self.name, 0))?;
        for (row, cells) in (0..).zip(&rows) {
            for (column, cell) in (0..).zip(cells) {
                put(sheet, row, column, cell)?;
            }
        }
        book.save_to_buffer()
    }

    /// A sheet for each project.
    fn sheets(&self, each: impl FnOnce(&mut dyn FnMut(&Exported<'_>))) -> Result<Vec<u8>, XlsxError> {
        let mut book = new_book()?;
        let mut failed = None;
        each(&mut |project| {
            if let Err(error) = self.sheet(book.add_worksheet(), project) {
                failed.get_or_insert(error);
            }
        });
        match failed {
            Some(error) => Err(error),
            None => book.save_to_buffer(),
        }
    }

    fn sheet(&self, sheet: &mut Worksheet, project: &Exported<'_>) -> Result<(), XlsxError> {
        sheet.set_name(sheet_name(project.name, project.number))?;
        for ((row, at), take) in &self.cells {
            put(sheet, *row, *at, &take.value(project, None))?;
        }
        if let Some((first, columns)) = &self.indicators {
            for (row, indicator) in (*first..).zip(indicators(project.data)) {
                for (at, take) in columns {
                    put(sheet, row, *at, &take.value(project, Some(indicator)))?;
                }
            }
        }
        Ok(())
    }

    fn csv(&self, rows: &[Vec<Filled>]) -> Vec<u8> {
        let quoted = |text: String| match text.contains([',', '"', '\n', '\r']) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text,
        };
        let cell = |cell: &Filled| match cell {
            Filled::Text(text) if does_something(text) => quoted(format!("'{text}")),
            Filled::Text(text) => quoted(text.clone()),
            Filled::Number(number) => number.to_string(),
        };
        let line = |row: &Vec<Filled>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n";
        let text: String = rows.iter().map(line).collect();
        match self.encoding {
            Encoding::Utf8 => format!("\u{FEFF}{text}").into_bytes(),
            Encoding::Gbk => encoding_rs::GB18030.encode(&text).0.into_owned(),
        }
    }
}

/// Whether a spreadsheet program that opens a CSV would take a text for a formula that calls
/// something: `=HYPERLINK(…)`, `=cmd|…`. What only looks like one, such as `=8家`, is a value.
fn does_something(text: &str) -> bool {
    let text = text.trim_start();
    let calls = || text.as_bytes().windows(2).any(|two| two[0].is_ascii_alphabetic() && two[1] == b'(');
    text.starts_with(['=', '+', '-', '@']) && (text.contains(['|', '!']) || calls())
}

impl Take {
    fn value(&self, project: &Exported<'_>, indicator: Option<&IndicatorData>) -> Filled {
        if let Some(fixed) = &self.fixed {
            return Filled::Text(fixed.clone());
        }
        let taken = self.from.iter().find_map(|from| match from.strip_prefix('.') {
            Some(name) => of_indicator(name, indicator).or_else(|| of_project(name, project)),
            None => field(&project.data.fields, from),
        });
        match (taken, self.divided_by) {
            (Some(Filled::Number(number)), Some(by)) => {
                Filled::Number(number.checked_div(by).map_or(number, |number| number.normalize()))
            }
            (Some(Filled::Text(text)), _) => match self.instead.get(&text) {
                Some(instead) => Filled::Text(instead.clone()),
                None => Filled::Text(text),
            },
            (Some(number), _) => number,
            (None, _) => Filled::Text(self.instead.get("").cloned().unwrap_or_default()),
        }
    }
}

/// What was known of a project when it was collected.
fn of_project(name: &str, project: &Exported<'_>) -> Option<Filled> {
    match name {
        "单位" => Some(Filled::Text(project.unit.to_owned())),
        "项目" => Some(Filled::Text(project.name.to_owned())),
        "年度" => Some(Filled::Number(project.data.year.into())),
        "金额" => project.amount.map(|amount| Filled::Number(amount.normalize())),
        "文件" => Some(Filled::Text(project.file.to_owned())),
        "序号" => Some(Filled::Number(project.number.into())),
        _ => None,
    }
}

/// A part of an indicator.
fn of_indicator(name: &str, indicator: Option<&IndicatorData>) -> Option<Filled> {
    let indicator = indicator?;
    let quantity = indicator.target.quantity.as_ref();
    let operator = quantity.and_then(|quantity| quantity.operator.as_deref());
    let text = |text: &str| Some(Filled::Text(text.to_owned()));
    match name {
        "一级指标" => text(&indicator.category),
        "二级指标" => text(&indicator.subcategory),
        "名称" => text(&indicator.name),
        "指标值" => text(&indicator.target.written),
        "符号" => text(operator.unwrap_or_default()),
        "数值" => match quantity {
            Some(quantity) => quantity.number.parse().ok().map(|number: Decimal| Filled::Number(number.normalize())),
            None => text(""),
        },
        "计量单位" => text(quantity.map_or("", |quantity| &quantity.unit)),
        "性质" => text(match (quantity.is_some(), operator) {
            (false, _) => "定性",
            (true, Some("≥" | ">")) => "正向",
            (true, Some("≤" | "<")) => "反向",
            (true, _) => "等于",
        }),
        name => field(&indicator.columns, name),
    }
}

/// A field by its path.
fn field(fields: &[FieldData], path: &str) -> Option<Filled> {
    let data = fields.iter().find(|field| field.key == path)?;
    match &data.value {
        ValueData::Text(text) | ValueData::Option(text) | ValueData::Date(text) => Some(Filled::Text(text.clone())),
        ValueData::Options(chosen) => Some(Filled::Text(chosen.join("、"))),
        ValueData::Amount(number) | ValueData::Number(number) => {
            number.parse().ok().map(|number: Decimal| Filled::Number(number.normalize()))
        }
        ValueData::Records(_) | ValueData::Indicators(_) => None,
    }
}

/// All indicators of a form, those of its records, too.
fn indicators(data: &FormData) -> Vec<&IndicatorData> {
    fn add<'d>(fields: &'d [FieldData], all: &mut Vec<&'d IndicatorData>) {
        for field in fields {
            match &field.value {
                ValueData::Indicators(indicators) => all.extend(indicators),
                ValueData::Records(records) => records.iter().for_each(|record| add(record, all)),
                _ => {}
            }
        }
    }
    let mut all = Vec::new();
    add(&data.fields, &mut all);
    all
}

/// The rows and columns of a sheet (ECMA-376, as all spreadsheet programs have them).
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u16 = 16_384;

/// The row and the column of a cell that a sheet has.
fn place_in_sheet(cell: &str) -> Option<(u32, u16)> {
    let (row, column) = cell_place(cell)?;
    let column = u16::try_from(column).ok().filter(|column| *column < MOST_COLUMNS)?;
    (row < MOST_ROWS).then_some((row, column))
}

/// Where a key below others stands; the whole, where it is not found.
fn key_at(document: &Node, path: &[&str]) -> Span {
    let mut at = (document, document.span.clone());
    for key in path {
        let Value::Mapping(entries) = &at.0.value else { break };
        let Some(entry) = entries.iter().find(|entry| entry.key == *key) else { break };
        at = (&entry.value, entry.key_span.clone());
    }
    at.1
}

/// A workbook without a clock: the same projects give the same bytes.
fn new_book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(book)
}

/// A name that a sheet may have; with a number where there are several.
fn sheet_name(name: &str, number: usize) -> String {
    let before = if number > 0 { format!("{number}-") } else { String::new() };
    let plain = name.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control());
    before.chars().chain(plain).take(31).collect()
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Filled) -> Result<(), XlsxError> {
    match cell {
        Filled::Text(text) if text.is_empty() => {}
        Filled::Text(text) => drop(sheet.write_string(row, column, text.chars().take(32_000).collect::<String>())?),
        // What a number of a sheet cannot hold to the last digit stands as text.
        Filled::Number(number) => match number.to_f64().filter(|value| value.abs() < 1e13) {
            Some(value) => drop(sheet.write_number(row, column, value)?),
            None => drop(sheet.write_string(row, column, number.to_string())?),
        },
    }
    Ok(())
}

/// The JSON Schema (draft 7) of what a system wants.
pub fn schema() -> String {
    let generator = schemars::generate::SchemaSettings::draft07().into_generator();
    let schema = generator.into_root_schema_for::<SystemSpec>();
    // Nothing here can fail to serialise: there are strings only.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::does_something;

    #[test]
    fn formulas_that_call_something_are_told_from_values() {
        for text in ["=cmd|' /C calc'!A0", "@SUM(1)", "+HYPERLINK(\"x\")", " -2+3+cmd|x", "=A1!B2"] {
            assert!(does_something(text), "{text}");
        }
        for text in ["=8家", "=100%", "=8.00（家）", "=8(家)", "-5", "@市科技馆", "花展(春季)", "≥3场|次"]
        {
            assert!(!does_something(text), "{text}");
        }
    }
}
