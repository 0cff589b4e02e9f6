//! Takes single cells; gives what they say for a field, and keeps account of them.

use super::account::Account;
use super::boxes;
use super::grid::{Cell, Holds};
use super::letters::{compact, letters, letters_after_number};
use super::matches::Match;
use super::places::Places;
use super::units::Units;
use crate::import::words;
use crate::messages::list;
use crate::source::write::Item;
use crate::template::Kind;

/// What the cells of a form say.
pub(super) struct Values<'a> {
    pub form: &'a Match<'a>,
    pub account: Account,
    pub units: Units<'a>,
    pub places: Places,
}

impl<'a> Values<'a> {
    pub(super) fn of(form: &'a Match<'a>) -> Self {
        let mut account = Account::of(form.sheet);
        let units = Units::of(form, &mut account);
        Self { form, account, units, places: Places::default() }
    }

    /// The options that a text ticks; as it stands where it names none, for its author
    /// to mend.
    pub(super) fn choice(&mut self, kind: &Kind, path: &str, text: &str, place: usize) -> Option<Item> {
        let (Kind::Choice(options) | Kind::Choices(options)) = kind else { return None };
        let given = |text: &str| match kind {
            Kind::Choice(_) => Item::Text(text.to_owned()),
            _ => Item::List(vec![Item::Text(text.to_owned())]),
        };
        // `2.其他经常性项目`
        let after_number = letters_after_number(text);
        let is = |option: &&String| compact(option) == compact(text) || Some(letters(option)) == after_number;
        if let Some(option) = options.iter().find(is) {
            return Some(given(option));
        }
        let marked = boxes::read(text, options);
        if marked.chosen.is_empty() && !marked.rest.is_empty() {
            return Some(given(text));
        }
        if marked.chosen.is_empty() && boxes::is_ticked(text) {
            self.account.refuse(place, words::tick_without_option());
        }
        if !marked.rest.is_empty() {
            self.account.doubt(place, words::option_unknown(&marked.rest, list(options)));
        }
        let mut chosen = marked.chosen.iter().map(|index| Item::Text(options[*index].clone()));
        match kind {
            Kind::Choices(_) => Some(Item::List(chosen.collect())).filter(|list| *list != Item::List(Vec::new())),
            _ => match (chosen.next(), chosen.next()) {
                (Some(only), None) => Some(only),
                (None, _) => None,
                _ => {
                    self.account.refuse(place, words::several_ticked(path));
                    None
                }
            },
        }
    }

    /// A cell as a field of a kind takes it. What has no digit is no amount, date or
    /// number but stands where there is none, such as `/`.
    pub(super) fn scalar(&mut self, kind: &Kind, cell: &Cell, label: usize, place: usize) -> Option<Item> {
        let is_figure = matches!(kind, Kind::Date(_) | Kind::Money(_) | Kind::Number(_));
        if is_figure && !cell.text.chars().any(char::is_numeric) {
            self.account.refuse(place, words::no_figure(cell.text.trim()));
            return None;
        }
        // `=450000` is an amount that somebody typed as a formula.
        let is_number = matches!(kind, Kind::Money(_) | Kind::Number(_));
        let trimmed = cell.text.trim().trim_start_matches(|c| is_number && c == '=');
        let text = match kind {
            Kind::Text => {
                let text = cell.as_shown(&cell.text).replace('\u{200B}', "");
                text.trim_end_matches('\n').trim_matches('\u{A0}').to_owned()
            }
            Kind::Date(_) => cell.date().map_or_else(|| trimmed.to_owned(), |date| date.to_string()),
            Kind::Money(format) => self.units.amount(*format, cell, trimmed, label, &mut self.account),
            // What its format shows beside a number is no part of it.
            Kind::Number(_) if matches!(cell.holds, Holds::Number { .. }) => {
                let shown = cell.as_shown(trimmed);
                shown.trim_matches(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.'))).to_owned()
            }
            _ => trimmed.to_owned(),
        };
        (!text.is_empty()).then_some(Item::Text(text))
    }
}
