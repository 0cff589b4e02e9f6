//! Folders of last year become folders of another year: whatever was written is
//! there still, and what comes out is sound.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use common::{FONTS, FORMATS, TEMPLATES, line_column, root, source, told};
use jixiao::diag::{Diagnostics, Level};
use jixiao::internals::check::CheckSettings;
use jixiao::internals::fill;
use jixiao::internals::project::{FieldValue, Project, Settings, read_file};
use jixiao::internals::roll::{OldFolder, Order, Rolled, roll};
use jixiao::internals::source::Source;
use jixiao::internals::template::{FieldId, Kind, Template, Templates};
use jixiao::messages::Language;
use proptest::prelude::*;

/// A folder in another year, with what is said about it.
fn rolled(settings: Option<&Arc<Source>>, files: &[Arc<Source>], templates: &Templates, year: u16) -> (Rolled, String) {
    let form = templates.for_year(year).expect("a form");
    let order = Order { templates, year, form, is_form_asked: false };
    let mut diagnostics = Diagnostics::new();
    let rolled =
        roll(&[OldFolder { settings, owns_settings: true, above: None, files }], &order, &mut diagnostics).remove(0);
    let texts = [settings.into_iter().cloned().collect(), files.to_vec()].concat();
    (rolled, told(&diagnostics.sorted(), &texts))
}

/// The projects of a text, which must be without errors in every way.
fn projects(text: &str, settings: &Settings, templates: &Templates) -> Vec<Project> {
    let mut diagnostics = Diagnostics::new();
    let source = Source::new("t.yaml", text);
    let file = read_file(&source, settings, templates, &mut diagnostics);
    for (_, project) in &file.projects {
        fill(project, &FONTS, &FORMATS, None, &CheckSettings::default(), &mut diagnostics);
    }
    let errors = diagnostics.count(Level::Error);
    assert_eq!(errors, 0, "{}\n{text}", told(&diagnostics.sorted(), &[source]));
    assert_eq!(file.projects.len(), file.documents, "{text}");
    file.projects.into_iter().map(|(_, project)| project).collect()
}

fn comment_lines(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| line.starts_with('#') && !line.starts_with("# 待填")).collect()
}

/// Every comment line of the old file occurs in the new one, as often; in a
/// block that has become a comment, it is a comment in a comment.
fn assert_comments_are_kept(old: &str, new: &str) {
    for comment in comment_lines(old) {
        let count = |text: &str| comment_lines(text).iter().filter(|line| line.ends_with(comment)).count();
        assert!(count(new) >= count(old), "lost: {comment}\n{new}");
    }
}

#[test]
fn the_samples_through_all_generations() {
    let folder = root().join("samples");
    let mut steps = 0;
    let mut paths: Vec<_> = fs::read_dir(&folder).expect("samples").map(|file| file.expect("a file").path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| !path.ends_with("jixiao.yaml")) {
        let mut settings = source(&folder.join("jixiao.yaml"));
        let mut file = source(path);
        let first = file.text.split("年度: ").nth(1).and_then(|rest| rest[..4].parse().ok()).unwrap_or(0);
        for year in [2020, 2021, 2023, 2026, 2027].into_iter().filter(|year| *year > first) {
            let (new, said) = rolled(Some(&settings), &[Arc::clone(&file)], &TEMPLATES, year);
            assert_eq!(said, "", "{} to {year}", path.display());
            let text = new.files[0].clone().expect("a file");
            assert_comments_are_kept(&file.text, &text);
            let asked: usize = new.record.projects.iter().map(|project| project.asked.len()).sum();
            assert_eq!(text.matches("# 待填").count(), asked, "{text}");
            settings = Source::new("jixiao.yaml", &new.settings.expect("settings"));
            let given = Settings::read(&settings, &TEMPLATES, &mut Diagnostics::new());
            let before = projects_of(&file, &given);
            for (project, record) in projects(&text, &given, &TEMPLATES).iter().zip(&new.record.projects) {
                assert_eq!((project.year, project.name()), (year, record.name.as_str()));
                assert!(project.template.covers(year));
                assert!(!record.asked.is_empty());
            }
            assert_eq!(projects(&text, &given, &TEMPLATES).len(), before);
            file = Source::new(file.file.clone(), &text);
            steps += 1;
        }
    }
    assert_eq!(steps, 2 * 5 + 2 * 4 + 3 * 2 + 2);
}

fn projects_of(file: &Arc<Source>, settings: &Settings) -> usize {
    read_file(file, settings, &TEMPLATES, &mut Diagnostics::new()).documents
}

#[test]
fn cases() {
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::glob!("cases/roll/*/old.yaml", |path| {
            let folder = path.parent().expect("a folder");
            let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
            let year = name[..4].parse().expect("the year is in the case's name");
            let settings = folder.join("jixiao.yaml");
            let settings = settings.is_file().then(|| source(&settings));
            let templates = folder.join("templates");
            let own = fs::read_dir(&templates).into_iter().flatten().map(|file| source(&file.expect("a file").path()));
            let templates = Templates::with(own).expect("templates");
            let old = source(path);
            let (new, said) = rolled(settings.as_ref(), &[Arc::clone(&old)], &templates, year);
            let mut shown = said;
            if let Some(text) = &new.settings {
                assert_comments_are_kept(&settings.as_ref().expect("settings").text, text);
                let _ = write!(shown, "==== jixiao.yaml\n{text}");
            }
            if let Some(text) = &new.files[0] {
                // The comments of a document that is left out go with it.
                if new.record.projects.len() == projects_of(&old, &Settings::default()).max(1) {
                    assert_comments_are_kept(&old.text, text);
                }
                let given = new.settings.as_ref().map(|text| Source::new("jixiao.yaml", text));
                let given = given.map(|source| Settings::read(&source, &templates, &mut Diagnostics::new()));
                projects(text, &given.unwrap_or_default(), &templates);
                let _ = write!(shown, "==== project.yaml\n{text}");
            }
            let page = new.record.page(&["project.yaml".to_owned()], "jixiao.yaml", Language::Chinese);
            let _ = write!(shown, "==== 记录\n{page}");
            insta::with_settings!({snapshot_path => folder, snapshot_suffix => ""}, {
                insta::assert_snapshot!("rolled", shown);
            });
        });
    });
}

/// What becomes of fields, in the words of the forms: not read from the
/// templates, so that a slip in those is found.
fn new_name(from: u16, to: u16, path: &str) -> &str {
    match (from, to, path) {
        (2019, 2020, "项目类型") => "项目类别",
        (2019, _, "项目类型") | (2020, 2023.., "项目类别") => "项目性质",
        (2019, 2020, "项目总目标") => "总目标及阶段性目标",
        (2019, 2023.., "年度绩效目标") | (2020, 2023.., "总目标及阶段性目标") => "年度总体目标",
        (2019, _, "开始时间") => "计划开始日期",
        (2019, _, "结束时间") => "计划完成日期",
        (2019 | 2020, 2023.., "申报单位名称") => "实施单位",
        (2019 | 2020, 2023.., "项目总预算") => "项目资金.财政资金",
        (2019 | 2020, 2023.., "项目当年预算") => "年度资金.当年财政拨款",
        _ => path,
    }
}

fn new_category(from: u16, to: u16, name: &str) -> Option<&str> {
    let known = match (from, to) {
        (2019, 2020) => {
            "投入和管理目标.人员投入>投入与管理.投入管理 投入和管理目标.管理目标>投入与管理.实施管理 \
            产出目标.数量目标>产出目标.数量 产出目标.质量目标>产出目标.质量 产出目标.时效目标>产出目标.时效 \
            效果目标.经济效益目标>效果目标.经济效益 效果目标.社会效益目标>效果目标.社会效益 \
            效果目标.生态效益目标>效果目标.环境效益 影响力目标.可持续目标>影响力目标.长效管理 \
            影响力目标.满意度目标>效果目标.满意度"
        }
        (2019, 2023..) => {
            "产出目标.数量目标>产出指标.数量指标 产出目标.质量目标>产出指标.质量指标 \
            产出目标.时效目标>产出指标.时效指标 效果目标.经济效益目标>效益指标.经济效益指标 \
            效果目标.社会效益目标>效益指标.社会效益指标 效果目标.生态效益目标>效益指标.生态效益指标 \
            影响力目标.可持续目标>效益指标.可持续影响指标 影响力目标.满意度目标>满意度指标.服务对象满意度指标"
        }
        (2020, 2023..) => {
            "产出目标.数量>产出指标.数量指标 产出目标.质量>产出指标.质量指标 \
            产出目标.时效>产出指标.时效指标 效果目标.经济效益>效益指标.经济效益指标 \
            效果目标.社会效益>效益指标.社会效益指标 效果目标.环境效益>效益指标.生态效益指标 \
            效果目标.满意度>满意度指标.服务对象满意度指标"
        }
        (2023, 2026) if name == "产出指标.成本指标" => return Some("成本指标.经济成本指标"),
        _ => return Some(name),
    };
    known.split_whitespace().find_map(|pair| pair.strip_prefix(name)?.strip_prefix('>'))
}

/// A value as words, for comparing across forms.
fn said(kind: &Kind, value: &FieldValue) -> String {
    match (kind, value) {
        (_, FieldValue::Text(text)) => text.clone(),
        (Kind::Choice(options), FieldValue::Choice(chosen)) => options[*chosen].clone(),
        (Kind::Choices(options), FieldValue::Choices(chosen)) => {
            chosen.iter().map(|chosen| options[*chosen].as_str()).collect::<Vec<_>>().join("、")
        }
        (_, FieldValue::Date(date)) => date.to_string(),
        (_, FieldValue::Money(money)) => money.to_string(),
        (Kind::Table(columns), FieldValue::Records(records)) => {
            let cells = records.iter().flat_map(|record| columns.iter().zip(&record.values));
            cells
                .filter_map(|(column, given)| Some(said(&column.kind, &given.as_ref()?.value)))
                .collect::<Vec<_>>()
                .join("|")
        }
        (kind, value) => format!("{kind:?} {value:?}"),
    }
}

/// The indicators with their places, in order.
fn indicators(project: &Project) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for (index, field) in project.template.fields.iter().enumerate() {
        let given = project.get(FieldId(index)).map(|given| &given.value);
        if let (Kind::Indicators(framework), Some(FieldValue::Indicators(indicators))) = (&field.kind, given) {
            for indicator in indicators {
                let category = &framework.categories[indicator.category];
                let place = format!("{}.{}", category.name, category.subcategories[indicator.subcategory]);
                all.push((place, indicator.name.clone(), format!("{:?}", indicator.target)));
            }
        }
    }
    all.sort();
    all
}

/// Writes projects in all the ways that authors have, as dice tell.
struct Author<'a> {
    dice: std::iter::Cycle<std::slice::Iter<'a, u8>>,
    year: u16,
}

impl Author<'_> {
    fn throw(&mut self, sides: u8) -> u8 {
        self.dice.next().copied().unwrap_or(0) % sides
    }

    fn words(&mut self) -> String {
        let year = self.year;
        match self.throw(8) {
            0 => format!("{year}年举办4场"),
            1 => format!("第一行：{year}年\n  第二行 # 不是注释\n\n最后一行"),
            2 => "\"引号\"和'撇号': 冒号".to_owned(),
            3 => format!("{year}-{}年", year + 1),
            4 => "《示例市2018年规划》".to_owned(),
            5 => "# 开头".to_owned(),
            6 => "{花括号}, [方括号]".to_owned(),
            _ => "普通的文字".to_owned(),
        }
    }

    fn comment(&mut self, indent: usize) -> String {
        let number = self.throw(200);
        match self.throw(4) {
            0 => format!("{}# 注释 {number}\n", " ".repeat(indent)),
            1 => format!("\n{}# 注释 {number}: 有冒号\n", " ".repeat(indent)),
            _ => String::new(),
        }
    }

    /// A text behind a key that is indented so far.
    fn text(&mut self, words: &str, indent: usize) -> String {
        let quoted = format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"));
        match self.throw(3) {
            0 if !words.starts_with([' ', '\n']) => {
                let blank = " ".repeat(indent + 2);
                let lines =
                    words.lines().map(|line| if line.is_empty() { "\n".into() } else { format!("{blank}{line}\n") });
                format!("|-\n{}", lines.collect::<String>().trim_end_matches('\n'))
            }
            1 if !words.contains('\n') => format!("'{}'", words.replace('\'', "''")),
            _ => quoted,
        }
    }

    fn amount(&mut self) -> String {
        ["10万元", "200,000.00", "300000", "'45万'"][usize::from(self.throw(4))].to_owned()
    }

    fn project(&mut self, form: &Template) -> String {
        let year = self.year;
        let mut text = format!("# 开头的注释\n年度: {year}\n");
        let (start, end) = match self.throw(3) {
            0 => (format!("{year}-03-01"), format!("{}年11月30日", year + 1)),
            _ => (format!("{year}/3/1"), format!("{year}-11-30")),
        };
        let amount = self.amount();
        let mut open = "";
        for (index, field) in form.fields.iter().enumerate() {
            let id = Some(FieldId(index));
            let (group, key) = field.path.rsplit_once('.').unwrap_or(("", &field.path));
            if !field.required && id != form.roles.start && id != form.roles.end && self.throw(5) == 0 {
                continue;
            }
            if !field.sum.is_empty() && (self.throw(2) == 0 || !group.is_empty() || form.name == "2019") {
                continue;
            }
            let indent = if group.is_empty() { 0 } else { 2 };
            if group != open && !group.is_empty() {
                text += &format!("{}{group}:\n", self.comment(0));
            }
            open = group;
            let value = match &field.kind {
                _ if id == form.roles.start => start.clone(),
                _ if id == form.roles.end => end.clone(),
                Kind::Text if id == form.roles.name => "某项目".to_owned(),
                Kind::Text => {
                    let words = self.words();
                    self.text(&words, indent)
                }
                Kind::Choice(options) => options[usize::from(self.throw(2))].clone(),
                Kind::Choices(options) if self.throw(2) == 0 => format!("[{}, {}]", options[0], options[2]),
                Kind::Choices(options) => format!("\n  - {}", options[usize::from(self.throw(5))]),
                Kind::Money(_) => amount.clone(),
                Kind::Table(_) => format!("\n  - {{子项目名称: {year}年甲, 预算金额: 300000}}"),
                Kind::Indicators(framework) => {
                    let mut tree = String::new();
                    // Where indicators may stand in another place, they stand in one of them.
                    let is_other = self.throw(3) == 0;
                    let taken = framework.categories.iter().filter_map(|category| category.instead_of);
                    let taken: Vec<_> = taken.filter(|_| is_other).collect();
                    for (number, category) in framework.categories.iter().enumerate() {
                        if is_other || category.instead_of.is_none() {
                            let is_taken = |below: usize| {
                                taken.iter().any(|place| (place.category, place.subcategory) == (number, Some(below)))
                            };
                            tree += &self.category(category, &is_taken);
                        }
                    }
                    if tree.trim_start_matches(['\n', '#', ' ']).is_empty() {
                        String::new()
                    } else {
                        format!("\n{}", tree.trim_end())
                    }
                }
                Kind::Date(_) | Kind::Number(_) => String::new(),
            };
            let space = if value.is_empty() || value.starts_with('\n') { "" } else { " " };
            text += &format!("{}{}{key}:{space}{value}\n", self.comment(indent), " ".repeat(indent));
        }
        text + "# 末尾的注释\n"
    }

    fn category(
        &mut self,
        category: &jixiao::internals::template::Category,
        is_taken: &dyn Fn(usize) -> bool,
    ) -> String {
        let year = self.year;
        let free = category.subcategories.iter().enumerate().filter(|(below, _)| !is_taken(*below));
        let chosen: Vec<&String> = free.map(|(_, name)| name).filter(|_| self.throw(3) > 0).collect();
        if chosen.is_empty() {
            return String::new();
        }
        if self.throw(4) == 0 {
            let below = chosen.iter().map(|below| format!("{below}: {{'{year}年的数': ≥4场}}"));
            return format!("  {}: {{{}}}\n", category.name, below.collect::<Vec<_>>().join(", "));
        }
        let mut text = format!("{}  {}:\n", self.comment(2), category.name);
        for below in chosen {
            text += &format!("{}    {below}:{}\n", self.comment(4), if self.throw(3) == 0 { "  # 行末" } else { "" });
            text += &match self.throw(3) {
                0 => format!(
                    "      {year}年的数: ≥4场\n{}      合格率: {{值: 95, 符号: ≥, 单位: '%'}}\n",
                    self.comment(6)
                ),
                1 => format!("      - {{名称: 及时性, 指标值: {year}年12月底前}}\n      - 名称: 数\n        值: 3\n"),
                _ => "      满意度: \">=90%\"\n".to_owned(),
            };
        }
        text
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn rolled_projects_say_the_same(dice in prop::collection::vec(any::<u8>(), 60..200), from in 0..4_usize, to in 0..4_usize) {
        let forms = [2019_u16, 2020, 2023, 2026];
        let old_year = forms[from];
        let year = [2020, 2022, 2025, 2027][to].max(old_year + 1);
        let old_form = TEMPLATES.for_year(old_year).expect("a form");
        let text = Author { dice: dice.iter().cycle(), year: old_year }.project(old_form);
        let windows = dice[0] % 4 == 0;
        let written = if windows { text.replace('\n', "\r\n") } else { text.clone() };
        let file = Source::new("t.yaml", &written);
        let old = read_file(&file, &Settings::default(), &TEMPLATES, &mut Diagnostics::new());
        prop_assert_eq!(old.projects.len(), 1, "{}", text);
        let old = &old.projects[0].1;
        let (new, told) = rolled(None, &[Arc::clone(&file)], &TEMPLATES, year);
        prop_assert_eq!(told, "", "{}", text);
        let new_text = new.files[0].clone().expect("a file");
        prop_assert_eq!(windows, new_text.contains("\r\n"));
        prop_assert!(new_text.chars().all(|c| u32::from(c) < 0x10_0000), "a mark is left: {}", new_text);
        prop_assert!(!windows || !new_text.replace("\r\n", "").contains('\n'));
        assert_comments_are_kept(&written, &new_text);
        let read = projects(&new_text, &Settings::default(), &TEMPLATES);
        let rolled = &read[0];
        let form: u16 = rolled.template.name.parse().expect("a year");
        let goes_on = rolled_goes_on(old, year);
        // What ran for several years and is over begins in the new year.
        let first = old.template.roles.start.and_then(|id| old.date(id)).map_or(old_year, |date| date.year);
        let last = old.template.roles.end.and_then(|id| old.date(id)).map_or(old_year, |date| date.year);
        let by = year - if first < last && !goes_on { first } else { old_year };
        let shifted = |text: &str| {
            let text = text.replace(&format!("{old_year}年"), &format!("{year}年"));
            let span = format!("{old_year}-{}年", old_year + 1);
            // A span of several years is that of the whole project.
            if goes_on { text } else { text.replace(&span, &format!("{year}-{}年", year + 1)) }
        };
        for (index, field) in old.template.fields.iter().enumerate() {
            let id = FieldId(index);
            let path = new_name(old_year, form, &field.path);
            let Some(given) = old.get(id) else { continue };
            let Some(here) = rolled.template.find(path) else { continue };
            let roles = &rolled.template.roles;
            if roles.previous == Some(here) || roles.executed.contains(&here) || matches!(field.kind, Kind::Indicators(_)) {
                continue;
            }
            let there = rolled.template.field(here);
            if there.when.is_some_and(|condition| !rolled.holds(condition)) || !there.sum.is_empty() {
                continue;
            }
            let mut wanted = said(&field.kind, &given.value);
            match &field.kind {
                Kind::Text | Kind::Table(_) if goes_on && !is_goal_of_the_year(path) => {}
                Kind::Text | Kind::Table(_) => wanted = shifted(&wanted),
                Kind::Date(_) if !goes_on => {
                    let (first, rest) = wanted.split_at(4);
                    wanted = format!("{}{rest}", first.parse::<u16>().expect("a year") + by);
                }
                _ => {}
            }
            let fits = match &there.kind {
                Kind::Choice(options) => options.contains(&wanted),
                _ => true,
            };
            let got = rolled.get(here).map(|given| said(&there.kind, &given.value));
            prop_assert_eq!(got, fits.then_some(wanted), "{}\n{}\n{}", path, text, new_text);
        }
        let mut wanted: Vec<_> = indicators(old).into_iter().filter_map(|(place, name, target)| {
            Some((new_category(old_year, form, &place)?.to_owned(), shifted(&name), shifted(&target)))
        }).collect();
        wanted.sort();
        prop_assert_eq!(indicators(rolled), wanted, "{}\n{}", text, new_text);
    }
}

/// What is moved of a project that goes on, besides its indicators.
fn is_goal_of_the_year(path: &str) -> bool {
    matches!(path, "年度绩效目标" | "年度总体目标" | "总目标及阶段性目标")
}

fn rolled_goes_on(old: &Project, year: u16) -> bool {
    let roles = &old.template.roles;
    let year_of = |id: Option<FieldId>| id.and_then(|id| old.date(id)).map_or(0, |date| date.year);
    year_of(roles.start) < year_of(roles.end) && year_of(roles.end) >= year
}

/// Every project file of the tests.
fn all_cases(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("templates") {
            all_cases(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "yaml") && !path.ends_with("jixiao.yaml") {
            found.push(path);
        }
    }
    found.sort();
}

/// Whatever is in a file, it is moved and can be read, or something is said.
#[test]
fn whatever_is_in_a_file() {
    let mut paths = Vec::new();
    all_cases(&root().join("tests/cases"), &mut paths);
    all_cases(&root().join("samples"), &mut paths);
    let (mut moved, mut refused) = (0, 0);
    for path in &paths {
        let whole = source(path);
        let lines: Vec<&str> = whole.text.lines().collect();
        // The file as it is, and without one line of some.
        for left_out in std::iter::once(usize::MAX).chain((0..lines.len()).step_by(lines.len() / 12 + 1)) {
            let kept = lines.iter().enumerate().filter(|(index, _)| *index != left_out);
            let text = kept.map(|(_, line)| format!("{line}\n")).collect::<String>();
            for year in [2020, 2023, 2027] {
                let file = Source::new("t.yaml", &text);
                let (new, told) = rolled(None, &[file], &TEMPLATES, year);
                let Some(new) = &new.files[0] else {
                    assert!(told.contains("t.yaml:"), "{}: {told}\n{text}", path.display());
                    refused += 1;
                    continue;
                };
                let mut diagnostics = Diagnostics::new();
                let source = Source::new("t.yaml", new);
                read_file(&source, &Settings::default(), &TEMPLATES, &mut diagnostics);
                assert_eq!(diagnostics.count(Level::Error), 0, "{}\n{new}", path.display());
                moved += 1;
            }
        }
    }
    assert!(moved > 300 && refused > 300, "{moved} {refused}");
}

/// What a run of the program leaves: its exit code and what it says.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = assert_cmd::Command::cargo_bin("jixiao").expect("the program");
    let output = command.current_dir(folder).args(arguments).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// The files of a folder with their contents.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("within").display().to_string();
                found.push((name, fs::read(&path).expect("a file")));
            }
        }
    }
    found.sort();
    found
}

/// The names of what is in a folder, without that of the state which runs keep there.
fn names(folder: &Path) -> Vec<String> {
    contents(folder).into_iter().map(|(name, _)| name).filter(|name| name != STATE).collect()
}

const STATE: &str = ".jixiao-roll.json";

const PROJECT: &str = "年度: 2026\n项目名称: 甲\n计划开始日期: 2026-01-01\n计划完成日期: 2026-12-31\n";

#[test]
fn a_folder_from_the_command_line() {
    let there = folder(&[
        ("申报2026/jixiao.yaml", "\u{FEFF}年度: 2026\r\nfonts: {text: 字体/甲.ttf}\r\n"),
        ("申报2026/2026-甲.yaml", "\u{FEFF}年度: 2026\r\n项目名称: 甲\r\n# 末尾\r\n"),
        ("申报2026/下级/乙.yml", "项目名称: 乙\n"),
        ("申报2026/templates/2026.yaml", "extends: \"2026\"\nname: \"2026甲\"\nyears: {from: 2027}\n"),
        ("申报2026/字体/甲.ttf", "a font"),
        ("申报2026/out/甲.pdf", "a page"),
        ("申报2026/说明.txt", "a note"),
    ]);
    let old = contents(&there.path().join("申报2026"));
    let (code, out, err) = run(there.path(), &["roll", "申报2026", "--to", "2027"]);
    assert_eq!((code, out.as_str()), (0, "申报2027\n"), "{err}");
    assert!(err.ends_with("滚动了 2 个项目：待填 2 处，请决定 0 处；年份改动见 滚动记录.md\n"), "{err}");
    let new = there.path().join("申报2027");
    let wanted = ["2027-甲.yaml", "jixiao.yaml", "templates/2026.yaml", "下级/乙.yml", "字体/甲.ttf", "滚动记录.md"];
    assert_eq!(names(&new), wanted);
    let file = fs::read_to_string(new.join("2027-甲.yaml")).expect("a file");
    let wanted = "\u{FEFF}年度: 2027\r\n项目名称: 甲\r\n年度资金:\r\n  # 待填：上年结转资金，2026 年度结束后的实际数\r\n  上年结转资金:\r\n# 末尾\r\n";
    assert_eq!(file, wanted);
    let settings = fs::read_to_string(new.join("jixiao.yaml")).expect("settings");
    assert_eq!(settings, "\u{FEFF}年度: 2027\r\nfonts: {text: 字体/甲.ttf}\r\n");
    let record = fs::read_to_string(new.join("滚动记录.md")).expect("a record");
    assert!(record.contains("## 2027-甲.yaml：甲") && record.contains("+年度: 2027"), "{record}");
    assert_eq!(contents(&there.path().join("申报2026")), old, "the old folder is as it was");

    let made = contents(&new);
    let again = run(there.path(), &["roll", "申报2026", "--to", "2027"]);
    assert_eq!((again.0, again.1.as_str()), (0, "申报2027\n"));
    assert_eq!(again.2, "「申报2027」里滚动过的和已有的没有动：jixiao.yaml、2027-甲.yaml、下级/乙.yml\n");
    assert_eq!(contents(&new), made);
    fs::create_dir(there.path().join("有东西")).expect("a folder");
    fs::write(there.path().join("有东西/滚动记录.md"), "# 滚动到 2028 年度\n").expect("a file");
    let taken = run(there.path(), &["roll", "申报2026", "--to", "2027", "-o", "有东西"]);
    assert_eq!(taken.0, 2);
    assert!(taken.2.contains("「有东西」已经有内容了"), "{}", taken.2);
    fs::remove_dir_all(there.path().join("有东西")).expect("a folder");
    let third = run(there.path(), &["roll", "申报2026/", "--to", "2027", "-o", "别处/新的"]);
    assert_eq!(third.0, 0, "{}", third.2);
    assert_eq!(contents(&there.path().join("别处/新的")), contents(&new), "the same bytes");
    let inside = run(there.path(), &["roll", "申报2026", "--to", "2027", "-o", "申报2026/新的"]);
    assert_eq!(inside.0, 2);
    assert!(inside.2.contains("在上年的文件夹里面"), "{}", inside.2);
    assert_eq!(contents(&there.path().join("申报2026")), old);
    let mut left: Vec<_> =
        fs::read_dir(there.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    left.sort();
    assert_eq!(left, ["别处", "申报2026", "申报2027"], "nothing half-done is left");
}

#[test]
fn errors_on_the_command_line() {
    let there = folder(&[
        ("项目/好.yaml", PROJECT),
        ("项目/坏.yaml", "年度: 2026\n项目名: 坏\n"),
        ("项目/晚.yaml", "年度: 2028\n项目名称: 晚\n"),
        ("坏的/坏.yaml", "年度: 2026\n项目名: 坏\n"),
    ]);
    let (code, out, err) = run(there.path(), &["roll", "项目", "--to", "2027"]);
    assert_eq!((code, out.as_str()), (1, "项目-2027\n"), "{err}");
    assert!(err.contains("不认识的键「项目名」") && err.contains("这个项目是 2028 年度的"), "{err}");
    assert_eq!(names(&there.path().join("项目-2027")), ["好.yaml", "滚动记录.md"]);
    let record = fs::read_to_string(there.path().join("项目-2027/滚动记录.md")).expect("a record");
    assert!(record.contains("## 没有滚动的") && record.contains("坏.yaml:2：不认识的键「项目名」"), "{record}");
    assert_eq!(run(there.path(), &["check", "项目-2027"]).0, 0);

    // What has been mended is added, and the rest stays as it is.
    let new = there.path().join("项目-2027");
    fs::write(new.join("好.yaml"), "年度: 2027\n项目名称: 改过的\n").expect("a file");
    fs::write(there.path().join("项目/坏.yaml"), "年度: 2026\n项目名称: 坏\n").expect("a file");
    let (code, out, err) = run(there.path(), &["roll", "项目", "--to", "2027"]);
    assert_eq!((code, out.as_str()), (1, "项目-2027\n"), "{err}");
    assert!(err.contains("没有动：好.yaml\n") && err.contains("滚动了 1 个项目"), "{err}");
    assert_eq!(names(&new), ["坏.yaml", "好.yaml", "滚动记录-2.md", "滚动记录.md"]);
    assert_eq!(fs::read_to_string(new.join("好.yaml")).expect("a file"), "年度: 2027\n项目名称: 改过的\n");
    assert_eq!(fs::read_to_string(new.join("滚动记录.md")).expect("a record"), record);
    let second = fs::read_to_string(new.join("滚动记录-2.md")).expect("a record");
    assert!(second.contains("## 坏.yaml：坏") && !second.contains("好.yaml"), "{second}");

    // So is a project below those of its file; one that was taken away does not return.
    fs::remove_file(new.join("坏.yaml")).expect("a file");
    // Another editor's line ends are those of what is added.
    fs::write(new.join("好.yaml"), "年度: 2027\r\n项目名称: 改过的\r\n").expect("a file");
    fs::write(there.path().join("项目/好.yaml"), format!("{PROJECT}---\n年度: 2026\n项目名称: 又一个\n"))
        .expect("a file");
    let (code, _, err) = run(there.path(), &["roll", "项目", "--to", "2027"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("没有动：坏.yaml、好.yaml\n") && err.contains("滚动了 1 个项目"), "{err}");
    assert_eq!(names(&new), ["好.yaml", "滚动记录-2.md", "滚动记录-3.md", "滚动记录.md"]);
    let good = fs::read_to_string(new.join("好.yaml")).expect("a file");
    let wanted = "年度: 2027\r\n项目名称: 改过的\r\n---\r\n年度: 2027\r\n项目名称: 又一个\r\n";
    assert!(good.starts_with(wanted) && !good.replace("\r\n", "").contains('\n'), "{good:?}");
    let third = fs::read_to_string(new.join("滚动记录-3.md")).expect("a record");
    assert!(third.contains("## 好.yaml：又一个") && third.contains("@@ 4 @@\n-年度: 2026\n+年度: 2027\n"), "{third}");

    let (code, out, err) = run(there.path(), &["roll", "坏的", "--to", "2027"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("没有可以滚动的项目"), "{err}");
    assert!(!there.path().join("坏的-2027").exists());

    let (code, _, err) = run(there.path(), &["roll", "项目", "--to", "1999"]);
    assert_eq!(code, 2);
    assert!(err.contains("没有 1999 年度的表式") && err.contains("2023（2023—2025）、2026（2026 起）"), "{err}");
    assert_eq!(run(there.path(), &["roll", "项目", "--to", "20271"]).0, 2);
    let (code, _, err) = run(there.path(), &["roll", "项目/好.yaml", "--to", "2027"]);
    assert_eq!(code, 2);
    assert!(err.contains("不是文件夹"), "{err}");
}

/// What a run wrote is known by its state, whatever became of the record for people, and in
/// whatever language another run speaks.
#[test]
fn a_record_may_be_edited() {
    let there = folder(&[("项目/甲.yaml", PROJECT)]);
    let (code, _, err) = run(there.path(), &["roll", "项目", "--to", "2027", "-o", "新"]);
    assert_eq!(code, 0, "{err}");
    let new = there.path().join("新");
    fs::write(new.join("滚动记录.md"), "# 我的笔记\n").expect("a file");
    fs::write(there.path().join("项目/乙.yaml"), PROJECT.replace('甲', "乙")).expect("a file");
    let (code, _, err) = run(there.path(), &["roll", "项目", "--to", "2027", "-o", "新", "--lang", "en"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(fs::read_to_string(new.join("滚动记录.md")).expect("a file"), "# 我的笔记\n");
    assert!(new.join("乙.yaml").is_file() && new.join("roll-record.md").is_file(), "{:?}", names(&new));
    let (code, _, err) = run(there.path(), &["roll", "项目", "--to", "2027", "-o", "新"]);
    assert!(code == 0 && err.contains("没有动：乙.yaml、甲.yaml"), "{err}");
    // Another year's folder, and one whose state cannot be read, are somebody's own.
    for state in ["{}", "{", &fs::read_to_string(new.join(STATE)).expect("a file").replace("2027", "2028")] {
        fs::write(new.join(STATE), state).expect("a file");
        let (code, _, err) = run(there.path(), &["roll", "项目", "--to", "2027", "-o", "新"]);
        assert!(code == 2 && err.contains("「新」已经有内容了"), "{state}: {err}");
    }
}

#[test]
fn an_editor_knows_the_new_form() {
    let there = folder(&[("甲/甲.yaml", PROJECT), ("甲/.vscode/settings.json", "{}"), ("乙/乙.yaml", PROJECT)]);
    for name in ["甲", "乙"] {
        assert_eq!(run(there.path(), &["roll", name, "--to", "2027"]).0, 0);
    }
    let settings = fs::read_to_string(there.path().join("甲-2027/.vscode/settings.json")).expect("settings");
    assert!(settings.contains(".vscode/schema-2027.json"), "{settings}");
    assert!(there.path().join("甲-2027/.vscode/schema-2027.json").exists());
    assert!(!there.path().join("乙-2027/.vscode").exists());
}

/// Groups in the settings, and figures that are last year's alone.
#[test]
fn groups_in_settings() {
    let new = "formats: {money: {number: \"0.00\", unit: 万元}}\nfields:\n  年度资金:\n    fields: {当年财政拨款: ~, 当年拨款: {type: money}, 其他资金: {type: money}, \
        年度资金申请总额: {type: money, sum: [当年拨款, 其他资金]}}\n\
        grid:\n  rows:\n    资金: [{label: 合计, colspan: 2}, {value: 年度资金.年度资金申请总额, colspan: 2}, {value: 年度资金.当年拨款, colspan: 4}]\nfrom:\n  旧: {fields: {年度资金.当年财政拨款: 年度资金.当年拨款}}\n";
    let templates = two_forms("2026", "", new);
    let settings = "年度资金:\n  当年财政拨款: 30000  # 拨款\n  上年结转资金: 5000\n  其他资金: 1万元\n";
    let (rolled, told) = rolled(
        Some(&Source::new("jixiao.yaml", settings)),
        &[Source::new("t.yaml", "年度: 2030\n项目名称: 甲\n")],
        &templates,
        2031,
    );
    assert_eq!(told, "");
    assert_eq!(
        rolled.settings.as_deref(),
        Some("年度资金:\n  当年拨款: 30000元  # 拨款\n  # 上年结转资金: 5000\n  其他资金: 1万元\n")
    );
    let page = rolled.record.page(&["t.yaml".to_owned()], "jixiao.yaml", Language::Chinese);
    assert!(page.contains("请决定：「年度资金/上年结转资金」是上年结束才知道的数"), "{page}");
    assert!(page.contains("年度资金/当年财政拨款 → 年度资金/当年拨款"), "{page}");
}

#[test]
fn settings_of_a_folder_above_stay_there() {
    let there = folder(&[
        ("jixiao.yaml", "年度: 2026\n实施单位: 示例市科技服务中心\n"),
        ("甲/甲.yaml", "# 说明\n\n项目名称: 甲\n"),
        ("甲-2027/.keep", ""),
    ]);
    fs::remove_file(there.path().join("甲-2027/.keep")).expect("an empty folder");
    let (code, out, err) = run(&there.path().join("甲"), &["roll", ".", "--to", "2027"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.ends_with("甲-2027\n"), "{out}");
    let file = fs::read_to_string(there.path().join("甲-2027/甲.yaml")).expect("a file");
    assert!(file.starts_with("# 说明\n\n年度: 2027\n项目名称: 甲\n"), "{file}");
    assert_eq!(
        fs::read_to_string(there.path().join("jixiao.yaml")).expect("settings").lines().next(),
        Some("年度: 2026")
    );
    assert_eq!(run(there.path(), &["check", "甲-2027"]).0, 0);
}

#[test]
fn a_record_in_english() {
    let file = Source::new("甲.yaml", "年度: 2025\n项目名称: 甲\n绩效指标: {产出指标: {成本指标: {总成本: ≤1元}}}\n");
    let form = TEMPLATES.for_year(2026).expect("a form");
    let order = Order { templates: &TEMPLATES, year: 2026, form, is_form_asked: false };
    let new = roll(
        &[OldFolder { settings: None, owns_settings: false, above: None, files: &[file] }],
        &order,
        &mut Diagnostics::new(),
    )
    .remove(0);
    let page = new.record.page(&["甲.yaml".to_owned()], "", Language::English);
    insta::with_settings!({snapshot_path => root().join("tests/cases/roll"), prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("english", format!("{}{page}", new.files[0].as_ref().expect("a file")));
    });
}

/// One project, moved without a word; what became of it, and its page of the record.
fn one(text: &str, templates: &Templates, year: u16) -> (String, String) {
    let (new, told) = rolled(None, &[Source::new("t.yaml", text)], templates, year);
    assert_eq!(told, "", "{text}");
    let page = new.record.page(&["甲.yaml".to_owned()], "", Language::Chinese);
    (new.files[0].clone().expect("a file"), page)
}

/// A form for 2030 and one from 2031 on, both like another but for some lines.
fn two_forms(like: &str, old: &str, new: &str) -> Templates {
    let form = |name: &str, years: &str, lines: &str| {
        let text = format!("extends: \"{like}\"\nname: {name}\nyears: {{{years}}}\n{lines}");
        Source::new(format!("{name}.yaml"), &text)
    };
    Templates::with([form("旧", "from: 2030, to: 2030", old), form("新", "from: 2031, to: ~", new)]).expect("forms")
}

#[test]
fn amounts_stay_the_same_in_another_unit() {
    let templates = two_forms("2019", "", "formats: {money: {number: \"0.00\", unit: 万元}}\n");
    let text = "年度: 2030\n项目名称: 甲\n项目总预算: 450000  # 元，也可以写 45万元\n项目当年预算: '450,000.00'\n\
        同名项目上年预算额: 0\n子项目:\n  - {子项目名称: 乙, 预算金额: 300000}\n  - 子项目名称: 丙\n    预算金额: 15万元\n";
    let (new, page) = one(text, &templates, 2031);
    assert!(new.contains("项目总预算: 450000元  # 万元，也可以写 450000元\n"), "{new}");
    assert!(new.contains("项目当年预算: '450,000.00元'\n同名项目上年预算额: '450,000.00元'\n"), "{new}");
    assert!(new.contains("{子项目名称: 乙, 预算金额: 300000元}\n") && new.contains("    预算金额: 15万元\n"), "{new}");
    assert!(page.contains("没有写单位的数后面加了「元」") && page.contains("+项目当年预算: '450,000.00元'"), "{page}");
    let settings = Source::new("jixiao.yaml", "年度: 2030\n项目总预算: 450000\n");
    let (new, told) = rolled(Some(&settings), &[Source::new("t.yaml", "项目名称: 甲\n")], &templates, 2031);
    assert_eq!((told.as_str(), new.settings.as_deref()), ("", Some("年度: 2031\n项目总预算: 450000元\n")));
}

#[test]
fn new_columns_are_asked_for() {
    let new = "fields:\n  绩效指标:\n    columns: {分值: {type: number, required: true}, 备注: {type: text}}\n";
    let text = "年度: 2030\n项目名称: 甲\n绩效指标:\n  产出指标:\n    数量指标: {场次: ≥4场, 时间: '9:00'}\n    质量指标:\n      \
        合格率: 不低于[95%]  # 注\n      好评:\n      总结: |-\n        一\n        二\n      # 末\n      覆盖率: {值: 95, 单位: '%'}\n    \
        时效指标:\n      - {名称: 及时, 指标值: 12月}\n      - 名称: 准时\n        指标值: 是\n";
    let wanted = "    数量指标: {场次: {指标值: ≥4场, 分值: 待填}, 时间: {指标值: '9:00', 分值: 待填}}\n    质量指标:\n      \
        合格率: {指标值: \"不低于[95%]\", 分值: 待填}  # 注\n      好评: {分值: 待填}\n      总结:\n        指标值: |-\n          一\n          二\n        \
        分值: 待填\n      # 末\n      覆盖率: {值: 95, 单位: '%', 分值: 待填}\n    \
        时效指标:\n      - {名称: 及时, 指标值: 12月, 分值: 待填}\n      - 名称: 准时\n        指标值: 是\n        分值: 待填\n";
    let templates = two_forms("2026", "", new);
    let (new, page) = one(text, &templates, 2031);
    assert!(new.contains(wanted), "{new}");
    assert!(page.contains("- 待填：「绩效指标/分值」，8 处\n"), "{page}");
    assert!(page.contains("新表多出的，请填写：「绩效指标/备注」"), "{page}");
    let before = indicators(&projects(text, &Settings::default(), &templates)[0]);
    let filled = new.replace("分值: 待填", "分值: 12.5");
    assert_eq!(indicators(&projects(&filled, &Settings::default(), &templates)[0]), before);

    let new = "fields:\n  子项目:\n    columns: {子项目名称: {type: text}, 预算金额: {type: money}, 负责人: {type: text, required: true}}\n";
    let templates = two_forms("2019", "", new);
    let (new, page) = one("年度: 2030\n项目名称: 甲\n子项目: [{子项目名称: 乙}]\n", &templates, 2031);
    assert!(new.contains("子项目: [{子项目名称: 乙, 负责人: 待填}]\n"), "{new}");
    assert!(page.contains("- 待填：「子项目/负责人」，1 处\n"), "{page}");
}

/// Columns that the new form does not have stay as comments, and the others stay.
#[test]
fn columns_that_are_dropped() {
    let old = "fields:\n  绩效指标:\n    columns: {分值: {type: number}, 评分标准: {type: text}}\n  \
        子项目:\n    columns: {子项目名称: {type: text}, 预算金额: {type: money}, 备注: {type: text}}\n";
    let templates = two_forms("2019", old, "");
    let text = "年度: 2030\n项目名称: 甲\n子项目:\n  - 备注: 2030年\n    子项目名称: 乙  # 注\n    预算金额: 1\n  - {备注: 略, 子项目名称: 丙, 预算金额: 2}\n\
        绩效指标:\n  产出目标:\n    数量目标:\n      场次: {分值: 20, 评分标准: 略, 指标值: ≥4场}\n      \
        人次:\n        指标值: ≥5人次\n        评分标准: |\n          一\n\n          二\n        分值: 30\n      名: {指标值: 1个, 分值: 1, 评分标准: '，'}\n";
    let wanted = "子项目:\n  - # 备注: 2030年\n    子项目名称: 乙  # 注\n    预算金额: 1\n  # 备注: 略\n  - {子项目名称: 丙, 预算金额: 2}\n\
        绩效指标:\n  产出目标:\n    数量目标:\n      # 分值: 20, 评分标准: 略\n      场次: {指标值: ≥4场}\n      \
        人次:\n        指标值: ≥5人次\n        # 评分标准: |\n        #           一\n        #\n        #           二\n        # 分值: 30\n      \
        # 分值: 1, 评分标准: '，'\n      名: {指标值: 1个}\n";
    let (new, page) = one(text, &templates, 2031);
    assert!(new.contains(wanted), "{new}");
    assert!(page.contains("留在注释里：「子项目/备注」、「绩效指标/分值」、「绩效指标/评分标准」"), "{page}");
    let (before, after) =
        (projects(text, &Settings::default(), &templates), projects(&new, &Settings::default(), &templates));
    let plain =
        |project: &Project| indicators(project).into_iter().map(|(name, target, _)| (name, target)).collect::<Vec<_>>();
    assert_eq!(plain(&before[0]), plain(&after[0]));
}

/// A column that has another name now.
#[test]
fn columns_that_are_renamed() {
    let columns = |name: &str| {
        format!(
            "fields:\n  子项目:\n    columns: {{子项目名称: ~, {name}: {{type: text, required: true}}, 预算金额: {{type: money}}}}\n  \
            绩效指标:\n    columns: {{{name}: {{type: text}}}}\ngrid:\n  rows:\n    资金构成: {{block: {{子项目: {{cells: [{{value: .{name}, colspan: 2}}, {{value: .预算金额}}]}}}}}}\n"
        )
    };
    let from = "from:\n  旧: {fields: {子项目.名: 子项目.名称, 绩效指标.名: 绩效指标.名称二}}\n";
    let new =
        columns("名称").replace("    columns: {名称: {type: text}}", "    columns: {名称二: {type: text}}") + from;
    let templates = two_forms("2019", &columns("名"), &new);
    let text = "年度: 2030\n项目名称: 甲\n子项目:\n  - {名: 2030年一期, 预算金额: 1}\n  - 名: 二\n    预算金额: 2\n\
        绩效指标:\n  产出目标:\n    数量目标:\n      场次: {指标值: ≥4场, 名: 丙}\n";
    let (new, page) = one(text, &templates, 2031);
    assert!(new.contains("子项目:\n  - {名称: 2031年一期, 预算金额: 1}\n  - 名称: 二\n    预算金额: 2\n"), "{new}");
    assert!(new.contains("场次: {指标值: ≥4场, 名称二: 丙}\n"), "{new}");
    assert!(page.contains("子项目/名 → 子项目/名称、绩效指标/名 → 绩效指标/名称二"), "{page}");
}

/// So do options of a column that are there no longer.
#[test]
fn options_that_are_dropped() {
    let columns = |options: &str| {
        format!(
            "fields:\n  子项目:\n    columns: {{子项目名称: {{type: text}}, 预算金额: {{type: money}}, 类别: {{type: choice, options: [{options}]}}}}\n"
        )
    };
    let templates = two_forms("2019", &columns("甲类, 乙类"), &columns("甲类, 丙类"));
    let text =
        "年度: 2030\n项目名称: 甲\n子项目:\n  - {子项目名称: 一, 类别: 甲类}\n  - {子项目名称: 二, 类别: 乙类}\n";
    let (new, page) = one(text, &templates, 2031);
    assert!(new.contains("子项目:\n  - {子项目名称: 一, 类别: 甲类}\n  # 类别: 乙类\n  - {子项目名称: 二}\n"), "{new}");
    assert!(page.contains("请决定：新 表式里「子项目/类别」没有上年的选项"), "{page}");
}

/// Two indicators do not come to have one name.
#[test]
fn names_that_would_clash_stay() {
    let text = "年度: 2025\n项目名称: 甲\n绩效指标:\n  产出指标:\n    时效指标:\n      2025年任务: 2025年底完成\n      \
        2026年任务: 启动\n      2025年场次: 4场\n";
    let (new, page) = one(text, &TEMPLATES, 2026);
    let wanted = "      2025年任务: 2025年底完成\n      2026年任务: 启动\n      2026年场次: 4场\n";
    assert!(new.contains(wanted), "{new}");
    let number = new.lines().position(|line| line.contains("2025年任务")).expect("the line") + 1;
    let decision = format!("- 请决定：第 {number} 行的指标改了年份就与另一个同名，没有改：2025年任务: 2025年底完成\n");
    assert!(page.contains(&decision) && page.contains(&format!("\n{number}: 2025年任务: 2025年底完成\n")), "{page}");
}

/// Of a project that goes on, what is about all its years stays.
#[test]
fn a_project_that_goes_on_keeps_its_name() {
    let text = "年度: 2025\n项目名称: 档案数字化（2025-2027年）\n计划开始日期: 2025-01-01\n计划完成日期: 2027-12-31\n\
        年度总体目标: 2025-2027年分三批，2025年完成第一批。\n绩效指标: {产出指标: {时效指标: {2025年完成: 2025年底}}}\n";
    let (new, page) = one(text, &TEMPLATES, 2026);
    assert!(new.contains("项目名称: 档案数字化（2025-2027年）\n计划开始日期: 2025-01-01\n"), "{new}");
    assert!(new.contains("年度总体目标: 2025-2027年分三批，2026年完成第一批。\n"), "{new}");
    assert!(new.contains("时效指标: {2026年完成: 2026年底}"), "{new}");
    assert!(page.contains("2: 项目名称: 档案数字化（2025-2027年）\n"), "{page}");
    let text = "年度: 2021\n项目名称: 甲\n计划开始日期: 2021-01-01\n计划完成日期: 2022-12-31\n项目概况: 2021年启动。\n立项依据: 2021年批准。\n";
    let (new, page) = one(text, &TEMPLATES, 2022);
    assert!(new.contains("项目概况: 2021年启动。\n立项依据: 2021年批准。\n"), "{new}");
    assert!(page.contains("5: 项目概况: 2021年启动。\n6: 立项依据: 2021年批准。\n"), "{page}");
}

/// Of a project that is over, texts come to the new year and its dates begin there.
#[test]
fn a_project_that_is_over() {
    let text = "年度: 2025\n项目名称: 甲\n计划开始日期: 2023-03-01\n计划完成日期: 2025-12-31\n年度总体目标: 2024年完成一半，2025年完成余下。\n";
    let (new, page) = one(text, &TEMPLATES, 2026);
    assert!(new.contains("年度总体目标: 2025年完成一半，2026年完成余下。\n"), "{new}");
    assert!(new.contains("计划开始日期: 2026-03-01\n计划完成日期: 2028-12-31\n"), "{new}");
    assert!(page.contains("请决定：项目已经结束，还申报吗？"), "{page}");
}

/// What is left is told as it stands in the new file.
#[test]
fn lines_are_those_of_the_new_file() {
    let text = "年度: 2025\n项目名称: 甲\n年度总体目标: |-\n  2025年办第五届，去年办第四届。\n  依据《要点（2025年）》于2025年办。\n\
        绩效指标: {产出指标: {成本指标: {2025年成本: ≤1元}, 数量指标: {第5期: 23年12月}}}\n";
    let (new, page) = one(text, &TEMPLATES, 2026);
    let lines: Vec<&str> = new.lines().map(str::trim).collect();
    let listed: Vec<&str> = page.split("```").collect();
    let stands = |number: &str, words: &str| {
        let number: usize = number.parse().expect("a number");
        assert_eq!(lines[number - 1], words, "{page}");
    };
    for pair in listed[1].split("@@ ").skip(1) {
        let (number, rest) = pair.split_once(" @@").expect("a number");
        stands(number, rest.rsplit('+').next().expect("a line").trim());
    }
    for line in listed[3].lines().skip(1) {
        let (number, words) = line.split_once(": ").expect("a number");
        stands(number, words);
    }
    for words in ["2026年办第五届，去年办第四届。", "依据《要点（2025年）》于2026年办。", "数量指标: {第5期: 23年12月}"]
    {
        assert!(listed[3].contains(words), "{page}");
    }
    assert!(listed[1].contains("+经济成本指标: {2026年成本: ≤1元}"), "{page}");
}

/// What a folder's settings say is listed too, and nothing where nothing is to say.
#[test]
fn settings_in_the_record() {
    let settings = Source::new("jixiao.yaml", "年度: 2025\n主管部门: 第五届筹备组（2025年）\n");
    let file = [Source::new("t.yaml", "项目名称: 甲\n")];
    let (new, _) = rolled(Some(&settings), &file, &TEMPLATES, 2026);
    let page = new.record.page(&["甲.yaml".to_owned()], "jixiao.yaml", Language::Chinese);
    assert!(
        page.starts_with("\n## jixiao.yaml\n\n改了的行") && page.contains("\n2: 主管部门: 第五届筹备组（2026年）\n"),
        "{page}"
    );
    let settings = Source::new("jixiao.yaml", "主管部门: 乙\n");
    let file = [Source::new("t.yaml", "年度: 2025\n项目名称: 甲\n")];
    let (new, _) = rolled(Some(&settings), &file, &TEMPLATES, 2026);
    let page = new.record.page(&["甲.yaml".to_owned()], "jixiao.yaml", Language::Chinese);
    assert!(!page.contains("jixiao.yaml"), "{page}");
}

/// What one template says goes on from what an earlier one says.
#[test]
fn over_two_generations() {
    let own = source(&root().join("tests/cases/roll/2028-own-template/templates/2028.yaml"));
    let templates = Templates::with([own]).expect("templates");
    let text = "年度: 2024\n项目名称: 甲\n主管部门: 乙\n项目性质: 其他经常性项目\n绩效指标:\n  产出指标:\n    \
        数量指标: {场次: ≥4场}\n    成本指标: {总成本: ≤1元}\n";
    let (new, told) = rolled(None, &[Source::new("t.yaml", text)], &templates, 2029);
    assert_eq!(told, "");
    let text = new.files[0].clone().expect("a file");
    let read = projects(&text, &Settings::default(), &templates);
    let places: Vec<String> = indicators(&read[0]).into_iter().map(|(place, ..)| place).collect();
    assert_eq!(places, ["产出指标.产出数量和质量", "成本指标.经济成本指标"]);
    assert!(text.contains("归口部门: 乙\n项目性质: 经常性\n"), "{text}");
}

/// In braces, what is asked for stands on the lines above, once.
#[test]
fn asked_again_the_next_year() {
    let text = "年度: 2026\n项目名称: 甲\n年度资金: {当年财政拨款: 5, 上年结转资金: 3, 年度资金申请总额: 8}\n";
    let (first, _) = rolled(None, &[Source::new("t.yaml", text)], &TEMPLATES, 2027);
    let first = first.files[0].clone().expect("a file").replace("上年结转资金: ,", "上年结转资金: 4,");
    let (second, told) = rolled(None, &[Source::new("t.yaml", &first)], &TEMPLATES, 2028);
    assert_eq!(told, "");
    let wanted = "年度: 2028\n项目名称: 甲\n# 待填：上年结转资金，2027 年度结束后的实际数\n\
        # 年度资金申请总额由程序计算，上年写的是 8\n\
        年度资金: {当年财政拨款: 5, 上年结转资金: , 年度资金申请总额: }\n";
    assert_eq!(second.files[0].as_deref(), Some(wanted));
}

/// Findings have their places in the file as it is, whatever its lines end with.
#[test]
fn places_in_files_with_windows_ends_of_lines() {
    let text = "年度: 2026\r\n项目名称: 甲\r\n---\r\n年度: 2030\r\n项目名称: 乙\r\n";
    let (new, told) = rolled(None, &[Source::new("t.yaml", text)], &TEMPLATES, 2027);
    assert!(told.contains("错误[roll-year]") && told.contains("--> t.yaml:4:1\n"), "{told}");
    let moved = new.files[0].as_ref().expect("a file");
    assert!(moved.starts_with("年度: 2027\r\n项目名称: 甲\r\n") && !moved.contains("乙"), "{moved}");
}

/// What a template says about older forms is read as strictly as all else.
#[test]
fn mistakes_in_from() {
    for (from, line, wanted) in [
        ("\"2099\": {}", 5, "没有名为「2099」的模板"),
        ("\"2026\": {字段: {甲: 乙}}", 5, "不认识的键「字段」"),
        ("\"2026\":\n    fields: {主管部门: 主管单位}", 6, "2028 表式没有「主管单位」"),
        ("\"2026\":\n    fields: {主管单位: 主管部门}", 6, "2026 表式没有「主管单位」"),
        (
            "\"2026\":\n    fields:\n      主管部门: 实施单位\n      项目名称: 实施单位",
            8,
            "两个旧字段都对应「实施单位」",
        ),
        ("\"2026\":\n    options:\n      主管部门: {甲: 乙}", 7, "「主管部门」没有选项"),
        ("\"2026\":\n    options:\n      项目性质: {甲: 一次性}", 7, "2028 表式没有「一次性」"),
        ("\"2026\":\n    categories: {产出指标.数量指标: 产出指标}", 6, "2028 表式没有「产出指标」"),
        ("\"2026\":\n    categories: {产出指标: 产出指标.数量指标}", 6, "2026 表式没有「产出指标」"),
    ] {
        let text = format!("extends: \"2026\"\nname: \"2028\"\nyears: {{from: 2028}}\nfrom:\n  {from}\n");
        let source = Source::new("2028.yaml", &text);
        let error = Templates::with([Arc::clone(&source)]).expect_err(wanted);
        assert_eq!(error[0].message.say(Language::Chinese).split('，').next(), Some(wanted), "{text}");
        assert_eq!(line_column(&error[0], &source).0, line, "{text}");
    }
}

/// A folder may replace a built-in form whose fields others build on.
#[test]
fn a_replaced_form_needs_no_other_changes() {
    let text = "extends: \"2020\"\nname: \"2019\"\nyears: {from: 2000, to: 2019}\n";
    let templates = Templates::with([Source::new("2019.yaml", text)]).expect("a form without 项目类型");
    let file =
        Source::new("t.yaml", "年度: 2019\n项目名称: 甲\n项目类别: 一般\n绩效指标: {产出目标: {数量: {场次: 4场}}}\n");
    let (new, told) = rolled(None, &[file], &templates, 2020);
    assert_eq!(told, "");
    let text = new.files[0].as_ref().expect("a file");
    assert!(text.contains("项目类别: 一般\n") && text.contains("产出目标: {数量: {场次: 4场}}"), "{text}");
}
