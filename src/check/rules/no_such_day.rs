//! 写了没有的日子。
//!
//! 9 月没有 31 日，2 月没有 30 日，闰年才有 2 月 29 日。各栏文字、指标的名称和值都看；日期栏的由读文件时说。
//! 写成“9.31”的看不出来。
//!
//! 例：设备采购完成时间: 2023年9月31日前
//! 改：2023年9月30日前
//!
//! ---
//!
//! A day is named that there is not.
//!
//! September has no 31st, February no 30th, and a 29th in leap years only. Texts, names and targets
//! of indicators are looked at; fields for dates are looked at when the file is read. What is
//! written as “9.31” is not seen.
//!
//! Example: `设备采购完成时间: 2023年9月31日前`
//! Instead: `2023年9月30日前`

use crate::check::reading::{all_words, indicators, mark};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::{Date, likely_year};

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let targets = indicators(project).map(|it| (it.target.written.as_str(), &it.target_span));
    let found = all_words(project).chain(targets).flat_map(|(text, span)| {
        missing_days(text, project.year).into_iter().map(move |written| {
            let finding = Diagnostic::new(Code::NoSuchDay, words::no_such_day(written));
            finding.at(mark(span, written), Message::default()).help(words::check_the_day())
        })
    });
    found.collect()
}

/// The days of a text that there are not, each as it is written.
fn missing_days(text: &str, year: u16) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('月') {
        let before = &text[..at];
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let rest = &text[at + '月'.len_utf8()..];
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let is_day = rest[length..].starts_with(['日', '号']);
        let (Ok(month), Ok(day)) = (before[start..].parse::<u8>(), rest[..length].parse::<u8>()) else { continue };
        let of = before[..start].strip_suffix('年').map(|before| {
            let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            likely_year(&before[digits..])
        });
        let of = of.flatten().unwrap_or(year);
        if is_day && (1..=12).contains(&month) && Date::parse(&format!("{of}-{month:02}-{day:02}")).is_err() {
            let end = at + '月'.len_utf8() + length + '日'.len_utf8();
            found.push(&text[start..end]);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::missing_days;

    #[test]
    fn days_that_there_are_not() {
        assert_eq!(missing_days("2023年9月31日前完成，10月31日验收", 2023), ["9月31日"]);
        assert_eq!(missing_days("2月29日", 2023), ["2月29日"]);
        assert_eq!(missing_days("6月0日、4月31号", 2026), ["6月0日", "4月31号"]);
        for fine in ["2024年2月29日", "6月30日前", "历时3月30天", "2月底", "1至12月31日"] {
            assert!(missing_days(fine, 2023).is_empty(), "{fine}");
        }
    }
}
