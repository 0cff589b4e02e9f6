//! Texts of which a part is struck out. The reader of workbooks gives a text without its
//! looks; so what is struck out gets marks before it is read (in a text that is
//! [`plain`](crate::unpack::plain)), and is taken out after.

/// Stand before and after what is struck out. No text has them: they are no characters.
const MARKS: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// A part of a workbook with marks around what is struck out in its texts.
pub(super) fn marked(text: String) -> String {
    if !text.contains(STRIKE) {
        return text;
    }
    let mut marked = String::with_capacity(text.len());
    let (mut is_struck, mut is_text) = (false, false);
    let mut tags = text.split('<');
    marked.extend(tags.next());
    for tag in tags {
        let (name, after) = tag.split_once('>').unwrap_or((tag, ""));
        let is_alone = name.ends_with('/');
        let is_end = name.starts_with('/');
        let local = name.trim_matches('/').split(' ').next().unwrap_or_default();
        match local.rsplit(':').next().unwrap_or_default() {
            // A run, with its looks before its text.
            "r" | "si" | "is" => is_struck = false,
            STRIKE if !is_end => is_struck = !["\"0\"", "\"false\""].iter().any(|no| name.contains(no)),
            "t" => is_text = !is_end && !is_alone,
            _ => {}
        }
        marked.push('<');
        match is_struck && is_text && tag.len() > name.len() {
            true => {
                marked.extend([name, ">", MARKS[0].encode_utf8(&mut [0; 4]), after, MARKS[1].encode_utf8(&mut [0; 4])])
            }
            false => marked += tag,
        }
    }
    marked
}

/// The tag of what is struck out.
const STRIKE: &str = "strike";

/// A text without what is struck out, and that.
pub(super) fn parted(text: &str) -> (String, String) {
    let (mut rest, mut struck, mut is_struck) = (String::new(), String::new(), false);
    for c in text.chars() {
        match c {
            c if c == MARKS[0] => is_struck = true,
            c if c == MARKS[1] => is_struck = false,
            c if is_struck => struck.push(c),
            c => rest.push(c),
        }
    }
    (rest, struck)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_are_struck_out() {
        let read = |part: &str| {
            let marked = marked(part.to_owned());
            let texts: String = marked.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect();
            parted(&texts)
        };
        for (part, rest, struck) in [
            ("<si><t>甲</t></si><si><r><rPr><strike/></rPr><t>旧</t></r><r><t>新</t></r></si>", "甲新", "旧"),
            ("<x:r><x:rPr><x:strike val=\"1\"/></x:rPr><x:t xml:space=\"preserve\">旧</x:t></x:r>", "", "旧"),
            (
                "<r><rPr><strike val=\"0\"/></rPr><t>甲</t></r><r><rPr><strike/></rPr><t/></r><r><t>乙</t></r>",
                "甲乙",
                "",
            ),
        ] {
            assert_eq!(read(part), (rest.to_owned(), struck.to_owned()), "{part}");
        }
    }
}
