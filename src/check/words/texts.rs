//! What is said about how texts are written.

crate::messages! {
    // basis-vague
    basis_is_vague(word) { zh: "「{word}」没有说是哪个文件", en: "“{word}” does not say which document" }
    name_the_document() {
        zh: "请写明文件的名称和文号；没有文件的，删去这一条",
        en: "name the document with its number; where there is none, delete the item",
    }
    number_of_document_missing() { zh: "文号里没有号数", en: "the number of the document is missing" }
    fill_in_the_number() { zh: "请照文件填上号数", en: "fill it in as the document has it" }
    basis_of_later_year(written, later, year) {
        zh: "「{written}」是 {later} 年的文件，表是 {year} 年度的",
        en: "“{written}” is a document of {later}, but the form is for {year}",
    }
    law_is_repealed(law) {
        zh: "「{law}」2021 年起已由民法典代替",
        en: "“{law}” was replaced by the civil code in 2021",
    }
    name_the_civil_code() {
        zh: "请改成《中华人民共和国民法典》；不需要的，删去",
        en: "name the civil code (“中华人民共和国民法典”) instead, or delete it",
    }

    // repeated-verb
    verb_twice(verb) { zh: "一句里用了两次「{verb}」", en: "a clause has “{verb}” twice" }
    delete_or_rephrase() { zh: "请删去一个，或改通顺", en: "delete one of them, or mend the sentence" }

    // misspelling, contract-word, plan-ended, short-text, half-width-mark
    misspelt(word) { zh: "「{word}」是错别字", en: "“{word}” is misspelt" }
    write_instead(word) { zh: "请写「{word}」；可以用 --fix 改正", en: "write “{word}”, or run with --fix" }
    may_be_misspelt(word) { zh: "「{word}」像是错别字", en: "“{word}” looks misspelt" }
    is_it(word) { zh: "如果是「{word}」，请改正；没有错的，不用改", en: "write “{word}” if that is meant; leave it if it is right" }
    contract_word(word) { zh: "「{word}」是合同里的称呼", en: "“{word}” is what a contract calls a party" }
    name_the_institution() { zh: "请写单位的名称", en: "write the name of the institution" }
    plan_has_ended(plan, last) {
        zh: "「{plan}」的规划或计划到 {last} 年已经结束",
        en: "the plan of “{plan}” ended in {last}",
    }
    name_the_plan_in_force() {
        zh: "请换成现行的文件；仍然有效的，请写明",
        en: "name what is in force now; where it still is, say so",
    }
    text_is_short(key, count) { zh: "「{key}」只有 {count} 字", en: "“{key}” has only {count} characters" }
    plan_without_time(key) {
        zh: "「{key}」没有说什么时候做",
        en: "“{key}” does not say when anything is done",
    }
    say_who_and_when() {
        zh: "请写明做哪几步、由谁负责、什么时候完成",
        en: "say which steps there are, who does them and by when",
    }
    half_width_marks(mark, count) {
        zh: "汉字后面用了半角标点，如「{mark}」，共 {count} 处",
        en: "half-width marks such as “{mark}” stand behind Chinese characters; places: {count}",
    }
    write_full_width_marks() {
        zh: "请改成全角标点；可以用 --fix 改正",
        en: "write full-width marks, or run with --fix",
    }

    // todo-left
    placeholder_left(mark) { zh: "「{mark}」还没有换成名称", en: "“{mark}” still stands for a name" }
    write_the_name() { zh: "请换成真的名称", en: "write the name itself" }

    // identical-texts, doubled-word, text-cut, unclosed-mark
    identical_texts(first, second) {
        zh: "「{first}」与「{second}」的文字完全相同",
        en: "“{first}” and “{second}” have the very same text",
    }
    copied_text(first, second, count) {
        zh: "「{first}」与「{second}」有一段 {count} 字相同",
        en: "“{first}” and “{second}” have a passage of {count} characters in common",
    }
    same_as_here() { zh: "与这里相同", en: "the same as here" }
    write_each() { zh: "请按各栏的要求分别写", en: "write each as its field asks" }
    doubled_word(word) { zh: "「{word}」连写了两遍", en: "“{word}” is written twice in a row" }
    lines_are_joined() {
        zh: "这段文字写成了几行，表上会连成一段",
        en: "this text stands on several lines, which the form prints as one paragraph",
    }
    write_block_mark() {
        zh: "请在冒号后面写一个空格和 |-，文字都写在下面，每行行首比键多两个空格；可以用 --fix 改正",
        en: "write a space and `|-` after the colon and the whole text below, each line indented by two more spaces than its key, or run with --fix",
        page_zh: "请点「自动修正」，或把各行重新分开",
        page_en: "press “Fix”, or part the lines again",
    }
    text_is_cut(last) {
        zh: "文字以「{last}」结尾，没有说完",
        en: "the text ends with “{last}”, in the middle of a sentence",
    }
    text_ends_inside(inside) {
        zh: "文字停在「{inside}」上，括号、书名号或引号还没有合上",
        en: "the text ends at “{inside}”, inside a bracket, title or quotation that is not closed",
    }
    text_wants_more(last) {
        zh: "文字以「{last}」结尾，没有说{last}什么",
        en: "the text ends with “{last}”, and does not say what",
    }
    text_is_unfinished() {
        zh: "文字最后没有标点，像是没有写完",
        en: "the text ends without a mark, as if it were not finished",
    }
    complete_or_end_it() {
        zh: "请核对后面的文字是否丢了，丢了的请补全；写完了的，加上句号",
        en: "check whether text is lost at the end, and complete it; if it is finished, add a full stop",
    }
    unpaired_mark(mark) { zh: "「{mark}」没有配对", en: "“{mark}” has no other half" }
    add_other_half() {
        zh: "请补上另一半；多余的请删去；后面的文字丢了的，请补全文字",
        en: "add its other half, or delete the mark if it is one too many; where the text behind it is lost, complete the text",
    }

    // mixed-numbering, numbering-gap, label-in-text, text-over-limit
    mixed_numbering(first, other) {
        zh: "序号有的用「{first}」，有的用「{other}」",
        en: "some item numbers are followed by “{first}”, others by “{other}”",
    }
    use_one_mark() {
        zh: "请统一成一种；可以用 --fix 改正",
        en: "use the same for all, or run with --fix",
    }
    numbering_gap(before, after) { zh: "序号 {before} 后面是 {after}", en: "item {before} is followed by item {after}" }
    add_or_renumber() {
        zh: "请补上缺少的一条，或改正序号",
        en: "add the missing item, or correct the numbers",
    }
    label_in_text(label) {
        zh: "文字的开头又写了「{label}」",
        en: "the text repeats the name of its field, “{label}”, at the beginning",
    }
    label_is_printed() {
        zh: "表上已经印着栏目名，请删去",
        en: "the form prints the name of the field already: delete it",
    }
    over_limit(key, count, limit) {
        zh: "「{key}」有 {count} 字，规定 {limit} 字以内",
        en: "“{key}” has {count} characters, but the limit is {limit}",
    }
    shorten_by(count) { zh: "请减去 {count} 字", en: "shorten it; characters to remove: {count}" }

    // quarter-missing
    quarter_missing(number) {
        zh: "计划写了别的季度，没有第 {number} 季度",
        en: "the plan has the other quarters, but not this one (of 4): {number}",
    }
    add_the_quarter() { zh: "请补上这一季度的安排", en: "say what is done in that quarter" }

    // space-in-word, quoted-value, full-width
    space_inside(around) {
        zh: "「{around}」有多余的空格，会印成空当",
        en: "“{around}” has a space that is printed as a hole",
    }
    delete_the_space() {
        zh: "请删去标出的空格；可以用 --fix 改正",
        en: "delete the marked spaces, or run with --fix",
    }
    is_quoted() {
        zh: "整个内容两头的引号会打印出来",
        en: "the quotation marks around the whole value are printed with it",
    }
    delete_quotes() {
        zh: "请删去两头的引号；可以用 --fix 改正",
        en: "delete the mark at each end, or run with --fix",
    }
    plain_quotes(text) {
        zh: "请把两头的引号改成英文双引号：\"{text}\"；可以用 --fix 改正",
        en: "use plain double quotes instead, `\"{text}\"`, or run with --fix",
    }
    is_full_width(text) {
        zh: "「{text}」用了全角数字或字母",
        en: "“{text}” has full-width digits or letters",
    }
    write_half_width(text) { zh: "请写 {text}；可以用 --fix 改正", en: "write “{text}”, or run with --fix" }
}
