//! 目标、计划里的期限与指标里的期限不同。
//!
//! 同一件事（名称一半以上相同）在目标里写“9月底前”，在时效指标里写“12月底前”，必有一个错。实施
//! 计划写“11月完成安装”、设备安装完成时间却是9月，或禁渔期到6月30日、禁渔期值守却在6月15日完成的，
//! 也是。换了说法的看不出来。
//!
//! 例：目标写“6月底前安装到位”，设备安装到位时间: 2026年12月31日前
//! 改：改正其中一个。
//!
//! ---
//!
//! The goal or the plan and an indicator name different deadlines.
//!
//! Where the same thing (more than half of its name) is due by “9月底前” in the goal and by
//! “12月底前” in a time indicator, one of them is wrong. So it is where the plan finishes the
//! installation in November and “设备安装完成时间” is in September, and where something is over
//! before the period for which it is done. The same thing by another name is not seen.
//!
//! Example: a goal with “6月底前安装到位”, and `设备安装到位时间: 2026年12月31日前`
//! Instead: correct one of them.

use crate::check::rates::is_about;
use crate::check::reading::{common_run, is_han, mark, outside_brackets, text_of, with_kinds, year_goals};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;
use crate::template::IndicatorKind;

/// What a name of a deadline has in it beside the thing that is due.
const GENERIC: [&str; 10] = ["时间", "时限", "日期", "期限", "完成", "及时", "按时", "按期", "节点", "项目"];

/// What says in a plan that something is over.
const FINISHED: [&str; 7] = ["全部完成", "完成", "完工", "竣工", "办结", "结束", "做好"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let goals = year_goals(project);
    let plans: Vec<(&str, &Span)> =
        project.template.roles.plans.iter().filter_map(|id| text_of(project, *id)).collect();
    let mut findings = Vec::new();
    for (indicator, _) in with_kinds(project).filter(|(_, kind)| *kind == Some(IndicatorKind::Time)) {
        let own = months(&indicator.target.written);
        let [(month, due)] = own.as_slice() else { continue };
        let mut thing = outside_brackets(&indicator.name);
        GENERIC.iter().for_each(|word| thing = thing.replace(word, ""));
        let in_goals = goals.iter().find_map(|(text, span)| Some((named_otherwise(text, &thing, *month)?, *span)));
        let in_plans = || plans.iter().find_map(|(text, span)| Some((finished_later(text, &thing, *month)?, *span)));
        let in_period = || {
            let mut texts = goals.iter().chain(&plans);
            texts.find_map(|(text, span)| Some((goes_on_longer(text, &thing, (*month, day(due)))?, *span)))
        };
        let target = indicator.target.written.trim();
        let (what, place, about) = match (in_goals, in_plans().or_else(in_period)) {
            (Some((written, span)), _) => {
                let what = words::goal_has_another_deadline(written, indicator.name.trim(), target);
                (what, mark(span, written), words::in_the_goal())
            }
            (None, Some((written, span))) => {
                let what = words::text_has_another_deadline(written, indicator.name.trim(), target);
                (what, mark(span, written), words::in_the_text())
            }
            (None, None) => continue,
        };
        let finding = Diagnostic::new(Code::GoalDeadline, what).at(indicator.target_span.clone(), Message::default());
        findings.push(finding.at(place, about).help(words::correct_one()));
    }
    findings
}

/// What a goal says of the time of a thing, where it never says this month.
fn named_otherwise<'t>(text: &'t str, thing: &str, month: u8) -> Option<&'t str> {
    // 6月底前更新一半；10月底前全部更新
    let is_unnamed = months(text).iter().all(|(other, _)| *other != month);
    let clauses = text.split(['，', '。', '；', ',', ';', '、', '\n']);
    let about = clauses.filter(|clause| {
        let run = common_run(thing, clause);
        run >= 3 && run * 5 >= thing.chars().count() * 3 || is_unnamed && run >= 2 && is_about(thing, clause)
    });
    let mut named: Vec<(u8, &str)> = about.flat_map(months).collect();
    if named.is_empty() {
        named.extend(only_month(text, thing));
    }
    named.first().filter(|_| named.iter().all(|(other, _)| *other != month)).map(|(_, written)| *written)
}

/// The month of a goal that names no other, where its clause has the last word of a thing:
/// 11月上旬举办马拉松赛, and 赛事举办时间.
fn only_month<'t>(text: &'t str, thing: &str) -> Option<(u8, &'t str)> {
    let all = months(text);
    let [only] = all.as_slice() else { return None };
    let last = thing.char_indices().rev().nth(1).map(|(at, _)| &thing[at..])?;
    let mut clauses = text.split(['，', '。', '；', ',', ';', '、', '\n']);
    let clause = clauses.find(|clause| clause.contains(only.1))?;
    let is_done = ["举办", "举行", "开放", "开园", "竣工", "完工", "上线", "验收", "开工"].contains(&last);
    (is_done && clause.contains(last)).then_some(*only)
}

/// When a plan has something finished (`11月完成安装`), where that is later and it never
/// names a time that is not.
fn finished_later<'t>(text: &'t str, thing: &str, month: u8) -> Option<&'t str> {
    let mut later = None;
    for clause in text.split(['，', '。', '；', ',', ';', '\n']) {
        let named = months(clause);
        let Some((at, word)) = FINISHED.iter().find_map(|word| Some((clause.find(word)?, word))) else { continue };
        let behind: String = clause[at + word.len()..].chars().filter(|c| is_han(*c)).collect();
        let is_it = behind.chars().count() >= 2 && thing.ends_with(&behind);
        match named.last().filter(|_| is_it) {
            Some((other, _)) if *other <= month => return None,
            Some((_, written)) => later = Some(*written),
            None => {}
        }
    }
    later
}

/// The end of a period of a thing (`禁渔期（3月1日至6月30日）`), where that is later than a day.
fn goes_on_longer<'t>(text: &'t str, thing: &str, due: (u8, Option<u8>)) -> Option<&'t str> {
    let due_day = due.1?;
    text.split(['，', '。', '；', ';', '\n']).find_map(|clause| {
        let [(_, from), (month, to)] = months(clause).as_slice().try_into().ok()?;
        let [from_at, to_at] = [clause.find(from)?, clause.rfind(to)?];
        let between = clause.get(from_at + from.len()..to_at)?;
        let is_period = matches!(between.trim(), "至" | "到" | "—" | "-" | "~" | "～");
        let is_later = (month, day(to)?) > (due.0, due_day);
        (is_period && is_later && common_run(thing, &clause[..from_at]) >= 3).then_some(to)
    })
}

/// The day of a month that is written as `6月30日`.
fn day(written: &str) -> Option<u8> {
    let (_, rest) = written.split_once('月')?;
    rest.split_once('日')?.0.parse().ok()
}

/// The months that a text names, each as it is written.
pub(super) fn months(text: &str) -> Vec<(u8, &str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('月') {
        let digits = text[..at].len() - text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(month) = text[at - digits..at].parse::<u8>() else { continue };
        if !(1..=12).contains(&month) {
            continue;
        }
        let rest = &text[at + '月'.len_utf8()..];
        let by = rest.len()
            - rest
                .trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '底' | '末' | '日' | '前' | '初' | '中' | '旬')
                })
                .len();
        found.push((month, &text[at - digits..at + '月'.len_utf8() + by]));
    }
    found
}
