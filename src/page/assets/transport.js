// How requests travel: to the program that serves the page. The page that is one HTML file has
// another module of this name (`packaging/html`).

const meta = (name) => document.querySelector(`meta[name=${name}]`).content;

/** What there is where the program is: folders to begin with, the machine's folders to choose
 * from, archives of folders, an editor beside the page. */
export const can = { start: meta("start") === "yes", pick: false, pack: false, editor: meta("editor") === "yes" };

const PATHS = { ask: "/ask", start: "/start", import: "/import", show: "/show", changes: "/changes", cursor: "/cursor", choose: "/cursor" };
const STATUSES = { 403: "restarted", 404: "nothing", 409: "conflict", 422: "refused" };

/** Asks for something by its name; gives what became of it (`done`, `nothing`, `conflict`,
 * `refused`, `gone`, `restarted`) and the answer. */
export async function send(name, facts, file) {
  const waits = name === "changes" || name === "cursor";
  const query = waits || file ? `?${new URLSearchParams(facts)}` : "";
  const options = waits ? {} : { method: "POST", headers: { "X-Jixiao": meta("token") }, body: file ?? JSON.stringify(facts) };
  try {
    const reply = await fetch(PATHS[name] + query, options);
    const isJson = reply.headers.get("content-type")?.startsWith("application/json");
    const answer = isJson ? await reply.json() : {};
    if (reply.ok) return { status: "done", answer };
    const status = STATUSES[reply.status];
    return status ? { status, answer } : { status: "refused", answer: { what: `${reply.status} ${PATHS[name]}` } };
  } catch {
    return { status: "gone" };
  }
}

/** The address of a file, for a link. */
export const address = (name, facts) => `/output/${name}?${new URLSearchParams(facts)}`;

/** Where what is filled in is kept, in words; none where a folder of the machine says it. */
export const kept = () => null;

/** The address by which a frame shows it. */
export const framed = async (link) => `${link}&t=${Date.now()}`;
