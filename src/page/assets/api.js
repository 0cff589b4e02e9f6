// Takes what the page wants; asks the program for it.

const token = document.querySelector("meta[name=token]").content;

/** What the program refuses, with how to mend it. */
export class Refused extends Error {
  constructor({ what, help }) {
    super(help ? `${what}。${help}` : what);
  }
}

/** The program does not answer. */
export class Gone extends Error {}

/** Somebody else has changed the file. */
export class Conflict extends Error {
  constructor(found) {
    super("conflict");
    this.found = found;
  }
}

async function ask(path, options) {
  let reply;
  try {
    reply = await fetch(path, options);
  } catch {
    throw new Gone();
  }
  if (reply.ok) return reply.json();
  if (reply.status === 409) throw new Conflict(await reply.json());
  if (reply.status === 422) throw new Refused(await reply.json());
  throw new Refused({ what: `${reply.status} ${path}` });
}

export function get(path, parameters = {}) {
  return ask(`${path}?${new URLSearchParams(parameters)}`);
}

export function post(path, body) {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Jixiao": token },
    body: JSON.stringify(body),
  });
}

/** The address of a project in the page. */
export function address(file, number) {
  return `#${new URLSearchParams({ file, number })}`;
}
