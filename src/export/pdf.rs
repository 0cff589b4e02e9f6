//! The form as PDF.

use krilla::Document;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::{Created, ExportError};
use crate::form::FormTable;
use crate::layout::{Layout, Line, Rule};
use crate::text::{FaceId, Fonts, PlacedGlyph};
use crate::value::Length;

/// Writes a laid-out form.
///
/// # Errors
///
/// Only if a font or the layout is beyond what a PDF can hold.
pub fn write(
    table: &FormTable,
    layout: &Layout,
    fonts: &Fonts,
    created: Option<Created>,
) -> Result<Vec<u8>, ExportError> {
    let mut writer = Writer {
        fonts: fonts.faces().iter().map(|face| (face.data(), None)).collect(),
        rule: points(layout.rule),
    };
    let mut document = Document::new();
    document.set_metadata(metadata(table, created));
    for page in &layout.pages {
        let (width, height) = layout.paper;
        let settings = PageSettings::from_wh(points(width), points(height))
            .ok_or_else(|| ExportError::Pdf("纸张没有大小".into()))?;
        let mut page_out = document.start_page_with(settings);
        let mut surface = page_out.surface();
        for line in page.continued.iter().chain(page.fragments.iter().flat_map(|fragment| &fragment.lines)) {
            writer.line(&mut surface, line)?;
        }
        if let Some(footer) = &page.footer {
            writer.line(&mut surface, footer)?;
        }
        writer.rules(&mut surface, &page.rules);
        surface.finish();
        page_out.finish();
    }
    document.finish().map_err(|error| ExportError::Pdf(format!("{error:?}")))
}

struct Writer {
    /// Each font, read when the first text needs it.
    fonts: Vec<(&'static [u8], Option<Font>)>,
    rule: f32,
}

impl Writer {
    fn font(&mut self, face: FaceId) -> Result<Font, ExportError> {
        let (data, font) = &mut self.fonts[face.0];
        if font.is_none() {
            *font = Font::new((*data).into(), 0);
        }
        font.clone().ok_or_else(|| ExportError::Pdf("字体文件无法读取".into()))
    }

    fn line(&mut self, surface: &mut Surface<'_>, line: &Line) -> Result<(), ExportError> {
        surface.set_fill(Some(Fill {
            paint: luma::Color::black().into(),
            opacity: NormalizedF32::ONE,
            ..Fill::default()
        }));
        surface.set_stroke(None);
        let size = points(line.size);
        let mut start = 0;
        for run in line.glyphs.chunk_by(|a, b| a.face == b.face) {
            let end = line.glyphs.get(start + run.len()).map_or(line.width.max(run[run.len() - 1].x), |next| next.x);
            let glyphs = glyphs(run, end, line.size);
            let at = Point::from_xy(points(line.x + run[0].x), points(line.baseline));
            surface.draw_glyphs(at, &glyphs, self.font(run[0].face)?, &line.text, size, false);
            start += run.len();
        }
        Ok(())
    }

    fn rules(&self, surface: &mut Surface<'_>, rules: &[Rule]) {
        let mut path = PathBuilder::new();
        let half = self.rule / 2.0;
        for rule in rules {
            let (x1, y1) = (points(rule.from.0), points(rule.from.1));
            let (x2, y2) = (points(rule.to.0), points(rule.to.1));
            // Each is half its thickness longer, so that corners close.
            let (dx, dy) = if y1 == y2 { (half, 0.0) } else { (0.0, half) };
            path.move_to(x1 - dx, y1 - dy);
            path.line_to(x2 + dx, y2 + dy);
        }
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            paint: luma::Color::black().into(),
            width: self.rule,
            ..Stroke::default()
        }));
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
    }
}

/// A run of glyphs of one font, each reaching to the start of the next.
fn glyphs(run: &[PlacedGlyph], end: Length, size: Length) -> Vec<KrillaGlyph> {
    let ends = run.iter().skip(1).map(|glyph| glyph.x).chain([end]);
    run.iter()
        .zip(ends)
        .map(|(glyph, end)| {
            let advance = ((end - glyph.x) / size) as f32;
            KrillaGlyph::new(GlyphId::new(u32::from(glyph.id)), advance, 0.0, 0.0, 0.0, glyph.range.clone(), None)
        })
        .collect()
}

fn metadata(table: &FormTable, created: Option<Created>) -> Metadata {
    let metadata = Metadata::new()
        .title(table.metadata.title.clone())
        .description(table.metadata.subject.clone())
        .authors(Some(table.metadata.author.clone()).filter(|author| !author.is_empty()).into_iter().collect())
        .language("zh-CN".into())
        .creator(concat!("jixiao ", env!("CARGO_PKG_VERSION")).into());
    match created {
        Some(at) => metadata.creation_date(
            DateTime::new(at.year)
                .month(at.month)
                .day(at.day)
                .hour(at.hour())
                .minute(at.minute())
                .second((at.second % 60) as u8)
                .utc_offset_hour(0)
                .utc_offset_minute(0),
        ),
        None => metadata,
    }
}

fn points(length: Length) -> f32 {
    length.to_pt() as f32
}
