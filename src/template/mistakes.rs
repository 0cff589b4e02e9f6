//! What is wrong with a template: all of it, not only the first.

use crate::diag::{Code, Diagnostic};
use crate::messages::Message;
use crate::source::Span;

/// What is wrong with a template.
#[derive(Debug, Default)]
pub(super) struct Mistakes(pub Vec<Diagnostic>);

impl From<Diagnostic> for Mistakes {
    fn from(mistake: Diagnostic) -> Self {
        Self(vec![mistake])
    }
}

/// All results, or all that is wrong with them.
pub(super) fn every<T, E: Into<Mistakes>>(results: impl IntoIterator<Item = Result<T, E>>) -> Result<Vec<T>, Mistakes> {
    let (mut all, mut mistakes) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(one) => all.push(one),
            Err(error) => mistakes.extend(error.into().0),
        }
    }
    if mistakes.is_empty() { Ok(all) } else { Err(Mistakes(mistakes)) }
}

/// What is wrong at a place.
pub(super) fn mistake(span: Span, what: Message) -> Diagnostic {
    Diagnostic::new(Code::Template, what).at(span, Message::default())
}
