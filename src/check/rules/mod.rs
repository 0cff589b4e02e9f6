//! The rules that go by what the authors filled in.

use super::{CheckSettings, Outline};
use crate::diag::{Diagnostic, Level};
use crate::project::Project;

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its kebab-case name.
    pub code: &'static str,
    /// How grave its findings are, where nobody says otherwise.
    pub level: Level,
    /// The source file whose first lines are its manual.
    source: &'static str,
    /// What it looks at.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One project.
    Project(fn(&Project) -> Vec<Diagnostic>),
    /// All projects of a folder.
    Across(fn(&[Outline], &CheckSettings) -> Vec<Diagnostic>),
}

impl Rule {
    /// What it is about: the first line of its manual.
    pub fn summary(&self) -> &'static str {
        self.manual_lines().next().unwrap_or_default()
    }

    /// Its manual.
    pub fn manual(&self) -> String {
        self.manual_lines().collect::<Vec<_>>().join("\n")
    }

    fn manual_lines(&self) -> impl Iterator<Item = &'static str> {
        self.source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim)
    }
}

/// A finding of a rule; its code and level are the rule's.
fn found(what: impl Into<crate::messages::Message>) -> Diagnostic {
    Diagnostic::warning("", what)
}

macro_rules! rules {
    ($($module:ident: $kind:ident $level:ident, $code:literal;)*) => {
        $(mod $module;)*

        /// All rules.
        pub const RULES: &[Rule] = &[$(Rule {
            code: $code,
            level: Level::$level,
            source: include_str!(concat!(stringify!($module), ".rs")),
            check: Check::$kind($module::check),
        }),*];
    };
}

rules! {
    sum_mismatch: Project Error, "sum-mismatch";
    sum_equals: Project Error, "sum-equals";
    not_applicable: Project Warning, "not-applicable";
    negative_amount: Project Error, "negative-amount";
    small_amount: Project Warning, "small-amount";
    zero_amount: Project Warning, "zero-amount";
    relation: Project Warning, "relation";
    date_order: Project Error, "date-order";
    date_missing: Project Warning, "date-missing";
    date_outside_year: Project Warning, "date-outside-year";
    long_project: Project Note, "long-project";
    past_year: Project Warning, "past-year";
    deadline_after_end: Project Warning, "deadline-after-end";
    goal_amount: Project Warning, "goal-amount";
    category_missing: Project Warning, "category-missing";
    target_missing: Project Warning, "target-missing";
    unit_missing: Project Warning, "unit-missing";
    operator_missing: Project Warning, "operator-missing";
    percent_over_100: Project Warning, "percent-over-100";
    percent_low: Project Warning, "percent-low";
    percent_for_count: Project Warning, "percent-for-count";
    cost_at_least: Project Warning, "cost-at-least";
    satisfaction_equal: Project Warning, "satisfaction-equal";
    rate_unit: Project Warning, "rate-unit";
    vague_target: Project Warning, "vague-target";
    target_is_name: Project Warning, "target-is-name";
    generic_name: Project Warning, "generic-name";
    statement_name: Project Warning, "statement-name";
    duplicate_indicator: Project Warning, "duplicate-indicator";
    identical_texts: Project Warning, "identical-texts";
    doubled_word: Project Warning, "doubled-word";
    text_cut: Project Warning, "text-cut";
    unclosed_mark: Project Warning, "unclosed-mark";
    mixed_numbering: Project Warning, "mixed-numbering";
    numbering_gap: Project Warning, "numbering-gap";
    label_in_text: Project Note, "label-in-text";
    text_over_limit: Project Warning, "text-over-limit";
    one_off_and_recurring: Project Warning, "one-off-and-recurring";
    repeated_one_off: Project Warning, "repeated-one-off";
    technology_unticked: Project Warning, "technology-unticked";
    period_in_name: Project Note, "period-in-name";
    space_in_word: Project Note, "space-in-word";
    full_width: Project Note, "full-width";
    duplicate_project: Across Warning, "duplicate-project";
    same_content: Across Warning, "same-content";
    unit_spelling: Across Warning, "unit-spelling";
    over_ceiling: Across Error, "over-ceiling";
    sub_project_duplicate: Project Warning, "sub-project-duplicate";
}
