//! What is said about names, and where an indicator stands.

crate::messages! {
    // wrong-subcategory, time-unsaid
    stands_below(name, below) {
        zh: "「{name}」不应放在「{below}」下",
        en: "“{name}” does not belong below “{below}”",
    }
    move_out_of_results() {
        zh: "资金的执行不是产出和效益：表上有投入和管理的移到那里，没有的删去，写项目做出来的和带来的",
        en: "how funds are spent is neither output nor benefit: move it to inputs and management where the form has them, or delete it and say what the project makes and brings about",
    }
    no_time_in(name) {
        zh: "时效指标「{name}」没有说时间",
        en: "the time indicator “{name}” says nothing of time",
    }
    say_when() {
        zh: "请写什么时候完成，如 任务完成时间: 11月底前；不是时效的，移到别的二级指标",
        en: "say when it is done, such as `任务完成时间: 11月底前`; what is not about time belongs elsewhere",
    }

    // satisfaction-name, satisfaction-number
    no_satisfaction_in_name(name) {
        zh: "满意度指标「{name}」没有说满意度",
        en: "the satisfaction indicator “{name}” does not speak of satisfaction",
    }
    whose_satisfaction(name) {
        zh: "「{name}」没有说是谁的",
        en: "“{name}” does not say whose it is",
    }
    say_whose_satisfaction() {
        zh: "请写明是谁的，如 参会代表满意度",
        en: "say whose satisfaction it is, as in “参会代表满意度”",
    }
    name_whose_satisfaction() {
        zh: "请写谁的满意度，如 参会代表满意度: ≥90%；不是满意度的，移到别的指标",
        en: "write whose satisfaction it is, such as `参会代表满意度: ≥90%`; what is not satisfaction belongs elsewhere",
    }
    satisfaction_without_number(name) {
        zh: "「{name}」没有写达到多少",
        en: "“{name}” does not say how much is to be reached",
    }
    write_satisfaction_as_percent() { zh: "请写百分数，如 ≥90%", en: "write a percentage, such as “≥90%”" }

    // name-differs
    other_name_of_the_unit(name) {
        zh: "「{name}」与表上的单位名称不同",
        en: "“{name}” is not the name of the institution on the form",
    }
    other_ordinal(name) {
        zh: "「{name}」与项目名称里的不同",
        en: "“{name}” is not that of the project's name",
    }
    use_one_name() {
        zh: "说的是同一个的，请改成同一个名称；不是的，不用改",
        en: "where both mean the same, use one name; where not, leave them",
    }

    // sub-project-unmentioned
    sub_project_of_others(name) {
        zh: "子项目「{name}」看不出用来做什么",
        en: "the sub-project “{name}” does not say what it is for",
    }
    not_mentioned(name) {
        zh: "各栏都没有提到子项目「{name}」",
        en: "no text says anything of the sub-project “{name}”",
    }
    say_what_it_does() {
        zh: "请在概况、计划或目标里写明它做什么，主要的数写成指标",
        en: "say what it does in the description, the plan or the goal, and make indicators of its main numbers",
    }

    // target-is-name, generic-name, statement-name, name-cut, duplicate-indicator
    target_is_name(name) { zh: "指标值与名称都是「{name}」", en: "the target and the name are both “{name}”" }
    target() { zh: "指标值", en: "target" }
    name() { zh: "名称", en: "name" }
    name_and_target_differ() {
        zh: "名称写考核什么，值写做到什么程度",
        en: "the name says what is measured, the target how much is to be achieved",
    }
    name_is_label(name) {
        zh: "「{name}」只是一个标签，没有说考核什么",
        en: "“{name}” is but a label, and does not say what is measured",
    }
    name_is_cut(name, last) {
        zh: "名称「{name}」断在「{last}」字上，像是没有写完",
        en: "the name “{name}” ends with “{last}”, in the middle of a word",
    }
    name_of_category(name) { zh: "「{name}」是类别的名称", en: "“{name}” is the name of a category" }
    say_what_is_measured() {
        zh: "请写具体考核什么，如 培训场次",
        en: "write what exactly is measured, such as “培训场次”",
    }
    say_what_is_measured_such_as(kind, names) {
        zh: "请写具体考核什么；{kind}类的项目常用：{names}（适合的才写，更多的见 jixiao suggest）",
        en: "write what exactly is measured; projects of the kind “{kind}” often have {names} \
            (take what fits; jixiao suggest lists more)",
        page_zh: "请写具体考核什么；{kind}类的项目常用：{names}（适合的才写，更多的点「参考指标」）",
        page_en: "write what exactly is measured; projects of the kind “{kind}” often have {names} (take what fits; “Suggested indicators” has more)",
    }
    name_is_sentence() {
        zh: "三级指标的名称是一句话",
        en: "the name of the indicator is a whole sentence",
    }
    write_a_phrase() {
        zh: "请写成词组，说考核什么；做到什么程度写在指标值里",
        en: "write a phrase that says what is measured; how much is to be achieved belongs in the target",
    }
    alike_indicators(first, second) {
        zh: "「{first}」和「{second}」数相同，像是同一个指标",
        en: "“{first}” and “{second}” have one number, and look like one indicator",
    }
    delete_one_or_tell_apart() {
        zh: "是同一件事的，请删去一条；不是的，请在名称里写明区别",
        en: "where both are one thing, delete one of them; where not, say in the names how they differ",
    }
    duplicate_indicator(name) { zh: "指标「{name}」写了两次", en: "the indicator “{name}” is written twice" }

    // document-name
    name_of_document(name) {
        zh: "「{name}」是文件的题目，不像项目的名称",
        en: "“{name}” is the title of a document rather than the name of a project",
    }
    name_the_project() {
        zh: "请写做什么，如 学前教育资助",
        en: "say what is done, as in “学前教育资助”",
    }

    // unit-alias
    unit_has_full_name(short, full) {
        zh: "单位写成「{short}」，别处写的是「{full}」",
        en: "an institution is called “{short}”, elsewhere “{full}”",
    }
    use_the_full_name() { zh: "请都写全称", en: "use its full name everywhere" }
}
