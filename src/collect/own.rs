//! Takes a text; tells whether it is one of those that an office keeps for a collection, and not
//! a project's.

use std::sync::Arc;

use crate::diag::Source;
use crate::source::{self, Node, Value};

/// Whether a text is a roster, what the office decides, strikes or adds, or what a system takes.
pub fn is_of_the_office(source: &Arc<Source>) -> bool {
    let Ok(documents) = source::parse(source) else { return false };
    let [document] = documents.as_slice() else { return false };
    let Value::Mapping(entries) = &document.value else { return is_list_with(document, "问") };
    let has =
        |wanted: &str, is: &dyn Fn(&Node) -> bool| entries.iter().any(|entry| entry.key == wanted && is(&entry.value));
    let is_sequence = |node: &Node| matches!(node.value, Value::Sequence(_));
    let are_edits = || !entries.is_empty() && entries.iter().all(|entry| matches!(&*entry.key, "删去" | "补充"));
    let is_system = || {
        let is_grid = has("格子", &|node| matches!(node.value, Value::Mapping(_)));
        has("名称", &|_| true) && (has("列", &is_sequence) || is_grid)
    };
    has("单位", &|node| is_list_with(node, "名称")) || are_edits() || is_system()
}

/// Whether a node is a list of which an item has a key.
fn is_list_with(node: &Node, key: &str) -> bool {
    let has_key = |item: &Node| match &item.value {
        Value::Mapping(entries) => entries.iter().any(|entry| entry.key == key),
        _ => false,
    };
    matches!(&node.value, Value::Sequence(items) if items.iter().any(has_key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::NEW_EDITS;

    #[test]
    fn files_of_an_office_are_known_by_what_they_say() {
        let is_own = |text: &str| is_of_the_office(&Source::new("a.yaml", text));
        for own in [
            "年度: 2026\n单位:\n  - {名称: 甲}\n",
            "# 说明\n- 问: 单位\n  答:\n",
            NEW_EDITS,
            "删去:\n  - {规则: small-amount}\n",
            "名称: 表\n列:\n  - {标题: 单位, 取: .单位}\n",
            "名称: 逐个\n格子:\n  B1: {取: 项目名称}\n",
        ] {
            assert!(is_own(own), "{own}");
        }
        for other in ["", "年度: 2026\n项目名称: 名单管理\n单位: 甲\n", "- 甲\n", "名称: 甲\n", "单位: [", "单位:\n"]
        {
            assert!(!is_own(other), "{other}");
        }
    }
}
