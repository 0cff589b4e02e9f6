//! The book of lines: one rule a case, in `tests/cases/typesetting/lines.yaml`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fmt::Write;

use common::{FONTS, root, source};
use jixiao::internals::source::{from_node, parse};
use jixiao::internals::style::Punctuation;
use jixiao::internals::text::{Spread, TextLine, TextStyle, break_lines};
use jixiao::internals::value::Length;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    rule: String,
    /// In characters.
    width: f64,
    text: String,
    #[serde(default)]
    punctuation: Punctuation,
    #[serde(default)]
    hanging: bool,
    #[serde(default)]
    justify: bool,
    #[serde(default)]
    distribute: bool,
    #[serde(default)]
    vertical: bool,
}

const SIZE: Length = Length::pt(10.0);

fn lines(case: &Case) -> Vec<TextLine> {
    let style = TextStyle {
        size: SIZE,
        bold: false,
        spread: match (case.justify, case.distribute) {
            (true, _) => Spread::Justified,
            (_, true) => Spread::Distributed,
            _ => Spread::Ragged,
        },
        hanging: case.hanging,
        punctuation: case.punctuation,
        vertical: case.vertical,
    };
    break_lines(&case.text, &*FONTS, style, SIZE * case.width)
}

#[test]
fn the_book_of_lines() {
    let node = parse(&source(&root().join("tests/cases/typesetting/lines.yaml"))).expect("YAML").remove(0);
    let (cases, _) = from_node::<Vec<Case>>(&node).expect("cases");
    let mut shown = String::new();
    for case in &cases {
        let _ = writeln!(shown, "{}", case.rule);
        let mut joined = String::new();
        for line in lines(case) {
            let text = &case.text[line.range.clone()];
            joined.push_str(text);
            assert!(line.width.fits(SIZE * case.width), "{}: {text:?} is too wide", case.rule);
            let em = |length: Length| (length / SIZE * 1000.0).round() / 1000.0;
            let _ = writeln!(shown, "  {}|{text}| {}", " ".repeat(em(line.indent).ceil() as usize), em(line.width));
        }
        assert_eq!(joined, case.text.replace('\n', ""), "{}", case.rule);
    }
    insta::with_settings!({
        snapshot_path => root().join("tests/cases/typesetting"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("lines", shown);
    });
}
