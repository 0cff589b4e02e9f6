//! `jixiao collect` and `jixiao roster`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use jixiao::engine::{
    CollectPlan, Created, Disk, Error, Files, RESULTS, RosterPlan, collect as collect_forms, new_roster,
};

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
                state.summary().iter().for_each(|line| terminal.say(line));
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
