//! Many findings for a person: those of one rule together, what is still to be filled in as
//! a list, and how many there are of each rule and unit.

use std::collections::{BTreeMap, BTreeSet};

use super::render::Renderer;
use super::{Code, Colour, Diagnostic, Fetched, FileId, Level, Position, Texts};
use crate::diag::words;
use crate::messages::{Language, Message, clauses};

/// So many findings are shown one by one.
const FEW: usize = 20;

/// So many of one file: somebody mends it from its first line to its last.
const FEW_OF_A_FILE: usize = 100;

/// So many things to fill in are shown one by one.
const FEW_TO_FILL_IN: usize = 3;

/// So many lines of places are shown of a rule.
const MOST_LINES: usize = 20;

/// So many places of a file are shown in a line.
const MOST_IN_A_LINE: usize = 12;

/// Findings put together.
#[derive(Debug, Default)]
pub struct Overview<'f> {
    /// What is still to be filled in.
    pub to_fill_in: Vec<&'f Diagnostic>,
    /// All others: those of one rule and level together, the gravest first.
    pub groups: Vec<Vec<&'f Diagnostic>>,
    /// How many findings there are about the projects of each unit; those about none have no
    /// name.
    pub units: BTreeMap<&'f str, Counts>,
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors that are no [gaps](Diagnostic::is_gap).
    pub errors: usize,
    /// Warnings that are no gaps.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// What is still to be filled in.
    pub to_fill_in: usize,
}

impl Counts {
    /// Of these findings.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Diagnostic>) -> Self {
        let mut counts = Self::default();
        findings.into_iter().for_each(|finding| counts.add(finding));
        counts
    }

    fn add(&mut self, finding: &Diagnostic) {
        let count = match finding.level {
            _ if finding.is_gap() => &mut self.to_fill_in,
            Level::Error => &mut self.errors,
            Level::Warning => &mut self.warnings,
            Level::Note => &mut self.notes,
        };
        *count += 1;
    }

    /// `错误 2 处，警告 1 处，提示 3 处，待填 4 处`, or nothing where there is nothing to say.
    pub fn message(self) -> Message {
        let Self { errors, warnings, notes, to_fill_in } = self;
        let counts = [
            (errors, words::errors(errors)),
            (warnings, words::warnings(warnings)),
            (notes, words::notes(notes)),
            (to_fill_in, words::to_fill_in(to_fill_in)),
        ];
        clauses(counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words))
    }
}

/// How many findings there are, in words.
pub fn summary(findings: &[Diagnostic]) -> Message {
    Counts::of(findings).message()
}

impl<'f> Overview<'f> {
    /// Puts findings together.
    pub fn of(findings: &'f [Diagnostic]) -> Self {
        let mut overview = Self::default();
        let mut groups: Vec<(Level, Code, Vec<&Diagnostic>)> = Vec::new();
        for finding in findings {
            let unit = finding.subject.as_ref().and_then(|subject| subject.unit.as_deref()).unwrap_or_default();
            overview.units.entry(unit).or_default().add(finding);
            if finding.is_gap() {
                overview.to_fill_in.push(finding);
                continue;
            }
            match groups.iter_mut().find(|(level, code, _)| (*level, *code) == (finding.level, finding.code)) {
                Some((_, _, group)) => group.push(finding),
                None => groups.push((finding.level, finding.code, vec![finding])),
            }
        }
        groups.sort_by_key(|(level, ..)| *level);
        overview.groups = groups.into_iter().map(|(_, _, group)| group).collect();
        overview
    }
}

/// Findings as text: few of them each with its line and the place marked, as
/// [`render`](super::render) does; of many those of one rule together, the first in full and
/// the others by their places, and their counts at the end.
pub fn render_briefly(
    findings: &[Diagnostic],
    texts: &(impl Texts + ?Sized),
    colour: Colour,
    language: Language,
) -> String {
    let overview = Overview::of(findings);
    let texts = &Fetched::new(texts);
    let brief = Brief { renderer: Renderer::new(colour, language), texts, language };
    let lists_gaps = overview.to_fill_in.len() > FEW_TO_FILL_IN;
    let others = findings.len() - overview.to_fill_in.len();
    let files: BTreeSet<Option<&FileId>> = findings.iter().map(Diagnostic::file).collect();
    let mut text = match others <= if files.len() > 1 { FEW } else { FEW_OF_A_FILE } {
        true => {
            let shown = findings.iter().filter(|finding| !lists_gaps || !finding.is_gap());
            return shown.map(|finding| brief.renderer.finding(finding, texts)).collect::<String>()
                + &if lists_gaps { brief.gaps(&overview.to_fill_in) } else { String::new() };
        }
        false => overview.groups.iter().map(|group| brief.group(group)).collect::<String>(),
    };
    if !overview.to_fill_in.is_empty() {
        text += &brief.gaps(&overview.to_fill_in);
    }
    text + &brief.counts(&overview)
}

/// Shows findings briefly.
struct Brief<'t, T> {
    renderer: Renderer,
    texts: &'t T,
    language: Language,
}

impl<T: Texts> Brief<'_, T> {
    /// Those of one rule.
    fn group(&self, group: &[&Diagnostic]) -> String {
        let Some((first, others)) = group.split_first() else { return String::new() };
        let mut text = self.renderer.finding(first, self.texts);
        if !others.is_empty() {
            text += &self.line(&words::others_of_the_rule(others.len(), first.code));
            text += &self.places(others, Some(&first.message));
            text += "\n";
        }
        text
    }

    /// What is still to be filled in.
    fn gaps(&self, gaps: &[&Diagnostic]) -> String {
        let mut text = self.line(&words::list_to_fill_in(gaps.len()));
        text += &self.places(gaps, None);
        if let Some(help) = gaps.first().and_then(|gap| gap.help.as_ref()) {
            text += &self.line(&words::remedy_line(help));
        }
        text + "\n"
    }

    /// The places of findings, a line for those of a file that say the same; what they say,
    /// where it is something else than `known`.
    fn places(&self, findings: &[&Diagnostic], known: Option<&Message>) -> String {
        let key = |finding: &&Diagnostic| (finding.file().cloned(), known.is_some().then(|| finding.message.clone()));
        let lines: Vec<&[&Diagnostic]> = findings.chunk_by(|a, b| key(a) == key(b)).collect();
        let mut text = String::new();
        for same in lines.iter().take(MOST_LINES) {
            let file = same[0].file().map(|file| file.name().say(self.language).to_owned()).unwrap_or_default();
            let places: BTreeSet<((usize, usize), String)> = same.iter().map(|finding| self.place(finding)).collect();
            let all: Vec<&str> = places.iter().take(MOST_IN_A_LINE).map(|(_, name)| name.as_str()).collect();
            let more = places.len().saturating_sub(MOST_IN_A_LINE);
            text += &format!("    {file}:{}", all.join(words::between().say(self.language)));
            if more > 0 {
                text += words::and_more(more).say(self.language);
            }
            if known.is_some_and(|known| *known != same[0].message) {
                text += &format!("  {}", same[0].message.say(self.language));
            }
            text += "\n";
        }
        let left: usize = lines.iter().skip(MOST_LINES).map(|same| same.len()).sum();
        if left > 0 {
            text += &format!("    {}\n", words::more_findings(left).say(self.language));
        }
        text
    }

    /// Line and column, and what they are called: the cell of a sheet has a name.
    fn place(&self, finding: &Diagnostic) -> ((usize, usize), String) {
        let place = finding.labels.first().map(|label| &label.place);
        let position = place.map(|place| place.position(self.texts));
        let (line, column) = position.map_or((1, 1), |Position { line, column, .. }| (line, column));
        let cell = place.and_then(|place| Some(self.texts.source(&place.file)?.cell(place)?.to_owned()));
        ((line, column), cell.unwrap_or_else(|| format!("{line}:{column}")))
    }

    /// How many findings there are of each rule, and of each unit where there are several.
    fn counts(&self, overview: &Overview<'_>) -> String {
        let mut text = self.line(&words::by_rule());
        let gaps = (!overview.to_fill_in.is_empty()).then_some(&overview.to_fill_in);
        for group in overview.groups.iter().chain(gaps) {
            let Some(first) = group.first() else { continue };
            let level = if first.is_gap() { words::gap() } else { first.level.name() };
            text += &format!("{:>6}  {:<24}{}\n", group.len(), first.code, level.say(self.language));
        }
        if overview.units.len() > 1 {
            text += "\n";
            text += &self.line(&words::by_unit());
            for (unit, counts) in &overview.units {
                let unit = if unit.is_empty() { words::no_unit() } else { Message::verbatim(*unit) };
                text += &format!("    {}\n", words::unit_has(unit, counts.message()).say(self.language));
            }
        }
        text + "\n"
    }

    fn line(&self, message: &Message) -> String {
        format!("{}\n", message.say(self.language))
    }
}
