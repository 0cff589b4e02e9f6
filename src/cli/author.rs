//! `jixiao new`, `jixiao init` and `jixiao schema`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jixiao::authoring;
use jixiao::messages::cli as words;
use jixiao::template::Template;

use super::args::{FormArguments, InitArguments, NewArguments, SchemaArguments};
use super::terminal::{Terminal, print};
use super::{Failure, inputs, outputs};

/// The name of a new folder's first project.
const FIRST: &str = "示例项目";

/// The form of a year for a folder.
pub(super) fn form(asked: &FormArguments, folder: &Path) -> Result<Arc<Template>, Failure> {
    let year = asked.year;
    let templates = inputs::load_templates(&[folder, Path::new(".")], asked.templates.as_deref())?;
    let failure = || Failure::new(words::no_form(year)).help(words::years_of_forms());
    templates.for_year(year).cloned().ok_or_else(failure)
}

/// Writes a new file, and never over one that is there.
pub(super) fn create(path: &Path, text: &str) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::new(words::already_there(path.display())).help(words::another_name()));
    }
    outputs::write(Some(path), text.as_bytes())
}

/// The name of a project as a file's: one that every system takes, and no other file
/// of a folder has.
pub(super) fn file_name(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    let name: String = name.trim().trim_start_matches('.').chars().take(LONGEST_NAME).collect();
    let name = name.trim_end_matches(['.', ' ']);
    let is_taken = name.is_empty() || name.eq_ignore_ascii_case(SETTINGS) || outputs::is_reserved(name);
    if is_taken { format!("{name}_") } else { name.to_owned() }
}

/// Longer names would not leave room for endings and numbers in the 255 bytes that most
/// systems take.
const LONGEST_NAME: usize = 70;

/// The name of the file of what projects share.
const SETTINGS: &str = "jixiao";

/// `jixiao new`
pub(super) fn new(arguments: &NewArguments) -> Result<ExitCode, Failure> {
    let folder = arguments.output.clone().unwrap_or_else(|| PathBuf::from("."));
    let form = form(&arguments.form, &folder)?;
    let text = authoring::new_project(&form, arguments.form.year, &arguments.name);
    create(&folder.join(format!("{}.yaml", file_name(&arguments.name))), &text)?;
    Ok(ExitCode::SUCCESS)
}

/// `jixiao init`
pub(super) fn init(arguments: &InitArguments, terminal: Terminal) -> Result<ExitCode, Failure> {
    let (folder, year) = (&arguments.folder, arguments.form.year);
    let form = form(&arguments.form, folder)?;
    let mut files = vec![
        ("jixiao.yaml".to_owned(), authoring::new_settings(&form, year)),
        (format!("{}.yaml", file_name(FIRST)), authoring::new_project(&form, year, FIRST)),
    ];
    files.extend(editor_files(&form, year));
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        let what = words::already_there(folder.join(name).display());
        return Err(Failure::new(what).help(words::another_folder()));
    }
    for (name, text) in &files {
        create(&folder.join(name), text)?;
    }
    terminal.say(&words::next_step(folder.join(format!("{}.yaml", file_name(FIRST))).display(), folder.display()));
    Ok(ExitCode::SUCCESS)
}

/// Where an editor's settings are.
pub(super) const EDITOR: &str = ".vscode";

/// The files by which an editor knows the keys of a form, with their names.
pub(super) fn editor_files(form: &Template, year: u16) -> [(String, String); 2] {
    let schema = format!("schema-{year}.json");
    let settings = format!("{{\n  \"yaml.schemas\": {{ \"{EDITOR}/{schema}\": [\"*.yaml\", \"!jixiao.yaml\"] }}\n}}\n");
    [(format!("{EDITOR}/{schema}"), authoring::schema(form)), (format!("{EDITOR}/settings.json"), settings)]
}

/// `jixiao schema`
pub(super) fn schema(arguments: &SchemaArguments) -> Result<ExitCode, Failure> {
    let form = form(&arguments.form, Path::new("."))?;
    print(authoring::schema(&form))?;
    Ok(ExitCode::SUCCESS)
}
