//! A made-up city hands in its forms over three rounds, with every kind of trouble.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use common::program::{Run, run};
use common::{FONTS, TEMPLATES};
use jixiao::Format;
use jixiao::diag::Diagnostics;
use jixiao::internals::form::build;
use jixiao::internals::project::{Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::internals::{attach, data, write};
use serde_json::Value;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A project's text; each has numbers of its own, so that no two say the same.
fn text(unit: &str, project: &str, amount: u32, number: u32) -> String {
    format!(
        "年度: 2026\n项目名称: {project}\n项目性质: 其他经常性项目\n项目类别: 特定目标类\n主管部门: 示例市文化和旅游局\n\
         实施单位: {unit}\n计划开始日期: 2026-01-01\n计划完成日期: 2026-12-31\n年度资金:\n  当年财政拨款: {amount}\n  \
         上年结转资金: 0\n  其他资金: 0\n年度总体目标: |-\n  1. 举办公益讲座{number}场，参加人数不少于{number}00人次；\n  \
         2. 编印导览手册{number}0册，向学校发放；\n  3. 听众满意度不低于9{}%。\n绩效指标:\n  成本指标:\n    经济成本指标:\n      \
         项目总成本: ≤{amount}元\n  产出指标:\n    数量指标:\n      公益讲座举办场次: ≥{number}场\n      导览手册编印数: \
         ={number}0册\n    质量指标:\n      讲座按计划举办率: ≥95%\n    时效指标:\n      年度任务完成时间: 2026年12月底前\n  \
         效益指标:\n    社会效益指标:\n      讲座参加人次: ≥{number}00人次\n  满意度指标:\n    服务对象满意度指标:\n      \
         听众满意度: ≥9{}%\n",
        number % 10,
        number % 10
    )
}

/// The form of a text in a format, whatever checks say of it.
fn form(text: &str, format: Format) -> Vec<u8> {
    let source = Source::new("t.yaml", text);
    let mut found = Diagnostics::new();
    let mut read = read_file(&source, &Settings::default(), &TEMPLATES, &mut found);
    assert!(!found.has_errors(), "{:?}", found.sorted());
    let (_, project) = read.projects.remove(0);
    let mut table = build(&project);
    table.data = Some(data::of(&project).json());
    if format != Format::Xlsx {
        attach(&mut table, &project);
    }
    write(&table, &FONTS, &[format], None).expect("a form").remove(0).1
}

fn xlsx(text: &str) -> Vec<u8> {
    form(text, Format::Xlsx)
}

/// A workbook as another program would write it: without what says that this one made it, and
/// with a text in place of another.
fn foreign(bytes: &[u8], changes: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        if name.starts_with("customXml/") || name == "docProps/custom.xml" {
            continue;
        }
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut content).expect("its content");
        for (old, new) in changes {
            if let Ok(text) = String::from_utf8(content.clone()) {
                content = text.replace(old, new).into_bytes();
            }
        }
        copy.start_file(name, SimpleFileOptions::default()).expect("a part");
        copy.write_all(&content).expect("its content");
    }
    copy.finish().expect("a workbook").into_inner()
}

/// A part of a workbook.
fn part(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(name).expect("a part"), &mut content).expect("its content");
    content
}

/// An archive whose names are GBK, as Chinese Windows writes them.
fn gbk_archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let placeholder = |name: &str| -> String {
        let (bytes, _, _) = encoding_rs::GBK.encode(name);
        format!("{}{}", "z".repeat(bytes.len() - 2), "qq")
    };
    for (name, content) in files {
        writer.start_file(placeholder(name), SimpleFileOptions::default()).expect("a file");
        writer.write_all(content).expect("its content");
    }
    let mut bytes = writer.finish().expect("an archive").into_inner();
    for (name, _) in files {
        let (gbk, _, _) = encoding_rs::GBK.encode(name);
        let old = placeholder(name).into_bytes();
        for at in 0..bytes.len() - old.len() {
            if bytes[at..at + old.len()] == old[..] {
                bytes[at..at + old.len()].copy_from_slice(&gbk);
            }
        }
    }
    bytes
}

/// An archive of files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a file");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A workbook with a password, as far as anybody can tell.
fn encrypted() -> Vec<u8> {
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 512], &mark, &[0; 512]].concat()
}

const ROSTER: &str = "\
年度: 2026
截止: 2025-10-15
限额: 900万元
单位:
  - {名称: 示例市科技馆, 主管部门: 示例市文化和旅游局, 项目: [场馆运行, 科普巡展], 限额: 90万元, 联系人: 张三}
  - {名称: 示例市图书馆, 又名: [市图]}
  - {名称: 示例市博物馆（本级）}
  - {名称: 示例市科普中心, 又名: [], 项目数: 1}
  - {名称: 示例市文化馆}
  - {名称: 示例市美术馆, 限额: 50万元}
  - {名称: 示例市体育馆}
  - {名称: 示例市档案馆, 截止: 2025-10-31}
  - {名称: 示例市少年宫}
  - {名称: 示例市气象台, 项目数: 2}
  - {名称: 示例市大剧院, 文件夹: [剧院]}
  - {名称: 示例市植物园}
";

struct City(TempDir);

impl City {
    fn new() -> Self {
        Self::of(ROSTER)
    }

    fn of(roster: &str) -> Self {
        let city = Self(TempDir::new().expect("a folder"));
        fs::write(city.path().join("名单.yaml"), roster).expect("a roster");
        city
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join("收件").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn collect(&self, date: &str, more: &[&str]) -> Run {
        let arguments = [&["collect", "收件", "--roster", "名单.yaml", "-o", "结果", "--date", date], more].concat();
        run(self.path(), &arguments)
    }

    /// Runs, and gives the state.
    fn state(&self, date: &str) -> Value {
        let ran = self.collect(date, &[]);
        assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
        serde_json::from_str(&self.read("状态.json")).expect("JSON")
    }

    fn read(&self, name: &str) -> String {
        let path = self.path().join("结果").join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn decide(&self, name: &str, change: impl Fn(&str) -> String) {
        let text = self.read(name);
        fs::write(self.path().join("结果").join(name), change(&text)).expect("a file");
    }

    /// The names and bytes of all files of the inbox.
    fn inbox(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path().join("收件")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => drop(files.insert(path.display().to_string(), fs::read(&path).expect("a file"))),
                }
            }
        }
        files
    }
}

/// A unit of the state.
fn unit<'s>(state: &'s Value, name: &str) -> &'s Value {
    let all = state["units"].as_array().into_iter().flatten();
    all.into_iter().find(|unit| unit["name"] == name).unwrap_or_else(|| panic!("{name}: {state:#}"))
}

fn project<'s>(state: &'s Value, of: &str, name: &str) -> &'s Value {
    let all = unit(state, of)["projects"].as_array().into_iter().flatten();
    all.into_iter().find(|project| project["name"] == name).unwrap_or_else(|| panic!("{of}: {name}: {state:#}"))
}

/// The units with their standings, and a mark where they are late.
fn standings(state: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let one = |unit: &Value| {
        let late = if unit["late"] == true { " late" } else { "" };
        format!("{} {}{late}", text(&unit["name"]), text(&unit["standing"]))
    };
    state["units"].as_array().into_iter().flatten().map(one).collect()
}

/// The findings of a project: rule and cell, and whether it is new.
fn found(project: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let one = |finding: &Value| {
        let (new, finding) = (finding["new"] == true, &finding["found"]);
        format!("{} {}{}", text(&finding["code"]), text(&finding["place"]["cell"]), if new { " new" } else { "" })
    };
    project["findings"].as_array().into_iter().flatten().map(one).collect()
}

fn refused(state: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let files = state["files"].as_array().into_iter().flatten().filter(|file| !file["refused"].is_null());
    files.map(|file| (text(&file["file"]), text(&file["refused"]["zh"]))).collect()
}

/// The first round.
fn first(city: &City) {
    city.put("示例市科技馆/运行.xlsx", xlsx(&text("示例市科技馆", "场馆运行", 600_000, 11)));
    // Another program's workbook, whose sum is wrong and whose target lacks its unit.
    let tour = foreign(&xlsx(&text("示例市科技馆", "科普巡展", 300_000, 12)), &[("≥12.00(场)", "≥12")]);
    city.put("示例市科技馆/巡展.xlsx", tour);
    // The same project as two files of ours, which say the same.
    let books = text("市图", "古籍修复", 400_000, 13);
    city.put("图书/古籍.xlsx", xlsx(&books));
    city.put("图书/古籍.pdf", form(&books, Format::Pdf));
    city.put("图书/古籍.ofd", form(&books, Format::Ofd));
    // Another width and a space too many.
    city.put("散/a.xlsx", xlsx(&text("示例市博 物馆(本级)", "馆藏保护", 500_000, 14)));
    // A name that the roster does not know.
    city.put("散/b.xlsx", xlsx(&text("示例市科普促进中心", "科普活动", 200_000, 15)));
    // A project that came twice, and the files say something else.
    let dance = text("示例市文化馆", "群众文化", 300_000, 16);
    city.put("散/文化1.xlsx", xlsx(&dance));
    city.put("散/文化2.xlsx", xlsx(&dance.replace("讲座16场", "讲座17场").replace("≥16场", "≥17场")));
    city.put("散/美术馆.xlsx", xlsx(&text("示例市美术馆", "年度展览", 600_000, 17)));
    city.put("示例市体育馆/申报表.xlsx", encrypted());
    // A project file, with what the unit's projects share.
    let own = text("示例市档案馆", "档案数字化", 700_000, 18);
    city.put("档案/数字化.yaml", own.replace("实施单位: 示例市档案馆\n", ""));
    city.put("档案/jixiao.yaml", "实施单位: 示例市档案馆\nchecks:\n  levels: {unit-missing: off}\n");
    let camp = xlsx(&text("示例市少年宫", "夏令营", 250_000, 19));
    let inner = gbk_archive(&[("少年宫/夏令营.xlsx", camp), ("少年宫/说明.txt", b"1".to_vec())]);
    city.put("少年宫.zip", inner);
    // No unit on the form, but a folder that says it.
    city.put(
        "剧院/a.xlsx",
        xlsx(&text("示例市大剧院", "惠民演出", 350_000, 20).replace("实施单位: 示例市大剧院\n", "")),
    );
    city.put("别的/扫描.pdf", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n");
    city.put("别的/通知.rar", b"Rar!\x1A\x07\x00");
    city.put("别的/坏.zip", b"PK\x03\x04 broken");
    city.put("~$申报表.xlsx", b"x");
}

#[test]
fn a_city_over_three_rounds() {
    let city = City::new();
    first(&city);
    let before = city.inbox();
    let state = city.state("2025-10-14");
    assert_eq!(city.inbox(), before, "nothing in the inbox is changed");
    assert_eq!(
        standings(&state),
        [
            "示例市科技馆 to-mend",
            "示例市图书馆 accepted",
            "示例市博物馆（本级） accepted",
            "示例市科普中心 missing",
            "示例市文化馆 undecided",
            "示例市美术馆 to-mend",
            "示例市体育馆 missing",
            "示例市档案馆 accepted",
            "示例市少年宫 accepted",
            "示例市气象台 missing",
            "示例市大剧院 to-mend",
            "示例市植物园 missing",
        ],
        "{state:#}"
    );
    assert_eq!(found(project(&state, "示例市科技馆", "科普巡展")), ["unit-missing G14"]);
    assert_eq!(found(project(&state, "示例市大剧院", "惠民演出")), ["expected-missing E4"]);
    let same = project(&state, "示例市图书馆", "古籍修复");
    assert_eq!(same["version"]["file"], "图书/古籍.xlsx");
    assert_eq!(same["same"].as_array().map(Vec::len), Some(2), "{same:#}");
    let over = &unit(&state, "示例市美术馆")["findings"][0];
    assert_eq!((&over["code"], &over["level"]), (&"over-ceiling".into(), &"error".into()));
    let twice = project(&state, "示例市文化馆", "群众文化");
    assert_eq!(twice["differences"][1]["new"], "≥17场", "{twice:#}");
    let refused = refused(&state);
    for (file, why) in [
        ("散/b.xlsx", "等待决定"),
        ("示例市体育馆/申报表.xlsx", "打开密码"),
        ("别的/扫描.pdf", "没有表的数据"),
        ("别的/通知.rar", "RAR"),
        ("别的/坏.zip", "已损坏"),
        ("少年宫.zip/少年宫/说明.txt", "不是申报表"),
        ("档案/jixiao.yaml", "设置"),
    ] {
        assert!(refused.get(file).is_some_and(|said| said.contains(why)), "{file}: {refused:#?}");
    }
    assert_eq!(refused.len(), 7, "{refused:#?}");
    // Notices, with marked copies; the encrypted file is named.
    let notices = city.path().join("结果/退回意见/第1轮");
    for file in ["示例市科技馆/审核意见.pdf", "示例市科技馆/审核意见.xlsx", "示例市科技馆/示例市科技馆-巡展.xlsx"]
    {
        assert!(notices.join(file).exists(), "{file}");
    }
    let mail = city.read("退回意见/第1轮/示例市科技馆/邮件.txt");
    assert!(mail.contains("巡展.xlsx 「科普巡展」G14") && mail.contains("2025-10-15"), "{mail}");
    assert!(city.read("退回意见/第1轮/示例市体育馆/邮件.txt").contains("打开密码"));
    assert!(!notices.join("示例市图书馆").exists());
    // Where nothing came, nothing is attached, and there is nothing to mend.
    let mail = city.read("退回意见/第1轮/示例市气象台/邮件.txt");
    assert!(mail.contains("还没有收到") && !mail.contains("附件"), "{mail}");
    let missing = fs::read(notices.join("示例市气象台/审核意见.xlsx")).expect("a notice");
    let missing = String::from_utf8_lossy(&part(&missing, "xl/sharedStrings.xml")).into_owned();
    assert!(missing.contains("请在 2025-10-15 以前报齐") && !missing.contains("需要修改"), "{missing}");
    // The page stands alone.
    let page = city.read("一览.html");
    assert!(page.contains("示例市植物园") && !page.contains("http://") && !page.contains("https://"), "{page}");

    second(&city);
    third(&city);
}

/// The second round: decisions, corrections, a file too late, one that is withdrawn, and a
/// finding that the office strikes.
fn second(city: &City) {
    city.decide("待定.yaml", |text| {
        text.replace("    - 示例市科普中心\n  答:", "    - 示例市科普中心\n  答: 示例市科普中心")
            .replace("公益讲座举办场次：≥16场 → ≥17场\n  答:", "公益讲座举办场次：≥16场 → ≥17场\n  答: 文化2.xlsx")
    });
    fs::write(
        city.path().join("结果/意见.yaml"),
        "删去:\n  - {单位: 示例市大剧院, 规则: expected-missing, 理由: 文件夹已写明}\n补充:\n  - {单位: 示例市图书馆, \
         项目: 古籍修复, 位置: G14, 问题: 场次偏少, 改法: 请写不少于20场}\n",
    )
    .expect("a file");
    // Mended, and something else is wrong now.
    let tour = foreign(&xlsx(&text("示例市科技馆", "科普巡展", 300_000, 12)), &[("≥95.00(%)", "≥195.00(%)")]);
    city.put("示例市科技馆/巡展（改）.xlsx", tour);
    city.put("示例市植物园/a.xlsx", xlsx(&text("示例市植物园", "花展", 150_000, 21)));
    fs::remove_file(city.path().join("收件/剧院/a.xlsx")).expect("a file");
    city.put("剧院/b.xlsx", xlsx(&text("示例市大剧院", "戏曲进校园", 350_000, 22)));
    let state = city.state("2025-10-16");
    assert_eq!(state["rounds"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        standings(&state),
        [
            "示例市科技馆 to-mend",
            "示例市图书馆 to-mend",
            "示例市博物馆（本级） accepted",
            "示例市科普中心 accepted",
            "示例市文化馆 accepted",
            "示例市美术馆 to-mend",
            "示例市体育馆 missing late",
            "示例市档案馆 accepted",
            "示例市少年宫 accepted",
            "示例市气象台 missing late",
            "示例市大剧院 accepted late",
            "示例市植物园 accepted late",
        ],
        "{state:#}"
    );
    let tour = project(&state, "示例市科技馆", "科普巡展");
    assert_eq!(tour["version"]["file"], "示例市科技馆/巡展（改）.xlsx");
    assert_eq!(found(tour), ["percent-over-100 G16 new"], "{tour:#}");
    assert_eq!(tour["gone"][0]["code"], "unit-missing");
    assert!(tour["differences"].as_array().is_some_and(|all| all.len() == 2), "{tour:#}");
    assert_eq!(project(&state, "示例市文化馆", "群众文化")["version"]["file"], "散/文化2.xlsx");
    assert_eq!(project(&state, "示例市大剧院", "惠民演出")["standing"], "withdrawn");
    assert_eq!(project(&state, "示例市大剧院", "戏曲进校园")["new"], true);
    let added = project(&state, "示例市图书馆", "古籍修复");
    assert_eq!(found(added), [" G14 new"]);
    assert!(city.read("退回意见/第2轮/示例市图书馆/邮件.txt").contains("古籍.xlsx G14"));
    // The page leads to the notice.
    assert!(city.read("一览.html").contains("href=\"退回意见/第2轮/示例市图书馆/审核意见.pdf\""));
    // What is sent back after the last day is not asked for by that day.
    let mail = city.read("退回意见/第2轮/示例市科技馆/邮件.txt");
    assert!(mail.contains("已过") && !mail.contains("以前报齐"), "{mail}");
    let notice = fs::read(city.path().join("结果/退回意见/第2轮/示例市科技馆/审核意见.xlsx")).expect("a notice");
    let notice = String::from_utf8_lossy(&part(&notice, "xl/sharedStrings.xml")).into_owned();
    assert!(notice.contains("2025-10-15）已过") && !notice.contains("以前报齐"), "{notice}");
    // What was decided is not asked again.
    assert_eq!(city.read("待定.yaml").matches("- 问:").count(), 2);
    assert_eq!(state["undecided"], Value::Array(Vec::new()));
    // A run that finds nothing new is no round, and reads nothing.
    let bytes = city.read("状态.json");
    let again = city.collect("2025-10-16", &[]);
    assert!(again.err.contains("这次读了 0 个"), "{}", again.err);
    assert_eq!(city.read("状态.json"), bytes);
}

/// The third round: a shard reads before, and all is mended.
fn third(city: &City) {
    city.put("示例市科技馆/巡展（再改）.xlsx", xlsx(&text("示例市科技馆", "科普巡展", 300_000, 12)));
    city.put("美术馆改.xlsx", xlsx(&text("示例市美术馆", "年度展览", 480_000, 17)));
    city.put("示例市体育馆/申报表.xlsx", xlsx(&text("示例市体育馆", "全民健身", 300_000, 23)));
    for shard in ["1/2", "2/2"] {
        let ran = city.collect("2025-10-20", &["--shard", shard]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
    }
    let ran = city.collect("2025-10-20", &["--format", "json"]);
    assert!(ran.err.contains("这次读了 0 个"), "{}", ran.err);
    let state: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(state["rounds"].as_array().map(Vec::len), Some(3));
    for (name, standing) in [
        ("示例市科技馆", "accepted"),
        ("示例市美术馆", "accepted"),
        ("示例市体育馆", "accepted"),
        ("示例市气象台", "missing"),
        ("示例市图书馆", "to-mend"),
    ] {
        assert_eq!(unit(&state, name)["standing"], standing, "{name}: {state:#}");
    }
    assert_eq!(project(&state, "示例市科技馆", "科普巡展")["gone"][0]["code"], "percent-over-100");
    assert_eq!(unit(&state, "示例市美术馆")["gone"][0]["code"], "over-ceiling");
    // A finding of the office remains until it is struck or mended.
    assert_eq!(found(project(&state, "示例市图书馆", "古籍修复")), [" G14"]);
    assert!(project(&state, "示例市大剧院", "惠民演出")["standing"] == "withdrawn");
}

#[test]
fn mistakes_of_the_office_are_told_where_they_are() {
    let city = City::new();
    city.put("a.xlsx", xlsx(&text("示例市植物园", "花展", 150_000, 21)));
    for (file, text, said) in [
        ("名单.yaml", "单位:\n  - {名称: 甲, 截止: 十月}\n", ":2:"),
        ("名单.yaml", "单位:\n  - {名称: 甲}\n  - {名称: 甲}\n", "有两次"),
        ("名单.yaml", "单位:\n  - {名称: 甲, 限: 3}\n", "限"),
        ("名单.yaml", "年度: 26\n单位:\n  - {名称: 甲}\n", ":1:5"),
        ("名单.yaml", "年度: 70000\n单位:\n  - {名称: 甲}\n", "「70000」不是年度"),
        ("名单.yaml", "年度: 0026\n单位:\n  - {名称: 甲}\n", "「0026」不是年度"),
        ("名单.yaml", "年度: 今年\n单位:\n  - {名称: 甲}\n", "「今年」不是年度"),
        ("名单.yaml", "单位:\n  - {名称: 甲, 项目: [乙], 项目数: 3}\n", ":2:27"),
        ("名单.yaml", "单位:\n  - {名称: 甲, 项目: [乙, 丙], 项目数: 0}\n", "写了 2 个"),
        ("名单.yaml", "单位:\n  - {名称: 甲, 项目数: 三}\n", "「三」不是数字"),
        ("结果/意见.yaml", "删去:\n  - {规则: unit-missing}\n  - {规则: no-such}\n", ":3:10"),
        ("结果/意见.yaml", "删去:\n  - {理由: 都好}\n", "什么也没写"),
        ("结果/状态.json", "{", "读不出来"),
    ] {
        let path = city.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let old = fs::read(&path).ok();
        fs::write(&path, text).expect("a file");
        let ran = city.collect("2025-10-14", &[]);
        assert!(ran.code == Some(2) && ran.err.contains(said), "{file} {text}: {}", ran.err);
        match old {
            Some(old) => fs::write(&path, old).expect("a file"),
            None => fs::remove_file(&path).expect("a file"),
        }
    }
    assert_eq!(city.collect("2025-10-14", &[]).code, Some(0));
    for year in ["2026年", "2026 年度", "２０２６", "\"2026\""] {
        let sound = format!("年度: {year}\n单位:\n  - {{名称: 示例市植物园, 项目: [花展], 项目数: 1}}\n");
        fs::write(city.path().join("名单.yaml"), sound).expect("a file");
        let state = city.state("2025-10-14");
        assert_eq!(project(&state, "示例市植物园", "花展")["standing"], "accepted", "{year}: {state:#}");
    }
}

#[test]
fn rosters_of_a_folder_and_of_a_list() {
    let city = City::new();
    first(&city);
    let ran = run(city.path(), &["roster", "收件", "--year", "2027", "-o", "-"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for part in ["年度: 2027", "名称: 示例市科技馆", "- 场馆运行", "- 科普巡展", "名称: 市图", "名称: 示例市少年宫"]
    {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["2026年应报单位一览", "", "", "", ""],
        ["序号", "单位名称", "项目名称", "限额（万元）", "联系电话"],
        ["1", "示例市科技馆", "场馆运行", "90", "021-1"],
        ["", "", "科普巡展", "", ""],
        ["2", "示例市图书馆", "", "", "021-2"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    fs::write(city.path().join("单位.xlsx"), book.save_to_buffer().expect("a workbook")).expect("a file");
    let ran = run(city.path(), &["roster", "单位.xlsx", "-o", "名单2.yaml"]);
    let roster = fs::read_to_string(city.path().join("名单2.yaml")).unwrap_or_else(|_| panic!("{}", ran.err));
    for part in ["- 场馆运行", "- 科普巡展", "限额: 900000.00", "联系人: 021-2"] {
        assert!(roster.contains(part), "{part}: {roster}");
    }
    // A form is no list, though it has the words of one.
    let ran = run(city.path(), &["roster", "收件/示例市科技馆/运行.xlsx", "-o", "-"]);
    assert!(ran.code == Some(2) && ran.err.contains("不是单位一览"), "{}{}", ran.out, ran.err);
    // It is not written over by mistake, and can be used.
    assert_eq!(run(city.path(), &["roster", "单位.xlsx", "-o", "名单2.yaml"]).code, Some(2));
    let ran = run(city.path(), &["collect", "收件", "--roster", "名单2.yaml", "-o", "另"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn accepted_projects_go_to_systems_and_into_a_book() {
    let city = City::new();
    city.put("示例市植物园/a.xlsx", xlsx(&text("示例市植物园", "花展", 150_000, 21)));
    city.put("示例市文化馆/b.xlsx", xlsx(&text("示例市文化馆", "群众文化", 300_000, 16)));
    city.put("示例市大剧院/c.xlsx", xlsx(&text("示例市大剧院", "惠民演出", 350_000, 20).replace("≥20场", "≥20")));
    let example = common::root().join("docs/system-example.yaml");
    fs::write(city.path().join("表.yaml"), "名称: 项目表\n格式: csv\n编码: gbk\n列:\n  - {标题: 单位, 取: .单位}\n  - {标题: 金额, 取: 年度资金.当年财政拨款}\n")
        .expect("a file");
    fs::write(
        city.path().join("格.yaml"),
        "名称: 逐个\n格子:\n  B1: {取: 项目名称}\n  B2: {取: .金额, 除以: 10000}\n指标格:\n  起行: 5\n  列: {A: {取: .名称}, B: {取: .性质}}\n",
    )
    .expect("a file");
    let example = example.to_str().expect("UTF-8");
    let ran = city.collect("2025-10-14", &["--to", example, "--to", "表.yaml", "--to", "格.yaml", "--book"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let open = |name: &str| {
        let bytes = fs::read(city.path().join("结果").join(name)).expect("a workbook");
        calamine::open_workbook_from_rs::<calamine::Xlsx<_>, _>(Cursor::new(bytes)).expect("a workbook")
    };
    let rows = |name: &str, sheet: usize| -> Vec<Vec<String>> {
        use calamine::Reader;
        let mut book = open(name);
        let range = book.worksheet_range_at(sheet).expect("a sheet").expect("its cells");
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    let list = rows("绩效指标导入表.xlsx", 0);
    // Seven indicators each of the two projects that are accepted.
    assert_eq!(list.len(), 15, "{list:#?}");
    let wanted = ["1", "示例市文化馆", "群众文化", "2026", "其他经常性项目", "30"];
    assert_eq!(list[1][..6], wanted, "{list:#?}");
    let lecture = list.iter().find(|row| row[8] == "公益讲座举办场次").expect("an indicator");
    assert_eq!(lecture[9..13], ["正向", "大于等于", "16", "场"], "{lecture:?}");
    let csv = fs::read(city.path().join("结果/项目表.csv")).expect("a file");
    let (csv, _, _) = encoding_rs::GB18030.decode(&csv);
    assert_eq!(csv, "单位,金额\r\n示例市文化馆,300000\r\n示例市植物园,150000\r\n");
    let grid = rows("逐个.xlsx", 1);
    assert!(grid[0].contains(&"花展".to_owned()) && grid[1].contains(&"15".to_owned()), "{grid:#?}");
    assert!(grid.iter().any(|row| row.contains(&"公益讲座举办场次".to_owned())), "{grid:#?}");
    let book = city.path().join("结果/汇编");
    assert!(book.join("项目绩效目标汇总册（2026年）.pdf").exists(), "{}", ran.err);
    assert!(city.path().join("结果/通过/示例市植物园/花展.yaml").exists());
    // What is accepted no more is there no more.
    fs::remove_file(city.path().join("收件/示例市植物园/a.xlsx")).expect("a file");
    assert_eq!(city.collect("2025-10-15", &["--book"]).code, Some(0));
    assert!(!city.path().join("结果/通过/示例市植物园/花展.yaml").exists());
    // A description with a mistake is told, with its place.
    let columns = "列:\n  - {标题: 甲, 取: .单位}\n";
    for (text, place, said) in [
        ("名称: 表\n列:\n  - {标题: 甲, 取: .单位, 除以: 零}\n".to_owned(), ":3:25", "「零」不是数字"),
        ("名称: 表\n格子:\n  A1: {取: .单位}\n  XFE1: {取: .单位}\n".to_owned(), ":4:3", "「XFE1」"),
        ("名称: 表\n格子: {A1048577: {取: .单位}}\n".to_owned(), ":2:6", "「A1048577」"),
        ("名称: 表\n格子: {A: {取: .单位}}\n".to_owned(), ":2:6", "「A」"),
        (
            "名称: 表\n格子: {A1: {取: .单位}}\n指标格:\n  起行: 5\n  列: {XFE: {取: .名称}}\n".to_owned(),
            ":5:7",
            "「XFE」",
        ),
        ("名称: 表\n格子: {A1: {取: .单位}}\n指标格: {起行: 1048577, 列: {}}\n".to_owned(), ":3:11", "「1048577」"),
        (format!("名称: 一览\n{columns}"), ":1:5", "「一览.xlsx」"),
        (format!("{columns}名称: 逐个\n"), ":3:5", "「逐个.xlsx」"),
        (format!("名称: ' []'\n{columns}"), ":1:5", "名称"),
    ] {
        fs::write(city.path().join("表.yaml"), &text).expect("a file");
        let ran = city.collect("2025-10-15", &["--to", "格.yaml", "--to", "表.yaml"]);
        assert!(ran.code == Some(2) && ran.err.contains(&format!("表.yaml{place}")), "{text}: {}", ran.err);
        assert!(ran.err.contains(said), "{text}: {}", ran.err);
    }
    fs::write(city.path().join("表.yaml"), "名称: 一览\n格式: csv\n列:\n  - {标题: 甲, 取: .单位}\n").expect("a file");
    assert_eq!(city.collect("2025-10-15", &["--to", "表.yaml"]).code, Some(0));
    assert!(city.path().join("结果/一览.csv").exists());
}

/// A roster of units.
fn roster<N: std::fmt::Display>(names: impl IntoIterator<Item = N>) -> String {
    let units = names.into_iter().map(|name| format!("  - {{名称: \"{name}\"}}\n"));
    format!("年度: 2026\n单位:\n{}", units.collect::<String>())
}

/// The codes of a project's findings.
fn codes(project: &Value) -> Vec<String> {
    found(project).into_iter().map(|one| one.split(' ').next().unwrap_or_default().to_owned()).collect()
}

/// What senders say to the program is nothing to the office: no rule, no font, no unit of theirs.
#[test]
fn senders_have_no_say_in_how_they_are_checked() {
    let settings = [
        "",
        "fonts: {text: 不存在.ttf}\n",
        "fonts: {text: /etc/passwd, fallback: [../../名单.yaml]}\n",
        "checks: {levels: {cost-amount: off, cost-split: off, unit-unknown: off}}\n",
        "checks: {waive: [{code: cost-amount, project: \"*\", reason: 无}]}\n",
        "checks: {ceiling: 1元}\n",
        "units: [场次讲座]\n",
        "indicators: ../../名单.yaml\n",
        "output: {folder: ../../逃, fit: one-page}\n",
    ];
    let units: Vec<String> = (0..settings.len()).map(|number| format!("示例市第{number}馆")).collect();
    let city = City::of(&roster(&units));
    for ((number, unit), settings) in (0..).zip(&units).zip(settings) {
        let of = |name: &str, number| {
            let text = text(unit, name, 450_000, number).replace("当年财政拨款: 450000", "当年财政拨款: 990000");
            text.replace(&format!("≥{number}场"), &format!("≥{number}场次讲座"))
        };
        city.put(&format!("{unit}/a.yaml"), of(&format!("展览{number}"), 11 + number));
        city.put(&format!("{unit}/jixiao.yaml"), settings);
        let inner = of(&format!("讲座{number}"), 31 + number);
        let files = [("表/a.yaml", inner.as_bytes()), ("jixiao.yaml", settings.as_bytes())];
        city.put(&format!("{unit}/b.zip"), zip(&files));
    }
    let state = city.state("2025-10-14");
    for (number, unit) in units.iter().enumerate() {
        for name in [format!("展览{number}"), format!("讲座{number}")] {
            let project = project(&state, unit, &name);
            let codes = codes(project);
            for wanted in ["cost-amount", "cost-split", "unit-unknown"] {
                assert!(codes.iter().any(|code| code == wanted), "{unit} {name}: {codes:?}");
            }
            assert_eq!(project["standing"], "to-mend", "{unit} {name}");
            assert_eq!(codes, self::codes(self::project(&state, &units[0], "展览0")), "{unit} {name}");
        }
    }
}

/// What folders share is taken, and what is wrong with it is told to all whom it is for.
#[test]
fn what_senders_share_is_taken_and_its_mistakes_are_told() {
    let city = City::of(&roster(["示例市植物园", "示例市动物园", "示例市水族馆"]));
    let shared = |project: &str, number| text("X", project, 150_000, number).replace("实施单位: X\n", "");
    city.put("一/jixiao.yaml", "实施单位: 示例市植物园\n");
    city.put("一/a.yaml", shared("花展", 21));
    city.put("二/jixiao.yaml", "实施单位: 示例市动物园\n主管部们: 示例市文化和旅游局\n");
    let two = format!("{}---\n{}", shared("鸟展", 22), shared("兽展", 23));
    city.put("二/a.yaml", two.replace("项目名称: 鸟展", "实施单位: 示例市动物园\n项目名称: 鸟展"));
    fs::write(city.path().join("密.yaml"), "实施单位: 示例市水族馆\n").expect("a file");
    city.put("三/a.yaml", text("示例市水族馆", "鱼展", 150_000, 24));
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../密.yaml", city.path().join("收件/三/jixiao.yaml")).expect("a link");
    let state = city.state("2025-10-14");
    assert_eq!(project(&state, "示例市植物园", "花展")["standing"], "accepted", "{state:#}");
    for name in ["鸟展", "兽展"] {
        let project = project(&state, "示例市动物园", name);
        let said = project["findings"].to_string();
        assert!(said.contains("文件「jixiao.yaml」") && said.contains("主管部们"), "{said}");
        assert_eq!(project["standing"], "to-mend");
    }
    if cfg!(unix) {
        assert_eq!(codes(project(&state, "示例市水族馆", "鱼展")), ["outside"], "{state:#}");
    }
}

/// Fonts of the office's that cannot be read are no fault of the units.
#[test]
fn without_the_offices_fonts_nothing_is_checked() {
    let city = City::of(&roster(["示例市植物园"]));
    city.put("a.yaml", text("示例市植物园", "花展", 150_000, 21));
    for (fonts, said) in [("没有.ttf", "没有.ttf"), ("../外.ttf", "外.ttf")] {
        fs::write(city.path().join("jixiao.yaml"), format!("fonts: {{text: {fonts}}}\n")).expect("a file");
        let ran = city.collect("2025-10-14", &[]);
        assert!(ran.code == Some(2) && ran.err.contains(said), "{}", ran.err);
        assert!(!city.path().join("结果").exists());
    }
}

/// Units and files whose names come out alike as names of files have files of their own.
#[test]
fn names_that_are_alike_as_files_overwrite_nothing() {
    let long = "示例市".repeat(30);
    let names = ["甲/乙", "甲_乙", "甲:乙", &format!("{long}一"), &format!("{long}二")];
    let city = City::of(&roster(names));
    let wrong = |unit: &str, name: &str, number| {
        text(unit, name, 450_000, number).replace("当年财政拨款: 450000", "当年财政拨款: 990000")
    };
    for (number, name) in (0..).zip(names) {
        city.put(&format!("{number}.yaml"), wrong(name, &format!("展览{number}"), 11 + number));
    }
    // Copies of one unit's, of which one is called as its notice is.
    for (number, file) in (31..).zip(["a/b.xlsx", "a-b.xlsx", "审核意见.xlsx", &format!("{}.xlsx", "长".repeat(80))])
    {
        city.put(
            file,
            foreign(&xlsx(&text("甲/乙", &format!("讲座{number}"), 450_000, number)), &[("450000", "990000")]),
        );
    }
    let state = city.state("2025-10-14");
    let folders: Vec<&str> = names.iter().map(|name| unit(&state, name)["folder"].as_str().expect("a text")).collect();
    assert_eq!(folders[..3], ["甲_乙", "甲_乙-2", "甲_乙-3"]);
    assert!(folders[3] != folders[4] && folders[4].ends_with("-2"), "{folders:?}");
    let page = city.read("一览.html");
    for (name, folder) in names.iter().zip(&folders) {
        let mail = city.read(&format!("退回意见/第1轮/{folder}/邮件.txt"));
        assert!(mail.contains(name), "{folder}: {mail}");
        assert!(page.contains(&format!("退回意见/第1轮/{folder}/审核意见.pdf")), "{folder}");
    }
    let there = fs::read_dir(city.path().join("结果/退回意见/第1轮/甲_乙")).expect("a folder");
    let mut there: Vec<String> =
        there.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    there.sort();
    let long = format!("{}.xlsx", "长".repeat(70));
    assert_eq!(
        there,
        ["a-b-2.xlsx", "a-b.xlsx", "审核意见-2.xlsx", "审核意见.pdf", "审核意见.xlsx", "邮件.txt", &long]
    );
}

/// The units of the tests below.
const FEW: &str = "\
年度: 2026
截止: 2025-10-15
限额: 100万元
单位:
  - {名称: 示例市科技馆, 项目: [场馆运行, 科普巡展]}
  - {名称: 示例市图书馆, 又名: [市图]}
  - {名称: 示例市文化馆}
  - {名称: 示例市美术馆}
  - {名称: 示例市体育馆, 项目数: 0}
  - {名称: 示例市档案馆, 项目数: 2}
";

#[test]
fn projects_that_are_called_otherwise_are_changed_or_asked() {
    let city = City::of(FEW);
    let fair = text("示例市科技馆", "科普巡展", 300_000, 12);
    city.put("示例市科技馆/运行.xlsx", xlsx(&text("示例市科技馆", "场馆运行", 600_000, 11)));
    city.put("示例市科技馆/巡展.xlsx", xlsx(&fair));
    let repair = text("示例市图书馆", "古籍修复", 400_000, 13);
    city.put("示例市图书馆/古籍.xlsx", xlsx(&repair));
    let show = text("示例市美术馆", "年度展览", 200_000, 17);
    city.put("示例市美术馆/a.xlsx", xlsx(&show));
    let dance = text("示例市文化馆", "群众文化", 300_000, 16);
    city.put("示例市文化馆/a.xlsx", xlsx(&dance));
    assert_eq!(unit(&city.state("2025-10-14"), "示例市图书馆")["standing"], "accepted");
    // The same goals in the place of the old file: it is the project of before, which the
    // roster expects.
    city.put("示例市科技馆/巡展.xlsx", xlsx(&fair.replace("名称: 科普巡展", "名称: 流动展览")));
    // The old file is still there: it is asked whether the new one replaces it.
    city.put("示例市图书馆/新.xlsx", xlsx(&repair.replace("名称: 古籍修复", "名称: 文献保护")));
    // Much is otherwise, but the name is alike.
    let altered = text("示例市美术馆", "年度展览项目", 200_000, 18);
    fs::remove_file(city.path().join("收件/示例市美术馆/a.xlsx")).expect("a file");
    city.put("示例市美术馆/b.xlsx", xlsx(&altered));
    // Another project altogether.
    fs::remove_file(city.path().join("收件/示例市文化馆/a.xlsx")).expect("a file");
    city.put("示例市文化馆/b.xlsx", xlsx(&text("示例市文化馆", "非遗传习", 120_000, 25)));
    let state = city.state("2025-10-15");
    let renamed = project(&state, "示例市科技馆", "流动展览");
    assert_eq!((&renamed["was"], &renamed["new"]), (&"科普巡展".into(), &false.into()), "{renamed:#}");
    assert_eq!(renamed["differences"][0]["field"], "项目名称");
    assert_eq!(unit(&state, "示例市科技馆")["projects"].as_array().map(Vec::len), Some(2), "{state:#}");
    assert_eq!(unit(&state, "示例市科技馆")["standing"], "accepted");
    assert_eq!(project(&state, "示例市图书馆", "文献保护")["standing"], "undecided");
    assert_eq!(project(&state, "示例市美术馆", "年度展览")["standing"], "withdrawn");
    assert_eq!(project(&state, "示例市文化馆", "群众文化")["standing"], "withdrawn");
    assert_eq!(project(&state, "示例市文化馆", "非遗传习")["new"], true);
    assert_eq!(city.read("待定.yaml").matches("- 问: 改名").count(), 2, "{}", city.read("待定.yaml"));
    // Both are answered; the amount of what is replaced counts no more.
    city.decide("待定.yaml", |text| text.replace("  答:\n", "  答: 是\n"));
    let state = city.state("2025-10-15");
    assert_eq!(state["rounds"].as_array().map(Vec::len), Some(2));
    let books = unit(&state, "示例市图书馆");
    assert_eq!((&books["amount"], &books["standing"]), (&"400000".into(), &"accepted".into()), "{books:#}");
    let kept = project(&state, "示例市图书馆", "文献保护");
    assert_eq!((&kept["was"], &kept["others"][0]["file"]), (&"古籍修复".into(), &"示例市图书馆/古籍.xlsx".into()));
    assert_eq!(project(&state, "示例市美术馆", "年度展览项目")["was"], "年度展览");
    assert_eq!(unit(&state, "示例市美术馆")["projects"].as_array().map(Vec::len), Some(1));
    // A round later it is called so, and nothing is asked again.
    city.put("说明.txt", "x");
    let state = city.state("2025-10-16");
    let renamed = project(&state, "示例市科技馆", "流动展览");
    assert_eq!((&renamed["was"], &renamed["differences"]), (&"科普巡展".into(), &Value::Array(Vec::new())));
    assert_eq!(unit(&state, "示例市科技馆")["standing"], "accepted");
    assert_eq!(unit(&state, "示例市图书馆")["amount"], "400000");
    assert_eq!(state["undecided"], Value::Array(Vec::new()), "{state:#}");
    assert_eq!(city.read("待定.yaml").matches("- 问:").count(), 2);
}

#[test]
fn papers_beside_forms_and_files_that_were_handed_in_anew_hold_nothing_up() {
    let city = City::of(FEW);
    let scan = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n";
    // A stamped scan beside the form, and one without a form.
    city.put("示例市图书馆/古籍.xlsx", xlsx(&text("市图", "古籍修复", 400_000, 13)));
    city.put("示例市图书馆/盖章.pdf", scan);
    city.put("示例市文化馆/盖章.pdf", scan);
    // What has a password may be another form.
    city.put("示例市美术馆/a.xlsx", xlsx(&text("示例市美术馆", "年度展览", 200_000, 17)));
    city.put("示例市美术馆/b.xlsx", encrypted());
    // One of two that are expected, and a scan of the other.
    city.put("示例市档案馆/a.xlsx", xlsx(&text("示例市档案馆", "档案数字化", 300_000, 18)));
    city.put("示例市档案馆/b.pdf", scan);
    let state = city.state("2025-10-14");
    let standings = standings(&state);
    let wanted = [
        "示例市科技馆 missing",
        "示例市图书馆 accepted",
        "示例市文化馆 missing",
        "示例市美术馆 to-mend",
        "示例市体育馆 accepted",
        "示例市档案馆 to-mend",
    ];
    assert_eq!(standings, wanted, "{state:#}");
    assert_eq!(unit(&state, "示例市文化馆")["findings"][0]["code"], "no-form");
    assert_eq!(unit(&state, "示例市档案馆")["findings"].as_array().map(Vec::len), Some(2), "{state:#}");
    // Handed in once more under another name: the old files are still there.
    city.put("示例市美术馆/b（无密码）.xlsx", xlsx(&text("示例市美术馆", "公共教育", 100_000, 19)));
    city.put("示例市文化馆/a.xlsx", xlsx(&text("示例市文化馆", "群众文化", 300_000, 16)));
    let state = city.state("2025-10-16");
    for (name, standing, late) in [
        ("示例市文化馆", "accepted", true),
        ("示例市美术馆", "accepted", true),
        ("示例市体育馆", "accepted", false),
        ("示例市档案馆", "to-mend", true),
    ] {
        let unit = unit(&state, name);
        assert_eq!((&unit["standing"], &unit["late"]), (&standing.into(), &late.into()), "{unit:#}");
    }
    assert!(state["notes"][0]["zh"].as_str().is_some_and(|said| said.contains("超过总限额")), "{state:#}");
}

#[test]
fn files_that_are_moved_and_units_that_are_renamed_keep_what_is_known() {
    let city = City::of(FEW);
    let first = text("示例市图书馆", "古籍修复", 400_000, 13);
    city.put("示例市图书馆/古籍.xlsx", xlsx(&first));
    // The same file twice.
    let same = xlsx(&text("示例市文化馆", "群众文化", 300_000, 16));
    city.put("示例市文化馆/a.xlsx", &same);
    city.put("示例市文化馆/b.xlsx", &same);
    // An answer that is none is told.
    city.put("散.xlsx", xlsx(&text("外地市科技馆", "外地项目", 100_000, 20)));
    let state = city.state("2025-10-14");
    assert_eq!(project(&state, "示例市文化馆", "群众文化")["same"].as_array().map(Vec::len), Some(1));
    city.decide("待定.yaml", |text| text.replace("  答:\n", "  答: 示例市天文馆\n"));
    let said = city.state("2025-10-14")["notes"].to_string();
    assert!(said.contains("示例市天文馆"), "{said}");
    // A later file replaces the first one; then that is put away.
    city.put("示例市图书馆/古籍（改）.xlsx", xlsx(&first.replace("不低于93%", "不低于93%以上")));
    assert_eq!(
        project(&city.state("2025-10-15"), "示例市图书馆", "古籍修复")["version"]["file"],
        "示例市图书馆/古籍（改）.xlsx"
    );
    fs::create_dir(city.path().join("收件/示例市图书馆/旧")).expect("a folder");
    let inbox = city.path().join("收件/示例市图书馆");
    fs::rename(inbox.join("古籍.xlsx"), inbox.join("旧/古籍.xlsx")).expect("a file");
    // And the unit has another name, under which the office adds and strikes.
    fs::write(
        city.path().join("名单.yaml"),
        FEW.replace("{名称: 示例市图书馆, 又名: [市图]}", "{名称: 示例市图书中心, 又名: [市图, 示例市图书馆]}"),
    )
    .expect("a roster");
    fs::write(
        city.path().join("结果/意见.yaml"),
        "补充:\n  - {单位: 市图, 项目: 古籍修复, 问题: 请附依据}\n  - {单位: 市图, 项目: 没有的, 问题: 没有用上的}\n",
    )
    .expect("a file");
    let state = city.state("2025-10-20");
    let books = project(&state, "示例市图书中心", "古籍修复");
    assert_eq!(books["version"]["file"], "示例市图书馆/古籍（改）.xlsx", "{books:#}");
    assert_eq!((&books["new"], &books["late"]), (&false.into(), &false.into()), "{books:#}");
    assert_eq!(found(books), [" - new"]);
    assert!(state["notes"].to_string().contains("没有用上的"), "{state:#}");
    // A notice that says nothing more is not left to be sent.
    let notice = city.path().join("结果/退回意见/第3轮/示例市图书中心/审核意见.pdf");
    assert!(notice.exists());
    fs::write(notice.with_file_name("附.txt"), "own").expect("a file");
    fs::write(city.path().join("结果/意见.yaml"), "删去:\n补充:\n").expect("a file");
    city.state("2025-10-20");
    assert!(!notice.exists() && notice.with_file_name("附.txt").exists());
    // Nor is a folder with nothing in it.
    let folder = city.path().join("结果/退回意见/第3轮/示例市科技馆");
    assert!(folder.exists());
    let roster = fs::read_to_string(city.path().join("名单.yaml")).expect("a roster");
    let without: Vec<&str> = roster.lines().filter(|line| !line.contains("示例市科技馆")).collect();
    fs::write(city.path().join("名单.yaml"), without.join("\n")).expect("a roster");
    city.state("2025-10-20");
    assert!(!folder.exists());
}

/// What came in time and is mended after the last day is not late; what first comes then is.
#[test]
fn what_is_mended_after_the_last_day_is_not_late() {
    let city = City::of(FEW);
    let of = |project: &str, number| text("示例市图书馆", project, 100_000, number);
    let wrong = foreign(&xlsx(&of("古籍修复", 13)), &[("≥95.00(%)", "≥195.00(%)")]);
    city.put("示例市图书馆/古籍.xlsx", &wrong);
    let first = city.state("2025-10-14");
    assert_eq!(project(&first, "示例市图书馆", "古籍修复")["standing"], "to-mend");
    let is_late = |state: &Value, name: &str| project(state, "示例市图书馆", name)["late"] == true;
    // In place of the first file, which goes; another project comes with it.
    fs::remove_file(city.path().join("收件/示例市图书馆/古籍.xlsx")).expect("a file");
    city.put("示例市图书馆/古籍（改）.xlsx", xlsx(&of("古籍修复", 13)));
    city.put("示例市图书馆/新.xlsx", xlsx(&of("送书下乡", 14)));
    let state = city.state("2025-10-20");
    assert!(!is_late(&state, "古籍修复") && is_late(&state, "送书下乡"), "{state:#}");
    assert_eq!(project(&state, "示例市图书馆", "古籍修复")["came"], "2025-10-14");
    // Called otherwise, and taken away for a round by mistake.
    fs::remove_file(city.path().join("收件/示例市图书馆/古籍（改）.xlsx")).expect("a file");
    city.put("示例市图书馆/改名.xlsx", xlsx(&of("古籍保护与修复", 13)));
    let state = city.state("2025-10-21");
    assert_eq!(project(&state, "示例市图书馆", "古籍保护与修复")["was"], "古籍修复", "{state:#}");
    assert!(!is_late(&state, "古籍保护与修复"));
    let away = city.path().join("改名.xlsx");
    fs::rename(city.path().join("收件/示例市图书馆/改名.xlsx"), &away).expect("a file");
    assert_eq!(project(&city.state("2025-10-22"), "示例市图书馆", "古籍保护与修复")["standing"], "withdrawn");
    fs::rename(&away, city.path().join("收件/示例市图书馆/改名.xlsx")).expect("a file");
    let state = city.state("2025-10-23");
    assert!(!is_late(&state, "古籍保护与修复") && is_late(&state, "送书下乡"), "{state:#}");
}

/// A roster and what an office decides are no projects, wherever they stand.
#[test]
fn files_of_an_office_are_no_broken_projects() {
    let city = City::of(FEW);
    city.put("示例市图书馆/a.yaml", text("示例市图书馆", "古籍修复", 400_000, 13));
    city.put("示例市图书馆/名单.yaml", FEW);
    city.put("散.xlsx", xlsx(&text("外地市科技馆", "外地项目", 100_000, 20)));
    let state = city.state("2025-10-14");
    assert!(refused(&state).get("示例市图书馆/名单.yaml").is_some_and(|why| why.contains("收表用的")), "{state:#}");
    for name in ["意见.yaml", "待定.yaml"] {
        fs::copy(city.path().join("结果").join(name), city.path().join(name)).expect("a copy");
    }
    let system = "名称: 表\n格式: csv\n列:\n  - {标题: 项目, 取: 项目名称}\n";
    fs::write(city.path().join("上报系统.yaml"), system).expect("a file");
    for (name, text) in [("a.yaml", 13), ("名单管理.yaml", 14)] {
        let text = self::text("示例市图书馆", name, 400_000, text);
        fs::write(city.path().join(name), text).expect("a project");
    }
    let ran = run(city.path(), &["check", "."]);
    assert!(!ran.err.contains("意见.yaml") && !ran.err.contains("待定.yaml"), "{}", ran.err);
    assert!(!ran.err.contains("名单.yaml") && !ran.err.contains("上报系统"), "{}", ran.err);
    assert_ne!(ran.code, Some(2), "{}", ran.err);
    // Two here and one in the inbox, beside the workbook.
    assert!(ran.err.contains("3 个项目"), "{}", ran.err);
    let ran = run(city.path(), &["check", "名单.yaml"]);
    assert!(ran.code == Some(2) && ran.err.contains("收表用的"), "{}", ran.err);
}

/// Whatever stands in an inbox: each file that cannot be taken is one line, and the rest goes on.
#[test]
fn hostile_files_hold_nothing_up() {
    let city = City::of("年度: 2026\n单位:\n  - {名称: 示例市植物园}\n  - {名称: \"../../<b>=1+1\"}\n");
    let sound = |project: &str, number| text("示例市植物园", project, 10_000 * number, number);
    city.put("好.xlsx", xlsx(&sound("花展", 21)));
    // Names that lead out, and names that no font and no terminal should be given.
    let names = ["../../外.yaml", "/abs.yaml", "C:\\盘.yaml", "..\\..\\退.yaml", "a\nb\u{1b}[31m😀.yaml"];
    let texts: Vec<String> = (31..).zip(names).map(|(number, _)| sound(&format!("第{number}届花展"), number)).collect();
    let members: Vec<(&str, &[u8])> = names.into_iter().zip(texts.iter().map(|text| text.as_bytes())).collect();
    city.put("路径.zip", zip(&members));
    // Bombs, of which one has much in it and one has many in it.
    let zeros = vec![0; 70 << 20];
    city.put("大.zip", zip(&[("大.xlsx", &zeros)]));
    city.put("大.xlsx", zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", &zeros)]));
    city.put(
        "深.zip",
        (0..6).fold(sound("深处", 41).into_bytes(), |inner, depth| zip(&[(&format!("{depth}.zip"), &inner)])),
    );
    city.put("密.xlsx", encrypted());
    city.put("空.xlsx", b"");
    city.put("断.zip", &zip(&members)[..200]);
    city.put("乱.pdf", [&b"%PDF-1.7\n"[..], &[7; 5_000]].concat());
    city.put("乱.ofd", zip(&[("OFD.xml", b"<a>")]));
    // What others write is shown as it is, in pages, sheets and notices.
    for (number, name) in
        (51..).zip(["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "\"><img onerror=x>", "𱁬😀", "@SUM(1)"])
    {
        city.put(&format!("注入/{number}.yaml"), sound(&serde_json::to_string(name).expect("a text"), number));
    }
    city.put("注入/长.yaml", sound(&"花展".repeat(20_000), 61));
    city.put(
        "注入/jixiao.yaml",
        "output: {folder: ../../逃}\nfonts: {text: /etc/passwd}\nchecks: {levels: {percent-low: off}}\n",
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        let inbox = city.path().join("收件");
        symlink("..", inbox.join("上")).expect("a link");
        symlink("/dev/zero", inbox.join("零.xlsx")).expect("a link");
        symlink("没有", inbox.join("断.xlsx")).expect("a link");
        let made = std::process::Command::new("mkfifo").arg(inbox.join("管.xlsx")).status();
        assert!(made.expect("mkfifo").success());
    }
    fs::write(city.path().join("表.yaml"), "名称: 表\n格式: csv\n列:\n  - {标题: 项目, 取: 项目名称}\n")
        .expect("a file");
    let ran = city.collect("2025-10-14", &["--to", "表.yaml"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let state: Value = serde_json::from_str(&city.read("状态.json")).expect("JSON");
    let refused = refused(&state);
    for name in ["大.zip/大.xlsx", "大.xlsx", "密.xlsx", "空.xlsx", "断.zip", "乱.pdf", "乱.ofd"] {
        assert!(refused.get(name).is_some_and(|why| !why.is_empty()), "{name}: {refused:#?}");
    }
    assert!(refused.keys().any(|name| name.starts_with("深.zip/")), "{refused:#?}");
    for name in ["花展", "第31届花展", "第32届花展", "第33届花展", "第34届花展", "第35届花展"] {
        project(&state, "示例市植物园", name);
    }
    // The sender's fonts are not looked at, and its rules are none.
    let all = unit(&state, "示例市植物园")["projects"].as_array().expect("projects").iter();
    let injected: Vec<&Value> =
        all.filter(|one| one["version"]["file"].as_str().is_some_and(|file| file.starts_with("注入/"))).collect();
    assert_eq!(injected.len(), 6, "{state:#}");
    for project in injected {
        assert!(codes(project).iter().any(|code| code == "cost-split"), "{project:#}");
    }
    let written = city.read("状态.json");
    assert!(!written.contains("root:") && !written.contains("passwd"), "{written}");
    assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{}{}", ran.out, ran.err);
    let page = city.read("一览.html");
    assert!(!page.contains("<script>") && !page.contains("<img") && !page.contains("<b>=1"), "{page}");
    // Nothing is written but the results.
    let mut there: Vec<String> = fs::read_dir(city.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    there.sort();
    assert_eq!(there, ["名单.yaml", "收件", "结果", "表.yaml"]);
    assert!(!city.path().parent().expect("a folder").join("外.yaml").exists());
}

/// All that one archive is unpacked to has a limit, however it is packed; what came before it
/// counts, and the archive is named with what to do.
#[test]
fn archives_are_unpacked_so_far_and_no_further() {
    let city = City::of("年度: 2026\n单位:\n  - {名称: 示例市植物园}\n  - {名称: 示例市科技馆}\n");
    let good = text("示例市植物园", "花展", 150_000, 21);
    let first: (&str, &[u8]) = ("0.yaml", good.as_bytes());
    let zeros = zip(&[("a", &vec![0; 60 << 20])]);
    let book = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", &vec![b' '; 17 << 20])]);
    let names: Vec<String> = (0..40).map(|number| format!("{number}")).collect();
    let many = |ending: &str, content: &[u8]| {
        let names: Vec<String> = names.iter().map(|name| format!("9{name}.{ending}")).collect();
        let files = names.iter().map(|name| (name.as_str(), content));
        zip(&std::iter::once(first).chain(files).collect::<Vec<_>>())
    };
    // Archives in it, workbooks in it, and what stands deeper.
    city.put("套.zip", many("zip", &zeros));
    city.put("示例市科技馆/表.zip", many("xlsx", &book));
    city.put("深.zip", zip(&[first, ("内.zip", &many("zip", &zeros))]));
    let large = fs::File::create(city.path().join("收件/大.zip")).expect("a file");
    (&large).write_all(b"PK\x03\x04").expect("a beginning");
    large.set_len(65 << 20).expect("a length");
    let state = city.state("2025-10-14");
    let refused = refused(&state);
    for (name, said) in [
        ("套.zip", "超过 512 MB"),
        ("示例市科技馆/表.zip", "超过 512 MB"),
        ("深.zip", "超过 512 MB"),
        ("大.zip", "超过 64 MB"),
    ] {
        assert!(refused.get(name).is_some_and(|why| why.contains(said)), "{name}: {refused:#?}");
    }
    assert_eq!(project(&state, "示例市植物园", "花展")["same"].as_array().map(Vec::len), Some(2), "{state:#}");
    // The unit whose folder it came in is told what to do.
    let found = unit(&state, "示例市科技馆")["findings"].as_array().and_then(|all| all.last()).expect("a finding");
    assert!(found["what"]["zh"].as_str().is_some_and(|said| said.contains("表.zip")), "{found:#}");
    assert!(found["remedy"]["zh"].as_str().is_some_and(|said| said.contains("分成几个压缩包")), "{found:#}");
}

#[test]
fn a_state_that_is_too_large_is_none_of_ours() {
    let city = City::new();
    city.put("a.xlsx", xlsx(&text("示例市植物园", "花展", 150_000, 21)));
    city.state("2025-10-14");
    let state = fs::File::options().write(true).open(city.path().join("结果/状态.json")).expect("a state");
    state.set_len(1 << 30).expect("a length");
    let ran = city.collect("2025-10-15", &[]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("最多 256 MB") && ran.err.contains("备份"), "{}", ran.err);
}

#[test]
fn results_do_not_go_into_the_inbox() {
    let city = City::new();
    city.put("a.xlsx", xlsx(&text("示例市植物园", "花展", 150_000, 21)));
    let before = city.inbox();
    let ran = run(city.path(), &["collect", "收件", "--roster", "名单.yaml", "-o", "收件/../收件"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("收件文件夹"), "{}", ran.err);
    assert_eq!(city.inbox(), before);
    // A folder in it is not looked at as one of those that came.
    for _ in 0..2 {
        let ran =
            run(city.path(), &["collect", "收件", "--roster", "名单.yaml", "-o", "收件/结果", "--date", "2025-10-14"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let state = fs::read_to_string(city.path().join("收件/结果/状态.json")).expect("a state");
        let state: Value = serde_json::from_str(&state).expect("JSON");
        assert_eq!(state["files"].as_array().map(Vec::len), Some(1));
    }
}
