//! Takes the bytes of a workbook; gives whether this program made it, and what the form in
//! it printed. What was changed since then reads as in any other workbook.

use std::collections::{HashMap, HashSet};

use crate::data::{self, Made, Mark};
use crate::project::{FieldValue, Given};
use crate::template::{FieldId, Templates};
use crate::value::{Target, TargetFormat};

/// Where a workbook comes from.
#[derive(Debug, Default)]
pub(super) struct Origin {
    /// What this program says that it made; none where another program did.
    made: Option<Made>,
    /// What its form printed; none where the workbook does not carry its data.
    printed: Option<Printed>,
}

/// What a form printed.
#[derive(Debug, Default)]
struct Printed {
    texts: HashSet<String>,
    /// By the name of an indicator and how its target was printed, the target; none where
    /// there are several that differ.
    targets: HashMap<(String, String), Option<Target>>,
}

impl Origin {
    pub(super) fn of(bytes: &[u8], templates: &Templates) -> Self {
        let printed = Printed::of(bytes, templates);
        let made = Mark::in_workbook(bytes).map(|mark| mark.made);
        Self { made: made.or(printed.as_ref().map(|_| Made::Form)), printed }
    }

    /// Whether this program made it.
    pub(super) fn is_ours(&self) -> bool {
        self.made.is_some()
    }

    /// Whether it is a blank form of this program's, which somebody filled in.
    pub(super) fn is_blank(&self) -> bool {
        self.made == Some(Made::Blank)
    }

    /// Whether a sheet is one of a blank form's that there is nothing to fill in on.
    pub(super) fn is_beside_the_form(&self, sheet: &str) -> bool {
        self.is_blank() && [data::HELP_SHEET, data::LISTS_SHEET].contains(&sheet)
    }

    /// Whether this program printed a text, so that each of its lines is one that its
    /// author wrote.
    pub(super) fn printed(&self, text: &str) -> bool {
        match (&self.printed, self.made) {
            (Some(printed), _) => printed.texts.contains(text.trim_end()),
            // A book carries no data, and is nothing that somebody fills in.
            (None, made) => made == Some(Made::Book),
        }
    }

    /// The target of an indicator that this program printed so.
    pub(super) fn target(&self, name: &str, text: &str) -> Option<&Target> {
        let own = (name.to_owned(), text.trim_end().to_owned());
        self.printed.as_ref()?.targets.get(&own)?.as_ref()
    }
}

impl Printed {
    fn of(bytes: &[u8], templates: &Templates) -> Option<Self> {
        let data = data::in_workbook(bytes).ok()?;
        let project = data::project(&data, templates).ok()?;
        let template = &project.template;
        let mut printed = Self::default();
        let values = (0..template.fields.len()).filter_map(|index| project.get(FieldId(index)));
        values.for_each(|given| printed.add(given, template.formats.target));
        Some(printed)
    }

    fn add(&mut self, given: &Given, format: TargetFormat) {
        match &given.value {
            FieldValue::Text(text) => self.text(text),
            FieldValue::Records(records) => {
                let values = records.iter().flat_map(|record| &record.values).flatten();
                values.for_each(|given| self.add(given, format));
            }
            FieldValue::Indicators(indicators) => {
                for indicator in indicators {
                    self.target(&indicator.name, &indicator.target, format);
                    indicator.columns.iter().flatten().for_each(|given| self.add(given, format));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.texts.insert(text.trim_end().to_owned());
    }

    fn target(&mut self, name: &str, target: &Target, format: TargetFormat) {
        let known = self.targets.entry((name.to_owned(), target.print(format).trim_end().to_owned()));
        let own = known.or_insert_with(|| Some(target.clone()));
        if own.as_ref().is_some_and(|own| own != target) {
            *own = None;
        }
    }
}
