//! The elements of an XML text.

use roxmltree::{Document, ParsingOptions};

use super::{DEEPEST, MOST_ATTRIBUTES, MOST_ELEMENTS, MOST_NAMESPACES, MOST_OF_ONE, MOST_XML, Refused, words};

/// The elements of a text.
///
/// # Errors
///
/// A text that is no XML, declares entities, or is beyond the limits.
pub fn elements(text: &str) -> Result<Document<'_>, Refused> {
    if text.len() > MOST_XML || !is_within_limits(text.as_bytes()).unwrap_or(true) {
        return Err(Refused(words::too_much_xml()));
    }
    Document::parse_with_options(text, ParsingOptions::default()).map_err(|_| Refused(words::not_xml()))
}

/// Whether a reader takes a text in its stride; none where it is no XML.
fn is_within_limits(text: &[u8]) -> Option<bool> {
    let (mut elements, mut attributes, mut namespaces, mut depth) = (0, 0, 0, 0_usize);
    let mut rest = text;
    while let Some(start) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[start..];
        let other = [(&b"<!--"[..], &b"-->"[..]), (b"<![CDATA[", b"]]>"), (b"<?", b"?>")];
        if let Some((open, close)) = other.into_iter().find(|(open, _)| rest.starts_with(open)) {
            rest = &rest[open.len()..];
            let end = rest.windows(close.len()).position(|window| window == close)?;
            rest = &rest[end + close.len()..];
            elements += 1;
        } else {
            let tag = tag(rest)?;
            rest = &rest[tag.length..];
            elements += 1;
            attributes += tag.attributes;
            namespaces += tag.namespaces;
            match tag.kind {
                Kind::Start => depth += 1,
                Kind::End => depth = depth.saturating_sub(1),
                Kind::Empty => {}
            }
            if tag.attributes > MOST_OF_ONE {
                return Some(false);
            }
        }
        let is_more = elements > MOST_ELEMENTS || attributes > MOST_ATTRIBUTES;
        if is_more || namespaces > MOST_NAMESPACES || depth > DEEPEST {
            return Some(false);
        }
    }
    Some(true)
}

enum Kind {
    Start,
    End,
    Empty,
}

struct Tag {
    kind: Kind,
    length: usize,
    attributes: usize,
    /// Of these, those that declare namespaces.
    namespaces: usize,
}

/// The tag with which a text begins.
fn tag(text: &[u8]) -> Option<Tag> {
    let (mut quote, mut attributes, mut namespaces) = (None, 0, 0);
    for (index, byte) in text.iter().enumerate() {
        match (quote, byte) {
            (Some(open), byte) if *byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'=') => {
                attributes += 1;
                let name = text[..index].rsplit(|byte| byte.is_ascii_whitespace()).find(|word| !word.is_empty());
                namespaces += usize::from(name.is_some_and(|name| name.starts_with(b"xmlns")));
            }
            (None, b'>') => {
                let kind = match text {
                    [b'<', b'/', ..] => Kind::End,
                    _ if text[index - 1] == b'/' => Kind::Empty,
                    _ => Kind::Start,
                };
                return Some(Tag { kind, length: index + 1, attributes, namespaces });
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn texts_are_read_within_limits() {
        let says = |text: &str| elements(text).map(drop).map_err(|refused| refused.0);
        let sound = "<?xml version=\"1.0\"?><a xmlns=\"u\" b='>='><!-- < --><c/><![CDATA[<]]>&lt;</a>";
        assert_eq!(says(sound), Ok(()));
        assert_eq!(says("<a><b></a>"), Err(words::not_xml()));
        assert_eq!(says("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), Err(words::not_xml()));
        let start = Instant::now();
        let declared: String = (0..30_000).map(|number| format!("<a xmlns:n{number}=\"u{number}\">")).collect();
        let attributes: String = (0..200_000).map(|number| format!(" a{number}=\"\"")).collect();
        for text in [declared, format!("<a{attributes}/>"), "<a>".repeat(2_000_000), "<a/>".repeat(4 << 20)] {
            assert_eq!(says(&text), Err(words::too_much_xml()));
        }
        assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
    }
}
