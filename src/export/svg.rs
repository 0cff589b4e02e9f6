//! The form's pages as SVG, to be shown on a screen: what the PDF has, glyph by glyph.
//!
//! Glyphs are drawn by their outlines, so that no font is needed where a page is shown.
//! Each is defined once and used by its number; whoever shows many pages keeps the
//! [`Glyphs`] and needs only those that are new.

use std::collections::HashMap;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

use quick_xml::escape::escape;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::form::{Cell, FormTable};
use crate::layout::{Fragment, Layout, Page, PlacedLine, Rule};
use crate::text::{FaceId, Fonts};
use crate::value::Length;

/// The outlines of glyphs, in the order in which they were first needed.
#[derive(Debug, Default)]
pub struct Glyphs {
    numbers: HashMap<(String, u32, u16), usize>,
    paths: Vec<String>,
    /// What each outline and those before it come to.
    marks: Vec<u64>,
}

impl Glyphs {
    /// The outlines from a number on, as SVG path data in thousandths of the font size, the
    /// baseline at 0 and downwards positive.
    pub fn from(&self, first: usize) -> &[String] {
        &self.paths[first.min(self.paths.len())..]
    }

    /// What all outlines come to: the same where they are the same.
    pub fn mark(&self) -> u64 {
        self.marks.last().copied().unwrap_or_default()
    }

    /// How many of these outlines somebody has who has so many, which come to this mark; none
    /// where theirs are others.
    pub fn shared(&self, known: usize, mark: u64) -> usize {
        let is_known = known.checked_sub(1).and_then(|last| self.marks.get(last)) == Some(&mark);
        if is_known { known } else { 0 }
    }

    fn number(&mut self, fonts: &Fonts, face: FaceId, id: u16) -> usize {
        let file = fonts.faces()[face.0].file();
        let key = (file.name.clone(), file.index, id);
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let data = (*file.data).as_ref();
        let path = FontRef::from_index(data, file.index).ok().and_then(|font| outline(&font, id));
        let path = path.unwrap_or_default();
        let mut mark = DefaultHasher::new();
        (self.mark(), &path).hash(&mut mark);
        self.marks.push(mark.finish());
        self.paths.push(path);
        self.numbers.insert(key, self.paths.len() - 1);
        self.paths.len() - 1
    }
}

/// The outline of a glyph.
fn outline(font: &FontRef<'_>, id: u16) -> Option<String> {
    let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
    let mut pen = Pen { path: String::new(), scale: 1000.0 / f32::from(units.max(1)) };
    let glyph = font.outline_glyphs().get(GlyphId::from(id))?;
    glyph.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).ok()?;
    Some(pen.path)
}

struct Pen {
    path: String,
    scale: f32,
}

impl Pen {
    fn add(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (index, (x, y)) in points.iter().enumerate() {
            let blank = if index == 0 { "" } else { " " };
            let (x, y) = ((x * self.scale).round(), (-y * self.scale).round());
            // Writing to a string cannot fail.
            let _ = write!(self.path, "{blank}{x} {y}");
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.add('Q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.add('C', &[(ax, ay), (bx, by), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

/// The pages of a form. Each glyph is a use of `#g` with its number in `glyphs`; each cell is
/// a group of the class `cell` with the attributes that `link` gives it.
pub fn write(
    table: &FormTable,
    layout: &Layout,
    fonts: &Fonts,
    glyphs: &mut Glyphs,
    link: &dyn Fn(&Cell) -> Option<String>,
) -> Vec<String> {
    layout.pages.iter().map(|page| Writer { table, layout, fonts, glyphs, link }.page(page)).collect()
}

struct Writer<'a> {
    table: &'a FormTable,
    layout: &'a Layout,
    fonts: &'a Fonts,
    glyphs: &'a mut Glyphs,
    link: &'a dyn Fn(&Cell) -> Option<String>,
}

impl Writer<'_> {
    fn page(mut self, page: &Page) -> String {
        let (width, height) = (points(self.layout.paper.0), points(self.layout.paper.1));
        let mut svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">"#);
        page.continued.iter().for_each(|line| self.line(&mut svg, line));
        page.fragments.iter().for_each(|fragment| self.cell(&mut svg, fragment));
        page.footer.iter().for_each(|line| self.line(&mut svg, line));
        svg += &rules(&page.rules, self.layout.rule);
        svg + "</svg>"
    }

    fn cell(&mut self, svg: &mut String, fragment: &Fragment) {
        let area = fragment.area;
        let link = (self.link)(self.table.cell(fragment.cell));
        let link = link.map_or_else(String::new, |link| format!(r#" data-at="{}""#, escape(&link)));
        *svg += &format!(
            r#"<g class="cell"{link}><rect x="{}" y="{}" width="{}" height="{}" fill="none"/>"#,
            points(area.x),
            points(area.y),
            points(area.width),
            points(area.height),
        );
        fragment.lines.iter().for_each(|line| self.line(svg, line));
        *svg += "</g>";
    }

    fn line(&mut self, svg: &mut String, line: &PlacedLine) {
        if line.glyphs.is_empty() {
            return;
        }
        let scale = (line.size.to_pt() * 100.0).round() / 100_000.0;
        *svg += &format!(r#"<g transform="translate({} {}) scale({scale})">"#, points(line.x), points(line.baseline));
        for glyph in &line.glyphs {
            let number = self.glyphs.number(self.fonts, glyph.face, glyph.id);
            let x = (glyph.x.to_pt() / scale).round();
            match x == 0.0 {
                true => *svg += &format!(r##"<use href="#g{number}"/>"##),
                false => *svg += &format!(r##"<use href="#g{number}" x="{x}"/>"##),
            }
        }
        *svg += "</g>";
    }
}

fn rules(rules: &[Rule], thickness: Length) -> String {
    let half = thickness / 2.0;
    let mut path = String::new();
    for rule in rules {
        // Each is half its thickness longer, so that corners close.
        let (dx, dy) = if rule.from.1 == rule.to.1 { (half, Length::ZERO) } else { (Length::ZERO, half) };
        let (from, to) = ((rule.from.0 - dx, rule.from.1 - dy), (rule.to.0 + dx, rule.to.1 + dy));
        path += &format!("M{} {}L{} {}", points(from.0), points(from.1), points(to.0), points(to.1));
    }
    format!(r##"<path d="{path}" fill="none" stroke="#000" stroke-width="{}"/>"##, points(thickness))
}

/// Points, to a hundredth.
fn points(length: Length) -> f64 {
    (length.to_pt() * 100.0).round() / 100.0
}

#[cfg(all(test, feature = "fonts"))]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_and_rule_of_a_page_is_drawn_where_it_stands() {
        let templates = crate::template::Templates::built_in();
        let fonts = Fonts::built_in();
        let table = crate::form::blank(templates.for_year(2026).unwrap(), 2026);
        let layout = crate::layout::lay_out(&table, &fonts);
        let mut glyphs = Glyphs::default();
        let pages = write(&table, &layout, &fonts, &mut glyphs, &|cell| cell.field.clone());
        assert_eq!(pages.len(), layout.pages.len());
        let page = &layout.pages[0];
        let lines =
            || page.fragments.iter().flat_map(|fragment| &fragment.lines).chain(&page.continued).chain(&page.footer);
        let count: usize = lines().map(|line| line.glyphs.len()).sum();
        assert_eq!(pages[0].matches("<use").count(), count);
        assert_eq!(pages[0].matches(r#"class="cell""#).count(), page.fragments.len());
        let line = lines().next().unwrap();
        let at = format!(r#"translate({} {})"#, points(line.x), points(line.baseline));
        assert!(pages[0].contains(&at));
        let path = &pages[0][pages[0].find("<path").unwrap()..];
        assert_eq!(path.matches('M').count(), page.rules.len());
        // A second form needs only what is new.
        let known = glyphs.from(0).len();
        write(&table, &layout, &fonts, &mut glyphs, &|_| None);
        assert_eq!(glyphs.from(known).len(), 0);
        assert_eq!(glyphs.shared(known, glyphs.mark()), known);
        // Those of another form come in another order.
        let mut others = Glyphs::default();
        let table = crate::form::blank(templates.for_year(2019).unwrap(), 2019);
        write(&table, &crate::layout::lay_out(&table, &fonts), &fonts, &mut others, &|_| None);
        assert!(others.from(0).len() > known / 2);
        assert_eq!(glyphs.shared(others.from(0).len(), others.mark()), 0);
        assert_eq!(glyphs.shared(known + 1, glyphs.mark()), 0);
        assert!(glyphs.from(0).iter().any(|path| path.starts_with('M') && path.ends_with('Z')));
    }
}
