//! The form as OFD (GB/T 33190—2016).
//!
//! Made so that it can be archived (GB/T 42133—2022): one document, whole in its
//! package; subsets of fonts that are fonts of their own; texts in reading order, a
//! line an object; no permissions and no actions but the outline's. It does not call
//! itself `OFD-A` all the same, since the schema of GB/T 33190 has `OFD` only.
//!
//! Takes the same pages as the PDF. `pages` writes their content, `fonts` makes
//! the subsets out of what that used, `package` puts the files together.

mod fonts;
mod package;
mod pages;

use sha2::{Digest, Sha256};

use self::fonts::{Embedded, Subset};
use self::package::{Package, attribute, escaped};
use self::pages::{Measure, PageWriter};
use super::{Created, ExportError};
use crate::form::{Attachment, FormTable, Metadata};
use crate::layout::Layout;
use crate::text::Fonts;

/// Writes a laid-out form.
///
/// # Errors
///
/// Only if a font is beyond what can be taken apart.
pub fn write(
    table: &FormTable,
    layout: &Layout,
    fonts: &Fonts,
    created: Option<Created>,
) -> Result<Vec<u8>, ExportError> {
    let mut writer = PageWriter::new(fonts, layout.rule);
    let pages: Vec<_> = layout.pages.iter().map(|page| (writer.next_id(), writer.page(page))).collect();
    let mut parts = vec![("Doc_0/Document.xml".to_owned(), document(table, layout, &pages, writer.last_id()))];
    let used = writer.fonts.iter().filter(|font| font.is_used());
    let fonts: Vec<Embedded> = used.map(Subset::embedded).collect::<Result<_, _>>()?;
    parts.push(("Doc_0/PublicRes.xml".to_owned(), resources(&fonts)));
    for (index, (_, content)) in pages.into_iter().enumerate() {
        parts.push((format!("Doc_0/Pages/Page_{index}/Content.xml"), content));
    }
    if !table.attachments.is_empty() {
        parts.push(("Doc_0/Attachs/Attachments.xml".to_owned(), attachments(&table.attachments)));
    }
    let mut hash = Sha256::new();
    parts.iter().for_each(|(_, content)| hash.update(content));
    let id: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let mut package = Package::new();
    package.add("OFD.xml", entrance(&table.metadata, &id, created).as_bytes())?;
    for (name, content) in &parts {
        package.add(name, content.as_bytes())?;
    }
    for font in &fonts {
        package.add(&format!("Doc_0/Res/{}", font.file), &font.bytes)?;
    }
    for (index, attachment) in table.attachments.iter().enumerate() {
        package.add(&format!("Doc_0/Attachs/file_{index}"), &attachment.bytes)?;
    }
    package.finish()
}

/// `OFD.xml`: what the package holds, and who made it.
fn entrance(metadata: &Metadata, id: &str, created: Option<Created>) -> String {
    let at = created.unwrap_or(Created::new_year(metadata.year));
    let (title, author, subject) = (escaped(&metadata.title), escaped(&metadata.author), escaped(&metadata.subject));
    let author = if author.is_empty() { String::new() } else { format!("<ofd:Author>{author}</ofd:Author>") };
    package::xml(
        "OFD",
        r#"Version="1.0" DocType="OFD""#,
        &format!(
            "<ofd:DocBody><ofd:DocInfo><ofd:DocID>{id}</ofd:DocID><ofd:Title>{title}</ofd:Title>{author}\
             <ofd:Subject>{subject}</ofd:Subject>\
             <ofd:CreationDate>{:04}-{:02}-{:02}</ofd:CreationDate><ofd:Creator>jixiao</ofd:Creator>\
             <ofd:CreatorVersion>{}</ofd:CreatorVersion></ofd:DocInfo>\
             <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
            at.year,
            at.month,
            at.day,
            env!("CARGO_PKG_VERSION"),
        ),
    )
}

/// `Document.xml`: the paper, the pages and the outline.
fn document(table: &FormTable, layout: &Layout, pages: &[(usize, String)], last_id: usize) -> String {
    let (width, height) = (Measure::of(layout.paper.0), Measure::of(layout.paper.1));
    let first = pages.first().map_or(0, |(id, _)| *id);
    let list: String = pages
        .iter()
        .enumerate()
        .map(|(index, (id, _))| format!(r#"<ofd:Page ID="{id}" BaseLoc="Pages/Page_{index}/Content.xml"/>"#))
        .collect();
    let title = attribute(&table.metadata.title);
    let attachments = match table.attachments.is_empty() {
        true => "",
        false => "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
    };
    package::xml(
        "Document",
        "",
        &format!(
            "<ofd:CommonData><ofd:MaxUnitID>{last_id}</ofd:MaxUnitID>\
             <ofd:PageArea><ofd:PhysicalBox>0 0 {width} {height}</ofd:PhysicalBox></ofd:PageArea>\
             <ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{list}</ofd:Pages>\
             <ofd:Outlines><ofd:OutlineElem Title={title}><ofd:Actions><ofd:Action Event=\"CLICK\"><ofd:Goto>\
             <ofd:Dest Type=\"XYZ\" PageID=\"{first}\" Left=\"0\" Top=\"0\"/>\
             </ofd:Goto></ofd:Action></ofd:Actions></ofd:OutlineElem></ofd:Outlines>{attachments}"
        ),
    )
}

/// `PublicRes.xml`: the fonts.
fn resources(fonts: &[Embedded]) -> String {
    let entries: String = fonts.iter().map(|font| font.entry.as_str()).collect();
    let content = if fonts.is_empty() { String::new() } else { format!("<ofd:Fonts>{entries}</ofd:Fonts>") };
    package::xml("Res", r#"BaseLoc="Res""#, &content)
}

/// `Attachments.xml`: the files that go with the form. Their names may be any;
/// those in the package are plain.
fn attachments(attachments: &[Attachment]) -> String {
    let entry = |(index, attachment): (usize, &Attachment)| {
        let name = attribute(&attachment.name);
        let format = attachment.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        format!(
            r#"<ofd:Attachment ID="A{index}" Name={name} Format={}><ofd:FileLoc>/Doc_0/Attachs/file_{index}</ofd:FileLoc></ofd:Attachment>"#,
            attribute(format),
        )
    };
    package::xml("Attachments", "", &attachments.iter().enumerate().map(entry).collect::<String>())
}
