//! Changes of an XML text in place: all else stays as it is, byte for byte.

use roxmltree::Node;

/// The text with another one before the end of its outermost element.
pub(super) fn append(text: &str, root: Node<'_, '_>, inside: &str) -> String {
    into(text, root, inside)
}

/// The text with another one before the end of an element, which may be an empty one.
pub(super) fn into(text: &str, element: Node<'_, '_>, inside: &str) -> String {
    let range = element.range();
    let own = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    match own.strip_suffix("/>") {
        Some(start) if !own.contains("</") => format!("{before}{start}>{inside}</{}>{after}", name(own)),
        _ => {
            let end = own.rfind("</").unwrap_or(own.len());
            format!("{before}{}{inside}{}{after}", &own[..end], &own[end..])
        }
    }
}

/// The name of an element with its prefix, as it is written.
fn name(element: &str) -> &str {
    let name = element.trim_start_matches('<');
    name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default()
}

/// The prefix of an element as it is written, with its colon; nothing where it has none.
pub(super) fn prefix<'t>(text: &'t str, element: Node<'_, '_>) -> &'t str {
    let name = name(&text[element.range()]);
    name.find(':').map_or("", |colon| &name[..=colon])
}

/// A text as it stands between tags or in double quotes: without characters that XML does
/// not have.
pub(super) fn escaped(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String = text.chars().filter(allowed).filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    quick_xml::escape::escape(&text).into_owned()
}
