//! Workbooks as files: made to do harm, or odd.

use crate::common::TEMPLATES;
use crate::common::busy::busy;
use crate::support::{FOREIGN_2026, SHEET, STRINGS, archive, book, changed, foreign_2026, import, parts};

/// Files that are no workbook, or one made to do harm, are told apart in a moment.
#[test]
fn hostile_files() {
    let sound = book(vec![foreign_2026()]);
    let merged = |merges: &str| {
        let merges = format!("<mergeCells>{merges}</mergeCells>");
        changed(&sound, SHEET, |part| {
            let (before, rest) = part.split_once("<mergeCells").expect("merges");
            let (_, after) = rest.split_once("</mergeCells>").expect("merges");
            format!("{before}{merges}{after}")
        })
    };
    let rows = |cell: &str, count: usize| {
        let rows: String = (1..=count).map(|row| format!("<row r=\"{row}\">{}</row>", cell.repeat(10))).collect();
        changed(&sound, SHEET, |_| {
            format!(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
            )
        })
    };
    let without = |part: &str| archive(parts(&sound).into_iter().filter(|(name, _)| name != part));
    let mut encrypted = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let old = encrypted.clone();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))).collect();
    let bomb = |part: String| {
        part.replacen("<sst", &format!("<!DOCTYPE a [<!ENTITY e0 \"ha\">{entities}]><sst"), 1)
            .replacen("<t>", "<t>&e9;", 1)
    };
    let many = (0..6_000).map(|number| (format!("xl/{number}.xml"), b"<a/>".to_vec()));
    let crowd: String = (0..4_000).map(|row| format!("<mergeCell ref=\"A{0}:B{0}\"/>", row + 1)).collect();
    for (name, bytes, says) in [
        ("nothing", Vec::new(), "文件是空的"),
        ("a picture", b"\x89PNG\r\n\x1a\n\x00".to_vec(), "这是图片"),
        ("bytes", b"\x00\x01\x02".to_vec(), "这不是 Excel 工作簿"),
        ("csv", "项目名称,金额\n".into(), "这是文本文件"),
        ("pdf", b"%PDF-1.7\n".to_vec(), "这是 PDF"),
        ("xls", old, "旧格式"),
        ("encrypted", encrypted, "打开密码"),
        ("truncated", sound[..sound.len() / 2].to_vec(), "文件已损坏"),
        ("word", archive([("word/document.xml".to_owned(), Vec::new())]), "Word"),
        ("ods", archive([("content.xml".to_owned(), Vec::new())]), ".ods"),
        ("no parts", archive([]), "这不是 Excel 工作簿"),
        ("no workbook", without("xl/workbook.xml"), "工作簿是空的"),
        ("no sheet", without(SHEET), "文件已损坏"),
        ("no strings", without(STRINGS), "文件已损坏"),
        ("no relations", without("xl/_rels/workbook.xml.rels"), "文件已损坏"),
        ("zip bomb", changed(&sound, SHEET, |part| part + &" ".repeat(40 << 20)), "解压后超过 16 MB"),
        ("parts", archive(parts(&sound).into_iter().chain(many)), "5000 个以上的部件"),
        ("entities", changed(&sound, STRINGS, bomb), "文件已损坏"),
        (
            "count",
            changed(&sound, STRINGS, |part| part.replace("uniqueCount=\"", "uniqueCount=\"99999999")),
            "文件已损坏",
        ),
        ("a million cells", rows("<c><v>1</v></c>", 100_000), "解压后超过 16 MB"),
        ("many cells", rows("<c><v>1</v></c>", 5_000), "20000 个以上的单元格有内容"),
        ("many blanks", rows("<c s=\"1\"/>", 100_000), "工作簿是空的"),
        ("merges", merged(&crowd), "3000 处以上的合并单元格"),
        ("everything merged", merged("<mergeCell ref=\"A1:XFD1048576\"/>"), "没有认得的申报表"),
    ] {
        let start = busy();
        let (imported, findings) = import(&bytes, &TEMPLATES);
        assert!(imported.is_empty(), "{name}");
        assert!(findings.contains(says), "{name}: {findings}");
        // A hang: unoptimised, the longest of them works for 3 to 8 s.
        let took = busy() - start;
        assert!(took.as_secs() < 30, "{name}: {took:?}");
    }
}

/// What is odd but harmless is read.
#[test]
fn odd_files() {
    let sound = book(vec![foreign_2026()]);
    let far = "</row><row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>远处</t></is></c></row></sheetData>";
    let twice = "<mergeCell ref=\"B2:M3\"/><mergeCell ref=\"B5:D7\"/><mergeCell ref=\"Z9:A1\"/></mergeCells>";
    for (name, bytes, says) in [
        ("far away", changed(&sound, SHEET, |part| part.replace("</row></sheetData>", far)), "XFD1048576 没有导入"),
        ("merges that overlap", changed(&sound, SHEET, |part| part.replace("</mergeCells>", twice)), ""),
        (
            "no content types",
            archive(parts(&sound).into_iter().filter(|(name, _)| !name.contains("Content_Types"))),
            "",
        ),
    ] {
        let (imported, findings) = import(&bytes, &TEMPLATES);
        assert_eq!(imported.len(), 1, "{name}: {findings}");
        assert_eq!(imported[0].text, FOREIGN_2026, "{name}");
        assert!(findings.contains(says), "{name}: {findings}");
    }
}

/// Cells that are formatted to the end of the sheet hold nothing.
#[test]
fn formats_down_to_the_end_of_the_sheet() {
    let sound = book(vec![foreign_2026()]);
    let rows: String = (100..400_000)
        .map(|row| format!("<row r=\"{row}\" spans=\"1:2\"><c r=\"A{row}\" s=\"1\"/><c r=\"B{row}\" s=\"1\"/></row>"))
        .collect();
    assert!(rows.len() > 24 << 20);
    let bytes = changed(&sound, SHEET, |part| part.replace("</sheetData>", &format!("{rows}</sheetData>")));
    let (imported, findings) = import(&bytes, &TEMPLATES);
    assert_eq!(imported.len(), 1, "{findings}");
    assert_eq!(imported[0].text, FOREIGN_2026);
}

/// A workbook of whose parts each text between two tags, and each attribute, is written
/// otherwise.
fn written_otherwise(
    bytes: &[u8],
    text: impl Fn(&str) -> String,
    attribute: impl Fn(&str) -> String,
) -> Vec<(String, String)> {
    let rewrite = |part: String| -> String {
        let tag = |tag: &str| {
            let (name, after) = tag.split_once('>').expect("a tag");
            let values = name.split('"').enumerate().map(|(index, piece)| match index % 2 {
                1 if !piece.contains('&') => attribute(piece),
                _ => piece.to_owned(),
            });
            let after =
                if after.trim().is_empty() || name.starts_with("?xml") { after.to_owned() } else { text(after) };
            format!("<{}>{after}", values.collect::<Vec<_>>().join("\""))
        };
        part.split('<').skip(1).map(tag).collect()
    };
    let parts = parts(bytes).into_iter().map(|(name, content)| (name, String::from_utf8(content).expect("UTF-8")));
    parts.map(|(name, part)| (name, rewrite(part))).collect()
}

/// A text reads the same however it is written in XML (XML 1.0 §2.4-2.7, §4.1, §4.3.3):
/// amounts, dates, results of formulas, texts of their own and shared ones.
#[test]
fn xml_written_otherwise() {
    let sheet = foreign_2026();
    let mut formula = foreign_2026();
    formula.0.write_formula(3, 25, rust_xlsxwriter::Formula::new("40+6").set_result("46")).expect("a formula");
    for sound in [book(vec![sheet]), book(vec![formula])] {
        let (expected, expected_findings) = import(&sound, &TEMPLATES);
        assert_eq!(expected[0].text, FOREIGN_2026);
        let reference = |text: &str| -> String { text.chars().map(|c| format!("&#x{:x};", u32::from(c))).collect() };
        let between = |text: &str, mark: &str| -> String {
            // Not inside of a reference.
            let middle = text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
            if text.contains('&') {
                format!("{mark}{text}{mark}")
            } else {
                format!("{}{mark}{}", &text[..middle], &text[middle..])
            }
        };
        let plain = |text: &str| text.to_owned();
        let is_escaped = |text: &str| text.contains('&');
        let ways: [(&str, Vec<(String, String)>); 7] = [
            (
                "CDATA",
                written_otherwise(
                    &sound,
                    |text| if is_escaped(text) { plain(text) } else { format!("<![CDATA[{text}]]>") },
                    plain,
                ),
            ),
            (
                "references",
                written_otherwise(&sound, |text| if is_escaped(text) { plain(text) } else { reference(text) }, plain),
            ),
            ("comments", written_otherwise(&sound, |text| between(text, "<!-- <row r=\"1\"/> -->"), plain)),
            ("instructions", written_otherwise(&sound, |text| between(text, "<?x > y?>"), plain)),
            ("pieces", written_otherwise(&sound, |text| between(text, "<![CDATA[]]>"), plain)),
            ("attributes", written_otherwise(&sound, plain, reference)),
            ("quotes", {
                let parts = written_otherwise(&sound, plain, plain).into_iter();
                parts.map(|(name, part)| (name, part.replace("=\"", "\n= \"").replace("/>", "\n/>"))).collect()
            }),
        ];
        for (way, parts) in ways {
            let bytes = archive(parts.into_iter().map(|(name, part)| (name, part.into_bytes())));
            let (imported, findings) = import(&bytes, &TEMPLATES);
            assert_eq!((imported.len(), &findings), (1, &expected_findings), "{way}");
            assert_eq!(imported[0].text, FOREIGN_2026, "{way}");
        }
        let wide = |part: String| {
            format!("\u{feff}{}", part.replace("UTF-8", "UTF-16")).encode_utf16().flat_map(u16::to_be_bytes).collect()
        };
        let bytes = archive(written_otherwise(&sound, plain, plain).into_iter().map(|(name, part)| (name, wide(part))));
        assert_eq!(import(&bytes, &TEMPLATES).0[0].text, FOREIGN_2026);
    }
}

/// A value that is not what its cell says is no other value.
#[test]
fn values_that_are_none() {
    let sound = book(vec![foreign_2026()]);
    for (from, to) in [
        ("<v>46</v>", "<v>46&amp;7</v>"),
        ("<v>46</v>", "<v>46</v><v>47</v>"),
        ("<v>46</v>", "<v>4<x/>6</v>"),
        ("<v>46</v>", "<v>4&nbsp;6</v>"),
        ("t=\"s\"><v>0</v>", "t=\"s\"><v>x</v>"),
    ] {
        let bytes = changed(&sound, SHEET, |part| {
            assert!(part.contains(from), "{from}: {part}");
            part.replace(from, to)
        });
        let (imported, findings) = import(&bytes, &TEMPLATES);
        assert!(imported.is_empty() && findings.contains("文件已损坏"), "{to}: {findings}");
    }
    // Blanks say nothing.
    let bytes = changed(&sound, SHEET, |part| part.replace("<v>", "<v>\n ").replace("</v>", " </v>"));
    assert_eq!(import(&bytes, &TEMPLATES).0[0].text, FOREIGN_2026);
}
