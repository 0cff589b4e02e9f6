//! Filled workbooks are checked as they are, and copies of them marked: findings stand at
//! cells, and nothing else of the workbook changes.

use std::fs;

use serde_json::Value;

use crate::support::{Sheet, archive, book, changed, folder, foreign_2026, parts, run};

/// What was found: code, sheet and cell of each label.
fn found(folder: &std::path::Path, files: &[&str]) -> Vec<String> {
    let arguments = [&["check"], files, &["--format", "json"]].concat();
    let (_, out, error) = run(folder, &arguments);
    let report: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{error}"));
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let one = |finding: &Value| {
        let labels = finding["labels"].as_array().into_iter().flatten();
        let places: Vec<String> =
            labels.map(|label| format!("{}!{}", text(&label["sheet"]), text(&label["cell"]))).collect();
        format!("{} {}", text(&finding["code"]), places.join(" "))
    };
    report["findings"].as_array().into_iter().flatten().map(one).collect()
}

#[test]
fn findings_stand_at_the_cells_of_the_values() {
    let mut sheet = foreign_2026();
    // The name's cell is blank, a sum is wrong, a share has no sign and a second one is more
    // than all.
    sheet.put(5, 4, " ");
    let folder_of = |sheet: Sheet| folder(&[("表.xlsx", book(vec![sheet]))]);
    let folder = folder_of(sheet);
    let all = found(folder.path(), &["表.xlsx"]);
    assert!(all.contains(&"missing-field 申报表!B5".to_owned()), "{all:#?}");
    let mut sheet = foreign_2026();
    sheet.put(9, 11, "41");
    sheet.put(18, 8, "=100");
    sheet.put(21, 8, "≥190%");
    sheet.put(20, 8, "待填");
    sheet.put(6, 8, " ");
    let folder = folder_of(sheet);
    let all = found(folder.path(), &["表.xlsx"]);
    for wanted in [
        "sum-mismatch 申报表!K8 申报表!K9 申报表!K10 申报表!K11",
        "percent-over-100 申报表!H21",
        "todo-left 申报表!H20",
        "expected-missing 申报表!G6",
        "not-imported 申报表!K16",
    ] {
        assert!(all.iter().any(|finding| finding == wanted), "{wanted}: {all:#?}");
    }
    assert!(all.iter().any(|finding| finding.ends_with("申报表!H18")), "{all:#?}");
    // A person sees the cell.
    let (code, _, error) = run(folder.path(), &["check", "表.xlsx"]);
    assert!(code == 1 && error.contains("表.xlsx[申报表]:8:") && error.contains("K8："), "{error}");
    // Nothing of it can be mended from here.
    assert!(!error.contains("--fix") && !error.contains("项目文件"), "{error}");
}

#[test]
fn rules_across_projects_see_workbooks_and_project_files() {
    let sheets = [foreign_2026(), foreign_2026()].map(|sheet| book(vec![sheet]));
    let [one, two] = sheets;
    let folder = folder(&[("甲.xlsx", one), ("乙.xlsx", two)]);
    let all = found(folder.path(), &["甲.xlsx", "乙.xlsx"]);
    assert!(all.iter().any(|finding| finding == "duplicate-project 申报表!D5 申报表!D5"), "{all:#?}");
}

#[test]
fn a_marked_copy_is_the_workbook_with_comments_and_a_list() {
    let mut sheet = foreign_2026();
    sheet.put(9, 11, "41");
    let (mut other, note) = (Sheet::new("审核意见"), rust_xlsxwriter::Note::new("原有的批注"));
    other.text(1, (1, 1), "不是表");
    sheet.0.insert_note(7, 10, &note).expect("a note");
    let bytes = book(vec![sheet, other]);
    let folder = folder(&[("表.xlsx", bytes.clone())]);
    let (_, _, error) = run(folder.path(), &["check", "表.xlsx", "--mark", "批注"]);
    let copy = fs::read(folder.path().join("批注/表.xlsx")).unwrap_or_else(|_| panic!("{error}"));
    assert_eq!(fs::read(folder.path().join("表.xlsx")).expect("the workbook"), bytes);
    let (old, new) = (parts(&bytes), parts(&copy));
    let mut differ: Vec<&str> = old
        .iter()
        .filter(|(name, content)| new.iter().all(|(other, copied)| other != name || copied != content))
        .map(|(name, _)| name.as_str())
        .collect();
    differ.sort_unstable();
    // Those that name what is new, and the comments that were there; no sheet among them.
    let wanted = [
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/workbook.xml",
    ];
    assert_eq!(differ, wanted);
    let text = |name: &str| {
        let part = new.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name}"));
        String::from_utf8(part.1.clone()).expect("UTF-8")
    };
    let comments = text("xl/comments1.xml");
    // The comment that was there says both.
    assert_eq!(comments.matches("ref=\"K8\"").count(), 1, "{comments}");
    assert!(comments.contains("原有的批注") && comments.contains("相差"), "{comments}");
    assert!(text("xl/workbook.xml").contains("审核意见2"));
    let list = text("xl/worksheets/sheet3.xml");
    assert!(list.contains("申报表!K8") && list.contains("申报表!K16"), "{list}");
    // It is read as before: what is on the sheet of findings is no form.
    let again = found(folder.path(), &["批注/表.xlsx"]);
    assert!(again.iter().any(|finding| finding.starts_with("sum-mismatch 申报表!K8")), "{again:#?}");
    // A sheet without comments gets its link before what has to follow it.
    let plain = book(vec![foreign_2026()]);
    let with_more = changed(&plain, "xl/worksheets/sheet1.xml", |text| {
        text.replace("</worksheet>", "<extLst><ext uri=\"{1}\"/></extLst></worksheet>")
    });
    fs::write(folder.path().join("另.xlsx"), &with_more).expect("a workbook");
    run(folder.path(), &["check", "另.xlsx", "--mark", "批注"]);
    let copy = parts(&fs::read(folder.path().join("批注/另.xlsx")).expect("a copy"));
    let sheet = copy.iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").expect("the sheet");
    let sheet = String::from_utf8(sheet.1.clone()).expect("UTF-8");
    let (link, more) = (sheet.find("<legacyDrawing "), sheet.find("<extLst>"));
    assert!(link.is_some() && link < more, "{sheet}");
}

#[test]
fn the_workbook_itself_is_never_written_over() {
    let mut sheet = foreign_2026();
    sheet.put(9, 11, "41");
    let bytes = book(vec![sheet]);
    let folder = folder(&[("表.xlsx", bytes.clone())]);
    let (code, _, error) = run(folder.path(), &["check", "表.xlsx", "--mark", "."]);
    assert!(code == 2 && error.contains("会盖掉原来的工作簿"), "{error}");
    assert_eq!(fs::read(folder.path().join("表.xlsx")).expect("the workbook"), bytes);
    // What is no workbook is told, and stops nothing.
    fs::write(folder.path().join("坏.xlsx"), archive([("a".to_owned(), b"1".to_vec())])).expect("a file");
    let (code, _, error) = run(folder.path(), &["check", "坏.xlsx", "表.xlsx", "--mark", "批注"]);
    assert!(code == 1 && error.contains("坏.xlsx") && folder.path().join("批注/表.xlsx").exists(), "{error}");
}
