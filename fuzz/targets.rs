//! What is fuzzed: each target takes any bytes, and panics where the library
//! breaks a promise. `tests/fuzzed.rs` runs them on the seeds and on every input
//! that once broke one.
#![allow(clippy::expect_used, dead_code, reason = "a target says what it expects, and each binary runs one of them")]

use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use jixiao::Format;
use jixiao::diag::{Colour, Diagnostics, fixed, github, json, render, render_briefly, sarif};
use jixiao::engine::{
    BuildPlan, Files, Memory, Options, VerifyPlan, Workspace, extract_data, extract_project, merge, verify,
};
use jixiao::internals::check::{self, CheckSettings};
use jixiao::internals::form::{self, FormTable};
use jixiao::internals::import;
use jixiao::internals::layout::lay_out;
use jixiao::internals::project::{Project, Settings, read_file};
use jixiao::internals::source::{Source, parse};
use jixiao::internals::template::Templates;
use jixiao::internals::text::{FontFile, Fonts, OfficeFonts};
use jixiao::internals::value::{
    Date, DateFormat, Money, MoneyUnit, NumberFormat, Operator, Target, TargetFormat, unit_at,
};
use jixiao::internals::{fill, write};
use jixiao::messages::Language;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::built_in);
static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::built_in);

const FORMATS: [Format; 2] = [Format::Pdf, Format::Xlsx];
const ALL_FORMATS: [Format; 3] = [Format::Pdf, Format::Xlsx, Format::Ofd];

fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// Whatever was found can be shown, in every way.
fn show(found: Diagnostics, texts: &[Arc<Source>]) {
    let found = found.sorted();
    for language in [Language::Chinese, Language::English] {
        render(&found, texts, Colour::Never, language);
        render_briefly(&found, texts, Colour::Never, language);
        json(&found, 1, jixiao::diag::Silenced::default(), texts, language);
        sarif(&found, texts, language);
        github(&found, texts, language);
    }
    fixed(&found, texts);
}

/// The forms of a text that are without mistakes.
fn forms(text: &str, settings: &Settings) -> Vec<FormTable> {
    let mut found = Diagnostics::new();
    let source = Source::new("fuzz.yaml", text);
    let file = read_file(&source, settings, &TEMPLATES, &mut found);
    let checks = CheckSettings::default();
    let fill = |(_, project): &(usize, Project)| fill(project, &FONTS, &FORMATS, None, &checks, &mut found);
    let forms = file.projects.iter().filter_map(fill).collect();
    show(found, &[source]);
    forms
}

/// Every text of a form stands on its pages once and whole, and nothing stands
/// outside of them.
fn is_laid_out(table: &FormTable) {
    let layout = lay_out(table, &FONTS);
    let mut shown = vec![String::new(); table.cells.len()];
    for fragment in layout.pages.iter().flat_map(|page| &page.fragments) {
        let area = fragment.area;
        assert!((area.x + area.width).fits(layout.paper.0), "a cell ends right of its page");
        assert!((area.y + area.height).fits(layout.paper.1), "a cell ends below its page");
        if !fragment.repeated {
            shown[fragment.cell.0].extend(fragment.lines.iter().map(|line| line.text.as_str()));
        }
    }
    for (cell, shown) in table.cells.iter().zip(shown) {
        assert_eq!(cell.text.replace('\n', ""), shown.replace('\n', ""), "a text is not whole");
    }
}

/// A project's file, up to its findings.
pub fn project(data: &[u8]) {
    forms(&text(data), &Settings::default());
}

/// A template that is added to those of the program, up to a form's files.
pub fn template(data: &[u8]) {
    let source = Source::new("fuzz.yaml", &text(data));
    match Templates::with([source.clone()]) {
        Ok(templates) => {
            let added =
                templates.loaded().find(|loaded| Arc::ptr_eq(&loaded.source, &source)).expect("the added template");
            let blank = form::blank(&added.template, added.template.first_year);
            let mut found = check::page(&blank, &FONTS);
            found.append(check::sheet(&blank));
            if !found.has_errors() {
                write(&blank, &FONTS, &FORMATS, None).expect("files of a form that the checks let pass");
            }
            show(found, &[source]);
        }
        Err(mistakes) => {
            let mut found = Diagnostics::new();
            mistakes.into_iter().for_each(|mistake| found.push(mistake));
            show(found, &[source]);
        }
    }
}

/// The settings of a folder, with those of the checks.
pub fn settings(data: &[u8]) {
    let mut found = Diagnostics::new();
    let source = Source::new("jixiao.yaml", &text(data));
    let settings = Settings::read(&source, &TEMPLATES, &mut found);
    if let Some(node) = &settings.checks {
        CheckSettings::read(node, Path::new(""), &mut found);
    }
    show(found, &[source]);
    forms("年度: 2026\n项目名称: 青年科技人才服务\n", &settings);
}

/// The value of an indicator.
pub fn target(data: &[u8]) {
    let text = text(data);
    let target = Target::parse(&text);
    assert_eq!(target.print(TargetFormat::AsWritten), text);
    let template = TEMPLATES.for_year(2026).expect("a form");
    for format in [TargetFormat::AsWritten, template.formats.target] {
        target.print_number(format);
        let printed = target.print(format);
        let again = Target::parse(&printed).print(format);
        assert_eq!(printed, again, "what is printed reads as what was meant");
    }
    if let Some(unit) = unit_at(&text) {
        assert!(text.is_char_boundary(unit));
    }
    drop(Operator::parse(&text));
}

/// An amount, and a number's format.
pub fn money(data: &[u8]) {
    let text = text(data);
    for unit in [MoneyUnit::元, MoneyUnit::千元, MoneyUnit::万元] {
        if let Ok(money) = Money::parse_in(&text, unit) {
            let yuan = money.to_decimal();
            assert_eq!(Money::parse(&yuan.to_string()).expect("an amount"), money);
        }
    }
    if let Some((format, number)) = text.split_once('\n')
        && let (Some(format), Ok(money)) = (NumberFormat::parse(format), Money::parse(number))
    {
        format.print(money.to_decimal());
        format.spreadsheet_format(money.to_decimal());
    }
}

/// A date.
pub fn date(data: &[u8]) {
    if let Ok(date) = Date::parse(&text(data)) {
        for format in [DateFormat::Iso, DateFormat::Chinese, DateFormat::Slashed] {
            assert_eq!(Date::parse(&date.print(format)).expect("a date"), date);
        }
    }
}

/// A workbook; what is none is taken for the sheet of one.
pub fn workbook(data: &[u8]) {
    let bytes = if data.starts_with(b"PK") { data.to_vec() } else { package(data) };
    let mut found = Diagnostics::new();
    let imported = import::workbook(Path::new("fuzz.xlsx"), &bytes, (&*TEMPLATES).into(), &mut found);
    show(found, &imported.pictures);
    for project in imported.projects {
        assert!(
            parse(&Source::new("fuzz.yaml", &project.text)).is_ok(),
            "what is written is no YAML: {}",
            project.text
        );
        let file = Source::new("fuzz.yaml", &project.text);
        read_file(&file, &Settings::default(), &TEMPLATES, &mut Diagnostics::new());
    }
}

/// A workbook with one sheet, of this part.
pub fn package(sheet: &[u8]) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
             Id=\"rId1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let sheets = "<sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets>";
    let formats = ["General", "0%", "yyyy-mm-dd", "0&quot;场&quot;"].iter().enumerate();
    let formats = formats.map(|(id, code)| format!("<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", id + 164));
    let cells = (164..168).map(|id| format!("<xf numFmtId=\"{id}\"/>"));
    let styles = format!(
        "<styleSheet {main}><numFmts count=\"4\">{}</numFmts><cellXfs count=\"4\">{}</cellXfs></styleSheet>",
        formats.collect::<String>(),
        cells.collect::<String>()
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in [
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", format!("<workbook {main} xmlns:r=\"{RELATIONS}\">{sheets}</workbook>").as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        zip.start_file(name, stored).expect("a part");
        zip.write_all(part).expect("memory");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A form with these texts: parts between blank lines are the project's name,
/// its goals, and indicators, whose last line is their value. The first byte
/// chooses the form.
pub fn layout(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let text = text(rest);
    let quoted = |text: &str| serde_json::to_string(text).expect("a string");
    let mut parts = text.split("\n\n");
    let (name, goals) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let (year, goal, group, kind) = [
        (2019, "年度绩效目标", "产出目标", "数量目标"),
        (2020, "总目标及阶段性目标", "产出目标", "数量"),
        (2023, "年度总体目标", "产出指标", "数量指标"),
        (2026, "年度总体目标", "产出指标", "数量指标"),
    ][usize::from(first % 4)];
    let mut yaml = format!("年度: {year}\n项目名称: {}\n{goal}: {}\n", quoted(name), quoted(goals));
    let mut indicators = parts.peekable();
    if indicators.peek().is_some() {
        yaml += &format!("绩效指标:\n  {group}:\n    {kind}:\n");
    }
    for indicator in indicators {
        let (name, value) = indicator.rsplit_once('\n').unwrap_or((indicator, ""));
        yaml += &format!("      - {{名称: {}, 指标值: {}}}\n", quoted(name), quoted(value));
    }
    for form in forms(&yaml, &Settings::default()) {
        is_laid_out(&form);
        write(&form, &FONTS, &FORMATS, None).expect("files of a form that the checks let pass");
    }
}

/// A font of an office, for all texts of a form.
pub fn font(data: &[u8]) {
    let file = FontFile { name: "fuzz.ttf".to_owned(), data: Arc::new(data.to_vec()), index: 0 };
    let office = OfficeFonts { text: Some(file.clone()), bold: Some(file), fallback: Vec::new() };
    let fonts = match Fonts::with(office) {
        Ok(fonts) => fonts,
        Err(error) => {
            assert!(error.message().say(Language::Chinese).contains("fuzz.ttf"), "an error names the font");
            return;
        }
    };
    let source = Source::new("fuzz.yaml", "年度: 2026\n项目名称: 社区科普大学 0123456789 ☑——\n");
    let mut found = Diagnostics::new();
    let file = read_file(&source, &Settings::default(), &TEMPLATES, &mut found);
    for (_, project) in &file.projects {
        let checks = CheckSettings::default();
        let Some(table) = fill(project, &fonts, &ALL_FORMATS, None, &checks, &mut found) else { continue };
        // A font that says of its glyphs what is not so is found out where they are embedded.
        let _ = write(&table, &fonts, &ALL_FORMATS, None);
    }
    show(found, &[source]);
}

/// A file that says that it is one of ours: its data, and whether it is what is made of them.
fn received(name: &str, bytes: &[u8]) {
    let (files, path) = (Arc::new(Memory::new()), Path::new(name));
    files.write(path, bytes).expect("memory");
    let data = extract_data(&*files, path);
    if extract_project(&*files, path, None).is_ok() {
        assert!(data.is_ok(), "a project without its data");
    }
    // What a file carries says how large a form is made again, and a test is not optimised.
    if data.is_ok_and(|data| data.len() > 50_000) {
        return;
    }
    let paths = [path.to_owned()];
    if let Ok(verified) = verify(files, &paths, Options::default(), &VerifyPlan::default(), &()) {
        for language in [Language::Chinese, Language::English] {
            render(&verified.findings, &verified, Colour::Never, language);
        }
    }
}

/// A PDF of ours.
pub fn pdf(data: &[u8]) {
    received("fuzz.pdf", data);
}

/// An OFD of ours; what is no package is taken for its parts.
pub fn ofd(data: &[u8]) {
    received("fuzz.ofd", &packed(data));
}

/// A workbook of ours; what is no package is taken for its parts.
pub fn sheet(data: &[u8]) {
    received("fuzz.xlsx", &packed(data));
}

/// The package whose parts are these, each after a line `=== name`.
fn packed(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in text(data).split("=== ").skip(1) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        // Two of one name cannot be written.
        if zip.start_file(name, stored).is_ok() {
            zip.write_all(content.as_bytes()).expect("memory");
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// What is said in an output folder of the files in it: the store, and after a line `===`
/// the list of a book.
pub fn store(data: &[u8]) {
    let text = text(data);
    let (store, list) = text.split_once("\n===\n").unwrap_or((&text, ""));
    let files: Arc<Memory> = Arc::new(Memory::new());
    let write = |name: &str, text: &str| files.write(Path::new(name), text.as_bytes()).expect("memory");
    write("申报/甲.yaml", "年度: 2026\n项目名称: 社区科普大学\n");
    write("out/.jixiao-manifest.json", store);
    write("out/甲.xlsx", "一个别的文件");
    write("清单.json", list);
    let known = files.clone() as Arc<dyn Files>;
    let plan = VerifyPlan { lists: vec!["清单.json".into()], ..VerifyPlan::default() };
    let _ = verify(known.clone(), &["申报".into()], Options::default(), &plan, &());
    let _ = merge(known.clone(), &["out".into()], Some(Path::new("合并")));
    let workspace = Workspace::open(known, &["申报".into()], Options::default()).expect("a project");
    let plan = BuildPlan { formats: Some(vec![Format::Xlsx]), force: true, ..BuildPlan::default() };
    workspace.build(&plan, &()).expect("fonts");
    let walked = files.walk(Path::new(""), &|_| true).expect("memory");
    for (path, _) in walked {
        assert!(["申报", "out", "合并", "清单.json"].iter().any(|known| path.starts_with(known)), "{}", path.display());
    }
}
