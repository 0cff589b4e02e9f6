//! From nodes to the types that know their shape beforehand (templates).

use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::{Entry, Node, Span, Value};
use crate::diag::nearest;
use crate::messages::{Message, excerpt, names};
use crate::source::words;

/// Reads a node as a `T`, with the places of all [`Spanned`] values in it.
///
/// # Errors
///
/// The first value that does not fit, with its place.
pub fn from_node<'de, T: Deserialize<'de>>(node: &'de Node) -> Result<(T, Spans), NodeError> {
    let spans = RefCell::new(Vec::new());
    let value = T::deserialize(NodeDeserializer { node, spans: &spans })?;
    Ok((value, Spans(spans.into_inner())))
}

/// A value that remembers its place.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    index: usize,
}

/// The places of the [`Spanned`] values that came out of one [`from_node`].
#[derive(Debug)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// Where a value stands.
    pub fn of<T>(&self, spanned: &Spanned<T>) -> Span {
        self.0[spanned.index].clone()
    }
}

/// The name under which a [`Spanned`] asks its deserialiser for its place:
/// serde's data model has no spans, so that the place travels as an index.
const SPANNED: &str = "jixiao::Spanned";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pair<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pair<T> {
            type Value = Spanned<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::value().carried(), f)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut pair: A) -> Result<Spanned<T>, A::Error> {
                let missing = || de::Error::custom(words::place_missing().carried());
                let index = pair.next_element()?.ok_or_else(missing)?;
                let value = pair.next_element()?.ok_or_else(missing)?;
                Ok(Spanned { value, index })
            }
        }
        deserializer.deserialize_newtype_struct(SPANNED, Pair(PhantomData))
    }
}

/// The index of a place, then the value that stands there.
struct SpannedPair<'de, 's> {
    index: Option<usize>,
    value: Option<NodeDeserializer<'de, 's>>,
}

impl<'de> SeqAccess<'de> for SpannedPair<'de, '_> {
    type Error = NodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, NodeError> {
        if let Some(index) = self.index.take() {
            return seed.deserialize(index.into_deserializer()).map(Some);
        }
        self.value.take().map(|value| seed.deserialize(value)).transpose()
    }
}

/// Why a node is not what it should be.
#[derive(Debug)]
pub struct NodeError {
    /// What is wrong.
    pub message: Message,
    /// Where; absent only while the error travels to the nearest node.
    pub span: Option<Span>,
}

impl NodeError {
    fn or_at(mut self, span: &Span) -> Self {
        self.span.get_or_insert_with(|| span.clone());
        self
    }
}

impl From<Message> for NodeError {
    fn from(message: Message) -> Self {
        Self { message, span: None }
    }
}

impl fmt::Display for NodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.message.clone().carried(), f)
    }
}

impl std::error::Error for NodeError {}

impl de::Error for NodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Message::unpacked(message).into()
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        match nearest(field, expected.iter().copied()) {
            Some(near) => words::unknown_key_near(excerpt(field), near, names(expected)).into(),
            None => words::unknown_key(excerpt(field), names(expected)).into(),
        }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        words::unknown_value(excerpt(variant), names(expected)).into()
    }

    fn missing_field(field: &'static str) -> Self {
        words::key_missing(field).into()
    }

    fn duplicate_field(field: &'static str) -> Self {
        words::key_twice(field).into()
    }

    fn invalid_type(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match unexpected {
            de::Unexpected::Str(text) => words::text_saying(excerpt(text)),
            de::Unexpected::Seq => words::a_list(),
            de::Unexpected::Map => words::keys_and_values(),
            de::Unexpected::Unit => words::nothing(),
            other => Message::unpacked(other),
        };
        let expected = match expected.to_string().as_str() {
            "a sequence" => words::a_list(),
            "a string" => words::text(),
            text if text == "a map" || text.starts_with("struct ") => words::keys_and_values(),
            _ => Message::unpacked(expected),
        };
        words::another_type(found, expected).into()
    }
}

#[derive(Clone, Copy)]
struct NodeDeserializer<'de, 's> {
    node: &'de Node,
    spans: &'s RefCell<Vec<Span>>,
}

impl NodeDeserializer<'_, '_> {
    fn scalar<T: std::str::FromStr>(&self, what: Message) -> Result<T, NodeError> {
        let text = match &self.node.value {
            Value::Scalar { text, .. } => text,
            other => return Err(words::another_type(other.kind(), what).into()),
        };
        text.parse().map_err(|_| words::text_is_not(excerpt(text), what).into())
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $type:ty, $what:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
            self.scalar::<$type>(words::$what())
                .and_then(|value| visitor.$visit(value))
                .map_err(|error| error.or_at(&self.node.span))
        }
    )*};
}

impl<'de> de::Deserializer<'de> for NodeDeserializer<'de, '_> {
    type Error = NodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Scalar { text, .. } => visitor.visit_borrowed_str(text),
            Value::Sequence(items) => visitor.visit_seq(SequenceItems { items: items.iter(), spans: self.spans }),
            Value::Mapping(entries) => {
                visitor.visit_map(MappingEntries { entries: entries.iter(), value: None, spans: self.spans })
            }
        }
        .map_err(|error| error.or_at(&self.node.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        match self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        let span = &self.node.span;
        let (name, value) = match &self.node.value {
            Value::Scalar { text, .. } => (text, None),
            Value::Mapping(entries) if entries.len() == 1 => (&entries[0].key, Some(&entries[0].value)),
            other => {
                let error = NodeError::from(words::another_type(other.kind(), words::one_word()));
                return Err(error.or_at(span));
            }
        };
        visitor
            .visit_enum(Variant { name, value: value.map(|node| NodeDeserializer { node, ..self }) })
            .map_err(|error| error.or_at(span))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        let span = &self.node.span;
        if name == SPANNED {
            let index = {
                let mut spans = self.spans.borrow_mut();
                spans.push(span.clone());
                spans.len() - 1
            };
            return visitor.visit_seq(SpannedPair { index: Some(index), value: Some(self) });
        }
        visitor.visit_newtype_struct(self).map_err(|error| error.or_at(span))
    }

    numbers! {
        deserialize_bool visit_bool bool, true_or_false;
        deserialize_u8 visit_u8 u8, a_number_to_255;
        deserialize_u16 visit_u16 u16, a_whole_number;
        deserialize_u32 visit_u32 u32, a_whole_number;
        deserialize_u64 visit_u64 u64, a_whole_number;
        deserialize_i64 visit_i64 i64, a_whole_number;
        deserialize_f64 visit_f64 f64, a_number;
    }

    forward_to_deserialize_any! {
        i8 i16 i32 f32 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

struct SequenceItems<'de, 's> {
    items: std::slice::Iter<'de, Node>,
    spans: &'s RefCell<Vec<Span>>,
}

impl<'de> SeqAccess<'de> for SequenceItems<'de, '_> {
    type Error = NodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, NodeError> {
        let spans = self.spans;
        let next = self.items.next();
        next.map(|node| seed.deserialize(NodeDeserializer { node, spans })).transpose()
    }
}

struct MappingEntries<'de, 's> {
    spans: &'s RefCell<Vec<Span>>,
    entries: std::slice::Iter<'de, Entry>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for MappingEntries<'de, '_> {
    type Error = NodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NodeError> {
        let Some(entry) = self.entries.next() else {
            return Ok(None);
        };
        self.value = Some(&entry.value);
        let key: StrDeserializer<'_, NodeError> = entry.key.as_str().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|error| error.or_at(&entry.key_span))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, NodeError> {
        match self.value.take() {
            Some(node) => seed.deserialize(NodeDeserializer { node, spans: self.spans }),
            None => Err(NodeError::from(words::value_missing())),
        }
    }
}

struct Variant<'de, 's> {
    name: &'de str,
    value: Option<NodeDeserializer<'de, 's>>,
}

impl<'de> EnumAccess<'de> for Variant<'de, '_> {
    type Error = NodeError;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), NodeError> {
        let name: StrDeserializer<'_, NodeError> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de, '_> {
    type Error = NodeError;

    fn unit_variant(self) -> Result<(), NodeError> {
        match self.value {
            None => Ok(()),
            Some(_) => Err(words::nothing_may_follow(self.name).into()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, NodeError> {
        match self.value {
            Some(value) => seed.deserialize(value),
            None => Err(words::something_must_follow(self.name).into()),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, NodeError> {
        self.struct_variant(&[], visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, NodeError> {
        match self.value {
            Some(value) => de::Deserializer::deserialize_any(value, visitor),
            None => Err(words::something_must_follow(self.name).into()),
        }
    }
}
