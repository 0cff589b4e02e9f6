//! Fields, what they mean to the checks, and conditions.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::value::StrDeserializer;

use super::super::field::{
    Addend, Category, Condition, Field, FieldId, Framework, Group, IndicatorKind, Instead, Kind, Relation, Roles, Taken,
};
use super::super::mistakes::{Mistakes, every, mistake};
use super::super::named::Named;
use super::super::spec::{
    ConditionSpec, ExpectedSpec, FieldSpec, FormatSpec, GroupSpec, KindSpec, RelationSpec, RoleSpec,
};
use super::super::{FORM, YEAR};
use super::compiler::Compiler;
use super::rows::no_such_column;
use crate::diag::{Code, Diagnostic};
use crate::messages::{Message, list};
use crate::source::{NodeError, Source, Span, Spanned};
use crate::template::words;
use crate::value::{MoneyFormat, NumberFormat, parse_decimal};

/// What a column says of a group: a sum or a count.
type Figure = (Vec<Addend>, Option<FieldId>);

/// Whether the form should not lack a field.
fn is_expected(spec: &FieldSpec) -> bool {
    spec.expected.as_ref().is_some_and(|expected| matches!(expected.value, ExpectedSpec::Field(true)))
}

impl Compiler<'_> {
    /// Adds the fields of a group, all but what refers to other fields.
    pub(super) fn add_fields(&mut self, parent: &str, specs: &Named<Spanned<FieldSpec>>) -> Result<(), Mistakes> {
        let mut mistakes = Vec::new();
        for (key, spanned) in &specs.0 {
            let span = self.spans.of(spanned);
            let path = join(parent, key);
            if key.contains('.') {
                mistakes.push(mistake(span, words::dot_in_field_name(key)));
            } else if path == YEAR {
                mistakes.push(mistake(span, words::year_is_everywhere()));
            } else if path == FORM {
                mistakes.push(mistake(span, words::form_is_everywhere()));
            } else if spanned.value.kind == KindSpec::Group {
                let added = self.add_fields(&path, &spanned.value.fields);
                mistakes.extend(added.err().unwrap_or_default().0);
            } else {
                match self.field(path, spanned) {
                    Ok(field) => self.fields.push(field),
                    Err(error) => mistakes.extend(error.0),
                }
            }
        }
        if mistakes.is_empty() { Ok(()) } else { Err(Mistakes(mistakes)) }
    }

    fn field(&self, path: String, spanned: &Spanned<FieldSpec>) -> Result<Field, Mistakes> {
        let spec = &spanned.value;
        let span = self.spans.of(spanned);
        let decimal = |text: &Option<Spanned<String>>| {
            let number = |text: &Spanned<String>| {
                let what = || mistake(self.spans.of(text), words::not_a_number(&text.value));
                parse_decimal(&text.value).ok_or_else(what)
            };
            text.as_ref().map(number).transpose()
        };
        let kind = self.kind(spec, &span)?;
        if let Some(expected) = &spec.expected
            && matches!(expected.value, ExpectedSpec::Categories(_))
            && spec.kind != KindSpec::Indicators
        {
            return Err(mistake(self.spans.of(expected), words::only_indicators_have_categories()).into());
        }
        if !kind.is_number() && (spec.default.is_some() || spec.equals.is_some() || !spec.sum.is_empty()) {
            return Err(mistake(span, words::only_numbers_have_sums()).into());
        }
        if spec.unique && !matches!(kind, Kind::Text) {
            return Err(mistake(span, words::only_texts_are_unique()).into());
        }
        if spec.limit.is_some() && spec.kind != KindSpec::Text {
            return Err(mistake(span, words::only_text_has_a_limit()).into());
        }
        if spec.count.is_some() && spec.kind != KindSpec::Number {
            return Err(mistake(span, words::only_numbers_count()).into());
        }
        if spec.by.is_some() && spec.kind != KindSpec::Table {
            return Err(mistake(span, words::only_tables_group()).into());
        }
        if let (Some(take), false) = (spec.take.first(), self.is_part) {
            return Err(mistake(self.spans.of(take), words::only_books_take()).into());
        }
        if !(spec.take.is_empty() || matches!(kind, Kind::Text | Kind::Date(_)) || kind.is_number()) {
            return Err(mistake(span, words::cannot_take()).into());
        }
        Ok(Field {
            path,
            also: spec.also.clone(),
            kind,
            required: spec.required,
            expected: is_expected(spec),
            default: decimal(&spec.default)?,
            when: None,
            sum: Vec::new(),
            count: None,
            // Which table it groups is known once all are.
            by: spec.by.as_ref().map(|_| Group { table: FieldId(0), column: 0, blank: String::new() }),
            take: spec.take.iter().map(taken).collect(),
            equals: decimal(&spec.equals)?,
            limit: spec.limit,
            unique: spec.unique,
        })
    }

    fn kind(&self, spec: &FieldSpec, span: &Span) -> Result<Kind, Mistakes> {
        let needs = |there: bool, key: &str| match there {
            true => Ok(()),
            false => Err(mistake(span.clone(), words::type_needs(key))),
        };
        if let Some(format) = &spec.format
            && !matches!(spec.kind, KindSpec::Date | KindSpec::Money | KindSpec::Number)
        {
            return Err(mistake(self.spans.of(format), words::type_without_format()).into());
        }
        let formats = self.formats;
        Ok(match spec.kind {
            KindSpec::Text => Kind::Text,
            KindSpec::Date => Kind::Date(self.format(spec)?.unwrap_or(formats.date)),
            KindSpec::Number => Kind::Number(self.format(spec)?.unwrap_or(formats.number)),
            KindSpec::Money => Kind::Money(match &spec.format {
                Some(Spanned { value: FormatSpec::Money(format), .. }) => *format,
                _ => {
                    let number: Option<NumberFormat> = self.format(spec)?;
                    let unit = formats.money.unit;
                    number.map_or(formats.money, |number| MoneyFormat { number, unit })
                }
            }),
            KindSpec::Choice | KindSpec::Choices => {
                needs(!spec.options.is_empty(), "options")?;
                if let [only] = spec.options.as_slice()
                    && only.contains('，')
                {
                    let error = mistake(span.clone(), words::one_option_with_commas(only));
                    return Err(error.help(words::separate_the_options()).into());
                }
                let mut options = spec.options.iter().enumerate();
                if let Some((_, twice)) = options.find(|(index, option)| spec.options[..*index].contains(option)) {
                    return Err(mistake(span.clone(), words::option_twice(twice)).into());
                }
                match spec.kind {
                    KindSpec::Choice => Kind::Choice(spec.options.clone()),
                    _ => Kind::Choices(spec.options.clone()),
                }
            }
            KindSpec::Table => {
                needs(!spec.columns.0.is_empty(), "columns")?;
                Kind::Table(self.columns_from(&spec.columns, spec.by.is_some())?)
            }
            KindSpec::Indicators => {
                needs(!spec.framework.0.is_empty(), "framework")?;
                let categories = self.categories(spec)?;
                let columns = self.columns_from(&spec.columns, false)?;
                if columns.iter().any(|column| column.kind.is_list()) {
                    return Err(mistake(span.clone(), words::table_in_indicators()).into());
                }
                Kind::Indicators(Framework {
                    synonyms: spec.synonyms.0.clone(),
                    columns,
                    expected: self.expected(spec, &categories)?,
                    kinds: self.kinds(spec, &categories)?,
                    categories,
                })
            }
            KindSpec::Group => return Err(mistake(span.clone(), words::group_in_record()).into()),
        })
    }

    /// The format that a field names for itself.
    fn format<F: for<'de> Deserialize<'de>>(&self, spec: &FieldSpec) -> Result<Option<F>, Diagnostic> {
        let read = |format: &Spanned<FormatSpec>| match &format.value {
            FormatSpec::Text(text) => F::deserialize(StrDeserializer::<NodeError>::new(text))
                .map_err(|error| mistake(self.spans.of(format), error.message)),
            FormatSpec::Money(_) => Err(mistake(self.spans.of(format), words::only_money_has_a_unit())),
        };
        spec.format.as_ref().map(read).transpose()
    }

    /// The columns of a table, with their sums; where it groups another one, those
    /// are not known yet.
    fn columns_from(&self, specs: &Named<Spanned<FieldSpec>>, groups: bool) -> Result<Vec<Field>, Mistakes> {
        let column = |(name, spanned): &(String, Spanned<FieldSpec>)| -> Result<Field, Mistakes> {
            let spec = &spanned.value;
            let span = self.spans.of(spanned);
            let is_plain = spec.by.is_none() && (groups && spec.take.is_empty() || !groups && spec.count.is_none());
            if spec.when.is_some() || !spec.also.is_empty() || is_expected(spec) || !is_plain {
                return Err(mistake(span, words::keys_not_for_columns()).into());
            }
            let column = self.field(name.clone(), spanned)?;
            match column.kind.columns().iter().any(|inner| inner.kind.is_list()) {
                true => Err(mistake(span, words::nested_too_deep()).into()),
                false => Ok(column),
            }
        };
        let mut columns = every(specs.0.iter().map(column))?;
        if groups {
            return Ok(columns);
        }
        for (index, (_, spec)) in specs.0.iter().enumerate() {
            let parts = spec.value.sum.iter().map(|part| self.part(&columns, ("", spec.value.kind), part));
            columns[index].sum = every(parts)?;
        }
        refuse_circles(&columns, |name| {
            specs.0.iter().find(|(known, _)| known == name).map(|(_, spec)| self.spans.of(spec))
        })?;
        Ok(columns)
    }

    /// The categories of a form, each after those that may take a place of it. Of what a form
    /// takes over from another, only that counts which still has its place, and whose names
    /// it has not given to categories of its own.
    fn categories(&self, spec: &FieldSpec) -> Result<Vec<Category>, Diagnostic> {
        let framework = &spec.framework.0;
        let mut alternatives = vec![Vec::new(); framework.len()];
        for (place, named) in &spec.alternatives.0 {
            let span = self.spans.of(named);
            let is_own = span.source.file == self.own.file;
            let (name, below) =
                place.split_once('.').map_or((place.as_str(), None), |(name, below)| (name, Some(below)));
            let found = framework.iter().position(|(known, _)| known == name).and_then(|category| match below {
                Some(below) => Some((category, Some(framework[category].1.iter().position(|known| known == below)?))),
                None => Some((category, None)),
            });
            if found.is_none() && is_own {
                return Err(mistake(span, words::not_in_framework(place)));
            }
            let Some((category, subcategory)) = found else { continue };
            for (name, subcategories) in &named.value.0 {
                match framework.iter().any(|(known, _)| known == name) {
                    true if is_own => return Err(mistake(span, words::in_framework_already(name))),
                    true => {}
                    false => alternatives[category].push((name, subcategories, subcategory)),
                }
            }
        }
        let mut categories = Vec::new();
        for ((name, subcategories), alternatives) in framework.iter().zip(alternatives) {
            let category = categories.len() + alternatives.len();
            let mut add = |name: &String, subcategories: &Vec<String>, instead_of| {
                let (name, subcategories) = (name.clone(), subcategories.clone());
                categories.push(Category { name, subcategories, instead_of });
            };
            for (name, subcategories, subcategory) in alternatives {
                add(name, subcategories, Some(Instead { category, subcategory }));
            }
            add(name, subcategories, None);
        }
        Ok(categories)
    }

    fn expected(&self, spec: &FieldSpec, categories: &[Category]) -> Result<Vec<usize>, Diagnostic> {
        let index = |name: &Spanned<String>| {
            let index = categories.iter().position(|known| known.name == name.value && known.instead_of.is_none());
            index.ok_or_else(|| mistake(self.spans.of(name), words::not_in_framework(&name.value)))
        };
        match &spec.expected {
            Some(expected) => match &expected.value {
                ExpectedSpec::Field(false) => Ok(Vec::new()),
                ExpectedSpec::Field(true) => Err(mistake(self.spans.of(expected), words::name_the_categories())),
                ExpectedSpec::Categories(names) => names.iter().map(index).collect(),
            },
            None => Ok(Vec::new()),
        }
    }

    fn kinds(&self, spec: &FieldSpec, categories: &[Category]) -> Result<Vec<(String, IndicatorKind)>, Diagnostic> {
        let kind = |(name, kind): &(String, Spanned<IndicatorKind>)| {
            let known = categories.iter().any(|known| known.name == *name || known.subcategories.contains(name));
            match known {
                true => Ok((name.clone(), kind.value)),
                false => Err(mistake(self.spans.of(kind), words::not_in_framework(name))),
            }
        };
        spec.kinds.0.iter().map(kind).collect()
    }

    pub(super) fn roles(&self, specs: &Named<RoleSpec>, own: &Arc<Source>) -> Result<Roles, Diagnostic> {
        let mut roles = Roles::default();
        for (name, RoleSpec(names)) in &specs.0 {
            let field = |word: &Spanned<String>| self.named(word);
            let Some(first) = names.first() else {
                return Err(mistake(Span::whole(own), words::empty_role(name)));
            };
            let id = match field(first) {
                // Forms that build on one that has it may have named the field anew before it came.
                Err(_) if name == "department" && self.spans.of(first).source.file != own.file => continue,
                found => found?,
            };
            let options = || {
                let span = self.spans.of(first);
                let is_own = span.source.file == own.file;
                // A form that is built on another may have other options.
                let is_there = |name: &String| match &self.fields[id.0].kind {
                    Kind::Choice(options) | Kind::Choices(options) => options.contains(name),
                    _ => false,
                };
                let named = names[1..].iter().map(|word| word.value.clone());
                let shown: Vec<String> = named.filter(|name| is_own || is_there(name)).collect();
                match &self.fields[id.0].kind {
                    Kind::Text => Ok(Some((id, names[1..].iter().map(|word| word.value.clone()).collect()))),
                    _ if shown.is_empty() && !is_own => Ok(None),
                    _ => self.option_names(&first.value, &shown, &span).map(Some),
                }
            };
            match name.as_str() {
                "start" => roles.start = Some(id),
                "end" => roles.end = Some(id),
                "name" => roles.name = Some(id),
                "unit" => roles.unit = Some(id),
                "department" => roles.department = Some(id),
                "amount" => roles.amount = Some(id),
                "total" => roles.total = Some(id),
                "total-goals" => roles.total_goals = names.iter().map(field).collect::<Result<_, _>>()?,
                "previous" => roles.previous = Some(id),
                "executed" => roles.executed = names.iter().map(field).collect::<Result<_, _>>()?,
                "shared" => roles.shared = names.iter().map(field).collect::<Result<_, _>>()?,
                "goals" => roles.goals = names.iter().map(field).collect::<Result<_, _>>()?,
                "plans" => roles.plans = names.iter().map(field).collect::<Result<_, _>>()?,
                "one-off" => roles.one_off = options()?,
                "recurring" => roles.recurring = options()?,
                "staged" => roles.staged = options()?,
                "basis" => roles.basis = names.iter().map(field).collect::<Result<_, _>>()?,
                "technology" => roles.technology = options()?,
                "purchases" => roles.purchases = options()?,
                "services" => roles.services = options()?,
                _ => return Err(mistake(self.spans.of(first), words::no_such_role(name))),
            }
        }
        Ok(roles)
    }

    pub(super) fn relation(&self, spanned: &Spanned<RelationSpec>) -> Result<Relation, Diagnostic> {
        let spec = &spanned.value;
        let condition = match (&spec.when, &spec.unless) {
            (Some(when), _) => Some((self.condition(&when.value, || self.spans.of(when))?, true)),
            (None, Some(unless)) => Some((self.condition(&unless.value, || self.spans.of(unless))?, false)),
            (None, None) => None,
        };
        let (left, right) = (self.number(&spec.left)?, self.number(&spec.right)?);
        let is_money = |id: FieldId| matches!(self.fields[id.0].kind, Kind::Money(_));
        if is_money(left) != is_money(right) {
            return Err(mistake(self.spans.of(&spec.right), words::compared_with_another_kind(&spec.right.value)));
        }
        Ok(Relation { left, is: spec.is, right, when: condition })
    }

    fn number(&self, path: &Spanned<String>) -> Result<FieldId, Diagnostic> {
        let id = self.named(path)?;
        match self.fields[id.0].kind.is_number() {
            true => Ok(id),
            false => Err(mistake(self.spans.of(path), words::not_an_amount(&path.value))),
        }
    }

    /// Adds the conditions; one may name those above it.
    pub(super) fn add_conditions(&mut self, specs: &Named<Spanned<ConditionSpec>>) -> Result<(), Diagnostic> {
        for (name, spec) in &specs.0 {
            let date = |path: &Spanned<String>| {
                let id = self.named(path)?;
                match self.fields[id.0].kind {
                    Kind::Date(_) => Ok(id),
                    _ => Err(mistake(self.spans.of(path), words::not_a_date_field(&path.value))),
                }
            };
            let other = |name: &Spanned<String>| self.condition(&name.value, || self.spans.of(name));
            let condition = match &spec.value {
                ConditionSpec::YearsDiffer([start, end]) => Condition::YearsDiffer(date(start)?, date(end)?),
                ConditionSpec::Chosen(names) => match names.as_slice() {
                    [field, options @ ..] if !options.is_empty() => {
                        let shown: Vec<String> = options.iter().map(|option| option.value.clone()).collect();
                        let (id, options) = self.options(&field.value, &shown, &self.spans.of(field))?;
                        Condition::Chosen(id, options)
                    }
                    _ => return Err(mistake(self.spans.of(spec), words::chosen_needs_options())),
                },
                ConditionSpec::Given(path) => Condition::Given(self.named(path)?),
                ConditionSpec::AtLeast([path, least]) => {
                    let number = parse_decimal(&least.value)
                        .ok_or_else(|| mistake(self.spans.of(least), words::not_a_number(&least.value)))?;
                    Condition::AtLeast(self.number(path)?, number)
                }
                ConditionSpec::Not(name) => Condition::Not(other(name)?),
                ConditionSpec::All(names) => Condition::All(names.iter().map(other).collect::<Result<_, _>>()?),
                ConditionSpec::Any(names) => Condition::Any(names.iter().map(other).collect::<Result<_, _>>()?),
            };
            self.conditions.push((name.clone(), condition));
        }
        Ok(())
    }

    /// Fills in what refers to other fields, once all are known.
    pub(super) fn link_fields(&mut self, parent: &str, specs: &Named<Spanned<FieldSpec>>) -> Result<(), Mistakes> {
        for (key, spanned) in &specs.0 {
            let spec = &spanned.value;
            let path = join(parent, key);
            let Some(id) = self.find(&path) else {
                self.link_fields(&path, &spec.fields)?;
                continue;
            };
            let when = self.optional_condition(&spec.when)?;
            let sum = every(spec.sum.iter().map(|part| self.part(&self.fields, (parent, spec.kind), part)))?;
            let count = spec.count.as_ref().map(|table| self.table(table)).transpose()?;
            let by = spec.by.as_ref().map(|by| self.group(id, &by.value, &spec.columns)).transpose()?;
            let field = &mut self.fields[id.0];
            (field.when, field.sum, field.count) = (when, sum, count);
            if let (Some((group, figures)), Kind::Table(columns)) = (by, &mut field.kind) {
                field.by = Some(group);
                columns.iter_mut().zip(figures).for_each(|(column, (sum, count))| {
                    (column.sum, column.count) = (sum, count);
                });
            }
        }
        if parent.is_empty() {
            let place =
                |name: &str| specs.0.iter().find(|(known, _)| known == name).map(|(_, spec)| self.spans.of(spec));
            refuse_circles(&self.fields, place)?;
        }
        Ok(())
    }

    /// The table that a word of the template names.
    fn table(&self, path: &Spanned<String>) -> Result<FieldId, Diagnostic> {
        let id = self.named(path)?;
        match self.fields[id.0].kind {
            Kind::Table(_) => Ok(id),
            _ => Err(mistake(self.spans.of(path), words::not_a_table(&path.value))),
        }
    }

    /// What a table groups, and what each of its columns says of a group: a sum or a
    /// count, but for the first one, which has its name.
    fn group(
        &self,
        own: FieldId,
        spec: &GroupSpec,
        columns: &Named<Spanned<FieldSpec>>,
    ) -> Result<(Group, Vec<Figure>), Mistakes> {
        let path = &spec.column;
        let other = path.value.rsplit_once('.').and_then(|(table, column)| {
            let id = self.find(table)?;
            let field = &self.fields[id.0];
            let index = field.kind.columns().iter().position(|known| known.path == column)?;
            let is_text = matches!(field.kind.columns()[index].kind, Kind::Text);
            (id != own && field.by.is_none() && matches!(field.kind, Kind::Table(_)) && is_text).then_some((id, index))
        });
        let Some((table, column)) = other else {
            return Err(mistake(self.spans.of(path), words::cannot_group_by(&path.value)).into());
        };
        let figures = columns.0.iter().enumerate().map(|(index, (name, spanned))| {
            let spec = &spanned.value;
            let sum = every(spec.sum.iter().map(|part| match self.part(&self.fields, ("", spec.kind), part)? {
                part @ Addend::Column(id, _) if id == table => Ok(part),
                _ => Err(mistake(self.spans.of(part), words::not_of_the_group(&part.value))),
            }))?;
            let count = spec.count.as_ref().map(|path| self.table(path)).transpose()?;
            let is_figure = !sum.is_empty() || count.is_some_and(|counted| counted == table);
            let is_name = spec.kind == KindSpec::Text && sum.is_empty() && count.is_none();
            match if index == 0 { is_name } else { is_figure } {
                true => Ok((sum, count)),
                false if index == 0 => {
                    Err(mistake(self.spans.of(spanned), words::first_column_names_group(name)).into())
                }
                false => Err(mistake(self.spans.of(spanned), words::column_without_figure(name)).into()),
            }
        });
        Ok((Group { table, column, blank: spec.blank.clone() }, every::<_, Mistakes>(figures)?))
    }

    /// A part of a sum of a kind: a field beside the total or anywhere, or `table.column`.
    fn part(
        &self,
        fields: &[Field],
        (parent, total): (&str, KindSpec),
        part: &Spanned<String>,
    ) -> Result<Addend, Diagnostic> {
        let span = || self.spans.of(part);
        let fits = |kind: &Kind| match (kind, total) {
            (Kind::Money(_), KindSpec::Money) | (Kind::Number(_), KindSpec::Number) => Ok(()),
            // The number of an amount would go by another unit than its own.
            (Kind::Money(_) | Kind::Number(_), KindSpec::Money | KindSpec::Number) => {
                Err(mistake(span(), words::sum_of_another_kind(&part.value)).help(words::one_kind_in_a_sum()))
            }
            (kind, _) => {
                let columns = kind.columns().iter().filter(|column| column.kind.is_number());
                let mut names = columns.map(|column| format!("{}.{}", part.value, column.path)).peekable();
                let error = mistake(span(), words::cannot_be_added(&part.value));
                Err(match names.peek() {
                    Some(_) => error.help(words::name_a_column(list(names))),
                    None => error,
                })
            }
        };
        let name = &part.value;
        let find = |path: &str| fields.iter().position(|field| field.path == path).map(FieldId);
        if let Some(id) = find(&join(parent, name)).or_else(|| find(name)) {
            return fits(&fields[id.0].kind).map(|()| Addend::Field(id));
        }
        let column = name.rsplit_once('.').and_then(|(table, column)| {
            let id = find(table)?;
            let index = fields[id.0].kind.columns().iter().position(|known| known.path == column)?;
            Some((id, index))
        });
        if let Some((id, index)) = column {
            fits(&fields[id.0].kind.columns()[index].kind)?;
        }
        let column = column.map(|(id, index)| Addend::Column(id, index));
        column.ok_or_else(|| match name.rsplit_once('.').and_then(|(table, _)| find(table)) {
            Some(FieldId(table)) if !fields[table].kind.columns().is_empty() => {
                no_such_column(name, fields[table].kind.columns(), span())
            }
            _ => {
                let has_it = |table: &&Field| table.kind.columns().iter().any(|column| column.path == *name);
                let error = mistake(span(), words::no_such_field(name));
                match fields.iter().find(has_it) {
                    Some(table) => error.help(words::did_you_mean(format!("{}.{name}", table.path))),
                    None => self.unknown_field(span(), name),
                }
            }
        })
    }
}

/// Where a field of a book is taken from.
fn taken(path: &Spanned<String>) -> Taken {
    match path.value.as_str() {
        ".page" => Taken::Page,
        path => Taken::Field(path.to_owned()),
    }
}

/// No total may be a part of itself. `place` finds a field by the first key of its
/// path.
fn refuse_circles(fields: &[Field], place: impl Fn(&str) -> Option<Span>) -> Result<(), Diagnostic> {
    for (index, field) in fields.iter().enumerate() {
        let mut seen = vec![false; fields.len()];
        let mut open = vec![index];
        while let Some(next) = open.pop() {
            for part in &fields[next].sum {
                match part {
                    Addend::Field(FieldId(part)) if *part == index => {
                        let top = field.path.split('.').next().unwrap_or_default();
                        let error = Diagnostic::new(Code::Template, words::sum_in_a_circle(&field.path));
                        return Err(match place(top) {
                            Some(place) => error.at(place, Message::default()),
                            None => error,
                        });
                    }
                    Addend::Field(FieldId(part)) if !seen[*part] => {
                        seen[*part] = true;
                        open.push(*part);
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(())
}

fn join(parent: &str, key: &str) -> String {
    match parent {
        "" => key.to_owned(),
        parent => format!("{parent}.{key}"),
    }
}
