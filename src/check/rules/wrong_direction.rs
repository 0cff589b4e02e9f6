//! 方向写反了：越高越好的写了“不超过”，越低越好的写了“不少于”。
//!
//! 合格率、满意度、完好率要高，应是 ≥；差错率、投诉、事故、能耗、排放浓度要低，办理、响应、修复的
//! 时间要短，应是 ≤；服务、培训、带动的人次写了“不超过”，也是反的（每班、控制的不算）；八成以上的率写“不超过”，也是写反了（使用率、负荷率这样可以封顶的不算）。差错率这样的率没写方向、却在一半以上的，也是写反了。目标里同一件事、同一个数
//! 写了不高于、不低于的，按目标看。名称说的是降低、处理、整改的不算；目标没有写方向的，认得的只是
//! 这些常见的词，别的名称看不出好坏。
//!
//! 例：村民满意度: ≤90%
//! 改：≥90%
//!
//! ---
//!
//! The target is the wrong way round: ≤ for what should be high, or ≥ for what should be low.
//!
//! What is up to standard, satisfied or in order should be high (≥); errors, complaints,
//! accidents, energy and emissions should be low, the time to answer, handle or repair short
//! (≤). A rate of 80% or more as the most is wrong (but for what may be capped, such as use and
//! load), and so is a most of people who are served, trained or reached (but for those in one
//! class); a rate of errors of more than half is wrong as well, whatever its sign. Where the goal
//! says of the same thing and number that it is a least or a most, that is what counts. Names
//! that speak of reducing or handling are left alone. Without a word of the goal only these
//! common words are known.
//!
//! Example: `村民满意度: ≤90%`
//! Instead: `村民满意度: ≥90%`

use rust_decimal::Decimal;

use crate::check::reading::{common_run, indicators, is_han, mark, outside_brackets, percent, year_goals};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::{Indicator, Project};
use crate::value::{Operator, fold_width};

/// What should be high, when it ends a name.
const HIGH: [&str; 56] = [
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
    "亮灯率",
    "成活率",
    "存活率",
    "保存率",
    "发芽率",
    "完整率",
    "在线率",
    "响应率",
    "处置率",
    "处理率",
    "办理率",
    "接种率",
    "发放率",
    "兑现率",
    "回复率",
    "建档率",
    "入学率",
    "毕业率",
    "保证率",
    "归档率",
    "好评率",
    "验收率",
    "受理率",
    "修复率",
    "开机率",
    "签约率",
    "服务率",
    "保障率",
    "认可度",
    "获得感",
    "安全感",
    "幸福感",
    "知晓程度",
    "满意程度",
];

/// What should be low, when it ends a name, with what may follow it.
const LOW: [&str; 155] = [
    "犯罪",
    "停播",
    "断供",
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
    "撤销",
    "变更",
    "改判",
    "败诉",
    "发回重审",
    "复议纠错",
    "缺勤",
    "旷工",
    "迟到",
    "缺课",
    "退学",
    "流标",
    "废标",
    "空关",
    "闲置",
    "滞销",
    "损耗",
    "耗损",
    "漏水",
    "漏失",
    "产销差",
    "误差",
    "偏差",
    "误报",
    "漏报",
    "漏检",
    "误码",
    "丢包",
    "死机",
    "宕机",
    "停机",
    "停电",
    "停水",
    "停气",
    "断网",
    "伤亡",
    "病死",
    "患病",
    "感染",
    "复发",
    "复吸",
    "再犯",
    "重新犯罪",
    "脱管",
    "漏管",
    "失联",
    "返贫",
    "失业",
    "违约",
    "拖欠",
    "欠薪",
    "不良",
    "废品",
    "次品",
    "残次",
    "返修",
    "退货",
    "差评",
    "信访",
    "上访",
    "越级访",
    "积案",
    "纠纷",
    "超标",
    "超支",
    "超期",
    "超时",
    "超限",
    "超载",
    "拥堵",
    "脱落",
    "渗漏",
    "开裂",
    "塌陷",
    "内涝",
    "溢流",
    "成灾",
    "受灾",
    "受害",
    "火灾",
    "溺水",
    "走失",
    "耗电",
    "用电",
    "耗水",
    "耗油",
    "油耗",
    "电耗",
    "水耗",
    "气耗",
    "物耗",
    "碳排放",
    "化学需氧量",
    "二氧化硫",
    "氮氧化物",
    "异味",
    "积压",
    "空缺",
    "空岗",
    "离职",
    "丢失",
    "遗失",
    "错发",
    "漏发",
    "冒领",
    "不合格",
    "未达标",
    "时延",
    "延迟",
    "抖动",
    "坏",
    "PUE",
    "电能利用效率",
    "电能使用效率",
];
const LOW_ENDINGS: [&str; 27] = [
    "发生率",
    "发生数",
    "发生次数",
    "发生起数",
    "发生件数",
    "发生量",
    "率",
    "次数",
    "件数",
    "起数",
    "人数",
    "例数",
    "数量",
    "数",
    "量",
    "浓度",
    "时间",
    "时长",
    "比例",
    "比",
    "值",
    "水平",
    "强度",
    "指数",
    "系数",
    "面积",
    "",
];

/// What turns a low thing into a high one.
const TURNED: [&str; 15] = [
    "降", "减", "压缩", "压降", "节约", "节省", "节能", "节水", "节电", "挽回", "挽救", "避免", "消除", "清除", "控制",
];

/// What makes a number of low things one of what is done about them.
const HANDLED: [&str; 74] = [
    "处理",
    "办结",
    "整改",
    "处置",
    "查处",
    "回复",
    "解决",
    "治理",
    "达标",
    "监测",
    "救",
    "化解",
    "排查",
    "检查",
    "演练",
    "培训",
    "回收",
    "下降",
    "改善",
    "受理",
    "拆",
    "清",
    "修",
    "换",
    "补",
    "追",
    "赔",
    "打击",
    "破获",
    "审",
    "测",
    "核",
    "登记",
    "报告",
    "收",
    "调",
    "发现",
    "曝光",
    "举报",
    "认定",
    "办理",
    "评估",
    "统计",
    "保险",
    "救助",
    "安置",
    "补偿",
    "补助",
    "慰问",
    "回访",
    "普查",
    "交易",
    "利用率",
    "知晓",
    "宣传",
    "研判",
    "预警",
    "转",
    "防范",
    "防治",
    "管控",
    "监管",
    "管理",
    "预警",
    "巡",
    "帮",
    "扶",
    "资助",
    "保障",
    "关爱",
    "走访",
    "接待",
    "教育",
    "服务",
];

/// What should be short: with the time that it takes it ends a name, 响应时间.
const SHORT: [&str; 53] = [
    "响应", "办结", "办理", "审查", "审核", "审批", "处理", "处置", "修复", "恢复", "抢修", "维修", "到场", "到达",
    "出警", "出动", "回复", "答复", "反馈", "拨付", "支付", "出具", "等候", "等待", "候诊", "排队", "反应", "上报",
    "报送", "受理", "送达", "转运", "停机", "停电", "停水", "停播", "停业", "中断", "延误", "延迟", "滞留", "候车",
    "出发", "出诊", "接诊", "接通", "接听", "到岗", "复电", "救援", "派单", "转办", "签收",
];
const SHORT_ENDINGS: [&str; 3] = ["时间", "时限", "时长"];

/// Other names of such times.
const SHORT_NAMES: [&str; 4] = ["检测周期", "办理周期", "审批周期", "平均用时"];

/// In what it is measured.
const TIMES: [&str; 10] = ["秒", "分钟", "小时", "天", "日", "个工作日", "工作日", "周", "个月", "月"];

/// Rates that may be kept below nearly all of something.
const CAPPED: [&str; 15] = [
    "负债",
    "负荷",
    "使用率",
    "占用率",
    "利用率",
    "占",
    "支出",
    "入住",
    "杠杆",
    "不",
    "未",
    "降",
    "减",
    "存贷",
    "三公",
];

/// What a project does for people, of which less is not wanted.
const REACHED: [&str; 12] =
    ["带动", "惠及", "受益", "覆盖", "服务", "参与", "参加", "参训", "培训", "接待", "救助", "资助"];

/// How those are counted whom it reaches.
const PEOPLE: [&str; 6] = ["人", "人次", "名", "户", "户次", "家"];

/// A rate that is nearly all of something, in percent.
const NEARLY_ALL: i64 = 80;

/// A rate of what should be low is never that high, in percent.
const TOO_HIGH: i64 = 50;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let goals = year_goals(project);
    let mut findings = Vec::new();
    for indicator in indicators(project) {
        let (name, target) = (indicator.name.trim(), indicator.target.written.trim());
        let of_goal = against_goal(indicator, &goals);
        let Some(should_be_high) = of_goal.as_ref().map(|(is_least, ..)| *is_least).or_else(|| wrong(indicator)) else {
            continue;
        };
        let what = match (&of_goal, should_be_high) {
            (Some((_, said, _)), _) => words::goal_says_otherwise(said, name, target),
            (None, true) => words::should_be_high(name, target),
            (None, false) => words::should_be_low(name, target),
        };
        let is_none = indicator.target.quantity.as_ref().is_some_and(|quantity| quantity.number.is_zero());
        let help = match should_be_high {
            true => words::write_at_least(),
            false if is_none => words::write_none(indicator.target.unit()),
            false => words::write_at_most(),
        };
        let finding = Diagnostic::new(Code::WrongDirection, what).at(indicator.target_span.clone(), Message::default());
        let finding = match of_goal {
            Some((.., place)) => finding.at(place, words::in_the_goal()),
            None => finding,
        };
        findings.push(finding.help(help));
    }
    findings
}

/// What says that a number is the least, before it and after it.
const LEAST: [&str; 6] = ["不低于", "不少于", "不小于", "≥", ">=", "达到"];
const LEAST_AFTER: [&str; 2] = ["以上", "及以上"];

/// What says that a number is the most, before it and after it.
const MOST: [&str; 11] =
    ["不高于", "不超过", "不大于", "不多于", "≤", "<=", "控制在", "降到", "降至", "压减到", "压减至"];
const MOST_AFTER: [&str; 5] = ["以下", "及以下", "以内", "之内", "内"];

/// Whether the goal says of an indicator's number that it is the least, where the indicator
/// has it as the most, or the other way round; its words, and where they stand.
fn against_goal(indicator: &Indicator, goals: &[(&str, &Span)]) -> Option<(bool, String, Span)> {
    let quantity = indicator.target.quantity.as_ref()?;
    let is_least = match quantity.operator? {
        Operator::AtLeast | Operator::Greater => true,
        Operator::AtMost | Operator::Less => false,
        Operator::Equal => return None,
    };
    let number = format!("{}{}", quantity.number.normalize(), quantity.unit);
    let name = outside_brackets(&indicator.name);
    let length = name.chars().filter(|c| is_han(*c)).count();
    for (text, span) in goals {
        for clause in text.split(['，', '。', '；', ';', '、', '\n']) {
            let folded = fold_width(clause);
            let Some(at) = folded.find(&number) else { continue };
            let (before, after) = (&folded[..at], &folded[at + number.len()..]);
            let run = common_run(&name, before);
            let is_about =
                !before.ends_with(|c: char| c.is_ascii_digit() || c == '.') && run >= 2 && run * 5 >= length * 2;
            let before = before.trim_end();
            let is_before = |word: &&&str| before.ends_with(**word);
            let is_after = |word: &&&str| after.starts_with(**word);
            let least = LEAST.iter().find(is_before).or_else(|| LEAST_AFTER.iter().find(is_after));
            let most = MOST.iter().find(is_before).or_else(|| MOST_AFTER.iter().find(is_after));
            let said = if is_least { most.filter(|_| least.is_none()) } else { least.filter(|_| most.is_none()) };
            if is_about && let Some(word) = said {
                let written =
                    if after.starts_with(word) { format!("{number}{word}") } else { format!("{word}{number}") };
                let place = mark(span, &written);
                return Some((!is_least, written, place));
            }
        }
    }
    None
}

/// Whether a target should be high, where it is the wrong way round.
fn wrong(indicator: &Indicator) -> Option<bool> {
    let quantity = indicator.target.quantity.as_ref()?;
    let name = outside_brackets(&indicator.name);
    let name = name.trim();
    let is_at_most = matches!(quantity.operator, Some(Operator::AtMost | Operator::Less));
    let is_at_least = matches!(quantity.operator, Some(Operator::AtLeast | Operator::Greater));
    let is_turned = |before: &str| before.ends_with(['不', '未', '非', '超', '降', '误', '漏', '错']);
    if HIGH.iter().any(|end| name.strip_suffix(end).is_some_and(|before| !is_turned(before))) {
        return (is_at_most && quantity.unit != "分").then_some(true);
    }
    // Of a rate that is nearly all, less is not wanted.
    let is_nearly_all =
        percent(indicator).is_some_and(|it| it >= Decimal::from(NEARLY_ALL) && it < Decimal::ONE_HUNDRED);
    if is_at_most && is_nearly_all && name.ends_with('率') && !CAPPED.iter().any(|word| name.contains(word)) {
        return Some(true);
    }
    // 带动就业人数: ≤500人
    let is_of_people = ["人次", "人数", "户数", "家数", "户次"].iter().any(|end| name.ends_with(end));
    let is_limited = ["控制", "限", "不", "未", "降", "减", "缺", "每", "均"].iter().any(|word| name.contains(word));
    if is_at_most
        && is_of_people
        && !is_limited
        && PEOPLE.contains(&quantity.unit.trim_start_matches('万'))
        && REACHED.iter().any(|word| name.contains(word))
        && !LOW.iter().any(|word| name.contains(word))
    {
        return Some(true);
    }
    let takes_time = SHORT_ENDINGS.iter().filter_map(|end| name.strip_suffix(end));
    let is_short =
        takes_time.map(|thing| thing.trim_end_matches("平均")).any(|thing| SHORT.iter().any(|it| thing.ends_with(it)));
    if (is_short || SHORT_NAMES.iter().any(|end| name.ends_with(end))) && TIMES.contains(&quantity.unit.as_str()) {
        return is_at_least.then_some(false);
    }
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_lowered = has(&TURNED) || name.starts_with(['无', '零', '未', '不']) && !has(&BAD);
    // 受理投诉件数 is work done, 受理差错率 is not.
    let is_low = !is_lowered
        && LOW_ENDINGS.iter().any(|end| {
            let is_share =
                ["率", "比", "比例", "浓度", "强度", "指数", "系数", "值"].iter().any(|it| end.ends_with(it));
            let thing = name.strip_suffix(end);
            let thing = thing.map(|thing| MEANS.iter().find_map(|it| thing.strip_suffix(it)).unwrap_or(thing));
            thing.is_some_and(|thing| {
                let is_share = is_share || end.starts_with("发生");
                let is_work = WORK.iter().any(|low| thing.ends_with(low)) || has(&HANDLED);
                (LOW.iter().any(|low| thing.ends_with(low)) || *end == "发生率") && (is_share || !is_work)
            })
        });
    let is_too_high = || {
        name.ends_with('率')
            && !is_at_most
            && percent(indicator).is_some_and(|percent| percent >= Decimal::from(TOO_HIGH))
    };
    (is_low && (is_at_least || is_too_high())).then_some(false)
}

/// Of which a number, and no share, may be the work of those who handle it: 信访积案 40件.
const WORK: [&str; 22] = [
    "纠纷", "信访", "上访", "积案", "火灾", "内涝", "溢流", "渗漏", "开裂", "塌陷", "脱落", "变更", "患病", "发病",
    "感染", "失业", "返贫", "走失", "用电", "用水", "退件", "报废",
];

/// What may stand between a thing and its measure: PM2.5平均浓度.
const MEANS: [&str; 7] = ["事件", "平均", "年均", "月均", "日均", "小时", "最高"];

/// What is low although it is said in a negative.
const BAD: [&str; 4] = ["不合格", "未达标", "不良", "超支"];

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
        for (name, target) in [
            ("村民满意度", "≤90%"),
            ("设备合格率", "≤100%"),
            ("带动就业人次", "≤5000人次"),
            ("预算执行率", "≤95%"),
            ("路灯亮灯率", "≤98%"),
            ("辅具适配率", "≤90%"),
        ] {
            assert_eq!(told(name, target), Some(true), "{name}");
        }
        for (name, target) in [
            ("图像差错率", "95%"),
            ("疫苗报废率", "≥0.8%"),
            ("压疮发生率", "≥3%"),
            ("阅卷等候时间", "≥30分钟"),
            ("氮氧化物排放浓度", "≥50毫克/立方米"),
            ("安全事故", "≥1起"),
            ("行政处罚被撤销率", "≥2%"),
            ("机房PUE值", "≥1.5"),
            ("故障响应时间", "≥30分钟"),
            ("行政许可办结时限", "不少于10个工作日"),
            ("一线职工缺勤率", "≥3%"),
            ("粮食储存损耗率", "≥1%"),
            ("万元产值电耗", "≥60千瓦时"),
            ("抽检不合格率", "≥2%"),
            ("网络丢包率", "≥1%"),
            ("设备返修率", "≥5%"),
            ("节假日投诉率", "≥2%"),
            ("PM2.5平均浓度", "≥30微克/立方米"),
            ("消防设施故障率", "≥1%"),
            ("社区矫正对象再犯罪率", "≥3%"),
            ("停播事件上报时间", "≥15分钟"),
            ("急救平均反应时间", "≥12分钟"),
            ("政务热线接通平均等待时长", "≥30秒"),
            ("年均停电时间", "≥5小时"),
            ("群体性上访事件发生数", "≥0起"),
            ("应急队出发时间", "2小时以上"),
        ] {
            assert_eq!(told(name, target), Some(false), "{name}");
        }
        for (name, target) in [
            ("不合格率", "≤2%"),
            ("差错率", "≤2%"),
            ("投诉处理率", "≥95%"),
            ("每班培训人数", "≤50人"),
            ("因伤缺勤人次", "≤3人次"),
            ("三公经费执行率", "≤90%"),
            ("志愿服务时长", "≥20小时"),
            ("结果公示时间", "≥5个工作日"),
            ("场馆开放时间", "≥300天"),
            ("设备连续运行时间", "≥24小时"),
            ("预防犯罪宣传场次", "≥4场"),
            ("事故应急演练次数", "≥2次"),
            ("能耗降低率", "≥3%"),
            ("预算执行率", "≤100%"),
            ("溶解氧浓度", "≥5mg/L"),
            ("安全事故发生数", "=0起"),
            ("设备试运行时间", "≥72小时"),
            ("停水公告提前时间", "≥24小时"),
            ("投诉处理时限", "≤5个工作日"),
            ("每日开放时间", "≥8小时"),
            ("矛盾纠纷调解数", "≥300件"),
            ("疑难信访积案", "≥40件"),
            ("床位使用率", "≤93%"),
            ("不文明行为发生率", "≤80%"),
            ("信访事项办结率", "≥95%"),
            ("火灾隐患整改数", "≥20处"),
            ("不合格产品处置数", "≥20批次"),
        ] {
            assert_eq!(told(name, target), None, "{name}");
        }
    }
}
