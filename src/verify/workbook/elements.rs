//! The elements of a workbook's parts, by their names.

use roxmltree::Node;

/// The namespace of workbooks (ECMA-376-1).
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The child of a name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name((MAIN, name)))
}

/// The children of a name.
pub(super) fn children<'a, 'i: 'a>(node: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.has_tag_name((MAIN, name)))
}
