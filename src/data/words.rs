//! What is said about the machine's copy of a form.

crate::messages! {
    other_format(format, version) {
        zh: "这些数据的格式是 {format} 第 {version} 版，这个程序读不了",
        en: "these data are of the format {format}, version {version}, which this program cannot read",
    }
    no_such_template(name) {
        zh: "这些数据是「{name}」表式的，没有这个模板",
        en: "these data are of the form “{name}”, and there is no such template",
    }
    no_such_field(key) {
        zh: "数据里的「{key}」不是这一式表的字段",
        en: "“{key}” in the data is no field of the form",
    }
    no_such_value(key) {
        zh: "数据里「{key}」的值不是这一式表的值",
        en: "the value of “{key}” in the data is none of the form",
    }
    no_such_category(name) {
        zh: "数据里的「{name}」不是这一式表的指标分类",
        en: "“{name}” in the data is no category of the form",
    }
    not_our_json(why) {
        zh: "附带的数据读不出来：{why}",
        en: "the data that the file carries cannot be read: {why}",
    }
    not_a_workbook(why) {
        zh: "这个 .xlsx 文件读不了：{why}",
        en: "this .xlsx file cannot be read: {why}",
    }
    not_a_pdf(why) { zh: "这个 PDF 读不了：{why}", en: "this PDF cannot be read: {why}" }
    not_an_ofd(why) { zh: "这个 OFD 读不了：{why}", en: "this OFD cannot be read: {why}" }
    too_much_data(most) {
        zh: "附带的数据超过 {most} MB",
        en: "the data that it carries are more than {most} MB",
    }
    no_data_in_workbook() {
        zh: "这个工作簿里没有项目数据：它不是 jixiao 生成的，或另存时丢掉了",
        en: "this workbook carries no data: it was not made by jixiao, or lost them when it was saved anew",
    }
    no_data_in_pdf() {
        zh: "这个 PDF 里没有项目数据：生成时要加 --attach",
        en: "this PDF carries no data: build it with --attach",
    }
    no_data_in_ofd() {
        zh: "这个 OFD 里没有项目数据：生成时要加 --attach",
        en: "this OFD carries no data: build it with --attach",
    }
}
