//! What is said about what is not filled in.

crate::messages! {
    // expected-missing, category-missing, target-missing
    expected_missing(names) { zh: "没有填{names}", en: "not filled in: {names}" }
    fill_in_what_is_expected() {
        zh: "请各写一行「栏目: 内容」，已有这一行的在冒号后面填上；各项目相同的可以写在 jixiao.yaml 里",
        en: "write a line “栏目: 内容” for each, or fill it in behind the colon where the line is there; what all projects have in common can be written in jixiao.yaml",
        page_zh: "请在表上填写",
        page_en: "fill it in on the form",
    }
    missing_categories(names) { zh: "缺少{names}", en: "the form lacks {names}" }
    one_indicator_each() {
        zh: "每个一级指标至少写一条指标",
        en: "write at least one indicator for each category",
    }
    one_indicator_each_such_as(kind, names) {
        zh: "每个一级指标至少写一条指标；{kind}类的项目常用：{names}（适合的才写，更多的见 jixiao suggest）",
        en: "write at least one indicator for each category; projects of the kind “{kind}” often have {names} \
            (take what fits; jixiao suggest lists more)",
        page_zh: "每个一级指标至少写一条指标；{kind}类的项目常用：{names}（适合的才写，更多的点「参考指标」）",
        page_en: "write at least one indicator for each category; projects of the kind “{kind}” often have {names} (take what fits; “Suggested indicators” has more)",
    }
    target_missing(name) { zh: "指标「{name}」没有指标值", en: "the indicator “{name}” has no target" }
    target_unfinished(name, written) {
        zh: "指标「{name}」的指标值没有写完，只有「{written}」",
        en: "the target of the indicator “{name}” is not finished: there is only “{written}”",
    }
    add_a_target() { zh: "请补上指标值，如 ≥90%", en: "add its target, such as ≥90%" }

    // two-places
    in_two_places(category, place) {
        zh: "一级指标「{category}」和「{place}」两处都写了指标",
        en: "there are indicators both below the category “{category}” and below “{place}”",
    }
    use_one_place(category, place) {
        zh: "请只用一处：都放到「{category}」下面，或都放到「{place}」下面",
        en: "use one place: put all below “{category}”, or all below “{place}”",
    }

    // subcategory-missing, number-missing
    lacks_subcategories(category, names) { zh: "「{category}」缺少{names}", en: "“{category}” lacks {names}" }
    add_subcategories() {
        zh: "请各补一条：数量写做多少，质量写做到什么标准，时效写什么时候完成，成本写不超过多少钱",
        en: "add an indicator to each: how many, how good, by when, at what cost",
    }
    add_a_satisfaction() {
        zh: "请补一条服务对象的满意度，如 参训学员满意度: ≥90%",
        en: "add the satisfaction of those who are served, such as `参训学员满意度: ≥90%`",
    }
    add_these_subcategories() { zh: "请各补一条", en: "add an indicator to each" }
    no_number_in(category) { zh: "「{category}」里没有一个数", en: "no target below “{category}” has a number" }
    write_a_cost() {
        zh: "请至少写一条金额或标准，如 项目总成本: ≤45万元、人均培训成本: ≤400元/人天",
        en: "write one amount or price at least, such as `项目总成本: ≤45万元` or `人均培训成本: ≤400元/人天`",
    }

    // previous-missing
    previous_missing(key) {
        zh: "「{key}」没有填，看来上年有同名项目",
        en: "“{key}” is not filled in, though there seems to have been such a project last year",
    }
    executed_missing(key) {
        zh: "填了上年预算，「{key}」没有填",
        en: "last year's budget is filled in, but “{key}” is not",
    }
    fill_in_last_year() {
        zh: "请填上年的数；上年没有同名项目的，请核对项目类别和文字",
        en: "fill in last year's amounts; where there was no such project, check the type and the texts",
    }
}
