//! What is said about how the filled form can be shown.

crate::messages! {
    // glyph-missing, text-too-long
    no_glyph(character, code) { zh: "字体里没有「{character}」（{code}）", en: "no font has “{character}” ({code})" }
    no_glyph_for_control(code) { zh: "字体里没有（{code}）", en: "no font has {code}" }
    in_text(text) { zh: "在「{text}」中", en: "in “{text}”" }
    delete_control() {
        zh: "这是看不见的控制字符，多半是从别处复制带来的，请删去",
        en: "this is a control character that nobody sees, most likely copied from elsewhere: delete it",
    }
    bullet_of_word(code) {
        zh: "这里有 Word 的项目符号（{code}），别的程序显示不出来",
        en: "here is a bullet of Word ({code}), which no other program can show",
    }
    type_a_bullet(bullet) { zh: "请删去，改成「{bullet}」", en: "delete it and write “{bullet}” instead" }
    symbol_of_word(code) {
        zh: "这里有 Word 的图形符号（{code}），别的程序显示不出来",
        en: "here is a symbol of Word ({code}), which no other program can show",
    }
    type_the_symbol() {
        zh: "请删去，用输入法的符号重新输入，如「•」「√」「□」",
        en: "delete it and type the symbol anew, such as “•”, “√” or “□”",
    }
    line_break_of_word(code) {
        zh: "这里有 Word 的换行符（{code}），看上去是换行，其实不是",
        en: "here is a line break of Word ({code}), which is none in this file",
    }
    type_a_line_break() {
        zh: "请删去它，再按回车键换行，下一行开头的空格和这一行一样多；文字有几行的，冒号后面写 |-，文字从下一行开始",
        en: "delete it and press Enter, with as many spaces at the start of the next line as this one has; where a text has several lines, write `|-` after the colon and begin the text on the next line",
        page_zh: "请删去它，再按回车键换行",
        page_en: "delete it and press Enter",
    }
    space_of_word(code) {
        zh: "这里有特殊空格（{code}），不是键盘上的空格",
        en: "here is a space of another width ({code}), which is not the space of the keyboard",
    }
    type_a_space() { zh: "请删去，用空格键输入一个空格", en: "delete it and type one with the space bar" }
    check_or_name_a_font() {
        zh: "请核对是否打错；确是生僻字的，可在 jixiao.yaml 里写 fonts: {{fallback: [含有这个字的字体文件]}}",
        en: "check whether it is a slip; if it is a rare character, name a font file that has it in jixiao.yaml: “fonts: {{fallback: [字体文件]}}”",
        page_zh: "请核对是否打错；确是生僻字的，可在「设置」的「补字字体文件」里写含有这个字的字体文件",
        page_en: "check whether it is a slip; if it is a rare character, name a font file that has it in the settings",
    }
    too_many_characters(characters, most) {
        zh: "这一格有 {characters} 个字符，表格文件的一格最多 {most} 个",
        en: "this cell has {characters} characters; a cell of a spreadsheet holds {most} at most",
    }
    too_many_line_breaks(breaks, most) {
        zh: "这一格有 {breaks} 处换行，表格文件的一格最多 {most} 处",
        en: "this cell has {breaks} line breaks; a cell of a spreadsheet holds {most} at most",
    }
    shorten_or_only_pdf() {
        zh: "请缩短，或只生成 PDF（--format pdf）",
        en: "shorten it, or write the PDF only (--format pdf)",
        page_zh: "请缩短，或在「设置」里只选 PDF",
        page_en: "shorten it, or choose the PDF only in the settings",
    }

    // not-shown
    not_shown(key) {
        zh: "「{key}」填了，表上没有打印",
        en: "“{key}” is filled in, and the form does not show it",
    }
    see_the_condition() {
        zh: "它那一行要条件成立才有：请填上条件用到的一项，或删去这一行",
        en: "its row is there only under a condition: fill in what that goes by, or delete this line",
        page_zh: "它那一行要条件成立才有：请填上条件用到的一项，或把这一项清空",
        page_en: "its row is there only under a condition: fill in what that goes by, or clear this field",
    }
    option_not_shown(option, key) {
        zh: "「{key}」选的「{option}」，表上没有印这个选项",
        en: "the form does not print “{option}”, which is chosen for “{key}”",
    }
    see_the_options() {
        zh: "请选表上有的选项；表上该有它的，在模板的 show 里补上",
        en: "choose one that it prints; where it should, add this one to “show” in the template",
    }

    // number-shrunk, fit
    number_shrunk(number, points) {
        zh: "数字「{number}」比格子宽，改用 {points} 磅",
        en: "the number “{number}” is wider than its cell, and set in {points} pt",
    }
    widen_the_column() {
        zh: "请核对这个数；本来就长的，把这一列加宽",
        en: "check this number; where it is that long, have its column wider",
    }
    check_the_unit() {
        zh: "请核对金额的单位是不是元",
        en: "check whether the amount is in yuan",
    }
    tightened(points, leading) {
        zh: "为排进一页，正文改为 {points} 磅，行距 {leading} 倍",
        en: "to fit on one page, texts are set in {points} pt with a line spacing of {leading}",
    }
    shorten_if_too_small() {
        zh: "如果字太小，请精简文字，或去掉 fit: one-page 排成多页",
        en: "if that is too small, shorten the texts, or remove “fit: one-page” to have more pages",
    }
    does_not_fit(points, millimetres) {
        zh: "排不进一页：正文缩到 {points} 磅，仍超出 {millimetres} 毫米",
        en: "this does not fit on one page: even with texts in {points} pt it is {millimetres} mm too long",
    }
    shorten_or_more_pages() {
        zh: "请精简文字，或去掉 fit: one-page 排成多页",
        en: "shorten the texts, or remove “fit: one-page” to have more pages",
    }
}
