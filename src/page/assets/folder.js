// The folder: its projects, what was found in them, and what is done with all.

import { SHOW_OUTPUTS, ask, bookFile, can, kept, showOutputs } from "./api.js";
import { chart } from "./charts.js";
import { askFor, attempt, body, button, element, grouped, head, say, unique } from "./dom.js";
import { address, explain, findingList } from "./findings.js";
import { bring } from "./importing.js";
import { report } from "./reports.js";
import { words } from "./words.js";

const COLUMNS = ["name", "unit", "year", "form", "amount", "indicators", "errors", "warnings", "notes", "standing"];
const NUMBERS = ["amount", "indicators", "errors", "warnings", "notes"];
const LEVELS = { errors: "error", warnings: "warning", notes: "note" };

/** So many rows are shown at once; the rest come when the browser has time, so many at a time. */
const FIRST = 40;
const NEXT = 100;
/** Safari has no `requestIdleCallback`. */
const whenIdle = globalThis.requestIdleCallback ?? setTimeout;

/** `first` where the page was just opened: an office then sees what it collected. */
export async function showFolder(first) {
  let folder = await ask("folder");
  if (first && folder.has_collected) {
    location.replace("#collected");
    return null;
  }
  let sorted = { by: null, down: false };
  let filling = 0;
  let busy = null;
  const where = element("p", { class: "where" });
  const table = element("tbody");
  const foot = element("tfoot");
  const charts = element("div", { class: "charts" });
  const empty = element("div");
  const filter = element("input", { id: unique(), type: "search", oninput: () => fill() });
  const bar = element("progress", { max: 1, value: 0, hidden: true, "aria-label": words("building") });
  const files = element("input", { type: "file", accept: ".xlsx,.xlsm,.xls,.et,.ods,.yaml,.yml", multiple: true, hidden: true, "aria-label": words("importFiles") });
  files.addEventListener("change", () => take([...files.files]));

  const value = (row, column) => row.counts[column] ?? row[column] ?? "";
  const heads = COLUMNS.map((column) =>
    element("th", { scope: "col", "aria-sort": "none", class: NUMBERS.includes(column) ? "number" : "" },
      button(words(column), () => {
        sorted = { by: column, down: sorted.by === column && !sorted.down };
        heads.forEach((head) => head.setAttribute("aria-sort", "none"));
        heads[COLUMNS.indexOf(column)].setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
        fill();
      })));

  function cell(row, column) {
    const shown = value(row, column);
    switch (column) {
      case "name": return element("th", { scope: "row" }, element("a", { href: address(row.file, row.number), title: row.file }, shown));
      case "amount": return element("td", { class: "number" }, grouped(shown));
      case "standing": return element("td", {}, element("span", { class: `badge ${shown}` }, words(shown)));
      case "errors": case "warnings": case "notes":
        return element("td", { class: "number" }, shown ? element("span", { class: `badge ${LEVELS[column]}` }, String(shown)) : "");
      default: return element("td", { class: NUMBERS.includes(column) ? "number" : "" }, String(shown));
    }
  }

  function tools(row) {
    const tool = (name, act) => button(words(name), act, { class: "link small", "aria-label": `${words(name)} ${row.name}` });
    return element("td", { class: "tools" }, tool("copy", () => named(row, "copy", words("copyOf", { name: row.name }))),
      tool("rename", () => named(row, "rename", row.name)), tool("remove", () => remove(row)));
  }

  /** Says where the folder is. */
  function tellWhere() {
    where.textContent = kept() ?? folder.folder;
  }

  async function pack() {
    await attempt(() => showOutputs());
    tellWhere();
  }

  function fill() {
    const wanted = filter.value.trim();
    const rows = folder.projects.filter((row) => !wanted || `${row.name} ${row.unit} ${row.file}`.includes(wanted));
    if (sorted.by) {
      const order = (a, b) => {
        const [x, y] = [value(a, sorted.by), value(b, sorted.by)];
        const numbers = x !== "" && y !== "" && !Number.isNaN(Number(x)) && !Number.isNaN(Number(y));
        return numbers ? Number(x) - Number(y) : String(x).localeCompare(String(y), "zh");
      };
      rows.sort((a, b) => (sorted.down ? order(b, a) : order(a, b)));
    }
    const made = (row) => element("tr", {}, COLUMNS.map((column) => cell(row, column)), tools(row));
    table.replaceChildren(...rows.slice(0, FIRST).map(made));
    filling += 1;
    const own = filling;
    const rest = (from) => {
      if (own !== filling || from >= rows.length) return;
      table.append(...rows.slice(from, from + NEXT).map(made));
      whenIdle(() => rest(from + NEXT));
    };
    whenIdle(() => rest(FIRST));
    const count = (name) => folder.projects.filter(({ standing }) => standing === name).length;
    foot.replaceChildren(element("tr", {},
      element("th", { scope: "row" }, words("total") + words("count2", { n: folder.projects.length })), element("td"), element("td"), element("td"),
      element("td", { class: "number" }, grouped(folder.total)),
      element("td", { class: "number" }, String(folder.projects.reduce((sum, { indicators }) => sum + indicators, 0))),
      ["errors", "warnings", "notes"].map((level) => element("td", { class: "number" }, folder.is_checking ? "…" : String(folder.counts[level]))),
      element("td", {}, `${count("current")}/${folder.projects.length}`), element("td")));
    empty.replaceChildren(...(folder.projects.length ? [] : [element("p", { class: "lead" }, words("beginHere")), element("p", { class: "hint" }, folder.why_empty ?? "")]));
    restore.hidden = !folder.deleted;
    restore.title = folder.deleted ?? "";
    tellWhere();
  }

  function draw() {
    const rules = folder.rules.map(({ code, summary, count }) => ({
      name: summary, link: button(`${code} ${summary}`, () => list(code), { class: "link" }), values: [count], said: String(count), cells: [String(count)],
    }));
    const units = Object.entries(folder.units)
      .map(([name, { errors, warnings, notes }]) => ({ name, values: [errors, warnings, notes], said: `${errors} / ${warnings} / ${notes}`, cells: [errors, warnings, notes].map(String) }))
      .sort((a, b) => b.values[0] - a.values[0] || b.values[1] - a.values[1]);
    const sums = folder.sums.map(({ label, shares }) => chart(words("amountsBy", { label }), [label, words("amount"), words("projects")],
      shares.map(({ name, amount, projects }) => ({ name, values: [Number(amount)], said: `${(Number(amount) / 10000).toLocaleString("zh")} 万元`, cells: [grouped(amount), String(projects)] })), ["amount"]));
    const found = folder.is_checking ? [element("p", {}, words("checking"))] : [
      chart(words("byRule"), [words("rule"), words("count")], rules, ["finding"]),
      chart(words("byUnit"), [words("unit"), words("errors"), words("warnings"), words("notes")], units, ["error", "warning", "note"])];
    charts.replaceChildren(...found, ...sums);
  }

  /** The findings of a rule, with its manual. */
  async function list(code) {
    const answer = await attempt(() => ask("findings", { code }));
    if (!answer) return;
    const shut = await askFor({ title: code, text: findingList(answer.findings), yes: words("close"), no: words("explain") });
    if (shut === false && !location.hash) explain(code);
  }

  async function create() {
    const year = folder.projects.map((row) => row.year).find(Boolean) ?? folder.year ?? new Date().getFullYear() + 1;
    const given = await askFor({
      title: words("new"),
      fields: [{ label: words("name") }, { label: words("year"), value: String(year), attributes: { inputmode: "numeric", pattern: "\\d{4}" } }],
      yes: words("create"),
      no: words("cancel"),
    });
    if (!given) return;
    const made = await attempt(() => ask("new", { name: given[0], year: Number(given[1]) || 0 }));
    if (made) location.hash = address(made.file, 1);
  }

  async function named(row, request, value) {
    const given = await askFor({ title: words(request), fields: [{ label: words("name"), value }], yes: words(request), no: words("cancel") });
    if (!given || (request === "rename" && given[0] === row.name)) return;
    const made = await attempt(() => ask(request, { file: row.file, number: row.number, known: row.name, name: given[0] }));
    if (made) { say(words("saved")); await renew(); }
  }

  async function remove(row) {
    const sure = await askFor({ title: words("removeTitle", { name: row.name }), text: element("p", {}, words("deleteSure")), yes: words("remove"), no: words("cancel") });
    if (!sure) return;
    if (await attempt(() => ask("delete", { file: row.file }))) { say(words("deleted")); await renew(); restore.focus(); }
  }

  const restore = button(words("restore"), () => attempt(async () => { await ask("restore"); say(words("restored")); await renew(); }), { hidden: true });

  /** Does long work with a bar of how far it is. */
  async function work(event, saying, act) {
    if (busy) return;
    busy = act();
    const pressed = event?.target;
    if (pressed) pressed.disabled = true;
    say(saying);
    bar.removeAttribute("value");
    bar.hidden = false;
    const timer = setInterval(async () => {
      try {
        const { done, of } = await ask("progress");
        if (of && busy) { bar.max = of; bar.value = done; }
      } catch {
        // What went wrong is told by the work itself.
      }
    }, 300);
    const answer = await attempt(() => busy);
    clearInterval(timer);
    busy = null;
    bar.hidden = true;
    if (pressed) pressed.disabled = false;
    return answer;
  }

  async function build(event, book) {
    const built = await work(event, words("building"), () => ask("build", { book }));
    if (!built) return;
    await renew();
    say([built.summary, ...built.notes].join("。"), built.failed > 0,
      ...built.books.flatMap((name, number) => (name.endsWith(".json") ? [] : [" ", element("a", { href: bookFile(number), download: name }, name)])),
      " ", button(words(SHOW_OUTPUTS), pack, { class: "link", title: built.folders.join("\n") }),
      ...(built.failed ? [" ", button(words("whyNot"), () => report("buildReport", { ...built, findings: built.findings.filter(({ level }) => level === "error") }), { class: "link" })] : []));
  }

  async function verify(event) {
    const verified = await work(event, words("verifying"), () => ask("verify"));
    if (verified) report("verify", verified);
  }

  async function roll(event) {
    const years = folder.projects.map((row) => row.year).filter(Boolean);
    const given = await askFor({
      title: words("roll"), text: element("p", {}, words("rollHint")),
      fields: [{ label: words("newYear"), value: String(Math.max(...years, new Date().getFullYear()) + 1), attributes: { inputmode: "numeric", pattern: "\\d{4}" } }],
      yes: words("rollYes"), no: words("cancel"),
    });
    if (!given) return;
    const rolled = await work(event, words("rolling"), () => ask("roll", { year: Number(given[0]) || 0 }));
    if (rolled) report("roll", rolled);
  }

  /** Imports workbooks that were chosen or dropped. */
  async function take(chosen) {
    files.value = "";
    if (!chosen.length) return;
    const isArchive = (file) => can.pack && /\.zip$/i.test(file.name);
    const all = await bring(chosen.filter((file) => !isArchive(file)));
    chosen.filter(isArchive).forEach((file) => say(words("zipAtStart", file), true));
    await renew();
    if (all.findings.length) report("imported", all);
    else if (all.notes.length) say(all.notes.join(words("stop")));
  }

  const drop = (event) => document.body.classList.toggle("dropping", event.type === "dragover");
  const drops = ["dragover", "dragleave", "drop"];
  drops.forEach((name) => addEventListener(name, drop));

  async function renew() {
    folder = await ask("folder");
    fill();
    draw();
  }

  head(folder.folder.split(/[/\\]/).filter(Boolean).at(-1) ?? folder.folder, can.start ? [{ text: words("startPage"), to: "#start" }] : [],
    button(words("new"), create, { class: "main" }),
    button(words("import"), () => files.click()),
    button(words("buildAll"), (event) => build(event, false)),
    button(words("book"), (event) => build(event, true)),
    button(words("verify"), verify),
    button(words("roll"), roll),
    folder.has_collected && element("a", { class: "button", href: "#collected" }, words("collected")),
    element("a", { class: "button", href: "#settings" }, words("settings")),
    can.pack && button(words("pack"), pack, { title: words("packHint") }),
    restore, files);
  body("folder", bar,
    element("section", { class: "panel", role: "region", "aria-label": words("projects") },
      element("div", { class: "bar" }, element("h2", {}, words("projects")),
        where,
        element("p", {}, element("label", { for: filter.id }, words("filter")), " ", filter)),
      empty,
      element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": words("table") },
        element("table", { class: "projects" }, element("thead", {}, element("tr", {}, heads, element("td"))), table, foot))),
    element("section", { class: "panel", role: "region", "aria-label": words("findings") }, element("h2", {}, words("overview")), charts));
  fill();
  whenIdle(draw);
  return {
    close() { drops.forEach((name) => removeEventListener(name, drop)); },
    drop: take,
    async update(version) { if (!busy && folder.version < version) await renew(); },
  };
}
