//! Takes the account of a sheet; gives findings about the cells without a place.

use super::account::Account;
use super::grid::{Holds, Sheet};
use super::picture::Picture;
use super::units::seems_unit;
use crate::diag::{Code, Diagnostic, Diagnostics, Level};
use crate::import::words;
use crate::messages::{Message, list};

/// Cells of a row about which the same is said.
#[derive(PartialEq, Eq)]
struct Group {
    row: u32,
    is_taken: bool,
    why: Message,
    mend: Message,
}

/// Says which cells have no place, and why: those of a row together.
pub(super) fn report(sheet: &Sheet, account: &Account, picture: &Picture, diagnostics: &mut Diagnostics) {
    let mut groups: Vec<(Group, Vec<usize>)> = Vec::new();
    for index in 0..sheet.cells.len() {
        let Some(group) = group(sheet, account, index) else { continue };
        match groups.last_mut() {
            Some((known, cells)) if *known == group => cells.push(index),
            _ => groups.push((group, vec![index])),
        }
    }
    for (Group { is_taken, why, mend, .. }, cells) in groups {
        let addresses = list(cells.iter().map(|cell| sheet.cells[*cell].area.address()));
        let what = if is_taken { words::partly_imported(addresses, why) } else { words::not_imported(addresses, why) };
        let finding = Diagnostic::new(Code::NotImported, what).help(mend);
        let marked =
            cells.iter().fold(finding, |finding, cell| finding.at(picture.mark(Some(*cell)), Message::default()));
        diagnostics.push(marked);
    }
    let lines = [
        (&account.split, words::lines_split as fn(usize) -> Message, words::join_by_hand()),
        (&account.joined, words::lines_joined as fn(usize) -> Message, words::split_by_hand()),
        (&account.unwrapped, words::texts_joined as fn(usize) -> Message, words::break_by_hand()),
    ];
    for (indicators, what, mend) in lines.into_iter().filter(|(indicators, ..)| !indicators.is_empty()) {
        let note = Diagnostic::with_level(Level::Note, Code::NotImported, what(indicators.len()));
        diagnostics.push(note.at(picture.mark(None), Message::default()).note(list(indicators)).help(mend));
    }
    if !account.respelled.is_empty() {
        let what = words::targets_respelled(account.respelled.len());
        diagnostics.push(
            Diagnostic::with_level(Level::Note, Code::Respelled, what)
                .at(picture.mark(None), Message::default())
                .note(list(&account.respelled))
                .help(words::write_verbatim()),
        );
    }
}

/// What is said about a cell; nothing where all of it has a place.
fn group(sheet: &Sheet, account: &Account, index: usize) -> Option<Group> {
    let (cell, is_taken) = (&sheet.cells[index], account.is_taken(index));
    let (why, mend) = match (account.why(index).cloned(), cell.holds) {
        (None, _) if is_taken => return None,
        (Some(why), _) => (why, words::add_by_hand()),
        (None, Holds::Formula) => (words::formula_without_value(), words::save_in_excel()),
        (None, Holds::Error) => (words::cell_is_an_error(), words::add_by_hand()),
        (None, Holds::Covered) => (words::cell_is_covered(), words::add_by_hand()),
        (None, Holds::Hidden) => (words::cell_is_hidden(), words::show_the_row()),
        (None, Holds::Struck) => (words::cell_is_struck(), words::take_the_line_off()),
        (None, _) if seems_unit(&cell.text) => (words::unit_not_heard(), words::check_the_amounts()),
        (None, _) => (words::cell_has_no_label(), words::add_by_hand()),
    };
    Some(Group { row: cell.area.top, is_taken, why, mend })
}
