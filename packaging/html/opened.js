// The folder that is open: the engine has its files in memory; what it changes is kept in the
// browser, or in the folder of the machine, before the answer is given.

import * as disk from "./disk.js";
import { say } from "./dom.js";
import * as engine from "./engine.js";
import { done, nameOf, openElsewhere, refused } from "./replies.js";
import * as store from "./store.js";
import { words } from "./words.js";

/** So often it is looked what others have changed in a folder of the machine, in milliseconds. */
const LOOKS = 3000;

/** So long the page has to be drawn before all projects are looked at. */
const GLANCE = 200;

/** So long a part of them may take: what somebody types comes in between. */
const PART = 40;

/** The folder that is open. */
export let open = null;
/** The same where it is one of the machine. */
export let folder = null;
/** When something in it was last changed, and when it was last handed out as an archive. */
let times = {};
/** How the lock of the open folder is given back. */
let unlock = () => {};
/** What is not kept yet: bytes by path. It could not be, where it is `stuck`, and is in an archive
 * since, where it is `spared`. */
const unsaved = new Map();
let stuck = false;
let spared = false;
/** The question whose answer waits for that. */
let held = null;
/** Whether the browser keeps anything. */
export let keeps = true;
let version = 0;
let waiting = [];

/** Why something could not be kept, or read. */
export function whyNot(error) {
  const name = open ? nameOf(open) : "";
  switch (error?.name) {
    case "QuotaExceededError": return folder ? refused(words("diskFull"), words("notKeptHelp"), true) : refused(words("storeFull"), words("storeFullHelp"), true);
    case "NotFoundError": return refused(words("folderGone", { name }), words("notKeptHelp"), true);
    case "NotAllowedError": return refused(words("notAllowed", { name }), words("allowAgain"), true);
    case "NoModificationAllowedError": return refused(words("fileBusy"), words("fileBusyHelp"), true);
    default: return refused(words("notKept", { why: error?.message ?? "" }), words("notKeptHelp"), true);
  }
}

/** Keeps what has changed; says why it cannot. */
async function keep(changed) {
  changed.forEach(([path, bytes]) => unsaved.set(path, bytes));
  if (!unsaved.size) return null;
  const isOwn = ([path]) => path.startsWith(`${open}/`);
  try {
    const all = [...unsaved];
    if (folder) await folder.writeAll(all.filter(isOwn), (path) => unsaved.delete(path));
    const inBrowser = [...unsaved];
    if (inBrowser.length) await store.write(inBrowser);
    unsaved.clear();
    stuck = false;
    if (all.some(isOwn)) await noteChange();
    return null;
  } catch (error) {
    stuck = true;
    spared = false;
    return whyNot(error);
  }
}

/** Whether the open folder is not what was last handed out. */
const isNew = () => times.changed > (times.packed ?? 0);

/** Remembers that it is not. */
async function noteChange() {
  const isFirst = !isNew();
  times.changed = Date.now();
  if (isFirst && !folder) await store.note(open, { changed: times.changed });
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
export function handed(files) {
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

export function tell(now) {
  version = now;
  waiting = waiting.filter(({ since, resolve }) => since >= now || resolve(done({ version: now })));
}

/** Asks the engine; what it has changed comes with the answer and is not kept yet. */
export async function asked(head, bytes) {
  try {
    const { head: { status, answer, changed: list, version: now }, bytes: all } = await engine.ask(head, bytes);
    const { changed, rest } = taken(list, all);
    return { status, answer, changed, now, file: rest };
  } catch {
    // The files are kept: the engine is given them anew.
    if (open && head.do !== "open") await load(open);
    return { ...refused(words("failed"), words("failedHelp")), changed: [], now: version };
  }
}

/** Asks the engine, and keeps what it has changed. Where that cannot be kept, the same question
 * is answered once it can. */
export async function ask(head, bytes) {
  const key = head.request && JSON.stringify({ ...head.request, have: null });
  if (held && held.key === key) {
    const why = await keep([]);
    if (why) return why;
    const { answered } = held;
    held = null;
    return answered;
  }
  const answered = await asked(head, bytes);
  tell(answered.now);
  if (!answered.changed.length) return answered;
  const why = await keep(answered.changed);
  held = why && key ? { key, answered } : null;
  return why && answered.status === "done" ? why : answered;
}

/** The files of the open folder, as pairs of paths and bytes. */
async function files(path) {
  if (!folder) return store.read(path);
  folder.times.clear();
  return folder.accept(await folder.changed());
}

/** Has the engine open a folder, with all files of it. */
export async function load(path) {
  const { list, bytes } = handed(await files(path));
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

/** Whether no tab, or this one, has a folder open. */
export const isFree = (path) => path === open || !navigator.locks || navigator.locks.request(`jixiao ${path}`, { ifAvailable: true }, Boolean);

/** Has no folder be open. */
export function leave() {
  unlock();
  unlock = () => {};
  [open, folder, held, stuck] = [null, null, null, false];
  unsaved.clear();
  sessionStorage.removeItem("jixiao folder");
}

/** Opens a folder: one that the browser keeps, or one of the machine. */
export async function enter(path, handle, act = () => load(path)) {
  // Where the browser keeps nothing, a folder is in this page alone.
  if (!keeps && !folder && open && open !== path && isNew()) return refused(words("packFirst", { name: nameOf(open) }));
  if (stuck && !spared) {
    const why = await keep([]);
    if (why) return why;
  }
  if (path !== open && !(await lock(path))) return openElsewhere(path);
  const before = { open, folder, times };
  unsaved.clear();
  stuck = false;
  const known = (await store.folders()).find((one) => one.path === path);
  [open, folder, held, times] = [path, handle ? new disk.Folder(handle, path) : null, null, { changed: known?.changed, packed: known?.packed }];
  try {
    const answered = await act();
    if (answered.status !== "done") throw answered;
    await store.note(open, { handle, used: Date.now(), deleted: undefined });
    if (!handle) store.protect();
    sessionStorage.setItem("jixiao folder", open);
    // The page shows the folder meanwhile.
    setTimeout(() => lookAtAll(open), GLANCE);
    return answered;
  } catch (error) {
    const why = error instanceof disk.TooMuch ? refused(words("tooMuch", { name: nameOf(path) }), words("tooMuchHelp")) : error.status ? error : whyNot(error);
    if (before.open) {
      if (before.open !== path) await lock(before.open);
      ({ open, folder, times } = before);
      await load(open).catch(leave);
    } else leave();
    return why;
  }
}

/** Has all projects of the open folder looked at, a part at a time, so that nobody waits for it. */
async function lookAtAll(path, from = 0, most = 4) {
  const start = { at: 0 };
  const part = await next(() => {
    start.at = performance.now();
    return open === path ? ask({ do: "look", from, most }) : refused("");
  });
  if (!part.answer?.has_more) return;
  const took = performance.now() - start.at;
  const more = Math.max(1, Math.min(most * 2, Math.round((most * PART) / Math.max(took, 1))));
  setTimeout(() => lookAtAll(path, from + most, more));
}

/** Takes what others have changed in the folder of the machine. */
async function take(files) {
  if (!files.length) return;
  const { list, bytes } = handed(files);
  await ask({ do: "changed", files: list }, bytes);
}

/** Takes what others have made of a file that the page names. */
export async function lookAt(file) {
  const path = `${open}/${file.replace(/^\.\//, "")}`;
  if (!folder || unsaved.has(path)) return;
  // Where the folder cannot be looked into, that is told when something is to be kept.
  const there = await folder.look(path).catch(() => undefined);
  if (there !== undefined) await take([[path, there]]);
}

/** Hands a file to the browser, to be kept or shown. */
export async function hand({ status, answer, file }, name, target) {
  if (status !== "file") return { status, answer };
  const href = URL.createObjectURL(new Blob([file], { type: answer.kind }));
  // Where no window may be opened, it is kept.
  if (!target || !globalThis.open(href, target)) Object.assign(document.createElement("a"), { href, download: name || answer.name }).click();
  return done();
}

/** Hands the open folder out as an archive. */
export async function pack() {
  const answered = await hand(await ask({ do: "pack" }));
  if (answered.status === "done") {
    times.packed = Date.now();
    spared = stuck;
    // A browser whose room is full remembers nothing.
    if (!folder) await store.note(open, { packed: times.packed }).catch(() => {});
  }
  return answered;
}

/** Waits until something has changed since a version. */
export function changes(since) {
  if (version > since) return Promise.resolve(done({ version }));
  return new Promise((resolve) => waiting.push({ since, resolve }));
}

/** What is said of where the open folder is kept. */
export function kept() {
  if (folder) return words("keptOnMachine", { name: folder.handle.name });
  if (!keeps) return words("noStore");
  if (!times.packed) return words("neverPacked");
  const date = new Date(times.packed).toLocaleString(document.documentElement.lang, { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });
  return words(isNew() ? "changedSincePacked" : "packedAsItIs", { date });
}

/** One thing is done after the other. */
let line = store.keeps().then((does) => { keeps = does; });

export function next(act) {
  const done = line.then(act);
  line = done.catch(() => {});
  return done;
}

let isLooking = false;

/** Looks what others have changed in the folder of the machine. */
async function look() {
  if (!folder || isLooking || document.visibilityState !== "visible") return;
  isLooking = true;
  const own = folder;
  try {
    const found = await own.changed();
    if (found.length) await next(() => folder === own && take(own.accept(found).filter(([path]) => !unsaved.has(path))));
  } catch (error) {
    const { answer: { what, help } } = whyNot(error);
    if (folder === own) say([what, help].join("。"), true);
  } finally {
    isLooking = false;
  }
}

/** Looks again and again, the less often the longer it takes. */
async function lookOn() {
  const start = performance.now();
  // What could not be kept is tried again, too.
  if (stuck && !(await next(() => keep([])))) say(words("saved"));
  await look();
  setTimeout(lookOn, Math.max(LOOKS, 5 * (performance.now() - start)));
}

addEventListener("focus", look);
setTimeout(lookOn, LOOKS);

// Who closes the page is told of what is kept nowhere.
addEventListener("beforeunload", (event) => {
  if ((stuck && !spared) || (!keeps && !folder && open && isNew())) event.preventDefault();
});
