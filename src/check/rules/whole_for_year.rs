//! 年度指标写了整个项目的数。
//!
//! 跨年度的项目，总目标写各年一共做多少，年度目标写本年做多少，指标考核本年的。指标的数与总目标里的
//! 相同、与年度目标里同一件事的不同，就是写成了各年的总数。同一件事看两处的文字（有三个字相连相同）和
//! 单位，换了说法的看不出来。
//!
//! 例：总目标“改造供水管网48公里”，年度目标“改造供水管网22公里”，管网改造长度: ≥48公里
//! 改：≥22公里
//!
//! ---
//!
//! An indicator of the year has the number of the whole project.
//!
//! In a project of several years the goal of all years says how much is done in all, that of the
//! year how much in it, and indicators measure the year. Where an indicator has the number of the
//! first, and the goal of the year another for the same thing, it is that of all years. The same
//! thing by another name is not seen.
//!
//! Example: “改造供水管网48公里” in all, “改造供水管网22公里” in the year, and `管网改造长度: ≥48公里`
//! Instead: `≥22公里`

use crate::check::counting::{Count, counts, is_same_unit, split_multiple};
use crate::check::reading::{common_run, mark, text_of, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;
use crate::template::{FieldId, IndicatorKind};

/// So many characters in a row two goals have in common where they speak of one thing.
const COMMON: usize = 3;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let (whole, year): (Vec<FieldId>, Vec<FieldId>) =
        roles.goals.iter().copied().partition(|id| roles.total_goals.contains(id));
    let read = |ids: Vec<FieldId>| -> Vec<(Count, Span)> {
        let texts = ids.into_iter().filter_map(|id| text_of(project, id));
        texts.flat_map(|(text, span)| counts(text).into_iter().map(move |count| (count, span.clone()))).collect()
    };
    let (whole, year) = (read(whole), read(year));
    let mut findings = Vec::new();
    for (indicator, _) in with_kinds(project).filter(|(_, kind)| *kind == Some(IndicatorKind::Count)) {
        let Some(quantity) = &indicator.target.quantity else { continue };
        let (factor, unit) = split_multiple(&quantity.unit);
        let Some(number) = quantity.number.checked_mul(factor) else { continue };
        let is_of_unit = |count: &Count| is_same_unit(&count.unit, unit);
        if year.iter().any(|(count, _)| is_of_unit(count) && count.number == number) {
            continue;
        }
        let about = |count: &Count| common_run(&indicator.name, &count.clause) >= 2;
        let same = whole.iter().filter(|(count, _)| is_of_unit(count) && count.number == number && about(count));
        let pair = same.flat_map(|whole| year.iter().map(move |year| (whole, year))).find(|(whole, year)| {
            is_of_unit(&year.0) && year.0.number < number && common_run(&whole.0.clause, &year.0.clause) >= COMMON
        });
        if let Some(((whole, in_whole), (of_year, in_year))) = pair {
            let what = words::whole_for_year(indicator.name.trim(), indicator.target.written.trim(), &of_year.written);
            let finding =
                Diagnostic::new(Code::WholeForYear, what).at(indicator.target_span.clone(), Message::default());
            let finding = finding.at(mark(in_whole, &whole.written), words::in_the_total_goal());
            let finding = finding.at(mark(in_year, &of_year.written), words::in_the_goal());
            findings.push(finding.help(words::write_what_the_year_does()));
        }
    }
    findings
}
