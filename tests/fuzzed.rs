//! The targets of `fuzz/` on their seeds, and on every input that once broke a
//! promise (`fuzz/found/`); and on seeds that are changed at random, a few each time, or
//! for so many seconds: `FUZZ_SECONDS=600 cargo test --test fuzzed`, with
//! `FUZZ_TARGET=font` for one target alone.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod common;
#[path = "../fuzz/targets.rs"]
mod targets;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs};

use common::root;

type Target = fn(&[u8]);

const TARGETS: [(&str, Target); 13] = [
    ("project", targets::project),
    ("template", targets::template),
    ("settings", targets::settings),
    ("target", targets::target),
    ("money", targets::money),
    ("date", targets::date),
    ("layout", targets::layout),
    ("workbook", targets::workbook),
    ("font", targets::font),
    ("pdf", targets::pdf),
    ("ofd", targets::ofd),
    ("sheet", targets::sheet),
    ("store", targets::store),
];

/// The files of a folder; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    paths
}

/// Where a target starts, and what once broke a promise of it.
fn inputs(target: &str) -> Vec<PathBuf> {
    let fuzz = root().join("fuzz");
    let own = match target {
        "project" => vec![root().join("samples"), root().join("tests/cases/2026")],
        "template" => vec![root().join("templates"), root().join("tests/cases/layouts")],
        _ => vec![fuzz.join("seeds").join(target)],
    };
    let folders = own.into_iter().chain([fuzz.join("found").join(target)]);
    folders.flat_map(|folder| files(&folder)).filter(|path| path.is_file()).collect()
}

#[test]
fn seeds_and_found_inputs_break_no_promise() {
    let mut run = 0;
    for (name, target) in TARGETS {
        for path in inputs(name) {
            let data = fs::read(&path).expect("a file");
            let result = std::panic::catch_unwind(|| target(&data));
            assert!(result.is_ok(), "{}", path.display());
            run += 1;
        }
    }
    assert!(run >= 20, "only {run} inputs were found");
}

/// The seeds of workbooks are forms: what they break is reading one.
#[test]
fn seeds_of_workbooks_are_forms() {
    let fuzz = root().join("fuzz/seeds/workbook");
    for path in files(&fuzz) {
        let bytes = targets::package(&fs::read(&path).expect("a seed"));
        let mut found = jixiao::diag::Diagnostics::new();
        let templates = jixiao::internals::template::Templates::built_in();
        let imported =
            jixiao::internals::import::workbook(Path::new("a.xlsx"), &bytes, (&templates).into(), &mut found).projects;
        assert_eq!(imported.len(), 1, "{}", path.display());
        assert!(imported[0].text.contains("绩效指标:"), "{}", imported[0].text);
    }
}

#[test]
fn templates_are_targets_too() {
    for path in files(&root().join("templates")).into_iter().filter(|path| path.is_file()) {
        targets::template(&fs::read(path).expect("a template"));
    }
}

/// How often the seeds of each target are changed where no time is given.
const FEW: usize = 30;

/// What no input may take; a machine may be busy, and tests are not optimised.
const LONGEST: Duration = Duration::from_secs(20);

#[test]
fn changed_seeds_break_no_promise() {
    let seconds: Option<u64> = env::var("FUZZ_SECONDS").ok().map(|text| text.parse().expect("a number of seconds"));
    let only = env::var("FUZZ_TARGET").ok();
    let is_chosen = |(name, _): &(&str, Target)| only.as_deref().is_none_or(|only| only == *name);
    let chosen: Vec<_> = TARGETS.into_iter().filter(is_chosen).collect();
    assert!(!chosen.is_empty(), "a target: one of {:?}", TARGETS.map(|(name, _)| name));
    let first = match seconds {
        Some(_) => SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_secs(),
        None => 1,
    };
    for (name, target) in &chosen {
        let each = seconds.map(|seconds| Duration::from_secs(seconds) / chosen.len() as u32);
        let seeds: Vec<Vec<u8>> = inputs(name).iter().map(|path| fs::read(path).expect("a seed")).collect();
        let (mut runs, mut slowest, begun) = (0, Duration::ZERO, Instant::now());
        while each.map_or(runs < FEW, |each| begun.elapsed() < each) {
            let data = changed(&seeds, &mut Random::new(first + runs as u64));
            let run = Instant::now();
            let result = std::panic::catch_unwind(|| target(&data));
            let took = run.elapsed();
            slowest = slowest.max(took);
            if result.is_err() || took > LONGEST {
                let found = root().join("fuzz/found").join(name);
                fs::create_dir_all(&found).expect("a folder");
                let file = found.join(format!("{}", first + runs as u64));
                fs::write(&file, &data).expect("a file");
                panic!("{name} broke a promise, or took {took:?}: {}", file.display());
            }
            runs += 1;
        }
        println!("{name}: {runs} inputs in {:.0?}, {slowest:.0?} at most for one", begun.elapsed());
    }
}

/// Numbers that look like random ones, the same on each machine (xorshift64*).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end.max(1)
    }

    /// Mostly few.
    fn length(&mut self, most: usize) -> usize {
        let bits = self.below(12);
        self.below(1 << bits).min(most)
    }
}

/// A seed with some changes.
fn changed(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    const NUMBERS: [u32; 8] = [0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF];
    let mut data = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.length(20) {
        let at = random.below(data.len() + 1);
        let length = random.length(data.len() - at);
        match random.below(8) {
            0 if at < data.len() => data[at] ^= 1 << random.below(8),
            1 if at < data.len() => data[at] = random.next() as u8,
            2 => drop(data.drain(at..at + length)),
            3 => {
                let part = data[at..at + length].to_vec();
                let to = random.below(data.len() + 1);
                data.splice(to..to, part);
            }
            4 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                let part = other[from..from + random.length(other.len() - from)].to_vec();
                data.splice(at..at + length, part);
            }
            5 => {
                let number = NUMBERS[random.below(NUMBERS.len())].to_be_bytes();
                let width = [1, 2, 4][random.below(3)];
                let end = (at + width).min(data.len());
                data.splice(at..end, number[4 - width..].iter().copied());
            }
            6 => {
                let number = random.next() % 1000;
                data.splice(at..at + length.min(4), number.to_string().into_bytes());
            }
            7 if random.below(10) == 0 => data.truncate(at),
            _ => {}
        }
    }
    data
}
