//! `jixiao extract`: the data that a form's file carries.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use jixiao::authoring;
use jixiao::data;
use jixiao::messages::cli as words;

use super::args::{DataFormat, ExtractArguments};
use super::failure::why;
use super::terminal::print;
use super::{Failure, inputs};

/// `jixiao extract`
pub(super) fn extract(arguments: &ExtractArguments) -> Result<ExitCode, Failure> {
    let path = &arguments.file;
    let bytes = fs::read(path).map_err(|error| Failure::new(words::cannot_read(path.display(), why(&error))))?;
    let data = match bytes.starts_with(b"%PDF") {
        true => data::in_pdf(&bytes),
        false => data::in_workbook(&bytes),
    };
    let refused = |error: data::DataError| Failure::new(words::cannot_extract(path.display(), error.0));
    let data = data.map_err(refused)?;
    let text = match arguments.format {
        DataFormat::Json => data.json(),
        DataFormat::Yaml => {
            let templates = inputs::load_templates(&[Path::new(".")], arguments.templates.as_deref())?;
            authoring::write(&data::project(&data, &templates).map_err(refused)?)
        }
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}
