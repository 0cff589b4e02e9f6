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
    more_findings(file, left, shown) {
        zh: "「{file}」还有 {left} 处，只列出前 {shown} 处",
        en: "“{file}” has {left} more; only the first {shown} are listed",
    }
    errors(count) { zh: "错误 {count} 处", en: "errors: {count}" }
    warnings(count) { zh: "警告 {count} 处", en: "warnings: {count}" }
    notes(count) { zh: "提示 {count} 处", en: "notes: {count}" }
    sentence_and_remedy(sentence, remedy) {
        zh: "{sentence}。改法：{remedy}",
        en: "{sentence}. To mend it: {remedy}",
    }
}
