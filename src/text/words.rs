//! What is said about fonts.

crate::messages! {
    not_a_font(name) {
        zh: "「{name}」不是可以使用的字体文件",
        en: "“{name}” is not a font file that can be used",
    }
    font_is_cut_off(name, table) {
        zh: "字体「{name}」不完整：文件在「{table}」表结束之前就断了",
        en: "the font “{name}” is not whole: the file ends before its table “{table}” does",
    }
    font_lacks_a_table(name, table) {
        zh: "字体「{name}」不完整：缺少「{table}」表",
        en: "the font “{name}” is not whole: it has no table “{table}”",
    }
    font_is_damaged(name, table) {
        zh: "字体「{name}」已损坏：「{table}」表读不通",
        en: "the font “{name}” is damaged: its table “{table}” makes no sense",
    }
    no_such_font(name, fonts) {
        zh: "没有「{name}」：这个文件里有 {fonts} 种字体，从 0 数起",
        en: "there is no “{name}”: the file has {fonts} fonts, counted from 0",
    }
    copy_the_font_again() {
        zh: "请重新下载或复制这个字体文件，或在 jixiao.yaml 的 fonts 里写另一个 .ttf、.otf、.ttc 文件",
        en: "download or copy the font file again, or name another .ttf, .otf or .ttc file under fonts in jixiao.yaml",
    }
    name_another_font() {
        zh: "请在 jixiao.yaml 的 fonts 里写另一个字体文件",
        en: "name another font file under fonts in jixiao.yaml",
    }
    leave_the_number_out(file) {
        zh: "请写成「{file}」，不加 # 和数字",
        en: "write “{file}”, without # and a number",
    }
    number_of_font(file, last) {
        zh: "请写「{file}#0」到「{file}#{last}」中的一个",
        en: "write one of “{file}#0” to “{file}#{last}”",
    }
    not_embeddable(name) {
        zh: "字体「{name}」不允许嵌入文档",
        en: "the font “{name}” must not be embedded in documents",
    }
}
