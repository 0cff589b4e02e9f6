//! Workbooks that show or compute something else, in every way that we could think of: none
//! agrees.

use jixiao::internals::layout::lay_out;
use jixiao::internals::verify::workbook;

use super::common::{FONTS, form};
use super::support::*;

const STRINGS: &str = "xl/sharedStrings.xml";
const STYLES: &str = "xl/styles.xml";
const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part, what is in it, and what is put in its place.
const ALTERED: [(&str, &str, &str); 66] = [
    (SHEET, "<v>450000</v>", "<v>450000.01</v>"),
    (SHEET, "<v>450000</v>", "<f>950000+0</f><v>450000</v>"),
    (SHEET, "<v>450000</v>", "<f t=\"shared\" si=\"0\"/><v>450000</v>"),
    (SHEET, "<v>450000</v>", "<f t=\"array\" ref=\"H7\">H6</f><v>450000</v>"),
    (SHEET, "<v>450000</v>", "<v>450000</v><v>950000</v>"),
    (SHEET, "<v>450000</v>", "<v>450000</v><is><t>950000</t></is>"),
    (SHEET, "<v>450000</v>", "<v>450000</v><extLst/>"),
    (SHEET, "<v>450000</v>", "<v>４５００００</v>"),
    (SHEET, "<v>450000</v>", "<v>0x6ddd0</v>"),
    (SHEET, "<v>450000</v>", "<v>4.5e6</v>"),
    (SHEET, "<v>450000</v>", "<v/>"),
    (SHEET, "<v>450000</v>", ""),
    (SHEET, "<v>0</v></c>", "<f>HYPERLINK(\"http://x\",\"1\")</f><v>0</v></c>"),
    (SHEET, "<v>3</v>", "<v>4</v>"),
    (SHEET, "<v>3</v>", "<v>9999</v>"),
    (SHEET, " t=\"s\"><v>3</v>", " t=\"str\"><v>青年</v>"),
    (SHEET, " t=\"s\"><v>3</v>", "><v>3</v>"),
    (SHEET, " t=\"s\"><v>3</v>", " t=\"b\"><v>1</v>"),
    (SHEET, " t=\"s\"><v>3</v>", " t=\"e\"><v>#N/A</v>"),
    (SHEET, " t=\"s\"><v>3</v></c>", " t=\"inlineStr\"><is><t>老年服务</t></is></c>"),
    (SHEET, "<c r=\"C3\"", "<c r=\"C3\" t=\"inlineStr\"><is><t>老年</t></is></c><c r=\"C3\""),
    (SHEET, "<c r=\"C3\"", "<c r=\"C3\"/><c r=\"C3\""),
    (SHEET, "<c r=\"D3\"", "<c r=\"C3\" t=\"inlineStr\"><is><t>老年</t></is></c><c r=\"D3\""),
    (SHEET, "<c r=\"C3\"", "<c r=\"J3\""),
    (SHEET, "<c r=\"C3\"", "<c r=\"C4\""),
    (SHEET, "<c r=\"C3\"", "<c r=\"$C$3\""),
    (SHEET, "<c r=\"C3\"", "<c r=\"C03\""),
    (SHEET, "<c r=\"C3\"", "<c xmlns=\"urn:x\" r=\"C3\""),
    (SHEET, "<row r=\"3\"", "<row r=\"3\"><c r=\"C3\" t=\"inlineStr\"><is><t>老年</t></is></c></row><row r=\"3\""),
    (SHEET, "<row r=\"3\"", "<row r=\"3\" hidden=\"1\""),
    (SHEET, "<row r=\"3\"", "<row r=\"30\""),
    (SHEET, "ht=\"24.75\"", "ht=\"0.5\""),
    (SHEET, "<sheetData>", "<sheetData/><sheetData>"),
    (SHEET, "<sheetData>", "<x:sheetData xmlns:x=\"urn:x\"><x:row/></x:sheetData><sheetData>"),
    (SHEET, "max=\"3\" width=\"12\"", "max=\"3\" hidden=\"1\" width=\"12\""),
    (SHEET, "max=\"3\" width=\"12\"", "max=\"3\" width=\"0.1\""),
    (SHEET, "<sheetView ", "<sheetView showFormulas=\"1\" "),
    (SHEET, "<sheetView ", "<sheetView showZeros=\"0\" "),
    (SHEET, "<sheetView ", "<sheetView rightToLeft=\"1\" "),
    (SHEET, "<sheetFormatPr ", "<sheetFormatPr zeroHeight=\"1\" "),
    (SHEET, "<mergeCell ref=\"C3:D3\"/>", ""),
    (SHEET, "<mergeCell ref=\"C3:D3\"/>", "<mergeCell ref=\"A3:D3\"/>"),
    (
        SHEET,
        "</mergeCells>",
        "</mergeCells><conditionalFormatting sqref=\"H7\"><cfRule type=\"expression\" dxfId=\"0\" priority=\"1\"><formula>TRUE</formula></cfRule></conditionalFormatting>",
    ),
    (
        SHEET,
        "</mergeCells>",
        "</mergeCells><dataValidations count=\"1\"><dataValidation sqref=\"H7\" showInputMessage=\"1\" prompt=\"950000\"/></dataValidations>",
    ),
    (
        SHEET,
        "</mergeCells>",
        "</mergeCells><hyperlinks><hyperlink ref=\"H7\" location=\"A1\" display=\"9\"/></hyperlinks>",
    ),
    (SHEET, "</worksheet>", "<drawing r:id=\"rId1\"/></worksheet>"),
    (SHEET, "</worksheet>", "<legacyDrawing r:id=\"rId1\"/></worksheet>"),
    (SHEET, "</worksheet>", "<extLst><ext uri=\"x\"/></extLst></worksheet>"),
    (SHEET, "</worksheet>", "<picture r:id=\"rId1\"/></worksheet>"),
    (SHEET, "<oddFooter>", "<oddHeader>&amp;C950000</oddHeader><oddFooter>"),
    (STRINGS, "<t>示例局</t>", "<t>示例厅</t>"),
    (STRINGS, "<t>示例局</t>", "<t>示例局 </t>"),
    (STRINGS, "<t>示例局</t>", "<r><rPr><vanish/></rPr><t>示例局</t></r>"),
    (STRINGS, "<t>示例局</t>", "<t>示例局</t><rPh sb=\"0\" eb=\"1\"><t>别</t></rPh>"),
    (STRINGS, "<t>示例局</t>", "<t>示例<!-- -->厅</t>"),
    (STRINGS, "<si><t>项目名称</t></si>", ""),
    (STYLES, "formatCode=\"#,##0.00\"", "formatCode=\"&quot;950,000.00&quot;\""),
    (STYLES, "formatCode=\"#,##0.00\"", "formatCode=\";;;\""),
    (STYLES, "formatCode=\"#,##0.00\"", "formatCode=\"#,##0.00,\""),
    (STYLES, "<sz val=\"10.5\"/><color theme=\"1\"/>", "<sz val=\"10.5\"/><color rgb=\"FFFFFFFF\"/>"),
    (STYLES, "<sz val=\"10.5\"/><color theme=\"1\"/>", "<sz val=\"10.5\"/><color theme=\"0\"/>"),
    (STYLES, "<sz val=\"10.5\"/>", "<strike/><sz val=\"10.5\"/>"),
    (STYLES, "<sz val=\"10.5\"/>", "<sz val=\"1\"/>"),
    (WORKBOOK, "<sheet name=\"青年服务\"", "<sheet name=\"老年服务\""),
    (WORKBOOK, "<workbookPr ", "<workbookPr date1904=\"1\" "),
    (WORKBOOK, "<calcPr ", "<calcPr fullPrecision=\"0\" "),
];

/// Parts that no workbook of ours has.
const ADDED: [(&str, &str); 8] = [
    ("xl/vbaProject.bin", "1"),
    ("xl/comments1.xml", "<comments/>"),
    ("xl/drawings/drawing1.xml", "<a/>"),
    ("xl/media/image1.png", "1"),
    ("xl/externalLinks/externalLink1.xml", "<a/>"),
    ("xl/connections.xml", "<a/>"),
    (
        "xl/worksheets/_rels/sheet1.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://x/hyperlink\" Target=\"http://x\" TargetMode=\"External\"/></Relationships>",
    ),
    ("xl/pivotTables/pivotTable1.xml", "<a/>"),
];

#[test]
fn whatever_is_altered_in_a_workbook_is_told() {
    let table = form(PROJECT);
    let (_, sheet) = files(&table);
    let layout = lay_out(&table, &FONTS);
    let agrees =
        |bytes: &[u8]| workbook(bytes, &sheet, Some((&table, &layout))).is_ok_and(|compared| compared.agrees());
    for (part, from, to) in ALTERED {
        assert!(!agrees(&with_text(&sheet, part, from, to)), "{part}: {to}");
    }
    for (part, content) in ADDED {
        assert!(!agrees(&with_part(&sheet, part, content)), "{part}");
    }
    // Another sheet behind or before the first, hidden or not.
    for (state, is_first) in [("", true), ("", false), (" state=\"hidden\"", false), (" state=\"veryHidden\"", true)] {
        let entry = format!("<sheet name=\"又一张\" sheetId=\"9\"{state} r:id=\"rId9\"/>");
        let place = if is_first { "<sheets>" } else { "</sheets>" };
        let both = if is_first { format!("{place}{entry}") } else { format!("{entry}{place}") };
        let relation = format!(
            "<Relationship Id=\"rId9\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet9.xml\"/></Relationships>"
        );
        let other = format!("<worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>");
        let bytes = with_part(&sheet, "xl/worksheets/sheet9.xml", &other);
        let bytes = with_text(&bytes, RELATIONS, "</Relationships>", &relation);
        assert!(!agrees(&with_text(&bytes, WORKBOOK, place, &both)), "{entry}");
    }
    // The sheet is elsewhere than one would look for it.
    let mut all = parts(&sheet);
    let text = String::from_utf8(all[SHEET].clone()).expect("UTF-8");
    all.insert("xl/worksheets/sheet2.xml".into(), text.replace("450000", "950000").into_bytes());
    let moved = with_text(&packed(&all), RELATIONS, "worksheets/sheet1.xml", "worksheets/sheet2.xml");
    assert!(!agrees(&moved));
    // Black that is white.
    let white = with_text(&sheet, "xl/theme/theme1.xml", "val=\"windowText\"", "val=\"window\"");
    assert!(!agrees(&white));
    // Parts that are gone, and two of one name.
    for part in [STRINGS, STYLES, SHEET, WORKBOOK, RELATIONS] {
        let mut all = parts(&sheet);
        all.remove(part);
        assert!(!agrees(&packed(&all)), "{part}");
    }
    assert!(!agrees(&with_part(&sheet, "XL/worksheets/sheet1.xml", "<a/>")));
}

#[test]
fn a_workbook_that_was_only_written_anew_agrees() {
    let table = form(PROJECT);
    let (_, sheet) = files(&table);
    let all = parts(&sheet);
    let text = |part: &str| String::from_utf8(all[part].clone()).expect("UTF-8");
    let prefixed =
        text(SHEET).replace("</", "</x:").replace('<', "<x:").replace("<x:/x:", "</x:").replace("<x:?", "<?");
    let prefixed = prefixed.replace("xmlns=", "xmlns:x=");
    // Texts in the cells themselves, styles in another order, and what programs add.
    let strings: Vec<String> = text(STRINGS)
        .split("<si>")
        .skip(1)
        .map(|one| one.split("</si>").next().unwrap_or_default().to_owned())
        .collect();
    let mut inline = text(SHEET);
    for (number, string) in strings.iter().enumerate() {
        inline = inline.replace(&format!(" t=\"s\"><v>{number}</v>"), &format!(" t=\"inlineStr\"><is>{string}</is>"));
    }
    assert!(!inline.contains("t=\"s\""));
    let added = "<x15ac:absPath xmlns:x15ac=\"urn:a\" url=\"C:\\\"/>";
    let choice = format!(
        "<mc:AlternateContent xmlns:mc=\"urn:m\"><mc:Choice Requires=\"x15\">{added}</mc:Choice></mc:AlternateContent><bookViews>"
    );
    let bytes = with_text(&packed(&all), WORKBOOK, "<bookViews>", &choice);
    let bytes = with_text(
        &bytes,
        STYLES,
        "numFmtId=\"164\" formatCode=\"#,##0.00\"",
        "numFmtId=\"200\" formatCode=\"#,##0.00\"",
    );
    let bytes = with_text(&bytes, STYLES, "<xf numFmtId=\"164\"", "<xf numFmtId=\"4\"");
    let anew = [
        packed(&all),
        with_part(&sheet, SHEET, &prefixed),
        with_part(&bytes, SHEET, &inline),
        with_text(
            &sheet,
            SHEET,
            "ht=\"24.75\" customHeight=\"1\"",
            "customHeight=\"1\" ht=\"24\" x:dy=\"1\" xmlns:x=\"urn:x\"",
        ),
        with_text(&sheet, SHEET, "<v>450000</v>", "<v>450000.0</v>"),
        with_part(&sheet, "xl/calcChain.xml", "<calcChain/>"),
        with_part(&sheet, "xl/printerSettings/printerSettings1.bin", "1"),
        with_text(&sheet, "docProps/core.xml", "2026-01-01T", "2027-01-01T"),
    ];
    for (number, bytes) in anew.iter().enumerate() {
        let compared = in_workbook(bytes, &table);
        assert!(compared.agrees(), "{number}: {}", said(&compared, &table));
        assert!(!compared.not_compared.is_empty());
    }
}

/// The data and the properties that a workbook carries are of the project, or are told.
#[test]
fn properties_are_known() {
    let table = form(PROJECT);
    let (_, sheet) = files(&table);
    let property = |name: &str| {
        format!(
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\">\
             <property name=\"{name}\"><vt:lpwstr xmlns:vt=\"urn:v\">2052-12.1</vt:lpwstr></property></Properties>"
        )
    };
    let with = |name: &str| {
        let mut all = parts(&sheet);
        let custom = all.entry("docProps/custom.xml".into()).or_default();
        let text = String::from_utf8(custom.clone()).expect("UTF-8");
        let entry = property(name);
        let entry = entry.split_once("<property").expect("one").1;
        *custom = match text.strip_suffix("</Properties>") {
            Some(own) => format!("{own}<property{entry}").into_bytes(),
            None => property(name).into_bytes(),
        };
        in_workbook(&packed(&all), &table)
    };
    assert!(with("KSOProductBuildVer").agrees());
    assert!(!with("金额").agrees());
}
