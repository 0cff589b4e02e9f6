//! The indicator tree: 一级指标 → 二级指标 → 三级指标: 指标值.

use super::entries::{missing, read_columns, slip, unique_entries, unknown_key};
use super::model::Indicator;
use super::scalars::{is_gap, read_scalar, scalar_text};
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::messages::{Message, excerpt, names};
use crate::project::words;
use crate::source::{Entry, Node, Span, Value};
use crate::template::{Framework, Kind};
use crate::value::words as value;
use crate::value::{
    MOST_DIGITS, MOST_WHOLE_DIGITS, Operator, Quantity, Target, Units, fold_width, has_too_many_digits, is_bullet,
    is_operator_sign, parse_decimal,
};

pub(crate) const NAME: &str = "名称";
pub(crate) const TARGET: &str = "指标值";
pub(crate) const NUMBER: &str = "值";
pub(crate) const OPERATOR: &str = "符号";
pub(crate) const UNIT: &str = "单位";
pub(crate) const VERBATIM: &str = "原文";

/// Keys of a target given in parts.
const TARGET_KEYS: [&str; 4] = [NUMBER, OPERATOR, UNIT, VERBATIM];

/// Reads the indicators, in the framework's order.
pub(super) fn read(
    (framework, units): (&Framework, &Units),
    node: &Node,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Indicator>> {
    let categories = branches(node, key, "一级指标", diagnostics)?;
    let mut reader = IndicatorReader { framework, units, diagnostics, indicators: Vec::new() };
    for entry in categories {
        let known: Vec<&str> = framework.categories.iter().map(|category| category.name.as_str()).collect();
        if let Some(index) = reader.find(entry, &known, "一级指标") {
            reader.category(index, entry);
        }
    }
    let mut indicators = reader.indicators;
    indicators.sort_by_key(|indicator| (indicator.category, indicator.subcategory));
    Some(indicators)
}

/// The entries of a level above the indicators; nothing where it is empty.
fn branches<'n>(node: &'n Node, key: &str, level: &str, diagnostics: &mut Diagnostics) -> Option<Vec<&'n Entry>> {
    match &node.value {
        Value::Mapping(entries) => Some(unique_entries(entries, diagnostics, &words::merge())),
        Value::Null => None,
        other => {
            let what = words::branch_of_another_kind(key, level, other.kind());
            let help = match other {
                Value::Scalar { text, .. } if text.contains('：') && !is_beside_key(node) => {
                    words::colon_in_indicator(with_colon(text))
                }
                _ => words::three_levels(),
            };
            diagnostics
                .push(Diagnostic::new(Code::WrongType, what).at(node.span.clone(), Message::default()).help(help));
            None
        }
    }
}

/// Whether a value begins on the line of its key.
fn is_beside_key(node: &Node) -> bool {
    let before = &node.span.source.text[..node.span.range.start];
    before.rsplit('\n').next().is_some_and(|line| !line.trim().is_empty())
}

/// A name and its target that stand in one text, with a colon between them.
fn with_colon(text: &str) -> String {
    let text = text.lines().next().unwrap_or_default().trim();
    let sign = text.find(|c: char| is_operator_sign(c) || matches!(c, '：' | ':'));
    let (name, target) = match sign.filter(|sign| *sign > 0) {
        Some(sign) => text.split_at(sign),
        None => text.split_once([' ', '\u{3000}']).unwrap_or((text, "…")),
    };
    format!("{}: {}", name.trim(), target.trim_start_matches(['：', ':', ' ', '\u{3000}']))
}

struct IndicatorReader<'a> {
    framework: &'a Framework,
    units: &'a Units,
    diagnostics: &'a mut Diagnostics,
    indicators: Vec<Indicator>,
}

/// Where an indicator belongs.
#[derive(Clone, Copy)]
struct Branch<'a> {
    category: usize,
    subcategory: usize,
    category_name: &'a str,
    subcategory_name: &'a str,
}

impl IndicatorReader<'_> {
    fn find(&mut self, entry: &Entry, known: &[&str], level: &str) -> Option<usize> {
        let written = self.framework.canonical(&entry.key);
        let found = known.iter().position(|name| *name == written);
        if found.is_none() {
            let error = Diagnostic::new(Code::UnknownCategory, words::no_such_category(level, excerpt(&entry.key)))
                .at(entry.key_span.clone(), Message::default());
            let list = names(known);
            let above = self
                .framework
                .categories
                .iter()
                .find(|category| category.subcategories.iter().any(|name| name == written));
            if let Some(above) = above.filter(|above| !known.contains(&above.subcategories[0].as_str())) {
                let help = words::is_below(&entry.key, &above.name);
                self.diagnostics.push(error.help(help));
                return None;
            }
            if let Some(own) =
                self.framework.categories.iter().find(|own| own.name == written && !known.contains(&written))
            {
                let help = words::is_a_category(&entry.key, names(own.subcategories.iter().map(String::as_str)));
                self.diagnostics.push(error.help(help));
                return None;
            }
            let is_target = level == "二级指标" && matches!(entry.value.value, Value::Scalar { .. });
            let help = match nearest(&entry.key, known.iter().copied()) {
                None if is_target => words::indent_indicator(list),
                Some(near) => words::did_you_mean_category(near, list),
                None => words::names_here(list),
            };
            self.diagnostics.push(error.help(help));
        }
        found
    }

    fn category(&mut self, category: usize, entry: &Entry) {
        let framework = self.framework;
        let known: Vec<&str> = framework.categories[category].subcategories.iter().map(String::as_str).collect();
        let branches = branches(&entry.value, &entry.key, "二级指标", self.diagnostics).unwrap_or_default();
        let is_target = |below: &&Entry| {
            matches!(below.value.value, Value::Scalar { .. }) && !known.contains(&framework.canonical(&below.key))
        };
        if !branches.is_empty() && branches.iter().all(is_target) {
            let what = words::no_subcategory(&entry.key);
            let error = Diagnostic::new(Code::UnknownCategory, what).at(entry.key_span.clone(), Message::default());
            self.diagnostics.push(error.help(words::add_subcategory(names(known))));
            return;
        }
        for below in branches {
            let Some(subcategory) = self.find(below, &known, "二级指标") else {
                continue;
            };
            let branch = Branch { category, subcategory, category_name: &entry.key, subcategory_name: &below.key };
            self.subcategory(branch, &below.value);
        }
    }

    fn subcategory(&mut self, branch: Branch<'_>, node: &Node) {
        match &node.value {
            Value::Null => {}
            Value::Mapping(entries) if entries.iter().any(|entry| entry.key == TARGET) => {
                let error = Diagnostic::new(Code::WrongType, words::indicator_without_dash());
                let place = entries.first().map_or(&node.span, |entry| &entry.key_span);
                self.diagnostics.push(error.at(place.clone(), Message::default()).help(words::write_listed()));
            }
            Value::Mapping(entries) => {
                let help = &words::same_name_as_list();
                for entry in unique_entries(entries, self.diagnostics, help) {
                    self.named(branch, entry);
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.listed(branch, item)),
            Value::Scalar { text, .. } => {
                let what = words::indicators_not_text(branch.subcategory_name);
                let help = match text {
                    text if !text.contains(['：', ':', ' ', '\u{3000}']) && !text.contains(is_operator_sign) => {
                        words::write_indicators_below()
                    }
                    text if is_beside_key(node) => {
                        words::indicator_on_next_line(branch.subcategory_name, with_colon(text))
                    }
                    text if text.contains(['：', ':']) => words::colon_in_indicator(with_colon(text)),
                    text => words::name_colon_target(with_colon(text)),
                };
                self.diagnostics
                    .push(Diagnostic::new(Code::WrongType, what).at(node.span.clone(), Message::default()).help(help));
            }
        }
    }

    /// `名称: 指标值`
    fn named(&mut self, branch: Branch<'_>, entry: &Entry) {
        if let Some(mark) = entry.key.chars().next().filter(|mark| is_bullet(*mark)) {
            let error = Diagnostic::new(Code::WrongType, words::name_with_dash(mark));
            self.diagnostics.push(error.at(entry.key_span.clone(), Message::default()).help(words::delete_dash()));
        }
        let none = Vec::new();
        let entries = match &entry.value.value {
            Value::Mapping(entries) => entries,
            _ => &none,
        };
        let entries = unique_entries(entries, self.diagnostics, &words::delete_one());
        let others: Vec<&str> = TARGET_KEYS.into_iter().chain([TARGET]).collect();
        let columns = read_columns(&self.framework.columns, &entries, &others, read_scalar, self.diagnostics);
        let target = match entries.iter().find(|entry| entry.key == TARGET) {
            Some(target) => self.target(&target.value),
            None if entries.is_empty() => self.target(&entry.value),
            None => self.quantity(&entries, &entry.value.span),
        };
        self.require(entry.written(), &entry.key_span, &columns, &entries);
        self.add(branch, entry.written(), &entry.key_span, target, &entry.value.span, columns);
    }

    /// `- {名称: …, 指标值: …}`
    fn listed(&mut self, branch: Branch<'_>, node: &Node) {
        let Value::Mapping(entries) = &node.value else {
            let what = words::indicator_of_another_kind(node.value.kind());
            let error = Diagnostic::new(Code::WrongType, what).at(node.span.clone(), Message::default());
            self.diagnostics.push(match &node.value {
                Value::Scalar { text, .. } => error.help(words::name_colon_target(with_colon(text))),
                _ => error,
            });
            return;
        };
        let entries = unique_entries(entries, self.diagnostics, &words::delete_one());
        let others: Vec<&str> = TARGET_KEYS.into_iter().chain([NAME, TARGET]).collect();
        let is_known =
            |key: &str| others.contains(&key) || self.framework.columns.iter().any(|column| column.path == key);
        if let [only] = entries.as_slice()
            && !is_known(&only.key)
            && slip(only).is_none()
            && !matches!(only.value.value, Value::Sequence(_))
        {
            let what = words::dash_before_indicator(excerpt(&only.key));
            let error = Diagnostic::new(Code::WrongType, what).at(only.key_span.clone(), Message::default());
            self.diagnostics.push(error.help(words::delete_dashes(excerpt(&only.key))));
            return;
        }
        let columns = read_columns(&self.framework.columns, &entries, &others, read_scalar, self.diagnostics);
        let Some(name) = entries.iter().find(|entry| entry.key == NAME) else {
            if entries.iter().all(|entry| slip(entry).is_none()) {
                self.diagnostics.push(missing(NAME, &node.span));
            }
            return;
        };
        let Some(text) = scalar_text(&name.value, NAME, &Kind::Text, self.diagnostics) else {
            return;
        };
        let (target, span) = match entries.iter().find(|entry| entry.key == TARGET) {
            Some(target) => (self.target(&target.value), &target.value.span),
            None => (self.quantity(&entries, &node.span), &node.span),
        };
        self.require(text, &name.value.span, &columns, &entries);
        self.add(branch, text, &name.value.span, target, span, columns);
    }

    /// Reports required columns that have no value; one that cannot be read is
    /// reported already.
    fn require(&mut self, name: &str, span: &Span, columns: &[Option<super::Given>], entries: &[&Entry]) {
        for (column, value) in self.framework.columns.iter().zip(columns) {
            let is_blank = |entry: &Entry| entry.key != column.path || matches!(entry.value.value, Value::Null);
            if column.required && value.is_none() && entries.iter().all(|entry| is_blank(entry)) {
                let what = words::column_missing(excerpt(name.trim()), &column.path);
                let error = Diagnostic::new(Code::MissingField, what).at(span.clone(), Message::default());
                self.diagnostics.push(error.help(words::write_column(&column.path)));
            }
        }
    }

    fn add(
        &mut self,
        branch: Branch<'_>,
        name: &str,
        span: &Span,
        target: Target,
        target_span: &Span,
        columns: Vec<Option<super::Given>>,
    ) {
        self.indicators.push(Indicator {
            category: branch.category,
            subcategory: branch.subcategory,
            category_name: branch.category_name.to_owned(),
            subcategory_name: branch.subcategory_name.to_owned(),
            name: name.trim_end_matches('\n').to_owned(),
            target,
            columns,
            span: span.clone(),
            target_span: target_span.clone(),
        });
    }

    /// A target that stands alone: a text, or its parts.
    fn target(&mut self, node: &Node) -> Target {
        match &node.value {
            Value::Mapping(entries) => {
                let entries = unique_entries(entries, self.diagnostics, &words::delete_one());
                for entry in &entries {
                    if !TARGET_KEYS.contains(&entry.key.as_str()) {
                        self.diagnostics.push(unknown_key(entry, &TARGET_KEYS));
                    }
                }
                self.quantity(&entries, &node.span)
            }
            _ => {
                let text = scalar_text(node, TARGET, &Kind::Text, self.diagnostics).unwrap_or_default();
                self.refuse_too_many_digits(text, &node.span);
                Target::parse_in(text.trim_end_matches('\n'), self.units)
            }
        }
    }

    /// Whether a target has a number that cannot be printed as it is, which is said.
    fn refuse_too_many_digits(&mut self, text: &str, span: &Span) -> bool {
        let is_too_long = has_too_many_digits(text);
        if is_too_long {
            let what = value::too_many_digits(excerpt(text), MOST_DIGITS, MOST_WHOLE_DIGITS);
            let error = Diagnostic::new(Code::BadTarget, what).help(value::write_fewer_digits());
            self.diagnostics.push(error.at(span.clone(), Message::default()));
        }
        is_too_long
    }

    /// A target from its parts among the entries: 原文 alone, or 值 with 符号 and
    /// 单位. Blank where there are none.
    fn quantity(&mut self, entries: &[&Entry], span: &Span) -> Target {
        let find = |key: &str| entries.iter().find(|entry| entry.key == key);
        let mut text = |key: &str| match find(key) {
            Some(entry) => scalar_text(&entry.value, key, &Kind::Text, self.diagnostics).unwrap_or_default(),
            None => "",
        };
        let (number, operator, unit, verbatim) = (text(NUMBER), text(OPERATOR), text(UNIT), text(VERBATIM));
        if let Some(entry) = find(VERBATIM) {
            if [NUMBER, OPERATOR, UNIT].iter().any(|key| find(key).is_some()) {
                let error = Diagnostic::new(Code::BadTarget, words::verbatim_alone());
                self.diagnostics
                    .push(error.at(entry.key_span.clone(), Message::default()).help(words::keep_one_form()));
            }
            return Target::verbatim(verbatim);
        }
        if number.is_empty() {
            if let Some(entry) = find(OPERATOR).or_else(|| find(UNIT)) {
                let error = Diagnostic::new(Code::BadTarget, words::target_without_number());
                self.diagnostics.push(error.at(entry.key_span.clone(), Message::default()).help(words::add_number()));
            }
            return Target::parse("");
        }
        let operator = match (operator, Operator::parse(operator)) {
            ("", _) => None,
            (_, Ok(operator)) => Some(operator),
            (_, Err(mistake)) => {
                let place = find(OPERATOR).map_or(span, |entry| &entry.value.span);
                self.diagnostics.push(
                    Diagnostic::new(Code::BadTarget, mistake.what)
                        .at(place.clone(), Message::default())
                        .help(mistake.mend),
                );
                None
            }
        };
        match parse_decimal(&fold_width(number)) {
            Some(number) => Target::from_quantity(Quantity { operator, number, unit: fold_width(unit) }),
            None if find(NUMBER).is_some_and(|entry| is_gap(&entry.value, self.diagnostics)) => Target::parse(number),
            None => {
                let place = find(NUMBER).map_or(span, |entry| &entry.value.span);
                if self.refuse_too_many_digits(number, place) {
                    return Target::parse(number);
                }
                let error = Diagnostic::new(Code::BadTarget, words::target_is_no_number(excerpt(number)));
                let digits = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
                let has_unit = digits.len() < number.len() && !digits.is_empty();
                let help = match has_unit || Target::parse(number).quantity.is_some() {
                    true => words::unit_apart(),
                    false => words::target_as_text(),
                };
                self.diagnostics.push(error.at(place.clone(), Message::default()).help(help));
                Target::parse(number)
            }
        }
    }
}
