//! What is said about numbers that do not go together.

crate::messages! {
    // goal-deadline
    goal_has_another_deadline(written, name, target) {
        zh: "目标里是「{written}」，指标「{name}」是「{target}」",
        en: "the goal says “{written}”, the indicator “{name}” says “{target}”",
    }
    text_has_another_deadline(written, name, target) {
        zh: "文字里是「{written}」，指标「{name}」是「{target}」",
        en: "a text says “{written}”, the indicator “{name}” says “{target}”",
    }
    in_the_text() { zh: "文字里的时间", en: "the time of the text" }

    // whole-for-year
    whole_for_year(name, target, year) {
        zh: "「{name}」的 {target} 是总目标里的数，年度目标是「{year}」",
        en: "“{target}” of “{name}” is the number of all years; the goal of the year says “{year}”",
    }
    in_the_total_goal() { zh: "总目标里的数", en: "the number of the goal of all years" }
    write_what_the_year_does() { zh: "请写本年度的数", en: "write the number of the form's year" }

    // text-numbers
    use_one_number_or_tell_apart() {
        zh: "说的是同一件事的，请改成同一个数；不是的，请在文字里写明区别",
        en: "where both mean the same, write the same number; where not, say in the texts how they differ",
    }
    texts_have_two_numbers(goal, text) {
        zh: "目标里是「{goal}」，别处的文字里是「{text}」",
        en: "the goal says “{goal}”, another text says “{text}”",
    }
    text_has_another_number(written, name, target) {
        zh: "文字里是「{written}」，指标「{name}」是「{target}」",
        en: "a text says “{written}”, the indicator “{name}” says “{target}”",
    }
    in_the_text_number() { zh: "文字里的数", en: "the number of the text" }

    // price-differs
    text_has_another_price(written, name, target) {
        zh: "文字里的标准是「{written}」，指标「{name}」是「{target}」",
        en: "a text has the rate “{written}”, the indicator “{name}” says “{target}”",
    }

    // goal-numbers, goal-without-number
    goal_has_another_number(written, name, target) {
        zh: "目标里是「{written}」，指标「{name}」是「{target}」",
        en: "the goal says “{written}”, the indicator “{name}” says “{target}”",
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

    // goal-unit
    goal_has_another_unit(written, name, target) {
        zh: "目标里是「{written}」，指标「{name}」是「{target}」，单位不同",
        en: "the goal says “{written}”, the indicator “{name}” says “{target}”, with another unit",
    }
    use_one_unit() {
        zh: "说的是同一件事的，请改用同一个单位",
        en: "where both mean the same, use the same unit",
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
}
