//! Files to fill in.

use super::suggested::suggested_line;
use crate::library::Suggestion;
use crate::source::{Node, Value};
use crate::template::{
    Condition, ConditionId, FORM, Field, FormOfYear, Framework, Kind, Loaded, Template, YEAR, running_texts,
};
use crate::value::MoneyUnit;

/// A project file with every field of a form, each with a comment that says what
/// goes into it, and with these indicators to begin with.
pub fn new_project(form: &FormOfYear, name: &str, suggestions: &[Suggestion]) -> String {
    let FormOfYear { template, year, .. } = form;
    let mut text = format!(
        "# {}（{year} 年度）\n# 冒号后面填写；# 后面是说明，不打印。填好后运行：jixiao check 文件名\n\n{}",
        template.title,
        head(form)
    );
    let mut open = String::new();
    let running = running_texts(template);
    for (index, field) in template.fields.iter().enumerate() {
        if field.is_total() {
            continue;
        }
        let (group, key) = match field.path.rsplit_once('.') {
            Some((group, key)) => (group, key),
            None => ("", field.path.as_str()),
        };
        if group != open {
            open = group.to_owned();
            if !group.is_empty() {
                text += &format!("{group}:\n");
            }
        }
        let indent = if group.is_empty() { "" } else { "  " };
        let is_name = template.roles.name.is_some_and(|id| id.0 == index);
        let value = match (is_name, running[index]) {
            (true, _) => format!(" {}", quoted(name)),
            (false, true) => " |-".to_owned(),
            (false, false) => String::new(),
        };
        let comment = comment(template, field, *year);
        let comment = match (running[index], comment.is_empty()) {
            (false, _) => comment,
            (true, true) => format!("  # {ON_NEXT_LINE}"),
            (true, false) => format!("{comment}；{ON_NEXT_LINE}"),
        };
        text += &format!("{indent}{key}:{value}{comment}\n");
        if running[index] {
            text += &format!("{indent}  \n");
        }
        text += &below(field, suggestions);
    }
    text
}

/// What chooses a form: its year, and its name where the year chooses another.
fn head(form: &FormOfYear) -> String {
    let FormOfYear { template, year, is_named } = form;
    let name = if *is_named { format!("{FORM}: {}\n", quoted(&template.name)) } else { String::new() };
    format!("{YEAR}: {year}\n{name}")
}

/// Where a text of several lines goes.
const ON_NEXT_LINE: &str = "文字从下一行写起，每行行首空两格";

/// A `jixiao.yaml` with what the projects of a folder share.
pub fn new_settings(form: &FormOfYear) -> String {
    let template = &form.template;
    let mut text = format!(
        "# 本文件夹各项目共用的内容：写在这里的字段，每个项目文件都不必再写。\n# 项目文件里写了同名的字段，以项目自己的为准。\n\n{}",
        head(form)
    );
    for id in &template.roles.shared {
        text += &format!("{}:\n", template.field(*id).key());
    }
    text + "\n# 输出设置：\n# output: {folder: out, formats: [pdf, xlsx], fit: pages, attach: false, book: true}\n\
        # 单位自己的指标库（放在本文件夹、名为 指标库.yaml 的不必写）：\n# indicators: ../指标库.yaml\n\
        # 检查设置：\n# checks:\n#   levels: {unit-missing: off}\n#   ceiling: 1000万元\n"
}

/// The file of a template for a year: what it extends, and the names of what it
/// may change.
pub fn new_template(base: &Loaded, year: u16) -> String {
    let Template { name, title, .. } = &*base.template;
    let names = |path: &[&str]| keys(&base.whole, path).join("、");
    format!(
        "# {title}（{year} 年起）：在 {name} 年表的基础上改。没有写到的，都照 {name} 年表。\n\
         # 写法见 docs/templates.md；改完用 jixiao template check 检查，用 jixiao template diff 对照。\n\
         extends: \"{name}\"\n\
         name: \"{year}\"\n\
         # 表的全称，用在文件属性和 jixiao new 的文件里。打印的标题在 grid 的行里，第二页起的在 page 的 continued，要另改。\n\
         title: {}\n\
         years: {{from: {year}, to: ~}}\n\
         \n\
         # 字段。加一个：写「联系电话: {{type: text}}」，写在它后面那个字段的前面；去掉一个：写「备注: ~」。\n\
         # 现有：{}\n\
         fields: {{}}\n\
         # 字段、选项或指标分类改了名称的，在 from 里写旧的和新的，jixiao roll 才接得上，如：\n\
         # from: {{\"{name}\": {{fields: {{旧名: 新名}}}}}}\n\
         \n\
         # 表格的行，由上到下。换一行：写行名和它的格子；加一行：写在它后面那一行的前面；去掉：「行名: ~」。\n\
         # 现有：{}\n\
         grid:\n  rows: {{}}\n",
        quoted(title),
        names(&["fields"]),
        names(&["grid", "rows"]),
    )
}

/// The keys of a mapping inside a template.
fn keys<'n>(node: &'n Node, path: &[&str]) -> Vec<&'n str> {
    let Value::Mapping(entries) = &node.value else {
        return Vec::new();
    };
    match path {
        [] => entries.iter().map(|entry| entry.key.as_str()).collect(),
        [first, rest @ ..] => {
            let below = entries.iter().find(|entry| entry.key == *first);
            below.map_or_else(Vec::new, |entry| keys(&entry.value, rest))
        }
    }
}

/// A name as YAML takes it whatever it says.
pub(crate) fn quoted(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '（' | '）' | '—' | '、' | '·'));
    let starts_well = name.starts_with(|c: char| c.is_alphabetic());
    match plain && starts_well {
        true => name.to_owned(),
        false => format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// What goes into a field of a year's form, as a comment after its key; nothing
/// where that is plain.
pub(crate) fn comment(template: &Template, field: &Field, year: u16) -> String {
    let what = match &field.kind {
        Kind::Text => match field.limit {
            Some(limit) => format!("{limit} 字以内"),
            None => String::new(),
        },
        Kind::Choice(options) => format!("选一项：{}", options.join("、")),
        Kind::Choices(options) => format!("可选几项，每项一行，以 - 开头：{}", options.join("、")),
        Kind::Date(_) => format!("日期，如 {year}-01-01"),
        Kind::Money(format) if format.unit == MoneyUnit::default() => "元，也可以写 45万元".to_owned(),
        Kind::Money(format) => format!("{}，也可以写 450000元", format.unit.name()),
        Kind::Number(_) => "数字".to_owned(),
        Kind::Table(columns) => format!("每项一行：- {}", example(columns)),
        Kind::Indicators(_) => "名称: 指标值，写在二级指标下面，如 培训场次: ≥4场".to_owned(),
    };
    let when = field.when.map_or_else(String::new, |when| asked_when(template, when));
    let parts: Vec<&str> = [when.as_str(), &what].into_iter().filter(|part| !part.is_empty()).collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("  # {}", parts.join("；")),
    }
}

/// When a field is filled in.
pub(crate) fn asked_when(template: &Template, condition: ConditionId) -> String {
    match template.condition(condition) {
        (_, Condition::YearsDiffer(..)) => "跨年度项目才填".to_owned(),
        (name, _) => format!("「{name}」时才填"),
    }
}

fn example(columns: &[Field]) -> String {
    let keys: Vec<String> = columns.iter().map(|column| format!("{}: …", column.path)).collect();
    format!("{{{}}}", keys.join(", "))
}

/// What stands below a field's key.
fn below(field: &Field, suggestions: &[Suggestion]) -> String {
    match &field.kind {
        Kind::Indicators(framework) => tree(framework, suggestions),
        _ => String::new(),
    }
}

fn tree(framework: &Framework, suggestions: &[Suggestion]) -> String {
    let mut text = String::new();
    for category in framework.always() {
        text += &format!("  {}:\n", category.name);
        for subcategory in &category.subcategories {
            text += &format!("    {subcategory}:\n");
            let is_here = |one: &&Suggestion| one.category == category.name && one.subcategory == *subcategory;
            suggestions.iter().filter(is_here).for_each(|one| text += &suggested_line(one, 6));
        }
    }
    text
}
