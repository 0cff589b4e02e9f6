//! The Chinese dash.
//!
//! U+2014 maps to a Latin dash in pan-CJK fonts. The Chinese one, and the
//! two-em stroke of `——` that has no code point, are reached through the font's
//! substitutions for Simplified Chinese (`locl` of the language system `ZHS`)
//! and its ligatures. They are looked up once for each font, so that no text needs
//! a shaper.

use skrifa::raw::tables::gsub::{Gsub, SingleSubst, SubstitutionLookup, SubstitutionSubtables};
use skrifa::raw::tables::layout::LangSys;
use skrifa::raw::{ReadError, TableProvider};
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

use super::shape::{Shape, measure};

/// The shapes of the Chinese dash.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dashes {
    /// `—`
    pub single: Option<Shape>,
    /// `——`
    pub double: Option<Shape>,
}

pub(super) fn find(font: &FontRef<'_>) -> Result<Dashes, ReadError> {
    let Some(latin) = font.charmap().map('—') else {
        return Ok(Dashes::default());
    };
    let Ok(gsub) = font.gsub() else {
        let single = Some(measure(font, latin));
        return Ok(Dashes { single, double: None });
    };
    let localized = |glyph| substitute(&gsub, b"locl", glyph, single).map(|found| found.unwrap_or(glyph));
    let mut double = None;
    for feature in [b"ccmp", b"liga"] {
        double = double.or(substitute(&gsub, feature, latin, ligature_of_two)?);
    }
    Ok(Dashes {
        single: Some(measure(font, localized(latin)?)),
        double: double.map(localized).transpose()?.map(|glyph| measure(font, glyph)),
    })
}

type Substitution = fn(&SubstitutionLookup<'_>, GlyphId) -> Result<Option<GlyphId>, ReadError>;

/// What a feature of Simplified Chinese makes of a glyph.
fn substitute(
    gsub: &Gsub<'_>,
    feature: &[u8; 4],
    glyph: GlyphId,
    substitution: Substitution,
) -> Result<Option<GlyphId>, ReadError> {
    let Some(system) = simplified_chinese(gsub)? else {
        return Ok(None);
    };
    let features = gsub.feature_list()?;
    let lookups = gsub.lookup_list()?.lookups();
    for index in system.feature_indices() {
        let Some(record) = features.feature_records().get(usize::from(index.get())) else {
            continue;
        };
        if record.feature_tag() != Tag::new(feature) {
            continue;
        }
        for lookup in record.feature(features.offset_data())?.lookup_list_indices() {
            if let Some(found) = substitution(&lookups.get(usize::from(lookup.get()))?, glyph)? {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
}

fn simplified_chinese<'a>(gsub: &Gsub<'a>) -> Result<Option<LangSys<'a>>, ReadError> {
    let scripts = gsub.script_list()?;
    let han = scripts.script_records().iter().find(|record| record.script_tag() == Tag::new(b"hani"));
    let Some(han) = han else {
        return Ok(None);
    };
    let script = han.script(scripts.offset_data())?;
    let chinese = script.lang_sys_records().iter().find(|record| record.lang_sys_tag() == Tag::new(b"ZHS "));
    match chinese {
        Some(record) => record.lang_sys(script.offset_data()).map(Some),
        None => script.default_lang_sys().transpose(),
    }
}

fn single(lookup: &SubstitutionLookup<'_>, glyph: GlyphId) -> Result<Option<GlyphId>, ReadError> {
    let SubstitutionSubtables::Single(tables) = lookup.subtables()? else {
        return Ok(None);
    };
    for table in tables.iter() {
        let found = match table? {
            SingleSubst::Format1(table) => table.coverage()?.get(glyph).map(|_| {
                let shifted = glyph.to_u32() as i32 + i32::from(table.delta_glyph_id());
                GlyphId::new(shifted as u32 & 0xFFFF)
            }),
            SingleSubst::Format2(table) => table.coverage()?.get(glyph).and_then(|index| {
                let substitute = table.substitute_glyph_ids().get(usize::from(index))?;
                Some(substitute.get().into())
            }),
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn ligature_of_two(lookup: &SubstitutionLookup<'_>, glyph: GlyphId) -> Result<Option<GlyphId>, ReadError> {
    let SubstitutionSubtables::Ligature(tables) = lookup.subtables()? else {
        return Ok(None);
    };
    for table in tables.iter() {
        let table = table?;
        let Some(index) = table.coverage()?.get(glyph) else {
            continue;
        };
        for ligature in table.ligature_sets().get(usize::from(index))?.ligatures().iter() {
            let ligature = ligature?;
            if let [second] = ligature.component_glyph_ids()
                && GlyphId::from(second.get()) == glyph
            {
                return Ok(Some(ligature.ligature_glyph().into()));
            }
        }
    }
    Ok(None)
}
