//! The catalogue: every sentence that the program says, in Chinese and English.
//!
//! Takes the facts of a message; gives a [`Message`] that holds its words in each
//! language. Which one is shown is decided where findings are shown. Words of the
//! forms (field names, options, categories) stay Chinese in both languages and
//! stand in quotation marks: 「…」 and “…”.
//!
//! Each file beside this one has the messages of one stage. A message is a
//! function, so that a missing language, a missing fact or a fact that one of the
//! languages forgets does not compile.

use std::fmt;

pub mod check;
pub mod cli;
pub mod diag;
pub mod import;
pub mod project;
pub mod source;
pub mod template;
pub mod value;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese, as in mainland China.
    #[default]
    Chinese,
    /// English.
    English,
}

/// Words in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message(Box<Words>);

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Words {
    chinese: String,
    english: String,
}

impl Message {
    /// Words in each language.
    fn new(chinese: String, english: String) -> Self {
        Self(Box::new(Words { chinese, english }))
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
        self
    }

    /// One message after another, as separate sentences.
    #[must_use]
    pub fn then(self, next: &Self) -> Self {
        let chinese = self.0.chinese + &next.0.chinese;
        Self::new(chinese, self.0.english + " " + &next.0.english)
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::verbatim(text)
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::verbatim(text)
    }
}

/// A fact in a message: what can be printed, or a message of its own.
pub trait Part {
    /// What is printed in a language.
    fn part(&self, language: Language) -> &dyn fmt::Display;
}

impl<T: fmt::Display> Part for T {
    fn part(&self, _: Language) -> &dyn fmt::Display {
        self
    }
}

impl Part for Message {
    fn part(&self, language: Language) -> &dyn fmt::Display {
        match language {
            Language::Chinese => &self.0.chinese,
            Language::English => &self.0.english,
        }
    }
}

impl Part for &Message {
    fn part(&self, language: Language) -> &dyn fmt::Display {
        (*self).part(language)
    }
}

/// Several facts one after the other: 甲、乙 or 甲, 乙.
pub fn list<P: Part>(parts: impl IntoIterator<Item = P>) -> Message {
    joined(parts, "、", ", ")
}

/// Several clauses one after the other: 甲，乙 or 甲, 乙.
pub fn clauses<P: Part>(parts: impl IntoIterator<Item = P>) -> Message {
    joined(parts, "，", ", ")
}

fn joined<P: Part>(parts: impl IntoIterator<Item = P>, in_chinese: &str, in_english: &str) -> Message {
    let (mut chinese, mut english) = (Vec::new(), Vec::new());
    for part in parts {
        chinese.push(part.part(Language::Chinese).to_string());
        english.push(part.part(Language::English).to_string());
    }
    Message::new(chinese.join(in_chinese), english.join(in_english))
}

/// Defines messages: a function for each, whose facts stand in its words.
macro_rules! messages {
    ($($name:ident($($fact:ident),* $(,)?) { zh: $chinese:literal, en: $english:literal $(,)? })*) => {$(
        #[doc = $english]
        pub fn $name($($fact: impl crate::messages::Part),*) -> crate::messages::Message {
            crate::messages::Message::new(
                { $(let $fact = $fact.part(crate::messages::Language::Chinese);)* format!($chinese) },
                { $(let $fact = $fact.part(crate::messages::Language::English);)* format!($english) },
            )
        }
    )*};
}
use messages;
