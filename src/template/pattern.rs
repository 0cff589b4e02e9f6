//! Texts of the form with places for values: `（{年度}年度）`.

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

use super::field::{ConditionId, Field, FieldId, Kind};
use crate::messages::Message;
use crate::template::words;
use crate::value::fold_width;

/// A text with places for values.
#[derive(Clone, Debug)]
pub struct Pattern(pub Vec<Piece>);

/// A part of a [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Printed as it is.
    Literal(String),
    /// `{年度}`: the form's year; `{年度-1}`, so many years before it or after it.
    Year(i16),
    /// `{项目名称}`: a field, as the form prints it.
    Field(FieldId),
    /// `{计划开始日期:year}`: the year of a date.
    YearOf(FieldId),
    /// `{page}`: the number of the page, from 1.
    Page,
    /// `{pages}`: the count of pages.
    Pages,
}

/// A text of one or more lines, some of which may depend on a condition.
#[derive(Clone, Debug)]
pub struct Text(pub Vec<LineRule>);

/// A line of a [`Text`].
#[derive(Clone, Debug)]
pub struct LineRule {
    /// What it says; may itself hold line breaks.
    pub pattern: Pattern,
    /// When it is there; always, where absent.
    pub when: Option<ConditionId>,
}

impl Pattern {
    /// Reads a pattern that may name these fields; what is wrong with it, and how to mend
    /// that.
    pub(super) fn parse(text: &str, fields: &[Field]) -> Result<Self, Wrong> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            if open > 0 {
                pieces.push(Piece::Literal(rest[..open].to_owned()));
            }
            let close = rest[open..].find('}').ok_or_else(|| (words::brace_left_open(text), None))?;
            let name = &rest[open + 1..open + close];
            let field = |path: &str| {
                let index = fields.iter().position(|field| field.path == path);
                let wrong = || (words::not_a_field_of_the_form(name), Some(words::places_are_fields()));
                index.map(FieldId).ok_or_else(wrong)
            };
            pieces.push(match (name, name.rsplit_once(':')) {
                (name, _) if year(name).is_some() => Piece::Year(year(name).unwrap_or_default()),
                ("page", _) => Piece::Page,
                ("pages", _) => Piece::Pages,
                (_, Some((date, "year"))) => match field(date)? {
                    id if matches!(fields[id.0].kind, Kind::Date(_)) => Piece::YearOf(id),
                    _ => return Err((words::year_of_no_date(date), None)),
                },
                (_, Some((path, "limit"))) => match fields[field(path)?.0].limit {
                    Some(limit) => Piece::Literal(limit.to_string()),
                    None => return Err((words::limit_of_no_limit(path), None)),
                },
                _ => Piece::Field(field(name)?),
            });
            rest = &rest[open + close + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        Ok(Self(pieces))
    }
}

/// What is wrong with a pattern, and how to mend it.
pub(super) type Wrong = (Message, Option<Message>);

/// How many years after the form's own `年度`, `年度+1` or `年度-1` is.
fn year(name: &str) -> Option<i16> {
    let folded = fold_width(name);
    let rest = folded.strip_prefix("年度")?;
    let is_shift = rest.starts_with(['+', '-']) && rest[1..].chars().all(|c| c.is_ascii_digit());
    match rest {
        "" => Some(0),
        rest if is_shift => rest.parse().ok().filter(|years| (-MOST_YEARS..=MOST_YEARS).contains(years)),
        _ => None,
    }
}

/// The most years before the form's own, or after it.
const MOST_YEARS: i16 = 50;

/// A [`Text`] as a template writes it: one text, or a list of lines.
#[derive(Clone, Debug)]
pub(super) struct TextSpec(pub Vec<LineSpec>);

/// A line as a template writes it: a text, or `{text: …, when: …}`.
#[derive(Clone, Debug)]
pub(super) struct LineSpec {
    pub text: String,
    pub when: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ConditionalLine {
    text: String,
    when: Option<String>,
}

impl<'de> Deserialize<'de> for TextSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = TextSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::text_or_lines().carried(), f)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<TextSpec, E> {
                let text = text.to_owned();
                Ok(TextSpec(vec![LineSpec { text, when: None }]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, lines: A) -> Result<TextSpec, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(lines)).map(TextSpec)
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

impl<'de> Deserialize<'de> for LineSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrConditional;
        impl<'de> Visitor<'de> for TextOrConditional {
            type Value = LineSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::text_or_conditional_line().carried(), f)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<LineSpec, E> {
                let text = text.to_owned();
                Ok(LineSpec { text, when: None })
            }
            fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<LineSpec, A::Error> {
                ConditionalLine::deserialize(MapAccessDeserializer::new(entries))
                    .map(|line| LineSpec { text: line.text, when: line.when })
            }
        }
        deserializer.deserialize_any(TextOrConditional)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::DateFormat;

    #[test]
    fn patterns() {
        let field = Field {
            path: "开始".into(),
            also: Vec::new(),
            kind: Kind::Date(DateFormat::Iso),
            required: false,
            expected: false,
            default: None,
            when: None,
            sum: Vec::new(),
            equals: None,
            limit: Some(450),
            unique: false,
            count: None,
            by: None,
            take: Vec::new(),
        };
        let fields = [field];
        let pieces = |text| Pattern::parse(text, &fields).map(|pattern| pattern.0);
        assert_eq!(
            pieces("（{年度}年度）").unwrap(),
            [Piece::Literal("（".into()), Piece::Year(0), Piece::Literal("年度）".into())]
        );
        assert_eq!(pieces("{年度-1}{年度＋12}").unwrap(), [Piece::Year(-1), Piece::Year(12)]);
        assert!(pieces("{年度+}").is_err() && pieces("{年度-99}").is_err());
        assert_eq!(pieces("{开始:year}").unwrap(), [Piece::YearOf(FieldId(0))]);
        assert_eq!(pieces("{开始:limit}字").unwrap(), [Piece::Literal("450".into()), Piece::Literal("字".into())]);
        assert_eq!(pieces("").unwrap(), []);
        assert!(pieces("{没有}").is_err());
        assert!(pieces("{开始").is_err());
    }
}
