//! The help of every command and argument, in Chinese and English.
//!
//! Takes the name of a command or an argument; gives its words. A command is named
//! by its path (`template list`), an argument by that of its command and its own
//! (`build output`), or by its own alone where it is the same in all commands.

use jixiao::messages::Language;

/// The help of a command or an argument.
#[derive(Debug)]
pub struct Help {
    /// What it is called in the table.
    pub name: &'static str,
    zh: Words,
    en: Words,
}

/// A command's usage or the name of an argument's value (empty for one that takes
/// none), and what it does.
type Words = (&'static str, &'static str);

impl Help {
    fn words(&self, language: Language) -> Words {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }

    /// How a command is written, or the name of an argument's value.
    pub fn usage(&self, language: Language) -> &'static str {
        self.words(language).0
    }

    /// What it does.
    pub fn text(&self, language: Language) -> &'static str {
        self.words(language).1
    }
}

/// The help of a command.
pub fn command(path: &str) -> Option<&'static Help> {
    COMMANDS.iter().find(|help| help.name == path)
}

/// The help of an argument of a command.
pub fn argument(command: &str, name: &str) -> Option<&'static Help> {
    let own = format!("{command} {name}");
    ARGUMENTS.iter().find(|help| help.name == own).or_else(|| ARGUMENTS.iter().find(|help| help.name == name))
}

/// What stands around the help of commands and arguments.
pub struct Frame {
    /// How a command's help is put together, in clap's placeholders.
    pub template: &'static str,
    /// Above the commands.
    pub commands: &'static str,
    /// Above the arguments that have no name.
    pub arguments: &'static str,
    /// Above the options.
    pub options: &'static str,
    /// Below the help of the program.
    pub after: &'static str,
    /// The title of the manual.
    pub manual: &'static str,
    /// The headings of a manual page: as clap names them, and as they are shown.
    pub headings: [(&'static str, &'static str); 6],
}

/// What stands around the help in a language.
pub fn frame(language: Language) -> Frame {
    match language {
        Language::Chinese => Frame {
            template: "{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}",
            commands: "命令",
            arguments: "参数",
            options: "选项",
            after: "从例子开始：jixiao build samples -o out\n退出码：0 正常；1 项目有错误；2 用法、设置或读写有误。",
            manual: "jixiao 手册",
            headings: [
                ("NAME", "名称"),
                ("SYNOPSIS", "用法"),
                ("DESCRIPTION", "描述"),
                ("命令", "命令"),
                ("EXTRA", "说明"),
                ("VERSION", "版本"),
            ],
        },
        Language::English => Frame {
            template: "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
            commands: "Commands",
            arguments: "Arguments",
            options: "Options",
            after: "Start from the samples: jixiao build samples -o out\n\
                    Exit codes: 0 clean; 1 mistakes in projects; 2 mistakes in usage or settings, \
                    or files that cannot be read or written.",
            manual: "The manual of jixiao",
            headings: [
                ("NAME", "NAME"),
                ("SYNOPSIS", "SYNOPSIS"),
                ("DESCRIPTION", "DESCRIPTION"),
                ("Commands", "COMMANDS"),
                ("EXTRA", "NOTES"),
                ("VERSION", "VERSION"),
            ],
        },
    }
}

/// The commands; the program itself has no name.
pub const COMMANDS: &[Help] = &[
    Help {
        name: "open",
        zh: ("jixiao open [文件夹]", "在浏览器里填表：左边填写，右边是打印出来的样子；边写边保存、检查"),
        en: (
            "jixiao open [FOLDER]",
            "Fill forms in in the browser, beside the pages as they print; saved and checked while you write",
        ),
    },
    Help {
        name: "",
        zh: ("jixiao <命令> <路径>... [选项]", "把 YAML 写的项目排成绩效目标申报表（PDF 和 XLSX）。"),
        en: (
            "jixiao <COMMAND> <PATH>... [OPTIONS]",
            "Lay out projects written in YAML as Shanghai's budget performance-target forms (PDF and XLSX)",
        ),
    },
    Help {
        name: "build",
        zh: ("jixiao build <路径>... [选项]", "检查并生成申报表：每个项目一个 PDF、一个 XLSX"),
        en: ("jixiao build <PATH>... [OPTIONS]", "Check projects and build their forms: a PDF and an XLSX for each"),
    },
    Help {
        name: "check",
        zh: ("jixiao check <路径>... [选项]", "只检查，不生成文件；填好的工作簿也可以检查，问题指到单元格"),
        en: (
            "jixiao check <PATH>... [OPTIONS]",
            "Check projects without writing their forms; filled workbooks too, with findings at their cells",
        ),
    },
    Help {
        name: "collect",
        zh: (
            "jixiao collect <收件文件夹> --roster <名单> [选项]",
            "收表：谁没有交、各有什么问题、改了没有；写退回意见、一览和状态",
        ),
        en: (
            "jixiao collect <INBOX> --roster <ROSTER> [OPTIONS]",
            "Collect the forms of many units: who has not handed in, what is to be mended, what was; with notices and overviews",
        ),
    },
    Help {
        name: "roster",
        zh: ("jixiao roster <文件夹或 XLSX> [选项]", "从去年收到的文件夹，或一张单位一览的 XLSX，生成收表名单"),
        en: (
            "jixiao roster <FOLDER OR XLSX> [OPTIONS]",
            "Make the roster of units for collect from the forms of last year, or from a workbook that lists units",
        ),
    },
    Help {
        name: "page",
        zh: (
            "jixiao page -o <网页> [选项]",
            "生成发给各单位的网页：一个文件，不用安装、不用联网，里面有本单位的模板、设置、指标库和单位名单",
        ),
        en: (
            "jixiao page -o <PAGE> [OPTIONS]",
            "Make the page that an office hands to its units: one file, nothing to install, with its templates, settings, indicators and units",
        ),
    },
    Help {
        name: "merge",
        zh: ("jixiao merge <文件夹>... [选项]", "合并分头生成（build --shard）的结果，与一次生成的相同"),
        en: (
            "jixiao merge <FOLDER>... [OPTIONS]",
            "Join what shards have built (build --shard) into what one run would have",
        ),
    },
    Help {
        name: "fonts",
        zh: ("jixiao fonts <路径>... [选项]", "列出项目用到的字体，以及字体里没有的字"),
        en: ("jixiao fonts <PATH>... [OPTIONS]", "List the fonts that projects use and the characters they lack"),
    },
    Help {
        name: "new",
        zh: ("jixiao new <名称> --year <年度> [选项]", "新建一个项目文件，有这一年的表的全部字段和说明"),
        en: (
            "jixiao new <NAME> --year <YEAR> [OPTIONS]",
            "Create a project file with every field of that year's form, explained",
        ),
    },
    Help {
        name: "init",
        zh: ("jixiao init <文件夹> --year <年度> [选项]", "新建一个文件夹：共用设置、一个项目、编辑器的提示"),
        en: (
            "jixiao init <FOLDER> --year <YEAR> [OPTIONS]",
            "Create a folder: shared settings, a project, completion for editors",
        ),
    },
    Help {
        name: "suggest",
        zh: ("jixiao suggest [路径]... [选项]", "列出适合一个项目或一类项目的常用指标，也可以写进项目文件"),
        en: (
            "jixiao suggest [PATH]... [OPTIONS]",
            "List customary indicators that fit a project or a kind of projects, or put them into its file",
        ),
    },
    Help {
        name: "fmt",
        zh: (
            "jixiao fmt <路径>... [选项]",
            "整理项目文件和 jixiao.yaml：键的顺序照表上的，缩进、引号、金额里的空格理齐；注释和内容不变",
        ),
        en: (
            "jixiao fmt <PATH>... [OPTIONS]",
            "Put project files and jixiao.yaml in order: keys as on the form, indents, quotes, spaces in amounts; comments and contents stay",
        ),
    },
    Help {
        name: "lsp",
        zh: ("jixiao lsp [选项]", "供编辑器使用的语言服务：边写边检查、补全、说明、修正、整理（见 docs/editor.md）"),
        en: (
            "jixiao lsp [OPTIONS]",
            "Serve an editor: findings while you type, completion, explanations, fixes, formatting (see docs/editor.en.md)",
        ),
    },
    Help {
        name: "schema",
        zh: ("jixiao schema --year <年度> [选项]", "输出项目文件的 JSON Schema，供编辑器提示和核对"),
        en: (
            "jixiao schema --year <YEAR> [OPTIONS]",
            "Print the JSON Schema of project files, for editors to complete and check them",
        ),
    },
    Help {
        name: "settings",
        zh: ("jixiao settings <路径> [选项]", "列出对一个项目或文件夹起作用的设置，以及各写在哪个文件的哪一行"),
        en: (
            "jixiao settings <PATH> [OPTIONS]",
            "List the settings that hold for a project or a folder, and where each is written",
        ),
    },
    Help {
        name: "trust",
        zh: (
            "jixiao trust [文件夹]... [选项]",
            "信任自己的文件夹：它的设置、模板和链接可以通到外面；不写文件夹，列出信任的",
        ),
        en: (
            "jixiao trust [FOLDER]... [OPTIONS]",
            "Trust folders, whose settings, templates and links may lead out of them then; without any, list them",
        ),
    },
    Help {
        name: "import",
        zh: ("jixiao import <路径>... [选项]", "把填好的申报表（XLSX）变成项目文件，每个项目一个"),
        en: ("jixiao import <PATH>... [OPTIONS]", "Make project files of filled forms (XLSX), one a project"),
    },
    Help {
        name: "extract",
        zh: ("jixiao extract <文件> [选项]", "从生成的 PDF、XLSX 或 OFD 里取出项目数据"),
        en: ("jixiao extract <FILE> [OPTIONS]", "Print the data that a PDF, XLSX or OFD of this program carries"),
    },
    Help {
        name: "verify",
        zh: (
            "jixiao verify <路径>... [选项]",
            "核对 PDF、XLSX、OFD 和清单：重新生成一遍，逐字节比较，不同的说明是哪里",
        ),
        en: (
            "jixiao verify <PATH>... [OPTIONS]",
            "Make PDF, XLSX, OFD and lists again and compare them byte for byte; tell in what they differ",
        ),
    },
    Help {
        name: "roll",
        zh: ("jixiao roll <文件夹> --to <年度> [选项]", "把上年的文件夹改成新年度的：年份、日期、上年数、换了的表式"),
        en: (
            "jixiao roll <FOLDER> --to <YEAR> [OPTIONS]",
            "Make next year's folder of last year's: years, dates, last year's figures, a changed form",
        ),
    },
    Help {
        name: "blank",
        zh: ("jixiao blank --year <年度> [选项]", "生成空表：PDF 供打印，XLSX 供手工填写（有下拉选项和核对）"),
        en: (
            "jixiao blank --year <YEAR> [OPTIONS]",
            "Make the empty form: a PDF to print, and an XLSX to fill in by hand, with drop-downs and validation",
        ),
    },
    Help {
        name: "template",
        zh: ("jixiao template <命令>", "表式模板：列出、查看、新建、检查、对照"),
        en: ("jixiao template <COMMAND>", "Form templates: list, show, make, check and compare them"),
    },
    Help {
        name: "template list",
        zh: ("jixiao template list [选项]", "列出全部模板：名字、年度、表的全称、来源"),
        en: ("jixiao template list [OPTIONS]", "List all templates: name, years, title, origin"),
    },
    Help {
        name: "template show",
        zh: ("jixiao template show <模板> [选项]", "输出一个模板的文件"),
        en: ("jixiao template show <TEMPLATE> [OPTIONS]", "Print the file of a template"),
    },
    Help {
        name: "template new",
        zh: ("jixiao template new <年度> --from <模板> [选项]", "新建一个模板：在已有的模板上改"),
        en: ("jixiao template new <YEAR> --from <TEMPLATE> [OPTIONS]", "Make a template that changes another one"),
    },
    Help {
        name: "template check",
        zh: ("jixiao template check <文件>...", "检查模板文件，列出全部错误"),
        en: ("jixiao template check <FILE>...", "Check template files and list all mistakes"),
    },
    Help {
        name: "template diff",
        zh: ("jixiao template diff <模板> <模板> [选项]", "对照两个模板：字段、选项、格式、纸张和表格的行有哪些不同"),
        en: (
            "jixiao template diff <TEMPLATE> <TEMPLATE> [OPTIONS]",
            "Compare two templates: fields, options, formats, paper and rows that differ",
        ),
    },
    Help {
        name: "template schema",
        zh: ("jixiao template schema [选项]", "输出模板文件的 JSON Schema，供编辑器提示和核对"),
        en: ("jixiao template schema [OPTIONS]", "Print the JSON Schema of template files, for editors"),
    },
    Help {
        name: "completions",
        zh: ("jixiao completions <外壳>", "输出命令行补全脚本：bash、zsh、fish、powershell、elvish"),
        en: ("jixiao completions <SHELL>", "Print a completion script: bash, zsh, fish, powershell, elvish"),
    },
    Help {
        name: "explain",
        zh: ("jixiao explain [规则]", "说明一条检查规则；不给规则时列出全部"),
        en: ("jixiao explain [RULE]", "Explain a rule of the checks; without one, list them all"),
    },
    Help {
        name: "man",
        zh: ("jixiao man <文件夹>", "写出中英文手册页，供打包安装"),
        en: ("jixiao man <FOLDER>", "Write the manual pages in both languages, for packages"),
    },
];

/// Stands for the kinds of projects.
pub const KINDS: &str = "{kinds}";

/// The arguments.
pub const ARGUMENTS: &[Help] = &[
    Help {
        name: "open folder",
        zh: ("文件夹", "项目文件所在的文件夹；不写就是当前文件夹"),
        en: ("FOLDER", "The folder of projects; the current one by default"),
    },
    Help {
        name: "trust folders",
        zh: ("文件夹", "自己的、信得过的文件夹；里面的也都算"),
        en: ("FOLDER", "Folders of your own, with all that is in them"),
    },
    Help { name: "trust remove", zh: ("", "不再信任"), en: ("", "Trust them no more") },
    Help {
        name: "open port",
        zh: ("端口", "网页的端口；不写就用空闲的"),
        en: ("PORT", "The port of the page; any free one by default"),
    },
    Help {
        name: "page page_templates",
        zh: ("文件夹", "各单位填报用的模板"),
        en: ("FOLDER", "The templates that the units fill in"),
    },
    Help {
        name: "page defaults",
        zh: ("文件", "各单位共用的内容和设置，就是它们文件夹里的 jixiao.yaml"),
        en: ("FILE", "What all units share: the jixiao.yaml of their folders"),
    },
    Help {
        name: "page indicators",
        zh: ("文件", "参考指标用的指标库（指标库.yaml，或放着几个的文件夹）"),
        en: ("FILE", "The library of indicators, a file or a folder of several"),
    },
    Help {
        name: "page page_roster",
        zh: ("文件", "单位名单（与收表用的相同）：填报时从中选单位，应报的项目也先建好；联系人、限额不放进去"),
        en: (
            "FILE",
            "The roster, as for collect: each picks its unit there and finds its projects begun; contacts and ceilings are left out",
        ),
    },
    Help {
        name: "page page",
        zh: ("网页", "放进哪个网页（默认是程序旁边、或当前文件夹里的 jixiao.html）"),
        en: ("PAGE", "The page to put them into (default: jixiao.html beside the program or in this folder)"),
    },
    Help {
        name: "page output",
        zh: ("网页", "写到这个文件，例如 单位填报.html；文件夹也用这个名称"),
        en: ("PAGE", "Where the page goes; the folder that a unit makes has its name"),
    },
    Help {
        name: "lsp stdio",
        zh: ("", "经标准输入和标准输出交谈，不写也是这样"),
        en: ("", "Speak over standard input and output, which holds anyway"),
    },
    Help {
        name: "open no_browser",
        zh: ("", "不打开浏览器，只写出网址"),
        en: ("", "Open no browser, only print the address"),
    },
    Help {
        name: "lang",
        zh: ("语言", "用哪种语言：zh-CN 中文、en 英文（默认按系统设置，没有设置就用中文）"),
        en: ("LANGUAGE", "Language: zh-CN for Chinese, en for English (default: the locale's, else Chinese)"),
    },
    Help {
        name: "color",
        zh: ("时机", "何时用颜色：auto 自动（默认）、always 总是、never 从不"),
        en: ("WHEN", "When to use colours: auto (default), always, never"),
    },
    Help {
        name: "full",
        zh: ("", "每一个问题都完整列出（默认：很多时同一条规则的只列第一个，其余列位置）"),
        en: ("", "Show every finding in full (default: of many, the first of each rule, and the places of the others)"),
    },
    Help { name: "help", zh: ("", "显示帮助"), en: ("", "Show help") },
    Help { name: "version", zh: ("", "显示版本"), en: ("", "Show the version") },
    Help {
        name: "paths",
        zh: ("路径", "项目文件或文件夹；文件夹里的 .yaml 和 .yml 都是项目，jixiao.yaml 是共用设置；- 表示标准输入"),
        en: (
            "PATH",
            "Project files or folders; in a folder, every .yaml and .yml is a project and jixiao.yaml \
             has the shared settings; - is standard input",
        ),
    },
    Help {
        name: "templates",
        zh: ("文件夹", "另加表式模板的文件夹；同名的模板取代内置的"),
        en: ("FOLDER", "A folder of further form templates; one of the same name replaces a built-in one"),
    },
    Help {
        name: "form",
        zh: (
            "表式",
            "都按这一式表：名字或它管的一个年份；先于项目和 jixiao.yaml 里的「表式」（默认按它们，没有就按年度）",
        ),
        en: (
            "FORM",
            "Read all as this form, whichever projects and jixiao.yaml name: its name, or a year that it is for",
        ),
    },
    Help {
        name: "import form",
        zh: ("表式", "工作表是哪一式：名字或它管的一个年份（默认自动识别）"),
        en: ("FORM", "Which form the sheets are: its name or a year that it is for (default: recognised)"),
    },
    Help {
        name: "evaluations",
        zh: ("", "自评表、监控表也读，只取申报表也有的内容：名称、单位、年初预算数、目标和指标值"),
        en: (
            "",
            "Read evaluation and monitoring forms too, for what an application has: names, units, budget, goals, targets",
        ),
    },
    Help {
        name: "roll form",
        zh: ("表式", "新年度用哪一式表：名字或它管的一个年份（默认按新的年度）"),
        en: ("FORM", "The form of the new year: its name or a year that it is for (default: by the new year)"),
    },
    Help {
        name: "form_name",
        zh: ("表式", "用哪一式表：名字或它管的一个年份（默认按年度）"),
        en: ("FORM", "Which form: its name or a year that it is for (default: that of the year)"),
    },
    Help {
        name: "build output",
        zh: ("文件夹", "输出到这个文件夹（默认 out）；- 表示标准输出，只能有一个文件"),
        en: ("FOLDER", "Write into this folder (default: out); - is standard output, for one file only"),
    },
    Help {
        name: "verify output",
        zh: ("文件夹", "生成的文件在哪里（默认与 build 相同）"),
        en: ("FOLDER", "Where the files are that were made (as for build by default)"),
    },
    Help {
        name: "lists",
        zh: ("文件", "用另外保管的这份清单核对，不用文件夹里的（有几个年度的写几次）"),
        en: (
            "FILE",
            "Compare with this list, which was kept apart, and not with that in the folder (once for each year)",
        ),
    },
    Help {
        name: "verify formats",
        zh: ("格式", "只核对这些格式：pdf、xlsx、ofd，用逗号隔开（默认核对清单里的）"),
        en: (
            "FORMATS",
            "Compare only these formats: pdf, xlsx, ofd, separated by commas (those on the list by default)",
        ),
    },
    Help {
        name: "fit",
        zh: ("方式", "页数：one-page 缩小字号和行距，排进一页；pages 按内容分页"),
        en: (
            "HOW",
            "Pages: one-page shrinks type and leading until the form is on one page; pages breaks it as needed",
        ),
    },
    Help {
        name: "formats",
        zh: ("格式", "只生成这些格式：pdf、xlsx、ofd，用逗号隔开（默认 pdf,xlsx）"),
        en: ("FORMATS", "Write only these formats: pdf, xlsx, ofd, separated by commas (pdf,xlsx by default)"),
    },
    Help {
        name: "attach",
        zh: ("", "PDF（成为 PDF/A-3a）和 OFD 附带项目文件和数据，可用 jixiao extract 取出"),
        en: ("", "Attach the project's file and data to PDF (PDF/A-3a then) and OFD, for jixiao extract"),
    },
    Help {
        name: "projects",
        zh: ("路径", "合并以后做这些项目的汇总册；其余选项与分头生成时的相同"),
        en: ("PATH", "Then bind the book of these projects; give the other options that the shards had"),
    },
    Help {
        name: "book",
        zh: ("", "一定要做汇总册（默认：给的是文件夹，且一个年度不超过 200 个项目时做）"),
        en: ("", "Bind a book in any case (default: for folders with at most 200 projects a year)"),
    },
    Help { name: "no_book", zh: ("", "不做汇总册"), en: ("", "Bind no book") },
    Help {
        name: "force",
        zh: ("", "全部重新生成，包括没有变化的；也替换不是本程序生成的同名文件"),
        en: ("", "Build everything again, what is unchanged too; replace files of the same name that were not built"),
    },
    Help {
        name: "watch",
        zh: ("", "保存项目、设置、模板或字体后立即重新生成，按 Ctrl-C 结束"),
        en: ("", "Build again as soon as a project, settings, a template or a font is saved, until Ctrl-C"),
    },
    Help {
        name: "shard",
        zh: ("份", "只生成其中一份，如 2/8；各份可以在几台机器上同时运行，再用 jixiao merge 合并"),
        en: (
            "I/N",
            "Build one share of the projects, such as 2/8; shares can run on several machines at once, for jixiao merge",
        ),
    },
    Help {
        name: "jobs",
        zh: ("个数", "同时用几个线程（默认按处理器）"),
        en: ("N", "How many threads to use (default: those that the machine has)"),
    },
    Help { name: "quiet", zh: ("", "只显示发现的问题"), en: ("", "Show findings only") },
    Help {
        name: "timings",
        zh: ("", "结束时说明各阶段用了多少时间"),
        en: ("", "Say at the end how long each stage took"),
    },
    Help {
        name: "merge folders",
        zh: ("文件夹", "各份的输出文件夹"),
        en: ("FOLDER", "The folders that the shards wrote to"),
    },
    Help {
        name: "merge output",
        zh: ("文件夹", "合并到这个文件夹（默认第一个）"),
        en: ("FOLDER", "Join them in this folder (default: the first one)"),
    },
    Help {
        name: "fmt check",
        zh: ("", "只列出没有整理好的文件，不改；有就以退出码 1 结束"),
        en: ("", "Change nothing and list the files that are not in order: exit code 1 where there are any"),
    },
    Help {
        name: "fmt diff",
        zh: ("", "只显示会怎样改，不改"),
        en: ("", "Change nothing and show what would be changed"),
    },
    Help {
        name: "collect inbox",
        zh: ("收件文件夹", "收到的文件，原样放着：XLSX、PDF、OFD、项目文件、ZIP，可以有子文件夹；不改动它"),
        en: (
            "INBOX",
            "The files as they came: XLSX, PDF, OFD, project files, ZIP, in folders or not; nothing is changed",
        ),
    },
    Help {
        name: "collect roster",
        zh: ("名单", "应收的单位（docs/collect.md；jixiao roster 可以生成）"),
        en: ("ROSTER", "The units of which forms are expected (docs/collect.md; jixiao roster makes one)"),
    },
    Help {
        name: "collect output",
        zh: ("文件夹", "结果写到这个文件夹（默认 结果）；每一轮用同一个"),
        en: ("FOLDER", "The folder of results, the same one for every round (its usual name is Chinese)"),
    },
    Help {
        name: "collect date",
        zh: ("日期", "收件的日期，如 2025-10-16（默认今天）；晚于截止日期的算逾期"),
        en: ("DATE", "The day of this run, such as 2025-10-16 (default: today); what comes after the last day is late"),
    },
    Help {
        name: "collect shard",
        zh: ("份", "只读其中一份，如 2/8；各份读完，再不带 --shard 运行一次"),
        en: ("I/N", "Only read the I-th of N shares of the files; when all are read, run once without --shard"),
    },
    Help {
        name: "collect systems",
        zh: ("说明", "把通过的项目写成某个系统的导入表（docs/collect.md，例子是 docs/system-example.yaml）"),
        en: (
            "DESCRIPTION",
            "Write the accepted projects as a system takes them (docs/collect.en.md; docs/system-example.yaml is one)",
        ),
    },
    Help {
        name: "collect book",
        zh: ("", "把通过的项目做成汇总册，放在结果的“汇编”里"),
        en: ("", "Bind the accepted projects as a book, in a folder of the results"),
    },
    Help {
        name: "collect_format",
        zh: ("格式", "结果的格式：human 给人看（默认）、json"),
        en: ("FORMAT", "How to show the result: human (default), json"),
    },
    Help {
        name: "roster from",
        zh: ("文件夹或 XLSX", "去年收到的文件夹，或第一行写着“单位名称”等的 XLSX"),
        en: (
            "FOLDER OR XLSX",
            "A folder of forms, or a workbook whose first row has heads, such as that of the names of units",
        ),
    },
    Help { name: "roster year", zh: ("年度", "名单的年度"), en: ("YEAR", "The year of the new roster") },
    Help {
        name: "roster output",
        zh: ("文件", "名单写到这个文件（默认 名单.yaml；- 为标准输出）"),
        en: ("FILE", "Where the roster goes (a file with a Chinese name where this is missing; - is standard output)"),
    },
    Help { name: "roster force", zh: ("", "覆盖已有的名单"), en: ("", "Replace a roster that is there") },
    Help {
        name: "check format",
        zh: ("格式", "结果的格式：human 给人看（默认）、json、sarif、github"),
        en: ("FORMAT", "How to show the findings: human (default), json, sarif, github"),
    },
    Help {
        name: "fix",
        zh: ("", "改正有把握的问题（全角数字、缺少的单位、词中的空格、序号），先显示改动"),
        en: (
            "",
            "Mend what is beyond doubt (full-width digits, missing units, spaces in words, numbering) and show it",
        ),
    },
    Help {
        name: "diff",
        zh: ("", "只显示 --fix 会作的改动，不改文件"),
        en: ("", "Show what --fix would change, without changing files"),
    },
    Help {
        name: "mark",
        zh: (
            "文件夹",
            "填好的工作簿各写一份副本到这个文件夹：问题作为批注写在单元格上，全部问题另列一张工作表，其余不变",
        ),
        en: (
            "FOLDER",
            "Write a copy of each filled workbook into this folder: findings are comments in the cells and a list on a \
             sheet of its own; all else stays",
        ),
    },
    Help {
        name: "check paths",
        zh: ("路径", "项目文件或文件夹，或填好的工作簿；- 为标准输入"),
        en: ("PATH", "Project files or folders of them, or filled workbooks; - is standard input"),
    },
    Help {
        name: "deny",
        zh: ("级别", "把警告（warnings）或提示（notes）也当作错误：退出码 1"),
        en: ("LEVEL", "Take warnings, or notes too, for errors: exit code 1 (warnings, notes)"),
    },
    Help {
        name: "new name", zh: ("名称", "项目名称，也是文件名"), en: ("NAME", "The project's name, and its file's")
    },
    Help {
        name: "new kind",
        zh: ("类型", "先写上这一类项目常用的指标，指标值标「待填」：{kinds}，或指标库里的类型"),
        en: (
            "KIND",
            "Begin with the usual indicators of this kind of projects, to be filled in; jixiao suggest lists the kinds, \
             whose names are Chinese",
        ),
    },
    Help {
        name: "suggest_paths",
        zh: ("路径", "项目文件或文件夹；不写时按 --kind、--word 列出，都不写就列出全部类型"),
        en: (
            "PATH",
            "Project files or folders; without any, list by --kind or --word, and all kinds where neither is given",
        ),
    },
    Help {
        name: "suggest kind",
        zh: ("类型", "按这一类项目列出，如 培训；不写就按项目名称判断"),
        en: ("KIND", "List those of this kind of projects, by its Chinese name (default: as the project's name tells)"),
    },
    Help {
        name: "suggest word",
        zh: ("词", "只列名称里有这个词的，或这个词所指的那一类项目的"),
        en: ("WORD", "List only those with this word in their names, or of the kind of projects that it tells"),
    },
    Help {
        name: "suggest below",
        zh: ("指标", "只列这个一级或二级指标下面的，如 满意度"),
        en: ("CATEGORY", "List only those below this category or subcategory, by any form's name for it"),
    },
    Help {
        name: "suggest project",
        zh: ("名称", "只看这个名称的项目"),
        en: ("NAME", "Look only at the project of this name"),
    },
    Help {
        name: "suggest from",
        zh: ("路径", "也从这些项目里找，如上年的文件夹；项目旁边的文件总会看"),
        en: (
            "PATH",
            "Take indicators from these projects too, such as last year's folder; files beside the project always count",
        ),
    },
    Help {
        name: "suggest insert",
        zh: ("指标", "把这几个写进项目文件：名称或列出的序号，用逗号隔开；指标值标「待填」"),
        en: (
            "INDICATORS",
            "Put these into the project's file: names, or their numbers in the list, separated by commas; targets are to be filled in",
        ),
    },
    Help {
        name: "suggest_format",
        zh: ("格式", "结果的格式：human 给人看（默认）、json"),
        en: ("FORMAT", "How to print the list: human (default), json"),
    },
    Help {
        name: "suggest_year",
        zh: ("年度", "没有写项目时，按哪一年的表（默认最新的表）"),
        en: ("YEAR", "The year whose form is meant, where no project is named (default: the newest form)"),
    },
    Help {
        name: "new output",
        zh: ("文件夹", "写到这个文件夹（默认当前文件夹）"),
        en: ("FOLDER", "Write into this folder (default: the current one)"),
    },
    Help { name: "init folder", zh: ("文件夹", "新的文件夹"), en: ("FOLDER", "The new folder") },
    Help {
        name: "year", zh: ("年度", "年度，决定用哪一式表"), en: ("YEAR", "The year, which chooses the form")
    },
    Help {
        name: "form_templates",
        zh: ("文件夹", "另加表式模板的文件夹"),
        en: ("FOLDER", "A folder of further form templates"),
    },
    Help {
        name: "settings path", zh: ("路径", "项目文件或文件夹"), en: ("PATH", "A project file or a folder")
    },
    Help {
        name: "settings format",
        zh: ("格式", "给人看 human（默认），或 json"),
        en: ("FORMAT", "For people: human (default), or json"),
    },
    Help {
        name: "import files",
        zh: ("路径", "填好的申报表：.xlsx 文件、有这些文件的文件夹，或 *.xlsx；每张工作表是一个项目"),
        en: ("PATH", "Filled forms: .xlsx files, folders of them, or *.xlsx; each sheet is a project"),
    },
    Help {
        name: "import output",
        zh: ("文件夹", "写到这个文件夹（默认当前文件夹）；- 表示标准输出"),
        en: ("FOLDER", "Write into this folder (default: the current one); - is standard output"),
    },
    Help {
        name: "import force", zh: ("", "覆盖已经有的项目文件"), en: ("", "Replace project files that are there")
    },
    Help {
        name: "extract file",
        zh: ("文件", "jixiao 生成的 XLSX，或用 --attach 生成的 PDF"),
        en: ("FILE", "An XLSX that jixiao made, or a PDF that it made with --attach"),
    },
    Help {
        name: "extract format",
        zh: ("格式", "输出成 yaml 项目文件（默认）或 json"),
        en: ("FORMAT", "Print a yaml project file (default), or json"),
    },
    Help {
        name: "roll folder",
        zh: ("文件夹", "上年的文件夹，不会改动"),
        en: ("FOLDER", "Last year's folder; it is not changed"),
    },
    Help { name: "roll to", zh: ("年度", "新的年度"), en: ("YEAR", "The new year") },
    Help {
        name: "roll output",
        zh: ("文件夹", "新的文件夹（默认在旧的旁边，名字换成新年度）；已有内容的不会覆盖"),
        en: ("FOLDER", "The new folder (default: beside the old one, named after the new year); never overwritten"),
    },
    Help {
        name: "blank form_name",
        zh: ("表式", "用哪一式表：名字、它管的一个年份，或模板文件（默认按年度）"),
        en: ("FORM", "Which form: its name, a year that it is for, or a template's file (default: that of the year)"),
    },
    Help {
        name: "blank output",
        zh: ("文件夹", "输出到这个文件夹（默认当前文件夹）"),
        en: ("FOLDER", "Write into this folder (default: the current one)"),
    },
    Help {
        name: "blank formats",
        zh: ("格式", "只生成这些格式：pdf、xlsx、ofd，用逗号隔开（默认 pdf,xlsx）"),
        en: ("FORMATS", "Make only these formats: pdf, xlsx, ofd, separated by commas (pdf,xlsx by default)"),
    },
    Help {
        name: "blank rows",
        zh: (
            "行数",
            "留几行：每个二级指标的（5），或按名字（数量指标=10、产出指标.质量指标=6、子项目=20），用逗号隔开（默认按模板）",
        ),
        en: (
            "ROWS",
            "How many rows there are: for every second-level category (5), or by name (NAME=10, CATEGORY.NAME=6, TABLE=20), separated by commas (the template's by default)",
        ),
    },
    Help {
        name: "blank projects",
        zh: ("个数", "工作簿里放几个项目的空表，一个项目一张工作表（默认 1）"),
        en: ("COUNT", "For how many projects the workbook has sheets, one for each (1 by default)"),
    },
    Help {
        name: "more_templates",
        zh: ("文件夹", "另加表式模板的文件夹（默认当前文件夹的 templates）"),
        en: ("FOLDER", "A folder of further form templates (default: templates in the current one)"),
    },
    Help {
        name: "template show name",
        zh: ("模板", "模板的名字、年度或文件"),
        en: ("TEMPLATE", "The name of a template, a year or a file"),
    },
    Help { name: "template new year", zh: ("年度", "新的年度"), en: ("YEAR", "The new year") },
    Help {
        name: "template new from",
        zh: ("模板", "在哪个模板上改：名字、年度或文件"),
        en: ("TEMPLATE", "The template to change: a name, a year or a file"),
    },
    Help {
        name: "template new output",
        zh: ("文件夹", "模板的文件夹（默认 templates）"),
        en: ("FOLDER", "The folder of templates (default: templates)"),
    },
    Help { name: "template check files", zh: ("文件", "模板文件"), en: ("FILE", "Template files") },
    Help {
        name: "template_1",
        zh: ("模板", "前一个模板（-）：名字、年度或文件"),
        en: ("TEMPLATE", "The first template (-): a name, a year or a file"),
    },
    Help {
        name: "template_2",
        zh: ("模板", "后一个模板（+）：名字、年度或文件"),
        en: ("TEMPLATE", "The second template (+): a name, a year or a file"),
    },
    Help { name: "shell", zh: ("外壳", "哪一种外壳"), en: ("SHELL", "Which shell") },
    Help {
        name: "code",
        zh: ("规则", "规则的名字，如 sum-mismatch"),
        en: ("RULE", "The name of a rule, such as sum-mismatch"),
    },
    Help {
        name: "man folder",
        zh: ("文件夹", "手册的文件夹，如 /usr/local/share/man"),
        en: ("FOLDER", "The folder of manuals, such as /usr/local/share/man"),
    },
];
