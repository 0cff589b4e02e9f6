//! 产出指标缺数量、质量、时效或成本，投入和管理缺了一项，或没有满意度。
//!
//! 产出要从数量、质量、时效、成本几方面说明（财预〔2021〕101号），每个项目都要有满意度。缺数量、成本、
//! 满意度的是警告；缺质量、时效的是提示：个别项目确实没有。产出指标一共只有一条的，当作还在写，不查。2019、2020 年的表，投入的人员、
//! 财务、管理各项都要有，缺了的是提示。
//!
//! 例：产出指标下只有两条 数量指标
//! 改：补上质量指标（如 验收合格率）和时效指标（如 完成时间）。
//!
//! ---
//!
//! The output lacks quantity, quality, time or cost, the inputs lack one of theirs, or nothing speaks of satisfaction.
//!
//! Output is described by how much, how good, when and at what cost (“财预〔2021〕101号”), and
//! every project says whom it is to satisfy. A lack of quantity, cost or satisfaction
//! is a warning; one of quality or time a note, since a few projects have none. A single
//! output indicator is taken for a beginning, and nothing is said. The forms of 2019 and 2020
//! want something of each of the inputs (people, funds, management); a lack is a note.
//!
//! Example: only two “数量指标” below “产出指标”
//! Instead: add quality indicators (such as “验收合格率”) and time indicators (such as
//! “完成时间”).

use crate::check::reading::lists;
use crate::check::words;
use crate::diag::{Code, Diagnostic, Level};
use crate::messages::{Message, list};
use crate::project::{Indicator, Project};
use crate::template::{Framework, IndicatorKind};

/// What every output is described by.
const ASKED: [IndicatorKind; 4] =
    [IndicatorKind::Count, IndicatorKind::Quality, IndicatorKind::Time, IndicatorKind::Cost];

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    lists(project).into_iter().flat_map(|(framework, all)| missing(framework, all)).collect()
}

fn missing(framework: &Framework, all: &[Indicator]) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = without_satisfaction(framework, all).into_iter().collect();
    for (category, below) in framework.categories.iter().enumerate() {
        let own: Vec<&Indicator> = all.iter().filter(|indicator| indicator.category == category).collect();
        findings.extend(missing_inputs(framework, category, &own));
        // A single one is only the beginning.
        let [first, _, ..] = own.as_slice() else { continue };
        // Where cost is a category of its own, `category-missing` and `cost-split` look at it.
        let mut kinds = (0..below.subcategories.len()).filter_map(|subcategory| framework.kind(category, subcategory));
        if kinds.all(|kind| kind == IndicatorKind::Cost) {
            continue;
        }
        let is_there = |subcategory: usize| own.iter().any(|it| it.subcategory == subcategory);
        let lacking: Vec<(&str, IndicatorKind)> = (below.subcategories.iter().enumerate())
            .filter(|(subcategory, _)| !is_there(*subcategory))
            .filter_map(|(subcategory, name)| Some((name.as_str(), framework.kind(category, subcategory)?)))
            .filter(|(_, kind)| ASKED.contains(kind))
            .collect();
        if lacking.is_empty() {
            continue;
        }
        let is_grave = lacking.iter().any(|(_, kind)| matches!(kind, IndicatorKind::Count | IndicatorKind::Cost));
        let level = if is_grave { Code::SubcategoryMissing.level() } else { Level::Note };
        let names = list(lacking.iter().map(|(name, _)| words::quoted(name)));
        let what = words::lacks_subcategories(&below.name, names);
        let finding = Diagnostic::with_level(level, Code::SubcategoryMissing, what);
        findings.push(finding.at(first.span.clone(), Message::default()).help(words::add_subcategories()));
    }
    findings
}

/// What the inputs lack: a form that has them wants all.
fn missing_inputs(framework: &Framework, category: usize, own: &[&Indicator]) -> Option<Diagnostic> {
    let below = &framework.categories[category];
    let first = own.first()?;
    let is_there = |place: usize| own.iter().any(|it| it.subcategory == place);
    let inputs = below.subcategories.iter().enumerate();
    let inputs = inputs.filter(|(place, _)| framework.kind(category, *place) == Some(IndicatorKind::Input));
    let missing: Vec<_> = inputs.filter(|(place, _)| !is_there(*place)).map(|(_, name)| words::quoted(name)).collect();
    (!missing.is_empty()).then(|| {
        let what = words::lacks_subcategories(&below.name, list(missing));
        let finding = Diagnostic::with_level(Level::Note, Code::SubcategoryMissing, what);
        finding.at(first.span.clone(), Message::default()).help(words::add_these_subcategories())
    })
}

/// Forms that have satisfaction among other categories, and nothing of it.
fn without_satisfaction(framework: &Framework, all: &[Indicator]) -> Option<Diagnostic> {
    let is_of = |category: usize, subcategory: usize| {
        framework.kind(category, subcategory) == Some(IndicatorKind::Satisfaction)
    };
    // A category of its own is `category-missing`'s.
    let (below, name) = framework.categories.iter().enumerate().find_map(|(category, below)| {
        let mut own = below.subcategories.iter().enumerate();
        let found = own.find(|(subcategory, _)| is_of(category, *subcategory))?;
        (below.subcategories.len() > 1).then_some((below, found.1))
    })?;
    let is_there = |it: &Indicator| is_of(it.category, it.subcategory) || it.name.contains("满意");
    let [first, _, ..] = all else { return None };
    if all.iter().any(is_there) {
        return None;
    }
    let what = words::lacks_subcategories(&below.name, list([words::quoted(name)]));
    let at = all.iter().rev().find(|it| it.category_name == below.name).unwrap_or(first);
    let finding = Diagnostic::new(Code::SubcategoryMissing, what).at(at.span.clone(), Message::default());
    Some(finding.help(words::add_a_satisfaction()))
}
