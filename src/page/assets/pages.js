// The exact pages, as the PDF has them.

import { framed } from "./api.js";
import { button, drawing, element } from "./dom.js";
import { words } from "./words.js";

let glyphs = 0;
let mark = "";

/** How many outlines of glyphs the page has, and what they come to. */
export const known = () => ({ glyphs, mark });

/** Takes outlines that are new; all, where another folder was opened and counts from the first. */
export function learn({ from, paths, mark: now }) {
  const defs = document.querySelector("#glyphs defs");
  if (!from) {
    defs.replaceChildren();
    glyphs = 0;
  }
  mark = now;
  defs.append(...paths.slice(Math.max(glyphs - from, 0)).map((path, index) =>
    drawing("path", { id: `g${Math.max(glyphs, from) + index}`, d: path })));
  glyphs = Math.max(glyphs, from + paths.length);
}

/** Shows pages; those that are as they were stay, and of others the cells that are. */
export class Pages {
  constructor(go, pdf) {
    this.texts = new Map();
    this.ids = [];
    this.focused = null;
    this.sheets = element("div", { class: "sheets", tabindex: "0", role: "group", "aria-label": words("pages") });
    this.frame = element("iframe", { title: "PDF", hidden: true });
    const toggle = button(words("showPdf"), async () => {
      const open = this.frame.hidden;
      this.frame.hidden = !open;
      this.sheets.hidden = open;
      toggle.setAttribute("aria-pressed", String(open));
      if (open) this.frame.src = await framed(pdf());
    }, { "aria-pressed": "false" });
    this.place = element("section", { role: "region", "aria-label": words("pages"), class: "pages" },
      element("div", { class: "bar" }, element("h2", {}, words("pages")), toggle), this.sheets, this.frame);
    this.sheets.addEventListener("click", (event) => {
      const cell = event.target.closest?.("[data-at]");
      if (cell) go(JSON.parse(cell.dataset.at));
    });
  }

  show(pages) {
    const texts = new Map(pages.map(({ id, svg }) => [id, svg ?? this.texts.get(id)]));
    pages.forEach(({ id }, index) => {
      const there = this.sheets.children[index];
      if (this.ids[index] === id) return;
      const text = texts.get(id);
      if (there && renew(there.firstChild, this.texts.get(this.ids[index]), text)) return;
      const made = element("figure");
      made.innerHTML = text;
      made.firstChild.setAttribute("role", "img");
      made.firstChild.setAttribute("aria-label", words("page", { n: index + 1 }));
      if (there) there.replaceWith(made);
      else this.sheets.append(made);
    });
    while (this.sheets.children.length > pages.length) this.sheets.lastChild.remove();
    this.texts = texts;
    this.ids = pages.map(({ id }) => id);
    this.mark(this.focused, false);
  }

  /** Marks the cells of a field; whether there are any. */
  mark(at, moves = true) {
    this.focused = at;
    const marked = this.sheets.querySelectorAll(".marked");
    marked.forEach((cell) => cell.classList.remove("marked"));
    if (!at) return false;
    const wanted = JSON.stringify(at);
    const cells = [...this.sheets.querySelectorAll("[data-at]")];
    let found = cells.filter((cell) => cell.dataset.at === wanted);
    // What an indicator is written in may stand deeper.
    if (!found.length) found = cells.filter((cell) => cell.dataset.at.startsWith(`${wanted.slice(0, -1)},`));
    found.forEach((cell) => cell.classList.add("marked"));
    if (moves) found[0]?.scrollIntoView({ block: "nearest" });
    return found.length > 0;
  }
}

/** A page's text in parts: what comes before the cells, and each cell; the last with what
 * comes behind them. */
const parts = (svg) => svg.split(/(?=<g class="cell")/);

/** Puts the cells that are new into the place of what was there; whether that is all. */
function renew(page, old, now) {
  const [before, after] = [parts(old), parts(now)];
  const last = after.length - 1;
  if (before.length !== after.length || before[0] !== after[0] || before[last] !== after[last]) return false;
  const cells = page.querySelectorAll("g.cell");
  after.forEach((part, index) => {
    if (part === before[index]) return;
    const made = drawing("svg");
    made.innerHTML = part;
    cells[index - 1].replaceWith(made.firstChild);
  });
  return true;
}
