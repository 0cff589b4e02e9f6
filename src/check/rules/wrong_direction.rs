//! 方向写反了：越高越好的写了“不超过”，越低越好的写了“不少于”。
//!
//! 合格率、满意度、完好率要高，应是 ≥；差错率、投诉、事故、排放浓度、等候时间要低，应是 ≤。
//! 差错率这样的率没写方向、却在一半以上的，也是写反了。名称说的是降低、处理、整改的不算；认得的
//! 只是这些常见的词，别的名称看不出好坏。
//!
//! 例：村民满意度: ≤90%
//! 改：≥90%
//!
//! ---
//!
//! The target is the wrong way round: ≤ for what should be high, or ≥ for what should be low.
//!
//! What is up to standard, satisfied or in order should be high (≥); errors, complaints,
//! accidents, emissions and waiting should be low (≤). A rate of errors of more than half
//! is wrong as well, whatever its sign. Names that speak of reducing or handling are left
//! alone. Only these common words are known.
//!
//! Example: `村民满意度: ≤90%`
//! Instead: `村民满意度: ≥90%`

use rust_decimal::Decimal;

use crate::check::reading::{indicators, outside_brackets, percent};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::value::Operator;

/// What should be high, when it ends a name.
const HIGH: [&str; 22] = [
    "合格率",
    "满意度",
    "满意率",
    "完好率",
    "及时率",
    "准确率",
    "达标率",
    "通过率",
    "知晓率",
    "覆盖率",
    "完成率",
    "到位率",
    "出勤率",
    "可用率",
    "办结率",
    "整改率",
    "有效率",
    "优良率",
    "就业率",
    "巩固率",
    "到课率",
    "知晓度",
];

/// What should be low, when it ends a name, with what may follow it.
const LOW: [&str; 38] = [
    "差错",
    "错误",
    "投诉",
    "事故",
    "故障",
    "违规",
    "违法",
    "违纪",
    "逾期",
    "延误",
    "返工",
    "退件",
    "失误",
    "缺陷",
    "报废",
    "死亡",
    "发病",
    "漏损",
    "损坏",
    "破损",
    "流失",
    "空置",
    "辍学",
    "代偿",
    "坏账",
    "排放",
    "颗粒物",
    "PM2.5",
    "PM10",
    "粉尘",
    "甲醛",
    "氨氮",
    "总磷",
    "噪声",
    "能耗",
    "等候",
    "等待",
    "中断",
];
const LOW_ENDINGS: [&str; 19] = [
    "发生率",
    "发生数",
    "发生次数",
    "发生起数",
    "率",
    "次数",
    "件数",
    "起数",
    "数量",
    "数",
    "量",
    "浓度",
    "时间",
    "时长",
    "比例",
    "值",
    "水平",
    "强度",
    "",
];

/// What turns a low thing into a high one.
const HANDLED: [&str; 30] = [
    "降", "减", "控", "处理", "办结", "整改", "处置", "查处", "回复", "解决", "治理", "达标", "监测", "防", "救",
    "化解", "排查", "检查", "演练", "培训", "回收", "下降", "改善", "受理", "不", "无", "未", "零", "挽", "避免",
];

/// A rate of what should be low is never that high, in percent.
const TOO_HIGH: i64 = 50;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let wrong = indicators(project).filter_map(|indicator| Some((indicator, wrong(indicator)?)));
    wrong
        .map(|(indicator, should_be_high)| {
            let (name, target) = (indicator.name.trim(), indicator.target.written.trim());
            let (what, help) = match should_be_high {
                true => (words::should_be_high(name, target), words::write_at_least()),
                false => (words::should_be_low(name, target), words::write_at_most()),
            };
            let finding = Diagnostic::new(Code::WrongDirection, what);
            finding.at(indicator.target_span.clone(), Message::default()).help(help)
        })
        .collect()
}

/// Whether a target should be high, where it is the wrong way round.
fn wrong(indicator: &Indicator) -> Option<bool> {
    let quantity = indicator.target.quantity.as_ref()?;
    let name = outside_brackets(&indicator.name);
    let name = name.trim();
    let is_at_most = matches!(quantity.operator, Some(Operator::AtMost | Operator::Less));
    let is_at_least = matches!(quantity.operator, Some(Operator::AtLeast | Operator::Greater));
    let high = HIGH.iter().find_map(|end| name.strip_suffix(end));
    if let Some(before) = high {
        let is_turned = before.ends_with(['不', '未', '非', '超', '降']);
        return (is_at_most && !is_turned && quantity.unit != "分").then_some(true);
    }
    let is_low = !HANDLED.iter().any(|word| name.contains(word))
        && LOW_ENDINGS.iter().any(|end| {
            name.strip_suffix(end).is_some_and(|name| LOW.iter().any(|low| name.ends_with(low)) || *end == "发生率")
        });
    let is_too_high = || {
        name.ends_with('率')
            && !is_at_most
            && percent(indicator).is_some_and(|percent| percent >= Decimal::from(TOO_HIGH))
    };
    (is_low && (is_at_least && !quantity.number.is_zero() || is_too_high())).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::wrong;
    use crate::project::Indicator;
    use crate::source::{Source, Span};
    use crate::value::Target;

    fn told(name: &str, target: &str) -> Option<bool> {
        let span = Span::whole(&Source::new("", ""));
        wrong(&Indicator {
            category: 0,
            subcategory: 0,
            category_name: String::new(),
            subcategory_name: String::new(),
            name: name.to_owned(),
            target: Target::parse(target),
            columns: Vec::new(),
            span: span.clone(),
            target_span: span,
        })
    }

    #[test]
    fn what_should_be_high_or_low() {
        for (name, target) in [("村民满意度", "≤90%"), ("设备合格率", "≤100%")] {
            assert_eq!(told(name, target), Some(true), "{name}");
        }
        for (name, target) in [
            ("图像差错率", "95%"),
            ("疫苗报废率", "≥0.8%"),
            ("压疮发生率", "≥3%"),
            ("阅卷等候时间", "≥30分钟"),
            ("氮氧化物排放浓度", "≥50毫克/立方米"),
            ("安全事故", "≥1起"),
        ] {
            assert_eq!(told(name, target), Some(false), "{name}");
        }
        for (name, target) in [
            ("不合格率", "≤2%"),
            ("差错率", "≤2%"),
            ("投诉处理率", "≥95%"),
            ("事故应急演练次数", "≥2次"),
            ("能耗降低率", "≥3%"),
            ("预算执行率", "≤100%"),
            ("溶解氧浓度", "≥5mg/L"),
            ("安全事故发生数", "=0起"),
        ] {
            assert_eq!(told(name, target), None, "{name}");
        }
    }
}
