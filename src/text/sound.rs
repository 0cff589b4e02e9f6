//! Whether a font file is whole. A font is taken apart by several libraries, each of which
//! makes the best of what is missing: a text without its glyphs. So what all of them rely
//! on is looked at once, when a font is loaded, and each glyph when it is first set.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::tables::glyf::Glyf;
use skrifa::raw::tables::name::NameRecord;
use skrifa::raw::{FileRef, TableProvider, TopLevelTable};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use subsetter::GlyphRemapper;

use super::refusal::FontError;
use crate::value::{is_invisible, is_odd_space};

/// The font of a file, if its parts are there and fit each other.
///
/// # Errors
///
/// What is wrong with it; `name` is what it is called.
pub(super) fn font<'f>(name: &str, data: &'f [u8], index: u32) -> Result<FontRef<'f>, FontError> {
    let unreadable = || FontError::Unreadable(name.to_owned());
    let damaged = |table: Tag| FontError::Damaged { name: name.to_owned(), table: table.to_string() };
    let fonts = match FileRef::new(data).map_err(|_| unreadable())? {
        FileRef::Font(_) => 1,
        FileRef::Collection(collection) => collection.len(),
    };
    if index >= fonts {
        return Err(FontError::NoSuchFont { name: name.to_owned(), index, fonts });
    }
    let font = FontRef::from_index(data, index).map_err(|_| unreadable())?;
    for record in font.table_directory().table_records() {
        let end = u64::from(record.offset()) + u64::from(record.length());
        if end > data.len() as u64 {
            return Err(FontError::CutOff { name: name.to_owned(), table: record.tag().to_string() });
        }
    }
    // OpenType 1.9, “Required tables”; the others are not needed to set a text.
    for table in [b"head", b"maxp", b"hhea", b"hmtx", b"cmap"].map(Tag::new) {
        if font.table_data(table).is_none_or(|data| data.is_empty()) {
            return Err(FontError::NoTable { name: name.to_owned(), table: table.to_string() });
        }
    }
    let head = font.head().map_err(|_| damaged(Tag::new(b"head")))?;
    if !(16..=16_384).contains(&head.units_per_em()) {
        return Err(damaged(Tag::new(b"head")));
    }
    let glyphs = font.maxp().map_err(|_| damaged(Tag::new(b"maxp")))?.num_glyphs();
    if glyphs == 0 {
        return Err(damaged(Tag::new(b"maxp")));
    }
    font.hhea().map_err(|_| damaged(Tag::new(b"hhea")))?;
    let advances = font.hmtx().map_err(|_| damaged(Tag::new(b"hmtx")))?;
    if advances.h_metrics().is_empty() || advances.h_metrics().len() > usize::from(glyphs) {
        return Err(damaged(Tag::new(b"hmtx")));
    }
    if !font.charmap().has_map() {
        return Err(damaged(Tag::new(b"cmap")));
    }
    if font.table_data(Glyf::TAG).is_some() {
        let length = font.table_data(Glyf::TAG).map_or(0, |glyf| glyf.len());
        let Ok(places) = font.loca(None) else {
            return Err(FontError::NoTable { name: name.to_owned(), table: "loca".to_owned() });
        };
        let last = places.get_raw(usize::from(glyphs));
        let is_inside = last.is_some_and(|last| last as usize <= length);
        if !is_inside || !places.all_offsets_are_ascending() {
            return Err(damaged(Tag::new(b"loca")));
        }
    } else if font.cff().is_err() && font.cff2().is_err() {
        let table = [b"CFF ", b"CFF2"].map(Tag::new).into_iter().find(|table| font.table_data(*table).is_some());
        return Err(match table {
            Some(table) => damaged(table),
            None => FontError::NoTable { name: name.to_owned(), table: "glyf".to_owned() },
        });
    }
    if let Ok(names) = font.name() {
        // The subsetter adds these up in 16 bits.
        let fits = |record: &NameRecord| record.string_offset().to_u32() + u32::from(record.length()) <= 0xFFFF;
        if !names.name_record().iter().all(fits) {
            return Err(damaged(Tag::new(b"name")));
        }
    }
    // The shape of a missing character goes into each subset.
    let first = font.outline_glyphs().get(GlyphId::NOTDEF).map(|glyph| draw(&glyph));
    let subset = subsetter::subset_with_variations(data, index, &[], &GlyphRemapper::new());
    match (first, subset) {
        (Some(Some(_)), Ok(_)) => Ok(font),
        _ => Err(unreadable()),
    }
}

/// Whether a font has a shape for a character that can be set: one that can be drawn, and
/// that is seen where the character is.
pub(super) fn shows(font: &FontRef<'_>, glyph: GlyphId, character: char) -> bool {
    let is_blank = character.is_whitespace() || character.is_control() || is_odd_space(character);
    let ink = font.outline_glyphs().get(glyph).and_then(|glyph| draw(&glyph));
    ink.is_some_and(|has_ink| has_ink || is_blank || is_invisible(character))
}

/// Whether a glyph has any lines; none where it cannot be drawn.
fn draw(glyph: &skrifa::outline::OutlineGlyph<'_>) -> Option<bool> {
    let mut ink = Ink(false);
    glyph.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut ink).ok()?;
    Some(ink.0)
}

/// Whether anything was drawn.
struct Ink(bool);

impl OutlinePen for Ink {
    fn move_to(&mut self, _: f32, _: f32) {}

    fn line_to(&mut self, _: f32, _: f32) {
        self.0 = true;
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }

    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &[u8] = include_bytes!("../../fuzz/seeds/font/glyf.ttf");
    const CFF: &[u8] = include_bytes!("../../fuzz/seeds/font/cff.otf");

    fn fails(data: &[u8], index: u32) -> String {
        let error = font("a.ttf", data, index).err();
        error.map_or(String::new(), |error| format!("{error:?}"))
    }

    /// A font whose table has another tag.
    fn without(data: &[u8], table: &[u8; 4]) -> Vec<u8> {
        let mut data = data.to_vec();
        let at = data.windows(4).position(|window| window == table).unwrap();
        data[at + 3] = b'~';
        data
    }

    /// A collection of a font and of itself.
    fn twice(data: &[u8]) -> Vec<u8> {
        let mut all = b"ttcf\0\x01\0\0\0\0\0\x02\0\0\0\x14\0\0\0\x14".to_vec();
        let count = usize::from(u16::from_be_bytes([data[4], data[5]]));
        let mut font = data.to_vec();
        for record in 0..count {
            let at = 12 + 16 * record + 8;
            let offset = u32::from_be_bytes([font[at], font[at + 1], font[at + 2], font[at + 3]]) + 20;
            font[at..at + 4].copy_from_slice(&offset.to_be_bytes());
        }
        all.extend(font);
        all
    }

    #[test]
    fn fonts_that_are_whole() {
        for data in [WHOLE, CFF] {
            assert_eq!(fails(data, 0), "");
            let twice = twice(data);
            assert_eq!((fails(&twice, 0), fails(&twice, 1)), (String::new(), String::new()));
            assert!(fails(&twice, 2).starts_with("NoSuchFont"), "{}", fails(&twice, 2));
            assert!(fails(data, 1).starts_with("NoSuchFont"));
        }
    }

    #[test]
    fn fonts_that_are_cut_off_or_lack_a_table() {
        for data in [WHOLE, CFF] {
            for length in (0..data.len()).step_by(97) {
                assert_ne!(fails(&data[..length], 0), "", "{length}");
            }
            let shapes = if data == WHOLE { b"glyf" } else { b"CFF " };
            for table in [b"head", b"maxp", b"hhea", b"hmtx", b"cmap", shapes] {
                assert!(fails(&without(data, table), 0).starts_with("NoTable"), "{}", table.escape_ascii());
            }
        }
        assert!(fails(&without(WHOLE, b"loca"), 0).starts_with("NoTable"));
        assert!(fails(b"OTTO\0\0\0\0\0\0\0\0", 0).starts_with("NoTable"));
        assert!(fails(b"a text", 0).starts_with("Unreadable"));
    }

    #[test]
    fn glyphs_without_ink_are_none() {
        let font = FontRef::new(WHOLE).unwrap();
        let glyph = font.charmap().map('4').unwrap();
        assert!(shows(&font, glyph, '4'));
        let mut data = WHOLE.to_vec();
        // The outline of this glyph ends where it begins.
        let places = font.table_data(Tag::new(b"loca")).unwrap();
        let at = places.as_bytes().as_ptr() as usize - WHOLE.as_ptr() as usize;
        let size = if font.head().unwrap().index_to_loc_format() == 1 { 4 } else { 2 };
        let start = at + size * glyph.to_u32() as usize;
        data.copy_within(start..start + size, start + size);
        let font = FontRef::new(&data).unwrap();
        assert!(!shows(&font, glyph, '4') && shows(&font, glyph, '\u{3000}'));
        assert!(!shows(&font, GlyphId::new(60_000), '4'));
    }
}
