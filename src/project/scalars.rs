//! From a node to a value that is no list.

use super::entries::AROUND;
use super::model::{FieldValue, Given};
use crate::diag::{Code, Diagnostic, Diagnostics, Level, nearest};
use crate::messages::{Message, excerpt, names};
use crate::project::{TO_FILL_IN, words};
use crate::source::{Node, Span, Value};
use crate::template::Kind;
use crate::value::words as value;
use crate::value::{
    Date, MOST_DIGITS, MOST_WHOLE_DIGITS, Mistake, Money, fold_width, has_too_many_digits, is_bullet, parse_decimal,
};

/// Whether a value is still to be filled in; reports one that is.
pub(super) fn is_gap(node: &Node, diagnostics: &mut Diagnostics) -> bool {
    let is_gap = matches!(&node.value, Value::Scalar { text, .. } if text.trim() == TO_FILL_IN);
    if is_gap {
        let error = Diagnostic::with_level(Level::Error, Code::TodoLeft, words::still_to_fill_in());
        diagnostics.push(error.at(node.span.clone(), Message::default()).help(words::fill_in_and_delete_the_mark()));
    }
    is_gap
}

/// Reads a value that is no list; reports why it is none. An empty value is nothing
/// given.
pub(super) fn read_scalar(kind: &Kind, node: &Node, key: &str, diagnostics: &mut Diagnostics) -> Option<Given> {
    if matches!(node.value, Value::Null) || !matches!(kind, Kind::Text) && is_gap(node, diagnostics) {
        return None;
    }
    let scalar = |diagnostics: &mut Diagnostics| scalar_text(node, key, kind, diagnostics);
    let value = match kind {
        Kind::Text => FieldValue::Text(scalar(diagnostics)?.trim_end_matches('\n').to_owned()),
        Kind::Date(_) => {
            let date = Date::parse(scalar(diagnostics)?);
            FieldValue::Date(accept(date, Code::BadDate, &node.span, diagnostics)?)
        }
        Kind::Money(format) => {
            let money = Money::parse_in(scalar(diagnostics)?, format.unit);
            FieldValue::Money(accept(money, Code::BadMoney, &node.span, diagnostics)?)
        }
        Kind::Number(_) => {
            let text = scalar(diagnostics)?;
            let mistake = || match has_too_many_digits(text) {
                true => Mistake::new(
                    value::too_many_digits(excerpt(text), MOST_DIGITS, MOST_WHOLE_DIGITS),
                    value::write_fewer_digits(),
                ),
                false => Mistake::new(value::not_a_number(excerpt(text)), value::write_arabic_digits()),
            };
            let number = parse_decimal(&fold_width(text)).ok_or_else(mistake);
            FieldValue::Number(accept(number, Code::BadNumber, &node.span, diagnostics)?)
        }
        Kind::Choice(options) => {
            let text = scalar(diagnostics)?;
            FieldValue::Choice(option(options, text, key, node, false, diagnostics)?)
        }
        Kind::Choices(options) => FieldValue::Choices(read_options(options, kind, node, key, diagnostics)),
        Kind::Table(_) | Kind::Indicators(_) => return None,
    };
    Some(Given { value, span: Some(node.span.clone()) })
}

/// The numbers of the options of a list, in their order, each once.
fn read_options(options: &[String], kind: &Kind, node: &Node, key: &str, diagnostics: &mut Diagnostics) -> Vec<usize> {
    let nodes = node.items_or_self();
    let read = |item: &Node| {
        if is_gap(item, diagnostics) {
            return None;
        }
        let text = scalar_text(item, key, kind, diagnostics)?;
        option(options, text, key, item, true, diagnostics)
    };
    let mut chosen: Vec<usize> = nodes.iter().filter_map(read).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// The value of a text that was read; reports one that could not be.
fn accept<T>(read: Result<T, Mistake>, code: Code, span: &Span, diagnostics: &mut Diagnostics) -> Option<T> {
    read.map_err(|mistake| {
        // A dash or 无 stands on paper where there is nothing.
        let written = span.text().trim_matches(['"', '\'']);
        let says_nothing = written == "无" || written.chars().all(|c| is_bullet(c) || matches!(c, '-' | '/' | '／'));
        let help = if says_nothing { words::nothing_to_say() } else { mistake.mend };
        diagnostics.push(Diagnostic::new(code, mistake.what).at(span.clone(), Message::default()).help(help));
    })
    .ok()
}

/// The text of a scalar; reports any other node.
pub(super) fn scalar_text<'n>(
    node: &'n Node,
    key: &str,
    wanted: &Kind,
    diagnostics: &mut Diagnostics,
) -> Option<&'n str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        Value::Null => Some(""),
        other => {
            diagnostics.push(
                Diagnostic::new(Code::WrongType, words::another_kind(key, kind_name(wanted), other.kind()))
                    .at(node.span.clone(), Message::default())
                    .help(match wanted {
                        Kind::Text => words::quote_or_block(),
                        _ => words::only_one(kind_name(wanted)),
                    }),
            );
            None
        }
    }
}

/// Marks that part the items of a list in a sentence.
const BETWEEN: [char; 9] = [',', '，', '、', ';', '；', '/', '／', ' ', '\u{3000}'];

/// The number of the option that a text names; `several` are taken where they
/// are a list.
fn option(
    options: &[String],
    text: &str,
    key: &str,
    node: &Node,
    several: bool,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let find = |text: &str| {
        let wanted = fold_width(text);
        options.iter().position(|option| fold_width(option) == wanted)
    };
    let found = find(text);
    if found.is_none() {
        let error = Diagnostic::new(Code::UnknownOption, words::no_such_option(key, excerpt(text)))
            .at(node.span.clone(), Message::default());
        let list = names(options);
        let bare = |text: &str| {
            let marks = |c: char| AROUND.contains(&c) || is_bullet(c) || "☑√✓-".contains(c) || c.is_whitespace();
            find(text.trim_matches(marks)).map(|index| options[index].as_str())
        };
        let parts: Vec<&str> = text.split(BETWEEN).filter_map(bare).collect();
        let help = match (text.split_once('＃'), &parts[..]) {
            (Some(_), _) => words::wide_hash(),
            (_, [_, _, ..])
                if several && parts.len() == text.split(BETWEEN).filter(|part| !part.is_empty()).count() =>
            {
                words::write_several(parts.join(", "), list)
            }
            (_, [_, _, ..]) if !several => words::one_option(list),
            (_, [one]) if !text.contains(BETWEEN) => words::did_you_mean_option(*one, list),
            _ if several && (!parts.is_empty() || text.contains(['，', '、'])) => words::several_options(list),
            _ => match nearest(text, options.iter().map(String::as_str)) {
                Some(near) => words::did_you_mean_option(near, list),
                None => words::options(list),
            },
        };
        diagnostics.push(error.help(help));
    }
    found
}

fn kind_name(kind: &Kind) -> Message {
    match kind {
        Kind::Text => words::text(),
        Kind::Choice(_) | Kind::Choices(_) => words::an_option(),
        Kind::Date(_) => words::a_date(),
        Kind::Money(_) => words::an_amount(),
        Kind::Number(_) => words::a_number(),
        Kind::Table(_) | Kind::Indicators(_) => words::a_list(),
    }
}
