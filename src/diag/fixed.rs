//! Files with their fixes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Diagnostic, FileId, Fix, Source, Texts};

/// The files that have fixes, each with its new text; and those in which nothing is fixed, for
/// their texts are others than those in which it was found. Of fixes that overlap, the first
/// counts; the next run finds what is left.
pub fn fixed(findings: &[Diagnostic], texts: &(impl Texts + ?Sized)) -> (Vec<(Arc<Source>, String)>, Vec<FileId>) {
    let mut files: BTreeMap<&FileId, Vec<&Fix>> = BTreeMap::new();
    for fix in findings.iter().flat_map(|finding| &finding.fixes) {
        files.entry(&fix.place.file).or_default().push(fix);
    }
    let (mut fixed, mut changed) = (Vec::new(), Vec::new());
    for (file, fixes) in files {
        let Some(source) = texts.source(file) else { continue };
        if fixes.iter().any(|fix| fix.of != source.digest()) {
            changed.push(file.clone());
            continue;
        }
        let changes = fixes.into_iter().filter_map(|fix| Some((fix.place.range.clone()?, fix.text.as_str())));
        let text = replaced(&source.text, changes);
        fixed.push((source, text));
    }
    (fixed, changed)
}

/// A text with changes. Of those that overlap, the first counts; of those that
/// add something in one place, the one given first stands first.
pub fn replaced<'a>(text: &str, changes: impl IntoIterator<Item = (Range<usize>, &'a str)>) -> String {
    let mut changes: Vec<_> = changes.into_iter().collect();
    changes.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut changed, mut end) = (String::new(), 0);
    for (range, new) in changes {
        let Some(before) = text.get(end..range.start).filter(|_| text.is_char_boundary(range.end)) else { continue };
        changed.push_str(before);
        changed.push_str(new);
        end = range.end;
    }
    changed + &text[end..]
}
