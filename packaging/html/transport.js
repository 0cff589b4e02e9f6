// How requests travel in the page that is one HTML file: to the engine in a worker of it
// (`engine.js`), which has the folder that is open (`opened.js`), or to what knows the folders
// that there are (`folders.js`).

import { say } from "./dom.js";
import { begin, resume, roll } from "./folders.js";
import { ask, changes, hand, kept, lookAt, next, open, pack, whyNot } from "./opened.js";
import { done } from "./replies.js";

export { kept };

/** See the module of this name that talks to the program. */
export const can = { start: true, pick: true, pack: true, editor: false };

async function answer(name, facts, file) {
  if (name === "start") return begin(facts, file);
  if (!open) return { status: "nothing" };
  if (name === "import") return ask({ do: "import", ...facts }, new Uint8Array(await file.arrayBuffer()));
  if (name === "show") return pack();
  if (facts.ask === "roll") return roll(facts.year);
  if (facts.file) await lookAt(facts.file);
  return ask({ do: "ask", request: facts });
}

/** See the module of this name that talks to the program. */
export function send(name, facts, file) {
  if (name === "changes") return changes(facts.since);
  // Nothing can be asked of the engine while it works.
  if (facts.ask === "progress") return Promise.resolve(done({ done: 0, of: 0 }));
  return next(() => answer(name, facts, file)).catch(whyNot);
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

next(resume).catch(whyNot);
