//! Every code that a finding may have: its name, its level, the stage that finds it
//! and its manual, in one table.
//!
//! The manual of a rule is in the first lines of its own file, the manual of what is
//! found while files are read and written in `check/manuals/<code>.md`: the Chinese
//! text, a line `---`, the English text.

use std::fmt;

use super::Level;
use crate::messages::Language;

/// What a finding looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// One project.
    Project,
    /// All projects of a folder.
    Across,
    /// How the filled form can be shown.
    Form,
    /// The files, while they are read and written.
    Files,
}

macro_rules! codes {
    ($($code:ident $name:literal $level:ident $stage:ident $manual:literal,)*) => {
        /// What a finding is about. Its name, such as `sum-mismatch`, stands in
        /// settings, reports and the manual.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`")] $code,)*
        }

        impl Code {
            /// All codes.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            /// How grave its findings are, where nobody says otherwise.
            pub fn level(self) -> Level {
                match self {
                    $(Self::$code => Level::$level,)*
                }
            }

            /// What its findings look at.
            pub fn stage(self) -> Stage {
                match self {
                    $(Self::$code => Stage::$stage,)*
                }
            }

            /// The file that holds its manual.
            fn source(self) -> &'static str {
                match self {
                    $(Self::$code => include_str!($manual),)*
                }
            }
        }
    };
}

codes! {
    SumMismatch "sum-mismatch" Error Project "../check/rules/sum_mismatch.rs",
    SumEquals "sum-equals" Error Project "../check/rules/sum_equals.rs",
    NotApplicable "not-applicable" Warning Project "../check/rules/not_applicable.rs",
    NegativeAmount "negative-amount" Error Project "../check/rules/negative_amount.rs",
    SmallAmount "small-amount" Warning Project "../check/rules/small_amount.rs",
    ZeroAmount "zero-amount" Warning Project "../check/rules/zero_amount.rs",
    Relation "relation" Warning Project "../check/rules/relation.rs",
    DateOrder "date-order" Error Project "../check/rules/date_order.rs",
    DateMissing "date-missing" Warning Project "../check/rules/date_missing.rs",
    DateOutsideYear "date-outside-year" Warning Project "../check/rules/date_outside_year.rs",
    LongProject "long-project" Note Project "../check/rules/long_project.rs",
    PastYear "past-year" Warning Project "../check/rules/past_year.rs",
    LaterYear "later-year" Warning Project "../check/rules/later_year.rs",
    PeriodDiffers "period-differs" Warning Project "../check/rules/period_differs.rs",
    DeadlineAfterEnd "deadline-after-end" Warning Project "../check/rules/deadline_after_end.rs",
    NoSuchDay "no-such-day" Warning Project "../check/rules/no_such_day.rs",
    GoalAmount "goal-amount" Warning Project "../check/rules/goal_amount.rs",
    GoalNumbers "goal-numbers" Warning Project "../check/rules/goal_numbers.rs",
    GoalUnit "goal-unit" Note Project "../check/rules/goal_unit.rs",
    ProductDiffers "product-differs" Warning Project "../check/rules/product_differs.rs",
    PartsDiffer "parts-differ" Warning Project "../check/rules/parts_differ.rs",
    GoalDeadline "goal-deadline" Warning Project "../check/rules/goal_deadline.rs",
    WholeForYear "whole-for-year" Warning Project "../check/rules/whole_for_year.rs",
    TextNumbers "text-numbers" Warning Project "../check/rules/text_numbers.rs",
    PriceDiffers "price-differs" Warning Project "../check/rules/price_differs.rs",
    GoalWithoutNumber "goal-without-number" Note Project "../check/rules/goal_without_number.rs",
    ExpectedMissing "expected-missing" Warning Project "../check/rules/expected_missing.rs",
    CategoryMissing "category-missing" Warning Project "../check/rules/category_missing.rs",
    SubcategoryMissing "subcategory-missing" Warning Project "../check/rules/subcategory_missing.rs",
    NumberMissing "number-missing" Warning Project "../check/rules/number_missing.rs",
    TwoPlaces "two-places" Warning Project "../check/rules/two_places.rs",
    TargetMissing "target-missing" Warning Project "../check/rules/target_missing.rs",
    UnitMissing "unit-missing" Warning Project "../check/rules/unit_missing.rs",
    OperatorMissing "operator-missing" Warning Project "../check/rules/operator_missing.rs",
    WrongDirection "wrong-direction" Warning Project "../check/rules/wrong_direction.rs",
    UnitUnknown "unit-unknown" Note Project "../check/rules/unit_unknown.rs",
    SaysNothing "says-nothing" Warning Project "../check/rules/says_nothing.rs",
    PercentSignMissing "percent-sign-missing" Note Project "../check/rules/percent_sign_missing.rs",
    UnitTwice "unit-twice" Note Project "../check/rules/unit_twice.rs",
    PercentOver100 "percent-over-100" Warning Project "../check/rules/percent_over_100.rs",
    PercentLow "percent-low" Warning Project "../check/rules/percent_low.rs",
    PercentForCount "percent-for-count" Warning Project "../check/rules/percent_for_count.rs",
    WrongSubcategory "wrong-subcategory" Warning Project "../check/rules/wrong_subcategory.rs",
    TimeUnsaid "time-unsaid" Warning Project "../check/rules/time_unsaid.rs",
    CostAtLeast "cost-at-least" Warning Project "../check/rules/cost_at_least.rs",
    CostAmount "cost-amount" Warning Project "../check/rules/cost_amount.rs",
    CostSplit "cost-split" Note Project "../check/rules/cost_split.rs",
    SatisfactionEqual "satisfaction-equal" Warning Project "../check/rules/satisfaction_equal.rs",
    SatisfactionName "satisfaction-name" Warning Project "../check/rules/satisfaction_name.rs",
    SatisfactionNumber "satisfaction-number" Warning Project "../check/rules/satisfaction_number.rs",
    RateUnit "rate-unit" Warning Project "../check/rules/rate_unit.rs",
    WrongUnit "wrong-unit" Warning Project "../check/rules/wrong_unit.rs",
    RateWithoutNumber "rate-without-number" Warning Project "../check/rules/rate_without_number.rs",
    VagueTarget "vague-target" Warning Project "../check/rules/vague_target.rs",
    GradeUnsaid "grade-unsaid" Note Project "../check/rules/grade_unsaid.rs",
    TargetIsName "target-is-name" Warning Project "../check/rules/target_is_name.rs",
    GenericName "generic-name" Warning Project "../check/rules/generic_name.rs",
    StatementName "statement-name" Warning Project "../check/rules/statement_name.rs",
    DocumentName "document-name" Note Project "../check/rules/document_name.rs",
    UnitAlias "unit-alias" Note Project "../check/rules/unit_alias.rs",
    NameCut "name-cut" Warning Project "../check/rules/name_cut.rs",
    DuplicateIndicator "duplicate-indicator" Warning Project "../check/rules/duplicate_indicator.rs",
    IdenticalTexts "identical-texts" Warning Project "../check/rules/identical_texts.rs",
    DoubledWord "doubled-word" Warning Project "../check/rules/doubled_word.rs",
    RepeatedVerb "repeated-verb" Note Project "../check/rules/repeated_verb.rs",
    Misspelling "misspelling" Note Project "../check/rules/misspelling.rs",
    JoinedLines "joined-lines" Warning Project "../check/rules/joined_lines.rs",
    TextCut "text-cut" Warning Project "../check/rules/text_cut.rs",
    UnclosedMark "unclosed-mark" Warning Project "../check/rules/unclosed_mark.rs",
    MixedNumbering "mixed-numbering" Warning Project "../check/rules/mixed_numbering.rs",
    NumberingGap "numbering-gap" Warning Project "../check/rules/numbering_gap.rs",
    QuarterMissing "quarter-missing" Note Project "../check/rules/quarter_missing.rs",
    LabelInText "label-in-text" Note Project "../check/rules/label_in_text.rs",
    ContractWord "contract-word" Warning Project "../check/rules/contract_word.rs",
    PlanEnded "plan-ended" Note Project "../check/rules/plan_ended.rs",
    BasisVague "basis-vague" Note Project "../check/rules/basis_vague.rs",
    ShortText "short-text" Note Project "../check/rules/short_text.rs",
    TextOverLimit "text-over-limit" Warning Project "../check/rules/text_over_limit.rs",
    OneOffAndRecurring "one-off-and-recurring" Warning Project "../check/rules/one_off_and_recurring.rs",
    RepeatedOneOff "repeated-one-off" Warning Project "../check/rules/repeated_one_off.rs",
    OneOffName "one-off-name" Warning Project "../check/rules/one_off_name.rs",
    RecurringName "recurring-name" Warning Project "../check/rules/recurring_name.rs",
    PreviousMissing "previous-missing" Note Project "../check/rules/previous_missing.rs",
    TypeUnlikely "type-unlikely" Note Project "../check/rules/type_unlikely.rs",
    TechnologyUnticked "technology-unticked" Warning Project "../check/rules/technology_unticked.rs",
    PurchasesUnticked "purchases-unticked" Warning Project "../check/rules/purchases_unticked.rs",
    ServicesUnticked "services-unticked" Warning Project "../check/rules/services_unticked.rs",
    PeriodInName "period-in-name" Note Project "../check/rules/period_in_name.rs",
    NameDiffers "name-differs" Note Project "../check/rules/name_differs.rs",
    SpaceInWord "space-in-word" Note Project "../check/rules/space_in_word.rs",
    QuotedValue "quoted-value" Warning Project "../check/rules/quoted_value.rs",
    FullWidth "full-width" Note Project "../check/rules/full_width.rs",
    HalfWidthMark "half-width-mark" Note Project "../check/rules/half_width_mark.rs",
    DuplicateProject "duplicate-project" Warning Across "../check/rules/duplicate_project.rs",
    SameContent "same-content" Warning Across "../check/rules/same_content.rs",
    UnitSpelling "unit-spelling" Warning Across "../check/rules/unit_spelling.rs",
    OverCeiling "over-ceiling" Error Across "../check/rules/over_ceiling.rs",
    SubProjectDuplicate "sub-project-duplicate" Warning Project "../check/rules/sub_project_duplicate.rs",
    SubProjectUnmentioned "sub-project-unmentioned" Note Project "../check/rules/sub_project_unmentioned.rs",
    TodoLeft "todo-left" Warning Project "../check/rules/todo_left.rs",
    GlyphMissing "glyph-missing" Error Form "../check/glyph_missing.rs",
    TextTooLong "text-too-long" Error Form "../check/text_too_long.rs",
    NumberShrunk "number-shrunk" Warning Form "../check/number_shrunk.rs",
    NotShown "not-shown" Warning Form "../check/not_shown.rs",
    Fit "fit" Warning Form "../check/fit.rs",
    Encoding "encoding" Error Files "../check/manuals/encoding.md",
    FileTooLarge "file-too-large" Error Files "../check/manuals/file-too-large.md",
    YamlSyntax "yaml-syntax" Error Files "../check/manuals/yaml-syntax.md",
    EmptyFile "empty-file" Error Files "../check/manuals/empty-file.md",
    DuplicateKey "duplicate-key" Error Files "../check/manuals/duplicate-key.md",
    UnknownKey "unknown-key" Error Files "../check/manuals/unknown-key.md",
    WrongType "wrong-type" Error Files "../check/manuals/wrong-type.md",
    CommentCut "comment-cut" Warning Files "../check/manuals/comment-cut.md",
    InvisibleCharacter "invisible-character" Warning Files "../check/manuals/invisible-character.md",
    LookAlike "look-alike" Warning Files "../check/manuals/look-alike.md",
    BadYear "bad-year" Error Files "../check/manuals/bad-year.md",
    UnknownYear "unknown-year" Error Files "../check/manuals/unknown-year.md",
    UnknownForm "unknown-form" Error Files "../check/manuals/unknown-form.md",
    SeveralForms "several-forms" Note Files "../check/manuals/several-forms.md",
    MissingField "missing-field" Error Files "../check/manuals/missing-field.md",
    UnknownOption "unknown-option" Error Files "../check/manuals/unknown-option.md",
    BadDate "bad-date" Error Files "../check/manuals/bad-date.md",
    BadMoney "bad-money" Error Files "../check/manuals/bad-money.md",
    BadNumber "bad-number" Error Files "../check/manuals/bad-number.md",
    UnknownCategory "unknown-category" Error Files "../check/manuals/unknown-category.md",
    BadTarget "bad-target" Error Files "../check/manuals/bad-target.md",
    Settings "settings" Error Files "../check/manuals/settings.md",
    Library "library" Error Files "../check/manuals/library.md",
    UnusedWaiver "unused-waiver" Warning Files "../check/manuals/unused-waiver.md",
    Roster "roster" Error Files "../check/manuals/roster.md",
    MissingProject "missing-project" Warning Files "../check/manuals/missing-project.md",
    UnexpectedProject "unexpected-project" Note Files "../check/manuals/unexpected-project.md",
    Template "template" Error Files "../check/manuals/template.md",
    CannotRead "cannot-read" Error Files "../check/manuals/cannot-read.md",
    Outside "outside" Error Files "../check/manuals/outside.md",
    SkippedFile "skipped-file" Note Files "../check/manuals/skipped-file.md",
    SameOutput "same-output" Error Files "../check/manuals/same-output.md",
    Roll "roll" Error Files "../check/manuals/roll.md",
    RollYear "roll-year" Error Files "../check/manuals/roll-year.md",
    Workbook "workbook" Error Files "../check/manuals/workbook.md",
    NoForm "no-form" Error Files "../check/manuals/no-form.md",
    EmptyForm "empty-form" Error Files "../check/manuals/empty-form.md",
    FormYear "form-year" Warning Files "../check/manuals/form-year.md",
    NotImported "not-imported" Warning Files "../check/manuals/not-imported.md",
    Respelled "respelled" Note Files "../check/manuals/respelled.md",
    FileName "file-name" Error Files "../check/manuals/file-name.md",
    CannotWrite "cannot-write" Error Files "../check/manuals/cannot-write.md",
    Differs "differs" Error Files "../check/manuals/differs.md",
    MissingOutput "missing-output" Error Files "../check/manuals/missing-output.md",
    NotAsBuilt "not-as-built" Error Files "../check/manuals/not-as-built.md",
    Internal "internal" Error Files "../check/manuals/internal.md",
}

impl Code {
    /// The code of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// The code whose name is most like one that there is not.
    pub fn near(name: &str) -> Option<Self> {
        super::nearest(name, Self::ALL.iter().map(|code| code.name())).and_then(Self::of)
    }

    /// What it is about: the first line of its manual.
    pub fn summary(self, language: Language) -> String {
        self.manual(language).lines().next().unwrap_or_default().to_owned()
    }

    /// Its manual.
    pub fn manual(self, language: Language) -> String {
        let source = self.source();
        let is_module = source.starts_with("//!");
        let line = |line: &'static str| if is_module { line.strip_prefix("//!") } else { Some(line) };
        let lines: Vec<&str> = source.lines().map_while(line).map(str::trim).collect();
        let text = lines.join("\n");
        let (chinese, english) = text.split_once("\n---\n").unwrap_or((&text, ""));
        match language {
            Language::Chinese => chinese.trim().to_owned(),
            Language::English => english.trim().to_owned(),
        }
    }

    /// Whether its level can be set and its findings can be waived. They cannot
    /// where no file can be made of what is wrong.
    pub fn is_settable(self) -> bool {
        matches!(self.stage(), Stage::Project | Stage::Across) || self.level() != Level::Error
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
