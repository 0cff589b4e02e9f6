//! 目标里写的总金额与申请的资金不同。
//!
//! 年度目标里的“总投入45万元”与表上的年度资金申请总额应是一个数（元和万元换算后）；
//! 项目总目标里的与项目资金总额比较。写明是总额的，如总投入、总预算、总经费、申请资金、
//! 安排财政资金，应当相同；只说使用或投入多少的，不应超过总额。年度目标里说整个项目的总额
//! （项目总投入、两年总投入）也可以。带动、撬动、吸引的和全市、社会、企业的不算。经费、资金与申请数只差数字先后的（86万元、
//! 68万元），多半是颠倒了。
//!
//! 例：年度资金申请总额 450,000.00，年度总体目标写“总投入54万元”。
//! 改：改正其中一个。
//!
//! ---
//!
//! The total amount in the goal is not what is asked for.
//!
//! “总投入45万元” in the goal of the year and “年度资金申请总额” in the form should be
//! the same amount, whether in yuan or in ten thousands; the goal of the whole project
//! is compared with “项目资金总额”. What is said to be a total, such as “总投入”,
//! “总预算”, “申请资金” or “安排财政资金”, should be the same; what is only said to be
//! used (“使用”, “投入”) should not be more. The goal of the year may name the total of the
//! whole project (“项目总投入”, “两年总投入”). Money of others, which is attracted
//! (“带动”, “撬动”, “吸引”) or of a whole city, is left alone. An amount that has the same digits
//! in another order was most likely mistyped.
//!
//! Example: “年度资金申请总额” is 450,000.00, and the goal says “总投入54万元”.
//! Instead: correct one of them.

use rust_decimal::Decimal;

use crate::check::reading::{amounts, mark, role, text_of, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Given, Project};
use crate::value::amounts_in;

/// What says that an amount is the total.
const TOTALS: [&str; 9] =
    ["总投入", "总预算", "总金额", "总经费", "总资金", "资金总额", "申请资金", "项目经费", "经费总额"];

/// What says that an amount is the total, or one of the form's parts of it.
const FUNDS: [&str; 4] = ["安排财政资金", "安排资金", "申请财政资金", "安排预算"];

/// What says that an amount is used, all of it or a part.
const USES: [&str; 3] = ["使用", "投入", "安排"];

/// What may stand between those words and the amount.
const BETWEEN: [&str; 9] = ["财政资金", "预算资金", "资金", "经费", "预算", "约", "共", "共计", "不超过"];

/// Whose money it is that is not asked for.
const OTHERS: [&str; 23] = [
    "信贷",
    "银行",
    "贷款",
    "社会",
    "带动",
    "企业",
    "累计",
    "拉动",
    "引导",
    "撬动",
    "吸引",
    "历年",
    "自筹",
    "配套",
    "民间",
    "全市",
    "全区",
    "全县",
    "全省",
    "规划",
    "期间",
    "以来",
    "合作方",
];

/// What says that a total is that of the whole project.
const WHOLE: [&str; 7] = ["项目", "工程", "年总", "整个", "总体", "计划", "全部"];

/// So many characters are looked at before an amount.
const NEAR: usize = 8;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let filled = |given: &&Given| given.value.number().is_some_and(|amount| !amount.is_zero());
    let year = role(project, |roles| roles.amount).filter(filled);
    let whole = role(project, |roles| roles.total).filter(filled);
    let mut findings = Vec::new();
    for id in &roles.goals {
        let is_whole = roles.total_goals.contains(id);
        let given = if is_whole { whole.or(year) } else { year };
        let Some(given) = given else { continue };
        let (Some((text, span)), Some(amount)) = (text_of(project, *id), given.value.number()) else { continue };
        for (place, named) in amounts_in(text) {
            let (before, written) = (&text[..place.start], &text[place]);
            let named = named.to_decimal();
            // 总投入90万元，本年度安排45万元
            let names_both = || amounts_in(text).iter().any(|(_, other)| other.to_decimal() == amount);
            let is_of_whole = || {
                let total = whole.and_then(|whole| whole.value.number());
                let says = || WHOLE.iter().any(|word| near(before).contains(word));
                total == Some(named) && (says() || names_both())
            };
            let is_part = || amounts(project).iter().any(|(_, _, part)| *part == named);
            let differs = match kind(before) {
                Some(Said::Total) => named != amount && !is_of_whole(),
                Some(Said::Funds) => named != amount && !is_part() && !is_of_whole(),
                Some(Said::Use) => named > largest(amount, whole) || is_swapped(named, amount) && !is_part(),
                // 全年经费86万元, where 68万元 are asked for.
                None => is_about_money(before) && is_swapped(named, amount),
            };
            if differs {
                let shown = project.template.formats.money.print(amount);
                let what = match is_whole && whole.is_some() {
                    true => words::goal_amount_is_not_the_total(written, shown),
                    false => words::goal_amount_differs(written, shown),
                };
                let mut finding = Diagnostic::new(Code::GoalAmount, what).at(mark(span, written), Message::default());
                if let Some(place) = &given.span {
                    finding = finding.at(place.clone(), words::amount_asked_for());
                }
                findings.push(finding.help(words::correct_one()));
            }
        }
    }
    findings.extend(elsewhere(project, year, whole));
    findings
}

/// What says in any text that an amount is what the project asks for.
const ASKED_FOR: [&str; 9] = [
    "项目申请经费",
    "项目申请资金",
    "项目申请预算",
    "本项目申请",
    "申请财政资金",
    "本年申请",
    "本年度申请",
    "本次申请",
    "本项目共需",
];

/// Amounts that other texts say to be asked for, and that are not.
fn elsewhere(project: &Project, year: Option<&Given>, whole: Option<&Given>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let asked: Vec<Decimal> = [year, whole].into_iter().flatten().filter_map(|given| given.value.number()).collect();
    let Some(given) = year.or(whole) else { return findings };
    let others = texts(project).into_iter().filter(|(id, ..)| !project.template.roles.goals.contains(id));
    for (_, text, span) in others {
        for (place, named) in amounts_in(text) {
            let (before, written) = (&text[..place.start], &text[place]);
            let is_asked = ASKED_FOR.iter().any(|word| before.trim_end_matches(['约', '共', '为']).ends_with(word));
            let is_part = || amounts(project).iter().any(|(_, _, part)| *part == named.to_decimal());
            // 共需402万元, where 420万元 are asked for.
            let is_mistyped =
                || is_about_all(before) && asked.iter().any(|asked| is_swapped(named.to_decimal(), *asked));
            if (is_asked || is_mistyped()) && !asked.contains(&named.to_decimal()) && !is_part() {
                let shown = project.template.formats.money.print(asked[0]);
                let what = words::text_amount_differs(written, shown);
                let mut finding = Diagnostic::new(Code::GoalAmount, what).at(mark(span, written), Message::default());
                if let Some(place) = &given.span {
                    finding = finding.at(place.clone(), words::amount_asked_for());
                }
                findings.push(finding.help(words::correct_one()));
            }
        }
    }
    findings
}

/// Whether an amount is said to be all that is needed.
fn is_about_all(before: &str) -> bool {
    let is_said = ["投入", "需", "需要", "总投资", "预算", "经费", "资金", "合计", "共计", "总计"];
    let near = near(before).trim_end_matches(['约', '共', '为']);
    is_said.iter().any(|word| near.ends_with(word)) && !OTHERS.iter().any(|word| near.contains(word))
}

/// Whether the clause before an amount speaks of what is spent.
fn is_about_money(before: &str) -> bool {
    let clause = before.rsplit(['，', '。', '；', ';', '\n']).next().unwrap_or_default();
    ["经费", "资金", "投入", "预算", "费用"].iter().any(|word| clause.contains(word))
        && !OTHERS.iter().any(|word| clause.contains(word))
}

/// Whether two amounts differ in the order of their digits only.
fn is_swapped(a: Decimal, b: Decimal) -> bool {
    let digits = |number: Decimal| -> Vec<char> {
        let mut digits: Vec<char> = number.normalize().to_string().chars().collect();
        digits.sort_unstable();
        digits
    };
    a != b && digits(a) == digits(b)
}

fn largest(amount: Decimal, whole: Option<&Given>) -> Decimal {
    whole.and_then(|whole| whole.value.number()).map_or(amount, |whole| whole.max(amount))
}

/// What the words before an amount say of it.
#[derive(Clone, Copy)]
enum Said {
    Total,
    Funds,
    Use,
}

/// The clause that an amount ends, as far as it is looked at.
fn near(before: &str) -> &str {
    let start = before.char_indices().rev().nth(NEAR - 1).map_or(0, |(start, _)| start);
    before[start..].rsplit(['，', '。', '；', ',', ';', '\n']).next().unwrap_or_default()
}

fn kind(before: &str) -> Option<Said> {
    let near = near(before);
    let clause = before.rsplit(['，', '。', '；', ';', '\n']).next().unwrap_or_default();
    if OTHERS.iter().any(|word| clause.contains(word)) {
        return None;
    }
    if TOTALS.iter().any(|word| near.contains(word)) {
        return Some(Said::Total);
    }
    if FUNDS.iter().any(|word| near.ends_with(word)) {
        return Some(Said::Funds);
    }
    let mut rest = near;
    while let Some(shorter) = BETWEEN.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter;
    }
    USES.iter().any(|word| rest.ends_with(word)).then_some(Said::Use)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::project::{Settings, read_file};
    use crate::source::Source;
    use crate::template::Templates;

    /// What the rule marks in a goal of a project that asks for 450,000 元.
    fn marked(goal: &str) -> Vec<String> {
        let text = format!("年度: 2026\n项目名称: 甲\n年度资金: {{当年财政拨款: 45万}}\n年度总体目标: {goal}\n");
        let mut diagnostics = Diagnostics::new();
        let source = Source::new("甲.yaml", &text);
        let file = read_file(&source, &Settings::default(), &Templates::built_in(), &mut diagnostics);
        let findings = file.projects.iter().flat_map(|(_, project)| check(project));
        findings.map(|finding| text[finding.labels[0].place.range.clone().unwrap()].to_owned()).collect()
    }

    #[test]
    fn a_total_of_another_amount_is_marked_however_it_is_written() {
        for amount in ["50万元", "50万", "5十万元", "500千元", "0.5百万元", "￥500,000", "５０万元"] {
            assert_eq!(marked(&format!("总投入{amount}。")), [amount]);
        }
        for goal in ["总投入45万，用于培训", "总投入4.5十万元", "总投入450千元", "总投入50万人次", "总投入50万余元"]
        {
            assert!(marked(goal).is_empty(), "{goal}");
        }
        assert!(marked("每场1万元").is_empty());
    }

    #[test]
    fn what_is_used_is_not_more_than_what_is_asked_for() {
        for goal in ["使用140万元", "投入财政资金约140万元", "安排财政资金140万元", "使用资金共140万元"]
        {
            assert_eq!(marked(&format!("{goal}举办活动。")), ["140万元"], "{goal}");
        }
        for goal in ["使用20万元", "投入45万元", "安排财政资金45万元", "带动社会投入140万元", "产值140万元"]
        {
            assert!(marked(goal).is_empty(), "{goal}");
        }
        assert_eq!(marked("安排财政资金20万元"), ["20万元"]);
    }

    /// What the rule marks in the goals of a project of two years that asks for 450,000
    /// 元 of 900,000 元.
    #[test]
    fn the_goal_of_the_project_goes_with_its_total() {
        let marked = |whole: &str, year: &str| {
            let text = format!(
                "年度: 2026\n项目名称: 甲\n计划开始日期: 2026-01-01\n计划完成日期: 2027-12-31\n\
                 项目资金: {{财政资金: 90万}}\n年度资金: {{当年财政拨款: 45万}}\n项目总目标: {whole}\n年度总体目标: {year}\n"
            );
            let mut diagnostics = Diagnostics::new();
            let source = Source::new("甲.yaml", &text);
            let file = read_file(&source, &Settings::default(), &Templates::built_in(), &mut diagnostics);
            file.projects.iter().flat_map(|(_, project)| check(project)).count()
        };
        assert_eq!(marked("总投入90万元", "总投入45万元"), 0);
        assert_eq!(marked("总投入45万元", "总投入45万元"), 1);
        assert_eq!(marked("总投入90万元", "总投入90万元"), 1);
        assert_eq!(marked("投入90万元", "使用80万元"), 0);
        for fine in ["项目总投入90万元", "两年总投入90万元", "总投入90万元，本年度安排45万元"]
        {
            assert_eq!(marked("总投入90万元", fine), 0, "{fine}");
        }
        for fine in ["带动企业总投入2亿元", "撬动社会总投入900万元", "吸引总投入900万元", "全市总投入900万元"]
        {
            assert_eq!(marked(fine, fine), 0, "{fine}");
        }
    }
}
