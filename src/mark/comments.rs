//! Comments in cells: their texts are in a part of their own, and how they are drawn is in
//! another (VML), without which programs do not show them.

use std::collections::BTreeMap;

use super::parts::{Parts, SheetPart};
use super::xml::{append, escaped, into, prefix};
use super::{AUTHOR, Remark, words};
use crate::messages::Language;
use crate::unpack::{Refused, elements};
use crate::value::cell_place;

/// What follows the link to drawn comments in a sheet, in the order of the format.
const AFTER_DRAWN: [&str; 12] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
    "legacyDrawing",
    "smartTags",
    "customControls",
];

/// Adds remarks to the comments of a sheet, those on a cell together.
pub(super) fn add(
    parts: &mut Parts,
    sheet: &SheetPart,
    remarks: &[&Remark],
    language: Language,
) -> Result<(), Refused> {
    let mut texts: BTreeMap<(u32, u32), (String, String)> = BTreeMap::new();
    for remark in remarks {
        let Some((address, place)) = remark.cell.as_ref().and_then(|cell| Some((cell, cell_place(cell)?))) else {
            continue;
        };
        let (_, text) = texts.entry(place).or_insert_with(|| (address.clone(), String::new()));
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(words::comment(&remark.level, &remark.what).say(language));
        if !remark.remedy.is_empty() {
            text.push('\n');
            text.push_str(words::remedy(&remark.remedy).say(language));
        }
    }
    let known = write_texts(parts, sheet, &texts)?;
    // What has a comment is drawn already.
    let new: Vec<((u32, u32), usize)> =
        texts.iter().filter(|(_, (cell, _))| !known.contains(cell)).map(|(at, (_, text))| (*at, lines(text))).collect();
    draw(parts, sheet, &new)
}

/// How many lines a comment takes.
fn lines(text: &str) -> usize {
    text.lines().map(|line| line.chars().count() / LINE + 1).sum()
}

/// So many characters stand on a line of a comment.
const LINE: usize = 20;

/// Writes the texts of comments; gives the cells that had one, to which they were added.
fn write_texts(
    parts: &mut Parts,
    sheet: &SheetPart,
    texts: &BTreeMap<(u32, u32), (String, String)>,
) -> Result<Vec<String>, Refused> {
    let Some(part) = parts.related(&sheet.part, "comments")? else {
        let comments: String = texts.values().map(|(cell, text)| comment("", cell, text, 0)).collect();
        let part = parts.new_name("xl/comments", ".xml");
        parts.set(
            &part,
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{}\"><authors>\
                 <author>{AUTHOR}</author></authors><commentList>{comments}</commentList></comments>",
                parts.namespaces().0
            ),
        );
        parts.relate(&sheet.part, "comments", &part)?;
        parts.declare(&part, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")?;
        return Ok(Vec::new());
    };
    let (mut text, mut known) = (parts.text(&part)?.to_owned(), Vec::new());
    for (cell, added) in texts.values() {
        let document = elements(&text)?;
        let own = document.descendants().find(|node| node.attribute("ref") == Some(cell));
        let words = own.and_then(|own| own.children().find(|node| node.tag_name().name() == "text"));
        if let Some(words) = words {
            let prefix = prefix(&text, words);
            let run = format!(
                "<{prefix}r><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>",
                escaped(&format!("\n{added}"))
            );
            text = into(&text, words, &run);
            known.push(cell.clone());
        }
    }
    let named = |text: &str, name: &str| -> Result<(usize, String), Refused> {
        let document = elements(text)?;
        let own = document.root_element().children().find(|node| node.tag_name().name() == name);
        let count = own.map_or(0, |own| own.children().filter(roxmltree::Node::is_element).count());
        Ok((count, prefix(text, document.root_element()).to_owned()))
    };
    let (author, prefix) = named(&text, "authors")?;
    let new = texts.values().filter(|(cell, _)| !known.contains(cell));
    let new: String = new.map(|(cell, text)| comment(&prefix, cell, text, author)).collect();
    for (name, inside) in [("authors", format!("<{prefix}author>{AUTHOR}</{prefix}author>")), ("commentList", new)] {
        let document = elements(&text)?;
        let own = document.root_element().children().find(|node| node.tag_name().name() == name);
        text = match own {
            Some(own) => into(&text, own, &inside),
            None => append(&text, document.root_element(), &format!("<{prefix}{name}>{inside}</{prefix}{name}>")),
        };
    }
    parts.set(&part, text);
    Ok(known)
}

fn comment(prefix: &str, cell: &str, text: &str, author: usize) -> String {
    format!(
        "<{prefix}comment ref=\"{cell}\" authorId=\"{author}\"><{prefix}text><{prefix}r><{prefix}t \
         xml:space=\"preserve\">{}</{prefix}t></{prefix}r></{prefix}text></{prefix}comment>",
        escaped(text)
    )
}

/// Draws comments on cells, each with so many lines.
fn draw(parts: &mut Parts, sheet: &SheetPart, cells: &[((u32, u32), usize)]) -> Result<(), Refused> {
    if cells.is_empty() {
        return Ok(());
    }
    let id = {
        let document = elements(parts.text(&sheet.part)?)?;
        let link = document.root_element().children().find(|node| node.tag_name().name() == "legacyDrawing");
        link.and_then(|link| link.attribute((parts.namespaces().1, "id")).map(str::to_owned))
    };
    let known = match &id {
        Some(id) => parts.target(&sheet.part, id)?,
        None => None,
    };
    if let Some(part) = known {
        let text = parts.text(&part)?;
        let first = last_shape(text) + 1;
        let shapes = shapes(cells, first);
        let end = text.rfind("</").unwrap_or(text.len());
        let text = format!("{}{}{shapes}{}", &text[..end], if text.contains(SHAPE) { "" } else { KIND }, &text[end..]);
        parts.set(&part, text);
        return Ok(());
    }
    let part = parts.new_name("xl/drawings/vmlDrawing", ".vml");
    let data = sheet.number.max(1);
    parts.set(
        &part,
        format!(
            "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
             xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" \
             data=\"{data}\"/></o:shapelayout>{KIND}{}</xml>",
            shapes(cells, data * 1024 + 1)
        ),
    );
    parts.declare_ending("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")?;
    let id = parts.relate(&sheet.part, "vmlDrawing", &part)?;
    let text = parts.text(&sheet.part)?;
    let document = elements(text)?;
    let root = document.root_element();
    let link = format!("<{}legacyDrawing r:id=\"{id}\" xmlns:r=\"{}\"/>", prefix(text, root), parts.namespaces().1);
    let is_after = |node: &roxmltree::Node<'_, '_>| AFTER_DRAWN.contains(&node.tag_name().name());
    // Elements of the variant for other programs may stand anywhere; the last ones count.
    let elements = root.children().filter(roxmltree::Node::is_element).collect::<Vec<_>>();
    let first = elements.iter().rev().take_while(|node| is_after(node)).last();
    let text = match first {
        Some(first) => {
            let at = first.range().start;
            format!("{}{link}{}", &text[..at], &text[at..])
        }
        None => append(text, root, &link),
    };
    parts.set(&sheet.part, text);
    Ok(())
}

/// The kind of shape that a comment is.
const SHAPE: &str = "_x0000_t202";
const KIND: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" \
    o:connecttype=\"rect\"/></v:shapetype>";

/// The last number of a shape.
fn last_shape(text: &str) -> usize {
    let number = |after: &str| {
        let digits: String = after.chars().take_while(char::is_ascii_digit).take(9).collect();
        digits.parse::<usize>().ok()
    };
    text.split("_x0000_s").skip(1).filter_map(number).max().unwrap_or(1024)
}

fn shapes(cells: &[((u32, u32), usize)], first: usize) -> String {
    let shape = |(number, ((row, column), lines)): (usize, &((u32, u32), usize))| {
        let (left, right, top) = (column + 1, column + 4, row.saturating_sub(1));
        let bottom = top + u32::try_from(*lines).unwrap_or(40).clamp(3, 40) + 1;
        format!(
            "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:80pt;\
             margin-top:2pt;width:220pt;height:{}pt;z-index:{number};visibility:hidden\" fillcolor=\"#ffffe1\" \
             o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>\
             <v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div \
             style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>\
             <x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor>\
             <x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
            (lines * 14).clamp(42, 560)
        )
    };
    (first..).zip(cells).map(shape).collect()
}
