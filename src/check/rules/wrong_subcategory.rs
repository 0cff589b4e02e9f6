//! 指标放错了二级指标。
//!
//! 看名称里的词：满意度放在产出、效益下，成本、费用放在数量、质量、时效下（表上另有成本指标
//! 的），场次、人次、件数放在质量下，及时性放在数量、质量下，预算执行率放在产出、效益下，完好率、参训率
//! 这样的率放在经济效益下，节能、减排、水质放在社会效益下，参会率这样的率放在成本下。故障次数、获奖次数这样说明好坏的
//! 可以放在质量下；说得含糊的名称看不出来。
//!
//! 例：质量指标下 参训学员满意度: ≥90%
//! 改：移到 服务对象满意度指标 下。
//!
//! ---
//!
//! An indicator stands below the wrong subcategory.
//!
//! This goes by the words of its name: satisfaction below output or benefit; costs below
//! quantity, quality or time, where the form has cost indicators; sessions, visits and
//! pieces below quality; what is in time below quantity or quality; how the budget is spent
//! below output or benefit; rates of what was done or bought below economic benefits; energy,
//! emissions and water below social ones; rates of attendance below costs. Numbers that say how
//! good something is, such as faults or prizes, may stand below quality. Vague names are
//! not seen.
//!
//! Example: `参训学员满意度: ≥90%` below “质量指标”
//! Instead: move it to “服务对象满意度指标”.

use rust_decimal::Decimal;

use crate::check::reading::{outside_brackets, percent, subcategory_of, with_frameworks};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::template::Framework;
use crate::template::IndicatorKind::{self, Benefit, Cost, Count, Quality, Satisfaction, Time};
use crate::value::{AMOUNT_UNITS, Operator, measure_of};

/// What a name of satisfaction ends with.
const SATISFACTION: [&str; 6] = ["满意", "满意度", "满意率", "满意程度", "满意情况", "满意比例"];

const COSTS: [&str; 7] = ["成本", "费用", "经费", "支出", "单价", "造价", "投入"];

/// What is said of amounts that are no costs.
const NO_COSTS: [&str; 12] =
    ["节约", "节省", "降低", "下降", "减少", "收入", "带动", "撬动", "吸引", "引导", "发放", "兑付"];

/// How often, or by how many.
const COUNTS: [&str; 11] = ["场次", "人次", "次数", "人数", "数量", "件数", "份数", "篇数", "册数", "台数", "数"];

/// What a number says of quality.
const GOOD_OR_BAD: [&str; 30] = [
    "投诉", "差错", "事故", "故障", "违", "返工", "缺陷", "失误", "逾期", "延误", "中断", "问题", "整改", "隐患",
    "伤亡", "死亡", "退", "奖", "级", "通过", "合格", "优", "达标", "录用", "采纳", "报警", "误", "漏", "引用", "转载",
];

/// What names of rates have in them that are about costs.
const OF_COST: [&str; 15] =
    ["成本", "费", "资金", "预算", "经费", "节", "降", "减", "控", "恢复", "修复", "治理", "回收", "利用", "达标"];

/// What says that something is in time.
const IN_TIME: [&str; 6] = ["及时", "按时", "按期", "准时", "完成时间", "完成时限"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (framework, indicator, kind) in with_frameworks(project) {
        let help = match kind {
            Some(kind) if is_of_funds(indicator, kind) => words::move_out_of_results(),
            Some(kind) => {
                let place = belongs(indicator, kind).and_then(|other| subcategory_of(framework, other));
                let place = place.or_else(|| other_benefit(framework, indicator, kind));
                let Some(place) = place else { continue };
                words::move_to(place)
            }
            None => continue,
        };
        let what = words::stands_below(indicator.name.trim(), indicator.subcategory_name.trim());
        let finding = Diagnostic::new(Code::WrongSubcategory, what).at(indicator.span.clone(), Message::default());
        findings.push(finding.help(help));
    }
    findings
}

/// How the funds come and go, which is neither made nor brought about.
const FUNDS: [&str; 8] =
    ["预算执行率", "资金执行率", "经费执行率", "预算完成率", "支出执行率", "资金到位率", "经费到位率", "资金使用率"];

/// Whether an indicator is about the funds and not about what comes of them.
fn is_of_funds(indicator: &Indicator, kind: IndicatorKind) -> bool {
    let name = outside_brackets(&indicator.name);
    matches!(kind, Count | Quality | Benefit) && FUNDS.iter().any(|end| name.trim().ends_with(end))
}

/// What is said of money that is earned or saved.
const ECONOMY: [&str; 25] = [
    "经济", "收入", "产值", "成本", "税", "费", "资金", "投资", "销售", "营业", "营收", "利润", "节约", "增收", "产业",
    "消费", "价", "贸易", "交易", "产量", "效率", "金额", "损失", "效益", "贷",
];

/// Rates of what was done and bought, which earn nothing.
const OF_OUTPUT: [&str; 11] =
    ["完好率", "合格率", "参训率", "到课率", "出勤率", "参与率", "完成率", "及时率", "准确率", "达标率", "覆盖率"];

/// What is said of nature and of what it is spared.
const NATURE: [&str; 17] = [
    "节能",
    "节电",
    "节水",
    "减排",
    "能耗",
    "碳排",
    "污染物",
    "水质",
    "空气质量",
    "植被",
    "水土流失",
    "生物多样性",
    "林木",
    "森林覆盖",
    "土壤",
    "扬尘",
    "化肥农药",
];

/// Where a benefit belongs that stands below one of another kind.
fn other_benefit<'a>(framework: &'a Framework, indicator: &Indicator, kind: IndicatorKind) -> Option<&'a str> {
    if kind != Benefit {
        return None;
    }
    let name = outside_brackets(&indicator.name);
    let name = name.trim();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let below = indicator.subcategory_name.as_str();
    let called = |word: &str| {
        let mut names = framework.categories.iter().flat_map(|category| &category.subcategories);
        names.find(|name| name.contains(word)).map(String::as_str)
    };
    let is_told = name.ends_with("知晓率") || name.ends_with("知晓度");
    if below.contains("经济") && is_told {
        return called("社会");
    }
    if below.contains("经济") && !has(&ECONOMY) && OF_OUTPUT.iter().any(|end| name.ends_with(end)) {
        let is_known = name.ends_with("覆盖率") || name.ends_with("参与率");
        return if is_known { called("社会") } else { subcategory_of(framework, Quality) };
    }
    (below.contains("社会") && has(&NATURE) && !has(&ECONOMY)).then(|| called("生态")).flatten()
}

/// What an indicator is about by its name, where that is not what it stands below.
fn belongs(indicator: &Indicator, kind: IndicatorKind) -> Option<IndicatorKind> {
    let name = outside_brackets(&indicator.name);
    let name = name.trim();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    let is_output = matches!(kind, Count | Quality | Time);
    let quantity = indicator.target.quantity.as_ref();
    let is_amount = || AMOUNT_UNITS.iter().any(|(unit, _)| indicator.target.unit().starts_with(unit));
    // A count that should be reached; a percentage is `percent-for-count`'s.
    let is_aim = || {
        quantity.is_some_and(|quantity| {
            !matches!(quantity.operator, Some(Operator::AtMost | Operator::Less))
                && quantity.number > Decimal::ZERO
                && quantity.unit != "%"
        })
    };
    // 能力验证满意率 is what laboratories call a result.
    let is_result = has(&["验证", "比对"]);
    if (is_output || kind == Benefit)
        && !is_result
        && ends(&SATISFACTION)
        && !(kind == Count && percent(indicator).is_some())
    {
        return Some(Satisfaction);
    }
    if is_output && has(&COSTS) && is_amount() && !has(&NO_COSTS) {
        return Some(Cost);
    }
    // 菌落数 and 指数 count nothing that is made.
    let is_count = || ends(&COUNTS) && (measure_of(indicator.target.unit()).is_some() || !name.ends_with('数'));
    if kind == Quality && is_count() && is_aim() && !has(&GOOD_OR_BAD) {
        return Some(Count);
    }
    // 参会率 costs nothing.
    let is_share = name.ends_with('率') && percent(indicator).is_some();
    let is_least = quantity.is_some_and(|it| matches!(it.operator, Some(Operator::AtLeast | Operator::Greater)));
    if kind == Cost && is_share && is_least && !has(&OF_COST) {
        return Some(Quality);
    }
    // 培训班举办期数 is what is done.
    if kind == Benefit && has(&["举办", "开展"]) && ends(&["期数", "场次", "场数", "次数", "天数"]) && is_aim()
    {
        return Some(Count);
    }
    let is_percent = percent(indicator).is_some();
    (matches!(kind, Count | Quality) && has(&IN_TIME) && !(kind == Count && is_percent)).then_some(Time)
}
