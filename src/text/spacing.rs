//! How far marks give way and gaps open: the squeeze of punctuation, the gap
//! between Chinese and Latin, and what a line may shrink or stretch.
//!
//! All widths are in font sizes (em).

use super::marks::Class;
use super::metrics::Glyph;

/// A glyph with its place in the paragraph and its room.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// The first byte of its text in the paragraph.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its (first) character.
    pub character: char,
    pub class: Class,
    pub glyph: Glyph,
    /// The room it takes before the line is adjusted.
    pub width: f64,
    /// What has been cut from the blank at its left.
    pub cut: f64,
    /// The gap after it, which vanishes at the end of a line.
    pub gap: f64,
}

/// Half a square: what a mark can give up.
const HALF: f64 = 0.5;

/// The gap between a Chinese character and a Latin letter or digit (CLREQ
/// §3.2.2 allows up to a quarter of an em).
const HAN_LATIN: f64 = 0.25;

/// To what that gap may shrink, and to what it may grow before all other gaps
/// open too.
const HAN_LATIN_LEAST: f64 = 0.125;
const HAN_LATIN_MOST: f64 = 0.375;

/// What is added to the space between an option's box and the next option.
const AFTER_BOX: f64 = 0.5;

/// To what a space between words may shrink, and to what it may grow.
const SPACE: (f64, f64) = (0.25, 0.5);

/// The most that the gaps of a justified line may open; a line that would need
/// more stays ragged.
const STRETCH_MOST: f64 = 0.2;

impl Cluster {
    /// Whether it is a mark that is as wide as a character, and so has a blank
    /// half that can be given up.
    fn is_full_mark(&self) -> bool {
        (self.class.blank_left() || self.class.blank_right()) && self.glyph.advance > 0.9
    }

    fn is_whole(&self) -> bool {
        self.is_full_mark() && self.width > 0.9
    }

    /// What it gives up at the start of a line: an opening mark, its left half.
    pub(super) fn squeeze_at_start(&self) -> f64 {
        if self.is_whole() && self.class.blank_left() { HALF } else { 0.0 }
    }

    /// What it gives up at the end of a line: a closing mark or pause, its right
    /// half (CLREQ §3.1.6; GB/T 15834 lets marks at a line's end take half).
    pub(super) fn squeeze_at_end(&self) -> f64 {
        if self.is_whole() && self.class.blank_right() { HALF } else { 0.0 }
    }
}

/// Two adjacent marks take one and a half squares instead of two (CLREQ
/// §3.1.6.1): between them only half a square of blank is left.
pub(super) fn squeeze_pairs(clusters: &mut [Cluster]) {
    for index in 1..clusters.len() {
        let [.., before, after] = &mut clusters[..=index] else {
            continue;
        };
        if !before.is_full_mark() || !after.is_full_mark() {
            continue;
        }
        if before.class.blank_right() {
            before.width = HALF;
        } else if after.class.blank_left() {
            (after.width, after.cut) = (HALF, HALF);
        }
    }
}

/// Opens the gap between Chinese characters and Latin letters or digits, and the
/// one that keeps an option's box apart from the next option.
pub(super) fn open_gaps(clusters: &mut [Cluster]) {
    for index in 1..clusters.len() {
        let pair = (clusters[index - 1].class, clusters[index].class);
        if matches!(pair, (Class::Han, Class::Latin) | (Class::Latin, Class::Han)) {
            clusters[index - 1].gap = HAN_LATIN;
        }
        if matches!(clusters[index - 1].character, '☐' | '☑') && pair.1 == Class::Space {
            clusters[index].gap = AFTER_BOX;
        }
    }
}

/// Takes `needed` from a line, by the order of CLREQ §3.1.8: spaces between
/// words, `·`, brackets, commas, the gap between Chinese and Latin, full stops.
/// The marks at its ends have given way already. Returns whether it could.
pub(super) fn shrink(line: &mut [Cluster], needed: f64) -> bool {
    let room = |step: usize, cluster: &Cluster| -> f64 {
        let whole = cluster.is_whole();
        match (step, cluster.class) {
            (0, Class::Space) => (cluster.width - SPACE.0).max(0.0),
            (1, Class::Middle) if matches!(cluster.character, '·' | '・') => (cluster.width - HALF).max(0.0),
            (2, Class::Opening | Class::Closing) if whole => HALF,
            (3, Class::Pause) if whole && !is_stop(cluster.character) => HALF,
            (4, _) => (cluster.gap - HAN_LATIN_LEAST).max(0.0),
            (5, Class::Pause) if whole && is_stop(cluster.character) => HALF,
            _ => 0.0,
        }
    };
    let last = line.len().saturating_sub(1);
    let inner = &mut line[..last];
    let steps = 0..6;
    let all: f64 = steps.clone().map(|step| inner.iter().map(|cluster| room(step, cluster)).sum::<f64>()).sum();
    if all + 1e-9 < needed {
        return false;
    }
    let mut left = needed;
    for step in steps {
        let total: f64 = inner.iter().map(|cluster| room(step, cluster)).sum();
        if total <= 0.0 || left <= 0.0 {
            continue;
        }
        let share = (left / total).min(1.0);
        for cluster in inner.iter_mut() {
            let taken = room(step, cluster) * share;
            if step == 4 {
                cluster.gap -= taken;
                continue;
            }
            cluster.width -= taken;
            match cluster.class {
                Class::Opening => cluster.cut += taken,
                Class::Middle => cluster.cut += taken / 2.0,
                _ => {}
            }
        }
        left -= total * share;
    }
    true
}

fn is_stop(character: char) -> bool {
    matches!(character, '。' | '？' | '！' | '．')
}

/// Gives `extra` to a line, by the order of CLREQ §3.1.9: spaces between words,
/// the gap between Chinese and Latin, then every gap evenly, but never inside
/// what must stay whole. A line that would be torn apart stays as it is.
pub(super) fn stretch(line: &mut [Cluster], extra: f64, may_open: &[bool]) {
    let last = line.len().saturating_sub(1);
    let (inner, may_open) = (&mut line[..last], &may_open[..last]);
    let gaps = may_open.iter().filter(|open| **open).count();
    let room = |step: usize, cluster: &Cluster| match (step, cluster.class) {
        (0, Class::Space) => (SPACE.1 - cluster.width).max(0.0),
        (1, _) if cluster.gap > 0.0 => (HAN_LATIN_MOST - cluster.gap).max(0.0),
        _ => 0.0,
    };
    let flexible: f64 = [0, 1].iter().map(|step| inner.iter().map(|cluster| room(*step, cluster)).sum::<f64>()).sum();
    if extra - flexible > gaps as f64 * STRETCH_MOST {
        return;
    }
    let mut left = extra;
    for step in [0, 1] {
        let total: f64 = inner.iter().map(|cluster| room(step, cluster)).sum();
        if total <= 0.0 {
            continue;
        }
        let share = (left / total).min(1.0);
        for cluster in inner.iter_mut() {
            cluster.gap += room(step, cluster) * share;
        }
        left -= total * share;
    }
    if gaps > 0 && left > 0.0 {
        let share = left / gaps as f64;
        for (cluster, _) in inner.iter_mut().zip(may_open).filter(|(_, open)| **open) {
            cluster.gap += share;
        }
    }
}

/// Gives `extra` to all gaps of a line, but not inside Latin words (分散对齐).
pub(super) fn distribute(line: &mut [Cluster], extra: f64) {
    let open: Vec<bool> =
        line.windows(2).map(|pair| (pair[0].class, pair[1].class) != (Class::Latin, Class::Latin)).collect();
    let gaps = open.iter().filter(|open| **open).count();
    for (cluster, _) in line.iter_mut().zip(&open).filter(|(_, open)| **open) {
        cluster.gap += extra / gaps as f64;
    }
}
