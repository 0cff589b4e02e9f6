//! What is said about years, dates and deadlines.

crate::messages! {
    // date-order, date-missing, date-outside-year, long-project, past-year, deadline-after-end
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
    indicator_of_past_year(written, year) {
        zh: "指标写的是 {written} 年，表是 {year} 年度的",
        en: "the indicator names the year {written}, but the form is for {year}",
    }
    plan_of_past_year(written, year) {
        zh: "打算做的事写在 {written} 年，表是 {year} 年度的",
        en: "what is to happen is set for {written}, but the form is for {year}",
    }
    deadline_after_end() {
        zh: "指标的时间晚于项目的结束日期",
        en: "the indicator's time is after the last day of the project",
    }
    plan_after_end(written) {
        zh: "计划里的「{written}」晚于项目的结束日期",
        en: "“{written}” in the plan is after the last day of the project",
    }
    no_such_day(written) { zh: "没有「{written}」这一天", en: "there is no “{written}”" }
    check_the_day() { zh: "请核对月份和日子", en: "check the month and the day" }
    end_of_project() { zh: "项目的结束日期", en: "the last day of the project" }
    check_times() { zh: "请核对两个时间", en: "check both times" }

    // later-year
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

    // period-differs
    goal_of_other_period(written, years) {
        zh: "目标里是「{written}」，起止日期一共是 {years} 年",
        en: "the goal says “{written}”, but the project's dates cover years: {years}",
    }
    recurring_over_years(option, start, end) {
        zh: "选了「{option}」，项目却从 {start} 年到 {end} 年",
        en: "“{option}” is chosen, but the project runs from {start} to {end}",
    }
    one_year_or_staged() {
        zh: "年年都做的，一年一报，请把起止日期改到本年度内；分几年做的，请选阶段性项目（按表上有的选）",
        en: "what is done every year is filed every year: keep the dates within the form's year; choose a type for projects of some years where it ends",
    }
    total_of_one_year(total) {
        zh: "项目跨年度，总预算 {total} 却都在本年度",
        en: "the project runs over more than a year, but its total of {total} is all asked for in this one",
    }
    check_period_or_funds() {
        zh: "钱和事都在本年度的，把结束日期改到年内；确实跨年度的，总额要写各年之和",
        en: "where money and work are of this year, end the project within it; where not, the total is that of all years",
    }

    // period-in-name
    name_of_past_year(written, year) {
        zh: "名称里是 {written} 年，表是 {year} 年度的",
        en: "the name has the year {written}, but the form is for {year}",
    }
    check_year_in_name() { zh: "请核对名称里的年份", en: "check the year in the name" }
}
