//! What is said about targets: their units, signs and numbers.

crate::messages! {
    // says-nothing, percent-sign-missing
    hundred_says_nothing(name, target) {
        zh: "「{name}」写的是 {target}，看不出是什么的 {target}",
        en: "the target of “{name}” is {target}, and nobody can tell of what",
    }
    say_what_is_achieved() {
        zh: "请写做到什么程度，如 印发制度1项、不超预算；能用率的，把名称改成率",
        en: "say how much is to be achieved, such as “印发制度1项” or “不超预算”; where there is a rate, call it so",
    }
    percent_sign_missing(name, count) {
        zh: "「{name}」这样的率只写了数字，没有 %，共 {count} 处",
        en: "rates such as “{name}” are numbers without their %; places: {count}",
    }
    add_percent_signs() {
        zh: "请写上 %；可以用 --fix 一起改正",
        en: "add the %, or run with --fix",
    }

    // unit-twice
    unit_twice(name, unit) {
        zh: "名称「{name}」的括号里写了单位「{unit}」，指标值又写了一遍",
        en: "the unit “{unit}” stands in the name “{name}” and again in the target",
    }
    keep_the_unit_of_the_target() {
        zh: "请删去名称里的括号，单位留在指标值里",
        en: "delete the brackets in the name, and keep the unit in the target",
    }

    // wrong-direction
    should_be_high(name, target) {
        zh: "「{name}」越高越好，写的却是 {target}",
        en: "“{name}” should be high, but its target is “{target}”",
    }
    should_be_low(name, target) {
        zh: "「{name}」越低越好，写的却是 {target}",
        en: "“{name}” should be low, but its target is “{target}”",
    }
    goal_says_otherwise(said, name, target) {
        zh: "目标里是「{said}」，指标「{name}」写的却是 {target}",
        en: "the goal says “{said}”, but the target of “{name}” is “{target}”",
    }
    write_at_least() { zh: "请写 ≥，或核对名称", en: "write ≥, or check the name" }
    write_none(unit) { zh: "一个也没有的，请写 =0{unit}", en: "write “=0{unit}” where there is to be none" }
    write_at_most() { zh: "请写 ≤，或核对名称和数", en: "write ≤, or check the name and the number" }

    // rate-without-number
    rate_without_number(name, target) {
        zh: "「{name}」是率，写的是「{target}」，没有数",
        en: "“{name}” is a rate, but its target “{target}” has no number",
    }
    write_the_rate() {
        zh: "请写百分数，如 ≥95%；说变化的写明幅度，如 较上年提高2个百分点",
        en: "write a percentage, such as “≥95%”; for a change say by how much, as in “较上年提高2个百分点”",
    }

    // unit-missing, operator-missing
    unit_missing(number) { zh: "「{number}」没有单位", en: "“{number}” has no unit" }
    write_as_percent(percent) {
        zh: "请写成百分数，如 {percent}%",
        en: "write it as a percentage, such as “{percent}%”",
    }
    add_this_unit(number, unit) {
        zh: "请写 {number}{unit}；可以用 --fix 改正",
        en: "write “{number}{unit}”, or run with --fix",
    }
    add_a_unit() {
        zh: "请写上单位，如 100场；不是数出来、量出来的，请写做到什么程度",
        en: "add the unit, as in “100场”; where nothing is counted or measured, say how much is to be achieved",
    }
    operator_missing(target) { zh: "「{target}」没有比较符号", en: "“{target}” has no comparison sign" }
    write_within(target) { zh: "请写 ≤{target}，或 {target}内", en: "write “≤{target}” or “{target}内”" }
    add_an_operator(target) {
        zh: "请写上 ≥、≤ 或 =，如 ≥{target}",
        en: "add ≥, ≤ or =, as in “≥{target}”",
    }

    // unit-unknown
    unit_unknown(target, rest) {
        zh: "「{target}」按原样打印：「{rest}」不是认得的单位",
        en: "“{target}” is printed as it is: “{rest}” is no unit that is known",
    }
    only_the_unit(shorter, parts, verbatim) {
        zh: "请写 {shorter}，其余的话写在指标名称里；整个是单位的，写成 {parts}；就要这样印的，写成 {verbatim}",
        en: "write “{shorter}”, and the rest in the indicator's name; if all of it is the unit, write `{parts}`; if the form should say just this, write `{verbatim}`",
    }
    units_can_be_added(unit) {
        zh: "常用的单位都认得；「{unit}」确实是单位的，可以写进 jixiao.yaml：units: [{unit}]",
        en: "the usual units are known; if “{unit}” is one, it can be made known in jixiao.yaml: `units: [{unit}]`",
    }
    unit_or_verbatim(parts, verbatim) {
        zh: "是单位的，写成 {parts}；就要这样印的，写成 {verbatim}",
        en: "if it is the unit, write `{parts}`; if the form should say just this, write `{verbatim}`",
    }

    // percent-over-100, percent-low, percent-for-count
    over_100(name, percent) {
        zh: "「{name}」是 {percent}%，超过了 100%",
        en: "“{name}” is {percent}%, which is more than 100%",
    }
    falls_by_all(name) {
        zh: "「{name}」是 100%，等于一点也不剩",
        en: "“{name}” is 100%, so that nothing would be left",
    }
    no_more_than_100(name, target) {
        zh: "「{name}」不会超过 100%，写的是「{target}」",
        en: "“{name}” cannot be more than 100%, but its target is “{target}”",
    }
    write_equal_100() { zh: "请写 =100%，或写达得到的百分数", en: "write “=100%”, or a percentage that can be reached" }
    percent_is_low(name, percent) { zh: "「{name}」只有 {percent}%", en: "“{name}” is only {percent}%" }
    not_all_accepted(name, percent) {
        zh: "「{name}」只有 {percent}%，余下的就是不合格、不合规",
        en: "“{name}” is {percent}%: the rest would not be up to standard",
    }
    write_all_of_it() {
        zh: "验收、合规一般应是 100%；按批次抽查的，请在名称里写明",
        en: "write 100% for what has to be accepted or in order; where samples are meant, say so in the name",
    }
    check_for_lost_digit() {
        zh: "请核对数字，是否漏打了一位",
        en: "check the number: has a digit been lost?",
    }
    count_is_percent(name) {
        zh: "数量指标「{name}」的值是百分数",
        en: "the target of the quantity indicator “{name}” is a percentage",
    }
    count_or_move(other) {
        zh: "请写数量和单位，如 ≥4场；或移到「{other}」",
        en: "write a number with its unit, as in “≥4场”, or move it to “{other}”",
    }
    move_to(other) { zh: "请移到「{other}」", en: "move it to “{other}”" }
    write_a_count() { zh: "请写数量和单位，如 ≥4场", en: "write a number with its unit, as in “≥4场”" }

    // satisfaction-equal, rate-unit, wrong-unit
    satisfaction_equal(name) { zh: "「{name}」写的是等于", en: "the target of “{name}” is an exact value" }
    satisfaction_wants_at_least() { zh: "满意度请写 ≥", en: "write ≥ for satisfaction" }
    rate_unit(name, unit) { zh: "「{name}」的单位是「{unit}」", en: "“{name}” is a rate, but its unit is “{unit}”" }
    wrong_unit(name, unit) {
        zh: "「{name}」的单位不会是「{unit}」",
        en: "“{name}” is not measured in “{unit}”",
    }
    check_unit_or_name() {
        zh: "请改成名称所说的东西的单位（如 案件用 件，面积用 平方米），或改名称",
        en: "use the unit of what the name counts (“件” for cases, “平方米” for areas), or change the name",
    }
    percent_or_rename() {
        zh: "是率的，请写百分数，数字也一起核对；数的是次、人、个的，请改名称",
        en: "write a percentage where it is a rate, and check the number as well; change the name where something is counted",
    }

    // vague-target, grade-unsaid
    target_says_nothing(target) {
        zh: "「{target}」说不出做到什么程度",
        en: "“{target}” does not say how much is to be achieved",
    }
    say_what_can_be_judged() {
        zh: "请写事后能核对的程度，如 较上年增加10%、覆盖全部街镇；只能定性的，写明分几档、达到哪一档",
        en: "write what can be checked afterwards, such as “较上年增加10%” or “覆盖全部街镇”; where nothing can be counted, say what grades there are and which is to be reached",
    }
    grade_unsaid(name, target, count) {
        zh: "「{name}」这样的指标只写了「{target}」，没有说到什么程度，共 {count} 处",
        en: "targets such as “{target}” of “{name}” do not say how far; places: {count}",
    }
    say_grade() {
        zh: "能用数的请换成数，如 平均办理天数: ≤15天；只能定性的，写明与什么比，或分几档、达到哪一档，如 优良中差四档评为良以上",
        en: "use a number where there is one, such as `平均办理天数: ≤15天`; where there is none, say what it is compared with, or what grades there are and which is to be reached, such as “优良中差四档评为良以上”",
    }
}
