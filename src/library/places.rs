//! Where a form has the indicators of a 二级指标 that another form names.

use std::sync::OnceLock;

use crate::source::{Source, from_node, parse};
use crate::template::{Framework, Instead};

/// Names of the same 二级指标 in several forms.
const SAME: (&str, &str) =
    ("templates/indicators/二级指标.yaml", include_str!("../../templates/indicators/二级指标.yaml"));

fn same() -> &'static [Vec<String>] {
    static ROWS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let documents = parse(&Source::new(SAME.0, SAME.1)).unwrap_or_default();
        let rows = documents.first().and_then(|document| from_node(document).ok());
        rows.map(|(rows, _)| rows).unwrap_or_default()
    })
}

/// The number of the category and the subcategory that take the indicators of a 二级指标;
/// none where a form has no place for them. A category that may stand instead of another
/// place does so where the project uses it.
pub(super) fn place(
    framework: &Framework,
    subcategory: &str,
    is_used: impl Fn(usize) -> bool,
) -> Option<(usize, usize)> {
    let all = || framework.categories.iter().enumerate();
    let instead = || all().filter(|(index, _)| is_used(*index)).filter_map(|(_, category)| category.instead_of);
    let is_open = |category: usize, subcategory: usize| {
        let whole = Instead { category, subcategory: None };
        !instead().any(|taken| taken == whole || taken == Instead { category, subcategory: Some(subcategory) })
    };
    let named = |name: &str| {
        let mut categories = all().filter(|(index, category)| category.instead_of.is_none() || is_used(*index));
        categories.find_map(|(index, category)| {
            let below = category.subcategories.iter().position(|known| known == framework.canonical(name))?;
            is_open(index, below).then_some((index, below))
        })
    };
    let others = || {
        let rows = same().iter().filter(|row| row.iter().any(|name| name == subcategory));
        rows.flatten().find_map(|name| named(name))
    };
    named(subcategory).or_else(others)
}

/// Whether two forms may call one 二级指标 so; `指标` and `目标` at the end say nothing.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.trim_end_matches("指标").trim_end_matches("目标").to_owned();
    let in_row = |row: &Vec<String>| [one, other].iter().all(|name| row.iter().any(|known| bare(known) == bare(name)));
    bare(one) == bare(other) || same().iter().any(in_row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::{Kind, Templates};

    #[test]
    fn every_form_has_its_places() {
        let templates = Templates::built_in();
        let place = |year: u16, subcategory: &str, alone: bool| {
            let template = templates.for_year(year).expect("a form");
            let framework = template.fields.iter().find_map(|field| match &field.kind {
                Kind::Indicators(framework) => Some(framework),
                _ => None,
            });
            let framework = framework.expect("indicators");
            let (category, subcategory) = place(framework, subcategory, |_| alone)?;
            let category = &framework.categories[category];
            Some(format!("{}.{}", category.name, category.subcategories[subcategory]))
        };
        for (year, subcategory, wanted) in [
            (2026, "经济成本指标", Some("成本指标.经济成本指标")),
            (2023, "社会成本指标", Some("产出指标.成本指标")),
            (2020, "经济成本指标", None),
            (2020, "生态效益指标", Some("效果目标.环境效益")),
            (2020, "可持续影响指标", Some("影响力目标.长效管理")),
            (2020, "财务管理", Some("投入与管理.财务管理")),
            (2019, "服务对象满意度指标", Some("影响力目标.满意度目标")),
            (2019, "财务管理", Some("投入和管理目标.管理目标")),
            (2026, "成本指标", Some("成本指标.经济成本指标")),
            (2026, "满意度", Some("满意度指标.服务对象满意度指标")),
            (2026, "财务管理", None),
        ] {
            assert_eq!(place(year, subcategory, false).as_deref(), wanted, "{year} {subcategory}");
        }
        // Where costs are a category of their own, they stay there.
        for (subcategory, wanted) in [
            ("社会成本指标", "成本指标.社会成本指标"),
            ("成本指标", "成本指标.经济成本指标"),
            ("数量指标", "产出指标.数量指标"),
        ] {
            assert_eq!(place(2023, subcategory, true).as_deref(), Some(wanted));
        }
        assert!(is_same("满意度", "服务对象满意度指标") && is_same("数量", "数量目标") && !is_same("数量", "质量"));
    }
}
