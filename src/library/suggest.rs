//! The indicators that fit a project.

use super::places::place;
use super::{ANY, Customary, Library, Query, Wanted};
use crate::project::{FieldValue, Indicator, Project, TO_FILL_IN};
use crate::template::{FieldId, Framework, Kind, Template};

/// A project may be of so many kinds by its name.
const MOST_KINDS: usize = 2;

/// Other projects give so many: nobody reads more, and each is compared with all before it.
const MOST_OF_OTHERS: usize = 100;

/// An indicator that somebody may want.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The 一级指标 that takes it.
    pub category: String,
    /// The 二级指标 that takes it.
    pub subcategory: String,
    /// The 三级指标.
    pub name: String,
    /// What its target looks like.
    pub wanted: Wanted,
    /// By what it is proved that it was reached; may be empty.
    pub proof: String,
    /// The kind of projects that it is customary for; empty where that is not known.
    pub kind: String,
    /// Who has it.
    pub origin: Origin,
    /// Whether the project has nothing in this 一级指标, which its form wants.
    pub is_missing: bool,
}

/// Who has an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The program's library.
    Program,
    /// The library of an office, by its file.
    Office(String),
    /// Another project.
    Project {
        /// What it is called.
        name: String,
        /// Its 年度.
        year: u16,
    },
}

/// Another project, from which indicators may be taken.
#[derive(Clone, Debug)]
pub struct Known {
    name: String,
    year: u16,
    /// The 二级指标, the name and the target of each.
    indicators: Vec<(String, String, String)>,
}

impl Known {
    /// What others may take from a project.
    pub fn of(project: &Project) -> Self {
        let taken = |indicator: &Indicator| {
            let subcategory = indicator.subcategory_name.clone();
            (subcategory, indicator.name.trim().to_owned(), indicator.target.written.trim().to_owned())
        };
        let indicators = indicators(project).iter().map(taken);
        Self { name: project.name().to_owned(), year: project.year, indicators: indicators.collect() }
    }
}

/// The field that holds a form's indicators, with its framework.
pub(crate) fn framework(template: &Template) -> Option<(FieldId, &Framework)> {
    template.fields.iter().enumerate().find_map(|(index, field)| match &field.kind {
        Kind::Indicators(framework) => Some((FieldId(index), framework)),
        _ => None,
    })
}

/// The indicators of a project.
fn indicators(project: &Project) -> &[Indicator] {
    let given = framework(&project.template).and_then(|(id, _)| project.get(id));
    match given.map(|given| &given.value) {
        Some(FieldValue::Indicators(indicators)) => indicators,
        _ => &[],
    }
}

/// The indicators that fit a form, or a project of it: in the 一级指标 first that it lacks,
/// then where a 二级指标 has none, in the form's order; those of other projects of its name
/// or kind before those of libraries. None that the project has, and none twice; of other
/// projects 100 at most.
pub fn suggest(
    library: &Library,
    template: &Template,
    project: Option<&Project>,
    others: &[&Known],
    query: &Query,
) -> Vec<Suggestion> {
    let Some((_, framework)) = framework(template) else { return Vec::new() };
    let given = project.map_or(&[][..], indicators);
    let name = project.map_or("", Project::name);
    let kinds = kinds(library, name, query);
    let is_missing = |category: usize| {
        project.is_some()
            && framework.expected.contains(&category)
            && !given.iter().any(|indicator| framework.usual(indicator.category) == category)
    };
    let is_used = |category: usize| given.iter().any(|indicator| indicator.category == category);
    let known: Vec<String> = given.iter().map(|indicator| bare(&indicator.name)).collect();
    let mut listed: Vec<String> = Vec::new();
    let mut found: Vec<((bool, bool, usize, usize), Suggestion)> = Vec::new();
    // Whether it is one more.
    let mut add = |subcategory: &str, name: &str, wanted: Wanted, proof: &str, kind: &str, origin: Origin| {
        let Some((category, number)) = place(framework, subcategory, is_used) else { return false };
        let above = &framework.categories[category];
        let (category_name, subcategory) = (above.name.clone(), above.subcategories[number].clone());
        if !query.is_below(&category_name, &subcategory) {
            return false;
        }
        let own = bare(name);
        if known.iter().chain(&listed).any(|other| is_like(other, &own)) {
            return false;
        }
        listed.push(own);
        let has_others =
            given.iter().any(|indicator| (indicator.category, indicator.subcategory) == (category, number));
        let (is_missing, proof) = (is_missing(category), proof.to_owned());
        let suggestion = Suggestion {
            category: category_name,
            subcategory,
            name: name.to_owned(),
            wanted,
            proof,
            kind: kind.to_owned(),
            origin,
            is_missing,
        };
        found.push(((!is_missing, has_others, category, number), suggestion));
        true
    };
    let mut left = MOST_OF_OTHERS;
    for other in others {
        if left == 0 {
            break;
        }
        let kind = library.kinds_of(&other.name).into_iter().find(|kind| kinds.contains(kind));
        if kind.is_none() && (name.is_empty() || without_year(name) != without_year(&other.name)) {
            continue;
        }
        let kind = kind.unwrap_or_default();
        for (subcategory, name, target) in &other.indicators {
            if left > 0 && !target.is_empty() && target != TO_FILL_IN && query.has_word(library, kind, name) {
                let origin = Origin::Project { name: other.name.clone(), year: other.year };
                left -= usize::from(add(subcategory, name, Wanted::Written(target.clone()), "", kind, origin));
            }
        }
    }
    for kind in kinds {
        for known in library.kinds.iter().filter(|known| known.name == kind) {
            for Customary { subcategory, name, wanted, proof } in &known.indicators {
                if query.has_word(library, kind, name) {
                    let origin = known.file.clone().map_or(Origin::Program, Origin::Office);
                    add(subcategory, name, wanted.clone(), proof, kind, origin);
                }
            }
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, suggestion)| suggestion).collect()
}

/// The kinds whose indicators are asked for.
fn kinds<'l>(library: &'l Library, name: &str, query: &'l Query) -> Vec<&'l str> {
    let told = match (&query.kind, &query.word) {
        (Some(kind), _) => vec![kind.as_str()],
        (None, _) if !name.is_empty() => library.kinds_of(name).into_iter().take(MOST_KINDS).collect(),
        (None, None) => Vec::new(),
        (None, Some(_)) => library.kinds().into_iter().map(|kind| kind.name.as_str()).collect(),
    };
    let any = (!told.contains(&ANY)).then_some(ANY);
    told.into_iter().chain(any).collect()
}

/// Whether two bare names are of one indicator: the same, or one with more words around it.
fn is_like(one: &str, other: &str) -> bool {
    /// A name of fewer characters stands in many.
    const SHORTEST: usize = 4;
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short == long || short.chars().count() >= SHORTEST && long.contains(short)
}

/// An indicator's name without brackets and spaces.
fn bare(name: &str) -> String {
    let end = name.find(['（', '(']).unwrap_or(name.len());
    name[..end].split_whitespace().collect()
}

/// A name that tells the project in every year.
fn without_year(name: &str) -> String {
    let is_year = |c: char| c.is_ascii_digit() || matches!(c, '年' | '度');
    name.trim().trim_start_matches(is_year).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Diagnostics;
    use crate::project::{Settings, read_file};
    use crate::source::Source;
    use crate::template::Templates;

    fn project(text: &str) -> Project {
        let mut diagnostics = Diagnostics::new();
        let source = Source::new("甲.yaml", text);
        let mut file = read_file(&source, &Settings::default(), &Templates::built_in(), &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{:?}", diagnostics.sorted());
        file.projects.remove(0).1
    }

    fn for_project(project: &Project, others: &[&Known], query: &Query) -> Vec<Suggestion> {
        suggest(Library::built_in(), &project.template, Some(project), others, query)
    }

    #[test]
    fn what_is_missing_comes_first_and_nothing_twice() {
        let project = project(
            "年度: 2026\n项目名称: 干部培训\n绩效指标:\n  产出指标:\n    数量指标: {培训班期数: ≥4期}\n  \
             效益指标: {社会效益指标: {参训学员结业率: ≥95%}}\n  满意度指标: {服务对象满意度指标: {参训学员满意度: ≥90%}}\n",
        );
        let found = for_project(&project, &[], &Query::default());
        let names: Vec<&str> = found.iter().map(|suggestion| suggestion.name.as_str()).collect();
        assert_eq!(names[..2], ["人均培训成本", "师资课酬标准"]);
        assert!(found[0].is_missing && found[0].category == "成本指标" && found[0].kind == "培训");
        let after_cost = found.iter().find(|suggestion| suggestion.category != "成本指标").expect("others");
        assert_eq!(after_cost.subcategory, "质量指标", "数量指标 has one");
        assert!(names.contains(&"培训人次") && names.contains(&"项目总成本"));
        assert!(!names.contains(&"培训班期数") && !names.contains(&"参训学员满意度"));
        let unique: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(unique.len(), names.len());
    }

    #[test]
    fn by_word_and_place() {
        let templates = Templates::built_in();
        let template: &Arc<Template> = templates.for_year(2023).expect("a form");
        let ask = |query: Query| suggest(Library::built_in(), template, None, &[], &query);
        let word = |word: &str| Query { word: Some(word.to_owned()), ..Query::default() };
        let of_kind = ask(word("研修"));
        assert!(of_kind.iter().any(|suggestion| suggestion.name == "培训班期数"));
        assert!(of_kind.iter().all(|suggestion| suggestion.kind == "培训"));
        assert!(ask(word("投诉")).iter().all(|suggestion| suggestion.name.contains("投诉")));
        let below = Query { below: Some("满意度".to_owned()), kind: Some("会议".to_owned()), ..Query::default() };
        let found = ask(below);
        let names: Vec<&str> = found.iter().map(|suggestion| suggestion.name.as_str()).collect();
        assert_eq!(names, ["参会人员满意度", "受益对象满意度"]);
    }

    #[test]
    fn other_projects_give_theirs() {
        let last_year = project(
            "年度: 2025\n项目名称: 2025年重点工作\n绩效指标:\n  产出指标:\n    \
             成本指标: {简报单期成本: ≤800元/期}\n    数量指标: {编发简报期数: ≥12期}\n",
        );
        let this_year = project("年度: 2026\n项目名称: 2026年重点工作\n");
        let found = for_project(&this_year, &[&Known::of(&last_year)], &Query::default());
        let taken = |name: &str| found.iter().find(|suggestion| suggestion.name == name).expect("taken");
        assert_eq!(taken("简报单期成本").subcategory, "经济成本指标");
        let count = taken("编发简报期数");
        assert_eq!(count.wanted, Wanted::Written("≥12期".to_owned()));
        assert_eq!(count.origin, Origin::Project { name: "2025年重点工作".to_owned(), year: 2025 });
        let other = project("年度: 2026\n项目名称: 河道整治\n");
        let found = for_project(&other, &[&Known::of(&last_year)], &Query::default());
        assert!(found.iter().all(|suggestion| suggestion.origin == Origin::Program));
    }
    #[test]
    fn a_large_folder_gives_no_endless_list() {
        let this_year = project("年度: 2026\n项目名称: 2026年重点工作\n");
        let mut known = Known::of(&this_year);
        known.indicators =
            (0..3000).map(|n| ("数量指标".to_owned(), format!("第{n:04}号事项"), "≥1项".to_owned())).collect();
        let found = for_project(&this_year, &[&known], &Query::default());
        let of_others = found.iter().filter(|suggestion| suggestion.origin != Origin::Program).count();
        assert_eq!(of_others, MOST_OF_OTHERS);
        assert!(found.len() > of_others, "the library's are there, too");
    }
}
