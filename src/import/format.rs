//! Takes a number format of a spreadsheet; gives what it shows beside the digits.

/// The words around a number, and what its format is for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Before and after the digits, such as `≥` and `场`.
    pub before: String,
    pub after: String,
    /// Whether the number is shown as so many of a hundred.
    pub is_percent: bool,
    /// How many powers of ten smaller the number is shown: 3 for each comma behind the
    /// digits, and one for each digit behind a point that is only a word, as in `0!.0,`,
    /// which shows 元 as 万元.
    pub scale: u32,
    /// The parts of a date or a time that are shown: `y`, `m`, `d`, `h`, each once.
    pub parts: String,
    /// The part of the format itself that is for positive numbers.
    code: String,
}

impl Shown {
    /// A day with the words around its parts, as in `2026年底前`; none where there are no
    /// words.
    pub(super) fn day(&self, (year, month, day): (u16, u8, u8)) -> Option<String> {
        if self.code.is_ascii() || self.parts.contains(['h', 's']) {
            return None;
        }
        let mut text = String::new();
        let mut characters = self.code.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '"' => text.extend(characters.by_ref().take_while(|c| *c != '"')),
                '\\' | '!' => text.extend(characters.next()),
                '_' | '*' => drop(characters.next()),
                '[' => drop(characters.by_ref().find(|c| *c == ']')),
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' => {
                    let mut length = 1;
                    while characters.next_if(|next| next.eq_ignore_ascii_case(&c)).is_some() {
                        length += 1;
                    }
                    text += &match (c.to_ascii_lowercase(), length) {
                        ('y', 1 | 2) => format!("{:02}", year % 100),
                        ('y', _) => format!("{year}"),
                        ('m', 1) => format!("{month}"),
                        ('m', _) => format!("{month:02}"),
                        (_, 1) => format!("{day}"),
                        _ => format!("{day:02}"),
                    };
                }
                '@' => {}
                c => text.push(c),
            }
        }
        Some(text.trim().to_owned())
    }
}

/// Reads the part of a format that is for a number: the first whose condition holds, such
/// as `[=0]`, else the one for positive numbers (ECMA-376-1 §18.8.31).
pub(super) fn shown(code: &str, number: f64) -> Shown {
    let parts = parts(code);
    let holds = parts.iter().find(|part| condition(part, number) == Some(true));
    let others = || parts.iter().find(|part| condition(part, number).is_none());
    let code = holds.or_else(others).copied().unwrap_or_default();
    let mut shown = Shown { code: code.to_owned(), ..Shown::default() };
    let mut has_digits = false;
    let (mut commas, mut dotted) = (0, 0);
    // As many digits as there are.
    let code = ["General", "GENERAL", "G/通用格式"].iter().fold(code.to_owned(), |code, word| code.replace(word, "0"));
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        let literal: String = match c {
            '"' => characters.by_ref().take_while(|c| *c != '"').collect(),
            '\\' | '!' => characters.by_ref().take(1).collect(),
            '_' | '*' => {
                characters.next();
                continue;
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                // `[$￥-804]` shows a currency, `[h]` hours beyond a day.
                match inside.strip_prefix('$').and_then(|inside| inside.split('-').next()) {
                    Some(currency) => currency.to_owned(),
                    None => continue,
                }
            }
            // A point among the digits that is only a word.
            '0' | '#' | '?' if shown.after == "." || (dotted > 0 && shown.after.is_empty()) => {
                shown.after.clear();
                (commas, dotted) = (0, dotted + 1);
                continue;
            }
            // Other words between digits are part of how the number is written.
            '0' | '#' | '?' if !shown.after.is_empty() => {
                return Shown { before: String::new(), after: String::new(), ..shown };
            }
            '0' | '#' | '?' => {
                (has_digits, commas) = (true, 0);
                continue;
            }
            ',' if has_digits && shown.after.is_empty() => {
                commas += 1;
                continue;
            }
            '%' => {
                shown.is_percent = true;
                "%".to_owned()
            }
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => {
                let part = c.to_ascii_lowercase();
                shown.parts.extend((!shown.parts.contains(part)).then_some(part));
                continue;
            }
            '>' | '<' | '=' if !has_digits => c.to_string(),
            c if c.is_ascii() => continue,
            c => c.to_string(),
        };
        match has_digits {
            true => shown.after += &literal,
            false => shown.before += &literal,
        }
    }
    // Words that stand for the number are none beside it.
    if !has_digits {
        return Shown { code: shown.code, parts: shown.parts, ..Shown::default() };
    }
    shown.scale = 3 * commas + dotted;
    shown
}

/// The parts of a format, which semicolons separate.
fn parts(code: &str) -> Vec<&str> {
    let (mut is_word, mut is_escaped) = (false, false);
    let is_end = |c: char| {
        let escaped = std::mem::take(&mut is_escaped);
        is_word ^= c == '"' && !escaped;
        is_escaped = matches!(c, '\\' | '!') && !escaped && !is_word;
        c == ';' && !escaped && !is_word
    };
    code.split(is_end).collect()
}

/// Whether the condition of a part such as `[Red][>=100]0` holds; none where it has none.
fn condition(part: &str, number: f64) -> Option<bool> {
    let conditions = part.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0));
    let holds = |condition: &str| {
        let bound = condition.trim_start_matches(['<', '>', '=']);
        let bound: f64 = bound.parse().ok()?;
        Some(match condition.trim_end_matches(|c: char| !matches!(c, '<' | '>' | '=')) {
            "=" => number == bound,
            "<>" => number != bound,
            "<" => number < bound,
            "<=" => number <= bound,
            ">" => number > bound,
            ">=" => number >= bound,
            _ => return None,
        })
    };
    conditions.into_iter().find_map(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_numbers() {
        for (code, before, after, is_percent) in [
            ("General", "", "", false),
            ("General\"元\"", "", "元", false),
            ("\"≥\"G/通用格式\"场\"", "≥", "场", false),
            ("#,##0.00_ ;[Red]-#,##0.00", "", "", false),
            ("0%", "", "%", true),
            ("0\"%\"", "", "%", false),
            ("0.0\\%", "", "%", false),
            ("\"≥\"0%", "≥", "%", true),
            ("\"≥\"0\"场\"", "≥", "场", false),
            ("#,##0.00\"万元\"", "", "万元", false),
            ("[$￥-804]#,##0.00", "￥", "", false),
            ("￥#,##0", "￥", "", false),
            ("_(* #,##0_);_(* (#,##0)", "", "", false),
            ("0!.0,\"万\"", "", "万", false),
            ("0\"年\"0\"月\"", "", "", false),
            (">=0\"场\"", ">=", "场", false),
        ] {
            let Shown { before: found_before, after: found_after, is_percent: found_percent, .. } = shown(code, 1.0);
            let found = (found_before.as_str(), found_after.as_str(), found_percent);
            assert_eq!(found, (before, after, is_percent), "{code}");
        }
        for (code, scale) in [
            ("#,##0", 0),
            ("#,##0.00_ ", 0),
            ("0.00,\"千元\"", 3),
            ("#,##0.0,,\"百万元\"", 6),
            ("0!.0,\"万\"", 4),
            ("0\".\"0000\"万元\"", 4),
            ("0\"，\"", 0),
        ] {
            assert_eq!(shown(code, 1.0).scale, scale, "{code}");
        }
        for (number, after, scale) in [(0.0, "", 0), (50.0, "元", 0), (50_000.0, "万元", 4)] {
            let Shown { before, after: found, scale: found_scale, .. } =
                shown("[=0]\"-\";[>=10000][Red]0!.0,\"万元\";0\"元;\"", number);
            assert_eq!((before.as_str(), found.trim_end_matches(';'), found_scale), ("", after, scale), "{number}");
        }
        for (code, text) in [
            ("yyyy\"年\"m\"月\"", Some("2026年1月")),
            ("yyyy\"年底前\"", Some("2026年底前")),
            ("[$-804]m\"月\"d\"日前\";@", Some("1月2日前")),
            ("yyyy/m/d", None),
            ("h\"时\"mm", None),
        ] {
            assert_eq!(shown(code, 1.0).day((2026, 1, 2)).as_deref(), text, "{code}");
        }
        assert_eq!(shown("yyyy\"年\"m\"月\"", 1.0).parts, "ym");
        assert_eq!(shown("[$-804]yyyy\"年\"m\"月\"d\"日\";@", 1.0).parts, "ymd");
        assert_eq!(shown("h:mm", 1.0).parts, "hm");
    }
}
