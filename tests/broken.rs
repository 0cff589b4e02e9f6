//! Files that went wrong: whatever happens to a sample, the program says where,
//! and never panics.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::time::Duration;

use common::busy::busy;
use common::{findings_of, not_english, root};
use jixiao::diag::{Level, Source};
use proptest::prelude::*;

fn samples() -> Vec<String> {
    let files = fs::read_dir(root().join("samples")).expect("samples").map(|file| file.expect("a file").path());
    let mut files: Vec<_> = files.filter(|path| !path.ends_with("jixiao.yaml")).collect();
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).expect("a sample")).collect()
}

/// What happens to a line.
fn slip() -> impl Strategy<Value = (usize, u8, String)> {
    let insert = prop_oneof![
        Just("\t".to_owned()),
        Just("　".to_owned()),
        Just("：".to_owned()),
        Just("\"".to_owned()),
        Just("{".to_owned()),
        Just("]".to_owned()),
        Just("- ".to_owned()),
        Just("# ".to_owned()),
        Just("---\n".to_owned()),
        Just("&甲 ".to_owned()),
        Just("*甲".to_owned()),
        Just("!乙 ".to_owned()),
        Just("|5\n".to_owned()),
        Just("\\".to_owned()),
        Just("\u{0}".to_owned()),
        Just("\u{FEFF}".to_owned()),
        Just("😀".to_owned()),
        "[ -~]{0,6}",
        "\\PC{0,4}",
    ];
    (any::<prop::sample::Index>().prop_map(|index| index.index(10_000)), any::<u8>(), insert)
}

fn broken(sample: &str, slips: &[(usize, u8, String)]) -> String {
    let mut lines: Vec<String> = sample.lines().map(str::to_owned).collect();
    for (at, kind, insert) in slips {
        if lines.is_empty() {
            break;
        }
        let index = at % lines.len();
        match kind % 6 {
            0 => drop(lines.remove(index)),
            1 => lines.insert(index, insert.clone()),
            2 => lines[index].insert_str(0, insert),
            3 => lines[index].push_str(insert),
            4 => {
                let middle = lines[index].char_indices().nth(at % 7).map_or(0, |(offset, _)| offset);
                lines[index].insert_str(middle, insert);
            }
            _ => {
                let last = lines.len() - 1;
                lines.swap(index, last);
            }
        }
    }
    lines.join("\n") + "\n"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_slip_goes_without_a_place(sample in any::<prop::sample::Index>(), slips in prop::collection::vec(slip(), 1..4)) {
        let samples = samples();
        let text = broken(&samples[sample.index(samples.len())], &slips);
        let source = Source::new("t.yaml", &text);
        let start = busy();
        for finding in findings_of(&text) {
            prop_assert!(finding.level != Level::Error || !finding.labels.is_empty(), "{finding:?}");
            for label in &finding.labels {
                let (line, _) = source.line_column(label.place.start());
                prop_assert!(line <= source.text.lines().count() + 1);
                let range = label.place.range.clone().expect("a place in the text");
                prop_assert!(source.text.get(range).is_some(), "{finding:?}");
            }
        }
        prop_assert!(busy() - start < Duration::from_secs(5));
        for finding in findings_of(&text) {
            prop_assert_eq!(not_english(&finding), [""; 0]);
        }
    }
}

#[test]
fn heavy_files_are_refused_in_time() {
    let long = "字".repeat(350_000);
    let many: String = (0..20_000).map(|n| format!("键{n}: 1\n")).collect();
    let bomb = format!("年度: 2026\n丙: &c {}\n丁: [{}]\n", "字".repeat(100_000), vec!["*c"; 2_000].join(", "));
    for text in [
        format!("年度: 2026\n项目名称: {long}\n"),
        format!("年度: {long}\n"),
        format!("{long}: 1\n"),
        format!("年度: 2026\n项目名称: 甲\n年度资金: {{当年财政拨款: {long}}}\n"),
        format!("年度: 2026\n{many}"),
        format!("年度: 2026\n项目名称: 甲\n绩效指标: {}\n", "[".repeat(5_000)),
        format!("年度: 2026\n{}甲: 1\n", "没有冒号的一行\n".repeat(40_000)),
        format!("{many}年度: 2026\n年度: 2026\n{many}"),
        bomb,
        "\u{0}\u{1}\u{2}".repeat(1_000),
    ] {
        let start = busy();
        let shown = common::findings(&text);
        assert!(shown.contains("错误["), "{:.200}", text);
        assert!(shown.len() < 200_000, "{} bytes about {:.60}", shown.len(), text);
        assert!(busy() - start < Duration::from_secs(10), "{:.60}", text);
        for finding in findings_of(&text) {
            assert_eq!(not_english(&finding), [""; 0], "{:.60}", text);
        }
    }
}
