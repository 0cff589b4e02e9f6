//! The book of a submission. Takes the laid-out forms of a year's projects and the
//! templates; gives them bound as one PDF and one workbook, with a cover, a list of
//! contents and a summary, and what the list of the submission's files says of each.
//!
//! A part before the forms is a form like any other, filled in from the projects
//! instead of from an author's file: its template says for each field where it is
//! taken from (`take`).
//!
//! Pages are numbered from the summary on; the contents, which come before, have
//! Roman numbers.

mod collect;
mod manifest;

use std::sync::Arc;

use crate::export::{Created, ExportError, Numbers, PdfBook, XlsxBook};
use crate::form::{self, FormTable, TakenFrom};
use crate::layout::{Layout, lay_out, number, sheet_heights, shrink_numbers};
use crate::project::{FieldValue, Format, Project};
use crate::template::{BookPart, Template, Templates};
use crate::text::Fonts;
use crate::value::Money;
use collect::Collected;

pub(crate) use manifest::FORMAT;
pub use manifest::{FileEntry, Manifest, ProjectEntry, TotalEntry, schema};

/// The form of a project, laid out.
#[derive(Debug)]
pub struct BoundForm {
    /// The project.
    pub project: Project,
    /// Its form.
    pub table: FormTable,
    /// The form's pages.
    pub layout: Layout,
    /// The fonts that it is set in.
    pub fonts: Arc<Fonts>,
}

/// The book of a year.
#[derive(Debug)]
pub struct Book {
    /// Its files, in the order of the formats asked for.
    pub files: Vec<Vec<u8>>,
    /// What the list says of each project; its files are for the caller to add.
    pub projects: Vec<ProjectEntry>,
    /// What all projects ask for in the year.
    pub amount: Money,
}

/// The templates of a book's parts.
#[derive(Debug)]
pub struct PartTemplates<'t>([&'t Arc<Template>; 3]);

impl<'t> PartTemplates<'t> {
    /// Those for a year; none where one is missing.
    pub fn of(templates: &'t Templates, year: u16) -> Option<Self> {
        let part = |part| templates.part(part, year);
        Some(Self([part(BookPart::Cover)?, part(BookPart::Contents)?, part(BookPart::Summary)?]))
    }

    /// What the book calls itself.
    pub fn title(&self) -> &'t str {
        &self.0[0].title
    }

    /// The template of the summary, whose fonts all parts are set in.
    pub fn summary(&self) -> &'t Arc<Template> {
        self.0[2]
    }
}

/// Binds the book of a year in PDF and XLSX, as far as they are among `formats`.
///
/// `each` hands over all forms, in order. It is called twice, since the pages before
/// them say where they begin; so no more of them than one need be held at a time.
///
/// # Errors
///
/// Those of `each`, and forms that a format cannot hold.
pub fn bind<E: From<ExportError>>(
    year: u16,
    templates: &PartTemplates<'_>,
    fonts: &Fonts,
    formats: &[Format],
    created: Option<Created>,
    each: impl Fn(&mut dyn FnMut(BoundForm) -> Result<(), E>) -> Result<(), E>,
) -> Result<Book, E> {
    let mut parts = templates.0.map(|template| Collected::new(template, year));
    let (mut projects, mut pages, mut amount) = (Vec::new(), Vec::new(), Money::ZERO);
    each(&mut |form| {
        parts.iter_mut().for_each(|part| part.add(&form.project));
        projects.push(ProjectEntry::of(&form.project));
        pages.push(form.layout.pages.len());
        amount = amount + asked_for(&form.project);
        Ok(())
    })?;
    // How many pages the summary has does not depend on the numbers of the others.
    let [_, _, summary] = &parts;
    let mut next = lay_out(&part(summary, &[], fonts), fonts).pages.len() + 1;
    for (project, pages) in projects.iter_mut().zip(&pages) {
        project.page = next;
        next += pages;
    }
    let (starts, last): (Vec<usize>, usize) = (projects.iter().map(|project| project.page).collect(), next - 1);
    let [cover, contents, mut summary] = parts.map(|collected| {
        let table = part(&collected, &starts, fonts);
        let layout = lay_out(&table, fonts);
        (table, layout)
    });
    number(&mut summary.1, &summary.0, fonts, 1, last);
    let before = cover.1.pages.len() + contents.1.pages.len();
    let leads: Vec<usize> = starts.iter().map(|start| before + start - 1).collect();
    let mut pdf = match formats.contains(&Format::Pdf) {
        true => Some(PdfBook::new(&cover.0, created)?),
        false => None,
    };
    if let Some(pdf) = &mut pdf {
        pdf.add(&cover.0, &cover.1, fonts, Numbers::Word(&templates.0[0].name), &leads)?;
        pdf.add(&contents.0, &contents.1, fonts, Numbers::Roman, &leads)?;
        pdf.add(&summary.0, &summary.1, fonts, Numbers::From(1), &leads)?;
    }
    let mut xlsx = match formats.contains(&Format::Xlsx) {
        true => Some(XlsxBook::new(&summary.0, created)?),
        false => None,
    };
    let mut starts = starts.into_iter();
    each(&mut |BoundForm { table, mut layout, fonts, .. }| {
        let start = starts.next().unwrap_or(last);
        number(&mut layout, &table, &fonts, start, last);
        if let Some(pdf) = &mut pdf {
            pdf.add(&table, &layout, &fonts, Numbers::From(start), &[])?;
        }
        if let Some(xlsx) = &mut xlsx {
            xlsx.add(&table, &layout, &sheet_heights(&table))?;
        }
        Ok(())
    })?;
    // The workbook first: what takes the most memory is to put the PDF together.
    let xlsx = xlsx.map(|xlsx| xlsx.finish(&summary.0, &summary.1, &sheet_heights(&summary.0))).transpose()?;
    let pdf = pdf.map(PdfBook::finish).transpose()?;
    Ok(Book { files: pdf.into_iter().chain(xlsx).collect(), projects, amount })
}

/// The form table of a part, where the projects begin on these pages.
fn part(collected: &Collected, starts: &[usize], fonts: &Fonts) -> FormTable {
    let mut table = form::build(&collected.project(starts));
    for cell in &mut table.cells {
        let taken = cell.field.as_deref().and_then(|field| collected.taken(field));
        cell.taken = taken.map(|(project, field)| TakenFrom { project, field });
    }
    shrink_numbers(&mut table, fonts);
    table
}

/// What a summary says of a project, column by column: its name and the value as a text.
pub(crate) fn summary_values(summary: &Template, project: &Project) -> Vec<(String, String)> {
    let table = summary.fields.iter().find(|field| field.is_of_projects());
    let columns = table.map_or(&[][..], |table| table.kind.columns());
    columns.iter().map(|column| (column.path.clone(), collect::shown(column, project))).collect()
}

/// The columns of a summary by which it groups projects, such as 项目性质, each with the name
/// of those that it leaves blank.
pub(crate) fn summary_groups(summary: &Template) -> Vec<(String, String)> {
    let of = |field: &crate::template::Field| {
        let by = field.by.as_ref()?;
        let column = summary.field(by.table).kind.columns().get(by.column)?;
        Some((column.path.clone(), by.blank.clone()))
    };
    summary.fields.iter().filter_map(of).collect()
}

/// What a project asks for in its year.
pub fn asked_for(project: &Project) -> Money {
    match project.template.roles.amount.and_then(|id| project.get(id)).map(|given| &given.value) {
        Some(FieldValue::Money(amount)) => *amount,
        _ => Money::ZERO,
    }
}
