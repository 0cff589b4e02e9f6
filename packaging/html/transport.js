// How requests travel in the page that is one HTML file: to the engine in a worker of it. The
// engine has the files in memory; what it changes is kept in the browser, or in the folder of
// the machine that was opened, before the answer is given.

import * as disk from "./disk.js";
import { askFor, element, say } from "./dom.js";
import * as engine from "./engine.js";
import * as store from "./store.js";
import { words } from "./words.js";

/** See the module of this name that talks to the program. */
export const can = { start: true, pick: true, pack: true, editor: false };

/** So often it is looked what others have changed in a folder of the machine, in milliseconds. */
const LOOKS = 3000;

/** So long the page has to be drawn before all projects are looked at. */
const GLANCE = 200;

/** So long a part of them may take: what somebody types comes in between. */
const PART = 40;

/** So long what was deleted can be had back. */
const MONTH = 30 * 24 * 3600 * 1000;

/** The most bytes of an archive. */
const MOST_BYTES = 256 * 2 ** 20;

/** What an office has handed on with the page. */
const given = JSON.parse(document.getElementById("given")?.textContent ?? "null");

/** The folder that is open. */
let open = null;
/** The same where it is one of the machine. */
let folder = null;
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
let keeps = true;
let version = 0;
let waiting = [];

const done = (answer = {}) => ({ status: "done", answer });
const refused = (what, help, again = false) => ({ status: "refused", answer: { what, help, again } });
const nameOf = (path) => path.split("\t")[0].split("/").at(-1);

/** Why something could not be kept, or read. */
function whyNot(error) {
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
  waiting = waiting.filter(({ since, resolve }) => since >= now || resolve(done({ version: now })));
}

/** Asks the engine; what it has changed comes with the answer and is not kept yet. */
async function asked(head, bytes) {
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
async function ask(head, bytes) {
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
async function load(path) {
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
const isFree = (path) => path === open || !navigator.locks || navigator.locks.request(`jixiao ${path}`, { ifAvailable: true }, Boolean);

const openElsewhere = (path) => refused(words("openElsewhere", { name: nameOf(path) }), words("closeThere"));

/** Has no folder be open. */
function leave() {
  unlock();
  unlock = () => {};
  [open, folder, held, stuck] = [null, null, null, false];
  unsaved.clear();
  sessionStorage.removeItem("jixiao folder");
}

/** Opens a folder: one that the browser keeps, or one of the machine. */
async function enter(path, handle, act = () => load(path)) {
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

/** A path that no folder has yet. */
async function free(name) {
  const known = new Set((await store.folders()).map(({ path }) => path));
  const paths = [`/${name}`, ...Array.from(known, (_, index) => `/${name} (${index + 2})`)];
  return paths.find((path) => !known.has(path));
}

/** The path of a folder of the machine: the one by which it is known, or a new one. */
async function pathOf(handle) {
  for (const known of await store.folders()) {
    if (await known.handle?.isSameEntry(handle)) return known.path;
  }
  return free(handle.name);
}

/** Has a folder of the machine chosen, and opens it; a copy of it, where the browser does not let
 * a page write there. */
async function pick() {
  if (disk.can) {
    const handle = await disk.choose("jixiao");
    return handle ? enter(await pathOf(handle), handle) : done(null);
  }
  const chosen = await new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true });
    input.addEventListener("change", () => resolve([...input.files]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
  if (!chosen.length) return done(null);
  const path = await free(chosen[0].webkitRelativePath.split("/")[0]);
  const own = chosen.filter(({ name }) => disk.belongs(name));
  if (!disk.fits(own)) return refused(words("tooMuch", { name: nameOf(path) }), words("tooMuchHelp"));
  const read = own.map(async (file) => [path + file.webkitRelativePath.slice(file.webkitRelativePath.indexOf("/")), new Uint8Array(await file.arrayBuffer())]);
  return enter(path, null, async () => {
    await store.write(await Promise.all(read));
    return load(path);
  });
}

/** A folder of the browser by what was typed: from the root of all. */
const whole = (typed) => `/${typed.split(/[/\\]+/).map((part) => part.trim()).filter((part) => part && part !== "." && part !== "..").join("/")}`;

/** The folders in one. */
async function browse(path) {
  const all = (await store.folders()).filter(({ handle, deleted }) => !handle && !deleted).map((known) => known.path);
  const at = path === "/" ? "" : path;
  const names = new Set(all.filter((known) => known.startsWith(`${at}/`)).map((known) => known.slice(at.length + 1).split("/")[0]));
  return done({ path: at || "/", above: at ? at.slice(0, at.lastIndexOf("/")) || "/" : null, folders: [...names], projects: 0 });
}

/** Opens a folder that is known. */
async function reopen(path) {
  const known = (await store.folders()).find((one) => one.path === path);
  if (known?.handle && !(await disk.permitted(known.handle))) return refused(words("notAllowed", { name: nameOf(path) }), words("allowAgain"));
  return enter(path, known?.handle);
}

/** Where next year's folder goes, which has this name: a folder in one of the machine that is
 * chosen now. Null where the person thinks better of it. */
async function placed(name) {
  for (let text = "placeHint"; ; text = "placeInside") {
    const yes = await askFor({
      title: words("placeTitle", { name }), text: element("p", {}, words(text, { name, old: folder.handle.name })),
      yes: words("placeYes"), no: words("cancel"),
    });
    const chosen = yes && (await disk.choose("jixiao-place", folder.handle));
    if (!chosen) return null;
    if (!(await folder.handle.resolve(chosen))) return chosen.getDirectoryHandle(name, { create: true });
  }
}

/** Makes next year's folder of the open one: beside it in the browser, or where the person has it
 * put on the machine, since a page may write there only. What is there already stays. */
async function roll(year) {
  // What comes of it is not kept yet: what it is called is to be known first.
  const tried = await asked({ do: "roll", year, target: null });
  const target = tried.status === "done" && tried.answer.target;
  if (!target) return tried;
  const takeBack = (changed) => asked({ do: "beside", files: changed.map(([path]) => ({ path })) });
  const handle = folder && (await placed(nameOf(target)));
  if (folder && !handle) {
    await takeBack(tried.changed);
    return refused(words("notRolled"));
  }
  const known = (await store.folders()).find((one) => one.path === target);
  const path = handle ? await pathOf(handle) : known?.handle || known?.deleted ? await free(nameOf(target)) : target;
  if (!(await isFree(path))) {
    await takeBack(tried.changed);
    return openElsewhere(path);
  }
  const place = handle && new disk.Folder(handle, path);
  const there = place ? place.accept(await place.changed()) : await store.read(path);
  let rolled = tried;
  if (there.length || path !== target) {
    await takeBack(tried.changed);
    const { list, bytes } = handed(there);
    await asked({ do: "beside", files: list }, bytes);
    rolled = await asked({ do: "roll", year, target: path });
    if (rolled.status !== "done") return rolled;
  }
  try {
    if (place) await place.writeAll(rolled.changed);
    else await store.write(rolled.changed);
  } catch (error) {
    await takeBack(rolled.changed);
    return whyNot(error);
  }
  await store.note(path, { handle: handle || undefined, used: Date.now() - 1, changed: Date.now() });
  tell(rolled.now);
  return done({ ...rolled.answer, target: path, where: words(handle ? "rolledThere" : "rolledHere", { name: nameOf(path) }) });
}

/** The folders as the page lists them. */
async function known() {
  const row = async ({ path, handle, deleted }) => ({
    path,
    name: nameOf(path),
    where: handle ? words("onMachine", { name: handle.name }) : path.split("\t")[0].slice(1).split("/").join(" › "),
    kept: handle ? "machine" : "browser",
    deleted: deleted ?? null,
    files: handle ? null : (await store.names(path)).length,
  });
  return Promise.all((await store.folders()).map(row));
}

/** Deletes what was deleted long ago. */
async function tidy() {
  for (const { path, deleted } of await store.folders()) {
    if (deleted && Date.now() - deleted > MONTH) await store.erase(path);
  }
}

/** Does something with a folder that is open in no other tab, and not here either then. */
async function alone(path, act) {
  if (!(await isFree(path))) return openElsewhere(path);
  if (path === open) leave();
  try {
    await act();
    return done();
  } catch (error) {
    return whyNot(error);
  }
}

/** Gives a folder that the browser keeps another name. */
async function rename(path, name) {
  const to = whole(`${path.slice(0, path.lastIndexOf("/"))}/${name.replace(/[/\\]/g, " ")}`);
  if (to === path) return done();
  const isTaken = (await store.folders()).some((one) => one.path === to) || (await store.names(to)).length > 0;
  return isTaken || to === "/" ? refused(words("nameTaken", { name: nameOf(to) })) : alone(path, () => store.move(path, to));
}

/** Brings a folder back that was deleted. */
async function bringBack(path) {
  const own = path.split("\t")[0];
  if (own === path) return alone(path, () => store.note(path, { deleted: undefined }));
  return alone(path, async () => store.move(path, await free(own.slice(1)), { deleted: undefined }));
}

/** Has the place of a folder be free for a new one: what was deleted there can still be had back,
 * and no folder of the machine is called so. */
async function vacate(path) {
  const there = (await store.folders()).find((one) => one.path === path);
  if (there?.handle) return refused(words("nameTaken", { name: nameOf(path) }));
  if (there?.deleted) await store.move(path, `${path}\t${there.deleted}`);
  return null;
}

/** Opens the folder of an archive. */
async function unpack(file) {
  const own = await free(file.name.replace(/\.zip$/i, "").trim() || "ZIP");
  if (file.size > MOST_BYTES) return refused(words("zip too-much", file));
  const bytes = new Uint8Array(await file.arrayBuffer());
  return enter(own, null, async () => {
    await load(own);
    const answered = await ask({ do: "unpack", folder: own }, bytes);
    return answered.status === "conflict" ? refused(words(`zip ${answered.answer.why}`, file)) : answered;
  });
}

async function begin({ ask: name, path: typed = "/", ...facts }, file) {
  const path = whole(typed);
  switch (name) {
    case "start": {
      const all = await known();
      return done({
        recent: all.filter(({ deleted }) => !deleted), deleted: all.filter(({ deleted }) => deleted),
        home: "", separator: "/", workbook: null, given: given && { name: given.name, units: given.handout.units }, keeps, room: await store.room(),
      });
    }
    case "browse": return browse(path);
    case "pick": return pick();
    case "unpack": return unpack(file);
    case "delete-folder": return alone(path, () => store.note(path, { deleted: Date.now() }));
    case "erase-folder": return alone(path, () => store.erase(path));
    case "restore-folder": return bringBack(path);
    case "rename-folder": return rename(path, facts.name);
    case "pack": {
      const entered = await reopen(path);
      return entered.status === "done" ? pack() : entered;
    }
    case "open": {
      if (facts.create) await vacate(path);
      return reopen(path);
    }
    case "roll": {
      if (!(await store.folders()).some((one) => one.path === path && !one.deleted)) return refused(words("noSuchFolder", { name: typed }));
      const entered = await reopen(path);
      if (entered.status !== "done") return entered;
      const rolled = await roll(facts.year);
      if (rolled.status !== "done") return rolled;
      return rolled.answer.target ? reopen(rolled.answer.target) : refused(words("nothingToRoll", { name: typed }));
    }
    default: {
      const taken = await vacate(path);
      return taken ?? enter(path, null, async () => {
        // What is there already is not written over.
        await load(path);
        return ask({ do: "begin", folder: path, request: { ask: name, path, handout: name === "given" ? given.handout : undefined, ...facts } });
      });
    }
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
  // Where no window may be opened, it is kept.
  if (!target || !globalThis.open(href, target)) Object.assign(document.createElement("a"), { href, download: name || answer.name }).click();
  return done();
}

/** Hands the open folder out as an archive. */
async function pack() {
  const answered = await hand(await ask({ do: "pack" }));
  if (answered.status === "done") {
    times.packed = Date.now();
    spared = stuck;
    // A browser whose room is full remembers nothing.
    if (!folder) await store.note(open, { packed: times.packed }).catch(() => {});
  }
  return answered;
}

async function answer(name, facts, file) {
  if (name === "start") return begin(facts, file);
  if (!open) return { status: "nothing" };
  if (name === "import") return ask({ do: "import", ...facts }, new Uint8Array(await file.arrayBuffer()));
  if (name === "show") return pack();
  if (facts.ask === "roll") return roll(facts.year);
  if (folder && facts.file) {
    const path = whereIs(facts.file);
    // Where the folder cannot be looked into, that is told when something is to be kept.
    const there = unsaved.has(path) ? undefined : await folder.look(path).catch(() => undefined);
    if (there !== undefined) await take([[path, there]]);
  }
  return ask({ do: "ask", request: facts });
}

/** One thing is done after the other. */
let line = (async () => {
  keeps = await store.keeps();
  await tidy();
  const last = sessionStorage.getItem("jixiao folder");
  const known = last && (await store.folders()).find(({ path, deleted }) => path === last && !deleted);
  let why = null;
  if (known && (!known.handle || (await known.handle.queryPermission({ mode: "readwrite" })) === "granted")) why = await enter(last, known.handle);
  if (!keeps) say(words("noStore"), true);
  else if (why?.answer?.what) say([why.answer.what, why.answer.help].filter(Boolean).join("。"), true);
  else say("");
})();

function next(act) {
  const done = line.then(act);
  line = done.catch(() => {});
  return done;
}

/** See the module of this name that talks to the program. */
export function send(name, facts, file) {
  if (name === "changes") {
    if (version > facts.since) return Promise.resolve(done({ version }));
    return new Promise((resolve) => waiting.push({ since: facts.since, resolve }));
  }
  // Nothing can be asked of the engine while it works.
  if (facts.ask === "progress") return Promise.resolve(done({ done: 0, of: 0 }));
  return next(() => answer(name, facts, file)).catch(whyNot);
}

/** See the module of this name that talks to the program. */
export function kept() {
  if (folder) return words("keptOnMachine", { name: folder.handle.name });
  if (!keeps) return words("noStore");
  if (!times.packed) return words("neverPacked");
  const date = new Date(times.packed).toLocaleString(document.documentElement.lang, { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });
  return words(isNew() ? "changedSincePacked" : "packedAsItIs", { date });
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
    if (status !== "done") say([answer?.what, answer?.help].filter(Boolean).join("。"), true);
  });
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
