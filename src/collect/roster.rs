//! The roster: the units of which forms are expected.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::Deserialize;

use super::words;
use crate::diag::{Code, Diagnostic, Level, Place, Source};
use crate::messages::Message;
use crate::source::write::{Item, write_items};
use crate::source::{self, Spanned, Spans, Value, from_node};
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
        let wrong = |place: Place, what: Message| {
            vec![Diagnostic::new(Code::Roster, what).at(place, Message::default()).help(words::see_the_schema())]
        };
        let document = match documents.as_slice() {
            [document] if matches!(document.value, Value::Mapping(_)) => document,
            [document, ..] => return Err(wrong(document.span.clone().into(), words::roster_is_no_mapping())),
            [] => return Err(wrong(source.file.whole(), words::roster_is_empty())),
        };
        let (spec, spans) = from_node::<RosterSpec>(document)
            .map_err(|error| wrong(error.span.unwrap_or_else(|| document.span.clone()).into(), error.message))?;
        let mut reading = Reading { spans: &spans, known: HashSet::new(), found: Vec::new() };
        let roster = Self {
            year: reading.value(spec.年度.as_ref(), year),
            form: spec.表式,
            deadline: reading.value(spec.截止.as_ref(), Date::parse),
            ceiling: reading.value(spec.限额.as_ref(), Money::parse),
            sends_back: spec.退回,
            units: spec.单位.into_iter().map(|unit| reading.unit(unit)).collect(),
            names: OnceLock::new(),
        };
        if reading.found.is_empty() { Ok(roster) } else { Err(reading.found) }
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

/// A roster while it is read.
struct Reading<'s> {
    spans: &'s Spans,
    /// The units so far, by their plain names.
    known: HashSet<String>,
    found: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn wrong(&mut self, written: &Spanned<String>, Mistake { what, mend }: Mistake) {
        let finding = Diagnostic::new(Code::Roster, what).at(self.spans.of(written), Message::default());
        self.found.push(finding.help(mend));
    }

    fn value<T>(
        &mut self,
        written: Option<&Spanned<String>>,
        parse: impl FnOnce(&str) -> Result<T, Mistake>,
    ) -> Option<T> {
        let written = written?;
        parse(&written.value).map_err(|mistake| self.wrong(written, mistake)).ok()
    }

    fn unit(&mut self, spec: UnitSpec) -> Unit {
        let name = spec.名称.value.trim().to_owned();
        if name.is_empty() {
            self.wrong(&spec.名称, Mistake::new(words::unit_without_a_name(), words::list_each_unit_once()));
        } else if !self.known.insert(plain(&name)) {
            self.wrong(&spec.名称, Mistake::new(words::unit_listed_twice(&name), words::list_each_unit_once()));
        }
        let named = spec.项目.len();
        let count = self.value(spec.项目数.as_ref(), |written| match written.trim().parse::<usize>() {
            Ok(count) if named > 0 && named != count => {
                Err(Mistake::new(words::count_is_another(count, named), words::names_or_count()))
            }
            Ok(count) => Ok(count),
            Err(_) => Err(Mistake::new(words::no_number(written), words::write_a_number())),
        });
        Unit {
            name,
            also: spec.又名,
            parent: spec.主管部门.unwrap_or_default(),
            folders: spec.文件夹,
            expected: match count {
                _ if named > 0 => Expected::Named(spec.项目),
                Some(count) => Expected::Count(count),
                None => Expected::Any,
            },
            ceiling: self.value(spec.限额.as_ref(), Money::parse),
            contact: spec.联系人.unwrap_or_default(),
            deadline: self.value(spec.截止.as_ref(), Date::parse),
        }
    }
}

fn year(written: &str) -> Result<u16, Mistake> {
    let year = year_alone(written).filter(|year| YEARS.contains(year));
    year.ok_or_else(|| Mistake::new(words::no_year(written), words::write_a_year()))
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
