//! Takes the text of a sheet; gives it with the values of its cells as their reader takes
//! them. Around a number, and around the number of a shared text, blanks say nothing
//! (ECMA-376-1 §18.18.11, XML Schema 2 §4.3.6); the reader knows none, and takes what is no
//! number for the first text.

use super::broken::Broken;
use crate::import::words;

/// The sheet, whose text is [`plain`](crate::unpack::plain).
///
/// # Errors
///
/// A cell has two values, one that its kind cannot have, or elements in it.
pub(super) fn values(sheet: &str) -> Result<String, Broken> {
    let mut out = String::with_capacity(sheet.len());
    // The kind of the cell that is open, and whether it had a value.
    let (mut kind, mut is_valued) = (Kind::Text, false);
    let mut tags = sheet.split('<');
    out.extend(tags.next());
    while let Some(tag) = tags.next() {
        let (name, after) = tag.split_once('>').unwrap_or((tag, ""));
        out.extend(["<", name, ">"]);
        match name.split([' ', '/']).next().and_then(|name| name.rsplit(':').next()) {
            Some("c") => (kind, is_valued) = (Kind::of(name), false),
            Some("v") if !name.ends_with('/') => {
                if std::mem::replace(&mut is_valued, true)
                    || !tags.clone().next().is_some_and(|next| next.starts_with('/'))
                {
                    return Err(Broken::damaged(words::value_is_unclear()));
                }
                out += kind.value(after)?;
                continue;
            }
            _ => {}
        }
        out += after;
    }
    Ok(out)
}

/// What the value of a cell is.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    /// The number of a text.
    Shared,
    Text,
}

impl Kind {
    /// Of the cell that a tag begins.
    fn of(tag: &str) -> Self {
        let kind = tag.split_once(" t=\"").and_then(|(_, rest)| rest.split('"').next());
        match kind {
            None | Some("n" | "b" | "e") => Self::Number,
            Some("s") => Self::Shared,
            Some(_) => Self::Text,
        }
    }

    /// A value as its reader takes it.
    fn value(self, written: &str) -> Result<&str, Broken> {
        let bare = written.trim_matches([' ', '\t', '\n']);
        match self {
            // It would end at the reference.
            Self::Number if !bare.contains('&') => Ok(bare),
            Self::Shared if bare.chars().all(|c| c.is_ascii_digit()) => Ok(bare),
            Self::Text => Ok(written),
            _ => Err(Broken::damaged(words::value_is_unclear())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_cells() {
        for (sheet, read) in [
            ("<c r=\"A1\"><v>\n 4 </v></c>", Some("<c r=\"A1\"><v>4</v></c>")),
            ("<x:c t=\"s\"><x:v> 4\t</x:v></x:c>", Some("<x:c t=\"s\"><x:v>4</x:v></x:c>")),
            (
                "<c t=\"str\"><f>A1&amp;A2</f><v> 4&amp; </v></c>",
                Some("<c t=\"str\"><f>A1&amp;A2</f><v> 4&amp; </v></c>"),
            ),
            ("<c><v/></c><c t=\"s\"><v></v></c>", Some("<c><v/></c><c t=\"s\"><v></v></c>")),
            ("<c t=\"s\"><v>x</v></c>", None),
            ("<c t=\"s\"><v>-1</v></c>", None),
            ("<c><v>4&lt;5</v></c>", None),
            ("<c><v>4</v><v>5</v></c>", None),
            ("<c><v>4<x/>5</v></c>", None),
        ] {
            assert_eq!(values(sheet).ok().as_deref(), read, "{sheet}");
        }
    }
}
