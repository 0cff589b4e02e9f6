//! 子项目在各栏文字里没有提到。
//!
//! 预算里有一笔钱，概况、计划、目标和指标都没有说做什么，审核人无从判断。只看名称里的字在文字里
//! 有没有，换了说法的会看错，所以是提示。
//!
//! 例：子项目里有 科普大讲坛，概况、目标和指标都没有提
//! 改：写明这个子项目做什么、做到多少。
//!
//! ---
//!
//! No text says anything of a sub-project.
//!
//! There is a sum in the budget, and neither the texts nor the indicators say what it is
//! for. This goes by the characters of its name; what is called otherwise is missed, so
//! that this is a note.
//!
//! Example: a sub-project “科普大讲坛” that is in no text and no indicator
//! Instead: say what it does, and how much of it.

use crate::check::reading::{indicators, is_han, outside_brackets, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::{FieldValue, Given, Project};
use crate::template::FieldId;

/// Names that say nothing.
const OTHERS: [&str; 6] = ["其他", "其它", "其他费用", "其他支出", "其他经费", "其他工作"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut said = None;
    for (index, field) in project.template.fields.iter().enumerate() {
        let Some(column) = field.kind.columns().iter().position(|column| column.unique) else {
            continue;
        };
        let Some(FieldValue::Records(records)) = project.get(FieldId(index)).map(|given| &given.value) else {
            continue;
        };
        // What is the only one is the project itself.
        if records.len() < 2 {
            continue;
        }
        let said = said.get_or_insert_with(|| all_texts(project));
        for record in records {
            if let Some(Given { value: FieldValue::Text(name), span: Some(span) }) = &record.values[column]
                && (!is_mentioned(name, said) || OTHERS.contains(&name.trim()))
            {
                let what = match OTHERS.contains(&name.trim()) {
                    true => words::sub_project_of_others(name.trim()),
                    false => words::not_mentioned(name.trim()),
                };
                let finding = Diagnostic::new(Code::SubProjectUnmentioned, what).at(span.clone(), Message::default());
                findings.push(finding.help(words::say_what_it_does()));
            }
        }
    }
    findings
}

/// All that is said in a project, but for its name.
fn all_texts(project: &Project) -> String {
    let mut said = String::new();
    for (id, text, _) in texts(project) {
        if project.template.roles.name != Some(id) {
            said.push_str(text);
            said.push('\n');
        }
    }
    for indicator in indicators(project) {
        said.push_str(&indicator.name);
        said.push('\n');
        said.push_str(&indicator.target.written);
        said.push('\n');
    }
    said
}

/// Whether a third of the pairs of characters of a name stand in what is said.
fn is_mentioned(name: &str, said: &str) -> bool {
    let name: Vec<char> = outside_brackets(name).chars().filter(|c| is_han(*c)).collect();
    let pairs: Vec<String> = name.windows(2).map(|pair| pair.iter().collect()).collect();
    let found = pairs.iter().filter(|pair| said.contains(pair.as_str())).count();
    pairs.len() < 2 || found * 3 >= pairs.len()
}
