//! What a marked workbook says.

crate::messages! {
    comment(level, what) { zh: "【{level}】{what}", en: "[{level}] {what}" }
    remedy(remedy) { zh: "改法：{remedy}", en: "To mend it: {remedy}" }
    remarks_sheet() { zh: "审核意见", en: "Findings" }
    number() { zh: "序号", en: "No." }
    place() { zh: "位置", en: "Place" }
    level() { zh: "级别", en: "Level" }
    project() { zh: "项目", en: "Project" }
    what_is_wrong() { zh: "问题", en: "What is wrong" }
    how_to_mend() { zh: "改法", en: "How to mend it" }
    whole_file() { zh: "整个文件", en: "the whole file" }
}
