//! 立项依据说不清是哪个文件，或文件已经废止。
//!
//! 依据要写文件的名称和文号：只写“相关文件”“领导讲话精神”查不到；“示府发〔2020〕号”漏了号。2021 年
//! 民法典施行后，合同法、物权法、担保法、婚姻法等不再是依据。别的文件是否有效看不出来。
//!
//! 例：3. 据相关文件。
//! 改：写明文件的名称和文号；没有的，删去这一条。
//!
//! ---
//!
//! The basis names no document, or one that is no longer in force.
//!
//! A basis is a document with its title and number: “相关文件” and “领导讲话精神” cannot be looked
//! up, and “示府发〔2020〕号” lacks its number. Since the civil code of 2021 the laws of
//! contracts, property, guarantees and marriage are no basis. Of other documents nothing is
//! known.
//!
//! Example: “3. 据相关文件。”
//! Instead: the title and the number of the document; where there is none, delete the item.

use crate::check::reading::{mark, text_of, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;
use crate::value::likely_year;

/// What names no document.
const VAGUE: [&str; 14] = [
    "相关文件",
    "有关文件",
    "相关规定",
    "有关规定",
    "相关要求",
    "有关要求",
    "相关政策",
    "有关政策",
    "上级要求",
    "上级文件",
    "上级精神",
    "讲话精神",
    "领导批示",
    "领导指示",
];

/// The laws that the civil code replaced, in force from 2021.
const REPEALED: [&str; 9] = [
    "合同法》",
    "物权法》",
    "担保法》",
    "婚姻法》",
    "继承法》",
    "收养法》",
    "侵权责任法》",
    "民法通则》",
    "民法总则》",
];

/// What ends so and is another law.
const OTHER_LAWS: [&str; 1] = ["劳动合同法》"];

const CIVIL_CODE: u16 = 2021;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (text, span) in project.template.roles.basis.iter().filter_map(|id| text_of(project, *id)) {
        for item in text.split(['\n', '；', ';', '。']).filter(|item| !item.contains('《')) {
            if let Some(word) = VAGUE.iter().find(|word| item.contains(**word)) {
                let finding = Diagnostic::new(Code::BasisVague, words::basis_is_vague(word));
                findings.push(finding.at(mark(span, word), Message::default()).help(words::name_the_document()));
            }
        }
    }
    for (text, span) in project.template.roles.basis.iter().filter_map(|id| text_of(project, *id)) {
        if let Some((written, year)) = of_later_year(text, project.year) {
            let finding = Diagnostic::new(Code::BasisVague, words::basis_of_later_year(written, year, project.year));
            findings.push(finding.at(mark(span, written), Message::default()).help(words::check_year()));
        }
    }
    for (_, text, span) in texts(project) {
        if text.contains("〕号") {
            let finding = Diagnostic::new(Code::BasisVague, words::number_of_document_missing());
            findings.push(finding.at(mark(span, "〕号"), Message::default()).help(words::fill_in_the_number()));
        }
        let law =
            REPEALED.iter().find(|law| text.contains(**law) && !OTHER_LAWS.iter().any(|other| text.contains(other)));
        if let Some(law) = law.filter(|_| project.year >= CIVIL_CODE) {
            let name = law.trim_end_matches('》');
            let finding = Diagnostic::new(Code::BasisVague, words::law_is_repealed(name));
            findings.push(finding.at(mark(span, name), Message::default()).help(words::name_the_civil_code()));
        }
    }
    findings
}

/// The year of a document (〔2021〕3号, 2021年版) that is after the form's, as it is written.
fn of_later_year(text: &str, year: u16) -> Option<(&str, u16)> {
    let years = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).filter_map(|(at, _)| {
        let later = likely_year(text.get(at..at + 4)?).filter(|later| *later > year)?;
        let (before, after) = (&text[..at], &text[at + 4..]);
        let is_number = before.ends_with(['〔', '[', '［']) && after.starts_with(['〕', ']', '］']);
        let is_edition = ["年版", "年修订", "年修正", "年印发"].iter().any(|word| after.starts_with(word));
        let start = before.char_indices().next_back().filter(|_| is_number).map_or(at, |(start, _)| start);
        let end = at + 4 + after.chars().next().map_or(0, char::len_utf8);
        (is_number || is_edition).then(|| (&text[start..end], later))
    });
    years.into_iter().next()
}
