//! What the program says: every sentence in Chinese and English.
//!
//! Takes the facts of a message; gives a [`Message`] that holds its words in each
//! language. Which one is shown is decided where findings are shown. Words of the
//! forms (field names, options, categories) stay Chinese in both languages and
//! stand in quotation marks: 「…」 and “…”.
//!
//! The `words.rs` of each stage has what that stage says. A message is a
//! function, so that a missing language, a missing fact or a fact that one of the
//! languages forgets does not compile.

use std::fmt;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese, as in mainland China.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// Its tag, as in BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The language of a tag or a locale such as `zh_CN.UTF-8` or `en-GB`, if it
    /// is one of these.
    pub fn of(tag: &str) -> Option<Self> {
        let language = tag.split(['_', '-', '.', '@']).next()?;
        let is = |known: &Self| language.eq_ignore_ascii_case(&known.tag()[..2]);
        Self::ALL.into_iter().find(is)
    }
}

/// Words in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message(Box<Words>);

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Words {
    chinese: String,
    english: String,
    /// The same for who fills in a form on a page, where that is said in other words.
    on_a_page: Option<Message>,
}

impl Message {
    /// Words in each language.
    pub fn new(chinese: String, english: String) -> Self {
        Self(Box::new(Words { chinese, english, on_a_page: None }))
    }

    /// What is said instead to who fills in a form on a page, and has neither a command line nor
    /// the text of a file.
    #[must_use]
    pub fn or_on_a_page(mut self, words: Self) -> Self {
        self.0.on_a_page = Some(words);
        self
    }

    /// The words for who fills in a form on a page.
    #[must_use]
    pub fn on_a_page(&self) -> &Self {
        self.0.on_a_page.as_ref().unwrap_or(self)
    }

    /// What is the same in every language, such as a name or a number.
    pub fn verbatim(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(text.clone(), text)
    }

    /// The words in a language.
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.0.chinese,
            Language::English => &self.0.english,
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.chinese.is_empty()
    }

    /// At most so many characters of each language, with `……` where some are left
    /// out.
    #[must_use]
    pub fn shortened(mut self, longest: usize) -> Self {
        for words in [&mut self.0.chinese, &mut self.0.english] {
            if let Some((end, _)) = words.char_indices().nth(longest) {
                words.truncate(end);
                words.push_str("……");
            }
        }
        self.0.on_a_page = self.0.on_a_page.map(|words| words.shortened(longest));
        self
    }

    /// One message after another, as separate sentences.
    #[must_use]
    pub fn then(self, next: &Self) -> Self {
        let chinese = self.0.chinese + &next.0.chinese;
        Self::new(chinese, self.0.english + " " + &next.0.english)
    }

    /// For what takes only a [`Display`](fmt::Display), as serde's errors do:
    /// `{}` prints the Chinese words and `{:#}` the English ones.
    pub fn carried(self) -> impl fmt::Display {
        Carried(self)
    }

    /// What was [`carried`](Self::carried); anything else says the same in each
    /// language.
    pub fn unpacked(carried: impl fmt::Display) -> Self {
        Self::new(format!("{carried}"), format!("{carried:#}"))
    }
}

struct Carried(Message);

impl fmt::Display for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.say(if f.alternate() { Language::English } else { Language::Chinese }))
    }
}

/// A fact in a message: what can be printed, or a message of its own.
pub trait Fact {
    /// What is printed in a language.
    fn in_language(&self, language: Language) -> &dyn fmt::Display;
}

impl<T: fmt::Display> Fact for T {
    fn in_language(&self, _: Language) -> &dyn fmt::Display {
        self
    }
}

impl Fact for Message {
    fn in_language(&self, language: Language) -> &dyn fmt::Display {
        match language {
            Language::Chinese => &self.0.chinese,
            Language::English => &self.0.english,
        }
    }
}

impl Fact for &Message {
    fn in_language(&self, language: Language) -> &dyn fmt::Display {
        (*self).in_language(language)
    }
}

/// Several facts one after the other: 甲、乙 or 甲, 乙.
pub fn list<P: Fact>(facts: impl IntoIterator<Item = P>) -> Message {
    joined(facts, "、", ", ")
}

/// Several names one after the other: 甲、乙 or “甲”, “乙”; of very many, the first ones, and
/// how many more there are.
pub fn names<P: Fact>(names: impl IntoIterator<Item = P>) -> Message {
    let mut names = names.into_iter().map(name);
    let listed = list(names.by_ref().take(MOST_NAMES));
    match names.count() {
        0 => listed,
        more => and_more(listed, more),
    }
}

/// So many names are listed.
const MOST_NAMES: usize = 100;

/// The longest excerpt, in characters.
const EXCERPT: usize = 40;

/// The beginning of what an author wrote, which may be a page.
pub fn excerpt(text: &str) -> Message {
    let line = text.lines().next().unwrap_or_default();
    let end = line.char_indices().nth(EXCERPT).map_or(line.len(), |(end, _)| end);
    match end < text.trim_end().len() {
        true => Message::verbatim(format!("{}……", &line[..end])),
        false => Message::verbatim(&text[..end]),
    }
}

/// Several clauses one after the other: 甲，乙 or 甲, 乙.
pub fn clauses<P: Fact>(facts: impl IntoIterator<Item = P>) -> Message {
    joined(facts, "，", ", ")
}

fn joined<P: Fact>(facts: impl IntoIterator<Item = P>, in_chinese: &str, in_english: &str) -> Message {
    let (mut chinese, mut english) = (Vec::new(), Vec::new());
    for fact in facts {
        chinese.push(fact.in_language(Language::Chinese).to_string());
        english.push(fact.in_language(Language::English).to_string());
    }
    Message::new(chinese.join(in_chinese), english.join(in_english))
}

/// Defines messages: a function for each, whose facts stand in its words. `page_zh` and `page_en`
/// are the words [on a page](Message::on_a_page), where they are others.
#[macro_export]
macro_rules! messages {
    (@in $language:ident ($($fact:ident),*) $words:literal) => {{
        $(
            #[allow(unused_variables, reason = "a page may say less")]
            let $fact = $fact.in_language($crate::messages::Language::$language);
        )*
        format!($words)
    }};
    (@function $name:ident ($($fact:ident),* $(,)?) $chinese:literal $english:literal) => {
        #[doc = concat!("```text\n", $english, "\n```")]
        pub fn $name($($fact: impl $crate::messages::Fact),*) -> $crate::messages::Message {
            $crate::messages::Message::new(
                { $(let $fact = $fact.in_language($crate::messages::Language::Chinese);)* format!($chinese) },
                { $(let $fact = $fact.in_language($crate::messages::Language::English);)* format!($english) },
            )
        }
    };
    (@function $name:ident ($($fact:ident),* $(,)?) $chinese:literal $english:literal
        $page_chinese:literal $page_english:literal) => {
        #[doc = concat!("```text\n", $english, "\n```")]
        pub fn $name($($fact: impl $crate::messages::Fact),*) -> $crate::messages::Message {
            $crate::messages::Message::new(
                { $(let $fact = $fact.in_language($crate::messages::Language::Chinese);)* format!($chinese) },
                { $(let $fact = $fact.in_language($crate::messages::Language::English);)* format!($english) },
            )
            .or_on_a_page($crate::messages::Message::new(
                $crate::messages!(@in Chinese ($($fact),*) $page_chinese),
                $crate::messages!(@in English ($($fact),*) $page_english),
            ))
        }
    };
    ($($name:ident $facts:tt {
        zh: $chinese:literal, en: $english:literal
        $(, page_zh: $page_chinese:literal, page_en: $page_english:literal)? $(,)?
    })*) => {$(
        $crate::messages! { @function $name $facts $chinese $english $($page_chinese $page_english)? }
    )*};
}

crate::messages! {
    name(name) { zh: "{name}", en: "“{name}”" }
    and_more(names, more) { zh: "{names} 等，另有 {more} 个", en: "{names} and {more} more" }
}
