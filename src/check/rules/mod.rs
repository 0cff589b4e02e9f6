//! The rules that go by what the author filled in.

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
    pub(super) check: fn(&Project) -> Vec<Diagnostic>,
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
fn found(what: impl Into<String>) -> Diagnostic {
    Diagnostic::warning("", what)
}

macro_rules! rules {
    ($($module:ident: $level:ident, $code:literal;)*) => {
        $(mod $module;)*

        /// All rules.
        pub const RULES: &[Rule] = &[$(Rule {
            code: $code,
            level: Level::$level,
            source: include_str!(concat!(stringify!($module), ".rs")),
            check: $module::check,
        }),*];
    };
}

rules! {
    sum_mismatch: Error, "sum-mismatch";
    sum_equals: Error, "sum-equals";
    not_applicable: Warning, "not-applicable";
    negative_amount: Error, "negative-amount";
    small_amount: Warning, "small-amount";
    zero_amount: Warning, "zero-amount";
    relation: Warning, "relation";
    date_order: Error, "date-order";
    date_missing: Warning, "date-missing";
    date_outside_year: Warning, "date-outside-year";
    long_project: Note, "long-project";
    past_year: Warning, "past-year";
    deadline_after_end: Warning, "deadline-after-end";
    goal_amount: Warning, "goal-amount";
    category_missing: Warning, "category-missing";
    target_missing: Warning, "target-missing";
    unit_missing: Warning, "unit-missing";
    operator_missing: Warning, "operator-missing";
    percent_over_100: Warning, "percent-over-100";
    percent_low: Warning, "percent-low";
    percent_for_count: Warning, "percent-for-count";
    cost_at_least: Warning, "cost-at-least";
    satisfaction_equal: Warning, "satisfaction-equal";
    rate_unit: Warning, "rate-unit";
    vague_target: Warning, "vague-target";
    target_is_name: Warning, "target-is-name";
    generic_name: Warning, "generic-name";
    statement_name: Warning, "statement-name";
    duplicate_indicator: Warning, "duplicate-indicator";
    identical_texts: Warning, "identical-texts";
    doubled_word: Warning, "doubled-word";
    text_cut: Warning, "text-cut";
    unclosed_mark: Warning, "unclosed-mark";
    mixed_numbering: Warning, "mixed-numbering";
    numbering_gap: Warning, "numbering-gap";
    label_in_text: Note, "label-in-text";
    text_over_limit: Warning, "text-over-limit";
    one_off_and_recurring: Warning, "one-off-and-recurring";
    repeated_one_off: Warning, "repeated-one-off";
    technology_unticked: Warning, "technology-unticked";
    period_in_name: Note, "period-in-name";
    space_in_word: Note, "space-in-word";
    sub_project_duplicate: Warning, "sub-project-duplicate";
}
