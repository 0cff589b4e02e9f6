//! The settings of folders: each file as it is read, with what is refused of it, and several
//! above each other.

use std::path::Path;
use std::sync::Arc;

use super::files::Files;
use super::paths::parent;
use super::reach::Reach;
use super::texts::Text;
use crate::check::CheckSettings;
use crate::diag::Diagnostics;
use crate::project::Settings;
use crate::template::Templates;

/// What a file of settings says.
pub(crate) struct Layer {
    /// The text of the file.
    pub text: Text,
    /// What it says.
    pub settings: Settings,
    /// What it says of the checks.
    pub checks: Arc<CheckSettings>,
    /// What is wrong with it; that it names or is what stands beyond reach, too.
    pub findings: Diagnostics,
}

impl Layer {
    /// Reads a file.
    pub(crate) fn read(files: &dyn Files, path: &Path, templates: &Templates, reach: &Reach<'_>) -> Self {
        let (folder, text, mut findings) = (parent(path), reach.text(path), Diagnostics::new());
        let settings = match &text {
            Ok(source) => Settings::read(source, templates, &mut findings),
            Err(error) => {
                findings.push(error.clone());
                Settings::default()
            }
        };
        findings.extend(settings.named.iter().filter_map(|(path, span)| reach.refuse(&folder, path, span)));
        let whole = files.whole(&folder).unwrap_or(folder);
        let checks = settings.checks.as_ref().map(|node| CheckSettings::read(node, &whole, &mut findings));
        Self { text, settings, checks: Arc::new(checks.unwrap_or_default()), findings }
    }
}

/// What the nearest settings say, which come first, and where they are silent those of the
/// folders above.
pub(crate) fn inherited<'s>(
    all: impl DoubleEndedIterator<Item = (&'s Settings, &'s Arc<CheckSettings>)>,
) -> (Settings, Arc<CheckSettings>) {
    let mut upwards = all.rev();
    let farthest = upwards.next().map(|(settings, checks)| (settings.clone(), Arc::clone(checks)));
    upwards.fold(farthest.unwrap_or_default(), |(above, checks_above), (own, checks)| {
        (own.clone().over(&above), Arc::new((**checks).clone().over(&checks_above)))
    })
}
