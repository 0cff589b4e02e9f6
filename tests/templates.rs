//! Templates: their mistakes, each told with its place, their blank forms, and how
//! they differ.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::io::{Cursor, Read};
use std::sync::Arc;

use common::{FONTS, FORMATS, line_column, marked, pdf, root};
use jixiao::Format;
use jixiao::diag::{Diagnostic, Diagnostics};
use jixiao::internals::authoring::{self, describe};
use jixiao::internals::form::{Input, blank};
use jixiao::internals::project::{Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::internals::style::Role;
use jixiao::internals::template::{Template, Templates, review};
use jixiao::internals::write;
use jixiao::messages::Language;

/// What is wrong with the made-up form of 2027 after a change.
fn mistake(from: &str, to: &str) -> String {
    let path = root().join("tests/cases/2027/scores/templates/2027.yaml");
    let text = std::fs::read_to_string(path).expect("a template");
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed, "nothing to change: {from}");
    let source = Source::new("2027.yaml", &changed);
    match Templates::with([Arc::clone(&source)]) {
        Ok(_) => panic!("{to:?} is taken"),
        Err(errors) => {
            let error = &errors[0];
            let (line, column) = line_column(error, &source);
            format!("{line}:{column} {}", error.message.say(Language::Chinese))
        }
    }
}

#[test]
fn templates_are_checked() {
    let mut wrong = Vec::new();
    for (from, to, told) in [
        ("extends: \"2026\"", "extends: \"2062\"", "3:10 没有名为「2062」的模板"),
        ("extends: \"2026\"", "extends: \"2027\"", "3:10 没有名为「2027」的模板"),
        ("from: 2027, to: ~", "from: 2027, to: 2026", "6:8 years 的 to 早于 from"),
        ("{from: 2027, to: ~}", "2027", "6:8 这里是文字「2027」，应为一组键值"),
        ("fields:", "felder:", "8:1 不认识的键「felder」"),
        ("type: text", "type: txt", "9:16 不认识「txt」"),
        ("height: 8mm", "height: 300mm", "这一行比版心还高，height 最大 "),
        ("sum: [绩效指标.分值]", "sum: [绩效指标.分]", "13:30 每行没有「绩效指标.分」这一列"),
        ("sum: [绩效指标.分值]", "sum: [分值合计]", "的 sum 绕了一圈"),
        ("equals: 100", "equals: 一百", "「一百」不是数字"),
        ("type: number, required: true", "type: number, when: multi-year", "表格的列不能有 when"),
        (
            "{label: 项目编号, colspan: 2}",
            "{label: 项目编号, colspan: 3}",
            "行「编号」从第 4 列起放不下 6 列宽的单元格",
        ),
        ("{label: 项目编号, colspan: 2}", "{label: 项目编号}", "行「编号」第 8 列是空的"),
        ("{label: 项目编号, colspan: 2}", "{label: 项目编号, colspan: 99999999999}", "colspan 应为 1 到 8"),
        ("{label: 项目编号, colspan: 2}", "{label: 项目编号, colspan: 2, rowspan: block}", "不能用 rowspan: block"),
        ("{value: 项目编号, colspan: 6}", "{value: 项目编, colspan: 6}", "模板里没有字段「项目编」"),
        ("{value: 项目编号, colspan: 6}", "{value: 项目编号, label: 编号, colspan: 6}", "只有一项"),
        ("{value: .分值}", "{value: .分}", "每行没有「分」这一列"),
        ("{value: 分值合计}", "{value: .分值}", "只能用在 for 的行里"),
        ("{value: 分值合计}", "{value: 绩效指标}", "有多行，要用 for 逐行排列"),
        ("{value: 分值合计}", "{value: 分值合计, style: 大}", "styles 里没有「大」"),
        ("{label: [绩效, 指标], rowspan: block}", "{label: [绩效, 指标], rowspan: 2}", "逐行重复，不能有 rowspan"),
        ("{label: 合计, colspan: 5}", "{label: \"{page}\", colspan: 5}", "只能用在 footer 里"),
        ("{label: 合计, colspan: 5}", "{label: \"{项目名称:year}\", colspan: 5}", "不是日期"),
        ("{label: 合计, colspan: 5}", "{label: \"{项目\", colspan: 5}", "没有配对的 }"),
        ("grid:", "page: {continued: \"第 {page} 页\"}\ngrid:", "只能用在 footer 里"),
        ("grid:", "roles: {boss: [项目名称]}\ngrid:", "roles 里不能有「boss」"),
        ("grid:", "roles: {start: [开始]}\ngrid:", "模板里没有字段「开始」"),
        ("grid:", "roles: {one-off: [项目性质, 一次]}\ngrid:", "没有选项「一次」"),
        ("grid:", "relations: [{left: 项目名称, is: equal, right: 分值合计}]\ngrid:", "不是金额或数字"),
        ("    columns:", "    expected: [影响指标]\n    columns:", "framework 里没有「影响指标」"),
        ("    columns:", "    kinds: {影响指标: count}\n    columns:", "framework 里没有「影响指标」"),
        ("grid:", "page: {margins: {top: 280mm}}\ngrid:", "页边距太大"),
        ("grid:", "page: {margins: {top: 1e300mm}}\ngrid:", "比 2 米还长"),
        ("for: 绩效指标\n", "for: 绩效指标\n          at-least: 4294967295\n", "最多写 1000"),
        ("grid:", "styles: {base: {size: 200pt}}\ngrid:", "不在 4pt 到 72pt 之间"),
        ("grid:", "styles: {base: {leading: nan}}\ngrid:", "不在 1 到 3 倍字号之间"),
        ("grid:", "conditions: {x: {years-differ: [项目名称, 计划完成日期]}}\ngrid:", "不是日期"),
        ("  rows:\n", "  columns: [0mm, 200mm]\n  rows:\n", "列宽应大于 0"),
        ("  rows:\n", "  columns: [10mm, 200mm]\n  rows:\n", "各列共宽 210.0mm"),
        ("  编号:", "  编号: {}\n    编号:", "「编号」写了两次"),
        ("grid:", "conditions: {x: {chosen: [项目性质]}}\ngrid:", "chosen 要写字段和至少一个选项"),
        ("grid:", "conditions: {x: {chosen: [项目性质, 一次]}}\ngrid:", "没有选项「一次」"),
        ("grid:", "conditions: {x: {not: y}, y: {given: 项目名称}}\ngrid:", "conditions 里没有「y」"),
        ("grid:", "conditions: {x: {at-least: [项目名称, 5]}}\ngrid:", "不是金额或数字"),
        ("grid:", "conditions: {x: {at-least: [分值合计, 多]}}\ngrid:", "「多」不是数字"),
        ("grid:", "conditions: {x: {some: y}}\ngrid:", "不认识「some」"),
        ("type: text", "type: text, format: yyyy-mm-dd", "只有 date、money 和 number 可以有 format"),
        ("type: number, required: true", "type: number, format: {number: \"0\", unit: 万元}", "只有 money 的 format"),
        ("type: number, required: true", "type: number, unique: true", "只有 text 的列可以有 unique"),
        ("type: number, required: true", "type: number, expected: true", "表格的列不能有 when、also 和 expected: true"),
        ("type: text", "type: text, expected: [产出指标]", "只有 indicators 的 expected 是列表"),
        ("type: text", "type: text, expected: 有", "应为true、false，或一级指标的列表"),
        ("    columns:", "    expected: true\n    columns:", "indicators 的 expected 要写不应缺少的一级指标"),
        ("type: number, required: true", "type: table, columns: {甲: {type: text}}", "指标的列不能是表格"),
        (
            "type: number, required: true",
            "type: indicators, framework: {甲: [乙]}, columns: {丙: {type: text}}",
            "11:5 指标的列不能是表格",
        ),
        (
            "grid:",
            "  表: {type: table, columns: {甲: {type: table, columns: {乙: {type: table, columns: {丙: {type: text}}}}}}}\ngrid:",
            "表格里的表格不能再有表格",
        ),
        (
            "grid:",
            "  表: {type: table, columns: {甲: {type: table, columns: {乙: {type: indicators, framework: {丙: [丁]}}}}}}\ngrid:",
            "表格里的表格不能再有表格",
        ),
        ("type: number, required: true", "type: number, sum: [分值]", "的 sum 绕了一圈"),
        ("{value: .分值}", "{value: .分值, merge: yes}", "merge「yes」应为"),
        ("{value: .分值}", "{value: .分值, when: 大额}", "conditions 里没有「大额」"),
        ("{label: 项目编号, colspan: 2}", "{label: \"{项目名称:limit}\", colspan: 2}", "没有 limit"),
        ("grid:", "styles: {label: {border: [top, middle]}}\ngrid:", "不认识「middle」"),
        ("grid:", "page: {size: A9}\ngrid:", "「A9」"),
        ("grid:", "formats: {money: {number: \"0\", unit: 亿元}}\ngrid:", "不认识「亿元」"),
        ("grid:", "formats: {operators: {大于: 正, ？: 反}}\ngrid:", "「？」不是比较符号"),
        ("{value: .分值}", "{value: .分值, merge: record}", "merge: record 只能用在"),
        ("{value: .分值}", "{value: .分值, prefix: 共}", "prefix 只能用在"),
        ("type: text", "type: date", "只有 text 可以有 limit"),
        ("项目编号: {type: text", "年度: {type: text", "「年度」每张表都有"),
        ("sum: [绩效指标.分值]", "sum: [年度资金.其他资金]", "金额和数字不能相加：「年度资金.其他资金」"),
        (
            "grid:",
            "relations: [{left: 分值合计, is: equal, right: 年度资金.其他资金}]\ngrid:",
            "金额和数字不能比较：「年度资金.其他资金」",
        ),
        ("{label: 合计, colspan: 5}", "{label: 合计, colspan: 5, hint: 甲}", "hint 只用于没有 prefix 的 value 的格子"),
        ("{value: 分值合计}", "{value: 分值合计, hint: [甲, 乙]}", "没有 for 的行里 hint 只写一个"),
        ("{value: 分值合计}", "{value: 分值合计, hint: \"{年度}\"}", "hint 里不能有占位符"),
        (
            "  编号:",
            "  甲:\n      each: all\n      cells: [{label: 甲, colspan: 8}]\n    编号:",
            "each 只用于 for 指标的行",
        ),
        ("{value: 分值合计}", "{value: 分值合计, prefix: \"{年度}共\"}", "prefix 里不能有占位符"),
        ("for: 绩效指标\n", "for: [绩效指标, 分值合计]\n", "并排的应是两个 framework 相同的 indicators 字段"),
        ("for: 绩效指标\n", "for: []\n", "并排的应是两个"),
        ("for: 绩效指标\n", "for: .绩效指标\n", "「.绩效指标」只能用在有 for 的块里"),
        ("for: 绩效指标\n", "for: {a: b}\n", "应为文字，或文字的列表"),
        (
            "  rows:\n",
            "  rows:\n    块:\n      for: 绩效指标\n      block: {行: {for: 绩效指标, cells: [{value: .name, colspan: 8}]}}\n",
            "在「绩效指标」的块里，不能按「绩效指标」重复",
        ),
        (
            "  rows:\n",
            "  rows:\n    块:\n      for: 绩效指标\n      height: 8mm\n      block: {行: [{value: .name, colspan: 8}]}\n",
            "block 不能与 cells、each、at-least、height 或 header 并用",
        ),
        (
            "  rows:\n",
            "  rows:\n    块:\n      for: 绩效指标\n      block: {行: [{value: .name, colspan: 8, rowspan: 2}]}\n",
            "里面的 rowspan 也不能超出它",
        ),
    ] {
        let shown = mistake(from, to);
        if !shown.contains(told) {
            wrong.push(format!("{to}: {shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What helps with a mistake in the made-up form of 2027.
#[test]
fn what_may_be_meant_is_told() {
    for (from, to, told) in [
        ("{value: .分值}", "{value: 分值}", "前面加点：{value: .分值}"),
        ("{value: .分值}", "{value: .tarket}", "是否要写「.target」"),
        ("{value: .分值}", "{value: .指标值}", ".category、.subcategory、.name、.target"),
        ("sum: [绩效指标.分值]", "sum: [分值]", "是否要写「绩效指标.分值」"),
        ("{label: 合计, colspan: 5}", "{label: \"{分值}合计\", colspan: 5}", "要另用一格"),
        ("{value: 分值合计}", "{value: 年度资金}", "请写组里的一项：年度资金.年度资金申请总额"),
        ("sum: [绩效指标.分值]", "sum: [绩效指标]", "请写其中一列：绩效指标.分值"),
    ] {
        let changed = with("tests/cases/2027/scores/templates/2027.yaml", |text| text.replacen(from, to, 1));
        let errors = changed.expect_err(to);
        let help = errors[0].help.as_ref().map_or("", |help| help.say(Language::Chinese));
        assert!(help.contains(told), "{to}: {help}");
    }
    assert!(mistake("for: 绩效指标\n", "fer: 绩效指标\n").contains("是否要写「for」？"));
}

/// A backup in the folder would replace what it is a copy of.
#[test]
fn two_templates_of_one_name_are_a_mistake() {
    let text = std::fs::read_to_string(root().join("tests/cases/2027/scores/templates/2027.yaml")).expect("a template");
    let both = ["2027.yaml", "2027备份.yaml"].map(|name| Source::new(name, &text));
    let errors = Templates::with(both).expect_err("two of one name");
    assert_eq!(errors[0].message.say(Language::Chinese), "2027.yaml 也叫「2027」");
    assert_eq!(errors[0].labels[0].place.file, "2027备份.yaml".into());
}

/// Names that nothing uses, as where they are misspelled.
#[test]
fn unused_names_are_told() {
    let own = "extends: \"2026\"\nname: 甲\nstyles: {lable: {size: 9pt}, 大: {size: 16pt}, note: {size: 9pt}}\n\
        conditions: {有概况: {given: 项目名称}, 闲: {given: 项目名称}}\n\
        grid:\n  rows:\n    注: [{note: 注, colspan: 8, style: 大, when: 有概况}]\n";
    let templates = Templates::with([Source::new("t.yaml", own)]).expect("a template");
    let found = review(templates.loaded().last().expect("a template"), &templates);
    let told: Vec<&str> = found.iter().map(|finding| finding.message.say(Language::Chinese)).collect();
    assert_eq!(told, ["样式「lable」没有用到", "条件「闲」没有用到"]);
}

/// A form that is built on another may have other options than those that the other's
/// roles name; its own roles name its own.
#[test]
fn options_of_inherited_roles() {
    let form = |options: &str, roles: &str| {
        let own = format!(
            "extends: \"2026\"\nname: 甲\nfields: {{项目性质: {{type: choice, options: {options}}}}}\n{roles}\
             from: {{\"2019\": {{options: {{项目性质: {{}}}}}}}}\n"
        );
        let source = Source::new("t.yaml", &own);
        let templates = Templates::with([Arc::clone(&source)]).map_err(|errors| line_column(&errors[0], &source))?;
        let template = &templates.loaded().last().expect("a template").template;
        Ok(template.roles.one_off.clone().map(|(_, options)| options))
    };
    assert_eq!(form("[甲类, 其他一次性项目]", "").expect("a template"), Some(vec!["其他一次性项目".to_owned()]));
    assert_eq!(form("[甲类, 乙类]", "").expect("a template"), None);
    let own = form("[甲类, 乙类]", "roles: {one-off: [项目性质, 乙类]}\n").expect("a template");
    assert_eq!(own, Some(vec!["乙类".to_owned()]));
    assert_eq!(form("[甲类, 乙类]", "roles: {one-off: [项目性质, 丙类]}\n"), Err((4, 19)));
}

/// Columns that stand nowhere are told; what a total adds up stands in it.
#[test]
fn columns_that_stand_nowhere_are_told() {
    let own = "extends: \"2026\"\nname: 列\nfields:\n  绩效指标: {columns: {闲列: {type: text}, 分值: {type: number}}}\n  \
        合计: {type: number, sum: [绩效指标.分值], equals: 100}\n";
    let templates = Templates::with([Source::new("列.yaml", own)]).expect("a template");
    let found = review(templates.loaded().last().expect("a template"), &templates);
    // No column of the indicators is shown, so that none of them is missed.
    assert!(found.is_empty(), "{found:?}");
    let shown = format!(
        "{own}grid: {{rows: {{指标: {{block: {{指标: {{cells: [{{value: .category, merge: true}}, {{value: .subcategory, merge: \
         true}}, {{value: .name, colspan: 3}}, {{value: .target}}, {{value: .分值}}]}}}}}}}}}}\n"
    );
    let source = Source::new("列.yaml", &shown);
    let templates = Templates::with([Arc::clone(&source)]).expect("a template");
    let found = review(templates.loaded().last().expect("a template"), &templates);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(marked(&found[0], &source), "闲列");
}

/// A category that may take the place of another: only where it is filled in, and only while
/// the form has that place.
#[test]
fn indicators_may_stand_in_another_place() {
    let names = |template: &jixiao::internals::template::Template| -> Vec<(String, bool)> {
        let jixiao::internals::template::Kind::Indicators(framework) =
            &template.field(template.find("绩效指标").expect("indicators")).kind
        else {
            panic!("no indicators");
        };
        let category =
            |category: &jixiao::internals::template::Category| (category.name.clone(), category.instead_of.is_some());
        framework.categories.iter().map(category).collect()
    };
    let with = |own: &str| {
        let templates = Templates::with([Source::new("丙.yaml", own)]).map_err(|errors| {
            errors.iter().map(|error| error.message.say(Language::Chinese).to_owned()).collect::<Vec<_>>().join("\n")
        })?;
        Ok::<_, String>(names(&templates.find("丙").expect("a template").template))
    };
    let built_in = Templates::built_in();
    let names_2023 = names(built_in.for_year(2023).expect("a template"));
    assert_eq!(names_2023[0], ("成本指标".to_owned(), true));
    assert_eq!(names_2023[1], ("产出指标".to_owned(), false));
    // In 2026 it is a category as all others.
    assert!(names(built_in.for_year(2026).expect("a template")).iter().all(|(_, may)| !may));
    let head = "extends: \"2023\"\nname: 丙\nfields:\n  绩效指标:\n";
    // What has lost its place is gone, and what has a place of its own keeps that.
    let lost = with(&format!(
        "{head}    framework: {{产出指标: [数量指标, 质量指标, 时效指标]}}\n    kinds: {{成本指标: ~}}\n"
    ));
    assert!(lost.expect("a template").iter().all(|(name, may)| name != "成本指标" && !may));
    let own = with(&format!("{head}    framework: {{成本指标: [总成本]}}\n")).expect("a template");
    assert_eq!(own.iter().filter(|(name, may)| name == "成本指标" && !may).count(), 1, "{own:?}");
    let whole = with(&format!("{head}    alternatives: {{效益指标: {{效果指标: [社会效果]}}}}\n")).expect("a template");
    let place = whole.iter().position(|(name, may)| name == "效果指标" && *may).expect("it is there");
    assert_eq!(whole[place + 1].0, "效益指标");
    for (wrong, told) in [
        ("{产出指标.费用指标: {费用: [总费用]}}", "framework 里没有「产出指标.费用指标」"),
        ("{费用指标: {费用: [总费用]}}", "framework 里没有「费用指标」"),
        ("{产出指标.数量指标: {效益指标: [总量]}}", "framework 里已经有一级指标「效益指标」"),
    ] {
        let found = with(&format!("{head}    alternatives: {wrong}\n")).expect_err("a mistake");
        assert!(found.contains(told), "{found}");
    }
}

/// Who has two forms of a year in a folder is told which one a project was read as.
#[test]
fn the_form_that_was_taken_is_told() {
    let forms = ["甲表", "乙表"].map(|name| {
        let own = format!(
            "extends: \"2026\"\nname: {name}\ntitle: {name}\nfields: {{{name}编号: {{type: text, required: true}}}}\n"
        );
        Source::new(name, &own)
    });
    let templates = Templates::with(forms).expect("templates");
    let told = |templates: &Templates| {
        let mut found = Diagnostics::new();
        let project = Source::new("p.yaml", "年度: 2026\n项目名称: 甲\n甲表编号: 1\n");
        read_file(&project, &Settings::default(), templates, &mut found);
        found.sorted().iter().map(|finding| finding.message.say(Language::Chinese).to_owned()).collect::<Vec<_>>()
    };
    let found = told(&templates);
    assert!(found.contains(&"这是按 乙表《乙表》读的；这一年还有：甲表《甲表》".to_owned()), "{found:?}");
    // Who names the other one has no mistakes, and is asked nothing.
    let mut found = Diagnostics::new();
    let project = Source::new("p.yaml", "年度: 2026\n表式: 甲表\n项目名称: 甲\n甲表编号: 1\n");
    let file = read_file(&project, &Settings::default(), &templates, &mut found);
    assert_eq!((file.projects.len(), found.sorted().len()), (1, 0));
    assert!(!told(&Templates::built_in()).iter().any(|message| message.contains("这一年还有")));
}

#[test]
fn the_built_in_templates_cover_the_years() {
    let templates = Templates::built_in();
    for (year, name) in [
        (2000, "2019"),
        (2019, "2019"),
        (2020, "2020"),
        (2022, "2020"),
        (2023, "2023"),
        (2025, "2023"),
        (2026, "2026"),
        (2099, "2026"),
    ] {
        assert_eq!(templates.for_year(year).map(|template| template.name.as_str()), Some(name), "{year}");
    }
    assert!(templates.for_year(1999).is_none());
}

fn with(name: &str, change: impl Fn(&str) -> String) -> Result<Templates, Vec<Diagnostic>> {
    let path = root().join(name);
    let text = std::fs::read_to_string(&path).expect("a template");
    Templates::with([Source::new("表.yaml", &change(&text))])
}

#[test]
fn all_mistakes_are_told_at_once() {
    let wrong = |text: &str| text.replace("{value: .分值}", "{value: .分}").replace("value: 分值合计", "value: 合计");
    let errors = with("tests/cases/2027/scores/templates/2027.yaml", wrong).expect_err("mistakes");
    assert_eq!(errors.len(), 2, "{errors:?}");
}

#[test]
fn a_template_may_change_the_one_that_it_replaces() {
    let own = "extends: \"2026\"\nname: \"2026\"\ntitle: 本单位的表\nfields: {联系电话: {type: text}}\n";
    let templates = Templates::with([Source::new("2026.yaml", own)]).expect("templates");
    let template = templates.for_year(2030).expect("a template");
    assert_eq!(template.title, "本单位的表");
    assert!(template.find("联系电话").is_some() && template.find("项目名称").is_some());
    assert_eq!(templates.iter().filter(|template| template.name == "2026").count(), 1);
    let once_more = [Source::new("2026.yaml", own), Source::new("b.yaml", &own.replace("联系电话", "邮编"))];
    let templates = Templates::with(once_more).expect("templates");
    let template = templates.for_year(2030).expect("a template");
    assert!(template.find("联系电话").is_some() && template.find("邮编").is_some());
    let circle =
        [("甲", "乙"), ("乙", "甲")].map(|(name, base)| Source::new(name, &format!("extends: {base}\nname: {name}\n")));
    let errors = Templates::with(circle).expect_err("a circle");
    assert!(errors[0].message.say(Language::Chinese).contains("成了一个圈"), "{errors:?}");
}

#[test]
fn one_cell_of_a_row_may_be_changed() {
    let list = "tests/cases/layouts/list/templates/list.yaml";
    let base = std::fs::read_to_string(root().join(list)).expect("a template");
    let change = "extends: 项目一览\nname: 另一张\nyears: {from: 2040}\n\
        grid: {rows: {表: {block: {项目: {cells: {备注: {value: .项目名称}}}}}}}\n";
    let templates = Templates::with([Source::new("a.yaml", &base), Source::new("b.yaml", change)]).expect("both");
    let other = describe(templates.find("另一张").expect("a template"));
    let rows = other[other.len() - 2].facts.iter().map(|row| row.say(Language::Chinese)).collect::<String>();
    assert!(rows.contains("〔项目.项目名称〕 | 〔项目.资金总额〕"), "{rows}");
    assert!(rows.contains("〔项目.绩效指标.分值〕 | 〔项目.项目名称〕"), "{rows}");
}

#[test]
fn a_field_that_stands_nowhere_is_told() {
    let templates =
        with("templates/2026.yaml", |text| text.replace("fields:\n", "fields:\n  联系电话: {type: text}\n"));
    let templates = templates.expect("templates");
    let loaded = templates.loaded().last().expect("a template");
    let found = review(loaded, &templates);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(marked(&found[0], &loaded.source), "联系电话");
    for loaded in Templates::built_in().loaded() {
        assert!(review(loaded, &templates).is_empty(), "{}", loaded.template.name);
    }
}

/// What is odd in a form that is built on another, and in no form of ours.
#[test]
fn odd_forms_are_told() {
    let rows = "grid:\n  rows:\n    指标:\n      block:\n        列名:\n          header: true\n          cells:\n            - \
        {header: 一级, colspan: 2}\n            - {header: 二级}\n            - {header: 三级, colspan: 3}\n            - {header: 值, \
        colspan: 2}\n        指标:\n          for: 绩效指标\n          cells:\n            - {value: .category, colspan: 2, merge: true}\n            \
        - {value: .subcategory, colspan: 2}\n            - {value: .name, colspan: 2}\n            - {value: .target, colspan: 2}\n";
    let cases = [
        (
            "title: 财政项目支出绩效评价表\n".to_owned(),
            "title 写的是「财政项目支出绩效评价表」，表上印的标题是「财政项目支出绩效目标申报表」",
        ),
        (
            "fields:\n  项目名称: {when: 长期}\nconditions: {长期: {all: [multi-year]}}\n".to_owned(),
            "「项目名称」要看「计划开始日期」，却写在它的前面",
        ),
        (rows.to_owned(), "「列名」的列名与下面的格子没有对齐：第 4 列的左边，下面没有线"),
    ];
    for (own, wanted) in cases {
        let source = Source::new("t.yaml", &format!("extends: \"2026\"\nname: 甲\n{own}"));
        let templates = Templates::with([source]).unwrap_or_else(|errors| panic!("{errors:?}"));
        let found = review(templates.loaded().last().expect("a template"), &templates);
        let told: Vec<&str> = found.iter().map(|finding| finding.message.say(Language::Chinese)).collect();
        assert_eq!(told, [wanted]);
    }
    let layouts = ["beside", "list", "options", "review", "scoring", "subtotals"];
    let layouts =
        layouts.map(|name| common::source(&root().join(format!("tests/cases/layouts/{name}/templates/{name}.yaml"))));
    let templates = Templates::with(layouts).expect("templates");
    for loaded in templates.loaded() {
        for finding in review(loaded, &templates) {
            let told = finding.message.say(Language::Chinese);
            let is_odd = ["title 写的是", "写在它的前面", "没有对齐"].iter().any(|odd| told.contains(odd));
            assert!(!is_odd, "{}: {told}", loaded.template.name);
        }
    }
}

/// The parts of the first sheet of a workbook, as text.
fn sheet_xml(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet");
    part.read_to_string(&mut text).expect("UTF-8");
    text
}

/// The blank form of every template: what may be filled in is open and checked,
/// the rest is locked, and it comes out on paper as on the sheet.
#[test]
fn blank_forms_can_be_filled_in() {
    let mut added = Vec::new();
    for layout in ["list", "scoring", "review"] {
        let name = format!("tests/cases/layouts/{layout}/templates/{layout}.yaml");
        added.push(common::source(&root().join(name)));
    }
    let templates = Templates::with(added).expect("templates");
    for template in templates.iter() {
        let table = blank(template, template.first_year);
        assert!(table.is_blank);
        let files = write(&table, &FONTS, &FORMATS, None).expect("files");
        let name = &template.name;
        let form = pdf::read(&files[0].1);
        let cells = form.rows.iter().flatten().chain(&form.lines);
        let text: String = cells.map(pdf::PdfCell::text).collect::<String>().replace(char::is_whitespace, "");
        let labels = table.cells.iter().filter(|cell| cell.role == Role::Label && !cell.text.is_empty());
        for label in labels {
            let wanted: String = label.text.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(text.contains(&wanted), "{name}: {wanted} is not in the PDF");
        }
        let sheet = sheet_xml(&files[1].1);
        assert!(sheet.contains("<sheetProtection sheet=\"1\""), "{name}");
        let count = |wanted: fn(&Input) -> bool| {
            table.cells.iter().filter(|cell| cell.input.as_ref().is_some_and(wanted)).count()
        };
        let kinds = [
            ("type=\"list\"", count(|input| matches!(input, Input::Option(_)))),
            ("type=\"date\"", count(|input| matches!(input, Input::Date(_)))),
            ("type=\"decimal\"", count(|input| matches!(input, Input::Number(_)))),
            ("<f>IF(COUNT(", count(|input| matches!(input, Input::Computed(..)))),
        ];
        for (mark, cells) in kinds {
            // One validation may be for several cells.
            let places = match mark.starts_with("<f>") {
                true => sheet.matches(mark).count(),
                false => validated(&sheet, mark),
            };
            assert_eq!(places, cells, "{name}: {mark}");
        }
        let filled = table.cells.iter().filter(|cell| cell.role == Role::Value && cell.number.is_some());
        assert_eq!(filled.count(), 0, "{name}: a blank form has no amounts");
    }
}

/// How many cells have a validation of a kind.
fn validated(sheet: &str, mark: &str) -> usize {
    let validations = sheet.split("<dataValidation ").skip(1).filter(|validation| validation.contains(mark));
    let ranges = validations.filter_map(|validation| Some(validation.split_once("sqref=\"")?.1.split_once('"')?.0));
    ranges.map(|ranges| ranges.split(' ').map(cells_of).sum::<usize>()).sum()
}

/// How many cells a range such as `C5:C9` has; ranges here are one column wide.
fn cells_of(range: &str) -> usize {
    let row =
        |place: &str| place.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<usize>().expect("a row");
    range.split_once(':').map_or(1, |(first, last)| row(last) - row(first) + 1)
}

/// What is read when it is first asked for is as sound as what is read at once.
#[test]
fn the_templates_of_the_program_are_sound() {
    let lazy = Templates::built_in();
    let files = std::fs::read_dir(root().join("templates")).expect("templates");
    let files = files.filter(|file| file.as_ref().is_ok_and(|file| file.path().is_file())).count();
    assert_eq!(lazy.loaded().count(), files);
    for loaded in lazy.loaded() {
        let Template { name, part, first_year, last_year, stage, .. } = &*loaded.template;
        if stage.is_some() {
            assert!(lazy.form(name).is_err() && lazy.stages().any(|known| known.name == *name));
            continue;
        }
        // By its beginning alone it was chosen as it says of itself.
        let year = last_year.unwrap_or(*first_year);
        let chosen = match part {
            Some(part) => Templates::built_in().part(*part, year).cloned(),
            None => Templates::built_in().for_year(year).cloned(),
        };
        assert_eq!(chosen.map(|chosen| chosen.name.clone()), Some(name.clone()));
        assert!(loaded.extends.is_none() || !lazy.older(&loaded.template).is_empty());
    }
    // All at once, with what they say of older forms.
    let own = "extends: \"2026\"\nname: x\nyears: {from: 2050}\n";
    Templates::with([Source::new("x.yaml", own)]).expect("templates");
}

#[test]
fn templates_are_compared() {
    let templates = Templates::built_in();
    let facts = |name: &str, language| {
        let sections = describe(templates.find(name).expect("a template"));
        let facts = sections.iter().flat_map(|section| &section.facts).map(|fact| fact.say(language).to_owned());
        facts.collect::<Vec<String>>()
    };
    let (old, new) = (facts("2023", Language::Chinese), facts("2026", Language::Chinese));
    let gone: Vec<&String> = old.iter().filter(|fact| !new.contains(fact)).collect();
    let come: Vec<&String> = new.iter().filter(|fact| !old.contains(fact)).collect();
    assert!(gone.iter().any(|fact| fact.contains("产出指标 → 成本指标")), "{gone:?}");
    assert!(come.iter().any(|fact| fact.contains("打印成 ≥4.00(场)")), "{come:?}");
    assert!(!come.iter().any(|fact| fact.contains("项目性质")), "{come:?}");
    assert_eq!(facts("2023", Language::English).len(), old.len());
    assert_eq!(templates.find("2024").expect("a template").template.name, "2023");
    assert!(templates.find("1990").is_none());
}

/// Whatever is written differently is named.
#[test]
fn every_difference_is_named() {
    let base =
        std::fs::read_to_string(root().join("tests/cases/layouts/scoring/templates/scoring.yaml")).expect("a template");
    let facts = |text: &str| {
        let templates = Templates::with([Source::new("t.yaml", text)]).expect("a template");
        let sections = describe(templates.loaded().last().expect("a template"));
        let facts =
            sections.iter().flat_map(|section| &section.facts).map(|fact| fact.say(Language::Chinese).to_owned());
        facts.collect::<Vec<String>>()
    };
    let old = facts(&base);
    let numbers = base.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    let mut tried = 0;
    for at in numbers.filter(|at| !base[..*at].ends_with(|c: char| c.is_ascii_digit())) {
        // Each number one more, comments and what is no template then apart.
        let line = base[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = at + base[at..].find(|c: char| !c.is_ascii_digit()).expect("more");
        let more = base[at..end].parse::<u64>().expect("a number") + 1;
        let text = format!("{}{more}{}", &base[..at], &base[end..]);
        if base[line..at].contains('#') || Templates::with([Source::new("t.yaml", &text)]).is_err() {
            continue;
        }
        tried += 1;
        assert_ne!(facts(&text), old, "{}", base[line..].lines().next().expect("a line"));
    }
    assert!(tried > 10, "{tried}");
}

/// A form of its own may group its records, too.
#[test]
fn records_of_a_form_are_grouped() {
    let own = "extends: \"2019\"\nname: 分用途\nyears: {from: 2040, to: ~}\nfields:\n  子项目: {columns: {用途: {type: text}}}\n  \
        按用途:\n    type: table\n    by: {column: 子项目.用途, blank: 未分类}\n    columns:\n      用途: {type: text}\n      \
        个数: {type: number, count: 子项目}\n      金额: {type: money, sum: [子项目.预算金额]}\ngrid:\n  rows:\n    \
        按用途: {for: 按用途, cells: [{value: .用途, colspan: 2}, {value: .个数}, {value: .金额}]}\n";
    let templates = Templates::with([Source::new("a.yaml", own)]).expect("templates");
    let text = "年度: 2040\n项目名称: 甲\n子项目:\n  - {子项目名称: 一, 预算金额: 10, 用途: 设备}\n  \
        - {子项目名称: 二, 预算金额: 20}\n  - {子项目名称: 三, 预算金额: 30, 用途: 设备}\n";
    let table = common::forms_with(&Source::new("t.yaml", text), &Settings::default(), &templates).remove(0);
    let rows: Vec<&str> = (0..2)
        .flat_map(|row| (0..3).map(move |column| format!("按用途[{row}].{column}")))
        .map(|field| common::shown(&table, &field))
        .collect();
    assert_eq!(rows, ["设备", "2", "40", "未分类", "1", "20"]);
    let form = templates.form_of_year(2040, None).expect("a template");
    assert!(!authoring::new_project(&form, "甲", &[]).contains("按用途"), "nobody is asked for it");
    assert!(!authoring::schema(&form.template).contains("按用途"));
    let mut found = Diagnostics::new();
    read_file(&Source::new("t.yaml", &format!("{text}按用途: []\n")), &Settings::default(), &templates, &mut found);
    assert!(found.has_errors(), "it is not to be filled in");
}

/// The formulas on the blank sheet of a template.
fn formulas(text: &str) -> Vec<String> {
    let source = Source::new("表.yaml", text);
    let templates = Templates::with([source.clone()]).expect("a template");
    let template = &templates.loaded().find(|loaded| Arc::ptr_eq(&loaded.source, &source)).expect("it").template;
    let files = write(&blank(template, template.first_year), &FONTS, &[Format::Xlsx], None).expect("a sheet");
    let mut archive = zip::ZipArchive::new(Cursor::new(&files[0].1)).expect("a workbook");
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet").read_to_string(&mut sheet).expect("XML");
    let parts = sheet.split("<f>").skip(1).filter_map(|part| part.split("</f>").next());
    parts.map(|formula| formula.replace("&quot;", "\"")).collect()
}

/// Totals of lists add up the records, and not what is inside of them; those of groups
/// their own records.
#[test]
fn blank_lists_add_up() {
    let subtotals = root().join("tests/cases/layouts/subtotals/templates/subtotals.yaml");
    let found = formulas(&std::fs::read_to_string(subtotals).expect("a template"));
    let sum = |range: &str| format!("IF(COUNT({range})=0,\"\",SUM({range}))");
    assert_eq!(found[..4], ["D6:D12", "E6:E12", "D6:D12", "E6:E12"].map(sum));
    assert_eq!(found[4..], ["E6", "E9", "E12"].map(sum));
    // A column inside has the number of the one outside.
    let tasks = "name: 任务\ntitle: 任务\nyears: {from: 2040}\n\
        metadata: {title: 任务, author: 任务, subject: 任务, sheet: 任务}\nformats: {money: \"0.00\", date: yyyy-mm-dd}\n\
        fields:\n  任务:\n    type: table\n    columns:\n      名称: {type: text}\n      金额: {type: money, sum: [进度.金额]}\n      \
        进度: {type: table, columns: {阶段: {type: text}, 金额: {type: money}}}\n  合计: {type: money, sum: [任务.金额]}\n\
        page: {size: A4, margins: {top: 20mm, bottom: 20mm, left: 20mm, right: 20mm}}\ngrid:\n  columns: [40mm, 40mm]\n  rows:\n    \
        合计: [{label: 合计}, {value: 合计}]\n    任务:\n      for: 任务\n      blank: 2\n      block:\n        \
        名称: [{value: .名称}, {value: .金额}]\n        进度: {for: .进度, blank: 2, cells: [{value: .阶段}, {value: .金额}]}\n";
    assert_eq!(formulas(tasks), ["B2,B5", "B3:B4", "B6:B7"].map(sum));
}
