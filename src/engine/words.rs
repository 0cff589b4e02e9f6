//! What the engine says: of files and folders, of what was made.

crate::messages! {
    // Suggestions.
    no_such_project(path, number) {
        zh: "「{path}」里没有第 {number} 个项目",
        en: "“{path}” has no project {number}",
    }
    not_a_project_file(path) { zh: "「{path}」不是项目文件", en: "“{path}” is no project file" }
    cannot_insert(path) {
        zh: "「{path}」的写法特别，没有把握把指标放对地方，所以没有改",
        en: "“{path}” is written in a way into which indicators cannot be put safely, so that nothing was changed",
    }
    insert_by_hand() {
        zh: "请照列出的名称自己写进去，每个写一行「名称: 指标值」",
        en: "write them by hand, each on a line “名称: 指标值” of its own",
    }
    no_such_kind(kind) { zh: "没有「{kind}」这一类项目", en: "there is no kind of projects “{kind}”" }
    did_you_mean_kind(near, known) {
        zh: "是不是「{near}」？现有：{known}",
        en: "did you mean “{near}”? There are: {known}",
    }
    these_kinds(known) { zh: "现有：{known}", en: "there are: {known}" }
    cannot_use_library(path) { zh: "指标库「{path}」不能用", en: "the library of indicators “{path}” cannot be used" }

    // Settings as a form.
    shared_values() { zh: "各项目共用", en: "Shared by all projects" }
    files_group() { zh: "生成的文件", en: "Files" }
    fonts_group() { zh: "字体", en: "Fonts" }
    checks_group() { zh: "检查", en: "Checks" }
    levels_group() { zh: "各条规则的级别", en: "Levels of the rules" }
    output_folder() { zh: "输出文件夹", en: "Output folder" }
    output_folder_hint() { zh: "从本文件夹算起；不写就是 out", en: "counted from this folder; “out” where nothing is written" }
    output_formats() { zh: "文件格式", en: "Formats" }
    output_fit() { zh: "分页", en: "Pages" }
    as_many_pages() { zh: "按内容分页", en: "as many as it takes" }
    one_page() { zh: "缩小排进一页", en: "one, with smaller letters" }
    output_attach() { zh: "附上项目文件", en: "Attach the project’s file" }
    output_book() { zh: "装订汇总册", en: "Bind a book" }
    book_of_several() { zh: "有几个项目时装订", en: "where there are several projects" }
    own_units() { zh: "自定的计量单位", en: "Units of your own" }
    one_a_line() { zh: "每行一个", en: "one a line" }
    no_fonts_in_a_page() { zh: "发给各单位的网页里放不进字体", en: "a page that is handed out has no room for fonts" }
    take_the_fonts_out() {
        zh: "请把 fonts 去掉，各单位用程序自带的字体",
        en: "take “fonts” out, so that the units use the program’s own",
    }
    own_indicators() { zh: "单位的指标库", en: "Your library of indicators" }
    own_indicators_hint() {
        zh: "从本文件夹算起的文件或文件夹，如 指标库/教育.yaml；本文件夹里的 指标库.yaml 不必写",
        en: "a file or folder, counted from this folder, such as 指标库/教育.yaml; 指标库.yaml in this folder need not be named",
    }
    text_font() { zh: "正文字体文件", en: "Font file of texts" }
    bold_font() { zh: "粗体字体文件", en: "Font file of bold texts" }
    fallback_fonts() { zh: "补字字体文件", en: "Font files for rare characters" }
    font_hint() {
        zh: "不写就用程序自带的字体；要用别的，把字体文件放进本文件夹，写它的名字，如 字体/仿宋.ttf",
        en: "the program’s own where nothing is written; put another one into this folder and write its name, such as fonts/song.ttf",
    }
    ceiling() { zh: "金额上限", en: "Ceiling" }
    ceiling_hint() { zh: "各项目合计不超过，如 1000万元", en: "of all projects together, such as 1000万元" }
    waivers() { zh: "不检查的情形", en: "Waived findings" }
    waivers_hint() { zh: "规则和理由必填；项目、文件写一样", en: "the rule and the reason, and a project or a file" }
    waived_rule() { zh: "规则", en: "Rule" }
    waived_project() { zh: "项目", en: "Project" }
    waived_path() { zh: "文件", en: "File" }
    waived_reason() { zh: "理由", en: "Reason" }
    level_of_its_own(level) { zh: "照规则（{level}）", en: "its own ({level})" }
    level_error() { zh: "错误", en: "error" }
    level_warning() { zh: "警告", en: "warning" }
    level_note() { zh: "提示", en: "note" }
    level_off() { zh: "不检查", en: "off" }
    yes() { zh: "是", en: "yes" }
    no() { zh: "否", en: "no" }
    change_the_settings() { zh: "请在 jixiao.yaml 里改", en: "change it in jixiao.yaml" }

    // What can be done in an editor.
    fix(message) { zh: "修正：{message}", en: "Fix: {message}" }
    fix_all() { zh: "修正本文件里所有不需要商量的", en: "Fix all in this file that is beyond doubt" }
    fix_all_of(code) { zh: "修正本文件里所有的 {code}", en: "Fix all {code} in this file" }
    waive(code) { zh: "不改，在 jixiao.yaml 里写明理由（{code}）", en: "Waive it in jixiao.yaml, with a reason ({code})" }
    change_to(name) { zh: "改为「{name}」", en: "Change it to “{name}”" }
    choose_form(name, title) { zh: "用 {name} 年表：{title}", en: "Use the form “{name}”: {title}" }
    insert_categories() { zh: "补上缺少的一级指标，各放一条合适的指标", en: "Insert the missing categories, each with an indicator that fits" }
    insert_subcategories() { zh: "给空着的二级指标各放一条合适的指标", en: "Insert an indicator that fits into each empty subcategory" }
    add_line(key) { zh: "补上一行「{key}」", en: "Add a line “{key}”" }
    write_as(text) { zh: "写成 {text}", en: "Write it as {text}" }
    nothing_to_rename() { zh: "这里没有可以改名的东西", en: "nothing here could have another name" }
    not_a_name(name) {
        zh: "「{name}」不能作名称：不能空着，不能有 . : , # 和引号、括号 [ ] {{ }}，也不能以 - 开头",
        en: "“{name}” is no name: it must not be empty, begin with a dash, or have a . : , # a quotation mark or one of [ ] {{ }}",
    }
    name_is_of_the_program(name, form) {
        zh: "「{name}」是程序自带的「{form}」年表里的，不能改名；只能改本文件夹模板里自己加的",
        en: "“{name}” is of the form “{form}”, which is part of the program; only what templates of this folder add can be renamed",
    }
    name_is_taken_by(name, form) {
        zh: "「{form}」要取项目的「{name}」，改了名就取不到，所以没有改",
        en: "“{form}” takes “{name}” from projects and would not find it any more, so that nothing was changed",
    }
    new_name_is_wrong(name, why) {
        zh: "不能改成「{name}」：{why}",
        en: "it cannot be called “{name}”: {why}",
    }
    form_would_change(form) {
        zh: "改名以后「{form}」年表印出来会不一样，所以没有改；请先看名称是不是已经有了",
        en: "the form “{form}” would print something else then, so that nothing was changed; see whether the name is there already",
    }
    project_would_change(file) {
        zh: "改名以后「{file}」印出来会不一样，所以没有改；请先看名称是不是已经有了，或者是不是用别的表的项目也共用它",
        en: "“{file}” would print something else then, so that nothing was changed; see whether the name is there already, or projects of other forms share it",
    }
    put_in_order() { zh: "按表上的顺序整理", en: "Put in order, as on the form" }

    // Failures.
    cannot_change_here() {
        zh: "这里不能在表上改：文件里的写法特别",
        en: "this cannot be changed on the form: the file says it in an unusual way",
    }
    change_the_text() {
        zh: "请在项目文件里改",
        en: "change it in the project's file",
        page_zh: "请在「文本（YAML）」里改",
        page_en: "change it in the text (YAML)",
    }
    template_is_wrong() {
        zh: "模板有误",
        en: "a template is wrong",
    }
    cannot_read(path, why) {
        zh: "无法读取「{path}」：{why}",
        en: "cannot read “{path}”: {why}",
    }
    cannot_read_folder(path, why) {
        zh: "无法读取文件夹「{path}」：{why}",
        en: "cannot read the folder “{path}”: {why}",
    }
    cannot_read_templates(path, why) {
        zh: "无法读取模板文件夹「{path}」：{why}",
        en: "cannot read the folder of templates “{path}”: {why}",
    }
    too_many_templates(path, most) {
        zh: "模板文件夹「{path}」里多于 {most} 个模板",
        en: "there are more than {most} templates in the folder “{path}”",
    }
    keep_templates_in_use() {
        zh: "请只留下要用的，别的移到别处",
        en: "keep those that are used and move the others elsewhere",
    }
    cannot_read_font(path, why) {
        zh: "无法读取字体「{path}」：{why}",
        en: "cannot read the font “{path}”: {why}",
    }
    no_number_of_font(path) {
        zh: "「{path}」：# 后面应当是数字，说明是文件里的第几种字体",
        en: "“{path}”: what follows # should be a number, that of a font in the file",
    }
    write_number_of_font(file) {
        zh: "请写成「{file}#0」，从 0 数起",
        en: "write “{file}#0”, counted from 0",
    }
    fonts_too_large(most, path) {
        zh: "字体文件加起来超过 {most} MB，「{path}」没有读",
        en: "the font files have more than {most} MB together, and “{path}” was not read",
    }
    too_many_fonts(most) {
        zh: "补字字体多于 {most} 个",
        en: "there are more than {most} fonts under `fallback`",
    }
    fewer_fonts() {
        zh: "请在 jixiao.yaml 或模板的 fonts 里少写几个",
        en: "name fewer of them under fonts in jixiao.yaml or in templates",
    }
    results_into_the_inbox() {
        zh: "结果不能写到收件文件夹里：那里的文件都是收到的",
        en: "the results cannot go into the inbox, where all files are taken for received ones",
    }
    name_another_folder() {
        zh: "请用 -o 写另一个文件夹",
        en: "name another folder with -o",
        page_zh: "请在「设置」里换一个输出文件夹",
        page_en: "name another folder of the files in the settings",
    }
    cannot_write(path, why) {
        zh: "无法写入「{path}」：{why}",
        en: "cannot write “{path}”: {why}",
    }
    not_found() { zh: "没有这个文件或文件夹", en: "there is no such file or folder" }
    link_leads_out(path) {
        zh: "「{path}」是通到文件夹外面的链接，没有跟过去读",
        en: "“{path}” is a link that leads out of the folder, and was not followed",
    }
    path_leads_out(path, folder) {
        zh: "「{path}」在文件夹「{folder}」外面，没有用它",
        en: "“{path}” is outside the folder “{folder}”, and was not used",
    }
    bring_it_or_trust(folder) {
        zh: "请把它放进这个文件夹，再照着改路径；这个文件夹是自己的，运行一次 jixiao trust \"{folder}\"",
        en: "move it into that folder and change the path; if the folder is your own, run jixiao trust \"{folder}\" once",
        page_zh: "请把它放进这个文件夹，再照着改路径",
        page_en: "move it into that folder and change the path",
    }
    write_here_or_trust(folder) {
        zh: "请用 -o 写明输出的文件夹；这个文件夹是自己的，运行一次 jixiao trust \"{folder}\"",
        en: "name the folder of the output with -o; if the folder is your own, run jixiao trust \"{folder}\" once",
        page_zh: "请在「设置」里改成本文件夹里的一个文件夹",
        page_en: "name a folder inside this one in the settings",
    }
    folder_leads_out() {
        zh: "它要放进的文件夹是通到外面的链接",
        en: "the folder where it would go is a link that leads out",
    }
    name_another_output() {
        zh: "请删掉这个链接，或者用 -o 换一个输出的文件夹",
        en: "delete that link, or name another folder for the output with -o",
        page_zh: "请删掉这个链接，或在「设置」里换一个输出文件夹",
        page_en: "delete that link, or name another folder of the files in the settings",
    }
    file_of_somebody_else() {
        zh: "那里已经有一个同名的文件，不是本程序生成的",
        en: "a file of that name is there already, and was not made by this program",
    }
    move_it_or_force() {
        zh: "请把它移到别处，或者用 -o 换一个输出的文件夹；确实要用生成的文件替换它，加 --force",
        en: "move it away, or name another folder for the output with -o; to have it replaced, add --force",
        page_zh: "请把它移到别处，或在「设置」里换一个输出文件夹",
        page_en: "move it away, or name another folder of the files in the settings",
    }
    output_leads_out(path) {
        zh: "jixiao.yaml 写的输出文件夹「{path}」在给出的文件夹外面",
        en: "the folder of the output, “{path}”, is outside the folder that was given",
    }
    left_out_by_settings(said, rules, findings) {
        zh: "{said}；按 jixiao.yaml，关掉的规则 {rules} 条，放过的问题 {findings} 处",
        en: "{said}; by jixiao.yaml, rules that are off: {rules}, findings waived: {findings}",
    }
    no_settings_of_the_user() {
        zh: "不知道设置放在哪里：环境变量 HOME（Windows 上是 APPDATA）没有设",
        en: "there is no place for your settings: the environment variable HOME (APPDATA on Windows) is not set",
    }
    set_the_variable() { zh: "请先设好这个变量", en: "set that variable first" }
    put_it_into_the_folder() {
        zh: "要读的，请把链接换成文件或文件夹本身，或者把它也写在命令里；不用读的，请删掉链接。链接所在的文件夹是自己的，对它运行一次 jixiao trust",
        en: "to have it read, put the file or folder itself in place of the link, or name it in the command too; to leave it out, delete the link. If the folder with the link is your own, run jixiao trust on it once",
        page_zh: "要读的，请把链接换成文件或文件夹本身；不用读的，请删掉链接",
        page_en: "to have it read, put the file or folder itself in place of the link; to leave it out, delete the link",
    }
    no_ordinary_file() {
        zh: "它是管道或设备，不是普通文件",
        en: "it is a pipe or a device, and no ordinary file",
    }
    copy_what_it_gives() {
        zh: "请换成普通的文件；要检查别的程序写出的内容，用 - 代替文件名，从标准输入读",
        en: "put an ordinary file in its place; to read what another program writes, give - instead of a name, which is standard input",
        page_zh: "请换成普通的文件",
        page_en: "put an ordinary file in its place",
    }
    too_many_files(most) {
        zh: "里面的文件多于 {most} 个",
        en: "there are more than {most} files in it",
    }
    no_permission() { zh: "没有权限", en: "permission is denied" }
    file_in_the_way() { zh: "要放文件夹的地方有一个同名的文件", en: "a file of that name stands where a folder should be" }
    is_a_folder() { zh: "这是一个文件夹", en: "it is a folder" }
    disk_full() { zh: "磁盘已满", en: "the disk is full" }
    quota_is_used_up() { zh: "超过了允许使用的空间", en: "the space that may be used is used up" }
    name_is_too_long() { zh: "文件名太长，或者不能用", en: "the name is too long, or cannot be used" }
    has_other_names() {
        zh: "这个文件在别处还有名称（硬链接），换掉它，那里的就不是同一个文件了",
        en: "the file has other names (hard links), which would no longer be the same file",
    }
    change_it_by_hand() {
        zh: "请用编辑器打开这个文件来改；或者把它复制成一个单独的文件",
        en: "change the file in an editor; or make it a file of its own by copying it",
    }
    disk_read_only() { zh: "磁盘是只读的", en: "the disk is read-only" }
    is_a_device() {
        zh: "这个名字在 Windows 上是设备的名字",
        en: "on Windows this is the name of a device",
    }
    held_open() { zh: "另一个程序正开着它", en: "another program has it open" }
    close_the_other_program() {
        zh: "请关闭正打开它的程序，看看文件夹能不能写，或用 -o 换一个文件夹",
        en: "close the program that has it open, see whether the folder can be written to, or choose another with -o",
        page_zh: "请关闭正打开它的程序再试；还不行，就在「设置」里换一个输出文件夹",
        page_en: "close the program that has it open and try again; if that does not help, name another folder of the files in the settings",
    }
    move_the_file_away() {
        zh: "请移走那个文件，或用 -o 换一个文件夹",
        en: "move that file away, or choose another folder with -o",
        page_zh: "请移走它，或在「设置」里换一个输出文件夹",
        page_en: "move it away, or name another folder of the files in the settings",
    }
    make_room() {
        zh: "请腾出空间，或用 -o 换一个磁盘上的文件夹，再运行一次；已经写出的不会重写",
        en: "make room, or choose a folder on another disk with -o, and run again; what is written stays",
        page_zh: "请腾出磁盘空间再试",
        page_en: "make room on the disk and try again",
    }
    shorten_the_name() {
        zh: "请把项目文件的名字改短",
        en: "give the project file a shorter name",
    }
    no_projects(folder) {
        zh: "文件夹「{folder}」里没有项目文件",
        en: "there are no project files in the folder “{folder}”",
    }
    not_projects(file) {
        zh: "「{file}」里是各项目共用的内容，不是项目",
        en: "“{file}” is what projects share, and no project",
    }
    is_for_a_collection(file) {
        zh: "「{file}」是收表用的（名单、待定、意见或导入表的说明），不是项目",
        en: "“{file}” is for collecting forms (a roster, decisions, findings or an export) and no project",
    }
    name_projects() {
        zh: "请写项目文件，或项目所在的文件夹",
        en: "name the files of projects, or their folder",
    }
    no_projects_but(folder, file) {
        zh: "文件夹「{folder}」里没有项目文件；「{file}」的名字以 .txt 结尾，没有读",
        en: "there are no project files in the folder “{folder}”; the name of “{file}” ends in .txt, so that it was not read",
    }
    skipped(file) {
        zh: "「{file}」的名字以 .txt 结尾，没有读",
        en: "the name of “{file}” ends in .txt, so that it was not read",
    }
    skipped_pipe(path) {
        zh: "「{path}」是管道或设备，不是普通文件，没有读",
        en: "“{path}” is a pipe or a device and no ordinary file, so that it was not read",
    }
    put_a_file_in_its_place() {
        zh: "要读的，请换成普通的文件；不用读的，请移到别的文件夹",
        en: "put an ordinary file in its place to have it read; move it to another folder to leave it out",
    }
    rename_to(name) {
        zh: "请把文件名改成「{name}」；看不到 .txt 时，先在资源管理器的「查看」里勾选「文件扩展名」。确实不是项目文件的，请移到别的文件夹",
        en: "rename it to “{name}”; where no .txt is seen, tick “File name extensions” under “View” in the file explorer first. Move a file that is no project to another folder",
    }
    endings_of_projects() {
        zh: "项目文件的名字以 .yaml 或 .yml 结尾",
        en: "the name of a project file ends in .yaml or .yml",
    }
    no_templates(folder) {
        zh: "模板文件夹「{folder}」里没有模板",
        en: "there are no templates in the folder of templates “{folder}”",
    }
    endings_of_templates() {
        zh: "模板文件的名字以 .yaml 结尾，写法见 docs/templates.md",
        en: "the name of a template ends in .yaml; docs/templates.md says how to write one",
    }
    see_that_it_can_be_read() {
        zh: "请看看文件是否还在、能不能打开",
        en: "see whether the file is still there and can be opened",
    }
    is_a_workbook() {
        zh: "这是 Excel 工作簿，不是项目文件",
        en: "this is an Excel workbook and no project file",
    }
    import_it(file) {
        zh: "要把表里填的内容变成项目文件，运行 jixiao import \"{file}\"",
        en: "to make project files of what is filled in there, run jixiao import \"{file}\"",
        page_zh: "要把表里填的内容变成项目，点「导入」",
        page_en: "to make projects of what is filled in there, press “Import”",
    }
    is_no_text() {
        zh: "这是 PDF、Office 或压缩文件，不是项目文件",
        en: "this is a PDF, an Office document or an archive, and no project file",
    }
    name_a_project_file() {
        zh: "请写项目文件的路径，它的名字以 .yaml 或 .yml 结尾",
        en: "name a project file; its name ends in .yaml or .yml",
    }
    not_utf8() { zh: "文件的编码不是 UTF-8", en: "the file is not encoded as UTF-8" }
    file_too_large(most) {
        zh: "文件太大，最多 {most} MB",
        en: "the file is too large: at most {most} MB are read",
    }
    too_many_lines(most) {
        zh: "文件太长，最多 {most} 行",
        en: "the file is too long: at most {most} lines are read",
    }
    split_the_file() {
        zh: "请拆成几个文件；如果它不是项目文件，请移到别处",
        en: "split it into several files; if it is no project, move it elsewhere",
    }
    is_gbk() {
        zh: "文件的编码不是 UTF-8，看来是 GBK（记事本里叫 ANSI）",
        en: "the file is not encoded as UTF-8 but, as it seems, as GBK (which Notepad calls ANSI)",
    }
    is_utf_16() {
        zh: "文件的编码是 UTF-16（记事本里也叫 Unicode），不是 UTF-8",
        en: "the file is encoded as UTF-16 (which Notepad also calls Unicode) and not as UTF-8",
    }
    save_as_utf8() {
        zh: "请用记事本打开，点「文件」里的「另存为」，把下面的「编码」改成 UTF-8，再保存",
        en: "open it in Notepad, choose “Save as” under “File”, set the “Encoding” at the bottom to UTF-8 and save",
    }

    // What is written.
    one_file_to_standard_output() {
        zh: "标准输出只能写一个文件",
        en: "only one file can be written to standard output",
    }
    choose_one_file() {
        zh: "请只给一个项目，并用 --format 选一种格式，如 --format pdf",
        en: "give one project only, and choose one format, such as --format pdf",
    }
    same_output(first, second, path) {
        zh: "「{first}」和「{second}」会写成同一个文件「{path}」",
        en: "“{first}” and “{second}” would be written to the same file “{path}”",
    }
    rename_one() {
        zh: "请给其中一个改名，或分两次生成到不同的文件夹",
        en: "rename one of them, or build them one after the other into different folders",
    }
    cannot_make_pdf(why) { zh: "无法生成 PDF：{why}", en: "cannot make the PDF: {why}" }
    cannot_make_xlsx(why) { zh: "无法生成 XLSX：{why}", en: "cannot make the XLSX: {why}" }
    cannot_make_ofd(why) { zh: "无法生成 OFD：{why}", en: "cannot make the OFD: {why}" }
    fault_of_the_program() {
        zh: "这是程序的错误，不是文件的错误：请把这个文件发给开发者",
        en: "this is a fault of the program, not of the file: please send the file to the developers",
    }
    bad_file_name(name, why) {
        zh: "不能用「{name}」作文件名：{why}",
        en: "files cannot be named “{name}”: {why}",
    }
    forbidden_character(character) {
        zh: "Windows 的文件名里不能有「{character}」",
        en: "names on Windows cannot have “{character}” in them",
    }
    ends_in_dot_or_space() {
        zh: "Windows 的文件夹名不能以点或空格结尾",
        en: "folders on Windows cannot have names that end in a dot or a space",
    }
    name_of_a_device(name) {
        zh: "「{name}」在 Windows 上是设备的名字",
        en: "“{name}” is the name of a device on Windows",
    }
    rename_the_file() {
        zh: "请给项目文件（或它的文件夹）改名：生成的文件与它同名，别人要能在 Windows 上打开",
        en: "rename the project file (or its folder): the files that are built have its name, and have to open on Windows too",
    }
    book_would_lack_projects(year) {
        zh: "{year} 年度的汇总册没有做：有项目没做成。改好以后再运行一次",
        en: "no book for {year}: some projects could not be made. Run it again once they are mended"
    }
    book_would_be_large(year, projects) {
        zh: "{year} 年度有 {projects} 个项目，没有做汇总册；要做请加 --book",
        en: "no book for {year}, which has {projects} projects: add --book to have one",
        page_zh: "{year} 年度有 {projects} 个项目，没有做汇总册；要做请点「汇总册」",
        page_en: "no book for {year}, which has {projects} projects: press “Book” to have one",
    }
    no_templates_of_the_book(year) {
        zh: "{year} 年度没有汇总册的模板（封面、目录、汇总表）",
        en: "there are no templates for a book of {year} (cover, contents, summary)"
    }
    changed_meanwhile() {
        zh: "做汇总册时，项目文件变了",
        en: "project files have changed while the book was made"
    }
    build_again() { zh: "请再运行一次", en: "run it again" }
    built(projects, files) {
        zh: "{projects} 个项目，写出 {files} 个文件",
        en: "projects: {projects}, files written: {files}",
    }
    built_beside_current(projects, files, current) {
        zh: "{projects} 个项目，写出 {files} 个文件，{current} 个没有变化",
        en: "projects: {projects}, files written: {files}, unchanged: {current}",
    }
    made_with_findings(made, found) { zh: "{made}；{found}", en: "{made}; {found}" }
    some_not_made(made, projects) {
        zh: "{made}。有错误的项目没有生成（{projects} 个），请改正后重新运行",
        en: "{made}. Projects with errors were not built ({projects}): mend them and run again",
        page_zh: "{made}。有错误的项目没有生成（{projects} 个），请改正后再生成",
        page_en: "{made}. Projects with errors were not built ({projects}): mend them and build again",
    }
    all_made_in_spite_of_errors(made) {
        zh: "{made}。错误不在单个项目里：文件都已生成，请改正后重新运行",
        en: "{made}. The errors are not those of single projects: all files were built; mend the errors and run again",
    }

    // Shards.
    merged(folders, files, target) {
        zh: "合并了 {folders} 个文件夹：{target} 里有 {files} 个文件",
        en: "folders merged: {folders}; files in {target}: {files}",
    }
    no_manifest(folder) {
        zh: "文件夹「{folder}」里没有生成记录（.jixiao-manifest*.json）",
        en: "the folder “{folder}” has no manifest (.jixiao-manifest*.json)",
    }
    damaged_manifest(path) {
        zh: "生成记录「{path}」已损坏，或不是这个版本写的",
        en: "the manifest “{path}” is damaged, or of another version",
    }
    shard_is_not_finished(path) {
        zh: "「{path}」这一份没有做完",
        en: "the shard of “{path}” is not finished",
    }
    shards_of_different_runs(paths) {
        zh: "{paths} 不是同一次生成的：有哪些项目文件、jixiao.yaml、模板、选项或程序版本不同",
        en: "{paths} are not of one run: which projects there are, jixiao.yaml, templates, options or versions of the program differ",
    }
    build_this_shard_again() {
        zh: "请重新生成这一份（jixiao build --shard），再合并",
        en: "build this shard again (jixiao build --shard), then merge",
    }
    build_all_shards_alike() {
        zh: "请用同样的项目文件和选项重新生成各份（没有变化的很快），再合并",
        en: "build all shards again from the same projects with the same options (what is current is quick), then merge",
    }
    build_first() {
        zh: "请先用 jixiao build --shard 生成到这个文件夹",
        en: "build into it first with jixiao build --shard",
    }
    shards_are_missing(shards) {
        zh: "缺少这几份：{shards}",
        en: "shards are missing: {shards}",
    }
    build_these_shards() {
        zh: "请先生成它们（jixiao build --shard），再合并",
        en: "build them first (jixiao build --shard), then merge",
    }
    file_was_altered(path) {
        zh: "「{path}」与生成时不同，没有并入；请重新生成它",
        en: "“{path}” is not as it was built, and is left out: build it again",
    }
    two_shards_have_it(path) {
        zh: "「{path}」在另一个文件夹里也有，内容不同，没有并入",
        en: "“{path}” is in another folder too, made of something else, and is left out",
    }

    // What is checked.
    checked(projects, found) {
        zh: "检查了 {projects} 个项目：{found}",
        en: "projects checked: {projects}; {found}",
    }

    // What an author starts from.
    already_there(path) { zh: "「{path}」已经有了", en: "“{path}” is already there" }
    project_without_a_name() {
        zh: "项目名称是空的，或者只有标点",
        en: "the project's name is blank, or has nothing but signs",
    }
    give_the_name_of_a_project() {
        zh: "请写项目的全称，如 公益讲座",
        en: "give the project its full name, such as 公益讲座",
    }
    another_name() {
        zh: "请换一个名字，或先移走原来的文件",
        en: "choose another name, or move the old file away first",
    }
    another_folder() {
        zh: "请换一个空的文件夹；加一个项目用 jixiao new",
        en: "choose an empty folder; jixiao new adds a project",
        page_zh: "请换一个空的文件夹；这个文件夹用着的，请用「打开文件夹」打开它",
        page_en: "choose an empty folder; one that is in use is opened with “Open a folder”",
    }

    name_is_no_unicode() {
        zh: "它不是 UTF-8 编码，多半是在另一个系统里压缩的",
        en: "it is not UTF-8; most likely it was packed on another system",
    }
    changed_since_read(file) {
        zh: "「{file}」刚才又在别处改过，没有动它",
        en: "“{file}” was changed elsewhere just now, and was left alone",
    }
    do_it_again() { zh: "请再做一次", en: "do it once more" }
    nothing_found() { zh: "没有发现问题", en: "nothing was found" }
    no_template(name) { zh: "没有模板「{name}」", en: "there is no template “{name}”" }
    these_templates(names) { zh: "现有：{names}", en: "there are: {names}" }
    cannot_extract(path, why) { zh: "「{path}」：{why}", en: "“{path}”: {why}" }
    carries_no_data(path) {
        zh: "「{path}」不是表的文件：这里读的是本程序做的 PDF、OFD 和 .xlsx",
        en: "“{path}” is no file of a form: what is read here is a PDF, OFD or .xlsx that this program made",
    }
    no_such_rows(template, name) {
        zh: "表式「{template}」没有叫「{name}」的指标类别或表",
        en: "the form “{template}” has no category or table “{name}”",
    }
    rows_are_of(names) {
        zh: "等号前面可以写：{names}；不写名字，只写行数的，是每个二级指标的",
        en: "before the equals sign stands one of: {names}; a number alone is for every second-level category",
    }
    template_is_right(name, fields, columns, rows, pages) {
        zh: "模板「{name}」没有错误：{fields} 个字段，{columns} 列 {rows} 行，空表 {pages} 页",
        en: "the template “{name}” has no mistakes; fields: {fields}, columns: {columns}, rows: {rows}, pages when blank: {pages}",
    }
    cannot_write_standard_output(why) {
        zh: "无法写入标准输出：{why}",
        en: "cannot write to standard output: {why}",
    }

    // Workbooks that are checked: for whoever filled them in.
    write_it_in_its_field() {
        zh: "它是申报内容的，请写到表上相应的栏目里；不是的，请从表上删去",
        en: "if it belongs to the project, write it in the field of the form that it is for; otherwise delete it from the form",
    }
    write_the_unit_of_amounts() {
        zh: "请在表上写明金额的单位（如“金额单位：元”），并核对金额：没有写明单位的，按元读了",
        en: "write on the form what amounts are counted in, such as “金额单位：元”, and check them: where no unit is told they were read as 元",
    }
    write_the_year_on_the_form() {
        zh: "请在表上写明年度，如“（2026年度）”",
        en: "write the year on the form, such as “（2026年度）”",
    }
    save_and_hand_in_again() {
        zh: "请用 Excel 或 WPS 打开它，另存为 .xlsx 再报；打不开的，请重新填一份",
        en: "open it in Excel or WPS, save it as .xlsx and hand that in; if it does not open, fill it in again",
    }
    save_as_xlsx_and_hand_in_again() {
        zh: "请用 Excel 或 WPS 打开，另存为 .xlsx 再报",
        en: "open it in Excel or WPS, save it as .xlsx and hand that in",
    }
    save_so_that_it_is_computed() {
        zh: "请用 Excel 或 WPS 打开，保存一次，公式就有结果了",
        en: "open the file in Excel or WPS and save it: the formulas then have results",
    }
    unhide_it() {
        zh: "它是申报内容的，请在 Excel 或 WPS 里取消隐藏、清除筛选后保存；不是的，请删去",
        en: "if it belongs to the project, unhide it or clear the filter in Excel or WPS and save the file; otherwise delete it",
    }
    take_the_line_off() {
        zh: "它是申报内容的，请去掉删除线；不是的，请删去",
        en: "if it belongs to the project, take the line off it; otherwise delete it",
    }
    keep_the_forms() {
        zh: "请把申报表复制到一个新的工作簿，报那一个",
        en: "copy the forms into a new workbook and hand that in",
    }
    fill_it_in() { zh: "请填写以后再报；不用的表请删去", en: "fill it in; delete the form if it is not needed" }
    hand_in_the_application() {
        zh: "请报这个项目的申报表",
        en: "hand in the application of this project",
    }
    hand_in_the_workbook() {
        zh: "请报申报表的 .xlsx 文件",
        en: "hand in the .xlsx file of the form",
    }
    in_the_text(remedy) { zh: "在「文本（YAML）」里改：{remedy}", en: "in the text (YAML): {remedy}" }
    fill_in_the_field() { zh: "请在表上填写", en: "fill it in on the form" }
    check_the_sum() { zh: "请核对各分项与合计", en: "check the parts and the total" }
    check_the_unit() {
        zh: "请核对单位是否写错；没有写错的，请向收表的部门说明",
        en: "check the unit; if it is right, tell those who collect the forms",
    }
    check_the_character() { zh: "请核对这个字是否打错", en: "check whether this character is the one that was meant" }

    // Marked copies.
    marks_over_the_workbook(path) {
        zh: "加批注的副本会盖掉原来的工作簿「{path}」",
        en: "the marked copy would take the place of the workbook “{path}” itself",
    }
    mark_into_another_folder() { zh: "请换一个文件夹", en: "name another folder" }
    cannot_mark(path, why) { zh: "「{path}」不能加批注：{why}", en: "“{path}” cannot be marked: {why}" }

    // Collections.
    file_is_wrong(path) { zh: "「{path}」有错误", en: "“{path}” has mistakes" }
    state_is_broken(path, why) {
        zh: "上一轮的状态「{path}」读不出来（{why}）",
        en: "the state of the round before, “{path}”, cannot be read ({why})",
    }
    state_is_too_large(most) {
        zh: "各单位的状态超过 {most} MB，没有写",
        en: "the state of all units has more than {most} MB and was not written",
    }
    divide_the_roster() {
        zh: "请按主管部门分成几份名单，分开收，各用各的结果文件夹",
        en: "divide the roster, such as by departments, and collect each part into results of its own",
    }
    move_the_state_away() {
        zh: "请从备份恢复它；没有备份的，移走它再运行，就从第一轮算起",
        en: "restore it from a backup; without one, move it away and run again, which begins with the first round",
    }
    no_units(path) { zh: "「{path}」里没有看到单位", en: "there are no units in “{path}”" }
    is_a_filled_form(path) {
        zh: "「{path}」是填好的申报表，不是单位一览",
        en: "“{path}” is a form that was filled in, and no list of units",
    }
    list_of_units() {
        zh: "可以用去年收到的文件夹，或一张第一行写着「单位名称」等表头的 XLSX",
        en: "take the folder of forms that came last year, or a workbook whose first row has heads such as “单位名称”",
    }
    round_folder(number) { zh: "第{number}轮", en: "round-{number}" }
    notice_name() { zh: "审核意见", en: "findings" }
    mail_name() { zh: "邮件", en: "mail" }
    notice_failed(unit, why) {
        zh: "给{unit}的审核意见做不出来：{why}",
        en: "the notice to {unit} could not be made: {why}",
    }
    cannot_make_for_a_system(file, why) { zh: "「{file}」做不出来：{why}", en: "“{file}” could not be made: {why}" }
    results_have_such_a_file(file) {
        zh: "结果文件夹里已有叫「{file}」的文件：是收表自己的，或者另一个系统的",
        en: "the results have a file “{file}” already: one of their own, or another system's",
    }
    another_name_for_it() { zh: "请在「名称」里换一个名字", en: "give it another name, at 名称" }
    too_much_for_a_sheet(why) { zh: "一览的工作簿做不出来：{why}", en: "the overview's workbook could not be made: {why}" }
}
