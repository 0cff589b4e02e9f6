//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jixiao::Format;
use jixiao::diag::{Colour, Level};
use jixiao::template::Fit;

use super::terminal_colour;

const TEMPLATE: &str = "{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}";

/// 把 YAML 写的项目排成绩效目标申报表（PDF 和 XLSX）。
#[derive(Debug, Parser)]
#[command(
    name = "jixiao",
    version,
    help_template = TEMPLATE,
    override_usage = "jixiao <命令> <路径>... [选项]",
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "从例子开始：jixiao build samples -o out\n退出码：0 正常；1 项目有错误；2 用法、设置或读写有误。"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// 何时用颜色：auto 自动（默认）、always 总是、never 从不
    #[arg(
        long,
        global = true,
        value_name = "时机",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    color: When,
    /// 显示帮助
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本
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
    pub(super) fn colour(&self) -> Colour {
        match self.color {
            When::Auto => terminal_colour(),
            When::Always => Colour::Always,
            When::Never => Colour::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 检查并生成申报表：每个项目一个 PDF、一个 XLSX
    #[command(help_template = TEMPLATE, override_usage = "jixiao build <路径>... [选项]", next_help_heading = "选项")]
    Build(BuildArguments),
    /// 只检查，不生成文件
    #[command(help_template = TEMPLATE, override_usage = "jixiao check <路径>... [选项]", next_help_heading = "选项")]
    Check(CheckArguments),
    /// 列出项目用到的字体，以及字体里没有的字
    #[command(help_template = TEMPLATE, override_usage = "jixiao fonts <路径>... [选项]", next_help_heading = "选项")]
    Fonts(FontsArguments),
    /// 新建一个项目文件，有这一年的表的全部字段和说明
    #[command(help_template = TEMPLATE, override_usage = "jixiao new <名称> --year <年度> [选项]", next_help_heading = "选项")]
    New(NewArguments),
    /// 新建一个文件夹：共用设置、一个项目、编辑器的提示
    #[command(help_template = TEMPLATE, override_usage = "jixiao init <文件夹> --year <年度> [选项]", next_help_heading = "选项")]
    Init(InitArguments),
    /// 把填好的申报表（XLSX）变成项目文件，每个项目一个
    #[command(help_template = TEMPLATE, override_usage = "jixiao import <文件>... [选项]", next_help_heading = "选项")]
    Import(ImportArguments),
    /// 输出项目文件的 JSON Schema，供编辑器提示和核对
    #[command(help_template = TEMPLATE, override_usage = "jixiao schema --year <年度> [选项]", next_help_heading = "选项")]
    Schema(SchemaArguments),
    /// 输出命令行补全脚本：bash、zsh、fish、powershell、elvish
    #[command(help_template = TEMPLATE, override_usage = "jixiao completions <外壳>", next_help_heading = "选项")]
    Completions {
        /// 哪一种外壳
        #[arg(value_name = "外壳", help_heading = "参数", hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    /// 说明一条检查规则；不给规则时列出全部
    #[command(help_template = TEMPLATE, override_usage = "jixiao explain [规则]", next_help_heading = "选项")]
    Explain {
        /// 规则的名字，如 sum-mismatch
        #[arg(value_name = "规则", help_heading = "参数")]
        code: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct Inputs {
    /// 项目文件或文件夹；文件夹里的 .yaml 和 .yml 都是项目，jixiao.yaml 是共用设置；- 表示标准输入
    #[arg(required = true, value_name = "路径", help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 另加表式模板的文件夹；同名的模板取代内置的
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub inputs: Inputs,
    /// 输出到这个文件夹（默认 out）；- 表示标准输出，只能有一个文件
    #[arg(short, long = "out", value_name = "文件夹", value_parser = OsStringValueParser::new().map(Output::from))]
    pub output: Option<Output>,
    /// 页数：one-page 缩小字号和行距，排进一页；pages 按内容分页
    #[arg(long, value_name = "方式", value_parser = fit)]
    pub fit: Option<Fit>,
    /// 只生成这些格式：pdf、xlsx，用逗号隔开
    #[arg(long = "format", value_name = "格式", value_delimiter = ',', value_parser = format)]
    pub formats: Option<Vec<Format>>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub inputs: Inputs,
    /// 结果的格式：human 给人看（默认）、json、sarif、github
    #[arg(
        long,
        value_name = "格式",
        value_enum,
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: ReportFormat,
    /// 改正有把握的问题（全角数字、缺少的单位、词中的空格、序号），先显示改动
    #[arg(long)]
    pub fix: bool,
    /// 只显示 --fix 会作的改动，不改文件
    #[arg(long, conflicts_with = "fix")]
    pub diff: bool,
    /// 把警告（warnings）或提示（notes）也当作错误：退出码 1
    #[arg(long, value_name = "级别", value_parser = deny)]
    pub deny: Option<Level>,
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
    /// 项目名称，也是文件名
    #[arg(value_name = "名称", help_heading = "参数")]
    pub name: String,
    #[command(flatten)]
    pub form: FormArguments,
    /// 写到这个文件夹（默认当前文件夹）
    #[arg(short, long = "out", value_name = "文件夹")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// 新的文件夹
    #[arg(value_name = "文件夹", help_heading = "参数")]
    pub folder: PathBuf,
    #[command(flatten)]
    pub form: FormArguments,
}

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// 填好的申报表，.xlsx 文件；每张工作表是一个项目
    #[arg(required = true, value_name = "文件", help_heading = "参数")]
    pub files: Vec<PathBuf>,
    /// 写到这个文件夹（默认当前文件夹）；- 表示标准输出
    #[arg(short, long = "out", value_name = "文件夹", value_parser = OsStringValueParser::new().map(Output::from))]
    pub output: Option<Output>,
    /// 覆盖已经有的项目文件
    #[arg(long)]
    pub force: bool,
    /// 另加表式模板的文件夹
    #[arg(long, value_name = "文件夹")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    #[command(flatten)]
    pub form: FormArguments,
}

/// Which form.
#[derive(Debug, Args)]
pub(super) struct FormArguments {
    /// 年度，决定用哪一式表
    #[arg(long, value_name = "年度")]
    pub year: u16,
    /// 另加表式模板的文件夹
    #[arg(long, value_name = "文件夹")]
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

fn deny(text: &str) -> Result<Level, String> {
    match text {
        "warnings" => Ok(Level::Warning),
        "notes" => Ok(Level::Note),
        _ => Err("只能是 warnings 或 notes".to_owned()),
    }
}

fn fit(text: &str) -> Result<Fit, String> {
    match text {
        "one-page" => Ok(Fit::OnePage),
        "pages" => Ok(Fit::Pages),
        _ => Err("只能是 one-page 或 pages".to_owned()),
    }
}

fn format(text: &str) -> Result<Format, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "pdf" => Ok(Format::Pdf),
        "xlsx" => Ok(Format::Xlsx),
        _ => Err("只能是 pdf 或 xlsx".to_owned()),
    }
}
