//! The values of a form, from beside and below its labels.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::boxes;
use super::layout::Label;
use super::letters::{compact, letters, letters_after_number};
use super::picture::Picture;
use super::recognise::{Recognised, start_year};
use super::sheet::{Area, Cell, Holds, Sheet};
use super::units::seems_unit;
use crate::authoring::{Entries, Item, insert};
use crate::diag::{Code, Diagnostic, Diagnostics, Level, Source};
use crate::import::words;
use crate::messages::{Message, list};
use crate::project::keys;
use crate::template::{FieldId, Kind, Role, Template, Templates};
use crate::value::{Date, Money, fold_width};

/// A project as the form says it, before its values are checked.
pub(super) struct Draft {
    pub name: String,
    pub items: Entries,
}

/// The days of the spreadsheet's calendar that a number may be: from 1982 to 2146.
const SERIALS: RangeInclusive<f64> = 30_000.0..=90_000.0;

/// Reads a recognised sheet; none where nothing is filled in.
pub(super) fn project(
    file: &Path,
    sheet: &Sheet,
    form: &Recognised<'_>,
    templates: &Templates,
    diagnostics: &mut Diagnostics,
) -> Option<(Draft, Arc<Source>)> {
    let sheet = &sheet.without_hints(&form.form.hints);
    let mut reader = Reader {
        sheet,
        form,
        values: vec![None; form.template.fields.len()],
        used: sheet.cells.iter().map(|cell| cell.text.is_empty()).collect(),
        whys: BTreeMap::new(),
        respelled: Vec::new(),
        unit: None,
    };
    reader.unit = reader.common_unit();
    reader.labels();
    reader.rows();
    reader.figures_below();
    if reader.is_empty() {
        return None;
    }
    let picture = Picture::of(file, sheet);
    let year = reader.year(&picture, templates, diagnostics);
    reader.report(&picture, diagnostics);
    let template = form.template;
    let name = template.roles.name.and_then(|id| match &reader.values[id.0] {
        Some(Item::Text(name)) => Some(name.clone()),
        _ => None,
    });
    let mut items = vec![(keys::YEAR.to_owned(), Item::Text(year.to_string()))];
    for (field, value) in template.fields.iter().zip(reader.values) {
        if let Some(value) = value.filter(|_| field.by.is_none()) {
            insert(&mut items, &field.path, value);
        }
    }
    Some((Draft { name: name.unwrap_or_default(), items }, picture.source))
}

pub(super) struct Reader<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) form: &'a Recognised<'a>,
    pub(super) values: Vec<Option<Item>>,
    /// Whether a cell has a place in the project.
    pub(super) used: Vec<bool>,
    /// Why certain cells have none, where there is more to say than that.
    pub(super) whys: BTreeMap<usize, Message>,
    /// Targets that the form prints in another spelling than they have here.
    pub(super) respelled: Vec<String>,
    /// What tells the unit of all amounts.
    pub(super) unit: Option<(usize, &'static str)>,
}

impl<'a> Reader<'a> {
    /// The values beside, below and inside the labels.
    fn labels(&mut self) {
        let form = self.form;
        for place in form.places.iter().flatten() {
            self.used[*place] = true;
        }
        if let Some((_, cell)) = form.year {
            self.used[cell] = true;
        }
        for (label, place) in form.form.labels.iter().zip(&form.places) {
            let Some(place) = *place else { continue };
            let inside = inside(label, &self.sheet.cells[place]);
            let cells = match (inside.is_some(), label.beside.is_empty()) {
                (true, _) => Vec::new(),
                (false, false) => self.beside(label, self.sheet.cells[place].area),
                (false, true) => {
                    // Some write a text to the right of its label, others below it.
                    let area = self.sheet.cells[place].area;
                    match self.below(area) {
                        below if below.is_empty() && self.is_alone(label) => self.beside(label, area),
                        below => self.paragraphs(label, area, below),
                    }
                }
            };
            let fields = if label.beside.is_empty() { &label.below } else { &label.beside };
            match (fields.as_slice(), inside) {
                ([field, others @ ..], Some(text)) => {
                    let area = self.sheet.cells[place].area;
                    let cell = Cell::text_at(area, text);
                    let value = self.value(*field, label, &[&cell], place);
                    self.put(*field, value, place);
                    if !others.is_empty() {
                        let cells = self.beside(label, area);
                        self.take(label, others, &cells);
                    }
                }
                // The words before the first value stand alone, and it is blank.
                ([_, others @ ..], None) if label.is_prefix && cells.len() == others.len() && !others.is_empty() => {
                    self.take(label, others, &cells);
                }
                ([], _) => {}
                (fields, None) => {
                    let slots = self.slots(self.sheet.cells[place].area);
                    match fields.len() > 1 && fields.len() == slots.len() {
                        // One place a field, some of them blank.
                        true => fields.iter().zip(slots).for_each(|(field, cell)| {
                            self.take(label, &[*field], cell.as_slice());
                        }),
                        false => match self.by_offset(label, place, fields, &cells) {
                            Some(pairs) => {
                                pairs.into_iter().for_each(|(field, cell)| self.take(label, &[field], &[cell]));
                            }
                            None => self.take(label, fields, &cells),
                        },
                    }
                }
            }
        }
    }

    /// Fewer cells than fields, each in the very column where the form has one of them.
    fn by_offset(
        &self,
        label: &Label,
        place: usize,
        fields: &[FieldId],
        cells: &[usize],
    ) -> Option<Vec<(FieldId, usize)>> {
        let left = self.sheet.cells[place].area.left;
        let field = |cell: &usize| {
            let offset = self.sheet.cells[*cell].area.left - left;
            let at = label.offsets.iter().position(|known| *known == offset)?;
            Some((*fields.get(at)?, *cell))
        };
        let is_short = !cells.is_empty() && cells.len() < fields.len() && fields == label.beside;
        if is_short { cells.iter().map(field).collect() } else { None }
    }

    /// Whether no other label with a value below it stands beside a label, where the form
    /// has it so that what stands beside it is no value.
    fn is_alone(&self, label: &Label) -> bool {
        let beside = |other: &&Label| other.row == label.row && !other.below.is_empty();
        self.form.form.labels.iter().filter(beside).count() == 1
    }

    /// Amounts and dates that stand below their labels, where nothing stands beside them.
    fn figures_below(&mut self) {
        let form = self.form;
        for (label, place) in form.form.labels.iter().zip(&form.places) {
            let ([field], Some(place)) = (label.beside.as_slice(), *place) else { continue };
            let kind = &form.template.field(*field).kind;
            let is_one_of_two = form.form.labels.iter().filter(|other| other.letters == label.letters).count() > 1;
            let is_figure = matches!(kind, Kind::Money(_) | Kind::Date(_));
            let is_open = is_figure && self.values[field.0].is_none() && !is_one_of_two;
            let below = if is_open { self.below(self.sheet.cells[place].area) } else { Vec::new() };
            if let [cell] = below.as_slice()
                && self.sheet.cells[*cell].text.contains(|c: char| c.is_numeric())
            {
                self.take(label, &[*field], &[*cell]);
            }
        }
    }

    /// Gives the cells of a label to its fields, in order.
    fn take(&mut self, label: &Label, fields: &[FieldId], cells: &[usize]) {
        let (sheet, template) = (self.sheet, self.form.template);
        let first = fields[0];
        if let Kind::Choices(options) | Kind::Choice(options) = &template.field(first).kind
            && fields.iter().all(|field| *field == first)
        {
            let cells = self.of_options(first, options, cells);
            let Some(place) = cells.first() else { return };
            cells.iter().for_each(|cell| self.used[*cell] = true);
            let cells: Vec<&Cell> = cells.iter().map(|cell| &sheet.cells[*cell]).collect();
            let value = self.value(first, label, &cells, *place);
            return self.put(first, value, *place);
        }
        let is_below = |pair: &[usize]| {
            let [above, below] = [pair[0], pair[1]].map(|cell| sheet.cells[cell].area);
            above.left == below.left && above.bottom < below.top
        };
        let text = |cell: usize| sheet.cells[cell].text.as_str();
        let whole = match (fields, cells, &template.field(first).kind) {
            // Paragraphs in rows of their own.
            ([_], [place, _, ..], Kind::Text) if cells.windows(2).all(is_below) => {
                Some((*place, cells.iter().map(|cell| text(*cell)).collect::<Vec<_>>().join("\n"), cells))
            }
            ([_], [place, ..], Kind::Money(_)) => self.unit_beside(*place).map(|(beside, unit)| {
                self.used[beside] = true;
                (*place, self.amount_beside(label, *place, unit), &cells[..1])
            }),
            _ => None,
        };
        if let Some((place, text, cells)) = whole {
            cells.iter().for_each(|cell| self.used[*cell] = true);
            let value = self.value(first, label, &[&Cell::text_at(sheet.cells[place].area, text)], place);
            return self.put(first, value, place);
        }
        for (field, cell) in fields.iter().zip(cells) {
            self.used[*cell] = true;
            let value = self.value(*field, label, &[&sheet.cells[*cell]], *cell);
            self.put(*field, value, *cell);
        }
    }

    /// Of the cells beside a choice those that have its options or boxes, where any has:
    /// the others are remarks.
    fn of_options(&self, field: FieldId, options: &[String], cells: &[usize]) -> Vec<usize> {
        let is_filled_in = self.form.form.fill_ins.iter().any(|place| place.choice == field);
        let has = |cell: &usize| {
            let text = &self.sheet.cells[*cell].text;
            // `R`, `是` or `[x]` in a cell of its own marks the option beside it.
            let is_short = compact(text).chars().count() <= 2 || text.trim_start().starts_with(['[', '(', '（']);
            is_short
                || text.contains(boxes::is_mark)
                || options.iter().any(|option| compact(text).contains(&compact(option)))
        };
        let found: Vec<usize> = cells.iter().copied().filter(has).collect();
        if found.is_empty() || is_filled_in { cells.to_vec() } else { found }
    }

    /// Keeps the value that a cell has for a field; the first where several have one.
    fn put(&mut self, field: FieldId, value: Option<Item>, place: usize) {
        let known = &mut self.values[field.0];
        if known.is_none() {
            *known = value;
        } else if value.is_some() && *known != value {
            self.whys.insert(place, words::value_twice(&self.form.template.field(field).path));
        }
    }

    /// The cells to the right of a label, up to the next label. The first begins
    /// where the form has it, or where the label ends here.
    pub(super) fn beside(&self, label: &Label, area: Area) -> Vec<usize> {
        let labels = self.form.places.iter().flatten().map(|place| self.sheet.cells[*place].area);
        let next =
            labels.filter(|other| other.left > area.right && other.is_beside(area)).map(|other| other.left).min();
        let edge = self.edge();
        let end = next.unwrap_or(u32::MAX).min(edge.map_or(u32::MAX, |edge| edge + 1));
        let inside = |other: &Area| other.is_beside(area) && other.left > area.right && other.left < end;
        let furthest = area.left.saturating_add(label.columns.max(area.right - area.left + 1));
        let cells: Vec<usize> = self.free(inside);
        // A blank in the row of the first cell is what stands beside the label.
        let blank_before = |cell: Area| {
            let blanks = self.sheet.blanks.iter().filter(|blank| inside(blank) && blank.is_beside(cell));
            blanks.map(|blank| blank.left).min().is_some_and(|blank| blank <= cell.left)
        };
        match cells.first().map(|cell| self.sheet.cells[*cell].area) {
            Some(first) if (first.left <= furthest || edge.is_some()) && !blank_before(first) => cells,
            _ => Vec::new(),
        }
    }

    /// The last column of the form, where its title goes over all of them: what stands
    /// further right is somebody's remark.
    pub(super) fn edge(&self) -> Option<u32> {
        let labels = self.form.form.labels.iter().zip(&self.form.places);
        let areas = |is: fn(Role) -> bool| {
            let places = labels.clone().filter(move |(label, _)| is(label.role));
            places.filter_map(|(_, place)| Some(self.sheet.cells[(*place)?].area))
        };
        let title = areas(|role| role == Role::Title).max_by_key(|area| area.right)?;
        let rest = areas(|role| role != Role::Title).map(|area| area.right).max()?;
        (title.right > title.left && title.right >= rest).then_some(title.right)
    }

    /// The places to the right of a label, up to the next label: the cells that are
    /// nobody's yet, and the blank ones.
    fn slots(&self, area: Area) -> Vec<Option<usize>> {
        let labels = self.form.places.iter().flatten().map(|place| self.sheet.cells[*place].area);
        let end = labels.filter(|other| other.left > area.right && other.is_beside(area)).map(|other| other.left).min();
        let inside =
            |other: &Area| other.top == area.top && other.left > area.right && end.is_none_or(|end| other.left < end);
        let cells = self.free(inside).into_iter().map(|cell| (self.sheet.cells[cell].area.left, Some(cell)));
        let blanks = self.sheet.blanks.iter().filter(|blank| inside(blank)).map(|blank| (blank.left, None));
        let mut slots: Vec<(u32, Option<usize>)> = cells.chain(blanks).collect();
        slots.sort_unstable();
        slots.into_iter().map(|(_, cell)| cell).collect()
    }

    /// The cells right below a label, up to the next label.
    fn below(&self, area: Area) -> Vec<usize> {
        let labels = self.form.places.iter().flatten().map(|place| self.sheet.cells[*place].area);
        let next =
            labels.filter(|other| other.top > area.bottom && other.is_in_line(area)).map(|other| other.top).min();
        let within = |rows: u32| {
            let end = next.unwrap_or(u32::MAX).min(area.bottom.saturating_add(rows + 1));
            self.free(|other| other.is_in_line(area) && other.top > area.bottom && other.top < end)
        };
        // A row may have been left blank.
        let below = within(1);
        if below.is_empty() { within(2) } else { below }
    }

    /// The cell below a label of a text, with those of further paragraphs below it, up to
    /// the next label; other cells as they are.
    fn paragraphs(&self, label: &Label, area: Area, mut cells: Vec<usize>) -> Vec<usize> {
        let is_text = |id: &FieldId| matches!(self.form.template.field(*id).kind, Kind::Text);
        let ([_], true) = (cells.as_slice(), matches!(label.below.as_slice(), [id] if is_text(id))) else {
            return cells;
        };
        let labels = self.form.places.iter().flatten().map(|place| self.sheet.cells[*place].area);
        let next =
            labels.filter(|other| other.top > area.bottom && other.is_in_line(area)).map(|other| other.top).min();
        while let (Some(last), Some(next)) = (cells.last(), next) {
            let last = self.sheet.cells[*last].area;
            let below =
                self.free(|other| other.left == last.left && other.top == last.bottom + 1 && other.bottom < next);
            let [only] = below.as_slice() else { break };
            cells.push(*only);
        }
        cells
    }

    /// The cells that are nobody's yet.
    fn free(&self, inside: impl Fn(&Area) -> bool) -> Vec<usize> {
        let cells = self.sheet.cells.iter().enumerate();
        let free = cells.filter(|(index, cell)| {
            !self.used[*index] && matches!(cell.holds, Holds::Text | Holds::Number { .. }) && inside(&cell.area)
        });
        free.map(|(index, _)| index).collect()
    }

    /// What cells say for a field.
    fn value(&mut self, field: FieldId, label: &Label, cells: &[&Cell], place: usize) -> Option<Item> {
        let template: &'a Template = self.form.template;
        let kind = &template.field(field).kind;
        let (Kind::Choice(options) | Kind::Choices(options)) = kind else {
            return self.scalar(kind, cells.first()?, label, place);
        };
        let text = joined(cells);
        let is_plain = options.iter().any(|option| compact(option) == compact(&text));
        let text = if is_plain { text } else { self.filled_in(field, options, text) };
        self.choice(kind, &template.field(field).path, text.trim(), place)
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
            self.whys.insert(place, words::tick_without_option());
            self.used[place] = false;
        }
        if !marked.rest.is_empty() {
            self.whys.insert(place, words::option_unknown(&marked.rest, list(options)));
        }
        let mut chosen = marked.chosen.iter().map(|index| Item::Text(options[*index].clone()));
        match kind {
            Kind::Choices(_) => Some(Item::List(chosen.collect())).filter(|list| *list != Item::List(Vec::new())),
            _ => match (chosen.next(), chosen.next()) {
                (Some(only), None) => Some(only),
                (None, _) => None,
                _ => {
                    self.whys.insert(place, words::several_ticked(path));
                    self.used[place] = false;
                    None
                }
            },
        }
    }

    /// Takes the words filled in inside options; the options' own names stand in their
    /// place.
    fn filled_in(&mut self, choice: FieldId, options: &[String], text: String) -> String {
        let form = self.form;
        form.form.fill_ins.iter().filter(|place| place.choice == choice).fold(text, |text, place| {
            let Some(start) = text.find(&place.before) else { return text };
            let (head, rest) = (&text[..start], &text[start + place.before.len()..]);
            let end = match place.after.as_str() {
                "" => rest.find(boxes::is_mark),
                after => rest.find(after),
            };
            let (words, tail) = rest.split_at(end.unwrap_or(rest.len()));
            let tail = tail.strip_prefix(&place.after).unwrap_or(tail);
            let words = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '＿'));
            if !words.is_empty() {
                self.values[place.field.0].get_or_insert_with(|| Item::Text(words.to_owned()));
            }
            format!("{head}{}{tail}", options[place.option])
        })
    }

    /// A cell as a field of a kind takes it. What has no digit is no amount, date or
    /// number but stands where there is none, such as `/`.
    pub(super) fn scalar(&mut self, kind: &Kind, cell: &Cell, label: &Label, place: usize) -> Option<Item> {
        let is_figure = matches!(kind, Kind::Date(_) | Kind::Money(_) | Kind::Number(_));
        if is_figure && !cell.text.chars().any(char::is_numeric) {
            self.whys.insert(place, words::no_figure(cell.text.trim()));
            self.used[place] = false;
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
            Kind::Date(_) => date(cell).map_or_else(|| trimmed.to_owned(), |date| date.to_string()),
            Kind::Money(format) => self.amount(*format, cell, trimmed, label),
            // What its format shows beside a number is no part of it.
            Kind::Number(_) if matches!(cell.holds, Holds::Number { .. }) => {
                let shown = cell.as_shown(trimmed);
                shown.trim_matches(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.'))).to_owned()
            }
            _ => trimmed.to_owned(),
        };
        (!text.is_empty()).then_some(Item::Text(text))
    }

    fn is_empty(&self) -> bool {
        let says_nothing = |item: &Item| matches!(item, Item::Text(text) if Money::parse(text) == Ok(Money::ZERO));
        self.values.iter().flatten().all(says_nothing)
    }

    /// The form's year: from the title, from the first day, or else the form's own.
    fn year(&self, picture: &Picture, templates: &Templates, diagnostics: &mut Diagnostics) -> u16 {
        let (form, template) = (self.form, self.form.template);
        let found = form.year.map(|(year, cell)| (year, Some(cell)));
        let Some((year, cell)) = found.or_else(|| Some((start_year(form, self.sheet)?, None))) else {
            let year = template.last_year.unwrap_or(template.first_year);
            let finding = Diagnostic::new(Code::FormYear, words::year_is_missing(year));
            diagnostics.push(finding.at(picture.mark(None), Message::default()).help(words::correct_the_year()));
            return year;
        };
        let wanted = templates.for_year(year);
        if wanted.is_none_or(|wanted| wanted.name != template.name) {
            let finding =
                Diagnostic::new(Code::FormYear, words::year_of_another_form(year, &template.name, &template.title));
            diagnostics.push(finding.at(picture.mark(cell), Message::default()).help(words::correct_the_year()));
        }
        year
    }

    /// Says which cells have no place, and why: those of a row together.
    fn report(&self, picture: &Picture, diagnostics: &mut Diagnostics) {
        let mut groups: Vec<(u32, bool, Message, Message, Vec<usize>)> = Vec::new();
        for (index, cell) in self.sheet.cells.iter().enumerate() {
            let why = self.whys.get(&index).cloned();
            let (why, mend) = match (why, cell.holds) {
                (None, _) if self.used[index] => continue,
                (Some(why), _) => (why, words::add_by_hand()),
                (None, Holds::Formula) => (words::formula_without_value(), words::save_in_excel()),
                (None, Holds::Error) => (words::cell_is_an_error(), words::add_by_hand()),
                (None, Holds::Covered) => (words::cell_is_covered(), words::add_by_hand()),
                (None, _) if seems_unit(&cell.text) => (words::unit_not_heard(), words::check_the_amounts()),
                (None, _) => (words::cell_has_no_label(), words::add_by_hand()),
            };
            let key = (cell.area.top, self.used[index], why, mend);
            match groups.last_mut() {
                Some((row, used, why, mend, cells))
                    if (*row, *used, &*why, &*mend) == (key.0, key.1, &key.2, &key.3) =>
                {
                    cells.push(index);
                }
                _ => groups.push((key.0, key.1, key.2, key.3, vec![index])),
            }
        }
        for (_, used, why, mend, cells) in groups {
            let addresses = list(cells.iter().map(|cell| self.sheet.cells[*cell].area.address()));
            let what = if used { words::partly_imported(addresses, why) } else { words::not_imported(addresses, why) };
            let finding = Diagnostic::new(Code::NotImported, what).help(mend);
            diagnostics.push(
                cells.iter().fold(finding, |finding, cell| finding.at(picture.mark(Some(*cell)), Message::default())),
            );
        }
        if !self.respelled.is_empty() {
            let finding =
                Diagnostic::with_level(Level::Warning, Code::Respelled, words::targets_respelled(self.respelled.len()));
            let finding = Diagnostic { level: Level::Note, ..finding };
            diagnostics.push(
                finding
                    .at(picture.mark(None), Message::default())
                    .note(list(&self.respelled))
                    .help(words::write_verbatim()),
            );
        }
    }
}

/// The text that follows a label and its colon in the label's own cell.
fn inside(label: &Label, cell: &Cell) -> Option<String> {
    let is_label = |text: &str| label.letters.contains(&letters(text));
    if is_label(&cell.text) || (label.beside.is_empty() && label.below.is_empty()) {
        return None;
    }
    let (before, after) = cell.text.split_once([':', '：'])?;
    (is_label(before) && !after.trim().is_empty()).then(|| after.trim().to_owned())
}

fn joined(cells: &[&Cell]) -> String {
    cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The day that a cell names: a date, a date with a time, one after a label, or a
/// number of the spreadsheet's calendar.
pub(super) fn date(cell: &Cell) -> Option<Date> {
    if cell.day.is_some() {
        return cell.day;
    }
    let digits: Vec<char> = cell.text.trim().chars().collect();
    if let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.as_slice()
        && digits.iter().all(char::is_ascii_digit)
    {
        return Date::parse(&format!("{y1}{y2}{y3}{y4}-{m1}{m2}-{d1}{d2}")).ok();
    }
    let from_1904 = matches!(cell.holds, Holds::Number { from_1904: true });
    let is_serial = digits.len() == 5 && digits.iter().all(char::is_ascii_digit);
    if is_serial || matches!(cell.holds, Holds::Number { .. }) {
        let serial: f64 = cell.text.trim().parse().ok().filter(|serial| SERIALS.contains(serial))?;
        let (year, month, day, ..) =
            ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, from_1904).to_ymd_hms_milli();
        return Date::parse(&format!("{year}-{month}-{day}")).ok();
    }
    let folded = fold_width(&cell.text);
    let after_label = folded.rsplit_once(':').map(|(_, after)| after);
    let before_time = folded.split_once([' ', 'T']).map(|(before, _)| before);
    [Some(folded.as_str()), before_time, after_label].into_iter().flatten().find_map(|text| Date::parse(text).ok())
}

impl Cell {
    /// A text at a place.
    fn text_at(area: Area, text: String) -> Self {
        Self { area, letters: letters(&text), text, holds: Holds::Text, day: None, scale: 0 }
    }
}
