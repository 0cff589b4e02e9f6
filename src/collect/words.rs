//! What is said about forms that are collected.

/// What the file with questions begins with.
pub(super) const QUESTIONS: &str = "\
# 拿不准的，请在“答:”后面写上决定，再运行一次 jixiao collect；写了的以后不再问。
# 问: 单位：写名单里的单位名称；不是应收的表，写“不收”。
# 问: 重复：写以哪个文件为准（上面列出的文件之一）。
# 问: 改名：这个项目就是原来那一个，写“是”；是两个项目，写“不是”。
# Decide what is uncertain: write the unit's name in the roster, 不收 (not taken), the file that
# counts, or whether it is the project of before (是, 不是), behind “答:”. What has an answer is
# not asked again.
";

/// What the file with the office's own findings begins with.
pub(super) const EDITS: &str = "\
# 退回意见发出以前，在这里删去或补充。这个文件只由你改，程序不改它，以后各轮都算。
# What the office strikes or adds before notices are sent; the program never changes this file.
#
# 删去:                                   # 几项都写的，都符合才删；只写规则的，各单位都删
#   - {单位: 示例市科技馆, 项目: 场馆运行, 规则: unit-missing, 位置: G14, 理由: 已说明}
#   - {规则: small-amount, 理由: 今年不审}
# 补充:
#   - {单位: 示例市科技馆, 项目: 场馆运行, 位置: G14, 问题: 场次偏少, 改法: 请写不少于12场, 级别: 警告}
#   - {单位: 示例市科技馆, 问题: 请附立项依据}
删去:
补充:
";

crate::messages! {
    late_unit(unit) { zh: "{unit}（逾期）", en: "{unit} (late)" }
    round_of(number, units) { zh: "第 {number} 轮，{units} 个单位", en: "round {number}, units: {units}" }
    units_missing(count, units) { zh: "未交 {count} 个：{units}", en: "nothing came of {count}: {units}" }
    units_to_mend(count, units) { zh: "待改 {count} 个：{units}", en: "to be mended, {count}: {units}" }
    units_undecided(count, units) { zh: "待定 {count} 个：{units}", en: "to be decided, {count}: {units}" }
    units_accepted(count, units) { zh: "通过 {count} 个：{units}", en: "accepted, {count}: {units}" }
    files_without_forms(count, files) {
        zh: "没有取用的文件 {count} 个：{files}",
        en: "files of which nothing was taken, {count}: {files}",
    }
    line(number) { zh: "第 {number} 行", en: "line {number}" }
    nothing() { zh: "（空）", en: "(blank)" }

    // The roster and the files that the office edits.
    roster_is_empty() { zh: "名单是空的", en: "the roster is empty" }
    roster_is_no_mapping() {
        zh: "名单应写「单位:」，下面每个单位一项",
        en: "a roster should have “单位:” with an item for each unit below it",
    }
    see_the_schema() {
        zh: "格式见 docs/collect.md；可以用 jixiao roster 从去年的文件夹或 XLSX 生成",
        en: "docs/collect.md has the format; jixiao roster makes one from last year's folder or from a workbook",
    }
    see_the_manual() { zh: "格式见这个文件开头的说明", en: "the head of this file has the format" }
    list_has_no_head() {
        zh: "表里没有写着「单位」的表头",
        en: "the list has no row of heads with “单位”",
    }
    in_row(row, what) { zh: "第 {row} 行：{what}", en: "row {row}: {what}" }
    no_number(text) { zh: "「{text}」不是数字", en: "“{text}” is no number" }
    no_year(text) { zh: "「{text}」不是年度", en: "“{text}” is no year" }
    write_a_year() { zh: "请写四位数的年份，如 2026", en: "write a year of four digits, such as 2026" }
    count_is_another(count, named) {
        zh: "「项目数」是 {count}，「项目」里写了 {named} 个",
        en: "项目数 says {count}, and 项目 has {named} names",
    }
    names_or_count() {
        zh: "请把名称写全，或者删去其中一样：知道名称的写「项目」，只知道几个的写「项目数」",
        en: "name all of them, or delete one of the two: 项目 where the names are known, 项目数 where only their number is",
    }
    write_a_number() { zh: "请写一个数字，如 3", en: "write a number, such as 3" }
    unit_without_a_name() { zh: "单位没有名称", en: "a unit has no name" }
    unit_listed_twice(name) { zh: "「{name}」在名单里有两次", en: "“{name}” is in the roster twice" }
    list_each_unit_once() {
        zh: "每个单位写一项，别的写法写在「又名」里",
        en: "write one item for each unit, and its other spellings below “又名”",
    }
    no_such_rule(code) { zh: "没有「{code}」这条规则", en: "there is no rule “{code}”" }
    see_the_rules() {
        zh: "规则写英文的名字，一览的“各条规则的意见”里有；jixiao explain 列出全部",
        en: "rules have names such as unit-missing: the overview has them, and jixiao explain lists all",
    }
    strike_says_nothing() {
        zh: "「删去」里有一项什么也没写，会删去全部意见",
        en: "an item of “删去” says nothing, which would strike all findings",
    }
    added_to_nothing(what) {
        zh: "补充的意见「{what}」写的单位不在名单里，没有用上",
        en: "the finding “{what}” that was added names a unit that is not in the roster; it was not used",
    }

    added_to_no_project(what, unit, project) {
        zh: "补充的意见「{what}」没有用上：{unit}没有「{project}」这个项目",
        en: "the finding “{what}” that was added was not used: {unit} has no project “{project}”",
    }
    answer_is_unknown(about, answer) {
        zh: "待定.yaml 里「{about}」的答「{answer}」没有用上：它不是名单里的单位，也不是列出的文件（改名的，写 是 或 不是）",
        en: "the answer “{answer}” about “{about}” in 待定.yaml was not used: it is no unit of the roster and no file that is listed there (of a new name: 是 or 不是)",
    }

    // Files.
    in_file(file, what) { zh: "文件「{file}」：{what}", en: "the file “{file}”: {what}" }
    refused_by_the_office() { zh: "已决定不收", en: "the office does not take it" }
    waits_for_a_decision() { zh: "看不出是哪个单位的，等待决定", en: "it is uncertain of which unit it is" }
    unit_is_uncertain(file, unit, project) {
        zh: "「{file}」写的单位是「{unit}」，项目「{project}」，看不出是名单里的哪个单位",
        en: "“{file}” names the unit “{unit}” (project “{project}”): it is uncertain which of the roster that is",
    }
    unit_is_not_written(file, project) {
        zh: "「{file}」没有写单位，项目「{project}」，看不出是名单里的哪个单位",
        en: "“{file}” names no unit (project “{project}”): it is uncertain which of the roster it is",
    }
    project_came_twice(unit, project, files) {
        zh: "{unit}的「{project}」有几份，内容不同：{files}",
        en: "“{project}” of {unit} came several times with differences: {files}",
    }
    project_is_called_otherwise(unit, project, before) {
        zh: "{unit}的「{project}」像是原来的「{before}」改了名称",
        en: "“{project}” of {unit} seems to be what was called “{before}”",
    }
    is_settings() { zh: "是项目文件的设置，不是表", en: "it holds settings of project files and is no form" }
    is_for_a_collection() {
        zh: "是收表用的名单、待定、意见或导入表的说明，不是表",
        en: "it is a roster, decisions, findings or an export of a collection, and no form",
    }
    is_a_rar() {
        zh: "是 RAR 或 7z 压缩包，打不开；请解压后放进来，或换成 ZIP",
        en: "it is a RAR or 7z archive, which is not opened: unpack it, or use ZIP",
    }
    is_a_picture() { zh: "是图片，没有表的数据；请要 XLSX", en: "it is a picture without the data of a form: ask for the workbook" }
    is_a_word_document() { zh: "是 Word 文档；请要 XLSX", en: "it is a Word document: ask for the workbook" }
    is_another_pdf() {
        zh: "这份 PDF 里没有表的数据（是别的软件做的，或生成时没有附上）；请要 XLSX",
        en: "this PDF has no data of a form (another program made it, or they were not attached): ask for the workbook",
    }
    is_another_ofd() {
        zh: "这份 OFD 里没有表的数据（是别的软件做的，或生成时没有附上）；请要 XLSX",
        en: "this OFD has no data of a form (another program made it, or they were not attached): ask for the workbook",
    }
    document_has_a_password() { zh: "文件加了密码，打不开", en: "the file has a password" }
    is_no_form() { zh: "不是申报表，也不是装着申报表的文件", en: "it is no form and holds none" }
    is_empty() { zh: "文件是空的", en: "the file is empty" }
    is_too_large(megabytes) { zh: "超过 {megabytes} MB，没有读", en: "it is larger than {megabytes} MB and was not read" }
    archive_is_broken() { zh: "压缩包打不开，已损坏", en: "the archive cannot be opened: it is damaged" }
    archive_has_a_password() { zh: "压缩包加了密码，打不开", en: "the archive has a password" }
    archive_has_too_much(most) { zh: "压缩包里多于 {most} 个文件，其余没有读", en: "the archive has more than {most} files; the rest was not read" }
    archive_is_too_large(most) { zh: "压缩包解开以后超过 {most} MB，其余没有读", en: "unpacked the archive is larger than {most} MB; the rest was not read" }
    archive_has_too_many_forms(most) { zh: "压缩包里各张表的内容共超过 {most} MB，其余没有读", en: "the forms in the archive have more than {most} MB together; the rest was not read" }
    holds_too_much() { zh: "里面的内容太多，没有读；请分成几个文件再报一次", en: "there is too much in it, and it was not read: hand it in as several files" }
    divide_the_archive() { zh: "请分成几个压缩包，或只放申报表，再报一次", en: "hand it in as several archives, or with the forms alone" }
    too_much_was_unpacked(most) {
        zh: "收件里的文件这次解开的已有 {most} GB，它还没有读；请看看有没有不该收的大文件，移走以后再运行一次，就接着读",
        en: "{most} GB were unpacked of the inbox in this run, and it was not read yet: see whether there are large files that do not belong there, move them away and run again, which goes on reading",
    }
    archive_is_too_deep() { zh: "压缩包里套的压缩包太多层，没有读", en: "archives stand too deep in each other" }
    send_it_again() { zh: "请取消密码，或用 XLSX 再报一次", en: "take the password off, or hand in the workbook once more" }
    without_a_name(file) { zh: "（没有写名称：{file}）", en: "(without a name: {file})" }
    reading_broke_down() { zh: "读它的时候程序出了错，跳过了", en: "the program broke down over it and skipped it" }

    // Units and projects.
    form_of_another_year(year, wanted) {
        zh: "表是 {year} 年度的，应报 {wanted} 年度",
        en: "the form is for {year}, and that of {wanted} is wanted",
    }
    fill_in_the_form_of(year) { zh: "请填报 {year} 年度的表", en: "fill in the form of {year}" }
    projects_missing(wanted, count) {
        zh: "应报 {wanted} 个项目，只收到 {count} 个",
        en: "{wanted} projects are expected, and {count} came",
    }
    projects_beyond(wanted, count) {
        zh: "应报 {wanted} 个项目，收到 {count} 个",
        en: "{wanted} projects are expected, and {count} came",
    }
    project_missing(name) { zh: "还没有报「{name}」", en: "“{name}” has not come" }
    project_missing_but(name, near) {
        zh: "还没有报「{name}」；报来的「{near}」名称相近，请核对",
        en: "“{name}” has not come; “{near}”, which did, is called alike",
    }
    project_unexpected(name) { zh: "「{name}」不在名单的项目里", en: "“{name}” is not among the projects of the roster" }
    hand_in_the_rest() { zh: "请补报；名称有变的，请说明", en: "hand it in, or say if its name has changed" }
    check_the_roster() { zh: "请核对项目名称", en: "check the name of the project" }
    over_ceiling(amount, most, beyond) {
        zh: "各项目合计 {amount} 元，超过限额 {most} 元，多 {beyond} 元",
        en: "the projects ask for {amount} yuan together, {beyond} more than the ceiling of {most}",
    }
    reduce_the_projects() { zh: "请调减项目金额，使合计不超过限额", en: "reduce the projects until they are within it" }

    // Notices.
    yes() { zh: "是", en: "yes" }
    whole_unit() { zh: "（全部项目）", en: "(all projects)" }
    place_in_file(file, sheet, cell) { zh: "{file} 「{sheet}」{cell}", en: "{file} “{sheet}” {cell}" }
    mail_head(unit) { zh: "{unit}：\n", en: "To {unit}:\n" }
    mail_nothing_came(date) {
        zh: "截至 {date}，还没有收到你单位的绩效目标申报表。",
        en: "By {date}, no form of your institution has come.",
    }
    mail_what_came(date, count, amount, accepted, mend) {
        zh: "截至 {date}，收到你单位项目 {count} 个，合计 {amount} 元；其中通过 {accepted} 个，需要修改 {mend} 个。",
        en: "By {date}, {count} projects of {amount} yuan came; {accepted} are accepted, and {mend} are to be mended.",
    }
    mail_missing(names) { zh: "还没有报的项目：{names}。", en: "Projects that have not come: {names}." }
    mail_gone(count) { zh: "上一轮的意见已改 {count} 处。", en: "Of the findings of the last round, {count} are mended." }
    mail_finding(number, level, place, what) {
        zh: "\n{number}. 【{level}】{place}\n   {what}。",
        en: "\n{number}. [{level}] {place}\n   {what}.",
    }
    mail_remedy(remedy) { zh: "   改法：{remedy}。", en: "   To mend it: {remedy}." }
    mail_deadline(date) {
        zh: "\n请在 {date} 以前报齐。",
        en: "\nPlease hand in all of it by {date}.",
    }
    mail_late(date) {
        zh: "\n截止日期（{date}）已过，请尽快报齐。",
        en: "\nThe last day, {date}, is over: please hand in all of it soon.",
    }
    mail_soon() {
        zh: "\n请尽快报齐。",
        en: "\nPlease hand in all of it soon.",
    }

    mail_attached() {
        zh: "附件里有标了批注的表和全部意见。",
        en: "Marked copies of the forms and all findings are attached.",
    }

    // The whole at a glance.
    overview_title(year) { zh: "{year}年度绩效目标申报收表一览", en: "Forms collected for {year}" }
    overview_head(number, date, files) {
        zh: "第 {number} 轮，{date}，收到 {files} 个文件。",
        en: "Round {number}, {date}; files that came: {files}.",
    }
    missing() { zh: "未交", en: "nothing came" }
    undecided() { zh: "待定", en: "to be decided" }
    to_mend() { zh: "待改", en: "to be mended" }
    accepted() { zh: "通过", en: "accepted" }
    withdrawn() { zh: "撤回", en: "withdrawn" }
    late() { zh: "逾期", en: "late" }
    units() { zh: "单位", en: "Units" }
    unit() { zh: "单位", en: "Unit" }
    parent() { zh: "主管部门", en: "Department above" }
    contact() { zh: "联系人", en: "Contact" }
    standing() { zh: "状态", en: "Standing" }
    deadline() { zh: "截止", en: "Last day" }
    projects() { zh: "项目数", en: "Projects" }
    all_projects() { zh: "项目", en: "All projects" }
    project() { zh: "项目", en: "Project" }
    projects_accepted() { zh: "通过的项目", en: "Accepted projects" }
    expected() { zh: "应报", en: "Expected" }
    lacking() { zh: "缺少的项目", en: "Projects that are missing" }
    amount() { zh: "金额（元）", en: "Amount (yuan)" }
    amount_accepted() { zh: "通过的金额（元）", en: "Accepted (yuan)" }
    ceiling() { zh: "限额（元）", en: "Ceiling (yuan)" }
    of_ceiling(most) { zh: "（限额 {most}）", en: " (ceiling {most})" }
    all_over_ceiling(amount, most, beyond) {
        zh: "各单位合计 {amount} 元，超过总限额 {most} 元，多 {beyond} 元",
        en: "all units together ask for {amount} yuan, {beyond} more than the ceiling of {most}",
    }
    was_called(name) { zh: "原名「{name}」", en: "was “{name}”" }
    findings() { zh: "意见", en: "Findings" }
    gone() { zh: "已改", en: "Mended" }
    notice() { zh: "审核意见", en: "Notice" }
    units_by_standing() { zh: "各单位的状态", en: "Units by standing" }
    to_be_decided() { zh: "要决定的（写在 待定.yaml 里）", en: "To be decided, in 待定.yaml" }
    amounts() { zh: "各单位的金额", en: "Amounts by unit" }
    amounts_chart() {
        zh: "各单位的金额：绿色已通过，橙色未通过，竖线是限额",
        en: "amounts by unit: green is accepted, orange is not, the line is the ceiling",
    }
    amounts_by(column) { zh: "按{column}", en: "By {column}" }
    by_column(column) { zh: "按{column}", en: "By {column}" }
    findings_by_rule() { zh: "各条规则的意见", en: "Findings by rule" }
    of_the_office() { zh: "（补充的意见）", en: "(added by the office)" }
    rule() { zh: "规则", en: "Rule" }
    about() { zh: "说明", en: "About" }
    all_findings() { zh: "全部意见", en: "All findings" }
    place() { zh: "位置", en: "Place" }
    level() { zh: "级别", en: "Level" }
    what_is_wrong() { zh: "问题", en: "What is wrong" }
    how_to_mend() { zh: "改法", en: "How to mend it" }
    since() { zh: "变化", en: "Since" }
    is_new() { zh: "新", en: "new" }
    is_mended() { zh: "已改", en: "mended" }
    also_in(file) { zh: "另有一份：{file}", en: "also in {file}" }
    changes() { zh: "变化", en: "Changes" }
    file() { zh: "文件", en: "File" }
    files() { zh: "收到的文件", en: "Files" }
    sheet() { zh: "工作表", en: "Sheet" }
    forms() { zh: "表数", en: "Forms" }
    round() { zh: "轮次", en: "Round" }
    came_on() { zh: "收到", en: "Came on" }
    files_not_taken() { zh: "没有取用的文件", en: "Files of which nothing was taken" }
    why() { zh: "原因", en: "Why" }

    // Exports.
    system_is_empty() { zh: "导出的说明是空的", en: "the description of the export is empty" }
    see_the_export() {
        zh: "格式见 docs/collect.md 的“给系统的导入表”",
        en: "docs/collect.en.md has the format, below “Exports for systems”",
    }
    no_such_cell(cell) {
        zh: "工作表上没有「{cell}」这个位置，格子应像 B2，列应像 B，最远到 XFD1048576",
        en: "no sheet has a place “{cell}”: cells are such as B2, columns such as B, up to XFD1048576",
    }
    too_many_columns(most) { zh: "一张工作表最多有 {most} 列", en: "a sheet has {most} columns at most" }
    system_without_a_name() {
        zh: "「名称」是空的，或者没有一个工作表名能用的字",
        en: "名称 is blank, or has no character that a sheet's name may have",
    }
    columns_or_cells() {
        zh: "应写「列」，或者写「格子」（只能是 xlsx）",
        en: "give either 列 or 格子 (which is for xlsx alone)",
    }
}
