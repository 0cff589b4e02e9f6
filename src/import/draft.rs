//! Takes a sheet with its labels found; gives a project as the form says it: the values
//! from beside, below and inside the labels, and those of repeated rows.

use super::boxes;
use super::grid::{Area, Cell, Holds};
use super::layout::Label;
use super::letters::{compact, letters};
use super::lists;
use super::matches::Match;
use super::near::Near;
use super::picture::Picture;
use super::places::{Marked, keys_of};
use super::report::report;
use super::shared;
use super::values::Values;
use super::wrapped;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::import::words;
use crate::messages::Message;
use crate::project::keys;
use crate::source::write::{Entries, Item, insert};
use crate::template::{FieldId, Kind, Templates};
use crate::value::Money;

/// A project as the form says it, before its values are checked.
pub(super) struct Draft {
    pub name: String,
    pub items: Entries,
    /// Whether the form names its year.
    pub is_year_certain: bool,
    /// Where its values stand on the sheet.
    pub places: Marked,
}

impl Draft {
    /// What a recognised sheet says; none where nothing is filled in.
    pub(super) fn of(
        form: Match<'_>,
        picture: &mut Picture,
        templates: &Templates,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let sheet = form.sheet.without_hints(&form.form.hints);
        let form = &Match { sheet: &sheet, ..form };
        let mut filled = Filled { form, fields: vec![None; form.template.fields.len()], values: Values::of(form) };
        filled.repeated_texts();
        filled.labels();
        filled.rows();
        filled.figures_below();
        if filled.is_empty() {
            return None;
        }
        for (index, cell) in sheet.cells.iter().enumerate().filter(|(_, cell)| !cell.struck.is_empty()) {
            filled.values.account.doubt_also(index, words::partly_struck(cell.struck.trim()));
        }
        picture.add(&sheet);
        let year = filled.year(picture, templates, diagnostics);
        report(&sheet, &filled.values.account, picture, diagnostics);
        let places = std::mem::take(&mut filled.values.places).marked(picture);
        Some(filled.draft(year, templates, places))
    }
}

/// What has been read of a form.
struct Filled<'a> {
    form: &'a Match<'a>,
    /// For each field of the form, what it holds.
    fields: Vec<Option<Item>>,
    values: Values<'a>,
}

impl Filled<'_> {
    fn near(&self) -> Near<'_> {
        Near { form: self.form, account: &self.values.account }
    }

    /// What a blank form has beside it so that its rows grow, which says nothing new.
    fn repeated_texts(&mut self) {
        let form = self.form;
        let Some(edge) = form.areas().map(|area| area.right).max().filter(|_| form.sheet.origin.is_blank()) else {
            return;
        };
        let cells = &form.sheet.cells;
        let is_repeated = |cell: &Cell| {
            let is_same =
                |other: &Cell| other.area.top == cell.area.top && other.area.left <= edge && other.text == cell.text;
            cell.area.left > edge && (cell.holds == Holds::Formula || cells.iter().any(is_same))
        };
        let repeated = cells.iter().enumerate().filter(|(_, cell)| is_repeated(cell)).map(|(index, _)| index);
        self.values.account.take_all(repeated);
    }

    /// The values beside, below and inside the labels.
    fn labels(&mut self) {
        let form = self.form;
        let account = &mut self.values.account;
        account.take_all(form.places.iter().flatten().copied());
        account.take_all(form.year.map(|(_, cell)| cell));
        if let Some((_, cell)) = form.year {
            self.values.places.value(vec![keys::YEAR.to_owned()], cell);
        }
        for (label, place) in form.places.iter().enumerate() {
            if let Some(place) = *place {
                self.label(label, place);
            }
        }
    }

    /// The values of a label.
    fn label(&mut self, number: usize, place: usize) {
        let label = &self.form.form.labels[number];
        let area = self.form.area(place);
        for field in label.beside.iter().chain(&label.below) {
            self.values.places.label(keys_of(&self.form.template.field(*field).path), place);
        }
        let inside = inside(label, &self.form.sheet.cells[place]);
        let cells = if inside.is_some() { Vec::new() } else { self.around(label, area) };
        let fields = if label.beside.is_empty() { &label.below } else { &label.beside };
        match (fields.as_slice(), inside) {
            ([field, others @ ..], Some(text)) => {
                let value = self.value(*field, number, &[&Cell::text_at(area, text)], place);
                self.put(*field, value, place);
                if !others.is_empty() {
                    let cells = self.near().beside(label, area);
                    self.take(number, others, &cells);
                }
            }
            // The words before the first value stand alone, and it is blank.
            ([_, others @ ..], None) if label.is_prefix && cells.len() == others.len() && !others.is_empty() => {
                self.take(number, others, &cells);
            }
            ([], _) => {}
            (fields, None) => self.fields_of(number, area, fields, &cells),
        }
    }

    /// The cells beside a label or below it.
    fn around(&self, label: &Label, area: Area) -> Vec<usize> {
        if !label.beside.is_empty() {
            return self.near().beside(label, area);
        }
        // Some write a text to the right of its label, others below it.
        match self.near().below(area) {
            below if below.is_empty() && self.is_alone(label) => self.near().beside(label, area),
            below => self.near().paragraphs(label, area, below),
        }
    }

    /// Gives the cells around a label to its fields.
    fn fields_of(&mut self, number: usize, area: Area, fields: &[FieldId], cells: &[usize]) {
        let slots = self.near().slots(area);
        if fields.len() > 1 && fields.len() == slots.len() {
            // One place a field, some of them blank.
            fields.iter().zip(slots).for_each(|(field, cell)| self.take(number, &[*field], cell.as_slice()));
        } else if let Some(pairs) = self.by_offset(&self.form.form.labels[number], area, fields, cells) {
            pairs.into_iter().for_each(|(field, cell)| self.take(number, &[field], &[cell]));
        } else {
            self.take(number, fields, cells);
        }
    }

    /// Fewer cells than fields, each in the very column where the form has one of them.
    fn by_offset(
        &self,
        label: &Label,
        area: Area,
        fields: &[FieldId],
        cells: &[usize],
    ) -> Option<Vec<(FieldId, usize)>> {
        let field = |cell: &usize| {
            let offset = self.form.area(*cell).left - area.left;
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
        for (number, (label, place)) in form.form.labels.iter().zip(&form.places).enumerate() {
            let ([field], Some(place)) = (label.beside.as_slice(), *place) else { continue };
            let kind = &form.template.field(*field).kind;
            let is_one_of_two = form.form.labels.iter().filter(|other| other.letters == label.letters).count() > 1;
            let is_figure = matches!(kind, Kind::Money(_) | Kind::Date(_));
            let is_open = is_figure && self.fields[field.0].is_none() && !is_one_of_two;
            let below = if is_open { self.near().below(form.area(place)) } else { Vec::new() };
            if let [cell] = below.as_slice()
                && form.sheet.cells[*cell].text.contains(|c: char| c.is_numeric())
            {
                self.take(number, &[*field], &[*cell]);
            }
        }
    }

    /// The records and the indicators.
    fn rows(&mut self) {
        for repeated in &self.form.form.repeats {
            let item = lists::read(repeated, &mut self.values);
            let field = &mut self.fields[repeated.field.0];
            *field = item.or_else(|| field.take());
        }
    }

    /// Gives the cells of a label to its fields, in order.
    fn take(&mut self, label: usize, fields: &[FieldId], cells: &[usize]) {
        let (sheet, template) = (self.form.sheet, self.form.template);
        let first = fields[0];
        if let Kind::Choices(options) | Kind::Choice(options) = &template.field(first).kind
            && fields.iter().all(|field| *field == first)
        {
            let cells = self.of_options(first, options, cells);
            let Some(place) = cells.first() else { return };
            self.values.account.take_all(cells.iter().copied());
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
            ([_], [place, ..], Kind::Money(_)) => self.values.units.beside(*place).map(|(beside, unit)| {
                let Values { account, units, .. } = &mut self.values;
                account.take(beside);
                (*place, units.amount_beside(label, *place, unit, account), &cells[..1])
            }),
            _ => None,
        };
        if let Some((place, text, cells)) = whole {
            self.values.account.take_all(cells.iter().copied());
            let value = self.value(first, label, &[&Cell::text_at(sheet.cells[place].area, text)], place);
            return self.put(first, value, place);
        }
        for (field, cell) in fields.iter().zip(cells) {
            self.values.account.take(*cell);
            let value = self.value(*field, label, &[&sheet.cells[*cell]], *cell);
            self.put(*field, value, *cell);
        }
    }

    /// Of the cells beside a choice those that have its options or boxes, where any has:
    /// the others are remarks.
    fn of_options(&self, field: FieldId, options: &[String], cells: &[usize]) -> Vec<usize> {
        let is_filled_in = self.form.form.fill_ins.iter().any(|place| place.choice == field);
        let has = |cell: &usize| {
            let text = &self.form.sheet.cells[*cell].text;
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
        let known = &mut self.fields[field.0];
        if known.is_none() {
            if value.is_some() {
                self.values.places.value(keys_of(&self.form.template.field(field).path), place);
            }
            *known = value;
        } else if value.is_some() && *known != value {
            self.values.account.doubt(place, words::value_twice(&self.form.template.field(field).path));
        }
    }

    /// What cells say for a field.
    fn value(&mut self, field: FieldId, label: usize, cells: &[&Cell], place: usize) -> Option<Item> {
        let template = self.form.template;
        let kind = &template.field(field).kind;
        let (Kind::Choice(options) | Kind::Choices(options)) = kind else {
            let value = self.values.scalar(kind, cells.first()?, label, place);
            // The name of a project or a unit is one, however its cell breaks it.
            let is_name = [template.roles.name, template.roles.unit].contains(&Some(field))
                || template.roles.shared.contains(&field) && matches!(kind, Kind::Text);
            return match value {
                Some(Item::Text(text)) if is_name => Some(Item::Text(wrapped::in_one_line(&text))),
                Some(Item::Text(text)) => Some(Item::Text(self.unwrapped(text))),
                other => other,
            };
        };
        let text = joined(cells);
        let is_plain = options.iter().any(|option| compact(option) == compact(&text));
        let text = if is_plain { text } else { self.filled_in(field, options, text) };
        self.values.choice(kind, &template.field(field).path, text.trim(), place)
    }

    /// A text without the breaks that only made it fit its cell.
    fn unwrapped(&mut self, text: String) -> String {
        if self.form.sheet.origin.printed(&text) {
            return text;
        }
        let Some((whole, places)) = wrapped::unwrapped(&text) else { return text };
        self.values.account.unwrapped.extend(places);
        whole
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
                self.fields[place.field.0].get_or_insert_with(|| Item::Text(words.to_owned()));
            }
            format!("{head}{}{tail}", options[place.option])
        })
    }

    fn is_empty(&self) -> bool {
        let says_nothing = |item: &Item| matches!(item, Item::Text(text) if Money::parse(text) == Ok(Money::ZERO));
        self.fields.iter().flatten().all(says_nothing)
    }

    /// The form's year, and whether it is certain: from the title, from the first day, or
    /// else the form's own.
    fn year(&self, picture: &Picture, templates: &Templates, diagnostics: &mut Diagnostics) -> (u16, bool) {
        let (form, template) = (self.form, self.form.template);
        let Some((year, cell)) = form.year else {
            let first = form.start_year();
            let own = template.last_year.unwrap_or(template.first_year);
            let last = template.last_year.unwrap_or(u16::MAX);
            let year = first.map_or(own, |first| first.clamp(template.first_year, last));
            let ends_later = form.end_year().is_some_and(|end| end > year);
            if first == Some(year) && !ends_later {
                return (year, true);
            }
            let what = if first.is_some() { words::year_is_guessed(year) } else { words::year_is_missing(year) };
            let finding = Diagnostic::new(Code::FormYear, what);
            diagnostics.push(finding.at(picture.mark(None), Message::default()).help(words::correct_the_year()));
            return (year, false);
        };
        if template.stage.is_none() && templates.is_named(template, year) {
            let what = words::year_of_another_form(year, &template.name, &template.title);
            let finding = Diagnostic::new(Code::FormYear, what);
            let help = words::correct_the_year_or_form(&template.name);
            diagnostics.push(finding.at(picture.mark(Some(cell)), Message::default()).help(help));
        }
        (year, true)
    }

    fn draft(self, (year, is_year_certain): (u16, bool), templates: &Templates, places: Marked) -> Draft {
        let template = self.form.template;
        let name = template.roles.name.and_then(|id| match &self.fields[id.0] {
            Some(Item::Text(name)) => Some(name.clone()),
            _ => None,
        });
        let mut read = Entries::new();
        for (field, value) in template.fields.iter().zip(self.fields) {
            if let Some(value) = value.filter(|_| field.by.is_none()) {
                insert(&mut read, &field.path, value);
            }
        }
        let mut form = template;
        if template.stage.is_some() {
            form = shared::application(&read, year, templates).unwrap_or(template);
            read = shared::kept("", read, form);
        }
        let mut items = vec![(keys::YEAR.to_owned(), Item::Text(year.to_string()))];
        if templates.is_named(form, year) {
            items.push((keys::FORM.to_owned(), Item::Text(form.name.clone())));
        }
        items.extend(read);
        Draft { name: name.unwrap_or_default(), items, is_year_certain, places }
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
