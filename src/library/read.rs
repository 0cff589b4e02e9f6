//! Files of customary indicators.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::words;
use super::{Customary, ProjectKind, Wanted};
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::messages::{Message, excerpt, names};
use crate::project::keys::{OPERATOR, TARGET, UNIT};
use crate::source::{Entry, Node, Source, Span, Value, parse};
use crate::value::{Operator, is_unit, parse_decimal};

const ABOUT: &str = "说明";
const WORDS: &str = "用词";
const INDICATORS: &str = "指标";
const USUAL: &str = "常见";
const PROOF: &str = "佐证";

/// The kinds of a file with their indicators; what is wrong is left out and told.
pub(super) fn read(source: &Arc<Source>, file: Option<&str>, mistakes: &mut Diagnostics) -> Vec<ProjectKind> {
    let documents = match parse(source) {
        Ok(documents) => documents,
        Err(error) => {
            mistakes.push(error);
            return Vec::new();
        }
    };
    let mut reader = Reader { mistakes };
    let mut kinds = Vec::new();
    for document in documents.iter().filter(|document| !matches!(document.value, Value::Null)) {
        for entry in reader.mapping(document, words::kinds_here()) {
            kinds.push(reader.kind(entry, file));
        }
    }
    kinds
}

struct Reader<'m> {
    mistakes: &'m mut Diagnostics,
}

impl Reader<'_> {
    fn kind(&mut self, entry: &Entry, file: Option<&str>) -> ProjectKind {
        let mut kind = ProjectKind {
            name: entry.key.trim().to_owned(),
            about: String::new(),
            words: Vec::new(),
            indicators: Vec::new(),
            file: file.map(ToOwned::to_owned),
        };
        for below in self.mapping(&entry.value, words::keys_of_a_kind()) {
            match below.key.as_str() {
                ABOUT => kind.about = self.text(&below.value).unwrap_or_default(),
                WORDS => kind.words = self.texts(&below.value),
                INDICATORS => {
                    for subcategory in self.mapping(&below.value, words::subcategories_here()) {
                        let indicators = self.mapping(&subcategory.value, words::indicators_here());
                        let read = indicators.iter().filter_map(|entry| self.indicator(&subcategory.key, entry));
                        kind.indicators.extend(read);
                    }
                }
                _ => self.unknown(below, &[ABOUT, WORDS, INDICATORS]),
            }
        }
        kind
    }

    /// `名称: {符号: ≥, 单位: 场, 常见: [1, 20], 佐证: …}`, `名称: {指标值: …, 佐证: …}` or
    /// `名称: 指标值`.
    fn indicator(&mut self, subcategory: &str, entry: &Entry) -> Option<Customary> {
        let indicator = |wanted, proof| {
            let (subcategory, name) = (subcategory.to_owned(), entry.written().trim().to_owned());
            Some(Customary { subcategory, name, wanted, proof })
        };
        if let Value::Scalar { text, .. } = &entry.value.value {
            return indicator(Wanted::Written(text.trim().to_owned()), String::new());
        }
        let (mut operator, mut unit, mut usual) = (None, None, None);
        let (mut written, mut proof) = (None, String::new());
        for part in self.mapping(&entry.value, words::parts_of_an_indicator()) {
            match part.key.as_str() {
                OPERATOR => operator = self.operator(&part.value),
                UNIT => unit = self.unit(&part.value),
                USUAL => usual = self.range(&part.value),
                TARGET => written = self.text(&part.value),
                PROOF => proof = self.text(&part.value).unwrap_or_default(),
                _ => self.unknown(part, &[OPERATOR, UNIT, USUAL, TARGET, PROOF]),
            }
        }
        match (written, operator, unit) {
            (Some(written), None, None) => indicator(Wanted::Written(written), proof),
            (None, Some(operator), Some(unit)) => indicator(Wanted::Quantity { operator, unit, usual }, proof),
            _ => {
                let what = words::neither_target_nor_parts(&entry.key);
                self.mistake(what, &entry.key_span, words::write_target_or_parts());
                None
            }
        }
    }

    fn operator(&mut self, node: &Node) -> Option<Operator> {
        let parsed = Operator::parse(&self.text(node)?);
        parsed.map_err(|mistake| self.mistake(mistake.what, &node.span, mistake.mend)).ok()
    }

    fn unit(&mut self, node: &Node) -> Option<String> {
        let unit = self.text(node)?;
        if !is_unit(&unit) {
            self.mistake(words::no_such_unit(excerpt(&unit)), &node.span, words::write_a_unit());
            return None;
        }
        Some(unit)
    }

    /// `[1, 20]`, or a number where no other is usual.
    fn range(&mut self, node: &Node) -> Option<(Decimal, Decimal)> {
        let numbers: Option<Vec<Decimal>> = self.texts(node).iter().map(|text| parse_decimal(text)).collect();
        match numbers.as_deref() {
            Some([only]) => Some((*only, *only)),
            Some([least, most]) if least <= most => Some((*least, *most)),
            _ => {
                self.mistake(words::no_range(), &node.span, words::write_a_range());
                None
            }
        }
    }

    /// One text, or several.
    fn texts(&mut self, node: &Node) -> Vec<String> {
        match &node.value {
            Value::Sequence(items) => items.iter().filter_map(|item| self.text(item)).collect(),
            _ => self.text(node).into_iter().collect(),
        }
    }

    fn text(&mut self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Scalar { text, .. } if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Null | Value::Scalar { .. } => None,
            other => {
                self.mistake(words::not_a_text(other.kind()), &node.span, words::write_a_text());
                None
            }
        }
    }

    /// The entries of a mapping, which may be empty.
    fn mapping<'n>(&mut self, node: &'n Node, wanted: Message) -> &'n [Entry] {
        match &node.value {
            Value::Mapping(entries) => entries,
            Value::Null => &[],
            other => {
                self.mistake(words::no_keys_here(other.kind()), &node.span, wanted);
                &[]
            }
        }
    }

    fn unknown(&mut self, entry: &Entry, known: &[&str]) {
        let help = match nearest(&entry.key, known.iter().copied()) {
            Some(near) => words::did_you_mean(near, names(known)),
            None => words::keys_here(names(known)),
        };
        self.mistake(words::unknown_key(excerpt(&entry.key)), &entry.key_span, help);
    }

    fn mistake(&mut self, what: Message, place: &Span, help: Message) {
        let mistake = Diagnostic::new(Code::Library, what).at(place.clone(), Message::default());
        self.mistakes.push(mistake.help(help));
    }
}
