// The table of indicators: 一级 and 二级 as the form has them, name, target and what it prints.

import { button, element, say } from "./dom.js";
import { isForeign, words } from "./words.js";
import { watched } from "./writing.js";

/** A name is the indicator's key: it is handed on when it pauses. */
const PAUSE = 500;

export class Indicators {
  constructor(field, send, suggest) {
    this.send = send;
    this.framework = field.kind;
    [this.nameKey, this.targetKey] = field.kind.parts;
    this.rows = [];
    this.strays = [];
    this.body = element("tbody");
    this.strayBody = element("tbody");
    this.place = element("fieldset", { class: "indicators" },
      element("legend", {}, field.label),
      element("div", { class: "described" }, element("span", { class: "hint" }, isForeign ? words("indicatorsHint") : field.hint), element("span", { class: "found" })),
      suggest && element("p", { class: "actions" }, button(words("suggest"), suggest)),
      element("div", { class: "scroll" }, element("table", {},
        element("thead", {}, element("tr", {}, element("td"),
          ["indicator", "target", "prints"].map((name) => element("th", { scope: "col" }, words(name))),
          this.framework.columns.map((column) => element("th", { scope: "col" }, column.label)),
          element("td"))),
        this.strayBody, this.body)));
    this.places = this.framework.categories.flatMap((category, c) =>
      category.subcategories.map((name, s) => ({ c, s, category: category.name, name })));
  }

  show(state) {
    this.state = state;
    this.place.dataset.at = JSON.stringify(state.at);
    this.places.forEach((place) => this.arrange(place));
    state.indicators.forEach((indicator, index) => this.fill(this.rows[index], indicator));
    this.refocus();
    const strays = JSON.stringify(state.unplaced.map(({ above }) => above));
    if (strays !== this.shape) {
      this.shape = strays;
      this.buildStrays(state.unplaced);
    }
    state.unplaced.forEach((stray, index) => {
      const { name, target } = this.strays[index];
      name.dataset.at = JSON.stringify(stray.at);
      target.dataset.at = JSON.stringify([...stray.at, this.targetKey]);
      name.show(stray.name);
      target.show(stray.target);
    });
  }

  /** Has a place as many rows as it has indicators; the one in which somebody writes stays. */
  arrange(place) {
    const wanted = this.state.indicators.flatMap(({ category, subcategory }, index) => (category === place.c && subcategory === place.s ? [index] : []));
    if (!place.blank) {
      place.rows = [];
      place.blank = this.blank(place);
      const name = place.category === place.name ? place.name : `${place.category} · ${place.name}`;
      this.body.append(this.heading(name), place.blank);
    }
    while (place.rows.length < wanted.length) {
      const row = this.row(place);
      place.rows.push(row);
      place.blank.before(row.made);
    }
    while (place.rows.length > wanted.length) place.rows.pop().made.remove();
    wanted.forEach((index, number) => {
      place.rows[number].index = index;
      this.rows[index] = place.rows[number];
    });
  }

  /** Puts the cursor into the indicator that was moved by the keyboard. */
  refocus() {
    if (!this.follow) return;
    const { name, part } = this.follow;
    const index = this.state.indicators.findIndex((indicator) => indicator.name === name);
    this.follow = null;
    this.rows[index]?.inputs.get(part)?.focus();
  }

  get width() {
    return String(5 + this.framework.columns.length);
  }

  buildStrays(unplaced) {
    const rows = [];
    this.strays = unplaced.map((_, index) => this.stray(index));
    unplaced.forEach(({ above }, index) => {
      const name = above.join(" · ");
      if (index === 0 || name !== unplaced[index - 1].above.join(" · ")) rows.push(this.heading(words("unplaced", { name: name || "—" }), "warning"));
      rows.push(this.strays[index].made);
    });
    this.strayBody.replaceChildren(...rows);
  }

  heading(text, kind = "") {
    return element("tr", { class: `subcategory ${kind}` }, element("th", { colspan: this.width, scope: "rowgroup" }, text));
  }

  /** An input for a part of an indicator, which `now()` gives; `key()` names it. */
  part(name, label, key, now) {
    const isName = name === this.nameKey;
    // Two of one name, or one without, would be written in another way.
    const holds = (text) => isName && (!text.trim() || this.state.indicators.some((other) => other.name === text && other !== now()));
    const input = element("input", { type: "text", "aria-label": label, autocomplete: "off" });
    return watched(input, (text, job) => this.send({
      ...job, key: key(), make: () => ({ do: "set-indicator", at: now().at, part: name, text }),
    }), { pause: isName ? PAUSE : 0, holds });
  }

  row(place) {
    const row = { index: 0, inputs: new Map() };
    const now = () => this.state.indicators[row.index];
    const part = (name, label) => {
      const input = this.part(name, `${place.name} ${label}`, () => `${row.index} ${name}`, now);
      row.inputs.set(name, input);
      input.addEventListener("paste", (event) => this.paste(event, place));
      input.addEventListener("keydown", (event) => {
        if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
        event.preventDefault();
        const moved = row.inputs.get(this.nameKey).value;
        input.blur();
        this.move(row.index, event.key === "ArrowUp" ? -1 : 1);
        this.follow = { name: moved, part: name };
      });
      return input;
    };
    row.name = part(this.nameKey, words("indicator"));
    row.target = part(this.targetKey, words("target"));
    row.columns = this.framework.columns.map((column) => part(column.path, column.label));
    row.prints = element("span");
    // The keyboard moves an indicator from its own fields.
    const tool = (sign, label, act) => button(sign, act, { title: label, tabindex: sign === "×" ? "0" : "-1" });
    row.tools = [
      tool("↑", `${words("up")} Alt+↑`, () => this.move(row.index, -1)),
      tool("↓", `${words("down")} Alt+↓`, () => this.move(row.index, 1)),
      tool("×", words("remove"), () => {
        const { at } = now();
        this.send({ key: `remove ${row.index}`, make: () => ({ do: "remove", at }) });
      }),
    ];
    const grip = element("span", { class: "grip", "aria-hidden": "true", title: words("drag"), draggable: "true" }, "⠿");
    row.made = element("tr", {},
      element("td", { class: "grips" }, grip), element("td", {}, row.name, element("span", { class: "found" })), element("td", {}, row.target),
      element("td", { class: "prints" }, row.prints), row.columns.map((input) => element("td", {}, input)), element("td", { class: "tools" }, row.tools));
    grip.addEventListener("dragstart", (event) => {
      this.dragged = row.index;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", now().name);
      event.dataTransfer.setDragImage(row.made, 0, 0);
    });
    grip.addEventListener("dragend", () => { this.dragged = undefined; });
    this.takes(row.made, place, () => this.beside(now()).indexOf(now()));
    return row;
  }

  /** Has a row take what is dragged onto it: it comes to `to()` of the row's place. */
  takes(row, place, to) {
    const over = (event) => {
      if (this.dragged === undefined) return;
      event.preventDefault();
      row.classList.add("target");
    };
    row.addEventListener("dragenter", over);
    row.addEventListener("dragover", over);
    row.addEventListener("dragleave", () => row.classList.remove("target"));
    row.addEventListener("drop", (event) => {
      row.classList.remove("target");
      if (this.dragged === undefined) return;
      event.preventDefault();
      this.put(this.dragged, place, to());
    });
  }

  /** The indicators of the same place. */
  beside({ category, subcategory }) {
    return this.state.indicators.filter((other) => other.category === category && other.subcategory === subcategory);
  }

  /** Puts an indicator to a number of a place. */
  put(index, { c, s }, to) {
    const moved = this.state.indicators[index];
    const { at } = moved;
    if (moved.category !== c || moved.subcategory !== s) {
      return this.send({ key: `move ${index}`, make: () => ({ do: "reassign", at, category: c, subcategory: s, to }) });
    }
    const last = this.beside(moved).length - 1;
    return this.send({ key: `move ${index}`, make: () => ({ do: "move", at, to: Math.min(to, last) }) });
  }

  fill(row, indicator) {
    row.name.dataset.at = JSON.stringify(indicator.at);
    row.target.dataset.at = JSON.stringify([...indicator.at, this.targetKey]);
    row.name.show(indicator.name);
    row.target.show(indicator.target);
    row.columns.forEach((input, number) => {
      input.dataset.at = JSON.stringify([...indicator.at, this.framework.columns[number].path]);
      input.show(indicator.columns[number]);
    });
    row.prints.textContent = indicator.prints === indicator.target ? "" : indicator.prints;
    ["up", "down", "remove"].forEach((name, tool) => row.tools[tool].setAttribute("aria-label", `${words(name)} ${indicator.name}`));
  }

  /** An indicator for which the form has no place. */
  stray(index) {
    const now = () => this.state.unplaced[index];
    const part = (name, label) => this.part(name, `${words("unplaced", { name: "" })} ${label} ${index + 1}`, () => `stray ${index} ${name}`, now);
    const name = part(this.nameKey, words("indicator"));
    const target = part(this.targetKey, words("target"));
    const choose = element("select", { "aria-label": words("moveTo") }, element("option", { value: "" }, words("moveTo")),
      this.places.map((place, number) => element("option", { value: String(number) }, `${place.category} · ${place.name}`)));
    choose.addEventListener("change", () => {
      const place = choose.value && this.places[Number(choose.value)];
      const { at } = now();
      if (place) this.send({ key: `stray ${index}`, make: () => ({ do: "reassign", at, category: place.c, subcategory: place.s }) });
    });
    const remove = button("×", () => {
      const { at } = now();
      this.send({ key: `remove stray ${index}`, make: () => ({ do: "remove", at }) });
    },
      { "aria-label": `${words("remove")} ${now()?.name ?? index + 1}`, title: words("remove") });
    const made = element("tr", { class: "stray" }, element("td"), element("td", {}, name, element("span", { class: "found" })), element("td", {}, target),
      element("td", { colspan: String(1 + this.framework.columns.length) }, choose), element("td", { class: "tools" }, remove));
    return { made, name, target };
  }

  /** The row in which a new indicator is written. */
  blank(place) {
    const label = `${place.name} ${words("addIndicator")}`;
    const name = element("input", { type: "text", "aria-label": label, placeholder: words("addIndicator"), autocomplete: "off" });
    const target = element("input", { type: "text", "aria-label": `${label} ${words("target")}`, placeholder: words("target"), autocomplete: "off" });
    const add = () => {
      if (!name.value.trim()) return;
      const made = { category: place.c, subcategory: place.s, name: name.value.trim(), target: target.value.trim() };
      name.value = "";
      target.value = "";
      this.send({ key: `add ${place.c}.${place.s}`, make: () => ({ do: "add-indicators", indicators: [made] }) });
    };
    const enter = (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      if (event.target === name && !target.value) target.focus();
      else { add(); name.focus(); }
    };
    const made = element("tr", { class: "new" }, element("td"), element("td", {}, name), element("td", {}, target), element("td"),
      this.framework.columns.map(() => element("td")),
      element("td", { class: "tools" }, button("+", add, { "aria-label": `${words("addIndicator")} ${place.name}`, title: words("addIndicator") })));
    for (const input of [name, target]) {
      input.addEventListener("keydown", enter);
      input.addEventListener("paste", (event) => this.paste(event, place));
    }
    // Who leaves the row has written it.
    made.addEventListener("focusout", (event) => { if (!made.contains(event.relatedTarget)) add(); });
    this.takes(made, place, () => this.state.indicators.filter(({ category, subcategory }) => category === place.c && subcategory === place.s).length);
    return made;
  }

  /** Moves an indicator among those of its place, or to the next place. */
  move(index, step) {
    const now = this.state.indicators[index];
    const same = this.beside(now);
    const to = same.indexOf(now) + step;
    const place = this.places.findIndex(({ c, s }) => c === now.category && s === now.subcategory);
    if (to >= 0 && to < same.length) return this.put(index, this.places[place], to);
    const next = this.places[place + step];
    if (!next) return undefined;
    const there = this.state.indicators.filter(({ category, subcategory }) => category === next.c && subcategory === next.s).length;
    return this.put(index, next, step > 0 ? 0 : there);
  }

  /** Rows of Excel or Word become indicators, cleaned; what was changed is said. */
  paste(event, place) {
    const text = event.clipboardData.getData("text/plain");
    const cells = text.split(/\r?\n/).filter((line) => line.trim()).map((line) => line.split("\t"));
    if (cells.length < 2 && !(cells[0]?.length > 1)) return;
    event.preventDefault();
    let changed = 0;
    const rows = cells.map((row) => row.map((cell) => {
      const clean = tidy(cell);
      if (clean !== cell) changed += 1;
      return clean;
    }));
    let { c, s } = place;
    const names = new Set(this.places.flatMap(({ name, category }) => [name, category]));
    const indicators = [];
    for (const row of rows) {
      const known = row.flatMap((cell) => this.places.filter(({ name }) => name === cell)).at(-1);
      if (known) ({ c, s } = known);
      const rest = row.filter((cell) => cell && !names.has(cell));
      if (rest.length) indicators.push({ category: c, subcategory: s, name: rest[0], target: rest.slice(1).join("") });
    }
    if (!indicators.length) return;
    this.send({
      key: "paste",
      make: () => ({ do: "add-indicators", indicators }),
      said: words("pasted", { n: indicators.length }) + (changed ? words("cleaned", { n: changed }) : ""),
    });
  }
}

/** A cell without what only looks like its text: odd spaces, what cannot be seen, full-width
 * letters and digits, radicals in place of characters. */
export function tidy(cell) {
  const seen = cell.replace(/[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]/g, "").replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, " ");
  const narrow = seen.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff1d\uff1e\uff1c]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  return narrow.replace(/[\u2e80-\u2fd5]/g, (c) => c.normalize("NFKC")).replace(/ +/g, " ").trim();
}
