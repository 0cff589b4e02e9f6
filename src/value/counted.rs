//! What a unit measures, and what names ask for.

use super::units::without_multiple;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Things, one by one: 件, 台, 场.
    Pieces,
    /// 人, 名
    People,
    /// 人次
    Visits,
    /// 元, 万元
    Money,
    /// 平方米, 亩
    Area,
    /// 米, 公里
    Length,
    /// 小时, 天
    Time,
    /// 吨, 公斤
    Weight,
}

use Measure::{Area, Length, Money, People, Pieces, Time, Visits, Weight};

/// What certain units measure. A unit of none of them, or one that is made of several
/// (`元/人`), is not judged.
const UNITS: [(Measure, &[&str]); 8] = [
    (People, &["人", "名", "位"]),
    (Visits, &["人次"]),
    (Money, &["元"]),
    (Area, &["平方米", "平米", "㎡", "m²", "m2", "平方公里", "亩", "公顷", "平方千米"]),
    (Length, &["米", "公里", "千米", "m", "km", "延米", "延长米"]),
    (Time, &["秒", "分钟", "小时", "天", "日", "工作日", "个工作日", "周", "个月"]),
    (Weight, &["吨", "公斤", "千克", "克", "kg", "t"]),
    (
        Pieces,
        &[
            "个", "件", "份", "册", "本", "套", "台", "辆", "艘", "架", "座", "栋", "间", "处", "户", "家", "所", "场",
            "场次", "期", "批", "批次", "次", "项", "篇", "部", "张", "幅", "盏", "株", "棵", "只", "条", "门", "例",
            "起", "宗", "组", "支", "具", "根", "块", "面", "节", "届", "班", "种", "卷", "页", "集", "名次",
        ],
    ),
];

/// What the last word of a name is counted in; the longest that fits goes.
const ASKED: [(&[Measure], &[&str]); 12] = [
    // 培训人次 + 数, or 困人 + 次数.
    (&[Pieces, Visits], &["人次数"]),
    (&[People, Visits], &["人数"]),
    (&[Visits], &["人次"]),
    (&[Area], &["面积"]),
    (&[Length], &["里程", "长度"]),
    (&[Money], &["经济损失", "产值", "销售额", "成交额", "投资额", "金额"]),
    (&[Time], &["天数", "时长", "响应时间"]),
    (&[Pieces], &["期数", "场次", "件数", "册数", "份数", "台数", "套数", "户数", "篇数", "批次", "起数"]),
    // These are persons or households, and end as 户数 and 册数 do.
    (&[Pieces, People, Visits], &["用户数", "客户数", "商户数", "账户数", "注册数", "租户数"]),
    (&[Pieces], &["机器人数"]),
    // Places are also measured.
    (
        &[Pieces, Area, Length],
        &["小区", "学校", "场馆", "公园", "桥梁", "道路", "河道", "绿地", "泵站", "水库", "厕所", "停车场", "宿舍"],
    ),
    (
        &[Pieces],
        &[
            "案件",
            "纠纷",
            "图书",
            "书籍",
            "报刊",
            "期刊",
            "教材",
            "手册",
            "折页",
            "海报",
            "展板",
            "宣传册",
            "品种资源",
            "种质资源",
            "样品",
            "样本",
            "标本",
            "文物",
            "藏品",
            "展品",
            "古籍",
            "设备",
            "仪器",
            "器材",
            "电脑",
            "计算机",
            "服务器",
            "打印机",
            "空调",
            "一体机",
            "机柜",
            "车辆",
            "船舶",
            "快艇",
            "渔船",
            "无人机",
            "路灯",
            "灯具",
            "水表",
            "电表",
            "气表",
            "阀门",
            "井盖",
            "传感器",
            "摄像机",
            "摄像头",
            "探头",
            "记录仪",
            "监测点",
            "检测点",
            "采样点",
            "点位",
            "站点",
            "网点",
            "课程",
            "课题",
            "报告",
            "论文",
            "专利",
            "专著",
            "证书",
            "视频",
            "短片",
            "微课",
            "剧目",
            "节目",
            "系统",
            "平台",
            "软件",
            "数据库",
            "接口",
            "合同",
            "投诉",
            "工单",
            "线索",
            "隐患",
            "提案",
            "古树",
            "名木",
            "垃圾桶",
            "分类箱",
            "电梯",
            "消火栓",
            "灭火器",
            "泵闸",
            "帐篷",
            "救生衣",
            "冲锋舟",
            "预案",
            "幼儿园",
            "企业",
            "合作社",
            "家庭农场",
            "社区",
        ],
    ),
];

/// What a name ends with that says only that it counts, or what is done.
const DONE: [&str; 62] = [
    "数量", "总数", "个数", "总量", "数", "量", "购置", "采购", "购买", "添置", "配备", "配置", "更新", "更换", "新增",
    "增加", "安装", "建设", "新建", "改造", "改建", "维修", "维护", "养护", "检测", "监测", "抽检", "检验", "检查",
    "制作", "发放", "印制", "印发", "修复", "修缮", "鉴定", "评价", "评审", "编制", "编写", "出版", "开展", "举办",
    "组织", "完成", "办理", "办结", "审理", "查办", "查处", "受理", "处理", "处置", "化解", "调解", "收集", "征集",
    "整理", "采集", "开发", "整改", "采样",
];

/// What a unit measures, whatever multiplies it: 万人次.
pub fn measure_of(unit: &str) -> Option<Measure> {
    let plain = without_multiple(unit);
    UNITS.iter().find(|(_, units)| units.contains(&plain)).map(|(measure, _)| *measure)
}

/// What the unit of a number measures by the name of what it counts; none where the name
/// does not tell.
pub fn asked_by(name: &str) -> Option<&'static [Measure]> {
    let ending = |name: &str| {
        let of = |(measures, words): &(&'static [Measure], &[&str])| {
            let longest = words.iter().filter(|word| name.ends_with(**word)).map(|word| word.len()).max()?;
            Some((longest, *measures))
        };
        ASKED.iter().filter_map(of).max_by_key(|(length, _)| *length).map(|(_, measures)| measures)
    };
    let mut name = name.trim();
    loop {
        if let Some(measures) = ending(name) {
            return Some(measures);
        }
        name = DONE.iter().find_map(|word| name.strip_suffix(word))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_ask_for_measures() {
        for (name, asked) in [
            ("法律援助案件办理数", Some(Pieces)),
            ("图书购置数", Some(Pieces)),
            ("收集地方品种资源", Some(Pieces)),
            ("培训期数", Some(Pieces)),
            ("展厅改造面积", Some(Area)),
            ("挽回经济损失", Some(Money)),
            ("设备采购数量", Some(Pieces)),
            ("服务人次", Some(Visits)),
            ("图书管理员", None),
            ("保护森林资源", None),
            ("月活跃用户数", Some(Pieces)),
            ("外聘专家数", None),
            ("活动", None),
        ] {
            assert_eq!(asked_by(name).map(|asked| asked[0]), asked, "{name}");
        }
        for (unit, measure) in [
            ("万人次", Some(Visits)),
            ("万元", Some(Money)),
            ("万平方米", Some(Area)),
            ("元/人", None),
            ("%", None),
            ("批次", Some(Pieces)),
        ] {
            assert_eq!(measure_of(unit), measure, "{unit}");
        }
    }
}
