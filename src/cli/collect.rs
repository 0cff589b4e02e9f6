//! `jixiao collect` and `jixiao roster`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use jixiao::engine::{
    CollectPlan, Created, Disk, Error, Files, RESULTS, RosterPlan, State, UnitStanding as Standing, UnitState,
    collect as collect_forms, new_roster,
};
use jixiao::messages::Message;

use super::args::{CollectArguments, ListFormat, RosterArguments};
use super::progress::Progress;
use super::terminal::{Terminal, print};
use super::{created, exit_code, output, words};

/// `jixiao collect`
pub(super) fn collect(arguments: &CollectArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let date = match &arguments.date {
        Some(date) => date.clone(),
        None => today()?,
    };
    let plan = CollectPlan {
        inbox: arguments.inbox.clone(),
        roster: arguments.roster.clone(),
        target: arguments.output.clone().unwrap_or_else(|| PathBuf::from(RESULTS)),
        date,
        shard: arguments.shard,
        systems: arguments.systems.clone(),
        book: arguments.book,
        templates: arguments.templates.clone(),
        jobs: arguments.pace.jobs,
        language: terminal.language,
        ..CollectPlan::default()
    };
    let is_quiet = arguments.pace.quiet || matches!(arguments.format, ListFormat::Json);
    let progress = Progress::new(is_quiet, arguments.pace.timings, terminal);
    let collected = collect_forms(Arc::new(Disk), &plan, &progress)?;
    terminal.show(&collected.findings, &collected);
    match (&collected.state, arguments.format) {
        (Some(state), ListFormat::Json) => print(state.json())?,
        (Some(state), ListFormat::Human) => {
            if !arguments.pace.quiet {
                collected.written.iter().try_for_each(|path| output::name(path))?;
                show(state, terminal);
            }
        }
        (None, _) => {}
    }
    if !arguments.pace.quiet {
        terminal.say(&words::files_read(collected.files, collected.read));
    }
    progress.tell_times(collected.files);
    Ok(exit_code(&collected.findings, None))
}

/// The units by where they stand, and what is to be decided.
fn show(state: &State, terminal: Terminal) {
    let line = |standing, title: fn(usize, Message) -> Message| {
        let units: Vec<&UnitState> = state.units.iter().filter(|unit| unit.standing == standing).collect();
        if !units.is_empty() {
            let name = |unit: &&UnitState| match unit.late {
                true => words::late_unit(&unit.name),
                false => Message::verbatim(&unit.name),
            };
            let names = units.iter().take(MOST_SHOWN).map(name);
            terminal.say(&title(units.len(), jixiao::messages::list(names)));
        }
    };
    terminal.say(&words::round_of(state.rounds.last().map_or(1, |round| round.number), state.units.len()));
    line(Standing::Missing, words::units_missing);
    line(Standing::ToMend, words::units_to_mend);
    line(Standing::Undecided, words::units_undecided);
    line(Standing::Accepted, words::units_accepted);
    let refused: Vec<&str> =
        state.files.iter().filter(|file| file.refused.is_some()).map(|file| file.file.as_str()).collect();
    if !refused.is_empty() {
        let shown = refused.iter().take(MOST_SHOWN).copied();
        terminal.say(&words::files_without_forms(refused.len(), jixiao::messages::list(shown)));
    }
    for said in state.undecided.iter().take(MOST_SHOWN).chain(&state.notes) {
        terminal.say(&said.message());
    }
}

/// So many files or questions are named.
const MOST_SHOWN: usize = 10;

/// The day in China, or that of `SOURCE_DATE_EPOCH`.
fn today() -> Result<String, Error> {
    let now = match created()? {
        Some(created) => Some(created),
        None => {
            let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
            Created::from_epoch(i64::try_from(passed).unwrap_or(0) + EAST_OF_GREENWICH)
        }
    };
    Ok(now.map(|Created { year, month, day, .. }| format!("{year}-{month:02}-{day:02}")).unwrap_or_default())
}

/// China's time is eight hours ahead.
const EAST_OF_GREENWICH: i64 = 8 * 3600;

/// `jixiao roster`
pub(super) fn roster(arguments: &RosterArguments, terminal: Terminal) -> Result<ExitCode, Error> {
    let plan = RosterPlan {
        from: arguments.from.clone(),
        year: arguments.year,
        templates: arguments.templates.clone(),
        jobs: None,
    };
    let target = arguments.output.clone().unwrap_or_else(|| PathBuf::from("名单.yaml"));
    if target == Path::new(super::STANDARD) {
        print(new_roster(Arc::new(Disk), &plan, &())?)?;
        return Ok(ExitCode::SUCCESS);
    }
    if !arguments.force && Disk.kind(&target).is_ok() {
        return Err(Error::new(words::roster_is_there(target.display())).help(words::force_the_roster()));
    }
    output::write(&target, new_roster(Arc::new(Disk), &plan, &())?.as_bytes())?;
    terminal.say(&words::read_through_the_roster(target.display()));
    Ok(ExitCode::SUCCESS)
}
