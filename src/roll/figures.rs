//! The third step, in the new form's terms: last year's amounts, what is asked
//! for, and the fields that are new.

use std::ops::Range;

use super::notes::{MARK, comment};
use super::plan::{Plan, entry_of, field_at, is_of_the_year};
use super::report::{ProjectRecord, shown};
use super::units::with_unit;
use crate::authoring::hint;
use crate::messages::Message;
use crate::project::{FieldValue, Settings, YEAR};
use crate::roll::words;
use crate::source::edit::{Changes, Document, Lines, indented, is_flow, line, line_end, line_start, with_lines};
use crate::source::{Entry, Node, Value};
use crate::template::{Addend, Field, FieldId, Kind};

/// What the third step needs besides the plan.
pub(super) struct Figures<'a> {
    /// What the new folder gives to its projects.
    pub settings: &'a Settings,
    /// The year, where no file of the new folder says it.
    pub year: Option<u16>,
}

/// The text with one document's figures of the year before.
pub(super) fn fill_in(
    document: &Document,
    plan: &Plan<'_>,
    figures: &Figures<'_>,
    record: &mut ProjectRecord,
) -> String {
    let form = &plan.mapping.new;
    let mut writer = Writer {
        text: document.text(),
        node: &document.node,
        entries: document.entries(),
        plan,
        figures,
        changes: Changes::default(),
        record,
        opened: Vec::new(),
        start: line_start(document.text(), document.node.span.range.start),
    };
    if let Some(year) = figures.year {
        writer.changes.insert(writer.start, format!("{YEAR}: {year}\n"));
    }
    for (index, field) in form.fields.iter().enumerate() {
        let id = FieldId(index);
        if !plan.asks_for(field) {
            continue;
        }
        writer.renew_hint(id);
        if form.roles.previous == Some(id) {
            writer.previous(id);
        } else if form.roles.executed.contains(&id) {
            writer.ask(id, &words::to_fill_in(field.key(), plan.year - 1));
        } else if !writer.computed_before(id) {
            writer.new_field(id);
        }
    }
    writer.totals();
    writer.changes.apply(document.text())
}

struct Writer<'a> {
    text: &'a str,
    node: &'a Node,
    entries: Vec<(&'a Entry, Lines)>,
    plan: &'a Plan<'a>,
    figures: &'a Figures<'a>,
    changes: Changes,
    record: &'a mut ProjectRecord,
    /// Groups that were not there.
    opened: Vec<String>,
    /// Where its first entry starts.
    start: usize,
}

impl<'a> Writer<'a> {
    fn field(&self, id: FieldId) -> &'a Field {
        let plan: &'a Plan<'a> = self.plan;
        plan.mapping.new.field(id)
    }

    /// The entry of a field.
    fn find(&self, id: FieldId) -> Option<&'a Entry> {
        entry_of(self.node, self.field(id))
    }

    /// What `jixiao new` wrote behind a field for the old form.
    fn renew_hint(&mut self, id: FieldId) {
        let Some(entry) = self.find(id) else { return };
        let plan = self.plan;
        let end = match entry.value.value {
            Value::Null => entry.key_span.range.end + 1,
            _ => entry.value.span.range.end,
        };
        let rest = self.text.get(end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let old = |id: FieldId| hint(&plan.mapping.old, plan.mapping.old.field(id), plan.project.year);
        if !rest.is_empty() && plan.sources(id).any(|source| old(source) == rest) {
            self.changes.replace(end..end + rest.len(), hint(&plan.mapping.new, self.field(id), plan.year));
        }
    }

    /// Last year's amount of the year is this year's amount of the year before.
    fn previous(&mut self, id: FieldId) {
        let plan = self.plan;
        let is_last_year = plan.project.year + 1 == plan.year;
        let amount = plan.mapping.old.roles.amount.filter(|_| is_last_year);
        let amount = amount.and_then(|amount| self.written(amount, id));
        let Some(amount) = amount else {
            self.ask(id, &words::amount_to_fill_in(self.field(id).key(), plan.year - 1));
            return;
        };
        self.record.previous = Some((self.field(id).key().to_owned(), amount.trim_matches(['"', '\'']).to_owned()));
        match self.find(id) {
            Some(entry) => self.set(entry, &amount),
            None => self.insert(id, None, &amount, ""),
        }
    }

    /// What the author does not know yet, or only the author knows.
    fn ask(&mut self, id: FieldId, why: &Message) {
        self.record.asked.push(self.field(id).key().to_owned());
        match self.find(id) {
            Some(entry) => self.blank(entry, why),
            None => self.insert(id, Some(why), "", ""),
        }
    }

    /// Whether it is a total of the old form that the new one does not compute.
    fn computed_before(&mut self, id: FieldId) -> bool {
        let old = &self.plan.mapping.old;
        if self.find(id).is_some() || self.field(id).is_total() {
            return false;
        }
        let computed = self.plan.sources(id).find(|source| old.field(*source).is_total());
        let amount = computed.and_then(|source| self.written(source, id));
        if let Some(amount) = &amount {
            self.insert(id, None, amount, "");
        }
        amount.is_some()
    }

    /// A field that the old form did not have.
    fn new_field(&mut self, id: FieldId) {
        let (plan, field) = (self.plan, self.field(id));
        if plan.mapping.is_same_form() {
            return;
        }
        if let Some(entry) = self.find(id) {
            self.new_columns(id);
            self.new_categories(id, entry);
            return;
        }
        if self.figures.settings.gives(&field.path) || field.is_total() {
            return;
        }
        let had = plan.sources(id).filter(|source| plan.new_field(*source).is_some());
        let mut had = had.map(|source| plan.mapping.old.field(source)).peekable();
        if had.peek().is_none() {
            self.record.gained.push(shown(&field.path));
            self.insert(id, None, "", &hint(&plan.mapping.new, field, plan.year));
        } else if is_of_the_year(&plan.mapping.new, id) && had.all(|source| source.path != field.path) {
            // What else the author left out under its old name is no news.
            self.ask(id, &words::amount_to_fill_in(field.key(), plan.year));
        }
    }

    /// Columns that may be left out and that the old form did not have.
    fn new_columns(&mut self, id: FieldId) {
        let (plan, field) = (self.plan, self.field(id));
        let is_old = |name: &str| {
            plan.sources(id).any(|source| {
                let columns = plan.mapping.old.field(source).kind.columns();
                columns.iter().any(|column| plan.mapping.column(source, &column.path) == name)
            })
        };
        let columns = field.kind.columns().iter().filter(|column| !column.required && !column.is_total());
        let new = columns.filter(|column| !is_old(&column.path));
        self.record.gained.extend(new.map(|column| format!("{}/{}", field.key(), column.path)));
    }

    /// The categories that no form should lack and the old one did not have.
    fn new_categories(&mut self, id: FieldId, entry: &Entry) {
        let Kind::Indicators(framework) = &self.field(id).kind else { return };
        let Value::Mapping(written) = &entry.value.value else { return };
        let number = |entry: &Entry| {
            let name = framework.canonical(&entry.key);
            framework.categories.iter().position(|category| category.name == name)
        };
        let own = self.entries.iter().find(|(known, _)| known.key_span.range == entry.key_span.range);
        let Some((_, lines)) = own else { return };
        let inner = line_end(self.text, entry.key_span.range.end);
        let block = with_lines(self.text, &entry.value, inner..lines.end);
        for index in framework.expected.iter().copied() {
            let category = &framework.categories[index];
            if written.iter().filter_map(number).any(|known| framework.usual(known) == index) {
                continue;
            }
            self.record.gained.push(category.name.clone());
            let below = category.subcategories.iter().map(|below| format!("  {below}:\n"));
            let text = format!("{}:\n{}", category.name, below.collect::<String>());
            if let Some((_, first)) = block.first() {
                let before = block.iter().rfind(|(entry, _)| number(entry).is_some_and(|known| known < index));
                let at = before.map_or(inner, |(_, lines)| lines.end);
                self.changes.insert(at, indented(&text, 0, first.indent));
            }
        }
    }

    /// Totals that were stated for parts that have changed: the program adds up.
    fn totals(&mut self) {
        let form = &self.plan.mapping.new;
        for (index, field) in form.fields.iter().enumerate() {
            let is_asked = |part: &Addend| matches!(part, Addend::Field(id) if form.roles.executed.contains(id));
            let Some(entry) = self.find(FieldId(index)).filter(|_| field.sum.iter().any(is_asked)) else { continue };
            if !matches!(entry.value.value, Value::Null) {
                let was = entry.value.span.text().to_owned();
                self.blank(entry, &words::total_is_computed(field.key(), was));
            }
        }
    }

    /// Puts a value in the place of another, or of none.
    fn set(&mut self, entry: &Entry, value: &str) {
        match entry.value.value {
            Value::Null => {
                let after = self.text[entry.key_span.range.end..].find(':').map_or(0, |colon| colon + 1);
                self.changes.insert(entry.key_span.range.end + after, format!(" {value}"));
            }
            _ => self.changes.replace(entry.value.span.range.clone(), value),
        }
    }

    /// Takes a value out, with a comment on the line above.
    fn blank(&mut self, entry: &Entry, why: &Message) {
        let start = line_start(self.text, entry.key_span.range.start);
        let indent: String = self.text[start..].chars().take_while(|c| *c == ' ').collect();
        self.changes.replace(self.asked_before(entry, start), indent + &comment(why));
        if matches!(entry.value.value, Value::Null) {
            return;
        }
        let value = &entry.value.span.range;
        let rest = self.text[value.end..].lines().next().unwrap_or_default();
        let colon = self.text[..value.start].trim_end_matches(' ').len();
        // Between brackets, a key wants a space after its colon.
        let from = if rest.trim_start().starts_with([',', '}']) { value.start } else { colon };
        self.changes.replace(from..value.end, "");
        // A comment that follows no value is taken for a slip unless it has a space.
        let sharp = rest.find('#').map(|at| value.end + at + 1);
        if let Some(sharp) = sharp.filter(|at| !self.text[*at..].starts_with([' ', '\n'])) {
            self.changes.insert(sharp, " ");
        }
    }

    /// The line above an entry that asks for it since the year before, or where one
    /// is to stand.
    fn asked_before(&self, entry: &Entry, start: usize) -> Range<usize> {
        // Between brackets, the line above may be about another key.
        let has_own_line = self.text[start..entry.key_span.range.start].trim_start_matches([' ', '-']).is_empty();
        let mut at = start;
        while at > 0 {
            let above = line_start(self.text, at - 1);
            let comment = line(self.text, above).trim_start();
            if !comment.starts_with('#') {
                break;
            }
            if comment.starts_with(MARK) && (has_own_line || comment.contains(&entry.key)) {
                return above..at;
            }
            at = above;
        }
        start..start
    }

    /// Writes a field after the one that the form has before it.
    fn insert(&mut self, id: FieldId, above: Option<&Message>, value: &str, hint: &str) {
        let path = &self.field(id).path;
        let (group, key) = path.rsplit_once('.').unwrap_or(("", path));
        let above = above.map(comment).unwrap_or_default();
        let value = if value.is_empty() { String::new() } else { format!(" {value}") };
        let lines = format!("{above}{key}:{value}{hint}\n");
        let known = self.entries.iter().find(|(entry, _)| entry.key == group);
        if let Some((entry, own)) = known.map(|(entry, lines)| (*entry, lines.clone())) {
            if is_flow(&entry.value) {
                self.changes.insert(own.start, above);
                self.changes.insert(entry.value.span.range.end - 1, format!(", {key}: {}", value.trim_start()));
            } else {
                self.insert_below(entry, &own, id, &lines);
            }
            return;
        }
        let at = self.before(id);
        if group.is_empty() {
            self.changes.insert(at, lines);
            return;
        }
        if !self.opened.iter().any(|opened| opened == group) {
            self.opened.push(group.to_owned());
            self.changes.insert(at, format!("{group}:\n"));
        }
        self.changes.insert(at, indented(&lines, 0, 2));
    }

    /// Writes a field into a group in block style.
    fn insert_below(&mut self, entry: &Entry, own: &Lines, id: FieldId, lines: &str) {
        let inner = line_end(self.text, entry.key_span.range.end)..own.end;
        let group = &entry.key;
        let block = with_lines(self.text, &entry.value, inner);
        let earlier = block.iter().rfind(|(below, _)| {
            field_at(&self.plan.mapping.new, &format!("{group}.{}", below.key)).is_some_and(|known| known < id)
        });
        let indent = block.first().map_or(own.indent + 2, |(_, lines)| lines.indent);
        let at = earlier.map_or(line_end(self.text, entry.key_span.range.end), |(_, lines)| lines.end);
        self.changes.insert(at, indented(lines, 0, indent));
    }

    /// Where a field that is not there belongs: after the last of those that the
    /// form has before it.
    fn before(&self, id: FieldId) -> usize {
        let form = &self.plan.mapping.new;
        let number = |entry: &Entry| {
            let below = form
                .fields
                .iter()
                .position(|field| field.path == entry.key || field.path.starts_with(&format!("{}.", entry.key)));
            below.filter(|below| *below < id.0)
        };
        let before = self.entries.iter().filter_map(|(entry, lines)| Some((number(entry)?, lines.end)));
        let year = self.entries.iter().find(|(entry, _)| entry.key == YEAR).map(|(_, lines)| lines.end);
        before.max_by_key(|(number, _)| *number).map(|(_, end)| end).or(year).unwrap_or(self.start)
    }

    /// An amount as the author wrote it in the project's own file, or what was
    /// computed or given elsewhere; for a field of the new form.
    fn written(&self, id: FieldId, new: FieldId) -> Option<String> {
        let (project, kind) = (self.plan.project, &self.field(new).kind);
        let given = project.get(id)?;
        let own = given.span.as_ref().filter(|span| span.source.file == project.span.source.file);
        match (own, &given.value, kind) {
            (Some(span), _, _) => Some(with_unit(span.text(), &self.plan.mapping.old.field(id).kind, kind)),
            (None, FieldValue::Money(money), Kind::Money(format)) => {
                Some(format.in_unit(*money).normalize().to_string())
            }
            (None, value, _) => value.number().map(|number| number.normalize().to_string()),
        }
    }
}
