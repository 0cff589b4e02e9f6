//! Stage 5a. Takes a text, a width and the measures of a font; gives its lines,
//! broken and squeezed by the rules of Chinese typesetting.
//!
//! The rules are those of the W3C's *Requirements for Chinese Text Layout*
//! (CLREQ) and GB/T 15834—2011 §5.1 (the places of punctuation marks). Nothing
//! here knows of tables or pages.

mod breaks;
mod dash;
mod fonts;
mod marks;
mod metrics;
mod paragraph;
mod refusal;
mod shape;
mod sound;
mod spacing;
pub(crate) mod words;

pub use fonts::{Face, FontData, FontFile, Fonts, OfficeFonts};
pub use metrics::{FaceId, Glyph, Metrics, SheetMetrics};
pub use paragraph::{BrokenText, PlacedGlyph, Spread, TextLine, TextStyle, break_lines};
pub use refusal::FontError;
