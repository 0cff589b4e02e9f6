// What the page asks, as data: the name of a request with its facts. How requests travel is for
// `transport.js` to know.

import { address, can, framed, kept, send } from "./transport.js";

export { can, framed, kept };

/** What the program refuses, with how to mend it; `again` where it may take it later. */
export class Refused extends Error {
  constructor({ what, help, found = [], again = false }) {
    super([what, help, ...found].filter(Boolean).join("。"));
    this.again = again;
  }
}

/** The program does not answer; `restarted` where another one is in its place. */
export class Gone extends Error {
  constructor(restarted = false) {
    super("gone");
    this.restarted = restarted;
  }
}

/** There is no such thing. */
export class Missing extends Error {}

/** Somebody else has changed the file. */
export class Conflict extends Error {
  constructor(found) {
    super("conflict");
    this.found = found;
  }
}

async function answered(name, facts, file) {
  const { status, answer } = await send(name, facts, file);
  switch (status) {
    case "done": return answer;
    case "nothing": throw new Missing();
    case "conflict": throw new Conflict(answer);
    case "refused": throw new Refused(answer);
    default: throw new Gone(status === "restarted");
  }
}

/** Asks the open folder. */
export const ask = (name, facts = {}) => answered("ask", { ask: name, ...facts });

/** Asks before a folder is open; a file may come with it. */
export const begin = (name, facts = {}, file = undefined) => answered("start", { ask: name, ...facts }, file);

/** Has a workbook imported; `there` says what becomes of a project that is there: `leave`,
 * `replace` or `beside`. */
export const upload = (file, there = "leave") => answered("import", { name: file.name, there }, file);

/** Shows the folder of the outputs in a window of the system; hands the folder over as an archive
 * where there is none. */
export const showOutputs = () => answered("show", {});

/** What that is called. */
export const SHOW_OUTPUTS = can.pack ? "pack" : "showOutputs";

/** Waits until something has changed since a version. */
export const changes = (since) => answered("changes", { since });

/** Where a project's file of a format is. */
export const output = (format, place) => address(format, place);

/** Where a file of the book that was last bound is. */
export const bookFile = (number) => address("book", { number });

/** Where the editor's cursor is, when it has moved since. */
export const cursor = (since) => answered("cursor", { since });

/** Has the editor show what was chosen. */
export const choose = (chosen) => answered("choose", chosen);

/** Where the notice to a unit is. */
export const noticeFile = (unit) => address("notice", { unit });
