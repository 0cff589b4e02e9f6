//! How many rows a blank form has.

use std::fmt;
use std::str::FromStr;

use crate::template::{Field, Framework, Kind, Template};

/// How many rows a blank form has where somebody wants other numbers than its template
/// has: `5`, `数量指标=10`, `3,产出指标.质量指标=6,子项目=20`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlankRows {
    /// For each subcategory of indicators.
    all: Option<usize>,
    /// For a subcategory, for each of a category, or for a table, by their names.
    named: Vec<(String, usize)>,
}

/// The most rows for a subcategory or a table.
const MOST_ROWS: usize = 200;

impl BlankRows {
    /// The rows for a subcategory, of which the template has so many.
    pub(super) fn of_subcategory(&self, framework: &Framework, place: (usize, usize), own: usize) -> usize {
        let category = &framework.categories[place.0];
        let subcategory = &category.subcategories[place.1];
        let both = self.named(&format!("{}.{subcategory}", category.name));
        let one = || self.named(subcategory).or_else(|| self.named(&category.name));
        both.or_else(one).or(self.all).unwrap_or(own)
    }

    /// The rows for a table, of which the template has so many.
    pub(super) fn of_table(&self, table: &Field, own: usize) -> usize {
        self.named(&table.path).unwrap_or(own)
    }

    /// The last number for a name.
    fn named(&self, wanted: &str) -> Option<usize> {
        self.named.iter().rfind(|(name, _)| name == wanted).map(|(_, rows)| *rows)
    }

    /// The first name of which a form has nothing.
    pub fn unknown(&self, template: &Template) -> Option<&str> {
        let known = names(template);
        let is_known = |name: &str| known.iter().any(|(own, full)| own == name || full == name);
        self.named.iter().map(|(name, _)| name.as_str()).find(|name| !is_known(name))
    }

    /// The names for which a form's rows can be chosen.
    pub fn names(template: &Template) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for (name, _) in names(template) {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        all
    }
}

/// The tables, categories and subcategories of a form; a subcategory also after its
/// category.
fn names(template: &Template) -> Vec<(String, String)> {
    let mut all = Vec::new();
    template.fields.iter().for_each(|field| add_names(field, &mut all));
    all
}

fn add_names(field: &Field, all: &mut Vec<(String, String)>) {
    match &field.kind {
        Kind::Table(columns) => {
            all.push((field.path.clone(), field.path.clone()));
            columns.iter().for_each(|column| add_names(column, all));
        }
        Kind::Indicators(framework) => {
            for category in &framework.categories {
                all.push((category.name.clone(), category.name.clone()));
                let full = |name: &String| (name.clone(), format!("{}.{name}", category.name));
                all.extend(category.subcategories.iter().map(full));
            }
        }
        _ => {}
    }
}

/// A text that says no numbers of rows.
#[derive(Debug)]
pub struct NoRows;

impl fmt::Display for NoRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("N, NAME=N")
    }
}

impl std::error::Error for NoRows {}

impl FromStr for BlankRows {
    type Err = NoRows;

    fn from_str(text: &str) -> Result<Self, NoRows> {
        let mut rows = Self::default();
        let number = |text: &str| text.trim().parse().ok().filter(|rows| (1..=MOST_ROWS).contains(rows)).ok_or(NoRows);
        for part in text.split([',', '，']) {
            match part.split_once(['=', '＝']) {
                Some((name, count)) if !name.trim().is_empty() => {
                    rows.named.push((name.trim().to_owned(), number(count)?));
                }
                Some(_) => return Err(NoRows),
                None => rows.all = Some(number(part)?),
            }
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_rows() {
        let templates = crate::template::Templates::built_in();
        let template = templates.for_year(2026).unwrap();
        let field = template.fields.iter().find(|field| matches!(field.kind, Kind::Indicators(_))).unwrap();
        let Kind::Indicators(framework) = &field.kind else { unreachable!() };
        let rows: BlankRows = "4, 产出指标=6，产出指标.数量指标＝8".parse().unwrap();
        let counts = [(0, 0), (1, 0), (1, 1)].map(|place| rows.of_subcategory(framework, place, 2));
        assert_eq!(counts, [4, 8, 6]);
        assert_eq!(BlankRows::default().of_subcategory(framework, (0, 0), 2), 2);
        assert_eq!(rows.unknown(template), None);
        assert_eq!("数量=3".parse::<BlankRows>().unwrap().unknown(template), Some("数量"));
        for text in ["", "0", "201", "x", "=3", "数量指标=", "3,", "-1"] {
            assert!(text.parse::<BlankRows>().is_err(), "{text}");
        }
    }
    /// The form of 2019 has one row for each subcategory, with a line for each indicator.
    #[test]
    fn a_row_of_several_indicators_has_their_height() {
        let templates = crate::template::Templates::built_in();
        let template = templates.for_year(2019).unwrap();
        let height = |rows: &str| {
            let table = crate::form::blank_with(template, 2019, &rows.parse().unwrap());
            let cell = table.cells.iter().find(|cell| cell.text == "数量目标").unwrap();
            table.rows[cell.row].height.to_pt()
        };
        assert!((height("数量目标=5") - 5.0 * height("数量目标=1")).abs() < 0.01);
        assert!((height("质量目标=5") - height("数量目标=1")).abs() < 0.01);
    }
}
