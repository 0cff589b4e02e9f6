//! Properties of the layout that hold for every form: no text is lost, nothing
//! overlaps or leaves its cell, lines begin and end as they may, and pages break
//! where they should.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::collections::HashMap;

use common::{FONTS, form, forms_with};
use jixiao::internals::form::FormTable;
use jixiao::internals::layout::{Area, Layout, PlacedLine, Rule, lay_out, number, sheet_heights};
use jixiao::internals::project::Settings;
use jixiao::internals::source::Source;
use jixiao::internals::style::{Borders, Role};
use jixiao::internals::template::Templates;
use jixiao::internals::value::Length;
use proptest::prelude::*;

/// Rounding of sums.
const EPSILON: f64 = 0.02;

fn right(area: Area) -> f64 {
    (area.x + area.width).to_pt()
}

fn bottom(area: Area) -> f64 {
    (area.y + area.height).to_pt()
}

fn overlap(a: Area, b: Area) -> bool {
    let across = a.x.to_pt().max(b.x.to_pt()) + EPSILON < right(a).min(right(b));
    let down = a.y.to_pt().max(b.y.to_pt()) + EPSILON < bottom(a).min(bottom(b));
    across && down
}

/// The edges of a cell, each from one end to the other, and whether it is drawn.
fn edges(area: Area, border: Borders) -> [([(f64, f64); 2], bool); 4] {
    let (left, top, right, bottom) = (area.x.to_pt(), area.y.to_pt(), right(area), bottom(area));
    [
        ([(left, top), (right, top)], border.top),
        ([(left, bottom), (right, bottom)], border.bottom),
        ([(left, top), (left, bottom)], border.left),
        ([(right, top), (right, bottom)], border.right),
    ]
}

/// Whether a rule goes all along an edge.
fn covers(rule: &Rule, edge: [(f64, f64); 2]) -> bool {
    let ends = [rule.from, rule.to].map(|(x, y)| (x.to_pt(), y.to_pt()));
    let inside = |(x, y): (f64, f64)| {
        (ends[0].0 - EPSILON..=ends[1].0 + EPSILON).contains(&x)
            && (ends[0].1 - EPSILON..=ends[1].1 + EPSILON).contains(&y)
    };
    edge.into_iter().all(inside)
}

/// Everything that must hold for any form.
fn check(table: &FormTable, layout: &Layout) {
    let mut texts: HashMap<usize, String> = HashMap::new();
    let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
    let limit = (table.paper.1 - table.margins.bottom).to_pt();
    for (number, page) in layout.pages.iter().enumerate() {
        assert!(!page.fragments.is_empty(), "page {number} is empty");
        for (index, fragment) in page.fragments.iter().enumerate() {
            let cell = table.cell(fragment.cell);
            assert!(bottom(fragment.area) <= limit + EPSILON, "page {number}: {:?} leaves the page", cell.text);
            assert!(fragment.area.height > Length::ZERO);
            for other in &page.fragments[..index] {
                let others = &table.cell(other.cell).text;
                assert!(!overlap(fragment.area, other.area), "page {number}: {:?} on {others:?}", cell.text);
            }
            for (edge, is_drawn) in edges(fragment.area, cell.style.border) {
                assert!(
                    !is_drawn || page.rules.iter().any(|rule| covers(rule, edge)),
                    "page {number}: {:?}",
                    cell.text
                );
            }
            let mut last = f64::NEG_INFINITY;
            for line in &fragment.lines {
                let (top, low) =
                    ((line.baseline - line.size * 0.88).to_pt(), (line.baseline + line.size * 0.12).to_pt());
                assert!(
                    top >= fragment.area.y.to_pt() - EPSILON && low <= bottom(fragment.area) + EPSILON,
                    "page {number}: {:?} leaves its cell: {:?} {:?} {:?}",
                    line.text,
                    fragment.area,
                    page.rows,
                    layout.pages[number - 1].rows
                );
                assert!(line.x.to_pt() >= fragment.area.x.to_pt() - EPSILON, "{:?}", line.text);
                assert!((line.x + line.width).to_pt() <= right(fragment.area) + EPSILON, "{:?} is too wide", line.text);
                assert!(top >= last - EPSILON, "lines overlap");
                last = low;
                let glyphs: Vec<f64> = line.glyphs.iter().map(|glyph| glyph.x.to_pt()).collect();
                assert!(glyphs.windows(2).all(|pair| pair[0] <= pair[1] + line.size.to_pt() * 0.51), "{glyphs:?}");
            }
            if !fragment.repeated && !fragment.lines.is_empty() {
                let text = texts.entry(fragment.cell.0).or_default();
                fragment.lines.iter().for_each(|line| text.push_str(&line.text));
                parts.entry(fragment.cell.0).or_default().push(fragment.lines.len());
            }
        }
    }
    for (index, cell) in table.cells.iter().enumerate() {
        let shown = texts.remove(&index).unwrap_or_default();
        assert_eq!(shown, cell.text.replace('\n', ""), "all of the text, in its order");
        let parts = parts.remove(&index).unwrap_or_default();
        if parts.len() > 1 && cell.rowspan == 1 {
            assert!(parts.iter().all(|lines| *lines >= 2), "{parts:?}: a part of one line");
        }
    }
    breaks(table, layout);
}

/// Pages end where they may.
fn breaks(table: &FormTable, layout: &Layout) {
    let count = table.rows.len();
    for (page, next) in layout.pages.iter().zip(layout.pages.iter().skip(1)) {
        let last = page.rows.last().expect("rows").row;
        let first = next.rows.iter().find(|slice| !slice.repeated).expect("rows").row;
        assert!(first == last || first == last + 1);
        if first > last && last + 1 < count {
            let starts = |role| table.cells.iter().any(|cell| cell.row == last && cell.role == role);
            assert!(table.rows[last].heads_until.is_none(), "a header is the last of its page");
            assert!(!starts(Role::Heading) && !starts(Role::Title), "a heading is the last of its page");
        }
        // The headers of the rows above stand again.
        let heads = |row: &usize| table.rows[*row].heads_until.is_some_and(|until| first < until);
        let headers: Vec<usize> = (0..first).filter(heads).collect();
        let repeated: Vec<usize> = next.rows.iter().filter(|slice| slice.repeated).map(|slice| slice.row).collect();
        assert_eq!(repeated, headers);
        assert!(next.continued.is_some());
        // A label that reaches over the break is there on both pages.
        for (index, cell) in table.cells.iter().enumerate() {
            let crosses = cell.row <= last && cell.row + cell.rowspan > first && cell.rowspan > 1;
            if crosses && cell.repeats {
                for page in [page, next] {
                    let fragment = page.fragments.iter().find(|fragment| fragment.cell.0 == index).expect("a label");
                    let text: String = fragment.lines.iter().map(|line| line.text.as_str()).collect();
                    assert_eq!(text, cell.text.replace('\n', ""));
                    let (Some(first), Some(last)) = (fragment.lines.first(), fragment.lines.last()) else {
                        continue;
                    };
                    let above = (first.baseline - first.size * 0.88).to_pt() - fragment.area.y.to_pt();
                    let below = bottom(fragment.area) - (last.baseline + last.size * 0.12).to_pt();
                    assert!((above - below).abs() < 0.1, "the label stands in the middle of its part");
                }
            }
        }
    }
}

/// No line begins or ends with a mark that must not.
fn line_ends(table: &FormTable, layout: &Layout) {
    const NEVER_FIRST: &str = "。，、；：？！）〕】》〉”’～·—…";
    const NEVER_LAST: &str = "（〔【《〈“‘";
    for fragment in layout.pages.iter().flat_map(|page| &page.fragments) {
        let cell = table.cell(fragment.cell);
        let paragraphs: Vec<&str> = cell.text.split('\n').collect();
        for line in &fragment.lines {
            let starts = paragraphs.iter().any(|paragraph| paragraph.starts_with(&line.text));
            let ends = paragraphs.iter().any(|paragraph| paragraph.ends_with(&line.text));
            let (Some(first), Some(last)) = (line.text.chars().next(), line.text.trim_end().chars().last()) else {
                continue;
            };
            assert!(starts || !NEVER_FIRST.contains(first), "{:?} in {:?}", line.text, cell.text);
            assert!(ends || !NEVER_LAST.contains(last), "{:?} in {:?}", line.text, cell.text);
        }
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            character => quoted.push(character),
        }
    }
    quoted + "\""
}

/// Chinese, Latin and digits with marks between them, two or more words apart,
/// as in real texts.
fn prose(most: usize) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[科技服务示例市人员培训项目年度]{1,6}",
        2 => "[0-9]{1,4}",
        1 => "[A-Za-z]{1,9}",
        1 => Just("≥95%".to_owned()),
        1 => Just("2026年1月1日".to_owned()),
        1 => Just("〔2016〕10号".to_owned()),
    ];
    let mark = prop_oneof![
        6 => Just(""), 4 => Just("，"), 2 => Just("。"), 1 => Just("、"), 1 => Just("；"), 1 => Just("（"), 1 => Just("）"),
        1 => Just("《"), 1 => Just("》"), 1 => Just("“"), 1 => Just("”"), 1 => Just("——"), 1 => Just("……"), 1 => Just(" "),
        1 => Just("\n"), 1 => Just("："),
    ];
    prop::collection::vec((word, mark), 0..=most / 4)
        .prop_map(|parts| parts.into_iter().map(|(word, mark)| word + mark).collect())
}

/// Any text that the fonts can show.
fn anything() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        10 => prop::char::range('一', '龥'),
        4 => prop::char::range(' ', '~'),
        4 => prop::sample::select("。，、；：？！（）〔〕《》“”‘’—…·～ \n".chars().collect::<Vec<_>>()),
    ];
    prop::collection::vec(character, 0..400).prop_map(|characters| characters.into_iter().collect())
}

fn project_2023(name: &str, goal: &str, indicators: &[(String, String)]) -> String {
    let mut text = format!("年度: 2023\n项目名称: {}\n年度总体目标: {}\n", quoted(&format!("项{name}")), quoted(goal));
    let places = [
        ("产出指标", vec!["数量指标", "质量指标", "时效指标", "成本指标"]),
        ("效益指标", vec!["经济效益指标", "社会效益指标"]),
        ("满意度指标", vec!["服务对象满意度指标"]),
    ];
    text += "绩效指标:\n";
    let all: usize = places.iter().map(|(_, below)| below.len()).sum();
    let mut chunks = indicators.chunks(indicators.len().div_ceil(all).max(1));
    for (category, below) in places {
        text += &format!("  {category}:\n");
        for subcategory in below {
            text += &format!("    {subcategory}:\n");
            for (name, target) in chunks.next().unwrap_or_default() {
                text += &format!("      - {{名称: {}, 指标值: {}}}\n", quoted(name), quoted(target));
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn forms_of_any_length(
        goal in prose(5000),
        indicators in prop::collection::vec((prose(60), prose(24)), 0..300),
    ) {
        let table = form(&project_2023("目", &goal, &indicators));
        let layout = lay_out(&table, &FONTS);
        check(&table, &layout);
    }

    #[test]
    fn texts_of_any_length(texts in prop::array::uniform6(prose(2400))) {
        let fields = ["项目概况", "立项依据", "项目设立的必要性", "保证项目实施的制度、措施", "项目实施计划", "总目标及阶段性目标"];
        let mut text = String::from("年度: 2020\n项目名称: 长文\n");
        for (field, value) in fields.iter().zip(&texts) {
            text += &format!("{field}: {}\n", quoted(value));
        }
        let table = form(&text);
        let layout = lay_out(&table, &FONTS);
        check(&table, &layout);
        line_ends(&table, &layout);
    }

    #[test]
    fn texts_of_any_characters(name in anything(), goal in anything()) {
        let indicators = [(name.clone(), goal.clone())];
        let text = project_2023(&name.replace('\n', ""), &goal, &indicators);
        let findings = common::findings(&text);
        if !findings.contains("错误[") {
            let table = form(&text);
            check(&table, &lay_out(&table, &FONTS));
        } else {
            prop_assert!(findings.contains("glyph-missing"), "{}", findings);
        }
    }
}

#[test]
fn three_hundred_indicators() {
    let indicators: Vec<_> = (0..300).map(|n| (format!("第{n}项指标的名称"), format!("{n}"))).collect();
    let table = form(&project_2023("多", "", &indicators));
    let layout = lay_out(&table, &FONTS);
    assert!(layout.pages.len() >= 8);
    check(&table, &layout);
}

#[test]
fn a_form_in_a_book_has_the_numbers_of_its_pages_there() {
    let indicators: Vec<_> = (0..60).map(|n| (format!("第{n}项指标的名称"), format!("{n}"))).collect();
    let table = form(&project_2023("多", "", &indicators));
    let mut layout = lay_out(&table, &FONTS);
    assert!(layout.pages.len() >= 2);
    number(&mut layout, &table, &FONTS, 7, 30);
    let footers: Vec<&str> =
        layout.pages.iter().flat_map(|page| &page.footer).map(|footer| footer.text.as_str()).collect();
    assert_eq!(footers[..2], ["第 7 页 共 30 页", "第 8 页 共 30 页"]);
}

#[test]
fn a_long_text_fills_its_pages() {
    let goal = "为基层科技工作者提供职称申报、知识产权、法律等咨询服务。".repeat(200);
    let table = form(&project_2023("长", &goal, &[]));
    let layout = lay_out(&table, &FONTS);
    assert!(layout.pages.len() >= 3, "{}", layout.pages.len());
    check(&table, &layout);
    // The row is split only because no page holds it; each full page is used.
    for page in &layout.pages[1..layout.pages.len() - 2] {
        let height: Length = page.rows.iter().map(|slice| slice.height).sum();
        assert!(height.to_pt() > 600.0, "{height}");
    }
}

#[test]
fn rows_that_fit_stay_whole() {
    let paragraph = "这一段有一些字。".repeat(60);
    let fields =
        ["项目概况", "立项依据", "项目设立的必要性", "保证项目实施的制度、措施", "项目实施计划", "总目标及阶段性目标"];
    let mut text = String::from("年度: 2020\n项目名称: 整行\n");
    fields.iter().for_each(|field| text += &format!("{field}: {paragraph}\n"));
    let table = form(&text);
    let layout = lay_out(&table, &FONTS);
    check(&table, &layout);
    let mut rows: Vec<usize> = Vec::new();
    for slice in layout.pages.iter().flat_map(|page| &page.rows).filter(|slice| !slice.repeated) {
        rows.push(slice.row);
    }
    assert_eq!(rows, (0..table.rows.len()).collect::<Vec<_>>());
}

/// The sheet is measured with wider letters and no squeeze: its rows are never
/// lower than what a spreadsheet program needs, which a look at LibreOffice's
/// own pages confirms (`tests/outside.sh`).
#[test]
fn the_sheet_has_room_for_its_texts() {
    let goal = "第1项 use PDF，共“95%”。".repeat(40);
    let table = form(&project_2023("表", &goal, &[]));
    let heights = sheet_heights(&table);
    for cell in table.cells.iter().filter(|cell| cell.rowspan == 1) {
        let room = table.width(cell).to_pt() - 6.0;
        let wide = |c: char| if (c as u32) < 0x300 { 0.5 } else { 1.0 };
        let lines: f64 = cell
            .text
            .split('\n')
            .map(|line| (line.chars().map(wide).sum::<f64>() * cell.style.size.to_pt() / room).ceil().max(1.0))
            .sum();
        assert!(heights[cell.row].to_pt() >= lines * cell.style.size.to_pt() * 1.45, "{:?}", cell.text);
    }
}

/// The form of 2023 with changes to its styles.
fn styled(styles: &str, goal: &str) -> (FormTable, Layout) {
    let template = format!("extends: \"2023\"\nname: \"2023\"\nstyles: {styles}\n");
    let template = template.replace("name: \"2023\"", "name: 变");
    let templates = Templates::with([Source::new("变.yaml", &template)]).unwrap_or_else(|error| panic!("{error:?}"));
    let project = Source::new("t.yaml", &format!("年度: 2023\n项目名称: 样式\n年度总体目标: {}\n", quoted(goal)));
    let table = forms_with(&project, &Settings::default(), &templates).remove(0);
    let layout = lay_out(&table, &FONTS);
    check(&table, &layout);
    (table, layout)
}

fn lines_of<'l>(table: &FormTable, layout: &'l Layout, text: &str) -> &'l [PlacedLine] {
    let found = layout.pages[0].fragments.iter().find(|fragment| table.cell(fragment.cell).text == text);
    &found.unwrap_or_else(|| panic!("no cell says {text}")).lines
}

#[test]
fn labels_are_set_apart_or_upright() {
    let (table, layout) = styled("{label: {align: distribute}}", "");
    let line = &lines_of(&table, &layout, "主管部门")[0];
    let cell = table.cells.iter().find(|cell| cell.text == "主管部门").expect("a label");
    let inner = table.width(cell) - cell.style.padding_x * 2.0;
    assert!((line.width - inner).to_pt().abs() < 0.01, "the label is as wide as its cell");
    let (table, layout) = styled("{label: {vertical: true, leading: 1.1}}", "");
    let lines = lines_of(&table, &layout, "主管部门");
    assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["主", "管", "部", "门"]);
    assert!(lines.windows(2).all(|pair| (pair[0].x - pair[1].x).to_pt().abs() < 0.01), "one column");
}

#[test]
fn items_of_lists_hang() {
    let goal = "1. 举办青年科技人才交流活动不少于四场，覆盖电子信息、生物医药等领域，参与人数不少于三百二十人次；";
    let (table, layout) = styled("{goal: {hanging: true, align: left}}", goal);
    let lines = lines_of(&table, &layout, goal);
    assert!(lines.len() >= 3);
    let text = lines[0].glyphs[3].x + lines[0].x;
    assert!(lines[1..].iter().all(|line| (line.x - text).to_pt().abs() < 0.01), "below the text of the item");
}

/// The bounds of the rows on each page, by the text of their first cell.
fn rows_of_pages(text: &str, template: &str) -> Vec<Vec<String>> {
    let templates = Templates::with([Source::new("表.yaml", template)]).expect("a template");
    let table = forms_with(&Source::new("甲.yaml", text), &Settings::default(), &templates).remove(0);
    let layout = lay_out(&table, &FONTS);
    check(&table, &layout);
    let texts = |page: &jixiao::internals::layout::Page| {
        let first = |row: usize| table.cells.iter().find(|cell| cell.row == row).map(|cell| cell.text.clone());
        page.rows.iter().filter_map(|slice| first(slice.row)).collect()
    };
    layout.pages.iter().map(texts).collect()
}

/// An opinion and the place for its seal below it, with no rule between them.
#[test]
fn rows_without_a_rule_between_them_stay_together() {
    let template = "extends: \"2026\"\nname: 意见\nyears: {from: 2040}\nstyles:\n  opinion: {border: [top, left, right]}\n  \
        seal: {border: [bottom, left, right]}\ngrid:\n  rows:\n    \
        填满: {height: 120mm, cells: [{label: 填满, colspan: 8}]}\n    \
        意见: {height: 20mm, cells: [{label: 意见, colspan: 8, style: opinion}]}\n    \
        盖章: {height: 30mm, cells: [{label: 盖章, colspan: 8, style: seal}]}\n";
    for height in (60..160).step_by(7) {
        let template = template.replace("120mm", &format!("{height}mm"));
        let pages = rows_of_pages("年度: 2040\n项目名称: 甲\n", &template);
        let page = pages.iter().find(|page| page.contains(&"意见".to_owned())).expect("an opinion");
        assert!(page.contains(&"盖章".to_owned()), "{height}: {pages:?}");
    }
}

/// Of indicators of one subcategory no one stands alone on a page.
#[test]
fn no_row_of_a_group_stands_alone() {
    let mut text = "年度: 2026\n项目名称: 甲\n绩效指标:\n".to_owned();
    for (category, below) in [
        ("产出指标", ["数量指标", "质量指标", "时效指标"]),
        ("效益指标", ["经济效益指标", "社会效益指标", "生态效益指标"]),
    ] {
        text += &format!("  {category}:\n");
        for subcategory in below {
            text += &format!("    {subcategory}:\n");
            (0..7).for_each(|row| text += &format!("      {subcategory}第{row}项: ≥{row}场\n"));
        }
    }
    let table = form(&text);
    let layout = lay_out(&table, &FONTS);
    assert!(layout.pages.len() > 1);
    let groups = table.cells.iter().filter(|cell| cell.rowspan == 7 && cell.role == Role::Value);
    for group in groups {
        for page in &layout.pages {
            let rows = page.rows.iter().filter(|slice| (group.row..group.row + 7).contains(&slice.row)).count();
            assert_ne!(rows, 1, "{}", group.text);
        }
    }
}
