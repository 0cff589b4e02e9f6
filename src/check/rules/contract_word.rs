//! 文字里有“甲方”“乙方”。
//!
//! 这是合同里的称呼，申报表里看不出是谁，多半是从合同抄来的。
//!
//! 例：参加甲方组织的培训
//! 改：写单位的名称。
//!
//! ---
//!
//! A text speaks of “甲方” or “乙方”.
//!
//! So the parties are called in a contract; nobody can tell who they are in a form, and
//! the text was most likely copied from a contract.
//!
//! Example: “参加甲方组织的培训”
//! Instead: write the name of the institution.

use crate::check::reading::{indicators, mark, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

const PARTIES: [&str; 3] = ["甲方", "乙方", "丙方"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let indicators = indicators(project).flat_map(|indicator| {
        [(indicator.name.as_str(), &indicator.span), (indicator.target.written.as_str(), &indicator.target_span)]
    });
    let texts = texts(project).into_iter().map(|(_, text, span)| (text, span)).chain(indicators);
    texts
        .filter_map(|(text, span)| {
            let word = PARTIES.iter().find(|word| text.contains(**word))?;
            let finding = Diagnostic::new(Code::ContractWord, words::contract_word(word));
            Some(finding.at(mark(span, word), Message::default()).help(words::name_the_institution()))
        })
        .collect()
}
