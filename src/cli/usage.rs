//! Mistakes on the command line, in Chinese.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::say;

/// Shows help, the version or a mistake.
pub(super) fn report(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A reader that has gone away needs no help text.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    match message(error) {
        Some(message) => say(&format!("错误: {message}\n改法: 运行 jixiao --help 或 jixiao build --help 查看用法")),
        None => {
            let _ = error.print();
        }
    }
    ExitCode::from(2)
}

fn message(error: &clap::Error) -> Option<String> {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand);
            match context(ContextKind::SuggestedSubcommand) {
                near if near.is_empty() => format!("没有命令「{command}」"),
                near => format!("没有命令「{command}」，是否要用 {near}？"),
            }
        }
        ErrorKind::UnknownArgument => match context(ContextKind::SuggestedArg) {
            near if near.is_empty() => format!("不认识的选项「{argument}」"),
            near => format!("不认识的选项「{argument}」，是否要用 {near}？"),
        },
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少内容"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} 不能是「{value}」"),
        ErrorKind::ArgumentConflict => format!("{argument} 重复或互相冲突"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        _ => return None,
    })
}
