//! The form as PDF: PDF/A-2a, to be archived, and PDF/UA-1, to be read aloud.
//!
//! The form's table is tagged as one, cell by cell, however many pages it takes;
//! what stands again on later pages is no part of it.

use std::num::{NonZeroU16, NonZeroU32};
use std::sync::Arc;

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{NumberingStyle, PageLabel, PageSettings};
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::pack::pack;
use super::{Created, ExportError};
use crate::form::{Attachment, Cell, CellId, FormTable, beginning};
use crate::layout::{Area, Fragment, Layout, PlacedLine, Rule};
use crate::style::Role;
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
    let mut pdf = PdfBook::new(table, created)?;
    pdf.add(table, layout, fonts, Numbers::Plain, &[])?;
    pdf.finish()
}

/// How the pages of a part of a book are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers<'a> {
    /// They are not.
    Plain,
    /// By this word.
    Word(&'a str),
    /// I, II, III.
    Roman,
    /// From this number.
    From(usize),
}

/// The forms of a book as one PDF.
pub struct PdfBook {
    document: Document,
    tree: TagTree,
    outline: Outline,
    /// How many pages there are.
    pages: usize,
}

impl PdfBook {
    /// A document that says of itself what this form says, and has attached what it
    /// has.
    ///
    /// # Errors
    ///
    /// None for what the checks let pass.
    pub fn new(table: &FormTable, created: Option<Created>) -> Result<Self, ExportError> {
        // Only PDF/A-3 takes files of other formats along.
        let archival = if table.attachments.is_empty() { Archival::A2_A } else { Archival::A3_A };
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(archival)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| failed(&error))?;
        // The packer compresses them.
        let settings =
            SerializeSettings { configuration, compress_content_streams: false, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        document.set_metadata(metadata(table, created));
        for attachment in &table.attachments {
            let file = embedded(attachment, created.unwrap_or(Created::new_year(table.metadata.year)));
            document.embed_file(file).ok_or_else(|| failed(&attachment.name))?;
        }
        Ok(Self { document, tree: TagTree::new(), outline: Outline::new(), pages: 0 })
    }

    /// Adds a form. `leads` are the pages, from 0, to which its cells lead.
    ///
    /// # Errors
    ///
    /// Only if a font or the layout is beyond what a PDF can hold.
    pub fn add(
        &mut self,
        table: &FormTable,
        layout: &Layout,
        fonts: &Fonts,
        numbers: Numbers<'_>,
        leads: &[usize],
    ) -> Result<(), ExportError> {
        let first = self.pages;
        let mut entries = FormOutline::new(table, first);
        let mut writer = FormWriter {
            set: fonts,
            fonts: vec![None; fonts.faces().len()],
            rule: points(layout.rule),
            in_table: table.cells.iter().map(|cell| cell.style.border.any()).collect(),
            tagged: (0..table.cells.len()).map(|_| Vec::new()).collect(),
        };
        for (index, page) in layout.pages.iter().enumerate() {
            let (width, height) = layout.paper;
            let settings = PageSettings::from_wh(points(width), points(height))
                .ok_or_else(|| ExportError::Pdf("the page has no size".into()))?;
            let mut page_out = self.document.start_page_with(match numbers.label(index) {
                Some(label) => settings.with_page_label(label),
                None => settings,
            });
            let mut surface = page_out.surface();
            writer.artifact(&mut surface, page.continued.iter())?;
            for fragment in &page.fragments {
                writer.fragment(&mut surface, fragment)?;
            }
            writer.artifact(&mut surface, page.footer.iter())?;
            writer.rules(&mut surface, &page.rules);
            surface.finish();
            for fragment in page.fragments.iter().filter(|fragment| !fragment.repeated) {
                entries.meet(fragment, first + index);
                let cell = table.cell(fragment.cell);
                // What says nothing cannot be read aloud as a link.
                let lead = cell.leads_to.filter(|_| !cell.text.trim().is_empty()).and_then(|to| leads.get(to));
                if let (Some(lead), Some(area)) = (lead, area(fragment.area)) {
                    let destination = XyzDestination::new(*lead, Point::from_xy(0.0, 0.0));
                    let link = LinkAnnotation::new(area, Target::Destination(destination.into()));
                    let id = page_out.add_tagged_annotation(Annotation::new_link(link, Some(cell.text.clone())));
                    writer.tagged[fragment.cell.0].push(MarkedContent { id, length: 0, is_link: true });
                }
            }
            page_out.finish();
        }
        let tagged = writer.tagged;
        tag(&mut self.tree, table, tagged);
        self.outline.push_child(entries.node());
        self.pages += layout.pages.len();
        Ok(())
    }

    /// The bytes of the document.
    ///
    /// # Errors
    ///
    /// None for what the checks let pass.
    pub fn finish(mut self) -> Result<Vec<u8>, ExportError> {
        self.document.set_tag_tree(self.tree);
        self.document.set_outline(self.outline);
        let plain = self.document.finish().map_err(|error| failed(&error))?;
        pack(&plain).ok_or_else(|| failed(&"a PDF of another make"))
    }
}

fn failed(what: &dyn std::fmt::Debug) -> ExportError {
    ExportError::Pdf(format!("{what:?}"))
}

impl Numbers<'_> {
    /// The label of a page, by its number in its part.
    fn label(self, index: usize) -> Option<PageLabel> {
        let number = |number: usize| u32::try_from(number).ok().and_then(NonZeroU32::new);
        match self {
            Self::Plain => None,
            Self::Word(word) => Some(PageLabel::new(None, Some(word.to_owned()), None)),
            Self::Roman => Some(PageLabel::new(Some(NumberingStyle::UpperRoman), None, number(index + 1))),
            Self::From(first) => Some(PageLabel::new(Some(NumberingStyle::Arabic), None, number(first + index))),
        }
    }
}

/// The entries of a form in the outline: its name, and below that its headings and
/// the labels beside several rows.
struct FormOutline<'t> {
    table: &'t FormTable,
    first: usize,
    below: Vec<(CellId, OutlineNode)>,
}

impl<'t> FormOutline<'t> {
    fn new(table: &'t FormTable, first: usize) -> Self {
        Self { table, first, below: Vec::new() }
    }

    fn meet(&mut self, fragment: &Fragment, page: usize) {
        let cell = self.table.cell(fragment.cell);
        let leads = match cell.role {
            Role::Heading => true,
            Role::Label => cell.column == 0 && cell.rowspan > 1,
            _ => false,
        };
        let is_first = self.below.iter().all(|(known, _)| *known != fragment.cell);
        if leads && is_first && !cell.text.is_empty() {
            let at = Point::from_xy(0.0, points(fragment.area.y));
            let text = beginning(cell.text.replace('\n', ""));
            let node = OutlineNode::new(text, XyzDestination::new(page, at));
            self.below.push((fragment.cell, node));
        }
    }

    fn node(self) -> OutlineNode {
        let top = XyzDestination::new(self.first, Point::from_xy(0.0, 0.0));
        let mut node = OutlineNode::new(self.table.metadata.title.clone(), top);
        self.below.into_iter().for_each(|(_, below)| node.push_child(below));
        node
    }
}

fn area(area: Area) -> Option<Rect> {
    Rect::from_xywh(points(area.x), points(area.y), points(area.width), points(area.height))
}

fn embedded(attachment: &Attachment, created: Created) -> EmbeddedFile {
    EmbeddedFile {
        path: attachment.name.clone(),
        mime_type: MimeType::new(attachment.kind),
        description: Some(attachment.description.clone()),
        association_kind: AssociationKind::Source,
        data: attachment.bytes.clone().into(),
        modification_date: Some(date_time(created)),
        compress: Some(true),
        location: None,
    }
}

struct FormWriter<'f> {
    set: &'f Fonts,
    /// Each font, read when the first text needs it. The document knows those of other
    /// forms again, so that all share one subset.
    fonts: Vec<Option<Font>>,
    rule: f32,
    /// Whether each cell is one of the table's, and not above or below it.
    in_table: Vec<bool>,
    /// The tagged parts of each cell, in reading order.
    tagged: Vec<Vec<MarkedContent>>,
}

/// A marked part of a cell.
struct MarkedContent {
    id: Identifier,
    /// The bytes of text that it shows.
    length: usize,
    /// Whether it is where the cell leads to.
    is_link: bool,
}

/// The longest text that is said in one string: PDF/A allows 32,767 bytes.
const LONGEST: usize = 5_000;

impl FormWriter<'_> {
    fn font(&mut self, face: FaceId) -> Result<Font, ExportError> {
        if let Some(font) = &self.fonts[face.0] {
            return Ok(font.clone());
        }
        let file = self.set.faces()[face.0].file();
        let font = Font::new(Arc::clone(&file.data).into(), file.index);
        let font = font.ok_or_else(|| ExportError::Pdf("a font cannot be read".into()))?;
        self.fonts[face.0] = Some(font.clone());
        Ok(font)
    }

    /// The lines of a cell, each a part of the form's text unless it stood on an
    /// earlier page. A blank cell of the table is tagged too, so that no row lacks one.
    fn fragment(&mut self, surface: &mut Surface<'_>, fragment: &Fragment) -> Result<(), ExportError> {
        if fragment.repeated {
            return self.artifact(surface, fragment.lines.iter());
        }
        if fragment.lines.is_empty() && self.in_table[fragment.cell.0] && self.tagged[fragment.cell.0].is_empty() {
            let id = surface.start_tagged(ContentTag::Other);
            surface.end_tagged();
            self.tagged[fragment.cell.0].push(MarkedContent { id, length: 0, is_link: false });
        }
        for line in &fragment.lines {
            let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            self.line(surface, line)?;
            surface.end_tagged();
            self.tagged[fragment.cell.0].push(MarkedContent { id, length: line.text.len(), is_link: false });
        }
        Ok(())
    }

    /// Lines that are no part of the form's text.
    fn artifact<'l>(
        &mut self,
        surface: &mut Surface<'_>,
        lines: impl Iterator<Item = &'l PlacedLine>,
    ) -> Result<(), ExportError> {
        for line in lines {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
            self.line(surface, line)?;
            surface.end_tagged();
        }
        Ok(())
    }

    fn line(&mut self, surface: &mut Surface<'_>, line: &PlacedLine) -> Result<(), ExportError> {
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
        surface.set_stroke(Some(Stroke { paint: luma::Color::black().into(), width: self.rule, ..Stroke::default() }));
        if let Some(path) = path.finish() {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            surface.draw_path(&path);
            surface.end_tagged();
        }
    }
}

/// Adds the structure of a form: its name as a heading, the lines above the table
/// as paragraphs, the table.
fn tag(tree: &mut TagTree, table: &FormTable, tagged: Vec<Vec<MarkedContent>>) {
    let mut rows: Vec<TagGroup> = table.rows.iter().map(|_| TagGroup::new(Tag::TR)).collect();
    let mut named = false;
    for (cell, parts) in table.cells.iter().zip(tagged).filter(|(_, parts)| !parts.is_empty()) {
        let mut group = match cell.role {
            Role::Title if !named => {
                named = true;
                TagGroup::new(Tag::Hn(NonZeroU16::MIN, Some(cell.text.clone())))
            }
            _ if !cell.style.border.any() => TagGroup::new(Tag::P),
            _ => cell_group(cell),
        };
        let (links, parts): (Vec<MarkedContent>, Vec<MarkedContent>) = parts.into_iter().partition(|part| part.is_link);
        match links.is_empty() {
            true => say(&mut group, &cell.text, parts),
            false => {
                let mut link = TagGroup::new(Tag::Link);
                say(&mut link, &cell.text, parts);
                links.into_iter().for_each(|part| link.push(part.id));
                group.push(link);
            }
        }
        match cell.style.border.any() {
            true => rows[cell.row].push(group),
            false => tree.push(group),
        }
    }
    let mut all = TagGroup::new(Tag::Table);
    rows.into_iter().filter(|row| !row.children.is_empty()).for_each(|row| all.push(row));
    if !all.children.is_empty() {
        tree.push(all);
    }
}

/// Adds the parts of a cell with what they say. A reader that goes by places takes
/// the ends of lines for line breaks, and gaps between Chinese and digits for
/// spaces: where there are such, the text itself is given, whole or, where it is long,
/// line by line.
fn say(group: &mut TagGroup, text: &str, parts: Vec<MarkedContent>) {
    let span = |text: &str| TagGroup::new(Tag::Span.with_actual_text(Some(text.to_owned())));
    if text.len() <= LONGEST {
        if parts.len() <= 1 && !text.contains(|c: char| c.is_ascii_alphanumeric()) {
            return parts.into_iter().for_each(|part| group.push(part.id));
        }
        let mut whole = span(text);
        parts.into_iter().for_each(|part| whole.push(part.id));
        return group.push(whole);
    }
    let mut start = 0;
    for part in parts {
        let mut end = start + part.length;
        end += usize::from(text[end..].starts_with('\n'));
        let mut line = span(&text[start..end]);
        line.push(part.id);
        group.push(line);
        start = end;
    }
}

fn cell_group(cell: &Cell) -> TagGroup {
    let span = |count: usize| u32::try_from(count).ok().and_then(NonZeroU32::new).filter(|count| count.get() > 1);
    let (rows, columns) = (span(cell.rowspan), span(cell.colspan));
    let scope = match cell.role {
        Role::Value | Role::Note => return TagGroup::new(Tag::TD.with_row_span(rows).with_col_span(columns)),
        Role::ColumnHeader => TableHeaderScope::Column,
        Role::Title | Role::Heading | Role::Label => TableHeaderScope::Row,
    };
    TagGroup::new(Tag::TH(scope).with_row_span(rows).with_col_span(columns))
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
    let at = created.unwrap_or(Created::new_year(table.metadata.year));
    Metadata::new()
        .title(table.metadata.title.clone())
        .description(table.metadata.subject.clone())
        .authors(Some(table.metadata.author.clone()).filter(|author| !author.is_empty()).into_iter().collect())
        .language("zh-CN".into())
        .creator(concat!("jixiao ", env!("CARGO_PKG_VERSION")).into())
        .creation_date(date_time(at))
}

fn date_time(at: Created) -> DateTime {
    DateTime::new(at.year)
        .month(at.month)
        .day(at.day)
        .hour(at.hour())
        .minute(at.minute())
        .second((at.second % 60) as u8)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn points(length: Length) -> f32 {
    length.to_pt() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use krilla::tagging::TagKind;

    #[test]
    fn a_columns_header_is_of_the_column_and_a_label_of_the_row() {
        let templates = crate::template::Templates::built_in();
        let table = crate::form::blank(templates.for_year(2026).unwrap(), 2026);
        let scope = |role: Role| match cell_group(&Cell { role, ..table.cells[0].clone() }).tag {
            TagKind::TH(header) => Some(header.scope()),
            _ => None,
        };
        assert_eq!(scope(Role::ColumnHeader), Some(TableHeaderScope::Column));
        assert_eq!(scope(Role::Label), Some(TableHeaderScope::Row));
        assert_eq!(scope(Role::Heading), Some(TableHeaderScope::Row));
        assert_eq!(scope(Role::Value), None);
    }
}
