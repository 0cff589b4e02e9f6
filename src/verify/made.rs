//! How a file was made, as far as its project does not say and the file does.

use crate::data::{self, Mark};
use crate::export::Created;
use crate::project::Format;
use crate::unpack::{Package, Refused};

/// The time that a file says it was made.
pub fn created(format: Format, bytes: &[u8]) -> Option<Created> {
    let part = |name: &str| Package::open(bytes, |part| part == name).ok()?.text(name).map(str::to_owned);
    match format {
        Format::Pdf => {
            let key = b"<xmp:CreateDate>";
            let at = bytes.windows(key.len()).position(|window| window == key)? + key.len();
            time(&String::from_utf8_lossy(bytes.get(at..at + 19)?))
        }
        Format::Xlsx => time(part("docProps/core.xml")?.split_once("<dcterms:created")?.1.split_once('>')?.1),
        Format::Ofd => time(part("OFD.xml")?.split_once("<ofd:CreationDate>")?.1),
    }
}

/// Whether a file says that this program made it.
pub fn is_ours(format: Format, bytes: &[u8]) -> bool {
    let has = |text: &[u8], mark: &str| text.windows(mark.len()).any(|window| window == mark.as_bytes());
    match format {
        Format::Pdf => has(bytes, "<xmp:CreatorTool>jixiao "),
        Format::Xlsx => Mark::in_workbook(bytes).is_some(),
        Format::Ofd => Package::open(bytes, |part| part == "OFD.xml")
            .is_ok_and(|package| package.text("OFD.xml").is_some_and(|text| has(text.as_bytes(), ">jixiao<"))),
    }
}

/// The files that are attached to a file, each with its name.
pub fn attached(format: Format, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let attached = match format {
        Format::Pdf => data::attached_to_pdf(bytes),
        Format::Ofd => data::attached_to_ofd(bytes),
        Format::Xlsx => Err(Refused(crate::messages::Message::default())),
    };
    attached.unwrap_or_default()
}

/// The time with which a text begins: `2026-01-31T12:00:00`, or a day alone.
fn time(text: &str) -> Option<Created> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let second = match (number(11, 13), number(14, 16), number(17, 19)) {
        (Some(hour), Some(minute), Some(second)) if hour < 24 && minute < 60 && second < 60 => {
            u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second)
        }
        _ => 0,
    };
    let is_day = (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then_some(Created { year, month: month as u8, day: day as u8, second })
}
