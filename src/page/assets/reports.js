// What a long piece of work came to: verify, roll, import, build.

import { begin } from "./api.js";
import { attempt, body, button, element, head, say } from "./dom.js";
import { findingList } from "./findings.js";
import { words } from "./words.js";

let last = null;

/** Keeps a report and shows it. */
export function report(kind, answer) {
  last = { kind, answer };
  const address = `#report=${kind}`;
  if (location.hash === address) showReport();
  else location.hash = address;
}

/** The report that came last. */
export async function showReport() {
  if (!last) {
    location.hash = "";
    return null;
  }
  const { kind, answer } = last;
  const open = answer.target && button(words("openNew"), () => attempt(async () => {
    await begin("open", { path: answer.target });
    location.hash = "";
  }), { class: "main" });
  head(words(kind), [{ text: words("folder"), to: "#" }], open);
  const counts = ["error", "warning", "note"].map((level) => [level, answer.findings.filter((finding) => finding.level === level).length]);
  body("report",
    element("section", { class: "panel", role: "region", "aria-label": words(kind) },
      answer.target && element("p", { class: "lead" }, words("rolledTo"), answer.where ?? element("code", {}, answer.target)),
      answer.summary && element(kind === "roll" ? "pre" : "p", { class: kind === "roll" ? "summary" : "lead" }, answer.summary),
      answer.notes?.map((note) => element("p", {}, note))),
    element("section", { class: "panel findings", role: "region", "aria-label": words("findings") },
      element("h2", {}, words("findings"), counts.filter(([, count]) => count).map(([level, count]) => [" ", element("span", { class: `badge ${level}` }, `${words(level)} ${count}`)])),
      findingList(answer.findings)));
  say(words("done"));
  return null;
}
