//! What could be typed at a place of a project's file.

use super::about::about_field;
use super::find::{column, field};
use super::{Candidate, CandidateKind, Edit, Spot, literal, words};
use crate::authoring;
use crate::library::{Origin, Suggestion, Wanted};
use crate::messages::Message;
use crate::project::keys;
use crate::source::write::{in_braces, key};
use crate::template::{Field, Framework, Kind, Template, Templates, running_texts};
use crate::value::{Money, Operator, known_units};

/// What is known around a place.
pub(crate) struct Around<'a> {
    pub templates: &'a Templates,
    /// The form, where it is known.
    pub template: Option<&'a Template>,
    /// The year of a project that says none: that of its folder, or of the newest form.
    pub year: u16,
    /// Whether the folder's settings give the field at a path.
    pub gives: &'a dyn Fn(&str) -> bool,
    /// The indicators that fit below a 一级指标 and a 二级指标.
    pub suggestions: &'a dyn Fn(&str, &str) -> Vec<Suggestion>,
    /// What other projects say in a field of texts.
    pub said: &'a dyn Fn(&str) -> Vec<String>,
    /// The units that the form and the folder know beside those that everybody does.
    pub units: &'a [String],
}

/// What could be typed at a place of a project's file, the likeliest first.
pub(crate) fn complete(spot: &Spot, around: &Around<'_>) -> Vec<Candidate> {
    let completing = Completing { spot, around };
    let mut found = match (&spot.value_of, spot.above.as_slice()) {
        (Some(name), []) if name == keys::YEAR => completing.years(),
        (Some(name), []) if name == keys::FORM => completing.forms(),
        _ => around.template.map_or_else(Vec::new, |template| completing.of_form(template)),
    };
    if spot.above.is_empty() && spot.value_of.is_none() && !spot.in_item {
        found.extend(completing.heads());
        if spot.is_blank {
            found.extend(completing.projects());
        }
    }
    let is_new = |known: &Candidate| !spot.beside.contains(&known.label);
    found.retain(|candidate| spot.value_of.is_some() || is_new(candidate));
    found
}

struct Completing<'a> {
    spot: &'a Spot,
    around: &'a Around<'a>,
}

impl Completing<'_> {
    /// A candidate that is typed in place of the word.
    fn candidate(&self, label: &str, kind: CandidateKind, snippet: String) -> Candidate {
        let text = if self.spot.wants_space { format!(" {snippet}") } else { snippet };
        Candidate {
            label: label.to_owned(),
            kind,
            detail: Message::default(),
            about: Message::default(),
            edit: Edit { range: self.spot.word.clone(), text },
        }
    }

    /// A value.
    fn value(&self, text: &str, kind: CandidateKind) -> Candidate {
        let written = if self.spot.in_braces { in_braces(text) } else { key(text) };
        self.candidate(text, kind, literal(&written))
    }

    /// A key, with what follows it.
    fn key(&self, name: &str, value: &str) -> Candidate {
        let written = literal(&if self.spot.in_braces { in_braces(name) } else { key(name) });
        let snippet = if self.spot.has_colon { written } else { format!("{written}:{value}") };
        self.candidate(name, CandidateKind::Key, snippet)
    }

    /// A line of a snippet below the key that is typed. Editors indent it as the first one.
    fn below(&self, levels: usize, text: &str) -> String {
        format!("\n{}{text}", "  ".repeat(levels))
    }

    fn years(&self) -> Vec<Candidate> {
        let mut years: Vec<(u16, &Template)> = Vec::new();
        for template in self.around.templates.iter() {
            let last = template.last_year.unwrap_or(template.first_year.max(self.around.year) + 1);
            years.extend((template.first_year..=last).rev().take(4).map(|year| (year, &**template)));
        }
        years.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
        years.dedup_by_key(|(year, _)| *year);
        let year = |(year, template): (u16, &Template)| Candidate {
            detail: Message::verbatim(&template.title),
            ..self.value(&year.to_string(), CandidateKind::Value)
        };
        years.into_iter().map(year).collect()
    }

    fn forms(&self) -> Vec<Candidate> {
        let form = |template: &std::sync::Arc<Template>| Candidate {
            detail: Message::verbatim(&template.title),
            ..self.value(&template.name, CandidateKind::Option)
        };
        self.around.templates.iter().rev().map(form).collect()
    }

    /// The keys that choose the form.
    fn heads(&self) -> Vec<Candidate> {
        let year = Candidate { detail: words::chooses_the_form(), ..self.key(keys::YEAR, " ") };
        let form = Candidate { detail: words::names_the_form(), ..self.key(keys::FORM, " ") };
        [year, form].into_iter().filter(|head| !(self.around.gives)(&head.label)).collect()
    }

    /// Whole projects, of each form.
    fn projects(&self) -> Vec<Candidate> {
        let of = |template: &std::sync::Arc<Template>| {
            let year = match template.covers(self.around.year) {
                true => self.around.year,
                false => template.last_year.unwrap_or(template.first_year),
            };
            let form = self.around.templates.form_of_year(year, Some(&template.name)).ok()?;
            let text = authoring::new_project(&form, "项目名称", &[]);
            let label = words::whole_project(year);
            let label = label.say(crate::messages::Language::Chinese);
            let detail = Message::verbatim(&template.title);
            Some(Candidate { detail, ..self.candidate(label, CandidateKind::Snippet, literal(&text)) })
        };
        self.around.templates.iter().rev().filter_map(of).collect()
    }

    fn of_form(&self, template: &Template) -> Vec<Candidate> {
        let Spot { above, value_of, in_item, .. } = self.spot;
        let whole: Vec<&String> = above.iter().chain(value_of).collect();
        let own = field(template, above).filter(|(_, field, length)| field.kind.is_list() || *length == above.len());
        match own {
            Some((_, field, length)) => match &field.kind {
                Kind::Table(columns) if *in_item && above.len() == length => match value_of {
                    None => self.columns(template, columns),
                    Some(name) => column(&field.kind, name).map_or_else(Vec::new, |column| self.values(column)),
                },
                Kind::Indicators(framework) => self.in_framework(template, framework, &above[length..]),
                Kind::Choices(_) if value_of.is_none() => self.values(field),
                _ => Vec::new(),
            },
            None => match value_of {
                Some(_) => field(template, &whole)
                    .filter(|(_, _, length)| *length == whole.len())
                    .map_or_else(Vec::new, |(_, field, _)| self.values(field)),
                None if *in_item => Vec::new(),
                None => self.fields(template),
            },
        }
    }

    /// The fields and groups right below the keys above.
    fn fields(&self, template: &Template) -> Vec<Candidate> {
        let group = self.spot.above.iter().map(|key| format!("{key}.")).collect::<String>();
        let running = running_texts(template);
        let mut found: Vec<(bool, Candidate)> = Vec::new();
        for (index, field) in template.fields.iter().enumerate().filter(|(_, field)| field.by.is_none()) {
            let Some(rest) = field.path.strip_prefix(&group) else { continue };
            match rest.split_once('.') {
                Some((name, _)) if found.iter().any(|(_, known)| known.label == name) => {}
                Some((name, _)) => {
                    let value = if self.spot.in_braces { " {$0}".to_owned() } else { self.below(1, "$0") };
                    found.push((false, self.key(name, &value)));
                }
                None => {
                    let value = self.snippet(field, running[index]);
                    let candidate = self.about(template, field, self.key(field.key(), &value));
                    // What the folder gives, and what is computed, need not be written.
                    found.push((field.is_total() || (self.around.gives)(&field.path), candidate));
                }
            }
        }
        found.sort_by_key(|(is_last, _)| *is_last);
        found.into_iter().map(|(_, candidate)| candidate).collect()
    }

    /// What stands behind a field's key at first.
    fn snippet(&self, field: &Field, is_running: bool) -> String {
        match &field.kind {
            _ if self.spot.in_braces => " ".to_owned(),
            Kind::Text if is_running => format!(" |-{}", self.below(1, "$0")),
            Kind::Table(columns) => self.below(1, &format!("- {}", record(columns))),
            Kind::Indicators(framework) => tree(framework),
            _ => " ".to_owned(),
        }
    }

    fn about(&self, template: &Template, field: &Field, candidate: Candidate) -> Candidate {
        let hint = authoring::hint(template, field, self.around.year);
        let hint = hint.trim_start_matches([' ', '#']);
        let detail = match (hint.is_empty(), field.is_total(), (self.around.gives)(&field.path)) {
            (_, true, _) => words::is_computed(),
            (_, _, true) => words::is_given_by_the_folder(),
            (true, ..) => Message::default(),
            (false, ..) => Message::verbatim(hint),
        };
        Candidate { detail, about: about_field(template, field, self.around.year), ..candidate }
    }

    fn columns(&self, template: &Template, columns: &[Field]) -> Vec<Candidate> {
        let column = |column: &Field| self.about(template, column, self.key(&column.path, " "));
        let mut found: Vec<Candidate> = columns.iter().map(column).collect();
        if self.spot.beside.is_empty() && !self.spot.in_braces && !self.spot.has_colon {
            let whole = self.candidate(&words::a_record(), CandidateKind::Snippet, record(columns));
            found.insert(0, whole);
        }
        found
    }

    /// What a field could hold.
    fn values(&self, field: &Field) -> Vec<Candidate> {
        let of = |kind| move |text: &String| self.value(text, kind);
        match &field.kind {
            Kind::Choice(options) | Kind::Choices(options) => options.iter().map(of(CandidateKind::Option)).collect(),
            Kind::Date(_) => self.days().iter().map(of(CandidateKind::Value)).collect(),
            Kind::Money(_) => self.amounts(),
            Kind::Text if field.limit.is_none_or(|limit| limit <= 100) => {
                (self.around.said)(&field.path).iter().map(of(CandidateKind::Value)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The first and last days of the year and of its quarters.
    fn days(&self) -> Vec<String> {
        let year = self.spot.year.as_ref().and_then(|year| year.parse().ok()).unwrap_or(self.around.year);
        let days = ["01-01", "12-31", "03-31", "06-30", "09-30", "04-01", "07-01", "10-01", "11-30"];
        let own = days.map(|day| format!("{year}-{day}"));
        own.into_iter().chain([format!("{}-12-31", year + 1)]).collect()
    }

    /// The amount that is typed, in both units.
    fn amounts(&self) -> Vec<Candidate> {
        let typed = self.typed();
        if typed.is_empty() || !typed.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
            return Vec::new();
        }
        let of = |unit: &str| {
            let text = format!("{typed}{unit}");
            let money = Money::parse(&text).ok()?;
            let detail = Message::verbatim(format!("{}元", money.plain()));
            Some(Candidate { detail, ..self.value(&text, CandidateKind::Value) })
        };
        ["万元", "元"].into_iter().filter_map(of).collect()
    }

    fn typed(&self) -> &str {
        &self.spot.typed
    }

    fn in_framework(&self, template: &Template, framework: &Framework, above: &[String]) -> Vec<Candidate> {
        let category = above.first().and_then(|name| {
            let name = framework.canonical(name);
            framework.categories.iter().find(|category| category.name == name)
        });
        match (above, category, &self.spot.value_of) {
            ([], _, None) if !self.spot.in_item => {
                let value = if self.spot.in_braces { " {$0}".to_owned() } else { self.below(1, "$0") };
                let of = |known: &crate::template::Category| {
                    let place = framework.place_of(known);
                    let detail = place.map_or_else(Message::default, words::stands_instead_of);
                    Candidate { detail, ..self.key(&known.name, &value) }
                };
                let (usual, others): (Vec<_>, Vec<_>) =
                    framework.categories.iter().partition(|known| known.instead_of.is_none());
                usual.into_iter().chain(others).map(of).collect()
            }
            ([_], Some(category), None) if !self.spot.in_item => {
                let value = if self.spot.in_braces { " {$0}".to_owned() } else { self.below(1, "$0") };
                category.subcategories.iter().map(|name| self.key(name, &value)).collect()
            }
            ([_, below], Some(category), value_of) => {
                let below = framework.canonical(below);
                self.below_subcategory(template, framework, (&category.name, below), value_of.as_deref())
            }
            ([_, _, _], Some(_), None) => {
                let has_target = self.spot.beside.iter().any(|key| PARTS.contains(&key.as_str()));
                self.parts(template, framework, has_target)
            }
            ([_, below, name, ..], Some(category), Some(part)) => {
                self.part(framework, (&category.name, framework.canonical(below), name), part)
            }
            _ => Vec::new(),
        }
    }

    /// Indicators, or what an item of a list of them has.
    fn below_subcategory(
        &self,
        template: &Template,
        framework: &Framework,
        (category, below): (&str, &str),
        value_of: Option<&str>,
    ) -> Vec<Candidate> {
        match (value_of, self.spot.in_item) {
            (None, true) => {
                let has_name = self.spot.beside.iter().any(|key| key == keys::NAME);
                let mut found = Vec::new();
                if !has_name {
                    found.push(self.key(keys::NAME, " "));
                    if !self.spot.has_colon && self.spot.beside.is_empty() {
                        found.extend(self.suggested(category, below, |name, target| match self.spot.in_braces {
                            true => format!("{}: {name}, {}: {target}", keys::NAME, keys::TARGET),
                            false => format!("{{{}: {name}, {}: {target}}}", keys::NAME, keys::TARGET),
                        }));
                    }
                }
                found.extend(self.parts(template, framework, false));
                found
            }
            (None, false) => {
                let mut found = self.suggested(category, below, |name, target| match self.spot.has_colon {
                    true => name.to_owned(),
                    false => format!("{name}: {target}"),
                });
                if !self.spot.in_braces && !self.spot.has_colon {
                    let snippet = "${1:指标名称}: ${2:≥}${3:…}".to_owned();
                    found.push(self.candidate(&words::an_indicator(), CandidateKind::Snippet, snippet));
                }
                found
            }
            (Some(key), true) if key == keys::NAME => self.suggested(category, below, |name, _| name.to_owned()),
            (Some(part), true) => {
                // The name stands beside it, which no candidate needs.
                self.part(framework, (category, below, ""), part)
            }
            (Some(name), false) => self.targets(category, below, name),
        }
    }

    /// The indicators that fit, with their names and targets put together.
    fn suggested(&self, category: &str, below: &str, put: impl Fn(&str, &str) -> String) -> Vec<Candidate> {
        let of = |one: Suggestion| {
            let name =
                literal(&if self.spot.in_braces || self.spot.in_item { in_braces(&one.name) } else { key(&one.name) });
            Candidate {
                detail: detail(&one),
                about: about(&one),
                ..self.candidate(&one.name, CandidateKind::Indicator, put(&name, &target(&one.wanted)))
            }
        };
        (self.around.suggestions)(category, below).into_iter().map(of).collect()
    }

    /// Targets of an indicator: as others have it, the number that is typed with units.
    fn targets(&self, category: &str, below: &str, name: &str) -> Vec<Candidate> {
        let typed = self.typed().to_owned();
        let number = typed.trim_start_matches(|c: char| "≥≤=><".contains(c) || "不少于超过低".contains(c));
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let mut same: Vec<Suggestion> =
            (self.around.suggestions)(category, below).into_iter().filter(|one| one.name == name).collect();
        if is_number {
            let wanted = same.iter().filter_map(|one| match &one.wanted {
                Wanted::Quantity { unit, .. } => Some(unit.clone()),
                Wanted::Written(_) => None,
            });
            let units = wanted.chain(self.units());
            let of = |unit: String| self.value(&format!("{typed}{unit}"), CandidateKind::Unit);
            let mut found: Vec<Candidate> = Vec::new();
            for candidate in units.map(of) {
                if !found.contains(&candidate) {
                    found.push(candidate);
                }
            }
            return found;
        }
        same.dedup_by(|one, other| one.wanted == other.wanted);
        let mut found: Vec<Candidate> = same
            .iter()
            .map(|one| Candidate {
                detail: detail(one),
                about: about(one),
                ..self.candidate(&one.wanted.pattern(), CandidateKind::Value, target(&one.wanted))
            })
            .collect();
        if typed.is_empty() {
            let signs = [Operator::AtLeast, Operator::AtMost, Operator::Equal];
            found
                .extend(signs.map(|sign| self.candidate(sign.symbol(), CandidateKind::Unit, sign.symbol().to_owned())));
        }
        found
    }

    fn units(&self) -> impl Iterator<Item = String> {
        self.around.units.iter().cloned().chain(known_units().iter().map(|unit| (*unit).to_owned()))
    }

    /// The parts of an indicator.
    fn parts(&self, template: &Template, framework: &Framework, has_target: bool) -> Vec<Candidate> {
        let columns = framework.columns.iter().map(|column| self.about(template, column, self.key(&column.path, " ")));
        let parts = [
            (keys::TARGET, words::part_target()),
            (keys::NUMBER, words::part_number()),
            (keys::OPERATOR, words::part_operator()),
            (keys::UNIT, words::part_unit()),
            (keys::VERBATIM, words::part_verbatim()),
        ];
        let is_possible = |key: &str| !has_target || key != keys::TARGET;
        let parts = parts.into_iter().filter(|(key, _)| is_possible(key));
        let parts = parts.map(|(key, detail)| Candidate { detail, ..self.key(key, " ") });
        parts.chain(columns).collect()
    }

    /// What a part of an indicator could hold.
    fn part(&self, framework: &Framework, (category, below, name): (&str, &str, &str), part: &str) -> Vec<Candidate> {
        match part {
            keys::OPERATOR => {
                let signs = [Operator::AtLeast, Operator::AtMost, Operator::Equal, Operator::Greater, Operator::Less];
                signs.map(|sign| self.value(sign.symbol(), CandidateKind::Unit)).into()
            }
            keys::UNIT => self.units().map(|unit| self.value(&unit, CandidateKind::Unit)).collect(),
            keys::TARGET => self.targets(category, below, name),
            _ => framework
                .columns
                .iter()
                .find(|column| column.path == part)
                .map_or_else(Vec::new, |column| self.values(column)),
        }
    }
}

const PARTS: [&str; 5] = [keys::TARGET, keys::NUMBER, keys::OPERATOR, keys::UNIT, keys::VERBATIM];

/// A record of a table with gaps for its values.
fn record(columns: &[Field]) -> String {
    let gaps: Vec<String> = (1..)
        .zip(columns)
        .map(|(number, column)| format!("{}: ${number}", literal(&in_braces(&column.path))))
        .collect();
    // The brace is no end of a gap.
    format!("{{{}\\}}", gaps.join(", "))
}

/// All categories of a form, to be filled in.
fn tree(framework: &Framework) -> String {
    let mut text = String::new();
    let mut number = 0;
    for category in framework.always() {
        text += &format!("\n  {}:", literal(&key(&category.name)));
        for below in &category.subcategories {
            number += 1;
            text += &format!("\n    {}:\n      ${number}", literal(&key(below)));
        }
    }
    text
}

/// A target with a gap for its number.
fn target(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Quantity { .. } => literal(&wanted.pattern()).replace('…', "${1:…}"),
        Wanted::Written(text) => format!("${{1:{}}}", literal(&key(text))),
    }
}

fn detail(one: &Suggestion) -> Message {
    match &one.origin {
        Origin::Project { name, year } => words::of_project(name, year, one.wanted.pattern()),
        Origin::Office(_) | Origin::Program => Message::verbatim(format!("{} {}", one.wanted.pattern(), one.kind)),
    }
}

fn about(one: &Suggestion) -> Message {
    let mut said = Message::verbatim(format!("{} → {}", one.category, one.subcategory));
    let range = one.wanted.range();
    if !range.is_empty() {
        said = words::usual_range(said, range);
    }
    if !one.proof.is_empty() {
        said = words::proved_by(said, &one.proof);
    }
    said
}
