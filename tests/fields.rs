//! Forms that are filled in through the engine, and what stands in their files then.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects")]

use std::path::Path;
use std::sync::Arc;

use jixiao::engine::{Addition, FieldChange, FieldState, Glyphs, KindShape, OpenForm, Step};
use jixiao::{Files, Memory, Options, Workspace};

const FILE: &str = "项目/甲.yaml";

fn workspace(text: &str) -> Workspace {
    let files = Arc::new(Memory::new());
    files.write(Path::new(FILE), text.as_bytes()).unwrap();
    Workspace::open(files, &["项目".into()], Options::default()).unwrap()
}

fn form(workspace: &Workspace) -> OpenForm {
    workspace.form(Path::new(FILE), 1, &mut Glyphs::default()).unwrap().unwrap()
}

/// The state of the field with a label.
fn state<'f>(form: &'f OpenForm, label: &str) -> &'f FieldState {
    let shape = form.form.as_ref().unwrap();
    let index = shape.fields.iter().position(|field| field.path == label || field.label == label).unwrap();
    &form.fields[index]
}

fn at(path: &str) -> Vec<Step> {
    path.split('.').map(|step| step.parse().map_or_else(|_| Step::Key(step.into()), Step::Item)).collect()
}

/// The text with changes, one after the other.
fn changed(text: &str, changes: &[FieldChange]) -> String {
    let mut workspace = workspace(text);
    let mut text = text.to_owned();
    for change in changes {
        text = workspace.form_changed(Path::new(FILE), 1, change).unwrap();
        workspace.change(Path::new(FILE), Some(&text)).unwrap();
    }
    text
}

fn set(path: &str, text: &str) -> FieldChange {
    FieldChange::Set { at: at(path), text: text.into() }
}

const TEXT: &str = "\
# 青年项目
年度: 2026
项目名称: 青年服务   # 已定
年度资金:
  当年财政拨款: 45万元 # 已批
绩效指标:
  产出指标:
    数量指标:
      # 按计划
      培训场次: ≥4场
      宣传次数: {指标值: ≥2次}
  满意度指标:
    服务对象满意度指标:
      - {名称: 学员满意度, 指标值: ≥95%}
";

#[test]
fn what_is_written_stands_in_its_field_with_what_it_prints() {
    let form = form(&workspace(TEXT));
    assert_eq!((form.projects, form.year.text.as_str()), (1, "2026"));
    assert!(!form.pages.is_empty() && form.pages[0].starts_with("<svg"));
    assert_eq!(state(&form, "项目名称").text, "青年服务");
    let money = state(&form, "年度资金.当年财政拨款");
    assert_eq!((money.text.as_str(), money.prints.as_str()), ("45万元", "450,000.00"));
    assert_eq!(money.at, at("年度资金.当年财政拨款"));
    let indicators = &state(&form, "绩效指标").indicators;
    let found: Vec<_> =
        indicators.iter().map(|known| (known.name.as_str(), known.target.as_str(), known.prints.as_str())).collect();
    let wanted =
        [("培训场次", "≥4场", "≥4.00(场)"), ("宣传次数", "≥2次", "≥2.00(次)"), ("学员满意度", "≥95%", "≥95.00(%)")];
    assert_eq!(found, wanted);
    assert_eq!(indicators[2].at, at("绩效指标.满意度指标.服务对象满意度指标.0"));
}

#[test]
fn a_field_with_a_mistake_is_shown_as_it_is_and_the_pages_too() {
    let text = TEXT.replace("45万元", "四十五块").replace("≥4场", "≥四十场");
    let form = form(&workspace(&text));
    assert_eq!(state(&form, "年度资金.当年财政拨款").text, "四十五块");
    assert_eq!(state(&form, "绩效指标").indicators[0].target, "≥四十场");
    assert!(!form.pages.is_empty());
}

#[test]
fn a_year_without_a_form_can_be_mended() {
    let text = TEXT.replace("2026", "20266");
    assert!(form(&workspace(&text)).form.is_none());
    assert_eq!(changed(&text, &[set("年度", "2026")]), TEXT);
    assert_eq!(changed("项目名称: 甲\n", &[set("年度", "2026")]), "年度: 2026\n项目名称: 甲\n");
}

#[test]
fn only_what_was_changed_is_another_text() {
    assert_eq!(changed(TEXT, &[set("年度资金.当年财政拨款", "46万元")]), TEXT.replace("45万元", "46万元"));
    let added = changed(TEXT, &[set("年度资金.其他资金", "0"), set("主管部门", "示例市科协")]);
    assert_eq!(
        added,
        TEXT.replace("45万元 # 已批\n", "45万元 # 已批\n  其他资金: 0\n")
            .replace("# 已定\n", "# 已定\n主管部门: 示例市科协\n")
    );
    let goal = changed(TEXT, &[set("年度总体目标", "一是培训。\n二是宣传。")]);
    assert!(goal.contains("年度总体目标: |-\n  一是培训。\n  二是宣传。\n绩效指标:\n"), "{goal}");
}

#[test]
fn indicators_are_written_as_an_author_would() {
    let path = "绩效指标.产出指标.数量指标.培训场次";
    let part = |path: &str, part: &str, text: &str| FieldChange::SetIndicator {
        at: at(path),
        part: part.into(),
        text: text.into(),
    };
    assert_eq!(changed(TEXT, &[part(path, "指标值", "≥5场")]), TEXT.replace("≥4场", "≥5场"));
    assert_eq!(changed(TEXT, &[part(path, "名称", "培训期数")]), TEXT.replace("培训场次", "培训期数"));
    let list = "绩效指标.满意度指标.服务对象满意度指标.0";
    assert_eq!(changed(TEXT, &[part(list, "名称", "家长满意度")]), TEXT.replace("学员", "家长"));
    assert_eq!(
        changed(TEXT, &[part("绩效指标.产出指标.数量指标.宣传次数", "指标值", "≥3次")]),
        TEXT.replace("≥2次", "≥3次")
    );
    // Two of one name are a list.
    let twice = changed(TEXT, &[part(path, "名称", "宣传次数")]);
    assert!(
        twice.contains(
            "    数量指标:\n      - {名称: 宣传次数, 指标值: ≥4场}\n      - {名称: 宣传次数, 指标值: ≥2次}\n"
        ),
        "{twice}"
    );
    let add = |category, subcategory, name: &str| FieldChange::AddIndicators {
        indicators: vec![Addition { category, subcategory, name: name.into(), target: "≥1次".into() }],
    };
    let form = form(&workspace(TEXT));
    let shape = form.form.as_ref().unwrap();
    let field = shape.fields.iter().find(|field| field.label == "绩效指标").unwrap();
    let KindShape::Indicators { categories, .. } = &field.kind else { panic!("indicators") };
    let place = |name: &str| {
        let places = categories.iter().enumerate().flat_map(|(index, category)| {
            category.subcategories.iter().enumerate().map(move |(sub, known)| (index, sub, known))
        });
        places.filter(|(_, _, known)| *known == name).map(|(index, sub, _)| (index, sub)).next().unwrap()
    };
    let (category, subcategory) = place("数量指标");
    assert_eq!(
        changed(TEXT, &[add(category, subcategory, "演出场次")]),
        TEXT.replace("≥2次}\n", "≥2次}\n      演出场次: ≥1次\n")
    );
    let (category, subcategory) = place("质量指标");
    assert_eq!(
        changed(TEXT, &[add(category, subcategory, "合格率")]),
        TEXT.replace("≥2次}\n", "≥2次}\n    质量指标:\n      合格率: ≥1次\n")
    );
    let moved = changed(TEXT, &[FieldChange::Reassign { at: at(path), category, subcategory, to: None }]);
    assert_eq!(
        moved,
        TEXT.replace("      培训场次: ≥4场\n", "").replace("≥2次}\n", "≥2次}\n    质量指标:\n      培训场次: ≥4场\n")
    );
    assert_eq!(
        changed(TEXT, &[FieldChange::Move { at: at(path), to: 1 }]),
        TEXT.replace(
            "      # 按计划\n      培训场次: ≥4场\n      宣传次数: {指标值: ≥2次}\n",
            "      宣传次数: {指标值: ≥2次}\n      # 按计划\n      培训场次: ≥4场\n"
        )
    );
    assert_eq!(
        changed(TEXT, &[FieldChange::Remove { at: at(list) }]),
        TEXT.replace("服务对象满意度指标:\n      - {名称: 学员满意度, 指标值: ≥95%}\n", "服务对象满意度指标:\n")
    );
}

#[test]
fn every_field_of_every_form_takes_a_value_and_gives_it_back() {
    for year in [2019, 2020, 2023, 2026] {
        let text = format!("年度: {year} # 表\n");
        let mut open = workspace(&text);
        let shape = form(&open).form.unwrap();
        for (index, field) in shape.fields.iter().enumerate() {
            let value = match &field.kind {
                KindShape::Text { .. } => "一: 二 # 三".to_owned(),
                KindShape::Choice { options, .. } | KindShape::Choices { options } => options[0].clone(),
                KindShape::Date => format!("{year}-03-01"),
                KindShape::Money { .. } | KindShape::Number => "12".to_owned(),
                KindShape::Table { columns } => {
                    let values = columns.iter().map(|column| (column.path.clone(), "12".to_owned())).collect();
                    let path = [form(&open).fields[index].at.clone(), vec![Step::Item(0)]].concat();
                    let text =
                        open.form_changed(Path::new(FILE), 1, &FieldChange::AddRecord { at: path, values }).unwrap();
                    open.change(Path::new(FILE), Some(&text)).unwrap();
                    let records = &form(&open).fields[index].records;
                    assert_eq!(
                        (records.len(), records[0].len(), records[0][0].text.as_str()),
                        (1, columns.len(), "12")
                    );
                    continue;
                }
                KindShape::Indicators { .. } | KindShape::List => continue,
            };
            let change = FieldChange::Set { at: form(&open).fields[index].at.clone(), text: value.clone() };
            let text = open.form_changed(Path::new(FILE), 1, &change).unwrap();
            open.change(Path::new(FILE), Some(&text)).unwrap();
            let state = form(&open).fields[index].clone();
            assert_eq!(state.text, value, "{} of {year}", field.path);
            assert!(field.total || !state.prints.is_empty(), "{} of {year}", field.path);
        }
    }
}

#[test]
fn indicators_that_the_form_has_no_place_for_are_shown_and_can_be_mended() {
    let text = TEXT.replace(
        "    数量指标:\n",
        "    规模指标:\n      阅览席位: ≥30个\n      书架: {指标值: ≥5个}\n    数量指标:\n",
    ) + "  管理指标:\n    制度健全: 是\n  其他: 无\n";
    let open = form(&workspace(&text));
    let strays = &state(&open, "绩效指标").unplaced;
    let found: Vec<_> =
        strays.iter().map(|one| (one.above.join("/"), one.name.as_str(), one.target.as_str())).collect();
    let wanted = [
        ("产出指标/规模指标".to_owned(), "阅览席位", "≥30个"),
        ("产出指标/规模指标".to_owned(), "书架", "≥5个"),
        ("管理指标".to_owned(), "制度健全", "是"),
        (String::new(), "其他", "无"),
    ];
    assert_eq!(found, wanted);
    assert_eq!(state(&open, "绩效指标").indicators.len(), 3);
    let change = |path: &str| FieldChange::Remove { at: at(path) };
    // The category goes with the last of its indicators.
    let gone = changed(
        &text,
        &[
            change("绩效指标.产出指标.规模指标.书架"),
            change("绩效指标.管理指标.制度健全"),
            change("绩效指标.其他"),
            FieldChange::Reassign {
                at: at("绩效指标.产出指标.规模指标.阅览席位"),
                category: 1,
                subcategory: 0,
                to: Some(0),
            },
        ],
    );
    assert_eq!(gone, TEXT.replace("      # 按计划\n", "      阅览席位: ≥30个\n      # 按计划\n"));
    let part =
        FieldChange::SetIndicator {
            at: at("绩效指标.管理指标.制度健全"), part: "指标值".into(), text: "健全".into()
        };
    assert_eq!(changed(&text, &[part]), text.replace("制度健全: 是", "制度健全: 健全"));
}

#[test]
fn the_form_can_be_named() {
    let open = form(&workspace(TEXT));
    assert_eq!((open.named_form.text.as_str(), open.named_form.at.len()), ("", 1));
    assert!(open.forms.iter().any(|form| form.name == "2023"));
    let change = FieldChange::Set { at: open.named_form.at, text: "2023".into() };
    let named = changed(TEXT, &[change]);
    assert_eq!(form(&workspace(&named)).form.unwrap().name, "2023");
}
