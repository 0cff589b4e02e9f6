//! Takes a finding; gives its remedy in the words of who fills in a form and has no text of a
//! project before them.

use super::words;
use crate::check::words::by_hand;
use crate::diag::{Code, Diagnostic};
use crate::messages::Message;

/// The remedy of a finding where the fields of a form are filled in on a page.
pub(crate) fn on_a_page(finding: &Diagnostic) -> Option<Message> {
    match finding.code {
        Code::MissingField | Code::DateMissing | Code::ExpectedMissing => Some(words::fill_in_the_field()),
        _ => finding.help.as_ref().map(by_hand),
    }
}

/// The remedy of a finding for who hands a workbook in, and does not run this program.
pub(crate) fn on_a_workbook(finding: &Diagnostic) -> Option<Message> {
    match finding.code {
        Code::SumMismatch => Some(words::check_the_sum()),
        Code::UnitUnknown => Some(words::check_the_unit()),
        Code::GlyphMissing => Some(words::check_the_character()),
        _ => on_a_page(finding),
    }
}
