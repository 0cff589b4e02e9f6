//! JSON Schema (draft 7, which yaml-language-server takes) of a project file.

use serde_json::{Map, Value, json};

use super::outline::asked_when;
use crate::template::{FORM, Field, Framework, Kind, Template, YEAR};
use crate::value::MoneyUnit;

/// The schema of a form's project files.
pub fn schema(template: &Template) -> String {
    let mut properties = Map::new();
    properties.insert(
        YEAR.into(),
        json!({"title": YEAR, "type": ["integer", "string"], "description": "四位年份，决定用哪一式表"}),
    );
    properties.insert(
        FORM.into(),
        json!({
            "title": FORM,
            "type": ["string", "integer", "null"],
            "description": "用哪一式表：表式的名字，或它管的一个年份；不写就按年度",
            "examples": [template.name],
        }),
    );
    let mut required = Vec::new();
    for field in template.fields.iter().filter(|field| field.by.is_none()) {
        for path in std::iter::once(&field.path).chain(&field.also) {
            match path.split_once('.') {
                None => drop(properties.insert(path.clone(), property(template, field))),
                Some((group, key)) => {
                    let group = properties.entry(group).or_insert_with(|| {
                        json!({"title": group, "type": ["object", "null"], "properties": {}, "additionalProperties": false})
                    });
                    group["properties"][key] = property(template, field);
                }
            }
        }
        if field.required && !field.path.contains('.') {
            required.push(field.path.clone());
        }
    }
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": template.title,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    // Nothing here can fail to serialise: there are strings only.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn property(template: &Template, field: &Field) -> Value {
    let mut property = value(&field.kind);
    property["title"] = field.key().into();
    let mut words: Vec<String> = Vec::new();
    words.extend(field.when.map(|when| asked_when(template, when)));
    words.extend(field.limit.map(|limit| format!("{limit} 字以内")));
    if field.is_total() {
        words.push("合计，由程序计算，可以不写".to_owned());
    }
    words.extend(description(&field.kind));
    if !words.is_empty() {
        property["description"] = words.join("；").into();
    }
    if let Some(default) = field.default {
        property["default"] = default.to_string().into();
    }
    property
}

fn description(kind: &Kind) -> Option<String> {
    let words = match kind {
        Kind::Text | Kind::Choice(_) | Kind::Number(_) => return None,
        Kind::Choices(_) => "可选几项",
        Kind::Date(_) => "日期，如 2026-01-01、2026年1月1日",
        Kind::Money(format) if format.unit == MoneyUnit::default() => "元；450000、450,000.00 和 45万元 都可以",
        Kind::Money(format) => return Some(format!("{}；也可以写明单位：450000元、45万元", format.unit.name())),
        Kind::Table(_) => "每项一行，以 - 开头",
        Kind::Indicators(_) => "一级指标 → 二级指标 → 名称: 指标值",
    };
    Some(words.to_owned())
}

fn value(kind: &Kind) -> Value {
    match kind {
        Kind::Text => json!({"type": ["string", "number", "boolean", "null"]}),
        Kind::Choice(options) => choice(options),
        Kind::Choices(options) => json!({"anyOf": [choice(options), {"type": "array", "items": {"enum": options}}]}),
        Kind::Date(_) => json!({"type": ["string", "null"]}),
        Kind::Money(_) | Kind::Number(_) => json!({"type": ["number", "string", "null"]}),
        Kind::Table(columns) => json!({"type": ["array", "null"], "items": record(columns, &[])}),
        Kind::Indicators(framework) => indicators(framework),
    }
}

/// One of these; `是` and `否` are booleans to some editors.
fn choice(options: &[String]) -> Value {
    let mut values: Vec<Value> = options.iter().map(|option| option.as_str().into()).collect();
    values.push(Value::Null);
    json!({"enum": values})
}

/// An object with these columns, and with other keys.
fn record(columns: &[Field], others: &[(&str, Value)]) -> Value {
    let mut properties: Map<String, Value> =
        others.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    properties.extend(columns.iter().map(|column| (column.path.clone(), value(&column.kind))));
    let required: Vec<&str> =
        columns.iter().filter(|column| column.required).map(|column| column.path.as_str()).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn indicators(framework: &Framework) -> Value {
    let plain = json!({"type": ["string", "number", "boolean", "null"]});
    let mut parts = vec![("值", json!({"type": ["number", "string"]})), ("符号", json!({"type": "string"}))];
    parts.extend([("单位", json!({"type": "string"})), ("原文", plain.clone())]);
    let written = json!({"anyOf": [plain.clone(), record(&[], &parts)]});
    parts.push(("指标值", written));
    let named = match framework.columns.iter().any(|column| column.required) {
        true => record(&framework.columns, &parts),
        false => json!({"anyOf": [plain.clone(), record(&framework.columns, &parts)]}),
    };
    parts.push(("名称", plain));
    let mut listed = record(&framework.columns, &parts);
    if let Some(required) = listed["required"].as_array_mut() {
        required.push("名称".into());
    }
    let below = json!({"anyOf": [
        {"type": "null"},
        {"type": "object", "additionalProperties": named},
        {"type": "array", "items": listed},
    ]});
    let with_synonyms = |name: &str| -> Vec<String> {
        let synonyms = framework.synonyms.iter().filter(|(_, known)| known == name).map(|(synonym, _)| synonym.clone());
        std::iter::once(name.to_owned()).chain(synonyms).collect()
    };
    let mut categories = Map::new();
    for category in &framework.categories {
        let mut subcategories = Map::new();
        for name in category.subcategories.iter().flat_map(|name| with_synonyms(name)) {
            subcategories.insert(name, below.clone());
        }
        for name in with_synonyms(&category.name) {
            let mut below = json!({
                "title": name,
                "type": ["object", "null"],
                "properties": subcategories,
                "additionalProperties": false,
            });
            if let Some(place) = framework.place_of(category) {
                below["description"] = format!("另一种放法：代替 {}，两处只用一处", place.replace('.', " 的 ")).into();
            }
            categories.insert(name, below);
        }
    }
    json!({"type": ["object", "null"], "properties": categories, "additionalProperties": false})
}
