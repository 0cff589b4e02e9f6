//! Takes the command line; reads and writes files, and says on the terminal
//! what was done. Everything about forms is the library's.
//!
//! Exit codes: 0 clean, 1 findings of error level, 2 usage, configuration or
//! input and output, 101 a fault of the program.

mod args;
mod author;
mod fonts;
mod import;
mod inputs;
mod outputs;
mod usage;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, Parser};
use clap_complete::Shell;
use jixiao::check::{CheckSettings, Outline, RULES, Rule, across};
use jixiao::diag::{self, Colour, Diagnostic, Diagnostics, Level, RuleInfo};
use jixiao::messages::Language;
use jixiao::project::{Project, Settings, read_file};
use jixiao::source::Source;
use jixiao::{Created, Format, fill, write};

use args::{Arguments, BuildArguments, CheckArguments, Command, Output, ReportFormat};
use fonts::Cabinet;
use inputs::Input;
use outputs::Outputs;

/// A reason to stop that is not the fault of a project: exit code 2.
#[derive(Debug)]
struct Failure {
    what: String,
    help: Option<String>,
}

impl Failure {
    fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A file or folder with which something could not be done.
    fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "没有这个文件或文件夹".to_owned(),
            io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => "同名的文件挡住了文件夹".to_owned(),
            io::ErrorKind::IsADirectory => "这是一个文件夹".to_owned(),
            io::ErrorKind::StorageFull => "磁盘已满".to_owned(),
            io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
            _ => error.to_string(),
        };
        Self::new(format!("{doing}「{}」：{why}", path.display()))
    }
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error),
    };
    let colour = arguments.colour();
    let result = match &arguments.command {
        Command::Build(arguments) => build(arguments, colour),
        Command::Check(arguments) => check(arguments, colour),
        Command::New(arguments) => author::new(arguments),
        Command::Init(arguments) => author::init(arguments),
        Command::Import(arguments) => import::import(arguments, colour),
        Command::Schema(arguments) => author::schema(arguments),
        Command::Completions { shell } => Ok(completions(*shell)),
        Command::Explain { code } => explain(code.as_deref()),
        Command::Fonts(arguments) => fonts::list(&arguments.inputs, colour),
    };
    match result {
        Ok(code) => code,
        Err(failure) => {
            say(&format!("错误: {}", failure.what));
            if let Some(help) = failure.help {
                say(&format!("改法: {help}"));
            }
            ExitCode::from(2)
        }
    }
}

/// A message to the person at the terminal. One who has closed it does not need
/// it any more.
fn say(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}

/// Text that ends with its own line breaks.
fn say_all(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// The exit code for these findings.
fn exit_code(findings: &[Diagnostic], deny: Option<Level>) -> ExitCode {
    let grave = deny.unwrap_or(Level::Error);
    ExitCode::from(u8::from(findings.iter().any(|finding| finding.level <= grave)))
}

/// `jixiao check`
fn check(arguments: &CheckArguments, colour: Colour) -> Result<ExitCode, Failure> {
    let mut cabinet = Cabinet::default();
    let mut run = Run::default();
    for input in inputs::find(&arguments.inputs.paths, arguments.inputs.templates.as_deref())? {
        run.each(&input, |job, diagnostics| {
            let fonts = cabinet.of(job.project, job.settings)?;
            let formats = formats(job.settings, None);
            fill(job.project, &fonts, &formats, job.settings.output.fit, job.checks, diagnostics);
            Ok(())
        })?;
    }
    let mut findings = run.diagnostics.sorted();
    if arguments.fix || arguments.diff {
        let fixed = fix(&findings, arguments.fix)?;
        if arguments.fix {
            findings.retain(|finding| finding.fixes.is_empty());
        }
        let done = if arguments.fix { "改正了" } else { "可以改正" };
        say(&format!("{done} {fixed} 个文件"));
    }
    let report = match arguments.format {
        ReportFormat::Human => {
            say_all(&diag::render(&findings, colour, Language::Chinese));
            let found = match diag::summary(&findings).say(Language::Chinese).to_owned() {
                found if found.is_empty() => "没有发现问题".to_owned(),
                found => found,
            };
            say(&format!("检查了 {} 个项目：{found}", run.projects));
            String::new()
        }
        ReportFormat::Json => diag::json(&findings, run.projects, Language::Chinese),
        ReportFormat::Sarif => diag::sarif(&findings, &rules(), Language::Chinese),
        ReportFormat::Github => diag::github(&findings, Language::Chinese),
    };
    print(&report);
    Ok(exit_code(&findings, arguments.deny))
}

/// Shows the changes that mend findings without doubt, and makes them where asked
/// to; how many files they concern.
fn fix(findings: &[Diagnostic], write: bool) -> Result<usize, Failure> {
    let fixed = diag::fixed(findings);
    for (source, text) in &fixed {
        let name = source.name.as_str();
        let diff = similar::TextDiff::from_lines(source.text.as_str(), text.as_str());
        print(&diff.unified_diff().context_radius(1).header(name, name).to_string());
        let path = Path::new(name);
        // Standard input has no file.
        if write && path.is_file() {
            outputs::replace(path, text.as_bytes()).map_err(|error| Failure::io("无法写入", path, &error))?;
        }
    }
    Ok(fixed.len())
}

/// The rules for readers that list them.
fn rules() -> Vec<RuleInfo> {
    let info = |rule: &Rule| RuleInfo {
        code: rule.code.to_owned(),
        level: rule.level,
        summary: rule.summary().to_owned(),
        manual: rule.manual(),
    };
    RULES.iter().map(info).collect()
}

/// `jixiao explain`: the manual of a rule, or the list of all.
fn explain(code: Option<&str>) -> Result<ExitCode, Failure> {
    let Some(code) = code else {
        let line = |rule: &Rule| format!("{:<24}{}  {}\n", rule.code, level_name(rule.level), rule.summary());
        print(&RULES.iter().map(line).collect::<String>());
        return Ok(ExitCode::SUCCESS);
    };
    let Some(rule) = RULES.iter().find(|rule| rule.code == code) else {
        let failure = Failure::new(format!("没有检查规则「{code}」"));
        return Err(match diag::nearest(code, RULES.iter().map(|rule| rule.code)) {
            Some(near) => failure.help(format!("是否要看 {near}？运行 jixiao explain 列出全部规则")),
            None => failure.help("运行 jixiao explain 列出全部规则"),
        });
    };
    print(&format!("{}（{}）\n\n{}\n", rule.code, level_name(rule.level), rule.manual()));
    Ok(ExitCode::SUCCESS)
}

/// `jixiao completions`
fn completions(shell: Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "jixiao", &mut script);
    print(&String::from_utf8_lossy(&script));
    ExitCode::SUCCESS
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "错误",
        Level::Warning => "警告",
        Level::Note => "提示",
    }
}

/// What the user asked for. A reader that has gone away needs no more of it.
fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// What a run over many projects has found.
#[derive(Default)]
struct Run {
    diagnostics: Diagnostics,
    /// How many projects there are, right or wrong.
    projects: usize,
}

/// A sound project of a run.
struct Job<'a> {
    /// Its file.
    source: &'a Arc<Source>,
    /// The name of its outputs without their ending.
    stem: &'a Path,
    project: &'a Project,
    /// What its folder says.
    settings: &'a Settings,
    checks: &'a CheckSettings,
}

impl Run {
    /// Does something with each sound project of an input.
    ///
    /// Where a folder's settings are wrong, what they would have given to its
    /// projects is unknown, so that none of them is taken.
    fn each(
        &mut self,
        input: &Input,
        mut act: impl FnMut(&Job<'_>, &mut Diagnostics) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Some((settings, checks)) = input.settings(&mut self.diagnostics) else {
            self.projects += input.projects.len();
            return Ok(());
        };
        let mut outlines = Vec::new();
        for file in &input.projects {
            let source = match &file.source {
                Ok(source) => source,
                Err(error) => {
                    self.diagnostics.push(error.clone());
                    self.projects += 1;
                    continue;
                }
            };
            let read = read_file(source, &settings, &input.templates, &mut self.diagnostics);
            self.projects += read.documents.max(1);
            for (number, project) in &read.projects {
                let stem = &outputs::stem(&file.stem, *number, read.documents);
                outlines.push(Outline::of(project));
                let job = Job { source, stem, project, settings: &settings, checks: &checks };
                act(&job, &mut self.diagnostics)?;
            }
        }
        self.diagnostics.append(across(&outlines, &checks));
        self.diagnostics.append(checks.unused());
        Ok(())
    }
}

fn formats(settings: &Settings, asked: Option<&[Format]>) -> Vec<Format> {
    let mut formats = match (asked, &settings.output.formats) {
        (Some(asked), _) => asked.to_vec(),
        (None, Some(formats)) if !formats.is_empty() => formats.clone(),
        _ => vec![Format::Pdf, Format::Xlsx],
    };
    formats.sort_unstable();
    formats.dedup();
    formats
}

/// `jixiao build`
fn build(arguments: &BuildArguments, colour: Colour) -> Result<ExitCode, Failure> {
    let created = created()?;
    let mut cabinet = Cabinet::default();
    let mut run = Run::default();
    let mut outputs = Outputs::default();
    let mut faults = 0;
    for input in inputs::find(&arguments.inputs.paths, arguments.inputs.templates.as_deref())? {
        run.each(&input, |job, diagnostics| {
            let Job { source, stem, project, settings, checks } = *job;
            let fonts = cabinet.of(project, settings)?;
            let formats = formats(settings, arguments.formats.as_deref());
            let folder = folder(arguments, settings, &input);
            let paths = match outputs.claim(folder.as_deref(), stem, &formats, source) {
                Ok(paths) => paths,
                Err(failure) if folder.is_some() => {
                    let error = Diagnostic::error("same-output", failure.what).at(project.span.start(), "");
                    diagnostics.push(error.help(failure.help.unwrap_or_default()));
                    return Ok(());
                }
                Err(failure) => return Err(failure),
            };
            let fit = arguments.fit.or(settings.output.fit);
            let Some(table) = fill(project, &fonts, &formats, fit, checks, diagnostics) else {
                outputs.release(&paths);
                return Ok(());
            };
            match write(&table, &fonts, &formats, created) {
                Ok(files) => {
                    files.iter().zip(&paths).try_for_each(|((_, bytes), path)| outputs::write(path.as_deref(), bytes))
                }
                Err(error) => {
                    outputs.release(&paths);
                    faults += 1;
                    let help = "这是程序的错误，不是文件的错误：请把这个文件发给开发者";
                    diagnostics
                        .push(Diagnostic::error("internal", error.to_string()).at(project.span.start(), "").help(help));
                    Ok(())
                }
            }
        })?;
    }
    let written = outputs.count();
    let findings = run.diagnostics.sorted();
    say_all(&diag::render(&findings, colour, Language::Chinese));
    let mut line = format!("{} 个项目，写出 {written} 个文件", run.projects);
    let found = diag::summary(&findings).say(Language::Chinese).to_owned();
    if !found.is_empty() {
        line = format!("{line}；{found}");
    }
    if findings.iter().any(|finding| finding.level == Level::Error) {
        line += "。有错误的项目没有生成，请改正后重新运行";
    }
    say(&line);
    Ok(if faults > 0 { ExitCode::from(101) } else { exit_code(&findings, None) })
}

/// Where a folder's files go; none for standard output.
fn folder(arguments: &BuildArguments, settings: &Settings, input: &Input) -> Option<PathBuf> {
    match (&arguments.output, &settings.output.folder) {
        (Some(Output::Standard), _) => None,
        (Some(Output::Folder(folder)), _) => Some(folder.clone()),
        (None, Some(folder)) => Some(input.folder.join(folder)),
        (None, None) => Some("out".into()),
    }
}

/// The time that `SOURCE_DATE_EPOCH` names.
fn created() -> Result<Option<Created>, Failure> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|text| text.trim().parse().ok());
    seconds.and_then(Created::from_epoch).map(Some).ok_or_else(|| {
        let what = format!("环境变量 SOURCE_DATE_EPOCH 的值「{}」不是时间", value.to_string_lossy());
        Failure::new(what).help("应为 1980 年以后的 Unix 时间（秒），如 1767225600")
    })
}

/// Whether a terminal that stands at standard error wants colours.
fn terminal_colour() -> Colour {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    match io::stderr().is_terminal() && !plain && !dumb {
        true => Colour::Always,
        false => Colour::Never,
    }
}
