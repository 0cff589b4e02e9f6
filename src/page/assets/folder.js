// The folder: its projects, what was found in them, and what is done with all.

import { address, get, post } from "./api.js";
import { askFor, button, element, say, unique } from "./dom.js";
import { words } from "./words.js";

const COLUMNS = ["name", "unit", "year", "amount", "errors", "warnings", "notes"];

export async function showFolder() {
  let folder = await get("/api/folder");
  let sorted = { by: null, down: false };
  const body = element("tbody");
  const foot = element("tfoot");
  const rules = element("div", { class: "rules" });
  const filter = element("input", { id: unique(), type: "search", oninput: fill });

  const value = (row, column) => row.counts[column] ?? row[column] ?? "";
  const heads = COLUMNS.map((column) =>
    element("th", { scope: "col", "aria-sort": "none" },
      button(words(column), () => {
        sorted = { by: column, down: sorted.by === column && !sorted.down };
        heads.forEach((head) => head.setAttribute("aria-sort", "none"));
        heads[COLUMNS.indexOf(column)].setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
        fill();
      })));

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
    body.replaceChildren(...rows.map((row) =>
      element("tr", {}, COLUMNS.map((column) => {
        const shown = column === "amount" ? grouped(value(row, column)) : String(value(row, column));
        if (column === "name") {
          return element("th", { scope: "row" }, element("a", { href: address(row.file, row.number), title: row.file }, shown));
        }
        const number = ["amount", "errors", "warnings", "notes"].includes(column);
        const bad = column === "errors" && row.counts.errors > 0;
        return element("td", { class: [number && "number", bad && "error"].filter(Boolean).join(" ") }, shown);
      }))));
    foot.replaceChildren(element("tr", {},
      element("th", { scope: "row" }, `${words("total")}（${folder.projects.length}）`),
      element("td"), element("td"),
      element("td", { class: "number" }, grouped(folder.total)),
      ...["errors", "warnings", "notes"].map((level) => element("td", { class: "number" }, String(folder.counts[level])))));
    rules.replaceChildren(...chart(Object.entries(folder.rules)));
  }

  async function create() {
    const given = await askFor({
      title: words("new"),
      fields: [{ label: words("name") }, { label: words("year"), value: String(folder.projects[0]?.year ?? new Date().getFullYear() + 1) }],
      yes: words("create"),
      no: words("cancel"),
    });
    if (!given) return;
    try {
      const made = await post("/api/new", { name: given[0], year: Number(given[1]) || 0 });
      location.hash = address(made.file, 1);
    } catch (error) {
      say(error.message, true);
    }
  }

  async function build(event, book) {
    event.target.disabled = true;
    say(words("building"));
    try {
      const built = await post("/api/build", { book });
      say([built.summary, ...built.notes].join("。"), built.failed > 0);
    } catch (error) {
      say(error.message || words("gone"), true);
    }
    event.target.disabled = false;
  }

  document.title = `${folder.folder} · jixiao`;
  document.getElementById("top").replaceChildren(
    element("h1", {}, folder.folder),
    element("div", { class: "actions" },
      button(words("new"), create),
      button(words("buildAll"), (event) => build(event, false)),
      button(words("book"), (event) => build(event, true))),
  );
  document.getElementById("main").className = "folder";
  document.getElementById("main").replaceChildren(
    element("p", {}, element("label", { for: filter.id }, words("filter")), " ", filter),
    element("div", { class: "scroll" },
      element("table", { class: "projects" }, element("thead", {}, element("tr", {}, heads)), body, foot)),
    element("section", { "aria-label": words("findings"), role: "region" },
      element("h2", {}, words("byRule")), rules),
  );
  fill();
  return {
    async update() {
      folder = await get("/api/folder");
      fill();
    },
  };
}

/** How many findings there are of each rule, as bars with a table's words. */
function chart(rules) {
  if (!rules.length) return [element("p", {}, words("nothing"))];
  rules.sort((a, b) => b[1] - a[1]);
  const most = rules[0][1];
  return [element("table", { class: "chart" },
    element("tbody", {}, rules.map(([code, count]) =>
      element("tr", {},
        element("th", { scope: "row" }, code),
        element("td", {}, element("progress", { max: most, value: count, "aria-label": `${code}: ${count}` })),
        element("td", { class: "number" }, String(count))))))];
}

function grouped(amount) {
  if (!amount) return "";
  const [whole, part] = String(amount).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part.padEnd(2, "0")}` : ".00");
}
