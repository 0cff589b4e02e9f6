// Which view is shown, by the address after `#`.

import { Missing, can, changes } from "./api.js";
import { followCursor } from "./beside.js";
import { say, sayNoMore } from "./dom.js";
import { words } from "./words.js";
import { showCollected } from "./collected.js";
import { address } from "./findings.js";
import { showFolder } from "./folder.js";
import { showProject } from "./project.js";
import { showReport } from "./reports.js";
import { showSettings } from "./settings.js";
import { showStart } from "./start.js";

let view = null;
let turn = 0;
let version = 0;
// Where the editor's cursor is, until it is shown.
let pointed = null;

function chosen(wanted) {
  if (wanted.get("file")) return showProject(wanted.get("file"), Number(wanted.get("number") ?? 1));
  if (wanted.has("collected")) return showCollected();
  if (wanted.has("settings")) return showSettings();
  if (wanted.has("report")) return showReport(wanted.get("report"));
  if (wanted.has("start") && can.start) return showStart();
  return showFolder(turn === 1);
}

async function show() {
  turn += 1;
  const own = turn;
  view?.close?.();
  view = null;
  try {
    const next = await chosen(new URLSearchParams(location.hash.slice(1)));
    if (own === turn) view = next;
    else next?.close?.();
    point();
  } catch (error) {
    if (error instanceof Missing && can.start) view = await showStart();
    else say(error.message === "gone" ? words("gone") : error.message || words("missing"), true);
  }
}

/** Waits for what others change, and has the view show it. */
async function follow() {
  for (;;) {
    try {
      const changed = await changes(version);
      if (changed.version > version) await view?.update?.(changed.version);
      version = changed.version;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

/** Whether the project that the editor's cursor is in is the one on the page. */
function isHere() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  return wanted.get("file") === pointed.file && Number(wanted.get("number") ?? 1) === pointed.number;
}

/** Marks what the editor's cursor is in. */
function point() {
  if (!pointed || !isHere() || !view?.point) return;
  view.point(pointed.at);
  pointed = null;
}

function pointTo(cursor) {
  pointed = cursor;
  if (isHere()) point();
  else location.hash = address(cursor.file, cursor.number);
}

// A file that is dropped beside its place would be shown instead of the page.
for (const kind of ["dragover", "drop"]) {
  addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files") || event.target.closest?.("input[type=file]")) return;
    event.preventDefault();
    if (kind === "drop" && event.dataTransfer.files.length) view?.drop?.([...event.dataTransfer.files]);
  });
}
addEventListener("hashchange", () => {
  sayNoMore();
  show();
});
// What is written is handed on before the page is left.
addEventListener("pagehide", () => document.activeElement?.blur?.());
show().then(follow);
followCursor(pointTo);
