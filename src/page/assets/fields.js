// The fields of a form, as its template describes them.

import { button, element, unique } from "./dom.js";
import { Indicators } from "./indicators.js";
import { words } from "./words.js";
import { watched } from "./writing.js";

/** The fields of a project. */
export class Fields {
  /** `send(change, before)` hands a change on; `focused(at)` tells where somebody writes. */
  constructor(send, focused) {
    this.send = send;
    this.focused = focused;
    this.place = element("section", { role: "region", "aria-label": words("project"), class: "fields" });
    this.place.addEventListener("focusin", (event) => {
      const at = event.target.closest("[data-at]")?.dataset.at;
      if (at) this.focused(JSON.parse(at));
    });
    this.shape = null;
  }

  show(form, findings) {
    const shape = JSON.stringify(form.form);
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(form);
    }
    this.year.show(form.year.text);
    form.fields.forEach((state, index) => this.shown[index].show(state));
    this.mark(findings);
  }

  build(form) {
    const year = this.line({ label: words("year"), hint: "", kind: { type: "text" }, required: true }, () => form.year.at);
    this.year = year.input;
    this.shown = [];
    const groups = [element("div", {}, year.row)];
    let open = { name: null, place: null };
    for (const field of form.form?.fields ?? []) {
      const shown = this.field(field);
      this.shown.push(shown);
      if (field.group !== open.name) {
        open = field.group
          ? { name: field.group, place: element("fieldset", {}, element("legend", {}, field.group)) }
          : { name: "", place: element("div") };
        groups.push(open.place);
      }
      open.place.append(shown.place);
    }
    if (!form.form) groups.push(element("p", {}, words("noForm")));
    this.place.replaceChildren(...groups);
  }

  field(field) {
    switch (field.kind.type) {
      case "choices": return this.choices(field);
      case "table": return this.table(field);
      case "indicators": return new Indicators(field, this.send);
      default: {
        let state = null;
        const { row, input, prints } = this.line(field, () => state.at, () => state.text);
        return {
          place: row,
          show: (now) => {
            state = now;
            input.dataset.at = JSON.stringify(now.at);
            row.hidden = !now.asked && !now.text;
            input.show(now.text);
            const given = !now.text && now.prints ? now.prints : "";
            if (field.kind.type !== "choice") input.placeholder = given;
            const printed = ["money", "number", "date"].includes(field.kind.type) && now.prints !== now.text;
            prints.textContent = given ? words(now.shared ? "shared" : "computed") : printed ? now.prints : "";
          },
        };
      }
    }
  }

  /** A label with its input and what that prints. */
  line(field, at, before = () => undefined) {
    const id = unique();
    const described = unique();
    const kind = field.kind;
    let input;
    if (kind.type === "choice") {
      input = element("select", { id }, element("option", { value: "" }, words("choose")),
        kind.options.map((option) => element("option", { value: option }, option)));
      input.show = (text) => {
        if (input.value === text) return;
        // What is no option is shown all the same.
        if (![...input.options].some((option) => option.value === text)) input.append(element("option", { value: text }, text));
        input.value = text;
      };
      input.addEventListener("change", () => this.send({ do: "set", at: at(), text: input.value }, before()));
    } else {
      input = kind.long
        ? element("textarea", { id, rows: "4" })
        : element("input", { id, type: "text", inputmode: kind.type === "money" || kind.type === "number" ? "decimal" : undefined });
      watched(input, (text) => this.send({ do: "set", at: at(), text }, before()));
    }
    input.setAttribute("aria-describedby", described);
    input.setAttribute("autocomplete", "off");
    if (field.required) input.setAttribute("aria-required", "true");
    const prints = element("span", { class: "prints" });
    // A list of options says itself what may be chosen.
    const hint = [field.required && words("required"), kind.type !== "choice" && field.hint].filter(Boolean).join("；");
    const row = element("div", { class: kind.long ? "line long" : "line" },
      element("label", { for: id }, field.label),
      element("div", {}, input, prints,
        element("p", { id: described, class: "described" },
          element("span", { class: "hint" }, hint), element("span", { class: "found" }))));
    return { row, input, prints };
  }

  choices(field) {
    let state = null;
    const boxes = field.kind.options.map((option) => {
      const id = unique();
      const box = element("input", { type: "checkbox", id, value: option, onchange: () => {
        const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
        this.send({ do: "choose", at: state.at, options: chosen }, state.text);
      } });
      return { box, row: element("span", { class: "choice" }, box, element("label", { for: id }, option)) };
    });
    const place = element("fieldset", { class: "choices" }, element("legend", {}, field.label), boxes.map(({ row }) => row),
      element("p", { class: "described" }, element("span", { class: "found" })));
    return {
      place,
      show: (now) => {
        state = now;
        place.dataset.at = JSON.stringify(now.at);
        place.hidden = !now.asked && !now.text;
        const chosen = now.text.split(/[\n、,，]/).map((text) => text.trim());
        boxes.forEach(({ box }) => { box.checked = chosen.includes(box.value); });
      },
    };
  }

  /** Records, a row each, and one more to write in. */
  table(field) {
    const columns = field.kind.columns;
    const body = element("tbody");
    const place = element("fieldset", { class: "records" }, element("legend", {}, field.label),
      element("div", { class: "scroll" }, element("table", {},
        element("thead", {}, element("tr", {}, columns.map((column) => element("th", { scope: "col" }, column.label)), element("td"))),
        body)),
      element("p", { class: "described" }, element("span", { class: "hint" }, field.hint), element("span", { class: "found" })));
    let state = null;
    let rows = [];
    const input = (column, number, label) => {
      const made = watched(element("input", { type: "text", "aria-label": `${label} ${number + 1} ${column.label}` }), (text) => {
        const written = state.records[number]?.[columns.indexOf(column)];
        if (written) return this.send({ do: "set", at: written.at, text }, written.text);
        if (text) this.send({ do: "add-record", at: [...state.at, state.records.length], values: { [column.path]: text } });
      });
      return made;
    };
    const row = (number) => {
      const inputs = columns.map((column) => input(column, number, field.label));
      const remove = button("×", () => this.send({ do: "remove", at: [...state.at, number] }),
        { "aria-label": `${words("remove")} ${field.label} ${number + 1}` });
      const made = element("tr", {}, inputs.map((made) => element("td", {}, made)), element("td", {}, remove));
      return { made, inputs, remove };
    };
    return {
      place,
      show: (now) => {
        state = now;
        place.dataset.at = JSON.stringify(now.at);
        place.hidden = !now.asked && !now.records.length;
        while (rows.length < now.records.length + 1) {
          rows.push(row(rows.length));
          body.append(rows.at(-1).made);
        }
        while (rows.length > now.records.length + 1) rows.pop().made.remove();
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
    this.place.querySelectorAll(".found").forEach((found) => found.replaceChildren());
    this.place.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
    for (const finding of findings) {
      const input = finding.at && this.find(finding.at);
      if (!input) continue;
      if (finding.level === "error" && input.matches("input, select, textarea")) input.setAttribute("aria-invalid", "true");
      const found = input.closest(".line, .records, .choices, tr")?.querySelector(".found")
        ?? input.closest(".records, .indicators")?.querySelector(".found");
      found?.append(element("span", { class: finding.level }, `${words(finding.level)}：${finding.message}`));
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
    const input = found?.matches("input, select, textarea") ? found : found?.querySelector("input, select, textarea");
    input?.focus();
    input?.scrollIntoView({ block: "center" });
  }
}
