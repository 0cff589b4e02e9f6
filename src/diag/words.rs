//! The words around findings: levels, remedies, counts.

crate::messages! {
    error() { zh: "错误", en: "error" }
    warning() { zh: "警告", en: "warning" }
    note() { zh: "提示", en: "note" }
    standard_input() { zh: "标准输入", en: "standard input" }
    fact() { zh: "说明", en: "why" }
    remedy() { zh: "改法", en: "help" }
    error_line(what) { zh: "错误: {what}", en: "error: {what}" }
    remedy_line(remedy) { zh: "改法: {remedy}", en: "help: {remedy}" }
    others_of_the_rule(count, code) { zh: "{code} 还有 {count} 处：", en: "{count} more of {code}:" }
    more_findings(left) {
        zh: "……还有 {left} 处，加 --full 逐条列出",
        en: "… and {left} more; --full shows each of them",
    }
    between() { zh: "、", en: ", " }
    and_more(more) { zh: " 等，另有 {more} 处", en: " and {more} more" }
    gap() { zh: "待填", en: "to fill in" }
    to_fill_in(count) { zh: "待填 {count} 处", en: "to fill in: {count}" }
    list_to_fill_in(count) { zh: "待填 {count} 处（文件:行:列）：", en: "still to fill in: {count} (file:line:column)" }
    text_at_cell(cell, text) { zh: "{cell}：{text}", en: "{cell}: {text}" }
    by_rule() { zh: "各条规则：", en: "by rule:" }
    by_unit() { zh: "各单位：", en: "by unit:" }
    no_unit() { zh: "没有写单位的", en: "no unit" }
    unit_has(unit, counts) { zh: "{unit}：{counts}", en: "{unit}: {counts}" }
    errors(count) { zh: "错误 {count} 处", en: "errors: {count}" }
    warnings(count) { zh: "警告 {count} 处", en: "warnings: {count}" }
    notes(count) { zh: "提示 {count} 处", en: "notes: {count}" }
    sentence_and_remedy(sentence, remedy) {
        zh: "{sentence}。改法：{remedy}",
        en: "{sentence}. To mend it: {remedy}",
    }
}
