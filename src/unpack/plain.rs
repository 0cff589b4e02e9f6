//! An XML text as a reader that knows only elements, attributes and characters takes it.

use std::collections::HashSet;
use std::fmt::Write;

use quick_xml::Reader;
use quick_xml::encoding::DecodingReader;
use quick_xml::escape::{partial_escape, resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::{MOST_OF_ONE, Refused, words};

/// The same text without comments, instructions, CDATA sections and references to
/// characters: each text between two tags is one piece (XML 1.0 §2.4-2.7, §4.1). It is in
/// UTF-8 and has attributes in double quotes, with one space before each.
///
/// # Errors
///
/// A text that is no XML, declares or uses entities of its own, or has too many attributes.
pub fn plain(part: &[u8]) -> Result<String, Refused> {
    let not_xml = || Refused(words::not_xml());
    let mut reader = Reader::from_reader(DecodingReader::new(part));
    reader.config_mut().check_comments = true;
    let (mut out, mut buffer, mut depth) = (String::with_capacity(part.len()), Vec::new(), 0_usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| not_xml())? {
            Event::Start(tag) => {
                depth += 1;
                start(&tag, &mut out)?;
                out.push('>');
            }
            Event::Empty(tag) => {
                start(&tag, &mut out)?;
                out += "/>";
            }
            Event::End(tag) => {
                depth = depth.checked_sub(1).ok_or_else(not_xml)?;
                out.extend(["</", tag.name().0, ">"]);
            }
            Event::Text(text) => characters(&text.xml10_content(), &mut out),
            Event::CData(text) => characters(&text.xml10_content(), &mut out),
            Event::GeneralRef(name) => match resolve_xml_entity(&name) {
                Some(text) => characters(text, &mut out),
                None => {
                    let c = name.resolve_char_ref().ok().flatten().ok_or_else(not_xml)?;
                    characters(c.encode_utf8(&mut [0; 4]), &mut out);
                }
            },
            Event::DocType(_) => return Err(not_xml()),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof if depth == 0 => return Ok(out),
            Event::Eof => return Err(not_xml()),
        }
    }
}

fn characters(text: &str, out: &mut String) {
    // A return that is meant would be read as the end of a line.
    *out += &partial_escape(text).replace('\r', "&#13;");
}

fn start(tag: &BytesStart<'_>, out: &mut String) -> Result<(), Refused> {
    let mut names = HashSet::new();
    out.extend(["<", tag.name().0]);
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refused(words::not_xml()))?;
        // Blanks are spaces, unless they are references (§3.3.3).
        let written = attribute.value.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
        let value = unescape(&written).map_err(|_| Refused(words::not_xml()))?;
        if !names.insert(attribute.key.0) {
            return Err(Refused(words::not_xml()));
        }
        if names.len() > MOST_OF_ONE {
            return Err(Refused(words::too_much_xml()));
        }
        out.extend([" ", attribute.key.0, "=\""]);
        for c in value.chars() {
            match c {
                '\r' | '\n' | '\t' | '"' | '&' | '<' | '>' => {
                    let _ = write!(out, "&#{};", u32::from(c));
                }
                c => out.push(c),
            }
        }
        out.push('"');
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined() {
        for (text, joined) in [
            ("<v>450000</v>", "<v>450000</v>"),
            ("<v><![CDATA[450000]]></v>", "<v>450000</v>"),
            ("<v>&#52;5<![CDATA[00]]>&#x30;<?x y?>0</v>", "<v>450000</v>"),
            ("<v>4<!--x-->50000</v><!-- after -->", "<v>450000</v>"),
            (
                "<?xml version='1.0'?>\r\n<a  b = 'c&#34;&amp;d'\n\te='f\ng&#10;h' />",
                "\n<a b=\"c&#34;&#38;d\" e=\"f g&#10;h\"/>",
            ),
            ("<t>甲<![CDATA[<&]]>&lt;&quot;\r\n&#13;</t>", "<t>甲&lt;&amp;&lt;\"\n&#13;</t>"),
            ("\u{feff}<a/>", "<a/>"),
        ] {
            assert_eq!(plain(text.as_bytes()), Ok(joined.to_owned()), "{text}");
        }
        let wide: Vec<u8> = "\u{feff}<v>甲<!---->乙</v>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(plain(&wide), Ok("<v>甲乙</v>".to_owned()));
    }

    #[test]
    fn what_is_no_xml_or_declares_entities_is_refused() {
        let many: String = (0..200).map(|number| format!(" a{number}=''")).collect();
        assert_eq!(plain(format!("<a{many}/>").as_bytes()), Err(Refused(words::too_much_xml())));
        for text in [
            "<v>4",
            "<v>4</w>",
            "</v>",
            "<v><!-- 4</v>",
            "<v><![CDATA[4</v>",
            "<v>&nbsp;</v>",
            "<v>&#0;</v>",
            "<a b=c/>",
            "<a b='&c;'/>",
            "<a b='' b=''/>",
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            "<!-- a -- b --><v/>",
        ] {
            assert_eq!(plain(text.as_bytes()), Err(Refused(words::not_xml())), "{text}");
        }
    }
}
