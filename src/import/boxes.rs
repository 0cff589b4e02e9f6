//! Options with boxes: `甲 ☑ 乙 ☐`, `■甲 □乙`, `甲[√]`.

use super::words::compact;

/// Marks of what is chosen, and of what is not. `R` and `£` are boxes in the font
/// Wingdings 2.
const TICKED: &[char] = &['☑', '☒', '✓', '✔', '√', '■', '●', '🗹', '🗷', '☻'];
const EMPTY: &[char] = &['☐', '□', '○', '£', '🗌'];
const LETTER: char = 'R';

/// Whether a character is a box, ticked or not.
pub(super) fn is_mark(c: char) -> bool {
    TICKED.contains(&c) || EMPTY.contains(&c)
}

/// What a text says about options.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// The numbers of those that are chosen, ascending.
    pub chosen: Vec<usize>,
    /// What is neither an option nor a mark.
    pub rest: String,
}

/// Reads options with their marks. Without any mark, an option that is there is
/// chosen.
pub(super) fn read(text: &str, options: &[String]) -> Marked {
    let pieces = pieces(text, options);
    let is_mark = |piece: &Piece| matches!(piece, Piece::Mark(_));
    let marks = pieces.iter().filter(|piece| is_mark(piece)).count();
    let before = pieces.iter().find(|piece| !matches!(piece, Piece::Other(_))).is_some_and(is_mark);
    let mut chosen = Vec::new();
    let mut rest = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Option(option) => {
                let beside = if before { index.checked_sub(1) } else { Some(index + 1) };
                let mark = beside.and_then(|index| pieces.get(index));
                if marks == 0 || mark == Some(&Piece::Mark(true)) {
                    chosen.push(*option);
                }
            }
            Piece::Other(text) => rest += text,
            Piece::Mark(_) => {}
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    Marked { chosen, rest }
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Option(usize),
    Mark(bool),
    Other(String),
}

/// The options, marks and other words of a text, without what separates them.
fn pieces(text: &str, options: &[String]) -> Vec<Piece> {
    let options: Vec<String> = options.iter().map(|option| compact(option)).collect();
    let text = compact(text).replace("[]", "☐").replace("()", "☐");
    let mut rest = text.as_str();
    let mut pieces = Vec::new();
    while let Some(c) = rest.chars().next() {
        let longest =
            options.iter().enumerate().filter(|(_, option)| !option.is_empty() && rest.starts_with(option.as_str()));
        if let Some((index, option)) = longest.max_by_key(|(_, option)| option.len()) {
            pieces.push(Piece::Option(index));
            rest = &rest[option.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let is_letter = c == LETTER && !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        if TICKED.contains(&c) || is_letter {
            pieces.push(Piece::Mark(true));
        } else if EMPTY.contains(&c) {
            pieces.push(Piece::Mark(false));
        } else if !matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | ',' | ';' | '、' | '。' | '/' | '|' | ':' | '.')
        {
            match pieces.last_mut() {
                Some(Piece::Other(text)) => text.push(c),
                _ => pieces.push(Piece::Other(c.to_string())),
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_of_all_kinds() {
        let options: Vec<String> = ["新增项目", "结转项目", "其他项目", "其他经常性项目"].map(str::to_owned).into();
        for (text, chosen) in [
            ("新增项目 ☐ 结转项目 ☑ 其他项目 ☐", &[1][..]),
            ("☑新增项目 ☐结转项目 ☑其他经常性项目", &[0, 3]),
            ("□新增项目　■结转项目", &[1]),
            ("新增项目（√）、结转项目（ ）", &[0]),
            ("[√]新增项目 [ ]结转项目", &[0]),
            ("新增项目£ 结转项目R", &[1]),
            ("🗹 新增项目\n☐ 结转项目", &[0]),
            ("✓结转项目", &[1]),
            ("结转项目✔ 其他项目", &[1]),
            ("新 增 项 目、其他项目", &[0, 2]),
            ("☐新增项目 ☐结转项目", &[]),
        ] {
            assert_eq!(read(text, &options), Marked { chosen: chosen.to_vec(), rest: String::new() }, "{text}");
        }
        assert_eq!(read("☑新增项目 ☑另一类", &options).rest, "另一类");
    }
}
