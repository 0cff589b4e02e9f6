//! Takes a page; gives its `Content.xml`, and notes what it uses of the fonts.

use std::fmt;

use super::fonts::Subset;
use super::package::{escaped, xml};
use crate::layout::{Page, PlacedLine, Rule};
use crate::text::{Fonts, PlacedGlyph};
use crate::value::Length;

/// A length as it is written: in whole thousandths of a millimetre, so that the
/// steps between places add up to the places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Measure(i64);

impl Measure {
    pub(super) fn of(length: Length) -> Self {
        Self((length / Length::mm(0.001)).round() as i64)
    }

    /// From another place to this one.
    fn from(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.abs() / 1000, self.0.abs() % 1000);
        let part = format!("{part:03}");
        match part.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            part => write!(f, "{sign}{whole}.{part}"),
        }
    }
}

/// A rectangle around what an object draws.
struct Bounds {
    left: Measure,
    top: Measure,
    right: Measure,
    bottom: Measure,
}

impl Bounds {
    fn new(left: Length, top: Length, right: Length, bottom: Length) -> Self {
        let of = Measure::of;
        Self { left: of(left), top: of(top), right: of(right), bottom: of(bottom) }
    }

    fn join(self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = (self.right.from(self.left), self.bottom.from(self.top));
        write!(f, "{} {} {width} {height}", self.left, self.top)
    }
}

/// Writes one page after the other.
pub(super) struct PageWriter<'f> {
    /// The fonts; the number of each is its place here and one.
    pub(super) fonts: Vec<Subset<'f>>,
    rule: Length,
    last_id: usize,
}

impl<'f> PageWriter<'f> {
    pub(super) fn new(fonts: &'f Fonts, rule: Length) -> Self {
        let fonts: Vec<_> = fonts.faces().iter().zip(1..).map(|(face, id)| Subset::new(id, face)).collect();
        Self { last_id: fonts.len(), fonts, rule }
    }

    /// A number that no object of the document has yet.
    pub(super) fn next_id(&mut self) -> usize {
        self.last_id += 1;
        self.last_id
    }

    pub(super) fn last_id(&self) -> usize {
        self.last_id
    }

    /// The content of a page: its lines in reading order, then its rules.
    pub(super) fn page(&mut self, page: &Page) -> String {
        let layer = self.next_id();
        let mut objects = String::new();
        let lines = page.fragments.iter().flat_map(|fragment| &fragment.lines);
        for line in page.continued.iter().chain(lines).chain(&page.footer) {
            objects += &self.line(line);
        }
        objects += &self.rules(&page.rules).unwrap_or_default();
        let content =
            format!(r#"<ofd:Content><ofd:Layer ID="{layer}" Type="Body">{objects}</ofd:Layer></ofd:Content>"#);
        xml("Page", "", &content)
    }

    /// A line, in as few objects as can be: one for each stretch of one font in
    /// which every glyph is that of one character. Readers differ in what they count
    /// otherwise (glyphs, characters, or the halves of those beyond the Basic
    /// Multilingual Plane), so what is not one to one stands alone; and some drop
    /// the spaces before a text, so those stand alone too.
    fn line(&mut self, line: &PlacedLine) -> String {
        let text = |glyph: &PlacedGlyph| &line.text[glyph.range.clone()];
        for glyph in &line.glyphs {
            self.fonts[glyph.face.0].take(glyph, text(glyph));
        }
        let plain = |fonts: &[Subset<'_>], glyph: &PlacedGlyph| {
            fonts[glyph.face.0].maps(glyph, text(glyph)) && text(glyph).chars().all(|character| character <= '\u{FFFF}')
        };
        let blank = |glyph: &PlacedGlyph| text(glyph).trim().is_empty();
        let mut objects = String::new();
        let mut start = 0;
        while start < line.glyphs.len() {
            let rest = &line.glyphs[start..];
            let joined = |pair: &&[PlacedGlyph]| {
                pair[0].face == pair[1].face
                    && pair.iter().all(|glyph| plain(&self.fonts, glyph))
                    && (!blank(&rest[0]) || blank(&pair[1]))
            };
            let count = 1 + rest.windows(2).take_while(joined).count();
            let end = rest.get(count).map_or(line.width.max(rest[count - 1].x), |next| next.x);
            let id = self.next_id();
            objects += &self.text(id, line, &rest[..count], end);
            start += count;
        }
        objects
    }

    /// An object for glyphs of one font, which reach to `end`.
    fn text(&self, id: usize, line: &PlacedLine, glyphs: &[PlacedGlyph], end: Length) -> String {
        let (first, last) = (&glyphs[0], &glyphs[glyphs.len() - 1]);
        let font = &self.fonts[first.face.0];
        let text = &line.text[first.range.start..last.range.end];
        let bounds = self.bounds(line, glyphs, end);
        let (x, y) = (Measure::of(line.x + first.x), Measure::of(line.baseline));
        let deltas = deltas(line, glyphs, end);
        let deltas = if deltas.is_empty() { String::new() } else { format!(r#" DeltaX="{}""#, deltas.join(" ")) };
        let transform = match glyphs {
            [glyph] if !font.maps(glyph, text) => format!(
                r#"<ofd:CGTransform CodePosition="0" CodeCount="{}" GlyphCount="1"><ofd:Glyphs>{}</ofd:Glyphs></ofd:CGTransform>"#,
                text.chars().count(),
                font.number(glyph),
            ),
            _ => String::new(),
        };
        format!(
            r#"<ofd:TextObject ID="{id}" Boundary="{bounds}" Font="{}" Size="{}">{transform}<ofd:TextCode X="{}" Y="{}"{deltas}>{}</ofd:TextCode></ofd:TextObject>"#,
            font.id,
            Measure::of(line.size),
            x.from(bounds.left),
            y.from(bounds.top),
            escaped(text),
        )
    }

    /// The characters' squares and the ink of their glyphs: what is outside of the
    /// bounds is cut off.
    fn bounds(&self, line: &PlacedLine, glyphs: &[PlacedGlyph], end: Length) -> Bounds {
        let size = line.size;
        let (x, y) = (line.x, line.baseline);
        let squares = Bounds::new(x + glyphs[0].x, y - size * 0.88, x + end, y + size * 0.12);
        glyphs.iter().fold(squares, |bounds, glyph| {
            let ink = self.fonts[glyph.face.0].ink(glyph);
            let at = |from: Length, by: f32| from + size * f64::from(by);
            let origin = x + glyph.x;
            bounds.join(&Bounds::new(
                at(origin, ink.x_min),
                at(y, -ink.y_max),
                at(origin, ink.x_max),
                at(y, -ink.y_min),
            ))
        })
    }

    fn rules(&mut self, rules: &[Rule]) -> Option<String> {
        let half = self.rule / 2.0;
        // Each is half its thickness longer, so that corners close.
        let ends = |rule: &Rule| {
            let across = rule.from.1 == rule.to.1;
            let (dx, dy) = if across { (half, Length::ZERO) } else { (Length::ZERO, half) };
            (rule.from.0 - dx, rule.from.1 - dy, rule.to.0 + dx, rule.to.1 + dy)
        };
        let around =
            |rule: &Rule| Bounds::new(rule.from.0 - half, rule.from.1 - half, rule.to.0 + half, rule.to.1 + half);
        let bounds = rules.iter().map(around).reduce(|all, one| all.join(&one))?;
        let path: Vec<String> = rules
            .iter()
            .map(|rule| {
                let (x1, y1, x2, y2) = ends(rule);
                let across = |x: Length| Measure::of(x).from(bounds.left);
                let down = |y: Length| Measure::of(y).from(bounds.top);
                format!("M {} {} L {} {}", across(x1), down(y1), across(x2), down(y2))
            })
            .collect();
        Some(format!(
            r#"<ofd:PathObject ID="{}" Boundary="{bounds}" LineWidth="{}"><ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>{}</ofd:AbbreviatedData></ofd:PathObject>"#,
            self.next_id(),
            Measure::of(self.rule),
            path.join(" "),
        ))
    }
}

/// From each character to the next. The characters of one glyph share its room.
fn deltas(line: &PlacedLine, glyphs: &[PlacedGlyph], end: Length) -> Vec<String> {
    let ends = glyphs.iter().skip(1).map(|glyph| glyph.x).chain([end]);
    let mut places = Vec::new();
    for (glyph, end) in glyphs.iter().zip(ends) {
        let count = line.text[glyph.range.clone()].chars().count();
        let step = (end - glyph.x) / count as f64;
        places.extend((0..count).map(|index| Measure::of(line.x + glyph.x + step * index as f64)));
    }
    places.windows(2).map(|pair| pair[1].from(pair[0]).to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_short() {
        let shown = |length| Measure::of(length).to_string();
        assert_eq!(shown(Length::mm(210.0)), "210");
        assert_eq!(shown(Length::mm(-0.0204)), "-0.02");
        assert_eq!(shown(Length::pt(10.5)), "3.704");
        assert_eq!(shown(Length::ZERO), "0");
    }
}
