//! 子项目是购置，没有选资产购置类。
//!
//! 看子项目和项目的名称里有没有“购置”“采购”“设备更新”，只在表上有资金用途的选项、又没有选时说。
//! 图书、耗材、服务的采购不算。
//!
//! 例：资金用途: 政策补贴类，子项目名称: 执法快艇购置
//! 改：加选资产购置类。
//!
//! ---
//!
//! A sub-project buys things, and the form does not say that it does.
//!
//! This looks for “购置”, “采购” and “设备更新” in the names of sub-projects and of the project,
//! where the form has such an option and it is not chosen. Books, materials and services are left
//! alone.
//!
//! Example: `资金用途: 政策补贴类`, and a sub-project called “执法快艇购置”
//! Instead: choose “资产购置类” as well.

use crate::check::reading::{chosen, text_of};
use crate::check::words;
use crate::diag::{Code, Diagnostic, Span};
use crate::messages::Message;
use crate::project::{FieldValue, Given, Project};
use crate::template::{FieldId, Kind};

const BOUGHT: [&str; 5] = ["购置", "采购", "设备更新", "设备购买", "设备补充"];

/// What is bought and is no asset.
const NO_ASSETS: [&str; 14] = [
    "服务",
    "图书",
    "报刊",
    "耗材",
    "试剂",
    "药品",
    "药剂",
    "疫苗",
    "慰问",
    "用品",
    "材料",
    "物资",
    "食材",
    "采购代理",
];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let roles = &project.template.roles;
    let Some((field, wanted)) = &roles.purchases else { return Vec::new() };
    let given = project.get(*field).filter(|given| !given.value.is_blank());
    let Some(place) = given.and_then(|given| given.span.clone()) else { return Vec::new() };
    let buys = |name: &str| {
        let word = BOUGHT.iter().find(|word| name.contains(**word));
        word.filter(|_| !NO_ASSETS.iter().any(|word| name.contains(word)))
    };
    if chosen(project, &roles.purchases).is_some() {
        return Vec::new();
    }
    let mut names = records(project);
    names.extend(roles.name.and_then(|id| text_of(project, id)).map(|(name, span)| (name, span.clone())));
    let Some((word, told)) = names.iter().find_map(|(name, span)| Some((buys(name)?, span))) else {
        return Vec::new();
    };
    let options = wanted.iter().map(words::option).reduce(words::either).unwrap_or_default();
    let what = words::purchases_unticked(word, project.template.field(*field).key(), options);
    let finding = Diagnostic::new(Code::PurchasesUnticked, what).at(place, Message::default());
    vec![finding.at(told.clone(), Message::default()).help(words::choose_it_too())]
}

/// The names of the sub-projects.
fn records(project: &Project) -> Vec<(&str, Span)> {
    let tables = project.template.fields.iter().enumerate().filter_map(|(index, field)| {
        match (&field.kind, project.get(FieldId(index)).map(|given| &given.value)) {
            (Kind::Table(columns), Some(FieldValue::Records(records))) => Some((columns, records)),
            _ => None,
        }
    });
    tables
        .flat_map(|(columns, records)| {
            let name = columns.iter().position(|column| column.unique);
            records.iter().filter_map(move |record| match record.values.get(name?)? {
                Some(Given { value: FieldValue::Text(text), span: Some(span) }) => Some((text.as_str(), span.clone())),
                _ => None,
            })
        })
        .collect()
}
