//! Files with their fixes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Diagnostic, Fix, Source};

/// The files that have fixes, each with its new text. Of fixes that overlap, the
/// first counts; the next run finds what is left.
pub fn fixed(findings: &[Diagnostic]) -> Vec<(Arc<Source>, String)> {
    let mut files: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    for fix in findings.iter().flat_map(|finding| &finding.fixes) {
        files.entry(&fix.span.source.name).or_default().push(fix);
    }
    let fixed = files.into_values().filter_map(|mut fixes| {
        fixes.sort_by_key(|fix| (fix.span.range.start, fix.span.range.end));
        let source = Arc::clone(&fixes.first()?.span.source);
        let (mut text, mut end) = (String::new(), 0);
        for fix in fixes {
            if fix.span.range.start < end {
                continue;
            }
            text.push_str(&source.text[end..fix.span.range.start]);
            text.push_str(&fix.text);
            end = fix.span.range.end;
        }
        text.push_str(&source.text[end..]);
        Some((source, text))
    });
    fixed.collect()
}
