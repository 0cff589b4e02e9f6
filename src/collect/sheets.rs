//! The whole at a glance as a workbook: units, projects, findings, groups and files, each on a
//! sheet that can be filtered.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::notice::{money, place};
use super::overview::{by_rule, findings, grouped, standing};
use super::received::Yuan;
use super::state::{Standing, State};
use super::words;
use crate::diag::Level;
use crate::messages::{Language, Message};

/// A value of a cell.
enum Cell {
    Text(String),
    Count(usize),
    Amount(Option<Yuan>),
}

/// The workbook.
///
/// # Errors
///
/// More rows than a sheet has.
pub fn workbook(state: &State, groups: &[(String, String)], language: Language) -> Result<Vec<u8>, XlsxError> {
    let say = |message: Message| message.say(language).to_owned();
    let text = |text: &str| Cell::Text(text.to_owned());
    let mut book = Workbook::new();
    // No clock: the same state gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let mut add = |name: Message, heads: Vec<(Message, f64)>, rows: Vec<Vec<Cell>>| -> Result<(), XlsxError> {
        let heads = heads.into_iter().map(|(head, width)| (head.say(language).to_owned(), width)).collect();
        sheet(book.add_worksheet(), name.say(language), heads, &rows)
    };
    let units = state.units.iter().map(|unit| {
        let there = unit.projects.iter().filter(|project| project.standing != Standing::Withdrawn);
        let found = unit.findings.len() + there.clone().map(|project| project.findings.len()).sum::<usize>();
        let gone = unit.gone.len() + there.clone().map(|project| project.gone.len()).sum::<usize>();
        vec![
            text(&unit.name),
            text(&unit.parent),
            Cell::Text(say(standing(unit.standing))),
            Cell::Text(if unit.late { say(words::late()) } else { String::new() }),
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
    });
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
    add(words::units(), heads, units.collect())?;
    let mut rows = Vec::new();
    for unit in &state.units {
        for project in &unit.projects {
            let mut changes: Vec<String> = project.differences.iter().map(super::Difference::line).collect();
            changes.extend(project.was.as_ref().map(|name| say(words::was_called(name))));
            changes.extend(project.new.then(|| say(words::is_new())));
            rows.push(vec![
                text(&unit.name),
                text(&project.name),
                Cell::Text(say(standing(project.standing))),
                Cell::Text(if project.late { say(words::late()) } else { String::new() }),
                Cell::Amount(project.amount),
                Cell::Count(project.findings.len()),
                text(&project.version.file),
                text(project.version.sheet.as_deref().unwrap_or_default()),
                text(&project.version.date),
                Cell::Text(changes.join("\n")),
            ]);
        }
    }
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
    add(words::all_projects(), heads, rows)?;
    let rows = findings(state).map(|(unit, project, found, is_new)| {
        vec![
            text(&unit.name),
            text(project.map_or("", |project| &project.name)),
            Cell::Text(place(project, found, language)),
            Cell::Text(say(Level::from(found.level).name())),
            text(&found.code),
            text(found.what.say(language)),
            text(found.remedy.say(language)),
            Cell::Text(if is_new { say(words::is_new()) } else { String::new() }),
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
    add(words::all_findings(), heads, rows.collect())?;
    let rows = by_rule(state).into_iter().map(|(code, count, units)| {
        let about = crate::diag::Code::of(&code).map(|code| code.summary(language)).unwrap_or_default();
        vec![Cell::Text(code), Cell::Text(about), Cell::Count(count), Cell::Count(units)]
    });
    let heads = vec![(words::rule(), 24.0), (words::about(), 70.0), (words::findings(), 9.0), (words::units(), 9.0)];
    add(words::findings_by_rule(), heads, rows.collect())?;
    for (column, blank) in groups {
        let rows = grouped(state, column, blank).into_iter().map(|(name, count, amount, accepted)| {
            vec![
                Cell::Text(name),
                Cell::Count(count),
                Cell::Amount(Some(Yuan(amount))),
                Cell::Amount(Some(Yuan(accepted))),
            ]
        });
        let heads = vec![
            (Message::verbatim(column), 30.0),
            (words::projects(), 9.0),
            (words::amount(), 17.0),
            (words::amount_accepted(), 17.0),
        ];
        add(words::by_column(column), heads, rows.collect())?;
    }
    let rows = state.files.iter().map(|file| {
        let why = file.refused.as_ref().map_or("", |why| why.say(language));
        vec![text(&file.file), text(&file.date), Cell::Count(file.round), Cell::Count(file.forms), text(why)]
    });
    let heads = vec![
        (words::file(), 50.0),
        (words::came_on(), 12.0),
        (words::round(), 8.0),
        (words::forms(), 8.0),
        (words::why(), 50.0),
    ];
    add(words::files(), heads, rows.collect())?;
    book.save_to_buffer()
}

fn sheet(sheet: &mut Worksheet, name: &str, heads: Vec<(String, f64)>, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let base = || Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let head = base().set_bold().set_background_color(Color::RGB(0x00F3_F5F7));
    let (words, count, amount) = (base(), base().set_num_format("0"), base().set_num_format("#,##0.00"));
    let short: String = name.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect();
    sheet.set_name(short)?.set_freeze_panes(1, 0)?.set_landscape().set_repeat_rows(0, 0)?;
    sheet.set_print_fit_to_pages(1, 0);
    let columns = u16::try_from(heads.len()).unwrap_or(u16::MAX);
    for (column, (name, width)) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, name, &head)?.set_column_width(column, width)?;
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
