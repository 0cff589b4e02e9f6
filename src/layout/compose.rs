//! Coordinates for everything that is drawn.

use std::collections::BTreeMap;

use super::measure::{Measures, text_height, text_style};
use super::page::{Area, Fragment, Page, PlacedLine, Rule};
use super::paginate::{PagePlan, Share, continued_height};
use crate::form::{FooterPiece, FormTable};
use crate::style::{Align, Style, VerticalAlign};
use crate::text::{Fonts, Spread, TextLine, TextStyle, break_lines};
use crate::value::Length;

/// From the top of a character's square to its baseline, in font sizes: where
/// Chinese fonts put it (`ideo` −0.12 of the square).
const ASCENT: f64 = 0.88;

/// Gives everything on the pages its place.
pub(super) fn compose(table: &FormTable, fonts: &Fonts, measures: &Measures, plans: &[PagePlan]) -> Vec<Page> {
    let width: Length = table.columns.iter().copied().sum();
    let content = table.paper.0 - table.margins.left - table.margins.right;
    let mut columns = vec![table.margins.left + (content - width) / 2.0];
    for column in &table.columns {
        columns.push(columns[columns.len() - 1] + *column);
    }
    let pages = plans.iter().enumerate().map(|(index, plan)| {
        let continued = table.continued.as_ref().filter(|_| index > 0);
        let mut rows = vec![table.margins.top];
        if continued.is_some() {
            rows[0] += continued_height(table);
        }
        for slice in &plan.slices {
            rows.push(rows[rows.len() - 1] + slice.height);
        }
        let fragments: Vec<Fragment> =
            plan.shares.iter().map(|share| fragment(table, measures, share, &columns, &rows)).collect();
        let mut rules = rules(table, &fragments);
        for (share, fragment) in plan.shares.iter().zip(&fragments) {
            let is_end = share.lines.end == measures.lines[share.cell.0].count();
            if is_end && table.cell(share.cell).style.leader {
                rules.extend(leader(table.cell(share.cell).style, fragment));
            }
        }
        Page {
            continued: continued.map(|(text, style)| {
                let area = Area {
                    x: table.margins.left,
                    y: table.margins.top,
                    width: content,
                    height: continued_height(table),
                };
                single_line(text, fonts, *style, area)
            }),
            rows: plan.slices.clone(),
            fragments,
            rules,
            footer: footer(table, fonts, index + 1, plans.len()),
        }
    });
    pages.collect()
}

/// The line in the lower margin of a page.
pub(super) fn footer(table: &FormTable, fonts: &Fonts, page: usize, pages: usize) -> Option<PlacedLine> {
    let (pieces, style) = table.footer.as_ref()?;
    let area = Area {
        x: table.margins.left,
        y: table.paper.1 - table.margins.bottom,
        width: table.paper.0 - table.margins.left - table.margins.right,
        height: table.margins.bottom,
    };
    Some(single_line(&footer_text(pieces, page, pages), fonts, *style, area))
}

fn footer_text(pieces: &[FooterPiece], page: usize, pages: usize) -> String {
    let text = |piece: &FooterPiece| match piece {
        FooterPiece::Text(text) => text.clone(),
        FooterPiece::Page => page.to_string(),
        FooterPiece::Pages => pages.to_string(),
    };
    pieces.iter().map(text).collect()
}

/// A text of the form that stands alone, on one line.
fn single_line(text: &str, fonts: &Fonts, style: Style, area: Area) -> PlacedLine {
    let ragged = TextStyle { spread: Spread::Ragged, ..text_style(style) };
    let mut lines = break_lines(text, fonts, ragged, Length::pt(f64::from(u16::MAX)));
    lines.truncate(1);
    set(lines, text, style, area).swap_remove(0)
}

fn fragment(table: &FormTable, measures: &Measures, share: &Share, columns: &[Length], rows: &[Length]) -> Fragment {
    let cell = table.cell(share.cell);
    let (left, top) = (columns[cell.column], rows[share.slices.start]);
    let area = Area {
        x: left,
        y: top,
        width: columns[cell.column + cell.colspan] - left,
        height: rows[share.slices.end] - top,
    };
    let lines = match cell.text.is_empty() {
        true => Vec::new(),
        false => set(measures.lines[share.cell.0].lines(share.lines.clone()), &cell.text, cell.style, area),
    };
    Fragment { cell: share.cell, area, lines, repeated: share.repeated }
}

/// Sets lines of a text into an area.
fn set(lines: Vec<TextLine>, text: &str, style: Style, area: Area) -> Vec<PlacedLine> {
    let leading = style.size * style.leading;
    let blank = area.height - text_height(style, lines.len());
    let top = area.y
        + style.padding_y
        + match style.valign {
            VerticalAlign::Top => Length::ZERO,
            VerticalAlign::Middle => blank / 2.0,
            VerticalAlign::Bottom => blank,
        };
    let line = |(index, mut line): (usize, TextLine)| {
        let x = match style.align {
            Align::Left => area.x + style.padding_x + line.indent,
            // Distributed lines are as wide as the cell but for single characters.
            Align::Center | Align::Distribute => area.x + (area.width - line.width) / 2.0,
            Align::Right => area.x + area.width - style.padding_x - line.width,
        };
        let above = (leading - style.size) / 2.0 + style.size * ASCENT;
        let start = line.range.start;
        for glyph in &mut line.glyphs {
            glyph.range = glyph.range.start - start..glyph.range.end - start;
        }
        PlacedLine {
            x,
            baseline: top + leading * index as f64 + above,
            width: line.width,
            size: style.size,
            text: text[line.range].to_owned(),
            glyphs: line.glyphs,
        }
    };
    lines.into_iter().enumerate().map(line).collect()
}

/// The dots from the end of a text to the right rule of its cell: those of cells below each
/// other stand below each other.
fn leader(style: Style, fragment: &Fragment) -> Vec<Rule> {
    let Some(line) = fragment.lines.last().filter(|_| style.align == Align::Left) else { return Vec::new() };
    let (step, dot) = (style.size * 0.5, style.size * 0.08);
    let (start, end) = (line.x + line.width + step, fragment.area.x + fragment.area.width);
    let at = |number: usize| end - step * number as f64;
    let dots = (1..).map(at).take_while(|x| *x >= start);
    dots.map(|x| Rule { from: (x, line.baseline), to: (x + dot, line.baseline) }).collect()
}

/// The rules around the fragments, those of neighbours joined into one.
fn rules(table: &FormTable, fragments: &[Fragment]) -> Vec<Rule> {
    let key = |at: Length| (at.to_pt() * 1000.0).round() as i64;
    // By place across the rule: from where to where it goes.
    let mut across: BTreeMap<i64, Vec<(i64, i64)>> = BTreeMap::new();
    let mut down: BTreeMap<i64, Vec<(i64, i64)>> = BTreeMap::new();
    for fragment in fragments {
        let (area, borders) = (fragment.area, table.cell(fragment.cell).style.border);
        let (left, right) = (key(area.x), key(area.x + area.width));
        let (top, bottom) = (key(area.y), key(area.y + area.height));
        for (y, _) in [(top, borders.top), (bottom, borders.bottom)].into_iter().filter(|(_, drawn)| *drawn) {
            across.entry(y).or_default().push((left, right));
        }
        for (x, _) in [(left, borders.left), (right, borders.right)].into_iter().filter(|(_, drawn)| *drawn) {
            down.entry(x).or_default().push((top, bottom));
        }
    }
    let length = |key: i64| Length::pt(key as f64 / 1000.0);
    let mut rules = Vec::new();
    for (y, parts) in across {
        rules.extend(
            joined(parts)
                .into_iter()
                .map(|(from, to)| Rule { from: (length(from), length(y)), to: (length(to), length(y)) }),
        );
    }
    for (x, parts) in down {
        rules.extend(
            joined(parts)
                .into_iter()
                .map(|(from, to)| Rule { from: (length(x), length(from)), to: (length(x), length(to)) }),
        );
    }
    rules
}

/// Stretches that touch or overlap as one.
fn joined(mut parts: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    parts.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (from, to) in parts {
        match joined.last_mut() {
            // Rounding may leave a thousandth of a point between neighbours.
            Some(last) if from <= last.1 + 1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::CellId;

    #[test]
    fn stretches_that_touch_are_one() {
        assert_eq!(joined(vec![(31, 40), (10, 20), (0, 10), (21, 30), (42, 50)]), [(0, 40), (42, 50)]);
        assert_eq!(joined(vec![(0, 30), (5, 10), (31, 32)]), [(0, 32)]);
    }

    #[test]
    fn dots_lead_from_a_text_at_the_left_to_the_right_end() {
        let line = PlacedLine {
            x: Length::pt(10.0),
            baseline: Length::pt(12.0),
            width: Length::pt(60.0),
            size: Length::pt(10.0),
            text: "一、总表".to_owned(),
            glyphs: Vec::new(),
        };
        let area = Area { x: Length::pt(5.0), y: Length::pt(0.0), width: Length::pt(95.0), height: Length::pt(20.0) };
        let fragment = Fragment { cell: CellId(0), area, lines: vec![line], repeated: false };
        let style = |align| Style { align, size: Length::pt(10.0), ..Style::default() };
        let starts: Vec<f64> =
            leader(style(Align::Left), &fragment).iter().map(|dot| dot.from.0.to_pt().round()).collect();
        assert_eq!(starts, [95.0, 90.0, 85.0, 80.0, 75.0]);
        assert_eq!(leader(style(Align::Right), &fragment), []);
    }
}
