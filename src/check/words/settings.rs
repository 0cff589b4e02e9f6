//! What is said about the settings of the checks.

crate::messages! {
    checks_hold() {
        zh: "checks 下面应有 levels、waive 或 ceiling",
        en: "“checks” should hold “levels”, “waive” or “ceiling”",
    }
    levels_hold() { zh: "levels 下面应是「规则: 级别」", en: "“levels” should hold lines of the form “rule: level”" }
    waive_holds() { zh: "waive 下面应是列表", en: "“waive” should hold a list" }
    ceiling_holds() {
        zh: "ceiling 应是金额，或 total（合计）和 units（各单位）的金额",
        en: "“ceiling” should be an amount, or hold those of “total” and of “units”",
    }
    ceiling_example() {
        zh: "写成：ceiling: 1000万元，或 ceiling: {{total: 1000万元, units: {{示例市科技馆: 300万元}}}}",
        en: "write “ceiling: 1000万元”, or “ceiling: {{total: 1000万元, units: {{示例市科技馆: 300万元}}}}”",
        page_zh: "请写一个金额，如 1000万元",
        page_en: "write an amount, such as 1000万元",
    }
    unknown_setting(key) {
        zh: "不认识的键「{key}」",
        en: "unknown key “{key}”",
        page_zh: "没有「{key}」这一项设置",
        page_en: "there is no setting “{key}”",
    }
    known_settings() { zh: "这里可以写：levels、waive、ceiling", en: "known here: levels, waive, ceiling" }
    nothing_to_waive(project, code) {
        zh: "「{project}」没有「{code}」可以免去",
        en: "“{project}” has no finding “{code}” to waive",
    }
    delete_waiver() {
        zh: "问题已经改好，或项目名称写错了；请删去这一条",
        en: "it has been mended, or the project's name is misspelt; delete this entry",
    }
    no_such_rule(code) { zh: "没有检查规则「{code}」", en: "there is no rule “{code}”" }
    did_you_mean(code) { zh: "是否要写 {code}？", en: "did you mean {code}?" }
    list_rules() {
        zh: "运行 jixiao explain 列出全部规则",
        en: "jixiao explain lists all rules",
        page_zh: "规则的名字在「设置」的「各条规则的级别」里",
        page_en: "“Levels of the rules” in the settings has the names of all rules",
    }
    level_is_fixed(code) { zh: "「{code}」的级别不能改", en: "the level of “{code}” cannot be changed" }
    cannot_be_waived(code) { zh: "「{code}」不能免去", en: "“{code}” cannot be waived" }
    it_stops_the_output() {
        zh: "有这个错误就生成不了文件：请改正错误，并删去这一条",
        en: "no file can be made where it is found: mend what is wrong, and delete this entry",
    }
    not_a_level(word) { zh: "「{word}」不是级别", en: "“{word}” is not a level" }
    known_levels() { zh: "可写：off、note、warning、error", en: "known levels: off, note, warning, error" }
    waiver_example() {
        zh: "写成：- {{code: 规则, project: 项目名称, reason: 理由}}",
        en: "write “- {{code: 规则, project: 项目名称, reason: 理由}}”",
        page_zh: "请写规则、项目名称和理由",
        page_en: "write the rule, the project and the reason",
    }
    waiver_wants_project() { zh: "没有写免去哪些项目", en: "it does not say for which projects" }
    waiver_for_all() {
        zh: "加上 project: 项目名称（* 代表任何文字，全部项目写 project: \"*\"），或 path: 文件（如 path: 科技馆/**）",
        en: "add “project: 项目名称” (* stands for any text; all projects are project: \"*\"), or “path: …” for files, as in path: 科技馆/**",
    }
    not_a_pattern(path) { zh: "「{path}」不是文件的写法", en: "“{path}” is no pattern of files" }
    path_example() {
        zh: "* 代表文件名的一部分，** 单独一层代表任何下层文件夹：path: 科技馆/**",
        en: "* stands for a part of a name, ** alone between slashes for any folders: path: 科技馆/**",
    }
    waiver_wants_reason() { zh: "免去一条检查要写理由", en: "a waiver needs a reason" }
}
