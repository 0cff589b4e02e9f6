//! What is said about moving a folder to another year.

crate::messages! {
    all_in_braces() {
        zh: "整个项目写在一对花括号里，不能滚动",
        en: "a project in braces as a whole cannot be rolled",
    }
    has_references() {
        zh: "这里的内容在别处用 YAML 的引用（& 和 *）代替，不能滚动",
        en: "other places refer to this one with YAML's & and *, which cannot be rolled",
    }
    write_in_lines() {
        zh: "请去掉最外面的花括号，每行写「键: 值」，再滚动",
        en: "take the outer braces away, write one “键: 值” on each line, and roll again",
        page_zh: "请在「文本（YAML）」里去掉最外面的花括号，一项写一行，再做",
        page_en: "in the text (YAML), take the outer braces away, write one item on each line, and do it again",
    }
    write_plainly() {
        zh: "请把引用的内容直接写出来，再滚动",
        en: "write out what references stand for, and roll again",
    }
    odd_line_ends() {
        zh: "这个文件的换行符很少见（只有回车），不能滚动",
        en: "a file whose lines end with carriage returns alone cannot be rolled",
    }
    save_anew() {
        zh: "请用记事本打开，另存一次再滚动",
        en: "save it anew with a text editor and roll again",
    }
    not_after(to, year) {
        zh: "这个项目是 {year} 年度的，不能滚动到 {to} 年度",
        en: "this project is of {year} and cannot be rolled to {to}",
    }
    roll_to_later() {
        zh: "--to 后面要写更晚的年度；不需要滚动的项目请移到别的文件夹",
        en: "give a later year after --to; put projects that are not to be rolled into another folder",
        page_zh: "请写更晚的年度；不需要做到下一年度的项目请移到别的文件夹",
        page_en: "give a later year; put projects that are not asked for again into another folder",
    }
    cannot_be_rolled() {
        zh: "这个项目的写法不能自动滚动",
        en: "this project is written in a way that cannot be rolled",
    }
    roll_by_hand() {
        zh: "请用 jixiao new 新建一个，再把内容抄过去",
        en: "make a new one with jixiao new and copy what it says",
        page_zh: "请在新的文件夹里新建一个，再把内容抄过去",
        page_en: "make a new one in the new folder and copy what it says",
    }
    form_drops(form, name) {
        zh: "{form} 表式没有「{name}」，原文保留在这里：",
        en: "form {form} has no “{name}”; what it said:",
    }
    only_multi_year(form, name) {
        zh: "{form} 表式的「{name}」只有跨年度项目才填，原文保留在这里：",
        en: "form {form} asks multi-year projects only for “{name}”; what it said:",
    }
    form_takes_other_values(form, name) {
        zh: "{form} 表式里「{name}」没有这样的选项，请重新选，原文保留在这里：",
        en: "form {form} has no such option for “{name}”; choose again; what it said:",
    }
    choose_again(form, name) {
        zh: "{form} 表式里「{name}」没有上年的选项，原文留在注释里，请重新选",
        en: "form {form} does not have last year's option for “{name}”, which is in a comment: choose again",
    }
    form_is_chosen(form) {
        zh: "新年度按年度就用 {form} 表式，不再写：",
        en: "the new year chooses the form {form}; no need to name one:",
    }
    form_is_not_named(form) {
        zh: "「表式」留在注释里：按年度就用 {form} 表式",
        en: "“表式” is in a comment: the year chooses the form {form}",
    }
    form_is_named(form) {
        zh: "写上了「表式: {form}」：按年度是另一式表",
        en: "“表式: {form}” was written, since the year would choose another form",
    }
    categories_kept(form) {
        zh: "{form} 表式没有下面的指标分类，请决定删去还是移到别的分类：",
        en: "form {form} has no place for these categories; delete them or move their indicators:",
    }
    name(name) {
        zh: "「{name}」",
        en: "“{name}”",
    }
    form_drops_categories(form, names) {
        zh: "{form} 表式没有指标分类{names}，其中的指标留在注释里，请删去或移到别的分类",
        en: "form {form} has no category {names}; the indicators are in a comment: delete or move them",
    }
    category_is_taken(form, name, to) {
        zh: "{form} 表式的「{to}」已有别的指标，「{name}」的指标留在注释里，请并到一起",
        en: "“{to}” of form {form} has other indicators already; those of “{name}” are in a comment: join them",
    }
    to_fill_in(name, year) {
        zh: "待填：{name}，{year} 年度结束后的实际数",
        en: "待填 (to fill in): “{name}”, as it was at the end of {year}",
    }
    amount_to_fill_in(name, year) {
        zh: "待填：{name}，{year} 年度的",
        en: "待填 (to fill in): “{name}”, of {year}",
    }
    total_is_computed(name, was) {
        zh: "{name}由程序计算，上年写的是 {was}",
        en: "“{name}” is computed; last year it said {was}",
    }
    settings_have_it(name, other) {
        zh: "新表用「{other}」，不再用「{name}」：",
        en: "the new form uses “{other}” instead of “{name}”:",
    }
    settings_differ(name, other) {
        zh: "「{name}」和「{other}」写的不同，新表只用「{other}」，请核对",
        en: "“{name}” and “{other}” differ, and the new form uses “{other}” only: check it",
    }
    shared_figure(name) {
        zh: "「{name}」是上年结束才知道的数，各项目自己填，这里写的留在注释里",
        en: "“{name}” is known when the year has ended; each project gives its own, and what was here is in a comment",
    }
    write_it_there(name, other) {
        zh: "「{name}」在新表里是「{other}」，这里写的留在注释里，请写到那里",
        en: "“{name}” is “{other}” in the new form; what was here is in a comment: write it there",
    }
    one_off() {
        zh: "这是一次性项目，还申报吗？",
        en: "this project was for one time: is it asked for again?",
    }
    still_to_fill_in() {
        zh: "上年的文件里还有「待填」没有填",
        en: "last year's file still has figures to fill in (待填)",
    }
    look_at_ceiling(ceiling) {
        zh: "资金限额 ceiling 还是上年的 {ceiling}，请核对",
        en: "the ceiling is still last year's {ceiling}: check it",
    }
    look_at_output(folder) {
        zh: "生成的文件还是写到上年的「{folder}」，请核对",
        en: "files still go to last year's “{folder}”: check it",
    }
    check_finds(finding) {
        zh: "检查发现：{finding}",
        en: "the checks say: {finding}",
    }
    heading(file, name) {
        zh: "{file}：{name}",
        en: "{file}: {name}",
    }
    from_to(from, old, to, new) {
        zh: "{from} 年度（{old} 表式）→ {to} 年度（{new} 表式）",
        en: "{from} (form {old}) → {to} (form {new})",
    }
    decide(what) {
        zh: "请决定：{what}",
        en: "to decide: {what}",
    }
    asked(names) {
        zh: "待填：{names}",
        en: "to fill in (待填): {names}",
    }
    gained(names) {
        zh: "新表多出的，请填写：{names}",
        en: "new in this form, to fill in: {names}",
    }
    kept_as_comments(names) {
        zh: "新表没有的，留在注释里：{names}",
        en: "not in this form, kept as comments: {names}",
    }
    same_amounts(names) {
        zh: "金额照抄上年，请改成本年的：{names}",
        en: "still last year's amounts, to be changed: {names}",
    }
    previous_amount(name, amount) {
        zh: "{name}填上了上年的预算：{amount}",
        en: "“{name}” is last year's amount: {amount}",
    }
    moved(pairs) {
        zh: "改了名称或位置：{pairs}",
        en: "renamed or moved: {pairs}",
    }
    continued() {
        zh: "跨年度项目还没有结束，只改了年度目标和指标，日期和其他内容没有动",
        en: "a multi-year project that goes on: only the year's goals and indicators were moved",
    }
    at_line(file, line, what) {
        zh: "{file}:{line}：{what}",
        en: "{file}:{line}: {what}",
    }
    lines_changed() {
        zh: "改了的行，请逐行核对：",
        en: "Lines that were changed, to be checked:",
    }
    lines_left() {
        zh: "没有改、请看是否要改的行（有上年的年份，同一段里已有新年度的，有“第几届”“去年”“十四五”这样随年份变的话）：",
        en: "Lines that were left, to be looked at (last year's number, a paragraph that has the new year already, or words that change with the year, such as 第几届, 去年 and 十四五):",
    }
    ended() {
        zh: "项目已经结束，还申报吗？日期是照再办一次改的",
        en: "this project is over: is it asked for again? Its dates are those of another turn",
    }
    same_name(line, text) {
        zh: "第 {line} 行的指标改了年份就与另一个同名，没有改：{text}",
        en: "line {line}: with its year moved, this indicator would be called as another one, so it was left: {text}",
    }
    asked_in_each(name, places) {
        zh: "待填：「{name}」，{places} 处",
        en: "to fill in (待填): “{name}”, in {places} places",
    }
    units_added(unit) {
        zh: "新表的金额换了单位，没有写单位的数后面加了「{unit}」，数额不变，请核对",
        en: "the new form counts in another unit: “{unit}” was written behind numbers alone, so that amounts stay the same; check them",
    }
    references_expanded() {
        zh: "YAML 的引用（& 和 *）换成了它代表的内容",
        en: "YAML's references (& and *) were replaced by what they stand for",
    }
    not_a_folder(folder) {
        zh: "「{folder}」不是文件夹",
        en: "“{folder}” is not a folder",
    }
    name_the_folder() {
        zh: "请写上年的文件夹，如 jixiao roll 申报2026 --to 2027",
        en: "name last year's folder, as in jixiao roll 申报2026 --to 2027",
        page_zh: "请写上年的文件夹",
        page_en: "name last year’s folder",
    }
    nothing_rolled() {
        zh: "没有可以滚动的项目，没有建新文件夹",
        en: "no project could be rolled, and no folder was made",
    }
    some_were_not_rolled() {
        zh: "有错误的项目没有滚动，请改正上年的文件后重新运行：只补上缺的，已有的不动",
        en: "projects with errors were not rolled; mend last year's files and run again: what is missing is added, and what is there stays",
    }
    left_alone(folder, files) {
        zh: "「{folder}」里滚动过的和已有的没有动：{files}",
        en: "already in “{folder}”, and left alone: {files}",
    }
    folder_is_taken(folder) {
        zh: "「{folder}」已经有内容了，不会覆盖",
        en: "“{folder}” is there already and is not written over",
    }
    folder_is_inside(folder) {
        zh: "「{folder}」在上年的文件夹里面",
        en: "“{folder}” is inside last year's folder",
    }
    choose_another_folder() {
        zh: "请用 -o 换一个文件夹，或先移走原来的",
        en: "choose another folder with -o, or move that one away",
        page_zh: "请先移走原来的",
        page_en: "move that one away",
    }
    rolled(projects, asked, decisions, record) {
        zh: "滚动了 {projects} 个项目：待填 {asked} 处，请决定 {decisions} 处；年份改动见 {record}",
        en: "rolled projects: {projects}; to fill in: {asked}; to decide: {decisions}; for the years that were changed see {record}",
    }
    record_name() {
        zh: "滚动记录.md",
        en: "roll-record.md",
    }
    title(year) {
        zh: "滚动到 {year} 年度",
        en: "Rolled to {year}",
    }
    not_rolled() {
        zh: "没有滚动的",
        en: "Not rolled",
    }
    how_to_read() {
        zh: "搜索「待填」可以逐处找到要填的数。行号是新文件的行号。",
        en: "Search for “待填” to find each figure that is to be filled in. Line numbers are those of the new files.",
    }
}
