//! Takes the parts of a workbook; gives the rows and columns of its sheets that nobody
//! sees: those that are hidden, or left out by a filter.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, ParsingOptions};

use super::grid::Area;

/// What nobody sees of each sheet, by its name.
pub(super) type Unseen = BTreeMap<String, Hidden>;

/// The rows and columns of a sheet that nobody sees, from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Hidden {
    rows: BTreeSet<u32>,
    /// The first and the last of each run.
    columns: Vec<(u32, u32)>,
}

impl Hidden {
    /// Whether nobody sees any of these places.
    pub(super) fn holds(&self, area: Area) -> bool {
        let is_hidden = |column: u32| self.columns.iter().any(|(first, last)| (*first..=*last).contains(&column));
        let rows = area.bottom - area.top + 1;
        self.rows.range(area.top..=area.bottom).count() as u32 == rows
            || !self.columns.is_empty() && (area.left..=area.right).all(is_hidden)
    }
}

/// The parts of a workbook that say which sheet is which.
#[derive(Default)]
pub(super) struct Parts {
    workbook: String,
    relations: String,
    /// By the name of the part.
    sheets: BTreeMap<String, Hidden>,
}

impl Parts {
    /// Takes a part, as a plain text.
    pub(super) fn read(&mut self, name: &str, content: &str) {
        let name = name.to_ascii_lowercase().replace('\\', "/");
        match name.as_str() {
            "xl/workbook.xml" => self.workbook = content.to_owned(),
            "xl/_rels/workbook.xml.rels" => self.relations = content.to_owned(),
            name if name.contains("worksheets/") && name.ends_with(".xml") => {
                self.sheets.insert(name.to_owned(), hidden(content));
            }
            _ => {}
        }
    }

    /// What is hidden, by the names of the sheets.
    pub(super) fn by_sheet(self) -> Unseen {
        let options = || ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let (Ok(workbook), Ok(relations)) = (
            Document::parse_with_options(&self.workbook, options()),
            Document::parse_with_options(&self.relations, options()),
        ) else {
            return Unseen::new();
        };
        let targets: BTreeMap<&str, String> = relations
            .descendants()
            .filter_map(|node| {
                let target = node.attribute("Target")?.to_ascii_lowercase().replace('\\', "/");
                let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                Some((node.attribute("Id")?, part))
            })
            .collect();
        let sheets = workbook.descendants().filter(|node| node.tag_name().name() == "sheet");
        let named = sheets.filter_map(|node| {
            let id = node.attributes().find(|attribute| attribute.name() == "id")?.value();
            Some((node.attribute("name")?.to_owned(), self.sheets.get(targets.get(id)?)?.clone()))
        });
        named.collect()
    }
}

/// The most nodes of the parts that list the sheets.
const MOST_NODES: u32 = 50_000;

/// What a sheet says is hidden in it.
fn hidden(sheet: &str) -> Hidden {
    let mut hidden = Hidden::default();
    for tag in sheet.split('<') {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.split(' ').next().unwrap_or_default();
        let is_row = match name.rsplit(':').next() {
            Some("row") => true,
            Some("col") => false,
            _ => continue,
        };
        let number = |name: &str| attribute(tag, name)?.parse::<u32>().ok()?.checked_sub(1);
        let is_hidden = attribute(tag, "hidden").is_some_and(|value| matches!(value, "1" | "true"));
        if !is_hidden {
            continue;
        }
        match (number("r"), number("min"), number("max")) {
            (Some(row), ..) if is_row => drop(hidden.rows.insert(row)),
            (_, Some(first), Some(last)) => hidden.columns.push((first, last)),
            _ => {}
        }
    }
    hidden
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!(" {name}="))? + name.len() + 2;
    tag[start..].strip_prefix('"')?.split('"').next()
}
