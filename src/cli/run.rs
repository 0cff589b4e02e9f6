//! Takes the files that were asked for; reads each when its turn comes, has
//! something done with its projects, and gives what was found in all of them,
//! in the same order on any number of threads.

use std::collections::HashMap;
use std::sync::Arc;

use jixiao::check::{CheckSettings, Outline, across};
use jixiao::diag::{Diagnostic, Diagnostics};
use jixiao::messages::Language;
use jixiao::project::{Project, Settings, read_file};
use jixiao::source::{Source, Span};
use jixiao::template::Templates;

use super::failure::Failure;
use super::inputs::{Input, ProjectFile};
use super::parallel::{Steps, threads};
use super::timings::{Stage, Timings};

/// A run over many files.
pub(super) struct Run<'a> {
    groups: Vec<Group<'a>>,
    /// The files, each with its group.
    files: Vec<(usize, &'a ProjectFile)>,
    language: Language,
    pub threads: usize,
    timings: &'a Timings,
    /// Whether there are other projects of which it knows nothing.
    part: bool,
}

/// Projects that share their settings.
struct Group<'a> {
    input: &'a Input,
    /// None where they have mistakes. What they would have given to the projects
    /// is unknown then, so that none of them is taken.
    settings: Option<(Settings, CheckSettings)>,
    /// What is wrong with them.
    found: Vec<Diagnostic>,
}

/// A file that was read.
pub(super) struct Read<'a> {
    /// The number of its group: of [`Input`]s, in their order.
    pub group: usize,
    pub file: &'a ProjectFile,
    pub settings: &'a Settings,
    pub checks: &'a CheckSettings,
    pub source: Arc<Source>,
    /// How many projects it holds, right or wrong.
    pub documents: usize,
    /// Those without mistakes, each with its number in the file.
    pub projects: Vec<(usize, Project)>,
}

/// What became of a file.
#[derive(Clone)]
pub(super) struct Outcome<T> {
    findings: Vec<Diagnostic>,
    outlines: Vec<Outline>,
    /// How many projects it holds, right or wrong.
    pub projects: usize,
    /// What was done with it; none where it could not be read.
    pub made: Option<T>,
}

/// What became of files in an earlier run and still holds.
pub(super) type Kept<T> = HashMap<usize, Arc<Outcome<T>>>;

/// What a run has found.
#[derive(Default)]
pub(super) struct Found {
    pub diagnostics: Diagnostics,
    /// How many projects there are, right or wrong.
    pub projects: usize,
}

/// A file on its way: finished, or read.
enum Begun<T, R> {
    Finished(Arc<Outcome<T>>),
    Read(R),
}

impl<'a> Run<'a> {
    /// A run on so many threads; on as many as the machine gives, where nobody says.
    pub(super) fn new(inputs: &'a [Input], language: Language, jobs: Option<usize>, timings: &'a Timings) -> Self {
        let group = |input: &'a Input| {
            let mut found = Diagnostics::new();
            let settings = input.settings(&mut found);
            Group { input, settings, found: found.sorted() }
        };
        let numbered = inputs.iter().enumerate();
        let files = numbered.flat_map(|(group, input)| input.files.iter().map(move |file| (group, file)));
        let files: Vec<_> = files.collect();
        let threads = threads(jobs, files.len());
        Self { groups: inputs.iter().map(group).collect(), files, language, threads, timings, part: false }
    }

    /// A run over a part of the projects, so that nothing can be said about all of
    /// them together.
    pub(super) fn part(self) -> Self {
        Self { part: true, ..self }
    }

    /// The settings of a group, where they are right.
    pub(super) fn settings(&self, group: usize) -> Option<&Settings> {
        self.groups[group].settings.as_ref().map(|(settings, _)| settings)
    }

    /// The files, each with its group.
    pub(super) fn files(&self) -> &[(usize, &'a ProjectFile)] {
        &self.files
    }

    /// Does something with each file that is not kept: `claim` in the order of the
    /// files, then `act`; and has every outcome told, in order.
    pub(super) fn each<C, T: Clone + Send + Sync>(
        &self,
        kept: &Kept<T>,
        mut claim: impl FnMut(&Read<'_>) -> Result<C, Failure> + Send,
        act: impl Fn(&Read<'_>, C) -> Result<(Diagnostics, T), Failure> + Sync,
        mut done: impl FnMut(usize, &Arc<Outcome<T>>) + Send,
    ) -> Result<Found, Failure> {
        let mut found = Found::default();
        let mut outlines: Vec<Vec<Outline>> = self.groups.iter().map(|_| Vec::new()).collect();
        let steps = Steps {
            read: |index| {
                let known = kept.get(&index).map(|outcome| Begun::Finished(Arc::clone(outcome)));
                Ok(known.unwrap_or_else(|| self.begin(index)))
            },
            claim: |begun| match begun {
                Begun::Finished(outcome) => Ok(Begun::Finished(outcome)),
                Begun::Read((read, found)) => claim(&read).map(|claimed| Begun::Read((read, found, claimed))),
            },
            make: |begun| match begun {
                Begun::Finished(outcome) => Ok(outcome),
                Begun::Read((read, found, claimed)) => {
                    let (further, made) = act(&read, claimed)?;
                    Ok(Arc::new(finish(&read, found, further, made)))
                }
            },
            done: |index: usize, outcome: Arc<Outcome<T>>| {
                done(index, &outcome);
                let outcome = Arc::unwrap_or_clone(outcome);
                found.projects += outcome.projects;
                found.diagnostics.extend(outcome.findings);
                outlines[self.files[index].0].extend(outcome.outlines);
            },
        };
        steps.run(self.files.len(), self.threads)?;
        for (group, outlines) in self.groups.iter().zip(outlines) {
            found.diagnostics.extend(group.found.iter().cloned());
            if let (Some((_, checks)), false) = (&group.settings, self.part) {
                found.diagnostics.extend(self.with_texts(across(&outlines, checks)));
                found.diagnostics.extend(checks.unused().sorted());
            }
        }
        Ok(found)
    }

    /// What the projects of a file share, where that is right.
    pub(super) fn settings_of(&self, file: usize) -> Option<&Settings> {
        self.settings(self.files[file].0)
    }

    /// The templates of a file's projects.
    pub(super) fn templates(&self, file: usize) -> &Templates {
        &self.groups[self.files[file].0].input.templates
    }

    /// A file once more; none where it cannot be read.
    pub(super) fn read(&self, index: usize) -> Option<Read<'_>> {
        match self.begin::<()>(index) {
            Begun::Read((read, _)) => Some(read),
            Begun::Finished(_) => None,
        }
    }

    /// Reads a file.
    fn begin<T>(&self, index: usize) -> Begun<T, (Read<'_>, Diagnostics)> {
        let (group, file) = self.files[index];
        let Group { input, settings, .. } = &self.groups[group];
        let unread = |findings| {
            let outcome = Outcome { findings, outlines: Vec::new(), projects: 1, made: None };
            Begun::Finished(Arc::new(outcome))
        };
        let Some((settings, checks)) = settings else {
            return unread(Vec::new());
        };
        self.timings.measure(Stage::Read, || match file.text(self.language) {
            Err(error) => unread(vec![error]),
            Ok(source) => {
                let mut found = Diagnostics::new();
                let mut read = read_file(&source, settings, &input.templates, &mut found);
                let found = checks.apply_to_file(&mut read, found);
                let (documents, projects) = (read.documents, read.projects);
                Begun::Read((Read { group, file, settings, checks, source, documents, projects }, found))
            }
        })
    }

    /// Findings about several projects, with the texts of their files again.
    fn with_texts(&self, findings: Diagnostics) -> Vec<Diagnostic> {
        let mut findings = findings.sorted();
        let mut texts: HashMap<String, Arc<Source>> = HashMap::new();
        for label in findings.iter_mut().flat_map(|finding| &mut finding.labels) {
            let Span { source, range } = &label.span;
            if source.text.is_empty() && !range.is_empty() {
                let text = texts.entry(source.name.clone()).or_insert_with(|| self.text(source));
                // The file may have changed since.
                label.span = match text.text.get(range.clone()) {
                    Some(_) => Span { source: Arc::clone(text), range: range.clone() },
                    None => Span::whole(text),
                };
            }
        }
        findings
    }

    /// The text of a source of which only the name was kept.
    fn text(&self, source: &Arc<Source>) -> Arc<Source> {
        let is_it = |(_, file): &&(usize, &ProjectFile)| file.name(self.language) == source.name;
        let file = self.files.iter().find(is_it).map(|(_, file)| file);
        file.and_then(|file| file.text(self.language).ok()).unwrap_or_else(|| Arc::clone(source))
    }
}

fn finish<T>(read: &Read<'_>, mut found: Diagnostics, further: Diagnostics, made: T) -> Outcome<T> {
    found.append(further);
    let named = match read.file.is_standard_input() {
        true => Arc::clone(&read.source),
        false => Source::new(&read.source.name, ""),
    };
    let outline = |project: &Project| Outline::of(project).without_text(&read.source, &named);
    Outcome {
        findings: found.sorted(),
        outlines: read.projects.iter().map(|(_, project)| outline(project)).collect(),
        projects: read.documents.max(1),
        made: Some(made),
    }
}
