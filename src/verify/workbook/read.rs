//! Reads a workbook as a spreadsheet program does, by the relations of its parts; tells
//! what is odd about it on the way.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::elements::{MAIN, child, children};
use super::look::{Look, looks, strings, text_of, unescaped};
use super::odd::{is_known_part, is_ours, of_a_sheet, of_a_workbook, relations};
use super::{Sheet, SheetCell, Value, Workbook};
use crate::messages::{Language, Message};
use crate::unpack::{Package, Refused, elements};
use crate::value::cell_address;
use crate::verify::{Unreadable, words};

/// The namespace of relations (ECMA-376-1).
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The most columns of which a sheet says how wide they are.
const MOST_COLUMNS: usize = 1_000;

/// The last row and column of a sheet, from 0.
const LAST: (u32, u32) = (1_048_575, 16_383);

/// What a workbook shows.
pub(super) fn workbook(package: &Package) -> Result<Workbook, Unreadable> {
    let no_workbook = || Unreadable(words::no_sheet());
    let root = related(package, "").into_iter().find(|(_, kind, _)| kind.ends_with("/officeDocument"));
    let (_, _, name) = root.ok_or_else(no_workbook)?;
    let text = package.text(&name).ok_or_else(no_workbook)?;
    let document = elements(text).map_err(|Refused(why)| Unreadable(why))?;
    let root = document.root_element();
    let mut odd = relations(package);
    odd.extend(package.0.keys().filter(|name| !is_known_part(name)).map(words::has_a_part));
    if !root.has_tag_name((MAIN, "workbook")) {
        return Err(no_workbook());
    }
    odd.extend(of_a_workbook(root));
    let relations = related(package, &name);
    let of_kind = |end: &str| {
        let mut all = relations.iter().filter(|(_, kind, _)| kind.ends_with(end));
        all.next().map(|(_, _, target)| target.as_str())
    };
    let (strings, is_odd) = strings(package, of_kind("/sharedStrings"));
    if is_odd {
        odd.push(words::has_rich_texts());
    }
    let looks = looks(package, of_kind("/styles"), of_kind("/theme"));
    let mut sheets = Vec::new();
    for entry in child(root, "sheets").into_iter().flat_map(|sheets| children(sheets, "sheet")) {
        let id = entry.attribute((RELATED, "id"));
        let target =
            relations.iter().find(|(known, kind, _)| Some(known.as_str()) == id && kind.ends_with("/worksheet"));
        let text = target.and_then(|(_, _, target)| package.text(target)).ok_or_else(no_workbook)?;
        let name = entry.attribute("name").unwrap_or_default().to_owned();
        let state = entry.attribute("state").unwrap_or("visible").to_owned();
        let document = elements(text).map_err(|Refused(why)| Unreadable(why))?;
        let sheet = Sheet { name, state, ..Sheet::default() };
        let mut reader =
            SheetReader { strings: &strings, looks: &looks, odd: Vec::new(), places: BTreeSet::new(), sheet };
        reader.read(document.root_element());
        odd.append(&mut reader.odd);
        sheets.push(reader.sheet);
    }
    let names = child(root, "definedNames").into_iter().flat_map(|names| children(names, "definedName"));
    let names = names.map(|name| {
        let of = |key| name.attribute(key).unwrap_or_default().to_owned();
        (of("name"), of("localSheetId"), text_in(name).replace('\'', ""))
    });
    odd.sort_by_cached_key(|message| message.say(Language::Chinese).to_owned());
    odd.dedup();
    Ok(Workbook { sheets, names: names.collect(), odd })
}

/// The relations of a part: their numbers, kinds, and the parts to which they lead.
fn related(package: &Package, part: &str) -> Vec<(String, String, String)> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let list = match folder {
        "" => format!("_rels/{file}.rels"),
        folder => format!("{folder}/_rels/{file}.rels"),
    };
    let Some(document) = package.text(&list).and_then(|text| elements(text).ok()) else { return Vec::new() };
    let one = |relation: Node<'_, '_>| {
        let of = |key| relation.attribute(key).map(str::to_owned);
        let target = of("Target")?;
        let target = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => within(folder, &target),
        };
        Some((of("Id")?, of("Type")?, target))
    };
    document.root_element().children().filter(Node::is_element).filter_map(one).collect()
}

/// A path from a folder.
fn within(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Reads a sheet.
struct SheetReader<'p> {
    strings: &'p [String],
    looks: &'p [Look],
    odd: Vec<Message>,
    /// The cells so far, empty ones too.
    places: BTreeSet<(u32, u32)>,
    sheet: Sheet,
}

impl SheetReader<'_> {
    fn read(&mut self, root: Node<'_, '_>) {
        let name = self.sheet.name.clone();
        self.odd.extend(of_a_sheet(root, &name));
        if !root.has_tag_name((MAIN, "worksheet")) {
            self.tell(root);
        }
        let format = child(root, "sheetFormatPr");
        if format.is_some_and(|format| is_on(format.attribute("zeroHeight"))) {
            self.sheet.hidden.insert("*".to_owned());
        }
        let columns = child(root, "cols").into_iter().flat_map(|columns| children(columns, "col"));
        for (count, column) in columns.enumerate() {
            if count == MOST_COLUMNS {
                self.tell(column);
                break;
            }
            let of = |key| column.attribute(key).and_then(|number| number.parse::<u32>().ok());
            let (Some(first), Some(last)) = (of("min"), of("max")) else {
                self.tell(column);
                continue;
            };
            let width = column.attribute("width").and_then(|width| width.parse::<f64>().ok());
            // Programs write one width for all columns that are left.
            let is_hidden = is_on(column.attribute("hidden"));
            for column in first..=last.min(first.saturating_add(255)) {
                if is_hidden {
                    self.sheet.hidden.insert(format!("c{column}"));
                }
                if let Some(width) = width {
                    self.sheet.widths.insert(column, width);
                }
            }
        }
        for data in children(root, "sheetData") {
            self.rows(data);
        }
        if children(root, "sheetData").count() != 1 {
            self.tell(root);
        }
        let merges = child(root, "mergeCells").into_iter().flat_map(|merges| children(merges, "mergeCell"));
        for merge in merges {
            if !self.sheet.merges.insert(merge.attribute("ref").unwrap_or_default().to_owned()) {
                self.tell(merge);
            }
        }
        for link in child(root, "hyperlinks").into_iter().flat_map(|links| children(links, "hyperlink")) {
            let of = |key: &str| link.attribute(key).unwrap_or_default().replace('\'', "");
            let outside = link.attribute((RELATED, "id")).unwrap_or_default();
            self.sheet.links.insert((of("ref"), format!("{}{outside}", of("location"))));
        }
        if let Some(texts) = child(root, "headerFooter") {
            let texts = texts.children().filter(Node::is_element);
            let texts = texts.map(|text| (text.tag_name().name(), text_in(text).replace(' ', "")));
            for (name, text) in texts.filter(|(_, text)| !text.is_empty()) {
                let (text, fonts) = without_fonts(&text);
                self.sheet.header_footer += &format!("{name}={text}\n");
                self.sheet.header_footer_fonts.extend(fonts);
            }
        }
    }

    fn rows(&mut self, data: Node<'_, '_>) {
        let (mut next, mut rows) = (0, BTreeSet::new());
        for row in data.children().filter(Node::is_element) {
            let number = match row.attribute("r") {
                Some(number) => number.parse::<u32>().ok().and_then(|number| number.checked_sub(1)),
                None => Some(next),
            };
            let number = number.filter(|number| *number <= LAST.0 && row.has_tag_name((MAIN, "row")));
            let Some(number) = number.filter(|number| rows.insert(*number)) else {
                self.tell(row);
                continue;
            };
            next = number + 1;
            if is_on(row.attribute("hidden")) {
                self.sheet.hidden.insert(format!("r{number}"));
            }
            if let Some(height) = row.attribute("ht").and_then(|height| height.parse().ok()) {
                self.sheet.heights.insert(number, height);
            }
            let mut column = 0;
            for cell in row.children().filter(Node::is_element) {
                let place = match cell.attribute("r") {
                    Some(address) => place(address),
                    None => Some((number, column)),
                };
                let place = place.filter(|(row, column)| *row == number && *column <= LAST.1);
                match place.filter(|_| cell.has_tag_name((MAIN, "c"))) {
                    Some(place) => {
                        column = place.1 + 1;
                        self.cell(cell, place);
                    }
                    None => self.tell(cell),
                }
            }
        }
    }

    fn cell(&mut self, cell: Node<'_, '_>, place: (u32, u32)) {
        let parts: Vec<Node<'_, '_>> = cell.children().filter(Node::is_element).collect();
        let known = |node: &Node<'_, '_>| is_ours(*node) && ["v", "f", "is"].contains(&node.tag_name().name());
        let count = |name: &str| parts.iter().filter(|node| node.has_tag_name((MAIN, name))).count();
        if !parts.iter().all(known) || ["v", "f", "is"].iter().any(|name| count(name) > 1) {
            self.tell(cell);
        }
        let value = child(cell, "v").map(text_in);
        let kind = cell.attribute("t").unwrap_or("n");
        // What is not of its kind some programs show and others do not.
        if count(if kind == "inlineStr" { "v" } else { "is" }) > 0 {
            self.tell(cell);
        }
        let value = match (kind, value) {
            ("inlineStr", _) => {
                let (text, is_odd) = child(cell, "is").map(text_of).unwrap_or_default();
                if is_odd {
                    self.tell(cell);
                }
                Value::Text(text)
            }
            (_, None) => Value::Nothing,
            ("s", Some(number)) => {
                match number.trim().parse::<usize>().ok().and_then(|number| self.strings.get(number)) {
                    Some(text) => Value::Text(text.clone()),
                    None => {
                        self.tell(cell);
                        Value::Other(number)
                    }
                }
            }
            ("str", Some(text)) => Value::Text(unescaped(&text)),
            ("n", Some(number)) => match number.trim().parse::<f64>().ok().filter(|number| number.is_finite()) {
                Some(number) => Value::Number(number),
                None if number.trim().is_empty() => Value::Nothing,
                None => Value::Other(number),
            },
            (_, Some(other)) => Value::Other(other),
        };
        let value = if value == Value::Text(String::new()) { Value::Nothing } else { value };
        let formula = child(cell, "f").map(|formula| {
            // What goes with other cells has no text of its own, or another one than it says.
            let is_own = |name: &str, value: &str| match name {
                "ca" => true,
                "aca" => !is_on(Some(value)),
                _ => name == "t" && value == "normal",
            };
            match formula.attributes().all(|one| is_own(one.name(), one.value())) {
                true => without_quotes(text_in(formula).trim_start_matches('=')),
                false => format!("{}…", text_in(formula)),
            }
        });
        // Programs differ in which of two they show.
        if !self.places.insert(place) {
            self.odd.push(words::two_cells_of_one_place(&self.sheet.name, cell_address(place.0, place.1)));
        }
        if value == Value::Nothing && formula.is_none() {
            return;
        }
        let style = cell.attribute("s").map_or(Some(0), |style| style.parse::<usize>().ok());
        let look = style.and_then(|style| self.looks.get(style)).cloned().unwrap_or_default();
        self.sheet.cells.insert(place, SheetCell { value, formula, look });
    }

    fn tell(&mut self, node: Node<'_, '_>) {
        let name = node.attribute("r").or(node.attribute("ref")).unwrap_or(node.tag_name().name());
        self.odd.push(words::sheet_has_more(&self.sheet.name, name));
    }
}

fn is_on(value: Option<&str>) -> bool {
    value.is_some_and(|value| !["0", "false"].contains(&value))
}

/// The text in an element.
fn text_in(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text().map(str::to_owned)).collect()
}

/// A formula without the quotation marks around names of sheets, which programs write or not.
fn without_quotes(formula: &str) -> String {
    // Every other part is a text in the formula.
    let parts = formula.split('"').enumerate();
    let parts = parts.map(|(number, part)| if number % 2 == 0 { part.replace('\'', "") } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("\"")
}

/// The text of a header or footer, and the fonts that it asks for, as in `&"宋体,Regular"`
/// (ECMA-376-1 §18.3.1.46).
fn without_fonts(text: &str) -> (String, Vec<String>) {
    let mut parts = text.split("&\"");
    let (mut plain, mut fonts) = (parts.next().unwrap_or_default().to_owned(), Vec::new());
    for part in parts {
        let (font, after) = part.split_once('"').unwrap_or((part, ""));
        fonts.push(font.to_owned());
        plain += after;
    }
    (plain, fonts)
}

/// The row and column of an address, such as `H7`, from 0.
fn place(address: &str) -> Option<(u32, u32)> {
    let letters = address.bytes().take_while(u8::is_ascii_uppercase).count();
    let (column, row) = address.split_at(letters);
    let column = column
        .bytes()
        .try_fold(0_u32, |column, letter| column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1))?;
    let is_number = row.bytes().all(|digit| digit.is_ascii_digit()) && !row.starts_with('0');
    let row = is_number.then(|| row.parse::<u32>().ok())??;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}
