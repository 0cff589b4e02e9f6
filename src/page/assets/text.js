// The text of the file, for those who want it, with its findings at their lines.

import { Conflict, ask } from "./api.js";
import { askFor, button, element, say, unique } from "./dom.js";
import { words } from "./words.js";

export class Text {
  constructor(file, saved) {
    this.file = file;
    this.saved = saved;
    const id = unique();
    this.area = element("textarea", { id, rows: "30", spellcheck: "false", autocomplete: "off" });
    this.found = element("ul", { class: "found" });
    this.place = element("section", { class: "text panel", hidden: true }, element("label", { for: id }, words("text")), this.area,
      this.found, element("p", { class: "actions" }, button(words("saveText"), () => this.save(false), { class: "main" })));
  }

  async toggle(button, fields) {
    const open = this.place.hidden;
    this.place.hidden = !open;
    fields.hidden = open;
    button.setAttribute("aria-expanded", String(open));
    if (open) await this.load();
  }

  async load() {
    const { text, digest } = await ask("text", { file: this.file });
    this.area.value = text;
    this.text = text;
    this.digest = digest;
  }

  /** Shows findings at their lines. */
  mark(findings) {
    this.found.replaceChildren(...findings.filter(({ file }) => file === this.file).map((finding) =>
      element("li", { class: finding.level },
        button(`${words("line", { n: finding.line })} ${words(finding.level)}${words("colon")}${finding.message}`, () => this.go(finding.line), { class: "link" }))));
  }

  /** Puts the cursor into a line. */
  go(line) {
    const lines = this.area.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    this.area.focus();
    this.area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    this.area.scrollTop = (this.area.scrollHeight / lines.length) * Math.max(line - 5, 0);
  }

  /** Shows the file anew, unless somebody is writing here. */
  async refresh(findings) {
    this.mark(findings);
    if (!this.place.hidden && this.area.value === this.text) await this.load();
  }

  async save(force) {
    try {
      const { digest } = await ask("save-text", { file: this.file, text: this.digest, new: this.area.value, force });
      this.digest = digest;
      this.text = this.area.value;
      await this.saved();
      say(words("saved"));
    } catch (error) {
      if (!(error instanceof Conflict)) return say(error.message === "gone" ? words("gone") : error.message, true);
      const answer = await askFor({
        title: words("conflictTitle"),
        text: element("pre", {}, error.found.there),
        yes: words("conflictMine"),
        no: words("conflictTheirs"),
      });
      if (answer) return this.save(true);
      await this.load();
    }
    return undefined;
  }
}
