//! Blank forms that were filled in by hand.

use jixiao::Format;
use jixiao::internals::write;
use rust_xlsxwriter::{Format as CellFormat, Workbook};

use crate::common::{FONTS, TEMPLATES, root};
use crate::support::{import, one, templates_of};

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
