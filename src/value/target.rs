//! Indicator targets (指标值): a quantity such as `≥4场`, or a text such as `及时`.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Mistake, NumberFormat, Units, fold_width, likely_year, parse_decimal, unit_at};
use crate::messages::excerpt;
use crate::value::words;

/// How a target compares with what is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// =
    Equal,
    /// >
    Greater,
    /// <
    Less,
}

impl Operator {
    /// `≥`, `≤`, `=`, `>` or `<`.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::Equal => "=",
            Self::Greater => ">",
            Self::Less => "<",
        }
    }

    /// `>=`, `<=`, `=`, `>` or `<`.
    pub fn ascii(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            other => other.symbol(),
        }
    }

    /// As a form prints it.
    pub fn print(self, format: QuantityFormat) -> &'static str {
        match format.operators {
            OperatorStyle::Symbols => self.symbol(),
            OperatorStyle::Ascii => self.ascii(),
        }
    }

    /// Reads an operator alone, as a symbol, in ASCII or in words.
    ///
    /// # Errors
    ///
    /// Any other text.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        match split_operator(&fold_width(text)) {
            (Some(operator), "") => Ok(operator),
            _ => Err(Mistake::new(words::not_an_operator(excerpt(text)), words::write_an_operator())),
        }
    }
}

/// Spellings of the operators; longer ones stand before their beginnings.
const OPERATORS: &[(&str, Operator)] = &[
    (">=", Operator::AtLeast),
    ("=>", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("=<", Operator::AtMost),
    ("==", Operator::Equal),
    ("≥", Operator::AtLeast),
    ("≧", Operator::AtLeast),
    ("⩾", Operator::AtLeast),
    ("≤", Operator::AtMost),
    ("≦", Operator::AtMost),
    ("⩽", Operator::AtMost),
    ("=", Operator::Equal),
    (">", Operator::Greater),
    ("<", Operator::Less),
    ("大于或等于", Operator::AtLeast),
    ("大于等于", Operator::AtLeast),
    ("小于或等于", Operator::AtMost),
    ("小于等于", Operator::AtMost),
    ("不少于", Operator::AtLeast),
    ("不低于", Operator::AtLeast),
    ("不小于", Operator::AtLeast),
    ("不超过", Operator::AtMost),
    ("不高于", Operator::AtMost),
    ("不大于", Operator::AtMost),
    ("不多于", Operator::AtMost),
    ("至少", Operator::AtLeast),
    ("至多", Operator::AtMost),
    ("等于", Operator::Equal),
    ("大于", Operator::Greater),
    ("超过", Operator::Greater),
    ("高于", Operator::Greater),
    ("多于", Operator::Greater),
    ("小于", Operator::Less),
    ("低于", Operator::Less),
    ("少于", Operator::Less),
];

/// Whether a character is one of those with which operators are written.
pub fn is_operator_sign(character: char) -> bool {
    let is_sign = |spelling: &str| !spelling.starts_with(char::is_alphabetic) && spelling.contains(character);
    OPERATORS.iter().any(|(spelling, _)| is_sign(spelling))
}

/// Words after a quantity that say which way it counts.
const SUFFIXES: &[(&str, Operator)] = &[
    ("及以上", Operator::AtLeast),
    ("以上", Operator::AtLeast),
    ("及以下", Operator::AtMost),
    ("以下", Operator::AtMost),
    ("之内", Operator::AtMost),
    ("以内", Operator::AtMost),
];

/// Units that answer a question without a number: how far something reaches, how often it is
/// done (`宣传覆盖: 社区`).
const ANSWERS: &[&str] = &[
    "国", "省", "市", "县", "区", "乡", "镇", "村", "街道", "社区", "校", "院", "馆", "站", "厂", "店", "铺", "局",
    "所", "年度", "季度", "学期", "学年", "季", "对",
];

/// A number with its operator and unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Absent where the author gave none.
    pub operator: Option<Operator>,
    /// The number as written, without separators and in half-width digits.
    pub number: Decimal,
    /// `场`, `%`, … or empty.
    pub unit: String,
}

/// A target value, parsed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The author's text.
    pub written: String,
    /// What the text says, unless it is a text or was given as 原文.
    pub quantity: Option<Quantity>,
}

impl Target {
    /// Reads a target with the units that everybody knows; every text is one.
    pub fn parse(text: &str) -> Self {
        Self::parse_in(text, &Units::default())
    }

    /// Reads a target; every text is one.
    pub fn parse_in(text: &str, units: &Units) -> Self {
        Self { written: text.to_owned(), quantity: Parts::of(text).and_then(|parts| parts.quantity(units)) }
    }

    /// Reads a target off a form, where what stands in brackets is a unit, known or not.
    pub fn parse_printed(text: &str) -> Self {
        let quantity = Parts::of(text).and_then(|parts| match parts.in_brackets {
            true => parts.any_quantity(),
            false => parts.quantity(&Units::default()),
        });
        Self { written: text.to_owned(), quantity }
    }

    /// Whether a text was begun as a target and not finished: an operator alone (`≥`, `不低于`),
    /// a unit alone (`场`), both without a number (`≥%`, `元以内`, `≥__场`).
    pub fn is_unfinished(text: &str, units: &Units) -> bool {
        let folded = fold_width(text);
        let is_blank = |c: char| c.is_whitespace() || "_…?Xx×*Nn".contains(c);
        let is_sign = |c: char| is_operator_sign(c) || "≈±~+".contains(c);
        let (before, rest) = split_operator(folded.trim_matches(is_blank));
        let rest = rest.trim_matches(|c| is_blank(c) || is_sign(c));
        let shorter = SUFFIXES.iter().find_map(|(suffix, _)| rest.strip_suffix(suffix));
        let unit = shorter.unwrap_or(rest).trim_matches(is_blank);
        let unit = unit.strip_prefix('(').and_then(|unit| unit.strip_suffix(')')).unwrap_or(unit).trim();
        let is_answer = before.is_none() && ANSWERS.contains(&unit);
        let is_written = !folded.trim().is_empty();
        is_written && (unit.is_empty() || units.is_unit(unit) && !is_answer)
    }

    /// A target that prints exactly so (原文).
    pub fn verbatim(text: &str) -> Self {
        Self { written: text.to_owned(), quantity: None }
    }

    /// A target given as its parts (值, 符号, 单位).
    pub fn from_quantity(quantity: Quantity) -> Self {
        let operator = quantity.operator.map_or("", Operator::symbol);
        Self { written: format!("{operator}{}{}", quantity.number, quantity.unit), quantity: Some(quantity) }
    }

    /// The target as a form prints it. A number without an operator (`985米`)
    /// stands on real forms as it was written; only what says how it compares
    /// is composed anew.
    pub fn print(&self, format: TargetFormat) -> String {
        let (TargetFormat::Composed(format), Some(quantity)) = (format, &self.quantity) else {
            return self.written.clone();
        };
        let Some(operator) = quantity.operator else {
            return self.written.clone();
        };
        let (operator, number) = (operator.print(format), format.print(quantity.number));
        match (format.unit, quantity.unit.as_str()) {
            (UnitStyle::Parentheses, unit) if !unit.is_empty() => format!("{operator}{number}({unit})"),
            (_, unit) => format!("{operator}{number}{unit}"),
        }
    }
}

impl Target {
    /// The number of the target alone; the whole target where it is a text.
    pub fn print_number(&self, format: TargetFormat) -> String {
        match (format, &self.quantity) {
            (TargetFormat::Composed(format), Some(quantity)) => format.print(quantity.number),
            (TargetFormat::AsWritten, Some(quantity)) => quantity.number.to_string(),
            (_, None) => self.written.clone(),
        }
    }

    /// The unit of the target; blank where it has none.
    pub fn unit(&self) -> &str {
        self.quantity.as_ref().map_or("", |quantity| &quantity.unit)
    }
}

/// How a form prints a target that is a quantity. A text prints as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TargetFormat {
    /// As the author wrote it.
    #[default]
    AsWritten,
    /// From its parts.
    Composed(QuantityFormat),
}

/// How a form composes a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityFormat {
    /// `≥` or `>=`.
    pub operators: OperatorStyle,
    /// The digits as written where absent.
    #[serde(default)]
    pub number: Option<NumberFormat>,
    /// `%` or `(%)`.
    pub unit: UnitStyle,
}

impl QuantityFormat {
    fn print(self, number: Decimal) -> String {
        match self.number {
            Some(format) => format.print(number),
            None => number.to_string(),
        }
    }
}

/// The spelling of operators on a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OperatorStyle {
    /// `≥`
    Symbols,
    /// `>=`
    Ascii,
}

/// The spelling of units on a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitStyle {
    /// `4场`
    Bare,
    /// `4(场)`
    Parentheses,
}

/// What follows the number of a target that says how it compares, where that is no
/// unit: such a target is a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoUnit {
    /// What follows the number.
    pub rest: String,
    /// The target up to the end of the unit with which that begins, where it does.
    pub shorter: Option<String>,
    /// The target with all that follows the number as its unit.
    pub quantity: Quantity,
}

impl NoUnit {
    /// What is no unit in a target; nothing where all is well, or where no unit is meant,
    /// as in a year.
    pub fn of(text: &str, units: &Units) -> Option<Self> {
        let parts = Parts::of(text)?;
        if parts.operator.is_none() || units.is_unit(&parts.unit) || parts.unit.is_empty() || parts.is_moment() {
            return None;
        }
        let (operator, number) = (parts.operator.map_or("", Operator::symbol), parts.number);
        let shorter = unit_at(&parts.unit).map(|length| format!("{operator}{number}{}", &parts.unit[..length]));
        Some(Self { rest: parts.unit.clone(), shorter, quantity: parts.any_quantity()? })
    }
}

/// A text that begins as a quantity does.
struct Parts {
    operator: Option<Operator>,
    number: Decimal,
    /// What follows the number, which need not be a unit.
    unit: String,
    /// Whether that stands in brackets.
    in_brackets: bool,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let folded = fold_width(text);
        if folded.contains('\n') {
            return None;
        }
        let (before, rest) = split_operator(&folded);
        let rest = rest.trim_start();
        let end = rest
            .char_indices()
            .find(|(index, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',') || (*index == 0 && *c == '-')))
            .map_or(rest.len(), |(index, _)| index);
        // `0456` is a number of something, such as a room, and not a quantity.
        if rest.starts_with('0') && rest[1..end].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        // A comma behind the number ends it: `4,每场50人`.
        let number = rest[..end].trim_end_matches([',', '.']);
        let (number, mut unit) = (parse_decimal(number)?, rest[number.len()..].trim());
        let mut after = None;
        for (suffix, operator) in SUFFIXES {
            if let Some(shorter) = unit.strip_suffix(suffix) {
                (unit, after) = (shorter.trim_end(), Some(*operator));
                break;
            }
        }
        if before.is_some() && after.is_some() {
            return None;
        }
        let bracketed = unit.strip_prefix('(').and_then(|unit| unit.strip_suffix(')'));
        let unit = bracketed.unwrap_or(unit).trim().to_owned();
        Some(Self { operator: before.or(after), number, unit, in_brackets: bracketed.is_some() })
    }

    /// Whether this is a point in time: `2026年`, `12月`, `31日` alone, and a year
    /// wherever it stands, as in `不低于2025年` and `2026年以内`.
    fn is_moment(&self) -> bool {
        let starts_year = ["年", "学年"].iter().any(|mark| self.unit.starts_with(mark));
        let is_year = starts_year && likely_year(&self.number.to_string()).is_some();
        is_year || self.operator.is_none() && matches!(self.unit.as_str(), "年" | "月" | "日")
    }

    fn quantity(self, units: &Units) -> Option<Quantity> {
        let is_quantity = (self.unit.is_empty() || units.is_unit(&self.unit)) && !self.is_moment();
        is_quantity.then_some(self)?.any_quantity()
    }

    fn any_quantity(self) -> Option<Quantity> {
        let Self { operator, number, unit, .. } = self;
        Some(Quantity { operator, number, unit })
    }
}

fn split_operator(text: &str) -> (Option<Operator>, &str) {
    OPERATORS
        .iter()
        .find_map(|(spelling, operator)| Some((Some(*operator), text.strip_prefix(spelling)?)))
        .unwrap_or((None, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form_2026() -> TargetFormat {
        TargetFormat::Composed(QuantityFormat {
            operators: OperatorStyle::Symbols,
            number: NumberFormat::parse("0.00"),
            unit: UnitStyle::Parentheses,
        })
    }
    const FORM_2020: TargetFormat =
        TargetFormat::Composed(QuantityFormat { operators: OperatorStyle::Ascii, number: None, unit: UnitStyle::Bare });

    #[test]
    fn the_2026_form_composes() {
        for (written, printed) in [
            ("≥4场", "≥4.00(场)".to_owned()),
            ("=100%", "=100.00(%)".to_owned()),
            ("不超过5万元", "≤5.00(万元)".to_owned()),
            ("不少于 3 次", "≥3.00(次)".to_owned()),
            ("3000人以上", "≥3000.00(人)".to_owned()),
            ("≥90(次)", "≥90.00(次)".to_owned()),
            ("＞＝９０％", "≥90.00(%)".to_owned()),
            ("<=10篇", "≤10.00(篇)".to_owned()),
            ("4场", "4场".to_owned()),
            ("≥1,200人次", "≥1200.00(人次)".to_owned()),
            ("≥0.125‰", "≥0.125(‰)".to_owned()),
            ("=2", "=2.00".to_owned()),
            ("≤13.25万元/人·年", "≤13.25(万元/人·年)".to_owned()),
            ("≥1万元/㎡", "≥1.00(万元/㎡)".to_owned()),
            ("≥5kW·h", "≥5.00(kW·h)".to_owned()),
            ("≥100 m2", "≥100.00(m2)".to_owned()),
            ("≥100m²", "≥100.00(m²)".to_owned()),
            ("不低于3年", "≥3.00(年)".to_owned()),
            ("≥20元/(人·次)", "≥20.00(元/(人·次))".to_owned()),
            ("5批次以上", "≥5.00(批次)".to_owned()),
        ] {
            assert_eq!(Target::parse(written).print(form_2026()), printed, "{written}");
        }
    }

    #[test]
    fn signs_are_those_of_the_operators() {
        assert!("≥≧⩾≤≦⩽=<>".chars().all(is_operator_sign));
        assert!(!"不少于5%+-≈".chars().any(is_operator_sign));
    }

    #[test]
    fn texts_print_as_written() {
        for written in [
            "及时",
            "约200人次",
            "10-15个",
            "12月底前",
            "2026年",
            "2026年12月",
            "≥4场，每场50人",
            "1套方案",
            "",
            "跨部门协调效率100%",
            "超过上年",
            "100%完成",
            "不少于3次以上",
            "=SUM(A1)",
            "≥1场\n≥2次",
            "不低于2025年",
            "2026年以内",
            "高于2025年度",
            "不低于2025年度水平",
            "超过2024学年",
            "≥90%（含）",
            "≥95%左右",
            "≥100%达标",
            "≥4场讲座",
            "≤1小时响应",
            "≥3A级",
            "≥90（含）",
            "≤6月",
        ] {
            assert_eq!(Target::parse(written).print(form_2026()), written);
        }
        assert_eq!(Target::verbatim("≥90(次)").print(form_2026()), "≥90(次)");
    }

    #[test]
    fn what_is_no_unit_is_told() {
        for (written, rest, shorter) in [
            ("≥90%（含）", "%(含)", Some("≥90%")),
            ("不低于95%左右", "%左右", Some("≥95%")),
            ("≥4场讲座", "场讲座", Some("≥4场")),
            ("≤1小时响应", "小时响应", Some("≤1小时")),
            ("≥3A级", "A级", None),
            ("≥90（含）", "含", None),
            ("≥4场，每场50人", "场,每场50人", Some("≥4场")),
            ("≥4，每场50人", ",每场50人", None),
        ] {
            let found = NoUnit::of(written, &Units::default()).unwrap_or_else(|| panic!("{written}"));
            assert_eq!((found.rest.as_str(), found.shorter.as_deref()), (rest, shorter), "{written}");
        }
        for written in ["≥4场", "≥4", "4场讲座", "不低于2025年", "高于2025年度水平", "2026年以内", "及时", "12月底前"]
        {
            assert_eq!(NoUnit::of(written, &Units::default()), None, "{written}");
        }
    }

    #[test]
    fn what_was_begun_is_told_from_answers() {
        let units = Units::new(["点播"]);
        for text in [
            "≥",
            ">=",
            "＞＝",
            "不低于",
            "至少",
            " ≤ ",
            "以内",
            "场",
            "%",
            "％",
            "人次",
            "（场）",
            "≥场",
            "≥ %",
            "≥（次）",
            "不少于人次",
            "元以内",
            "≥__场",
            "≥XX场",
            "≥？%",
            "____",
            "≥≤",
            "≈",
            "万元",
            "个百分点",
            "批次",
            "元/人·次",
            "≥点播",
            "点播",
            "≥社区",
        ] {
            assert!(Target::is_unfinished(text, &units), "{text}");
        }
        for text in [
            "",
            "优",
            "达标",
            "完成",
            "合格",
            "≥4场",
            "4场",
            "≥0",
            "100以上",
            "四场",
            "及时",
            "超过上年",
            "12月底前",
            "年内",
            "社区",
            "省级以上",
            "市以上",
            "季度",
            "100%",
            "√",
            "是",
            "无",
            "A级",
            "≥90（含）",
            "若干场",
            "场均满座",
            "不超过预算",
            "等于上年",
            "-",
            "/",
        ] {
            assert!(!Target::is_unfinished(text, &units), "{text}");
        }
    }

    #[test]
    fn what_a_form_prints_in_brackets_is_a_unit() {
        assert_eq!(Target::parse_printed("≥4.00(场讲座)").unit(), "场讲座");
        assert_eq!(Target::parse_printed("≥4场讲座").quantity, None);
        assert_eq!(Target::parse("≥4.00(场讲座)").quantity, None);
    }

    #[test]
    fn the_2020_form_uses_ascii() {
        for (written, printed) in
            [("≥95%", ">=95%"), ("=100%", "=100%"), ("不低于90%", ">=90%"), ("=2", "=2"), ("规范", "规范")]
        {
            assert_eq!(Target::parse(written).print(FORM_2020), printed);
        }
    }

    #[test]
    fn as_written_is_as_written() {
        assert_eq!(Target::parse("3000人以上").print(TargetFormat::AsWritten), "3000人以上");
        let quantity = Quantity { operator: Some(Operator::AtMost), number: Decimal::from(10), unit: "篇".into() };
        assert_eq!(Target::from_quantity(quantity).print(TargetFormat::AsWritten), "≤10篇");
    }
}
