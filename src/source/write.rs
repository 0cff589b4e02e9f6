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

fn entries(out: &mut String, items: &[(String, Item)], indent: usize) {
    for (key, item) in items {
        *out += &" ".repeat(indent);
        entry(out, key, item, indent);
    }
}

/// A key, whose own indent has been written, with what stands under it.
fn entry(out: &mut String, key: &str, item: &Item, indent: usize) {
    *out += &scalar(key, Context::Block);
    out.push(':');
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
        Item::Text(text) if is_block(text) => {
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
        Item::Text(text) => *out += &format!(" {}\n", scalar(text, Context::Block)),
        Item::Blank => out.push('\n'),
        other => *out += &format!(" {}\n", inline(other).unwrap_or_default()),
    }
}

/// An item on one line, where it is one for a line.
fn inline(item: &Item) -> Option<String> {
    let text = match item {
        Item::Blank => String::new(),
        Item::Text(text) if text.contains('\n') => return None,
        Item::Text(text) => scalar(text, Context::Flow),
        Item::List(items) => format!("[{}]", items.iter().map(inline).collect::<Option<Vec<_>>>()?.join(", ")),
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

/// Whether a text is a block (`|-`): one of several lines, or a long one.
fn is_block(text: &str) -> bool {
    let last = text.rsplit('\n').next().unwrap_or_default();
    let ends_well = !last.trim().is_empty();
    let is_long = text.chars().count() > LONGEST_LINE;
    (text.contains('\n') || is_long) && ends_well && text.chars().all(|c| c == '\n' || c == '\t' || is_printable(c))
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
