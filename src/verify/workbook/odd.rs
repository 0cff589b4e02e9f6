//! What a workbook of ours may have when a spreadsheet program has saved it. Anything else
//! is told.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::elements::MAIN;
use crate::messages::Message;
use crate::unpack::{Package, elements};
use crate::verify::words;

/// The parts, by how their names begin and end.
const PARTS: [(&str, &str); 15] = [
    ("[Content_Types].xml", ""),
    ("_rels/.rels", ""),
    ("docProps/app.xml", ""),
    ("docProps/core.xml", ""),
    ("docProps/custom.xml", ""),
    ("xl/workbook.xml", ""),
    ("xl/_rels/workbook.xml.rels", ""),
    ("xl/styles.xml", ""),
    ("xl/sharedStrings.xml", ""),
    ("xl/calcChain.xml", ""),
    ("xl/theme/theme", ".xml"),
    ("xl/worksheets/sheet", ".xml"),
    ("xl/worksheets/_rels/sheet", ".xml.rels"),
    ("xl/printerSettings/printerSettings", ".bin"),
    ("customXml/", ""),
];

/// Whether a part is one of these.
pub(super) fn is_known_part(name: &str) -> bool {
    PARTS.iter().any(|(start, end)| match end.is_empty() && !start.ends_with('/') {
        true => name == *start,
        false => name.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
    })
}

/// The kinds of relations (ECMA-376-1 and -2).
const RELATIONS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata",
];
const KINDS: [&str; 13] = [
    "officeDocument",
    "core-properties",
    "extended-properties",
    "custom-properties",
    "worksheet",
    "theme",
    "styles",
    "sharedStrings",
    "calcChain",
    "customXml",
    "customXmlProps",
    "printerSettings",
    "hyperlink",
];

/// What is odd about relations.
pub(super) fn relations(package: &Package) -> Vec<Message> {
    let lists = package.0.keys().filter(|name| name.ends_with(".rels"));
    let mut found = Vec::new();
    for name in lists {
        let Some(document) = package.text(name).and_then(|text| elements(text).ok()) else {
            found.push(words::part_differs(name));
            continue;
        };
        for relation in document.root_element().children().filter(Node::is_element) {
            let kind = relation.attribute("Type").unwrap_or_default();
            let kind = kind.rsplit_once('/');
            let is_known = kind.is_some_and(|(of, kind)| RELATIONS.contains(&of) && KINDS.contains(&kind));
            let is_inside = relation.attribute("TargetMode").is_none_or(|mode| mode == "Internal");
            if !is_known || !is_inside {
                found.push(words::leads_elsewhere(name, relation.attribute("Target").unwrap_or_default()));
            }
        }
    }
    found
}

/// The elements of a sheet.
const OF_A_SHEET: [&str; 15] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "mergeCells",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "phoneticPr",
];

/// The elements of a workbook.
const OF_A_WORKBOOK: [&str; 8] = [
    "fileVersion",
    "workbookPr",
    "bookViews",
    "sheets",
    "definedNames",
    "calcPr",
    "fileRecoveryPr",
    "customWorkbookViews",
];

/// What spreadsheet programs add of their own to a workbook, in other namespaces.
const ADDED: [&str; 10] = [
    "revisionPtr",
    "AlternateContent",
    "Choice",
    "absPath",
    "extLst",
    "ext",
    "workbookPr",
    "calcFeatures",
    "feature",
    "extCalcPr",
];

/// The elements that hold texts.
const TEXTS: [&str; 8] = ["v", "f", "t", "oddHeader", "oddFooter", "firstHeader", "firstFooter", "definedName"];

/// Whether there is text where none belongs, which programs read as they like.
pub(super) fn has_stray_text(root: Node<'_, '_>) -> bool {
    let is_said = |node: &Node<'_, '_>| node.is_text() && node.text().is_some_and(|text| !text.trim().is_empty());
    let is_of_text = |node: Node<'_, '_>| is_ours(node) && TEXTS.contains(&node.tag_name().name());
    root.descendants().filter(is_said).any(|text| !text.parent().is_some_and(is_of_text))
}

/// What is odd about the elements of a sheet.
pub(super) fn of_a_sheet(sheet: Node<'_, '_>, name: &str) -> Vec<Message> {
    let known = |node: &Node<'_, '_>| is_ours(*node) && OF_A_SHEET.contains(&node.tag_name().name());
    let mut found: Vec<Message> = sheet
        .children()
        .filter(|node| node.is_element() && !known(node))
        .map(|node| words::sheet_has_more(name, node.tag_name().name()))
        .collect();
    if has_stray_text(sheet) {
        found.push(words::has_stray_text(name));
    }
    let views = sheet.descendants().filter(|node| node.has_tag_name((MAIN, "sheetView")));
    for view in views {
        let is = |key: &str, value: &[&str]| view.attribute(key).is_some_and(|shown| value.contains(&shown));
        if is("showFormulas", &["1", "true"]) || is("showZeros", &["0", "false"]) || is("rightToLeft", &["1", "true"]) {
            found.push(words::sheet_has_more(name, "sheetView"));
        }
    }
    found
}

/// What is odd about the elements of a workbook.
pub(super) fn of_a_workbook(root: Node<'_, '_>) -> Vec<Message> {
    let mut found = Vec::new();
    for node in root.children().filter(Node::is_element) {
        let name = node.tag_name().name();
        let is_known = match is_ours(node) && name != "extLst" {
            // One that protects nothing.
            true if name == "workbookProtection" => node.attributes().len() == 0,
            true => OF_A_WORKBOOK.contains(&name),
            false => {
                let below = node.descendants().filter(Node::is_element).map(|node| node.tag_name().name());
                below.into_iter().all(|name| ADDED.contains(&name))
            }
        };
        let is_as_shown = node.attribute("fullPrecision").is_some_and(|full| ["0", "false"].contains(&full));
        let is_iterated = node.attribute("iterate").is_some_and(|on| ["1", "true"].contains(&on));
        let from_1904 = node.attribute("date1904").is_some_and(|on| ["1", "true"].contains(&on));
        if !is_known || is_as_shown || is_iterated || from_1904 {
            found.push(words::workbook_has_more(name));
        }
    }
    found
}

pub(super) fn is_ours(node: Node<'_, '_>) -> bool {
    node.tag_name().namespace() == Some(MAIN)
}

/// The properties that spreadsheet programs write of their own.
const PROPERTIES: [&str; 4] = ["KSOProductBuildVer", "ICV", "KSOReadingLayout", "WorkbookGuid"];

/// What is odd about the custom properties.
pub(super) fn properties(theirs: &Package, ours: &Package) -> Vec<Message> {
    let all = |package: &Package| -> BTreeMap<String, String> {
        let Some(document) = package.text("docProps/custom.xml").and_then(|text| elements(text).ok()) else {
            return BTreeMap::new();
        };
        let one = |property: Node<'_, '_>| {
            let value: String =
                property.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
            Some((property.attribute("name")?.to_owned(), value.trim().to_owned()))
        };
        document.root_element().children().filter(Node::is_element).filter_map(one).collect()
    };
    let (theirs, ours) = (all(theirs), all(ours));
    let mut found = Vec::new();
    for (name, value) in &theirs {
        let is_known = match ours.get(name) {
            Some(our) => our == value,
            None => PROPERTIES.contains(&name.as_str()),
        };
        if !is_known {
            found.push(words::has_a_property(name, value));
        }
    }
    found.extend(ours.keys().filter(|name| !theirs.contains_key(*name)).map(words::lacks_a_property));
    found
}
