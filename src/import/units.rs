//! Takes amounts; gives them with their unit: as their labels tell it, the cells beside
//! them, the title or a line such as `金额单位：万元`, or the number itself as it is shown.

use rust_decimal::Decimal;

use super::account::Account;
use super::grid::{Area, Cell, Holds};
use super::layout::Label;
use super::letters::{YUAN, amount_unit, compact, unit_alone};
use super::matches::Match;
use super::near::Near;
use crate::import::words;
use crate::style::Role;
use crate::value::{Money, MoneyFormat, fold_width};

/// The most bytes of the letters of a line that tells the unit alone:
/// `金额单位：人民币元`.
const LONGEST_UNIT_LINE: usize = 27;

/// The most characters of a title or remark that tells the unit.
const LONGEST_REMARK: usize = 60;

/// The unit of amounts that a label tells: `项目资金（万元）`, `项目总预算（万）`.
fn unit_in(label: &str) -> Option<&'static str> {
    let label = compact(label).replace('萬', "万").replace('圆', "元");
    let alone = || label.split(['(', ')']).skip(1).find_map(unit_alone);
    amount_unit(|unit| label.contains(unit)).or_else(alone)
}

/// Whether a text looks as if it told the unit of amounts.
pub(super) fn seems_unit(text: &str) -> bool {
    text.chars().count() <= LONGEST_REMARK
        && (unit_alone(text).is_some() || (text.contains("单位") && unit_in(text).is_some()))
}

/// What amounts are counted in on a sheet.
pub(super) struct Units<'a> {
    form: &'a Match<'a>,
    /// What tells the unit of all amounts.
    common: Option<(usize, &'static str)>,
}

impl<'a> Units<'a> {
    pub(super) fn of(form: &'a Match<'a>, account: &mut Account) -> Self {
        Self { form, common: common_unit(form, account) }
    }

    /// An amount as a project's file has it, in the template's unit; as it stands where
    /// it is none. `label` is the number of its label.
    pub(super) fn amount(
        &self,
        format: MoneyFormat,
        cell: &Cell,
        text: &str,
        label: usize,
        account: &mut Account,
    ) -> String {
        let text = match cell.holds {
            Holds::Number { .. } => without_residue(text),
            // `45万元整`
            _ => text.trim_end_matches('整').to_owned(),
        };
        let mut text = without_brackets(&text).unwrap_or(text);
        if text.ends_with(char::is_numeric) {
            let own = format.unit.name();
            let unit = self.unit(label, cell.area, account).unwrap_or(own);
            // What is counted in 元 is what the cell holds, however it is shown.
            if unit != YUAN {
                text = cell.as_shown(&text);
            }
            text += if unit == own { "" } else { unit };
        }
        let money = Money::parse_in(&text, format.unit);
        money.map_or(text, |money| format.in_unit(money).normalize().to_string())
    }

    /// The unit in a cell of its own right of an amount.
    pub(super) fn beside(&self, place: usize) -> Option<(usize, &'static str)> {
        let area = self.form.area(place);
        let edge = self.form.edge().unwrap_or(u32::MAX);
        let is_next = |cell: &Cell| {
            cell.holds == Holds::Text
                && (area.right + 1..=edge).contains(&cell.area.left)
                && (cell.area.top..=cell.area.bottom).contains(&area.top)
        };
        let right = self.form.sheet.cells.iter().enumerate().filter(|(_, cell)| is_next(cell));
        let (index, cell) = right.min_by_key(|(_, cell)| cell.area.left)?;
        Some((index, unit_alone(&cell.text)?))
    }

    /// An amount with the unit in a cell beside it, where it has none of its own; another
    /// unit than is told elsewhere is doubtful.
    pub(super) fn amount_beside(
        &self,
        label: usize,
        place: usize,
        unit: &'static str,
        account: &mut Account,
    ) -> String {
        let cell = &self.form.sheet.cells[place];
        let has_own = !cell.text.trim_end().ends_with(char::is_numeric);
        let told = if has_own { unit_in(&cell.text) } else { self.unit(label, cell.area, account) };
        if let Some(told) = told.filter(|told| *told != unit) {
            let (other, taken) = if has_own { (unit, told) } else { (told, unit) };
            account.doubt(place, words::units_differ(other, taken));
        }
        match unit {
            _ if has_own => cell.text.clone(),
            YUAN => format!("{}{unit}", cell.text),
            _ => format!("{}{unit}", cell.as_shown(&cell.text)),
        }
    }

    /// The unit of an amount: that of its label, else of a heading of its rows, else of
    /// all.
    fn unit(&self, label: usize, area: Area, account: &mut Account) -> Option<&'static str> {
        let own = self.own_unit(label, area);
        match (own, self.common) {
            (Some(own), Some((place, unit))) if own != unit => account.doubt(place, words::units_differ(unit, own)),
            // A remark that the unit is 元 says more than that.
            (_, Some((place, unit)))
                if unit != YUAN || self.form.sheet.cells[place].letters.len() <= LONGEST_UNIT_LINE =>
            {
                account.take(place);
            }
            _ => {}
        }
        own.or(self.common.map(|(_, unit)| unit))
    }

    /// The unit that the label of an amount tells, or a heading of its rows.
    fn own_unit(&self, label: usize, area: Area) -> Option<&'static str> {
        let found = || self.form.labels().filter_map(|(label, cell)| Some((label, cell?)));
        let is_heading = |other: &Label| other.role == Role::Label && other.beside.is_empty() && other.below.is_empty();
        let own = self.form.places[label].map(|place| &self.form.sheet.cells[place]);
        let beside = found().filter(|(other, cell)| is_heading(other) && cell.area.is_beside(area));
        // A heading over the rows, such as `资金使用情况（单位：万元）`.
        let above = || {
            let headings = found().filter(|(other, _)| other.role == Role::Heading || is_heading(other));
            let above = headings.filter(|(_, cell)| cell.area.bottom < area.top && cell.area.is_in_line(area));
            let (_, nearest) = above.max_by_key(|(_, cell)| cell.area.bottom)?;
            nearest.text.contains(['(', '（']).then(|| unit_in(&nearest.text)).flatten()
        };
        own.into_iter().chain(beside.map(|(_, cell)| cell)).find_map(|cell| unit_in(&cell.text)).or_else(above)
    }
}

/// A cell above or below the form, or its title, that tells the unit of all amounts:
/// the first of them.
fn common_unit(form: &Match<'_>, account: &mut Account) -> Option<(usize, &'static str)> {
    let inside = form.labels().filter(|(label, _)| label.role != Role::Title && !label.is_prefix);
    let labels: Vec<(&Label, Area)> = inside.filter_map(|(label, cell)| Some((label, cell?.area))).collect();
    let top = labels.iter().map(|(_, area)| area.top).min()?;
    let near = Near { form, account };
    let is_value = |index: usize| {
        let mut labels = labels.iter().filter(|(label, _)| !label.beside.is_empty());
        labels.any(|(label, area)| near.beside(label, *area).contains(&index))
    };
    let unit = |(index, cell): (usize, &Cell)| {
        let is_title = form.places.contains(&Some(index));
        // What stands beside the form's labels is its contents.
        let alone_below =
            cell.area.top < top || form.sheet.cells.iter().filter(|other| other.area.is_beside(cell.area)).count() == 1;
        let is_outside = alone_below && !labels.iter().any(|(_, area)| area.is_beside(cell.area));
        let is_line = cell.area.top <= top && !is_value(index);
        let alone = amount_unit(|unit| cell.letters == unit);
        let unit = told_unit(&cell.text, is_title).filter(|_| is_outside || is_line);
        Some((index, unit.or(alone.filter(|_| is_line))?))
    };
    let units: Vec<_> = form.sheet.cells.iter().enumerate().filter_map(unit).collect();
    let (_, first) = *units.first()?;
    for (place, unit) in units.iter().filter(|(_, unit)| *unit != first) {
        account.doubt(*place, words::units_differ(unit, first));
    }
    units.first().copied()
}

/// The unit of amounts that a line such as `金额单位：万元` or a remark tells; none where
/// it is about something else, such as the indicators, or tells two.
fn told_unit(text: &str, is_title: bool) -> Option<&'static str> {
    let folded = fold_width(text);
    if folded.chars().count() > LONGEST_REMARK {
        return None;
    }
    let told = |clause: &str| {
        let clause = clause.replace([':', '为', '均', '是', '“', '”', '"', '「', '」'], "").replace("人民币", "");
        let (before, after) = clause.rsplit_once("单位")?;
        let (before, unit, after) = match amount_unit(|unit| after.starts_with(unit)) {
            Some(unit) => (before, unit, &after[unit.len()..]),
            None if unit_alone(after).is_some() => (before, unit_alone(after)?, ""),
            // `本表以万元为单位`
            None => {
                let (before, unit) = before.rsplit_once('以')?;
                (before, unit_alone(unit)?, after)
            }
        };
        // A title may go on with the unit.
        let is_about_more = ["指标", "概况", "目标", "数值"].iter().any(|word| before.contains(word));
        let is_after_title = before.ends_with('表') || (is_title && before.contains('表'));
        (!after.starts_with(['/', '以', '的']) && (!is_about_more || is_after_title)).then_some(unit)
    };
    // `单位：（万元）`
    let folded = folded.split('\n').map(compact).collect::<Vec<_>>().join("\n").replace("单位:(", "单位:");
    let mut units = folded.split(['(', ')', '[', ']', ',', ';', '。', '、', '\n']).filter_map(told);
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}

/// An amount whose unit stands in brackets, such as `450000（元）`, without them.
fn without_brackets(text: &str) -> Option<String> {
    let (number, unit) = text.trim_end().strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    Some(format!("{}{}", number.trim_end(), unit_alone(unit)?))
}

/// A number as it was meant, where arithmetic left some billionths too much or too little.
fn without_residue(text: &str) -> String {
    let Ok(number) = Decimal::from_str_exact(text) else { return text.to_owned() };
    // 分 in 万元 are six decimals.
    let near = [2, 6].map(|decimals| number.round_dp(decimals));
    let meant = near.into_iter().find(|near| (number - *near).abs() < Decimal::new(1, 8));
    meant.map_or_else(|| text.to_owned(), |meant| meant.normalize().to_string())
}
