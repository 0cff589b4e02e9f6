//! Which language to speak: the one asked for, else that of the locale, else
//! Chinese.

use std::ffi::OsString;

use jixiao::messages::Language;

/// The language to speak to one who gave these arguments. It is needed before they
/// are parsed, since help and mistakes are told in it.
pub(super) fn choose(arguments: &[OsString]) -> Language {
    asked(arguments).or_else(of_locale).unwrap_or_default()
}

/// What `--lang` says, if it says a language.
fn asked(arguments: &[OsString]) -> Option<Language> {
    let mut arguments = arguments.iter().map_while(|argument| Some(argument.to_str().unwrap_or_default()));
    while let Some(argument) = arguments.next().filter(|argument| *argument != "--") {
        let value = match argument {
            "--lang" => arguments.next(),
            _ => argument.strip_prefix("--lang="),
        };
        if value.is_some() {
            return value.and_then(Language::of);
        }
    }
    None
}

/// The language of the locale: of the first variable that is set, else of the
/// system's settings where it has any.
fn of_locale() -> Option<Language> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    language_of(&locale.or_else(of_system)?)
}

#[cfg(any(windows, target_os = "macos"))]
fn of_system() -> Option<String> {
    sys_locale::get_locale()
}

#[cfg(not(any(windows, target_os = "macos")))]
fn of_system() -> Option<String> {
    None
}

/// The language of a locale: none for `C` and `POSIX`, which name no language;
/// English for one that the program does not speak.
fn language_of(locale: &str) -> Option<Language> {
    let name = locale.split(['.', '@']).next().unwrap_or_default();
    match name {
        "" | "C" | "POSIX" => None,
        name => Some(Language::of(name).unwrap_or(Language::English)),
    }
}

#[cfg(test)]
mod tests {
    use super::{asked, language_of};
    use jixiao::messages::Language::{Chinese, English};

    #[test]
    fn locales() {
        for locale in ["zh_CN.UTF-8", "zh-Hans-CN", "zh", "zh_TW@radical"] {
            assert_eq!(language_of(locale), Some(Chinese), "{locale}");
        }
        for locale in ["en_GB.UTF-8", "en", "de_DE@euro", "ja-JP", "zha_CN", "csb_PL"] {
            assert_eq!(language_of(locale), Some(English), "{locale}");
        }
        for locale in ["C", "POSIX", "C.UTF-8", ""] {
            assert_eq!(language_of(locale), None, "{locale}");
        }
    }

    #[test]
    fn arguments() {
        let of = |line: &str| asked(&line.split(' ').map(Into::into).collect::<Vec<_>>());
        assert_eq!(of("jixiao check x --lang en"), Some(English));
        assert_eq!(of("jixiao --lang=zh-CN check x"), Some(Chinese));
        assert_eq!(of("jixiao check x"), None);
        assert_eq!(of("jixiao check x --lang tlh"), None);
        assert_eq!(of("jixiao check x --lang"), None);
        assert_eq!(of("jixiao check -- --lang en"), None);
    }
}
