// The table of indicators: 一级 and 二级 as the form has them, name, target and what it prints.

import { button, element, say } from "./dom.js";
import { words } from "./words.js";
import { watched } from "./writing.js";

export class Indicators {
  constructor(field, send) {
    this.send = send;
    this.framework = field.kind;
    this.label = field.label;
    this.rows = [];
    this.body = element("tbody");
    this.place = element("fieldset", { class: "indicators" },
      element("legend", {}, field.label),
      element("p", { class: "described" }, element("span", { class: "hint" }, field.hint), element("span", { class: "found" })),
      element("div", { class: "scroll" }, element("table", {},
        element("thead", {}, element("tr", {},
          ["indicator", "target", "prints"].map((name) => element("th", { scope: "col" }, words(name))),
          this.framework.columns.map((column) => element("th", { scope: "col" }, column.label)),
          element("td"))),
        this.body)));
    this.places = this.framework.categories.flatMap((category, c) =>
      category.subcategories.map((name, s) => ({ c, s, category: category.name, name })));
  }

  show(state) {
    this.state = state;
    this.place.dataset.at = JSON.stringify(state.at);
    const shape = state.indicators.map(({ category, subcategory }) => `${category}.${subcategory}`).join(" ");
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(state.indicators);
    }
    state.indicators.forEach((indicator, index) => this.fill(this.rows[index], indicator));
  }

  build(indicators) {
    const focus = document.activeElement?.dataset.key;
    this.rows = [];
    const body = [];
    for (const place of this.places) {
      const name = place.category === place.name ? place.name : `${place.category} · ${place.name}`;
      body.push(element("tr", { class: "subcategory" },
        element("th", { colspan: String(4 + this.framework.columns.length), scope: "rowgroup" }, name)));
      indicators.forEach((indicator, index) => {
        if (indicator.category !== place.c || indicator.subcategory !== place.s) return;
        this.rows[index] = this.row(index, place);
        body.push(this.rows[index].made);
      });
      body.push(this.blank(place));
    }
    this.body.replaceChildren(...body);
    if (focus) this.body.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  }

  row(index, place) {
    const now = () => this.state.indicators[index];
    const part = (name, label, before) => {
      const input = watched(
        element("input", { type: "text", "aria-label": `${place.name} ${label}`, "data-key": `${index} ${name}` }),
        (text) => this.send({ do: "set-indicator", at: now().at, part: name, text }, before(now())));
      input.addEventListener("paste", (event) => this.paste(event, place));
      input.addEventListener("keydown", (event) => {
        if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
        event.preventDefault();
        this.move(index, event.key === "ArrowUp" ? -1 : 1);
      });
      return input;
    };
    const name = part("名称", words("indicator"), (indicator) => indicator.name);
    const target = part("指标值", words("target"), (indicator) => indicator.target);
    const columns = this.framework.columns.map((column, number) =>
      part(column.path, column.label, (indicator) => indicator.columns[number]));
    const prints = element("span");
    const found = element("span", { class: "found" });
    const made = element("tr", { draggable: "false" },
      element("td", {}, name, found), element("td", {}, target), element("td", { class: "prints" }, prints),
      columns.map((input) => element("td", {}, input)),
      element("td", { class: "tools" },
        button("↑", () => this.move(index, -1), { "aria-label": words("up"), title: `${words("up")} Alt+↑` }),
        button("↓", () => this.move(index, 1), { "aria-label": words("down"), title: `${words("down")} Alt+↓` }),
        button("×", () => this.send({ do: "remove", at: now().at }), { "aria-label": words("remove") })));
    return { made, name, target, columns, prints };
  }

  fill(row, indicator) {
    const at = JSON.stringify(indicator.at);
    row.name.dataset.at = at;
    row.target.dataset.at = JSON.stringify([...indicator.at, "指标值"]);
    row.name.show(indicator.name);
    row.target.show(indicator.target);
    row.columns.forEach((input, number) => {
      input.dataset.at = JSON.stringify([...indicator.at, this.framework.columns[number].path]);
      input.show(indicator.columns[number]);
    });
    row.prints.textContent = indicator.prints === indicator.target ? "" : indicator.prints;
  }

  /** The row in which a new indicator is written. */
  blank(place) {
    const name = element("input", { type: "text", "aria-label": `${place.name} ${words("addIndicator")}`, placeholder: words("addIndicator"), "data-key": `new ${place.c}.${place.s}` });
    const target = element("input", { type: "text", "aria-label": `${place.name} ${words("addIndicator")} ${words("target")}`, placeholder: words("target") });
    const add = () => {
      if (!name.value.trim()) return;
      const made = { category: place.c, subcategory: place.s, name: name.value.trim(), target: target.value.trim() };
      name.value = "";
      target.value = "";
      this.send({ do: "add-indicators", indicators: [made] });
    };
    const enter = (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      const is_name = event.target === name;
      if (is_name && !target.value) target.focus();
      else { add(); name.focus(); }
    };
    const made = element("tr", { class: "new" }, element("td", {}, name), element("td", {}, target), element("td"),
      this.framework.columns.map(() => element("td")),
      element("td", { class: "tools" }, button("+", add, { "aria-label": `${words("addIndicator")} ${place.name}` })));
    name.addEventListener("keydown", enter);
    target.addEventListener("keydown", enter);
    for (const input of [name, target]) input.addEventListener("paste", (event) => this.paste(event, place));
    // Who leaves the row has written it.
    made.addEventListener("focusout", (event) => { if (!made.contains(event.relatedTarget)) add(); });
    return made;
  }

  /** Moves an indicator among those of its place, or to the next place. */
  move(index, step) {
    const now = this.state.indicators[index];
    const same = this.state.indicators.filter(({ category, subcategory }) => category === now.category && subcategory === now.subcategory);
    const to = same.indexOf(now) + step;
    if (to >= 0 && to < same.length) return this.send({ do: "move", at: now.at, to });
    const place = this.places.findIndex(({ c, s }) => c === now.category && s === now.subcategory) + step;
    if (!this.places[place]) return undefined;
    const { c, s } = this.places[place];
    return this.send({ do: "reassign", at: now.at, category: c, subcategory: s });
  }

  /** Rows of Excel or Word become indicators. */
  paste(event, place) {
    const text = event.clipboardData.getData("text/plain");
    const rows = text.split(/\r?\n/).filter((line) => line.trim()).map((line) => line.split("\t").map((cell) => cell.trim()));
    if (rows.length < 2 && !(rows[0]?.length > 1)) return;
    event.preventDefault();
    let { c, s } = place;
    const indicators = [];
    for (const cells of rows) {
      const known = cells.flatMap((cell) => this.places.filter(({ name }) => name === cell)).at(-1);
      if (known) ({ c, s } = known);
      const names = new Set(this.places.flatMap(({ name, category }) => [name, category]));
      const rest = cells.filter((cell) => cell && !names.has(cell));
      if (rest.length) indicators.push({ category: c, subcategory: s, name: rest[0], target: rest.slice(1).join("") });
    }
    if (!indicators.length) return;
    this.send({ do: "add-indicators", indicators });
    say(words("pasted", { n: indicators.length }));
  }
}
