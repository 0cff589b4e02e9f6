// Elements, made in one way.

/** An element with attributes, handlers (`onclick`) and what is in it. */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...content.flat().filter((part) => part !== null && part !== undefined && part !== false));
  return made;
}

export function button(text, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, text);
}

/** Says something where screen readers read it out. */
export function say(text, grave = false) {
  const status = document.getElementById("status");
  status.textContent = text;
  status.classList.toggle("grave", grave);
}

let last = 0;

/** A name for an element that no other has. */
export function unique() {
  last += 1;
  return `e${last}`;
}

/** Asks for a text, or for a yes; null where the person thinks better of it. */
export function askFor({ title, text = "", fields = [], yes, no }) {
  return new Promise((resolve) => {
    const inputs = fields.map(({ label, value = "", type = "text" }) => {
      const id = unique();
      return [element("label", { for: id }, label), element("input", { id, value, type, required: true })];
    });
    const heading = unique();
    const dialog = element(
      "dialog",
      { "aria-labelledby": heading, onclose: () => dialog.remove() },
      element("form", { method: "dialog", onsubmit: finish },
        element("h2", { id: heading }, title),
        text && element("div", { class: "prose" }, text),
        inputs.flat(),
        element("p", { class: "actions" },
          element("button", { type: "submit" }, yes),
          button(no, () => finish(null))),
      ),
    );
    function finish(event) {
      event?.preventDefault();
      resolve(event ? inputs.map(([, input]) => input.value.trim()) : null);
      dialog.close();
    }
    dialog.addEventListener("cancel", () => resolve(null));
    document.body.append(dialog);
    dialog.showModal();
  });
}
