//! What is said about what a reviewer would send a form back for.

use crate::messages::{Language, Message};

/// A remedy for one who cannot run this program on the file: without what `--fix` would do.
pub(crate) fn by_hand(remedy: &Message) -> Message {
    let before = |language, also: &str| {
        let said: &str = remedy.say(language);
        said.split(also).next().unwrap_or(said).to_owned()
    };
    Message::new(before(Language::Chinese, "；可以用 --fix"), before(Language::English, ", or run with --fix"))
}

crate::messages! {
    // What several rules say.
    quoted(word) { zh: "「{word}」", en: "“{word}”" }
    correct_one() { zh: "请改正其中一个", en: "correct one of them" }
    correct_year() { zh: "请改正年份", en: "correct the year" }
    check_year() { zh: "请核对年份", en: "check the year" }
    check_dates() { zh: "请核对两个日期", en: "check both dates" }
    check_number() { zh: "请核对数字", en: "check the number" }
    check_amounts() { zh: "请核对两个金额", en: "check both amounts" }
    complete_it() { zh: "请补全", en: "complete it" }
    delete_one() { zh: "请删去一个", en: "delete one of them" }
    delete_or_rename() { zh: "请删去一条，或写成不同的名称", en: "delete one of them, or give them different names" }
    first_time() { zh: "第一次", en: "first here" }
    second_time() { zh: "又一次", en: "again here" }
    written_twice(name) { zh: "「{name}」写了两次", en: "“{name}” is written twice" }

    // sum-mismatch, sum-equals
    sum_differs(key, stated, sum, difference) {
        zh: "「{key}」写的是 {stated}，各分项相加是 {sum}，相差 {difference}",
        en: "“{key}” says {stated}, but its parts add up to {sum}: a difference of {difference}",
    }
    check_parts(key) {
        zh: "请核对各分项；合计由程序计算，也可以删去「{key}」这一行",
        en: "check the parts; totals are computed, so that the line “{key}” can also be deleted",
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
    }
    in_the_same_year(start, end) {
        zh: "本项目的{start}和{end}在同一年；如是跨年度项目，请改正日期，否则请删去这一行",
        en: "“{start}” and “{end}” are in the same year; correct the dates if the project runs for several years, otherwise delete this line",
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

    // date-order, date-missing, date-outside-year, long-project, past-year,
    // deadline-after-end
    ends_before_it_starts() { zh: "结束日期早于开始日期", en: "the last day is before the first day" }
    start() { zh: "开始", en: "first day" }
    end() { zh: "结束", en: "last day" }
    not_filled_in(key) { zh: "没有填「{key}」", en: "“{key}” is not filled in" }
    fill_in_the_line(key) {
        zh: "请在「{key}:」后面填上日期，如 2026-01-01",
        en: "write the date behind “{key}:”, such as 2026-01-01",
    }
    add_the_line(key) { zh: "请补上一行「{key}: …」", en: "add a line “{key}: …”" }
    outside_the_year(start, end, year) {
        zh: "项目在 {start} 年到 {end} 年，不包括 {year} 年度",
        en: "the project runs from {start} to {end}, which leaves out the form's year {year}",
    }
    check_dates_and_year() { zh: "请核对日期和年度", en: "check the dates and the form's year" }
    runs_long(start, end) { zh: "项目从 {start} 年到 {end} 年", en: "the project runs from {start} to {end}" }
    all_in_the_first_year(last, year) {
        zh: "项目到 {last} 年才结束，{year} 年的预算已是全部",
        en: "the project ends in {last}, but all its money is asked for in {year}",
    }
    check_dates_or_amounts() {
        zh: "当年做完的，请改结束日期；以后各年还有钱的，改总预算；确实如此的不用改",
        en: "correct the last day where it is done this year, or the sum of all years where there is more to come; leave them if they are right",
    }
    indicator_of_past_year(written, year) {
        zh: "指标写的是 {written} 年，表是 {year} 年度的",
        en: "the indicator names the year {written}, but the form is for {year}",
    }
    plan_of_past_year(written, year) {
        zh: "打算做的事写在 {written} 年，表是 {year} 年度的",
        en: "what is to happen is set for {written}, but the form is for {year}",
    }
    goal_of_later_year(written, year) {
        zh: "年度目标的期限写到 {written} 年，表是 {year} 年度的",
        en: "the goal of the year is due in {written}, but the form is for {year}",
    }
    indicator_of_later_year(written, year) {
        zh: "指标的期限是 {written} 年，表是 {year} 年度的",
        en: "the indicator is due in {written}, but the form is for {year}",
    }
    only_this_year() {
        zh: "年度目标和指标只写本年度做的；以后年度的写在总目标里，填以后年度的表时再写指标",
        en: "goals and indicators of a year are what is done in it: move later ones to the goal of all years, and leave their indicators to the form of that year",
    }
    goal_of_other_period(written, years) {
        zh: "目标里是「{written}」，起止日期一共是 {years} 年",
        en: "the goal says “{written}”, but the project's dates cover years: {years}",
    }
    total_of_one_year(total) {
        zh: "项目跨年度，总预算 {total} 却都在本年度",
        en: "the project runs over more than a year, but its total of {total} is all asked for in this one",
    }
    check_period_or_funds() {
        zh: "钱和事都在本年度的，把结束日期改到年内；确实跨年度的，总额要写各年之和",
        en: "where money and work are of this year, end the project within it; where not, the total is that of all years",
    }
    deadline_after_end() {
        zh: "指标的时间晚于项目的结束日期",
        en: "the indicator's time is after the last day of the project",
    }
    end_of_project() { zh: "项目的结束日期", en: "the last day of the project" }
    check_times() { zh: "请核对两个时间", en: "check both times" }

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

    // expected-missing, category-missing, target-missing
    expected_missing(names) { zh: "没有填{names}", en: "not filled in: {names}" }
    fill_in_what_is_expected() {
        zh: "请各写一行「栏目: 内容」，已有这一行的在冒号后面填上；各项目相同的可以写在 jixiao.yaml 里",
        en: "write a line “栏目: 内容” for each, or fill it in behind the colon where the line is there; what all projects have in common can be written in jixiao.yaml",
    }
    missing_categories(names) { zh: "缺少{names}", en: "the form lacks {names}" }
    in_two_places(category, place) {
        zh: "一级指标「{category}」和「{place}」两处都写了指标",
        en: "there are indicators both below the category “{category}” and below “{place}”",
    }
    use_one_place(category, place) {
        zh: "请只用一处：都放到「{category}」下面，或都放到「{place}」下面",
        en: "use one place: put all below “{category}”, or all below “{place}”",
    }
    one_indicator_each() {
        zh: "每个一级指标至少写一条指标",
        en: "write at least one indicator for each category",
    }
    one_indicator_each_such_as(kind, names) {
        zh: "每个一级指标至少写一条指标；{kind}类的项目常用：{names}（适合的才写，更多的见 jixiao suggest）",
        en: "write at least one indicator for each category; projects of the kind “{kind}” often have {names} \
            (take what fits; jixiao suggest lists more)",
    }
    target_missing(name) { zh: "指标「{name}」没有指标值", en: "the indicator “{name}” has no target" }
    add_a_target() { zh: "请补上指标值，如 ≥90%", en: "add its target, such as ≥90%" }

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

    // says-nothing, percent-sign-missing, unit-twice
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
    unit_twice(name, unit) {
        zh: "名称「{name}」的括号里写了单位「{unit}」，指标值又写了一遍",
        en: "the unit “{unit}” stands in the name “{name}” and again in the target",
    }
    keep_the_unit_of_the_target() {
        zh: "请删去名称里的括号，单位留在指标值里",
        en: "delete the brackets in the name, and keep the unit in the target",
    }

    // wrong-direction, rate-without-number, goal-deadline
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
    write_at_most() { zh: "请写 ≤，或核对名称和数", en: "write ≤, or check the name and the number" }
    rate_without_number(name, target) {
        zh: "「{name}」是率，写的是「{target}」，没有数",
        en: "“{name}” is a rate, but its target “{target}” has no number",
    }
    write_the_rate() {
        zh: "请写百分数，如 ≥95%；说变化的写明幅度，如 较上年提高2个百分点",
        en: "write a percentage, such as “≥95%”; for a change say by how much, as in “较上年提高2个百分点”",
    }
    goal_has_another_deadline(written, name, target) {
        zh: "目标里是「{written}」，指标「{name}」是「{target}」",
        en: "the goal says “{written}”, the indicator “{name}” says “{target}”",
    }

    whole_for_year(name, target, year) {
        zh: "「{name}」的 {target} 是总目标里的数，年度目标是「{year}」",
        en: "“{target}” of “{name}” is the number of all years; the goal of the year says “{year}”",
    }
    in_the_total_goal() { zh: "总目标里的数", en: "the number of the goal of all years" }
    write_what_the_year_does() { zh: "请写本年度的数", en: "write the number of the form's year" }
    text_has_another_number(written, name, target) {
        zh: "文字里是「{written}」，指标「{name}」是「{target}」",
        en: "a text says “{written}”, the indicator “{name}” says “{target}”",
    }
    text_has_another_price(written, name, target) {
        zh: "文字里的标准是「{written}」，指标「{name}」是「{target}」",
        en: "a text has the rate “{written}”, the indicator “{name}” says “{target}”",
    }
    in_the_text_number() { zh: "文字里的数", en: "the number of the text" }
    text_has_another_deadline(written, name, target) {
        zh: "文字里是「{written}」，指标「{name}」是「{target}」",
        en: "a text says “{written}”, the indicator “{name}” says “{target}”",
    }
    in_the_text() { zh: "文字里的时间", en: "the time of the text" }

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

    // goal-numbers, goal-without-number
    goal_has_another_number(written, name, target) {
        zh: "目标里是「{written}」，指标「{name}」是「{target}」",
        en: "the goal says “{written}”, the indicator “{name}” says “{target}”",
    }
    goal_has_another_unit(written, name, target) {
        zh: "目标里是「{written}」，指标「{name}」是「{target}」，单位不同",
        en: "the goal says “{written}”, the indicator “{name}” says “{target}”, with another unit",
    }
    use_one_unit() {
        zh: "说的是同一件事的，请改用同一个单位",
        en: "where both mean the same, use the same unit",
    }
    in_the_goal() { zh: "目标里的数", en: "the number of the goal" }
    use_one_number() {
        zh: "说的是同一件事的，请改成同一个数；不是的，请在名称里写明区别",
        en: "where both mean the same, write the same number; where not, say in the name how they differ",
    }
    goal_is_not_measured(names) {
        zh: "目标里的数没有写进指标：{names}",
        en: "numbers of the goal are in no indicator: {names}",
    }
    measure_what_the_goal_counts() {
        zh: "请把目标里主要的数写成指标；不考核的，从目标里删去",
        en: "make indicators of the main numbers of the goal; delete from the goal what is not measured",
    }
    goal_without_number() { zh: "年度目标里没有一个数", en: "the goal of the year has no number" }
    say_how_much_in_the_goal() {
        zh: "请写明做多少、做到什么程度，如 举办讲座12场，服务市民3000人次",
        en: "say how much is done, as in “举办讲座12场，服务市民3000人次”",
    }

    // product-differs
    product_differs(count, each, product, total) {
        zh: "{count}、{each}，相乘是 {product}，写的是 {total}",
        en: "“{count}” times “{each}” is “{product}”, but the total is “{total}”",
    }
    check_the_factors() {
        zh: "请核对这几个数，改正写错的一个",
        en: "check these numbers, and correct the one that is wrong",
    }
    product_beyond_funds(count, price, product, asked) {
        zh: "{count}、{price}，相乘是 {product}，超过申请的资金 {asked}",
        en: "“{count}” times “{price}” is “{product}”, which is more than the “{asked}” asked for",
    }
    check_price_and_number() {
        zh: "请核对单价、数量和申请的资金；不够的由别处出的，请在文字里写明",
        en: "check the price, the number and the funds; where others pay the rest, say so in the texts",
    }

    // parts-differ
    parts_differ(parts, sum, whole) {
        zh: "{parts}相加是 {sum}，写的是 {whole}",
        en: "{parts} add up to “{sum}”, but the total is “{whole}”",
    }

    part_beyond_the_whole(part, whole) {
        zh: "其中的「{part}」比总数「{whole}」还多",
        en: "“{part}” is a part of “{whole}”, and more than that",
    }

    // type-unlikely, basis-vague, name-differs
    likely_once(option, word) {
        zh: "选了「{option}」，名称里的「{word}」多半只做一次",
        en: "“{option}” is chosen, but “{word}” in the name is most likely done once",
    }
    choose_one_off() {
        zh: "只做这一次的，请选一次性项目；分几年做的，选阶段性项目；每年都有的，不用改",
        en: "choose a one-off type for what is done once, and one in stages for what takes years; leave it where it comes every year",
    }
    staged_in_a_year(option) {
        zh: "选了「{option}」，开始和结束在同一年",
        en: "“{option}” is chosen, but the project begins and ends in one year",
    }
    choose_what_it_is() {
        zh: "每年都有的，请选经常性项目；只做一次的，选一次性项目；分几年做的，核对日期",
        en: "choose a recurring type for what comes every year, or a one-off for what is done once; check the dates where it takes several years",
    }
    basis_is_vague(word) { zh: "「{word}」没有说是哪个文件", en: "“{word}” does not say which document" }
    name_the_document() {
        zh: "请写明文件的名称和文号；没有文件的，删去这一条",
        en: "name the document with its number; where there is none, delete the item",
    }
    number_of_document_missing() { zh: "文号里没有号数", en: "the number of the document is missing" }
    fill_in_the_number() { zh: "请照文件填上号数", en: "fill it in as the document has it" }
    law_is_repealed(law) {
        zh: "「{law}」2021 年起已由民法典代替",
        en: "“{law}” was replaced by the civil code in 2021",
    }
    name_the_civil_code() {
        zh: "请改成《中华人民共和国民法典》；不需要的，删去",
        en: "name the civil code (“中华人民共和国民法典”) instead, or delete it",
    }
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

    // one-off-name
    one_off_by_name(option, word) {
        zh: "选了「{option}」，名称里却有「{word}」",
        en: "“{option}” is chosen, but the name speaks of “{word}”",
    }
    choose_recurring_or_rename() {
        zh: "每年都有的请选经常性项目；只做一次的，请在名称里写明做什么",
        en: "choose a recurring type for what comes every year; if it happens once, say in the name what is done",
    }

    // repeated-verb, misspelling, contract-word, plan-ended, short-text, half-width-mark,
    // sub-project-unmentioned
    verb_twice(verb) { zh: "一句里用了两次「{verb}」", en: "a clause has “{verb}” twice" }
    delete_or_rephrase() { zh: "请删去一个，或改通顺", en: "delete one of them, or mend the sentence" }
    misspelt(word) { zh: "「{word}」是错别字", en: "“{word}” is misspelt" }
    write_instead(word) { zh: "请写「{word}」；可以用 --fix 改正", en: "write “{word}”, or run with --fix" }
    may_be_misspelt(word) { zh: "「{word}」像是错别字", en: "“{word}” looks misspelt" }
    is_it(word) { zh: "如果是「{word}」，请改正；没有错的，不用改", en: "write “{word}” if that is meant; leave it if it is right" }
    contract_word(word) { zh: "「{word}」是合同里的称呼", en: "“{word}” is what a contract calls a party" }
    name_the_institution() { zh: "请写单位的名称", en: "write the name of the institution" }
    plan_has_ended(plan, last) {
        zh: "「{plan}」的规划或计划到 {last} 年已经结束",
        en: "the plan of “{plan}” ended in {last}",
    }
    name_the_plan_in_force() {
        zh: "请换成现行的文件；仍然有效的，请写明",
        en: "name what is in force now; where it still is, say so",
    }
    text_is_short(key, count) { zh: "「{key}」只有 {count} 字", en: "“{key}” has only {count} characters" }
    say_who_and_when() {
        zh: "请写明做哪几步、由谁负责、什么时候完成",
        en: "say which steps there are, who does them and by when",
    }
    half_width_marks(mark, count) {
        zh: "汉字后面用了半角标点，如「{mark}」，共 {count} 处",
        en: "half-width marks such as “{mark}” stand behind Chinese characters; places: {count}",
    }
    write_full_width_marks() {
        zh: "请改成全角标点；可以用 --fix 改正",
        en: "write full-width marks, or run with --fix",
    }
    placeholder_left(mark) { zh: "「{mark}」还没有换成名称", en: "“{mark}” still stands for a name" }
    write_the_name() { zh: "请换成真的名称", en: "write the name itself" }
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

    // cost-at-least, cost-amount, satisfaction-equal, rate-unit
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
    budget_of_sub_project() { zh: "子项目的预算", en: "the budget of the sub-project" }
    correct_one_amount() {
        zh: "请核对两个金额和它们的单位（元、万元），改正写错的一个",
        en: "check both amounts and their units (yuan or ten thousands), and correct the one that is wrong",
    }
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
    percent_or_rename() { zh: "请写 %，或改名称", en: "write %, or change the name" }

    // vague-target, target-is-name, generic-name, statement-name,
    // duplicate-indicator
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
    }
    name_is_sentence() {
        zh: "三级指标的名称是一句话",
        en: "the name of the indicator is a whole sentence",
    }
    write_a_phrase() {
        zh: "请写成词组，说考核什么；做到什么程度写在指标值里",
        en: "write a phrase that says what is measured; how much is to be achieved belongs in the target",
    }
    duplicate_indicator(name) { zh: "指标「{name}」写了两次", en: "the indicator “{name}” is written twice" }

    // identical-texts, doubled-word, text-cut, unclosed-mark
    identical_texts(first, second) {
        zh: "「{first}」与「{second}」的文字完全相同",
        en: "“{first}” and “{second}” have the very same text",
    }
    copied_text(first, second, count) {
        zh: "「{first}」与「{second}」有一段 {count} 字相同",
        en: "“{first}” and “{second}” have a passage of {count} characters in common",
    }
    same_as_here() { zh: "与这里相同", en: "the same as here" }
    write_each() { zh: "请按各栏的要求分别写", en: "write each as its field asks" }
    doubled_word(word) { zh: "「{word}」连写了两遍", en: "“{word}” is written twice in a row" }
    lines_are_joined() {
        zh: "这段文字写成了几行，表上会连成一段",
        en: "this text stands on several lines, which the form prints as one paragraph",
    }
    write_block_mark() {
        zh: "请在冒号后面写一个空格和 |-，文字都写在下面，每行行首比键多两个空格；可以用 --fix 改正",
        en: "write a space and `|-` after the colon and the whole text below, each line indented by two more spaces than its key, or run with --fix",
    }
    text_is_cut(last) {
        zh: "文字以「{last}」结尾，没有说完",
        en: "the text ends with “{last}”, in the middle of a sentence",
    }
    text_ends_inside(inside) {
        zh: "文字停在「{inside}」上，括号、书名号或引号还没有合上",
        en: "the text ends at “{inside}”, inside a bracket, title or quotation that is not closed",
    }
    text_wants_more(last) {
        zh: "文字以「{last}」结尾，没有说{last}什么",
        en: "the text ends with “{last}”, and does not say what",
    }
    text_is_unfinished() {
        zh: "文字最后没有标点，像是没有写完",
        en: "the text ends without a mark, as if it were not finished",
    }
    complete_or_end_it() {
        zh: "请核对后面的文字是否丢了，丢了的请补全；写完了的，加上句号",
        en: "check whether text is lost at the end, and complete it; if it is finished, add a full stop",
    }
    unpaired_mark(mark) { zh: "「{mark}」没有配对", en: "“{mark}” has no other half" }
    add_other_half() {
        zh: "请补上另一半；多余的请删去；后面的文字丢了的，请补全文字",
        en: "add its other half, or delete the mark if it is one too many; where the text behind it is lost, complete the text",
    }

    // mixed-numbering, numbering-gap, label-in-text, text-over-limit
    mixed_numbering(first, other) {
        zh: "序号有的用「{first}」，有的用「{other}」",
        en: "some item numbers are followed by “{first}”, others by “{other}”",
    }
    use_one_mark() {
        zh: "请统一成一种；可以用 --fix 改正",
        en: "use the same for all, or run with --fix",
    }
    numbering_gap(before, after) { zh: "序号 {before} 后面是 {after}", en: "item {before} is followed by item {after}" }
    add_or_renumber() {
        zh: "请补上缺少的一条，或改正序号",
        en: "add the missing item, or correct the numbers",
    }
    label_in_text(label) {
        zh: "文字的开头又写了「{label}」",
        en: "the text repeats the name of its field, “{label}”, at the beginning",
    }
    label_is_printed() {
        zh: "表上已经印着栏目名，请删去",
        en: "the form prints the name of the field already: delete it",
    }
    over_limit(key, count, limit) {
        zh: "「{key}」有 {count} 字，规定 {limit} 字以内",
        en: "“{key}” has {count} characters, but the limit is {limit}",
    }
    shorten_by(count) { zh: "请减去 {count} 字", en: "shorten it; characters to remove: {count}" }

    // one-off-and-recurring, repeated-one-off, technology-unticked
    both_chosen(one_off, recurring) {
        zh: "既选了「{one_off}」，又选了「{recurring}」",
        en: "both “{one_off}” and “{recurring}” are chosen",
    }
    choose_one() { zh: "请只选一样", en: "choose one of them" }
    repeated_one_off(option) {
        zh: "选了「{option}」，上年却有同名项目的预算",
        en: "“{option}” is chosen, but a project of this name had a budget last year",
    }
    repeated_by_text(option, words) {
        zh: "选了「{option}」，文字里却说「{words}」",
        en: "“{option}” is chosen, but a text says “{words}”",
    }
    recurring_by_name(option, word) {
        zh: "选了「{option}」，名称里却有「{word}」，做完就结束",
        en: "“{option}” is chosen, but the name speaks of “{word}”, which comes to an end",
    }
    choose_phase_or_one_off() {
        zh: "跨年度的请选阶段性项目，一年做完的选一次性项目（按表上有的选）；年年都做的，请在名称里写明",
        en: "choose a type for projects of some years, or a one-off type for what is done within one; where it is done every year, say so in the name",
    }
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
    purchases_unticked(word, key, options) {
        zh: "子项目或名称里有「{word}」，「{key}」没有选{options}",
        en: "a sub-project or the name has “{word}” in it, but {options} is not chosen in “{key}”",
    }
    quarter_missing(number) {
        zh: "计划写了别的季度，没有第 {number} 季度",
        en: "the plan has the other quarters, but not this one (of 4): {number}",
    }
    add_the_quarter() { zh: "请补上这一季度的安排", en: "say what is done in that quarter" }
    name_of_document(name) {
        zh: "「{name}」是文件的题目，不像项目的名称",
        en: "“{name}” is the title of a document rather than the name of a project",
    }
    name_the_project() {
        zh: "请写做什么，如 学前教育资助",
        en: "say what is done, as in “学前教育资助”",
    }
    unit_has_full_name(short, full) {
        zh: "单位写成「{short}」，别处写的是「{full}」",
        en: "an institution is called “{short}”, elsewhere “{full}”",
    }
    use_the_full_name() { zh: "请都写全称", en: "use its full name everywhere" }
    last_years_budget() { zh: "上年的预算", en: "last year's budget" }
    choose_recurring() {
        zh: "每年都有的请选经常性项目",
        en: "choose a recurring type for a project of every year",
    }
    technology_unticked(word, key, options) {
        zh: "项目名称里有「{word}」，「{key}」没有选{options}",
        en: "the project's name has “{word}” in it, but {options} is not chosen in “{key}”",
    }
    services_unticked(word, key, options) {
        zh: "文字里有「{word}」，「{key}」没有选{options}",
        en: "a text has “{word}” in it, but {options} is not chosen in “{key}”",
    }
    choose_it_or_mend_the_text() {
        zh: "本项目的资金用来购买服务的，请改选；不是的，请在文字里写明",
        en: "choose it where the project's funds buy services; where they do not, say so in the text",
    }
    option(name) { zh: "{name}", en: "“{name}”" }
    either(first, second) { zh: "{first}或{second}", en: "{first} or {second}" }
    choose_it_too() { zh: "请加选，或核对名称", en: "choose it as well, or check the name" }

    // period-in-name, space-in-word, quoted-value, full-width
    name_of_past_year(written, year) {
        zh: "名称里是 {written} 年，表是 {year} 年度的",
        en: "the name has the year {written}, but the form is for {year}",
    }
    check_year_in_name() { zh: "请核对名称里的年份", en: "check the year in the name" }
    space_inside(around) {
        zh: "「{around}」有多余的空格，会印成空当",
        en: "“{around}” has a space that is printed as a hole",
    }
    delete_the_space() {
        zh: "请删去标出的空格；可以用 --fix 改正",
        en: "delete the marked spaces, or run with --fix",
    }
    is_quoted() {
        zh: "整个内容两头的引号会打印出来",
        en: "the quotation marks around the whole value are printed with it",
    }
    delete_quotes() {
        zh: "请删去两头的引号；可以用 --fix 改正",
        en: "delete the mark at each end, or run with --fix",
    }
    plain_quotes(text) {
        zh: "请把两头的引号改成英文双引号：\"{text}\"；可以用 --fix 改正",
        en: "use plain double quotes instead, `\"{text}\"`, or run with --fix",
    }
    is_full_width(text) {
        zh: "「{text}」用了全角数字或字母",
        en: "“{text}” has full-width digits or letters",
    }
    write_half_width(text) { zh: "请写 {text}；可以用 --fix 改正", en: "write “{text}”, or run with --fix" }

    // duplicate-project, same-content, unit-spelling, over-ceiling,
    // sub-project-duplicate
    duplicate_project(name) { zh: "两个项目都叫「{name}」", en: "two projects are called “{name}”" }
    second_project() { zh: "又一个", en: "the second" }
    first_project() { zh: "第一个", en: "the first" }
    delete_or_rename_project() {
        zh: "请删去一个，或写成不同的名称",
        en: "delete one of them, or give them different names",
    }
    same_content(name, other) {
        zh: "「{name}」与「{other}」的目标和指标完全相同",
        en: "“{name}” and “{other}” have the very same goals and indicators",
    }
    same_as_this_project() { zh: "与这个项目相同", en: "the same as this project" }
    write_each_project() { zh: "请按各自的内容写", en: "write the goals and indicators of each project itself" }
    two_spellings(unit, other) {
        zh: "单位写成了两样：「{unit}」和「{other}」",
        en: "one institution is spelt in two ways: “{unit}” and “{other}”",
    }
    other_spelling() { zh: "另一种写法", en: "the other spelling" }
    use_one_spelling() {
        zh: "请统一写法；可以写在 jixiao.yaml 里",
        en: "spell it in one way; it can be written in jixiao.yaml once for all",
    }
    over_ceiling(year, total, ceiling, beyond) {
        zh: "{year} 年度各项目的资金合计 {total} 元，超过限额 {ceiling} 元，多 {beyond} 元",
        en: "the projects of {year} ask for {total} yuan together, which is {beyond} yuan more than the ceiling of {ceiling} yuan",
    }
    unit_over_ceiling(unit, year, total, ceiling, beyond) {
        zh: "「{unit}」{year} 年度各项目的资金合计 {total} 元，超过限额 {ceiling} 元，多 {beyond} 元",
        en: "the projects of “{unit}” of {year} ask for {total} yuan together, which is {beyond} yuan more than the ceiling of {ceiling} yuan",
    }
    no_project_of_unit(unit) { zh: "有「{unit}」的限额，没有它的项目", en: "there is a ceiling for “{unit}”, and no project of it" }
    spell_the_unit_alike() {
        zh: "请照项目里的「实施单位」（2022 年以前「申报单位名称」）写；没有项目的，删去这一行",
        en: "spell it as the projects do in “实施单位” (to 2022, “申报单位名称”); where it has none, delete this line",
    }
    ceiling() { zh: "限额", en: "the ceiling" }
    ask_for_less() { zh: "请调减项目，或核对限额", en: "reduce the projects, or check the ceiling" }
    merge_or_rename() { zh: "请合并，或写成不同的名称", en: "put them together, or give them different names" }

    // glyph-missing, text-too-long
    no_glyph(character, code) { zh: "字体里没有「{character}」（{code}）", en: "no font has “{character}” ({code})" }
    no_glyph_for_control(code) { zh: "字体里没有（{code}）", en: "no font has {code}" }
    in_text(text) { zh: "在「{text}」中", en: "in “{text}”" }
    delete_control() {
        zh: "这是看不见的控制字符，多半是从别处复制带来的，请删去",
        en: "this is a control character that nobody sees, most likely copied from elsewhere: delete it",
    }
    bullet_of_word(code) {
        zh: "这里有 Word 的项目符号（{code}），别的程序显示不出来",
        en: "here is a bullet of Word ({code}), which no other program can show",
    }
    type_a_bullet(bullet) { zh: "请删去，改成「{bullet}」", en: "delete it and write “{bullet}” instead" }
    symbol_of_word(code) {
        zh: "这里有 Word 的图形符号（{code}），别的程序显示不出来",
        en: "here is a symbol of Word ({code}), which no other program can show",
    }
    type_the_symbol() {
        zh: "请删去，用输入法的符号重新输入，如「•」「√」「□」",
        en: "delete it and type the symbol anew, such as “•”, “√” or “□”",
    }
    line_break_of_word(code) {
        zh: "这里有 Word 的换行符（{code}），看上去是换行，其实不是",
        en: "here is a line break of Word ({code}), which is none in this file",
    }
    type_a_line_break() {
        zh: "请删去它，再按回车键换行，下一行开头的空格和这一行一样多；文字有几行的，冒号后面写 |-，文字从下一行开始",
        en: "delete it and press Enter, with as many spaces at the start of the next line as this one has; where a text has several lines, write `|-` after the colon and begin the text on the next line",
    }
    space_of_word(code) {
        zh: "这里有特殊空格（{code}），不是键盘上的空格",
        en: "here is a space of another width ({code}), which is not the space of the keyboard",
    }
    type_a_space() { zh: "请删去，用空格键输入一个空格", en: "delete it and type one with the space bar" }
    check_or_name_a_font() {
        zh: "请核对是否打错；确是生僻字的，可在 jixiao.yaml 里写 fonts: {{fallback: [含有这个字的字体文件]}}",
        en: "check whether it is a slip; if it is a rare character, name a font file that has it in jixiao.yaml: “fonts: {{fallback: [字体文件]}}”",
    }
    too_many_characters(characters, most) {
        zh: "这一格有 {characters} 个字符，表格文件的一格最多 {most} 个",
        en: "this cell has {characters} characters; a cell of a spreadsheet holds {most} at most",
    }
    too_many_line_breaks(breaks, most) {
        zh: "这一格有 {breaks} 处换行，表格文件的一格最多 {most} 处",
        en: "this cell has {breaks} line breaks; a cell of a spreadsheet holds {most} at most",
    }
    shorten_or_only_pdf() {
        zh: "请缩短，或只生成 PDF（--format pdf）",
        en: "shorten it, or write the PDF only (--format pdf)",
    }

    // not-shown
    not_shown(key) {
        zh: "「{key}」填了，表上没有打印",
        en: "“{key}” is filled in, and the form does not show it",
    }
    see_the_condition() {
        zh: "它那一行要条件成立才有：请填上条件用到的一项，或删去这一行",
        en: "its row is there only under a condition: fill in what that goes by, or delete this line",
    }
    option_not_shown(option, key) {
        zh: "「{key}」选的「{option}」，表上没有印这个选项",
        en: "the form does not print “{option}”, which is chosen for “{key}”",
    }
    see_the_options() {
        zh: "请选表上有的选项；表上该有它的，在模板的 show 里补上",
        en: "choose one that it prints; where it should, add this one to “show” in the template",
    }
    // number-shrunk, fit
    number_shrunk(number, points) {
        zh: "数字「{number}」比格子宽，改用 {points} 磅",
        en: "the number “{number}” is wider than its cell, and set in {points} pt",
    }
    widen_the_column() {
        zh: "请核对这个数；本来就长的，把这一列加宽",
        en: "check this number; where it is that long, have its column wider",
    }
    check_the_unit() {
        zh: "请核对金额的单位是不是元",
        en: "check whether the amount is in yuan",
    }
    tightened(points, leading) {
        zh: "为排进一页，正文改为 {points} 磅，行距 {leading} 倍",
        en: "to fit on one page, texts are set in {points} pt with a line spacing of {leading}",
    }
    shorten_if_too_small() {
        zh: "如果字太小，请精简文字，或去掉 fit: one-page 排成多页",
        en: "if that is too small, shorten the texts, or remove “fit: one-page” to have more pages",
    }
    does_not_fit(points, millimetres) {
        zh: "排不进一页：正文缩到 {points} 磅，仍超出 {millimetres} 毫米",
        en: "this does not fit on one page: even with texts in {points} pt it is {millimetres} mm too long",
    }
    shorten_or_more_pages() {
        zh: "请精简文字，或去掉 fit: one-page 排成多页",
        en: "shorten the texts, or remove “fit: one-page” to have more pages",
    }

    // The settings of the checks.
    checks_hold() {
        zh: "checks 下面应有 levels、waive 或 ceiling",
        en: "“checks” should hold “levels”, “waive” or “ceiling”",
    }
    levels_hold() { zh: "levels 下面应是「规则: 级别」", en: "“levels” should hold lines of the form “rule: level”" }
    waive_holds() { zh: "waive 下面应是列表", en: "“waive” should hold a list" }
    ceiling_holds() {
        zh: "ceiling 应是金额，或 total（合计）和 units（各单位）的金额",
        en: "“ceiling” should be an amount, or hold those of “total” and of “units”",
    }
    ceiling_example() {
        zh: "写成：ceiling: 1000万元，或 ceiling: {{total: 1000万元, units: {{示例市科技馆: 300万元}}}}",
        en: "write “ceiling: 1000万元”, or “ceiling: {{total: 1000万元, units: {{示例市科技馆: 300万元}}}}”",
    }
    unknown_setting(key) { zh: "不认识的键「{key}」", en: "unknown key “{key}”" }
    known_settings() { zh: "这里可以写：levels、waive、ceiling", en: "known here: levels, waive, ceiling" }
    nothing_to_waive(project, code) {
        zh: "「{project}」没有「{code}」可以免去",
        en: "“{project}” has no finding “{code}” to waive",
    }
    delete_waiver() {
        zh: "问题已经改好，或项目名称写错了；请删去这一条",
        en: "it has been mended, or the project's name is misspelt; delete this entry",
    }
    no_such_rule(code) { zh: "没有检查规则「{code}」", en: "there is no rule “{code}”" }
    did_you_mean(code) { zh: "是否要写 {code}？", en: "did you mean {code}?" }
    list_rules() { zh: "运行 jixiao explain 列出全部规则", en: "jixiao explain lists all rules" }
    level_is_fixed(code) { zh: "「{code}」的级别不能改", en: "the level of “{code}” cannot be changed" }
    cannot_be_waived(code) { zh: "「{code}」不能免去", en: "“{code}” cannot be waived" }
    it_stops_the_output() {
        zh: "有这个错误就生成不了文件：请改正错误，并删去这一条",
        en: "no file can be made where it is found: mend what is wrong, and delete this entry",
    }
    not_a_level(word) { zh: "「{word}」不是级别", en: "“{word}” is not a level" }
    known_levels() { zh: "可写：off、note、warning、error", en: "known levels: off, note, warning, error" }
    waiver_example() {
        zh: "写成：- {{code: 规则, project: 项目名称, reason: 理由}}",
        en: "write “- {{code: 规则, project: 项目名称, reason: 理由}}”",
    }
    waiver_wants_project() { zh: "没有写免去哪些项目", en: "it does not say for which projects" }
    waiver_for_all() {
        zh: "加上 project: 项目名称（* 代表任何文字，全部项目写 project: \"*\"），或 path: 文件（如 path: 科技馆/**）",
        en: "add “project: 项目名称” (* stands for any text; all projects are project: \"*\"), or “path: …” for files, as in path: 科技馆/**",
    }
    not_a_pattern(path) { zh: "「{path}」不是文件的写法", en: "“{path}” is no pattern of files" }
    path_example() {
        zh: "* 代表文件名的一部分，** 单独一层代表任何下层文件夹：path: 科技馆/**",
        en: "* stands for a part of a name, ** alone between slashes for any folders: path: 科技馆/**",
    }
    waiver_wants_reason() { zh: "免去一条检查要写理由", en: "a waiver needs a reason" }

}
