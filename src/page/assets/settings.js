// The settings of the folder, `jixiao.yaml`, as a form.

import { ask } from "./api.js";
import { body, element, head } from "./dom.js";
import { Fields } from "./fields.js";
import { findingList } from "./findings.js";
import { Saving } from "./saving.js";
import { words } from "./words.js";

export async function showSettings() {
  let closed = false;
  let view = await ask("settings");
  const fields = new Fields(words("settings"), (job) => saving.add(job));
  const found = element("section", { role: "region", "aria-label": words("findings"), class: "findings panel" });
  const saving = new Saving({
    store: `jixiao settings ${view.folder} ${view.file}`,
    send: ({ change, before }) => ask("change-settings", { text: view.text, before, change }),
    accept,
    conflict: () => refresh(),
  });

  function accept(next) {
    view = next;
    if (closed) return;
    fields.showPlain(next.shapes, next.states, next.findings);
    found.replaceChildren(element("h2", {}, words("findings")), findingList(next.findings, (finding) => finding.at && (() => fields.go(finding.at))));
  }

  async function refresh() {
    accept(await ask("settings"));
  }

  head(words("settings"), [{ text: words("folder"), to: "#" }]);
  body("settings", element("p", { class: "lead" }, words("settingsHint", { file: view.file })), fields.place, found);
  accept(view);
  if (saving.restore()) {
    await saving.work();
    saving.tell(words("kept"));
  }
  return {
    close() { closed = true; },
    async update(version) { if (!saving.running && view.version < version) await refresh(); },
  };
}
