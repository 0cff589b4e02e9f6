//! How a workbook's cells are shown, as far as that decides what is read of them: the
//! formats of numbers, and letters that could not be seen.

use std::collections::HashMap;

use roxmltree::Node;

use super::elements::{MAIN, child, children};
use super::odd::has_stray_text;
use crate::unpack::{Package, elements};

/// How a cell is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    /// The format of numbers; empty where there is none.
    format: String,
    /// The font of its letters: some have signs in their places.
    font: String,
    /// Their size, in twentieths of a point.
    size: u32,
    is_struck: bool,
    /// Whether its letters are black on white.
    is_plain: bool,
    is_raised: bool,
}

/// The formats that have numbers and no words in a workbook (ECMA-376-1 §18.8.30), as far
/// as ours are among them.
const KNOWN: [(&str, &str); 8] = [
    ("0", ""),
    ("1", "0"),
    ("2", "0.00"),
    ("3", "#,##0"),
    ("4", "#,##0.00"),
    ("9", "0%"),
    ("10", "0.00%"),
    ("49", "@"),
];

/// The looks of cells, by the number of their style.
pub(super) fn looks(package: &Package, styles: Option<&str>, theme: Option<&str>) -> Vec<Look> {
    let Some(document) = styles.and_then(|name| package.text(name)).and_then(|text| elements(text).ok()) else {
        return Vec::new();
    };
    let root = document.root_element();
    let theme = theme.and_then(|name| package.text(name));
    let is_usual = theme.is_none_or(has_black_and_white);
    let all = |list: &str, each: &str| -> Vec<Node<'_, '_>> {
        child(root, list).map(|list| children(list, each).collect()).unwrap_or_default()
    };
    let formats: HashMap<&str, &str> = all("numFmts", "numFmt")
        .into_iter()
        .filter_map(|format| Some((format.attribute("numFmtId")?, format.attribute("formatCode")?)))
        .collect();
    let (fonts, fills) = (all("fonts", "font"), all("fills", "fill"));
    let look = |style: Node<'_, '_>| {
        let number = |key: &str| style.attribute(key).and_then(|number| number.parse::<usize>().ok());
        let id = style.attribute("numFmtId").unwrap_or("0");
        let known = KNOWN.iter().find(|(known, _)| *known == id).map(|(_, format)| *format);
        let format = formats.get(id).copied().or(known);
        let font = number("fontId").and_then(|number| fonts.get(number));
        let fill = number("fillId").and_then(|number| fills.get(number));
        let of_font = |name: &str| font.and_then(|font| child(*font, name));
        let size = of_font("sz").and_then(|size| size.attribute("val")?.parse::<f64>().ok()).unwrap_or(11.0);
        let is_on = |name: &str| of_font(name).is_some_and(|on| on.attribute("val").is_none_or(|on| on != "0"));
        Look {
            // One of its own stands for none of ours.
            format: match format.unwrap_or(id) {
                "General" => String::new(),
                format => format.to_owned(),
            },
            font: of_font("name").and_then(|name| name.attribute("val")).unwrap_or_default().to_owned(),
            size: (size * 20.0).round().clamp(0.0, 1e6) as u32,
            is_struck: is_on("strike"),
            is_plain: of_font("color").is_none_or(|color| is_black(color, is_usual))
                && fill.is_none_or(|fill| is_blank(*fill)),
            is_raised: of_font("vertAlign").is_some_and(|align| align.attribute("val") != Some("baseline")),
        }
    };
    all("cellXfs", "xf").into_iter().map(look).collect()
}

/// Whether letters of a colour are black.
fn is_black(color: Node<'_, '_>, is_usual_theme: bool) -> bool {
    let tint = color.attribute("tint").and_then(|tint| tint.parse::<f64>().ok()).unwrap_or(0.0);
    let is = |key: &str, values: &[&str]| color.attribute(key).is_some_and(|value| values.contains(&value));
    tint == 0.0
        && (is("auto", &["1", "true"])
            || is("indexed", &["8", "64"])
            || is("theme", &["1"]) && is_usual_theme
            || is("rgb", &["FF000000", "ff000000", "00000000"]))
}

/// Whether nothing is behind letters.
fn is_blank(fill: Node<'_, '_>) -> bool {
    let pattern = child(fill, "patternFill");
    pattern.is_some_and(|pattern| pattern.attribute("patternType").is_none_or(|kind| kind == "none"))
}

/// Whether the letters of a theme are black and its paper white.
fn has_black_and_white(theme: &str) -> bool {
    let Ok(document) = elements(theme) else { return false };
    let is = |name: &str, system: &str, color: &str| {
        let found = document.descendants().find(|node| node.is_element() && node.tag_name().name() == name);
        let shown = found.and_then(|found| found.children().find(Node::is_element));
        shown.is_some_and(|shown| match shown.tag_name().name() {
            "sysClr" => shown.attribute("val") == Some(system) && shown.children().all(|child| !child.is_element()),
            "srgbClr" => shown.attribute("val") == Some(color) && shown.children().all(|child| !child.is_element()),
            _ => false,
        })
    };
    is("dk1", "windowText", "000000") && is("lt1", "window", "FFFFFF")
}

/// The strings that cells share, and whether one has letters of several looks.
pub(super) fn strings(package: &Package, name: Option<&str>) -> (Vec<String>, bool) {
    let Some(document) = name.and_then(|name| package.text(name)).and_then(|text| elements(text).ok()) else {
        return (Vec::new(), false);
    };
    let mut is_odd = has_stray_text(document.root_element());
    let strings = document.root_element().children().filter(Node::is_element).map(|string| {
        let (text, odd) = text_of(string);
        is_odd |= odd || !string.has_tag_name((MAIN, "si"));
        text
    });
    (strings.collect(), is_odd)
}

/// The text of a string, and whether there is more to it than that.
pub(super) fn text_of(string: Node<'_, '_>) -> (String, bool) {
    let (mut text, mut is_odd) = (String::new(), false);
    for part in string.children().filter(Node::is_element) {
        let runs: Vec<Node<'_, '_>> = match () {
            () if part.has_tag_name((MAIN, "t")) => vec![part],
            () if part.has_tag_name((MAIN, "r")) => {
                is_odd |= child(part, "rPr").is_some();
                children(part, "t").collect()
            }
            // Spreadsheet programs say so of texts that have no sounds written over them.
            () if part.has_tag_name((MAIN, "phoneticPr")) => Vec::new(),
            () => {
                is_odd = true;
                Vec::new()
            }
        };
        for run in runs {
            let all = run.descendants().filter(Node::is_text).filter_map(|node| node.text());
            text.extend(all);
            is_odd |= run.children().any(|child| child.is_element());
        }
    }
    (unescaped(&text), is_odd)
}

/// A text without the escapes that workbooks have for control characters: `_x000D_`.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32).filter(|_| rest[at + 6..].starts_with('_')) {
            Some(character) => {
                out += &rest[..at];
                out.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                out += &rest[..at + 2];
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}
