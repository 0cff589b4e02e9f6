// What was found, as a list.

import { ask } from "./api.js";
import { askFor, attempt, button, element } from "./dom.js";
import { words } from "./words.js";

/** The address of a project in the page. */
export const address = (file, number) => `#${new URLSearchParams({ file, number })}`;

/** The manual of a rule. */
export async function explain(code) {
  const manual = await attempt(() => ask("explain", { code }));
  if (!manual) return;
  // The title says its first line.
  const parts = manual.manual.split(/\n\s*\n/).slice(1).map((part) => element("p", {}, lines(part).map(quoted)));
  await askFor({ title: manual.summary, text: element("div", {}, parts), yes: words("close") });
}

/** The lines of a part of a manual, which go on in the next one but before an example. */
function lines(part) {
  const joined = part.trim().replace(/\n(?!例：|改：|Example|Instead|- )/g, (_, at, all) => (/[\x21-\x7e]/.test(all[at - 1]) && /[\x21-\x7e]/.test(all[at + 1]) ? " " : ""));
  return joined.split("\n").flatMap((line, number) => (number ? [element("br"), line] : [line]));
}

/** A text with what stands in backquotes as code. */
const quoted = (line) => (typeof line === "string" ? line.split("`").map((part, number) => (number % 2 ? element("code", {}, part) : part)) : line);

/** A list of findings; `go(finding)` gives what is done when one is chosen, if anything. */
export function findingList(findings, go = () => null) {
  if (!findings.length) return element("p", { class: "hint" }, words("nothing"));
  return element("ul", { class: "findingList" }, findings.map((finding) => {
    const text = `${words(finding.level)}${words("colon")}${finding.message}`;
    const act = go(finding);
    const where = finding.project ?? finding.place.replace(/^\.[/\\]/, "");
    const link = finding.number !== null && finding.number !== undefined && !act;
    return element("li", { class: finding.level },
      act ? button(text, act, { class: "link" })
        : link ? element("a", { href: address(finding.file, finding.number) }, text) : element("span", {}, text),
      !act && where && element("small", {}, where),
      finding.help && element("p", {}, finding.help),
      finding.note && element("p", { class: "hint" }, finding.note),
      button(words("explain"), () => explain(finding.code), { class: "link small", "aria-label": `${words("explain")} ${finding.code}` }));
  }));
}
