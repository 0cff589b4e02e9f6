//! How a spreadsheet computes the totals of a form.

use super::table::{Cell, Formula, Input, PartPath};
use crate::template::{Addend, Field, FieldId, Kind};
use crate::value::MoneyUnit;

/// What a spreadsheet computes in the cell of a total; none where nothing is added up.
pub(super) fn computed(total: &Field, formula: Formula) -> Option<Input> {
    let (Formula::Sum(parts) | Formula::Count(parts)) = &formula;
    let format = total.kind.number_format().filter(|_| !parts.is_empty())?;
    Some(Input::Computed(formula, format.entry_format()))
}

/// The cells that show the parts of a total, of the form or of a record at a path; none
/// where they show them in another unit.
pub(super) fn parts(fields: &[Field], total: &Field, record: Option<&str>) -> Option<Vec<PartPath>> {
    let part = |part: &Addend| match *part {
        Addend::Field(FieldId(index)) => {
            let path = match record {
                Some(record) => format!("{record}.{index}"),
                None => fields[index].path.clone(),
            };
            (unit(&fields[index].kind) == unit(&total.kind)).then_some(PartPath::Field(path))
        }
        Addend::Column(FieldId(index), column) => {
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

/// The cells of a form by the fields that they show: a list of thousands of records has
/// as many totals, each of cells that are far between.
#[derive(Debug)]
pub struct CellsByField<'t>(Vec<(&'t str, usize, &'t Cell)>);

impl<'t> CellsByField<'t> {
    /// Of cells in reading order.
    pub fn new(cells: &'t [Cell]) -> Self {
        let numbered = cells.iter().enumerate();
        let mut fields: Vec<_> =
            numbered.filter_map(|(index, cell)| Some((cell.field.as_deref()?, index, cell))).collect();
        fields.sort_unstable_by_key(|(field, index, _)| (*field, *index));
        Self(fields)
    }

    /// Those that show some of these parts, in reading order.
    pub fn showing(&self, parts: &[PartPath]) -> Vec<&'t Cell> {
        let mut found: Vec<(usize, &Cell)> = Vec::new();
        for part in parts {
            let (PartPath::Field(start) | PartPath::Column(start, _)) = part;
            let first = self.0.partition_point(|(field, ..)| *field < start.as_str());
            let alike = self.0[first..].iter().take_while(|(field, ..)| field.starts_with(start.as_str()));
            found.extend(alike.filter(|(field, ..)| part.is(field)).map(|(_, index, cell)| (*index, *cell)));
        }
        found.sort_unstable_by_key(|(index, _)| *index);
        found.dedup_by_key(|(index, _)| *index);
        found.into_iter().map(|(_, cell)| cell).collect()
    }
}

/// A total whose parts stand nowhere is filled in like any number.
pub(super) fn open_totals(cells: &mut [Cell]) {
    let fields = CellsByField::new(cells);
    let is_open = |cell: &Cell| match &cell.input {
        Some(Input::Computed(Formula::Sum(parts), _)) => fields.showing(parts).is_empty(),
        _ => false,
    };
    let open: Vec<usize> = (0..cells.len()).filter(|index| is_open(&cells[*index])).collect();
    for index in open {
        if let Some(Input::Computed(_, format)) = &cells[index].input {
            cells[index].input = Some(Input::Number(format.clone()));
        }
    }
}
