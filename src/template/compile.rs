//! From what a template's file says to a template whose names are resolved.

use super::field::{
    Category, Column, Condition, Field, FieldId, Framework, IndicatorKind, Kind, Part, Relation, Roles,
};
use super::grid::{Cell, Content, Grid, ItemPart, Repeat, Role, Row, Rows};
use super::named::Named;
use super::occupancy::Occupancy;
use super::pattern::{Line, Pattern, Piece, Text, TextSpec};
use super::spec::{
    CellSpec, ConditionSpec, Each, FieldSpec, KindSpec, PageSpec, RelationSpec, RoleSpec, RowSpec, TemplateSpec,
};
use super::style::{Align, FontNames, Orientation, Page, Style, StyleSpec};
use super::{Formats, Metadata, Template};
use crate::diag::{Diagnostic, nearest};
use crate::source::{Span, Spanned, Spans};
use crate::value::{Length, NumberFormat, TargetFormat, parse_decimal};

/// Resolves every name of a template and checks that its grid closes.
///
/// # Errors
///
/// The first mistake, with its place.
pub(super) fn compile(spec: TemplateSpec, spans: &Spans) -> Result<Template, Diagnostic> {
    let mut compiler = Compiler {
        spans,
        columns: spec.grid.columns.value.len(),
        styles: &spec.styles,
        fields: Vec::new(),
        conditions: Vec::new(),
    };
    compiler.add_fields("", &spec.fields)?;
    compiler.add_conditions(&spec.conditions)?;
    compiler.link_fields("", &spec.fields)?;
    compiler.refuse_circles(&spec.fields)?;
    let metadata = Metadata {
        title: compiler.pattern(&spec.metadata.title)?,
        author: compiler.pattern(&spec.metadata.author)?,
        subject: compiler.pattern(&spec.metadata.subject)?,
        sheet: compiler.pattern(&spec.metadata.sheet)?,
    };
    let page = compiler.page(&spec.page)?;
    let roles = compiler.roles(&spec.roles, &spans.of(&spec.years))?;
    let relations = spec.relations.iter().map(|relation| compiler.relation(relation)).collect::<Result<_, _>>()?;
    let columns = spec.grid.columns.value.clone();
    let width: Length = columns.iter().copied().sum();
    if columns.iter().any(|column| column.to_pt() <= 0.0) {
        return Err(mistake(spans.of(&spec.grid.columns), "列宽应大于 0"));
    }
    if columns.is_empty() || !width.fits(page.content_width()) {
        let what = format!(
            "各列共宽 {:.1}mm，页面只容得下 {:.1}mm",
            width.to_pt() / Length::mm(1.0).to_pt(),
            page.content_width().to_pt() / Length::mm(1.0).to_pt()
        );
        return Err(mistake(spans.of(&spec.grid.columns), what));
    }
    let rows = compiler.rows(&spec.grid.rows)?;
    let mut occupancy = Occupancy::new(columns.len());
    occupancy.rows(&rows, &spec.grid.rows, spans)?;
    if occupancy.is_open() {
        return Err(mistake(spans.of(&spec.grid.columns), "有单元格的 rowspan 超出了表的最后一行"));
    }
    if spec.years.value.to.is_some_and(|to| to < spec.years.value.from) {
        return Err(mistake(spans.of(&spec.years), "years 的 to 早于 from"));
    }
    Ok(Template {
        name: spec.name,
        title: spec.title,
        first_year: spec.years.value.from,
        last_year: spec.years.value.to,
        formats: Formats {
            money: spec.formats.money,
            number: spec.formats.number.unwrap_or(NumberFormat::PLAIN),
            date: spec.formats.date,
            target: spec.formats.target.map_or(TargetFormat::AsWritten, TargetFormat::Composed),
        },
        fonts: match &spec.fonts {
            Some(fonts) => fonts.value.clone().beside(&spans.of(fonts).source.name),
            None => FontNames::default(),
        },
        roles,
        relations,
        older: Vec::new(),
        fields: compiler.fields,
        page,
        grid: Grid { columns, rows },
        metadata,
    })
}

pub(super) fn mistake(span: Span, what: impl Into<crate::messages::Message>) -> Diagnostic {
    Diagnostic::error("template", what).at(span, "")
}

struct Compiler<'a> {
    spans: &'a Spans,
    /// How many columns the grid has.
    columns: usize,
    styles: &'a Named<StyleSpec>,
    fields: Vec<Field>,
    conditions: Vec<(String, Condition)>,
}

impl Compiler<'_> {
    fn find(&self, path: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.path == path).map(FieldId)
    }

    fn unknown_field(&self, span: Span, path: &str) -> Diagnostic {
        let known = self.fields.iter().map(|field| field.path.as_str());
        let error = mistake(span, format!("模板里没有字段「{path}」"));
        match nearest(path, known) {
            Some(near) => error.help(format!("是否要写「{near}」？")),
            None => error,
        }
    }

    fn add_fields(&mut self, parent: &str, specs: &Named<Spanned<FieldSpec>>) -> Result<(), Diagnostic> {
        for (key, spanned) in &specs.0 {
            let spec = &spanned.value;
            let span = self.spans.of(spanned);
            let path = join(parent, key);
            if key.contains('.') {
                return Err(mistake(span, format!("字段名「{key}」不能含有点号")));
            }
            if spec.kind == KindSpec::Group {
                self.add_fields(&path, &spec.fields)?;
                continue;
            }
            let decimal = |text: &Option<Spanned<String>>| {
                let number = |text: &Spanned<String>| {
                    let what = || mistake(self.spans.of(text), format!("「{}」不是数字", text.value));
                    parse_decimal(&text.value).ok_or_else(what)
                };
                text.as_ref().map(number).transpose()
            };
            let is_number = matches!(spec.kind, KindSpec::Money | KindSpec::Number);
            if !is_number && (spec.default.is_some() || spec.equals.is_some() || !spec.sum.is_empty()) {
                return Err(mistake(span, "只有 money 和 number 可以有 default、sum 和 equals"));
            }
            let field = Field {
                path,
                also: spec.also.clone(),
                kind: self.kind(spec, &span)?,
                required: spec.required,
                default: decimal(&spec.default)?,
                when: None,
                sum: Vec::new(),
                equals: decimal(&spec.equals)?,
                limit: spec.limit,
            };
            self.fields.push(field);
        }
        Ok(())
    }

    fn kind(&self, spec: &FieldSpec, span: &Span) -> Result<Kind, Diagnostic> {
        let needs = |there: bool, key: &str| match there {
            true => Ok(()),
            false => Err(mistake(span.clone(), format!("这个类型的字段要有 {key}"))),
        };
        Ok(match spec.kind {
            KindSpec::Text => Kind::Text,
            KindSpec::Date => Kind::Date,
            KindSpec::Money => Kind::Money,
            KindSpec::Number => Kind::Number,
            KindSpec::Choice | KindSpec::Choices => {
                needs(!spec.options.is_empty(), "options")?;
                match spec.kind {
                    KindSpec::Choice => Kind::Choice(spec.options.clone()),
                    _ => Kind::Choices(spec.options.clone()),
                }
            }
            KindSpec::Table => {
                needs(!spec.columns.0.is_empty(), "columns")?;
                Kind::Table(self.columns(&spec.columns)?)
            }
            KindSpec::Indicators => {
                needs(!spec.framework.0.is_empty(), "framework")?;
                let categories = spec
                    .framework
                    .0
                    .iter()
                    .map(|(name, subcategories)| Category { name: name.clone(), subcategories: subcategories.clone() });
                Kind::Indicators(Framework {
                    categories: categories.collect(),
                    synonyms: spec.synonyms.0.clone(),
                    columns: self.columns(&spec.columns)?,
                    expected: self.expected(spec)?,
                    kinds: self.kinds(spec)?,
                })
            }
            KindSpec::Group => return Err(mistake(span.clone(), "这里不能用 group")),
        })
    }

    fn expected(&self, spec: &FieldSpec) -> Result<Vec<usize>, Diagnostic> {
        let index = |name: &Spanned<String>| {
            let index = spec.framework.0.iter().position(|(known, _)| *known == name.value);
            index.ok_or_else(|| mistake(self.spans.of(name), format!("framework 里没有「{}」", name.value)))
        };
        spec.expected.iter().map(index).collect()
    }

    fn kinds(&self, spec: &FieldSpec) -> Result<Vec<(String, IndicatorKind)>, Diagnostic> {
        let kind = |(name, kind): &(String, Spanned<IndicatorKind>)| {
            let known = spec.framework.0.iter().any(|(category, below)| category == name || below.contains(name));
            match known {
                true => Ok((name.clone(), kind.value)),
                false => Err(mistake(self.spans.of(kind), format!("framework 里没有「{name}」"))),
            }
        };
        spec.kinds.0.iter().map(kind).collect()
    }

    fn roles(&self, specs: &Named<RoleSpec>, place: &Span) -> Result<Roles, Diagnostic> {
        let mut roles = Roles::default();
        for (name, RoleSpec(words)) in &specs.0 {
            let field = |word: &Spanned<String>| {
                self.find(&word.value).ok_or_else(|| self.unknown_field(self.spans.of(word), &word.value))
            };
            let Some(first) = words.first() else {
                return Err(mistake(place.clone(), format!("roles 的「{name}」是空的")));
            };
            let id = field(first)?;
            let options = || {
                let shown: Vec<String> = words[1..].iter().map(|word| word.value.clone()).collect();
                match self.options(&first.value, &shown, &self.spans.of(first))? {
                    Content::Options(id, options) => Ok(Some((id, options))),
                    _ => Ok(None),
                }
            };
            match name.as_str() {
                "start" => roles.start = Some(id),
                "end" => roles.end = Some(id),
                "name" => roles.name = Some(id),
                "unit" => roles.unit = Some(id),
                "amount" => roles.amount = Some(id),
                "previous" => roles.previous = Some(id),
                "executed" => roles.executed = words.iter().map(field).collect::<Result<_, _>>()?,
                "shared" => roles.shared = words.iter().map(field).collect::<Result<_, _>>()?,
                "goals" => roles.goals = words.iter().map(field).collect::<Result<_, _>>()?,
                "one-off" => roles.one_off = options()?,
                "recurring" => roles.recurring = options()?,
                "technology" => roles.technology = options()?,
                _ => return Err(mistake(self.spans.of(first), format!("roles 里不能有「{name}」"))),
            }
        }
        Ok(roles)
    }

    fn relation(&self, spanned: &Spanned<RelationSpec>) -> Result<Relation, Diagnostic> {
        let spec = &spanned.value;
        let amount = |path: &Spanned<String>| {
            let id = self.find(&path.value).ok_or_else(|| self.unknown_field(self.spans.of(path), &path.value))?;
            match self.fields[id.0].kind {
                Kind::Money | Kind::Number => Ok(id),
                _ => Err(mistake(self.spans.of(path), format!("「{}」不是金额或数字", path.value))),
            }
        };
        let condition = match (&spec.when, &spec.unless) {
            (Some(when), _) => Some((self.condition(&when.value, || self.spans.of(when))?, true)),
            (None, Some(unless)) => Some((self.condition(&unless.value, || self.spans.of(unless))?, false)),
            (None, None) => None,
        };
        Ok(Relation { left: amount(&spec.left)?, is: spec.is, right: amount(&spec.right)?, when: condition })
    }

    fn columns(&self, specs: &Named<Spanned<FieldSpec>>) -> Result<Vec<Column>, Diagnostic> {
        let column = |(name, spanned): &(String, Spanned<FieldSpec>)| {
            let span = self.spans.of(spanned);
            let spec = &spanned.value;
            if matches!(spec.kind, KindSpec::Table | KindSpec::Indicators) {
                return Err(mistake(span, "表格的列不能再是表格"));
            }
            let is_plain = spec.default.is_none() && spec.when.is_none() && spec.equals.is_none();
            if !(is_plain && spec.sum.is_empty() && spec.also.is_empty()) {
                return Err(mistake(span, "表格的列只能有 type、required 和 options"));
            }
            Ok(Column { name: name.clone(), kind: self.kind(&spanned.value, &span)?, required: spanned.value.required })
        };
        specs.0.iter().map(column).collect()
    }

    fn add_conditions(&mut self, specs: &Named<ConditionSpec>) -> Result<(), Diagnostic> {
        for (name, ConditionSpec::YearsDiffer(dates)) in &specs.0 {
            let date = |path: &String| {
                let id = self.find(path).ok_or_else(|| self.unknown_field(self.spans.of(dates), path))?;
                match self.fields[id.0].kind {
                    Kind::Date => Ok(id),
                    _ => Err(mistake(self.spans.of(dates), format!("「{path}」不是日期"))),
                }
            };
            let [start, end] = &dates.value;
            let condition = Condition::YearsDiffer(date(start)?, date(end)?);
            self.conditions.push((name.clone(), condition));
        }
        Ok(())
    }

    fn condition(&self, name: &str, span: impl Fn() -> Span) -> Result<Condition, Diagnostic> {
        let known = self.conditions.iter().find(|(known, _)| known == name);
        known.map(|(_, condition)| *condition).ok_or_else(|| mistake(span(), format!("conditions 里没有「{name}」")))
    }

    fn optional_condition(&self, name: &Option<Spanned<String>>) -> Result<Option<Condition>, Diagnostic> {
        name.as_ref().map(|name| self.condition(&name.value, || self.spans.of(name))).transpose()
    }

    /// Fills in what refers to other fields, once all are known.
    fn link_fields(&mut self, parent: &str, specs: &Named<Spanned<FieldSpec>>) -> Result<(), Diagnostic> {
        for (key, spanned) in &specs.0 {
            let spec = &spanned.value;
            let path = join(parent, key);
            let Some(id) = self.find(&path) else {
                self.link_fields(&path, &spec.fields)?;
                continue;
            };
            let when = self.optional_condition(&spec.when)?;
            let mut sum = Vec::new();
            for part in &spec.sum {
                sum.push(self.part(parent, part)?);
            }
            let field = &mut self.fields[id.0];
            (field.when, field.sum) = (when, sum);
        }
        Ok(())
    }

    /// No total may be a part of itself.
    fn refuse_circles(&self, specs: &Named<Spanned<FieldSpec>>) -> Result<(), Diagnostic> {
        for (index, field) in self.fields.iter().enumerate() {
            let mut seen = vec![false; self.fields.len()];
            let mut open = vec![index];
            while let Some(next) = open.pop() {
                for part in &self.fields[next].sum {
                    match part {
                        Part::Field(FieldId(part)) if *part == index => {
                            let what = format!("「{}」的 sum 绕了一圈又加到它自己", field.path);
                            let top = field.path.split('.').next().unwrap_or_default();
                            let place =
                                specs.0.iter().find(|(name, _)| name == top).map(|(_, spec)| self.spans.of(spec));
                            return Err(mistake(place.unwrap_or_else(|| self.spans.of(&specs.0[0].1)), what));
                        }
                        Part::Field(FieldId(part)) if !seen[*part] => {
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

    /// A part of a sum: a field beside the total or anywhere, or `table.column`.
    fn part(&self, parent: &str, part: &Spanned<String>) -> Result<Part, Diagnostic> {
        let span = || self.spans.of(part);
        let name = &part.value;
        if let Some(id) = self.find(&join(parent, name)).or_else(|| self.find(name)) {
            return match self.fields[id.0].kind {
                Kind::Money | Kind::Number => Ok(Part::Field(id)),
                _ => Err(mistake(span(), format!("「{name}」不是金额或数字，不能相加"))),
            };
        }
        let column = name.rsplit_once('.').and_then(|(table, column)| {
            let id = self.find(table)?;
            let columns = match &self.fields[id.0].kind {
                Kind::Table(columns) => columns,
                Kind::Indicators(framework) => &framework.columns,
                _ => return None,
            };
            let index = columns.iter().position(|known| known.name == column)?;
            Some(Part::Column(id, index))
        });
        column.ok_or_else(|| self.unknown_field(span(), name))
    }

    /// A field that a pattern may name, and whether it is a date.
    fn known(&self, path: &str) -> Option<(FieldId, bool)> {
        self.find(path).map(|id| (id, matches!(self.fields[id.0].kind, Kind::Date)))
    }

    fn pattern(&self, text: &Spanned<String>) -> Result<Pattern, Diagnostic> {
        self.unpaged(&text.value).map_err(|what| mistake(self.spans.of(text), what))
    }

    /// A pattern that stands in one place, where pages have no number yet.
    fn unpaged(&self, text: &str) -> Result<Pattern, String> {
        let pattern = Pattern::parse(text, |path| self.known(path))?;
        match pattern.0.iter().any(|piece| matches!(piece, Piece::Page | Piece::Pages)) {
            true => Err("{page} 和 {pages} 只能用在 footer 里".into()),
            false => Ok(pattern),
        }
    }

    fn text(&self, spec: &TextSpec, span: &Span) -> Result<Text, Diagnostic> {
        let line = |line: &super::pattern::LineSpec| {
            let pattern = self.unpaged(&line.text);
            Ok(Line {
                pattern: pattern.map_err(|what| mistake(span.clone(), what))?,
                when: match &line.when {
                    Some(name) => Some(self.condition(name, || span.clone())?),
                    None => None,
                },
            })
        };
        spec.0.iter().map(line).collect::<Result<_, _>>().map(Text)
    }

    fn page(&self, spec: &PageSpec) -> Result<Page, Diagnostic> {
        let (short, long) = spec.size.value.upright();
        let (width, height) = match spec.orientation {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        };
        let room =
            (width - spec.margins.left - spec.margins.right).min(height - spec.margins.top - spec.margins.bottom);
        if room.to_pt() < Length::mm(50.0).to_pt() {
            return Err(mistake(self.spans.of(&spec.size), "页边距太大，版心的宽和高至少要有 50mm"));
        }
        Ok(Page {
            width,
            height,
            margins: spec.margins,
            fit: spec.fit,
            rule: spec.rule.unwrap_or(Length::pt(0.5)),
            footer: self
                .running(&spec.footer, &["base", "footer"], |text| Pattern::parse(text, |path| self.known(path)))?,
            continued: self.running(&spec.continued, &["base", "title", "continued"], |text| self.unpaged(text))?,
        })
    }

    /// A line that stands on several pages, with its style.
    fn running(
        &self,
        text: &Option<Spanned<String>>,
        styles: &[&str],
        parse: impl Fn(&str) -> Result<Pattern, String>,
    ) -> Result<Option<(Pattern, Style)>, Diagnostic> {
        let Some(text) = text else {
            return Ok(None);
        };
        let span = self.spans.of(text);
        let pattern = parse(&text.value).map_err(|what| mistake(span.clone(), what))?;
        Ok(Some((pattern, self.sound(self.layered(styles), &span)?)))
    }

    fn style(&self, role: Role, name: Option<&String>, align: Option<Align>, span: &Span) -> Result<Style, Diagnostic> {
        let mut style = self.layered(&["base", role.name()]);
        style.align = align.unwrap_or(style.align);
        let style = match name {
            Some(name) => match self.named_style(name) {
                Some(spec) => spec.over(style),
                None => return Err(mistake(span.clone(), format!("styles 里没有「{name}」"))),
            },
            None => style,
        };
        self.sound(style, span)
    }

    /// A style that can be read and printed.
    fn sound(&self, style: Style, span: &Span) -> Result<Style, Diagnostic> {
        if !(4.0..=72.0).contains(&style.size.to_pt()) {
            return Err(mistake(span.clone(), format!("字号 {} 不在 4pt 到 72pt 之间", style.size)));
        }
        match (1.0..=3.0).contains(&style.leading) {
            true => Ok(style),
            false => Err(mistake(span.clone(), format!("行距 leading {} 不在 1 到 3 倍字号之间", style.leading))),
        }
    }

    fn named_style(&self, name: &str) -> Option<&StyleSpec> {
        self.styles.0.iter().find(|(known, _)| known == name).map(|(_, spec)| spec)
    }

    /// The look of a cell to which these styles apply, each over the one before.
    fn layered(&self, names: &[&str]) -> Style {
        let specs = names.iter().filter_map(|name| self.named_style(name));
        specs.fold(Style::default(), |below, spec| spec.over(below))
    }

    fn rows(&self, specs: &Named<Spanned<RowSpec>>) -> Result<Vec<Rows>, Diagnostic> {
        specs.0.iter().map(|(_, spec)| self.row(spec)).collect()
    }

    fn row(&self, spanned: &Spanned<RowSpec>) -> Result<Rows, Diagnostic> {
        let keys = &spanned.value.0;
        let span = self.spans.of(spanned);
        if let Some(block) = &keys.block {
            let alone = keys.cells.is_empty() && keys.repeat.is_none() && keys.when.is_none() && keys.height.is_none();
            if !alone || keys.header {
                return Err(mistake(span, "block 不能与 cells、for、when、height 或 header 并用"));
            }
            return self.rows(block).map(Rows::Block);
        }
        let repeat = match &keys.repeat {
            Some(path) => {
                let id = self.find(&path.value).ok_or_else(|| self.unknown_field(self.spans.of(path), &path.value))?;
                Some(match (&self.fields[id.0].kind, keys.each) {
                    (Kind::Table(_), Each::Entry) => Repeat::Records(id),
                    (Kind::Indicators(_), Each::Entry) => Repeat::Indicators(id),
                    (Kind::Indicators(_), Each::Subcategory) => Repeat::Subcategories(id),
                    _ => return Err(mistake(self.spans.of(path), format!("「{}」不能逐行重复", path.value))),
                })
            }
            None => None,
        };
        let cells = keys.cells.iter().map(|cell| self.cell(cell, repeat));
        let row = Row {
            cells: cells.collect::<Result<_, _>>()?,
            height: keys.height.unwrap_or_default(),
            header: keys.header,
            when: self.optional_condition(&keys.when)?,
        };
        Ok(match repeat {
            Some(repeat) => Rows::Repeat(repeat, row),
            None => Rows::One(row),
        })
    }

    fn cell(&self, spanned: &Spanned<CellSpec>, repeat: Option<Repeat>) -> Result<Cell, Diagnostic> {
        let spec = &spanned.value;
        let span = self.spans.of(spanned);
        let texts = [
            (Role::Title, &spec.title),
            (Role::Heading, &spec.heading),
            (Role::Label, &spec.label),
            (Role::ColumnHeader, &spec.header),
        ];
        let mut contents = Vec::new();
        for (role, text) in texts {
            if let Some(text) = text {
                contents.push((role, Content::Text(self.text(text, &span)?)));
            }
        }
        if let Some(path) = &spec.value {
            contents.push((Role::Value, self.value(path, &spec.prefix, repeat, &span)?));
        }
        if let Some(path) = &spec.options {
            contents.push((Role::Value, self.options(path, &spec.show, &span)?));
        }
        let count = contents.len();
        let (Some((role, content)), 1) = (contents.pop(), count) else {
            return Err(mistake(
                span,
                "一个单元格要有 title、heading、label、header、value、options 中的一项，且只有一项",
            ));
        };
        if spec.colspan == 0 || spec.colspan > self.columns {
            return Err(mistake(span, format!("colspan 应为 1 到 {}", self.columns)));
        }
        // Amounts stand at the right rule on all these forms.
        let columns = repeat.map(|repeat| self.item_columns(repeat)).unwrap_or_default();
        let kind = match content {
            Content::Field(id, _) => Some(&self.fields[id.0].kind),
            Content::Item(ItemPart::Column(index)) => Some(&columns[index].kind),
            _ => None,
        };
        let align = matches!(kind, Some(Kind::Money)).then_some(Align::Right);
        Ok(Cell {
            role,
            content,
            colspan: spec.colspan,
            rowspan: spec.rowspan.0,
            style: self.style(role, spec.style.as_ref(), align, &span)?,
            merge: spec.merge,
        })
    }

    fn value(&self, path: &str, prefix: &str, repeat: Option<Repeat>, span: &Span) -> Result<Content, Diagnostic> {
        let Some(part) = path.strip_prefix('.') else {
            let id = self.find(path).ok_or_else(|| self.unknown_field(span.clone(), path))?;
            return match self.fields[id.0].kind {
                Kind::Table(_) | Kind::Indicators(_) => {
                    Err(mistake(span.clone(), format!("「{path}」有多行，要用 for 逐行排列")))
                }
                _ => Ok(Content::Field(id, prefix.to_owned())),
            };
        };
        let Some(repeat) = repeat else {
            return Err(mistake(span.clone(), format!("「{path}」只能用在 for 的行里")));
        };
        let columns = self.item_columns(repeat);
        let indicators = matches!(self.fields[repeat.field().0].kind, Kind::Indicators(_));
        let part = match part {
            "category" if indicators => ItemPart::Category,
            "subcategory" if indicators => ItemPart::Subcategory,
            "name" if indicators => ItemPart::Name,
            "target" if indicators => ItemPart::Target,
            name => columns
                .iter()
                .position(|column| column.name == name)
                .map(ItemPart::Column)
                .ok_or_else(|| mistake(span.clone(), format!("每行没有「{name}」这一列")))?,
        };
        Ok(Content::Item(part))
    }

    /// The columns of the records or indicators for which a row is repeated.
    fn item_columns(&self, repeat: Repeat) -> &[Column] {
        match &self.fields[repeat.field().0].kind {
            Kind::Table(columns) => columns,
            Kind::Indicators(framework) => &framework.columns,
            _ => &[],
        }
    }

    fn options(&self, path: &str, show: &[String], span: &Span) -> Result<Content, Diagnostic> {
        let id = self.find(path).ok_or_else(|| self.unknown_field(span.clone(), path))?;
        let (Kind::Choice(options) | Kind::Choices(options)) = &self.fields[id.0].kind else {
            return Err(mistake(span.clone(), format!("「{path}」没有选项")));
        };
        let index = |name: &String| {
            let known = options.iter().position(|option| option == name);
            known.ok_or_else(|| mistake(span.clone(), format!("「{path}」没有选项「{name}」")))
        };
        let shown = match show {
            [] => (0..options.len()).collect(),
            names => names.iter().map(index).collect::<Result<_, _>>()?,
        };
        Ok(Content::Options(id, shown))
    }
}

fn join(parent: &str, key: &str) -> String {
    match parent {
        "" => key.to_owned(),
        parent => format!("{parent}.{key}"),
    }
}
