//! The JSON Schema of template files, from the types that read them; the words are
//! those of their documentation.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::Value;

use super::named::Named;
use super::pattern::{LineSpec, TextSpec};
use super::spec::{CellSpec, Cells, RoleSpec, RowKeys, RowSpec, TemplateSpec};
use crate::source::Spanned;
use crate::style::Borders;

/// The JSON Schema (draft 7) of a template file, for editors.
///
/// What a template extends may hold what it lacks, and `~` takes away a key, so
/// that no key is required and every named one may be null.
pub fn schema() -> String {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<TemplateSpec>().to_value();
    relax(&mut schema);
    // Nothing here can fail to serialise: there are strings only.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn relax(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.remove("required");
            object.remove("default");
            for (key, value) in object.iter_mut() {
                match value {
                    // The keys of these are names, and no words of the schema.
                    Value::Object(named) if matches!(key.as_str(), "properties" | "definitions") => {
                        named.values_mut().for_each(relax);
                    }
                    value => relax(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(relax),
        _ => {}
    }
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("named-{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({"type": "object", "additionalProperties": {"anyOf": [value, {"type": "null"}]}})
    }
}

impl JsonSchema for RoleSpec {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "role".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "array", "items": {"type": "string"}})
    }
}

impl JsonSchema for RowSpec {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "row-or-cells".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (row, cell) = (generator.subschema_for::<RowKeys>(), generator.subschema_for::<CellSpec>());
        json_schema!({"anyOf": [row, {"type": "array", "items": cell}]})
    }
}

impl JsonSchema for Cells {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "cells".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let cell = generator.subschema_for::<CellSpec>();
        let named = generator.subschema_for::<Named<CellSpec>>();
        json_schema!({"anyOf": [{"type": "array", "items": cell}, named]})
    }
}

impl JsonSchema for TextSpec {
    fn schema_name() -> Cow<'static, str> {
        "text".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let line = generator.subschema_for::<LineSpec>();
        json_schema!({
            "description": "一行文字，或若干行的列表；可以有占位符，如 `{年度}`。",
            "anyOf": [{"type": ["string", "number"]}, {"type": "array", "items": line}],
        })
    }
}

impl JsonSchema for LineSpec {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "line".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [
            {"type": ["string", "number"]},
            {
                "type": "object",
                "properties": {"text": {"type": "string"}, "when": {"type": "string"}},
                "additionalProperties": false,
            },
        ]})
    }
}

impl JsonSchema for Borders {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "borders".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let sides = ["top", "bottom", "left", "right"];
        json_schema!({"anyOf": [{"type": "boolean"}, {"type": "array", "items": {"enum": sides}}]})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Map;

    #[test]
    fn every_key_is_explained() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let mut types: Vec<&Map<String, Value>> = vec![schema.as_object().unwrap()];
        types.extend(schema["definitions"].as_object().unwrap().values().filter_map(Value::as_object));
        for properties in types.iter().filter_map(|schema| schema.get("properties")?.as_object()) {
            for (key, property) in properties {
                assert!(property.get("description").is_some(), "{key} has no description");
            }
        }
        assert!(types.len() > 8, "{}", types.len());
    }
}
