//! The indicators that are part of the program: every form has a place for them, every
//! target prints, and no rule objects to them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use boon::{Compiler, Schemas};
use common::{TEMPLATES, findings_of, root};
use jixiao::diag::{Diagnostics, Level, Source};
use jixiao::engine::{Disk, RollPlan, roll, suggest_for_form, suggestions_json};
use jixiao::internals::library::{Library, Origin, Query, Suggestion, Wanted, suggest};
use jixiao::internals::template::{Addend, Kind, Template};
use jixiao::internals::value::{Target, TargetFormat, UnitStyle};
use jixiao::messages::Language;
use jixiao::{Code, Files, Memory, Options, Workspace};
use rust_decimal::Decimal;

/// What fits projects of every kind.
const ANY: &str = "通用";

/// What the projects of the tests ask for.
const BUDGET: &str = "50000万元";

fn of_kind(template: &Template, kind: &str) -> Vec<Suggestion> {
    let query = Query { kind: Some(kind.to_owned()), ..Query::default() };
    suggest(Library::built_in(), template, None, &[], &query)
}

fn kinds() -> Vec<String> {
    Library::built_in().kinds().iter().map(|kind| kind.name.clone()).collect()
}

#[test]
fn the_files_have_no_mistakes() {
    let mut files = 0;
    for path in fs::read_dir(root().join("templates/indicators")).expect("a folder") {
        let path = path.expect("a file").path();
        if path.file_stem().is_some_and(|stem| stem == "二级指标") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a text");
        let mut mistakes = Diagnostics::new();
        let read = Library::default().with(&Source::new(path.display().to_string(), &text), &mut mistakes);
        let mistakes: Vec<String> = mistakes
            .sorted()
            .iter()
            .map(|mistake| {
                let line = mistake.labels[0]
                    .place
                    .range
                    .as_ref()
                    .map_or("", |range| text[range.start..].lines().next().unwrap_or_default());
                format!("{}: {line}", mistake.message.say(Language::Chinese))
            })
            .collect();
        assert!(mistakes.is_empty(), "{}:\n{}", path.display(), mistakes.join("\n"));
        for kind in read.kinds() {
            assert!(Library::built_in().find(&kind.name).is_ok(), "{} is not compiled in", kind.name);
            assert!(!kind.about.is_empty(), "{}: what belongs to it?", kind.name);
        }
        files += 1;
    }
    assert!(files > 5 && kinds().len() > 25);
}

/// What `suggest --format json` says is as its published schema has it.
#[test]
fn the_schema_of_suggestions() {
    let text = fs::read_to_string(root().join("docs/suggestions.schema.json")).expect("a schema");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("suggestions.json", serde_json::from_str(&text).expect("JSON")).expect("a schema");
    let index = compiler.compile("suggestions.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
    let workspace =
        Workspace::open(Arc::new(Disk), &[root().join("samples")], Options::default()).expect("the samples");
    let mut all = Vec::new();
    for file in workspace.project_files() {
        all.extend(workspace.suggest(file.path(), Library::built_in(), &Query::default()).expect("suggestions"));
    }
    let form = TEMPLATES.for_year(2026).expect("a form");
    let query = Query { word: Some("培训".to_owned()), ..Query::default() };
    all.push(suggest_for_form(form, 2026, Library::built_in(), &query).expect("suggestions"));
    assert!(all.iter().all(|one| !one.suggestions.is_empty()));
    let report = serde_json::from_str(&suggestions_json(&all)).expect("JSON");
    schemas.validate(&report, index).unwrap_or_else(|error| panic!("{error:#}"));
}

#[test]
fn the_schema_takes_them() {
    let text = fs::read_to_string(root().join("docs/indicators.schema.json")).expect("a schema");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("indicators.json", serde_json::from_str(&text).expect("JSON")).expect("a schema");
    let index = compiler.compile("indicators.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
    for path in fs::read_dir(root().join("templates/indicators")).expect("a folder") {
        let path = path.expect("a file").path();
        if path.file_stem().is_some_and(|stem| stem != "二级指标") {
            let value = common::json_of(&fs::read_to_string(&path).expect("a text"));
            schemas.validate(&value, index).unwrap_or_else(|error| panic!("{}: {error:#}", path.display()));
        }
    }
    let wrong = common::json_of("培训: {指标: {数量指标: {培训班期数: {符号: ≥, 范围: [1, 2]}}}}");
    assert!(schemas.validate(&wrong, index).is_err());
}

/// Each kind has indicators for each 二级指标 that a reviewer looks for.
#[test]
fn every_kind_has_what_its_form_wants() {
    for template in TEMPLATES.iter() {
        for kind in kinds().into_iter().filter(|kind| kind != ANY) {
            let found = of_kind(template, &kind);
            let framework = template.fields.iter().find_map(|field| match &field.kind {
                Kind::Indicators(framework) => Some(framework),
                _ => None,
            });
            let framework = framework.expect("indicators");
            for category in framework.expected.iter().map(|number| &framework.categories[*number]) {
                let has = found.iter().filter(|suggestion| suggestion.category == category.name).count();
                assert!(has >= 1, "{} {kind}: {}", template.name, category.name);
            }
            assert!(found.iter().filter(|suggestion| suggestion.kind == kind).count() >= 10, "{kind}");
        }
    }
}

#[test]
fn every_target_is_one_and_prints() {
    for template in TEMPLATES.iter() {
        let composes =
            matches!(template.formats.target, TargetFormat::Composed(format) if format.unit == UnitStyle::Parentheses);
        for suggestion in kinds().iter().flat_map(|kind| of_kind(template, kind)) {
            for target in suggestion.wanted.examples(Decimal::ONE_HUNDRED) {
                let parsed = Target::parse(&target.written);
                assert_eq!(parsed.quantity, target.quantity, "{}: {}", suggestion.name, target.written);
                let is_quantity = matches!(suggestion.wanted, Wanted::Quantity { .. });
                assert_eq!(target.quantity.is_some(), is_quantity, "{}: {}", suggestion.name, target.written);
                let printed = target.print(template.formats.target);
                assert_eq!(printed.contains('('), composes && !target.unit().is_empty(), "{printed}");
                let again = Target::parse_printed(&printed);
                let number = |target: &Target| target.quantity.as_ref().map(|quantity| quantity.number.normalize());
                assert_eq!(number(&again), number(&target), "{}: {printed}", suggestion.name);
            }
        }
    }
}

/// A project of a kind with all of its indicators, at the least and at the greatest of what
/// is usual.
#[test]
fn no_rule_objects_to_them() {
    // Prices, numbers and rates (≥100%) at their greatest are no project.
    let about_the_rest = [Code::ExpectedMissing, Code::DateMissing, Code::ProductDiffers, Code::PercentOver100];
    let mut wrong = BTreeSet::new();
    for template in TEMPLATES.iter() {
        let year = template.last_year.unwrap_or(template.first_year);
        for kind in kinds().into_iter().filter(|kind| kind != ANY) {
            let found = of_kind(template, &kind);
            for number in [0, 1] {
                let text = project(template, year, &kind, &found, number);
                for finding in findings_of(&text) {
                    if !about_the_rest.contains(&finding.code) {
                        let place = finding.labels.first().and_then(|label| label.place.range.clone());
                        let at = place.map_or("", |range| text[range.start..].lines().next().unwrap_or_default());
                        wrong.insert(format!("{} {kind} {}: {at}", template.name, finding.code));
                    }
                    assert_ne!(finding.level, Level::Error, "{}\n{text}", finding.code);
                }
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn project(template: &Template, year: u16, kind: &str, found: &[Suggestion], number: usize) -> String {
    let mut text = format!("年度: {year}\n项目名称: 示例{kind}\n");
    if let Some(amount) = template.roles.amount {
        let field = template.field(amount);
        // A total is what its first part says.
        let path = match field.sum.first() {
            Some(Addend::Field(id)) => &template.field(*id).path,
            _ => &field.path,
        };
        match path.split_once('.') {
            Some((group, key)) => {
                let _ = writeln!(text, "{group}: {{{key}: {BUDGET}}}");
            }
            None => {
                let _ = writeln!(text, "{path}: {BUDGET}");
            }
        }
    }
    text += "绩效指标:\n";
    let mut open = (String::new(), String::new());
    let mut sorted: Vec<&Suggestion> = found.iter().collect();
    sorted.sort_by_key(|suggestion| {
        found
            .iter()
            .position(|other| other.category == suggestion.category && other.subcategory == suggestion.subcategory)
    });
    for suggestion in sorted {
        if open.0 != suggestion.category {
            let _ = writeln!(text, "  {}:", suggestion.category);
            open = (suggestion.category.clone(), String::new());
        }
        if open.1 != suggestion.subcategory {
            let _ = writeln!(text, "    {}:", suggestion.subcategory);
            open.1.clone_from(&suggestion.subcategory);
        }
        let examples = suggestion.wanted.examples(Decimal::from(50_000));
        let target = &examples[number.min(examples.len() - 1)];
        let _ = writeln!(text, "      {}: \"{}\"", suggestion.name, target.written);
    }
    text
}

/// A text with two indicators put into its first project, as the file has it then.
fn inserted(text: &str) -> Result<String, String> {
    let files = Arc::new(Memory::new());
    let path = Path::new("项目/甲.yaml");
    files.write(path, text.as_bytes()).expect("a file");
    let mut workspace = Workspace::open(files.clone(), &["项目".into()], Options::default()).expect("projects");
    let (library, mistakes) = workspace.library(path).expect("a library");
    assert!(mistakes.is_empty());
    let query = Query { kind: Some("培训".to_owned()), ..Query::default() };
    let found = workspace.suggest(path, &library, &query).expect("suggestions");
    let named = |name: &str| found[0].suggestions.iter().find(|suggestion| suggestion.name == name);
    let chosen: Vec<&Suggestion> = ["培训班期数", "参训学员满意度"].iter().filter_map(|name| named(name)).collect();
    assert_eq!(chosen.len(), 2, "{text}");
    let fixed = workspace.with_suggested(path, 1, &chosen).map_err(|error| error.to_string())?;
    workspace.write_fix(&fixed).expect("written");
    let bytes = files.read(path, 1 << 20).expect("the file");
    Ok(String::from_utf8(bytes).expect("UTF-8"))
}

const COUNT: &str = "培训班期数: 待填  # 如 ≥…期，常见 1～20；佐证：培训通知、培训计划\n";
const CONTENT: &str = "参训学员满意度: 待填  # 如 ≥…%，常见 85～95；佐证：学员评估表\n";
const HEAD: &str = "年度: 2026\n项目名称: 甲\n";

#[test]
fn indicators_are_put_where_they_belong() {
    let below = |rest: &str| inserted(&format!("{HEAD}{rest}")).map(|text| text[HEAD.len()..].to_owned());
    let whole = format!(
        "绩效指标:\n  产出指标:\n    数量指标:\n      {COUNT}  满意度指标:\n    服务对象满意度指标:\n      {CONTENT}"
    );
    assert_eq!(below(""), Ok(whole.clone()));
    assert_eq!(below("绩效指标:\n"), Ok(whole.clone()));
    assert_eq!(below("绩效指标: ~ \n"), Ok(whole.replacen("绩效指标:", "绩效指标: ", 1)));
    assert_eq!(below("绩效指标:"), Ok(whole));
    // Between what is there, in the order of the form; comments stay with what they are about.
    assert_eq!(
        below(
            "绩效指标: # 一\n    产出指标:\n        # 二\n        质量指标:\n            结业率: ≥95% # 三\n    \
             # 四\n    效益指标:\n        社会效益指标: {知晓率: ≥80%}\n# 五\n主管部门: 示例市科协\n"
        ),
        Ok(format!(
            "绩效指标: # 一\n    产出指标:\n        数量指标:\n          {COUNT}        # 二\n        质量指标:\n            \
             结业率: ≥95% # 三\n    # 四\n    效益指标:\n        社会效益指标: {{知晓率: ≥80%}}\n    满意度指标:\n      \
             服务对象满意度指标:\n        {CONTENT}# 五\n主管部门: 示例市科协\n"
        ))
    );
    // Behind what a 二级指标 has, blocks and lists of any kind.
    assert_eq!(
        below(
            "绩效指标:\n  产出指标:\n    数量指标:\n      场次: ≥4场\n      说明: |-\n        两行\n        的\n\n  \
             满意度指标:\n    服务对象满意度指标:\n    - {名称: 甲满意度, 指标值: ≥90%}\n    - 名称: 乙满意度\n      \
             指标值: ≥90%\n"
        ),
        Ok(format!(
            "绩效指标:\n  产出指标:\n    数量指标:\n      场次: ≥4场\n      说明: |-\n        两行\n        的\n      {COUNT}\n  \
             满意度指标:\n    服务对象满意度指标:\n    - {{名称: 甲满意度, 指标值: ≥90%}}\n    - 名称: 乙满意度\n      \
             指标值: ≥90%\n    - {{名称: 参训学员满意度, 指标值: 待填}}{}",
            &CONTENT["参训学员满意度: 待填".len()..]
        ))
    );
    // Into braces and brackets no comment goes.
    assert_eq!(
        below("绩效指标: {产出指标: {数量指标: {场次: ≥4场}}, 满意度指标: {服务对象满意度指标: [{名称: 甲满意度}]}}\n"),
        Ok("绩效指标: {产出指标: {数量指标: {场次: ≥4场, 培训班期数: 待填}}, 满意度指标: {服务对象满意度指标: \
            [{名称: 甲满意度}, {名称: 参训学员满意度, 指标值: 待填}]}}\n"
            .to_owned())
    );
    assert_eq!(
        below("绩效指标:\n  产出指标: {}\n  满意度指标: {服务对象满意度指标: }\n"),
        Ok("绩效指标:\n  产出指标: {数量指标: {培训班期数: 待填}}\n  满意度指标: {服务对象满意度指标: {参训学员满意度: 待填} }\n"
            .to_owned())
    );
    // Other projects of a file and the ends of its lines stay.
    assert_eq!(
        below("绩效指标:\n---\n年度: 2026\n项目名称: 乙\n"),
        below("绩效指标:\n").map(|text| text + "---\n年度: 2026\n项目名称: 乙\n")
    );
    let windows = inserted("\u{FEFF}年度: 2026\r\n项目名称: 甲\r\n绩效指标:\r\n").expect("a text");
    let unix = inserted(&format!("{HEAD}绩效指标:\n")).expect("a text");
    assert_eq!(windows, format!("\u{FEFF}{}", unix.replace('\n', "\r\n")));
    // Nothing is changed where it would change elsewhere too.
    assert!(
        below("绩效指标:\n  产出指标:\n    质量指标: &同 {结业率: ≥95%}\n    数量指标: *同\n").is_err(),
        "two categories share their indicators"
    );
}

#[test]
fn an_office_has_its_own() {
    let files = Arc::new(Memory::new());
    let write = |name: &str, text: &str| files.write(Path::new(name), text.as_bytes()).expect("a file");
    write("项目/甲.yaml", "年度: 2026\n项目名称: 干部轮训\n");
    write("项目/乙.yaml", "年度: 2025\n项目名称: 处级干部培训\n绩效指标: {产出指标: {数量指标: {讲座场次: ≥6场}}}\n");
    write(
        "项目/指标库.yaml",
        "培训:\n  指标:\n    数量: {结业论文篇数: ≥10篇, 培训班期数: {符号: ≥, 单位: 期, 常见: 2}}\n\
         研学: {用词: 研学, 指标: {数量: {坏的: {符号: ≥}}}}\n",
    );
    let open = || Workspace::open(files.clone(), &["项目".into()], Options::default()).expect("projects");
    let asked = |workspace: &Workspace| {
        let (library, mistakes) = workspace.library(Path::new("项目/甲.yaml")).expect("a library");
        let found = workspace.suggest(Path::new("项目/甲.yaml"), &library, &Query::default()).expect("suggestions");
        let codes: Vec<Code> = mistakes.iter().map(|mistake| mistake.code).collect();
        (found[0].suggestions.clone(), codes)
    };
    let workspace = open();
    assert_eq!(workspace.project_files().count(), 2, "the library is no project");
    let (found, mistakes) = asked(&workspace);
    assert_eq!(mistakes, [Code::Library], "one indicator has no unit");
    let counts: Vec<(&str, &Origin)> = found
        .iter()
        .filter(|one| one.subcategory == "数量指标")
        .map(|one| (one.name.as_str(), &one.origin))
        .take(4)
        .collect();
    let office = Origin::Office("项目/指标库.yaml".to_owned());
    let other = Origin::Project { name: "处级干部培训".to_owned(), year: 2025 };
    let wanted =
        [("讲座场次", &other), ("结业论文篇数", &office), ("培训班期数", &office), ("培训人次", &Origin::Program)];
    assert_eq!(counts, wanted);
    // Elsewhere, by its name.
    files.remove(Path::new("项目/指标库.yaml")).expect("it is there");
    write("项目/自有/常用.yaml", "培训: {指标: {数量: {结业论文篇数: ≥10篇}}}\n");
    write("项目/jixiao.yaml", "indicators: 自有\n");
    let workspace = open();
    assert_eq!(workspace.project_files().count(), 2);
    assert!(asked(&workspace).0.iter().any(|one| one.origin == Origin::Office("项目/自有/常用.yaml".to_owned())));
}

/// What is said to mend the findings of a rule about a text.
fn remedies(text: &str, code: Code) -> Vec<String> {
    let findings = findings_of(text);
    let found = findings.iter().filter(|finding| finding.code == code);
    found.map(|finding| finding.help.as_ref().map_or("", |help| help.say(Language::Chinese)).to_owned()).collect()
}

#[test]
fn findings_propose_what_is_usual() {
    let text = |name: &str| {
        format!(
            "年度: 2026\n项目名称: {name}\n绩效指标:\n  产出指标: {{数量指标: {{数量指标: ≥4场, 培训人次: ≥90人次}}}}\n  \
             效益指标: {{社会效益指标: {{参训学员结业率: ≥95%}}}}\n"
        )
    };
    let training = text("干部培训");
    let missing = remedies(&training, Code::CategoryMissing);
    assert_eq!(
        missing,
        [
            "每个一级指标至少写一条指标；培训类的项目常用：人均培训成本、参训学员满意度、师资课酬标准（适合的才写，更多的见 \
          jixiao suggest）"
        ]
    );
    let generic = remedies(&training, Code::GenericName);
    assert!(generic[0].contains("培训类的项目常用：培训班期数、培训课时（"), "without what it has: {generic:?}");
    // Nothing is proposed where the kind is not certain.
    for name in ["重点工作", "会议系统采购和培训"] {
        let missing = remedies(&text(name), Code::CategoryMissing);
        assert_eq!(missing, ["每个一级指标至少写一条指标"], "{name}");
    }
}

#[test]
fn next_year_has_the_library_too() {
    let files = Arc::new(Memory::new());
    let write = |name: &str, text: &str| files.write(Path::new(name), text.as_bytes()).expect("a file");
    write("2025/甲.yaml", "年度: 2025\n项目名称: 干部轮训\n");
    write("2025/指标库.yaml", "培训: {指标: {数量: {结业论文篇数: ≥10篇}}}\n");
    let plan = RollPlan {
        folder: "2025".into(),
        year: 2026,
        target: None,
        form: None,
        templates: None,
        language: Language::Chinese,
    };
    roll(files.clone(), &plan).expect("a new folder");
    assert!(files.is_file(Path::new("2026/指标库.yaml")));
    let workspace = Workspace::open(files, &["2026".into()], Options::default()).expect("projects");
    assert_eq!(workspace.project_files().count(), 1);
}
