// How requests travel in the page that is one HTML file: to the engine in a worker of it. The
// engine has the files in memory; what it changes is kept in the browser, or in the folder of
// the machine that was opened, before the answer is given.

import * as disk from "./disk.js";
import * as engine from "./engine.js";
import * as store from "./store.js";
import { words } from "./words.js";

/** See the module of this name that talks to the program. */
export const can = { start: true, pick: true, pack: true, editor: false };

/** So often it is looked what others have changed in a folder of the machine. */
const LOOKS = 3000;

/** So long the page has to be drawn before all projects are looked at. */
const GLANCE = 200;

/** What an office has handed on with the page. */
const given = JSON.parse(document.getElementById("given")?.textContent ?? "null");

/** The folder that is open. */
let open = null;
/** The same where it is one of the machine. */
let folder = null;
/** How the lock of the open folder is given back. */
let unlock = () => {};
/** What could not be kept yet: bytes by path. */
const unsaved = new Map();
let version = 0;
let waiting = [];

const refused = (what, help, again = false) => ({ status: "refused", answer: { what, help, again } });

/** Keeps what has changed; says why it cannot. */
async function keep(changed) {
  changed.forEach(([path, bytes]) => unsaved.set(path, bytes));
  if (!unsaved.size) return null;
  try {
    const inBrowser = [];
    for (const [path, bytes] of [...unsaved]) {
      if (folder && path.startsWith(`${folder.path}/`)) {
        await folder.write(path, bytes);
        unsaved.delete(path);
      } else inBrowser.push([path, bytes]);
    }
    if (inBrowser.length) await store.write(inBrowser);
    unsaved.clear();
    return null;
  } catch (error) {
    return refused(words("notKept", { why: error.message }), words("notKeptHelp"), true);
  }
}

/** The files that come with an answer, and what is left of its bytes. */
function taken(list, bytes) {
  let at = 0;
  const changed = list.map(({ path, length }) => {
    if (length === undefined) return [path, null];
    at += length;
    return [path, bytes.slice(at - length, at)];
  });
  return { changed, rest: bytes.subarray(at) };
}

/** Files as they come with a question. */
function handed(files) {
  const bytes = new Uint8Array(files.reduce((sum, [, file]) => sum + (file?.length ?? 0), 0));
  let at = 0;
  const list = files.map(([path, file]) => {
    if (!file) return { path };
    bytes.set(file, at);
    at += file.length;
    return { path, length: file.length };
  });
  return { list, bytes };
}

function tell(now) {
  version = now;
  waiting = waiting.filter(({ since, resolve }) => since >= now || resolve({ status: "done", answer: { version: now } }));
}

/** Asks the engine, and keeps what it has changed. */
async function ask(head, bytes) {
  let answered;
  try {
    answered = await engine.ask(head, bytes);
  } catch {
    // The files are kept: the engine is given them anew.
    if (open && head.do !== "open") await load(open);
    return refused(words("failed"), words("failedHelp"));
  }
  const { status, answer, changed: list, version: now, folder: there } = answered.head;
  const { changed, rest } = taken(list, answered.bytes);
  const why = await keep(changed);
  tell(now);
  if (why && status === "done") return why;
  return { status, answer, folder: there, file: rest };
}

/** Has the engine open a folder, with all files of it. */
async function load(path) {
  folder?.times.clear();
  const { list, bytes } = handed(folder ? await folder.changed() : await store.read(path));
  return ask({ do: "open", folder: path, files: list }, bytes);
}

/** Has the folder for this tab alone; whether it could be had. */
function lock(path) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    // A page that is loaded anew has it for a moment longer.
    const signal = AbortSignal.timeout(1500);
    navigator.locks.request(`jixiao ${path}`, { signal }, () => new Promise((release) => {
      unlock();
      unlock = release;
      resolve(true);
    })).catch(({ name }) => resolve(name !== "AbortError" && name !== "TimeoutError"));
  });
}

/** Opens a folder: one that the browser keeps, or one of the machine. */
async function enter(path, handle, act = () => load(path)) {
  if (path !== open && !(await lock(path))) return refused(words("openElsewhere", { name: path }), words("closeThere"));
  const before = [open, folder];
  [open, folder] = [path, handle ? new disk.Folder(handle, path) : null];
  try {
    const answered = await act();
    if (answered.status !== "done") throw answered;
    if (answered.folder !== path) await lock(answered.folder);
    open = answered.folder;
    await store.remember(open, handle);
    sessionStorage.setItem("jixiao folder", open);
    // The page shows the folder meanwhile.
    setTimeout(() => next(() => ask({ do: "look" })), GLANCE);
    return answered;
  } catch (error) {
    [open, folder] = before;
    if (open) {
      // The lock went with the folder that could not be opened.
      if (open !== path) await lock(open);
      await load(open);
    }
    if (error instanceof disk.TooMuch) return refused(words("tooMuch", { name: path }), words("tooMuchHelp"));
    return error.status ? error : refused(error.message);
  }
}

/** A path that no folder has yet. */
async function free(name) {
  const known = new Set((await store.folders()).map(({ path }) => path));
  const paths = [`/${name}`, ...Array.from(known, (_, index) => `/${name} (${index + 2})`)];
  return paths.find((path) => !known.has(path));
}

/** Has a folder of the machine chosen, and opens it; a copy of it, where the browser does not let
 * a page write there. */
async function pick() {
  if (disk.can) {
    const handle = await disk.choose();
    if (!handle) return { status: "done", answer: null };
    for (const known of await store.folders()) {
      if (await known.handle?.isSameEntry(handle)) return enter(known.path, handle);
    }
    return enter(await free(handle.name), handle);
  }
  const files = await new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true });
    input.addEventListener("change", () => resolve([...input.files]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
  if (!files.length) return { status: "done", answer: null };
  const path = await free(files[0].webkitRelativePath.split("/")[0]);
  const read = files.map(async (file) => [path + file.webkitRelativePath.slice(file.webkitRelativePath.indexOf("/")), new Uint8Array(await file.arrayBuffer())]);
  await store.write(await Promise.all(read));
  return enter(path);
}

/** A folder of the browser by what was typed: from the root of all. */
const whole = (typed) => `/${typed.split(/[/\\]+/).map((part) => part.trim()).filter((part) => part && part !== "." && part !== "..").join("/")}`;

/** The folders in one. */
async function browse(path) {
  const all = (await store.folders()).filter(({ handle }) => !handle).map((known) => known.path);
  const at = path === "/" ? "" : path;
  const names = new Set(all.filter((known) => known.startsWith(`${at}/`)).map((known) => known.slice(at.length + 1).split("/")[0]));
  const answer = { path: at || "/", above: at ? at.slice(0, at.lastIndexOf("/")) || "/" : null, folders: [...names], projects: 0 };
  return { status: "done", answer };
}

async function begin({ ask: name, path: typed = "/", ...facts }, file) {
  const path = whole(typed);
  switch (name) {
    case "start": {
      const known = await store.folders();
      const recent = known.map(({ path: own }) => ({ path: own, name: own.split("/").at(-1) }));
      return { status: "done", answer: { recent, home: "", separator: "/", workbook: null, given: given && { name: given.name, units: given.handout.units } } };
    }
    case "browse": return browse(path);
    case "pick": return pick();
    case "open": {
      const known = (await store.folders()).find((one) => one.path === path);
      if (known?.handle && !(await disk.permitted(known.handle))) return refused(words("notAllowed", { name: path }));
      return enter(path, known?.handle);
    }
    case "unpack": {
      const own = await free(facts.name.replace(/\.zip$/i, ""));
      const bytes = new Uint8Array(await file.arrayBuffer());
      return enter(own, null, () => ask({ do: "unpack", folder: own }, bytes));
    }
    default: return enter(path, null, async () => {
      // What is there already is not written over.
      await load(path);
      return ask({ do: "begin", folder: path, request: { ask: name, path, handout: name === "given" ? given.handout : undefined, ...facts } });
    });
  }
}

/** Takes what others have changed in the folder of the machine. */
async function take(files) {
  if (!files.length) return;
  const { list, bytes } = handed(files);
  await ask({ do: "changed", files: list }, bytes);
}

/** Where a file that the page names is. */
const whereIs = (file) => `${open}/${file.replace(/^\.\//, "")}`;

/** Hands a file to the browser, to be kept or shown. */
async function hand({ status, answer, file }, name, target) {
  if (status !== "file") return { status, answer };
  const href = URL.createObjectURL(new Blob([file], { type: answer.kind }));
  setTimeout(() => URL.revokeObjectURL(href), 60000);
  // Where no window may be opened, it is kept.
  if (!target || !globalThis.open(href, target)) Object.assign(document.createElement("a"), { href, download: name || answer.name }).click();
  return { status: "done", answer: {} };
}

async function answer(name, facts, file) {
  switch (name) {
    case "start": return begin(facts, file);
    case "import": return ask({ do: "import", ...facts }, new Uint8Array(await file.arrayBuffer()));
    case "show": return hand(await ask({ do: "pack" }));
    default:
  }
  if (folder && facts.file) {
    const path = whereIs(facts.file);
    const there = unsaved.has(path) ? undefined : await folder.look(path);
    if (there !== undefined) await take([[path, there]]);
  }
  return ask({ do: "ask", request: facts });
}

/** One thing is done after the other. */
let line = (async () => {
  const last = sessionStorage.getItem("jixiao folder");
  const known = last && (await store.folders()).find(({ path }) => path === last);
  if (known && (!known.handle || (await known.handle.queryPermission({ mode: "readwrite" })) === "granted")) await enter(last, known.handle);
  document.getElementById("status").textContent = (await store.keeps()) ? "" : words("noStore");
})();

function next(act) {
  const done = line.then(act);
  line = done.catch(() => {});
  return done;
}

/** See the module of this name that talks to the program. */
export function send(name, facts, file) {
  if (name === "changes") {
    if (version > facts.since) return Promise.resolve({ status: "done", answer: { version } });
    return new Promise((resolve) => waiting.push({ since: facts.since, resolve }));
  }
  // Nothing can be asked of the engine while it works.
  if (facts.ask === "progress") return Promise.resolve({ status: "done", answer: { done: 0, of: 0 } });
  return next(() => answer(name, facts, file));
}

/** The address of a file, for a link: what the engine is asked when it is followed. */
export const address = (name, facts) => `jixiao:${name}?${new URLSearchParams(facts)}`;

function made(link) {
  const { pathname: name, searchParams: facts } = new URL(link);
  const number = Number(facts.get("number"));
  const wanted = {
    book: { do: "book", number },
    notice: { do: "notice", unit: facts.get("unit") },
  };
  return next(() => ask(wanted[name] ?? { do: "output", format: name, file: facts.get("file"), number }));
}

/** The address by which a frame shows it. */
export async function framed(link) {
  const { file, answer: { kind } } = await made(link);
  return URL.createObjectURL(new Blob([file], { type: kind }));
}

for (const kind of ["click", "auxclick"]) {
  addEventListener(kind, async (event) => {
    const link = event.target.closest?.('a[href^="jixiao:"]');
    if (!link || event.button > 1) return;
    event.preventDefault();
    const { status, answer } = await hand(await made(link.href), link.download, link.target);
    if (status !== "done") document.getElementById("status").textContent = [answer?.what, answer?.help].filter(Boolean).join("。");
  });
}

const look = () => folder && document.visibilityState === "visible" && next(async () => folder && take(await folder.changed())).catch(() => {});
addEventListener("focus", look);
setInterval(look, LOOKS);
