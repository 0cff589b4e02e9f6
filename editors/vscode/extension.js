// The door of VS Code to `jixiao lsp`: starts it for each folder that has a jixiao.yaml, and
// opens the page of a folder. All else is the language server's.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

/** The clients, by the folders that they are for. */
const clients = new Map();

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

async function start(context, document) {
  if (document.languageId !== 'yaml' || document.uri.scheme !== 'file') return;
  const folder = folderOf(document.uri.fsPath);
  const isKnown = [...clients.keys()].some((known) => folder === known || folder?.startsWith(known + path.sep));
  if (!folder || isKnown) return;
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

/** Opens the page of the folder in a browser: `jixiao open`, in a terminal of its own. */
function preview(context) {
  const file = vscode.window.activeTextEditor?.document.uri;
  const folder = file?.scheme === 'file' ? (folderOf(file.fsPath) ?? path.dirname(file.fsPath)) : undefined;
  if (!folder) {
    vscode.window.showInformationMessage('先打开一个项目文件。');
    return;
  }
  const known = vscode.window.terminals.find((terminal) => terminal.name === `jixiao open ${path.basename(folder)}`);
  if (known && known.exitStatus === undefined) {
    known.show();
    return;
  }
  const terminal = vscode.window.createTerminal({
    name: `jixiao open ${path.basename(folder)}`,
    shellPath: program(context),
    shellArgs: ['open', folder],
    cwd: folder,
  });
  terminal.show(true);
}

async function activate(context) {
  const begin = (document) => start(context, document);
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(begin),
    vscode.commands.registerCommand('jixiao.preview', () => preview(context)),
    vscode.commands.registerCommand('jixiao.restart', async () => {
      await stop();
      await Promise.all(vscode.workspace.textDocuments.map(begin));
    }),
  );
  await Promise.all(vscode.workspace.textDocuments.map(begin));
}

module.exports = { activate, deactivate: stop };
