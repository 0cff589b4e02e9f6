//! `invisible-character` and `look-alike`: characters that came with what was copied from
//! a web page, from Word or from a PDF, in keys and in values.
//!
//! Keys are compared without them, so that they hinder nobody; whoever searches the file
//! or the form still does not find the word.

use super::{Node, Span, Value};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::messages::{Message, list};
use crate::source::words;
use crate::value::{is_invisible, look_alike};

/// Looks through a document as it was written.
pub fn check_characters(document: &Node, diagnostics: &mut Diagnostics) {
    if document.span.text().contains(|c| is_hidden(c) || look_alike(c).is_some()) {
        walk(document, diagnostics);
    }
}

fn walk(node: &Node, diagnostics: &mut Diagnostics) {
    match &node.value {
        Value::Null => {}
        Value::Scalar { .. } => diagnostics.extend(findings(&node.span)),
        Value::Sequence(items) => items.iter().for_each(|item| walk(item, diagnostics)),
        Value::Mapping(entries) => {
            for entry in entries {
                diagnostics.extend(findings(&entry.key_span));
                walk(&entry.value, diagnostics);
            }
        }
    }
}

/// The end of a line is invisible and no mistake.
fn is_hidden(character: char) -> bool {
    is_invisible(character) && character != '\r'
}

/// What is wrong with the characters of a text, with all of them as its places.
fn findings(span: &Span) -> impl Iterator<Item = Diagnostic> {
    let found = |wanted: &dyn Fn(char) -> bool| -> Vec<(Span, char)> {
        let found = span.text().char_indices().filter(|(_, c)| wanted(*c));
        let place = |(at, c): (usize, char)| {
            let start = span.range.start + at;
            (Span { range: start..start + c.len_utf8(), ..span.clone() }, c)
        };
        found.map(place).collect()
    };
    let (hidden, alike) = (found(&is_hidden), found(&|c| look_alike(c).is_some()));
    let each = |characters: &[(Span, char)]| -> Vec<char> {
        let mut each: Vec<char> = characters.iter().map(|(_, c)| *c).collect();
        each.sort_unstable();
        each.dedup();
        each
    };
    let hidden = (!hidden.is_empty()).then(|| {
        let names = list(each(&hidden).into_iter().map(|c| format!("U+{:04X}", u32::from(c))));
        let finding = Diagnostic::new(Code::InvisibleCharacter, words::nobody_sees(names));
        let finding = finding.help(words::type_it_anew());
        hidden
            .into_iter()
            .fold(finding, |finding, (place, _)| finding.at(place.clone(), Message::default()).fix(place, ""))
    });
    let alike = (!alike.is_empty()).then(|| {
        let meant = |c: char| look_alike(c).unwrap_or(c);
        let pairs = each(&alike).into_iter().map(|c| words::looks_like(c, format!("U+{:04X}", u32::from(c)), meant(c)));
        let finding = Diagnostic::new(Code::LookAlike, words::other_characters(list(pairs)));
        let meant = alike.iter().map(|(_, c)| meant(*c));
        let finding = finding.help(words::type_these(meant.collect::<String>()));
        alike.iter().fold(finding, |finding, (place, c)| {
            finding.at(place.clone(), Message::default()).fix(place.clone(), look_alike(*c).unwrap_or(*c))
        })
    });
    hidden.into_iter().chain(alike)
}
