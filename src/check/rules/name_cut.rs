//! 项目、子项目或三级指标的名称在词中间断了。
//!
//! 名称的最后一个词只有一个字，又不是率、度、数这样的后缀，多半是从别处复制时丢了后半截。词是
//! 用词典切分的，词典里没有的词可能看错；指标值带单位的，名称多半是一件东西，和项目名称一样是
//! 提示。最后两个字不是词，而别处的文字里它们后面总是同一个字的（名称是 完善各项工作制，别处都是
//! 工作制度），也是断了。断在两个词之间的看不出来。
//!
//! 例：离岸基地工作体: 规范
//! 改：补全，如 离岸基地工作体系。
//!
//! ---
//!
//! The name of the project, a sub-project or an indicator ends in the middle of a word.
//!
//! Its last word has one character, and is none of the endings such as “率”, “度” and
//! “数”: most likely its second half was lost when it was copied. Words are found with a
//! dictionary, and what that lacks may be taken for less than a word. Where the target has
//! a unit, the name is most likely that of a thing, and this is a note; so it is for the name
//! of the project. A name is also cut where its last two characters are no word and the other
//! texts always go on with the same one (“工作制”, where they say “工作制度”). What is cut between
//! two words is not seen.
//!
//! Example: `离岸基地工作体: 规范`
//! Instead: complete it, as in “离岸基地工作体系”.

use crate::check::reading::{has_number, indicators, is_han, text_of, texts};
use crate::check::segment;
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level, Place, Span};
use crate::messages::Message;
use crate::project::{FieldValue, Given, Project};
use crate::template::FieldId;

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

/// Those of them that are more often half a word: 制度, 教育, 面积.
const HALVES: [char; 3] = ['制', '教', '面'];

/// Whether a name may end with a character.
fn is_ending(last: char) -> bool {
    ENDINGS.contains(last) && !HALVES.contains(&last)
}

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
    let parts = sub_projects(project).into_iter().filter(|(name, _)| is_cut(name));
    let parts = parts.map(|(name, span)| finding(Code::NameCut.level(), name, span));
    let mut findings: Vec<Diagnostic> = own.into_iter().chain(lacking).chain(cut).chain(parts).collect();
    findings.extend(cut_by_others(project, &findings));
    findings
}

/// The names of the sub-projects.
fn sub_projects(project: &Project) -> Vec<(&str, &Span)> {
    let mut found = Vec::new();
    for (index, field) in project.template.fields.iter().enumerate() {
        let unique = field.kind.columns().iter().position(|column| column.unique);
        let (Some(column), Some(FieldValue::Records(records))) =
            (unique, project.get(FieldId(index)).map(|given| &given.value))
        else {
            continue;
        };
        for record in records {
            if let Some(Given { value: FieldValue::Text(name), span: Some(span) }) = &record.values[column] {
                found.push((name.trim(), span));
            }
        }
    }
    found
}

/// Names that other texts of the form go on with: 完善各项工作制, where they say 工作制度.
fn cut_by_others(project: &Project, known: &[Diagnostic]) -> Vec<Diagnostic> {
    let names = indicators(project).map(|indicator| (indicator.name.trim(), &indicator.span));
    let names: Vec<(&str, &Span)> = names.chain(sub_projects(project)).collect();
    let is_known =
        |span: &Span| known.iter().any(|finding| finding.labels.iter().any(|label| label.place == Place::from(span)));
    let mut said = None;
    let mut findings = Vec::new();
    for (name, span) in names.iter().filter(|(name, span)| may_be_cut(name) && !is_known(span)) {
        let said = said.get_or_insert_with(|| {
            let texts = texts(project).into_iter().map(|(_, text, _)| text);
            texts.chain(names.iter().map(|(name, _)| *name)).collect::<Vec<_>>().join("\n")
        });
        if goes_on(name, said) {
            findings.push(finding(Code::NameCut.level(), name, span));
        }
    }
    findings
}

/// The last two characters of a text.
fn last_two(text: &str) -> &str {
    text.char_indices().rev().nth(1).map_or(text, |(at, _)| &text[at..])
}

/// Whether the last two characters of a name are no word, so that it may have lost the rest.
fn may_be_cut(name: &str) -> bool {
    let tail = last_two(name);
    let is_long = name.chars().count() >= SHORTEST;
    is_long && tail.chars().all(is_han) && !name.ends_with(is_ending) && !segment::is_word_of_two(tail)
}

/// Whether the last two characters of a name are always followed by the same one in what is
/// said, which makes a word of the last.
fn goes_on(name: &str, said: &str) -> bool {
    let tail = last_two(name);
    let mut next: Vec<Option<char>> =
        said.match_indices(tail).map(|(at, _)| said[at + tail.len()..].chars().next()).collect();
    // The name itself is one of them.
    let Some(own) = next.iter().position(|c| *c == Some('\n') || c.is_none()) else { return false };
    next.remove(own);
    let (Some(Some(first)), Some(last)) = (next.first().copied(), tail.chars().next_back()) else { return false };
    let word: String = [last, first].into_iter().collect();
    next.iter().all(|c| *c == Some(first)) && is_han(first) && segment::is_word_of_two(&word)
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
    // 办人民满意的教
    if !is_short && last_two(name).starts_with('的') && !name.ends_with(is_ending) {
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
            "办人民满意的教",
            "“声光电”展区更",
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
