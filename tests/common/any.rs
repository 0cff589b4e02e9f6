//! Projects with any values.

use jixiao::internals::template::{Kind, Template};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::TEMPLATES;

/// A value of a kind as JSON, which is YAML too; `wild` texts have every character.
fn value(kind: &Kind, wild: bool) -> BoxedStrategy<Value> {
    let option = |options: &[String]| proptest::sample::select(options.to_vec()).prop_map(Value::from).boxed();
    match kind {
        Kind::Text => text(wild).prop_map(Value::from).boxed(),
        Kind::Choice(options) => option(options),
        Kind::Choices(options) => {
            proptest::sample::subsequence(options.clone(), 1..=options.len()).prop_map(Value::from).boxed()
        }
        Kind::Date(_) => {
            (2017..2029_u16, 1..=12_u8, 1..=28_u8).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}").into()).boxed()
        }
        Kind::Money(_) => {
            (-1000..100_000_000_000_000_i64).prop_map(|fen| format!("{}", Decimal::new(fen, 2)).into()).boxed()
        }
        Kind::Number(_) => (0..1000_u32).prop_map(|number| number.to_string().into()).boxed(),
        Kind::Table(columns) => {
            let columns: Vec<_> =
                columns.iter().map(|column| (Just(column.path.clone()), value(&column.kind, wild))).collect();
            let record = columns.prop_map(|columns| Value::Object(columns.into_iter().collect()));
            prop::collection::vec(record, 1..4).prop_map(Value::from).boxed()
        }
        Kind::Indicators(framework) => {
            let places = framework.categories.iter().flat_map(|category| {
                category.subcategories.iter().map(move |below| (category.name.clone(), below.clone()))
            });
            let places: Vec<(String, String)> = places.collect();
            let indicator = (line(wild), target(wild)).prop_map(|(name, (key, text))| json!({"名称": name, key: text}));
            let below = prop::collection::vec(indicator, 1..4);
            prop::collection::vec((proptest::sample::select(places), below), 1..5)
                .prop_map(|places| {
                    let mut tree = json!({});
                    for ((category, subcategory), indicators) in places {
                        tree[category][subcategory] = indicators.into();
                    }
                    tree
                })
                .boxed()
        }
    }
}

/// A text of several lines.
fn text(wild: bool) -> BoxedStrategy<String> {
    let usual = prop::collection::vec(line(false), 1..4).prop_map(|lines| lines.join("\n"));
    match wild {
        true => prop_oneof![usual, wild_text()].boxed(),
        false => usual.boxed(),
    }
}

/// Everything that can stand in a file.
fn wild_text() -> impl Strategy<Value = String> {
    let marks = "[-?:,\\[\\]{}#&*!|>'\"%@`~ \t\n=｛：　a0年\u{85}\u{2028}\u{FEFF}\u{200B}]{0,24}";
    prop_oneof![marks.prop_map(|text: String| text), any::<String>()]
        .prop_map(|text| text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect())
}

fn line(wild: bool) -> BoxedStrategy<String> {
    let usual = "[\u{4e00}-\u{4e40}a-z0-9][\u{4e00}-\u{4e40}0-9a-zA-Z，。：:#、（）()“”\"'&*!|>%@{}\\[\\]≥ -]{0,30}[\u{4e00}-\u{4e40}。）\"]";
    match wild {
        true => prop_oneof![usual.prop_map(|text: String| text), wild_text()].boxed(),
        false => usual.prop_map(|text: String| text).boxed(),
    }
}

fn target(wild: bool) -> BoxedStrategy<(&'static str, String)> {
    let unit = proptest::sample::select(vec!["", "%", "场", "万元", "人次", "公里/年", "个工作日"]);
    let quantity =
        (proptest::sample::select(vec!["≥", "≤", "=", ">", "<", "不少于", ""]), 0..100_000_u32, 0..3_u32, unit);
    let quantity = quantity.prop_map(|(operator, number, scale, unit)| {
        ("指标值", format!("{operator}{}{unit}", Decimal::new(number.into(), scale)))
    });
    let verbatim = (1..100_u32).prop_map(|number| ("原文", format!("≥{number}(次)")));
    prop_oneof![quantity, verbatim, line(wild).prop_map(|text| ("指标值", text))].boxed()
}

/// A project of a form with any of its fields, as JSON.
fn project(template: &Template, wild: bool) -> BoxedStrategy<String> {
    let years = template.first_year.max(2015)..=template.last_year.unwrap_or(2030);
    let fields: Vec<BoxedStrategy<Option<(String, Value)>>> = template
        .fields
        .iter()
        .map(|field| {
            let path = field.path.clone();
            let given = value(&field.kind, wild).prop_map(move |value| (path.clone(), value));
            match field.required {
                true => line(false).prop_map(move |name| Some(("项目名称".to_owned(), Value::from(name)))).boxed(),
                false => prop::option::weighted(0.8, given).boxed(),
            }
        })
        .collect();
    (years, fields)
        .prop_map(|(year, fields)| {
            let mut project = json!({"年度": year});
            for (path, value) in fields.into_iter().flatten() {
                match path.split_once('.') {
                    Some((group, key)) => project[group][key] = value,
                    None => project[path] = value,
                }
            }
            project.to_string()
        })
        .boxed()
}

/// A project of any form, as JSON, which is YAML too; `wild` texts have every
/// character.
pub fn any_project(wild: bool) -> BoxedStrategy<String> {
    let years = proptest::sample::select(vec![2019, 2020, 2023, 2026]);
    years.prop_flat_map(move |year| project(TEMPLATES.for_year(year).expect("a template"), wild)).boxed()
}
