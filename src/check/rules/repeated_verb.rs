//! 一个分句里同一个动词用了两次。
//!
//! “提升科技工作者提升服务”多半是改了一半。并列的（提升教师能力和提升学生素养）不算。
//!
//! 例：加强基层组织加强建设
//! 改：删去一个，或改通顺。
//!
//! ---
//!
//! A clause has the same verb twice.
//!
//! “提升科技工作者提升服务” was most likely half changed. Parts that are joined, as in
//! “提升教师能力和提升学生素养”, are left alone.
//!
//! Example: “加强基层组织加强建设”
//! Instead: delete one of them, or mend the sentence.

use crate::check::reading::{is_han, mark, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

const VERBS: [&str; 6] = ["提升", "加强", "推进", "提高", "完善", "促进"];

/// What joins two parts of a clause.
const JOINTS: [&str; 17] =
    ["和", "与", "及", "并", "或", "以", "而", "也", "又", "来", "为", "对", "到", "中", "、", "着力", "的"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (_, text, span) in texts(project) {
        let clauses = text.split(|c: char| !is_han(c) && c != '、');
        for (clause, verb) in clauses.filter_map(|clause| Some((clause, twice(clause)?))) {
            let finding = Diagnostic::new(Code::RepeatedVerb, words::verb_twice(verb));
            findings.push(finding.at(mark(span, clause), Message::default()).help(words::delete_or_rephrase()));
        }
    }
    findings
}

/// The verb that stands twice in a clause, with nothing between that joins its parts.
fn twice(clause: &str) -> Option<&'static str> {
    VERBS.into_iter().find(|verb| {
        let Some((_, rest)) = clause.split_once(verb) else { return false };
        let Some((between, after)) = rest.split_once(verb) else { return false };
        let count = between.chars().count();
        (1..=10).contains(&count) && !after.is_empty() && !JOINTS.iter().any(|joint| between.contains(joint))
    })
}
