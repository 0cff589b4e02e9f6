//! Every code that a finding may have: the rules that go by what the authors
//! filled in, one file a rule beside this one, and what is found elsewhere.
//!
//! The manual of a rule is in the first lines of its file, the manual of what is
//! found while files are read in `../manuals/<code>.md`: the Chinese text, a line
//! `---`, the English text.

use super::{CheckSettings, Outline};
use crate::diag::{Diagnostic, Level};
use crate::messages::{Language, Message};
use crate::project::Project;

/// What a finding may be.
#[derive(Debug)]
pub struct Rule {
    /// Its kebab-case name.
    pub code: &'static str,
    /// How grave its findings are, where nobody says otherwise.
    pub level: Level,
    /// The file that holds its manual.
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
    /// How the filled form can be shown.
    Form,
    /// The files, while they are read and written.
    Files,
}

impl Rule {
    /// What it is about: the first line of its manual.
    pub fn summary(&self, language: Language) -> String {
        self.manual(language).lines().next().unwrap_or_default().to_owned()
    }

    /// Its manual.
    pub fn manual(&self, language: Language) -> String {
        let is_module = self.source.starts_with("//!");
        let line = |line: &'static str| if is_module { line.strip_prefix("//!") } else { Some(line) };
        let lines: Vec<&str> = self.source.lines().map_while(line).map(str::trim).collect();
        let text = lines.join("\n");
        let (chinese, english) = text.split_once("\n---\n").unwrap_or((&text, ""));
        match language {
            Language::Chinese => chinese.trim().to_owned(),
            Language::English => english.trim().to_owned(),
        }
    }

    /// Whether its level can be set and its findings can be waived. They cannot
    /// where no file can be made of what is wrong.
    pub fn is_settable(&self) -> bool {
        matches!(self.check, Check::Project(_) | Check::Across(_)) || self.level != Level::Error
    }
}

/// A finding of a rule; its code and level are the rule's.
fn found(what: Message) -> Diagnostic {
    Diagnostic::warning("", what)
}

macro_rules! rules {
    (
        checks { $($module:ident: $kind:ident $level:ident, $code:literal;)* }
        form { $($form_source:literal: $form_level:ident, $form_code:literal;)* }
        files { $($files_level:ident, $files_code:literal;)* }
    ) => {
        $(mod $module;)*

        /// All rules.
        pub const RULES: &[Rule] = &[
            $(Rule {
                code: $code,
                level: Level::$level,
                source: include_str!(concat!(stringify!($module), ".rs")),
                check: Check::$kind($module::check),
            },)*
            $(Rule {
                code: $form_code,
                level: Level::$form_level,
                source: include_str!(concat!("../", $form_source)),
                check: Check::Form,
            },)*
            $(Rule {
                code: $files_code,
                level: Level::$files_level,
                source: include_str!(concat!("../manuals/", $files_code, ".md")),
                check: Check::Files,
            },)*
        ];
    };
}

rules! {
    checks {
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
        todo_left: Project Warning, "todo-left";
    }
    form {
        "glyph_missing.rs": Error, "glyph-missing";
        "invisible_character.rs": Warning, "invisible-character";
        "text_too_long.rs": Error, "text-too-long";
        "number_shrunk.rs": Warning, "number-shrunk";
        "not_shown.rs": Warning, "not-shown";
        "fit.rs": Warning, "fit";
    }
    files {
        Error, "encoding";
        Error, "file-too-large";
        Error, "yaml-syntax";
        Error, "empty-file";
        Error, "duplicate-key";
        Error, "unknown-key";
        Error, "wrong-type";
        Warning, "comment-cut";
        Error, "bad-year";
        Error, "unknown-year";
        Note, "several-forms";
        Error, "missing-field";
        Error, "unknown-option";
        Error, "bad-date";
        Error, "bad-money";
        Error, "bad-number";
        Error, "unknown-category";
        Error, "bad-target";
        Error, "settings";
        Warning, "unused-waiver";
        Error, "template";
        Error, "cannot-read";
        Error, "same-output";
        Error, "roll";
        Error, "roll-year";
        Error, "workbook";
        Error, "no-form";
        Error, "empty-form";
        Warning, "form-year";
        Warning, "not-imported";
        Note, "respelled";
        Error, "file-name";
        Error, "cannot-write";
        Error, "differs";
        Error, "missing-output";
        Error, "not-as-built";
        Error, "internal";
    }
}
