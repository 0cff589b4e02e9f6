//! What is said about what a reviewer would send a form back for.

mod across;
mod amounts;
mod dates;
mod kinds;
mod missing;
mod names;
mod numbers;
mod pages;
mod settings;
mod targets;
mod texts;

pub(crate) use across::*;
pub(crate) use amounts::*;
pub(crate) use dates::*;
pub(crate) use kinds::*;
pub(crate) use missing::*;
pub(crate) use names::*;
pub(crate) use numbers::*;
pub(crate) use pages::*;
pub(crate) use settings::*;
pub(crate) use targets::*;
pub(crate) use texts::*;

use crate::messages::{Language, Message};

/// A remedy for one who cannot run this program on the file: without what `--fix` would do.
pub(crate) fn by_hand(remedy: &Message) -> Message {
    let before = |language, also: &str| {
        let said: &str = remedy.say(language);
        said.split(also).next().unwrap_or(said).to_owned()
    };
    Message::new(before(Language::Chinese, "；可以用 --fix"), before(Language::English, ", or run with --fix"))
}

crate::messages! {
    // What several rules say.
    quoted(word) { zh: "「{word}」", en: "“{word}”" }
    correct_one() { zh: "请改正其中一个", en: "correct one of them" }
    correct_year() { zh: "请改正年份", en: "correct the year" }
    check_year() { zh: "请核对年份", en: "check the year" }
    check_dates() { zh: "请核对两个日期", en: "check both dates" }
    check_number() { zh: "请核对数字", en: "check the number" }
    check_amounts() { zh: "请核对两个金额", en: "check both amounts" }
    complete_it() { zh: "请补全", en: "complete it" }
    delete_one() { zh: "请删去一个", en: "delete one of them" }
    delete_or_rename() { zh: "请删去一条，或写成不同的名称", en: "delete one of them, or give them different names" }
    first_time() { zh: "第一次", en: "first here" }
    second_time() { zh: "又一次", en: "again here" }
    written_twice(name) { zh: "「{name}」写了两次", en: "“{name}” is written twice" }
}
