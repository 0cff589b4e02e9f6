//! What line breaking asks of a font.

/// The number of a font in [`Fonts`](super::Fonts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub usize);

/// A character's shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The font that has it.
    pub face: FaceId,
    /// Its number in that font.
    pub id: u16,
    /// How far it moves the pen, in font sizes.
    pub advance: f64,
}

/// The measures of a font, or of a model of one.
pub trait Metrics {
    /// The shape of a character; none where no font has it.
    fn glyph(&self, character: char, bold: bool) -> Option<Glyph>;

    /// The Chinese shape of `—`, or of `——` as one stroke where `double`.
    fn dash(&self, bold: bool, double: bool) -> Option<Glyph>;
}

/// A model of the fonts in which spreadsheets show Chinese (宋体): every Chinese
/// character and mark is as wide as the font size, every other half of it.
///
/// The real fonts are on the reader's machine, and none of them is wider.
#[derive(Clone, Copy, Debug)]
pub struct SheetMetrics;

impl Metrics for SheetMetrics {
    fn glyph(&self, character: char, _: bool) -> Option<Glyph> {
        let advance = match character {
            '\u{0}'..='\u{2FF}' => 0.5,
            _ => 1.0,
        };
        Some(Glyph { face: FaceId(0), id: 0, advance })
    }

    fn dash(&self, _: bool, double: bool) -> Option<Glyph> {
        Some(Glyph { face: FaceId(0), id: 0, advance: if double { 2.0 } else { 1.0 } })
    }
}
