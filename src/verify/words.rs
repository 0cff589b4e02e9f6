//! What a form's files say otherwise.

crate::messages! {
    page_is_damaged() { zh: "页面的内容读不出来", en: "the content of a page cannot be read" }
    no_structure() {
        zh: "没有结构标记，不是本程序生成的，读不出各格",
        en: "it has no structure, so that this program has not made it, and its cells cannot be read"
    }
    no_sheet() { zh: "没有工作表", en: "it has no sheet" }
    pages_are_others(there, here) {
        zh: "有 {there} 页，应是 {here} 页",
        en: "it has {there} pages instead of {here}"
    }
    page_is_drawn_otherwise(page) {
        zh: "第 {page} 页画的与项目的表不同",
        en: "page {page} is drawn otherwise than the project's form"
    }
    page_has_other_fonts(page) {
        zh: "第 {page} 页用的字体、字形或图不同",
        en: "page {page} has other fonts, glyphs or pictures"
    }
    page_has_annotations(page) {
        zh: "第 {page} 页的批注或链接不同",
        en: "page {page} has other annotations or links"
    }
    page_is_cut_otherwise(page) {
        zh: "第 {page} 页的大小或露出的范围不同",
        en: "page {page} is of another size, or another part of it is shown"
    }
    page_has_more(page, what) { zh: "第 {page} 页的 {what} 不同", en: "{what} of page {page} differs" }
    document_has_actions() {
        zh: "打开时会做什么（动作、脚本）不同",
        en: "it does something else when it is opened (actions, scripts)"
    }
    document_has_layers() { zh: "有图层", en: "it has layers" }
    document_has_fields() { zh: "有填写框或签名", en: "it has fields to fill in, or signatures" }
    attachments_are_others() { zh: "附件或附带的脚本不同", en: "it has other attachments or scripts" }
    outline_is_another() { zh: "书签不同", en: "it has other bookmarks" }
    structure_is_another() {
        zh: "结构标记（读屏和复制得到的文字）不同",
        en: "its structure, which is what is read aloud and copied, differs"
    }
    document_has_more(what) { zh: "{what} 不同", en: "{what} differs" }
    names_are_others() {
        zh: "文件属性里的标题、主题或作者不同",
        en: "the title, subject or author among its properties differs"
    }
    has_a_part(part) { zh: "多出 {part}", en: "it has {part}, which the form has not" }
    lacks_a_part(part) { zh: "缺少 {part}", en: "it lacks {part}" }
    part_differs(part) { zh: "{part} 不同", en: "{part} differs" }
    part_says_otherwise(part, says, wanted) {
        zh: "{part} 里是「{says}」，应是「{wanted}」",
        en: "{part} says “{says}” instead of “{wanted}”"
    }
    leads_elsewhere(part, target) {
        zh: "{part} 引用了「{target}」",
        en: "{part} leads to “{target}”"
    }
    sheet_has_more(sheet, what) {
        zh: "工作表「{sheet}」的 {what} 是本程序的工作簿没有的",
        en: "{what} of the sheet “{sheet}” is none that workbooks of this program have"
    }
    workbook_has_more(what) {
        zh: "工作簿的 {what} 是本程序的工作簿没有的",
        en: "{what} of the workbook is none that workbooks of this program have"
    }
    two_cells_of_one_place(sheet, address) {
        zh: "工作表「{sheet}」的 {address} 有两个单元格",
        en: "there are two cells at {address} of the sheet “{sheet}”"
    }
    has_stray_text(sheet) {
        zh: "工作表「{sheet}」里单元格之间有文字",
        en: "there is text between the cells of the sheet “{sheet}”"
    }
    has_rich_texts() { zh: "有一个单元格里几种字的文字", en: "it has texts with letters of several looks" }
    has_a_property(name, value) { zh: "自定义属性 {name} 是「{value}」", en: "its property {name} is “{value}”" }
    lacks_a_property(name) { zh: "缺少自定义属性 {name}", en: "it lacks the property {name}" }
    areas_are_others() {
        zh: "名称（打印区域、标题行等）不同",
        en: "its names (print areas, repeated rows and others) differ"
    }
    sheets_are_others(there, here) {
        zh: "工作表是{there}，应是{here}（名称、先后、是否隐藏）",
        en: "its sheets are {there} instead of {here} (names, order, whether hidden)"
    }
    on_sheet(sheet, address) { zh: "「{sheet}」的 {address}", en: "{address} of “{sheet}”" }
    cell_differs(place, says, wanted) {
        zh: "{place} 是「{says}」，应是「{wanted}」",
        en: "{place} is “{says}” instead of “{wanted}”"
    }
    cell_is_shown_otherwise(place) {
        zh: "{place} 的数字格式、字体、字号、颜色或删除线不同",
        en: "{place} is shown otherwise: its number format, font, size, colour or a line through it"
    }
    sheet_differs(sheet, what) { zh: "工作表「{sheet}」的{what}不同", en: "{what} of the sheet “{sheet}” differ" }
    merged_cells() { zh: "合并单元格", en: "the merged cells" }
    links() { zh: "链接", en: "the links" }
    header_and_footer() { zh: "页眉页脚", en: "the header and footer" }
    hidden_rows_and_columns() { zh: "隐藏的行列", en: "the hidden rows and columns" }
    heights_of_rows() { zh: "行高", en: "the heights of rows" }
    widths_of_columns() { zh: "列宽", en: "the widths of columns" }
    of_the_file() {
        zh: "文件属性里的日期和程序",
        en: "the dates and programs among its properties"
    }
    looks_of_cells() { zh: "边框、对齐、行高列宽的细微变化", en: "borders, alignment, small changes of heights and widths" }
    verified(projects, files, found) {
        zh: "核对了 {projects} 个项目、{files} 个文件：{found}",
        en: "compared projects: {projects}, files: {files}; {found}"
    }
    verified_only(formats, projects, files, found) {
        zh: "只核对了 {formats}：{projects} 个项目、{files} 个文件：{found}",
        en: "compared {formats} only: projects: {projects}, files: {files}; {found}"
    }
    nothing_compared() { zh: "没有可以核对的文件", en: "there was nothing to compare" }
    all_the_same() { zh: "都一致", en: "all say the same" }
    project_has_errors() {
        zh: "这个项目有错误，做不出表，没有核对；用 jixiao check 看有什么错误",
        en: "this project has errors, so that there is no form to compare with: see jixiao check",
        page_zh: "这个项目有错误，做不出表，没有核对",
        page_en: "this project has errors, so that there is no form to compare with",
    }
    nothing_to_verify(path) {
        zh: "「{path}」里没有项目文件，也没有 XLSX、PDF 和 OFD",
        en: "there are neither project files nor PDF, XLSX or OFD in “{path}”"
    }
    name_projects_or_outputs() {
        zh: "请写项目文件夹（生成的文件不在 out 里时加 -o），或收到的文件夹",
        en: "name the folder of projects (with -o where their files are not in out), or the folder that was handed in",
        page_zh: "请先点「全部生成」",
        page_en: "build the files first",
    }
    cannot_compare(file, why) { zh: "{file} 无法核对：{why}", en: "cannot compare {file}: {why}" }
    settings_lead_out(path) {
        zh: "「{path}」里写的路径通到它的文件夹外面",
        en: "“{path}” names paths outside its folder",
    }
    no_such_output(file) { zh: "没有 {file}", en: "there is no {file}" }
    build_it() {
        zh: "请用 jixiao build 重新生成；文件是别人报送的，请他重新报送",
        en: "make it again with jixiao build, or have it handed in again",
        page_zh: "请点「全部生成」重新生成；文件是别人报送的，请他重新报送",
        page_en: "build all again, or have it handed in again",
    }
    not_as_built(file) {
        zh: "{file} 不是生成时的样子：与清单里的 SHA-256 不同",
        en: "{file} is not as it was built: its SHA-256 is not the one on the list"
    }
    more_differences(file, count) {
        zh: "{file} 还有 {count} 处不同",
        en: "{file} differs in further places: {count}"
    }
    data_differ(file, fields) {
        zh: "{file} 附带的数据与项目不同：{fields}",
        en: "the data that {file} carries differ from the project: {fields}"
    }
    no_list(folder, year) {
        zh: "{folder} 里没有 {year} 年的汇总册和清单，只核对了各项目的文件",
        en: "there is no book and no list of {year} in {folder}: only the projects' own files were compared"
    }
    no_list_at_all(folder) {
        zh: "{folder} 里没有清单，只核对了各项目的文件",
        en: "there is no list in {folder}: only the projects' own files were compared"
    }
    no_list_came_along(folder) {
        zh: "{folder} 里没有清单：文件只与自己附带的数据核对了，有没有缺少、有没有整个换过，看不出来",
        en: "there is no list in {folder}: the files were compared with the data that they carry alone, which does not \
             tell whether some are missing or were exchanged as a whole"
    }
    ask_for_the_list() {
        zh: "请报送人把清单（与汇总册同名的 .json）一起交来；清单另外保管的，用 --list 写明",
        en: "have the list handed in with them (the .json of the name of the book), or name one that was kept apart with --list",
        page_zh: "请报送人把清单（与汇总册同名的 .json）一起交来",
        page_en: "have the list handed in with them (the .json of the name of the book)",
    }
    list_is_damaged(file) {
        zh: "{file} 读不出来：不是清单，或已损坏",
        en: "{file} cannot be read: it is no list, or is damaged"
    }
    two_lists(one, other) {
        zh: "{one} 和 {other} 是同一年度的清单",
        en: "{one} and {other} are lists of the same year"
    }
    list_is_another(file) {
        zh: "{file} 与另外保管的清单不同",
        en: "{file} is another list than the one that was kept apart"
    }
    lists_of_several_folders() {
        zh: "--list 的清单只能是一个文件夹的",
        en: "the list of --list can be that of one folder only"
    }
    verify_one_by_one() { zh: "请一个文件夹一个文件夹地核对", en: "verify one folder after the other" }
    entry_leads_out(file) {
        zh: "清单里的「{file}」不在它的文件夹里",
        en: "“{file}” on the list leads out of its folder"
    }
    entry_is_twice(file) { zh: "清单里「{file}」有两条", en: "“{file}” is on the list twice" }
    not_listed(file) { zh: "清单里没有 {file}", en: "{file} is not on the list" }
    listed_file_is_of_no_project(project, file) {
        zh: "清单里「{project}」的 {file} 不是它的文件",
        en: "{file}, which the list has for “{project}”, is none of its files"
    }
    list_has_another_template(project, form) {
        zh: "「{project}」：清单记的表式「{form}」与这里的不同（模板的 SHA-256）",
        en: "“{project}”: the form “{form}” of the list is another one than here (the SHA-256 of its template)"
    }
    list_has_another_page(project, listed, page) {
        zh: "「{project}」：清单记的是汇总册第 {listed} 页，应是第 {page} 页",
        en: "“{project}”: the list has page {listed} of the book instead of {page}"
    }
    list_has_another_order() {
        zh: "清单里项目的先后与汇总册不同，或有重复的",
        en: "the projects on the list are in another order than in the book, or there twice"
    }
    list_is_of_another_program(listed, here) {
        zh: "清单是 {listed} 写的，这里是 {here}",
        en: "the list was written by {listed}, and this is {here}"
    }
    list_is_written_otherwise(file) {
        zh: "{file} 不是生成时的样子，内容相同",
        en: "{file} is not as it was built, though it says the same"
    }
    list_is_gone(file) { zh: "没有清单 {file}", en: "there is no list {file}" }
    book_is_not_compared(list) {
        zh: "{list} 的汇总册没有核对：它的项目没有都核对到，或没有汇总册的模板",
        en: "the book of {list} was not compared: not all of its projects were, or there are no templates of it"
    }
    store_is_damaged(file) {
        zh: "{file}（生成时的记录）读不出来",
        en: "{file}, which was noted when the files were made, cannot be read"
    }
    not_as_stored(file, store) {
        zh: "{file} 不是生成时的样子：与 {store} 里记的 SHA-256 不同",
        en: "{file} is not as it was built: its SHA-256 is not the one in {store}"
    }
    cannot_be_made_again(file) {
        zh: "{file} 无法核对：这个项目做不出这样的文件",
        en: "cannot compare {file}: no such file can be made of the project"
    }
    is_otherwise(file, what) { zh: "{file}：{what}", en: "{file}: {what}" }
    further(count) { zh: "还有 {count} 处", en: "and {count} more" }
    made_with(program) {
        zh: "这个文件写明由 {program} 生成；版面不同的，请用那个版本核对",
        en: "the file says that it was made with {program}: where only the layout differs, verify it with that"
    }
    says_the_same(file, what) {
        zh: "{file} 与重新生成的不是逐字节相同：读到的字、数和算式都一致，没有比较的有：{what}",
        en: "{file} is not byte for byte what was made again; its cells agree; not compared: {what}"
    }
    saved_again(file, what) {
        zh: "{file} 与重新生成的不是逐字节相同，像是用别的程序另存过：读到的字、数和算式都一致，没有比较的有：{what}",
        en: "{file} is not byte for byte what was made again, and seems to have been saved by another program; its cells agree; not compared: {what}"
    }
    looks_of_so_many(cells) {
        zh: "字体、字号、颜色和数字格式（有 {cells} 处不同）",
        en: "fonts, sizes, colours and number formats (different in {cells} places)"
    }
    data_it_carried() { zh: "附带的项目数据（没有了）", en: "the data that it carried (they are gone)" }
    ask_for_the_file() {
        zh: "可能是别的程序另存过。自己的文件用 jixiao build 重新生成；别人报送的，请他交生成时的原文件",
        en: "another program may have saved it: make it again with jixiao build, or have the file handed in as it was built",
        page_zh: "可能是别的程序另存过。自己的文件点「全部生成」重新生成；别人报送的，请他交生成时的原文件",
        page_en: "another program may have saved it: build it again, or have the file handed in as it was built",
    }
    data_are_gone(file, why) {
        zh: "{file} 附带的项目数据没有了：{why}",
        en: "the data that {file} carried are gone: {why}"
    }
    data_are_of_another_template(file, form) {
        zh: "{file} 附带的数据是另一个「{form}」表式的（模板不同）",
        en: "the data that {file} carries are of another form “{form}” (its template differs)"
    }
    data_do_not_add_up(file) {
        zh: "{file} 附带的数据里，合计不是各分项算出来的数",
        en: "the totals in the data that {file} carries are not what their parts add up to"
    }
    attached_project_differs(file) {
        zh: "{file} 附带的 project.yaml 与附带的数据说的不一样",
        en: "project.yaml, which is attached to {file}, says something else than the data that it carries"
    }
    of_no_project(file) {
        zh: "{file} 是以前生成的，现在的项目里没有它",
        en: "{file} was made earlier and is of none of the projects"
    }
    delete_the_old_file() {
        zh: "项目删了或改了名的，请删掉旧的文件，不要交上去；项目在别的文件夹的不用管",
        en: "where its project was deleted or renamed, delete the old file and do not hand it in; where that is in another folder, leave it"
    }
    the_name() { zh: "名称", en: "name" }
    the_form() { zh: "表式", en: "form" }
    the_unit() { zh: "单位", en: "institution" }
    list_says_otherwise(project, what, listed, here) {
        zh: "「{project}」的{what}：清单记的是「{listed}」，项目是「{here}」",
        en: "the {what} of “{project}”: the list has “{listed}”, the project “{here}”"
    }
    listed_project_is_gone(project) {
        zh: "清单里的「{project}」没有对应的项目",
        en: "there is no project for “{project}”, which is on the list"
    }
    project_not_listed(project) { zh: "清单里没有「{project}」", en: "“{project}” is not on the list" }
    list_sum_differs(listed, amount) {
        zh: "年度金额合计：清单记的是 {listed} 元，各项目相加是 {amount} 元",
        en: "what all projects ask for: the list has {listed} 元, the projects add up to {amount} 元"
    }
    list_differs(field, listed, amount) {
        zh: "「{field}」：清单记的是 {listed} 元，项目是 {amount} 元",
        en: "“{field}”: the list has {listed} 元, the project {amount} 元"
    }
    says_more(file, place, says) {
        zh: "{file}（{place}）多出「{says}」",
        en: "{file} ({place}) has “{says}”, which the form has not"
    }
    has_annotations(file, place) {
        zh: "{file}（{place}）有批注或链接盖在表上",
        en: "{file} ({place}) has annotations or links over the form"
    }
    field_differs(field, file, place, says, text) {
        zh: "「{field}」：{file}（{place}）是「{says}」，项目是「{text}」",
        en: "“{field}”: {file} ({place}) says “{says}”, the project “{text}”"
    }
    field_is_missing(field, file, place, text) {
        zh: "「{field}」：{file}（{place}）没有「{text}」",
        en: "“{field}”: {file} ({place}) lacks “{text}”"
    }
    form_differs(text, file, place, says) {
        zh: "表上的「{text}」：{file}（{place}）是「{says}」",
        en: "“{text}” of the form: {file} ({place}) says “{says}”"
    }
    form_is_missing(text, file, place) {
        zh: "表上的「{text}」：{file}（{place}）没有",
        en: "“{text}” of the form: {file} ({place}) lacks it"
    }
    here_it_says(text) { zh: "这里是「{text}」", en: "here it is “{text}”" }
    record_of(table, number) { zh: "{table}第 {number} 项", en: "{table} {number}" }
    on_page(page) { zh: "第 {page} 页", en: "page {page}" }
}
