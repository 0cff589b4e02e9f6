//! In what two versions of a project differ, field by field.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::received::Content;
use super::words;
use crate::data::{FieldData, FormData, IndicatorData, QuantityData, ValueData};
use crate::messages::Language;

/// A field in which two versions differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// What it is called, such as `年度资金.当年财政拨款`.
    pub field: String,
    /// What the one says; blank where it says nothing.
    pub old: String,
    /// What the other says.
    pub new: String,
}

impl Difference {
    /// In a line: `年度资金.当年财政拨款：1 → 2`.
    pub fn line(&self) -> String {
        let blank = |text: &str| {
            if text.is_empty() { words::nothing().say(Language::Chinese).to_owned() } else { text.to_owned() }
        };
        format!("{}：{} → {}", self.field, blank(&self.old), blank(&self.new))
    }
}

/// In what two versions differ; nothing where they say the same.
pub fn differences(old: &Content, new: &Content) -> Vec<Difference> {
    let (old, new) = match (old, new) {
        (Content::Data(old), Content::Data(new)) => (values(old), values(new)),
        (old, new) => (lines(old), lines(new)),
    };
    let mut found = Vec::new();
    let told = |all: &[(String, String)], key: &str, number: usize| {
        all.iter().filter(|(known, _)| known == key).nth(number).map(|(_, value)| value.clone())
    };
    let number = |all: &[(String, String)], at: usize| all[..at].iter().filter(|(key, _)| *key == all[at].0).count();
    for (at, (key, value)) in old.iter().enumerate() {
        let other = told(&new, key, number(&old, at)).unwrap_or_default();
        if other != *value {
            found.push(Difference { field: key.clone(), old: value.clone(), new: other });
        }
    }
    for (at, (key, value)) in new.iter().enumerate() {
        if told(&old, key, number(&new, at)).is_none() {
            found.push(Difference { field: key.clone(), old: String::new(), new: value.clone() });
        }
    }
    found
}

/// How much of what either says the other says, too: from 0 to 1.
pub fn likeness(old: &Content, new: &Content) -> f64 {
    let (old, mut new) = (lines(old), lines(new));
    let most = old.len().max(new.len());
    let all = new.len();
    for said in &old {
        if let Some(at) = new.iter().position(|other| other == said) {
            new.swap_remove(at);
        }
    }
    if most == 0 { 0.0 } else { (all - new.len()) as f64 / most as f64 }
}

/// The lines of a text, each as a field of its own.
fn lines(content: &Content) -> Vec<(String, String)> {
    let line = |line: &str| {
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        (key.trim().to_owned(), value.trim().to_owned())
    };
    match content {
        Content::Text(text) => text.lines().filter(|line| !line.trim().is_empty()).map(line).collect(),
        Content::Data(data) => values(data),
    }
}

/// What a project says, by what each field is called.
fn values(data: &FormData) -> Vec<(String, String)> {
    let mut all = vec![("年度".to_owned(), data.year.to_string()), ("表式".to_owned(), data.template.name.clone())];
    fields("", &data.fields, &mut all);
    all
}

fn fields(before: &str, data: &[FieldData], all: &mut Vec<(String, String)>) {
    for field in data {
        let key = format!("{before}{}", field.key);
        match &field.value {
            ValueData::Text(text) => all.push((key, without_breaks(text))),
            ValueData::Option(text) | ValueData::Date(text) | ValueData::Amount(text) | ValueData::Number(text) => {
                all.push((key, text.clone()));
            }
            ValueData::Options(chosen) => all.push((key, chosen.join("、"))),
            ValueData::Records(records) => {
                for (number, record) in (1..).zip(records) {
                    fields(&format!("{key}[{number}]."), record, all);
                }
            }
            ValueData::Indicators(indicators) => indicators.iter().for_each(|one| indicator(&key, one, all)),
        }
    }
}

fn indicator(field: &str, indicator: &IndicatorData, all: &mut Vec<(String, String)>) {
    let IndicatorData { category, subcategory, name, target, columns } = indicator;
    let key = format!("{field}.{category}.{subcategory}.{}", without_breaks(name));
    // One number may be spelled in several ways.
    let said = match &target.quantity {
        Some(QuantityData { operator, number, unit }) => {
            let plain = number.parse::<rust_decimal::Decimal>().map(|number| number.normalize().to_string());
            format!("{}{}{unit}", operator.as_deref().unwrap_or_default(), plain.unwrap_or_else(|_| number.clone()))
        }
        None => without_breaks(&target.written),
    };
    fields(&format!("{key}."), columns, all);
    all.push((key, said));
}

/// A text without what only breaks its lines.
fn without_breaks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
