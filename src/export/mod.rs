//! Stage 7. Takes a form table and its layout; gives the bytes of files, and pages for a
//! screen.
//!
//! Nothing is measured or placed here. The bytes are a function of the form
//! alone: no clock, no random numbers, no order of hash tables. All formats ask
//! for a day on which the file was made; where the caller names none (as
//! `SOURCE_DATE_EPOCH` does), it is 1 January of the form's year.

mod entry;
mod formulas;
mod grow;
mod host;
mod look;
mod ofd;
mod pack;
mod pdf;
mod svg;
mod xlsx;

pub use ofd::write as ofd;
pub use pdf::{Numbers, PdfBook, write as pdf};
pub use svg::{Glyphs, write as svg};
pub use xlsx::{XlsxBook, places, write as xlsx};

/// Why a file could not be made. None of these is the author's mistake: what is,
/// is found by the checks before.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The PDF.
    #[error("cannot make the PDF: {0}")]
    Pdf(String),
    /// The spreadsheet.
    #[error("cannot make the XLSX: {0}")]
    Xlsx(String),
    /// The OFD.
    #[error("cannot make the OFD: {0}")]
    Ofd(String),
}

impl From<rust_xlsxwriter::XlsxError> for ExportError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Xlsx(error.to_string())
    }
}

/// The day and second that files say they were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Created {
    /// 1970 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// Seconds since midnight, UTC.
    pub second: u32,
}

impl Created {
    /// From seconds since 1970-01-01 00:00 UTC, as in `SOURCE_DATE_EPOCH`; none
    /// for times before and after 9999.
    pub fn from_epoch(seconds: i64) -> Option<Self> {
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // The civil calendar from a count of days, in eras of 400 years that
        // start on 1 March.
        let shifted = days + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (1970..=9999).contains(&year).then_some(Self {
            year: u16::try_from(year).ok()?,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day_of_year - (153 * march_month + 2) / 5 + 1).ok()?,
            second: u32::try_from(second).ok()?,
        })
    }

    /// The day that files of a year say where the caller names none.
    fn new_year(year: u16) -> Self {
        Self { year: year.max(1970), month: 1, day: 1, second: 0 }
    }

    fn hour(self) -> u8 {
        (self.second / 3600) as u8
    }

    fn minute(self) -> u8 {
        (self.second / 60 % 60) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::Created;

    #[test]
    fn epochs_are_days() {
        let day = |seconds| Created::from_epoch(seconds).map(|at| (at.year, at.month, at.day, at.second));
        assert_eq!(day(1_767_225_600), Some((2026, 1, 1, 0)));
        assert_eq!(day(951_782_400 + 3_661), Some((2000, 2, 29, 3_661)));
        assert_eq!(day(315_532_800), Some((1980, 1, 1, 0)));
        assert_eq!(day(0), Some((1970, 1, 1, 0)));
        assert_eq!(day(-1), None);
        assert_eq!(day(i64::MAX / 2), None);
    }
}
