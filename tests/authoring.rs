//! What an author starts from: new files build, and the schema takes what the
//! program takes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fs;

use boon::{Compiler, SchemaIndex, Schemas};
use common::{TEMPLATES, findings, root, source};
use jixiao::internals::authoring::{new_project, new_settings, schema};
use jixiao::internals::source::parse;
use jixiao::internals::template::{FormOfYear, Template};

const YEARS: [u16; 4] = [2019, 2020, 2023, 2026];

fn template(year: u16) -> &'static Template {
    TEMPLATES.for_year(year).expect("a template")
}

fn form(year: u16) -> FormOfYear {
    TEMPLATES.form_of_year(year, None).expect("a form")
}

#[test]
fn new_files_build() {
    for year in YEARS {
        for name in ["青年服务", "带: 冒号 # 和\"引号\"", "2026", "否"] {
            let text = new_project(&form(year), name, &[]);
            assert!(text.contains(&format!("# 日期，如 {year}-01-01\n")), "{text}");
            let shown = findings(&text);
            assert!(!shown.contains("错误["), "{year}: {shown}\n{text}");
            let table = common::form(&text);
            assert_eq!(common::shown(&table, "项目名称"), name);
        }
        let settings = new_settings(&form(year));
        assert_eq!(parse(&jixiao::internals::source::Source::new("jixiao.yaml", &settings)).expect("YAML").len(), 1);
    }
}

fn compiled(template: &Template) -> (Schemas, SchemaIndex) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let document: serde_json::Value = serde_json::from_str(&schema(template)).expect("JSON");
    compiler.add_resource("schema.json", document).expect("a schema");
    let index = compiler.compile("schema.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
    (schemas, index)
}

#[test]
fn the_schema_takes_the_samples_and_the_cases() {
    let mut paths: Vec<_> =
        fs::read_dir(root().join("samples")).expect("samples").map(|file| file.expect("a file").path()).collect();
    for case in
        ["2019/filled", "2020/filled", "2020/blank-prior-year", "2023/multi-year", "2023/single-year", "2026/targets"]
    {
        paths.push(root().join("tests/cases").join(case).join("project.yaml"));
    }
    let mut taken = 0;
    for path in paths.iter().filter(|path| !path.ends_with("jixiao.yaml")) {
        for document in parse(&source(path)).expect("YAML") {
            let value = common::json(&document);
            let digits: String = value["年度"].to_string().chars().filter(char::is_ascii_digit).collect();
            let (schemas, index) = compiled(template(digits.parse().unwrap_or(2020)));
            schemas.validate(&value, index).unwrap_or_else(|error| panic!("{}: {error:#}", path.display()));
            taken += 1;
        }
    }
    assert!(taken >= 15);
}

#[test]
fn the_schema_refuses_what_the_program_refuses() {
    let (schemas, index) = compiled(template(2026));
    for text in [
        "年度: 2026\n项目名: 错\n",
        "年度: 2026\n",
        "年度: 2026\n项目名称: 错\n项目性质: 其他一次性\n",
        "年度: 2026\n项目名称: 错\n年度资金: 450000\n",
        "年度: 2026\n项目名称: 错\n年度资金: {当年拨款: 1}\n",
        "年度: 2026\n项目名称: 错\n年度总体目标: [a]\n",
        "年度: 2026\n项目名称: 错\n绩效指标: {数量指标: {场次: 1场}}\n",
        "年度: 2026\n项目名称: 错\n绩效指标: {产出指标: {数量指标: 4场}}\n",
        "年度: 2026\n项目名称: 错\n绩效指标: {产出指标: {数量指标: [{指标值: 4场}]}}\n",
        "年度: 2026\n项目名称: 错\n绩效指标: {产出指标: {数量指标: {场次: {数: 4}}}}\n",
    ] {
        let document = parse(&jixiao::internals::source::Source::new("t.yaml", text)).expect("YAML").remove(0);
        assert!(schemas.validate(&common::json(&document), index).is_err(), "{text}");
        assert!(findings(text).contains("错误["), "{text}");
    }
}
