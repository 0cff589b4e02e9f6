//! Takes a text with boxes, `甲 ☑ 乙 ☐`, `■甲 □乙`, `甲[√]`; gives the options that are
//! chosen.

use super::letters::compact;
use crate::value::fold_width;

/// Marks of what is chosen, and of what is not. `R` and `£` are boxes in the font
/// Wingdings 2, `þ` and `¨` in Wingdings; programs also write those as characters for
/// private use.
const TICKED: &[char] = &[
    '☑', '☒', '✓', '✔', '√', '■', '●', '⊙', '◉', '⬛', '▉', '▲', '★', '🗹', '🗷', '☻', '✅', 'þ', '\u{F052}', '\u{F0FE}',
    '\u{F0FC}',
];
const EMPTY: &[char] = &['☐', '□', '○', '◯', '⬜', '△', '☆', '£', '🗌', '¨', '×', '✗', '✘', '\u{F0A3}', '\u{F0A8}'];
const LETTERS: [char; 3] = ['R', 'v', 'V'];

/// Whether a character is a box, ticked or not.
pub(super) fn is_mark(c: char) -> bool {
    TICKED.contains(&c) || EMPTY.contains(&c)
}

/// Whether a text has boxes and none of them is ticked.
pub(super) fn is_blank(text: &str) -> bool {
    text.contains(['☐', '□']) && !text.contains(TICKED)
}

/// Whether a text has a box that is ticked.
pub(super) fn is_ticked(text: &str) -> bool {
    text.contains(TICKED)
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
/// chosen, unless all of them are there, or something that may be a mark.
pub(super) fn read(text: &str, options: &[String]) -> Marked {
    // Boxes drawn with what a keyboard has.
    let drawn = [("[x]", "☑"), ("[X]", "☑"), ("[ ]", "☐"), ("[]", "☐"), ("(Y)", "☑"), ("( )", "☐"), ("()", "☐")];
    let text = &drawn.into_iter().fold(text.to_owned(), |text, (drawn, mark)| text.replace(drawn, mark));
    let pieces = pieces(text, options);
    let is_mark = |piece: &Piece| matches!(piece, Piece::Mark(..));
    let marks = pieces.iter().filter(|piece| is_mark(piece)).count();
    let mut rest = String::new();
    let (mut there, mut chosen) = (Vec::new(), Vec::new());
    let before = are_before(&pieces);
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Option(option) => {
                there.push(*option);
                let beside = if before { index.checked_sub(1) } else { Some(index + 1) };
                let mark = beside.and_then(|index| pieces.get(index));
                chosen.extend(matches!(mark, Some(Piece::Mark(true, _))).then_some(*option));
            }
            Piece::Other(text) => rest += text,
            Piece::Mark(..) => {}
        }
    }
    there.sort_unstable();
    there.dedup();
    if marks == 0 && rest.is_empty() && (there.len() < options.len() || options.len() == 1) {
        chosen = there;
    }
    chosen.sort_unstable();
    chosen.dedup();
    Marked { chosen, rest }
}

/// Whether marks stand before their options. Where each option has one, the first
/// tells; where only what is chosen is marked, it is what they touch.
fn are_before(pieces: &[Piece]) -> bool {
    let count = |is: fn(&Piece) -> bool| pieces.iter().filter(|piece| is(piece)).count();
    let first = pieces.iter().find(|piece| !matches!(piece, Piece::Other(_)));
    let touching = |wanted: Touches| {
        pieces.iter().filter(|piece| matches!(piece, Piece::Mark(_, touches) if *touches == wanted)).count()
    };
    let is_full = count(|piece| matches!(piece, Piece::Mark(..))) == count(|piece| matches!(piece, Piece::Option(_)));
    match (touching(Touches::Next), touching(Touches::Last)) {
        (next, last) if !is_full && next != last => next > last,
        _ => matches!(first, Some(Piece::Mark(..))),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Option(usize),
    /// Whether it says that something is chosen, and what it stands beside without a
    /// space.
    Mark(bool, Touches),
    Other(String),
}

/// Beside what a mark stands without a space between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Touches {
    Last,
    Next,
    BothOrNone,
}

/// The options, marks and other words of a text, without what separates them. A tick
/// beside a printed box is one mark.
fn pieces(text: &str, options: &[String]) -> Vec<Piece> {
    let letters_of = |option: &String| compact(option).replace(is_separator, "");
    let options: Vec<String> = options.iter().map(letters_of).collect();
    let folded = fold_width(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let folded = ["[]", "[ ]", "()", "( )"].iter().fold(folded, |text, blank| text.replace(blank, "☐"));
    // The letters, each with whether a space stands before it.
    let mut letters: Vec<(char, bool)> = Vec::new();
    let mut is_apart = true;
    for c in folded.chars() {
        match is_separator(c) {
            true => is_apart = true,
            false => letters.push((c, std::mem::take(&mut is_apart))),
        }
    }
    let text: String = letters.iter().map(|(c, _)| *c).collect();
    let (mut rest, mut at) = (text.as_str(), 0);
    let mut pieces = Vec::new();
    while let Some(c) = rest.chars().next() {
        let longest =
            options.iter().enumerate().filter(|(_, option)| !option.is_empty() && rest.starts_with(option.as_str()));
        if let Some((index, option)) = longest.max_by_key(|(_, option)| option.len()) {
            pieces.push(Piece::Option(index));
            rest = &rest[option.len()..];
            at += option.chars().count();
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let is_letter = LETTERS.contains(&c) && !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        let is_tick = TICKED.contains(&c) || is_letter;
        if is_tick || EMPTY.contains(&c) {
            let is_apart_from_next = letters.get(at + 1).is_none_or(|(_, apart)| *apart);
            let touches = match (letters[at].1, is_apart_from_next) {
                (true, false) => Touches::Next,
                (false, true) => Touches::Last,
                _ => Touches::BothOrNone,
            };
            match pieces.last_mut() {
                Some(Piece::Mark(ticked, _)) => *ticked |= is_tick,
                _ => pieces.push(Piece::Mark(is_tick, touches)),
            }
        } else {
            match pieces.last_mut() {
                Some(Piece::Other(text)) => text.push(c),
                _ => pieces.push(Piece::Other(c.to_string())),
            }
        }
        at += 1;
    }
    pieces
}

/// What stands between options and says nothing.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | ',' | ';' | '、' | '。' | '/' | '|' | ':' | '.')
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
            ("新增项目 √结转项目 其他项目 √其他经常性项目", &[1, 3]),
            ("新增项目√ 结转项目 其他项目√", &[0, 2]),
            ("新增项目 ☐√ 结转项目 ☐", &[0]),
            ("新增项目 □ √ 结转项目 □", &[0]),
            ("√□新增项目 □结转项目", &[0]),
            ("新增项目 þ 结转项目 ¨", &[0]),
            ("新增项目 √ 结转项目 ×", &[0]),
            ("v新增项目  结转项目", &[0]),
            ("新增项目 结转项目 其他项目 其他经常性项目", &[]),
        ] {
            assert_eq!(read(text, &options), Marked { chosen: chosen.to_vec(), rest: String::new() }, "{text}");
        }
        assert_eq!(read("☑新增项目 ☑另一类", &options).rest, "另一类");
        // What may be marks chooses nothing.
        let unknown = read("新增项目 是 结转项目 否", &options);
        assert_eq!(unknown, Marked { chosen: Vec::new(), rest: "是否".to_owned() });
    }
}
