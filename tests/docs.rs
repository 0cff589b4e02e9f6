//! Pages that are made from the code are as the code makes them now:
//! `UPDATE_DOCS=1 cargo test --test docs` makes them anew.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fmt::Write;
use std::fs;
use std::process::Command;

use boon::{Compiler, Schemas};
use common::{TEMPLATES, findings_of, root};
use jixiao::check::RULES;
use jixiao::diag::{Level, json};
use jixiao::messages::Language;
use jixiao::template::Kind;

fn compare(name: &str, made: &str) {
    let path = root().join("docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, made).expect("a page");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "docs/{name} is not what the code makes: UPDATE_DOCS=1 cargo test --test docs");
}

#[test]
fn the_list_of_rules() {
    let mut page = String::from(
        "检查规则：`jixiao check` 和 `jixiao build` 按这些规则检查项目。由程序生成，与 `jixiao explain` 相同。\n\n\
         级别可以在 `jixiao.yaml` 里改，也可以对某个项目免去一条，要写理由：\n\n\
         ```yaml\nchecks:\n  levels: {unit-missing: off, percent-low: error}   # off、note、warning、error\n  waive:\n    \
         - {code: cost-at-least, project: 会馆物业, reason: 合同约定的最低服务量}\n  ceiling: 1000万元   # 各项目资金合计的限额\n```\n\n\
         | 规则 | 级别 | 说明 |\n|---|---|---|\n",
    );
    let level = |level| match level {
        Level::Error => "错误",
        Level::Warning => "警告",
        Level::Note => "提示",
    };
    for rule in RULES {
        let _ = writeln!(page, "| [{0}](#{0}) | {1} | {2} |", rule.code, level(rule.level), rule.summary());
    }
    for rule in RULES {
        let manual: Vec<String> = rule.manual().lines().map(|line| line.replace('<', "&lt;")).collect();
        let text = manual.join("\n").replace("\n改：", "  \n改：");
        let _ = write!(page, "\n## {}\n\n{}：{text}\n", rule.code, level(rule.level));
    }
    compare("rules.md", &page);
}

#[test]
fn the_fields_of_the_forms() {
    let mut page =
        String::from("各年度表的字段：项目文件里可以写的键。由程序从模板生成；写法见 [projects.md](projects.md)。\n");
    for template in TEMPLATES.iter() {
        let years = match template.last_year {
            Some(last) => format!("{}—{last} 年", template.first_year),
            None => format!("{} 年起", template.first_year),
        };
        let _ = write!(page, "\n## {}（{years}）\n\n| 键 | 填什么 | 说明 |\n|---|---|---|\n", template.title);
        template.fields.iter().for_each(|field| page += &row(field));
    }
    compare("fields.md", &page);
}

fn row(field: &jixiao::template::Field) -> String {
    let kind = match &field.kind {
        Kind::Text => "文字".to_owned(),
        Kind::Choice(options) => format!("一项：{}", options.join("、")),
        Kind::Choices(options) => format!("几项：{}", options.join("、")),
        Kind::Date => "日期".to_owned(),
        Kind::Money => "金额".to_owned(),
        Kind::Number => "数字".to_owned(),
        Kind::Table(columns) => {
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            format!("列表，每项有：{}", names.join("、"))
        }
        Kind::Indicators(framework) => {
            let category = |category: &jixiao::template::Category| {
                format!("{}（{}）", category.name, category.subcategories.join("、"))
            };
            framework.categories.iter().map(category).collect::<Vec<_>>().join("；")
        }
    };
    let mut words = Vec::new();
    words.extend(field.required.then(|| "必填".to_owned()));
    words.extend(field.when.map(|_| "跨年度项目才填".to_owned()));
    words.extend(field.limit.map(|limit| format!("{limit} 字以内")));
    words.extend(field.default.map(|default| format!("不写就是 {default}")));
    if !field.sum.is_empty() {
        words.push("合计，不必写，写了就核对".to_owned());
    }
    words.extend(field.also.iter().map(|also| format!("也可以写在：{also}")));
    format!("| {} | {kind} | {} |\n", field.path, words.join("；"))
}

#[test]
fn the_commands() {
    let mut page = String::from("命令：`jixiao` 的全部命令和选项。由程序生成，与 `jixiao --help` 相同。\n");
    let help = |arguments: &[&str]| {
        let output = Command::new(assert_cmd::cargo::cargo_bin("jixiao"))
            .args(arguments)
            .arg("--help")
            .env("COLUMNS", "100")
            .output()
            .expect("the program");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let _ = write!(page, "\n```text\n{}```\n", help(&[]));
    for command in ["build", "check", "new", "init", "import", "schema", "fonts", "explain", "completions"] {
        let _ = write!(page, "\n## jixiao {command}\n\n```text\n{}```\n", help(&[command]));
    }
    compare("commands.md", &page);
}

/// What `check --format json` says is as its published schema has it.
#[test]
fn the_schema_of_findings() {
    let text = fs::read_to_string(root().join("docs/findings.schema.json")).expect("a schema");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("findings.json", serde_json::from_str(&text).expect("JSON")).expect("a schema");
    let index = compiler.compile("findings.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
    let mut count = 0;
    for path in fs::read_dir(root().join("tests/cases/findings")).expect("cases") {
        let path = path.expect("a case").path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let findings = findings_of(&fs::read_to_string(&path).expect("a case"));
            let report = serde_json::from_str(&json(&findings, 1, Language::Chinese)).expect("JSON");
            schemas.validate(&report, index).unwrap_or_else(|error| panic!("{}: {error:#}", path.display()));
            count += findings.len();
        }
    }
    assert!(count > 50);
}
