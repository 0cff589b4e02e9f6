// The folders that there are: those that the browser keeps, those of the machine that were opened,
// and what can be made or opened.

import * as disk from "./disk.js";
import { askFor, element, say } from "./dom.js";
import { ask, asked, enter, folder, handed, isFree, keeps, leave, load, open, pack, tell, whyNot } from "./opened.js";
import { done, nameOf, openElsewhere, refused } from "./replies.js";
import * as store from "./store.js";
import { words } from "./words.js";

/** So long what was deleted can be had back. */
const MONTH = 30 * 24 * 3600 * 1000;

/** The most bytes of an archive. */
const MOST_BYTES = 256 * 2 ** 20;

/** What an office has handed on with the page. */
const given = JSON.parse(document.getElementById("given")?.textContent ?? "null");

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
export async function roll(year) {
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

/** What is asked before a folder is open, or of folders. */
export async function begin({ ask: name, path: typed = "/", ...facts }, file) {
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

/** Opens the folder that was open before the page was loaded anew. */
export async function resume() {
  await tidy();
  const last = sessionStorage.getItem("jixiao folder");
  const known = last && (await store.folders()).find(({ path, deleted }) => path === last && !deleted);
  let why = null;
  if (known && (!known.handle || (await known.handle.queryPermission({ mode: "readwrite" })) === "granted")) why = await enter(last, known.handle);
  if (!keeps) say(words("noStore"), true);
  else if (why?.answer?.what) say([why.answer.what, why.answer.help].filter(Boolean).join("。"), true);
  else say("");
}
