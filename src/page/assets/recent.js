// The folders used last. Where no program keeps them but the browser, what can be done with each.

import { begin } from "./api.js";
import { askFor, attempt, button, element, say } from "./dom.js";
import { words } from "./words.js";

/** So full may the browser's room be before the page says so. */
const TIGHT = 0.8;

const megabytes = (bytes) => (bytes / 2 ** 20).toLocaleString("en", { maximumFractionDigits: 1 });

/** The folders of an answer to `start`; `open(path)` opens one, and `again()` shows all anew. */
export function recentFolders({ recent, deleted = [], keeps = true, room }, open, again) {
  async function act(request, facts, said) {
    if (!(await attempt(() => begin(request, facts)))) return;
    await again();
    say(words(said));
  }

  async function remove({ path, name, files }) {
    const sure = await askFor({ title: words("removeFolderTitle", { name }), text: element("p", {}, words("removeFolderSure", { files })), yes: words("remove"), no: words("cancel") });
    if (sure) await act("delete-folder", { path }, "deleted");
  }

  async function erase({ path, name }) {
    const sure = await askFor({ title: words("eraseTitle", { name }), text: element("p", {}, words("eraseSure")), yes: words("erase"), no: words("cancel") });
    if (sure) await act("erase-folder", { path }, "deleted");
  }

  async function rename({ path, name }) {
    const given = await askFor({ title: words("rename"), fields: [{ label: words("folderName"), value: name }], yes: words("rename"), no: words("cancel") });
    if (given && given[0] !== name) await act("rename-folder", { path, name: given[0] }, "saved");
  }

  const tool = (row, name, act) => button(words(name), act, { class: "link small", "aria-label": `${words(name)} ${row.name}` });
  const tools = (row) => row.kept === "browser"
    ? [tool(row, "pack", () => attempt(() => begin("pack", { path: row.path }))), tool(row, "rename", () => rename(row)), tool(row, "remove", () => remove(row))]
    : row.kept && [tool(row, "forget", () => act("erase-folder", { path: row.path }, "forgotten"))];

  const list = (rows, made) => element("ul", { class: "recent" }, rows.map((row) => element("li", {}, made(row))));
  return element("section", { class: "panel", "aria-labelledby": "recent" }, element("h2", { id: "recent" }, words("recent")),
    !keeps && element("p", { class: "error" }, words("noStore")),
    list(recent, (row) => [button(row.name, () => open(row.path), { class: "link big", title: row.path }),
      element("span", { class: "where" }, row.where ?? row.path, row.files !== undefined && row.files !== null && ` · ${words("filesInside", { n: row.files })}`),
      tools(row) && element("span", { class: "tools" }, tools(row))]),
    deleted.length > 0 && element("details", {}, element("summary", {}, words("deletedFolders", { n: deleted.length })),
      list(deleted, (row) => [element("span", {}, row.name), element("span", { class: "where" }, words("filesInside", { n: row.files })),
        element("span", { class: "tools" }, tool(row, "bringBack", () => act("restore-folder", { path: row.path }, "restored")), tool(row, "erase", () => erase(row)))])),
    room && room.usage / room.quota > TIGHT && element("p", { class: "error" }, words("roomTight", { used: megabytes(room.usage), of: megabytes(room.quota) })));
}
