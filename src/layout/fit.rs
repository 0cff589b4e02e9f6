//! A form on one page: smaller and tighter, step by step, as far as it can be
//! read.

use super::measure::{Medium, measure};
use super::paginate::paginate;
use crate::form::FormTable;
use crate::style::Role;
use crate::text::Fonts;
use crate::value::Length;

/// How far a form is tightened. Titles keep their size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The size of what was 五号 (10.5 pt); other sizes go with it.
    pub size: Length,
    /// The greatest distance of lines, in font sizes.
    pub leading: f64,
    /// What is left of the distance between texts and the rules above and below
    /// them, and of the least heights of rows.
    pub padding: f64,
}

/// 五号 (10.5 pt), then 小五 (9 pt), then 六号 (7.5 pt), each first with a little
/// less room between lines and around texts, then with less of it.
pub const STEPS: [Step; 5] = [
    Step { size: Length::pt(10.5), leading: 1.25, padding: 0.7 },
    Step { size: Length::pt(9.0), leading: 1.3, padding: 0.8 },
    Step { size: Length::pt(9.0), leading: 1.2, padding: 0.55 },
    Step { size: Length::pt(7.5), leading: 1.3, padding: 0.6 },
    Step { size: Length::pt(7.5), leading: 1.15, padding: 0.4 },
];

/// 五号, the size of these forms' texts.
const BODY: Length = Length::pt(10.5);

/// The smallest that a text may become.
const SMALLEST: Length = Length::pt(6.0);

/// What became of a form that is to be on one page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fitted {
    /// It was already.
    AsItIs,
    /// It is after this step.
    Tightened(Step),
    /// It is not even after the last one: so much of it is beyond the page. It is
    /// left as it was.
    Missed(Length),
}

/// Tightens a form until it is on one page.
pub fn fit_one_page(table: &mut FormTable, fonts: &Fonts) -> Fitted {
    fit(table, fonts, &STEPS)
}

/// Puts a blank form on one page where its letters need not be smaller than 小五.
pub fn fit_blank(table: &mut FormTable, fonts: &Fonts) -> Fitted {
    fit(table, fonts, &STEPS[..3])
}

fn fit(table: &mut FormTable, fonts: &Fonts, steps: &[Step]) -> Fitted {
    if beyond(table, fonts).is_none() {
        return Fitted::AsItIs;
    }
    let mut missed = Length::ZERO;
    for &step in steps {
        let tightened = tighten(table, step);
        if let Some(length) = beyond(&tightened, fonts) {
            missed = length;
            continue;
        }
        // Then as loose as the page allows.
        let looser = (1..PARTS).rev().map(|part| step.loosened(f64::from(part) / f64::from(PARTS)));
        let step = looser.into_iter().find(|step| beyond(&tighten(table, *step), fonts).is_none()).unwrap_or(step);
        *table = tighten(table, step);
        return Fitted::Tightened(step);
    }
    Fitted::Missed(missed)
}

/// Into how many parts the way from a step back to the form's own looks is divided.
const PARTS: u8 = 8;

impl Step {
    /// The same size, with this much of the room given back.
    fn loosened(self, part: f64) -> Self {
        let back = |own: f64, tight: f64| ((tight + (own - tight) * part) * 100.0).round() / 100.0;
        Self { leading: back(1.4, self.leading), padding: back(1.0, self.padding), ..self }
    }
}

/// How much of a form is beyond its first page; none where nothing is.
fn beyond(table: &FormTable, fonts: &Fonts) -> Option<Length> {
    let measures = measure(table, fonts, Medium::PAGE);
    let all: Length = measures.heights.iter().copied().sum();
    let room = table.paper.1 - table.margins.top - table.margins.bottom;
    (paginate(table, &measures).len() > 1).then(|| (all - room).max(Length::ZERO))
}

fn tighten(table: &FormTable, step: Step) -> FormTable {
    let mut table = table.clone();
    let factor = step.size / BODY;
    for cell in &mut table.cells {
        let style = &mut cell.style;
        if cell.role != Role::Title {
            style.size = (style.size * factor).max(SMALLEST.min(style.size));
        }
        style.leading = style.leading.min(step.leading);
        style.padding_y = style.padding_y * step.padding;
    }
    for row in &mut table.rows {
        row.height = row.height * (factor * step.padding);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_loosened_towards_the_forms_own_looks() {
        let step = STEPS[4];
        assert_eq!(step.loosened(0.0), step);
        let own = Step { leading: 1.4, padding: 1.0, ..step };
        assert_eq!(step.loosened(1.0), own);
        assert_eq!(step.loosened(0.4), Step { leading: 1.25, padding: 0.64, ..step });
    }
}
