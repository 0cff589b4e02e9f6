//! What is said about YAML.

use crate::messages::Message;
use crate::value::is_invisible;

crate::messages! {
    // What a node is.
    nothing() { zh: "空值", en: "nothing" }
    text() { zh: "文字", en: "a text" }
    a_list() { zh: "列表", en: "a list" }
    keys_and_values() { zh: "一组键值", en: "a group of keys and values" }

    // Comments.
    comment_for_value() {
        zh: "以「#」开头的内容被当作注释，这一项成了空白",
        en: "what begins with “#” is taken for a comment, which leaves this key blank",
    }
    comment_in_text() {
        zh: "「#」后面的内容被当作注释，没有打印",
        en: "what follows “#” is taken for a comment and is not printed",
    }
    wide_hash_is_printed() {
        zh: "「＃」是全角的，它和后面的内容会打印出来",
        en: "the “＃” is full-width: it is printed with what follows",
    }
    plain_hash_or_quotes() {
        zh: "如果是注释，请改用半角的 #，后面空一格；如果是正文，请给整段文字加英文双引号",
        en: "if it is a comment, use a plain `#` with a space after it; if it is text, put the whole text in plain double quotes",
    }
    quote_or_space_after_hash() {
        zh: "如果是正文，请给整段文字加英文双引号；如果是注释，请在 # 后面空一格",
        en: "if it is text, put the whole text in plain double quotes; if it is a comment, put a space after the `#`",
    }

    // Shapes that are known beforehand.
    value() { zh: "值", en: "a value" }
    place_missing() { zh: "缺少位置", en: "the place is missing" }
    value_missing() { zh: "缺少值", en: "the value is missing" }
    unknown_key(key, known) {
        zh: "不认识的键「{key}」，可用的有：{known}",
        en: "unknown key “{key}”; the keys here are: {known}",
    }
    unknown_key_near(key, near, known) {
        zh: "不认识的键「{key}」，是否要写「{near}」？可用的有：{known}",
        en: "unknown key “{key}”; did you mean “{near}”? The keys here are: {known}",
    }
    unknown_value(value, known) {
        zh: "不认识「{value}」，可用的有：{known}",
        en: "unknown word “{value}”; those here are: {known}",
    }
    key_missing(key) { zh: "缺少「{key}」", en: "“{key}” is missing" }
    key_twice(key) { zh: "「{key}」写了两次", en: "“{key}” is given twice" }
    text_saying(text) { zh: "文字「{text}」", en: "the text “{text}”" }
    another_type(found, expected) {
        zh: "这里是{found}，应为{expected}",
        en: "expected {expected}, found {found}",
    }
    true_or_false() { zh: " true 或 false", en: "`true` or `false`" }
    a_number_to_255() { zh: "0 到 255 的整数", en: "a whole number from 0 to 255" }
    a_whole_number() { zh: "整数", en: "a whole number" }
    a_number() { zh: "数字", en: "a number" }
    one_word() { zh: "一个词", en: "one word" }
    text_is_not(text, expected) {
        zh: "「{text}」不是{expected}",
        en: "“{text}” is not {expected}",
    }
    nothing_may_follow(name) {
        zh: "「{name}」后面不应有内容",
        en: "nothing may follow “{name}”",
    }
    something_must_follow(name) {
        zh: "「{name}」后面缺少内容",
        en: "something is missing after “{name}”",
    }

    // Reading the file.
    control_character(code) {
        zh: "这里有看不见的控制字符（{code}）",
        en: "here is an invisible control character ({code})",
    }
    line_break_of_word(code) {
        zh: "这里有 Word 的换行符（{code}），看上去是换行，其实不是",
        en: "here is a line break of Word ({code}), which is none in this file",
    }
    type_a_line_break() {
        zh: "请删去它，再按回车键换行，下一行开头的空格和这一行一样多；文字有几行的，冒号后面写 |-，文字从下一行开始",
        en: "delete it and press Enter, with as many spaces at the start of the next line as this one has; where a text has several lines, write `|-` after the colon and begin the text on the next line",
    }
    delete_control_character() {
        zh: "多半是从别处复制带来的，请删去；如果整个文件都是乱码，它不是文本文件",
        en: "it was probably copied from somewhere else; delete it; if the whole file is garbled, it is not a text file",
    }
    name_not_printed() {
        zh: "以「&」开头的文字被 YAML 当作名字，没有打印",
        en: "YAML takes a text that begins with “&” for a name, so that it is not printed",
    }
    quote_ampersand() {
        zh: "请给这段文字加英文双引号，如 \"&…\"",
        en: "put the text in plain double quotes, such as `\"&…\"`",
    }
    file_breaks_off() {
        zh: "文件在此中断，内容不完整",
        en: "the file breaks off here",
    }
    complete_the_file() {
        zh: "请补全缩进、引号或括号",
        en: "complete the indentation, the quotes or the brackets",
    }
    nested_too_deep(most) {
        zh: "嵌套超过 {most} 层",
        en: "nested deeper than {most} levels",
    }
    check_brackets_and_indentation() {
        zh: "申报文件不需要这样深的层次，请检查括号和缩进",
        en: "a project file needs nothing so deep; check the brackets and the indentation",
    }
    exclamation_is_a_type() {
        zh: "以「!」开头的文字被 YAML 当作类型",
        en: "YAML takes a text that begins with “!” for a type",
    }
    quote_exclamation() {
        zh: "请给这段文字加英文双引号，如 \"!…\"",
        en: "put the text in plain double quotes, such as `\"!…\"`",
    }
    text_cannot_begin_with(mark) {
        zh: "文字不能以「{mark}」开头",
        en: "a text cannot begin with “{mark}”",
    }
    quote_greater() {
        zh: "请给这段文字加英文双引号，如 \">5\"；大于也可写成 ＞5",
        en: "put the text in plain double quotes, such as `\">5\"`; “greater than” may also be written `＞5`",
    }
    refers_to_itself(alias) {
        zh: "引用「{alias}」指向它自身",
        en: "the alias “{alias}” refers to itself",
    }
    write_it_out() { zh: "请直接写出内容", en: "write the content itself" }
    not_understood_here() {
        zh: "此处的写法无法识别",
        en: "what is written here is not understood",
    }
    check_indentation_and_marks() {
        zh: "请检查缩进和标点",
        en: "check the indentation and the punctuation",
    }
    key_is_no_text() {
        zh: "键（冒号左边）必须是文字",
        en: "a key (left of the colon) must be a text",
    }
    quote_if_text() {
        zh: "如果这是文字，请加英文双引号",
        en: "if this is text, put it in plain double quotes",
    }
    too_many_items(most) {
        zh: "文件展开后超过 {most} 项",
        en: "the file has more than {most} items once its aliases are written out",
    }
    split_the_file() {
        zh: "请拆成几个文件，并去掉引用（& 和 *）",
        en: "split it into several files, and do without aliases (`&` and `*`)",
    }

    // How large a document may be.
    too_many_parts(most) {
        zh: "这里起太多了：一个项目、一份设置或一个模板的键、值和列表的项，最多一共 {most} 个",
        en: "from here on there is too much: a project, settings or a template have {most} keys, values and items of lists at most",
    }
    text_is_too_long(most) {
        zh: "这段文字太长，最多 {most} 字",
        en: "this text is too long: it has {most} characters at most",
    }
    document_is_too_large(most) {
        zh: "太长：一个项目、一份设置或一个模板最多 {most} KB",
        en: "this is too long: a project, settings or a template have {most} KB at most",
    }
    split_the_document() {
        zh: "请看看是不是有一段重复了很多遍，删去多余的；确实有这么多，请拆成几个",
        en: "see whether something is repeated many times, and delete what is too much; if all of it is meant, make several of it",
    }

    // What the scanner says.
    tab_in_indentation() {
        zh: "行首用了制表符（Tab）",
        en: "the line begins with a tab",
    }
    indent_with_spaces() {
        zh: "请删去行首的空白，用空格键重新缩进，每一级按两下",
        en: "delete what is blank at the start of the line and indent it with the space bar, two spaces for each level",
    }
    not_aligned() { zh: "缩进没有对齐", en: "the indentation does not line up" }
    align_keys() {
        zh: "同一级的键左边要对齐，下一级多缩进两个空格",
        en: "keys of one level begin in the same column; the level below is indented by two more spaces",
    }
    cannot_stand_here(text) {
        zh: "这里不能写「{text}」",
        en: "“{text}” cannot stand here",
    }
    dashes_part_projects() {
        zh: "「---」单独一行，只用来分开两个项目；文字以 - 或 % 开头时请加英文双引号",
        en: "“---” on a line of its own only separates two projects; put a text that begins with `-` or `%` in plain double quotes",
    }
    brackets_too_deep() {
        zh: "括号或缩进嵌套太深",
        en: "brackets or indentation are nested too deep",
    }
    bad_backslash() {
        zh: "反斜杠「\\」的写法无效",
        en: "the backslash “\\” means nothing here",
    }
    double_the_backslash() {
        zh: "请写成 \\\\，或去掉这段文字的双引号",
        en: "write `\\\\`, or take the double quotes away from the text",
    }
    tab_not_allowed() {
        zh: "此处不能用制表符（Tab）",
        en: "a tab cannot stand here",
    }
    use_a_space() { zh: "请改成空格", en: "use a space" }
    quote_not_closed() { zh: "引号没有结束", en: "the quotation mark is not closed" }
    close_the_quote() {
        zh: "请在文字末尾补上同样的引号；文字中间有英文引号时，请改用中文引号“”",
        en: "put the same quotation mark at the end of the text; where the text itself has straight quotes, use “ ”",
    }
    asterisk_is_an_alias() {
        zh: "以 * 开头的文字被当作引用",
        en: "a text that begins with `*` is taken for an alias",
    }
    quote_asterisk() {
        zh: "请给这段文字加英文双引号，如 \"*…\"",
        en: "put the text in plain double quotes, such as `\"*…\"`",
    }
    colon_or_indentation() {
        zh: "冒号或缩进有误",
        en: "a colon or the indentation is wrong",
    }
    check_colon_and_indentation() {
        zh: "请检查：冒号后要有一个空格；文字里有「: 」时要加英文双引号；同一级的键左边要对齐",
        en: "check that a space follows the colon, that a text with “: ” in it is in plain double quotes, and that keys of one level begin in the same column",
    }
    comma_missing() {
        zh: "[ ] 或 {{ }} 里的两项之间少了逗号",
        en: "a comma is missing between two items in `[ ]` or `{{ }}`",
    }
    add_comma() {
        zh: "请在前一项后面加半角逗号和空格",
        en: "put a comma and a space after the item before it",
    }
    bracket_in_text() {
        zh: "文字里有 [ ] 或 {{ }}",
        en: "there are `[ ]` or `{{ }}` in a text",
    }
    brackets_do_not_match() {
        zh: "括号 [ ] 或 {{ }} 没有配对",
        en: "the brackets `[ ]` or `{{ }}` do not match",
    }
    complete_brackets() {
        zh: "请补上括号；如果这是文字，请加英文双引号",
        en: "add the missing bracket; if this is text, put it in plain double quotes",
    }
    bad_first_character() {
        zh: "这里的字符不能用作开头",
        en: "a text cannot begin with this character",
    }
    quote_the_text() { zh: "请给这段文字加英文双引号", en: "put the text in quotes" }
    not_yaml() { zh: "这里不是正确的 YAML", en: "this is not valid YAML" }
    check_everything() {
        zh: "请检查缩进、冒号后的空格和引号",
        en: "check the indentation, the spaces after colons and the quotes",
    }

    // Usual slips.
    dash_after_colon() {
        zh: "冒号后面不能直接写「- 」",
        en: "“- ” cannot follow a colon on the same line",
    }
    list_on_new_lines() {
        zh: "列表请换行缩进写；如果这是文字，请加英文双引号，如 \"- …\"",
        en: "begin a list on a new line, indented; if this is text, put it in plain double quotes, such as `\"- …\"`",
    }
    quote_brackets() {
        zh: "请给这段文字加英文双引号，如 \"[2026]1号\"",
        en: "put the text in plain double quotes, such as `\"[2026]1号\"`",
    }
    invisible_character() { zh: "这里有看不见的字符", en: "here is an invisible character" }
    retype_the_line() {
        zh: "多半是从别处复制带来的；请删去这一行重新输入",
        en: "it was probably copied from somewhere else; delete the line and type it again",
    }
    odd_indentation(name) {
        zh: "行首是{name}，不是键盘上的空格",
        en: "the line begins with {name}, which is not the space of the keyboard",
    }
    indent_with_the_space_bar() {
        zh: "缩进只能用半角空格，每一级两个：请删去行首的空白，用空格键重新输入",
        en: "indent with plain (half-width) spaces only, two for each level: delete what is blank at the start of the line and type it with the space bar",
    }
    odd_space_after_colon(name) {
        zh: "冒号后面是{name}，不是键盘上的空格",
        en: "{name} follows the colon, which is not the space of the keyboard",
    }
    space_bar_after_colon() {
        zh: "请删去冒号和后面文字之间的空白，用空格键输入一个空格",
        en: "delete what is blank between the colon and the text and type one space with the space bar",
    }

    // Characters from elsewhere.
    no_break_space(code) { zh: "不间断空格（{code}）", en: "a no-break space ({code})" }
    full_width_space(code) { zh: "全角空格（{code}）", en: "a full-width space ({code})" }
    zero_width(code) { zh: "看不见的字符（{code}）", en: "a character that nobody sees ({code})" }
    special_space(code) { zh: "特殊空格（{code}）", en: "a space of another width ({code})" }
    nobody_sees(codes) {
        zh: "这里有看不见的字符（{codes}），表上不印",
        en: "here are characters that nobody sees ({codes}); they are not printed",
    }
    type_it_anew() {
        zh: "多半是从别处复制带来的；请删去它两边的字重新输入",
        en: "most likely they were copied from elsewhere; delete the characters around each and type them anew",
    }
    looks_like(character, code, meant) {
        zh: "「{character}」（{code}）不是「{meant}」",
        en: "“{character}” ({code}) is not “{meant}”",
    }
    other_characters(pairs) { zh: "看上去一样，其实是别的字符：{pairs}", en: "characters that only look right: {pairs}" }
    type_these(characters) {
        zh: "多半是从 PDF 复制带来的；请删去，用输入法重新输入：{characters}",
        en: "most likely they were copied from a PDF; delete them and type them anew: “{characters}”",
    }
    wide_brackets() { zh: "这里用了全角括号", en: "these brackets are full-width" }
    use_plain_brackets() {
        zh: "请改用英文括号 {{ }} 或 [ ]；如果这是文字，请加英文双引号",
        en: "use `{{ }}` or `[ ]`; if this is text, put it in plain double quotes",
    }
    comment_in_brackets() {
        zh: "「#」后面到行末是注释，括号没有合上",
        en: "what follows “#” on this line is a comment, so that the brackets are not closed",
    }
    quote_what_is_no_comment() {
        zh: "如果不是注释，请把这一项加英文双引号，如 \"#,##0.00\"",
        en: "if it is none, put this value in plain double quotes, as in \"#,##0.00\"",
    }
    wide_comma_in_brackets() {
        zh: "括号里用了全角逗号或顿号",
        en: "a full-width comma stands in the brackets",
    }
    use_plain_commas() {
        zh: "括号里各项之间要用英文逗号加一个空格，不是「，」「、」；如果这是文字，请加英文双引号",
        en: "separate what is in brackets with a plain comma and a space, not “，” or “、”; if this is text, put it in plain double quotes",
    }
    quote_comparison() {
        zh: "请给这段文字加英文双引号，如 \">=95%\"，或写成 ≥95%",
        en: "put the text in plain double quotes, such as `\">=95%\"`, or write `≥95%`",
    }
    wide_colon() {
        zh: "这里用了全角冒号「：」",
        en: "this colon is full-width (“：”)",
    }
    colon_and_space_after_key() {
        zh: "请切换到英文输入法，在键后面输入冒号，再按一下空格键，如「年度: 2026」",
        en: "after a key, type a plain colon and a space, such as “年度: 2026”",
    }
    no_space_after_colon() {
        zh: "冒号后面没有空格",
        en: "no space follows the colon",
    }
    space_after_colon() {
        zh: "冒号后面要空一格，如「年度: 2026」",
        en: "put a space after the colon, such as “年度: 2026”",
    }
    not_a_block_mark(mark) {
        zh: "「{mark}」不是英文的「|-」",
        en: "“{mark}” is not a plain “|-”",
    }
    type_block_mark() {
        zh: "请切换到英文输入法，改成 |-（竖线和减号），文字换行缩进",
        en: "type a plain `|-` (vertical bar and hyphen); the text begins on the next line, indented",
    }
    text_after_block_mark(mark) {
        zh: "「{mark}」后面不能接着写文字",
        en: "no text may follow “{mark}” on the same line",
    }
    text_on_next_line() {
        zh: "文字请从下一行开始，每行缩进两个空格；如果文字本身以这个符号开头，请加英文双引号",
        en: "begin the text on the next line, each line indented by two spaces; if the text itself begins with this mark, put it in plain double quotes",
    }
    text_after_quote() {
        zh: "引号后面还有文字",
        en: "more text follows the closing quotation mark",
    }
    quote_all() {
        zh: "英文引号要包住整段文字；只给几个字加引号时，请用中文引号“”；几项请写成列表，如 [甲, 乙]",
        en: "straight quotes must enclose the whole text; to quote a few words, use “ ”; write several items as a list, such as `[甲, 乙]`",
    }
    close_key_quote() {
        zh: "前后引号要一样；键不必加引号，请删去",
        en: "both quotation marks must be the same; a key needs none: delete them",
    }

    // Keys, colons and indentation.
    two_colons() {
        zh: "一行里有两个冒号",
        en: "there are two colons on one line",
    }
    one_value_a_line() {
        zh: "每行只写一个「键: 值」；如果冒号是文字的一部分，请改用全角冒号「：」，或给整段文字加英文双引号",
        en: "write one key with its value on each line; if the colon is part of a text, write “：”, or put the whole text in plain double quotes",
    }
    value_and_keys_below(key) {
        zh: "「{key}」的冒号后面已经有内容，下面又有缩进更多的键",
        en: "“{key}” has a value, yet keys that are indented further stand below it",
    }
    value_or_keys_below(key) {
        zh: "同一级的键左边要对齐；如果下面的键属于「{key}」，它的冒号后面要留空",
        en: "keys of one level begin in the same column; if the keys below belong to “{key}”, leave nothing after its colon",
    }
    no_colon() { zh: "这一行没有冒号", en: "this line has no colon" }
    add_colon() {
        zh: "每行写「键: 值」，冒号用英文冒号，后面空一格；如果是上面文字的一行，请在那个键的冒号后面写一个空格和 |-，文字都写在下面，每行行首比键多两个空格；如果是说明，请在行首加 #",
        en: "write a key, a plain colon, a space and a value; if the line belongs to the text above, write a space and `|-` after the colon of that key and the whole text below it, each line indented by two more spaces than the key; if it is a comment, begin it with `#`",
    }
    not_a_colon(mark) {
        zh: "键后面是「{mark}」，不是英文冒号",
        en: "“{mark}” follows the key, not a plain colon",
    }
    text_not_indented() {
        zh: "这一行像是上面文字的续行，却没有缩进",
        en: "this line seems to go on with the text above, but is not indented",
    }
    indent_text() {
        zh: "请在上面那个键的冒号后面写一个空格和 |-，文字都从下一行写起，每行行首按两下空格键",
        en: "write a space and `|-` after the colon of the key above, begin the text on the next line, and type two spaces at the start of each of its lines",
    }
    indent_below_mark() {
        zh: "这是上面「|-」的文字：请在每一行的行首按两下空格键，比键多缩进两格",
        en: "this is the text of the “|-” above: type two spaces at the start of each of its lines",
    }
    only_a_dash() {
        zh: "冒号后面只有「-」，会被当作列表",
        en: "a “-” alone after the colon is taken for a list",
    }
    zero_or_nothing() {
        zh: "没有金额的请写 0；没有内容的请删去「-」，冒号后面空着",
        en: "write 0 for no amount; where there is nothing to say, delete the “-” and leave nothing after the colon",
    }
    text_without_block_mark() {
        zh: "下面是几行文字，冒号后面缺少「|-」",
        en: "a text of several lines stands below, but “|-” is missing after the colon",
    }
    write_block_mark() {
        zh: "请在冒号后面加一个空格和 |-，下面每一行都缩进两个空格",
        en: "write a space and `|-` after the colon, and indent each line below by two spaces",
    }
    item_without_dash() {
        zh: "列表的这一项前面没有「- 」",
        en: "“- ” is missing before this item of the list",
    }
    dash_and_space() {
        zh: "列表每一项前面写英文减号和一个空格，如「- {{名称: 甲}}」",
        en: "begin each item of a list with a hyphen and a space, such as `- {{名称: 甲}}`",
    }
    not_a_dash(mark) {
        zh: "「{mark}」不是英文减号",
        en: "“{mark}” is not a hyphen",
    }
    no_space_after_dash() {
        zh: "「-」后面没有空格",
        en: "no space follows the “-”",
    }
    wide_hash() { zh: "注释用了全角的「＃」", en: "this comment begins with a full-width “＃”" }
    plain_hash() {
        zh: "请改用半角的 #，后面空一格",
        en: "use a plain `#` with a space after it",
    }
    rule_of_dashes(rule) {
        zh: "「{rule}」不能用来分隔",
        en: "“{rule}” separates nothing",
    }
    three_dashes() {
        zh: "两个项目之间用单独一行三个英文减号「---」；只为好看的，请删去或在前面加 #",
        en: "separate two projects with three hyphens, “---”, on a line of their own; delete a line that is there for its looks, or begin it with `#`",
    }
    delete_asterisk() {
        zh: "请删去前面的 *；如果这是文字，请加英文双引号",
        en: "delete the `*`; if this is text, put it in plain double quotes",
    }
    key_is_a_comment(key) {
        zh: "「{key}」前面有 #，成了注释",
        en: "“{key}” begins with `#`, which makes it a comment",
    }
    delete_hash() {
        zh: "请删去前面的 #",
        en: "delete the `#`",
    }

    // Encodings.
    utf_16() {
        zh: "文件的编码是 UTF-16，不是 UTF-8",
        en: "the file is encoded in UTF-16, not in UTF-8",
    }
    save_as_utf_8() {
        zh: "请用记事本打开，点「文件」里的「另存为」，把下面的「编码」改成 UTF-8，再保存",
        en: "open it in Notepad, choose “Save as” under “File”, set the “Encoding” at the bottom to UTF-8 and save",
    }
}

/// A character that is taken for a space, or for nothing.
pub fn name_of(character: char) -> Message {
    let code = format!("U+{:04X}", u32::from(character));
    match character {
        '\u{A0}' => no_break_space(code),
        '\u{3000}' => full_width_space(code),
        c if is_invisible(c) => zero_width(code),
        _ => special_space(code),
    }
}
