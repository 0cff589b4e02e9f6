//! What anybody may send: however large, deep or often something is, the run tells it in
//! its place and ends soon.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use common::program::run;
use tempfile::TempDir;

const FORM: &str = "extends: \"2026\"\nname: 本局\n";

/// A project, with this as its name, its goal and what it counts.
fn project(name: &str, goal: &str, counted: &str) -> String {
    format!(
        "年度: 2026\n项目名称: {name}\n项目性质: 其他一次性项目\n项目类别: 特定目标类\n计划开始日期: 2026-01-01\n\
         计划完成日期: 2026-12-31\n年度资金: {{当年财政拨款: 6万元, 上年结转资金: 0, 其他资金: 0}}\n\
         年度总体目标: {goal}\n绩效指标:\n  成本指标: {{经济成本指标: {{讲座经费: ≤6万元}}}}\n  产出指标:\n    数量指标:\n\
         {counted}    质量指标: {{讲座完成率: ≥95%}}\n    时效指标: {{讲座完成时间: 2026年12月底前}}\n  \
         效益指标: {{社会效益指标: {{居民科学素养: 有所提升}}}}\n  满意度指标: {{服务对象满意度指标: {{居民满意度: ≥90%}}}}\n"
    )
}

fn small() -> String {
    project("社区科普讲座", "全年举办社区科普讲座24场。", "      社区科普讲座场次: ≥24场\n")
}

fn folder(files: &[(&str, String)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// Builds the projects of a folder; gives the exit code and what was told, which is short.
/// An optimised program takes a tenth of the time.
fn build(files: &[(&str, String)]) -> (Option<i32>, String) {
    let folder = folder(files);
    let start = Instant::now();
    let run = run(folder.path(), &["build", "p", "-o", "o"]);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    assert!(run.err.len() < 100_000, "{} bytes are told", run.err.len());
    (run.code, run.err)
}

/// Lines made of their numbers.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn projects_settings_and_templates_have_a_largest_size() {
    let indicators = |count| lines(count, |number| format!("      第{number}批社区科普讲座场次: ≥24场\n"));
    let waivers = |count| {
        let line = |number| format!("    - {{code: percent-low, project: 讲座{number}, reason: 主管部门同意}}\n");
        format!("checks:\n  waive:\n{}", lines(count, line))
    };
    let options = |count| {
        let options: Vec<String> = (0..count).map(|number| format!("性质{number}")).collect();
        format!("{FORM}fields:\n  项目性质: {{options: [{}]}}\n", options.join(", "))
    };
    let conditions = |count| {
        let line = |number| format!("  条件{number}: {{not: 条件{}}}\n", number - 1);
        format!("{FORM}conditions:\n  条件0: {{given: 项目名称}}\n{}", lines(count, |number| line(number + 1)))
    };
    let styles =
        |count| format!("{FORM}styles:\n{}", lines(count, |number| format!("  样式{number}: {{size: 9pt}}\n")));
    for (what, files, place) in [
        ("个", vec![("p/a.yaml", project("讲座", "讲座24场。", &indicators(5_000)))], "p/a.yaml:"),
        ("个", vec![("p/a.yaml", small() + &lines(5_000, |number| format!("没有的{number}: 1\n")))], "p/a.yaml:"),
        ("个", vec![("p/a.yaml", small()), ("p/jixiao.yaml", waivers(4_300))], "p/jixiao.yaml:"),
        ("个", vec![("p/a.yaml", small()), ("p/templates/a.yaml", options(10_000))], "templates/a.yaml:"),
        ("个", vec![("p/a.yaml", small()), ("p/templates/a.yaml", conditions(3_500))], "templates/a.yaml:"),
        ("个", vec![("p/a.yaml", small()), ("p/templates/a.yaml", styles(3_500))], "templates/a.yaml:"),
        ("50000 字", vec![("p/a.yaml", project("讲座", &"举办讲座24场。".repeat(6_500), ""))], "p/a.yaml:8:9"),
        ("512 KB", vec![("p/a.yaml", small() + "#" + &" 说明".repeat(80_000) + "\n末尾: 1\n")], "p/a.yaml:1:1"),
        ("1000000 行", vec![("p/a.yaml", small() + &"\n".repeat(1_000_000))], "p/a.yaml"),
    ] {
        let (code, told) = build(&files);
        assert!(matches!(code, Some(1 | 2)), "{told}");
        assert!(told.contains("错误[file-too-large]"), "{told}");
        assert!(told.contains(what) && told.contains(place), "{what}: {told}");
    }
    // What an office may have is far below that.
    let files = [
        ("p/a.yaml", project("社区科普讲座", &"举办讲座。".repeat(2_000), &indicators(300))),
        ("p/jixiao.yaml", waivers(1_000)),
        ("p/templates/a.yaml", conditions(100)),
    ];
    let (code, told) = build(&files);
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn templates_are_few_and_extend_few() {
    let chain = |count: usize| {
        let base = |number: usize| if number == 0 { "2026".to_owned() } else { format!("表{}", number - 1) };
        let one = |number| format!("extends: \"{}\"\nname: 表{number}\n", base(number));
        (0..count).map(|number| (format!("p/templates/{number:04}.yaml"), one(number))).collect::<Vec<_>>()
    };
    let built = |chain: Vec<(String, String)>| {
        let files: Vec<(&str, String)> = chain.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
        build(&[&files[..], &[("p/a.yaml", small())]].concat())
    };
    assert_eq!(built(chain(10)).0, Some(0));
    let (code, told) = built(chain(40));
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("extends 一个接一个") && told.contains("0015.yaml:1:10"), "{told}");
    let (code, told) = built(chain(101));
    assert_ne!(code, Some(101), "{told}");
    assert!(told.contains("多于 100 个模板"), "{told}");
}

#[test]
fn no_sum_and_no_number_is_too_large_to_be_told() {
    let total = "  和: {type: number, sum: [数, 数, 数, 数, 数]}\n";
    let doubled =
        lines(60, |number| format!("  和{}: {{type: number, sum: [和{0}, 和{0}]}}\n", number).replace("和0", "和"));
    let doubled: String = doubled.lines().enumerate().fold(String::new(), |mut text, (number, line)| {
        let _ = writeln!(text, "  和{}:{}", number + 1, line.split_once(':').expect("a key").1);
        text
    });
    let form = format!("{FORM}fields:\n  数: {{type: number, default: 70000000000000000000}}\n{total}{doubled}");
    let (code, told) = build(&[("p/a.yaml", small()), ("p/templates/a.yaml", form)]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("错误[bad-number]: 合计算出来的数太大"), "{told}");
    for number in ["79228162514264337593543950335", "100000000000000000000", "0.00000000000000000000000000001"] {
        let counted = format!("      讲座场次: ≥{number}场\n");
        let goal = format!(
            "举办讲座{number}场，每场{number}元，共{number}万元，其中甲{number}人，乙{number}人，共{number}人。"
        );
        let (code, told) = build(&[("p/a.yaml", project("讲座", &goal, &counted))]);
        assert_eq!(code, Some(1), "{told}");
        assert!(told.contains("错误[bad-target]") && told.contains("p/a.yaml:13:13"), "{told}");
    }
    for number in ["99999999999999999999", "0.0000000000000000000000000001"] {
        let counted =
            format!("      讲座场次: ≥{number}场\n      讲座成本: ≤{number}万元/场\n      讲座课酬: ={number}元\n");
        let goal = format!(
            "举办讲座{number}场，每场{number}元，共{number}万元，其中甲{number}人，乙{number}人，共{number}人。"
        );
        let (code, told) = build(&[("p/a.yaml", project("讲座", &goal, &counted))]);
        assert!(matches!(code, Some(0 | 1)), "{told}");
    }
}

#[test]
fn long_names_and_titles_make_sound_files() {
    let folder = folder(&[
        ("p/a.yaml", project(&"社区科普讲座".repeat(1_900), "举办讲座24场。", "      讲座场次: ≥24场\n")),
        (
            "p/templates/a.yaml",
            format!(
                "{FORM}metadata: {{title: \"{0}\", author: \"{0}\", subject: \"{{项目名称}}\"}}\n",
                "甲".repeat(12_000)
            ),
        ),
    ]);
    let built = run(folder.path(), &["build", "p", "-o", "o", "--format", "pdf,xlsx,ofd"]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    let pdf = fs::read(folder.path().join("o/a.pdf")).expect("a PDF");
    let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let information = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).expect("properties").1;
    let title =
        information.as_dict().and_then(|info| info.get(b"Title")).and_then(lopdf::Object::as_str).expect("a title");
    // Two bytes a character, a byte order mark, and the sign that it goes on.
    assert_eq!(title.len(), 2 + 2 * 501);
    let verified = run(folder.path(), &["verify", "p", "-o", "o", "--format", "pdf,xlsx,ofd"]);
    assert_eq!(verified.code, Some(0), "{}", verified.err);
}

/// A finding shows its line, however many lines there are around it.
#[test]
fn a_finding_in_a_long_file_shows_its_line() {
    let many = lines(40, |number| small().replace("24场", &format!("{number}场")) + "---\n");
    let folder = folder(&[("p/a.yaml", many + &small().replace("其他一次性项目", "别的"))]);
    let checked = run(folder.path(), &["check", "p"]);
    assert_eq!(checked.code, Some(1), "{}", checked.err);
    let place = "--> p/a.yaml:723:7\n";
    assert!(checked.err.contains(place), "{}", checked.err);
    let shown = checked.err.split(place).nth(1).expect("an excerpt");
    assert!(shown.lines().nth(1).is_some_and(|line| line.starts_with("723 | 项目性质: 别的")), "{shown}");
    assert!(Path::new(folder.path()).join("p/a.yaml").exists());
}
