//! What could be typed at a place of a template, and what its keys are for: its JSON schema
//! says so.

use std::sync::OnceLock;

use serde_json::Value;

use super::{Candidate, CandidateKind, Edit, Spot, literal};
use crate::messages::Message;
use crate::template;

/// The schema, which is made once.
fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| serde_json::from_str(&template::schema()).unwrap_or_default())
}

/// The schemas that one means: itself, what it refers to, what it may be.
fn meanings(one: &'static Value) -> Vec<&'static Value> {
    let mut found: Vec<&'static Value> = Vec::new();
    let mut left = vec![one];
    while let Some(one) = left.pop() {
        // A schema that leads back to itself is gone through once.
        if found.iter().any(|known| std::ptr::eq(*known, one)) {
            continue;
        }
        found.push(one);
        let reference = one["$ref"].as_str().and_then(|path| schema().pointer(path.trim_start_matches('#')));
        left.extend(reference);
        for several in ["anyOf", "allOf", "oneOf"] {
            left.extend(one[several].as_array().into_iter().flatten());
        }
    }
    found
}

/// The schemas of what stands below keys; items of lists have none.
fn at(path: &[String]) -> Vec<&'static Value> {
    let with_items = |all: Vec<&'static Value>| -> Vec<&'static Value> {
        let items: Vec<_> = all.iter().map(|one| &one["items"]).filter(|items| items.is_object()).collect();
        all.into_iter().chain(items.into_iter().flat_map(meanings)).collect()
    };
    let mut here = with_items(meanings(schema()));
    for key in path {
        let below = here.iter().filter_map(|one| {
            let own = one["properties"].get(key);
            own.or_else(|| one.get("additionalProperties").filter(|other| other.is_object()))
        });
        here = with_items(below.flat_map(meanings).collect());
    }
    here
}

/// What a key of a template is for.
pub(super) fn about(path: &[String]) -> Option<Message> {
    let (key, above) = path.split_last()?;
    let all = at(above);
    let properties = all.iter().filter_map(|one| one["properties"].get(key));
    let said = properties.flat_map(meanings).find_map(|one| one["description"].as_str());
    said.map(Message::verbatim)
}

/// What could be typed at a place of a template.
pub(crate) fn complete_template(spot: &Spot) -> Vec<Candidate> {
    let candidate = |label: &str, kind, snippet: String, detail: Message| Candidate {
        label: label.to_owned(),
        kind,
        detail,
        about: Message::default(),
        edit: Edit { range: spot.word.clone(), text: if spot.wants_space { format!(" {snippet}") } else { snippet } },
    };
    let described = |one: &'static Value| {
        let said = meanings(one).into_iter().find_map(|one| one["description"].as_str());
        said.map_or_else(Message::default, Message::verbatim)
    };
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |one: Candidate| {
        if !found.iter().any(|known| known.label == one.label) {
            found.push(one);
        }
    };
    match &spot.value_of {
        None => {
            for one in at(&spot.above) {
                for (name, property) in one["properties"].as_object().into_iter().flatten() {
                    if !spot.beside.contains(name) {
                        let written = literal(name);
                        let snippet = if spot.has_colon { written } else { format!("{written}: ") };
                        add(candidate(name, CandidateKind::Key, snippet, described(property)));
                    }
                }
            }
        }
        Some(name) => {
            let path: Vec<String> = spot.above.iter().chain([name]).cloned().collect();
            for one in at(&path) {
                let named = one["enum"].as_array().into_iter().flatten().chain(one.get("const"));
                for value in named.filter_map(Value::as_str) {
                    add(candidate(value, CandidateKind::Option, literal(value), described(one)));
                }
                if one["type"] == "boolean" {
                    add(candidate("true", CandidateKind::Option, "true".to_owned(), Message::default()));
                    add(candidate("false", CandidateKind::Option, "false".to_owned(), Message::default()));
                }
            }
        }
    }
    found
}
