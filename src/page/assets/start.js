// What one begins with: the folders used last, a new one, last year's, a workbook, the samples.

import { begin, can } from "./api.js";
import { attempt, body, button, element, head, say, unique } from "./dom.js";
import { bring } from "./importing.js";
import { recentFolders } from "./recent.js";
import { report } from "./reports.js";
import { words } from "./words.js";

export async function showStart() {
  const first = await begin("start");
  const { recent, home, separator, workbook, given } = first;
  const join = (...parts) => parts.join(separator).replaceAll(separator + separator, separator);
  const next = new Date().getFullYear() + 1;

  /** Leaves this page for the folder that was opened. */
  function opened() {
    say("");
    if (location.hash) location.hash = "";
    else dispatchEvent(new HashChangeEvent("hashchange"));
  }

  /** Shows this page anew. */
  function again() {
    if (location.hash === "#start") dispatchEvent(new HashChangeEvent("hashchange"));
    else location.hash = "start";
  }

  /** Takes what is dropped: opens the archive of a folder, puts workbooks where they are asked for. */
  function drop(files) {
    if (can.pack && /\.zip$/i.test(files[0].name)) return open("unpack", { name: files[0].name }, files[0]);
    if (!files.every(({ name }) => /\.(xlsx|xlsm|xls|et|ods)$/i.test(name))) return say(words(can.pack ? "dropHere" : "dropWorkbooks"), true);
    const input = document.querySelector("input[data-takes]");
    const data = new DataTransfer();
    files.forEach((file) => data.items.add(file));
    input.files = data.files;
    input.scrollIntoView({ block: "center" });
    input.form.querySelector("button.main").focus();
    return say(words("workbooksChosen"));
  }

  async function open(request, facts, file) {
    const answer = await attempt(() => begin(request, facts, file));
    if (!answer) return false;
    if (answer.findings?.length) report("imported", { ...answer, notes: [] });
    else opened();
    return true;
  }

  /** A form with a folder's path, and what else it asks for. */
  function ask({ title, hint, path, more = [], told, follow, yes, act }) {
    const id = unique();
    const input = element("input", { id, type: "text", value: path, required: true, autocomplete: "off", spellcheck: "false" });
    const list = element("div", { class: "browse", hidden: true });
    // The path goes with what else is written, as long as nobody has written another.
    let proposed = path;
    const following = ({ target: { value } }) => {
      if (input.value === proposed) input.value = proposed = follow(value);
    };
    const others = more.map(({ label, attributes, options }) => {
      const own = unique();
      const input = element("input", { id: own, type: "text", required: true, list: options && `${own}o`, oninput: follow && following, ...attributes });
      const known = options && element("datalist", { id: `${own}o` }, options.map((value) => element("option", { value })));
      return { label: element("label", { for: own }, label), input, known };
    });
    const browse = button(words("browse"), () => show(input.value || home), { "aria-expanded": "false", "aria-describedby": `${id}t` });

    async function show(where) {
      const found = (await attempt(() => begin("browse", { path: where }))) ?? (await attempt(() => begin("browse", { path: home })));
      if (!found) return;
      list.hidden = false;
      browse.setAttribute("aria-expanded", "true");
      const go = (name, to) => element("li", {}, button(name, () => { input.value = to; show(to); }, { class: "link" }));
      list.replaceChildren(
        element("p", { class: "where" }, found.path, found.projects ? element("span", { class: "badge note" }, words("hasProjects", { n: found.projects })) : ""),
        element("ul", {}, found.above && go(words("above"), found.above), found.folders.map((name) => go(name, join(found.path, name)))));
      input.value = found.path;
    }

    return element("section", { class: "panel card", "aria-labelledby": `${id}t` },
      element("h2", { id: `${id}t` }, title), element("p", { class: "hint" }, hint),
      element("form", { onsubmit: async (event) => {
        event.preventDefault();
        const pressed = event.submitter;
        pressed.disabled = true;
        await act(input.value, ...others.map(({ input }) => input));
        pressed.disabled = false;
      } },
        others.map(({ label, input, known }) => [label, input, known]), told,
        element("label", { for: id }, words("folderPath")), element("div", { class: "path" }, input, browse), list,
        element("p", { class: "actions" }, element("button", { type: "submit", class: "main" }, yes))));
  }

  /** What an office has handed out: of which unit a folder is made, and what is expected of it. */
  function handedOut({ name, units }) {
    const told = element("p", { class: "hint", role: "status" });
    function tell({ target: { value } }) {
      const unit = units.find((known) => known.name === value.trim());
      const expected = unit && [unit.projects.length && words("expected", { projects: unit.projects.join(words("and")) }), unit.deadline && words("until", { day: unit.deadline })];
      told.textContent = expected ? expected.filter(Boolean).join(" ") : value.trim() && words("notInRoster");
    }
    const unit = { label: words("yourUnit"), options: units.map((known) => known.name), attributes: { oninput: tell, autocomplete: "off" } };
    return ask({
      title: name, hint: words("givenHint"), path: join(home, name), more: units.length ? [unit] : [], told, yes: words("create"),
      act: (path, input) => open("given", { path, unit: input?.value ?? "" }),
    });
  }

  /** Opens a folder of the machine, or an archive of one. */
  function choose() {
    const archive = element("input", { id: unique(), type: "file", accept: ".zip", onchange: () => open("unpack", { name: archive.files[0].name }, archive.files[0]) });
    return element("section", { class: "panel card", "aria-labelledby": "choose" },
      element("h2", { id: "choose" }, words("openFolder")), element("p", { class: "hint" }, words("pickHint")),
      element("p", { class: "actions" }, button(words("pick"), () => open("pick"), { class: "main" })),
      element("label", { for: archive.id }, words("archive")), archive);
  }

  const forms = (year) => join(home, words("formsFolder"), String(year).trim());
  const year = { label: words("year"), attributes: { value: String(next), inputmode: "numeric", pattern: "\\d{4}" } };
  head(words("product"), []);
  body("start",
    element("p", { class: "lead" }, words("welcome"), can.pack && ` ${words("keptInBrowser")}`),
    (recent.length > 0 || first.deleted?.length > 0 || first.keeps === false) && recentFolders(first, (path) => open("open", { path }), again),
    element("div", { class: "cards" },
      workbook && ask({ title: words("importGiven"), hint: workbook, path: join(home, words("formsFolder"), String(next)), yes: words("importYes"), act: (path) => open("import-given", { path }) }),
      given && handedOut(given),
      can.pick ? choose() : ask({ title: words("openFolder"), hint: words("openHint"), path: recent[0]?.path ?? home, yes: words("open"), act: (path) => open("open", { path }) }),
      ask({ title: words("newFolder"), hint: words("newFolderHint"), path: forms(next), follow: forms, more: [year], yes: words("create"), act: (path, given) => open("init", { path, year: Number(given.value) || 0 }) }),
      ask({ title: words("rollFolder"), hint: words("rollHint"), path: recent[0]?.path ?? home, more: [{ ...year, label: words("newYear") }], yes: words("rollYes"), act: (path, given) => open("roll", { path, year: Number(given.value) || 0 }) }),
      ask({
        title: words("importFolder"), hint: words("importHint"), path: join(home, words("formsFolder"), String(next)),
        more: [{ label: words("workbooks"), attributes: { type: "file", accept: ".xlsx,.xlsm,.xls,.et,.ods", multiple: true, "data-takes": "workbooks" } }], yes: words("importYes"),
        async act(path, { files }) {
          if (!(await attempt(() => begin("open", { path, create: true })))) return;
          const all = await bring(files);
          if (all.findings.length) report("imported", all);
          else opened();
        },
      }),
      ask({ title: words("samples"), hint: words("samplesHint"), path: join(home, words("samplesFolder")), yes: words("samplesYes"), act: (path) => open("samples", { path }) })));
  return { drop };
}
