//! The comments that are written into project files: in Chinese, whichever language the
//! program speaks.

use crate::messages::{Language, Message};

/// How a comment begins that asks for a figure.
pub(super) const MARK: &str = "# 待填";

/// A line of comment.
pub(super) fn comment(why: &Message) -> String {
    format!("# {}\n", why.say(Language::Chinese))
}
