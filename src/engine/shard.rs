//! One of several runs that share the projects among them.

use std::error::Error;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

use super::digest::Digest;
use super::names::key;

/// A share of the projects: the second of eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    /// From 1.
    pub number: u64,
    /// How many there are.
    pub of: u64,
}

impl Shard {
    /// A share; none where there is no such one. Those who count from 0 call the
    /// last one 0.
    pub fn new(number: u64, of: u64) -> Option<Self> {
        (of > 0 && number <= of).then_some(Self { number: if number == 0 { of } else { number }, of })
    }

    /// Whether it has the projects of a file: that goes by the file's path in its
    /// folder alone, so that no other file changes it.
    pub(crate) fn has(self, stem: &Path) -> bool {
        Digest::of(key(stem).to_lowercase().as_bytes()).number() % self.of == self.number - 1
    }
}

/// A text that is no share.
#[derive(Debug)]
pub struct NotAShard;

impl fmt::Display for NotAShard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("I/N")
    }
}

impl Error for NotAShard {}

impl FromStr for Shard {
    type Err = NotAShard;

    fn from_str(text: &str) -> Result<Self, NotAShard> {
        let parts = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        parts.and_then(|(number, of)| Self::new(number, of)).ok_or(NotAShard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_in_one_share() {
        let shards: Vec<Shard> = (0..5).map(|number| Shard::new(number, 5).unwrap()).collect();
        let mut counts = [0; 5];
        for file in 0..500 {
            let path = format!("单位{}/项目{file}", file % 7);
            let owners: Vec<usize> = (0..5).filter(|index| shards[*index].has(Path::new(&path))).collect();
            assert_eq!(owners.len(), 1, "{path}");
            counts[owners[0]] += 1;
        }
        assert!(counts.iter().all(|count| *count > 50), "{counts:?}");
    }

    #[test]
    fn shares_are_counted_from_one_or_from_zero() {
        let shard = |text: &str| text.parse::<Shard>().ok().map(|shard| (shard.number, shard.of));
        assert_eq!(shard("1/4"), Some((1, 4)));
        assert_eq!(shard("4/4"), Some((4, 4)));
        assert_eq!(shard("0/4"), Some((4, 4)));
        for wrong in ["5/4", "1", "1/0", "/", "-1/4", "a/b", ""] {
            assert_eq!(shard(wrong), None, "{wrong}");
        }
    }
}
