//! How the cells of a sheet look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::style::{Align, Style, VerticalAlign};

/// The font that the bureau's own sheets name.
pub(super) const FONT: &str = "宋体";

/// The look of a cell.
pub(super) fn styled(style: Style) -> Format {
    let format = Format::new()
        .set_font_name(FONT)
        .set_font_size(style.size.to_pt())
        .set_text_wrap()
        .set_align(match style.align {
            Align::Left => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
            Align::Distribute => FormatAlign::Distributed,
        })
        .set_align(match style.valign {
            VerticalAlign::Top => FormatAlign::Top,
            VerticalAlign::Middle => FormatAlign::VerticalCenter,
            VerticalAlign::Bottom => FormatAlign::Bottom,
        });
    // 270 is Excel's code for characters below each other.
    let format = if style.vertical { format.set_rotation(270) } else { format };
    let format = if style.bold { format.set_bold() } else { format };
    let rule = |drawn: bool| if drawn { FormatBorder::Thin } else { FormatBorder::None };
    format
        .set_border_top(rule(style.border.top))
        .set_border_bottom(rule(style.border.bottom))
        .set_border_left(rule(style.border.left))
        .set_border_right(rule(style.border.right))
}
