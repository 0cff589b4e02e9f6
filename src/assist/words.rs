//! What an editor shows of a place.

crate::messages! {
    // Candidates.
    chooses_the_form() { zh: "四位年份，决定用哪一式表", en: "four digits, which choose the form" }
    names_the_form() { zh: "用哪一式表；不写就按年度", en: "the form, where the year would choose another" }
    whole_project(year) { zh: "整个项目（{year} 年度）", en: "a whole project ({year})" }
    is_computed() { zh: "合计，由程序计算，可以不写", en: "a total that is computed; it need not be written" }
    is_given_by_the_folder() { zh: "jixiao.yaml 已经给出，可以不写", en: "the jixiao.yaml gives it; it need not be written" }
    stands_instead_of(place) { zh: "另一种放法：代替 {place}", en: "another place: instead of “{place}”" }
    of_project(name, year, target) { zh: "{target}（{year} 年《{name}》）", en: "{target} (“{name}”, {year})" }
    usual_range(said, range) { zh: "{said}；常见 {range}", en: "{said}; usually {range}" }
    proved_by(said, proof) { zh: "{said}；佐证：{proof}", en: "{said}; proved by: {proof}" }
    part_target() { zh: "如 ≥4场", en: "such as ≥4场" }
    part_number() { zh: "数字，和符号、单位分开写", en: "a number; its sign and unit stand apart" }
    part_operator() { zh: "≥、≤、=、>、<", en: "≥, ≤, =, > or <" }
    part_unit() { zh: "计量单位，如 场", en: "a unit, such as 场" }
    part_verbatim() { zh: "一字不改地打印", en: "printed as it is" }

    // Fields.
    field_with_kind(path, kind) { zh: "**{path}**（{kind}）", en: "**{path}** ({kind})" }
    a_text() { zh: "文字", en: "a text" }
    a_choice() { zh: "选一项", en: "one option" }
    choices() { zh: "可选几项", en: "several options" }
    a_date() { zh: "日期", en: "a date" }
    an_amount(unit) { zh: "金额，{unit}", en: "an amount in {unit}" }
    a_number() { zh: "数字", en: "a number" }
    records() { zh: "列表", en: "records" }
    indicators() { zh: "指标", en: "indicators" }
    is_required() { zh: "必须填。", en: "Required." }
    is_expected() { zh: "应当填。", en: "Expected." }
    is_otherwise(default) { zh: "不写就是 {default}。", en: "{default} where nothing is written." }
    is_sum_of(parts) { zh: "合计：{parts}。由程序计算，可以不写，写了就核对。", en: "The sum of {parts}: computed; checked where it is written." }
    also_written_at(paths) { zh: "也可以写在：{paths}", en: "May also be written at: {paths}" }
    group_of(path, names) { zh: "**{path}**：{names}", en: "**{path}**: {names}" }
    total_is(name, prints) { zh: "{name}：{prints}", en: "{name}: {prints}" }
    length_of(count, limit) { zh: "已写 {count} 字，最多 {limit} 字。", en: "{count} of {limit} characters." }
    prints(text) { zh: "打印为：{text}", en: "Prints as: {text}" }
    part_of_sum(name, number) { zh: "{name} {number}", en: "{name} {number}" }
    adds_up(parts, total) { zh: "{parts}，合计 {total}", en: "{parts}: {total} in all" }
    stands_in_cell(address) { zh: "在表的 {address} 格。", en: "In cell {address} of the form." }
    is_from(place) { zh: "由 {place} 给出。", en: "Given by {place}." }
    means_form(name, title) { zh: "用 {name} 年表：{title}", en: "The form “{name}”: {title}" }
    key_is(key, about) { zh: "**{key}**：{about}", en: "**{key}**: {about}" }

    // Settings.
    setting_output() { zh: "输出的文件", en: "the files that are made" }
    setting_folder() { zh: "放在哪个文件夹，从本文件算起", en: "their folder, from this file" }
    setting_formats() { zh: "哪几种文件", en: "their formats" }
    setting_fit() { zh: "pages 按内容分页，one-page 缩小字号排进一页", en: "pages: as many as it takes; one-page: smaller letters if it must be" }
    setting_attach() { zh: "是否把项目文件和数据附在 PDF、OFD 里", en: "whether PDF and OFD carry the project's file and data" }
    setting_book() { zh: "是否装订成汇总册", en: "whether the projects are bound as a book" }
    setting_fonts() { zh: "单位自己的字体", en: "the office's own fonts" }
    setting_font_text() { zh: "正文的字体文件", en: "the font of texts" }
    setting_font_bold() { zh: "加粗的字体文件", en: "the font of bold texts" }
    setting_font_fallback() { zh: "以上都没有的字（生僻字）用的字体文件，可写几个", en: "fonts for characters that the others lack" }
    setting_indicators() { zh: "单位自己的指标库：一个文件或文件夹", en: "the office's own indicators: a file or a folder" }
    setting_units() { zh: "单位自己用的计量单位", en: "further units of targets" }
    setting_checks() { zh: "检查设置", en: "how projects are checked" }
    setting_levels() { zh: "各条规则的级别：off、note、warning、error", en: "levels of rules: off, note, warning, error" }
    setting_waive() { zh: "看过、可以不改的结果，要写明理由", en: "findings that were looked at and may stay, with a reason" }
    setting_ceiling() { zh: "各项目合起来最多申请多少", en: "what all projects may ask for together" }
    setting_ceiling_total() { zh: "所有项目合计的上限", en: "the most that all projects may ask for" }
    setting_ceiling_units() { zh: "各单位的上限，如 {{示例市科技馆: 300万元}}", en: "ceilings of units, such as {{示例市科技馆: 300万元}}" }
    waiver_code() { zh: "规则的名称", en: "the name of a rule" }
    waiver_project() { zh: "项目名称；* 代表任意文字", en: "the project's name; * stands for any text" }
    waiver_path() { zh: "文件或文件夹，从本文件算起", en: "a file or a folder, from this file" }
    waiver_reason() { zh: "理由，必须写", en: "the reason, which is required" }
}

/// The label of a snippet for a record of a table: it stands among words of the form.
pub fn a_record() -> String {
    "一条记录".to_owned()
}

/// The label of a snippet for an indicator.
pub fn an_indicator() -> String {
    "一条指标".to_owned()
}
