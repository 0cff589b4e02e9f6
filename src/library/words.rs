//! What is said about files of customary indicators.

crate::messages! {
    no_keys_here(kind) { zh: "这里应是一组「键: 值」，现在是{kind}", en: "there should be keys and values here, found {kind}" }
    kinds_here() {
        zh: "请写「类型: {{用词: [培训, 轮训], 指标: {{数量指标: {{培训班期数: ≥4期}}}}}}」",
        en: "write “类型: {{用词: [培训, 轮训], 指标: {{数量指标: {{培训班期数: ≥4期}}}}}}” with a kind of projects for “类型”",
    }
    keys_of_a_kind() { zh: "类型下面写 说明、用词 和 指标", en: "write “说明”, “用词” and “指标” below a kind of projects" }
    subcategories_here() {
        zh: "指标下面写二级指标，如「数量指标: {{培训班期数: ≥4期}}」",
        en: "write the “二级指标” here, as in “数量指标: {{培训班期数: ≥4期}}”",
    }
    indicators_here() {
        zh: "二级指标下面写指标，如「培训班期数: ≥4期」",
        en: "write the indicators here, as in “培训班期数: ≥4期”",
    }
    parts_of_an_indicator() {
        zh: "请写指标值，如「≥4期」，或「{{符号: ≥, 单位: 期, 常见: [1, 20], 佐证: 培训通知}}」",
        en: "write a target such as “≥4期”, or “{{符号: ≥, 单位: 期, 常见: [1, 20], 佐证: 培训通知}}”",
    }
    neither_target_nor_parts(name) {
        zh: "「{name}」要么写 指标值，要么写 符号 和 单位",
        en: "“{name}” needs either “指标值”, or both “符号” and “单位”",
    }
    write_target_or_parts() {
        zh: "如「{{指标值: 11月底前}}」或「{{符号: ≥, 单位: 期, 常见: [1, 20]}}」",
        en: "as in “{{指标值: 11月底前}}” or “{{符号: ≥, 单位: 期, 常见: [1, 20]}}”",
    }
    no_such_unit(unit) { zh: "「{unit}」不是能识别的单位", en: "“{unit}” is no unit that is known" }
    write_a_unit() {
        zh: "请写单位，如 个、人次、%、万元/人；写不成单位的，整个写在 指标值 里",
        en: "write a unit such as 个, 人次, % or 万元/人; where it cannot be one, write the whole target as “指标值”",
    }
    no_range() { zh: "这不是数的范围", en: "this is no range of numbers" }
    write_a_range() {
        zh: "请写两个数，小的在前，如 [1, 20]；只有一个数的，就写这个数",
        en: "write two numbers, the smaller one first, as in [1, 20], or only one",
    }
    not_a_text(kind) { zh: "这里应是文字，现在是{kind}", en: "there should be a text here, found {kind}" }
    write_a_text() { zh: "请写成一行文字", en: "write a text on one line" }
    unknown_key(key) { zh: "指标库里没有「{key}」这一项", en: "libraries of indicators have no “{key}”" }
    did_you_mean(near, known) {
        zh: "是不是「{near}」？这里可以写：{known}",
        en: "did you mean “{near}”? There can be {known} here",
    }
    keys_here(known) { zh: "这里可以写：{known}", en: "there can be {known} here" }
}
