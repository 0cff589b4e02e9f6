//! The cost of each stage, for a form of one page and for tables of 30, 300 and
//! 3,000 rows, and the floor of a PDF, which is to subset its fonts and to deflate
//! them: `cargo bench --bench stages`.

#![allow(clippy::expect_used, missing_docs, reason = "a benchmark says what it expects")]

use std::collections::BTreeMap;
use std::io::Write;

use divan::{Bencher, black_box};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use jixiao::Format;
use jixiao::diag::Diagnostics;
use jixiao::internals::form::{self, FormTable};
use jixiao::internals::layout::{lay_out, sheet_heights};
use jixiao::internals::project::{Project, Settings, read_file};
use jixiao::internals::source::Source;
use jixiao::internals::template::Templates;
use jixiao::internals::text::Fonts;
use jixiao::internals::write;
use subsetter::{GlyphRemapper, subset};

fn main() {
    divan::main();
}

const SAMPLE: &str = include_str!("../samples/2026-青年科技人才服务.yaml");

/// A project with so many indicators; the sample where there are none.
fn text(rows: usize) -> String {
    if rows == 0 {
        return SAMPLE.to_owned();
    }
    let mut text = String::from("年度: 2026\n项目名称: 很长的表\n绩效指标:\n  产出指标:\n    数量指标:\n");
    for row in 0..rows {
        text += &format!("      第{row}项工作完成情况及其质量: ≥{row}场\n");
    }
    text
}

fn project(rows: usize) -> Project {
    let templates = Templates::built_in();
    let file =
        read_file(&Source::new("bench.yaml", &text(rows)), &Settings::default(), &templates, &mut Diagnostics::new());
    file.projects.into_iter().next().expect("a project").1
}

fn table(rows: usize) -> FormTable {
    form::build(&project(rows))
}

const ROWS: [usize; 4] = [0, 30, 300, 3000];

#[divan::bench]
fn templates() -> Templates {
    Templates::built_in()
}

#[divan::bench(args = ROWS)]
fn reading(bencher: Bencher<'_, '_>, rows: usize) {
    let templates = Templates::built_in();
    let text = text(rows);
    bencher.bench(|| {
        read_file(
            &Source::new("bench.yaml", black_box(&text)),
            &Settings::default(),
            &templates,
            &mut Diagnostics::new(),
        )
    });
}

#[divan::bench(args = ROWS)]
fn filling(bencher: Bencher<'_, '_>, rows: usize) {
    let project = project(rows);
    bencher.bench(|| form::build(black_box(&project)));
}

#[divan::bench(args = ROWS)]
fn layout(bencher: Bencher<'_, '_>, rows: usize) {
    let (table, fonts) = (table(rows), Fonts::built_in());
    bencher.bench(|| lay_out(black_box(&table), &fonts));
}

#[divan::bench(args = ROWS)]
fn sheet(bencher: Bencher<'_, '_>, rows: usize) {
    let table = table(rows);
    bencher.bench(|| sheet_heights(black_box(&table)));
}

#[divan::bench(args = ROWS)]
fn pdf(bencher: Bencher<'_, '_>, rows: usize) {
    let (table, fonts) = (table(rows), Fonts::built_in());
    bencher.bench(|| write(black_box(&table), &fonts, &[Format::Pdf], None).expect("a PDF"));
}

#[divan::bench(args = ROWS)]
fn ofd(bencher: Bencher<'_, '_>, rows: usize) {
    let (table, fonts) = (table(rows), Fonts::built_in());
    bencher.bench(|| write(black_box(&table), &fonts, &[Format::Ofd], None).expect("an OFD"));
}

#[divan::bench(args = ROWS)]
fn xlsx(bencher: Bencher<'_, '_>, rows: usize) {
    let (table, fonts) = (table(rows), Fonts::built_in());
    bencher.bench(|| write(black_box(&table), &fonts, &[Format::Xlsx], None).expect("an XLSX"));
}

/// The parts of the fonts that the form shows.
fn subsets(glyphs: &BTreeMap<usize, GlyphRemapper>, fonts: &Fonts) -> Vec<Vec<u8>> {
    let one = |(face, glyphs): (&usize, &GlyphRemapper)| {
        let file = fonts.faces()[*face].file();
        subset((*file.data).as_ref(), file.index, glyphs).expect("a subset")
    };
    glyphs.iter().map(one).collect()
}

/// The glyphs of each font that the form shows.
fn glyphs(rows: usize, fonts: &Fonts) -> BTreeMap<usize, GlyphRemapper> {
    let layout = lay_out(&table(rows), fonts);
    let mut shown: BTreeMap<usize, GlyphRemapper> = BTreeMap::new();
    for line in layout.pages.iter().flat_map(|page| &page.fragments).flat_map(|fragment| &fragment.lines) {
        for glyph in &line.glyphs {
            shown.entry(glyph.face.0).or_default().remap(glyph.id);
        }
    }
    shown
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[divan::bench(args = ROWS)]
fn pdf_floor_subsets(bencher: Bencher<'_, '_>, rows: usize) {
    let fonts = Fonts::built_in();
    let glyphs = glyphs(rows, &fonts);
    bencher.bench(|| subsets(black_box(&glyphs), &fonts));
}

#[divan::bench(args = ROWS)]
fn pdf_floor_deflate(bencher: Bencher<'_, '_>, rows: usize) {
    let fonts = Fonts::built_in();
    let subsets = subsets(&glyphs(rows, &fonts), &fonts);
    bencher.bench(|| subsets.iter().map(|bytes| deflate(black_box(bytes))).collect::<Vec<_>>());
}
