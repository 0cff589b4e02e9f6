//! Writing files, each replaced as a whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jixiao::Format;
use jixiao::source::Source;

use super::Failure;

/// The name of a project's files without their ending, relative to the output
/// folder: that of its own file, with its number where the file has several.
pub(super) fn stem(file: &Path, number: usize, documents: usize) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    if documents > 1 {
        name.push(format!("-{number}"));
    }
    name.into()
}

/// The files of a run, kept until all of them are made.
#[derive(Default)]
pub(super) struct Outputs {
    /// By path; with the file that each is made of.
    files: BTreeMap<PathBuf, (Vec<u8>, Arc<Source>)>,
    /// For standard output.
    standard: Option<Vec<u8>>,
}

impl Outputs {
    /// Adds a file in a folder, or for standard output where there is none.
    pub(super) fn add(
        &mut self,
        folder: Option<&Path>,
        stem: &Path,
        format: Format,
        bytes: Vec<u8>,
        source: &Arc<Source>,
    ) -> Result<(), Failure> {
        let Some(folder) = folder else {
            return match self.standard.replace(bytes) {
                None => Ok(()),
                Some(_) => {
                    let help = "请只给一个项目，并用 --format pdf 或 --format xlsx 选一种格式";
                    Err(Failure::new("标准输出只能写一个文件").help(help))
                }
            };
        };
        let mut name = stem.as_os_str().to_owned();
        name.push(".");
        name.push(format.extension());
        let path = folder.join(name);
        match self.files.insert(path.clone(), (bytes, Arc::clone(source))) {
            None => Ok(()),
            Some((_, first)) => {
                let (first, second) = (&first.name, &source.name);
                let what = format!("「{first}」和「{second}」会写成同一个文件「{}」", path.display());
                Err(Failure::new(what).help("请给其中一个改名，或分两次生成到不同的文件夹"))
            }
        }
    }

    /// Writes all files and names them on standard output; how many there are.
    pub(super) fn write(self) -> Result<usize, Failure> {
        if let Some(bytes) = self.standard {
            let mut out = io::stdout().lock();
            out.write_all(&bytes)
                .and_then(|()| out.flush())
                .map_err(|error| Failure::new(format!("无法写入标准输出：{error}")))?;
            return Ok(1);
        }
        let mut names = String::new();
        for (path, (bytes, _)) in &self.files {
            replace(path, bytes).map_err(|error| {
                let failure = Failure::io("无法写入", path, &error);
                match error.kind() {
                    io::ErrorKind::PermissionDenied => failure.help("请关闭正打开它的程序，或用 -o 换一个文件夹"),
                    _ => failure,
                }
            })?;
            names += &format!("{}\n", path.display());
        }
        // A pipe that is closed early has read what it wanted.
        let _ = io::stdout().lock().write_all(names.as_bytes());
        Ok(self.files.len())
    }
}

/// Puts a file in place with one rename, so that nobody sees half of it.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file; the process's mask is taken off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(".jixiao-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
