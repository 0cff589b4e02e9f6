//! The bytes of a file from anybody, taken apart: the parts of a package, the elements of
//! XML, the objects of a PDF. Every limit on what is read of such a file is here, so that
//! none takes the memory or the time of the machine.
//!
//! Takes bytes; gives parts, or says why not.

mod allowance;
mod archive;
mod package;
mod pdf;
mod plain;
pub(crate) mod words;
mod xml;

use crate::messages::Message;

pub use allowance::{Counted, is_used_up, within};
pub use archive::{Archive, Unread, has_more_entries, inner_name, visible};
pub use package::Package;
pub use pdf::{document, follow};
pub use plain::plain;
pub use xml::elements;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Message);

/// The most bytes of a file, and of a package's parts together, unpacked; a form has
/// 0.1 MB, a book of 200 forms 5.
pub const MOST_BYTES: usize = 64 << 20;

/// The most parts of a package; a form has ten to thirty.
const MOST_PARTS: usize = 5_000;

/// The most bytes of an XML text.
const MOST_XML: usize = 16 << 20;

/// The most elements of an XML text, the most attributes of all and of one, the most
/// namespaces that are declared, and how deep elements stand in each other.
const MOST_ELEMENTS: usize = 300_000;
const MOST_ATTRIBUTES: usize = 600_000;
const MOST_OF_ONE: usize = 100;
const MOST_NAMESPACES: usize = 1_000;
const DEEPEST: usize = 100;

/// The most bytes of a PDF that is taken apart.
const MOST_PDF: usize = 16 << 20;

/// The most streams of a PDF, the bytes of all, unpacked, and the words in them.
const MOST_STREAMS: usize = 20_000;
const MOST_UNPACKED: usize = 48 << 20;
const MOST_WORDS: usize = 1_000_000;

/// The most bytes of one stream, unpacked.
pub const MOST_OF_A_STREAM: usize = 8 << 20;

/// The most bytes of a page's content, of which a word takes up to 300 when it is read; a
/// full page has 0.1 MB.
pub const MOST_OF_A_PAGE: usize = 512 << 10;

/// The most sections of a PDF's table of references: it has one more with each change.
const MOST_SECTIONS: usize = 64;
