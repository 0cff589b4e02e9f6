//! 文字里说购买服务，表上却填没有。
//!
//! 概况、计划里写了购买服务、服务外包、委托物业公司或专业机构承担的，应填含有政府购买服务。
//! 委托监理、检测、审计、设计这样随工程、采购附带的不算，制度和文件的名称也不算。填了“是”
//! 而文字没有说的，看不出来。
//!
//! 例：是否含有政府购买服务: 否，概况写“保洁、保安委托物业公司承担”
//! 改：是否含有政府购买服务: 是
//!
//! ---
//!
//! The texts speak of services that are bought, and the form says that there are none.
//!
//! Where the description or the plan has “购买服务”, “服务外包” or says that a company or an
//! institution is charged with the work, the form should say so. Supervision, testing,
//! audits and designs that come with building or buying are left alone, and so are titles of
//! documents. Whether a “是” has nothing to stand on is not seen.
//!
//! Example: `是否含有政府购买服务: 否`, and a description with “保洁、保安委托物业公司承担”
//! Instead: `是否含有政府购买服务: 是`

use crate::check::reading::{chosen, mark, outside_brackets, texts};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::Project;

/// What says that services are bought.
const BOUGHT: [&str; 7] = ["购买服务", "购买社会服务", "服务外包", "外包服务", "外包给", "劳务派遣", "物业公司"];

/// Who is charged with work.
const CHARGED: [&str; 13] = [
    "公司",
    "第三方",
    "专业机构",
    "专业单位",
    "专业团队",
    "专业企业",
    "社会组织",
    "服务机构",
    "企业承担",
    "机构承担",
    "事务所",
    "服务商",
    "社会力量",
];

/// What comes with building and buying.
const ALONG: [&str; 17] = [
    "监理",
    "检测",
    "检验",
    "审计",
    "审价",
    "造价",
    "设计",
    "勘察",
    "测绘",
    "测量",
    "招标代理",
    "评估",
    "评价",
    "验收",
    "抽查",
    "监测",
    "鉴定",
];

/// What says that nothing is bought.
const NONE: [&str; 5] = ["不购买", "不涉及", "没有", "不含", "无购买"];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let Some((field, wanted)) = &project.template.roles.services else { return Vec::new() };
    let given = project.get(*field).filter(|given| !given.value.is_blank());
    let Some(place) = given.and_then(|given| given.span.clone()) else { return Vec::new() };
    if chosen(project, &project.template.roles.services).is_some() {
        return Vec::new();
    }
    let told = texts(project).into_iter().filter(|(id, ..)| id != field).find_map(|(_, text, span)| said(text, span));
    let Some(told) = told else { return Vec::new() };
    let names = wanted.iter().map(words::option).reduce(words::either).unwrap_or_default();
    let what = words::services_unticked(told.text(), project.template.field(*field).key(), names);
    vec![
        Diagnostic::new(Code::ServicesUnticked, what)
            .at(place, Message::default())
            .at(told, Message::default())
            .help(words::choose_it_or_mend_the_text()),
    ]
}

/// The words with which a text says that services are bought.
fn said(text: &str, span: &Span) -> Option<Span> {
    let plain = outside_brackets(text);
    let has = |clause: &str, words: &[&str]| words.iter().any(|word| clause.contains(word));
    let mut clauses = plain.split(['，', '。', '；', ';', '\n']).filter(|clause| !has(clause, &NONE));
    let word = clauses.find_map(|clause| {
        let bought = BOUGHT.iter().find(|word| clause.contains(**word)).copied();
        let charged = || {
            let after = &clause[clause.find("委托")?..];
            (has(after, &CHARGED) && !has(clause, &ALONG)).then_some("委托")
        };
        bought.or_else(charged)
    })?;
    Some(mark(span, word))
}
