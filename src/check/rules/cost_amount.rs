//! 成本指标的金额与申请的资金对不上。
//!
//! 项目总成本应与表上的年度资金申请总额（跨年度项目也可以是项目资金总额）是一个数；
//! 几项分项成本加起来也不应超过总额；名称以子项目名称开头的，应与这个子项目的预算是一个数；其他成本不应超过总额，叫总成本的也不应
//! 不到总额的百分之一（少写了“万”）；只有一条金额，正好是总额的十分之一、百分之一的，多半是点错了小数点；叫年度、当年的只与年度资金申请总额比。
//! 元和万元换算后比较，单价（万元/人）和节约的不算。
//!
//! 例：年度资金申请总额 1,300,000.00，项目总成本: ≤100万元
//! 改：改正其中一个。
//!
//! ---
//!
//! The amount of a cost indicator does not go with what is asked for.
//!
//! The total cost (“项目总成本”) should be the amount that the form asks for in the
//! year (or that of all years in a project of several); a cost whose name begins with
//! that of a sub-project should be the budget of this; no other cost, and no parts of it
//! together, should be more
//! than the total, and what is called a total cost not less than a hundredth of it; where there is
//! one amount only, a tenth or a hundredth of the total has its point in a wrong place. What is
//! called a cost of the year is compared with the amount of the year alone. Yuan and ten thousands are compared as amounts; prices of one
//! (“万元/人”) and savings are left alone.
//!
//! Example: “年度资金申请总额” is 1,300,000.00, and `项目总成本: ≤100万元`
//! Instead: correct one of them.

use rust_decimal::Decimal;

use crate::check::reading::{outside_brackets, role, with_kinds};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::{FieldValue, Given, Indicator, Project};
use crate::template::{FieldId, IndicatorKind, Kind};
use crate::value::{AMOUNT_UNITS, Operator};

/// What a total cost is called, behind one of [`OF_ALL`] or without.
const TOTALS: [&str; 10] =
    ["总成本", "总经费", "总预算", "总投入", "总费用", "总支出", "总金额", "成本总额", "资金总额", "经费总额"];
const OF_ALL: [&str; 6] = ["项目", "本项目", "年度", "本年度", "全年", "当年"];

/// With what the name of a cost of the form's year begins.
const YEARLY: [&str; 4] = ["年度", "本年度", "当年", "本年"];

/// What a cost is called.
const COSTS: [&str; 8] = ["成本", "经费", "费用", "预算", "支出", "投入", "投资", "金额"];

/// What is said of an amount that is not spent, or not on all.
const OTHERS: [&str; 12] =
    ["节约", "节省", "节支", "降低", "降幅", "减少", "人均", "平均", "单位", "每", "社会", "自筹"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let parts = sub_projects(project);
    let year = role(project, |roles| roles.amount).filter(|given| is_filled(given));
    let whole = role(project, |roles| roles.total).filter(|given| is_filled(given));
    let mut findings = Vec::new();
    for (indicator, kind) in with_kinds(project) {
        let name = outside_brackets(&indicator.name);
        let name = name.trim();
        let Some(cost) = amount(indicator).filter(|_| !OTHERS.iter().any(|word| name.contains(word))) else {
            continue;
        };
        let is_cost = COSTS.iter().any(|word| name.contains(word));
        let of_part = parts.iter().filter(|(part, ..)| name.starts_with(part)).max_by_key(|(part, ..)| part.len());
        let other = match of_part.filter(|_| is_cost) {
            Some((_, budget, place)) => (*budget != cost).then_some((*budget, Some(place), true)),
            // Forms that have no cost indicators have the total among others.
            None if !is_total(name) && !may_cost(name, kind, is_cost) => None,
            // What the year costs is no more than what is asked for in the year.
            None if year.is_some() && YEARLY.iter().any(|word| name.starts_with(word)) => {
                let asked = year.and_then(|given| given.value.number()).unwrap_or_default();
                let place = year.and_then(|given| given.span.as_ref());
                (cost > asked || is_total(name) && cost != asked).then_some((asked, place, false))
            }
            None => {
                let Some(given) = year.or(whole) else { continue };
                let totals = [year, whole].into_iter().flatten().filter_map(|given| given.value.number());
                let is_wrong = match is_total(name) {
                    true => totals.clone().all(|total| total != cost),
                    false if is_whole_cost(name) => {
                        totals.clone().all(|total| total < cost || cost * Decimal::ONE_HUNDRED < total)
                    }
                    false => {
                        let is_of_cost = kind == Some(IndicatorKind::Cost);
                        // 12万元 became 1.2万元, and there is no other cost.
                        let is_tenth =
                            || is_only_amount(project) && totals.clone().any(|total| is_shifted(cost, total));
                        let lost = || lost_its_multiple(indicator, name, cost, &mut totals.clone());
                        totals.clone().all(|total| total < cost) || is_of_cost && (is_tenth() || lost())
                    }
                };
                let asked = given.value.number().unwrap_or_default();
                is_wrong.then_some((asked, given.span.as_ref(), false))
            }
        };
        let Some((asked, place, is_part)) = other else { continue };
        let (written, shown) = (indicator.target.written.trim(), project.template.formats.money.print(asked));
        let what = match is_part {
            true => words::cost_is_not_the_budget(&indicator.name, written, shown),
            false => words::cost_is_not_asked_for(&indicator.name, written, shown),
        };
        let mut finding = Diagnostic::new(Code::CostAmount, what).at(indicator.target_span.clone(), Message::default());
        if let Some(place) = place {
            let about = if is_part { words::budget_of_sub_project() } else { words::amount_asked_for() };
            finding = finding.at(place.clone(), about);
        }
        findings.push(finding.help(words::correct_one_amount()));
    }
    if findings.is_empty() {
        findings.extend(parts_beyond_funds(project, [year, whole]));
    }
    findings
}

/// Parts of the cost that make more than what is asked for.
fn parts_beyond_funds(project: &Project, funds: [Option<&Given>; 2]) -> Option<Diagnostic> {
    let funds = funds.into_iter().flatten().filter_map(|given| Some((given.value.number()?, given.span.as_ref())));
    let (most, place) = funds.max_by_key(|(amount, _)| *amount)?;
    let costs = with_kinds(project).filter(|(_, kind)| *kind == Some(IndicatorKind::Cost));
    let parts = costs.filter_map(|(indicator, _)| {
        let name = outside_brackets(&indicator.name);
        let is_part = !is_total(name.trim())
            && !is_whole_cost(&name)
            && !OTHERS.iter().chain(&AGAIN).any(|word| name.contains(word))
            && COSTS.iter().chain(&PAID).any(|word| name.contains(word));
        Some((indicator, amount(indicator).filter(|_| is_part)?))
    });
    let parts: Vec<(&Indicator, Decimal)> = parts.collect();
    let sum: Decimal = parts.iter().map(|(_, cost)| *cost).sum();
    if parts.len() < 2 || sum <= most {
        return None;
    }
    let print = |amount| project.template.formats.money.print(amount);
    let what = words::costs_are_more(parts.len(), print(sum), print(most));
    let finding = Diagnostic::new(Code::CostAmount, what);
    let at =
        |finding: Diagnostic, (it, _): &(&Indicator, Decimal)| finding.at(it.target_span.clone(), Message::default());
    let finding = parts.iter().fold(finding, at);
    let finding = match place {
        Some(place) => finding.at(place.clone(), words::amount_asked_for()),
        None => finding,
    };
    Some(finding.help(words::check_the_costs()))
}

/// What is said of an amount that others may be in.
const AGAIN: [&str; 9] = ["其中", "财政", "标准", "单价", "均", "单", "亏损", "损失", "控制价"];

/// What is paid for, beside [`COSTS`].
const PAID: [&str; 4] = ["费", "补贴", "奖金", "资金"];

/// Whether one cost indicator alone has an amount.
fn is_only_amount(project: &Project) -> bool {
    let costs = with_kinds(project).filter(|(_, kind)| *kind == Some(IndicatorKind::Cost));
    costs.filter(|(indicator, _)| amount(indicator).is_some()).count() == 1
}

/// Whether an amount is another with its point in a wrong place.
fn is_shifted(less: Decimal, more: Decimal) -> bool {
    [10, 100, 1_000, 10_000].into_iter().any(|factor| less.checked_mul(Decimal::from(factor)) == Some(more))
}

fn is_filled(given: &Given) -> bool {
    given.value.number().is_some_and(|amount| !amount.is_zero())
}

/// The amount in yuan that a target names as what is spent at most.
fn amount(indicator: &Indicator) -> Option<Decimal> {
    let quantity = indicator.target.quantity.as_ref()?;
    let (_, yuan) = AMOUNT_UNITS.iter().find(|(unit, _)| *unit == quantity.unit)?;
    let is_spent = matches!(quantity.operator, None | Some(Operator::AtMost | Operator::Equal | Operator::Less));
    is_spent.then_some(())?;
    quantity.number.checked_mul(Decimal::from(*yuan))
}

/// Whether a cost of less than 10,000 元 was most likely meant in 万元: 安保分项成本: ≤260元.
fn lost_its_multiple(
    indicator: &Indicator,
    name: &str,
    cost: Decimal,
    totals: &mut impl Iterator<Item = Decimal>,
) -> bool {
    let multiple = Decimal::from(10_000);
    let is_of_one = ["每", "均", "单", "标准", "价", "人次"].iter().any(|word| name.contains(word));
    let is_of_all = ["分项", "支出", "总", "项目"].iter().any(|word| name.contains(word));
    let meant = cost.checked_mul(multiple);
    let is_yuan = indicator.target.unit() == "元" && cost < multiple;
    is_yuan && is_of_all && !is_of_one && totals.all(|total| meant.is_some_and(|meant| meant <= total))
}

fn is_total(name: &str) -> bool {
    let mut rest = name;
    while let Some(shorter) = OF_ALL.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    TOTALS.iter().any(|word| rest.starts_with(word)) || name.starts_with("项目") && rest.starts_with("成本")
}

/// Whether an indicator is of a cost: below the cost indicators, or by its name anywhere
/// but among the benefits.
fn may_cost(name: &str, kind: Option<IndicatorKind>, is_cost: bool) -> bool {
    let is_named = ["成本", "费", "造价", "单价"].iter().any(|word| name.contains(word));
    kind == Some(IndicatorKind::Cost) && is_cost || kind != Some(IndicatorKind::Benefit) && is_named
}

/// Whether a name is that of the whole cost of something: less than a hundredth of what is
/// asked for has lost its 万.
fn is_whole_cost(name: &str) -> bool {
    TOTALS.iter().any(|word| name.contains(word))
}

/// The names of the sub-projects, with the budget of each and its place.
fn sub_projects(project: &Project) -> Vec<(String, Decimal, Span)> {
    let mut found = Vec::new();
    for (index, field) in project.template.fields.iter().enumerate() {
        let (Kind::Table(columns), Some(FieldValue::Records(records))) =
            (&field.kind, project.get(FieldId(index)).map(|given| &given.value))
        else {
            continue;
        };
        let name = columns.iter().position(|column| column.unique);
        let budget = columns.iter().position(|column| matches!(column.kind, Kind::Money(_)));
        let (Some(name), Some(budget)) = (name, budget) else { continue };
        for record in records {
            if let (Some(Given { value: FieldValue::Text(name), .. }), Some(given)) =
                (&record.values[name], &record.values[budget])
                && let (Some(amount), Some(place)) = (given.value.number(), &given.span)
                && !name.trim().is_empty()
            {
                found.push((name.trim().to_owned(), amount, place.clone()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::project::{Settings, read_file};
    use crate::source::Source;
    use crate::template::Templates;

    fn marked(text: &str) -> Vec<String> {
        let mut diagnostics = Diagnostics::new();
        let source = Source::new("甲.yaml", text);
        let file = read_file(&source, &Settings::default(), &Templates::built_in(), &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{:?}", diagnostics.sorted());
        let findings = file.projects.iter().flat_map(|(_, project)| check(project));
        findings.map(|finding| text[finding.labels[0].place.range.clone().unwrap()].to_owned()).collect()
    }

    fn of_cost(amount: &str, indicator: &str) -> Vec<String> {
        marked(&format!(
            "年度: 2026\n项目名称: 甲\n年度资金: {{当年财政拨款: {amount}}}\n绩效指标: {{成本指标: {{经济成本指标: {{{indicator}}}}}}}\n"
        ))
    }

    #[test]
    fn a_total_cost_is_what_is_asked_for() {
        assert_eq!(of_cost("140", "项目总成本: ≤140万元"), ["≤140万元"]);
        assert_eq!(of_cost("130万元", "项目总成本: ≤100万元"), ["≤100万元"]);
        assert_eq!(of_cost("130万元", "年度总经费: ≤140万元"), ["≤140万元"]);
        assert_eq!(of_cost("130万元", "活动成本控制数: ≤13万元"), ["≤13万元"]);
        assert_eq!(of_cost("130万元", "安保分项成本: ≤26元, 场地成本: ≤90万元"), ["≤26元"]);
        assert_eq!(of_cost("130万元", "场地成本: ≤90万元, 餐饮费: ≤60万元"), ["≤90万元"]);
        assert_eq!(of_cost("130万元", "设备采购成本: ≤140万元"), ["≤140万元"]);
        assert_eq!(of_cost("130万元", "年度工程投资: ≤140万元"), ["≤140万元"]);
        for fine in [
            "项目总成本: ≤130万元",
            "项目总成本: 不超过1300000元",
            "设备采购成本: ≤20万元",
            "人均成本: ≤140万元/人",
            "成本节约: 140万元",
            "项目总成本: ≥140万元",
            "生态损失: ≤140万元",
        ] {
            assert!(of_cost("130万元", fine).is_empty(), "{fine}");
        }
        assert!(of_cost("0", "项目总成本: ≤130万元").is_empty());
    }

    #[test]
    fn the_cost_of_a_sub_project_is_its_budget() {
        let of_part = |cost: &str| {
            marked(&format!(
                "年度: 2019\n项目名称: 甲\n项目当年预算: 50万\n子项目:\n  - {{子项目名称: 培训, 预算金额: 20万}}\n  \
                 - {{子项目名称: 培训教材, 预算金额: 30万}}\n绩效指标: {{产出目标: {{数量目标: {{{cost}}}}}}}\n"
            ))
        };
        assert_eq!(of_part("培训成本: ≤25万元"), ["≤25万元"]);
        assert_eq!(of_part("培训教材成本: ≤20万元"), ["≤20万元"]);
        for fine in ["培训成本: ≤20万元", "培训教材经费: 30万元", "培训产值: 25万元", "讲座成本: ≤25万元"]
        {
            assert!(of_part(fine).is_empty(), "{fine}");
        }
    }
}
