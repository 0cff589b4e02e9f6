//! What is said about workbooks that become project files.

crate::messages! {
    // The file.
    workbook_is_damaged(why) {
        zh: "文件已损坏，不能当作 Excel 工作簿打开（{why}）",
        en: "the file is damaged and cannot be opened as an Excel workbook ({why})",
    }
    count_is_false() {
        zh: "文字的个数写错了",
        en: "its count of strings is false",
    }
    value_is_unclear() {
        zh: "有的单元格的值写错了",
        en: "the value of a cell is written wrongly",
    }
    save_again() {
        zh: "请用 Excel 或 WPS 打开它，另存为 .xlsx 再导入；打不开的话，请向给你文件的人再要一份",
        en: "open it in Excel or WPS, save it as .xlsx and import that; if it does not open, ask whoever sent it for another copy",
    }
    file_is_empty() { zh: "文件是空的", en: "the file is empty" }
    workbook_has_a_password() {
        zh: "工作簿有打开密码，读不出内容",
        en: "the workbook has a password and cannot be read",
    }
    take_the_password_off() {
        zh: "请用 Excel 或 WPS 打开，取消密码后另存为 .xlsx",
        en: "open it in Excel or WPS, remove the password and save it as .xlsx",
    }
    is_an_old_workbook() {
        zh: "这是旧格式的工作簿（.xls）",
        en: "this is a workbook of the old format (.xls)",
    }
    is_another_workbook() {
        zh: "这是别的表格格式（.ods 或 .xlsb）",
        en: "this is a spreadsheet of another format (.ods or .xlsb)",
    }
    is_a_text() {
        zh: "这是文本文件（如 .csv），不是 Excel 工作簿",
        en: "this is a text file (such as .csv), not an Excel workbook",
    }
    is_no_workbook() {
        zh: "这不是 Excel 工作簿",
        en: "this is not an Excel workbook",
    }
    save_as_xlsx() {
        zh: "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入",
        en: "open it in Excel or WPS, save it as .xlsx and import that",
    }
    is_a_pdf() { zh: "这是 PDF，不是 Excel 工作簿", en: "this is a PDF, not an Excel workbook" }
    is_a_picture() { zh: "这是图片，不是 Excel 工作簿", en: "this is a picture, not an Excel workbook" }
    is_a_word_document() {
        zh: "这是 Word 文档，不是 Excel 工作簿",
        en: "this is a Word document, not an Excel workbook",
    }
    ask_for_the_workbook() {
        zh: "请导入申报表的 .xlsx 文件",
        en: "import the .xlsx file of the form",
    }
    workbook_is_too_large(megabytes) {
        zh: "工作簿解压后超过 {megabytes} MB，不像是申报表",
        en: "the workbook is larger than {megabytes} MB when unpacked, which no form is",
    }
    too_many_parts(most) {
        zh: "工作簿里有 {most} 个以上的部件，不像是申报表",
        en: "the workbook has more than {most} parts, which no form has",
    }
    too_many_sheets(most) {
        zh: "工作簿里有 {most} 张以上的工作表",
        en: "the workbook has more than {most} sheets",
    }
    too_many_cells(sheet, most) {
        zh: "工作表「{sheet}」有 {most} 个以上的单元格有内容，不像是申报表",
        en: "the sheet “{sheet}” has more than {most} cells with something in them, which no form has",
    }
    too_many_merges(sheet, most) {
        zh: "工作表「{sheet}」有 {most} 处以上的合并单元格，不像是申报表",
        en: "the sheet “{sheet}” has more than {most} merged cells, which no form has",
    }
    keep_the_forms() {
        zh: "请把申报表复制到一个新的工作簿再导入",
        en: "copy the forms into a new workbook and import that",
    }
    file_too_large(megabytes) {
        zh: "文件超过 {megabytes} MB，不像是申报表",
        en: "the file is larger than {megabytes} MB, which no form is",
    }

    // Its sheets.
    workbook_is_empty() { zh: "工作簿是空的", en: "the workbook is empty" }
    workbook_has_no_form() {
        zh: "工作簿里没有认得的申报表",
        en: "the workbook has no form that is known",
    }
    sheet_is_no_form(sheet) {
        zh: "工作表「{sheet}」不是认得的申报表，没有导入",
        en: "the sheet “{sheet}” is no form that is known and was not imported",
    }
    imported_already(project) {
        zh: "「{project}」已经从别处导入，内容完全相同，只留一个",
        en: "“{project}” was imported from another place already and says the same; one is kept",
    }
    sheet_is_hidden(sheet) {
        zh: "工作表「{sheet}」是隐藏的，没有导入",
        en: "the sheet “{sheet}” is hidden and was not imported",
    }
    show_the_sheet() {
        zh: "要导入它，请先在 Excel 或 WPS 里取消隐藏",
        en: "to import it, unhide it in Excel or WPS first",
    }
    not_in_cells(what) {
        zh: "工作簿里有{what}，没有读",
        en: "the workbook has {what}, which were not read",
    }
    comments() { zh: "批注", en: "comments" }
    text_boxes() { zh: "文本框", en: "text boxes" }
    sheet_is_of_a_book(sheet, title) {
        zh: "工作表「{sheet}」是汇总册的{title}，不是项目，没有导入",
        en: "the sheet “{sheet}” is the “{title}” of a book and no project, and was not imported"
    }
    forms_known(forms) {
        zh: "认得的表式：{forms}；其他表式请用 --templates 指明模板文件夹",
        en: "the forms known are {forms}; name a folder with templates of others with --templates",
        page_zh: "认得的表式：{forms}；请导入照其中一式填的申报表",
        page_en: "the forms known are {forms}; import a form that is one of them",
    }
    sheet_is_of_another_stage(sheet, mark) {
        zh: "工作表「{sheet}」上有「{mark}」，是自评、监控或评价用的表，不是申报表，没有导入",
        en: "the sheet “{sheet}” has “{mark}”: it is a form of an evaluation or of monitoring and no application, and was not imported",
    }
    import_the_application() {
        zh: "请导入这个项目的申报表；这本来就是申报表的，用 --form 指明是哪一式，或用 --templates 指明它的模板文件夹",
        en: "import the application of this project; if this is an application after all, say which form it is with --form, or name the folder with its template with --templates",
        page_zh: "请导入这个项目的申报表",
        page_en: "import the application of this project",
    }
    import_the_application_or_take_over() {
        zh: "请导入这个项目的申报表；只要它和申报表相同的内容（名称、单位、年初预算数、目标和指标值），加 --evaluations；这本来就是申报表的，用 --form 指明是哪一式",
        en: "import the application of this project; to take over what both have (names, units, the budget at the beginning of the year, goals and targets), add --evaluations; if this is an application after all, say which form it is with --form",
        page_zh: "请导入这个项目的申报表",
        page_en: "import the application of this project",
    }
    only_shared(title) {
        zh: "这是《{title}》，只取了申报表也有的内容：名称、单位、年初预算数、目标和指标值；完成值、得分等没有取",
        en: "this is “{title}”, of which only what an application has too was taken: names, units, the budget at the beginning of the year, goals and targets, and not what was reached or scored",
    }
    fill_in_the_rest() {
        zh: "申报表还要的，请在项目文件里补上",
        en: "add what an application has besides to the project file",
        page_zh: "申报表还要的，请在表上补填",
        page_en: "fill in what an application has besides on the form",
    }
    form_is_empty(sheet) {
        zh: "工作表「{sheet}」是一张空表，没有填写内容",
        en: "the sheet “{sheet}” is an empty form with nothing filled in",
    }
    fill_in_first() {
        zh: "请填写以后再导入；要新建一个项目文件，运行 jixiao new",
        en: "fill it in and import it then; to start a new project file, run jixiao new",
        page_zh: "请填写以后再导入；要新建一个项目，点「新建项目」",
        page_en: "fill it in and import it then; to start a new project, press “New project”",
    }
    year_is_missing(year) {
        zh: "表上没有年度，也没有开始日期，暂且写成「年度: {year}」",
        en: "the form names neither its year nor a first day; “年度: {year}” was written for the time being",
    }
    year_is_guessed(year) {
        zh: "表上没有写年度，按表式和起止日期写成「年度: {year}」",
        en: "the form does not name its year; by its layout and its days, “年度: {year}” was written",
    }
    year_comment() {
        zh: "表上没有写年度，下面的年度是推断的，请核对",
        en: "the form does not name its year; this one was inferred: check it",
    }
    year_of_another_form(year, name, title) {
        zh: "表上的年度是 {year}，表式却是 {name} 的《{title}》",
        en: "the form's year is {year}, but its layout is that of {name}, “{title}”",
    }
    correct_the_year_or_form(form) {
        zh: "项目文件里写了「表式: {form}」，照原表读；年度看错了的请改年度，要换成这一年的表就删去「表式」这一行",
        en: "“表式: {form}” was written into the project file, so that it is read as the sheet is; mend the year if it is wrong, or delete the line “表式” to use the form of that year",
        page_zh: "照原表（{form}）读了；年度看错了的请改年度，要换成这一年的表，就在「表式」里选「按年度」",
        page_en: "it is read as the sheet is ({form}); mend the year if it is wrong, or choose “By the year” as its form",
    }
    correct_the_year() {
        zh: "请核对项目文件里的「年度」，它决定用哪一式表",
        en: "check “年度” in the project file: it decides which form is used",
        page_zh: "请核对「年度」，它决定用哪一式表",
        page_en: "check “年度”: it decides which form is used",
    }

    // Its cells.
    not_imported(address, why) {
        zh: "{address} 没有导入：{why}",
        en: "{address} not imported: {why}",
    }
    partly_imported(address, why) {
        zh: "{address} 导入时要留意：{why}",
        en: "{address} imported with a doubt: {why}",
    }
    value_twice(field) {
        zh: "「{field}」已经从别处读到，这里又有一个",
        en: "“{field}” was read from another place already",
    }
    units_differ(other, unit) {
        zh: "金额单位写了两种，{other}和{unit}，按「{unit}」读了",
        en: "two units of amounts are given, {other} and {unit}; {unit} was taken",
    }
    unit_not_heard() {
        zh: "像是金额的单位，但看不出说的是哪些金额，没有用上",
        en: "it looks like the unit of amounts, but it is not clear of which; not made use of",
    }
    check_the_amounts() {
        zh: "请核对金额：没有别处写明单位的，按元读了",
        en: "check the amounts: where no other place tells the unit they were read as 元",
    }
    tick_without_option() {
        zh: "只有勾，看不出勾的是哪一项",
        en: "a tick alone, which does not say what is ticked",
    }
    category_ended() {
        zh: "上方合并的一级（二级）指标到上一行为止，这一行没有写属于哪一级",
        en: "the merged category above ends above this row, which names none",
    }
    row_between(subcategory) {
        zh: "这一行没有写属于哪个二级指标，放在了「{subcategory}」下面",
        en: "this row does not say which second-level category it belongs to; it was put under “{subcategory}”",
    }
    part_not_used(target) {
        zh: "指标值「{target}」已有符号或单位，或这里的文字不是符号，没有用上",
        en: "the target “{target}” has its sign or unit, or this is no sign; not made use of",
    }
    no_figure(text) {
        zh: "「{text}」没有数字，当作没有填写",
        en: "“{text}” has no digit and was taken for a blank",
    }
    cell_has_no_label() {
        zh: "它旁边和上面没有这一式表的栏目名称",
        en: "no label of this form stands beside or above it",
    }
    cell_is_covered() {
        zh: "它被合并单元格盖住，表上看不到",
        en: "a merged cell covers it, so that nobody sees it",
    }
    cell_is_hidden() {
        zh: "它在隐藏的（或筛选掉的）行或列里，表上看不到",
        en: "it stands in a row or column that is hidden or filtered out, so that nobody sees it",
    }
    show_the_row() {
        zh: "要导入它，请先在 Excel 或 WPS 里取消隐藏、清除筛选，保存后再导入",
        en: "to import it, unhide it or clear the filter in Excel or WPS, save the file and import it again",
    }
    cell_is_struck() {
        zh: "它划了删除线",
        en: "it is struck out",
    }
    partly_struck(text) {
        zh: "其中「{text}」划了删除线，没有导入",
        en: "“{text}” in it is struck out and was left out",
    }
    take_the_line_off() {
        zh: "要导入它，请先在 Excel 或 WPS 里去掉删除线，保存后再导入",
        en: "to import it, take the line off it in Excel or WPS, save the file and import it again",
    }
    formula_without_value() {
        zh: "它是公式，文件里没有存计算结果",
        en: "it is a formula whose result the file does not hold",
    }
    cell_is_an_error() {
        zh: "它是公式算出的错误",
        en: "it is the error of a formula",
    }
    save_in_excel() {
        zh: "请用 Excel 或 WPS 打开，保存一次再导入",
        en: "open the file in Excel or WPS, save it and import it again",
    }
    option_unknown(rest, options) {
        zh: "「{rest}」不是这一栏的选项（{options}）",
        en: "“{rest}” is no option of this field ({options})",
    }
    several_ticked(field) {
        zh: "「{field}」只能选一项，这里勾了几项",
        en: "“{field}” takes one option, and several are ticked here",
    }
    category_unknown(category, names) {
        zh: "一级指标「{category}」不在这一式表的指标框架里（{names}）",
        en: "“{category}” is no first-level category of this form ({names})",
    }
    subcategory_unknown(subcategory, category, names) {
        zh: "「{category}」下面没有二级指标「{subcategory}」（有：{names}）",
        en: "“{category}” has no second-level category “{subcategory}” (it has {names})",
    }
    subcategory_missing(category, names) {
        zh: "「{category}」下面没有写二级指标（有：{names}）",
        en: "no second-level category of “{category}” is given (it has {names})",
    }
    indicator_has_no_name() {
        zh: "这一行有指标值，没有三级指标的名称",
        en: "this row has a target but no name of an indicator",
    }
    brackets_left_out() {
        zh: "只导入了名称，没有导入括号里的内容",
        en: "only its name was imported, not what stands in brackets",
    }
    lines_differ(name) {
        zh: "名称和指标值的几行不能逐行对应，合成了一个指标「{name}」",
        en: "the lines of its name and target cannot be paired; they became one indicator, “{name}”",
    }
    lines_split(count) {
        zh: "一格里有几行的，逐行读成了 {count} 个指标",
        en: "cells with several lines were read line by line, as indicators: {count}",
    }
    join_by_hand() {
        zh: "请核对；其实是一个指标的，在项目文件里合成一行",
        en: "check them; join those in the project file that are one indicator",
    }
    lines_joined(count) {
        zh: "{count} 个指标的指标值在格子里断成了几行，接成了一行",
        en: "indicators whose targets were broken into several lines, which were joined: {count}",
    }
    texts_joined(count) {
        zh: "文字里有 {count} 处换行像是为了放进格子而断开的，接上了",
        en: "line breaks in texts that seemed to be there to fit the cell were taken out: {count}",
    }
    break_by_hand() {
        zh: "请核对；本来就分行的，在项目文件里重新分行",
        en: "check them; where a new line was meant, begin it again in the project file",
    }
    split_by_hand() {
        zh: "请核对；其实是几个指标的，在项目文件里分开写",
        en: "check them; write those apart in the project file that are several indicators",
    }
    total_row() {
        zh: "这一行等于上面各行之和，当作合计",
        en: "this row is the sum of those above it and was taken for their total",
    }
    sum_row() {
        zh: "这一行是合计，由程序计算",
        en: "this row is a sum, which is computed",
    }
    add_by_hand() {
        zh: "如果它是申报内容，请自己加到项目文件里",
        en: "if it belongs to the project, add it to the project file by hand",
        page_zh: "如果它是申报内容，请自己填到表上",
        page_en: "if it belongs to the project, fill it in on the form by hand",
    }
    targets_respelled(count) {
        zh: "{count} 个指标值会按这一式表的格式打印，和原表的写法不同",
        en: "targets that this form prints in another spelling than the sheet has: {count}",
    }
    write_verbatim() {
        zh: "这一式表规定了指标值的写法，不用改；财政部门要求照原表写的，才写成 {{原文: \"…\"}}",
        en: "this form has its own spelling of targets, and nothing needs to be done; write {{原文: \"…\"}} only where the finance office wants the sheet's own",
        page_zh: "这一式表规定了指标值的写法，不用改",
        page_en: "this form has its own spelling of targets, and nothing needs to be done",
    }

    // The command.
    no_workbooks(folder) {
        zh: "文件夹「{folder}」里没有工作簿",
        en: "there are no workbooks in the folder “{folder}”",
    }
    nothing_matches(pattern) {
        zh: "没有名字符合「{pattern}」的文件",
        en: "no file has a name that goes with “{pattern}”",
    }
    is_a_lock() {
        zh: "这是 Excel 或 WPS 打开工作簿时放在旁边的临时文件，不是申报表，跳过了",
        en: "this is what Excel or WPS keeps beside a workbook that is open, and no form; it was skipped",
    }
    import_the_other() {
        zh: "请导入名字前面没有 ~$ 的那个文件",
        en: "import the file whose name has no ~$ before it",
    }
    imported(projects, files) {
        zh: "从 {files} 个文件导入 {projects} 个项目",
        en: "projects imported: {projects}, from files: {files}",
    }
    file_exists(file) { zh: "「{file}」已经有了，没有改动它", en: "“{file}” exists already and was left alone" }
    use_force() {
        zh: "请先移走它，用 -o 换一个文件夹，或用 --force 覆盖",
        en: "move it away, name another folder with -o, or overwrite it with --force",
        page_zh: "请选：覆盖，另存一份，或者不导入",
        page_en: "choose: replace it, keep both, or do not import",
    }
}
