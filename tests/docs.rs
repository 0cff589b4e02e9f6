//! Pages that are made from the code are as the code makes them now:
//! `UPDATE_DOCS=1 cargo test --test docs` makes them anew.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use boon::{Compiler, Schemas};
use common::{TEMPLATES, findings_of, root};
use jixiao::diag::{Code, Diagnostic, Silenced, Source, Stage, json};
use jixiao::internals::template::{self, Kind};
use jixiao::messages::{Language, Message};
use serde_json::Value;

fn compare(name: &str, made: &str) {
    let path = root().join("docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, made).expect("a page");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "docs/{name} is not what the code makes: UPDATE_DOCS=1 cargo test --test docs");
}

/// The words of a page of rules around the manuals.
struct RulesPage {
    name: &'static str,
    language: Language,
    head: &'static str,
    columns: &'static str,
    others: &'static str,
    about_others: &'static str,
    remedy: &'static str,
    colon: &'static str,
}

const RULES_PAGES: [RulesPage; 2] = [
    RulesPage {
        name: "rules.md",
        language: Language::Chinese,
        head: "检查规则：`jixiao check` 和 `jixiao build` 按这些规则检查项目。由程序生成，与 `jixiao explain` 相同。\n\n\
            级别可以在 `jixiao.yaml` 里改，也可以对一个、几个或全部项目免去一条，要写理由：\n\n\
            ```yaml\nchecks:\n  levels: {unit-missing: off, percent-low: error}   # off、note、warning、error\n  \
            waive:\n    - {code: cost-at-least, project: 会馆物业, reason: 合同约定的最低服务量}\n    \
            - {code: long-project, project: \"*\", reason: 都是两年的课题}   # 全部项目；* 代表任何文字\n    \
            - {code: period-in-name, path: 科技馆, reason: 批复的名称}   # 这个文件夹里的；也可以写 科技馆/2026*.yaml\n  \
            ceiling: 1000万元   # 各项目资金合计的限额\n```\n\n\
            各单位另有限额的，写成 `ceiling: {total: 1000万元, units: {示例市科技馆: 300万元}}`，两样都写或只写一样。\n\n\
            上层文件夹的 `jixiao.yaml` 也算：同一条规则的级别，离项目近的为准；免去的合在一起；限额管的是写它的那个文件夹\
            和下层的全部项目。没有用上的免去会提醒（`unused-waiver`）。\n",
        columns: "| 规则 | 级别 | 说明 |",
        others: "排版和读写文件时的问题",
        about_others: "排表和读写文件时还会发现下面的问题。其中的警告同样可以改级别、可以免去；\
            错误使文件生成不了，级别不能改，也不能免去。",
        remedy: "改：",
        colon: "：",
    },
    RulesPage {
        name: "rules.en.md",
        language: Language::English,
        head: "The rules by which `jixiao check` and `jixiao build` check projects, made by the program.\n\n\
            Their levels can be set in `jixiao.yaml`, and a finding about one project, several or all can be waived \
            with a reason:\n\n\
            ```yaml\nchecks:\n  levels: {unit-missing: off, percent-low: error}   # off, note, warning, error\n  \
            waive:\n    - {code: cost-at-least, project: 会馆物业, reason: 合同约定的最低服务量}\n    \
            - {code: long-project, project: \"*\", reason: 都是两年的课题}   # all projects; * stands for any text\n    \
            - {code: period-in-name, path: 科技馆, reason: 批复的名称}   # those in this folder; 科技馆/2026*.yaml is right, too\n  \
            ceiling: 1000万元   # what all projects may ask for together\n```\n\n\
            Units may have ceilings of their own: `ceiling: {total: 1000万元, units: {示例市科技馆: 300万元}}`, or one of \
            the two.\n\n\
            The `jixiao.yaml` of folders above count, too: of the levels of a rule, the one nearest to the project wins; \
            waivers are added up; a ceiling is for all projects in the folder that says so and below it. A waiver that \
            nothing is waived by is told (`unused-waiver`).\n",
        columns: "| rule | level | about |",
        others: "Laying out, reading and writing",
        about_others: "The following is found while forms are laid out and files are read and written. The levels of \
            warnings can be set and they can be waived, as above; with an error no file can be made, so that its \
            level cannot be set, nor can it be waived.",
        remedy: "Instead:",
        colon: ": ",
    },
];

#[test]
fn the_lists_of_rules() {
    for page in &RULES_PAGES {
        let (checks, others): (Vec<Code>, Vec<Code>) =
            Code::ALL.iter().partition(|code| matches!(code.stage(), Stage::Project | Stage::Across));
        let mut text = page.head.to_owned();
        text += &page.table(&checks);
        checks.iter().for_each(|code| text += &page.manual("##", *code));
        let _ = write!(text, "\n## {}\n\n{}\n", page.others, page.about_others);
        text += &page.table(&others);
        others.iter().for_each(|code| text += &page.manual("###", *code));
        compare(page.name, &text);
    }
}

impl RulesPage {
    fn level(&self, code: Code) -> String {
        code.level().name().say(self.language).to_owned()
    }

    fn table(&self, codes: &[Code]) -> String {
        let mut table = format!("\n{}\n|---|---|---|\n", self.columns);
        for code in codes {
            let (level, summary) = (self.level(*code), code.summary(self.language));
            let _ = writeln!(table, "| [{code}](#{code}) | {level} | {summary} |");
        }
        table
    }

    fn manual(&self, heading: &str, code: Code) -> String {
        let manual = code.manual(self.language).replace('<', "&lt;");
        let text = manual.replace(&format!("\n{}", self.remedy), &format!("  \n{}", self.remedy));
        format!("\n{heading} {code}\n\n{}{}{text}\n", self.level(code), self.colon)
    }
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

fn row(field: &jixiao::internals::template::Field) -> String {
    let kind = match &field.kind {
        Kind::Text => "文字".to_owned(),
        Kind::Choice(options) => format!("一项：{}", options.join("、")),
        Kind::Choices(options) => format!("几项：{}", options.join("、")),
        Kind::Date(_) => "日期".to_owned(),
        Kind::Money(_) => "金额".to_owned(),
        Kind::Number(_) => "数字".to_owned(),
        Kind::Table(columns) => {
            let names: Vec<&str> = columns.iter().map(|column| column.path.as_str()).collect();
            format!("列表，每项有：{}", names.join("、"))
        }
        Kind::Indicators(framework) => {
            let category = |category: &jixiao::internals::template::Category| {
                let place = framework.place_of(category).map(|place| format!("，另一种放法，代替 {place}"));
                format!("{}（{}{}）", category.name, category.subcategories.join("、"), place.unwrap_or_default())
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
    for (language, page, first_line, heading) in [
        ("zh-CN", "commands.md", "命令：`jixiao` 的全部命令和选项。由程序生成，与 `jixiao --help` 相同。", "命令:"),
        (
            "en",
            "commands.en.md",
            "All commands and options of `jixiao`, as `jixiao --help` shows them. Generated.",
            "Commands:",
        ),
    ] {
        let help = help(&[], language);
        let mut text = format!("{first_line}\n\n```text\n{help}```\n");
        add_commands(&mut text, &help, &[], language, heading);
        compare(page, &text);
    }
}

/// What stands before and after what is made in a page that is otherwise written.
const MADE: [&str; 2] = ["<!-- 由程序生成：开始 -->\n", "<!-- 由程序生成：结束 -->\n"];

/// The usual mistakes of docs/projects.md are those of the cases, as the program tells
/// them.
#[test]
fn the_usual_mistakes() {
    let folder = root().join("tests/cases/findings");
    let text = |name: &str| fs::read_to_string(folder.join(name)).expect("a case");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("cases")
        .map(|file| file.expect("a case").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".yaml"))
        .collect();
    names.sort_unstable();
    // What a short case lacks is not what it is about.
    let is_about = |finding: &&Diagnostic| {
        !matches!(finding.code, Code::CategoryMissing | Code::DateMissing | Code::ExpectedMissing)
    };
    let mut rows: Vec<(usize, String)> = Vec::new();
    for text in names.iter().map(|name| text(name)).filter(|text| !text.contains('\0')) {
        let found = findings_of(&text);
        let Some(finding) = found.iter().filter(is_about).min_by_key(|finding| finding.level) else { continue };
        let row = row_of(finding, &text);
        let what = |row: &str| row.split(" | ").next().map(str::to_owned);
        if !rows.iter().any(|(_, known)| what(known) == what(&row.1)) {
            rows.push(row);
        }
    }
    // By what they are about, in the order of the rules' page.
    rows.sort_by_key(|(order, _)| *order);
    let rows: String = rows.into_iter().map(|(_, row)| row).collect();
    let text = text("sum.yaml");
    let sum: Vec<Diagnostic> =
        findings_of(&text).into_iter().filter(|finding| finding.code == Code::SumMismatch).collect();
    let example = common::told(&sum, &[Source::new("t.yaml", &text)]);
    let made = format!("```text\n{}\n```\n\n| 看到 | 这样写的 | 改法 |\n|---|---|---|\n{rows}", example.trim_end());
    let page = fs::read_to_string(root().join("docs/projects.md")).expect("a page");
    let (before, rest) = page.split_once(MADE[0]).expect("where it begins");
    let (_, after) = rest.split_once(MADE[1]).expect("where it ends");
    compare("projects.md", &format!("{before}{}{made}{}{after}", MADE[0], MADE[1]));
}

/// A row of the table: where its code stands among all, and what is said, written and
/// advised.
fn row_of(finding: &Diagnostic, text: &str) -> (usize, String) {
    let order = Code::ALL.iter().position(|code| *code == finding.code).unwrap_or_default();
    let at = finding.labels.first().map_or(0, |label| label.place.start());
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].split(['\n', '\r']).next().unwrap_or_default().trim_matches(' ');
    let line = if line.is_empty() { "（空文件）" } else { line };
    let shown: String = line
        .chars()
        .map(|c| match c {
            '\t' => "〔Tab〕".to_owned(),
            '\u{A0}'
            | '\u{AD}'
            | '\u{B}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'
            | '\u{202F}'
            | '\u{E000}'..='\u{FAFF}'
            | '\u{FEFF}'
            | '\0'..='\x1F' => format!("〔U+{:04X}〕", u32::from(c)),
            '\u{3000}' => "〔全角空格〕".to_owned(),
            '|' => "\\|".to_owned(),
            c => c.to_string(),
        })
        .collect();
    let shown: String = match shown.chars().count() {
        0..=40 => shown,
        _ => shown.chars().take(40).chain(['…']).collect(),
    };
    let cell = |message: &Message| message.say(Language::Chinese).replace('|', "\\|").replace('<', "&lt;");
    let help = finding.help.as_ref().map(cell).unwrap_or_default();
    let mark = if shown.contains('`') { "``" } else { "`" };
    (order, format!("| {} | {mark}{shown}{mark} | {help} |\n", cell(&finding.message)))
}

fn help(path: &[&str], language: &str) -> String {
    let output = Command::new(assert_cmd::cargo::cargo_bin("jixiao"))
        .args(path)
        .args(["--help", "--lang", language])
        .env("COLUMNS", "100")
        .output()
        .expect("the program");
    assert!(output.status.success(), "{path:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Adds the help of the commands that a help lists, and of those under them.
fn add_commands(text: &mut String, above: &str, path: &[&str], language: &str, heading: &str) {
    let list = above.lines().skip_while(|line| *line != heading).skip(1).take_while(|line| !line.is_empty());
    for name in list.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|name| !name.is_empty()) {
        let path = [path, &[name]].concat();
        let help = help(&path, language);
        let _ = write!(text, "\n## jixiao {}\n\n```text\n{help}```\n", path.join(" "));
        add_commands(text, &help, &path, language, heading);
    }
}

#[test]
fn the_schemas_of_collections() {
    compare("roster.schema.json", &jixiao::engine::roster_schema());
    compare("collect.schema.json", &jixiao::engine::state_schema());
    compare("system.schema.json", &jixiao::engine::system_schema());
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
            let text = fs::read_to_string(&path).expect("a case");
            let (findings, texts) = (findings_of(&text), [Source::new("t.yaml", &text)]);
            let report = serde_json::from_str(&json(&findings, 1, Silenced::default(), &texts[..], Language::Chinese))
                .expect("JSON");
            schemas.validate(&report, index).unwrap_or_else(|error| panic!("{}: {error:#}", path.display()));
            count += findings.len();
        }
    }
    assert!(count > 50);
}

/// What a type may be, in a few words of the template language.
fn kind_of(property: &Value) -> String {
    let name = |reference: &str| {
        let name = reference.rsplit('/').next().unwrap_or_default();
        format!("[{name}](#{name})")
    };
    if let Some(reference) = property["$ref"].as_str() {
        return name(reference);
    }
    if let Some(all) = property["allOf"].as_array() {
        return all.iter().map(kind_of).collect();
    }
    if let Some(any) = property["anyOf"].as_array() {
        let mut kinds: Vec<String> = any.iter().map(kind_of).filter(|kind| kind != "空").collect();
        kinds.dedup();
        return kinds.join(" 或 ");
    }
    if let Some(values) = property["enum"].as_array() {
        let words = values.iter().map(|value| format!("`{}`", value.to_string().trim_matches('"')));
        return words.collect::<Vec<_>>().join("、");
    }
    let kind = match &property["type"] {
        Value::Array(kinds) => kinds[0].as_str(),
        kind => kind.as_str(),
    };
    match kind {
        Some("array") => format!("{} 的列表", kind_of(&property["items"])),
        Some("object") if property["additionalProperties"].is_object() => {
            format!("名字: {}", kind_of(&property["additionalProperties"]))
        }
        Some("object") => "一组键值".to_owned(),
        Some("string") => "文字".to_owned(),
        Some("integer") => "整数".to_owned(),
        Some("number") => "数".to_owned(),
        Some("boolean") => "`true`、`false`".to_owned(),
        Some("null") => "空".to_owned(),
        _ => String::new(),
    }
}

fn reference_of(name: &str, schema: &Value) -> String {
    let mut page = format!("\n## {name}\n\n{}\n", schema["description"].as_str().unwrap_or_default());
    let alternatives = schema["oneOf"].as_array();
    if let Some(properties) = schema["properties"].as_object() {
        page += "\n| 键 | 写什么 | 意思 |\n|---|---|---|\n";
        for (key, property) in properties {
            let meaning = property["description"].as_str().unwrap_or_default();
            let _ = writeln!(page, "| `{key}` | {} | {meaning} |", kind_of(property).replace('|', "\\|"));
        }
    } else if let Some(alternatives) = alternatives {
        page += "\n| 写法 | 意思 |\n|---|---|\n";
        for one in alternatives {
            let meaning = one["description"].as_str().unwrap_or_default();
            let written = match one["properties"].as_object().and_then(|keys| keys.iter().next()) {
                Some((key, property)) => format!("`{key}`: {}", kind_of(property)),
                None => format!("`{}`", one["const"].as_str().unwrap_or_default()),
            };
            let _ = writeln!(page, "| {written} | {meaning} |");
        }
    } else {
        let _ = writeln!(page, "\n{}", kind_of(schema));
    }
    page
}

#[test]
fn the_template_language() {
    compare("template.schema.json", &template::schema());
    let schema: Value = serde_json::from_str(&template::schema()).expect("JSON");
    let mut page = "模板文件的全部键，由程序生成。怎样用，见 [templates.md](templates.md)。\n".to_owned();
    page += &reference_of("template", &schema);
    for (name, definition) in schema["definitions"].as_object().expect("definitions") {
        page += &reference_of(name, definition);
    }
    compare("template-reference.md", &page);
}

#[test]
fn the_schema_takes_all_templates() {
    let mut compiler = Compiler::new();
    let mut schemas = Schemas::new();
    let schema = serde_json::from_str(&template::schema()).expect("JSON");
    compiler.add_resource("template.json", schema).expect("a schema");
    let index = compiler.compile("template.json", &mut schemas).expect("a schema");
    let mut checked = 0;
    for folder in ["templates", "tests/cases/2027/scores/templates", "tests/cases/layouts"] {
        for file in files(&root().join(folder)) {
            let is_in = |folder: &str| file.components().any(|part| part.as_os_str() == folder);
            if is_in("templates") && !is_in("indicators") {
                let text = fs::read_to_string(&file).expect("a template");
                let value = common::json_of(&text);
                schemas.validate(&value, index).unwrap_or_else(|error| panic!("{}: {error:#}", file.display()));
                let mistyped =
                    common::json_of(&text.replacen("metadata:", "metadate:", 1).replacen("grid:", "gird:", 1));
                assert!(schemas.validate(&mistyped, index).is_err(), "{}: a wrong key is taken", file.display());
                checked += 1;
            }
        }
    }
    assert!(checked >= 8, "{checked}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The tutorial of docs/templates.md, done as it says.
#[test]
fn the_tutorial_of_templates_works() {
    let manual = fs::read_to_string(root().join("docs/templates.md")).expect("the manual");
    let blocks: Vec<&str> = manual.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let folder = tempfile::TempDir::new().expect("a folder");
    let run = |arguments: &[&str]| {
        let output = assert_cmd::Command::cargo_bin("jixiao").expect("the program");
        let mut output = output;
        let output = output.current_dir(folder.path()).args(arguments).output().expect("it runs");
        let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(output.status.success(), "{arguments:?}: {text}");
        text
    };
    run(&["template", "new", "2027", "--from", "2026"]);
    fs::write(folder.path().join("templates/2027.yaml"), blocks[0]).expect("the template");
    fs::write(folder.path().join("青年科技人才服务.yaml"), blocks[1]).expect("the project");
    assert!(run(&["template", "check", "templates/2027.yaml"]).contains("没有错误"));
    let difference = run(&["template", "diff", "2026", "2027"]);
    assert!(difference.contains("「分值合计」必须是 100") && difference.contains("〔绩效指标.分值〕"), "{difference}");
    run(&["blank", "--year", "2027", "-o", "输出"]);
    run(&["build", ".", "-o", "输出"]);
    assert!(folder.path().join("输出/青年科技人才服务.pdf").is_file());
}

/// What a form's files carry is as its published schema has it.
#[test]
fn the_schema_of_form_data() {
    compare("form.schema.json", &jixiao::internals::data::schema());
    compare("manifest.schema.json", &jixiao::internals::book::schema());
    let mut compiler = Compiler::new();
    let mut schemas = Schemas::new();
    let schema = serde_json::from_str(&jixiao::internals::data::schema()).expect("JSON");
    compiler.add_resource("form.json", schema).expect("a schema");
    let index = compiler.compile("form.json", &mut schemas).expect("a schema");
    let text = fs::read_to_string(root().join("samples/2019-国际科技交流.yaml")).unwrap_or_default();
    let table =
        common::forms_with(&jixiao::internals::source::Source::new("t.yaml", &text), &Default::default(), &TEMPLATES);
    let value: Value = serde_json::from_str(table[0].data.as_deref().expect("data")).expect("JSON");
    schemas.validate(&value, index).unwrap_or_else(|error| panic!("{error:#}"));
    let mut wrong = value.clone();
    wrong["fields"][0]["type"] = "colour".into();
    assert!(schemas.validate(&wrong, index).is_err(), "a wrong type is taken");
}
