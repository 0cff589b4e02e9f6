//! What is said about projects that are looked at together.

crate::messages! {
    // duplicate-project, same-content
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

    // unit-spelling
    two_spellings(unit, other) {
        zh: "单位写成了两样：「{unit}」和「{other}」",
        en: "one institution is spelt in two ways: “{unit}” and “{other}”",
    }
    other_spelling() { zh: "另一种写法", en: "the other spelling" }
    use_one_spelling() {
        zh: "请统一写法；可以写在 jixiao.yaml 里",
        en: "spell it in one way; it can be written in jixiao.yaml once for all",
        page_zh: "请统一写法；可以在「设置」里写一次",
        page_en: "spell it in one way; it can be written once in the settings",
    }

    // over-ceiling
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
        page_zh: "请照项目里的「实施单位」（2022 年以前「申报单位名称」）写；没有项目的，请删去它",
        page_en: "spell it as the projects do in “实施单位” (to 2022, “申报单位名称”); where it has none, delete it",
    }
    ceiling() { zh: "限额", en: "the ceiling" }
    ask_for_less() { zh: "请调减项目，或核对限额", en: "reduce the projects, or check the ceiling" }

    // sub-project-duplicate
    merge_or_rename() { zh: "请合并，或写成不同的名称", en: "put them together, or give them different names" }
}
