//! Takes the glyphs that pages use; gives the fonts to embed.
//!
//! A subset is a font of its own: its `cmap` has the characters of the form, so
//! that a reader which goes by characters finds the same glyphs as one that goes by
//! glyph numbers.

use std::collections::BTreeMap;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::BoundingBox;
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::from_obj::ToOwnedTable;
use write_fonts::tables::cmap::Cmap;
use write_fonts::tables::os2::Os2;

use super::package::attribute;
use crate::export::ExportError;
use crate::text::{Face, PlacedGlyph};

/// What pages use of a font.
pub(super) struct Subset<'f> {
    /// Its number in the document.
    pub(super) id: usize,
    face: &'f Face,
    font: Option<FontRef<'f>>,
    glyphs: GlyphRemapper,
    /// The glyph of each character, by its number in the subset.
    characters: BTreeMap<char, u16>,
}

/// A font as it is embedded.
pub(super) struct Embedded {
    /// The name of its file.
    pub(super) file: String,
    /// What the document's resources say of it.
    pub(super) entry: String,
    pub(super) bytes: Vec<u8>,
}

impl<'f> Subset<'f> {
    pub(super) fn new(id: usize, face: &'f Face) -> Self {
        let font = FontRef::from_index((*face.file().data).as_ref(), face.file().index).ok();
        Self { id, face, font, glyphs: GlyphRemapper::new(), characters: BTreeMap::new() }
    }

    pub(super) fn is_used(&self) -> bool {
        self.glyphs.num_gids() > 1
    }

    /// Takes in a glyph that shows a text. Where that has several characters, each
    /// of them gets its own glyph too.
    pub(super) fn take(&mut self, glyph: &PlacedGlyph, text: &str) {
        let taken = self.glyphs.remap(glyph.id);
        let mut characters = text.chars();
        if let (Some(character), None) = (characters.next(), characters.next()) {
            self.characters.entry(character).or_insert(taken);
            return;
        }
        let Some(font) = &self.font else { return };
        for character in text.chars() {
            if let Some(own) = font.charmap().map(character).and_then(|own| u16::try_from(own.to_u32()).ok()) {
                self.characters.entry(character).or_insert_with(|| self.glyphs.remap(own));
            }
        }
    }

    /// The number in the subset of a glyph that was taken in.
    pub(super) fn number(&self, glyph: &PlacedGlyph) -> u16 {
        self.glyphs.get(glyph.id).unwrap_or(0)
    }

    /// Whether a reader that goes by characters finds this glyph for the text.
    pub(super) fn maps(&self, glyph: &PlacedGlyph, text: &str) -> bool {
        let mut characters = text.chars();
        let character = characters.next().filter(|_| characters.as_str().is_empty());
        character.is_some_and(|character| self.characters.get(&character) == Some(&self.number(glyph)))
    }

    /// Where a glyph has ink, in font sizes from its origin, upwards.
    pub(super) fn ink(&self, glyph: &PlacedGlyph) -> BoundingBox {
        let ink = |font: &FontRef<'_>| {
            font.glyph_metrics(Size::new(1.0), LocationRef::default()).bounds(GlyphId::from(glyph.id))
        };
        self.font.as_ref().and_then(ink).unwrap_or_default()
    }

    /// The subset, as the document holds it.
    pub(super) fn embedded(&self) -> Result<Embedded, ExportError> {
        let bytes = self.bytes()?;
        let ending = if bytes.starts_with(b"OTTO") { "otf" } else { "ttf" };
        let file = format!("font_{}.{ending}", self.id);
        let name = |id| {
            let name = self.font.as_ref()?.localized_strings(id).english_or_first()?;
            Some(name.to_string())
        };
        let family = name(StringId::FAMILY_NAME).unwrap_or_else(|| self.face.name().to_owned());
        let full = name(StringId::FULL_NAME).unwrap_or_else(|| family.clone());
        let entry = format!(
            r#"<ofd:Font ID="{}" FontName={} FamilyName={} Bold="{}"><ofd:FontFile>{file}</ofd:FontFile></ofd:Font>"#,
            self.id,
            attribute(&full),
            attribute(&family),
            self.font.as_ref().is_some_and(|font| font.attributes().weight.value() >= 600.0),
        );
        Ok(Embedded { file, entry, bytes })
    }

    /// The subset as a font file.
    fn bytes(&self) -> Result<Vec<u8>, ExportError> {
        let failed = |what: &dyn std::fmt::Display| ExportError::Ofd(format!("{}: {what}", self.face.name()));
        let file = self.face.file();
        let glyphs = subsetter::subset_with_variations((*file.data).as_ref(), file.index, &[], &self.glyphs)
            .map_err(|error| failed(&error))?;
        let characters = self.characters.iter().map(|(character, glyph)| (*character, GlyphId::from(*glyph)));
        let cmap = Cmap::from_mappings(characters).map_err(|error| failed(&error))?;
        let mut builder = FontBuilder::new();
        builder.add_table(&cmap).map_err(|error| failed(&error))?;
        if let Some(os2) = self.os2() {
            builder.add_table(&os2).map_err(|error| failed(&error))?;
        }
        builder.copy_missing_tables(FontRef::new(&glyphs).map_err(|error| failed(&error))?);
        Ok(builder.build())
    }

    /// The font's `OS/2` with the range of the characters that are left.
    fn os2(&self) -> Option<Os2> {
        let mut os2: Os2 = self.font.as_ref()?.os2().ok()?.to_owned_table();
        let last_of = |character: &char| u16::try_from(u32::from(*character)).unwrap_or(u16::MAX);
        os2.us_first_char_index = self.characters.keys().next().map_or(0, last_of);
        os2.us_last_char_index = self.characters.keys().next_back().map_or(0, last_of);
        Some(os2)
    }
}
