//! What the command line says: of arguments, of progress, at the end of a command.

jixiao::messages! {
    put_in_order(files, changed) { zh: "{files} 个文件，整理了 {changed} 个", en: "{files} files, {changed} put in order" }
    not_in_order(files, changed) { zh: "{files} 个文件，{changed} 个没有整理好", en: "{files} files, {changed} not in order" }
    epoch_is_no_time(value) {
        zh: "环境变量 SOURCE_DATE_EPOCH 的值「{value}」不是时间",
        en: "the value “{value}” of the environment variable SOURCE_DATE_EPOCH is not a time",
    }
    write_the_epoch() {
        zh: "应为 1970 年起的 Unix 时间（秒），如 1767225600",
        en: "it should be a Unix time (in seconds) since 1970, such as 1767225600",
    }

    out_of_memory() {
        zh: "内存不够，没有做完；写好的文件都是完整的",
        en: "there is not enough memory, so that not all was done; files that were written are whole",
    }
    free_memory() {
        zh: "请关掉别的程序，或放宽内存的限制（如 ulimit -v），再运行一次",
        en: "close other programs, or allow more memory (such as with ulimit -v), and run again",
    }
    broke_down() {
        zh: "程序出了错，没有做完；写好的文件都是完整的",
        en: "the program broke down, so that not all was done; files that were written are whole",
    }
    send_what_follows() {
        zh: "请把下面的文字和所用的文件发给开发者",
        en: "please send the text below, and the files, to the developers",
    }

    // Which files are projects.
    standard_input() { zh: "标准输入", en: "standard input" }
    stage_book() { zh: "汇总册", en: "book" }
    progress() {
        zh: "{{bar:30}} {{pos}}/{{len}} 个项目文件  {{rate}}/s  还要 {{eta}}",
        en: "{{bar:30}} {{pos}}/{{len}} project files  {{rate}}/s  {{eta}} left",
    }

    // Where the time goes.
    stage_read() { zh: "读取", en: "reading" }
    stage_check() { zh: "检查", en: "checking" }
    stage_compare() { zh: "比对", en: "comparing" }
    stage_layout() { zh: "排版", en: "layout" }
    stage_write() { zh: "写出", en: "writing" }
    stage_took(seconds, share, stage) { zh: "{seconds} 秒 {share}%  {stage}", en: "{seconds} s {share}%  {stage}" }

    // Watching.
    watching() {
        zh: "等待改动，按 Ctrl-C 结束",
        en: "waiting for changes; Ctrl-C ends it",
    }
    cannot_watch(folder, why) {
        zh: "无法留意文件夹「{folder}」的改动：{why}",
        en: "cannot watch the folder “{folder}”: {why}",
    }
    cannot_watch_standard_input() {
        zh: "--watch 不能用于标准输入和标准输出",
        en: "--watch cannot be used with standard input or output",
    }
    watch_a_folder() {
        zh: "请给出项目文件或文件夹，并用 -o 指明输出的文件夹",
        en: "name project files or folders, and a folder for the output with -o",
    }
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
    characters_used(projects, characters) {
        zh: "{projects} 个项目共用 {characters} 个不同的字符",
        en: "projects: {projects}, different characters: {characters}",
    }
    no_missing_characters() { zh: "没有缺字", en: "no characters are missing" }
    next_step(file, folder) {
        zh: "下一步：填写 {file}，再运行 jixiao build {folder}",
        en: "next: fill in {file}, then run jixiao build {folder}",
    }

    // Suggestions.
    how_to_ask() {
        zh: "看一类的指标：jixiao suggest --kind 培训；看一个项目缺什么：jixiao suggest 项目文件",
        en: "the indicators of a kind: jixiao suggest --kind 培训; what a project lacks: jixiao suggest FILE",
    }
    how_to_insert(file) {
        zh: "写进文件：jixiao suggest {file} --insert 1,2（序号或名称）；指标值先标「待填」",
        en: "to put them into the file: jixiao suggest {file} --insert 1,2 (numbers or names); targets are marked 待填",
    }
    how_to_begin(kind) {
        zh: "从一类指标开始写：jixiao new 项目名称 --year 年度 --kind {kind}",
        en: "to begin a project with them: jixiao new NAME --year YEAR --kind {kind}",
    }
    nothing_to_suggest() {
        zh: "没有可以补充的；换一个条件，或用 --kind 指明类型",
        en: "there is nothing to suggest; ask in another way, or name the kind with --kind",
    }
    project_of_kinds(name, year, kinds) {
        zh: "{name}（{year} 年度），按名称是：{kinds}",
        en: "{name} ({year}), by its name: {kinds}",
    }
    project_of_no_kind(name, year) {
        zh: "{name}（{year} 年度），从名称看不出是哪一类，可以用 --kind 指明",
        en: "{name} ({year}), whose name does not tell its kind; name one with --kind",
    }
    missing_category(place) { zh: "{place}（还没有）", en: "{place} (none yet)" }
    from_office(kind, file) { zh: "{kind}（{file}）", en: "{kind} ({file})" }
    from_project(name, year) { zh: "{year} 年 {name}", en: "{name}, {year}" }
    insert_into_which() { zh: "没有说写进哪个项目文件", en: "no project file is named to put them into" }
    name_a_project_file() {
        zh: "如 jixiao suggest 项目.yaml --insert 1,2",
        en: "as in jixiao suggest 项目.yaml --insert 1,2",
    }
    no_sound_project(path) { zh: "「{path}」里没有能读的项目", en: "“{path}” holds no project that can be read" }
    check_first(path) {
        zh: "运行 jixiao check {path} 看哪里有错；用了 --project 的，核对名称",
        en: "run jixiao check {path} to see what is wrong; with --project, see that the name is right",
    }
    several_projects(names) { zh: "有几个项目：{names}", en: "there are several projects: {names}" }
    name_one_project() {
        zh: "一次写进一个：只写一个文件，或用 --project 写明名称",
        en: "put them into one at a time: name one file, or one project with --project",
    }
    insert_what() { zh: "--insert 后面没有指标", en: "--insert names no indicator" }
    names_or_numbers() {
        zh: "请写列出的名称或序号，用逗号隔开",
        en: "write names or numbers of the list, separated by commas",
    }
    not_suggested(name) { zh: "列出的指标里没有「{name}」", en: "“{name}” is not in the list" }
    did_you_mean_indicator(near) { zh: "是不是「{near}」？", en: "did you mean “{near}”?" }
    inserted(count, file) {
        zh: "已写进 {count} 个指标；下一步：把 {file} 里的「待填」换成指标值",
        en: "indicators put in: {count}; next: replace each 待填 in {file} by a target",
    }

    // Mistakes in usage.
    no_command(name) { zh: "没有命令「{name}」", en: "there is no command “{name}”" }
    no_command_but(name, near) {
        zh: "没有命令「{name}」，是否要用 {near}？",
        en: "there is no command “{name}”; did you mean {near}?",
    }
    unknown_argument(argument) { zh: "不认识的选项「{argument}」", en: "unexpected argument “{argument}”" }
    superfluous_argument(argument) { zh: "多写了「{argument}」", en: "“{argument}” is one argument too many" }
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
        zh: "运行 jixiao --help 查看全部命令，jixiao 命令 --help 查看一个命令的用法",
        en: "run jixiao --help to see all commands, and jixiao COMMAND --help for the usage of one",
    }
    no_settings(path) {
        zh: "「{path}」和它的各层上级文件夹都没有 jixiao.yaml，全部用默认的",
        en: "neither “{path}” nor a folder above it has a jixiao.yaml: all is as by default",
    }

    // Templates and blank forms.
    built_in() { zh: "内置", en: "built in" }
    it_extends(name, base) {
        zh: "模板「{name}」是在「{base}」上改的，没有写到的见 jixiao template show {base}",
        en: "the template “{name}” changes “{base}”; for the rest see `jixiao template show {base}`",
    }
    edit_then_check(path) {
        zh: "下一步：改 {path}，再运行 jixiao template check {path}",
        en: "next: edit {path}, then run `jixiao template check {path}`",
    }
    templates_are_the_same() { zh: "两个模板没有不同", en: "the templates do not differ" }
    took(seconds, threads, rate) {
        zh: "用时 {seconds} 秒，{threads} 个线程，每秒 {rate} 个项目；各线程合计：",
        en: "{seconds} s on {threads} threads, {rate} projects a second; on all threads together:",
    }
    mended(files) { zh: "改正了 {files} 个文件", en: "files mended: {files}" }
    marked(path) { zh: "加了批注的副本：{path}", en: "marked copy: {path}" }
    files_read(files, read) {
        zh: "共 {files} 个文件，这次读了 {read} 个",
        en: "files: {files}, read this time: {read}",
    }
    roster_is_there(path) { zh: "「{path}」已经有了，没有改动它", en: "“{path}” exists already and was left alone" }
    force_the_roster() {
        zh: "请用 -o 换一个名字，或用 --force 覆盖",
        en: "name another file with -o, or overwrite it with --force",
    }
    read_through_the_roster(path) {
        zh: "下一步：核对 {path}，写上截止日期，再运行 jixiao collect 收件 --roster {path} -o 结果",
        en: "next: read through {path}, write the last day, then run jixiao collect INBOX --roster {path} -o RESULTS",
    }
    check_next(folder) {
        zh: "下一步：核对项目文件，再运行 jixiao check {folder}",
        en: "next: read through the project files, then run jixiao check {folder}",
    }
    outputs_are_in_a_folder() { zh: "要核对的文件在文件夹里，不能是标准输出", en: "what is compared is in a folder, not on standard output" }
    name_the_folder() { zh: "请在 -o 后面写文件所在的文件夹", en: "name the folder of the files after -o" }
    no_page(path) { zh: "「{path}」不是 jixiao 的网页", en: "“{path}” is no page of jixiao" }
    give_the_page() {
        zh: "请用 --page 写出 jixiao.html 的位置",
        en: "say with --page where jixiao.html is",
    }
    hand_the_page_on() {
        zh: "把这个文件发给各单位，双击就能填表",
        en: "hand this file to the units; a double click opens the forms",
    }
}
