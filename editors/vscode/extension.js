// The door of VS Code to `jixiao lsp`: starts it for each folder that has a jixiao.yaml, and tells
// it where the cursor is while the page of a folder is open. All else is the language server's.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

/** The clients, by the folders that they are for. */
const clients = new Map();

/** What the server does when it is asked to. VS Code has each command once, and each folder a server. */
const commands = ['jixiao.preview', 'jixiao.show', 'jixiao.cursor'];

/** So long the cursor rests before the page is told, in milliseconds. */
const REST = 100;

/** The folders whose page was opened. */
const pages = new Set();

/** The program: the one that is named, or bundled, or on the path. */
function program(context) {
  const named = vscode.workspace.getConfiguration('jixiao').get('path');
  if (named) return named;
  const name = process.platform === 'win32' ? 'jixiao.exe' : 'jixiao';
  const bundled = context.asAbsolutePath(path.join('bin', name));
  return fs.existsSync(bundled) ? bundled : name;
}

/** The folder of projects that has a file: the topmost one with a jixiao.yaml. */
function folderOf(file) {
  const workspace = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file));
  let found;
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, 'jixiao.yaml'))) found = folder;
    if (folder === workspace?.uri.fsPath || folder === path.dirname(folder)) break;
  }
  const everywhere = vscode.workspace.getConfiguration('jixiao').get('everywhere');
  return found ?? (everywhere ? (workspace?.uri.fsPath ?? path.dirname(file)) : undefined);
}

/** The folder that has a client for a path, with it. */
function clientOf(file) {
  return [...clients].find(([folder]) => file === folder || file.startsWith(folder + path.sep));
}

async function start(context, document) {
  if (document.languageId !== 'yaml' || document.uri.scheme !== 'file') return;
  const folder = folderOf(document.uri.fsPath);
  if (!folder || clientOf(folder)) return;
  const uri = vscode.Uri.file(folder);
  const client = new LanguageClient(
    'jixiao',
    '绩效目标申报表',
    { command: program(context), args: ['lsp'], options: { cwd: folder } },
    {
      documentSelector: [{ scheme: 'file', language: 'yaml', pattern: `${folder.replaceAll('\\', '/')}/**/*` }],
      workspaceFolder: { uri, name: path.basename(folder), index: 0 },
    },
  );
  // They are registered once, below.
  client.getFeature('workspace/executeCommand').register = () => {};
  clients.set(folder, client);
  try {
    await client.start();
  } catch (error) {
    clients.delete(folder);
    vscode.window.showErrorMessage(`jixiao 没有启动：${error.message ?? error}。可以在设置 jixiao.path 里写程序的位置。`);
  }
}

async function stop() {
  const all = [...clients.values()];
  clients.clear();
  await Promise.all(all.map((client) => client.stop().catch(() => {})));
}

/** Where the cursor is, as the server takes it. */
function cursor(editor) {
  if (!editor || editor.document.uri.scheme !== 'file') return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

/** Has the server of a place do something there. */
async function execute(command, place) {
  const [folder, client] = (place && clientOf(vscode.Uri.parse(place.uri).fsPath)) ?? [];
  if (client) {
    if (command === 'jixiao.preview') pages.add(folder);
    await client.sendRequest('workspace/executeCommand', { command, arguments: [place] });
  } else {
    vscode.window.showInformationMessage('先打开一个项目文件（所在的文件夹里要有 jixiao.yaml）。');
  }
}

let rests;

/** The page marks what the cursor is in. */
function follow({ textEditor }) {
  clearTimeout(rests);
  rests = setTimeout(() => {
    const place = cursor(textEditor);
    const [folder] = (place && clientOf(textEditor.document.uri.fsPath)) ?? [];
    if (pages.has(folder)) execute('jixiao.cursor', place).catch(() => {});
  }, REST);
}

async function activate(context) {
  const begin = (document) => start(context, document);
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(begin),
    vscode.window.onDidChangeTextEditorSelection(follow),
    // A button of the editor gives its file, and what the server proposes the place.
    ...commands.map((name) => vscode.commands.registerCommand(name, (place) =>
      execute(name, typeof place?.uri === 'string' ? place : cursor(vscode.window.activeTextEditor)))),
    vscode.commands.registerCommand('jixiao.restart', async () => {
      await stop();
      await Promise.all(vscode.workspace.textDocuments.map(begin));
    }),
  );
  await Promise.all(vscode.workspace.textDocuments.map(begin));
}

module.exports = { activate, deactivate: stop };
