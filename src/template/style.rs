//! How a template says how cells and the paper look.

use std::fmt;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

use super::pattern::Pattern;
use crate::style::{Align, Borders, Fit, Margins, Punctuation, Style, VerticalAlign};
use crate::template::words;
use crate::value::Length;

/// All (`true`), none (`false`) or those of a list (`[top, left, right]`).
impl<'de> Deserialize<'de> for Borders {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Side {
            Top,
            Bottom,
            Left,
            Right,
        }
        struct AllOrSome;
        impl<'de> Visitor<'de> for AllOrSome {
            type Value = Borders;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::borders_expected().carried(), f)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Borders, E> {
                match text {
                    "true" => Ok(Borders::ALL),
                    "false" => Ok(Borders::NONE),
                    _ => Err(E::custom(words::not_borders(text).carried())),
                }
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut sides: A) -> Result<Borders, A::Error> {
                let mut borders = Borders::NONE;
                while let Some(side) = sides.next_element()? {
                    match side {
                        Side::Top => borders.top = true,
                        Side::Bottom => borders.bottom = true,
                        Side::Left => borders.left = true,
                        Side::Right => borders.right = true,
                    }
                }
                Ok(borders)
            }
        }
        deserializer.deserialize_any(AllOrSome)
    }
}

/// 样式：不写的用下层的（`base`，格子种类的，`style` 指定的）。
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "style")]
pub(super) struct StyleSpec {
    /// 字号，如 `10.5pt`（五号）
    #[schemars(with = "Option<String>")]
    size: Option<Length>,
    /// 加粗
    bold: Option<bool>,
    /// 左右：`left`、`center`、`right`、`distribute`（分散对齐）
    align: Option<Align>,
    /// 上下：`top`、`middle`、`bottom`
    valign: Option<VerticalAlign>,
    /// 行距，字号的倍数
    leading: Option<f64>,
    /// 文字到左右边线至少多远
    #[schemars(with = "Option<String>")]
    padding_x: Option<Length>,
    /// 文字到上下边线至少多远
    #[schemars(with = "Option<String>")]
    padding_y: Option<Length>,
    /// 四周有没有线：`true`、`false`，或有线的几边
    border: Option<Borders>,
    /// 除段末行外，每行拉满
    justify: Option<bool>,
    /// 以序号开头的段落，下面的行缩进到序号右边（PDF）
    hanging: Option<bool>,
    /// 竖排：字一个个往下排
    vertical: Option<bool>,
    /// 靠左的文字后面用点线连到右边线，如目录（PDF 和 OFD）
    leader: Option<bool>,
    /// 标点让出多少：`none`、`basic`、`gb`
    punctuation: Option<Punctuation>,
}

impl StyleSpec {
    /// `below` with everything that this style says.
    pub(super) fn over(&self, below: Style) -> Style {
        Style {
            size: self.size.unwrap_or(below.size),
            bold: self.bold.unwrap_or(below.bold),
            align: self.align.unwrap_or(below.align),
            valign: self.valign.unwrap_or(below.valign),
            leading: self.leading.unwrap_or(below.leading),
            padding_x: self.padding_x.unwrap_or(below.padding_x),
            padding_y: self.padding_y.unwrap_or(below.padding_y),
            border: self.border.unwrap_or(below.border),
            justify: self.justify.unwrap_or(below.justify),
            hanging: self.hanging.unwrap_or(below.hanging),
            vertical: self.vertical.unwrap_or(below.vertical),
            leader: self.leader.unwrap_or(below.leader),
            punctuation: self.punctuation.unwrap_or(below.punctuation),
        }
    }
}

/// The paper.
#[derive(Debug)]
pub struct Page {
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// Blank edges.
    pub margins: Margins,
    /// How thick the rules around cells are.
    pub rule: Length,
    /// The line in the lower margin, with `{page}` and `{pages}`, and its style;
    /// none where the form has none.
    pub footer: Option<(Pattern, Style)>,
    /// Whether the form is to be on a certain number of pages.
    pub fit: Option<Fit>,
    /// The line above the table on every page but the first, such as
    /// `…（续表）`, with its style; none where the form has none.
    pub continued: Option<(Pattern, Style)>,
}

/// The font files that an office names, relative to the file that names them
/// until it is read, whole afterwards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "fonts", description = "单位自己的字体的文件名，从写它的文件所在的文件夹算起。")]
pub struct FontNames {
    /// For texts.
    #[schemars(description = "正文；其中没有的字用内置字体")]
    pub text: Option<PathBuf>,
    /// For bold texts.
    #[schemars(description = "加粗的字")]
    pub bold: Option<PathBuf>,
    /// For characters that those lack, in this order.
    #[schemars(description = "以上都没有的字（生僻字），可写几个")]
    #[serde(default)]
    pub fallback: Vec<PathBuf>,
}

impl FontNames {
    /// The most fonts for what others lack: each one that is read has tables of its own.
    pub const MOST_FALLBACK: usize = 20;

    /// The names as seen from the folder of the file that names them.
    #[must_use]
    pub fn beside(self, file: &Path) -> Self {
        let folder = file.parent().unwrap_or(Path::new(""));
        let join = |path: PathBuf| folder.join(path);
        Self {
            text: self.text.map(join),
            bold: self.bold.map(join),
            fallback: self.fallback.into_iter().map(join).collect(),
        }
    }

    /// These names, and those of `others` where there is none.
    #[must_use]
    pub fn or(&self, others: &Self) -> Self {
        Self {
            text: self.text.clone().or_else(|| others.text.clone()),
            bold: self.bold.clone().or_else(|| others.bold.clone()),
            fallback: {
                let others = others.fallback.iter().filter(|font| !self.fallback.contains(font));
                self.fallback.iter().chain(others).cloned().collect()
            },
        }
    }
}

impl Page {
    /// The room between the left and right margins.
    pub fn content_width(&self) -> Length {
        self.width - self.margins.left - self.margins.right
    }

    /// The room between the upper and lower margins.
    pub fn content_height(&self) -> Length {
        self.height - self.margins.top - self.margins.bottom
    }
}

/// Paper sizes, upright: by name (ISO 216 and the Chinese 16开 of official
/// papers), or `{width: …, height: …}`.
#[derive(Clone, Copy, Debug)]
pub(super) struct PaperSize {
    pub width: Length,
    pub height: Length,
}

/// Names of paper sizes, with their millimetres.
const PAPER_SIZES: [(&str, f64, f64); 6] = [
    ("A3", 297.0, 420.0),
    ("A4", 210.0, 297.0),
    ("A5", 148.0, 210.0),
    ("B4", 250.0, 353.0),
    ("B5", 176.0, 250.0),
    ("16开", 184.0, 260.0),
];

impl<'de> Deserialize<'de> for PaperSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Sides {
            width: Length,
            height: Length,
        }
        struct NameOrSides;
        impl<'de> Visitor<'de> for NameOrSides {
            type Value = PaperSize;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&words::paper_expected().carried(), f)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<PaperSize, E> {
                let known = PAPER_SIZES.iter().find(|(name, ..)| *name == text);
                let (_, width, height) = known.ok_or_else(|| E::custom(words::no_such_paper(text).carried()))?;
                Ok(PaperSize { width: Length::mm(*width), height: Length::mm(*height) })
            }
            fn visit_map<A: MapAccess<'de>>(self, sides: A) -> Result<PaperSize, A::Error> {
                let Sides { width, height } = Sides::deserialize(MapAccessDeserializer::new(sides))?;
                Ok(PaperSize { width, height })
            }
        }
        deserializer.deserialize_any(NameOrSides)
    }
}

/// Which way the paper lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "orientation", description = "纸张的方向。")]
pub(super) enum Orientation {
    #[schemars(description = "纵向")]
    #[default]
    Portrait,
    #[schemars(description = "横向")]
    Landscape,
}
