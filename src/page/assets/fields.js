// The fields of a form, as its template describes them.

import { button, element, unique } from "./dom.js";
import { Indicators, tidy } from "./indicators.js";
import { isForeign, words } from "./words.js";
import { watched } from "./writing.js";

/** Groups of more fields than this are opened when they are wanted. */
const MANY = 20;

/** The fields of a project, or of settings. */
export class Fields {
  /** `send(job)` hands a change on, `focused(at)` tells where somebody writes, and `suggest()`
   * shows indicators that fit. */
  constructor(label, send, focused = () => {}, suggest = null) {
    this.send = send;
    this.suggest = suggest;
    this.place = element("section", { role: "region", "aria-label": label, class: "fields panel" });
    this.place.addEventListener("focusin", (event) => {
      const at = event.target.closest("[data-at]")?.dataset.at;
      if (at) focused(JSON.parse(at));
    });
    this.shape = null;
  }

  /** Shows a project's form. */
  show(form, shape, id, findings) {
    const key = `${id} ${form.forms.map(({ name }) => name)}`;
    if (key !== this.shape) {
      this.shape = key;
      this.build(shape?.fields ?? [], this.top(form));
      if (!shape) this.place.append(element("p", {}, words("noForm")));
    }
    this.year.show({ ...form.year, asked: true });
    this.named.show({ ...form.named_form, asked: true });
    this.fill(form.fields, findings);
  }

  /** Shows fields that belong to no form. */
  showPlain(shapes, states, findings) {
    const key = JSON.stringify(shapes);
    if (key !== this.shape) {
      this.shape = key;
      this.build(shapes, []);
    }
    this.fill(states, findings);
  }

  /** The year and the form, which choose all others. */
  top(form) {
    const label = (written) => String(written.at.at(-1));
    const kind = {
      type: "choice",
      options: form.forms.map(({ name }) => name),
      names: form.forms.map(({ name, title }) => `${name}　${title}`),
    };
    this.year = this.field({ label: label(form.year), hint: words("yearHint"), kind: { type: "text" }, required: true });
    this.named = this.field({ label: label(form.named_form), hint: words("formHint"), kind, none: words("formOfYear") });
    return [this.year, this.named];
  }

  build(shapes, first) {
    this.shapes = shapes;
    this.shown = shapes.map((shape) => this.field(shape));
    const groups = [element("div", {}, first.map(({ place }) => place))];
    let open = { name: null };
    shapes.forEach((shape, index) => {
      if (shape.group !== open.name) {
        const count = shapes.filter(({ group }) => group === shape.group).length;
        open = { name: shape.group, place: element("div", { class: "group" }) };
        groups.push(shape.group && count > MANY
          ? element("details", { class: "many" }, element("summary", {}, shape.group), open.place)
          : shape.group ? element("fieldset", {}, element("legend", {}, shape.group), open.place) : open.place);
      }
      open.place.append(this.shown[index].place);
    });
    this.place.replaceChildren(...groups);
  }

  fill(states, findings) {
    states.forEach((state, index) => this.shown[index]?.show(state));
    this.explain(states);
    this.mark(findings);
  }

  /** Says of fields that this project need not have when they are asked for, in one line each group. */
  explain(states) {
    this.place.querySelectorAll(".unasked").forEach((line) => line.remove());
    let last = null;
    states.forEach((state, index) => {
      const [shape, place] = [this.shapes[index], this.shown[index]?.place];
      if (!shape?.condition || !place?.hidden) return;
      if (last?.condition !== shape.condition || last.above !== place.parentElement) {
        const line = element("p", { class: "hint unasked", tabindex: "-1" });
        last = { condition: shape.condition, above: place.parentElement, labels: [], line };
        place.before(line);
      }
      last.labels.push(shape.label);
      last.line.textContent = words("unasked", { labels: last.labels.join(words("and")), condition: shape.condition });
      place.line = last.line;
    });
  }

  field(field) {
    switch (field.kind.type) {
      case "choice": return this.choice(field);
      case "choices": return this.choices(field);
      case "table": return this.table(field);
      case "indicators": return new Indicators(field, this.send, this.suggest);
      default: return this.text(field);
    }
  }

  /** What stands below a field. */
  notes(field) {
    const described = unique();
    const needed = element("span", { class: "needed", hidden: true }, words("required"));
    return {
      described,
      notes: element("p", { id: described, class: "described" }, needed, element("span", { class: "hint" }, hint(field)), element("span", { class: "found" })),
      /** Whether it is said that something has to be written. */
      needs: (isEmpty) => { needed.hidden = !field.required || !isEmpty; },
    };
  }

  text(field) {
    const { kind } = field;
    const id = unique();
    let state = null;
    const isList = kind.type === "list";
    const input = isList || kind.long
      ? element("textarea", { id, rows: isList ? "2" : "4" })
      : element("input", { id, type: "text", inputmode: ["money", "number"].includes(kind.type) ? "decimal" : undefined });
    const change = (text) => isList
      ? { do: "set-list", at: state.at, items: text.split("\n").map((line) => line.trim()).filter(Boolean) }
      : { do: "set", at: state.at, text };
    watched(input, (text, job) => this.send({ ...job, key: state.key, make: () => change(text) }));
    const { described, notes, needs } = this.notes(field);
    input.setAttribute("aria-describedby", described);
    input.setAttribute("autocomplete", "off");
    if (field.required) input.setAttribute("aria-required", "true");
    const prints = element("span", { class: "prints" });
    const place = element("div", { class: kind.long ? "line long" : "line" },
      element("label", { for: id }, field.label), element("div", {}, input, prints, notes));
    const isPrinted = ["money", "number", "date"].includes(kind.type);
    return {
      place,
      show: (now) => {
        state = { ...now, key: JSON.stringify(now.at) };
        input.dataset.at = state.key;
        place.hidden = !now.asked && !now.text;
        input.show(now.text);
        needs(!now.text && !now.prints);
        const given = !now.text && now.prints ? now.prints : "";
        input.placeholder = given || field.otherwise || "";
        prints.textContent = given
          ? words(now.shared ? "shared" : "computed")
          : isPrinted && now.prints && now.prints !== now.text ? `${words("prints")} ${now.prints}` : "";
      },
    };
  }

  choice(field) {
    const id = unique();
    const { options, names = [] } = field.kind;
    let state = null;
    const none = options.includes("") || field.otherwise ? [] : [element("option", { value: "" }, field.none ?? words("choose"))];
    const input = element("select", { id }, none, options.map((option, index) => element("option", { value: option }, names[index] ?? option)));
    // A list of options says itself what may be chosen.
    const { described, notes, needs } = this.notes({ ...field, hint: names.length ? field.hint : "" });
    input.setAttribute("aria-describedby", described);
    if (field.required) input.setAttribute("aria-required", "true");
    const pending = new Pending(() => this.set(input, state, field.otherwise));
    input.addEventListener("change", () => {
      const [text, before] = [input.value, pending.base ?? state.text];
      pending.base = text;
      this.send({ key: state.key, make: () => ({ do: "set", at: state.at, text }), before: () => before, settle: pending.begin() });
    });
    const prints = element("span", { class: "prints" });
    const place = element("div", { class: "line" }, element("label", { for: id }, field.label), element("div", {}, input, prints, notes));
    return {
      place,
      show: (now) => {
        state = { ...now, key: JSON.stringify(now.at) };
        input.dataset.at = state.key;
        place.hidden = !now.asked && !now.text;
        prints.textContent = !now.text && now.prints ? now.prints + words("inBrackets", { text: words(now.shared ? "shared" : "computed") }) : "";
        needs(!now.text && !now.prints);
        pending.show();
      },
    };
  }

  /** Has a list show a text; one that is no option all the same. */
  set(input, { text: written }, otherwise = "") {
    const text = written || otherwise;
    if (input.value === text) return;
    if (![...input.options].some((option) => option.value === text)) input.append(element("option", { value: text }, text));
    input.value = text;
  }

  choices(field) {
    let state = null;
    const pending = new Pending(() => {
      const chosen = (state.text || field.otherwise || "").split(/[\n、,，]/).map((text) => text.trim());
      boxes.forEach(({ box }) => { box.checked = chosen.includes(box.value); });
    });
    const boxes = field.kind.options.map((option) => {
      const id = unique();
      const box = element("input", { type: "checkbox", id, value: option, onchange: () => {
        const options = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
        const before = pending.base ?? state.text;
        pending.base = options.join("\n");
        this.send({ key: state.key, make: () => ({ do: "choose", at: state.at, options }), before: () => before, settle: pending.begin() });
      } });
      return { box, row: element("span", { class: "choice" }, box, element("label", { for: id }, option)) };
    });
    const { notes } = this.notes({ ...field, hint: "" });
    const place = element("fieldset", { class: "choices" }, element("legend", {}, field.label), boxes.map(({ row }) => row), notes);
    return {
      place,
      show: (now) => {
        state = { ...now, key: JSON.stringify(now.at) };
        place.dataset.at = state.key;
        place.hidden = !now.asked && !now.text;
        pending.show();
      },
    };
  }

  /** Records, a row each, and one more to write in. */
  table(field) {
    const { columns } = field.kind;
    const body = element("tbody");
    const lists = columns.map(({ kind }) => kind.type === "choice"
      && element("datalist", { id: unique() }, kind.options.map((option) => element("option", { value: option }))));
    const { notes } = this.notes(field);
    const place = element("fieldset", { class: "records" }, element("legend", {}, field.label),
      element("div", { class: "scroll" }, element("table", {},
        element("thead", {}, element("tr", {}, columns.map((column) => element("th", { scope: "col" }, column.label)), element("td"))),
        body)), notes, lists.filter(Boolean));
    let state = null;
    let rows = [];
    // The column that is written in once there is another row.
    let next = null;
    const input = (column, number) => {
      const index = columns.indexOf(column);
      const make = (text) => () => {
        const written = state.records[number]?.[index];
        if (written) return { do: "set", at: written.at, text };
        return { do: "add-record", at: [...state.at, state.records.length], values: { [column.path]: text } };
      };
      const made = element("input", { type: "text", "aria-label": `${field.label} ${number + 1} ${column.label}`, autocomplete: "off", list: lists[index]?.id });
      return watched(made, (text, job) => this.send({
        ...job,
        key: `${state.key} ${number} ${column.path}`,
        make: make(text),
        // A record that is not there yet has said nothing.
        before: () => (state.records[number] ? job.before() : undefined),
      }));
    };
    // Rows of Excel or Word become records: those that are there take what is pasted on them.
    const paste = (event, number, index) => {
      const cells = event.clipboardData.getData("text/plain").split(/\r?\n/).filter((line) => line.trim()).map((line) => line.split("\t").map(tidy));
      if (cells.length < 2 && !(cells[0]?.length > 1)) return;
      event.preventDefault();
      cells.forEach((given, offset) => {
        const values = Object.fromEntries(given.flatMap((text, cell) => (columns[index + cell] && text ? [[columns[index + cell].path, text]] : [])));
        const to = number + offset;
        const there = state.records[to];
        if (!there) return this.send({ key: `${state.key} paste ${to}`, make: () => ({ do: "add-record", at: [...state.at, state.records.length], values }) });
        return columns.forEach((column, place) => {
          if (values[column.path] !== undefined) this.send({ key: `${state.key} ${to} ${column.path}`, make: () => ({ do: "set", at: there[place].at, text: values[column.path] }) });
        });
      });
    };
    const row = (number) => {
      const inputs = columns.map((column) => input(column, number));
      inputs.forEach((made, index) => {
        made.addEventListener("paste", (event) => paste(event, number, index));
        // To the same column of the next row.
        made.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" || event.isComposing) return;
          event.preventDefault();
          made.blur();
          rows[number + 1]?.inputs[index].focus();
          if (!rows[number + 1]) next = index;
        });
      });
      const remove = button("×", () => this.send({ key: `remove ${state.key} ${number}`, make: () => ({ do: "remove", at: [...state.at, number] }) }),
        { "aria-label": `${words("remove")} ${field.label} ${number + 1}`, title: words("remove") });
      return { made: element("tr", {}, inputs.map((made) => element("td", {}, made)), element("td", { class: "tools" }, remove)), inputs, remove };
    };
    return {
      place,
      show: (now) => {
        state = { ...now, key: JSON.stringify(now.at) };
        place.dataset.at = state.key;
        place.hidden = !now.asked && !now.records.length;
        while (rows.length < now.records.length + 1) {
          rows.push(row(rows.length));
          body.append(rows.at(-1).made);
        }
        while (rows.length > now.records.length + 1) rows.pop().made.remove();
        if (next !== null) rows.at(-1).inputs[next].focus();
        next = null;
        rows.forEach(({ inputs, remove }, number) => {
          remove.hidden = number >= now.records.length;
          inputs.forEach((input, column) => {
            const written = now.records[number]?.[column];
            if (written) input.dataset.at = JSON.stringify(written.at);
            else delete input.dataset.at;
            input.show(written?.text ?? "");
          });
        });
      },
    };
  }

  /** Puts findings beside their fields. */
  mark(findings) {
    this.place.querySelectorAll(".found").forEach((found) => { if (found.firstChild) found.replaceChildren(); });
    this.place.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
    for (const finding of findings) {
      const input = finding.at && this.find(finding.at);
      if (!input) continue;
      if (finding.level === "error" && input.matches("input, select, textarea")) input.setAttribute("aria-invalid", "true");
      const found = input.closest(".line, tr, .records, .choices")?.querySelector(".found")
        ?? input.closest(".records, .indicators")?.querySelector(".found");
      found?.append(element("span", { class: finding.level }, `${words(finding.level)}${words("colon")}${finding.message}`));
    }
  }

  /** The input of a place, or of the nearest one above it. */
  find(at) {
    for (let length = at.length; length > 0; length -= 1) {
      const wanted = JSON.stringify(at.slice(0, length));
      const found = [...this.place.querySelectorAll("[data-at]")].filter((input) => input.dataset.at === wanted);
      const input = found.find((input) => input.matches("input, select, textarea")) ?? found[0];
      if (input) return input;
    }
    return null;
  }

  /** Puts the cursor where a place is written. */
  go(at) {
    const found = this.find(at);
    // What is not asked for has a line that says when it is.
    for (let place = found; place; place = place.parentElement) {
      if (!place.hidden || !place.line?.isConnected) continue;
      place.line.scrollIntoView({ block: "center" });
      return place.line.focus({ preventScroll: true });
    }
    const inputs = found?.matches("input, select, textarea") ? [found] : [...(found?.querySelectorAll("input, select, textarea") ?? [])];
    const input = inputs.find((input) => !input.closest("[hidden]"));
    input?.closest("details")?.setAttribute("open", "");
    input?.focus();
    input?.scrollIntoView({ block: "center" });
    return undefined;
  }
}

/** What was chosen stays as it is until the program has answered. */
class Pending {
  constructor(act) {
    this.act = act;
    this.count = 0;
    // What the file will say then.
    this.base = null;
  }

  begin() {
    this.count += 1;
    return () => {
      this.count -= 1;
      if (!this.count) this.base = null;
      this.show();
    };
  }

  show() {
    if (!this.count) this.act();
  }
}

/** What goes into a field: as the form says it, or in the page's language where it is of a kind. */
function hint({ hint, kind, limit, condition }) {
  // A table says in its columns what goes into it.
  if (kind.type === "table") return "";
  if (!isForeign) return hint;
  const own = { date: "dateHint", money: "moneyHint", number: "numberHint" }[kind.type];
  if (own) return words(own);
  if (limit) return words("limitHint", { limit });
  return condition ? "" : hint;
}
