//! What is said about sums, amounts and costs.

crate::messages! {
    // sum-mismatch, sum-equals
    sum_differs(key, stated, sum, difference) {
        zh: "「{key}」写的是 {stated}，各分项相加是 {sum}，相差 {difference}",
        en: "“{key}” says {stated}, but its parts add up to {sum}: a difference of {difference}",
    }
    check_parts(key) {
        zh: "请核对各分项；合计由程序计算，也可以删去「{key}」这一行",
        en: "check the parts; totals are computed, so that the line “{key}” can also be deleted",
        page_zh: "请核对各分项；合计由程序计算，「{key}」也可以空着",
        page_en: "check the parts; totals are computed, so that “{key}” can also be left blank",
    }
    stated_total() { zh: "写的合计", en: "the stated total" }
    part(name, amount) { zh: "{name} {amount}", en: "“{name}” {amount}" }
    only_first_parts(parts, marked) {
        zh: "共 {parts} 个分项，只标出前 {marked} 个",
        en: "parts: {parts}; only the first {marked} are marked",
    }
    sum_is_not(key, wanted, number) {
        zh: "「{key}」应为 {wanted}，现为 {number}",
        en: "“{key}” has to be {wanted}, but is {number}",
    }
    correct_number() { zh: "请改正这个数", en: "correct this number" }
    adjust_parts() { zh: "请调整各分项，使它们相加正好", en: "adjust the parts so that they add up exactly" }

    // not-applicable
    multi_year_only(key) {
        zh: "「{key}」只有跨年度的项目才填写",
        en: "“{key}” is filled in only for a project of several years",
    }
    not_asked_for(key, condition) {
        zh: "「{key}」只在「{condition}」时才填写",
        en: "“{key}” is filled in only for “{condition}”",
    }
    drop_the_line() {
        zh: "请删去这一行，或核对条件所依据的栏目",
        en: "delete this line, or check what the condition goes by",
        page_zh: "请把这一项清空，或核对条件所依据的栏目",
        page_en: "clear this field, or check what the condition goes by",
    }
    in_the_same_year(start, end) {
        zh: "本项目的{start}和{end}在同一年；如是跨年度项目，请改正日期，否则请删去这一行",
        en: "“{start}” and “{end}” are in the same year; correct the dates if the project runs for several years, otherwise delete this line",
        page_zh: "本项目的{start}和{end}在同一年；如是跨年度项目，请改正日期，否则请把这一项清空",
        page_en: "“{start}” and “{end}” are in the same year; correct the dates if the project runs for several years, otherwise clear this field",
    }

    // negative-amount, small-amount, zero-amount, relation
    amount_is_negative(name) { zh: "「{name}」是负数", en: "“{name}” is negative" }
    drop_the_minus() { zh: "请去掉减号，或核对金额", en: "remove the minus sign, or check the amount" }
    amount_is_small(name, amount) { zh: "「{name}」只有 {amount} 元", en: "“{name}” is only {amount} yuan" }
    amounts_are_in_yuan(amount) {
        zh: "金额以元为单位；如果是 {amount} 万元，请写「{amount}万元」",
        en: "amounts are in yuan; if it is {amount} times ten thousand, write “{amount}万元”",
    }
    nothing_asked_for() { zh: "本年度申请的资金是 0", en: "the funds asked for in this year are 0" }
    fill_in_amounts() { zh: "请补上各项资金的金额", en: "fill in the amount of each kind of funds" }
    should_equal(left, right) { zh: "「{left}」应等于「{right}」", en: "“{left}” should equal “{right}”" }
    should_not_exceed(left, right) { zh: "「{left}」不应超过「{right}」", en: "“{left}” should not exceed “{right}”" }
    two_amounts(left, right) { zh: "{left} 和 {right}", en: "{left} and {right}" }

    // goal-amount
    goal_amount_differs(written, amount) {
        zh: "目标里的「{written}」与申请的资金 {amount} 不同",
        en: "“{written}” in the goal is not the {amount} that is asked for",
    }
    goal_amount_is_not_the_total(written, amount) {
        zh: "目标里的「{written}」与项目的资金总额 {amount} 不同",
        en: "“{written}” in the goal is not the {amount} of the whole project",
    }
    text_amount_differs(written, amount) {
        zh: "文字里申请的是「{written}」，表上申请的资金是 {amount}",
        en: "the text asks for “{written}”, the form for {amount}",
    }
    amount_asked_for() { zh: "申请的资金", en: "the funds asked for" }

    // cost-at-least, cost-split, cost-amount
    cost_at_least(name) {
        zh: "成本指标「{name}」写的是不少于",
        en: "the target of the cost indicator “{name}” is a minimum",
    }
    cost_wants_at_most() {
        zh: "要花的钱请写 ≤；如果是省下或增加的，请在名称里写明",
        en: "write ≤ for what is spent; if it is saved or added, say so in the name",
    }
    cost_without_parts(name) {
        zh: "写了金额的成本只有总成本「{name}」，没有单位成本或分项成本",
        en: "“{name}” is the only cost with an amount; there is no cost of one, and none of a part",
    }
    add_a_part() {
        zh: "请补一条单位成本或主要的分项成本，如 人均培训成本: ≤400元/人、场地租赁成本: ≤8万元",
        en: "add the cost of one or of the main part, such as `人均培训成本: ≤400元/人` or `场地租赁成本: ≤8万元`",
    }
    cost_without_total(name) {
        zh: "写了金额的成本只有「{name}」，没有总成本",
        en: "“{name}” is the only cost with an amount; there is no total",
    }
    add_a_total() {
        zh: "请补一条 项目总成本，金额与申请的资金相同",
        en: "add `项目总成本` with the amount that is asked for",
    }
    cost_is_not_asked_for(name, written, amount) {
        zh: "「{name}」写的是 {written}，申请的资金是 {amount}",
        en: "“{name}” is “{written}”, but {amount} is asked for",
    }
    cost_is_not_the_budget(name, written, amount) {
        zh: "「{name}」写的是 {written}，这个子项目的预算是 {amount}",
        en: "“{name}” is “{written}”, but the budget of this sub-project is {amount}",
    }
    costs_are_more(parts, sum, amount) {
        zh: "{parts} 项分项成本加起来是 {sum}，超过申请的资金 {amount}",
        en: "the parts of the cost make {sum} (parts: {parts}), which is more than the {amount} asked for",
    }
    check_the_costs() {
        zh: "请核对各项成本和申请的资金；一项包括在另一项里的，请在名称里写明“其中”",
        en: "check each cost and the funds; where one is a part of another, say so in its name with “其中”",
    }
    budget_of_sub_project() { zh: "子项目的预算", en: "the budget of the sub-project" }
    correct_one_amount() {
        zh: "请核对两个金额和它们的单位（元、万元），改正写错的一个",
        en: "check both amounts and their units (yuan or ten thousands), and correct the one that is wrong",
    }
}
