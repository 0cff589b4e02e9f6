//! Tells the program what it is made of: outputs are made anew by a program that
//! is made of something else, whatever version it says.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// What the bytes of outputs depend on; the fonts by their checksums.
const SOURCES: [&str; 5] = ["Cargo.lock", "Cargo.toml", "fonts/SHA256SUMS", "src", "templates"];

fn main() -> io::Result<()> {
    let mut digest = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        add(Path::new(source), &mut digest)?;
    }
    println!("cargo:rustc-env=JIXIAO_SOURCES={:016x}", digest.finish());
    windows()
}

/// What Windows shows of the program, and how it runs it: paths of any length, texts in UTF-8.
fn windows() -> io::Result<()> {
    println!("cargo:rerun-if-changed=packaging/icon.ico");
    println!("cargo:rerun-if-changed=packaging/jixiao.manifest");
    if std::env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return Ok(());
    }
    let mut resource = winresource::WindowsResource::new();
    resource.set_icon("packaging/icon.ico").set_manifest_file("packaging/jixiao.manifest");
    resource.set("FileDescription", "绩效目标申报表").set("ProductName", "jixiao").set_language(0x0804);
    resource.compile()
}

fn add(path: &Path, digest: &mut DefaultHasher) -> io::Result<()> {
    if !path.is_dir() {
        path.components().for_each(|component| component.as_os_str().to_string_lossy().hash(digest));
        fs::read(path)?.hash(digest);
        return Ok(());
    }
    let mut entries: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| add(entry, digest))
}
