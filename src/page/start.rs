//! What is asked for before a folder is open: a new one, the samples, next year's.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::words;
use crate::engine::{Error, Files, Handout, RollPlan, form_of_year, new_folder, new_samples, roll};
use crate::messages::Language;

/// What is asked for before a folder is open.
#[derive(Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "a path is that of the folder")]
pub enum StartRequest {
    /// What can be begun with.
    Start,
    /// The folders in one.
    Browse { path: String },
    /// A folder is opened; made, where it need not be there.
    Open {
        path: String,
        #[serde(default)]
        create: bool,
    },
    /// A folder for a year is made and opened.
    Init { path: String, year: u16 },
    /// The samples are copied into a folder, which is opened.
    Samples { path: String },
    /// Next year's folder is made of last year's and opened.
    Roll { path: String, year: u16 },
    /// A unit's folder is made of what its office has handed out, and opened.
    Given { path: String, unit: String, handout: Handout },
    /// The workbook that the program was begun with is imported into a folder, which is opened.
    ImportGiven { path: String },
}

/// Makes what was asked for, in or of a folder; gives the folder that is to be opened.
///
/// # Errors
///
/// There is something already, a year has no form, or files cannot be read or written.
pub fn make(
    files: &Arc<dyn Files>,
    folder: &Path,
    request: &StartRequest,
    language: Language,
) -> Result<PathBuf, Error> {
    match request {
        StartRequest::Init { year, .. } => {
            // The page asks for the first project itself: nobody fills in a sample.
            new_folder(&**files, folder, &form_of_year(&**files, folder, *year, None, None)?, None)?;
        }
        StartRequest::Samples { .. } => new_samples(&**files, folder)?,
        StartRequest::Given { unit, handout, .. } => handout.make(files, folder, unit)?,
        StartRequest::Roll { year, .. } => {
            let folder = folder.to_owned();
            let plan = RollPlan { folder, year: *year, target: None, form: None, templates: None, language };
            let rolled = roll(Arc::clone(files), &plan)?;
            return rolled.target.ok_or_else(|| Error::new(words::nothing_to_roll(plan.folder.display())));
        }
        _ => {}
    }
    Ok(folder.to_owned())
}
