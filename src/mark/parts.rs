//! The parts of a workbook, and how they name each other.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::xml::{append, escaped};
use crate::unpack::{Package, Refused, elements, words as unpacked};

/// A workbook that is taken apart.
pub(super) struct Parts {
    package: Package,
    /// The parts that are new or say something more.
    changed: BTreeMap<String, String>,
    names: BTreeSet<String>,
    /// The part that has the list of sheets.
    workbook: String,
    /// Whether it is written by the strict variant of the format, which has other names.
    is_strict: bool,
}

/// A sheet.
pub(super) struct SheetPart {
    pub name: String,
    /// The name of its part.
    pub part: String,
    /// Its place among the sheets, from 1.
    pub number: usize,
}

/// A relation of a part to another.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRICT_MAIN: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const CONTENT_TYPES: &str = "[Content_Types].xml";

impl Parts {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Refused> {
        let mut names = BTreeSet::new();
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused(unpacked::not_a_package()))?;
        names.extend(archive.file_names().filter_map(|name| Some(name.ok()?.to_ascii_lowercase())));
        let package = Package::open(bytes, |name| {
            let name = name.to_ascii_lowercase();
            name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml")
        })?;
        let mut parts = Self { package, changed: BTreeMap::new(), names, workbook: String::new(), is_strict: false };
        let all = parts.relations("")?;
        let main = all.into_iter().find(|relation| relation.kind.ends_with("/officeDocument"));
        parts.workbook = main.map(|relation| relation.target).ok_or_else(|| Refused(unpacked::not_a_package()))?;
        let workbook = parts.text(&parts.workbook)?;
        parts.is_strict = elements(workbook)?.root_element().tag_name().namespace() == Some(STRICT_MAIN);
        Ok(parts)
    }

    /// A part as it is now.
    pub(super) fn text(&self, name: &str) -> Result<&str, Refused> {
        let own = self.changed.get(name).map(String::as_str).or_else(|| self.package.text(name));
        own.ok_or_else(|| Refused(unpacked::part_is_damaged(name)))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.text(name).is_ok()
    }

    /// Has a part hold this text.
    pub(super) fn set(&mut self, name: &str, text: String) {
        self.names.insert(name.to_ascii_lowercase());
        self.changed.insert(name.to_owned(), text);
    }

    /// A name for a new part, such as `xl/comments2.xml`.
    pub(super) fn new_name(&self, before: &str, after: &str) -> String {
        let mut number = 1;
        loop {
            let name = format!("{before}{number}{after}");
            if !self.names.contains(&name.to_ascii_lowercase()) {
                return name;
            }
            number += 1;
        }
    }

    /// What the words of sheets belong to, and those of relations.
    pub(super) fn namespaces(&self) -> (&'static str, &'static str) {
        if self.is_strict { (STRICT_MAIN, STRICT_RELATIONS) } else { (MAIN, RELATIONS) }
    }

    /// The sheets, in their order.
    pub(super) fn sheets(&self) -> Result<Vec<SheetPart>, Refused> {
        let relations = self.relations(&self.workbook)?;
        let document = elements(self.text(&self.workbook)?)?;
        let sheets = document.descendants().filter(|node| node.tag_name().name() == "sheet");
        let sheets = sheets.filter_map(|node| {
            let id = node.attribute((self.namespaces().1, "id"))?;
            let part = relations.iter().find(|relation| relation.id == id)?.target.clone();
            Some((node.attribute("name")?.to_owned(), part))
        });
        let numbered = (1..).zip(sheets).map(|(number, (name, part))| SheetPart { name, part, number });
        Ok(numbered.filter(|sheet| self.has(&sheet.part)).collect())
    }

    /// Adds a sheet at the end.
    pub(super) fn add_sheet(&mut self, name: &str, text: String) -> Result<(), Refused> {
        let part = self.new_name("xl/worksheets/sheet", ".xml");
        self.set(&part, text);
        let workbook = self.workbook.clone();
        let id = self.relate(&workbook, "worksheet", &part)?;
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
        self.declare(&part, kind)?;
        let text = self.text(&workbook)?;
        let document = elements(text)?;
        let is_sheets = |node: &roxmltree::Node<'_, '_>| node.tag_name().name() == "sheets";
        let damaged = || Refused(unpacked::part_is_damaged(&workbook));
        let sheets = document.root_element().children().find(is_sheets).ok_or_else(damaged)?;
        let number = |node: roxmltree::Node<'_, '_>| node.attribute("sheetId")?.parse::<u32>().ok();
        let next = sheets.children().filter_map(number).max().unwrap_or(0).saturating_add(1);
        let (prefix, relations) = (super::xml::prefix(text, sheets), self.namespaces().1);
        let sheet = format!(
            "<{prefix}sheet name=\"{}\" sheetId=\"{next}\" r:id=\"{id}\" xmlns:r=\"{relations}\"/>",
            escaped(name)
        );
        let text = super::xml::into(text, sheets, &sheet);
        self.set(&workbook, text);
        Ok(())
    }

    /// The part to which another has a relation of this kind.
    pub(super) fn related(&self, part: &str, kind: &str) -> Result<Option<String>, Refused> {
        let kind = format!("/{kind}");
        let found = self.relations(part)?.into_iter().find(|relation| relation.kind.ends_with(&kind));
        Ok(found.map(|relation| relation.target).filter(|target| self.has(target)))
    }

    /// The part that the relation of this name leads to.
    pub(super) fn target(&self, part: &str, id: &str) -> Result<Option<String>, Refused> {
        let found = self.relations(part)?.into_iter().find(|relation| relation.id == id);
        Ok(found.map(|relation| relation.target).filter(|target| self.has(target)))
    }

    fn relations(&self, part: &str) -> Result<Vec<Relation>, Refused> {
        let name = relations_of(part);
        if !self.has(&name) {
            return Ok(Vec::new());
        }
        let document = elements(self.text(&name)?)?;
        let relation = |node: roxmltree::Node<'_, '_>| {
            let target = node.attribute("Target")?;
            Some(Relation {
                id: node.attribute("Id")?.to_owned(),
                kind: node.attribute("Type")?.to_owned(),
                target: self.known_name(&resolved(part, target)),
            })
        };
        Ok(document.root_element().children().filter_map(relation).collect())
    }

    /// A name as the package has it, which may be in capitals.
    fn known_name(&self, name: &str) -> String {
        let known = self.package.0.keys().find(|known| known.eq_ignore_ascii_case(name));
        known.cloned().unwrap_or_else(|| name.to_owned())
    }

    /// Says that a part has a relation to another; gives its name.
    pub(super) fn relate(&mut self, part: &str, kind: &str, to: &str) -> Result<String, Refused> {
        let known: BTreeSet<String> = self.relations(part)?.into_iter().map(|relation| relation.id).collect();
        let mut number = known.len() + 1;
        while known.contains(&format!("rId{number}")) {
            number += 1;
        }
        let (id, name) = (format!("rId{number}"), relations_of(part));
        let relation = format!("Relationship Id=\"{id}\" Type=\"{}/{kind}\" Target=\"/{to}\"/>", self.namespaces().1);
        let text = match self.text(&name) {
            Ok(text) => {
                let document = elements(text)?;
                let root = document.root_element();
                append(text, root, &format!("<{}{relation}", super::xml::prefix(text, root)))
            }
            Err(_) => format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
                 xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><{relation}</Relationships>"
            ),
        };
        self.set(&name, text);
        Ok(id)
    }

    /// Says what a new part is.
    pub(super) fn declare(&mut self, part: &str, kind: &str) -> Result<(), Refused> {
        self.add_type(&format!("Override PartName=\"/{part}\" ContentType=\"{kind}\"/>"))
    }

    /// Says what parts with an ending are, where that is not known.
    pub(super) fn declare_ending(&mut self, ending: &str, kind: &str) -> Result<(), Refused> {
        let document = elements(self.text(CONTENT_TYPES)?)?;
        let is_known = |node: roxmltree::Node<'_, '_>| {
            node.attribute("Extension").is_some_and(|known| known.eq_ignore_ascii_case(ending))
        };
        if document.root_element().children().any(is_known) {
            return Ok(());
        }
        self.add_type(&format!("Default Extension=\"{ending}\" ContentType=\"{kind}\"/>"))
    }

    fn add_type(&mut self, element: &str) -> Result<(), Refused> {
        let text = self.text(CONTENT_TYPES)?;
        let document = elements(text)?;
        let root = document.root_element();
        let text = append(text, root, &format!("<{}{element}", super::xml::prefix(text, root)));
        self.set(CONTENT_TYPES, text);
        Ok(())
    }

    /// The workbook with what was changed: all other parts as they are, packed as they were.
    pub(super) fn written(self, bytes: &[u8]) -> Result<Vec<u8>, Refused> {
        let damaged = |part: &str| Refused(unpacked::part_is_damaged(part));
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused(unpacked::not_a_package()))?;
        let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
        let mut changed = self.changed;
        let put = |copy: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str| {
            copy.start_file(name, SimpleFileOptions::default()).map_err(|_| damaged(name))?;
            copy.write_all(text.as_bytes()).map_err(|_| damaged(name))
        };
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(|_| Refused(unpacked::not_a_package()))?;
            let name = part.name().map_err(|_| Refused(unpacked::not_a_package()))?.into_owned();
            match changed.remove(&name) {
                Some(text) => put(&mut copy, &name, &text)?,
                None => copy.raw_copy_file(part).map_err(|_| damaged(&name))?,
            }
        }
        for (name, text) in changed {
            put(&mut copy, &name, &text)?;
        }
        copy.finish().map(Cursor::into_inner).map_err(|_| Refused(unpacked::not_a_package()))
    }
}

/// The part with the relations of a part; of the package where it has no name.
fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    let separator = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{separator}_rels/{name}.rels")
}

/// The name of the part that a target means, seen from a part.
fn resolved(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for name in target.split('/') {
        match name {
            "." | "" => {}
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    folders.join("/")
}
