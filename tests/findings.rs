//! What a user is told about a mistake: one file a mistake in
//! `tests/cases/findings`, the message beside it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use jixiao::diag::replaced;

use common::{findings, findings_of, has_han_outside_quotes, not_english, root};

#[test]
fn mistakes_are_told_with_their_place() {
    insta::glob!("cases/findings/*.yaml", |path| {
        let text = std::fs::read_to_string(path).expect("a case");
        let shown = findings(&text);
        assert!(!shown.is_empty(), "{}: nothing was found", path.display());
        assert!(shown.contains("t.yaml:"), "{}: no place", path.display());
        insta::with_settings!({
            snapshot_path => root().join("tests/cases/findings"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
            snapshot_suffix => "",
        }, {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            insta::assert_snapshot!(name, shown);
        });
    });
}

#[test]
fn mistakes_are_told_in_english() {
    insta::glob!("cases/findings/*.yaml", |path| {
        let text = std::fs::read_to_string(path).expect("a case");
        for finding in findings_of(&text) {
            assert_eq!(not_english(&finding), [""; 0], "{}", path.display());
        }
    });
}

#[test]
fn chinese_words_in_english_stand_in_quotes() {
    for right in ["“年度” is missing", "write `{值: 90}`", "“甲”, “乙”", "the year has four digits"] {
        assert!(!has_han_outside_quotes(right), "{right}");
    }
    for wrong in ["年度 is missing", "“年度” 缺少", "write `值`: 90，", "甲、乙"] {
        assert!(has_han_outside_quotes(wrong), "{wrong}");
    }
}

/// What was pasted is mended by its fixes alone.
#[test]
fn pasted_characters_are_mended() {
    insta::glob!("cases/findings/*.yaml", |path| {
        let name = path.file_stem().expect("a name").to_string_lossy();
        if ![
            "no-break-space-",
            "radicals",
            "invisible-",
            "zero-width-",
            "word-bullet",
            "word-line-",
            "word-spaces",
            "word-digits",
            "quoted-",
            "lines-",
        ]
        .iter()
        .any(|start| name.starts_with(start))
        {
            return;
        }
        let text = std::fs::read_to_string(path).expect("a case");
        let found = findings_of(&text);
        let fixes = found.iter().flat_map(|finding| &finding.fixes);
        let fixes = fixes.map(|fix| (fix.place.range.clone().expect("a place"), fix.text.as_str()));
        assert_eq!(findings(&replaced(&text, fixes)), "", "{name}");
    });
}
