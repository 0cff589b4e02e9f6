//! What is said about the command line.

super::messages! {
    // Failures.
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
    cannot_read_font(path, why) {
        zh: "无法读取字体「{path}」：{why}",
        en: "cannot read the font “{path}”: {why}",
    }
    cannot_write(path, why) {
        zh: "无法写入「{path}」：{why}",
        en: "cannot write “{path}”: {why}",
    }
    cannot_write_standard_output(why) {
        zh: "无法写入标准输出：{why}",
        en: "cannot write to standard output: {why}",
    }
    not_found() { zh: "没有这个文件或文件夹", en: "there is no such file or folder" }
    no_permission() { zh: "没有权限", en: "permission is denied" }
    file_in_the_way() { zh: "同名的文件挡住了文件夹", en: "a file of that name stands where a folder should be" }
    is_a_folder() { zh: "这是一个文件夹", en: "it is a folder" }
    disk_full() { zh: "磁盘已满", en: "the disk is full" }
    disk_read_only() { zh: "磁盘是只读的", en: "the disk is read-only" }
    close_the_other_program() {
        zh: "请关闭正打开它的程序，或用 -o 换一个文件夹",
        en: "close the program that has it open, or choose another folder with -o",
    }
    epoch_is_no_time(value) {
        zh: "环境变量 SOURCE_DATE_EPOCH 的值「{value}」不是时间",
        en: "the value “{value}” of the environment variable SOURCE_DATE_EPOCH is not a time",
    }
    write_the_epoch() {
        zh: "应为 1980 年以后的 Unix 时间（秒），如 1767225600",
        en: "it should be a Unix time (in seconds) of 1980 or later, such as 1767225600",
    }

    // Which files are projects.
    standard_input() { zh: "标准输入", en: "standard input" }
    no_projects(folder) {
        zh: "文件夹「{folder}」里没有项目文件",
        en: "there are no project files in the folder “{folder}”",
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
    not_utf8() { zh: "文件的编码不是 UTF-8", en: "the file is not encoded as UTF-8" }
    file_too_large(most) {
        zh: "文件太大，最多 {most} MB",
        en: "the file is too large: at most {most} MB are read",
    }
    split_the_file() {
        zh: "请拆成几个文件；如果它不是项目文件，请移到别处",
        en: "split it into several files; if it is no project, move it elsewhere",
    }
    save_as_utf8() {
        zh: "请用记事本打开，「另存为」时编码选 UTF-8",
        en: "open it in Notepad and choose UTF-8 as the encoding under “Save as”",
    }

    // What is written.
    one_file_to_standard_output() {
        zh: "标准输出只能写一个文件",
        en: "only one file can be written to standard output",
    }
    choose_one_file() {
        zh: "请只给一个项目，并用 --format pdf 或 --format xlsx 选一种格式",
        en: "give one project only, and choose one format with --format pdf or --format xlsx",
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
    fault_of_the_program() {
        zh: "这是程序的错误，不是文件的错误：请把这个文件发给开发者",
        en: "this is a fault of the program, not of the file: please send the file to the developers",
    }
    built(projects, files) {
        zh: "{projects} 个项目，写出 {files} 个文件",
        en: "projects: {projects}, files written: {files}",
    }
    built_with_findings(projects, files, found) {
        zh: "{projects} 个项目，写出 {files} 个文件；{found}",
        en: "projects: {projects}, files written: {files}; {found}",
    }
    built_but_for_errors(projects, files, found) {
        zh: "{projects} 个项目，写出 {files} 个文件；{found}。有错误的项目没有生成，请改正后重新运行",
        en: "projects: {projects}, files written: {files}; {found}. Projects with errors were not built: mend them and run again",
    }

    // What is checked.
    checked(projects, found) {
        zh: "检查了 {projects} 个项目：{found}",
        en: "projects checked: {projects}; {found}",
    }
    nothing_found() { zh: "没有发现问题", en: "nothing was found" }
    mended(files) { zh: "改正了 {files} 个文件", en: "files mended: {files}" }
    can_be_mended(files) { zh: "可以改正 {files} 个文件", en: "files that can be mended: {files}" }
    rule_title(code, level) { zh: "{code}（{level}）", en: "{code} ({level})" }
    no_rule(code) { zh: "没有检查规则「{code}」", en: "there is no rule “{code}”" }
    list_the_rules() {
        zh: "运行 jixiao explain 列出全部规则",
        en: "run jixiao explain to list all rules",
    }
    see_a_near_rule(near) {
        zh: "是否要看 {near}？运行 jixiao explain 列出全部规则",
        en: "did you mean {near}? Run jixiao explain to list all rules",
    }

    // Fonts.
    not_a_font(name) {
        zh: "「{name}」不是可以使用的字体文件",
        en: "“{name}” is not a font file that can be used",
    }
    not_embeddable(name) {
        zh: "字体「{name}」不允许嵌入文档",
        en: "the font “{name}” must not be embedded in documents",
    }
    characters_used(projects, characters) {
        zh: "{projects} 个项目共用 {characters} 个不同的字符",
        en: "projects: {projects}, different characters: {characters}",
    }
    no_missing_characters() { zh: "没有缺字", en: "no characters are missing" }

    // What an author starts from.
    no_form(year) {
        zh: "没有 {year} 年度的表式",
        en: "there is no form for the year {year}",
    }
    years_of_forms() {
        zh: "内置的有 2000 年以后各年；新的表式用 --templates 指明",
        en: "the built-in forms are for 2000 and later; name the folder of other forms with --templates",
    }
    already_there(path) { zh: "「{path}」已经有了", en: "“{path}” is already there" }
    another_name() {
        zh: "请换一个名字，或先移走原来的文件",
        en: "choose another name, or move the old file away first",
    }
    another_folder() {
        zh: "请换一个空的文件夹；加一个项目用 jixiao new",
        en: "choose an empty folder; jixiao new adds a project",
    }
    next_step(file, folder) {
        zh: "下一步：填写 {file}，再运行 jixiao build {folder}",
        en: "next: fill in {file}, then run jixiao build {folder}",
    }

    // Mistakes in usage.
    no_command(name) { zh: "没有命令「{name}」", en: "there is no command “{name}”" }
    no_command_but(name, near) {
        zh: "没有命令「{name}」，是否要用 {near}？",
        en: "there is no command “{name}”; did you mean {near}?",
    }
    unknown_argument(argument) { zh: "不认识的选项「{argument}」", en: "unexpected argument “{argument}”" }
    unknown_argument_but(argument, near) {
        zh: "不认识的选项「{argument}」，是否要用 {near}？",
        en: "unexpected argument “{argument}”; did you mean {near}?",
    }
    missing_command() { zh: "缺少命令", en: "a command is missing" }
    missing_argument(argument) { zh: "缺少 {argument}", en: "{argument} is missing" }
    missing_value(argument) { zh: "{argument} 后面缺少内容", en: "{argument} needs a value" }
    superfluous_value(argument, value) {
        zh: "{argument} 后面不能有「{value}」",
        en: "{argument} takes no value, but “{value}” is given",
    }
    wrong_value(argument, value) {
        zh: "{argument} 不能是「{value}」",
        en: "{argument} cannot be “{value}”",
    }
    not_one_of(argument, value, known) {
        zh: "{argument} 不能是「{value}」，只能是 {known}",
        en: "{argument} cannot be “{value}”; it is one of: {known}",
    }
    conflict(argument) {
        zh: "{argument} 重复或互相冲突",
        en: "{argument} is given twice, or with an option that excludes it",
    }
    argument_not_utf8() { zh: "参数的编码不是 UTF-8", en: "an argument is not encoded as UTF-8" }
    wrong_usage() { zh: "命令的写法有误", en: "the command cannot be understood" }
    see_the_usage() {
        zh: "运行 jixiao --help 或 jixiao build --help 查看用法",
        en: "run jixiao --help or jixiao build --help to see the usage",
    }
    // Templates and blank forms.
    no_template(name) { zh: "没有模板「{name}」", en: "there is no template “{name}”" }
    these_templates(names) { zh: "现有：{names}", en: "there are: {names}" }
    not_for_the_year(name, year) {
        zh: "模板「{name}」不用于 {year} 年度",
        en: "the template “{name}” is not for {year}",
    }
    built_in() { zh: "内置", en: "built in" }
    it_extends(name, base) {
        zh: "模板「{name}」是在「{base}」上改的，没有写到的见 jixiao template show {base}",
        en: "the template “{name}” changes “{base}”; for the rest see `jixiao template show {base}`",
    }
    edit_then_check(path) {
        zh: "下一步：改 {path}，再运行 jixiao template check {path}",
        en: "next: edit {path}, then run `jixiao template check {path}`",
    }
    template_is_right(name, fields, columns, rows, pages) {
        zh: "模板「{name}」没有错误：{fields} 个字段，{columns} 列 {rows} 行，空表 {pages} 页",
        en: "the template “{name}” has no mistakes; fields: {fields}, columns: {columns}, rows: {rows}, pages when blank: {pages}",
    }
    templates_are_the_same() { zh: "两个模板没有不同", en: "the templates do not differ" }
}
