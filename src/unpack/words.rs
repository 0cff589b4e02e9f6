//! Why a file is not read.

crate::messages! {
    not_a_package() { zh: "不是 ZIP 包，或已损坏", en: "it is no ZIP package, or is damaged" }
    part_is_damaged(part) { zh: "其中的 {part} 读不出来", en: "{part} in it cannot be read" }
    names_are_not_unique() {
        zh: "里面有同名的部分，各种软件读到的不一样",
        en: "parts of it have the same name, so that programs differ in what they read"
    }
    too_many_parts(most) { zh: "里面的部分多于 {most} 个", en: "it has more than {most} parts" }
    too_large(most) { zh: "解开以后超过 {most} MB", en: "unpacked it is larger than {most} MB" }
    not_xml() { zh: "不是 XML，或已损坏", en: "it is no XML, or is damaged" }
    too_much_xml() {
        zh: "XML 的元素、属性或层次比任何一张表都多",
        en: "its XML has more elements, attributes or levels than any form"
    }
    not_a_pdf() { zh: "不是 PDF，或已损坏", en: "it is no PDF, or is damaged" }
    pdf_is_too_large() {
        zh: "PDF 的内容比任何一张表都多",
        en: "there is more in this PDF than in any form"
    }
    has_a_password() {
        zh: "加了密码，请打开后取消密码，或请对方发没有密码的",
        en: "it has a password; take that off, or ask for a file without one",
    }
}
