//! What the projects of a folder say that others may want to say too.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use super::memo::Version;
use crate::diag::FileId;
use crate::library::Known;
use crate::project::{FieldValue, Project};
use crate::template::FieldId;

/// What a project says that others may want to say too.
pub(crate) struct Neighbour {
    /// Its indicators.
    pub known: Known,
    /// Its short texts, by their fields.
    pub texts: Vec<(String, String)>,
}

/// What the projects of files say, as long as they stay as they are.
#[derive(Default)]
pub(crate) struct Neighbours(pub Mutex<ByFile>);

/// What the projects of each file say, with the version of the file.
pub(crate) type ByFile = HashMap<FileId, (Version, Arc<Vec<Neighbour>>)>;

impl Neighbour {
    pub(crate) fn of(project: &Project) -> Self {
        /// Longer texts are no names.
        const LONGEST: usize = 40;
        let fields = project.template.fields.iter().enumerate();
        let texts = fields.filter_map(|(index, field)| {
            let given = project.get(FieldId(index))?;
            match &given.value {
                FieldValue::Text(text) if !text.is_empty() && text.chars().count() <= LONGEST => {
                    Some((field.path.clone(), text.trim().to_owned()))
                }
                _ => None,
            }
        });
        Self { known: Known::of(project), texts: texts.collect() }
    }
}
