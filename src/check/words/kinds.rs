//! What is said about the type of a project and its other options.

crate::messages! {
    // type-unlikely
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

    // one-off-name
    one_off_by_name(option, word) {
        zh: "选了「{option}」，名称里却有「{word}」",
        en: "“{option}” is chosen, but the name speaks of “{word}”",
    }
    choose_recurring_or_rename() {
        zh: "每年都有的请选经常性项目；只做一次的，请在名称里写明做什么",
        en: "choose a recurring type for what comes every year; if it happens once, say in the name what is done",
    }

    // one-off-and-recurring
    both_chosen(one_off, recurring) {
        zh: "既选了「{one_off}」，又选了「{recurring}」",
        en: "both “{one_off}” and “{recurring}” are chosen",
    }
    choose_one() { zh: "请只选一样", en: "choose one of them" }

    // repeated-one-off
    repeated_one_off(option) {
        zh: "选了「{option}」，上年却有同名项目的预算",
        en: "“{option}” is chosen, but a project of this name had a budget last year",
    }
    repeated_by_text(option, words) {
        zh: "选了「{option}」，文字里却说「{words}」",
        en: "“{option}” is chosen, but a text says “{words}”",
    }
    last_years_budget() { zh: "上年的预算", en: "last year's budget" }
    choose_recurring() {
        zh: "每年都有的请选经常性项目",
        en: "choose a recurring type for a project of every year",
    }

    // recurring-name
    recurring_by_name(option, word) {
        zh: "选了「{option}」，名称里却有「{word}」，做完就结束",
        en: "“{option}” is chosen, but the name speaks of “{word}”, which comes to an end",
    }
    choose_phase_or_one_off() {
        zh: "跨年度的请选阶段性项目，一年做完的选一次性项目（按表上有的选）；年年都做的，请在名称里写明",
        en: "choose a type for projects of some years, or a one-off type for what is done within one; where it is done every year, say so in the name",
    }

    // purchases-unticked, technology-unticked, services-unticked
    purchases_unticked(word, key, options) {
        zh: "子项目或名称里有「{word}」，「{key}」没有选{options}",
        en: "a sub-project or the name has “{word}” in it, but {options} is not chosen in “{key}”",
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
}
