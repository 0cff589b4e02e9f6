//! A template as its file says it, before names are resolved.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

use super::field::IndicatorKind;
use super::from::FromSpec;
use super::grid::Merge;
use super::named::Named;
use super::pattern::TextSpec;
use super::shapes::{
    ExpectedSchema, HintSchema, MergeSchema, MoneySchema, NumberSchema, PairSchema, PaperSchema, RepeatSchema,
    RowspanSchema, ShowSchema, TargetSchema,
};
use super::style::{FontNames, Orientation, PaperSize, StyleSpec};
use super::{BookPart, Stage};
use crate::source::Spanned;
use crate::style::{Fit, Margins};
use crate::template::words;
use crate::value::{DateFormat, Length, MoneyFormat, NumberFormat, QuantityFormat};

/// 一张表的模板。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "template")]
pub(super) struct TemplateSpec {
    /// 模板的名字，如 `"2027"`，用于 `extends` 和提示
    pub name: String,
    /// 在哪个模板上改；与自己同名的，是被它取代的那一个
    // Already followed when a spec is read; here so that it is a known key.
    pub extends: Option<String>,
    /// 表的全称
    pub title: String,
    /// 汇总册的哪一部分；不写就是一个项目的表
    pub part: Option<BookPart>,
    /// 不是申报表的，怎样认出来
    pub stage: Option<Stage>,
    /// 哪些年度用这张表
    pub years: Spanned<Years>,
    /// 文件属性
    pub metadata: MetadataSpec,
    /// 值怎么打印
    pub formats: FormatsSpec,
    /// 条件，名字自己取
    #[serde(default)]
    pub conditions: Named<Spanned<ConditionSpec>>,
    /// 字段，名字就是作者写的键
    pub fields: Named<Spanned<FieldSpec>>,
    /// 指标值的单位，常用的以外再加，如 `[点播]`
    #[serde(default)]
    pub units: Vec<String>,
    /// 单位自己的字体
    pub fonts: Option<Spanned<FontNames>>,
    /// 字段的用处，检查规则按它来找字段
    #[serde(default)]
    pub roles: Named<RoleSpec>,
    /// 金额之间应有的关系
    #[serde(default)]
    pub relations: Vec<Spanned<RelationSpec>>,
    /// 旧表的内容在哪里：`旧模板的名字: …`，`jixiao roll` 按它改
    #[serde(default)]
    pub from: Named<Spanned<FromSpec>>,
    /// 纸张
    pub page: PageSpec,
    /// 样式，名字自己取；`base` 和格子种类的名字有固定的用处
    #[serde(default)]
    pub styles: Named<StyleSpec>,
    /// 表格
    pub grid: GridSpec,
}

/// 年度，包括首尾两年。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "years")]
pub(super) struct Years {
    /// 从哪一年起
    pub from: u16,
    /// 到哪一年为止；不写就一直有效
    pub to: Option<u16>,
}

/// 文件属性；都可以有占位符，如 `{项目名称}`。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "metadata")]
pub(super) struct MetadataSpec {
    /// PDF、OFD 和 XLSX 的标题；空的改用表的全称
    pub title: Spanned<String>,
    /// 作者，一般是单位
    pub author: Spanned<String>,
    /// 主题
    pub subject: Spanned<String>,
    /// XLSX 的工作表名
    pub sheet: Spanned<String>,
}

/// 值怎么打印。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "formats")]
pub(super) struct FormatsSpec {
    /// 金额：数字格式，或 `{number: "0.00", unit: 万元}`；单位是 元、千元 或 万元
    #[schemars(with = "MoneySchema")]
    pub money: MoneyFormat,
    /// 其他数字：数字格式，默认 `0.##`
    #[schemars(with = "Option<String>")]
    pub number: Option<NumberFormat>,
    /// 日期：`yyyy-mm-dd`、`yyyy年m月d日` 或 `yyyy/m/d`
    #[schemars(with = "String")]
    pub date: DateFormat,
    /// 定量指标值；不写就照作者的原样打印
    #[schemars(with = "Option<TargetSchema>")]
    pub target: Option<QuantityFormat>,
    /// 比较符号单独占一格时打印什么，如 `{≥: 正向, ≤: 反向, =: 定量, text: 定性}`；`text` 是文字型的；不写就打印符号
    #[serde(default)]
    pub operators: Named<Spanned<String>>,
}

/// 条件，写一项。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "condition")]
pub(super) enum ConditionSpec {
    /// 两个日期字段，后一个在更晚的年份
    YearsDiffer([Spanned<String>; 2]),
    /// 一个字段和它的选项，选了其中一项，如 `[项目性质, 阶段性项目]`
    Chosen(Vec<Spanned<String>>),
    /// 一个字段，已经填了
    Given(Spanned<String>),
    /// 一个金额（元）或数字字段和一个数，不小于这个数
    AtLeast(#[schemars(with = "PairSchema")] [Spanned<String>; 2]),
    /// 前面的一个条件，不成立
    Not(Spanned<String>),
    /// 前面的几个条件，都成立
    All(Vec<Spanned<String>>),
    /// 前面的几个条件，至少一个成立
    Any(Vec<Spanned<String>>),
}

/// 字段、记录的列或指标的附加列。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "field")]
pub(super) struct FieldSpec {
    /// 作者填什么
    #[serde(rename = "type")]
    pub kind: KindSpec,
    /// 没写或空着就报错
    #[serde(default)]
    pub required: bool,
    /// 作者还可以写在哪里：路径的列表
    #[serde(default)]
    pub also: Vec<String>,
    /// `choice`、`choices` 的选项
    #[serde(default)]
    pub options: Vec<String>,
    /// `money`、`number` 没写时的值
    #[schemars(with = "Option<NumberSchema>")]
    pub default: Option<Spanned<String>>,
    /// 条件的名字；不成立时不用 `default`，写了的照样打印，并提醒
    pub when: Option<Spanned<String>>,
    /// `money`、`number` 由哪些项相加：同组（同一条记录）的名字、路径，或 `表.列`
    #[serde(default)]
    pub sum: Vec<Spanned<String>>,
    /// `number`：这张 `table` 有几条记录
    pub count: Option<Spanned<String>>,
    /// `table`：按另一张表的一列分组，每组一条记录；第一列是组名，其余各列用 `sum: [表.列]` 或 `count: 表` 汇总
    pub by: Option<Spanned<GroupSpec>>,
    /// 汇总册里：从项目的哪个字段取值，取第一个有的；`.page` 是项目在册中的页码。有这种列的 `table` 每个项目一条记录
    #[serde(default)]
    pub take: Vec<Spanned<String>>,
    /// `money`、`number` 必须等于这个数
    #[schemars(with = "Option<NumberSchema>")]
    pub equals: Option<Spanned<String>>,
    /// `table` 的列，`indicators` 的附加列
    #[serde(default)]
    pub columns: Named<Spanned<FieldSpec>>,
    /// `group` 里的字段
    #[serde(default)]
    pub fields: Named<Spanned<FieldSpec>>,
    /// `indicators` 的 `一级指标: [二级指标, …]`
    #[serde(default)]
    pub framework: Named<Vec<String>>,
    /// `indicators` 的另一种放法：`一级指标.二级指标` 或 `一级指标`（`framework` 里的一处），下面是代替它的 `一级指标: [二级指标, …]`；填了才有，排在那一处的一级指标前面
    #[serde(default)]
    pub alternatives: Named<Spanned<Named<Vec<String>>>>,
    /// `indicators` 的 `作者的写法: framework 里的名字`
    #[serde(default)]
    pub synonyms: Named<String>,
    /// `true`：没写或空着就警告；`indicators` 写不应缺少的一级指标
    #[schemars(with = "Option<ExpectedSchema>")]
    pub expected: Option<Spanned<ExpectedSpec>>,
    /// `indicators` 的 `一级或二级指标: 考核什么`
    #[serde(default)]
    pub kinds: Named<Spanned<IndicatorKind>>,
    /// `text` 最多多少字（空白不算），超过时提醒
    pub limit: Option<usize>,
    /// `table` 的列，类型是 `text`：各条记录不应相同
    #[serde(default)]
    pub unique: bool,
    /// 只对这个字段的格式，写法与 `formats` 里的 money、number、date 相同
    #[schemars(with = "Option<MoneySchema>")]
    pub format: Option<Spanned<FormatSpec>>,
}

/// What a form should not lack.
#[derive(Debug)]
pub(super) enum ExpectedSpec {
    /// The field itself, or nothing.
    Field(bool),
    /// These categories of the indicators.
    Categories(Vec<Spanned<String>>),
}

/// 分组。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "by")]
pub(super) struct GroupSpec {
    /// 按哪一列：`表.列`，类型是 `text`
    pub column: Spanned<String>,
    /// 这一列空着的记录归入的组叫什么
    #[serde(default)]
    pub blank: String,
}

/// A format of one field; which ones there are depends on the field's type.
#[derive(Debug)]
pub(super) enum FormatSpec {
    /// `yyyy-mm-dd`, `"#,##0.00"`
    Text(String),
    /// `{number: "#,##0.00", unit: 万元}`
    Money(MoneyFormat),
}

/// What a field means to the checks: a field, several, or options of one.
#[derive(Debug)]
pub(super) struct RoleSpec(pub Vec<Spanned<String>>);

impl<'de> Deserialize<'de> for RoleSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(RoleSpec)
    }
}

/// 两个金额应有的关系。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "relation")]
pub(super) struct RelationSpec {
    /// 前一个字段
    pub left: Spanned<String>,
    /// `equal` 相等，`at-most` 不超过
    pub is: super::field::Comparison,
    /// 后一个字段
    pub right: Spanned<String>,
    /// 只在这个条件成立时
    pub when: Option<Spanned<String>>,
    /// 只在这个条件不成立时
    pub unless: Option<Spanned<String>>,
}

/// 字段的类型。
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "type")]
pub(super) enum KindSpec {
    /// 文字，可以多行
    Text,
    /// 选项之一
    Choice,
    /// 若干选项
    Choices,
    /// 日期
    Date,
    /// 金额，最多两位小数（到分）
    Money,
    /// 其他数字
    Number,
    /// 若干条记录，如子项目；列里还可以有 `table` 或 `indicators`
    Table,
    /// 指标
    Indicators,
    /// 一组字段
    Group,
}

/// 纸张。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "page")]
pub(super) struct PageSpec {
    /// `A3`、`A4`、`A5`、`B4`、`B5`、`16开`，或 `{width: …, height: …}`
    #[schemars(with = "PaperSchema")]
    pub size: Spanned<PaperSize>,
    /// 纵向或横向
    #[serde(default)]
    pub orientation: Orientation,
    /// 边距
    pub margins: Margins,
    /// 表格线的粗细（PDF），默认 `0.5pt`
    #[schemars(with = "Option<String>")]
    pub rule: Option<Length>,
    /// 页数
    pub fit: Option<Fit>,
    /// 页脚，可以有 `{page}` 和 `{pages}`
    pub footer: Option<Spanned<String>>,
    /// 第二页起在表上方的一行字（PDF）
    pub continued: Option<Spanned<String>>,
}

/// 表格。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "grid")]
pub(super) struct GridSpec {
    /// 各列的宽，如 `[36mm, 51mm]`
    #[schemars(with = "Vec<String>")]
    pub columns: Spanned<Vec<Length>>,
    /// 由上到下的行，名字自己取
    pub rows: Named<Spanned<RowSpec>>,
}

/// A row: `[cell, …]`, `{cells: …, …}`, `{block: …}` or `{for: …, cells: …}`.
#[derive(Debug, Default)]
pub(super) struct RowSpec(pub RowKeys);

/// 一行或一块；只有格子的行可以简写成格子的列表。
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "row")]
pub(super) struct RowKeys {
    /// 格子，由左到右：列表，或 `名字: 格子`（`extends` 可以只改其中一格）
    #[serde(default)]
    pub cells: Cells,
    /// 一组行，可以再套；只能与 `for`、`blank` 和 `when` 并用
    pub block: Option<Named<Spanned<RowSpec>>>,
    /// 每条记录或每个指标重复一行（`block` 的是一块）：字段；`表.列`，记录里的记录或指标；`[指标, 指标]`，两份指标并排；在 `for` 的块里，`.列` 是这条记录里的记录或指标
    #[serde(rename = "for")]
    #[schemars(with = "Option<RepeatSchema>")]
    pub repeat: Option<Spanned<OneOrMore>>,
    /// 指标怎样重复
    #[serde(default)]
    pub each: Each,
    /// 至少多高，如 `8mm`
    #[schemars(with = "Option<String>")]
    pub height: Option<Length>,
    /// 所在的块跨到下一页时，在新的一页上重复
    #[serde(default)]
    pub header: bool,
    /// 条件的名字；不成立时没有这一行（`block` 的是这一块）
    pub when: Option<Spanned<String>>,
    /// `for` 的行至少几行，不够的留空行
    pub at_least: Option<usize>,
    /// 空表（`jixiao blank`）里 `for` 的行留几行；指标是每个二级指标几行
    pub blank: Option<usize>,
}

/// A text, or a list of texts.
#[derive(Debug, Default)]
pub(super) struct OneOrMore(pub Vec<String>);

/// The cells of a row, from the left: a list, or a mapping whose names serve
/// `extends`.
#[derive(Debug, Default)]
pub(super) struct Cells(pub Vec<Spanned<CellSpec>>);

/// 指标怎样重复。
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "each")]
pub(super) enum Each {
    /// 填了几个指标就有几行
    #[default]
    Entry,
    /// 每个二级指标一行，没填的也留空行
    Subcategory,
    /// 每个指标一行，没填的二级指标也留一个空行
    All,
}

/// 格子：`title`、`heading`、`label`、`header`、`note`、`value`、`options` 中写一项。
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "cell")]
pub(super) struct CellSpec {
    /// 表的标题、年度等
    pub title: Option<TextSpec>,
    /// 横贯表格的小标题
    pub heading: Option<TextSpec>,
    /// 栏目名
    pub label: Option<TextSpec>,
    /// 一列的名称
    pub header: Option<TextSpec>,
    /// 注、说明
    pub note: Option<TextSpec>,
    /// 字段的路径；在 `for` 的行里以点开头，如 `.name`
    pub value: Option<String>,
    /// `choice` 或 `choices` 字段的路径，在 `for` 的行里以点开头：打印全部选项，每个带一个方框
    pub options: Option<String>,
    /// `value` 前面的文字
    #[serde(default)]
    pub prefix: String,
    /// 空表（`jixiao blank`）里这一格先印的字，如 `指标1：`；`for` 的行里是各行的，同一个二级指标的从第一个算起
    #[serde(default)]
    #[schemars(with = "HintSchema")]
    pub hint: OneOrMore,
    /// `options` 打印哪些选项、按什么次序：选项，或 `选项: 带占位符的文字`，如 `{其他: "其他（{其他说明}）"}`
    #[serde(default)]
    #[schemars(with = "Vec<ShowSchema>")]
    pub show: Vec<ShowSpec>,
    /// `options` 的方框在选项前面还是后面，默认后面
    #[serde(default, rename = "box")]
    pub boxes: super::grid::BoxPlace,
    /// 占几列
    #[serde(default = "one")]
    pub colspan: usize,
    /// 占几行；`block` 到所在块的最后一行
    #[serde(default)]
    #[schemars(with = "RowspanSchema")]
    pub rowspan: RowspanSpec,
    /// `for` 的行里与上一行合并：`true` 文字相同的，`record` 同一条记录的
    #[serde(default)]
    #[schemars(with = "MergeSchema")]
    pub merge: Merge,
    /// 样式的名字
    pub style: Option<String>,
    /// 条件的名字；不成立时这一格空着
    pub when: Option<Spanned<String>>,
    /// 汇总册里每个项目的行：点这一格就到那个项目
    #[serde(default)]
    pub link: bool,
}

/// An option, or one with a text of its own.
#[derive(Debug)]
pub(super) struct ShowSpec {
    pub option: String,
    pub text: Option<String>,
}

impl<'de> Deserialize<'de> for ShowSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OptionOrText;
        impl<'de> Visitor<'de> for OptionOrText {
            type Value = ShowSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::option_or_text().carried(), f)
            }
            fn visit_str<E: de::Error>(self, option: &str) -> Result<ShowSpec, E> {
                Ok(ShowSpec { option: option.to_owned(), text: None })
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<ShowSpec, A::Error> {
                match (entries.next_entry()?, entries.next_key::<String>()?) {
                    (Some((option, text)), None) => Ok(ShowSpec { option, text: Some(text) }),
                    _ => Err(de::Error::custom(words::option_or_text().carried())),
                }
            }
        }
        deserializer.deserialize_any(OptionOrText)
    }
}

fn one() -> usize {
    1
}

/// A count of rows, or `block`.
#[derive(Debug)]
pub(super) struct RowspanSpec(pub super::Rowspan);

impl Default for RowspanSpec {
    fn default() -> Self {
        Self(super::Rowspan::Rows(1))
    }
}

impl<'de> Deserialize<'de> for RowspanSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.parse() {
            Ok(rows) if rows > 0 => Ok(Self(super::Rowspan::Rows(rows))),
            _ if text == "block" => Ok(Self(super::Rowspan::Block)),
            _ => Err(de::Error::custom(words::not_a_rowspan(text).carried())),
        }
    }
}

impl<'de> Deserialize<'de> for RowSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CellsOrKeys;
        impl<'de> Visitor<'de> for CellsOrKeys {
            type Value = RowSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::cells_or_row().carried(), f)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, cells: A) -> Result<RowSpec, A::Error> {
                let cells = Vec::deserialize(SeqAccessDeserializer::new(cells))?;
                Ok(RowSpec(RowKeys { cells: Cells(cells), ..RowKeys::default() }))
            }
            fn visit_map<A: MapAccess<'de>>(self, keys: A) -> Result<RowSpec, A::Error> {
                RowKeys::deserialize(MapAccessDeserializer::new(keys)).map(RowSpec)
            }
        }
        deserializer.deserialize_any(CellsOrKeys)
    }
}

impl<'de> Deserialize<'de> for ExpectedSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TrueOrCategories;
        impl<'de> Visitor<'de> for TrueOrCategories {
            type Value = ExpectedSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::true_or_categories().carried(), f)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<ExpectedSpec, E> {
                match text {
                    "true" => Ok(ExpectedSpec::Field(true)),
                    "false" => Ok(ExpectedSpec::Field(false)),
                    _ => Err(E::invalid_type(de::Unexpected::Str(text), &self)),
                }
            }
            fn visit_seq<A: SeqAccess<'de>>(self, names: A) -> Result<ExpectedSpec, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(names)).map(ExpectedSpec::Categories)
            }
        }
        deserializer.deserialize_any(TrueOrCategories)
    }
}

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrList;
        impl<'de> Visitor<'de> for TextOrList {
            type Value = OneOrMore;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::text_or_list().carried(), f)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<OneOrMore, E> {
                Ok(OneOrMore(vec![text.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, texts: A) -> Result<OneOrMore, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(texts)).map(OneOrMore)
            }
        }
        deserializer.deserialize_any(TextOrList)
    }
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrNamed;
        impl<'de> Visitor<'de> for ListOrNamed {
            type Value = Cells;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::list_of_cells().carried(), f)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, cells: A) -> Result<Cells, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(cells)).map(Cells)
            }
            fn visit_map<A: MapAccess<'de>>(self, cells: A) -> Result<Cells, A::Error> {
                let named = Named::deserialize(MapAccessDeserializer::new(cells))?;
                Ok(Cells(named.0.into_iter().map(|(_, cell)| cell).collect()))
            }
        }
        deserializer.deserialize_any(ListOrNamed)
    }
}

impl<'de> Deserialize<'de> for FormatSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrMoney;
        impl<'de> Visitor<'de> for TextOrMoney {
            type Value = FormatSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::format_or_parts().carried(), f)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<FormatSpec, E> {
                Ok(FormatSpec::Text(text.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<FormatSpec, A::Error> {
                MoneyFormat::deserialize(MapAccessDeserializer::new(entries)).map(FormatSpec::Money)
            }
        }
        deserializer.deserialize_any(TextOrMoney)
    }
}
