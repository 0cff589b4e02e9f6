// The exact pages, as the PDF has them.

import { element } from "./dom.js";
import { words } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
let glyphs = 0;

/** How many outlines of glyphs the page has. */
export function known() {
  return glyphs;
}

/** Takes outlines that are new. */
export function learn({ from, paths }) {
  const defs = document.querySelector("#glyphs defs");
  paths.forEach((path, index) => {
    const number = from + index;
    if (number < glyphs) return;
    const made = document.createElementNS(SVG, "path");
    made.setAttribute("id", `g${number}`);
    made.setAttribute("d", path);
    defs.append(made);
  });
  glyphs = Math.max(glyphs, from + paths.length);
}

/** Shows pages; those that are as they were stay. */
export class Pages {
  constructor(go) {
    this.shown = [];
    this.focused = null;
    this.place = element("section", { role: "region", "aria-label": words("pages"), class: "pages", tabindex: "0" });
    this.place.addEventListener("click", (event) => {
      const cell = event.target.closest?.("[data-at]");
      if (cell) go(JSON.parse(cell.dataset.at));
    });
  }

  show(pages) {
    pages.forEach((page, index) => {
      if (this.shown[index] === page) return;
      const made = element("figure", { "aria-label": words("page", { n: index + 1 }) });
      made.innerHTML = page;
      made.firstChild.setAttribute("role", "img");
      made.firstChild.setAttribute("aria-label", words("page", { n: index + 1 }));
      if (this.place.children[index]) this.place.children[index].replaceWith(made);
      else this.place.append(made);
    });
    while (this.place.children.length > pages.length) this.place.lastChild.remove();
    this.shown = pages;
    this.mark(this.focused);
  }

  /** Marks the cells of a field. */
  mark(at) {
    this.focused = at;
    this.place.querySelectorAll(".marked").forEach((cell) => cell.classList.remove("marked"));
    if (!at) return;
    const wanted = JSON.stringify(at);
    const cells = [...this.place.querySelectorAll("[data-at]")];
    let found = cells.filter((cell) => cell.dataset.at === wanted);
    // What an indicator is written in may stand deeper.
    if (!found.length) found = cells.filter((cell) => cell.dataset.at.startsWith(wanted.slice(0, -1) + ","));
    found.forEach((cell) => cell.classList.add("marked"));
    found[0]?.scrollIntoView({ block: "nearest" });
  }
}
