// A project: its fields, its exact pages and what was found, side by side. What is written is
// sent at once, one change after the other; what has not arrived is kept in the browser.

import { Conflict, Gone, Refused, get, post } from "./api.js";
import { askFor, button, element, say, unique } from "./dom.js";
import { Fields } from "./fields.js";
import { Pages, known, learn } from "./pages.js";
import { words } from "./words.js";

const RETRY = 2000;

export async function showProject(file, number) {
  let view = null;
  let closed = false;
  const place = { file, number };
  const store = `jixiao ${file} ${number}`;
  const queue = [];
  let running = false;

  const pages = new Pages((at) => fields.go(at));
  const fields = new Fields(send, (at) => pages.mark(at));
  const found = element("section", { role: "region", "aria-label": words("findings"), class: "findings" });
  const undo = button(words("undo"), () => act("/api/undo"));
  const redo = button(words("redo"), () => act("/api/redo"));
  const fix = button(words("fix"), () => act("/api/fix"));
  const text = new Text(place, () => refresh());
  const toggle = button(words("text"), () => text.toggle(toggle, fields.place), { "aria-expanded": "false" });

  /** Hands a change to the program after those before it. */
  function send(change, before) {
    const key = JSON.stringify([change.at, change.part ?? change.do]);
    const waiting = queue.findIndex((job, index) => index > 0 && job.key === key && change.text !== undefined);
    if (waiting > 0) queue[waiting].change = change;
    else queue.push({ key, change, before });
    keep();
    run();
  }

  function keep() {
    try {
      if (queue.length) localStorage.setItem(store, JSON.stringify(queue));
      else localStorage.removeItem(store);
    } catch {
      // A browser that keeps nothing still saves to the file.
    }
  }

  async function run() {
    if (running) return;
    running = true;
    say(words("saving"));
    while (queue.length && !closed) {
      const { change, before } = queue[0];
      try {
        accept(await post("/api/change", { ...place, text: view.text, before, change, glyphs: known() }), queue.length > 1);
      } catch (error) {
        if (error instanceof Gone) {
          say(words("gone"), true);
          await new Promise((resolve) => setTimeout(resolve, RETRY));
          continue;
        }
        if (error instanceof Conflict && (await resolved(error.found, queue[0]))) continue;
        if (error instanceof Refused) {
          say(error.message, true);
          queue.shift();
          keep();
          running = false;
          refresh();
          return;
        }
      }
      queue.shift();
      keep();
    }
    running = false;
    if (!closed) say(words("saved"));
  }

  /** Asks which of two texts counts; whether the change is to be sent again. */
  async function resolved({ there, project }, job) {
    const { change, before } = job;
    view = project;
    if (before === undefined || change.text === undefined) {
      accept(project);
      say(words("changedElsewhere"), true);
      return false;
    }
    const answer = await askFor({
      title: words("conflictTitle"),
      text: element("div", {}, element("p", {}, words("mine"), element("q", {}, change.text)), element("p", {}, words("theirs"), element("q", {}, there ?? ""))),
      yes: words("conflictMine"),
      no: words("conflictTheirs"),
    });
    if (!answer) {
      document.activeElement?.blur?.();
      accept(project);
      return false;
    }
    job.before = there;
    return true;
  }

  async function act(path) {
    try {
      document.activeElement?.blur?.();
      await idle();
      accept(await post(path, { ...place, glyphs: known() }));
      say(words("saved"));
    } catch (error) {
      say(error.message || words("gone"), true);
    }
  }

  async function idle() {
    while (running) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  function accept(next) {
    view = next;
    learn(next.glyphs);
    document.title = `${next.file} · jixiao`;
    undo.disabled = !next.can_undo;
    redo.disabled = !next.can_redo;
    fix.hidden = !next.findings.some((finding) => finding.fixable);
    if (next.form) {
      fields.show(next.form, next.findings);
      pages.show(next.form.pages);
    } else {
      fields.place.replaceChildren(element("p", {}, words("noYaml")));
      fields.shape = null;
      pages.show([]);
    }
    list(next.findings);
    text.refresh();
  }

  function list(findings) {
    const count = (level) => findings.filter((finding) => finding.level === level).length;
    const counts = ["error", "warning", "note"].filter(count).map((level) => `${words(level)} ${count(level)}`);
    found.replaceChildren(
      element("h2", {}, words("findings"), counts.length ? `：${counts.join("，")}` : ""),
      findings.length
        ? element("ul", {}, findings.map((finding) =>
            element("li", { class: finding.level },
              finding.at
                ? button(`${words(finding.level)}：${finding.message}`, () => fields.go(finding.at), { class: "link" })
                : element("span", {}, `${words(finding.level)}：${finding.message}`),
              finding.help && element("p", {}, finding.help),
              button(words("explain"), () => explain(finding.code), { class: "link small", "aria-label": `${words("explain")} ${finding.code}` }))))
        : element("p", {}, words("nothing")));
  }

  async function explain(code) {
    const manual = await get("/api/explain", { code });
    await askFor({ title: `${manual.code}：${manual.summary}`, text: element("p", {}, manual.manual), yes: words("close"), no: words("cancel") });
  }

  async function build(event) {
    await idle();
    event.target.disabled = true;
    say(words("building"));
    try {
      const built = await post("/api/build", { file });
      say([built.summary, ...built.notes].join("。"), built.failed > 0);
    } catch (error) {
      say(error.message || words("gone"), true);
    }
    event.target.disabled = false;
  }

  async function remove() {
    const sure = await askFor({ title: words("removeProject"), text: element("p", {}, words("deleteSure")), yes: words("remove"), no: words("cancel") });
    if (!sure) return;
    await post("/api/delete", place);
    location.hash = "";
  }

  async function refresh() {
    await idle();
    accept(await get("/api/project", { ...place, glyphs: known() }));
  }

  const output = (format) => `/output/${format}?${new URLSearchParams(place)}`;
  document.getElementById("top").replaceChildren(
    element("h1", {}, element("a", { href: "#" }, words("folder")), ` › ${file.split(/[/\\]/).at(-1)}`),
    element("div", { class: "actions" }, undo, redo, fix, toggle, button(words("build"), build),
      element("a", { href: output("pdf"), target: "_blank" }, words("downloadPdf")),
      element("a", { href: output("xlsx"), download: "" }, words("downloadXlsx")),
      button(words("removeProject"), remove)));
  document.getElementById("main").className = "project";
  document.getElementById("main").replaceChildren(
    element("div", { class: "left" }, fields.place, text.place, found), pages.place);
  accept(await get("/api/project", { ...place, glyphs: known() }));
  const left = JSON.parse(localStorage.getItem(store) ?? "[]");
  if (left.length) {
    queue.push(...left);
    await run();
    say(words("kept"));
  }

  const keys = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.isComposing || text.place.contains(event.target)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    act(key === "y" || event.shiftKey ? "/api/redo" : "/api/undo");
  };
  addEventListener("keydown", keys);
  return {
    close() {
      closed = true;
      removeEventListener("keydown", keys);
    },
    async update(version) {
      if (running || view.version >= version) return;
      await refresh();
    },
  };
}

/** The text of the file, for those who want it. */
class Text {
  constructor(place, saved) {
    this.place = element("section", { class: "text", hidden: true });
    this.of = place;
    this.saved = saved;
    const id = unique();
    this.area = element("textarea", { id, rows: "30", spellcheck: "false" });
    this.place.append(element("label", { for: id }, words("text")), this.area,
      element("p", {}, button(words("saveText"), () => this.save(false))));
  }

  async toggle(button, fields) {
    const open = this.place.hidden;
    this.place.hidden = !open;
    fields.hidden = open;
    button.setAttribute("aria-expanded", String(open));
    if (open) await this.load();
  }

  async load() {
    const { text, digest } = await get("/api/text", this.of);
    this.area.value = text;
    this.text = text;
    this.digest = digest;
  }

  /** Shows the file anew, unless somebody is writing here. */
  async refresh() {
    if (!this.place.hidden && this.area.value === this.text) await this.load();
  }

  async save(force) {
    try {
      const { digest } = await post("/api/text", { file: this.of.file, text: this.digest, new: this.area.value, force });
      this.digest = digest;
      this.text = this.area.value;
      await this.saved();
      say(words("saved"));
    } catch (error) {
      if (!(error instanceof Conflict)) return say(error.message || words("gone"), true);
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
