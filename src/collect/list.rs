//! Takes the rows of a list of units, as an office keeps it in a workbook; gives the units.

use super::roster::{Expected, Unit, plain};
use super::words;
use crate::messages::Message;
use crate::value::{Date, Money};

/// What a column of the list has, by words in its head; the first that fits.
const HEADS: [(Column, &[&str]); 9] = [
    (Column::Also, &["又名", "简称", "曾用名", "别名"]),
    (Column::Parent, &["主管部门", "上级"]),
    (Column::Folder, &["文件夹"]),
    (Column::Count, &["项目数", "项目个数", "应报数"]),
    (Column::Project, &["项目名称", "项目"]),
    (Column::Ceiling, &["限额", "控制数"]),
    (Column::Contact, &["联系", "电话", "邮箱"]),
    (Column::Deadline, &["截止", "时限"]),
    (Column::Name, &["单位名称", "单位", "名称"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Also,
    Parent,
    Folder,
    Project,
    Count,
    Ceiling,
    Contact,
    Deadline,
}

/// The units of a list: its head is the first row that names 单位; a unit may have several
/// rows, one for each project.
///
/// # Errors
///
/// A list without such a head, or a value that is none.
pub fn units_of_rows(rows: &[Vec<String>]) -> Result<Vec<Unit>, Message> {
    let column = |head: &String| {
        let head = plain(head);
        HEADS.iter().find(|(_, words)| words.iter().any(|word| head.contains(word))).map(|(column, _)| *column)
    };
    let of_row = |row: &Vec<String>| row.iter().map(column).collect::<Vec<Option<Column>>>();
    // A title may have the word, too: it stands alone.
    let is_name = |text: &String| ["单位", "单位名称", "名称"].contains(&plain(text).as_str());
    let is_head = |row: &Vec<String>| {
        let columns = of_row(row);
        columns.contains(&Some(Column::Name)) && columns.iter().flatten().count() > 1 || row.iter().any(is_name)
    };
    let head = rows.iter().position(is_head).ok_or_else(words::list_has_no_head)?;
    let columns = of_row(&rows[head]);
    let in_ten_thousands = rows[head].iter().any(|head| head.contains("限额") && head.contains("万元"));
    let mut units: Vec<Unit> = Vec::new();
    for (number, row) in rows.iter().enumerate().skip(head + 1) {
        let texts = |wanted: Column| {
            let all = columns.iter().zip(row).filter(move |(column, _)| **column == Some(wanted));
            all.map(|(_, text)| text.trim()).filter(|text| !text.is_empty())
        };
        let name = texts(Column::Name).next().unwrap_or_default();
        let index = match units.iter().position(|known| plain(&known.name) == plain(name)) {
            Some(index) => index,
            // Further projects of the unit above, whose name is merged.
            None if name.is_empty() && !units.is_empty() && texts(Column::Project).next().is_some() => units.len() - 1,
            None if name.is_empty() => continue,
            None => {
                units.push(Unit { name: name.to_owned(), ..Unit::default() });
                units.len() - 1
            }
        };
        let unit = &mut units[index];
        let wrong = |what: Message| words::in_row(number + 1, what);
        unit.also.extend(texts(Column::Also).flat_map(several).filter(|also| also != name));
        unit.folders.extend(texts(Column::Folder).flat_map(several));
        unit.parent = texts(Column::Parent).next().map_or_else(|| unit.parent.clone(), str::to_owned);
        let contact = texts(Column::Contact).collect::<Vec<_>>().join(" ");
        if !contact.is_empty() {
            unit.contact = contact;
        }
        if let Some(text) = texts(Column::Ceiling).next() {
            let own = if in_ten_thousands && text.ends_with(char::is_numeric) {
                format!("{text}万元")
            } else {
                text.to_owned()
            };
            unit.ceiling = Some(Money::parse(&own).map_err(|mistake| wrong(mistake.what))?);
        }
        if let Some(text) = texts(Column::Deadline).next() {
            unit.deadline = Some(Date::parse(text).map_err(|mistake| wrong(mistake.what))?);
        }
        let projects: Vec<String> = texts(Column::Project).flat_map(several).collect();
        match (&mut unit.expected, projects.is_empty(), texts(Column::Count).next()) {
            (Expected::Named(known), false, _) => known.extend(projects),
            (expected, false, _) => *expected = Expected::Named(projects),
            (expected, true, Some(count)) => {
                *expected = Expected::Count(count.parse().map_err(|_| wrong(words::no_number(count)))?);
            }
            _ => {}
        }
    }
    Ok(units)
}

/// Several names in one cell.
fn several(text: &str) -> Vec<String> {
    let parts = text.split(['、', '；', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}
