//! `sum-equals`: a total that has to be a certain number, such as weights that
//! must add up to 100 (`equals` in the template).

use crate::diag::Diagnostic;
use crate::project::Project;
use crate::template::FieldId;

pub(super) fn check(project: &Project) -> Vec<Diagnostic> {
    let fields = project.template.fields.iter().enumerate();
    fields
        .filter_map(|(index, field)| {
            let wanted = field.equals?;
            let given = project.get(FieldId(index))?;
            let number = given.value.number().filter(|number| *number != wanted)?;
            let print = |number| project.template.formats.number.print(number);
            let what = format!("「{}」应为 {}，现为 {}", field.key(), print(wanted), print(number));
            let error = Diagnostic::error("sum-equals", what);
            let place = given.span.clone().unwrap_or_else(|| project.span.start());
            let help = match field.sum.is_empty() {
                true => "请改正这个数",
                false => "请调整各分项，使它们相加正好",
            };
            Some(error.at(place, "").help(help))
        })
        .collect()
}
