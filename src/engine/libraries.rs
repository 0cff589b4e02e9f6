//! The libraries of indicators that were asked for, as long as no other files than projects
//! change.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::library::Library;

/// Libraries that were read.
#[derive(Default)]
pub(crate) struct Libraries(Mutex<ByFolder>);

/// Libraries by the number of a scope, where there is one, and a folder.
type ByFolder = HashMap<(Option<usize>, PathBuf), Arc<Library>>;

impl Libraries {
    /// The library for a folder; read where it is not known, and none where it cannot be.
    pub(crate) fn of(
        &self,
        scope: Option<usize>,
        folder: PathBuf,
        read: impl FnOnce() -> Option<Library>,
    ) -> Option<Arc<Library>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(library) = known.get(&(scope, folder.clone())) {
            return Some(Arc::clone(library));
        }
        let library = Arc::new(read()?);
        known.insert((scope, folder), Arc::clone(&library));
        Some(library)
    }

    /// Has them be read again.
    pub(crate) fn forget(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
