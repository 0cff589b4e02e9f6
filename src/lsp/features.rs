//! What the library knows of a place in a text, in the protocol's words.

use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;
use jixiao::diag::FileId;
use jixiao::engine::{
    Action, ActionKind, Candidate, CandidateKind, Edit, FileEdits, OpenText, Part, PartKind, Step, plain,
};
use jixiao::messages::Message;
use lsp_server::{ErrorCode, ResponseError};
use serde_json::{Value, json};

use super::findings::Places;
use super::preview::Preview;
use super::session::{Answer, Document, Editor, Session, failure, read, value};
use super::texts::Text;
use super::uri;

/// The command that shows what is to be filled in after a change.
pub(super) const SHOW: &str = "jixiao.show";

/// The command that opens the page of a project in a browser, at what the cursor is in.
const PREVIEW: &str = "jixiao.preview";

/// The command that has an open page mark what the cursor is in.
const CURSOR: &str = "jixiao.cursor";

/// Answers to a request about an open text; none where the request is another.
pub(super) fn answer(session: &mut Session, method: &str, params: Value) -> Option<Answer> {
    Some(match method {
        "textDocument/completion" => completion(session, params),
        "textDocument/hover" => hover(session, params),
        "textDocument/inlayHint" => inlay_hints(session, params),
        "textDocument/definition" => definition(session, params),
        "textDocument/documentSymbol" => symbols(session, params),
        "textDocument/foldingRange" => folding(session, params),
        "textDocument/selectionRange" => selection(session, params),
        "textDocument/documentLink" => links(session, params),
        "textDocument/codeAction" => actions(session, params),
        "textDocument/formatting" => formatting(session, params),
        "textDocument/codeLens" => lenses(session, params),
        "textDocument/prepareRename" => prepare_rename(session, params),
        "textDocument/rename" => rename(session, params),
        "workspace/executeCommand" => execute(session, params),
        _ => return None,
    })
}

/// What the server can do with an open text.
pub(super) fn capabilities(into: &mut lsp::ServerCapabilities, editor: &Editor) {
    into.completion_provider = Some(lsp::CompletionOptions {
        // What stands before a value, an item and a key in braces.
        trigger_characters: Some([" ", ":", "-", "{", ",", "≥", "≤"].map(str::to_owned).into()),
        ..lsp::CompletionOptions::default()
    });
    into.hover_provider = Some(true.into());
    into.inlay_hint_provider = Some(true.into());
    into.definition_provider = Some(true.into());
    into.document_symbol_provider = Some(true.into());
    into.folding_range_provider = Some(true.into());
    into.selection_range_provider = Some(true.into());
    into.document_link_provider = Some(lsp::DocumentLinkOptions::default());
    into.document_formatting_provider = Some(true.into());
    into.code_action_provider = Some(
        lsp::CodeActionOptions {
            code_action_kinds: Some(vec![
                lsp::CodeActionKind::QuickFix,
                lsp::CodeActionKind::RefactorRewrite,
                lsp::CodeActionKind::SourceFixAll,
                tidy(),
            ]),
            ..lsp::CodeActionOptions::default()
        }
        .into(),
    );
    into.code_lens_provider = Some(lsp::CodeLensOptions::default());
    into.rename_provider = Some(match editor.prepares_renames {
        true => lsp::RenameOptions { prepare_provider: Some(true), ..lsp::RenameOptions::default() }.into(),
        false => true.into(),
    });
    into.execute_command_provider = Some(lsp::ExecuteCommandOptions {
        commands: [SHOW, PREVIEW, CURSOR].map(str::to_owned).into(),
        ..lsp::ExecuteCommandOptions::default()
    });
}

/// The kind of what puts a text in order.
fn tidy() -> lsp::CodeActionKind {
    String::from("source.sort.jixiao").into()
}

/// An open text, with what is known of it.
fn with_text<T>(
    session: &Session,
    address: &lsp::Uri,
    take: impl FnOnce(&OpenText<'_>, &Document) -> T,
) -> Result<T, ResponseError> {
    let unknown = || failure(ErrorCode::InvalidParams, format!("{} is not open", address.0));
    let document = session.documents.get(&address.0).ok_or_else(unknown)?;
    let workspace = session.folders.workspace(&document.path);
    let text = OpenText::new(workspace, &document.path, document.text.as_str());
    Ok(take(&text, document))
}

fn completion(session: &mut Session, params: Value) -> Answer {
    let params: lsp::CompletionParams = read(params)?;
    let place = params.text_document_position_params;
    let items: Vec<lsp::CompletionItem> = with_text(session, &place.text_document.uri, |text, document| {
        let at = document.text.place(place.position, session.encoding);
        let all = text.complete(at);
        all.iter().enumerate().map(|(number, one)| completion_item(session, &document.text, number, one)).collect()
    })?;
    // What fits depends on what is typed: a number takes units.
    Ok(json!({"isIncomplete": true, "items": items}))
}

fn completion_item(session: &Session, text: &Text, number: usize, one: &Candidate) -> lsp::CompletionItem {
    let say =
        |message: &jixiao::Message| Some(message.say(session.language).to_owned()).filter(|said| !said.is_empty());
    let snippets = session.editor.snippets;
    let new = if snippets { one.edit.text.clone() } else { plain(&one.edit.text) };
    let range = text.range(&one.edit.range, session.encoding);
    lsp::CompletionItem {
        label: one.label.clone(),
        kind: Some(match one.kind {
            CandidateKind::Key => lsp::CompletionItemKind::Field,
            CandidateKind::Option => lsp::CompletionItemKind::EnumMember,
            CandidateKind::Indicator => lsp::CompletionItemKind::Property,
            CandidateKind::Unit => lsp::CompletionItemKind::Unit,
            CandidateKind::Value => lsp::CompletionItemKind::Value,
            CandidateKind::Snippet => lsp::CompletionItemKind::Snippet,
            CandidateKind::Rule => lsp::CompletionItemKind::Constant,
        }),
        detail: say(&one.detail),
        documentation: say(&one.about).map(|about| markdown(about).into()),
        sort_text: Some(format!("{number:04}")),
        insert_text_format: Some(match snippets {
            true => lsp::InsertTextFormat::Snippet,
            false => lsp::InsertTextFormat::PlainText,
        }),
        text_edit: Some(lsp::TextEdit::new(range, with_ends(text, &new)).into()),
        ..lsp::CompletionItem::default()
    }
}

fn markdown(value: String) -> lsp::MarkupContent {
    lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value }
}

/// New lines end as those of the text.
fn with_ends(text: &Text, new: &str) -> String {
    match text.as_str().contains("\r\n") {
        true => new.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => new.to_owned(),
    }
}

fn hover(session: &mut Session, params: Value) -> Answer {
    let params: lsp::HoverParams = read(params)?;
    let place = params.text_document_position_params;
    with_text(session, &place.text_document.uri, |text, document| {
        let at = document.text.place(place.position, session.encoding);
        let Some(hover) = text.hover(at) else { return Value::Null };
        let range = document.text.range(&hover.range, session.encoding);
        json!({"contents": markdown(hover.about.say(session.language).to_owned()), "range": range})
    })
}

fn inlay_hints(session: &mut Session, params: Value) -> Answer {
    let params: lsp::InlayHintParams = read(params)?;
    with_text(session, &params.text_document.uri, |text, document| {
        let wanted = document.text.places(params.range, session.encoding);
        let hints = text.hints();
        let hints = hints.iter().filter(|hint| wanted.start <= hint.at && hint.at <= wanted.end).map(|hint| {
            let position = document.text.range(&(hint.at..hint.at), session.encoding).start;
            let about = hint.about.say(session.language);
            let mut hint = json!({"position": position, "label": hint.text, "paddingLeft": true});
            if !about.is_empty() {
                hint["tooltip"] = value(markdown(about.to_owned()));
            }
            hint
        });
        hints.collect()
    })
}

fn definition(session: &mut Session, params: Value) -> Answer {
    let params: lsp::DefinitionParams = read(params)?;
    let place = params.text_document_position_params;
    with_text(session, &place.text_document.uri, |text, document| {
        let at = document.text.place(place.position, session.encoding);
        let Some((_, places)) = text.definition(at) else { return Value::Null };
        session.with_places(|known| {
            let location = |place: &jixiao::diag::Place| {
                // A template that is part of the program is no file of the disk.
                let file =
                    (!place.file.path().exists()).then(|| session.manuals.template(&place.file, &session.folders));
                let mut location = known.location(place);
                if let Some(file) = file.flatten() {
                    location.uri = file;
                }
                location
            };
            places.iter().map(location).map(value).collect()
        })
    })
}

fn symbols(session: &mut Session, params: Value) -> Answer {
    let params: lsp::DocumentSymbolParams = read(params)?;
    with_text(session, &params.text_document.uri, |text, document| {
        text.parts().iter().map(|part| symbol(session, document, part)).collect()
    })
}

fn symbol(session: &Session, document: &Document, part: &Part) -> Value {
    let kind = match part.kind {
        PartKind::Document => lsp::SymbolKind::Module,
        PartKind::Group => lsp::SymbolKind::Object,
        PartKind::List => lsp::SymbolKind::Array,
        PartKind::Value => lsp::SymbolKind::Field,
    };
    let range = |range| document.text.range(range, session.encoding);
    // An editor takes no name that is empty.
    let name = if part.name.trim().is_empty() { "-" } else { part.name.as_str() };
    json!({
        "name": name,
        "detail": part.detail,
        "kind": kind,
        "range": range(&part.range),
        "selectionRange": range(&part.name_range),
        "children": part.parts.iter().map(|part| symbol(session, document, part)).collect::<Vec<_>>(),
    })
}

fn folding(session: &mut Session, params: Value) -> Answer {
    let params: lsp::FoldingRangeParams = read(params)?;
    with_text(session, &params.text_document.uri, |text, document| {
        let fold = |range: &std::ops::Range<usize>| {
            let is_comment = document.text.starts_with_comment(range.start);
            let range = document.text.range(range, session.encoding);
            let kind = if is_comment { json!("comment") } else { Value::Null };
            json!({"startLine": range.start.line, "endLine": range.end.line, "kind": kind})
        };
        let mut folds: Vec<Value> = text.folds().iter().map(fold).collect();
        folds.iter_mut().filter(|fold| fold["kind"].is_null()).for_each(|fold| {
            fold.as_object_mut().map(|fold| fold.remove("kind"));
        });
        folds.retain(|fold| fold["startLine"] != fold["endLine"]);
        Value::from(folds)
    })
}

fn selection(session: &mut Session, params: Value) -> Answer {
    let params: lsp::SelectionRangeParams = read(params)?;
    with_text(session, &params.text_document.uri, |text, document| {
        let of = |position: &lsp::Position| {
            let all = text.selection(document.text.place(*position, session.encoding));
            all.iter().rev().fold(Value::Null, |parent, range| {
                let mut own = json!({"range": document.text.range(range, session.encoding)});
                if !parent.is_null() {
                    own["parent"] = parent;
                }
                own
            })
        };
        params.positions.iter().map(of).collect()
    })
}

fn links(session: &mut Session, params: Value) -> Answer {
    let params: lsp::DocumentLinkParams = read(params)?;
    with_text(session, &params.text_document.uri, |text, document| {
        let link = |link: &jixiao::engine::Link| json!({"range": document.text.range(&link.range, session.encoding), "target": uri::of(&link.path)});
        text.links().iter().map(link).collect()
    })
}

fn formatting(session: &mut Session, params: Value) -> Answer {
    let params: lsp::DocumentFormattingParams = read(params)?;
    with_text(session, &params.text_document.uri, |text, document| {
        let edits = text.formatted_edits();
        edits.iter().map(|edit| value(text_edit(&document.text, edit, session))).collect()
    })
}

fn text_edit(text: &Text, edit: &Edit, session: &Session) -> lsp::TextEdit {
    lsp::TextEdit::new(text.range(&edit.range, session.encoding), with_ends(text, &edit.text))
}

fn actions(session: &mut Session, params: Value) -> Answer {
    let params: lsp::CodeActionParams = read(params)?;
    session.publish();
    let wanted: Option<Vec<String>> = params.context.only.map(|only| only.into_iter().map(String::from).collect());
    with_text(session, &params.text_document.uri, |text, document| {
        let name = session.folders.name(&document.path).to_owned();
        let found = session.folders.found(&name);
        let range = document.text.places(params.range, session.encoding);
        let mut all = text.actions(&range, found);
        let makes_files = session.editor.document_changes && session.editor.makes_files;
        all.retain(|action| makes_files || action.makes.is_none());
        session.with_places(|places| {
            let told = session.diagnostics(found, places);
            let as_told = all.iter().map(|action| code_action(session, places, action, &told));
            let is_wanted = |action: &Value| {
                let kind = action["kind"].as_str().unwrap_or_default();
                let is_below = |wanted: &String| kind == wanted || kind.starts_with(&format!("{wanted}."));
                match &wanted {
                    Some(wanted) => wanted.iter().any(is_below),
                    // What is done with a whole text is done where it is asked for.
                    None => !kind.starts_with("source."),
                }
            };
            as_told.filter(is_wanted).collect()
        })
    })
}

fn code_action(session: &Session, places: &Places<'_>, action: &Action, told: &[lsp::Diagnostic]) -> Value {
    let kind = match action.kind {
        ActionKind::Fix => lsp::CodeActionKind::QuickFix,
        ActionKind::FixAll => lsp::CodeActionKind::SourceFixAll,
        ActionKind::Rewrite => lsp::CodeActionKind::RefactorRewrite,
        ActionKind::Tidy => tidy(),
    };
    let title = action.title.say(session.language);
    let mut told_action = json!({"title": title, "kind": kind, "edit": workspace_edit(session, places, &action.changes, action.makes.as_ref())});
    if let Some(finding) = action.mends.and_then(|number| told.get(number)) {
        told_action["diagnostics"] = value([finding]);
    }
    if action.is_sure && action.kind == ActionKind::Fix {
        told_action["isPreferred"] = true.into();
    }
    if let Some((file, text, range)) = &action.then {
        let (address, _) = places.file(file);
        let range = Text::new(text.clone()).range(range, session.encoding);
        told_action["command"] =
            json!({"title": title, "command": SHOW, "arguments": [{"uri": address, "selection": range}]});
    }
    told_action
}

/// The changes of files. They are told with versions where the editor knows those.
fn workspace_edit(session: &Session, places: &Places<'_>, changes: &FileEdits, makes: Option<&PathBuf>) -> Value {
    let edits = |file: &FileId, edits: &[Edit]| -> (lsp::Uri, Vec<Value>) {
        let (address, text) = places.file(file);
        let edits = edits.iter().map(|edit| value(text_edit(&text, edit, session)));
        (address, edits.collect())
    };
    let all = changes.iter().map(|(file, changes)| edits(file, changes));
    if !session.editor.document_changes {
        let changes: serde_json::Map<String, Value> =
            all.map(|(address, edits)| (address.0, Value::from(edits))).collect();
        return json!({"changes": changes});
    }
    let made = |path: &PathBuf| json!({"kind": "create", "uri": uri::of(path), "options": {"ignoreIfExists": true}});
    let mut changes: Vec<Value> = makes.map(made).into_iter().collect();
    changes.extend(all.map(|(address, edits)| {
        let version = session.documents.get(&address.0).map(|document| document.version);
        json!({"textDocument": {"uri": address, "version": version}, "edits": edits})
    }));
    json!({"documentChanges": changes})
}

/// What could have another name.
fn prepare_rename(session: &mut Session, params: Value) -> Answer {
    let params: lsp::PrepareRenameParams = read(params)?;
    let place = params.text_document_position_params;
    with_text(session, &place.text_document.uri, |text, document| {
        let found = text.renamable(document.text.place(place.position, session.encoding));
        Ok(found.map_err(|why| refused(session, &why))?.map_or(
            Value::Null,
            |(range, name)| json!({"range": document.text.range(&range, session.encoding), "placeholder": name}),
        ))
    })?
}

fn rename(session: &mut Session, params: Value) -> Answer {
    let params: lsp::RenameParams = read(params)?;
    let place = params.text_document_position_params;
    with_text(session, &place.text_document.uri, |text, document| {
        let at = document.text.place(place.position, session.encoding);
        let changes = text.rename(at, &params.new_name).map_err(|why| refused(session, &why))?;
        Ok(session.with_places(|places| workspace_edit(session, places, &changes, None)))
    })?
}

/// Says why something is not done.
fn refused(session: &Session, why: &Message) -> ResponseError {
    failure(ErrorCode::RequestFailed, why.say(session.language))
}

/// Above each project, the command that opens its page.
fn lenses(session: &mut Session, params: Value) -> Answer {
    let params: lsp::CodeLensParams = read(params)?;
    let address = &params.text_document.uri;
    let title = super::words::see_the_page();
    with_text(session, address, |text, document| {
        let lens = |at: usize| {
            let range = document.text.range(&(at..at), session.encoding);
            let place = json!({"uri": address, "position": range.start});
            let title = title.say(session.language);
            json!({"range": range, "command": {"title": title, "command": PREVIEW, "arguments": [place]}})
        };
        text.projects().into_iter().map(lens).collect()
    })
}

fn execute(session: &mut Session, params: Value) -> Answer {
    let params: lsp::ExecuteCommandParams = read(params)?;
    let argument = params.arguments.unwrap_or_default().into_iter().next().unwrap_or_default();
    match params.command.as_str() {
        SHOW => {
            if session.editor.shows {
                let shown = json!({"uri": argument["uri"], "takeFocus": true, "selection": argument["selection"]});
                session.ask("window/showDocument", shown);
            }
            Ok(Value::Null)
        }
        PREVIEW => preview(session, &argument, true),
        CURSOR => preview(session, &argument, false),
        other => Err(failure(ErrorCode::InvalidParams, format!("{other} is no command"))),
    }
}

/// Tells the page of a folder where the cursor is; with `open`, it is opened where it is not.
fn preview(session: &mut Session, argument: &Value, open: bool) -> Answer {
    let address: lsp::Uri = read(argument["uri"].clone())?;
    let position: Option<lsp::Position> = read(argument["position"].clone())?;
    let unknown = || failure(ErrorCode::InvalidParams, format!("{} is not open", address.0));
    let document = session.documents.get(&address.0).ok_or_else(unknown)?;
    let folder = session.folders.root(&document.path);
    let cursor = cursor(session, document, &folder, position.unwrap_or_default());
    if open && !session.previews.contains_key(&folder) {
        let page = Preview::start(&folder, session.language, session.tell.clone());
        let page = page.map_err(|error| failure(ErrorCode::RequestFailed, error.to_string()))?;
        session.previews.insert(folder.clone(), page);
    }
    // A page that has just ended is forgotten when that is told.
    let _ = session.previews.get_mut(&folder).map(|page| page.say(&cursor, open));
    Ok(Value::Null)
}

/// Where a place of a text is, as the page has it; null where it is in no project.
fn cursor(session: &Session, document: &Document, folder: &Path, position: lsp::Position) -> Value {
    let at = document.text.place(position, session.encoding);
    let found = || {
        let workspace = session.folders.workspace(&document.path)?;
        let ways = workspace.ways(workspace.file(&document.path)?)?;
        let (number, way) = ways.to(at).or_else(|| ways.to(at.checked_sub(1)?))?;
        let file = Path::new(".").join(document.path.strip_prefix(folder).ok()?);
        Some(json!({"file": file, "number": number, "at": way}))
    };
    found().unwrap_or_default()
}

/// What the page of a folder says: its address, where somebody clicked, that it has ended.
pub(super) fn of_page(session: &mut Session, params: &Value) {
    let (folder, says) = (PathBuf::from(params["folder"].as_str().unwrap_or_default()), &params["says"]);
    if let Some(address) = says["address"].as_str() {
        match session.editor.shows {
            true => session.ask("window/showDocument", json!({"uri": address, "external": true})),
            false => {
                let message = super::words::open_in_a_browser(address);
                let said = json!({"type": lsp::MessageType::Info, "message": message.say(session.language)});
                session.notify("window/showMessage", said);
            }
        }
    } else if let Some(why) = says["ended"].as_str() {
        session.previews.remove(&folder);
        if !why.is_empty() {
            session.notify("window/showMessage", json!({"type": lsp::MessageType::Error, "message": why.trim()}));
        }
    } else if session.editor.shows
        && let Some(shown) = chosen(session, &folder, &says["chosen"])
    {
        session.ask("window/showDocument", shown);
    }
}

/// The place of a text that was chosen on the page.
fn chosen(session: &Session, folder: &Path, chosen: &Value) -> Option<Value> {
    let file: PathBuf = serde_json::from_value(chosen["file"].clone()).ok()?;
    let way: Vec<Step> = serde_json::from_value(chosen["at"].clone()).ok()?;
    let number = usize::try_from(chosen["number"].as_u64()?).ok()?;
    let path = folder.join(file.strip_prefix(".").unwrap_or(&file));
    let workspace = session.folders.workspace(&path)?;
    let file = workspace.file(&path)?;
    let range = workspace.ways(file)?.place(number, &way)?;
    session.with_places(|places| {
        let (address, text) = places.file(file);
        let selection = text.range(&range, session.encoding);
        Some(json!({"uri": address, "takeFocus": true, "selection": selection}))
    })
}
