// A project: its fields, its exact pages and what was found, side by side.

import { Conflict, SHOW_OUTPUTS, ask, output, showOutputs } from "./api.js";
import { tell } from "./beside.js";
import { askFor, attempt, body, button, element, head, say } from "./dom.js";
import { Fields } from "./fields.js";
import { address, findingList } from "./findings.js";
import { Pages, known, learn } from "./pages.js";
import { Saving } from "./saving.js";
import { chooseSuggestions } from "./suggestions.js";
import { Text } from "./text.js";
import { words } from "./words.js";

/** The forms that the page knows, by their digests. */
const shapes = new Map();

/** So long nobody has written, in milliseconds, when all projects are looked at again. */
const QUIET = 1500;

export async function showProject(file, number) {
  let closed = false;
  let view = null;
  let later = null;
  const place = { file, number };
  const name = file.split(/[/\\]/).at(-1).replace(/\.ya?ml$/i, "");
  const have = () => ({ have: { ...known(), shape: [...shapes.keys()].at(-1) ?? "", pages: pages.ids } });

  const pages = new Pages((at) => fields.go(at), () => output("pdf", place));
  const fields = new Fields(words("project"), send, chosen, suggest);
  const found = element("section", { role: "region", "aria-label": words("findings"), class: "findings panel" });
  const undo = button(words("undo"), () => act("undo"), { title: "Ctrl+Z" });
  const redo = button(words("redo"), () => act("redo"), { title: "Ctrl+Y" });
  const fix = button(words("fix"), () => act("fix"));
  const text = new Text(file, () => refresh());
  const toggle = button(words("text"), () => attempt(() => text.toggle(toggle, fields.place)), { "aria-expanded": "false" });

  const first = await ask("project", { ...place, ...have() });
  const saving = new Saving({
    store: `jixiao ${first.folder} ${file} ${number}`,
    send: ({ change, before, run }) => ask("change", { ...place, text: view.text, before, change, run, ...have() }),
    accept,
    conflict({ project }, change) {
      if (change) {
        const part = fields.place.querySelector(`[data-at="${CSS.escape(JSON.stringify([...change.at, change.part]))}"]`);
        (part ?? fields.find(change.at))?.reset?.("");
      }
      accept(project);
    },
  });

  /** Marks the cells of the field that somebody is in. */
  function chosen(at) {
    pages.mark(at);
    if (at) tell(place, at);
  }

  /** Hands a change on; `said` is what is said of it. */
  function send(job) {
    saving.add(job);
    if (job.said) saving.idle().then(() => saving.tell(job.said));
  }

  async function act(request, facts = {}) {
    document.activeElement?.blur?.();
    await saving.idle();
    await attempt(async () => {
      try {
        accept(await ask(request, { ...place, ...facts, ...have() }));
        saving.tell(words("saved"));
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        accept(error.found.project);
        say(words("changedElsewhere"), true);
      }
    });
  }

  async function suggest() {
    const seen = view.text;
    const chosen = await attempt(() => chooseSuggestions(place));
    if (chosen?.length) await act("add-suggested", { chosen, text: seen });
  }

  /** Shows an answer; where more is on its way, what is slow to show waits for that. */
  function accept(next) {
    view = next;
    if (closed) return;
    // What other projects have to do with it is asked for once nobody writes.
    clearTimeout(later);
    if (next.is_partial) later = setTimeout(() => attempt(async () => { if (!saving.running) await refresh(); }), QUIET);
    learn(next.glyphs);
    undo.disabled = !next.can_undo;
    redo.disabled = !next.can_redo;
    fix.hidden = !next.findings.some((finding) => finding.fixable);
    if (next.form) {
      const { shape, shape_id: id } = next.form;
      if (shape) { shapes.delete(id); shapes.set(id, shape); }
      fields.show(next.form, shapes.get(id), id, next.findings);
      pages.show(next.form.pages);
    } else {
      fields.place.replaceChildren(element("p", {}, words("noYaml")));
      fields.shape = null;
      pages.show([]);
    }
    list(next.findings);
    attempt(() => text.refresh(next.findings));
  }

  let listed = null;

  function list(findings) {
    const key = JSON.stringify(findings);
    if (key === listed) return;
    listed = key;
    const count = (level) => findings.filter((finding) => finding.level === level).length;
    const badges = ["error", "warning", "note"].filter(count).map((level) => [" ", element("span", { class: `badge ${level}` }, `${words(level)} ${count(level)}`)]);
    found.replaceChildren(
      element("h2", {}, words("findings"), badges),
      standing(count),
      findingList(findings, (finding) => {
        if (!text.place.hidden) return () => text.go(finding.line);
        return finding.at && (() => fields.go(finding.at));
      }));
  }

  /** Whether the project can be built; one that has nothing but its name is not ready. */
  function standing(count) {
    if (count("error")) return element("p", { class: "error" }, words("cannotBuild", { n: count("error") }));
    const filled = view.form?.fields.some(({ text, records, indicators }) => indicators.length || records.length || (text && text !== name));
    if (!filled) return element("p", { class: "hint" }, words("notFilledIn"));
    return count("warning") ? element("p", {}, words("canBuildYet", { n: count("warning") })) : element("p", { class: "good" }, words("canBuild"));
  }

  /** Leads to the first error, where there is one, in place of a file that cannot be made. */
  function instead(event) {
    const errors = view.findings.filter((finding) => finding.level === "error");
    if (!errors.length) return;
    event.preventDefault();
    event.stopPropagation();
    say(words("cannotBuild", { n: errors.length }), true);
    fields.go(errors.find(({ at }) => at)?.at ?? []);
  }

  /** Where the project's file of a format is. */
  const link = (text, format, kind) => element("a", { class: kind, href: output(format, place), download: `${name}.${format}`, onclick: instead }, text);

  async function build(event) {
    const pressed = event.target;
    document.activeElement?.blur?.();
    await saving.idle();
    pressed.disabled = true;
    say(words("building"));
    const built = await attempt(() => ask("build", { file }));
    pressed.disabled = false;
    if (!built) return;
    say([built.summary, ...built.notes].join("。"), built.failed > 0,
      ...(built.failed ? [] : [...["pdf", "xlsx"].flatMap((format) => [" ", link(`${name}.${format}`, format, "link")]), " ", button(words(SHOW_OUTPUTS), () => attempt(() => showOutputs()), { class: "link", title: built.folders.join("\n") })]));
    if (built.failed) fields.go(view.findings.find((finding) => finding.level === "error" && finding.at)?.at ?? []);
  }

  async function named(request, value) {
    const given = await askFor({ title: words(request), fields: [{ label: words("name"), value }], yes: words(request), no: words("cancel") });
    if (!given) return;
    await saving.idle();
    const made = await attempt(() => ask(request, { ...place, known: view.form?.name ?? name, name: given[0] }));
    if (made) location.hash = address(made.file, request === "copy" ? 1 : number);
  }

  async function remove() {
    const sure = await askFor({ title: words("removeTitle", { name: file }), text: element("p", {}, words("deleteSure")), yes: words("remove"), no: words("cancel") });
    if (sure && (await attempt(() => ask("delete", { file })))) location.hash = "";
  }

  async function refresh() {
    await saving.idle();
    const next = await ask("project", { ...place, ...have() });
    if (!saving.running) accept(next);
  }

  head(name, [{ text: words("folder"), to: "#" }],
    button(words("build"), build, { class: "main" }), undo, redo, fix,
    link("PDF", "pdf", "button"), link("XLSX", "xlsx", "button"), toggle,
    button(words("copy"), () => named("copy", words("copyOf", { name }))), button(words("rename"), () => named("rename", name)),
    button(words("removeProject"), remove));
  body("project", element("div", { class: "left" }, fields.place, text.place, found), pages.place);
  accept(first);
  if (saving.restore()) {
    await saving.work();
    saving.tell(words("kept"));
  }

  const keys = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || text.place.contains(event.target)) return;
    if (event.target.closest?.("dialog")) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    act(key === "y" || event.shiftKey ? "redo" : "undo");
  };
  addEventListener("keydown", keys);
  return {
    close() {
      // What is on its way still arrives.
      closed = true;
      clearTimeout(later);
      removeEventListener("keydown", keys);
    },
    /** Marks what stands at a place, or the nearest above it. */
    point(at) {
      for (let length = at.length; length > 0 && !pages.mark(at.slice(0, length)); length -= 1);
    },
    async update(version) {
      if (saving.running || view.version >= version) return;
      await refresh();
    },
  };
}
