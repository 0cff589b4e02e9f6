// Workbooks that are imported: what of them is there already is asked about.

import { upload } from "./api.js";
import { askFor, attempt, element, say } from "./dom.js";
import { words } from "./words.js";

/** Imports workbooks one after the other; gives what is said of each, and what was found. */
export async function bring(files) {
  const all = { findings: [], notes: [] };
  for (const file of files) {
    say(words("importing", { name: file.name }));
    const answer = await attempt(() => one(file));
    if (!answer) continue;
    all.notes.push(`${file.name}${words("colon")}${answer.summary}`);
    all.findings.push(...answer.findings);
  }
  return all;
}

async function one(file) {
  const answer = await upload(file);
  if (!answer.there?.length) return answer;
  const name = answer.there.map((there) => there.replace(/\.ya?ml$/i, "")).join(words("and"));
  const chosen = await askFor({
    title: words("thereTitle", { name }), text: element("p", {}, words("thereText")),
    yes: words("replace"), no: words("keepBoth"), cancel: words("notImport"),
  });
  if (chosen) return upload(file, "replace");
  if (chosen === false) return upload(file, "beside");
  // What is left alone is no mistake any more.
  return { ...answer, summary: words("notTakenOver"), findings: answer.findings.filter(({ code }) => code !== "cannot-write") };
}
