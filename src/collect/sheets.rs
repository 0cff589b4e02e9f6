//! The whole at a glance as a workbook: units, projects, findings, groups and files, each on a
//! sheet that can be filtered.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::differences::Difference;
use super::notice::{money, place};
use super::overview::{Group, by_rule, findings, grouped, standing};
use super::received::Yuan;
use super::state::{FileState, ProjectState, Standing, State, UnitState};
use super::words;
use crate::diag::Code;
use crate::messages::{Language, Message};

/// A value of a cell.
enum Cell {
    Text(String),
    Count(usize),
    Amount(Option<Yuan>),
}

/// A sheet: what it is called, its columns with their widths in characters, and its rows.
struct Sheet {
    name: Message,
    heads: Vec<(Message, f64)>,
    rows: Vec<Vec<Cell>>,
}

/// The workbook.
///
/// # Errors
///
/// More rows than a sheet has.
pub fn workbook(state: &State, groups: &[(String, String)], language: Language) -> Result<Vec<u8>, XlsxError> {
    let sheets = Sheets { state, language };
    let mut book = Workbook::new();
    // No clock: the same state gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let before = [sheets.units(), sheets.projects(), sheets.findings(), sheets.rules()];
    let groups = groups.iter().map(|(column, blank)| sheets.group(column, blank));
    for sheet in before.into_iter().chain(groups).chain([sheets.files()]) {
        write(book.add_worksheet(), &sheet, language)?;
    }
    book.save_to_buffer()
}

/// The sheets of a state.
struct Sheets<'a> {
    state: &'a State,
    language: Language,
}

impl Sheets<'_> {
    fn say(&self, message: Message) -> Cell {
        Cell::Text(message.say(self.language).to_owned())
    }

    /// A word where something is so.
    fn when(&self, is: bool, word: fn() -> Message) -> Cell {
        if is { self.say(word()) } else { text("") }
    }

    fn units(&self) -> Sheet {
        let row = |unit: &UnitState| {
            let there = unit.projects.iter().filter(|project| project.standing != Standing::Withdrawn);
            let found = unit.findings.len() + there.clone().map(|project| project.findings.len()).sum::<usize>();
            let gone = unit.gone.len() + there.clone().map(|project| project.gone.len()).sum::<usize>();
            vec![
                text(&unit.name),
                text(&unit.parent),
                self.say(standing(unit.standing)),
                self.when(unit.late, words::late),
                text(unit.deadline.as_deref().unwrap_or_default()),
                Cell::Count(there.count()),
                unit.expected.map_or_else(|| text(""), Cell::Count),
                text(&unit.missing.join("、")),
                Cell::Amount(Some(unit.amount)),
                Cell::Amount(Some(unit.accepted)),
                Cell::Amount(unit.ceiling),
                Cell::Count(found),
                Cell::Count(gone),
                text(&unit.contact),
            ]
        };
        let heads = vec![
            (words::unit(), 30.0),
            (words::parent(), 24.0),
            (words::standing(), 9.0),
            (words::late(), 8.0),
            (words::deadline(), 12.0),
            (words::projects(), 9.0),
            (words::expected(), 9.0),
            (words::lacking(), 30.0),
            (words::amount(), 17.0),
            (words::amount_accepted(), 17.0),
            (words::ceiling(), 17.0),
            (words::findings(), 9.0),
            (words::gone(), 9.0),
            (words::contact(), 24.0),
        ];
        Sheet { name: words::units(), heads, rows: self.state.units.iter().map(row).collect() }
    }

    fn projects(&self) -> Sheet {
        let all = self.state.units.iter().flat_map(|unit| unit.projects.iter().map(move |project| (unit, project)));
        let row = |(unit, project): (&UnitState, &ProjectState)| {
            let mut changes: Vec<String> = project.differences.iter().map(Difference::line).collect();
            let was = project.was.as_ref().map(words::was_called);
            let more = was.into_iter().chain(project.new.then(words::is_new));
            changes.extend(more.map(|said| said.say(self.language).to_owned()));
            vec![
                text(&unit.name),
                text(&project.name),
                self.say(standing(project.standing)),
                self.when(project.late, words::late),
                Cell::Amount(project.amount),
                Cell::Count(project.findings.len()),
                text(&project.version.file),
                text(project.version.sheet.as_deref().unwrap_or_default()),
                text(&project.version.date),
                Cell::Text(changes.join("\n")),
            ]
        };
        let heads = vec![
            (words::unit(), 30.0),
            (words::project(), 30.0),
            (words::standing(), 9.0),
            (words::late(), 8.0),
            (words::amount(), 17.0),
            (words::findings(), 9.0),
            (words::file(), 40.0),
            (words::sheet(), 20.0),
            (words::came_on(), 12.0),
            (words::changes(), 60.0),
        ];
        Sheet { name: words::all_projects(), heads, rows: all.map(row).collect() }
    }

    fn findings(&self) -> Sheet {
        let rows = findings(self.state).map(|(unit, project, found, is_new)| {
            vec![
                text(&unit.name),
                project.map_or_else(|| self.say(words::whole_unit()), |project| text(&project.name)),
                Cell::Text(place(project, found, self.language)),
                self.say(found.level.name()),
                text(&found.code),
                text(found.what.say(self.language)),
                text(found.remedy.say(self.language)),
                self.when(is_new, words::is_new),
            ]
        });
        let heads = vec![
            (words::unit(), 30.0),
            (words::project(), 30.0),
            (words::place(), 36.0),
            (words::level(), 8.0),
            (words::rule(), 20.0),
            (words::what_is_wrong(), 60.0),
            (words::how_to_mend(), 60.0),
            (words::since(), 9.0),
        ];
        Sheet { name: words::all_findings(), heads, rows: rows.collect() }
    }

    fn rules(&self) -> Sheet {
        let rows = by_rule(self.state).into_iter().map(|(code, count, units)| {
            let about = Code::of(&code).map(|code| code.summary(self.language)).unwrap_or_default();
            vec![Cell::Text(code), Cell::Text(about), Cell::Count(count), Cell::Count(units)]
        });
        let heads =
            vec![(words::rule(), 24.0), (words::about(), 70.0), (words::findings(), 9.0), (words::units(), 9.0)];
        Sheet { name: words::findings_by_rule(), heads, rows: rows.collect() }
    }

    /// The projects by a column of the summary.
    fn group(&self, column: &str, blank: &str) -> Sheet {
        let row = |(name, count, amount, accepted): Group| {
            let money = |amount| Cell::Amount(Some(Yuan(amount)));
            vec![Cell::Text(name), Cell::Count(count), money(amount), money(accepted)]
        };
        let heads = vec![
            (Message::verbatim(column), 30.0),
            (words::projects(), 9.0),
            (words::amount(), 17.0),
            (words::amount_accepted(), 17.0),
        ];
        let rows = grouped(self.state, column, blank).into_iter().map(row).collect();
        Sheet { name: words::by_column(column), heads, rows }
    }

    fn files(&self) -> Sheet {
        let row = |file: &FileState| {
            let why = file.refused.as_ref().map_or("", |why| why.say(self.language));
            vec![text(&file.file), text(&file.date), Cell::Count(file.round), Cell::Count(file.forms), text(why)]
        };
        let heads = vec![
            (words::file(), 50.0),
            (words::came_on(), 12.0),
            (words::round(), 8.0),
            (words::forms(), 8.0),
            (words::why(), 50.0),
        ];
        Sheet { name: words::files(), heads, rows: self.state.files.iter().map(row).collect() }
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn write(sheet: &mut Worksheet, Sheet { name, heads, rows }: &Sheet, language: Language) -> Result<(), XlsxError> {
    let base = || Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let head = base().set_bold().set_background_color(Color::RGB(0x00F3_F5F7));
    let (words, count, amount) = (base(), base().set_num_format("0"), base().set_num_format("#,##0.00"));
    let short: String = name.say(language).chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect();
    sheet.set_name(short)?.set_freeze_panes(1, 0)?.set_landscape().set_repeat_rows(0, 0)?;
    // A4
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    let columns = u16::try_from(heads.len()).unwrap_or(u16::MAX);
    for (column, (name, width)) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, name.say(language), &head)?.set_column_width(column, *width)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => sheet.write_string_with_format(row, column, shortened(text), &words)?,
                Cell::Count(number) => sheet.write_number_with_format(row, column, *number as f64, &count)?,
                // What a number of a sheet cannot hold to the 分 stands as text.
                Cell::Amount(Some(value)) => match rust_decimal::prelude::ToPrimitive::to_f64(&value.0) {
                    Some(number) if number.abs() < 1e13 => {
                        sheet.write_number_with_format(row, column, number, &amount)?
                    }
                    _ => sheet.write_string_with_format(row, column, money(*value), &words)?,
                },
                Cell::Amount(None) => sheet.write_blank(row, column, &words)?,
            };
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
    Ok(())
}

/// A text as long as a cell can hold.
fn shortened(text: &str) -> String {
    text.chars().take(32_000).collect()
}
