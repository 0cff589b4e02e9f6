//! Texts on several lines, plain or in quotes: YAML reads the end of a line as a space,
//! which Chinese does not have between words.

/// A text as YAML reads it, without the spaces that stand for the ends of lines beside
/// Chinese characters; `written` is what stands in the file. A text that is written in
/// another way there, with escapes, stays as it is.
pub(super) fn without_joints(written: &str, text: &str) -> Option<String> {
    let quote = ['"', '\''].into_iter().find(|quote| written.len() > 1 && written.starts_with(*quote));
    let inside = match quote {
        Some(quote) => written.strip_prefix(quote)?.strip_suffix(quote)?,
        None => written,
    };
    // The mark of a folded text is on a line of its own.
    let inside = if inside.starts_with('>') { inside.split_once('\n')?.1 } else { inside };
    let end = text.len() - text.trim_end_matches('\n').len();
    let read = folded(inside, |_, _| true);
    (read == text[..text.len() - end])
        .then(|| folded(inside, |before, after| !is_chinese(before) && !is_chinese(after)) + &text[text.len() - end..])
}

/// The lines of a text as one, with its blank lines as breaks.
fn folded(written: &str, has_space: impl Fn(char, char) -> bool) -> String {
    let (mut text, mut blank) = (String::new(), 0);
    for line in written.lines().map(str::trim) {
        let Some(first) = line.chars().next() else {
            blank += 1;
            continue;
        };
        if let Some(last) = text.chars().next_back() {
            match blank {
                0 if has_space(last, first) => text.push(' '),
                _ => text += &"\n".repeat(blank),
            }
        }
        text += line;
        blank = 0;
    }
    text
}

/// Characters beside which there are no spaces.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}')
        || ('\u{20000}'..='\u{3FFFF}').contains(&c)
        || "“”‘’—…·".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_lines_are_joined_without_a_space() {
        for (written, text, joined) in [
            ("举办活动4场，\n  服务青年。", "举办活动4场， 服务青年。", "举办活动4场，服务青年。"),
            ("完成\r\n  12场", "完成 12场", "完成12场"),
            ("\"甲 乙\n  丙\n\n  丁\"", "甲 乙 丙\n丁", "甲 乙丙\n丁"),
            ("use\n  of AI\n  技术", "use of AI 技术", "use of AI技术"),
            (">\n  一\n  二", "一 二\n", "一二\n"),
        ] {
            assert_eq!(without_joints(written, text).as_deref(), Some(joined), "{written:?}");
        }
        // With escapes, or more indented than the others.
        for (written, text) in [("\"甲\\t\n  乙\"", "甲\t 乙"), (">\n  一\n    二\n  三", "一\n  二\n三")] {
            assert_eq!(without_joints(written, text), None, "{written:?}");
        }
    }
}
