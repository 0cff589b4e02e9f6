//! The mark by which a workbook says that this program made it: a document property, which
//! spreadsheet programs keep, and show among the properties of the file.

use std::io::{Cursor, Read};

use roxmltree::{Document, ParsingOptions};
use zip::ZipArchive;

/// The name of the property.
pub const PROPERTY: &str = "jixiao";

/// The sheet of a blank form that says how to fill in the others.
pub const HELP_SHEET: &str = "填表说明";

/// The hidden sheet of a blank form that has the options of its cells.
pub const LISTS_SHEET: &str = "选项";

/// The version of what the property says.
const VERSION: &str = "1";

/// What a workbook is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// The form of a project.
    Form,
    /// Forms to fill in.
    Blank,
    /// The book of a submission.
    Book,
}

const NAMES: [(&str, Made); 3] = [("form", Made::Form), ("blank", Made::Blank), ("book", Made::Book)];

/// What a workbook of this program says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub made: Made,
    /// The template of its forms, or of a book's summary.
    pub form: String,
}

impl Mark {
    /// The value of the property, such as `1;blank;2026`.
    pub fn value(&self) -> String {
        let name = NAMES.iter().find(|(_, made)| *made == self.made).map_or("", |(name, _)| name);
        format!("{VERSION};{name};{}", self.form)
    }

    fn of(value: &str) -> Option<Self> {
        let (name, form) = value.strip_prefix(VERSION)?.strip_prefix(';')?.split_once(';')?;
        let (_, made) = NAMES.iter().find(|(known, _)| *known == name)?;
        Some(Self { made: *made, form: form.to_owned() })
    }

    /// The mark of a workbook; none where another program made it, or a version of this one
    /// that says something else.
    pub fn in_workbook(bytes: &[u8]) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut text = String::new();
        archive.by_name(PART).ok()?.take(MOST).read_to_string(&mut text).ok()?;
        let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let document = Document::parse_with_options(&text, options).ok()?;
        let mut properties = document.root_element().children().filter(|node| node.is_element());
        let own = properties.find(|property| property.attribute("name") == Some(PROPERTY))?;
        Self::of(own.first_element_child()?.text()?)
    }
}

/// The part of a workbook for properties that its authors name (ECMA-376-1 §22.3).
const PART: &str = "docProps/custom.xml";

/// The most of that part that is read: bytes, and nodes.
const MOST: u64 = 1 << 20;
const MOST_NODES: u32 = 10_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_they_are_written() {
        for (made, form) in [(Made::Form, "2026"), (Made::Blank, "示例表; 二"), (Made::Book, "汇总表")] {
            let mark = Mark { made, form: form.to_owned() };
            assert_eq!(Mark::of(&mark.value()), Some(mark));
        }
        for value in ["", "1", "1;form", "2;form;2026", "1;other;2026"] {
            assert_eq!(Mark::of(value), None, "{value}");
        }
    }
}
