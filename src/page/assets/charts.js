// Bars as drawings, each with its numbers in a table behind it.

import { drawing, element } from "./dom.js";
import { words } from "./words.js";

const WIDTH = 480;
const ROW = 26;
const LABEL = 190;

/** As much of a name as there is room for: Latin letters take half of it. */
function shortened(name) {
  let room = 14;
  const letters = [...name];
  const end = letters.findIndex((letter) => { room -= letter < "\u2000" ? 0.55 : 1; return room < 0; });
  return end < 0 ? name : `${letters.slice(0, end - 1).join("")}…`;
}

/** A chart: `rows` of a name, its values and what is written behind the bar; `kinds` are the
 * classes of the values, which are stacked. */
export function chart(title, heads, rows, kinds, most = 12) {
  if (!rows.length) return element("figure", { class: "chart" }, element("figcaption", {}, title), element("p", { class: "hint" }, words("nothing")));
  const shown = rows.slice(0, most);
  const sum = ({ values }) => values.reduce((a, b) => a + b, 0);
  const largest = Math.max(...shown.map(sum), 1e-9);
  const room = WIDTH - LABEL - 110;
  const bars = shown.flatMap((row, index) => {
    let x = LABEL;
    const y = index * ROW;
    const parts = row.values.map((value, kind) => {
      const width = (value / largest) * room;
      const bar = drawing("rect", { class: kinds[kind], x, y: y + 5, width, height: ROW - 10, rx: 2 });
      x += width;
      return bar;
    });
    const short = shortened(row.name);
    return [drawing("text", { x: LABEL - 8, y: y + 17, "text-anchor": "end" }, drawing("title", {}, row.name), short), ...parts,
      drawing("text", { x: x + 6, y: y + 17, class: "value" }, row.said)];
  });
  const table = element("table", {},
    element("thead", {}, element("tr", {}, heads.map((head) => element("th", { scope: "col" }, head)))),
    element("tbody", {}, rows.map((row) => element("tr", {}, element("th", { scope: "row" }, row.link ?? row.name),
      row.cells.map((cell) => element("td", { class: "number" }, cell))))));
  return element("figure", { class: "chart" }, element("figcaption", {}, title),
    drawing("svg", { viewBox: `0 0 ${WIDTH} ${shown.length * ROW}`, role: "img", "aria-label": title }, bars),
    element("details", {}, element("summary", {}, words("numbers")), element("div", { class: "scroll" }, table)));
}
