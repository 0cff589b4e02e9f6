// The extension of VS Code with the real vscode-languageclient and the real program, where VS
// Code itself is not: its module `vscode` is played here. The arguments are the program and a
// folder with node_modules, in which scratch files are written too.
//
//     node vscode.mjs PROGRAM FOLDER

import { mkdirSync, writeFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [program, work] = process.argv.slice(2).map((name) => path.resolve(name));
const extension = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../editors/vscode/extension.js");

const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

function holds(what, is) {
  if (!is) throw new Error(`vscode: ${what}`);
}

async function wait(what, is) {
  for (let turn = 0; turn < 200; turn += 1) {
    if (is()) return;
    await sleep(50);
  }
  throw new Error(`vscode: in vain waited for ${what}: ${shown.messages}`);
}

// What VS Code is to an extension, as far as the client asks for it.

class Emitter {
  listeners = new Set();
  event = (listener, self) => {
    const own = self ? listener.bind(self) : listener;
    this.listeners.add(own);
    return { dispose: () => this.listeners.delete(own) };
  };
  fire(value) { this.listeners.forEach((listener) => listener(value)); }
  dispose() { this.listeners.clear(); }
}

class Position {
  constructor(line, character) { Object.assign(this, { line, character }); }
}

class Range {
  constructor(...from) {
    const [start, end] = from.length === 4 ? [new Position(from[0], from[1]), new Position(from[2], from[3])] : from;
    Object.assign(this, { start, end });
  }
}

class Uri {
  constructor(url) { this.url = url; }
  static file(name) { return new Uri(pathToFileURL(name).href); }
  static parse(text) { return new Uri(text); }
  get scheme() { return new URL(this.url).protocol.slice(0, -1); }
  get fsPath() { return fileURLToPath(this.url); }
  toString() { return this.url; }
}

class CodeActionKind {
  constructor(value) { this.value = value; }
  append(part) { return new CodeActionKind(this.value ? `${this.value}.${part}` : part); }
}
Object.assign(CodeActionKind, { Empty: new CodeActionKind(""), QuickFix: new CodeActionKind("quickfix"), Refactor: new CodeActionKind("refactor"), Source: new CodeActionKind("source") });

const events = {};
const event = (name) => (events[name] ??= new Emitter()).event;
const commands = new Map();
const shown = { messages: [], outside: [], places: [] };
const providers = new Map();
const found = new Map();
const documents = [];
const nothing = () => ({ dispose() {} });

/** Whatever is not played does nothing: values of classes and enums, and places to register at. */
function played(own, name) {
  return new Proxy(own, {
    get(target, key) {
      if (key in target || typeof key === "symbol") return target[key];
      if (/^on[A-Z]/.test(key)) return event(`${name}.${key}`);
      if (/^register/.test(key)) return (...given) => { providers.set(key, given.find((one) => typeof one === "object" && !Array.isArray(one) && Object.keys(one ?? {}).some((part) => part.startsWith("provide")))); return nothing(); };
      return undefined;
    },
  });
}

const vscode = new Proxy({
  CodeActionKind, Position, Range, Uri, EventEmitter: Emitter,
  Disposable: class { constructor(dispose) { this.dispose = dispose; } static from(...all) { return { dispose: () => all.forEach((one) => one.dispose()) }; } },
  CancellationTokenSource: class { token = { isCancellationRequested: false, onCancellationRequested: nothing }; cancel() {} dispose() {} },
  Diagnostic: class { constructor(range, message, severity) { Object.assign(this, { range, message, severity }); } },
  version: "1.90.0",
  workspace: played({
    textDocuments: documents,
    workspaceFolders: undefined,
    notebookDocuments: [],
    getWorkspaceFolder: () => undefined,
    getConfiguration: () => ({ get: (key) => ({ path: program, everywhere: false })[key] }),
    createFileSystemWatcher: () => ({ onDidCreate: nothing, onDidChange: nothing, onDidDelete: nothing, dispose() {} }),
    applyEdit: async () => true,
    fs: {},
  }, "workspace"),
  window: played({
    visibleTextEditors: [],
    activeTextEditor: undefined,
    tabGroups: { all: [], onDidChangeTabs: nothing },
    createOutputChannel: () => ({ appendLine() {}, append() {}, show() {}, dispose() {} }),
    showInformationMessage: async (text) => shown.messages.push(text),
    showErrorMessage: async (text) => shown.messages.push(text),
    showWarningMessage: async (text) => shown.messages.push(text),
    showTextDocument: async (uri, options) => shown.places.push([uri.toString(), options]),
  }, "window"),
  languages: played({
    match: (selector, document) => [selector].flat().some(({ scheme, language, pattern }) =>
      scheme === document.uri.scheme && language === document.languageId
      && document.uri.fsPath.startsWith(pattern.replace("**/*", ""))) ? 10 : 0,
    createDiagnosticCollection: () => ({
      set: (uri, list) => found.set(uri.toString(), list), delete() {}, clear() {}, dispose() {}, has: () => false, get: () => [],
    }),
  }, "languages"),
  commands: {
    registerCommand(name, act) {
      // As VS Code does.
      if (commands.has(name)) throw new Error(`command '${name}' already exists`);
      commands.set(name, act);
      return { dispose: () => commands.delete(name) };
    },
    executeCommand: (name, ...given) => commands.get(name)?.(...given),
  },
  env: { language: "zh-cn", appName: "VS Code", openExternal: async (uri) => shown.outside.push(uri.toString()) },
  l10n: { t: (text) => text },
  extensions: { getExtension: () => undefined },
}, {
  get(target, key) {
    if (key in target) return target[key];
    // Classes to extend and enums.
    return /^[A-Z]/.test(String(key)) ? (target[key] = new Proxy(class { constructor(...given) { this.given = given; } }, {
      get: (one, part) => (part in one || typeof part === "symbol" ? one[part] : (one[part] = String(part))),
    })) : undefined;
  },
});

const require = createRequire(path.join(work, "index.js"));
const load = Module._load;
Module._load = function (name, parent, ...rest) {
  if (name === "vscode") return vscode;
  if (name === "vscode-languageclient/node") return load.call(this, require.resolve(name), parent, ...rest);
  return load.call(this, name, parent, ...rest);
};

const PROJECT = `年度: 2026
项目名称: 青年服务
年度资金: {当年财政拨款: 99}
年度总体目标: 举办活动５０场😀，服务青年。
`;

function open(file) {
  const lines = PROJECT.split("\n");
  const document = {
    uri: Uri.file(file), fileName: file, languageId: "yaml", version: 1, isClosed: false, isDirty: false, lineCount: lines.length,
    getText: () => PROJECT,
  };
  documents.push(document);
  (events["workspace.onDidOpenTextDocument"] ?? new Emitter()).fire(document);
  return document;
}

const folders = ["一", "二"].map((name) => path.join(work, "vscode", name));
for (const folder of folders) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "jixiao.yaml"), "");
  writeFileSync(path.join(folder, "甲.yaml"), PROJECT);
}
const elsewhere = path.join(work, "vscode", "别的.yaml");
writeFileSync(elsewhere, PROJECT);

const { activate, deactivate } = require(extension);
const context = { subscriptions: [], asAbsolutePath: (name) => path.join(path.dirname(extension), name) };
await activate(context);
const [one, two] = folders.map((folder) => open(path.join(folder, "甲.yaml")));
const other = open(elsewhere);
const codes = (document) => (found.get(document.uri.toString()) ?? []).map((one) => one.code?.value ?? one.code);
await wait("findings in both folders", () => [one, two].every((document) => codes(document).includes("full-width")));
holds("nothing is said of files elsewhere", codes(other).length === 0);
holds(`no complaints: ${shown.messages}`, shown.messages.length === 0);
for (const name of ["jixiao.preview", "jixiao.show", "jixiao.cursor", "jixiao.restart"]) {
  holds(`${name} is registered`, commands.has(name));
}

// The page of the project in which the cursor is, and the way back.
vscode.window.activeTextEditor = { document: two, selection: { active: new Position(1, 8) } };
await commands.get("jixiao.preview")();
await wait("the page", () => shown.outside.length > 0);
const address = new URL(shown.outside[0]);
holds("the page is of this machine", address.hostname === "127.0.0.1");
const first = await fetch(address, { redirect: "manual" });
const cookie = first.headers.get("set-cookie").split(";")[0];
const page = await (await fetch(new URL("/", address), { headers: { cookie } })).text();
const [, token] = page.match(/name="token" content="([^"]+)"/);
holds("it knows of the editor", page.includes('name="editor" content="yes"'));
const ask = async (since) => (await fetch(new URL(`/cursor?since=${since}`, address), { headers: { cookie } })).json();
const before = await ask(0);
holds(`the cursor: ${JSON.stringify(before)}`, before.cursor.file === "./甲.yaml" && before.cursor.at[0] === "项目名称");
const moved = ask(before.moves);
events["window.onDidChangeTextEditorSelection"].fire({
  textEditor: { document: two, selection: { active: new Position(2, 12) } },
});
const after = await moved;
holds(`it moves: ${JSON.stringify(after)}`, JSON.stringify(after.cursor.at) === '["年度资金","当年财政拨款"]');
await fetch(new URL("/cursor", address), {
  method: "POST", headers: { cookie, "X-Jixiao": token },
  body: JSON.stringify({ file: "./甲.yaml", number: 1, at: ["年度总体目标"] }),
});
await wait("the place in the editor", () => shown.places.length > 0);
const [[uri, { selection }]] = shown.places;
holds("it is in the file", uri === two.uri.toString());
holds(`it is in its line: ${JSON.stringify(selection)}`, selection.start.line === 3);

await deactivate();
await sleep(200);
console.log("vscode: findings in two folders, commands, and the page both ways, as they should be");
process.exit(0);
