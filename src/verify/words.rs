//! What a form's files say otherwise.

crate::messages! {
    not_a_pdf() { zh: "不是 PDF，或已损坏", en: "it is no PDF, or is damaged" }
    page_is_damaged() { zh: "页面的内容读不出来", en: "the content of a page cannot be read" }
    no_structure() {
        zh: "没有结构标记，不是本程序生成的，读不出各格",
        en: "it has no structure, so that this program has not made it, and its cells cannot be read"
    }
    no_sheet() { zh: "没有工作表", en: "it has no sheet" }
    on_another_sheet(address) { zh: "另一张工作表的 {address}", en: "{address} of another sheet" }
    verified(projects, files, found) {
        zh: "核对了 {projects} 个项目、{files} 个文件：{found}",
        en: "compared projects: {projects}, files: {files}; {found}"
    }
    all_the_same() { zh: "都一致", en: "all say the same" }
    project_has_errors() {
        zh: "这个项目有错误，做不出表，没有核对；用 jixiao check 看有什么错误",
        en: "this project has errors, so that there is no form to compare with: see jixiao check"
    }
    nothing_to_verify(path) {
        zh: "「{path}」里没有项目文件，也没有 XLSX",
        en: "there are neither project files nor workbooks in “{path}”"
    }
    name_projects_or_outputs() {
        zh: "请写项目文件夹（生成的文件不在 out 里时加 -o），或收到的文件夹",
        en: "name the folder of projects (with -o where their files are not in out), or the folder that was handed in"
    }
    cannot_compare(file, why) { zh: "{file} 无法核对：{why}", en: "cannot compare {file}: {why}" }
    no_such_output(file) { zh: "没有 {file}", en: "there is no {file}" }
    build_it() {
        zh: "请用 jixiao build 重新生成；文件是别人报送的，请他重新报送",
        en: "make it again with jixiao build, or have it handed in again"
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
    no_list(folder) {
        zh: "{folder} 里没有清单，SHA-256 没有核对",
        en: "there is no list in {folder}, so that no SHA-256 was compared"
    }
    of_no_project(file) {
        zh: "{file} 是以前生成的，现在的项目里没有它",
        en: "{file} was made earlier and is of none of the projects"
    }
    delete_the_old_file() {
        zh: "项目删了或改了名的，请删掉旧的文件，不要交上去；项目在别的文件夹的不用管",
        en: "where its project was deleted or renamed, delete the old file and do not hand it in; where that is in another folder, leave it"
    }
    no_workbook_beside(file) {
        zh: "{file} 旁边没有同名的 XLSX，没有逐格核对",
        en: "there is no workbook of the name of {file} beside it, so that its cells were not compared"
    }
    the_name() { zh: "名称", en: "name" }
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
