//! From a text to lines.

use std::ops::Range;

use super::breaks::break_after;
use super::marks::{Class, never_first, upright};
use super::metrics::{FaceId, Glyph, Metrics};
use super::spacing::{Cluster, distribute, open_gaps, shrink, squeeze_pairs, stretch};
use crate::style::Punctuation;
use crate::value::{Length, is_invisible, numbering_length};

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct TextStyle {
    /// Font size.
    pub size: Length,
    /// Bold or regular.
    pub bold: bool,
    /// What becomes of the room that a line leaves.
    pub spread: Spread,
    /// Whether the lines of a list's item start below its text, right of its
    /// number.
    pub hanging: bool,
    /// How much punctuation gives way.
    pub punctuation: Punctuation,
    /// Whether its characters stand below each other.
    pub vertical: bool,
}

/// What becomes of the room that a line leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// It stays blank.
    Ragged,
    /// Lines that are not a paragraph's last are stretched to full width
    /// (两端对齐).
    Justified,
    /// All lines are (分散对齐).
    Distributed,
}

/// A line of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLine {
    /// From the left; white space at the end of the line comes last and is not
    /// counted in its width.
    pub glyphs: Vec<PlacedGlyph>,
    /// How far right of the paragraph's other lines it starts.
    pub indent: Length,
    /// From the left edge of the first glyph's room to the right edge of the
    /// last one's.
    pub width: Length,
    /// The bytes of the text that it holds, without a line break.
    pub range: Range<usize>,
}

impl TextLine {
    /// A line that shows nothing, after this byte of the text.
    fn blank(at: usize) -> Self {
        Self { glyphs: Vec::new(), indent: Length::ZERO, width: Length::ZERO, range: at..at }
    }
}

/// A glyph at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedGlyph {
    /// The font.
    pub face: FaceId,
    /// Its number in the font.
    pub id: u16,
    /// From the start of the line to its origin.
    pub x: Length,
    /// The bytes of the text that it shows.
    pub range: Range<usize>,
}

/// Breaks a text into lines no wider than `width`, if only what must stay whole
/// allows it; what alone is wider than a line is broken where it has to be.
///
/// A line break of the author's always ends a line; an empty text is one empty
/// line.
pub fn break_lines(text: &str, metrics: &impl Metrics, style: TextStyle, width: Length) -> Vec<TextLine> {
    let broken = BrokenText::new(text, metrics, style, width);
    broken.lines(0..broken.count())
}

/// A text that is broken into lines, whose glyphs have no places yet: who only asks
/// how many lines there are, as a sheet does, needs none.
#[derive(Debug)]
pub struct BrokenText {
    paragraphs: Vec<BrokenParagraph>,
}

#[derive(Debug)]
struct BrokenParagraph {
    paragraph: Paragraph,
    /// Where it starts in the text.
    offset: usize,
    /// The clusters of each line.
    lines: Vec<Range<usize>>,
    /// How many lines it takes: blank ones follow its own.
    count: usize,
}

impl BrokenText {
    /// Breaks a text as [`break_lines`] does.
    pub fn new(text: &str, metrics: &impl Metrics, style: TextStyle, width: Length) -> Self {
        let mut offset = 0;
        let paragraphs = text.split('\n').map(|text| {
            let paragraph = Paragraph::new(text, metrics, style, width / style.size);
            let lines = paragraph.lines();
            let broken = BrokenParagraph { paragraph, offset, count: lines.len(), lines };
            offset += text.len() + 1;
            broken
        });
        Self { paragraphs: paragraphs.collect() }
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.counts().sum()
    }

    /// How many lines each paragraph takes.
    pub fn counts(&self) -> impl Iterator<Item = usize> {
        self.paragraphs.iter().map(|paragraph| paragraph.count)
    }

    /// Puts blank lines after each paragraph, until it takes as many as these.
    pub fn extend_to(&mut self, counts: &[usize]) {
        for (paragraph, count) in self.paragraphs.iter_mut().zip(counts) {
            paragraph.count = *count;
        }
    }

    /// Some of its lines, with their glyphs.
    pub fn lines(&self, range: Range<usize>) -> Vec<TextLine> {
        let all =
            self.paragraphs.iter().flat_map(|paragraph| (0..paragraph.count).map(move |index| (paragraph, index)));
        all.skip(range.start).take(range.len()).map(|(paragraph, index)| paragraph.line(index)).collect()
    }
}

impl BrokenParagraph {
    fn line(&self, index: usize) -> TextLine {
        match self.lines.get(index) {
            Some(line) => self.paragraph.place(line.clone(), index + 1 == self.lines.len(), self.offset),
            None => TextLine::blank(self.offset + self.paragraph.length),
        }
    }
}

#[derive(Debug)]
struct Paragraph {
    clusters: Vec<Cluster>,
    /// Whether a line may end after each cluster.
    allowed: Vec<bool>,
    /// Width of all clusters before each, with their gaps.
    before: Vec<f64>,
    style: TextStyle,
    length: usize,
    /// The width of its first line.
    width: f64,
    /// By how much its other lines are narrower.
    indent: f64,
    /// How many clusters the number before it takes, where it is a list's item.
    number: usize,
}

impl Paragraph {
    fn new(text: &str, metrics: &impl Metrics, style: TextStyle, width: f64) -> Self {
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        let breaks = break_after(text, &characters);
        let mut clusters = Vec::with_capacity(characters.len());
        let mut allowed = Vec::with_capacity(characters.len());
        let mut index = 0;
        while let Some(&(start, character)) = characters.get(index) {
            let next_is_dash = characters.get(index + 1).is_some_and(|(_, next)| *next == '—');
            let (glyph, count) = match character {
                '—' => match metrics.dash(style.bold, true).filter(|_| next_is_dash) {
                    Some(double) => (double, 2),
                    None => (metrics.dash(style.bold, false).unwrap_or(shape(metrics, '—', style.bold)), 1),
                },
                _ => {
                    let shown = if style.vertical { upright(character) } else { character };
                    (shape(metrics, shown, style.bold), 1)
                }
            };
            index += count;
            let end = characters.get(index).map_or(text.len(), |(offset, _)| *offset);
            allowed.push(breaks[index - 1]);
            clusters.push(Cluster {
                start,
                end,
                character,
                class: Class::of(character),
                glyph,
                width: glyph.advance,
                cut: 0.0,
                gap: 0.0,
            });
        }
        if style.punctuation != Punctuation::None {
            squeeze_pairs(&mut clusters);
            open_gaps(&mut clusters);
        }
        let mut total = 0.0;
        let mut before = Vec::with_capacity(clusters.len() + 1);
        before.push(total);
        for cluster in &clusters {
            total += cluster.width + cluster.gap;
            before.push(total);
        }
        // An indent of a third of the line and more would leave too little.
        let marker = numbering_length(text);
        let number = clusters.iter().take_while(|cluster| cluster.end <= marker).count();
        let indent = if style.hanging && before[number] * 3.0 < width { before[number] } else { 0.0 };
        Self { clusters, allowed, before, style, length: text.len(), width, indent, number }
    }

    /// The width of the line that starts with this cluster.
    fn room(&self, start: usize) -> f64 {
        if start == 0 { self.width } else { self.width - self.indent }
    }

    /// The clusters of a line that may move: not a list's number, so that all of
    /// them look the same, nor the white space at its end.
    fn movable(&self, range: &Range<usize>) -> Range<usize> {
        let visible = self.visible_end(range) - range.start;
        let number = if range.start == 0 { self.number.min(visible) } else { 0 };
        number..visible
    }

    /// One past the last cluster of a line that is not white space.
    fn visible_end(&self, line: &Range<usize>) -> usize {
        let spaces = self.clusters[line.clone()].iter().rev().take_while(|cluster| cluster.class == Class::Space);
        line.end - spaces.count()
    }

    /// The width of a line before it is adjusted.
    fn natural(&self, line: Range<usize>) -> f64 {
        let end = self.visible_end(&line);
        if end <= line.start {
            return 0.0;
        }
        let (first, last) = (&self.clusters[line.start], &self.clusters[end - 1]);
        let mut width = self.before[end] - self.before[line.start] - last.gap;
        if self.style.punctuation != Punctuation::None {
            width -= last.squeeze_at_end();
            width -= if end - line.start > 1 { first.squeeze_at_start() } else { 0.0 };
        }
        width
    }

    /// The clusters of each line; an empty paragraph is one empty line.
    fn lines(&self) -> Vec<Range<usize>> {
        match self.clusters.is_empty() {
            true => vec![Range::default()],
            false => self.avoid_single(self.ranges()),
        }
    }

    /// The same, before one more unit is moved onto a last line of a single character.
    fn ranges(&self) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let mut start = 0;
        while start < self.clusters.len() {
            let end = self.line_end(start);
            ranges.push(start..end);
            start = end;
        }
        ranges
    }

    fn line_end(&self, start: usize) -> usize {
        let width = self.room(start);
        let mut fits = None;
        let mut beyond = None;
        for end in start + 1..=self.clusters.len() {
            // Nothing further on can fit, however much it is squeezed.
            if self.before[end] - self.before[start] > 2.0 * width + 2.0 {
                beyond = beyond.or(Some(end));
            }
            if self.allowed[end - 1] {
                if is_within(self.natural(start..end), width) {
                    fits = Some(end);
                    continue;
                }
                beyond = Some(end);
            }
            if beyond.is_some() {
                break;
            }
        }
        let squeezed = beyond.filter(|end| self.allowed[end - 1] && self.can_pull_in(start, fits, *end, width));
        let fits = fits.filter(|end| !self.is_too_long_after(start, *end, width));
        squeezed.or(fits).unwrap_or_else(|| self.forced_end(start, width))
    }

    /// Whether a line takes in, by squeezing its marks, what would otherwise be
    /// pushed out (CLREQ §3.1.7: pull in before pushing out). That is worth it
    /// only where pushing out leaves a hole of a character or more.
    fn can_pull_in(&self, start: usize, fits: Option<usize>, end: usize, width: f64) -> bool {
        let hole = fits.map_or(f64::INFINITY, |fits| width - self.natural(start..fits));
        let needed = self.natural(start..end) - width;
        let line = start..end;
        let movable = self.movable(&line);
        self.style.punctuation == Punctuation::Gb && hole >= 1.0 && shrink(&mut self.squeezed(line)[movable], needed)
    }

    /// Whether a line that ends here leaves a hole of a third of its width only
    /// because of something that no line holds.
    fn is_too_long_after(&self, start: usize, end: usize, width: f64) -> bool {
        let next = (end + 1..=self.clusters.len()).find(|next| self.allowed[next - 1]);
        width - self.natural(start..end) > width / 3.0
            && next.is_some_and(|next| !is_within(self.natural(end..next), width))
    }

    /// Where a line ends whose first unbreakable part is too wide for it.
    fn forced_end(&self, start: usize, width: f64) -> usize {
        let fitting = (start + 1..=self.clusters.len()).take_while(|end| is_within(self.natural(start..*end), width));
        let end = fitting.last().unwrap_or(start + 1);
        let halfway = start + (end - start) / 2;
        let is_digit = |at: usize| self.clusters[at].character.is_ascii_digit();
        // Rather break a date in two than part its numbers from their units.
        let in_date = |end: &usize| matches!(self.clusters[end - 1].character, '年' | '月') && is_digit(*end);
        if let Some(date) = (start + 1..=end.min(self.clusters.len() - 1)).rev().find(in_date) {
            return date;
        }
        // Rather part a number from its unit than from its digits.
        let before_unit = |end: &usize| is_digit(end - 1) && self.clusters[*end].class == Class::Han;
        if let Some(unit) = (start + 1..=end.min(self.clusters.len() - 1)).rev().find(before_unit) {
            return unit;
        }
        // An address is best broken after one of its marks.
        let marks = |end: &usize| {
            let mark = matches!(self.clusters[end - 1].character, '/' | '.' | '?' | '&' | '=' | '-' | '_' | '@');
            let in_number = self.clusters[end - 1].character == '.' && is_digit(*end) && *end >= 2 && is_digit(end - 2);
            mark && !in_number && self.clusters[*end].character != '/'
        };
        if let Some(mark) = (halfway + 1..end).rev().find(marks) {
            return mark;
        }
        let next = self.clusters.get(end).is_some_and(|cluster| never_first(cluster.character));
        if next && end > start + 1 { end - 1 } else { end }
    }

    /// Takes one more unit onto a last line of a single character (CLREQ
    /// §3.1.10), where the line before can spare it.
    fn avoid_single(&self, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let [.., before, last] = ranges.as_mut_slice() else {
            return ranges;
        };
        let letters =
            self.clusters[last.clone()].iter().filter(|cluster| matches!(cluster.class, Class::Han | Class::Latin));
        if letters.count() > 1 {
            return ranges;
        }
        let earlier = (before.start + 1..before.end).rev().find(|end| self.allowed[end - 1]);
        if let Some(earlier) = earlier {
            let kept = earlier - before.start;
            if kept >= 2 && is_within(self.natural(earlier..last.end), self.room(earlier)) {
                before.end = earlier;
                last.start = earlier;
            }
        }
        ranges
    }

    /// The clusters of a line, those at its ends squeezed.
    fn squeezed(&self, range: Range<usize>) -> Vec<Cluster> {
        let visible = self.visible_end(&range) - range.start;
        let mut line = self.clusters[range].to_vec();
        let Some(last) = line[..visible].last_mut() else {
            return line;
        };
        last.gap = 0.0;
        if self.style.punctuation != Punctuation::None {
            last.width -= last.squeeze_at_end();
            if visible > 1 {
                let squeeze = line[0].squeeze_at_start();
                line[0].width -= squeeze;
                line[0].cut += squeeze;
            }
        }
        line
    }

    fn place(&self, range: Range<usize>, is_last: bool, offset: usize) -> TextLine {
        let width = self.room(range.start);
        let visible = self.visible_end(&range) - range.start;
        let mut line = self.squeezed(range.clone());
        let natural = self.natural(range.clone());
        if natural > width {
            shrink(&mut line[self.movable(&range)], natural - width);
        } else if self.style.spread == Spread::Distributed {
            distribute(&mut line[..visible], width - natural);
        } else if self.style.spread == Spread::Justified && !is_last {
            let movable = self.movable(&range);
            stretch(&mut line[movable.clone()], width - natural, &self.may_open(&range)[movable]);
        }
        let size = self.style.size;
        let mut pen = 0.0;
        let mut line_width = 0.0;
        let mut glyphs = Vec::with_capacity(line.len());
        for (index, cluster) in line.iter().enumerate() {
            glyphs.push(PlacedGlyph {
                face: cluster.glyph.face,
                id: cluster.glyph.id,
                x: size * (pen - cluster.cut),
                range: offset + cluster.start..offset + cluster.end,
            });
            pen += cluster.width;
            if index < visible {
                line_width = pen;
            }
            pen += cluster.gap;
        }
        let start = line.first().map_or(0, |cluster| cluster.start);
        let end = line.last().map_or(start, |cluster| cluster.end);
        let indent = size * (self.width - width);
        TextLine { glyphs, indent, width: size * line_width, range: offset + start..offset + end }
    }

    /// Between which clusters of a line a gap may open: where a line might have
    /// ended, and between Chinese characters and the marks beside them.
    fn may_open(&self, range: &Range<usize>) -> Vec<bool> {
        let set_solid = |class: Class| matches!(class, Class::Latin | Class::Sign | Class::Middle);
        range
            .clone()
            .map(|index| match self.clusters.get(index + 1) {
                Some(next) => {
                    let class = self.clusters[index].class;
                    self.allowed[index] || !(set_solid(class) || set_solid(next.class) || class == Class::Space)
                }
                None => false,
            })
            .collect()
    }
}

fn is_within(width: f64, room: f64) -> bool {
    width <= room + 1e-6
}

/// The shape of a character, or the blank that stands for it: a tab is two
/// squares wide, and what is invisible takes no room. A character that no font
/// has is reported before this stage; its `.notdef` stands here.
fn shape(metrics: &impl Metrics, character: char, bold: bool) -> Glyph {
    let blank = |advance| Glyph {
        advance,
        ..metrics.glyph(' ', bold).unwrap_or(Glyph { face: FaceId(0), id: 0, advance: 0.0 })
    };
    match character {
        '\t' => blank(2.0),
        c if is_invisible(c) => blank(0.0),
        _ => metrics.glyph(character, bold).unwrap_or(Glyph { face: FaceId(0), id: 0, advance: 1.0 }),
    }
}
