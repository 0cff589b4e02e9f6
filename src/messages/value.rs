//! What is wrong with an amount, a date, a number or a length.

super::messages! {
    not_a_date(text) {
        zh: "「{text}」不是日期",
        en: "“{text}” is not a date",
    }
    write_a_date() {
        zh: "日期应写成 2026-01-01、2026年1月1日 或 2026/1/1",
        en: "write a date as 2026-01-01, 2026年1月1日 or 2026/1/1",
    }
}
