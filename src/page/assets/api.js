// The only module that knows how requests travel. What is asked and answered are data: the
// name of a request with its facts.

const meta = (name) => document.querySelector(`meta[name=${name}]`).content;

/** Whether other folders can be opened. */
export const hasStart = () => meta("start") === "yes";

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

async function fetched(path, options) {
  let reply;
  let answer = {};
  try {
    reply = await fetch(path, options);
    if (reply.headers.get("content-type")?.startsWith("application/json")) answer = await reply.json();
  } catch {
    throw new Gone();
  }
  if (reply.ok) return answer;
  if (reply.status === 403) throw new Gone(true);
  if (reply.status === 404) throw new Missing();
  if (reply.status === 409) throw new Conflict(answer);
  if (reply.status === 422) throw new Refused(answer);
  throw new Refused({ what: `${reply.status} ${path}` });
}

function post(path, body) {
  return fetched(path, { method: "POST", headers: { "X-Jixiao": meta("token") }, body });
}

/** Asks the open folder. */
export const ask = (name, facts = {}) => post("/ask", JSON.stringify({ ask: name, ...facts }));

/** Asks before a folder is open. */
export const begin = (name, facts = {}) => post("/start", JSON.stringify({ ask: name, ...facts }));

/** Has a workbook imported. */
export const upload = (file) => post(`/import?${new URLSearchParams({ name: file.name })}`, file);

/** Shows the folder of the outputs in a window of the system. */
export const showOutputs = () => post("/show", "{}");

/** Waits until something has changed since a version. */
export const changes = (since) => fetched(`/changes?${new URLSearchParams({ since })}`);

/** Where a project's file of a format is. */
export const output = (format, place) => `/output/${format}?${new URLSearchParams(place)}`;

/** Where a file of the book that was last bound is. */
export const bookFile = (number) => `/output/book?${new URLSearchParams({ number })}`;
