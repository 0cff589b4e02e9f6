//! Projects without mistakes, as many as are wanted and all different: what a city
//! hands in in a year.

use std::fs;
use std::path::Path;

const UNITS: [&str; 6] = [
    "示例市科技服务中心",
    "示例市青少年活动馆",
    "示例市园林养护所",
    "示例市档案馆",
    "示例市疾病预防站",
    "示例市职业学校",
];

const THEMES: [(&str, &str); 8] = [
    ("青年科技人才服务", "举办交流活动，组织论文评选，为基层一线人员提供职称申报、知识产权等咨询"),
    ("公共绿地更新", "修剪草坪，补种乔木灌木，清理落叶，巡查病虫害并及时防治"),
    ("档案数字化", "扫描馆藏文书档案，校核目录著录，建立索引，异地备份全部数据"),
    ("疫苗冷链设备更新", "更换老旧冷藏柜，安装温度监测设备，培训保管人员，定期校准传感器"),
    ("职业技能实训", "添置实训工位，编写“校企合作”教材，选派教师下厂锻炼，组织技能竞赛"),
    ("科普展品检修", "检修展品，更新说明牌，开展流动展览，培训讲解志愿者"),
    ("老旧管网改造", "查明管线走向，更换锈蚀管段，恢复路面，完善图纸和台账"),
    ("社区图书流转", "采购图书，布设借阅点，组织阅读推广活动，统计读者意见"),
];

const PLACES: [&str; 5] = ["东城", "西城", "南桥", "北港", "中心"];

/// The text of a project.
pub fn project(index: usize) -> String {
    let (theme, work) = THEMES[index % THEMES.len()];
    let place = PLACES[index / THEMES.len() % PLACES.len()];
    let unit = UNITS[index / 3 % UNITS.len()];
    let year = [2023, 2024, 2025, 2026][index % 4];
    let (count, people, amount) = (2 + index % 40, 100 + index * 7 % 900, 50_000 + index * 1_300 % 900_000);
    // The form of 2026 has costs in a category of their own.
    let (cost, cost_of_output) = match year {
        2026 => (format!("  成本指标: {{经济成本指标: {{项目总成本: ≤{amount}元}}}}\n"), String::new()),
        _ => (String::new(), format!("    成本指标: {{项目总成本: ≤{amount}元}}\n")),
    };
    let parts = work.split('，');
    let last = parts.clone().count() + 1;
    let parts: String = parts
        .enumerate()
        .map(|(number, part)| {
            format!("  {}. {part}，全年不少于{}次，惠及{}人次；\n", number + 1, count + number, people + number * 30)
        })
        .collect();
    format!(
        "年度: {year}\n项目名称: {place}片区第{index}号{theme}\n主管部门: 示例市综合事务局\n实施单位: {unit}\n\
         计划开始日期: {year}-01-01\n计划完成日期: {year}-12-31\n年度资金: {{当年财政拨款: {amount}}}\n\
         项目性质: 其他一次性项目\n\
         项目类别: 特定目标类\n\
         年度总体目标: |-\n{parts}  {last}. 年底前完成总结，服务对象满意度不低于{}%。\n\
         绩效指标:\n{cost}  产出指标:\n    数量指标:\n      \
         {theme}完成次数: ≥{count}次\n      惠及人次: ≥{people}人次\n    质量指标: {{验收合格率: ≥{}%}}\n    \
         时效指标: {{各项工作完成及时性: 及时}}\n{cost_of_output}  效益指标: {{社会效益指标: {{{place}片区公共服务水平: 较上年有所提升}}}}\n  \
         满意度指标: {{服务对象满意度指标: {{{place}片区居民满意度: ≥{}%}}}}\n",
        85 + index % 10,
        90 + index % 10,
        85 + index % 10,
    )
}

/// Writes so many projects into a folder, a hundred in each folder below it.
pub fn write(folder: &Path, count: usize) {
    for index in 0..count {
        let below = folder.join(format!("单位{:03}", index / 100));
        fs::create_dir_all(&below).expect("a folder");
        fs::write(below.join(format!("项目{index:05}.yaml")), project(index)).expect("a file");
    }
}
