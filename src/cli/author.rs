//! `jixiao new`, `jixiao init`, `jixiao schema`, `jixiao extract` and `jixiao fonts`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jixiao::engine::{
    Disk, Error, FIRST, FormOfYear, extract_data, extract_project, form_of_year, library, new_folder, new_project,
    project_schema,
};

use super::args::{DataFormat, ExtractArguments, FormArguments, InitArguments, Inputs, NewArguments, SchemaArguments};
use super::terminal::{Terminal, print};
use super::{exit_code, open, output, words};

/// The form of a year for a folder.
pub(super) fn form(asked: &FormArguments, folder: &Path) -> Result<FormOfYear, Error> {
    form_of_year(&Disk, folder, asked.year, asked.name.as_deref(), asked.templates.as_deref())
}

/// `jixiao new`
pub(super) fn new(arguments: &NewArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let folder = arguments.output.clone().unwrap_or_else(|| PathBuf::from("."));
    let form = form(&arguments.form, &folder)?;
    let known = match arguments.kind {
        Some(_) => Some(library(&Disk, &folder)?),
        None => None,
    };
    let kind = known.as_ref().zip(arguments.kind.as_deref()).map(|((library, _), kind)| (library, kind));
    let path = new_project(&Disk, &folder, &form, &arguments.name, kind)?;
    terminal.show(known.as_ref().map_or(&[], |(_, mistakes)| mistakes), &Disk);
    output::name(&path)?;
    Ok(ExitCode::SUCCESS)
}

/// `jixiao init`
pub(super) fn init(arguments: &InitArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let folder = &arguments.folder;
    let paths = new_folder(&Disk, folder, &form(&arguments.form, folder)?, Some(FIRST))?;
    paths.iter().try_for_each(|path| output::name(path))?;
    terminal.say(&words::next_step(paths[1].display(), folder.display()));
    Ok(ExitCode::SUCCESS)
}

/// `jixiao schema`
pub(super) fn schema(arguments: &SchemaArguments) -> Result<ExitCode, Error> {
    print(project_schema(&form(&arguments.form, Path::new("."))?.template))?;
    Ok(ExitCode::SUCCESS)
}

/// `jixiao extract`
pub(super) fn extract(arguments: &ExtractArguments) -> Result<ExitCode, Error> {
    print(match arguments.format {
        DataFormat::Json => extract_data(&Disk, &arguments.file)?,
        DataFormat::Yaml => extract_project(&Disk, &arguments.file, arguments.templates.as_deref())?,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// `jixiao fonts`
pub(super) fn fonts(arguments: &Inputs, terminal: Terminal) -> Result<ExitCode, Error> {
    let workspace = open(arguments, None)?;
    let used = workspace.fonts_used()?;
    terminal.print(&words::characters_used(used.projects, used.characters))?;
    used.fonts.iter().try_for_each(|(name, characters)| print(format!("{characters:>6}  {name}\n")))?;
    terminal.show(&used.findings, &workspace);
    if used.findings.is_empty() {
        terminal.say(&words::no_missing_characters());
    }
    Ok(exit_code(&used.findings, None))
}
