// An inbox whose forms were collected into the folder: where the units stand, what is wrong.

import { ask, noticeFile } from "./api.js";
import { chart } from "./charts.js";
import { body, button, element, grouped, head, unique } from "./dom.js";
import { words } from "./words.js";

const KINDS = { missing: "error", "to-mend": "warning", undecided: "note", accepted: "current", withdrawn: "" };
const STANDINGS = ["missing", "to-mend", "undecided", "accepted"];

/** So many units are shown at once; the filter finds the others. */
const MOST = 300;

const cell = (...content) => element("td", {}, content);
const number = (text) => element("td", { class: "number" }, text);
const state = ({ standing, said, late }) => [element("span", { class: `badge ${KINDS[standing]}` }, said), late && [" ", element("span", { class: "badge error" }, words("late"))]];

function findings(list) {
  return list.map(({ level, place, what, remedy }) => element("li", { class: level },
    element("span", {}, `${words(level)}：${what}`), place && element("small", {}, place), remedy && element("p", {}, remedy)));
}

/** What a unit has handed in. */
function details(unit) {
  const projects = unit.projects.map((project) => element("tr", {},
    element("th", { scope: "row" }, project.name, project.was && element("small", {}, words("wasCalled", { name: project.was }))),
    cell(state(project)), number(grouped(project.amount)), cell(project.file),
    cell(project.is_new && element("p", {}, words("isNew")), project.changes.map((line) => element("p", {}, line)),
      project.findings.length > 0 && element("ul", { class: "findingList" }, findings(project.findings)))));
  return [
    unit.contact && element("p", {}, words("contactOf", { name: unit.contact })),
    unit.missing.length > 0 && element("p", {}, words("lacking", { names: unit.missing.join("、") })),
    unit.findings.length > 0 && element("ul", { class: "findingList" }, findings(unit.findings)),
    projects.length > 0 && element("div", { class: "scroll" }, element("table", {},
      element("thead", {}, element("tr", {}, ["project", "unitState", "amount", "file", "findings"].map((name) => element("th", { scope: "col", class: name === "amount" ? "number" : "" }, words(name))))),
      element("tbody", {}, projects))),
  ];
}

export async function showCollected() {
  let seen = await ask("collected");
  const open = new Set();
  const filter = element("input", { id: unique(), type: "search", oninput: () => fill() });
  const choice = element("select", { "aria-label": words("unitState"), onchange: () => fill() });
  const table = element("tbody");
  const place = element("div", { class: "collected" });

  function rows(unit) {
    const own = unique();
    const isOpen = open.has(unit.name);
    const toggle = () => {
      if (!open.delete(unit.name)) open.add(unit.name);
      fill();
      document.getElementById(`unit ${unit.name}`)?.focus();
    };
    const count = unit.projects.filter(({ standing }) => standing !== "withdrawn").length;
    const row = element("tr", {},
      element("th", { scope: "row" }, button(unit.name, toggle, { class: "link", id: `unit ${unit.name}`, "aria-expanded": String(isOpen), "aria-controls": isOpen && own })),
      cell(state(unit)), cell(unit.deadline ?? ""),
      number(unit.expected === null ? String(count) : `${count}/${unit.expected}`),
      number(grouped(unit.amount)), number(grouped(unit.accepted)), number(grouped(unit.ceiling)),
      number(String(unit.found)), number(String(unit.gone)),
      cell(unit.has_notice && element("a", { href: noticeFile(unit.name), target: "_blank", "aria-label": words("noticeTo", { name: unit.name }) }, "PDF")));
    return isOpen ? [row, element("tr", { id: own }, element("td", { colspan: 10 }, details(unit)))] : [row];
  }

  function fill() {
    const wanted = filter.value.trim();
    const fits = (unit) => (!choice.value || unit.standing === choice.value)
      && (!wanted || [unit.name, unit.parent, ...unit.projects.map(({ name }) => name)].some((name) => name.includes(wanted)));
    const units = seen.units.filter(fits);
    const more = units.length - MOST;
    table.replaceChildren(...units.slice(0, MOST).flatMap(rows),
      ...(units.length ? [] : [element("tr", {}, element("td", { colspan: 10 }, words("nobody")))]),
      ...(more > 0 ? [element("tr", {}, element("td", { colspan: 10 }, `… ${more}`))] : []));
  }

  function draw() {
    const of = (standing) => seen.units.filter((unit) => unit.standing === standing);
    const name = (standing) => seen.units.find((unit) => unit.standing === standing)?.said;
    const there = STANDINGS.filter((standing) => of(standing).length);
    choice.replaceChildren(element("option", { value: "" }, words("all")), ...there.map((standing) => element("option", { value: standing }, name(standing))));
    const bars = there.map((standing) => ({ name: name(standing), values: STANDINGS.map((other) => (other === standing ? of(standing).length : 0)), said: String(of(standing).length), cells: [String(of(standing).length)] }));
    const list = (title, items) => items.length > 0 && [element("h3", {}, title), element("ul", {}, items.map((item) => element("li", {}, item)))];
    place.replaceChildren(...[
      element("section", { class: "panel", role: "region", "aria-label": words("overview") },
        element("p", { class: "lead" }, words("collectedHead", seen)),
        seen.notes.map((note) => element("p", { class: "error" }, note)),
        element("div", { class: "charts" }, chart(words("unitState"), [words("unitState"), words("units")], bars, ["error", "warning", "note", "amount"])),
        list(words("toDecide"), seen.undecided)),
      element("section", { class: "panel", role: "region", "aria-label": words("units") },
        element("div", { class: "bar" }, element("h2", {}, words("units")),
          element("p", {}, choice, " ", element("label", { for: filter.id }, words("filter")), " ", filter)),
        element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": words("table") },
          element("table", {}, element("thead", {}, element("tr", {},
            [["unit"], ["unitState"], ["deadline"], ["came", 1], ["amount", 1], ["amountAccepted", 1], ["ceiling", 1], ["findings", 1], ["mended", 1], ["notice"]]
              .map(([head, isNumber]) => element("th", { scope: "col", class: isNumber ? "number" : "" }, words(head))))), table))),
      seen.refused.length > 0 && element("section", { class: "panel", role: "region", "aria-label": words("notTaken") },
        element("h2", {}, words("notTaken")),
        element("div", { class: "scroll" }, element("table", {},
          element("thead", {}, element("tr", {}, ["file", "why"].map((head) => element("th", { scope: "col" }, words(head))))),
          element("tbody", {}, seen.refused.map(({ file, why }) => element("tr", {}, element("th", { scope: "row" }, file), cell(why))))))),
    ].filter(Boolean));
    fill();
  }

  head(words("collected"), [{ text: words("folder"), to: "#" }], button(words("renew"), async () => { seen = await ask("collected"); draw(); }));
  body("report collected", place);
  draw();
  return null;
}
