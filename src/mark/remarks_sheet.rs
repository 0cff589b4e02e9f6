//! The sheet at the end of a workbook with all that is said of it.

use super::parts::Parts;
use super::xml::escaped;
use super::{Remark, words};
use crate::messages::Language;
use crate::unpack::Refused;
use crate::value::cell_address;

/// How wide the columns are, in characters.
const WIDTHS: [u32; 6] = [6, 24, 8, 30, 70, 70];

/// Adds it, under a name that no other sheet has.
pub(super) fn add(parts: &mut Parts, remarks: &[Remark], language: Language) -> Result<(), Refused> {
    let known: Vec<String> = parts.sheets()?.into_iter().map(|sheet| sheet.name.to_lowercase()).collect();
    let own = words::remarks_sheet().say(language).to_owned();
    let mut names = std::iter::once(own.clone()).chain((2_usize..).map(|number| format!("{own}{number}")));
    let name = names.find(|name| !known.contains(&name.to_lowercase())).unwrap_or(own);
    let say = |message: crate::messages::Message| message.say(language).to_owned();
    let head = [
        words::number(),
        words::place(),
        words::level(),
        words::project(),
        words::what_is_wrong(),
        words::how_to_mend(),
    ];
    let mut rows = vec![head.map(say)];
    for (number, remark) in (1..).zip(remarks) {
        let place = match (&remark.sheet, &remark.cell) {
            (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
            (Some(sheet), None) => sheet.clone(),
            (None, _) => say(words::whole_file()),
        };
        let said = |message: &crate::messages::Message| message.say(language).to_owned();
        rows.push([
            number.to_string(),
            place,
            said(&remark.level),
            remark.project.clone(),
            said(&remark.what),
            said(&remark.remedy),
        ]);
    }
    let columns: String = (1..)
        .zip(WIDTHS)
        .map(|(number, width)| format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"))
        .collect();
    let rows: String = (0..).zip(rows).map(|(row, cells)| self::row(row, &cells)).collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{}\"><sheetViews><sheetView \
         workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         </sheetView></sheetViews><cols>{columns}</cols><sheetData>{rows}</sheetData></worksheet>",
        parts.namespaces().0
    );
    parts.add_sheet(&name, text)
}

fn row(row: u32, cells: &[String]) -> String {
    let cell = |(column, text): (u32, &String)| {
        format!(
            "<c r=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            cell_address(row, column),
            escaped(text)
        )
    };
    let cells: String = (0..).zip(cells).map(cell).collect();
    format!("<row r=\"{}\">{cells}</row>", row + 1)
}
