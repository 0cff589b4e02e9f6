//! A place in a text that is typed: below which keys it stands, and whether a key or a value
//! is expected there.

use std::ops::Range;

use super::lines::{Is, Line, lines};
use crate::project::keys;

/// A place in a text that is typed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The keys above, from the top.
    pub above: Vec<String>,
    /// Whether it is right in an item of a list.
    pub in_item: bool,
    /// The key whose value is typed; none where a key is.
    pub value_of: Option<String>,
    /// What is typed so far: what a candidate replaces.
    pub word: Range<usize>,
    /// The same as a text.
    pub typed: String,
    /// Whether a space is wanting before a value.
    pub wants_space: bool,
    /// Whether a colon stands behind the key already.
    pub has_colon: bool,
    /// How far the key is indented.
    pub indent: usize,
    /// Whether it stands in braces or brackets.
    pub in_braces: bool,
    /// Keys beside it.
    pub beside: Vec<String>,
    /// What the document says of its year and its form.
    pub year: Option<String>,
    /// Its form's name.
    pub form: Option<String>,
    /// Whether nothing is written in the document.
    pub is_blank: bool,
}

impl Spot {
    /// A place in a text; none where nothing but a text or a comment can stand.
    pub(crate) fn at(text: &str, at: usize) -> Option<Self> {
        let before = text.get(..at)?;
        let all = lines(text);
        let number = all.iter().rposition(|line| line.range.start <= at)?;
        let first = all[..number].iter().rposition(|line| line.is == Is::Mark).map_or(0, |mark| mark + 1);
        let end = all[number..].iter().skip(1).position(|line| line.is == Is::Mark);
        let document = &all[first..end.map_or(all.len(), |end| number + 1 + end)];
        let number = number - first;
        let line = &document[number];
        if matches!(line.is, Is::Comment | Is::Text | Is::Mark) {
            return None;
        }
        let typed = &before[line.range.start..];
        let is_text = line.text_of.is_some_and(|key| typed.len() > key);
        let typed = if line.is == Is::Blank { "" } else { typed };
        if is_text || typed.contains(" #") {
            return None;
        }
        let top = |name: &str| {
            let entry = document.iter().find(|line| {
                line.is == Is::Written && line.column == 0 && line.key.as_ref().is_some_and(|(key, _)| key == name)
            })?;
            let (_, range) = entry.key.as_ref()?;
            let value = text[range.end..entry.range.end].trim_start_matches([' ', ':']);
            let value = value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            (!value.is_empty() && !value.starts_with('#')).then(|| value.to_owned())
        };
        let mut spot = Self {
            above: Vec::new(),
            in_item: false,
            value_of: None,
            word: at..at,
            typed: String::new(),
            wants_space: false,
            has_colon: false,
            indent: 0,
            in_braces: false,
            beside: Vec::new(),
            year: top(keys::YEAR),
            form: top(keys::FORM),
            is_blank: document.iter().all(|line| line.is != Is::Written),
        };
        // On a blank line, the place itself says how far a key would be indented.
        let column = if line.is == Is::Blank { at - line.range.start } else { line.column };
        spot.indent = column;
        spot.take_above(document, number, column);
        let value = line.key.as_ref().filter(|(_, key)| key.end < at);
        let from = value.map_or(line.range.start + column.min(line.range.len()), |(_, key)| key.end + 1).min(at);
        let rest = text[at..].lines().next().unwrap_or_default();
        if let Some((name, _)) = value {
            spot.value_of = Some(name.clone());
        }
        let content = &text[from..at];
        let start = at - content.trim_start().len();
        spot.word = start..at;
        spot.wants_space = value.is_some() && start == from;
        spot.has_colon = value.is_none() && rest.split(" #").next().is_some_and(|rest| rest.contains(':'));
        if content.trim_start().starts_with(['{', '[']) {
            spot.enter_braces(text, start, at)?;
        } else if content.trim_start().starts_with(['|', '>', '"', '\'', '&', '*']) {
            return None;
        }
        spot.typed = text[spot.word.clone()].to_owned();
        Some(spot)
    }

    /// Goes up from a line whose key is indented so far, and notes the keys below which it
    /// stands and those beside it.
    fn take_above(&mut self, document: &[Line], number: usize, column: usize) {
        let mut column = column;
        let own = &document[number];
        let mut dash = own.dash.filter(|_| own.is == Is::Written);
        self.in_item = dash.is_some();
        let is_key_here = |line: &Line, column: usize| line.is == Is::Written && line.column == column;
        let mut is_beside = dash.is_none();
        if is_beside {
            for line in document[number + 1..].iter().filter(|line| line.is == Is::Written) {
                if line.indent < column || line.dash.is_some_and(|dash| dash < column) {
                    break;
                }
                self.beside.extend(line.key.iter().filter(|_| line.column == column).map(|(key, _)| key.clone()));
            }
        } else {
            // The first key of an item: those on the lines below it.
            for line in document[number + 1..].iter().filter(|line| line.is == Is::Written) {
                if line.indent < column {
                    break;
                }
                self.beside.extend(line.key.iter().filter(|_| line.column == column).map(|(key, _)| key.clone()));
            }
        }
        let mut is_own_level = true;
        for line in document[..number].iter().rev().filter(|line| line.is == Is::Written) {
            if let Some(at) = dash {
                // Up to the key of the list.
                if line.dash.is_none() && line.column <= at && line.key.is_some() {
                    self.above.extend(line.key.iter().map(|(key, _)| key.clone()));
                    (column, dash) = (line.column, None);
                    is_own_level = false;
                }
                continue;
            }
            if is_key_here(line, column) {
                if is_beside {
                    self.beside.extend(line.key.iter().map(|(key, _)| key.clone()));
                }
                if line.dash.is_some() {
                    dash = line.dash;
                    self.in_item |= is_own_level;
                    is_beside = false;
                }
                continue;
            }
            if line.column < column {
                is_beside = false;
                is_own_level = false;
                self.above.extend(line.key.iter().map(|(key, _)| key.clone()));
                column = line.column;
                dash = line.dash;
            }
        }
        self.above.reverse();
    }

    /// Goes into the braces and brackets of a value that begins at a place of its line; none
    /// inside quotes.
    fn enter_braces(&mut self, text: &str, start: usize, at: usize) -> Option<()> {
        /// What is open: where its part begins, the keys in it, whether it is a list.
        struct Open {
            from: usize,
            keys: Vec<String>,
            is_list: bool,
        }
        let mut open: Vec<Open> = Vec::new();
        let mut quote = None;
        let mut names = vec![self.value_of.take()];
        for (offset, c) in text[start..at].char_indices() {
            let here = start + offset;
            match (quote, c) {
                (Some(mark), c) => quote = (c != mark).then_some(mark),
                (None, '"' | '\'') => quote = Some(c),
                (None, '{' | '[') => {
                    open.push(Open { from: here + 1, keys: Vec::new(), is_list: c == '[' });
                    names.resize(open.len(), None);
                }
                (None, '}' | ']') => {
                    open.pop();
                    names.truncate(open.len() + 1);
                }
                (None, ',') => {
                    if let Some(last) = open.last_mut() {
                        last.from = here + 1;
                        names.truncate(open.len());
                    }
                }
                (None, ':') if text[here + 1..at].starts_with(' ') || here + 1 == at => {
                    let depth = open.len();
                    if let Some(last) = open.last_mut().filter(|last| !last.is_list) {
                        let key = text[last.from..here].trim().to_owned();
                        last.keys.push(key.clone());
                        names.truncate(depth);
                        names.push(Some(key));
                        last.from = here + 1;
                    }
                }
                _ => {}
            }
        }
        if quote.is_some() {
            return None;
        }
        let last = open.last()?;
        let typed = text[last.from..at].trim_start();
        self.word = at - typed.len()..at;
        self.in_braces = true;
        let depth = open.len();
        self.value_of = names.get(depth).cloned().flatten().filter(|_| !last.is_list);
        self.wants_space = self.value_of.is_some() && self.word.start == last.from;
        self.has_colon = false;
        self.in_item |= last.is_list || open.iter().rev().skip(1).take(1).any(|above| above.is_list);
        self.above.extend(names.into_iter().take(depth).flatten());
        self.beside.clone_from(&last.keys);
        // What stands behind, to the brace that closes.
        let rest = text[at..].lines().next().unwrap_or_default();
        let behind = rest.split(['}', ']']).next().unwrap_or_default();
        self.beside.extend(behind.split(',').filter_map(|part| Some(part.split_once(": ")?.0.trim().to_owned())));
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `above | value_of | word`, with `-` in an item, at the `‸` of a text.
    fn at(text: &str) -> String {
        let at = text.find('‸').unwrap();
        let text = text.replace('‸', "");
        match Spot::at(&text, at) {
            None => "none".to_owned(),
            Some(spot) => {
                let item = if spot.in_item { "- " } else { "" };
                format!(
                    "{item}{} | {} | {}",
                    spot.above.join("."),
                    spot.value_of.clone().unwrap_or_default(),
                    &text[spot.word.clone()]
                )
            }
        }
    }

    #[test]
    fn keys_and_values_of_lines() {
        assert_eq!(at("年度: 2026\n项目‸\n"), " |  | 项目");
        assert_eq!(at("项目性质: 其他‸\n"), " | 项目性质 | 其他");
        assert_eq!(at("项目性质:‸\n"), " | 项目性质 | ");
        assert_eq!(at("年度资金:\n  当年: 1\n  ‸\n丙: 1\n"), "年度资金 |  | ");
        assert_eq!(
            at("绩效指标:\n  产出指标:\n    数量指标:\n      场次: ≥‸\n"),
            "绩效指标.产出指标.数量指标 | 场次 | ≥"
        );
        assert_eq!(at("‸"), " |  | ");
        assert_eq!(at("甲: 1\n---\n年度‸"), " |  | 年度");
    }

    #[test]
    fn items_of_lists() {
        assert_eq!(at("项目构成:\n  - 名‸\n"), "- 项目构成 |  | 名");
        assert_eq!(at("项目构成:\n- 名称: 甲\n  金额: 1‸\n"), "- 项目构成 | 金额 | 1");
        assert_eq!(at("项目构成:\n  - 名称: 甲\n    ‸\n乙: 1\n"), "- 项目构成 |  | ");
        assert_eq!(at("checks:\n  waive:\n    - code: a\n      ‸\n"), "- checks.waive |  | ");
        assert_eq!(at("甲:\n  - 乙:\n      丙: ‸\n"), "甲.乙 | 丙 | ");
    }

    #[test]
    fn braces() {
        assert_eq!(at("年度资金: {当年: 1, 其‸}\n"), "年度资金 |  | 其");
        assert_eq!(at("甲: {乙: {丙: ‸}}\n"), "甲.乙 | 丙 | ");
        assert_eq!(at("甲: {乙: {丙: 1}, ‸\n"), "甲 |  | ");
        assert_eq!(at("checks:\n  waive: [{code: ‸\n"), "- checks.waive | code | ");
        assert_eq!(at("甲: [乙, ‸]\n"), "- 甲 |  | ");
        assert_eq!(at("甲:\n  - {名称: ‸}\n"), "- 甲 | 名称 | ");
        assert_eq!(at("甲: {乙: \"‸\"}\n"), "none");
    }

    #[test]
    fn where_only_a_text_can_stand() {
        assert_eq!(at("目标: |-\n  1. 年‸\n乙: 1\n"), "none");
        assert_eq!(at("甲: 1 # 年‸\n"), "none");
        assert_eq!(at("# ‸\n"), "none");
        assert_eq!(at("甲: \"‸\n"), "none");
        assert_eq!(at("目标: |-\n  一\n  ‸\n"), "none");
        assert_eq!(at("目标: |-\n  一\n‸\n"), " |  | ");
        assert_eq!(at("目标: |-\n  一\n乙‸\n"), " |  | 乙");
    }

    #[test]
    fn what_stands_beside() {
        let beside = |text: &str| {
            let at = text.find('‸').unwrap();
            let mut beside = Spot::at(&text.replace('‸', ""), at).unwrap().beside;
            beside.sort();
            beside
        };
        assert_eq!(beside("甲: 1\n乙:\n  丙: 1\n‸丁\n戊: 1\n"), ["乙", "戊", "甲"]);
        assert_eq!(beside("甲:\n  - 乙: 1\n    ‸\n    丙: 1\n  - 丁: 1\n"), ["丙", "乙"]);
        assert_eq!(beside("甲: {乙: 1, ‸, 丙: 2}\n"), ["丙", "乙"]);
    }
}
