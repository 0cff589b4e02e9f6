//! PDFs that show or do something else, in every way that we could think of: none agrees.

use jixiao::internals::form::FormTable;
use jixiao::internals::verify::pdf;
use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::cells::strings;
use super::common::form;
use super::support::*;

type Alter = (&'static str, fn(&mut Document));

/// The first page.
fn page(document: &mut Document) -> &mut Dictionary {
    let id = first(document);
    document.get_dictionary_mut(id).expect("a page")
}

fn first(document: &Document) -> ObjectId {
    document.page_iter().next().expect("a page")
}

fn catalog(document: &mut Document) -> &mut Dictionary {
    document.catalog_mut().expect("a catalog")
}

/// Another content of the first page.
fn draw(document: &mut Document, alter: impl FnOnce(&mut Vec<Operation>)) {
    let page = first(document);
    let content = document.get_page_content(page);
    let mut content = lopdf::content::Content::decode(&content).expect("content");
    alter(&mut content.operations);
    document.change_page_content(page, content.encode().expect("content")).expect("a page");
}

/// What is drawn over all.
fn over(document: &mut Document, drawn: &str) {
    let page = first(document);
    let mut content = document.get_page_content(page);
    content.extend_from_slice(drawn.as_bytes());
    document.change_page_content(page, content).expect("a page");
}

/// The resources of the first page.
fn resources(document: &mut Document) -> &mut Dictionary {
    let page = page(document).clone();
    match page.get(b"Resources").expect("resources") {
        Object::Reference(id) => document.get_dictionary_mut(*id).expect("resources"),
        _ => page_resources(document),
    }
}

fn page_resources(document: &mut Document) -> &mut Dictionary {
    page(document).get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources")
}

/// Adds something to a kind of resources.
fn with_resource(document: &mut Document, kind: &str, name: &str, object: impl Into<Object>) {
    let id = document.add_object(object);
    let resources = resources(document);
    if !resources.has(kind.as_bytes()) {
        resources.set(kind, Dictionary::new());
    }
    let of_kind = resources.get_mut(kind.as_bytes()).expect("a kind").as_dict_mut().expect("a dictionary");
    of_kind.set(name, id);
}

/// A text in the first font, at a place.
const TEXT: &str = "\nBT /f0 12 Tf 1 0 0 1 300 500 Tm <00030004> Tj ET";

fn drawing(text: &str) -> Stream {
    let dictionary = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
    };
    Stream::new(dictionary, text.as_bytes().to_vec())
}

/// All objects with a key, as they are.
fn having(document: &Document, key: &[u8]) -> Vec<ObjectId> {
    let has = |object: &Object| match object {
        Object::Dictionary(dictionary) => dictionary.has(key),
        Object::Stream(stream) => stream.dict.has(key),
        _ => false,
    };
    document.objects.iter().filter(|(_, object)| has(object)).map(|(id, _)| *id).collect()
}

fn set(document: &mut Document, key: &str, value: impl Into<Object>) {
    let id = having(document, key.as_bytes())[0];
    document.get_dictionary_mut(id).expect("a dictionary").set(key, value);
}

/// The stream to which a key of the first object with it leads.
fn stream_of<'d>(document: &'d mut Document, key: &[u8]) -> &'d mut Stream {
    let id = having(document, key)[0];
    let to = document.get_dictionary(id).expect("a dictionary").get(key).and_then(Object::as_reference);
    let stream = document.get_object_mut(to.expect("a reference")).and_then(Object::as_stream_mut).expect("a stream");
    stream.decompress().expect("it unpacks");
    stream
}

/// Puts an operation before the first of another kind.
fn before(document: &mut Document, operator: &str, operations: Vec<Operation>) {
    draw(document, |all| {
        let at = all.iter().position(|operation| operation.operator == operator).expect("one");
        all.splice(at..at, operations);
    });
}

fn operation(operator: &str, operands: Vec<Object>) -> Operation {
    Operation::new(operator, operands)
}

fn script() -> Dictionary {
    dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") }
}

const ALTERED: [Alter; 62] = [
    ("other glyphs under what they say", |document| {
        draw(document, |all| {
            let at = all.iter().rposition(|operation| operation.operator == "TJ").expect("a text");
            let said = Object::Dictionary(dictionary! { "ActualText" => Object::string_literal("450,000.00") });
            strings(&mut all[at])[0][1] ^= 1;
            all.insert(at, operation("BDC", vec!["Span".into(), said]));
            all.insert(at + 2, operation("EMC", vec![]));
        });
    }),
    ("an invisible text and an artifact", |document| {
        before(document, "TJ", vec![operation("Tr", vec![3.into()])]);
        over(document, &format!("\n/Artifact BMC{TEXT} EMC"));
    }),
    ("an invisible text", |document| before(document, "TJ", vec![operation("Tr", vec![3.into()])])),
    ("an artifact", |document| over(document, &format!("\n/Artifact BMC{TEXT} EMC"))),
    ("an inline image", |document| {
        over(document, "\nq 200 0 0 50 100 500 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{1} EI Q");
    }),
    ("a text in a pattern", |document| {
        let mut pattern = drawing(TEXT);
        pattern.dict.extend(&dictionary! {
            "Type" => "Pattern", "PatternType" => 1, "PaintType" => 1, "TilingType" => 1, "XStep" => 600, "YStep" => 800,
        });
        with_resource(document, "Pattern", "P0", pattern);
        over(document, "\n/Pattern cs /P0 scn 0 0 600 800 re f");
    }),
    ("a text in a mask", |document| {
        let mask = document.add_object(drawing(TEXT));
        let mask = dictionary! { "Type" => "Mask", "S" => "Luminosity", "G" => mask };
        with_resource(document, "ExtGState", "G9", dictionary! { "Type" => "ExtGState", "SMask" => mask });
        over(document, "\n/G9 gs 0 0 600 800 re f");
    }),
    ("a drawing over the page", |document| {
        with_resource(document, "XObject", "X0", drawing(TEXT));
        over(document, "\n/X0 Do");
    }),
    ("a drawing that nobody shows", |document| with_resource(document, "XObject", "X0", drawing(TEXT))),
    ("layers", |document| {
        let layer = document.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("1") });
        let all = dictionary! { "OCGs" => vec![layer.into()], "D" => dictionary! { "OFF" => vec![layer.into()] } };
        catalog(document).set("OCProperties", all);
    }),
    ("a part of the page", |document| {
        page(document).set("CropBox", vec![0.into(), 0.into(), 595.into(), 400.into()]);
    }),
    ("a part of all pages", |document| {
        let pages = page(document).get(b"Parent").and_then(Object::as_reference).expect("a parent");
        let pages = document.get_dictionary_mut(pages).expect("pages");
        pages.set("CropBox", vec![0.into(), 0.into(), 595.into(), 400.into()]);
    }),
    ("a larger page", |document| page(document).set("MediaBox", vec![0.into(), 0.into(), 595.into(), 1600.into()])),
    ("a turned page", |document| page(document).set("Rotate", 180)),
    ("another unit", |document| page(document).set("UserUnit", 2)),
    ("a script when it is opened", |document| catalog(document).set("OpenAction", script())),
    ("a script when it is printed", |document| catalog(document).set("AA", dictionary! { "WP" => script() })),
    ("a script of the page", |document| page(document).set("AA", dictionary! { "O" => script() })),
    ("a named script", |document| {
        let names = dictionary! { "Names" => vec![Object::string_literal("1"), script().into()] };
        catalog(document).set("Names", dictionary! { "JavaScript" => names });
    }),
    ("a foreign attachment", |document| {
        let file = document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"1".to_vec()));
        let file = document.add_object(dictionary! {
            "Type" => "Filespec", "F" => Object::string_literal("1.txt"), "EF" => dictionary! { "F" => file },
        });
        let names = dictionary! { "Names" => vec![Object::string_literal("1.txt"), file.into()] };
        catalog(document).set("Names", dictionary! { "EmbeddedFiles" => names });
    }),
    ("a note", |document| {
        let note = document.add_object(dictionary! { "Type" => "Annot", "Subtype" => "FreeText" });
        page(document).set("Annots", vec![note.into()]);
    }),
    ("a field to fill in", |document| {
        let field = dictionary! { "FT" => "Tx", "T" => Object::string_literal("1"), "Subtype" => "Widget" };
        let field = document.add_object(field);
        catalog(document).set("AcroForm", dictionary! { "Fields" => vec![field.into()] });
    }),
    ("white letters", |document| {
        draw(document, |all| {
            let scn = all.iter_mut().find(|operation| operation.operator == "scn").expect("a colour");
            scn.operands = vec![1.into()];
        });
    }),
    ("letters elsewhere", |document| {
        draw(document, |all| {
            let place = all.iter_mut().find(|operation| operation.operator == "Tm").expect("a place");
            place.operands[5] = 10_000.into();
        });
    }),
    ("two cells' letters exchanged", |document| {
        draw(document, |all| {
            let places: Vec<usize> = (0..all.len()).filter(|index| all[*index].operator == "Tm").collect();
            let (one, other) = (all[places[2]].operands.clone(), all[places[3]].operands.clone());
            all[places[2]].operands = other;
            all[places[3]].operands = one;
        });
    }),
    ("letters too small to be seen", |document| {
        draw(document, |all| {
            let font = all.iter_mut().find(|operation| operation.operator == "Tf").expect("a font");
            font.operands[1] = Object::Real(0.01);
        });
    }),
    ("narrow letters", |document| before(document, "TJ", vec![operation("Tz", vec![1.into()])])),
    ("letters one over the other", |document| before(document, "TJ", vec![operation("Tc", vec![(-12).into()])])),
    ("raised letters", |document| before(document, "TJ", vec![operation("Ts", vec![400.into()])])),
    ("wide spaces", |document| before(document, "TJ", vec![operation("Tw", vec![400.into()])])),
    ("a cut", |document| {
        let cut = operation("re", vec![0.into(), 0.into(), 1.into(), 1.into()]);
        before(document, "BT", vec![cut, operation("W", vec![]), operation("n", vec![])]);
    }),
    ("letters that are a cut", |document| before(document, "TJ", vec![operation("Tr", vec![7.into()])])),
    ("a white board", |document| over(document, "\n1 g 0 0 600 800 re f")),
    ("a black board", |document| over(document, "\n0 g 100 500 200 20 re f")),
    ("a shading", |document| over(document, "\n/Sh0 sh")),
    ("a line through", |document| over(document, "\n0 G 100 500 m 300 500 l S")),
    ("thick lines", |document| {
        draw(document, |all| {
            let width = all.iter_mut().find(|operation| operation.operator == "w").expect("a width");
            width.operands = vec![40.into()];
        });
    }),
    ("no lines", |document| draw(document, |all| all.retain(|operation| operation.operator != "S"))),
    ("a text fewer", |document| {
        draw(document, |all| {
            let at = all.iter().rposition(|operation| operation.operator == "TJ").expect("a text");
            all.remove(at);
        });
    }),
    ("a text twice", |document| {
        draw(document, |all| {
            let at = all.iter().position(|operation| operation.operator == "TJ").expect("a text");
            let text = all[at].clone();
            all.insert(at, text);
        });
    }),
    ("nothing at all", |document| draw(document, Vec::clear)),
    ("the same in a stream more", |document| {
        let more = document.add_object(Stream::new(dictionary! {}, TEXT.as_bytes().to_vec()));
        let content = page(document).get(b"Contents").expect("content").clone();
        page(document).set("Contents", vec![content, more.into()]);
    }),
    ("another font in its place", |document| {
        let fonts = resources(document).get_mut(b"Font").and_then(Object::as_dict_mut).expect("fonts");
        let (one, other) = (fonts.get(b"f0").expect("f0").clone(), fonts.get(b"f1").expect("f1").clone());
        fonts.set("f0", other);
        fonts.set("f1", one);
    }),
    ("other outlines", |document| {
        let font = stream_of(document, b"FontFile2");
        let end = font.content.len() - 200;
        font.content[end] ^= 0xff;
    }),
    ("other meanings of glyphs", |document| {
        let map = stream_of(document, b"ToUnicode");
        let at = map.content.windows(8).rposition(|window| window == b"beginbfr" || window == b"beginbfc");
        let at = at.expect("a map") + 30;
        map.content[at] = if map.content[at] == b'0' { b'1' } else { b'0' };
    }),
    ("other widths", |document| set(document, "DW", 500)),
    ("another order of glyphs", |document| {
        let map: Vec<u8> = (0..200_u16).flat_map(|number| (199 - number).to_be_bytes()).collect();
        let map = document.add_object(Stream::new(dictionary! {}, map));
        set(document, "CIDToGIDMap", map);
    }),
    ("another font's file", |document| {
        let fonts = having(document, b"FontFile2");
        let files: Vec<Object> = fonts
            .iter()
            .map(|id| document.get_dictionary(*id).expect("a font").get(b"FontFile2").expect("a file").clone())
            .collect();
        document.get_dictionary_mut(fonts[0]).expect("a font").set("FontFile2", files[1].clone());
    }),
    ("another structure", |document| {
        let cells = having(document, b"ActualText");
        let said = |document: &Document, id: ObjectId| {
            document.get_dictionary(id).expect("a cell").get(b"ActualText").expect("a text").clone()
        };
        let (one, other) = (said(document, cells[0]), said(document, cells[1]));
        document.get_dictionary_mut(cells[0]).expect("a cell").set("ActualText", other);
        document.get_dictionary_mut(cells[1]).expect("a cell").set("ActualText", one);
    }),
    ("no structure", |document| drop(catalog(document).remove(b"StructTreeRoot"))),
    ("roles of its own", |document| {
        let root = catalog(document).get(b"StructTreeRoot").and_then(Object::as_reference).expect("a root");
        document.get_dictionary_mut(root).expect("a root").set("RoleMap", dictionary! { "TD" => "Artifact" });
    }),
    ("another language", |document| catalog(document).set("Lang", Object::string_literal("en"))),
    ("another way to be shown", |document| {
        catalog(document).set("ViewerPreferences", dictionary! { "HideMenubar" => true, "DisplayDocTitle" => true });
    }),
    ("the whole screen", |document| catalog(document).set("PageMode", "FullScreen")),
    ("other bookmarks", |document| {
        let outline = catalog(document).get(b"Outlines").and_then(Object::as_reference).expect("an outline");
        let entry = document.get_dictionary(outline).expect("an outline").get(b"First").and_then(Object::as_reference);
        let entry = document.get_dictionary_mut(entry.expect("an entry")).expect("an entry");
        entry.set("Title", Object::string_literal("1"));
    }),
    ("another author", |document| set(document, "Author", Object::string_literal("1"))),
    ("another colour profile", |document| stream_of(document, b"DestOutputProfile").content[40] ^= 1),
    ("another page before it", |document| {
        let content = document.add_object(Stream::new(dictionary! {}, Vec::new()));
        let parent = page(document).get(b"Parent").and_then(Object::as_reference).expect("a parent");
        let blank = document.add_object(dictionary! { "Type" => "Page", "Parent" => parent, "Contents" => content });
        let pages = document.get_dictionary_mut(parent).expect("pages");
        let mut kids = pages.get(b"Kids").and_then(Object::as_array).expect("kids").clone();
        kids.insert(0, blank.into());
        pages.set("Count", kids.len() as i64);
        pages.set("Kids", kids);
    }),
    ("the page twice", |document| {
        let parent = page(document).get(b"Parent").and_then(Object::as_reference).expect("a parent");
        let pages = document.get_dictionary_mut(parent).expect("pages");
        let mut kids = pages.get(b"Kids").and_then(Object::as_array).expect("kids").clone();
        kids.push(kids[0].clone());
        pages.set("Count", kids.len() as i64);
        pages.set("Kids", kids);
    }),
    ("a turn that all pages have", |document| {
        let pages = page(document).get(b"Parent").and_then(Object::as_reference).expect("a parent");
        document.get_dictionary_mut(pages).expect("pages").set("Rotate", 90);
    }),
    ("a way through it", |document| catalog(document).set("Threads", Vec::<Object>::new())),
    ("a picture of the page", |document| {
        let picture = document.add_object(drawing(TEXT));
        page(document).set("Thumb", picture);
    }),
];

fn agrees(bytes: &[u8], ours: &[u8], table: &FormTable) -> Result<bool, String> {
    pdf(bytes, ours, Some(table)).map(|compared| compared.agrees()).map_err(|error| format!("{error:?}"))
}

#[test]
fn whatever_is_altered_in_a_pdf_is_told() {
    let table = form(PROJECT);
    let (page, _) = files(&table);
    for (what, alter) in ALTERED {
        assert_ne!(agrees(&saved(&page, alter), &page, &table), Ok(true), "{what}");
    }
}

#[test]
fn a_pdf_that_was_only_written_anew_agrees() {
    let table = form(PROJECT);
    let (ours, _) = files(&table);
    let anew: [Alter; 6] = [
        ("the same", |_| {}),
        ("other numbers of objects", Document::renumber_objects),
        ("packed otherwise", |document| document.decompress()),
        ("content in two streams", |document| {
            let id = first(document);
            let content = document.get_page_content(id);
            let at = content.windows(3).position(|window| window == b"EMC").expect("an end") + 3;
            let [one, other] = [&content[..at], &content[at..]]
                .map(|part| Object::from(document.add_object(Stream::new(dictionary! {}, part.to_vec()))));
            page(document).set("Contents", vec![one, other]);
        }),
        ("another day", |document| set(document, "CreationDate", Object::string_literal("D:20270101000000Z"))),
        ("another program", |document| set(document, "Creator", Object::string_literal("jixiao 9.9.9"))),
    ];
    for (what, alter) in anew {
        let bytes = saved(&ours, alter);
        assert_ne!(bytes, ours, "{what}");
        let compared = in_pdf(&bytes, &table);
        assert!(compared.agrees(), "{what}: {}", said(&compared, &table));
        assert_eq!(compared.not_compared.len(), 1, "{what}");
    }
}
