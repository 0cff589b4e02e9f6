//! 项目名称是文件的题目。
//!
//! “关于做好……工作”“……的通知”是文件的题目；项目名称写做什么，汇总表和公开时都用它。
//!
//! 例：项目名称: 关于做好全县学前教育补助发放工作
//! 改：项目名称: 学前教育资助
//!
//! ---
//!
//! The project's name is the title of a document.
//!
//! “关于做好……工作” and “……的通知” are titles of documents; a project is called by what is done, in
//! summaries and wherever it is published.
//!
//! Example: `项目名称: 关于做好全县学前教育补助发放工作`
//! Instead: `项目名称: 学前教育资助`

use crate::check::reading::text_of;
use crate::check::words;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::project::Project;

/// What titles of documents end with.
const DOCUMENTS: [&str; 8] = ["的通知", "的意见", "的函", "的请示", "的批复", "的报告", "的决定", "实施方案的通知"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some((name, span)) = project.template.roles.name.and_then(|id| text_of(project, id)) else {
        return Vec::new();
    };
    let name = name.trim().trim_start_matches('《').trim_end_matches('》');
    if !name.starts_with("关于") && !DOCUMENTS.iter().any(|end| name.ends_with(end)) {
        return Vec::new();
    }
    let finding = Diagnostic::new(Code::DocumentName, words::name_of_document(name));
    vec![finding.at(span.clone(), Message::default()).help(words::name_the_project())]
}
