//! How a spreadsheet computes the totals of a form.

use rust_decimal::Decimal;

use super::table::{Cell, Formula, Input, PartPath};
use crate::template::{Field, FieldId, Kind, Part};
use crate::value::MoneyUnit;

/// What a spreadsheet computes in the cell of a total; none where nothing is added up.
pub(super) fn computed(total: &Field, formula: Formula) -> Option<Input> {
    let (Formula::Sum(parts) | Formula::Count(parts)) = &formula;
    let format = total.kind.number_format().filter(|_| !parts.is_empty())?;
    Some(Input::Computed(formula, format.spreadsheet_format(Decimal::ZERO)))
}

/// The cells that show the parts of a total, of the form or of a record at a path; none
/// where they show them in another unit.
pub(super) fn parts(fields: &[Field], total: &Field, record: Option<&str>) -> Option<Vec<PartPath>> {
    let part = |part: &Part| match *part {
        Part::Field(FieldId(index)) => {
            let path = match record {
                Some(record) => format!("{record}.{index}"),
                None => fields[index].path.clone(),
            };
            (unit(&fields[index].kind) == unit(&total.kind)).then_some(PartPath::Field(path))
        }
        Part::Column(FieldId(index), column) => {
            let table = &fields[index];
            let path = match record {
                Some(record) => format!("{record}.{}[", table.path),
                None => format!("{}[", table.path),
            };
            let is_same = unit(&table.kind.columns()[column].kind) == unit(&total.kind);
            is_same.then(|| PartPath::Column(path, format!("].{column}")))
        }
    };
    total.sum.iter().map(part).collect()
}

/// In which unit amounts are printed.
pub(super) fn unit(kind: &Kind) -> Option<MoneyUnit> {
    match kind {
        Kind::Money(format) => Some(format.unit),
        _ => None,
    }
}

/// A total whose parts stand nowhere is filled in like any number.
pub(super) fn open_totals(cells: &mut [Cell]) {
    let shown: Vec<String> = cells.iter().filter_map(|cell| cell.field.clone()).collect();
    for cell in cells {
        if let Some(Input::Computed(Formula::Sum(parts), format)) = &cell.input
            && !shown.iter().any(|field| parts.iter().any(|part| part.is(field)))
        {
            cell.input = Some(Input::Number(format.clone()));
        }
    }
}
