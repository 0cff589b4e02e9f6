//! From a node to a value of a field's type.

use super::entries::{missing, read_columns, slip, unique_entries};
use super::indicators;
use super::model::{FieldValue, Given, Record};
use super::scalars::{is_gap, read_scalar};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::messages::Message;
use crate::project::words;
use crate::source::{Entry, Node, Value};
use crate::template::{Field, Kind};
use crate::value::Units;

/// Reads a value with these units of targets; reports why it is none. An empty value is
/// nothing given.
pub(super) fn read_value(
    (kind, units): (&Kind, &Units),
    node: &Node,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Given> {
    let value = match (kind, &node.value) {
        (_, Value::Null) => return None,
        (Kind::Table(_) | Kind::Indicators(_), _) if is_gap(node, diagnostics) => return None,
        (Kind::Table(columns), _) => FieldValue::Records(records((columns, units), node, key, diagnostics)?),
        (Kind::Indicators(framework), _) => {
            FieldValue::Indicators(indicators::read((framework, units), node, key, diagnostics)?)
        }
        _ => return read_scalar(kind, node, key, diagnostics),
    };
    Some(Given { value, span: Some(node.span.clone()) })
}

/// Reads the records of a table.
fn records(
    (columns, units): (&[Field], &Units),
    node: &Node,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Record>> {
    let Value::Sequence(items) = &node.value else {
        diagnostics.push(
            Diagnostic::new(Code::WrongType, words::not_a_list(key, node.value.kind()))
                .at(node.span.clone(), Message::default())
                .help(words::one_line_each(example(columns))),
        );
        return None;
    };
    Some(items.iter().filter_map(|item| record((columns, units), item, key, diagnostics)).collect())
}

/// Reads a record: a mapping whose keys are the columns.
fn record(
    (columns, units): (&[Field], &Units),
    node: &Node,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Record> {
    let Value::Mapping(entries) = &node.value else {
        diagnostics.push(
            Diagnostic::new(Code::WrongType, words::record_of_another_kind(key, node.value.kind()))
                .at(node.span.clone(), Message::default())
                .help(words::write_record(example(columns))),
        );
        return None;
    };
    let entries = unique_entries(entries, diagnostics, &words::delete_one());
    let read =
        |kind: &Kind, node: &Node, key: &str, found: &mut Diagnostics| read_value((kind, units), node, key, found);
    let values = read_columns(columns, &entries, &[], read, diagnostics);
    for (column, value) in columns.iter().zip(&values) {
        if column.required
            && value.is_none()
            && !entries.iter().any(|entry| entry.key == column.path && !is_null(entry) || slip(entry).is_some())
        {
            diagnostics.push(missing(&column.path, &node.span));
        }
    }
    Some(Record { values, span: node.span.clone() })
}

fn is_null(entry: &Entry) -> bool {
    matches!(entry.value.value, Value::Null)
}

fn example(columns: &[Field]) -> String {
    let keys: Vec<String> = columns.iter().map(|column| format!("{}: …", column.path)).collect();
    format!("{{{}}}", keys.join(", "))
}
