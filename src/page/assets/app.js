// Which view is shown: the folder, or a project of it, by the address after `#`.

import { get } from "./api.js";
import { say } from "./dom.js";
import { words } from "./words.js";
import { showFolder } from "./folder.js";
import { showProject } from "./project.js";

let view = null;
let version = 0;

async function show() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  view?.close?.();
  view = null;
  try {
    view = wanted.get("file")
      ? await showProject(wanted.get("file"), Number(wanted.get("number") ?? 1))
      : await showFolder();
  } catch (error) {
    say(error.message || words("gone"), true);
  }
}

/** Waits for what others change, and has the view show it. */
async function follow() {
  for (;;) {
    try {
      const changed = await get("/api/changes", { since: version });
      if (version && changed.version > version) await view?.update?.(changed.version);
      version = changed.version;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

addEventListener("hashchange", show);
show().then(follow);
