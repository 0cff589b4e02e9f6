//! The kind of a project by its name.

use std::cmp::Reverse;

use super::{Library, ProjectKind};
use crate::diag::nearest;

/// A word of a kind in a name: where it ends and how long it is, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    end: usize,
    length: usize,
}

/// What joins several things in a name.
const JOINTS: [char; 5] = ['及', '和', '与', '、', '暨'];

/// What may stand behind the word that says what a project is.
const TAILS: [&str; 10] = ["经费", "费用", "资金", "费", "项目", "专项", "工作", "任务", "活动", "班"];

impl ProjectKind {
    /// The last of its words in a name, and of those that end there the longest: what a
    /// Chinese name is about stands at its end.
    fn found_in(&self, name: &str) -> Option<Match> {
        let found = |word: &String| Some(Match { end: name.rfind(word.as_str())? + word.len(), length: word.len() });
        self.words.iter().filter_map(found).max()
    }
}

impl Library {
    /// The kinds that a project may be of by its name, the likeliest first.
    pub fn kinds_of(&self, name: &str) -> Vec<&str> {
        self.matches(name).into_iter().map(|(kind, _)| kind).collect()
    }

    /// The kind that a project is of by its name, where there is little doubt: the word for it
    /// is what the name is about, the words of others stand before, and no several things are
    /// joined.
    pub fn kind_of(&self, name: &str) -> Option<&str> {
        let name = without_brackets(name);
        let matches = self.matches(name);
        let ((kind, first), others) = matches.split_first()?;
        let mut rest = &name[first.end..];
        while let Some(shorter) = TAILS.iter().find_map(|tail| rest.strip_suffix(tail)) {
            rest = shorter;
        }
        let is_alone = others.is_empty() || !name.contains(JOINTS);
        let is_last = others.iter().all(|(_, other)| other.end <= first.end - first.length);
        (rest.is_empty() && is_alone && is_last).then_some(kind)
    }

    /// The kinds with words in a name, outside of brackets where there is one.
    fn matches(&self, name: &str) -> Vec<(&str, Match)> {
        let matches = self.matches_in(without_brackets(name));
        if matches.is_empty() { self.matches_in(name) } else { matches }
    }

    fn matches_in(&self, name: &str) -> Vec<(&str, Match)> {
        let mut found: Vec<(&str, Match)> = Vec::new();
        for kind in &self.kinds {
            let Some(new) = kind.found_in(name) else { continue };
            match found.iter_mut().find(|(known, _)| *known == kind.name) {
                Some((_, known)) => *known = new.max(*known),
                None => found.push((&kind.name, new)),
            }
        }
        found.sort_by_key(|(_, found)| Reverse(*found));
        found
    }

    /// The kind of a name, as somebody may have written it.
    ///
    /// # Errors
    ///
    /// There is none; the name that is most like it.
    pub fn find(&self, name: &str) -> Result<&ProjectKind, Option<&str>> {
        let named = self.kinds.iter().find(|kind| kind.name == name);
        let told = || {
            let by_word = self.kinds.iter().filter(|kind| kind.words.iter().any(|word| word == name));
            let mut by_word = by_word.map(|kind| kind.name.as_str());
            let near = nearest(name, self.kinds.iter().map(|kind| kind.name.as_str()));
            by_word.next().or(near).or_else(|| self.kinds_of(name).first().copied())
        };
        named.ok_or_else(told)
    }
}

/// A name without what follows in brackets.
fn without_brackets(name: &str) -> &str {
    name.split(['（', '(']).next().unwrap_or(name).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_kind() {
        let library = Library::built_in();
        let kind = |name: &str| library.kinds_of(name).first().copied().unwrap_or_default();
        for (name, wanted) in [
            ("青年干部培训班", "培训"),
            ("培训中心物业管理费", "物业和设施维护"),
            ("培训教材编写出版", "编纂出版"),
            ("会议系统采购", "购置"),
            ("政务信息系统运维（两年）", "信息化运维"),
            ("软件园二期市政道路大修", "修缮工程"),
            ("志愿服务活动经费", "志愿服务"),
            ("科学会馆日常运行", "物业和设施维护"),
            ("社团党建工作", "党建"),
            ("区志编纂", "编纂出版"),
            ("城市更新课题", "课题研究"),
            ("食品安全抽检", "监测检测"),
            ("困难家庭救助金", "政策补贴"),
            ("河道综合整治", "生态环境治理"),
            ("社区居家养老服务", "养老助残"),
            ("第三次全国土壤普查", "调查统计"),
            ("义务教育阶段学生营养餐补助", "政策补贴"),
            ("政务服务平台升级改造", "信息化建设"),
            ("残疾人就业培训（含教材）", "培训"),
            ("办公楼日常（维修）", "修缮工程"),
            ("档案数字化", "档案整理"),
            ("重点工作经费", ""),
        ] {
            assert_eq!(kind(name), wanted, "{name}");
        }
    }

    #[test]
    fn one_kind_or_none() {
        let library = Library::built_in();
        assert_eq!(library.kind_of("社工业务培训班经费（两期）"), Some("培训"));
        assert_eq!(library.kind_of("培训中心食材"), None, "培训 is not what it is about");
        assert_eq!(library.kind_of("青年人才服务"), None);
        assert_eq!(library.kind_of("信息系统运维培训"), Some("培训"));
        assert_eq!(library.kind_of("会议系统采购和培训"), None, "it is about several things");
        assert_eq!(library.kind_of("会馆物业与安全保障"), Some("物业和设施维护"));
        assert_eq!(library.kind_of("重点工作经费"), None);
    }

    #[test]
    fn a_kind_is_found_by_its_name() {
        let library = Library::built_in();
        let near = |name: &str| library.find(name).map(|kind| kind.name.as_str()).map_err(Option::unwrap_or_default);
        assert_eq!(near("培训"), Ok("培训"));
        assert_eq!(near("信息化运"), Err("信息化运维"));
        assert_eq!(near("物业"), Err("物业和设施维护"));
        assert_eq!(near("干部轮训"), Err("培训"));
        assert_eq!(near("甲"), Err(""));
    }
}
