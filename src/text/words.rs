//! What is said about fonts.

crate::messages! {
    not_a_font(name) {
        zh: "「{name}」不是可以使用的字体文件",
        en: "“{name}” is not a font file that can be used",
    }
    not_embeddable(name) {
        zh: "字体「{name}」不允许嵌入文档",
        en: "the font “{name}” must not be embedded in documents",
    }
}
