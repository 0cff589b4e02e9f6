//! The fonts of a page.

use std::fmt;
use std::sync::{Arc, OnceLock};

use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::dash;
use super::metrics::{FaceId, Glyph, Metrics};
use super::refusal::FontError;
use super::shape::{Shape, measure};
use super::sound;

/// The built-in fonts: Noto Serif SC for texts, and Noto Sans Symbols 2 for the
/// boxes ☐ ☑ that it lacks.
#[cfg(feature = "fonts")]
const BUILT_IN: [(&str, &[u8]); 3] = [
    ("Noto Serif SC Regular", include_bytes!("../../fonts/NotoSerifSC-Regular.ttf")),
    ("Noto Serif SC Bold", include_bytes!("../../fonts/NotoSerifSC-Bold.ttf")),
    ("Noto Sans Symbols 2", include_bytes!("../../fonts/NotoSansSymbols2-Regular.ttf")),
];

/// A font file.
#[derive(Clone)]
pub struct FontFile {
    /// What it is called, for messages.
    pub name: String,
    /// Its bytes.
    pub data: FontData,
    /// The number of the font in a collection (`.ttc`).
    pub index: u32,
}

/// The bytes of a font, shared by all that use it.
pub type FontData = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// The fonts that an office names besides those of the program.
#[derive(Clone, Default)]
pub struct OfficeFonts {
    /// For texts, in place of Noto Serif SC Regular.
    pub text: Option<FontFile>,
    /// For bold texts, in place of Noto Serif SC Bold.
    pub bold: Option<FontFile>,
    /// For characters that those lack, in this order.
    pub fallback: Vec<FontFile>,
}

/// The fonts of a run, with the order in which they are asked for a character.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
    regular: Vec<FaceId>,
    bold: Vec<FaceId>,
}

impl Fonts {
    /// The fonts that are part of the program: none without the feature `fonts`.
    pub fn built_in() -> Self {
        #[cfg(feature = "fonts")]
        {
            let face = |(name, data): (&str, &'static [u8])| {
                Face::new(FontFile { name: name.to_owned(), data: Arc::new(data), index: 0 }, Origin::Program)
            };
            let faces = BUILT_IN.into_iter().map(face).collect();
            Self { faces, regular: vec![FaceId(0), FaceId(2)], bold: vec![FaceId(1), FaceId(2)] }
        }
        #[cfg(not(feature = "fonts"))]
        Self { faces: Vec::new(), regular: Vec::new(), bold: Vec::new() }
    }

    /// The fonts of the program after those of an office, and before those that
    /// it names for what is still missing.
    ///
    /// # Errors
    ///
    /// A file that is no font, is not whole, or may not be embedded.
    pub fn with(office: OfficeFonts) -> Result<Self, FontError> {
        let mut fonts = Self::built_in();
        for (file, bold) in [(office.text, false), (office.bold, true)] {
            if let Some(file) = file {
                let face = fonts.add(file)?;
                let chain = if bold { &mut fonts.bold } else { &mut fonts.regular };
                chain.insert(0, face);
            }
        }
        for file in office.fallback {
            let face = fonts.add(file)?;
            fonts.regular.push(face);
            fonts.bold.push(face);
        }
        Ok(fonts)
    }

    fn add(&mut self, file: FontFile) -> Result<FaceId, FontError> {
        let face = Face::new(file, Origin::Office);
        let font = sound::font(face.name(), (*face.file.data).as_ref(), face.file.index)?;
        // Bit 1: a restricted licence; nothing may be embedded.
        let restricted = font.os2().is_ok_and(|table| table.fs_type() & 0x000F == 0x0002);
        if restricted {
            return Err(FontError::NotEmbeddable(face.name().to_owned()));
        }
        self.faces.push(face);
        Ok(FaceId(self.faces.len() - 1))
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

/// How many characters a page of shapes has: most pages that a form touches have one or
/// two in use, and each is memory to be had from the system.
const PAGE: usize = 128;

type ShapePage = Box<[OnceLock<Shape>; PAGE]>;

/// Where a font comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// It is part of the program, and known to be whole.
    Program,
    Office,
}

/// A font with flat tables of its characters.
pub struct Face {
    file: FontFile,
    origin: Origin,
    /// The pages of the Basic Multilingual Plane; a character is
    /// looked up when it is first asked for.
    pages: Vec<OnceLock<ShapePage>>,
    dashes: OnceLock<dash::Dashes>,
}

impl Face {
    fn new(file: FontFile, origin: Origin) -> Self {
        Self { file, origin, pages: (0..0x1_0000 / PAGE).map(|_| OnceLock::new()).collect(), dashes: OnceLock::new() }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// The font file.
    pub fn file(&self) -> &FontFile {
        &self.file
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index((*self.file.data).as_ref(), self.file.index).ok()
    }

    fn shape(&self, character: char) -> Option<Shape> {
        let code = character as usize;
        let shape = match self.pages.get(code / PAGE) {
            Some(page) => {
                let page = page.get_or_init(|| Box::new([const { OnceLock::new() }; PAGE]));
                *page[code % PAGE].get_or_init(|| self.look_up(character))
            }
            None => self.look_up(character),
        };
        (shape.id != 0).then_some(shape)
    }

    fn look_up(&self, character: char) -> Shape {
        let shape = self.font().and_then(|font| {
            let glyph = font.charmap().map(character).filter(|glyph| self.shows(&font, *glyph, character))?;
            Some(measure(&font, glyph))
        });
        shape.unwrap_or_default()
    }

    fn shows(&self, font: &FontRef<'_>, glyph: GlyphId, character: char) -> bool {
        self.origin == Origin::Program || sound::shows(font, glyph, character)
    }

    fn dashes(&self) -> dash::Dashes {
        *self.dashes.get_or_init(|| match self.font() {
            Some(font) => {
                let dashes = dash::find(&font).unwrap_or_default();
                let shown = |dash: &Shape| self.shows(&font, GlyphId::from(dash.id), '—');
                dash::Dashes { single: dashes.single.filter(shown), double: dashes.double.filter(shown) }
            }
            None => dash::Dashes::default(),
        })
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({})", self.file.name)
    }
}

#[cfg(all(test, feature = "fonts"))]
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
