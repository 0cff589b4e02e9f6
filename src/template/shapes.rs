//! The JSON Schemas of keys whose values have several shapes.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// Stands for what is read from a text or from a mapping of its parts.
macro_rules! stands_for {
    ($($name:ident: $schema:tt;)*) => {$(
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

stands_for! {
    MoneySchema: {"anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"number": {"type": "string"}, "unit": {"enum": ["元", "千元", "万元"]}},
            "additionalProperties": false,
        },
    ]};
    TargetSchema: {
        "type": "object",
        "properties": {
            "operators": {"enum": ["symbols", "ascii"]},
            "number": {"type": ["string", "null"]},
            "unit": {"enum": ["bare", "parentheses"]},
        },
        "additionalProperties": false,
    };
    NumberSchema: {"type": ["number", "string"]};
    PairSchema: {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 2, "maxItems": 2};
    PaperSchema: {"anyOf": [
        {"enum": ["A3", "A4", "A5", "B4", "B5", "16开"]},
        {
            "type": "object",
            "properties": {"width": {"type": "string"}, "height": {"type": "string"}},
            "additionalProperties": false,
        },
    ]};
    RepeatSchema: {"anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
    ]};
    ExpectedSchema: {"anyOf": [{"type": "boolean"}, {"type": "array", "items": {"type": "string"}}]};
    HintSchema: {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]};
    ShowSchema: {"anyOf": [
        {"type": ["string", "number"]},
        {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1, "maxProperties": 1},
    ]};
    RowspanSchema: {"anyOf": [{"type": "integer", "minimum": 1}, {"enum": ["block"]}]};
    MergeSchema: {"enum": [true, false, "record"]};
}
