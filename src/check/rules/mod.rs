//! The rules that go by what the authors filled in, one file a rule. The first lines of
//! a file are the rule's manual, in Chinese and English; its level is in the table of
//! [`Code`].

use super::Outline;
use crate::diag::{Code, Diagnostic};
use crate::project::Project;

mod over_ceiling;

pub(super) use over_ceiling::check as over_ceiling;
pub(crate) use unit_spelling::is_same_unit;

/// Looks at one project.
pub(super) type CheckProject = fn(&Project) -> Vec<Diagnostic>;

/// Looks at all projects that share their settings.
pub(super) type CheckAcross = fn(&[Outline]) -> Vec<Diagnostic>;

macro_rules! rules {
    (project { $($project:ident: $project_code:ident,)* } across { $($across:ident: $across_code:ident,)* }) => {
        $(mod $project;)*
        $(mod $across;)*

        /// The rules for one project.
        pub(super) const PROJECT: &[(Code, CheckProject)] = &[$((Code::$project_code, $project::check),)*];

        /// The rules for all projects of a folder.
        pub(super) const ACROSS: &[(Code, CheckAcross)] = &[$((Code::$across_code, $across::check),)*];
    };
}

rules! {
    project {
        sum_mismatch: SumMismatch,
        sum_equals: SumEquals,
        not_applicable: NotApplicable,
        negative_amount: NegativeAmount,
        small_amount: SmallAmount,
        zero_amount: ZeroAmount,
        relation: Relation,
        date_order: DateOrder,
        date_missing: DateMissing,
        date_outside_year: DateOutsideYear,
        long_project: LongProject,
        past_year: PastYear,
        later_year: LaterYear,
        period_differs: PeriodDiffers,
        deadline_after_end: DeadlineAfterEnd,
        no_such_day: NoSuchDay,
        goal_amount: GoalAmount,
        goal_numbers: GoalNumbers,
        goal_unit: GoalUnit,
        product_differs: ProductDiffers,
        parts_differ: PartsDiffer,
        goal_deadline: GoalDeadline,
        whole_for_year: WholeForYear,
        text_numbers: TextNumbers,
        price_differs: PriceDiffers,
        goal_without_number: GoalWithoutNumber,
        expected_missing: ExpectedMissing,
        category_missing: CategoryMissing,
        subcategory_missing: SubcategoryMissing,
        number_missing: NumberMissing,
        two_places: TwoPlaces,
        target_missing: TargetMissing,
        unit_missing: UnitMissing,
        operator_missing: OperatorMissing,
        wrong_direction: WrongDirection,
        unit_unknown: UnitUnknown,
        says_nothing: SaysNothing,
        percent_sign_missing: PercentSignMissing,
        unit_twice: UnitTwice,
        percent_over_100: PercentOver100,
        percent_low: PercentLow,
        percent_for_count: PercentForCount,
        wrong_subcategory: WrongSubcategory,
        time_unsaid: TimeUnsaid,
        cost_at_least: CostAtLeast,
        cost_amount: CostAmount,
        cost_split: CostSplit,
        satisfaction_equal: SatisfactionEqual,
        satisfaction_name: SatisfactionName,
        satisfaction_number: SatisfactionNumber,
        rate_unit: RateUnit,
        wrong_unit: WrongUnit,
        rate_without_number: RateWithoutNumber,
        vague_target: VagueTarget,
        grade_unsaid: GradeUnsaid,
        target_is_name: TargetIsName,
        generic_name: GenericName,
        statement_name: StatementName,
        document_name: DocumentName,
        unit_alias: UnitAlias,
        name_cut: NameCut,
        duplicate_indicator: DuplicateIndicator,
        identical_texts: IdenticalTexts,
        doubled_word: DoubledWord,
        repeated_verb: RepeatedVerb,
        misspelling: Misspelling,
        joined_lines: JoinedLines,
        text_cut: TextCut,
        unclosed_mark: UnclosedMark,
        mixed_numbering: MixedNumbering,
        numbering_gap: NumberingGap,
        quarter_missing: QuarterMissing,
        label_in_text: LabelInText,
        contract_word: ContractWord,
        plan_ended: PlanEnded,
        basis_vague: BasisVague,
        short_text: ShortText,
        text_over_limit: TextOverLimit,
        one_off_and_recurring: OneOffAndRecurring,
        repeated_one_off: RepeatedOneOff,
        one_off_name: OneOffName,
        recurring_name: RecurringName,
        previous_missing: PreviousMissing,
        type_unlikely: TypeUnlikely,
        technology_unticked: TechnologyUnticked,
        purchases_unticked: PurchasesUnticked,
        services_unticked: ServicesUnticked,
        period_in_name: PeriodInName,
        name_differs: NameDiffers,
        space_in_word: SpaceInWord,
        quoted_value: QuotedValue,
        full_width: FullWidth,
        half_width_mark: HalfWidthMark,
        sub_project_duplicate: SubProjectDuplicate,
        sub_project_unmentioned: SubProjectUnmentioned,
        todo_left: TodoLeft,
    }
    across {
        duplicate_project: DuplicateProject,
        same_content: SameContent,
        unit_spelling: UnitSpelling,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Stage;

    #[test]
    fn every_code_of_a_rule_has_one() {
        let of = |stage| Code::ALL.iter().copied().filter(move |code| code.stage() == stage);
        assert!(of(Stage::Project).eq(PROJECT.iter().map(|(code, _)| *code)));
        let across = ACROSS.iter().map(|(code, _)| *code).chain([Code::OverCeiling]);
        assert!(of(Stage::Across).eq(across));
    }
}
