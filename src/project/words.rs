//! What is said about projects, their values and indicators.

crate::messages! {
    units_example() { zh: "写成列表：units: [点播, 机柜]", en: "write a list: “units: [点播, 机柜]”" }
    still_to_fill_in() { zh: "这里还是「待填」", en: "this is still marked “待填”" }
    fill_in_and_delete_the_mark() {
        zh: "请填上内容，并删去写着「待填」的注释",
        en: "fill it in, and delete the comment with “待填”",
        page_zh: "请填上内容",
        page_en: "fill it in",
    }
    // Files.
    no_project() { zh: "文件里没有项目", en: "the file holds no project" }
    write_a_project() {
        zh: "请写入项目内容，第一行如「年度: 2026」；samples 文件夹里有可以照抄的例子",
        en: "write a project, beginning with a line such as “年度: 2026”; the folder `samples` has examples to copy",
    }
    project_of_another_kind(kind) {
        zh: "一个项目应是一组「键: 值」，这里是{kind}",
        en: "a project should be a group of keys and values, found {kind}",
    }
    write_key_and_value() {
        zh: "每行写「键: 值」，冒号用英文冒号，后面空一格，如「年度: 2026」",
        en: "write a key, a plain colon, a space and a value on each line, such as “年度: 2026”",
    }

    // The year.
    form_was_chosen(name, title, others) {
        zh: "这是按 {name}《{title}》读的；这一年还有：{others}",
        en: "this was read as {name}, “{title}”; other forms of this year are: {others}",
    }
    form_with_title(name, title) { zh: "{name}《{title}》", en: "{name}, “{title}”" }
    name_the_form() {
        zh: "要用另一式表，请在「年度」下面加一行，如「表式: 名字」；整个文件夹都用的，写在 jixiao.yaml 里",
        en: "to use another one, add a line “表式: NAME” below “年度”; for a whole folder, in its jixiao.yaml",
    }
    form_of_another_kind(kind) {
        zh: "「表式」应是一式表的名字，这里是{kind}",
        en: "“表式” should be the name of a form, found {kind}",
    }
    write_form() {
        zh: "请写成「表式: 2026」；不写就按年度",
        en: "write “表式: 2026”; without it, the year chooses the form",
    }
    other_form_has(form, key, how) {
        zh: "{form} 表式有「{key}」；要用那一式表，{how}",
        en: "the form {form} has “{key}”; to use that form, {how}",
    }
    add_form(form) {
        zh: "请在「年度」下面加一行「表式: {form}」",
        en: "add a line “表式: {form}” below “年度”",
    }
    change_form(form) { zh: "请把「表式」改成「表式: {form}」", en: "change “表式” to “表式: {form}”" }
    ask_for_form(form) { zh: "请用 --form {form}", en: "ask for it with --form {form}" }
    add_year() {
        zh: "请补上一行「年度: 2026」，或写在同一文件夹的 jixiao.yaml 里",
        en: "add a line “年度: 2026”, here or in the folder's jixiao.yaml",
    }
    write_year() { zh: "请写成「年度: 2026」", en: "write “年度: 2026”" }
    not_a_year(text) {
        zh: "年度「{text}」不是四位年份",
        en: "the year “{text}” does not have four digits",
    }
    year_of_another_kind(kind) {
        zh: "年度「{kind}」不是四位年份",
        en: "the year should have four digits, found {kind}",
    }

    // Settings.
    indicators_of_another_kind(kind) {
        zh: "indicators 应是一个文件或文件夹的路径，这里是{kind}",
        en: "“indicators” should be the path of a file or folder, found {kind}",
    }
    too_many_fonts(count, most) {
        zh: "补字字体写了 {count} 个，最多 {most} 个",
        en: "there are {count} fonts under “fallback”, and {most} at most",
    }
    delete_fonts() { zh: "请删去用不着的", en: "delete those that are not needed" }
    name_a_library() {
        zh: "请写指标库的路径，如「indicators: ../指标库.yaml」",
        en: "write the path of a library of indicators, as in “indicators: ../指标库.yaml”",
    }

    // Keys.
    merge_or_delete() {
        zh: "请删去其中一个，或合并到一处",
        en: "delete one of them, or merge the two",
    }
    delete_one() { zh: "请删去其中一个", en: "delete one of them" }
    merge() { zh: "请合并到一处", en: "merge the two" }
    key_twice(key) { zh: "「{key}」写了两次", en: "“{key}” is given twice" }
    again() { zh: "又一次", en: "again here" }
    first_time() { zh: "第一次", en: "first here" }
    key_in_two_places(key) {
        zh: "「{key}」写了两处",
        en: "“{key}” is given in two places",
    }
    another_place() { zh: "又一处", en: "again here" }
    first_place() { zh: "第一处", en: "first here" }
    keep_one() { zh: "请只留一处", en: "keep one of them" }
    group_of_another_kind(key, kind) {
        zh: "「{key}」下面应分项填写，这里是{kind}",
        en: "“{key}” should have keys of its own below it, found {kind}",
    }
    fill_in_below(keys) {
        zh: "请换行缩进，分别填写：{keys}",
        en: "go on to a new line, indent, and fill in: {keys}",
    }
    field_of_other_forms(key, forms, form) {
        zh: "「{key}」是 {forms} 表式的字段，{form} 表式没有",
        en: "“{key}” is a field of these forms: {forms}; the form {form} does not have it",
    }
    delete_line_or_mend_year() {
        zh: "请删去这一行；如果是年度写错了，请改年度",
        en: "delete the line; if the year is wrong, mend the year",
    }
    computed_table(key) { zh: "「{key}」由程序汇总，不用填写", en: "“{key}” is computed and not to be filled in" }
    delete_computed_table() { zh: "请删去这一项", en: "delete it" }
    unknown_key(key) {
        zh: "不认识的键「{key}」",
        en: "unknown key “{key}”",
        page_zh: "表上没有「{key}」这一栏",
        page_en: "the form has no field “{key}”",
    }
    did_you_mean(near) { zh: "是否要写「{near}」？", en: "did you mean “{near}”?" }
    keys_here(keys) { zh: "这里可以写：{keys}", en: "the keys here are: {keys}" }
    some_keys_here(keys) {
        zh: "这里可以写：{keys} 等",
        en: "among the keys here are: {keys}",
    }
    space_after_colon() {
        zh: "冒号后面要空一格，如「年度: 2026」",
        en: "put a space after the colon, such as “年度: 2026”",
    }
    comma_parts() {
        zh: "花括号里的逗号会把内容断开：请给有逗号的内容加英文双引号，如 \"2,860,000\"，或换行分开写",
        en: "a comma in braces ends a value: put a value that has one in plain double quotes, such as `\"2,860,000\"`, or write each key on a line of its own",
    }
    wide_space() {
        zh: "行首用了全角空格，缩进请用半角空格",
        en: "the line begins with a full-width space; indent with plain (half-width) ones",
    }
    wide_colon_after(key) {
        zh: "「{key}」后面用了全角冒号「：」",
        en: "a full-width colon (“：”) follows “{key}”",
    }
    type_colon_after(key) {
        zh: "请切换到英文输入法，把「：」改成冒号，再按一下空格键，如「{key}: …」",
        en: "type a plain colon and a space instead, as in “{key}: …”",
    }
    line_of_a_text() {
        zh: "如果这是上面那段文字的一行，请在那个键的冒号后面写一个空格和 |-，文字每行的行首都按两下空格键",
        en: "if this is a line of the text above, write a space and `|-` after the colon of that key, and type two spaces at the start of each line of the text",
    }
    nothing_to_say() {
        zh: "没有内容的请删去它，冒号后面空着；没有金额的也可以写 0",
        en: "where there is nothing to say, delete it and leave nothing after the colon; for no amount 0 may be written, too",
    }
    dash_before_indicator(name) {
        zh: "「{name}」前面多了「- 」",
        en: "there is a “- ” too many before “{name}”",
    }
    delete_dashes(name) {
        zh: "请把这一类每一项前面的「- 」都删去；要留着「- 」，就写成「- {{名称: {name}, 指标值: …}}」",
        en: "delete the “- ” of all items here; to keep it, write “- {{名称: {name}, 指标值: …}}”",
    }
    name_colon_target(example) {
        zh: "名称和指标值之间没有英文冒号：请写成「{example}」，冒号后面按一下空格键，行首不写「- 」",
        en: "there is no plain colon between name and target: write “{example}”, with a space after the colon and no “- ” before it",
    }
    wide_brackets() {
        zh: "这里用了全角括号，请改用英文括号 {{ }} 或 [ ]",
        en: "these brackets are full-width; use `{{ }}` or `[ ]`",
    }
    plain_colon_and_space() {
        zh: "请切换到英文输入法，在键后面输入冒号，再按一下空格键，如「年度: 2026」",
        en: "after a key, type a plain colon and a space, such as “年度: 2026”",
    }
    missing(key) { zh: "缺少「{key}」", en: "“{key}” is missing" }
    add_line(key) { zh: "请补上一行「{key}: …」", en: "add a line “{key}: …”" }

    part_projects() {
        zh: "如果从这里起是另一个项目，请在它前面加一行「---」；如果不是，请删去其中一个",
        en: "if another project begins here, put a line “---” before it; if not, delete one of the two",
    }
    add_year_or_delete_dashes() {
        zh: "「---」下面是另一个项目，请给它补上一行「年度: 2026」；如果还是同一个项目，请删去「---」",
        en: "another project begins below “---”: give it a line “年度: 2026”; if it is still the same project, delete “---”",
    }
    without_dashes(keys) {
        zh: "请删去每行前面的「- 」，分别填写：{keys}",
        en: "delete the “- ” of each line, and fill in: {keys}",
    }
    belongs_below(key, groups) {
        zh: "「{key}」不在最外一级，请放到 {groups} 下面，多缩进两格",
        en: "“{key}” is not at the outermost level; put it below {groups}, indented by two more spaces",
    }
    key_without_unit(key) {
        zh: "键里不写单位，请写「{key}」；金额以元为单位，也可以写成 45万元",
        en: "write the key without a unit: “{key}”; amounts are in yuan, or written as “45万元”",
    }
    key_without_quotes(key) {
        zh: "键两边不要加引号或括号，请写「{key}」",
        en: "a key has no quotation marks or brackets around it: write “{key}”",
    }

    // Values.
    text() { zh: "文字", en: "a text" }
    an_option() { zh: "选项", en: "an option" }
    a_date() { zh: "日期", en: "a date" }
    an_amount() { zh: "金额", en: "an amount" }
    a_number() { zh: "数字", en: "a number" }
    a_list() { zh: "列表", en: "a list" }
    another_kind(key, wanted, kind) {
        zh: "「{key}」应是{wanted}，这里是{kind}",
        en: "“{key}” should be {wanted}, found {kind}",
    }
    quote_or_block() {
        zh: "如果这是文字：写在一行的，请加英文双引号；有几行的，请在冒号后面写一个空格和 |-，下面每行行首比键多两个空格",
        en: "if this is text: put one line in plain double quotes; for several, write a space and `|-` after the colon, and indent each line below by two more spaces than the key",
    }
    only_one(wanted) {
        zh: "请在冒号后面只写一个{wanted}",
        en: "write only {wanted} after the colon",
    }
    not_a_list(key, kind) {
        zh: "「{key}」应是列表，这里是{kind}",
        en: "“{key}” should be a list, found {kind}",
    }
    one_line_each(example) {
        zh: "每项一行，以 - 开头，如：- {example}",
        en: "write each on a line of its own that begins with `-`, such as: `- {example}`",
    }
    record_of_another_kind(key, kind) {
        zh: "「{key}」的每一项应是一组键值，这里是{kind}",
        en: "each entry of “{key}” should be a group of keys and values, found {kind}",
    }
    write_record(example) { zh: "写成：- {example}", en: "write: `- {example}`" }
    no_such_option(key, text) {
        zh: "「{key}」没有选项「{text}」",
        en: "“{key}” has no option “{text}”",
    }
    options(list) { zh: "可选：{list}", en: "the options are: {list}" }
    write_several(example, list) {
        zh: "几项请写成 [{example}]，或每项一行，以 - 开头。可选：{list}",
        en: "write `[{example}]`, or each on a line of its own that begins with `-`; the options are: {list}",
    }
    one_option(list) {
        zh: "这里只能选一项。可选：{list}",
        en: "only one option can be chosen here; the options are: {list}",
    }
    wide_hash() {
        zh: "注释请用半角的 #，前面空一格",
        en: "begin a comment with a space and a plain `#`",
    }
    several_options(list) {
        zh: "多项请每项一行，以 - 开头，或用英文逗号隔开：[甲, 乙]。可选：{list}",
        en: "write several options on a line each that begins with `-`, or with plain commas: `[甲, 乙]`; the options are: {list}",
    }
    did_you_mean_option(near, list) {
        zh: "是否要写「{near}」？可选：{list}",
        en: "did you mean “{near}”? The options are: {list}",
    }
    item(number) { zh: "第 {number} 项", en: "item {number}" }

    // Indicators.
    branch_of_another_kind(key, level, kind) {
        zh: "「{key}」下面应是{level}，这里是{kind}",
        en: "“{level}” should stand below “{key}”, found {kind}",
    }
    colon_in_indicator(example) {
        zh: "冒号请用英文冒号加一个空格：请写成「{example}」",
        en: "write a plain colon and a space: “{example}”",
    }
    indicator_on_next_line(subcategory, example) {
        zh: "请移到「{subcategory}:」的下一行，比它多缩进两个空格，写成「{example}」",
        en: "move it to the line below “{subcategory}:”, indented by two more spaces, as “{example}”",
    }
    three_levels() {
        zh: "指标分三级：一级指标、二级指标、三级指标: 指标值，每级缩进两个空格",
        en: "indicators have three levels: “一级指标”, “二级指标” and “三级指标: 指标值”, each indented by two more spaces",
    }
    no_such_category(level, name) {
        zh: "这张表没有{level}「{name}」",
        en: "the form has no “{level}” called “{name}”",
    }
    is_below(name, category) {
        zh: "「{name}」是「{category}」下面的二级指标，请放到它下面，多缩进两格",
        en: "“{name}” is a “二级指标” of “{category}”; put it below that, indented by two more spaces",
    }
    is_a_category(name, list) {
        zh: "「{name}」在这张表上是一级指标，请少缩进两格，下面再写二级指标：{list}",
        en: "“{name}” is a “一级指标” of this form: indent it by two spaces less, and put its “二级指标” below it: {list}",
    }
    no_subcategory(category) {
        zh: "「{category}」下面直接写了指标，缺少二级指标这一行",
        en: "indicators stand right below “{category}”: the line of the “二级指标” is missing",
    }
    add_subcategory(list) {
        zh: "请在指标上面加一行二级指标，指标再多缩进两格；二级指标可以写：{list}",
        en: "put a “二级指标” above the indicators, and indent them by two more spaces; its names are: {list}",
    }
    indent_indicator(list) {
        zh: "如果这是三级指标，请放到二级指标下面，多缩进两格；二级指标可以写：{list}",
        en: "if this is a “三级指标”, put it below a “二级指标”, indented by two more spaces; the names of that are: {list}",
    }
    name_with_dash(mark) {
        zh: "指标名称前面的「{mark}」会原样打印",
        en: "the “{mark}” before the indicator's name would be printed",
    }
    delete_dash() {
        zh: "请删去；列表写法要用英文减号和空格：- {{名称: …, 指标值: …}}",
        en: "delete it; a list is written with a hyphen and a space: `- {{名称: …, 指标值: …}}`",
    }
    indicator_without_dash() {
        zh: "「指标值」写在了指标名称的位置",
        en: "“指标值” stands where the name of an indicator should",
    }
    write_listed() {
        zh: "请写成「指标名称: 指标值」，如「培训场次: ≥4场」，或列表：- {{名称: 培训场次, 指标值: ≥4场}}",
        en: "write “指标名称: 指标值”, such as “培训场次: ≥4场”, or a list: `- {{名称: 培训场次, 指标值: ≥4场}}`",
    }
    did_you_mean_category(near, list) {
        zh: "是否要写「{near}」？这里可以写：{list}",
        en: "did you mean “{near}”? The names here are: {list}",
    }
    names_here(list) { zh: "这里可以写：{list}", en: "the names here are: {list}" }
    indicators_not_text(name) {
        zh: "「{name}」下面应是三级指标，这里是文字",
        en: "“三级指标” should stand below “{name}”, found a text",
    }
    same_name_as_list() {
        zh: "同名指标请改用列表写法：- {{名称: …, 指标值: …}}",
        en: "write indicators of one name as a list: `- {{名称: …, 指标值: …}}`",
    }
    write_indicators_below() {
        zh: "请在它下面缩进写「指标名称: 指标值」",
        en: "write “指标名称: 指标值” below it, indented",
    }
    indicator_of_another_kind(kind) {
        zh: "指标应写成 {{名称: …, 指标值: …}}，这里是{kind}",
        en: "an indicator is written `{{名称: …, 指标值: …}}`, found {kind}",
    }
    column_missing(name, column) {
        zh: "指标「{name}」缺少「{column}」",
        en: "the indicator “{name}” has no “{column}”",
    }
    write_column(column) {
        zh: "请写成 {{指标值: …, {column}: …}}",
        en: "write `{{指标值: …, {column}: …}}`",
    }
    verbatim_alone() {
        zh: "「原文」不能与「值」「符号」「单位」同写",
        en: "“原文” cannot stand together with “值”, “符号” or “单位”",
    }
    keep_one_form() { zh: "请只留一种写法", en: "keep one of the two" }
    target_without_number() {
        zh: "指标值有符号或单位，缺少「值」",
        en: "the target has a comparison or a unit, but no “值”",
    }
    add_number() { zh: "请补上「值: …」", en: "add “值: …”" }
    target_is_no_number(text) {
        zh: "「值」应是数字，这里是「{text}」",
        en: "“值” should be a number, found “{text}”",
    }
    unit_apart() {
        zh: "「值」只写数字，单位请写在「单位」里，如 {{值: 90, 符号: ≥, 单位: \"%\"}}",
        en: "write only digits in “值” and the unit in “单位”, such as `{{值: 90, 符号: ≥, 单位: \"%\"}}`",
    }
    target_as_text() {
        zh: "文字型指标值请直接写在冒号后面，或写成 {{原文: …}}",
        en: "write a target in words right after the colon, or as `{{原文: …}}`",
    }

    // The folder's settings.
    one_document() {
        zh: "jixiao.yaml 只能有一个文档（不能有 ---）",
        en: "jixiao.yaml can hold one document only (no `---`)",
    }
    settings_of_another_kind(kind) {
        zh: "jixiao.yaml 应是一组键值，这里是{kind}",
        en: "jixiao.yaml should be a group of keys and values, found {kind}",
    }
}
