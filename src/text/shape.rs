//! What a font says about one glyph.

use skrifa::FontRef;
use skrifa::raw::TableProvider;

use super::metrics::{FaceId, Glyph};

/// A glyph of a font; number 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shape {
    pub id: u16,
    /// In font sizes.
    pub advance: f32,
}

impl Shape {
    pub(super) fn glyph(self, face: FaceId) -> Glyph {
        Glyph { face, id: self.id, advance: f64::from(self.advance) }
    }
}

/// The shape of a glyph of a font.
pub(super) fn measure(font: &FontRef<'_>, glyph: skrifa::GlyphId) -> Shape {
    let advance = font.hmtx().ok().and_then(|metrics| metrics.advance(glyph)).unwrap_or(0);
    let units_per_em = font.head().map_or(1000, |head| head.units_per_em());
    let id = u16::try_from(glyph.to_u32()).unwrap_or(0);
    Shape { id, advance: f32::from(advance) / f32::from(units_per_em) }
}
