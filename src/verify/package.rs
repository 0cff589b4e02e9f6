//! The parts of a package against those of the one that was made again.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Compared, Unreadable};
use crate::unpack::{Package, Refused, elements};
use crate::verify::words;

/// Whether two parts say the same: they are equal, or equal as XML.
pub(super) fn is_same_part(their: &[u8], our: &[u8]) -> bool {
    if their == our {
        return true;
    }
    let (Ok(their), Ok(our)) = (str::from_utf8(their), str::from_utf8(our)) else { return false };
    match (elements(their), elements(our)) {
        (Ok(their), Ok(our)) => is_same_element(their.root_element(), our.root_element()),
        _ => false,
    }
}

/// Whether two elements are the same, whatever prefixes they have.
fn is_same_element(their: roxmltree::Node<'_, '_>, our: roxmltree::Node<'_, '_>) -> bool {
    let attributes = |node: roxmltree::Node<'_, '_>| {
        let mut all: Vec<(String, String)> = node
            .attributes()
            .map(|one| (format!("{}|{}", one.namespace().unwrap_or_default(), one.name()), one.value().to_owned()))
            .collect();
        all.sort();
        all
    };
    let is_told = |node: &roxmltree::Node<'_, '_>| node.is_element() || node.is_text();
    their.tag_name() == our.tag_name()
        && attributes(their) == attributes(our)
        && their.text().filter(|_| their.is_text()) == our.text().filter(|_| our.is_text())
        && {
            let (mut a, mut b) = (their.children().filter(is_told), our.children().filter(is_told));
            loop {
                match (a.next(), b.next()) {
                    (None, None) => break true,
                    (Some(a), Some(b)) if is_same_element(a, b) => {}
                    _ => break false,
                }
            }
        }
}

/// The part of an OFD that tells of the file itself: its dates and programs.
const ENTRANCE: &str = "OFD.xml";

/// In what an OFD differs from ours.
pub(super) fn ofd(bytes: &[u8], ours: &[u8]) -> Result<Compared, Unreadable> {
    let open = |bytes| Package::open(bytes, |_| true).map_err(|Refused(why)| Unreadable(why));
    let (theirs, ours) = (open(bytes)?, open(ours)?);
    let mut found = Compared::default();
    for (name, their) in &theirs.0 {
        match ours.0.get(name) {
            None => found.others.push(words::has_a_part(name)),
            Some(our) if is_same_part(their, our) => {}
            Some(our) if name == ENTRANCE => {
                found.not_compared = vec![words::of_the_file()];
                if !is_same_entrance(their, our) {
                    found.others.push(words::names_are_others());
                }
            }
            Some(our) => {
                let said = text_differs(their, our);
                match said.is_empty() {
                    true => found.others.push(words::part_differs(name)),
                    false => found
                        .others
                        .extend(said.into_iter().map(|(their, our)| words::part_says_otherwise(name, their, our))),
                }
            }
        }
    }
    found.others.extend(ours.0.keys().filter(|name| !theirs.0.contains_key(*name)).map(words::lacks_a_part));
    Ok(found)
}

/// Whether the entrances name the same document.
fn is_same_entrance(their: &[u8], our: &[u8]) -> bool {
    let told = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let document = elements(&text).ok()?;
        let of_the_file = ["CreationDate", "ModDate", "Creator", "CreatorVersion", "DocID"];
        let told = document.descendants().filter(|node| node.is_element());
        let told = told.filter(|node| !of_the_file.contains(&node.tag_name().name()));
        let told = told.map(|node| {
            let text = node.text().filter(|_| node.children().all(|child| child.is_text()));
            (node.tag_name().name().to_owned(), text.unwrap_or_default().trim().to_owned())
        });
        Some(told.collect::<Vec<_>>())
    };
    matches!((told(their), told(our)), (Some(their), Some(our)) if their == our)
}

/// The texts in which two pages differ.
fn text_differs(their: &[u8], our: &[u8]) -> Vec<(String, String)> {
    let texts = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let texts = elements(&text).map(|document| {
            let codes = document.descendants().filter(|node| node.tag_name().name() == "TextCode");
            codes.map(|node| node.text().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        });
        texts.unwrap_or_default()
    };
    let (their, our) = (texts(their), texts(our));
    let mut found = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, &our, &their) {
        let (_, our_range, their_range) = step.as_tag_tuple();
        if !matches!(step, DiffOp::Equal { .. }) {
            found.push((their[their_range].concat(), our[our_range].concat()));
        }
    }
    found
}
