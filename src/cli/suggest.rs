//! `jixiao suggest`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jixiao::Files;
use jixiao::diag::nearest;
use jixiao::engine::{
    Disk, Error, Library, Origin, Query, Suggested, Suggestion, Workspace, beside, library, suggest_for_form,
    suggestions_json, templates,
};
use jixiao::messages::Message;
use unicode_width::UnicodeWidthStr;

use super::args::{ListFormat, SuggestArguments};
use super::terminal::{Terminal, padded, print};
use super::{exit_code, options, words};

/// `jixiao suggest`
pub(super) fn suggest(arguments: &SuggestArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let SuggestArguments { kind, word, below, .. } = arguments;
    let query = Query { kind: kind.clone(), word: word.clone(), below: below.clone() };
    if !arguments.paths.is_empty() {
        return for_projects(arguments, &query, terminal);
    }
    if arguments.insert.is_some() {
        return Err(Error::new(words::insert_into_which()).help(words::name_a_project_file()));
    }
    let (library, mistakes) = library(&Disk, Path::new("."))?;
    terminal.show(&mistakes, &Disk);
    if kind.is_none() && word.is_none() && below.is_none() {
        return list_kinds(&library, terminal);
    }
    let templates = templates(&Disk, arguments.templates.as_deref())?;
    let newest = || templates.iter().max_by_key(|form| form.first_year);
    let year = arguments.year.or_else(|| newest().map(|form| form.first_year)).unwrap_or_default();
    let form = templates.form_of_year(year, arguments.form.as_deref())?.template;
    show(&[suggest_for_form(&form, year, &library, &query)?], arguments, terminal)?;
    Ok(exit_code(&mistakes, None))
}

/// The kinds of projects that there are.
fn list_kinds(library: &Library, terminal: Terminal) -> Result<ExitCode, Error> {
    let kinds = library.kinds();
    let widest = kinds.iter().map(|kind| kind.name.width()).max().unwrap_or_default();
    let lines = kinds.iter().map(|kind| format!("{}  {}\n", padded(&kind.name, widest), kind.about));
    print(lines.collect::<String>())?;
    terminal.say(&words::how_to_ask());
    Ok(ExitCode::SUCCESS)
}

fn for_projects(arguments: &SuggestArguments, query: &Query, terminal: Terminal) -> Result<ExitCode, Error> {
    let mut roots = arguments.paths.clone();
    roots.extend(arguments.paths.iter().flat_map(|path| beside(&Disk, path)));
    roots.extend(arguments.from.iter().cloned());
    let mut workspace = Workspace::open(Arc::new(Disk), &roots, options(&arguments.inputs(), None)?)?;
    let (mut all, mut mistakes) = (Vec::new(), Vec::new());
    for file in asked_for(&workspace, &arguments.paths) {
        let (library, found) = workspace.library(&file)?;
        mistakes.extend(found);
        all.extend(workspace.suggest(&file, &library, query)?);
    }
    mistakes.dedup_by(|one, other| {
        one.labels.first().map(|label| &label.place) == other.labels.first().map(|label| &label.place)
    });
    terminal.show(&mistakes, &workspace);
    if let Some(name) = &arguments.project {
        all.retain(|one| one.name == *name);
    }
    if all.is_empty() {
        let path = arguments.paths.first().map(|path| path.display().to_string()).unwrap_or_default();
        return Err(Error::new(words::no_sound_project(&path)).help(words::check_first(&path)));
    }
    match &arguments.insert {
        None => show(&all, arguments, terminal)?,
        Some(chosen) => insert(&mut workspace, &all, chosen, terminal)?,
    }
    Ok(exit_code(&mistakes, None))
}

/// The files of projects at the paths that were asked for.
fn asked_for(workspace: &Workspace, paths: &[PathBuf]) -> Vec<PathBuf> {
    let whole = |path: &Path| Disk.whole(path).unwrap_or_else(|_| path.to_owned());
    let roots: Vec<PathBuf> = paths.iter().map(|path| whole(path)).collect();
    let files = workspace.project_files().map(|file| file.path().to_owned());
    files.filter(|file| roots.iter().any(|root| whole(file).starts_with(root))).collect()
}

fn show(all: &[Suggested], arguments: &SuggestArguments, terminal: Terminal) -> Result<(), Error> {
    if matches!(arguments.format, ListFormat::Json) {
        return print(suggestions_json(all));
    }
    let tables = all.iter().map(|one| table(one, terminal));
    print(tables.collect::<Vec<String>>().join("\n"))?;
    let is_empty = all.iter().all(|one| one.suggestions.is_empty());
    let next = match all.first().and_then(|one| one.project.as_ref()) {
        _ if is_empty => words::nothing_to_suggest(),
        Some((file, _)) => words::how_to_insert(file.path().display()),
        None => words::how_to_begin(all.first().and_then(|one| one.kinds.first()).map_or("培训", String::as_str)),
    };
    terminal.say(&next);
    Ok(())
}

/// A project with its suggestions, numbered, below the categories of its form.
fn table(one: &Suggested, terminal: Terminal) -> String {
    let say = |message: Message| message.say(terminal.language).to_owned();
    let mut text = String::new();
    if one.project.is_some() {
        let kinds: Vec<&str> = one.kinds.iter().take(2).map(String::as_str).collect();
        text += &say(match kinds.as_slice() {
            [] => words::project_of_no_kind(&one.name, one.year),
            kinds => words::project_of_kinds(&one.name, one.year, jixiao::messages::list(kinds.iter().copied())),
        });
        text.push('\n');
    }
    let rows: Vec<[String; 5]> = one.suggestions.iter().map(|suggestion| row(suggestion, terminal)).collect();
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or_default();
    let widths = [0, 1, 2, 3].map(widest);
    let mut above = "";
    for (number, (suggestion, row)) in (1..).zip(one.suggestions.iter().zip(&rows)) {
        if above != suggestion.subcategory {
            above = &suggestion.subcategory;
            let place = format!("{} › {above}", suggestion.category);
            text += &match suggestion.is_missing {
                true => say(words::missing_category(place)),
                false => place,
            };
            text.push('\n');
        }
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| padded(cell, width)).collect();
        text += format!("{number:>4}  {}  {}", cells.join("  "), row[4]).trim_end();
        text.push('\n');
    }
    text
}

/// Name, target, usual numbers, proof and origin.
fn row(suggestion: &Suggestion, terminal: Terminal) -> [String; 5] {
    let origin = match &suggestion.origin {
        Origin::Program => Message::verbatim(&suggestion.kind),
        Origin::Office(file) => words::from_office(&suggestion.kind, file),
        Origin::Project { name, year } => words::from_project(name, *year),
    };
    let Suggestion { name, wanted, proof, .. } = suggestion;
    [name.clone(), wanted.pattern(), wanted.range(), proof.clone(), origin.say(terminal.language).to_owned()]
}

/// Puts what was chosen, by names or by the numbers of the list, into the project.
fn insert(workspace: &mut Workspace, all: &[Suggested], chosen: &str, terminal: Terminal) -> Result<(), Error> {
    let [one] = all else {
        let names = jixiao::messages::names(all.iter().map(|one| one.name.clone()));
        return Err(Error::new(words::several_projects(names)).help(words::name_one_project()));
    };
    let Some((file, number)) = &one.project else { return Ok(()) };
    let wanted = chosen.split([',', '，', '、']).map(str::trim).filter(|name| !name.is_empty());
    let mut picked: Vec<&Suggestion> = Vec::new();
    for name in wanted {
        let found = pick(&one.suggestions, name)?;
        if !picked.iter().any(|known| known.name == found.name) {
            picked.push(found);
        }
    }
    if picked.is_empty() {
        return Err(Error::new(words::insert_what()).help(words::names_or_numbers()));
    }
    let fixed = workspace.with_suggested(file.path(), *number, &picked)?;
    let diff = fixed.diff(file.name().say(terminal.language));
    let is_filter = file.is_standard_input();
    if is_filter {
        terminal.say_all(&diff);
    } else {
        print(diff)?;
    }
    workspace.write_fix(&fixed)?;
    if is_filter {
        print(workspace.standard_input().unwrap_or_default())?;
    }
    terminal.say(&words::inserted(picked.len(), file.path().display()));
    Ok(())
}

fn pick<'s>(suggestions: &'s [Suggestion], wanted: &str) -> Result<&'s Suggestion, Error> {
    let by_number = wanted.parse::<usize>().ok().and_then(|number| suggestions.get(number.checked_sub(1)?));
    let by_name = suggestions.iter().find(|suggestion| suggestion.name == wanted);
    let names = || suggestions.iter().map(|suggestion| suggestion.name.as_str());
    let near = || names().find(|name| name.contains(wanted)).or_else(|| nearest(wanted, names()));
    by_number.or(by_name).ok_or_else(|| {
        Error::new(words::not_suggested(wanted)).help(match near() {
            Some(near) => words::did_you_mean_indicator(near),
            None => words::names_or_numbers(),
        })
    })
}
