//! Values as YAML, in plain spelling: only what YAML would misread is quoted, and long
//! texts and those of several lines are blocks.

/// What stands under a key of a project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// Nothing.
    Blank,
    /// A text, a number, a date, an option.
    Text(String),
    /// One item below the other.
    List(Vec<Item>),
    /// Keys with what stands under them.
    Mapping(Entries),
    /// As a mapping; on one line where it is short.
    Record(Entries),
}

/// Keys with what stands under them.
pub(crate) type Entries = Vec<(String, Item)>;

/// Puts an item at a path such as `年度资金.其他资金`.
pub(crate) fn insert(items: &mut Entries, path: &str, item: Item) {
    let Some((group, below)) = path.split_once('.') else {
        items.push((path.to_owned(), item));
        return;
    };
    if let Some((_, Item::Mapping(known))) = items.iter_mut().find(|(key, _)| key == group) {
        return insert(known, below, item);
    }
    let mut entries = Vec::new();
    insert(&mut entries, below, item);
    items.push((group.to_owned(), Item::Mapping(entries)));
}

/// A text or record of so many characters stands on one line.
const LONGEST_LINE: usize = 72;

/// Keys and what stands under them as YAML.
pub(crate) fn write_items(items: &[(String, Item)]) -> String {
    let mut text = String::new();
    entries(&mut text, items, 0);
    text
}

/// A key with what stands under it, as lines that are indented so far.
pub(crate) fn entry_lines(name: &str, item: &Item, indent: usize) -> String {
    format!("{}{}:{}", " ".repeat(indent), key(name), beside_key(item, indent))
}

/// What follows the colon of a key that is indented so far, to the end of its last line.
pub(crate) fn beside_key(item: &Item, indent: usize) -> String {
    let mut text = String::new();
    value(&mut text, item, indent);
    text
}

/// An item of a list as lines, its dash indented so far.
pub(crate) fn item_lines(item: &Item, indent: usize) -> String {
    let mut text = String::new();
    list_item(&mut text, item, indent);
    text
}

/// A text as a block, beside a key that is indented so far; none where it can be none.
pub(crate) fn block_lines(text: &str, indent: usize) -> Option<String> {
    let mut lines = String::new();
    can_be_block(text).then(|| block(&mut lines, text, indent)).map(|()| lines)
}

/// A key as it stands on a line of its own.
pub(crate) fn key(name: &str) -> String {
    scalar(name, Context::Block)
}

/// A key with what stands under it, as it stands in braces.
pub(crate) fn flow_entry(name: &str, item: &Item) -> String {
    format!("{}: {}", in_braces(name), inline_item(item))
}

/// An item as it stands in braces or brackets, however long it is.
pub(crate) fn inline_item(item: &Item) -> String {
    match item {
        Item::Blank => String::new(),
        Item::Text(text) => in_braces(text),
        Item::List(items) => {
            let item = |item: &Item| if *item == Item::Blank { "~".to_owned() } else { inline_item(item) };
            format!("[{}]", items.iter().map(item).collect::<Vec<_>>().join(", "))
        }
        Item::Mapping(entries) | Item::Record(entries) => {
            let entries = entries.iter().map(|(name, item)| flow_entry(name, item));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn entries(out: &mut String, items: &[(String, Item)], indent: usize) {
    for (key, item) in items {
        *out += &" ".repeat(indent);
        entry(out, key, item, indent);
    }
}

/// A key, whose own indent has been written, with what stands under it.
fn entry(out: &mut String, key: &str, item: &Item, indent: usize) {
    *out += &self::key(key);
    out.push(':');
    value(out, item, indent);
}

/// What follows the colon of a key that is indented so far.
fn value(out: &mut String, item: &Item, indent: usize) {
    match item {
        Item::List(items) if !items.is_empty() => {
            out.push('\n');
            items.iter().for_each(|item| list_item(out, item, indent + 2));
        }
        Item::Record(items) | Item::Mapping(items) if !items.is_empty() && inline(item).is_none() => {
            out.push('\n');
            entries(out, items, indent + 2);
        }
        item => leaf(out, item, indent),
    }
}

fn list_item(out: &mut String, item: &Item, indent: usize) {
    *out += &" ".repeat(indent);
    out.push('-');
    match item {
        Item::Record(items) | Item::Mapping(items) if inline(item).is_none() => {
            for (index, (key, item)) in items.iter().enumerate() {
                *out += &if index == 0 { " ".to_owned() } else { " ".repeat(indent + 2) };
                entry(out, key, item, indent + 2);
            }
        }
        item => leaf(out, item, indent),
    }
}

/// What stands beside its key or dash, or begins there.
fn leaf(out: &mut String, item: &Item, indent: usize) {
    match item {
        Item::Text(text) if is_block(text) => block(out, text, indent),
        Item::Text(text) => *out += &format!(" {}\n", scalar(text, Context::Block)),
        Item::Blank => out.push('\n'),
        other => *out += &format!(" {}\n", inline_item(other)),
    }
}

/// An item on one line, where it is one for a line.
fn inline(item: &Item) -> Option<String> {
    let text = match item {
        Item::Blank => String::new(),
        Item::Text(text) if text.contains('\n') => return None,
        Item::Text(text) => scalar(text, Context::Flow),
        Item::List(items) => {
            let item = |item: &Item| if *item == Item::Blank { Some("~".to_owned()) } else { inline(item) };
            format!("[{}]", items.iter().map(item).collect::<Option<Vec<_>>>()?.join(", "))
        }
        Item::Mapping(items) if items.is_empty() => "{}".to_owned(),
        Item::Mapping(_) => return None,
        Item::Record(items) => {
            let entry =
                |(key, item): &(String, Item)| Some(format!("{}: {}", scalar(key, Context::Flow), inline(item)?));
            format!("{{{}}}", items.iter().map(entry).collect::<Option<Vec<_>>>()?.join(", "))
        }
    };
    (text.chars().count() <= LONGEST_LINE || matches!(item, Item::Text(_))).then_some(text)
}

fn block(out: &mut String, text: &str, indent: usize) {
    let starts_blank = text.starts_with(['\n', ' ', '\t']);
    *out += if starts_blank { " |2-\n" } else { " |-\n" };
    for line in text.split('\n') {
        if !line.is_empty() {
            *out += &" ".repeat(indent + 2);
            *out += line;
        }
        out.push('\n');
    }
}

/// Whether a text is a block (`|-`): one of several lines, or a long one.
fn is_block(text: &str) -> bool {
    (text.contains('\n') || text.chars().count() > LONGEST_LINE) && can_be_block(text)
}

fn can_be_block(text: &str) -> bool {
    let last = text.rsplit('\n').next().unwrap_or_default();
    !last.trim().is_empty() && text.chars().all(|c| c == '\n' || c == '\t' || is_printable(c))
}

/// What YAML takes as it is, outside of quotes.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FEFF}' | '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Where a scalar stands, in the words of YAML.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    /// On its own line.
    Block,
    /// In braces or brackets.
    Flow,
}

/// A text as it stands in braces.
pub(crate) fn in_braces(text: &str) -> String {
    scalar(text, Context::Flow)
}

fn scalar(text: &str, context: Context) -> String {
    if is_plain(text, context) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            '\t' => quoted += "\\t",
            c if is_printable(c) => quoted.push(c),
            c => quoted += &format!("\\U{:08X}", c as u32),
        }
    }
    quoted + "\""
}

/// Whether a text is itself in YAML without quotes.
fn is_plain(text: &str, context: Context) -> bool {
    let starts_well = !text.starts_with(|c: char| c.is_whitespace() || "?:,[]{}#&*!|>'\"%@`｛［".contains(c));
    // Dashes may begin a list, and `---` and `...` a document.
    let starts_well = starts_well && !text.starts_with("--") && !text.starts_with("...") && !text.starts_with("- ");
    let fits_in = context == Context::Block || !text.contains([',', '[', ']', '{', '}', ':', '#']);
    starts_well
        && fits_in
        && !matches!(text, "" | "-" | "~" | "null")
        && !text.ends_with(|c: char| c.is_whitespace() || c == ':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(":\u{3000}")
        && text.chars().all(is_printable)
}
