//! What somebody begins with who has opened no folder yet: those used last, a new one, the
//! samples.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy;
use jixiao::engine::{Disk, Error, Files, Kind, is_yaml};
use jixiao::messages::Language;
use jixiao::page::{StartRequest, make};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::words;

/// So many folders are remembered.
const MOST: usize = 12;

/// So many folders of one are shown.
const MOST_SHOWN: usize = 1000;

/// What somebody begins with.
pub(super) struct Start {
    /// The workbook that the program was begun with.
    pub workbook: Option<PathBuf>,
    pub language: Language,
}

/// The folders that were used last, as they are kept.
#[derive(Default, Serialize, Deserialize)]
struct Recent {
    folders: Vec<PathBuf>,
}

/// The file that keeps them; none where the system has no place for such.
fn recent_file() -> Option<PathBuf> {
    let places = etcetera::choose_base_strategy().ok()?;
    let folder = places.state_dir().unwrap_or_else(|| places.data_dir());
    Some(folder.join("jixiao").join("recent.json"))
}

fn recent() -> Recent {
    let read = recent_file().and_then(|file| fs::read(file).ok());
    read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Remembers that a folder was opened.
pub(super) fn remember(folder: &Path) {
    let Some(file) = recent_file() else { return };
    let mut recent = recent();
    recent.folders.retain(|known| known != folder);
    recent.folders.insert(0, folder.to_owned());
    recent.folders.truncate(MOST);
    // Who cannot keep it opens the folder all the same.
    let _ = serde_json::to_vec(&recent).map(|bytes| Disk.write(&file, &bytes));
}

impl Start {
    /// What can be begun with.
    pub(super) fn view(&self) -> Value {
        let folders: Vec<Value> = recent()
            .folders
            .iter()
            .filter(|folder| folder.is_dir())
            .map(|folder| {
                let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
                json!({"path": folder.display().to_string(), "name": name.unwrap_or_default()})
            })
            .collect();
        let home = etcetera::home_dir().ok().or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        json!({
            "recent": folders,
            "home": home.display().to_string(),
            "separator": std::path::MAIN_SEPARATOR_STR,
            "workbook": self.workbook.as_ref().map(|path| path.display().to_string()),
        })
    }

    /// The folders in one, with whether it has projects.
    pub(super) fn browse(path: &str) -> Result<Value, Error> {
        let folder = whole(path)?;
        let listed = Disk.list(&folder).map_err(|error| Error::read_folder(&folder, error))?;
        let is_shown = |path: &&PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            !name.starts_with('.') && Disk.kind(path).is_ok_and(|kind| kind == Kind::Folder)
        };
        let folders: Vec<String> = listed
            .iter()
            .filter(is_shown)
            .take(MOST_SHOWN)
            .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
            .collect();
        Ok(json!({
            "path": folder.display().to_string(),
            "above": folder.parent().map(|above| above.display().to_string()),
            "folders": folders,
            "projects": listed.iter().filter(|path| is_yaml(path)).count(),
        }))
    }

    /// Makes what was asked for; gives the folder that is to be opened.
    pub(super) fn prepare(&self, request: &StartRequest) -> Result<PathBuf, Error> {
        let folder = match request {
            StartRequest::Open { path, create: false } | StartRequest::Roll { path, .. } => whole(path)?,
            StartRequest::Open { path, .. } | StartRequest::ImportGiven { path } => {
                let folder = absolute(path)?;
                fs::create_dir_all(&folder).map_err(|error| Error::write(&folder, error))?;
                folder
            }
            StartRequest::Init { path, .. } | StartRequest::Given { path, .. } | StartRequest::Samples { path } => {
                absolute(path)?
            }
            StartRequest::Start | StartRequest::Browse { .. } => return Err(Error::new(words::not_a_folder(""))),
        };
        make(&(Arc::new(Disk) as Arc<dyn Files>), &folder, request, self.language)
    }
}

/// A folder that is there, by what somebody typed.
fn whole(path: &str) -> Result<PathBuf, Error> {
    let typed = absolute(path)?;
    let folder = typed.canonicalize().ok().filter(|folder| folder.is_dir());
    folder.ok_or_else(|| Error::new(words::not_a_folder(typed.display())).help(words::give_its_folder()))
}

/// What somebody typed as a path from the root of all: quotes of a copied path are taken away,
/// and `~` is the home.
fn absolute(path: &str) -> Result<PathBuf, Error> {
    let typed = path.trim().trim_matches('"').trim();
    let home = || etcetera::home_dir().ok();
    let path = match typed.strip_prefix('~') {
        Some("") => home(),
        Some(rest) if rest.starts_with(['/', '\\']) => home().map(|home| home.join(&rest[1..])),
        _ => None,
    };
    let path = path.unwrap_or_else(|| PathBuf::from(typed));
    match path.is_absolute() {
        true => Ok(path),
        false => Err(Error::new(words::not_whole(typed)).help(words::write_it_whole())),
    }
}
