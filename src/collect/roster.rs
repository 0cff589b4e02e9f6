//! The roster: the units of which forms are expected.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::Deserialize;

use super::words;
use crate::diag::{Code, Diagnostic, Level, Source};
use crate::messages::Message;
use crate::source::write::{Item, write_items};
use crate::source::{self, Node, Spanned, Value, from_node};
use crate::value::{Date, Mistake, Money, YEARS, fold_width, without_spaces, year_alone};

/// 收表名单：应报的单位，各报几个项目，什么时候报齐。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "roster")]
struct RosterSpec {
    /// 年度，如 2026；写了的，别的年度的表会提示
    年度: Option<Spanned<String>>,
    /// 应报的表式的名字，如 `"2026"`；不写的，按年度
    表式: Option<String>,
    /// 各单位都要在这一天以前（含当天）报齐，如 2025-10-15
    截止: Option<Spanned<String>>,
    /// 各单位合计的限额，如 5000万元
    限额: Option<Spanned<String>>,
    /// 到哪一级的问题要退回修改：错误，或警告（不写就是警告）
    退回: Option<Level>,
    /// 应报的单位
    单位: Vec<UnitSpec>,
}

/// 一个单位。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "unit")]
struct UnitSpec {
    /// 全称，通知书上这样写
    名称: Spanned<String>,
    /// 表上可能写的别的名称：简称、改名以前的名称
    #[serde(default)]
    又名: Vec<String>,
    /// 主管部门
    主管部门: Option<String>,
    /// 这个单位的文件放在哪些文件夹里；与名称、又名相同的不用写
    #[serde(default)]
    文件夹: Vec<String>,
    /// 应报的项目的名称
    #[serde(default)]
    项目: Vec<String>,
    /// 应报几个项目；写了名称的不用写
    项目数: Option<Spanned<String>>,
    /// 这个单位各项目合计的限额，如 300万元
    限额: Option<Spanned<String>>,
    /// 联系人、电话、邮箱，随便怎么写
    联系人: Option<String>,
    /// 这个单位另定的截止日期
    截止: Option<Spanned<String>>,
}

/// The roster of a year.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// The year of the forms.
    pub year: Option<u16>,
    /// The name of the form.
    pub form: Option<String>,
    /// The last day.
    pub deadline: Option<Date>,
    /// What all units may ask for together.
    pub ceiling: Option<Money>,
    /// Findings that are as grave as this send a form back.
    pub sends_back: Option<Level>,
    /// The units, in the roster's order.
    pub units: Vec<Unit>,
    /// What they are called, once somebody has asked.
    pub(super) names: OnceLock<Names>,
}

/// What the units of a roster are called, by plain names; the first unit of a name counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// The units by their full names and other spellings.
    pub units: HashMap<String, usize>,
    /// The units by the names of their folders, which those are, too.
    pub folders: HashMap<String, usize>,
    /// Of each unit, its names, and those of its folders.
    pub all: Vec<(Vec<String>, Vec<String>)>,
}

/// A unit of which forms are expected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// Its full name.
    pub name: String,
    /// Other names and spellings.
    pub also: Vec<String>,
    /// The department above it.
    pub parent: String,
    /// The folders that have its files.
    pub folders: Vec<String>,
    /// The projects that it is to hand in.
    pub expected: Expected,
    /// What its projects may ask for together.
    pub ceiling: Option<Money>,
    /// Whom to write to.
    pub contact: String,
    /// Its own last day.
    pub deadline: Option<Date>,
}

/// The projects that a unit is to hand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Expected {
    /// At least one.
    #[default]
    Any,
    /// So many.
    Count(usize),
    /// Those of these names.
    Named(Vec<String>),
}

impl Roster {
    /// A roster of these units alone.
    pub fn of(units: Vec<Unit>) -> Self {
        Self { units, ..Self::default() }
    }

    /// Reads a roster.
    ///
    /// # Errors
    ///
    /// What is wrong with it, with its places.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        let documents = source::parse(source).map_err(|error| source::read_on(source, error).0)?;
        let wrong = |node: &Node, what: Message| {
            vec![
                Diagnostic::new(Code::Roster, what)
                    .at(node.span.clone(), Message::default())
                    .help(words::see_the_schema()),
            ]
        };
        let document = match documents.as_slice() {
            [document] if matches!(document.value, Value::Mapping(_)) => document,
            [document, ..] => return Err(wrong(document, words::roster_is_no_mapping())),
            [] => {
                return Err(vec![
                    Diagnostic::new(Code::Roster, words::roster_is_empty())
                        .at(source.file.whole(), Message::default())
                        .help(words::see_the_schema()),
                ]);
            }
        };
        let (spec, spans) = from_node::<RosterSpec>(document).map_err(|error| {
            let place = error.span.unwrap_or_else(|| document.span.clone());
            let finding = Diagnostic::new(Code::Roster, error.message).at(place, Message::default());
            vec![finding.help(words::see_the_schema())]
        })?;
        let mut found = Vec::new();
        let at = |spanned: &Spanned<String>, Mistake { what, mend }: Mistake| {
            Diagnostic::new(Code::Roster, what).at(spans.of(spanned), Message::default()).help(mend)
        };
        let mut date = |spanned: &Option<Spanned<String>>| {
            let spanned = spanned.as_ref()?;
            Date::parse(&spanned.value).map_err(|mistake| found.push(at(spanned, mistake))).ok()
        };
        let deadline = date(&spec.截止);
        let deadlines: Vec<Option<Date>> = spec.单位.iter().map(|unit| date(&unit.截止)).collect();
        let mut money = |spanned: &Option<Spanned<String>>| {
            let spanned = spanned.as_ref()?;
            Money::parse(&spanned.value).map_err(|mistake| found.push(at(spanned, mistake))).ok()
        };
        let ceiling = money(&spec.限额);
        let ceilings: Vec<Option<Money>> = spec.单位.iter().map(|unit| money(&unit.限额)).collect();
        let mut number = |spanned: &Option<Spanned<String>>| {
            let spanned = spanned.as_ref()?;
            let number = spanned.value.trim().parse::<usize>().ok();
            if number.is_none() {
                found.push(at(spanned, Mistake::new(words::no_number(&spanned.value), words::write_a_number())));
            }
            number
        };
        let counts: Vec<Option<usize>> = spec.单位.iter().map(|unit| number(&unit.项目数)).collect();
        let year = spec.年度.as_ref().and_then(|spanned| {
            let year = year_alone(&spanned.value).filter(|year| YEARS.contains(year));
            if year.is_none() {
                found.push(at(spanned, Mistake::new(words::no_year(&spanned.value), words::write_a_year())));
            }
            year
        });
        let (mut units, mut known): (Vec<Unit>, HashSet<String>) = (Vec::new(), HashSet::new());
        for (number, unit) in spec.单位.into_iter().enumerate() {
            let name = unit.名称.value.trim().to_owned();
            if name.is_empty() || !known.insert(plain(&name)) {
                let what = if name.is_empty() { words::unit_without_a_name() } else { words::unit_listed_twice(&name) };
                found.push(at(&unit.名称, Mistake::new(what, words::list_each_unit_once())));
            }
            if let (Some(written), Some(count)) = (&unit.项目数, counts[number])
                && !unit.项目.is_empty()
                && unit.项目.len() != count
            {
                let what = words::count_is_another(count, unit.项目.len());
                found.push(at(written, Mistake::new(what, words::names_or_count())));
            }
            let expected = match (unit.项目.is_empty(), counts[number]) {
                (false, _) => Expected::Named(unit.项目),
                (true, Some(count)) => Expected::Count(count),
                (true, None) => Expected::Any,
            };
            units.push(Unit {
                name,
                also: unit.又名,
                parent: unit.主管部门.unwrap_or_default(),
                folders: unit.文件夹,
                expected,
                ceiling: ceilings[number],
                contact: unit.联系人.unwrap_or_default(),
                deadline: deadlines[number],
            });
        }
        match found.is_empty() {
            true => Ok(Self {
                year,
                form: spec.表式,
                deadline,
                ceiling,
                sends_back: spec.退回,
                units,
                names: OnceLock::new(),
            }),
            false => Err(found),
        }
    }

    /// The last day of a unit.
    pub fn deadline_of(&self, unit: &Unit) -> Option<Date> {
        unit.deadline.or(self.deadline)
    }

    /// Findings that are as grave as this send a form back.
    pub fn sends_back(&self) -> Level {
        self.sends_back.unwrap_or(Level::Warning)
    }

    /// The text of its file.
    pub fn written(&self) -> String {
        let text = |text: &str| Item::Text(text.to_owned());
        let list = |all: &[String]| Item::List(all.iter().map(|one| text(one)).collect());
        let mut items = Vec::new();
        items.extend(self.year.map(|year| ("年度".to_owned(), text(&year.to_string()))));
        items.extend(self.form.as_ref().map(|form| ("表式".to_owned(), text(form))));
        items.push(("截止".to_owned(), self.deadline.map_or(Item::Blank, |date| text(&date.to_string()))));
        items.extend(self.ceiling.map(|most| ("限额".to_owned(), text(&most.plain()))));
        let unit = |unit: &Unit| {
            let mut entries = vec![("名称".to_owned(), text(&unit.name))];
            let mut add =
                |key: &str, item: Item, is_there: bool| entries.extend(is_there.then(|| (key.to_owned(), item)));
            add("又名", list(&unit.also), !unit.also.is_empty());
            add("主管部门", text(&unit.parent), !unit.parent.is_empty());
            add("文件夹", list(&unit.folders), !unit.folders.is_empty());
            match &unit.expected {
                Expected::Any => {}
                Expected::Count(count) => add("项目数", text(&count.to_string()), true),
                Expected::Named(names) => add("项目", list(names), true),
            }
            add("限额", text(&unit.ceiling.map(Money::plain).unwrap_or_default()), unit.ceiling.is_some());
            add("联系人", text(&unit.contact), !unit.contact.is_empty());
            add("截止", text(&unit.deadline.map(|date| date.to_string()).unwrap_or_default()), unit.deadline.is_some());
            Item::Mapping(entries)
        };
        items.push(("单位".to_owned(), Item::List(self.units.iter().map(unit).collect())));
        write_items(&items)
    }
}

/// The JSON Schema (draft 7) of a roster.
pub fn schema() -> String {
    let generator = schemars::generate::SchemaSettings::draft07().into_generator();
    let schema = generator.into_root_schema_for::<RosterSpec>();
    // Nothing here can fail to serialise: there are strings only.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// A name without what spellings differ in.
pub(crate) fn plain(name: &str) -> String {
    without_spaces(&fold_width(name)).to_lowercase()
}
