//! From the template's grid and the project's values to the form table.

use std::sync::Arc;

use super::blank::BlankRows;
use super::items::{Filling, Item, Members, Scope};
use super::place::{Draft, DraftCell, merge_equal, place};
use super::print;
use super::table::{FormTable, Formula, Input, Metadata, PartPath, beginning};
use super::totals::{computed, open_totals, parts};
use crate::project::{Given, Project};
use crate::template::{
    Block, CellRule, Condition, ConditionId, Content, Field, FieldId, ItemPart, Kind, RowRule, Rows, Rowspan, Template,
};

/// Fills the form.
pub fn build(project: &Project) -> FormTable {
    Filling { project, blank: None }.table()
}

/// The empty form of a year, with so many rows to fill in as its template has.
pub fn blank(template: &Arc<Template>, year: u16) -> FormTable {
    blank_with(template, year, &BlankRows::default())
}

/// The empty form of a year, with so many rows to fill in.
pub fn blank_with(template: &Arc<Template>, year: u16, rows: &BlankRows) -> FormTable {
    Filling { project: &Project::blank(template, year), blank: Some(rows) }.table()
}

impl<'p> Filling<'p> {
    fn table(&self) -> FormTable {
        let project = self.project;
        let template = &project.template;
        let mut rows = Vec::new();
        self.expand(&template.grid.rows, None, &mut rows);
        let (rows, slots, mut cells) = place(rows, template.grid.columns.len());
        open_totals(&mut cells);
        let page = &template.page;
        let property = |pattern| beginning(print::pattern(project, pattern));
        FormTable {
            columns: template.grid.columns.clone(),
            rows,
            slots,
            cells,
            paper: (page.width, page.height),
            margins: page.margins,
            rule: page.rule,
            footer: page.footer.as_ref().map(|(footer, style)| (print::footer(project, footer), *style)),
            continued: page.continued.as_ref().map(|(text, style)| (print::pattern(project, text), *style)),
            fit: page.fit,
            is_blank: self.blank.is_some(),
            copies: 1,
            metadata: Metadata {
                title: Some(property(&template.metadata.title))
                    .filter(|title| !title.trim().is_empty())
                    .unwrap_or_else(|| beginning(template.title.clone())),
                author: property(&template.metadata.author),
                subject: property(&template.metadata.subject),
                form: template.name.clone(),
                year: project.year,
                sheet: property(&template.metadata.sheet),
            },
            data: None,
            attachments: Vec::new(),
        }
    }

    fn expand(&self, rows: &'p [Rows], scope: Option<&Scope<'_, 'p>>, drafts: &mut Vec<Draft<'p>>) {
        for rows in rows {
            let (Rows::One(RowRule { when, .. })
            | Rows::Repeat(_, RowRule { when, .. })
            | Rows::Block(Block { when, .. })) = rows;
            if when.is_some_and(|condition| !self.shows(condition)) {
                continue;
            }
            match rows {
                Rows::One(row) => drafts.push(self.draft(row, scope.map(|scope| scope.item), 0)),
                Rows::Repeat(repeat, row) => {
                    let first = drafts.len();
                    let mut items = self.items(*repeat, (row.blank, row.all), scope);
                    let wanted = row.at_least.max(items.len());
                    items.resize_with(wanted, Item::default);
                    let (mut turn, mut before) = (0, None);
                    for item in &items {
                        let place = Some(item.place());
                        turn = if before == place { turn + 1 } else { 0 };
                        before = place;
                        drafts.push(self.draft(row, Some(item), turn));
                    }
                    merge_equal(&mut drafts[first..]);
                }
                Rows::Block(Block { rows, repeat: None, .. }) => self.block(rows, scope, drafts),
                Rows::Block(Block { rows, repeat: Some(repeat), blank, .. }) => {
                    let mut before = 0;
                    for (group, item) in self.items(*repeat, (*blank, false), scope).iter().enumerate() {
                        let grouped = self.project.template.field(repeat.field()).by.as_ref();
                        let members = grouped.map(|by| Members {
                            table: by.table,
                            group,
                            records: self.members(by, item),
                            before,
                        });
                        before += members.as_ref().map_or(0, |members| members.records.len());
                        self.block(rows, Some(&Scope { item, members }), drafts);
                    }
                }
            }
        }
    }

    fn block(&self, rows: &'p [Rows], scope: Option<&Scope<'_, 'p>>, drafts: &mut Vec<Draft<'p>>) {
        let first = drafts.len();
        self.expand(rows, scope, drafts);
        let end = drafts.len();
        for (index, draft) in drafts.iter_mut().enumerate().skip(first) {
            draft.heads_until = draft.heads_until.or(draft.header.then_some(end));
            for cell in &mut draft.cells {
                if cell.rowspan == Rowspan::Block {
                    cell.rowspan = Rowspan::Rows(end - index);
                }
            }
        }
    }

    /// Whether a part of the form that depends on a condition is there: on a blank
    /// form, wherever it may come to hold.
    fn shows(&self, condition: ConditionId) -> bool {
        match self.blank {
            Some(_) => self.may_hold(condition) != Some(false),
            None => self.project.holds(condition),
        }
    }

    /// Whether a condition will hold once the form is filled in; unknown where it
    /// goes by what is filled in. A blank form is that of a single-year project.
    fn may_hold(&self, condition: ConditionId) -> Option<bool> {
        match &self.project.template.condition(condition).1 {
            Condition::YearsDiffer(..) => Some(false),
            Condition::Not(other) => self.may_hold(*other).map(|holds| !holds),
            Condition::All(others) if others.iter().any(|other| self.may_hold(*other) == Some(false)) => Some(false),
            _ => None,
        }
    }

    /// A row; of several for one place, the one with this number.
    fn draft(&self, row: &'p RowRule, item: Option<&Item<'_>>, turn: usize) -> Draft<'p> {
        let hinted = |cell: &'p CellRule| {
            let mut filled = self.fill(cell, item);
            if let Some(hint) = cell.hint.get(turn).filter(|_| self.blank.is_some() && filled.text.is_empty()) {
                filled.text.clone_from(hint);
            }
            filled
        };
        Draft {
            cells: row.cells.iter().map(hinted).collect(),
            height: row.height * item.map_or(1, |item| item.lines.max(1)) as f64,
            header: row.header,
            heads_until: None,
        }
    }

    fn fill(&self, cell: &'p CellRule, item: Option<&Item<'_>>) -> DraftCell<'p> {
        let project = self.project;
        let mut filled = DraftCell {
            rule: cell,
            rowspan: cell.rowspan,
            text: String::new(),
            number: None,
            paired: false,
            field: None,
            span: None,
            input: None,
            leads_to: item.and_then(|item| item.project).filter(|_| cell.link),
            record: item.and_then(|item| item.record),
            is_inner: matches!(cell.content, Content::Inner(_)),
            spans_block: item.is_some() && cell.rowspan == Rowspan::Block,
            shared: item.and_then(|item| item.shared).map(|(category, subcategory)| match cell.content {
                Content::Item(ItemPart::Category) | Content::Inner(ItemPart::Category) => (category, None),
                _ => (category, Some(subcategory)),
            }),
        };
        if cell.when.is_some_and(|condition| !self.shows(condition)) {
            return filled;
        }
        match &cell.content {
            Content::Text(text) => filled.text = print::text(project, text),
            Content::Field(id, prefix) => {
                let field = project.template.field(*id);
                let given = project.get(*id);
                filled.text = format!("{prefix}{}", print::field(project, *id));
                let number = given.and_then(|given| print::number(&field.kind, given));
                filled.number = number.filter(|_| prefix.is_empty());
                filled.field = Some(field.path.clone());
                filled.span = given.and_then(|given| given.span.clone());
                filled.input = self.computed(field).or_else(|| Input::of(&field.kind, prefix));
            }
            Content::Item(part) => filled.show(item, *part),
            Content::Inner(part) => filled.show(item.and_then(|item| item.inner.as_deref()), *part),
        }
        if let Some((options, (kind, given))) = cell.options.as_ref().zip(self.choice(cell, item)) {
            filled.text = print::options(project, kind, given, options);
            filled.input = Some(print::alternatives(project, kind, options).map_or(Input::Text, Input::Option));
        }
        filled
    }

    /// The kind of what a cell shows, and its value; none in a row without an item.
    fn choice<'i>(&'i self, cell: &CellRule, item: Option<&'i Item<'_>>) -> Option<(&'i Kind, Option<&'i Given>)> {
        let (item, part) = match cell.content {
            Content::Text(_) => return None,
            Content::Field(id, _) => return Some((&self.project.template.field(id).kind, self.project.get(id))),
            Content::Item(part) => (item?, part),
            Content::Inner(part) => (item?.inner.as_deref()?, part),
        };
        let (_, shown) = item.parts.iter().find(|(known, _)| *known == part)?;
        Some((shown.kind?, shown.given))
    }

    /// What a spreadsheet computes in the cell of a total of the form; none where it
    /// could not, because the parts are given in other units.
    fn computed(&self, total: &Field) -> Option<Input> {
        let fields = &self.project.template.fields;
        match total.count {
            Some(FieldId(table)) => {
                let parts = vec![PartPath::Column(format!("{}[", fields[table].path), "].0".to_owned())];
                computed(total, Formula::Count(parts))
            }
            None => computed(total, Formula::Sum(parts(fields, total, None)?)),
        }
    }
}

impl DraftCell<'_> {
    /// Shows a part of a record or indicator.
    fn show(&mut self, item: Option<&Item<'_>>, part: ItemPart) {
        let Some((item, shown)) = item.and_then(|item| {
            let (_, shown) = item.parts.iter().find(|(known, _)| *known == part)?;
            Some((item, shown))
        }) else {
            return;
        };
        self.text.clone_from(&shown.text);
        self.number = shown.kind.zip(shown.given).and_then(|(kind, given)| print::number(kind, given));
        // A place that the other side of a row has alone shows no field.
        self.field = (!item.path.is_empty()).then(|| format!("{}.{}", item.path, part_name(part)));
        self.span.clone_from(&shown.span);
        self.paired = shown.paired;
        self.input = shown.input.clone().or_else(|| shown.kind.and_then(|kind| Input::of(kind, "")));
    }
}

fn part_name(part: ItemPart) -> String {
    match part {
        ItemPart::Index => "index".into(),
        ItemPart::Category => "category".into(),
        ItemPart::Subcategory => "subcategory".into(),
        ItemPart::Name => "name".into(),
        ItemPart::Target => "target".into(),
        ItemPart::Operator => "operator".into(),
        ItemPart::Number => "number".into(),
        ItemPart::Unit => "unit".into(),
        ItemPart::Column(index) => index.to_string(),
    }
}
