//! Blank forms that were filled in by hand.

use std::fs;

use jixiao::Format;
use jixiao::internals::form::{BlankRows, Cell, FormTable, Input, blank_with, build};
use jixiao::internals::project::{FieldValue, Indicator, Project};
use jixiao::internals::template::FieldId;
use jixiao::internals::write;
use roxmltree::Document;
use rust_xlsxwriter::{Format as CellFormat, Workbook};

use crate::common::{FONTS, TEMPLATES, root};
use crate::edited::Edited;
use crate::support::{folder, import, one, parts, run, templates_of};

/// A blank form of each year, its open cells filled in by hand in another program,
/// comes in: the date as a date, the amounts as numbers, options and texts.
#[test]
fn filled_blank_forms() {
    for (year, name, day, amount) in [
        (2019, "项目名称", "开始时间", "项目总预算"),
        (2020, "项目名称", "计划开始日期", "项目总预算"),
        (2026, "项目名称", "计划开始日期", "年度资金.当年财政拨款"),
    ] {
        let template = TEMPLATES.for_year(year).expect("a template");
        let table = jixiao::internals::form::blank(template, year);
        let files = write(&table, &FONTS, &[Format::Xlsx], None).expect("files");
        let mut book = Workbook::new();
        // What a spreadsheet program keeps of the form: its texts, merges and what is typed.
        let sheet = book.add_worksheet();
        let plain = CellFormat::new();
        for cell in &table.cells {
            let (row, column) = (cell.row as u32, cell.column as u16);
            let (last, right) = (row + cell.rowspan as u32 - 1, column + cell.colspan as u16 - 1);
            if (row, column) != (last, right) {
                sheet.merge_range(row, column, last, right, "", &plain).expect("a merge");
            }
            let field = cell.field.as_deref().unwrap_or_default();
            if field == name {
                sheet.write_string(row, column, "手填的项目").expect("a text");
            } else if field == day {
                let date = rust_xlsxwriter::ExcelDateTime::from_ymd(year, 3, 1).expect("a date");
                sheet
                    .write_datetime_with_format(row, column, &date, &CellFormat::new().set_num_format("yyyy-mm-dd"))
                    .expect("a date");
            } else if field == amount {
                sheet.write_number(row, column, 120_000.5).expect("an amount");
            } else if field.ends_with(".name") && field.contains("[0]") || field.ends_with("人员投入.name") {
                sheet.write_string(row, column, "手填的指标").expect("a text");
            } else if field.ends_with(".target") && field.contains("[0]") || field.ends_with("人员投入.target") {
                sheet.write_string(row, column, "≥3人").expect("a text");
            } else if !cell.text.is_empty() {
                sheet.write_string(row, column, &cell.text).expect("a text");
            }
        }
        assert!(!files[0].1.is_empty());
        let (imported, findings) = import(&book.save_to_buffer().expect("a book"), &TEMPLATES);
        assert_eq!(imported.len(), 1, "{year}: {findings}");
        let project = one(&imported[0].text, &TEMPLATES);
        let shown = |path: &str| {
            let id = project.template.find(path).expect("a field");
            project.get(id).map(|given| format!("{:?}", given.value)).unwrap_or_default()
        };
        assert_eq!(project.name(), "手填的项目");
        assert!(shown(day).contains(&format!("year: {year}")), "{year}: {}", imported[0].text);
        assert!(shown(amount).contains("120000.5"), "{year}: {}", imported[0].text);
        assert!(imported[0].text.contains("手填的指标: ≥3人"), "{year}: {}", imported[0].text);
    }
}

/// What a blank form has in its cells to begin with is nothing that somebody filled in.
#[test]
fn hints_of_a_blank_form() {
    let templates = templates_of(&root().join("tests/cases/layouts/beside"));
    let template = templates.for_year(2030).expect("a template");
    let table = jixiao::internals::form::blank(template, 2030);
    let hints: Vec<&str> =
        table.cells.iter().map(|cell| cell.text.as_str()).filter(|text| text.ends_with("：")).collect();
    assert_eq!(hints[..5], ["目标1：", "指标1：", "指标1：", "指标2：", "指标2："]);
    let fill = |typed: &[(&str, &str)]| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for cell in &table.cells {
            let (row, column) = (cell.row as u32, cell.column as u16);
            let (last, right) = (row + cell.rowspan as u32 - 1, column + cell.colspan as u16 - 1);
            if (row, column) != (last, right) {
                sheet.merge_range(row, column, last, right, "", &CellFormat::new()).expect("a merge");
            }
            let own = typed.iter().find(|(field, _)| cell.field.as_deref() == Some(*field));
            sheet.write_string(row, column, own.map_or(cell.text.as_str(), |(_, text)| text)).expect("a text");
        }
        import(&book.save_to_buffer().expect("a book"), &templates)
    };
    let (imported, findings) = fill(&[
        ("项目名称", "步道"),
        ("实施期目标", "目标1：三年贯通\n目标2：设座椅"),
        ("实施期指标[2].name", "……座椅"),
        ("实施期指标[2].target", "≥2个"),
        ("实施期指标[0].name", "指标1：步道长度"),
        ("实施期指标[0].target", "≥12公里"),
        ("实施期指标[3].name", "合格率"),
        ("实施期指标[3].target", "100%"),
        ("年度指标[1].name", "指标2： 座椅"),
        ("年度指标[1].target", "≥20个"),
    ]);
    assert_eq!(
        imported[0].text,
        "年度: 2030\n项目名称: 步道\n实施期目标: |-\n  三年贯通\n  目标2：设座椅\n\
        实施期指标:\n  产出指标:\n    数量指标:\n      步道长度: ≥12公里\n      座椅: ≥2个\n    质量指标:\n      合格率: 100%\n\
        年度指标:\n  产出指标:\n    数量指标:\n      座椅: ≥20个\n",
        "{findings}"
    );
    assert_eq!(findings, "");
    let (imported, findings) = fill(&[]);
    assert!(imported.is_empty() && findings.contains("empty-form"), "{findings}");
}

/// The blank workbook that the program makes.
fn blank(arguments: &[&str]) -> Vec<u8> {
    let folder = folder(&[]);
    let all = [&["blank", "--format", "xlsx"], arguments].concat();
    let (code, out, err) = run(folder.path(), &all);
    assert_eq!(code, 0, "{err}");
    fs::read(folder.path().join(out.trim_end())).expect("a workbook")
}

/// Fills in a sheet: every place of it, each with something of its own. Gives the texts by
/// the paths of their fields.
fn fill_in(edited: &mut Edited, table: &FormTable, row: impl Fn(u32) -> u32) -> Vec<(String, String)> {
    let mut typed = Vec::new();
    for (index, cell) in table.cells.iter().enumerate() {
        let (Some(field), Some(input)) = (&cell.field, &cell.input) else { continue };
        let (row, column) = (row(cell.row as u32 + 1), cell.column as u32 + 1);
        let text = match input {
            Input::Text if cell.text.contains('□') || cell.text.contains('☐') => continue,
            Input::Text if field.ends_with("target") => format!("≥{index}场"),
            Input::Text => format!("填写第{index}处"),
            Input::Option(options) if cell.text.is_empty() => options[options.len() - 1].clone(),
            Input::Date(_) => "46096".to_owned(),
            Input::Number(_) => index.to_string(),
            Input::Option(_) | Input::Computed(..) => continue,
        };
        match input {
            Input::Date(_) | Input::Number(_) => edited.number(row, column, &text),
            // Words that stand before a value stay.
            _ => edited.text(row, column, &format!("{}{text}", cell.text)),
        }
        typed.push((field.clone(), text));
    }
    typed
}

/// The indicators of a project: second-level category, name and target.
fn indicators(project: &Project) -> Vec<[String; 3]> {
    let values = (0..project.template.fields.len()).filter_map(|index| project.get(FieldId(index)));
    let lists = values.filter_map(|given| match &given.value {
        FieldValue::Indicators(indicators) => Some(indicators),
        _ => None,
    });
    let one = |indicator: &Indicator| {
        [&indicator.subcategory_name, &indicator.name, &indicator.target.written].map(|text| text.to_owned())
    };
    lists.flatten().map(one).collect()
}

/// All that is filled in comes back, from the form of each year.
#[test]
fn every_value_of_a_blank_form_comes_back() {
    for year in [2019, 2020, 2023, 2026] {
        let workbook = blank(&["--year", &year.to_string()]);
        let table = jixiao::internals::form::blank(TEMPLATES.for_year(year).expect("a template"), year);
        let mut edited = Edited::of(&workbook, 1);
        let typed = fill_in(&mut edited, &table, |row| row);
        assert!(typed.len() > 30, "{typed:?}");
        let (imported, findings) = import(&edited.save(&workbook), &TEMPLATES);
        assert_eq!(findings, "", "{year}");
        let filled = build(&one(&imported[0].text, &TEMPLATES));
        let shown = |wanted: &str| {
            let cell = filled.cells.iter().find(|cell| cell.field.as_deref() == Some(wanted));
            cell.map(|cell| (cell.text.clone(), cell.number.clone())).unwrap_or_default()
        };
        for (field, text) in typed {
            let (shown, number) = shown(&field);
            let number = number.map(|number| number.value.to_string());
            let is_same = shown.contains(&text)
                || number == Some(text.clone())
                || text == "46096" && ["2026-03-15", "2026年3月15日"].contains(&shown.as_str())
                || field.ends_with("target") && shown == text.replace('场', ".00(场)")
                || field.ends_with("target") && shown == text.replace('≥', ">=");
            assert!(is_same, "{year} {field}: {text} {shown}");
        }
    }
}

/// Rows that are inserted and deleted, wherever in the block that is.
#[test]
fn rows_that_are_inserted_into_a_blank_form() {
    let workbook = blank(&["--year", "2026", "--rows", "2,数量指标=3"]);
    let rows: BlankRows = "2,数量指标=3".parse().expect("rows");
    let table = blank_with(TEMPLATES.for_year(2026).expect("a template"), 2026, &rows);
    let label = |text: &str| table.cells.iter().find(|cell| cell.text == text).expect("a label");
    let row = |text: &str| label(text).row as u32 + 1;
    let (name, target) = (4, 7);
    let last = table.rows.len() as u32;
    let mut edited = Edited::of(&workbook, 1);
    let typed = fill_in(&mut edited, &table, |row| row);
    let mut expected: Vec<[String; 3]> = Vec::new();
    let mut places: Vec<&str> = Vec::new();
    for cell in &table.cells {
        let field = cell.field.as_deref().unwrap_or_default();
        if field.starts_with("绩效指标[") && field.ends_with(".name") {
            let is_left =
                |label: &&Cell| label.column == 2 && (label.row..label.row + label.rowspan).contains(&cell.row);
            let subcategory = table.cells.iter().filter(|label| label.text.ends_with("指标")).find(is_left);
            places.push(&subcategory.expect("a label").text);
            let text = |end: &str| {
                let wanted = field.replace(".name", end);
                typed.iter().find(|(known, _)| *known == wanted).expect("a text").1.clone()
            };
            expected.push([places[places.len() - 1].to_owned(), text(".name"), text(".target")]);
        }
    }
    assert_eq!(expected.len(), 23);
    // From below, so that the rows above keep their numbers.
    let mut insert = |at: u32, text: &str, place: &str, after: usize| {
        edited.insert(at);
        edited.text(at, name, text);
        edited.text(at, target, "≥7人");
        expected.insert(after, [place.to_owned(), text.to_owned(), "≥7人".to_owned()]);
    };
    let first_of = |place: &str| places.iter().position(|known| *known == place).expect("a place");
    insert(last + 1, "最后一行的下面", "服务对象满意度指标", 23);
    insert(row("社会效益指标"), "两类之间", "经济效益指标", first_of("社会效益指标"));
    insert(row("经济效益指标"), "两个一级之间", "时效指标", first_of("经济效益指标"));
    insert(row("质量指标") + 1, "一类中间", "质量指标", first_of("质量指标") + 1);
    insert(row("数量指标") + 2, "又一行", "数量指标", first_of("数量指标") + 2);
    insert(row("经济成本指标"), "第一行的上面", "经济成本指标", 0);
    // The second row of a category, with what is in it.
    edited.delete(row("社会成本指标") + 2);
    expected.remove(first_of("社会成本指标") + 2);
    let (imported, findings) = import(&edited.save(&workbook), &TEMPLATES);
    assert_eq!(indicators(&one(&imported[0].text, &TEMPLATES)), expected, "{findings}");
    assert_eq!(findings.matches("这一行没有写属于哪个二级指标").count(), 4, "{findings}");
    assert_eq!(findings.matches("[not-imported]").count(), 4, "{findings}");
}

/// Several projects in a workbook, of which some sheets are left blank.
#[test]
fn a_blank_form_for_several_projects() {
    let workbook = blank(&["--year", "2026", "--projects", "3", "--rows", "1"]);
    let mut bytes = workbook.clone();
    for sheet in [1, 3] {
        let mut edited = Edited::of(&workbook, sheet);
        edited.text(3, 3, &format!("项目之{sheet}"));
        bytes = edited.save(&bytes);
    }
    let (imported, findings) = import(&bytes, &TEMPLATES);
    assert_eq!(findings, "");
    let names: Vec<&str> = imported.iter().map(|project| project.name.as_str()).collect();
    assert_eq!(names, ["项目之1", "项目之3"]);
    assert_eq!(imported[0].sheet, "项目1");
    let (imported, findings) = import(&workbook, &TEMPLATES);
    assert!(imported.is_empty());
    assert_eq!(findings.matches("错误[empty-form]").count(), 3, "{findings}");
    assert!(!findings.contains("填表说明"), "{findings}");
}

/// Names and numbers of rows that a form does not have.
#[test]
fn rows_that_a_blank_form_cannot_have() {
    let folder = folder(&[]);
    let (code, _, err) = run(folder.path(), &["blank", "--year", "2026", "--rows", "数量=3"]);
    assert!(code == 2 && err.contains("没有叫「数量」的指标类别或表") && err.contains("数量指标"), "{err}");
    for (option, value) in [("--rows", "0"), ("--rows", "数量指标="), ("--projects", "0"), ("--projects", "101")] {
        let (code, _, err) = run(folder.path(), &["blank", "--year", "2026", option, value]);
        assert!(code == 2 && err.contains(&format!("不能是「{value}」")), "{err}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

/// Rows of a protected sheet can be inserted, and those deleted that have no label: a
/// spreadsheet program deletes a row under protection where none of its cells is locked.
#[test]
fn rows_of_a_protected_sheet() {
    let workbook = blank(&["--year", "2026"]);
    let part = |wanted: &str| {
        let (_, content) = parts(&workbook).into_iter().find(|(name, _)| name == wanted).expect("a part");
        String::from_utf8(content).expect("UTF-8")
    };
    let (sheet, styles) = (part("xl/worksheets/sheet1.xml"), part("xl/styles.xml"));
    let (sheet, styles) = (Document::parse(&sheet).expect("XML"), Document::parse(&styles).expect("XML"));
    let named = |document: &'_ Document<'_>, name: &str| {
        document.descendants().find(|node| node.tag_name().name() == name).expect("a node").id()
    };
    let protection = sheet.get_node(named(&sheet, "sheetProtection")).expect("a node");
    assert_eq!(
        ["sheet", "insertRows", "deleteRows"].map(|name| protection.attribute(name)),
        [Some("1"), Some("0"), Some("0")]
    );
    let formats = styles.get_node(named(&styles, "cellXfs")).expect("a node");
    let is_open: Vec<bool> = formats
        .children()
        .map(|format| format.descendants().any(|node| node.attribute("locked") == Some("0")))
        .collect();
    let style = |node: roxmltree::Node<'_, '_>, name: &str| -> usize {
        node.attribute(name).expect("a style").parse().expect("a number")
    };
    let row = |number: usize| {
        let wanted = number.to_string();
        sheet
            .descendants()
            .find(|node| node.has_tag_name((SPREADSHEET, "row")) && node.attribute("r") == Some(&wanted))
            .expect("a row")
    };
    let label = |text: &str| {
        let table = jixiao::internals::form::blank(TEMPLATES.for_year(2026).expect("a template"), 2026);
        table.cells.iter().find(|cell| cell.text == text).expect("a label").row + 1
    };
    let all_open = |number: usize| row(number).children().all(|cell| is_open[style(cell, "s")]);
    for place in ["数量指标", "服务对象满意度指标"] {
        assert!(!all_open(label(place)) && all_open(label(place) + 1), "{place}");
    }
    assert!(!all_open(label("年度总体目标") + 1));
    // Right of the form, too.
    let last = sheet.descendants().rfind(|node| node.has_tag_name((SPREADSHEET, "col"))).expect("columns");
    assert!(last.attribute("max") == Some("16384") && is_open[style(last, "style")]);
    // Rows with a text to fill in have no height of their own.
    let is_fixed = |number: usize| row(number).attribute("customHeight").is_some();
    assert!(is_fixed(1) && !is_fixed(label("数量指标")) && !is_fixed(label("年度总体目标") + 1));
}

/// The namespace of sheets.
const SPREADSHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
