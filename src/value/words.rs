//! What is wrong with an amount, a date, a number or a length.

crate::messages! {
    not_a_date(text) {
        zh: "「{text}」不是日期",
        en: "“{text}” is not a date",
    }
    write_a_date() {
        zh: "日期应写成 2026-01-01、2026年1月1日 或 2026/1/1",
        en: "write a date as “2026-01-01”, “2026年1月1日” or “2026/1/1”",
    }
    write_date_apart(date) {
        zh: "年、月、日之间要分开，如 {date}",
        en: "set year, month and day apart, such as “{date}”",
    }
    write_the_day() {
        zh: "请写出年、月、日，如 2026-01-01",
        en: "write the year, the month and the day, such as “2026-01-01”",
    }
    without_time() {
        zh: "只写日期，不写时间，如 2026-01-01",
        en: "write the date without the time, such as “2026-01-01”",
    }
    one_date() {
        zh: "这里只写一个日期；起止日期请分别填在两个键里，如 2026-01-01",
        en: "write one date here, such as “2026-01-01”; the first and the last day have a key each",
    }
    unlikely_year(text, year) {
        zh: "「{text}」的年份 {year} 不合理",
        en: "the year {year} of “{text}” cannot be right",
    }
    write_four_digits() {
        zh: "年份请写四位数字",
        en: "write the year with four digits",
    }
    no_such_month(text, month) {
        zh: "「{text}」的月份是 {month}",
        en: "“{text}” has the month {month}",
    }
    months_are_1_to_12() {
        zh: "月份应在 1 到 12 之间",
        en: "a month is from 1 to 12",
    }
    no_such_day(text, year, month, last) {
        zh: "「{text}」不存在：{year} 年 {month} 月只有 {last} 天",
        en: "“{text}” does not exist: month {month} of {year} has {last} days",
    }
    check_the_date() {
        zh: "请核对日期",
        en: "check the date",
    }
    length_unknown(text) {
        zh: "长度「{text}」无法识别，应写成 10.5pt、20mm 或 2cm",
        en: "“{text}” is not a length; write one as `10.5pt`, `20mm` or `2cm`",
    }
    number_format_unknown(text) {
        zh: "数字格式「{text}」无法识别，应写成 0、0.00、0.##、#,##0、#,##0.00 或 #,##0.##",
        en: "“{text}” is not a number format; write one of `0`, `0.00`, `0.##`, `#,##0`, `#,##0.00` and `#,##0.##`",
    }
    not_an_amount(text) {
        zh: "「{text}」不是金额",
        en: "“{text}” is not an amount of money",
    }
    write_an_amount() {
        zh: "请用阿拉伯数字，以元为单位，如 450000、450,000.00 或 45万元",
        en: "write Arabic digits, in yuan, such as “450000”, “450,000.00” or “45万元”",
    }
    finer_than_a_fen(text) {
        zh: "金额「{text}」小于一分",
        en: "the amount “{text}” is finer than one fen",
    }
    two_decimals_at_most() {
        zh: "金额最多两位小数（精确到分）",
        en: "an amount has two decimals at most, down to the fen",
    }
    amount_too_large(text) {
        zh: "金额「{text}」超过一百万亿元",
        en: "the amount “{text}” is more than 100 trillion yuan",
    }
    check_digits_and_unit() {
        zh: "请核对位数和单位（元、万元）",
        en: "check the number of digits and the unit (“元”, “万元”)",
    }
    not_an_operator(text) {
        zh: "「{text}」不是比较符号",
        en: "“{text}” is not a comparison",
    }
    write_an_operator() {
        zh: "符号可写 ≥、≤、=、>、<，或 不少于、不超过 等",
        en: "write ≥, ≤, =, > or <, or words such as “不少于” and “不超过”",
    }
    not_a_number(text) {
        zh: "「{text}」不是数字",
        en: "“{text}” is not a number",
    }
    too_many_digits(text, most, whole) {
        zh: "「{text}」里的数字太长，不能一位不差地打印：最多 {most} 位，整数部分最多 {whole} 位",
        en: "a number in “{text}” is too long to be printed to its last digit: it has {most} digits at most, and {whole} before the point",
    }
    computed_too_large() {
        zh: "合计算出来的数太大，整数部分多于 20 位",
        en: "a total comes to more than 20 digits before the point",
    }
    check_what_is_added() {
        zh: "请核对加起来的各项，和模板里的 sum、default",
        en: "check what is added up, and `sum` and `default` in the template",
    }
    write_fewer_digits() {
        zh: "请只写需要的位数",
        en: "write as many digits as are needed",
    }
    write_arabic_digits() {
        zh: "请写阿拉伯数字",
        en: "write Arabic digits",
    }
    format_or_unit() { zh: "数字格式，或 {{number: …, unit: 万元}}", en: "a number format, or “{{number: …, unit: 万元}}”" }
    length_too_long(text) {
        zh: "长度「{text}」比 2 米还长，没有这样大的纸",
        en: "the length “{text}” is more than 2 metres, and no paper is that large",
    }
}
