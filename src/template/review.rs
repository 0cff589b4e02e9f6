//! What is odd in a template that is sound.

use super::alignment::misplaced;
use super::field::{Addend, ConditionId};
use super::grid::{CellRule, Content, ItemPart, Options, Repeat, Rows};
use super::load::{Loaded, Templates};
use super::pattern::{Pattern, Piece};
use super::{BookPart, Condition, Field, FieldId, Kind, Taken, Template};
use crate::diag::{Code, Diagnostic, Level, nearest};
use crate::messages::Message;
use crate::source::{Entry, Node, Span, Value};
use crate::style::Role;
use crate::template::words;

/// Fields that an author is asked for and that the form shows nowhere, while no
/// condition goes by them. A total of such fields adds up what nobody sees. Of a part
/// of a book, what it takes from fields that no form has.
pub fn review(loaded: &Loaded, templates: &Templates) -> Vec<Diagnostic> {
    let template = &loaded.template;
    match template.part {
        // What a notice takes is not of one project, but what the collector says of a unit.
        Some(BookPart::Notice) => return Vec::new(),
        Some(_) => return untaken(loaded, templates),
        None => {}
    }
    let mut used = vec![false; template.fields.len()];
    let mut mark = |FieldId(index)| used[index] = true;
    rows(&template.grid.rows, &mut mark);
    others(template, &mut mark);
    let alike = operators_alike(template).map(|word| {
        let place = Span::whole(&loaded.source);
        Diagnostic::with_level(Level::Warning, Code::Template, words::operators_alike(word))
            .at(place, Message::default())
    });
    let unused = template.fields.iter().zip(&used).filter(|(_, used)| !**used).map(|(field, _)| field.path.clone());
    let unused = unused.chain(unused_columns(template));
    let finding = |path: &str| {
        let place = key_of(&loaded.whole, path).unwrap_or_else(|| Span::whole(&loaded.source));
        let finding = Diagnostic::with_level(Level::Warning, Code::Template, words::field_not_on_form(path));
        finding.at(place, Message::default()).help(words::show_or_drop_the_field())
    };
    let names = unused_names(loaded);
    let found = alike.into_iter().chain(unused.map(|path| finding(&path))).chain(names);
    found.chain(misplaced_names(loaded)).chain(title_elsewhere(loaded)).chain(out_of_order(loaded)).collect()
}

/// Names of columns that do not stand above their cells.
fn misplaced_names(loaded: &Loaded) -> Vec<Diagnostic> {
    let grid = &loaded.template.grid;
    let rows = loaded.whole.get("grid").and_then(|grid| grid.get("rows"));
    let finding = |(row, column): (&Entry, usize)| {
        let what = words::names_beside_their_cells(&row.key, column);
        let finding = Diagnostic::with_level(Level::Warning, Code::Template, what);
        finding.at(row.key_span.clone(), Message::default()).help(words::same_spans_as_below())
    };
    misplaced(&grid.rows, rows, grid.columns.len()).into_iter().map(finding).collect()
}

/// The title of the form, where the form prints another.
fn title_elsewhere(loaded: &Loaded) -> Option<Diagnostic> {
    let template = &loaded.template;
    let plain = |text: &str| -> Vec<char> { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let title = plain(&template.title);
    // Literals with what stands in their places left out, as 上海市{年度}年项目表 has.
    let has_title = |text: &str| {
        let printed = plain(text);
        let is_part = |of: &[char], whole: &[char]| {
            let mut whole = whole.iter();
            of.iter().all(|wanted| whole.any(|c| c == wanted))
        };
        is_part(&title, &printed) || printed.len() > 3 && is_part(&printed, &title)
    };
    let mut printed = Vec::new();
    let mut add = |patterns: &mut dyn Iterator<Item = &Pattern>| {
        let literal = |piece: &Piece| match piece {
            Piece::Literal(text) => text.clone(),
            _ => String::new(),
        };
        printed.push(patterns.flat_map(|pattern| &pattern.0).map(literal).collect::<String>());
    };
    cells(&template.grid.rows, &mut |cell| {
        if let (Role::Title, Content::Text(text)) = (cell.role, &cell.content) {
            add(&mut text.0.iter().map(|line| &line.pattern));
        }
    });
    let first = printed.iter().find(|text| !plain(text).is_empty())?;
    if printed.iter().any(|text| has_title(text)) || has_title(&printed.concat()) {
        return None;
    }
    let what = words::title_is_not_printed(&template.title, first);
    let place = loaded.whole.get("title").map(|title| &title.span);
    let place = place.filter(|place| place.source.file == loaded.source.file).cloned();
    let finding = Diagnostic::with_level(Level::Warning, Code::Template, what);
    let place = place.unwrap_or_else(|| Span::whole(&loaded.source));
    Some(finding.at(place, Message::default()).help(words::same_title_in_both()))
}

/// Fields that are asked for because of one further below, and groups above what they
/// group: an author fills in a file from its top.
fn out_of_order(loaded: &Loaded) -> Vec<Diagnostic> {
    let template = &loaded.template;
    let later = |(index, field): (usize, &Field)| {
        let mut others = Vec::new();
        field.when.iter().for_each(|condition| fields_of(template, &template.condition(*condition).1, &mut others));
        others.extend(field.by.as_ref().map(|group| group.table));
        // A total is computed wherever it stands.
        let is_later = |FieldId(other): &FieldId| *other > index && !template.fields[*other].is_total();
        let FieldId(other) = others.into_iter().find(is_later)?;
        let other = &template.fields[other].path;
        let place = key_of(&loaded.whole, &field.path).unwrap_or_else(|| Span::whole(&loaded.source));
        let finding = Diagnostic::with_level(Level::Warning, Code::Template, words::field_above(&field.path, other));
        Some(finding.at(place, Message::default()).help(words::move_it_below(other)))
    };
    template.fields.iter().enumerate().filter_map(later).collect()
}

/// The fields by which a condition goes.
fn fields_of(template: &Template, condition: &Condition, found: &mut Vec<FieldId>) {
    let mut others = |ids: &[ConditionId]| {
        ids.iter().for_each(|id| fields_of(template, &template.condition(*id).1, found));
    };
    match condition {
        Condition::Not(other) => others(&[*other]),
        Condition::All(all) | Condition::Any(all) => others(all),
        Condition::YearsDiffer(start, end) => found.extend([*start, *end]),
        Condition::Chosen(id, _) | Condition::Given(id) | Condition::AtLeast(id, _) => found.push(*id),
    }
}

/// Styles and conditions of this file that nothing in it or in what it extends uses.
fn unused_names(loaded: &Loaded) -> Vec<Diagnostic> {
    // Styles that cells have by what they are, and lines on several pages.
    const OF_THE_FORM: [&str; 9] =
        ["base", "title", "heading", "label", "header", "note", "value", "footer", "continued"];
    let mut used = Vec::new();
    uses(&loaded.whole, &mut used);
    let unused = |group: &str, keys: &[&str], message: fn(&str) -> Message| -> Vec<Diagnostic> {
        let Some(Value::Mapping(entries)) = loaded.whole.get(group).map(|node| &node.value) else {
            return Vec::new();
        };
        let is_used = |name: &str| used.iter().any(|(key, known)| keys.contains(key) && *known == name);
        let own = entries.iter().filter(|entry| entry.key_span.source.file == loaded.source.file);
        let unused = own.filter(|entry| !is_used(&entry.key) && !OF_THE_FORM.contains(&&*entry.key));
        let finding = |entry: &Entry| {
            let finding = Diagnostic::with_level(Level::Warning, Code::Template, message(&entry.key));
            finding.at(entry.key_span.clone(), Message::default()).help(words::use_or_drop_it())
        };
        unused.map(finding).collect()
    };
    let mut found = unused("styles", &["style"], |name| words::style_unused(name));
    found.extend(unused("conditions", &["when", "unless", "not", "all", "any"], |name| words::condition_unused(name)));
    found
}

/// Words under keys, with those keys.
fn uses<'n>(node: &'n Node, used: &mut Vec<(&'n str, &'n str)>) {
    match &node.value {
        Value::Mapping(entries) => {
            for entry in entries {
                match &entry.value.value {
                    Value::Scalar { text, .. } => used.push((&entry.key, text)),
                    Value::Sequence(items) => {
                        for item in items {
                            match &item.value {
                                Value::Scalar { text, .. } => used.push((&entry.key, text)),
                                _ => uses(item, used),
                            }
                        }
                    }
                    _ => uses(&entry.value, used),
                }
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| uses(item, used)),
        _ => {}
    }
}

/// A word that several operators are printed as.
fn operators_alike(template: &Template) -> Option<&str> {
    let operators = &template.formats.operators;
    let mut words = operators.iter().enumerate();
    let twice = words.find(|(index, (_, word))| operators[..*index].iter().any(|(_, earlier)| earlier == word));
    twice.map(|(_, (_, word))| word.as_str())
}

/// Columns that the form shows nowhere, though others of their table do, and that
/// nothing adds up or is grouped by.
fn unused_columns(template: &Template) -> Vec<String> {
    let mut shown = Vec::new();
    shown_columns(&template.grid.rows, None, &mut shown);
    let mut unused = Vec::new();
    for (index, field) in template.fields.iter().enumerate() {
        let table = FieldId(index);
        let is_shown = |column: usize| shown.contains(&(table, column));
        let is_part = |column: usize| {
            let adds = |total: &Field| total.sum.contains(&Addend::Column(table, column));
            let own = |total: &Field| total.sum.contains(&Addend::Field(FieldId(column)));
            let groups =
                |by: &Field| by.by.as_ref().is_some_and(|group| (group.table, group.column) == (table, column));
            let fields = template.fields.iter();
            fields.clone().any(|field| adds(field) || groups(field))
                || fields.flat_map(|field| field.kind.columns()).any(adds)
                || field.kind.columns().iter().any(own)
        };
        let columns = field.kind.columns();
        if (0..columns.len()).any(is_shown) {
            let alone = (0..columns.len()).filter(|column| !is_shown(*column) && !is_part(*column));
            let asked = alone.filter(|column| columns[*column].equals.is_none());
            unused.extend(asked.map(|column| format!("{}.{}", field.path, columns[column].path)));
        }
    }
    unused
}

/// The columns of the form's own tables and indicators that its cells show.
fn shown_columns(rows: &[Rows], around: Option<Repeat>, shown: &mut Vec<(FieldId, usize)>) {
    for row in rows {
        let (row, repeat) = match row {
            Rows::Block(block) => {
                shown_columns(&block.rows, block.repeat.or(around), shown);
                continue;
            }
            Rows::One(row) => (row, around),
            Rows::Repeat(repeat, row) => (row, Some(*repeat)),
        };
        let Some(repeat) = repeat else { continue };
        if let Repeat::Nested(table, FieldId(column)) | Repeat::Inside(table, FieldId(column)) = repeat {
            shown.push((table, column));
        }
        for cell in &row.cells {
            match (&cell.content, repeat) {
                (_, Repeat::Inside(..)) => {}
                (Content::Item(ItemPart::Column(column)), repeat) => shown.push((repeat.field(), *column)),
                (Content::Inner(ItemPart::Column(column)), Repeat::Beside(_, other)) => shown.push((other, *column)),
                _ => {}
            }
        }
    }
}

/// The fields of a part of a book for which no form has a source.
fn untaken(loaded: &Loaded, templates: &Templates) -> Vec<Diagnostic> {
    let fields = loaded.template.fields.iter();
    let own = fields.flat_map(|field| field.kind.columns().iter().chain([field]).map(move |own| (field, own)));
    let sources = |path: &str| -> Vec<&Kind> {
        let known = templates.iter().filter_map(|form| Some(&form.field(form.find(path)?).kind));
        known.collect()
    };
    let taken = own.flat_map(|(field, own)| own.take.iter().map(move |taken| (field, own, taken)));
    let finding = |(field, own, taken): (&Field, &Field, &Taken)| {
        let Taken::Field(path) = taken else { return None };
        let sources = sources(path);
        let what = match sources.iter().any(|source| can_take(&own.kind, source)) {
            true => return None,
            false if sources.is_empty() => words::no_form_has(path),
            false => words::of_another_kind(path, &own.path),
        };
        let place = key_of(&loaded.whole, &field.path).unwrap_or_else(|| Span::whole(&loaded.source));
        let finding = Diagnostic::with_level(Level::Warning, Code::Template, what).at(place, Message::default());
        let known = templates.iter().flat_map(|form| &form.fields).map(|field| field.path.as_str());
        let near = nearest(path, known).filter(|_| sources.is_empty());
        Some(near.map_or(finding.clone(), |near| finding.help(words::did_you_mean(near))))
    };
    taken.filter_map(finding).collect()
}

/// Whether a field of a book can have the value of one of a form: a text any, and of
/// lists their count is a number.
fn can_take(own: &Kind, source: &Kind) -> bool {
    match own {
        Kind::Money(_) => matches!(source, Kind::Money(_)),
        Kind::Date(_) => matches!(source, Kind::Date(_)),
        Kind::Number(_) => matches!(source, Kind::Number(_) | Kind::Table(_) | Kind::Indicators(_)),
        _ => !matches!(source, Kind::Table(_) | Kind::Indicators(_)),
    }
}

/// For each field, whether the form has a cell for it, and not its value inside a text.
pub fn cell_fields(template: &Template) -> Vec<bool> {
    let mut in_cells = vec![false; template.fields.len()];
    let mut in_texts = Vec::new();
    cells(&template.grid.rows, &mut |cell| {
        if let Content::Field(FieldId(index), _) = cell.content {
            in_cells[index] = true;
        }
        texts_of(cell, &mut |id| in_texts.push(id));
    });
    in_texts.into_iter().for_each(|FieldId(index)| in_cells[index] = false);
    in_cells
}

/// For each field, whether a cell shows it as running text, which may have paragraphs.
pub fn running_texts(template: &Template) -> Vec<bool> {
    let mut running = vec![false; template.fields.len()];
    cells(&template.grid.rows, &mut |cell| {
        if let Content::Field(FieldId(index), _) = cell.content {
            running[index] |= cell.style.justify && matches!(template.fields[index].kind, Kind::Text);
        }
    });
    running
}

/// Whether the form prints the options of a choice, but this one nowhere.
pub fn hides_option(template: &Template, choice: FieldId, option: usize) -> bool {
    let (mut prints, mut shows) = (false, false);
    cells(&template.grid.rows, &mut |cell| {
        if matches!(cell.content, Content::Field(id, _) if id == choice) {
            prints = true;
            let is_shown = |options: &Options| options.shown.iter().any(|(shown, _)| *shown == option);
            shows |= cell.options.as_ref().is_none_or(is_shown);
        }
    });
    prints && !shows
}

/// Looks at each cell of the grid.
fn cells(rows: &[Rows], look: &mut impl FnMut(&CellRule)) {
    for row in rows {
        match row {
            Rows::Block(block) => cells(&block.rows, look),
            Rows::One(row) | Rows::Repeat(_, row) => row.cells.iter().for_each(&mut *look),
        }
    }
}

fn rows(rows: &[Rows], mark: &mut impl FnMut(FieldId)) {
    for row in rows {
        let row = match row {
            Rows::Block(block) => {
                block.repeat.into_iter().for_each(|repeat| repeated(repeat, mark));
                self::rows(&block.rows, mark);
                continue;
            }
            Rows::Repeat(repeat, row) => {
                repeated(*repeat, mark);
                row
            }
            Rows::One(row) => row,
        };
        for cell in &row.cells {
            if let Content::Field(id, _) = cell.content {
                mark(id);
            }
            texts_of(cell, mark);
        }
    }
}

fn repeated(repeat: Repeat, mark: &mut impl FnMut(FieldId)) {
    mark(repeat.field());
    if let Repeat::Beside(_, other) = repeat {
        mark(other);
    }
}

fn others(template: &Template, mark: &mut impl FnMut(FieldId)) {
    let metadata = &template.metadata;
    for pattern in [&metadata.title, &metadata.author, &metadata.subject, &metadata.sheet] {
        pattern_fields(pattern, mark);
    }
    for (pattern, _) in template.page.footer.iter().chain(&template.page.continued) {
        pattern_fields(pattern, mark);
    }
    for (_, condition) in &template.conditions {
        match condition {
            Condition::YearsDiffer(start, end) => [*start, *end].into_iter().for_each(&mut *mark),
            Condition::Chosen(id, _) | Condition::Given(id) | Condition::AtLeast(id, _) => mark(*id),
            Condition::Not(_) | Condition::All(_) | Condition::Any(_) => {}
        }
    }
    // A total that must be a certain number is there to be checked.
    for (index, _) in template.fields.iter().enumerate().filter(|(_, field)| field.equals.is_some()) {
        mark(FieldId(index));
    }
}

/// The fields in the texts of a cell.
fn texts_of(cell: &CellRule, mark: &mut impl FnMut(FieldId)) {
    if let Content::Text(text) = &cell.content {
        text.0.iter().for_each(|line| pattern_fields(&line.pattern, mark));
    }
    let options = cell.options.iter().flat_map(|options| &options.shown);
    options.filter_map(|(_, text)| text.as_ref()).for_each(|text| pattern_fields(text, mark));
}

fn pattern_fields(pattern: &Pattern, mark: &mut impl FnMut(FieldId)) {
    for piece in &pattern.0 {
        if let Piece::Field(id) | Piece::YearOf(id) = piece {
            mark(*id);
        }
    }
}

/// The place of a field's key in a template's file.
fn key_of(template: &Node, path: &str) -> Option<Span> {
    let mut node = template;
    let mut span = None;
    for key in path.split('.') {
        let fields = node.get("columns").or_else(|| node.get("fields"))?;
        let entry = fields.entry(key)?;
        (node, span) = (&entry.value, Some(entry.key_span.clone()));
    }
    span
}
