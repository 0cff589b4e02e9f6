//! The command line. What its help says is in the catalogue of messages, and put
//! in by `help`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{OsStringValueParser, RangedI64ValueParser, RangedU64ValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jixiao::Format;
use jixiao::diag::{Colour, Level};
use jixiao::messages::Language;

use super::Terminal;
use super::terminal;
use super::usage::NotOneOf;
use jixiao::engine::{BlankRows, Fit, Shard, YEARS};

/// Takes a year in which projects can be.
fn years() -> RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(i64::from(*YEARS.start())..=i64::from(*YEARS.end()))
}

/// What the program is asked to do.
#[derive(Debug, Parser)]
#[command(
    name = "jixiao",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Whether to use colours.
    #[arg(long, global = true, default_value = "auto", hide_default_value = true, hide_possible_values = true)]
    color: When,
    /// The language of messages and help.
    #[arg(long, global = true, value_parser = language)]
    lang: Option<Language>,
    /// Shows every finding in full.
    #[arg(long, global = true)]
    full: bool,
    /// Shows help.
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Shows the version.
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

impl Arguments {
    /// The language that was asked for.
    pub(super) fn asked_language(&self) -> Option<Language> {
        self.lang
    }

    /// How to speak, where nothing was said about the language.
    pub(super) fn terminal(&self, language: Language) -> Terminal {
        let colour = match self.color {
            When::Auto => terminal::colour(),
            When::Always => Colour::Always,
            When::Never => Colour::Never,
        };
        Terminal { language: self.lang.unwrap_or(language), colour, full: self.full }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Fills forms in in the browser.
    Open(OpenArguments),
    /// Makes the page that an office hands on.
    Page(PageArguments),
    /// Checks projects and builds their forms.
    Build(BuildArguments),
    /// Only checks.
    Check(CheckArguments),
    /// Puts the texts of projects in order.
    Fmt(FmtArguments),
    /// Joins what shards have built.
    Merge(MergeArguments),
    /// Lists fonts and the characters that they lack.
    Fonts(FontsArguments),
    /// Makes a project file.
    New(NewArguments),
    /// Makes a folder to start from.
    Init(InitArguments),
    /// Lists indicators that fit, or puts them into a project.
    Suggest(SuggestArguments),
    /// Shows the settings that hold somewhere.
    Settings(SettingsArguments),
    /// Trusts folders, or lists those that are.
    Trust(TrustArguments),
    /// Makes project files of filled workbooks.
    Import(ImportArguments),
    /// Prints the data that a form's file carries.
    Extract(ExtractArguments),
    /// Compares outputs with their projects.
    Verify(VerifyArguments),
    /// Collects the forms of many units.
    Collect(CollectArguments),
    /// Makes a roster of units.
    Roster(RosterArguments),
    /// Makes next year's folder of last year's.
    Roll(RollArguments),
    /// Prints the JSON Schema of project files.
    Schema(SchemaArguments),
    /// Makes the empty form.
    Blank(BlankArguments),
    /// Serves an editor.
    Lsp(LspArguments),
    /// Works on form templates.
    #[command(subcommand)]
    Template(TemplateCommand),
    /// Prints a completion script.
    Completions {
        /// For which shell.
        #[arg(hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    /// Explains a rule, or lists all.
    Explain {
        /// The name of the rule.
        code: Option<String>,
    },
    /// Writes the manual pages: for packages, so that no help lists it.
    #[command(hide = true)]
    Man {
        /// The folder of manuals.
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct Inputs {
    /// Project files or folders of them; `-` is standard input.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// The form of all of them.
    #[arg(long)]
    pub form: Option<String>,
    /// A folder of further templates.
    #[arg(long)]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct FmtArguments {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Changes nothing, and says which files are not in order.
    #[arg(long)]
    pub check: bool,
    /// Changes nothing, and shows what would be changed.
    #[arg(long)]
    pub diff: bool,
}

#[derive(Debug, Args)]
pub(super) struct LspArguments {
    /// Says what holds anyway: some editors say it.
    #[arg(long, hide = true)]
    pub stdio: bool,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Where the files go.
    #[arg(short, long = "out", value_parser = OsStringValueParser::new().map(Output::from))]
    pub output: Option<Output>,
    #[command(flatten)]
    pub making: Making,
    /// Rebuilds outputs that are up to date.
    #[arg(long)]
    pub force: bool,
    /// Builds again whenever something changes.
    #[arg(long, conflicts_with_all = ["shard", "book"])]
    pub watch: bool,
    /// Only a share of the projects.
    #[arg(long, value_parser = Shard::from_str, conflicts_with = "book")]
    pub shard: Option<Shard>,
    #[command(flatten)]
    pub pace: Pace,
}

/// What is made of projects.
#[derive(Clone, Debug, Args)]
pub(super) struct Making {
    /// How forms are fit to pages.
    #[arg(long, value_parser = fit)]
    pub fit: Option<Fit>,
    /// Only these formats.
    #[arg(long = "format", value_delimiter = ',', value_parser = format)]
    pub formats: Option<Vec<Format>>,
    /// Attaches the project's file and data.
    #[arg(long)]
    pub attach: bool,
    /// Binds a book of any number of projects, or of single files.
    #[arg(long)]
    pub book: bool,
    /// Binds none.
    #[arg(long, conflicts_with = "book")]
    pub no_book: bool,
}

/// How fast a run is, and what it says of itself.
#[derive(Debug, Args)]
pub(super) struct Pace {
    /// On so many threads.
    #[arg(short, long, value_parser = RangedU64ValueParser::<usize>::new().range(1..=1024))]
    pub jobs: Option<usize>,
    /// Shows findings only.
    #[arg(short, long)]
    pub quiet: bool,
    /// Says where the time goes.
    #[arg(long)]
    pub timings: bool,
}

#[derive(Debug, Args)]
pub(super) struct MergeArguments {
    /// The folders that shards wrote to.
    #[arg(required = true)]
    pub folders: Vec<PathBuf>,
    /// Where all of it goes.
    #[arg(short, long = "out")]
    pub output: Option<PathBuf>,
    /// The projects, to bind their book.
    #[arg(long)]
    pub projects: Vec<PathBuf>,
    /// The form of all of them.
    #[arg(long)]
    pub form: Option<String>,
    /// A folder of further templates.
    #[arg(long)]
    pub templates: Option<PathBuf>,
    #[command(flatten)]
    pub making: Making,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub inputs: Inputs,
    /// How findings are shown.
    #[arg(long, value_enum, default_value = "human", hide_default_value = true, hide_possible_values = true)]
    pub format: ReportFormat,
    /// Mends what is beyond doubt.
    #[arg(long)]
    pub fix: bool,
    /// Shows what `fix` would change.
    #[arg(long, conflicts_with = "fix")]
    pub diff: bool,
    /// Writes copies of filled workbooks with comments in the cells into this folder.
    #[arg(long)]
    pub mark: Option<PathBuf>,
    /// Takes findings of this level for errors.
    #[arg(long, value_parser = deny)]
    pub deny: Option<Level>,
    #[command(flatten)]
    pub pace: Pace,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ReportFormat {
    Human,
    Json,
    Sarif,
    Github,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The project's name, and its file's.
    pub name: String,
    #[command(flatten)]
    pub form: FormArguments,
    /// The kind of projects whose indicators it begins with.
    #[arg(long)]
    pub kind: Option<String>,
    /// Where the file goes; without it, into the current folder.
    #[arg(short, long = "out")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The new folder.
    pub folder: PathBuf,
    #[command(flatten)]
    pub form: FormArguments,
}

#[derive(Debug, Args)]
pub(super) struct SuggestArguments {
    /// Project files or folders of them; without any, suggestions are for a form.
    #[arg(id = "suggest_paths")]
    pub paths: Vec<PathBuf>,
    /// Of this kind of projects, whatever they are called.
    #[arg(long)]
    pub kind: Option<String>,
    /// With this word.
    #[arg(long)]
    pub word: Option<String>,
    /// Below this 一级指标 or 二级指标.
    #[arg(long = "under")]
    pub below: Option<String>,
    /// Only for the project of this name.
    #[arg(long)]
    pub project: Option<String>,
    /// Takes indicators from these projects too.
    #[arg(long)]
    pub from: Vec<PathBuf>,
    /// Puts these into the project.
    #[arg(long, conflicts_with = "suggest_format")]
    pub insert: Option<String>,
    /// How the list is printed.
    #[arg(
        id = "suggest_format",
        long = "format",
        value_enum,
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: ListFormat,
    /// The form's year, where no project is named.
    #[arg(id = "suggest_year", long = "year", value_parser = years())]
    pub year: Option<u16>,
    /// The form.
    #[arg(long)]
    pub form: Option<String>,
    /// A folder of further templates.
    #[arg(long)]
    pub templates: Option<PathBuf>,
}

impl SuggestArguments {
    pub(super) fn inputs(&self) -> Inputs {
        Inputs { paths: self.paths.clone(), form: self.form.clone(), templates: self.templates.clone() }
    }
}

#[derive(Debug, Args)]
pub(super) struct SettingsArguments {
    /// A project file or a folder.
    pub path: PathBuf,
    /// How they are shown.
    #[arg(long, value_enum, default_value = "human", hide_default_value = true, hide_possible_values = true)]
    pub format: ListFormat,
    /// A folder of further templates.
    #[arg(id = "form_templates", long = "templates")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct TrustArguments {
    /// Folders; without any, those that are trusted are listed.
    pub folders: Vec<PathBuf>,
    /// Trusts them no more.
    #[arg(long, requires = "folders")]
    pub remove: bool,
}

/// How a list is shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ListFormat {
    Human,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// Filled workbooks.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Where the project files go.
    #[arg(short, long = "out", value_parser = OsStringValueParser::new().map(Output::from))]
    pub output: Option<Output>,
    /// Replaces project files that are there.
    #[arg(long)]
    pub force: bool,
    /// The form that the sheets are.
    #[arg(long)]
    pub form: Option<String>,
    /// Reads forms of evaluations and of monitoring for what an application has too.
    #[arg(long)]
    pub evaluations: bool,
    /// A folder of further templates.
    #[arg(id = "form_templates", long = "templates")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ExtractArguments {
    /// A PDF or workbook that this program has written.
    pub file: PathBuf,
    /// How the data are printed.
    #[arg(long, value_enum, default_value = "yaml", hide_default_value = true, hide_possible_values = true)]
    pub format: DataFormat,
    /// A folder of further templates.
    #[arg(id = "form_templates", long = "templates")]
    pub templates: Option<PathBuf>,
}

/// How data are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum DataFormat {
    Yaml,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct CollectArguments {
    /// The folder as it came; nothing in it is changed.
    pub inbox: PathBuf,
    /// The roster of units.
    #[arg(long)]
    pub roster: PathBuf,
    /// The folder of results.
    #[arg(short, long = "out")]
    pub output: Option<PathBuf>,
    /// The day of the run.
    #[arg(long)]
    pub date: Option<String>,
    /// Only reads a share of the files.
    #[arg(long, value_parser = Shard::from_str)]
    pub shard: Option<Shard>,
    /// Writes the accepted projects as a system wants them.
    #[arg(long = "to")]
    pub systems: Vec<PathBuf>,
    /// Binds the accepted projects as a book.
    #[arg(long)]
    pub book: bool,
    /// How the result is shown.
    #[arg(
        id = "collect_format",
        long = "format",
        value_enum,
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: ListFormat,
    /// A folder of further templates.
    #[arg(id = "form_templates", long = "templates")]
    pub templates: Option<PathBuf>,
    #[command(flatten)]
    pub pace: Pace,
}

#[derive(Clone, Debug, Args)]
pub(super) struct PageArguments {
    /// A folder of the office's templates.
    #[arg(id = "page_templates", long = "templates")]
    pub templates: Option<PathBuf>,
    /// The settings of the folder that a unit makes.
    #[arg(long)]
    pub defaults: Option<PathBuf>,
    /// The office's library of indicators.
    #[arg(long)]
    pub indicators: Option<PathBuf>,
    /// The units that fill in forms.
    #[arg(id = "page_roster", long = "roster")]
    pub roster: Option<PathBuf>,
    /// The page to put them into.
    #[arg(long)]
    pub page: Option<PathBuf>,
    /// Where the new page goes.
    #[arg(short, long = "out")]
    pub output: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct RosterArguments {
    /// A folder of forms, or a workbook with a list of units.
    pub from: PathBuf,
    /// The year of the new roster.
    #[arg(long, value_parser = years())]
    pub year: Option<u16>,
    /// Where the roster goes.
    #[arg(short, long = "out")]
    pub output: Option<PathBuf>,
    /// Replaces a roster that is there.
    #[arg(long)]
    pub force: bool,
    /// A folder of further templates.
    #[arg(id = "form_templates", long = "templates")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Where the outputs are.
    #[arg(short, long = "out", value_parser = OsStringValueParser::new().map(Output::from))]
    pub output: Option<Output>,
    /// A list that was kept apart from its files.
    #[arg(long = "list")]
    pub lists: Vec<PathBuf>,
    /// Only these formats.
    #[arg(long = "format", value_delimiter = ',', value_parser = format)]
    pub formats: Option<Vec<Format>>,
    /// On so many threads.
    #[arg(short, long, value_parser = RangedU64ValueParser::<usize>::new().range(1..=1024))]
    pub jobs: Option<usize>,
    /// Shows findings only.
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct RollArguments {
    /// Last year's folder; it is not changed.
    pub folder: PathBuf,
    /// The new year.
    #[arg(long, value_parser = years())]
    pub to: u16,
    /// The new folder.
    #[arg(short, long = "out")]
    pub output: Option<PathBuf>,
    /// The form of the new folder.
    #[arg(long)]
    pub form: Option<String>,
    /// A folder of further templates.
    #[arg(long)]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct OpenArguments {
    /// The folder of projects.
    #[arg(default_value = ".", hide_default_value = true)]
    pub folder: PathBuf,
    /// The port of the page.
    #[arg(long)]
    pub port: Option<u16>,
    /// Opens no browser.
    #[arg(long)]
    pub no_browser: bool,
    /// An editor is at the other end of standard input and output.
    #[arg(long, hide = true)]
    pub beside_editor: bool,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    #[command(flatten)]
    pub form: FormArguments,
}

#[derive(Debug, Args)]
pub(super) struct BlankArguments {
    #[command(flatten)]
    pub form: FormArguments,
    /// Where the files go.
    #[arg(short, long = "out")]
    pub output: Option<PathBuf>,
    /// Only these formats.
    #[arg(long = "format", value_delimiter = ',', value_parser = format)]
    pub formats: Option<Vec<Format>>,
    /// How many rows there are to fill in.
    #[arg(long, value_parser = BlankRows::from_str)]
    pub rows: Option<BlankRows>,
    /// For how many projects the workbook has sheets.
    #[arg(long, default_value = "1", hide_default_value = true, value_parser = RangedU64ValueParser::<usize>::new().range(1..=100))]
    pub projects: usize,
}

/// What is done with templates.
#[derive(Debug, Subcommand)]
pub(super) enum TemplateCommand {
    /// Lists them.
    List(TemplatesFolder),
    /// Prints the file of one.
    Show {
        /// The name of a template, a year or a file.
        name: String,
        #[command(flatten)]
        folder: TemplatesFolder,
    },
    /// Makes the template of a new year.
    New {
        /// The new year.
        year: u16,
        /// The template to begin with.
        #[arg(long)]
        from: String,
        /// The folder of templates.
        #[arg(short, long = "out")]
        output: Option<PathBuf>,
        #[command(flatten)]
        folder: TemplatesFolder,
    },
    /// Checks files.
    Check {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Compares two.
    Diff {
        /// The one.
        #[arg(id = "template_1")]
        old: String,
        /// The other.
        #[arg(id = "template_2")]
        new: String,
        #[command(flatten)]
        folder: TemplatesFolder,
    },
    /// Prints the JSON Schema of template files.
    Schema,
}

#[derive(Debug, Args)]
pub(super) struct TemplatesFolder {
    /// A folder of further templates.
    #[arg(id = "more_templates", long = "templates")]
    pub templates: Option<PathBuf>,
}

/// Which form.
#[derive(Debug, Args)]
pub(super) struct FormArguments {
    /// The year, which chooses the form.
    #[arg(long)]
    pub year: u16,
    /// The form, where the year would choose another.
    #[arg(id = "form_name", long = "form", alias = "template")]
    pub name: Option<String>,
    /// A folder of further templates.
    #[arg(id = "form_templates", long = "templates")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct FontsArguments {
    #[command(flatten)]
    pub inputs: Inputs,
}

/// Where files go.
#[derive(Clone, Debug)]
pub(super) enum Output {
    Standard,
    Folder(PathBuf),
}

impl From<OsString> for Output {
    fn from(value: OsString) -> Self {
        match value.to_str() {
            Some("-") => Self::Standard,
            _ => Self::Folder(value.into()),
        }
    }
}

fn language(text: &str) -> Result<Language, NotOneOf> {
    Language::of(text).ok_or(NotOneOf(&["zh-CN", "en"]))
}

fn deny(text: &str) -> Result<Level, NotOneOf> {
    match text {
        "warnings" => Ok(Level::Warning),
        "notes" => Ok(Level::Note),
        _ => Err(NotOneOf(&["warnings", "notes"])),
    }
}

fn fit(text: &str) -> Result<Fit, NotOneOf> {
    match text {
        "one-page" => Ok(Fit::OnePage),
        "pages" => Ok(Fit::Pages),
        _ => Err(NotOneOf(&["one-page", "pages"])),
    }
}

fn format(text: &str) -> Result<Format, NotOneOf> {
    match text.trim().to_ascii_lowercase().as_str() {
        "pdf" => Ok(Format::Pdf),
        "xlsx" => Ok(Format::Xlsx),
        "ofd" => Ok(Format::Ofd),
        _ => Err(NotOneOf(&["pdf", "xlsx", "ofd"])),
    }
}
