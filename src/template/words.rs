//! What is wrong with a template.

crate::messages! {
    did_you_mean(near) {
        zh: "是否要写「{near}」？",
        en: "did you mean “{near}”?",
    }
    in_framework_already(name) {
        zh: "framework 里已经有一级指标「{name}」",
        en: "`framework` has a category “{name}” already",
    }
    no_form_named(name) {
        zh: "没有叫「{name}」的表式",
        en: "there is no form called “{name}”",
    }
    no_form_for_year(year) {
        zh: "没有 {year} 年度的表式",
        en: "there is no form for the year {year}",
    }
    did_you_mean_form(near, forms) {
        zh: "是否要写「{near}」？现有的表式：{forms}",
        en: "did you mean “{near}”? The forms there are: {forms}",
    }
    forms_there_are(forms) {
        zh: "现有的表式：{forms}；新的表式放在 templates 文件夹里，或用 --templates 指明",
        en: "the forms there are: {forms}; put a new one into the folder templates or name it with --templates",
    }
    forms_to_name(forms) {
        zh: "现有的表式：{forms}；要用其中一式，写「表式: 名字」或用 --form；新的表式放在 templates 文件夹里，或用 --templates 指明",
        en: "the forms there are: {forms}; name one of them with “表式: NAME” or --form; put a new one into the folder templates or name it with --templates",
    }
    years_of_form(form, first, last) {
        zh: "{form}（{first}—{last}）",
        en: "{form} ({first}–{last})",
    }
    years_from(form, first) {
        zh: "{form}（{first} 起）",
        en: "{form} (from {first})",
    }
    templates_too_large(most) {
        zh: "这些模板连同它们继承的，一共多于 {most} 项",
        en: "these templates, with what they extend, have more than {most} items together",
    }
    keep_fewer() {
        zh: "请只留下要用的，别的移到别处",
        en: "keep those that are used and move the others elsewhere",
    }
    too_many_bases(most) {
        zh: "extends 一个接一个，多于 {most} 个模板",
        en: "more than {most} templates extend each other, one the next",
    }
    extend_an_earlier_one() {
        zh: "请改成直接写前面的一个，如 extends: \"2026\"",
        en: "extend one of the first of them, such as `extends: \"2026\"`",
    }
    two_fields_become_one(name) {
        zh: "两个旧字段都对应「{name}」",
        en: "two older fields become “{name}”",
    }
    has_no_options(name) {
        zh: "「{name}」没有选项",
        en: "“{name}” has no options",
    }
    form_lacks_name(form, name) {
        zh: "{form} 表式没有「{name}」",
        en: "form {form} has no “{name}”",
    }
    // Fields.
    no_such_field(path) {
        zh: "模板里没有字段「{path}」",
        en: "the template has no field “{path}”",
    }
    add_the_field() {
        zh: "请先在 fields 里写这个字段；组里的字段要写路径，如 年度资金.其他资金",
        en: "add it to `fields` first; a field of a group is named by its path, such as “年度资金.其他资金”",
    }
    dot_in_field_name(name) {
        zh: "字段名「{name}」不能含有点号",
        en: "the field name “{name}” must not contain a dot",
    }
    not_a_number(text) {
        zh: "「{text}」不是数字",
        en: "“{text}” is not a number",
    }
    only_numbers_have_sums() {
        zh: "只有 money 和 number 可以有 default、sum 和 equals",
        en: "only `money` and `number` have `default`, `sum` and `equals`",
    }
    only_texts_are_unique() {
        zh: "只有 text 的列可以有 unique",
        en: "only a column of `text` is `unique`",
    }
    only_indicators_have_categories() {
        zh: "只有 indicators 的 expected 是列表，其他字段写 true 或 false",
        en: "only the `expected` of `indicators` is a list; write true or false for any other field",
    }
    name_the_categories() {
        zh: "indicators 的 expected 要写不应缺少的一级指标，如 [产出指标, 效益指标]",
        en: "the `expected` of `indicators` has to name the categories that no form should lack, such as “[产出指标, 效益指标]”",
    }
    type_needs(key) {
        zh: "这个类型的字段要有 {key}",
        en: "a field of this type needs `{key}`",
    }
    type_without_format() {
        zh: "只有 date、money 和 number 可以有 format",
        en: "only `date`, `money` and `number` have a `format`",
    }
    only_money_has_a_unit() {
        zh: "只有 money 的 format 可以写单位",
        en: "only the format of `money` has a unit",
    }
    table_in_indicators() {
        zh: "指标的列不能是表格",
        en: "a column of indicators cannot be a table",
    }
    group_in_record() {
        zh: "这里不能用 group",
        en: "`group` cannot stand here",
    }
    keys_not_for_columns() {
        zh: "表格的列不能有 when、also 和 expected: true",
        en: "a column of a table has no `when`, no `also` and no `expected: true`",
    }
    nested_too_deep() {
        zh: "表格里的表格不能再有表格",
        en: "a table inside a table cannot hold another table",
    }
    not_in_framework(name) {
        zh: "framework 里没有「{name}」",
        en: "`framework` has no “{name}”",
    }
    empty_role(name) {
        zh: "roles 的「{name}」是空的",
        en: "the role `{name}` is empty",
    }
    no_such_role(name) {
        zh: "roles 里不能有「{name}」",
        en: "there is no role “{name}”",
    }
    not_an_amount(path) {
        zh: "「{path}」不是金额或数字",
        en: "“{path}” is neither an amount nor a number",
    }
    cannot_be_added(path) {
        zh: "「{path}」不是金额或数字，不能相加",
        en: "“{path}” is neither an amount nor a number and cannot be added up",
    }
    sum_in_a_circle(path) {
        zh: "「{path}」的 sum 绕了一圈又加到它自己",
        en: "the sum of “{path}” leads back to itself",
    }
    only_numbers_count() {
        zh: "只有 number 可以用 count",
        en: "only a number has `count`",
    }
    only_tables_group() {
        zh: "只有 table 可以用 by",
        en: "only a table has `by`",
    }
    only_books_take() {
        zh: "take 只用于汇总册的模板（写了 part 的）",
        en: "`take` is only for templates of a book's parts, which have `part`",
    }
    cannot_take() {
        zh: "take 只用于 text、date、money 和 number",
        en: "`take` is only for text, date, money and number",
    }
    of_another_kind(path, field) {
        zh: "「{field}」的类型不能取「{path}」的值",
        en: "“{field}” is of a type that cannot take “{path}”",
    }
    no_form_has(path) {
        zh: "没有哪张表有「{path}」这个字段",
        en: "no form has a field “{path}”",
    }
    not_a_table(path) {
        zh: "「{path}」不是 table",
        en: "“{path}” is not a table",
    }
    cannot_group_by(path) {
        zh: "不能按「{path}」分组：要写另一张作者填的表里 text 类型的列，写成「表.列」",
        en: "cannot group by “{path}”: name a text column of another table, which authors fill in, as `table.column`",
    }
    not_of_the_group(path) {
        zh: "「{path}」不是被分组的那张表的列",
        en: "“{path}” is no column of the table that is grouped",
    }
    first_column_names_group(name) {
        zh: "分组的表的第一列「{name}」是组名：类型用 text，不写 sum 和 count",
        en: "the first column of a table that groups, “{name}”, names the group: a text without `sum` and `count`",
    }
    column_without_figure(name) {
        zh: "分组的表的列「{name}」要写 sum: [表.列] 或 count: 表",
        en: "the column “{name}” of a table that groups needs `sum: [table.column]` or `count: table`",
    }
    link_without_project() {
        zh: "link 只用于每个项目一行的行",
        en: "`link` is only for rows of which each project has one",
    }
    // Conditions.
    not_a_date_field(path) {
        zh: "「{path}」不是日期",
        en: "“{path}” is not a date",
    }
    chosen_needs_options() {
        zh: "chosen 要写字段和至少一个选项，如 [项目性质, 阶段性项目]",
        en: "`chosen` needs a field and at least one of its options, such as “[项目性质, 阶段性项目]”",
    }
    no_such_condition(name) {
        zh: "conditions 里没有「{name}」",
        en: "`conditions` has no “{name}”",
    }
    add_the_condition() {
        zh: "请先在 conditions 里写这个条件；not、all、any 只能用写在它们前面的条件",
        en: "add it to `conditions` first; `not`, `all` and `any` can only name those above them",
    }
    // Texts.
    brace_left_open(text) {
        zh: "「{text}」中的 {{ 没有配对的 }}",
        en: "“{text}” has a {{ without its }}",
    }
    places_are_fields() {
        zh: "占位符只能是 fields 里的字段；for 的行里的一列要另用一格 {{value: .列名}}",
        en: "a place is a field of `fields`; a column of rows with `for` is a cell of its own, “{{value: .列名}}”",
    }
    not_a_field_of_the_form(name) {
        zh: "「{{{name}}}」不是本表的字段",
        en: "“{{{name}}}” is no field of this form",
    }
    year_of_no_date(path) {
        zh: "「{path}」不是日期，不能取年份",
        en: "“{path}” is not a date and has no year",
    }
    limit_of_no_limit(path) {
        zh: "「{path}」没有 limit，不能打印字数",
        en: "“{path}” has no `limit` to print",
    }
    pages_only_in_footer() {
        zh: "{{page}} 和 {{pages}} 只能用在 footer 里",
        en: "{{page}} and {{pages}} can only stand in `footer`",
    }
    // The page and its styles.
    row_too_high(room) {
        zh: "这一行比版心还高，height 最大 {room}",
        en: "the row is higher than the page between its margins: {room} at most",
    }
    margins_too_wide() {
        zh: "页边距太大，版心的宽和高至少要有 50mm",
        en: "the margins leave less than 50mm of the page's width or height",
    }
    size_out_of_range(size) {
        zh: "字号 {size} 不在 4pt 到 72pt 之间",
        en: "the font size {size} is not between 4pt and 72pt",
    }
    leading_out_of_range(leading) {
        zh: "行距 leading {leading} 不在 1 到 3 倍字号之间",
        en: "the leading {leading} is not between 1 and 3 font sizes",
    }
    no_such_style(name) {
        zh: "styles 里没有「{name}」",
        en: "`styles` has no “{name}”",
    }
    add_the_style() {
        zh: "请在 styles 里加上，或改 style 的名字",
        en: "add it to `styles`, or change the name",
    }
    // The grid.
    column_without_width() {
        zh: "列宽应大于 0",
        en: "a column's width must be more than 0",
    }
    columns_too_wide(width, room) {
        zh: "各列共宽 {width}，页面只容得下 {room}",
        en: "the columns are {width} wide, and the page has room for {room}",
    }
    make_room_for_columns() {
        zh: "请把列改窄、边距改小，或改成横向（orientation: landscape）",
        en: "make columns or margins narrower, or turn the page (`orientation: landscape`)",
    }
    rowspan_beyond_the_end() {
        zh: "有单元格的 rowspan 超出了表的最后一行",
        en: "a cell's `rowspan` reaches beyond the last row",
    }
    years_reversed() {
        zh: "years 的 to 早于 from",
        en: "`to` of `years` is before `from`",
    }
    block_with_other_keys() {
        zh: "block 不能与 cells、each、at-least、height 或 header 并用",
        en: "`block` cannot stand with `cells`, `each`, `at-least`, `height` or `header`",
    }
    block_under_rowspan() {
        zh: "是有 for 或 when 的块，不能在上面某格的 rowspan 之内，里面的 rowspan 也不能超出它；请改用 rowspan: block",
        en: "it is a block with `for` or `when`, which cannot stand under a `rowspan`, and no `rowspan` in it can reach beyond it; use `rowspan: block`",
    }
    too_many_blank_rows(most) {
        zh: "at-least 和 blank 最多写 {most}",
        en: "`at-least` and `blank` must be {most} at most",
    }
    only_for_repeated_rows() {
        zh: "at-least 和 blank 只能用在 for 的行里",
        en: "`at-least` and `blank` are for rows with `for`",
    }
    cannot_be_repeated(path) {
        zh: "「{path}」不能逐行重复",
        en: "there is no row for each “{path}”",
    }
    only_in_repeated_blocks(path) {
        zh: "「{path}」只能用在有 for 的块里",
        en: "“{path}” can only stand in a block with `for`",
    }
    not_of_the_block(path, block) {
        zh: "在「{block}」的块里，不能按「{path}」重复",
        en: "in a block for each “{block}” there are no rows for “{path}”",
    }
    rows_of_the_block() {
        zh: "可以写 .列（这条记录里的记录或指标），分组的表还可以写它所分组的表",
        en: "write `.列` for the records or indicators in it, or, for groups, the table that is grouped",
    }
    not_side_by_side() {
        zh: "并排的应是两个 framework 相同的 indicators 字段",
        en: "two `indicators` fields with the same `framework` can stand side by side",
    }
    one_content_a_cell() {
        zh: "一个单元格要有 title、heading、label、header、note、value、options 中的一项，且只有一项",
        en: "a cell has one of `title`, `heading`, `label`, `header`, `note`, `value` and `options`, and only one",
    }
    split_the_cell() {
        zh: "标签和值要分成两格",
        en: "a label and a value are two cells",
    }
    colspan_out_of_range(columns) {
        zh: "colspan 应为 1 到 {columns}：grid 的 columns 共 {columns} 列",
        en: "`colspan` must be 1 to {columns}: `columns` of the grid has {columns}",
    }
    column_with_a_dot(path) {
        zh: "它是 for 的行里的一列，前面加点：{{value: .{path}}}",
        en: "it is a column of the rows of `for`; put a dot before it: “{{value: .{path}}}”",
    }
    merge_of_no_record() {
        zh: "merge: record 只能用在 for: 表.列 的行里、打印外层记录的格子；里层的用 merge: true",
        en: "`merge: record` is for cells that show the outer record in rows with `for: 表.列`; those inside take `merge: true`",
    }
    prefix_of_no_field() {
        zh: "prefix 只能用在直接打印字段的 value 前面，for 的行里不能用",
        en: "`prefix` stands before a `value` that is a field, and not in rows with `for`",
    }
    prefix_with_a_place() {
        zh: "prefix 里不能有占位符",
        en: "a `prefix` has no places for values",
    }
    value_of_several_rows(path) {
        zh: "「{path}」有多行，要用 for 逐行排列",
        en: "“{path}” has several rows and needs a row with `for`",
    }
    repeat_the_row() {
        zh: "请另写一行 {{for: …, cells: […]}}，格子里用 {{value: .列名}}",
        en: "write a row “{{for: …, cells: […]}}” with cells such as “{{value: .列名}}”",
    }
    only_in_repeated_rows(path) {
        zh: "「{path}」只能用在 for 的行里",
        en: "“{path}” can only stand in a row with `for`",
    }
    no_such_column(name) {
        zh: "每行没有「{name}」这一列",
        en: "the rows have no column “{name}”",
    }
    these_are_the_columns(names) {
        zh: "可以写：{names}",
        en: "there are: {names}",
    }
    option_twice(name) {
        zh: "选项「{name}」写了两次",
        en: "the option “{name}” is there twice",
    }
    operators_alike(word) {
        zh: "几种比较符号都打印「{word}」：导入填好的表时分不清，都当作第一种",
        en: "several operators are printed as “{word}”, so that an import cannot tell them apart and takes the first",
    }
    field_without_options(path) {
        zh: "「{path}」没有选项",
        en: "“{path}” has no options",
    }
    no_such_option(path, name) {
        zh: "「{path}」没有选项「{name}」",
        en: "“{path}” has no option “{name}”",
    }
    these_are_the_options(names) {
        zh: "可选：{names}",
        en: "its options: {names}",
    }
    in_row(name, what) {
        zh: "行「{name}」{what}",
        en: "row “{name}”: {what}",
    }
    repeated_row_with_rowspan() {
        zh: "逐行重复，不能有 rowspan，也不能在上面某格的 rowspan 之内；请改用 rowspan: block",
        en: "it is repeated and can neither have a `rowspan` nor stand under one; use `rowspan: block`",
    }
    conditional_row_with_rowspan() {
        zh: "有 when，不能有 rowspan，也不能在上面某格的 rowspan 之内；请改用 rowspan: block",
        en: "it has `when` and can neither have a `rowspan` nor stand under one; use `rowspan: block`",
    }
    rowspan_block_outside_block() {
        zh: "不在 block 里，不能用 rowspan: block",
        en: "it is in no block and cannot have `rowspan: block`",
    }
    too_many_cells(columns) {
        zh: "的单元格太多：表共 {columns} 列，已经占满",
        en: "too many cells: the columns ({columns}) are all taken",
    }
    no_room_for_cell(column, colspan) {
        zh: "从第 {column} 列起放不下 {colspan} 列宽的单元格",
        en: "no room at column {column} for a cell that is {colspan} wide",
    }
    column_left_empty(column, columns) {
        zh: "第 {column} 列是空的，单元格合计要占满 {columns} 列",
        en: "column {column} is left empty; the cells must fill all {columns}",
    }
    // What is expected where something else stands.
    text_or_lines() { zh: "文字，或由若干行组成的列表", en: "text, or a list of lines" }
    text_or_conditional_line() { zh: "文字，或 {{text: …, when: …}}", en: "text, or {{text: …, when: …}}" }
    keys_and_values() { zh: "一组键值", en: "keys and values" }
    cells_or_row() { zh: "单元格的列表，或 cells、block、for 之一", en: "a list of cells, or one of `cells`, `block` and `for`" }
    option_or_text() { zh: "选项，或 {{选项: 带占位符的文字}}", en: "an option, or “{{选项: text with places}}”" }
    hint_of_no_value() { zh: "hint 只用于没有 prefix 的 value 的格子", en: "hint is for cells with a value and no prefix" }
    one_hint() { zh: "没有 for 的行里 hint 只写一个", en: "in a row without “for” there is one hint" }
    hint_with_a_place() { zh: "hint 里不能有占位符", en: "a hint has no places for values" }
    field_is_a_group(path) { zh: "「{path}」是一组字段", en: "“{path}” is a group of fields" }
    name_one_of_the_group(names) { zh: "请写组里的一项：{names}", en: "name one of its fields: {names}" }
    name_a_column(names) { zh: "它有几条记录，请写其中一列：{names}", en: "it has several records; name one of their columns: {names}" }
    only_text_has_a_limit() { zh: "只有 text 可以有 limit", en: "only “text” can have a “limit”" }
    form_is_everywhere() {
        zh: "每个项目都可以写「表式」，模板里不能有这个字段",
        en: "every project may have “表式”; a template cannot have a field of this name",
    }
    year_is_everywhere() { zh: "「年度」每张表都有，不必写", en: "every form has “年度”; it needs no field" }
    style_unused(name) { zh: "样式「{name}」没有用到", en: "the style “{name}” is used nowhere" }
    condition_unused(name) { zh: "条件「{name}」没有用到", en: "the condition “{name}” is used nowhere" }
    use_or_drop_it() { zh: "用不到就删去；名字写错了的请改正", en: "delete it if it is not needed, or mend its name" }
    compared_with_another_kind(name) { zh: "金额和数字不能比较：「{name}」", en: "amounts and numbers cannot be compared: “{name}”" }
    each_of_no_indicators() { zh: "each 只用于 for 指标的行", en: "“each” is for rows of indicators" }
    subcategories_side_by_side() { zh: "并排的两份指标不能写 each: subcategory，可以写 each: all", en: "two lists side by side cannot have “each: subcategory”, but “each: all”" }
    sum_of_another_kind(name) { zh: "金额和数字不能相加：「{name}」", en: "amounts and numbers cannot be added up: “{name}”" }
    one_kind_in_a_sum() { zh: "合计和各分项都写 type: money，或都写 type: number", en: "have the total and its parts all “type: money” or all “type: number”" }
    true_or_categories() {
        zh: "true、false，或一级指标的列表",
        en: "true, false, or a list of categories",
    }
    text_or_list() { zh: "文字，或文字的列表", en: "a text, or a list of texts" }
    list_of_cells() { zh: "单元格的列表", en: "a list of cells" }
    format_or_parts() { zh: "格式，或 {{number: …, unit: 万元}}", en: "a format, or “{{number: …, unit: 万元}}”" }
    borders_expected() {
        zh: "true、false，或 [top, bottom, left, right] 中的几边",
        en: "true, false, or some sides of [top, bottom, left, right]",
    }
    paper_expected() {
        zh: "A3、A4、A5、B4、B5、16开，或 {{width: …, height: …}}",
        en: "A3, A4, A5, B4, B5, “16开”, or {{width: …, height: …}}",
    }
    not_a_merge(text) {
        zh: "merge「{text}」应为 true、false 或 record",
        en: "`merge` is true, false or record, and not “{text}”",
    }
    not_a_rowspan(text) {
        zh: "rowspan「{text}」应为正整数或 block",
        en: "`rowspan` is a whole number from 1 or block, and not “{text}”",
    }
    not_borders(text) {
        zh: "border「{text}」应为 true、false，或 [top, left] 这样的几边",
        en: "`border` is true, false or some sides such as [top, left], and not “{text}”",
    }
    no_such_paper(name) {
        zh: "没有「{name}」这种纸张，可写 A3、A4、A5、B4、B5、16开，或 {{width: …, height: …}}",
        en: "there is no paper “{name}”; write A3, A4, A5, B4, B5, “16开”, or {{width: …, height: …}}",
    }
    // Files.
    one_template_a_file() {
        zh: "一个模板文件应有且只有一个模板",
        en: "a template file holds exactly one template",
    }
    name_twice(name, other) {
        zh: "{other} 也叫「{name}」",
        en: "{other} has the name “{name}”, too",
    }
    name_or_move_away() {
        zh: "请改其中一个的 name；备份请移出这个文件夹",
        en: "give one of them another `name`, or move a backup out of this folder",
    }
    templates_in_a_circle(path, base) {
        zh: "模板互相继承，成了一个圈：{path} → {base}",
        en: "the templates extend each other in a circle: {path} → {base}",
    }
    no_such_template(name) {
        zh: "没有名为「{name}」的模板",
        en: "there is no template named “{name}”",
    }
    these_templates(names) {
        zh: "现有的模板：{names}",
        en: "the templates: {names}",
    }
    shows_in_the_base(base, own) {
        zh: "这里是「{base}」，它被「{own}」继承；原因多半在「{own}」里改了的地方",
        en: "this is “{base}”, which “{own}” extends; the cause is most likely what “{own}” changes",
    }
    nothing_to_remove(key) {
        zh: "没有「{key}」可以去掉",
        en: "there is no “{key}” to take away",
    }
    these_can_go(names) { zh: "现有：{names}", en: "there are: {names}" }
    one_option_with_commas(option) {
        zh: "选项只有一个「{option}」，里面有全角逗号",
        en: "there is one option only, “{option}”, with full-width commas in it",
    }
    separate_the_options() {
        zh: "各项之间用英文逗号加空格：[甲, 乙, 丙]",
        en: "separate the options with a comma and a space: “[甲, 乙, 丙]”",
    }
    written_twice(key) {
        zh: "「{key}」写了两次",
        en: "“{key}” is written twice",
    }
    once_more() { zh: "又一次", en: "again" }
    first_time() { zh: "第一次", en: "first" }
    // What a template asks for.
    section_years() { zh: "年度和名称", en: "years and title" }
    section_fields() { zh: "字段", en: "fields" }
    section_formats() { zh: "值怎么打印", en: "how values print" }
    section_rows() { zh: "表格的各行", en: "rows of the form" }
    section_settings() { zh: "纸张、样式、行高和其他写法", en: "paper, styles, heights and what else is written" }
    from_to(first, last) { zh: "{first} 年至 {last} 年", en: "{first} to {last}" }
    from_on(first) { zh: "{first} 年起", en: "from {first}" }
    kind_text() { zh: "文字", en: "text" }
    kind_choice() { zh: "选一项", en: "one of its options" }
    kind_choices() { zh: "选几项", en: "some of its options" }
    kind_date() { zh: "日期", en: "date" }
    kind_money(unit) { zh: "金额（{unit}）", en: "amount (“{unit}”)" }
    kind_number() { zh: "数字", en: "number" }
    kind_table() { zh: "若干条记录", en: "records" }
    kind_indicators() { zh: "指标", en: "indicators" }
    field_is(path, kind) { zh: "「{path}」是{kind}", en: "“{path}” is: {kind}" }
    field_required(path) { zh: "「{path}」必填", en: "“{path}” is required" }
    field_expected(path) { zh: "「{path}」应当填写，空着就警告", en: "“{path}” should be filled in" }
    field_when(path, condition) { zh: "「{path}」只在「{condition}」时填", en: "“{path}” is for “{condition}” only" }
    field_default(path, default) { zh: "「{path}」不写时是 {default}", en: "“{path}” is {default} where nothing is given" }
    field_sum(path, parts) { zh: "「{path}」= {parts} 相加", en: "“{path}” is the sum of “{parts}”" }
    field_count(path, table) { zh: "「{path}」= 「{table}」的条数", en: "“{path}” is the number of records in “{table}”" }
    field_by(path, column, blank) { zh: "「{path}」按「{column}」分组，空着的归入「{blank}」", en: "“{path}” groups by “{column}”, and what has none as “{blank}”" }
    field_taken(path, field) { zh: "「{path}」取自项目的「{field}」", en: "“{path}” is taken from “{field}” of the project" }
    field_equals(path, number) { zh: "「{path}」必须是 {number}", en: "“{path}” must be {number}" }
    field_limit(path, limit) { zh: "「{path}」不超过 {limit} 字", en: "“{path}” has at most {limit} characters" }
    field_option(path, option) { zh: "「{path}」的选项：{option}", en: "an option of “{path}”: “{option}”" }
    field_alternative(path, category, place) {
        zh: "「{path}」的分类「{category}」是另一种放法，代替 {place}",
        en: "the category “{category}” of “{path}” may stand instead of “{place}”",
    }
    field_category(path, category, subcategory) {
        zh: "「{path}」的分类：{category} → {subcategory}",
        en: "a category of “{path}”: “{category} → {subcategory}”",
    }
    format_of_money(example) { zh: "金额：{example}", en: "amounts: {example}" }
    format_of_dates(example) { zh: "日期：{example}", en: "dates: “{example}”" }
    format_of_targets(written, example) { zh: "指标值：{written} 打印成 {example}", en: "targets: “{written}” prints as “{example}”" }
    // Checking a template.
    field_not_on_form(path) {
        zh: "字段「{path}」没有出现在表上",
        en: "the field “{path}” stands nowhere on the form",
    }
    names_beside_their_cells(row, column) {
        zh: "「{row}」的列名与下面的格子没有对齐：第 {column} 列的左边，下面没有线",
        en: "the names in “{row}” do not stand above their cells: below the left edge of column {column} there is no line",
    }
    same_spans_as_below() {
        zh: "请改 colspan，让列名的左右两边与下面一行的格子对齐",
        en: "change `colspan`, so that the names begin and end where the cells of the row below do",
    }
    title_is_not_printed(title, printed) {
        zh: "title 写的是「{title}」，表上印的标题是「{printed}」",
        en: "`title` says “{title}”, but the form prints “{printed}”",
    }
    same_title_in_both() {
        zh: "title 只用在文件属性里；印出来的标题在 grid 的行里，第二页起的在 page 的 continued 里，请一起改",
        en: "`title` is used for the properties of files only; what is printed is in the rows of `grid`, and for later pages in `continued` of `page`: change them, too",
    }
    field_above(field, other) {
        zh: "「{field}」要看「{other}」，却写在它的前面",
        en: "“{field}” goes by “{other}”, yet stands above it",
    }
    move_it_below(other) {
        zh: "项目文件的字段照这个次序列出，从上往下填：请移到「{other}」后面",
        en: "a project file lists the fields in this order, and is filled in from its top: move it below “{other}”",
    }
    show_or_drop_the_field() {
        zh: "请在 grid 里加一格 {{value: …}}；不要了就删去这个字段",
        en: "add a cell “{{value: …}}” to `grid`, or drop the field",
    }
}
