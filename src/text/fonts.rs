//! The fonts of a page.

use std::fmt;
use std::sync::OnceLock;

use skrifa::{FontRef, MetadataProvider};

use super::dash;
use super::metrics::{FaceId, Glyph, Metrics};
use super::shape::{Shape, measure};

/// The built-in fonts: Noto Serif SC for texts, and Noto Sans Symbols 2 for the
/// boxes ☐ ☑ that it lacks.
const SERIF: &[u8] = include_bytes!("../../fonts/NotoSerifSC-Regular.ttf");
const SERIF_BOLD: &[u8] = include_bytes!("../../fonts/NotoSerifSC-Bold.ttf");
const SYMBOLS: &[u8] = include_bytes!("../../fonts/NotoSansSymbols2-Regular.ttf");

/// The fonts of a run, with the order in which they are asked for a character.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
    regular: Vec<FaceId>,
    bold: Vec<FaceId>,
}

impl Fonts {
    /// The fonts that are part of the program.
    pub fn built_in() -> Self {
        Self {
            faces: [SERIF, SERIF_BOLD, SYMBOLS].into_iter().map(Face::new).collect(),
            regular: vec![FaceId(0), FaceId(2)],
            bold: vec![FaceId(1), FaceId(2)],
        }
    }

    /// All fonts; the number of each is its [`FaceId`].
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    fn chain(&self, bold: bool) -> &[FaceId] {
        if bold { &self.bold } else { &self.regular }
    }
}

impl Metrics for Fonts {
    fn glyph(&self, character: char, bold: bool) -> Option<Glyph> {
        self.chain(bold).iter().find_map(|&face| {
            let shape = self.faces[face.0].shape(character)?;
            Some(shape.glyph(face))
        })
    }

    fn dash(&self, bold: bool, double: bool) -> Option<Glyph> {
        let face = *self.chain(bold).first()?;
        let dashes = self.faces[face.0].dashes();
        let shape = if double { dashes.double? } else { dashes.single? };
        Some(shape.glyph(face))
    }
}

/// A font with flat tables of its characters.
pub struct Face {
    data: &'static [u8],
    /// For each 256 characters of the Basic Multilingual Plane, filled when the
    /// first of them is asked for.
    pages: Vec<OnceLock<Box<[Shape; 256]>>>,
    dashes: OnceLock<dash::Dashes>,
}

impl Face {
    fn new(data: &'static [u8]) -> Self {
        Self { data, pages: (0..256).map(|_| OnceLock::new()).collect(), dashes: OnceLock::new() }
    }

    /// The font file.
    pub fn data(&self) -> &'static [u8] {
        self.data
    }

    fn shape(&self, character: char) -> Option<Shape> {
        let code = character as usize;
        let shape = match self.pages.get(code >> 8) {
            Some(page) => page.get_or_init(|| self.page(code & !0xFF))[code & 0xFF],
            None => self.look_up(character),
        };
        (shape.id != 0).then_some(shape)
    }

    fn page(&self, first: usize) -> Box<[Shape; 256]> {
        let mut page = Box::new([Shape::default(); 256]);
        let Ok(font) = FontRef::new(self.data) else {
            return page;
        };
        let charmap = font.charmap();
        for (offset, shape) in page.iter_mut().enumerate() {
            let glyph = char::from_u32((first + offset) as u32).and_then(|character| charmap.map(character));
            *shape = glyph.map_or_else(Shape::default, |glyph| measure(&font, glyph));
        }
        page
    }

    fn look_up(&self, character: char) -> Shape {
        let font = FontRef::new(self.data).ok();
        let shape = font.and_then(|font| font.charmap().map(character).map(|glyph| measure(&font, glyph)));
        shape.unwrap_or_default()
    }

    fn dashes(&self) -> dash::Dashes {
        *self.dashes.get_or_init(|| match FontRef::new(self.data) {
            Ok(font) => dash::find(&font).unwrap_or_default(),
            Err(_) => dash::Dashes::default(),
        })
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({} bytes)", self.data.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_their_fonts() {
        let fonts = Fonts::built_in();
        let han = fonts.glyph('绩', false).unwrap();
        assert_eq!((han.face, han.advance), (FaceId(0), 1.0));
        assert_eq!(fonts.glyph('绩', true).unwrap().face, FaceId(1));
        assert_eq!(fonts.glyph('☑', false).unwrap().face, FaceId(2));
        assert!(fonts.glyph('𠀀', false).is_none() || fonts.glyph('𠀀', false).unwrap().id != 0);
        assert!(fonts.glyph('\u{E000}', false).is_none());
    }

    #[test]
    fn the_chinese_dash_is_one_or_two_em() {
        let fonts = Fonts::built_in();
        for bold in [false, true] {
            assert_eq!(fonts.dash(bold, false).unwrap().advance, 1.0);
            assert_eq!(fonts.dash(bold, true).unwrap().advance, 2.0);
        }
    }
}
