//! Cells of files that say something else than the form.

use jixiao::diag::Diagnostics;
use jixiao::internals::check::CheckSettings;
use jixiao::internals::fill;
use jixiao::internals::layout::lay_out;
use jixiao::internals::project::{Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::internals::verify::{pdf, workbook};
use jixiao::messages::Language;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, StringFormat};
use proptest::prelude::*;

use super::common::any::any_project;
use super::common::{self, FONTS, FORMATS, form};
use super::support::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn any_project_says_the_same(json in any_project(true)) {
        let mut diagnostics = Diagnostics::new();
        let file = read_file(&Source::new("t.yaml", &json), &Settings::default(), &common::TEMPLATES, &mut diagnostics);
        for (_, project) in &file.projects {
            let checks = CheckSettings::default();
            if let Some(table) = fill(project, &FONTS, &FORMATS, None, &checks, &mut diagnostics) {
                let (page, sheet) = files(&table);
                prop_assert!(in_pdf(&page, &table).agrees());
                prop_assert!(in_workbook(&sheet, &table).agrees());
            }
        }
    }
}

#[test]
fn files_of_another_project_are_told_cell_by_cell() {
    let (mine, other) = (form(PROJECT), form(&PROJECT.replace("450000", "460000").replace("≥4场", "≥5场")));
    let (page, sheet) = files(&other);
    let pages = told(&in_pdf(&page, &mine), &mine);
    assert_eq!(
        pages,
        [
            "年度资金.年度资金申请总额@第 1 页=460,000.00",
            "年度资金.当年财政拨款@第 1 页=460,000.00",
            "绩效指标[0].target@第 1 页=≥5.00(场)"
        ]
    );
    let sheets = told(&in_workbook(&sheet, &mine), &mine);
    assert_eq!(
        sheets,
        ["年度资金.年度资金申请总额@H6=460000", "年度资金.当年财政拨款@H7=460000", "绩效指标[0].target@G13=≥5.00(场)"]
    );
    // With an indicator more, each other cell is still found where it is.
    let more = form(&PROJECT.replace("活动场次: ≥4场", "活动场次: ≥4场, 培训人次: ≥90人次"));
    let (page, _) = files(&more);
    let extra = told(&in_pdf(&page, &mine), &mine);
    assert_eq!(extra, ["@第 1 页=培训人次", "@第 1 页=≥90.00(人次)"]);
    let lacking = told(&in_pdf(&files(&mine).0, &more), &more);
    assert_eq!(lacking, ["绩效指标[1].name@第 1 页=-", "绩效指标[1].target@第 1 页=-"]);
}

#[test]
fn glyphs_that_were_exchanged_are_noticed() {
    let table = form(PROJECT);
    let (page, _) = files(&table);
    // Nothing but another writer of the same content.
    assert!(in_pdf(&redrawn(&page, |_| {}), &table).agrees());
    // Every string on the page in turn loses its last glyph, or has it exchanged.
    let count = {
        let document = Document::load_mem(&page).expect("a PDF");
        let first = document.page_iter().next().expect("a page");
        let mut content = Content::decode(&document.get_page_content(first)).expect("content");
        content.operations.iter_mut().map(|operation| strings(operation).len()).sum::<usize>()
    };
    assert!(count > 20, "{count}");
    let in_own = |bytes: &[u8]| pdf(bytes, &page, Some(&table)).expect("a PDF");
    let mut unnoticed = 0;
    for wanted in 0..count {
        let wrong = redrawn(&page, |operations| {
            let mut all: Vec<&mut Vec<u8>> = operations.iter_mut().flat_map(strings).collect();
            let string = &mut all[wanted];
            let shorter = string.len() - 2;
            string.truncate(shorter);
        });
        assert!(!in_own(&wrong).agrees());
        unnoticed += usize::from(in_own(&wrong).differences.is_empty());
    }
    // The number at the foot of the page is no cell of the form.
    assert!(unnoticed <= 7, "{unnoticed} of {count}");
}

/// The strings that an operation shows.
pub fn strings(operation: &mut Operation) -> Vec<&mut Vec<u8>> {
    let shows = ["Tj", "TJ"].contains(&operation.operator.as_str());
    let mut found = Vec::new();
    for operand in operation.operands.iter_mut().filter(|_| shows) {
        match operand {
            Object::String(bytes, _) => found.push(bytes),
            Object::Array(all) => found.extend(all.iter_mut().filter_map(|one| one.as_str_mut().ok())),
            _ => {}
        }
    }
    found
}

#[test]
fn what_was_put_over_a_page_is_noticed() {
    let table = form(PROJECT);
    let (page, _) = files(&table);
    let show = |bytes: &[u8]| Operation::new("Tj", vec![Object::String(bytes.to_vec(), StringFormat::Hexadecimal)]);
    let over = redrawn(&page, |operations| {
        let font = operations.iter().find(|operation| operation.operator == "Tf").expect("a font").clone();
        operations.extend([Operation::new("BT", vec![]), font, show(&[0, 3]), Operation::new("ET", vec![])]);
    });
    assert_eq!(in_pdf(&over, &table).differences.len(), 1);
    let picture = redrawn(&page, |operations| operations.push(Operation::new("Do", vec!["Im0".into()])));
    assert_eq!(in_pdf(&picture, &table).differences.len(), 1);
    let mut document = Document::load_mem(&page).expect("a PDF");
    let first = document.page_iter().next().expect("a page");
    let note = document.add_object(lopdf::dictionary! { "Type" => "Annot", "Subtype" => "FreeText" });
    document.get_dictionary_mut(first).expect("a page").set("Annots", vec![note.into()]);
    let mut noted = Vec::new();
    document.save_to(&mut noted).expect("a PDF");
    assert_eq!(told(&in_pdf(&noted, &table), &table), ["@第 1 页=-"]);
}

#[test]
fn cells_that_were_altered_are_noticed() {
    let table = form(PROJECT);
    let (_, sheet) = files(&table);
    let told = |part: &str, from: &str, to: &str| {
        let compared = in_workbook(&with_text(&sheet, part, from, to), &table);
        assert!(!compared.agrees());
        told(&compared, &table)
    };
    let strings = "xl/sharedStrings.xml";
    assert_eq!(told(SHEET, "<v>450000</v>", "<v>450000.01</v>").len(), 1);
    assert_eq!(told(strings, "示例局", "示例厅"), ["主管部门@C4=示例厅"]);
    assert_eq!(told(strings, "主管部门", "上级部门"), ["主管部门@A4=上级部门"]);
    let added = "<c r=\"J1\" t=\"inlineStr\"><is><t>多</t></is></c></row>";
    assert_eq!(told(SHEET, "</row><row r=\"2\"", &format!("{added}<row r=\"2\"")), ["@「青年服务」的 J1=多"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    /// Damaged files are told or refused, and nothing panics.
    #[test]
    fn damage_is_no_fault(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40), cut in 0.0..1.2_f64) {
        let table = form(PROJECT);
        let ((page, sheet), layout) = (files(&table), lay_out(&table, &FONTS));
        let damaged = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            bytes.truncate((bytes.len() as f64 * cut) as usize);
            for (place, byte) in places.iter().filter(|_| !bytes.is_empty()).collect::<Vec<_>>() {
                let at = place.index(bytes.len());
                bytes[at] = *byte;
            }
            bytes
        };
        let _ = pdf(&damaged(&page), &page, Some(&table));
        let _ = workbook(&damaged(&sheet), &sheet, Some((&table, &layout)));
    }
}

#[test]
fn what_is_no_form_is_said() {
    let table = form(PROJECT);
    let says = |bytes: &[u8]| {
        judged_pdf(bytes, &table)
            .map(|compared| said(&compared, &table))
            .unwrap_or_else(|no| no.0.say(Language::Chinese).to_owned())
    };
    assert_eq!(says(b"%PDF-1.7"), "不是 PDF，或已损坏");
    let (page, _) = files(&table);
    let mut document = Document::load_mem(&page).expect("a PDF");
    document.catalog_mut().expect("a catalog").remove(b"StructTreeRoot");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    assert!(says(&bytes).contains("没有结构标记"));
    // A structure that leads back to itself, twice at each step.
    let mut document = Document::load_mem(&page).expect("a PDF");
    let circle = document.new_object_id();
    let again = lopdf::dictionary! { "S" => "Sect", "K" => vec![circle.into(), circle.into()] };
    document.set_object(circle, again);
    let root = document.catalog().expect("a catalog").get(b"StructTreeRoot").and_then(Object::as_reference);
    document.get_dictionary_mut(root.expect("a root")).expect("a root").set("K", circle);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    assert!(says(&bytes).contains("没有结构标记"));
    let sheet = judged_workbook(b"PK", &table).expect_err("no workbook");
    assert!(!sheet.0.say(Language::Chinese).is_empty());
}
