//! The whole at a glance: a page in one file that stands alone, prints, and has a table for
//! each chart.

use std::fmt::Write;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::notice::{money, place};
use super::overview::{Group, STANDINGS, by_rule, findings_of, grouped, projects, standing};
use super::received::Yuan;
use super::roster::Roster;
use super::state::{ProjectState, Standing, State, UnitState};
use super::words;
use crate::diag::Code;
use crate::messages::{Language, Message};

/// The page. `groups` are the columns of the summary by which projects are counted, each with
/// what those are called that leave it blank; `link` is where the notice to a unit is, from
/// the page.
pub fn page(
    state: &State,
    roster: &Roster,
    groups: &[(String, String)],
    link: &dyn Fn(&UnitState) -> Option<String>,
    language: Language,
) -> String {
    Page { state, roster, link, language, out: String::new() }.whole(groups)
}

struct Page<'a> {
    state: &'a State,
    roster: &'a Roster,
    link: &'a dyn Fn(&UnitState) -> Option<String>,
    language: Language,
    out: String,
}

/// A bar of a chart: its label, its parts with their classes, and what is written behind it.
struct Bar {
    label: String,
    parts: Vec<(&'static str, f64)>,
    /// Where a line across the bar stands.
    mark: Option<f64>,
    behind: String,
}

impl Page<'_> {
    fn say(&self, message: Message) -> String {
        escaped(message.say(self.language))
    }

    fn whole(mut self, groups: &[(String, String)]) -> String {
        let title = self.say(words::overview_title(self.roster.year.map(|year| year.to_string()).unwrap_or_default()));
        let _ = write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<main>\n<h1>{title}</h1>\n",
            self.language.tag()
        );
        self.head();
        self.standings();
        self.units();
        self.amounts();
        for (column, blank) in groups {
            self.group(column, blank);
        }
        self.rules();
        self.all_findings();
        self.files();
        self.out += "</main>\n</body>\n</html>\n";
        self.out
    }

    /// The round, the day, and the amounts.
    fn head(&mut self) {
        let round = self.state.rounds.last();
        let (number, date) = (self.state.round(), round.map(|round| round.date.clone()).unwrap_or_default());
        let files = round.map_or(0, |round| round.files);
        let line = self.say(words::overview_head(number, date, files));
        let _ = writeln!(self.out, "<p>{line}</p>");
        let sum = |of: fn(&UnitState) -> Yuan| Yuan(self.state.units.iter().map(|unit| of(unit).0).sum());
        let (amount, accepted) = (sum(|unit| unit.amount), sum(|unit| unit.accepted));
        let count = projects(self.state).count();
        let done = projects(self.state).filter(|(_, project)| project.standing == Standing::Accepted).count();
        let mut tiles = vec![
            (words::projects(), count.to_string()),
            (words::projects_accepted(), done.to_string()),
            (words::amount(), money(amount)),
            (words::amount_accepted(), money(accepted)),
        ];
        tiles.extend(self.roster.ceiling.map(|most| (words::ceiling(), money(Yuan(most.to_decimal())))));
        let tiles: String = tiles
            .into_iter()
            .map(|(name, value)| format!("<div><dt>{}</dt><dd>{value}</dd></div>", self.say(name)))
            .collect();
        let _ = writeln!(self.out, "<dl class=\"tiles\">{tiles}</dl>");
        for note in &self.state.notes {
            let _ = writeln!(self.out, "<p class=\"wrong\">{}</p>", escaped(note.say(self.language)));
        }
    }

    fn section(&mut self, title: Message) {
        let title = self.say(title);
        let _ = writeln!(self.out, "<h2>{title}</h2>");
    }

    fn standings(&mut self) {
        self.section(words::units_by_standing());
        let count = |wanted| self.state.units.iter().filter(|unit| unit.standing == wanted).count();
        let bars = STANDINGS.map(|wanted| Bar {
            label: standing(wanted).say(self.language).to_owned(),
            parts: vec![(class(wanted), count(wanted) as f64)],
            mark: None,
            behind: count(wanted).to_string(),
        });
        self.chart(words::units_by_standing(), &bars);
        for wanted in STANDINGS.into_iter().filter(|wanted| *wanted != Standing::Accepted) {
            let late = self.say(words::late());
            let name = |unit: &UnitState| match unit.late {
                true => format!("{}（<span class=\"late\">{late}</span>）", escaped(&unit.name)),
                false => escaped(&unit.name),
            };
            let units = self.state.units.iter().filter(|unit| unit.standing == wanted);
            let names: Vec<String> = units.map(name).collect();
            if !names.is_empty() {
                let title = self.say(standing(wanted));
                let _ = writeln!(self.out, "<p><b class=\"{}\">{title}</b> {}</p>", class(wanted), names.join("、"));
            }
        }
        if !self.state.undecided.is_empty() {
            let items: String = self
                .state
                .undecided
                .iter()
                .map(|said| format!("<li>{}</li>", escaped(said.say(self.language))))
                .collect();
            let title = self.say(words::to_be_decided());
            let _ = writeln!(self.out, "<h3>{title}</h3>\n<ul>{items}</ul>");
        }
    }

    fn units(&mut self) {
        self.section(words::units());
        let heads = [
            words::unit(),
            words::standing(),
            words::deadline(),
            words::projects(),
            words::expected(),
            words::amount(),
            words::ceiling(),
            words::findings(),
            words::gone(),
            words::notice(),
        ];
        let rows = self.state.units.iter().map(|unit| {
            let own = |project: &&ProjectState| project.standing != Standing::Withdrawn;
            let there: Vec<&ProjectState> = unit.projects.iter().filter(own).collect();
            let found = unit.findings.len() + there.iter().map(|project| project.findings.len()).sum::<usize>();
            let gone = unit.gone.len() + there.iter().map(|project| project.gone.len()).sum::<usize>();
            let late =
                if unit.late { format!(" <b class=\"late\">{}</b>", self.say(words::late())) } else { String::new() };
            vec![
                format!("<th scope=\"row\">{}</th>", escaped(&unit.name)),
                format!("<td class=\"{}\">{}{late}</td>", class(unit.standing), self.say(standing(unit.standing))),
                cell(unit.deadline.as_deref().unwrap_or_default()),
                number(&there.len().to_string()),
                number(&unit.expected.map(|count| count.to_string()).unwrap_or_default()),
                number(&money(unit.amount)),
                number(&unit.ceiling.map(money).unwrap_or_default()),
                number(&found.to_string()),
                number(&gone.to_string()),
                (self.link)(unit).map_or_else(
                    || cell(""),
                    |link| format!("<td><a href=\"{}\">{}</a></td>", escaped(&link), self.say(words::notice())),
                ),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        self.table(words::units(), &heads, &rows);
        if self.state.units.iter().all(|unit| unit.projects.is_empty()) {
            return;
        }
        self.section(words::all_projects());
        let heads = [
            words::unit(),
            words::project(),
            words::standing(),
            words::amount(),
            words::findings(),
            words::file(),
            words::changes(),
        ];
        let mut rows = Vec::new();
        for unit in &self.state.units {
            for project in &unit.projects {
                let mut changes: Vec<String> = Vec::new();
                changes.extend(project.was.as_ref().map(|name| self.say(words::was_called(name))));
                changes.extend(project.new.then(|| self.say(words::is_new())));
                changes.extend(project.differences.iter().map(|difference| escaped(&difference.line())));
                let others = project.others.iter().filter(|_| project.standing == Standing::Undecided);
                changes.extend(others.map(|other| self.say(words::also_in(&other.file))));
                rows.push(vec![
                    format!("<th scope=\"row\">{}</th>", escaped(&unit.name)),
                    cell(&project.name),
                    format!("<td class=\"{}\">{}</td>", class(project.standing), self.say(standing(project.standing))),
                    number(&project.amount.map(money).unwrap_or_default()),
                    number(&project.findings.len().to_string()),
                    cell(&project.version.file),
                    format!("<td>{}</td>", changes.join("<br>")),
                ]);
            }
        }
        self.table(words::all_projects(), &heads, &rows);
    }

    /// What units ask for against what they may.
    fn amounts(&mut self) {
        if self.state.units.iter().all(|unit| unit.amount.0.is_zero()) {
            return;
        }
        self.section(words::amounts());
        let value = |Yuan(amount): Yuan| amount.to_f64().unwrap_or(0.0);
        let with_amounts = self.state.units.iter().filter(|unit| !unit.amount.0.is_zero());
        let mut units: Vec<&UnitState> = with_amounts.collect();
        units.sort_by_key(|unit| std::cmp::Reverse(unit.amount));
        let bars: Vec<Bar> = units
            .into_iter()
            .take(MOST_BARS)
            .map(|unit| {
                let rest = Yuan(unit.amount.0 - unit.accepted.0);
                let ceiling = unit.ceiling.map(|most| self.say(words::of_ceiling(money(most)))).unwrap_or_default();
                Bar {
                    label: unit.name.clone(),
                    parts: vec![("accepted", value(unit.accepted)), ("to-mend", value(rest))],
                    mark: unit.ceiling.map(value),
                    behind: format!("{}{ceiling}", money(unit.amount)),
                }
            })
            .collect();
        self.chart(words::amounts_chart(), &bars);
    }

    fn group(&mut self, column: &str, blank: &str) {
        let all = grouped(self.state, column, blank);
        if all.is_empty() {
            return;
        }
        self.section(words::amounts_by(column));
        let value = |amount: Decimal| amount.to_f64().unwrap_or(0.0);
        let bars: Vec<Bar> = all
            .iter()
            .take(MOST_BARS)
            .map(|(name, _, amount, accepted)| Bar {
                label: name.clone(),
                parts: vec![("accepted", value(*accepted)), ("to-mend", value(*amount - *accepted))],
                mark: None,
                behind: money(Yuan(*amount)),
            })
            .collect();
        self.chart(words::amounts_by(column), &bars);
        let heads = [Message::verbatim(column), words::projects(), words::amount(), words::amount_accepted()];
        let row = |(name, count, amount, accepted): &Group| {
            vec![
                format!("<th scope=\"row\">{}</th>", escaped(name)),
                number(&count.to_string()),
                number(&money(Yuan(*amount))),
                number(&money(Yuan(*accepted))),
            ]
        };
        let rows: Vec<Vec<String>> = all.iter().map(row).collect();
        self.table(words::amounts_by(column), &heads, &rows);
    }

    fn rules(&mut self) {
        let all = by_rule(self.state);
        if all.is_empty() {
            return;
        }
        self.section(words::findings_by_rule());
        let language = self.language;
        let named = |code: &str| match code {
            "" => words::of_the_office().say(language).to_owned(),
            code => code.to_owned(),
        };
        let bars: Vec<Bar> = all
            .iter()
            .take(MOST_BARS)
            .map(|(code, count, _)| Bar {
                label: named(code),
                parts: vec![("to-mend", *count as f64)],
                mark: None,
                behind: count.to_string(),
            })
            .collect();
        self.chart(words::findings_by_rule(), &bars);
        let rows: Vec<Vec<String>> = all
            .iter()
            .map(|(code, count, units)| {
                let about = Code::of(code).map(|code| code.summary(self.language)).unwrap_or_default();
                vec![
                    format!("<th scope=\"row\">{}</th>", escaped(&named(code))),
                    cell(&about),
                    number(&count.to_string()),
                    number(&units.to_string()),
                ]
            })
            .collect();
        let heads = [words::rule(), words::about(), words::findings(), words::units()];
        self.table(words::findings_by_rule(), &heads, &rows);
    }

    /// All findings, below their units.
    fn all_findings(&mut self) {
        let has = |unit: &UnitState| {
            findings_of(unit).next().is_some() || unit.projects.iter().any(|project| !project.gone.is_empty())
        };
        if !self.state.units.iter().any(has) {
            return;
        }
        self.section(words::all_findings());
        let heads = [
            words::project(),
            words::place(),
            words::level(),
            words::what_is_wrong(),
            words::how_to_mend(),
            words::since(),
        ];
        for unit in &self.state.units {
            let mut rows: Vec<Vec<String>> = findings_of(unit)
                .map(|(project, found, is_new)| {
                    vec![
                        cell(project.map_or(words::whole_unit().say(self.language), |project| &project.name)),
                        cell(&place(project, found, self.language)),
                        format!("<td>{}</td>", self.say(found.level.name())),
                        cell(found.what.say(self.language)),
                        cell(found.remedy.say(self.language)),
                        format!("<td>{}</td>", if is_new { self.say(words::is_new()) } else { String::new() }),
                    ]
                })
                .collect();
            for project in &unit.projects {
                rows.extend(project.gone.iter().map(|found| {
                    vec![
                        cell(&project.name),
                        cell(&place(Some(project), found, self.language)),
                        format!("<td>{}</td>", self.say(found.level.name())),
                        format!("<td><s>{}</s></td>", escaped(found.what.say(self.language))),
                        cell(""),
                        format!("<td>{}</td>", self.say(words::is_mended())),
                    ]
                }));
            }
            if rows.is_empty() {
                continue;
            }
            let name = escaped(&unit.name);
            let _ = writeln!(self.out, "<details open><summary>{name}（{}）</summary>", rows.len());
            self.table(Message::verbatim(&unit.name), &heads, &rows);
            self.out += "</details>\n";
        }
    }

    fn files(&mut self) {
        let rows: Vec<Vec<String>> = self
            .state
            .files
            .iter()
            .filter_map(|file| Some((file, file.refused.as_ref()?)))
            .map(|(file, why)| vec![cell(&file.file), cell(&file.date), cell(why.say(self.language))])
            .collect();
        if !rows.is_empty() {
            self.section(words::files_not_taken());
            self.table(words::files_not_taken(), &[words::file(), words::came_on(), words::why()], &rows);
        }
    }

    /// A table; its caption is read out, and stands above it as a heading.
    fn table(&mut self, caption: Message, heads: &[Message], rows: &[Vec<String>]) {
        let caption = self.say(caption);
        // The head of numbers stands above them.
        let kind = |column: usize| match rows.first().and_then(|row| row.get(column)) {
            Some(cell) if cell.starts_with(NUMBER) => " class=\"number\"",
            _ => "",
        };
        let head = |(column, head): (usize, &Message)| {
            format!("<th scope=\"col\"{}>{}</th>", kind(column), escaped(head.say(self.language)))
        };
        let heads: String = heads.iter().enumerate().map(head).collect();
        let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>\n", row.concat())).collect();
        let _ = writeln!(
            self.out,
            "<div class=\"scroll\"><table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table></div>"
        );
    }

    /// Bars one below the other; what they show is in a table, too.
    fn chart(&mut self, title: Message, bars: &[Bar]) {
        let total = |bar: &Bar| bar.parts.iter().map(|(_, value)| value).sum::<f64>();
        let most = bars.iter().map(|bar| total(bar).max(bar.mark.unwrap_or(0.0))).fold(0.0, f64::max);
        if most <= 0.0 {
            return;
        }
        let (title, height) = (self.say(title), bars.len() * ROW);
        let spoken: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.label, bar.behind)).collect();
        let _ = write!(
            self.out,
            "<svg viewBox=\"0 0 900 {height}\" role=\"img\" aria-label=\"{title}：{}\">",
            escaped(&spoken.join("；"))
        );
        for (number, bar) in bars.iter().enumerate() {
            let top = number * ROW;
            let _ = write!(
                self.out,
                "<text x=\"250\" y=\"{}\" text-anchor=\"end\">{}</text>",
                top + 17,
                escaped(&shortened(&bar.label))
            );
            let mut left = 260.0;
            for (class, value) in &bar.parts {
                let width = WIDTH * value / most;
                let _ = write!(
                    self.out,
                    "<rect class=\"{class}\" x=\"{left:.1}\" y=\"{}\" width=\"{width:.1}\" height=\"16\"/>",
                    top + 4
                );
                left += width;
            }
            if let Some(mark) = bar.mark {
                let x = 260.0 + WIDTH * mark / most;
                let _ = write!(self.out, "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{}\" y2=\"{}\"/>", top + 1, top + 23);
                left = left.max(x);
            }
            let _ =
                write!(self.out, "<text x=\"{:.1}\" y=\"{}\">{}</text>", left + 6.0, top + 17, escaped(&bar.behind));
        }
        self.out += "</svg>\n";
    }
}

/// How high a bar is with what is around it, and how long the longest one.
const ROW: usize = 26;
const WIDTH: f64 = 380.0;

/// So many bars a chart has at most; its table has all.
const MOST_BARS: usize = 60;

fn shortened(label: &str) -> String {
    match label.char_indices().nth(17) {
        Some((end, _)) => format!("{}…", &label[..end]),
        None => label.to_owned(),
    }
}

fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Missing => "missing",
        Standing::Undecided => "undecided",
        Standing::ToMend => "to-mend",
        Standing::Accepted => "accepted",
        Standing::Withdrawn => "withdrawn",
    }
}

fn cell(text: &str) -> String {
    format!("<td>{}</td>", escaped(text))
}

/// What the cell of a number begins with.
const NUMBER: &str = "<td class=\"number\">";

fn number(text: &str) -> String {
    format!("{NUMBER}{}</td>", escaped(text))
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

const STYLE: &str = include_str!("page.css");
