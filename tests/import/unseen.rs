//! What nobody sees, or what has no value.

use jixiao::Format;
use jixiao::internals::form::build;
use jixiao::internals::project::FieldValue;
use jixiao::internals::template::FieldId;
use jixiao::internals::write;
use rust_xlsxwriter::{Format as CellFormat, Formula};

use crate::common::{FONTS, TEMPLATES};
use crate::support::{FOREIGN_2026, book, changed, foreign_2026, import, one};

/// What a reader of the sheet does not see, or what is struck out, is not taken, and told.
#[test]
fn what_nobody_sees_is_not_taken() {
    let mut sheet = foreign_2026();
    sheet.0.set_row_hidden(16).expect("a row");
    let struck = CellFormat::new().set_font_strikethrough();
    sheet.0.write_string_with_format(18, 4, "完成及时性", &struck).expect("a cell");
    sheet.0.write_string_with_format(18, 7, "及时", &struck).expect("a cell");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    let expected =
        FOREIGN_2026.replace("      听众人次: ≥2000人次\n", "").replace("    时效指标:\n      完成及时性: 及时\n", "");
    assert_eq!(imported[0].text, expected, "{findings}");
    assert!(findings.contains("E17、H17 没有导入：它在隐藏的"), "{findings}");
    assert!(findings.contains("E19、H19 没有导入：它划了删除线"), "{findings}");
    // A column.
    let mut sheet = foreign_2026();
    sheet.text(16, (13, 13), "暗");
    sheet.0.set_column_hidden(12).expect("a column");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert_eq!(imported[0].text, FOREIGN_2026, "{findings}");
    assert!(findings.contains("M16 没有导入：它在隐藏的"), "{findings}");
}

#[test]
fn formulas_errors_hidden_sheets_and_comments() {
    // `=100%` is what somebody typed; another formula without its value is nothing.
    for (formula, result, target) in [("=100%", "1", "=100%"), ("=2", "2", "=2"), ("=2+2", "12345", "")] {
        let mut sheet = foreign_2026();
        sheet.0.write_formula(17, 7, Formula::new(formula).set_result(result)).expect("a formula");
        let bytes = changed(&book(vec![sheet]), "xl/worksheets/sheet1.xml", |part| part.replace("<v>12345</v>", ""));
        let (imported, findings) = import(&bytes, &TEMPLATES);
        let project = one(&imported[0].text, &TEMPLATES);
        let indicators = match project.template.fields.iter().position(|field| field.path == "绩效指标") {
            Some(index) => project.get(FieldId(index)).map(|given| &given.value),
            None => None,
        };
        let Some(FieldValue::Indicators(indicators)) = indicators else { panic!("{}", imported[0].text) };
        let found = indicators.iter().find(|indicator| indicator.name == "讲师合格率").expect("an indicator");
        assert_eq!(found.target.written, target, "{findings}");
        assert_eq!(findings.contains("H18 没有导入：它是公式"), target.is_empty(), "{findings}");
    }
    let mut sheet = foreign_2026();
    sheet.0.write_formula(5, 3, Formula::new("=NA()").set_result("#N/A")).expect("a formula");
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert!(!imported[0].text.contains("N/A"), "{}", imported[0].text);
    assert!(findings.contains("D6 没有导入：它是公式算出的错误"), "{findings}");

    let (mut draft, mut commented) = (foreign_2026(), foreign_2026());
    draft.0.set_name("旧稿").expect("a name").set_hidden(true);
    commented.0.insert_note(4, 3, &rust_xlsxwriter::Note::new("请核对")).expect("a note");
    let (imported, findings) = import(&book(vec![commented, draft]), &TEMPLATES);
    assert_eq!(imported.len(), 1);
    assert!(findings.contains("工作表「旧稿」是隐藏的，没有导入"), "{findings}");
    assert!(findings.contains("工作簿里有批注，没有读"), "{findings}");
}

#[test]
fn an_empty_form_and_a_formula_without_a_value() {
    let blank = "年度: 2026\n项目名称: 空\n";
    let mut table = build(&one(blank, &TEMPLATES));
    table.cells.iter_mut().filter(|cell| cell.text == "空").for_each(|cell| cell.text.clear());
    let bytes = write(&table, &FONTS, &[Format::Xlsx], None).expect("a sheet").remove(0).1;
    let (imported, findings) = import(&bytes, &TEMPLATES);
    assert!(imported.is_empty() && findings.contains("错误[empty-form]"), "{findings}");

    let mut sheet = foreign_2026();
    sheet.0.write_formula(8, 10, Formula::new("=20+20").set_result("12345")).expect("a formula");
    let bytes = changed(&book(vec![sheet]), "xl/worksheets/sheet1.xml", |part| part.replace("<v>12345</v>", ""));
    let (imported, findings) = import(&bytes, &TEMPLATES);
    assert!(findings.contains("K9 没有导入：它是公式"), "{findings}");
    assert!(!imported[0].text.contains("当年财政拨款"), "{}", imported[0].text);
}

/// Text that is struck out inside a cell.
#[test]
fn parts_of_texts_that_are_struck_out() {
    let struck = CellFormat::new().set_font_strikethrough();
    let plain = CellFormat::new();
    let mut sheet = foreign_2026();
    for (row, column, runs) in [
        (4, 3, [(&struck, "旧名称"), (&plain, "社区科普大学")]),
        (15, 7, [(&plain, "≥48.00(场)"), (&struck, "≥60.00(场)")]),
        (17, 10, [(&struck, "讲师"), (&struck, "到位率")]),
    ] {
        sheet.0.write_rich_string(row, column, &runs).expect("a text");
    }
    let (imported, findings) = import(&book(vec![sheet]), &TEMPLATES);
    assert_eq!(imported[0].text, FOREIGN_2026, "{findings}");
    assert!(findings.contains("D5 导入时要留意：其中「旧名称」划了删除线，没有导入"), "{findings}");
    assert!(findings.contains("H16 导入时要留意：其中「≥60.00(场)」划了删除线"), "{findings}");
    assert!(findings.contains("K18 没有导入：它划了删除线"), "{findings}");
}
