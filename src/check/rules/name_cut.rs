//! 项目或三级指标的名称在词中间断了。
//!
//! 名称的最后一个词只有一个字，又不是率、度、数这样的后缀，多半是从别处复制时丢了后半截。词是
//! 用词典切分的，词典里没有的词可能看错；指标值带单位的，名称多半是一件东西，和项目名称一样是
//! 提示。断在两个词之间的看不出来。
//!
//! 例：离岸基地工作体: 规范
//! 改：补全，如 离岸基地工作体系。
//!
//! ---
//!
//! The name of the project or of an indicator ends in the middle of a word.
//!
//! Its last word has one character, and is none of the endings such as “率”, “度” and
//! “数”: most likely its second half was lost when it was copied. Words are found with a
//! dictionary, and what that lacks may be taken for less than a word. Where the target has
//! a unit, the name is most likely that of a thing, and this is a note; so it is for the name
//! of the project. What is cut between two words is not seen.
//!
//! Example: `离岸基地工作体: 规范`
//! Instead: complete it, as in “离岸基地工作体系”.

use crate::check::reading::{has_number, indicators, is_han, text_of};
use crate::check::segment;
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level, Span};
use crate::messages::Message;
use crate::project::Project;

/// Single characters with which a name may end: what is measured, people, places,
/// things and what they are.
const ENDINGS: &str = "\
    率度性数量次额值比费款人员者家师生户场项个件份篇期册本台套辆处所间栋座条米吨亩里天日月年时周类种名位\
    批届组队班课门站点面线区园馆院校厅室库网路桥村镇乡市县省国会展赛奖证书表图集报刊稿文案法制力化型式感\
    心能权责林田水电气热煤油树草花苗药床车船机器具品物料材金价税息险债岁龄高低长宽重深厚外上下前后中等好\
    强快优佳全足齐稳准新源业局部署办厂店楼房屋地幅差效益速形况卡码号级层片段块栏页版字词句音像影剧曲舞歌\
    画诗票街巷弄坊井泵管阀箱柜桌椅灯屏墙窗顶棚渠沟河湖海江港湾岛山坡坝闸堤滩流域卫团社群党支商民兵警医护\
    教学童老妇残患犬牛羊猪鱼禽蛋奶粮菜果茶酒盐糖肥膜营牌杆架盖芯血秤";

/// With what the name of a project ends that lacks the last character of 项目.
const CUT_PROJECTS: [&str; 12] = [
    "购置项",
    "建设项",
    "改造项",
    "采购项",
    "维修项",
    "修缮项",
    "服务项",
    "运维项",
    "维护项",
    "培训项",
    "补贴项",
    "活动项",
];

/// A shorter name is not cut, but short.
const SHORTEST: usize = 4;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let own = project.template.roles.name.and_then(|id| text_of(project, id)).filter(|(name, _)| is_cut(name.trim()));
    // The name of a project is read by many, and seldom cut.
    let own = own.map(|(name, span)| finding(Level::Note, name.trim(), span));
    let cut = indicators(project).filter(|indicator| is_cut(indicator.name.trim()));
    let cut = cut.map(|indicator| {
        // 更换井盖: 386套 names a thing that the dictionaries do not know.
        let target = indicator.target.written.trim();
        let is_counted = has_number(target) && !target.ends_with(['%', '％']) && indicator.target.unit() != "%";
        let level = if is_counted { Level::Note } else { Code::NameCut.level() };
        finding(level, indicator.name.trim(), &indicator.span)
    });
    // 装备购置项 lacks its 目.
    let lacks = |name: &str| CUT_PROJECTS.iter().any(|end| name.ends_with(end));
    let lacking =
        project.template.roles.name.and_then(|id| text_of(project, id)).filter(|(name, _)| lacks(name.trim()));
    let lacking = lacking.map(|(name, span)| finding(Code::NameCut.level(), name.trim(), span));
    own.into_iter().chain(lacking).chain(cut).collect()
}

fn finding(level: Level, name: &str, span: &Span) -> Diagnostic {
    let last = name.chars().next_back().unwrap_or(' ');
    Diagnostic::with_level(level, Code::NameCut, words::name_is_cut(name, last))
        .at(span.clone(), Message::default())
        .help(words::complete_it())
}

/// Whether a name ends with one character of a longer word.
fn is_cut(name: &str) -> bool {
    // The dictionaries are asked for few names.
    let is_short = name.chars().count() < SHORTEST;
    let clause = name.rsplit(|c| !is_han(c)).next().unwrap_or(name);
    // Behind a comma one character is no clause, whatever else ends with it.
    if !is_short && clause.chars().count() == 1 && name[..name.len() - clause.len()].ends_with(['，', ',']) {
        return true;
    }
    if is_short || name.chars().next_back().is_none_or(|last| !is_han(last) || ENDINGS.contains(last)) {
        return false;
    }
    segment::ends_in_a_word(clause)
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn names_end_with_a_word() {
        for name in [
            "相关规章制度，严",
            "影响力和知名度得到提升，形",
            "上海辖区内公民科",
            "离岸基地工作体",
            "党员教育培训覆",
            "市民科学素",
            "工程质量验",
            "公共文化服",
            "环境保护意",
            "项目管理制度健",
        ] {
            assert!(is_cut(name), "{name}");
        }
        for name in [
            "合作可持续性",
            "设备采购台数",
            "社会稳定",
            "资金使用合规",
            "促进地方经济发展",
            "按时完成",
            "科普资源共建共享",
        ] {
            assert!(!is_cut(name), "{name}");
        }
    }
}
