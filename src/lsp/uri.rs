//! Paths as editors write them: `file:///home/%E7%94%B2.yaml`.

use std::path::{Path, PathBuf};

/// The path that a URI means; none where it means no file, as that of a text without a name
/// does.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let (scheme, rest) = uri.split_once(':')?;
    let rest = rest.strip_prefix("//").filter(|_| scheme.eq_ignore_ascii_case("file"))?;
    let rest = rest.split(['?', '#']).next()?;
    let slash = rest.find('/')?;
    let (host, path) = rest.split_at(slash);
    from_bytes(if host.eq_ignore_ascii_case("localhost") { "" } else { host }, decoded(path))
}

/// The URI of a path from the root of all.
pub(super) fn of(path: &Path) -> String {
    let mut uri = String::from("file://");
    for byte in bytes(path) {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => uri.push(byte as char),
            byte => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    loop {
        let digits = |pair: &[u8]| str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
        rest = match rest {
            [] => return bytes,
            [b'%', high, low, after @ ..] if let Some(byte) = digits(&[*high, *low]) => {
                bytes.push(byte);
                after
            }
            [byte, after @ ..] => {
                bytes.push(*byte);
                after
            }
        };
    }
}

#[cfg(unix)]
fn from_bytes(host: &str, path: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;

    host.is_empty().then(|| std::ffi::OsString::from_vec(path).into())
}

/// `/c:/甲.yaml` is `c:\甲.yaml`, and `//server/甲.yaml` a share's.
#[cfg(not(unix))]
fn from_bytes(host: &str, path: Vec<u8>) -> Option<PathBuf> {
    let path = String::from_utf8(path).ok()?;
    let path = match host {
        "" => path.strip_prefix('/')?.to_owned(),
        host => format!("//{host}{path}"),
    };
    Some(PathBuf::from(path.replace('/', std::path::MAIN_SEPARATOR_STR)))
}

#[cfg(unix)]
fn bytes(path: &Path) -> Vec<u8> {
    path.as_os_str().as_encoded_bytes().to_vec()
}

#[cfg(not(unix))]
fn bytes(path: &Path) -> Vec<u8> {
    let path = path.to_string_lossy().replace('\\', "/");
    let path = path.strip_prefix("//?/").unwrap_or(&path);
    match path.strip_prefix("//") {
        Some(share) => share.into(),
        None => format!("/{path}").into_bytes(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn there_and_back() {
        for name in ["/a b/甲#?%.yaml", "/", "/😀/~-_.x"] {
            assert_eq!(path(&of(Path::new(name))).as_deref(), Some(Path::new(name)));
        }
        let odd = Path::new(OsStr::from_bytes(b"/\xFF\xFE.yaml"));
        assert_eq!(of(odd), "file:///%FF%FE.yaml");
        assert_eq!(path("file:///%FF%fe.yaml").as_deref(), Some(odd));
    }

    #[test]
    fn as_others_write_them() {
        let is = |uri: &str, wanted: &str| assert_eq!(path(uri).as_deref(), Some(Path::new(wanted)), "{uri}");
        is("file:///甲.yaml", "/甲.yaml");
        is("file://localhost/a", "/a");
        is("FILE:///a%2", "/a%2");
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("http://a/b"), None);
        assert_eq!(path("file:"), None);
        assert_eq!(path("甲"), None);
    }
}
