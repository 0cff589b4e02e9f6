//! What an author starts from: a new project, a new folder.

use std::path::{Path, PathBuf};

use super::discover::{SETTINGS, load_templates};
use super::error::Error;
use super::files::Files;
use super::names::file_name;
use super::suggest::first_suggestions;
use super::words;
use crate::authoring;
use crate::library::Library;
use crate::template::{FormOfYear, Loaded, Template};

/// The name of a first project that nobody has named.
pub const FIRST: &str = "示例项目";

/// The form of a year, or the one that is named, as a folder or the current one has it, or
/// a folder of templates.
///
/// # Errors
///
/// Templates with mistakes, or none for the year or of this name.
pub fn form_of_year(
    files: &dyn Files,
    folder: &Path,
    year: u16,
    named: Option<&str>,
    templates: Option<&Path>,
) -> Result<FormOfYear, Error> {
    let templates = load_templates(files, &[folder, Path::new(".")], templates)?;
    Ok(templates.form_of_year(year, named)?)
}

/// Writes a project's file to begin with, and never over one that is there; gives its path.
/// It has the first indicators of a kind of projects, where one is named.
///
/// # Errors
///
/// The name is blank, or signs alone; a file of this name is there, or it cannot be written;
/// the kind is none.
pub fn new_project(
    files: &dyn Files,
    folder: &Path,
    form: &FormOfYear,
    name: &str,
    kind: Option<(&Library, &str)>,
) -> Result<PathBuf, Error> {
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Error::new(words::project_without_a_name()).help(words::give_the_name_of_a_project()));
    }
    let suggestions = kind.map(|(library, kind)| first_suggestions(&form.template, library, kind)).transpose()?;
    let path = folder.join(format!("{}.yaml", file_name(name)));
    if files.kind(&path).is_ok() {
        return Err(Error::new(words::already_there(path.display())).help(words::another_name()));
    }
    let text = authoring::new_project(form, name, &suggestions.unwrap_or_default());
    files.write(&path, text.as_bytes()).map_err(|error| Error::write(&path, error))?;
    Ok(path)
}

/// Writes a folder to start from: settings, a first project of this name, where there is to be
/// one, and what an editor needs to know the form's keys; gives the paths.
///
/// # Errors
///
/// One of the files is there, or cannot be written.
pub fn new_folder(
    files: &dyn Files,
    folder: &Path,
    form: &FormOfYear,
    first: Option<&str>,
) -> Result<Vec<PathBuf>, Error> {
    let mut all = vec![(SETTINGS.to_owned(), authoring::new_settings(form))];
    let project = |name| (format!("{}.yaml", file_name(name)), authoring::new_project(form, name, &[]));
    all.extend(first.map(project));
    // An editor that is told how to save files already is left alone.
    let own = editor_files(&form.template, form.year).into_iter();
    all.extend(own.filter(|(name, _)| name != HABITS || files.kind(&folder.join(HABITS)).is_err()));
    if let Some((name, _)) = all.iter().find(|(name, _)| files.kind(&folder.join(name)).is_ok()) {
        let what = words::already_there(folder.join(name).display());
        return Err(Error::new(what).help(words::another_folder()));
    }
    let all: Vec<(PathBuf, Vec<u8>)> = all.into_iter().map(|(name, text)| (name.into(), text.into_bytes())).collect();
    files.write_folder(folder, &all).map_err(|error| Error::write(folder, error))?;
    Ok(all.into_iter().map(|(name, _)| folder.join(name)).collect())
}

/// The projects to look at, and what they share.
const SAMPLES: [(&str, &str); 10] = [
    ("jixiao.yaml", include_str!("../../samples/jixiao.yaml")),
    ("2019-国际科技交流.yaml", include_str!("../../samples/2019-国际科技交流.yaml")),
    ("2019-市民科普开放日.yaml", include_str!("../../samples/2019-市民科普开放日.yaml")),
    ("2020-科学会馆日常运行.yaml", include_str!("../../samples/2020-科学会馆日常运行.yaml")),
    ("2020-科技工作者服务.yaml", include_str!("../../samples/2020-科技工作者服务.yaml")),
    ("2023-会馆物业与安全保障.yaml", include_str!("../../samples/2023-会馆物业与安全保障.yaml")),
    ("2023-信息系统运维（两年）.yaml", include_str!("../../samples/2023-信息系统运维（两年）.yaml")),
    ("2023-全市科普阵地建设.yaml", include_str!("../../samples/2023-全市科普阵地建设.yaml")),
    ("2026-科技社团党建.yaml", include_str!("../../samples/2026-科技社团党建.yaml")),
    ("2026-青年科技人才服务.yaml", include_str!("../../samples/2026-青年科技人才服务.yaml")),
];

/// Writes the samples into a folder, which is new or empty.
///
/// # Errors
///
/// The folder holds something, or cannot be written.
pub fn new_samples(files: &dyn Files, folder: &Path) -> Result<(), Error> {
    let is_free = match files.list(folder) {
        Ok(entries) => entries.is_empty(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    if !is_free {
        return Err(Error::new(words::already_there(folder.display())).help(words::another_folder()));
    }
    let all = SAMPLES.map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec()));
    files.write_folder(folder, &all).map_err(|error| Error::write(folder, error))
}

/// Writes a template for a new year, and never over one that is there.
///
/// # Errors
///
/// The file is there, or it cannot be written.
pub fn new_template(files: &dyn Files, path: &Path, base: &Loaded, year: u16) -> Result<(), Error> {
    if files.kind(path).is_ok() {
        return Err(Error::new(words::already_there(path.display())).help(words::another_name()));
    }
    files.write(path, authoring::new_template(base, year).as_bytes()).map_err(|error| Error::write(path, error))
}

/// Where an editor's settings are.
pub(crate) const EDITOR: &str = ".vscode";

/// How editors of all kinds save files (editorconfig.org): in UTF-8, which those of Chinese
/// Windows need be told, and without tabs, which YAML has no place for.
const HABITS: &str = ".editorconfig";

/// The files by which an editor knows the keys of a form and how its files are saved, with their
/// names.
pub(crate) fn editor_files(form: &Template, year: u16) -> [(String, String); 3] {
    let schema = format!("schema-{year}.json");
    let settings = format!(
        "{{\n  \"yaml.schemas\": {{ \"{EDITOR}/{schema}\": [\"*.yaml\", \"!jixiao.yaml\", \"!指标库.yaml\"] }},\n  \"[yaml]\": {{ \"files.encoding\": \"utf8\" }}\n}}\n"
    );
    let habits = "# 编辑器照此存盘：UTF-8，用空格缩进。\n[*.{yaml,yml}]\ncharset = utf-8\nindent_style = space\nindent_size = 2\ninsert_final_newline = true\n";
    [
        (format!("{EDITOR}/{schema}"), authoring::schema(form)),
        (format!("{EDITOR}/settings.json"), settings),
        (HABITS.to_owned(), habits.to_owned()),
    ]
}
