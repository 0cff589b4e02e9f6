// Elements, made in one way.

import { words } from "./words.js";

/** Puts attributes, handlers (`onclick`) and content into an element. */
function furnish(made, attributes, content) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...content.flat(Infinity).filter((part) => part !== null && part !== undefined && part !== false));
  return made;
}

/** An element with attributes, handlers and what is in it. */
export function element(name, attributes = {}, ...content) {
  return furnish(document.createElement(name), attributes, content);
}

/** An element of a drawing. */
export function drawing(name, attributes = {}, ...content) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, content);
}

export function button(text, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, text);
}

/** The head of a view: where one is, and what can be done. */
export function head(title, trail, ...actions) {
  document.title = title === words("product") ? `${title} · jixiao` : `${title} · ${words("product")}`;
  document.getElementById("top").replaceChildren(
    element("h1", {}, trail.map(({ text, to }) => [element("a", { href: to }, text), element("span", { "aria-hidden": "true" }, " › ")]), title),
    element("div", { class: "actions" }, actions));
}

/** What a view shows. */
export function body(kind, ...content) {
  const main = document.getElementById("main");
  main.className = kind;
  main.replaceChildren(...content.flat(Infinity).filter(Boolean));
}

/** Says something where screen readers read it out. */
export function say(text, grave = false, ...more) {
  const status = document.getElementById("status");
  status.replaceChildren(text, ...more);
  status.classList.toggle("grave", grave);
}

/** Takes back what was said of another view, unless it is grave. */
export function sayNoMore() {
  if (!document.getElementById("status").classList.contains("grave")) say("");
}

/** Does something of which the program may say why it cannot. */
export async function attempt(act) {
  try {
    return await act();
  } catch (error) {
    say(error.message === "gone" ? words("gone") : error.message || words("missing"), true);
    return undefined;
  }
}

let last = 0;

/** A name for an element that no other has. */
export function unique() {
  last += 1;
  return `e${last}`;
}

/** Asks for a text, or for a yes; false where the answer is `no`, and null where it is `cancel` or
 * the person thinks better of it. */
export function askFor({ title, text = "", fields = [], yes, no, cancel }) {
  return new Promise((resolve) => {
    const inputs = fields.map(({ label, value = "", type = "text", hint, attributes = {} }) => {
      const id = unique();
      return [element("label", { for: id }, label), element("input", { id, value, type, required: true, ...attributes }),
        hint && element("p", { class: "hint" }, hint)];
    });
    const heading = unique();
    const dialog = element(
      "dialog",
      { "aria-labelledby": heading, onclose: () => dialog.remove() },
      element("form", { method: "dialog", onsubmit: finish },
        element("h2", { id: heading }, title),
        text && element("div", { class: "prose", tabindex: "0" }, text),
        inputs.flat(),
        element("p", { class: "actions" },
          element("button", { type: "submit", class: "main" }, yes),
          no && button(no, () => { resolve(false); dialog.close(); }),
          cancel && button(cancel, () => { resolve(null); dialog.close(); })),
      ),
    );
    function finish(event) {
      event.preventDefault();
      resolve(inputs.map(([, input]) => input.value.trim()));
      dialog.close();
    }
    dialog.addEventListener("cancel", () => resolve(null));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** An amount in 元, in groups of three digits. */
export function grouped(amount) {
  if (amount === null || amount === undefined || amount === "") return "";
  const [whole, part] = String(amount).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part.padEnd(2, "0")}` : ".00");
}
