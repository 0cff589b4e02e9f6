//! The indicator tree: 一级指标 → 二级指标 → 三级指标: 指标值.

use super::model::Indicator;
use super::values::{missing, read_columns, scalar_text, unique_entries, unknown_key};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::source::{Entry, Node, Span, Value};
use crate::template::Framework;
use crate::value::{Operator, Quantity, Target, fold_width, parse_decimal};

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
    framework: &Framework,
    node: &Node,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Indicator>> {
    let categories = branches(node, key, "一级指标", diagnostics)?;
    let mut reader = Reader { framework, diagnostics, indicators: Vec::new() };
    for entry in categories {
        let names: Vec<&str> = framework.categories.iter().map(|category| category.name.as_str()).collect();
        if let Some(index) = reader.find(entry, &names, "一级指标") {
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
        Value::Mapping(entries) => Some(unique_entries(entries, diagnostics, "请合并到一处")),
        Value::Null => None,
        other => {
            let what = format!("「{key}」下面应是{level}，这里是{}", other.kind());
            diagnostics.push(Diagnostic::error("wrong-type", what).at(node.span.clone(), "").help(match other {
                Value::Scalar { text, .. } if text.contains('：') => "冒号请用英文冒号加一个空格，如「合格率: ≥95%」",
                _ => "指标分三级：一级指标、二级指标、三级指标: 指标值，每级缩进两个空格",
            }));
            None
        }
    }
}

struct Reader<'a> {
    framework: &'a Framework,
    diagnostics: &'a mut Diagnostics,
    indicators: Vec<Indicator>,
}

/// Where an indicator belongs.
#[derive(Clone, Copy)]
struct Place<'a> {
    category: usize,
    subcategory: usize,
    category_name: &'a str,
    subcategory_name: &'a str,
}

impl Reader<'_> {
    fn find(&mut self, entry: &Entry, names: &[&str], level: &str) -> Option<usize> {
        let written = self.framework.canonical(&entry.key);
        let found = names.iter().position(|name| *name == written);
        if found.is_none() {
            let error = Diagnostic::error("unknown-category", format!("这张表没有{level}「{}」", entry.key))
                .at(entry.key_span.clone(), "");
            let list = format!("这里可以写：{}", names.join("、"));
            let above = self
                .framework
                .categories
                .iter()
                .find(|category| category.subcategories.iter().any(|name| name == written));
            if let Some(above) = above.filter(|above| !names.contains(&above.subcategories[0].as_str())) {
                let help = format!("「{}」是「{}」下面的二级指标，请放到它下面，多缩进两格", entry.key, above.name);
                self.diagnostics.push(error.help(help));
                return None;
            }
            let help = match nearest(&entry.key, names.iter().copied()) {
                Some(near) => format!("是否要写「{near}」？{list}"),
                None => list,
            };
            self.diagnostics.push(error.help(help));
        }
        found
    }

    fn category(&mut self, category: usize, entry: &Entry) {
        let framework = self.framework;
        let names: Vec<&str> = framework.categories[category].subcategories.iter().map(String::as_str).collect();
        for below in branches(&entry.value, &entry.key, "二级指标", self.diagnostics).unwrap_or_default() {
            let Some(subcategory) = self.find(below, &names, "二级指标") else {
                continue;
            };
            let place = Place { category, subcategory, category_name: &entry.key, subcategory_name: &below.key };
            self.subcategory(place, &below.value);
        }
    }

    fn subcategory(&mut self, place: Place<'_>, node: &Node) {
        match &node.value {
            Value::Null => {}
            Value::Mapping(entries) => {
                let help = "同名指标请改用列表写法：- {名称: …, 指标值: …}";
                for entry in unique_entries(entries, self.diagnostics, help) {
                    self.named(place, entry);
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.listed(place, item)),
            Value::Scalar { .. } => {
                let what = format!("「{}」下面应是三级指标，这里是文字", place.subcategory_name);
                let help = match &node.value {
                    Value::Scalar { text, .. } if text.contains(['：', ':']) => {
                        "冒号请用英文冒号加一个空格，如「合格率: ≥95%」"
                    }
                    _ => "请在它下面缩进写「指标名称: 指标值」",
                };
                self.diagnostics.push(Diagnostic::error("wrong-type", what).at(node.span.clone(), "").help(help));
            }
        }
    }

    /// `名称: 指标值`
    fn named(&mut self, place: Place<'_>, entry: &Entry) {
        let none = Vec::new();
        let entries = match &entry.value.value {
            Value::Mapping(entries) => entries,
            _ => &none,
        };
        let entries = unique_entries(entries, self.diagnostics, "请删去其中一个");
        let others: Vec<&str> = TARGET_KEYS.into_iter().chain([TARGET]).collect();
        let columns = read_columns(&self.framework.columns, &entries, &others, self.diagnostics);
        let target = match entries.iter().find(|entry| entry.key == TARGET) {
            Some(target) => self.target(&target.value),
            None if entries.is_empty() => self.target(&entry.value),
            None => self.quantity(&entries, &entry.value.span),
        };
        self.add(place, &entry.key, &entry.key_span, target, &entry.value.span, columns);
    }

    /// `- {名称: …, 指标值: …}`
    fn listed(&mut self, place: Place<'_>, node: &Node) {
        let Value::Mapping(entries) = &node.value else {
            let what = format!("指标应写成 {{名称: …, 指标值: …}}，这里是{}", node.value.kind());
            self.diagnostics.push(Diagnostic::error("wrong-type", what).at(node.span.clone(), ""));
            return;
        };
        let entries = unique_entries(entries, self.diagnostics, "请删去其中一个");
        let others: Vec<&str> = TARGET_KEYS.into_iter().chain([NAME, TARGET]).collect();
        let columns = read_columns(&self.framework.columns, &entries, &others, self.diagnostics);
        let Some(name) = entries.iter().find(|entry| entry.key == NAME) else {
            self.diagnostics.push(missing(NAME, &node.span));
            return;
        };
        let Some(text) = scalar_text(&name.value, NAME, "文字", self.diagnostics) else {
            return;
        };
        let (target, span) = match entries.iter().find(|entry| entry.key == TARGET) {
            Some(target) => (self.target(&target.value), &target.value.span),
            None => (self.quantity(&entries, &node.span), &node.span),
        };
        self.add(place, text, &name.value.span, target, span, columns);
    }

    fn add(
        &mut self,
        place: Place<'_>,
        name: &str,
        span: &Span,
        target: Target,
        target_span: &Span,
        columns: Vec<Option<super::Given>>,
    ) {
        for (column, value) in self.framework.columns.iter().zip(&columns) {
            if column.required && value.is_none() {
                let error =
                    Diagnostic::error("missing-field", format!("指标「{}」缺少「{}」", name.trim(), column.name));
                let help = format!("请写成 {{指标值: …, {}: …}}", column.name);
                self.diagnostics.push(error.at(span.clone(), "").help(help));
            }
        }
        self.indicators.push(Indicator {
            category: place.category,
            subcategory: place.subcategory,
            category_name: place.category_name.to_owned(),
            subcategory_name: place.subcategory_name.to_owned(),
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
                let entries = unique_entries(entries, self.diagnostics, "请删去其中一个");
                for entry in &entries {
                    if !TARGET_KEYS.contains(&entry.key.as_str()) {
                        self.diagnostics.push(unknown_key(entry, &TARGET_KEYS));
                    }
                }
                self.quantity(&entries, &node.span)
            }
            _ => {
                let text = scalar_text(node, TARGET, "文字", self.diagnostics).unwrap_or_default();
                Target::parse(text.trim_end_matches('\n'))
            }
        }
    }

    /// A target from its parts among the entries: 原文 alone, or 值 with 符号 and
    /// 单位. Blank where there are none.
    fn quantity(&mut self, entries: &[&Entry], span: &Span) -> Target {
        let find = |key: &str| entries.iter().find(|entry| entry.key == key);
        let mut text = |key: &str| match find(key) {
            Some(entry) => scalar_text(&entry.value, key, "文字", self.diagnostics).unwrap_or_default(),
            None => "",
        };
        let (number, operator, unit, verbatim) = (text(NUMBER), text(OPERATOR), text(UNIT), text(VERBATIM));
        if let Some(entry) = find(VERBATIM) {
            if [NUMBER, OPERATOR, UNIT].iter().any(|key| find(key).is_some()) {
                let error = Diagnostic::error("bad-target", "「原文」不能与「值」「符号」「单位」同写");
                self.diagnostics.push(error.at(entry.key_span.clone(), "").help("请只留一种写法"));
            }
            return Target::verbatim(verbatim);
        }
        if number.is_empty() {
            if let Some(entry) = find(OPERATOR).or_else(|| find(UNIT)) {
                let error = Diagnostic::error("bad-target", "指标值有符号或单位，缺少「值」");
                self.diagnostics.push(error.at(entry.key_span.clone(), "").help("请补上「值: …」"));
            }
            return Target::parse("");
        }
        let operator = match (operator, Operator::parse(operator)) {
            ("", _) => None,
            (_, Ok(operator)) => Some(operator),
            (_, Err(mistake)) => {
                let place = find(OPERATOR).map_or(span, |entry| &entry.value.span);
                self.diagnostics
                    .push(Diagnostic::error("bad-target", mistake.what).at(place.clone(), "").help(mistake.mend));
                None
            }
        };
        match parse_decimal(&fold_width(number)) {
            Some(number) => Target::from_quantity(Quantity { operator, number, unit: fold_width(unit) }),
            None => {
                let place = find(NUMBER).map_or(span, |entry| &entry.value.span);
                let error = Diagnostic::error("bad-target", format!("「值」应是数字，这里是「{number}」"));
                let digits = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
                let help = match digits.len() < number.len() && !digits.is_empty() {
                    true => "「值」只写数字，单位请写在「单位」里，如 {值: 90, 符号: ≥, 单位: \"%\"}",
                    false => "文字型指标值请直接写在冒号后面，或写成 {原文: …}",
                };
                self.diagnostics.push(error.at(place.clone(), "").help(help));
                Target::parse(number)
            }
        }
    }
}
