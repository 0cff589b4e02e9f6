//! Takes XML and fonts; gives the zip package that holds them, the same bytes
//! every time.

use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::export::ExportError;

/// A package that is being written.
pub(super) struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    pub(super) fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a file, after those that are there.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> Result<(), ExportError> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .system(System::Unix)
            .unix_permissions(0o644);
        self.0.start_file(name, options).map_err(|error| ExportError::Ofd(error.to_string()))?;
        self.0.write_all(content).map_err(|error| ExportError::Ofd(error.to_string()))
    }

    /// The bytes of the package.
    pub(super) fn finish(self) -> Result<Vec<u8>, ExportError> {
        let finished = self.0.finish().map_err(|error| ExportError::Ofd(error.to_string()))?;
        Ok(finished.into_inner())
    }
}

/// A file of the package: its root element, with its attributes and content.
pub(super) fn xml(root: &str, attributes: &str, content: &str) -> String {
    let attributes = if attributes.is_empty() { String::new() } else { format!(" {attributes}") };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ofd:{root} xmlns:ofd=\"http://www.ofdspec.org/2016\"{attributes}>{content}</ofd:{root}>\n"
    )
}

/// A text as the content of an element.
pub(super) fn escaped(text: &str) -> String {
    escape(text).into_owned()
}

/// A text as the value of an attribute, in quotation marks.
pub(super) fn attribute(text: &str) -> String {
    format!("\"{}\"", escape(text))
}
