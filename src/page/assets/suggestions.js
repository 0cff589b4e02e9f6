// Indicators that fit a project, from the library and from other projects.

import { ask } from "./api.js";
import { askFor, element, unique } from "./dom.js";
import { words } from "./words.js";

/** Asks which suggested indicators are wanted: those, or null. */
export async function chooseSuggestions(place) {
  const { suggestions = [], kinds = [] } = await ask("suggest", place);
  const boxes = [];
  const groups = new Map();
  for (const one of suggestions) {
    const key = one.category === one.subcategory ? one.category : `${one.category} · ${one.subcategory}`;
    const id = unique();
    const box = element("input", { type: "checkbox", id });
    boxes.push({ box, one });
    const origin = one.origin.from === "project" ? `${one.origin.project} ${one.origin.year}` : one.kind;
    const row = element("li", {}, box,
      element("label", { for: id }, element("b", {}, one.name), " ", one.target, element("small", {}, [origin, one.proof].filter(Boolean).join("；"))));
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  const lists = [...groups].map(([name, rows]) => element("div", {}, element("h3", {}, name), element("ul", { class: "suggested" }, rows)));
  const find = element("input", { type: "search", "aria-label": words("filter"), placeholder: words("filter") });
  find.addEventListener("input", () => boxes.forEach(({ box, one }) => {
    box.parentElement.hidden = !`${one.name}${one.kind}${one.subcategory}`.includes(find.value.trim());
  }));
  const answer = await askFor({
    title: words("suggest"),
    text: element("div", {}, element("p", {}, kinds.length ? words("ofKinds", { kinds: kinds.join("、") }) : words("ofNoKind")),
      lists.length ? [find, lists] : element("p", {}, words("nothingToSuggest"))),
    yes: words("addChosen"),
    no: words("cancel"),
  });
  if (!answer) return null;
  return boxes.filter(({ box }) => box.checked).map(({ one }) => [one.category, one.subcategory, one.name]);
}
